//! How sure, in sentences.

use super::fan::{change, words_between};
use super::{Finding, december, name, text};
use crate::number;
use crate::state::AppState;
use crate::words::{Words, args};
use sim_core::study::ensemble::Curve;

/// Will all of it be reached, and between what the figure lies.
pub fn verdict(state: &AppState, finding: &Finding, words: &Words) -> String {
    let mut said = Vec::new();
    if let Some(together) = finding.together {
        let n = finding.sure.len();
        let key = if n == 1 { "chances-one" } else { "chances-all" };
        let tone = if together.value >= 0.5 { "*" } else { "!" };
        said.push(words.tell(
            key,
            &args([
                ("n", words.number("number-word", n)),
                ("share", format!("{tone}{}{tone}", together.words())),
                ("of", basis(finding, words)),
            ]),
        ));
    }
    said.extend(band(state, finding, words));
    said.join(words.lang().of("", " "))
}

/// What a share is of: until runs are held against counts it is no probability.
pub fn basis(finding: &Finding, words: &Words) -> String {
    words.say(if finding.report.conditioned.is_some() { "chances-of-weighted" } else { "chances-of-range" })
}

/// Between what four fifths of the draws lie at the end of the plan year.
fn band(state: &AppState, finding: &Finding, words: &Words) -> Option<String> {
    let (what, curve) = state.chances_look();
    let fan = finding.fan(what, curve)?;
    let at = december(fan, state.scenario.plan_year)?;
    let lang = words.lang();
    let say =
        |value: f64| if curve == Curve::Gain { change(what, value, lang) } else { text(what, value, lang) };
    let [low, high] = fan.bands[1][at];
    let key = match curve {
        Curve::Gain => "chances-band-gain",
        Curve::Baseline => "chances-band-baseline",
        Curve::Plan => "chances-band",
    };
    Some(words.tell(
        key,
        &args([
            ("name", name(what, words)),
            ("year", state.scenario.plan_year.to_string()),
            ("band", words_between(&say(low), &say(high))),
            ("default", say(fan.default[at])),
        ]),
    ))
}

/// The figure in a sentence, for whoever does not see it.
pub fn figure(state: &AppState, finding: &Finding, words: &Words) -> String {
    band(state, finding, words).map(|text| crate::words::plain(&text)).unwrap_or_default()
}

/// How exact the shares are.
pub fn exactness(finding: &Finding, words: &Words) -> [String; 2] {
    let report = &finding.report;
    let n = args([
        ("n", number::count(report.done as f64)),
        ("of", number::count(report.planned as f64)),
        ("factors", number::count(finding.factors as f64)),
    ]);
    let points = finding.sure.iter().map(|sure| sure.share.points()).fold(0.0, f64::max);
    let error = args([("points", number::decimal(points.max(0.1), usize::from(points < 1.0)))]);
    let second = if finding.sure.is_empty() { String::new() } else { words.tell("chances-error", &error) };
    [words.tell("chances-runs", &n), second]
}

/// Runs that broke, where some did.
pub fn broken(finding: &Finding, words: &Words) -> Option<String> {
    let report = &finding.report;
    (report.broken > 0).then(|| {
        words.tell(
            "chances-broken",
            &args([
                ("n", number::count(report.broken as f64)),
                ("message", report.fault.clone().unwrap_or_default()),
            ]),
        )
    })
}
