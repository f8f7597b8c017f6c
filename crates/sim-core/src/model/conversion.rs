//! Front-line staff who are trained and counted as professionals where they work: relabelling, not recruitment.

use super::flows::Flows;
use super::geography::Geography;
use super::state::{Block, RegionState, block};
use crate::ids::{PRACTICE_YEARS, SETTINGS};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

/// Share of front-line staff converted in a year: `min(κ, training hours ÷ hours required)`.
///
/// Unit: per year.
pub(crate) fn conversion_rate(params: &Params, levers: &LeverValues, region: usize) -> f64 {
    let seats = levers.get(LeverKey::TrainingHours, region) / params.conversion_hours;
    seats.min(params.conversion_ceiling)
}

/// The practice years of a convert, as an index.
pub(crate) fn practice(params: &Params) -> usize {
    (params.convert_practice as usize).min(PRACTICE_YEARS - 1)
}

/// Converts front-line staff; each brings the post along. Front-line staff are renewed towards their usual number.
pub(crate) fn convert(
    params: &Params,
    geography: &Geography,
    levers: &LeverValues,
    region: usize,
    years: f64,
    state: &mut RegionState,
    flows: &mut Flows,
    mut arrive: impl FnMut(usize, f64) -> f64,
) {
    let converted = state.front * math::leaving_share(conversion_rate(params, levers, region), years);
    let renewed = (geography.front - state.front) * math::leaving_share(params.front_renewal, years);
    state.front += renewed - converted;
    for (s, share) in params.convert_to().into_iter().enumerate() {
        let expected = converted * share;
        let persons = arrive(block(s, 0, practice(params)), expected);
        state.front = less(state.front, persons - expected);
        bring_posts(params, state, s, persons);
        flows.conversions[s] += persons;
    }
}

/// Converts bring their posts along, unless the structure is switched: then they compete for posts that exist.
pub(crate) fn bring_posts(params: &Params, state: &mut RegionState, setting: usize, persons: f64) {
    let posts = persons * params.convert_brings_post;
    state.designated[setting] += posts;
    state.brought[setting] += posts;
}

/// Front-line staff without `persons` of them: a number, of which whole persons may take a little too much.
fn less(front: f64, persons: f64) -> f64 {
    (front - persons).max(0.0)
}

/// Takes up to `wanted` front-line staff who hold an institution post that is re-designated, and lets them `arrive`.
pub(crate) fn redesignate(
    state: &mut RegionState,
    flows: &mut Flows,
    wanted: f64,
    arrive: impl FnOnce(f64) -> f64,
) {
    let persons = arrive(wanted.min(state.front));
    state.front = less(state.front, persons);
    state.redesignated += persons;
    flows.redesignations += persons;
}

/// Converts' settings and age distribution, shared by everything that makes professionals of front-line staff.
#[derive(Clone, Debug)]
pub(crate) struct Converts {
    pub settings: [f64; SETTINGS],
    pub ages: Block,
}
