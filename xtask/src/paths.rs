//! Where things are: the repository's root, the build folder, and this run's cargo.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// Cargo's build folder, where everything that can be made again lives.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// What wasm-bindgen made and Vite reads.
pub fn pkg() -> PathBuf {
    root().join("pkg")
}

/// The finished page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Holds off other runs of this program, which write to the same folders, until dropped.
pub fn alone() -> Result<File> {
    let folder = root().join("target");
    fs::create_dir_all(&folder)?;
    let lock = File::create(folder.join("xtask.lock"))?;
    lock.lock()?;
    Ok(lock)
}

/// The cargo that runs this program, in the root.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}
