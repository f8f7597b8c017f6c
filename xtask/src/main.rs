//! `cargo xtask COMMAND`: the project's own commands and what each is made of.

mod apt;
mod browser;
mod checks;
mod debian;
mod dev;
mod edges;
mod npm;
mod paths;
mod progress;
mod python;
mod serve;
mod stamp;
mod suite;
mod toolchain;
mod tracked;
mod validate;
mod wasm;

use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::progress::{Progress, output, run};
use crate::wasm::Build;

const COMMANDS: &str = "\
cargo xtask COMMAND

  serve [--port N]    build what changed and serve the page
  dev                 the same with a dev server that rebuilds on every change
  dist                the page for publishing, in dist/
  test [--no-e2e]     everything that must hold, the browser included
  test --only e2e [PATTERN]
                      the page and its browser tests alone
  validate [PATTERN]  our analyses beside other people's programs (SALib, SciPy), each script of tests/validation
  screenshots [PAGE]  pictures of every page, in docs/screenshots/
  check               the fast gate: format, lints, purity, crate edges, unit tests
  wasm                the page's modules alone, in pkg/
  bench               how fast the models, a peer and the page are, and how large the page is

  SHAPAN_WASM_ROUTE=rustup|debian forces where the wasm target comes from, CHROMIUM=path names the browser";

fn main() -> ExitCode {
    match dispatch(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<()> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut progress = Progress::default();
    match args.as_slice() {
        ["serve"] => serve::page(&mut progress, serve::DEFAULT_PORT),
        ["serve", "--port", port] => {
            let port =
                port.parse().with_context(|| format!("port {port:?} should be a number up to 65535"))?;
            serve::page(&mut progress, port)
        }
        ["dev"] => dev::watch(&mut progress),
        ["dist"] => npm::page(&mut progress, Build::Dist),
        ["test"] => suite::all(&mut progress, true),
        ["test", "--no-e2e"] => suite::all(&mut progress, false),
        ["test", "--only", "e2e", patterns @ ..] => suite::end_to_end(&mut progress, patterns),
        ["validate", patterns @ ..] => validate::scripts(&mut progress, patterns),
        ["screenshots", pages @ ..] => suite::screenshots(&mut progress, pages),
        ["check"] => suite::fast(&mut progress),
        ["wasm"] => wasm::build(&mut progress, Build::Web),
        ["bench"] => bench(&mut progress),
        [] | ["help" | "--help" | "-h"] => {
            println!("{COMMANDS}");
            Ok(())
        }
        other => bail!("there is no command `{}`; the commands are:\n\n{COMMANDS}", other.join(" ")),
    }
}

fn bench(progress: &mut Progress) -> Result<()> {
    progress.step("native benchmark", || run(paths::cargo().args(["bench", "-p", "sim-core"])))?;
    persons(progress)?;
    wasm::build(progress, Build::Web)?;
    progress.step("wasm benchmark", || run(&mut node("tests/wasm/bench.mjs")))?;
    suite::slider_to_chart(progress)?;
    progress.step("first load", || run(&mut node("tests/wasm/first-load.mjs")))
}

/// The model of persons, and the flat loop that is written with another framework.
fn persons(progress: &mut Progress) -> Result<()> {
    let engine = progress.step("persons", || {
        let bench = ["bench", "-p", "sim-core", "--features", "plain", "--bench", "agents"];
        agent_months(paths::cargo().args(bench))
    })?;
    let peer = progress.step("persons, ixa", || {
        let peer = ["run", "--release", "--locked", "--manifest-path", "tests/peers/ixa/Cargo.toml"];
        // Its build folder is its own, whatever ours is.
        agent_months(paths::cargo().args(peer).env_remove("CARGO_TARGET_DIR"))
    })?;
    println!("engine with all features ÷ flat loop of ixa: {:.1}", engine / peer);
    Ok(())
}

/// Runs a benchmark that ends with its speed, and says what it said.
fn agent_months(command: &mut Command) -> Result<f64> {
    let text = output(command).context("the benchmark should run to its end")?;
    print!("{text}");
    let speed = text.lines().find_map(|line| line.strip_prefix("million agent-months a second: "));
    speed.and_then(|speed| speed.parse().ok()).context("the benchmark should tell its speed")
}

fn node(script: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(script).current_dir(paths::root());
    node
}
