//! What the page says in sentences.

use super::shares::ShareRow;
use super::sheet::Sheet;
use crate::number;
use crate::series::Series;
use crate::state::Trouble;
use crate::words::{Words, args};
use sim_core::study::breakdown::{Breakdown, Refusal, Spot};

fn n(value: u64) -> String {
    number::count(value as f64)
}

/// The name of what is shared out.
pub fn subject(sheet: &Sheet, words: &Words) -> String {
    words.say(Series::of_metric(sheet.quota.metric).name_key())
}

/// The breakdown in a sentence: the sum, and who is unlikely to meet its part.
pub fn verdict(sheet: &Sheet, breakdown: &Breakdown, rows: &[ShareRow], words: &Words) -> String {
    let regions = breakdown.base.len();
    let mut said = vec![words.tell(
        "quota-sum",
        &args([
            ("n", regions.to_string()),
            ("regions", words.lang().text(&sheet.scenario.region_word).to_owned()),
            ("name", subject(sheet, words)),
            ("total", n(breakdown.total())),
            ("year", sheet.year.to_string()),
            ("added", n(breakdown.total() - breakdown.base.iter().sum::<u64>())),
        ]),
    )];
    let mut unlikely: Vec<(&ShareRow, f64)> = rows
        .iter()
        .filter(|row| row.region.is_some() && row.is_unlikely())
        .filter_map(|row| Some((row, row.chance?.value)))
        .collect();
    unlikely.sort_by(|a, b| a.1.total_cmp(&b.1));
    if !unlikely.is_empty() {
        /// More names than these nobody reads.
        const NAMED: usize = 3;
        let name = |(row, _): &(&ShareRow, f64)| {
            let share = row.chance.map(|it| it.words()).unwrap_or_default();
            words.tell("quota-named", &args([("name", row.name.clone()), ("share", share)]))
        };
        let names: Vec<String> = unlikely.iter().take(NAMED).map(name).collect();
        let key = if unlikely.len() > NAMED { "quota-unlikely-among" } else { "quota-unlikely" };
        let names = names.join(words.lang().of("、", ", "));
        said.push(words.tell(key, &args([("n", unlikely.len().to_string()), ("names", names)])));
    } else if rows.iter().any(|row| row.chance.is_some()) {
        said.push(words.say("quota-none-unlikely"));
    }
    said.join(words.lang().of("", " "))
}

/// Why something typed was not taken, or why there is no breakdown.
pub fn trouble(sheet: &Sheet, why: Trouble, words: &Words) -> String {
    match why {
        Trouble::NoCount => words.say("quota-no-count"),
        Trouble::Refused(refusal) => refused(sheet, refusal, words),
    }
}

/// Why there is no breakdown.
pub fn refused(sheet: &Sheet, refusal: Refusal, words: &Words) -> String {
    match refusal {
        Refusal::Year { first, last } => {
            words.tell("quota-year", &args([("first", first.to_string()), ("last", last.to_string())]))
        }
        Refusal::Total { least, most: u64::MAX } => {
            words.tell("quota-total-least", &args([("least", n(least))]))
        }
        Refusal::Total { least, most } => {
            words.tell("quota-total-between", &args([("least", n(least)), ("most", n(most))]))
        }
        Refusal::NoWeight(basis) => {
            let basis = basis.map(|it| words.lang().label(it.label()).to_owned()).unwrap_or_default();
            words.tell("quota-no-weight", &args([("basis", basis)]))
        }
        Refusal::Outside { spot, least, most } => {
            let spot = spot_name(sheet, spot, words);
            words.tell("quota-outside", &args([("spot", spot), ("least", n(least)), ("most", n(most))]))
        }
        Refusal::Held => words.say("quota-held"),
    }
}

/// The name of a place in the table.
pub fn spot_name(sheet: &Sheet, spot: Spot, words: &Words) -> String {
    let name = |region: usize| {
        sheet
            .scenario
            .regions
            .get(region)
            .map(|it| words.lang().text(&it.name).to_owned())
            .unwrap_or_default()
    };
    match spot {
        Spot::Cell(region, year) => {
            words.tell("quota-spot-cell", &args([("name", name(region)), ("year", year.to_string())]))
        }
        Spot::Region(region) => {
            words.tell("quota-spot-region", &args([("name", name(region)), ("year", sheet.year.to_string())]))
        }
        Spot::Year(year) => words.tell("quota-spot-year", &args([("year", year.to_string())])),
    }
}
