//! A scenario by its built-in name or from its folder, and the author's other files.

use crate::failure::{Failure, lines, say};
use anyhow::{Context, anyhow, bail};
use sim_core::scenario::{Count, File, ScenarioFiles, builtin_scenarios, read_counts};
use sim_core::{Problem, Scenario};
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// Larger files are not even read. The core refuses them too; this spares the memory.
const LARGEST_FILE: u64 = sim_core::scenario::LARGEST_FILE as u64;

/// The files of a scenario folder. Nothing else in it is looked at; a scenario that extends a built-in one needs no
/// regions, and none needs a history or checks.
const FILES: [&str; 2] = ["scenario.toml", "regions.csv"];
const HISTORY: &str = "history.csv";
const CHECKS: &str = "checks.toml";

/// Reads a scenario, with its warnings. A built-in name goes before a folder of that name; `./NAME` is the folder.
pub fn scenario_with_warnings(given: &str) -> Result<(Scenario, Vec<Problem>), Failure> {
    let read = if let Some(builtin) = builtin_scenarios().iter().find(|s| s.key == given) {
        builtin.read()
    } else {
        let path = Path::new(given);
        let means_a_path = given.contains(['/', '\\']) || given == "." || given == "..";
        if !means_a_path && !path.exists() {
            return Err(Failure::author(unknown(given)));
        }
        read_folder(path)?
    };
    read.map_err(|problems| Failure::problems(&problems))
}

/// Reads a scenario and shows its warnings on stderr.
pub fn scenario(given: &str) -> Result<Scenario, Failure> {
    let (scenario, warnings) = scenario_with_warnings(given)?;
    say(&lines(&warnings));
    Ok(scenario)
}

fn unknown(given: &str) -> String {
    let keys: Vec<&str> = builtin_scenarios().iter().map(|s| s.key).collect();
    // However far off, the nearest one says what such a name looks like; of equals the first.
    let nearest = keys
        .iter()
        .rev()
        .max_by(|a, b| strsim::jaro_winkler(given, a).total_cmp(&strsim::jaro_winkler(given, b)))
        .map_or_else(String::new, |key| format!("did you mean '{key}'? "));
    let shown: String = given.chars().take(64).collect();
    format!(
        "error: '{shown}' is neither a built-in scenario nor a folder ({nearest}built in: {}; a folder holds {})",
        keys.join(", "),
        FILES.join(" and ")
    )
}

type Reading = Result<(Scenario, Vec<Problem>), Vec<Problem>>;

fn read_folder(folder: &Path) -> anyhow::Result<Reading> {
    let is = fs::metadata(folder).with_context(|| format!("cannot read '{}'", folder.display()))?;
    if !is.is_dir() {
        bail!("'{}' is not a folder: give the folder that holds {}", folder.display(), FILES.join(" and "));
    }
    let there = |name: &&str| {
        !fs::symlink_metadata(folder.join(name)).is_err_and(|e| e.kind() == ErrorKind::NotFound)
    };
    let missing: Vec<&str> = FILES.into_iter().filter(|name| !there(name)).collect();
    if missing.contains(&FILES[0]) {
        bail!(
            "'{}' has no {}: a scenario folder holds {}",
            folder.display(),
            missing.join(" and no "),
            FILES.join(" and ")
        );
    }
    let names = [FILES[0], FILES[1], HISTORY, CHECKS];
    let shown = names.map(|name| folder.join(name).display().to_string());
    let mut contents: [Option<Vec<u8>>; 4] = Default::default();
    for (name, content) in names.iter().zip(&mut contents) {
        if there(name) {
            // A folder may come from a stranger: a link in it could make messages quote any file of this machine.
            *content = Some(file(&folder.join(name), Links::Refused)?);
        }
    }
    let given = |i: usize| contents[i].as_deref().map(|bytes| File { name: &shown[i], bytes });
    let scenario = given(0).context("scenario.toml went away while it was read")?;
    let files = ScenarioFiles { scenario, regions: given(1), history: given(2), checks: given(3) };
    Ok(Scenario::read(&files))
}

/// Reads later counts, in the order of what they count and of their years.
pub fn counts(path: &Path) -> Result<Vec<Count>, Failure> {
    let bytes = file(path, Links::Followed)?;
    let shown = path.display().to_string();
    let mut counts =
        read_counts(File { name: &shown, bytes: &bytes }).map_err(|problems| Failure::problems(&problems))?;
    counts.sort_by_key(|count| (count.what, count.year));
    Ok(counts)
}

/// What to do with a symbolic link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Read what it points to.
    Followed,
    /// Refuse it.
    Refused,
}

/// Reads an ordinary file of at most the largest size.
pub fn file(path: &Path, links: Links) -> anyhow::Result<Vec<u8>> {
    let cannot = || format!("cannot read '{}'", path.display());
    let is = match links {
        Links::Followed => fs::metadata(path),
        Links::Refused => fs::symlink_metadata(path),
    };
    let is = is.with_context(cannot)?;
    if !is.is_file() {
        return Err(anyhow!("not an ordinary file").context(cannot()));
    }
    let too_large = |bytes: String| {
        anyhow!("the file has {bytes} bytes, at most {LARGEST_FILE} (1 MiB) are read").context(cannot())
    };
    if is.len() > LARGEST_FILE {
        return Err(too_large(is.len().to_string()));
    }
    let mut bytes = Vec::new();
    // One byte more than allowed, in case the file grows meanwhile.
    fs::File::open(path)
        .and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes))
        .with_context(cannot)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large("more".to_owned()));
    }
    Ok(bytes)
}
