//! What the page shows of a run and its baseline: small enough to cross to the page at every move.

use crate::axis::Axis;
use crate::cut::{Cut, Lines};
use crate::series::Series;
use serde::{Deserialize, Serialize};
use sim_core::ids::EQUITY;
use sim_core::results::{Outcome, Trajectory, Variable, Warning, plausibility};
use sim_core::scenario::{Policy, Scenario};
use sim_core::time::Month;

/// A plan beside its baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The month whose end the first value of every series shows.
    pub first: Month,
    /// The plan.
    pub plan: Figures,
    /// The same place with no lever moved.
    pub baseline: Figures,
    /// The regions at the end of the plan year, in the scenario's order.
    pub regions: Vec<RegionFigures>,
    /// What is doubtful about the plan.
    pub doubts: Vec<Warning>,
    /// The cuts that were asked for.
    pub cuts: Vec<Lines>,
}

/// One run, as far as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Monthly values, in the order of [`Series::ALL`].
    pub series: Vec<Vec<f64>>,
    /// Targets and money.
    pub outcome: Outcome,
    /// How evenly staff is spread over need at the end of the plan year, in the order of [`Equity`](sim_core::ids::Equity).
    pub equity: [f64; EQUITY],
}

/// One region at the end of the plan year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegionFigures {
    /// People in posts.
    pub professionals: f64,
    /// Change against the baseline.
    pub against_baseline: f64,
    /// In posts with a certificate.
    pub certified: f64,
    /// Professionals per 1,000 residents.
    pub per_thousand: f64,
    /// Posts without a holder.
    pub vacancies: f64,
    /// Posts by the staffing norm − professionals.
    pub norm_gap: f64,
    /// Hours served ÷ hours of need in the month.
    pub need_coverage: f64,
}

/// What one run is worth, for the yearly cost of a lever and the effect of a move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    /// Public money of the programme up to the end of the plan year, yuan.
    pub public_yuan: f64,
    /// Every series at the end of the plan year, in the order of [`Series::ALL`].
    pub at_plan_year: Vec<f64>,
}

/// The row that shows the end of the plan year.
pub fn plan_row(scenario: &Scenario, run: &Trajectory) -> usize {
    run.grid().row(Month::new(scenario.plan_year, 12)).unwrap_or(run.rows() - 1)
}

impl Figures {
    /// What is shown of one run.
    pub fn of(scenario: &Scenario, run: &Trajectory) -> Self {
        Self {
            series: Series::ALL.into_iter().map(|series| series.values(scenario, run)).collect(),
            outcome: Outcome::of(scenario, run),
            equity: std::array::from_fn(|measure| {
                run.series(Variable::EquityMeasure, measure, None)[plan_row(scenario, run)]
            }),
        }
    }

    /// The monthly values of a series.
    pub fn values(&self, series: Series) -> &[f64] {
        &self.series[series.index()]
    }
}

impl View {
    /// A plan beside its baseline, whose figures are the same for every plan.
    pub fn of(
        scenario: &Scenario,
        policy: &Policy,
        plan: &Trajectory,
        baseline: &Trajectory,
        figures: &Figures,
    ) -> Self {
        let row = plan_row(scenario, plan);
        let regions = (0..plan.regions())
            .map(|region| {
                let total = |run: &Trajectory, variable| run.total_at(variable, Some(region), row);
                let professionals = total(plan, Variable::Professionals);
                let residents = total(plan, Variable::Population);
                let need = total(plan, Variable::NeedHours);
                let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
                RegionFigures {
                    professionals,
                    against_baseline: professionals - total(baseline, Variable::Professionals),
                    certified: total(plan, Variable::CertifiedPractising),
                    per_thousand: 1000.0 * share(professionals, residents),
                    vacancies: total(plan, Variable::Vacancies),
                    norm_gap: total(plan, Variable::NormPosts) - professionals,
                    need_coverage: share(total(plan, Variable::ServedHours), need),
                }
            })
            .collect();
        Self {
            first: plan.month(0),
            plan: Figures::of(scenario, plan),
            baseline: figures.clone(),
            regions,
            doubts: plausibility(scenario, policy, plan),
            cuts: Vec::new(),
        }
    }

    /// The lines of a cut, if they were asked for.
    pub fn cut(&self, cut: Cut) -> Option<&Lines> {
        self.cuts.iter().find(|lines| lines.cut == cut)
    }

    /// The axis of vacancies by region.
    pub fn circles(&self) -> Axis {
        Axis::around(self.regions.iter().map(|region| region.vacancies).chain([0.0]))
    }

    /// The row of the end of December of `year`.
    pub fn year_row(&self, year: i32) -> usize {
        let rows = self.plan.series.first().map_or(1, Vec::len);
        (Month::new(year, 12).since(self.first).max(0) as usize).min(rows - 1)
    }

    /// The first month at whose end the plan reaches a value.
    pub fn reached(&self, series: Series, goal: f64) -> Option<Month> {
        let row = self.plan.values(series).iter().position(|value| *value >= goal)?;
        Some(self.first.plus(row as i32))
    }

    /// What the plan is worth.
    pub fn worth(&self, plan_year: i32) -> Worth {
        let row = self.year_row(plan_year);
        Worth {
            public_yuan: self.plan.outcome.public_yuan,
            at_plan_year: self.plan.series.iter().map(|values| values[row]).collect(),
        }
    }

    /// Public money the plan adds to the baseline up to the end of the plan year, yuan.
    pub fn new_public_yuan(&self) -> f64 {
        self.plan.outcome.public_yuan - self.baseline.outcome.public_yuan
    }
}

impl Worth {
    /// What one run is worth.
    pub fn of(scenario: &Scenario, run: &Trajectory) -> Self {
        let row = plan_row(scenario, run);
        Self {
            public_yuan: Outcome::of(scenario, run).public_yuan,
            at_plan_year: Series::ALL.into_iter().map(|series| series.values(scenario, run)[row]).collect(),
        }
    }
}
