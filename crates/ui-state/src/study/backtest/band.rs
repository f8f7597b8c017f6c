//! How far apart draws of what nobody knows lie when they are held against the counts of the fitted years, and whether later
//! counts, which they did not know, lie within.

use super::Look;
use crate::number;
use crate::study::desk::Course;
use crate::study::lines::Band;
use crate::study::wire::{self, Job, Refusal, Size};
use crate::wire::{Fault, decode, encode};
use crate::words::{Words, args};
use serde::{Deserialize, Serialize};
use sim_core::scenario::Observation;
use sim_core::study::backtest;
use sim_core::study::ensemble::{
    Condition, Conditioned, Hindcast, Report, Row, Rule, Spec, Study, TOLERANCE,
};
use std::ops::Range;

/// Draws: enough that a fifth of them, which is about what the counts leave, still make a band.
const DRAWS: u64 = 200;
/// So many draws make a first band.
const FIRST: u32 = 24;

/// What was found so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bands {
    /// Draws that are done.
    pub done: u64,
    /// Draws that broke.
    pub broken: u64,
    /// For each fit year what the draws say of the counts.
    pub fits: Vec<Fit>,
}

/// Draws held against the counts up to a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// The last year whose counts weigh.
    pub year: i32,
    /// How much the counts leave.
    pub conditioned: Conditioned,
    /// The counts, known and later.
    pub hindcasts: Vec<Hindcast>,
}

/// How many later counts lie within each band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Later counts.
    pub counts: usize,
    /// Of these within 50, 80 and 95 %.
    pub inside: [usize; 3],
}

impl Bands {
    fn fit(&self, year: i32) -> Option<&Fit> {
        self.fits.iter().find(|fit| fit.year == year)
    }

    /// The areas of the figure, the widest first.
    pub fn areas(&self, look: &Look) -> Vec<Band> {
        let Some(fit) = self.fit(look.fit_year) else { return Vec::new() };
        let of =
            |it: &&Hindcast| it.count.variable == look.variable && !(it.known && it.count.year < fit.year);
        let mut later: Vec<&Hindcast> = fit.hindcasts.iter().filter(of).collect();
        later.sort_by_key(|it| it.count.year);
        let side = |level: usize, side: usize| {
            later.iter().map(|it| [f64::from(it.count.year), it.bands[level][side]]).collect()
        };
        let tones = ["band-50", "band-80", "band-95"];
        (0..3).rev().map(|at| Band { tone: tones[at], low: side(at, 0), high: side(at, 1) }).collect()
    }

    /// How many later counts of what is looked at lie within each band.
    pub fn coverage(&self, look: &Look) -> Option<Coverage> {
        let fit = self.fit(look.fit_year)?;
        let later = || fit.hindcasts.iter().filter(|it| !it.known && it.count.variable == look.variable);
        let inside = |level: usize| later().filter(|it| it.inside[level]).count();
        Some(Coverage { counts: later().count(), inside: [inside(0), inside(1), inside(2)] })
    }

    /// The same in a sentence.
    pub fn sentence(&self, look: &Look, words: &Words) -> Option<String> {
        let (fit, coverage) = (self.fit(look.fit_year)?, self.coverage(look)?);
        let [half, most, nearly] = coverage.inside.map(|n| n.to_string());
        Some(words.tell(
            "tests-band",
            &args([
                ("n", coverage.counts.to_string()),
                ("half", half),
                ("most", most),
                ("nearly", nearly),
                ("draws", number::count(self.done as f64)),
                ("effective", number::decimal(fit.conditioned.effective, 0)),
            ]),
        ))
    }
}

/// The draws of a place under its document.
pub struct Draws {
    study: Study,
    history: Vec<Observation>,
}

impl Draws {
    /// Those of a job's place.
    ///
    /// # Errors
    /// Nothing was counted within the run.
    pub fn of(job: &Job) -> Result<Self, Refusal> {
        let scenario = &*job.place;
        let spec = Spec {
            n: DRAWS,
            baseline: false,
            every: 12,
            condition: Some(condition(&scenario.history, i32::MAX)),
            ..Spec::default()
        };
        let study = Study::new(scenario, &scenario.params, &scenario.document_policy(), &spec)
            .map_err(Refusal::of_study)?;
        Ok(Self { study, history: scenario.history.clone() })
    }
}

fn condition(history: &[Observation], year: i32) -> Condition {
    Condition::until(history, year, TOLERANCE, Rule::Weights)
}

impl Course for Draws {
    fn size(&self) -> Size {
        let rows = self.study.plan.rows as u32;
        Size { rows, first: rows.min(FIRST), waves: false }
    }

    fn rows(&self, rows: Range<u32>, told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal> {
        let many = f64::from(rows.end - rows.start);
        let evaluate = |(done, number): (usize, u32)| {
            let row = self.study.evaluate(u64::from(number));
            told((done + 1) as f64 / many);
            row
        };
        Ok(encode(&rows.enumerate().map(evaluate).collect::<Vec<Row>>()))
    }

    fn report(&self, pieces: &[&[u8]]) -> Result<wire::Finding, Refusal> {
        let mut rows: Vec<Row> = Vec::new();
        for piece in pieces {
            rows.extend(decode::<Vec<Row>>(piece).map_err(|error| Refusal::Fault(Fault::Unreadable(error)))?);
        }
        // The same draws serve every fit year: only what weighs is another.
        let years: Vec<i32> =
            backtest::rows().into_iter().filter(|row| row.upper.is_none()).map(|row| row.fit_year).collect();
        let mut plan = self.study.plan.clone();
        let mut bands = Bands { done: rows.len() as u64, broken: 0, fits: Vec::new() };
        for year in years {
            plan.spec.condition = Some(condition(&self.history, year));
            let Report { broken, conditioned, hindcasts, .. } = Report::of(&plan, &rows);
            bands.broken = broken;
            if let Some(conditioned) = conditioned {
                bands.fits.push(Fit { year, conditioned, hindcasts });
            }
        }
        Ok(wire::Finding::Bands(bands))
    }
}
