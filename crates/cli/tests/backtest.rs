//! `shapan backtest`: the model against counted years.

mod support;

use support::{Scratch, builtin, shapan};

/// A place's counts, made up; the built-in place has none.
const COUNTS: &str = "year,variable,value,unit,status\n\
                      2021,certified,1100,certificates,fact\n\
                      2022,certified,1380,certificates,fact\n\
                      2023,certified,1750,certificates,fact\n\
                      2024,certified,2200,certificates,assumption\n\
                      2022,exam_registered,1500,persons,fact\n\
                      2023,exam_registered,1900,persons,fact\n\
                      2024,exam_registered,2300,persons,fact\n\
                      2022,professionals,3600,persons,fact\n\
                      2023,professionals,4100,persons,fact\n\
                      2024,professionals,5000,persons,fact\n";

#[test]
fn a_history_of_ones_own_is_fitted_and_forecast() {
    let scratch = Scratch::new("backtest");
    let counts = scratch.write("counts.csv", COUNTS.as_bytes());
    let asked = ["backtest", builtin(), "--history", &counts, "--fit-to", "2023"];
    let text = shapan(asked).fine();
    for words in [
        "Fitted to 2023: 7 counts, 5 parameters",
        "conversion_ceiling",
        "observed (?: no fact)",
        "2,200?",
        "constant yield",
        "best naive",
        "uses the registrations counted in the test years",
    ] {
        assert!(text.contains(words), "'{words}' is missing from:\n{text}");
    }
    let [a, b, c, d, e, f] = asked;
    let chinese = shapan([a, b, c, d, e, f, "--lang", "zh"]).fine();
    assert!(chinese.contains("拟合至 2023 年") && chinese.contains("后见之明"), "{chinese}");
    let report = shapan([a, b, c, d, e, f, "--json"]).json();
    assert_eq!(report["fit_year"], 2023);
    assert_eq!(report["fit"]["parameters"].as_array().expect("a list").len(), 5);
    let certified = &report["comparisons"][0];
    assert_eq!((&certified["variable"], &certified["years"]), (&"certified".into(), &[2024].into()));
    let forecasts = certified["forecasts"].as_array().expect("a list");
    assert_eq!(forecasts.iter().filter(|f| f["naive"] == false).count(), 8);
    for forecast in forecasts {
        let label = &forecast["label"];
        assert!(label["zh"].is_string() && label["en"].is_string(), "{forecast}");
        assert!(forecast["accuracy"]["root_mean_square"].is_f64(), "{forecast}");
        let parts = &forecast["accuracy"]["decomposition"];
        let sum: f64 =
            ["bias", "variation", "covariation"].iter().filter_map(|part| parts[part].as_f64()).sum();
        // The text carries the bits; adding three shares moves the last of them.
        assert!((sum - 1.0).abs() < 1e-9, "{forecast}");
    }
}

#[test]
fn what_cannot_be_compared_is_refused_with_what_is_missing() {
    let scratch = Scratch::new("backtest-refused");
    let counts = scratch.write("counts.csv", COUNTS.as_bytes());
    shapan(["backtest", builtin()]).refused(2, &["no history", builtin(), "--history FILE"]);
    shapan(["backtest", builtin(), "--history", &counts, "--fit-to", "2021"])
        .refused(2, &["5 parameters", "2021", "there are 1", "--fit-to"]);
    shapan(["backtest", builtin(), "--history", &counts, "--fit-to", "2024"])
        .refused(2, &["no count", "after 2024", "--fit-to"]);
    shapan(["backtest", builtin(), "--history", &counts, "--fit-to", "soon"])
        .refused(2, &["--fit-to", "soon"]);
    let empty = scratch.write("empty.csv", b"year,variable,value,unit\n");
    shapan(["backtest", builtin(), "--history", &empty]).refused(2, &[]);
    shapan(["backtest", builtin(), "--history", &scratch.path("missing.csv")])
        .refused(1, &["cannot read", "missing.csv"]);
    let bad = "year,variable,value,unit\n2021,certified,many,certificates\n2022,certifed,5,persons\n";
    let bad = scratch.write("bad.csv", bad.as_bytes());
    shapan(["backtest", builtin(), "--history", &bad])
        .refused(2, &["bad.csv:2", "many", "bad.csv:3", "certifed", "certified"]);
}
