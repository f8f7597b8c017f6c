//! `history.csv`: what was counted in earlier years, to hold a run against.

use super::Text;
use super::check::YEAR;
use super::input::{File, Input, Log, shorten};
use super::params::Status;
use super::problem::{Problem, both, said};
use super::sheet::{COUNT, Columns, Row, VARIABLE, read_sheet};
use super::walk::{STATUS, STATUS_KEYS, STATUSES};
use crate::ids::index_set;
use serde::{Deserialize, Serialize};

index_set! {
    /// What a history counts.
    Observed [OBSERVED] {
        /// Certificates issued so far, at the end of the year.
        Certified = "certified", "累计持证人数（年末）", "Certificates issued so far, at the end of the year";
        /// People registered for the exam of the year.
        ExamRegistered = "exam_registered", "当年考试报名人数", "People registered for the exam of the year";
        /// People in posts at the end of the year.
        Professionals = "professionals", "专业人才（年末）", "People in posts at the end of the year";
    }
}

impl Observed {
    /// The units it may be counted in; the first is the usual one.
    pub const fn units(self) -> &'static [&'static str] {
        match self {
            Self::Certified => &["certificates", "persons"],
            Self::ExamRegistered | Self::Professionals => &["persons"],
        }
    }
}

/// One count of one year, for the whole place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// The year.
    pub year: i32,
    /// What was counted.
    pub variable: Observed,
    /// The count, persons (certificates for [`Observed::Certified`]).
    pub value: f64,
    /// How it is known; a fact unless the table says otherwise.
    pub status: Status,
    /// Key of a source, perhaps with a note; empty when the table names none.
    pub source: String,
}

const COLUMNS: Columns = Columns {
    required: &["year", "variable", "value", "unit"],
    optional: &["status", "source"],
    row: both("个统计数", "count"),
};

/// Fewer than this in a place of [`MANY`] residents were not counted in persons.
const FEW: f64 = 1000.0;

/// Residents of a province of the largest kind, or of a nation.
const MANY: f64 = 1e8;

/// Reads a history that stands alone; the second part of `Ok` holds warnings. `residents` are those of the place it
/// is about. Whether its sources exist is not asked: they are those of a scenario.
///
/// # Errors
/// All problems, in the order of the lines; at least one is an error.
pub fn read_history(
    file: File<'_>,
    residents: f64,
) -> Result<(Vec<Observation>, Vec<Problem>), Vec<Problem>> {
    let log = Log::default();
    let read = Input::decode(file, &log).and_then(|input| read_observations(&input, Some(residents), &log));
    match read {
        Some(read) if !log.has_errors() => Ok((read, log.into_problems())),
        _ => Err(log.into_problems()),
    }
}

/// Reads the counts, in the order of the rows. `None` means that problems were noted.
pub(super) fn read_observations(
    input: &Input<'_>,
    residents: Option<f64>,
    log: &Log,
) -> Option<Vec<Observation>> {
    let mut seen: Vec<(i32, Observed, usize)> = Vec::new();
    let rows = read_sheet(input, log, &COLUMNS, |row| {
        let read = row.observation(residents)?;
        let first = seen.iter().find(|(year, what, _)| (*year, *what) == (read.year, read.variable));
        if let Some((year, what, line)) = first {
            row.error(
                "variable",
                said!("{1} 年的“{0}”出现两次", "'{}' of {} stands twice", what.key(), year),
                said!("第 {} 行已有；请留一行", "line {} has it already; leave one of them out", line),
            );
            return None;
        }
        seen.push((read.year, read.variable, row.line()));
        if !read.source.is_empty() {
            log.cite(&read.source, &row.at("source"));
        }
        Some(read)
    })?;
    rows.into_iter().map(|(_, read)| read).collect()
}

impl Row<'_> {
    fn observation(&self, residents: Option<f64>) -> Option<Observation> {
        let year = self.year("year");
        let names = Observed::ALL.map(Observed::key);
        let variable = self.one_of("variable", VARIABLE, &names).map(|i| Observed::ALL[i]);
        let value = self.number("value", 0.0, 2e9, COUNT);
        if let Some(variable) = variable {
            self.unit(variable);
        }
        let status = match self.optional("status") {
            Some(_) => self.one_of("status", STATUS, &STATUS_KEYS).map(|i| STATUSES[i]),
            None => Some(Status::Fact),
        };
        if let (Some(value), Some(residents)) = (value, residents)
            && value < FEW
            && residents > MANY
        {
            self.warn(
                "value",
                said!("{} 对 {} 名居民来说太少", "{} is little for {} residents", value, residents),
                both(
                    "人数以人计，不以万计：12 万写成 120000",
                    "counts are persons, not 万: 12 万 is written 120000",
                ),
            );
        }
        Some(Observation {
            year: year?,
            variable: variable?,
            value: value?,
            status: status?,
            source: self.optional("source").unwrap_or_default().to_owned(),
        })
    }

    fn unit(&self, variable: Observed) {
        if let Some(cell) = self.cell("unit")
            && !variable.units().contains(&cell)
        {
            self.error(
                "unit",
                said!("“{}”不是“{}”的单位", "'{}' is not a unit of '{}'", shorten(cell), variable.key()),
                Text {
                    zh: format!("应为 {}", variable.units().join(" 或 ")),
                    en: format!("{} is expected", variable.units().join(" or ")),
                },
            );
        }
    }

    fn year(&self, column: &str) -> Option<i32> {
        let cell = self.cell(column)?;
        let year = cell.parse().ok().filter(|y| (1900..=2200).contains(y));
        if year.is_none() {
            self.error(column, said!("“{}”不是年份", "'{}' is not a year", shorten(cell)), YEAR);
        }
        year
    }
}
