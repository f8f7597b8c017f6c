//! Who leaves a post, the search for one, or the model: all risks compete in one draw.

use super::ages;
use super::flows::Flows;
use super::pay::{Pay, relative};
use super::state::{
    Block, BySettingCertificate, INACTIVE, LANES, PLACE_BLOCKS, People, REGION_BLOCKS, SEEKING, WIDTH, block,
};
use crate::ids::{AGE_MIN, AGES, CERTIFICATES, PRACTICE_YEARS, SETTINGS, Setting};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

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

/// Ends of the age bands as cell numbers, and their factors.
fn age_bands(params: &Params) -> [(usize, usize, f64); 3] {
    let (thirty, fifty) = (30 - AGE_MIN, 50 - AGE_MIN);
    [
        (0, thirty, params.exit_age_under_30),
        (thirty, fifty, params.exit_age_30_49),
        (fifty, AGES, params.exit_age_50_up),
    ]
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
    /// Factor of sector exits by age.
    quit_factor: Block,
    bands: [(usize, usize, f64); 3],
    years: f64,
}

impl AgeHazards {
    pub fn new(params: &Params, year: i32, years: f64) -> Self {
        let (retirement, mortality) = (ages::retirement(params, year), ages::mortality(params));
        let mut other = retirement;
        for (hazard, mortality) in other.iter_mut().zip(&mortality) {
            *hazard += mortality;
        }
        let bands = age_bands(params);
        let mut quit_factor = [0.0; WIDTH];
        for (low, high, factor) in bands {
            quit_factor[low..high].fill(factor);
        }
        let survival = other.map(|hazard| math::exp(-hazard * years));
        Self { retirement, mortality, other, survival, quit_factor, bands, years }
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
                        for (low, high, age_factor) in age_bands(params) {
                            let n = math::sum(&cells[low..high]);
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
    /// Return of the certified who do not practise.
    pub inactive_return: f64,
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

/// Hazards of one region in one month.
///
/// Sector exit `h0·clip(ω^ε_w·(load/start)^ε_L·exp(−β_J·ΔJ))·φ`, move `h0_J·(w/w̄)^ε_J·exp(−β_A·ΔA)`, contract end
/// `−ln ρ·δ`, which is part of the observed moves at the start.
/// Unit: per year. Source: `docs/model/exits.md`.
pub(crate) fn hazards(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    pay: &Pay,
    perceived_load: f64,
    mean_relative_pay: f64,
    reference: Reference<'_>,
) -> Hazards {
    let base = params.exit_base();
    let relative_pay = relative(pay, reference.pay);
    let supervision = params.supervision_reference / levers.get(LeverKey::Supervision, region) - 1.0;
    let admin = (params.admin_reference - levers.get(LeverKey::AdminLoad, region)) / params.admin_unit;
    let by_supervision = math::exp(-params.exit_supervision_effect * supervision);
    let by_admin = math::exp(-params.move_admin_effect * admin);
    let by_load = math::pow(math::ratio(perceived_load, reference.load), params.exit_load_elasticity);
    let lapse = |renewal: f64| -math::ln(renewal) * params.contract_loss;
    let contract_end = lapse(levers.get(LeverKey::ContractRenewal, region));
    let factor = params.exit_certificate();
    let mut hazards =
        Hazards { inactive_return: params.inactive_return * mean_relative_pay, ..Hazards::default() };
    for s in 0..SETTINGS {
        let on_contract = Setting::ALL[s].on_contract();
        let move_base = if on_contract {
            (params.move_contract - lapse(reference.renewal)).max(0.0)
        } else {
            params.move_other
        };
        let end = if on_contract { contract_end } else { 0.0 };
        for k in 0..CERTIFICATES {
            let by_pay = math::pow(relative_pay[s][k], params.exit_pay_elasticity);
            let multiplier = (by_pay * by_load * by_supervision)
                .clamp(params.exit_multiplier_min, params.exit_multiplier_max);
            hazards.quit[s][k] = base[s] * multiplier * factor[k] / reference.multiplier[s];
            let against_mean = math::pow(pay.by_certificate[s][k] / pay.mean, params.move_pay_elasticity);
            hazards.seek[s][k] = move_base * against_mean * by_admin + end;
        }
    }
    hazards
}

/// Shares of each age that stay, quit and seek in one step.
struct Split {
    stay: Block,
    quit: Block,
    seek: Block,
    /// Share that leaves per unit of hazard: `(1 − stay) ÷ Σ hazards`.
    each: Block,
}

impl Split {
    const EMPTY: Self =
        Self { stay: [0.0; WIDTH], quit: [0.0; WIDTH], seek: [0.0; WIDTH], each: [0.0; WIDTH] };

    /// `quit` is the hazard of quitting, multiplied by the age factor of posts where `by_age`; `seek` that of seeking.
    fn set(&mut self, quit: f64, by_age: bool, seek: f64, ages: &AgeHazards) {
        let Self { stay, quit: quits, seek: seeks, each } = self;
        if by_age {
            for (q, factor) in quits.iter_mut().zip(&ages.quit_factor) {
                *q = quit * factor;
            }
            // Age bands share their factor: an `exp` a band, not a cell.
            let survival =
                math::exp_each(ages.bands.map(|(_, _, factor)| -(quit * factor + seek) * ages.years));
            for ((low, high, _), survival) in ages.bands.into_iter().zip(survival) {
                stay[low..high].fill(survival);
            }
        } else {
            quits.fill(quit);
            stay.fill(math::exp(-(quit + seek) * ages.years));
        }
        for a in 0..WIDTH {
            let staying = stay[a] * ages.survival[a];
            // Without any hazard nobody leaves: 0 ÷ the smallest number is 0.
            let hazard = quits[a] + seek + ages.other[a];
            let per_hazard = (1.0 - staying) / if hazard > 0.0 { hazard } else { f64::MIN_POSITIVE };
            stay[a] = staying;
            each[a] = per_hazard;
            quits[a] *= per_hazard;
            seeks[a] = seek * per_hazard;
        }
    }
}

fn dot(left: &Block, right: &Block) -> f64 {
    let mut lanes = [0.0; LANES];
    for a in (0..WIDTH).step_by(LANES) {
        for lane in 0..LANES {
            lanes[lane] += left[a + lane] * right[a + lane];
        }
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

/// Takes those who leave out of a block of people in posts, hands the seekers on, adds everybody to `everybody`, and
/// returns how many stay.
fn leave(cells: &mut Block, seekers: &mut Block, everybody: &mut Block, split: &Split) -> f64 {
    let mut lanes = [0.0; LANES];
    for a in (0..WIDTH).step_by(LANES) {
        for lane in 0..LANES {
            let n = cells[a + lane];
            let kept = n * split.stay[a + lane];
            everybody[a + lane] += n;
            seekers[a + lane] += n * split.seek[a + lane];
            cells[a + lane] = kept;
            lanes[lane] += kept;
        }
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

/// Applies one step of exits to a region. Returns how many people it found, counted cell by cell.
pub(crate) fn apply(
    params: &Params,
    hazards: &Hazards,
    ages: &AgeHazards,
    blocks: &mut [Block],
    heads: &mut [f64],
    appointed: &mut BySettingCertificate,
    flows: &mut Flows,
) -> f64 {
    let (in_posts, rest) = blocks.split_at_mut(SEEKING * PLACE_BLOCKS);
    let (seeking, inactive) = rest.split_at_mut((INACTIVE - SEEKING) * PLACE_BLOCKS);
    let mut found = between_posts(params, hazards, ages, seeking, inactive, flows);
    let mut split = Split::EMPTY;
    // People who leave, per unit of their hazard.
    let mut leaving = [0.0; WIDTH];
    for s in 0..SETTINGS {
        for k in 0..CERTIFICATES {
            let (mut before, mut after) = (0.0, 0.0);
            for (group, (from, to)) in practice_groups(k).iter().enumerate() {
                let range = block(s, k, *from)..block(s, k, *to);
                if heads[range.clone()].iter().all(|n| *n == 0.0) {
                    continue;
                }
                let quit = hazards.quit[s][k] * practice_factor(params, k, group);
                split.set(quit, true, hazards.seek[s][k], ages);
                let mut everybody = [0.0; WIDTH];
                for (x, i) in range.enumerate() {
                    if heads[i] == 0.0 {
                        continue;
                    }
                    let between = k * PRACTICE_YEARS + from + x;
                    let cells = &mut in_posts[i];
                    if k > 0 {
                        for ((out, n), share) in inactive[between].iter_mut().zip(&*cells).zip(&split.quit) {
                            *out += n * share;
                        }
                    }
                    heads[i] = leave(cells, &mut seeking[between], &mut everybody, &split);
                    after += heads[i];
                }
                let n = math::sum(&everybody);
                before += n;
                if k == 0 {
                    flows.left += dot(&everybody, &split.quit);
                }
                for a in 0..WIDTH {
                    leaving[a] += everybody[a] * split.each[a];
                }
            }
            flows.exits[s] += before - after;
            if before > 0.0 {
                appointed[s][k] *= after / before;
            }
            found += before;
        }
    }
    flows.retirements += dot(&leaving, &ages.retirement);
    flows.deaths += dot(&leaving, &ages.mortality);
    for (i, cells) in seeking.iter().chain(inactive.iter()).enumerate() {
        heads[SEEKING * PLACE_BLOCKS + i] = math::sum(cells);
    }
    found
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

/// Seekers and the inactive: they retire and die like others; seekers give up, the inactive come back.
fn between_posts(
    params: &Params,
    hazards: &Hazards,
    ages: &AgeHazards,
    seeking: &mut [Block],
    inactive: &mut [Block],
    flows: &mut Flows,
) -> f64 {
    let (mut giving_up, mut coming_back) = (Split::EMPTY, Split::EMPTY);
    giving_up.set(params.seeker_exit, false, 0.0, ages);
    coming_back.set(0.0, false, hazards.inactive_return, ages);
    let (mut all_seekers, mut all_inactive) = ([0.0; WIDTH], [0.0; WIDTH]);
    for (i, (seekers, out)) in seeking.iter_mut().zip(inactive.iter_mut()).enumerate() {
        let certified = i >= PRACTICE_YEARS;
        if !certified {
            flows.left += dot(seekers, &giving_up.quit);
        }
        for a in 0..WIDTH {
            let (s, o) = (seekers[a], out[a]);
            all_seekers[a] += s;
            all_inactive[a] += o;
            seekers[a] = s * giving_up.stay[a] + o * coming_back.seek[a];
            out[a] = o * coming_back.stay[a] + if certified { s * giving_up.quit[a] } else { 0.0 };
        }
    }
    count_deaths(&all_seekers, &giving_up, ages, flows);
    count_deaths(&all_inactive, &coming_back, ages, flows);
    math::sum(&all_seekers) + math::sum(&all_inactive)
}
