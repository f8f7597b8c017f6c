//! Ensembles: rows, their file, and what the report says where the answer is known.
#![cfg(feature = "study")]

use sim_core::rng::{Draws, Stream};
use sim_core::scenario::{Metric, Observation, Observed, Status, Text, set_lever};
use sim_core::study::ensemble::{
    Aim, Column, Condition, Curve, Damage, Finding, Kind, LEVELS, Likelihood, Matter, Plan, Refusal, Report,
    Row, Rule, Side, Spec, Study, Table, Watched, matters,
};
use sim_core::study::uncertainty::Cause;
use sim_core::time::Month;
use sim_core::{Model, Policy, RunSettings, Scenario, math};

fn chuxiong() -> Scenario {
    Scenario::builtin("chuxiong-2021").expect("built in")
}

fn study(scenario: &Scenario, spec: &Spec) -> Study {
    Study::new(scenario, &scenario.params, &scenario.document_policy(), spec).expect("it can be planned")
}

fn json(plan: &Plan) -> String {
    serde_json::to_string(plan).expect("a plan is JSON")
}

fn read(text: &str) -> Result<Table, Damage> {
    Table::read(text, |json| serde_json::from_str(json).map_err(|e| e.to_string()))
}

#[test]
fn a_row_depends_on_its_number_only_and_chunks_merge_to_the_whole() {
    let scenario = chuxiong();
    let spec = Spec { n: 6, ..Spec::default() };
    let whole = study(&scenario, &spec);
    let rows: Vec<Row> = (0..6).map(|row| whole.evaluate(row)).collect();
    // Another worker, which plans for itself and starts elsewhere.
    let other = study(&scenario, &spec);
    assert_eq!(other.evaluate(4), rows[4]);
    let table = |rows: &[Row]| Table { plan: whole.plan.clone(), rows: rows.to_vec() };
    let text = table(&rows).write(&json(&whole.plan));
    let part = |range: std::ops::Range<usize>| {
        read(&table(&rows[range]).write(&json(&whole.plan))).expect("it reads back")
    };
    let mut merged = part(4..6);
    let gaps =
        |table: &Table| table.missing().into_iter().map(|gap| (gap.start, gap.end)).collect::<Vec<_>>();
    assert_eq!(gaps(&merged), [(0, 4)]);
    merged.merge(part(0..3)).expect("of one study");
    assert_eq!(gaps(&merged), [(3, 4)]);
    merged.merge(part(2..5)).expect("rows may stand in two files");
    assert_eq!(gaps(&merged), []);
    assert_eq!(merged.write(&json(&merged.plan)), text, "the same file to the byte");
    assert_eq!(Report::of(&merged.plan, &merged.rows), Report::of(&whole.plan, &rows));
}

#[test]
fn a_damaged_or_foreign_file_says_what_is_wrong() {
    let scenario = chuxiong();
    let one = study(&scenario, &Spec { n: 2, ..Spec::default() });
    let rows: Vec<Row> = (0..2).map(|row| one.evaluate(row)).collect();
    let mut table = Table { plan: one.plan.clone(), rows };
    let text = table.write(&json(&one.plan));
    assert!(matches!(read("row,a\n"), Err(Damage::NoPlan(_))));
    assert_eq!(read(&text.replacen("row,", "number,", 1)), Err(Damage::Heads));
    let cut = &text[..text.len() - 40];
    assert!(matches!(read(cut), Err(Damage::Line(4, _))), "{:?}", read(cut));
    let mut changed = table.clone();
    changed.rows[1].values.as_mut().expect("it ran")[0] += 1.0;
    assert_eq!(table.merge(changed), Err(Damage::TwoResults(1)));
    let other = study(&scenario, &Spec { n: 2, seed: 2, ..Spec::default() });
    let foreign = Table { plan: other.plan, rows: Vec::new() };
    assert_eq!(table.merge(foreign), Err(Damage::OtherStudy("what was asked for".to_owned())));
}

#[test]
fn with_nothing_drawn_a_row_is_the_run_itself() {
    let scenario = chuxiong();
    // Shocks alone: the numbers stay, the years differ.
    let spec = Spec { n: 3, causes: vec![Cause::Shocks], ..Spec::default() };
    let study = study(&scenario, &spec);
    assert!(study.plan.factors.is_empty());
    let at =
        study.plan.columns.iter().position(|c| c.key() == "plan.certified_practising.2025-12").expect("kept");
    let run = |settings: RunSettings| {
        let run = Model::new(&scenario).run(&scenario.document_policy(), &settings).expect("it runs");
        let row = run.grid().row(Month::new(2025, 12)).expect("within");
        Watched::Metric(Metric::CertifiedPractising).value(&scenario, &run, row)
    };
    assert_eq!(study.plan.default[at], run(RunSettings::default()));
    let values = study.evaluate(2).values.expect("it runs");
    assert_eq!(values[at], run(RunSettings { seed: Some(1), run: 2 }));
}

#[test]
fn each_cause_alone_spreads_the_results_and_the_gain_less_than_the_level() {
    let scenario = chuxiong();
    let spread = |causes: Vec<Cause>| {
        let study = study(&scenario, &Spec { n: 24, causes, ..Spec::default() });
        let rows: Vec<Row> = (0..24).map(|row| study.evaluate(row)).collect();
        let report = Report::of(&study.plan, &rows);
        assert_eq!(report.broken, 0, "{:?}", report.fault);
        let width = |curve| {
            let fan = report.fan(Watched::Metric(Metric::CertifiedPractising), curve).expect("a fan");
            let [low, high] = *fan.bands[1].last().expect("months");
            high - low
        };
        (width(Curve::Plan), width(Curve::Gain))
    };
    for cause in [Cause::Assumptions, Cause::Structure, Cause::Shocks] {
        assert!(spread(vec![cause]).0 > 0.0, "{cause:?}");
    }
    let (level, gain) = spread(vec![Cause::Assumptions, Cause::Structure, Cause::Shocks]);
    assert!(gain < level, "the same draws with and without the plan: {gain} {level}");
}

#[test]
fn persons_differ_by_their_luck_alone() {
    let scenario = chuxiong();
    let study = study(&scenario, &Spec { n: 2, causes: vec![Cause::Persons], ..Spec::default() });
    let [a, b] = [0, 1].map(|row| study.evaluate(row));
    assert_ne!(a.values, b.values);
    assert_eq!(a, study.evaluate(0));
}

#[test]
fn a_tornado_begins_with_the_default_and_moves_one_number_a_row() {
    let scenario = chuxiong();
    let factors = ["conversion_ceiling", "start.institution_share"].map(str::to_owned).to_vec();
    let study = study(&scenario, &Spec { kind: Kind::Tornado, factors, ..Spec::default() });
    let rows: Vec<Row> = (0..study.plan.rows).map(|row| study.evaluate(row)).collect();
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0].values.as_ref(), Ok(&study.plan.default));
    let found = matters(&study.plan, &rows).expect("it can be read");
    let of = |metric: Metric, gain: bool| {
        let matter = found.iter().find(|m| m.what == Watched::Metric(metric) && m.gain == gain);
        let Some(Finding::Tornado { bars, .. }) = matter.map(|m| &m.finding) else { panic!("a tornado") };
        bars.bars[0].clone()
    };
    // The start of institutions decides their share, and the ceiling of conversion how many come with training.
    assert_eq!(of(Metric::Professionals, true).name, "conversion_ceiling");
    let model = |ceiling: f64| {
        let mut params = scenario.params.clone();
        params.conversion_ceiling = ceiling;
        let run =
            Model::with_params(&scenario, &params).run(&scenario.document_policy(), &RunSettings::default());
        let run = run.expect("it runs");
        let row = run.grid().row(Month::new(2025, 12)).expect("within");
        Watched::Metric(Metric::Professionals).value(&scenario, &run, row)
    };
    assert_eq!(of(Metric::Professionals, false).low, Some(model(0.02)));
    assert_eq!(of(Metric::Professionals, false).high, Some(model(0.30)));
}

#[test]
fn a_part_of_a_sensitivity_study_is_a_rougher_one() {
    let scenario = chuxiong();
    let factors = ["conversion_ceiling", "front_share", "exit_ngo"].map(str::to_owned).to_vec();
    for (kind, n, whole) in [(Kind::Morris, 4, 16), (Kind::Sobol, 8, 40)] {
        let spec = Spec { kind, n, factors: factors.clone(), baseline: false, ..Spec::default() };
        let study = study(&scenario, &spec);
        assert_eq!(study.plan.rows, whole);
        let rows: Vec<Row> = (0..whole).map(|row| study.evaluate(row)).collect();
        let part = matters(&study.plan, &rows[..whole as usize / 2]).expect("it can be read");
        let all = matters(&study.plan, &rows).expect("it can be read");
        assert_eq!(part.len(), all.len());
        let used = |matter: &Matter| match &matter.finding {
            Finding::Morris(report) => (report.trajectories, report.dropped),
            Finding::Sobol(report) => (report.base_rows, report.dropped),
            Finding::Tornado { .. } => panic!("another kind"),
        };
        assert_eq!((used(&part[0]), used(&all[0])), ((n / 2, n / 2), (n, 0)));
        assert!(matters(&study.plan, &rows[..2]).expect("it can be read").is_empty());
    }
}

#[test]
fn two_plans_that_differ_by_what_one_factor_does_are_reversed_by_it() {
    let scenario = chuxiong();
    // More hours for all against more posts in communities: hours bring more professionals only where converts bring their posts.
    let policy = |setting: &str| {
        let mut policy = Policy::default();
        set_lever(setting, &scenario, &mut policy).expect("possible");
        policy
    };
    let factors = ["convert_brings_post", "volunteer_hours"].map(str::to_owned).to_vec();
    let spec = Spec { n: 40, factors, against: policy("community_staff=3"), ..Spec::default() };
    let study = Study::new(&scenario, &scenario.params, &policy("training_hours=6"), &spec).expect("planned");
    let rows: Vec<Row> = (0..40).map(|row| study.evaluate(row)).collect();
    let report = Report::of(&study.plan, &rows);
    let reversal = report
        .reversals
        .iter()
        .find(|r| r.metric == Metric::Professionals)
        .expect("they differ")
        .report
        .clone();
    assert!(reversal.flips > 0 && reversal.flips < 40, "{reversal:?}");
    assert_eq!(reversal.carriers[0].name, "convert_brings_post");
    assert!(reversal.carriers[0].p_any < 0.01 && reversal.carriers[1].p_any > 0.05, "{reversal:?}");
}

#[test]
fn what_cannot_be_asked_is_refused_with_the_remedy() {
    let scenario = chuxiong();
    let ask =
        |spec: Spec| Study::new(&scenario, &scenario.params, &Policy::default(), &spec).map(|s| s.plan.rows);
    assert_eq!(ask(Spec { causes: vec![], ..Spec::default() }), Err(Refusal::NothingVaries));
    let Err(Refusal::UnknownFactor(_, near)) =
        ask(Spec { factors: vec!["conversion_celing".to_owned()], ..Spec::default() })
    else {
        panic!("the name is misspelt");
    };
    assert_eq!(near[0], "conversion_ceiling");
    let counts = vec![count(2009, 5.0)];
    let condition = Some(Condition::until(&counts, 2030, 0.2, Rule::Weights));
    assert_eq!(ask(Spec { condition, ..Spec::default() }), Err(Refusal::NoCount(2021, 2030)));
    let condition = Some(Condition::until(&counts, 2030, -1.0, Rule::Weights));
    assert_eq!(ask(Spec { condition, ..Spec::default() }), Err(Refusal::Tolerance(-1.0)));
}

fn count(year: i32, value: f64) -> Observation {
    Observation { year, variable: Observed::Certified, value, status: Status::Fact, source: String::new() }
}

/// A study whose figure in December 2025 is `exp(x)` of a standard normal `x`, and whose count of 2022 is modelled as `exp(x)` too.
fn lognormal(n: u64, condition: Option<Condition>, seed: u64) -> (Plan, Vec<Row>) {
    let what = Watched::Metric(Metric::Professionals);
    let month = Month::new(2025, 12);
    let plan = Plan {
        model: String::new(),
        scenario: String::new(),
        fingerprint: String::new(),
        params: sim_core::sorted::Map::new(),
        policy: Policy::default(),
        spec: Spec { n, baseline: false, condition, ..Spec::default() },
        factors: Vec::new(),
        columns: vec![
            Column::Figure { side: Side::Plan, what, month },
            Column::Counted { what: Observed::Certified, year: 2022 },
            Column::Counted { what: Observed::Certified, year: 2023 },
        ],
        targets: vec![Aim {
            key: "aim".to_owned(),
            label: Text::default(),
            metric: Metric::Professionals,
            year: 2025,
            at_least: 1.0,
        }],
        plan_year: 2025,
        rows: n,
        default: vec![1.0; 3],
    };
    let row = |number: u64| {
        let value = math::exp(Draws { seed, run: number }.normal(Stream::ExamYield, 0));
        Row { number, inputs: Vec::new(), values: Ok(vec![value; 3]) }
    };
    let rows = (0..n).map(row).collect();
    (plan, rows)
}

#[test]
fn bands_hold_what_they_promise() {
    // Draws of a known distribution: how much of it do bands of 400 draws hold, on average over 60 studies?
    let studies = 60;
    let mut held = [0.0; 3];
    for seed in 0..studies {
        let (plan, rows) = lognormal(400, None, 100 + seed);
        let report = Report::of(&plan, &rows);
        let fan = report.fan(Watched::Metric(Metric::Professionals), Curve::Plan).expect("a fan");
        for (held, band) in held.iter_mut().zip(&fan.bands) {
            let [low, high] = band[0].map(|v| math::normal_below(math::ln(v)));
            *held += (high - low) / studies as f64;
        }
    }
    for (held, level) in held.into_iter().zip(LEVELS) {
        // The share a band of n draws holds scatters by √(p(1−p)/n); four standard errors of 60 studies.
        let error = 4.0 * (level * (1.0 - level) / 400.0 / studies as f64).sqrt();
        assert!((held - level).abs() < error, "{level}: {held} ± {error}");
    }
}

#[test]
fn intervals_of_a_chance_cover_the_truth() {
    // P(exp(x) ≥ 1) is one half.
    let covered = (0..200)
        .filter(|seed| {
            let (plan, rows) = lognormal(60, None, 1000 + seed);
            let chance = &Report::of(&plan, &rows).chances[0];
            assert_eq!(chance.likelihood, Likelihood::of(chance.share));
            (chance.interval[0]..=chance.interval[1]).contains(&0.5)
        })
        .count();
    // 190 expected; binomial of 200 at 95 %, four standard deviations of 3.1.
    assert!((178..=200).contains(&covered), "{covered}");
}

#[test]
fn conditioning_is_bayes_rule() {
    // Prior N(0, 1) of the logarithm, a count whose logarithm is 1 with tolerance 0.5: the posterior is normal with mean
    // 1 ÷ (1 + 0.25) = 0.8 and variance 0.25 ÷ 1.25 = 0.2.
    let counts = [count(2022, std::f64::consts::E), count(2023, 1.0)];
    let condition = Condition::until(&counts, 2022, 0.5, Rule::Weights);
    let (plan, rows) = lognormal(20_000, Some(condition), 5);
    let report = Report::of(&plan, &rows);
    let conditioned = report.conditioned.as_ref().expect("there is a condition");
    assert_eq!((conditioned.counts, conditioned.kept), (1, 20_000));
    // The later count weighs nothing. It lies 0.8 ÷ √0.2 = 1.8 standard deviations off: outside 80 %, inside 95 %.
    let [known, later] = report.hindcasts.as_slice() else { panic!("{:?}", report.hindcasts) };
    assert!(known.known && !later.known);
    assert_eq!(later.inside, [false, false, true]);
    assert!((1000.0..20_000.0).contains(&conditioned.effective));
    let fan = report.fan(Watched::Metric(Metric::Professionals), Curve::Plan).expect("a fan");
    let error = 4.0 * (0.2 / conditioned.effective).sqrt() * 1.3;
    assert!((math::ln(fan.median[0]) - 0.8).abs() < error, "{}", fan.median[0]);
    let [low, high] = fan.bands[1][0].map(math::ln);
    let half = 1.281_551_6 * 0.2_f64.sqrt();
    assert!(
        (low - (0.8 - half)).abs() < 2.0 * error && (high - (0.8 + half)).abs() < 2.0 * error,
        "{low} {high}"
    );
    // P(x ≥ 0) of that normal.
    let truth = 1.0 - math::normal_below(-0.8 / 0.2_f64.sqrt());
    let [low, high] = report.chances[0].interval;
    assert!((low - 0.01..=high + 0.01).contains(&truth), "{truth} {low} {high}");
}

#[test]
fn a_broken_row_is_counted_and_ends_nothing() {
    let (plan, mut rows) = lognormal(10, None, 1);
    rows[3].values = Err("2025-03: people do not balance".to_owned());
    let report = Report::of(&plan, &rows);
    assert_eq!((report.done, report.broken), (10, 1));
    assert_eq!(report.fault.as_deref(), Some("2025-03: people do not balance"));
    let none = Report::of(&plan, &[]);
    assert_eq!((none.done, none.fans.len(), none.chances.len()), (0, 0, 0));
}
