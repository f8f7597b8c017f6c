//! How many posts there are, and what happens when there are fewer posts than staff.

use super::conversion::redesignate;
use super::flows::Flows;
use super::geography::Geography;
use super::pay::Pay;
use super::state::{Block, BySetting, PLACE_BLOCKS, RegionState, SEEKING, WIDTH, block};
use crate::ids::{CERTIFICATES, SETTINGS, Setting};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};
use crate::time::Month;

/// Hospital beds for which the lever counts posts.
const BEDS: f64 = 100.0;

/// Posts by the norms of the levers; those of agencies as many as the budget pays for.
///
/// Unit: posts. Source: `docs/model/posts.md`.
pub(crate) fn norms(
    params: &Params,
    geography: &Geography,
    levers: &LeverValues,
    region: usize,
    month: Month,
    institution_posts: f64,
    agency_pay: f64,
) -> BySetting {
    let lever = |key| levers.get(key, region);
    let mut norms = [0.0; SETTINGS];
    norms[Setting::Community.index()] = geography.communities.at(month) * lever(LeverKey::CommunityStaff)
        + geography.villages.at(month) * lever(LeverKey::VillageCoverage);
    norms[Setting::Station.index()] =
        geography.townships * lever(LeverKey::StationCoverage) * lever(LeverKey::StationStaff)
            + lever(LeverKey::CountyCentres) * params.county_centre_staff;
    norms[Setting::School.index()] = geography.schools * lever(LeverKey::SchoolPosts);
    norms[Setting::Hospital.index()] = geography.hospital_beds / BEDS * lever(LeverKey::HospitalPosts);
    norms[Setting::Institution.index()] = institution_posts * lever(LeverKey::InstitutionShare);
    norms[Setting::Government.index()] = lever(LeverKey::GovernmentPosts);
    // The wage is the one agencies really pay: a pay floor costs posts.
    let paid = lever(LeverKey::PurchaseBudget) * lever(LeverKey::LabourShare) * lever(LeverKey::WorkerShare)
        / (12.0 * agency_pay * (1.0 + params.insurance));
    norms[Setting::Ngo.index()] = paid;
    norms
}

/// Posts: designated ones move with their norm, stations and agencies follow theirs alone. Social-work posts of
/// institutions cannot be more than their professional posts, but for those that converts of other units brought along.
pub(crate) fn posts(
    state: &RegionState,
    norms: &BySetting,
    at_start: &BySetting,
    institution_posts: f64,
) -> BySetting {
    std::array::from_fn(|s| {
        if Setting::ALL[s].on_contract() {
            return norms[s];
        }
        let posts = (state.designated[s] + norms[s] - at_start[s]).max(0.0);
        if s == Setting::Institution.index() {
            let own = state.designated[s] - state.brought[s];
            posts.min(institution_posts.max(own) + state.brought[s])
        } else {
            posts
        }
    })
}

/// Re-designates institution posts with their holders when the norm rises above what it was at most.
pub(crate) fn follow_institution_norm(
    params: &Params,
    norm: f64,
    state: &mut RegionState,
    flows: &mut Flows,
    mut arrive: impl FnMut(usize, f64) -> f64,
) {
    let rise = norm - state.institution_norm;
    if rise > 0.0 {
        let at = block(Setting::Institution.index(), 0, super::conversion::practice(params));
        redesignate(state, flows, rise * params.redesignated_with_holder, |persons| arrive(at, persons));
        state.institution_norm = norm;
    }
}

/// Share of a setting's staff who are laid off in a step: the excess over posts goes within some months.
pub(crate) fn laid_off_share(params: &Params, posts: f64, staff: f64, years: f64) -> f64 {
    let excess = staff - posts;
    if excess <= 0.0 { 0.0 } else { excess / staff * math::leaving_share(12.0 / params.layoff_months, years) }
}

/// Moves a share of a setting's staff to the seekers. Returns how many.
pub(crate) fn lay_off(
    s: usize,
    share: f64,
    blocks: &mut [Block],
    heads: &mut [f64],
    appointed: &mut [f64; CERTIFICATES],
) -> f64 {
    let (in_posts, between) = blocks.split_at_mut(SEEKING * PLACE_BLOCKS);
    let mut laid_off = 0.0;
    for i in 0..PLACE_BLOCKS {
        let b = s * PLACE_BLOCKS + i;
        let (cells, seekers) = (&mut in_posts[b], &mut between[i]);
        for a in 0..WIDTH {
            let out = cells[a] * share;
            cells[a] -= out;
            seekers[a] += out;
        }
        let out = heads[b] * share;
        heads[b] -= out;
        heads[SEEKING * PLACE_BLOCKS + i] += out;
        laid_off += out;
    }
    for appointed in appointed {
        *appointed *= 1.0 - share;
    }
    laid_off
}

/// Vacancies by setting.
pub(crate) fn vacancies(posts: &BySetting, staff: &BySetting) -> BySetting {
    std::array::from_fn(|s| (posts[s] - staff[s]).max(0.0))
}

/// The wage that agencies pay at the start of a month.
pub(crate) fn agency_pay(pay: &Pay) -> f64 {
    pay.by_setting[Setting::Ngo.index()]
}
