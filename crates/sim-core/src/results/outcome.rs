//! Whether the written targets are met, and what it costs.

use super::trajectory::Trajectory;
use super::variables::Variable;
use crate::ids::{CostItem, MoneySource, Setting};
use crate::math;
use crate::scenario::{Metric, Scenario};
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// The verdict on one target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The target.
    pub key: String,
    /// What it is judged on.
    pub metric: Metric,
    /// The month at whose end it is read.
    pub month: Month,
    /// The value to reach.
    pub at_least: f64,
    /// The value reached.
    pub value: f64,
    /// `value − at_least`.
    pub margin: f64,
    /// Whether it is reached.
    pub met: bool,
}

/// What a run means for the planner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// One verdict for each target, in the scenario's order.
    pub verdicts: Vec<Verdict>,
    /// Public money of the programme up to the end of the plan year, yuan, nominal.
    pub public_yuan: f64,
    /// The same, discounted to the start.
    pub public_yuan_discounted: f64,
    /// All staff cost in the plan year, supervisors beyond the usual included, yuan.
    pub staff_yuan_plan_year: f64,
}

/// A metric of the whole place at the end of a row's month.
pub fn metric_value(scenario: &Scenario, run: &Trajectory, metric: Metric, row: usize) -> f64 {
    let total = |variable| run.total_at(variable, None, row);
    let certified = |k: usize| run.series(Variable::CertifiedPractising, k - 1, None)[row];
    let in_setting = |s: Setting| run.series(Variable::Professionals, s.index(), None)[row];
    match metric {
        Metric::Professionals => total(Variable::Professionals),
        Metric::CertifiedPractising => total(Variable::CertifiedPractising),
        Metric::PerRegistered => total(Variable::Professionals) / scenario.registered_population.value,
        Metric::MidOrEquivalent => {
            certified(2) + certified(3) + total(Variable::EquivalentMid) + total(Variable::EquivalentSenior)
        }
        Metric::SeniorOrEquivalent => certified(3) + total(Variable::EquivalentSenior),
        Metric::ProfessionalsPerCommunity => {
            in_setting(Setting::Community) / scenario.communities.at(run.month(row)).max(f64::MIN_POSITIVE)
        }
        Metric::Agencies => total(Variable::Organisations),
        Metric::TrainingHoursPerYear => {
            let hours = run.series(Variable::TrainingHours, 0, None);
            hours[row] - hours[row.saturating_sub(12)]
        }
        Metric::StationCoverage => total(Variable::Stations) / scenario.townships.value,
        Metric::SchoolCoverage => scenario
            .schools
            .as_ref()
            .map_or(0.0, |schools| (in_setting(Setting::School) / schools.value).min(1.0)),
        Metric::WorkerShare => total(Variable::WorkerShare),
        Metric::LabourShare => total(Variable::LabourShare),
        Metric::AgencyPayRatio => {
            let pay = run.series(Variable::Pay, Setting::Ngo.index(), None)[row];
            pay / total(Variable::OutsidePay)
        }
        Metric::TrainingHours => total(Variable::TrainingHours),
        Metric::InstitutionPostShare => {
            let posts = total(Variable::InstitutionProfessionalPosts);
            if posts > 0.0 { total(Variable::InstitutionPostsFilled) / posts } else { 0.0 }
        }
        Metric::VenueCoverage => {
            total(Variable::Venues) / (scenario.townships.value + scenario.regions.len() as f64)
        }
    }
}

/// The first month at whose end a metric is at least `goal`.
pub fn first_month_reaching(
    scenario: &Scenario,
    run: &Trajectory,
    metric: Metric,
    goal: f64,
) -> Option<Month> {
    (0..run.rows()).find(|row| metric_value(scenario, run, metric, *row) >= goal).map(|row| run.month(row))
}

/// A part in a thousand million: far below what any target can tell apart.
const ROUNDING: f64 = 1e-9;

impl Outcome {
    /// Judges a run against its scenario.
    ///
    /// # Panics
    /// When the run is of another scenario, whose months do not hold the targets.
    pub fn of(scenario: &Scenario, run: &Trajectory) -> Self {
        let verdicts = scenario
            .targets
            .iter()
            .map(|target| {
                let month = Month::new(target.year, 12);
                let row = run.grid().row(month).expect("a scenario's targets lie within its months");
                let value = metric_value(scenario, run, target.metric, row);
                let margin = value - target.at_least;
                Verdict {
                    key: target.key.clone(),
                    metric: target.metric,
                    month,
                    at_least: target.at_least,
                    value,
                    margin,
                    // Sums of months may miss a round number by rounding.
                    met: margin >= -ROUNDING * target.at_least,
                }
            })
            .collect();
        let last = run.grid().row(Month::new(scenario.plan_year, 12)).unwrap_or(run.rows() - 1);
        let public = |row: usize| {
            [MoneySource::Fiscal, MoneySource::Lottery]
                .map(|s| run.series(Variable::Funding, s.index(), None)[row])
                .iter()
                .sum::<f64>()
        };
        let discount = math::ln(1.0 + scenario.params.discount) / 12.0;
        Self {
            verdicts,
            public_yuan: (1..=last).map(public).sum(),
            public_yuan_discounted: (1..=last)
                .map(|row| public(row) * math::exp(-discount * row as f64))
                .sum(),
            staff_yuan_plan_year: (last.saturating_sub(11).max(1)..=last)
                .map(|row| {
                    [CostItem::Wages, CostItem::Subsidies, CostItem::Supervision]
                        .map(|item| run.series(Variable::Cost, item.index(), None)[row])
                        .iter()
                        .sum::<f64>()
                })
                .sum(),
        }
    }
}
