//! Plans that have a name: saved, opened, renamed, deleted, shared. The store keeps each as a document.

use super::store::file_name;
use super::{AppState, Effect, Page, Table};
use crate::document::{self, Opened, Title};
use crate::link;
use crate::notice::{Notice, Origin, PlanNotice};
use sim_core::sorted::Map;
use std::cell::RefCell;
use std::rc::Rc;
use xxhash_rust::xxh3::xxh3_64;

/// What the store calls a plan.
pub(super) const KIND: &str = "plan";
/// Longer names break tables and files.
pub const LONGEST_NAME: usize = 60;
/// Mail programs and chats cut longer links.
const LONGEST_LINK: usize = 8192;

/// What happened to saved plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LibraryEvent {
    /// The plan was saved under the name it has; one without a name has to be given one.
    Saved,
    /// It was saved as a new one under this name.
    SavedAs(String),
    /// This one shall become the plan.
    Opened(String),
    /// This one shall be called so.
    Renamed(String, String),
    /// This one has another note.
    Noted(String, String),
    /// A copy of this one is wanted.
    Duplicated(String),
    /// This one was deleted.
    Deleted(String),
    /// The one that was deleted last is wanted again.
    Restored,
    /// The present plan was saved over one whose former content is wanted as well: both are kept.
    BothKept,
    /// This one was asked for as a file.
    FileAsked(String),
    /// This one was asked for as a link.
    LinkAsked(String),
    /// All were asked for in one file.
    AllAsked,
}

/// A saved plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its key in the store.
    pub key: String,
    /// Its name; its key where it cannot be read.
    pub name: String,
    /// What its author wrote about it.
    pub note: String,
    /// The place it is a plan for; none where it cannot be read.
    pub place: Option<String>,
}

/// Why a name was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// There is none.
    Empty,
    /// Another plan of the place has it.
    Taken,
    /// It is too long.
    Long,
}

/// A name that was typed and not taken: for which saved plan, or for a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameEntry {
    /// The key of the plan; none for a new one.
    pub of: Option<String>,
    /// What was typed.
    pub typed: String,
    /// Why it was not taken.
    pub fault: NameFault,
}

/// The saved plans, of all places.
#[derive(Debug, Default)]
pub struct Library {
    /// By place and name.
    plans: Vec<Saved>,
    /// The text of each as this tab saw it last: one that differs was changed by another tab.
    seen: Map<String, String>,
    /// Deleted ones with their keys, the last one last.
    deleted: Vec<(String, String)>,
    /// Key and former text of the one that was saved over last.
    former: Option<(String, String)>,
    /// Those of the place that is shown, as far as somebody asked: each is asked for many times while one page is drawn.
    opened: RefCell<Map<String, Option<Rc<Opened>>>>,
    /// A name that was typed and not taken.
    pub entry: Option<NameEntry>,
}

impl Library {
    /// Another place has other plans.
    pub(super) fn leave(&mut self) {
        self.opened.borrow_mut().clear();
        self.entry = None;
    }
}

/// How the plan is called, and whether that is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entitled {
    /// Its name.
    pub name: String,
    /// Whether it is one of the saved plans.
    pub is_saved: bool,
    /// Whether it differs from what is saved.
    pub is_changed: bool,
}

impl AppState {
    /// The saved plans, by place and name; those that cannot be read last.
    pub fn plans(&self) -> &[Saved] {
        &self.library.plans
    }

    /// The saved plans of the place that is shown.
    pub fn plans_here(&self) -> impl Iterator<Item = &Saved> {
        self.library.plans.iter().filter(|plan| plan.place.as_deref() == Some(self.scenario.key.as_str()))
    }

    /// A saved plan by its key.
    pub fn plan(&self, key: &str) -> Option<&Saved> {
        self.library.plans.iter().find(|plan| plan.key == key)
    }

    /// A saved plan of this place, opened.
    pub fn opened(&self, key: &str) -> Option<Rc<Opened>> {
        let known = self.library.opened.borrow().get(key).cloned();
        known.unwrap_or_else(|| {
            let text = self.store.get(KIND, key)?;
            let opened = document::open(text, &self.scenario, &self.settings).ok().map(Rc::new);
            self.library.opened.borrow_mut().insert(key.to_owned(), opened.clone());
            opened
        })
    }

    /// Which saved plan the present one is, if it is one.
    pub fn open_plan(&self) -> Option<&Saved> {
        self.plan(self.saved_as()?)
    }

    /// Under which key the plan was saved, whether or not the store has arrived with it.
    pub fn saved_as(&self) -> Option<&str> {
        self.authored.now().title.saved_as.as_deref()
    }

    /// How the plan is called; nothing where it has no name.
    pub fn entitled(&self) -> Option<Entitled> {
        if let Some(saved) = self.open_plan() {
            let is_changed = !self.is_as_saved(&saved.key);
            return Some(Entitled { name: saved.name.clone(), is_saved: true, is_changed });
        }
        let Title { name, saved_as, .. } = self.authored.now().title.clone();
        if saved_as.is_some() && !self.store.arrived() && !name.is_empty() {
            // The store is a moment behind the page.
            return Some(Entitled { name, is_saved: true, is_changed: false });
        }
        (!name.is_empty()).then_some(Entitled { name, is_saved: false, is_changed: false })
    }

    /// Whether the plan is what a saved one says.
    pub(super) fn is_as_saved(&self, key: &str) -> bool {
        self.opened(key).is_some_and(|saved| {
            saved.inputs == self.inputs()
                && saved.goals.as_ref().is_none_or(|goals| goals == self.goals())
                && saved.annex.as_ref().is_none_or(|annex| annex == self.annex())
        })
    }

    /// The title of the plan, as far as it has one.
    pub(super) fn title(&self) -> Title {
        match self.open_plan() {
            Some(saved) => Title {
                name: saved.name.clone(),
                note: saved.note.clone(),
                saved_as: Some(saved.key.clone()),
            },
            None => Title { saved_as: None, ..self.authored.now().title.clone() },
        }
    }

    /// What the plan is called as a file.
    pub(super) fn plan_file(&self) -> String {
        let name = self.title().name;
        let name = if name.is_empty() { self.scenario.key.clone() } else { file_name(&name) };
        format!("{name}.shapan.json")
    }

    /// The title of a document that is opened: which saved plan it is knows this browser alone.
    pub(super) fn title_from(&mut self, from: &Origin, title: Title) -> Title {
        match from {
            Origin::Library { key, .. } => {
                if let Some(text) = self.store.get(KIND, key) {
                    self.library.seen.insert(key.clone(), text.to_owned());
                }
                Title { saved_as: Some(key.clone()), ..title }
            }
            Origin::Kept | Origin::OtherTab => title,
            Origin::Link | Origin::File(_) => Title { saved_as: None, ..title },
        }
    }

    pub(super) fn library_happened(&mut self, event: LibraryEvent, to: &mut Vec<Effect>) {
        if !matches!(event, LibraryEvent::SavedAs(_) | LibraryEvent::Renamed(..)) {
            self.library.entry = None;
        }
        match event {
            LibraryEvent::Saved => match self.open_plan().map(|saved| saved.key.clone()) {
                Some(key) => self.save_again(&key, to),
                None => self.open_library(to),
            },
            LibraryEvent::SavedAs(name) => {
                if let Some(name) = self.take_name(None, &name) {
                    self.table = None;
                    self.save_as(name, to);
                }
            }
            LibraryEvent::Opened(key) => {
                if let (Some(plan), Some(text)) = (self.plan(&key), self.store.get(KIND, &key)) {
                    let (name, text) = (plan.name.clone(), text.to_owned());
                    self.forget_elsewhere(&key);
                    self.table = None;
                    self.open_text(&Origin::Library { key, name }, &text, to);
                }
            }
            LibraryEvent::Renamed(key, name) => {
                if let Some(name) = self.take_name(Some(&key), &name) {
                    self.retitle(&key, |title| title.name = name, to);
                }
            }
            LibraryEvent::Noted(key, note) => {
                self.retitle(&key, |title| note.trim_end().clone_into(&mut title.note), to);
            }
            LibraryEvent::Duplicated(key) => self.duplicate(&key, to),
            LibraryEvent::Deleted(key) => self.delete(&key, to),
            LibraryEvent::Restored => {
                if let Some((key, text)) = self.library.deleted.pop() {
                    self.notices.retain(|it| !matches!(it, Notice::Plan(PlanNotice::Deleted { .. })));
                    self.put_plan(key, text, to);
                }
            }
            LibraryEvent::BothKept => {
                self.forget_former();
                if let Some((key, text)) = self.library.former.take() {
                    let name = self.title().name;
                    self.put_plan(key, text, to);
                    self.save_as(self.free_name(&self.scenario.key, &name), to);
                }
            }
            LibraryEvent::FileAsked(key) => {
                if let Some(text) = self.plan_text(&key) {
                    let name = self.plan(&key).map_or(key.as_str(), |plan| plan.name.as_str());
                    let name = format!("{}.shapan.json", file_name(name));
                    to.push(Effect::Download { name, media_type: "application/json", text });
                }
            }
            LibraryEvent::LinkAsked(key) => {
                if let Some(text) = self.plan_text(&key) {
                    self.give_link(text, to);
                }
            }
            LibraryEvent::AllAsked => {
                let texts: Vec<String> =
                    self.library.plans.iter().filter_map(|plan| self.plan_text(&plan.key)).collect();
                to.push(Effect::Download {
                    name: "plans.shapan.json".to_owned(),
                    media_type: "application/json",
                    text: document::bundle(texts.iter().map(String::as_str)),
                });
            }
        }
    }

    /// A link to a document, or, where links of that length do not arrive whole, the document as a file.
    pub(super) fn give_link(&mut self, text: String, to: &mut Vec<Effect>) {
        self.notices.retain(|notice| *notice != Notice::Plan(PlanNotice::FileForLink));
        let hash = link::hash_of(&text);
        if hash.len() <= LONGEST_LINK {
            to.push(Effect::CopyLink(hash));
            return;
        }
        let name = document::title_of(&text).map(|(_, title)| title.name).unwrap_or_default();
        let name = if name.is_empty() { self.scenario.key.clone() } else { file_name(&name) };
        let name = format!("{name}.shapan.json");
        to.push(Effect::Download { name, media_type: "application/json", text });
        self.tell(Notice::Plan(PlanNotice::FileForLink));
    }

    /// Shows the saved plans.
    pub(super) fn open_library(&mut self, to: &mut Vec<Effect>) {
        self.table = Some(Table::Library);
        // The dialog comes with the page that compares.
        self.bring(Page::Compare, to);
    }

    /// The text of a saved plan as others can read it; of one that is damaged as it is.
    fn plan_text(&self, key: &str) -> Option<String> {
        let text = self.store.get(KIND, key)?;
        let title = document::title_of(text).map(|(_, title)| Title { saved_as: None, ..title });
        Some(title.and_then(|title| document::entitled(text, &title)).unwrap_or_else(|| text.to_owned()))
    }

    /// A name as it is taken, or nothing and why it is not.
    fn take_name(&mut self, of: Option<&str>, typed: &str) -> Option<String> {
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let place = match of {
            Some(key) => self.plan(key)?.place.clone(),
            None => Some(self.scenario.key.clone()),
        };
        let taken =
            |other: &Saved| other.place == place && other.name == name && Some(other.key.as_str()) != of;
        let fault = if name.is_empty() {
            Some(NameFault::Empty)
        } else if name.chars().count() > LONGEST_NAME {
            Some(NameFault::Long)
        } else if self.library.plans.iter().any(taken) {
            Some(NameFault::Taken)
        } else {
            None
        };
        self.library.entry =
            fault.map(|fault| NameEntry { of: of.map(ToOwned::to_owned), typed: typed.to_owned(), fault });
        fault.is_none().then_some(name)
    }

    /// A name of a place that no other plan has: with a number behind it, where need be.
    fn free_name(&self, place: &str, name: &str) -> String {
        let is_free = |name: &str| {
            !self.library.plans.iter().any(|it| it.place.as_deref() == Some(place) && it.name == name)
        };
        let stem: String = name.chars().take(LONGEST_NAME - 5).collect();
        let numbered = (2..).map(|number| format!("{stem} ({number})"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| is_free(name)).unwrap_or_default()
    }

    fn save_as(&mut self, name: String, to: &mut Vec<Effect>) {
        let note = if self.open_plan().is_some() { String::new() } else { self.title().note };
        let title = Title { name, note, saved_as: None };
        let text = self.document_called(&title);
        let key = self.put_new(text, to);
        self.call(Title { saved_as: Some(key), ..title }, to);
    }

    fn save_again(&mut self, key: &str, to: &mut Vec<Effect>) {
        let mut title = self.title();
        let stored = self.store.get(KIND, key);
        if stored.is_some() && stored != self.library.seen.get(key).map(String::as_str) {
            // Somebody else saved it meanwhile: both are kept.
            let was = title.name.clone();
            title.name = self.free_name(&self.scenario.key, &was);
            self.forget_elsewhere(key);
            self.tell(Notice::Plan(PlanNotice::Beside { name: was, now: title.name.clone() }));
            return self.save_as(title.name, to);
        }
        let former = stored.map(str::to_owned);
        title.saved_as = None;
        let text = self.document_called(&title);
        self.forget_former();
        if let Some(former) = former.filter(|_| !self.is_as_saved(key)) {
            self.library.former = Some((key.to_owned(), former));
            self.tell(Notice::Plan(PlanNotice::Over { name: title.name.clone() }));
        }
        self.put_plan(key.to_owned(), text, to);
        self.call(Title { saved_as: Some(key.to_owned()), ..title }, to);
    }

    fn forget_former(&mut self) {
        self.notices.retain(|it| !matches!(it, Notice::Plan(PlanNotice::Over { .. })));
    }

    /// The plan is called so from this step of history on.
    fn call(&mut self, title: Title, to: &mut Vec<Effect>) {
        let now = super::Authored { title, ..self.authored.now().clone() };
        self.authored.amend(now);
        // What is moved next is a step of its own, or undoing it would undo the name.
        self.gesture = None;
        self.keep_soon(to);
    }

    fn retitle(&mut self, key: &str, change: impl FnOnce(&mut Title), to: &mut Vec<Effect>) {
        let Some(text) = self.store.get(KIND, key) else { return };
        let Some((_, mut title)) = document::title_of(text) else { return };
        change(&mut title);
        if let Some(text) = document::entitled(text, &title) {
            self.put_plan(key.to_owned(), text, to);
        }
    }

    fn duplicate(&mut self, key: &str, to: &mut Vec<Effect>) {
        let Some(text) = self.store.get(KIND, key) else { return };
        let Some((place, title)) = document::title_of(text) else { return };
        let title = Title { name: self.free_name(&place, &title.name), ..title };
        if let Some(text) = document::entitled(text, &title) {
            self.put_new(text, to);
        }
    }

    fn delete(&mut self, key: &str, to: &mut Vec<Effect>) {
        let Some(text) = self.store.get(KIND, key).map(ToOwned::to_owned) else { return };
        let name = self.plan(key).map_or_else(|| key.to_owned(), |plan| plan.name.clone());
        self.take_out(KIND, key, to);
        self.library.seen.remove(key);
        self.library.deleted.push((key.to_owned(), text));
        self.notices.retain(|it| !matches!(it, Notice::Plan(PlanNotice::Deleted { .. })));
        self.tell(Notice::Plan(PlanNotice::Deleted { name }));
        self.read_library();
    }

    /// Puts a new plan into the library; its key is made of it, so that two tabs never mean two plans by one.
    fn put_new(&mut self, text: String, to: &mut Vec<Effect>) -> String {
        let of = |salt: u64| format!("{:016x}", xxh3_64(format!("{salt} {text}").as_bytes()));
        let free = |key: &String| self.store.get(KIND, key).is_none();
        let key = (0..u64::MAX).map(of).find(free).unwrap_or_default();
        self.put_plan(key.clone(), text, to);
        key
    }

    fn put_plan(&mut self, key: String, text: String, to: &mut Vec<Effect>) {
        self.library.seen.insert(key.clone(), text.clone());
        self.put(KIND, key, text, to);
        self.read_library();
    }

    /// A file with several plans: those that are not there yet are taken in.
    pub(super) fn take_bundle(&mut self, documents: Vec<String>, to: &mut Vec<Effect>) {
        let (mut new, mut same, mut damaged) = (0, 0, Vec::new());
        for (at, text) in documents.into_iter().enumerate() {
            let Some((place, mut title)) = document::title_of(&text) else {
                damaged.push(at + 1);
                continue;
            };
            title.saved_as = None;
            if title.name.is_empty() {
                title.name.clone_from(&place);
            }
            let Some(text) = document::entitled(&text, &title) else { continue };
            if self.store.all(KIND).any(|(_, stored)| stored == text) {
                same += 1;
                continue;
            }
            let name = self.free_name(&place, &title.name);
            let text = document::entitled(&text, &Title { name, ..title }).unwrap_or(text);
            self.put_new(text, to);
            new += 1;
        }
        self.notices.retain(|it| !matches!(it, Notice::Plan(PlanNotice::Taken { .. })));
        self.tell(Notice::Plan(PlanNotice::Taken { new, same, damaged }));
    }

    /// What the browser stores arrived, or another tab changed it.
    pub(super) fn library_changed(&mut self) {
        let open = self.authored.now().title.saved_as.clone();
        let all: Vec<(String, String)> =
            self.store.all(KIND).map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
        for (key, text) in all {
            // Of the one that is open here, what this tab saw is what its changes are made to.
            if open.as_ref() != Some(&key) || !self.library.seen.contains_key(&key) {
                self.library.seen.insert(key, text);
            }
        }
        self.read_library();
        let damaged = |plan: &&Saved| plan.place.is_none();
        let names: Vec<String> =
            self.library.plans.iter().filter(damaged).map(|plan| plan.name.clone()).collect();
        self.notices.retain(|it| !matches!(it, Notice::Plan(PlanNotice::Damaged { .. })));
        if !names.is_empty() {
            self.tell(Notice::Plan(PlanNotice::Damaged { names }));
        }
    }

    /// Another tab stores something, before it is taken over here.
    pub(super) fn hear_of_plan(&mut self, kind: &str, key: &str, value: Option<&str>) {
        let is_open = self.authored.now().title.saved_as.as_deref() == Some(key);
        if kind != KIND || !is_open || value.is_none() || value == self.store.get(KIND, key) {
            return;
        }
        let name = self.plan(key).map_or_else(|| key.to_owned(), |plan| plan.name.clone());
        self.forget_elsewhere(key);
        self.tell(Notice::Plan(PlanNotice::Elsewhere { key: key.to_owned(), name }));
    }

    fn forget_elsewhere(&mut self, of: &str) {
        let is = |it: &Notice| matches!(it, Notice::Plan(PlanNotice::Elsewhere { key, .. }) if key == of);
        self.notices.retain(|notice| !is(notice));
    }

    fn read_library(&mut self) {
        self.library.opened.borrow_mut().clear();
        let saved = |(key, text): (&str, &str)| {
            if let Some((place, title)) = document::title_of(text) {
                let name = if title.name.is_empty() { key.to_owned() } else { title.name };
                Saved { key: key.to_owned(), name, note: title.note, place: Some(place) }
            } else {
                let name = torn_name(text).unwrap_or(key).to_owned();
                Saved { key: key.to_owned(), name, note: String::new(), place: None }
            }
        };
        self.library.plans = self.store.all(KIND).map(saved).collect();
        self.library.plans.sort_by(|a, b| {
            (a.place.is_none(), &a.place, &a.name).cmp(&(b.place.is_none(), &b.place, &b.name))
        });
    }
}

/// The name in a text that is damaged elsewhere.
fn torn_name(text: &str) -> Option<&str> {
    let (_, behind) = text.split_once("\"name\":\"")?;
    let (name, _) = behind.split_once('"')?;
    (!name.is_empty() && name.chars().count() <= LONGEST_NAME).then_some(name)
}
