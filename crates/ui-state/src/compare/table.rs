//! The table: one row a plan; targets, money and what else a planner asks for in columns.

use super::{Column, Measure, Mode, name};
use crate::aims::Aim;
use crate::number;
use crate::scoreboard;
use crate::series::Series;
use crate::state::AppState;
use crate::view::View;
use crate::words::{Words, args};

/// What is listed beside targets and money, unless a target is judged on it.
const OUTPUTS: [Series; 4] =
    [Series::Professionals, Series::CertifiedPractising, Series::NeedCoverage, Series::Vacancies];

/// The head of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// What it measures.
    pub measure: Measure,
    /// Its name.
    pub name: String,
    /// Its goal and year, or its year.
    pub under: String,
    /// `Some(true)` when the table goes by it from the largest, `Some(false)` from the smallest.
    pub falling: Option<bool>,
}

/// What a plan has in a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The value in words, a dash where it is not known.
    pub text: String,
    /// Whether it meets the target, where it is one.
    pub met: Option<bool>,
    /// The chance of the target, where that was asked.
    pub chance: Option<String>,
}

/// A plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub column: Column,
    /// Its name.
    pub name: String,
    /// Whether differences are against it.
    pub is_reference: bool,
    /// Why it has no result.
    pub fault: Option<String>,
    /// Its cells, in the order of the heads.
    pub cells: Vec<Cell>,
}

/// What is measured, in its order.
pub fn measures(state: &AppState) -> Vec<Measure> {
    let aims = state.aims();
    let targets = aims.iter().map(|aim| Measure::Target(aim.key.clone()));
    let judged = |series: &Series| {
        aims.iter().any(|aim| aim.series == *series && aim.year == state.scenario.plan_year)
    };
    let outputs = OUTPUTS.into_iter().filter(|series| !judged(series)).map(Measure::Output);
    targets.chain([Measure::NewMoney, Measure::StaffCost]).chain(outputs).collect()
}

fn aim_of<'a>(aims: &'a [Aim], measure: &Measure) -> Option<&'a Aim> {
    match measure {
        Measure::Target(key) => aims.iter().find(|aim| aim.key == *key),
        _ => None,
    }
}

/// The value of a plan.
fn value(state: &AppState, aims: &[Aim], measure: &Measure, column: &Column) -> Option<f64> {
    let view: &View = state.view_of(column)?;
    Some(match measure {
        Measure::Target(_) => aim_of(aims, measure)?.judged(view).value,
        Measure::NewMoney => view.new_public_yuan(),
        Measure::StaffCost => view.plan.outcome.staff_yuan_plan_year,
        Measure::Output(series) => view.plan.values(*series)[view.year_row(state.scenario.plan_year)],
    })
}

/// The value as the table shows it.
fn shown(state: &AppState, aims: &[Aim], measure: &Measure, column: &Column) -> Option<f64> {
    let own = value(state, aims, measure, column)?;
    let reference = || value(state, aims, measure, &state.reference());
    match state.settings.compare.mode {
        Mode::Value => Some(own),
        Mode::Difference => Some(own - reference()?),
        Mode::Ratio => reference().filter(|it| *it != 0.0).map(|it| own / it),
    }
}

fn text(state: &AppState, aims: &[Aim], measure: &Measure, value: f64, words: &Words) -> String {
    let mode = state.settings.compare.mode;
    let series = match measure {
        Measure::Output(series) => Some(*series),
        _ => aim_of(aims, measure).map(|aim| aim.series),
    };
    match (mode, series) {
        (Mode::Ratio, _) => format!("{}%", number::decimal(100.0 * value, 1)),
        (Mode::Value, Some(series)) => series.short(value),
        (Mode::Difference, Some(series)) => series.change(value),
        (Mode::Difference, None) if value > 0.0 => format!("+{}", number::yuan(words.lang(), value)),
        (_, None) => number::yuan(words.lang(), value),
    }
}

/// The heads of the columns.
pub fn heads(state: &AppState, words: &Words) -> Vec<Head> {
    let aims = state.aims();
    let year = state.scenario.plan_year;
    let (from, to) = (state.scenario.grid.start.year(), year.to_string());
    let lang = words.lang();
    measures(state)
        .into_iter()
        .map(|measure| {
            let (name, under) = match (&measure, aim_of(&aims, &measure)) {
                (_, Some(aim)) => (
                    scoreboard::name(aim, words),
                    format!("≥ {} · {}", aim.series.brief(aim.at_least, lang), aim.year),
                ),
                (Measure::NewMoney, _) => (words.say("compare-new-money"), format!("{from}–{to}")),
                (Measure::StaffCost, _) => (words.say("compare-staff-cost"), to.clone()),
                (Measure::Output(series), _) => (words.say(series.name_key()), to.clone()),
                (Measure::Target(key), None) => (key.clone(), String::new()),
            };
            let sort = state.settings.compare.sort.as_ref();
            let falling = sort.filter(|(by, _)| *by == measure).map(|(_, falling)| *falling);
            Head { measure, name, under, falling }
        })
        .collect()
}

/// The rows, in the order that was chosen.
pub fn rows(state: &AppState, words: &Words) -> Vec<Row> {
    let aims = state.aims();
    let measures = measures(state);
    let mut columns = state.compared();
    if let Some((by, falling)) = &state.settings.compare.sort {
        let of = |column: &Column| shown(state, &aims, by, column).unwrap_or(f64::NEG_INFINITY);
        columns.sort_by(|a, b| if *falling { of(b).total_cmp(&of(a)) } else { of(a).total_cmp(&of(b)) });
    }
    let reference = state.reference();
    columns
        .into_iter()
        .map(|column| {
            let sure = state.sureness_of(&column).map(|found| &found.finding.sure);
            let cell = |measure: &Measure| {
                let aim = aim_of(&aims, measure);
                let met = aim.zip(state.view_of(&column)).map(|(aim, view)| aim.judged(view).met);
                let of = |aim: &Aim| sure?.iter().find(|sure| sure.goal.key == aim.key);
                let chance = aim.and_then(of).map(|sure| sure.share.words());
                let value = shown(state, &aims, measure, &column);
                let text = |value| text(state, &aims, measure, value, words);
                Cell { text: value.map_or_else(|| "–".to_owned(), text), met, chance }
            };
            let fault = state.broken_of(&column).map(|fault| match fault {
                Some(fault) => {
                    words.tell("compare-broken", &args([("message", crate::notice::broken(fault, words))]))
                }
                None => words.say("compare-not-opened"),
            });
            Row {
                name: name(state, &column, words),
                is_reference: column == reference,
                fault,
                cells: measures.iter().map(cell).collect(),
                column,
            }
        })
        .collect()
}

/// How many targets each plan meets, the best first, in one sentence.
pub fn sentence(state: &AppState, words: &Words) -> Option<String> {
    let aims = state.aims();
    if aims.is_empty() {
        return None;
    }
    let mut met: Vec<(usize, String)> = state
        .compared()
        .iter()
        .filter_map(|column| {
            let view = state.view_of(column)?;
            let met = aims.iter().filter(|aim| aim.judged(view).met).count();
            Some((met, name(state, column, words)))
        })
        .collect();
    met.sort_by_key(|(met, _)| std::cmp::Reverse(*met));
    let of = aims.len().to_string();
    let one = |(met, name): &(usize, String)| {
        words.tell(
            "compare-meets",
            &args([("name", name.clone()), ("met", met.to_string()), ("of", of.clone())]),
        )
    };
    (!met.is_empty()).then(|| met.iter().map(one).collect::<Vec<_>>().join(words.lang().of("；", "; ")))
}

/// The table as numbers: whole values in their units, whatever is shown.
pub fn csv(state: &AppState) -> String {
    let words = Words::first(state.settings.lang);
    let aims = state.aims();
    let quoted = |text: &str| {
        // A spreadsheet takes what begins so for a formula.
        let guard = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    };
    let measures = measures(state);
    let mut text = String::from("\u{feff}plan");
    for measure in &measures {
        let head = match (measure, aim_of(&aims, measure)) {
            (_, Some(aim)) => format!("{} {} (>= {})", scoreboard::name(aim, &words), aim.year, aim.at_least),
            (Measure::NewMoney, _) => format!("new_public_yuan_to_{}", state.scenario.plan_year),
            (Measure::StaffCost, _) => format!("staff_yuan_{}", state.scenario.plan_year),
            (Measure::Output(series), _) => {
                format!("{} {}", words.say(series.name_key()), state.scenario.plan_year)
            }
            (Measure::Target(key), None) => key.clone(),
        };
        text.push(',');
        text.push_str(&quoted(&head));
    }
    text.push_str("\r\n");
    for column in state.compared() {
        let name = match &column {
            Column::Saved(key) => state.plan(key).map_or(key.as_str(), |plan| plan.name.as_str()).to_owned(),
            Column::Present => state.entitled().map_or_else(|| "present".to_owned(), |title| title.name),
            Column::Document => words.say("bar-document"),
            Column::Baseline => words.say("name-baseline"),
        };
        text.push_str(&quoted(&name));
        for measure in &measures {
            text.push(',');
            if let Some(value) = value(state, &aims, measure, &column) {
                text.push_str(&value.to_string());
            }
        }
        text.push_str("\r\n");
    }
    text
}
