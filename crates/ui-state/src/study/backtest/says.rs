//! Who wins, and on what it rests, in sentences made from what was found.

use super::{Finding, Look, error};
use crate::number;
use crate::words::{Words, args};
use fluent_bundle::FluentArgs;
use sim_core::scenario::ParamKey;
use sim_core::study::backtest::{Comparison, Forecast, Refusal, Report, WIDENED};

/// How many forecasts win, and what that is said with.
pub struct Score {
    /// How many forecasts of the model beat the naive ones.
    pub wins: usize,
    /// Of how many.
    pub of: usize,
    /// The values of a sentence.
    pub values: FluentArgs<'static>,
}

/// Who wins.
pub fn verdict(report: &Report, look: &Look, words: &Words) -> Option<String> {
    let score = score(report, look, words)?;
    let key = match score.wins {
        0 => "tests-none-win",
        wins if wins == score.of => "tests-all-win",
        _ => "tests-some-win",
    };
    Some(words.tell(key, &score.values))
}

/// The score of the count that is looked at.
pub fn score(report: &Report, look: &Look, words: &Words) -> Option<Score> {
    let it = look.comparison(report)?;
    let rated: Vec<f64> = it.forecasts.iter().filter_map(|f| Some(f.rival?.error_ratio)).collect();
    let wins = rated.iter().filter(|ratio| **ratio < 1.0).count();
    let best = best_of(it, |f| !f.naive)?;
    let naive = best_of(it, |f| f.naive)?;
    let (from, to) = (it.years.first()?, it.years.last()?);
    let values = args([
        ("name", words.lang().label(it.variable.label()).to_owned()),
        ("years", if from == to { from.to_string() } else { format!("{from}–{to}") }),
        ("wins", wins.to_string()),
        ("of", rated.len().to_string()),
        ("best", miss(best)),
        ("naive", words.lang().text(&naive.label).to_owned()),
        ("error", miss(naive)),
    ]);
    Some(Score { wins, of: rated.len(), values })
}

/// On what that rests: a wider range with which it loses, else parameters at the ends of their ranges.
pub fn rests_on(finding: &Finding, report: &Report, look: &Look, words: &Words) -> Option<String> {
    let lang = words.lang();
    let at_bound: Vec<&str> = report
        .fit
        .parameters
        .iter()
        .filter(|it| it.at_bound && !it.flat)
        .filter_map(|it| ParamKey::from_key(&it.key))
        .map(|key| lang.label(key.param().label))
        .collect();
    if at_bound.is_empty() {
        return None;
    }
    let name = at_bound.join(lang.of("、", ", "));
    let own = report.fit.parameters.iter().find(|it| it.key == WIDENED && it.at_bound);
    // Wider ranges were tried with the first fit year only.
    let same_year = finding.tested.first().is_some_and(|it| it.row.fit_year == report.fit_year);
    let loses = own.filter(|_| same_year).and_then(|own| {
        let (upper, ratio) = finding.wider().into_iter().find_map(|(upper, report)| {
            let it = look.comparison(report)?;
            let ratio = it.forecasts[look.forecast(it)?].rival?.error_ratio;
            (ratio > 1.0).then_some((upper, ratio))
        })?;
        let values = args([
            ("name", name.clone()),
            ("high", number::decimal(own.high, 2)),
            ("wider", number::decimal(upper, 2)),
            ("ratio", number::decimal(ratio, 1)),
        ]);
        Some(words.tell("tests-rests-loses", &values))
    });
    Some(loses.unwrap_or_else(|| words.tell("tests-rests", &args([("name", name)]))))
}

/// What the figure shows, in a sentence.
pub fn figure(report: &Report, look: &Look, words: &Words) -> Option<String> {
    let it = look.comparison(report)?;
    let forecast = &it.forecasts[look.forecast(it)?];
    let brief = |value: Option<f64>| number::brief(words.lang(), value.unwrap_or(f64::NAN));
    let naive = best_of(it, |f| f.naive)?;
    Some(words.tell(
        "tests-figure-says",
        &args([
            ("name", words.lang().label(it.variable.label()).to_owned()),
            ("fit", report.fit_year.to_string()),
            ("year", it.years.last()?.to_string()),
            ("observed", brief(it.observed.last().copied())),
            ("forecast", words.lang().text(&forecast.label).to_owned()),
            ("value", brief(forecast.values.last().copied().flatten())),
            ("naive", words.lang().text(&naive.label).to_owned()),
            ("its", brief(naive.values.last().copied().flatten())),
        ]),
    ))
}

/// Why there is nothing to test on.
pub fn refused(refusal: &Refusal, words: &Words) -> String {
    match refusal {
        Refusal::NoHistory => words.say("tests-no-history"),
        Refusal::TooFew { fit_year, first, found, needed } => words.tell(
            "tests-too-few",
            &args([
                ("first", first.to_string()),
                ("year", fit_year.to_string()),
                ("found", found.to_string()),
                ("needed", needed.to_string()),
            ]),
        ),
        Refusal::NoTestYear { fit_year, last } => words
            .tell("tests-no-test-year", &args([("year", fit_year.to_string()), ("last", last.to_string())])),
        Refusal::Run(fault) => {
            words.tell("study-broken", &args([("message", crate::notice::run_broken(fault, words))]))
        }
    }
}

/// How far a forecast was off, as a share of what was counted.
pub fn miss(forecast: &Forecast) -> String {
    forecast.accuracy.as_ref().map_or_else(
        || "–".to_owned(),
        |it| format!("{}%", number::decimal(100.0 * it.mean_absolute_share, 1)),
    )
}

fn best_of(comparison: &Comparison, among: impl Fn(&Forecast) -> bool) -> Option<&Forecast> {
    let candidates = comparison.forecasts.iter().filter(|forecast| among(forecast));
    let errors = candidates.filter_map(|forecast| Some((forecast, error(comparison, forecast)?)));
    errors.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(forecast, _)| forecast)
}
