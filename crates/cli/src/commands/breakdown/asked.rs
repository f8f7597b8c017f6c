//! What the options of `breakdown` ask for.

use super::BreakdownArgs;
use crate::failure::Failure;
use sim_core::Scenario;
use sim_core::scenario::Metric;
use sim_core::sorted::Map;
use sim_core::study::breakdown::{
    Basis, Breakdown, COUNTED, Ground, Limits, Order, Pace, Refusal, Spot, Whole, base_year,
};

/// The question, read.
pub struct Asked {
    /// What is counted.
    pub metric: Metric,
    /// What is to be shared out, before anything is held.
    pub order: Order,
    /// What is set, in its order, with what was written.
    holds: Vec<(Spot, u64, String)>,
}

/// No right text is longer; a wrong one may be.
fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}

/// A year that is not simulated.
pub fn no_year(args: &BreakdownArgs, scenario: &Scenario, year: i32) -> Failure {
    let (first, last) = (base_year(scenario) + 1, scenario.grid.end.plus(1).year() - 1);
    Failure::author(format!(
        "--target '{}': error: {year} is not among the years of the run, {first} to {last}",
        shown(&args.target)
    ))
}

impl Asked {
    /// Reads the options and reports every mistake at once.
    pub fn of(args: &BreakdownArgs, scenario: &Scenario) -> Result<Self, Failure> {
        let mut mistakes = Vec::new();
        let mut read = |option: &str, written: &str, what: Result<(), String>| {
            if let Err(why) = what {
                mistakes.push(format!("{option} '{}': error: {why}", shown(written)));
            }
        };
        let mut order = Order {
            year: scenario.plan_year,
            total: 0,
            mix: Map::new(),
            whole: Whole::from_key(&args.share).expect("clap knows the names"),
            pace: Pace::from_key(&args.pace).expect("clap knows the names"),
            limits: Map::new(),
            held: Map::new(),
        };
        let mut metric = Metric::Professionals;
        read(
            "--target",
            &args.target,
            target(&args.target, scenario).map(|it| {
                (metric, order.year, order.total) = it;
            }),
        );
        read("--rule", &args.rule, rule(&args.rule).map(|mix| order.mix = mix));
        for text in &args.floor {
            read(
                "--floor",
                text,
                region(text, scenario).map(|(region, least)| {
                    order.limits.entry(region).or_insert(Limits::FREE).least = least;
                }),
            );
        }
        for text in &args.cap {
            read(
                "--cap",
                text,
                region(text, scenario).map(|(region, most)| {
                    order.limits.entry(region).or_insert(Limits::FREE).most = most;
                }),
            );
        }
        let mut holds = Vec::new();
        for text in &args.hold {
            read(
                "--hold",
                text,
                spot(text, scenario).map(|(spot, value)| holds.push((spot, value, text.clone()))),
            );
        }
        if mistakes.is_empty() { Ok(Self { metric, order, holds }) } else { Err(Failure::Author(mistakes)) }
    }

    /// Shares out, then sets what is held, one after the other.
    pub fn share_out(&self, scenario: &Scenario, ground: &Ground) -> Result<Breakdown, Failure> {
        let mut order = self.order.clone();
        order.share_out(ground).map_err(|why| Failure::author(format!("error: {}", said(why, scenario))))?;
        for (spot, value, text) in &self.holds {
            order = order.set(ground, *spot, Some(*value)).map_err(|why| {
                Failure::author(format!("--hold '{}': error: {}", shown(text), said(why, scenario)))
            })?;
        }
        order.share_out(ground).map_err(|why| Failure::author(format!("error: {}", said(why, scenario))))
    }
}

/// Why there is no breakdown, for people.
fn said(why: Refusal, scenario: &Scenario) -> String {
    let up_to = |most: u64| if most == u64::MAX { String::new() } else { format!(" and at most {most}") };
    match why {
        Refusal::Year { first, last } => format!("the year must be one of {first} to {last}"),
        Refusal::Total { least, most } => {
            format!(
                "the total must be at least {least}{}: what is there, floors, caps and what is held leave no other",
                up_to(most)
            )
        }
        Refusal::NoWeight(basis) => format!(
            "no region has any {}: share out by something else",
            basis.map_or("of what is to be shared by", |it| it.label().en)
        ),
        Refusal::Outside { spot, least, most } => {
            let what = match spot {
                Spot::Cell(region, year) => format!("{} in {year}", scenario.regions[region].code),
                Spot::Region(region) => scenario.regions[region].code.clone(),
                Spot::Year(year) => format!("all at the end of {year}"),
            };
            format!("{what} can be {least} to {most} while the sums and what is held stay")
        }
        Refusal::Held => "what is held cannot stand in one table: give some of it back".to_owned(),
    }
}

fn count(text: &str) -> Result<u64, String> {
    text.trim()
        .replace(['_', ','], "")
        .parse()
        .map_err(|_| format!("'{}' is not a whole number", shown(text.trim())))
}

fn year(text: &str) -> Result<i32, String> {
    text.trim().parse().map_err(|_| format!("'{}' is not a year", shown(text.trim())))
}

/// `METRIC[=VALUE][@YEAR]`.
fn target(text: &str, scenario: &Scenario) -> Result<(Metric, i32, u64), String> {
    let (rest, at) = match text.split_once('@') {
        Some((rest, at)) => (rest, Some(year(at)?)),
        None => (text, None),
    };
    let (name, value) = match rest.split_once('=') {
        Some((name, value)) => (name, Some(count(value)?)),
        None => (rest, None),
    };
    let names = COUNTED.map(Metric::key).join(", ");
    let metric = COUNTED.into_iter().find(|it| it.key() == name.trim());
    let metric = metric
        .ok_or(format!("'{}' is not a count that regions have; there are {names}", shown(name.trim())))?;
    let written = scenario.targets.iter().find(|it| it.metric == metric && at.is_none_or(|at| at == it.year));
    let at = at.or(written.map(|it| it.year)).unwrap_or(scenario.plan_year);
    match value.or(written.map(|it| it.at_least.ceil() as u64)) {
        Some(value) => Ok((metric, at, value)),
        None => Err(format!("no target is written for it: say how many, such as {}=8000@{at}", metric.key())),
    }
}

/// `BASIS` or `BASIS=WEIGHT,…`.
fn rule(text: &str) -> Result<Map<Basis, f64>, String> {
    let mut mix = Map::new();
    for part in text.split(',') {
        let (name, weight) = part.split_once('=').unwrap_or((part, "1"));
        let names = Basis::ALL.map(Basis::key).join(", ");
        let basis = Basis::from_key(name.trim())
            .ok_or(format!("there is no basis '{}'; there are {names}", shown(name.trim())))?;
        let weight = weight.trim().parse::<f64>().ok().filter(|w| w.is_finite() && *w > 0.0);
        let weight = weight.ok_or(format!("the weight of {} must be a number above 0", basis.key()))?;
        mix.insert(basis, weight);
    }
    Ok(mix)
}

fn code(text: &str, scenario: &Scenario) -> Result<usize, String> {
    scenario.region_index(text.trim()).ok_or_else(|| {
        let codes: Vec<&str> = scenario.regions.iter().map(|it| it.code.as_str()).collect();
        format!("there is no region '{}'; there are {}", shown(text.trim()), codes.join(", "))
    })
}

fn sides(text: &str) -> Result<(&str, u64), String> {
    let (left, right) = text.split_once('=').ok_or("'=' and a whole number are expected")?;
    Ok((left, count(right)?))
}

/// `CODE=N`.
fn region(text: &str, scenario: &Scenario) -> Result<(usize, u64), String> {
    let (left, value) = sides(text)?;
    Ok((code(left, scenario)?, value))
}

/// `CODE=N`, `CODE@YEAR=N` or `@YEAR=N`.
fn spot(text: &str, scenario: &Scenario) -> Result<(Spot, u64), String> {
    let (left, value) = sides(text)?;
    let spot = match left.split_once('@') {
        None => Spot::Region(code(left, scenario)?),
        Some((region, at)) if region.trim().is_empty() => Spot::Year(year(at)?),
        Some((region, at)) => Spot::Cell(code(region, scenario)?, year(at)?),
    };
    Ok((spot, value))
}
