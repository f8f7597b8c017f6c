//! Counts, the fitted model, its forecast and the naive ones, on one figure.

use super::Look;
use super::band::Bands;
use crate::axis::Axis;
use crate::chart::AxisMarks;
use crate::number;
use crate::series::Series;
use crate::study::lines::{Curve, Dot, Lines, Upright};
use crate::words::{Words, args};
use sim_core::scenario::{Observation, Observed, Status};
use sim_core::study::backtest::{Comparison, Forecast, Report};

/// The figure of what is looked at; `history` are the counts of the place.
pub fn of(
    report: &Report,
    bands: Option<&Bands>,
    history: &[Observation],
    look: &Look,
    words: &Words,
) -> Option<Lines> {
    let it = look.comparison(report)?;
    let points = || report.fit.points.iter().filter(|point| point.variable == it.variable);
    let first = points().map(|point| point.year).min()?;
    let last = *it.years.last()?;
    let counted = history.iter().filter(|o| o.variable == it.variable && (first..=last).contains(&o.year));
    let dots: Vec<Dot> =
        counted.map(|o| Dot { at: [f64::from(o.year), o.value], fact: o.status == Status::Fact }).collect();
    let number = look.forecast(it)?;
    let mut curves: Vec<Curve> = it
        .forecasts
        .iter()
        .enumerate()
        .filter(|(_, forecast)| forecast.naive && shown(it, forecast, look.anchored))
        .map(|(at, forecast)| {
            let best = it.best_naive == Some(at);
            let (tone, width) = if best { ("ink-2", 1.75) } else { ("base", 1.25) };
            curve(it, forecast, words.lang().text(&forecast.label), (tone, width, "dashed"), words)
        })
        .collect();
    curves.push(Curve {
        name: String::new(),
        end: String::new(),
        tone: "lever",
        width: 1.5,
        dash: "solid",
        points: points().map(|point| [f64::from(point.year), point.fitted]).collect(),
    });
    let name = words.say("tests-model");
    curves.push(curve(it, &it.forecasts[number], &name, ("lever", 2.25, "solid"), words));
    // The model goes on from its own last fitted value unless it is anchored.
    if !look.anchored
        && let Some([year, value]) = curves[curves.len() - 2].points.last().copied()
        && let Some(curve) = curves.last_mut()
    {
        curve.points[0] = [year, value];
    }
    let values = curves.iter().flat_map(|curve| curve.points.iter().map(|[_, value]| *value));
    let bands = bands.map(|bands| bands.areas(look)).unwrap_or_default();
    // Of the widest area the axis holds what lies between its sides at 80 %: a tail shall not flatten the rest.
    let within = bands.iter().filter(|band| band.tone != "band-95").flat_map(|band| &band.high);
    let values = values.chain(within.map(|point| point[1]));
    let axis = Axis::around(values.chain(dots.iter().map(|dot| dot.at[1])).chain([0.0]));
    let series = match it.variable {
        Observed::Certified => Series::Issued,
        _ => Series::Professionals,
    };
    let fit_year = args([("year", report.fit_year.to_string())]);
    Some(Lines {
        years: [first, last],
        axis: AxisMarks::of(series, axis, words),
        bands,
        curves,
        dots,
        targets: Vec::new(),
        upright: Some(Upright {
            at: f64::from(report.fit_year),
            before: words.tell("tests-fitted-to", &fit_year),
            behind: words.say("tests-tested"),
        }),
    })
}

/// Of naive forecasts that stand twice, the one that begins where the model's does.
fn shown(comparison: &Comparison, forecast: &Forecast, anchored: bool) -> bool {
    let twice = comparison.forecasts.iter().filter(|other| other.key == forecast.key).count() > 1;
    !twice || forecast.anchored == anchored
}

fn curve(
    comparison: &Comparison,
    forecast: &Forecast,
    name: &str,
    (tone, width, dash): (&'static str, f64, &'static str),
    words: &Words,
) -> Curve {
    let anchor = [f64::from(comparison.anchor_year), comparison.anchor];
    let values = comparison.years.iter().zip(&forecast.values);
    let points = values.filter_map(|(year, value)| Some([f64::from(*year), (*value)?]));
    let points: Vec<[f64; 2]> = std::iter::once(anchor).chain(points).collect();
    let end = points.last().map_or(f64::NAN, |point| point[1]);
    Curve { name: name.to_owned(), end: number::brief(words.lang(), end), tone, width, dash, points }
}
