//! How seekers and vacancies meet.

use super::state::{Block, BySetting, BySettingCertificate, PLACE_BLOCKS, SEEKING, WIDTH};
use crate::ids::{CERTIFICATES, PRACTICE_YEARS, SETTINGS, Setting};
use crate::math;
use crate::scenario::Params;
use crate::time::Month;

/// What is solved at the start for one region.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Attraction {
    /// Matches a month per unit of `U^η·(Σ aV)^(1−η)`.
    pub efficiency: f64,
    /// By setting, community being 1.
    pub by_setting: BySetting,
}

/// Whether a setting fills posts in this month: established institution posts in their season only.
pub(crate) fn hires_in(params: &Params, setting: usize, month: Month) -> bool {
    setting != Setting::Institution.index()
        || (params.season_first_month..=params.season_last_month).contains(&f64::from(month.month()))
}

/// Hires by setting: `M = μ·U^η·(Σ a·V)^(1−η)`, at most U and V, split by `a·V·ω`, capped, the rest given to others.
///
/// Unit: persons a month; `months` is the length of the step.
pub(crate) fn hires(
    params: &Params,
    attraction: &Attraction,
    seekers: f64,
    open: &BySetting,
    relative_pay: &BySetting,
    months: f64,
) -> BySetting {
    let weighted: BySetting = std::array::from_fn(|s| attraction.by_setting[s] * open[s]);
    let (pull, vacancies) = (math::sum(&weighted), math::sum(open));
    if seekers <= 0.0 || pull <= 0.0 {
        return [0.0; SETTINGS];
    }
    let eta = params.match_seekers;
    let meetings = attraction.efficiency * math::pow(seekers, eta) * math::pow(pull, 1.0 - eta) * months;
    let mut left = meetings.min(seekers).min(vacancies);
    let mut hired = [0.0; SETTINGS];
    // Each round fills at least one setting, so there are at most as many rounds as settings.
    for _ in 0..SETTINGS {
        let want: BySetting =
            std::array::from_fn(
                |s| {
                    if open[s] - hired[s] > 0.0 { weighted[s] * relative_pay[s] } else { 0.0 }
                },
            );
        let total = math::sum(&want);
        if total <= 0.0 || left <= 0.0 {
            break;
        }
        let mut given = 0.0;
        for s in 0..SETTINGS {
            let part = (left * want[s] / total).min(open[s] - hired[s]).max(0.0);
            hired[s] += part;
            given += part;
        }
        left -= given;
        if given <= 0.0 {
            break;
        }
    }
    hired
}

/// Share of the seekers of each certificate who are hired: employers prefer certificates, by
/// `1 + (factor − 1)·(1 + priority)`. Nobody is hired twice: what is left over goes to the others.
pub(crate) fn hired_shares(
    params: &Params,
    priority: f64,
    seekers: &[f64; CERTIFICATES],
    hired: f64,
) -> [f64; CERTIFICATES] {
    let preference = params.preference().map(|factor| 1.0 + (factor - 1.0) * (1.0 + priority));
    let mut shares = [0.0; CERTIFICATES];
    let mut left = hired;
    for _ in 0..CERTIFICATES {
        let open: [f64; CERTIFICATES] =
            std::array::from_fn(|k| preference[k] * seekers[k] * (1.0 - shares[k]));
        let total = math::sum(&open);
        if total <= 0.0 || left <= 0.0 {
            break;
        }
        let mut given = 0.0;
        for k in 0..CERTIFICATES {
            if seekers[k] > 0.0 {
                let part = (left * open[k] / total).min(seekers[k] * (1.0 - shares[k]));
                shares[k] = (shares[k] + part / seekers[k]).min(1.0);
                given += part;
            }
        }
        left -= given;
    }
    shares
}

/// Moves hired seekers into posts.
pub(crate) fn place(
    shares: &[f64; CERTIFICATES],
    hired: &BySetting,
    blocks: &mut [Block],
    heads: &mut [f64],
) {
    let total = math::sum(hired);
    if total <= 0.0 {
        return;
    }
    let to: BySetting = hired.map(|h| h / total);
    let (in_posts, between) = blocks.split_at_mut(SEEKING * PLACE_BLOCKS);
    for (i, seekers) in between[..PLACE_BLOCKS].iter_mut().enumerate() {
        let share = shares[i / PRACTICE_YEARS];
        let seekers_head = &mut heads[SEEKING * PLACE_BLOCKS + i];
        if share == 0.0 || *seekers_head == 0.0 {
            continue;
        }
        let mut taken = [0.0; WIDTH];
        for a in 0..WIDTH {
            taken[a] = seekers[a] * share;
            seekers[a] -= taken[a];
        }
        let taken_heads = *seekers_head * share;
        *seekers_head -= taken_heads;
        for s in 0..SETTINGS {
            if to[s] == 0.0 {
                continue;
            }
            let cells = &mut in_posts[s * PLACE_BLOCKS + i];
            for a in 0..WIDTH {
                cells[a] += taken[a] * to[s];
            }
            heads[s * PLACE_BLOCKS + i] += taken_heads * to[s];
        }
    }
}

/// Mean relative pay by setting, over those in posts there.
pub(crate) fn relative_by_setting(
    relative: &BySettingCertificate,
    heads: &BySettingCertificate,
) -> BySetting {
    std::array::from_fn(|s| {
        let staff = math::sum(&heads[s]);
        if staff > 0.0 {
            (0..CERTIFICATES).fold(0.0, |t, k| t + relative[s][k] * heads[s][k]) / staff
        } else {
            relative[s][0]
        }
    })
}
