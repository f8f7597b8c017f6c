//! `shapan seek`: answers as files, states that go on, mistakes with what would be right.

mod support;

use support::{Ended, Scratch, shapan_with_lang};

/// Few runs: what is found is judged in the tests of `sim-core`.
const SMALL: [&str; 10] =
    ["--draws", "3", "--evaluations", "10", "--fresh", "5", "--answers", "1", "--vary", "shocks"];

fn seek(more: &[&str]) -> Ended {
    shapan_with_lang("en_US.UTF-8", &[&["seek", "chuxiong-2026"], more].concat())
}

#[test]
fn an_answer_is_a_policy_file_and_any_number_of_threads_finds_the_same() {
    let scratch = Scratch::new("seek");
    let (folder, state) = (scratch.path("answers"), scratch.path("state.json"));
    let asked =
        ["--target", "professionals=8700@2030", "--move", "station_staff", "--move", "training_hours"];
    let with = |more: &[&str]| seek(&[&asked[..], &SMALL, more].concat());
    let one = with(&["--threads", "1", "--json", "--out", &folder, "--state", &state]).json();
    let two = with(&["--threads", "2", "--json"]).json();
    assert_eq!(one, two);
    let answer = &one["answers"][0];
    assert_eq!(answer["checked"]["goals"][0]["chance"]["of"], 5);
    let run = |policy: &str| {
        shapan_with_lang("en_US.UTF-8", &["run", "chuxiong-2026", "--policy", policy, "--format", "json"])
            .fine()
    };
    let run: serde_json::Value =
        serde_json::from_str(&run(&format!("{folder}/answer-1.toml"))).expect("valid JSON");
    // The run of the file is the headline of the answer: the sum over settings at the end of 2030.
    let rows = run.as_array().expect("rows");
    let total: f64 = rows
        .iter()
        .filter(|r| r["month"] == "2030-12" && r["region"] == "all" && r["variable"] == "professionals")
        .map(|r| r["value"].as_f64().expect("a number"))
        .sum();
    let headline = answer["checked"]["goals"][0]["headline"].as_f64().expect("it ran");
    assert!((total - headline).abs() < 1e-9 * headline, "{total} {headline}");
    // Ended, it is there at once, and says the same; another search does not go on from it.
    assert_eq!(with(&["--json", "--state", &state]).json(), one);
    with(&["--chance", "0.7", "--state", &state]).refused(2, &["the state of another search"]);
    with(&["--out", &folder]).refused(1, &["answer-1.toml", "--force"]);
    let broken = scratch.write("broken.json", b"{}");
    with(&["--state", &broken]).refused(1, &["no state of a search"]);
}

#[test]
fn out_of_reach_and_figures_are_answers_in_both_languages() {
    let far = ["--target", "professionals=30000@2030", "--move", "station_staff=2..4"];
    let english = seek(&[&far[..], &SMALL].concat()).fine();
    for words in ["Out of reach", "short", "Staff per station", "shares of the assumed range", "Nearest"] {
        assert!(english.contains(words), "'{words}' is missing from:\n{english}");
    }
    let chinese = seek(&[&far[..], &SMALL, &["--lang", "zh"]].concat()).fine();
    for words in ["达不到", "每站人数", "所假定范围内的比例", "最接近的方案"] {
        assert!(chinese.contains(words), "'{words}' is missing from:\n{chinese}");
    }
    let figures =
        seek(&["--figure", "professionals@2030", "--fresh", "3", "--vary", "shocks", "--json"]).json();
    let reached: Vec<f64> = figures[0]["reached"]
        .as_array()
        .expect("three")
        .iter()
        .map(|v| v.as_f64().expect("a number"))
        .collect();
    assert!(reached.len() == 3 && reached[0] >= reached[1] && reached[1] >= reached[2], "{reached:?}");
}

#[test]
fn mistakes_are_named_with_what_would_be_right() {
    let target = ["--target", "professionals=8700@2030"];
    for (more, words) in [
        (vec![], &["no written targets", "--target professionals=8000@2030"][..]),
        (vec!["--target", "professional=1@2030"], &["did you mean 'professionals'"]),
        (vec!["--target", "professionals=1"], &["METRIC=VALUE@YEAR"]),
        (vec!["--target", "professionals=x@2030"], &["'x' is no finite number"]),
        (vec!["--target", "professionals=1@2060"], &["from 2026 to 2035"]),
        (vec!["--figure", "professionals"], &["METRIC@YEAR"]),
        ([&target[..], &["--move", "station_stuff"]].concat(), &["did you mean 'station_staff'"]),
        ([&target[..], &["--move", "station_staff=3"]].concat(), &["LEVER=LOW..HIGH"]),
        ([&target[..], &["--move", "station_staff=3..99"]].concat(), &["from 1 to 8"]),
        ([&target[..], &["--move", "retirement_delay"]].concat(), &["allow 'nation'"]),
        ([&target[..], &["--allow", "emperor"]].concat(), &["province, nation, establishment"]),
        ([&target[..], &["--vary", "persons"]].concat(), &["assumptions, structure, shocks"]),
        ([&target[..], &["--chance", "1.5"]].concat(), &["above 0 and below 1"]),
        ([&target[..], &["--evaluations", "2"]].concat(), &["too few; give at least"]),
        ([&target[..], &["--substeps", "2"]].concat(), &["--substeps"]),
    ] {
        seek(&more).refused(2, words);
    }
}
