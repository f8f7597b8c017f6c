//! The page of indicators without a browser: what is typed, what becomes of it, what the runs say of it.

use sim_core::Scenario;
use sim_core::scenario::Metric;
use sim_core::study::breakdown::{Basis, Pace, Spot};
use std::rc::Rc;
use ui_state::annex::{Annex, Quota};
use ui_state::indicators::sheet::{Edit, Sheet};
use ui_state::indicators::{csv, says, shares};
use ui_state::state::{Field, IndicatorsEvent, Trouble};
use ui_state::study::chances::Asked;
use ui_state::study::desk::Course as _;
use ui_state::study::quotas::Finding;
use ui_state::study::quotas::course::Regions;
use ui_state::study::wire::{self, Job, Study};
use ui_state::wire::Inputs;
use ui_state::{Lang, Words};

const RUNS: u32 = 8;

/// A sheet of Chuxiong under its document, with a few draws.
fn sheet() -> Sheet {
    let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
    let inputs = Inputs {
        scenario: scenario.key.clone(),
        policy: scenario.document_policy(),
        params: sim_core::sorted::Map::new(),
        seed: None,
    };
    let asked = Asked { runs: RUNS, ..Asked::default() };
    let metric = Metric::Professionals;
    let study = Study::Quotas { asked: asked.clone(), metric, until: 2025 };
    let place = std::rc::Rc::new(scenario.clone());
    let course = Regions::of(&Job { inputs, place, study }, &asked, metric, 2025).expect("it varies");
    let pieces =
        [course.rows(0..3, &mut |_| {}), course.rows(3..RUNS, &mut |_| {})].map(|it| it.expect("rows"));
    let Ok(wire::Finding::Quotas(finding)) = course.report(&[&pieces[0], &pieces[1]]) else {
        panic!("a finding")
    };
    Sheet {
        annex: Annex::default(),
        quota: Quota::of(metric),
        year: 2025,
        target: scenario.targets.first().map(|it| it.at_least),
        finding: Some(Rc::new(*finding)),
        scenario: Rc::new(scenario),
    }
}

/// The sheet after an edit that is taken.
#[track_caller]
fn after(sheet: &Sheet, edit: &Edit) -> Sheet {
    let IndicatorsEvent::Taken(annex) = sheet.after(edit.clone()) else { panic!("{edit:?} was not taken") };
    let next = Sheet { quota: annex.quota.clone().expect("a quota"), annex: *annex, ..sheet.clone() };
    let shared = next.breakdown().expect("a total").expect("it can be shared out");
    assert_eq!(shared.total(), next.total().expect("a total"));
    assert_eq!(shared.path.last().copied(), next.total());
    next
}

fn typed(field: Field, text: &str) -> Edit {
    Edit::Typed(field, text.to_owned())
}

#[test]
fn rules_edits_and_locks_keep_the_total() {
    let first = sheet();
    assert_eq!(first.total(), Some(8000));
    let mut sheet = first.clone();
    for basis in Basis::ALL {
        sheet = after(&sheet, &Edit::Basis(Some(basis)));
    }
    sheet = after(&sheet, &Edit::Basis(None));
    for pace in Pace::ALL {
        sheet = after(&sheet, &Edit::Pace(pace));
    }
    let spot = Spot::Cell(2, 2023);
    sheet = after(&sheet, &typed(Field::Spot(spot), "7"));
    assert!(sheet.is_held(spot));
    sheet = after(&sheet, &Edit::RowLocked(4));
    let locked = sheet.breakdown().expect("a total").expect("shared").added[4].clone();
    sheet = after(&sheet, &Edit::YearLocked(2022));
    sheet = after(&sheet, &typed(Field::Spot(Spot::Region(0)), "2,000"));
    let now = sheet.breakdown().expect("a total").expect("shared");
    assert_eq!((now.added[4].clone(), now.added[2][2], now.quotas[0]), (locked, 7, 2000));
    // Nothing typed gives it back; so does a second press of the lock.
    sheet = after(&sheet, &typed(Field::Spot(spot), " "));
    assert!(!sheet.is_held(spot));
    sheet = after(&sheet, &Edit::RowLocked(4));
    assert!(!sheet.row_is_held(4));
    sheet = after(&sheet, &Edit::Released);
    assert!(!sheet.quota.holds());
}

#[test]
fn what_cannot_be_is_refused_and_says_what_could() {
    let sheet = sheet();
    let words = Words::of(Lang::En);
    let refused = |edit: Edit| match sheet.after(edit) {
        IndicatorsEvent::Refused(_, typed, why) => (typed, says::trouble(&sheet, why, &words), why),
        other => panic!("{other:?}"),
    };
    let (typed_text, said, why) = refused(typed(Field::Spot(Spot::Cell(0, 2022)), "5000"));
    assert_eq!(typed_text, "5000");
    let Trouble::Refused(sim_core::study::breakdown::Refusal::Outside { most, .. }) = why else {
        panic!("{why:?}")
    };
    assert!(said.contains(&ui_state::number::count(most as f64)) && said.contains("Chuxiong City"), "{said}");
    // The largest that is named can be.
    after(&sheet, &typed(Field::Spot(Spot::Cell(0, 2022)), &most.to_string()));
    for text in ["-3", "1.5", "many"] {
        assert_eq!(refused(typed(Field::Spot(Spot::Cell(0, 2022)), text)).2, Trouble::NoCount, "{text}");
    }
    let (_, said, _) = refused(typed(Field::Total, "12"));
    let there: u64 = sheet.breakdown().expect("a total").expect("shared").base.iter().sum();
    assert!(said.contains(&ui_state::number::count(there as f64)), "{said}");
}

/// The shares that come of counting the draws by hand.
#[test]
fn a_chance_is_the_share_of_draws_that_have_so_many() {
    let sheet = sheet();
    let finding: &Finding = sheet.finding.as_ref().expect("it is there");
    let (regions, years) = (sheet.scenario.regions.len(), 5);
    assert_eq!(finding.draws.counts.len(), RUNS as usize * regions * years);
    let at_end = |region: usize| -> Vec<f32> {
        finding.draws.counts.chunks(regions * years).map(|draw| draw[region * years + years - 1]).collect()
    };
    for region in 0..regions {
        let mut values = at_end(region);
        values.sort_by(f32::total_cmp);
        // More than the three smallest and no more than the others.
        let quota = u64::from(values[3].floor() as u32).max(1);
        let so_many = values.iter().filter(|value| f64::from(**value) >= quota as f64).count();
        let share = finding.draws.chance(region, years - 1, quota).expect("draws");
        assert!((share.value - so_many as f64 / f64::from(RUNS)).abs() < 1e-12);
        assert_eq!(finding.draws.chance(region, years - 1, 0).map(|it| it.value), Some(1.0));
        let [half, likely, sure] = finding.draws.reached_in(region, years - 1).expect("draws");
        assert!(half >= likely && likely >= sure);
    }
    let whole: f64 = finding.draws.ground.run.iter().map(|it| it[years]).sum();
    let view = sim_core::Model::new(&sheet.scenario)
        .run(&sheet.scenario.document_policy(), &sim_core::RunSettings::default())
        .expect("it runs");
    let december = view.grid().row(sim_core::time::Month::new(2025, 12)).expect("a month");
    let value = sim_core::results::metric_value(&sheet.scenario, &view, Metric::Professionals, december);
    assert!((whole - value).abs() < 1e-6 * value, "regions come to the place: {whole} {value}");
}

#[test]
fn the_file_sums_to_the_total() {
    let sheet = sheet();
    let words = Words::of(Lang::Zh);
    let breakdown = sheet.breakdown().expect("a total").expect("shared");
    let rows = shares::rows(&sheet, &breakdown, &words);
    let IndicatorsEvent::Saved(name, text) = csv::quotas(&sheet, &breakdown, &rows, &words) else {
        panic!("a file")
    };
    assert_eq!(name, "chuxiong-2021-quotas.csv");
    let cells: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let number = |row: &Vec<&str>, at: usize| row[at].parse::<u64>().expect("a whole number");
    let all = cells.last().expect("a row for all");
    for at in 1..=7 {
        let sum: u64 = cells[1..cells.len() - 1].iter().map(|row| number(row, at)).sum();
        assert_eq!(sum, number(all, at));
    }
    for row in &cells[1..] {
        assert_eq!((1..=6).map(|at| number(row, at)).sum::<u64>(), number(row, 7));
    }
}
