//! From values back to the texts of a scenario: what [`Scenario::read`](super::Scenario::read) reads again as the same.

use super::{LeverCourse, Observation, Region, Schedule, Sourced, Status, Target, Text};
use crate::time::Month;
use std::fmt::Write as _;

/// A TOML text that grows line by line and remembers what each line is about.
#[derive(Clone, Debug, Default)]
pub struct Draft<T> {
    text: String,
    /// What the lines are about, by their number from 1.
    about: Vec<(usize, T)>,
}

impl<T: Clone> Draft<T> {
    /// An empty text.
    pub fn new() -> Self {
        Self { text: String::new(), about: Vec::new() }
    }

    /// Begins a section: `[name]`.
    pub fn section(&mut self, name: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(&format!("[{name}]"));
    }

    /// A line as it is.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// `key = value`, where the value is TOML already.
    pub fn put(&mut self, key: &str, value: &str) {
        self.line(&format!("{key} = {value}"));
    }

    /// As [`Draft::put`], of something a problem in this line is to be shown at.
    pub fn put_of(&mut self, about: T, key: &str, value: &str) {
        self.about.push((self.text.lines().count() + 1, about));
        self.put(key, value);
    }

    /// What a line is about, where that was said.
    pub fn about(&self, line: usize) -> Option<T> {
        self.about.iter().rev().find(|(at, _)| *at == line).map(|(_, about)| about.clone())
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A TOML string.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => {
                write!(out, "\\u{:04X}", u32::from(control)).expect("a string grows");
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// A text in both languages.
pub fn text(text: &Text) -> String {
    format!("{{ zh = {}, en = {} }}", quoted(&text.zh), quoted(&text.en))
}

/// A number that reads back to the same bits.
pub fn number(value: f64) -> String {
    let text = format!("{value}");
    // TOML reads whole numbers of any size as integers of 64 bits.
    if text.contains(['.', 'e']) || value.abs() < 1e15 { text } else { format!("{value:e}") }
}

/// How a number is known, as a word of the texts.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Fact => "fact",
        Status::Assumption => "assumption",
        Status::Fitted => "fitted",
        Status::Derived => "derived",
    }
}

/// A number with where it comes from.
pub fn sourced(figure: &Sourced) -> String {
    let mut out = format!(
        "{{ value = {}, status = \"{}\", source = {}",
        number(figure.value),
        status(figure.status),
        quoted(&figure.source)
    );
    if figure.status != Status::Fact && (figure.low < figure.value || figure.value < figure.high)
        || figure.status == Status::Assumption
    {
        write!(out, ", low = {}, high = {}", number(figure.low), number(figure.high))
            .expect("a string grows");
    }
    out.push_str(" }");
    out
}

/// A course of a lever.
pub fn course(course: &Schedule) -> String {
    let points = |points: &[(Month, f64)]| {
        let points: Vec<String> =
            points.iter().map(|(month, value)| format!("[\"{month}\", {}]", number(*value))).collect();
        points.join(", ")
    };
    match course {
        Schedule::Constant(value) => number(*value),
        Schedule::Ramp { ramp } => format!("{{ ramp = [{}] }}", points(ramp)),
        Schedule::Steps { steps } => format!("{{ steps = [{}] }}", points(steps)),
    }
}

/// The lines of a lever's table, below its section: key and value.
pub fn lever(course: &LeverCourse) -> Vec<(&'static str, String)> {
    let mut lines = vec![
        ("baseline", self::course(&course.baseline)),
        ("status", quoted(status(course.status))),
        ("source", quoted(&course.source)),
    ];
    if let Some(document) = &course.document {
        lines.push(("document", self::course(document)));
        lines.push(("document_status", quoted(status(course.document_status))));
    }
    if !course.clause.zh.is_empty() || !course.clause.en.is_empty() {
        lines.push(("clause", text(&course.clause)));
    }
    lines
}

/// The lines of a `[[targets]]` table: key and value.
pub fn target(target: &Target) -> Vec<(&'static str, String)> {
    let mut lines = vec![
        ("key", quoted(&target.key)),
        ("metric", quoted(target.metric.key())),
        ("year", target.year.to_string()),
        ("at_least", number(target.at_least)),
        ("label", text(&target.label)),
        ("clause", text(&target.clause)),
    ];
    if let Some(lever) = target.fulfilled_by {
        lines.push(("fulfilled_by", quoted(lever.key())));
    }
    lines
}

/// A row of a table as CSV.
fn row(cells: &[String]) -> String {
    let cell = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let mut line = cells.iter().map(cell).collect::<Vec<_>>().join(",");
    line.push('\n');
    line
}

/// `regions.csv`.
pub fn regions(regions: &[Region]) -> String {
    let columns = super::regions::all_columns();
    let mut out = row(&columns.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>());
    for region in regions {
        let cells = [
            region.code.clone(),
            region.name.zh.clone(),
            region.name.en.clone(),
            number(region.population_2010),
            number(region.population_2020),
            number(region.urban_2020),
            number(region.elderly_2010),
            number(region.elderly_2020),
            number(region.college_2020),
            number(region.townships),
            number(region.longitude),
            number(region.latitude),
            region.pay_ratio.map(number).unwrap_or_default(),
            status(region.status).to_owned(),
            region.source.clone(),
        ];
        out.push_str(&row(&cells));
    }
    out
}

/// `history.csv`.
pub fn history(history: &[Observation]) -> String {
    let mut out = String::from("year,variable,value,unit,status,source\n");
    for count in history {
        out.push_str(&row(&[
            count.year.to_string(),
            count.variable.key().to_owned(),
            number(count.value),
            count.variable.units()[0].to_owned(),
            status(count.status).to_owned(),
            count.source.clone(),
        ]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{BuiltinScenario, File, Scenario, ScenarioFiles, builtin_scenarios};

    /// What is written of a place, laid over it, changes nothing of it.
    fn rewritten(of: &BuiltinScenario<'_>) -> Scenario {
        let scenario = Scenario::builtin(of.key).expect("built in");
        let mut draft: Draft<()> = Draft::new();
        if scenario.targets.is_empty() {
            draft.line("targets = []");
        }
        draft.section("scenario");
        draft.put("extends", &quoted(of.key));
        draft.put("key", "\"own-copy\"");
        draft.section("administration");
        draft.put("townships", &sourced(&scenario.townships));
        for (lever, course) in crate::scenario::LEVERS.iter().zip(&scenario.levers) {
            draft.section(&format!("levers.{}", lever.key.key()));
            for (key, value) in self::lever(course) {
                draft.put(key, &value);
            }
        }
        for target in &scenario.targets {
            draft.line("\n[[targets]]");
            for (key, value) in self::target(target) {
                draft.put(key, &value);
            }
        }
        let regions = regions(&scenario.regions);
        let history = history(&scenario.history);
        let file = |name, text: &'static str| File { name, bytes: text.as_bytes() };
        let files = ScenarioFiles {
            scenario: file("scenario.toml", draft.text().to_owned().leak()),
            regions: Some(file("regions.csv", regions.leak())),
            history: (!scenario.history.is_empty()).then(|| file("history.csv", history.leak())),
            checks: None,
        };
        let (read, _) = Scenario::read(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
        Scenario {
            key: scenario.key.clone(),
            checks: scenario.checks.clone(),
            fingerprint: scenario.fingerprint.clone(),
            ..read
        }
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_place() {
        for builtin in builtin_scenarios() {
            let same = Scenario::builtin(builtin.key).expect("built in");
            assert_eq!(rewritten(builtin), same, "{}", builtin.key);
        }
    }

    #[test]
    fn strings_with_every_kind_of_sign_read_back() {
        for given in ["", "a\"b", "\\", "一、\n二", "\t\u{1}", "a, b: c"] {
            let text = format!("x = {}", quoted(given));
            let read = toml::de::DeTable::parse(&text).expect("TOML");
            assert_eq!(read.get_ref()["x"].get_ref().as_str(), Some(given));
        }
    }

    #[test]
    fn a_line_tells_what_it_is_about() {
        let mut draft = Draft::new();
        draft.section("a");
        draft.put_of(7, "x", "1");
        draft.put("y", "2");
        assert_eq!((draft.about(2), draft.about(3), draft.about(1)), (Some(7), None, None));
    }
}
