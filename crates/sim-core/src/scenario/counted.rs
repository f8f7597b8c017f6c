//! What can be counted at the end of a year and read off a run: what histories count, and what targets are judged on.

use super::Metric;
use super::check::YEAR;
use super::history::Observed;
use super::input::{File, Input, Log, shorten};
use super::params::Domain;
use super::problem::{Problem, both, said};
use super::sheet::{COUNT, Columns, Row, VARIABLE, read_sheet};
use super::walk::expected;
use crate::ids::Label;
use serde::{Deserialize, Serialize};

/// What a count counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Counted {
    /// What histories count.
    Observed(Observed),
    /// What targets are judged on.
    Metric(Metric),
}

impl Counted {
    /// Everything that can be counted, each once: people in posts are the same in both.
    pub fn all() -> impl Iterator<Item = Self> {
        let metrics = Metric::ALL.into_iter().filter(|metric| *metric != Metric::Professionals);
        Observed::ALL.into_iter().map(Self::Observed).chain(metrics.map(Self::Metric))
    }

    /// The name in files and tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Observed(observed) => observed.key(),
            Self::Metric(metric) => metric.key(),
        }
    }

    /// The name people read.
    pub const fn label(self) -> Label {
        match self {
            Self::Observed(observed) => observed.label(),
            Self::Metric(metric) => metric.label(),
        }
    }

    /// That with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|it| it.key() == key)
    }

    /// Which values are possible.
    pub const fn domain(self) -> Domain {
        match self {
            Self::Observed(_) => Domain::NonNegative,
            Self::Metric(metric) => metric.domain(),
        }
    }
}

/// What was counted of the whole place at the end of a year, or in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// The year.
    pub year: i32,
    /// What.
    pub what: Counted,
    /// The count, in the unit of what it counts; shares from 0 to 1.
    pub value: f64,
    /// Where it comes from, in the words of whoever wrote it; empty where nobody said.
    pub source: String,
}

/// The columns of a history as well, so that one can be read as counts.
const COLUMNS: Columns = Columns {
    required: &["year", "variable", "value"],
    optional: &["unit", "status", "source"],
    row: both("个统计数", "count"),
};

/// The years a count may be of.
pub const COUNTED_YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Reads counts from a table with the columns `year`, `variable`, `value` and perhaps `source`.
///
/// # Errors
/// All problems, in the order of the lines.
pub fn read_counts(file: File<'_>) -> Result<Vec<Count>, Vec<Problem>> {
    let log = Log::default();
    let mut seen: Vec<(i32, Counted, usize)> = Vec::new();
    let rows = Input::decode(file, &log).and_then(|input| {
        read_sheet(&input, &log, &COLUMNS, |row| {
            let count = row.count()?;
            let first = seen.iter().find(|(year, what, _)| (*year, *what) == (count.year, count.what));
            if let Some((year, what, line)) = first {
                row.error(
                    "variable",
                    said!("{1} 年的“{0}”出现两次", "'{}' of {} stands twice", what.key(), year),
                    said!("第 {} 行已有；请留一行", "line {} has it already; leave one of them out", line),
                );
                return None;
            }
            seen.push((count.year, count.what, row.line()));
            Some(count)
        })
    });
    match rows {
        Some(rows) if !log.has_errors() => Ok(rows.into_iter().filter_map(|(_, count)| count).collect()),
        _ => Err(log.into_problems()),
    }
}

impl Row<'_> {
    fn count(&self) -> Option<Count> {
        let year = self.cell("year").and_then(|cell| {
            let year = cell.parse().ok().filter(|year| COUNTED_YEARS.contains(year));
            if year.is_none() {
                self.error("year", said!("“{}”不是年份", "'{}' is not a year", shorten(cell)), YEAR);
            }
            year
        });
        let keys: Vec<&str> = Counted::all().map(Counted::key).collect();
        let what = self.one_of("variable", VARIABLE, &keys).and_then(|at| Counted::all().nth(at));
        let value = self.number("value", 0.0, 2e9, COUNT);
        let (what, value) = (what?, value?);
        if !what.domain().contains(value) {
            let message = said!("{} 对“{}”不可能", "{} is not possible for '{}'", value, what.key());
            self.error("value", message, expected(what.domain()));
            return None;
        }
        let source = self.optional("source").unwrap_or_default().to_owned();
        Some(Count { year: year?, what, value, source })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::METRICS;

    fn read(text: &str) -> Result<Vec<Count>, Vec<Problem>> {
        read_counts(File { name: "counts.csv", bytes: text.as_bytes() })
    }

    #[test]
    fn keys_name_one_thing_each() {
        let keys: crate::sorted::Set<&str> = Counted::all().map(Counted::key).collect();
        assert_eq!(keys.len(), 3 + METRICS - 1);
        assert!(Counted::all().all(|it| Counted::from_key(it.key()) == Some(it)));
    }

    #[test]
    fn counts_are_read_with_and_without_a_source() {
        let counts = read(
            "year,variable,value,source\n2026,professionals,8200,bulletin\n2026,station_coverage,0.8,\n",
        );
        let count = |what: &str, value, source: &str| Count {
            year: 2026,
            what: Counted::from_key(what).expect("known"),
            value,
            source: source.to_owned(),
        };
        assert_eq!(
            counts,
            Ok(vec![count("professionals", 8200.0, "bulletin"), count("station_coverage", 0.8, "")])
        );
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let wrong = read(
            "year,variable,value\n26,professionals,1\n2026,profesionals,1\n2026,station_coverage,80\n2027,certified,5\n2027,certified,6\n",
        );
        let wrong: Vec<(usize, String)> =
            wrong.expect_err("four are wrong").into_iter().map(|it| (it.at.line, it.message.en)).collect();
        assert_eq!(wrong.len(), 4, "{wrong:?}");
        assert_eq!(wrong.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3, 4, 6]);
    }
}
