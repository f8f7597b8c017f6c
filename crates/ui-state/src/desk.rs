//! The worker's end: answers requests, keeping the solved model and the baseline run of the last inputs.

use crate::cut::{Cut, Lines};
use crate::model_page::stocks::Stocks;
use crate::view::{Figures, View, Worth};
use crate::wire::{Answer, Ask, Fault, Fingerprint, Inputs, Request, Response, decode, encode};
use sim_core::ids::Label;
use sim_core::results::{Trajectory, write_csv};
use sim_core::scenario::{At, ParamKey, Params, Text};
use sim_core::sorted::Map;
use sim_core::{Model, Policy, Problem, RunSettings, Scenario, Severity};
use std::rc::Rc;

/// Where requests are answered.
#[derive(Default)]
pub struct Desk {
    ready: Option<Ready>,
    /// The places it was told of, by key.
    places: Map<String, Rc<Scenario>>,
}

/// A model whose start is solved, with the run of no policy.
struct Ready {
    scenario_key: String,
    params: Map<String, f64>,
    seed: Option<u64>,
    scenario: Rc<Scenario>,
    model: Model,
    baseline: Trajectory,
    /// What is shown of the baseline.
    figures: Figures,
}

impl Desk {
    /// Answers the bytes of a request with the bytes of a response.
    pub fn answer(&mut self, bytes: &[u8]) -> Vec<u8> {
        let response = match decode::<Request>(bytes) {
            Ok(request) => self.respond(&request),
            Err(error) => {
                Response { id: 0, fingerprint: Fingerprint(0), answer: Err(Fault::Unreadable(error)) }
            }
        };
        encode(&response)
    }

    /// Answers a request.
    pub fn respond(&mut self, request: &Request) -> Response {
        if let Some(place) = &request.place {
            // A place of one's own is told again when it changes.
            self.ready = None;
            self.places.insert(place.key.clone(), Rc::clone(place));
        }
        let answer = self.run(&request.inputs, request.ask, &request.cuts);
        let scenario = self.ready.as_ref().map_or("", |ready| ready.scenario.fingerprint.as_str());
        Response { id: request.id, fingerprint: request.inputs.fingerprint(scenario), answer }
    }

    fn run(&mut self, inputs: &Inputs, ask: Ask, cuts: &[Cut]) -> Result<Answer, Fault> {
        let ready = self.ready(inputs)?;
        let plan = ready.model.run(&inputs.policy, &settings(inputs.seed)).map_err(Fault::Run)?;
        Ok(match ask {
            Ask::View => {
                let Ready { scenario, baseline, figures, .. } = ready;
                let mut view = View::of(scenario, &inputs.policy, &plan, baseline, figures);
                view.cuts = cuts.iter().map(|cut| Lines::of(*cut, scenario, &plan, baseline)).collect();
                Answer::View(Box::new(view))
            }
            Ask::Worth => Answer::Worth(Worth::of(&ready.scenario, &plan)),
            Ask::Stocks => Answer::Stocks(Box::new(Stocks::of(&plan, &ready.baseline))),
            Ask::Csv => Answer::Csv(write_csv(&ready.scenario, &plan)),
        })
    }

    fn ready(&mut self, inputs: &Inputs) -> Result<&Ready, Fault> {
        let fits = |ready: &Ready| {
            ready.scenario_key == inputs.scenario
                && ready.params == inputs.params
                && ready.seed == inputs.seed
        };
        if !self.ready.as_ref().is_some_and(fits) {
            self.ready = None;
            let place = self.places.get(&inputs.scenario).ok_or_else(|| unknown(&inputs.scenario))?;
            self.ready = Some(Ready::solve(inputs, place)?);
        }
        Ok(self.ready.as_ref().expect("it was set two lines above"))
    }
}

impl Ready {
    fn solve(inputs: &Inputs, place: &Rc<Scenario>) -> Result<Self, Fault> {
        let model = solve(inputs, place)?;
        let baseline = model.run(&Policy::default(), &settings(inputs.seed)).map_err(Fault::Run)?;
        Ok(Self {
            scenario_key: inputs.scenario.clone(),
            params: inputs.params.clone(),
            seed: inputs.seed,
            figures: Figures::of(place, &baseline),
            scenario: Rc::clone(place),
            model,
            baseline,
        })
    }
}

/// The model of a place with some inputs, its start solved.
pub(crate) fn solve(inputs: &Inputs, place: &Scenario) -> Result<Model, Fault> {
    Ok(Model::with_params(place, &params(inputs, place)?))
}

/// The parameters with which a place is run.
pub(crate) fn params(inputs: &Inputs, place: &Scenario) -> Result<Params, Fault> {
    let mut params = place.params.clone();
    for (name, value) in &inputs.params {
        match ParamKey::from_key(name) {
            Some(key) if key.param().domain.contains(*value) => params.set(key, *value),
            Some(key) => {
                let Label { zh, en } = key.param().domain.words();
                let message =
                    Text { zh: format!("{value} 不可能"), en: format!("{value} is not possible") };
                let hint = Text { zh: format!("应为{zh}"), en: format!("{en} is expected") };
                return Err(problem(name, message, hint));
            }
            None => {
                let message = Text {
                    zh: format!("没有“{name}”这个参数"),
                    en: format!("there is no parameter '{name}'"),
                };
                return Err(problem(name, message, Text::default()));
            }
        }
    }
    Ok(params)
}

fn unknown(key: &str) -> Fault {
    let message =
        Text { zh: format!("没有“{key}”这个情景"), en: format!("there is no scenario '{key}'") };
    problem("scenario", message, Text::default())
}

fn settings(seed: Option<u64>) -> RunSettings {
    RunSettings { seed, ..RunSettings::default() }
}

fn problem(key: &str, message: Text, hint: Text) -> Fault {
    let at = At { file: "params".into(), line: 0, key: key.into() };
    Fault::Problems(vec![Problem { at, severity: Severity::Error, message, hint }])
}
