//! Every shape of a report says the same, and what it says is the model's.
#![cfg(feature = "write")]

use calamine::{Data, Reader, Xlsx};
use office::annex::{Annex, Beside, Quota};
use office::number::Lang;
use office::question::Question;
use office::report::{Amount, Block, Paper, Report};
use office::wire::{Answer, Ask, Kind, Order, Request, Response, decode, encode};
use office::{desk, write};
use sim_core::results::counted_value;
use sim_core::scenario::{Count, Counted, Metric, Observed, Schedule};
use sim_core::sorted::Map;
use sim_core::study::breakdown::{self, Basis, Limits, Pace, Spot, Whole};
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
        annex: Annex::default(),
        plan: String::new(),
        counts: Vec::new(),
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
        assert_eq!(names.len(), 11);
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
    for words in ["一、", "附件 1　指标表", "附件 2　分区域结果", "仿宋_GB2312", "黑体", "方正小标宋简体"]
    {
        assert!(text.contains(words), "{words}");
    }
    assert!(text.contains(&report.answer));
    assert!(part(&bytes, "word/footer1.xml").contains("PAGE"));
}

/// A question with what was decided on the page of indicators.
fn with_annex(lang: Lang) -> Question {
    let order = breakdown::Order {
        year: 2025,
        total: 8000,
        mix: Map::from([(Basis::Staff, 60.0), (Basis::Townships, 40.0)]),
        whole: Whole::Increase,
        pace: Pace::Even,
        limits: Map::from([(1, Limits { least: 900, most: u64::MAX })]),
        held: Map::from([(Spot::Cell(2, 2023), 7)]),
    };
    let beside =
        Beside {
            key: "professionals_2025".to_owned(), binding: true, unit: "州委社会工作部".to_owned()
        };
    Question {
        annex: Annex {
            beside: vec![beside],
            quota: Some(Quota { metric: Metric::Professionals, order, draws: None }),
        },
        ..question(lang, None)
    }
}

#[test]
fn the_annexes_say_what_was_decided_and_every_sum_holds() {
    for lang in [Lang::Zh, Lang::En] {
        let question = with_annex(lang);
        let key = question.scenario.targets[0].key.clone();
        let question = Question {
            annex: Annex {
                beside: vec![Beside { key, ..question.annex.beside[0].clone() }],
                ..question.annex
            },
            ..question
        };
        let runs = question.run().expect("it runs");
        let report = Report::of(&question, &runs);
        let first = &report.indicators.rows[0];
        assert!(first.binding && first.responsible == "州委社会工作部");
        for (row, target) in report.indicators.rows.iter().zip(&report.targets) {
            let at = report.indicators.years.iter().position(|year| *year == target.year).expect("its year");
            assert_eq!(row.values[at], target.value);
        }
        let Some(quotas) = &report.quotas else { panic!("a breakdown was decided") };
        assert_eq!(quotas.rows.iter().map(|row| row.quota).sum::<u64>(), 8000);
        assert_eq!(quotas.path.last(), Some(&8000));
        assert_eq!(quotas.rows[2].added[2], 7);
        assert!(quotas.rows[1].quota >= 900);
        for row in &quotas.rows {
            assert_eq!(row.base + row.added.iter().sum::<u64>(), row.quota);
        }
        // The sheet computes the same: its formulas stand beside what they come to.
        let bytes = write::file(&report, Kind::Xlsx, &[]).expect("written");
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
        let name = lang.of("指标分解", "Breakdown");
        let sheet = book.worksheet_range(name).expect("the sheet");
        let last = 4 + quotas.rows.len() as u32;
        let column = 3 + quotas.years.len() as u32;
        assert_eq!(sheet.get_value((last, column)), Some(&Data::Float(8000.0)));
        assert_eq!(sheet.get_value((last + 1, column - 1)), Some(&Data::Float(8000.0)));
        let formulas = book.worksheet_formula(name).expect("formulas");
        assert_eq!(formulas.get_value((4, column)).map(String::as_str), Some("SUM(C5:H5)"));
        let text = part(&write::file(&report, Kind::Docx, &[]).expect("written"), "word/document.xml");
        for words in [lang.of("附件 2　指标分解", "Annex 2. Breakdown"), "州委社会工作部", &quotas.rule]
        {
            assert!(text.contains(words), "{words}");
        }
    }
}

#[test]
fn later_counts_stand_beside_the_projection_in_every_shape() {
    let count = |year, what, value: f64| Count { year, what, value, source: "统计公报".to_owned() };
    let people = Counted::Observed(Observed::Professionals);
    let share = Counted::Metric(Metric::StationCoverage);
    for lang in [Lang::Zh, Lang::En] {
        assert!(report(lang).counted.is_empty());
        let counts =
            vec![count(2023, share, 0.625), count(2022, people, 3900.0), count(2050, people, 9000.0)];
        let question = Question { counts, ..question(lang, None) };
        let runs = question.run().expect("it runs");
        let report = Report::of(&question, &runs);
        let value = |run, what, year| counted_value(&question.scenario, run, what, year);
        let [early, late, coverage] = report.counted.as_slice() else { panic!("{:?}", report.counted) };
        assert_eq!(
            (early.plan, early.baseline),
            (value(&runs.plan, people, 2022), value(&runs.baseline, people, 2022))
        );
        assert!(early.plan.is_some_and(|plan| plan > 1000.0));
        assert_eq!((late.year, late.plan, late.baseline), (2050, None, None));
        assert_eq!(coverage.plan, value(&runs.plan, share, 2023));
        // The figure has the counts of its years, the table all of them.
        assert_eq!(report.lines[0].counted, [(2022, 3900.0), (2050, 9000.0)]);
        assert_eq!(report.lines[1].counted, []);
        let paper = Paper::of(&report);
        let caption = lang.of("后来的实际数与测算", "Later counts beside the projection");
        let table = paper.blocks.iter().find_map(|block| match block {
            Block::Table { caption: it, rows, .. } if it.contains(caption) => Some(rows),
            _ => None,
        });
        let rows = table.expect("a table of counts");
        let texts = |row: usize| rows[row].iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>();
        assert_eq!((texts(0)[2], texts(0)[6], texts(1)[3], texts(2)[2]), ("3,900", "统计公报", "–", "62.5%"));
        let bytes = write::file(&report, Kind::Xlsx, &[]).expect("written");
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
        let sheet = book.worksheet_range(lang.of("后来的实际数", "Counted")).expect("the sheet");
        let counted = sheet.rows().find(|row| row.get(1) == Some(&Data::Float(2022.0))).expect("its row");
        let plan = early.plan.expect("a year of the run");
        assert_eq!((&counted[2], &counted[3]), (&Data::Float(3900.0), &Data::Float(plan)));
        let Data::Float(less) = counted[4] else { panic!("{:?}", counted[4]) };
        assert!((less - (3900.0 - plan)).abs() < 1e-9);
        let csv = String::from_utf8(write::file(&report, Kind::Csv, &[]).expect("written")).expect("text");
        assert!(csv.contains("counted,professionals,") && csv.contains(",counted,2022,3900,"), "{csv}");
    }
}

#[test]
fn what_a_plan_sets_otherwise_than_its_document_is_marked_and_the_plan_is_named() {
    for lang in [Lang::Zh, Lang::En] {
        assert!(report(lang).decisions.iter().all(|decision| !decision.own));
        let mut question = Question { plan: "稳妥".to_owned(), ..question(lang, None) };
        question.policy.levers.insert(LeverKey::TrainingHours, Schedule::Constant(20.0));
        let report = Report::of(&question, &question.run().expect("it runs"));
        let own: Vec<&str> = report.decisions.iter().filter(|it| it.own).map(|it| it.key.as_str()).collect();
        assert_eq!(own, ["training_hours"]);
        let paper = Paper::of(&report);
        assert!(paper.under.contains("稳妥"), "{}", paper.under);
        let marked = |block: &Block| match block {
            Block::Table { rows, note, .. } => {
                rows.iter().filter(|row| row[0].text.contains('*')).count() == 1 && note.contains("* ")
            }
            _ => false,
        };
        assert_eq!(paper.blocks.iter().filter(|block| marked(block)).count(), 1);
        // Heads are counted with their unit, shares differ by points.
        assert!(report.answer.contains(lang.of("个百分点", "points")), "{}", report.answer);
        assert!(report.answer.contains(lang.of(" 人", " persons")), "{}", report.answer);
        assert!(!report.answer.contains("2.0%"), "{}", report.answer);
    }
}

#[test]
fn a_breakdown_that_no_longer_fits_is_said_to_be_missing() {
    let mut question = with_annex(Lang::Zh);
    question.annex.quota.as_mut().expect("a quota").order.total = 1;
    let report = Report::of(&question, &question.run().expect("it runs"));
    assert!(report.quotas.is_none() && report.quotas_refused);
    let said = |block: &Block| matches!(block, Block::Paragraph(text) if text.contains("指标分解未列出"));
    assert!(Paper::of(&report).blocks.iter().any(said));
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
        annex: Annex::default(),
        plan: String::new(),
        counts: Vec::new(),
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
