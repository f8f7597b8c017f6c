//! `shapan backtest`: the model against counted years, beside forecasts that need no model.

use crate::failure::{Failure, say};
use crate::lang::{self, Lang};
use crate::table::{Side, aligned, figure, laid_out};
use crate::{open, output};
use clap::Args;
use sim_core::Scenario;
use sim_core::ids::Label;
use sim_core::scenario::{File, Observation, Status, read_history};
use sim_core::study::backtest::{self, Comparison, FIT_YEAR, Fitted, Forecast, Hindsight, Refusal, Report};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Options of `backtest`.
#[derive(Args, Debug)]
pub struct BacktestArgs {
    /// A built-in name (`shapan list`) or a folder with scenario.toml and regions.csv
    scenario: String,
    /// Counts to use instead of the scenario's history.csv
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// The last year whose counts the fit and the naive forecasts may see
    #[arg(long, value_name = "YEAR", default_value_t = FIT_YEAR, allow_negative_numbers = true)]
    fit_to: i32,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn backtest(args: &BacktestArgs) -> Result<(), Failure> {
    let scenario = open::scenario(&args.scenario)?;
    let read = args.history.as_deref().map(|path| history(path, &scenario)).transpose()?;
    let counts = read.as_deref().unwrap_or(&scenario.history);
    let report =
        backtest::backtest(&scenario, counts, args.fit_to).map_err(|refusal| refused(args, refusal))?;
    let text = if args.json { output::json(&report) } else { text(&report, lang::spoken()) };
    Ok(output::print(&text)?)
}

fn history(path: &Path, scenario: &Scenario) -> Result<Vec<Observation>, Failure> {
    let bytes = open::file(path, open::Links::Followed)?;
    let shown = path.display().to_string();
    let residents = scenario.regions.iter().map(|r| r.population_2020).sum();
    let (counts, warnings) = read_history(File { name: &shown, bytes: &bytes }, residents)
        .map_err(|problems| Failure::problems(&problems))?;
    say(&warnings);
    Ok(counts)
}

fn refused(args: &BacktestArgs, refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Run(fault) => Failure::Run(fault),
        Refusal::NoHistory if args.history.is_some() => {
            Failure::author(format!("error: {refusal}: the file has no row"))
        }
        Refusal::NoHistory => {
            let shown: String = args.scenario.chars().take(64).collect();
            Failure::author(format!("error: {refusal}: '{shown}' has none; name a file with --history FILE"))
        }
        Refusal::TooFew { .. } | Refusal::NoTestYear { .. } => {
            Failure::author(format!("error: {refusal} (--fit-to, --history)"))
        }
    }
}

fn text(report: &Report, lang: Lang) -> String {
    let mut text = fit(report, lang);
    for comparison in &report.comparisons {
        text += &compared(comparison, lang);
    }
    text += lang.word("\n后见之明\n", "\nHindsight\n");
    for note in &report.hindsight {
        writeln!(text, "{}  {}", number(note.key), lang.text(&note.text))
            .expect("writing to a string cannot fail");
    }
    text
}

/// Kinds of hindsight are numbered from 1 in the tables.
fn number(key: Hindsight) -> usize {
    key.index() + 1
}

fn label(lang: Lang, label: Label) -> &'static str {
    lang.word(label.zh, label.en)
}

fn yes(lang: Lang, is: bool) -> String {
    if is { lang.word("是", "yes") } else { "" }.to_owned()
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

fn two(value: f64) -> String {
    // Rounding must not leave "-0.00".
    format!("{:.2}", if value.abs() < 0.005 { 0.0 } else { value })
}

fn or_dash<T>(value: Option<T>, shown: impl Fn(T) -> String) -> String {
    value.map_or_else(|| "–".to_owned(), shown)
}

fn fit(report: &Report, lang: Lang) -> String {
    let fit = &report.fit;
    let (own, fitted) = (figure(fit.own_squares), figure(fit.squares));
    let (counts, runs, year) = (fit.points.len(), fit.runs, report.fit_year);
    let mut text = match lang {
        Lang::Zh => format!(
            "拟合至 {year} 年：{counts} 个数，{} 个参数，模型运行 {runs} 次；加权对数误差平方和由 {own} 降为 {fitted}\n\n",
            fit.parameters.len()
        ),
        Lang::En => format!(
            "Fitted to {year}: {counts} counts, {} parameters, {runs} runs of the model; weighted squares of log errors \
             {own} before, {fitted} after\n\n",
            fit.parameters.len()
        ),
    };
    if !fit.converged {
        text += lang.word("注意：搜索未收敛\n\n", "Note: the search did not converge\n\n");
    }
    text += &parameters(&fit.parameters, lang);
    if fit.parameters.iter().any(|p| p.at_bound) {
        text += lang.word(
            "\n在边界上的参数由范围决定，不由数据决定；换一个范围，预测也会不同\n",
            "\nA parameter at an end of its range is decided by the range, not by the counts: another range, other forecasts\n",
        );
    }
    text += lang.word(
        "\n参数间的近似相关（“–”：数据无从分辨）\n",
        "\nApproximate correlations (–: the counts cannot tell)\n",
    );
    let heads: Vec<(&str, Side)> = std::iter::once((lang.word("参数", "parameter"), Side::Left))
        .chain(fit.parameters.iter().map(|p| (p.key.as_str(), Side::Right)))
        .collect();
    let rows =
        fit.parameters.iter().zip(&fit.correlation).map(|(p, row)| {
            std::iter::once(p.key.clone()).chain(row.iter().map(|c| or_dash(*c, two))).collect()
        });
    text += &laid_out(&heads, &rows.collect::<Vec<Vec<String>>>());
    text.push('\n');
    let heads = [
        (lang.word("变量", "variable"), Side::Left),
        (lang.word("年", "year"), Side::Left),
        (lang.word("实际", "observed"), Side::Right),
        (lang.word("权重", "weight"), Side::Right),
        (lang.word("拟合前", "before"), Side::Right),
        (lang.word("拟合后", "fitted"), Side::Right),
        (lang.word("偏差", "off by"), Side::Right),
    ];
    let rows = fit.points.iter().map(|p| {
        [
            p.variable.key().to_owned(),
            p.year.to_string(),
            figure(p.observed),
            p.weight.to_string(),
            figure(p.own),
            figure(p.fitted),
            percent(p.fitted / p.observed - 1.0),
        ]
    });
    text + &aligned(heads, &rows.collect::<Vec<_>>())
}

fn parameters(parameters: &[Fitted], lang: Lang) -> String {
    let heads = [
        (lang.word("参数", "parameter"), Side::Left),
        (lang.word("原值", "before"), Side::Right),
        (lang.word("拟合", "fitted"), Side::Right),
        (lang.word("标准误（近似）", "standard error"), Side::Right),
        (lang.word("低", "low"), Side::Right),
        (lang.word("高", "high"), Side::Right),
        ("", Side::Left),
    ];
    let rows = parameters.iter().map(|p| {
        let said = [
            (p.flat, lang.word("不起作用", "does nothing here")),
            (p.at_bound, lang.word("在范围边界", "at an end of its range")),
        ];
        let said: Vec<&str> = said.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect();
        [
            p.key.clone(),
            figure(p.default),
            figure(p.fitted),
            or_dash(p.standard_error, figure),
            figure(p.low),
            figure(p.high),
            said.join(lang.word("，", ", ")),
        ]
    });
    aligned(heads, &rows.collect::<Vec<_>>())
}

fn compared(comparison: &Comparison, lang: Lang) -> String {
    let mut text = format!("\n{}\n", label(lang, comparison.variable.label()));
    let years: Vec<String> = comparison.years.iter().map(ToString::to_string).collect();
    let mut heads =
        vec![(lang.word("预测", "forecast"), Side::Left), (lang.word("锚定", "anchored"), Side::Left)];
    heads.extend(years.iter().map(|year| (year.as_str(), Side::Right)));
    heads.push((lang.word("后见", "hindsight"), Side::Left));
    let status = |status: &Status| match status {
        Status::Fact => "",
        _ => "?",
    };
    let observed = comparison.observed.iter().zip(&comparison.statuses).map(|(v, s)| figure(*v) + status(s));
    let first = [lang.word("实际（? 非事实）", "observed (?: no fact)").to_owned(), String::new()];
    let mut rows: Vec<Vec<String>> = vec![first.into_iter().chain(observed).chain([String::new()]).collect()];
    rows.extend(comparison.forecasts.iter().map(|f| {
        let hindsight: Vec<String> = f.hindsight.iter().map(|h| number(*h).to_string()).collect();
        let values = f.values.iter().map(|v| or_dash(*v, figure));
        [lang.text(&f.label).to_owned(), yes(lang, f.anchored)]
            .into_iter()
            .chain(values)
            .chain([hindsight.join(" ")])
            .collect()
    }));
    text += &laid_out(&heads, &rows);
    text.push('\n');
    let heads = [
        (lang.word("误差", "errors"), Side::Left),
        (lang.word("锚定", "anchored"), Side::Left),
        (lang.word("平均绝对", "mean abs."), Side::Right),
        (lang.word("均方根", "root m. sq."), Side::Right),
        (lang.word("平均", "mean"), Side::Right),
        ("U", Side::Right),
        (lang.word("偏差", "bias"), Side::Right),
        (lang.word("变异", "variation"), Side::Right),
        (lang.word("协变", "covariation"), Side::Right),
        (lang.word("比简单法", "÷ naive"), Side::Right),
        ("", Side::Left),
    ];
    let rows = comparison.forecasts.iter().enumerate().map(|(i, f)| errors(comparison, i, f, lang));
    text + &aligned(heads, &rows.collect::<Vec<_>>())
}

fn errors(comparison: &Comparison, number: usize, forecast: &Forecast, lang: Lang) -> [String; 11] {
    let accuracy = forecast.accuracy.as_ref();
    let parts = accuracy.and_then(|a| a.decomposition);
    let marks = [
        (comparison.best_naive == Some(number), lang.word("最好的简单法", "best naive")),
        (comparison.best == Some(number), lang.word("最好", "best")),
        (forecast.rival.is_some_and(|r| r.error_ratio > 1.0), lang.word("输给简单法", "loses")),
        (
            accuracy.is_none_or(|a| a.years < comparison.years.len()),
            lang.word("缺年份，不比较", "years missing, not compared"),
        ),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect();
    [
        lang.text(&forecast.label).to_owned(),
        yes(lang, forecast.anchored),
        or_dash(accuracy, |a| percent(a.mean_absolute_share)),
        or_dash(accuracy, |a| figure(a.root_mean_square)),
        or_dash(accuracy, |a| figure(a.mean_error)),
        or_dash(accuracy.and_then(|a| a.theil_u), two),
        or_dash(parts.map(|p| p.bias), two),
        or_dash(parts.map(|p| p.variation), two),
        or_dash(parts.map(|p| p.covariation), two),
        forecast.rival.map_or_else(String::new, |r| two(r.error_ratio)),
        marks.join(lang.word("，", ", ")),
    ]
}
