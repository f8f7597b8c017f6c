//! What a search promises on Chuxiong's way to 2030 holds on draws it has not seen, and costs less than a grid of as many
//! evaluations finds.
//!
//! Thousands of runs: in the optimised tests only (`cargo test --release -p sim-core --features study --test promises`).
#![cfg(not(debug_assertions))]

use rayon::prelude::*;
use sim_core::math::sqrt;
use sim_core::results::metric_value;
use sim_core::scenario::Metric;
use sim_core::study::optimise::Limits;
use sim_core::study::seek::{
    Asked, Bench, Drawing, Evaluation, Goal, Judged, Move, On, Quest, Report, Seek, Task, World,
};
use sim_core::study::uncertainty::{Cause, Uncertainty};
use sim_core::time::Month;
use sim_core::{LeverKey, Model, Outcome, Policy, Scenario};

/// Levels of each lever in the grid: both limits and the middle.
const LEVELS: usize = 3;
const DRAWS: usize = 24;
const FRESH: usize = 300;

fn quest() -> Quest {
    let moves = [
        (LeverKey::TrainingHours, 20.0, 60.0),
        (LeverKey::StationStaff, 1.0, 8.0),
        (LeverKey::CommunityStaff, 1.0, 4.0),
        (LeverKey::VillageCoverage, 0.0, 0.6),
    ];
    let moves = moves.map(|(lever, low, high)| Move { lever, limits: Some(Limits { low, high }) }).to_vec();
    let goal = |metric, at_least| Goal { metric, year: 2030, at_least };
    Quest {
        // A little beyond what the measures in force reach with the same chance.
        goals: vec![goal(Metric::Professionals, 5_400.0), goal(Metric::CertifiedPractising, 2_600.0)],
        chance: 0.8,
        moves,
        draws: DRAWS,
        fresh: FRESH,
        evaluations: LEVELS.pow(4),
        answers: 1,
        ..Quest::default()
    }
}

fn bench(scenario: &Scenario) -> Bench {
    let causes = [Cause::Assumptions, Cause::Structure, Cause::Shocks];
    let uncertainty = Uncertainty::of(scenario, &scenario.params, &causes);
    let task = Task::new(scenario, quest()).expect("no mistake");
    let drawing = Drawing::searched(&uncertainty, &task);
    Bench {
        expected: World::of(&task, &uncertainty.default_draw()),
        searched: (0..drawing.count()).into_par_iter().map(|i| World::of(&task, &drawing.draw(i))).collect(),
        fresh: Drawing::fresh(&uncertainty, &task),
        task,
    }
}

fn evaluated(bench: &Bench, asked: &Asked) -> Vec<Evaluation> {
    let rows = (0..bench.rows(asked)).into_par_iter().map(|row| bench.row(asked, row)).collect();
    bench.evaluations(asked, rows)
}

fn searched(bench: &Bench, scenario: &Scenario) -> Report {
    let mut seek = Seek::new(bench.task.clone());
    while let Some(asked) = seek.ask() {
        seek.tell(&evaluated(bench, &asked)).expect("as asked");
    }
    seek.report(scenario).expect("it has ended")
}

/// The cheapest of an even grid that reaches the goals on as many draws as the search asks for.
fn best_of_grid(bench: &Bench) -> Option<Judged> {
    let free = &bench.task.free;
    let level = |lever: usize, number: usize| {
        let i = number / LEVELS.pow(lever as u32) % LEVELS;
        free[lever].limits.value(i as f64 / (LEVELS - 1) as f64)
    };
    let all = (0..bench.task.quest.evaluations)
        .map(|number| bench.task.rounded(&[0, 1, 2, 3].map(|lever| level(lever, number))));
    let asked = Asked { on: On::Searched, candidates: all.collect() };
    let evaluations = evaluated(bench, &asked);
    let judged = asked.candidates.iter().zip(&evaluations).map(|(v, e)| Judged::of(&bench.task, v, e));
    judged.filter(|j| j.safe_margin >= 0.0).min_by(|a, b| a.cost.total_cmp(&b.cost))
}

#[test]
fn the_answer_is_cheaper_than_that_of_a_grid_and_keeps_its_promise() {
    let scenario = Scenario::builtin("chuxiong-2026").expect("built in");
    let bench = bench(&scenario);
    let report = searched(&bench, &scenario);
    assert!(report.runs <= bench.task.quest.evaluations * bench.task.quest.draws);
    let answer = report.answers.first().unwrap_or_else(|| panic!("it can be reached: {report:?}"));
    let asked = Asked { on: On::Searched, candidates: vec![answer.checked.values.clone()] };
    let cost = Judged::of(&bench.task, &answer.checked.values, &evaluated(&bench, &asked)[0]).cost;
    let grid = best_of_grid(&bench);
    let share = answer.checked.chance.share;
    println!(
        "search {cost:.0} yuan, grid {:?}, chance on fresh draws {share:.3}, values {:?}",
        grid.as_ref().map(|g| (g.cost, &g.values)),
        answer.checked.values
    );
    if let Some(grid) = grid {
        assert!(cost < grid.cost, "the search pays {cost}, the grid {}", grid.cost);
    }
    // The search chose on few draws, and more judge it: both errors, twice.
    let p: f64 = 0.8;
    let error = sqrt(p * (1.0 - p) / DRAWS as f64 + p * (1.0 - p) / FRESH as f64);
    assert!(share >= p - 2.0 * error, "{share}");
    assert!(answer.holds, "{:?}", answer.checked.chance);
}

#[test]
fn a_world_that_ends_early_says_what_the_whole_run_says() {
    let scenario = Scenario::builtin("chuxiong-2026").expect("built in");
    let bench = bench(&scenario);
    let task = &bench.task;
    let values = [41.0, 3.3, 1.7, 0.2];
    let reading = bench.expected.read(task, &values).expect("it runs");
    let model = Model::new(&scenario);
    let run = |policy: &Policy| model.run(policy, &Default::default()).expect("it runs");
    let (plan, baseline) = (run(&task.policy(&scenario, &values)), run(&Policy::default()));
    let row = plan.grid().row(Month::new(2030, 12)).expect("within");
    for (goal, value) in task.quest.goals.iter().zip(&reading.values) {
        assert_eq!(metric_value(&scenario, &plan, goal.metric, row), *value);
    }
    let [plan, baseline] = [plan, baseline].map(|run| Outcome::of(&scenario, &run));
    assert_eq!(plan.public_yuan - baseline.public_yuan, reading.yuan);
    assert_eq!(plan.public_yuan_discounted - baseline.public_yuan_discounted, reading.yuan_discounted);
}
