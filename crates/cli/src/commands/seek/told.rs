//! What a search has found, in words and tables.

use crate::lang::Lang;
use crate::table::{Side, aligned, figure, laid_out};
use sim_core::LeverKey;
use sim_core::scenario::Metric;
use sim_core::study::optimise::{End, Shape};
use sim_core::study::seek::{Answer, CHANCES, Figure, Obstacle, Report, Setting, Share, Task};
use sim_core::study::uncertainty::Cause;

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

fn chance(share: Share) -> String {
    format!("{} ({} – {})", percent(share.share), percent(share.low), percent(share.high))
}

fn metric(lang: Lang, metric: Metric) -> &'static str {
    lang.word(metric.label().zh, metric.label().en)
}

fn lever(lang: Lang, key: LeverKey) -> &'static str {
    lang.word(key.label().zh, key.label().en)
}

fn levers(lang: Lang, keys: &[LeverKey]) -> String {
    let names: Vec<&str> = keys.iter().map(|key| lever(lang, *key)).collect();
    names.join(lang.word("、", ", "))
}

/// A lever's value as the page shows it, with its unit.
fn value(lang: Lang, key: LeverKey, value: f64) -> String {
    let row = key.lever();
    if row.percent {
        return format!("{} %", figure(100.0 * value));
    }
    format!("{} {}", figure(value), lang.word(row.unit.zh, row.unit.en))
}

/// What varies, and what a share is while nothing was held against counts.
fn causes(lang: Lang, causes: &[Cause]) -> String {
    let names: Vec<&str> = causes.iter().map(|c| lang.word(c.label().zh, c.label().en)).collect();
    match lang {
        Lang::Zh => {
            format!("变动来源：{}。可能性是“所假定范围内的比例”，未用历史数据校正。\n", names.join("、"))
        }
        Lang::En => format!(
            "What varies: {}. Chances are shares of the assumed range: nothing was held against history.\n",
            names.join("; ")
        ),
    }
}

/// The whole report.
pub fn text(report: &Report, varied: &[Cause], lang: Lang) -> String {
    let mut text = head(report, varied, lang);
    for answer in &report.answers {
        text += &format!("\n{}\n", lang.text(&answer.name));
        text += &told(report, answer, lang);
    }
    if let Some(obstacle) = &report.obstacle {
        text += &out_of_reach(report, obstacle, lang);
    }
    if !report.idle.is_empty() {
        let names = levers(lang, &report.idle);
        text += &match lang {
            Lang::Zh => format!("\n对目标和费用都不起作用、因而不动的杠杆：{names}\n"),
            Lang::En => {
                format!("\nLevers that do nothing here, for the targets or the cost, and stay: {names}\n")
            }
        };
    }
    text += &shape(report, lang);
    if !report.front.is_empty() {
        text += lang.word(
            "\n费用与结果（同样的抽样，未另行复核；差距以最差目标计）\n",
            "\nCost against outcome (draws of the search, not judged again; margin of the furthest target)\n",
        );
        text += &front(report, lang);
    }
    text
}

fn head(report: &Report, varied: &[Cause], lang: Lang) -> String {
    let quest = &report.task.quest;
    let goals: Vec<String> = quest
        .goals
        .iter()
        .map(|g| match lang {
            Lang::Zh => format!("{} 年底 {} ≥ {}", g.year, metric(lang, g.metric), figure(g.at_least)),
            Lang::En => {
                format!("{} ≥ {} at the end of {}", metric(lang, g.metric), figure(g.at_least), g.year)
            }
        })
        .collect();
    let budget = quest.budget.map_or_else(String::new, |b| {
        let kind = match (b.discounted, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "（折现）",
            (true, Lang::En) => ", discounted",
        };
        match lang {
            Lang::Zh => format!("；比基准多花的公共资金平均不超过 {} 元{kind}", figure(b.yuan)),
            Lang::En => {
                format!(
                    "; at most {} yuan of public money beyond the baseline on average{kind}",
                    figure(b.yuan)
                )
            }
        }
    });
    let (draws, fresh, runs, needed) = (quest.draws, quest.fresh, report.runs, report.draws_needed);
    let mut text = match lang {
        Lang::Zh => format!(
            "目标：{}；同时达到的可能性至少 {}{budget}\n{draws} 次抽样，模型运行 {runs} 次；为留余地，搜索时要求 {needed} 次抽样达标；答案另用 {fresh} 次新抽样复核\n",
            goals.join("，"),
            percent(quest.chance)
        ),
        Lang::En => format!(
            "To reach: {}; all together with a chance of at least {}{budget}\n{draws} draws, {runs} runs of the model; to be on the \
             safe side, the search asks for {needed} draws; answers are judged again on {fresh} fresh ones\n",
            goals.join(", "),
            percent(quest.chance)
        ),
    };
    text += &causes(lang, varied);
    text
}

fn told(report: &Report, answer: &Answer, lang: Lang) -> String {
    let checked = &answer.checked;
    let cost = &checked.cost;
    let [low, high] = cost.range;
    let mut text = match lang {
        Lang::Zh => format!(
            "同时达到的可能性 {}；比基准多花公共资金平均 {} 元（10—90 %：{} – {}；折现 {}）\n",
            chance(checked.chance),
            figure(cost.mean),
            figure(low),
            figure(high),
            figure(cost.mean_discounted)
        ),
        Lang::En => format!(
            "Chance of all {}; public money beyond the baseline {} yuan on average (10 to 90 %: {} – {}; discounted {})\n",
            chance(checked.chance),
            figure(cost.mean),
            figure(low),
            figure(high),
            figure(cost.mean_discounted)
        ),
    };
    if let Some(within) = cost.within {
        text += &match lang {
            Lang::Zh => format!("不超预算的可能性 {}\n", chance(within)),
            Lang::En => format!("Chance to stay within the budget {}\n", chance(within)),
        };
    }
    if !answer.holds && report.obstacle.is_none() {
        text += lang.word(
            "注意：新抽样没有证实所要求的可能性；请增加 --draws 或 --evaluations\n",
            "Note: fresh draws do not bear out the chance that was asked for; take more --draws or --evaluations\n",
        );
    }
    if checked.broken > 0 {
        text += &match lang {
            Lang::Zh => format!("{} 次运行中断，按未达到计\n", checked.broken),
            Lang::En => format!("{} runs broke and count as reaching nothing\n", checked.broken),
        };
    }
    let heads = [
        (lang.word("目标", "target"), Side::Left),
        (lang.word("年", "year"), Side::Right),
        (lang.word("应达", "to reach"), Side::Right),
        (lang.word("默认运行", "default run"), Side::Right),
        ("10 %", Side::Right),
        ("50 %", Side::Right),
        ("90 %", Side::Right),
        (lang.word("可能性（95 %）", "chance (95 %)"), Side::Right),
    ];
    let or_dash = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), figure);
    let rows = checked.goals.iter().map(|g| {
        let quantile = |i: usize| or_dash(g.quantiles.map(|q| q[i]));
        [
            metric(lang, g.goal.metric).to_owned(),
            g.goal.year.to_string(),
            figure(g.goal.at_least),
            or_dash(g.headline),
            quantile(0),
            quantile(1),
            quantile(2),
            chance(g.chance),
        ]
    });
    text += &aligned(heads, &rows.collect::<Vec<_>>());
    text + &settings(&answer.settings, lang)
}

fn settings(settings: &[Setting], lang: Lang) -> String {
    let moved: Vec<&Setting> = settings.iter().filter(|s| s.moved).collect();
    if moved.is_empty() {
        return lang.word("不动任何杠杆\n", "No lever is moved\n").to_owned();
    }
    let heads = [
        (lang.word("杠杆", "lever"), Side::Left),
        (lang.word("原为", "from"), Side::Right),
        (lang.word("改为", "to"), Side::Right),
        ("", Side::Left),
    ];
    let rows = moved.iter().map(|s| {
        [
            lever(lang, s.lever).to_owned(),
            value(lang, s.lever, s.start),
            value(lang, s.lever, s.value),
            s.lever.key().to_owned(),
        ]
    });
    aligned(heads, &rows.collect::<Vec<_>>())
}

fn out_of_reach(report: &Report, obstacle: &Obstacle, lang: Lang) -> String {
    let quest = &report.task.quest;
    let mut text = lang
        .word("\n在这些条件下达不到。差多少：\n", "\nOut of reach under these conditions. What is missing:\n")
        .to_owned();
    for (goal, short) in quest.goals.iter().zip(&obstacle.short).filter(|(_, short)| **short > 0.0) {
        text += &match lang {
            Lang::Zh => format!(
                "  {}（{} 年）：以 {} 的可能性只能达到 {}，差 {}\n",
                metric(lang, goal.metric),
                goal.year,
                percent(quest.chance),
                figure(goal.at_least - short),
                figure(*short)
            ),
            Lang::En => format!(
                "  {} ({}): {} is reached with a chance of {}, {} short\n",
                metric(lang, goal.metric),
                goal.year,
                figure(goal.at_least - short),
                percent(quest.chance),
                figure(*short)
            ),
        };
    }
    if obstacle.short.iter().all(|short| *short == 0.0) && obstacle.margin > 0.0 {
        text += lang.word(
            "  各目标单独看都能达到，但不能同时达到\n",
            "  each target by itself is reached, but not all together\n",
        );
    }
    if obstacle.over_budget > 0.0 {
        text += &match lang {
            Lang::Zh => format!("  超出预算 {} 元\n", figure(obstacle.over_budget)),
            Lang::En => format!("  {} yuan over the budget\n", figure(obstacle.over_budget)),
        };
    }
    if let Some(yuan) = obstacle.without_budget {
        text += &match lang {
            Lang::Zh => format!("受限于预算：不限预算时可达到，搜索所见最少需 {} 元\n", figure(yuan)),
            Lang::En => format!(
                "The budget is in the way: without it the targets are reached, for {} yuan at least as far as was seen\n",
                figure(yuan)
            ),
        };
    }
    text += &limits(obstacle, lang);
    text += &format!("\n{}\n", lang.text(&obstacle.nearest.name));
    text + &told(report, &obstacle.nearest, lang)
}

fn limits(obstacle: &Obstacle, lang: Lang) -> String {
    let binding = obstacle.limits.iter().filter(|b| b.binds);
    let rows: Vec<[String; 4]> = binding
        .map(|b| {
            let points = |share: f64| format!("{:+.2} %", 100.0 * share);
            [
                lever(lang, b.lever).to_owned(),
                match b.at {
                    End::Low => lang.word("下限", "lowest"),
                    End::High => lang.word("上限", "highest"),
                }
                .to_owned()
                    + " "
                    + &value(lang, b.lever, b.limit),
                b.loses_back.map_or_else(|| "–".to_owned(), |loses| points(-loses)),
                b.gains_beyond.map_or_else(|| "–".to_owned(), points),
            ]
        })
        .collect();
    if rows.is_empty() {
        return lang.word("没有一个杠杆受限于它的界限\n", "No lever's limit is in the way\n").to_owned();
    }
    let heads = [
        (lang.word("受限的杠杆", "limit in the way"), Side::Left),
        (lang.word("界限", "limit"), Side::Left),
        (lang.word("收紧一成，最差目标", "a tenth back"), Side::Right),
        (lang.word("放宽一成，最差目标", "a tenth beyond"), Side::Right),
    ];
    aligned(heads, &rows)
}

fn shape(report: &Report, lang: Lang) -> String {
    let Some(Shape::Turning(before, turn, after)) = report.shape else { return String::new() };
    let key = report.task.free[0].lever;
    let [before, turn, after] = [before, turn, after].map(|sample| value(lang, key, sample.point));
    match lang {
        Lang::Zh => {
            format!("\n注意：结果并非单调：在 {before}、{turn}、{after} 之间先变好后变差，或先变差后变好\n")
        }
        Lang::En => format!(
            "\nNote: more is not always better: between {before}, {turn} and {after} the outcome turns\n"
        ),
    }
}

fn front(report: &Report, lang: Lang) -> String {
    let quest = &report.task.quest;
    let mut heads: Vec<(String, Side)> = vec![
        (lang.word("费用（元）", "cost, yuan").to_owned(), Side::Right),
        (lang.word("差距", "margin").to_owned(), Side::Right),
    ];
    heads.extend(quest.goals.iter().map(|g| (format!("{} {}", metric(lang, g.metric), g.year), Side::Right)));
    heads.push((lang.word("杠杆", "levers").to_owned(), Side::Left));
    let heads: Vec<(&str, Side)> = heads.iter().map(|(head, side)| (head.as_str(), *side)).collect();
    let rows: Vec<Vec<String>> = report
        .front
        .iter()
        .map(|point| {
            let moved = point.settings.iter().filter(|s| s.moved);
            let moved: Vec<String> = moved.map(|s| format!("{}={}", s.lever.key(), s.value)).collect();
            let mut row = vec![figure(point.cost), format!("{:+.1} %", 100.0 * point.margin)];
            row.extend(point.reached.iter().map(|v| figure(*v)));
            row.push(moved.join(" "));
            row
        })
        .collect();
    laid_out(&heads, &rows)
}

/// What metrics reach with which chance.
pub fn figures(task: &Task, found: &[Figure], draws: usize, varied: &[Cause], lang: Lang) -> String {
    let mut text = match lang {
        Lang::Zh => format!("以下数值在 {draws} 次抽样中分别以 50 %、80 %、90 % 的可能性达到\n"),
        Lang::En => format!("Reached or exceeded with a chance of 50, 80, 90 % in {draws} draws\n"),
    };
    text += &causes(lang, varied);
    text.push('\n');
    let chances = CHANCES.map(percent);
    let heads = [
        (lang.word("指标", "metric"), Side::Left),
        (lang.word("年底", "end of"), Side::Right),
        (chances[0].as_str(), Side::Right),
        (chances[1].as_str(), Side::Right),
        (chances[2].as_str(), Side::Right),
    ];
    let rows = found.iter().map(|f| {
        let goal = &task.quest.goals[f.goal];
        let reached = |i: usize| f.reached.as_ref().map_or_else(|| "–".to_owned(), |r| figure(r[i]));
        [metric(lang, goal.metric).to_owned(), goal.year.to_string(), reached(0), reached(1), reached(2)]
    });
    text + &aligned(heads, &rows.collect::<Vec<_>>())
}
