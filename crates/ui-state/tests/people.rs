//! The page of persons from the first event to the last run, with its worker's desk in the same thread.

use sim_core::agents::Happening;
use sim_core::agents::biography::{Life, Turn};
use sim_core::{LeverKey, Scenario};
use std::collections::VecDeque;
use ui_state::atlas::Entry;
use ui_state::document::Theme;
use ui_state::people::desk::{Office, answer};
use ui_state::people::wire::{Refusal, Report, Request, Response};
use ui_state::people::{Cut, Headline, ages, careers, flows, spread, story};
use ui_state::state::{Alarm, Kept, Opening, Page, PeopleEvent, RUNS, Stage};
use ui_state::wire::{decode, encode};
use ui_state::{AppState, Effect, Event, Lang, Notice, Words, apply};

/// Answers of the worker, waiting to be delivered; time passes with each.
#[derive(Default)]
struct Post {
    answers: VecDeque<Vec<u8>>,
    now: f64,
}

impl Office for Post {
    fn now(&self) -> f64 {
        self.now
    }
    fn post(&mut self, answer: Vec<u8>) {
        self.now += 50.0;
        self.answers.push_back(answer);
    }
}

/// A page without a browser. The worker of persons works when it is told to.
struct Browser {
    state: AppState,
    asked: Option<Vec<u8>>,
    post: Post,
    stops: usize,
    alarms: Vec<Alarm>,
    address: String,
}

impl Browser {
    fn open(hash: &str, memory: u64) -> Self {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let opening = Opening {
            atlas: vec![Entry::of(&scenario)],
            kept: Ok(Kept::default()),
            hash: hash.to_owned(),
            lang: Lang::En,
            theme: Theme::Light,
            memory,
            workers: 2,
        };
        let (state, effects) = AppState::open(scenario, &opening);
        let mut page = Self {
            state,
            asked: None,
            post: Post::default(),
            stops: 0,
            alarms: Vec::new(),
            address: hash.to_owned(),
        };
        page.perform(effects);
        page
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::AskPeople(bytes) => self.asked = Some(bytes),
                Effect::StopPeople => {
                    self.stops += 1;
                    self.asked = None;
                    self.post.answers.clear();
                }
                Effect::Wake { alarm, .. } => self.alarms.push(alarm),
                Effect::SetAddress(hash) => self.address = hash,
                _ => {}
            }
        }
    }

    fn tell(&mut self, event: Event) {
        let effects = apply(&mut self.state, event);
        self.perform(effects);
    }

    fn people(&mut self, event: PeopleEvent) {
        self.tell(Event::People(event));
    }

    /// Nothing moves any more.
    fn rest(&mut self) {
        for _ in 0..2 {
            for alarm in std::mem::take(&mut self.alarms) {
                if matches!(alarm, Alarm::Settled(_) | Alarm::People(_)) {
                    self.tell(Event::Rang(alarm));
                }
            }
        }
    }

    /// The worker works on what it was asked, with so many runs; its answers wait.
    fn work(&mut self, runs: u32) {
        let asked = self.asked.take().expect("something was asked");
        let request: Request = decode(&asked).expect("a request");
        assert_eq!(request.runs, RUNS);
        answer(&encode(&Request { runs, ..request }), &mut self.post);
    }

    /// Delivers the next answer.
    fn deliver(&mut self) -> bool {
        let Some(bytes) = self.post.answers.pop_front() else { return false };
        let now = self.post.now;
        self.post.now += 50.0;
        self.people(PeopleEvent::Answered(bytes, now));
        true
    }

    /// Opens the page and brings it its persons, with so many runs.
    fn with_people(runs: u32) -> Self {
        let mut page = Self::open("#page=people", u64::MAX);
        page.rest();
        page.work(runs);
        while page.deliver() {}
        page
    }
}

#[test]
fn persons_are_asked_for_when_their_page_is_first_opened_and_come_one_run_after_another() {
    let mut page = Browser::open("", u64::MAX);
    page.rest();
    assert_eq!((page.asked.is_none(), &page.state.people.stage), (true, &Stage::Idle));
    page.tell(Event::PageChosen(Page::People));
    assert_eq!(page.address, "#page=people");
    page.rest();
    page.work(3);
    let mut seen = Vec::new();
    while page.deliver() {
        seen.push(page.state.people.cast.as_ref().map_or(0, |cast| cast.runs.len()));
        if let Stage::Running(progress) = &page.state.people.stage {
            assert!((0.0..=1.0).contains(&progress.done()));
        }
    }
    seen.dedup();
    assert_eq!(seen, [0, 1, 2, 3]);
    assert_eq!(page.state.people.stage, Stage::Done);
    assert!(!page.state.people_are_stale());
    // Back and forth asks for nobody again.
    page.tell(Event::PageChosen(Page::Plan));
    assert_eq!(page.address, "");
    page.tell(Event::PageChosen(Page::People));
    page.rest();
    assert!(page.asked.is_none());
}

#[test]
fn a_moved_lever_ends_the_run_and_starts_another_when_it_rests() {
    let mut page = Browser::with_people(1);
    page.tell(Event::LeverMoved(LeverKey::StationCoverage, 0.5));
    assert!(page.state.people_are_stale());
    page.rest();
    assert!(page.asked.is_none(), "the slider is still held");
    page.tell(Event::LeverReleased(LeverKey::StationCoverage));
    page.rest();
    page.work(2);
    let late: Vec<Vec<u8>> = page.post.answers.iter().cloned().collect();
    assert!(page.deliver());
    // Again, while the worker works.
    page.tell(Event::LeverMoved(LeverKey::StationCoverage, 0.6));
    assert_eq!((page.stops, &page.state.people.stage), (1, &Stage::Waiting));
    let before = page.state.people.cast.as_ref().map(|cast| cast.cause);
    for bytes in late {
        page.people(PeopleEvent::Answered(bytes, 0.0));
    }
    assert_eq!(page.state.people.cast.as_ref().map(|cast| cast.cause), before, "late answers are dropped");
    page.tell(Event::LeverReleased(LeverKey::StationCoverage));
    page.rest();
    assert!(page.asked.is_some() && matches!(page.state.people.stage, Stage::Running(_)));
}

#[test]
fn stopping_keeps_what_is_there_and_other_luck_is_the_next_seed() {
    let mut page = Browser::open("#page=people", u64::MAX);
    page.rest();
    page.work(3);
    while page.state.people.cast.is_none() {
        assert!(page.deliver());
    }
    page.people(PeopleEvent::Stopped);
    assert_eq!((page.stops, &page.state.people.stage), (1, &Stage::Stopped));
    assert_eq!(page.state.people.cast.as_ref().expect("one run").runs.len(), 1);
    let first = page.state.people.cast.as_ref().expect("one run").runs[0].clone();
    page.people(PeopleEvent::OtherLuck);
    assert_eq!(page.state.people.chance.seed, 2);
    assert!(page.state.people_are_stale());
    page.work(1);
    while page.deliver() {}
    assert_ne!(page.state.people.cast.as_ref().expect("one run").runs[0], first);
    assert!(!page.state.people_are_stale());
    // So does a person without something that cells have not.
    page.people(PeopleEvent::FeatureToggled(0));
    assert!(page.state.people_are_stale() && !page.state.people.has(0) && page.state.people.has(1));
    page.work(1);
    while page.deliver() {}
    assert!(!page.state.people_are_stale());
}

#[test]
fn a_worker_that_dies_is_replaced_once_and_then_told_of() {
    let mut page = Browser::open("#page=people", u64::MAX);
    page.rest();
    let first: Request = decode(&page.asked.clone().expect("asked")).expect("a request");
    page.people(PeopleEvent::Died("out of memory".into()));
    let again: Request = decode(&page.asked.clone().expect("asked again")).expect("a request");
    assert_eq!(Request { id: first.id, ..again.clone() }, first);
    assert!(again.id > first.id);
    assert!(matches!(page.state.notices.last(), Some(Notice::PeopleRestarted { .. })));
    // Bytes that nobody can read are a death as well.
    page.people(PeopleEvent::Answered(vec![255, 255, 255, 255], 0.0));
    assert_eq!(page.state.people.stage, Stage::Gone);
    assert!(matches!(page.state.notices.last(), Some(Notice::PeopleGone { .. })));
    page.tell(Event::LeverMoved(LeverKey::StationCoverage, 0.5));
    page.tell(Event::LeverReleased(LeverKey::StationCoverage));
    page.rest();
    assert!(page.asked.is_none(), "not by itself");
    page.people(PeopleEvent::Started);
    page.work(1);
    while page.deliver() {}
    assert_eq!(page.state.people.stage, Stage::Done);
    assert!(page.state.notices.is_empty());
}

#[test]
fn more_agents_than_the_memory_allows_are_refused_with_a_weight_that_fits() {
    let mut page = Browser::open("#page=people", 300_000);
    page.rest();
    page.work(1);
    while page.deliver() {}
    let Stage::Refused(Refusal::TooMany { size, memory }) = page.state.people.stage.clone() else {
        panic!("{:?}", page.state.people.stage)
    };
    assert!(size.bytes > memory as f64 && size.weight == 1 && size.persons > 5000.0);
    page.people(PeopleEvent::WeightChosen(size.weight_within(memory)));
    page.work(1);
    while page.deliver() {}
    assert_eq!(page.state.people.stage, Stage::Done);
    let weight = page.state.people.cast.as_ref().expect("they fit").detail.weight;
    assert_eq!(weight, size.weight_within(memory));
    assert!(
        flows::weight(&page.state, &Words::of(Lang::En)).expect("it is told").contains(&weight.to_string())
    );
}

#[test]
fn years_play_to_the_last_and_stop_when_one_is_chosen() {
    let mut page = Browser::with_people(1);
    page.people(PeopleEvent::PlayToggled);
    let mut years = vec![page.state.people.year];
    while page.state.people.playing {
        let alarm = page.alarms.pop().expect("the next year comes");
        page.tell(Event::Rang(alarm));
        years.push(page.state.people.year);
    }
    assert_eq!(years, (0..page.state.people.years()).collect::<Vec<_>>());
    page.people(PeopleEvent::PlayToggled);
    assert_eq!((page.state.people.year, page.state.people.playing), (0, true));
    page.people(PeopleEvent::YearChosen(4));
    let late = page.alarms.pop().expect("it was on its way");
    page.tell(Event::Rang(late));
    assert_eq!((page.state.people.year, page.state.people.playing), (4, false));
}

#[test]
fn every_figure_has_a_sentence_and_numbers_that_agree() {
    let mut page = Browser::with_people(2);
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::of(lang);
        for cut in Cut::ALL {
            page.people(PeopleEvent::CutChosen(cut));
            let sankey = flows::Sankey::of(&page.state, &words).expect("there are flows");
            let left: Vec<_> = sankey.nodes.iter().map(|node| &node.id).collect();
            assert!(
                sankey.links.iter().all(|link| left.contains(&&link.source) && left.contains(&&link.target))
            );
            assert_eq!(flows::rows(&page.state, &words).len(), sankey.links.len());
            let said = flows::sentence(&page.state, &words).expect("a sentence");
            assert!(!said.contains('$') && said.contains("2021"), "{said}");
        }
        for headline in Headline::ALL {
            page.people(PeopleEvent::HeadlineChosen(headline));
            let drawn = spread::Spread::of(&page.state, &words).expect("a figure");
            let rows = spread::rows(&page.state);
            assert_eq!(rows.len(), 11);
            for ((low, run), high) in drawn.band[0].iter().zip(&drawn.run.values).zip(&drawn.band[1]) {
                assert!(low <= run && run <= high);
            }
            assert!(spread::sentence(&page.state, &words).expect("a sentence").contains("2025"));
        }
        assert!(
            ages::sentence(&page.state, &words).is_some() && careers::sentence(&page.state, &words).is_some()
        );
    }
}

/// No sentence names a year in which nothing happened, or a region where the person never was.
fn names_what_was(page: &Browser, life: &Life, lang: Lang) {
    let words = Words::of(lang);
    let state = &page.state;
    let told = story::sentences(state, life, &words);
    let start = state.scenario.grid.start;
    let years: Vec<String> =
        life.episodes.iter().map(|it| start.plus(i32::from(it.month)).year().to_string()).collect();
    let end = state.scenario.grid.end.year().to_string();
    assert_eq!(story::lines(state, life, &words).len(), life.episodes.len());
    for (at, sentence) in told.iter().enumerate() {
        let last = life.is_there() && at + 1 == told.len();
        let numbers = sentence.split(|sign: char| !sign.is_ascii_digit());
        for year in numbers.filter(|number| number.len() == 4) {
            assert!(years.iter().any(|it| it == year) || last && year == end, "{sentence}");
        }
        assert!(!sentence.contains(['$', '{']) && !sentence.contains("story-"), "{sentence}");
    }
    // A region is named only where the person was, or left.
    let been: Vec<usize> = life
        .episodes
        .iter()
        .flat_map(|it| [Some(it.region), (it.what == Happening::Arrived).then_some(it.value)])
        .flatten()
        .map(usize::from)
        .collect();
    let all = told.join(" ");
    for (number, region) in
        state.scenario.regions.iter().enumerate().filter(|(number, _)| !been.contains(number))
    {
        assert!(!all.contains(lang.text(&region.name)), "{number}: {all}");
    }
}

#[test]
fn a_story_says_what_the_events_say_in_both_languages() {
    let page = Browser::with_people(1);
    let lives = &page.state.people.cast.as_ref().expect("one run").detail.lives;
    for (turn, (found, some)) in Turn::ALL.into_iter().zip(&lives.turns) {
        assert_eq!(*found > 0, !some.is_empty(), "{}", turn.key());
        for life in some.iter().take(10) {
            for lang in [Lang::Zh, Lang::En] {
                names_what_was(&page, life, lang);
            }
        }
    }
    for life in &lives.anybody {
        names_what_was(&page, life, Lang::En);
    }
    // The try that is told is the number of sittings before it, and one.
    let second = &lives.turns[Turn::SecondTry.index()].1;
    for life in second {
        let (at, passed) = life
            .episodes
            .iter()
            .enumerate()
            .find(|(at, it)| it.what == Happening::Certified && life.tries(*at) > 1)
            .expect("that is why it is told");
        let failed = life.episodes[..at].iter().filter(|it| {
            matches!(it.what, Happening::Failed | Happening::PassedSome) && it.value == passed.value
        });
        assert_eq!(life.tries(at), failed.count() + 1);
        let zh = story::sentences(&page.state, life, &Words::of(Lang::Zh)).join("");
        assert!(zh.contains(&format!("第 {} 次报考", life.tries(at))), "{zh}");
    }
}

#[test]
fn what_the_worker_cannot_read_is_answered_and_other_plans_answers_are_dropped() {
    let mut post = Post::default();
    answer(&[9, 9], &mut post);
    let response: Response = decode(&post.answers[0]).expect("an answer");
    assert!(matches!(response, Response { id: 0, report: Report::Refused(Refusal::Fault(_)) }));
    let mut page = Browser::with_people(1);
    let stray = encode(&Response { id: 77, report: Report::Done });
    page.people(PeopleEvent::Answered(stray, 0.0));
    assert_eq!(page.state.people.stage, Stage::Done);
}
