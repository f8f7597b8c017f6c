//! `shapan study`: many runs over what nobody knows; its rows as a file, parts put together, and what they say.

use super::sensitivity;
use crate::failure::{Failure, say};
use crate::lang::{self, Lang};
use crate::open;
use crate::output::{self, Sink};
use crate::progress::Progress;
use crate::question::{QuestionArgs, read_policy};
use crate::table::{Side as Flush, aligned, figure};
use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use sim_core::scenario::{File, Metric, read_history};
use sim_core::study::ensemble::{
    Chance, Condition, Curve, Fan, Hindcast, Kind, LEVELS, Likelihood, Plan, Report, Row, Rule, Side, Spec,
    Study, TOLERANCE, Table, Watched, matters,
};
use sim_core::study::sample::Sampler;
use sim_core::study::sensitivity::End;
use sim_core::study::sensitivity::reversal::Choice;
use sim_core::study::uncertainty::Cause;
use sim_core::{Policy, Scenario, time::Month};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Options of `study`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct StudyArgs {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    ask: Option<AskArgs>,
}

#[derive(Subcommand, Debug)]
enum Part {
    /// Put parts of one study together, in any order
    Merge(MergeArgs),
    /// Say what the rows of a file say
    Report(ReportArgs),
}

// Options flattened into a group are no members of it unless they are named: the scenario says that a study is asked for.
#[derive(Args, Debug)]
#[group(args = ["scenario"])]
struct AskArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// What is asked
    #[arg(long, value_name = "KIND", default_value = Kind::Ensemble.key(), value_parser = keys(&Kind::ALL.map(Kind::key)))]
    kind: String,
    /// Runs of an ensemble, trajectories of Morris, base rows of Sobol; a tornado knows its own number
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u64).range(1..=1_000_000), allow_negative_numbers = true)]
    n: u64,
    /// Only these rows, the last one not among them: a part of the study, for --out
    #[arg(long, value_name = "I..J", requires = "out")]
    rows: Option<String>,
    /// How points are chosen
    #[arg(long, value_name = "SAMPLER", default_value = Sampler::LatinHypercube.key(), value_parser = keys(&Sampler::ALL.map(Sampler::key)))]
    sampler: String,
    /// Why runs differ, separated by commas: assumptions, structure, shocks, persons [default: all but persons]
    #[arg(long, value_name = "CAUSES")]
    vary: Option<String>,
    /// Draw only these numbers, separated by commas; all others stay
    #[arg(long, value_name = "NAMES")]
    factors: Option<String>,
    /// Compare the plan with this policy instead of the baseline: `document`, or a policy file
    #[arg(long, value_name = "FILE|document", conflicts_with = "no_baseline")]
    against: Option<String>,
    /// Run the plan only: half the time, but no differences
    #[arg(long)]
    no_baseline: bool,
    /// Hold each run against the counts of this file (year,variable,value,unit), or against the scenario's own with `own`
    #[arg(long, value_name = "FILE|own")]
    condition: Option<String>,
    /// With --condition: counts after this year weigh nothing, and are held against the bands
    #[arg(long, value_name = "YEAR", requires = "condition", allow_negative_numbers = true)]
    until: Option<i32>,
    /// With --condition: how far model and count may be apart, as a standard deviation of logarithms
    #[arg(long, value_name = "SHARE", default_value_t = TOLERANCE, requires = "condition", allow_negative_numbers = true)]
    tolerance: f64,
    /// With --condition: what being apart does
    #[arg(long, value_name = "RULE", default_value = Rule::Weights.key(), requires = "condition", value_parser = keys(&Rule::ALL.map(Rule::key)))]
    rule: String,
    /// Threads; without it as many as the machine has
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), allow_negative_numbers = true)]
    threads: Option<u16>,
    /// Write all rows to this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
    /// Write the report as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args, Debug)]
struct MergeArgs {
    /// Files that `shapan study --out` wrote
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write to this file; `-` is standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
}

#[derive(Args, Debug)]
struct ReportArgs {
    /// A file that `shapan study --out` or `merge` wrote
    file: PathBuf,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// The names of an index set, as clap checks them.
fn keys(keys: &[&'static str]) -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(keys.to_vec())
}

/// Runs the command.
pub fn study(args: &StudyArgs) -> Result<(), Failure> {
    match (&args.part, &args.ask) {
        (Some(Part::Merge(args)), _) => merge(args),
        (Some(Part::Report(args)), _) => {
            let table = read(&args.file)?;
            tell(&table, args.json, lang::spoken())
        }
        (None, Some(args)) => ask(args),
        (None, None) => {
            Err(Failure::author("error: name a scenario (`shapan list`), or merge or report files"))
        }
    }
}

fn ask(args: &AskArgs) -> Result<(), Failure> {
    let sink = args.out.as_deref().map(|out| Sink::open(Some(out), args.force)).transpose()?;
    let question = args.question.question()?;
    // A parameter that differs from the scenario's own was set by hand, and is held.
    let scenario = Scenario { params: question.own_params.clone(), ..question.model.scenario().clone() };
    if question.substeps != 1 {
        return Err(Failure::author("--substeps: a study has one step a month; leave it out"));
    }
    let spec = Spec {
        kind: Kind::from_key(&args.kind).expect("clap knows the names"),
        sampler: Sampler::from_key(&args.sampler).expect("clap knows the names"),
        n: args.n,
        seed: question.settings.seed.unwrap_or(1),
        causes: args.vary.as_deref().map_or(Ok(Spec::default().causes), causes)?,
        factors: list(args.factors.as_deref()),
        baseline: !args.no_baseline,
        against: args
            .against
            .as_deref()
            .map_or_else(|| Ok(Policy::default()), |it| read_policy(it, &scenario))?,
        condition: args.condition.as_deref().map(|given| condition(given, args, &scenario)).transpose()?,
        ..Spec::default()
    };
    if spec.kind == Kind::Sobol && spec.factors.is_empty() {
        return Err(Failure::author(
            "error: Sobol indices take a run for each factor and base row: name a dozen with --factors (`--kind morris` finds those \
             that matter)",
        ));
    }
    let study = Study::new(&scenario, question.model.params(), &question.policy, &spec)
        .map_err(|refusal| Failure::author(format!("error: {refusal}")))?;
    let rows = rows(args.rows.as_deref(), study.plan.rows)?;
    let pool = ThreadPoolBuilder::new()
        .num_threads(args.threads.map_or(0, usize::from))
        .build()
        .context("cannot start threads")?;
    let progress = Progress::of(rows.end - rows.start);
    let one = |number: u64| {
        let row = study.evaluate(number);
        progress.step();
        row
    };
    let done: Vec<Row> = pool.install(|| rows.clone().into_par_iter().map(one).collect());
    progress.end();
    let table = Table { plan: study.plan, rows: done };
    if let Some(sink) = sink {
        sink.write(&table.write(&line(&table.plan)))?;
    }
    if args.rows.is_some() { Ok(()) } else { tell(&table, args.json, lang::spoken()) }
}

fn list(given: Option<&str>) -> Vec<String> {
    given.into_iter().flat_map(|list| list.split(',')).map(|name| name.trim().to_owned()).collect()
}

fn causes(given: &str) -> Result<Vec<Cause>, Failure> {
    let cause = |name: &str| {
        Cause::from_key(name.trim()).ok_or_else(|| {
            let names = Cause::ALL.map(Cause::key).join(", ");
            Failure::author(format!("--vary: there is no cause '{}'; there are {names}", name.trim()))
        })
    };
    given.split(',').map(cause).collect()
}

fn condition(given: &str, args: &AskArgs, scenario: &Scenario) -> Result<Condition, Failure> {
    let counts = if given == "own" {
        if scenario.history.is_empty() {
            return Err(Failure::author("--condition own: the scenario has no history.csv; name a file"));
        }
        scenario.history.clone()
    } else {
        let bytes = open::file(Path::new(given), open::Links::Followed)?;
        let residents = scenario.regions.iter().map(|r| r.population_2020).sum();
        let (counts, warnings) = read_history(File { name: given, bytes: &bytes }, residents)
            .map_err(|problems| Failure::problems(&problems))?;
        say(&warnings);
        counts
    };
    let rule = Rule::from_key(&args.rule).expect("clap knows the names");
    Ok(Condition::until(&counts, args.until.unwrap_or(i32::MAX), args.tolerance, rule))
}

fn rows(given: Option<&str>, all: u64) -> Result<Range<u64>, Failure> {
    let Some(given) = given else { return Ok(0..all) };
    let bad = || {
        Failure::author(format!(
            "--rows '{given}': write I..J with 0 ≤ I < J ≤ {all}; row J is not among them"
        ))
    };
    let (from, to) = given.split_once("..").ok_or_else(bad)?;
    let (from, to) = (from.trim().parse().map_err(|_| bad())?, to.trim().parse().map_err(|_| bad())?);
    if from < to && to <= all { Ok(from..to) } else { Err(bad()) }
}

fn line(plan: &Plan) -> String {
    serde_json::to_string(plan).expect("a plan has plain fields and text keys")
}

fn read(path: &Path) -> Result<Table, Failure> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read '{}'", path.display()))?;
    let plan = |json: &str| serde_json::from_str(json).map_err(|e| e.to_string());
    Table::read(&text, plan).map_err(|damage| Failure::author(format!("error: {}: {damage}", path.display())))
}

fn merge(args: &MergeArgs) -> Result<(), Failure> {
    let sink = Sink::open(args.out.as_deref(), args.force)?;
    let mut files = args.files.iter();
    let first = files.next().ok_or_else(|| anyhow!("clap asks for at least one file"))?;
    let mut table = read(first)?;
    for path in files {
        table
            .merge(read(path)?)
            .map_err(|damage| Failure::author(format!("error: {}: {damage}", path.display())))?;
    }
    let gaps: Vec<String> = table.missing().iter().map(|gap| format!("{}..{}", gap.start, gap.end)).collect();
    if !gaps.is_empty() {
        say(&[format!("{} of {} rows; missing: {}", table.rows.len(), table.plan.rows, gaps.join(", "))]);
    }
    Ok(sink.write(&table.write(&line(&table.plan)))?)
}

/// Says what the rows say.
fn tell(table: &Table, json: bool, lang: Lang) -> Result<(), Failure> {
    let Table { plan, rows } = table;
    let text = if plan.spec.kind == Kind::Ensemble {
        let report = Report::of(plan, rows);
        if json { output::json(&report) } else { text(plan, &report, lang) }
    } else {
        let matters = matters(plan, rows).map_err(|refusal| Failure::author(format!("error: {refusal}")))?;
        if json { output::json(&matters) } else { sensitivity::text(table, &matters, lang) }
    };
    Ok(output::print(&text)?)
}

/// What the plan is compared with.
fn other(plan: &Plan, lang: Lang) -> &'static str {
    if plan.spec.against == Policy::default() {
        lang.word("基准", "baseline")
    } else {
        lang.word("另一方案", "other plan")
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

fn between([low, high]: [f64; 2]) -> String {
    format!("{} – {}", figure(low), figure(high))
}

fn likelihood(of: Likelihood, lang: Lang) -> &'static str {
    match of {
        Likelihood::Likely => lang.word("较可能", "likely"),
        Likelihood::Open => lang.word("未定", "open"),
        Likelihood::Unlikely => lang.word("不太可能", "unlikely"),
    }
}

fn text(plan: &Plan, report: &Report, lang: Lang) -> String {
    let mut text = head(plan, report, lang);
    if report.done == report.broken {
        return text;
    }
    if !report.chances.is_empty() {
        text += lang.word("\n目标\n", "\nTargets\n");
        text += &chances(&report.chances, other(plan, lang), lang);
    }
    if !report.hindcasts.is_empty() {
        text += lang.word("\n历史数\n", "\nCounts\n");
        text += &hindcasts(&report.hindcasts, lang);
    }
    let when = match lang {
        Lang::Zh => format!("\n{} 年底\n", plan.plan_year),
        Lang::En => format!("\nAt the end of {}\n", plan.plan_year),
    };
    text += &when;
    text += &fans(plan, report, lang);
    if report.drivers.iter().any(|d| !d.drivers.is_empty()) {
        text += lang.word(
            "\n哪些数值左右结果（秩相关，出自本次抽样）\n",
            "\nWhat goes with it (rank correlation in these draws)\n",
        );
        text += &drivers(plan, report, lang);
    }
    if report.reversals.iter().any(|r| r.report.flips > 0) {
        text += lang.word("\n换一组假设，会不会改选\n", "\nWould other assumptions change the choice\n");
        text += &reversals(plan, report, lang);
    }
    text += lang.word(
        "\n按把握大小可达到的数值（用于设定目标）\n",
        "\nReached with a chance of … (to set a target)\n",
    );
    text += &reached(plan, report, lang);
    text
}

/// Fewer draws than this say next to nothing about the tails.
const FEW: f64 = 30.0;

fn head(plan: &Plan, report: &Report, lang: Lang) -> String {
    let causes: Vec<&str> = plan.spec.causes.iter().map(|c| lang.word(c.label().zh, c.label().en)).collect();
    let (done, numbers) = (report.done, plan.factors.len());
    let mut text = match lang {
        Lang::Zh => format!("{done} 次抽样，{numbers} 个数值；变动来源：{}\n", causes.join("、")),
        Lang::En => format!("{done} draws of {numbers} numbers; what varies: {}\n", causes.join("; ")),
    };
    let counted = match (&report.conditioned, lang) {
        (None, Lang::Zh) => "比例是“所假定范围内的比例”，尚未用历史数据校正，不是概率。\n".to_owned(),
        (None, Lang::En) => {
            "Shares are shares of the assumed range: nothing was held against history, so they are no probabilities.\n".to_owned()
        }
        (Some(c), Lang::Zh) => format!(
            "已用 {} 个历史数校正（{}，容差 {}）：保留 {} 次，相当于 {:.0} 次等权抽样。\n",
            c.counts,
            plan.spec.condition.as_ref().map_or("", |c| c.rule.label().zh),
            plan.spec.condition.as_ref().map_or(0.0, |c| c.tolerance),
            c.kept,
            c.effective
        ),
        (Some(c), Lang::En) => format!(
            "Held against {} counts ({}, tolerance {}): {} draws kept, worth {:.0} equal ones.\n",
            c.counts,
            plan.spec.condition.as_ref().map_or("", |c| c.rule.label().en),
            plan.spec.condition.as_ref().map_or(0.0, |c| c.tolerance),
            c.kept,
            c.effective
        ),
    };
    text += &counted;
    if report.conditioned.as_ref().is_some_and(|c| c.effective < FEW) {
        text += lang.word(
            "有效抽样太少，结果不可靠：请增加 --n，或放宽 --tolerance。\n",
            "Too few draws are left to say much: take a larger --n, or a larger --tolerance.\n",
        );
    }
    if let Some(fault) = &report.fault {
        let broke = match lang {
            Lang::Zh => format!("{} 次运行中断，不计入：{fault}\n", report.broken),
            Lang::En => format!("{} runs broke and are left out: {fault}\n", report.broken),
        };
        text += &broke;
    }
    text
}

fn chances(chances: &[Chance], other: &str, lang: Lang) -> String {
    let plan: Vec<&Chance> = chances.iter().filter(|c| c.side == Side::Plan).collect();
    let rows: Vec<[String; 8]> = plan
        .iter()
        .map(|c| {
            let before = chances.iter().find(|b| b.side == Side::Baseline && b.aim.key == c.aim.key);
            let [low, high] = c.interval;
            [
                lang.text(&c.aim.label).to_owned(),
                c.aim.year.to_string(),
                figure(c.aim.at_least),
                figure(c.default),
                percent(c.share),
                format!("{} – {}", percent(low), percent(high)),
                before.map_or_else(|| "–".to_owned(), |b| percent(b.share)),
                format!(
                    "{}{}",
                    likelihood(c.likelihood, lang),
                    c.earliest.map_or_else(String::new, |year| match lang {
                        Lang::Zh => format!("，{year} 年起过半"),
                        Lang::En => format!(", half by {year}"),
                    })
                ),
            ]
        })
        .collect();
    let heads = [
        (lang.word("目标", "target"), Flush::Left),
        (lang.word("年", "year"), Flush::Right),
        (lang.word("应达", "to reach"), Flush::Right),
        (lang.word("默认运行", "default run"), Flush::Right),
        (lang.word("达标比例", "share"), Flush::Right),
        (lang.word("抽样误差 95 %", "sampling error 95 %"), Flush::Right),
        (other, Flush::Right),
        ("", Flush::Left),
    ];
    aligned(heads, &rows)
}

fn hindcasts(all: &[Hindcast], lang: Lang) -> String {
    let rows: Vec<[String; 7]> = all
        .iter()
        .map(|h| {
            let label = h.count.variable.label();
            let within =
                LEVELS.iter().zip(h.inside).find(|(_, inside)| *inside).map(|(level, _)| percent(*level));
            [
                lang.word(label.zh, label.en).to_owned(),
                h.count.year.to_string(),
                figure(h.count.value),
                figure(h.median),
                between(h.bands[1]),
                within.unwrap_or_else(|| lang.word("带外", "outside").to_owned()),
                if h.known { String::new() } else { lang.word("未使用", "not known").to_owned() },
            ]
        })
        .collect();
    let heads = [
        (lang.word("统计", "count"), Flush::Left),
        (lang.word("年", "year"), Flush::Right),
        (lang.word("数值", "value"), Flush::Right),
        (lang.word("中位", "median"), Flush::Right),
        ("80 %", Flush::Right),
        (lang.word("落在", "within"), Flush::Right),
        ("", Flush::Left),
    ];
    aligned(heads, &rows)
}

/// The place of the plan year's December among a fan's months, else the last.
fn at(plan: &Plan, fan: &Fan) -> usize {
    let december = Month::new(plan.plan_year, 12);
    fan.months.iter().position(|m| *m == december).unwrap_or(fan.months.len() - 1)
}

fn fans(plan: &Plan, report: &Report, lang: Lang) -> String {
    let rows: Vec<[String; 6]> = report
        .fans
        .iter()
        .map(|fan| {
            let i = at(plan, fan);
            let curve = match fan.curve {
                Curve::Baseline => other(plan, lang),
                Curve::Plan => lang.word("方案", "plan"),
                Curve::Gain => lang.word("差", "difference"),
            };
            let label = fan.what.label();
            [
                if fan.curve == Curve::Baseline || !plan.spec.baseline {
                    lang.word(label.zh, label.en).to_owned()
                } else {
                    String::new()
                },
                curve.to_owned(),
                figure(fan.default[i]),
                figure(fan.median[i]),
                between(fan.bands[1][i]),
                between(fan.bands[2][i]),
            ]
        })
        .collect();
    let heads = [
        (lang.word("指标", "figure"), Flush::Left),
        ("", Flush::Left),
        (lang.word("默认运行", "default run"), Flush::Right),
        (lang.word("中位", "median"), Flush::Right),
        ("80 %", Flush::Right),
        ("95 %", Flush::Right),
    ];
    aligned(heads, &rows)
}

/// The strongest few of each target's figure and of the plan's gain.
fn drivers(plan: &Plan, report: &Report, lang: Lang) -> String {
    const SHOWN: usize = 4;
    let headline = [Metric::Professionals, Metric::CertifiedPractising].map(Watched::Metric);
    let rows: Vec<[String; 3]> = report
        .drivers
        .iter()
        .filter(|d| headline.contains(&d.what) && !d.drivers.is_empty())
        .map(|d| {
            let named = d.drivers.iter().take(SHOWN).map(|driver| {
                let factor = &plan.factors[driver.factor];
                format!("{} {:+.2}", lang.text(&factor.label), driver.correlation)
            });
            let label = d.what.label();
            [
                if d.gain { String::new() } else { lang.word(label.zh, label.en).to_owned() },
                if d.gain { lang.word("差", "difference") } else { lang.word("方案", "plan") }.to_owned(),
                named.collect::<Vec<_>>().join(lang.word("；", "; ")),
            ]
        })
        .collect();
    let heads = [
        (lang.word("指标", "figure"), Flush::Left),
        ("", Flush::Left),
        (lang.word("数值", "numbers"), Flush::Left),
    ];
    aligned(heads, &rows)
}

/// How often the other policy is the better one, and the numbers whose values differ most where it is.
fn reversals(plan: &Plan, report: &Report, lang: Lang) -> String {
    /// Beyond this, chance alone may have made the difference.
    const SURE: f64 = 0.05;
    let rows: Vec<[String; 4]> = report
        .reversals
        .iter()
        .map(|reversal| {
            let found = &reversal.report;
            let preferred = match found.preferred {
                Choice::First => lang.word("方案", "plan"),
                Choice::Second => other(plan, lang),
            };
            let carriers = found.carriers.iter().filter(|c| c.p_any < SURE).take(3).map(|carrier| {
                let factor = plan.factors.iter().find(|f| f.key == carrier.name);
                let label = factor.map_or(carrier.name.as_str(), |f| lang.text(&f.label));
                let side = match carrier.towards {
                    End::Low => lang.word("不高于", "at most"),
                    End::High => lang.word("高于", "above"),
                };
                format!("{label} {side} {}", figure(carrier.at))
            });
            let carriers: Vec<String> = carriers.collect();
            [
                lang.word(reversal.metric.label().zh, reversal.metric.label().en).to_owned(),
                preferred.to_owned(),
                format!(
                    "{} ({} – {})",
                    percent(found.share),
                    percent(found.interval[0]),
                    percent(found.interval[1])
                ),
                carriers.join(lang.word("；", "; ")),
            ]
        })
        .collect();
    let heads = [
        (lang.word("指标", "figure"), Flush::Left),
        (lang.word("默认更优", "better by default"), Flush::Left),
        (lang.word("改选的比例", "share of draws where the other is"), Flush::Right),
        (lang.word("取决于", "what carries it"), Flush::Left),
    ];
    aligned(heads, &rows)
}

fn reached(plan: &Plan, report: &Report, lang: Lang) -> String {
    let rows: Vec<[String; 4]> = report
        .reached
        .iter()
        .filter(|r| r.side == Side::Plan && r.year == plan.plan_year)
        .map(|r| {
            let [half, most, nearly] = r.values.map(figure);
            [lang.text(&r.label).to_owned(), half, most, nearly]
        })
        .collect();
    let heads = [
        (lang.word("指标", "figure"), Flush::Left),
        ("50 %", Flush::Right),
        ("80 %", Flush::Right),
        ("90 %", Flush::Right),
    ];
    aligned(heads, &rows)
}
