//! The search finds what is known of a toy whose answer is a formula, says what is in the way, and goes on from what was
//! written down.

use sim_core::math::normal_quantile;
use sim_core::scenario::{Authority, Metric};
use sim_core::study::optimise::{End, Limits, Shape};
use sim_core::study::seek::{
    Asked, Budget, CHANCES, Evaluation, Goal, Mistake, Move, On, Quest, Reading, Report, Seek, Task, figures,
};
use sim_core::{LeverKey, Scenario};

const DRAWS: usize = 40;

fn scenario() -> Scenario {
    Scenario::builtin("chuxiong-2026").expect("built in")
}

fn goal(at_least: f64) -> Goal {
    Goal { metric: Metric::Professionals, year: 2030, at_least }
}

fn moved(lever: LeverKey) -> Move {
    Move { lever, limits: None }
}

/// Two levers that do something and one that does nothing.
fn quest(at_least: f64) -> Quest {
    Quest {
        goals: vec![goal(at_least)],
        moves: [LeverKey::RuralBonus, LeverKey::VillageCoverage, LeverKey::Recognition].map(moved).to_vec(),
        draws: DRAWS,
        fresh: 400,
        evaluations: 150,
        answers: 1,
        ..Quest::default()
    }
}

/// 1000 + 300·u + 400·v + 50·z people for 2·u² + 3·v² million yuan; u and v are shares of the limits, z is normal.
fn toy(values: &[f64], z: f64) -> Reading {
    let (u, v) = (values[0] / 800.0, values[1]);
    let yuan = 1e6 * (2.0 * u * u + 3.0 * v * v);
    let people = 1000.0 + 300.0 * u + 400.0 * v + 50.0 * z;
    Reading { values: vec![people], yuan, yuan_discounted: 0.9 * yuan }
}

/// The draws' z: evenly through the normal distribution, and other ones that are fresh.
fn evaluated(asked: &Asked, reading: impl Fn(&[f64], f64) -> Reading) -> Vec<Evaluation> {
    let zs: Vec<f64> = match asked.on {
        On::Expected => vec![0.0],
        On::Searched => (0..DRAWS).map(|i| normal_quantile((i as f64 + 0.5) / DRAWS as f64)).collect(),
        On::Fresh => (0..400).map(|i| normal_quantile((f64::from(i) + 0.37) / 400.0)).collect(),
    };
    let one =
        |values: &Vec<f64>| Evaluation { readings: zs.iter().map(|z| Ok(reading(values, *z))).collect() };
    asked.candidates.iter().map(one).collect()
}

fn found(quest: Quest, reading: impl Fn(&[f64], f64) -> Reading) -> (Seek, Report) {
    let scenario = scenario();
    let limit = quest.evaluations * quest.draws;
    let mut seek = Seek::new(Task::new(&scenario, quest).expect("no mistake"));
    while let Some(asked) = seek.ask() {
        assert_eq!(seek.ask().as_ref(), Some(&asked));
        for candidate in &asked.candidates {
            assert_eq!(candidate.len(), seek.task().free.len());
        }
        seek.tell(&evaluated(&asked, &reading)).expect("as asked");
        assert!(seek.progress().done <= seek.progress().at_most, "{:?}", seek.progress());
    }
    let report = seek.report(&scenario).expect("it has ended");
    assert!(report.runs <= limit, "{} of {limit}", report.runs);
    (seek, report)
}

#[test]
fn the_cheapest_mix_is_found() {
    let (_, report) = found(quest(1400.0), toy);
    // 35 of 40 draws must reach it: z = Φ⁻¹(5.5/40). By Lagrange, u : v = 300/4 : 400/6.
    let needed = 400.0 - 50.0 * normal_quantile(5.5 / 40.0);
    let multiplier = needed / (300.0 * 75.0 + 400.0 * 400.0 / 6.0);
    let (u, v) = (75.0 * multiplier, 400.0 / 6.0 * multiplier);
    let least = 1e6 * (2.0 * u * u + 3.0 * v * v);
    assert_eq!(report.draws_needed, 35);
    let [answer] = &report.answers[..] else { panic!("{report:?}") };
    assert!(report.obstacle.is_none());
    let cost = answer.checked.cost.mean;
    assert!(cost >= least * 0.9999 && cost < 1.01 * least, "{cost} against {least}");
    assert!(
        (answer.settings[0].value / 800.0 - u).abs() < 0.08 && (answer.settings[1].value - v).abs() < 0.08
    );
    // What does nothing stays, and is said to.
    assert_eq!(report.idle, [LeverKey::Recognition]);
    assert!(!answer.settings[2].moved && !answer.policy.levers.contains_key(&LeverKey::Recognition));
    assert_eq!(answer.policy.levers.len(), 2);
    // Fresh draws: the chance is Φ((…) ÷ 50), 35 of 40 or a little more.
    assert!(answer.holds && answer.checked.chance.share > 0.8, "{:?}", answer.checked.chance);
    assert!(answer.checked.chance.low < 0.875 && answer.checked.chance.high > 0.86);
    assert!(answer.name.zh.starts_with("方案 1：") && answer.name.en.starts_with("Answer 1: "));
}

#[test]
fn answers_differ_in_what_they_do() {
    let apart = 0.2;
    let (seek, report) = found(Quest { answers: 3, apart, evaluations: 300, ..quest(1400.0) }, toy);
    assert!(report.answers.len() >= 2, "{:?}", report.answers);
    for (i, one) in report.answers.iter().enumerate() {
        assert!(one.checked.chance.share > 0.8);
        for other in &report.answers[..i] {
            // By the levers' parts in 300 + 400.
            let by = |k: usize, width: f64| (one.settings[k].value - other.settings[k].value).abs() / width;
            let distance = (300.0 * by(0, 800.0) + 400.0 * by(1, 1.0)) / 700.0;
            assert!(distance > apart - 1e-6, "{distance}");
        }
    }
    // The first is the best.
    let costs: Vec<f64> = report.answers.iter().map(|a| a.checked.cost.mean).collect();
    assert!(costs[1..].iter().all(|cost| *cost > costs[0]), "{costs:?}");
    assert_eq!(seek.progress().answers, report.answers.len());
}

#[test]
fn out_of_reach_says_what_is_nearest_and_which_limits_are_in_the_way() {
    let mut asked = quest(1900.0);
    asked.moves[1].limits = Some(Limits { low: 0.0, high: 0.5 });
    let (_, report) = found(asked, toy);
    assert!(report.answers.is_empty());
    let obstacle = report.obstacle.expect("out of reach");
    let values: Vec<f64> = obstacle.nearest.settings.iter().map(|s| s.value).collect();
    assert_eq!(values, [800.0, 0.5, 0.0]);
    // 1500 and z of 32 of 40 draws.
    let best = 1500.0 + 50.0 * normal_quantile(8.5 / 40.0);
    assert!((obstacle.short[0] - (1900.0 - best)).abs() < 1e-6, "{obstacle:?}");
    assert!((obstacle.margin - (1900.0 - best) / 1900.0).abs() < 1e-9);
    let limits: Vec<_> = obstacle.limits.iter().map(|b| (b.lever, b.at, b.binds)).collect();
    let expected = [(LeverKey::RuralBonus, End::High, true), (LeverKey::VillageCoverage, End::High, true)];
    assert_eq!(limits, expected);
    // A tenth of the bonus is 30 people; its limit is its bound. A tenth of 0.5 of the villages is 20, either way.
    let near = |found: Option<f64>, people: f64| (found.expect("looked at") - people / 1900.0).abs() < 1e-9;
    assert!(obstacle.limits[0].gains_beyond.is_none() && near(obstacle.limits[0].loses_back, 30.0));
    assert!(near(obstacle.limits[1].gains_beyond, 20.0) && near(obstacle.limits[1].loses_back, 20.0));
    assert!(obstacle.over_budget == 0.0 && obstacle.without_budget.is_none());
}

#[test]
fn a_budget_that_is_too_small_is_what_is_in_the_way() {
    let budget = Some(Budget { yuan: 1.0e6, discounted: false });
    let (_, report) = found(Quest { budget, ..quest(1400.0) }, toy);
    let obstacle = report.obstacle.expect("out of reach");
    // Without a standard error more: what it would cost is known from the first test's formula.
    let needed = 400.0 - 50.0 * normal_quantile(8.5 / 40.0);
    let multiplier = needed / (300.0 * 75.0 + 400.0 * 400.0 / 6.0);
    let (u, v) = (75.0 * multiplier, 400.0 / 6.0 * multiplier);
    let least = 1e6 * (2.0 * u * u + 3.0 * v * v);
    let without = obstacle.without_budget.expect("it can be reached for more");
    assert!(without >= 0.999 * least && without < 4.0 * least, "{without} {least}");
    assert!(obstacle.over_budget > 0.0 || obstacle.short[0] > 0.0, "{obstacle:?}");
    // With the money it is enough, discounted or not.
    for (yuan, discounted) in [(1.15 * least, false), (0.9 * 1.15 * least, true)] {
        let budget = Some(Budget { yuan, discounted });
        let (_, report) = found(Quest { budget, evaluations: 250, ..quest(1400.0) }, toy);
        let within = report.answers.first().expect("an answer").checked.cost.within.expect("a budget");
        assert_eq!(within.share, 1.0);
    }
}

#[test]
fn one_lever_is_bisected_and_one_that_turns_is_said_to() {
    let one = |at_least| Quest {
        moves: vec![moved(LeverKey::VillageCoverage)],
        evaluations: 40,
        ..quest(at_least)
    };
    let single = |values: &[f64], z: f64| toy(&[0.0, values[0]], z);
    let (_, report) = found(one(1200.0), single);
    assert_eq!(report.shape, Some(Shape::Rising));
    let v = (200.0 - 50.0 * normal_quantile(5.5 / 40.0)) / 400.0;
    let value = report.answers[0].settings[0].value;
    assert!(value >= v && value < v + 0.011, "{value} {v}");
    assert!(report.runs <= 15 * DRAWS, "{}", report.runs);
    // Rising to the middle, then falling: reached on a narrow hill only, between the points that are looked at first.
    let hill = |values: &[f64], z: f64| {
        let off = values[0] - 0.6;
        Reading { values: vec![1200.0 - 4000.0 * off * off + z], yuan: 1e6 * values[0], yuan_discounted: 0.0 }
    };
    let (_, report) = found(one(1190.0), hill);
    assert!(matches!(report.shape, Some(Shape::Turning(..))), "{:?}", report.shape);
    let value = report.answers.first().expect("there is a hill").settings[0].value;
    // 1200 − 4000·d² − 1.09 = 1190 at d = 0.0472, before the top where it is cheaper.
    assert!((0.552..0.60).contains(&value), "{value}");
}

#[test]
fn the_front_is_cost_against_outcome() {
    let (_, report) = found(Quest { front: true, evaluations: 400, ..quest(1400.0) }, toy);
    assert!(report.front.len() >= 15, "{}", report.front.len());
    let z = normal_quantile(8.5 / 40.0);
    for pair in report.front.windows(2) {
        assert!(pair[0].cost <= pair[1].cost && pair[0].margin < pair[1].margin);
    }
    let mut worst = 0.0_f64;
    for point in &report.front {
        // The cheapest way to so many people, while neither lever is at its limit.
        let people = point.margin * 1400.0 + 400.0 - 50.0 * z;
        let multiplier = people / (300.0 * 75.0 + 400.0 * 400.0 / 6.0);
        let (u, v) = (75.0 * multiplier, 400.0 / 6.0 * multiplier);
        let least = 1e6 * (2.0 * u * u + 3.0 * v * v);
        if people > 0.0 && u <= 1.0 && v <= 1.0 {
            assert!(point.cost >= least - 10.0, "{point:?}");
            worst = worst.max((point.cost - least) / 5e6);
        }
    }
    // Of the 5 million that all costs, no point wastes more than a tenth.
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn a_search_goes_on_from_what_was_written_down_to_the_same_bits() {
    let quest = Quest { answers: 2, front: true, ..quest(1400.0) };
    let (whole, report) = found(quest.clone(), toy);
    let mut pieces = Seek::new(Task::new(&scenario(), quest).expect("no mistake"));
    while let Some(asked) = pieces.ask() {
        let text = serde_json::to_string(&pieces).expect("states are plain data");
        pieces = serde_json::from_str(&text).expect("it was just written");
        assert_eq!(pieces.ask(), Some(asked.clone()));
        pieces.tell(&evaluated(&asked, toy)).expect("as asked");
    }
    assert_eq!(pieces, whole);
    assert_eq!(pieces.report(&scenario()), Some(report));
}

#[test]
fn runs_that_break_reach_nothing_and_end_nothing() {
    let scenario = scenario();
    let mut seek = Seek::new(Task::new(&scenario, quest(1400.0)).expect("no mistake"));
    while let Some(asked) = seek.ask() {
        let mut evaluations = evaluated(&asked, toy);
        for (values, evaluation) in asked.candidates.iter().zip(&mut evaluations) {
            if values[1] > 0.9 {
                evaluation.readings.iter_mut().for_each(|r| *r = Err("the run broke".to_owned()));
            }
        }
        seek.tell(&evaluations).expect("as asked");
    }
    let report = seek.report(&scenario).expect("ended");
    assert!(report.answers[0].settings[1].value <= 0.9);
    // All of them.
    let mut seek = Seek::new(Task::new(&scenario, quest(1400.0)).expect("no mistake"));
    while let Some(asked) = seek.ask() {
        let broken = |_: &Vec<f64>| Evaluation {
            readings: vec![
                Err("the run broke".to_owned());
                match asked.on {
                    On::Expected => 1,
                    On::Searched => DRAWS,
                    On::Fresh => 400,
                }
            ],
        };
        seek.tell(&asked.candidates.iter().map(broken).collect::<Vec<_>>()).expect("as asked");
    }
    let report = seek.report(&scenario).expect("ended");
    assert_eq!(report.obstacle.expect("nothing is reached").nearest.checked.broken, 400);
}

#[test]
fn a_search_can_be_hurried_and_refuses_what_was_not_asked_for() {
    let scenario = scenario();
    let mut seek = Seek::new(Task::new(&scenario, quest(1400.0)).expect("no mistake"));
    let before = seek.clone();
    assert!(seek.tell(&[]).expect_err("nothing was told").to_string().contains("7 with 1 each"));
    assert_eq!(seek, before);
    seek.hurry();
    assert!(seek.ended() && seek.report(&scenario).is_none());
    let mut seek = before;
    for _ in 0..4 {
        let asked = seek.ask().expect("it goes on");
        seek.tell(&evaluated(&asked, toy)).expect("as asked");
    }
    seek.hurry();
    while let Some(asked) = seek.ask() {
        seek.tell(&evaluated(&asked, toy)).expect("as asked");
    }
    // Both levers at their ends reach it, dearly.
    assert!(seek.report(&scenario).expect("ended").answers[0].checked.chance.share > 0.99);
}

#[test]
fn figures_are_quantiles_from_above() {
    let task = Task::new(&scenario(), quest(1400.0)).expect("no mistake");
    let readings =
        (1..=100).map(|i| Ok(Reading { values: vec![f64::from(i)], yuan: 0.0, yuan_discounted: 0.0 }));
    let found = figures(&task, &CHANCES, &Evaluation { readings: readings.collect() });
    // Hazen's rule: half lies above 50.5, 80 % above 20.5, 90 % above 10.5.
    let reached = found[0].reached.clone().expect("values");
    for (found, known) in reached.iter().zip([50.5, 20.5, 10.5]) {
        assert!((found - known).abs() < 1e-9, "{reached:?}");
    }
}

#[test]
fn every_mistake_is_named_with_what_would_be_right() {
    let scenario = scenario();
    let check = |quest: Quest, words: &[&str]| {
        let mistakes = Task::new(&scenario, quest).expect_err("a mistake");
        let said: Vec<String> = mistakes.iter().map(Mistake::to_string).collect();
        for word in words {
            assert!(said.iter().any(|line| line.contains(word)), "'{word}' is missing from {said:?}");
        }
    };
    let good = || quest(1400.0);
    check(Quest { goals: Vec::new(), ..good() }, &["name at least one target"]);
    let year = |year| Goal { year, ..goal(1400.0) };
    check(Quest { goals: vec![year(2025), year(2036)], ..good() }, &["from 2026 to 2035", "2025", "2036"]);
    check(Quest { goals: vec![goal(1.0), goal(2.0)], ..good() }, &["stands twice"]);
    let share = Goal { metric: Metric::StationCoverage, year: 2030, at_least: 1.5 };
    check(Quest { goals: vec![share], ..good() }, &["a share from 0 to 1"]);
    for chance in [0.0, 1.0, f64::NAN] {
        check(Quest { chance, ..good() }, &["above 0 and below 1"]);
    }
    check(Quest { budget: Some(Budget { yuan: f64::INFINITY, discounted: false }), ..good() }, &["finite"]);
    check(Quest { apart: -1.0, draws: 0, answers: 0, ..good() }, &["distance", "draws", "answers"]);
    check(Quest { evaluations: 3, ..good() }, &["evaluations: 3 is too few; give at least"]);
    let retire = moved(LeverKey::RetirementDelay);
    check(Quest { moves: vec![retire, retire], ..good() }, &["allow 'nation'", "stands twice"]);
    let wide = Move { limits: Some(Limits { low: 0.0, high: 2.0 }), ..moved(LeverKey::VillageCoverage) };
    check(Quest { moves: vec![wide], ..good() }, &["lie from 0 to 1"]);
    let mut held = good();
    let own = held.policy.regions.entry("532301".to_owned()).or_default();
    own.insert(LeverKey::VillageCoverage, sim_core::Schedule::Constant(0.5));
    check(held, &["region 532301"]);
    // Allowed, it may move; without a list, all that the planner decides may, and no more.
    let allowed = Quest { moves: vec![retire], allow: vec![Authority::Nation], ..good() };
    assert_eq!(Task::new(&scenario, allowed).expect("allowed").free.len(), 1);
    let all = Task::new(&scenario, Quest { moves: Vec::new(), ..good() }).expect("no mistake");
    assert!(all.free.len() > 30);
    assert!(all.free.iter().all(|free| free.lever.lever().authority == Authority::Own));
}
