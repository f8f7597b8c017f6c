//! The pages of studies from the first event to the last row, with the workers' desks in the same thread.

use sim_core::study::actuals::Actuals;
use sim_core::study::ensemble::{Curve, Kind, Report, Side, Spec, Study as Ensemble, Watched};
use sim_core::study::uncertainty::Cause;
use sim_core::study::why::Measured;
use sim_core::{LeverKey, Policy, RunSettings, Scenario};
use std::collections::VecDeque;
use ui_state::atlas::{Entry, Texts, Written};
use ui_state::counts::Basis;
use ui_state::document::Theme;
use ui_state::model_page::evidence;
use ui_state::own::Sheet;
use ui_state::people::desk::Office;
use ui_state::state::data::{CountsEvent, Side as Compared, happened};
use ui_state::state::seek::SeekEvent;
use ui_state::state::{
    Alarm, ChancesEvent, Course, DataEvent, Hand, Inquiry, Kept, LibraryEvent, Opening, Page, Record,
    StudyEvent, TestsEvent, WhyEvent,
};
use ui_state::study::backtest::{says, tables as tested};
use ui_state::study::chances::{self, Asked, fan, tables};
use ui_state::study::desk::Desk;
use ui_state::study::wire::Refusal;
use ui_state::study::{actuals, matters, why};
use ui_state::{AppState, Effect, Event, Lang, Notice, Series, Words, apply};

/// Answers of a worker, waiting to be delivered; time passes with each.
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
        self.answers.push_back(answer);
    }
}

/// A worker: its desk and what it was asked.
#[derive(Default)]
struct Worker {
    desk: Desk,
    asked: VecDeque<Vec<u8>>,
}

/// A page without a browser, with two workers of studies.
struct Browser {
    state: AppState,
    workers: [Option<Worker>; 2],
    alarms: Vec<Alarm>,
    asked: usize,
    ended: usize,
    now: f64,
}

impl Browser {
    fn open(place: &str, hash: &str) -> Self {
        let first = Scenario::builtin("chuxiong-2021").expect("built in");
        let atlas = ["chuxiong-2021", place].map(|key| Entry::of(&Scenario::builtin(key).expect("built in")));
        let opening = Opening {
            atlas: atlas.to_vec(),
            kept: Ok(Kept::default()),
            hash: hash.to_owned(),
            lang: Lang::En,
            theme: Theme::Light,
            memory: u64::MAX,
            workers: 2,
        };
        let (state, effects) = AppState::open(first, &opening);
        let mut page =
            Self { state, workers: [None, None], alarms: Vec::new(), asked: 0, ended: 0, now: 0.0 };
        page.perform(effects);
        page
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::AskStudy(seat, bytes) => {
                    self.asked += 1;
                    self.workers[seat].get_or_insert_with(Worker::default).asked.push_back(bytes);
                }
                Effect::EndStudy(seat) => {
                    self.ended += 1;
                    self.workers[seat] = None;
                }
                Effect::Wake { alarm, .. } => self.alarms.push(alarm),
                Effect::Fetch(key) => {
                    let place = texts(&key).read().expect("built in").pack();
                    self.tell(Event::PlaceArrived(key, place));
                }
                _ => {}
            }
        }
    }

    fn tell(&mut self, event: Event) {
        let effects = apply(&mut self.state, event);
        self.perform(effects);
    }

    fn study(&mut self, event: StudyEvent) {
        self.tell(Event::Study(event));
    }

    /// Nothing moves any more.
    fn rest(&mut self) {
        for _ in 0..2 {
            for alarm in std::mem::take(&mut self.alarms) {
                if matches!(alarm, Alarm::Settled(_) | Alarm::Study(_)) {
                    self.tell(Event::Rang(alarm));
                }
            }
        }
    }

    /// One step of one worker; says whether there was any.
    fn step(&mut self) -> bool {
        for seat in 0..2 {
            let Some(bytes) = self.workers[seat].as_mut().and_then(|worker| worker.asked.pop_front()) else {
                continue;
            };
            self.now += 40.0;
            let mut post = Post { now: self.now, ..Post::default() };
            self.workers[seat].as_mut().expect("it was asked").desk.answer(&bytes, &mut post);
            while let Some(answer) = post.answers.pop_front() {
                self.study(StudyEvent::Answered(seat, answer, self.now));
            }
            return true;
        }
        false
    }

    /// Works until a study is done, or has no answer.
    fn finish(&mut self, inquiry: Inquiry) {
        self.rest();
        while !matches!(self.state.course(inquiry), Course::Done | Course::Refused(_)) && self.step() {}
    }
}

/// Counts from before a run.
const COUNTS: &str =
    "year,variable,value,unit\n2014,certified,21155,certificates\n2015,certified,25000,certificates\n";

fn texts(key: &str) -> Texts {
    let builtin = |key: &str| {
        let all = sim_core::scenario::builtin_scenarios();
        let found = all.iter().find(|it| it.key == key).expect("built in");
        let text = |text: Option<&str>| text.map(str::to_owned);
        Written {
            key: key.to_owned(),
            scenario: found.scenario.to_owned(),
            regions: text(found.regions),
            history: if key == "jiangsu-2021" { Some(COUNTS.to_owned()) } else { text(found.history) },
        }
    };
    let others = sim_core::scenario::builtin_scenarios().iter().map(|it| it.key).filter(|it| *it != key);
    Texts(std::iter::once(key).chain(others).map(builtin).collect())
}

#[test]
fn chances_of_a_plan_are_what_the_study_says_and_plan_tells_them() {
    let mut page = Browser::open("chuxiong-2021", "");
    page.rest();
    assert_eq!((page.asked, page.state.course(Inquiry::Chances)), (0, &Course::Idle));
    page.tell(Event::PageChosen(Page::Chances));
    page.study(StudyEvent::Chances(ChancesEvent::RunsChosen(40)));
    let mut seen = Vec::new();
    page.rest();
    while *page.state.course(Inquiry::Chances) != Course::Done && page.step() {
        if let Some((found, stale)) = page.state.chances() {
            assert!(!stale);
            seen.push(found.rows);
        }
    }
    assert!(seen[0] >= 24 && seen[0] < 40, "something is said before all is done: {seen:?}");
    let (found, _) = page.state.chances().expect("it is done");
    assert!(found.all && found.rows == 40);

    // The same rows in one piece say the same to the bit.
    let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
    let spec = Spec { n: 40, ..Spec::default() };
    assert_eq!((spec.kind, &spec.causes), (Kind::Ensemble, &Asked::default().causes));
    let whole =
        Ensemble::new(&scenario, &scenario.params, &scenario.document_policy(), &spec).expect("a study");
    let rows: Vec<_> = (0..40).map(|number| whole.evaluate(number)).collect();
    let report = Report::of(&whole.plan, &rows);
    assert_eq!(found.finding.report.fans, report.fans);
    for chance in report.chances.iter().filter(|chance| chance.side == Side::Plan) {
        let sure = found.finding.sure.iter().find(|it| it.goal.key == chance.aim.key).expect("every target");
        assert_eq!(
            (sure.share.value, sure.share.interval),
            (chance.share, chance.interval),
            "{}",
            chance.aim.key
        );
        assert_eq!((sure.default, sure.met), (chance.default, chance.default_met));
        assert_eq!(sure.earliest, chance.earliest);
    }
    let most = found.finding.sure.iter().map(|it| it.share.value).fold(1.0, f64::min);
    assert!(found.finding.together.expect("six targets").value <= most);

    for lang in [Lang::Zh, Lang::En] {
        let words = Words::of(lang);
        assert_eq!(tables::sure(&page.state, &found.finding, &words).len(), 6);
        assert!(fan::of(&page.state, &found.finding, &words).is_some_and(|lines| lines.bands.len() == 3));
        assert!(chances::says::verdict(&page.state, &found.finding, &words).contains('%'));
    }
}

#[test]
fn a_move_ends_what_is_under_way_marks_what_is_shown_and_undo_finds_what_was_known() {
    let mut page = Browser::open("chuxiong-2021", "#page=uncertainty");
    page.study(StudyEvent::Chances(ChancesEvent::RunsChosen(30)));
    page.finish(Inquiry::Chances);
    let shares = |page: &Browser| {
        let (found, _) = page.state.chances().expect("known");
        found.finding.sure.iter().map(|it| it.share.value).collect::<Vec<_>>()
    };
    let before = shares(&page);
    page.tell(Event::LeverMoved(LeverKey::TrainingHours, 0.0));
    assert!(page.state.chances().expect("the old ones stay").1, "they are of an earlier plan");
    page.tell(Event::LeverReleased(LeverKey::TrainingHours));
    page.rest();
    // Somebody works; the next move ends that at once.
    page.step();
    let ended = page.ended;
    page.tell(Event::LeverMoved(LeverKey::TrainingHours, 1.0));
    assert!(page.ended > ended);
    page.tell(Event::LeverReleased(LeverKey::TrainingHours));
    page.finish(Inquiry::Chances);
    assert!(!page.state.chances().expect("new ones").1);
    assert_ne!(shares(&page), before);
    page.tell(Event::Undone);
    page.tell(Event::Undone);
    let asked = page.asked;
    page.rest();
    let (_, stale) = page.state.chances().expect("known");
    assert_eq!((stale, shares(&page), page.state.course(Inquiry::Chances)), (false, before, &Course::Done));
    // One unknown at a time follows, and is not the chances again.
    assert!(page.asked - asked <= 2);
}

#[test]
fn who_switches_everything_off_is_told_so() {
    let mut page = Browser::open("chuxiong-2021", "#page=uncertainty");
    for cause in [Cause::Assumptions, Cause::Structure, Cause::Shocks] {
        page.study(StudyEvent::Chances(ChancesEvent::CauseToggled(cause)));
    }
    page.finish(Inquiry::Chances);
    assert_eq!(page.state.course(Inquiry::Chances), &Course::Refused(Refusal::NothingVaries));
    page.study(StudyEvent::Chances(ChancesEvent::CauseToggled(Cause::Shocks)));
    page.study(StudyEvent::Chances(ChancesEvent::RunsChosen(24)));
    page.finish(Inquiry::Chances);
    assert_eq!(page.state.course(Inquiry::Chances), &Course::Done);
}

#[test]
fn targets_that_somebody_sets_have_their_chances() {
    let mut page = Browser::open("chuxiong-2026", "#place=chuxiong-2026&page=uncertainty");
    page.study(StudyEvent::Chances(ChancesEvent::RunsChosen(24)));
    page.finish(Inquiry::Chances);
    assert_eq!(page.state.chances().expect("fans").0.finding.sure, []);
    page.tell(Event::GoalTyped(Series::NeedCoverage, "0.01".into()));
    page.tell(Event::GoalTyped(Series::Professionals, "90,000,000".into()));
    page.finish(Inquiry::Chances);
    let (found, stale) = page.state.chances().expect("known");
    let shares: Vec<(Watched, f64)> =
        found.finding.sure.iter().map(|it| (it.goal.what, it.share.value)).collect();
    assert_eq!(shares.iter().map(|(_, share)| *share).collect::<Vec<_>>(), [0.0, 1.0], "{shares:?} {stale}");
}

#[test]
fn a_stopped_study_stays_stopped_until_somebody_wants_it_again() {
    let mut page = Browser::open("chuxiong-2021", "#page=uncertainty");
    page.rest();
    page.step();
    page.study(StudyEvent::Stopped(Inquiry::Chances));
    assert_eq!(page.state.course(Inquiry::Chances), &Course::Stopped);
    page.study(StudyEvent::Chances(ChancesEvent::CurveChosen(Curve::Gain)));
    page.rest();
    assert!(!page.step() && *page.state.course(Inquiry::Chances) == Course::Stopped);
    page.study(StudyEvent::Started(Inquiry::Chances));
    assert!(page.step());
}

#[test]
fn a_worker_that_dies_twice_with_the_same_part_is_told_of() {
    let mut page = Browser::open("chuxiong-2021", "#page=uncertainty");
    page.rest();
    for told in [1, 2] {
        let seat = (0..2).find(|seat| page.workers[*seat].as_ref().is_some_and(|it| !it.asked.is_empty()));
        page.study(StudyEvent::Died(seat.expect("somebody was asked"), "out of memory".into()));
        let gone = page.state.notices.iter().any(|notice| matches!(notice, Notice::StudyGone { .. }));
        assert_eq!(gone, told == 2);
    }
    assert_eq!(page.state.course(Inquiry::Chances), &Course::Gone);
}

#[test]
fn shares_of_levers_sum_to_the_change_and_every_lever_has_its_ways() {
    let mut page = Browser::open("chuxiong-2021", "#page=why");
    // Three levers are few runs.
    let keep = [LeverKey::TrainingHours, LeverKey::StationCoverage, LeverKey::FeePaid];
    for key in LeverKey::ALL.into_iter().filter(|key| !keep.contains(key)) {
        page.tell(Event::LeverCleared(key));
    }
    page.finish(Inquiry::Why);
    let (found, stale) = page.state.why().expect("done");
    assert!(!stale && found.finding.shares.players.len() == 3);
    for it in &found.finding.shares.explained {
        let sum = it.shares.iter().map(|share| share.share.mean).sum::<f64>();
        assert!((sum - it.change.mean).abs() <= 1e-9 * it.change.mean.abs().max(1.0), "{:?}", it.gauge);
    }
    let words = Words::of(Lang::En);
    let shown = why::bars::of(&page.state, &found.finding, &words).expect("bars");
    // Baseline, three levers, what they do together, the plan.
    assert_eq!(shown.bars.len(), 6);
    for two in shown.bars.windows(2).skip(1) {
        assert!(two[1].kind == why::bars::Kind::Level || (two[0].ends[1] - two[1].ends[0]).abs() < 1e-9);
    }
    assert!(!why::ways::of(&page.state, &found.finding, &words).is_empty());
    let money = found.finding.gauges().into_iter().find(|gauge| gauge.what == Measured::PublicMoney);
    page.study(StudyEvent::Why(WhyEvent::GaugeChosen(money.expect("money is explained"))));
    let (found, _) = page.state.why().expect("the same runs");
    assert!(
        why::says::verdict(&page.state, &found.finding, &words)
            .is_some_and(|text| text.contains("Public money"))
    );
}

#[test]
fn assumptions_and_decisions_are_told_apart_and_their_parts_add_up() {
    let mut page = Browser::open("chuxiong-2021", "#page=why");
    page.finish(Inquiry::Apart);
    let words = Words::of(Lang::Zh);
    let (found, _) = page.state.apart().expect("four runs");
    let it = &found.finding.curves[0];
    for month in 0..it.baseline.len() {
        let sum = it.baseline[month] + it.assumption[month] + it.decision[month] + it.interaction[month];
        assert!((sum - it.adjusted_policy[month]).abs() < 1e-6);
    }
    let low = why::apart::table(&page.state, &found.finding, &words);
    page.study(StudyEvent::Why(WhyEvent::EndChosen { high: true }));
    assert!(page.state.apart().expect("the other end is not there yet").1);
    page.finish(Inquiry::Apart);
    let (found, stale) = page.state.apart().expect("four runs");
    let high = why::apart::table(&page.state, &found.finding, &words);
    assert!(!stale && low[0] == high[0] && low[1] != high[1]);
    assert_eq!(why::apart::lines(&page.state, &found.finding, &words).expect("curves").curves.len(), 4);
}

#[test]
fn a_plan_that_moves_nothing_has_no_why() {
    let mut page = Browser::open("chuxiong-2021", "#page=why");
    page.rest();
    for key in LeverKey::ALL {
        page.tell(Event::LeverCleared(key));
    }
    let asked = page.asked;
    page.rest();
    let nothing = Refusal::Why(sim_core::study::why::Refusal::NothingMoved);
    assert_eq!((page.state.course(Inquiry::Why), page.asked), (&Course::Refused(nothing), asked));
    page.tell(Event::Undone);
    page.rest();
    assert!(page.asked > asked);
}

#[test]
fn one_at_a_time_the_default_stands_between_and_the_strongest_comes_first() {
    let mut page = Browser::open("chuxiong-2021", "#page=uncertainty");
    // The structure has few factors.
    for cause in [Cause::Assumptions, Cause::Shocks] {
        page.study(StudyEvent::Chances(ChancesEvent::CauseToggled(cause)));
    }
    page.study(StudyEvent::Chances(ChancesEvent::RunsChosen(24)));
    page.finish(Inquiry::Chances);
    page.finish(Inquiry::Tornado);
    let words = Words::of(Lang::En);
    let (found, _) = page.state.tornado().expect("done");
    let shown = matters::bars::of(&page.state, &found.finding, &words).expect("bars");
    assert!(!shown.bars.is_empty());
    let width = |bar: &matters::bars::Bar| {
        let all = bar.places;
        all.iter().copied().fold(0.0, f64::max) - all.iter().copied().fold(1.0, f64::min)
    };
    assert!(shown.bars.windows(2).all(|two| width(&two[0]) >= width(&two[1]) - 1e-9));
    page.study(StudyEvent::Started(Inquiry::Sobol));
    assert!(matches!(page.state.course(Inquiry::Sobol), Course::Running(_)));
    page.study(StudyEvent::Stopped(Inquiry::Sobol));
    page.study(StudyEvent::Started(Inquiry::Morris));
    page.finish(Inquiry::Morris);
    let (found, _) = page.state.morris().expect("done");
    assert!(found.finding.morris(page.state.chances_look().0).is_some());
}

#[test]
#[ignore = "minutes: two searches"]
fn a_search_goes_from_wave_to_wave_and_whoever_dies_its_answer_is_the_same() {
    let sought = |deaths: usize| {
        let mut page = Browser::open("chuxiong-2021", "#page=seek");
        page.rest();
        for at in 0..page.state.seek_aims().len() {
            if at > 0 {
                page.study(StudyEvent::Seek(SeekEvent::GoalToggled(at)));
            }
        }
        page.study(StudyEvent::Seek(SeekEvent::GoalTyped(0, "4,000".into())));
        page.study(StudyEvent::Seek(SeekEvent::ChanceChosen(0.5)));
        // One lever is a bisection, which is soon done.
        for key in
            ui_state::study::seek::movable(&[]).into_iter().filter(|key| *key != LeverKey::TrainingHours)
        {
            page.study(StudyEvent::Seek(SeekEvent::LeverToggled(key)));
        }
        assert!(page.state.can_seek());
        page.study(StudyEvent::Seek(SeekEvent::Sought));
        let mut left = deaths;
        while matches!(page.state.course(Inquiry::Seek), Course::Running(_)) {
            let analyst =
                (0..2).find(|seat| page.workers[*seat].as_ref().is_some_and(|it| it.asked.len() == 1));
            if let Some(seat) = analyst.filter(|_| left > 0 && page.now > 2000.0) {
                left -= 1;
                page.study(StudyEvent::Died(seat, "out of memory".into()));
            }
            if !page.step() {
                break;
            }
        }
        assert_eq!(page.state.course(Inquiry::Seek), &Course::Done);
        page
    };
    let mut page = sought(0);
    let (found, stale) = page.state.sought().expect("an answer");
    let finding = found.finding.clone();
    assert!(!stale);
    let again = sought(1);
    assert_eq!(again.state.sought().expect("an answer").0.finding, finding);
    for card in finding.answers.iter().chain(finding.obstacle.as_ref().map(|it| &it.nearest)) {
        assert!(card.settings.iter().all(|setting| setting.lever == LeverKey::TrainingHours));
    }
    // Taken, it is one step of history.
    let Some(card) = finding.answers.first() else { panic!("4,000 can be reached: {:?}", finding.obstacle) };
    let before = page.state.policy().clone();
    page.study(StudyEvent::Seek(SeekEvent::Taken(card.policy.clone())));
    assert_eq!(page.state.policy(), &card.policy);
    page.tell(Event::Undone);
    assert_eq!(page.state.policy(), &before);
}

#[test]
fn where_nobody_counted_nothing_is_asked_and_where_too_few_did_it_is_said_how_many() {
    let words = Words::of(Lang::Zh);
    let mut page = Browser::open("sanming-2013", "#page=backtest");
    page.rest();
    let Course::Refused(Refusal::Backtest(refusal)) = page.state.course(Inquiry::Tests).clone() else {
        panic!("{:?}", page.state.course(Inquiry::Tests))
    };
    assert!(page.asked == 0 && says::refused(&refusal, &words).contains("history.csv"));
    // Whoever goes on to a place whose counts lie before its run is told how many there would have to be.
    page.tell(Event::PlaceChosen("jiangsu-2021".into()));
    page.finish(Inquiry::Tests);
    let Course::Refused(Refusal::Backtest(refusal)) = page.state.course(Inquiry::Tests).clone() else {
        panic!("{:?}", page.state.course(Inquiry::Tests))
    };
    assert!(says::refused(&refusal, &words).contains("5 个参数"), "{refusal:?}");
}

#[test]
#[ignore = "a minute: the fit of the nation"]
fn the_nation_is_tested_and_what_the_page_says_is_in_the_report() {
    let mut page = Browser::open("national-2010", "#place=national-2010&page=backtest");
    page.rest();
    while page.state.tested().is_none() && page.step() {}
    let found = page.state.tested().expect("the first fit").finding.clone();
    let look = page.state.studies.tests.look;
    let report = found.fitted_to(look.fit_year).expect("the first is that of the usual year");
    let words = Words::of(Lang::En);
    let rows = tested::forecasts(report, &look, &words);
    assert_eq!(rows.iter().filter(|row| row.shown).count(), 1);
    let text = says::verdict(report, &look, &words).expect("a verdict");
    assert!(text.contains("2017–2020"), "{text}");
    page.study(StudyEvent::Tests(TestsEvent::RegistrationsChosen { counted: true }));
    assert_ne!(tested::forecasts(report, &page.state.studies.tests.look, &words), rows);
}

#[test]
fn evidence_is_what_the_command_line_finds_and_of_the_run_that_is_shown() {
    let mut page = Browser::open("national-2010", "#page=model");
    page.finish(Inquiry::Anatomy);
    assert_eq!(*page.state.course(Inquiry::Evidence), Course::Idle, "nobody asked for it");
    page.study(StudyEvent::Started(Inquiry::Evidence));
    page.finish(Inquiry::Evidence);
    let (found, stale) = page.state.evidence().expect("it was found");
    let (scenario, found) = (&page.state.scenario, &found.finding);
    let model = sim_core::Model::new(scenario);
    assert!(!stale && !scenario.checks.is_empty());
    assert_eq!(found.checks, model.check().expect("it runs"));
    let digest = model.digest(page.state.policy(), &sim_core::RunSettings::default()).expect("it runs");
    assert_eq!(found.digest, digest);
    assert!(found.ledger < 1e-9 && found.apart() < 1e-9, "{found:?}");
    let words = Words::of(Lang::En);
    let anatomy = page.state.model.anatomy.clone().expect("it was told");
    let kept = evidence::kept(found, &anatomy);
    let names: Vec<&str> = kept.iter().map(|row| row.equation.name.en.as_str()).collect();
    assert!(kept.iter().all(|row| row.ok), "{names:?}");
    assert_eq!(
        names,
        ["Certificates issued", "Vacancies", "People in posts", "Practitioners", "Backlog"],
        "the equations that outputs alone can tell"
    );
    let rows = evidence::expected(&page.state, found, &words);
    assert!(rows.len() == scenario.checks.len() && rows.iter().all(|row| row.ok));
    assert!(evidence::headline(&page.state, found, &words).contains("expectations hold"));
    let command = |page: &Browser| {
        let (found, _) = page.state.evidence().expect("it was found");
        evidence::record(&page.state, &found.finding, &words).pop().expect("a command").1
    };
    assert_eq!(command(&page), "shapan run chuxiong-2021 --policy document --digest");

    // A moved slider makes it one of an earlier plan, and what is found then is another run.
    page.tell(Event::LeverMoved(LeverKey::StationCoverage, 0.4));
    page.tell(Event::LeverReleased(LeverKey::StationCoverage));
    assert!(page.state.evidence().is_some_and(|(_, stale)| stale));
    assert_eq!(*page.state.course(Inquiry::Evidence), Course::Idle);
    page.study(StudyEvent::Started(Inquiry::Evidence));
    page.finish(Inquiry::Evidence);
    let (found, stale) = page.state.evidence().expect("it was found");
    assert!(!stale && found.finding.digest != digest);
    assert_eq!(command(&page), "shapan run chuxiong-2021 --policy plan.toml --digest");
    page.tell(Event::Undone);
    let (found, stale) = page.state.evidence().expect("it is still known");
    assert!(!stale && found.finding.digest == digest);
}

fn data(event: DataEvent) -> Event {
    Event::Data(Hand(happened), event)
}

fn side(side: Compared, basis: Basis) -> Event {
    data(DataEvent::Counts(CountsEvent::SideChosen(side, basis)))
}

#[test]
fn later_counts_are_pasted_held_against_an_old_projection_and_undone() {
    let mut page = Browser::open("chuxiong-2021", "");
    page.tell(Event::StoreArrived(Vec::new()));
    let document = r#"{"format":1,"scenario":"chuxiong-2021","levers":{},"params":{"pass_mid":0.3}}"#;
    page.tell(Event::FileChosen("known.json".into(), document.into()));
    page.tell(Event::Library(LibraryEvent::SavedAs("as known".into())));
    page.tell(Event::PageChosen(Page::Data));
    page.tell(data(DataEvent::Opened));
    page.finish(Inquiry::Actuals);
    assert_eq!((page.asked, page.state.course(Inquiry::Actuals)), (0, &Course::Idle), "nothing was counted");

    let pasted = "年份\t统计项\t数值\t出处\n2024\t专业人才（年末）\t4,900\t公报\n24\tprofessionals\t1\n2025\tcertified_practising\t1500\n2050\tprofessionals\t9\n";
    page.tell(data(DataEvent::Pasted(Sheet::Counts, 0, 0, pasted.into())));
    let rows = page.state.kept_counts().rows;
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert_eq!(rows[0].cells(), ["2024", "professionals", "4900", "公报"]);
    assert_eq!(rows[1].cells()[0], "24", "what is wrong is kept");
    assert_eq!(page.state.counts_of(Series::Professionals).len(), 2);
    page.finish(Inquiry::Actuals);
    let found = |page: &Browser| page.state.misses().expect("it is done").0.finding.to_vec();
    let first = found(&page);
    assert_eq!(first.iter().map(|miss| miss.year).collect::<Vec<_>>(), [2024, 2050, 2025]);
    assert_eq!(first[1].split, None, "2050 is not simulated");
    let split = first[0].split.expect("simulated");
    assert_eq!((split.assumption, split.decision), (0.0, 0.0), "nothing is known better");

    page.tell(side(Compared::Old, Basis::Document));
    page.tell(side(Compared::Known, Basis::Plan(page.state.plans()[0].key.clone())));
    page.tell(side(Compared::Done, Basis::Baseline));
    page.finish(Inquiry::Actuals);
    let place = Scenario::builtin("chuxiong-2021").expect("built in");
    let mut params = place.params.clone();
    sim_core::scenario::set_param("pass_mid=0.3", &mut params).expect("a parameter");
    let counts = ui_state::counts::read(&rows);
    let asked = Actuals::new(
        [(&place, &place.params), (&place, &params)],
        [place.document_policy(), Policy::default()],
        RunSettings::default(),
        counts.clone(),
    );
    let runs: Vec<_> = (0..Actuals::ROWS).map(|number| asked.row(number).expect("runs")).collect();
    for (count, split) in counts.iter().zip(asked.analyse(&runs)) {
        let found = found(&page);
        let miss = found.iter().find(|miss| (miss.what, miss.year) == (count.what, count.year));
        assert_eq!(miss.expect("every count").split, split);
    }
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::of(lang);
        let lines: Vec<_> =
            found(&page).iter().filter_map(|miss| actuals::says::line(miss, &words)).collect();
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.says.contains(&line.values[1])), "{lines:?}");
        assert!(Compared::ALL.iter().all(|side| side.choices(&page.state, &words).len() > 2));
    }

    page.tell(data(DataEvent::Counts(CountsEvent::Undone)));
    assert!(page.state.kept_counts().rows.is_empty());
    assert_eq!(page.state.course(Inquiry::Actuals), &Course::Idle);
    page.tell(data(DataEvent::Counts(CountsEvent::Redone)));
    assert_eq!(page.state.kept_counts().rows, rows);
    assert_eq!(page.state.course(Inquiry::Actuals), &Course::Done, "the same is known at once");

    // A file of the plan carries them; who has some keeps them and gets the others.
    let effects = apply(&mut page.state, Event::FileAsked);
    let file = effects.into_iter().find_map(|effect| match effect {
        Effect::Download { text, .. } => Some(text),
        _ => None,
    });
    let file = file.expect("a file");
    page.tell(data(DataEvent::RowRemoved(Sheet::Counts, 0)));
    for _ in 0..2 {
        page.tell(Event::FileChosen("plan.json".into(), file.clone()));
        assert_eq!(page.state.kept_counts().rows.len(), 4);
    }
    assert_eq!(page.state.kept_counts().rows[3], rows[0]);
    // One that is there before the browser's store hides nothing of it.
    let mut early = Browser::open("chuxiong-2021", "");
    early.tell(Event::FileChosen("plan.json".into(), file));
    let value = r#"{"format":1,"rows":[{"year":"2023","variable":"professionals","value":"1"}]}"#;
    let [kind, key] = [ui_state::counts::KIND, "chuxiong-2021"].map(str::to_owned);
    early.tell(Event::StoreArrived(vec![Record { kind, key, value: value.to_owned() }]));
    assert_eq!(early.state.kept_counts().rows.len(), 5);
}
