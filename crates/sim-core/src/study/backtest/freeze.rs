//! A lever's course as it was known at some month.

use crate::scenario::{LeverKey, Policy, Scenario, Schedule};
use crate::time::Month;

/// The policy with the course of one lever cut off after `last` and held at its value of that month.
pub(super) fn frozen(scenario: &Scenario, policy: &Policy, key: LeverKey, last: Month) -> Policy {
    let held = (last, scenario.lever_value(policy, key, last));
    let cut = |points: &[(Month, f64)]| {
        let earlier = points.iter().copied().filter(|(month, _)| *month < last);
        earlier.chain([held]).collect::<Vec<_>>()
    };
    let course = match policy.levers.get(&key).unwrap_or(&scenario.levers[key.index()].baseline) {
        Schedule::Constant(value) => Schedule::Constant(*value),
        Schedule::Ramp { ramp } => Schedule::Ramp { ramp: cut(ramp) },
        Schedule::Steps { steps } => Schedule::Steps { steps: cut(steps) },
    };
    let mut policy = policy.clone();
    policy.levers.insert(key, course);
    policy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_course_is_the_same_to_its_last_month_and_flat_after() {
        let scenario = Scenario::builtin("national-2010").expect("built in");
        let key = LeverKey::TrainingHours;
        let month = Month::new;
        let points = vec![
            (month(2012, 2), 0.1),
            (month(2015, 12), 0.16),
            (month(2018, 6), 1.2),
            (month(2018, 7), 0.9),
        ];
        for course in [
            Schedule::Ramp { ramp: points.clone() },
            Schedule::Steps { steps: points },
            Schedule::Constant(3.0),
            Schedule::Ramp { ramp: vec![(month(2018, 1), 0.1), (month(2019, 1), 0.5)] },
        ] {
            let mut policy = scenario.document_policy();
            policy.levers.insert(key, course.clone());
            let last = month(2016, 12);
            let cut = frozen(&scenario, &policy, key, last);
            let held = scenario.lever_value(&policy, key, last);
            for m in 0..=scenario.grid.months() {
                let at = scenario.grid.month(m);
                let expected = if at <= last { scenario.lever_value(&policy, key, at) } else { held };
                let value = scenario.lever_value(&cut, key, at);
                // The cut is on a straight line of the course: another way to compute the same value.
                assert!((value - expected).abs() < 1e-12, "{course:?} in {at}: {value}, not {expected}");
            }
            for other in LeverKey::ALL.into_iter().filter(|other| *other != key) {
                assert_eq!(cut.levers.get(&other), policy.levers.get(&other));
            }
        }
    }
}
