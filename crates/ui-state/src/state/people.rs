//! The page of persons: what its worker was asked, what came, what is looked at.

use super::{Alarm, AppState, Effect, Page};
use crate::notice::Notice;
use crate::people::headline::Lines;
use crate::people::wire::{Chance, Refusal, Report, Request, Response, Size};
use crate::people::{Cut, Detail, Headline};
use crate::wire::{Fingerprint, decode, encode};
use sim_core::agents::biography::{Life, Turn};
use sim_core::agents::{FEATURES, Features};
use std::rc::Rc;

/// One run in detail, then so many more in headlines.
pub const RUNS: u32 = 20;
/// Between two keys that move a slider nobody shall be begun who is ended by the next.
const BEGIN_AFTER_MS: u32 = 600;
/// From one year to the next while they play.
const YEAR_AFTER_MS: u32 = 1400;

/// What happened on the page of persons.
#[derive(Clone, Debug, PartialEq)]
pub enum PeopleEvent {
    /// Bytes came from its worker, at a time in milliseconds.
    Answered(Vec<u8>, f64),
    /// The worker died, saying this.
    Died(String),
    /// No further run is wanted.
    Stopped,
    /// Runs are wanted again.
    Started,
    /// Another seed is wanted: the next.
    OtherLuck,
    /// The yearly luck of exams shall be drawn too, or no longer.
    ShocksToggled,
    /// What persons have that cells do not, by its number among [`FEATURES`], is switched on or off.
    FeatureToggled(usize),
    /// Each agent shall stand for so many persons.
    WeightChosen(u32),
    /// A year is looked at, by its number from 0.
    YearChosen(usize),
    /// Years shall go by, or stand still.
    PlayToggled,
    /// Flows shall be told apart otherwise.
    CutChosen(Cut),
    /// Another count shall be compared.
    HeadlineChosen(Headline),
    /// Runs shall be shown as gaps from the aggregate model (or as numbers).
    GapsChosen(bool),
    /// Lives with this turn are wanted; `None` for anybody's.
    TurnChosen(Option<Turn>),
    /// The next life.
    NextLife,
}

/// What the runs shown or wanted belong to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cause {
    /// The plan.
    pub plan: Fingerprint,
    /// The luck.
    pub chance: Chance,
}

/// How far the runs have come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage {
    /// The page was never opened.
    #[default]
    Idle,
    /// Until nothing moves any more.
    Waiting,
    /// The worker works.
    Running(Progress),
    /// All runs are there.
    Done,
    /// The reader stopped it.
    Stopped,
    /// There is no run.
    Refused(Refusal),
    /// The worker died twice.
    Gone,
}

/// Progress of the worker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Size of a run, once it is known.
    pub size: Option<Size>,
    /// Runs that are done.
    pub runs: u32,
    /// Part of the next one that is done.
    pub part: f64,
    /// When the worker spoke first, milliseconds.
    began: Option<f64>,
    /// When it spoke last.
    now: f64,
}

impl Progress {
    /// Part of all runs that is done.
    pub fn done(&self) -> f64 {
        (f64::from(self.runs) + self.part) / f64::from(RUNS)
    }

    /// Seconds that are left, once enough is done to tell.
    pub fn seconds_left(&self) -> Option<f64> {
        let (done, passed) = (self.done(), self.now - self.began?);
        (done > 0.02 && passed > 0.0).then(|| passed / 1000.0 * (1.0 - done) / done)
    }
}

/// Everybody in the runs that are shown.
#[derive(Clone, Debug)]
pub struct Cast {
    /// What they belong to.
    pub cause: Cause,
    /// The first run.
    pub detail: Rc<Detail>,
    /// The aggregate model.
    pub expected: Lines,
    /// The runs so far, the first among them.
    pub runs: Vec<Lines>,
}

/// The page of persons.
#[derive(Debug)]
pub struct People {
    /// What decides luck.
    pub chance: Chance,
    /// Bytes that agents may take.
    pub memory: u64,
    /// How far the runs have come.
    pub stage: Stage,
    /// What is shown.
    pub cast: Option<Cast>,
    /// The year that is looked at, by its number.
    pub year: usize,
    /// Whether years go by.
    pub playing: bool,
    /// How flows are told apart.
    pub cut: Cut,
    /// What is compared.
    pub headline: Headline,
    /// Whether as gaps from the aggregate model.
    pub as_gaps: bool,
    /// Whose lives are told.
    pub turn: Option<Turn>,
    /// The number of the life among them.
    pub life: usize,
    asked: Option<(u64, Cause)>,
    last_id: u64,
    deaths: u32,
    tick: u64,
    /// How often the plan changed.
    rest: u64,
}

impl People {
    pub(super) fn new(memory: u64) -> Self {
        Self {
            chance: Chance { seed: 1, shocks: false, weight: None, features: Features::ALL },
            memory,
            stage: Stage::Idle,
            cast: None,
            year: 0,
            playing: false,
            cut: Cut::Places,
            headline: Headline::Professionals,
            as_gaps: false,
            turn: Some(Turn::ConvertedThenCertified),
            life: 0,
            asked: None,
            last_id: 0,
            deaths: 0,
            tick: 0,
            rest: 0,
        }
    }

    /// Years one can look at.
    pub fn years(&self) -> usize {
        self.cast.as_ref().map_or(0, |cast| cast.detail.years.len())
    }

    /// The lives among which one is told.
    pub fn lives(&self) -> &[Life] {
        let Some(cast) = &self.cast else { return &[] };
        let lives = &cast.detail.lives;
        self.turn.map_or(&lives.anybody, |turn| &lives.turns[turn.index()].1)
    }

    /// Whether persons have what cells have not, by its number among [`FEATURES`].
    pub fn has(&self, feature: usize) -> bool {
        FEATURES.get(feature).is_some_and(|(key, _)| self.chance.features.keys().contains(key))
    }

    /// Whether somebody is on their way.
    pub fn is_coming(&self) -> bool {
        matches!(self.stage, Stage::Idle | Stage::Waiting | Stage::Running(_))
    }

    fn is_running(&self) -> bool {
        matches!(self.stage, Stage::Running(_))
    }
}

impl AppState {
    /// Whether the persons shown belong to an earlier plan or other luck.
    pub fn people_are_stale(&self) -> bool {
        self.people.cast.as_ref().is_some_and(|cast| cast.cause != self.people_cause())
    }

    fn people_cause(&self) -> Cause {
        // Their own seed decides their luck, not that of the plan's yearly shocks.
        let plan = self.inputs_without_seed().fingerprint(&self.scenario.fingerprint);
        Cause { plan, chance: self.people.chance }
    }

    /// Another page.
    pub(super) fn turn_to(&mut self, page: Page, to: &mut Vec<Effect>) {
        self.bring(page, to);
        if self.page == page {
            return;
        }
        self.page = page;
        (self.details, self.table, self.entry, self.draft) = (None, None, None, None);
        self.people.playing = false;
        to.push(Effect::ShowLanguage(self.settings.lang));
        self.open_people(to);
        if page == Page::Model {
            self.ask_details();
        }
    }

    /// The first time their page is opened, persons are asked for.
    pub(super) fn open_people(&mut self, to: &mut Vec<Effect>) {
        if self.page == Page::People && self.people.stage == Stage::Idle {
            self.people.stage = Stage::Waiting;
            self.settle_soon(to);
        }
    }

    /// The plan changed: who is being computed belongs to an earlier one.
    pub(super) fn people_changed(&mut self, to: &mut Vec<Effect>) {
        self.notices.retain(|notice| !matches!(notice, Notice::PeopleRestarted { .. }));
        self.people.rest += 1;
        let cause = self.people_cause();
        if self.people.asked.as_ref().is_some_and(|(_, asked)| *asked == cause) {
            return;
        }
        if self.people.is_running() {
            to.push(Effect::StopPeople);
        }
        self.people.asked = None;
        let all_there = |cast: &Cast| cast.cause == cause && cast.runs.len() == RUNS as usize;
        if self.people.cast.as_ref().is_some_and(all_there) {
            self.people.stage = Stage::Done;
            return;
        }
        // A worker that died twice is not tried again by itself.
        if !matches!(self.people.stage, Stage::Idle | Stage::Gone) {
            self.people.stage = Stage::Waiting;
        }
    }

    /// The place changed: nobody there is here.
    pub(super) fn leave_people(&mut self, to: &mut Vec<Effect>) {
        if self.people.is_running() {
            to.push(Effect::StopPeople);
        }
        let People { chance, memory, cut, headline, as_gaps, turn, last_id, rest, .. } = self.people;
        let stage = if self.people.stage == Stage::Idle { Stage::Idle } else { Stage::Waiting };
        let chance = Chance { weight: None, ..chance };
        self.people =
            People { chance, stage, cut, headline, as_gaps, turn, last_id, rest, ..People::new(memory) };
    }

    /// Nothing moves any more: who was waited for is asked for, somewhat later where others are there to be looked at.
    pub(super) fn settle_people(&mut self, to: &mut Vec<Effect>) {
        if self.people.cast.is_none() {
            self.begin_people(self.people.rest, to);
        } else if self.people.stage == Stage::Waiting {
            to.push(Effect::Wake { after_ms: BEGIN_AFTER_MS, alarm: Alarm::People(self.people.rest) });
        }
    }

    /// Nothing has moved since the rest of this number began.
    pub(super) fn begin_people(&mut self, rest: u64, to: &mut Vec<Effect>) {
        if rest == self.people.rest && self.people.stage == Stage::Waiting && self.arriving.is_none() {
            self.people.deaths = 0;
            self.ask_people(to);
        }
    }

    fn ask_people(&mut self, to: &mut Vec<Effect>) {
        let cause = self.people_cause();
        let request = Request {
            id: self.people.last_id + 1,
            inputs: self.inputs_without_seed(),
            place: Rc::clone(&self.scenario),
            chance: cause.chance,
            runs: RUNS,
            memory: self.people.memory,
        };
        self.people.last_id = request.id;
        self.people.asked = Some((request.id, cause));
        self.people.stage = Stage::Running(Progress::default());
        to.push(Effect::AskPeople(encode(&request)));
    }

    /// Starts again, whatever is being done.
    fn restart_people(&mut self, to: &mut Vec<Effect>) {
        if self.people.is_running() {
            to.push(Effect::StopPeople);
        }
        self.notices.retain(|notice| !matches!(notice, Notice::PeopleGone { .. }));
        self.people.deaths = 0;
        self.ask_people(to);
    }

    pub(super) fn people_happened(&mut self, event: PeopleEvent, to: &mut Vec<Effect>) {
        let people = &mut self.people;
        match event {
            PeopleEvent::Answered(bytes, now) => self.hear_people(&bytes, now, to),
            PeopleEvent::Died(message) => self.lose_people(message, to),
            PeopleEvent::Stopped => {
                if people.is_running() {
                    (people.stage, people.asked) = (Stage::Stopped, None);
                    to.push(Effect::StopPeople);
                }
            }
            PeopleEvent::Started => self.restart_people(to),
            PeopleEvent::OtherLuck => {
                people.chance.seed += 1;
                self.restart_people(to);
            }
            PeopleEvent::ShocksToggled => {
                people.chance.shocks = !people.chance.shocks;
                self.restart_people(to);
            }
            PeopleEvent::FeatureToggled(at) => {
                let Some((key, _)) = FEATURES.get(at) else { return };
                let on = people.has(at);
                people.chance.features.set(key, !on);
                self.restart_people(to);
            }
            PeopleEvent::WeightChosen(weight) => {
                people.chance.weight = Some(weight);
                self.restart_people(to);
            }
            PeopleEvent::YearChosen(year) => {
                people.playing = false;
                people.year = year.min(people.years().saturating_sub(1));
            }
            PeopleEvent::PlayToggled => self.play(to),
            PeopleEvent::CutChosen(cut) => people.cut = cut,
            PeopleEvent::HeadlineChosen(headline) => people.headline = headline,
            PeopleEvent::GapsChosen(as_gaps) => people.as_gaps = as_gaps,
            PeopleEvent::TurnChosen(turn) => (people.turn, people.life) = (turn, 0),
            PeopleEvent::NextLife => people.life = (people.life + 1) % people.lives().len().max(1),
        }
    }

    fn play(&mut self, to: &mut Vec<Effect>) {
        let people = &mut self.people;
        people.playing = !people.playing && people.years() > 1;
        if people.playing {
            if people.year + 1 >= people.years() {
                people.year = 0;
            }
            self.next_year_soon(to);
        }
    }

    fn next_year_soon(&mut self, to: &mut Vec<Effect>) {
        self.people.tick += 1;
        to.push(Effect::Wake { after_ms: YEAR_AFTER_MS, alarm: Alarm::Year(self.people.tick) });
    }

    /// A year has been looked at long enough.
    pub(super) fn pass_year(&mut self, tick: u64, to: &mut Vec<Effect>) {
        let people = &mut self.people;
        if !people.playing || tick != people.tick {
            return;
        }
        people.year = (people.year + 1).min(people.years().saturating_sub(1));
        people.playing = people.year + 1 < people.years();
        if people.playing {
            self.next_year_soon(to);
        }
    }

    fn hear_people(&mut self, bytes: &[u8], now: f64, to: &mut Vec<Effect>) {
        let Response { id, report } = match decode(bytes) {
            Ok(response) => response,
            // The other side speaks another version: a new worker is the only cure.
            Err(message) => return self.lose_people(message, to),
        };
        let people = &mut self.people;
        // A request the worker could not read comes back without a number; only one can be meant.
        let Some((_, cause)) = people.asked.filter(|(asked, _)| *asked == id || id == 0) else { return };
        let Stage::Running(progress) = &mut people.stage else { return };
        progress.began.get_or_insert(now);
        progress.now = now;
        match report {
            Report::Planned(size) => progress.size = Some(size),
            Report::Progress { runs, month, months } => {
                (progress.runs, progress.part) = (runs, f64::from(month) / f64::from(months.max(1)));
            }
            Report::First { detail, expected, run } => {
                (progress.runs, progress.part) = (1, 0.0);
                people.year = people.year.min(detail.years.len().saturating_sub(1));
                people.life = 0;
                people.cast = Some(Cast { cause, detail: Rc::new(*detail), expected, runs: vec![run] });
            }
            Report::Run(run) => {
                (progress.runs, progress.part) = (progress.runs + 1, 0.0);
                if let Some(cast) = people.cast.as_mut() {
                    cast.runs.push(run);
                }
            }
            Report::Done => people.stage = Stage::Done,
            Report::Refused(refusal) => {
                people.stage = Stage::Refused(refusal);
            }
        }
    }

    fn lose_people(&mut self, message: String, to: &mut Vec<Effect>) {
        if !self.people.is_running() {
            return;
        }
        to.push(Effect::StopPeople);
        self.people.deaths += 1;
        self.notices.retain(|notice| !matches!(notice, Notice::PeopleRestarted { .. }));
        if self.people.deaths > super::asking::RESTARTS {
            (self.people.stage, self.people.asked) = (Stage::Gone, None);
            self.tell(Notice::PeopleGone { message });
        } else {
            self.tell(Notice::PeopleRestarted { message });
            self.ask_people(to);
        }
    }
}
