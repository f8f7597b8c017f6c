//! The numbers a study draws: what each is, and what is thought possible of it.

use super::input::{INPUTS, input_demands};
use crate::ids::{Label, index_set};
use crate::scenario::{PARAMS, ParamKey, Params, Prior, Scenario, Shape, Sourced, Status, Text};
use serde::{Deserialize, Serialize};

index_set! {
    /// Why runs differ.
    Cause [CAUSES] {
        /// Parameters and figures of the scenario that nobody measured.
        Assumptions = "assumptions", "假设（参数与起点）", "Assumptions (parameters, the start)";
        /// Other ways to build the model.
        Structure = "structure", "模型结构", "Structure of the model";
        /// The yearly shocks to exam yields.
        Shocks = "shocks", "年度波动", "Yearly shocks";
        /// The luck of single persons: the agent model.
        Persons = "persons", "个体偶然", "Chance between persons";
    }
}

/// A number that a study draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// Name: that of a parameter, or `start.…`, `place.…`, `demand.…` for a figure of the scenario.
    pub key: String,
    /// Name for people.
    pub label: Text,
    /// Unit.
    pub unit: String,
    /// What is thought possible.
    pub prior: Prior,
    /// How the value is known.
    pub status: Status,
    /// Why it is uncertain.
    pub cause: Cause,
}

/// Parameters that say how the model is built: switches, and what stands for one.
const STRUCTURE: [&str; 7] = [
    "convert_brings_post",
    "pay_follows_outside",
    "entrants_factor",
    "start_growth",
    "migrate_size_effect",
    "outside_candidates_last_year",
    "trend_years",
];

/// The parameter that stands for the number of people at the start, whose range is that of the scenario's count.
const PROFESSIONALS: &str = "start_professionals_factor";

/// All factors of a scenario: what has a range and was not set by hand. `params` are those of the question; where one
/// differs from the scenario's own, somebody decided on it, and it is held.
pub fn factors(scenario: &Scenario, params: &Params) -> Vec<Factor> {
    let of_params = PARAMS.iter().zip(ParamKey::all()).filter_map(|(row, key)| {
        let value = params.value(key);
        if value != scenario.params.value(key) {
            return None;
        }
        let own = scenario.own_params.get(row.key);
        let (prior, status) = match own {
            _ if row.key == PROFESSIONALS && own.is_none() => {
                let count = &scenario.start.professionals;
                (scaled(count), count.status)
            }
            Some(own) => (of_sourced(own, row.shape), own.status),
            None => {
                (Prior { shape: row.shape, value: row.default, low: row.low, high: row.high }, row.status)
            }
        };
        let structural = STRUCTURE.contains(&row.key) || row.shape == Shape::Either;
        prior.is_uncertain().then(|| Factor {
            key: row.key.to_owned(),
            label: text(row.label),
            unit: row.unit.to_owned(),
            prior,
            status,
            cause: if structural { Cause::Structure } else { Cause::Assumptions },
        })
    });
    let of_inputs = INPUTS.iter().filter_map(|input| {
        let figure = (input.of)(scenario)?;
        factor_of(input.key.to_owned(), text(input.label), input.unit, figure)
    });
    let of_demands = input_demands(scenario)
        .filter_map(|(key, label, share)| factor_of(key, label, "share of residents", share));
    of_params.chain(of_inputs).chain(of_demands).collect()
}

fn factor_of(key: String, label: Text, unit: &str, figure: &Sourced) -> Option<Factor> {
    let prior = of_sourced(figure, Shape::Uniform);
    let (status, cause) = (figure.status, Cause::Assumptions);
    prior.is_uncertain().then(|| Factor { key, label, unit: unit.to_owned(), prior, status, cause })
}

/// The range of a figure as a factor of its value.
fn scaled(figure: &Sourced) -> Prior {
    let by = |end: f64| if figure.value > 0.0 { end / figure.value } else { 1.0 };
    let (low, high) = (by(figure.low), by(figure.high));
    Prior { shape: shape_of(low, 1.0, high, Shape::LogUniform), value: 1.0, low, high }
}

fn of_sourced(figure: &Sourced, declared: Shape) -> Prior {
    let Sourced { value, low, high, .. } = *figure;
    Prior { shape: shape_of(low, value, high, declared), value, low, high }
}

/// A scenario writes a range without a shape. Whole numbers and either-or keep theirs; else a value in the middle makes the
/// range even, one in the middle of the logarithms even in logarithms, and any other stands at the top of a triangle.
fn shape_of(low: f64, value: f64, high: f64, declared: Shape) -> Shape {
    /// How far from the middle, as a share of the width, still counts as the middle.
    const OFF: f64 = 0.06;
    if low >= high {
        return Shape::Fixed;
    }
    if matches!(declared, Shape::Whole | Shape::Either) {
        return declared;
    }
    let off = |low: f64, value: f64, high: f64| ((value - low) / (high - low) - 0.5).abs();
    let even = off(low, value, high);
    let in_logs = if low > 0.0 {
        let ln = crate::math::ln;
        off(ln(low), ln(value), ln(high))
    } else {
        f64::INFINITY
    };
    if even.min(in_logs) > OFF {
        Shape::Triangular
    } else if in_logs < even {
        Shape::LogUniform
    } else {
        Shape::Uniform
    }
}

pub(super) fn text(label: Label) -> Text {
    Text { zh: label.zh.to_owned(), en: label.en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::set_param;

    #[test]
    fn the_structure_is_named_rightly() {
        for key in STRUCTURE.into_iter().chain([PROFESSIONALS]) {
            assert!(ParamKey::from_key(key).is_some(), "{key}");
        }
    }

    #[test]
    fn a_parameter_set_by_hand_and_a_counted_figure_are_not_drawn() {
        let mut scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let has = |scenario: &Scenario, params: &Params, key: &str| {
            factors(scenario, params).iter().any(|f| f.key == key)
        };
        let mut params = scenario.params.clone();
        assert!(has(&scenario, &params, "conversion_ceiling"));
        set_param("conversion_ceiling=0.2", &mut params).expect("possible");
        assert!(!has(&scenario, &params, "conversion_ceiling"));
        assert!(has(&scenario, &params, PROFESSIONALS));
        // Somebody counted the staff: one value, no range.
        let count = &mut scenario.start.professionals;
        (count.low, count.high) = (count.value, count.value);
        assert!(!has(&scenario, &params, PROFESSIONALS));
    }

    #[test]
    fn half_to_double_is_even_in_logarithms() {
        assert_eq!(shape_of(0.5, 1.0, 2.0, Shape::Uniform), Shape::LogUniform);
        assert_eq!(shape_of(0.2, 0.3, 0.4, Shape::LogUniform), Shape::Uniform);
        assert_eq!(shape_of(20.0, 160.0, 160.0, Shape::LogUniform), Shape::Triangular);
        assert_eq!(shape_of(2.0, 3.0, 5.0, Shape::Whole), Shape::Whole);
        assert_eq!(shape_of(3.0, 3.0, 3.0, Shape::Whole), Shape::Fixed);
    }
}
