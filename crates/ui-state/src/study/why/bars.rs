//! Levers one after the other from the baseline to the plan: what each does alone, what they do only together, and the fair
//! share of each.

use super::{Finding, watched};
use crate::number;
use crate::state::AppState;
use crate::study::chances::{fan, text};
use crate::words::{Words, args};
use sim_core::study::why::{Explained, Method, Spread};

/// A bar of the figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Where it begins and ends, from 0 to 1 of the width.
    pub ends: [f64; 2],
    /// What it does alone, or the value reached.
    pub alone: String,
    /// Its fair share.
    pub share: String,
    /// The share in per cent of the change.
    pub percent: String,
    /// Whether it takes away.
    pub loses: bool,
    /// What else must be said.
    pub remark: String,
}

/// What a bar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The baseline or the plan: from the edge.
    Level,
    /// A lever, by its number among the players.
    Lever(usize),
    /// What levers do only together.
    Together,
}

/// The bars, and where the target stands among them.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// From the baseline to the plan.
    pub bars: Vec<Bar>,
    /// The target: its place and its words.
    pub target: Option<(f64, String)>,
    /// The value at the left edge, where it is not nothing.
    pub cut: Option<String>,
}

/// The bars of what is looked at.
pub fn of(state: &AppState, finding: &Finding, words: &Words) -> Option<Bars> {
    let it = finding.explained(state.studies.why.gauge)?;
    let what = watched(it.gauge.what);
    let lang = words.lang();
    let change = it.change.mean;
    let mut order: Vec<usize> = (0..it.shares.len()).collect();
    order.sort_by(|a, b| it.shares[*b].share.mean.abs().total_cmp(&it.shares[*a].share.mean.abs()));
    let goal = state.aims().into_iter().find(|aim| super::gauge_of(aim) == Some(it.gauge));
    let mut at = it.baseline.mean;
    let mut steps = vec![at, it.policy.mean];
    for player in &order {
        at += it.shares[*player].alone.mean;
        steps.push(at);
    }
    steps.extend(goal.as_ref().map(|goal| goal.at_least));
    let (low, high) = steps
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
    // Where what the levers do is small beside the level, the axis is cut, and says so.
    let room = (high - low).max(1e-12);
    let floor = if low > 0.0 && low < 1.5 * room { 0.0 } else { low - 0.12 * room };
    let place = |value: f64| ((value - floor) / ((high - floor).max(1e-12) * 1.02)).clamp(0.0, 1.0);
    let level = |name: &str, value: Spread, share: &str| Bar {
        kind: Kind::Level,
        name: words.say(name),
        ends: [0.0, place(value.mean)],
        alone: text(what, value.mean, lang),
        share: share.to_owned(),
        percent: String::new(),
        loses: false,
        remark: String::new(),
    };
    let percent = |value: f64| {
        if change == 0.0 {
            "–".to_owned()
        } else {
            format!("{}%", number::decimal(100.0 * value / change, 0))
        }
    };
    let mut bars = vec![level("name-baseline", it.baseline, "")];
    let mut at = it.baseline.mean;
    for player in &order {
        let share = &it.shares[*player];
        let to = at + share.alone.mean;
        bars.push(Bar {
            kind: Kind::Lever(*player),
            name: lang.text(&finding.shares.players[*player].name).to_owned(),
            ends: [place(at), place(to)],
            alone: fan::change(what, share.alone.mean, lang),
            share: fan::change(what, share.share.mean, lang),
            percent: percent(share.share.mean),
            loses: share.alone.mean < 0.0,
            remark: share.error.map_or_else(String::new, |error| {
                words.tell("why-error", &args([("error", text(what, error, lang))]))
            }),
        });
        at = to;
    }
    if it.shares.len() > 1 {
        bars.push(Bar {
            kind: Kind::Together,
            name: words.say(if it.interaction.mean < 0.0 { "why-overlap" } else { "why-together" }),
            ends: [place(at), place(it.policy.mean)],
            alone: fan::change(what, it.interaction.mean, lang),
            share: String::new(),
            percent: String::new(),
            loses: it.interaction.mean < 0.0,
            remark: pairs(finding, it, words),
        });
    }
    bars.push(level("name-plan", it.policy, &fan::change(what, change, lang)));
    let target = goal.map(|goal| {
        let value = args([("value", goal.series.brief(goal.at_least, lang))]);
        (place(goal.at_least), words.tell("chart-goal", &value))
    });
    let cut = (floor > 0.0).then(|| text(what, floor, lang));
    Some(Bars { bars, target, cut })
}

/// The pairs that do most together.
fn pairs(finding: &Finding, it: &Explained, words: &Words) -> String {
    let lang = words.lang();
    let what = watched(it.gauge.what);
    let name = |player: usize| lang.text(&finding.shares.players[player].name).to_owned();
    // A pair that no figure shows says nothing.
    let least = 0.005 * it.change.mean.abs();
    let told = it.pairs.iter().filter(|pair| pair.index.abs() > least).take(2);
    let texts: Vec<String> = told
        .map(|pair| {
            let [a, b] = pair.players.map(name);
            format!("{a} × {b} {}", fan::change(what, pair.index, lang))
        })
        .collect();
    texts.join(lang.of("，", ", "))
}

/// How the shares were found.
pub fn method(finding: &Finding, words: &Words) -> String {
    let n = finding.shares.players.len();
    match finding.shares.method {
        Method::Exact => words.tell(
            "why-exact",
            &args([("levers", n.to_string()), ("runs", number::count((1_u64 << n) as f64))]),
        ),
        Method::Sampled { pairs, .. } => {
            words.tell("why-sampled", &args([("levers", n.to_string()), ("orders", (2 * pairs).to_string())]))
        }
    }
}
