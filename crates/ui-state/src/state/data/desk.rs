//! Making, keeping, changing and removing places of one's own.

use super::{AppState, DataEvent, Effect, FormField};
use crate::atlas::{Texts, Written};
use crate::history::History;
use crate::own::import::Taken;
use crate::own::{self, Beginning, Book, Composed, FORMAT, KIND, OwnPlace, Sheet, Trouble};
use sim_core::Scenario;
use sim_core::scenario::Text;
use sim_core::sorted::Map;
use std::rc::Rc;

/// What the page of data knows.
#[derive(Debug, Default)]
pub struct DataDesk {
    /// The form for a new place.
    pub form: Form,
    /// The sheet that is shown.
    pub sheet: Sheet,
    /// Whether figures beyond the ten are shown.
    pub more: bool,
    /// What was read or pasted and not taken yet.
    pub preview: Option<Preview>,
    /// The place that was deleted last: key, name, record.
    pub deleted: Option<(String, Text, String)>,
    /// Templates whose texts are on their way, and what is done when they are there, in the order of asking.
    pub waiting: Vec<(String, DataEvent)>,
    /// The file that is being read.
    pub reading: Option<String>,
    /// The file that could not be read, and why.
    pub failed: Option<(String, String)>,
    /// Later counts as they were typed.
    pub counts: super::counts::Typing,
    /// What was typed of each place, with what it was.
    typed: Map<String, History<Typed>>,
    troubles: Map<String, Vec<Trouble>>,
    templates: Map<String, Rc<Scenario>>,
}

/// Name and sheets.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// The name.
    pub name: Text,
    /// The sheets.
    pub book: Book,
}

/// What was read from a file or pasted, before it is taken.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The file; nothing for a block that was pasted.
    pub file: Option<String>,
    /// What it would be.
    pub typed: Typed,
    /// What is wrong with the file as such, and where its rows stand.
    pub taken: Taken,
    /// What is wrong with the cells.
    pub troubles: Vec<Trouble>,
    /// How many cells differ.
    pub changed: usize,
}

/// The form for a new place, as it is filled in.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Name in Chinese.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// Key of the template; empty for the first.
    pub template: String,
    /// Whether it has regions of its own.
    pub own_regions: bool,
    /// Their names.
    pub names: String,
    /// Why no place was made: the key of a text.
    pub refused: Option<&'static str>,
}

impl Form {
    pub(super) fn type_in(&mut self, field: FormField, text: String) {
        self.refused = None;
        match field {
            FormField::Name => self.name = text,
            FormField::NameEn => self.name_en = text,
            FormField::Template => self.template = text,
            FormField::Regions => self.own_regions = text == "own",
            FormField::Names => self.names = text,
        }
    }
}

impl DataDesk {
    /// What was typed of a place, if it is an own one.
    pub fn typed(&self, key: &str) -> Option<&History<Typed>> {
        self.typed.get(key)
    }

    /// What is wrong with the sheets of a place.
    pub fn troubles(&self, key: &str) -> &[Trouble] {
        self.troubles.get(key).map_or(&[], Vec::as_slice)
    }

    /// The template of a place.
    pub fn template(&self, key: &str) -> Option<&Rc<Scenario>> {
        self.templates.get(key)
    }

    /// Opens the sheets of the place that is shown.
    pub(super) fn look(&mut self, state: &AppState) {
        let key = &state.scenario.key;
        if self.typed.contains_key(key) || !own::is_own(key) {
            return;
        }
        let Some(place) = read(state, key) else { return };
        let name = own::both(&place.name, &place.name_en);
        let book = place.book.unwrap_or_else(|| Book::of(&state.scenario));
        let typed = Typed { name, book };
        let composed = self.compose(state, key, &place.template, &typed);
        self.troubles.insert(key.clone(), composed.troubles);
        self.typed.insert(key.clone(), History::new(typed));
    }

    pub(super) fn compose(&mut self, state: &AppState, key: &str, template: &str, typed: &Typed) -> Composed {
        let Some((template, texts)) = self.template_of(state, template) else {
            return Composed { troubles: Vec::new(), place: None };
        };
        own::compose(key, &typed.name, &typed.book, &template, &texts)
    }

    /// A template with its texts, as far as they are here.
    pub(super) fn template_of(&mut self, state: &AppState, key: &str) -> Option<(Rc<Scenario>, Texts)> {
        let texts = state.template_texts(key)?;
        if let Some(known) = self.templates.get(key) {
            return Some((Rc::clone(known), texts));
        }
        let template = Rc::new(texts.read().ok()?);
        self.templates.insert(key.to_owned(), Rc::clone(&template));
        Some((template, texts))
    }

    fn form_template(&self, state: &AppState) -> String {
        if self.form.template.is_empty() {
            state.atlas.first().map_or_else(String::new, |entry| entry.key.clone())
        } else {
            self.form.template.clone()
        }
    }

    /// The template without whose texts nothing can be done about an event.
    pub(super) fn lacks(&self, state: &AppState, event: &DataEvent) -> Option<String> {
        let template = match event {
            DataEvent::Created => self.form_template(state),
            DataEvent::Opened => state.own_head(&state.scenario.key)?.template,
            DataEvent::Duplicated | DataEvent::TablesCame(_) | DataEvent::PreviewTaken => {
                let key = state.scenario.key.clone();
                state.own_head(&key).map_or(key, |head| head.template)
            }
            _ => return None,
        };
        state.template_texts(&template).is_none().then_some(template)
    }

    pub(super) fn create(&mut self, state: &mut AppState, to: &mut Vec<Effect>) {
        let name = own::both(&self.form.name, &self.form.name_en);
        if name.zh.is_empty() {
            self.form.refused = Some("data-name-missing");
            return;
        }
        if self.form.own_regions && self.form.names.trim().is_empty() {
            self.form.refused = Some("data-regions-missing");
            return;
        }
        let template = self.form_template(state);
        let Some((place, _)) = self.template_of(state, &template) else { return };
        let beginning =
            if self.form.own_regions { Beginning::Regions(&self.form.names) } else { Beginning::Copy };
        let typed = Typed { name, book: own::begin(&place, &beginning) };
        self.form.refused = None;
        if self.make(state, &template, typed, to) {
            self.form = Form::default();
            self.sheet = Sheet::Place;
        }
    }

    /// Makes a place. One whose sheets have grave troubles begins as the template is, so that nothing typed is lost.
    pub(super) fn make(
        &mut self,
        state: &mut AppState,
        template: &str,
        typed: Typed,
        to: &mut Vec<Effect>,
    ) -> bool {
        let taken = |key: &str| state.own_head(key).is_some();
        let key = own::free_key(&typed.name, template, taken);
        let mut composed = self.compose(state, &key, template, &typed);
        if composed.place.is_none() {
            let Some((place, _)) = self.template_of(state, template) else { return false };
            let plain = Typed { name: typed.name.clone(), book: Book::of(&place) };
            composed.place = self.compose(state, &key, template, &plain).place;
        }
        let Some((texts, scenario)) = composed.place else {
            self.form.refused = Some("data-not-made");
            return false;
        };
        keep(state, &key, template, &typed, (&texts.0[0], &scenario), to);
        state.texts.insert(key.clone(), Rc::new(texts));
        state.list_own();
        self.troubles.insert(key.clone(), composed.troubles);
        self.typed.insert(key.clone(), History::new(typed));
        state.go_to(&key, None, to);
        true
    }

    /// Something typed of the place that is shown changes, in one step.
    pub(super) fn change(
        &mut self,
        state: &mut AppState,
        to: &mut Vec<Effect>,
        change: impl FnOnce(&mut Typed),
    ) {
        self.look(state);
        let key = state.scenario.key.clone();
        let Some(history) = self.typed.get_mut(&key) else { return };
        let mut typed = history.now().clone();
        change(&mut typed);
        if typed.name.zh.is_empty() {
            typed.name = history.now().name.clone();
        }
        if typed != *history.now() {
            history.step(typed);
            self.renew(state, to);
        }
    }

    pub(super) fn walk(&mut self, state: &mut AppState, to: &mut Vec<Effect>, forward: bool) {
        let Some(history) = self.typed.get_mut(&state.scenario.key) else { return };
        let walked = if forward { history.redo() } else { history.undo() };
        if walked {
            self.renew(state, to);
        }
    }

    /// What is typed of the shown place is put together and kept; with grave troubles the last good state goes on.
    pub(super) fn renew(&mut self, state: &mut AppState, to: &mut Vec<Effect>) {
        let key = state.scenario.key.clone();
        let Some(typed) = self.typed.get(&key).map(|history| history.now().clone()) else { return };
        let Some(head) = state.own_head(&key) else { return };
        let composed = self.compose(state, &key, &head.template, &typed);
        self.troubles.insert(key.clone(), composed.troubles);
        if let Some((texts, scenario)) = composed.place {
            keep(state, &key, &head.template, &typed, (&texts.0[0], &scenario), to);
            state.replace_place(texts, scenario, to);
        } else {
            let scenario = Rc::clone(&state.scenario);
            keep(state, &key, &head.template, &typed, (&head.texts, &scenario), to);
        }
        state.list_own();
    }

    pub(super) fn duplicate(&mut self, state: &mut AppState, to: &mut Vec<Effect>) {
        self.look(state);
        let key = state.scenario.key.clone();
        let (template, mut typed) =
            if let (Some(head), Some(history)) = (state.own_head(&key), self.typed.get(&key)) {
                (head.template, history.now().clone())
            } else {
                let typed = Typed { name: state.scenario.place.clone(), book: Book::of(&state.scenario) };
                (key, typed)
            };
        typed.name.zh.push_str("（副本）");
        typed.name.en.push_str(" (copy)");
        self.make(state, &template, typed, to);
    }

    pub(super) fn delete(&mut self, state: &mut AppState, to: &mut Vec<Effect>) {
        let key = state.scenario.key.clone();
        let Some(record) = state.store.get(KIND, &key).map(str::to_owned) else { return };
        let Some(head) = state.own_head(&key) else { return };
        self.deleted = Some((key.clone(), own::both(&head.name, &head.name_en), record));
        state.take_out(KIND, &key, to);
        let home = if state.knows(&head.template) {
            head.template
        } else {
            state.atlas.first().map_or_else(String::new, |entry| entry.key.clone())
        };
        state.go_to(&home, None, to);
        state.list_own();
        self.typed.remove(&key);
    }

    pub(super) fn undelete(&mut self, state: &mut AppState, to: &mut Vec<Effect>) {
        let Some((key, _, record)) = self.deleted.take() else { return };
        state.put(KIND, key.clone(), record, to);
        state.list_own();
        state.go_to(&key, None, to);
        self.look(state);
    }
}

/// The record of a place.
fn read(state: &AppState, key: &str) -> Option<OwnPlace> {
    serde_json::from_str(state.store.get(KIND, key)?).ok()
}

/// Keeps a place: what was typed, and what runs.
fn keep(
    state: &mut AppState,
    key: &str,
    template: &str,
    typed: &Typed,
    (texts, scenario): (&Written, &Scenario),
    to: &mut Vec<Effect>,
) {
    let place = OwnPlace {
        format: FORMAT,
        key: key.to_owned(),
        name: typed.name.zh.clone(),
        name_en: typed.name.en.clone(),
        template: template.to_owned(),
        from: scenario.grid.start.year(),
        plan_year: scenario.plan_year,
        book: Some(typed.book.clone()),
        texts: texts.clone(),
    };
    let record = serde_json::to_string(&place).expect("a place is plain data");
    state.put(KIND, key.to_owned(), record, to);
}
