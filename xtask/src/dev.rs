//! The page while it is being written: a dev server, and a rebuild after every change to the Rust side.

use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};

use crate::progress::Progress;
use crate::stamp::files_below;
use crate::wasm::{self, Build};
use crate::{npm, paths};

/// What the wasm modules are made of. Vite watches the rest itself.
const SOURCES: [&str; 4] = ["crates", "scenarios", "Cargo.toml", "Cargo.lock"];

/// Short enough to feel at once, long enough to cost nothing.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Rebuilds until interrupted. A build that fails has said why; the next change tries again.
pub fn watch(progress: &mut Progress) -> Result<()> {
    npm::install(progress)?;
    let mut built = newest()?;
    rebuild(progress);
    let mut server = npm::tool("vite").args(["--host", "127.0.0.1"]).spawn().context("vite should start")?;
    while still_runs(&mut server)? {
        thread::sleep(LOOK_EVERY);
        let now = newest()?;
        if now != built {
            // Taken before the build: what changes during it is built again.
            built = now;
            rebuild(progress);
        }
    }
    Ok(())
}

fn rebuild(progress: &mut Progress) {
    match wasm::build(progress, Build::Web) {
        Ok(()) => eprintln!("  up to date"),
        Err(error) => eprintln!("  not rebuilt: {error:#}"),
    }
}

fn still_runs(server: &mut Child) -> Result<bool> {
    Ok(server.try_wait().context("vite should answer for itself")?.is_none())
}

/// The latest change and the number of files: one that is removed changes only the second.
fn newest() -> Result<(SystemTime, usize)> {
    let mut latest = SystemTime::UNIX_EPOCH;
    let mut count = 0;
    for source in SOURCES {
        for file in files_below(&paths::root().join(source))?.iter().filter(|file| is_source(file)) {
            // A file can vanish between being listed and being looked at.
            if let Ok(changed) = file.metadata().and_then(|file| file.modified()) {
                latest = latest.max(changed);
                count += 1;
            }
        }
    }
    Ok((latest, count))
}

/// Scripts and styles are Vite's; only what cargo may read counts.
fn is_source(file: &Path) -> bool {
    file.extension().is_some_and(|kind| ["rs", "toml", "csv", "ftl", "lock"].iter().any(|ours| kind == *ours))
}
