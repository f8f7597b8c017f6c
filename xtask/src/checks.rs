//! Cargo's own checks: format, lints, the purity of the inner crates, and tests.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::paths::{cargo, root, target};
use crate::progress::{Progress, run};

/// The crates that must not touch the world. Each has a `clippy.toml` naming what that means.
const PURE: [&str; 3] = ["sim-core", "office", "ui-state"];

pub fn format(progress: &mut Progress) -> Result<()> {
    progress.step("format", || run(cargo().args(["fmt", "--all", "--check"])))
}

pub fn lints(progress: &mut Progress) -> Result<()> {
    progress.step("lints", || {
        run(cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-Dwarnings"]))
    })
}

/// What the shipped code of the pure crates may call. Their tests may read files.
pub fn purity(progress: &mut Progress) -> Result<()> {
    progress.step("purity of the inner crates", || {
        let packages = PURE.iter().flat_map(|name| ["--package", name]);
        run(cargo().args(["clippy", "--quiet", "--lib"]).args(packages).args([
            "--",
            "-Dwarnings",
            "-Dunsafe_code",
            "-Dclippy::disallowed_methods",
            "-Dclippy::disallowed_types",
            "-Dclippy::disallowed_macros",
            "-Dclippy::print_stdout",
            "-Dclippy::print_stderr",
            "-Dclippy::dbg_macro",
        ]))
    })
}

pub fn tests(progress: &mut Progress) -> Result<()> {
    progress.step("tests", || run(cargo().args(["test", "--workspace"])))
}

/// The command line. `tests` has built it; with the features of their own that tests have, so that another build would begin anew.
pub fn program(after_tests: bool) -> Result<PathBuf> {
    let built = target().join("debug").join(format!("shapan{}", std::env::consts::EXE_SUFFIX));
    if !after_tests {
        run(cargo().args(["build", "--quiet", "--package", "shapan"]))?;
    }
    ensure!(built.is_file(), "cargo built no {}", built.display());
    Ok(built)
}

/// The optimiser may not change a bit of a promised number either.
pub fn digests(progress: &mut Progress) -> Result<()> {
    let there = ["digests.rs", "digests/main.rs"];
    if !there.iter().any(|file| root().join("crates/sim-core/tests").join(file).is_file()) {
        return Ok(());
    }
    progress.step("digests and promises, optimised", || {
        // Promises are thousands of runs: only worth it optimised.
        let tests = ["--features", "study", "--test", "digests", "--test", "promises"];
        run(cargo().args(["test", "--release", "--package", "sim-core"]).args(tests))
    })
}
