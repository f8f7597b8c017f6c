//! Every shape of a report says the same, and what it says is the model's.
#![cfg(feature = "write")]

use calamine::{Data, Reader, Xlsx};
use office::number::Lang;
use office::question::Question;
use office::report::{Amount, Block, Paper, Report};
use office::wire::{Answer, Ask, Kind, Order, Request, Response, decode, encode};
use office::{desk, write};
use sim_core::scenario::Schedule;
use sim_core::sorted::Map;
use sim_core::{LeverKey, Outcome, Policy, RunSettings, Scenario};
use std::io::{Cursor, Read as _};
use std::rc::Rc;

fn question(lang: Lang, seed: Option<u64>) -> Question {
    let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
    Question {
        policy: scenario.document_policy(),
        scenario,
        settings: RunSettings { seed, run: 0 },
        lang,
        date: "2026-11-26".to_owned(),
        chances: Vec::new(),
        goals: Vec::new(),
        changed: Vec::new(),
    }
}

fn report(lang: Lang) -> Report {
    let question = question(lang, None);
    let runs = question.run().expect("it runs");
    Report::of(&question, &runs)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    zip.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn the_report_says_what_the_run_says() {
    let question = question(Lang::En, Some(7));
    let runs = question.run().expect("it runs");
    let report = Report::of(&question, &runs);
    let (plan, baseline) =
        (Outcome::of(&question.scenario, &runs.plan), Outcome::of(&question.scenario, &runs.baseline));
    for ((row, verdict), without) in report.targets.iter().zip(&plan.verdicts).zip(&baseline.verdicts) {
        assert_eq!((row.value, row.margin, row.met), (verdict.value, verdict.margin, verdict.met));
        assert_eq!(row.baseline, without.value);
    }
    assert_eq!(report.targets.len(), plan.verdicts.len());
    assert_eq!(report.new_public_yuan, plan.public_yuan - baseline.public_yuan);
}

#[test]
fn a_years_items_sum_to_its_money_and_years_to_the_headline() {
    let report = report(Lang::Zh);
    let mut public = 0.0;
    for money in &report.money {
        let rows = || report.budget.iter().filter(|row| row.year == money.year);
        let (plan, baseline) =
            rows().fold((0.0, 0.0), |(p, b), row| (p + row.plan.yuan(), b + row.baseline.yuan()));
        // Sums of millions miss by rounding only.
        assert!((plan - money.plan_cost).abs() < 0.1, "{}", money.year);
        assert!((baseline - money.baseline_cost).abs() < 0.1, "{}", money.year);
        public += money.plan[0] + money.plan[1] - money.baseline[0] - money.baseline[1];
        // The balances are what months and caps make, not a place to hide an item in.
        let products: f64 =
            rows().filter(|row| matches!(row.plan, Amount::Product(_))).map(|row| row.plan.yuan()).sum();
        assert!(products > 0.95 * money.plan_cost, "{}: {products} of {}", money.year, money.plan_cost);
    }
    assert!((public - report.new_public_yuan).abs() < 1.0);
}

#[test]
fn the_workbook_reads_back() {
    for lang in [Lang::Zh, Lang::En] {
        let report = report(lang);
        let bytes = write::file(&report, Kind::Xlsx, &[]).expect("written");
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
        let names = book.sheet_names();
        assert_eq!(names.len(), 10);
        let targets = book.worksheet_range(&names[1]).expect("targets");
        for (row, target) in (4..).zip(&report.targets) {
            assert_eq!(targets.get_value((row, 3)), Some(&Data::Float(target.value)));
            assert_eq!(targets.get_value((row, 2)), Some(&Data::Float(target.at_least)));
        }
        let years = book.worksheet_range(&names[2]).expect("years");
        for (row, value) in (4..).zip(&report.lines[0].plan) {
            assert_eq!(years.get_value((row, 1)), Some(&Data::Float(*value)));
        }
        let formulas = book.worksheet_formula(&names[4]).expect("formulas of the budget");
        let products = report.budget.iter().filter(|row| matches!(row.plan, Amount::Product(_))).count();
        let written = formulas.used_cells().filter(|(_, _, text)| text.matches('*').count() == 2).count();
        assert_eq!(written, 2 * products);
    }
}

#[test]
fn the_document_has_the_margins_fonts_and_annexes_of_an_official_paper() {
    let report = report(Lang::Zh);
    let bytes = write::file(&report, Kind::Docx, &[]).expect("written");
    let text = part(&bytes, "word/document.xml");
    // 37, 35, 28 and 26 mm in twentieths of a point.
    for margin in ["w:top=\"2098\"", "w:bottom=\"1984\"", "w:left=\"1587\"", "w:right=\"1474\""] {
        assert!(text.contains(margin), "{margin}");
    }
    for words in ["一、", "附件 1", "附件 2", "仿宋_GB2312", "黑体", "方正小标宋简体"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(text.contains(&report.answer));
    assert!(part(&bytes, "word/footer1.xml").contains("PAGE"));
}

#[test]
fn an_assumed_start_is_said_in_every_language() {
    for (lang, word) in [(Lang::Zh, "演示"), (Lang::En, "demonstration")] {
        let report = report(lang);
        assert!(report.demonstration.as_ref().is_some_and(|text| text.contains(word)));
        let paper = Paper::of(&report);
        let said = |block: &Block| matches!(block, Block::Paragraph(text) if text.contains(word));
        assert!(paper.blocks.iter().any(said));
    }
}

#[test]
fn the_desk_answers_in_bytes_and_names_what_is_wrong() {
    let place = Rc::new(Scenario::builtin("chuxiong-2021").expect("built in"));
    let order = |param: &str| Order {
        place: Rc::clone(&place),
        policy: Policy {
            levers: Map::from([(LeverKey::TrainingHours, Schedule::Constant(20.0))]),
            ..Policy::default()
        },
        params: vec![(param.to_owned(), 0.1)],
        seed: None,
        lang: Lang::En,
        chances: Vec::new(),
        goals: Vec::new(),
        pictures: Vec::new(),
    };
    let ask = |param: &str| {
        let request = Request { id: 3, ask: Ask::Export(Box::new(order(param)), Kind::Csv) };
        decode::<Response>(&desk::answer(&encode(&request), "2026-11-26")).expect("a response")
    };
    let Response { id: 3, answer: Ok(Answer::File(made)) } = ask("front_share") else {
        panic!("a file was asked for");
    };
    assert!(String::from_utf8(made.bytes).expect("text").contains("decision,training_hours"));
    let wrong = ask("front_shore").answer.expect_err("there is no such parameter");
    assert!(wrong.contains("front_shore") && wrong.contains("front_share"), "{wrong}");
    assert!(decode::<Response>(&desk::answer(&[255; 9], "")).expect("a response").answer.is_err());
}
