//! What of the assumptions is the reader's own: changed values, and what they change in the answer.

use super::params::{ends, exact};
use crate::number;
use crate::scoreboard;
use crate::state::AppState;
use crate::words::Words;
use sim_core::scenario::{ParamKey, Params, Shape, Text, contradictions};
use sim_core::sorted::Map;

/// Why a value was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Nothing was typed.
    Nothing,
    /// It is no number.
    NotANumber,
    /// It lies outside the range.
    OutOfRange {
        /// The smallest that is taken.
        low: f64,
        /// The largest.
        high: f64,
    },
    /// Only whole numbers.
    NotWhole,
    /// It is one or the other.
    Either {
        /// The one.
        low: f64,
        /// The other.
        high: f64,
    },
    /// It does not fit the others.
    Contradicts(Text),
    /// It has no range.
    NoRange,
}

/// What was typed for a parameter and not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The parameter.
    pub param: String,
    /// What was typed.
    pub typed: String,
    /// Why it was not taken.
    pub refusal: Refusal,
}

/// A parameter that differs from the place's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The place's own value.
    pub own: String,
    /// The reader's.
    pub value: String,
}

/// What a target's figure is under the place's assumptions and under the reader's, at the end of the plan year.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// What is judged.
    pub name: String,
    /// Under the place's own assumptions.
    pub own: String,
    /// Under the reader's.
    pub yours: String,
    /// The difference.
    pub change: String,
}

/// The parameters that differ, in the order of their table.
pub fn changed(state: &AppState, words: &Words) -> Vec<Changed> {
    let held = &state.authored.now().params;
    let mut rows: Vec<(ParamKey, f64)> =
        held.iter().filter_map(|(key, value)| Some((ParamKey::from_key(key)?, *value))).collect();
    rows.sort_by_key(|(key, _)| *key);
    rows.into_iter()
        .map(|(key, value)| Changed {
            key: key.param().key,
            name: words.lang().label(key.param().label),
            own: exact(state.scenario.params.value(key)),
            value: exact(value),
        })
        .collect()
}

/// What they change in each target; nothing while one of the two is not known.
pub fn effects(state: &AppState, words: &Words) -> Option<Vec<Effect>> {
    let (own, yours) = state.worth_of_assumptions()?;
    let effect = |aim: &crate::aims::Aim| {
        let series = aim.series;
        let [own, yours] = [own, yours].map(|worth| worth.at_plan_year[series.index()]);
        Effect {
            name: scoreboard::name(aim, words),
            own: series.short(own),
            yours: series.short(yours),
            change: series.change(yours - own),
        }
    };
    Some(state.aims().iter().map(effect).collect())
}

/// The parameters with one of them set as typed; those that follow from it go along.
///
/// # Errors
/// Why it is not taken.
pub fn with(state: &AppState, param: &str, typed: &str) -> Result<Map<String, f64>, Refusal> {
    let key = ParamKey::from_key(param).ok_or(Refusal::NoRange)?;
    if typed.trim().is_empty() {
        return Err(Refusal::Nothing);
    }
    let value = number::typed(typed).ok_or(Refusal::NotANumber)?;
    let [low, high] = ends(state, key).ok_or(Refusal::NoRange)?;
    let own = state.scenario.params.value(key);
    match key.param().shape {
        Shape::Either if value != low && value != high && value != own => {
            return Err(Refusal::Either { low, high });
        }
        Shape::Whole if value.fract() != 0.0 => return Err(Refusal::NotWhole),
        _ if !(low..=high).contains(&value) || !key.param().domain.contains(value) => {
            return Err(Refusal::OutOfRange { low, high });
        }
        _ => {}
    }
    let mut next = state.authored.now().params.clone();
    set(state, &mut next, key, value);
    let params = all(state, &next);
    match contradictions(&params).first() {
        Some(problem) => Err(Refusal::Contradicts(problem.message.clone())),
        None => Ok(next),
    }
}

/// The parameters with one of them back at the place's own.
pub fn without(state: &AppState, param: &str) -> Map<String, f64> {
    let mut next = state.authored.now().params.clone();
    if let Some(key) = ParamKey::from_key(param) {
        set(state, &mut next, key, state.scenario.params.value(key));
    } else {
        next.remove(param);
    }
    next
}

/// Sets one, leaves out what is the place's own, and lets what is left of a sum follow.
fn set(state: &AppState, held: &mut Map<String, f64>, key: ParamKey, value: f64) {
    let own = state.scenario.params.value(key);
    if value == own {
        held.remove(key.param().key);
    } else {
        held.insert(key.param().key.to_owned(), value);
    }
    let sum = ["retire_share_men", "retire_share_women_50"];
    if sum.contains(&key.param().key) {
        let params = all(state, held);
        let rest = 1.0 - params.retire_share_men - params.retire_share_women_50;
        let own = state.scenario.params.retire_share_women_55;
        // What only rounding tells apart is the same.
        if (rest - own).abs() < 1e-9 {
            held.remove("retire_share_women_55");
        } else {
            held.insert("retire_share_women_55".to_owned(), rest);
        }
    }
}

fn all(state: &AppState, held: &Map<String, f64>) -> Params {
    let mut params = state.scenario.params.clone();
    for (key, value) in held {
        if let Some(key) = ParamKey::from_key(key) {
            params.set(key, *value);
        }
    }
    params
}
