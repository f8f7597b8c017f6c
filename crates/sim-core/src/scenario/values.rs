//! `[params]` and `[levers.KEY]`: where the place differs from the defaults, and what its levers do.

use super::check::{broken_unit, check_params};
use super::course::{Frame, lever_names, read_course};
use super::input::nearest_hint;
use super::params::{PARAMS, ParamKey, Params, Status};
use super::problem::{both, said};
use super::walk::Node;
use super::{LeverCourse, LeverKey, Schedule, Sourced, Text};
use crate::ids::Label;
use crate::sorted::Map;

/// Reads the scenario's own parameter values.
pub(super) fn read_params(node: &Node<'_>) -> Option<(Params, Map<String, Sourced>)> {
    let names: Vec<&str> = PARAMS.iter().map(|p| p.key).collect();
    let mut params = Params::default();
    let mut own = Map::new();
    for (name, node) in node.entries(both("应为 [params]", "[params] is expected"))? {
        let Some(key) = ParamKey::from_key(name) else {
            node.error(said!("没有“{}”这个参数", "unknown parameter '{}'", name), nearest_hint(name, &names));
            continue;
        };
        if let Some(sourced) = node.sourced(key.param().domain) {
            if let Some(hint) = broken_unit(key.param(), sourced.value) {
                node.error(said!("“{}”不可能", "'{}' is not possible", sourced.value), hint);
            }
            params.set(key, sourced.value);
            own.insert(name.to_owned(), sourced);
        }
    }
    check_params(&params, |message, hint| node.error(message, hint));
    Some((params, own))
}

fn neutral_course(key: LeverKey) -> LeverCourse {
    LeverCourse {
        baseline: Schedule::Constant(key.lever().neutral),
        status: Status::Assumption,
        source: "design".to_owned(),
        document: None,
        document_status: Status::Assumption,
        clause: Text::default(),
    }
}

pub(super) fn neutral_levers() -> Vec<LeverCourse> {
    LeverKey::ALL.map(neutral_course).to_vec()
}

pub(super) fn read_levers(node: &Node<'_>, frame: Frame) -> Option<Vec<LeverCourse>> {
    let mut courses = neutral_levers();
    for (name, node) in node.entries(both("应为 [levers.KEY] 各表", "[levers.KEY] tables are expected"))?
    {
        let Some(key) = LeverKey::from_key(name) else {
            node.error(
                said!("没有“{}”这项措施", "unknown lever '{}'", name),
                nearest_hint(name, &lever_names()),
            );
            continue;
        };
        if let Some(course) = read_lever(&node, key, frame) {
            courses[key.index()] = course;
        }
    }
    Some(courses)
}

fn read_lever(node: &Node<'_>, key: LeverKey, frame: Frame) -> Option<LeverCourse> {
    const SHAPE: Label = both(
        "应为 [levers.KEY]，其下写 baseline、document、status、source 和 clause",
        "[levers.KEY] with baseline, document, status, source and clause is expected",
    );
    node.table(SHAPE, |f| {
        let neutral = neutral_course(key);
        let baseline = f.optional("baseline").map(|n| read_course(&n, key, frame));
        let document = f.optional("document").map(|n| read_course(&n, key, frame));
        let known = baseline.is_some();
        let document_status = f.optional("document_status").map(|n| n.status());
        let status = f.optional("status").map(|n| n.status());
        let source = f.optional("source").map(|n| n.source());
        let clause = f.optional("clause").map(|n| n.text());
        if known && (status.is_none() || source.is_none()) {
            node.error(
                both("baseline 没有写明依据状态和出处", "the baseline stands without status and source"),
                both(
                    "加上 status = \"assumption\" 和 source = \"…\"",
                    "add status = \"assumption\" and source = \"…\"",
                ),
            );
        }
        Some(LeverCourse {
            baseline: baseline.unwrap_or(Some(neutral.baseline))?,
            status: status.unwrap_or(Some(neutral.status))?,
            source: source.unwrap_or(Some(neutral.source))?,
            document: match document {
                Some(course) => Some(course?),
                None => None,
            },
            document_status: document_status.unwrap_or(Some(neutral.document_status))?,
            clause: clause.unwrap_or(Some(neutral.clause))?,
        })
    })
}
