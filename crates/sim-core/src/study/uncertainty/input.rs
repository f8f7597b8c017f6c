//! Figures of a scenario that may have a range: the start, the place, its demand.

use crate::ids::{Group, Label};
use crate::scenario::{DemandCount, Scenario, Sourced, Text};

/// A figure of the scenario outside the parameters.
pub(super) struct Input {
    /// Name.
    pub key: &'static str,
    /// Name for people.
    pub label: Label,
    /// Unit.
    pub unit: &'static str,
    /// Where it stands, if the scenario has it.
    pub of: fn(&Scenario) -> Option<&Sourced>,
    /// The same, to be set.
    pub of_mut: fn(&mut Scenario) -> Option<&mut Sourced>,
}

macro_rules! inputs {
    ($($key:literal $unit:literal ($zh:literal, $en:literal) |$s:ident| $some:expr, $some_mut:expr;)*) => {
        /// All of them but the demand groups.
        pub(super) const INPUTS: &[Input] = &[$(Input {
            key: $key,
            label: Label { zh: $zh, en: $en },
            unit: $unit,
            of: |$s| $some,
            of_mut: |$s| $some_mut,
        }),*];
    };
}

inputs! {
    "start.institution_share" "share of posts" ("起点事业单位社工岗比例", "Institution posts at the start") |s| Some(&s.start.institution_share), Some(&mut s.start.institution_share);
    "start.venue_coverage" "share" ("起点场所覆盖", "Venue coverage at the start") |s| Some(&s.start.venue_coverage), Some(&mut s.start.venue_coverage);
    "start.front" "persons" ("起点一线从业人员", "Front-line staff at the start") |s| s.start.front.as_ref(), s.start.front.as_mut();
    "start.organisations" "agencies" ("起点机构数", "Agencies at the start") |s| s.start.organisations.as_ref(), s.start.organisations.as_mut();
    "place.registered_population" "persons" ("户籍人口", "Registered population") |s| Some(&s.registered_population), Some(&mut s.registered_population);
    "place.communities" "communities" ("城镇社区数", "Urban communities") |s| s.communities.years.is_empty().then_some(&s.communities.count), s.communities.years.is_empty().then_some(&mut s.communities.count);
    "place.villages" "villages" ("行政村数", "Villages") |s| s.villages.years.is_empty().then_some(&s.villages.count), s.villages.years.is_empty().then_some(&mut s.villages.count);
    "place.schools" "schools" ("公办学校数", "Public schools") |s| s.schools.as_ref(), s.schools.as_mut();
    "place.hospital_beds" "beds" ("医院床位", "Hospital beds") |s| s.hospital_beds.as_ref(), s.hospital_beds.as_mut();
    "place.pay_ratio" "× national average" ("当地平均工资比", "Local average wage") |s| Some(&s.outside_pay_ratio), Some(&mut s.outside_pay_ratio);
    "place.later_population" "persons" ("近年常住人口", "Residents, later year") |s| s.later.as_ref().map(|l| &l.population), s.later.as_mut().map(|l| &mut l.population);
    "place.later_elderly" "persons" ("近年 60 岁及以上人口", "Residents aged 60+, later year") |s| s.later.as_ref().map(|l| &l.elderly), s.later.as_mut().map(|l| &mut l.elderly);
    "outside.pay_ratio" "× national average" ("外部地区工资比", "Wages in the outside region") |s| s.outside_region.as_ref().map(|o| &o.pay_ratio), s.outside_region.as_mut().map(|o| &mut o.pay_ratio);
    "outside.vacancies" "per 1,000 posts" ("外部地区空岗", "Vacancies in the outside region") |s| s.outside_region.as_ref().map(|o| &o.vacancies), s.outside_region.as_mut().map(|o| &mut o.vacancies);
}

fn demand_key(group: Group) -> String {
    format!("demand.{}", group.key())
}

/// Demand groups that are a share of residents.
pub(super) fn input_demands(scenario: &Scenario) -> impl Iterator<Item = (String, Text, &Sourced)> {
    scenario.demand.iter().filter_map(|demand| match &demand.count {
        DemandCount::ShareOfPopulation(share) => {
            let Label { zh, en } = demand.group.label();
            let label = Text { zh: format!("{zh}占居民比例"), en: format!("{en}, share of residents") };
            Some((demand_key(demand.group), label, share))
        }
        DemandCount::Elderly | DemandCount::Disabled | DemandCount::Series(_) => None,
    })
}

/// Sets a figure; whether the scenario has it.
pub(super) fn set_input(scenario: &mut Scenario, key: &str, value: f64) -> bool {
    if let Some(input) = INPUTS.iter().find(|input| input.key == key) {
        return (input.of_mut)(scenario).map(|figure| figure.value = value).is_some();
    }
    let demand = scenario.demand.iter_mut().find(|demand| demand_key(demand.group) == key);
    match demand.map(|demand| &mut demand.count) {
        Some(DemandCount::ShareOfPopulation(share)) => {
            share.value = value;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_is_set() {
        for name in ["chuxiong-2021", "jiangsu-2021", "chuxiong-2026"] {
            let scenario = Scenario::builtin(name).expect("built in");
            let keys = INPUTS.iter().filter(|i| (i.of)(&scenario).is_some()).map(|i| i.key.to_owned());
            for key in keys.chain(input_demands(&scenario).map(|(key, ..)| key)) {
                let mut other = scenario.clone();
                assert!(set_input(&mut other, &key, 0.123), "{key}");
                assert_ne!(other, scenario, "{key}");
            }
        }
        assert!(!set_input(&mut Scenario::builtin("chuxiong-2021").expect("built in"), "nothing", 1.0));
    }
}
