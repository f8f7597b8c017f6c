//! The backtest: nothing is tuned on the years it is tested on, and what the model itself produced it finds again.

#![cfg(feature = "backtest")]

use sim_core::scenario::{Observation, Observed, Status};
use sim_core::study::backtest::{Refusal, Report, backtest};
use sim_core::time::Month;
use sim_core::{Model, ParamKey, Params, RunSettings, Scenario, Variable};

/// Ten counties, so that a hundred runs take a second or two.
fn place() -> Scenario {
    Scenario::builtin("chuxiong-2021").expect("built in")
}

const FIT_YEAR: i32 = 2024;
const LAST: i32 = 2027;

/// Counts of all years, as a run with these parameters has them.
fn history(scenario: &Scenario, params: &Params) -> Vec<Observation> {
    let model = Model::with_params(scenario, params);
    let run = model.run(&scenario.document_policy(), &RunSettings::default()).expect("it runs");
    let mut counts = Vec::new();
    for year in 2021..=LAST {
        let december = run.grid().row(Month::new(year, 12)).expect("within the run");
        let sat = run.cumulated(Variable::ExamSat, None, december)
            - run.cumulated(Variable::ExamSat, None, december - 12);
        for (variable, value) in [
            (Observed::Certified, run.total_at(Variable::Issued, None, december)),
            (Observed::ExamRegistered, sat),
            (Observed::Professionals, run.total_at(Variable::Professionals, None, december)),
        ] {
            counts.push(Observation { year, variable, value, status: Status::Fact, source: String::new() });
        }
    }
    counts
}

/// Within their ranges and away from the scenario's own values.
fn other_params(scenario: &Scenario) -> Params {
    let mut params = scenario.params.clone();
    for (key, value) in [
        ("conversion_ceiling", 0.05),
        ("outside_candidates", 40_000.0),
        ("outside_candidates_growth", 0.20),
        ("pass_assistant", 0.26),
        ("pass_mid", 0.16),
    ] {
        params.set(ParamKey::from_key(key).expect("a parameter"), value);
    }
    params
}

fn report(scenario: &Scenario, counts: &[Observation]) -> Report {
    backtest(scenario, counts, FIT_YEAR).expect("there are counts before and after")
}

#[test]
fn what_the_model_produced_it_predicts() {
    let scenario = place();
    let counts = history(&scenario, &other_params(&scenario));
    let report = report(&scenario, &counts);
    assert!(report.fit.converged);
    assert!(report.fit.own_squares > 0.1, "the search has a way to go: {}", report.fit.own_squares);
    assert!(report.fit.squares < 1e-5, "{}", report.fit.squares);
    let variables: Vec<Observed> = report.comparisons.iter().map(|c| c.variable).collect();
    assert_eq!(variables, [Observed::Certified, Observed::Professionals]);
    let mut compared = 0;
    for comparison in &report.comparisons {
        assert_eq!(comparison.years, [2025, 2026, 2027]);
        for forecast in comparison.forecasts.iter().filter(|f| !f.naive && f.key.ends_with("known")) {
            for (value, observed) in forecast.values.iter().zip(&comparison.observed) {
                let value = value.expect("everything was counted");
                // The search ends a millionth of its sum of squares before the end; parameters may differ, forecasts
                // hardly.
                assert!((value / observed - 1.0).abs() < 0.005, "{}: {value}, not {observed}", forecast.key);
                compared += 1;
            }
            let rival = forecast.rival.expect("there are naive forecasts");
            assert!(comparison.forecasts[rival.forecast].naive && rival.error_ratio < 0.5);
        }
        assert!(
            comparison.best.is_some() && comparison.best_naive.is_some_and(|i| comparison.forecasts[i].naive)
        );
    }
    assert_eq!(compared, (4 + 2) * 3);
}

#[test]
fn counts_after_the_fit_year_change_nothing_that_is_fitted() {
    let scenario = place();
    let counts = history(&scenario, &other_params(&scenario));
    let mut changed = counts.clone();
    for (i, count) in changed.iter_mut().filter(|c| c.year > FIT_YEAR).enumerate() {
        count.value = 3.0 * count.value + 1000.0 * i as f64;
    }
    let (before, after) = (report(&scenario, &counts), report(&scenario, &changed));
    assert_eq!(before.fit, after.fit);
    for (before, after) in before.comparisons.iter().zip(&after.comparisons) {
        assert_ne!(before.observed, after.observed);
        for (before, after) in before.forecasts.iter().zip(&after.forecasts) {
            let told = before.hindsight.iter().any(|h| h.key() == "registrations");
            assert_eq!(before.values == after.values, !told, "{}", before.key);
        }
    }
}

#[test]
fn fewer_later_counts_change_nothing_that_is_fitted() {
    let scenario = place();
    let mut counts = history(&scenario, &other_params(&scenario));
    let all = report(&scenario, &counts);
    counts.retain(|c| c.year <= FIT_YEAR || c.year == 2026 && c.variable == Observed::Certified);
    let few = report(&scenario, &counts);
    assert_eq!(few.fit, all.fit);
    assert_eq!(few.comparisons.len(), 1);
    let comparison = &few.comparisons[0];
    assert_eq!(comparison.years, [2026]);
    for forecast in &comparison.forecasts {
        // Registrations of 2025 are needed to add up to 2026.
        let told = forecast.hindsight.iter().any(|h| h.key() == "registrations");
        assert_eq!(forecast.values[0].is_none(), told, "{}", forecast.key);
        assert_eq!(forecast.accuracy.is_none(), told, "{}", forecast.key);
    }
}

#[test]
fn what_cannot_be_tested_is_refused() {
    let scenario = place();
    let counts = history(&scenario, &scenario.params);
    assert_eq!(backtest(&scenario, &[], FIT_YEAR), Err(Refusal::NoHistory));
    assert_eq!(
        backtest(&scenario, &counts, 2021),
        Err(Refusal::TooFew { fit_year: 2021, first: 2021, found: 3, needed: 5 })
    );
    assert_eq!(backtest(&scenario, &counts, LAST), Err(Refusal::NoTestYear { fit_year: LAST, last: 2030 }));
    let later: Vec<Observation> =
        counts.iter().cloned().map(|c| Observation { year: c.year + 20, ..c }).collect();
    assert_eq!(
        backtest(&scenario, &later, 2050),
        Err(Refusal::TooFew { fit_year: 2050, first: 2021, found: 0, needed: 5 })
    );
}
