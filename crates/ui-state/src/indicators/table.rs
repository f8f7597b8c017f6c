//! Table 1: the plan's indicators, each with its years, its target and what is likely to be reached.

use super::sheet::Sheet;
use crate::aims::Aim;
use crate::number;
use crate::scoreboard;
use crate::series::{Series, Unit};
use crate::state::AppState;
use crate::study::chances::series_of;
use crate::words::Words;
use sim_core::scenario::{Authority, Measure, Metric, Status};
use sim_core::study::breakdown::base_year;
use sim_core::study::ensemble::Watched;

/// The table, as plain data: for the page, for files, for the annex of a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorTable {
    /// The year of what is there.
    pub base_year: i32,
    /// The years after it.
    pub years: Vec<i32>,
    /// The indicators.
    pub rows: Vec<Indicator>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Which count it uses.
    pub counts: String,
    /// The clause behind it; empty where there is none.
    pub clause: String,
    /// Its unit.
    pub unit: String,
    /// The value at the end of the base year.
    pub base: String,
    /// How that is known.
    pub status: Status,
    /// The value of the plan at the end of each year.
    pub values: Vec<String>,
    /// What is to be reached; nothing for a figure without a target.
    pub target: Option<String>,
    /// The year of the target.
    pub year: i32,
    /// Whether the plan reaches it.
    pub met: Option<bool>,
    /// Whether it is binding rather than expected.
    pub binding: bool,
    /// Who is responsible, as somebody wrote it.
    pub unit_typed: String,
    /// Who is taken to be responsible where nobody wrote it.
    pub unit_default: String,
    /// What is reached with a chance of 50, 80, 90 %.
    pub reached: Option<[String; 3]>,
}

/// What is shown beside the targets.
const OUTPUTS: [Series; 4] =
    [Series::Professionals, Series::CertifiedPractising, Series::Agencies, Series::NeedCoverage];

impl IndicatorTable {
    /// That of the plan; nothing before its first run.
    pub fn of(state: &AppState, sheet: &Sheet, words: &Words) -> Option<Self> {
        let view = state.view()?;
        let aims = state.aims();
        let base = base_year(&state.scenario);
        let last = aims.iter().map(|aim| aim.year).max().unwrap_or(state.scenario.plan_year);
        let years: Vec<i32> = (base + 1..=last).collect();
        let others = OUTPUTS.into_iter().filter(|it| aims.iter().all(|aim| aim.series != *it));
        let lang = words.lang();
        let row = |series: Series, aim: Option<&Aim>| {
            let key = aim.map_or(series.name_key(), |aim| &aim.key).to_owned();
            let values = view.plan.values(series);
            let beside = sheet.annex.beside.get(&key);
            let year = aim.map_or(last, |aim| aim.year);
            let of = |lever: sim_core::LeverKey| lever.lever().authority;
            let own = lang.text(&state.scenario.place).to_owned();
            let who = aim.and_then(|aim| aim.fulfilled_by).map(of).filter(|who| *who != Authority::Own);
            let reached = sheet.finding.as_ref().and_then(|it| it.reached(watched(series)?, year));
            Indicator {
                name: aim.map_or_else(|| words.say(series.name_key()), |aim| scoreboard::name(aim, words)),
                counts: words.say(series.counts_key()),
                clause: aim.map(|aim| lang.text(&aim.clause).to_owned()).unwrap_or_default(),
                unit: unit(series, words),
                base: plain(series, values.first().copied().unwrap_or_default()),
                status: status(state, series),
                values: years.iter().map(|year| plain(series, values[view.year_row(*year)])).collect(),
                target: aim.map(|aim| plain(series, aim.at_least)),
                year,
                met: aim.map(|aim| aim.judged(view).met),
                binding: beside.is_some_and(|it| it.binding),
                unit_typed: beside.map(|it| it.unit.clone()).unwrap_or_default(),
                unit_default: who.map_or(own, |who| lang.label(who.label()).to_owned()),
                reached: reached.map(|values| values.map(|value| plain(series, value))),
                key,
            }
        };
        let rows = aims.iter().map(|aim| row(aim.series, Some(aim))).chain(others.map(|it| row(it, None)));
        Some(Self { base_year: base, years: years.clone(), rows: rows.collect() })
    }
}

/// A value without its unit, which has a column of its own.
fn plain(series: Series, value: f64) -> String {
    match series.unit() {
        Unit::Percent => number::decimal(100.0 * value, 1),
        Unit::PerMille => number::decimal(1000.0 * value, 2),
        Unit::PerCommunity => number::decimal(value, 2),
        _ => number::count(value),
    }
}

fn unit(series: Series, words: &Words) -> String {
    match series.unit() {
        Unit::Percent => "%".to_owned(),
        Unit::PerMille => "‰".to_owned(),
        _ => series.unit_word(words.lang()).to_owned(),
    }
}

fn status(state: &AppState, series: Series) -> Status {
    match series {
        Series::Professionals => state.scenario.start.professionals.status,
        Series::VenueCoverage => state.scenario.start.venue_coverage.status,
        Series::InstitutionPostShare => state.scenario.start.institution_share.status,
        _ if series.starts_assumed() => state.scenario.start.status,
        _ => Status::Derived,
    }
}

/// What runs are watched for that shows the same.
fn watched(series: Series) -> Option<Watched> {
    let metrics = Metric::ALL.into_iter().map(Watched::Metric);
    metrics.chain([Watched::Measure(Measure::Coverage)]).find(|it| series_of(*it) == Some(series))
}
