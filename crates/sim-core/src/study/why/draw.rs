//! With which parameters and which luck a row runs.

use super::refusal::Refusal;
use crate::engine::RunSettings;
use crate::scenario::{PARAMS, ParamKey, Params, Scenario};
use crate::sorted::Map;
use serde::{Deserialize, Serialize};

/// Parameters and luck that all runs of a comparison share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draw {
    /// The parameters that are not the scenario's own, by name.
    #[serde(default)]
    pub params: Map<String, f64>,
    /// The luck.
    #[serde(default)]
    pub settings: RunSettings,
}

impl Draw {
    /// Writes down in what parameters differ from the scenario's own.
    pub fn of(scenario: &Scenario, params: &Params, settings: RunSettings) -> Self {
        let differs = |key: &ParamKey| params.value(*key).to_bits() != scenario.params.value(*key).to_bits();
        let keys = PARAMS.iter().filter_map(|param| ParamKey::from_key(param.key));
        let params =
            keys.filter(differs).map(|key| (key.param().key.to_owned(), params.value(key))).collect();
        Self { params, settings }
    }

    /// All parameters of the draw.
    ///
    /// # Errors
    /// [`Refusal::NoParam`] for a name that there is not, or a value that is not possible.
    pub fn params(&self, scenario: &Scenario) -> Result<Params, Refusal> {
        let mut params = scenario.params.clone();
        for (name, value) in &self.params {
            match ParamKey::from_key(name) {
                Some(key) if key.param().domain.contains(*value) => params.set(key, *value),
                _ => return Err(Refusal::NoParam { name: name.clone(), value: *value }),
            }
        }
        Ok(params)
    }
}
