//! `shapan export`: the report of a plan as a workbook, a document, a table or JSON.

use crate::failure::Failure;
use crate::lang::{self, Lang};
use crate::open;
use crate::output::Sink;
use crate::question::QuestionArgs;
use anyhow::Context as _;
use clap::Args;
use office::question::Question;
use office::report::Report;
use office::wire::Kind;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// Options of `export`.
#[derive(Args, Debug)]
pub struct ExportArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// Write to this file; its ending says what: .xlsx, .docx, .csv, .json, or -dictionary.csv
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
    /// A table of later counts that stands beside the projection: year, variable, value, source
    #[arg(long, value_name = "FILE")]
    counts: Option<PathBuf>,
    /// The date that stands in the report [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
}

/// Runs the command.
pub fn export(args: &ExportArgs) -> Result<(), Failure> {
    let kind = kind(&args.to)?;
    let sink = Sink::open(Some(&args.to), args.force)?;
    let asked = args.question.question()?;
    let question = Question {
        scenario: {
            let mut scenario = asked.model.scenario().clone();
            scenario.params = asked.model.params().clone();
            scenario
        },
        policy: asked.policy,
        settings: asked.settings,
        lang: match lang::spoken() {
            Lang::Zh => office::number::Lang::Zh,
            Lang::En => office::number::Lang::En,
        },
        date: args.date.clone().unwrap_or_else(today),
        chances: Vec::new(),
        goals: Vec::new(),
        annex: office::annex::Annex::default(),
        plan: String::new(),
        counts: args.counts.as_deref().map_or_else(|| Ok(Vec::new()), open::counts)?,
        changed: args.question.changed(),
    };
    let runs = question.run()?;
    let report = Report::of(&question, &runs);
    let bytes = office::write::file(&report, kind, &[]).map_err(Failure::author)?;
    {
        let mut file = sink.writer()?;
        file.write_all(&bytes).and_then(|()| file.flush()).context("cannot write the file")?;
    }
    Ok(sink.finish()?)
}

/// What an ending means.
fn kind(path: &std::path::Path) -> Result<Kind, Failure> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    let endings = [
        ("-dictionary.csv", Kind::Dictionary),
        (".xlsx", Kind::Xlsx),
        (".docx", Kind::Docx),
        (".csv", Kind::Csv),
        (".json", Kind::Json),
    ];
    let found = endings.into_iter().find(|(ending, _)| name.ends_with(ending));
    found.map(|(_, kind)| kind).ok_or_else(|| {
        Failure::author(format!(
            "error: '{}' says by its ending what is written: .xlsx, .docx, .csv or .json",
            path.display()
        ))
    })
}

/// Today, in UTC: a report of the same day is the same file.
fn today() -> String {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    civil(days as i64)
}

/// The date of a day since 1 January 1970, by Howard Hinnant's `civil_from_days`.
fn civil(days: i64) -> String {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_are_dates() {
        for (days, date) in
            [(0, "1970-01-01"), (59, "1970-03-01"), (19_782, "2024-02-29"), (20_783, "2026-11-26")]
        {
            assert_eq!(civil(days), date, "{days}");
        }
    }
}
