//! `[scenario] extends`: the texts of a scenario, each lying over the one it extends.

use super::builtin::BuiltinScenario;
use super::input::{File, Input, Log};
use super::problem::{both, said};
use super::walk::{Doc, Layer, Node, Noted, parse};
use crate::ids::Label;
use toml::Spanned;
use toml::de::DeTable;

/// How many scenarios may lie beneath one. Who looks for a number goes through all of them.
const DEEPEST: usize = 4;

/// One text of a scenario.
pub(super) struct Written<'a> {
    pub(super) input: Input<'a>,
    table: Spanned<DeTable<'a>>,
    /// What ships with the program, for all but the text that was given.
    builtin: Option<&'a BuiltinScenario<'a>>,
}

/// The text that was given and those of the scenarios it extends, from the uppermost down.
pub(super) struct Texts<'a>(pub(super) Vec<Written<'a>>);

impl<'a> Texts<'a> {
    /// Follows `extends` from the given text through `library`. `None` means that problems were noted.
    pub(super) fn read(given: File<'a>, library: &'a [BuiltinScenario<'a>], log: &Log) -> Option<Self> {
        let input = Input::decode(given, log)?;
        if input.text.trim().is_empty() {
            log.error(
                input.whole(),
                both("文件是空的", "the file is empty"),
                both("情景以 [scenario] 开头", "a scenario begins with [scenario]"),
            );
            return None;
        }
        let table = parse(&input, log)?;
        let mut texts = vec![Written { input, table, builtin: None }];
        let mut keys: Vec<&str> = Vec::new();
        while let Some(next) = texts.last()?.extended(library, &keys, log).ok()? {
            keys.push(next.key);
            let input = Input::new(format!("{}/scenario.toml", next.key), next.scenario);
            let table = parse(&input, log)?;
            texts.push(Written { input, table, builtin: Some(next) });
        }
        let texts = Self(texts);
        texts.check_keys(log);
        Some(texts)
    }

    /// The regions of the uppermost extended scenario that has some.
    pub(super) fn regions(&self) -> Option<Input<'a>> {
        let mut builtins = self.0.iter().filter_map(|text| text.builtin);
        builtins.find_map(|b| Some(Input::new(format!("{}/regions.csv", b.key), b.regions?)))
    }

    /// The history of the uppermost extended scenario that has one, as long as it is about the same regions.
    pub(super) fn history(&self) -> Option<Input<'a>> {
        for builtin in self.0.iter().filter_map(|text| text.builtin) {
            if let Some(text) = builtin.history {
                return Some(Input::new(format!("{}/history.csv", builtin.key), text));
            }
            if builtin.regions.is_some() {
                break;
            }
        }
        None
    }

    /// A key is a scenario's own: two of one name could not be told apart in links and files.
    fn check_keys(&self, log: &Log) {
        const HINT: Label = both(
            "给它自己的键：在 [scenario] 中写 key = \"…\"",
            "give it a key of its own: key = \"…\" in [scenario]",
        );
        for (i, text) in self.0.iter().enumerate() {
            let doc = Doc { input: &text.input, log };
            let find = |key| Node::below(doc, text.table.get_ref(), "scenario", key);
            let Some(extends) = find("extends") else { continue };
            let taken = |key: &str| self.0[i + 1..].iter().any(|t| t.builtin.is_some_and(|b| b.key == key));
            match find("key") {
                None => {
                    let message = said!(
                        "引用“{}”的情景没有自己的键",
                        "the scenario that extends '{}' has no key",
                        extends.quote()
                    );
                    extends.error(message, HINT);
                }
                Some(key) if key.if_string().is_some_and(taken) => {
                    let message = said!(
                        "“{}”是所引用情景的键",
                        "'{}' is the key of a scenario it extends",
                        key.quote()
                    );
                    key.error(message, HINT);
                }
                Some(_) => {}
            }
        }
    }

    /// The tables of all texts as one.
    pub(super) fn layers<'b>(&'b self, log: &'b Log) -> Vec<Layer<'b>> {
        let layer = |written: &'b Written<'a>| {
            let doc = Doc { input: &written.input, log };
            Layer { doc, start: 0, table: written.table.get_ref() }
        };
        self.0.iter().map(layer).collect()
    }
}

impl<'a> Written<'a> {
    /// The scenario this text extends, if any; an error has been noted.
    fn extended(
        &self,
        library: &'a [BuiltinScenario<'a>],
        above: &[&str],
        log: &Log,
    ) -> Result<Option<&'a BuiltinScenario<'a>>, Noted> {
        let doc = Doc { input: &self.input, log };
        let Some(node) = Node::below(doc, self.table.get_ref(), "scenario", "extends") else {
            return Ok(None);
        };
        let names: Vec<&str> = library.iter().map(|s| s.key).collect();
        let found = &library[node.one_of(both("内置情景", "built-in scenario"), &names).ok_or(Noted)?];
        if above.contains(&found.key) {
            node.error(
                said!(
                    "“{}”引用了自己：{} → {}",
                    "'{}' extends itself: {} → {}",
                    node.quote(),
                    above.join(" → "),
                    found.key
                ),
                both("最下面的情景不再引用别的", "a scenario at the bottom extends nothing"),
            );
            return Err(Noted);
        }
        if above.len() == DEEPEST {
            node.error(
                said!(
                    "“{}”引用得太深：{} → {}",
                    "'{}' lies too deep: {} → {}",
                    node.quote(),
                    above.join(" → "),
                    found.key
                ),
                said!(
                    "一个情景之下最多 {} 个；请引用更靠下的一个",
                    "at most {} scenarios lie beneath one; extend an earlier one",
                    DEEPEST
                ),
            );
            return Err(Noted);
        }
        Ok(Some(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `KEY>EXTENDED` as scenarios.
    fn library(links: &'static [(&'static str, &'static str)]) -> Vec<BuiltinScenario<'static>> {
        links
            .iter()
            .map(|(key, scenario)| BuiltinScenario {
                key,
                scenario,
                regions: None,
                history: None,
                checks: None,
            })
            .collect()
    }

    fn problems(given: &str, library: &[BuiltinScenario<'_>]) -> Vec<String> {
        let log = Log::default();
        let texts = Texts::read(File { name: "mine.toml", bytes: given.as_bytes() }, library, &log);
        assert_eq!(texts.is_none(), log.has_errors());
        log.into_problems().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_circle_of_scenarios_is_named_where_it_closes() {
        let library = library(&[
            ("a", "[scenario]\nkey = \"a\"\nextends = \"b\""),
            ("b", "[scenario]\nkey = \"b\"\nextends = \"a\""),
        ]);
        let found = problems("[scenario]\nkey = \"c\"\nextends = \"a\"", &library);
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert!(one.starts_with("b/scenario.toml:3: error: scenario.extends: "), "{one}");
        assert!(one.contains("a → b → a") && one.contains("extends nothing"), "{one}");
    }

    #[test]
    fn four_scenarios_may_lie_beneath_one_and_not_five() {
        let library = library(&[
            ("a", "[scenario]\nkey = \"a\""),
            ("b", "[scenario]\nkey = \"b\"\nextends = \"a\""),
            ("c", "[scenario]\nkey = \"c\"\nextends = \"b\""),
            ("d", "[scenario]\nkey = \"d\"\nextends = \"c\""),
            ("e", "[scenario]\nkey = \"e\"\nextends = \"d\""),
        ]);
        assert_eq!(problems("[scenario]\nkey = \"x\"\nextends = \"d\"", &library), Vec::<String>::new());
        let found = problems("[scenario]\nkey = \"x\"\nextends = \"e\"", &library);
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert!(one.starts_with("b/scenario.toml:3: error: ") && one.contains("at most 4"), "{one}");
    }

    #[test]
    fn tables_come_from_the_nearest_scenario_and_a_history_never_from_another_place() {
        let texts = [
            ("a", "[scenario]", Some("regions of a"), Some("history of a")),
            ("b", "[scenario]\nkey = \"b\"\nextends = \"a\"", None, None),
            ("c", "[scenario]\nkey = \"c\"\nextends = \"b\"", Some("regions of c"), None),
        ];
        let library = texts.map(|(key, scenario, regions, history)| BuiltinScenario {
            key,
            scenario,
            regions,
            history,
            checks: None,
        });
        let tables = |of: &str| {
            let (log, text) = (Log::default(), format!("[scenario]\nkey = \"x\"\nextends = \"{of}\""));
            let file = File { name: "mine.toml", bytes: text.as_bytes() };
            let texts = Texts::read(file, &library, &log).expect("good");
            [texts.regions(), texts.history()].map(|table| table.map(|t| (t.name, t.text.to_owned())))
        };
        let named = |name: &str, text: &str| Some((name.to_owned(), text.to_owned()));
        let of_a = [named("a/regions.csv", "regions of a"), named("a/history.csv", "history of a")];
        assert_eq!((tables("a"), tables("b")), (of_a.clone(), of_a));
        assert_eq!(tables("c"), [named("c/regions.csv", "regions of c"), None]);
    }
}
