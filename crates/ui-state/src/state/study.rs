//! Studies: what the pool of workers was asked, how far it is, and what was found.

use super::asking::Known;
use super::{Alarm, AppState, Effect, Page};
use crate::notice::Notice;
use crate::study::backtest::{self, Look};
use crate::study::chances::{self, Asked, Goal};
use crate::study::pool::{Errand, News, Pool, Progress};
use crate::study::wire::{Finding, Job, Refusal, Study};
use crate::wire::{Fingerprint, Inputs, encode};
use sim_core::scenario::{Metric, Observed};
use sim_core::study::ensemble::{Curve, Watched};
use sim_core::study::uncertainty::Cause;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Between two keys that move a slider nothing shall be begun that is ended by the next.
const BEGIN_AFTER_MS: u32 = 600;

/// What is asked for on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inquiry {
    /// The model against counted years.
    Tests,
    /// How sure.
    Chances,
}

impl Inquiry {
    /// All of them.
    const ALL: [Self; 2] = [Self::Tests, Self::Chances];
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
    /// The fan of another figure is looked at.
    WatchedChosen(Watched),
    /// The fan of another curve is looked at.
    CurveChosen(Curve),
    /// Runs shall differ by this too, or no longer.
    CauseToggled(Cause),
    /// So many runs are wanted.
    RunsChosen(u32),
    /// Other draws are wanted: those of the next seed.
    OtherDraws,
    /// Runs shall count by how near they come to what was counted, or all alike.
    ConditionToggled,
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

/// The page of chances.
pub struct Chances {
    /// How far the study of what the sliders show has come.
    pub course: Course,
    /// What is asked.
    pub asked: Asked,
    /// Whose fan is looked at.
    pub what: Watched,
    /// Which curve.
    pub curve: Curve,
    /// Whether somebody wants to know: then every plan that rests is asked about.
    wanted: bool,
    /// What was found, by what it was asked about.
    found: Known<Found<chances::Finding>>,
    /// What is shown.
    shown: Option<(Fingerprint, Found<chances::Finding>)>,
    /// What the pool works at.
    at_work: Option<Fingerprint>,
}

impl Default for Chances {
    fn default() -> Self {
        Self {
            course: Course::default(),
            asked: Asked::default(),
            what: Watched::Metric(Metric::Professionals),
            curve: Curve::Plan,
            wanted: false,
            // Some hundred kB each.
            found: Known::with_room(16),
            shown: None,
            at_work: None,
        }
    }
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
pub struct Studies {
    /// Its workers.
    pub pool: Pool,
    /// The page of checks.
    pub tests: Tests,
    /// The page of chances.
    pub chances: Chances,
    /// How often something moved that the workers should make room for.
    rest: u64,
}

impl Studies {
    pub(super) fn with(workers: usize) -> Self {
        Self { pool: Pool::of(workers), tests: Tests::default(), chances: Chances::default(), rest: 0 }
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
            Inquiry::Chances => &self.studies.chances.course,
        }
    }

    fn course_mut(&mut self, inquiry: Inquiry) -> &mut Course {
        match inquiry {
            Inquiry::Tests => &mut self.studies.tests.course,
            Inquiry::Chances => &mut self.studies.chances.course,
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
                if inquiry == Inquiry::Chances {
                    self.studies.chances.wanted = false;
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
            StudyEvent::WatchedChosen(what) => self.studies.chances.what = what,
            StudyEvent::CurveChosen(curve) => self.studies.chances.curve = curve,
            StudyEvent::CauseToggled(cause) => {
                let causes = &mut self.studies.chances.asked.causes;
                let on = !causes.contains(&cause);
                // Always in one order, so that the same question is found again.
                *causes = Cause::ALL
                    .into_iter()
                    .filter(|it| if *it == cause { on } else { causes.contains(it) })
                    .collect();
                self.ask_chances_again(to);
            }
            StudyEvent::RunsChosen(runs) => {
                self.studies.chances.asked.runs = runs;
                self.ask_chances_again(to);
            }
            StudyEvent::OtherDraws => {
                self.studies.chances.asked.seed += 1;
                self.ask_chances_again(to);
            }
            StudyEvent::ConditionToggled => {
                let asked = &mut self.studies.chances.asked;
                asked.conditioned = !asked.conditioned;
                self.ask_chances_again(to);
            }
        }
    }

    /// What is known of how sure the plan is, perhaps of an earlier one, and whether it is of an earlier one.
    pub fn chances(&self) -> Option<(&Found<chances::Finding>, bool)> {
        let (of, found) = self.studies.chances.shown.as_ref()?;
        Some((found, *of != self.chances_cause()))
    }

    /// Whose fan is looked at: the chosen figure, as far as this place watches it.
    pub fn chances_look(&self) -> (Watched, Curve) {
        let Chances { what, curve, shown, .. } = &self.studies.chances;
        let watched = shown.as_ref().map(|(_, found)| found.finding.watched()).unwrap_or_default();
        let what = if watched.contains(what) { *what } else { watched.first().copied().unwrap_or(*what) };
        (what, *curve)
    }

    /// Whether runs can be held against what was counted here.
    pub fn has_counts(&self) -> bool {
        let grid = self.scenario.grid;
        let years = grid.start.plus(11).year()..=grid.end.plus(1).year() - 1;
        self.scenario.history.iter().any(|count| years.contains(&count.year) && count.value > 0.0)
    }

    fn chances_goals(&self) -> Vec<Goal> {
        self.aims().iter().filter_map(Goal::of).collect()
    }

    /// What a study of what the sliders show would be of.
    fn chances_cause(&self) -> Fingerprint {
        let inputs = self.inputs_without_seed().fingerprint(&self.scenario.fingerprint);
        let all = encode(&(inputs, &self.studies.chances.asked, self.chances_goals()));
        Fingerprint(xxhash_rust::xxh3::xxh3_128(&all))
    }

    /// The question changed: whoever works at the old one is ended, and the new one is asked.
    fn ask_chances_again(&mut self, to: &mut Vec<Effect>) {
        self.end_study(Inquiry::Chances, to);
        self.notices.retain(|notice| !matches!(notice, Notice::StudyGone { .. }));
        self.studies.chances.course = Course::Idle;
        self.studies.chances.wanted = true;
    }

    /// Other targets are set: the same draws are judged by them.
    pub(super) fn goals_changed(&mut self, to: &mut Vec<Effect>) {
        self.chances_changed(to);
    }

    /// The sliders, the targets or the place changed: what is under way is of something else.
    fn chances_changed(&mut self, to: &mut Vec<Effect>) {
        let cause = self.chances_cause();
        if self.studies.chances.at_work == Some(cause)
            && matches!(self.studies.chances.course, Course::Running(_))
        {
            return;
        }
        self.end_study(Inquiry::Chances, to);
        // What died twice is not tried again by itself.
        if self.studies.chances.course != Course::Gone {
            self.studies.chances.course = Course::Idle;
        }
        if let Some(found) = self.studies.chances.found.get(cause) {
            self.studies.chances.shown = Some((cause, found.clone()));
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
        Inquiry::ALL.into_iter().find(|inquiry| *self.course(*inquiry) == Course::Running(job))
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
                    Finding::Chances(finding) => {
                        let found = Found { finding: Rc::new(*finding), rows, all };
                        if let Some(cause) = self.studies.chances.at_work {
                            self.studies.chances.shown = Some((cause, found.clone()));
                            self.studies.chances.found.put(cause, found);
                        }
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
        let study = match inquiry {
            Inquiry::Tests => Study::Backtest,
            Inquiry::Chances => {
                self.studies.chances.at_work = Some(self.chances_cause());
                Study::Chances { asked: self.studies.chances.asked.clone(), goals: self.chances_goals() }
            }
        };
        let inputs: Inputs = self.inputs_without_seed();
        let texts = self.texts.get(&self.scenario.key).map(|texts| (**texts).clone());
        let job = Job { inputs, texts, study };
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
        if !is_here {
            return;
        }
        self.studies.chances.wanted |= self.page == Page::Chances;
        let shown_here = matches!(self.page, Page::Chances | Page::Plan);
        if self.studies.chances.wanted && shown_here && self.studies.chances.course == Course::Idle {
            let known = self.studies.chances.found.get(self.chances_cause());
            if known.is_some_and(|found| found.all) {
                self.studies.chances.course = Course::Done;
            } else {
                self.ask_study(Inquiry::Chances, to);
            }
        }
    }

    /// The sliders moved: the machine belongs to them until they rest.
    pub(super) fn studies_make_room(&mut self, to: &mut Vec<Effect>) {
        self.studies.rest += 1;
        self.chances_changed(to);
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
        for inquiry in Inquiry::ALL {
            self.end_study(inquiry, to);
            *self.course_mut(inquiry) = Course::Idle;
        }
        self.studies.chances.shown = None;
        self.studies.chances.asked.conditioned = false;
        self.studies.tests.look = Look::default();
    }
}
