//! The walk through the documents names only what exists, and every lever is named in it.

use sim_core::Variable;
use sim_core::scenario::{LEVERS, LeverKey, Metric, PARAMS};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

const COMMAND: &str = "SHAPAN_WRITE_DOCS=1 cargo test -p shapan docs";
const SUMMARY: &str = "Summary";
const NO_DOCUMENT: &str = "Levers that no document names";
const NO_EQUATION: &str = "Levers without an equation yet";
const MISSING: &str = "What is missing";

fn at(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", path].iter().collect()
}

fn page() -> String {
    // A checkout may have turned the line ends.
    fs::read_to_string(at("docs/model/coverage.md")).expect("the page exists").replace("\r\n", "\n")
}

/// Sections as heading and body, in order.
fn sections(page: &str) -> Vec<(&str, &str)> {
    page.split("\n## ").skip(1).map(|part| part.split_once('\n').expect("a body follows")).collect()
}

fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let found = sections(page).into_iter().find(|(title, _)| title.starts_with(heading));
    found.unwrap_or_else(|| panic!("no section '{heading}'")).1
}

/// What stands in backticks with a prefix: `lever:x` gives ("lever", "x").
fn names(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('`').skip(1).step_by(2).filter_map(|code| code.split_once(':')).filter(|(_, key)| *key != "…")
}

fn keys(text: &str, prefix: &str) -> BTreeSet<String> {
    names(text).filter(|(p, _)| *p == prefix).map(|(_, key)| key.to_owned()).collect()
}

/// A request of a clause: where it is in the model, and why it is not.
struct Row<'a> {
    inside: &'a str,
    outside: &'a str,
}

impl Row<'_> {
    /// Something of the model answers it.
    fn modelled(&self) -> bool {
        names(self.inside).any(|(prefix, _)| prefix != "missing")
    }
    fn missing(&self) -> bool {
        names(self.inside).any(|(prefix, _)| prefix == "missing")
    }
}

/// The documents, by heading, with the rows of their clauses.
fn documents(page: &str) -> Vec<(&str, Vec<Row<'_>>)> {
    let numbered =
        sections(page).into_iter().filter(|(title, _)| title.starts_with(|c: char| c.is_ascii_digit()));
    let rows = |body| {
        let lines = str::lines(body).filter(|line| line.starts_with('|'));
        let cells = lines.map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
        // The table about the document itself has two columns.
        let four = cells.filter(|cells| cells.len() == 6).filter(|cells| !cells[1].starts_with("---"));
        four.skip(1).map(|cells| Row { inside: cells[3], outside: cells[4] }).collect()
    };
    numbered.map(|(title, body)| (title, rows(body))).collect()
}

/// Levers that no file of the model or the engine reads.
fn without_equation() -> Vec<LeverKey> {
    let mut code = String::new();
    for folder in ["crates/sim-core/src/model", "crates/sim-core/src/engine"] {
        for entry in fs::read_dir(at(folder)).expect("the folder exists") {
            code += &fs::read_to_string(entry.expect("an entry").path()).expect("a source file");
        }
    }
    let read: BTreeSet<&str> = code
        .split("LeverKey::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(""))
        .collect();
    LeverKey::ALL.into_iter().filter(|key| !read.contains(format!("{key:?}").as_str())).collect()
}

fn summary(page: &str) -> String {
    let mut text = String::from(
        "\n| document | requests · 要求 | in the model · 在模型里 | of them in part missing · 其中有缺 | \
         missing · 只有缺 | left out · 不入模型 |\n|---|---|---|---|---|---|\n",
    );
    let mut total = [0; 5];
    for (title, rows) in documents(page) {
        let count = |which: &dyn Fn(&Row<'_>) -> bool| rows.iter().filter(|row| which(row)).count();
        let counts = [
            rows.len(),
            count(&|row| row.modelled()),
            count(&|row| row.modelled() && row.missing()),
            count(&|row| !row.modelled() && row.missing()),
            count(&|row| !row.modelled() && !row.missing()),
        ];
        for (sum, n) in total.iter_mut().zip(counts) {
            *sum += n;
        }
        text += &line(title, counts);
    }
    text + &line("all · 合计", total)
}

fn line(title: &str, counts: [usize; 5]) -> String {
    format!("| {title} | {} |\n", counts.map(|n| n.to_string()).join(" | "))
}

fn equations() -> String {
    let keys = without_equation();
    if keys.is_empty() {
        return "\nNone: every lever is read by the model. 没有：每个杠杆都进入方程。\n".into();
    }
    let mut text = String::from(
        "\nDeclared, so that scenarios can speak of them, and not read by the model: moving them changes nothing.\n\
         已经列出、尚未进入方程，移动它们不起作用。\n\n",
    );
    for key in keys {
        writeln!(text, "- `lever:{}` {}", key.key(), key.label().zh)
            .expect("writing to a string cannot fail");
    }
    text
}

#[test]
fn docs_coverage_is_up_to_date() {
    let page = page();
    let mut expected = page.clone();
    for (heading, body) in [(SUMMARY, summary(&page)), (NO_EQUATION, equations())] {
        let old = section(&page, heading);
        let start = expected.find(&format!("\n## {heading}")).expect("found above");
        let start = start + expected[start + 1..].find('\n').expect("a heading ends") + 2;
        expected.replace_range(start..start + old.len(), &body);
    }
    if std::env::var_os("SHAPAN_WRITE_DOCS").is_some() {
        fs::write(at("docs/model/coverage.md"), expected).expect("docs can be written");
        return;
    }
    assert!(page == expected, "docs/model/coverage.md is behind the program; rewrite it with\n    {COMMAND}");
}

#[test]
fn everything_that_the_walk_names_exists() {
    let page = page();
    let missing = keys(section(&page, MISSING), "missing");
    let mut wrong = BTreeSet::new();
    for (prefix, key) in names(&page) {
        let exists = match prefix {
            "lever" => LeverKey::from_key(key).is_some(),
            "target" => Metric::from_key(key).is_some(),
            "var" => Variable::from_key(key).is_some(),
            "param" => PARAMS.iter().any(|param| param.key == key),
            "file" => at("crates/sim-core/src/model").join(key).is_file(),
            "missing" => missing.contains(key),
            _ => false,
        };
        if !exists {
            wrong.insert(format!("{prefix}:{key}"));
        }
    }
    assert!(wrong.is_empty(), "docs/model/coverage.md names what does not exist: {wrong:?}");
}

#[test]
fn every_clause_is_in_the_model_or_has_a_reason() {
    let page = page();
    let documents = documents(&page);
    assert_eq!(documents.len(), 5);
    let mut used = BTreeSet::new();
    for (title, rows) in &documents {
        assert!(!rows.is_empty(), "{title}");
        for row in rows {
            let answered = row.modelled() || row.missing();
            assert!(answered != (row.inside == "–"), "{title}: {} | {}", row.inside, row.outside);
            assert!(answered || !row.outside.is_empty(), "{title}: a clause left out needs its reason");
            used.extend(keys(row.inside, "missing"));
        }
    }
    assert_eq!(used, keys(section(&page, MISSING), "missing"), "what clauses miss, and what the list says");
}

#[test]
fn every_lever_is_named_by_a_clause_or_said_to_be_named_by_none() {
    let page = page();
    let mut places: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (_, rows) in documents(&page) {
        for key in rows.iter().flat_map(|row| keys(row.inside, "lever")) {
            places.insert(key, vec!["a clause"]);
        }
    }
    for key in keys(section(&page, NO_DOCUMENT), "lever") {
        places.entry(key).or_default().push("no document");
    }
    for lever in &LEVERS {
        let found = places.get(lever.key.key()).map_or(0, Vec::len);
        assert_eq!(found, 1, "{}: a clause or '{NO_DOCUMENT}', one of the two", lever.key.key());
    }
}
