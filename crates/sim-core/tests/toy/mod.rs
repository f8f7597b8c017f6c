//! Places that are small enough to be known by other means.
#![allow(dead_code, reason = "each test file uses some of them")]

use sim_core::time::{Month, TimeGrid};
use sim_core::{LeverKey, Policy, Scenario, Schedule};

pub fn chuxiong() -> Scenario {
    Scenario::builtin("chuxiong-2021").expect("built in")
}

pub fn policy(levers: &[(LeverKey, f64)]) -> Policy {
    Policy {
        levers: levers.iter().map(|(key, value)| (*key, Schedule::Constant(*value))).collect(),
        ..Policy::default()
    }
}

/// A lever as the scenario's own baseline, in force before the start is solved.
pub fn set_baseline(scenario: &mut Scenario, key: LeverKey, value: f64) {
    scenario.levers[key.index()].baseline = Schedule::Constant(value);
}

/// A place of one kind of people and constant hazards: community workers without a certificate, aged 20, who quit,
/// move and are laid off because there are no posts left.
pub fn markov_place() -> (Scenario, Policy) {
    let mut scenario = chuxiong();
    scenario.regions.truncate(1);
    scenario.grid = TimeGrid { start: Month::new(2021, 1), end: Month::new(2060, 12) };
    scenario.start.settings = [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    scenario.start.certificates = [1.0, 0.0, 0.0, 0.0];
    scenario.start.inactive = [0.0; 4];
    scenario.start.contract_filled = 0.0;
    let p = &mut scenario.params;
    for factor in [
        &mut p.exit_first_year,
        &mut p.exit_years_1_2,
        &mut p.exit_years_3_up,
        &mut p.exit_age_under_30,
        &mut p.exit_age_30_49,
        &mut p.exit_age_50_up,
        &mut p.exit_cert_none,
    ] {
        *factor = 1.0;
    }
    p.exit_pay_elasticity = 0.0;
    p.move_pay_elasticity = 0.0;
    p.exit_load_elasticity = 0.0;
    p.mortality_at_20 = 0.0;
    for age in [&mut p.retire_age_men, &mut p.retire_age_women_55, &mut p.retire_age_women_50] {
        *age = 200.0;
    }
    p.staff_age_mean = 20.5;
    p.staff_age_sd = 0.1;
    p.contract_age_mean = 20.5;
    p.contract_age_spread = 0.005;
    p.front_share = 0.0;
    p.entrants_factor = 0.0;
    p.outside_candidates = 0.0;
    p.uptake_assistant = 0.0;
    p.uptake_mid = 0.0;
    (p.mover_migration, p.seeker_migration, p.entry_share) = (0.0, 0.0, 0.0);
    set_baseline(&mut scenario, LeverKey::StationCoverage, 0.0);
    set_baseline(&mut scenario, LeverKey::PurchaseBudget, 0.0);
    // Enough posts by the norm that taking the norm away leaves none.
    scenario.communities.count.value = 10_000.0;
    let policy = policy(&[(LeverKey::CommunityStaff, 0.0)]);
    (scenario, policy)
}
