//! The exam, person by person: who sits, who passes, who is certified.

use super::events::Happening;
use super::features::Features;
use super::luck::{Purpose, bits, uniform};
use super::marks::{MARKS, marked, marks_of};
use super::person::{PLACE_CELLS, Papers, years_of};
use super::region::Region;
use crate::ids::{CERTIFICATES, PLACES, ROUTES, SETTINGS};
use crate::model::exam::{Allowed, June, Local, Passing, SITTING_PLACES, STEPS, StepRoutes};
use crate::model::flows::Flows;
use crate::model::state::{BySettingCertificate, RegionState};
use std::ops::Range;

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

    let (candidates, open) = candidates(region, features, june, &uptake);
    if features.colleagues {
        remember(region, &candidates);
    }
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

/// How ready the people of a region are to sit.
struct Readiness<'a> {
    allowed: Allowed,
    /// Shares of routes by certificate, where nobody has their own.
    routes: Option<&'a [[f64; ROUTES]; CERTIFICATES]>,
    /// Whether some mid papers are somebody's own.
    papers: bool,
    /// Uptake of the mean person of each place, nobody's for the last; after them that of each organisation, where colleagues
    /// matter.
    uptake: Vec<[f64; CERTIFICATES]>,
    /// Where a place's organisations begin, and how many they are; newer ones are as the mean.
    organisations: [(usize, usize); PLACES],
}

/// With which chance somebody sits mid, and with which the exam that follows on their certificate: 0 for whoever may not.
#[derive(Clone, Copy)]
struct Ready {
    mid: f64,
    other: f64,
    certificate: u8,
    /// May sit, and holds some of the mid papers.
    again: bool,
}

/// Somebody who sits, if enough of those as ready as they do.
struct Willing {
    person: u32,
    luck: f64,
    ready: Ready,
}

impl<'a> Readiness<'a> {
    fn new(
        region: &Region,
        features: Features,
        june: &June<'a>,
        mean: &[[f64; CERTIFICATES]; SITTING_PLACES],
    ) -> Self {
        let mut uptake = vec![[0.0; CERTIFICATES]; PLACES];
        uptake[..SITTING_PLACES].copy_from_slice(mean);
        let mut organisations = [(0, 0); PLACES];
        if features.colleagues {
            for (own, range) in
                colleagues(region, june.params.colleague_effect, mean).iter().zip(&mut organisations)
            {
                *range = (uptake.len(), own.len());
                uptake.extend(own);
            }
        }
        Self {
            allowed: june.allowed(),
            routes: (!features.routes).then_some(june.education),
            papers: features.papers,
            uptake,
            organisations,
        }
    }

    /// Who may sit by their luck, were so many times as many to sit mid, and how many times as many do.
    fn willing(&self, region: &Region, returning: f64, most: f64) -> (Vec<Willing>, [f64; CERTIFICATES]) {
        /// More than rounding can make of a chance.
        const ROUNDING: f64 = 4.0 * f64::EPSILON;
        let at = region.address(Purpose::Sit);
        let (mut willing, mut none, mut assistants) = (Vec::new(), Uptaken::default(), Uptaken::default());
        let mut ready = [Ready { mid: 0.0, other: 0.0, certificate: 0, again: false }; MARKS];
        for (chunk, keys) in region.keys.chunks(MARKS).enumerate() {
            let first = chunk * MARKS;
            self.ask(region, first..first + keys.len(), &mut ready);
            for ready in &ready[..keys.len()] {
                match ready.certificate {
                    0 => none.add(*ready, returning),
                    1 => assistants.add(*ready, returning),
                    // They hold it.
                    _ => {}
                }
            }
            let marks = marks_of(keys.iter().zip(&ready).map(|(key, ready)| {
                // If more sit mid, fewer are left for the other one.
                let at_most = ready.mid * most + ready.other + ROUNDING;
                (uniform(bits(*key, at)) < at_most) | ready.again
            }));
            willing.extend(marked(marks).map(|bit| Willing {
                person: (first + bit) as u32,
                luck: uniform(bits(keys[bit], at)),
                ready: ready[bit],
            }));
        }
        (willing, [none.factor(), assistants.factor(), 0.0, 0.0])
    }

    /// What some persons may sit. Choices by number and not by branch: who may is as mixed as people are.
    ///
    /// A function of its own, so that nothing takes its registers.
    #[inline(never)]
    fn ask(&self, region: &Region, people: Range<usize>, ready: &mut [Ready; MARKS]) {
        let columns = region.situations[people.clone()].iter().zip(&region.records[people]);
        for (ready, (situation, record)) in ready.iter_mut().zip(columns) {
            let (place, certificate) = (situation.cell.place(), situation.cell.certificate());
            let (first, organisations) = self.organisations[place];
            let organisation = usize::from(situation.organisation);
            let uptake = if organisation < organisations { first + organisation } else { place };
            let uptake = &self.uptake[uptake];
            let x = years_of(region.practice_in(situation));
            let (mid, other) = match self.routes {
                None => self.allowed.sitters(certificate, x, usize::from(record.route), uptake),
                Some(shares) => (0..ROUTES).fold((0.0, 0.0), |(mid, other), route| {
                    let (of_mid, of_other) = self.allowed.sitters(certificate, x, route, uptake);
                    let share = shares[certificate][route];
                    (mid + of_mid * share, other + of_other * share)
                }),
            };
            let may = f64::from(u8::from(record.papers != Papers::Review));
            #[allow(
                clippy::needless_bitwise_bool,
                reason = "a loop without branches asks many people at a time"
            )]
            let again = self.papers & (record.papers == Papers::Some) & ((mid > 0.0) | (other > 0.0));
            *ready = Ready { mid: mid * may, other: other * may, certificate: certificate as u8, again };
        }
    }
}

/// Shares of a certificate's people who sit mid, summed: of all, of those who sit it all, and of those who come back.
#[derive(Clone, Copy, Default)]
struct Uptaken {
    all: f64,
    first: f64,
    again: f64,
}

impl Uptaken {
    fn add(&mut self, ready: Ready, returning: f64) {
        self.all += ready.mid;
        if ready.again {
            self.again += returning;
        } else {
            self.first += ready.mid;
        }
    }

    /// By how much those without papers come less often.
    fn factor(&self) -> f64 {
        if self.first > 0.0 { (self.all - self.again).max(0.0) / self.first } else { 0.0 }
    }
}

/// Who sits, in the order in which people stand, and whoever has something open from last year.
///
/// Uptake is the share of all eligible people who sit, those with some papers included: as these come back more often, others
/// come less often.
fn candidates(
    region: &Region,
    features: Features,
    june: &June<'_>,
    uptake: &[[f64; CERTIFICATES]; SITTING_PLACES],
) -> (Vec<Candidate>, Vec<u32>) {
    let readiness = Readiness::new(region, features, june, uptake);
    let returning = june.params.partial_return;
    let mut most = 1.0;
    let (willing, factor) = loop {
        let (willing, factor) = readiness.willing(region, returning, most);
        let needed = factor.iter().copied().fold(1.0, f64::max);
        // As those with papers come back more often, the others hardly ever come more often than their uptake.
        if needed <= most {
            break (willing, factor);
        }
        most = needed;
    };
    let mut candidates = Vec::new();
    for Willing { person, luck, ready: Ready { mid, other, certificate, again } } in willing {
        let k = usize::from(certificate);
        let sits_mid = if again { returning } else { mid * factor[k] };
        // Who does not sit mid may sit another one: as many more as fewer sit mid.
        let other = if mid < 1.0 { other / (1.0 - mid) * (1.0 - sits_mid) } else { 0.0 };
        if luck < sits_mid + other {
            let to = if luck < sits_mid { 2 } else { k + 1 };
            let step = STEPS.iter().position(|step| *step == (k, to)).expect("a step of the ladder");
            candidates.push(Candidate { person: person as usize, step, again });
        }
    }
    let open = region.records.iter().enumerate().filter(|(_, record)| record.papers != Papers::None);
    let open = open.map(|(i, _)| i as u32).collect();
    (candidates, open)
}

/// Keeps who sat in each organisation for the next year.
fn remember(region: &mut Region, candidates: &[Candidate]) {
    let mut counts: [Vec<(u32, u32)>; SETTINGS] =
        std::array::from_fn(|s| vec![(0, 0); usize::from(region.most_organisations[s])]);
    let in_post = |i: usize| {
        let cell = region.cell(i);
        cell.in_post().then(|| (cell.place(), usize::from(region.situations[i].organisation)))
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
        let cell = region.cell(i);
        if cell.in_post() {
            in_posts[to] += region.weight;
            kept[cell.place()][cell.certificate()] -= region.weight;
        }
        region.certify(i, to);
    };
    if features.candidates() {
        for i in 0..region.len() {
            let to = usize::from(std::mem::take(&mut region.records[i].pending));
            if to > region.cell(i).certificate() {
                give(region, i, to);
            }
        }
    } else {
        let mut list = std::mem::take(&mut region.list);
        region.list(&mut list, MAY_SIT, Purpose::Pass, |cell| cell.certificate() < 3);
        for (bits, i) in &list {
            let i = *i as usize;
            let cell = region.cell(i);
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
