//! The exam: who may sit, who sits and passes in June, who is certified in September.

use super::conversion::{Converts, bring_posts, practice};
use super::eligibility::{sitters_assistant, sitters_mid, sitters_without};
use super::flows::Flows;
use super::papers::Papers;
use super::pay::Pay;
use super::population::{Newcomers, Origin};
use super::state::{Block, BySetting, BySettingCertificate, INACTIVE, RegionState, SEEKING, WIDTH, block};
use super::uptake::{Uptake, training_units};
use crate::ids::{CERTIFICATES, PRACTICE_YEARS, ROUTES, SETTINGS, Setting};
use crate::math;
use crate::rng::{Draws, Stream};
use crate::scenario::{LeverKey, LeverValues, Params};

/// From which certificate to which a pass leads. The ladder can be skipped.
pub(crate) const STEPS: [(usize, usize); 4] = [(0, 1), (0, 2), (1, 2), (2, 3)];
/// People who will pass, by step and education route.
pub(crate) type StepRoutes = [[f64; ROUTES]; STEPS.len()];
/// Places whose people sit: the settings and the seekers.
pub(crate) const SITTING_PLACES: usize = SETTINGS + 1;

/// What June decides and September applies.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passing {
    /// Share of each place's people who pass, by step and practice year.
    shares: [[[f64; PRACTICE_YEARS]; STEPS.len()]; SITTING_PLACES],
    /// Share of front-line staff who pass the assistant exam.
    front: f64,
    /// Outside candidates who pass, by certificate.
    outside: [f64; CERTIFICATES],
    /// Professionals who passed the senior exam and go to the review of next year.
    senior: f64,
    /// Whether the exam was held in the run: who sat before it began is not known.
    held: bool,
}

impl Sitting {
    /// Which levels are held, by certificate.
    pub fn open(&self) -> &[bool; CERTIFICATES] {
        &self.open
    }
}

impl Passing {
    /// A sitting that was held; who passes is added.
    pub fn held() -> Self {
        Self { held: true, ..Self::default() }
    }

    /// Adds professionals who passed the senior exam and go to the review of next year.
    pub fn add_senior(&mut self, persons: f64) {
        self.senior += persons;
    }

    /// Share of the people of a place, certificate and practice year who pass, by certificate passed.
    pub fn shares(&self, place: usize, certificate: usize, x: usize) -> [f64; CERTIFICATES] {
        let mut shares = [0.0; CERTIFICATES];
        for (step, (from, to)) in STEPS.iter().enumerate() {
            if *from == certificate {
                shares[*to] = self.shares[place][step][x];
            }
        }
        shares
    }

    /// Adds every array to a digest.
    pub fn digest(&self, digest: &mut crate::results::Digest) {
        digest.add(self.shares.as_flattened().as_flattened());
        digest.add(&[self.front, self.senior]);
        digest.add(&self.outside);
    }
}

/// Chances of passing in one year, after the shock everyone shares.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sitting {
    /// Whether a level is held, by certificate.
    open: [bool; CERTIFICATES],
    /// The common shock to yields, 1 in the expected-value run.
    shock: f64,
    /// Outside candidates in the whole place.
    outside: f64,
}

/// The sitting of a year. The shock is lognormal with mean 1; the expected-value run has 1, not the median.
pub(crate) fn sitting(params: &Params, year: i32, residents_2020: f64, draws: Option<Draws>) -> Sitting {
    let shock = draws.map_or(1.0, |draws| {
        let z = draws.normal(Stream::ExamYield, year as u64);
        math::exp(params.pass_shock * z - 0.5 * params.pass_shock * params.pass_shock)
    });
    let first = [f64::INFINITY, params.first_year_assistant, params.first_year_mid, params.first_year_senior];
    let year = f64::from(year);
    let last = params.outside_candidates_last_year;
    let grown = year.min(last) - params.outside_candidates_base_year;
    Sitting {
        open: first.map(|opens| year >= opens),
        shock,
        outside: params.outside_candidates
            * math::pow(1.0 + params.outside_candidates_growth, grown)
            * math::pow(1.0 + params.outside_candidates_growth_after, (year - last).max(0.0))
            * residents_2020
            / params.national_population
            * params.outside_candidates_factor,
    }
}

/// A chance of passing after training and the shock of the year.
fn chance(params: &Params, sitting: &Sitting, training: f64, base: f64) -> f64 {
    let trained = (1.0 + params.pass_training_effect * training).max(0.0);
    (base * trained * sitting.shock).min(params.pass_max)
}

/// Pass rates by certificate, of the mean sitting; outside candidates have no funded training.
fn pass_rates(params: &Params, sitting: &Sitting, training: f64) -> [f64; CERTIFICATES] {
    let written = [0.0, params.pass_assistant, params.pass_mid, params.pass_senior];
    std::array::from_fn(|k| if sitting.open[k] { chance(params, sitting, training, written[k]) } else { 0.0 })
}

/// Shares of the people of a place, practice year and route who sit, by step.
fn shares_who_sit(
    params: &Params,
    x: usize,
    route: usize,
    uptake: &[f64; CERTIFICATES],
    open: &[bool; CERTIFICATES],
) -> [f64; STEPS.len()] {
    let (assistant, mid) = sitters_without(x, route, uptake, open);
    [assistant, mid, sitters_assistant(params, x, route, uptake, open), sitters_mid(x, route, uptake, open)]
}

/// Uptake of the people of each place; seekers behave as the mean of staff.
fn uptake_by_place(
    of_settings: &BySettingCertificate,
    by_certificate: &BySettingCertificate,
) -> [[f64; CERTIFICATES]; SITTING_PLACES] {
    let staff = by_certificate.map(|k| math::sum(&k));
    let all_staff = math::sum(&staff);
    std::array::from_fn(|place| {
        if place < SETTINGS {
            return of_settings[place];
        }
        std::array::from_fn(|k| {
            if all_staff > 0.0 {
                (0..SETTINGS).fold(0.0, |t, s| t + staff[s] * of_settings[s][k]) / all_staff
            } else {
                of_settings[0][k]
            }
        })
    })
}

/// People who sit, by step, with the uptake of each place.
fn sitters(
    params: &Params,
    uptake: &[[f64; CERTIFICATES]; SITTING_PLACES],
    open: &[bool; CERTIFICATES],
    education: &[[f64; ROUTES]; CERTIFICATES],
    heads: &[f64],
) -> [f64; STEPS.len()] {
    let mut sitters = [0.0; STEPS.len()];
    for (place, uptake) in uptake.iter().enumerate() {
        for x in 0..PRACTICE_YEARS {
            for route in 0..ROUTES {
                let share = shares_who_sit(params, x, route, uptake, open);
                for (step, (from, _)) in STEPS.iter().enumerate() {
                    sitters[step] += heads[block(place, *from, x)] * share[step] * education[*from][route];
                }
            }
        }
    }
    sitters
}

/// People by setting and certificate.
fn by_certificate(heads: &[f64]) -> BySettingCertificate {
    std::array::from_fn(|s| {
        std::array::from_fn(|k| {
            heads[block(s, k, 0)..block(s, k, 0) + PRACTICE_YEARS].iter().fold(0.0, |t, n| t + n)
        })
    })
}

/// Steps to the mid certificate.
const TO_MID: [usize; 2] = [1, 2];
/// Step to the senior certificate.
const TO_SENIOR: usize = 3;

/// Candidates of the mid and senior exams who are half-way at the start: holders of some papers, by step, and those who
/// wait for the review, as if the last sitting before it had been like the start, with neutral training. Those whose
/// certificate is under way when a run begins between exam and certificates are not known: that year certifies nobody.
pub(crate) fn under_way(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    open: &[bool; CERTIFICATES],
    uptake: &Uptake,
    papers: &Papers,
    pay: &Pay,
    heads: &[f64],
    posts: &BySetting,
    education: &[[f64; ROUTES]; CERTIFICATES],
) -> ([f64; 2], f64) {
    let staff = by_certificate(heads);
    let of_settings = uptake.shares(params, levers, region, pay, &staff, posts);
    let sat = sitters(params, &uptake_by_place(&of_settings, &staff), open, education, heads);
    (TO_MID.map(|step| papers.steady(params, sat[step])), sat[TO_SENIOR] * params.pass_senior)
}

/// June in one region.
#[derive(Clone, Copy, Debug)]
pub(crate) struct June<'a> {
    pub params: &'a Params,
    pub levers: &'a LeverValues,
    pub region: usize,
    /// The region's share of the place's staff.
    pub staff_share: f64,
    pub sitting: Sitting,
    pub uptake: &'a Uptake,
    pub papers: &'a Papers,
    pub pay: &'a Pay,
    pub posts: &'a BySetting,
    /// Shares of holders by certificate and route, for the whole place.
    pub education: &'a [[f64; ROUTES]; CERTIFICATES],
}

/// Share of those willing who may sit the mid exam, and the other one that follows on their certificate, by certificate,
/// practice year and route.
pub(crate) struct Allowed([[[[f64; 2]; ROUTES]; PRACTICE_YEARS]; CERTIFICATES]);

impl Allowed {
    /// Shares who sit the mid exam and the other one. Nobody sits two exams in one year.
    #[inline]
    pub fn sitters(
        &self,
        certificate: usize,
        x: usize,
        route: usize,
        uptake: &[f64; CERTIFICATES],
    ) -> (f64, f64) {
        let [mid, other] = self.0[certificate][x][route];
        let mid = mid * uptake[2];
        (mid, other * ((1.0 - mid) * uptake[(certificate + 1) % CERTIFICATES]))
    }
}

/// Professionals who sat and passed, by certificate.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Local {
    pub sat: [f64; CERTIFICATES],
    pub passed: [f64; CERTIFICATES],
}

impl June<'_> {
    /// Uptake of those who may sit, by place and certificate.
    pub fn uptake(&self, heads: &[f64]) -> [[f64; CERTIFICATES]; SITTING_PLACES] {
        let staff = by_certificate(heads);
        let of_settings =
            self.uptake.shares(self.params, self.levers, self.region, self.pay, &staff, self.posts);
        uptake_by_place(&of_settings, &staff)
    }

    /// Pass rates of professionals, by certificate, of the mean sitting.
    pub fn pass_rates(&self) -> [f64; CERTIFICATES] {
        pass_rates(self.params, &self.sitting, self.training())
    }

    /// Chances at a first sitting of the mid papers of passing all and some, and of passing the rest a year later.
    pub fn paper_chances(&self) -> Papers {
        let of = |base| chance(self.params, &self.sitting, self.training(), base);
        let first = of(self.papers.first);
        Papers { first, again: of(self.papers.again), some: self.papers.some.min(1.0 - first) }
    }

    fn training(&self) -> f64 {
        training_units(self.params, self.levers, self.region)
    }

    /// Shares who sit, by step, of the people of a place with these practice years, by route.
    #[cfg(any(test, feature = "plain"))]
    pub fn shares_who_sit(&self, x: usize, route: usize, uptake: &[f64; CERTIFICATES]) -> [f64; STEPS.len()] {
        shares_who_sit(self.params, x, route, uptake, &self.sitting.open)
    }

    /// What every certificate, practice year and route may sit.
    pub fn allowed(&self) -> Allowed {
        let open = &self.sitting.open;
        let of = |certificate, x, route, uptake: &[f64; CERTIFICATES]| match certificate {
            0 => sitters_without(x, route, uptake, open),
            1 => (0.0, sitters_assistant(self.params, x, route, uptake, open)),
            2 => (sitters_mid(x, route, uptake, open), 0.0),
            _ => (0.0, 0.0),
        };
        // Each alone: where all sit mid, nobody is left for the assistant exam.
        let (only_mid, all_but_mid) = ([0.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 1.0]);
        Allowed(std::array::from_fn(|k| {
            std::array::from_fn(|x| {
                std::array::from_fn(|route| [of(k, x, route, &only_mid).1, of(k, x, route, &all_but_mid).0])
            })
        }))
    }

    /// Who sits, and which shares will pass. Adds the routes of those who pass to `routes`.
    ///
    /// Of those who sit mid, `partial_return × holders of some papers` (at most all) sit the rest and the others sit all;
    /// who passes some of them now holds them for one year. Who passes the senior exam waits a year; of those who waited,
    /// the share that the review lets through is spread over all who have what the senior certificate asks for.
    pub fn sit(&self, heads: &[f64], state: &mut RegionState, flows: &mut Flows, routes: &mut StepRoutes) {
        let Self { params, sitting, education, .. } = *self;
        let uptake = self.uptake(heads);
        let pass = self.pass_rates();
        let open = &sitting.open;
        let all_sitters = sitters(params, &uptake, open, education, heads);
        let mut pass_step = STEPS.map(|(_, to)| pass[to]);
        let papers = self.paper_chances();
        // Those who hold some papers of the mid exam sit the others; the rest sit all.
        for (partial, step) in state.partial.iter_mut().zip(TO_MID) {
            let again = (params.partial_return * *partial).min(all_sitters[step]);
            let first = all_sitters[step] - again;
            if all_sitters[step] > 0.0 {
                pass_step[step] = (first * papers.first + again * papers.again) / all_sitters[step];
            }
            *partial = first * papers.some;
        }
        let senior = all_sitters[TO_SENIOR] * pass[3];
        let mut passing = Passing { senior, held: true, ..Passing::default() };
        // The senior certificate is given after the review of those who passed the exam a year before.
        let reviewed = state.awaiting_review * params.review_senior;
        let may_be_senior =
            sitters(params, &[[1.0; CERTIFICATES]; SITTING_PLACES], &[true; CERTIFICATES], education, heads);
        let seniors =
            if may_be_senior[TO_SENIOR] > 0.0 { (reviewed / may_be_senior[TO_SENIOR]).min(1.0) } else { 0.0 };
        let mut local = Local::default();
        for (step, (_, to)) in STEPS.iter().enumerate() {
            local.sat[*to] += all_sitters[step];
            local.passed[*to] += all_sitters[step] * pass_step[step];
        }
        for (place, uptake) in uptake.iter().enumerate() {
            for x in 0..PRACTICE_YEARS {
                for route in 0..ROUTES {
                    let sit = shares_who_sit(params, x, route, uptake, open);
                    for (step, (from, to)) in STEPS.iter().enumerate() {
                        let share = sit[step] * education[*from][route];
                        let people = heads[block(place, *from, x)];
                        flows.exam_sat[*to] += people * share;
                        let passes = if step == TO_SENIOR {
                            sitters_mid(x, route, &[1.0; CERTIFICATES], &[true; CERTIFICATES])
                                * education[*from][route]
                                * seniors
                        } else {
                            share * pass_step[step]
                        };
                        passing.shares[place][step][x] += passes;
                        routes[step][route] += people * passes;
                    }
                }
            }
        }
        self.others(&uptake, local, &mut passing, state, flows);
        state.passing = passing;
    }

    /// Front-line staff and outside candidates, and the fees of everybody.
    pub fn others(
        &self,
        uptake: &[[f64; CERTIFICATES]; SITTING_PLACES],
        mut local: Local,
        passing: &mut Passing,
        state: &RegionState,
        flows: &mut Flows,
    ) {
        let Self { params, levers, region, sitting, .. } = *self;
        let (open, pass) = (&sitting.open, self.pass_rates());
        // Front-line staff answer to fees, awards and training as community workers do.
        let answer = math::ratio(uptake[Setting::Community.index()][1], params.uptake_assistant);
        let front_sit = if open[1] {
            (params.front_exam_eligible * params.front_exam_rate * answer).min(1.0)
        } else {
            0.0
        };
        passing.front = front_sit * pass[1];
        flows.exam_sat[1] += front_sit * state.front;
        local.sat[1] += front_sit * state.front;
        local.passed[1] += passing.front * state.front;
        let untrained = pass_rates(params, &sitting, 0.0);
        let drive = levers.get(LeverKey::OutsideDrive, region);
        let outside = sitting.outside * self.staff_share * (1.0 + drive);
        if open[1] {
            flows.drive_yuan += sitting.outside * self.staff_share * drive * params.outside_drive_cost;
        }
        for (k, part) in [(1, 1.0 - params.outside_mid_share), (2, params.outside_mid_share)] {
            if open[k] {
                flows.exam_sat[k] += outside * part;
                passing.outside[k] = outside * part * untrained[k];
            }
        }
        let fee = [0.0, params.exam_fee_assistant, params.exam_fee_mid, params.exam_fee_senior];
        let paid = levers.get(LeverKey::FeePaid, region);
        for k in 1..CERTIFICATES {
            // When the fee is repaid after passing, only those who pass the exam cost anything.
            let payable = local.sat[k] - params.fee_after_pass * (local.sat[k] - local.passed[k]);
            flows.fees_yuan += payable * fee[k] * paid;
        }
    }
}

/// September for the people of one region, counted in cells: certificates for whoever is there, by the shares fixed in
/// June. Returns how many were certified in posts, by certificate.
pub(crate) fn certify(
    passing: &Passing,
    blocks: &mut [Block],
    heads: &mut [f64],
    appointed: &mut BySettingCertificate,
    flows: &mut Flows,
) -> [f64; CERTIFICATES] {
    let mut passed_in_posts = [0.0; CERTIFICATES];
    for place in 0..SITTING_PLACES {
        let mut holders_before = [0.0; CERTIFICATES];
        for (k, holders) in holders_before.iter_mut().enumerate() {
            *holders =
                heads[block(place, k, 0)..block(place, k, 0) + PRACTICE_YEARS].iter().fold(0.0, |t, n| t + n);
        }
        let mut promoted_from = [0.0; CERTIFICATES];
        // From the top down, so that nobody passes twice in one year; the two exams open to people without
        // a certificate draw on the same stock and are taken together.
        for step in [3, 2] {
            let (from, to) = STEPS[step];
            for x in 0..PRACTICE_YEARS {
                let n = pass_on(blocks, heads, place, from, to, x, passing.shares[place][step][x]);
                promoted_from[from] += n;
                flows.exam_passed[to] += n;
                if place < SETTINGS {
                    passed_in_posts[to] += n;
                }
            }
        }
        for x in 0..PRACTICE_YEARS {
            let [assistant, mid] = [passing.shares[place][0][x], passing.shares[place][1][x]];
            for (to, share) in [(2, mid), (1, if mid < 1.0 { assistant / (1.0 - mid) } else { 0.0 })] {
                let n = pass_on(blocks, heads, place, 0, to, x, share);
                flows.exam_passed[to] += n;
                if place < SETTINGS {
                    passed_in_posts[to] += n;
                }
            }
        }
        if place < SETTINGS {
            for k in 1..CERTIFICATES {
                if holders_before[k] > 0.0 {
                    appointed[place][k] *= 1.0 - promoted_from[k] / holders_before[k];
                }
            }
        }
    }
    passed_in_posts
}

/// September for those who were not professionals, whom `arrive` takes in, and what certificates cost.
pub(crate) fn certify_others(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    passing: &Passing,
    mut passed_in_posts: [f64; CERTIFICATES],
    converts: &Converts,
    outside_ages: &Block,
    state: &mut RegionState,
    flows: &mut Flows,
    mut arrive: impl FnMut(usize, f64, Newcomers<'_>) -> f64,
) {
    let expected = state.front * passing.front;
    let mut front = expected;
    for (s, share) in converts.settings.into_iter().enumerate() {
        let at = block(s, 1, practice(params));
        let persons = arrive(at, expected * share, Newcomers { ages: &converts.ages, origin: Origin::Front });
        front += persons - expected * share;
        bring_posts(params, state, s, persons);
    }
    state.front -= front;
    flows.front_passes += front;
    flows.exam_passed[1] += front;
    if passing.held {
        state.awaiting_review = passing.senior;
    }
    passed_in_posts[1] += front;
    flows.from_outside[1] += front;
    for k in 1..CERTIFICATES {
        let who = Newcomers { ages: outside_ages, origin: Origin::OutsideCandidate };
        let persons = arrive(block(INACTIVE, k, 0), passing.outside[k], who);
        flows.from_outside[k] += persons;
        flows.outside_passes += persons;
        flows.exam_passed[k] += persons;
        state.issued[k] += flows.exam_passed[k];
    }
    let award = [LeverKey::AwardAssistant, LeverKey::AwardMid, LeverKey::AwardSenior];
    for (k, key) in award.into_iter().enumerate() {
        flows.awards_yuan += passed_in_posts[k + 1] * levers.get(key, region);
    }
}

/// Moves a share of a block to the next certificate. From the mid certificate on `x` counts years since it.
fn pass_on(
    blocks: &mut [Block],
    heads: &mut [f64],
    place: usize,
    from: usize,
    to: usize,
    x: usize,
    share: f64,
) -> f64 {
    let source = block(place, from, x);
    if share <= 0.0 || heads[source] == 0.0 {
        return 0.0;
    }
    let target = block(place, to, if to == 2 { 0 } else { x });
    let mut moved = [0.0; WIDTH];
    for a in 0..WIDTH {
        moved[a] = blocks[source][a] * share;
        blocks[source][a] -= moved[a];
        blocks[target][a] += moved[a];
    }
    let n = heads[source] * share;
    heads[source] -= n;
    heads[target] += n;
    n
}

const _: () = assert!(SEEKING == SETTINGS, "seekers sit after the settings");
