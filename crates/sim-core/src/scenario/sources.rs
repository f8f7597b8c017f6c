//! `[sources.KEY]`: the documents and data sets that numbers come from.

use super::Source;
use super::input::{Input, Log, nearest_hint};
use super::problem::{both, said};
use super::walk::{Doc, Fields, Node, parse};
use crate::sorted::Map;

/// Sources that every scenario may cite.
const SHARED: &str = include_str!("../../../../scenarios/sources.toml");

const CONFIDENCES: [&str; 3] = ["high", "medium", "low"];

/// The sources that ship with the program.
pub(super) fn shared_sources(log: &Log) -> Map<String, Source> {
    let input = Input::new("sources.toml", SHARED);
    let Some(table) = parse(&input, log) else { return Map::new() };
    let doc = Doc { input: &input, log };
    Fields::root(doc, table.get_ref(), |f| {
        f.required("sources", both("应为 [sources.KEY]", "[sources.KEY] is expected"))
            .and_then(|n| read_sources(&n))
    })
    .unwrap_or_default()
}

/// Reads `[sources.KEY]` tables.
pub(super) fn read_sources(node: &Node<'_>) -> Option<Map<String, Source>> {
    let entries = node.entries(both("应为 [sources.KEY] 各表", "[sources.KEY] tables are expected"))?;
    let read: Vec<_> = entries
        .into_iter()
        .map(|(key, node)| {
            let source = node.table(
                both("应有 title、url 和 confidence", "title, url and confidence are expected"),
                |f| {
                    let title = f.text("title");
                    let url = f.optional("url").map(|n| n.string().map(str::to_owned));
                    let confidence = f
                        .required("confidence", both("high、medium 或 low", "high, medium or low"))
                        .and_then(|n| n.one_of(both("可信程度", "confidence"), &CONFIDENCES));
                    let confidence = CONFIDENCES[confidence?].to_owned();
                    Some(Source {
                        title: title?,
                        url: url.unwrap_or_else(|| Some(String::new()))?,
                        confidence,
                    })
                },
            );
            source.map(|source| (key.to_owned(), source))
        })
        .collect();
    read.into_iter().collect()
}

/// Reports every citation that leads nowhere.
pub(super) fn check_citations(sources: &Map<String, Source>, log: &Log) {
    let known: Vec<&str> = sources.keys().map(String::as_str).collect();
    for (key, at) in log.cited() {
        if !sources.contains_key(&key) {
            let hint =
                nearest_hint(&key, &known).and(&said!(" 或加上 [sources.{}]", "; or add [sources.{}]", key));
            log.error(at, said!("“{}”不是已列的来源", "'{}' is not a source", key), hint);
        }
    }
}
