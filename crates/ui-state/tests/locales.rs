//! Both languages say everything the page asks for, with the same values, and nothing it does not.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use ui_state::words::texts::FILES;

/// The messages of a locale with the names of their values.
fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(lang);
    let mut messages = BTreeMap::new();
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(&folder).expect("the locale is there") {
        let path = entry.expect("an entry").path();
        files.insert(path.file_stem().expect("a file").to_string_lossy().into_owned());
        for (key, values) in messages_in(&path) {
            assert!(messages.insert(key.clone(), values).is_none(), "{lang}: {key} stands twice");
        }
    }
    assert_eq!(
        files,
        FILES.iter().map(|file| (*file).to_owned()).collect(),
        "{lang}: files that are not read"
    );
    messages
}

fn messages_in(path: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let file = path.display();
    let text = fs::read_to_string(path).expect("the locale is there");
    fluent_bundle::FluentResource::try_new(text.clone()).expect("the locale is valid");
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            line.split_once(" =").expect("a message has a key").0.clone_into(&mut key);
            assert!(messages.insert(key.clone(), BTreeSet::new()).is_none(), "{file}: {key} stands twice");
        }
        for value in line.split("{ $").skip(1) {
            let name = value.split([' ', '}']).next().unwrap_or_default();
            messages.get_mut(&key).expect("a value belongs to a message").insert(name.to_owned());
        }
    }
    messages
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

/// Every text in quotes that looks like a key.
fn quoted() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates");
    let mut files = Vec::new();
    rust_files(&root.join("ui-state/src"), &mut files);
    rust_files(&root.join("web-ui/src"), &mut files);
    let mut keys = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).expect("a source");
        for (i, quoted) in text.split('"').enumerate() {
            let is_key = quoted.starts_with(|c: char| c.is_ascii_lowercase())
                && quoted.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if is_key && i > 0 {
                keys.insert(quoted.to_owned());
            }
        }
    }
    keys
}

#[test]
fn both_languages_say_the_same_with_the_same_values() {
    let (zh, en) = (messages("zh-CN"), messages("en"));
    let keys = |of: &BTreeMap<String, BTreeSet<String>>| of.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys(&zh), keys(&en), "a message stands in one language only");
    for (key, values) in &zh {
        assert_eq!(values, &en[key], "{key} has other values in the other language");
    }
}

#[test]
fn every_message_is_used() {
    let used = quoted();
    let unused: Vec<String> = messages("en").into_keys().filter(|key| !used.contains(key)).collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_key_that_is_asked_for_is_there() {
    let known = messages("en");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates");
    let mut files = Vec::new();
    rust_files(&root.join("ui-state/src"), &mut files);
    rust_files(&root.join("web-ui/src"), &mut files);
    let mut missing = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        for call in [
            "say(\"",
            "tell(\"",
            "number(\"",
            "tell(\n            \"",
            "tell(\n        \"",
            "tell(\n                        \"",
        ] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                if !known.contains_key(key) {
                    missing.push(format!("{key} in {}", file.display()));
                }
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// Sources that come with a page, by the file of its texts; what stands elsewhere has to do with the first four files.
const OF_PAGES: [(&str, &[&str]); 9] = [
    ("why", &["web-ui/src/why", "ui-state/src/study/why"]),
    ("compare", &["web-ui/src/compare", "ui-state/src/compare"]),
    ("chances", &["web-ui/src/chances", "ui-state/src/study/chances", "ui-state/src/study/matters"]),
    ("seek", &["web-ui/src/seek", "ui-state/src/study/seek"]),
    ("people", &["web-ui/src/people", "web-ui/src/life", "ui-state/src/people"]),
    ("model", &["web-ui/src/model", "ui-state/src/model_page"]),
    ("tests", &["web-ui/src/backtest", "ui-state/src/study/backtest"]),
    (
        "data",
        &["web-ui/src/data", "ui-state/src/own", "ui-state/src/state/data", "ui-state/src/study/actuals"],
    ),
    ("indicators", &["web-ui/src/indicators", "ui-state/src/indicators"]),
];

#[test]
fn a_text_of_a_page_is_asked_for_by_that_page_alone() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates");
    let locale = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en");
    let mut files = Vec::new();
    rust_files(&crates.join("ui-state/src"), &mut files);
    rust_files(&crates.join("web-ui/src"), &mut files);
    let mut strangers = Vec::new();
    for (page, own) in OF_PAGES {
        let keys: BTreeSet<String> =
            messages_in(&locale.join(page).with_extension("ftl")).into_keys().collect();
        let others = files.iter().filter(|file| {
            let name = file.strip_prefix(crates).expect("a source").to_string_lossy().replace('\\', "/");
            !own.iter().any(|own| name.starts_with(own))
        });
        for file in others {
            let text = fs::read_to_string(file).expect("a source");
            let asked = text.split('"').skip(1).step_by(2).filter(|key| keys.contains(*key));
            strangers.extend(asked.map(|key| format!("{key} of {page}.ftl in {}", file.display())));
        }
    }
    assert_eq!(strangers, Vec::<String>::new(), "a page that is not opened has no texts");
}
