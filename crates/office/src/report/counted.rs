//! What was counted later, beside what the plan and its absence project.

use super::{CountedRow, Scale};
use crate::question::{Question, Runs};
use sim_core::results::counted_value;
use sim_core::scenario::{Count, Counted, Domain, Metric};

/// The counts in the order of what they count and of their years.
pub(super) fn rows(question: &Question, runs: &Runs) -> Vec<CountedRow> {
    let (scenario, lang) = (&question.scenario, question.lang);
    let mut counts: Vec<&Count> = question.counts.iter().collect();
    counts.sort_by_key(|count| (count.what, count.year));
    let row = |count: &Count| CountedRow {
        key: count.what.key().to_owned(),
        name: lang.label(count.what.label()).to_owned(),
        year: count.year,
        actual: count.value,
        plan: counted_value(scenario, &runs.plan, count.what, count.year),
        baseline: counted_value(scenario, &runs.baseline, count.what, count.year),
        scale: scale(count),
        source: count.source.clone(),
    };
    counts.into_iter().map(row).collect()
}

/// The counts of a figure's line, in the order of their years.
pub(super) fn along(question: &Question, metric: Metric) -> Vec<(i32, f64)> {
    let is = |count: &&Count| match count.what {
        Counted::Metric(it) => it == metric,
        // People in posts are the same in both.
        Counted::Observed(it) => it.key() == metric.key(),
    };
    let mut along: Vec<(i32, f64)> =
        question.counts.iter().filter(is).map(|count| (count.year, count.value)).collect();
    along.sort_by_key(|(year, _)| *year);
    along
}

fn scale(count: &Count) -> Scale {
    match count.what.domain() {
        Domain::Share => Scale::of(count.value),
        _ if count.value < 20.0 && count.value.fract() != 0.0 => Scale::Plain(2),
        _ => Scale::Plain(0),
    }
}
