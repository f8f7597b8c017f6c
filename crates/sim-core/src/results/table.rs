//! A run as a long table, one row per month, region, variable and member of its index set.

use super::trajectory::Trajectory;
use super::variables::{Kind, Variable};
use crate::scenario::Scenario;
use std::fmt::Write;

/// The columns of the table.
pub const COLUMNS: [&str; 8] =
    ["month", "region", "variable", "setting", "certificate", "group", "value", "unit"];

struct Row<'a> {
    month: String,
    region: &'a str,
    variable: Variable,
    keys: [&'static str; 3],
    value: f64,
}

fn for_each_row<'a>(scenario: &'a Scenario, run: &Trajectory, mut each: impl FnMut(&Row<'a>)) {
    let groups: Vec<usize> = scenario.demand.iter().map(|d| d.group.index()).collect();
    for row in 0..run.rows() {
        let month = run.month(row).to_string();
        for region in 0..=run.regions() {
            let code = scenario.regions.get(region).map_or("all", |r| r.code.as_str());
            let at = (region < run.regions()).then_some(region);
            for variable in Variable::ALL {
                let info = variable.info();
                let alone = info.whole == super::Whole::Alone && at.is_some();
                if row == 0 && info.kind == Kind::Flow || alone {
                    continue;
                }
                for member in 0..variable.slots() {
                    if info.index == super::Index::Group && !groups.contains(&member) {
                        continue;
                    }
                    each(&Row {
                        month: month.clone(),
                        region: code,
                        variable,
                        keys: info.index.keys(member),
                        value: run.series(variable, member, at)[row],
                    });
                }
            }
        }
    }
}

/// The table as CSV with a header; numbers in the shortest form that reads back to the same bits.
pub fn write_csv(scenario: &Scenario, run: &Trajectory) -> String {
    let mut text = COLUMNS.join(",");
    text.push('\n');
    add_csv(&mut text, "", scenario, run);
    text
}

/// Adds the rows of a run to a CSV, each after `before`, which is empty or the columns that stand before those of a run.
pub fn add_csv(text: &mut String, before: &str, scenario: &Scenario, run: &Trajectory) {
    for_each_row(scenario, run, |row| {
        let [setting, certificate, group] = row.keys;
        let unit = row.variable.info().unit;
        writeln!(
            text,
            "{before}{},{},{},{setting},{certificate},{group},{},{unit}",
            row.month,
            row.region,
            row.variable.key(),
            row.value + 0.0
        )
        .expect("writing to a string cannot fail");
    });
}

/// The table as a JSON array of objects with the same columns.
pub fn write_json(scenario: &Scenario, run: &Trajectory) -> String {
    let mut text = String::from("[");
    let mut first = true;
    for_each_row(scenario, run, |row| {
        let [setting, certificate, group] = row.keys;
        let unit = row.variable.info().unit;
        let comma = if first { "" } else { "," };
        first = false;
        // Keys, codes and units contain nothing that JSON would escape; values are finite in a finished run.
        write!(
            text,
            "{comma}\n{{\"month\":\"{}\",\"region\":\"{}\",\"variable\":\"{}\",\"setting\":\"{setting}\",\
             \"certificate\":\"{certificate}\",\"group\":\"{group}\",\"value\":{},\"unit\":\"{unit}\"}}",
            row.month,
            row.region,
            row.variable.key(),
            row.value + 0.0
        )
        .expect("writing to a string cannot fail");
    });
    text.push_str("\n]\n");
    text
}
