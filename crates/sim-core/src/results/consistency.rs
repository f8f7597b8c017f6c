//! Whether the written targets fit each other, whatever the policy.

use crate::math;
use crate::scenario::{Metric, Scenario, Target, Text};
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// What is remarkable about targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It is reached whenever another is: it decides nothing.
    NeverBinds,
    /// It asks for less than the same measure was to reach before.
    FallsBack,
    /// It takes fast growth, every year.
    FastGrowth,
    /// No certificate can be had in time.
    NoCertificateInTime,
    /// A lever fulfils it by definition.
    ByDefinition,
}

/// Something remarkable about one or two targets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is.
    pub relation: Relation,
    /// Keys of the targets, the one it is about first.
    pub targets: Vec<String>,
    /// The figure it turns on: persons, or growth a year as a share.
    pub value: f64,
    /// In a sentence.
    pub text: Text,
}

/// Growth a year that is worth a remark; no part of the model.
const FAST: f64 = 0.2;

/// How many people a target asks for, where it counts people.
fn persons(scenario: &Scenario, target: &Target) -> Option<f64> {
    match target.metric {
        Metric::Professionals
        | Metric::CertifiedPractising
        | Metric::MidOrEquivalent
        | Metric::SeniorOrEquivalent => Some(target.at_least),
        Metric::PerRegistered => Some(target.at_least * scenario.registered_population.value),
        _ => None,
    }
}

/// Metrics that count people among those of another metric, the wider first: whoever reaches the narrower has reached as
/// many of the wider.
const WIDER: [(Metric, Metric); 5] = [
    (Metric::Professionals, Metric::CertifiedPractising),
    (Metric::PerRegistered, Metric::CertifiedPractising),
    (Metric::Professionals, Metric::MidOrEquivalent),
    (Metric::MidOrEquivalent, Metric::SeniorOrEquivalent),
    (Metric::Professionals, Metric::SeniorOrEquivalent),
];

/// The same people counted in two ways.
fn same_people(a: Metric, b: Metric) -> bool {
    matches!(
        (a, b),
        (Metric::Professionals, Metric::PerRegistered) | (Metric::PerRegistered, Metric::Professionals)
    )
}

/// Checks the targets of a scenario against each other, against its start and against the exam rules.
pub fn consistency(scenario: &Scenario) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, target) in scenario.targets.iter().enumerate() {
        for other in scenario.targets.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, other)| other) {
            findings.extend(pair(scenario, target, other));
        }
        findings.extend(growth(scenario, target));
        findings.extend(in_time(scenario, target));
        if let Some(lever) = target.fulfilled_by {
            let label = lever.label();
            findings.push(finding(
                Relation::ByDefinition,
                &[target],
                target.at_least,
                format!("“{}”由杠杆“{}”按定义实现", target.label.zh, label.zh),
                format!("\"{}\" is fulfilled by definition by the lever \"{}\"", target.label.en, label.en),
            ));
        }
    }
    findings
}

fn finding(relation: Relation, targets: &[&Target], value: f64, zh: String, en: String) -> Finding {
    Finding {
        relation,
        targets: targets.iter().map(|t| t.key.clone()).collect(),
        value,
        text: Text { zh, en },
    }
}

/// What `target` is beside `other`.
fn pair(scenario: &Scenario, target: &Target, other: &Target) -> Option<Finding> {
    if target.metric == other.metric && target.year > other.year && target.at_least < other.at_least {
        return Some(finding(
            Relation::FallsBack,
            &[target, other],
            target.at_least,
            format!("{} 年的“{}”低于 {} 年", target.year, target.label.zh, other.year),
            format!("\"{}\" asks for less in {} than in {}", target.label.en, target.year, other.year),
        ));
    }
    let (asked, others) = (persons(scenario, target)?, persons(scenario, other)?);
    let implied = same_people(target.metric, other.metric) || WIDER.contains(&(target.metric, other.metric));
    if implied && target.year == other.year && asked <= others {
        return Some(finding(
            Relation::NeverBinds,
            &[target, other],
            asked,
            format!(
                "“{}”即 {asked:.0} 人，达到“{}”的 {others:.0} 人时必然达到，不起约束作用",
                target.label.zh, other.label.zh
            ),
            format!(
                "\"{}\" is {asked:.0} people: whoever reaches the {others:.0} of \"{}\" has reached it; it never binds",
                target.label.en, other.label.en
            ),
        ));
    }
    None
}

/// Growth a year that a head-count takes from the start, or from the target before it.
fn growth(scenario: &Scenario, target: &Target) -> Option<Finding> {
    let asked = persons(scenario, target)?;
    if !matches!(target.metric, Metric::Professionals | Metric::CertifiedPractising | Metric::MidOrEquivalent)
    {
        return None;
    }
    let before = scenario
        .targets
        .iter()
        .filter(|t| t.metric == target.metric && t.year < target.year)
        .max_by_key(|t| t.year);
    let start = scenario.grid.start;
    let (from, years) = if let Some(before) = before {
        (before.at_least, f64::from(target.year - before.year))
    } else {
        let shares = &scenario.start.certificates;
        let share = match target.metric {
            Metric::Professionals => 1.0,
            Metric::CertifiedPractising => shares[1] + shares[2] + shares[3],
            _ => shares[2] + shares[3],
        };
        let years = Month::new(target.year, 12).plus(1).mid_years() - start.mid_years();
        (scenario.start.professionals.value * share, years)
    };
    if from <= 0.0 || years <= 0.0 {
        return None;
    }
    let rate = math::pow(asked / from, 1.0 / years) - 1.0;
    (rate > FAST).then(|| {
        let percent = 100.0 * rate;
        finding(
            Relation::FastGrowth,
            &[target],
            rate,
            format!("“{}”要求从 {from:.0} 人起每年增长 {percent:.0}%", target.label.zh),
            format!("\"{}\" takes growth of {percent:.0} % a year from {from:.0}", target.label.en),
        )
    })
}

/// Whether the senior certificate can be had before the target's year ends.
fn in_time(scenario: &Scenario, target: &Target) -> Option<Finding> {
    if target.metric != Metric::SeniorOrEquivalent {
        return None;
    }
    // Reviewed the year after the exam.
    let first = scenario.params.first_year_senior + 1.0;
    let soon = f64::from(target.year) - first;
    (soon < 1.0).then(|| {
        finding(
            Relation::NoCertificateInTime,
            &[target],
            first,
            format!("高级考试 {:.0} 年才开考、次年评审：“{}”只能靠同等职称", first - 1.0, target.label.zh),
            format!(
                "the senior exam is held from {:.0} on and reviewed a year later: \"{}\" can only be reached by equivalent titles",
                first - 1.0,
                target.label.en
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(key: &str) -> Vec<(Relation, String)> {
        let scenario = Scenario::builtin(key).expect("built in");
        consistency(&scenario).into_iter().map(|f| (f.relation, f.targets[0].clone())).collect()
    }

    #[test]
    fn one_per_mille_of_chuxiong_never_binds_beside_eight_thousand() {
        assert!(found("chuxiong-2021").contains(&(Relation::NeverBinds, "per_registered".to_owned())));
    }

    #[test]
    fn sanming_asks_for_38_percent_a_year_and_for_seniors_whom_no_exam_can_give() {
        let scenario = Scenario::builtin("sanming-2013").expect("built in");
        let findings = consistency(&scenario);
        let growth = findings
            .iter()
            .find(|f| f.relation == Relation::FastGrowth && f.targets == ["professionals_2020"])
            .expect("1,000 to 5,000 in five years");
        // Five times in five years: 5^(1/5) − 1.
        assert!((growth.value - 0.379_729_661).abs() < 1e-6);
        assert!(findings.iter().any(|f| f.relation == Relation::NoCertificateInTime));
    }

    #[test]
    fn a_target_that_a_lever_fulfils_says_so() {
        assert!(found("jiangsu-2021").contains(&(Relation::ByDefinition, "stations".to_owned())));
    }
}
