//! The optimisers find what is known, and a state that was written down goes on to the same bits.

// The same bits are not asked of what is only compared.
#![allow(clippy::disallowed_methods)]

mod landscapes;

use landscapes::{OPTIMUM, landscapes, trades};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sim_core::study::optimise::{
    Bisection, BisectionSettings, CmaEs, CmaSettings, Judged, Limits, Nsga2, Nsga2Settings, Refusal, Stop,
};

fn descend(settings: CmaSettings, value: impl Fn(&[f64]) -> f64) -> CmaEs {
    let mut search = CmaEs::new(settings).expect("possible");
    while !search.ended() {
        let values: Vec<f64> = search.ask().iter().map(|x| value(x)).collect();
        search.tell(&values).expect("as many as asked");
    }
    search
}

fn again<T: Serialize + DeserializeOwned>(state: &T) -> T {
    let text = serde_json::to_string(state).expect("states are plain data");
    serde_json::from_str(&text).expect("it was just written")
}

#[test]
fn landscapes_with_one_optimum_are_solved_from_every_seed() {
    for landscape in landscapes().iter().filter(|l| l.name != "rastrigin") {
        for seed in 1..=5 {
            let settings = CmaSettings {
                seed,
                goal: Some(1e-9),
                evaluations: 40_000,
                // Rosenbrock's function has a second valley from eight dimensions on.
                restarts: 2,
                ..CmaSettings::within(landscape.limits.clone())
            };
            let search = descend(settings, landscape.value);
            assert_eq!(search.stops().last(), Some(&Stop::Goal), "{} {seed}: {search:?}", landscape.name);
            let best = search.best().expect("evaluated");
            let right = |i: usize| match landscape.name {
                "rosenbrock" => 1.0,
                "corner" => -5.0,
                _ => OPTIMUM[i],
            };
            for (i, x) in best.point.iter().enumerate() {
                // A value of 1e-9 is at most 3e-5 away, along the flattest axis; along Rosenbrock's valley, further.
                assert!((x - right(i)).abs() < 1e-3, "{} {seed}: {best:?}", landscape.name);
            }
        }
    }
}

#[test]
fn many_local_optima_are_escaped_by_restarts() {
    let landscape = landscapes().pop().expect("there are some");
    assert_eq!(landscape.name, "rastrigin");
    for seed in 1..=3 {
        let settings = CmaSettings {
            seed,
            goal: Some(1e-8),
            evaluations: 200_000,
            restarts: 9,
            ..CmaSettings::within(landscape.limits.clone())
        };
        let search = descend(settings, landscape.value);
        assert_eq!(search.stops().last(), Some(&Stop::Goal), "seed {seed}: {:?}", search.best());
    }
}

#[test]
fn breaking_a_constraint_less_comes_before_everything_and_the_optimum_is_on_it() {
    // The point of x + y + z ≥ 6 nearest to the origin is (2, 2, 2), value 12.
    let value = |x: &[f64]| {
        let short = 6.0 - x.iter().sum::<f64>();
        if short > 0.0 { 1e3 + short } else { x.iter().map(|x| x * x).sum() }
    };
    for seed in 1..=5 {
        let limits = vec![Limits { low: 0.0, high: 10.0 }; 3];
        let settings = CmaSettings { seed, restarts: 2, evaluations: 20_000, ..CmaSettings::within(limits) };
        let best = descend(settings, value).best().expect("evaluated").clone();
        assert!(best.value >= 12.0 && best.value < 12.02, "seed {seed}: {best:?}");
    }
}

#[test]
fn one_dimension_flat_ground_and_broken_values_are_no_trouble() {
    let limits = vec![Limits { low: -1.0, high: 4.0 }];
    let search = descend(CmaSettings::within(limits.clone()), |x| (x[0] - 1.5).powi(2));
    assert!((search.best().expect("evaluated").point[0] - 1.5).abs() < 1e-5);
    let flat = descend(CmaSettings::within(vec![limits[0]; 4]), |_| 7.0);
    assert_eq!(flat.stops(), [Stop::Value]);
    // Half of the limits breaks.
    let half = |x: &[f64]| if x[0] > 0.0 { f64::NAN } else { (x[0] + 0.5).powi(2) };
    let search = descend(CmaSettings::within(limits.clone()), half);
    assert!((search.best().expect("evaluated").point[0] + 0.5).abs() < 1e-5);
    let broken = descend(CmaSettings { evaluations: 100, ..CmaSettings::within(limits) }, |_| f64::INFINITY);
    assert!(broken.best().expect("evaluated").point[0].is_finite());
}

#[test]
fn candidates_lie_within_the_limits_and_the_evaluations_are_kept() {
    let limits = vec![Limits { low: -0.1, high: 0.3 }, Limits { low: 1e6, high: 5e6 }];
    let settings =
        CmaSettings { evaluations: 333, step: 1.0, restarts: 3, ..CmaSettings::within(limits.clone()) };
    let mut search = CmaEs::new(settings).expect("possible");
    let mut asked = 0;
    while !search.ended() {
        let candidates = search.ask();
        assert_eq!(candidates, search.ask());
        asked += candidates.len();
        for candidate in &candidates {
            assert!(candidate.iter().zip(&limits).all(|(x, l)| l.contains(*x)), "{candidate:?}");
        }
        let values: Vec<f64> = candidates.iter().map(|x| x[0] + x[1]).collect();
        search.tell(&values).expect("as many as asked");
    }
    assert_eq!(asked, search.evaluations());
    assert!(asked <= 333);
    assert!(search.ask().is_empty() && search.tell(&[]).is_ok());
}

#[test]
fn a_search_goes_on_from_what_was_written_down_to_the_same_bits() {
    let landscape = landscapes().pop().expect("there are some");
    let settings = CmaSettings {
        evaluations: 6_000,
        restarts: 5,
        goal: Some(1e-8),
        ..CmaSettings::within(landscape.limits.clone())
    };
    let whole = descend(settings.clone(), landscape.value);
    assert!(whole.stops().len() > 1, "a restart is part of it: {:?}", whole.stops());
    let mut pieces = CmaEs::new(settings).expect("possible");
    while !pieces.ended() {
        let candidates = pieces.ask();
        pieces = again(&pieces);
        assert_eq!(pieces.ask(), candidates);
        let values: Vec<f64> = candidates.iter().map(|x| (landscape.value)(x)).collect();
        pieces.tell(&values).expect("as many as asked");
    }
    assert_eq!(pieces, whole);
}

/// What is dominated by a front, up to a corner: the sum of rectangles, for two objectives.
fn hypervolume(front: &[Vec<f64>], corner: [f64; 2]) -> f64 {
    let mut points: Vec<&Vec<f64>> = front.iter().filter(|p| p[0] < corner[0] && p[1] < corner[1]).collect();
    points.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let mut height = corner[1];
    let mut volume = 0.0;
    for p in points {
        if p[1] < height {
            volume += (corner[0] - p[0]) * (height - p[1]);
            height = p[1];
        }
    }
    volume
}

fn spread(settings: Nsga2Settings, judge: impl Fn(&[f64]) -> Judged) -> Nsga2 {
    let mut search = Nsga2::new(settings).expect("possible");
    while !search.ended() {
        let judged: Vec<Judged> = search.ask().iter().map(|x| judge(x)).collect();
        search.tell(&judged).expect("as many as asked");
    }
    search
}

#[test]
fn the_front_of_zdt1_is_covered() {
    let zdt1 = &trades()[0];
    let settings = Nsga2Settings { evaluations: 25_000, ..Nsga2Settings::within(zdt1.limits.clone()) };
    let search = spread(settings, zdt1.judge);
    let front: Vec<Vec<f64>> = search.front().iter().map(|m| m.judged.objectives.clone()).collect();
    assert!(front.len() >= 90, "{}", front.len());
    // Above f₂ = 1 − √f₁ and below the corner: 0.1 + 2/3 + 0.11. A hundred evenly spaced points lose about half a percent.
    let whole = 0.1 + 2.0 / 3.0 + 0.11;
    let found = hypervolume(&front, [1.1, 1.1]);
    assert!(found <= whole && found > 0.985 * whole, "{found} of {whole}");
    for p in &front {
        assert!(p[1] >= 1.0 - p[0].sqrt() - 1e-12, "{p:?}");
    }
}

#[test]
fn constraints_of_a_front_hold() {
    let bnh = &trades()[3];
    let settings = Nsga2Settings { evaluations: 10_000, ..Nsga2Settings::within(bnh.limits.clone()) };
    let search = spread(settings, bnh.judge);
    // Along x = y up to 3, then y = 3: f = (8x², 2(x−5)²) from (0, 50) to (72, 8), then to (136, 4).
    for member in search.front() {
        let [f, g] = [member.judged.objectives[0], member.judged.objectives[1]];
        assert!(member.judged.violation == 0.0);
        let known = if f <= 72.0 {
            2.0 * ((f / 8.0).sqrt() - 5.0).powi(2)
        } else {
            ((f / 4.0 - 9.0).sqrt() - 5.0).powi(2) + 4.0
        };
        // Two per cent of the front's range, from 4 to 50.
        assert!(g > known - 1e-9 && g - known < 0.02 * 46.0, "{f} {g}, known {known}");
    }
}

#[test]
fn a_front_goes_on_from_what_was_written_down_to_the_same_bits() {
    let bnh = &trades()[3];
    let settings = Nsga2Settings {
        evaluations: 600,
        population: 20,
        given: vec![vec![1.0, 1.0]],
        ..Nsga2Settings::within(bnh.limits.clone())
    };
    let whole = spread(settings.clone(), bnh.judge);
    let mut pieces = Nsga2::new(settings).expect("possible");
    assert_eq!(pieces.ask()[0], [1.0, 1.0]);
    while !pieces.ended() {
        let candidates = pieces.ask();
        pieces = again(&pieces);
        assert_eq!(pieces.ask(), candidates);
        for candidate in &candidates {
            assert!(candidate.iter().zip(&bnh.limits).all(|(x, l)| l.contains(*x)), "{candidate:?}");
        }
        let judged: Vec<Judged> = candidates.iter().map(|x| (bnh.judge)(x)).collect();
        pieces.tell(&judged).expect("as many as asked");
    }
    assert_eq!(pieces, whole);
    assert_eq!(pieces.evaluations(), 600);
}

#[test]
fn a_bisection_goes_on_from_what_was_written_down_to_the_same_bits() {
    let settings =
        BisectionSettings { at_once: 2, ..BisectionSettings::within(Limits { low: 0.0, high: 7.0 }) };
    let value = |x: &f64| x * x - 11.0;
    let (mut whole, mut pieces) =
        (Bisection::new(settings.clone()).expect("possible"), Bisection::new(settings).expect("possible"));
    while !whole.ended() {
        let values: Vec<f64> = whole.ask().iter().map(value).collect();
        whole.tell(&values).expect("as many as asked");
        pieces = again(&pieces);
        pieces.tell(&values).expect("as many as asked");
    }
    assert_eq!(pieces, whole);
}

#[test]
fn what_is_not_possible_is_refused_with_what_would_be_right() {
    let limits = vec![Limits { low: 0.0, high: 1.0 }];
    let bad: Vec<(CmaSettings, &str)> = vec![
        (CmaSettings::within(Vec::new()), "nothing to move"),
        (CmaSettings::within(vec![Limits { low: 1.0, high: 1.0 }]), "coordinate 0 goes from 1 to 1"),
        (CmaSettings { start: Some(vec![2.0]), ..CmaSettings::within(limits.clone()) }, "coordinate 0"),
        (CmaSettings { start: Some(vec![0.5, 0.5]), ..CmaSettings::within(limits.clone()) }, "coordinate 1"),
        (CmaSettings { step: 0.0, ..CmaSettings::within(limits.clone()) }, "step is 0"),
        (CmaSettings { population: Some(3), ..CmaSettings::within(limits.clone()) }, "at least 4"),
        (CmaSettings { tolerance_value: f64::NAN, ..CmaSettings::within(limits.clone()) }, "tolerance_value"),
    ];
    for (settings, words) in bad {
        let refusal = CmaEs::new(settings).expect_err(words).to_string();
        assert!(refusal.contains(words), "{refusal}");
    }
    let odd = Nsga2Settings { population: 5, ..Nsga2Settings::within(limits.clone()) };
    assert!(Nsga2::new(odd).expect_err("odd").to_string().contains("even"));
    let outside = Nsga2Settings { given: vec![vec![3.0]], ..Nsga2Settings::within(limits.clone()) };
    assert!(Nsga2::new(outside).is_err());
    let mut search = CmaEs::new(CmaSettings::within(limits)).expect("possible");
    let before = search.clone();
    assert_eq!(search.tell(&[1.0]), Err(Refusal::Told { asked: 4, told: 1 }));
    assert_eq!(search, before);
}
