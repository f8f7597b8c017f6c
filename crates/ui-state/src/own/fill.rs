//! The regions of a place: what their rows say, and the template's shares where they say nothing.

use super::cell::Slip;
use super::fields::census;
use super::sheets::{Book, Sheet};
use super::trouble::{Fault, Spot, Trouble};
use super::values::{Given, Reader};
use sim_core::Scenario;
use sim_core::scenario::{LARGEST_REGION_COUNT, Region, Status};

/// Degrees between regions of which nobody said where they lie.
const APART: f64 = 0.4;

/// The regions, as far as their rows can be read. `cite` makes a source of what somebody typed.
pub fn regions(
    reader: &Reader<'_>,
    template: &Scenario,
    residents: Option<&Given>,
    townships: Option<&Given>,
    mut cite: impl FnMut(&str) -> String,
) -> Option<Vec<Region>> {
    const SHEET: Sheet = Sheet::Regions;
    let book = reader.book;
    let rows: Vec<usize> =
        (0..book.rows(SHEET).len()).filter(|row| !book.is_empty_row(SHEET, *row)).collect();
    if rows.is_empty() || rows.len() > LARGEST_REGION_COUNT {
        let spot = Spot { sheet: SHEET, row: None, column: None };
        reader.push(Trouble { spot, fault: Fault::Rows, found: rows.len().to_string(), mend: None });
        return None;
    }
    let whole = census(template);
    let total = |of: fn(&Region) -> f64| template.regions.iter().map(of).sum::<f64>();
    let share = |of: fn(&Region) -> f64| total(of) / whole;
    let grown = template.later.as_ref().map_or(1.0, |later| later.population.value / whole);
    let known: Vec<Option<f64>> =
        rows.iter().map(|row| reader.number(SHEET, *row, "population_2020")).collect();
    // Residents of the place that no region names are shared out evenly among those that say nothing.
    let silent = known.iter().filter(|it| it.is_none()).count();
    let rest = residents.map(|it| it.value / grown - known.iter().flatten().sum::<f64>());
    let evenly = rest.filter(|rest| *rest > 0.0).map(|rest| rest / silent.max(1) as f64);
    let people: Vec<Option<f64>> = known.iter().map(|it| it.or(evenly)).collect();
    let everybody: f64 = people.iter().flatten().sum();
    let centre = |of: fn(&Region) -> f64| total(of) / template.regions.len() as f64;
    let columns = (rows.len() as f64).sqrt().ceil() as usize;
    let mut regions: Vec<Region> = Vec::new();
    for (at, (&row, residents)) in rows.iter().zip(&people).enumerate() {
        check_names(reader, book, row, &rows[..at]);
        let Some(residents) = *residents else {
            if book.cell(SHEET, row, "population_2020").is_empty() {
                reader.note(SHEET, row, "population_2020", Fault::Missing, None);
            }
            continue;
        };
        if residents <= 0.0 {
            reader.note(SHEET, row, "population_2020", Fault::Number(Slip::NotANumber), None);
        }
        let mut filled = known[at].is_none();
        let mut or = |key: &str, without: f64, least: f64| {
            let said = reader.number(SHEET, row, key);
            if let Some(value) = said.filter(|value| *value < least) {
                reader.note(SHEET, row, key, Fault::Bounds(least, f64::max(value, 1e9)), None);
            }
            filled |= said.is_none();
            said.unwrap_or(without)
        };
        let earlier = or("population_2010", (residents / whole * total(|r| r.population_2010)).round(), 0.0);
        let urban = or("urban_2020", (residents * share(|r| r.urban_2020)).round(), 0.0);
        let elderly_share = total(|r| r.elderly_2010) / total(|r| r.population_2010);
        let elderly_2010 = or("elderly_2010", (earlier * elderly_share).round(), 0.0);
        let elderly_2020 = or("elderly_2020", (residents * share(|r| r.elderly_2020)).round(), 0.0);
        let college_2020 = or("college_2020", (residents * share(|r| r.college_2020)).round(), 0.0);
        let units = townships
            .map_or(residents * share(|r| r.townships), |it| it.value * residents / everybody.max(1.0));
        let townships = or("townships", units.round().max(1.0), 0.0);
        let longitude = or("longitude", centre(|r| r.longitude) + APART * (at % columns) as f64, -180.0);
        let latitude = or("latitude", centre(|r| r.latitude) - APART * (at / columns) as f64, -90.0);
        for (key, part, of, all) in [
            ("urban_2020", urban, "population_2020", residents),
            ("elderly_2020", elderly_2020, "population_2020", residents),
            ("college_2020", college_2020, "population_2020", residents),
            ("elderly_2010", elderly_2010, "population_2010", earlier),
        ] {
            if part > all {
                reader.note(SHEET, row, key, Fault::MoreThan(of, all), None);
            }
        }
        let said = reader.status(SHEET, row, if filled { Status::Assumption } else { Status::Fact });
        let source = book.cell(SHEET, row, "source");
        let name = super::both(book.cell(SHEET, row, "name_zh"), book.cell(SHEET, row, "name_en"));
        regions.push(Region {
            code: code(book, row),
            name,
            population_2010: earlier,
            population_2020: residents,
            urban_2020: urban,
            elderly_2010,
            elderly_2020,
            college_2020,
            townships,
            longitude,
            latitude,
            pay_ratio: reader.number(SHEET, row, "pay_ratio"),
            status: said,
            source: if source.is_empty() { String::new() } else { cite(source) },
        });
    }
    (regions.len() == rows.len()).then_some(regions)
}

/// The code of a row; a row without one is known by its number.
fn code(book: &Book, row: usize) -> String {
    let code = book.cell(Sheet::Regions, row, "code");
    if code.is_empty() { format!("r{}", row + 1) } else { code.to_owned() }
}

/// A region has a name, and that and its code are its own.
fn check_names(reader: &Reader<'_>, book: &Book, row: usize, before: &[usize]) {
    const SHEET: Sheet = Sheet::Regions;
    let names = ["name_zh", "name_en"].map(|key| book.cell(SHEET, row, key));
    if names.iter().all(|name| name.is_empty()) {
        reader.note(SHEET, row, "name_zh", Fault::Missing, None);
    }
    for key in ["code", "name_zh"] {
        let own = book.cell(SHEET, row, key);
        let first = before.iter().find(|other| !own.is_empty() && book.cell(SHEET, **other, key) == own);
        if let Some(first) = first {
            reader.note(SHEET, row, key, Fault::Twice(*first), None);
        }
    }
}
