//! Rows as a file: a table any program reads, whose first line says what study it is of.
//!
//! ```text
//! # {"model":"3","scenario":"chuxiong-2021",…}            the plan, as JSON
//! row,conversion_ceiling,…,plan.professionals.2025-12,…,fault
//! 0,0.1,…
//! ```
//!
//! Numbers are written in the shortest form that reads back to the same bits, so chunks merged in any order are the same
//! file as one whole run.

use super::plan::{Plan, Row};
use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write;

/// The plan and rows of a file, or of several put together.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the rows are of.
    pub plan: Plan,
    /// The rows, by number.
    pub rows: Vec<Row>,
}

/// Why a text is no table, or tables do not go together. The second number is a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The first line holds no plan.
    NoPlan(String),
    /// The heads are not those of the plan.
    Heads,
    /// A line cannot be read.
    Line(usize, String),
    /// Of two studies: what differs first.
    OtherStudy(String),
    /// One row has two results.
    TwoResults(u64),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPlan(why) => {
                write!(
                    f,
                    "line 1: the plan of a study is expected after '# ' ({why}): is this a file of `shapan study`?"
                )
            }
            Self::Heads => {
                write!(f, "line 2: the heads are not those of the plan in line 1: was a column changed?")
            }
            Self::Line(line, why) => write!(f, "line {line}: {why}"),
            Self::OtherStudy(what) => {
                write!(f, "it is of another study ({what} differs): only parts of one study can be merged")
            }
            Self::TwoResults(row) => write!(
                f,
                "row {row} stands twice with different results: was one of the files changed, or written by another version?"
            ),
        }
    }
}

impl std::error::Error for Damage {}

impl Table {
    /// The file. `plan_json` is the plan as a line of JSON.
    pub fn write(&self, plan_json: &str) -> String {
        let mut text = format!("# {plan_json}\n{}\n", self.plan.heads().join(","));
        for row in &self.rows {
            write!(text, "{}", row.number).expect("writing to a string cannot fail");
            for input in &row.inputs {
                write!(text, ",{input}").expect("writing to a string cannot fail");
            }
            match &row.values {
                Ok(values) => {
                    for value in values {
                        write!(text, ",{value}").expect("writing to a string cannot fail");
                    }
                    text.push(',');
                }
                Err(fault) => {
                    text.extend(std::iter::repeat_n(',', self.plan.columns.len() + 1));
                    // One cell, one line.
                    text.extend(
                        fault.chars().map(|c| if matches!(c, ',' | '"' | '\n' | '\r') { ' ' } else { c }),
                    );
                }
            }
            text.push('\n');
        }
        text
    }

    /// Reads a file. `read_plan` turns the JSON of the first line into a plan.
    ///
    /// # Errors
    /// The first [`Damage`].
    pub fn read(text: &str, read_plan: impl Fn(&str) -> Result<Plan, String>) -> Result<Self, Damage> {
        let mut lines = text.lines();
        let first = lines.next().and_then(|line| line.strip_prefix("# "));
        let plan = first
            .ok_or_else(|| Damage::NoPlan("there is none".to_owned()))
            .and_then(|json| read_plan(json).map_err(Damage::NoPlan))?;
        if lines.next().is_none_or(|heads| !heads.split(',').eq(plan.heads().iter().map(String::as_str))) {
            return Err(Damage::Heads);
        }
        let mut table = Self { plan, rows: Vec::new() };
        for (number, line) in lines.enumerate().filter(|(_, line)| !line.is_empty()) {
            let row = read_row(&table.plan, line).map_err(|why| Damage::Line(number + 3, why))?;
            table.rows.push(row);
        }
        table.put_in_order()?;
        Ok(table)
    }

    /// Adds the rows of another part of the same study.
    ///
    /// # Errors
    /// When it is of another study, or a row has two results.
    pub fn merge(&mut self, other: Self) -> Result<(), Damage> {
        if let Some(what) = difference(&self.plan, &other.plan) {
            return Err(Damage::OtherStudy(what.to_owned()));
        }
        self.rows.extend(other.rows);
        self.put_in_order()
    }

    /// The rows that are not there yet.
    pub fn missing(&self) -> Vec<std::ops::Range<u64>> {
        let mut gaps = Vec::new();
        let mut next = 0;
        for row in &self.rows {
            if row.number > next {
                gaps.push(next..row.number);
            }
            next = row.number + 1;
        }
        if next < self.plan.rows {
            gaps.push(next..self.plan.rows);
        }
        gaps
    }

    fn put_in_order(&mut self) -> Result<(), Damage> {
        let mut by_number: BTreeMap<u64, Row> = BTreeMap::new();
        for row in std::mem::take(&mut self.rows) {
            match by_number.get(&row.number) {
                Some(known) if *known != row => return Err(Damage::TwoResults(row.number)),
                Some(_) => {}
                None => {
                    by_number.insert(row.number, row);
                }
            }
        }
        self.rows = by_number.into_values().collect();
        Ok(())
    }
}

impl Plan {
    /// The heads of the table.
    pub fn heads(&self) -> Vec<String> {
        let inputs = self.factors.iter().map(|f| f.key.clone());
        let columns = self.columns.iter().map(super::watched::Column::key);
        ["row".to_owned()].into_iter().chain(inputs).chain(columns).chain(["fault".to_owned()]).collect()
    }
}

fn read_row(plan: &Plan, line: &str) -> Result<Row, String> {
    let cells: Vec<&str> = line.split(',').collect();
    let (inputs, columns) = (plan.factors.len(), plan.columns.len());
    let expected = inputs + columns + 2;
    if cells.len() != expected {
        return Err(format!("it has {} cells, {expected} are expected: was the file cut off?", cells.len()));
    }
    let number: u64 = cells[0].parse().map_err(|_| format!("'{}' is not the number of a row", cells[0]))?;
    if number >= plan.rows {
        return Err(format!("row {number} is beyond the study, which has {}", plan.rows));
    }
    let read = |cells: &[&str]| -> Result<Vec<f64>, String> {
        let number = |cell: &&str| cell.parse::<f64>().map_err(|_| format!("'{cell}' is not a number"));
        cells.iter().map(number).collect()
    };
    let fault = cells[expected - 1];
    let values = &cells[1 + inputs..expected - 1];
    let values = if fault.is_empty() { Ok(read(values)?) } else { Err(fault.to_owned()) };
    Ok(Row { number, inputs: read(&cells[1..=inputs])?, values })
}

/// What differs first between two plans.
fn difference(a: &Plan, b: &Plan) -> Option<&'static str> {
    [
        ("the version of the model", a.model == b.model),
        ("the scenario", a.scenario == b.scenario),
        ("the text of the scenario", a.fingerprint == b.fingerprint),
        ("a parameter", a.params == b.params),
        ("the policy", a.policy == b.policy),
        ("what was asked for", a.spec == b.spec),
        ("the list of factors", a.factors == b.factors),
        ("the list of columns", a.columns == b.columns),
    ]
    .into_iter()
    .find(|(_, same)| !same)
    .map(|(what, _)| what)
    .or_else(|| (a != b).then_some("the default run"))
}
