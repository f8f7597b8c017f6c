//! How a document comes in — from the browser's store, a link, a file — and how it is kept.

use super::asking::Known;
use super::travelling::fresh;
use super::{Alarm, AppState, Compare, Effect, Library, Page, People, Saving, Store, Studies};
use crate::atlas::{self, Entry};
use crate::compare::Look;
use crate::document::{self, RegionsAs, Settings, Theme};
use crate::link;
use crate::notice::{Notice, Origin};
use crate::number::Lang;
use crate::own;
use crate::runner::Runner;
use crate::series::Series;
use crate::wire::{Fingerprint, Inputs};
use serde::Deserialize;
use sim_core::Scenario;
use sim_core::sorted::{Map, Set};
use std::rc::Rc;

/// Long enough that a drag writes once, short enough that a crash loses little.
const KEEP_AFTER_MS: u32 = 400;

/// What the two large charts show of a place that was never opened.
pub(super) const FIRST_CHARTS: [Series; 2] = [Series::Professionals, Series::CertifiedPractising];

/// What the browser knows when the page opens.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The places one can choose; the page comes with the first.
    pub atlas: Vec<Entry>,
    /// What it kept; an error when its store cannot be read.
    pub kept: Result<Kept, ()>,
    /// The address behind the page.
    pub hash: String,
    /// The reader's language.
    pub lang: Lang,
    /// The reader's theme.
    pub theme: Theme,
    /// Bytes that persons may take.
    pub memory: u64,
    /// Workers that studies may have.
    pub workers: usize,
}

/// What the browser kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Kept {
    /// The place that was shown last.
    #[serde(default)]
    pub place: Option<String>,
    /// Whether the tour was taken or declined.
    #[serde(default)]
    pub toured: bool,
    /// Documents, each with the key of its place; an empty key for one of a time when there was one place.
    #[serde(default)]
    pub documents: Vec<(String, String)>,
}

impl AppState {
    /// A page about which nothing is known yet.
    fn blank(scenario: Scenario, opening: &Opening, page: Page) -> Self {
        let settings = Settings {
            lang: opening.lang,
            theme: opening.theme,
            charts: FIRST_CHARTS,
            cuts: [None; 2],
            regions: RegionsAs::default(),
            focus: None,
            opened: Set::new(),
            compare: Look::default(),
        };
        Self {
            atlas: opening.atlas.clone(),
            arriving: None,
            page,
            brought: Set::from([Page::Plan]),
            people: People::new(opening.memory),
            studies: Studies::with(opening.workers),
            office: super::Office::default(),
            model: super::ModelPage::default(),
            indicators: super::Indicators::default(),
            authored: fresh(&scenario),
            scenario: Rc::new(scenario),
            settings,
            held: None,
            moved_last: None,
            moves: Map::new(),
            shown: None,
            cut_axes: [None; 2],
            circle_axis: None,
            doubts: Vec::new(),
            replay: None,
            axes: Map::new(),
            tour_offered: opening.kept.as_ref().is_ok_and(|kept| !kept.toured && kept.documents.is_empty()),
            notices: Vec::new(),
            saving: Saving::Kept,
            details: None,
            draft: None,
            table: None,
            entry: None,
            goal_entry: None,
            runner: Runner::default(),
            worker_gone: false,
            store: Store::default(),
            library: Library::default(),
            compare: Compare::default(),
            own: super::Own::default(),
            texts: Map::new(),
            told: Set::new(),
            shelf: Map::new(),
            kept: Map::new(),
            was_kept: false,
            wanted: Fingerprint(0),
            gesture: None,
            costs: Map::new(),
            // A view is some 50 kB, of the nation 200; the walk through history should find them at once.
            views: Known::with_room(60),
            worths: Known::with_room(2000),
            settle_alarm: 0,
            keep_alarm: 0,
            restarts: 0,
        }
    }

    /// The state of a page that opens.
    pub fn open(scenario: Scenario, opening: &Opening) -> (Self, Vec<Effect>) {
        let first = scenario.key.clone();
        let address = atlas::address_in(&opening.hash);
        let mut state = Self::blank(scenario, opening, address.map_or(Page::Plan, |address| address.page));
        let mut effects = Vec::new();
        let mut wanted = None;
        if let Ok(kept) = &opening.kept {
            for (key, text) in &kept.documents {
                let key = if key.is_empty() { document::place_of(text) } else { Some(key.clone()) };
                state.kept.insert(key.unwrap_or_else(|| first.clone()), text.clone());
            }
            wanted.clone_from(&kept.place);
        } else {
            state.saving = Saving::Refused;
            state.tell(Notice::NotKept);
        }
        let to = &mut effects;
        state.settle_in(None, to);
        to.retain(|effect| matches!(effect, Effect::Wake { .. }));
        state.bring(state.page, to);
        let names_place = address.is_some_and(|address| address.place.is_some());
        if link::json_in(&opening.hash).is_some() || names_place {
            // What was kept is where history begins; a link comes after it, and can be undone. On a first visit there is
            // nothing to go back to.
            let first_visit = !state.was_kept;
            state.open_address(&opening.hash, to);
            if first_visit && state.arriving.is_none() {
                state.begin_here();
            }
        } else if let Some(key) = wanted.filter(|key| *key != first && state.knows(key)) {
            state.go_to(&key, None, to);
        }
        to.retain(|effect| {
            matches!(
                effect,
                Effect::SetAddress(_)
                    | Effect::Wake { .. }
                    | Effect::Fetch(_)
                    | Effect::FetchTexts(_)
                    | Effect::BringReader
                    | Effect::BringPage(_)
            )
        });
        if state.arriving.is_none() {
            state.inputs_changed(to);
        } else {
            // Of the first place nothing is asked before it is known that the other does not come.
            state.runner.want_nothing();
        }
        state.open_people(to);
        to.push(Effect::ShowLanguage(state.settings.lang));
        to.push(Effect::ShowTheme(state.settings.theme));
        state.send_next(to);
        state.study_next(to);
        state.report_next(to);
        (state, effects)
    }

    /// The document as it is kept.
    pub fn document(&self) -> String {
        let title = &self.authored.now().title;
        document::write(&self.inputs(), self.goals(), self.annex(), title, &self.scenario, &self.settings)
    }

    /// The document as it is linked and saved: elsewhere nobody knows which of this browser's plans it is.
    pub fn document_for_others(&self) -> String {
        let title = document::Title { saved_as: None, ..self.title() };
        self.document_called(&title)
    }

    /// The document under a title. What is compared is compared by keys of this browser, and stays here.
    pub(super) fn document_called(&self, title: &document::Title) -> String {
        let settings = Settings { compare: Look::default(), ..self.settings.clone() };
        document::write(&self.inputs(), self.goals(), self.annex(), title, &self.scenario, &settings)
    }

    pub(super) fn open_address(&mut self, hash: &str, to: &mut Vec<Effect>) {
        if let Some(address) = atlas::address_in(hash) {
            self.turn_to(address.page, to);
            match address.place {
                Some(key) if self.knows(key) => self.go_to(key, None, to),
                Some(key) => {
                    let fault = document::Fault::UnknownScenario { key: key.to_owned() };
                    self.refuse(&Origin::Link, vec![fault]);
                    to.push(Effect::SetAddress(self.address()));
                }
                None => {}
            }
            return;
        }
        let Some(json) = link::json_in(hash) else {
            // Somebody jumped within the page; a reload shall still find place and page.
            let own = self.address();
            if !own.is_empty() {
                to.push(Effect::SetAddress(own));
            }
            return;
        };
        match json {
            Ok(json) => self.open_text(&Origin::Link, &json, to),
            Err(fault) => self.refuse(&Origin::Link, vec![fault]),
        }
        // A reload shall find the work, not the link it began with.
        to.push(Effect::SetAddress(self.address()));
    }

    /// The address of the place and page that are shown.
    pub(super) fn address(&self) -> String {
        atlas::hash_of(&self.atlas, &self.scenario.key, self.page)
    }

    pub(super) fn open_text(&mut self, from: &Origin, text: &str, to: &mut Vec<Effect>) {
        if text.contains(own::PREFIX) && self.open_own(from, text, to) {
            return;
        }
        if let Some(key) = document::place_of(text).filter(|key| *key != self.scenario.key && self.knows(key))
        {
            return self.go_to(&key, Some((from.clone(), text.to_owned())), to);
        }
        let opened = match document::open(text, &self.scenario, &self.settings) {
            Ok(opened) => opened,
            Err(faults) => return self.refuse(from, faults),
        };
        self.take_opened(from, opened, to);
        if matches!(from, Origin::Link | Origin::File(_)) {
            self.take_counts(text, to);
        }
    }

    /// A file: a document, or a policy as the command line reads it.
    pub(super) fn open_file(&mut self, name: &str, text: &str, to: &mut Vec<Effect>) {
        let from = Origin::File(name.to_owned());
        if let Some(documents) = document::bundled(text) {
            self.take_bundle(documents, to);
        } else if document::is_policy(name, text) {
            let Some(reader) = self.own.reader else {
                self.own.policy = Some((name.to_owned(), text.to_owned()));
                return to.push(Effect::BringReader);
            };
            match document::open_policy(reader, (name, text), &self.scenario, &self.inputs(), &self.settings)
            {
                Ok(opened) => self.take_opened(&from, opened, to),
                Err(faults) => self.refuse(&from, faults),
            }
        } else {
            self.open_text(&from, text, to);
        }
    }

    fn take_opened(&mut self, from: &Origin, opened: document::Opened, to: &mut Vec<Effect>) {
        self.notices.retain(|notice| {
            !matches!(notice, Notice::NotOpened { .. } | Notice::Opened { .. } | Notice::Replaced)
        });
        if !opened.differences.is_empty() {
            self.tell(Notice::Opened { differences: opened.differences });
        }
        let own = std::mem::replace(&mut self.settings, opened.settings);
        // A link says how its sender reads; language and theme stay the reader's own, and what is compared.
        if *from != Origin::Kept {
            (self.settings.lang, self.settings.theme) = (own.lang, own.theme);
            self.settings.compare = own.compare;
        }
        let Inputs { policy, params, seed, .. } = opened.inputs;
        // A policy file says nothing of targets.
        let goals = opened.goals.unwrap_or_else(|| self.authored.now().goals.clone());
        let title = self.title_from(from, opened.title);
        let annex = opened.annex.unwrap_or_else(|| self.authored.now().annex.clone());
        let next = super::Authored { policy, params, seed, goals, title, annex };
        self.indicators.refused = None;
        if *from == Origin::Link && next != *self.authored.now() {
            self.tell(Notice::Replaced);
        }
        self.authored.step(next);
        self.moves.clear();
        (self.held, self.gesture, self.moved_last) = (None, None, None);
        self.axes.clear();
        self.circle_axis = None;
        self.inputs_changed(to);
    }

    pub(super) fn refuse(&mut self, from: &Origin, faults: Vec<document::Fault>) {
        self.tell(Notice::NotOpened { from: from.clone(), faults });
    }

    pub(super) fn keep_soon(&mut self, to: &mut Vec<Effect>) {
        self.keep_alarm += 1;
        if self.saving == Saving::Kept {
            self.saving = Saving::Waiting;
        }
        to.push(Effect::Wake { after_ms: KEEP_AFTER_MS, alarm: Alarm::Keep(self.keep_alarm) });
    }

    pub(super) fn keep(&mut self, alarm: u64, to: &mut Vec<Effect>) {
        if alarm == self.keep_alarm {
            self.keep_now(to);
        }
    }

    fn keep_now(&mut self, to: &mut Vec<Effect>) {
        to.push(Effect::Keep { place: self.scenario.key.clone(), document: self.document() });
    }

    /// What waits to be kept lies ready outside: a page that is left has no time for events.
    pub(super) fn hand_over(&self, to: &mut Vec<Effect>) {
        if self.saving != Saving::Kept {
            to.push(Effect::KeepOnLeaving { place: self.scenario.key.clone(), document: self.document() });
        }
    }

    /// This place or this version of the program is left: what waits to be kept is kept now.
    pub(super) fn keep_at_once(&mut self, to: &mut Vec<Effect>) {
        if self.saving == Saving::Waiting {
            self.keep_alarm += 1;
            self.keep_now(to);
        }
    }

    /// Another tab kept something. Of two tabs the browser holds only what was kept last, so that must be told.
    pub(super) fn hear_of(&mut self, text: String) {
        if let Some(key) = document::place_of(&text).filter(|key| *key != self.scenario.key) {
            self.kept.insert(key, text);
            return;
        }
        self.notices.retain(|notice| !matches!(notice, Notice::KeptElsewhere { .. }));
        let (own, goals, annex) = (self.inputs(), self.goals().clone(), self.annex().clone());
        let differs = |other: document::Opened| {
            other.inputs != own
                || other.goals.is_some_and(|it| it != goals)
                || other.annex.is_some_and(|it| it != annex)
        };
        if document::open(&text, &self.scenario, &self.settings).is_ok_and(differs) {
            self.tell(Notice::KeptElsewhere { document: text });
        }
    }

    pub(super) fn take_other(&mut self, to: &mut Vec<Effect>) {
        let other = self.notices.iter().find_map(|notice| match notice {
            Notice::KeptElsewhere { document } => Some(document.clone()),
            _ => None,
        });
        if let Some(text) = other {
            self.notices.retain(|notice| !matches!(notice, Notice::KeptElsewhere { .. }));
            self.open_text(&Origin::OtherTab, &text, to);
        }
    }

    pub(super) fn keep_own(&mut self, to: &mut Vec<Effect>) {
        self.notices.retain(|notice| !matches!(notice, Notice::KeptElsewhere { .. }));
        self.keep_alarm += 1;
        self.keep_now(to);
    }
}
