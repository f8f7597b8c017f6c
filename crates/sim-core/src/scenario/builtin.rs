//! The scenarios that ship with the program.

use super::Scenario;
use super::input::File;
use super::problem::Problem;
use super::read::ScenarioFiles;

/// A scenario that ships with the program: its texts.
#[derive(Clone, Copy, Debug)]
pub struct BuiltinScenario<'a> {
    /// Name in links, files and on the command line.
    pub key: &'a str,
    /// `scenario.toml`.
    pub scenario: &'a str,
    /// `regions.csv`; none where the scenario it extends has it.
    pub regions: Option<&'a str>,
    /// `history.csv`: what was counted in earlier years.
    pub history: Option<&'a str>,
    /// `checks.toml`: what to expect of its runs. Who extends it inherits none.
    pub checks: Option<&'a str>,
}

macro_rules! text {
    ($key:literal, $file:literal) => {
        include_str!(concat!("../../../../scenarios/", $key, "/", $file))
    };
}

/// A scenario and its regions.
macro_rules! place {
    ($key:literal) => {
        BuiltinScenario { regions: Some(text!($key, "regions.csv")), ..forward!($key) }
    };
}

/// A scenario that begins where another ends, with its regions.
macro_rules! forward {
    ($key:literal) => {
        BuiltinScenario {
            key: $key,
            scenario: text!($key, "scenario.toml"),
            regions: None,
            history: None,
            checks: Some(text!($key, "checks.toml")),
        }
    };
}

/// The scenarios that ship with the program, the first of them shown on a first visit. Without the feature `builtin` there
/// are none: the page fetches them packed.
pub fn builtin_scenarios() -> &'static [BuiltinScenario<'static>] {
    const ALL: &[BuiltinScenario<'static>] = &[
        place!("chuxiong-2021"),
        place!("sanming-2013"),
        BuiltinScenario { history: Some(text!("jiangsu-2021", "history.csv")), ..place!("jiangsu-2021") },
        place!("taizhou-2010"),
        BuiltinScenario { history: Some(text!("national-2010", "history.csv")), ..place!("national-2010") },
        forward!("chuxiong-2026"),
        forward!("sanming-2026"),
        forward!("jiangsu-2026"),
        forward!("taizhou-2026"),
        forward!("national-2026"),
    ];
    const { if cfg!(feature = "builtin") { ALL } else { &[] } }
}

impl<'a> BuiltinScenario<'a> {
    /// Its texts as files, named as in the repository.
    pub fn files(&self) -> ScenarioFiles<'a> {
        ScenarioFiles {
            scenario: File { name: "scenario.toml", bytes: self.scenario.as_bytes() },
            regions: self.regions.map(|text| File { name: "regions.csv", bytes: text.as_bytes() }),
            history: self.history.map(|text| File { name: "history.csv", bytes: text.as_bytes() }),
            checks: self.checks.map(|text| File { name: "checks.toml", bytes: text.as_bytes() }),
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// All problems; none in a program that passed its tests.
    pub fn read(&self) -> Result<(Scenario, Vec<Problem>), Vec<Problem>> {
        Scenario::read(&self.files())
    }
}

impl Scenario {
    /// The built-in scenario with this key.
    ///
    /// # Panics
    /// If a scenario that ships with the program has a problem; the tests read them all.
    pub fn builtin(key: &str) -> Option<Self> {
        let found = builtin_scenarios().iter().find(|s| s.key == key)?;
        Some(found.read().expect("the tests read every scenario that ships with the program").0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{LEVERS, LeverKey, PARAMS, source_keys};
    use crate::time::Month;

    #[test]
    fn every_built_in_scenario_reads_without_a_warning() {
        for builtin in builtin_scenarios() {
            let (scenario, warnings) = builtin.read().unwrap_or_else(|problems| {
                panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
            });
            assert_eq!(warnings, vec![], "{}", builtin.key);
            assert_eq!(scenario.key, builtin.key);
            assert_eq!(scenario.fingerprint.len(), 32);
        }
    }

    #[test]
    fn every_parameter_names_a_source_that_every_scenario_has() {
        let log = crate::scenario::input::Log::default();
        let sources = crate::scenario::sources::shared_sources(&log);
        assert_eq!(log.into_problems(), vec![]);
        for param in PARAMS {
            for key in source_keys(param.source) {
                assert!(sources.contains_key(key), "{}: '{key}' is not in scenarios/sources.toml", param.key);
            }
        }
    }

    #[test]
    fn chuxiong_is_as_its_document_says() {
        let s = Scenario::builtin("chuxiong-2021").expect("built in");
        assert_eq!(s.regions.len(), 10);
        assert_eq!(s.regions.iter().map(|r| r.population_2020).sum::<f64>(), 2_416_747.0);
        assert_eq!((s.grid.months(), s.plan_year), (120, 2025));
        assert_eq!(s.params.conversion_hours, 160.0);
        let targets: Vec<f64> = s.targets.iter().map(|t| t.at_least).collect();
        assert_eq!(targets, [8000.0, 4000.0, 0.001, 160.0, 0.7, 0.5]);
        assert_eq!(s.levers.len(), LEVERS.len());
        let policy = s.document_policy();
        assert_eq!(policy.levers.len(), 9);
        // A ramp of the document begins where the baseline stands.
        let begin = Month::new(2021, 7);
        for key in [LeverKey::StationCoverage, LeverKey::InstitutionShare, LeverKey::PurchaseBudget] {
            let (plan, baseline) = (s.lever_value(&policy, key, begin), s.baseline_value(key, begin));
            assert!((plan - baseline).abs() < 1e-6 * baseline, "{}: {plan} {baseline}", key.key());
        }
    }
}
