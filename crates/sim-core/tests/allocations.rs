//! A month allocates nothing: what it works in is kept from month to month.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use sim_core::scenario::builtin_scenarios;
use sim_core::{Model, RunSettings, Scenario};

/// How often a run under the document's policy allocates when it lasts so many years, with and without drawn shocks.
fn allocations(scenario: &Scenario, years: i32) -> [u64; 2] {
    let mut scenario = scenario.clone();
    scenario.grid.end = scenario.grid.start.plus(12 * years - 1);
    let model = Model::new(&scenario);
    let policy = scenario.document_policy();
    [None, Some(1)].map(|seed| {
        let counted = allocation_counter::measure(|| {
            model.run(&policy, &RunSettings { seed, run: 0 }).expect("the document's run does not break");
        });
        assert!(counted.count_total > 0, "nothing was counted");
        counted.count_total
    })
}

#[test]
fn a_run_of_ten_years_allocates_as_often_as_one_of_two() {
    for builtin in builtin_scenarios() {
        let (scenario, _) = builtin.read().expect("a built-in scenario has no errors");
        assert_eq!(allocations(&scenario, 10), allocations(&scenario, 2), "{}", builtin.key);
    }
}
