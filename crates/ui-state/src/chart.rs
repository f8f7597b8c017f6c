//! A large chart as plain data: everything that is drawn, already in words and round numbers.

use crate::aims::Aim;
use crate::axis::Axis;
use crate::number::{self, Lang};
use crate::series::Series;
use crate::state::AppState;
use crate::words::{Words, args};
use serde::Serialize;
use sim_core::time::Month;

/// What a chart draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Chart {
    /// The results it was drawn from, to find the slider event that led to them.
    pub fingerprint: String,
    /// Position of the first value on the axis of years: the end of a year stands at its number.
    pub first: f64,
    /// First and last year of the axis.
    pub years: [i32; 2],
    /// Value axis.
    pub axis: AxisMarks,
    /// The plan, month by month.
    pub plan: Line,
    /// The baseline.
    pub baseline: Line,
    /// The targets of the series.
    pub targets: Vec<TargetMark>,
    /// The assumed start, if it is one.
    pub start: Option<StartMark>,
    /// Whether lines may glide to their place.
    pub glide: bool,
}

/// Marks of the value axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AxisMarks {
    /// Lower end.
    pub min: f64,
    /// Upper end.
    pub max: f64,
    /// Distance of marks.
    pub interval: f64,
    /// Their texts from the lower end up.
    pub labels: Vec<String>,
    /// Unit above the axis.
    pub unit: String,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Its name, at its end.
    pub name: String,
    /// Its last value, below the name.
    pub end: String,
    /// Monthly values.
    pub values: Vec<f64>,
}

/// A target: a bar at its year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TargetMark {
    /// The year at whose end it is read.
    pub year: i32,
    /// The value to reach.
    pub goal: f64,
    /// The plan's value.
    pub value: f64,
    /// Text of the bar.
    pub label: String,
    /// Distance in words.
    pub gap: String,
    /// Whether it is met.
    pub met: bool,
}

/// A start that nobody counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StartMark {
    /// The value.
    pub value: f64,
    /// Text.
    pub label: String,
    /// Number.
    pub number: String,
}

/// One row of the table that says what a chart shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartRow {
    /// End of which year.
    pub year: i32,
    /// Plan.
    pub plan: String,
    /// Baseline.
    pub baseline: String,
    /// Difference.
    pub difference: String,
}

impl AxisMarks {
    /// The marks of an axis of a series.
    pub fn of(series: Series, axis: Axis, words: &Words) -> Self {
        let lang = words.lang();
        let mark = |mark| series.on_axis_to(mark, axis.max, lang);
        Self {
            min: axis.min,
            max: axis.max,
            interval: axis.interval,
            labels: axis.marks().into_iter().map(mark).collect(),
            unit: series.unit_word(lang).to_owned(),
        }
    }
}

impl Chart {
    /// Chart number `slot`, 0 or 1; nothing before the first result.
    pub fn of(state: &AppState, slot: usize, words: &Words) -> Option<Self> {
        let (fingerprint, view) = state.pictured()?;
        let series = state.settings.charts[slot];
        let axis = *state.axes.get(&series)?;
        let lang = words.lang();
        let line = |name: &str, values: &[f64]| Line {
            name: words.say(name),
            end: series.short(values.last().copied().unwrap_or(f64::NAN)),
            values: values.to_vec(),
        };
        let mark = |aim: &Aim| {
            let judged = aim.judged(view);
            let amount = amount(series, judged.margin.abs(), lang);
            let gap = if judged.met { "chart-above" } else { "chart-short" };
            TargetMark {
                year: aim.year,
                goal: aim.at_least,
                value: judged.value,
                label: words.tell("chart-goal", &args([("value", series.brief(aim.at_least, lang))])),
                gap: words.tell(gap, &args([("amount", amount)])),
                met: judged.met,
            }
        };
        let targets = state.aims_of(series).iter().map(mark).collect();
        let start = series.starts_assumed().then(|| {
            let value = view.plan.values(series)[0];
            StartMark { value, label: words.say("chart-start-assumed"), number: series.short(value) }
        });
        Some(Self {
            fingerprint: format!("{:032x}", fingerprint.0),
            first: position(view.first),
            years: [state.scenario.grid.start.year() - 1, state.scenario.grid.end.year()],
            axis: AxisMarks::of(series, axis, words),
            plan: line("name-plan", view.plan.values(series)),
            baseline: line("name-baseline", view.baseline.values(series)),
            targets,
            start,
            glide: state.held.is_none(),
        })
    }
}

/// The end of December of a year stands at the year's number.
pub fn position(month: Month) -> f64 {
    f64::from(month.year() - 1) + f64::from(month.month()) / 12.0
}

/// A difference without its sign, with its unit.
pub fn amount(series: Series, difference: f64, lang: Lang) -> String {
    use crate::series::Unit;
    match series.unit() {
        Unit::Percent => {
            let points = number::telling(difference * 100.0, 1);
            format!("{points}{}", lang.of(" 个百分点", if points == "1.0" { " point" } else { " points" }))
        }
        Unit::PerMille => {
            format!("{}{}", number::telling(difference * 1000.0, 2), lang.of(" 个千分点", " ‰ points"))
        }
        Unit::Hours => format!("{}{}", number::telling(difference, 0), lang.of(" 小时", " h")),
        Unit::Persons if difference >= number::LONG => {
            format!("{}{}", number::brief(lang, difference), lang.of("人", ""))
        }
        Unit::Persons => format!("{}{}", number::telling(difference, 0), lang.of(" 人", "")),
        Unit::Agencies => format!("{}{}", number::telling(difference, 0), lang.of(" 家", "")),
        Unit::PerCommunity => format!("{}{}", number::telling(difference, 2), lang.of(" 人", "")),
        _ => number::telling(difference, 0),
    }
}

/// The rows of the table behind a chart: the start and every year's end.
pub fn rows(state: &AppState, series: Series) -> Vec<ChartRow> {
    let Some(view) = state.view() else { return Vec::new() };
    let (first, last) = (state.scenario.grid.start.year() - 1, state.scenario.grid.end.year());
    (first..=last)
        .map(|year| {
            let row = view.year_row(year);
            let (plan, baseline) = (view.plan.values(series)[row], view.baseline.values(series)[row]);
            ChartRow {
                year,
                plan: series.short(plan),
                baseline: series.short(baseline),
                difference: series.change(plan - baseline),
            }
        })
        .collect()
}
