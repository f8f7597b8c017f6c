//! Landscapes with known optima, for the tests and for the comparison with other people's optimisers.

// Every program compiles this for itself and uses its part of it.
#![allow(dead_code)]
// The same bits are not asked of them.
#![allow(clippy::disallowed_methods)]

use sim_core::study::optimise::{Judged, Limits};

/// A function to be made small.
pub struct Landscape {
    pub name: &'static str,
    pub limits: Vec<Limits>,
    pub value: fn(&[f64]) -> f64,
}

/// Where the smooth ones have their optimum: off the middle, in no direction that is special.
pub const OPTIMUM: [f64; 10] = [-2.3, 1.1, 0.7, -1.9, 2.6, -0.4, 1.8, -3.1, 0.2, 2.2];

fn around(x: &[f64]) -> impl Iterator<Item = (usize, f64)> {
    x.iter().zip(OPTIMUM).map(|(x, o)| x - o).enumerate()
}

fn sphere(x: &[f64]) -> f64 {
    around(x).map(|(_, d)| d * d).sum()
}

/// Axes from 1 to 10⁶.
fn ellipsoid(x: &[f64]) -> f64 {
    let last = x.len() as f64 - 1.0;
    around(x).map(|(i, d)| 1e6_f64.powf(i as f64 / last) * d * d).sum()
}

/// The same, turned by reflections, so that no axis is one of the landscape.
fn turned_ellipsoid(x: &[f64]) -> f64 {
    let mut d: Vec<f64> = around(x).map(|(_, d)| d).collect();
    let n = d.len();
    for phase in [1.0, 2.0] {
        let normal: Vec<f64> = (0..n).map(|i| (phase * (i as f64 + 1.0)).sin()).collect();
        let square: f64 = normal.iter().map(|v| v * v).sum();
        let dot: f64 = normal.iter().zip(&d).map(|(v, d)| v * d).sum();
        for (d, v) in d.iter_mut().zip(&normal) {
            *d -= 2.0 * dot / square * v;
        }
    }
    let last = n as f64 - 1.0;
    d.iter().enumerate().map(|(i, d)| 1e6_f64.powf(i as f64 / last) * d * d).sum()
}

fn rosenbrock(x: &[f64]) -> f64 {
    x.windows(2).map(|w| 100.0 * (w[1] - w[0] * w[0]).powi(2) + (1.0 - w[0]).powi(2)).sum()
}

/// Many local optima, one of them the best.
fn rastrigin(x: &[f64]) -> f64 {
    let wave = |d: f64| 10.0 - 10.0 * (std::f64::consts::TAU * d).cos();
    around(x).map(|(_, d)| d * d + wave(d)).sum()
}

/// The optimum lies in a corner of the limits; value 0 there.
fn corner(x: &[f64]) -> f64 {
    x.iter().enumerate().map(|(i, x)| (i as f64 + 1.0) * (x + 5.0) + (x + 5.0) * (x + 5.0)).sum()
}

fn box_of(n: usize, low: f64, high: f64) -> Vec<Limits> {
    vec![Limits { low, high }; n]
}

/// All with the smallest value 0.
pub fn landscapes() -> Vec<Landscape> {
    vec![
        Landscape { name: "sphere", limits: box_of(10, -5.0, 5.0), value: sphere },
        Landscape { name: "ellipsoid", limits: box_of(10, -5.0, 5.0), value: ellipsoid },
        Landscape { name: "turned_ellipsoid", limits: box_of(10, -5.0, 5.0), value: turned_ellipsoid },
        Landscape { name: "rosenbrock", limits: box_of(8, -2.0, 3.0), value: rosenbrock },
        Landscape { name: "corner", limits: box_of(6, -5.0, 5.0), value: corner },
        Landscape { name: "rastrigin", limits: box_of(5, -5.0, 5.0), value: rastrigin },
    ]
}

/// Two functions to be made small.
pub struct Trade {
    pub name: &'static str,
    pub limits: Vec<Limits>,
    pub judge: fn(&[f64]) -> Judged,
    pub evaluations: usize,
}

fn free(first: f64, second: f64) -> Judged {
    Judged { objectives: vec![first, second], violation: 0.0 }
}

fn zdt_g(x: &[f64]) -> f64 {
    1.0 + 9.0 * x[1..].iter().sum::<f64>() / (x.len() - 1) as f64
}

fn zdt1(x: &[f64]) -> Judged {
    let g = zdt_g(x);
    free(x[0], g * (1.0 - (x[0] / g).sqrt()))
}

fn zdt2(x: &[f64]) -> Judged {
    let g = zdt_g(x);
    free(x[0], g * (1.0 - (x[0] / g) * (x[0] / g)))
}

fn zdt3(x: &[f64]) -> Judged {
    let (g, f) = (zdt_g(x), x[0]);
    free(f, g * (1.0 - (f / g).sqrt() - f / g * (10.0 * std::f64::consts::PI * f).sin()))
}

/// Binh and Korn: two constraints.
fn bnh(x: &[f64]) -> Judged {
    let (x, y) = (x[0], x[1]);
    let inside = ((x - 5.0) * (x - 5.0) + y * y - 25.0) / 25.0;
    let outside = (7.7 - (x - 8.0) * (x - 8.0) - (y + 3.0) * (y + 3.0)) / 7.7;
    Judged {
        objectives: vec![4.0 * (x * x + y * y), (x - 5.0) * (x - 5.0) + (y - 5.0) * (y - 5.0)],
        violation: inside.max(0.0) + outside.max(0.0),
    }
}

pub fn trades() -> Vec<Trade> {
    let unit = || box_of(30, 0.0, 1.0);
    vec![
        Trade { name: "zdt1", limits: unit(), judge: zdt1, evaluations: 20_000 },
        Trade { name: "zdt2", limits: unit(), judge: zdt2, evaluations: 20_000 },
        Trade { name: "zdt3", limits: unit(), judge: zdt3, evaluations: 20_000 },
        Trade {
            name: "bnh",
            limits: vec![Limits { low: 0.0, high: 5.0 }, Limits { low: 0.0, high: 3.0 }],
            judge: bnh,
            evaluations: 10_000,
        },
    ]
}
