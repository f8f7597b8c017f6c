//! Runs the built program, and gives each test a folder of its own.

// Every test file compiles this for itself and uses its part of it.
#![allow(dead_code)]

use sim_core::scenario::builtin_scenarios;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The scenario that the tests use: the first that ships with the program.
pub fn builtin() -> &'static str {
    builtin_scenarios()[0].key
}

/// What a command left behind.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `shapan` in English, whatever the language of this machine.
pub fn shapan<const N: usize>(args: [&str; N]) -> Ended {
    shapan_with_lang("en_US.UTF-8", &args)
}

pub fn shapan_with_lang(lang: &str, args: &[&str]) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_shapan"))
        .args(args)
        .env("LANG", lang)
        .output()
        .expect("the program was built for this test");
    Ended {
        code: output.status.code().expect("no signal ends it"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

impl Ended {
    /// Ended well and said nothing on stderr.
    #[track_caller]
    pub fn fine(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""));
        self.stdout
    }
    /// Ended well with JSON.
    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.fine()).expect("valid JSON without noise")
    }
    /// Ended with `code`, nothing on stdout, and all of `words` on stderr.
    #[track_caller]
    pub fn refused(self, code: i32, words: &[&str]) {
        assert_eq!((self.code, self.stdout.as_str()), (code, ""), "{}", self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "'{word}' is missing from: {}", self.stderr);
        }
    }
}

/// A folder that goes with the test.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("shapan-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the target folder can be written");
        Self(folder)
    }
    /// The built-in scenario as a folder, with each `(file, from, to)` replaced.
    pub fn with_scenario(name: &str, changes: &[(&str, &str, &str)]) -> Self {
        let scratch = Self::new(name);
        let builtin = &builtin_scenarios()[0];
        let regions = builtin.regions.expect("the first extends nothing");
        for (file, text) in [("scenario.toml", builtin.scenario), ("regions.csv", regions)] {
            let mut text = text.to_owned();
            for (_, from, to) in changes.iter().filter(|(of, _, _)| *of == file) {
                assert!(
                    text.contains(from),
                    "{file} no longer contains '{from}': choose another text to change"
                );
                text = text.replacen(from, to, 1);
            }
            scratch.write(file, text.as_bytes());
        }
        scratch
    }
    pub fn write(&self, file: &str, bytes: &[u8]) -> String {
        fs::write(self.0.join(file), bytes).expect("the target folder can be written");
        self.path(file)
    }
    pub fn path(&self, file: &str) -> String {
        self.0.join(file).to_str().expect("UTF-8").to_owned()
    }
    pub fn folder(&self) -> &str {
        self.0.to_str().expect("UTF-8")
    }
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .expect("made above")
            .map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8"))
            .collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
