//! By what a total is shared out, and what is there already.

use crate::ids::index_set;
use crate::results::{Trajectory, Variable};
use crate::scenario::{Metric, Scenario};
use crate::time::Month;
use serde::{Deserialize, Serialize};

index_set! {
    /// By what a total is shared out among regions.
    Basis [BASES] {
        /// In proportion to what is there: all grow alike.
        Staff = "staff", "现有人数（各地同比例）", "Present numbers (all grow alike)";
        /// Residents.
        Population = "population", "常住人口", "Residents";
        /// What is missing to the staffing norm.
        Gap = "gap", "配备标准缺口", "Gap to the staffing norm";
        /// Townships and streets.
        Townships = "townships", "乡镇（街道）数", "Townships and streets";
        /// As the run of the plan has it.
        Projection = "projection", "模型推算", "The model's projection";
    }
}

index_set! {
    /// How the years share what is to come.
    Pace [PACES] {
        /// The same number each year.
        Even = "even", "每年等量", "The same number each year";
        /// The same rate each year.
        Rate = "rate", "每年等速", "The same rate each year";
        /// As the run of the plan has it.
        Projection = "projection", "按模型推算", "As in the model's projection";
    }
}

index_set! {
    /// What is shared out by the basis.
    Whole [WHOLES] {
        /// What is to come; what is there stays where it is.
        Increase = "increase", "增量", "The increase";
        /// All of it; nobody gets less than is there.
        All = "all", "总量", "The whole";
    }
}

/// The counts that can be shared out: whole things that regions have.
pub const COUNTED: [Metric; 5] = [
    Metric::Professionals,
    Metric::CertifiedPractising,
    Metric::MidOrEquivalent,
    Metric::SeniorOrEquivalent,
    Metric::Agencies,
];

/// A count of a region at the end of a row's month; nothing for a figure that is no count of whole things.
pub fn counted(run: &Trajectory, metric: Metric, region: usize, row: usize) -> Option<f64> {
    let total = |variable| run.total_at(variable, Some(region), row);
    let certified = |k: usize| run.series(Variable::CertifiedPractising, k - 1, Some(region))[row];
    Some(match metric {
        Metric::Professionals => total(Variable::Professionals),
        Metric::CertifiedPractising => total(Variable::CertifiedPractising),
        Metric::MidOrEquivalent => {
            certified(2) + certified(3) + total(Variable::EquivalentMid) + total(Variable::EquivalentSenior)
        }
        Metric::SeniorOrEquivalent => certified(3) + total(Variable::EquivalentSenior),
        Metric::Agencies => total(Variable::Organisations),
        _ => return None,
    })
}

/// What the regions have and will have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ground {
    /// What is counted.
    pub metric: Metric,
    /// The year at whose end what is there was there.
    pub base_year: i32,
    /// The count at the end of the base year and of each year after it, region by region, under the plan.
    pub run: Vec<Vec<f64>>,
    /// Residents at the end of the base year.
    pub population: Vec<f64>,
    /// Posts by the staffing norm less people in posts, at the end of the base year; nothing where there are enough.
    pub gap: Vec<f64>,
    /// Townships and streets.
    pub townships: Vec<f64>,
}

/// The year at whose end a scenario's count is the present: the last December before its first month, or the year it begins in.
pub fn base_year(scenario: &Scenario) -> i32 {
    scenario.grid.start.plus(-1).year()
}

impl Ground {
    /// That of a run, up to the end of a year; nothing for a figure that is no count, or a year that is not simulated.
    pub fn of(scenario: &Scenario, run: &Trajectory, metric: Metric, until: i32) -> Option<Self> {
        let base_year = base_year(scenario);
        let rows: Vec<usize> = std::iter::once(Some(0))
            .chain((base_year + 1..=until).map(|year| run.grid().row(Month::new(year, 12))))
            .collect::<Option<_>>()?;
        if rows.len() < 2 {
            return None;
        }
        let regions = 0..run.regions();
        let series = |region: usize| rows.iter().map(|row| counted(run, metric, region, *row)).collect();
        let at_start = |variable, region: usize| run.total_at(variable, Some(region), 0);
        let gap = |r: usize| at_start(Variable::NormPosts, r) - at_start(Variable::Professionals, r);
        Some(Self {
            metric,
            base_year,
            run: regions.clone().map(series).collect::<Option<_>>()?,
            population: regions.clone().map(|region| at_start(Variable::Population, region)).collect(),
            gap: regions.map(|region| gap(region).max(0.0)).collect(),
            townships: scenario.regions.iter().map(|region| region.townships).collect(),
        })
    }

    /// The last year.
    pub fn until(&self) -> i32 {
        self.base_year + self.run.first().map_or(0, |it| it.len() as i32 - 1)
    }

    /// The count of all regions at the end of a year, by its number from the base year on.
    pub(super) fn whole(&self, year: usize) -> f64 {
        self.run.iter().map(|region| region[year]).sum()
    }

    /// What a region weighs by a basis, when the increase is shared out up to a year, or the whole.
    pub(super) fn weights(&self, basis: Basis, whole: Whole, year: usize) -> Vec<f64> {
        match basis {
            Basis::Staff => self.run.iter().map(|it| it[0]).collect(),
            Basis::Population => self.population.clone(),
            Basis::Townships => self.townships.clone(),
            Basis::Gap => match whole {
                Whole::Increase => self.gap.clone(),
                Whole::All => self.run.iter().zip(&self.gap).map(|(it, gap)| it[0] + gap).collect(),
            },
            Basis::Projection => match whole {
                Whole::Increase => self.run.iter().map(|it| (it[year] - it[0]).max(0.0)).collect(),
                Whole::All => self.run.iter().map(|it| it[year]).collect(),
            },
        }
    }
}
