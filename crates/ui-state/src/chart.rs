//! A large chart as plain data: everything that is drawn, already in words and round numbers.

use crate::aims::Aim;
use crate::axis::Axis;
use crate::cut::{self, Cut};
use crate::number::{self, Lang};
use crate::series::Series;
use crate::state::AppState;
use crate::words::{Words, args};
use serde::Serialize;
use sim_core::scenario::Count;
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
    /// What was counted later.
    pub counts: Vec<CountMark>,
    /// Instead of plan and baseline: a line for each region or member.
    pub many: Option<Many>,
    /// Whether lines may glide to their place.
    pub glide: bool,
}

/// Several lines of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Many {
    /// The lines, those with a name first.
    pub lines: Vec<Line>,
    /// Whether each stands on the one before.
    pub stacked: bool,
}

/// So many lines have names at their ends; of more nobody could tell which is which.
const NAMED: usize = 6;

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

/// A later count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountMark {
    /// The year at whose end it was counted.
    pub year: i32,
    /// The value.
    pub value: f64,
    /// Text.
    pub label: String,
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
    /// What was counted later; empty where nothing was.
    pub counted: String,
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
        if let Some(cut) = state.shown_cut(slot) {
            return Self::of_cut(state, slot, cut, words);
        }
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
        let counts = marks(state.counts_of(series), |value| series.brief(value, lang), words);
        Some(Self {
            fingerprint: format!("{:032x}", fingerprint.0),
            first: position(view.first),
            years: [state.scenario.grid.start.year() - 1, state.scenario.grid.end.year()],
            axis: AxisMarks::of(series, axis, words),
            plan: line("name-plan", view.plan.values(series)),
            baseline: line("name-baseline", view.baseline.values(series)),
            targets,
            start,
            counts,
            many: None,
            glide: state.held.is_none(),
        })
    }
}

impl Chart {
    /// Any output, cut as it was chosen; none before its lines have come.
    fn of_cut(state: &AppState, slot: usize, cut: Cut, words: &Words) -> Option<Self> {
        let (fingerprint, view) = state.pictured()?;
        let lines = view.cut(cut)?;
        let (_, axis) = state.cut_axes[slot].filter(|(of, _)| *of == cut)?;
        let lang = words.lang();
        let line = |name: String, values: &[f64]| Line {
            name,
            end: cut::short(values.last().copied().unwrap_or(f64::NAN), lang),
            values: values.to_vec(),
        };
        let none = || line(String::new(), &[]);
        let (plan, baseline) = if cut.has_many() {
            (none(), none())
        } else {
            let of =
                |name, values: &[Vec<f64>]| line(words.say(name), values.first().map_or(&[], Vec::as_slice));
            (of("name-plan", &lines.plan), of("name-baseline", &lines.baseline))
        };
        Some(Self {
            fingerprint: format!("{:032x}", fingerprint.0),
            first: position(view.first),
            years: [state.scenario.grid.start.year() - 1, state.scenario.grid.end.year()],
            axis: AxisMarks {
                min: axis.min,
                max: axis.max,
                interval: axis.interval,
                labels: axis.marks().into_iter().map(|mark| cut::short(mark, lang)).collect(),
                unit: cut.unit(lang),
            },
            plan,
            baseline,
            targets: Vec::new(),
            start: None,
            counts: marks(state.counts_of_cut(cut), |value| cut::short(value, lang), words),
            many: cut.has_many().then(|| Many {
                lines: largest(lines, cut.lines(&state.scenario, lang), words)
                    .into_iter()
                    .map(|(name, values)| line(name, &values))
                    .collect(),
                stacked: cut.stacked,
            }),
            glide: state.held.is_none(),
        })
    }
}

/// Marks of later counts, the last with the word for them.
fn marks(counts: Vec<Count>, short: impl Fn(f64) -> String, words: &Words) -> Vec<CountMark> {
    let last = counts.last().map(|count| count.year);
    let mark = |count: Count| {
        let number = short(count.value);
        let label = if Some(count.year) == last {
            words.tell("chart-counted", &args([("value", number)]))
        } else {
            number
        };
        CountMark { year: count.year, value: count.value, label }
    };
    counts.into_iter().map(mark).collect()
}

/// Lines with their names, the largest at the end of the run first; what is left has no name, and where lines stand on each
/// other it is one.
fn largest(lines: &cut::Lines, names: Vec<String>, words: &Words) -> Vec<(String, Vec<f64>)> {
    let mut all: Vec<(String, Vec<f64>)> = names.into_iter().zip(lines.plan.iter().cloned()).collect();
    let last = |values: &[f64]| values.last().copied().unwrap_or_default();
    all.sort_by(|(_, a), (_, b)| last(b).total_cmp(&last(a)));
    if all.len() <= NAMED + 1 {
        return all;
    }
    let rest = all.split_off(NAMED);
    if lines.cut.stacked {
        let rows = rest[0].1.len();
        let sum = (0..rows).map(|row| rest.iter().map(|(_, values)| values[row]).sum()).collect();
        all.push((words.number("cut-others", rest.len()), sum));
    } else {
        all.extend(rest.into_iter().map(|(_, values)| (String::new(), values)));
    }
    all
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
    let counts = state.counts_of(series);
    (first..=last)
        .map(|year| {
            let counted = counts.iter().find(|count| count.year == year);
            let row = view.year_row(year);
            let (plan, baseline) = (view.plan.values(series)[row], view.baseline.values(series)[row]);
            ChartRow {
                year,
                plan: series.short(plan),
                baseline: series.short(baseline),
                difference: series.change(plan - baseline),
                counted: counted.map_or_else(String::new, |count| series.short(count.value)),
            }
        })
        .collect()
}
