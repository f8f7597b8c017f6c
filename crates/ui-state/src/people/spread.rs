//! Persons against the aggregate model: the expected course, one run, and how far runs lie apart.

use super::headline::Headline;
use crate::axis::Axis;
use crate::chart::{AxisMarks, Line, position};
use crate::number;
use crate::series::Series;
use crate::state::{AppState, Cast};
use crate::words::{Words, args};
use serde::Serialize;
use sim_core::time::Month;

/// What the figure draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Position of the first value on the axis of years.
    pub first: f64,
    /// First and last year of the axis.
    pub years: [i32; 2],
    /// Value axis.
    pub axis: AxisMarks,
    /// The aggregate model.
    pub expected: Line,
    /// The first run.
    pub run: Line,
    /// The lowest and the highest of all runs, month by month.
    pub band: [Vec<f64>; 2],
}

/// The runs in one month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Apart {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// Their mean.
    pub mean: f64,
}

/// How far the runs lie apart, month by month.
pub fn apart(cast: &Cast, headline: Headline) -> Vec<Apart> {
    let n = cast.runs.len() as f64;
    (0..cast.expected.values(headline).len())
        .map(|row| {
            let (mut low, mut high, mut sum) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
            for run in &cast.runs {
                let value = run.values(headline)[row];
                (low, high, sum) = (low.min(value), high.max(value), sum + value);
            }
            Apart { low, high, mean: sum / n }
        })
        .collect()
}

impl Spread {
    /// The figure of what is compared.
    pub fn of(state: &AppState, words: &Words) -> Option<Self> {
        let cast = state.people.cast.as_ref()?;
        let (headline, lang) = (state.people.headline, words.lang());
        let (expected, run) = (cast.expected.values(headline), cast.runs[0].values(headline));
        let apart = apart(cast, headline);
        let as_gaps = state.people.as_gaps;
        // The same curve as it is, or as per cent by which it differs from what is expected.
        let curve = |values: &mut dyn Iterator<Item = f64>| -> Vec<f64> {
            let drawn = values.zip(expected).map(|(value, expected)| match (as_gaps, *expected > 0.0) {
                (false, _) => value,
                (true, true) => percent(value, *expected),
                (true, false) => 0.0,
            });
            drawn.collect()
        };
        let band = [curve(&mut apart.iter().map(|it| it.low)), curve(&mut apart.iter().map(|it| it.high))];
        let line = |name: &str, values: &[f64]| {
            let values = curve(&mut values.iter().copied());
            let end = values.last().copied().unwrap_or(f64::NAN);
            let end = if as_gaps { signed_percent(end) } else { number::brief(lang, end) };
            Line { name: words.say(name), end, values }
        };
        let (expected_line, run) = (line("spread-expected", expected), line("spread-run", run));
        let all = band.iter().flatten().chain(&expected_line.values).copied();
        let axis = if as_gaps {
            let Axis { min, max, interval } = Axis::around_nothing(all);
            let digits = usize::from(interval < 1.0) + usize::from(interval < 0.1);
            let mark = |value: f64| number::signed(value, digits);
            let labels = Axis { min, max, interval }.marks().into_iter().map(mark).collect();
            AxisMarks { min, max, interval, labels, unit: "%".to_owned() }
        } else {
            AxisMarks::of(Series::Professionals, Axis::around(all), words)
        };
        let grid = state.scenario.grid;
        Some(Self {
            first: position(grid.start.plus(-1)),
            years: [grid.start.year() - 1, grid.end.year()],
            axis,
            expected: expected_line,
            run,
            band,
        })
    }
}

/// Per cent by which a value differs from what is expected.
fn percent(value: f64, expected: f64) -> f64 {
    100.0 * (value / expected - 1.0)
}

/// Per cent with their sign; more decimals where there is little to say.
fn signed_percent(percent: f64) -> String {
    format!("{}%", number::signed(percent, if percent.abs() < 0.1 { 2 } else { 1 }))
}

/// How far a mean lies from what is expected.
fn gap(mean: f64, expected: f64) -> String {
    if expected > 0.0 { signed_percent(percent(mean, expected)) } else { "–".to_owned() }
}

/// What the figure shows at the end of the plan year, in a sentence.
pub fn sentence(state: &AppState, words: &Words) -> Option<String> {
    let cast = state.people.cast.as_ref()?;
    let headline = state.people.headline;
    let row = row_of(state, state.scenario.plan_year);
    let it = *apart(cast, headline).get(row)?;
    let expected = cast.expected.values(headline)[row];
    let count = |value: f64| number::brief(words.lang(), value);
    let key = if cast.runs.len() == 1 { "spread-say-one" } else { "spread-say" };
    Some(words.tell(
        key,
        &args([
            ("name", words.say(headline.name_key())),
            ("year", state.scenario.plan_year.to_string()),
            ("expected", count(expected)),
            ("mean", count(it.mean)),
            ("low", count(it.low)),
            ("high", count(it.high)),
            ("gap", gap(it.mean, expected)),
            ("runs", cast.runs.len().to_string()),
        ]),
    ))
}

fn row_of(state: &AppState, year: i32) -> usize {
    Month::new(year, 12).since(state.scenario.grid.start.plus(-1)).max(0) as usize
}

/// The table behind the figure: year, aggregate, first run, mean, lowest, highest, gap of the mean.
pub fn rows(state: &AppState) -> Vec<(i32, [String; 6])> {
    let Some(cast) = &state.people.cast else { return Vec::new() };
    let headline = state.people.headline;
    let apart = apart(cast, headline);
    let (expected, run) = (cast.expected.values(headline), cast.runs[0].values(headline));
    (state.scenario.grid.start.year() - 1..=state.scenario.grid.end.year())
        .filter_map(|year| {
            let row = row_of(state, year);
            let it = apart.get(row)?;
            let counts = [expected[row], run[row], it.mean, it.low, it.high].map(number::count);
            let [expected_words, run, mean, low, high] = counts;
            Some((year, [expected_words, run, mean, low, high, gap(it.mean, expected[row])]))
        })
        .collect()
}
