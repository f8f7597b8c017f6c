//! The levers of a place that is larger or smaller than its template: totals follow its size.

use super::values::Given;
use sim_core::Scenario;
use sim_core::scenario::{Bounds, LEVERS, LeverCourse, LeverKey, Schedule, Share, Status, scale_of};

/// The courses that differ from the template's, for a place with so many residents, `ratio` times the template's.
pub fn courses(
    template: &Scenario,
    residents: f64,
    ratio: f64,
    budget: Option<&(&Given, String)>,
) -> Vec<(LeverKey, LeverCourse)> {
    let mut courses = Vec::new();
    for lever in &LEVERS {
        let course = &template.levers[lever.key.index()];
        let bounds = lever.bounds(scale_of(residents));
        let given = budget.filter(|_| lever.key == LeverKey::PurchaseBudget);
        let factor = match given {
            // The document adds as much, in parts of what there is.
            Some((given, _)) => {
                let now = template.baseline_value(lever.key, template.grid.start);
                if now > 0.0 { given.value / now } else { ratio }
            }
            None if lever.share == Share::Same || ratio == 1.0 => continue,
            None => ratio,
        };
        let silent = course.document.is_none() && course.baseline == Schedule::Constant(lever.neutral);
        if silent && given.is_none() {
            continue;
        }
        let mut own = course.clone();
        own.baseline = match given {
            Some((given, _)) => Schedule::Constant(given.value),
            None => times(&course.baseline, factor, bounds),
        };
        own.document = course.document.as_ref().map(|document| times(document, factor, bounds));
        match given {
            Some((given, source)) => (own.status, own.source) = (given.status, source.clone()),
            None => own.status = Status::Assumption,
        }
        own.document_status = Status::Assumption;
        courses.push((lever.key, own));
    }
    courses
}

/// A course whose values are `factor` times as large, within bounds, as round as the slider's ticks.
fn times(course: &Schedule, factor: f64, bounds: Bounds) -> Schedule {
    let by = |value: f64| {
        let wanted = (value * factor).clamp(bounds.min, bounds.max);
        let rounded = (wanted / bounds.tick).round() * bounds.tick;
        // What is less than half a tick is not nothing.
        let kept = if rounded == 0.0 { (wanted * 100.0).round() / 100.0 } else { rounded };
        kept.clamp(bounds.min, bounds.max)
    };
    let points =
        |points: &[(sim_core::time::Month, f64)]| points.iter().map(|(at, v)| (*at, by(*v))).collect();
    match course {
        Schedule::Constant(value) => Schedule::Constant(by(*value)),
        Schedule::Ramp { ramp } => Schedule::Ramp { ramp: points(ramp) },
        Schedule::Steps { steps } => Schedule::Steps { steps: points(steps) },
    }
}
