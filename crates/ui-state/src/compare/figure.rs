//! The figure: one line a plan, each with its own colour, dash and marker.

use super::{Column, Mode, name};
use crate::axis::Axis;
use crate::chart::{AxisMarks, TargetMark, amount, position};
use crate::number;
use crate::series::Series;
use crate::state::AppState;
use crate::study::lines::{Curve, Lines};
use crate::words::{Words, args};
use serde::Serialize;

/// Lines with their markers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The lines.
    #[serde(flatten)]
    pub lines: Lines,
    /// The marker of each line; empty for one without.
    pub markers: Vec<&'static str>,
}

const TONES: [&str; 6] = ["series-1", "series-2", "series-3", "series-4", "series-5", "series-6"];
const DASHES: [&str; 3] = ["solid", "dashed", "dotted"];
const MARKERS: [&str; 5] = ["circle", "rect", "triangle", "diamond", "emptyCircle"];

/// Colour, dash and marker of what stands at a place among those that can be compared: it keeps them whatever is hidden.
pub fn style(state: &AppState, column: &Column) -> (&'static str, &'static str, &'static str) {
    if *column == Column::Baseline {
        return ("base", "solid", "");
    }
    let at = state.comparable().iter().position(|it| it == column).unwrap_or(0);
    (TONES[at % TONES.len()], DASHES[at % DASHES.len()], MARKERS[at % MARKERS.len()])
}

/// The monthly values of a series as they are shown; nothing as long as they are not known.
pub fn values(state: &AppState, column: &Column, series: Series) -> Option<Vec<f64>> {
    let own = state.view_of(column)?.plan.values(series);
    let mode = state.settings.compare.mode;
    if mode == Mode::Value {
        return Some(own.to_vec());
    }
    let reference = state.view_of(&state.reference())?.plan.values(series);
    let shown = |(own, reference): (&f64, &f64)| match mode {
        Mode::Ratio if *reference == 0.0 => f64::NAN,
        Mode::Ratio => own / reference,
        _ => own - reference,
    };
    Some(own.iter().zip(reference).map(shown).collect())
}

/// A value of the figure in words.
pub fn text(series: Series, mode: Mode, value: f64) -> String {
    match mode {
        _ if !value.is_finite() => "–".to_owned(),
        Mode::Value => series.short(value),
        Mode::Difference => series.change(value),
        Mode::Ratio => format!("{}%", number::decimal(100.0 * value, 1)),
    }
}

/// The figure; nothing before the first result.
pub fn of(state: &AppState, words: &Words) -> Option<Figure> {
    let look = &state.settings.compare;
    let (series, mode) = (look.series, look.mode);
    let mut curves = Vec::new();
    let mut markers = Vec::new();
    let first = state.compared().iter().find_map(|column| state.view_of(column))?.first;
    for column in state.compared() {
        let Some(values) = values(state, &column, series) else { continue };
        let (tone, dash, marker) = style(state, &column);
        let points = values.iter().enumerate().filter(|(_, value)| value.is_finite());
        curves.push(Curve {
            name: name(state, &column, words),
            end: text(series, mode, values.last().copied().unwrap_or(f64::NAN)),
            tone,
            width: if column == Column::Present { 2.25 } else { 1.75 },
            dash,
            points: points.map(|(at, value)| [position(first.plus(at as i32)), *value]).collect(),
        });
        markers.push(marker);
    }
    let aims = if mode == Mode::Value { state.aims_of(series) } else { Vec::new() };
    let shown = curves.iter().flat_map(|curve| curve.points.iter().map(|point| point[1]));
    let axis = match mode {
        Mode::Value => Axis::around(shown.chain(aims.iter().map(|aim| aim.at_least))),
        Mode::Difference => Axis::around_nothing(shown),
        Mode::Ratio => Axis::around(shown),
    };
    let axis = if mode == Mode::Ratio {
        let labels = axis.marks().into_iter().map(|mark| format!("{}%", number::telling(100.0 * mark, 0)));
        let unit = String::new();
        AxisMarks { min: axis.min, max: axis.max, interval: axis.interval, labels: labels.collect(), unit }
    } else {
        AxisMarks::of(series, axis, words)
    };
    let targets = aims.iter().map(|aim| TargetMark {
        year: aim.year,
        goal: aim.at_least,
        value: aim.at_least,
        label: words.tell("chart-goal", &args([("value", series.brief(aim.at_least, words.lang()))])),
        gap: String::new(),
        met: true,
    });
    let targets = targets.collect();
    let grid = state.scenario.grid;
    let years = [grid.start.year() - 1, grid.end.year()];
    let lines = Lines { years, axis, bands: Vec::new(), curves, dots: Vec::new(), targets, upright: None };
    Some(Figure { lines, markers })
}

/// The end of each year, one row a year and one column a plan.
pub fn rows(state: &AppState) -> Vec<Vec<String>> {
    let look = &state.settings.compare;
    let columns: Vec<(Column, Option<Vec<f64>>)> = state
        .compared()
        .into_iter()
        .map(|column| (column.clone(), values(state, &column, look.series)))
        .collect();
    let grid = state.scenario.grid;
    (grid.start.year() - 1..=grid.end.year())
        .map(|year| {
            let cell = |(column, values): &(Column, Option<Vec<f64>>)| {
                let at = state.view_of(column).map(|view| view.year_row(year));
                let value = at.zip(values.as_ref()).and_then(|(at, values)| values.get(at).copied());
                value.map_or_else(|| "–".to_owned(), |value| text(look.series, look.mode, value))
            };
            std::iter::once(year.to_string()).chain(columns.iter().map(cell)).collect()
        })
        .collect()
}

/// What the figure shows, in one sentence: which plan is highest in the plan year, which lowest.
pub fn sentence(state: &AppState, words: &Words) -> String {
    let series = state.settings.compare.series;
    let year = state.scenario.plan_year;
    let mut ends: Vec<(String, f64)> = state
        .compared()
        .iter()
        .filter_map(|column| {
            let view = state.view_of(column)?;
            Some((name(state, column, words), view.plan.values(series)[view.year_row(year)]))
        })
        .collect();
    ends.sort_by(|a, b| b.1.total_cmp(&a.1));
    let figure = words.say(series.name_key());
    let (Some(most), Some(least)) = (ends.first(), ends.last()) else {
        return words.tell("chart-says-nothing", &args([("name", figure)]));
    };
    words.tell(
        "compare-says",
        &args([
            ("figure", figure),
            ("year", year.to_string()),
            ("n", ends.len().to_string()),
            ("most", most.0.clone()),
            ("high", with_unit(series, most.1, words)),
            ("least", least.0.clone()),
            ("low", with_unit(series, least.1, words)),
            ("apart", amount(series, most.1 - least.1, words.lang())),
        ]),
    )
}

fn with_unit(series: Series, value: f64, words: &Words) -> String {
    let unit = series.unit_word(words.lang());
    if unit.is_empty() { series.short(value) } else { format!("{} {unit}", series.short(value)) }
}
