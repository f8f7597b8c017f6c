//! Studies: what the pool of workers was asked, how far it is, and what was found.

mod actuals;
mod chances;
mod event;
mod evidence;
mod matters;
mod pursuit;
mod quotas;
pub mod seek;
mod tests;
mod why;

pub use actuals::Actuals;
pub use chances::{Chances, ChancesEvent};
pub use event::StudyEvent;
pub use matters::Matters;
pub use pursuit::{Course, Found, Pursuit};
pub use quotas::Quotas;
pub use seek::Seek;
pub use tests::{Tests, TestsEvent};
pub use why::{Why, WhyEvent};

use super::{Alarm, AppState, DataEvent, Effect, Page};
use crate::notice::Notice;
use crate::study::pool::{Errand, News, Pool, Progress};
use crate::study::wire::{Finding, Job, Study};
use crate::wire::{Fingerprint, Inputs};
use std::rc::Rc;

/// Between two keys that move a slider nothing shall be begun that is ended by the next.
const BEGIN_AFTER_MS: u32 = 600;

/// What is asked for on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inquiry {
    /// The model against counted years.
    Tests,
    /// How far apart draws lie that know the counts of earlier years.
    Bands,
    /// How sure.
    Chances,
    /// What moved the answer.
    Why,
    /// What of it is assumed.
    Apart,
    /// What would change it, one at a time.
    Tornado,
    /// Elementary effects.
    Morris,
    /// Shares of variance.
    Sobol,
    /// What to do.
    Seek,
    /// What the model is made of.
    Anatomy,
    /// How sure each of several plans is, one after the other.
    Compared,
    /// What the regions have.
    Quotas,
    /// Whether runs of the place are as expected.
    Evidence,
    /// Why later counts are not what was projected.
    Actuals,
}

impl Inquiry {
    /// Whether its answer belongs to a plan, and not to a place.
    const fn is_of_plan(self) -> bool {
        !matches!(self, Self::Tests | Self::Bands | Self::Anatomy | Self::Compared | Self::Actuals)
    }

    /// All of them.
    const ALL: [Self; 14] = [
        Self::Tests,
        Self::Bands,
        Self::Chances,
        Self::Why,
        Self::Apart,
        Self::Tornado,
        Self::Morris,
        Self::Sobol,
        Self::Seek,
        Self::Anatomy,
        Self::Compared,
        Self::Quotas,
        Self::Evidence,
        Self::Actuals,
    ];
}

/// All studies of the page.
pub struct Studies {
    /// Its workers.
    pub pool: Pool,
    /// The page of checks.
    pub tests: Tests,
    /// The page of chances.
    pub chances: Chances,
    /// What would change the answer.
    pub matters: Matters,
    /// The page that says why.
    pub why: Why,
    /// The page that seeks.
    pub seek: Seek,
    /// What the regions have.
    pub quotas: Quotas,
    /// Why later counts are not what was projected.
    pub actuals: Actuals,
    /// How often something moved that the workers should make room for.
    rest: u64,
}

impl Studies {
    pub(super) fn with(workers: usize) -> Self {
        Self {
            pool: Pool::of(workers),
            tests: Tests::default(),
            chances: Chances::default(),
            matters: Matters::default(),
            why: Why::default(),
            seek: Seek::default(),
            quotas: Quotas::default(),
            actuals: Actuals::default(),
            rest: 0,
        }
    }
}

impl AppState {
    /// How far a study has come.
    pub fn course(&self, inquiry: Inquiry) -> &Course {
        let studies = &self.studies;
        match inquiry {
            Inquiry::Tests => &studies.tests.course,
            Inquiry::Bands => &studies.tests.bands,
            Inquiry::Chances => &studies.chances.pursuit.course,
            Inquiry::Why => &studies.why.pursuit.course,
            Inquiry::Apart => &studies.why.apart.course,
            Inquiry::Tornado => &studies.matters.tornado.course,
            Inquiry::Morris => &studies.matters.morris.course,
            Inquiry::Sobol => &studies.matters.sobol.course,
            Inquiry::Seek => &studies.seek.pursuit.course,
            Inquiry::Anatomy => &self.model.told,
            Inquiry::Compared => &self.compare.sureness.course,
            Inquiry::Quotas => &studies.quotas.course,
            Inquiry::Evidence => &self.model.evidence.course,
            Inquiry::Actuals => &studies.actuals.course,
        }
    }

    fn course_mut(&mut self, inquiry: Inquiry) -> &mut Course {
        let studies = &mut self.studies;
        match inquiry {
            Inquiry::Tests => &mut studies.tests.course,
            Inquiry::Bands => &mut studies.tests.bands,
            Inquiry::Chances => &mut studies.chances.pursuit.course,
            Inquiry::Why => &mut studies.why.pursuit.course,
            Inquiry::Apart => &mut studies.why.apart.course,
            Inquiry::Tornado => &mut studies.matters.tornado.course,
            Inquiry::Morris => &mut studies.matters.morris.course,
            Inquiry::Sobol => &mut studies.matters.sobol.course,
            Inquiry::Seek => &mut studies.seek.pursuit.course,
            Inquiry::Anatomy => &mut self.model.told,
            Inquiry::Compared => &mut self.compare.sureness.course,
            Inquiry::Quotas => &mut studies.quotas.course,
            Inquiry::Evidence => &mut self.model.evidence.course,
            Inquiry::Actuals => &mut studies.actuals.course,
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
        match event {
            StudyEvent::Answered(seat, bytes, now) => {
                let mut errands = Vec::new();
                let news = self.studies.pool.hear(seat, &bytes, now, &mut errands);
                run(errands, to);
                self.take_news(news);
            }
            StudyEvent::Died(seat, message) => {
                let mut errands = Vec::new();
                let news = self.studies.pool.lose(seat, message, &mut errands);
                run(errands, to);
                self.take_news(news);
            }
            StudyEvent::Stopped(inquiry) => {
                if self.end_study(inquiry, to) {
                    *self.course_mut(inquiry) = Course::Stopped;
                }
                match inquiry {
                    Inquiry::Chances => self.studies.chances.wanted = false,
                    Inquiry::Morris => self.studies.matters.wanted[0] = false,
                    Inquiry::Sobol => self.studies.matters.wanted[1] = false,
                    Inquiry::Compared => self.compare.sureness.wanted = false,
                    _ => {}
                }
            }
            StudyEvent::Started(inquiry) => {
                self.end_study(inquiry, to);
                self.notices.retain(|notice| !matches!(notice, Notice::StudyGone { .. }));
                match inquiry {
                    Inquiry::Morris => self.studies.matters.wanted[0] = true,
                    Inquiry::Sobol => self.studies.matters.wanted[1] = true,
                    // Which plan is the next is found where the page looks what it lives of.
                    Inquiry::Compared => return self.compare.begin_sureness(),
                    _ => {}
                }
                if self.can_ask(inquiry) {
                    self.ask_study(inquiry, to);
                }
            }
            StudyEvent::Tests(event) => self.studies.tests.look(event),
            StudyEvent::Chances(event) => self.chances_happened(event, to),
            StudyEvent::Why(event) => self.why_happened(event, to),
            StudyEvent::Seek(event) => self.seek_happened(event, to),
        }
    }

    /// Which study a job of the pool belongs to.
    fn inquiry_of(&self, job: u64) -> Option<Inquiry> {
        Inquiry::ALL.into_iter().find(|inquiry| *self.course(*inquiry) == Course::Running(job))
    }

    fn take_news(&mut self, news: Option<News>) {
        let Some(news) = news else { return };
        let job = match &news {
            News::Found { job, .. }
            | News::Refused(job, _)
            | News::Restarted(job, _)
            | News::Gone(job, _) => *job,
        };
        let Some(inquiry) = self.inquiry_of(job) else { return };
        match news {
            News::Found { rows, all, finding, .. } => {
                self.take_finding(inquiry, *finding, rows, all);
                if all {
                    *self.course_mut(inquiry) = Course::Done;
                    self.notices.retain(|notice| !matches!(notice, Notice::StudyRestarted { .. }));
                }
            }
            News::Refused(_, refusal) => {
                if inquiry == Inquiry::Compared {
                    self.compare.sureness.wanted = false;
                }
                *self.course_mut(inquiry) = Course::Refused(refusal);
            }
            News::Restarted(_, message) => {
                self.notices.retain(|notice| !matches!(notice, Notice::StudyRestarted { .. }));
                self.tell(Notice::StudyRestarted { message });
            }
            News::Gone(_, message) => {
                if inquiry == Inquiry::Compared {
                    self.compare.sureness.wanted = false;
                }
                *self.course_mut(inquiry) = Course::Gone;
                self.notices.retain(|notice| !matches!(notice, Notice::StudyRestarted { .. }));
                self.tell(Notice::StudyGone { message });
            }
        }
    }

    fn take_finding(&mut self, inquiry: Inquiry, finding: Finding, rows: u32, all: bool) {
        fn found<T>(finding: T, rows: u32, all: bool) -> Found<T> {
            Found { finding: Rc::new(finding), rows, all }
        }
        let studies = &mut self.studies;
        let place = &self.scenario.fingerprint;
        match finding {
            Finding::Backtest(it) => studies.tests.found(place, found(it, rows, all)),
            Finding::Bands(it) => studies.tests.banded(place, found(it, rows, all)),
            Finding::Chances(it) if inquiry == Inquiry::Compared => {
                self.compare.sureness.take(found(*it, rows, all));
            }
            Finding::Chances(it) => studies.chances.pursuit.take(found(*it, rows, all)),
            Finding::Matters(it) => {
                let matters = &mut studies.matters;
                let pursuit = match inquiry {
                    Inquiry::Morris => &mut matters.morris,
                    Inquiry::Sobol => &mut matters.sobol,
                    _ => &mut matters.tornado,
                };
                pursuit.take(found(*it, rows, all));
            }
            Finding::Quotas(it) => studies.quotas.take(found(*it, rows, all)),
            Finding::Seek(it) => studies.seek.pursuit.take(found(*it, rows, all)),
            Finding::Why(it) => studies.why.pursuit.take(found(*it, rows, all)),
            Finding::Apart(it) => studies.why.apart.take(found(*it, rows, all)),
            Finding::Evidence(it) => self.model.evidence.take(found(*it, rows, all)),
            Finding::Actuals(it) => studies.actuals.take(found(it, rows, all)),
            Finding::Anatomy(it) => self.model.anatomy = Some(Rc::new(*it)),
        }
    }

    /// Ends what the pool does for a study; says whether it did anything.
    fn end_study(&mut self, inquiry: Inquiry, to: &mut Vec<Effect>) -> bool {
        let Course::Running(job) = *self.course(inquiry) else { return false };
        let mut errands = Vec::new();
        self.studies.pool.drop_job(job, &mut errands);
        run(errands, to);
        true
    }

    pub(in crate::state) fn ask_study(&mut self, inquiry: Inquiry, to: &mut Vec<Effect>) {
        let study = match inquiry {
            Inquiry::Tests => Study::Backtest,
            Inquiry::Bands => Study::Bands,
            Inquiry::Anatomy => Study::Anatomy,
            Inquiry::Chances => {
                self.studies.chances.pursuit.at_work = Some(self.chances_cause());
                Study::Chances { asked: self.studies.chances.asked.clone(), goals: self.chances_goals() }
            }
            Inquiry::Seek => {
                self.studies.seek.pursuit.at_work = Some(self.seek_cause());
                Study::Seek(self.wish())
            }
            Inquiry::Quotas => {
                self.studies.quotas.at_work = Some(self.quotas_cause());
                let (metric, until) = (self.quota().metric, self.quota_year());
                Study::Quotas { asked: self.studies.chances.asked.clone(), metric, until }
            }
            Inquiry::Evidence => return self.ask_evidence(to),
            Inquiry::Why => {
                self.studies.why.pursuit.at_work = Some(self.why_cause());
                Study::Why { gauges: self.why_gauges() }
            }
            Inquiry::Tornado | Inquiry::Morris | Inquiry::Sobol => {
                let method = self.method_of(inquiry);
                let cause = Some(self.matters_cause(&method));
                let matters = &mut self.studies.matters;
                match inquiry {
                    Inquiry::Tornado => matters.tornado.at_work = cause,
                    Inquiry::Morris => matters.morris.at_work = cause,
                    _ => matters.sobol.at_work = cause,
                }
                Study::Matters { method, causes: self.matters_causes() }
            }
            // These are asked about plans that are not the present one.
            Inquiry::Compared | Inquiry::Actuals => return,
            Inquiry::Apart => {
                let Some(changed) = self.changed() else { return };
                self.studies.why.apart.at_work = Some(self.apart_cause());
                Study::Apart { changed, measured: self.why_measured() }
            }
        };
        let inputs = self.inputs_without_seed();
        self.ask_pool(inquiry, inputs, study, to);
    }

    /// Gives the pool a question about some inputs.
    pub(in crate::state) fn ask_pool(
        &mut self,
        inquiry: Inquiry,
        inputs: Inputs,
        study: Study,
        to: &mut Vec<Effect>,
    ) {
        let mut errands = Vec::new();
        let job =
            self.studies.pool.take(Job { inputs, place: Rc::clone(&self.scenario), study }, &mut errands);
        *self.course_mut(inquiry) = Course::Running(job);
        run(errands, to);
    }

    /// Asks for what the page that is shown lives of, once its place is there.
    pub(super) fn study_next(&mut self, to: &mut Vec<Effect>) {
        if self.arriving.as_ref().is_some_and(|arriving| !arriving.missed) {
            return;
        }
        if self.page == Page::Tests {
            self.tests_next(to);
        }
        self.chances_next(to);
        self.matters_next(to);
        match self.page {
            Page::Why => self.why_next(to),
            Page::Seek => self.seek_next(),
            Page::Model => self.model_next(to),
            Page::Compare => self.sureness_next(to),
            Page::Indicators => self.quotas_next(to),
            // What is asked there, and how, came with the page.
            Page::Data => self.tell_hand(DataEvent::Looked, to),
            _ => {}
        }
    }

    /// The sliders moved: the machine belongs to them until they rest.
    pub(super) fn studies_make_room(&mut self, to: &mut Vec<Effect>) {
        self.studies.rest += 1;
        self.plan_changed(to);
        let mut errands = Vec::new();
        self.studies.pool.pause(&mut errands);
        run(errands, to);
    }

    /// The sliders, the targets or the place changed: what is under way may be of something else.
    pub(super) fn plan_changed(&mut self, to: &mut Vec<Effect>) {
        // The shares are those of factors that are known from one at a time: that one first.
        for inquiry in Inquiry::ALL.into_iter().filter(|inquiry| inquiry.is_of_plan()) {
            let cause = self.cause_of(inquiry);
            if self.at_work(inquiry) == Some(cause) {
                continue;
            }
            self.end_study(inquiry, to);
            // What died twice is not tried again by itself.
            if *self.course(inquiry) != Course::Gone {
                *self.course_mut(inquiry) = Course::Idle;
            }
            let Studies { chances, matters, why, seek, quotas, .. } = &mut self.studies;
            match inquiry {
                Inquiry::Chances => chances.pursuit.turn_to(cause),
                Inquiry::Why => why.pursuit.turn_to(cause),
                Inquiry::Apart => why.apart.turn_to(cause),
                Inquiry::Tornado => matters.tornado.turn_to(cause),
                Inquiry::Morris => matters.morris.turn_to(cause),
                Inquiry::Sobol => matters.sobol.turn_to(cause),
                Inquiry::Seek => seek.pursuit.turn_to(cause),
                Inquiry::Quotas => quotas.turn_to(cause),
                Inquiry::Evidence => self.model.evidence.turn_to(cause),
                Inquiry::Tests | Inquiry::Bands | Inquiry::Anatomy | Inquiry::Compared | Inquiry::Actuals => {
                }
            }
        }
    }

    /// What a study of what the sliders show would be of; only of those that belong to a plan.
    fn cause_of(&self, inquiry: Inquiry) -> Fingerprint {
        match inquiry {
            Inquiry::Chances => self.chances_cause(),
            Inquiry::Why => self.why_cause(),
            Inquiry::Apart => self.apart_cause(),
            Inquiry::Seek => self.seek_cause(),
            Inquiry::Quotas => self.quotas_cause(),
            Inquiry::Evidence => self.wanted,
            _ => self.matters_cause(&self.method_of(inquiry)),
        }
    }

    fn at_work(&self, inquiry: Inquiry) -> Option<Fingerprint> {
        let Studies { chances, matters, why, seek, quotas, .. } = &self.studies;
        match inquiry {
            Inquiry::Chances => chances.pursuit.at_work,
            Inquiry::Why => why.pursuit.at_work,
            Inquiry::Apart => why.apart.at_work,
            Inquiry::Tornado => matters.tornado.at_work,
            Inquiry::Morris => matters.morris.at_work,
            Inquiry::Sobol => matters.sobol.at_work,
            Inquiry::Seek => seek.pursuit.at_work,
            Inquiry::Quotas => quotas.at_work,
            Inquiry::Evidence => self.model.evidence.at_work,
            Inquiry::Tests | Inquiry::Bands | Inquiry::Anatomy | Inquiry::Compared | Inquiry::Actuals => None,
        }
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
            run(errands, to);
        }
    }

    /// The place changed: what was found there is kept, what is under way is not.
    pub(super) fn leave_studies(&mut self, to: &mut Vec<Effect>) {
        for inquiry in Inquiry::ALL {
            self.end_study(inquiry, to);
            *self.course_mut(inquiry) = Course::Idle;
        }
        self.studies.tests.leave();
        self.studies.chances.leave();
        self.studies.why.leave();
        self.studies.matters.leave();
        self.studies.seek.leave();
        self.model.leave();
        self.studies.quotas.leave();
        self.studies.actuals.leave();
    }
}

fn run(errands: Vec<Errand>, to: &mut Vec<Effect>) {
    to.extend(errands.into_iter().map(|errand| match errand {
        Errand::Send(seat, bytes) => Effect::AskStudy(seat, bytes),
        Errand::End(seat) => Effect::EndStudy(seat),
    }));
}
