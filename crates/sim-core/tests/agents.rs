//! Evidence that persons do what cells do on average, and what single persons must: balance, luck of their own, closed forms.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "tests run threads and report"
)]
#![allow(missing_docs)]

mod toy;

use nalgebra::DMatrix;
use sim_core::agents::{Event, FEATURES, Features, Happening, PersonId};
use sim_core::engine::{AgentFault, AgentRun, AgentSettings, Unwatched, Watch};
use sim_core::executor::{Executor, Serial};
use sim_core::ids::{CERTIFICATES, Place, Setting};
use sim_core::results::Digest;
use sim_core::scenario::builtin_scenarios;
use sim_core::{LeverKey, Model, Policy, RunSettings, Scenario, Schedule, Trajectory, Variable};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use toy::{chuxiong, markov_place, set_baseline};

fn without_features(run: u64) -> AgentSettings {
    AgentSettings { run, features: Features::NONE, ..AgentSettings::default() }
}

fn run(model: &Model, policy: &Policy, settings: &AgentSettings) -> AgentRun {
    model.run_agents(policy, settings, &Serial, &mut Unwatched, false).expect("it runs")
}

/// Keeps all events, and stops after a month if asked to.
#[derive(Default)]
struct Witness {
    events: Vec<Event>,
    months: usize,
    stop_after: Option<usize>,
}

impl Watch for Witness {
    fn wants_events(&self) -> bool {
        true
    }
    fn events(&mut self, events: &[Event]) {
        self.events.extend_from_slice(events);
    }
    fn month(&mut self, done: usize, _of: usize, _agents: usize) -> ControlFlow<()> {
        self.months = done;
        if self.stop_after == Some(done) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

fn witness(model: &Model, policy: &Policy, settings: &AgentSettings) -> Vec<Event> {
    let mut witness = Witness::default();
    model.run_agents(policy, settings, &Serial, &mut witness, false).expect("it runs");
    witness.events
}

/// The right before the left, and that in a thread of its own.
struct OtherWayRound;

impl Executor for OtherWayRound {
    fn join(&self, left: impl FnOnce() + Send, right: impl FnOnce() + Send) {
        right();
        std::thread::scope(|scope| {
            scope.spawn(left);
        });
    }
}

#[test]
fn whole_persons_balance_exactly_in_every_region_and_month() {
    let scenario = chuxiong();
    for features in [Features::NONE, Features::ALL] {
        let settings = AgentSettings { features, shocks: true, ..AgentSettings::default() };
        let run = run(&Model::new(&scenario), &scenario.document_policy(), &settings).trajectory;
        for region in 0..scenario.regions.len() {
            for row in 1..run.rows() {
                let at = |variable| run.total_at(variable, Some(region), row);
                let came = at(Variable::Entrants)
                    + at(Variable::Conversions)
                    + at(Variable::Redesignations)
                    + at(Variable::FrontPasses)
                    + at(Variable::OutsidePasses)
                    + at(Variable::GraduatesEntering)
                    + at(Variable::Experts)
                    + at(Variable::Arrivals);
                let went = at(Variable::Departures)
                    + at(Variable::Left)
                    + at(Variable::Retirements)
                    + at(Variable::Deaths);
                let people = |row| run.total_at(Variable::People, Some(region), row);
                assert_eq!(people(row).fract(), 0.0);
                assert_eq!(people(row) - people(row - 1), came - went, "{region} {}", run.month(row));
            }
        }
    }
}

#[test]
fn every_person_begins_once_ends_at_most_once_and_is_somewhere_in_between() {
    let scenario = chuxiong();
    let model = Model::new(&scenario);
    let events = witness(&model, &scenario.document_policy(), &AgentSettings::default());
    let begins = |what: Happening| what as usize <= Happening::OutsidePassed as usize;
    let ends = |what: Happening| sim_core::agents::WAYS_OUT.contains(&what);
    let mut lives: BTreeMap<PersonId, Vec<Event>> = BTreeMap::new();
    for event in events {
        lives.entry(event.person).or_default().push(event);
    }
    let mut left = 0;
    for (person, life) in &lives {
        assert!(begins(life[0].what), "{person:?} {:?}", life[0]);
        assert!(life[1..].iter().all(|e| !begins(e.what)), "{person:?} came twice");
        let ended = life.iter().filter(|e| ends(e.what)).count();
        assert!(ended <= 1 && (ended == 0 || ends(life[life.len() - 1].what)), "{person:?} {life:?}");
        left += ended;
        // Nobody takes a post while holding one, nobody falls back to a lower certificate, time does not run back.
        for pair in life.windows(2) {
            assert!(pair[0].month <= pair[1].month && pair[0].certificate <= pair[1].certificate, "{pair:?}");
        }
    }
    let settings = AgentSettings::default();
    let run = run(&model, &scenario.document_policy(), &settings).trajectory;
    let there = run.total_at(Variable::People, None, run.rows() - 1);
    assert_eq!((lives.len() - left) as f64, there, "who did not leave is there");
}

/// Twelve stocks by name, for the whole place.
fn stocks(run: &Trajectory, row: usize) -> Vec<(&'static str, f64)> {
    let people =
        |place: Place, k: usize| run.series(Variable::People, place.index() * CERTIFICATES + k, None)[row];
    let staff = |setting: Setting| run.series(Variable::Professionals, setting.index(), None)[row];
    let all = |place: Place| (0..CERTIFICATES).map(|k| people(place, k)).sum::<f64>();
    let practising = |k: usize| run.series(Variable::CertifiedPractising, k - 1, None)[row];
    vec![
        ("professionals", run.total_at(Variable::Professionals, None, row)),
        ("community", staff(Setting::Community)),
        ("institution", staff(Setting::Institution)),
        ("stations and agencies", staff(Setting::Station) + staff(Setting::Ngo)),
        ("schools and hospitals", staff(Setting::School) + staff(Setting::Hospital)),
        ("government", staff(Setting::Government)),
        ("certified people", run.total_at(Variable::CertifiedPeople, None, row)),
        ("not practising", all(Place::Inactive)),
        ("assistants practising", practising(1)),
        ("mid practising", practising(2)),
        ("appointed", run.total_at(Variable::Appointed, None, row)),
        ("certificates issued", run.total_at(Variable::Issued, None, row)),
    ]
}

/// The mean of agent runs is within 1 % of the cells in every named stock at every year's end, and known to 1.5 %.
fn equivalent(key: &str, runs: u64) {
    let scenario = Scenario::builtin(key).expect("built in");
    let model = Model::new(&scenario);
    let policy = scenario.document_policy();
    let cells = model.run(&policy, &RunSettings::default()).expect("it runs");
    let all: Vec<Trajectory> =
        (0..runs).map(|r| self::run(&model, &policy, &without_features(r)).trajectory).collect();
    for row in (12..cells.rows()).step_by(12) {
        let agents: Vec<Vec<(&str, f64)>> = all.iter().map(|run| stocks(run, row)).collect();
        for (i, (name, expected)) in stocks(&cells, row).into_iter().enumerate() {
            let values = agents.iter().map(|stocks| stocks[i].1);
            let n = runs as f64;
            let mean = values.clone().sum::<f64>() / n;
            let variance = values.map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0);
            let half_width = 1.96 * (variance / n).sqrt();
            let month = cells.month(row);
            let gap = mean / expected - 1.0;
            let z = (mean - expected) / (variance / n).sqrt();
            println!(
                "{key} {month} {name}: {expected:.1} in cells, {mean:.1} ± {half_width:.1}, {gap:+.4}, z {z:+.1}"
            );
            assert!(gap.abs() < 0.01, "{key} {month} {name}: {expected} in cells, {mean} ± {half_width}");
            assert!(half_width < 0.015 * expected, "{key} {month} {name}: {mean} ± {half_width}");
        }
    }
}

#[test]
fn persons_without_features_are_the_cells_of_chuxiong_on_average() {
    equivalent("chuxiong-2021", 240);
}

#[test]
fn persons_without_features_are_the_cells_of_jiangsu_on_average() {
    equivalent("jiangsu-2021", 3);
}

/// Mean of a variable's last row over runs, its standard error, and what cells say.
fn gap_of_seekers(weight: u32, runs: u64) -> (f64, f64) {
    let scenario = chuxiong();
    let model = Model::new(&scenario);
    let policy = scenario.document_policy();
    let seekers = |run: &Trajectory| -> f64 {
        let of = |k| run.series(Variable::People, Place::Seeking.index() * CERTIFICATES + k, None);
        // Mean over the last five years: one month's seekers are few.
        (0..CERTIFICATES).map(|k| of(k)[61..].iter().sum::<f64>() / 60.0).sum()
    };
    let expected = seekers(&model.run(&policy, &RunSettings::default()).expect("it runs"));
    let gaps: Vec<f64> = (0..runs)
        .map(|r| {
            let settings = AgentSettings { weight: Some(weight), ..without_features(r) };
            seekers(&run(&model, &policy, &settings).trajectory) / expected - 1.0
        })
        .collect();
    let n = runs as f64;
    let mean = gaps.iter().sum::<f64>() / n;
    let variance = gaps.iter().map(|gap| (gap - mean) * (gap - mean)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

#[test]
fn the_gap_of_a_small_stock_goes_with_one_over_the_number_of_agents() {
    // Matching is not linear: the mean of many small numbers of seekers is not the small number of the mean.
    let (few, few_error) = gap_of_seekers(4, 60);
    let (many, many_error) = gap_of_seekers(1, 60);
    println!(
        "seekers: {few:+.4} ± {few_error:.4} with a quarter of the agents, {many:+.4} ± {many_error:.4}"
    );
    assert!(few > 4.0 * few_error, "the gap of few agents is no chance: {few} ± {few_error}");
    let error = 4.0 * (many_error * many_error + few_error * few_error / 16.0).sqrt();
    assert!((many - few / 4.0).abs() < error, "{few} with a quarter of the agents, {many} with all");
}

#[test]
fn neither_threads_nor_their_order_change_a_bit() {
    let scenario = chuxiong();
    let model = Model::new(&scenario);
    let settings = AgentSettings { shocks: true, ..AgentSettings::default() };
    let digest = |threads: bool| {
        let policy = scenario.document_policy();
        let watch = &mut Unwatched;
        let run = if threads {
            model.run_agents(&policy, &settings, &OtherWayRound, watch, true)
        } else {
            model.run_agents(&policy, &settings, &Serial, watch, true)
        };
        run.expect("it runs").digest.expect("asked for")
    };
    assert_eq!(digest(false), digest(true));
    // Nor does it matter to cells.
    let (policy, settings) = (scenario.document_policy(), RunSettings { seed: Some(1), run: 0 });
    let mut cells = Digest::default();
    model.run_with(&policy, &settings, Some(&mut cells), &OtherWayRound).expect("it runs");
    assert_eq!(cells.to_string(), model.digest(&policy, &settings).expect("it runs"));
}

#[test]
fn watching_changes_nothing_and_another_run_or_seed_changes_everything() {
    let scenario = chuxiong();
    let model = Model::new(&scenario);
    let digest = |settings: AgentSettings, watched: bool| {
        let policy = scenario.document_policy();
        let run = if watched {
            model.run_agents(&policy, &settings, &Serial, &mut Witness::default(), true)
        } else {
            model.run_agents(&policy, &settings, &Serial, &mut Unwatched, true)
        };
        run.expect("it runs").digest
    };
    let settings = AgentSettings::default();
    let first = digest(settings, false);
    assert_eq!(first, digest(settings, true));
    assert_ne!(first, digest(AgentSettings { run: 1, ..settings }, false));
    assert_ne!(first, digest(AgentSettings { seed: 2, ..settings }, false));
}

#[test]
fn a_policy_for_one_region_leaves_every_life_elsewhere_as_it_is() {
    let mut scenario = chuxiong();
    // Regions touch through moves, and graduates choose among them.
    let p = &mut scenario.params;
    (p.mover_migration, p.seeker_migration, p.entry_share) = (0.0, 0.0, 0.0);
    for key in [LeverKey::IntakeCollege, LeverKey::IntakeBachelor, LeverKey::IntakeMaster] {
        set_baseline(&mut scenario, key, 0.0);
    }
    let model = Model::new(&scenario);
    let here = scenario.regions[3].code.clone();
    let mut more = Policy::default();
    let levers = more.regions.entry(here).or_default();
    levers.insert(LeverKey::TalentRecruitment, Schedule::Constant(30.0));
    levers.insert(LeverKey::TrainingHours, Schedule::Constant(60.0));
    let lives = |policy: &Policy| -> BTreeSet<String> {
        let events = witness(&model, policy, &AgentSettings::default());
        events.iter().filter(|e| e.region != 3).map(|e| format!("{e:?}")).collect()
    };
    let (before, after) = (lives(&Policy::default()), lives(&more));
    assert!(before.len() > 10_000);
    assert_eq!(before.symmetric_difference(&after).count(), 0);
    // Nor are those of the region itself reshuffled: most of what happened happens still.
    let events = |policy: &Policy| -> BTreeSet<String> {
        let events = witness(&model, policy, &AgentSettings::default());
        events.iter().filter(|e| e.region == 3 && e.month < 24).map(|e| format!("{e:?}")).collect()
    };
    let (before, after) = (events(&Policy::default()), events(&more));
    let kept = before.intersection(&after).count() as f64;
    assert!(kept > 0.8 * before.len() as f64, "{kept} of {}", before.len());
}

#[test]
fn agents_that_stand_for_several_persons_give_the_same_means() {
    let scenario = Scenario::builtin("jiangsu-2021").expect("built in");
    let model = Model::new(&scenario);
    let policy = scenario.document_policy();
    let cells = model.run(&policy, &RunSettings::default()).expect("it runs");
    let settings = AgentSettings { weight: Some(20), ..without_features(0) };
    let agents = run(&model, &policy, &settings);
    assert_eq!(agents.weight, 20);
    for (name, expected, found) in stocks(&cells, 60)
        .into_iter()
        .zip(stocks(&agents.trajectory, 60))
        .map(|((name, expected), (_, found))| (name, expected, found))
    {
        // A twentieth of the agents: the smallest stock has about 150 of them, and their luck is a few per cent.
        assert!((found / expected - 1.0).abs() < 0.1, "{name}: {expected} in cells, {found}");
        // Appointments are shares of holders where grades are not each person's own.
        assert!(name == "appointed" || found % 20.0 == 0.0, "{name}: {found}");
    }
}

#[test]
fn every_feature_changes_lives_and_none_breaks_the_run() {
    // In a small place hardly anybody moves twice, and so nobody goes home.
    let scenario = Scenario::builtin("jiangsu-2021").expect("built in");
    let model = Model::new(&scenario);
    let policy = scenario.document_policy();
    let of = |features: Features| {
        let settings = AgentSettings { features, weight: Some(10), ..AgentSettings::default() };
        let run = model.run_agents(&policy, &settings, &Serial, &mut Unwatched, true).expect("it runs");
        run.digest
    };
    let none = of(Features::NONE);
    for (key, _) in FEATURES {
        let mut features = Features::NONE;
        assert!(features.set(key, true));
        assert_eq!(features.keys(), [*key]);
        // Colleagues matter once somebody has sat, and what they change is whether others sit.
        assert_ne!(of(features), none, "{key}");
    }
    assert!(!Features::NONE.clone().set("wings", true));
}

#[test]
fn more_agents_than_the_memory_allows_are_refused_with_the_numbers_before_the_run_starts() {
    let scenario = chuxiong();
    let model = Model::new(&scenario);
    let settings = AgentSettings { memory: 100_000, ..AgentSettings::default() };
    let mut witness = Witness::default();
    let refused = model.run_agents(&Policy::default(), &settings, &Serial, &mut witness, false);
    let Err(AgentFault::TooMany(plan, memory)) = &refused else { panic!("{refused:?}") };
    assert_eq!((*memory, plan.weight, witness.events.len()), (100_000, 1, 0));
    assert!(plan.agents > 4_000.0 && plan.bytes > 100_000.0);
    let said = refused.expect_err("refused").to_string();
    // The mend it names is one.
    let weight = said.rsplit(' ').next().and_then(|n| n.parse().ok()).expect("a weight");
    let mended = AgentSettings { weight: Some(weight), ..settings };
    assert!(model.run_agents(&Policy::default(), &mended, &Serial, &mut Unwatched, false).is_ok(), "{said}");
}

#[test]
fn a_run_can_be_stopped_between_months() {
    let scenario = chuxiong();
    let mut witness = Witness { stop_after: Some(7), ..Witness::default() };
    let stopped = Model::new(&scenario).run_agents(
        &Policy::default(),
        &AgentSettings::default(),
        &Serial,
        &mut witness,
        false,
    );
    assert_eq!((stopped.err(), witness.months), (Some(AgentFault::Stopped), 7));
}

#[test]
fn with_constant_hazards_months_in_a_post_follow_the_markov_chain() {
    let (scenario, policy) = markov_place();
    let p = &scenario.params;
    let month = 1.0 / 12.0;
    let stay = (-(p.exit_community + p.move_other) * month).exp();
    let kept = (-12.0 / p.layoff_months * month).exp();
    let seek = (1.0 - stay) * p.move_other / (p.exit_community + p.move_other);
    let transition = DMatrix::from_row_slice(
        2,
        2,
        &[stay * kept, seek + stay * (1.0 - kept), 0.0, (-p.seeker_exit * month).exp()],
    );
    let fundamental = (DMatrix::identity(2, 2) - transition).try_inverse().expect("absorbing chain");
    let model = Model::new(&scenario);
    let (mut months, mut half_year, mut start) = ([0.0; 2], 0.0, [0.0; 2]);
    let runs = 8;
    for r in 0..runs {
        let run = run(&model, &policy, &without_features(r)).trajectory;
        for (state, place) in [Place::Community, Place::Seeking].into_iter().enumerate() {
            let series = run.series(Variable::People, place.index() * CERTIFICATES, None);
            start[state] += series[0];
            months[state] += series.iter().sum::<f64>();
            if state == 0 {
                half_year += series[6];
            }
        }
    }
    for state in 0..2 {
        let expected: f64 = (0..2).map(|from| start[from] * fundamental[(from, state)]).sum();
        // Months of one person scatter about as widely as their mean is long; four standard errors.
        let error = 4.0 * expected / (start[0] + start[1]).sqrt();
        assert!((months[state] - expected).abs() < error, "{state}: {} of {expected}", months[state]);
    }
    let chance = (stay * kept).powi(6);
    let error = 4.0 * (start[0] * chance * (1.0 - chance)).sqrt();
    assert!((half_year - start[0] * chance).abs() < error, "{half_year} of {}", start[0] * chance);
}

#[test]
fn who_failed_passes_the_next_time_as_often_as_anybody_else() {
    // With one chance for all, the number of tries is geometric: the same share passes at every try.
    let mut scenario = chuxiong();
    scenario.params.uptake_assistant = 0.5;
    let model = Model::new(&scenario);
    let mut features = Features::NONE;
    features.set("routes", true);
    let mut tries: [[f64; 2]; 4] = [[0.0; 2]; 4];
    for r in 0..6 {
        let settings = AgentSettings { run: r, features, ..AgentSettings::default() };
        let mut failed: BTreeMap<PersonId, usize> = BTreeMap::new();
        for event in witness(&model, &Policy::default(), &settings) {
            let sat = event.certificate == 0 && event.what == Happening::Failed && event.value == 1;
            let passed = event.what == Happening::Certified && event.value == 1;
            if sat || passed {
                let before = failed.entry(event.person).or_default();
                if let Some(counts) = tries.get_mut(*before) {
                    counts[usize::from(passed)] += 1.0;
                }
                *before += 1;
            }
        }
    }
    let all = tries.iter().fold([0.0; 2], |t, n| [t[0] + n[0], t[1] + n[1]]);
    let share = |n: [f64; 2]| n[1] / (n[0] + n[1]);
    for (number, counts) in tries.into_iter().enumerate() {
        let n = counts[0] + counts[1];
        let error = 4.0 * (share(all) * (1.0 - share(all)) / n).sqrt();
        assert!(n > 200.0 && (share(counts) - share(all)).abs() < error, "{number}: {counts:?} of {all:?}");
    }
    // Some of those who pass in June have left by September, when certificates are given.
    let p = &scenario.params;
    assert!(share(all) < p.pass_assistant * 1.05 && share(all) > p.pass_assistant * 0.9, "{}", share(all));
}

#[test]
fn people_retire_at_the_ages_of_the_statute() {
    // Of a cohort that is followed from before fifty on, the shares of the three groups leave at their ages.
    let mut scenario = chuxiong();
    scenario.params.mortality_at_20 = 0.0;
    let model = Model::new(&scenario);
    let p = &scenario.params;
    // Those who are 60 in their cell have passed every former age; who still is there belongs to men, whose age slides to 63.
    let mut retired: BTreeMap<u8, f64> = BTreeMap::new();
    let mut at_risk = 0.0;
    for r in 0..4 {
        for event in witness(&model, &Policy::default(), &without_features(r)) {
            let first_year = event.month < 12;
            let fifty = event.age == 30;
            if event.what == Happening::Start && fifty && event.place < Place::Seeking as u8 {
                at_risk += 1.0;
            }
            if event.what == Happening::Retired && first_year && event.place < Place::Seeking as u8 {
                *retired.entry(event.age).or_default() += 1.0;
            }
        }
    }
    // Born 1971, the cell of fifty in 2021: women workers among them retire at fifty, before the reform.
    let expected = at_risk * p.retire_share_women_50;
    let found = retired[&30];
    // Some leave otherwise before their month comes: at most a twelfth of them.
    assert!(found < expected + 4.0 * expected.sqrt(), "{found} of {expected}");
    assert!(found > expected * 0.9 - 4.0 * expected.sqrt(), "{found} of {expected}");
    assert!((31..35).all(|age| !retired.contains_key(&age)), "nobody retires between the ages: {retired:?}");
}

/// Digests of every place's persons, kept as those of its cells are.
#[test]
fn every_scenario_has_the_persons_of_its_golden() {
    let mut changed = Vec::new();
    for builtin in builtin_scenarios() {
        let (scenario, _) = builtin.read().expect("a built-in scenario has no errors");
        let model = Model::new(&scenario);
        let policy = scenario.document_policy();
        let persons = model.plan_agents(&policy, None).expect("it runs").persons;
        // Some thousands of agents tell as much as a million.
        let weight = Some((persons / 4e4).ceil().max(1.0) as u32);
        let settings = AgentSettings { shocks: true, weight, ..AgentSettings::default() };
        let run = model.run_agents(&policy, &settings, &Serial, &mut Unwatched, true).expect("it runs");
        let now = format!("weight {}\ndocument seed-1 {}\n", run.weight, run.digest.expect("asked for"));
        let path: std::path::PathBuf =
            [env!("CARGO_MANIFEST_DIR"), "../../scenarios", builtin.key, "golden/agents.txt"]
                .iter()
                .collect();
        if std::env::var_os("SHAPAN_WRITE_GOLDENS").is_some() {
            std::fs::write(&path, &now).expect("the golden can be written");
            continue;
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        if kept != now {
            changed.push(format!("{}\n-- golden --\n{kept}-- now --\n{now}", builtin.key));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}
