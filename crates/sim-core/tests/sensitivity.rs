//! Sensitivity analyses where the answer is known in closed form.
#![cfg(feature = "study")]

use std::f64::consts::PI;

use sim_core::study::sample::Sampler;
use sim_core::study::sensitivity::reversal::{self, Better, Choice};
use sim_core::study::sensitivity::tornado::{self, Span};
use sim_core::study::sensitivity::{Bootstrap, End, Refusal, morris, sobol};

fn names(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("x{number}")).collect()
}

/// On the unit cube; its own factors go from −π to π.
fn ishigami(u: &[f64]) -> f64 {
    let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
    let [one, two] = [x[0], x[1]].map(libm::sin);
    one + 7.0 * two * two + 0.1 * x[2] * x[2] * x[2] * x[2] * one
}

const G: [f64; 6] = [0.0, 0.5, 3.0, 9.0, 99.0, 99.0];

fn sobol_g(u: &[f64]) -> f64 {
    u.iter().zip(G).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product()
}

/// First orders, totals and pairs of the Sobol G function.
fn g_shares() -> (Vec<f64>, Vec<f64>, impl Fn(usize, usize) -> f64) {
    let parts = G.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let all: f64 = parts.iter().map(|v| 1.0 + v).product();
    let variance = all - 1.0;
    let first = parts.iter().map(|v| v / variance).collect();
    let total = parts.iter().map(|v| v * all / (1.0 + v) / variance).collect();
    (first, total, move |i, j| parts[i] * parts[j] / variance)
}

fn run(rows: u64, row: impl Fn(u64) -> Vec<f64>, f: impl Fn(&[f64]) -> f64) -> Vec<Option<f64>> {
    (0..rows).map(|number| Some(f(&row(number)))).collect()
}

fn sobol_of(plan: &sobol::Plan, f: impl Fn(&[f64]) -> f64, bootstrap: &Bootstrap) -> sobol::Report {
    let design = plan.design().expect("it can be planned");
    design.analyse(&run(design.rows(), |row| design.row(row), f), bootstrap).expect("every run is there")
}

fn morris_of(plan: &morris::Plan, f: impl Fn(&[f64]) -> f64, bootstrap: &Bootstrap) -> morris::Report {
    let design = plan.design().expect("it can be planned");
    design.analyse(&run(design.rows(), |row| design.row(row), f), bootstrap).expect("every run is there")
}

fn near(found: f64, truth: f64, within: f64, what: &str) {
    assert!((found - truth).abs() <= within, "{what}: {found}, in truth {truth}");
}

#[test]
fn sobol_indices_of_ishigami_are_those_of_the_closed_form() {
    let (a, b) = (7.0, 0.1);
    let fourth = b * PI * PI * PI * PI;
    let variance = a * a / 8.0 + fourth / 5.0 + fourth * fourth / 18.0 + 0.5;
    let first = [0.5 * (1.0 + fourth / 5.0) * (1.0 + fourth / 5.0), a * a / 8.0, 0.0];
    let together = fourth * fourth * (1.0 / 18.0 - 1.0 / 50.0);
    let total = [first[0] + together, first[1], together];
    let plan =
        sobol::Plan { factors: names(3), sampler: Sampler::Sobol, base_rows: 8192, pairs: true, seed: 4 };
    let report = sobol_of(&plan, ishigami, &Bootstrap { resamples: 100, ..Bootstrap::default() });
    // An even spread of 8,192 points errs far less than chance would (about 0.01).
    for (factor, (first, total)) in report.factors.iter().zip(first.iter().zip(total)) {
        near(factor.first.value, first / variance, 0.005, &factor.name);
        near(factor.total.value, total / variance, 0.005, &factor.name);
    }
    let pairs: Vec<[usize; 2]> = report.pairs.iter().map(|pair| pair.factors).collect();
    assert_eq!(pairs, [[0, 1], [0, 2], [1, 2]]);
    for (pair, truth) in report.pairs.iter().zip([0.0, together / variance, 0.0]) {
        near(pair.share.value, truth, 0.01, &format!("{:?}", pair.factors));
    }
    near(report.mean, a / 2.0, 0.02, "mean");
    near(report.deviation, variance.sqrt(), 0.02, "deviation");
    assert_eq!((report.base_rows, report.dropped, report.constant), (8192, 0, false));
}

#[test]
fn sobol_indices_of_the_g_function_are_those_of_the_closed_form_with_every_sampler() {
    let (first, total, pair) = g_shares();
    for (sampler, within) in
        [(Sampler::Random, 0.05), (Sampler::LatinHypercube, 0.05), (Sampler::Sobol, 0.01)]
    {
        let plan = sobol::Plan { factors: names(6), sampler, base_rows: 8192, pairs: true, seed: 2 };
        let report = sobol_of(&plan, sobol_g, &Bootstrap { resamples: 50, ..Bootstrap::default() });
        for (place, factor) in report.factors.iter().enumerate() {
            let what = format!("{} {}", sampler.key(), factor.name);
            near(factor.first.value, first[place], within, &what);
            near(factor.total.value, total[place], within, &what);
        }
        for found in &report.pairs {
            let [one, other] = found.factors;
            near(
                found.share.value,
                pair(one, other),
                2.0 * within,
                &format!("{} {one} {other}", sampler.key()),
            );
        }
    }
}

#[test]
fn rows_are_those_of_the_scheme_and_come_in_any_order() {
    for pairs in [false, true] {
        let factors = names(3);
        let plan = sobol::Plan { factors, sampler: Sampler::LatinHypercube, base_rows: 5, pairs, seed: 8 };
        let design = plan.design().expect("it can be planned");
        let block = if pairs { 8 } else { 5 };
        assert_eq!(design.rows(), 5 * block);
        let again = plan.design().expect("it can be planned");
        for number in (0..design.rows()).rev() {
            let (a, b) = (design.row(number / block * block), design.row(number / block * block + block - 1));
            let mixed = |from: &[f64], one: usize, to: &[f64]| {
                let mut row = from.to_vec();
                row[one] = to[one];
                row
            };
            let expected = match number % block {
                0 => a,
                part @ 1..=3 => mixed(&a, part as usize - 1, &b),
                part if part == block - 1 => b,
                part => mixed(&b, part as usize - 4, &a),
            };
            assert_eq!(again.row(number), expected, "{pairs} {number}");
        }
    }
    let plan = morris::Plan { factors: names(5), trajectories: 20, levels: 4, seed: 1 };
    let (design, again) = (plan.design().expect("even"), plan.design().expect("even"));
    let forwards: Vec<_> = (0..design.rows()).map(|row| design.row(row)).collect();
    let backwards: Vec<_> = (0..design.rows()).rev().map(|row| again.row(row)).collect();
    assert!(forwards.iter().eq(backwards.iter().rev()));
    let other = morris::Plan { seed: 2, ..plan }.design().expect("even");
    assert!((0..20).any(|trajectory| other.row(trajectory * 6) != forwards[trajectory as usize * 6]));
}

#[test]
fn trajectories_move_each_factor_once_by_delta_on_the_grid_and_use_all_of_it() {
    for levels in [2_u32, 4, 6, 8] {
        let plan = morris::Plan { factors: names(4), trajectories: 400, levels, seed: 3 };
        let design = plan.design().expect("even");
        let delta = f64::from(levels) / (2.0 * f64::from(levels - 1));
        let mut met = vec![0; levels as usize];
        let mut orders = std::collections::BTreeSet::new();
        for trajectory in 0..400 {
            let rows: Vec<_> = (0..5).map(|step| design.row(trajectory * 5 + step)).collect();
            let mut order = Vec::new();
            for step in rows.windows(2) {
                let moved: Vec<usize> =
                    (0..4).filter(|factor| step[0][*factor] != step[1][*factor]).collect();
                assert_eq!(moved.len(), 1);
                near((step[1][moved[0]] - step[0][moved[0]]).abs(), delta, 1e-12, "step");
                order.push(moved[0]);
            }
            assert_eq!(order.iter().collect::<std::collections::BTreeSet<_>>().len(), 4, "each once");
            orders.insert(order);
            for value in &rows[0] {
                let level = value * f64::from(levels - 1);
                near(level, level.round(), 1e-12, "on the grid");
                met[level.round() as usize] += 1;
            }
        }
        assert_eq!(orders.len(), 24, "every order of four factors occurs");
        // 1,600 starts: each level as often as the others, within five standard deviations.
        let mean = 1600.0 / f64::from(levels);
        for count in met {
            near(f64::from(count), mean, 5.0 * mean.sqrt(), "level");
        }
    }
}

#[test]
fn morris_reads_the_coefficients_of_a_line_exactly() {
    let coefficients = [3.0, -2.0, 0.0, 0.5];
    let f = |u: &[f64]| 10.0 + u.iter().zip(coefficients).map(|(u, c)| c * u).sum::<f64>();
    let plan = morris::Plan { factors: names(4), trajectories: 10, levels: 4, seed: 1 };
    for (factor, truth) in morris_of(&plan, f, &Bootstrap::default()).factors.iter().zip(coefficients) {
        near(factor.mu, truth, 1e-12, "mu");
        near(factor.mu_star.value, truth.abs(), 1e-12, "mu*");
        near(factor.sigma, 0.0, 1e-12, "sigma");
        near(factor.mu_star.half_width, 0.0, 1e-12, "no uncertainty");
    }
}

#[test]
fn morris_tells_an_interaction_and_opposite_effects() {
    // The effect of x1 is 2·x2 − 1, of x2 2·x1 − 1: both have mean 0, and on the levels 0, 1/3, 2/3, 1 their sizes are
    // 1, 1/3, 1/3, 1, their squares' mean 5/9. x3 is a line beside them.
    let f = |u: &[f64]| 2.0 * u[0] * u[1] - u[0] - u[1] + u[2];
    let plan = morris::Plan { factors: names(3), trajectories: 4000, levels: 4, seed: 1 };
    let report = morris_of(&plan, f, &Bootstrap { resamples: 50, ..Bootstrap::default() });
    // Four standard errors: √(5/9 ÷ 4000) for the mean, and of sizes √(1/9 ÷ 4000).
    for factor in &report.factors[..2] {
        near(factor.mu, 0.0, 0.048, "mu");
        near(factor.mu_star.value, 2.0 / 3.0, 0.022, "mu*");
        near(factor.sigma, (5.0 / 9.0_f64).sqrt(), 0.02, "sigma");
    }
    near(report.factors[2].mu, 1.0, 1e-9, "mu");
    near(report.factors[2].sigma, 0.0, 1e-9, "sigma");
}

/// The share of repetitions whose interval holds the truth lies within four standard errors of 95 %, less what is lost
/// because the interval's width is estimated as well.
fn check_coverage(what: &str, held: u32, of: u32) {
    let share = f64::from(held) / f64::from(of);
    let error = (0.95 * 0.05 / f64::from(of)).sqrt();
    assert!((0.95 - 0.02 - 4.0 * error..=0.95 + 4.0 * error).contains(&share), "{what}: {share}");
}

#[test]
fn bootstrap_intervals_hold_the_truth_as_often_as_they_say() {
    let (first, total, _) = g_shares();
    let repetitions = 300;
    let mut held = [0_u32; 4];
    for seed in 0..repetitions {
        let bootstrap = Bootstrap { resamples: 200, confidence: 0.95, seed: seed.into() };
        // Independent rows: an even spread would err less than the bootstrap can know.
        let plan = sobol::Plan {
            factors: names(6),
            sampler: Sampler::Random,
            base_rows: 400,
            pairs: false,
            seed: seed.into(),
        };
        let report = sobol_of(&plan, sobol_g, &bootstrap);
        for factor in [0, 1] {
            let found = &report.factors[factor];
            held[factor] += u32::from((found.first.value - first[factor]).abs() <= found.first.half_width);
            held[2 + factor] +=
                u32::from((found.total.value - total[factor]).abs() <= found.total.half_width);
        }
    }
    for (held, what) in held.into_iter().zip(["first 1", "first 2", "total 1", "total 2"]) {
        check_coverage(what, held, repetitions);
    }
    let mut held = 0;
    for seed in 0..1000 {
        let bootstrap = Bootstrap { resamples: 200, confidence: 0.95, seed };
        let plan = morris::Plan { factors: names(2), trajectories: 60, levels: 4, seed };
        // The effect of x1 is x2, whose levels have mean 1/2.
        let found = morris_of(&plan, |u| u[0] * u[1], &bootstrap).factors[0].mu_star;
        held += u32::from(found.low() <= 0.5 && 0.5 <= found.high());
    }
    check_coverage("mu*", held, 1000);
}

#[test]
fn broken_rows_take_their_block_along_and_leave_the_rest_as_it_was() {
    let plan =
        sobol::Plan { factors: names(3), sampler: Sampler::Random, base_rows: 64, pairs: true, seed: 1 };
    let design = plan.design().expect("it can be planned");
    let outputs = run(design.rows(), |row| design.row(row), ishigami);
    let mut broken = outputs.clone();
    broken[8 * 5 + 3] = None;
    broken[8 * 5 + 4] = Some(f64::NAN);
    broken[8 * 40] = Some(f64::INFINITY);
    let mut without = outputs.clone();
    without.drain(8 * 40..8 * 41);
    without.drain(8 * 5..8 * 6);
    let bootstrap = Bootstrap::default();
    let found = design.analyse(&broken, &bootstrap).expect("62 are left");
    let expected = sobol::analyse(&names(3), true, &without, &bootstrap).expect("62 rows");
    assert_eq!((found.base_rows, found.dropped), (62, 2));
    assert_eq!(found, sobol::Report { dropped: 2, ..expected });

    let plan = morris::Plan { factors: names(3), trajectories: 10, levels: 4, seed: 1 };
    let design = plan.design().expect("even");
    let mut outputs = run(design.rows(), |row| design.row(row), ishigami);
    outputs[4 * 9 + 1] = None;
    let found = design.analyse(&outputs, &bootstrap).expect("nine are left");
    assert_eq!((found.trajectories, found.dropped), (9, 1));
    let expected = morris::analyse(&names(3), 4, |row| design.row(row), &outputs[..36], &bootstrap);
    assert_eq!(found, morris::Report { dropped: 1, ..expected.expect("nine trajectories") });
}

#[test]
fn what_never_changes_has_no_shares_and_no_effects() {
    let plan =
        sobol::Plan { factors: names(2), sampler: Sampler::Sobol, base_rows: 16, pairs: true, seed: 1 };
    // A tenth is not a sum of halves: its mean over many rows differs in the last bit.
    let report = sobol_of(&plan, |_| 0.1, &Bootstrap::default());
    assert!(report.constant);
    let shares = report.factors.iter().flat_map(|f| [f.first, f.total]);
    for share in shares.chain(report.pairs.iter().map(|pair| pair.share)) {
        assert_eq!((share.value, share.half_width), (0.0, 0.0));
    }
    let plan = morris::Plan { factors: names(2), trajectories: 5, levels: 4, seed: 1 };
    for factor in morris_of(&plan, |_| 0.1, &Bootstrap::default()).factors {
        assert_eq!((factor.mu, factor.mu_star.value, factor.sigma), (0.0, 0.0, 0.0));
    }
}

fn spans() -> tornado::Plan {
    let span = |name: &str, low, at, high| Span { name: name.to_owned(), low, at, high };
    tornado::Plan {
        factors: vec![
            span("flat", 0.0, 1.0, 2.0),
            span("steep", -1.0, 0.0, 3.0),
            span("bent", -2.0, 0.0, 2.0),
        ],
    }
}

#[test]
fn a_tornado_is_sorted_by_swing_and_counts_what_lies_beyond_the_default_on_both_sides() {
    let design = spans().design().expect("ordered");
    assert_eq!(design.rows(), 7);
    let f = |x: &[f64]| 0.5 * x[0] + 2.0 * x[1] + x[2] * x[2];
    let mut outputs = run(7, |row| design.row(row), f);
    let report = design.analyse(&outputs).expect("every run is there");
    assert_eq!(report.default, 0.5);
    let bars: Vec<(&str, f64)> = report.bars.iter().map(|bar| (bar.name.as_str(), bar.swing)).collect();
    // Both ends of the bent one give 4.5, the default 0.5.
    assert_eq!(bars, [("steep", 8.0), ("bent", 4.0), ("flat", 1.0)]);
    assert_eq!((report.bars[0].low, report.bars[0].high), (Some(-1.5), Some(6.5)));
    outputs[4] = None;
    let report = design.analyse(&outputs).expect("the default is there");
    assert_eq!((report.missing, report.bars[1].name.as_str(), report.bars[1].swing), (1, "steep", 2.0));
    outputs[0] = None;
    assert_eq!(design.analyse(&outputs), Err(Refusal::NoDefault));
}

#[test]
fn a_tornado_names_the_factors_that_change_the_choice_alone() {
    let design = spans().design().expect("ordered");
    // By default 1.5 against 1. The second is the better where steep is 3 (3 more), and where bent is ±2 (it loses 2 there).
    let one = run(7, |row| design.row(row), |x| 1.5 - x[2] * x[2] / 2.0);
    let two = run(7, |row| design.row(row), |x| 1.0 + x[1]);
    let flips = design.flips(&one, &two, Better::More).expect("there is a choice");
    assert_eq!((flips.preferred, flips.better_by, flips.missing), (Choice::First, 0.5, 0));
    let found: Vec<_> =
        flips.flips.iter().map(|flip| (flip.name.as_str(), flip.end, flip.worse_by)).collect();
    assert_eq!(found, [("steep", End::High, 2.5), ("bent", End::Low, 1.5), ("bent", End::High, 1.5)]);
    let less = design.flips(&two, &one, Better::Less).expect("there is a choice");
    assert_eq!(less.preferred, Choice::First, "1 is less than 1.5");
    let flips = less.flips.iter().map(|flip| flip.name.as_str()).collect::<Vec<_>>();
    assert_eq!(flips, ["steep", "bent", "bent"], "the same where the smaller is wanted");
    assert_eq!(design.flips(&one, &one, Better::More), Err(Refusal::NoChoice(1.5)));
}

#[test]
fn rank_reversal_finds_the_factor_that_carries_it() {
    let points = sim_core::study::sample::Points::new(Sampler::Random, 6, 1000, 4);
    let inputs: Vec<Vec<f64>> = (0..1000).map(|row| points.row(row)).collect();
    // The second policy is the better where x2 is above 0.7; x4 blurs it, x1 and x3 do nothing.
    let one: Vec<_> = inputs.iter().map(|_| Some(0.7)).collect();
    let two: Vec<_> = inputs.iter().map(|x| Some(x[1] + 0.1 * (x[3] - 0.5))).collect();
    let report =
        reversal::analyse(&names(4), &inputs, &one, &two, [0.7, 0.5], Better::More).expect("a choice");
    assert_eq!((report.preferred, report.rows, report.dropped, report.ties), (Choice::First, 1000, 0, 0));
    // x2 + noise of mean 0 exceeds 0.7 in 30 % of the cube, as the noise never reaches past its ends.
    let error = (0.3 * 0.7 / 1000.0_f64).sqrt();
    near(report.share, 0.3, 4.0 * error, "share");
    assert_eq!(report.flips as f64 / 1000.0, report.share);
    let [low, high] = report.interval;
    assert!(low < report.share && report.share < high && high - low < 4.2 * error);
    let carrier = &report.carriers[0];
    assert_eq!((carrier.name.as_str(), carrier.towards), ("x2", End::High));
    // Blurred by 0.05 either way: between 0.65 and 0.7 an area of 0.0125 flips although it is below. The functions at 0.7 are
    // 0.6875 ÷ 0.7 and 0.0125 ÷ 0.3.
    near(carrier.distance, 0.6875 / 0.7 - 0.0125 / 0.3, 0.04, "distance");
    assert!((0.65..0.75).contains(&carrier.at), "{carrier:?}");
    assert!(carrier.p < 1e-12 && carrier.p_any < 1e-11);
    for other in &report.carriers[1..] {
        let idle = other.name != "x4";
        assert!(other.p_any >= other.p && (!idle || other.p_any > 0.01), "{other:?}");
    }
    let mut broken = one.clone();
    broken[3] = None;
    let mut tied = two.clone();
    tied[4] = Some(0.7);
    let report =
        reversal::analyse(&names(4), &inputs, &broken, &tied, [0.7, 0.5], Better::More).expect("a choice");
    assert_eq!((report.rows, report.dropped, report.ties), (999, 1, 1));
    let never =
        reversal::analyse(&names(4), &inputs, &two, &one, [0.7, 0.5], Better::Less).expect("a choice");
    assert_eq!(never.preferred, Choice::Second);
    let swapped =
        reversal::analyse(&names(4), &inputs, &one, &one, [0.7, 0.5], Better::More).expect("a choice");
    assert_eq!((swapped.share, swapped.ties, swapped.carriers.len()), (0.0, 1000, 0));
}

#[test]
fn p_values_of_idle_factors_are_uniform() {
    // A factor that does nothing: its p is below 0.1 in a tenth of the cases. Distances are multiples, so somewhat less often.
    let mut below = 0;
    for seed in 0..500 {
        let points = sim_core::study::sample::Points::new(Sampler::Random, seed, 120, 2);
        let inputs: Vec<Vec<f64>> = (0..120).map(|row| vec![points.row(row)[0]]).collect();
        let two: Vec<_> = (0..120).map(|row| Some(points.row(row)[1])).collect();
        let one = vec![Some(0.4); 120];
        let report =
            reversal::analyse(&names(1), &inputs, &one, &two, [0.0, 1.0], Better::More).expect("a choice");
        below += u32::from(report.carriers[0].p < 0.1);
    }
    // Five standard deviations of 50, and the loss by steps.
    assert!((15..=84).contains(&below), "{below}");
}

#[test]
fn what_cannot_be_planned_or_read_says_why() {
    let plan = morris::Plan { factors: names(2), trajectories: 5, levels: 4, seed: 1 };
    let refused = |plan: morris::Plan| plan.design().expect_err("it cannot be planned");
    assert_eq!(refused(morris::Plan { factors: Vec::new(), ..plan.clone() }), Refusal::NoFactors);
    let twice = vec!["a".to_owned(), "a".to_owned()];
    assert_eq!(refused(morris::Plan { factors: twice, ..plan.clone() }), Refusal::Twice("a".to_owned()));
    for levels in [0, 1, 3] {
        assert_eq!(refused(morris::Plan { levels, ..plan.clone() }), Refusal::Levels(levels));
    }
    let few = refused(morris::Plan { trajectories: 1, ..plan.clone() });
    assert_eq!(few, Refusal::TooFew { what: "trajectories", found: 1, least: 2 });

    let design = plan.design().expect("it can be planned");
    let bootstrap = Bootstrap::default();
    let analysed =
        |outputs: &[Option<f64>], bootstrap| design.analyse(outputs, bootstrap).expect_err("refused");
    let short = analysed(&[Some(1.0); 14], &bootstrap);
    assert_eq!(short, Refusal::Outputs { found: 14, expected: 15 });
    let lone = [&[Some(1.0); 3][..], &[None; 12]].concat();
    assert_eq!(analysed(&lone, &bootstrap), Refusal::TooFew { what: "trajectories", found: 1, least: 2 });
    let wrong = Bootstrap { resamples: 1, ..bootstrap };
    assert_eq!(analysed(&[Some(1.0); 15], &wrong), Refusal::Resamples(1));
    let wrong = Bootstrap { confidence: 95.0, ..bootstrap };
    assert_eq!(analysed(&[Some(1.0); 15], &wrong), Refusal::Confidence(95.0));

    let read = |rows: [[f64; 2]; 6]| {
        let row = |number: u64| rows[number as usize].to_vec();
        morris::analyse(&names(2), 4, row, &[Some(1.0); 6], &bootstrap).expect_err("no trajectories")
    };
    let still = read([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]);
    assert_eq!(still, Refusal::Step { row: 1, moved: 0 });
    let again = read([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]);
    assert_eq!(again, Refusal::Again { row: 2, factor: "x1".to_owned() });

    let span = Span { name: "a".to_owned(), low: 1.0, at: 0.0, high: 2.0 };
    let refused = tornado::Plan { factors: vec![span] }.design().expect_err("not ordered");
    assert_eq!(refused, Refusal::Span { factor: "a".to_owned(), values: [1.0, 0.0, 2.0] });
}

#[test]
fn plans_and_reports_are_values_that_can_be_written_down() {
    let plan = sobol::Plan { factors: names(2), sampler: Sampler::Sobol, base_rows: 8, pairs: true, seed: 1 };
    let report = sobol_of(&plan, |u| u[0] * u[1], &Bootstrap::default());
    let text = serde_json::to_string(&(&plan, &report)).expect("plain values");
    let read: (sobol::Plan, sobol::Report) = serde_json::from_str(&text).expect("what was written");
    assert_eq!(read, (plan, report));
    let plan = morris::Plan { factors: names(2), trajectories: 4, levels: 4, seed: 1 };
    let report = morris_of(&plan, |u| u[0] * u[1], &Bootstrap::default());
    let text = serde_json::to_string(&(&plan, &report)).expect("plain values");
    let read: (morris::Plan, morris::Report) = serde_json::from_str(&text).expect("what was written");
    assert_eq!(read, (plan, report));
}
