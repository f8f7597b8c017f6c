//! `shapan params`: what is assumed in a scenario, how it is known and where from.

use crate::failure::Failure;
use crate::lang::{self, Lang};
use crate::table::{Side, aligned, figure};
use crate::{open, output};
use clap::Args;
use serde::Serialize;
use sim_core::scenario::{Shape, Status};
use sim_core::{ParamKey, Scenario};

/// Options of `params`.
#[derive(Args, Debug)]
pub struct ParamsArgs {
    /// A built-in name (`shapan list`) or a folder with scenario.toml and regions.csv
    scenario: String,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    key: &'static str,
    label_zh: &'static str,
    label_en: &'static str,
    unit: &'static str,
    value: f64,
    default: f64,
    low: f64,
    high: f64,
    shape: Shape,
    status: Status,
    source: &'a str,
}

impl<'a> Row<'a> {
    fn of(key: ParamKey, scenario: &'a Scenario) -> Self {
        let param = key.param();
        let (low, high, status, source) = match scenario.own_params.get(param.key) {
            Some(own) => (own.low, own.high, own.status, own.source.as_str()),
            None => (param.low, param.high, param.status, param.source),
        };
        Self {
            key: param.key,
            label_zh: param.label.zh,
            label_en: param.label.en,
            unit: param.unit,
            value: scenario.params.value(key),
            default: param.default,
            low,
            high,
            shape: param.shape,
            status,
            source,
        }
    }
}

/// Runs the command.
pub fn params(args: &ParamsArgs) -> Result<(), Failure> {
    let scenario = open::scenario(&args.scenario)?;
    let rows: Vec<Row<'_>> = ParamKey::all().map(|key| Row::of(key, &scenario)).collect();
    let text = if args.json { output::json(&rows) } else { text(&rows, lang::spoken()) };
    Ok(output::print(&text)?)
}

fn text(rows: &[Row<'_>], lang: Lang) -> String {
    let heads = [
        (lang.word("参数", "parameter"), Side::Left),
        (lang.word("取值", "value"), Side::Right),
        (lang.word("默认", "default"), Side::Right),
        (lang.word("低", "low"), Side::Right),
        (lang.word("高", "high"), Side::Right),
        (lang.word("性质", "status"), Side::Left),
        (lang.word("单位", "unit"), Side::Left),
        (lang.word("名称", "name"), Side::Left),
    ];
    let cells = |row: &Row<'_>| {
        let status = match row.status {
            Status::Fact => lang.word("事实", "fact"),
            Status::Assumption => lang.word("假设", "assumption"),
            Status::Fitted => lang.word("拟合", "fitted"),
            Status::Derived => lang.word("推算", "derived"),
        };
        // A year has no thousands.
        let figure = |value: f64| if row.unit == "year" { value.to_string() } else { figure(value) };
        [
            row.key.to_owned(),
            figure(row.value),
            figure(row.default),
            figure(row.low),
            figure(row.high),
            status.to_owned(),
            row.unit.to_owned(),
            lang.word(row.label_zh, row.label_en).to_owned(),
        ]
    };
    aligned(heads, &rows.iter().map(cells).collect::<Vec<_>>())
}
