//! What the options of `seek` ask for.

use super::{CAUSES, SeekArgs};
use crate::failure::Failure;
use sim_core::scenario::{Authority, LEVERS, Metric};
use sim_core::study::optimise::Limits;
use sim_core::study::seek::{Budget, Goal, Move, Quest};
use sim_core::study::uncertainty::Cause;
use sim_core::{LeverKey, Scenario};

/// Goals and causes, read.
pub struct Wishes {
    /// What to reach, or what is asked about.
    pub goals: Vec<Goal>,
    /// What is drawn.
    pub causes: Vec<Cause>,
}

impl Wishes {
    /// Reads the options and reports every mistake at once.
    pub fn of(args: &SeekArgs, scenario: &Scenario) -> Result<Self, Failure> {
        let mut mistakes = Vec::new();
        let goals = if !args.figure.is_empty() {
            read_all(&args.figure, figure, &mut mistakes)
        } else if args.target.is_empty() {
            let written = scenario.targets.iter();
            let written = written.map(|t| Goal { metric: t.metric, year: t.year, at_least: t.at_least });
            let goals: Vec<Goal> = written.collect();
            if goals.is_empty() {
                mistakes.push(
                    "error: the scenario has no written targets: name what to reach, such as --target \
                     professionals=8000@2030"
                        .to_owned(),
                );
            }
            goals
        } else {
            read_all(&args.target, target, &mut mistakes)
        };
        let causes = args.vary.as_deref().map_or_else(
            || CAUSES.to_vec(),
            |list| {
                let names: Vec<String> = list.split(',').map(|name| name.trim().to_owned()).collect();
                read_all(&names, cause, &mut mistakes)
            },
        );
        if mistakes.is_empty() { Ok(Self { goals, causes }) } else { Err(Failure::Author(mistakes)) }
    }
}

/// Adds the levers that may move, who decides and the budget.
pub fn completed(args: &SeekArgs, quest: Quest) -> Result<Quest, Failure> {
    let mut mistakes = Vec::new();
    let moves = read_all(&args.moves, moved, &mut mistakes);
    let names: Vec<String> =
        args.allow.iter().flat_map(|list| list.split(',')).map(|name| name.trim().to_owned()).collect();
    let allow = read_all(&names, authority, &mut mistakes);
    if !mistakes.is_empty() {
        return Err(Failure::Author(mistakes));
    }
    let budget = args.budget.map(|yuan| Budget { yuan, discounted: args.discounted });
    Ok(Quest { moves, allow, budget, ..quest })
}

fn read_all<T>(
    texts: &[String],
    read: impl Fn(&str) -> Result<T, String>,
    mistakes: &mut Vec<String>,
) -> Vec<T> {
    let mut found = Vec::new();
    for text in texts {
        match read(text) {
            Ok(value) => found.push(value),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    found
}

/// No right text is longer; a wrong one may be.
fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}

/// The name most like the one that was written.
fn nearest<'a>(name: &str, names: &[&'a str]) -> &'a str {
    let like = |a: &&&str| strsim::jaro_winkler(name, a);
    names.iter().max_by(|a, b| like(a).total_cmp(&like(b))).copied().unwrap_or_default()
}

fn metric(option: &str, text: &str, name: &str) -> Result<Metric, String> {
    let names = Metric::ALL.map(Metric::key);
    Metric::from_key(name.trim()).ok_or_else(|| {
        format!(
            "{option} '{}': error: there is no metric '{}' (did you mean '{}'? there are {})",
            shown(text),
            shown(name.trim()),
            nearest(name.trim(), &names),
            names.join(", ")
        )
    })
}

fn number(option: &str, text: &str, written: &str) -> Result<f64, String> {
    written.trim().parse::<f64>().ok().filter(|v| v.is_finite()).ok_or_else(|| {
        format!("{option} '{}': error: '{}' is no finite number", shown(text), shown(written.trim()))
    })
}

fn year(option: &str, text: &str, written: &str) -> Result<i32, String> {
    written.trim().parse().map_err(|_| {
        format!("{option} '{}': error: '{}' is no year such as 2030", shown(text), shown(written.trim()))
    })
}

fn target(text: &str) -> Result<Goal, String> {
    const OPTION: &str = "--target";
    let parts = text.split_once('=').and_then(|(name, rest)| Some((name, rest.rsplit_once('@')?)));
    let (name, (value, at)) = parts.ok_or_else(|| {
        format!("{OPTION} '{}': error: write METRIC=VALUE@YEAR, such as professionals=8000@2030", shown(text))
    })?;
    Ok(Goal {
        metric: metric(OPTION, text, name)?,
        at_least: number(OPTION, text, value)?,
        year: year(OPTION, text, at)?,
    })
}

fn figure(text: &str) -> Result<Goal, String> {
    const OPTION: &str = "--figure";
    let (name, at) = text.split_once('@').ok_or_else(|| {
        format!("{OPTION} '{}': error: write METRIC@YEAR, such as professionals@2030", shown(text))
    })?;
    Ok(Goal { metric: metric(OPTION, text, name)?, year: year(OPTION, text, at)?, at_least: 0.0 })
}

fn cause(name: &str) -> Result<Cause, String> {
    let cause = Cause::from_key(name).filter(|cause| CAUSES.contains(cause));
    cause.ok_or_else(|| {
        let names = CAUSES.map(Cause::key).join(", ");
        format!("--vary: error: a search cannot draw '{}'; it can draw {names}", shown(name))
    })
}

fn authority(name: &str) -> Result<Authority, String> {
    Authority::from_key(name).ok_or_else(|| {
        let others = Authority::ALL.into_iter().filter(|a| *a != Authority::Own);
        let names: Vec<&str> = others.map(Authority::key).collect();
        format!("--allow: error: nobody is called '{}'; there are {}", shown(name), names.join(", "))
    })
}

fn moved(text: &str) -> Result<Move, String> {
    const OPTION: &str = "--move";
    let (name, limits) = match text.split_once('=') {
        Some((name, limits)) => (name, Some(limits)),
        None => (text, None),
    };
    let lever = LeverKey::from_key(name.trim()).ok_or_else(|| {
        let names = LEVERS.map(|lever| lever.key.key());
        format!(
            "{OPTION} '{}': error: there is no lever '{}' (did you mean '{}'? `shapan levers` lists them)",
            shown(text),
            shown(name.trim()),
            nearest(name.trim(), &names)
        )
    })?;
    let limits = limits
        .map(|limits| {
            let (low, high) = limits.split_once("..").ok_or_else(|| {
                format!(
                    "{OPTION} '{}': error: write LEVER=LOW..HIGH, such as training_hours=20..40",
                    shown(text)
                )
            })?;
            Ok::<_, String>(Limits { low: number(OPTION, text, low)?, high: number(OPTION, text, high)? })
        })
        .transpose()?;
    Ok(Move { lever, limits })
}
