//! The page's modules: from Rust by cargo, wasm-bindgen and, for publishing, wasm-opt, to `pkg/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support as split;

use crate::progress::{Progress, output, run};
use crate::stamp::{Fingerprint, files_below, once};
use crate::toolchain::{TARGET, Toolchain};
use crate::{npm, paths};

/// The package whose binaries are the page's modules.
const PACKAGE: &str = "web-ui";

/// The binaries that run the model. Link-time optimisation takes the level of the binary's own package for the whole
/// module, so these are built for speed and the page for size.
const MODELS: [&str; 3] = ["worker", "people", "study"];

/// What is built for size where a module runs no model.
const SMALL: [&str; 5] = [PACKAGE, "ui-state", "office", "sim-core", "\"*\""];

/// The module that is cut into what every visit needs and what a page brings when it is opened.
const PAGE: &str = "app";

/// The features are what rustc already uses. Nothing here may round differently: no fast maths and no relaxed SIMD,
/// since results are promised to be the same to the bit as native ones.
const WASM_OPT: [&str; 8] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-reference-types",
];

/// How much work goes into a build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Optimised, soon ready.
    Web,
    /// Also optimised across crates and by wasm-opt.
    Dist,
}

impl Build {
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Dist => "dist",
        }
    }
}

/// Brings `pkg/` up to date.
pub fn build(progress: &mut Progress, build: Build) -> Result<()> {
    let toolchain = progress.step("wasm compiler", Toolchain::find)?;
    let modules = progress.step("wasm modules", || compile(&toolchain, build))?;
    if build == Build::Dist {
        npm::install(progress)?;
    }
    progress.step("wasm bindings", || {
        let _alone = paths::alone()?;
        let made = paths::target().join("pkg");
        let staging = made.join(build.name());
        let mut inputs = Fingerprint::default();
        inputs.text(build.name());
        for module in &modules {
            inputs.files(module, |_| true)?;
        }
        once(&made.join(format!("{}.stamp", build.name())), &inputs.finish(), &staging, || {
            bind(&modules, &staging, build)?;
            if build == Build::Dist { optimise(&staging) } else { Ok(()) }
        })?;
        pack(&staging.join("places"))?;
        mirror(&staging, &paths::pkg())
    })
}

/// Compiles the package's binaries and says where they are.
fn compile(toolchain: &Toolchain, build: Build) -> Result<Vec<PathBuf>> {
    let names = binaries()?;
    if names.is_empty() {
        bail!("{PACKAGE} has no binaries: the page needs src/bin/app.rs and those of its workers");
    }
    let mut modules = Vec::new();
    for name in &names {
        let (mut command, folder) = toolchain.build("rustc");
        command.args(["--package", PACKAGE, "--bin", name, "--profile", build.name()]);
        if !MODELS.contains(&name.as_str()) {
            for package in SMALL {
                command
                    .arg("--config")
                    .arg(format!("profile.{}.package.{package}.opt-level=\"z\"", build.name()));
            }
        }
        if name == PAGE {
            // What refers to what: without it nothing could be cut.
            command.args(["--", "-Clink-arg=--emit-relocs"]);
        }
        run(&mut command)?;
        modules.push(folder.join(TARGET).join(build.name()).join(name).with_extension("wasm"));
    }
    Ok(modules)
}

fn binaries() -> Result<Vec<String>> {
    let text = output(paths::cargo().args(["metadata", "--no-deps", "--format-version", "1"]))
        .context("`cargo metadata` should describe the workspace")?;
    let metadata: serde_json::Value = serde_json::from_str(&text)?;
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let package = list(&metadata["packages"]).into_iter().find(|package| package["name"] == PACKAGE);
    let targets = list(&package.with_context(|| format!("the workspace should have {PACKAGE}"))?["targets"]);
    Ok(targets
        .iter()
        .filter(|target| list(&target["kind"]).iter().any(|kind| kind == "bin"))
        .filter_map(|target| target["name"].as_str().map(str::to_owned))
        .collect())
}

/// Writes each module and the script that loads it into an empty folder.
fn bind(modules: &[PathBuf], folder: &Path, build: Build) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for module in modules {
        let name = module.file_stem().and_then(|stem| stem.to_str()).context("a module has a name")?;
        let whole = fs::read(module)?;
        let bytes = if name == PAGE { cut(name, &whole, folder)? } else { whole };
        Bindgen::new()
            .input_bytes(name, bytes)
            .web(true)?
            // The parts of a cut module find each other by them.
            .keep_lld_exports(name == PAGE)
            .typescript(false)
            .remove_producers_section(true)
            // Names help whoever looks for a fault, and weigh a tenth of a module.
            .remove_name_section(build == Build::Dist)
            .generate(folder)
            .with_context(|| format!("wasm-bindgen on {}", module.display()))?;
    }
    Ok(())
}

/// Writes every place as the page takes it.
fn pack(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    run(paths::cargo().args(["run", "--quiet", "--package", "sim-core", "--bin", "pack", "--"]).arg(folder))
}

/// Cuts a module: writes its parts and the script that loads them into a folder, and says what is left.
fn cut(name: &str, whole: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let main = folder.join(format!("{name}.main"));
    let (script, linked) = (format!("./{name}.js"), format!("./{name}-parts.js"));
    let mut options = split::Options::new(whole);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = &linked;
    split::transform(options)
        .map_err(|error| anyhow::anyhow!("{error:?}"))
        .context("cutting the page's module")?;
    let bytes = fs::read(&main)?;
    fs::remove_file(&main)?;
    Ok(bytes)
}

fn optimise(folder: &Path) -> Result<()> {
    let is_module = |file: &&PathBuf| file.extension().is_some_and(|kind| kind == "wasm");
    // In a part of a few functions there is nothing to find, and there are a hundred.
    let is_large = |file: &&PathBuf| fs::metadata(file).is_ok_and(|data| data.len() > 1 << 14);
    for module in files_below(folder)?.iter().filter(is_module).filter(is_large) {
        let stem = module.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let level = if MODELS.iter().any(|model| stem == format!("{model}_bg")) { "-O3" } else { "-Oz" };
        run(npm::tool("wasm-opt").arg(level).args(WASM_OPT).arg(module).arg("-o").arg(module))?;
    }
    Ok(())
}

/// Makes `to` equal to `from`, touching only what differs: the dev server reloads on every write.
fn mirror(from: &Path, to: &Path) -> Result<()> {
    for file in files_below(from)? {
        let copy = to.join(file.strip_prefix(from).expect("the file was found below this folder"));
        let new = fs::read(&file)?;
        if fs::read(&copy).ok().as_ref() != Some(&new) {
            fs::create_dir_all(copy.parent().expect("a file has a folder"))?;
            fs::write(&copy, new)?;
        }
    }
    for old in files_below(to)? {
        if !from.join(old.strip_prefix(to).expect("the file was found below this folder")).exists() {
            fs::remove_file(old)?;
        }
    }
    Ok(())
}
