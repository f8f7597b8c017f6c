//! The command `why`.

mod support;

use support::{shapan, shapan_with_lang};

const SMALL: [&str; 6] = ["why", "chuxiong-2021", "--set", "subsidy_mid=500", "--set", "training_hours=40"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    SMALL.iter().copied().chain(more.iter().copied()).collect()
}

#[test]
fn shares_in_json_sum_to_the_change_of_two_runs() {
    let ended = shapan_with_lang("C", &with(&["--metric", "professionals@2022", "--json"]));
    let json = ended.json();
    let explained = &json["shares"]["explained"][0];
    let number = |value: &serde_json::Value| value["mean"].as_f64().expect("a number");
    let shares = explained["shares"].as_array().expect("shares");
    assert_eq!(shares.len(), 2);
    let sum: f64 = shares.iter().map(|share| number(&share["share"])).sum();
    assert!((sum - number(&explained["change"])).abs() < 1e-9);

    let csv = |options: &[&str]| {
        let mut args = vec!["run", "chuxiong-2021"];
        args.extend(options);
        let csv = shapan_with_lang("C", &args).fine();
        let cells = csv.lines().filter(|line| line.starts_with("2022-12,all,professionals,"));
        cells
            .map(|line| line.split(',').nth(6).expect("a value").parse::<f64>().expect("a number"))
            .sum::<f64>()
    };
    assert!((csv(&[]) - number(&explained["baseline"])).abs() < 1e-9);
    assert!((csv(&SMALL[2..]) - number(&explained["policy"])).abs() < 1e-9);
    assert!(json["assumptions"].is_null());
    assert_eq!(json["ways"].as_array().expect("ways").len(), 2);
}

#[test]
fn the_number_of_threads_changes_nothing_and_assumptions_stand_apart() {
    let more = ["--param", "pass_mid=0.3", "--metric", "mid_or_equivalent@2022", "--seed", "4", "--json"];
    let one = shapan_with_lang("C", &with(&[&more[..], &["--threads", "1"]].concat())).fine();
    let two = shapan_with_lang("C", &with(&[&more[..], &["--threads", "2"]].concat())).fine();
    assert_eq!(one, two);
    let json: serde_json::Value = serde_json::from_str(&one).expect("JSON");
    let apart = &json["assumptions"];
    assert_eq!(apart["changed"][0]["param"], "pass_mid");
    // The shares are those under the changed assumptions.
    let (curves, explained) = (&apart["curves"][0], &json["shares"]["explained"][0]);
    let row = 24;
    assert_eq!(curves["adjusted_policy"][row], explained["policy"]["mean"]);
    assert_eq!(curves["adjusted_baseline"][row], explained["baseline"]["mean"]);
}

#[test]
fn the_text_is_in_both_languages() {
    let args = with(&["--metric", "professionals@2022", "--permutations", "4"]);
    let en = shapan_with_lang("en_US.UTF-8", &args).fine();
    let zh = shapan_with_lang("zh_CN.UTF-8", &args).fine();
    for word in ["std. error", "Interaction", "Way: Training hours 4 → 40", "Share: Shapley value"] {
        assert!(en.contains(word), "{word}\n{en}");
    }
    for word in ["标准误", "相互作用", "路径： 培训学时 4 → 40", "沙普利值"] {
        assert!(zh.contains(word), "{word}\n{zh}");
    }
}

#[test]
fn mistakes_are_named_with_what_would_be_right() {
    shapan(["why", "chuxiong-2021"]).refused(2, &["move at least one"]);
    let refused = |more: &[&str], words: &[&str]| shapan_with_lang("C", &with(more)).refused(2, words);
    refused(
        &["--metric", "profesionals@2022"],
        &["unknown metric 'profesionals'", "did you mean 'professionals'"],
    );
    refused(&["--metric", "professionals"], &["no year", "professionals@2025"]);
    refused(&["--metric", "professionals@soon"], &["'soon' is not a year"]);
    refused(&["--metric", "professionals@1990"], &["1990", "from 2021 to 2030"]);
    refused(&["--group", "pay"], &["NAME=LEVER"]);
    refused(&["--group", "pay=nothing"], &["unknown lever 'nothing'", "shapan levers"]);
    refused(&["--group", "pay=pay_floor"], &["does not move", "subsidy_mid"]);
    refused(&["--substeps", "2"], &["--substeps"]);
}
