//! What other people's programs say about our analyses: every script in `tests/validation`, in the order of their names.
//!
//! A script runs in the repository's root, builds and asks the programs it needs itself, prints a line for each comparison, and
//! ends with another status than 0 where one fails. One whose name begins with `_` is not run but there for others.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::progress::{Progress, run};
use crate::stamp::files_below;
use crate::{paths, python};

/// Runs all scripts, or those whose name has one of the patterns in it. All are run before the first failure is told.
pub fn scripts(progress: &mut Progress, patterns: &[&str]) -> Result<()> {
    let files = files_below(&paths::root().join("tests/validation"))?;
    let mut names: Vec<String> = files.iter().filter_map(|file| script(file)).collect();
    let all = names.join(", ");
    names.retain(|name| patterns.is_empty() || patterns.iter().any(|pattern| name.contains(pattern)));
    if names.is_empty() {
        bail!("no script in tests/validation has a name like {}; there are {all}", patterns.join(" or "));
    }
    let python = progress.step("Python packages", python::environment)?;
    let mut failed = Vec::new();
    for name in names {
        let path = paths::root().join("tests/validation").join(&name).with_extension("py");
        let ran = progress.step(&name, || {
            // Their caches belong to the build folder too.
            run(Command::new(&python)
                .arg(path)
                .current_dir(paths::root())
                .env("PYTHONDONTWRITEBYTECODE", "1"))
        });
        if let Err(error) = ran {
            eprintln!("  {error:#}");
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("{} of tests/validation did not come out as it should", failed.join(", "));
    }
    println!("{}", progress.summary());
    Ok(())
}

/// The name of a script that is to be run.
fn script(file: &Path) -> Option<String> {
    let name = file.file_stem()?.to_str()?;
    let wanted = file.extension().is_some_and(|kind| kind == "py") && !name.starts_with('_');
    wanted.then(|| name.to_owned())
}
