//! The JavaScript side: packages by npm, the page by Vite.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::paths;
use crate::progress::{Progress, output, run};
use crate::stamp::{Fingerprint, once};
use crate::wasm::{self, Build};

/// What Vite reads; Rust sources reach it only through `pkg/`.
const PAGE_INPUTS: [&str; 8] = [
    "index.html",
    "vite.config.js",
    "places.vite.js",
    "package-lock.json",
    "pkg",
    "crates/web-ui",
    "crates/ui-state",
    "scenarios",
];

/// Brings `dist/` up to date.
pub fn page(progress: &mut Progress, build: Build) -> Result<()> {
    wasm::build(progress, build)?;
    install(progress)?;
    bundle(progress, build)
}

/// Installs what package-lock.json names, unless it is there.
pub fn install(progress: &mut Progress) -> Result<()> {
    progress.step("npm packages", || {
        let _alone = paths::alone()?;
        let root = paths::root();
        let mut inputs = Fingerprint::default();
        inputs.files(&root.join("package-lock.json"), |_| true)?;
        // npm writes this list last; without it the folder is missing or half filled.
        once(&stamp("npm"), &inputs.finish(), &root.join("node_modules/.package-lock.json"), || {
            check_node()?;
            run(Command::new("npm")
                .args(["ci", "--no-fund", "--no-audit", "--loglevel=error"])
                .current_dir(root))
        })
    })
}

/// Bundles the page with Vite, unless nothing it reads has changed.
pub fn bundle(progress: &mut Progress, build: Build) -> Result<()> {
    progress.step("page", || {
        let _alone = paths::alone()?;
        let mut inputs = Fingerprint::default();
        inputs.text(build.name());
        for input in PAGE_INPUTS {
            inputs
                .files(&paths::root().join(input), |file| file.extension().is_none_or(|kind| kind != "rs"))?;
        }
        once(&stamp("page"), &inputs.finish(), &paths::dist().join("index.html"), || {
            let mut vite = tool("vite");
            vite.args(["build", "--logLevel", "warn"]);
            if build == Build::Dist {
                vite.env("SHAPAN_COMPRESS", "1");
            }
            run(&mut vite)
        })
    })
}

/// Beside the packages, so that a fresh installation forgets what the old one made.
fn stamp(name: &str) -> PathBuf {
    paths::root().join("node_modules/.cache/xtask").join(name)
}

/// A program that came with the packages.
pub fn tool(name: &str) -> Command {
    let mut command = Command::new(paths::root().join("node_modules/.bin").join(name));
    command.current_dir(paths::root());
    command
}

/// Vite fails with a riddle on an older Node; a sentence is kinder.
fn check_node() -> Result<()> {
    let Some(version) = output(Command::new("node").arg("--version")) else {
        bail!("Node.js is not installed: the page needs Node 20.19, 22.12 or later, with npm");
    };
    let mut parts =
        version.trim().trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(0_u32));
    let (major, minor) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if (major, minor) < (20, 19) || major == 21 || (major == 22 && minor < 12) {
        bail!("Node.js is {}; the page needs 20.19, 22.12 or later", version.trim());
    }
    Ok(())
}
