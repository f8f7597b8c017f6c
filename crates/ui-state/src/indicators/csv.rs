//! Both tables as files, with the heads the page shows.

use super::shares::ShareRow;
use super::sheet::Sheet;
use super::table::IndicatorTable;
use crate::number;
use crate::state::IndicatorsEvent;
use crate::words::{Words, args};
use sim_core::study::breakdown::{Breakdown, csv};

/// Tells a spreadsheet the coding.
const MARK: char = '\u{feff}';

fn file(sheet: &Sheet, name: &str, rows: &[Vec<String>]) -> IndicatorsEvent {
    IndicatorsEvent::Saved(format!("{}-{name}.csv", sheet.scenario.key), format!("{MARK}{}", csv(rows)))
}

/// Numbers without separators, which spreadsheets read as words.
fn bare(text: &str) -> String {
    text.replace(',', "").replace('−', "-")
}

/// Table 1.
pub fn indicators(sheet: &Sheet, table: &IndicatorTable, words: &Words) -> IndicatorsEvent {
    let chance = |share: &str| words.tell("indicators-reached", &args([("share", share.to_owned())]));
    let heads = ["indicators-name", "indicators-unit"].map(|key| words.say(key)).into_iter();
    let heads = heads
        .chain([table.base_year.to_string()])
        .chain(table.years.iter().map(ToString::to_string))
        .chain(["indicators-target", "indicators-nature", "indicators-who"].map(|key| words.say(key)))
        .chain(["50%", "80%", "90%"].map(chance))
        .chain([words.say("indicators-counts")]);
    let rows = table.rows.iter().map(|row| {
        let target = row.target.as_deref().map(|it| format!("{} ({})", bare(it), row.year));
        let nature = if row.target.is_some() { words.say(nature(row.binding)) } else { String::new() };
        let who = if row.unit_typed.is_empty() { &row.unit_default } else { &row.unit_typed };
        [row.name.clone(), row.unit.clone(), bare(&row.base)]
            .into_iter()
            .chain(row.values.iter().map(|it| bare(it)))
            .chain([target.unwrap_or_default(), nature, who.clone()])
            .chain(row.reached.clone().unwrap_or_default().iter().map(|it| bare(it)))
            .chain([row.counts.clone()])
            .collect()
    });
    file(sheet, "indicators", &[heads.collect()].into_iter().chain(rows).collect::<Vec<Vec<String>>>())
}

/// The key of the word for binding or expected.
pub const fn nature(binding: bool) -> &'static str {
    if binding { "indicators-binding" } else { "indicators-expected" }
}

/// Table 2.
pub fn quotas(sheet: &Sheet, breakdown: &Breakdown, rows: &[ShareRow], words: &Words) -> IndicatorsEvent {
    let added = |year: i32| words.tell("quota-added-in", &args([("year", year.to_string())]));
    let heads = [words.say("quota-region"), breakdown.base_year.to_string()]
        .into_iter()
        .chain(breakdown.years().map(added))
        .chain([words.tell("quota-end", &args([("year", sheet.year.to_string())]))])
        .chain(["quota-projection", "quota-likely", "quota-chance"].map(|key| words.say(key)));
    let row = |row: &ShareRow| {
        let counts = [row.base].into_iter().chain(row.added.iter().copied()).chain([row.quota]);
        [row.name.clone()]
            .into_iter()
            .chain(counts.map(|it| it.to_string()))
            .chain([format!("{:.0}", row.projection)])
            .chain([row.likely.map(|it| format!("{it:.0}")).unwrap_or_default()])
            .chain([row.chance.map(|it| number::decimal(it.value, 3)).unwrap_or_default()])
            .collect()
    };
    file(
        sheet,
        "quotas",
        &[heads.collect()].into_iter().chain(rows.iter().map(row)).collect::<Vec<Vec<String>>>(),
    )
}
