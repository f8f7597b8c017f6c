//! Places of one's own: what is typed becomes a place that runs, and what is typed wrong loses nothing.

use sim_core::scenario::{Status, builtin_scenarios};
use sim_core::{Model, RunSettings, Scenario};
use ui_state::atlas::{Texts, Written};
use ui_state::own::trouble::Fault;
use ui_state::own::{Book, Composed, Sheet, Trouble, both, compose, fields};

fn texts_of(key: &str) -> Texts {
    let written = |key: &str| {
        let of = builtin_scenarios().iter().find(|it| it.key == key).expect("built in");
        Written {
            key: of.key.into(),
            scenario: of.scenario.into(),
            regions: of.regions.map(Into::into),
            history: of.history.map(Into::into),
        }
    };
    let others = builtin_scenarios().iter().filter(|it| it.key != key).map(|it| written(it.key));
    Texts(std::iter::once(written(key)).chain(others).collect())
}

fn composed(book: &Book, template: &str) -> Composed {
    let place = Scenario::builtin(template).expect("built in");
    compose("own-12345678", &both("某县", ""), book, &place, &texts_of(template))
}

fn grave(composed: &Composed) -> Vec<&Trouble> {
    composed.troubles.iter().filter(|trouble| trouble.is_grave()).collect()
}

fn set(book: &mut Book, key: &str, value: &str) {
    book.set(Sheet::Place, fields::row_of(key).expect("a figure"), "value", value);
}

#[test]
fn a_copy_runs_as_what_it_was_copied_from() {
    for builtin in builtin_scenarios() {
        let template = Scenario::builtin(builtin.key).expect("built in");
        let copy = composed(&Book::of(&template), builtin.key);
        assert_eq!(grave(&copy), Vec::<&Trouble>::new(), "{}", builtin.key);
        let (_, place) = copy.place.expect("a place");
        let digest = |place: &Scenario| {
            Model::new(place).digest(&place.document_policy(), &RunSettings::default()).expect("runs")
        };
        assert_eq!(digest(&place), digest(&template), "{}", builtin.key);
    }
}

#[test]
fn names_alone_make_a_place_whose_figures_are_all_assumed() {
    let mut book = Book::blank("甲镇 30000\n乙镇 20000\n丙镇");
    set(&mut book, "residents", "60000");
    let made = composed(&book, "chuxiong-2021");
    assert_eq!(grave(&made), Vec::<&Trouble>::new());
    let (_, place) = made.place.expect("a place");
    let template = Scenario::builtin("chuxiong-2021").expect("built in");
    assert_eq!(place.regions.len(), 3);
    assert!(place.regions.iter().all(|region| region.status == Status::Assumption));
    // Per resident it is the template, to the rounding of heads.
    let ratio = fields::census(&place) / fields::census(&template);
    for (own, theirs) in [
        (&place.start.professionals, &template.start.professionals),
        (&place.registered_population, &template.registered_population),
        (&place.villages.count, &template.villages.count),
    ] {
        assert!((own.value - theirs.value * ratio).abs() <= 0.5 + 1e-9, "{own:?}");
        assert_eq!(own.status, Status::Assumption);
        assert!(own.low < own.value && own.value < own.high);
    }
    assert!((place.start.certificates.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(place.targets.is_empty(), "nobody published any");
    Model::new(&place).run(&place.document_policy(), &RunSettings::default()).expect("runs");
}

#[test]
fn the_ten_figures_are_what_the_run_starts_from() {
    let mut book = Book::blank("甲镇 30000\n乙镇 30000");
    for (key, value) in [
        ("residents", "60000"),
        ("elderly", "13000"),
        ("townships", "2"),
        ("communities", "4"),
        ("front", "200"),
        ("professionals", "120"),
        ("certified", "36"),
        ("low_income", "3000"),
        ("budget", "600000"),
        ("wage", "90000"),
    ] {
        set(&mut book, key, value);
    }
    let made = composed(&book, "chuxiong-2021");
    assert_eq!(made.troubles, Vec::new());
    let (_, place) = made.place.expect("a place");
    for field in fields::FIELDS.iter().filter(|field| field.ten) {
        let (value, status, _) = fields::said(&place, field.key).expect("it is said");
        let typed: f64 =
            book.cell(Sheet::Place, fields::row_of(field.key).unwrap(), "value").parse().unwrap();
        assert!((value - typed).abs() <= 1e-3 * typed, "{}: {value}", field.key);
        assert_eq!(status, Status::Fact, "{}", field.key);
    }
}

#[test]
fn every_mistake_is_named_by_its_cell_with_a_mend() {
    let mut book = Book::blank("甲镇 3万\n乙镇 ２００００\n甲镇");
    book.set(Sheet::Regions, 2, "population_2020", "很多");
    set(&mut book, "residents", "60000");
    set(&mut book, "elderly", "90000");
    let target = book.add_row(Sheet::Targets);
    for (key, value) in [("metric", "有站乡镇"), ("year", "2040"), ("at_least", "70")] {
        book.set(Sheet::Targets, target, key, value);
    }
    let made = composed(&book, "chuxiong-2021");
    assert!(made.place.is_none());
    let at = |sheet: Sheet, row: usize, key: &str| {
        let spot = ui_state::own::Spot { sheet, row: Some(row), column: sheet.column(key) };
        made.troubles
            .iter()
            .find(|trouble| trouble.spot == spot)
            .unwrap_or_else(|| panic!("{spot:?}: {:?}", made.troubles))
    };
    assert_eq!(at(Sheet::Regions, 0, "population_2020").mend.as_deref(), Some("30000"));
    assert_eq!(at(Sheet::Regions, 1, "population_2020").mend.as_deref(), Some("20000"));
    assert_eq!(at(Sheet::Regions, 2, "population_2020").mend, None);
    assert_eq!(at(Sheet::Regions, 2, "name_zh").fault, Fault::Twice(0));
    assert!(matches!(at(Sheet::Place, 1, "value").fault, Fault::Implausible(..) | Fault::MoreThan(..)));
    assert_eq!(at(Sheet::Targets, 0, "year").fault, Fault::Year(2021, 2030));
    assert_eq!(at(Sheet::Targets, 0, "metric").mend.as_deref(), Some("station_coverage"));
}
