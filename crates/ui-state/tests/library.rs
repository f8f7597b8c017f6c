//! Named plans and their comparison: what a user does with several tabs' store in between, and the desk in the same thread.

use sim_core::{LeverKey, Scenario};
use std::collections::VecDeque;
use ui_state::atlas::Entry;
use ui_state::compare::{Column, Measure, Mode, differs, figure, table};
use ui_state::desk::Desk;
use ui_state::document::Theme;
use ui_state::notice::{Notice, PlanNotice};
use ui_state::state::{
    Alarm, CompareEvent, Kept, LibraryEvent, NameFault, Opening, Page as Shown, Record, Saving, Table,
};
use ui_state::{AppState, Effect, Event, Lang, Series, Words, apply, link};

const COVERAGE: LeverKey = LeverKey::StationCoverage;
const HOURS: LeverKey = LeverKey::TrainingHours;

/// A tab without a browser: what it stores is what another may hear of.
struct Tab {
    state: AppState,
    desk: Desk,
    sent: VecDeque<Vec<u8>>,
    alarms: Vec<Alarm>,
    kept: String,
    stored: Vec<(String, Option<String>)>,
    files: Vec<(String, String)>,
    links: Vec<String>,
}

impl Tab {
    fn open(kept: Option<&str>) -> Self {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let documents = kept.map(|text| vec![(String::new(), text.to_owned())]).unwrap_or_default();
        let opening = Opening {
            atlas: vec![Entry::of(&scenario)],
            kept: Ok(Kept { documents, ..Kept::default() }),
            hash: String::new(),
            lang: Lang::Zh,
            theme: Theme::Light,
            memory: u64::MAX,
            workers: 1,
        };
        let (state, effects) = AppState::open(scenario, &opening);
        let mut tab = Self {
            state,
            desk: Desk::default(),
            sent: VecDeque::new(),
            alarms: Vec::new(),
            kept: String::new(),
            stored: Vec::new(),
            files: Vec::new(),
            links: Vec::new(),
        };
        tab.perform(effects);
        tab.tell(Event::StoreArrived(Vec::new()));
        tab
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(bytes) => self.sent.push_back(bytes),
                Effect::Wake { alarm, .. } => self.alarms.push(alarm),
                Effect::Keep { document, .. } => {
                    self.kept = document;
                    self.tell(Event::Kept(true));
                }
                Effect::Store { key, value, .. } => self.stored.push((key, Some(value))),
                Effect::Unstore { key, .. } => self.stored.push((key, None)),
                Effect::Download { name, text, .. } => self.files.push((name, text)),
                Effect::CopyLink(hash) => self.links.push(hash),
                _ => {}
            }
        }
    }

    fn tell(&mut self, event: Event) {
        let effects = apply(&mut self.state, event);
        self.perform(effects);
    }

    fn does(&mut self, event: LibraryEvent) {
        self.tell(Event::Library(event));
    }

    /// The time passes that the page asked for, while the worker still computes.
    fn wait(&mut self) {
        for alarm in std::mem::take(&mut self.alarms) {
            self.tell(Event::Rang(alarm));
        }
    }

    fn settle(&mut self) {
        loop {
            while let Some(request) = self.sent.pop_front() {
                let response = self.desk.answer(&request);
                self.tell(Event::Answered(response));
            }
            let alarms = std::mem::take(&mut self.alarms);
            if alarms.is_empty() {
                return;
            }
            for alarm in alarms {
                self.tell(Event::Rang(alarm));
            }
        }
    }

    fn drag(&mut self, key: LeverKey, value: f64) {
        self.tell(Event::LeverMoved(key, value));
        self.tell(Event::LeverReleased(key));
    }

    fn save(&mut self, name: &str) -> String {
        self.does(LibraryEvent::SavedAs(name.to_owned()));
        self.state.open_plan().expect("it was saved").key.clone()
    }

    /// What a browser with this store hands over when a page opens.
    fn records(&self) -> Vec<Record> {
        let all = self.state.store.all("plan");
        all.map(|(key, value)| Record { kind: "plan".into(), key: key.into(), value: value.into() }).collect()
    }

    /// Tells another tab what was stored last.
    fn broadcast(&self, to: &mut Self) {
        let (key, value) = self.stored.last().cloned().expect("something was stored");
        to.tell(Event::StoredElsewhere { kind: "plan".into(), key, value });
    }

    fn names(&self) -> Vec<&str> {
        self.state.plans().iter().map(|plan| plan.name.as_str()).collect()
    }

    fn title(&self) -> Option<(String, bool, bool)> {
        self.state.entitled().map(|it| (it.name, it.is_saved, it.is_changed))
    }
}

#[test]
fn a_saved_plan_says_when_it_was_changed_and_opens_again_in_one_step() {
    let mut tab = Tab::open(None);
    assert_eq!(tab.title(), None);
    tab.drag(COVERAGE, 0.5);
    let first = tab.save("稳妥");
    assert_eq!(tab.title(), Some(("稳妥".into(), true, false)));
    tab.drag(COVERAGE, 0.3);
    assert_eq!(tab.title(), Some(("稳妥".into(), true, true)));
    tab.tell(Event::Undone);
    assert_eq!(tab.title(), Some(("稳妥".into(), true, false)));
    tab.drag(HOURS, 60.0);
    let second = tab.save("加训");
    assert_ne!(first, second);
    tab.does(LibraryEvent::Opened(first.clone()));
    assert_eq!(tab.title(), Some(("稳妥".into(), true, false)));
    assert!(!tab.state.is_moved(HOURS) || tab.state.value(HOURS) != 60.0);
    tab.tell(Event::Undone);
    assert_eq!((tab.state.value(HOURS), tab.title()), (60.0, Some(("加训".into(), true, false))));
}

#[test]
fn a_reload_finds_the_plans_and_the_name_of_the_present_one() {
    let mut tab = Tab::open(None);
    tab.drag(COVERAGE, 0.5);
    tab.save("稳妥");
    tab.drag(COVERAGE, 0.4);
    tab.wait();
    let mut again = Tab::open(Some(&tab.kept));
    again.tell(Event::StoreArrived(tab.records()));
    assert_eq!(again.title(), Some(("稳妥".into(), true, true)));
    assert_eq!(again.state.value(COVERAGE), 0.4);
    again.does(LibraryEvent::Saved);
    assert_eq!(again.title(), Some(("稳妥".into(), true, false)));
    assert_eq!(again.names(), ["稳妥"]);
}

#[test]
fn saving_over_a_plan_is_told_and_both_can_be_kept() {
    let mut tab = Tab::open(None);
    tab.drag(COVERAGE, 0.5);
    let first = tab.save("甲");
    let text = tab.state.store.get("plan", &first).expect("stored").to_owned();
    tab.does(LibraryEvent::Saved);
    assert!(tab.state.notices.is_empty(), "nothing was changed");
    tab.drag(COVERAGE, 0.3);
    tab.does(LibraryEvent::Saved);
    assert!(matches!(&tab.state.notices[..], [Notice::Plan(PlanNotice::Over { name })] if name == "甲"));
    assert_ne!(tab.state.store.get("plan", &first), Some(text.as_str()));
    tab.does(LibraryEvent::BothKept);
    assert!(tab.state.notices.is_empty());
    assert_eq!(tab.state.store.get("plan", &first), Some(text.as_str()));
    assert_eq!(tab.names(), ["甲", "甲 (2)"]);
    assert_eq!(tab.title(), Some(("甲 (2)".into(), true, false)));
    assert_eq!(tab.state.value(COVERAGE), 0.3);
}

#[test]
fn it_is_said_to_be_kept_once_the_browser_has_written_all_of_it() {
    let mut tab = Tab::open(None);
    tab.settle();
    assert_eq!(tab.state.saving(), Saving::Kept);
    tab.save("甲");
    tab.settle();
    assert_eq!(tab.state.saving(), Saving::Waiting);
    tab.tell(Event::Stored);
    assert_eq!(tab.state.saving(), Saving::Kept);
    // What is refused is told of, and nothing waits for it.
    let key = tab.save("乙");
    tab.settle();
    assert_eq!(tab.state.saving(), Saving::Waiting);
    tab.tell(Event::StoreRefused { kind: "plan".into(), key, message: "full".into() });
    assert_eq!(tab.state.saving(), Saving::Kept);
    assert!(!tab.state.notices.is_empty());
}

#[test]
fn names_that_are_none_are_told_and_what_was_typed_stays() {
    let mut tab = Tab::open(None);
    tab.does(LibraryEvent::Saved);
    assert_eq!(tab.state.table, Some(Table::Library), "a plan without a name is asked for one");
    tab.save("甲");
    for (typed, fault) in
        [("  ", NameFault::Empty), (" 甲 ", NameFault::Taken), (&"长".repeat(61), NameFault::Long)]
    {
        tab.does(LibraryEvent::SavedAs(typed.to_owned()));
        let entry = tab.state.library.entry.as_ref().expect("it is refused");
        assert_eq!((entry.typed.as_str(), entry.fault), (typed, fault));
    }
    assert_eq!(tab.names(), ["甲"]);
    let key = tab.save("乙");
    tab.does(LibraryEvent::Renamed(key.clone(), "甲".into()));
    assert_eq!(tab.state.library.entry.as_ref().map(|entry| entry.fault), Some(NameFault::Taken));
    tab.does(LibraryEvent::Renamed(key.clone(), "丙".into()));
    assert_eq!(tab.title(), Some(("丙".into(), true, false)));
    tab.does(LibraryEvent::Noted(key.clone(), "第一行\n第二行".into()));
    assert_eq!(tab.state.plan(&key).expect("there").note, "第一行\n第二行");
    tab.does(LibraryEvent::Duplicated(key));
    assert!(tab.names().contains(&"丙 (2)"), "{:?}", tab.names());
}

#[test]
fn a_deleted_plan_comes_back_as_it_was() {
    let mut tab = Tab::open(None);
    tab.drag(COVERAGE, 0.5);
    let key = tab.save("甲");
    let before = tab.records();
    tab.does(LibraryEvent::Deleted(key.clone()));
    assert_eq!((tab.names().len(), tab.stored.last()), (0, Some(&(key, None))));
    assert!(matches!(&tab.state.notices[..], [Notice::Plan(PlanNotice::Deleted { name })] if name == "甲"));
    assert_eq!(tab.title(), Some(("甲".into(), false, false)), "the present plan keeps its name");
    tab.does(LibraryEvent::Restored);
    assert_eq!((tab.records(), tab.state.notices.len()), (before, 0));
}

#[test]
fn the_same_plan_saved_in_two_tabs_is_told_and_both_are_kept() {
    let mut one = Tab::open(None);
    one.drag(COVERAGE, 0.5);
    let key = one.save("甲");
    one.wait();
    let mut other = Tab::open(Some(&one.kept));
    other.tell(Event::StoreArrived(one.records()));
    other.does(LibraryEvent::Opened(key.clone()));
    other.drag(COVERAGE, 0.2);
    one.drag(COVERAGE, 0.9);
    one.does(LibraryEvent::Saved);
    one.broadcast(&mut other);
    let told = |it: &Notice| matches!(it, Notice::Plan(PlanNotice::Elsewhere { .. }));
    assert!(other.state.notices.iter().any(told));
    assert_eq!(other.state.value(COVERAGE), 0.2, "nothing of this tab is touched");
    other.does(LibraryEvent::Saved);
    assert_eq!(other.names(), ["甲", "甲 (2)"]);
    let value = |key: &str| {
        let opened = other.state.opened(key).expect("opens");
        opened.inputs.policy.levers[&COVERAGE].last()
    };
    assert_eq!(value(&key), 0.9);
    assert_eq!(value(&other.state.open_plan().expect("saved").key), 0.2);
}

#[test]
fn a_damaged_record_is_told_by_name_and_the_others_open() {
    let mut tab = Tab::open(None);
    tab.save("甲");
    let mut records = tab.records();
    let torn = records[0].value[..records[0].value.find("\"params").unwrap_or(records[0].value.len() - 9)]
        .to_owned();
    let torn = torn.replace("甲", "坏");
    records.push(Record { kind: "plan".into(), key: "ff".into(), value: torn.clone() });
    let mut again = Tab::open(None);
    again.tell(Event::StoreArrived(records));
    let told = again.state.notices.iter().find_map(|notice| match notice {
        Notice::Plan(PlanNotice::Damaged { names }) => Some(names.clone()),
        _ => None,
    });
    assert_eq!(told, Some(vec!["坏".to_owned()]));
    let good = again.state.plans_here().next().expect("the other is there").key.clone();
    again.does(LibraryEvent::Opened(good));
    assert_eq!(again.title(), Some(("甲".into(), true, false)));
    again.does(LibraryEvent::FileAsked("ff".into()));
    assert_eq!(again.files.last().expect("a file").1, torn);
}

#[test]
fn what_the_browser_refuses_stays_and_can_be_had_as_a_file() {
    let mut tab = Tab::open(None);
    let key = tab.save("甲");
    tab.tell(Event::StoreRefused { kind: "plan".into(), key: key.clone(), message: "full".into() });
    assert!(matches!(&tab.state.notices[..], [Notice::NotStored { name: Some(name), .. }] if name == "甲"));
    assert_eq!(tab.names(), ["甲"]);
    tab.tell(Event::RecordAsked { kind: "plan".into(), key });
    assert_eq!(tab.files.last().expect("a file").0, "甲.shapan.json");
    tab.does(LibraryEvent::Saved);
    assert!(tab.state.notices.is_empty(), "a new try is not judged by the old one");
}

#[test]
fn a_whole_library_goes_into_one_file_and_comes_out_of_it() {
    let mut tab = Tab::open(None);
    tab.save("甲");
    tab.drag(COVERAGE, 0.5);
    tab.save("乙");
    tab.does(LibraryEvent::AllAsked);
    let (name, text) = tab.files.last().cloned().expect("a file");
    let mut other = Tab::open(None);
    other.tell(Event::FileChosen(name.clone(), text.clone()));
    assert_eq!(other.names(), tab.names());
    other.tell(Event::FileChosen(name.clone(), text.clone()));
    assert_eq!(other.names(), tab.names(), "what is there already is not taken twice");
    let torn = text.replacen("\"format\":1,\"levers\"", "\"format\":\"one\",\"levers\"", 1);
    assert_ne!(torn, text);
    let mut third = Tab::open(None);
    third.tell(Event::FileChosen(name, torn));
    assert_eq!(third.names().len(), 1);
    assert!(third.state.notices.iter().any(
        |it| matches!(it, Notice::Plan(PlanNotice::Taken { new: 1, same: 0, damaged }) if damaged == &[1])
    ));
}

#[test]
fn a_link_carries_name_and_note_and_one_too_long_becomes_a_file() {
    let mut tab = Tab::open(None);
    tab.drag(COVERAGE, 0.5);
    let key = tab.save("甲");
    tab.does(LibraryEvent::Noted(key.clone(), "为什么".into()));
    tab.does(LibraryEvent::LinkAsked(key.clone()));
    let hash = tab.links.last().cloned().expect("a link");
    let mut other = Tab::open(None);
    other.tell(Event::AddressChanged(hash));
    assert_eq!(other.title(), Some(("甲".into(), false, false)));
    assert_eq!(other.state.value(COVERAGE), 0.5);
    let saved = other.save("甲");
    assert_eq!(other.state.plan(&saved).expect("saved").note, "为什么");
    let links = tab.links.len();
    tab.does(LibraryEvent::Noted(key.clone(), "长".repeat(4000)));
    tab.does(LibraryEvent::LinkAsked(key));
    assert_eq!(tab.links.len(), links);
    assert_eq!(tab.files.last().expect("a file instead").0, "甲.shapan.json");
    assert!(tab.state.notices.contains(&Notice::Plan(PlanNotice::FileForLink)));
    assert!(link::hash_of(&tab.files.last().expect("a file").1).len() > 8192);
}

fn text_of(found: &[differs::Difference]) -> Vec<String> {
    found.iter().map(|it| format!("{} {} > {}", it.name, it.from, it.to)).collect()
}

#[test]
fn what_differs_is_what_was_moved_and_nothing_else() {
    let mut tab = Tab::open(None);
    let words = Words::of(Lang::En);
    let first = Column::Saved(tab.save("甲"));
    assert_eq!(differs::of(&tab.state, &Column::Document, &first, &words), Some(vec![]));
    tab.drag(COVERAGE, 0.5);
    let second = Column::Saved(tab.save("乙"));
    let found = differs::of(&tab.state, &first, &second, &words).expect("both open");
    assert_eq!(found.len(), 1, "{:?}", text_of(&found));
    assert_eq!(found[0].kind, differs::Kind::Decision);
    assert!(found[0].to.contains("50"), "{:?}", text_of(&found));
    let back = differs::of(&tab.state, &second, &first, &words).expect("both open");
    assert_eq!((&back[0].from, &back[0].to), (&found[0].to, &found[0].from));
    // Against nothing at all, a plan differs in every lever it moves.
    let all = differs::of(&tab.state, &Column::Baseline, &first, &words).expect("both open");
    assert_eq!(all.len(), tab.state.scenario.document_policy().levers.len());
}

#[test]
fn compared_plans_have_the_figures_they_have_alone() {
    let mut tab = Tab::open(None);
    tab.settle();
    let alone = |tab: &Tab| tab.state.view().expect("a result").plan.clone();
    let mut known = Vec::new();
    for (name, value) in [("甲", 0.3), ("乙", 0.6), ("丙", 0.9)] {
        tab.drag(COVERAGE, value);
        tab.settle();
        known.push((Column::Saved(tab.save(name)), alone(&tab)));
    }
    let mut fresh = Tab::open(None);
    fresh.tell(Event::StoreArrived(tab.records()));
    fresh.settle();
    let present = alone(&fresh);
    fresh.tell(Event::PageChosen(Shown::Compare));
    fresh.settle();
    for (column, figures) in &known {
        assert_eq!(fresh.state.view_of(column).expect("it was run").plan, *figures);
    }
    assert_eq!(alone(&fresh), present, "what the sliders show is not replaced");
    let words = Words::of(Lang::Zh);
    assert_eq!(figure::of(&fresh.state, &words).expect("a figure").lines.curves.len(), 6);
    // Differences against one of them are values less its values; against itself nothing.
    fresh.tell(Event::Compare(CompareEvent::ReferenceChosen(known[0].0.clone())));
    fresh.tell(Event::Compare(CompareEvent::ModeChosen(Mode::Difference)));
    let series = Series::Professionals;
    let difference = figure::values(&fresh.state, &known[2].0, series).expect("known");
    let (a, c) = (known[0].1.values(series), known[2].1.values(series));
    assert!(difference.iter().zip(c.iter().zip(a)).all(|(d, (c, a))| *d == c - a));
    let none = figure::values(&fresh.state, &known[0].0, series).expect("known");
    assert!(none.iter().all(|value| *value == 0.0));
    fresh.tell(Event::Compare(CompareEvent::ModeChosen(Mode::Ratio)));
    let same = figure::values(&fresh.state, &known[0].0, series).expect("known");
    assert!(same.iter().all(|value| *value == 1.0));
}

#[test]
fn the_table_goes_by_a_column_and_survives_that_what_it_compares_is_deleted() {
    let mut tab = Tab::open(None);
    let words = Words::of(Lang::En);
    for (name, value) in [("a", 0.9), ("b", 0.3), ("c", 0.6)] {
        tab.drag(COVERAGE, value);
        tab.save(name);
    }
    tab.tell(Event::PageChosen(Shown::Compare));
    tab.settle();
    for hidden in [Column::Document, Column::Baseline] {
        tab.tell(Event::Compare(CompareEvent::Toggled(hidden)));
    }
    let names =
        |tab: &Tab| table::rows(&tab.state, &words).into_iter().map(|row| row.name).collect::<Vec<_>>();
    assert_eq!(names(&tab), ["a", "b", "c"]);
    tab.tell(Event::Compare(CompareEvent::Sorted(Measure::NewMoney)));
    let falling = names(&tab);
    tab.tell(Event::Compare(CompareEvent::Sorted(Measure::NewMoney)));
    let mut rising = names(&tab);
    rising.reverse();
    assert_eq!(falling, rising);
    let money = |name: &str| {
        let key = tab.state.plans().iter().find(|plan| plan.name == name).expect("there").key.clone();
        tab.state.view_of(&Column::Saved(key)).expect("run").new_public_yuan()
    };
    assert!(falling.windows(2).all(|pair| money(&pair[0]) >= money(&pair[1])));
    let reference = tab.state.plans_here().next().expect("there").key.clone();
    tab.tell(Event::Compare(CompareEvent::ReferenceChosen(Column::Saved(reference.clone()))));
    tab.does(LibraryEvent::Deleted(reference));
    tab.settle();
    assert_eq!((names(&tab).len(), tab.state.reference()), (2, Column::Baseline));
    // A line a plan and one of heads, as many cells in each.
    tab.tell(Event::Compare(CompareEvent::CsvAsked));
    let csv = &tab.files.last().expect("a file").1;
    assert_eq!(csv.lines().count(), 3);
}
