//! The commands that run the model: run and targets.

mod support;

use sim_core::Variable;
use sim_core::results::{Kind, Whole};
use std::collections::{BTreeMap, HashSet};
use std::process::{Command, Stdio};
use support::{Scratch, builtin, shapan};

const HEADER: &str = "month,region,variable,setting,certificate,group,value,unit";

fn a_region() -> String {
    let scenario = sim_core::Scenario::builtin(builtin()).expect("built in");
    scenario.regions[0].code.clone()
}

#[test]
fn the_table_has_its_header_and_flows_have_no_row_for_the_start() {
    let csv = shapan(["run", builtin()]).fine();
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some(HEADER));
    let start = lines.next().expect("rows")[..7].to_owned();
    let flows: HashSet<&str> =
        Variable::ALL.iter().filter(|v| v.info().kind == Kind::Flow).map(|v| v.key()).collect();
    let mut seen = HashSet::new();
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), 8, "{line}");
        assert!(cells[6].parse::<f64>().is_ok_and(f64::is_finite), "{line}");
        assert!(cells[0] != start || !flows.contains(cells[2]), "{line}");
        seen.insert(cells[2]);
    }
    assert_eq!(seen, Variable::ALL.iter().map(|v| v.key()).collect());
}

#[test]
fn the_whole_is_the_sum_of_its_regions() {
    let csv = shapan(["run", builtin(), "--policy", "document"]).fine();
    let sums: HashSet<&str> =
        Variable::ALL.iter().filter(|v| v.info().whole == Whole::Sum).map(|v| v.key()).collect();
    let mut compared: BTreeMap<String, [f64; 2]> = BTreeMap::new();
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        if sums.contains(cells[2]) {
            let cell = [cells[0], cells[2], cells[3], cells[4], cells[5]].join(",");
            let value: f64 = cells[6].parse().expect("a number");
            compared.entry(cell).or_default()[usize::from(cells[1] == "all")] += value;
        }
    }
    for (cell, [regions, all]) in &compared {
        // Summing ten to thirty-one regions in another order moves the last bits only.
        assert!((regions - all).abs() <= 1e-9 * all.abs().max(1e-9), "{cell}: {regions} against {all}");
    }
    let professionals = compared.iter().filter(|(cell, _)| cell.contains(",professionals,"));
    assert!(professionals.map(|(_, [_, all])| all).any(|all| *all > 0.0), "somebody works");
}

#[test]
fn json_holds_the_same_rows() {
    let json = shapan(["run", builtin(), "--format", "json"]).json();
    let csv = shapan(["run", builtin()]).fine();
    let rows = json.as_array().expect("rows");
    assert_eq!(rows.len(), csv.lines().count() - 1);
    for (row, line) in rows.iter().zip(csv.lines().skip(1)) {
        let cells: Vec<&str> = line.split(',').collect();
        for (name, cell) in HEADER.split(',').zip(cells) {
            match &row[name] {
                serde_json::Value::String(text) => assert_eq!(text, cell),
                number => assert_eq!(number.as_f64(), cell.parse().ok(), "{line}"),
            }
        }
    }
}

#[test]
fn the_same_command_gives_the_same_bytes() {
    let region = a_region();
    let regional = format!("station_staff=3@{region}");
    for options in [
        vec![],
        vec!["--policy", "document"],
        vec!["--set", "training_hours=20", "--set", &regional, "--param", "discount=0.03"],
        vec!["--seed", "7", "--run", "3", "--digest"],
        vec!["--substeps", "2", "--digest"],
        vec!["--format", "json"],
    ] {
        let run = || {
            let output = Command::new(env!("CARGO_BIN_EXE_shapan"))
                .args(["run", builtin()])
                .args(&options)
                .output()
                .expect("built");
            assert!(output.status.success(), "{options:?}: {}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        assert!(run() == run(), "{options:?}");
    }
}

#[test]
fn a_digest_is_one_line_and_differs_between_policies_and_runs() {
    let digest = |options: &[&str]| {
        let args: Vec<&str> = ["run", builtin(), "--digest"].iter().chain(options).copied().collect();
        let text = support::shapan_with_lang("C", &args).fine();
        let line = text.strip_suffix('\n').expect("a line");
        assert!(line.len() == 32 && line.bytes().all(|b| b.is_ascii_hexdigit()), "{text:?}");
        text
    };
    let all = [
        digest(&[]),
        digest(&["--policy", "document"]),
        digest(&["--set", "station_coverage=0.9"]),
        digest(&["--set", &format!("station_coverage=0.9@{}", a_region())]),
        digest(&["--param", "exit_community=0.08"]),
        digest(&["--seed", "1"]),
        digest(&["--seed", "1", "--run", "1"]),
        digest(&["--seed", "2"]),
    ];
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len(), "{all:?}");
    assert_eq!(all[0], digest(&["--policy", "baseline"]));
}

#[test]
fn a_later_set_goes_before_an_earlier_one_and_before_the_policy() {
    let digest = |options: &[&str]| {
        let args: Vec<&str> = ["run", builtin(), "--digest"].iter().chain(options).copied().collect();
        support::shapan_with_lang("C", &args).fine()
    };
    let last = digest(&["--policy", "document", "--set", "training_hours=20"]);
    let both = ["--set", "training_hours=50", "--set", "training_hours=20", "--policy", "document"];
    assert_eq!(digest(&both), last);
    assert_ne!(digest(&["--policy", "document"]), last);
}

#[test]
fn a_policy_file_is_read() {
    let scratch = Scratch::new("policy");
    let file = scratch.write("policy.toml", b"[levers]\nstation_coverage = 0.9\n");
    let by_file = shapan(["run", builtin(), "--policy", &file, "--digest"]).fine();
    let by_set = shapan(["run", builtin(), "--set", "station_coverage=0.9", "--digest"]).fine();
    assert_eq!(by_file, by_set);
    let bad = scratch.write("bad.toml", b"[levers]\nstation_coverage = 9\ncoffee = 1\n");
    shapan(["run", builtin(), "--policy", &bad])
        .refused(2, &["station_coverage", "coffee", "bad.toml:2", "bad.toml:3"]);
    shapan(["run", builtin(), "--policy", &scratch.path("none.toml")]).refused(1, &["none.toml"]);
}

#[test]
fn bad_levers_and_parameters_are_refused() {
    let refused = |option: &str, text: &str, words: &[&str]| {
        for command in ["run", "targets"] {
            shapan([command, builtin(), option, text]).refused(2, words);
        }
    };
    refused("--set", "station_covrage=0.9", &["station_covrage", "station_coverage"]);
    refused("--set", "station_coverage=1.5", &["1.5"]);
    refused("--set", "station_coverage=-0.1", &["-0.1"]);
    refused("--set", "station_coverage=NaN", &["NaN"]);
    refused("--set", "station_coverage=inf", &["inf"]);
    refused("--set", "station_coverage=much", &["much"]);
    refused("--set", "station_coverage", &["station_coverage"]);
    refused("--set", "station_coverage=0.5@999999", &["999999"]);
    refused("--set", "", &[]);
    refused("--param", "no_such=1", &["no_such"]);
    refused("--param", "discount=NaN", &["NaN"]);
    refused("--param", "exit_community=-0.1", &["-0.1"]);
    refused("--param", "discount", &["discount"]);
    refused("--param", "exam_month=13", &["13"]);
    refused("--param", "pass_mid=1", &["pass_max"]);
}

#[test]
fn a_run_that_breaks_says_when_and_what() {
    for command in ["run", "targets"] {
        let ended = shapan([command, builtin(), "--param", "training_hour_cost=1e308"]);
        ended.refused(3, &["the run broke in 2021-01", "cost_yuan is inf"]);
    }
    let scratch = Scratch::new("broken");
    let out = scratch.path("run.csv");
    shapan(["run", builtin(), "--param", "training_hour_cost=1e308", "--out", &out]).refused(3, &[]);
    assert!(scratch.names().is_empty(), "a broken run leaves no file");
}

#[test]
fn all_mistakes_are_shown_at_once() {
    let ended = shapan(["run", builtin(), "--set", "a=1", "--set", "station_coverage=7", "--param", "b=1"]);
    assert_eq!(ended.stderr.lines().count(), 3, "{}", ended.stderr);
    ended.refused(2, &["'a'", "7", "'b'"]);
}

#[test]
fn a_file_is_written_whole_and_never_overwritten_unasked() {
    let scratch = Scratch::new("out");
    let out = scratch.path("run.csv");
    let table = shapan(["run", builtin()]).fine();
    assert_eq!(shapan(["run", builtin(), "--out", &out]).fine(), "");
    assert!(std::fs::read_to_string(&out).expect("written") == table);
    scratch.write("run.csv", b"mine");
    shapan(["run", builtin(), "--out", &out]).refused(1, &["run.csv", "exists", "--force"]);
    // Refused before anything else is looked at.
    shapan(["run", "no-such-place", "--out", &out]).refused(1, &["exists"]);
    assert_eq!(std::fs::read(&out).expect("kept"), b"mine");
    shapan(["run", builtin(), "--set", "nothing=1", "--out", &out, "--force"]).refused(2, &["nothing"]);
    assert_eq!(std::fs::read(&out).expect("kept"), b"mine");
    assert_eq!(shapan(["run", builtin(), "--out", &out, "--force"]).fine(), "");
    assert!(std::fs::read_to_string(&out).expect("written") == table);
    assert_eq!(scratch.names(), ["run.csv"], "no temporary file stays");
    assert_eq!(shapan(["run", builtin(), "--out", "-"]).fine(), table);
    shapan(["run", builtin(), "--out", scratch.folder()]).refused(1, &["folder"]);
    shapan(["run", builtin(), "--out", &scratch.path("none/run.csv")]).refused(1, &["run.csv"]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_device_a_device() {
    let scratch = Scratch::new("out-links");
    let file = scratch.write("file.csv", b"mine");
    let link = scratch.path("link.csv");
    std::os::unix::fs::symlink(&file, &link).expect("links exist");
    shapan(["run", builtin(), "--out", &link, "--force"]).fine();
    assert!(std::fs::symlink_metadata(&link).expect("there").is_symlink());
    assert!(std::fs::read_to_string(&file).expect("written").starts_with(HEADER));
    shapan(["run", builtin(), "--out", "/dev/null", "--force"]).fine();
    assert!(!std::fs::metadata("/dev/null").expect("there").is_file());
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shapan"))
        .args(["run", builtin()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("built");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn targets_are_judged_and_a_missed_one_is_no_failure() {
    let json = shapan(["targets", builtin(), "--json"]).json();
    let scenario = sim_core::Scenario::builtin(builtin()).expect("built in");
    let rows = json.as_array().expect("rows");
    assert_eq!(rows.len(), scenario.targets.len());
    for (row, target) in rows.iter().zip(&scenario.targets) {
        let names: Vec<&String> = row.as_object().expect("an object").keys().collect();
        // The parser sorts the names.
        assert_eq!(names, ["at_least", "key", "margin", "met", "metric", "month", "scope", "value"]);
        assert_eq!(row["key"], target.key.as_str());
        assert_eq!(row["scope"], "all");
        assert_eq!(row["month"], format!("{}-12", target.year));
        let number = |name: &str| row[name].as_f64().expect("a number");
        assert_eq!(number("margin"), number("value") - number("at_least"));
        assert_eq!(row["met"].as_bool(), Some(number("margin") >= 0.0));
    }
    assert!(rows.iter().any(|row| row["met"] == false), "the baseline misses something");
}

#[test]
fn targets_are_a_table_in_either_language() {
    let en = shapan(["targets", builtin(), "--policy", "document"]).fine();
    assert!(en.starts_with("target") && en.contains("8,000"), "{en}");
    let zh = shapan(["targets", builtin(), "--policy", "document", "--lang", "zh"]).fine();
    assert!(zh.starts_with("目标") && zh.lines().count() == en.lines().count(), "{zh}");
}

#[test]
fn persons_fill_the_same_table_whole_and_lives_are_told() {
    let scratch = Scratch::new("lives");
    let lives = scratch.path("lives.csv");
    let options = ["run", builtin(), "--model", "agents", "--events", &lives];
    let csv = shapan(options).fine();
    let people: Vec<f64> = csv
        .lines()
        .filter(|line| line.split(',').nth(2) == Some("people"))
        .map(|line| line.split(',').nth(6).expect("a value").parse().expect("a number"))
        .collect();
    assert!(!people.is_empty() && people.iter().all(|n| n.fract() == 0.0), "persons are whole");
    let lives = std::fs::read_to_string(&lives).expect("written");
    let mut lines = lives.lines();
    assert_eq!(lines.next(), Some("person,month,age,region,event,place,certificate,about"));
    let first = csv.lines().nth(1).expect("rows")[..7].to_owned();
    let begins = format!(",{first},");
    let start =
        lines.clone().filter(|line| line.contains(",start,") && line.contains(&begins)).count() as f64;
    let there: f64 = csv
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[0] == first && cells[1] == "all" && cells[2] == "people")
        .map(|cells| cells[6].parse::<f64>().expect("a number"))
        .sum();
    assert_eq!(start, there, "everybody who is there at the start has a line");
    assert!(lines.all(|line| line.split(',').count() == 8));
}

#[test]
fn several_runs_have_a_column_and_threads_change_nothing() {
    let table = |threads: &str| {
        let options = ["run", builtin(), "--model", "agents", "--runs", "2", "--threads", threads];
        shapan(options).fine()
    };
    let one = table("1");
    assert_eq!(one, table("2"));
    assert!(one.starts_with(&format!("run,{HEADER}\n0,")));
    assert!(one.lines().any(|line| line.starts_with("1,")));
    let digest = |threads: &str| {
        shapan(["run", builtin(), "--model", "agents", "--digest", "--threads", threads]).fine()
    };
    assert_eq!(digest("1"), digest("2"));
}

#[test]
fn what_cannot_be_run_person_by_person_is_refused_with_the_mend() {
    let refused = |options: &[&str], code: i32, words: &[&str]| {
        let mut all = vec!["run"];
        all.extend(options);
        support::shapan_with_lang("en_US.UTF-8", &all).refused(code, words);
    };
    refused(
        &["national-2010", "--model", "agents", "--memory", "1"],
        2,
        &["agents of weight 1", "--weight", "--memory"],
    );
    refused(&[builtin(), "--model", "agents", "--features", "wings"], 2, &["wings", "tenure", "none"]);
    refused(&[builtin(), "--model", "agents", "--substeps", "2"], 2, &["--substeps"]);
    refused(&[builtin(), "--runs", "3"], 2, &["--model agents"]);
    refused(&[builtin(), "--model", "agents", "--runs", "3", "--events", "x.csv"], 2, &["--events"]);
    refused(&[builtin(), "--model", "agents", "--runs", "3", "--digest"], 2, &["--digest"]);
}
