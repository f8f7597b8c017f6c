//! The end of a worker of studies: gets ready for a job, computes rows of it, says what rows show.

use super::wire::{Ask, Finding, Job, Refusal, Request, Response, Said, Size, Study};
use super::{actuals, backtest, chances, evidence, matters, quotas, seek, why};
use crate::people::desk::Office;
use crate::wire::{Fault, decode, encode};
use std::collections::BTreeMap;
use std::ops::Range;

/// Milliseconds between two words on how far rows have come: more often nobody can read.
const BETWEEN_WORDS: f64 = 100.0;

/// A question that is ready to be worked at.
pub trait Course {
    /// How large it is.
    fn size(&self) -> Size;
    /// Computes rows; `told` hears of the part of them that is done, from 0 to 1.
    ///
    /// # Errors
    /// Why no row can be had. A single run that breaks is data.
    fn rows(&self, rows: Range<u32>, told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal>;
    /// What rows show, from pieces that follow each other from the first on.
    ///
    /// # Errors
    /// Why they show nothing.
    fn report(&self, pieces: &[&[u8]]) -> Result<Finding, Refusal>;

    /// Computes rows of a wave, by their numbers within it; without one they are those of the first.
    ///
    /// # Errors
    /// Why no row can be had.
    fn rows_of(
        &self,
        wave: Option<&[u8]>,
        rows: Range<u32>,
        told: &mut dyn FnMut(f64),
    ) -> Result<Vec<u8>, Refusal> {
        debug_assert!(wave.is_none(), "who has waves says what they are");
        self.rows(rows, told)
    }

    /// What rows show, or what is to be done next; `state` is where it stood, nothing at the beginning.
    ///
    /// # Errors
    /// Why it cannot go on.
    fn go_on(&self, state: Option<&[u8]>, pieces: &[&[u8]]) -> Result<Next, Refusal> {
        debug_assert!(state.is_none(), "who has a state goes on from it");
        self.report(pieces).map(Next::Found)
    }
}

/// What follows rows.
pub enum Next {
    /// They show this.
    Found(Finding),
    /// More rows are needed.
    More {
        /// Where it stands.
        state: Vec<u8>,
        /// What is to be tried.
        wave: Vec<u8>,
        /// Rows of that.
        rows: u32,
        /// Part of everything that is done.
        part: f64,
    },
}

/// Where steps of jobs are done.
#[derive(Default)]
pub struct Desk {
    open: Option<Open>,
}

struct Open {
    job: u64,
    course: Box<dyn Course>,
    /// Bytes of rows, by the number of the first.
    pieces: BTreeMap<u32, Vec<u8>>,
}

impl Desk {
    /// Does what the bytes of a request ask for; answers go to the office.
    pub fn answer(&mut self, bytes: &[u8], office: &mut impl Office) {
        let (job, said) = match decode::<Request>(bytes) {
            Ok(Request { job, ask }) => (job, self.step(job, ask, office)),
            Err(error) => (0, Err(Refusal::Fault(Fault::Unreadable(error)))),
        };
        let said = said.unwrap_or_else(Said::Refused);
        office.post(encode(&Response { job, said }));
    }

    fn step(&mut self, job: u64, ask: Ask, office: &mut impl Office) -> Result<Said, Refusal> {
        if let Ask::Prepare(wanted) = ask {
            // The old one goes before the new one comes: a model is large.
            self.open = None;
            let course = prepare(&wanted)?;
            let size = course.size();
            self.open = Some(Open { job, course, pieces: BTreeMap::new() });
            return Ok(Said::Ready(size));
        }
        let Some(open) = self.open.as_mut().filter(|open| open.job == job) else {
            let message = format!("job {job} was not prepared here");
            return Err(Refusal::Fault(Fault::Unreadable(message)));
        };
        match ask {
            Ask::Rows { from, to, wave } => {
                let mut spoke = office.now();
                let mut told = |part: f64| {
                    let now = office.now();
                    if now - spoke >= BETWEEN_WORDS {
                        spoke = now;
                        office.post(encode(&Response { job, said: Said::Part(part) }));
                    }
                };
                let base = wave.as_ref().map_or(0, |wave| wave.base);
                let asked = wave.as_ref().map(|wave| wave.asked.as_slice());
                let rows = open.course.rows_of(asked, from - base..to - base, &mut told)?;
                open.pieces.insert(from, rows.clone());
                Ok(Said::Rows(rows))
            }
            Ask::Report { from, rows, new, state } => {
                open.pieces.extend(new);
                // Rows of earlier waves are in the state.
                open.pieces = open.pieces.split_off(&from);
                let pieces: Vec<&[u8]> =
                    open.pieces.range(..rows).map(|(_, bytes)| bytes.as_slice()).collect();
                Ok(match open.course.go_on(state.as_deref(), &pieces)? {
                    Next::Found(finding) => Said::Found(Box::new(finding)),
                    Next::More { state, wave, rows, part } => Said::More { state, wave, rows, part },
                })
            }
            Ask::Prepare(_) => unreachable!("it was answered above"),
        }
    }
}

fn prepare(job: &Job) -> Result<Box<dyn Course>, Refusal> {
    match &job.study {
        Study::Actuals(known) => Ok(Box::new(actuals::course::Four::of(job, known)?)),
        Study::Anatomy => Ok(Box::new(crate::model_page::course::Told)),
        Study::Evidence => Ok(Box::new(evidence::course::Runs::of(job)?)),
        Study::Backtest => Ok(Box::new(backtest::course::Backtest::of(job)?)),
        Study::Bands => Ok(Box::new(backtest::band::Draws::of(job)?)),
        Study::Chances { asked, goals } => Ok(Box::new(chances::course::Ensemble::of(job, asked, goals)?)),
        Study::Matters { method, causes } => Ok(Box::new(matters::course::Matters::of(job, method, causes)?)),
        Study::Quotas { asked, metric, until } => {
            Ok(Box::new(quotas::course::Regions::of(job, asked, *metric, *until)?))
        }
        Study::Seek(wish) => Ok(Box::new(seek::course::Search::of(job, wish)?)),
        Study::Why { gauges } => Ok(Box::new(why::course::Why::of(job, gauges)?)),
        Study::Apart { changed, measured } => Ok(Box::new(why::course::Apart::of(job, changed, measured)?)),
    }
}
