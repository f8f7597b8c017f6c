//! The end of one run as the start of the next.

use super::run::Model;
use super::step::Run;
use crate::ids::{CERTIFICATES, PRACTICE_YEARS, SETTINGS, Setting};
use crate::math;
use crate::model::population::Population;
use crate::model::state::{INACTIVE, REGION_BLOCKS, block};
use crate::results::RunFault;
use crate::scenario::{LeverKey, Policy, Scenario, Sourced, Start, Status};
use crate::time::Month;

/// What a run leaves at the beginning of a month: the workforce, and the levers as they then stand.
#[derive(Clone, Debug)]
pub struct Handover {
    /// The workforce, for the whole place. Its figures are assumptions: from half to twice the value.
    pub start: Start,
    /// Levers of the whole place in the month before.
    pub levers: Vec<(LeverKey, f64)>,
}

impl Handover {
    /// Runs a policy up to `month`, beyond the scenario's end if need be, and reads the stocks.
    ///
    /// `source` is the key of the source that the figures name.
    ///
    /// # Errors
    /// See [`Model::run`].
    pub fn of(scenario: &Scenario, policy: &Policy, month: Month, source: &str) -> Result<Self, RunFault> {
        let last = month.plus(-1);
        let mut longer = scenario.clone();
        longer.grid.end = longer.grid.end.max(last);
        let model = Model::new(&longer);
        let mut run = Run::new(&model, policy, None, 1);
        for m in (0..longer.grid.months()).take_while(|m| longer.grid.month(*m) < month) {
            run.month(m)?;
        }
        let levers =
            LeverKey::ALL.into_iter().map(|key| (key, scenario.lever_value(policy, key, last))).collect();
        Ok(Self { start: start(&longer, &run, source), levers })
    }
}

fn start(scenario: &Scenario, run: &Run<'_>, source: &str) -> Start {
    let before = &scenario.start;
    let regions = run.flows.len();
    let total = |of: &dyn Fn(usize) -> f64| (0..regions).fold(0.0, |t, r| t + of(r));
    let people = &run.state.people;
    let count = |place: usize, k: usize| total(&|r| people.count(r, place, k));
    let staff: [f64; SETTINGS] = std::array::from_fn(|s| (0..CERTIFICATES).fold(0.0, |t, k| t + count(s, k)));
    let professionals = math::sum(&staff);
    let on_contract = |s: usize| Setting::ALL[s].on_contract();
    let others = (0..SETTINGS).filter(|s| !on_contract(*s)).fold(0.0, |t, s| t + staff[s]);
    let contract_posts =
        total(&|r| (0..SETTINGS).filter(|s| on_contract(*s)).fold(0.0, |t, s| t + run.posts_of(r)[s]));
    // Practice years of some certificates in some settings; as they were where nobody is left.
    let practice = |settings: &dyn Fn(usize) -> bool, certificates: &[usize], was: &[f64; PRACTICE_YEARS]| {
        let years: [f64; PRACTICE_YEARS] = std::array::from_fn(|x| {
            total(&|r| {
                (0..SETTINGS).filter(|s| settings(*s)).fold(0.0, |t, s| {
                    certificates.iter().fold(t, |t, k| t + people.heads[r * REGION_BLOCKS + block(s, *k, x)])
                })
            })
        });
        shares(years, was)
    };
    let sourced = |value: f64, most: f64| Sourced {
        value,
        status: Status::Assumption,
        source: source.to_owned(),
        low: value / 2.0,
        high: (value * 2.0).min(most),
    };
    let own = |of: &dyn Fn(&crate::model::state::RegionState) -> f64| total(&|r| of(&run.state.regions[r]));
    let units = scenario.townships.value + regions as f64;
    // The measure of the target: posts that converts brought along belong to other units.
    let institution_posts = total(&|r| run.institution_posts(r));
    let filled = total(&|r| run.institution_posts_filled(r));
    let share = if institution_posts > 0.0 { (filled / institution_posts).min(1.0) } else { 0.0 };
    Start {
        professionals: sourced(professionals, f64::INFINITY),
        certificates: shares(
            std::array::from_fn(|k| (0..SETTINGS).fold(0.0, |t, s| t + count(s, k))),
            &before.certificates,
        ),
        inactive: std::array::from_fn(|k| count(INACTIVE, k)),
        issued: std::array::from_fn(|k| own(&|region| region.issued[k])),
        settings: shares(
            std::array::from_fn(|s| if on_contract(s) || others <= 0.0 { 0.0 } else { staff[s] }),
            &before.settings,
        ),
        contract_filled: if contract_posts > 0.0 {
            ((professionals - others) / contract_posts).min(1.0)
        } else {
            before.contract_filled
        },
        practice_contract: practice(&on_contract, &[0, 1], &before.practice_contract),
        practice_other: practice(&|s| !on_contract(s), &[0, 1], &before.practice_other),
        years_since_mid: practice(&|_| true, &[2], &before.years_since_mid),
        education: run.state.education,
        institution_share: sourced(share, 1.0),
        venue_coverage: sourced(own(&|region| region.venues) / units, 1.0),
        front: Some(sourced(own(&|region| region.front), f64::INFINITY)),
        organisations: Some(sourced(own(&|region| region.organisations), f64::INFINITY)),
        equivalent: std::array::from_fn(|i| own(&|region| region.equivalent[i])),
        from_run: Some(scenario.key.clone()),
        status: Status::Assumption,
        source: source.to_owned(),
    }
}

/// Counts as shares that sum to 1; the earlier ones where nobody is counted.
fn shares<const N: usize>(counts: [f64; N], was: &[f64; N]) -> [f64; N] {
    let all = math::sum(&counts);
    if all > 0.0 { counts.map(|n| n / all) } else { *was }
}
