//! Whatever an author writes: every problem is named with file, line and what would be right, and nothing panics.

use proptest::prelude::*;
use sim_core::scenario::{
    BuiltinScenario, File, LeverKey, Observation, Observed, Params, Policy, Problem, Scenario, ScenarioFiles,
    Schedule, Severity, Status, Text, builtin_scenarios, contradictions, read_history, set_lever, set_param,
};
use sim_core::sorted::Map;
use sim_core::time::Month;
use std::collections::BTreeMap;

fn good() -> BuiltinScenario<'static> {
    builtin_scenarios()[0]
}

fn good_regions() -> &'static str {
    good().regions.expect("the first extends nothing")
}

fn read(scenario: &[u8], regions: &[u8]) -> Result<(Scenario, Vec<Problem>), Vec<Problem>> {
    Scenario::read(&ScenarioFiles {
        scenario: File { name: "scenario.toml", bytes: scenario },
        regions: Some(File { name: "regions.csv", bytes: regions }),
        history: None,
        checks: None,
    })
}

fn problems(scenario: &[u8], regions: &[u8]) -> Vec<Problem> {
    read(scenario, regions).err().unwrap_or_default()
}

/// The line, from 1, on which `needle` first stands.
fn line_of(text: &str, needle: &str) -> usize {
    let byte = text.find(needle).unwrap_or_else(|| panic!("'{needle}' is not in the text"));
    text[..byte].matches('\n').count() + 1
}

fn shown(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// That a problem says the same in both languages: Chinese where there is English, with every number of it.
fn said_in_both(problem: &Problem) {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for Text { zh, en } in [&problem.message, &problem.hint] {
        assert_eq!(zh.is_empty(), en.is_empty(), "{problem}");
        assert!(zh.is_empty() || chinese(zh), "not Chinese: {zh}");
        let figures = en.split(|c: char| !c.is_ascii_digit()).filter(|figure| !figure.is_empty());
        for figure in figures {
            assert!(zh.contains(figure), "{figure} is missing: {zh} · {en}");
        }
    }
    assert!(!problem.message.en.is_empty());
}

/// That some error stands in this file and line, with these words in message or hint.
fn expect(problems: &[Problem], file: &str, line: usize, words: &[&str]) {
    problems.iter().for_each(said_in_both);
    let found = problems.iter().any(|p| {
        let said = p.to_string();
        p.severity == Severity::Error
            && p.at.file == file
            && p.at.line == line
            && words.iter().all(|w| said.contains(w))
    });
    assert!(found, "no error at {file}:{line} with {words:?} among:\n{}", shown(problems));
}

/// Replaces `from` by `to` in the good scenario and expects an error on that line.
fn scenario_error(from: &str, to: &str, words: &[&str]) {
    let text = good().scenario;
    let line = line_of(text, from);
    let bad = text.replacen(from, to, 1);
    expect(&problems(bad.as_bytes(), good_regions().as_bytes()), "scenario.toml", line, words);
}

/// The same in the regions.
fn regions_error(from: &str, to: &str, words: &[&str]) {
    let text = good_regions();
    let line = line_of(text, from);
    let bad = text.replacen(from, to, 1);
    expect(&problems(good().scenario.as_bytes(), bad.as_bytes()), "regions.csv", line, words);
}

#[test]
fn an_error_in_the_scenario_is_named_with_its_line_and_a_hint() {
    let cases: &[(&str, &str, &[&str])] = &[
        // keys
        ("plan_year = 2025", "plan_yaer = 2025", &["unknown key 'plan_yaer'", "did you mean 'plan_year'"]),
        ("[scenario]", "[scenario]\ntitle2 = 1", &[]),
        (
            "[levers.training_hours]",
            "[levers.training_hour]",
            &["unknown lever", "did you mean 'training_hours'"],
        ),
        (
            "conversion_hours =",
            "conversion_hour =",
            &["unknown parameter", "did you mean 'conversion_hours'"],
        ),
        ("group = \"elderly\"", "group = \"elders\"", &["demand group", "did you mean 'elderly'"]),
        (
            "metric = \"professionals\"",
            "metric = \"profesionals\"",
            &["metric", "did you mean 'professionals'"],
        ),
        ("count = \"disabled\"", "count = \"disable\"", &["count", "did you mean 'disabled'"]),
        ("fulfilled_by = \"venues_opened\"", "fulfilled_by = \"venues\"", &["lever", "venues_opened"]),
        ("status = \"fact\"", "status = \"facts\"", &["status", "did you mean 'fact'"]),
        (
            "source = \"stations_2021:",
            "source = \"stations_2020:",
            &["'stations_2020' is not a source", "stations_2021"],
        ),
        ("confidence = \"high\"", "confidence = \"sure\"", &["confidence", "high"]),
        ("group = \"elderly\"", "group = \"low_income\"", &["stands twice"]),
        // types
        ("plan_year = 2025", "plan_year = \"2025\"", &["is a text", "a number is expected"]),
        ("plan_year = 2025", "plan_year = 2025.5", &["is not a year"]),
        ("start = \"2021-01\"", "start = 2021-01-01", &["is a date", "\"2021-07\""]),
        ("start = \"2021-01\"", "start = \"2021-13\"", &["is not a month"]),
        ("title = { zh = \"楚雄州社", "title = { xh = \"楚雄州社", &["unknown key 'xh'", "zh"]),
        ("senior = 3", "senior = [3]", &["is a list"]),
        ("[administration]", "administration = 3\n[administration2]", &[]),
        ("community = 0.48", "community = true", &["true or false"]),
        ("practice_contract = [0.25, ", "practice_contract = [", &["6 numbers", "7 numbers are expected"]),
        ("key = \"chuxiong-2021\"", "key = \"Chuxiong 2021\"", &["lower-case"]),
        ("number = \"楚人社发", "number = \"\" # ", &["empty"]),
        // domains
        ("issued]\nassistant = 330", "issued]\nassistant = -330", &[]),
        ("value = 3_000, status", "value = -3_000, status", &["'-3_000' is not possible", "above 0"]),
        ("value = 3_000, status", "value = nan, status", &["'nan'", "finite"]),
        ("value = 3_000, status", "value = inf, status", &["'inf'", "finite"]),
        ("value = 3_000, status", "value = 99999999999999999999, status", &["finite"]),
        ("value = 3_000, status", "value = 9_000, status", &["9000", "low 1500", "high 6000"]),
        ("contract_filled = 0.9 ", "contract_filled = 90 ", &["'90'", "0.9"]),
        ("[params]\n", "[params]\npass_mid = 1.4\n", &[]),
        ("[params]", "params.pass_mid = 1.4\n[params2]", &[]),
        ("none = 0.89", "none = 0.90", &[]),
        ("high_school = 0.12", "high_school = 0.13", &["sum to 1.01", "must sum to 1"]),
        ("0.43]", "0.44]", &["sum to 1.01", "must sum to 1"]),
        (
            "status = \"fact\", source = \"chuxiong_government: 2024\"",
            "source = \"chuxiong_government\"",
            &["'status' is missing"],
        ),
        ("low = 0.30, high = 0.65", "low = 0.30", &["low or high"]),
        (
            "status = \"fact\", source",
            "status = \"fact\", low = 1, high = 200, source",
            &["a fact has no range"],
        ),
        ("elderly = { value = 496_000", "elderly = { value = 4_960_000", &[]),
        // time
        ("plan_year = 2025", "plan_year = 2035", &["December 2035", "2021-01 to 2030-12"]),
        ("end = \"2030-12\"", "end = \"2020-12\"", &["before it starts"]),
        ("end = \"2030-12\"", "end = \"2100-12\"", &["longer than 40 years", "2060-12"]),
        ("year = 2025\nat_least = 8_000", "year = 2031\nat_least = 8_000", &["December 2031", "2030-12"]),
        ("[2020, 97_379]", "[2019, 97_379]", &["2019 does not come after 2019", "ascending"]),
        ("[2020, 97_379]", "[2020]", &["1 members", "[2019, 90501]"]),
        ("[later]\nyear = 2024", "[later]\nyear = 2020", &[]),
        // levers
        ("baseline = 4\n", "baseline = 400\n", &["'400' is outside", "0 to 60"]),
        ("[[\"2021-07\", 32]] }     #", "[[\"2021-07\", 320]] } #", &["'320' is outside", "0 to 60"]),
        ("[\"2026-12\", 0.70]", "[\"2026-12\", 70]", &["'70' is outside", "70 % is written 0.7"]),
        ("[\"2026-12\", 0.70]", "[\"2020-12\", 0.70]", &["2020-12 does not come after 2021-01"]),
        (
            "{ steps = [[\"2021-07\", 8]] }",
            "{ stairs = [[\"2021-07\", 8]] }",
            &["unknown key 'stairs'", "steps"],
        ),
        ("{ steps = [[\"2021-07\", 8]] }", "\"later\"", &["not the course of a lever", "ramp"]),
        ("{ steps = [[\"2021-07\", 8]] }", "{ steps = [] }", &["not the course of a lever"]),
        // targets
        ("at_least = 0.70", "at_least = 70", &["'70'", "70 % is written 0.7"]),
        ("at_least = 8_000", "at_least = -1", &["'-1'", "0 or more"]),
        // TOML
        ("plan_year = 2025", "plan_year = ", &["not valid TOML"]),
        ("[later]", "[later", &["not valid TOML"]),
        ("plan_year = 2025", "plan_year = 2025\nplan_year = 2026", &[]),
    ];
    for (from, to, words) in cases {
        if words.is_empty() {
            // The error stands on a line of its own, named below.
            assert!(
                !problems(good().scenario.replacen(from, to, 1).as_bytes(), good_regions().as_bytes())
                    .is_empty(),
                "{to}"
            );
        } else {
            scenario_error(from, to, words);
        }
    }
}

/// Errors that stand on another line than the text that was replaced.
#[test]
fn an_error_away_from_its_cause_is_named_where_the_author_looks() {
    // (from, to, how the line with the error begins in the bad text, words)
    let cases: &[(&str, &str, &str, &[&str])] = &[
        (
            "[params]\n",
            "[params]\npass_mid = 1.4\n",
            "pass_mid",
            &["'1.4' is not possible", "a share from 0 to 1"],
        ),
        ("[params]\n", "[params]\npass_mid = 1.4\n", "pass_mid", &["without status and source"]),
        ("none = 0.89", "none = 0.90", "[start.certificates]", &["sum to 1.01"]),
        (
            "issued]\nassistant = 330",
            "issued]\nassistant = -330",
            "assistant = -330",
            &["'-330'", "0 or more"],
        ),
        (
            "elderly = { value = 496_000",
            "elderly = { value = 4_960_000",
            "[later]",
            &["more than population"],
        ),
        ("[later]\nyear = 2024", "[later]\nyear = 2020", "year = 2020", &["census of 2020"]),
        ("registered =", "# registered =", "[population]", &["'registered' is missing"]),
        ("metric = \"professionals\"\n", "", "[[targets]]", &["'metric' is missing"]),
        ("year = 2025\nat_least = 8_000", "at_least = 8_000", "[[targets]]", &["'year' is missing"]),
        (
            "plan_year = 2025",
            "plan_year = 2025\nplan_year = 2026",
            "plan_year = 2026",
            &["not valid TOML", "duplicate"],
        ),
        (
            "[params]\n",
            "[params]\nretire_share_men = { value = 0.4, status = \"assumption\", source = \"design\", low = 0.2, high = 0.4 }\n",
            "[params]",
            &["must sum to 1"],
        ),
    ];
    for (from, to, start, words) in cases {
        assert!(good().scenario.contains(from), "'{from}' is not in the text");
        let bad = good().scenario.replacen(from, to, 1);
        expect(
            &problems(bad.as_bytes(), good_regions().as_bytes()),
            "scenario.toml",
            line_of(&bad, start),
            words,
        );
    }
}

#[test]
fn a_missing_section_is_named() {
    for section in ["document", "outside_pay", "administration"] {
        let bad = good().scenario.replacen(&format!("[{section}]"), &format!("[un{section}]"), 1);
        let found = problems(bad.as_bytes(), good_regions().as_bytes());
        expect(&found, "scenario.toml", 0, &[&format!("'{section}' is missing")]);
    }
}

#[test]
fn an_error_in_the_regions_is_named_with_row_and_column() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "population_2020",
            "populaton_2020",
            &["unknown column 'populaton_2020'", "did you mean 'population_2020'"],
        ),
        ("population_2020", "populaton_2020", &["the column 'population_2020' is missing", "populaton_2020"]),
        (",latitude", "", &["the column 'latitude' is missing"]),
        ("urban_2020", "population_2020", &["stands twice"]),
        ("133884", "", &["population_2020: the cell is empty"]),
        ("133884,", "", &["11 cells", "12 cells are expected"]),
        ("133884", "133 884", &["population_2020: '133 884' is not a number", "without separators"]),
        ("133884", "many", &["'many' is not a number"]),
        ("133884", "NaN", &["'NaN' is not a number"]),
        ("133884", "inf", &["'inf' is not a number"]),
        ("133884", "-133884", &["'-133884' is not possible", "above 0"]),
        ("45852", "-1", &["urban_2020: '-1' is not possible", "0 or more"]),
        ("45852", "945852", &["urban_2020", "more than population_2020", "mixed up"]),
        ("23993", "923993", &["elderly_2020", "more than population_2020"]),
        ("19627", "919627", &["elderly_2010", "more than population_2010"]),
        ("10155", "910155", &["college_2020", "more than population_2020"]),
        ("19627", "0", &["elderly_2010", "no residents"]),
        ("101.63824", "1016.3824", &["longitude", "-180 to 180"]),
        ("24.685094", "246", &["latitude", "-90 to 90"]),
        ("532322", "532301", &["'532301' stands twice", "line 2"]),
        ("532322", "5323 22", &["not a code"]),
        ("Shuangbai", " ", &["name_en: the cell is empty"]),
    ];
    for (from, to, words) in cases {
        regions_error(from, to, words);
    }
}

#[test]
fn the_regions_as_a_whole_are_checked() {
    let scenario = good().scenario.as_bytes();
    let header = good_regions().lines().next().expect("a header");
    let row = good_regions().lines().nth(1).expect("a row");
    expect(&problems(scenario, header.as_bytes()), "regions.csv", 0, &["0 regions", "1 to 31"]);
    expect(&problems(scenario, b""), "regions.csv", 0, &["empty"]);
    expect(&problems(scenario, b"\n\n"), "regions.csv", 0, &["empty"]);
    let many: Vec<String> = (0..32).map(|i| row.replacen("532301", &format!("{i}"), 1)).collect();
    let many = format!("{header}\n{}\n", many.join("\n"));
    expect(&problems(scenario, many.as_bytes()), "regions.csv", 0, &["32 regions", "1 to 31"]);
    let semicolons = good_regions().replace(',', ";");
    expect(&problems(scenario, semicolons.as_bytes()), "regions.csv", 1, &["';'", "commas"]);
    let rural =
        good_regions().replacen("urban_2020", "college_2020x", 1).replacen("college_2020,", "urban_2020,", 1);
    expect(
        &problems(scenario, rural.as_bytes()),
        "regions.csv",
        1,
        &["'college_2020' is missing", "college_2020x"],
    );
    let nobody = format!("{header}\n{}\n", row.replacen("426823", "0", 1));
    expect(&problems(scenario, nobody.as_bytes()), "regions.csv", 0, &["urban_2020", "communities"]);
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let (scenario, regions) = (good().scenario.as_bytes(), good_regions().as_bytes());
    expect(&problems(b"", regions), "scenario.toml", 0, &["empty", "[scenario]"]);
    expect(&problems(b" \n\t", regions), "scenario.toml", 0, &["empty"]);
    let huge = vec![b'#'; (1 << 20) + 1];
    expect(&problems(&huge, regions), "scenario.toml", 0, &["1048577 bytes", "1 MiB"]);
    expect(&problems(scenario, &huge), "regions.csv", 0, &["1048577 bytes", "1 MiB"]);
    expect(
        &problems(b"[scenario]\nkey = \"\xb3\xfe\"\n", regions),
        "scenario.toml",
        2,
        &["not UTF-8", "byte 19", "GBK"],
    );
    expect(&problems(scenario, b"code,name\n\xb3\xfe"), "regions.csv", 2, &["not UTF-8", "byte 11"]);
    let deep = format!("x = {}", "[".repeat(100_000));
    assert!(!problems(deep.as_bytes(), regions).is_empty());
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let scenario = good()
        .scenario
        .replacen("plan_year = 2025", "plan_year = 2035", 1)
        .replacen("value = 3_000", "value = nan", 1)
        .replacen("[levers.training_hours]", "[levers.training_hour]", 1)
        .replacen("year = 2025\nat_least = 8_000", "year = 2050\nat_least = 8_000", 1);
    let regions = good_regions().replacen("133884", "", 1).replacen("149437", "x", 1);
    let found = problems(scenario.as_bytes(), regions.as_bytes());
    assert_eq!(found.len(), 6, "{}", shown(&found));
    let places: Vec<_> = found.iter().map(|p| (p.at.file.as_str(), p.at.line)).collect();
    let mut sorted = places.clone();
    sorted.sort_by_key(|(file, line)| (*file == "regions.csv", *line));
    assert_eq!(places, sorted, "file by file, line by line");
}

#[test]
fn what_is_possible_but_odd_is_a_warning() {
    let cases = [
        ("effective = \"2021-07\"", "effective = \"2019-07\"", "2019-07 lies outside the run"),
        ("[\"2025-12\", 0.90]", "[\"2035-12\", 0.90]", "2035-12 lies outside the run"),
        ("[2019, 90_501], [2020, 97_379], [2021, 106_837], ", "", "the first year is 2022"),
        (
            "registered = { value = 2_648_301",
            "registered = { value = 264.8301",
            "registered, 264.8301, does not fit the 2416747",
        ),
        (
            "population = { value = 2_327_000",
            "population = { value = 20_327_000",
            "population, 20327000, does not fit",
        ),
        ("assistant = 330", "assistant = 3", "hold the assistant certificate, but 3 were issued"),
    ];
    for (from, to, words) in cases {
        let line = line_of(good().scenario, from);
        let odd = good().scenario.replacen(from, to, 1);
        let (_, warnings) = read(odd.as_bytes(), good_regions().as_bytes()).expect("only odd");
        assert_eq!(warnings.len(), 1, "{}", shown(&warnings));
        assert!(
            warnings[0].severity == Severity::Warning && warnings[0].to_string().contains(words),
            "{}",
            warnings[0]
        );
        assert!(
            warnings[0].at.line == line || ["start", "population", "later"].contains(&&*warnings[0].at.key),
            "{}",
            warnings[0]
        );
    }
}

#[test]
fn how_lines_end_and_in_which_order_columns_stand_does_not_matter() {
    let (mut plain, _) = good().read().expect("valid");
    plain.checks.clear();
    let marked = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let (windows, warnings) =
        read(marked(good().scenario).as_bytes(), marked(good_regions()).as_bytes()).expect("valid");
    assert_eq!((&plain, vec![]), (&windows, warnings));
    let turned: String = good_regions()
        .lines()
        .map(|line| line.split(',').rev().collect::<Vec<_>>().join(", ") + "\n")
        .collect();
    let (turned, _) = read(good().scenario.as_bytes(), turned.as_bytes()).expect("valid");
    assert_eq!(plain.regions, turned.regions);
    assert_ne!(plain.fingerprint, turned.fingerprint);
}

#[test]
fn a_plan_without_targets_sources_or_parameters_of_its_own_is_possible() {
    let text = good().scenario;
    let start = text.find("# ---- Parameters that differ").expect("there");
    let mut short = text[..start].to_owned();
    for key in ["chuxiong_government", "chuxiong_statistics_2024", "yunnan_2015", "yunnan_assistance_2020"] {
        short = short.replace(key, "design");
    }
    let (scenario, warnings) =
        read(short.as_bytes(), good_regions().as_bytes()).map_err(|p| shown(&p)).expect("valid");
    assert_eq!((scenario.targets.len(), scenario.own_params.len(), warnings.len()), (0, 0, 0));
    assert!(scenario.document_policy().is_empty());
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    let scenario = good().scenario.replace('\n', "\r\n").replacen("plan_year = 2025", "plan_year = 2035", 1);
    let regions = good_regions().replacen("133884", "x", 1).replacen('\n', "\n\n\n", 1).replace('\n', "\r\n");
    let found = problems(scenario.as_bytes(), regions.as_bytes());
    expect(&found, "scenario.toml", line_of(good().scenario, "plan_year"), &["2035"]);
    expect(&found, "regions.csv", 5, &["'x' is not a number"]);
}

#[test]
fn a_lever_that_is_not_named_stays_neutral() {
    let s = Scenario::builtin("chuxiong-2021").expect("built in");
    let course = &s.levers[LeverKey::RuralBonus.index()];
    assert_eq!((course.baseline.clone(), course.source.as_str()), (Schedule::Constant(0.0), "design"));
}

/// Any policy within the bounds of its levers.
fn any_policy() -> impl Strategy<Value = Policy> {
    let value = || (0.0..=1.0_f64, 1..4_i32, any::<u8>());
    let courses = || prop::collection::btree_map(prop::sample::select(LeverKey::ALL.to_vec()), value(), 0..6);
    let build = |courses: BTreeMap<LeverKey, (f64, i32, u8)>| {
        let course = |(key, (share, points, kind)): (LeverKey, (f64, i32, u8))| {
            let lever = key.lever();
            let value = |i: i32| {
                (lever.min + (lever.max - lever.min) * share / f64::from(i)).clamp(lever.min, lever.max)
            };
            let list = (1..=points).map(|i| (Month::new(2021, 1).plus(i * i), value(i))).collect();
            let course = match kind % 3 {
                0 => Schedule::Constant(value(1)),
                1 => Schedule::Ramp { ramp: list },
                _ => Schedule::Steps { steps: list },
            };
            (key, course)
        };
        courses.into_iter().map(course).collect::<Map<_, _>>()
    };
    let codes: Vec<String> = chuxiong().regions.into_iter().map(|r| r.code).collect();
    let regions = prop::collection::btree_map(prop::sample::select(codes), courses().prop_map(build), 0..3);
    (courses().prop_map(build), regions)
        .prop_map(|(levers, regions)| Policy { levers, regions: regions.into_iter().collect() })
}

fn chuxiong() -> Scenario {
    Scenario::builtin("chuxiong-2021").expect("built in")
}

#[test]
fn an_error_in_a_policy_is_named_with_its_line_and_a_hint() {
    let cases: &[(&str, usize, &[&str])] = &[
        (
            "[levers]\ntraining_hour = 3",
            2,
            &["unknown lever 'training_hour'", "did you mean 'training_hours'"],
        ),
        ("[lever]\ntraining_hours = 3", 1, &["unknown key 'lever'", "did you mean 'levers'"]),
        ("[levers]\n\ntraining_hours = 300", 3, &["'300' is outside", "0 to 60"]),
        ("[levers]\nstation_coverage = 90", 2, &["'90' is outside", "90 % is written 0.9"]),
        ("[levers]\ntraining_hours = nan", 2, &["'nan'", "finite"]),
        ("[levers]\ntraining_hours = \"3\"", 2, &["not the course of a lever"]),
        (
            "[levers]\ntraining_hours = { ramp = [[\"2021-07\", 3], [\"2021-07\", 4]] }",
            2,
            &["does not come after"],
        ),
        ("[levers]\ntraining_hours = { ramp = [[\"2021-07\"]] }", 2, &["1 members"]),
        (
            "[levers]\ntraining_hours = { ramp = [[\"2021-07\", 1]], steps = [[\"2021-07\", 1]] }",
            2,
            &["not the course"],
        ),
        ("[regions.532300]\nsubsidy_mid = 3", 1, &["unknown region '532300'", "did you mean '532301'"]),
        ("[regions.\"楚雄市\"]\nsubsidy_mid = 3", 1, &["unknown region", "532301"]),
        ("[regions.532301]\nsubsidy_mids = 3", 2, &["did you mean 'subsidy_mid'"]),
        ("levers = 3", 1, &["a table of levers is expected"]),
        ("[levers\n", 1, &["not valid TOML"]),
    ];
    for (text, line, words) in cases {
        let found = Policy::read("policy.toml", text.as_bytes(), &chuxiong()).expect_err(text);
        expect(&found, "policy.toml", *line, words);
    }
    let (policy, warnings) =
        Policy::read_with_warnings("p", b"levers.training_hours = {steps=[[\"2040-01\", 3]]}", &chuxiong())
            .expect("odd");
    assert!(warnings.len() == 1 && policy.levers.len() == 1);
    assert!(Policy::read("p", b"", &chuxiong()).expect("nothing moved").is_empty());
}

#[test]
fn a_policy_reads_back_equal() {
    let s = chuxiong();
    let mut policy = s.document_policy();
    for text in [
        "training_hours=0.1@532301",
        "purchase_budget=12345678.9",
        "pay_floor=1e-300",
        "supervision=7@532331",
    ] {
        set_lever(text, &s, &mut policy).expect("valid");
    }
    policy.regions.insert("532322".to_owned(), Map::new());
    for policy in [policy, Policy::default()] {
        let text = policy.to_toml();
        assert_eq!(
            Policy::read("policy.toml", text.as_bytes(), &s).map_err(|p| shown(&p)),
            Ok(policy),
            "{text}"
        );
    }
}

#[test]
fn a_setting_is_checked_and_explained() {
    let s = chuxiong();
    let mut policy = Policy::default();
    let cases: &[(&str, &[&str])] = &[
        ("training_hours", &["no '='", "training_hours=32"]),
        ("training_hour=32", &["unknown lever 'training_hour'", "did you mean 'training_hours'"]),
        ("training_hours=300", &["'300' is outside", "0 to 60"]),
        ("training_hours=", &["not a usable number"]),
        ("training_hours=inf", &["not a usable number"]),
        ("training_hours=32@999", &["unknown region '999'"]),
        ("training_hours=32@双柏县", &["532322"]),
        ("training_hours={steps=[[\"2021-07\", 300]]}", &["'300' is outside"]),
        ("training_hours={steps=", &["not valid TOML"]),
        ("training_hours={} \n x = 3", &["training_hours"]),
    ];
    for (text, words) in cases {
        let problem = set_lever(text, &s, &mut policy).expect_err(text);
        said_in_both(&problem);
        let said = problem.to_string();
        assert!(words.iter().all(|w| said.contains(w)), "{text}: {said}");
    }
    assert_eq!(policy, Policy::default());
    set_lever("training_hours=20", &s, &mut policy).expect("valid");
    set_lever(" subsidy_mid = {ramp=[[\"2022-01\", 0], [\"2023-01\", 200]]} @ 532301 ", &s, &mut policy)
        .expect("valid");
    assert_eq!(policy.levers[&LeverKey::TrainingHours], Schedule::Constant(20.0));
    assert!(matches!(policy.regions["532301"][&LeverKey::SubsidyMid], Schedule::Ramp { .. }));

    let mut params = Params::default();
    let cases: &[(&str, &[&str])] = &[
        ("pass_mid=1.4", &["'1.4' is not possible", "a share from 0 to 1"]),
        ("pas_mid=0.2", &["unknown parameter", "did you mean 'pass_mid'"]),
        ("pass_mid=NaN", &["not a usable number"]),
        ("pass_mid", &["no '='"]),
        ("convert_practice=9", &["'9' is not possible", "whole number from 0 to 6"]),
    ];
    for (text, words) in cases {
        let problem = set_param(text, &mut params).expect_err(text);
        said_in_both(&problem);
        let said = problem.to_string();
        assert!(words.iter().all(|w| said.contains(w)), "{text}: {said}");
    }
    assert_eq!(params, Params::default());
    set_param("pass_mid=0.25", &mut params).expect("valid");
    assert_eq!(params.pass_mid, 0.25);
    assert_eq!(contradictions(&params), vec![]);
    set_param("retire_share_men=0.5", &mut params).expect("possible by itself");
    assert!(contradictions(&params)[0].to_string().contains("must sum to 1"));
}

/// A change to a text: where (in 1/65536 of its length), how many bytes go, and what comes instead.
fn change() -> impl Strategy<Value = (u16, u8, Vec<u8>)> {
    let words = prop::sample::select(vec![
        "-",
        "0",
        "1e308",
        "nan",
        "inf",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "=",
        "\n",
        "\r",
        ",",
        ".",
        "#",
        "\u{feff}",
        "楚",
        "\0",
        "true",
        "\"2021-07\"",
        "[[",
        "]]",
        "[levers.x]",
        "\"\"\"",
        "-1",
        "9999999999999999999",
        "_",
    ]);
    let bytes = prop_oneof![
        words.prop_map(|w| w.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..4),
        Just(Vec::new())
    ];
    (any::<u16>(), any::<u8>(), bytes)
}

fn changed(text: &str, changes: &[(u16, u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (place, gone, new) in changes {
        let from = bytes.len() * usize::from(*place) / 65536;
        let to = (from + usize::from(*gone % 8)).min(bytes.len());
        bytes.splice(from..to, new.iter().copied());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_to_a_valid_text_makes_the_reader_panic(
        scenario in prop::collection::vec(change(), 0..4),
        regions in prop::collection::vec(change(), 0..4),
    ) {
        let (scenario, regions) = (changed(good().scenario, &scenario), changed(good_regions(), &regions));
        match read(&scenario, &regions) {
            Ok((_, warnings)) => {
                warnings.iter().for_each(said_in_both);
                prop_assert!(warnings.iter().all(|p| p.severity == Severity::Warning));
            }
            Err(problems) => {
                problems.iter().for_each(said_in_both);
                prop_assert!(problems.iter().any(|p| p.severity == Severity::Error));
            }
        }
    }

    #[test]
    fn no_change_to_an_extending_scenario_and_its_history_makes_the_reader_panic(
        scenario in prop::collection::vec(change(), 0..4),
        history in prop::collection::vec(change(), 0..4),
    ) {
        let scenario = changed(&format!("{CHILD}{RICH}"), &scenario);
        let history = changed(HISTORY, &history);
        let files = ScenarioFiles {
            scenario: File { name: "mine.toml", bytes: &scenario },
            regions: None,
            history: Some(File { name: "history.csv", bytes: &history }),
            checks: None,
        };
        match Scenario::read(&files) {
            Ok((_, warnings)) => {
                warnings.iter().for_each(said_in_both);
                prop_assert!(warnings.iter().all(|p| p.severity == Severity::Warning));
            }
            Err(problems) => {
                problems.iter().for_each(said_in_both);
                prop_assert!(problems.iter().any(|p| p.severity == Severity::Error));
            }
        }
    }

    #[test]
    fn any_policy_reads_back_equal(policy in any_policy()) {
        let text = policy.to_toml();
        prop_assert_eq!(Policy::read("policy.toml", text.as_bytes(), &chuxiong()), Ok(policy));
    }

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in ".{0,40}") {
        let _ = read(&bytes, &bytes);
        let _ = read_history(File { name: "history.csv", bytes: &bytes }, 1e9);
        Policy::read("policy.toml", &bytes, &chuxiong()).err().iter().flatten().for_each(said_in_both);
        let _ = set_lever(&text, &chuxiong(), &mut Policy::default());
        let _ = set_lever(&format!("training_hours={text}"), &chuxiong(), &mut Policy::default());
        let _ = set_lever(&format!("training_hours={{{text}"), &chuxiong(), &mut Policy::default());
        let _ = set_param(&text, &mut Params::default());
    }
}

/// An extending scenario's own text.
const CHILD: &str = "[scenario]\nextends = \"chuxiong-2021\"\nkey = \"mine\"\n";

/// Reads the child with `more` below its head and nothing else.
fn read_child(more: &str) -> Result<(Scenario, Vec<Problem>), Vec<Problem>> {
    let text = format!("{CHILD}{more}");
    Scenario::read(&ScenarioFiles {
        scenario: File { name: "mine.toml", bytes: text.as_bytes() },
        regions: None,
        history: None,
        checks: None,
    })
}

#[test]
fn a_scenario_that_extends_another_states_what_differs_and_nothing_else() {
    let mut parent = good().read().expect("good").0;
    // What is expected of a run is not inherited.
    parent.checks.clear();
    let (same, warnings) = read_child("").expect("nothing differs");
    assert_eq!(warnings, vec![]);
    assert_ne!(same.fingerprint, parent.fingerprint);
    let named = Scenario { key: parent.key.clone(), fingerprint: parent.fingerprint.clone(), ..same.clone() };
    assert_eq!(named, parent);

    let (child, _) = read_child(concat!(
        "end = \"2026-12\"\n[start]\ncontract_filled = 0.5\n",
        "[levers.training_hours]\nbaseline = 6\nstatus = \"assumption\"\nsource = \"design\"\n",
        "[params]\npass_mid = { value = 0.3, status = \"fact\", source = \"mine\" }\n",
        "[sources.mine]\ntitle = { zh = \"甲\", en = \"A\" }\nconfidence = \"low\"\n",
    ))
    .expect("a good child");
    assert_eq!(child.grid.end, Month::new(2026, 12));
    assert_eq!(child.start, sim_core::scenario::Start { contract_filled: 0.5, ..parent.start.clone() });
    // A lever that is named is the child's whole; the others stay.
    let hours = &child.levers[LeverKey::TrainingHours.index()];
    assert_eq!((&hours.baseline, &hours.document), (&Schedule::Constant(6.0), &None));
    let fee = LeverKey::from_key("exam_fee_paid").expect("a lever").index();
    assert_eq!(child.levers[fee], parent.levers[fee]);
    assert_eq!((child.params.pass_mid, child.params.conversion_hours), (0.3, parent.params.conversion_hours));
    assert!(child.sources.contains_key("mine") && child.sources.contains_key("chuxiong_2021"));
    assert_eq!((child.targets, child.regions), (parent.targets.clone(), parent.regions.clone()));
}

#[test]
fn an_empty_list_of_an_extending_scenario_means_none() {
    let text = format!("targets = []\n{CHILD}");
    let files = ScenarioFiles {
        scenario: File { name: "mine.toml", bytes: text.as_bytes() },
        regions: None,
        history: None,
        checks: None,
    };
    assert_eq!(Scenario::read(&files).expect("no targets are possible").0.targets, vec![]);
}

/// Errors of an extending scenario: what stands below its head, the file and line it is named with, and words.
#[test]
fn errors_of_an_extending_scenario_name_the_text_they_stand_in() {
    let parent = good().scenario;
    let cases: &[(&str, &str, usize, &[&str])] = &[
        ("plan_yaer = 2024", "mine.toml", 4, &["unknown key 'plan_yaer'", "did you mean 'plan_year'"]),
        ("[outside_pya]\nratio = 1", "mine.toml", 4, &["unknown key 'outside_pya'", "outside_pay"]),
        ("[start]\ncontract_filled = 5", "mine.toml", 5, &["'5' is not possible", "0.05"]),
        ("[later]\nyear = 2019", "mine.toml", 5, &["2019", "2021"]),
        ("[start.certificates]\nnone = 1", "mine.toml", 4, &["'assistant' is missing"]),
        ("start = 3", "mine.toml", 4, &["is a number", "\"2021-07\""]),
        // The run ends before the plan year and the targets of the extended one.
        (
            "end = \"2024-12\"",
            "chuxiong-2021/scenario.toml",
            line_of(parent, "plan_year"),
            &["December 2025", "2024-12"],
        ),
        (
            "end = \"2024-12\"",
            "chuxiong-2021/scenario.toml",
            line_of(parent, "year = 2025\nat_least = 8_000"),
            &["December 2025", "2024-12"],
        ),
    ];
    for (more, file, line, words) in cases {
        let found = read_child(more).err().unwrap_or_default();
        expect(&found, file, *line, words);
    }
}

#[test]
fn what_is_extended_must_exist_and_the_extending_scenario_has_a_key_of_its_own() {
    let cases: &[(&str, usize, &[&str])] = &[
        (
            "[scenario]\nkey = \"a\"\nextends = \"chuxiong\"",
            3,
            &["'\"chuxiong\"'", "built-in scenario", "chuxiong-202"],
        ),
        ("[scenario]\nkey = \"a\"\nextends = 3", 3, &["'3' is a number", "a text"]),
        (
            "[scenario]\nkey = \"chuxiong-2021\"\nextends = \"chuxiong-2021\"",
            2,
            &["'\"chuxiong-2021\"' is the key of a scenario it extends", "a key of its own"],
        ),
        ("[scenario]\nextends = \"chuxiong-2021\"", 2, &["has no key", "a key of its own"]),
    ];
    for (text, line, words) in cases {
        let files = ScenarioFiles {
            scenario: File { name: "mine.toml", bytes: text.as_bytes() },
            regions: None,
            history: None,
            checks: None,
        };
        expect(&Scenario::read(&files).err().unwrap_or_default(), "mine.toml", *line, words);
    }
    let files = ScenarioFiles {
        scenario: File { name: "mine.toml", bytes: good().scenario.as_bytes() },
        regions: None,
        history: None,
        checks: None,
    };
    let found = Scenario::read(&files).err().unwrap_or_default();
    expect(&found, "mine.toml", 0, &["has no regions.csv", "extends another"]);
}

#[test]
fn the_pay_ratio_of_a_region_is_its_own_or_none() {
    let text = good_regions().replacen("latitude", "latitude,pay_ratio", 1);
    let with = |cells: [&str; 2]| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (i, line) in lines.iter_mut().enumerate().skip(1) {
            line.push(',');
            line.push_str(cells.get(i - 1).unwrap_or(&""));
        }
        lines.join("\n")
    };
    let (scenario, _) =
        read(good().scenario.as_bytes(), with(["1.1", ""]).as_bytes()).expect("one region knows its wage");
    let ratios: Vec<_> = scenario.regions.iter().take(2).map(|r| r.pay_ratio).collect();
    assert_eq!(ratios, [Some(1.1), None]);
    for (cell, words) in [("92 %", "is not a number"), ("92", "0.1 to 10"), ("0", "0.1 to 10")] {
        let bad = with(["", cell]);
        let found = problems(good().scenario.as_bytes(), bad.as_bytes());
        expect(&found, "regions.csv", 3, &["pay_ratio", cell, words]);
    }
}

/// Reads the child with this history.
fn read_with_history(history: &str) -> Result<(Scenario, Vec<Problem>), Vec<Problem>> {
    Scenario::read(&ScenarioFiles {
        scenario: File { name: "mine.toml", bytes: CHILD.as_bytes() },
        regions: None,
        history: Some(File { name: "history.csv", bytes: history.as_bytes() }),
        checks: None,
    })
}

const HISTORY: &str = "variable,year,value,unit,status,source\n\
    certified,2020,330,certificates,,\n\
    professionals,2020,3000,persons,assumption,chuxiong_2021: a note\n";

#[test]
fn a_history_is_read_with_its_scenario_and_alone() {
    let scenario = read_with_history(HISTORY).expect("a good history").0;
    let certified = Observation {
        year: 2020,
        variable: Observed::Certified,
        value: 330.0,
        status: Status::Fact,
        source: String::new(),
    };
    let professionals = Observation {
        variable: Observed::Professionals,
        value: 3000.0,
        status: Status::Assumption,
        source: "chuxiong_2021: a note".to_owned(),
        ..certified.clone()
    };
    assert_eq!(scenario.history, [certified, professionals]);
    assert_ne!(scenario.fingerprint, read_child("").expect("good").0.fingerprint);
    let alone = |residents| {
        read_history(File { name: "h.csv", bytes: HISTORY.as_bytes() }, residents).expect("a good history")
    };
    assert_eq!(alone(2e6), (scenario.history, vec![]));
    let warnings = shown(&alone(1.4e9).1);
    assert!(warnings.starts_with("h.csv:2: warning: value: 330 is little"), "{warnings}");
    assert!(warnings.contains("万"), "{warnings}");
}

#[test]
fn an_error_in_a_history_is_named_with_line_and_column() {
    const HEAD: &str = "year,variable,value,unit,source\n2019,certified,100,persons,\n";
    let cases: &[(&str, &[&str])] = &[
        ("2020,certifed,1,persons,", &["variable:", "'certifed'", "did you mean 'certified'"]),
        ("20,certified,1,persons,", &["year:", "'20' is not a year", "2025"]),
        ("2020年,certified,1,persons,", &["year:", "'2020年' is not a year"]),
        ("2019,certified,1,persons,", &["'certified' of 2019 stands twice", "line 2"]),
        ("2020,certified,-1,persons,", &["value:", "'-1' is not possible", "0 or more"]),
        ("2020,certified,12万,persons,", &["value:", "'12万' is not a number"]),
        ("2020,certified,1,万,", &["unit:", "'万'", "certificates or persons is expected"]),
        ("2020,exam_registered,1,certificates,", &["unit:", "persons is expected"]),
        ("2020,professionals,,persons,", &["value:", "empty", "every count"]),
        ("2020,professionals,1,persons", &["the row has 4 cells", "5 cells"]),
        ("2020,professionals,1,persons,nowhere", &["source:", "'nowhere' is not a source"]),
    ];
    for (row, words) in cases {
        let found = read_with_history(&format!("{HEAD}{row}\n")).err().unwrap_or_default();
        expect(&found, "history.csv", 3, words);
    }
    let heads: &[(&str, usize, &[&str])] = &[
        ("", 0, &["the file is empty", "a row per count"]),
        ("year,variable,count,unit\n", 1, &["the column 'value' is missing"]),
        ("year;variable;value;unit\n", 1, &["separated by ';'", "commas"]),
        ("year,variable,value,unit,unit\n", 1, &["the column 'unit' stands twice"]),
        ("year,variable,value,unit,sauce\n", 1, &["unknown column 'sauce'", "did you mean 'source'"]),
    ];
    for (text, line, words) in heads {
        expect(&read_with_history(text).err().unwrap_or_default(), "history.csv", *line, words);
    }
}

/// An extending scenario with everything that may be left out.
const RICH: &str = concat!(
    "[administration]\n",
    "communities = { value = 300, years = [[2020, 100], [2022, 300]], status = \"fact\", source = \"design\" }\n",
    "villages = { years = [[2020, 90]], status = \"fact\", source = \"design\" }\n",
    "schools = { value = 12, status = \"fact\", source = \"design\" }\n",
    "[start]\n",
    "front = { value = 5000, status = \"assumption\", source = \"design\", low = 1, high = 9000 }\n",
    "organisations = { value = 7, status = \"fact\", source = \"design\" }\n",
    "equivalent = { mid = 10, senior = 1 }\n",
    "from_run = \"chuxiong-2021\"\n",
    "[outside_region]\n",
    "name = { zh = \"省外\", en = \"Elsewhere\" }\n",
    "pay_ratio = { value = 1.2, status = \"fact\", source = \"design\" }\n",
    "vacancies = { value = 30, status = \"fact\", source = \"design\" }\n",
    "longitude = 116.4\nlatitude = 39.9\n",
    "[[demand]]\ngroup = \"corrections\"\ncount = \"series\"\nby = \"rural\"\n",
    "persons = [[2020, 800], [2024, 900]]\nstatus = \"fact\"\nsource = \"design\"\n",
);

#[test]
fn counts_may_grow_and_more_may_be_known_of_a_place() {
    let (child, warnings) = read_child(RICH).unwrap_or_else(|problems| panic!("{}", shown(&problems)));
    assert_eq!(warnings, vec![]);
    assert_eq!((child.communities.count.value, child.villages.count.value), (300.0, 90.0));
    // The end of 2021 lies between the middles of December and January.
    let around = [(2021, 12), (2022, 1)].map(|(y, m)| child.communities.at(Month::new(y, m)));
    assert!((around[0] + around[1] - 400.0).abs() < 1e-9, "{around:?}");
    assert_eq!(child.schools.map(|s| s.value), Some(12.0));
    assert_eq!(
        child.hospital_beds.map(|s| s.value),
        Some(14_000.0),
        "what is not stated is the extended one's"
    );
    assert_eq!(child.start.front.map(|f| f.value), Some(5000.0));
    assert_eq!(child.start.organisations.map(|o| o.value), Some(7.0));
    assert_eq!(child.start.equivalent, [10.0, 1.0]);
    assert_eq!(child.start.from_run.as_deref(), Some("chuxiong-2021"));
    assert_eq!(child.outside_region.map(|o| (o.name.en, o.longitude)), Some(("Elsewhere".to_owned(), 116.4)));
    assert_eq!(child.demand.len(), 1);
}

#[test]
fn errors_in_what_may_be_known_of_a_place_are_named() {
    const SOURCED: &str = "status = \"fact\", source = \"design\" }";
    let communities = |rest: &str| format!("[administration]\ncommunities = {{ {rest}, {SOURCED}");
    let demand = |rest: &str| format!("[[demand]]\ngroup = \"corrections\"\n{rest}");
    let outside = |rest: &str| format!("[outside_region]\n{rest}");
    let cases: &[(String, usize, &[&str])] = &[
        (communities("years = []"), 5, &["the list is empty", "[2020, 165]"]),
        (communities("years = [[2020, 1], [2020, 2]]"), 5, &["2020 does not come after 2020"]),
        (communities("years = [[2020, -1]]"), 5, &["'-1' is not possible", "above 0"]),
        (communities("years = [[20, 1]]"), 5, &["'20' is not a year"]),
        (communities("years = [2020]"), 5, &["'2020' is a number", "a list"]),
        (communities("yaers = [[2020, 1]]"), 5, &["unknown key 'yaers'", "did you mean 'years'"]),
        ("[administration]\ncommunities = 3".to_owned(), 5, &["'3' stands without status and source"]),
        (format!("[administration]\nschools = {{ value = -1, {SOURCED}"), 5, &["'-1'", "0 or more"]),
        ("[administration]\nhospital_bets = 3".to_owned(), 5, &["did you mean 'hospital_beds'"]),
        ("[start]\nequivalent = { mid = 1, assistant = 1 }".to_owned(), 5, &["'assistant'", "senior"]),
        ("[start]\nfrom_run = \"My Run\"".to_owned(), 5, &["'\"My Run\"'", "lower-case"]),
        ("[start]\nfront = 3".to_owned(), 5, &["'3' stands without status and source"]),
        (demand("count = \"series\""), 4, &["'persons' is missing", "[2010, 79387]"]),
        (demand("count = \"series\"\npersons = [[2020]]"), 7, &["1 members", "[2010, 79387]"]),
        (demand("count = \"series\"\nby = \"village\""), 7, &["weight", "rural"]),
        (demand("count = \"elderly\"\nby = \"rural\""), 7, &["'by' means nothing here", "series"]),
        (demand("count = \"elderly\"\nsource = \"design\""), 7, &["'source' means nothing here", "series"]),
        (demand("count = \"serie\""), 6, &["did you mean 'series'"]),
        (outside("longitude = 200"), 5, &["'200' is not possible", "-180 to 180"]),
        (outside("latitude = \"39 N\""), 5, &["is a text", "a number"]),
        (outside("vacancies = 3"), 5, &["'3' stands without status and source"]),
    ];
    for (more, line, words) in cases {
        expect(&read_child(more).err().unwrap_or_default(), "mine.toml", *line, words);
    }
    let (_, warnings) = read_child(&communities("value = 2, years = [[2020, 1]]")).expect("only a warning");
    assert!(shown(&warnings).contains("value, 2, is that of none of the years"), "{}", shown(&warnings));
    let many = "count = \"series\"\npersons = [[2020, 3_000_000]]\nstatus = \"fact\"\nsource = \"design\"";
    let (_, warnings) = read_child(&demand(many)).expect("only a warning");
    assert!(shown(&warnings).contains("3000000, does not fit"), "{}", shown(&warnings));
}
