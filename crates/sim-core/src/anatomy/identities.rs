//! Equations that can be worked out from a run alone: both sides are outputs, the same a month before, or parameters. How far a
//! run is from them says whether the table of equations and the run are of one model.

use super::equations::{EQUATIONS, Row};
use super::formula::Formula;
use crate::results::{Index, Kind, Trajectory, Variable};
use crate::scenario::{ParamKey, Params};
use crate::sorted::Map;
use serde::{Deserialize, Serialize};

/// An equation held against a run.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// Its number in the table of equations.
    pub equation: usize,
    /// The largest difference of its sides ÷ the left one, or ÷ 1 where that is smaller; over all regions and months.
    pub apart: f64,
}

/// A name whose value a run has.
enum Known {
    /// An output in the month.
    Now(Variable),
    /// An output in the month before.
    Before(Variable),
    /// The same in every month.
    Always(f64),
}

/// Length of a month in years, as the model steps.
const MONTH: f64 = 1.0 / 12.0;

fn known(name: &str, params: &Params) -> Option<Known> {
    let variable = Variable::from_key(name).map(Known::Now);
    let before = || name.strip_suffix("_before").and_then(Variable::from_key).map(Known::Before);
    let param = || ParamKey::from_key(name).map(|key| Known::Always(params.value(key)));
    let month = || (name == "dt").then_some(Known::Always(MONTH));
    variable.or_else(before).or_else(param).or_else(month)
}

/// A row that a run can be held against.
struct Identity<'a> {
    left: &'a Formula,
    right: &'a Formula,
    names: Map<&'a str, Known>,
    /// How many members it holds for, one by one; one where it holds for their sum.
    members: usize,
}

impl<'a> Identity<'a> {
    fn of(row: &Row, left: &'a Formula, right: &'a Formula, params: &Params) -> Option<Self> {
        // A flow reads stocks as they are within its month, which outputs do not tell.
        let stock = |name: &str| Variable::from_key(name).is_some_and(|it| it.info().kind == Kind::Stock);
        if !row.also.is_empty() || !left.names().into_iter().all(stock) {
            return None;
        }
        let all = left.names().into_iter().chain(right.names());
        let names: Map<&str, Known> =
            all.map(|name| Some((name, known(name, params)?))).collect::<Option<_>>()?;
        let indices: Vec<Index> = names
            .values()
            .filter_map(|known| match known {
                Known::Now(variable) | Known::Before(variable) => Some(variable.info().index),
                Known::Always(_) => None,
            })
            .collect();
        let same = indices.iter().all(|index| *index == indices[0]);
        // What is not told member by member holds for the sum, where sums are all there is.
        let members = if same { indices.first()?.len() } else { 1 };
        (same || right.adds_up()).then_some(Self { left, right, names, members })
    }

    fn apart(&self, run: &Trajectory) -> f64 {
        let mut most = 0.0_f64;
        for region in 0..run.regions() {
            for row in 1..run.rows() {
                for member in 0..self.members {
                    let value = |variable: Variable, row: usize| {
                        if self.members == variable.slots() {
                            run.series(variable, member, Some(region))[row]
                        } else {
                            run.total_at(variable, Some(region), row)
                        }
                    };
                    let values = self.names.iter().map(|(name, known)| {
                        let value = match known {
                            Known::Now(variable) => value(*variable, row),
                            Known::Before(variable) => value(*variable, row - 1),
                            Known::Always(value) => *value,
                        };
                        (*name, value)
                    });
                    let values = values.collect();
                    let [left, right] = [self.left, self.right].map(|side| side.value(&values));
                    let apart = left.zip(right).map_or(f64::NAN, |(a, b)| (a - b).abs() / a.abs().max(1.0));
                    // What is no number must not pass: `max` would leave it out.
                    most = if apart.is_nan() || most.is_nan() { f64::NAN } else { most.max(apart) };
                }
            }
        }
        most
    }
}

/// Every equation that a run alone can be held against, in the order of their table.
///
/// # Panics
/// When a row of the table is no formula; a test reads all of them.
pub fn held(run: &Trajectory, params: &Params) -> Vec<Held> {
    let read = |text| Formula::read(text).expect("a test reads every row");
    let of = |(equation, row): (usize, &Row)| {
        let (left, right) = (read(row.left), read(row.right));
        let apart = Identity::of(row, &left, &right, params)?.apart(run);
        Some(Held { equation, apart })
    };
    EQUATIONS.iter().enumerate().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::SLOTS;
    use crate::scenario::LeverKey;
    use crate::{Model, RunSettings, Scenario, Schedule};

    /// The document, but that stations are given up in the second year: people are laid off.
    fn place() -> (Scenario, Trajectory) {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let mut policy = scenario.document_policy();
        let steps = vec![(scenario.grid.start, 0.9), (scenario.grid.start.plus(18), 0.0)];
        policy.levers.insert(LeverKey::StationCoverage, Schedule::Steps { steps });
        let settings = RunSettings { seed: Some(7), run: 0 };
        let run = Model::new(&scenario).run(&policy, &settings).expect("it runs");
        assert!(run.cumulated(Variable::Layoffs, None, run.rows() - 1) > 1.0);
        (scenario, run)
    }

    #[test]
    fn a_run_is_what_its_closed_equations_say() {
        let (scenario, run) = place();
        let held = held(&run, &scenario.params);
        let names: Vec<&str> = held.iter().map(|it| EQUATIONS[it.equation].left).collect();
        assert_eq!(
            names,
            ["issued[k]", "vacancies[s]", "professionals[s]", "practitioners", "backlog_hours[c]"],
            "the equations that outputs alone can tell"
        );
        for it in held {
            // Ten years of sums leave no more than the rounding of each month.
            assert!(it.apart < 1e-9, "{}: {}", EQUATIONS[it.equation].left, it.apart);
        }
    }

    #[test]
    fn a_run_that_was_tampered_with_is_found_out() {
        let (scenario, mut run) = place();
        let mut months = vec![[0.0; SLOTS]; run.regions() + 1];
        months[3][Variable::Issued.first_slot()] = 12.0;
        run.put(run.rows() - 1, &months);
        let apart = held(&run, &scenario.params).into_iter().map(|it| it.apart).fold(0.0, f64::max);
        assert!(apart > 1.0, "{apart}");
    }
}
