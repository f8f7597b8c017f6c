//! Why: shares against closed forms and another tool, the graph against what really moves.
#![cfg(feature = "study")]
#![allow(missing_docs)]

use rayon::prelude::*;
use sim_core::scenario::{LEVERS, Metric, ParamKey, builtin_scenarios};
use sim_core::sorted::{Map, Set};
use sim_core::study::why::{
    Coalition, Division, Draw, EXACT_PLAYERS, FourCurves, FourRuns, Gauge, Measured, Method, Node, Plan,
    Player, Question, Refusal, Report, Row, Ways, WaysQuestion, divide, divide_by_orders, edges, edges_from,
    moved, orders, policy_of, reachable,
};
use sim_core::time::{Month, TimeGrid};
use sim_core::{
    Broke, LeverKey, Model, Params, Policy, RunFault, RunSettings, Scenario, Schedule, Trajectory, Variable,
};

fn members(coalition: Coalition, players: usize) -> impl Iterator<Item = usize> {
    (0..players).filter(move |player| coalition.contains(*player))
}

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} against {expected}");
}

fn total(division: &Division) -> f64 {
    division.parts.iter().map(|part| part.share).sum()
}

// ---- Division of a game

#[test]
fn in_an_additive_game_everybody_has_what_they_bring_and_nothing_interacts() {
    let brings = [3.0, -1.5, 0.25, 40.0, 7.0, 0.0];
    let game = |c: Coalition| 100.0 + members(c, 6).map(|i| brings[i]).sum::<f64>();
    for division in [divide(6, game), divide_by_orders(6, &orders(&[9, 4, 1, 7, 2, 3], 1, 8), game)] {
        for (part, brings) in division.parts.iter().zip(brings) {
            for found in [part.share, part.alone, part.last] {
                near(found, brings, 1e-12);
            }
            assert!(part.error.is_none_or(|error| error < 1e-12));
        }
        near(division.interaction, 0.0, 1e-12);
        assert!(division.pairs.iter().all(|pair| pair.index.abs() < 1e-12));
    }
}

/// For `v(S) = Π_{i∈S} f_i` the share is `(f_i − 1)·Σ_k e_k(f of the others) ÷ (n·C(n−1, k))` with the elementary symmetric
/// polynomials `e_k`; with two players: `(f_1 − 1)(1 + f_2) ÷ 2`.
#[test]
fn in_a_multiplicative_game_shares_have_their_closed_form() {
    let factors = [1.5, 0.8, 2.0, 1.1, 3.0];
    let n = factors.len();
    let game = |c: Coalition| members(c, n).map(|i| factors[i]).product::<f64>();
    let division = divide(n, game);
    let choose = |n: usize, k: usize| (0..k).fold(1.0, |t, i| t * (n - i) as f64 / (i + 1) as f64);
    let symmetric = |without: &[usize]| {
        let mut e = vec![1.0];
        for (_, f) in factors.iter().enumerate().filter(|(i, _)| !without.contains(i)) {
            e.push(0.0);
            for k in (1..e.len()).rev() {
                e[k] += e[k - 1] * f;
            }
        }
        e
    };
    for (i, part) in division.parts.iter().enumerate() {
        let e = symmetric(&[i]);
        let mean: f64 = (0..n).map(|k| e[k] / (n as f64 * choose(n - 1, k))).sum();
        near(part.share, (factors[i] - 1.0) * mean, 1e-12);
        near(part.alone, factors[i] - 1.0, 1e-12);
        near(part.last, (factors[i] - 1.0) * e[n - 1], 1e-12);
    }
    for pair in &division.pairs {
        let [i, j] = pair.players;
        let e = symmetric(&[i, j]);
        let mean: f64 = (0..n - 1).map(|k| e[k] / ((n - 1) as f64 * choose(n - 2, k))).sum();
        near(pair.index, (factors[i] - 1.0) * (factors[j] - 1.0) * mean, 1e-12);
    }
    assert!(division.pairs.is_sorted_by(|a, b| a.index.abs() >= b.index.abs()));
    near(total(&division), division.change, 1e-12);
    let two = divide(2, |c: Coalition| members(c, 2).map(|i| factors[i]).product());
    near(two.parts[0].share, 0.5 * (1.0 + 0.8) / 2.0, 1e-15);
    near(two.pairs[0].index, 0.5 * -0.2, 1e-15);
}

/// Values of the coalitions of a made-up game; shares and pairwise interaction indices (SV and SII) by shapiq 1.4.1,
/// `ExactComputer`. Coalition `c` holds player `i` where bit `i` is set.
#[test]
fn shares_and_pairs_are_those_of_shapiq() {
    let values: [f64; 32] = [
        74.875, 163.478, 27.277, -123.333, -95.827, 160.002, 20.288, -173.213, -8.37, -116.323, -62.929,
        -48.801, -71.331, 55.338, -6.309, -58.943, 40.964, 82.986, -164.302, -25.673, -98.075, -17.316,
        -128.942, 2.069, -3.789, -30.434, -104.793, -39.619, -109.133, -135.521, 22.479, -110.935,
    ];
    let shares =
        [3.528_316_666_666_661_7, -39.458_600_000_000_004, -56.7671, -56.1426, -36.970_016_666_666_666];
    let pairs = [
        ([0, 1], -108.882_583_333_333_34),
        ([0, 2], 5.188_249_999_999_996_5),
        ([0, 3], -121.313_916_666_666_7),
        ([0, 4], 2.991_249_999_999_99),
        ([1, 2], 84.907_083_333_333_3),
        ([1, 3], 73.592_416_666_666_62),
        ([1, 4], 22.567_083_333_333_33),
        ([2, 3], 35.446_25),
        ([2, 4], -26.155_583_333_333_336),
        ([3, 4], -17.483_75),
    ];
    let division = divide(5, |c| values[c.0 as usize]);
    for (part, share) in division.parts.iter().zip(shares) {
        near(part.share, share, 1e-11);
    }
    for (players, index) in pairs {
        let found = division.pairs.iter().find(|pair| pair.players == players).expect("every pair");
        near(found.index, index, 1e-11);
    }
}

#[test]
fn players_who_do_the_same_share_alike_and_who_does_nothing_has_nothing() {
    // 0 and 1 are interchangeable, 3 is a dummy.
    let game = |c: Coalition| {
        let pair = f64::from(u8::from(c.contains(0)) + u8::from(c.contains(1)));
        0.1 * pair * pair + if c.contains(2) { 0.7 * (1.0 + pair) } else { 0.0 }
    };
    let exact = divide(4, game);
    near(exact.parts[0].share, exact.parts[1].share, 1e-15);
    for division in [exact, divide_by_orders(4, &orders(&[1, 2, 3, 4], 3, 5), game)] {
        assert_eq!(division.parts[3].share, 0.0);
        near(total(&division), division.change, 1e-14);
    }
}

#[test]
fn orders_hold_everybody_once_come_with_their_reverse_and_do_not_know_who_else_plays() {
    let names = [5, 17, 3, 40];
    let few = orders(&names, 7, 50);
    assert_eq!(few.len(), 100);
    for pair in few.chunks(2) {
        assert!(pair[0].iter().eq(pair[1].iter().rev()));
        let mut sorted = pair[0].clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3]);
    }
    let more = orders(&[5, 17, 3, 40, 22], 7, 50);
    for (few, more) in few.iter().zip(&more) {
        assert!(more.iter().filter(|player| **player != 4).eq(few));
    }
    assert_ne!(few, orders(&names, 8, 50));
}

#[test]
fn sampled_shares_lie_about_the_exact_ones_as_their_errors_say() {
    let n = 9;
    // A game with strong interaction of all orders.
    let game = |c: Coalition| {
        let sum: f64 = members(c, n).map(|i| 1.0 + i as f64).sum();
        sum * sum + if c.contains(2) && c.contains(7) && !c.contains(4) { 300.0 } else { 0.0 }
    };
    let exact = divide(n, game);
    let names: Vec<u64> = (0..n as u64).collect();
    let (mut squares, mut count) = (0.0, 0.0);
    for seed in 0..40 {
        let sampled = divide_by_orders(n, &orders(&names, seed, 40), game);
        near(total(&sampled), exact.change, 1e-9);
        for (part, exact) in sampled.parts.iter().zip(&exact.parts) {
            let error = part.error.expect("there are several pairs");
            if error > 1e-9 {
                let t = (part.share - exact.share) / error;
                squares += t * t;
                count += 1.0;
            } else {
                near(part.share, exact.share, 1e-9);
            }
        }
    }
    // The mean of squared t values of 39 degrees of freedom is 39 ÷ 37. Shares of one seed depend on each other: with some
    // hundred independent ones the standard error is below 0.1.
    assert!(count > 80.0, "{count}");
    near(squares / count, 39.0 / 37.0, 0.4);
}

// ---- Shares of levers

const CHUXIONG: &str = "chuxiong-2021";

fn place(key: &str) -> Scenario {
    Scenario::builtin(key).expect("built in")
}

fn until(scenario: &Scenario, end: Month) -> Scenario {
    Scenario { grid: TimeGrid { end, ..scenario.grid }, ..scenario.clone() }
}

fn question(scenario: &Scenario, policy: Policy, method: Method, year: i32) -> Question {
    let metrics = [Metric::Professionals, Metric::CertifiedPractising, Metric::StationCoverage];
    let mut gauges: Vec<Gauge> =
        metrics.map(|metric| Gauge { what: Measured::Metric(metric), year }).to_vec();
    gauges.push(Gauge { what: Measured::PublicMoney, year });
    let draws = vec![Draw::of(scenario, &scenario.params, RunSettings::default())];
    Question { policy, groups: Vec::new(), gauges, method, draws }
}

fn all_rows(plan: &Plan) -> Vec<Row> {
    let model = plan.model(0);
    (0..plan.rows())
        .into_par_iter()
        .map(|row| {
            if plan.place(row).0 == 0 { plan.row(&model, row) } else { plan.evaluate(row..row + 1).remove(0) }
        })
        .collect()
}

fn report(scenario: &Scenario, question: Question) -> Report {
    let plan = Plan::new(scenario, question).expect("a sound question");
    plan.analyse(&all_rows(&plan)).expect("nothing breaks")
}

#[track_caller]
fn shares_sum_to_the_change(report: &Report) {
    for explained in &report.explained {
        let sum: f64 = explained.shares.iter().map(|share| share.share.mean).sum();
        let scale = explained.baseline.mean.abs().max(explained.policy.mean.abs()).max(1.0);
        near(sum, explained.change.mean, 1e-9 * explained.change.mean.abs().max(1e-6 * scale));
        near(explained.change.mean, explained.policy.mean - explained.baseline.mean, 1e-9 * scale);
        let alone: f64 = explained.shares.iter().map(|share| share.alone.mean).sum();
        near(explained.interaction.mean, explained.change.mean - alone, 1e-9 * scale);
    }
}

/// Policies of six levers and less are run in all coalitions here, a year and a half of them; larger documents by orders.
#[test]
fn shares_of_every_document_sum_to_the_change() {
    for builtin in builtin_scenarios() {
        let scenario = place(builtin.key);
        let mut policy = scenario.document_policy();
        if policy.is_empty() {
            // Scenarios without a document: something to explain all the same.
            policy.levers.insert(LeverKey::TrainingHours, Schedule::Constant(40.0));
            policy.levers.insert(LeverKey::SubsidyMid, Schedule::Constant(300.0));
        }
        let n = moved(&policy).len();
        // Every run costs as much as its months: documents that begin late are seen for a year from then on.
        let starts = policy.levers.values().flat_map(Schedule::values).filter_map(|(month, _)| month).min();
        let year = starts.unwrap_or(scenario.grid.start).year().max(scenario.grid.start.year()) + 1;
        let method = if n <= 6 { Method::Exact } else { Method::Sampled { seed: 1, pairs: 2 } };
        let report = report(&scenario, question(&scenario, policy, method, year));
        assert_eq!(report.players.len(), n);
        shares_sum_to_the_change(&report);
        assert!(report.explained.iter().any(|e| e.change.mean != 0.0), "{}", builtin.key);
    }
}

/// Thousands of runs: `cargo test --release -p sim-core --features study --test why -- --ignored`.
#[test]
#[ignore = "thousands of runs: in release builds"]
fn shares_of_every_document_of_ten_levers_or_less_sum_to_the_change_exactly() {
    for builtin in builtin_scenarios() {
        let scenario = place(builtin.key);
        let policy = scenario.document_policy();
        if (1..=EXACT_PLAYERS).contains(&moved(&policy).len()) {
            let last = scenario.plan_year.min(scenario.grid.end.year());
            shares_sum_to_the_change(&report(&scenario, question(&scenario, policy, Method::Exact, last)));
        }
    }
}

/// The first eleven levers of Sanming's document: 2,048 coalitions against sampled orders.
#[test]
#[ignore = "thousands of runs: in release builds"]
fn sampled_shares_of_eleven_levers_lie_within_their_errors() {
    let scenario = place("sanming-2013");
    let mut policy = scenario.document_policy();
    let kept: Vec<LeverKey> = moved(&policy).into_iter().take(11).collect();
    policy.levers.retain(|lever, _| kept.contains(lever));
    policy.regions.clear();
    assert_eq!(moved(&policy).len(), 11);
    let year = scenario.plan_year;
    let exact = report(&scenario, question(&scenario, policy.clone(), Method::Exact, year));
    let sampled =
        report(&scenario, question(&scenario, policy, Method::Sampled { seed: 3, pairs: 30 }, year));
    shares_sum_to_the_change(&exact);
    shares_sum_to_the_change(&sampled);
    let (mut far, mut count) = (0, 0);
    for (exact, sampled) in exact.explained.iter().zip(&sampled.explained) {
        for (exact, sampled) in exact.shares.iter().zip(&sampled.shares) {
            let error = sampled.error.expect("thirty pairs");
            let gap = (sampled.share.mean - exact.share.mean).abs();
            // Where nothing interacts the error is rounding.
            let rounding = 1e-9 * exact.share.mean.abs().max(1e-9);
            assert!(gap <= 4.5 * error + rounding, "{gap} with an error of {error}");
            far += usize::from(gap > 2.0 * error + rounding);
            count += 1;
            assert_eq!(exact.alone, sampled.alone);
            assert_eq!(exact.last, sampled.last);
        }
    }
    // One in twenty lies beyond two errors; a quarter never does.
    assert!(far * 4 < count, "{far} of {count}");
}

fn small_policy(scenario: &Scenario) -> Policy {
    let mut policy = Policy::default();
    policy.levers.insert(LeverKey::TrainingHours, Schedule::Constant(30.0));
    policy.levers.insert(LeverKey::SubsidyMid, Schedule::Constant(400.0));
    policy
        .levers
        .insert(LeverKey::SocietyShare, scenario.levers[LeverKey::SocietyShare.index()].baseline.clone());
    let own = policy.regions.entry(scenario.regions[1].code.clone()).or_default();
    own.insert(LeverKey::TrainingHours, Schedule::Constant(50.0));
    own.insert(LeverKey::StationStaff, Schedule::Constant(5.0));
    policy
}

#[test]
fn a_lever_moved_to_its_own_baseline_has_exactly_nothing_and_regional_values_belong_to_their_lever() {
    let scenario = place(CHUXIONG);
    let policy = small_policy(&scenario);
    let report = report(&scenario, question(&scenario, policy.clone(), Method::Exact, 2022));
    let keys: Vec<&str> = report.players.iter().map(|player| player.key.as_str()).collect();
    assert_eq!(keys, ["training_hours", "subsidy_mid", "station_staff", "society_share"]);
    shares_sum_to_the_change(&report);
    for explained in &report.explained {
        let society = &explained.shares[3];
        assert_eq!([society.share.mean, society.alone.mean, society.last.mean], [0.0; 3]);
    }
    // The value for one region alone has an effect.
    assert_ne!(report.explained[0].shares[2].share.mean, 0.0);
    // Without a lever nothing of it is left.
    let without = policy_of(&policy, &report.players, Coalition::all(4).without(0));
    assert!(!moved(&without).contains(&LeverKey::TrainingHours));
    assert_eq!(policy_of(&policy, &report.players, Coalition::all(4)), policy);
    assert!(policy_of(&policy, &report.players, Coalition::EMPTY).is_empty());
}

#[test]
fn a_group_has_what_its_levers_have_together_when_it_is_everybody() {
    let scenario = place(CHUXIONG);
    let policy = small_policy(&scenario);
    let mut asked = question(&scenario, policy.clone(), Method::Exact, 2021);
    let single = report(&scenario, asked.clone());
    let group = |key: &str, levers: &[LeverKey]| Player {
        key: key.to_owned(),
        name: Player::of(levers[0]).name,
        levers: levers.to_vec(),
    };
    asked.groups = vec![group("all", &moved(&policy))];
    let together = report(&scenario, asked.clone());
    for (single, together) in single.explained.iter().zip(&together.explained) {
        assert_eq!(together.shares.len(), 1);
        assert_eq!(together.shares[0].share.mean, single.change.mean);
        assert_eq!(together.interaction.mean, 0.0);
    }
    asked.groups = vec![group("two", &[LeverKey::TrainingHours, LeverKey::SubsidyMid])];
    let two = Plan::new(&scenario, asked.clone()).expect("sound");
    let keys: Vec<&str> = two.players().iter().map(|player| player.key.as_str()).collect();
    assert_eq!(keys, ["two", "station_staff", "society_share"]);

    let refused = |groups: Vec<Player>| {
        Plan::new(&scenario, Question { groups, ..asked.clone() }).expect_err("not sound").to_string()
    };
    let text = refused(vec![group("g", &[LeverKey::Supervision])]);
    assert!(text.contains("supervision") && text.contains("training_hours"), "{text}");
    let text = refused(vec![group("g", &[LeverKey::SubsidyMid]), group("h", &[LeverKey::SubsidyMid])]);
    assert!(text.contains("one group"), "{text}");
    let text = refused(vec![group("station_staff", &[LeverKey::SubsidyMid])]);
    assert!(text.contains("twice"), "{text}");
}

#[test]
fn rows_do_not_know_in_which_pieces_they_were_run() {
    let scenario = place(CHUXIONG);
    let mut asked = question(&scenario, small_policy(&scenario), Method::Exact, 2021);
    let mut other = scenario.params.clone();
    other.set(ParamKey::from_key("pass_mid").expect("there is"), 0.3);
    asked.draws.push(Draw::of(&scenario, &other, RunSettings { seed: Some(5), run: 2 }));
    let plan = Plan::new(&scenario, asked.clone()).expect("sound");
    assert_eq!(plan.rows(), 32);
    let whole = plan.evaluate(0..32);
    let mut pieces = plan.evaluate(20..40);
    pieces.extend(plan.evaluate(3..20));
    pieces.extend(plan.evaluate(0..3));
    let report = plan.analyse(&whole).expect("whole");
    assert_eq!(report, plan.analyse(&pieces).expect("whole"));
    // The draws differ, and the mean lies between.
    let explained = &report.explained[1];
    assert_eq!(report.draws, 2);
    assert!(explained.change.deviation.is_some_and(|deviation| deviation > 0.0));
    shares_sum_to_the_change(&report);
    let single = |draw: usize| {
        let asked = Question { draws: vec![asked.draws[draw].clone()], ..asked.clone() };
        let plan = Plan::new(&scenario, asked).expect("sound");
        plan.analyse(&plan.evaluate(0..plan.rows())).expect("whole")
    };
    let (first, second) = (single(0), single(1));
    for (i, explained) in report.explained.iter().enumerate() {
        for (j, share) in explained.shares.iter().enumerate() {
            let of = [&first, &second].map(|report| report.explained[i].shares[j].share);
            assert!(of.iter().all(|share| share.deviation.is_none()));
            let scale = 1e-9 * explained.policy.mean.abs().max(1.0);
            near(share.share.mean, f64::midpoint(of[0].mean, of[1].mean), scale);
            // Of two numbers the standard deviation is their distance ÷ √2.
            let apart = (of[0].mean - of[1].mean).abs() / 2.0_f64.sqrt();
            near(share.share.deviation.expect("two draws"), apart, scale);
        }
    }
    // A draw with a broken run is left out and named; with none left there is no answer.
    let fault = RunFault {
        month: Month::new(2021, 3),
        region: String::new(),
        what: Broke::Ledger { expected: 1.0, found: 0.0 },
    };
    let mut broken = whole.clone();
    broken[17].values = Err(fault.clone());
    let rest = plan.analyse(&broken).expect("one draw is left");
    assert_eq!((rest.draws, rest.broken.len(), rest.broken[0].draw), (1, 1, 1));
    assert_eq!(rest.explained, first.explained);
    broken[2].values = Err(fault);
    assert!(matches!(plan.analyse(&broken), Err(Refusal::Run { draw: 0, .. })));
    // What is missing or comes twice is said.
    let missing = plan.analyse(&whole[1..]).expect_err("row 0 is missing");
    assert_eq!(missing, Refusal::RowMissing { row: 0, rows: 32 });
    let twice: Vec<Row> = whole.iter().chain(&whole[..1]).cloned().collect();
    assert_eq!(plan.analyse(&twice), Err(Refusal::RowUnknown { row: 0, rows: 32 }));
    let mut strange = whole;
    strange[4].values = Ok(vec![1.0]);
    assert_eq!(plan.analyse(&strange), Err(Refusal::RowUnknown { row: 4, rows: 32 }));
}

#[test]
fn a_run_to_the_judged_year_says_what_the_whole_run_says() {
    let scenario = place(CHUXIONG);
    let policy = small_policy(&scenario);
    let asked = question(&scenario, policy.clone(), Method::Exact, 2022);
    let plan = Plan::new(&scenario, asked.clone()).expect("sound");
    let whole = Model::new(&scenario).run(&policy, &RunSettings::default()).expect("runs");
    let values: Vec<f64> = asked.gauges.iter().map(|gauge| gauge.value(&scenario, &whole)).collect();
    assert_eq!(plan.evaluate(15..16)[0].values, Ok(values));
    // Public money month by month ends where it is read at once.
    let series = Measured::PublicMoney.series(&scenario, &whole);
    let row = scenario.grid.row(Month::new(2022, 12)).expect("inside");
    assert_eq!(series[row], Measured::PublicMoney.at(&scenario, &whole, row));
}

#[test]
fn what_cannot_be_asked_is_refused_with_what_would_be_right() {
    let scenario = place(CHUXIONG);
    let sound = question(&scenario, small_policy(&scenario), Method::Exact, 2022);
    let refused = |question: Question, word: &str| {
        let text = Plan::new(&scenario, question).expect_err("not sound").to_string();
        assert!(text.contains(word), "{text}");
    };
    refused(Question { policy: Policy::default(), ..sound.clone() }, "move at least one");
    refused(Question { gauges: Vec::new(), ..sound.clone() }, "at least one metric");
    refused(question(&scenario, small_policy(&scenario), Method::Exact, 1999), "from 2021 to");
    refused(Question { draws: Vec::new(), ..sound.clone() }, "at least one draw");
    refused(Question { method: Method::Sampled { seed: 1, pairs: 0 }, ..sound.clone() }, "at least one pair");
    let draw = Draw { params: Map::from([("no_such".to_owned(), 1.0)]), ..Draw::default() };
    refused(Question { draws: vec![draw], ..sound.clone() }, "no_such");
    let mut all = Policy::default();
    for lever in &LEVERS {
        all.levers.insert(lever.key, Schedule::Constant(lever.neutral));
    }
    refused(Question { policy: all, ..sound }, "sample orders");
}

// ---- Assumptions apart from decisions

#[test]
fn four_curves_are_the_four_runs_and_their_differences() {
    let scenario = until(&place(CHUXIONG), Month::new(2022, 12));
    let policy = small_policy(&scenario);
    let params = Map::from([("pass_assistant".to_owned(), 0.4), ("exit_pay_elasticity".to_owned(), -2.0)]);
    let asked = FourCurves {
        policy: policy.clone(),
        params,
        settings: RunSettings { seed: Some(3), run: 1 },
        measured: vec![Measured::Metric(Metric::CertifiedPractising), Measured::PublicMoney],
    };
    let plan = FourRuns::new(&scenario, asked.clone()).expect("sound");
    let mut rows = plan.evaluate(2..4);
    rows.extend(plan.evaluate(0..2));
    let report = plan.analyse(&rows).expect("whole");
    assert_eq!(report.first.to_string(), "2020-12");
    assert_eq!(report.changed.len(), 2);
    let mut changed = scenario.params.clone();
    for (name, value) in &asked.params {
        changed.set(ParamKey::from_key(name).expect("there is"), *value);
    }
    let runs = |params: &Params, policy: &Policy| {
        let model = Model::with_params(&scenario, params);
        let run = model.run(policy, &asked.settings).expect("runs");
        asked.measured.iter().map(|what| what.series(&scenario, &run)).collect::<Vec<_>>()
    };
    let nothing = Policy::default();
    let four = [
        runs(&scenario.params, &nothing),
        runs(&scenario.params, &policy),
        runs(&changed, &nothing),
        runs(&changed, &policy),
    ];
    for (i, curves) in report.curves.iter().enumerate() {
        assert_eq!(
            [&curves.baseline, &curves.policy, &curves.adjusted_baseline, &curves.adjusted_policy],
            [&four[0][i], &four[1][i], &four[2][i], &four[3][i]]
        );
        let scale = 1e-12 * curves.adjusted_policy.iter().fold(1.0_f64, |most, v| most.max(v.abs()));
        let mut interacts = false;
        for m in 0..curves.baseline.len() {
            let whole = curves.adjusted_policy[m] - curves.baseline[m];
            near(curves.decision[m] + curves.assumption[m] + curves.interaction[m], whole, scale);
            near(curves.decision[m] + curves.assumption_with_policy[m], whole, scale);
            near(curves.assumption[m] + curves.adjusted_decision[m], whole, scale);
            interacts |= curves.interaction[m].abs() > 1e3 * scale;
        }
        assert!(interacts);
    }
    let same = FourCurves { params: Map::new(), ..asked.clone() };
    assert_eq!(FourRuns::new(&scenario, same).err(), Some(Refusal::NothingChanged));
    let idle = FourCurves { policy: nothing, ..asked };
    assert_eq!(FourRuns::new(&scenario, idle).err(), Some(Refusal::NothingMoved));
}

// ---- The graph

/// Whether any of a variable's members (none given: all) differs by a bit, in any region or month.
fn moves(variable: Variable, members: &[usize], a: &Trajectory, b: &Trajectory) -> bool {
    let all: Vec<usize> = (0..variable.slots()).collect();
    let members = if members.is_empty() { &all } else { members };
    members.iter().any(|member| {
        (0..a.regions()).map(Some).chain([None]).any(|region| {
            let of = |run: &Trajectory| {
                run.series(variable, *member, region).iter().map(|v| v.to_bits()).collect::<Vec<_>>()
            };
            of(a) != of(b)
        })
    })
}

/// The policy in which only one lever is moved.
fn only(policy: &Policy, lever: LeverKey) -> Policy {
    let players: Vec<Player> = moved(policy).into_iter().map(Player::of).collect();
    let at = players.iter().position(|player| player.levers == [lever]).expect("it is moved");
    policy_of(policy, &players, Coalition::only(at))
}

#[test]
fn every_lever_begins_a_way_and_every_metric_ends_one() {
    for lever in LeverKey::ALL {
        assert!(edges_from(Node::Lever(lever)).next().is_some(), "{}", lever.key());
    }
    for metric in Metric::ALL {
        let what = Node::Measured(Measured::Metric(metric));
        assert!(edges().any(|edge| edge.to == what), "{}", metric.key());
    }
    let mut seen = Set::new();
    for edge in edges() {
        assert!(seen.insert((edge.from, edge.to)), "{} → {} stands twice", edge.from.key(), edge.to.key());
        assert!(!edge.how.zh.is_empty() && !edge.how.en.is_empty());
        assert_ne!(edge.from, edge.to);
        if let Node::Variable(variable) = edge.to {
            let narrowed = matches!(edge.from, Node::Lever(_));
            assert!(!narrowed || edge.members.iter().all(|member| *member < variable.slots()));
        }
    }
}

#[test]
fn what_a_lever_of_a_document_drives_first_really_moves() {
    for builtin in builtin_scenarios() {
        let scenario = place(builtin.key);
        let policy = scenario.document_policy();
        let starts = policy.levers.values().flat_map(Schedule::values).filter_map(|(month, _)| month).max();
        // Two years after the last lever has moved, an exam and a graduation have been.
        let end = starts.unwrap_or(scenario.grid.start).plus(24).min(scenario.grid.end);
        let scenario = until(&scenario, end);
        let model = Model::new(&scenario);
        let run = |policy: &Policy| model.run(policy, &RunSettings::default()).expect("runs");
        let baseline = run(&Policy::default());
        moved(&policy).into_par_iter().for_each(|lever| {
            let alone = run(&only(&policy, lever));
            // A document may write what the baseline does anyway.
            let months = (0..scenario.grid.months()).map(|m| scenario.grid.month(m));
            let differs =
                |month| scenario.lever_value(&policy, lever, month) != scenario.baseline_value(lever, month);
            if !months.into_iter().any(differs) {
                return;
            }
            for edge in edges_from(Node::Lever(lever)) {
                let Node::Variable(variable) = edge.to else { panic!("levers drive variables") };
                let moved = moves(variable, edge.members, &baseline, &alone);
                let place = builtin.key;
                assert!(
                    moved || edge.may_rest.is_some(),
                    "{place}: {} does not move {}, and the graph says nothing of it",
                    lever.key(),
                    variable.key()
                );
            }
        });
    }
}

/// Wild values of a lever: its bounds, from the first month on, and steps between them; in one region alone too.
fn wild(scenario: &Scenario, lever: LeverKey) -> Vec<Policy> {
    let bounds = scenario.bounds(lever);
    let steps = Schedule::Steps {
        steps: vec![(scenario.grid.start.plus(3), bounds.max), (scenario.grid.start.plus(11), bounds.min)],
    };
    let whole = |course: Schedule| Policy { levers: Map::from([(lever, course)]), ..Policy::default() };
    let region = scenario.regions[0].code.clone();
    let own = Map::from([(region, Map::from([(lever, Schedule::Constant(bounds.max))]))]);
    vec![
        whole(Schedule::Constant(bounds.min)),
        whole(Schedule::Constant(bounds.max)),
        whole(steps),
        Policy { levers: Map::new(), regions: own },
    ]
}

/// A place in which nothing is at rest: what acts only where another lever acts can be seen. Posts fall, so that people are
/// laid off, payment comes late, budgets grow faster than agencies, as many are seconded as can be, and front-line staff may
/// be few.
fn lively(mut scenario: Scenario, front_share: f64) -> Scenario {
    scenario.params.set(ParamKey::from_key("front_share").expect("there is"), front_share);
    scenario.start.front = None;
    let start = scenario.grid.start;
    let constants = [
        (LeverKey::Volunteers, 4.0),
        (LeverKey::RuralService, 2000.0),
        (LeverKey::DemonstrationSites, 12.0),
        (LeverKey::DirectedPlaces, 40.0),
        (LeverKey::SubsidyAssistant, 100.0),
        (LeverKey::TrainingHours, 25.0),
        (LeverKey::SchoolPosts, 0.2),
        (LeverKey::PayFloor, 0.55),
    ];
    for (lever, value) in constants {
        scenario.levers[lever.index()].baseline = Schedule::Constant(value);
    }
    let steps = [
        (LeverKey::PaymentDelay, 4, 3.0, 8.0),
        (LeverKey::CommunityStaff, 14, 2.0, 1.5),
        (LeverKey::InstitutionShare, 14, 0.3, 0.9),
        (LeverKey::PurchaseBudget, 6, 2e6, 4e7),
    ];
    for (lever, months, before, after) in steps {
        let steps = vec![(start, before), (start.plus(months), after)];
        scenario.levers[lever.index()].baseline = Schedule::Steps { steps };
    }
    scenario
}

/// The graph holds every way by which a change is passed on, and no more than there are: what a lever cannot reach has the
/// same bits whatever it does, and what it can reach moves somewhere.
#[test]
fn what_moves_can_be_reached_and_what_can_be_reached_moves() {
    let mut moved_ever: Map<LeverKey, Set<Variable>> = Map::new();
    let cut = |key: &str, months: i32| {
        let full = place(key);
        until(&full, full.grid.start.plus(months))
    };
    let places = vec![
        lively(cut("chuxiong-2021", 80), 0.002),
        cut("chuxiong-2021", 22),
        cut("taizhou-2010", 24),
        lively(cut("sanming-2013", 30), 1e-6),
        cut("national-2010", 10),
    ];
    for scenario in places {
        let model = Model::new(&scenario);
        let settings = RunSettings { seed: Some(2), run: 0 };
        let baseline = model.run(&Policy::default(), &settings).expect("runs");
        let found: Vec<(LeverKey, Set<Variable>)> = LeverKey::ALL
            .into_par_iter()
            .map(|lever| {
                let mut found = Set::new();
                for policy in wild(&scenario, lever) {
                    let run = model.run(&policy, &settings).expect("runs");
                    found.extend(Variable::ALL.into_iter().filter(|v| moves(*v, &[], &baseline, &run)));
                }
                (lever, found)
            })
            .collect();
        for (lever, found) in found {
            let reached = reachable(Node::Lever(lever));
            for variable in &found {
                assert!(
                    reached.contains(&Node::Variable(*variable)),
                    "{}: {} moves {}, to which no way of the graph leads",
                    scenario.key,
                    lever.key(),
                    variable.key()
                );
            }
            moved_ever.entry(lever).or_default().extend(found);
        }
    }
    let mut idle = Vec::new();
    for (lever, moved) in moved_ever {
        for node in reachable(Node::Lever(lever)) {
            // Front-line staff limit who comes along with a re-designated post only where they have run out.
            if let Node::Variable(variable) = node
                && variable != Variable::Redesignations
                && !moved.contains(&variable)
            {
                idle.push(format!("{} → {}", lever.key(), variable.key()));
            }
        }
    }
    assert!(idle.is_empty(), "these never move: {idle:#?}");
}

// ---- Ways

#[test]
fn ways_lead_from_the_lever_to_the_number_with_the_numbers_of_the_runs() {
    let scenario = place(CHUXIONG);
    let mut policy = scenario.document_policy();
    policy.levers.insert(LeverKey::StationStaff, Schedule::Constant(4.0));
    let gauges = vec![
        Gauge { what: Measured::Metric(Metric::Professionals), year: 2023 },
        Gauge { what: Measured::Metric(Metric::StationCoverage), year: 2022 },
        Gauge { what: Measured::PublicMoney, year: 2023 },
    ];
    let asked = WaysQuestion {
        policy: policy.clone(),
        groups: Vec::new(),
        gauges: gauges.clone(),
        draw: Draw::default(),
    };
    let plan = Ways::new(&scenario, asked).expect("sound");
    let mut rows = plan.evaluate(5..plan.rows());
    rows.extend(plan.evaluate(0..5));
    let found = plan.analyse(&rows, 4).expect("whole");
    assert_eq!(found.len(), plan.players().len() * gauges.len());

    let model = Model::new(&scenario);
    let run = |policy: &Policy| model.run(policy, &RunSettings::default()).expect("runs");
    let (baseline, with) = (run(&Policy::default()), run(&policy));
    for of in &found {
        let player = &plan.players()[of.player];
        let alone = run(&only(&policy, player.levers[0]));
        let row = scenario.grid.row(of.gauge.month()).expect("inside");
        assert_eq!(of.values.with, of.gauge.value(&scenario, &with));
        assert_eq!(of.values.alone, of.gauge.value(&scenario, &alone));
        assert!(of.ways.is_sorted_by(|a, b| a.strength >= b.strength));
        assert_eq!(of.ways.is_empty(), of.values.with == of.values.without, "{}", player.key);
        for way in &of.ways {
            assert_eq!(way.steps[0].node, Node::Lever(player.levers[0]));
            assert_eq!(way.steps.last().expect("steps").node, Node::Measured(of.gauge.what));
            for pair in way.steps.windows(2) {
                assert!(edges_from(pair[0].node).any(|edge| edge.to == pair[1].node));
            }
            let mut product = 1.0;
            for step in &way.steps[1..way.steps.len() - 1] {
                product *= step.values.size();
                if step.node == Node::Variable(Variable::Professionals) && step.members.is_empty() {
                    assert_eq!(step.values.with, with.total_at(Variable::Professionals, None, row));
                    assert_eq!(step.values.baseline, baseline.total_at(Variable::Professionals, None, row));
                }
                if step.node == Node::Variable(Variable::Hires) {
                    let hires = with.cumulated(Variable::Hires, None, row);
                    near(step.values.with, hires, 1e-9 * hires);
                }
            }
            // Links that cannot carry all of the change make it weaker.
            assert!(way.strength <= product * (1.0 + 1e-12) && way.strength > 0.0);
        }
    }
    // A station's coverage is what its lever rules: there is one way, and it is short.
    let of = |lever: LeverKey, gauge: usize| {
        let at = plan.players().iter().position(|player| player.levers == [lever]).expect("moved");
        found.iter().find(|of| of.player == at && of.gauge == gauges[gauge]).expect("every pair")
    };
    let coverage = of(LeverKey::StationCoverage, 1);
    let nodes: Vec<&str> = coverage.ways[0].steps.iter().map(|step| step.node.key()).collect();
    assert_eq!(nodes, ["station_coverage", "stations", "station_coverage"]);
    assert_eq!(coverage.ways.len(), 1);
    let lever = coverage.ways[0].steps[0].values;
    near(lever.with, scenario.lever_value(&policy, LeverKey::StationCoverage, Month::new(2022, 12)), 1e-12);
    near(coverage.values.with, lever.with, 1e-9);
    // Other levers have none to it.
    assert!(of(LeverKey::StationStaff, 1).ways.is_empty());
    // Staff of stations come by posts.
    let staff = &of(LeverKey::StationStaff, 0).ways[0];
    assert_eq!(staff.steps[1].node, Node::Variable(Variable::Posts));
    assert_eq!(staff.steps[1].name.zh, "岗位（社工站）");
}
