//! Age and practice of everybody in a post at the end of a year, as a table whose cells are shaded.

use super::detail::{Detail, Year};
use super::flows::year_shown;
use crate::number::{self, Lang};
use crate::places::shade;
use crate::state::AppState;
use crate::words::{Words, args};
use sim_core::ids::AGE_MIN;

/// Years of age in a row.
const ROW: usize = 5;
/// Rows: from 20 to 64.
pub const ROWS: usize = 9;
/// The first year of practice of each column; the last has no end.
pub const PRACTICE: [usize; 8] = [0, 1, 2, 3, 5, 10, 15, 20];

/// How many persons are in each cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Ages(pub [[f64; PRACTICE.len()]; ROWS]);

/// Which of several bins, by their first values, a value is in.
pub fn bin(firsts: &[usize], value: usize) -> usize {
    firsts.iter().rposition(|first| *first <= value).unwrap_or(0)
}

/// A bin in words: a value, a range, or "so many and more".
pub fn bin_words(firsts: &[usize], at: usize) -> String {
    match firsts.get(at + 1) {
        Some(next) if *next == firsts[at] + 1 => firsts[at].to_string(),
        Some(next) => format!("{}–{}", firsts[at], next - 1),
        None => format!("{}+", firsts[at]),
    }
}

impl Ages {
    /// Everybody in a post at the end of a year.
    pub fn of(detail: &Detail, year: &Year) -> Self {
        let mut cells = [[0.0; PRACTICE.len()]; ROWS];
        for (age, practice, n) in &year.ages {
            let row = (usize::from(*age) / ROW).min(ROWS - 1);
            cells[row][bin(&PRACTICE, usize::from(*practice))] += detail.persons(*n);
        }
        Self(cells)
    }

    fn sum(&self, counts: impl Fn(usize, usize) -> bool) -> f64 {
        let cells = self
            .0
            .iter()
            .enumerate()
            .flat_map(|(i, row)| row.iter().enumerate().map(move |(j, n)| (i, j, *n)));
        cells.filter(|(i, j, _)| counts(*i, *j)).map(|(.., n)| n).sum()
    }

    /// How dark each cell is, 0 to 4; nothing where nobody is.
    pub fn shades(&self) -> [[Option<usize>; PRACTICE.len()]; ROWS] {
        // By the root: a few veterans shall be told from none beside a crowd of beginners.
        let most = self.0.as_flattened().iter().copied().fold(0.0, f64::max).sqrt();
        self.0.map(|row| row.map(|n| (n > 0.0).then(|| shade(n.sqrt(), 0.0, most))))
    }
}

/// A number of persons in a narrow cell.
pub fn cell_words(lang: Lang, persons: f64) -> String {
    const LONG: f64 = 9_999.5;
    if persons < LONG { number::count(persons) } else { number::tiny(lang, persons) }
}

/// The years of age of a row.
pub fn row_words(row: usize) -> String {
    let first = AGE_MIN + row * ROW;
    format!("{first}–{}", first + ROW - 1)
}

/// What is looked at.
pub fn shown(state: &AppState) -> Option<Ages> {
    year_shown(state).map(|(detail, year)| Ages::of(detail, year))
}

/// What the table shows, in a sentence.
pub fn sentence(state: &AppState, words: &Words) -> Option<String> {
    let (_, year) = year_shown(state)?;
    let ages = shown(state)?;
    let all = ages.sum(|_, _| true);
    let share =
        |part: f64| format!("{}%", number::decimal(if all > 0.0 { 100.0 * part / all } else { 0.0 }, 0));
    Some(words.tell(
        "ages-say",
        &args([
            ("year", year.year.to_string()),
            ("all", number::brief(words.lang(), all)),
            ("young", share(ages.sum(|row, _| AGE_MIN + row * ROW < 35))),
            ("new", share(ages.sum(|_, column| PRACTICE[column] < 3))),
            ("old", share(ages.sum(|row, _| AGE_MIN + row * ROW >= 50))),
        ]),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_hold_what_they_say() {
        assert_eq!([0, 2, 3, 4, 5, 9, 20, 40].map(|x| bin(&PRACTICE, x)), [0, 2, 3, 3, 4, 4, 7, 7]);
        assert_eq!([0, 3, 4, 7].map(|at| bin_words(&PRACTICE, at)), ["0", "3–4", "5–9", "20+"]);
        assert_eq!((row_words(0), row_words(ROWS - 1)), ("20–24".to_owned(), "60–64".to_owned()));
    }
}
