//! Who leaves, person by person, on the hazards of the cells.

use super::events::Happening;
use super::features::Features;
use super::luck::{Address, Purpose, bits, uniform};
use super::marks::{MARKS, marked, marks_of};
use super::person::{CELL_ROOM, Cell, Situation, years_of};
use super::region::Region;
use crate::ids::{AGES, CERTIFICATES, PLACES, SETTINGS, Setting};
use crate::math;
use crate::model::contracts;
use crate::model::exits::{Cause, Departures, tenure_factor};
use crate::model::flows::Flows;
use crate::model::state::{INACTIVE, SEEKING};
use crate::scenario::{LeverKey, Params};
use std::sync::OnceLock;

/// Levels of the preference for the field: quantiles, so that all are equally frequent.
pub(super) const LEVELS: usize = 256;

/// Factors on leaving the field by level of preference: lognormal with mean 1.
fn preference_factors(params: &Params) -> [f64; LEVELS] {
    /// Standard normal values of the levels: the same in every run.
    static QUANTILES: OnceLock<[f64; LEVELS]> = OnceLock::new();
    let quantiles = QUANTILES.get_or_init(|| {
        std::array::from_fn(|level| math::normal_quantile((level as f64 + 0.5) / LEVELS as f64))
    });
    let mut factors = quantiles.map(|z| math::exp(params.preference_spread * z));
    let mean = math::sum(&factors) / LEVELS as f64;
    for factor in &mut factors {
        *factor /= mean;
    }
    factors
}

/// What all regions share.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub features: Features,
    preference: [f64; LEVELS],
    /// The largest of them.
    most: f64,
}

impl Rules {
    pub fn new(params: &Params, features: Features) -> Self {
        let preference = if features.preference { preference_factors(params) } else { [1.0; LEVELS] };
        let most = preference.iter().copied().fold(0.0, f64::max);
        Self { features, preference, most }
    }
}

/// Hazards by place, certificate and whether appointed: quitting, before the factors of tenure, age and preference, and
/// seeking. Seekers "quit" to another region and "seek" another occupation; the inactive seek a post.
type Rates = [[[(f64, f64); 2]; CERTIFICATES]; PLACES];

fn rates(departures: &Departures<'_>, region: usize, features: Features) -> (Rates, f64) {
    let mean = departures.hazards(region);
    let by_grade = [false, true].map(|appointed| {
        if features.grades {
            departures.hazards_at(region, &departures.pay[region].at_grade(appointed))
        } else {
            mean.clone()
        }
    });
    let mut rates = [[[(0.0, 0.0); 2]; CERTIFICATES]; PLACES];
    for s in 0..SETTINGS {
        // Where organisations are known, a contract ends for all of one.
        let ended = features.organisations && Setting::ALL[s].on_contract();
        let end = if ended { mean.contract_end } else { 0.0 };
        for k in 0..CERTIFICATES {
            for (rate, hazards) in rates[s][k].iter_mut().zip(&by_grade) {
                *rate = (hazards.quit[s][k], hazards.seek[s][k] - end);
            }
        }
    }
    rates[SEEKING] = [[(mean.seekers_away, departures.params.seeker_exit); 2]; CERTIFICATES];
    rates[INACTIVE] = [[(0.0, mean.inactive_return); 2]; CERTIFICATES];
    (rates, mean.movers_away)
}

/// The leading 32 bits of luck that a chance takes up, never too few.
#[inline]
fn leading_bits(chance: f64) -> u32 {
    const WHOLE: f64 = (1_u64 << 32) as f64;
    /// A number so large that its last bits count whole numbers: what is added to it stands there, rounded. Unlike a
    /// conversion this is done for several numbers at once.
    const LARGE: f64 = (1_u64 << 52) as f64;
    (((chance * WHOLE).min(WHOLE - 2.0) + LARGE).to_bits() as u32) + 1
}

/// Marks of those whose luck is not above the bound of their cell, or whose organisation has a number that lapses.
///
/// Luck first, then marks: nothing interrupts the loops over those who stay, and the first takes several persons at once.
#[inline(never)]
fn marks_of_leavers(
    keys: &[u64],
    situations: &[Situation],
    at: Address,
    utmost: &[u32; CELL_ROOM],
    lapsing: &[bool],
) -> u64 {
    let mut luck = [u32::MAX; MARKS];
    for (luck, key) in luck.iter_mut().zip(keys) {
        *luck = (bits(*key, at) >> 32) as u32;
    }
    let persons = luck.iter().zip(situations);
    marks_of(persons.map(|(luck, situation)| {
        (*luck <= utmost[situation.cell.index() & (CELL_ROOM - 1)])
            | lapsing[usize::from(situation.organisation)]
    }))
}

/// One step of exits in a region.
pub(super) fn leave(region: &mut Region, departures: &Departures<'_>, rules: &Rules, flows: &mut Flows) {
    let params = departures.params;
    let ages = departures.ages(region.number);
    let (rates, movers_away) = rates(departures, region.number, rules.features);
    let tenure: [[f64; crate::ids::PRACTICE_YEARS]; CERTIFICATES] =
        std::array::from_fn(|k| std::array::from_fn(|x| tenure_factor(params, k, x)));

    // Most people stay. A bound of the chance to leave, that of whoever would leave most readily in each cell, tells them apart
    // from the few who need a closer look.
    for place in 0..PLACES {
        for k in 0..CERTIFICATES {
            let first = (place * CERTIFICATES + k) * crate::ids::PRACTICE_YEARS;
            if math::sum(&region.heads[first..first + crate::ids::PRACTICE_YEARS]) == 0.0 {
                continue;
            }
            let most = tenure[k].iter().fold(0.0, |most, factor| f64::max(most, *factor));
            let factor = if place < SETTINGS { most * rules.most } else { 1.0 };
            for appointed in [false, true] {
                if appointed && !(place < SETTINGS && region.appointed[place][k] > 0.0) {
                    continue;
                }
                let (quit, seek) = rates[place][k][usize::from(appointed)];
                let at = Cell::new(place, k, appointed, 0).index();
                let chances = ages.at_most(quit * factor, seek);
                for (utmost, chance) in region.utmost[at..at + AGES].iter_mut().zip(chances) {
                    *utmost = leading_bits(chance);
                }
            }
        }
    }
    let lapses = Lapses::of(region, departures, rules.features);
    let at = region.address(Purpose::Exit);
    let mut leavers = std::mem::take(&mut region.leavers);
    leavers.clear();
    let columns = region.keys.chunks(MARKS).zip(region.situations.chunks(MARKS));
    for (chunk, (keys, situations)) in columns.enumerate() {
        for bit in marked(marks_of_leavers(keys, situations, at, &region.utmost, &lapses.somewhere)) {
            let situation = &situations[bit];
            let cell = situation.cell;
            let (quit, seek) = rates[cell.place()][cell.certificate()][usize::from(cell.appointed())];
            let factor = if cell.in_post() {
                tenure[cell.certificate()][years_of(region.practice_in(situation))]
                    * rules.preference[usize::from(situation.preference)]
            } else {
                1.0
            };
            let risks = ages.risks(cell.age(), quit * factor, seek);
            let (cause, i) = (risks.outcome(uniform(bits(keys[bit], at))), chunk * MARKS + bit);
            let contract_ends = || {
                lapses.of_person(situation)
                    && region.uniform(i, Purpose::Contract) < departures.params.contract_loss
            };
            if cause.is_some() || contract_ends() {
                leavers.push((cause, i as u32));
            }
        }
    }
    let weight = region.weight;
    // From the end, because who is taken out is replaced by the last one.
    for (cause, i) in leavers.iter().rev() {
        let i = *i as usize;
        let cell = region.cell(i);
        let (place, k) = (cell.place(), cell.certificate());
        if cell.in_post() {
            flows.exits[place] += weight;
        }
        let Some(cause) = *cause else {
            lose_post(region, i, Happening::ContractEnded, movers_away, flows);
            continue;
        };
        match (cause, place) {
            (Cause::Retire, _) => {
                flows.retirements += weight;
                region.remove(i, Happening::Retired);
            }
            (Cause::Die, _) => {
                flows.deaths += weight;
                region.remove(i, Happening::Died);
            }
            (Cause::Seek, INACTIVE) => {
                region.put(i, cell.at(SEEKING));
                region.tell(i, Happening::Returned, 0);
            }
            (Cause::Quit, SEEKING) => depart(region, i, flows),
            (Cause::Quit, _) | (Cause::Seek, SEEKING) if k == 0 => {
                flows.left += weight;
                region.remove(i, Happening::Left);
            }
            (Cause::Quit, _) | (Cause::Seek, SEEKING) => {
                if cell.in_post() {
                    region.tally.left_post(region.service(i));
                }
                region.put(i, cell.at(INACTIVE));
                region.tell(i, Happening::StoppedPractising, place);
            }
            (Cause::Seek, _) => lose_post(region, i, Happening::Moved, movers_away, flows),
        }
    }
    region.leavers = leavers;
}

/// Somebody without a post any more looks for another one, here or elsewhere.
fn lose_post(region: &mut Region, i: usize, how: Happening, movers_away: f64, flows: &mut Flows) {
    flows.moves += region.weight;
    region.tell(i, how, region.cell(i).place());
    region.put(i, region.cell(i).at(SEEKING));
    if region.uniform(i, Purpose::Away) < movers_away {
        depart(region, i, flows);
    }
}

/// Somebody leaves for another region.
fn depart(region: &mut Region, i: usize, flows: &mut Flows) {
    flows.departures += region.weight;
    let mut traveller = region.take(i);
    traveller.cell = traveller.cell.at(SEEKING);
    region.away.push(traveller);
}

/// Organisations whose contract lapses this month: with `−ln ρ` a year, for a whole organisation at once. Each of its people
/// loses the post with chance δ.
struct Lapses {
    /// One setting after the other, and where each begins that is on contract.
    organisations: Vec<bool>,
    first: [Option<usize>; SETTINGS],
    /// Numbers of organisations that lapse in any setting: most have no such number, and need no look at where they are.
    somewhere: Vec<bool>,
}

impl Lapses {
    fn of(region: &Region, departures: &Departures<'_>, features: Features) -> Self {
        let numbers = usize::from(region.most_organisations.into_iter().fold(0, u16::max)) + 1;
        let mut lapses =
            Self { organisations: Vec::new(), first: [None; SETTINGS], somewhere: vec![false; numbers] };
        if !features.organisations {
            return lapses;
        }
        let rate = contracts::lapses(departures.levers.get(LeverKey::ContractRenewal, region.number));
        let lapse = math::leaving_share(rate, 1.0 / 12.0);
        for s in Setting::ALL.into_iter().filter(|s| s.on_contract()).map(Setting::index) {
            lapses.first[s] = Some(lapses.organisations.len());
            for (number, somewhere) in (0..region.most_organisations[s]).zip(&mut lapses.somewhere) {
                let lapses_here = uniform(region.luck_of(s, number)) < lapse;
                lapses.organisations.push(lapses_here);
                *somewhere |= lapses_here;
            }
        }
        lapses
    }

    /// Whether the contract of a person's organisation lapses.
    fn of_person(&self, situation: &Situation) -> bool {
        let Situation { cell, organisation, .. } = *situation;
        self.somewhere[usize::from(organisation)]
            && cell.in_post()
            && self.first[cell.place()]
                .is_some_and(|first| self.organisations[first + usize::from(organisation)])
    }
}
