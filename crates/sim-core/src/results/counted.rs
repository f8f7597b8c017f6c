//! What a run says of what can be counted at the end of a year.

use super::outcome::metric_value;
use super::trajectory::Trajectory;
use super::variables::Variable;
use crate::scenario::{Counted, Observed, Scenario};
use crate::time::Month;

impl Counted {
    /// The output of a run that, for the whole place, is the same: at the end of a year, or summed over its months.
    pub const fn variable(self) -> Option<Variable> {
        use crate::scenario::Metric;
        match self {
            Self::Observed(Observed::Certified) => Some(Variable::Issued),
            Self::Observed(Observed::Professionals) => Some(Variable::Professionals),
            Self::Observed(Observed::ExamRegistered) => Some(Variable::ExamSat),
            Self::Metric(Metric::CertifiedPractising) => Some(Variable::CertifiedPractising),
            Self::Metric(Metric::Agencies) => Some(Variable::Organisations),
            Self::Metric(Metric::TrainingHours) => Some(Variable::TrainingHours),
            Self::Metric(Metric::WorkerShare) => Some(Variable::WorkerShare),
            Self::Metric(Metric::LabourShare) => Some(Variable::LabourShare),
            Self::Metric(_) => None,
        }
    }
}

/// What a run says of a year; none where it does not reach there, or has not all the months that are summed.
pub fn counted_value(scenario: &Scenario, run: &Trajectory, what: Counted, year: i32) -> Option<f64> {
    let december = run.grid().row(Month::new(year, 12))?;
    match what {
        Counted::Metric(metric) => Some(metric_value(scenario, run, metric, december)),
        Counted::Observed(Observed::ExamRegistered) => {
            let before = december.checked_sub(12)?;
            let upto = |row| run.cumulated(Variable::ExamSat, None, row);
            Some(upto(december) - upto(before))
        }
        Counted::Observed(observed) => {
            let variable = Counted::Observed(observed).variable()?;
            Some(run.total_at(variable, None, december))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Model, RunSettings};

    #[test]
    fn what_has_a_variable_is_that_variable() {
        let place = Scenario::builtin("chuxiong-2021").expect("built in");
        let run = Model::new(&place).run(&place.document_policy(), &RunSettings::default()).expect("runs");
        let year = place.plan_year;
        let row = run.grid().row(Month::new(year, 12)).expect("simulated");
        for what in Counted::all() {
            let value = counted_value(&place, &run, what, year).expect("a whole year");
            let Some(variable) = what.variable() else { continue };
            let read = match what {
                Counted::Observed(Observed::ExamRegistered) => {
                    (row - 11..=row).map(|row| run.total_at(variable, None, row)).sum()
                }
                _ => run.total_at(variable, None, row),
            };
            // Sums of twelve months in another order.
            assert!((value - read).abs() <= 1e-9 * read.abs(), "{}: {value} {read}", what.key());
        }
        assert_eq!(counted_value(&place, &run, Counted::Observed(Observed::Professionals), 2050), None);
        let exam = Counted::Observed(Observed::ExamRegistered);
        let first = place.grid.start.year() - 1;
        assert_eq!(counted_value(&place, &run, exam, first), None, "no month of that year is simulated");
    }
}
