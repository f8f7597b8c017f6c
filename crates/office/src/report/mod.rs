//! The report of a plan: every number that is handed in, once, whatever shape it is handed in.

mod annex;
mod budget;
mod build;
mod counted;
mod paper;

pub use annex::{Indicator, Indicators, QuotaRow, Quotas};
pub use budget::{Amount, BudgetRow, Product, YearMoney};
pub use paper::{Block, Cell, Paper, Plot};
#[cfg(feature = "write")]
pub(crate) use paper::{names, not_made};

use crate::number::{self, Lang};
use serde::{Deserialize, Serialize};

/// A report, its words in one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The language of its words.
    pub lang: Lang,
    /// What it is called.
    pub title: String,
    /// Key of the scenario.
    pub scenario: String,
    /// The place.
    pub place: String,
    /// What a region is called.
    pub region_word: String,
    /// First year and the year the verdict speaks of.
    pub years: (i32, i32),
    /// The document behind the plan.
    pub document: String,
    /// What the plan is called; empty where it has no name.
    pub plan: String,
    /// What is asked.
    pub question: String,
    /// The answer, in one sentence.
    pub answer: String,
    /// That the start is assumed, where it is.
    pub demonstration: Option<String>,
    /// The targets.
    pub targets: Vec<TargetRow>,
    /// The plan's public money beyond the baseline's, up to the end of the plan year, yuan.
    pub new_public_yuan: f64,
    /// All staff cost in the plan year, yuan.
    pub staff_yuan_plan_year: f64,
    /// The levers that were moved.
    pub decisions: Vec<Decision>,
    /// Yearly values of what the figures show.
    pub lines: Vec<Line>,
    /// What was counted later, where something was.
    pub counted: Vec<CountedRow>,
    /// The regions at the end of the plan year.
    pub regions: Vec<RegionRow>,
    /// The indicators, year by year.
    pub indicators: Indicators,
    /// A count shared out among regions and years, where one is.
    pub quotas: Option<Quotas>,
    /// Whether one was decided that no longer can be shared out so.
    pub quotas_refused: bool,
    /// What it costs, year by year and item by item.
    pub budget: Vec<BudgetRow>,
    /// The model's own sums of each year.
    pub money: Vec<YearMoney>,
    /// What nobody measured.
    pub assumptions: Vec<Assumption>,
    /// What is cited.
    pub sources: Vec<SourceRow>,
    /// How it was computed, in paragraphs.
    pub methods: Vec<String>,
    /// What it takes to compute it again.
    pub record: Vec<Fact>,
    /// The plan as the command line reads it.
    pub policy: String,
    /// What each variable of the results is.
    pub dictionary: Vec<Entry>,
}

/// A target and how the plan stands to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TargetRow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What is counted.
    pub counted: String,
    /// The clause behind it.
    pub clause: String,
    /// Read at the end of December of this year.
    pub year: i32,
    /// The value to reach.
    pub at_least: f64,
    /// The value of the plan.
    pub value: f64,
    /// The value without the plan.
    pub baseline: f64,
    /// Value − what is to be reached.
    pub margin: f64,
    /// Whether it is reached.
    pub met: bool,
    /// How it is read: as a number, in percent or per mille.
    pub scale: Scale,
    /// The unit of a number that is no share; empty where nobody said.
    pub unit: String,
    /// Its chance, where it was computed.
    pub chance: Option<Chance>,
}

/// How a target's values are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// As they are, with so many decimals.
    Plain(usize),
    /// A share in percent.
    Percent,
    /// A share per mille.
    PerMille,
}

impl Scale {
    /// That of a target by the value to reach: shares are at most one, and a few per mille are said as such.
    pub(crate) fn of(at_least: f64) -> Self {
        match at_least.abs() {
            size if size <= 0.02 => Self::PerMille,
            size if size <= 1.5 => Self::Percent,
            size if size < 20.0 => Self::Plain(2),
            _ => Self::Plain(0),
        }
    }

    /// A value as people read it.
    pub fn text(self, value: f64) -> String {
        match self {
            Self::Plain(digits) => number::decimal(value, digits),
            Self::Percent => format!("{}%", number::decimal(100.0 * value, 1)),
            Self::PerMille => format!("{}‰", number::decimal(1000.0 * value, 2)),
        }
    }

    /// A value without its unit, which stands elsewhere.
    pub(crate) fn bare(self, value: f64) -> String {
        self.text(value).trim_end_matches(['%', '‰']).to_owned()
    }

    /// How far a value is from another: shares differ by points.
    pub fn apart(self, value: f64, unit: &str, lang: Lang) -> String {
        let number = self.bare(value);
        match (self, lang) {
            (Self::Percent, Lang::Zh) => format!("{number} 个百分点"),
            (Self::Percent, Lang::En) => format!("{number} points"),
            (Self::PerMille, _) => format!("{number}‰"),
            (Self::Plain(_), _) if unit.is_empty() => number,
            (Self::Plain(_), _) => format!("{number} {unit}"),
        }
    }

    /// A difference: always with its sign, except nothing.
    pub fn signed(self, value: f64) -> String {
        match self {
            Self::Plain(digits) => number::signed(value, digits),
            Self::Percent => format!("{}%", number::signed(100.0 * value, 1)),
            Self::PerMille => format!("{}‰", number::signed(1000.0 * value, 2)),
        }
    }
}

/// The chance of a target, from many runs over what nobody knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// Key of the target.
    pub target: String,
    /// Share of runs that meet it.
    pub share: f64,
    /// Within which it lies, for as many runs.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// How many runs.
    pub runs: u64,
}

/// A target the user set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Its key.
    pub key: String,
    /// Its name, in the language of the report.
    pub name: String,
    /// What is counted.
    pub counted: String,
    /// Read at the end of December of this year.
    pub year: i32,
    /// The value to reach.
    pub at_least: f64,
    /// The value of the plan.
    pub value: f64,
    /// The value without the plan.
    pub baseline: f64,
    /// The value at the end of the base year and of each year after it.
    pub path: Vec<f64>,
}

/// A lever that was moved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Its values are shares.
    pub percent: bool,
    /// Whether its course is the user's own and not the document's.
    pub own: bool,
    /// Who may decide it.
    pub authority: String,
    /// Its value without the plan, at the end of the plan year.
    pub baseline: f64,
    /// Its value under the plan then.
    pub plan: f64,
    /// Its course in words.
    pub course: String,
    /// The clause behind it.
    pub clause: String,
    /// What it costs the public up to the end of the plan year, yuan.
    pub total_yuan: f64,
    /// The same a year.
    pub yearly_yuan: f64,
}

/// A figure's line: values at the end of each year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// What it is counted by, for a caption.
    pub note: String,
    /// The years.
    pub years: Vec<i32>,
    /// The plan.
    pub plan: Vec<f64>,
    /// Without it.
    pub baseline: Vec<f64>,
    /// A value to be reached, with its year.
    pub target: Option<(i32, f64)>,
    /// What was counted later, by year.
    pub counted: Vec<(i32, f64)>,
    /// Decimals that tell something.
    pub digits: usize,
}

/// A later count beside what was projected.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountedRow {
    /// The key of what was counted.
    pub key: String,
    /// Its name.
    pub name: String,
    /// At the end of this year, or in it.
    pub year: i32,
    /// The count.
    pub actual: f64,
    /// The plan's value; none in a year the run does not have.
    pub plan: Option<f64>,
    /// The value without the plan.
    pub baseline: Option<f64>,
    /// How it is read.
    pub scale: Scale,
    /// Where it comes from, as it was entered.
    pub source: String,
}

/// A region at the end of the plan year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegionRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Residents.
    pub residents: f64,
    /// People in posts.
    pub professionals: f64,
    /// Without the plan.
    pub baseline: f64,
    /// In posts with a certificate.
    pub certified: f64,
}

/// A number nobody measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assumption {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// The value that was used.
    pub value: f64,
    /// Its plausible range.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// How it is known.
    pub status: String,
    /// Where from.
    pub source: String,
    /// Whether it was changed for this plan.
    pub changed: bool,
    /// Whether it belongs to this place rather than to the model.
    pub local: bool,
}

/// A document or data set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceRow {
    /// Its key.
    pub key: String,
    /// What it is.
    pub title: String,
    /// Where it is found.
    pub url: String,
    /// How far it is to be trusted.
    pub confidence: String,
}

/// A fact about the run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub name: String,
    /// What it is.
    pub value: String,
}

/// A variable of the results.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Stock or flow.
    pub kind: String,
}
