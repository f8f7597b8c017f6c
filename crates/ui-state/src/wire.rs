//! The bytes that cross between page and worker: what is asked, what is answered, and the fingerprint that ties them.

use crate::cut::Cut;
use crate::model_page::stocks::Stocks;
use crate::view::{View, Worth};
use serde::{Deserialize, Serialize};
use sim_core::sorted::Map;
use sim_core::{MODEL_VERSION, Policy, Problem, RunFault, Scenario};
use std::rc::Rc;
use xxhash_rust::xxh3::xxh3_128;

/// Everything a result depends on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inputs {
    /// Key of a scenario.
    pub scenario: String,
    /// The moved levers.
    pub policy: Policy,
    /// Parameters that differ from the scenario's.
    pub params: Map<String, f64>,
    /// With a seed the yearly shocks are drawn.
    pub seed: Option<u64>,
}

/// Which inputs a figure was computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    /// That of some values.
    pub fn of(values: &impl Serialize) -> Self {
        Self(xxh3_128(&encode(values)))
    }
}

impl Inputs {
    /// The fingerprint of these inputs on a scenario whose texts have the digest `scenario_fingerprint`.
    pub fn fingerprint(&self, scenario_fingerprint: &str) -> Fingerprint {
        let mut bytes = encode(self);
        bytes.extend_from_slice(scenario_fingerprint.as_bytes());
        bytes.extend_from_slice(MODEL_VERSION.as_bytes());
        Fingerprint(xxh3_128(&bytes))
    }
}

/// What is wanted of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Everything the page shows.
    View,
    /// A few numbers, to compare two policies.
    Worth,
    /// The long table, as the command line writes it.
    Csv,
    /// What the diagram of stocks and flows shows.
    Stocks,
}

/// Page to worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Comes back with the answer.
    pub id: u64,
    /// What to run.
    pub inputs: Inputs,
    /// What to tell of it.
    pub ask: Ask,
    /// The cuts that charts show, for [`Ask::View`].
    pub cuts: Vec<Cut>,
    /// The scenario, the first time this worker hears of it.
    pub place: Option<Rc<Scenario>>,
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The request; 0 for one that could not be read.
    pub id: u64,
    /// What the answer was computed from.
    pub fingerprint: Fingerprint,
    /// The answer.
    pub answer: Result<Answer, Fault>,
}

/// What a run says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Ask::View`].
    View(Box<View>),
    /// To [`Ask::Worth`].
    Worth(Worth),
    /// To [`Ask::Csv`].
    Csv(String),
    /// To [`Ask::Stocks`].
    Stocks(Box<Stocks>),
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Fault {
    /// The run broke.
    Run(RunFault),
    /// The scenario or the inputs are wrong.
    Problems(Vec<Problem>),
    /// The request could not be read.
    Unreadable(String),
}

/// The bytes of a message.
///
/// # Panics
/// Never: messages hold no type that postcard cannot write.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).expect("messages hold no type that postcard cannot write")
}

/// The message in some bytes.
///
/// # Errors
/// What is wrong with them.
pub fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|error| format!("{} bytes could not be read: {error}", bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::LeverKey;
    use sim_core::scenario::Schedule;
    use sim_core::time::Month;

    fn inputs() -> Inputs {
        let ramp = vec![(Month::new(2021, 7), 0.15), (Month::new(2025, 12), 0.9)];
        Inputs {
            scenario: "somewhere".into(),
            policy: Policy {
                levers: Map::from([
                    (LeverKey::StationCoverage, Schedule::Ramp { ramp }),
                    (LeverKey::FeePaid, Schedule::Constant(1.0)),
                ]),
                regions: Map::from([(
                    "532301".into(),
                    Map::from([(
                        LeverKey::PayFloor,
                        Schedule::Steps { steps: vec![(Month::new(2022, 1), 0.8)] },
                    )]),
                )]),
            },
            params: Map::from([("discount".into(), 0.03)]),
            seed: Some(20_210_712),
        }
    }

    #[test]
    fn a_message_reads_as_it_was_written() {
        let request = Request { id: 7, inputs: inputs(), ask: Ask::View, cuts: Vec::new(), place: None };
        assert_eq!(decode::<Request>(&encode(&request)), Ok(request));
    }

    #[test]
    fn a_torn_message_is_an_error_with_its_length() {
        let bytes =
            encode(&Request { id: 7, inputs: inputs(), ask: Ask::Worth, cuts: Vec::new(), place: None });
        for length in 0..bytes.len() {
            let error = decode::<Request>(&bytes[..length]).expect_err("a part is not a whole");
            assert!(error.contains(&length.to_string()), "{error}");
        }
    }

    #[test]
    fn a_fingerprint_sees_every_input() {
        let first = inputs();
        let of = |inputs: &Inputs| inputs.fingerprint("ab");
        let mut others = [first.clone(), first.clone(), first.clone(), first.clone()];
        others[0].scenario.push('x');
        others[1].policy.levers.remove(&LeverKey::FeePaid);
        others[2].params.clear();
        others[3].seed = None;
        assert!(others.iter().all(|other| of(other) != of(&first)));
        assert_ne!(first.fingerprint("cd"), of(&first));
        assert_eq!(of(&first.clone()), of(&first));
    }
}
