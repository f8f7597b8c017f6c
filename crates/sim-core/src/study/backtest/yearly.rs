//! A run by calendar years, as counts are published.

use crate::results::{Trajectory, Variable};
use crate::scenario::{Observed, Scenario};
use crate::time::{Month, TimeGrid};
use std::ops::RangeInclusive;

/// What a run says of one year.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Year {
    certified: f64,
    professionals: f64,
    sat: f64,
    passed: f64,
}

/// The whole years of a run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Yearly {
    first: i32,
    years: Vec<Year>,
}

/// The years whose twelve months are all simulated.
pub(super) fn whole_years(grid: TimeGrid) -> RangeInclusive<i32> {
    let first = grid.start.plus(11).year();
    let last = grid.end.plus(1).year() - 1;
    first..=last
}

/// The same scenario, run to the end of a year and no further. Earlier months do not see the difference.
pub(super) fn until(scenario: &Scenario, year: i32) -> Scenario {
    let end = scenario.grid.end.min(Month::new(year, 12));
    Scenario { grid: TimeGrid { end, ..scenario.grid }, ..scenario.clone() }
}

impl Yearly {
    /// Reads a run of the whole place.
    pub fn of(run: &Trajectory) -> Self {
        let years = whole_years(run.grid());
        let of_year = |year: i32| {
            let december = run.grid().row(Month::new(year, 12)).expect("a whole year has a December");
            let stock = |variable| run.total_at(variable, None, december);
            let flow = |variable| {
                run.cumulated(variable, None, december) - run.cumulated(variable, None, december - 12)
            };
            Year {
                certified: stock(Variable::Issued),
                professionals: stock(Variable::Professionals),
                sat: flow(Variable::ExamSat),
                passed: flow(Variable::ExamPassed),
            }
        };
        Self { first: *years.start(), years: years.map(of_year).collect() }
    }

    fn year(&self, year: i32) -> Option<&Year> {
        usize::try_from(year - self.first).ok().and_then(|i| self.years.get(i))
    }

    /// The model's side of a count: certificates issued and people in posts in December, candidates of the whole year
    /// with those from outside the field.
    pub fn value(&self, what: Observed, year: i32) -> Option<f64> {
        self.year(year).map(|y| match what {
            Observed::Certified => y.certified,
            Observed::ExamRegistered => y.sat,
            Observed::Professionals => y.professionals,
        })
    }

    /// Certificates of a year ÷ its candidates.
    pub fn exam_yield(&self, year: i32) -> Option<f64> {
        self.year(year).filter(|y| y.sat > 0.0).map(|y| y.passed / y.sat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Model, RunSettings};

    #[test]
    fn a_year_counts_when_all_its_months_are_simulated() {
        for (start, end, years) in [
            ((2010, 1), (2020, 12), 2010..=2020),
            ((2010, 2), (2020, 11), 2011..=2019),
            ((2010, 12), (2021, 1), 2011..=2020),
        ] {
            let grid = TimeGrid { start: Month::new(start.0, start.1), end: Month::new(end.0, end.1) };
            assert_eq!(whole_years(grid), years);
        }
    }

    #[test]
    fn a_run_that_ends_earlier_is_the_same_until_then() {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let years = |scenario: &Scenario| {
            let run = Model::new(scenario).run(&scenario.document_policy(), &RunSettings::default());
            Yearly::of(&run.expect("it runs"))
        };
        let (whole, cut) = (years(&scenario), years(&until(&scenario, 2023)));
        assert_eq!(cut.years.len(), 3);
        assert_eq!(cut.years, whole.years[..3]);
        assert_eq!(until(&scenario, 2050).grid, scenario.grid);
    }
}
