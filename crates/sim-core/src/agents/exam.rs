//! The exam, person by person: who sits, who passes, who is certified.

use super::events::Happening;
use super::features::Features;
use super::luck::{Purpose, uniform};
use super::person::{PLACE_CELLS, Papers, years_of};
use super::region::Region;
use crate::ids::{CERTIFICATES, ROUTES, SETTINGS};
use crate::model::exam::{June, Local, Passing, SITTING_PLACES, STEPS, StepRoutes};
use crate::model::flows::Flows;
use crate::model::state::{BySettingCertificate, RegionState};

/// Cells of people who may sit: in posts and seeking.
const MAY_SIT: std::ops::Range<usize> = 0..SITTING_PLACES * PLACE_CELLS;
/// The step to the senior certificate, and those to the mid one.
const TO_SENIOR: usize = 3;
const TO_MID: [usize; 2] = [1, 2];

/// A candidate: who, for which step, and whether only the papers that are missing.
struct Candidate {
    person: usize,
    step: usize,
    again: bool,
}

/// June in one region.
pub(super) fn sit(
    region: &mut Region,
    features: Features,
    june: &June<'_>,
    state: &mut RegionState,
    flows: &mut Flows,
    routes: &mut StepRoutes,
) {
    let params = june.params;
    let uptake = june.uptake(&region.heads);
    let pass = june.pass_rates();
    let papers = june.paper_chances();
    let weight = region.weight;
    let mut passing = Passing::held();

    let (eligible, open) = eligible(region, features, june, &uptake);
    let candidates = candidates(region, features, params.partial_return, &eligible);
    let mut sat = [0.0; STEPS.len()];
    for candidate in &candidates {
        sat[candidate.step] += weight;
    }
    // Where papers are not each candidate's own, all of a step pass with its mean chance.
    let mut pass_step = STEPS.map(|(_, to)| pass[to]);
    if !features.papers {
        for (partial, step) in state.partial.iter_mut().zip(TO_MID) {
            let again = (params.partial_return * *partial).min(sat[step]);
            let first = sat[step] - again;
            if sat[step] > 0.0 {
                pass_step[step] = (first * papers.first + again * papers.again) / sat[step];
            }
            *partial = first * papers.some;
        }
    }
    close(region, &open, params.review_senior, routes);
    let mut local = Local::default();
    let mut partial = [0.0; 2];
    for candidate in candidates {
        let Candidate { person: i, step, again } = candidate;
        let (from, to) = STEPS[step];
        flows.exam_sat[to] += weight;
        local.sat[to] += weight;
        let luck = region.uniform(i, Purpose::Pass);
        let own_papers = features.papers && to == 2;
        let chance = match (own_papers, again) {
            (false, _) => pass_step[step],
            (true, false) => papers.first,
            (true, true) => papers.again,
        };
        if luck < chance {
            local.passed[to] += weight;
            if step == TO_SENIOR {
                region.records[i].papers = Papers::Review;
                passing.add_senior(weight);
                region.tell(i, Happening::AwaitsReview, to);
            } else {
                region.records[i].pending = to as u8;
                routes[step][usize::from(region.records[i].route)] += weight;
            }
        } else if own_papers && !again && luck < chance + papers.some {
            region.records[i].papers = Papers::Some;
            partial[from] += weight;
            region.tell(i, Happening::PassedSome, to);
        } else {
            region.tell(i, Happening::Failed, to);
        }
    }
    if features.papers {
        state.partial = partial;
    }
    june.others(&uptake, local, &mut passing, state, flows);
    state.passing = passing;
}

/// What was open for a year ends: those who passed the senior exam are let through, or may sit again next year, and papers
/// that nobody uses now are lost, wherever their holders are.
fn close(region: &mut Region, open: &[u32], review: f64, routes: &mut StepRoutes) {
    for i in open.iter().map(|i| *i as usize) {
        let papers = std::mem::take(&mut region.records[i].papers);
        if papers == Papers::Review && region.uniform(i, Purpose::Review) < review {
            region.records[i].pending = 3;
            routes[TO_SENIOR][usize::from(region.records[i].route)] += region.weight;
        }
    }
}

/// Somebody who may sit: how likely for the mid certificate, and for another one.
struct Eligible {
    person: u32,
    certificate: u8,
    /// Holds some of the mid papers.
    again: bool,
    mid: f64,
    other: f64,
}

/// Who sits, in the order in which people stand.
///
/// Uptake is the share of all eligible people who sit, those with some papers included: as these come back more often, others
/// come less often.
fn candidates(
    region: &mut Region,
    features: Features,
    returning: f64,
    eligible: &[Eligible],
) -> Vec<Candidate> {
    let (mut all, mut first, mut back) = ([0.0; CERTIFICATES], [0.0; CERTIFICATES], [0.0; CERTIFICATES]);
    for one in eligible {
        let k = usize::from(one.certificate);
        all[k] += one.mid;
        if one.again {
            back[k] += returning;
        } else {
            first[k] += one.mid;
        }
    }
    let factor: [f64; CERTIFICATES] =
        std::array::from_fn(|k| if first[k] > 0.0 { (all[k] - back[k]).max(0.0) / first[k] } else { 0.0 });
    let mut candidates = Vec::new();
    for Eligible { person, certificate, again, mid, other } in eligible {
        let (person, k) = (*person as usize, usize::from(*certificate));
        let luck = region.uniform(person, Purpose::Sit);
        let sits_mid = if *again { returning } else { mid * factor[k] };
        let to = if luck < sits_mid {
            2
        } else if *other > 0.0 && *mid < 1.0 && luck < sits_mid + other / (1.0 - mid) * (1.0 - sits_mid) {
            // Who does not sit mid may sit another one: as many more as fewer sit mid.
            k + 1
        } else {
            continue;
        };
        let step = STEPS.iter().position(|step| *step == (k, to)).expect("a step of the ladder");
        candidates.push(Candidate { person, step, again: *again });
    }
    if features.colleagues {
        remember(region, &candidates);
    }
    candidates
}

/// Everybody who may sit, and everybody with something open from last year.
fn eligible(
    region: &Region,
    features: Features,
    june: &June<'_>,
    uptake: &[[f64; CERTIFICATES]; SITTING_PLACES],
) -> (Vec<Eligible>, Vec<u32>) {
    let own = features.colleagues.then(|| colleagues(region, june.params.colleague_effect, uptake));
    let (mut eligible, mut open) = (Vec::with_capacity(region.len()), Vec::new());
    for (i, (cell, record)) in region.cells.iter().zip(&region.records).enumerate() {
        if record.papers != Papers::None {
            open.push(i as u32);
        }
        let (place, k) = (cell.place(), cell.certificate());
        if !MAY_SIT.contains(&cell.index()) || k == 3 || record.papers == Papers::Review {
            continue;
        }
        let organisation = usize::from(region.organisation[i]);
        let of_colleagues = own.as_ref().filter(|_| place < SETTINGS);
        let uptake = of_colleagues.and_then(|own| own[place].get(organisation)).unwrap_or(&uptake[place]);
        let x = years_of(region.practice(i));
        let (mid, other) = if features.routes {
            june.readiness(k, x, usize::from(record.route), uptake)
        } else {
            (0..ROUTES).fold((0.0, 0.0), |(mid, other), route| {
                let (of_mid, of_other) = june.readiness(k, x, route, uptake);
                let share = june.education[k][route];
                (mid + of_mid * share, other + of_other * share)
            })
        };
        if mid > 0.0 || other > 0.0 {
            let again = features.papers && record.papers == Papers::Some;
            eligible.push(Eligible { person: i as u32, certificate: k as u8, again, mid, other });
        }
    }
    (eligible, open)
}

/// Keeps who sat in each organisation for the next year.
fn remember(region: &mut Region, candidates: &[Candidate]) {
    let mut counts: [Vec<(u32, u32)>; SETTINGS] =
        std::array::from_fn(|s| vec![(0, 0); usize::from(region.most_organisations[s])]);
    let in_post = |i: usize| {
        let cell = region.cells[i];
        cell.in_post().then(|| (cell.place(), usize::from(region.organisation[i])))
    };
    for (s, organisation) in (0..region.len()).filter_map(in_post) {
        counts[s][organisation].1 += 1;
    }
    for (s, organisation) in candidates.iter().filter_map(|c| in_post(c.person)) {
        counts[s][organisation].0 += 1;
    }
    region.sat = counts;
}

/// Uptake by setting and organisation: odds times `exp(effect·(share of colleagues who sat last year − the setting's))`, so
/// that the mean candidate is as ready as without colleagues.
fn colleagues(
    region: &Region,
    effect: f64,
    uptake: &[[f64; CERTIFICATES]; SITTING_PLACES],
) -> [Vec<[f64; CERTIFICATES]>; SETTINGS] {
    std::array::from_fn(|s| {
        let counts = &region.sat[s];
        let all = counts.iter().fold((0, 0), |t, n| (t.0 + n.0, t.1 + n.1));
        let share = |n: (u32, u32)| if n.1 > 0 { f64::from(n.0) / f64::from(n.1) } else { 0.0 };
        let mean = share(all);
        let of = |n: &(u32, u32)| {
            let odds = if n.1 > 0 { crate::math::exp(effect * (share(*n) - mean)) } else { 1.0 };
            uptake[s].map(|u| u * odds / (1.0 - u + u * odds))
        };
        counts.iter().map(of).collect()
    })
}

/// September in one region. Returns those certified in posts, by certificate; who goes on is taken out of `kept`.
pub(super) fn certify(
    region: &mut Region,
    features: Features,
    passing: &Passing,
    flows: &mut Flows,
    kept: &mut BySettingCertificate,
) -> [f64; CERTIFICATES] {
    let mut in_posts = [0.0; CERTIFICATES];
    let mut give = |region: &mut Region, i: usize, to: usize| {
        flows.exam_passed[to] += region.weight;
        let cell = region.cells[i];
        if cell.in_post() {
            in_posts[to] += region.weight;
            kept[cell.place()][cell.certificate()] -= region.weight;
        }
        region.certify(i, to);
    };
    if features.candidates() {
        for i in 0..region.len() {
            let to = usize::from(std::mem::take(&mut region.records[i].pending));
            if to > region.cells[i].certificate() {
                give(region, i, to);
            }
        }
    } else {
        let mut list = std::mem::take(&mut region.list);
        region.list(&mut list, MAY_SIT, Purpose::Pass, |cell| cell.certificate() < 3);
        for (bits, i) in &list {
            let i = *i as usize;
            let cell = region.cells[i];
            let shares = passing.shares(cell.place(), cell.certificate(), years_of(region.practice(i)));
            let mut luck = uniform(*bits);
            for to in (1..CERTIFICATES).rev() {
                if luck < shares[to] {
                    give(region, i, to);
                    break;
                }
                luck -= shares[to];
            }
        }
        region.list = list;
    }
    in_posts
}
