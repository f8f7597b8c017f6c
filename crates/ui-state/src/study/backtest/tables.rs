//! What the page of checks lists: forecasts by their error, fitted parameters, other fit years and wider ranges.

use super::{Finding, Look, error, says};
use crate::number;
use crate::words::Words;
use sim_core::scenario::{Observation, ParamKey, Status};
use sim_core::study::backtest::{Fitted, Forecast, HINDSIGHTS, Hindsight, Report};

/// One forecast.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastRow {
    /// Its number.
    pub at: usize,
    /// Its name.
    pub name: String,
    /// Whether it needs no model.
    pub naive: bool,
    /// Whether increments are added to the last known count.
    pub anchored: bool,
    /// Whether it is the one the figure shows.
    pub shown: bool,
    /// Mean of |error| ÷ observed, as percent.
    pub miss: String,
    /// The same, against the largest of all, from 0 to 1.
    pub miss_share: f64,
    /// Root of the mean square error.
    pub root: String,
    /// Theil's U.
    pub theil: String,
    /// Theil's shares of the mean square error: bias, variation, covariation.
    pub parts: Option<[f64; 3]>,
    /// Its error ÷ that of the best naive forecast with the same information, and whether it loses.
    pub ratio: Option<(String, bool)>,
    /// What it knows that nobody knew, by numbers from 1.
    pub hindsight: Vec<usize>,
}

/// All forecasts of what is looked at, the best first.
pub fn forecasts(report: &Report, look: &Look, words: &Words) -> Vec<ForecastRow> {
    let Some(it) = look.comparison(report) else { return Vec::new() };
    let chosen = look.forecast(it);
    let share = |forecast: &Forecast| forecast.accuracy.as_ref().map_or(f64::NAN, |a| a.mean_absolute_share);
    let most = it.forecasts.iter().map(share).filter(|v| v.is_finite()).fold(1e-9, f64::max);
    let mut order: Vec<usize> = (0..it.forecasts.len()).collect();
    let by = |at: &usize| error(it, &it.forecasts[*at]).unwrap_or(f64::INFINITY);
    order.sort_by(|a, b| by(a).total_cmp(&by(b)));
    let row = |at: usize| {
        let forecast = &it.forecasts[at];
        let mut hindsight: Vec<usize> = forecast.hindsight.iter().map(|it| number_of(*it)).collect();
        hindsight.sort_unstable();
        let accuracy = forecast.accuracy.as_ref();
        ForecastRow {
            at,
            name: words.lang().text(&forecast.label).to_owned(),
            naive: forecast.naive,
            anchored: forecast.anchored,
            shown: chosen == Some(at),
            miss: says::miss(forecast),
            miss_share: (share(forecast) / most).clamp(0.0, 1.0),
            root: accuracy.map_or_else(dash, |a| number::brief(words.lang(), a.root_mean_square)),
            theil: accuracy.and_then(|a| a.theil_u).map_or_else(dash, |u| number::decimal(u, 2)),
            parts: accuracy.and_then(|a| a.decomposition).map(|d| [d.bias, d.variation, d.covariation]),
            ratio: forecast.rival.map(|r| (number::decimal(r.error_ratio, 2), r.error_ratio > 1.0)),
            hindsight,
        }
    };
    order.into_iter().map(row).collect()
}

/// The number of a kind of hindsight, from 1.
fn number_of(hindsight: Hindsight) -> usize {
    Hindsight::ALL.iter().position(|it| *it == hindsight).map_or(HINDSIGHTS, |at| at + 1)
}

/// What each number of a hindsight means.
pub fn hindsights(words: &Words) -> Vec<(usize, &'static str)> {
    Hindsight::ALL.into_iter().map(|it| (number_of(it), words.lang().label(it.label()))).collect()
}

/// A fitted parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct ParamRow {
    /// Its name.
    pub name: String,
    /// The scenario's own value.
    pub before: String,
    /// The value found.
    pub fitted: String,
    /// Its standard error.
    pub error: String,
    /// The ends of its range.
    pub range: [String; 2],
    /// Where in its range the own and the found value stand, from 0 to 1.
    pub places: [f64; 2],
    /// Key of what must be said of it.
    pub remark: Option<&'static str>,
}

/// The fitted parameters.
pub fn parameters(report: &Report, words: &Words) -> Vec<ParamRow> {
    let row = |it: &Fitted| {
        let digits = if it.high >= 100.0 { 0 } else { 3 };
        let text = |value: f64| number::decimal(value, digits);
        let place = |value: f64| ((value - it.low) / (it.high - it.low)).clamp(0.0, 1.0);
        ParamRow {
            name: ParamKey::from_key(&it.key)
                .map_or_else(|| it.key.clone(), |key| words.lang().label(key.param().label).to_owned()),
            before: text(it.default),
            fitted: text(it.fitted),
            error: it.standard_error.map_or_else(dash, text),
            range: [text(it.low), text(it.high)],
            places: [place(it.default), place(it.fitted)],
            remark: match (it.flat, it.at_bound) {
                (true, _) => Some("tests-flat"),
                (_, true) => Some("tests-at-bound"),
                _ => None,
            },
        }
    };
    report.fit.parameters.iter().map(row).collect()
}

/// The forecast that is looked at, fitted otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherRow {
    /// The fit year or the upper end.
    pub name: String,
    /// Whether it is what the page shows now.
    pub shown: bool,
    /// Mean of |error| ÷ observed.
    pub miss: String,
    /// The best naive forecast with the same information.
    pub rival: String,
    /// Error ÷ its error, and whether the model loses.
    pub ratio: Option<(String, bool)>,
}

/// The same forecast with each fit year.
pub fn other_years(finding: &Finding, look: &Look, words: &Words) -> Vec<OtherRow> {
    let years = finding.fit_years().into_iter();
    let own = |year| finding.fitted_to(year).map(|report| (year, report));
    years
        .filter_map(own)
        .filter_map(|(year, report)| other(year.to_string(), year == look.fit_year, report, look, words))
        .collect()
}

/// The same forecast with the scenario's own range and with wider ones.
pub fn wider(finding: &Finding, look: &Look, words: &Words) -> Vec<OtherRow> {
    let Some(first) = finding.tested.first() else { return Vec::new() };
    let own = finding.fitted_to(first.row.fit_year).and_then(|report| {
        let range = report.fit.parameters.iter().find(|it| it.key == sim_core::study::backtest::WIDENED)?;
        Some((range.high, report))
    });
    own.into_iter()
        .chain(finding.wider())
        .enumerate()
        .filter_map(|(at, (upper, report))| other(number::decimal(upper, 2), at == 0, report, look, words))
        .collect()
}

fn other(name: String, shown: bool, report: &Report, look: &Look, words: &Words) -> Option<OtherRow> {
    let it = look.comparison(report).filter(|it| it.variable == look.variable)?;
    let forecast = &it.forecasts[look.forecast(it)?];
    let rival = forecast.rival.map(|rival| words.lang().text(&it.forecasts[rival.forecast].label).to_owned());
    Some(OtherRow {
        name,
        shown,
        miss: says::miss(forecast),
        rival: rival.unwrap_or_else(dash),
        ratio: forecast.rival.map(|r| (number::decimal(r.error_ratio, 2), r.error_ratio > 1.0)),
    })
}

/// The table behind the figure: its heads, then a row for each year with what was counted, fitted and forecast.
pub fn behind(
    report: &Report,
    history: &[Observation],
    look: &Look,
    words: &Words,
) -> (Vec<String>, Vec<Vec<String>>) {
    let Some(it) = look.comparison(report) else { return (Vec::new(), Vec::new()) };
    let label = |forecast: &Forecast| {
        let name = words.lang().text(&forecast.label);
        let mark = if forecast.anchored { words.say("tests-anchored-mark") } else { String::new() };
        format!("{name}{mark}")
    };
    let heads = ["column-year", "tests-counted", "tests-fitted"].map(|key| words.say(key));
    let heads = heads.into_iter().chain(it.forecasts.iter().map(label)).collect();
    let mut years: Vec<i32> = report
        .fit
        .points
        .iter()
        .filter(|point| point.variable == it.variable)
        .map(|point| point.year)
        .chain(it.years.iter().copied())
        .collect();
    years.sort_unstable();
    let count = |year: i32| {
        let found = history.iter().find(|o| o.variable == it.variable && o.year == year);
        found.map_or_else(dash, |o| {
            let mark = if o.status == Status::Fact { "" } else { "?" };
            format!("{}{mark}", number::count(o.value))
        })
    };
    let row = |year: i32| {
        let fitted =
            report.fit.points.iter().find(|point| point.variable == it.variable && point.year == year);
        let at = it.years.iter().position(|tested| *tested == year);
        let value =
            |forecast: &Forecast| at.and_then(|at| forecast.values[at]).map_or_else(dash, number::count);
        [year.to_string(), count(year), fitted.map_or_else(dash, |point| number::count(point.fitted))]
            .into_iter()
            .chain(it.forecasts.iter().map(value))
            .collect()
    };
    (heads, years.into_iter().map(row).collect())
}

fn dash() -> String {
    "–".to_owned()
}
