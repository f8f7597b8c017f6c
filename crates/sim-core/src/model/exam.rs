//! The exam: who may sit, who sits and passes in June, who is certified in September.

use super::appointment::graded_posts;
use super::conversion::{Converts, practice};
use super::flows::Flows;
use super::money::annuity;
use super::pay::Pay;
use super::state::{
    Block, BySetting, BySettingCertificate, INACTIVE, People, REGION_BLOCKS, RegionState, SEEKING, WIDTH,
    block,
};
use crate::ids::{CERTIFICATES, PRACTICE_YEARS, ROUTES, Route, SETTINGS};
use crate::math;
use crate::rng::{Draws, Stream};
use crate::scenario::{LeverKey, LeverValues, Params};

/// Years of practice a route needs before the assistant exam. Source: `exam_rules`.
const ASSISTANT_YEARS: [usize; ROUTES] = [4, 2, 4, 0, 2, 0];
/// Years of practice before the mid exam; the high-school route needs the assistant certificate first.
const MID_YEARS: [Option<usize>; ROUTES] = [None, Some(4), Some(6), Some(3), Some(5), Some(1)];
/// Years after the assistant certificate that the high-school route needs, seen from practice years alone.
const HIGH_SCHOOL_MID_YEARS: usize = 6;
/// Years after the mid certificate before the senior exam, with a bachelor or more.
const SENIOR_YEARS: usize = 5;

/// From which certificate to which a pass leads. The ladder can be skipped.
const STEPS: [(usize, usize); 4] = [(0, 1), (0, 2), (1, 2), (2, 3)];
/// People who will pass, by step and education route.
pub(crate) type StepRoutes = [[f64; ROUTES]; STEPS.len()];
/// Places whose people sit: the settings and the seekers.
const SITTING_PLACES: usize = SETTINGS + 1;

/// What June decides and September applies.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passing {
    /// Share of each place's people who pass, by step and practice year.
    shares: [[[f64; PRACTICE_YEARS]; STEPS.len()]; SITTING_PLACES],
    /// Share of front-line staff who pass the assistant exam.
    front: f64,
    /// Outside candidates who pass, by certificate.
    outside: [f64; CERTIFICATES],
}

impl Passing {
    /// Adds every array to a digest.
    pub fn digest(&self, digest: &mut crate::results::Digest) {
        digest.add(self.shares.as_flattened().as_flattened());
        digest.add(&[self.front]);
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
    let grown = year.min(params.outside_candidates_last_year) - params.outside_candidates_base_year;
    Sitting {
        open: first.map(|opens| year >= opens),
        shock,
        outside: params.outside_candidates
            * math::pow(1.0 + params.outside_candidates_growth, grown)
            * residents_2020
            / params.national_population
            * params.outside_candidates_factor,
    }
}

/// Log-odds of sitting at neutral levers that stand in for what is not modelled; solved at the start.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Uptake {
    intercept: [f64; CERTIFICATES],
}

fn base_uptake(params: &Params) -> [f64; CERTIFICATES] {
    [0.0, params.uptake_assistant, params.uptake_mid, params.uptake_senior]
}

/// Log of one plus what a certificate adds to a year's pay over the candidate's horizon.
fn gain(params: &Params, monthly: f64, award: f64, monthly_pay: f64) -> f64 {
    let present_value = annuity(params) * 12.0 * monthly + award;
    // A planner may set subsidies that fall with the grade: no candidate expects to lose more than a year's pay.
    math::ln((1.0 + present_value / (12.0 * monthly_pay)).max(0.01))
}

impl Uptake {
    /// Solves the intercepts so that uptake equals the base rates at neutral levers. Grade steps are relative to
    /// pay, so the same intercepts serve every region and setting.
    pub fn solve(params: &Params) -> Self {
        let step = params.pay_step();
        let mut intercept = [0.0; CERTIFICATES];
        for k in 1..CERTIFICATES {
            let neutral = gain(params, step[k] - step[k - 1], 0.0, 1.0);
            intercept[k] = math::logit(base_uptake(params)[k].clamp(1e-9, 1.0 - 1e-9))
                - params.uptake_pay_effect * neutral;
        }
        Self { intercept }
    }

    /// Shares of the eligible who sit, by setting and certificate.
    fn shares(
        &self,
        params: &Params,
        levers: &LeverValues,
        region: usize,
        pay: &Pay,
        heads: &BySettingCertificate,
        posts: &BySetting,
    ) -> BySettingCertificate {
        let ratio = params.pay_ratio();
        let lever = |key: LeverKey| levers.get(key, region);
        let award =
            [0.0, lever(LeverKey::AwardAssistant), lever(LeverKey::AwardMid), lever(LeverKey::AwardSenior)];
        let graded = [
            0.0,
            0.0,
            lever(LeverKey::GradedMid) - LeverKey::GradedMid.lever().neutral,
            lever(LeverKey::GradedSenior) - LeverKey::GradedSenior.lever().neutral,
        ];
        let training = params.uptake_training_effect * training_units(params, levers, region);
        let base = base_uptake(params);
        std::array::from_fn(|s| {
            let mut shares = [0.0; CERTIFICATES];
            for k in 1..CERTIFICATES {
                if base[k] <= 0.0 {
                    continue;
                }
                let chance = (graded_posts(levers, region, posts[s], k) / heads[s][k].max(1e-9)).min(1.0);
                // What the next grade pays more, with a pay floor less, if there is a post of that grade.
                let more = (pay.by_grade[s][k] - pay.by_grade[s][k - 1]) * chance;
                let value = gain(params, more, award[k], ratio[s] * pay.outside);
                let fee = params.uptake_fee_effect * lever(LeverKey::FeePaid) * fee_weight(params, k);
                shares[k] = math::logistic(
                    self.intercept[k]
                        + params.uptake_pay_effect * value
                        + fee
                        + training
                        + params.uptake_graded_effect * graded[k],
                );
            }
            shares
        })
    }
}

/// A fee that is repaid only after passing counts for as much as passing is likely.
fn fee_weight(params: &Params, certificate: usize) -> f64 {
    let pass = [1.0, params.pass_assistant, params.pass_mid, params.pass_senior][certificate];
    1.0 - params.fee_after_pass * (1.0 - pass)
}

fn training_units(params: &Params, levers: &LeverValues, region: usize) -> f64 {
    (levers.get(LeverKey::TrainingHours, region) - LeverKey::TrainingHours.lever().neutral)
        / params.training_unit
}

/// Pass rates by certificate; outside candidates have no funded training.
fn pass_rates(params: &Params, sitting: &Sitting, training: f64) -> [f64; CERTIFICATES] {
    let trained = (1.0 + params.pass_training_effect * training).max(0.0);
    let written = [0.0, params.pass_assistant, params.pass_mid, params.pass_senior];
    let review = [0.0, 1.0, 1.0, params.review_senior];
    std::array::from_fn(|k| {
        if sitting.open[k] {
            (written[k] * trained * sitting.shock).min(params.pass_max) * review[k]
        } else {
            0.0
        }
    })
}

/// Of the people without a certificate with `x` practice years, by route: shares who sit assistant and mid.
fn sitters_without(
    x: usize,
    route: usize,
    uptake: &[f64; CERTIFICATES],
    open: &[bool; CERTIFICATES],
) -> (f64, f64) {
    let may_mid = open[2] && MID_YEARS[route].is_some_and(|years| x >= years);
    let mid = if may_mid { uptake[2] } else { 0.0 };
    let may_assistant = open[1] && x >= ASSISTANT_YEARS[route];
    (if may_assistant { (1.0 - mid) * uptake[1] } else { 0.0 }, mid)
}

/// Of assistants with `x` practice years, by route: share who sit mid.
fn sitters_assistant(
    params: &Params,
    x: usize,
    route: usize,
    uptake: &[f64; CERTIFICATES],
    open: &[bool; CERTIFICATES],
) -> f64 {
    if !open[2] {
        return 0.0;
    }
    match MID_YEARS[route] {
        Some(years) if x >= years => uptake[2],
        None if x >= HIGH_SCHOOL_MID_YEARS => uptake[2] * params.high_school_mid_rate,
        _ => 0.0,
    }
}

/// Of mid holders `x` years after it, by route: share who sit senior.
fn sitters_mid(x: usize, route: usize, uptake: &[f64; CERTIFICATES], open: &[bool; CERTIFICATES]) -> f64 {
    let bachelor = route >= Route::BachelorSocialWork.index();
    if open[3] && bachelor && x >= SENIOR_YEARS { uptake[3] } else { 0.0 }
}

/// June in one region: who sits, and which shares will pass. Adds the routes of those who pass to `routes`.
pub(crate) fn sit(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    staff_share: f64,
    sitting: &Sitting,
    uptake: &Uptake,
    pay: &Pay,
    heads: &[f64],
    posts: &BySetting,
    education: &[[f64; ROUTES]; CERTIFICATES],
    state: &mut RegionState,
    flows: &mut Flows,
    routes: &mut StepRoutes,
) {
    let by_certificate: BySettingCertificate = std::array::from_fn(|s| {
        std::array::from_fn(|k| {
            heads[block(s, k, 0)..block(s, k, 0) + PRACTICE_YEARS].iter().fold(0.0, |t, n| t + n)
        })
    });
    let of_settings = uptake.shares(params, levers, region, pay, &by_certificate, posts);
    let staff = by_certificate.map(|k| math::sum(&k));
    let all_staff = math::sum(&staff);
    let of_seekers: [f64; CERTIFICATES] = std::array::from_fn(|k| {
        if all_staff > 0.0 {
            (0..SETTINGS).fold(0.0, |t, s| t + staff[s] * of_settings[s][k]) / all_staff
        } else {
            of_settings[0][k]
        }
    });
    let pass = pass_rates(params, sitting, training_units(params, levers, region));
    let open = &sitting.open;
    let mut passing = Passing::default();
    let mut local_sat = [0.0; CERTIFICATES];
    for place in 0..SITTING_PLACES {
        let shares_who_sit = if place < SETTINGS { &of_settings[place] } else { &of_seekers };
        for x in 0..PRACTICE_YEARS {
            for route in 0..ROUTES {
                let (assistant, mid) = sitters_without(x, route, shares_who_sit, open);
                let sit = [
                    assistant,
                    mid,
                    sitters_assistant(params, x, route, shares_who_sit, open),
                    sitters_mid(x, route, shares_who_sit, open),
                ];
                for (step, (from, to)) in STEPS.iter().enumerate() {
                    let share = sit[step] * education[*from][route];
                    let people = heads[block(place, *from, x)];
                    flows.exam_sat[*to] += people * share;
                    local_sat[*to] += people * share;
                    passing.shares[place][step][x] += share * pass[*to];
                    routes[step][route] += people * share * pass[*to];
                }
            }
        }
    }
    let front_sit = if open[1] { params.front_exam_eligible * params.front_exam_rate } else { 0.0 };
    passing.front = front_sit * pass[1];
    flows.exam_sat[1] += front_sit * state.front;
    let untrained = pass_rates(params, sitting, 0.0);
    let outside = sitting.outside * staff_share;
    for (k, part) in [(1, 1.0 - params.outside_mid_share), (2, params.outside_mid_share)] {
        if open[k] {
            flows.exam_sat[k] += outside * part;
            passing.outside[k] = outside * part * untrained[k];
        }
    }
    let fee = [0.0, params.exam_fee_assistant, params.exam_fee_mid, params.exam_fee_senior];
    let paid = levers.get(LeverKey::FeePaid, region);
    for k in 1..CERTIFICATES {
        // When the fee is repaid after passing, only those who pass cost anything.
        let repaid = 1.0 - params.fee_after_pass * (1.0 - pass[k]);
        flows.fees_yuan += local_sat[k] * fee[k] * paid * repaid;
    }
    flows.fees_yuan +=
        front_sit * state.front * fee[1] * paid * (1.0 - params.fee_after_pass * (1.0 - pass[1]));
    state.passing = passing;
}

/// September in one region: certificates for whoever is there, by the shares fixed in June.
pub(crate) fn certify(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    converts: &Converts,
    outside_ages: &Block,
    people: &mut People,
    state: &mut RegionState,
    flows: &mut Flows,
) {
    let passing = std::mem::take(&mut state.passing);
    let mut passed_in_posts = [0.0; CERTIFICATES];
    {
        let (blocks, heads) = people.region_mut(region);
        for place in 0..SITTING_PLACES {
            let mut holders_before = [0.0; CERTIFICATES];
            for (k, holders) in holders_before.iter_mut().enumerate() {
                *holders = heads[block(place, k, 0)..block(place, k, 0) + PRACTICE_YEARS]
                    .iter()
                    .fold(0.0, |t, n| t + n);
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
                        state.appointed[place][k] *= 1.0 - promoted_from[k] / holders_before[k];
                    }
                }
            }
        }
    }
    let front = state.front * passing.front;
    state.front -= front;
    flows.front_passes += front;
    flows.exam_passed[1] += front;
    for (s, share) in converts.settings.into_iter().enumerate() {
        let at = block(s, 1, practice(params));
        people.add(region, at, front * share, &converts.ages);
        state.designated[s] += front * share;
        state.brought[s] += front * share;
    }
    passed_in_posts[1] += front;
    flows.from_outside[1] += front;
    for k in 1..CERTIFICATES {
        flows.from_outside[k] += passing.outside[k];
        people.add(region, block(INACTIVE, k, 0), passing.outside[k], outside_ages);
        flows.outside_passes += passing.outside[k];
        flows.exam_passed[k] += passing.outside[k];
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

/// Education shares after an inflow (or, negative, an outflow) of `persons` with shares `of` to a stock.
fn mix(shares: &mut [f64; ROUTES], stock: f64, persons: f64, of: &[f64; ROUTES]) {
    if stock + persons <= 0.0 || stock < 0.0 {
        return;
    }
    // An outflow may leave a route with a rounding error below 0.
    let counts: [f64; ROUTES] = std::array::from_fn(|e| (shares[e] * stock + persons * of[e]).max(0.0));
    let total = math::sum(&counts);
    if total > 0.0 {
        *shares = counts.map(|n| n / total);
    }
}

/// Education shares follow the people who come without a certificate.
pub(crate) fn educate_newcomers(
    education: &mut [[f64; ROUTES]; CERTIFICATES],
    at_start: &[[f64; ROUTES]; CERTIFICATES],
    holders: f64,
    newcomers: f64,
) {
    mix(&mut education[0], (holders - newcomers).max(0.0), newcomers, &at_start[0]);
}

/// Education shares follow the people who pass; those from outside the settings look like the holders at the start.
pub(crate) fn educate_certified(
    education: &mut [[f64; ROUTES]; CERTIFICATES],
    at_start: &[[f64; ROUTES]; CERTIFICATES],
    holders: [f64; CERTIFICATES],
    from_outside: [f64; CERTIFICATES],
    routes: &StepRoutes,
) {
    let mut before = holders;
    for (step, (from, to)) in STEPS.iter().enumerate() {
        let persons = math::sum(&routes[step]);
        before[*from] += persons;
        before[*to] -= persons;
    }
    for k in 1..CERTIFICATES {
        before[k] -= from_outside[k];
    }
    for (step, (from, to)) in STEPS.iter().enumerate() {
        let persons = math::sum(&routes[step]);
        if persons > 0.0 {
            let of = routes[step].map(|n| n / persons);
            mix(&mut education[*from], before[*from].max(persons), -persons, &of);
            mix(&mut education[*to], before[*to].max(0.0), persons, &of);
            before[*from] -= persons;
            before[*to] += persons;
        }
    }
    for k in 1..CERTIFICATES {
        mix(&mut education[k], before[k].max(0.0), from_outside[k], &at_start[k]);
    }
}

/// People of a certificate in the whole place.
pub(crate) fn holders(people: &People, regions: usize, certificate: usize) -> f64 {
    (0..regions).fold(0.0, |total, r| {
        (0..=INACTIVE).fold(total, |t, place| {
            let start = r * REGION_BLOCKS + block(place, certificate, 0);
            t + people.heads[start..start + PRACTICE_YEARS].iter().fold(0.0, |t, n| t + n)
        })
    })
}

const _: () = assert!(SEEKING == SETTINGS, "seekers sit after the settings");

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: [bool; CERTIFICATES] = [false, true, true, true];
    const ALL_SIT: [f64; CERTIFICATES] = [0.0, 1.0, 1.0, 1.0];

    /// First practice year in which a route may sit each exam without a certificate.
    fn first_years(route: Route) -> (Option<usize>, Option<usize>) {
        let half = [0.0, 0.5, 0.5, 0.5];
        let first = |of: fn((f64, f64)) -> f64| {
            (0..PRACTICE_YEARS).find(|x| of(sitters_without(*x, route.index(), &half, &OPEN)) > 0.0)
        };
        (first(|s| s.0), first(|s| s.1))
    }

    #[test]
    fn the_eligibility_table_is_that_of_the_exam_rules() {
        assert_eq!(first_years(Route::HighSchool), (Some(4), None));
        assert_eq!(first_years(Route::CollegeSocialWork), (Some(2), Some(4)));
        assert_eq!(first_years(Route::CollegeOther), (Some(4), Some(6)));
        assert_eq!(first_years(Route::BachelorSocialWork), (Some(0), Some(3)));
        assert_eq!(first_years(Route::BachelorOther), (Some(2), Some(5)));
        assert_eq!(first_years(Route::MasterSocialWork), (Some(0), Some(1)));
        for route in Route::ALL {
            let senior = (0..PRACTICE_YEARS).find(|x| sitters_mid(*x, route.index(), &ALL_SIT, &OPEN) > 0.0);
            let bachelor = route >= Route::BachelorSocialWork;
            assert_eq!(senior, bachelor.then_some(5), "{}", route.key());
        }
    }

    #[test]
    fn nobody_sits_two_exams_in_one_year() {
        for route in 0..ROUTES {
            for x in 0..PRACTICE_YEARS {
                let (assistant, mid) = sitters_without(x, route, &ALL_SIT, &OPEN);
                assert!(assistant + mid <= 1.0);
            }
        }
    }

    #[test]
    fn at_neutral_levers_uptake_is_the_base_rate() {
        let params = Params::default();
        let uptake = Uptake::solve(&params);
        let mut levers = LeverValues::new(1);
        for lever in &crate::scenario::LEVERS {
            levers.set(lever.key, 0, lever.neutral);
        }
        let mut pay = Pay { outside: 8000.0, ..Pay::default() };
        for (grades, ratio) in pay.by_grade.iter_mut().zip(params.pay_ratio()) {
            for (grade, step) in grades.iter_mut().zip(params.pay_step()) {
                *grade = ratio * pay.outside * (1.0 + step);
            }
        }
        let heads = [[0.0; CERTIFICATES]; SETTINGS];
        for shares in uptake.shares(&params, &levers, 0, &pay, &heads, &[10.0; SETTINGS]) {
            assert!((shares[1] - params.uptake_assistant).abs() < 1e-12);
            assert!((shares[2] - params.uptake_mid).abs() < 1e-12);
            assert!((shares[3] - params.uptake_senior).abs() < 1e-12);
        }
    }
}
