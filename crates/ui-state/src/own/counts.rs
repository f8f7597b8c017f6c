//! What is wrong with the cells of later counts.

use super::cell::{self, Slip};
use super::import::is_named;
use super::sheets::{self, Kind, Sheet};
use super::trouble::{Fault, Spot, Trouble};
use crate::counts::Row;
use sim_core::scenario::{COUNTED_YEARS, Counted, Domain, nearest};

/// The columns, in their order.
const YEAR: usize = 0;
const VARIABLE: usize = 1;
const VALUE: usize = 2;

/// What is wrong with rows, in their order; `run` has the first and the last year of the place. A row is read if nothing grave is.
pub fn troubles(rows: &[Row], run: (i32, i32)) -> Vec<Trouble> {
    let mut all = Vec::new();
    let mut seen: Vec<(i32, Counted, usize)> = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
        let mut note = |column: usize, fault: Fault, mend: Option<String>| {
            let spot = Spot { sheet: Sheet::Counts, row: Some(at), column: Some(column) };
            all.push(Trouble { spot, fault, found: row.cells()[column].to_owned(), mend });
        };
        if let Some((fault, mend)) = wrong_year(&row.year) {
            note(YEAR, fault, mend);
        }
        let what = Counted::from_key(&row.variable);
        if what.is_none() {
            let fault = if row.variable.is_empty() { Fault::Missing } else { Fault::Unknown };
            note(VARIABLE, fault, meant(&row.variable));
        }
        if let Some((fault, mend)) = wrong_value(&row.value, what) {
            note(VALUE, fault, mend);
        }
        let Some(count) = row.read() else { continue };
        if !(run.0..=run.1).contains(&count.year) {
            note(YEAR, Fault::Outside(run.0, run.1), None);
        }
        let first = seen.iter().find(|(year, what, _)| (*year, *what) == (count.year, count.what));
        if let Some((.., first)) = first {
            note(VARIABLE, Fault::Twice(*first), None);
        } else {
            seen.push((count.year, count.what, at));
        }
    }
    all
}

/// What is wrong with a number as it is typed, and what was probably meant.
fn wrong_number(text: &str) -> Option<(Fault, Option<String>)> {
    if text.is_empty() {
        return Some((Fault::Missing, None));
    }
    let (slip, meant) = cell::number(text).err()?;
    Some((Fault::Number(slip), meant.map(sheets::plain)))
}

fn wrong_year(text: &str) -> Option<(Fault, Option<String>)> {
    let Ok(year) = cell::number(text) else { return wrong_number(text) };
    if year.fract() == 0.0 && COUNTED_YEARS.contains(&(year as i32)) {
        // `2026.0` is a year, but not written as one.
        return text
            .parse::<i32>()
            .is_err()
            .then(|| (Fault::Number(Slip::Written), Some(sheets::plain(year))));
    }
    let (low, high) = COUNTED_YEARS.into_inner();
    Some((Fault::Bounds(f64::from(low), f64::from(high)), None))
}

fn wrong_value(text: &str, what: Option<Counted>) -> Option<(Fault, Option<String>)> {
    let Ok(value) = cell::number(text) else { return wrong_number(text) };
    if text.parse::<f64>().is_err() {
        return Some((Fault::Number(Slip::Written), Some(sheets::plain(value))));
    }
    let domain = what.map_or(Domain::NonNegative, Counted::domain);
    if domain.contains(value) {
        return None;
    }
    if domain == Domain::Share {
        // Eighty of a share are eighty per cent.
        let mend = (1.0..=100.0).contains(&value).then(|| sheets::plain(value / 100.0));
        return Some((Fault::Bounds(0.0, 1.0), mend));
    }
    Some((Fault::Number(Slip::NotANumber), None))
}

/// The key of what was probably meant.
fn meant(text: &str) -> Option<String> {
    let choices = sheets::choices(Kind::Counted);
    let named = choices.iter().find(|(key, name)| is_named(text, *name, key));
    let near = || {
        let names: Vec<&str> = choices.iter().flat_map(|(key, name)| [*key, name.zh, name.en]).collect();
        let near = nearest(text, &names)?;
        choices.iter().find(|(key, name)| [*key, name.zh, name.en].contains(&near))
    };
    named.or_else(near).map(|(key, _)| (*key).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counts;

    fn rows(cells: &[[&str; 3]]) -> Vec<Row> {
        let row = |cells: &[&str; 3]| {
            let [year, variable, value] = cells.map(str::to_owned);
            Row { year, variable, value, source: String::new() }
        };
        cells.iter().map(row).collect()
    }

    #[test]
    fn a_row_is_read_or_something_is_wrong_with_it() {
        let rows = rows(&[
            ["2024", "professionals", "5000"],
            ["2024", "professionals", "5100"],
            ["24", "professionals", "5000"],
            ["2024.5", "certified", "5000"],
            ["2025.0", "certified", "5000"],
            ["2025", "profesionals", "5000"],
            ["2025", "station_coverage", "80"],
            ["2025", "certified", "0.5万"],
            ["2025", "certified", "-4"],
            ["", "", "5"],
            ["2026", "certified", "很多"],
        ]);
        let troubles = troubles(&rows, (2020, 2030));
        let read = counts::read(&rows);
        assert_eq!(read.len(), 1);
        for (at, row) in rows.iter().enumerate() {
            let wrong = troubles.iter().any(|it| it.spot.row == Some(at) && it.is_grave());
            assert_eq!(wrong, at != 0, "{row:?}");
        }
        let mend =
            |at: usize| troubles.iter().find(|it| it.spot.row == Some(at)).and_then(|it| it.mend.clone());
        assert_eq!(mend(4).as_deref(), Some("2025"));
        assert_eq!(mend(5).as_deref(), Some("professionals"));
        assert_eq!(mend(6).as_deref(), Some("0.8"));
        assert_eq!(mend(7).as_deref(), Some("5000"));
        assert_eq!(mend(1), None);
    }

    #[test]
    fn a_year_the_run_does_not_have_is_told_and_kept() {
        let rows = rows(&[["2024", "professionals", "5000"], ["2090", "professionals", "5000"]]);
        let [one] = &troubles(&rows, (2020, 2030))[..] else { panic!("one year is outside") };
        assert_eq!((one.spot.row, &one.fault, one.is_grave()), (Some(1), &Fault::Outside(2020, 2030), false));
        assert_eq!(counts::read(&rows).len(), 2);
    }
}
