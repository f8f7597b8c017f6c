//! Whether something made before is still what its inputs would make.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::paths;

/// A hash over names and contents; times lie after a checkout.
#[derive(Default)]
pub struct Fingerprint(DefaultHasher);

impl Fingerprint {
    pub fn text(&mut self, text: &str) -> &mut Self {
        text.hash(&mut self.0);
        self
    }

    /// Adds a file, or every file below a folder for which `wanted` holds. What is missing counts as empty.
    pub fn files(&mut self, path: &Path, wanted: impl Fn(&Path) -> bool) -> Result<&mut Self> {
        for file in files_below(path)? {
            if wanted(&file) {
                file.strip_prefix(paths::root()).unwrap_or(&file).hash(&mut self.0);
                fs::read(&file)
                    .with_context(|| format!("{} should be readable", file.display()))?
                    .hash(&mut self.0);
            }
        }
        Ok(self)
    }

    pub fn finish(&self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Every file at or below `path`, in the order of names.
pub fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        entries.sort();
        for entry in entries {
            files.extend(files_below(&entry)?);
        }
    }
    Ok(files)
}

/// Does `work` unless `made` is there and the file `stamp` already holds `fingerprint`; stamps only what succeeded.
pub fn once(stamp: &Path, fingerprint: &str, made: &Path, work: impl FnOnce() -> Result<()>) -> Result<()> {
    if made.exists() && fs::read_to_string(stamp).is_ok_and(|text| text == fingerprint) {
        return Ok(());
    }
    // Half-done work must not look done.
    if stamp.exists() {
        fs::remove_file(stamp)?;
    }
    work()?;
    fs::create_dir_all(stamp.parent().expect("a file has a folder"))?;
    fs::write(stamp, fingerprint)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_again_only_when_its_input_or_output_changed() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        let (stamp, made) = (folder.join("stamp"), folder.join("made"));
        let mut times = 0;
        let mut work = |fingerprint| {
            once(&stamp, fingerprint, &made, || {
                times += 1;
                fs::create_dir_all(&folder)?;
                Ok(fs::write(&made, "")?)
            })
        };
        work("a")?;
        work("a")?;
        work("b")?;
        fs::remove_file(&made)?;
        work("b")?;
        fs::remove_dir_all(&folder)?;
        assert_eq!(times, 3);
        Ok(())
    }
}
