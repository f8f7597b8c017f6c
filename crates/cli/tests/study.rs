//! `shapan study`: draws, parts, reports.

mod support;

use std::fs;
use support::{Ended, Scratch, builtin, shapan, shapan_with_lang};

/// Asks with more options.
fn study(more: &[&str]) -> Ended {
    shapan_with_lang("en_US.UTF-8", &[&["study", builtin()], more].concat())
}

#[test]
fn parts_in_any_order_are_the_whole_to_the_byte_on_any_threads() {
    let scratch = Scratch::new("study");
    let file = |name: &str| scratch.path(name);
    let write = |more: &[&str]| study(&[&["--policy", "document", "--n", "5"], more].concat()).fine();
    write(&["--threads", "1", "--out", &file("whole.csv")]);
    write(&["--threads", "2", "--rows", "3..5", "--out", &file("b.csv")]);
    write(&["--threads", "2", "--rows", "0..3", "--out", &file("a.csv")]);
    shapan(["study", "merge", &file("b.csv"), &file("a.csv"), "--out", &file("both.csv")]).fine();
    let [whole, both] = ["whole.csv", "both.csv"].map(|name| fs::read(file(name)).expect("it was written"));
    assert!(whole == both, "parts differ from the whole");
    let report = shapan(["study", "report", &file("both.csv"), "--json"]).json();
    assert_eq!((&report["done"], &report["planned"]), (&5.into(), &5.into()));
    let text = shapan(["study", "report", &file("a.csv"), "--lang", "zh"]).fine();
    assert!(text.contains("3 次抽样") && text.contains("所假定范围内的比例"), "{text}");
    let part = shapan(["study", "merge", &file("a.csv"), "--out", &file("part.csv")]);
    assert_eq!((part.code, part.stderr.as_str()), (0, "3 of 5 rows; missing: 3..5\n"));
    shapan(["study", "merge", &file("a.csv"), "--out", &file("part.csv")]).refused(1, &["exists", "--force"]);
}

#[test]
fn the_report_names_every_target_with_its_share_and_what_varies() {
    let text =
        shapan(["study", builtin(), "--policy", "document", "--n", "4", "--vary", "shocks", "--lang", "en"])
            .fine();
    for words in [
        "4 draws of 0 numbers",
        "Yearly shocks",
        "shares of the assumed range",
        "8,000",
        "difference",
        "90 %",
    ] {
        assert!(text.contains(words), "'{words}' is missing from:\n{text}");
    }
}

#[test]
fn what_cannot_be_asked_is_refused_with_what_would_be_right() {
    let scratch = Scratch::new("study-refused");
    let refused = |more: &[&str], words: &[&str]| {
        study(more).refused(2, words);
    };
    refused(&["--vary", "assumptoins"], &["assumptoins", "assumptions, structure, shocks, persons"]);
    refused(&["--factors", "conversion_celing"], &["conversion_celing", "did you mean 'conversion_ceiling'"]);
    refused(&["--n", "0"], &["--n"]);
    refused(&["--rows", "3..9", "--n", "5", "--out", &scratch.path("x.csv")], &["3..9", "J ≤ 5"]);
    refused(&["--condition", "own"], &["no history.csv"]);
    refused(&["--param", "conversion_ceiling=0.2", "--factors", "conversion_ceiling"], &["set by hand"]);
    let counts = scratch.write("old.csv", b"year,variable,value,unit\n2009,certified,5,certificates\n");
    refused(&["--condition", &counts], &["2021 to 2030"]);
    refused(&["--condition", &counts, "--tolerance", "-1"], &["above 0"]);
    let other = scratch.write("other.csv", b"year,value\n2021,5\n");
    shapan(["study", "report", &other]).refused(2, &["line 1", "shapan study"]);
    shapan(["study", "merge", &scratch.path("missing.csv")]).refused(1, &["cannot read"]);
    let whole = scratch.path("whole.csv");
    let ask = ["study", builtin(), "--n", "2", "--vary", "shocks", "--out", &whole];
    shapan(ask).fine();
    let text = fs::read_to_string(&whole).expect("written");
    let cut = scratch.write("cut.csv", &text.as_bytes()[..text.len() - 30]);
    shapan(["study", "report", &cut]).refused(2, &["line 4", "cut off"]);
    shapan([
        "study",
        builtin(),
        "--n",
        "2",
        "--vary",
        "shocks",
        "--seed",
        "9",
        "--out",
        &scratch.path("nine.csv"),
    ])
    .fine();
    shapan(["study", "merge", &whole, &scratch.path("nine.csv")])
        .refused(2, &["another study", "what was asked for"]);
}
