//! `shapan agents`: what single persons add to the aggregate model.

use crate::failure::Failure;
use crate::lang;
use crate::output;
use crate::persons::{Persons, PersonsArgs};
use crate::question::QuestionArgs;
use crate::table::{Side, figure, laid_out};
use clap::Args;
use serde::Serialize;
use sim_core::agents::{FEATURES, Features};
use sim_core::ids::{CERTIFICATES, Label, Place};
use sim_core::{RunSettings, Trajectory, Variable};

/// Options of `agents`.
#[derive(Args, Debug)]
pub struct AgentsArgs {
    #[command(flatten)]
    question: QuestionArgs,
    #[command(flatten)]
    persons: PersonsArgs,
    /// Runs for each row
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u64).range(2..=10_000), allow_negative_numbers = true)]
    runs: u64,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// What is compared, at the end of the run.
const STOCKS: [(&str, Label); 7] = [
    ("professionals", Label { zh: "专业人才", en: "professionals" }),
    ("certified_practising", Label { zh: "持证在岗", en: "certified, practising" }),
    ("certified_people", Label { zh: "持证人数", en: "certified people" }),
    ("mid_practising", Label { zh: "中级在岗", en: "mid, practising" }),
    ("seeking", Label { zh: "求职者", en: "seeking" }),
    ("vacancies", Label { zh: "空岗", en: "vacancies" }),
    ("exits", Label { zh: "离岗", en: "exits" }),
];

fn stocks(run: &Trajectory) -> [f64; STOCKS.len()] {
    let row = run.rows() - 1;
    let total = |variable| run.total_at(variable, None, row);
    let seeking = |k| run.series(Variable::People, Place::Seeking.index() * CERTIFICATES + k, None)[row];
    [
        total(Variable::Professionals),
        total(Variable::CertifiedPractising),
        total(Variable::CertifiedPeople),
        run.series(Variable::CertifiedPractising, 1, None)[row],
        (0..CERTIFICATES).map(seeking).sum(),
        total(Variable::Vacancies),
        run.cumulated(Variable::Exits, None, row),
    ]
}

/// One stock under one set of features, over all runs.
#[derive(Serialize)]
struct Row {
    features: Vec<&'static str>,
    stock: &'static str,
    aggregate: f64,
    mean: f64,
    /// Standard deviation between runs.
    deviation: f64,
    /// Mean ÷ aggregate − 1.
    gap: f64,
    /// Row ÷ its standard error.
    z: f64,
    runs: u64,
}

/// Runs the command.
pub fn agents(args: &AgentsArgs) -> Result<(), Failure> {
    let question = args.question.question()?;
    let persons = Persons::of(&args.persons, &question)?;
    let aggregate = question.model.run(&question.policy, &RunSettings { seed: None, run: 0 })?;
    let aggregate = stocks(&aggregate);
    let mut sets = vec![Features::NONE];
    sets.extend(FEATURES.iter().map(|(key, _)| {
        let mut one = Features::NONE;
        one.set(key, true);
        one
    }));
    sets.push(Features::ALL);
    let mut gaps = Vec::new();
    for features in &sets {
        let runs = persons.runs_of(&question.policy, &persons.with(*features), args.runs)?;
        let found: Vec<_> = runs.iter().map(|run| stocks(&run.trajectory)).collect();
        for (i, (stock, _)) in STOCKS.iter().enumerate() {
            let n = args.runs as f64;
            let mean = found.iter().map(|values| values[i]).sum::<f64>() / n;
            let squares = found.iter().map(|values| (values[i] - mean).powi(2)).sum::<f64>();
            let deviation = (squares / (n - 1.0)).sqrt();
            gaps.push(Row {
                features: features.keys(),
                stock,
                aggregate: aggregate[i],
                mean,
                deviation,
                gap: mean / aggregate[i] - 1.0,
                z: (mean - aggregate[i]) / (deviation / n.sqrt()),
                runs: args.runs,
            });
        }
    }
    let text = if args.json { output::json(&gaps) } else { text(&aggregate, &gaps) };
    Ok(output::print(&text)?)
}

fn text(aggregate: &[f64], gaps: &[Row]) -> String {
    let lang = lang::spoken();
    let mut heads = vec![(lang.word("个人特征", "features on"), Side::Left)];
    heads.extend(STOCKS.iter().map(|(_, name)| (lang.word(name.zh, name.en), Side::Right)));
    let mut first = vec![lang.word("总量模型", "aggregate model").to_owned()];
    first.extend(aggregate.iter().map(|value| figure(*value)));
    let mut rows = vec![first];
    for of_set in gaps.chunks(STOCKS.len()) {
        let keys = &of_set[0].features;
        let name = match keys.len() {
            0 => lang.word("无", "none").to_owned(),
            1 => keys[0].to_owned(),
            _ => lang.word("全部", "all").to_owned(),
        };
        let mut row = vec![name];
        row.extend(of_set.iter().map(|gap| {
            let error = 100.0 * gap.deviation / gap.aggregate / (gap.runs as f64).sqrt();
            format!("{:+.2} % ± {:.2}", 100.0 * gap.gap, 1.96 * error)
        }));
        rows.push(row);
    }
    let mut text = laid_out(&heads, &rows);
    text.push_str(lang.word(
        "\n各行为个体模型多次推演的均值与总量模型之差，± 为均值的 95% 区间；末月，“离岗”为全期合计。\n",
        "\nMean of the agent runs against the aggregate model, ± its 95 % interval; last month, exits over all months.\n",
    ));
    text
}
