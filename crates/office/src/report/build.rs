//! From a question and its runs to the report.

use super::{
    Assumption, Decision, Entry, Fact, Line, RegionRow, Report, Scale, SourceRow, TargetRow, annex, budget,
    counted,
};
use crate::number::{self, Lang};
use crate::question::{Question, Runs};
use sim_core::ids::MoneySource;
use sim_core::results::{Kind, Outcome, Trajectory, Variable, metric_value};
use sim_core::scenario::{Metric, ParamKey, Schedule, Sourced, Status};
use sim_core::time::Month;
use sim_core::{LeverKey, MODEL_VERSION, Scenario};

impl Report {
    /// The report of a question.
    pub fn of(question: &Question, runs: &Runs) -> Self {
        let (scenario, lang) = (&question.scenario, question.lang);
        let (plan, baseline) = (Outcome::of(scenario, &runs.plan), Outcome::of(scenario, &runs.baseline));
        let targets = targets(question, &plan, &baseline);
        let (budget, money) = budget::of(question, runs);
        let quotas = annex::quotas(question, runs);
        let place = lang.text(&scenario.place).to_owned();
        let years = (scenario.grid.start.year(), scenario.plan_year);
        Self {
            lang,
            title: match lang {
                Lang::Zh => format!("{place}社会工作专业人才队伍建设方案测算报告"),
                Lang::En => format!("The social-work workforce plan of {place}: what it reaches and costs"),
            },
            scenario: scenario.key.clone(),
            region_word: lang.text(&scenario.region_word).to_owned(),
            years,
            document: document(scenario, lang),
            plan: question.plan.clone(),
            question: match lang {
                Lang::Zh => {
                    format!("按所列政策措施，到 {} 年底能否完成规划目标，需要新增多少财政投入？", years.1)
                }
                Lang::En => format!(
                    "With the measures listed, are the targets reached by the end of {}, and how much new public money does it take?",
                    years.1
                ),
            },
            answer: answer(&targets, years.1, plan.public_yuan - baseline.public_yuan, lang),
            demonstration: demonstration(scenario, lang),
            new_public_yuan: plan.public_yuan - baseline.public_yuan,
            staff_yuan_plan_year: plan.staff_yuan_plan_year,
            decisions: decisions(question, runs),
            lines: lines(question, runs, &targets),
            counted: counted::rows(question, runs),
            regions: regions(scenario, runs, lang),
            indicators: annex::indicators(question, runs, &targets),
            quotas_refused: question.annex.quota.is_some() && quotas.is_none(),
            quotas,
            budget,
            money,
            assumptions: assumptions(question),
            sources: scenario
                .sources
                .iter()
                .map(|(key, source)| SourceRow {
                    key: key.clone(),
                    title: lang.text(&source.title).to_owned(),
                    url: source.url.clone(),
                    confidence: source.confidence.clone(),
                })
                .collect(),
            methods: methods(question),
            record: record(question, runs),
            policy: question.policy.to_toml(),
            dictionary: Variable::ALL
                .into_iter()
                .map(|variable| Entry {
                    key: variable.key().to_owned(),
                    name: lang.label(variable.label()).to_owned(),
                    unit: variable.info().unit.to_owned(),
                    kind: match variable.info().kind {
                        Kind::Stock => lang.of("存量", "stock"),
                        Kind::Flow => lang.of("流量", "flow"),
                    }
                    .to_owned(),
                })
                .collect(),
            place,
            targets,
        }
    }
}

fn document(scenario: &Scenario, lang: Lang) -> String {
    let (title, number) = (lang.text(&scenario.document.title), &scenario.document.number);
    match (lang, number.is_empty()) {
        (Lang::Zh, false) => format!("《{title}》（{number}）"),
        (Lang::Zh, true) => format!("《{title}》"),
        (Lang::En, false) => format!("{title} ({number})"),
        (Lang::En, true) => title.to_owned(),
    }
}

fn demonstration(scenario: &Scenario, lang: Lang) -> Option<String> {
    if let Some(run) = &scenario.start.from_run {
        return Some(match lang {
            Lang::Zh => {
                format!("起点取自另一次推演（{run}）的结果，不是统计数；所有数字仅供演示，不可直接引用。")
            }
            Lang::En => format!(
                "The start is taken from another run ({run}), not counted: all numbers are a demonstration."
            ),
        });
    }
    (scenario.start.professionals.status == Status::Assumption).then(|| {
        lang.of(
            "起点人数为假定，未经统计核实；本报告仅为演示，数字不可直接引用。",
            "The starting stocks are assumed, not counted: this report is a demonstration and its numbers are not to be cited.",
        )
        .to_owned()
    })
}

fn targets(question: &Question, plan: &Outcome, baseline: &Outcome) -> Vec<TargetRow> {
    let lang = question.lang;
    let chance = |key: &str| question.chances.iter().find(|chance| chance.target == key).cloned();
    let written = question.scenario.targets.iter().zip(&plan.verdicts).zip(&baseline.verdicts);
    let written = written.map(|((target, verdict), without)| TargetRow {
        key: target.key.clone(),
        name: lang.text(&target.label).to_owned(),
        counted: lang.label(target.metric.label()).to_owned(),
        clause: lang.text(&target.clause).to_owned(),
        year: target.year,
        at_least: target.at_least,
        value: verdict.value,
        baseline: without.value,
        margin: verdict.margin,
        met: verdict.met,
        scale: Scale::of(target.at_least),
        unit: annex::unit(target.metric, Scale::of(target.at_least), lang).to_owned(),
        chance: chance(&target.key),
    });
    let set = question.goals.iter().map(|goal| TargetRow {
        key: goal.key.clone(),
        name: goal.name.clone(),
        counted: goal.counted.clone(),
        clause: String::new(),
        year: goal.year,
        at_least: goal.at_least,
        value: goal.value,
        baseline: goal.baseline,
        margin: goal.value - goal.at_least,
        met: goal.value >= goal.at_least,
        scale: Scale::of(goal.at_least),
        unit: String::new(),
        chance: chance(&goal.key),
    });
    written.chain(set).collect()
}

/// How many shortfalls the answer names.
const NAMED: usize = 4;

fn answer(targets: &[TargetRow], year: i32, new_yuan: f64, lang: Lang) -> String {
    let money = number::yuan(lang, new_yuan.abs());
    let money = match (lang, new_yuan >= 0.0) {
        (Lang::Zh, true) => format!("新增财政投入 {money}"),
        (Lang::Zh, false) => format!("财政投入减少 {money}"),
        (Lang::En, true) => format!("at {money} of new public money"),
        (Lang::En, false) => format!("with {money} of public money less"),
    };
    if targets.is_empty() {
        return match lang {
            Lang::Zh => format!("本地没有成文目标；到 {year} 年底{money}，各项结果见下。"),
            Lang::En => format!(
                "No targets are written for this place; what is reached by the end of {year}, {money}, stands below."
            ),
        };
    }
    let short: Vec<&TargetRow> = targets.iter().filter(|target| !target.met).collect();
    let (total, met) = (targets.len(), targets.len() - short.len());
    let named = short.iter().take(NAMED).map(|target| {
        let amount = target.scale.apart(-target.margin, &target.unit, lang);
        match lang {
            Lang::Zh => format!("{}差 {amount}", target.name),
            Lang::En => format!("{} by {amount}", target.name),
        }
    });
    let named: Vec<String> = named.collect();
    let rest = short.len() - named.len();
    match (lang, short.is_empty()) {
        (Lang::Zh, true) => format!("能。到 {year} 年，{total} 项目标全部达成，{money}。"),
        (Lang::En, true) => format!("Yes: all {total} targets are reached by {year}, {money}."),
        (Lang::Zh, false) => {
            let rest = if rest > 0 { format!("等 {} 项", short.len()) } else { String::new() };
            format!(
                "不能全部完成。到 {year} 年，{total} 项目标中达成 {met} 项；{}{rest}；{money}。",
                named.join("，")
            )
        }
        (Lang::En, false) => {
            let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            format!(
                "Not all: {met} of {total} targets are reached by {year}, {money}. Short: {}{rest}.",
                named.join("; ")
            )
        }
    }
}

fn course(schedule: &Schedule, percent: bool, lang: Lang) -> String {
    let text = |value: f64| value_text(value, percent, lang);
    schedule
        .values()
        .into_iter()
        .map(|(month, value)| match month {
            Some(month) => format!("{month} {}", text(value)),
            None => match lang {
                Lang::Zh => format!("全程 {}", text(value)),
                Lang::En => format!("{} throughout", text(value)),
            },
        })
        .collect::<Vec<_>>()
        .join(lang.of("，", ", "))
}

/// A lever's value as people read it: large sums in 万 or millions.
pub(super) fn value_text(value: f64, percent: bool, lang: Lang) -> String {
    if value.abs() >= number::LONG {
        return number::brief(lang, value);
    }
    let (value, end) = if percent { (value * 100.0, "%") } else { (value, "") };
    let text = number::decimal(value, 2);
    format!("{}{end}", text.trim_end_matches('0').trim_end_matches('.'))
}

fn decisions(question: &Question, runs: &Runs) -> Vec<Decision> {
    let (scenario, lang) = (&question.scenario, question.lang);
    let document = scenario.document_policy();
    let judged = Month::new(scenario.plan_year, 12);
    let years = f64::from(judged.since(scenario.grid.start) + 1) / 12.0;
    let decision = |key: LeverKey, schedule: &Schedule| {
        let lever = key.lever();
        let total_yuan = runs.costs.get(&key).copied().unwrap_or_default();
        Decision {
            key: key.key().to_owned(),
            name: lang.label(key.label()).to_owned(),
            unit: lang.label(lever.unit).to_owned(),
            percent: lever.percent,
            own: document.levers.get(&key).is_some_and(|written| written != schedule),
            authority: lang.label(lever.authority.label()).to_owned(),
            baseline: scenario.baseline_value(key, judged),
            plan: scenario.lever_value(&question.policy, key, judged),
            course: course(schedule, lever.percent, lang),
            clause: lang.text(&scenario.levers[key.index()].clause).to_owned(),
            total_yuan,
            yearly_yuan: total_yuan / years,
        }
    };
    question.policy.levers.iter().map(|(key, schedule)| decision(*key, schedule)).collect()
}

fn lines(question: &Question, runs: &Runs, targets: &[TargetRow]) -> Vec<Line> {
    let (scenario, lang) = (&question.scenario, question.lang);
    let grid = runs.plan.grid();
    // The first value is the start: the December before the first month.
    let ends: Vec<(i32, usize)> = (grid.start.year() - 1..=grid.end.year())
        .filter_map(|year| grid.row(Month::new(year, 12)).map(|row| (year, row)))
        .collect();
    let target = |metric: Metric| {
        let mut of = scenario.targets.iter().filter(|target| target.metric == metric);
        of.next_back().map(|target| (target.year, target.at_least))
    };
    let line =
        |key, name: &str, unit: &str, note: &str, digits, aim, value: &dyn Fn(&Trajectory, usize) -> f64| {
            Line {
                key,
                name: name.to_owned(),
                unit: unit.to_owned(),
                note: note.to_owned(),
                years: ends.iter().map(|(year, _)| *year).collect(),
                plan: ends.iter().map(|(_, row)| value(&runs.plan, *row)).collect(),
                baseline: ends.iter().map(|(_, row)| value(&runs.baseline, *row)).collect(),
                target: aim,
                counted: Metric::from_key(key)
                    .map_or_else(Vec::new, |metric| counted::along(question, metric)),
                digits,
            }
        };
    let persons = lang.of("人", "persons");
    let metric =
        |metric: Metric| move |run: &Trajectory, row: usize| metric_value(scenario, run, metric, row);
    let public = |run: &Trajectory, row: usize| -> f64 {
        let sources = [MoneySource::Fiscal, MoneySource::Lottery];
        let of = |source: MoneySource| run.series(Variable::Funding, source.index(), None);
        sources
            .into_iter()
            .map(|source| of(source)[row.saturating_sub(11).max(1)..=row].iter().sum::<f64>())
            .sum()
    };
    let mut lines = vec![
        line(
            "professionals",
            lang.of("社会工作专业人才", "Professionals"),
            persons,
            lang.label(Metric::Professionals.label()),
            0,
            target(Metric::Professionals),
            &metric(Metric::Professionals),
        ),
        line(
            "certified_practising",
            lang.of("持证在岗人员", "Certified and practising"),
            persons,
            lang.label(Metric::CertifiedPractising.label()),
            0,
            target(Metric::CertifiedPractising),
            &metric(Metric::CertifiedPractising),
        ),
        line(
            "vacancies",
            lang.of("空岗", "Vacancies"),
            lang.of("个", "posts"),
            lang.of("没有在岗人员的岗位", "posts without a holder"),
            0,
            None,
            &|run, row| run.total_at(Variable::Vacancies, None, row),
        ),
        line(
            "need_coverage",
            lang.of("服务需求满足率", "Need served"),
            "%",
            lang.of("当月已服务工时 ÷ 需求工时", "hours served ÷ hours of need in the month"),
            1,
            None,
            // The start has no flows yet; its first month says how it stands.
            &|run, row| {
                let total = |variable| run.total_at(variable, None, row.max(1));
                100.0 * total(Variable::ServedHours) / total(Variable::NeedHours).max(f64::MIN_POSITIVE)
            },
        ),
    ];
    let mut money = line(
        "public_wan",
        lang.of("当年财政和福彩资金", "Public money of the year"),
        lang.of("万元", "10,000 yuan"),
        lang.of("财政加福彩公益金，按权责发生制", "fiscal and lottery money, by accrual"),
        0,
        None,
        &|run, row| public(run, row) / 1e4,
    );
    // A year before the first has no money.
    money.years.remove(0);
    money.plan.remove(0);
    money.baseline.remove(0);
    lines.push(money);
    for line in &mut lines {
        if line.target.is_none()
            && let Some(set) = targets.iter().find(|set| set.key.contains(line.key) && set.clause.is_empty())
        {
            line.target = Some((set.year, set.at_least));
        }
    }
    lines
}

fn regions(scenario: &Scenario, runs: &Runs, lang: Lang) -> Vec<RegionRow> {
    let row = runs.plan.grid().row(Month::new(scenario.plan_year, 12)).unwrap_or(runs.plan.rows() - 1);
    let regions = scenario.regions.iter().enumerate();
    regions
        .map(|(at, region)| RegionRow {
            code: region.code.clone(),
            name: lang.text(&region.name).to_owned(),
            residents: runs.plan.total_at(Variable::Population, Some(at), row),
            professionals: runs.plan.total_at(Variable::Professionals, Some(at), row),
            baseline: runs.baseline.total_at(Variable::Professionals, Some(at), row),
            certified: runs.plan.total_at(Variable::CertifiedPractising, Some(at), row),
        })
        .collect()
}

/// How a number is known, in a word.
fn status(status: Status, lang: Lang) -> String {
    match status {
        Status::Fact => lang.of("事实", "fact"),
        Status::Assumption => lang.of("假定", "assumption"),
        Status::Fitted => lang.of("拟合", "fitted"),
        Status::Derived => lang.of("推算", "derived"),
    }
    .to_owned()
}

/// The titles of the sources that a text names, without its note.
fn cited(scenario: &Scenario, text: &str, lang: Lang) -> String {
    let keys = text.split_once(':').map_or(text, |(keys, _)| keys);
    let title = |key: &str| {
        let source = scenario.sources.get(key.trim());
        source.map_or_else(|| key.trim().to_owned(), |source| lang.text(&source.title).to_owned())
    };
    keys.split(',').map(title).collect::<Vec<_>>().join("; ")
}

fn assumptions(question: &Question) -> Vec<Assumption> {
    let (scenario, lang) = (&question.scenario, question.lang);
    let place = |key: &str, name: &str, unit: &str, number: &Sourced| Assumption {
        key: key.to_owned(),
        name: name.to_owned(),
        unit: unit.to_owned(),
        value: number.value,
        low: number.low,
        high: number.high,
        status: status(number.status, lang),
        source: cited(scenario, &number.source, lang),
        changed: false,
        local: true,
    };
    let persons = lang.of("人", "persons");
    let start = &scenario.start;
    let mut all = vec![place(
        "start.professionals",
        lang.of("起点专业人才", "Professionals at the start"),
        persons,
        &start.professionals,
    )];
    if let Some(front) = &start.front {
        all.push(place(
            "start.front",
            lang.of("起点一线人员", "Front-line staff at the start"),
            persons,
            front,
        ));
    }
    if let Some(agencies) = &start.organisations {
        all.push(place(
            "start.organisations",
            lang.of("起点社工机构", "Agencies at the start"),
            lang.of("家", "agencies"),
            agencies,
        ));
    }
    all.push(place(
        "outside_pay.ratio",
        lang.of("当地与全国平均工资之比", "Local ÷ national average wage"),
        "",
        &scenario.outside_pay_ratio,
    ));
    if let Some(schools) = &scenario.schools {
        all.push(place("schools", lang.of("学校数", "Schools"), lang.of("所", "schools"), schools));
    }
    if let Some(beds) = &scenario.hospital_beds {
        all.push(place("hospital_beds", lang.of("医院床位", "Hospital beds"), lang.of("张", "beds"), beds));
    }
    for key in ParamKey::all() {
        let param = key.param();
        let own = scenario.own_params.get(param.key);
        let changed = question.changed.iter().any(|(name, _)| name == param.key);
        let known = if changed { Status::Assumption } else { own.map_or(param.status, |own| own.status) };
        let source = if changed {
            lang.of("本方案设定", "set for this plan").to_owned()
        } else {
            cited(scenario, own.map_or(param.source, |own| own.source.as_str()), lang)
        };
        all.push(Assumption {
            key: param.key.to_owned(),
            name: lang.label(param.label).to_owned(),
            unit: param.unit.to_owned(),
            value: scenario.params.value(key),
            low: own.map_or(param.low, |own| own.low),
            high: own.map_or(param.high, |own| own.high),
            status: status(known, lang),
            source,
            changed,
            local: own.is_some(),
        });
    }
    all
}

fn methods(question: &Question) -> Vec<String> {
    let (scenario, lang) = (&question.scenario, question.lang);
    let (start, regions) = (scenario.grid.start, scenario.regions.len());
    let draws = match (question.settings.seed, lang) {
        (None, Lang::Zh) => "单次运行取期望值，不含年度随机波动".to_owned(),
        (Some(seed), Lang::Zh) => format!("年度随机波动按种子 {seed} 抽取"),
        (None, Lang::En) => "A single run has expected values, without yearly shocks".to_owned(),
        (Some(seed), Lang::En) => format!("The yearly shocks are drawn from seed {seed}"),
    };
    match lang {
        Lang::Zh => vec![
            format!(
                "测算使用“社工沙盘”存量—流量模型（方程版本 {MODEL_VERSION}）：从 {start} 起逐月推算 {regions} 个区域的人员培养、取证、入职、离岗、岗位和服务，每月核对人员收支平衡。{draws}。"
            ),
            "“无方案”指不采取所列措施、其他条件相同的同一次推演；新增财政投入是有方案与无方案的财政和福彩资金之差，按权责发生制、不折现。单项措施的费用是有该项与无该项之差；措施之间相互影响，各项之和不等于合计。".to_owned(),
            "持证在岗人员与累计发证数是两个口径，不可混用。达成机会按大量随机推演中达标的比例计算，括号内为抽样误差范围；未计算的不填。".to_owned(),
        ],
        Lang::En => vec![
            format!(
                "Computed with Shapan's stock-and-flow model (equations version {MODEL_VERSION}): from {start} on, month by month, the training, certification, hiring, exits, posts and services of {regions} regions, with people balanced in every month. {draws}."
            ),
            "“Without the plan” is the same run with none of the measures taken. New public money is the difference in fiscal and lottery money between the two, by accrual and not discounted. The cost of one measure is the plan less the plan without it; measures interact, so these need not sum to the whole.".to_owned(),
            "People in posts with a certificate and certificates issued are different counts. A chance is the share of many runs over what nobody knows that meet the target, with its sampling error; where it was not computed the column is empty.".to_owned(),
        ],
    }
}

fn record(question: &Question, runs: &Runs) -> Vec<Fact> {
    let (scenario, lang) = (&question.scenario, question.lang);
    let fact = |key, zh, en, value: String| Fact { key, name: lang.of(zh, en).to_owned(), value };
    let mut command = format!("shapan run {} --policy plan.toml", scenario.key);
    let params = question.changed.iter().map(|(name, value)| format!(" --param {name}={value}"));
    command.extend(params);
    command.extend(question.settings.seed.map(|seed| format!(" --seed {seed}")));
    command.push_str(" --digest");
    vec![
        fact("date", "生成日期", "Date", question.date.clone()),
        fact("program", "程序版本", "Program", format!("Shapan {}", env!("CARGO_PKG_VERSION"))),
        fact("model_version", "方程版本", "Equations", MODEL_VERSION.to_owned()),
        fact("scenario", "情景", "Scenario", scenario.key.clone()),
        fact("fingerprint", "情景数据指纹", "Fingerprint of the scenario", scenario.fingerprint.clone()),
        fact(
            "seed",
            "随机种子",
            "Seed",
            question.settings.seed.map_or_else(
                || lang.of("无（期望值）", "none (expected values)").to_owned(),
                |seed| seed.to_string(),
            ),
        ),
        fact("digest", "运行摘要码", "Digest of the run", runs.digest.clone()),
        fact("command", "重算命令", "To compute it again", command),
    ]
}
