//! Which crate may depend on which: arrows point inwards, and no shell knows another.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::paths::cargo;
use crate::progress::{Progress, output};

pub fn check(progress: &mut Progress) -> Result<()> {
    progress.step("crate edges", || {
        let text = output(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))
            .context("`cargo metadata` should describe the workspace")?;
        let wrong = violations(&edges(&serde_json::from_str(&text)?));
        if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
    })
}

/// Every dependency of one workspace crate on another, whether for the build, for tests or for shipping.
fn edges(metadata: &Value) -> Vec<(String, String)> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let packages = list(&metadata["packages"]);
    let names: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut edges = Vec::new();
    for package in &packages {
        for dependency in list(&package["dependencies"]) {
            if let (Some(from), Some(to)) = (package["name"].as_str(), dependency["name"].as_str())
                && names.contains(&to)
            {
                edges.push((from.to_owned(), to.to_owned()));
            }
        }
    }
    edges
}

/// A crate that is not named here is a shell around the model.
fn allowed(from: &str) -> &'static [&'static str] {
    match from {
        "sim-core" | "xtask" => &[],
        "ui-state" | "shapan" => &["sim-core", "office"],
        "web-ui" => &["sim-core", "ui-state", "office"],
        _ => &["sim-core"],
    }
}

fn violations(edges: &[(String, String)]) -> Vec<String> {
    let wrong = edges.iter().filter(|(from, to)| !allowed(from).contains(&to.as_str()));
    wrong.map(|(from, to)| format!("{from} depends on {to}: {}", advice(from, to))).collect()
}

fn advice(from: &str, to: &str) -> &'static str {
    match (from, to) {
        (_, "xtask") => {
            "xtask builds the others and is part of none; move what is shared into the crate that owns it"
        }
        ("xtask", _) => "xtask must build while the others do not; run them as programs instead",
        ("sim-core", _) => {
            "the model knows nobody; pass what it needs as a value or move the code into sim-core"
        }
        ("office", _) => "office knows the model alone; pass what it needs as a value",
        (_, "ui-state") => "what the user is doing concerns web-ui only; move what both need into sim-core",
        ("ui-state", _) => {
            "ui-state decides and knows no shell; describe the wish as an effect and let the shell do it"
        }
        _ => "no shell knows another; move what both need into sim-core or, for the page, into ui-state",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, right: bool) {
        let found = violations(&[(from.to_owned(), to.to_owned())]);
        assert_eq!(found.is_empty(), right, "{from} → {to}: {found:?}");
    }

    #[test]
    fn arrows_point_inwards() {
        check("ui-state", "sim-core", true);
        check("web-ui", "sim-core", true);
        check("web-ui", "ui-state", true);
        check("shapan", "sim-core", true);
        check("office", "sim-core", true);
        check("ui-state", "office", true);
        check("shapan", "office", true);
        check("office", "ui-state", false);
        check("sim-core", "office", false);
        check("sim-core", "ui-state", false);
        check("ui-state", "web-ui", false);
    }

    #[test]
    fn shells_are_apart_and_nothing_leans_on_xtask() {
        check("shapan", "web-ui", false);
        check("shapan", "ui-state", false);
        check("web-ui", "shapan", false);
        check("web-ui", "xtask", false);
        check("xtask", "sim-core", false);
    }

    #[test]
    fn edges_are_read_from_what_cargo_says() {
        let metadata = serde_json::json!({ "packages": [
            { "name": "sim-core", "dependencies": [{ "name": "libm" }, { "name": "xtask", "kind": "dev" }] },
            { "name": "xtask", "dependencies": [] },
        ]});
        assert_eq!(edges(&metadata), [("sim-core".to_owned(), "xtask".to_owned())]);
    }
}
