//! Who leaves a post, the search for one, or the model: all risks compete in one draw.
#![expect(clippy::inline_always, reason = "left to itself, WebAssembly loses an eighth of a run")]

use super::ages::{self, Birthday};
use super::contracts;
use super::flows::Flows;
use super::pay::{Pay, relative};
use super::state::{
    Block, BySetting, BySettingCertificate, FOURS, INACTIVE, OWNS, PLACE_BLOCKS, People, REGION_BLOCKS,
    SEEKING, WIDTH, block,
};
use crate::ids::{AGE_MIN, CERTIFICATES, PRACTICE_YEARS, SETTINGS, Setting};
use crate::lanes::{Four, LANES, Own, PARTS, add, add_own, four, own, put, put_own, sum, sum_parts};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};
use std::ops::Range;

/// Practice years that share hazards: those of certificates up to assistant split in three, the others do not.
const BY_PRACTICE: [(usize, usize); 3] = [(0, 1), (1, 3), (3, PRACTICE_YEARS)];
const TOGETHER: [(usize, usize); 1] = [(0, PRACTICE_YEARS)];

fn practice_groups(certificate: usize) -> &'static [(usize, usize)] {
    if certificate <= 1 { &BY_PRACTICE } else { &TOGETHER }
}

/// Tenure factor of a group of practice years. From the mid certificate on `x` counts years since it, so
/// everybody there counts as experienced.
fn practice_factor(params: &Params, certificate: usize, group: usize) -> f64 {
    if certificate <= 1 {
        [params.exit_first_year, params.exit_years_1_2, params.exit_years_3_up][group]
    } else {
        params.exit_years_3_up
    }
}

/// Tenure factor of a person with whole years of practice.
pub(crate) fn tenure_factor(params: &Params, certificate: usize, years: usize) -> f64 {
    let group = practice_groups(certificate).iter().position(|(_, to)| years < *to).unwrap_or(0);
    practice_factor(params, certificate, group)
}

/// Age bands within which all quit alike.
const BANDS: usize = 3;

/// Age bands as cells. All begin at even numbers, so that vectors do not straddle them.
const AGE_BANDS: [Range<usize>; BANDS] = {
    const THIRTY: usize = 30 - AGE_MIN;
    const FIFTY: usize = 50 - AGE_MIN;
    [0..THIRTY, THIRTY..FIFTY, FIFTY..WIDTH]
};

/// The band of each cell.
const BAND: [usize; WIDTH] = {
    let mut bands = [0; WIDTH];
    let mut band = 0;
    while band < BANDS {
        let mut a = AGE_BANDS[band].start;
        while a < AGE_BANDS[band].end {
            bands[a] = band;
            a += 1;
        }
        band += 1;
    }
    bands
};

/// Factors of the age bands.
fn age_factors(params: &Params) -> [f64; BANDS] {
    [params.exit_age_under_30, params.exit_age_30_49, params.exit_age_50_up]
}

/// The part of hazards that depends on age and calendar year only.
#[derive(Clone, Debug)]
pub(crate) struct AgeHazards {
    retirement: Block,
    mortality: Block,
    /// Both together.
    other: Block,
    /// `exp(−other·dt)`.
    survival: Block,
    /// Factor of sector exits by age, and by age band.
    quit_factor: Block,
    quit_factors: [f64; BANDS],
    years: f64,
}

impl AgeHazards {
    /// `delay` are the years that a policy adds to the age of retirement.
    pub fn new(params: &Params, birthday: Birthday, delay: f64, years: f64) -> Self {
        /// Where there is no hazard nobody leaves: 0 ÷ a small number is 0. Four of them can be multiplied.
        const SMALL: f64 = 1e-60;
        let (retirement, mortality) = (ages::retirement(params, birthday, delay), ages::mortality(params));
        let mut other = retirement;
        for (hazard, mortality) in other.iter_mut().zip(&mortality) {
            *hazard += mortality;
        }
        let quit_factors = age_factors(params);
        let mut quit_factor = [0.0; WIDTH];
        for (band, factor) in AGE_BANDS.into_iter().zip(quit_factors) {
            quit_factor[band].fill(factor);
        }
        let survival = other.map(|hazard| math::exp(-hazard * years));
        let other = other.map(|hazard| hazard + SMALL);
        Self { retirement, mortality, other, survival, quit_factor, quit_factors, years }
    }

    /// Chances of leaving by age that are never too small, `1 − exp(−x) ≤ x`, but for rounding.
    #[inline]
    pub fn at_most(&self, quit: f64, seek: f64) -> Block {
        let mut chances = self.other;
        for (chance, factor) in chances.iter_mut().zip(&self.quit_factor) {
            *chance = (quit * factor + seek + *chance) * self.years;
        }
        chances
    }

    /// Risks of one person of an age, given the hazards of quitting, before the factor of age, and of seeking.
    #[inline]
    pub fn risks(&self, age: usize, quit: f64, seek: f64) -> Risks {
        Risks {
            quit: quit * self.quit_factor[age],
            seek,
            retire: self.retirement[age],
            die: self.mortality[age],
            years: self.years,
        }
    }
}

/// What happens to one person who leaves where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    Quit,
    Seek,
    Retire,
    Die,
}

/// Competing hazards of one person in one step, a year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Risks {
    quit: f64,
    seek: f64,
    retire: f64,
    die: f64,
    years: f64,
}

impl Risks {
    /// What a uniform number makes of it: nothing, or one of the causes in proportion to its hazard.
    pub fn outcome(&self, uniform: f64) -> Option<Cause> {
        /// More than rounding can make of a chance.
        const ROUNDING: f64 = 4.0 * f64::EPSILON;
        let all = self.quit + self.seek + self.retire + self.die;
        // Whose number is larger needs no `exp`: `1 − exp(−x) ≤ x`.
        if uniform > all * self.years + ROUNDING {
            return None;
        }
        let leaving = math::leaving_share(all, self.years);
        if uniform >= leaving {
            return None;
        }
        let mark = uniform / leaving * all;
        Some(if mark < self.quit {
            Cause::Quit
        } else if mark < self.quit + self.seek {
            Cause::Seek
        } else if mark < self.quit + self.seek + self.retire {
            Cause::Retire
        } else {
            Cause::Die
        })
    }
}

/// Mean over the starting workforce of the multipliers of tenure, age and certificate, by setting: dividing by
/// it makes the base rate the observed mean.
pub(crate) fn mean_multiplier(params: &Params, people: &People) -> [f64; SETTINGS] {
    let certificate_factor = params.exit_certificate();
    std::array::from_fn(|s| {
        let (mut weighted, mut staff) = (0.0, 0.0);
        for region in people.blocks.chunks_exact(REGION_BLOCKS) {
            for (k, by_certificate) in certificate_factor.iter().enumerate() {
                for (group, (from, to)) in practice_groups(k).iter().enumerate() {
                    for x in *from..*to {
                        let cells = &region[block(s, k, x)];
                        for (band, age_factor) in AGE_BANDS.into_iter().zip(age_factors(params)) {
                            let n = math::sum(&cells[band]);
                            weighted += n * age_factor * by_certificate * practice_factor(params, k, group);
                            staff += n;
                        }
                    }
                }
            }
        }
        if staff > 0.0 { weighted / staff } else { 1.0 }
    })
}

/// Hazards of leaving a post in one region, a year, before the factors of age and tenure.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hazards {
    /// Leaving the sector, by setting and certificate, for the average worker.
    pub quit: BySettingCertificate,
    /// Moving to another employer or losing the post with a contract, by setting and certificate.
    pub seek: BySettingCertificate,
    /// Of it, posts that end with a contract in stations and agencies.
    pub contract_end: f64,
    /// Return of the certified who do not practise.
    pub inactive_return: f64,
    /// Share of those who seek from now on who look in another region.
    pub movers_away: f64,
    /// Hazard of seekers of looking in another region, before the factor of age.
    pub seekers_away: f64,
}

/// What the hazards are compared with: the scenario's own start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reference<'a> {
    pub pay: &'a Pay,
    pub load: f64,
    /// Mean multiplier by setting.
    pub multiplier: &'a [f64; SETTINGS],
    /// Contract renewal at the start.
    pub renewal: f64,
}

/// What keeps staff besides pay and load.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ties {
    /// Factor of demonstration sites and honours on sector exits.
    pub sites: f64,
    /// Factor of bonded service on leaving below the mid certificate.
    pub bond: f64,
    /// Factor on moves to other regions: 0 where there is none, less with bonded people.
    pub away: f64,
}

/// Everything that decides who leaves in a step, for all regions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Departures<'a> {
    pub params: &'a Params,
    pub levers: &'a LeverValues,
    pub pay: &'a [Pay],
    pub regions: &'a [Departing<'a>],
    pub ages: &'a [AgeHazards],
}

/// What decides who leaves in one region besides pay.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Departing<'a> {
    pub perceived_load: f64,
    pub mean_relative_pay: f64,
    pub ties: Ties,
    pub reference: Reference<'a>,
    /// Which of the hazards by age.
    pub ages: usize,
}

impl Departures<'_> {
    /// Hazards of a region's holders at their mean pay.
    pub fn hazards(&self, region: usize) -> Hazards {
        self.hazards_at(region, &self.pay[region])
    }

    /// The same at other pay.
    pub fn hazards_at(&self, region: usize, pay: &Pay) -> Hazards {
        let Departing { perceived_load, mean_relative_pay, ties, reference, .. } = self.regions[region];
        hazards(self.params, self.levers, region, pay, perceived_load, mean_relative_pay, ties, reference)
    }

    /// Hazards by age of a region.
    pub fn ages(&self, region: usize) -> &AgeHazards {
        &self.ages[self.regions[region].ages]
    }
}

/// Hazards of one region in one month.
///
/// Sector exit `h0·clip(ω^ε_w·(load/start)^ε_L·exp(−β_J·ΔJ)·sites)·φ·bond`, move `h0_J·(w/w̄)^ε_J·exp(−β_A·ΔA)`, contract end
/// `−ln ρ·δ`, which is part of the observed moves at the start.
/// Unit: per year. Source: `docs/model/exits.md`.
pub(crate) fn hazards(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    pay: &Pay,
    perceived_load: f64,
    mean_relative_pay: f64,
    ties: Ties,
    reference: Reference<'_>,
) -> Hazards {
    let base = params.exit_base();
    let relative_pay = relative(pay, reference.pay);
    let supervision = params.supervision_reference / levers.get(LeverKey::Supervision, region) - 1.0;
    let admin = (params.admin_reference - levers.get(LeverKey::AdminLoad, region)) / params.admin_unit;
    let by_supervision = math::exp(-params.exit_supervision_effect * supervision);
    let by_admin = math::exp(-params.move_admin_effect * admin);
    let by_load = math::pow(math::ratio(perceived_load, reference.load), params.exit_load_elasticity);
    let (contract_moves, contract_end) = contracts::hazards(params, levers, region, reference.renewal);
    let factor = params.exit_certificate();
    let mut hazards = Hazards {
        contract_end,
        inactive_return: params.inactive_return * mean_relative_pay,
        movers_away: ties.away * params.mover_migration,
        seekers_away: ties.away * params.seeker_migration,
        ..Hazards::default()
    };
    let by_pay = math::pow_each(relative_pay, params.exit_pay_elasticity);
    let against_mean = pay.by_certificate.map(|certificates| certificates.map(|own| own / pay.mean));
    let against_mean = math::pow_each(against_mean, params.move_pay_elasticity);
    for s in 0..SETTINGS {
        let on_contract = Setting::ALL[s].on_contract();
        let move_base = if on_contract { contract_moves } else { params.move_other };
        let end = if on_contract { contract_end } else { 0.0 };
        for k in 0..CERTIFICATES {
            let multiplier = (by_pay[s][k] * by_load * by_supervision * ties.sites)
                .clamp(params.exit_multiplier_min, params.exit_multiplier_max);
            let bond = if k <= 1 { ties.bond } else { 1.0 };
            hazards.quit[s][k] = base[s] * multiplier * factor[k] * bond / reference.multiplier[s];
            hazards.seek[s][k] = move_base * against_mean[s][k] * by_admin + end;
        }
    }
    hazards
}

/// What becomes of people of each age in one step. A vector of four that lies across two cache lines is read at half the
/// speed, hence the alignment.
#[repr(align(32))]
struct Split {
    /// Share that stays.
    stay: Block,
    /// Share that leaves per unit of hazard: `(1 − stay) ÷ Σ hazards`.
    each: Block,
    /// Hazard of quitting, before the factor of age.
    quit: f64,
    /// Hazard of seeking.
    seek: f64,
}

impl Split {
    const NOBODY: Self = Self { stay: [0.0; WIDTH], each: [0.0; WIDTH], quit: 0.0, seek: 0.0 };

    /// Splits people whose age has no factor.
    fn same_at_all_ages(quit: f64, seek: f64, ages: &AgeHazards) -> Self {
        let mut split = Self { quit, seek, ..Self::NOBODY };
        let hazard = quit + seek;
        split.set(&[math::exp(-hazard * ages.years); BANDS], &[hazard; BANDS], ages);
        split
    }

    /// Fills the shares, given the hazard of quitting and seeking of each age band, and `exp(−hazard·dt)` of each.
    #[inline]
    fn set(&mut self, survival: &[f64; BANDS], hazards: &[f64; BANDS], ages: &AgeHazards) {
        self.part::<0>(survival, hazards, ages);
        self.part::<1>(survival, hazards, ages);
        self.part::<2>(survival, hazards, ages);
    }

    /// Four vectors of it, a quarter of the ages apart: divisions are slow, and they do with one. What bands their ages lie in
    /// is known when this is compiled, and costs nothing.
    #[inline(always)]
    fn part<const N: usize>(&mut self, survival: &[f64; BANDS], hazards: &[f64; BANDS], ages: &AgeHazards) {
        const QUARTER: usize = FOURS / 4;
        const { assert!(QUARTER == 3 && FOURS == 4 * QUARTER) };
        let [a, b, c, d] = std::array::from_fn(|quarter| quarter * QUARTER + N);
        let hazard = |at: usize| by_band(hazards, at) + four(&ages.other, at);
        let mut share = |at: usize, each: Four| {
            let stay = by_band(survival, at) * four(&ages.survival, at);
            put(&mut self.stay, at, stay);
            put(&mut self.each, at, (Four::ONE - stay) * each);
        };
        let [of_a, of_b, of_c, of_d] = reciprocals([hazard(a), hazard(b), hazard(c), hazard(d)]);
        share(a, of_a);
        share(b, of_b);
        share(c, of_c);
        share(d, of_d);
    }
}

/// Values of the bands of four ages.
#[inline(always)]
fn by_band(bands: &[f64; BANDS], at: usize) -> Four {
    let of = |lane: usize| bands[BAND[at * LANES + lane]];
    if BAND[at * LANES] == BAND[at * LANES + LANES - 1] {
        Four::splat(of(0))
    } else {
        Four::new(std::array::from_fn(of))
    }
}

/// `1 ÷ x` of four numbers with one division: `1 ÷ a = b·cd·(1 ÷ abcd)`.
#[inline(always)]
fn reciprocals([a, b, c, d]: [Four; 4]) -> [Four; 4] {
    let (ab, cd) = (a * b, c * d);
    let all = Four::ONE / (ab * cd);
    let (by_ab, by_cd) = (cd * all, ab * all);
    [b * by_ab, a * by_ab, d * by_cd, c * by_cd]
}

/// Splits the staff of every setting, given their hazards of quitting and seeking. Where nobody is there are no hazards, and
/// the split that stands there is as good as any.
fn split_staff(splits: &mut [Split; SETTINGS], hazards: &[Option<(f64, f64)>; SETTINGS], ages: &AgeHazards) {
    // An `exp` an age band, not a cell; all bands of all settings at once, so that they fill the lanes.
    let mut all = [[0.0; BANDS]; SETTINGS];
    let mut exponents = [[0.0; LANES]; (SETTINGS * BANDS).div_ceil(LANES)];
    let by_setting = exponents.as_flattened_mut().chunks_exact_mut(BANDS);
    for ((by_band, exponents), hazards) in all.iter_mut().zip(by_setting).zip(hazards) {
        let Some((quit, seek)) = hazards else { continue };
        *by_band = ages.quit_factors.map(|factor| quit * factor + seek);
        for (exponent, hazard) in exponents.iter_mut().zip(by_band) {
            *exponent = -*hazard * ages.years;
        }
    }
    let survival = math::exp_each(exponents);
    for (((split, hazards), by_band), survival) in
        splits.iter_mut().zip(hazards).zip(&all).zip(survival.as_flattened().as_chunks().0)
    {
        let Some((quit, seek)) = hazards else { continue };
        (split.quit, split.seek) = (*quit, *seek);
        split.set(survival, by_band, ages);
    }
}

fn dot(left: &Block, right: &Block) -> f64 {
    let mut total = Four::ZERO;
    for at in 0..FOURS {
        total += four(left, at) * four(right, at);
    }
    sum(total)
}

/// Takes those who leave out of the blocks of one certificate and practice, number `at`, in all settings, and returns how
/// many stay in each. `out` is filled with those who leave, `totals` take them in.
///
/// Ages outside and settings inside: what is summed over settings then stays in registers, and each cell is read and
/// written once.
fn leave(
    in_posts: &mut [[Block; PLACE_BLOCKS]; SETTINGS],
    at: usize,
    splits: &[Split; SETTINGS],
    out: &mut Out,
    totals: &mut Totals,
) -> BySetting {
    let mut heads = [Four::ZERO; SETTINGS];
    for v in 0..FOURS {
        let [mut seek, mut quit, mut found, mut left] = [Four::ZERO; 4];
        for s in 0..SETTINGS {
            let (cells, split) = (&mut in_posts[s][at], &splits[s]);
            let n = four(cells, v);
            let (staying, leaving) = (n * four(&split.stay, v), n * four(&split.each, v));
            seek += leaving * Four::splat(split.seek);
            quit += leaving * Four::splat(split.quit);
            left += leaving;
            found += n;
            put(cells, v, staying);
            heads[s] += staying;
        }
        put(&mut out.movers, v, seek);
        put(&mut out.quitters, v, quit);
        add(&mut totals.found, v, found);
        add(&mut totals.left, v, left);
    }
    heads.map(sum)
}

/// People in posts, by age.
#[repr(align(32))]
struct Totals {
    /// Before the step.
    found: Block,
    /// Everybody who leaves, per unit of their hazard.
    left: Block,
}

/// Applies one step of exits to a region. Those who will look in another region go to `leaving`, by certificate and
/// practice, whatever was there before. Returns how many people are left, counted cell by cell, and how many were in posts before, by age.
pub(crate) fn apply(
    params: &Params,
    hazards: &Hazards,
    ages: &AgeHazards,
    blocks: &mut [Block],
    heads: &mut [f64],
    appointed: &mut BySettingCertificate,
    leaving: &mut [Block],
    flows: &mut Flows,
) -> (f64, Block) {
    let (in_posts, rest) = blocks.split_at_mut(SEEKING * PLACE_BLOCKS);
    let in_posts: &mut [[Block; PLACE_BLOCKS]; SETTINGS] =
        in_posts.as_chunks_mut().0.try_into().expect("a region has all settings");
    let (seeking, inactive) = rest.split_at_mut((INACTIVE - SEEKING) * PLACE_BLOCKS);
    let mut between = Between::new(params, hazards, ages);
    let mut splits = [const { Split::NOBODY }; SETTINGS];
    let mut totals = Totals { found: [0.0; WIDTH], left: [0.0; WIDTH] };
    let mut out = Out::NOBODY;
    for k in 0..CERTIFICATES {
        let (mut before, mut after) = ([0.0; SETTINGS], [0.0; SETTINGS]);
        for (group, (from, to)) in practice_groups(k).iter().enumerate() {
            let factor = practice_factor(params, k, group);
            let mut of_group = [None; SETTINGS];
            for s in 0..SETTINGS {
                let staff = math::sum(&heads[block(s, k, *from)..block(s, k, *to)]);
                before[s] += staff;
                // Where nobody is, a hazard may be no number at all.
                if staff != 0.0 {
                    of_group[s] = Some((hazards.quit[s][k] * factor, hazards.seek[s][k]));
                }
            }
            split_staff(&mut splits, &of_group, ages);
            for x in *from..*to {
                let at = block(0, k, x);
                if (0..SETTINGS).any(|s| heads[block(s, k, x)] != 0.0) {
                    let left = leave(in_posts, at, &splits, &mut out, &mut totals);
                    for s in 0..SETTINGS {
                        heads[block(s, k, x)] = left[s];
                        after[s] += left[s];
                    }
                } else {
                    out = Out::NOBODY;
                }
                let (seekers, inactive) = (&mut seeking[at], &mut inactive[at]);
                if k == 0 {
                    // Who gives up or quits without a certificate leaves the model.
                    flows.left += dot(seekers, &between.giving_up.each) * between.giving_up.seek
                        + dot(&out.quitters, &ages.quit_factor);
                }
                let counts = between.step(seekers, inactive, &mut leaving[at], &out, k > 0, ages);
                heads[block(SEEKING, k, x)] = counts.seekers;
                heads[block(INACTIVE, k, x)] = counts.inactive;
                flows.moves += counts.moves;
                flows.departures += counts.departures;
            }
        }
        for s in 0..SETTINGS {
            flows.exits[s] += before[s] - after[s];
            if before[s] > 0.0 {
                appointed[s][k] *= after[s] / before[s];
            }
        }
    }
    between.count_deaths(ages, flows);
    flows.retirements += dot(&totals.left, &ages.retirement);
    flows.deaths += dot(&totals.left, &ages.mortality);
    (math::sum(heads), totals.found)
}

/// What becomes of seekers: they give up, or look in another region, the young more than the old.
fn split_seekers(params: &Params, seekers_away: f64, ages: &AgeHazards) -> Split {
    let mut split = Split { quit: seekers_away, seek: params.seeker_exit, ..Split::NOBODY };
    let hazards = ages.quit_factors.map(|factor| seekers_away * factor + params.seeker_exit);
    let survival = hazards.map(|hazard| math::exp(-hazard * ages.years));
    split.set(&survival, &hazards, ages);
    split
}

/// Shares of seekers of each age who are still there after a step, and who look in another region.
pub(crate) fn seekers_staying(params: &Params, hazards: &Hazards, ages: &AgeHazards) -> (Block, Block) {
    let split = split_seekers(params, hazards.seekers_away, ages);
    let mut away = [0.0; WIDTH];
    for a in 0..WIDTH {
        away[a] = split.each[a] * split.quit * ages.quit_factor[a];
    }
    (split.stay, away)
}

/// Counts who retires and who dies.
fn count_deaths(people: &Block, split: &Split, ages: &AgeHazards, flows: &mut Flows) {
    let mut leaving = [0.0; WIDTH];
    for a in 0..WIDTH {
        leaving[a] = people[a] * split.each[a];
    }
    flows.retirements += dot(&leaving, &ages.retirement);
    flows.deaths += dot(&leaving, &ages.mortality);
}

/// Those who leave their posts, of one certificate and practice.
#[repr(align(32))]
struct Out {
    /// They seek another post.
    movers: Block,
    /// They quit, before the factor of age.
    quitters: Block,
}

impl Out {
    const NOBODY: Self = Self { movers: [0.0; WIDTH], quitters: [0.0; WIDTH] };
}

/// Seekers and the inactive of a region: they retire and die like others; seekers give up or look in another region, the
/// inactive come back.
struct Between {
    giving_up: Split,
    coming_back: Split,
    /// Share of seekers who look in another region.
    going: Block,
    /// Share of those who seek from now on who look in another region.
    movers_away: f64,
    /// How many there were.
    all_seekers: Block,
    all_inactive: Block,
}

/// How many seek and are inactive after a step, and how many began to seek and look in another region.
struct Counts {
    seekers: f64,
    inactive: f64,
    moves: f64,
    departures: f64,
}

impl Between {
    fn new(params: &Params, hazards: &Hazards, ages: &AgeHazards) -> Self {
        let giving_up = split_seekers(params, hazards.seekers_away, ages);
        let mut going = [0.0; WIDTH];
        for a in 0..WIDTH {
            going[a] = giving_up.each[a] * giving_up.quit * ages.quit_factor[a];
        }
        Self {
            giving_up,
            coming_back: Split::same_at_all_ages(0.0, hazards.inactive_return, ages),
            going,
            movers_away: hazards.movers_away,
            all_seekers: [0.0; WIDTH],
            all_inactive: [0.0; WIDTH],
        }
    }

    /// The step of one certificate and practice; those who left their posts come in.
    fn step(
        &mut self,
        seekers: &mut Block,
        inactive: &mut Block,
        leaving: &mut Block,
        out: &Out,
        certified: bool,
        ages: &AgeHazards,
    ) -> Counts {
        let Self { giving_up, coming_back, going, movers_away, all_seekers, all_inactive } = self;
        let (away, here) = (Own::splat(*movers_away), Own::splat(1.0 - *movers_away));
        let give_up = Own::splat(if certified { giving_up.seek } else { 0.0 });
        let quit_factor = if certified { &ages.quit_factor } else { &[0.0; WIDTH] };
        let come_back = Own::splat(coming_back.seek);
        let mut sums = [[Own::ZERO; PARTS]; 4];
        for part in 0..PARTS {
            let [mut seeking, mut resting, mut moves, mut departures] = [Own::ZERO; 4];
            for at in (part..OWNS).step_by(PARTS) {
                let (s, o) = (own(seekers, at), own(inactive, at));
                add_own(all_seekers, at, s);
                add_own(all_inactive, at, o);
                let movers = own(&out.movers, at);
                moves += movers;
                let gone = s * own(going, at) + movers * away;
                put_own(leaving, at, gone);
                departures += gone;
                let looking =
                    s * own(&giving_up.stay, at) + o * own(&coming_back.each, at) * come_back + movers * here;
                put_own(seekers, at, looking);
                seeking += looking;
                let idle = o * own(&coming_back.stay, at)
                    + s * own(&giving_up.each, at) * give_up
                    + own(&out.quitters, at) * own(quit_factor, at);
                put_own(inactive, at, idle);
                resting += idle;
            }
            for (sums, sum) in sums.iter_mut().zip([seeking, resting, moves, departures]) {
                sums[part] = sum;
            }
        }
        let [seekers, inactive, moves, departures] = sums.map(sum_parts);
        Counts { seekers, inactive, moves, departures }
    }

    fn count_deaths(&self, ages: &AgeHazards, flows: &mut Flows) {
        count_deaths(&self.all_seekers, &self.giving_up, ages, flows);
        count_deaths(&self.all_inactive, &self.coming_back, ages, flows);
    }
}
