//! The commands that describe: list, check, levers, params.

mod support;

use serde_json::Value;
use sim_core::Scenario;
use sim_core::scenario::{LEVERS, PARAMS, builtin_scenarios};
use support::{Scratch, builtin, shapan, shapan_with_lang};

#[track_caller]
fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().expect("an array of rows")
}

/// The first names of every row, in order; more may follow.
#[track_caller]
fn begins_with_keys(text: &str, keys: &[&str]) {
    let text: String = text.split_whitespace().collect();
    let row = &text[text.find('{').expect("a row")..];
    let mut rest = row;
    for key in keys {
        let at = rest.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("'{key}' in its place in {row}"));
        rest = &rest[at + 1..];
    }
}

#[test]
fn list_names_the_built_in_scenarios() {
    let text = shapan(["list"]).fine();
    assert!(text.starts_with("scenario") && text.contains(builtin()), "{text}");
    let json = shapan(["list", "--json"]).json();
    assert_eq!(rows(&json)[0]["key"], builtin());
    let chinese = shapan(["list", "--lang", "zh"]).fine();
    assert!(chinese.starts_with("场景"), "{chinese}");
}

#[test]
fn the_language_follows_the_environment_and_the_option_goes_before_it() {
    let zh = shapan_with_lang("zh_CN.UTF-8", &["levers", builtin()]).fine();
    assert!(zh.starts_with("杠杆"), "{zh}");
    let en = shapan_with_lang("zh_CN.UTF-8", &["levers", builtin(), "--lang", "en"]).fine();
    assert!(en.starts_with("lever"), "{en}");
    let other = shapan_with_lang("C", &["levers", builtin()]).fine();
    assert_eq!(other, en);
    let zh_json = shapan_with_lang("zh_CN.UTF-8", &["levers", builtin(), "--json"]).fine();
    assert_eq!(zh_json, shapan(["levers", builtin(), "--json"]).fine());
}

#[test]
fn check_accepts_a_built_in_scenario_and_its_copy_in_a_folder() {
    let text = shapan(["check", builtin()]).fine();
    assert!(text.contains("no problems"), "{text}");
    let scratch = Scratch::with_scenario("check-copy", &[]);
    let checks = builtin_scenarios()[0].checks.expect("the first says what to expect");
    scratch.write("checks.toml", checks.as_bytes());
    assert_eq!(shapan(["check", scratch.folder()]).fine(), text);
}

#[test]
fn check_says_of_each_expectation_whether_it_is_so() {
    let scratch = Scratch::with_scenario("check-expectations", &[]);
    let line = shapan(["check", scratch.folder()]).fine();
    assert_eq!(line.lines().count(), 1, "nothing is expected: {line}");
    let check = |word: &str, at_most: f64| {
        format!(
            "[[check]]\nsay = {{ zh = \"空岗{word}\", en = \"vacancies {word}\" }}\n\
             measure = \"vacancy_share\"\nto = \"2021-12\"\nat_most = {at_most}\n"
        )
    };
    scratch.write("checks.toml", check("one", 0.5).as_bytes());
    let fine = shapan(["check", scratch.folder()]).fine();
    assert!(fine.starts_with(&line) && fine.contains("\nok  ") && fine.contains("≤ 0.5"), "{fine}");
    scratch.write("checks.toml", (check("one", 0.5) + &check("two", 0.01)).as_bytes());
    let ended = shapan(["check", scratch.folder(), "--lang", "zh"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("1 of 2 checks"), "{}", ended.stderr);
    let lines: Vec<&str> = ended.stdout.lines().skip(2).collect();
    assert!(lines[0].starts_with("合 ") && lines[0].ends_with("空岗one"), "{lines:?}");
    assert!(lines[1].starts_with("不合 ") && lines[1].ends_with("空岗two"), "{lines:?}");
    let ended = shapan(["check", scratch.folder(), "--json"]);
    let json: Value = serde_json::from_str(&ended.stdout).expect("valid JSON");
    assert_eq!((ended.code, &json["scenario"]), (2, &Value::from(builtin())));
    let [one, two] = rows(&json["checks"]).as_slice() else { panic!("{json}") };
    assert_eq!((&one["ok"], &two["ok"]), (&Value::from(true), &Value::from(false)));
    assert_eq!((&two["say_en"], &two["at_least"]), (&Value::from("vacancies two"), &Value::Null));
    let number = |name: &str| two[name].as_f64().expect("a number");
    assert!(0.0 < number("lowest") && number("lowest") <= number("highest") && number("highest") < 0.5);
    let mistake = check("one", 0.5).replace("vacancy_share", "vacancy_shar");
    let path = scratch.write("checks.toml", mistake.as_bytes());
    shapan(["check", scratch.folder()]).refused(2, &[&format!("{path}:3"), "did you mean 'vacancy_share'"]);
}

#[test]
fn check_shows_all_three_mistakes_with_their_lines() {
    let scratch = Scratch::with_scenario(
        "check-three",
        &[
            ("scenario.toml", "plan_year = 2025", "plan_year = \"soon\""),
            ("scenario.toml", "effective = \"2021-07\"", "effective = \"2021-13\""),
            ("regions.csv", "532301,", "532301,extra,"),
        ],
    );
    let ended = shapan(["check", scratch.folder()]);
    let (scenario, regions) = (scratch.path("scenario.toml"), scratch.path("regions.csv"));
    assert!(ended.stderr.contains(&format!("{scenario}:")), "{}", ended.stderr);
    ended.refused(2, &["soon", "2021-13", &format!("{regions}:2")]);
    let chinese = shapan_with_lang("zh_CN.UTF-8", &["check", scratch.folder()]);
    let line = format!("{regions}:2：错误：这一行有");
    chinese.refused(2, &["“\"2021-13\"”不是月份", "月份写成 \"2021-07\"", &line]);
}

#[test]
fn check_shows_warnings_and_still_accepts() {
    let scratch = Scratch::with_scenario(
        "check-warning",
        &[(
            "scenario.toml",
            "document = { steps = [[\"2021-07\", 32]] }",
            "document = { steps = [[\"2041-07\", 32]] }",
        )],
    );
    let ended = shapan(["check", scratch.folder()]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(ended.stderr.contains("warning") && ended.stderr.contains("2041-07"), "{}", ended.stderr);
    assert!(ended.stdout.contains("1 warning"), "{}", ended.stdout);
}

#[test]
fn levers_have_exactly_the_promised_shape() {
    let ended = shapan(["levers", builtin(), "--json"]).fine();
    begins_with_keys(
        &ended,
        &[
            "key",
            "label_zh",
            "label_en",
            "unit",
            "min",
            "max",
            "tick",
            "neutral",
            "baseline",
            "scope",
            "authority",
            "source",
        ],
    );
    let json: Value = serde_json::from_str(&ended).expect("valid JSON");
    let rows = rows(&json);
    assert!(rows.len() >= 14 && rows.len() == LEVERS.len());
    let scenario = Scenario::builtin(builtin()).expect("built in");
    for (row, lever) in rows.iter().zip(&LEVERS) {
        let key = lever.key.key();
        assert_eq!(row["key"], key);
        assert_eq!(row["scope"], "region", "{key}");
        assert_eq!(row["authority"], lever.authority.key(), "{key}");
        let number = |name: &str| row[name].as_f64().unwrap_or_else(|| panic!("{key}: {name} is a number"));
        assert!((number("min")..=number("max")).contains(&number("baseline")), "{key}");
        assert_eq!(number("baseline"), scenario.baseline_value(lever.key, scenario.grid.start), "{key}");
        assert_eq!(row["unit"] == "share", lever.percent, "{key}");
        for name in ["label_zh", "label_en", "unit", "source"] {
            assert!(row[name].as_str().is_some_and(|text| !text.is_empty()), "{key}: {name}");
        }
    }
}

#[test]
fn params_have_the_promised_shape_and_the_scenarios_own_values() {
    let ended = shapan(["params", builtin(), "--json"]).fine();
    begins_with_keys(
        &ended,
        &["key", "label_zh", "label_en", "unit", "value", "default", "low", "high", "status", "source"],
    );
    let json: Value = serde_json::from_str(&ended).expect("valid JSON");
    let rows = rows(&json);
    assert_eq!(rows.len(), PARAMS.len());
    let scenario = Scenario::builtin(builtin()).expect("built in");
    for row in rows {
        let key = row["key"].as_str().expect("text");
        let own = scenario.own_params.get(key);
        assert_eq!(
            row["value"].as_f64(),
            own.map_or(row["default"].as_f64(), |own| Some(own.value)),
            "{key}"
        );
        assert!(["fact", "assumption", "fitted", "derived"].contains(&row["status"].as_str().expect("text")));
    }
}

#[test]
fn an_unknown_built_in_names_the_nearest_and_lists_all() {
    for command in ["check", "levers", "params", "run", "targets"] {
        let hint = format!("did you mean '{}'?", builtin());
        shapan([command, "chuxiong-021"]).refused(2, &["'chuxiong-021'", &hint, "built in: "]);
    }
}

#[test]
fn a_folder_may_extend_a_built_in_scenario_and_leave_out_its_regions() {
    let scratch = Scratch::new("extends");
    let text = format!("[scenario]\nextends = \"{}\"\nkey = \"mine\"\n", builtin());
    scratch.write("scenario.toml", text.as_bytes());
    shapan(["check", scratch.folder()]).fine();
    let path = scratch.write("history.csv", b"year,variable,value,unit\n2020,certified,330,cards\n");
    shapan(["check", scratch.folder()]).refused(2, &[&path, "'cards'", "certificates or persons"]);
}

#[test]
fn a_folder_that_cannot_be_read_is_the_worlds_fault() {
    let scratch = Scratch::with_scenario("folders", &[]);
    shapan(["check", &scratch.path("nowhere/")]).refused(1, &["nowhere"]);
    shapan(["check", &scratch.path("scenario.toml")]).refused(1, &["is not a folder"]);
    std::fs::remove_file(scratch.path("regions.csv")).expect("written above");
    // It may extend a scenario that has some: what the text says decides.
    shapan(["check", scratch.folder()]).refused(2, &["has no regions.csv"]);
    std::fs::remove_file(scratch.path("scenario.toml")).expect("written above");
    shapan(["check", scratch.folder()]).refused(1, &["has no scenario.toml and no regions.csv"]);
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let scratch = Scratch::with_scenario("large", &[]);
    // Sparse: takes no room, but would be read as a terabyte.
    let file = std::fs::File::create(scratch.path("regions.csv")).expect("writable");
    file.set_len(1 << 40).expect("sparse files exist");
    shapan(["check", scratch.folder()]).refused(1, &["regions.csv", "1099511627776 bytes", "1048576"]);
}

#[cfg(unix)]
#[test]
fn a_scenario_folder_leads_nowhere_else() {
    let scratch = Scratch::with_scenario("links", &[]);
    let elsewhere = Scratch::new("links-elsewhere");
    let secret = elsewhere.write("secret", b"password");
    std::fs::remove_file(scratch.path("regions.csv")).expect("written above");
    std::os::unix::fs::symlink(secret, scratch.path("regions.csv")).expect("links exist");
    let ended = shapan(["check", scratch.folder()]);
    assert!(!ended.stderr.contains("password"));
    ended.refused(1, &["regions.csv", "not an ordinary file"]);
}

#[test]
fn usage_errors_are_the_authors_fault_and_help_is_not() {
    shapan([]).refused(2, &["Usage"]);
    shapan(["dance"]).refused(2, &["dance"]);
    shapan(["levers"]).refused(2, &["SCENARIO"]);
    shapan(["run", builtin(), "--format", "xml"]).refused(2, &["xml", "csv"]);
    shapan(["run", builtin(), "--seed", "-1"]).refused(2, &["-1"]);
    shapan(["run", builtin(), "--substeps", "0"]).refused(2, &["1..=1000"]);
    shapan(["run", builtin(), "--run", "3"]).refused(2, &["--seed"]);
    assert!(shapan(["--help"]).fine().contains("targets"));
    assert!(shapan(["--version"]).fine().starts_with("shapan "));
}
