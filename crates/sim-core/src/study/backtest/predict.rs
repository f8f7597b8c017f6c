//! The forecasts of the test years, the model's and the naive ones, and how they compare.

use super::accuracy::Accuracy;
use super::freeze::frozen;
use super::naive::{self, Counts};
use super::report::{Comparison, Forecast, Hindsight, Rival};
use super::text;
use super::yearly::Yearly;
use crate::engine::{Model, RunSettings};
use crate::math;
use crate::results::RunFault;
use crate::scenario::{LeverKey, Observation, Observed, Params, Policy, Scenario};
use crate::time::Month;

/// The fitted model's runs: the conversion path known, and frozen at the end of the fit year.
pub(super) struct Paths {
    known: Yearly,
    frozen: Yearly,
}

impl Paths {
    /// How many runs these are.
    pub const RUNS: usize = 2;

    /// Runs both.
    pub fn run(
        scenario: &Scenario,
        params: &Params,
        policy: &Policy,
        fit_year: i32,
    ) -> Result<Self, RunFault> {
        let model = Model::with_params(scenario, params);
        let of = |policy: &Policy| model.run(policy, &RunSettings::default()).map(|run| Yearly::of(&run));
        let held = frozen(scenario, policy, LeverKey::TrainingHours, Month::new(fit_year, 12));
        Ok(Self { known: of(policy)?, frozen: of(&held)? })
    }
}

/// What every forecast of a variable starts from.
struct Given<'a> {
    what: Observed,
    fit_year: i32,
    anchor: (i32, f64),
    years: &'a [i32],
    /// Registrations of all years.
    registered: &'a Counts,
}

/// All forecasts of a variable that has counts before and after the end of the fit year.
pub(super) fn compare(what: Observed, counts: &[Observation], fit_year: i32, paths: &Paths) -> Comparison {
    let all = |what: Observed| -> Counts {
        counts.iter().filter(|o| o.variable == what).map(|o| (o.year, o.value)).collect()
    };
    let (of_variable, registered) = (all(what), all(Observed::ExamRegistered));
    let known: Counts = of_variable.range(..=fit_year).map(|(y, v)| (*y, *v)).collect();
    let anchor = naive::last(&known).expect("who asks has looked for a count");
    let tested: Vec<&Observation> =
        counts.iter().filter(|o| o.variable == what && o.year > fit_year).collect();
    let years: Vec<i32> = tested.iter().map(|o| o.year).collect();
    let observed: Vec<f64> = tested.iter().map(|o| o.value).collect();
    let given = Given { what, fit_year, anchor, years: &years, registered: &registered };
    let mut forecasts = given.of_model(paths);
    forecasts.extend(given.naive(&known));
    for forecast in &mut forecasts {
        let pairs = forecast.values.iter().zip(&observed).filter_map(|(f, o)| f.map(|f| (f, *o)));
        forecast.accuracy = Accuracy::of(&pairs.collect::<Vec<_>>(), anchor.1);
    }
    for i in 0..forecasts.len() {
        forecasts[i].rival = rival(&forecasts, i, years.len());
    }
    Comparison {
        variable: what,
        anchor_year: anchor.0,
        anchor: anchor.1,
        best_naive: best(&forecasts, years.len(), |f| f.naive),
        best: best(&forecasts, years.len(), |_| true),
        statuses: tested.iter().map(|o| o.status).collect(),
        observed,
        forecasts,
        years,
    }
}

/// The root mean square error of a forecast that has a value for every test year: others are not comparable.
fn error(forecast: &Forecast, years: usize) -> Option<f64> {
    forecast.accuracy.as_ref().filter(|a| a.years == years).map(|a| a.root_mean_square)
}

fn best(forecasts: &[Forecast], years: usize, among: impl Fn(&Forecast) -> bool) -> Option<usize> {
    let candidates = forecasts.iter().enumerate().filter(|(_, f)| among(f));
    let errors = candidates.filter_map(|(i, f)| Some((i, error(f, years)?)));
    errors.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i)
}

fn rival(forecasts: &[Forecast], number: usize, years: usize) -> Option<Rival> {
    let told = |f: &Forecast| f.hindsight.contains(&Hindsight::Registrations);
    let mine = forecasts.get(number).filter(|f| !f.naive)?;
    let forecast = best(forecasts, years, |f| f.naive && (told(mine) || !told(f)))?;
    let its = error(&forecasts[forecast], years).filter(|error| *error > 0.0)?;
    Some(Rival { forecast, error_ratio: error(mine, years)? / its })
}

impl Given<'_> {
    fn forecast(
        &self,
        key: &str,
        names: (&str, &str),
        (naive, anchored): (bool, bool),
        hindsight: &[Hindsight],
        value: impl Fn(i32) -> Option<f64>,
    ) -> Forecast {
        Forecast {
            key: key.to_owned(),
            label: text(names.0, names.1),
            naive,
            anchored,
            hindsight: hindsight.to_vec(),
            values: self.years.iter().map(|year| value(*year)).collect(),
            accuracy: None,
            rival: None,
        }
    }

    fn of_model(&self, paths: &Paths) -> Vec<Forecast> {
        let mut forecasts = Vec::new();
        let paths = [
            ("known", "转换路径已知", "conversion known", &paths.known, Hindsight::Conversion),
            ("frozen", "转换路径冻结", "conversion frozen", &paths.frozen, Hindsight::HeldHours),
        ];
        for (path, path_zh, path_en, run, path_hindsight) in paths {
            let level = |year: i32| run.value(self.what, year);
            let hindsight = [path_hindsight, Hindsight::Courses, Hindsight::Structure];
            // Professionals do not depend on registrations.
            let (key, zh, en) = if self.what == Observed::Certified {
                ("projected.", "模型，报名推算，", "model, registrations projected, ")
            } else {
                ("", "模型，", "model, ")
            };
            for anchored in [false, true] {
                let shift =
                    if anchored { level(self.anchor.0).map(|m| self.anchor.1 - m) } else { Some(0.0) };
                forecasts.push(self.forecast(
                    &format!("model.{key}{path}"),
                    (&format!("{zh}{path_zh}"), &format!("{en}{path_en}")),
                    (false, anchored),
                    &hindsight,
                    |year| Some(level(year)? + shift?),
                ));
            }
            if self.what != Observed::Certified {
                continue;
            }
            for anchored in [false, true] {
                let from = if anchored {
                    Some(self.anchor)
                } else {
                    level(self.fit_year).map(|m| (self.fit_year, m))
                };
                forecasts.push(self.forecast(
                    &format!("model.observed.{path}"),
                    (
                        &format!("模型，报名实际，{path_zh}"),
                        &format!("model, registrations observed, {path_en}"),
                    ),
                    (false, anchored),
                    &[&hindsight[..], &[Hindsight::Registrations]].concat(),
                    |year| from.and_then(|from| self.adding_up(from, year, |y| run.exam_yield(y))),
                ));
            }
        }
        forecasts
    }

    /// A level and, for each later year up to `year`, yield × registrations.
    fn adding_up(
        &self,
        (from, level): (i32, f64),
        year: i32,
        exam_yield: impl Fn(i32) -> Option<f64>,
    ) -> Option<f64> {
        (from + 1..=year).try_fold(level, |total, y| Some(total + exam_yield(y)? * self.registered.get(&y)?))
    }

    fn naive(&self, known: &Counts) -> Vec<Forecast> {
        let (anchor_year, anchor) = self.anchor;
        let (line, growth, drift) = (naive::linear(known), naive::exponential(known), naive::drift(known));
        let since = |year: i32| f64::from(year - anchor_year);
        let level = |year: i32| growth.map(|g| math::exp(g.at(year)));
        let mut forecasts = vec![
            self.forecast("constant", ("不变", "constant"), (true, true), &[], |_| Some(anchor)),
            self.forecast("linear", ("线性", "linear"), (true, false), &[], |year| {
                line.map(|l| l.at(year))
            }),
            self.forecast("linear", ("线性", "linear"), (true, true), &[], |year| {
                line.map(|l| anchor + l.at(year) - l.at(anchor_year))
            }),
            self.forecast("drift", ("近三年增量", "drift of three years"), (true, true), &[], |year| {
                drift.map(|d| anchor + d * since(year))
            }),
            self.forecast("exponential", ("指数", "exponential"), (true, false), &[], level),
            self.forecast("exponential", ("指数", "exponential"), (true, true), &[], |year| {
                Some(anchor * level(year)? / level(anchor_year)?)
            }),
        ];
        if self.what == Observed::Certified {
            let before: Counts = self.registered.range(..=self.fit_year).map(|(y, v)| (*y, *v)).collect();
            let mean = naive::mean_yield(known, &before);
            forecasts.push(self.forecast(
                "constant_yield",
                ("通过率不变", "constant yield"),
                (true, true),
                &[Hindsight::Registrations],
                |year| self.adding_up(self.anchor, year, |_| mean),
            ));
        }
        forecasts
    }
}
