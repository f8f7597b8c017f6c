//! The scenarios from 2026 on are what `shapan forward` says today.

mod support;

use sim_core::scenario::builtin_scenarios;
use std::path::PathBuf;

/// A forward scenario and the earlier one that it begins from.
fn pairs() -> impl Iterator<Item = (&'static str, String)> {
    builtin_scenarios().iter().filter(|s| s.key.ends_with("-2026")).map(|s| {
        let (scenario, _) = s.read().expect("a built-in scenario has no errors");
        (s.key, scenario.start.from_run.expect("it says where it comes from"))
    })
}

#[test]
fn every_forward_scenario_is_the_end_of_its_earlier_run() {
    let mut changed = Vec::new();
    for (key, from) in pairs() {
        let now = support::shapan(["forward", &from, "--policy", "document", "--key", key]).fine();
        let path: PathBuf =
            [env!("CARGO_MANIFEST_DIR"), "../../scenarios", key, "scenario.toml"].iter().collect();
        if std::env::var_os("SHAPAN_WRITE_DOCS").is_some() {
            std::fs::write(&path, &now).expect("the scenario can be written");
            continue;
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if kept != now {
            changed.push(key);
        }
    }
    assert!(
        changed.is_empty(),
        "{changed:?} no longer begin where their earlier runs end; if this is meant:\n    \
         SHAPAN_WRITE_DOCS=1 cargo test -p shapan --test forward"
    );
}
