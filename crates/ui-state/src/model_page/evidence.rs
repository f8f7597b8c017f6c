//! The evidence in words: what was expected and what was found, which equations the run keeps, and what the run is known by.

use crate::dial::Dial;
use crate::number;
use crate::own;
use crate::state::AppState;
use crate::study::evidence::Evidence;
use crate::words::{Words, args};
use sim_core::MODEL_VERSION;
use sim_core::anatomy::{Anatomy, Equation};
use sim_core::scenario::{Check, Measure};

/// An expectation of the place beside what its runs are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Whether they are as expected.
    pub ok: bool,
    /// The expectation in words.
    pub says: String,
    /// What is read.
    pub measure: String,
    /// From when to when, and under which policy.
    pub of: String,
    /// What was found.
    pub found: String,
    /// What would be right.
    pub right: String,
}

/// An equation beside the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept<'a> {
    /// It.
    pub equation: &'a Equation,
    /// How far the run is from it.
    pub apart: String,
    /// Whether no more than rounding lies between them.
    pub ok: bool,
}

/// What rounding leaves of ten years of sums; an equation that is not kept is apart by far more.
const ROUNDING: f64 = 1e-9;

/// How all of it came out, with the marks of [`crate::words::parts`].
pub fn headline(state: &AppState, evidence: &Evidence, words: &Words) -> String {
    let (n, of) = (evidence.as_expected(), evidence.checks.len());
    let counts = args([("n", n.to_string()), ("of", of.to_string())]);
    let checks = match (of, n == of) {
        (0, _) => words.say("evidence-no-checks"),
        (_, true) => words.tell("evidence-all-hold", &counts),
        (_, false) => words.tell("evidence-some-hold", &counts),
    };
    let sums = args([
        ("ledger", figure(evidence.ledger)),
        ("equations", evidence.held.len().to_string()),
        ("apart", figure(evidence.apart())),
    ]);
    let assumed = if state.assumed_count() > 0 { words.say("evidence-assumed") } else { String::new() };
    format!("{checks}{}{assumed}", words.tell("evidence-sums", &sums))
}

/// The expectations with what was found, those that fail first.
pub fn expected(state: &AppState, evidence: &Evidence, words: &Words) -> Vec<Expected> {
    let row = |(check, found): (&Check, &sim_core::results::Found)| Expected {
        ok: found.ok,
        says: words.lang().text(&check.say).to_owned(),
        measure: words.lang().label(check.measure.label()).to_owned(),
        of: of(state, check, words),
        found: range(Some(found.lowest), Some(found.highest), check, words),
        right: range(check.at_least, check.at_most, check, words),
    };
    let mut rows: Vec<Expected> = state.scenario.checks.iter().zip(&evidence.checks).map(row).collect();
    rows.sort_by_key(|row| row.ok);
    rows
}

/// Which months of which run a check looks at.
fn of(state: &AppState, check: &Check, words: &Words) -> String {
    let grid = state.scenario.grid;
    let policy = words.lang().label(check.policy.label()).to_owned();
    let moved = check.levers.iter().map(|(lever, course)| {
        let dial = Dial::of(&state.scenario, *lever);
        let value = dial.spoken(words.lang(), course.last());
        format!("{} {value}", words.lang().label(lever.label()))
    });
    let run = std::iter::once(policy).chain(moved).collect::<Vec<_>>().join(" + ");
    let (from, to) = (check.from, check.to);
    if check.change {
        run + &words.tell("evidence-change", &args([("month", to.to_string())]))
    } else if from == to {
        format!("{run} · {to}")
    } else if (from, to) == (grid.start, grid.end) {
        run
    } else {
        format!("{run} · {from} – {to}")
    }
}

/// What lies between two ends, of which one may be open.
fn range(low: Option<f64>, high: Option<f64>, check: &Check, words: &Words) -> String {
    let value = |value: f64| measured(value, check, words);
    match (low.map(value), high.map(value)) {
        (Some(low), Some(high)) if low == high => low,
        (Some(low), Some(high)) => format!("{low} – {high}"),
        (Some(low), None) => format!("≥ {low}"),
        (None, Some(high)) => format!("≤ {high}"),
        (None, None) => String::new(),
    }
}

/// A value of a measure with its unit.
fn measured(value: f64, check: &Check, words: &Words) -> String {
    let lang = words.lang();
    let is_share = check.change || check.measure.unit().starts_with("share");
    if is_share && (value == 0.0 || value.abs() >= TINY) {
        return format!("{}%", number::telling(100.0 * value, 1));
    }
    let unit = match check.measure {
        Measure::MeanAge => lang.of(" 岁", " years"),
        Measure::IssuedGrowth => lang.of(" 本", ""),
        Measure::Professionals | Measure::CertifiedPeople | Measure::CertifiedPractising => {
            lang.of(" 人", "")
        }
        _ => "",
    };
    format!("{}{unit}", figure(value))
}

/// What is smaller is told by its power of ten.
const TINY: f64 = 1e-4;

/// A number as it is read in a table of anything.
pub fn figure(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        tiny if tiny < TINY => format!("{value:.1e}"),
        large if large >= 100.0 => number::count(value),
        _ => number::telling(value, 2),
    }
}

/// The equations a run was held against, as the model tells them.
pub fn kept<'a>(evidence: &Evidence, anatomy: &'a Anatomy) -> Vec<Kept<'a>> {
    let row = |it: &sim_core::anatomy::Held| {
        let equation = anatomy.equations.get(it.equation)?;
        Some(Kept { equation, apart: figure(it.apart), ok: it.apart < ROUNDING })
    };
    evidence.held.iter().filter_map(row).collect()
}

/// What the run is known by: names and values, the last the command that gives the same digest.
pub fn record(state: &AppState, evidence: &Evidence, words: &Words) -> Vec<(String, String)> {
    let seed = state.authored.now().seed;
    let seed = seed.map_or_else(|| words.say("evidence-no-seed"), |seed| seed.to_string());
    [
        ("evidence-digest", evidence.digest.clone()),
        ("evidence-version", MODEL_VERSION.to_owned()),
        ("evidence-fingerprint", state.scenario.fingerprint.clone()),
        ("evidence-seed", seed),
        ("evidence-command", command(state)),
    ]
    .into_iter()
    .map(|(key, value)| (words.say(key), value))
    .collect()
}

/// The command that gives the same digest. The policy is a file that the page gives, unless it has a name of its own.
fn command(state: &AppState) -> String {
    let inputs = state.inputs();
    let place = if own::is_own(&inputs.scenario) { "./place" } else { &inputs.scenario };
    let policy = match () {
        () if inputs.policy.is_empty() => "baseline",
        () if state.is_document() => "document",
        () => "plan.toml",
    };
    let params: Vec<String> =
        inputs.params.iter().map(|(name, value)| format!(" --param {name}={value}")).collect();
    let seed = inputs.seed.map_or_else(String::new, |seed| format!(" --seed {seed}"));
    format!("shapan run {place} --policy {policy}{}{seed} --digest", params.concat())
}

/// What was said of the model against counted years at this place, where somebody looked.
pub fn tested(state: &AppState, words: &Words) -> Option<String> {
    let tests = &state.studies.tests;
    let report = state.tested()?.finding.fitted_to(tests.look.fit_year)?;
    let score = crate::study::backtest::says::score(report, &tests.look, words)?;
    Some(words.tell("evidence-tested", &score.values))
}
