//! The annexes of a plan: its indicators year by year, and a count shared out among regions and years.

use super::{Scale, TargetRow};
use crate::annex::{Annex, Quota};
use crate::number::Lang;
use crate::question::{Question, Runs};
use serde::Serialize;
use sim_core::Scenario;
use sim_core::results::{Trajectory, Variable, metric_value};
use sim_core::scenario::{Authority, Metric, Target};
use sim_core::study::breakdown::{Breakdown, Chance, Draws, Ground, Order, base_year};
use sim_core::time::Month;

/// The indicators, year by year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Indicators {
    /// The year of what is there.
    pub base_year: i32,
    /// The years after it.
    pub years: Vec<i32>,
    /// The indicators: those with a target first.
    pub rows: Vec<Indicator>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Indicator {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What is counted.
    pub counted: String,
    /// Its unit.
    pub unit: String,
    /// How its values are read.
    pub scale: Scale,
    /// The value at the end of the base year.
    pub base: f64,
    /// The value of the plan at the end of each year; nothing where it is not kept.
    pub values: Vec<f64>,
    /// What is to be reached, and when.
    pub target: Option<(i32, f64)>,
    /// Whether it is binding rather than expected.
    pub binding: bool,
    /// Who is responsible.
    pub responsible: String,
}

/// A count shared out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quotas {
    /// What is counted.
    pub name: String,
    /// The year of what is there.
    pub base_year: i32,
    /// The years after it; at the end of the last the total is to be there.
    pub years: Vec<i32>,
    /// By which rules, in a sentence.
    pub rule: String,
    /// The regions.
    pub rows: Vec<QuotaRow>,
    /// What all have at the end of each year.
    pub path: Vec<u64>,
    /// The share of draws in which every region has its own.
    pub together: Option<Chance>,
}

/// A region's part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuotaRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is there.
    pub base: u64,
    /// What is added in each year.
    pub added: Vec<u64>,
    /// What is there in the end.
    pub quota: u64,
    /// What the run of the plan has then.
    pub projection: f64,
    /// What is there with a chance of four fifths.
    pub likely: Option<f64>,
    /// The share of draws that meet it.
    pub chance: Option<Chance>,
}

/// Figures that stand beside the targets.
const BESIDE: [Metric; 3] = [Metric::Professionals, Metric::CertifiedPractising, Metric::Agencies];

/// The indicators of a plan.
pub(super) fn indicators(question: &Question, runs: &Runs, targets: &[TargetRow]) -> Indicators {
    let (scenario, lang, plan) = (&question.scenario, question.lang, &runs.plan);
    let base_year = base_year(scenario);
    let last = targets.iter().map(|target| target.year).max().unwrap_or(scenario.plan_year);
    let kept = |year: &i32| plan.grid().row(Month::new(*year, 12)).is_some();
    let years: Vec<i32> = (base_year + 1..=last).filter(kept).collect();
    let at = |value: &dyn Fn(&Trajectory, usize) -> f64| -> (f64, Vec<f64>) {
        let rows = years.iter().filter_map(|year| plan.grid().row(Month::new(*year, 12)));
        (value(plan, 0), rows.map(|row| value(plan, row)).collect())
    };
    let own = || lang.text(&scenario.place).to_owned();
    let beside = |key: &str| question.annex.beside.iter().find(|it| it.key == key);
    let written = scenario.targets.iter().zip(targets).map(|(target, row)| {
        let (base, values) = at(&|run, row| metric_value(scenario, run, target.metric, row));
        Indicator {
            key: row.key.clone(),
            name: row.name.clone(),
            counted: row.counted.clone(),
            unit: unit(target.metric, row.scale, lang).to_owned(),
            scale: row.scale,
            base,
            values,
            target: Some((row.year, row.at_least)),
            binding: beside(&row.key).is_some_and(|it| it.binding),
            responsible: responsible(target, &question.annex, lang).unwrap_or_else(own),
        }
    });
    let set = question.goals.iter().zip(&targets[scenario.targets.len()..]).map(|(goal, row)| Indicator {
        key: row.key.clone(),
        name: row.name.clone(),
        counted: row.counted.clone(),
        unit: match row.scale {
            Scale::Percent => "%",
            Scale::PerMille => "‰",
            Scale::Plain(_) => lang.of("人", "persons"),
        }
        .to_owned(),
        scale: row.scale,
        base: goal.path.first().copied().unwrap_or_default(),
        values: goal.path.iter().skip(1).take(years.len()).copied().collect(),
        target: Some((row.year, row.at_least)),
        binding: beside(&row.key).is_some_and(|it| it.binding),
        responsible: typed(&question.annex, &row.key).unwrap_or_else(own),
    });
    let mut rows: Vec<Indicator> = written.chain(set).collect();
    let figure = |key: &str, name: &str, counted: &str, unit: &str, scale, (base, values)| Indicator {
        key: key.to_owned(),
        name: name.to_owned(),
        counted: counted.to_owned(),
        unit: unit.to_owned(),
        scale,
        base,
        values,
        target: None,
        binding: false,
        responsible: typed(&question.annex, key).unwrap_or_else(own),
    };
    for metric in BESIDE {
        let counted = lang.label(metric.label());
        if rows.iter().any(|row| row.counted == counted) {
            continue;
        }
        let scale = Scale::Plain(0);
        let values = at(&|run, row| metric_value(scenario, run, metric, row));
        let name = counted.split(['：', ':']).next().unwrap_or(counted);
        rows.push(figure(metric.key(), name, counted, unit(metric, scale, lang), scale, values));
    }
    // The start has no flows yet; its first month says how it stands.
    let coverage = at(&|run, row| {
        let total = |variable| run.total_at(variable, None, row.max(1));
        total(Variable::ServedHours) / total(Variable::NeedHours).max(f64::MIN_POSITIVE)
    });
    let (name, counted) = (
        lang.of("服务需求满足率", "Need served"),
        lang.of("当月已服务工时 ÷ 需求工时", "hours served ÷ hours of need in the month"),
    );
    if rows.iter().all(|row| row.name != name) {
        rows.push(figure("need_coverage", name, counted, "%", Scale::Percent, coverage));
    }
    Indicators { base_year, years, rows }
}

fn typed(annex: &Annex, key: &str) -> Option<String> {
    annex.beside.iter().find(|it| it.key == key && !it.unit.is_empty()).map(|it| it.unit.clone())
}

/// Who is responsible for a target: as somebody wrote it, else whoever decides the measure that fulfils it.
fn responsible(target: &Target, annex: &Annex, lang: Lang) -> Option<String> {
    typed(annex, &target.key).or_else(|| {
        let who = target.fulfilled_by?.lever().authority;
        (who != Authority::Own).then(|| lang.label(who.label()).to_owned())
    })
}

/// The unit of a metric's values.
pub(super) fn unit(metric: Metric, scale: Scale, lang: Lang) -> &'static str {
    match (scale, metric) {
        (Scale::Percent, _) => "%",
        (Scale::PerMille, _) => "‰",
        (_, Metric::Agencies) => lang.of("家", "agencies"),
        (_, Metric::TrainingHours | Metric::TrainingHoursPerYear) => lang.of("学时", "hours"),
        (_, Metric::ProfessionalsPerCommunity) => lang.of("人/社区", "per community"),
        (_, Metric::AgencyPayRatio) => lang.of("倍", "times"),
        _ => lang.of("人", "persons"),
    }
}

/// The count that is shared out; nothing where none is, or where it no longer can be as it was decided.
pub(super) fn quotas(question: &Question, runs: &Runs) -> Option<Quotas> {
    let Quota { metric, order, draws } = question.annex.quota.as_ref()?;
    let ground = Ground::of(&question.scenario, &runs.plan, *metric, order.year)?;
    let breakdown = order.share_out(&ground).ok()?;
    let draws = draws.as_ref().filter(|it| (it.ground.metric, it.ground.until()) == (*metric, order.year));
    Some(shared(question, order, &ground, &breakdown, draws))
}

fn shared(
    question: &Question,
    order: &Order,
    ground: &Ground,
    breakdown: &Breakdown,
    draws: Option<&Draws>,
) -> Quotas {
    let (scenario, lang) = (&question.scenario, question.lang);
    let last = breakdown.path.len() - 1;
    let region = |(at, region): (usize, &sim_core::scenario::Region)| QuotaRow {
        code: region.code.clone(),
        name: lang.text(&region.name).to_owned(),
        base: breakdown.base[at],
        added: breakdown.added[at].clone(),
        quota: breakdown.quotas[at],
        projection: ground.run[at][last + 1],
        likely: draws.and_then(|it| it.reached_in(at, last)).map(|it| it[1]),
        chance: draws.and_then(|it| it.chance(at, last, breakdown.quotas[at])),
    };
    Quotas {
        name: lang.label(ground.metric.label()).to_owned(),
        base_year: breakdown.base_year,
        years: breakdown.years().collect(),
        rule: rule(scenario, order, lang),
        rows: scenario.regions.iter().enumerate().map(region).collect(),
        path: breakdown.path.clone(),
        together: draws.and_then(|it| it.together(last, &breakdown.quotas)),
    }
}

/// By which rules a total is shared out.
fn rule(scenario: &Scenario, order: &Order, lang: Lang) -> String {
    let whole: f64 = order.mix.values().sum();
    let part = |(basis, weight): (&sim_core::study::breakdown::Basis, &f64)| {
        let name = lang.label(basis.label());
        if order.mix.len() == 1 { name.to_owned() } else { format!("{name} {:.0}%", 100.0 * weight / whole) }
    };
    let by: Vec<String> = order.mix.iter().map(part).collect();
    let (by, what, pace) =
        (by.join(lang.of("、", ", ")), lang.label(order.whole.label()), lang.label(order.pace.label()));
    let (held, limits, word) = (order.held.len(), order.limits.len(), lang.text(&scenario.region_word));
    match lang {
        Lang::Zh => format!(
            "{what}按{by}分配，年度进度为{pace}；取整用最大余额法，各行各列之和等于合计。手工确定 {held} 处，设上下限 {limits} 个{word}。"
        ),
        Lang::En => format!(
            "{what}, shared by: {by}; over the years: {pace}. Whole numbers by largest remainders, so that rows and columns sum to the total. Set by hand: {held}; {word} with a floor or a cap: {limits}."
        ),
    }
}
