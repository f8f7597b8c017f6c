//! The fan: the run with nothing drawn, half of the draws on either side of the median, and bands around it.

use super::{Finding, december, name, series_of, text};
use crate::aims::Aim;
use crate::axis::Axis;
use crate::chart::{AxisMarks, TargetMark, amount, position};
use crate::number::{self, Lang};
use crate::state::AppState;
use crate::study::lines::{Band, Curve as Line, Lines};
use crate::words::{Words, args};
use sim_core::scenario::Measure;
use sim_core::study::ensemble::{Curve, Fan, Watched};

/// The figure of what is looked at.
pub fn of(state: &AppState, finding: &Finding, words: &Words) -> Option<Lines> {
    let (what, curve) = state.chances_look();
    let fan = finding.fan(what, curve)?;
    let lang = words.lang();
    let baseline = finding.fan(what, Curve::Baseline).filter(|_| curve == Curve::Plan);
    let tones = ["band-50", "band-80", "band-95"];
    let bands: Vec<Band> = (0..3)
        .rev()
        .map(|level| Band {
            tone: tones[level],
            low: points(fan, |at| fan.bands[level][at][0]),
            high: points(fan, |at| fan.bands[level][at][1]),
        })
        .collect();
    let ending = |value: Option<&f64>| {
        let value = value.copied().unwrap_or(f64::NAN);
        if curve == Curve::Gain { change(what, value, lang) } else { text(what, value, lang) }
    };
    let mut curves = Vec::new();
    if let Some(baseline) = baseline {
        curves.push(Line {
            name: words.say("name-baseline"),
            end: ending(baseline.default.last()),
            tone: "base",
            width: 2.0,
            dash: "solid",
            points: points(baseline, |at| baseline.default[at]),
        });
    }
    let (line, tone) = match curve {
        Curve::Baseline => ("name-baseline", "base"),
        Curve::Plan => ("name-plan", "lever"),
        Curve::Gain => ("name-difference", "lever"),
    };
    curves.push(Line {
        name: words.say("chances-median"),
        end: ending(fan.median.last()),
        tone,
        width: 1.25,
        dash: "dashed",
        points: points(fan, |at| fan.median[at]),
    });
    curves.push(Line {
        name: words.say(line),
        end: ending(fan.default.last()),
        tone,
        width: 2.25,
        dash: "solid",
        points: points(fan, |at| fan.default[at]),
    });
    let aims: Vec<Aim> = series_of(what).map_or_else(Vec::new, |series| state.aims_of(series));
    let targets: Vec<TargetMark> = match curve {
        Curve::Gain => Vec::new(),
        _ => aims.iter().filter_map(|aim| mark(aim, fan, words)).collect(),
    };
    let drawn = bands.iter().flat_map(|band| band.low.iter().chain(&band.high));
    let drawn = drawn.chain(curves.iter().flat_map(|curve| &curve.points)).map(|point| point[1]);
    let values: Vec<f64> = drawn.chain(targets.iter().map(|target| target.goal)).collect();
    let axis = if values.iter().any(|value| *value < 0.0) || curve == Curve::Gain {
        Axis::around_nothing(values)
    } else {
        Axis::around(values)
    };
    let grid = state.scenario.grid;
    Some(Lines {
        years: [grid.start.year() - 1, grid.end.year()],
        axis: marks(what, curve, axis, words),
        bands,
        curves,
        dots: Vec::new(),
        targets,
        upright: None,
    })
}

fn points(fan: &Fan, value: impl Fn(usize) -> f64) -> Vec<[f64; 2]> {
    fan.months.iter().enumerate().map(|(at, month)| [position(*month), value(at)]).collect()
}

fn mark(aim: &Aim, fan: &Fan, words: &Words) -> Option<TargetMark> {
    let value = fan.default[december(fan, aim.year)?];
    let margin = value - aim.at_least;
    let met = margin >= -1e-9 * aim.at_least;
    let lang = words.lang();
    let gap = if met { "chart-above" } else { "chart-short" };
    Some(TargetMark {
        year: aim.year,
        goal: aim.at_least,
        value,
        label: words.tell("chart-goal", &args([("value", aim.series.brief(aim.at_least, lang))])),
        gap: words.tell(gap, &args([("amount", amount(aim.series, margin.abs(), lang))])),
        met,
    })
}

/// A difference with its sign.
pub fn change(what: Watched, value: f64, lang: Lang) -> String {
    match (series_of(what), what) {
        (Some(series), _) => series.change(value),
        (None, Watched::PublicYuan) => {
            let sign = if value < 0.0 { "−" } else { "+" };
            format!("{sign}{}", number::yuan(lang, value.abs()))
        }
        (None, Watched::Measure(Measure::Load)) => number::signed(value, 2),
        (None, _) => format!("{}%", number::signed(100.0 * value, 1)),
    }
}

fn marks(what: Watched, curve: Curve, axis: Axis, words: &Words) -> AxisMarks {
    let lang = words.lang();
    if let (Some(series), false) = (series_of(what), curve == Curve::Gain) {
        return AxisMarks::of(series, axis, words);
    }
    let label = |value: f64| match (curve, series_of(what)) {
        (Curve::Gain, _) if value == 0.0 => "0".to_owned(),
        (Curve::Gain, Some(series)) => series.change(value),
        (Curve::Gain, None) => change(what, value, lang),
        _ => text(what, value, lang),
    };
    let unit = series_of(what).map_or(String::new(), |series| series.unit_word(lang).to_owned());
    let Axis { min, max, interval } = axis;
    AxisMarks { min, max, interval, labels: axis.marks().into_iter().map(label).collect(), unit }
}

/// The table behind the figure: the end of each year with the default run, the median and the bands.
pub fn rows(state: &AppState, finding: &Finding, words: &Words) -> Vec<Vec<String>> {
    let (what, curve) = state.chances_look();
    let Some(fan) = finding.fan(what, curve) else { return Vec::new() };
    let lang = words.lang();
    let say =
        |value: f64| if curve == Curve::Gain { change(what, value, lang) } else { text(what, value, lang) };
    let row = |at: usize| {
        let bands = fan.bands.iter().map(|band| words_between(&say(band[at][0]), &say(band[at][1])));
        [fan.months[at].year().to_string(), say(fan.default[at]), say(fan.median[at])]
            .into_iter()
            .chain(bands)
            .collect()
    };
    (0..fan.months.len()).filter(|at| fan.months[*at].month() == 12).map(row).collect()
}

/// From one value to another.
pub fn words_between(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} – {high}") }
}

/// The name of what is looked at.
pub fn title(state: &AppState, words: &Words) -> String {
    name(state.chances_look().0, words)
}
