//! The bytes that cross between the page and its workers of studies: a job, then parts of it in any order.

use super::{actuals, backtest, chances, evidence, matters, quotas, seek, why};
use crate::wire::{self, Inputs};
use serde::{Deserialize, Serialize};
use sim_core::Scenario;
use sim_core::anatomy::Anatomy;
use sim_core::scenario::Params;
use sim_core::study::ensemble;
use sim_core::study::uncertainty::Cause;
use sim_core::study::why::{Gauge, Measured};
use std::rc::Rc;

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
        /// What they are of, where that was not known at the beginning.
        wave: Option<Wave>,
    },
    /// Say what rows up to a number show, or what is to be done next.
    Report {
        /// The first.
        from: u32,
        /// Behind the last.
        rows: u32,
        /// Rows this worker has not seen: the number of the first, and their bytes.
        new: Vec<(u32, Vec<u8>)>,
        /// Where a job stands that goes on from wave to wave.
        state: Option<Vec<u8>>,
    },
}

/// Rows that follow from what earlier ones said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wave {
    /// The number of the first of them.
    pub base: u32,
    /// What is to be tried, in bytes that only a worker reads.
    pub asked: Vec<u8>,
}

/// What a worker needs once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The place and the plan.
    pub inputs: Inputs,
    /// The place itself.
    pub place: Rc<Scenario>,
    /// The question.
    pub study: Study,
}

impl Job {
    /// The parameters with which the place is run.
    ///
    /// # Errors
    /// The inputs are wrong.
    pub(super) fn params(&self) -> Result<Params, Refusal> {
        crate::desk::params(&self.inputs, &self.place).map_err(Refusal::Fault)
    }
}

/// A question that many rows answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Study {
    /// The model against counted years.
    Backtest,
    /// How far apart draws lie that know the counts of earlier years.
    Bands,
    /// How sure.
    Chances {
        /// What is drawn and how often.
        asked: chances::Asked,
        /// The targets.
        goals: Vec<chances::Goal>,
    },
    /// What would change the answer.
    Matters {
        /// How it is asked.
        method: matters::Method,
        /// What may vary.
        causes: Vec<Cause>,
    },
    /// Why later counts are not what was projected.
    Actuals(Box<actuals::Known>),
    /// What the model is made of.
    Anatomy,
    /// Whether runs are as expected.
    Evidence,
    /// What regions have.
    Quotas {
        /// What is drawn and how often.
        asked: chances::Asked,
        /// What is counted.
        metric: sim_core::scenario::Metric,
        /// Up to the end of this year.
        until: i32,
    },
    /// What to do.
    Seek(seek::Wish),
    /// What moved the answer.
    Why {
        /// Which answers.
        gauges: Vec<Gauge>,
    },
    /// What of the answer is assumed.
    Apart {
        /// The assumption.
        changed: why::Changed,
        /// Which answers.
        measured: Vec<Measured>,
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
    /// To [`Ask::Report`]: so many rows more, then it can say more.
    More {
        /// Where the job stands.
        state: Vec<u8>,
        /// What is to be tried.
        wave: Vec<u8>,
        /// Rows of that.
        rows: u32,
        /// Part of everything that is done, from 0 to 1, as far as that is known.
        part: f64,
    },
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
    /// Whether more rows follow from what these say.
    pub waves: bool,
}

/// What rows show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Finding {
    /// To [`Study::Backtest`].
    Backtest(backtest::Finding),
    /// To [`Study::Bands`].
    Bands(backtest::band::Bands),
    /// To [`Study::Chances`].
    Chances(Box<chances::Finding>),
    /// To [`Study::Matters`].
    Matters(Box<matters::Finding>),
    /// To [`Study::Quotas`].
    Quotas(Box<quotas::Finding>),
    /// To [`Study::Seek`].
    Seek(Box<seek::Finding>),
    /// To [`Study::Why`].
    Why(Box<why::Finding>),
    /// To [`Study::Apart`].
    Apart(Box<why::Apart>),
    /// To [`Study::Actuals`].
    Actuals(actuals::Finding),
    /// To [`Study::Anatomy`].
    Anatomy(Box<Anatomy>),
    /// To [`Study::Evidence`].
    Evidence(Box<evidence::Evidence>),
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
    /// The wish is none, for these reasons.
    Seek(Vec<sim_core::study::seek::Mistake>),
    /// There is nothing to explain.
    Why(sim_core::study::why::Refusal),
}

impl Refusal {
    /// Why a study could not be planned.
    pub(super) fn of_study(refusal: ensemble::Refusal) -> Self {
        match refusal {
            ensemble::Refusal::NothingVaries => Self::NothingVaries,
            ensemble::Refusal::NoCount(first, last) => Self::NoCount(first, last),
            // What else can be wrong with a question the page does not ask.
            other => Self::Fault(wire::Fault::Unreadable(other.to_string())),
        }
    }
}
