//! Who leaves a post, the search for one, or the model: all risks compete in one draw.

use super::flows::Flows;
use super::pay::{Pay, relative};
use super::state::{Block, BySettingCertificate, INACTIVE, PLACE_BLOCKS, SEEKING, block};
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
    pub retirement: Block,
    pub mortality: Block,
    /// `exp(−(retirement + mortality)·dt)`.
    survival: Block,
    pub years: f64,
}

impl AgeHazards {
    pub fn new(retirement: Block, mortality: Block, years: f64) -> Self {
        let survival = std::array::from_fn(|a| math::exp(-(retirement[a] + mortality[a]) * years));
        Self { retirement, mortality, survival, years }
    }
}

/// Mean over the starting workforce of the multipliers of tenure, age and certificate, by setting: dividing by
/// it makes the base rate the observed mean.
pub(crate) fn mean_multiplier<'a>(
    params: &Params,
    people: impl Iterator<Item = &'a [Block]> + Clone,
) -> [f64; SETTINGS] {
    let certificate_factor = params.exit_certificate();
    std::array::from_fn(|s| {
        let (mut weighted, mut staff) = (0.0, 0.0);
        for region in people.clone() {
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

/// Shares of each age that stay, quit, seek, retire and die in one step.
struct Split {
    stay: Block,
    quit: Block,
    seek: Block,
    retire: Block,
    die: Block,
}

impl Split {
    /// `bands` holds the quitting hazard by age band, `seek` that of seeking.
    fn new(bands: [(usize, usize, f64); 3], seek: f64, ages: &AgeHazards) -> Self {
        let mut split = Self {
            stay: [0.0; AGES],
            quit: [0.0; AGES],
            seek: [0.0; AGES],
            retire: [0.0; AGES],
            die: [0.0; AGES],
        };
        for (low, high, quit) in bands {
            let survival = math::exp(-(quit + seek) * ages.years);
            for a in low..high {
                let total = quit + seek + ages.retirement[a] + ages.mortality[a];
                let stay = survival * ages.survival[a];
                let each = if total > 0.0 { (1.0 - stay) / total } else { 0.0 };
                split.stay[a] = stay;
                split.quit[a] = quit * each;
                split.seek[a] = seek * each;
                split.retire[a] = ages.retirement[a] * each;
                split.die[a] = ages.mortality[a] * each;
            }
        }
        split
    }
}

fn dot(left: &Block, right: &Block) -> f64 {
    let mut lanes = [0.0; 4];
    let mut a = 0;
    while a + 4 <= AGES {
        for lane in 0..4 {
            lanes[lane] += left[a + lane] * right[a + lane];
        }
        a += 4;
    }
    let mut rest = 0.0;
    while a < AGES {
        rest += left[a] * right[a];
        a += 1;
    }
    ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + rest
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
    for s in 0..SETTINGS {
        for k in 0..CERTIFICATES {
            let (mut before, mut after) = (0.0, 0.0);
            for (group, (from, to)) in practice_groups(k).iter().enumerate() {
                let range = block(s, k, *from)..block(s, k, *to);
                if heads[range.clone()].iter().all(|n| *n == 0.0) {
                    continue;
                }
                let quit = hazards.quit[s][k] * practice_factor(params, k, group);
                let bands = age_bands(params).map(|(low, high, factor)| (low, high, quit * factor));
                let split = Split::new(bands, hazards.seek[s][k], ages);
                let mut everybody = [0.0; AGES];
                for (x, i) in range.enumerate() {
                    if heads[i] == 0.0 {
                        continue;
                    }
                    let between = k * PRACTICE_YEARS + from + x;
                    let cells = &mut in_posts[i];
                    let seekers = &mut seeking[between];
                    let quitters = &mut inactive[between];
                    if k > 0 {
                        for a in 0..AGES {
                            quitters[a] += cells[a] * split.quit[a];
                        }
                    }
                    for a in 0..AGES {
                        let n = cells[a];
                        everybody[a] += n;
                        cells[a] = n * split.stay[a];
                        seekers[a] += n * split.seek[a];
                    }
                    heads[i] = math::sum(cells);
                    after += heads[i];
                }
                let n = math::sum(&everybody);
                before += n;
                let stayed = dot(&everybody, &split.stay);
                flows.exits[s] += n - stayed;
                flows.retirements += dot(&everybody, &split.retire);
                flows.deaths += dot(&everybody, &split.die);
                if k == 0 {
                    flows.left += dot(&everybody, &split.quit);
                }
            }
            if before > 0.0 {
                appointed[s][k] *= after / before;
            }
            found += before;
        }
    }
    for (i, cells) in seeking.iter().chain(inactive.iter()).enumerate() {
        heads[SEEKING * PLACE_BLOCKS + i] = math::sum(cells);
    }
    found
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
    let same = |rate: f64| age_bands(params).map(|(low, high, _)| (low, high, rate));
    let giving_up = Split::new(same(params.seeker_exit), 0.0, ages);
    let coming_back = Split::new(same(0.0), hazards.inactive_return, ages);
    let mut found = 0.0;
    for (i, (seekers, out)) in seeking.iter_mut().zip(inactive.iter_mut()).enumerate() {
        let certified = i >= PRACTICE_YEARS;
        found += math::sum(seekers) + math::sum(out);
        flows.retirements += dot(seekers, &giving_up.retire) + dot(out, &coming_back.retire);
        flows.deaths += dot(seekers, &giving_up.die) + dot(out, &coming_back.die);
        if !certified {
            flows.left += dot(seekers, &giving_up.quit);
        }
        for a in 0..AGES {
            let (s, o) = (seekers[a], out[a]);
            seekers[a] = s * giving_up.stay[a] + o * coming_back.seek[a];
            out[a] = o * coming_back.stay[a] + if certified { s * giving_up.quit[a] } else { 0.0 };
        }
    }
    found
}
