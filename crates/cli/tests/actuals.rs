//! The command `actuals`.

mod support;

use support::{Scratch, shapan_with_lang};

const COUNTS: &str =
    "year,variable,value,source\n2024,professionals,4900,bulletin\n2024,exam_registered,2100,\n";

#[test]
fn parts_sum_to_the_difference_and_what_is_not_known_better_is_chance() {
    let scratch = Scratch::new("actuals");
    let counts = scratch.write("counts.csv", COUNTS.as_bytes());
    let asked = |more: &[&str]| {
        let mut args = vec!["actuals", "chuxiong-2021", "--counts", counts.as_str(), "--json"];
        args.extend(more);
        shapan_with_lang("C", &args).json()
    };
    let number = |row: &serde_json::Value, key: &str| row[key].as_f64().expect("a number");
    for more in [&[][..], &["--done", "baseline"], &["--done", "baseline", "--param", "pass_mid=0.3"]] {
        let rows = asked(more);
        let rows = rows.as_array().expect("rows");
        assert_eq!(rows.len(), 2);
        for row in rows {
            let [projected, actual] = ["projected", "actual"].map(|key| number(row, key));
            let parts: f64 = ["assumption", "decision", "chance"].iter().map(|key| number(row, key)).sum();
            // Sums of four thousands lose less than a millionth of a head.
            assert!((parts - (actual - projected)).abs() < 1e-6, "{row}");
            if more.is_empty() {
                assert_eq!((number(row, "assumption"), number(row, "decision")), (0.0, 0.0));
            }
        }
    }
    let rows = asked(&["--done", "baseline", "--thought", "pass_mid=0.3"]);
    assert_eq!(
        number(&rows[0], "assumption"),
        0.0,
        "without --param and --known nothing is assumed otherwise"
    );
}

#[test]
fn a_report_has_the_counts_beside_the_same_projection() {
    let scratch = Scratch::new("actuals-report");
    let counts = scratch.write("counts.csv", COUNTS.as_bytes());
    let to = scratch.path("report.json");
    let asked = ["export", "chuxiong-2021", "--policy", "document", "--counts", &counts, "--to", &to];
    shapan_with_lang("C", &asked).fine();
    let report = std::fs::read_to_string(&to).expect("it was written");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let split = shapan_with_lang("C", &["actuals", "chuxiong-2021", "--counts", &counts, "--json"]).json();
    let (counted, split) = (report["counted"].as_array().expect("counts"), split.as_array().expect("counts"));
    assert_eq!(counted.len(), 2);
    for (row, part) in counted.iter().zip(split) {
        assert_eq!((&row["key"], &row["actual"]), (&part["variable"], &part["actual"]));
        assert_eq!(row["plan"], part["projected"]);
    }
}

#[test]
fn mistakes_are_named() {
    let scratch = Scratch::new("actuals-wrong");
    let refused = |file: &str, text: &str, words: &[&str]| {
        let path = scratch.write(file, text.as_bytes());
        shapan_with_lang("C", &["actuals", "chuxiong-2021", "--counts", &path]).refused(2, words);
    };
    let wrong = "year,variable,value\n2024,profesionals,4900\n2024,professionals,many\n";
    refused("wrong.csv", wrong, &["did you mean", "many"]);
    refused("late.csv", "year,variable,value\n2090,professionals,4900\n", &["2021-01"]);
}
