//! `shapan forward`: the end of a run as the start of a new scenario.

use crate::failure::Failure;
use crate::output::Sink;
use crate::question::QuestionArgs;
use clap::Args;
use sim_core::ids::{Certificate, Route, Setting};
use sim_core::scenario::{Sourced, Status};
use sim_core::time::Month;
use sim_core::{Handover, LeverKey, Scenario};
use std::fmt::Write;
use std::path::PathBuf;

/// Source of everything that comes from a run; it stands among the shared sources.
const SOURCE: &str = "earlier_run";

/// Options of `forward`.
#[derive(Args, Debug)]
pub struct ForwardArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// Name of the new scenario
    #[arg(long, value_name = "NAME")]
    key: String,
    /// First month of the new scenario
    #[arg(long, value_name = "YYYY-MM", value_parser = month, default_value = "2026-01")]
    from: Month,
    /// Last month of the new scenario
    #[arg(long, value_name = "YYYY-MM", value_parser = month, default_value = "2035-12")]
    to: Month,
    /// Write to this file; `-` is standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
}

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "a month such as 2026-01 is expected".to_owned())
}

/// Runs the command.
pub fn forward(args: &ForwardArgs) -> Result<(), Failure> {
    let sink = Sink::open(args.out.as_deref(), args.force)?;
    let question = args.question.question()?;
    let scenario = question.model.scenario();
    if Scenario::builtin(&scenario.key).is_none() {
        return Err(anyhow::anyhow!(
            "'{}' does not ship with the program: a scenario can only extend one that does (`shapan list`)",
            scenario.key
        )
        .into());
    }
    if args.from <= scenario.grid.start || args.to < args.from {
        return Err(anyhow::anyhow!(
            "--from {} --to {}: the new scenario must begin after {} and end after it begins",
            args.from,
            args.to,
            scenario.grid.start
        )
        .into());
    }
    let handover = Handover::of(scenario, &question.policy, args.from, SOURCE)?;
    Ok(sink.write(&text(scenario, &handover, &args.key, args.from, args.to))?)
}

/// The new scenario's `scenario.toml`.
fn text(scenario: &Scenario, handover: &Handover, key: &str, from: Month, to: Month) -> String {
    let mut out = String::new();
    let mut line = |text: &str| writeln!(out, "{text}").expect("a string grows");
    let (start, first, last) = (&handover.start, from.year(), to.year());
    line(&format!("# {} {first}–{last} · {}, {first} to {last}", scenario.place.zh, scenario.place.en));
    line("#");
    line(&format!("# Written by `shapan {}`:", asked()));
    line(
        "# it begins where that run ends, with the levers as they then stand; budgets grow with outside pay. It states only",
    );
    line("# what differs. Nobody counted these people: replace");
    line(
        "# the figures of [start] by your own first. No targets are published for these years: the plan is to set them.",
    );
    line("");
    line("targets = []");
    line("");
    line("[scenario]");
    line(&format!("extends = \"{}\"", scenario.key));
    line(&format!("key = \"{key}\""));
    line(&format!(
        "title = {{ zh = \"{}：{first}—{last} 年怎么走\", en = \"{} from {first} to {last}\" }}",
        scenario.place.zh, scenario.place.en
    ));
    line(&format!("start = \"{from}\""));
    line(&format!("end = \"{to}\""));
    line(&format!("plan_year = {}", (first + 4).min(last)));
    line("");
    line("[document]");
    line(
        "title = { zh = \"尚无公布的新文件：现行措施延续\", en = \"No new document is published: measures in force go on\" }",
    );
    line("number = \"—\"");
    line(&format!("effective = \"{from}\""));
    line(&format!("source = \"{SOURCE}\""));
    line("");
    line(&format!(
        "# ---- The workforce at the end of {}-{:02}, from the run",
        from.plus(-1).year(),
        from.plus(-1).month()
    ));
    line("");
    line("[start]");
    line(&format!("from_run = \"{}\"", scenario.key));
    line(&format!("professionals = {}", sourced(&start.professionals, 0)));
    line(&format!("institution_share = {}", sourced(&start.institution_share, 4)));
    line(&format!("venue_coverage = {}", sourced(&start.venue_coverage, 4)));
    if let Some(front) = &start.front {
        line(&format!("front = {}", sourced(front, 0)));
    }
    if let Some(organisations) = &start.organisations {
        line(&format!("organisations = {}", sourced(organisations, 1)));
    }
    let [mid, senior] = start.equivalent;
    line(&format!("equivalent = {{ mid = {}, senior = {} }}", number(mid, 1), number(senior, 1)));
    line(&format!("contract_filled = {}", number(start.contract_filled, 4)));
    line(&format!("practice_contract = [{}]", joined(&parts(&start.practice_contract))));
    line(&format!("practice_other = [{}]", joined(&parts(&start.practice_other))));
    line(&format!("years_since_mid = [{}]", joined(&parts(&start.years_since_mid))));
    line("status = \"assumption\"");
    line(&format!("source = \"{SOURCE}\""));
    let certified = &Certificate::ALL[1..];
    line("");
    line("[start.certificates]");
    for (k, share) in Certificate::ALL.iter().zip(parts(&start.certificates)) {
        line(&format!("{} = {share}", k.key()));
    }
    for (name, counts) in [("inactive", &start.inactive), ("issued", &start.issued)] {
        line("");
        line(&format!("[start.{name}]"));
        for k in certified {
            // Rounding up: never fewer certificates than holders.
            line(&format!("{} = {}", k.key(), counts[k.index()].ceil()));
        }
    }
    line("");
    line("[start.settings]");
    for (s, share) in Setting::ALL.iter().zip(parts(&start.settings)) {
        line(&format!("{} = {share}", s.key()));
    }
    line("");
    line("[start.education]");
    for (k, shares) in Certificate::ALL.iter().zip(&start.education) {
        let row: Vec<String> =
            Route::ALL.iter().zip(parts(shares)).map(|(e, share)| format!("{} = {share}", e.key())).collect();
        line(&format!("{} = {{ {} }}", k.key(), row.join(", ")));
    }
    line("");
    line("[params]");
    line("# Outside candidates after 2025: flat here; they may grow or fall.");
    line(&format!(
        "outside_candidates_growth_after = {{ value = 0, status = \"assumption\", source = \"{SOURCE}: flat\", low = -0.1, high = 0.1 }}"
    ));
    line("");
    line("# ---- Levers: as the run leaves them, held ----");
    for (lever, value) in &handover.levers {
        lever_table(&mut out, scenario, *lever, *value, from, to);
    }
    out
}

/// What was asked, without where it goes.
fn asked() -> String {
    let mut words: Vec<String> = Vec::new();
    let mut skip = false;
    for word in std::env::args().skip(1) {
        if !(std::mem::take(&mut skip) || word == "--force" || word.starts_with("--out")) {
            words.push(word);
        } else if word == "--out" {
            skip = true;
        }
    }
    words.join(" ")
}

/// The course of a lever from now on: held, but money that buys posts grows as wages do.
fn course(scenario: &Scenario, key: LeverKey, value: f64, from: Month, to: Month) -> String {
    let held = number(value, 6);
    if key != LeverKey::PurchaseBudget || value == 0.0 {
        return held;
    }
    let years = to.mid_years() - from.mid_years();
    let grown = (value * (1.0 + scenario.params.outside_pay_growth).powf(years)).round();
    let most = scenario.bounds(key).max;
    format!("{{ ramp = [[\"{from}\", {held}], [\"{to}\", {}]] }}", number(grown.min(most), 0))
}

fn lever_table(out: &mut String, scenario: &Scenario, key: LeverKey, value: f64, from: Month, to: Month) {
    let course = &scenario.levers[key.index()];
    if course.document.is_none() && value == key.lever().neutral && course.clause.zh.is_empty() {
        return;
    }
    let status = match course.document {
        Some(_) => course.document_status,
        None => course.status,
    };
    let status = match status {
        Status::Fact => "fact",
        Status::Assumption => "assumption",
        Status::Fitted => "fitted",
        Status::Derived => "derived",
    };
    let source = if course.document.is_some() { SOURCE } else { &course.source };
    let write = writeln!(
        out,
        "\n[levers.{}]\nbaseline = {}\nstatus = \"{status}\"\nsource = {source:?}",
        key.key(),
        self::course(scenario, key, value, from, to)
    );
    write.expect("a string grows");
    if !course.clause.zh.is_empty() {
        writeln!(out, "clause = {{ zh = {:?}, en = {:?} }}", course.clause.zh, course.clause.en)
            .expect("a string grows");
    }
}

fn number(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn sourced(figure: &Sourced, digits: usize) -> String {
    format!(
        "{{ value = {}, status = \"assumption\", source = \"{}\", low = {}, high = {} }}",
        number(figure.value, digits),
        figure.source,
        number(figure.low, digits),
        number(figure.high, digits)
    )
}

/// Shares in millionths that sum to 1: the largest remainders are rounded up.
fn parts(shares: &[f64]) -> Vec<String> {
    const PARTS: f64 = 1e6;
    let mut counts: Vec<u64> = shares.iter().map(|share| (share * PARTS) as u64).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|a, b| (shares[*b] * PARTS).fract().total_cmp(&(shares[*a] * PARTS).fract()));
    let missing = (PARTS as u64).saturating_sub(counts.iter().sum());
    for i in order.into_iter().take(missing as usize) {
        counts[i] += 1;
    }
    counts.into_iter().map(|n| number(n as f64 / PARTS, 6)).collect()
}

fn joined(parts: &[String]) -> String {
    parts.join(", ")
}
