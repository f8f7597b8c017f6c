//! The table of parameters as it is shown: which rows, and what each says.

use super::assumed::{Entry, Refusal};
use crate::number;
use crate::sentences;
use crate::state::AppState;
use crate::study::why::apart::range;
use crate::words::{Words, args};
use sim_core::anatomy::{Anatomy, ParamNote, Sector};
use sim_core::scenario::{PARAMS, ParamKey, Shape, Status};

/// Which parameters are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What their names, keys, units or sources hold.
    pub sought: String,
    /// Only those of this status.
    pub status: Option<Status>,
    /// Only those of this part of the model.
    pub sector: Option<Sector>,
}

/// A parameter as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its part of the model.
    pub sector: &'static str,
    /// The value that holds.
    pub value: String,
    /// The place's own value, where the one that holds is another.
    pub own: Option<String>,
    /// Its unit.
    pub unit: String,
    /// Its range with the shape; that it has none.
    pub range: String,
    /// Whether it can be changed here: where it has a range and does not follow from others.
    pub editable: bool,
    /// How it is known.
    pub status: Status,
    /// Where from.
    pub sources: Vec<Cited>,
    /// What is remarked on that.
    pub remark: String,
}

/// A source that is cited.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// What it is.
    pub title: String,
    /// Its address; empty where it has none.
    pub url: String,
}

/// A value exactly as it is, with commas between thousands.
pub fn exact(value: f64) -> String {
    let plain = format!("{value}");
    let digits = plain.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    number::decimal(value, digits)
}

/// The ends between which a parameter can be changed here: its range, with the place's own value in it. None where it has
/// no range: a fact, a definition, or what follows from others.
pub fn ends(state: &AppState, key: ParamKey) -> Option<[f64; 2]> {
    if key.param().shape == Shape::Remainder {
        return None;
    }
    let own = state.scenario.params.value(key);
    range(&state.scenario, key).map(|[low, high]| [low.min(own), high.max(own)])
}

/// The rows that are looked at, in the order of the table.
pub fn rows(state: &AppState, anatomy: &Anatomy, look: &Look, words: &Words) -> Vec<Row> {
    let sought = look.sought.trim().to_lowercase();
    anatomy
        .params
        .iter()
        .filter(|note| look.sector.is_none_or(|sector| note.sector == sector))
        .filter_map(|note| row(state, note, words))
        .filter(|row| look.status.is_none_or(|status| row.status == status))
        .filter(|row| sought.is_empty() || row.holds(&sought))
        .collect()
}

/// One parameter.
pub fn row(state: &AppState, note: &ParamNote, words: &Words) -> Option<Row> {
    let (scenario, lang) = (&state.scenario, words.lang());
    let key = ParamKey::from_key(&note.key)?;
    let param = key.param();
    let own = scenario.params.value(key);
    let held = state.authored.now().params.get(param.key).copied().unwrap_or(own);
    // A place may know better than the table.
    let said = scenario.own_params.get(param.key);
    let keys = said.map_or_else(
        || note.sources.clone(),
        |it| sim_core::scenario::source_keys(&it.source).map(str::to_owned).collect(),
    );
    let cited = |key: &String| {
        let source = scenario.sources.get(key);
        let title = source.map_or(key.as_str(), |source| lang.text(&source.title)).to_owned();
        Cited { title, url: source.map(|source| source.url.clone()).unwrap_or_default() }
    };
    let span = range(scenario, key).map(|[low, high]| {
        let [low, high] = [low, high].map(exact);
        words.tell(
            "params-range",
            &args([("low", low), ("high", high), ("shape", lang.label(param.shape.label()).to_owned())]),
        )
    });
    Some(Row {
        key: param.key,
        name: lang.label(param.label),
        sector: lang.label(note.sector.label()),
        value: exact(held),
        own: (held != own).then(|| exact(own)),
        unit: lang.text(&note.unit).to_owned(),
        range: span.unwrap_or_else(|| words.say("params-no-range")),
        editable: ends(state, key).is_some(),
        status: said.map_or(param.status, |it| it.status),
        sources: keys.iter().map(cited).collect(),
        remark: if said.is_some() {
            words.say("params-of-place")
        } else {
            lang.text(&note.remark).to_owned()
        },
    })
}

impl Row {
    fn holds(&self, sought: &str) -> bool {
        let texts = [self.key, self.name, self.sector, &self.unit, &self.remark];
        let of_sources = self.sources.iter().map(|cited| cited.title.as_str());
        texts.into_iter().chain(of_sources).any(|text| text.to_lowercase().contains(sought))
    }

    /// How it is known, in a word.
    pub fn known(&self, words: &Words) -> String {
        sentences::status(self.status, words)
    }
}

/// How many parameters are known, and how: what the page says first.
pub fn census(state: &AppState, words: &Words) -> String {
    let status = |key: ParamKey| {
        let own = state.scenario.own_params.get(key.param().key);
        own.map_or(key.param().status, |it| it.status)
    };
    let many = |wanted: Status| ParamKey::all().filter(|key| status(*key) == wanted).count().to_string();
    words.tell(
        "model-census",
        &args([
            ("all", PARAMS.len().to_string()),
            ("fact", many(Status::Fact)),
            ("derived", many(Status::Derived)),
            ("fitted", many(Status::Fitted)),
            ("assumption", many(Status::Assumption)),
        ]),
    )
}

/// Why a typed value was not taken, and what would be.
pub fn refusal(entry: &Entry, words: &Words) -> String {
    let between = |key: &str, low: f64, high: f64| {
        let values = args([("typed", entry.typed.clone()), ("low", exact(low)), ("high", exact(high))]);
        words.tell(key, &values)
    };
    let typed = args([("typed", entry.typed.clone())]);
    match &entry.refusal {
        Refusal::Nothing => words.say("param-nothing"),
        Refusal::NotANumber => words.tell("param-not-a-number", &typed),
        Refusal::NotWhole => words.tell("param-not-whole", &typed),
        Refusal::NoRange => words.say("params-no-range"),
        Refusal::OutOfRange { low, high } => between("param-out-of-range", *low, *high),
        Refusal::Either { low, high } => between("param-either", *low, *high),
        Refusal::Contradicts(message) => {
            words.tell("param-contradicts", &args([("message", words.lang().text(message).to_owned())]))
        }
    }
}
