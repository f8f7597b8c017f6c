//! Setting one lever or parameter from a short text, as on the command line.

use super::check::broken_unit;
use super::course::{lever_names, out_of_bounds, read_course};
use super::input::{Input, Log, nearest_hint, shorten};
use super::params::{Domain, PARAMS, ParamKey, Params};
use super::policy_file::region_hint;
use super::problem::{At, Problem, Severity, said};
use super::walk::{Doc, Fields, expected, parse};
use super::{LeverKey, Policy, Scenario, Schedule, Text};

/// The name that problems show instead of a file.
const HERE: &str = "setting";

fn problem(key: &str, message: Text, hint: impl Into<Text>) -> Problem {
    let at = At { file: HERE.to_owned(), line: 0, key: key.to_owned() };
    Problem { at, severity: Severity::Error, message, hint: hint.into() }
}

/// Moves a lever: `KEY=VALUE` for the whole place, `KEY=VALUE@REGION` for one region. A number holds
/// from the first month on; a course in braces is taken as it is written.
///
/// # Errors
/// What is wrong with `text`, and what would be right; `policy` is then unchanged.
pub fn set_lever(text: &str, scenario: &Scenario, policy: &mut Policy) -> Result<(), Problem> {
    let (name, value) = split(text, "training_hours=32, training_hours=32@532301")?;
    let key = LeverKey::from_key(name).ok_or_else(|| {
        let message = said!("没有“{}”这项措施", "unknown lever '{}'", shorten(name));
        problem(name, message, nearest_hint(name, &lever_names()))
    })?;
    let (value, region) = match value.rsplit_once('@') {
        Some((value, region)) => (value.trim(), Some(region.trim())),
        None => (value, None),
    };
    if let Some(code) = region
        && scenario.region_index(code).is_none()
    {
        let message = said!("没有“{}”这个区域", "unknown region '{}'", shorten(code));
        return Err(problem(name, message, region_hint(code, scenario)));
    }
    let course =
        if value.starts_with('{') { written(value, key, scenario)? } else { constant(scenario, value, key)? };
    let levers = match region {
        Some(code) => policy.regions.entry(code.to_owned()).or_default(),
        None => &mut policy.levers,
    };
    levers.insert(key, course);
    Ok(())
}

/// Sets a parameter: `NAME=VALUE`.
///
/// # Errors
/// What is wrong with `text`, and what would be right; `params` is then unchanged.
pub fn set_param(text: &str, params: &mut Params) -> Result<(), Problem> {
    let (name, value) = split(text, "pass_mid=0.25")?;
    let Some(key) = ParamKey::from_key(name) else {
        let names: Vec<&str> = PARAMS.iter().map(|p| p.key).collect();
        return Err(problem(
            name,
            said!("没有“{}”这个参数", "unknown parameter '{}'", shorten(name)),
            nearest_hint(name, &names),
        ));
    };
    let number = number(name, value)?;
    let domain = key.param().domain;
    if !domain.contains(number) {
        return Err(problem(name, said!("“{}”不可能", "'{}' is not possible", number), expected(domain)));
    }
    if let Some(hint) = broken_unit(key.param(), number) {
        return Err(problem(name, said!("“{}”不可能", "'{}' is not possible", number), hint));
    }
    params.set(key, number);
    Ok(())
}

fn split<'a>(text: &'a str, example: &str) -> Result<(&'a str, &'a str), Problem> {
    let (name, value) = text.split_once('=').ok_or_else(|| {
        let message = said!("“{}”中没有 '='", "'{}' has no '='", shorten(text));
        problem("", message, said!("写成 {}", "write {}", example))
    })?;
    Ok((name.trim(), value.trim()))
}

fn number(name: &str, value: &str) -> Result<f64, Problem> {
    value.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(|| {
        let message = said!("“{}”不是可用的数", "'{}' is not a usable number", shorten(value));
        problem(name, message, expected(Domain::Number))
    })
}

fn constant(scenario: &Scenario, value: &str, key: LeverKey) -> Result<Schedule, Problem> {
    let value = number(key.key(), value)?;
    match out_of_bounds((key, scenario.bounds(key)), value) {
        Some((message, hint)) => Err(problem(key.key(), message, hint)),
        None => Ok(Schedule::Constant(value)),
    }
}

fn written(value: &str, key: LeverKey, scenario: &Scenario) -> Result<Schedule, Problem> {
    let log = Log::default();
    let text = format!("course = {value}");
    let input = Input::new(HERE, &text);
    let course = parse(&input, &log).and_then(|table| {
        Fields::root(Doc { input: &input, log: &log }, table.get_ref(), |f| {
            f.optional("course").and_then(|n| read_course(&n, key, scenario.frame()))
        })
    });
    // A month outside the run is a warning in a file; in a single setting it is a slip.
    let first = log.into_problems().into_iter().next();
    match (course, first) {
        (Some(course), None) => Ok(course),
        (_, Some(first)) => Err(problem(key.key(), first.message, first.hint)),
        (None, None) => unreachable!("a course that could not be read has left an error"),
    }
}
