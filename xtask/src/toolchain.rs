//! Which compiler makes wasm here, tried from the cheapest to the dearest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::progress::{output, run};
use crate::{debian, paths};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// A compiler that can make wasm.
pub enum Toolchain {
    /// The one that runs this program, by rustup or by hand.
    Own,
    /// Debian's, with a standard library built here.
    Debian { sysroot: PathBuf },
}

impl Toolchain {
    /// Finds one, installing what is missing.
    pub fn find() -> Result<Self> {
        match std::env::var("SHAPAN_WASM_ROUTE").as_deref() {
            Ok("rustup") if has_std() || add_std() => Ok(Self::Own),
            Ok("rustup") => bail!("rustup has no {TARGET} and could not add it"),
            Ok("debian") => debian::toolchain(),
            Ok(other) => bail!("SHAPAN_WASM_ROUTE is {other:?}; it should be `rustup`, `debian` or not set"),
            Err(_) if has_std() => Ok(Self::Own),
            // Before rustup, which would look for its network again at every build.
            Err(_) if debian::ready() => debian::toolchain(),
            Err(_) if add_std() => Ok(Self::Own),
            Err(_) if debian::possible() => debian::toolchain(),
            Err(_) => bail!(
                "this Rust cannot compile to {TARGET} and nothing here could be installed that does: run `rustup \
                 target add {TARGET}` where rustup has a network, or run this as root on Debian 12 or later"
            ),
        }
    }

    /// A cargo command that builds for wasm, and the folder it builds in.
    ///
    /// Each compiler has a folder of its own: in a shared one they would rebuild each other's work.
    pub fn build(&self, cargo: &str) -> (Command, PathBuf) {
        // Lanes are fixed in the code; relaxed SIMD would let the browser choose how to round.
        let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
        let (mut command, folder) = match self {
            Self::Own => (paths::cargo(), "wasm-own"),
            Self::Debian { sysroot } => {
                flags.extend(["--sysroot".to_owned(), sysroot.display().to_string()]);
                (debian::cargo(), "wasm-debian")
            }
        };
        let folder = paths::target().join(folder);
        command.args([cargo, "--target", TARGET, "--target-dir"]).arg(&folder);
        // Encoded flags win over every other source of flags and may hold spaces.
        command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
        (command, folder)
    }
}

/// Asks rustup, which may report success for a toolchain other than the one in use: only the folder counts.
fn add_std() -> bool {
    run(Command::new("rustup").args(["target", "add", TARGET]).current_dir(paths::root())).is_ok()
        && has_std()
}

fn has_std() -> bool {
    output(Command::new("rustc").current_dir(paths::root()).args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))
    .is_some_and(|folder| holds_std(Path::new(folder.trim())))
}

/// Whether a library folder holds a standard library, and not only the memory of one.
pub fn holds_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| {
        entries
            .any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
    })
}
