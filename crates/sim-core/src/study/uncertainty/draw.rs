//! One draw of everything that is uncertain.

use super::dependence::Dependence;
use super::factor::{Cause, Factor, factors};
use super::input::set_input;
use crate::engine::{Model, RunSettings};
use crate::scenario::{ParamKey, Params, Scenario};

/// A world as it may be: the scenario with figures and parameters drawn, and the luck of its years.
#[derive(Clone, Debug)]
pub struct Draw {
    /// The scenario.
    pub scenario: Scenario,
    /// Its parameters.
    pub params: Params,
    /// The luck.
    pub settings: RunSettings,
}

impl Draw {
    /// The model of this world, its start solved: what was observed at the start is met in every draw.
    pub fn model(&self) -> Model {
        Model::with_params(&self.scenario, &self.params)
    }
}

/// What is uncertain about a question, ready to be drawn.
#[derive(Clone, Debug)]
pub struct Uncertainty {
    scenario: Scenario,
    params: Params,
    /// The numbers drawn, in the order of a point's coordinates.
    pub factors: Vec<Factor>,
    dependence: Dependence,
    shocks: bool,
}

impl Uncertainty {
    /// That of a scenario with the parameters of the question, as far as it comes from some causes.
    pub fn of(scenario: &Scenario, params: &Params, causes: &[Cause]) -> Self {
        let mut factors = factors(scenario, params);
        factors.retain(|f| causes.contains(&f.cause));
        let dependence = Dependence::among(&factors);
        let shocks = causes.contains(&Cause::Shocks);
        Self { scenario: scenario.clone(), params: params.clone(), factors, dependence, shocks }
    }

    /// The same for some factors only, each on its own: sensitivity asks what one number does while others stay.
    #[must_use]
    pub fn only(mut self, keys: &[String]) -> Self {
        self.factors.retain(|f| keys.contains(&f.key));
        self.dependence = Dependence::among(&[]);
        self
    }

    /// How many coordinates a point has.
    pub fn dims(&self) -> usize {
        self.factors.len()
    }

    /// The values of the factors at a point of the unit cube. `point` is changed where factors go together.
    pub fn values(&self, point: &mut [f64]) -> Vec<f64> {
        self.dependence.tie(point);
        self.factors.iter().zip(point.iter()).map(|(factor, u)| factor.prior.quantile(*u)).collect()
    }

    /// The world in which the factors have these values, and the luck is that of a run.
    pub fn draw(&self, values: &[f64], seed: u64, run: u64) -> Draw {
        let (mut scenario, mut params) = (self.scenario.clone(), self.params.clone());
        for (factor, value) in self.factors.iter().zip(values) {
            if let Some(key) = ParamKey::from_key(&factor.key) {
                params.set(key, *value);
            } else {
                let is_there = set_input(&mut scenario, &factor.key, *value);
                debug_assert!(is_there, "factors are of this scenario");
            }
        }
        // The three kinds of retirement are all there are: one is what the others leave.
        if params.retire_share_men != self.params.retire_share_men
            || params.retire_share_women_50 != self.params.retire_share_women_50
        {
            params.retire_share_women_55 = 1.0 - params.retire_share_men - params.retire_share_women_50;
        }
        let settings = RunSettings { seed: self.shocks.then_some(seed), run };
        Draw { scenario, params, settings }
    }

    /// The world as the question has it: nothing is drawn.
    pub fn default_draw(&self) -> Draw {
        let (scenario, params) = (self.scenario.clone(), self.params.clone());
        Draw { scenario, params, settings: RunSettings::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::contradictions;

    #[test]
    fn draws_at_both_ends_are_possible_worlds() {
        for name in ["chuxiong-2021", "jiangsu-2021", "national-2010", "sanming-2026"] {
            let scenario = Scenario::builtin(name).expect("built in");
            let all = [Cause::Assumptions, Cause::Structure];
            let uncertainty = Uncertainty::of(&scenario, &scenario.params, &all);
            assert!(uncertainty.dims() > 150, "{name} {}", uncertainty.dims());
            for u in [1e-6, 0.3, 0.999_999] {
                let mut point = vec![u; uncertainty.dims()];
                let values = uncertainty.values(&mut point);
                let draw = uncertainty.draw(&values, 1, 0);
                assert_eq!(contradictions(&draw.params), [], "{name} {u}");
            }
        }
    }

    #[test]
    fn a_draw_of_the_defaults_is_the_question() {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let uncertainty = Uncertainty::of(&scenario, &scenario.params, &[Cause::Assumptions]);
        let values: Vec<f64> = uncertainty.factors.iter().map(|f| f.prior.value).collect();
        let draw = uncertainty.draw(&values, 1, 0);
        assert_eq!(draw.scenario, scenario);
        assert_eq!(draw.params, scenario.params);
    }
}
