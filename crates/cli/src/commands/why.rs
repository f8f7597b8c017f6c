//! `shapan why`: which levers moved the answer, through which variables, and what of it is assumed.

use crate::failure::{Failure, say};
use crate::lang::{self, Lang};
use crate::output;
use crate::question::{self, QuestionArgs};
use crate::table::{Side, figure, laid_out};
use anyhow::Context;
use clap::Args;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use serde::Serialize;
use sim_core::ids::Label;
use sim_core::scenario::Text;
use sim_core::study::why::{
    ApartReport, Broken, Draw, Explained, FourCurves, FourRuns, Gauge, Measured, Method, Plan, Player,
    Question, Refusal, Report, Spread, Values, Way, Ways, WaysOf, WaysQuestion, players,
};
use sim_core::{LeverKey, Scenario};
use std::fmt::Write;

/// Options of `why`.
#[derive(Args, Debug)]
pub struct WhyArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// Explain this at the end of a year, a target's metric or `public_yuan`; may be repeated. Without it all targets and public money
    #[arg(long, value_name = "METRIC@YEAR")]
    metric: Vec<String>,
    /// Let levers stand together under one name; may be repeated
    #[arg(long, value_name = "NAME=LEVER,LEVER…")]
    group: Vec<String>,
    /// Sample so many orders of levers, half of them reversed; without it all coalitions of up to 10 levers are run, and of more
    /// 60 orders
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=100_000), allow_negative_numbers = true)]
    permutations: Option<u32>,
    /// Show so many levers of each metric with their ways through the model
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(0..=100), allow_negative_numbers = true)]
    ways: u16,
    /// Threads; without it as many as the machine has
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), allow_negative_numbers = true)]
    threads: Option<u16>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// Orders where there are too many levers for all coalitions.
const PERMUTATIONS: u32 = 60;
/// Ways of each lever to each metric in JSON; the text shows the strongest.
const WAYS: usize = 3;
/// Pairs of levers that the text shows.
const PAIRS: usize = 3;
/// Why writing to a string cannot fail.
const A_STRING_GROWS: &str = "a string grows";

/// Everything that `--json` writes.
#[derive(Serialize)]
struct Answer<'a> {
    scenario: &'a str,
    shares: &'a Report,
    ways: &'a [WaysOf],
    /// Where parameters were changed.
    assumptions: Option<&'a ApartReport>,
}

/// Runs the command.
pub fn why(args: &WhyArgs) -> Result<(), Failure> {
    // The runs of the study are those of the changed parameters; what these are changed from is the scenario as it stands.
    let question::Question { model, policy, settings, substeps, .. } = args.question.question()?;
    if substeps != 1 {
        return Err(Failure::author("--substeps: an explanation has one step a month; leave it out"));
    }
    let scenario = crate::open::scenario(&args.question.scenario)?;
    let (gauges, groups) = (gauges(args, &scenario), groups(args));
    let (gauges, groups) = match (gauges, groups) {
        (Ok(gauges), Ok(groups)) => (gauges, groups),
        (gauges, groups) => {
            let mistakes = gauges.err().into_iter().chain(groups.err()).flatten();
            return Err(Failure::Author(mistakes.collect()));
        }
    };
    let draw = Draw::of(&scenario, model.params(), settings);
    let seed = settings.seed.unwrap_or(1);
    let count = players(&policy, &groups).map_err(refused)?.len();
    let method = match args.permutations {
        Some(orders) => Method::Sampled { seed, pairs: orders.div_ceil(2) },
        None => Method::fit_for(count, seed, PERMUTATIONS / 2),
    };
    let asked = Question {
        policy: policy.clone(),
        groups: groups.clone(),
        gauges: gauges.clone(),
        method,
        draws: vec![draw.clone()],
    };
    let pool = ThreadPoolBuilder::new()
        .num_threads(args.threads.map_or(0, usize::from))
        .build()
        .context("cannot start threads")?;

    let plan = Plan::new(&scenario, asked).map_err(refused)?;
    let model = plan.model(0);
    let rows: Vec<_> =
        pool.install(|| (0..plan.rows()).into_par_iter().map(|row| plan.row(&model, row)).collect());
    let shares = plan.analyse(&rows).map_err(refused)?;

    let question =
        WaysQuestion { policy: policy.clone(), groups, gauges: gauges.clone(), draw: draw.clone() };
    let plan = Ways::new(&scenario, question).map_err(refused)?;
    let model = plan.model();
    let rows: Vec<_> =
        pool.install(|| (0..plan.rows()).into_par_iter().map(|row| plan.row(&model, row)).collect());
    let ways = plan.analyse(&rows, WAYS).map_err(refused)?;

    let apart = if draw.params.is_empty() {
        None
    } else {
        let mut measured: Vec<Measured> = Vec::new();
        for gauge in &gauges {
            if !measured.contains(&gauge.what) {
                measured.push(gauge.what);
            }
        }
        let asked = FourCurves { policy, params: draw.params, settings, measured };
        let plan = FourRuns::new(&scenario, asked).map_err(refused)?;
        let rows: Vec<_> = pool.install(|| {
            (0..FourRuns::ROWS).into_par_iter().flat_map_iter(|row| plan.evaluate(row..row + 1)).collect()
        });
        Some(plan.analyse(&rows).map_err(refused)?)
    };

    let text = if args.json {
        let answer =
            Answer { scenario: &scenario.key, shares: &shares, ways: &ways, assumptions: apart.as_ref() };
        output::json(&answer)
    } else {
        let page =
            Page { lang: lang::spoken(), shares: &shares, ways: &ways, levers: usize::from(args.ways) };
        page.text(apart.as_ref(), &gauges)
    };
    Ok(output::print(&text)?)
}

fn refused(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Run { fault, .. } => Failure::Run(fault),
        other => Failure::author(format!("error: {other}")),
    }
}

/// What `--metric` names, or what the scenario is judged on.
fn gauges(args: &WhyArgs, scenario: &Scenario) -> Result<Vec<Gauge>, Vec<String>> {
    if args.metric.is_empty() {
        return Ok(Gauge::of(scenario));
    }
    let (mut gauges, mut mistakes) = (Vec::new(), Vec::new());
    for text in &args.metric {
        match gauge(text, scenario) {
            Ok(gauge) if gauges.contains(&gauge) => {}
            Ok(gauge) => gauges.push(gauge),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if mistakes.is_empty() { Ok(gauges) } else { Err(mistakes) }
}

fn gauge(text: &str, scenario: &Scenario) -> Result<Gauge, String> {
    let wrong = |what: String| Err(format!("error: --metric '{text}': {what}"));
    let Some((key, year)) = text.rsplit_once('@') else {
        return wrong(format!("no year; write {text}@{}", scenario.plan_year));
    };
    let Some(what) = Measured::from_key(key.trim()) else {
        let names =
            sim_core::scenario::Metric::ALL.iter().map(|metric| metric.key()).chain([Measured::PUBLIC_MONEY]);
        let all: Vec<&str> = names.collect();
        let nearest = all.iter().find(|name| strsim::osa_distance(name, key) <= 3);
        let hint = nearest.map_or_else(|| ".".to_owned(), |name| format!("; did you mean '{name}'?"));
        return wrong(format!("unknown metric '{key}'{hint} There are {}", all.join(", ")));
    };
    match year.trim().parse() {
        Ok(year) => Ok(Gauge { what, year }),
        Err(_) => wrong(format!("'{year}' is not a year such as {}", scenario.plan_year)),
    }
}

/// What `--group` names.
fn groups(args: &WhyArgs) -> Result<Vec<Player>, Vec<String>> {
    let (mut groups, mut mistakes) = (Vec::new(), Vec::new());
    for text in &args.group {
        let Some((name, levers)) = text.split_once('=').filter(|(name, _)| !name.trim().is_empty()) else {
            mistakes.push(format!(
                "error: --group '{text}': write NAME=LEVER,LEVER, such as pay=subsidy_mid,pay_floor"
            ));
            continue;
        };
        let mut of_group = Vec::new();
        for key in levers.split(',').map(str::trim) {
            match LeverKey::from_key(key) {
                Some(lever) => of_group.push(lever),
                None => mistakes.push(format!(
                    "error: --group '{text}': unknown lever '{key}'; `shapan levers` lists the names"
                )),
            }
        }
        let name = name.trim().to_owned();
        groups.push(Player {
            name: Text { zh: name.clone(), en: name.clone() },
            key: name,
            levers: of_group,
        });
    }
    if mistakes.is_empty() { Ok(groups) } else { Err(mistakes) }
}

/// The answer as people read it.
struct Page<'a> {
    lang: Lang,
    shares: &'a Report,
    ways: &'a [WaysOf],
    levers: usize,
}

impl Page<'_> {
    fn text(&self, apart: Option<&ApartReport>, gauges: &[Gauge]) -> String {
        let mut text = String::new();
        for explained in &self.shares.explained {
            text.push_str(&self.explained(explained));
            text.push('\n');
        }
        if let Some(apart) = apart {
            text.push_str(&self.apart(apart, gauges));
            text.push('\n');
        }
        for Broken { fault, .. } in &self.shares.broken {
            say(&[format!("warning: {fault}")]);
        }
        text.push_str(self.lang.word(
            "份额：沙普利值，各项之和等于总变化。单独：只动这一项；最后：其余已动，再动这一项。\n\
             路径：该杠杆在方案之外（左）与方案之中（右）的各环节数值，存量为年末值，流量为累计值；路径强弱不是份额。\n",
            "Share: Shapley value, all of them sum to the change. Alone: only this lever moves. Last: it moves after all others.\n\
             Ways: each link without (left) and with (right) the lever in the plan; stocks at the year's end, flows added up. How \
             strong a way is says no share.\n",
        ));
        text
    }

    fn label(&self, label: Label) -> &'static str {
        match self.lang {
            Lang::Zh => label.zh,
            Lang::En => label.en,
        }
    }

    fn player(&self, player: usize) -> &str {
        self.lang.text(&self.shares.players[player].name)
    }

    fn explained(&self, explained: &Explained) -> String {
        let Explained { gauge, baseline, policy, change, shares, interaction, pairs } = explained;
        let lang = self.lang;
        let mut text = format!(
            "{} · {}\n{} {} → {} {}  ({})\n",
            self.label(gauge.what.label()),
            gauge.month(),
            lang.word("基线", "baseline"),
            figure(baseline.mean),
            lang.word("方案", "policy"),
            figure(policy.mean),
            signed(change.mean),
        );
        if change.mean == 0.0 && shares.iter().all(|share| share.alone.mean == 0.0) {
            text.push_str(lang.word("没有杠杆改变它。\n", "No lever moves it.\n"));
            return text;
        }
        let sampled = matches!(self.shares.method, Method::Sampled { .. });
        let mut heads = vec![
            (lang.word("杠杆", "lever"), Side::Left),
            (lang.word("份额", "share"), Side::Right),
            (lang.word("占变化", "of change"), Side::Right),
            (lang.word("单独", "alone"), Side::Right),
            (lang.word("最后", "last"), Side::Right),
        ];
        if sampled {
            heads.insert(2, (lang.word("标准误", "std. error"), Side::Right));
        }
        let mut order: Vec<usize> = (0..shares.len()).collect();
        order.sort_by(|a, b| shares[*b].share.mean.abs().total_cmp(&shares[*a].share.mean.abs()));
        let percent = |value: f64| {
            if change.mean == 0.0 {
                "–".to_owned()
            } else {
                format!("{:.1} %", 100.0 * value / change.mean)
            }
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        for share in order.iter().map(|at| &shares[*at]) {
            let mut row = vec![
                self.player(share.player).to_owned(),
                signed(share.share.mean),
                percent(share.share.mean),
                signed(share.alone.mean),
                signed(share.last.mean),
            ];
            if sampled {
                row.insert(
                    2,
                    share.error.map_or_else(|| "–".to_owned(), |error| format!("± {}", figure(error))),
                );
            }
            rows.push(row);
        }
        let sum = |of: fn(&sim_core::study::why::LeverShare) -> Spread| {
            signed(shares.iter().map(|share| of(share).mean).sum::<f64>())
        };
        let mut total = vec![
            lang.word("合计", "sum").to_owned(),
            sum(|share| share.share),
            percent(change.mean),
            sum(|share| share.alone),
            sum(|share| share.last),
        ];
        if sampled {
            total.insert(2, String::new());
        }
        rows.push(total);
        text.push_str(&laid_out(&heads, &rows));
        writeln!(
            text,
            "{} {} ({})",
            lang.word("相互作用（变化 − 单独之和）：", "Interaction (change − sum of alone):"),
            signed(interaction.mean),
            percent(interaction.mean)
        )
        .expect(A_STRING_GROWS);
        // What rounding leaves is no pair.
        let floor = 1e-9 * baseline.mean.abs().max(policy.mean.abs());
        for pair in pairs.iter().take(PAIRS).filter(|pair| pair.index.abs() > floor) {
            let [first, second] = pair.players.map(|player| self.player(player));
            writeln!(text, "  {first} × {second}: {}", signed(pair.index)).expect(A_STRING_GROWS);
        }
        for share in order.iter().take(self.levers).map(|at| &shares[*at]) {
            let of = self.ways.iter().find(|of| of.player == share.player && of.gauge == *gauge);
            if let Some(way) = of.and_then(|of| of.ways.first()) {
                text.push_str(&self.way(way));
            }
        }
        text
    }

    fn way(&self, way: &Way) -> String {
        let from_to = |values: &Values| format!("{} → {}", figure(values.without), figure(values.with));
        // Where the metric is the variable itself, it need not be said twice.
        let [.., last, metric] = way.steps.as_slice() else { return String::new() };
        let links =
            if same(&last.values, &metric.values) { &way.steps[..way.steps.len() - 1] } else { &way.steps };
        let links: Vec<String> = links
            .iter()
            .map(|step| format!("{} {}", self.lang.text(&step.name), from_to(&step.values)))
            .collect();
        format!("{} {}\n", self.lang.word("路径：", "Way:"), links.join("  ⇒  "))
    }

    fn apart(&self, apart: &ApartReport, gauges: &[Gauge]) -> String {
        let lang = self.lang;
        let mut text = format!("{}\n", lang.word("假设与决策分开", "Assumptions and decisions apart"));
        for changed in &apart.changed {
            writeln!(text, "  {}: {} → {}", changed.param, changed.own, changed.changed)
                .expect(A_STRING_GROWS);
        }
        let heads = [
            (lang.word("指标", "metric"), Side::Left),
            (lang.word("截至", "end of"), Side::Left),
            (lang.word("基线", "baseline"), Side::Right),
            (lang.word("方案", "policy"), Side::Right),
            (lang.word("决策", "decision"), Side::Right),
            (lang.word("调整后基线", "adj. baseline"), Side::Right),
            (lang.word("调整后方案", "adj. policy"), Side::Right),
            (lang.word("调整后决策", "adj. decision"), Side::Right),
            (lang.word("假设", "assumption"), Side::Right),
            (lang.word("相互作用", "interaction"), Side::Right),
        ];
        let rows: Vec<Vec<String>> = gauges
            .iter()
            .filter_map(|gauge| {
                let curves = apart.curves.iter().find(|curves| curves.what == gauge.what)?;
                let row = usize::try_from(gauge.month().since(apart.first)).ok()?;
                Some(vec![
                    self.label(gauge.what.label()).to_owned(),
                    gauge.month().to_string(),
                    figure(curves.baseline[row]),
                    figure(curves.policy[row]),
                    signed(curves.decision[row]),
                    figure(curves.adjusted_baseline[row]),
                    figure(curves.adjusted_policy[row]),
                    signed(curves.adjusted_decision[row]),
                    signed(curves.assumption[row]),
                    signed(curves.interaction[row]),
                ])
            })
            .collect();
        text.push_str(&laid_out(&heads, &rows));
        text
    }
}

/// Whether two numbers are the same but for the order in which they were summed.
fn same(a: &Values, b: &Values) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
    near(a.with, b.with) && near(a.without, b.without)
}

/// A difference with its sign.
fn signed(value: f64) -> String {
    let text = figure(value);
    if value > 0.0 && text != "0" { format!("+{text}") } else { text }
}
