//! A real Chromium and a Chinese font for the browser tests, installed where they are missing.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::apt;
use crate::progress::output;

const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const ON_A_MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The browser to test with.
pub fn find() -> Result<PathBuf> {
    ensure_chinese_font()?;
    if let Some(chosen) = std::env::var_os("CHROMIUM") {
        let chosen = PathBuf::from(chosen);
        if starts(&chosen) {
            return Ok(chosen);
        }
        bail!(
            "CHROMIUM is {}, which does not start; it should be a Chromium or Chrome program",
            chosen.display()
        );
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    if apt::usable() && apt::has("chromium") {
        eprintln!("  installing chromium with apt");
        apt::install(&["chromium"])?;
    }
    match installed() {
        Some(found) => Ok(found),
        None => bail!(
            "no Chromium or Chrome to test with: install one (Debian: `apt-get install chromium`) or set CHROMIUM to \
             its program"
        ),
    }
}

fn installed() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH").into_iter().flat_map(|path| {
        std::env::split_paths(&path)
            .flat_map(|folder| NAMES.map(|name| folder.join(name)))
            .collect::<Vec<_>>()
    });
    on_path
        .chain([PathBuf::from(ON_A_MAC)])
        .filter(|program| program.is_file())
        .find(|program| starts(program))
}

/// Ubuntu's `chromium-browser` may be a script that only advises to install a snap.
fn starts(program: &Path) -> bool {
    output(Command::new(program).arg("--version")).is_some_and(|version| version.contains("Chrom"))
}

/// Without one every label is a row of boxes of one width, and layout tests would measure those.
fn ensure_chinese_font() -> Result<()> {
    if !cfg!(target_os = "linux") || has_chinese_font() {
        return Ok(());
    }
    if apt::usable() && apt::has("fonts-noto-cjk") {
        eprintln!("  installing a Chinese font with apt");
        apt::install(&["fontconfig", "fonts-noto-cjk"])?;
    }
    if has_chinese_font() {
        return Ok(());
    }
    bail!(
        "no Chinese font for the browser: install one (Debian: `apt-get install fontconfig fonts-noto-cjk`)"
    )
}

fn has_chinese_font() -> bool {
    output(Command::new("fc-list").arg(":lang=zh")).is_some_and(|fonts| !fonts.trim().is_empty())
}
