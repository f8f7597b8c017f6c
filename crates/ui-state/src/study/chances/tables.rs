//! What the page of chances lists: targets with their shares, and what is reached with a chance of one's choice.

use super::fan::words_between;
use super::{Finding, Sure, name, series_of, text};
use crate::aims::Aim;
use crate::number;
use crate::scoreboard;
use crate::state::AppState;
use crate::words::Words;
use sim_core::scenario::Metric;
use sim_core::study::ensemble::{Likelihood, Side, Watched};

/// How sure a target is, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct SureRow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its goal and year.
    pub goal: String,
    /// Whether the run with nothing drawn reaches it.
    pub met: bool,
    /// Between what four fifths of the draws lie.
    pub middle: String,
    /// The share that reaches it, from 0 to 1, for a bar.
    pub at: f64,
    /// The interval of that share.
    pub interval: [f64; 2],
    /// The share in words.
    pub share: String,
    /// Its sampling error, percentage points.
    pub points: String,
    /// The share without the plan.
    pub without: String,
    /// The key of its word: likely, open, unlikely.
    pub word: &'static str,
    /// The earliest year by which half of the draws have reached it.
    pub earliest: Option<i32>,
}

/// The targets in their order.
pub fn sure(state: &AppState, finding: &Finding, words: &Words) -> Vec<SureRow> {
    let aims = state.aims();
    let row = |sure: &Sure| {
        let aim = aims.iter().find(|aim| aim.key == sure.goal.key)?;
        Some(sure_row(aim, sure, words))
    };
    finding.sure.iter().filter_map(row).collect()
}

fn sure_row(aim: &Aim, sure: &Sure, words: &Words) -> SureRow {
    let lang = words.lang();
    let say = |value: f64| text(sure.goal.what, value, lang);
    let without = super::Share { value: sure.without, interval: [0.0; 2] };
    SureRow {
        key: aim.key.clone(),
        name: scoreboard::name(aim, words),
        goal: format!("≥ {} · {}", aim.series.brief(aim.at_least, lang), aim.year),
        met: sure.met,
        middle: words_between(&say(sure.middle[0]), &say(sure.middle[1])),
        at: sure.share.value,
        interval: sure.share.interval,
        share: sure.share.words(),
        points: number::decimal(sure.share.points(), 0),
        without: without.words(),
        word: word(sure.share.value),
        earliest: sure.earliest,
    }
}

/// The key of the word for a share.
pub fn word(share: f64) -> &'static str {
    match Likelihood::of(share) {
        Likelihood::Likely => "chance-likely",
        Likelihood::Open => "chance-open",
        Likelihood::Unlikely => "chance-unlikely",
    }
}

/// What is reached with a chance of 50, 80 and 90 % by the end of the plan year.
#[derive(Clone, Debug, PartialEq)]
pub struct ReachedRow {
    /// The figure.
    pub name: String,
    /// Without the plan, with a chance of a half.
    pub without: String,
    /// With the plan.
    pub values: [String; 3],
}

/// The figures of the targets, and those one would set a target for.
pub fn reached(state: &AppState, finding: &Finding, words: &Words) -> Vec<ReachedRow> {
    let year = state.scenario.plan_year;
    let of = |side: Side| finding.report.reached.iter().filter(move |it| it.year == year && it.side == side);
    let row = |metric: Metric| {
        let what = Watched::Metric(metric);
        let plan = of(Side::Plan).find(|it| it.metric == metric)?;
        let without = of(Side::Baseline).find(|it| it.metric == metric);
        let say = |value: f64| text(what, value, words.lang());
        Some(ReachedRow {
            name: name(what, words),
            without: without.map_or_else(|| "–".to_owned(), |it| say(it.values[0])),
            values: plan.values.map(say),
        })
    };
    let mut metrics: Vec<Metric> = of(Side::Plan).map(|it| it.metric).collect();
    metrics.dedup();
    metrics
        .into_iter()
        .filter(|metric| series_of(Watched::Metric(*metric)).is_some())
        .filter_map(row)
        .collect()
}
