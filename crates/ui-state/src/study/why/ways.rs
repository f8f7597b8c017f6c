//! The way from a lever to a figure through the model's own variables, with the numbers.

use super::{Finding, watched};
use crate::dial::Dial;
use crate::number::{self, Lang};
use crate::state::AppState;
use crate::study::chances::{fan, name, text};
use crate::words::Words;
use sim_core::results::Variable;
use sim_core::study::why::{Node, Step, Way};

/// A station as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// What it is.
    pub name: String,
    /// How the station before drives it; empty for the lever.
    pub how: String,
    /// Without and with the lever, the rest of the plan as it is.
    pub values: [String; 2],
    /// By how much it changes.
    pub change: String,
    /// Whether it is the lever, something in the model, or the figure.
    pub kind: StationKind,
}

/// What a station is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StationKind {
    /// The lever.
    Lever,
    /// A variable of the model.
    Variable,
    /// The figure that is explained.
    Figure,
}

/// The ways of the lever that is looked at, the strongest first.
pub fn of(state: &AppState, finding: &Finding, words: &Words) -> Vec<Vec<Station>> {
    let Some(it) = finding.explained(state.studies.why.gauge) else { return Vec::new() };
    let Some(player) = player(state, finding) else { return Vec::new() };
    let ways = finding.ways(player, it.gauge).map(|of| of.ways.as_slice()).unwrap_or_default();
    ways.iter().map(|way| stations(state, way, words)).collect()
}

/// The lever whose ways are looked at: the chosen one, or the one with the largest share.
pub fn player(state: &AppState, finding: &Finding) -> Option<usize> {
    let it = finding.explained(state.studies.why.gauge)?;
    let largest = || {
        let of = |player: &usize| it.shares[*player].share.mean.abs();
        (0..it.shares.len()).max_by(|a, b| of(a).total_cmp(&of(b)))
    };
    state
        .studies
        .why
        .lever
        .and_then(|lever| finding.shares.players.iter().position(|player| player.levers.contains(&lever)))
        .or_else(largest)
}

fn stations(state: &AppState, way: &Way, words: &Words) -> Vec<Station> {
    way.steps.iter().map(|step| station(state, step, words)).collect()
}

fn station(state: &AppState, step: &Step, words: &Words) -> Station {
    let lang = words.lang();
    let (kind, name, say): (_, _, Box<dyn Fn(f64) -> String>) = match step.node {
        Node::Lever(lever) => {
            let dial = Dial::of(&state.scenario, lever);
            (StationKind::Lever, lang.text(&step.name).to_owned(), Box::new(move |v| dial.spoken(lang, v)))
        }
        Node::Variable(variable) => (
            StationKind::Variable,
            lang.text(&step.name).to_owned(),
            Box::new(move |v| variable_text(variable, v, lang)),
        ),
        Node::Measured(what) => {
            (StationKind::Figure, name(watched(what), words), Box::new(move |v| text(watched(what), v, lang)))
        }
    };
    let change = match (step.node, step.relative) {
        (Node::Measured(what), _) => fan::change(watched(what), step.values.with - step.values.without, lang),
        (_, Some(relative)) => format!("{}%", number::signed(100.0 * relative, 1)),
        (_, None) => words.say("why-from-nothing"),
    };
    let values = [step.values.without, step.values.with].map(say);
    Station { name, how: lang.text(&step.how).to_owned(), values, change, kind }
}

/// A value of a variable with its unit.
fn variable_text(variable: Variable, value: f64, lang: Lang) -> String {
    let unit = variable.info().unit;
    match unit {
        "share" => format!("{}%", number::decimal(100.0 * value, 1)),
        "yuan" | "yuan/month" => number::yuan(lang, value),
        _ if value.abs() >= 100.0 => number::brief(lang, value),
        _ => number::telling(value, 1),
    }
}
