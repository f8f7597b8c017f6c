//! Assumptions apart from decisions: the figure with and without the plan, under the assumptions as they are and changed.

use super::{Apart, Changed, watched};
use crate::axis::Axis;
use crate::chart::{AxisMarks, position};
use crate::number::{self, Lang};
use crate::state::AppState;
use crate::study::chances::{fan, series_of, text};
use crate::study::lines::{Curve, Lines};
use crate::words::{Words, args};
use sim_core::scenario::{PARAMS, ParamKey, Scenario};
use sim_core::study::ensemble::Watched;
use sim_core::study::why::Apart as Curves;
use sim_core::time::Month;

/// The assumptions that can be changed here: those with a range.
pub fn choices(scenario: &Scenario) -> Vec<ParamKey> {
    ParamKey::all().filter(|key| range(scenario, *key).is_some()).collect()
}

/// The ends of the range of an assumption here.
pub fn range(scenario: &Scenario, key: ParamKey) -> Option<[f64; 2]> {
    let row = key.param();
    let own = scenario.own_params.get(row.key).map(|own| [own.low, own.high]);
    let [low, high] = own.filter(|[low, high]| low < high).unwrap_or([row.low, row.high]);
    (low < high).then_some([low, high])
}

/// What is changed when a parameter goes to an end of its range.
pub fn changed(scenario: &Scenario, param: &str, high: bool) -> Option<Changed> {
    let key = ParamKey::from_key(param)?;
    let ends = range(scenario, key)?;
    Some(Changed { param: param.to_owned(), value: ends[usize::from(high)] })
}

/// The assumption one begins with: how many of the trained are counted decides most of the head-count.
pub fn first(scenario: &Scenario) -> String {
    let usual = ParamKey::from_key("conversion_ceiling").filter(|key| range(scenario, *key).is_some());
    usual
        .or_else(|| choices(scenario).first().copied())
        .map_or(PARAMS[0].key, |key| key.param().key)
        .to_owned()
}

/// A value of a parameter.
pub fn value_text(value: f64) -> String {
    if value.abs() >= 100.0 { number::count(value) } else { number::telling(value, 2) }
}

fn shown<'a>(state: &AppState, report: &'a Apart) -> Option<&'a Curves> {
    let what = state.why_gauge()?.what;
    report.curves.iter().find(|it| it.what == what)
}

/// The four curves.
pub fn lines(state: &AppState, report: &Apart, words: &Words) -> Option<Lines> {
    let it = shown(state, report)?;
    let what = watched(it.what);
    let lang = words.lang();
    let points = |values: &[f64]| -> Vec<[f64; 2]> {
        values.iter().enumerate().map(|(at, v)| [position(report.first.plus(at as i32)), *v]).collect()
    };
    let curve = |name: &str, values: &[f64], tone: &'static str, dash: &'static str| Curve {
        name: words.say(name),
        end: text(what, values.last().copied().unwrap_or(f64::NAN), lang),
        tone,
        width: if dash == "solid" { 2.25 } else { 1.5 },
        dash,
        points: points(values),
    };
    let curves = vec![
        curve("apart-baseline-changed", &it.adjusted_baseline, "base", "dashed"),
        curve("name-baseline", &it.baseline, "base", "solid"),
        curve("apart-plan-changed", &it.adjusted_policy, "lever", "dashed"),
        curve("name-plan", &it.policy, "lever", "solid"),
    ];
    let axis = Axis::around(curves.iter().flat_map(|curve| curve.points.iter().map(|point| point[1])));
    let grid = state.scenario.grid;
    Some(Lines {
        years: [grid.start.year() - 1, grid.end.year()],
        axis: marks(what, axis, words),
        bands: Vec::new(),
        curves,
        dots: Vec::new(),
        targets: Vec::new(),
        upright: None,
    })
}

fn marks(what: Watched, axis: Axis, words: &Words) -> AxisMarks {
    if let Some(series) = series_of(what) {
        return AxisMarks::of(series, axis, words);
    }
    let Axis { min, max, interval } = axis;
    let labels = axis.marks().into_iter().map(|value| text(what, value, words.lang())).collect();
    AxisMarks { min, max, interval, labels, unit: String::new() }
}

/// The figure in its year: rows the assumptions as they are and changed, columns without and with the plan, and the difference.
#[derive(Clone, Debug, PartialEq)]
pub struct FourRow {
    /// Which assumptions.
    pub name: String,
    /// Whether they are changed.
    pub changed: bool,
    /// Without the plan, with it, and the difference.
    pub values: [String; 3],
}

fn row_of(report: &Apart, year: i32) -> usize {
    Month::new(year, 12).since(report.first).max(0) as usize
}

/// The two rows.
pub fn table(state: &AppState, report: &Apart, words: &Words) -> Vec<FourRow> {
    let (Some(it), Some(gauge)) = (shown(state, report), state.why_gauge()) else { return Vec::new() };
    let (what, lang, at) = (watched(it.what), words.lang(), row_of(report, gauge.year));
    let value = |values: &[f64]| values.get(at).copied().unwrap_or(f64::NAN);
    let row = |name: String, changed: bool, without: &[f64], with: &[f64], decision: &[f64]| FourRow {
        name,
        changed,
        values: [
            text(what, value(without), lang),
            text(what, value(with), lang),
            fan::change(what, value(decision), lang),
        ],
    };
    vec![
        row(words.say("apart-own"), false, &it.baseline, &it.policy, &it.decision),
        row(
            change_words(report, lang),
            true,
            &it.adjusted_baseline,
            &it.adjusted_policy,
            &it.adjusted_decision,
        ),
    ]
}

fn change_words(report: &Apart, lang: Lang) -> String {
    let one = |changed: &sim_core::study::why::Changed| {
        let name = ParamKey::from_key(&changed.param).map_or("", |key| lang.label(key.param().label));
        format!("{name} {} → {}", value_text(changed.own), value_text(changed.changed))
    };
    report.changed.iter().map(one).collect::<Vec<_>>().join(lang.of("，", ", "))
}

/// What of the difference is assumed and what is decided, in a sentence.
pub fn sentence(state: &AppState, report: &Apart, words: &Words) -> Option<String> {
    let (it, gauge) = (shown(state, report)?, state.why_gauge()?);
    let (what, lang, at) = (watched(it.what), words.lang(), row_of(report, gauge.year));
    let change = |values: &[f64]| fan::change(what, values.get(at).copied().unwrap_or(f64::NAN), lang);
    Some(words.tell(
        "apart-says",
        &args([
            ("name", crate::study::chances::name(what, words)),
            ("year", gauge.year.to_string()),
            ("changed", change_words(report, lang)),
            ("assumption", change(&it.assumption_with_policy)),
            ("decision", change(&it.decision)),
            ("adjusted", change(&it.adjusted_decision)),
        ]),
    ))
}

/// The table behind the figure: the end of each year in the four runs.
pub fn rows(state: &AppState, report: &Apart, words: &Words) -> Vec<Vec<String>> {
    let Some(it) = shown(state, report) else { return Vec::new() };
    let what = watched(it.what);
    let grid = state.scenario.grid;
    (grid.start.year() - 1..=grid.end.year())
        .map(|year| {
            let at = row_of(report, year);
            let of = |values: &Vec<f64>| {
                values.get(at).map_or_else(|| "–".to_owned(), |value| text(what, *value, words.lang()))
            };
            let four = [&it.baseline, &it.policy, &it.adjusted_baseline, &it.adjusted_policy].map(of);
            std::iter::once(year.to_string()).chain(four).collect()
        })
        .collect()
}
