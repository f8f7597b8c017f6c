//! Answers in words: what each sets, with what chance, at what cost; and what is in the way where there is none.

use super::{Card, Finding, Obstacle};
use crate::dial::Dial;
use crate::number;
use crate::state::AppState;
use crate::study::chances::{Share, name, text};
use crate::words::{Words, args};
use sim_core::study::ensemble::Watched;
use sim_core::study::optimise::End;
use sim_core::study::seek::{Binding, Goal};

/// A row of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// A lever or a goal.
    pub name: String,
    /// The value it begins with, or the goal.
    pub from: String,
    /// The value it is set to, or what is reached by default.
    pub to: String,
    /// The chance of a goal; nothing for a lever.
    pub chance: String,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its name.
    pub name: String,
    /// The chance of all goals together, judged on fresh draws, and its interval.
    pub chance: String,
    /// See `chance`.
    pub interval: String,
    /// The same from 0 to 1, for a bar.
    pub share: [f64; 3],
    /// What it costs beyond the baseline.
    pub cost: String,
    /// Whether it keeps its promise on fresh draws.
    pub holds: bool,
    /// Goals.
    pub goals: Vec<Row>,
    /// Levers that it moves.
    pub levers: Vec<Row>,
    /// Whether the plan is this one already.
    pub taken: bool,
}

/// An answer in words.
pub fn told(state: &AppState, card: &Card, words: &Words) -> Told {
    let lang = words.lang();
    let it = &card.checked;
    let share = Share { value: it.chance.share, interval: [it.chance.low, it.chance.high] };
    let percent = |value: f64| format!("{}%", number::decimal(100.0 * value, 0));
    let goals = it.goals.iter().map(|check| {
        let what = Watched::Metric(check.goal.metric);
        let chance = Share { value: check.chance.share, interval: [check.chance.low, check.chance.high] };
        Row {
            name: goal_name(&check.goal, words),
            from: format!("≥ {}", text(what, check.goal.at_least, lang)),
            to: check.headline.map_or_else(|| "–".to_owned(), |value| text(what, value, lang)),
            chance: chance.words(),
        }
    });
    let levers = card.settings.iter().filter(|setting| setting.moved).map(|setting| {
        let dial = Dial::of(&state.scenario, setting.lever);
        Row {
            name: lang.label(setting.lever.label()).to_owned(),
            from: dial.spoken(lang, setting.start),
            to: dial.spoken(lang, setting.value),
            chance: String::new(),
        }
    });
    let [low, high] = it.cost.range;
    Told {
        name: lang.text(&card.name).to_owned(),
        chance: share.words(),
        interval: format!("{}–{}", percent(it.chance.low), percent(it.chance.high)),
        share: [it.chance.share, it.chance.low, it.chance.high],
        cost: words.tell(
            "seek-cost",
            &args([
                ("mean", number::yuan(lang, it.cost.mean)),
                ("low", number::yuan(lang, low)),
                ("high", number::yuan(lang, high)),
            ]),
        ),
        holds: card.holds,
        goals: goals.collect(),
        levers: levers.collect(),
        taken: card.policy == *state.policy(),
    }
}

/// A goal's figure and year.
pub fn goal_name(goal: &Goal, words: &Words) -> String {
    let values = args([("name", name(Watched::Metric(goal.metric), words)), ("year", goal.year.to_string())]);
    words.tell("why-gauge", &values)
}

/// What was found, in a sentence.
pub fn verdict(finding: &Finding, words: &Words) -> String {
    let chance = format!("{}%", number::decimal(100.0 * finding.wish.chance, 0));
    let n = words.number("number-word", finding.answers.len());
    let cheapest = finding.answers.iter().map(|card| card.checked.cost.mean).fold(f64::INFINITY, f64::min);
    let values = args([
        ("chance", chance),
        ("n", n),
        ("cost", number::yuan(words.lang(), cheapest)),
        ("runs", number::count(finding.runs as f64)),
    ]);
    words.tell(if finding.answers.is_empty() { "seek-none-found" } else { "seek-found" }, &values)
}

/// What is in the way.
pub fn obstacle(state: &AppState, finding: &Finding, it: &Obstacle, words: &Words) -> Vec<String> {
    let lang = words.lang();
    let mut said = Vec::new();
    for (goal, short) in finding.wish.goals.iter().zip(&it.short) {
        if *short > 0.0 {
            let what = Watched::Metric(goal.metric);
            said.push(words.tell(
                "seek-short",
                &args([("goal", goal_name(goal, words)), ("short", text(what, *short, lang))]),
            ));
        }
    }
    if it.over_budget > 0.0 {
        said.push(words.tell("seek-over", &args([("yuan", number::yuan(lang, it.over_budget))])));
    }
    let binding: Vec<String> = it
        .limits
        .iter()
        .filter(|limit| limit.binds)
        .take(4)
        .map(|limit| limit_words(state, limit, words))
        .collect();
    if !binding.is_empty() {
        said.push(words.tell("seek-limits", &args([("limits", binding.join(lang.of("，", ", ")))])));
    }
    if let Some(cost) = it.without_budget {
        said.push(words.tell("seek-without-budget", &args([("yuan", number::yuan(lang, cost))])));
    }
    said
}

fn limit_words(state: &AppState, limit: &Binding, words: &Words) -> String {
    let lang = words.lang();
    let end = words.say(if limit.at == End::Low { "seek-at-low" } else { "seek-at-high" });
    let value = Dial::of(&state.scenario, limit.lever).spoken(lang, limit.limit);
    format!("{} {end} {value}", lang.label(limit.lever.label()))
}

/// Cost against outcome: places in a square from 0 to 1, with the words of both axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Front {
    /// Points from the cheapest on: cost, outcome, and both in words.
    pub points: Vec<([f64; 2], [String; 2])>,
    /// Answers at their places, with their numbers.
    pub answers: Vec<([f64; 2], usize)>,
    /// Where the goals are just reached.
    pub reached: f64,
    /// Ends of the axis of cost.
    pub costs: [String; 2],
    /// Ends of the axis of outcome, in per cent of the goal that is furthest away.
    pub outcomes: [String; 2],
}

/// The front of what was found.
pub fn front(finding: &Finding, words: &Words) -> Option<Front> {
    let lang = words.lang();
    let points = &finding.front;
    let (first, last) = (points.first()?, points.last()?);
    let costs = [first.cost.min(0.0), last.cost.max(1.0)];
    let low = points.iter().map(|point| point.margin).fold(0.0, f64::min).max(-1.0);
    let high = points.iter().map(|point| point.margin).fold(0.02, f64::max);
    let x = |cost: f64| ((cost - costs[0]) / (costs[1] - costs[0])).clamp(0.0, 1.0);
    let y = |margin: f64| ((margin - low) / (high - low)).clamp(0.0, 1.0);
    let percent = |margin: f64| format!("{}%", number::decimal(100.0 * (1.0 + margin), 0));
    let drawn = points
        .iter()
        .map(|it| ([x(it.cost), y(it.margin)], [number::yuan(lang, it.cost), percent(it.margin)]));
    let answer = |(at, card): (usize, &Card)| {
        let known = points.iter().find(|point| point.policy == card.policy);
        ([x(card.checked.cost.mean), known.map_or_else(|| y(0.0), |point| y(point.margin))], at + 1)
    };
    Some(Front {
        points: drawn.collect(),
        answers: finding.answers.iter().enumerate().map(answer).collect(),
        reached: y(0.0),
        costs: costs.map(|cost| number::yuan(lang, cost)),
        outcomes: [percent(low), percent(high)],
    })
}
