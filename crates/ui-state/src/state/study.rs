//! Studies: what the pool of workers was asked, how far it is, and what was found.

use super::{Alarm, AppState, Effect, Page};
use crate::notice::Notice;
use crate::study::backtest::{self, Look};
use crate::study::pool::{Errand, News, Pool, Progress};
use crate::study::wire::{Finding, Job, Refusal, Study};
use sim_core::scenario::Observed;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Between two keys that move a slider nothing shall be begun that is ended by the next.
const BEGIN_AFTER_MS: u32 = 600;

/// What is asked for on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inquiry {
    /// The model against counted years.
    Tests,
}

/// What happened to a study or on its page.
#[derive(Clone, Debug, PartialEq)]
pub enum StudyEvent {
    /// Bytes came from a worker of the pool, by its number, at a time in milliseconds.
    Answered(usize, Vec<u8>, f64),
    /// A worker died, saying this.
    Died(usize, String),
    /// No more is wanted; what is there stays.
    Stopped(Inquiry),
    /// It is wanted again.
    Started(Inquiry),
    /// Another fit year is looked at.
    FitYearChosen(i32),
    /// Another count is looked at.
    VariableChosen(Observed),
    /// Registrations of the test years shall be those that were counted, or projected.
    RegistrationsChosen {
        /// As counted.
        counted: bool,
    },
    /// Conversion shall stop in the fit year, or go on as known.
    ConversionChosen {
        /// Stopped.
        frozen: bool,
    },
    /// Increments shall be added to the last known count, or not.
    AnchorChosen {
        /// Added to it.
        anchored: bool,
    },
}

/// How far a study has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Course {
    /// Nobody asked.
    #[default]
    Idle,
    /// The pool works at it, by its number there.
    Running(u64),
    /// All of it is there.
    Done,
    /// The reader stopped it.
    Stopped,
    /// It has no answer.
    Refused(Refusal),
    /// Workers died twice with the same part of it.
    Gone,
}

/// The page of checks.
#[derive(Debug, Default)]
pub struct Tests {
    /// How far it has come at this place.
    pub course: Course,
    /// What is looked at.
    pub look: Look,
    /// What was found, by the fingerprint of the place.
    found: BTreeMap<String, Found<backtest::Finding>>,
}

/// What was found, and how much of the whole it rests on.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// It.
    pub finding: Rc<T>,
    /// Rows behind it.
    pub rows: u32,
    /// Whether these are all.
    pub all: bool,
}

/// All studies of the page.
#[derive(Debug)]
pub struct Studies {
    /// Its workers.
    pub pool: Pool,
    /// The page of checks.
    pub tests: Tests,
    /// How often something moved that the workers should make room for.
    rest: u64,
}

impl Studies {
    pub(super) fn with(workers: usize) -> Self {
        Self { pool: Pool::of(workers), tests: Tests::default(), rest: 0 }
    }
}

impl AppState {
    /// What was found at this place about the model against counted years.
    pub fn tested(&self) -> Option<&Found<backtest::Finding>> {
        self.studies.tests.found.get(&self.scenario.fingerprint)
    }

    /// How far a study has come.
    pub fn course(&self, inquiry: Inquiry) -> &Course {
        match inquiry {
            Inquiry::Tests => &self.studies.tests.course,
        }
    }

    fn course_mut(&mut self, inquiry: Inquiry) -> &mut Course {
        match inquiry {
            Inquiry::Tests => &mut self.studies.tests.course,
        }
    }

    /// How far the rows of a study have come; nothing where none is running.
    pub fn study_progress(&self, inquiry: Inquiry) -> Option<Progress> {
        match self.course(inquiry) {
            Course::Running(job) => Some(self.studies.pool.progress(*job)),
            _ => None,
        }
    }

    pub(super) fn study_happened(&mut self, event: StudyEvent, to: &mut Vec<Effect>) {
        let look = &mut self.studies.tests.look;
        match event {
            StudyEvent::Answered(seat, bytes, now) => {
                let mut errands = Vec::new();
                let news = self.studies.pool.hear(seat, &bytes, now, &mut errands);
                self.run_errands(errands, to);
                self.take_news(news);
            }
            StudyEvent::Died(seat, message) => {
                let mut errands = Vec::new();
                let news = self.studies.pool.lose(seat, message, &mut errands);
                self.run_errands(errands, to);
                self.take_news(news);
            }
            StudyEvent::Stopped(inquiry) => {
                if self.end_study(inquiry, to) {
                    *self.course_mut(inquiry) = Course::Stopped;
                }
            }
            StudyEvent::Started(inquiry) => {
                self.end_study(inquiry, to);
                self.notices.retain(|notice| !matches!(notice, Notice::StudyGone { .. }));
                *self.course_mut(inquiry) = Course::Idle;
                self.ask_study(inquiry, to);
            }
            StudyEvent::FitYearChosen(year) => look.fit_year = year,
            StudyEvent::VariableChosen(variable) => look.variable = variable,
            StudyEvent::RegistrationsChosen { counted } => look.registrations = counted,
            StudyEvent::ConversionChosen { frozen } => look.frozen = frozen,
            StudyEvent::AnchorChosen { anchored } => look.anchored = anchored,
        }
    }

    fn run_errands(&self, errands: Vec<Errand>, to: &mut Vec<Effect>) {
        to.extend(errands.into_iter().map(|errand| match errand {
            Errand::Send(seat, bytes) => Effect::AskStudy(seat, bytes),
            Errand::End(seat) => Effect::EndStudy(seat),
        }));
    }

    /// Which study a job of the pool belongs to.
    fn inquiry_of(&self, job: u64) -> Option<Inquiry> {
        [Inquiry::Tests].into_iter().find(|inquiry| *self.course(*inquiry) == Course::Running(job))
    }

    fn take_news(&mut self, news: Option<News>) {
        match news {
            None => {}
            Some(News::Found { job, rows, all, finding }) => {
                let Some(inquiry) = self.inquiry_of(job) else { return };
                match *finding {
                    Finding::Backtest(finding) => {
                        let found = Found { finding: Rc::new(finding), rows, all };
                        self.studies.tests.found.insert(self.scenario.fingerprint.clone(), found);
                    }
                }
                if all {
                    *self.course_mut(inquiry) = Course::Done;
                    self.notices.retain(|notice| !matches!(notice, Notice::StudyRestarted { .. }));
                }
            }
            Some(News::Refused(job, refusal)) => {
                if let Some(inquiry) = self.inquiry_of(job) {
                    *self.course_mut(inquiry) = Course::Refused(refusal);
                }
            }
            Some(News::Restarted(job, message)) => {
                if self.inquiry_of(job).is_some() {
                    self.notices.retain(|notice| !matches!(notice, Notice::StudyRestarted { .. }));
                    self.tell(Notice::StudyRestarted { message });
                }
            }
            Some(News::Gone(job, message)) => {
                if let Some(inquiry) = self.inquiry_of(job) {
                    *self.course_mut(inquiry) = Course::Gone;
                    self.notices.retain(|notice| !matches!(notice, Notice::StudyRestarted { .. }));
                    self.tell(Notice::StudyGone { message });
                }
            }
        }
    }

    /// Ends what the pool does for a study; says whether it did anything.
    fn end_study(&mut self, inquiry: Inquiry, to: &mut Vec<Effect>) -> bool {
        let Course::Running(job) = *self.course(inquiry) else { return false };
        let mut errands = Vec::new();
        self.studies.pool.drop_job(job, &mut errands);
        self.run_errands(errands, to);
        true
    }

    fn ask_study(&mut self, inquiry: Inquiry, to: &mut Vec<Effect>) {
        let job = Job {
            inputs: self.inputs(),
            texts: self.texts.get(&self.scenario.key).map(|texts| (**texts).clone()),
            study: match inquiry {
                Inquiry::Tests => Study::Backtest,
            },
        };
        let mut errands = Vec::new();
        let job = self.studies.pool.take(job, &mut errands);
        *self.course_mut(inquiry) = Course::Running(job);
        self.run_errands(errands, to);
    }

    /// Asks for what the page that is shown lives of, once its place is there.
    pub(super) fn study_next(&mut self, to: &mut Vec<Effect>) {
        let is_here = self.arriving.as_ref().is_none_or(|arriving| arriving.missed);
        if self.page == Page::Tests && is_here && self.studies.tests.course == Course::Idle {
            match self.tested() {
                Some(found) if found.all => self.studies.tests.course = Course::Done,
                // Where nobody counted there is nothing to send for.
                _ if self.scenario.history.is_empty() => {
                    let nothing = sim_core::study::backtest::Refusal::NoHistory;
                    self.studies.tests.course = Course::Refused(Refusal::Backtest(nothing));
                }
                _ => self.ask_study(Inquiry::Tests, to),
            }
        }
    }

    /// The sliders moved: the machine belongs to them until they rest.
    pub(super) fn studies_make_room(&mut self, to: &mut Vec<Effect>) {
        self.studies.rest += 1;
        let mut errands = Vec::new();
        self.studies.pool.pause(&mut errands);
        self.run_errands(errands, to);
    }

    /// Nothing moves any more: somewhat later studies go on.
    pub(super) fn settle_studies(&mut self, to: &mut Vec<Effect>) {
        if self.studies.pool.is_fresh() {
            self.studies_go_on(self.studies.rest, to);
        } else {
            to.push(Effect::Wake { after_ms: BEGIN_AFTER_MS, alarm: Alarm::Study(self.studies.rest) });
        }
    }

    /// Nothing has moved since the rest of this number began.
    pub(super) fn studies_go_on(&mut self, rest: u64, to: &mut Vec<Effect>) {
        if rest == self.studies.rest {
            let mut errands = Vec::new();
            self.studies.pool.go_on(&mut errands);
            self.run_errands(errands, to);
        }
    }

    /// The place changed: what was found there is kept, what is under way is not.
    pub(super) fn leave_studies(&mut self, to: &mut Vec<Effect>) {
        self.end_study(Inquiry::Tests, to);
        self.studies.tests.course = Course::Idle;
        self.studies.tests.look = Look::default();
    }
}
