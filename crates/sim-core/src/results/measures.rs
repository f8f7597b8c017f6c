//! What a check reads from a run, and whether it is as expected.

use super::trajectory::Trajectory;
use super::variables::Variable;
use crate::ids::Setting;
use crate::scenario::{Check, Measure, Scenario};
use serde::{Deserialize, Serialize};

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The smallest value over the months looked at.
    pub lowest: f64,
    /// The largest.
    pub highest: f64,
    /// Whether all are as expected.
    pub ok: bool,
}

const CONTRACT: [Setting; 2] = [Setting::Station, Setting::Ngo];

/// Of what came to the field: all but passes of people who do not practise and moves between regions.
const NEWCOMERS: [Variable; 6] = [
    Variable::Conversions,
    Variable::Redesignations,
    Variable::FrontPasses,
    Variable::Entrants,
    Variable::GraduatesEntering,
    Variable::Experts,
];

const CAME: [Variable; 8] = [
    Variable::Entrants,
    Variable::Conversions,
    Variable::Redesignations,
    Variable::FrontPasses,
    Variable::OutsidePasses,
    Variable::GraduatesEntering,
    Variable::Experts,
    Variable::Arrivals,
];

const WENT: [Variable; 4] = [Variable::Departures, Variable::Left, Variable::Retirements, Variable::Deaths];

impl Found {
    /// Judges a check by the run of its policy; `baseline` is looked at where it asks for a change.
    ///
    /// # Panics
    /// When the runs are of another scenario, whose months do not hold the check's.
    pub fn of(scenario: &Scenario, check: &Check, run: &Trajectory, baseline: &Trajectory) -> Self {
        let row = |month| run.grid().row(month).expect("a scenario's checks lie within its months");
        let (from, to) = (row(check.from).max(check.measure.months()), row(check.to));
        let value = |row: usize| {
            let value = measure_value(scenario, run, check.measure, row);
            if check.change {
                value / measure_value(scenario, baseline, check.measure, row) - 1.0
            } else {
                value
            }
        };
        let values = if check.change { to..=to } else { from..=to };
        let (lowest, highest) = values.map(value).fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
            // What is no number must not pass: `min` and `max` would leave it out.
            if v.is_nan() || l.is_nan() { (f64::NAN, f64::NAN) } else { (l.min(v), h.max(v)) }
        });
        // Written so that NaN fails.
        let ok = check.at_least.is_none_or(|least| lowest >= least)
            && check.at_most.is_none_or(|most| highest <= most);
        Self { lowest, highest, ok }
    }
}

/// The value of a measure at the end of a row's month; rows before its first value give that of the months there are.
pub fn measure_value(scenario: &Scenario, run: &Trajectory, measure: Measure, row: usize) -> f64 {
    let total = |variable| run.total_at(variable, None, row);
    let contract = |variable, row: usize| {
        CONTRACT.map(|s| run.series(variable, s.index(), None)[row]).iter().fold(0.0, |t, v| t + v)
    };
    let year = (row + 1).saturating_sub(12).max(1)..=row;
    let over_year =
        |variable| year.clone().map(|row| run.total_at(variable, None, row)).fold(0.0, |t, v| t + v);
    let in_setting = |variable, s: Setting, row: usize| run.series(variable, s.index(), None)[row];
    let newcomers = |variable| {
        let all = NEWCOMERS.map(over_year).iter().fold(0.0, |t, v| t + v);
        ratio(over_year(variable), all)
    };
    match measure {
        Measure::VacancyShare => ratio(total(Variable::Vacancies), total(Variable::Posts)),
        Measure::ContractVacancyShare => {
            ratio(contract(Variable::Vacancies, row), contract(Variable::Posts, row))
        }
        Measure::ContractSeparations => {
            let (mut left, mut staff) = (0.0, 0.0);
            for row in year.clone() {
                left += contract(Variable::Exits, row);
                let (before, after) =
                    (contract(Variable::Professionals, row - 1), contract(Variable::Professionals, row));
                staff += f64::midpoint(before, after);
            }
            ratio(left, staff / year.clone().count() as f64)
        }
        Measure::MeanAge => total(Variable::MeanAge),
        Measure::Load => total(Variable::Load),
        Measure::LoadBelowCap => (0..run.regions())
            .map(|r| {
                let value = |variable| run.total_at(variable, Some(r), row);
                let met = ratio(value(Variable::ServedHours), value(Variable::NeedHours));
                let cap = scenario.params.load_max;
                if met * cap < 1.0 { (cap - value(Variable::Load)).max(0.0) } else { 0.0 }
            })
            .fold(0.0, f64::max),
        Measure::Coverage => ratio(total(Variable::ServedHours), total(Variable::NeedHours)),
        Measure::ReplacementGap => Setting::ALL
            .into_iter()
            .filter(|s| *s != Setting::Institution)
            .map(|s| {
                let (hires, exits) =
                    (in_setting(Variable::Hires, s, row), in_setting(Variable::Exits, s, row));
                ratio((hires - exits).abs(), exits)
            })
            .fold(0.0, f64::max),
        Measure::InstitutionReplacement => {
            let sum = |variable| {
                year.clone()
                    .map(|row| in_setting(variable, Setting::Institution, row))
                    .fold(0.0, |t, v| t + v)
            };
            ratio(sum(Variable::Hires), sum(Variable::Exits))
        }
        Measure::GraduatesEntering => {
            ratio(over_year(Variable::GraduatesEntering), over_year(Variable::Graduates))
        }
        Measure::ConvertsShare => newcomers(Variable::Conversions),
        Measure::EntrantsShare => newcomers(Variable::Entrants),
        Measure::GraduatesShare => newcomers(Variable::GraduatesEntering),
        Measure::IssuedGrowth => (0..Variable::Issued.slots())
            .map(|k| run.series(Variable::Issued, k, None))
            .map(|issued| issued[row] - issued[row.saturating_sub(1)])
            .fold(f64::INFINITY, f64::min),
        Measure::LedgerGap => (0..run.regions()).map(|r| ledger_gap(run, r, row)).fold(0.0, f64::max),
        Measure::Professionals => total(Variable::Professionals),
        Measure::CertifiedPeople => total(Variable::CertifiedPeople),
        Measure::CertifiedPractising => total(Variable::CertifiedPractising),
    }
}

/// Nothing of nothing is 0: where nobody is employed nobody leaves.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// People of a region whom its flows of the month do not explain ÷ people.
fn ledger_gap(run: &Trajectory, region: usize, row: usize) -> f64 {
    let people = |row| run.total_at(Variable::People, Some(region), row);
    let sum = |variables: &[Variable]| {
        variables.iter().map(|v| run.total_at(*v, Some(region), row)).fold(0.0, |t, v| t + v)
    };
    let (before, after) = (people(row.saturating_sub(1)), people(row));
    (after - before - sum(&CAME) + sum(&WENT)).abs() / after.max(1.0)
}
