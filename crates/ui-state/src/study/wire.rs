//! The bytes that cross between the page and its workers of studies: a job, then parts of it in any order.

use super::{backtest, chances};
use crate::atlas::Texts;
use crate::wire::{self, Inputs};
use serde::{Deserialize, Serialize};

/// Page to worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The job it belongs to; comes back with every answer.
    pub job: u64,
    /// What is to be done.
    pub ask: Ask,
}

/// A step of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Get ready: what follows belongs to this job.
    Prepare(Box<Job>),
    /// Compute the rows from a number up to another.
    Rows {
        /// The first.
        from: u32,
        /// Behind the last.
        to: u32,
    },
    /// Say what the first so many rows show.
    Report {
        /// How many.
        rows: u32,
        /// Rows this worker has not seen: the number of the first, and their bytes.
        new: Vec<(u32, Vec<u8>)>,
    },
}

/// What a worker needs once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The place and the plan.
    pub inputs: Inputs,
    /// The texts of a scenario that does not come with the program.
    pub texts: Option<Texts>,
    /// The question.
    pub study: Study,
}

/// A question that many rows answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Study {
    /// The model against counted years.
    Backtest,
    /// How sure.
    Chances {
        /// What is drawn and how often.
        asked: chances::Asked,
        /// The targets.
        goals: Vec<chances::Goal>,
    },
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The job; 0 for a request that could not be read.
    pub job: u64,
    /// What there is to say.
    pub said: Said,
}

/// What a worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// To [`Ask::Prepare`].
    Ready(Size),
    /// While it computes rows: the part of them that is done, from 0 to 1.
    Part(f64),
    /// To [`Ask::Rows`]: bytes that only a worker reads.
    Rows(Vec<u8>),
    /// To [`Ask::Report`].
    Found(Box<Finding>),
    /// There is no answer, whatever is tried.
    Refused(Refusal),
}

/// How large a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// Rows of all of it.
    pub rows: u32,
    /// Rows that are enough to say something; all of them where only the whole says anything.
    pub first: u32,
}

/// What rows show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Finding {
    /// To [`Study::Backtest`].
    Backtest(backtest::Finding),
    /// To [`Study::Chances`].
    Chances(Box<chances::Finding>),
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Refusal {
    /// A run broke or the inputs are wrong.
    Fault(wire::Fault),
    /// There is nothing to test on.
    Backtest(sim_core::study::backtest::Refusal),
    /// Everything that could vary is held.
    NothingVaries,
    /// No count lies in the run's whole years, from the first to the last.
    NoCount(i32, i32),
}
