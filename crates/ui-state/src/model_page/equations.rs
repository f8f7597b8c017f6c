//! The equations as they are shown: which, and what each reads, by the names people know.

use crate::state::AppState;
use crate::words::Words;
use sim_core::anatomy::{Anatomy, Equation, Sector};
use sim_core::scenario::ParamKey;
use sim_core::{LeverKey, Variable};

/// Which equations are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What their names or formulas hold.
    pub sought: String,
    /// Only those of this part of the model.
    pub sector: Option<Sector>,
}

/// What an equation reads, each with the key it is found by and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reads {
    /// Parameters.
    pub params: Vec<(String, String)>,
    /// Levers, by their names in the diagram.
    pub levers: Vec<(String, String)>,
    /// Output variables.
    pub variables: Vec<(String, String)>,
    /// Other names, with what they are.
    pub symbols: Vec<String>,
}

/// The equations that are looked at.
pub fn found<'a>(state: &AppState, anatomy: &'a Anatomy) -> Vec<&'a Equation> {
    let look = &state.model.equations;
    let sought = look.sought.trim().to_lowercase();
    let holds = |it: &&Equation| {
        let texts = [&it.name.zh, &it.name.en, &it.plain, &it.code];
        let keys = it.params.iter().chain(&it.levers);
        sought.is_empty() || texts.into_iter().chain(keys).any(|text| text.to_lowercase().contains(&sought))
    };
    anatomy
        .equations
        .iter()
        .filter(|it| look.sector.is_none_or(|sector| it.sector == sector))
        .filter(holds)
        .collect()
}

/// What an equation reads.
pub fn reads(it: &Equation, words: &Words) -> Reads {
    let lang = words.lang();
    let param =
        |key: &String| Some((key.clone(), lang.label(ParamKey::from_key(key)?.param().label).to_owned()));
    let lever = |key: &String| {
        Some((format!("lever-{key}"), lang.label(LeverKey::from_key(key)?.label()).to_owned()))
    };
    let variable =
        |key: &String| Some((key.clone(), lang.label(Variable::from_key(key)?.label()).to_owned()));
    Reads {
        params: it.params.iter().filter_map(param).collect(),
        levers: it.levers.iter().filter_map(lever).collect(),
        variables: it.variables.iter().filter_map(variable).collect(),
        symbols: it
            .symbols
            .iter()
            .map(|(name, text)| {
                format!("{}{}{}", name.replace('_', " "), lang.of("：", ": "), lang.text(text))
            })
            .collect(),
    }
}

/// The equations that read a parameter.
pub fn that_read<'a>(anatomy: &'a Anatomy, param: &'a str) -> impl Iterator<Item = &'a Equation> {
    anatomy.equations.iter().filter(move |it| it.params.iter().any(|key| key == param))
}
