//! From one place to another: each keeps its plan, its history and its charts.

use super::keeping::FIRST_CHARTS;
use super::{AppState, Authored, DataEvent, Effect, Move, Reader};
use crate::aims::Goals;
use crate::annex::Annex;
use crate::atlas::Texts;
use crate::axis::Axis;
use crate::cut::Cut;
use crate::document::{self, RegionsAs, Title};
use crate::history::History;
use crate::notice::{Notice, Origin};
use crate::own;
use crate::series::Series;
use sim_core::scenario::{At, Text, Theme};
use sim_core::sorted::{Map, Set};
use sim_core::{LeverKey, Policy, Problem, Scenario, Severity};
use std::rc::Rc;

/// A place that was chosen and is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arriving {
    /// Key of the place.
    pub key: String,
    /// What is to be opened there: where it comes from and its text.
    then: Option<(Origin, String)>,
    /// It could not be got.
    pub missed: bool,
}

impl Arriving {
    /// A place that waits for what the browser stored.
    pub(super) fn stored(key: String) -> Self {
        Self { key, then: None, missed: false }
    }

    /// What is to be opened there.
    pub(super) fn into_then(self) -> Option<(Origin, String)> {
        self.then
    }
}

/// A place that was left, as it was.
pub(super) struct Shelved {
    scenario: Rc<Scenario>,
    authored: History<Authored>,
    moved_last: Option<LeverKey>,
    moves: Map<LeverKey, Move>,
    axes: Map<Series, Axis>,
    charts: [Series; 2],
    cuts: [Option<Cut>; 2],
    regions: RegionsAs,
    focus: Option<u16>,
    opened: Set<Theme>,
}

/// The plan of the document, with nothing before it.
pub(super) fn fresh(scenario: &Scenario) -> History<Authored> {
    let policy: Policy = scenario.document_policy();
    History::new(Authored {
        policy,
        params: Map::new(),
        seed: None,
        goals: Goals::new(),
        title: Title::default(),
        annex: Annex::default(),
    })
}

impl AppState {
    /// Whether there is such a place.
    pub(super) fn knows(&self, key: &str) -> bool {
        // Own places come from the browser's store, after the page.
        let may_come = own::is_own(key) && !self.store.arrived();
        may_come || self.atlas.iter().any(|entry| entry.key == key)
    }

    /// A place was chosen. What a link wanted there, when it could not be got before, is still wanted.
    pub(super) fn choose(&mut self, key: &str, to: &mut Vec<Effect>) {
        let then = self.arriving.take().filter(|missed| missed.key == key).and_then(|missed| missed.then);
        self.go_to(key, then, to);
    }

    pub(super) fn go_to(&mut self, key: &str, then: Option<(Origin, String)>, to: &mut Vec<Effect>) {
        self.notices.retain(|notice| !matches!(notice, Notice::PlaceMissed { .. }));
        self.arriving = None;
        if key == self.scenario.key {
            // Somebody came back before the other place was there.
            if self.shown.is_none() {
                self.inputs_changed(to);
            }
            if let Some((from, text)) = then {
                self.open_text(&from, &text, to);
            }
        } else if self.shelf.contains_key(key) {
            self.move_to(key, None, then, to);
        } else if own::is_own(key) {
            self.go_to_own(key, then, to);
        } else {
            self.arriving = Some(Arriving { key: key.to_owned(), then, missed: false });
            to.push(Effect::Fetch(key.to_owned()));
        }
    }

    /// An own place is read from its texts: what is missing for that is got, then this is tried again.
    fn go_to_own(&mut self, key: &str, then: Option<(Origin, String)>, to: &mut Vec<Effect>) {
        let head = self.own_head(key);
        let written = self.texts.get(key).cloned();
        let texts = written.or_else(|| head.as_ref().and_then(|head| self.own_texts(head)).map(Rc::new));
        if let (Some(texts), Some(reader)) = (&texts, self.own.reader) {
            return self.read_and_move(key, texts, reader, then, to);
        }
        self.arriving = Some(Arriving { key: key.to_owned(), then, missed: false });
        if texts.is_none() {
            match head {
                Some(head) => to.push(Effect::FetchTexts(head.template)),
                None if self.store.arrived() => return self.miss(key, String::new()),
                None => return,
            }
        }
        if self.own.reader.is_none() {
            to.push(Effect::BringReader);
        }
    }

    /// A place came, packed. Who chose yet another meanwhile is not taken to this one.
    pub(super) fn take_place(&mut self, key: &str, bytes: &[u8], to: &mut Vec<Effect>) {
        let Some(arriving) = self.arriving.take_if(|arriving| arriving.key == key) else { return };
        match Scenario::unpack(bytes) {
            Ok(scenario) => self.move_to(key, Some(scenario), arriving.then, to),
            Err(message) => {
                self.arriving = Some(arriving);
                self.miss(key, message);
            }
        }
    }

    /// The texts of a place came, which own places are written over.
    pub(super) fn take_texts(&mut self, key: &str, json: &str, to: &mut Vec<Effect>) {
        match Texts::parse(json) {
            Ok(texts) => {
                self.texts.insert(key.to_owned(), Rc::new(texts));
                self.go_on_to_own(to);
                self.tell_hand(DataEvent::TextsCame(key.to_owned()), to);
            }
            Err(message) => {
                self.tell_hand(DataEvent::TextsMissed(key.to_owned()), to);
                self.miss_from(key, message);
            }
        }
    }

    /// What reads texts came, or did not.
    pub(super) fn take_reader(&mut self, reader: Result<Reader, String>, to: &mut Vec<Effect>) {
        match reader {
            Ok(reader) => {
                self.own.reader = Some(reader);
                self.go_on_to_own(to);
                if let Some((name, text)) = self.own.policy.take() {
                    self.open_file(&name, &text, to);
                }
            }
            Err(message) => {
                if let Some((name, _)) = self.own.policy.take() {
                    let at = At { file: name.clone(), line: 0, key: String::new() };
                    let what = Text {
                        zh: format!("读取文件的部分没有取到：{message}"),
                        en: format!("the part that reads files did not arrive: {message}"),
                    };
                    let hint = Text {
                        zh: "请联网后再打开一次".to_owned(),
                        en: "go online and open it again".to_owned(),
                    };
                    let problem = Problem { at, severity: Severity::Error, message: what, hint };
                    self.refuse(&Origin::File(name), vec![document::Fault::Policy { problem }]);
                }
                let own = self.arriving.as_ref().map(|arriving| arriving.key.clone());
                if let Some(own) = own.filter(|key| own::is_own(key)) {
                    self.miss(&own, message);
                }
            }
        }
    }

    /// Something came that an own place may have waited for.
    fn go_on_to_own(&mut self, to: &mut Vec<Effect>) {
        if self.own.reader.is_none() {
            return;
        }
        let Some(arriving) = self.arriving.take() else { return };
        let head = self.own_head(&arriving.key);
        if head.is_some_and(|head| self.texts.contains_key(&head.template)) {
            self.go_to(&arriving.key.clone(), arriving.then, to);
        } else {
            self.arriving = Some(arriving);
        }
    }

    /// The texts of a place did not come, nor does what lies over it.
    pub(super) fn miss_from(&mut self, key: &str, message: String) {
        let over = self.arriving.as_ref().map(|arriving| arriving.key.clone());
        let over = over.filter(|own| self.own_head(own).is_some_and(|head| head.template == key));
        self.miss(over.as_deref().unwrap_or(key), message);
    }

    fn read_and_move(
        &mut self,
        key: &str,
        texts: &Rc<Texts>,
        reader: Reader,
        then: Option<(Origin, String)>,
        to: &mut Vec<Effect>,
    ) {
        match (reader.place)(texts) {
            Ok(scenario) => {
                self.texts.insert(key.to_owned(), Rc::clone(texts));
                self.move_to(key, Some(scenario), then, to);
            }
            Err(problems) => {
                let message = problems.first().map_or_else(String::new, ToString::to_string);
                self.arriving = Some(Arriving { key: key.to_owned(), then, missed: false });
                self.miss(key, message);
            }
        }
    }

    /// A place did not come. Whatever is shown stays; a page that shows nothing yet shows its own place.
    pub(super) fn miss(&mut self, key: &str, message: String) {
        let Some(arriving) = self.arriving.as_mut().filter(|arriving| arriving.key == key) else { return };
        arriving.missed = true;
        let place = self.atlas.iter().find(|entry| entry.key == key).map(|entry| entry.place.clone());
        self.tell(Notice::PlaceMissed { key: key.to_owned(), place: place.unwrap_or_default(), message });
        if self.shown.is_none() {
            self.wanted = self.fingerprint(self.policy().clone());
            self.runner.want(self.inputs());
        }
    }

    /// Leaves this place for another: one that was left before, or one that is new here.
    fn move_to(
        &mut self,
        key: &str,
        new: Option<Scenario>,
        then: Option<(Origin, String)>,
        to: &mut Vec<Effect>,
    ) {
        self.keep_at_once(to);
        let is_new = new.is_some();
        let next = match new {
            Some(scenario) => Shelved {
                authored: fresh(&scenario),
                scenario: Rc::new(scenario),
                moved_last: None,
                moves: Map::new(),
                axes: Map::new(),
                charts: FIRST_CHARTS,
                cuts: [None; 2],
                regions: RegionsAs::default(),
                focus: None,
                opened: Set::new(),
            },
            None => self.shelf.remove(key).expect("who comes back has been here"),
        };
        let left = Shelved {
            scenario: std::mem::replace(&mut self.scenario, next.scenario),
            authored: std::mem::replace(&mut self.authored, next.authored),
            moved_last: std::mem::replace(&mut self.moved_last, next.moved_last),
            moves: std::mem::replace(&mut self.moves, next.moves),
            axes: std::mem::replace(&mut self.axes, next.axes),
            charts: std::mem::replace(&mut self.settings.charts, next.charts),
            cuts: std::mem::replace(&mut self.settings.cuts, next.cuts),
            regions: std::mem::replace(&mut self.settings.regions, next.regions),
            focus: std::mem::replace(&mut self.settings.focus, next.focus),
            opened: std::mem::replace(&mut self.settings.opened, next.opened),
        };
        self.shelf.insert(left.scenario.key.clone(), left);
        (self.shown, self.held, self.gesture) = (None, None, None);
        (self.cut_axes, self.circle_axis, self.replay) = ([None; 2], None, None);
        self.doubts.clear();
        (self.details, self.table, self.entry, self.goal_entry) = (None, None, None, None);
        self.draft = None;
        self.costs.clear();
        self.leave_people(to);
        self.leave_studies(to);
        self.compare.leave();
        self.library.leave();
        self.runner.want_nothing();
        self.notices.retain(|notice| {
            matches!(
                notice,
                Notice::NotKept
                    | Notice::NotStored { .. }
                    | Notice::Plan(_)
                    | Notice::WorkerRestarted { .. }
                    | Notice::WorkerGone { .. }
            )
        });
        if is_new {
            self.settle_in(then, to);
        } else {
            if let Some(text) = self.kept.remove(key) {
                self.hear_of(text);
            }
            if let Some((from, text)) = then {
                self.open_text(&from, &text, to);
            }
        }
        self.inputs_changed(to);
        self.fit_axes(false);
        to.push(Effect::SetAddress(self.address()));
        to.push(Effect::ShowLanguage(self.settings.lang));
    }

    /// What the browser kept of this place is opened, then what a link or file brings.
    pub(super) fn settle_in(&mut self, then: Option<(Origin, String)>, to: &mut Vec<Effect>) {
        let kept = self.kept.remove(&self.scenario.key);
        self.was_kept = kept.is_some();
        if let Some(text) = kept {
            let (lang, theme) = (self.settings.lang, self.settings.theme);
            self.open_text(&Origin::Kept, &text, to);
            // Whoever comes from another place reads on as there.
            if !self.shelf.is_empty() {
                (self.settings.lang, self.settings.theme) = (lang, theme);
            }
        }
        // What was kept is where history begins.
        self.authored = History::new(self.authored.now().clone());
        if let Some((from, text)) = then {
            self.open_text(&from, &text, to);
            if !self.was_kept {
                self.begin_here();
            }
        }
    }

    /// There is nothing to go back to.
    pub(super) fn begin_here(&mut self) {
        self.authored = History::new(self.authored.now().clone());
        self.notices.retain(|notice| *notice != Notice::Replaced);
    }
}
