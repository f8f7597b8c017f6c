//! A Python of our own in the build folder, with the packages that `tests/validation/requirements.txt` names.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::progress::{output, run};
use crate::stamp::{Fingerprint, once};
use crate::{apt, paths};

/// The oldest that the packages support.
const OLDEST: (u32, u32) = (3, 10);

/// What Debian calls Python and the part of it that makes environments.
const PACKAGES: [&str; 2] = ["python3", "python3-venv"];

/// The environment's Python, made ready where it is not.
pub fn environment() -> Result<PathBuf> {
    let _alone = paths::alone()?;
    let requirements = paths::root().join("tests/validation/requirements.txt");
    let folder = paths::target().join("validation-python");
    let (python, stamp) = (program(&folder), folder.join("xtask-stamp"));
    let system = system_python()?;
    let mut inputs = Fingerprint::default();
    inputs.text(&version_line(&system)).files(&requirements, |_| true)?;
    once(&stamp, &inputs.finish(), &python, || {
        make(&system, &folder)?;
        eprintln!("  installing what {} names", requirements.display());
        run(Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .arg(&requirements))
    })?;
    Ok(python)
}

/// An environment without packages; `--clear` because half of one may stand there.
fn make(system: &str, folder: &Path) -> Result<()> {
    let venv = || Command::new(system).args(["-m", "venv", "--clear"]).arg(folder).output();
    if venv().is_ok_and(|made| made.status.success()) {
        return Ok(());
    }
    // Debian's Python comes without the part that puts pip into an environment.
    if apt::usable() && apt::has(PACKAGES[1]) {
        eprintln!("  installing {} with apt", PACKAGES[1]);
        apt::install(&PACKAGES[1..])?;
    }
    let made = venv()?;
    if !made.status.success() {
        bail!(
            "`{system} -m venv` fails: install it (Debian: `apt-get install {}`).\n{}{}",
            PACKAGES[1],
            String::from_utf8_lossy(&made.stdout),
            String::from_utf8_lossy(&made.stderr)
        );
    }
    Ok(())
}

fn system_python() -> Result<String> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    if apt::usable() && apt::has(PACKAGES[0]) {
        eprintln!("  installing {} with apt", PACKAGES.join(", "));
        apt::install(&PACKAGES)?;
    }
    match installed() {
        Some(found) => Ok(found),
        None => bail!(
            "no Python {}.{} or later on the path: install it (Debian: `apt-get install {}`)",
            OLDEST.0,
            OLDEST.1,
            PACKAGES.join(" ")
        ),
    }
}

fn installed() -> Option<String> {
    let names = ["python3", "python"].map(str::to_owned);
    names.into_iter().find(|name| new_enough(&version_line(name)))
}

fn version_line(python: &str) -> String {
    output(Command::new(python).arg("--version")).unwrap_or_default()
}

/// Whether `Python 3.11.7` is as new as the packages ask for.
fn new_enough(line: &str) -> bool {
    let mut parts = line.trim().strip_prefix("Python ").unwrap_or_default().split('.').map(str::parse);
    matches!((parts.next(), parts.next()), (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= OLDEST)
}

fn program(folder: &Path) -> PathBuf {
    if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_python_that_the_packages_support_is_taken() {
        let check = |line, wanted| assert_eq!(new_enough(line), wanted, "{line:?}");
        check("Python 3.11.7\n", true);
        check("Python 3.10.0", true);
        check("Python 3.9.18", false);
        check("Python 2.7.18", false);
        check("Python 4.0.0a1", true);
        check("", false);
        check("pyenv: python3: command not found", false);
    }
}
