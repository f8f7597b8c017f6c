//! Every built-in scenario gives the same bits on every machine and after every change that means to keep them.
//!
//! The digests stand in `scenarios/<key>/golden/digests.txt`. Where a change means to change them, write them anew in a
//! commit of its own that says why, and raise `MODEL_VERSION`:
//!
//! ```text
//! SHAPAN_WRITE_GOLDENS=1 cargo test -p sim-core --test digests
//! ```
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use sim_core::scenario::builtin_scenarios;
use sim_core::{MODEL_VERSION, Model, Policy, RunSettings};
use std::fmt::Write;
use std::path::PathBuf;

fn golden(key: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../../scenarios", key, "golden/digests.txt"].iter().collect()
}

/// One line for each policy, without and with drawn years.
fn digests(model: &Model) -> String {
    let mut text = format!("model {MODEL_VERSION}\n");
    let policies = [("baseline", Policy::default()), ("document", model.scenario().document_policy())];
    for (name, policy) in policies {
        for (draws, seed) in [("expected", None), ("seed-1", Some(1))] {
            let digest = model
                .digest(&policy, &RunSettings { seed, run: 0 })
                .unwrap_or_else(|fault| panic!("{name}, {draws}: {fault}"));
            writeln!(text, "{name} {draws} {digest}").expect("a string grows");
        }
    }
    text
}

#[test]
fn every_scenario_has_the_bits_of_its_golden() {
    let mut changed = Vec::new();
    for builtin in builtin_scenarios() {
        let (scenario, _) = builtin.read().expect("a built-in scenario has no errors");
        let now = digests(&Model::new(&scenario));
        let path = golden(builtin.key);
        if std::env::var_os("SHAPAN_WRITE_GOLDENS").is_some() {
            std::fs::create_dir_all(path.parent().expect("the golden lies in a folder"))
                .expect("a folder can be made");
            std::fs::write(&path, &now).expect("the golden can be written");
            continue;
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        if kept != now {
            changed.push(format!("{}\n-- golden --\n{kept}-- now --\n{now}", builtin.key));
        }
    }
    assert!(
        changed.is_empty(),
        "{}\nIf this is meant: SHAPAN_WRITE_GOLDENS=1 cargo test -p sim-core --test digests",
        changed.join("\n")
    );
}
