//! The order in which everything is checked: the cheapest answer first.

use anyhow::Result;

use crate::progress::{Progress, run};
use crate::wasm::Build;
use crate::{browser, checks, edges, npm, paths, serve, tracked};

/// The gate for every change.
pub fn fast(progress: &mut Progress) -> Result<()> {
    gate(progress)?;
    println!("{}", progress.summary());
    Ok(())
}

/// Everything that must hold; `in_browser` adds the page itself.
pub fn all(progress: &mut Progress, in_browser: bool) -> Result<()> {
    gate(progress)?;
    checks::digests(progress)?;
    npm::page(progress, Build::Web)?;
    if in_browser {
        drive(progress, "stories", &[], true)?;
    }
    println!("{}", progress.summary());
    Ok(())
}

/// The page and its browser tests alone, all or those whose file or title matches a pattern.
pub fn end_to_end(progress: &mut Progress, patterns: &[&str]) -> Result<()> {
    npm::page(progress, Build::Web)?;
    drive(progress, "stories", patterns, false)
}

/// How fast a slider's move is on the chart; measured, not judged.
pub fn slider_to_chart(progress: &mut Progress) -> Result<()> {
    npm::page(progress, Build::Dist)?;
    drive(progress, "speed", &["--workers=1"], false)
}

/// Pictures of every page, or of those named, for docs/screenshots.
pub fn screenshots(progress: &mut Progress, pages: &[&str]) -> Result<()> {
    npm::page(progress, Build::Web)?;
    let chromium = progress.step("browser", browser::find)?;
    let address = serve::in_background()?;
    progress.step("screenshots", || {
        run(std::process::Command::new("node")
            .arg("tests/screenshots.mjs")
            .args(pages)
            .current_dir(paths::root())
            .env("BASE_URL", &address)
            .env("CHROMIUM", &chromium))
    })
}

fn gate(progress: &mut Progress) -> Result<()> {
    checks::format(progress)?;
    tracked::check(progress)?;
    edges::check(progress)?;
    checks::lints(progress)?;
    checks::purity(progress)?;
    checks::tests(progress)
}

fn drive(progress: &mut Progress, project: &str, more: &[&str], after_tests: bool) -> Result<()> {
    let chromium = progress.step("browser", browser::find)?;
    // Before the stories: a compiler beside them would make each browser wait.
    let program = progress.step("command line", || checks::program(after_tests))?;
    let address = serve::in_background()?;
    progress.step("browser tests", || {
        run(npm::tool("playwright")
            .args(["test", &format!("--project={project}")])
            .args(more)
            .env("BASE_URL", &address)
            .env("CHROMIUM", &chromium)
            .env("SHAPAN_BIN", &program))
    })
}
