//! Every built-in scenario says what to expect of its runs, and its runs are so.

use proptest::prelude::*;
use sim_core::scenario::{Check, File, Measure, ScenarioFiles, builtin_scenarios};
use sim_core::time::Month;
use sim_core::{Model, Problem, Scenario, Severity};
use std::collections::BTreeSet;

/// What every place must say, whatever range is right for it.
const EVERYWHERE: [Measure; 14] = [
    Measure::ReplacementGap,
    Measure::InstitutionReplacement,
    Measure::VacancyShare,
    Measure::ContractVacancyShare,
    Measure::ContractSeparations,
    Measure::MeanAge,
    Measure::LoadBelowCap,
    Measure::Coverage,
    Measure::GraduatesEntering,
    Measure::EntrantsShare,
    Measure::LedgerGap,
    Measure::IssuedGrowth,
    Measure::Professionals,
    Measure::CertifiedPeople,
];

#[test]
fn the_runs_of_every_built_in_scenario_are_as_its_checks_say() {
    let mut wrong = Vec::new();
    for builtin in builtin_scenarios() {
        let scenario = Scenario::builtin(builtin.key).expect("built in");
        let said: BTreeSet<Measure> = scenario.checks.iter().map(|check| check.measure).collect();
        for measure in EVERYWHERE.iter().filter(|m| !said.contains(m)) {
            wrong.push(format!("{}: nothing is said of {}", builtin.key, measure.key()));
        }
        let found = Model::new(&scenario).check().expect("a run that does not break");
        for (check, found) in scenario.checks.iter().zip(found).filter(|(_, found)| !found.ok) {
            wrong.push(format!(
                "{}: {} ({} is {} to {})",
                builtin.key,
                check.say.en,
                check.measure.key(),
                found.lowest,
                found.highest
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reads `checks` beside a scenario that extends the first built-in one.
fn read(checks: Option<&[u8]>) -> Result<(Scenario, Vec<Problem>), Vec<Problem>> {
    let text = "[scenario]\nextends = \"chuxiong-2021\"\nkey = \"mine\"\n";
    Scenario::read(&ScenarioFiles {
        scenario: File { name: "scenario.toml", bytes: text.as_bytes() },
        regions: None,
        history: None,
        checks: checks.map(|bytes| File { name: "checks.toml", bytes }),
    })
}

const GOOD: &str = "[[check]]
say = { zh = \"空岗\", en = \"Vacancies\" }
measure = \"vacancy_share\"
from = \"2022-01\"
to = \"2030-06\"
at_least = 0.05
at_most = 0.2
";

#[test]
fn who_extends_a_scenario_inherits_no_checks() {
    let (scenario, _) = read(None).expect("good");
    assert!(scenario.checks.is_empty());
    assert!(Model::new(&scenario).check().expect("nothing is run").is_empty());
}

#[test]
fn a_check_is_read_as_it_is_written() {
    let (scenario, warnings) = read(Some(GOOD.as_bytes())).expect("good");
    assert_eq!(warnings, vec![]);
    let [check] = scenario.checks.as_slice() else { panic!("{:?}", scenario.checks) };
    assert_eq!((check.say.zh.as_str(), check.measure), ("空岗", Measure::VacancyShare));
    assert_eq!((check.from, check.to), (Month::new(2022, 1), Month::new(2030, 6)));
    assert_eq!((check.at_least, check.at_most, check.change), (Some(0.05), Some(0.2), false));
    let without = read(None).expect("good").0;
    assert_eq!(scenario.fingerprint, without.fingerprint, "no run depends on a check");
}

#[test]
fn a_run_that_is_not_as_expected_fails_its_check() {
    let expected: &[(&str, bool)] = &[
        ("", true),
        ("at_least = 0.05>at_least = 0.15", false),
        ("at_most = 0.2>at_most = 0.09", false),
        ("at_least = 0.05\n>", true),
        // Levers and the document change what is found.
        ("at_most = 0.2>at_most = 0.2\nlevers = { station_coverage = 1, station_staff = 8 }", false),
        (
            "\"vacancy_share\"\nfrom = \"2022-01\">\"certified_people\"\nchange = true\npolicy = \"document\"",
            false,
        ),
        // A year's value begins with the twelfth month.
        ("\"vacancy_share\"\nfrom = \"2022-01\">\"graduates_entering\"\nfrom = \"2021-01\"", true),
    ];
    for (change, ok) in expected {
        let text = change.split_once('>').map_or(GOOD.to_owned(), |(from, to)| GOOD.replacen(from, to, 1));
        let (scenario, _) = read(Some(text.as_bytes())).expect("good");
        let found = Model::new(&scenario).check().expect("a run that does not break");
        assert_eq!(found.iter().map(|f| f.ok).collect::<Vec<_>>(), [*ok], "{text}\n{found:?}");
    }
}

#[test]
fn an_error_in_the_checks_is_named_with_its_line_and_a_hint() {
    let cases: &[(&str, &str, usize, &[&str])] = &[
        (
            "\"vacancy_share\"",
            "\"vacancy_shares\"",
            3,
            &["not a known measure", "did you mean 'vacancy_share'"],
        ),
        ("measure =", "mesure =", 3, &["unknown key 'mesure'", "did you mean 'measure'"]),
        ("measure = \"vacancy_share\"\n", "", 1, &["'measure' is missing"]),
        ("say = { zh = \"空岗\", en", "say = { en", 2, &["zh", "missing"]),
        ("at_least = 0.05\nat_most = 0.2\n", "", 1, &["expects nothing", "at_least"]),
        ("at_least = 0.05", "at_least = 0.5", 6, &["at_least, 0.5, is above at_most, 0.2"]),
        ("at_least = 0.05", "at_least = \"much\"", 6, &["is a text", "a number is expected"]),
        ("at_least = 0.05", "at_least = nan", 6, &["finite"]),
        (
            "from = \"2022-01\"",
            "from = \"2020-01\"",
            4,
            &["2020-01 lies outside the run", "2021-01 to 2030-12"],
        ),
        ("from = \"2022-01\"", "from = \"2022-13\"", 4, &["not a month"]),
        ("to = \"2030-06\"", "to = \"2021-06\"", 4, &["2022-01 lies after 2021-06"]),
        ("[[check]]", "[check]", 1, &["a list in [brackets] is expected"]),
        ("[[check]]", "[[checks]]", 1, &["unknown key 'checks'", "did you mean 'check'"]),
        ("[[check]]", "[[check]]\nchange = true", 1, &["compares the baseline with itself", "levers"]),
        ("[[check]]", "[[check]]\nchange = \"yes\"", 2, &["true or false is expected"]),
        ("[[check]]", "[[check]]\nchange = true\npolicy = \"document\"", 6, &["'from'", "one month"]),
        ("[[check]]", "[[check]]\npolicy = \"documents\"", 2, &["did you mean 'document'"]),
        (
            "[[check]]",
            "[[check]]\nlevers = { station_covrage = 1 }",
            2,
            &["unknown lever", "did you mean 'station_coverage'"],
        ),
        (
            "[[check]]",
            "[[check]]\nlevers = { station_coverage = 60 }",
            2,
            &["outside the lever's bounds", "0.6"],
        ),
        (
            "\"vacancy_share\"\nfrom = \"2022-01\"\nto = \"2030-06\"",
            "\"converts_share\"\nto = \"2021-06\"",
            4,
            &["12 months", "2021-12"],
        ),
        ("0.2\n", "0.2\n]", 8, &["not valid TOML"]),
    ];
    for (from, to, line, words) in cases {
        assert!(GOOD.contains(from), "{from}");
        let problems = read(Some(GOOD.replacen(from, to, 1).as_bytes())).expect_err(to);
        let named = problems.iter().any(|p| {
            let said = p.to_string();
            (p.at.file.as_str(), p.at.line, p.severity) == ("checks.toml", *line, Severity::Error)
                && words.iter().all(|word| said.contains(word))
        });
        let all = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        assert!(named, "no error in line {line} with {words:?} among:\n{all}");
    }
    read(Some(b"")).expect_err("nothing is checked");
}

/// A value of some months that nobody has computed must not pass.
#[test]
fn what_is_no_number_is_not_as_expected() {
    let (mut scenario, _) = read(Some(GOOD.as_bytes())).expect("good");
    let nothing = Check { at_least: None, at_most: Some(f64::INFINITY), ..scenario.checks[0].clone() };
    // Nobody is certified at any time: no relative change.
    scenario.start.certificates = [1.0, 0.0, 0.0, 0.0];
    scenario.start.inactive = [0.0; 4];
    let grid = scenario.grid;
    let change = Check {
        measure: Measure::CertifiedPeople,
        change: true,
        policy: sim_core::scenario::CheckedPolicy::Document,
        to: grid.start,
        ..nothing.clone()
    };
    scenario.checks = vec![nothing, change];
    let found = Model::new(&scenario).check().expect("a run that does not break");
    assert_eq!(found.iter().map(|f| f.ok).collect::<Vec<_>>(), [true, false], "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_checks_are_read_or_refused_and_nothing_panics(
        at in 0..GOOD.len(), len in 0..40_usize, bytes in prop::collection::vec(any::<u8>(), 0..12),
    ) {
        let mut text = GOOD.as_bytes().to_vec();
        text.splice(at..(at + len).min(GOOD.len()), bytes);
        if let Err(problems) = read(Some(&text)) {
            prop_assert!(problems.iter().any(|p| p.severity == Severity::Error));
        }
    }
}
