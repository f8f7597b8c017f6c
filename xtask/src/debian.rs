//! Debian's Rust as a wasm compiler: its library sources match it, so `std` for wasm can be built here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::progress::{output, run};
use crate::toolchain::{TARGET, Toolchain, holds_std};
use crate::{apt, paths};

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LINKER: &str = "/usr/bin/wasm-ld-19";
const LIBRARY_SOURCES: &str = "lib/rustlib/src/rust/library/Cargo.lock";
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// Whether everything is here already.
pub fn ready() -> bool {
    installed() && sysroot().is_ok_and(|sysroot| holds_std(&libraries(&sysroot)))
}

/// Whether it is here or apt could bring it.
pub fn possible() -> bool {
    installed() || (apt::usable() && apt::has(PACKAGES[0]))
}

/// Debian's compiler with a standard library for wasm, both made ready where they are not.
pub fn toolchain() -> Result<Toolchain> {
    if !possible() {
        bail!("Debian's Rust is not installed and cannot be: {} need apt and root", PACKAGES.join(", "));
    }
    if !installed() {
        eprintln!("  installing {} with apt", PACKAGES.join(", "));
        apt::install(&PACKAGES)?;
    }
    let sysroot = sysroot()?;
    let libraries = libraries(&sysroot);
    if !holds_std(&libraries) {
        eprintln!("  building the standard library for {TARGET}, once");
        build_std(&libraries)?;
    }
    Ok(Toolchain::Debian { sysroot })
}

/// Named by the compiler's version: libraries of another would not be read.
fn sysroot() -> Result<PathBuf> {
    let version =
        output(Command::new(RUSTC).arg("--version")).context("Debian's rustc should tell its version")?;
    let version = version.split(' ').nth(1).context("`rustc --version` should say `rustc VERSION …`")?;
    Ok(paths::target().join(format!("wasm-sysroot-{version}")))
}

fn libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

/// Debian's cargo, told to use Debian's compiler and linker.
pub fn cargo() -> Command {
    let mut command = Command::new(CARGO);
    command
        .current_dir(paths::root())
        .env("RUSTC", RUSTC)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", LINKER)
        // Set by the cargo that runs us, for another compiler.
        .env_remove("RUSTC_WRAPPER")
        .env_remove("RUSTC_WORKSPACE_WRAPPER")
        .env_remove("RUSTUP_TOOLCHAIN");
    command
}

fn installed() -> bool {
    let sources = output(Command::new(RUSTC).args(["--print", "sysroot"]))
        .is_some_and(|sysroot| Path::new(sysroot.trim()).join(LIBRARY_SOURCES).is_file());
    sources && [CARGO, LINKER].iter().all(|tool| Path::new(tool).exists())
}

/// Builds `std` as the dependency of an empty package and keeps its libraries.
fn build_std(libraries: &Path) -> Result<()> {
    let package = paths::target().join("wasm-std");
    fs::create_dir_all(package.join("src"))?;
    // A workspace of its own: cargo would otherwise look upwards and find ours.
    fs::write(
        package.join("Cargo.toml"),
        "[workspace]\n[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n",
    )?;
    fs::write(package.join("src/lib.rs"), "#![no_std]\n")?;
    let build = package.join("build");
    run(cargo()
        .current_dir(&package)
        .args([
            "build",
            "--quiet",
            "--release",
            "--target",
            TARGET,
            "-Zbuild-std=std,panic_abort",
            "--target-dir",
        ])
        .arg(&build)
        // The flag is for nightly compilers; sources and compiler come from one package here, so it is safe.
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTFLAGS")
        // Link-time optimisation needs the libraries' bitcode.
        .env("CARGO_ENCODED_RUSTFLAGS", "-Cembed-bitcode=yes"))?;
    let made: Vec<PathBuf> = fs::read_dir(build.join(TARGET).join("release/deps"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    fs::create_dir_all(libraries)?;
    // `std` last: its presence is what says that the folder is whole.
    let (last, first): (Vec<_>, Vec<_>) = made
        .iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "rlib") && !named(path, "libempty-"))
        .partition(|path| named(path, "libstd-"));
    for library in first.into_iter().chain(last) {
        let name = library.file_name().expect("a folder's entry has a name");
        fs::copy(library, libraries.join(name))?;
    }
    if !holds_std(libraries) {
        bail!("the build of std should have left libstd-*.rlib in {}", build.display());
    }
    fs::remove_dir_all(&package)?;
    Ok(())
}

fn named(path: &Path, start: &str) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start))
}
