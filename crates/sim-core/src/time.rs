//! Calendar months as integers. Calendar time is computed from them, never accumulated.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar month, counted from January of year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(i32);

impl Month {
    /// Month `month` (1 to 12) of `year`.
    pub const fn new(year: i32, month: i32) -> Self {
        Self(year * 12 + month - 1)
    }
    /// The calendar year.
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }
    /// The month of the year, 1 to 12.
    pub const fn month(self) -> i32 {
        self.0.rem_euclid(12) + 1
    }
    /// The month `months` later (earlier when negative).
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }
    /// Months from `earlier` to this one.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
    /// Years since January of year 0, at the middle of this month.
    pub fn mid_years(self) -> f64 {
        (f64::from(self.0) + 0.5) / 12.0
    }
    /// Reads `YYYY-MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        (1..=12).contains(&month).then(|| Self::new(year, month))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl TryFrom<String> for Month {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("'{text}' is not a month such as 2021-07"))
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

/// The months of a run, from its first to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeGrid {
    /// First simulated month.
    pub start: Month,
    /// Last simulated month.
    pub end: Month,
}

impl TimeGrid {
    /// How many months are simulated.
    pub const fn months(self) -> usize {
        (self.end.since(self.start) + 1) as usize
    }
    /// The simulated month with this number, from 0.
    pub const fn month(self, index: usize) -> Month {
        self.start.plus(index as i32)
    }
    /// The row of a trajectory that holds the end of `month`: row 0 is the start, the month before the first.
    pub fn row(self, month: Month) -> Option<usize> {
        let row = month.since(self.start) + 1;
        (0..=self.months() as i32).contains(&row).then_some(row as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_reads_as_it_prints() {
        for text in ["2021-07", "1999-12", "2030-01"] {
            assert_eq!(Month::parse(text).expect("valid").to_string(), text);
        }
        for text in ["2021-13", "2021-00", "21-07", "2021/07", "2021-7", "", "2021-07-01"] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn row_zero_is_the_month_before_the_first() {
        let grid = TimeGrid { start: Month::new(2021, 1), end: Month::new(2030, 12) };
        assert_eq!(grid.months(), 120);
        assert_eq!(grid.row(Month::new(2020, 12)), Some(0));
        assert_eq!(grid.row(Month::new(2025, 12)), Some(60));
        assert_eq!(grid.row(Month::new(2031, 1)), None);
    }
}
