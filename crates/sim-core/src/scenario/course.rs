//! Reading a lever's course: a number, a ramp or steps, within the lever's bounds.

use super::Text;
use super::levers::{Bounds, LEVERS, LeverKey};
use super::problem::{both, said};
use super::schedule::Schedule;
use super::walk::Node;
use crate::ids::Label;
use crate::time::{Month, TimeGrid};

const SHAPE: Label = both(
    "写成 1.0、{ ramp = [[\"2021-07\", 0.15], …] } 或 { steps = [[\"2021-07\", 1.0], …] }",
    "write 1.0, { ramp = [[\"2021-07\", 0.15], …] } or { steps = [[\"2021-07\", 1.0], …] }",
);

/// The names of all levers.
pub(super) fn lever_names() -> Vec<&'static str> {
    LEVERS.iter().map(|l| l.key.key()).collect()
}

/// What a course must fit: the months of the run, as far as they are known, and the size of the place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub grid: Option<TimeGrid>,
    pub scale: f64,
}

/// Reads the course of a lever. Months outside the run are possible, but worth a warning.
pub(super) fn read_course(node: &Node<'_>, key: LeverKey, frame: Frame) -> Option<Schedule> {
    let lever = (key, key.lever().bounds(frame.scale));
    if !node.is_table() {
        return if node.is_number() { bounded(node, lever).map(Schedule::Constant) } else { shape(node) };
    }
    node.table(SHAPE, |f| {
        let ramp = f.optional("ramp");
        let steps = f.optional("steps");
        match (ramp, steps) {
            (Some(ramp), None) => points(&ramp, lever, frame.grid).map(|ramp| Schedule::Ramp { ramp }),
            (None, Some(steps)) => points(&steps, lever, frame.grid).map(|steps| Schedule::Steps { steps }),
            _ => shape(node),
        }
    })
}

fn shape<T>(node: &Node<'_>) -> Option<T> {
    node.error(said!("“{}”不是措施的安排", "'{}' is not the course of a lever", node.quote()), SHAPE);
    None
}

fn points(list: &Node<'_>, lever: (LeverKey, Bounds), grid: Option<TimeGrid>) -> Option<Vec<(Month, f64)>> {
    let items = list.items()?;
    if items.is_empty() {
        return shape(list);
    }
    let read: Vec<_> = items.iter().map(|item| point(item, lever, grid)).collect();
    let read: Vec<_> = read.into_iter().collect::<Option<_>>()?;
    for (i, pair) in read.windows(2).enumerate() {
        if pair[0].0 >= pair[1].0 {
            items[i + 1].error(
                said!("{} 不在 {} 之后", "{} does not come after {}", pair[1].0, pair[0].0),
                both("月份应从早到晚，各写一次", "months must be in ascending order, each once"),
            );
            return None;
        }
    }
    Some(read)
}

fn point(item: &Node<'_>, lever: (LeverKey, Bounds), grid: Option<TimeGrid>) -> Option<(Month, f64)> {
    let pair = item.items()?;
    let [month, value] = pair.as_slice() else {
        item.error(
            said!("“{}”有 {} 项", "'{}' has {} members", item.quote(), pair.len()),
            both("写一个月份和一个取值：[\"2021-07\", 0.15]", "a month and a value: [\"2021-07\", 0.15]"),
        );
        return None;
    };
    let at = month.month();
    let value = bounded(value, lever);
    if let (Some(at), Some(grid)) = (at, grid)
        && !(grid.start..=grid.end).contains(&at)
    {
        month.warn(said!("{} 不在推演期内", "{} lies outside the run", at), run_goes(grid));
    }
    Some((at?, value?))
}

fn bounded(node: &Node<'_>, lever: (LeverKey, Bounds)) -> Option<f64> {
    let value = node.finite()?;
    if let Some((message, hint)) = out_of_bounds(lever, value) {
        node.error(message, hint);
        return None;
    }
    Some(value)
}

/// Which months the run has.
pub(super) fn run_goes(grid: TimeGrid) -> Text {
    said!("推演期从 {} 到 {}", "the run goes from {} to {}", grid.start, grid.end)
}

/// How a share that was given in per cent is written.
pub(super) fn percent(value: f64) -> Text {
    said!("：{} % 应写成 {}", ": {} % is written {}", value, value / 100.0)
}

/// What is wrong with a lever's value and what would be right, where it is outside the bounds.
pub(super) fn out_of_bounds((key, bounds): (LeverKey, Bounds), value: f64) -> Option<(Text, Text)> {
    let within = |value: f64| (bounds.min..=bounds.max).contains(&value);
    if within(value) {
        return None;
    }
    let mut hint = said!("“{}”可取 {} 至 {}", "'{}' goes from {} to {}", key.key(), bounds.min, bounds.max);
    if key.lever().percent && value > 1.0 && within(value / 100.0) {
        hint = hint.and(&percent(value));
    }
    Some((said!("“{}”超出措施的取值范围", "'{}' is outside the lever's bounds", value), hint))
}
