//! The engine and its naive twin agree.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod naive;

use naive::{Flows, INACTIVE, MonthEnd, Region, SEEKING, Twin, cell};
use sim_core::ids::{AGE_MIN, AGES, CERTIFICATES, Group, PRACTICE_YEARS, SETTINGS, Setting};
use sim_core::results::Whole;
use sim_core::rng::Draws;
use sim_core::scenario::{
    Demand, DemandCount, LEVERS, LeverKey, Params, Policy, Scenario, Schedule, Series, Status, Weight,
    builtin_scenarios,
};
use sim_core::sorted::Map;
use sim_core::time::Month;
use sim_core::{Handover, Model, RunSettings, Trajectory, Variable};

/// Both add up the same numbers in different orders, which is all that differs; relative to `max(1, |value|)`.
const CLOSE: f64 = 1e-9;

fn chuxiong() -> Scenario {
    Scenario::builtin("chuxiong-2021").expect("built in")
}

/// What the twin says of a variable.
fn twin_value(
    twin: &Twin<'_>,
    row: usize,
    month: Month,
    end: &MonthEnd,
    r: usize,
    variable: Variable,
    member: usize,
) -> f64 {
    let region: &Region = &end.regions[r];
    let flows: &Flows = &region.month;
    let staff = |s: usize| -> f64 { (0..CERTIFICATES).map(|k| end.count(r, s, k)).sum() };
    let practising = |k: usize| -> f64 { (0..SETTINGS).map(|s| end.count(r, s, k)).sum() };
    let k = member + 1;
    // At the start no policy is in force.
    let lever =
        |key: LeverKey| if row == 0 { twin.baseline(key, r, month) } else { twin.lever(key, r, month) };
    match variable {
        Variable::FrontLine => region.front,
        Variable::Professionals => staff(member),
        Variable::Practitioners => (0..SETTINGS).map(staff).sum::<f64>() + region.front,
        Variable::CertifiedPractising => practising(k),
        Variable::CertifiedPeople => practising(k) + end.count(r, SEEKING, k) + end.count(r, INACTIVE, k),
        Variable::Issued => region.issued[k],
        Variable::Appointed => region.appointed.iter().map(|by_grade| by_grade[k]).sum(),
        Variable::People => end.count(r, member / CERTIFICATES, member % CERTIFICATES),
        Variable::Posts => region.posts[member],
        Variable::Vacancies => (region.posts[member] - staff(member)).max(0.0),
        Variable::Exits => flows.exits[member],
        Variable::Hires => flows.hires[member],
        Variable::Conversions => flows.conversions[member],
        Variable::Redesignations => flows.redesignations,
        Variable::FrontPasses => flows.front_passes,
        Variable::Layoffs => flows.layoffs[member],
        Variable::Entrants => flows.entrants,
        Variable::OutsidePasses => flows.outside_passes.iter().sum(),
        Variable::Left => flows.left,
        Variable::Retirements => flows.retirements,
        Variable::Deaths => flows.deaths,
        Variable::ExamSat => flows.exam_sat[k],
        Variable::ExamPassed => flows.exam_passed[k],
        Variable::Pay => region.pay.of_setting[member],
        Variable::Population => twin.residents(r, month),
        Variable::GroupPeople => twin.groups(r, month)[member],
        Variable::NeedHours => flows.need[member],
        Variable::ServedHours => flows.served[member],
        Variable::BacklogHours => region.backlog[member],
        Variable::CapacityHours => flows.capacity,
        Variable::NormPosts => twin.norm_posts(r, month)[member],
        Variable::TrainingHours => region.training_hours,
        Variable::Venues => region.venues,
        Variable::InstitutionProfessionalPosts => twin.solved[r].professional_posts,
        Variable::InstitutionPostsFilled => Twin::institution_posts_filled(&end.people, r, region),
        Variable::Students => region.students[member].iter().sum(),
        Variable::Graduates => flows.graduates[member],
        Variable::GraduatesEntering => flows.graduates_entering[member],
        Variable::Bonded => region.owing.iter().sum(),
        Variable::Experts => flows.experts,
        Variable::Arrivals => flows.arrivals,
        Variable::Departures => flows.departures,
        Variable::MovedAway => flows.moved_away,
        Variable::EquivalentMid => region.equivalent[0],
        Variable::EquivalentSenior => region.equivalent[1],
        Variable::Registered => practising(k) * region.registered[k],
        Variable::PartialPapers => region.partial.iter().sum(),
        Variable::AwaitingReview => region.awaiting_review,
        Variable::Organisations => region.organisations,
        Variable::CashGap => (-region.cash()).max(0.0),
        Variable::OutsidePay => region.pay.outside,
        Variable::SecondedHours => flows.received,
        Variable::Volunteers => flows.volunteers,
        Variable::Load => region.perceived_load,
        Variable::Stations => twin.townships(r) * lever(LeverKey::StationCoverage),
        Variable::WorkerShare => lever(LeverKey::WorkerShare),
        Variable::LabourShare => lever(LeverKey::LabourShare),
        // Of the whole place only.
        Variable::EquityMeasure => 0.0,
        Variable::Cost => flows.cost[member],
        Variable::Funding => flows.funding[member],
        Variable::MeanAge => mean_age(row, month, end, r),
    }
}

/// Mean age of people in posts: half a year more than that of their cells, and the part of the year that is over.
fn mean_age(row: usize, month: Month, end: &MonthEnd, r: usize) -> f64 {
    let (mut staff, mut years) = (0.0, 0.0);
    for s in 0..SETTINGS {
        for k in 0..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                for a in 0..AGES {
                    let persons = end.people[cell(r, s, k, x, a)];
                    staff += persons;
                    years += persons * (AGE_MIN as f64 + a as f64 + 0.5);
                }
            }
        }
    }
    // At the start the months before the first are over.
    let over = if row == 0 { month.month() - 1 } else { month.month() };
    if staff > 0.0 { years / staff + f64::from(over) / 12.0 } else { 0.0 }
}

/// The largest difference between the two, relative to `max(1, |value|)`, and where it is, in the first month in which
/// they differ by more than allowed.
fn difference(
    scenario: &Scenario,
    params: &Params,
    policy: &Policy,
    seed: Option<u64>,
    months: usize,
) -> (f64, String) {
    let settings = RunSettings { seed, run: 3 };
    let run: Trajectory =
        Model::with_params(scenario, params).run(policy, &settings).unwrap_or_else(|fault| panic!("{fault}"));
    let draws = seed.map(|seed| Draws { seed, run: 3 });
    let twin = Twin::new(scenario, params, policy, draws);
    let ends = Twin::new(scenario, params, policy, draws).run(months);
    let mut worst = (0.0, String::new());
    for (row, end) in ends.iter().enumerate() {
        if worst.0 > CLOSE {
            break;
        }
        // The start shows the demand of the first month.
        let month = run.month(row.max(1));
        let equity = twin.evenness(month, end);
        let value = |r: usize, variable, member| twin_value(&twin, row, month, end, r, variable, member);
        for variable in Variable::ALL {
            for member in 0..variable.slots() {
                let mut compare = |region: Option<usize>, naive: f64| {
                    let engine = run.series(variable, member, region)[row];
                    let gap = (engine - naive).abs() / naive.abs().max(1.0);
                    if gap > worst.0 || gap.is_nan() {
                        let key = variable.key();
                        let at = run.month(row);
                        let code = region.map_or("place", |r| &scenario.regions[r].code);
                        worst = (gap, format!("{key}[{member}] {at} {code}: {engine:e} against {naive:e}"));
                    }
                };
                let regions = 0..scenario.regions.len();
                // How much a region counts in the mean of the place.
                let weight = |r: usize| -> f64 {
                    let staff = |s| value(r, Variable::Professionals, s);
                    match variable.info().whole {
                        Whole::Sum | Whole::Alone => 1.0,
                        Whole::MeanByFront => end.regions[r].front,
                        Whole::MeanByStaff if variable.slots() == SETTINGS => staff(member),
                        Whole::MeanByStaff => (0..SETTINGS).map(staff).sum(),
                    }
                };
                let (mut sum, mut weights) = (0.0, 0.0);
                for r in regions {
                    let naive = value(r, variable, member);
                    if variable.info().whole != Whole::Alone {
                        compare(Some(r), naive);
                    }
                    sum += weight(r) * naive;
                    weights += weight(r);
                }
                let whole = match variable.info().whole {
                    Whole::Alone => equity[member],
                    Whole::Sum => sum,
                    // Where nobody is anywhere: any region.
                    _ if weights == 0.0 => value(0, variable, member),
                    _ => sum / weights,
                };
                compare(None, whole);
            }
        }
    }
    worst
}

fn agree(scenario: &Scenario, params: &Params, policy: &Policy, seed: Option<u64>, months: usize) {
    let (gap, place) = difference(scenario, params, policy, seed, months);
    assert!(gap <= CLOSE, "{gap:e} at {place}");
}

fn steps(points: &[(i32, i32, f64)]) -> Schedule {
    Schedule::Steps { steps: points.iter().map(|(y, m, v)| (Month::new(*y, *m), *v)).collect() }
}

fn ramp(points: &[(i32, i32, f64)]) -> Schedule {
    Schedule::Ramp { ramp: points.iter().map(|(y, m, v)| (Month::new(*y, *m), *v)).collect() }
}

/// Everything moves, much of it to a bound and back.
fn wild_policy(scenario: &Scenario) -> Policy {
    let levers = Map::from([
        (LeverKey::TrainingHours, steps(&[(2021, 3, 60.0), (2023, 2, 0.0), (2024, 8, 31.0)])),
        (LeverKey::FeePaid, Schedule::Constant(1.0)),
        (LeverKey::AwardAssistant, Schedule::Constant(5000.0)),
        (LeverKey::AwardMid, steps(&[(2022, 9, 10_000.0)])),
        (LeverKey::AwardSenior, ramp(&[(2021, 6, 0.0), (2023, 6, 20_000.0)])),
        (LeverKey::GradedMid, ramp(&[(2021, 2, 0.3), (2022, 2, 0.02), (2024, 2, 0.8)])),
        (LeverKey::GradedSenior, Schedule::Constant(0.0)),
        // Falls with the grade.
        (LeverKey::SubsidyAssistant, steps(&[(2021, 1, 600.0), (2022, 6, 3000.0), (2023, 2, 300.0)])),
        (LeverKey::SubsidyMid, steps(&[(2021, 4, 1000.0), (2022, 4, 100.0)])),
        (LeverKey::SubsidySenior, Schedule::Constant(0.0)),
        (LeverKey::PayFloor, steps(&[(2022, 1, 0.85), (2023, 7, 0.0), (2024, 1, 1.2)])),
        (LeverKey::RuralBonus, ramp(&[(2021, 1, 0.0), (2021, 12, 800.0), (2024, 12, 0.0)])),
        (LeverKey::CommunityStaff, steps(&[(2021, 8, 6.0), (2022, 11, 0.0), (2024, 3, 2.5)])),
        (LeverKey::VillageCoverage, ramp(&[(2021, 5, 0.0), (2022, 5, 1.0), (2023, 5, 0.0)])),
        (LeverKey::StationCoverage, steps(&[(2021, 3, 1.0), (2022, 7, 0.0), (2023, 7, 1.0)])),
        (LeverKey::StationStaff, ramp(&[(2021, 6, 2.4), (2022, 6, 8.0), (2024, 6, 1.0)])),
        // Rises, falls below the start, rises above what it was.
        (
            LeverKey::InstitutionShare,
            ramp(&[(2021, 6, 0.48), (2022, 3, 0.7), (2022, 12, 0.1), (2024, 6, 1.0)]),
        ),
        (LeverKey::GovernmentPosts, steps(&[(2021, 9, 600.0), (2023, 1, 0.0)])),
        (LeverKey::VenuesOpened, Schedule::Constant(40.0)),
        (LeverKey::PurchaseBudget, steps(&[(2021, 4, 100e6), (2022, 10, 0.0), (2023, 12, 30e6)])),
        (LeverKey::LabourShare, ramp(&[(2021, 1, 0.7), (2022, 1, 0.95), (2023, 1, 0.4)])),
        (LeverKey::WorkerShare, steps(&[(2021, 10, 1.0), (2023, 10, 0.3)])),
        (LeverKey::ContractRenewal, steps(&[(2021, 5, 0.5), (2022, 12, 1.0)])),
        (LeverKey::AdminLoad, ramp(&[(2021, 2, 0.35), (2022, 2, 0.1), (2023, 2, 0.6)])),
        (LeverKey::Supervision, steps(&[(2021, 11, 5.0), (2023, 3, 60.0)])),
        (LeverKey::IntakeCollege, steps(&[(2021, 2, 300.0), (2022, 9, 0.0), (2023, 9, 90.0)])),
        (LeverKey::IntakeBachelor, ramp(&[(2021, 3, 0.0), (2023, 3, 800.0)])),
        (LeverKey::IntakeMaster, steps(&[(2021, 9, 200.0), (2024, 9, 10.0)])),
        (LeverKey::DirectedPlaces, steps(&[(2021, 1, 200.0), (2024, 9, 0.0)])),
        (LeverKey::BondedYears, steps(&[(2021, 1, 2.0), (2024, 2, 6.0), (2025, 7, 0.0), (2026, 7, 1.0)])),
        (LeverKey::TrainingBases, steps(&[(2021, 5, 4.0), (2022, 4, 20.0), (2023, 4, 0.0)])),
        (LeverKey::ContinuingEducation, steps(&[(2021, 2, 40.0), (2022, 8, 0.0), (2023, 8, 26.0)])),
        (LeverKey::OutsideDrive, ramp(&[(2021, 1, 0.0), (2023, 1, 1.0)])),
        (LeverKey::Recognition, steps(&[(2021, 6, 0.2), (2023, 6, 0.05)])),
        (LeverKey::TalentRecruitment, steps(&[(2021, 3, 100.0), (2023, 3, 0.0)])),
        (LeverKey::CountyCentres, steps(&[(2021, 10, 1.0), (2022, 10, 0.3)])),
        (LeverKey::SchoolPosts, ramp(&[(2021, 8, 0.0), (2022, 8, 2.0), (2024, 8, 0.2)])),
        (LeverKey::HospitalPosts, steps(&[(2021, 4, 2.0), (2023, 4, 0.0)])),
        (LeverKey::RecruitPriority, ramp(&[(2021, 1, 0.0), (2022, 1, 1.0)])),
        (LeverKey::RetirementDelay, steps(&[(2021, 12, 2.5), (2023, 2, 0.0), (2024, 2, 5.0)])),
        (LeverKey::DemonstrationSites, steps(&[(2021, 3, 60.0), (2023, 12, 7.0)])),
        (LeverKey::PaymentDelay, steps(&[(2021, 7, 9.5), (2022, 9, 0.0), (2023, 12, 4.25), (2024, 6, 12.0)])),
        (LeverKey::AgencyIncubation, ramp(&[(2021, 1, 0.0), (2022, 1, 60.0), (2023, 1, 0.0)])),
        (LeverKey::SocietyShare, steps(&[(2021, 5, 0.5), (2023, 5, 0.0)])),
        (LeverKey::Volunteers, steps(&[(2021, 2, 9.0), (2022, 6, 30.0), (2023, 6, 2.0)])),
        (LeverKey::RuralService, steps(&[(2021, 4, 60.0), (2022, 4, 200.0), (2023, 11, 0.0)])),
    ]);
    assert_eq!(levers.len(), LEVERS.len(), "every lever is moved");
    let own = |index: usize| scenario.regions[index].code.clone();
    let regions = Map::from([
        (
            own(0),
            Map::from([
                // Shared among regions for the place, whole for one region.
                (LeverKey::PurchaseBudget, steps(&[(2022, 1, 2e6)])),
                (LeverKey::GovernmentPosts, Schedule::Constant(25.0)),
                (LeverKey::VenuesOpened, ramp(&[(2022, 1, 1.0), (2023, 1, 0.0)])),
                (LeverKey::DirectedPlaces, Schedule::Constant(3.0)),
                (LeverKey::BondedYears, Schedule::Constant(1.0)),
                (LeverKey::RetirementDelay, Schedule::Constant(1.0)),
                (LeverKey::TrainingBases, Schedule::Constant(0.4)),
                (LeverKey::RuralService, steps(&[(2021, 9, 1000.0)])),
                (LeverKey::AgencyIncubation, Schedule::Constant(2.0)),
                (LeverKey::PaymentDelay, steps(&[(2021, 3, 12.0)])),
                (LeverKey::TalentRecruitment, Schedule::Constant(1.5)),
            ]),
        ),
        (
            own(3),
            Map::from([
                (LeverKey::TrainingHours, Schedule::Constant(0.0)),
                (LeverKey::CommunityStaff, Schedule::Constant(0.0)),
                (LeverKey::StationCoverage, Schedule::Constant(0.0)),
                (LeverKey::InstitutionShare, Schedule::Constant(0.0)),
                (LeverKey::PurchaseBudget, Schedule::Constant(0.0)),
                (LeverKey::DemonstrationSites, Schedule::Constant(1000.0)),
                (LeverKey::CountyCentres, Schedule::Constant(1.0)),
                (LeverKey::SchoolPosts, Schedule::Constant(0.5)),
                (LeverKey::IntakeCollege, Schedule::Constant(7.0)),
                (LeverKey::OutsideDrive, Schedule::Constant(0.0)),
            ]),
        ),
    ]);
    Policy { levers, regions }
}

/// Every parameter at a point of its range, from 0 to 1; those without a range elsewhere too where anything else is
/// possible.
fn params_at(scenario: &Scenario, point: impl Fn(usize) -> f64) -> Params {
    let mut params = scenario.params.clone();
    for (i, key) in sim_core::ParamKey::all().enumerate() {
        let row = key.param();
        if row.high > row.low {
            params.set(key, row.low + point(i) * (row.high - row.low));
        }
    }
    let retiring = params.retire_share_men + params.retire_share_women_55 + params.retire_share_women_50;
    params.retire_share_men /= retiring;
    params.retire_share_women_55 /= retiring;
    params.retire_share_women_50 /= retiring;
    params.convert_practice = params.convert_practice.round();
    params
}

/// Neither an end nor the default.
fn other_params(scenario: &Scenario) -> Params {
    Params {
        continuing_assistant: 17.0,
        continuing_mid: 33.0,
        registration_years: 1.5,
        graduation_month: 6.0,
        intake_month: 10.0,
        earth_radius: 5000.0,
        productivity_assistant: 0.9,
        retire_delay_men: 2.0,
        fee_after_pass: 0.7,
        ..params_at(scenario, |i| 0.15 + 0.7 * ((i * 37 % 11) as f64 / 10.0))
    }
}

#[test]
fn the_baseline_agrees_in_every_region_and_month() {
    let scenario = chuxiong();
    agree(&scenario, &scenario.params, &Policy::default(), None, 30);
}

#[test]
fn the_document_agrees_in_every_region_and_month_of_ten_years() {
    let scenario = chuxiong();
    agree(&scenario, &scenario.params, &scenario.document_policy(), None, scenario.grid.months());
}

#[test]
fn a_policy_that_moves_every_lever_agrees() {
    let scenario = chuxiong();
    agree(&scenario, &scenario.params, &wild_policy(&scenario), None, 60);
}

/// What never changes would agree by chance.
#[test]
fn the_policy_that_moves_every_lever_moves_every_variable() {
    let scenario = chuxiong();
    let run = Model::new(&scenario).run(&wild_policy(&scenario), &RunSettings::default()).expect("runs");
    let mut still = Vec::new();
    for variable in Variable::ALL {
        for member in 0..variable.slots() {
            let series = run.series(variable, member, None);
            if series[1..].iter().all(|value| *value == series[1]) {
                still.push(format!("{}[{member}]", variable.key()));
            }
        }
    }
    // Nobody is inactive without a certificate or converts into stations and agencies; children and corrections are
    // served first; there is no norm for the rest; institutions have the posts they have.
    let expected = [
        "people[32]",
        "conversions[2]",
        "conversions[3]",
        "backlog_hours[0]",
        "backlog_hours[1]",
        "norm_posts[5]",
        "norm_posts[6]",
        "institution_professional_posts[0]",
    ];
    assert_eq!(still, expected);
}

#[test]
fn drawn_years_agree() {
    let scenario = chuxiong();
    agree(&scenario, &scenario.params, &scenario.document_policy(), Some(20_210_712), 36);
}

#[test]
fn other_parameters_agree() {
    let scenario = chuxiong();
    agree(&scenario, &other_params(&scenario), &wild_policy(&scenario), Some(1), 36);
}

#[test]
fn parameters_at_the_ends_of_their_ranges_agree() {
    let scenario = chuxiong();
    for offset in [0, 1] {
        let params = params_at(&scenario, |i| ((i * i / 3 + offset) % 2) as f64);
        agree(&scenario, &params, &wild_policy(&scenario), Some(4), 30);
    }
}

/// The start is solved with levers that all act, and with counts that need not be known.
#[test]
fn a_place_whose_baseline_uses_every_lever_agrees() {
    let mut scenario = chuxiong();
    for (key, value) in [
        (LeverKey::IntakeMaster, 20.0),
        (LeverKey::DirectedPlaces, 40.0),
        (LeverKey::TrainingBases, 6.0),
        (LeverKey::ContinuingEducation, 12.0),
        (LeverKey::TrainingHours, 14.0),
        (LeverKey::OutsideDrive, 0.3),
        (LeverKey::SubsidyMid, 300.0),
        (LeverKey::RuralBonus, 200.0),
        (LeverKey::Recognition, 0.1),
        (LeverKey::TalentRecruitment, 12.0),
        (LeverKey::CountyCentres, 0.5),
        (LeverKey::SchoolPosts, 0.2),
        (LeverKey::HospitalPosts, 0.1),
        (LeverKey::RecruitPriority, 0.4),
        (LeverKey::RetirementDelay, 1.5),
        (LeverKey::DemonstrationSites, 9.0),
        (LeverKey::PaymentDelay, 4.6),
        (LeverKey::AgencyIncubation, 7.0),
        (LeverKey::Volunteers, 8.0),
        (LeverKey::RuralService, 35.0),
        (LeverKey::Supervision, 12.0),
        (LeverKey::AdminLoad, 0.25),
    ] {
        scenario.levers[key.index()].baseline = Schedule::Constant(value);
    }
    scenario.start.equivalent = [40.0, 3.0];
    let params = Params { start_growth: 0.06, entry_share: 0.3, ..scenario.params.clone() };
    agree(&scenario, &params, &Policy::default(), None, 30);
    scenario.start.organisations = Some(scenario.start.professionals.clone());
    // First more agencies than the posts need, then fewer than can hold them.
    for count in [90.0, 1.0] {
        scenario.start.organisations.as_mut().expect("set above").value = count;
        agree(&scenario, &params, &wild_policy(&scenario), None, 18);
    }
}

#[test]
fn a_run_may_begin_in_any_month() {
    for month in [6, 7, 8, 9, 10] {
        let mut scenario = chuxiong();
        scenario.regions.truncate(4);
        scenario.grid.start = Month::new(2021, month);
        let policy = wild_policy_of_few(&scenario);
        agree(&scenario, &scenario.params, &policy, None, 27);
        // The senior exam is held for the first time in the year of the start.
        let params = Params { first_year_senior: 2021.0, ..scenario.params.clone() };
        agree(&scenario, &params, &policy, None, 27);
    }
}

#[test]
fn places_with_and_without_an_outside_region_agree() {
    for (regions, outside) in [(1, true), (1, false), (2, false), (6, false)] {
        let mut scenario = chuxiong();
        scenario.regions.truncate(regions);
        if !outside {
            scenario.outside_region = None;
        }
        agree(&scenario, &scenario.params, &Policy::default(), None, 14);
        agree(&scenario, &other_params(&scenario), &wild_policy_of_few(&scenario), Some(5), 40);
    }
}

/// Where there are no posts nothing draws those who give up looking for one.
#[test]
fn a_place_without_posts_agrees() {
    let mut scenario = chuxiong();
    scenario.regions.truncate(3);
    scenario.outside_region = None;
    scenario.start.professionals.value = 0.0;
    for key in [
        LeverKey::StationCoverage,
        LeverKey::PurchaseBudget,
        LeverKey::TrainingHours,
        LeverKey::CountyCentres,
        LeverKey::IntakeBachelor,
        LeverKey::IntakeCollege,
    ] {
        scenario.levers[key.index()].baseline = Schedule::Constant(0.0);
    }
    agree(&scenario, &scenario.params, &Policy::default(), None, 24);
    agree(&scenario, &scenario.params, &wild_policy_of_few(&scenario), None, 36);
}

#[test]
fn every_place_agrees_under_its_document() {
    for place in builtin_scenarios() {
        let scenario = Scenario::builtin(place.key).expect("built in");
        agree(&scenario, &scenario.params, &scenario.document_policy(), None, 20);
    }
}

/// What a run hands over to the next scenario is what is there.
#[test]
fn the_end_of_a_run_agrees() {
    const MONTHS: usize = 27;
    let scenario = chuxiong();
    let policy = wild_policy(&scenario);
    let month = scenario.grid.start.plus(MONTHS as i32);
    let handed = Handover::of(&scenario, &policy, month, "design").expect("runs");
    let twin = Twin::new(&scenario, &scenario.params, &policy, None);
    let posts_of_institutions: f64 = twin.solved.iter().map(|region| region.professional_posts).sum();
    let (mut left, mut units) = (Twin::new(&scenario, &scenario.params, &policy, None), 0.0);
    for m in 0..MONTHS {
        left.month(m);
    }
    let end = left.end_of_month();
    let regions = 0..scenario.regions.len();
    let contract = |s: usize| Setting::ALL[s].on_contract();
    // People of the whole place in these settings, with this certificate and these years.
    let people = |settings: &dyn Fn(usize) -> bool, k: usize, x: usize| -> f64 {
        let mut total = 0.0;
        for r in regions.clone() {
            for s in (0..SETTINGS).filter(|s| settings(*s)) {
                for a in 0..AGES {
                    total += end.people[naive::cell(r, s, k, x, a)];
                }
            }
        }
        total
    };
    let all = |settings: &dyn Fn(usize) -> bool, k: usize| -> f64 {
        (0..PRACTICE_YEARS).map(|x| people(settings, k, x)).sum()
    };
    let staff =
        |settings: &dyn Fn(usize) -> bool| -> f64 { (0..CERTIFICATES).map(|k| all(settings, k)).sum() };
    let of_regions = |value: &dyn Fn(&Region) -> f64| -> f64 { end.regions.iter().map(value).sum() };
    let everywhere = |_: usize| true;
    let contract_posts =
        |region: &Region| -> f64 { (0..SETTINGS).filter(|s| contract(*s)).map(|s| region.posts[s]).sum() };
    let mut pairs = vec![
        (handed.start.professionals.value, staff(&everywhere)),
        (handed.start.front.as_ref().expect("counted").value, of_regions(&|region| region.front)),
        (
            handed.start.organisations.as_ref().expect("counted").value,
            of_regions(&|region| region.organisations),
        ),
        (
            handed.start.contract_filled,
            // Staff above the posts is about to be laid off.
            (staff(&contract) / of_regions(&contract_posts)).min(1.0),
        ),
    ];
    for r in regions.clone() {
        units += twin.units(r);
    }
    pairs.push((handed.start.venue_coverage.value, of_regions(&|region| region.venues) / units));
    let filled: f64 =
        regions.clone().map(|r| Twin::institution_posts_filled(&end.people, r, &end.regions[r])).sum();
    pairs.push((handed.start.institution_share.value, filled / posts_of_institutions));
    for k in 0..CERTIFICATES {
        pairs.push((handed.start.certificates[k], all(&everywhere, k) / staff(&everywhere)));
        let inactive: f64 = regions.clone().map(|r| end.count(r, INACTIVE, k)).sum();
        pairs.push((handed.start.inactive[k], inactive));
        pairs.push((handed.start.issued[k], of_regions(&|region| region.issued[k])));
        for e in 0..left.education[k].len() {
            pairs.push((handed.start.education[k][e], left.education[k][e]));
        }
    }
    for s in (0..SETTINGS).filter(|s| !contract(*s)) {
        pairs.push((handed.start.settings[s], staff(&|of| of == s) / staff(&|of| !contract(of))));
    }
    for x in 0..PRACTICE_YEARS {
        // Practice is that of the certificates whose years are years of practice.
        for (shares, settings) in [
            (&handed.start.practice_contract, &contract as &dyn Fn(usize) -> bool),
            (&handed.start.practice_other, &|s| !contract(s)),
        ] {
            let with = people(settings, 0, x) + people(settings, 1, x);
            pairs.push((shares[x], with / (all(settings, 0) + all(settings, 1))));
        }
        let since_mid = people(&everywhere, 2, x) / all(&everywhere, 2);
        pairs.push((handed.start.years_since_mid[x], since_mid));
    }
    for level in 0..2 {
        pairs.push((handed.start.equivalent[level], of_regions(&|region| region.equivalent[level])));
    }
    for (i, (engine, naive)) in pairs.into_iter().enumerate() {
        assert!((engine - naive).abs() <= CLOSE * naive.abs().max(1.0), "{i}: {engine} against {naive}");
    }
}

/// The senior exam opens in 2019, the reform of retirement begins in 2025.
#[test]
fn early_places_agree_to_their_end() {
    for key in ["national-2010", "sanming-2013"] {
        let mut scenario = Scenario::builtin(key).expect("built in");
        scenario.regions.truncate(3);
        agree(&scenario, &scenario.params, &scenario.document_policy(), None, scenario.grid.months());
    }
}

#[test]
fn one_region_without_institutions_schools_stations_and_agencies_agrees() {
    let mut scenario = chuxiong();
    scenario.regions.truncate(1);
    scenario.later = None;
    scenario.start.settings = [0.6, 0.0, 0.0, 0.0, 0.0, 0.1, 0.3];
    scenario.start.certificates = [1.0, 0.0, 0.0, 0.0];
    for key in [LeverKey::StationCoverage, LeverKey::PurchaseBudget] {
        scenario.levers[key.index()].baseline = Schedule::Constant(0.0);
    }
    agree(&scenario, &scenario.params, &Policy::default(), None, 24);
    agree(&scenario, &scenario.params, &wild_policy_of_few(&scenario), None, 48);
}

#[test]
fn a_place_where_only_institutions_hire_agrees() {
    let mut scenario = chuxiong();
    scenario.regions.truncate(3);
    scenario.start.settings = [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    scenario.start.inactive = [0.0; CERTIFICATES];
    for key in [LeverKey::StationCoverage, LeverKey::PurchaseBudget] {
        scenario.levers[key.index()].baseline = Schedule::Constant(0.0);
    }
    scenario.demand.clear();
    agree(&scenario, &scenario.params, &Policy::default(), None, 24);
    agree(&scenario, &scenario.params, &scenario.document_policy(), Some(2), 24);
}

#[test]
fn a_run_that_begins_in_spring_agrees() {
    let mut scenario = chuxiong();
    scenario.grid.start = Month::new(2021, 5);
    agree(&scenario, &scenario.params, &scenario.document_policy(), None, 24);
}

#[test]
fn a_place_with_growing_counts_and_wages_of_its_regions_agrees() {
    let mut scenario = chuxiong();
    scenario.communities.years = vec![(2019, 90.0), (2021, 165.0), (2023, 400.0)];
    scenario.villages.years = vec![(2021, 943.0), (2022, 700.0)];
    scenario.regions[0].pay_ratio = Some(1.4);
    scenario.regions[3].pay_ratio = Some(0.7);
    scenario.start.front = scenario.own_params.values().next().cloned();
    scenario.start.front.as_mut().expect("the place has parameters of its own").value = 9000.0;
    let groups = [Group::Children, Group::Corrections, Group::General];
    for (group, by) in groups.into_iter().zip(Weight::ALL) {
        let persons = vec![(2020, 5000.0), (2022, 8000.0), (2023, 100.0)];
        let series = Series { persons, by, status: Status::Fact, source: "design".to_owned() };
        scenario.demand.push(Demand { group, count: DemandCount::Series(series) });
    }
    agree(&scenario, &scenario.params, &Policy::default(), None, 48);
    agree(&scenario, &scenario.params, &wild_policy(&scenario), None, 30);
}

/// Where more people start to look for a post than are hired and give up, nobody enters.
#[test]
fn a_place_that_needs_no_entrants_agrees() {
    let mut scenario = chuxiong();
    scenario.regions.truncate(2);
    scenario.start.inactive = [0.0, 4000.0, 1500.0, 300.0];
    let params = Params { inactive_return: 0.9, ..scenario.params.clone() };
    let baseline = Policy::default();
    let twin = Twin::new(&scenario, &params, &baseline, None);
    assert!(twin.solved.iter().all(|region| region.entrants == 0.0));
    agree(&scenario, &params, &baseline, None, 24);
    agree(&scenario, &params, &wild_policy_of_few(&scenario), None, 36);
}

/// [`wild_policy`] where there are fewer regions.
fn wild_policy_of_few(scenario: &Scenario) -> Policy {
    let mut policy = wild_policy(&chuxiong());
    policy.regions.retain(|code, _| scenario.regions.iter().any(|region| region.code == *code));
    policy
}
