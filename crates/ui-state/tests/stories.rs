//! What a user does, from the first event to the last figure, with the worker's desk in the same thread.

use sim_core::results::Variable;
use sim_core::scenario::builtin_scenarios;
use sim_core::{LeverKey, Policy, Scenario};
use std::collections::{BTreeMap, VecDeque};
use ui_state::atlas::{Entry, Texts};
use ui_state::chart::Chart;
use ui_state::cut::{By, Cut};
use ui_state::desk::Desk;
use ui_state::document::{Difference, Fault, Theme};
use ui_state::notice::{Notice, Origin};
use ui_state::state::{Alarm, Kept, Opening, Reader, Saving};
use ui_state::wire::decode;
use ui_state::{AppState, Effect, Event, Lang, Series, Words, apply, link, scoreboard, sentences};

/// A page without a browser. Messages wait until they are delivered.
struct Page {
    state: AppState,
    desk: Desk,
    sent: VecDeque<Vec<u8>>,
    alarms: Vec<Alarm>,
    kept: Option<String>,
    /// What the browser keeps, by place.
    store: BTreeMap<String, String>,
    /// Places that were asked for.
    fetched: Vec<String>,
    others: Vec<Effect>,
}

/// The places of the tests, as the build lists them.
fn atlas() -> Vec<Entry> {
    builtin_scenarios().iter().map(|it| Entry::of(&it.read().expect("built in").0)).collect()
}

/// A place, as it is served.
fn served(key: &str) -> Vec<u8> {
    Scenario::builtin(key).expect("built in").pack()
}

impl Page {
    fn open(kept: Option<&str>, hash: &str) -> Self {
        let documents = kept.map(|text| vec![(String::new(), text.to_owned())]).unwrap_or_default();
        Self::open_with(Kept { documents, ..Kept::default() }, hash)
    }

    fn open_with(kept: Kept, hash: &str) -> Self {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let opening = Opening {
            atlas: atlas(),
            kept: Ok(kept),
            hash: hash.to_owned(),
            lang: Lang::Zh,
            theme: Theme::Light,
            memory: u64::MAX,
            workers: 2,
        };
        let (state, effects) = AppState::open(scenario, &opening);
        let mut page = Self {
            state,
            desk: Desk::default(),
            sent: VecDeque::new(),
            alarms: Vec::new(),
            kept: None,
            store: BTreeMap::new(),
            fetched: Vec::new(),
            others: Vec::new(),
        };
        page.perform(effects);
        page
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(bytes) => self.sent.push_back(bytes),
                Effect::Wake { alarm, .. } => self.alarms.push(alarm),
                Effect::Fetch(key) => self.fetched.push(key),
                Effect::BringReader => {
                    self.tell(Event::ReaderCame(Ok(Reader { place: Texts::read, policy: Policy::read })));
                }
                Effect::Keep { place, document } => {
                    self.store.insert(place, document.clone());
                    self.kept = Some(document);
                    self.tell(Event::Kept(true));
                }
                other => self.others.push(other),
            }
        }
    }

    fn tell(&mut self, event: Event) {
        let effects = apply(&mut self.state, event);
        self.perform(effects);
    }

    /// Delivers one message to the worker and its answer to the page.
    fn answer(&mut self) -> bool {
        let Some(request) = self.sent.pop_front() else { return false };
        let response = self.desk.answer(&request);
        self.tell(Event::Answered(response));
        true
    }

    /// Until nothing is left to be done.
    fn settle(&mut self) {
        loop {
            while self.answer() {}
            let alarms = std::mem::take(&mut self.alarms);
            if alarms.is_empty() {
                return;
            }
            for alarm in alarms {
                self.tell(Event::Rang(alarm));
            }
        }
    }

    fn drag(&mut self, key: LeverKey, values: &[f64]) {
        for value in values {
            self.tell(Event::LeverMoved(key, *value));
        }
        self.tell(Event::LeverReleased(key));
    }

    /// Chooses a place, which comes at once.
    fn choose(&mut self, key: &str) {
        self.tell(Event::PlaceChosen(key.to_owned()));
        self.arrive();
        self.settle();
    }

    fn arrive(&mut self) {
        for key in std::mem::take(&mut self.fetched) {
            self.tell(Event::PlaceArrived(key.clone(), served(&key)));
        }
    }

    fn margins(&self) -> Vec<String> {
        scoreboard::goals(&self.state, &Words::of(Lang::En)).into_iter().map(|goal| goal.margin).collect()
    }
}

const COVERAGE: LeverKey = LeverKey::StationCoverage;

#[test]
fn a_page_opens_with_the_documents_plan_and_its_verdict() {
    let mut page = Page::open(None, "");
    assert!(page.state.is_pending() && page.state.view().is_none());
    page.settle();
    assert!(!page.state.is_pending() && page.state.is_document());
    assert_eq!(page.margins().len(), 6);
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::of(lang);
        let verdict = sentences::verdict(&page.state, &words).expect("a result is there");
        assert!(verdict.contains("2025") && !verdict.contains("verdict-"), "{verdict}");
    }
}

#[test]
fn while_the_worker_computes_only_the_newest_move_waits() {
    let mut page = Page::open(None, "");
    page.settle();
    let values: Vec<f64> = (0..30).map(|i| 0.4 + 0.01 * f64::from(i)).collect();
    for value in &values {
        page.tell(Event::LeverMoved(COVERAGE, *value));
    }
    assert_eq!(page.sent.len(), 1);
    assert!(page.state.is_pending());
    page.answer();
    // The first of them is drawn, and known not to be the last.
    assert!(page.state.is_pending());
    page.answer();
    assert!(!page.state.is_pending());
    assert!(page.sent.is_empty());
}

#[test]
fn a_drag_is_one_step_and_undo_shows_the_earlier_figures_at_once() {
    let mut page = Page::open(None, "");
    page.settle();
    let before = page.margins();
    page.drag(COVERAGE, &[0.8, 0.6, 0.3]);
    page.settle();
    assert_ne!(page.margins(), before);
    page.tell(Event::Undone);
    assert!(!page.state.is_pending() && page.state.is_document());
    assert_eq!(page.margins(), before);
    page.tell(Event::Redone);
    assert_eq!(page.state.value(COVERAGE), 0.3);
    page.tell(Event::AllReset);
    assert_eq!(page.margins(), before);
}

#[test]
fn the_axis_is_frozen_while_a_slider_is_held_and_never_shrinks() {
    let mut page = Page::open(None, "");
    page.settle();
    let series = page.state.settings.charts[0];
    let first = page.state.axes[&series];
    page.tell(Event::LeverMoved(LeverKey::PurchaseBudget, 1e8));
    page.tell(Event::LeverMoved(LeverKey::GovernmentPosts, 600.0));
    while page.answer() {}
    assert_eq!(page.state.axes[&series], first);
    page.tell(Event::LeverReleased(LeverKey::GovernmentPosts));
    page.settle();
    let grown = page.state.axes[&series];
    assert!(grown.max >= first.max);
    page.tell(Event::Undone);
    page.tell(Event::Undone);
    page.settle();
    assert_eq!(page.state.axes[&series], grown);
    page.tell(Event::AllReset);
    page.settle();
    assert_eq!(page.state.axes[&series], first);
}

#[test]
fn moved_levers_tell_what_they_cost_and_what_their_last_move_changed() {
    let mut page = Page::open(None, "");
    page.drag(COVERAGE, &[1.0]);
    page.settle();
    for key in page.state.policy().levers.keys() {
        let cost = page.state.yearly_cost(*key).expect("asked for when nothing moved");
        assert!(cost.current && cost.value.is_finite(), "{}", key.key());
    }
    assert!(page.state.yearly_cost(COVERAGE).expect("moved").value > 0.0);
    assert!(page.state.last_change(COVERAGE).is_some());
    assert_eq!(page.state.last_change(LeverKey::AdminLoad), None);
    assert_eq!(page.state.yearly_cost(LeverKey::AdminLoad), None);
}

#[test]
fn what_is_kept_and_what_is_linked_opens_with_the_same_figures() {
    let mut page = Page::open(None, "");
    page.drag(COVERAGE, &[0.5]);
    page.tell(Event::LanguageSwitched);
    page.settle();
    assert_eq!(page.state.saving, Saving::Kept);
    let kept = page.kept.clone().expect("kept a moment later");
    let mut reopened = Page::open(Some(&kept), "");
    reopened.settle();
    assert_eq!(reopened.margins(), page.margins());
    assert_eq!(reopened.state.settings.lang, Lang::En);
    assert!(!reopened.state.authored.can_undo());

    page.tell(Event::LinkAsked);
    let hash = page.others.iter().find_map(|effect| match effect {
        Effect::CopyLink(hash) => Some(hash.clone()),
        _ => None,
    });
    let mut linked = Page::open(None, &hash.expect("a link"));
    linked.settle();
    assert_eq!(linked.margins(), page.margins());
    // A reload shall find what is changed from here on, so the address lets go of the link.
    assert!(linked.others.contains(&Effect::SetAddress(String::new())));
}

#[test]
fn a_broken_link_is_named_and_changes_nothing() {
    let mut page = Page::open(None, "");
    page.drag(COVERAGE, &[0.5]);
    page.settle();
    let before = page.margins();
    let wrong = r#"{"format":1,"scenario":"chuxiong-2021","levers":{"tea":1}}"#;
    for (hash, fault) in [
        ("#s=!!".to_owned(), Fault::NotALink { length: 2 }),
        (link::hash_of(wrong), Fault::UnknownLever { lever: "tea".into() }),
    ] {
        page.tell(Event::AddressChanged(hash));
        let notice = Notice::NotOpened { from: Origin::Link, faults: vec![fault] };
        assert!(page.state.notices.contains(&notice), "{:?}", page.state.notices);
        for lang in [Lang::Zh, Lang::En] {
            let sentences = notice.sentences(&Words::of(lang));
            assert!(
                sentences.len() == 2
                    && sentences.iter().all(|s| !s.contains("notice-") && !s.contains("fault-"))
            );
        }
    }
    page.settle();
    assert_eq!(page.margins(), before);
    page.drag(COVERAGE, &[0.9]);
    page.settle();
    assert_ne!(page.margins(), before);
}

#[test]
fn a_worker_that_dies_is_replaced_once() {
    let mut page = Page::open(None, "");
    page.sent.clear();
    page.tell(Event::WorkerDied("out of memory".into()));
    assert!(page.others.contains(&Effect::RestartWorker));
    assert_eq!(page.sent.len(), 1);
    page.settle();
    assert!(!page.state.is_pending());
    // Bytes of another version of the worker are as bad as no worker.
    page.tell(Event::Answered(vec![255; 3]));
    assert!(page.state.worker_gone);
    page.drag(COVERAGE, &[0.4]);
    page.settle();
    assert!(page.state.is_pending(), "figures say that they are old");
    assert!(page.kept.is_some(), "the plan can still be kept");
}

#[test]
fn a_refused_store_is_told_once() {
    let mut page = Page::open(None, "");
    page.settle();
    for _ in 0..3 {
        page.tell(Event::Kept(false));
    }
    assert_eq!(page.state.notices, [Notice::NotKept]);
}

#[test]
fn a_request_nobody_can_read_is_answered() {
    let response: ui_state::wire::Response = decode(&Desk::default().answer(&[9, 9, 9])).expect("a response");
    assert_eq!(response.id, 0);
    assert!(response.answer.is_err());
}

#[test]
fn a_link_takes_the_place_of_a_plan_that_one_step_back_brings_again() {
    let mut mine = Page::open(None, "");
    mine.drag(COVERAGE, &[0.5]);
    mine.settle();
    let (kept, margins) = (mine.kept.clone().expect("kept"), mine.margins());
    let linked = r#"{"format":1,"scenario":"chuxiong-2021","levers":{"station_coverage":0.9},"regions":{"532301":{"pay_floor":0.8}},"params":{"discount":0.02},"seed":7}"#;
    let mut page = Page::open(Some(&kept), &link::hash_of(linked));
    page.settle();
    assert!(page.state.notices.contains(&Notice::Replaced), "{:?}", page.state.notices);
    assert_eq!((page.state.value(COVERAGE), page.state.authored.now().seed), (0.9, Some(7)));
    page.tell(Event::Undone);
    page.settle();
    assert_eq!(page.margins(), margins);
    let now = page.state.authored.now();
    assert!(now.seed.is_none() && now.params.is_empty() && now.policy.regions.is_empty());
    assert!(!page.state.notices.contains(&Notice::Replaced));
    page.tell(Event::Redone);
    assert_eq!(page.state.authored.now().params["discount"], 0.02);
    // The same plan again replaces nothing, and a first visit has nothing to lose.
    let mut again = Page::open(Some(&kept), &link::hash_of(&kept));
    again.settle();
    assert!(!again.state.authored.can_undo() && again.state.notices.is_empty());
    let first = Page::open(None, &link::hash_of(linked));
    assert!(!first.state.authored.can_undo() && !first.state.notices.contains(&Notice::Replaced));
}

#[test]
fn what_waits_to_be_kept_lies_ready_for_a_page_that_is_left() {
    let mut page = Page::open(None, "");
    page.settle();
    let ready = |page: &Page| {
        page.others.iter().rev().find_map(|effect| match effect {
            Effect::KeepOnLeaving { place, document } => Some((place.clone(), document.clone())),
            _ => None,
        })
    };
    assert_eq!(ready(&page), None, "nothing has changed");
    for value in [0.5, 0.6] {
        page.tell(Event::LeverMoved(COVERAGE, value));
        assert_eq!(page.state.saving, Saving::Waiting);
        assert_eq!(ready(&page), Some(("chuxiong-2021".to_owned(), page.state.document())));
    }
    page.settle();
    assert_eq!(page.kept, ready(&page).map(|(_, document)| document));
}

#[test]
fn another_tabs_plan_is_told_and_either_can_be_chosen() {
    let mut page = Page::open(None, "");
    page.settle();
    let mut other = Page::open(None, "");
    other.drag(COVERAGE, &[0.5]);
    other.settle();
    let theirs = other.kept.clone().expect("kept");
    page.tell(Event::KeptElsewhere(theirs.clone()));
    assert_eq!(page.state.notices, [Notice::KeptElsewhere { document: theirs.clone() }]);
    page.kept = None;
    page.tell(Event::OwnKept);
    assert!(page.state.notices.is_empty() && page.kept == Some(page.state.document()));
    page.tell(Event::KeptElsewhere(theirs));
    page.tell(Event::OtherTaken);
    page.settle();
    assert_eq!((page.state.value(COVERAGE), page.state.notices.len()), (0.5, 0));
    page.tell(Event::Undone);
    assert!(page.state.is_document());
    page.tell(Event::KeptElsewhere(page.state.document()));
    assert!(page.state.notices.is_empty(), "the same plan is no news");
}

#[test]
fn a_policy_as_the_page_saves_it_opens() {
    let mut page = Page::open(None, "");
    page.drag(COVERAGE, &[0.5]);
    page.settle();
    let (text, margins) = (page.state.policy().to_toml(), page.margins());
    page.tell(Event::AllReset);
    for name in ["plan.toml", "plan.txt"] {
        page.tell(Event::FileChosen(name.into(), text.clone()));
        page.settle();
        assert_eq!((page.margins(), page.state.notices.len()), (margins.clone(), 0), "{name}");
        page.tell(Event::Undone);
    }
    page.tell(Event::FileChosen("plan.toml".into(), "[levers]\ntea = 1\n".into()));
    assert!(page.state.is_document());
    assert!(
        matches!(&page.state.notices[..], [Notice::NotOpened { faults, .. }] if matches!(&faults[..], [Fault::Policy { .. }]))
    );
    for (name, text, fault) in [
        ("plan.json", "", Fault::Empty),
        ("plan.toml", " \n", Fault::Empty),
        ("notes.txt", "tea, milk", Fault::NotADocument { at: Some((1, 2)) }),
        ("plan.json", "{\"a\":1}", Fault::NotADocument { at: None }),
    ] {
        page.state.notices.clear();
        page.tell(Event::FileChosen(name.into(), text.into()));
        let notice = Notice::NotOpened { from: Origin::File(name.into()), faults: vec![fault] };
        assert_eq!(page.state.notices, [notice], "{name}");
    }
}

#[test]
fn what_the_command_line_refuses_the_page_refuses_and_what_is_odd_is_told() {
    let open = |rest: &str| {
        let text = format!(r#"{{"format":1,"scenario":"chuxiong-2021",{rest}}}"#);
        Page::open(None, &link::hash_of(&text)).state
    };
    for params in [r#"{"exam_month":6.5}"#, r#"{"exam_month":13}"#, r#"{"tea":1}"#, r#"{"discount":-3}"#] {
        let state = open(&format!(r#""params":{params}"#));
        assert!(matches!(&state.notices[..], [Notice::NotOpened { .. }]), "{params}: {:?}", state.notices);
    }
    let state =
        open(r#""levers":{"training_hours":{"steps":[["2090-01",60]]}},"view":{"charts":["issued","tea"]}"#);
    let Some(Notice::Opened { differences }) = state.notices.first() else { panic!("{:?}", state.notices) };
    assert!(
        differences
            .iter()
            .any(|it| matches!(it, Difference::OutsideRun { lever: LeverKey::TrainingHours, .. }))
    );
    assert!(differences.contains(&Difference::UnknownChart { name: "tea".into() }));
    assert_eq!(state.value(LeverKey::TrainingHours), state.baseline(LeverKey::TrainingHours));
    assert_eq!(state.settings.charts, [ui_state::Series::Issued, ui_state::Series::CertifiedPractising]);
}

#[test]
fn a_target_missed_by_little_says_by_how_much_everywhere() {
    let mut page = Page::open(None, "");
    page.settle();
    let (fingerprint, view) = page.state.shown.clone().expect("a result");
    let mut view = (*view).clone();
    for verdict in &mut view.plan.outcome.verdicts {
        (verdict.met, verdict.margin) = (false, -0.000_3);
    }
    view.plan.outcome.verdicts[0].margin = -0.3;
    page.state.shown = Some((fingerprint, std::rc::Rc::new(view)));
    let words = Words::of(Lang::Zh);
    assert_eq!(page.margins()[..2], ["−0.3", "−<0.01"]);
    for margin in page.margins() {
        assert!(margin.bytes().any(|b| b.is_ascii_digit() && b != b'0'), "{margin}");
    }
    let verdict = sentences::verdict(&page.state, &words).expect("a result");
    assert!(verdict.contains("0.3 人") && !verdict.contains("!0 "), "{verdict}");
}

#[test]
fn each_place_keeps_its_plan_and_its_way_back() {
    let mut page = Page::open(None, "");
    page.drag(COVERAGE, &[0.5]);
    page.settle();
    let margins = page.margins();
    page.choose("sanming-2013");
    assert_eq!(page.state.scenario.key, "sanming-2013");
    assert!(page.state.is_document() && !page.state.is_pending() && !page.state.authored.can_undo());
    assert!(page.others.contains(&Effect::SetAddress("#place=sanming-2013".into())));
    assert_eq!(page.margins().len(), page.state.scenario.targets.len());
    page.drag(LeverKey::TrainingHours, &[50.0]);
    page.settle();
    let theirs = page.margins();
    page.choose("chuxiong-2021");
    assert_eq!((page.margins(), page.state.value(COVERAGE)), (margins, 0.5));
    page.tell(Event::Undone);
    assert!(page.state.is_document());
    page.choose("sanming-2013");
    assert_eq!((page.margins(), page.state.value(LeverKey::TrainingHours)), (theirs.clone(), 50.0));
    page.tell(Event::Undone);
    assert!(page.state.is_document());
    page.tell(Event::Redone);
    page.settle();

    // Another day: the page opens where it was left, and each place has what it had.
    let documents: Vec<(String, String)> = page.store.clone().into_iter().collect();
    assert_eq!(documents.len(), 2);
    let mut again =
        Page::open_with(Kept { place: Some("sanming-2013".into()), documents, ..Kept::default() }, "");
    assert_eq!(again.fetched, ["sanming-2013"]);
    assert!(again.sent.is_empty(), "nothing is computed for a place nobody wants to see");
    again.arrive();
    again.settle();
    assert_eq!((again.margins(), again.state.notices.len()), (theirs, 0));
    assert!(!again.state.authored.can_undo());
}

#[test]
fn every_place_opens_with_figures_that_fit_its_years_and_moves() {
    for entry in atlas() {
        let mut page = Page::open(None, &format!("#place={}", entry.key));
        page.arrive();
        while page.answer() {}
        let state = &page.state;
        assert_eq!((state.scenario.key.as_str(), state.notices.len()), (entry.key.as_str(), 0));
        for lang in [Lang::Zh, Lang::En] {
            let words = Words::of(lang);
            let verdict = sentences::verdict(state, &words).expect("a result");
            assert!(!verdict.contains("verdict-") && !verdict.contains('{'), "{verdict}");
            let chart = ui_state::chart::Chart::of(state, 0, &words).expect("a result");
            assert_eq!(chart.years, [entry.from - 1, state.scenario.grid.end.year()]);
            assert_eq!(chart.plan.values.len(), state.scenario.grid.months() + 1);
            assert_eq!(
                scoreboard::regions(state, &words).expect("a result").regions.len(),
                state.scenario.regions.len()
            );
        }
        let before = state.view().expect("a result").clone();
        page.drag(COVERAGE, &[0.33]);
        while page.answer() {}
        assert!(page.state.view().expect("a result").plan.series != before.plan.series, "{}", entry.key);
    }
}

#[test]
fn a_place_that_does_not_come_is_told_can_be_tried_again_and_loses_nothing() {
    let mut page = Page::open(None, "");
    page.drag(COVERAGE, &[0.5]);
    page.settle();
    let margins = page.margins();
    page.tell(Event::PlaceChosen("taizhou-2010".into()));
    page.tell(Event::PlaceMissed("taizhou-2010".into(), "no network".into()));
    let is_told = |page: &Page| matches!(&page.state.notices[..], [Notice::PlaceMissed { .. }]);
    assert!(is_told(&page), "{:?}", page.state.notices);
    assert_eq!((page.state.scenario.key.as_str(), page.margins()), ("chuxiong-2021", margins));
    // What comes may be no place at all: a server's own page.
    page.tell(Event::PlaceChosen("taizhou-2010".into()));
    page.tell(Event::PlaceArrived("taizhou-2010".into(), b"<!doctype html>".to_vec()));
    assert!(is_told(&page), "{:?}", page.state.notices);
    page.fetched.clear();
    page.choose("taizhou-2010");
    assert_eq!((page.state.scenario.key.as_str(), page.state.notices.len()), ("taizhou-2010", 0));

    // A link to a place that does not come leaves the first place, and the link for later.
    let linked = r#"{"format":1,"scenario":"sanming-2013","levers":{"training_hours":33}}"#;
    let mut page = Page::open(None, &link::hash_of(linked));
    page.tell(Event::PlaceMissed("sanming-2013".into(), "no network".into()));
    page.fetched.clear();
    page.settle();
    assert!(is_told(&page) && !page.state.is_pending());
    assert_eq!(page.state.scenario.key, "chuxiong-2021");
    page.choose("sanming-2013");
    assert_eq!(page.state.value(LeverKey::TrainingHours), 33.0);
    assert!(page.state.notices.is_empty() && !page.state.authored.can_undo());
}

#[test]
fn a_place_of_ones_own_whose_store_cannot_be_read_leaves_the_first_place_and_says_why() {
    let kept = Kept { place: Some("own-mine".to_owned()), ..Kept::default() };
    let mut page = Page::open_with(kept, "");
    page.settle();
    assert!(page.state.view().is_none(), "it waits for what is stored");
    let message = "IndexedDB did not answer".to_owned();
    page.tell(Event::StoreRefused { kind: String::new(), key: String::new(), message });
    page.settle();
    assert_eq!(page.state.scenario.key, "chuxiong-2021");
    assert!(page.state.view().is_some() && !page.state.is_pending());
    let told = |is: fn(&Notice) -> bool| page.state.notices.iter().any(is);
    assert!(told(|notice| matches!(notice, Notice::PlaceMissed { .. })), "{:?}", page.state.notices);
    assert!(told(|notice| matches!(notice, Notice::NotStored { .. })), "{:?}", page.state.notices);
}

#[test]
fn an_unknown_place_in_an_address_is_named() {
    for hash in ["#place=moon", &link::hash_of(r#"{"format":1,"scenario":"moon"}"#)] {
        let mut page = Page::open(None, hash);
        page.settle();
        let faults = vec![Fault::UnknownScenario { key: "moon".into() }];
        assert_eq!(page.state.notices, [Notice::NotOpened { from: Origin::Link, faults }], "{hash}");
        assert_eq!((page.state.scenario.key.as_str(), page.margins().len()), ("chuxiong-2021", 6));
    }
}

#[test]
fn who_chooses_twice_gets_the_second_and_a_new_worker_is_told_everything() {
    let mut page = Page::open(None, "");
    page.settle();
    page.tell(Event::PlaceChosen("jiangsu-2021".into()));
    page.tell(Event::PlaceChosen("sanming-2013".into()));
    page.arrive();
    assert_eq!(page.state.scenario.key, "sanming-2013");
    // The worker dies with the question: the new one knows nothing of this place.
    page.sent.clear();
    page.desk = Desk::default();
    page.tell(Event::WorkerDied("out of memory".into()));
    page.settle();
    assert!(!page.state.is_pending(), "{:?}", page.state.notices);
    page.tell(Event::PlaceChosen("jiangsu-2021".into()));
    page.arrive();
    assert_eq!(page.state.scenario.key, "jiangsu-2021");
    // An answer about the place that was left is not drawn here.
    page.tell(Event::PlaceChosen("chuxiong-2021".into()));
    page.settle();
    assert_eq!(page.margins().len(), 6);
}

#[test]
fn where_no_target_is_published_one_can_be_set_undone_and_kept() {
    let mut page = Page::open(None, "#place=chuxiong-2026");
    page.arrive();
    page.settle();
    let words = Words::of(Lang::Zh);
    let verdict = |page: &Page| sentences::verdict(&page.state, &words).expect("a result");
    assert!(verdict(&page).contains("年末预计") && page.state.aims().is_empty(), "{}", verdict(&page));
    assert!(sentences::demonstration(&page.state, &words).contains("楚雄彝族自治州 2021–2025"));
    let reached = scoreboard::reaches(&page.state, &words);
    assert_eq!(reached.len(), 4);
    assert!(reached.iter().all(|row| !row.value.is_empty() && !row.refused));
    let professionals = ui_state::Series::Professionals;
    page.tell(Event::GoalTyped(professionals, "many".into()));
    assert!(scoreboard::reaches(&page.state, &words)[0].refused && page.margins().is_empty());
    page.tell(Event::GoalTyped(professionals, "9,999,999".into()));
    page.settle();
    assert_eq!(page.margins().len(), 1);
    assert!(verdict(&page).contains("专业人才差"), "{}", verdict(&page));
    let chart = ui_state::chart::Chart::of(&page.state, 0, &words).expect("a result");
    assert!(chart.targets.len() == 1 && !chart.targets[0].met && chart.axis.max >= 9_999_999.0);
    page.tell(Event::Undone);
    assert!(page.margins().is_empty());
    page.tell(Event::Redone);
    page.settle();
    let kept = page.store["chuxiong-2026"].clone();
    let mut linked = Page::open(None, &link::hash_of(&kept));
    linked.arrive();
    linked.settle();
    assert_eq!(linked.margins(), page.margins());
    page.tell(Event::GoalTyped(professionals, String::new()));
    assert!(page.margins().is_empty());
}

#[test]
fn targets_of_two_years_are_told_apart() {
    let mut page = Page::open(None, "#place=national-2010");
    page.arrive();
    page.settle();
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::of(lang);
        let names: Vec<String> =
            scoreboard::goals(&page.state, &words).into_iter().map(|it| it.name).collect();
        assert!(names[0].contains("2015") && names[1].contains("2020"), "{names:?}");
        let verdict = sentences::verdict(&page.state, &words).expect("a result");
        assert!(verdict.contains("2015") && verdict.contains("2020"), "{verdict}");
        let chart = ui_state::chart::Chart::of(&page.state, 0, &words).expect("a result");
        assert_eq!(chart.targets.iter().map(|target| target.year).collect::<Vec<_>>(), [2015, 2020]);
    }
}

#[test]
fn a_region_stands_alone_until_the_whole_place_comes_back() {
    let mut page = Page::open(None, "");
    page.settle();
    let words = Words::of(Lang::Zh);
    let said = |page: &Page| {
        let [first, second] = [0, 1].map(|slot| Chart::of(&page.state, slot, &words).expect("it is drawn"));
        (first, second)
    };
    let whole = said(&page);
    let steps = page.state.authored.can_undo();
    page.tell(Event::RegionFocused(3));
    page.settle();
    let alone = said(&page);
    for (alone, whole) in [(&alone.0, &whole.0), (&alone.1, &whole.1)] {
        // A part of the whole, with no target of its own.
        assert!(alone.plan.values.iter().zip(&whole.plan.values).all(|(part, all)| part < all));
        assert!(alone.targets.is_empty() && !whole.targets.is_empty());
    }
    // It follows the levers, survives a reload, and is no step of history.
    page.drag(LeverKey::StationCoverage, &[0.1]);
    page.settle();
    assert_ne!(said(&page).0.plan.values, alone.0.plan.values);
    page.tell(Event::Undone);
    page.settle();
    assert_eq!((said(&page).0.plan, page.state.authored.can_undo()), (alone.0.plan.clone(), steps));
    let kept = page.kept.clone().expect("it is kept");
    assert!(kept.contains(r#""focus":"532324""#), "{kept}");
    let mut again = Page::open(Some(&kept), "");
    again.settle();
    assert_eq!(said(&again).0.plan, alone.0.plan);
    // Once more the same, or Escape: the whole place is back as it was.
    page.tell(Event::RegionFocused(3));
    page.settle();
    assert_eq!(said(&page).0.plan, whole.0.plan);
    page.tell(Event::RegionFocused(3));
    page.tell(Event::RegionFocused(4));
    page.tell(Event::FocusLeft);
    page.settle();
    assert_eq!(said(&page).1.plan, whole.1.plan);
    // What is not counted by region stays whole; what somebody cut comes back as it was cut.
    page.tell(Event::ChartChosen(0, Series::InstitutionPostShare));
    let regions = Cut { by: By::Regions, ..Cut::of(Variable::Vacancies) };
    page.tell(Event::CutChosen(1, regions));
    page.tell(Event::RegionFocused(0));
    page.settle();
    assert_eq!(page.state.shown_cut(0), None);
    assert_eq!(page.state.shown_cut(1).map(|cut| cut.by), Some(By::Region(0)));
    page.tell(Event::FocusLeft);
    assert_eq!(page.state.shown_cut(1), Some(regions));
}

#[test]
fn circles_stand_still_while_a_slider_is_held() {
    let mut page = Page::open(None, "");
    page.settle();
    let words = Words::of(Lang::Zh);
    let regions = |page: &Page| scoreboard::regions(&page.state, &words).expect("there are results");
    let (first, axis) = (regions(&page), page.state.circle_axis);
    for value in [0.9, 0.4, 0.05] {
        page.tell(Event::LeverMoved(LeverKey::StationCoverage, value));
        while page.answer() {}
        let now = regions(&page);
        assert_eq!((page.state.circle_axis, &now.map, &now.circle), (axis, &first.map, &first.circle));
        assert!(now.regions.iter().zip(&first.regions).all(|(now, first)| now.side == first.side));
    }
    assert!(regions(&page).regions.iter().zip(&first.regions).any(|(now, first)| now.radius != first.radius));
}

#[test]
fn a_region_that_is_not_there_is_not_shown_alone() {
    let text =
        |focus: &str| format!(r#"{{"format":1,"scenario":"chuxiong-2021","view":{{"focus":{focus}}}}}"#);
    for focus in [r#""999999""#, "7", "null", r#"["532301"]"#] {
        let mut page = Page::open(Some(&text(focus)), "");
        page.settle();
        assert_eq!(page.state.focused(), None, "{focus}");
    }
    assert_eq!(Page::open(Some(&text(r#""532322""#)), "").state.focused(), Some(1));
}
