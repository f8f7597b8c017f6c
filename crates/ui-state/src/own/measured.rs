//! How much of a place is measured, by the status of its own figures.

use super::fields::{FIELDS, said};
use super::sheets::{Kind, Sheet};
use crate::state::AppState;
use crate::study::chances;
use crate::words::{Words, args};
use sim_core::Scenario;
use sim_core::ids::Label;
use sim_core::scenario::{DemandCount, LEVERS, Status};

/// How figures are known, by count: measured, estimated, assumed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// Of all figures.
    pub figures: [usize; 3],
    /// Of the ten one begins with.
    pub ten: [usize; 3],
    /// Assumptions best measured next: names, with the ends of the range as parts of the value.
    pub next: Vec<(Label, f64, f64)>,
}

/// What assumptions mean for the answer: those that move it most, as far as somebody looked.
pub fn meaning(state: &AppState, words: &Words) -> String {
    let lang = words.lang();
    let (what, _) = state.chances_look();
    let known = state.tornado().filter(|(_, stale)| !stale).map(|(found, _)| &found.finding);
    let strongest = known.and_then(|finding| {
        let bars = finding.tornado(what)?.bars.iter().filter(|bar| bar.swing > 0.0).take(NEXT);
        let names: Vec<&str> =
            bars.filter_map(|bar| Some(lang.text(&finding.factor(&bar.name)?.label))).collect();
        (!names.is_empty()).then(|| names.join(lang.of("、", "; ")))
    });
    match strongest {
        Some(names) => {
            words.tell("data-moves", &args([("what", chances::name(what, words)), ("names", names)]))
        }
        None => words.say("data-moves-unknown"),
    }
}

/// How many assumptions are named.
const NEXT: usize = 3;

const fn class(status: Status) -> usize {
    match status {
        Status::Fact => 0,
        Status::Derived | Status::Fitted => 1,
        Status::Assumption => 2,
    }
}

/// Counts the figures of a place by how they are known.
pub fn measured(place: &Scenario) -> Measured {
    let mut counted = Measured::default();
    let mut next: Vec<(f64, Label, f64, f64)> = Vec::new();
    for field in FIELDS.iter().filter(|field| !field.is_year()) {
        let Some((value, status, _)) = said(place, field.key) else { continue };
        counted.figures[class(status)] += 1;
        if field.ten {
            counted.ten[class(status)] += 1;
        }
        if status == Status::Assumption && field.ten {
            let (low, high) = range(place, field.key, value);
            next.push(((high - low) / value.max(1e-9), field.name, low / value, high / value));
        }
    }
    let numbers = Sheet::Regions.columns().iter().filter(|column| column.kind == Kind::Number).count();
    for region in &place.regions {
        counted.figures[class(region.status)] += numbers - usize::from(region.pay_ratio.is_none());
    }
    for lever in &LEVERS {
        let course = &place.levers[lever.key.index()];
        counted.figures[class(course.status)] += 1;
    }
    for need in &place.demand {
        match &need.count {
            DemandCount::ShareOfPopulation(share) => counted.figures[class(share.status)] += 1,
            DemandCount::Series(series) => counted.figures[class(series.status)] += series.persons.len(),
            DemandCount::Elderly | DemandCount::Disabled => {}
        }
    }
    for count in &place.history {
        counted.figures[class(count.status)] += 1;
    }
    // The widest range first; of equal ones that which stands first among the ten.
    next.sort_by(|a, b| b.0.total_cmp(&a.0));
    counted.next = next.into_iter().take(NEXT).map(|(_, name, low, high)| (name, low, high)).collect();
    counted
}

/// The range of an assumption; half to twice where nobody said it.
fn range(place: &Scenario, key: &str, value: f64) -> (f64, f64) {
    let start = &place.start;
    let of = match key {
        "professionals" => Some(&start.professionals),
        "front" => start.front.as_ref(),
        "townships" => Some(&place.townships),
        "communities" => Some(&place.communities.count),
        "residents" => place.later.as_ref().map(|later| &later.population),
        "elderly" => place.later.as_ref().map(|later| &later.elderly),
        _ => None,
    };
    of.map_or((value / 2.0, value * 2.0), |figure| (figure.low, figure.high))
}

impl Measured {
    /// Measured, estimated and assumed as parts of all figures.
    pub fn shares(counts: [usize; 3]) -> [f64; 3] {
        let all = counts.iter().sum::<usize>().max(1) as f64;
        counts.map(|count| count as f64 / all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_counted_once_by_its_own_status() {
        let place = Scenario::builtin("chuxiong-2021").expect("built in");
        let counted = measured(&place);
        // Ten less the front-line staff, whom nobody counted there.
        assert_eq!(counted.ten.iter().sum::<usize>(), 9);
        // Residents, elderly, townships, communities are facts; the wage is derived; the rest assumed.
        assert_eq!(counted.ten, [4, 1, 4]);
        assert_eq!(counted.next.len(), 3);
        let all = Scenario { regions: Vec::new(), ..place };
        assert!(measured(&all).figures[0] < counted.figures[0], "regions are facts");
    }
}
