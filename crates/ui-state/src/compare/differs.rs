//! In what two plans differ, as a short list: decisions, then assumptions, targets, and the draw of the years.

use super::Column;
use crate::aims::Goals;
use crate::sentences;
use crate::state::AppState;
use crate::study::why::apart::value_text;
use crate::words::Words;
use sim_core::LeverKey;
use sim_core::scenario::{ParamKey, Schedule};
use sim_core::sorted::{Map, Set};

/// Of what kind a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A lever.
    Decision,
    /// A parameter.
    Assumption,
    /// A target.
    Target,
    /// Which years are drawn.
    Seed,
}

/// One thing in which a plan differs from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Of what kind.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The region it is about; none for the whole place.
    pub region: Option<String>,
    /// In the one.
    pub from: String,
    /// In the other.
    pub to: String,
}

/// What one plan decides, assumes and aims at.
struct Side {
    levers: Map<LeverKey, Schedule>,
    regions: Map<String, Map<LeverKey, Schedule>>,
    params: Map<String, f64>,
    goals: Goals,
    seed: Option<u64>,
}

fn side(state: &AppState, column: &Column) -> Option<Side> {
    let (inputs, goals) = match column {
        Column::Saved(key) => {
            let opened = state.opened(key)?;
            (opened.inputs.clone(), opened.goals.clone().unwrap_or_default())
        }
        _ => (state.inputs_of(column)?, state.goals().clone()),
    };
    let policy = inputs.policy;
    Some(Side {
        levers: policy.levers,
        regions: policy.regions,
        params: inputs.params,
        goals,
        seed: inputs.seed,
    })
}

/// In what `column` differs from `reference`; nothing where one of them does not open.
pub fn of(state: &AppState, reference: &Column, column: &Column, words: &Words) -> Option<Vec<Difference>> {
    let (from, to) = (side(state, reference)?, side(state, column)?);
    let mut all = Vec::new();
    levers(state, None, &from.levers, &to.levers, words, &mut all);
    let codes: Set<&String> = from.regions.keys().chain(to.regions.keys()).collect();
    let none = Map::new();
    for code in codes {
        let of = |side: &'_ Side| side.regions.get(code).unwrap_or(&none).clone();
        levers(state, Some(code), &of(&from), &of(&to), words, &mut all);
    }
    params(state, &from.params, &to.params, words, &mut all);
    targets(state, &from.goals, &to.goals, words, &mut all);
    if from.seed != to.seed {
        let seed =
            |seed: Option<u64>| seed.map_or_else(|| words.say("compare-no-seed"), |seed| seed.to_string());
        all.push(Difference {
            kind: Kind::Seed,
            name: words.say("compare-seed"),
            region: None,
            from: seed(from.seed),
            to: seed(to.seed),
        });
    }
    Some(all)
}

fn levers(
    state: &AppState,
    region: Option<&str>,
    from: &Map<LeverKey, Schedule>,
    to: &Map<LeverKey, Schedule>,
    words: &Words,
    all: &mut Vec<Difference>,
) {
    let keys: Set<LeverKey> = from.keys().chain(to.keys()).copied().collect();
    for key in keys {
        let (a, b) = (from.get(&key), to.get(&key));
        if a == b {
            continue;
        }
        // What a plan does not move follows the baseline; a region what the place does.
        let text = |course: Option<&Schedule>| match (course, region) {
            (Some(course), _) => sentences::course(state, key, course, words),
            (None, Some(_)) => words.say("compare-as-place"),
            (None, None) => {
                sentences::course(state, key, &state.scenario.levers[key.index()].baseline, words)
            }
        };
        let name_of = |code: &str| {
            let at = state.scenario.region_index(code);
            at.map_or_else(
                || code.to_owned(),
                |at| words.lang().text(&state.scenario.regions[at].name).to_owned(),
            )
        };
        all.push(Difference {
            kind: Kind::Decision,
            name: words.lang().label(key.label()).to_owned(),
            region: region.map(name_of),
            from: text(a),
            to: text(b),
        });
    }
}

fn params(
    state: &AppState,
    from: &Map<String, f64>,
    to: &Map<String, f64>,
    words: &Words,
    all: &mut Vec<Difference>,
) {
    let names: Set<&String> = from.keys().chain(to.keys()).collect();
    for name in names {
        let key = ParamKey::from_key(name);
        let own = key.map(|key| state.scenario.params.value(key));
        let (a, b) = (from.get(name).copied().or(own), to.get(name).copied().or(own));
        if a == b {
            continue;
        }
        let text = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), value_text);
        all.push(Difference {
            kind: Kind::Assumption,
            name: key.map_or_else(|| name.clone(), |key| words.lang().label(key.param().label).to_owned()),
            region: None,
            from: text(a),
            to: text(b),
        });
    }
}

fn targets(state: &AppState, from: &Goals, to: &Goals, words: &Words, all: &mut Vec<Difference>) {
    if !state.sets_own_goals() {
        return;
    }
    let series: Set<_> = from.keys().chain(to.keys()).copied().collect();
    for series in series {
        let (a, b) = (from.get(&series), to.get(&series));
        if a == b {
            continue;
        }
        let text = |goal: Option<&f64>| {
            goal.map_or_else(|| words.say("compare-no-target"), |goal| series.short(*goal))
        };
        all.push(Difference {
            kind: Kind::Target,
            name: words.say(series.name_key()),
            region: None,
            from: text(a),
            to: text(b),
        });
    }
}

/// How many differences there are, in a word.
pub fn count(differences: &[Difference], words: &Words) -> String {
    match differences.len() {
        0 => words.say("compare-no-difference"),
        n => words.number("compare-differences", n),
    }
}

/// The key of the word for a kind.
pub const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Decision => "compare-decision",
        Kind::Assumption => "compare-assumption",
        Kind::Target => "compare-target",
        Kind::Seed => "compare-seed-kind",
    }
}
