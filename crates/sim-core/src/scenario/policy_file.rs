//! A policy as a text: `[levers]` for the whole place, `[regions."CODE"]` for one region.

use super::course::{Frame, lever_names, read_course};
use super::input::{File, Input, Log, nearest_hint};
use super::problem::{Problem, both, said};
use super::walk::{Doc, Fields, Node, parse};
use super::{LeverKey, Policy, Scenario, Schedule, Text};
use crate::sorted::Map;
use std::fmt::Write;

type Courses = Map<LeverKey, Schedule>;

impl Policy {
    /// Reads a policy file. An empty file moves nothing.
    ///
    /// # Errors
    /// All problems, in the order of the lines.
    pub fn read(file_name: &str, bytes: &[u8], scenario: &Scenario) -> Result<Self, Vec<Problem>> {
        Self::read_with_warnings(file_name, bytes, scenario).map(|(policy, _)| policy)
    }

    /// As [`Policy::read`]; the second part of `Ok` holds warnings.
    ///
    /// # Errors
    /// All problems, in the order of the lines.
    pub fn read_with_warnings(
        file_name: &str,
        bytes: &[u8],
        scenario: &Scenario,
    ) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        let log = Log::default();
        let input = Input::decode(File { name: file_name, bytes }, &log);
        let policy = input.as_ref().and_then(|input| {
            let table = parse(input, &log)?;
            Fields::root(Doc { input, log: &log }, table.get_ref(), |f| {
                let levers = f.optional("levers").map(|n| read_courses(&n, scenario.frame()));
                let regions = f.optional("regions").map(|n| read_regions(&n, scenario));
                Some(Self { levers: levers.unwrap_or_default(), regions: regions.unwrap_or_default() })
            })
        });
        match policy {
            Some(policy) if !log.has_errors() => Ok((policy, log.into_problems())),
            _ => Err(log.into_problems()),
        }
    }

    /// The policy as a text that reads back equal.
    pub fn to_toml(&self) -> String {
        let mut text = String::from("[levers]\n");
        write_courses(&mut text, &self.levers);
        for (code, levers) in &self.regions {
            writeln!(text, "\n[regions.{}]", quoted(code)).expect("a String takes everything");
            write_courses(&mut text, levers);
        }
        text
    }
}

/// A table of levers and their courses; what is wrong is noted and left out.
pub(super) fn read_courses(node: &Node<'_>, frame: Frame) -> Courses {
    let mut courses = Courses::new();
    for (name, node) in node.entries(both("应为措施表", "a table of levers is expected")).unwrap_or_default()
    {
        let Some(key) = LeverKey::from_key(name) else {
            node.error(
                said!("没有“{}”这项措施", "unknown lever '{}'", name),
                nearest_hint(name, &lever_names()),
            );
            continue;
        };
        if let Some(course) = read_course(&node, key, frame) {
            courses.insert(key, course);
        }
    }
    courses
}

fn read_regions(node: &Node<'_>, scenario: &Scenario) -> Map<String, Courses> {
    let mut regions = Map::new();
    for (code, node) in node
        .entries(both("应为 [regions.\"代码\"] 各表", "[regions.\"CODE\"] tables are expected"))
        .unwrap_or_default()
    {
        if scenario.region_index(code).is_none() {
            node.error(said!("没有“{}”这个区域", "unknown region '{}'", code), region_hint(code, scenario));
        }
        regions.insert(code.to_owned(), read_courses(&node, scenario.frame()));
    }
    regions
}

/// Which region was probably meant. Names are tried too: people know them better than codes.
pub(super) fn region_hint(code: &str, scenario: &Scenario) -> Text {
    let named = scenario.regions.iter().find(|r| r.name.zh == code || r.name.en.eq_ignore_ascii_case(code));
    if let Some(region) = named {
        return Text {
            zh: format!("区域用代码：{}是 {}", region.name.zh, region.code),
            en: format!("regions are named by code: {} is {}", region.name.en, region.code),
        };
    }
    let codes: Vec<&str> = scenario.regions.iter().map(|r| r.code.as_str()).collect();
    nearest_hint(code, &codes)
}

/// Rust prints a float with the fewest digits that read back to the same bits, which TOML reads as it is.
fn write_courses(text: &mut String, courses: &Courses) {
    let points = |points: &[(crate::time::Month, f64)]| {
        points.iter().map(|(month, value)| format!("[\"{month}\", {value:?}]")).collect::<Vec<_>>().join(", ")
    };
    for (key, course) in courses {
        let key = key.key();
        match course {
            Schedule::Constant(value) => writeln!(text, "{key} = {value:?}"),
            Schedule::Ramp { ramp } => writeln!(text, "{key} = {{ ramp = [{}] }}", points(ramp)),
            Schedule::Steps { steps } => writeln!(text, "{key} = {{ steps = [{}] }}", points(steps)),
        }
        .expect("a String takes everything");
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                write!(quoted, "\\u{:04X}", u32::from(c)).expect("a String takes everything");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
