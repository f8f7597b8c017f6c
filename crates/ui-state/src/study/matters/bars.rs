//! The factors that do most to a figure, one at a time, with what the other methods say of them.

use super::{Finding, SHARED, SHOWN};
use crate::number;
use crate::state::AppState;
use crate::study::chances::{name, text};
use crate::study::why::apart::value_text;
use crate::words::{Words, args};
use sim_core::study::ensemble::Watched;
use sim_core::study::sensitivity::Estimate;

/// A factor.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// The ends of its range.
    pub range: [String; 2],
    /// Where the figure stands at the low end, by default and at the high end, from 0 to 1 of the width.
    pub places: [f64; 3],
    /// The figure at both ends.
    pub values: [String; 2],
    /// Mean size of the elementary effect and its interval.
    pub morris: Option<[String; 2]>,
    /// Share of variance: alone and in all, each with its interval.
    pub sobol: Option<[String; 2]>,
}

/// The figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What is looked at, in its year.
    pub title: String,
    /// The factors, the strongest first.
    pub bars: Vec<Bar>,
    /// The figure by default: its place and words.
    pub default: (f64, String),
    /// The target: its place and words.
    pub target: Option<(f64, String)>,
}

/// The factors of the figure that is looked at.
pub fn of(state: &AppState, finding: &Finding, words: &Words) -> Option<Bars> {
    let (what, _) = state.chances_look();
    let report = finding.tornado(what)?;
    let lang = words.lang();
    let year = state.scenario.plan_year;
    let series = crate::study::chances::series_of(what);
    let goal = series.and_then(|series| state.aims_of(series).into_iter().find(|aim| aim.year == year));
    let shown: Vec<_> = report.bars.iter().filter(|bar| bar.swing > 0.0).take(SHOWN).collect();
    let ends = shown.iter().flat_map(|bar| [bar.low, bar.high]).flatten();
    let all = ends.chain([report.default]).chain(goal.as_ref().map(|goal| goal.at_least));
    let (low, high) =
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let room = (high - low).max(1e-12);
    let place = |value: f64| (0.06 + 0.88 * (value - low) / room).clamp(0.0, 1.0);
    let morris = state.morris().filter(|(_, stale)| !stale).map(|(found, _)| &found.finding);
    let sobol = state.sobol().filter(|(_, stale)| !stale).map(|(found, _)| &found.finding);
    let bars = shown.iter().map(|bar| {
        let factor = finding.factor(&bar.name);
        let range = factor.map_or([f64::NAN; 3], |factor| factor.range);
        let at = |end: Option<f64>| end.map_or_else(|| place(report.default), place);
        let say = |end: Option<f64>| end.map_or_else(|| "–".to_owned(), |value| text(what, value, lang));
        let screened = morris
            .and_then(|finding| finding.morris(what))
            .and_then(|report| report.factors.iter().find(|it| it.name == bar.name));
        let shares = sobol
            .and_then(|finding| finding.sobol(what))
            .and_then(|report| report.factors.iter().find(|it| it.name == bar.name));
        Bar {
            name: factor.map_or_else(|| bar.name.clone(), |factor| lang.text(&factor.label).to_owned()),
            range: [value_text(range[0]), value_text(range[2])],
            places: [at(bar.low), place(report.default), at(bar.high)],
            values: [say(bar.low), say(bar.high)],
            morris: screened.map(|it| {
                [text(what, it.mu_star.value, lang), format!("±{}", text(what, it.mu_star.half_width, lang))]
            }),
            sobol: shares.map(|it| [share(it.first), share(it.total)]),
        }
    });
    let value = args([("name", name(what, words)), ("year", year.to_string())]);
    Some(Bars {
        title: words.tell("why-gauge", &value),
        bars: bars.collect(),
        default: (place(report.default), text(what, report.default, lang)),
        target: goal.map(|goal| {
            let value = args([("value", goal.series.brief(goal.at_least, lang))]);
            (place(goal.at_least), words.tell("chart-goal", &value))
        }),
    })
}

fn share(estimate: Estimate) -> String {
    format!(
        "{}±{}%",
        number::decimal(100.0 * estimate.value, 0),
        number::decimal(100.0 * estimate.half_width, 0)
    )
}

/// The factors that share out the variance of a figure: those that do most by themselves.
pub fn strongest(finding: &Finding, what: Watched) -> Vec<String> {
    let bars = finding.tornado(what).map(|report| report.bars.as_slice()).unwrap_or_default();
    bars.iter().filter(|bar| bar.swing > 0.0).take(SHARED).map(|bar| bar.name.clone()).collect()
}

/// What the figure shows, in a sentence.
pub fn sentence(bars: &Bars, words: &Words) -> String {
    let Some(first) = bars.bars.first() else { return words.say("matters-nothing") };
    words.tell(
        "matters-says",
        &args([
            ("figure", bars.title.clone()),
            ("default", bars.default.1.clone()),
            ("name", first.name.clone()),
            ("low", first.range[0].clone()),
            ("high", first.range[1].clone()),
            ("from", first.values[0].clone()),
            ("to", first.values[1].clone()),
        ]),
    )
}
