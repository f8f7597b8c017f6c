//! The places one can choose, and the texts that a place of one's own is written over.

use crate::number::Lang;
use crate::state::Page;
use crate::words::{Words, args};
use serde::{Deserialize, Serialize};
use sim_core::scenario::{BuiltinScenario, Text};
use sim_core::{Problem, Scenario};

/// A place as the chooser names it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// Key of its scenario.
    pub key: String,
    /// Its name.
    pub place: Text,
    /// First year.
    pub from: i32,
    /// The year the verdict speaks of.
    pub plan_year: i32,
    /// The scenario from whose run its start comes; such a place looks ahead from today on.
    #[serde(default)]
    pub from_run: Option<String>,
}

impl Entry {
    /// How a scenario is chosen.
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            key: scenario.key.clone(),
            place: scenario.place.clone(),
            from: scenario.grid.start.year(),
            plan_year: scenario.plan_year,
            from_run: scenario.start.from_run.clone(),
        }
    }

    /// Name and years.
    pub fn name(&self, words: &Words) -> String {
        words.tell(
            "bar-place",
            &args([
                ("place", words.lang().text(&self.place).to_owned()),
                ("from", self.from.to_string()),
                ("to", self.plan_year.to_string()),
            ]),
        )
    }

    /// Its name alone.
    pub fn place(&self, lang: Lang) -> &str {
        lang.text(&self.place)
    }
}

/// The texts of one scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its key.
    pub key: String,
    /// `scenario.toml`.
    pub scenario: String,
    /// `regions.csv`.
    #[serde(default)]
    pub regions: Option<String>,
    /// `history.csv`.
    #[serde(default)]
    pub history: Option<String>,
}

/// The texts of a place: its own, then those of the scenarios it extends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts(pub Vec<Written>);

impl Texts {
    /// The texts as they are served.
    ///
    /// # Errors
    /// Why they are none.
    pub fn parse(json: &str) -> Result<Self, String> {
        let texts: Self = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if texts.0.is_empty() { Err("no text".to_owned()) } else { Ok(texts) }
    }

    /// The scenario they tell.
    ///
    /// # Errors
    /// All problems of the texts.
    pub fn read(&self) -> Result<Scenario, Vec<Problem>> {
        let library: Vec<BuiltinScenario<'_>> = self
            .0
            .iter()
            .map(|text| BuiltinScenario {
                key: &text.key,
                scenario: &text.scenario,
                regions: text.regions.as_deref(),
                history: text.history.as_deref(),
                // What is expected of a run belongs to the place as it was, not to one that is written over it.
                checks: None,
            })
            .collect();
        let Some(own) = library.first() else { return Err(Vec::new()) };
        Scenario::read_over(&own.files(), &library).map(|(scenario, _)| scenario)
    }
}

/// What an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The place; without one that which was shown last.
    pub place: Option<&'a str>,
    /// The page.
    pub page: Page,
}

/// What stands before the key of a place and before a page in the address.
const PREFIXES: [&str; 2] = ["place=", "page="];

/// The part of the address behind the page for a place and a page; the first place and *Plan* need none.
pub fn hash_of(atlas: &[Entry], key: &str, page: Page) -> String {
    let [place, on_page] = PREFIXES;
    let place = atlas.first().is_some_and(|first| first.key != key).then(|| format!("{place}{key}"));
    let page = page.key().map(|key| format!("{on_page}{key}"));
    let parts: Vec<String> = [place, page].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("#{}", parts.join("&")) }
}

/// The place and page an address names.
pub fn address_in(hash: &str) -> Option<Address<'_>> {
    let parts = || hash.trim().strip_prefix('#').into_iter().flat_map(|rest| rest.split('&'));
    let [place, page] = PREFIXES.map(|prefix| parts().find_map(|part| part.strip_prefix(prefix)));
    let on_page = Page::ALL
        .into_iter()
        .chain([Page::Report])
        .find(|known| page.is_some() && known.key() == page)
        .unwrap_or_default();
    (place.is_some() || page.is_some()).then_some(Address { place, page: on_page })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::scenario::builtin_scenarios;

    fn text(text: Option<&str>) -> Option<String> {
        text.map(str::to_owned)
    }

    #[test]
    fn a_place_reads_the_same_from_its_texts() {
        for builtin in builtin_scenarios() {
            let written = |b: &BuiltinScenario<'_>| Written {
                key: b.key.to_owned(),
                scenario: b.scenario.to_owned(),
                regions: text(b.regions),
                history: text(b.history),
            };
            let others = builtin_scenarios().iter().filter(|b| b.key != builtin.key).map(written);
            let texts = Texts(std::iter::once(written(builtin)).chain(others).collect());
            let json = serde_json::to_string(&texts).expect("plain data");
            let read = Texts::parse(&json).expect("its own text").read().expect("built in");
            // What is expected of a run stays with the command line.
            let built_in = Scenario::builtin(builtin.key).expect("built in");
            assert_eq!(read, Scenario { checks: Vec::new(), ..built_in });
        }
    }

    #[test]
    fn what_is_no_text_of_a_place_is_refused() {
        for json in ["", "[]", "{}", "[{\"key\":\"x\"}]", "<!doctype html>"] {
            assert!(Texts::parse(json).is_err(), "{json}");
        }
        let nothing = Written { key: "x".into(), scenario: String::new(), regions: None, history: None };
        assert!(Texts(vec![nothing]).read().is_err());
    }

    #[test]
    fn the_first_place_needs_no_address() {
        let atlas = ["chuxiong-2021", "jiangsu-2021"]
            .map(|key| Entry::of(&Scenario::builtin(key).expect("built in")));
        for (key, page, hash) in [
            ("chuxiong-2021", Page::Plan, ""),
            ("chuxiong-2021", Page::People, "#page=people"),
            ("chuxiong-2021", Page::Tests, "#page=backtest"),
            ("jiangsu-2021", Page::Plan, "#place=jiangsu-2021"),
            ("jiangsu-2021", Page::People, "#place=jiangsu-2021&page=people"),
        ] {
            assert_eq!(hash_of(&atlas, key, page), hash);
            let place = (key != "chuxiong-2021").then_some(key);
            let named = (!hash.is_empty()).then_some(Address { place, page });
            assert_eq!(address_in(hash), named);
        }
        assert_eq!(address_in("#levers"), None);
    }
}
