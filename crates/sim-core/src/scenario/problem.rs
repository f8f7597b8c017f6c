//! What is wrong with something an author wrote: where, what, and how to mend it.

use super::Text;
use crate::ids::Label;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A sentence in both languages: two format strings with the same values.
macro_rules! said {
    ($zh:literal, $en:literal $(, $($value:tt)+)?) => {
        $crate::scenario::Text { zh: format!($zh $(, $($value)+)?), en: format!($en $(, $($value)+)?) }
    };
}
pub(crate) use said;

/// A sentence in both languages without values.
pub(super) const fn both(zh: &'static str, en: &'static str) -> Label {
    Label { zh, en }
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The text cannot be used.
    Error,
    /// The text can be used, but probably does not say what was meant.
    Warning,
}

/// A place in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct At {
    /// The file, as the author knows it.
    pub file: String,
    /// Line from 1; 0 when the whole file is meant.
    pub line: usize,
    /// The key or column, empty when none applies.
    pub key: String,
}

/// One problem. Problems are collected, never thrown one at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub at: At,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, quoting the value.
    pub message: Text,
    /// What would be right; empty where nothing can be said.
    pub hint: Text,
}

impl Problem {
    /// The problem as a line: where, how bad, what, and how to mend it.
    pub fn said(&self) -> Text {
        let At { file, line, key } = &self.at;
        let place = if *line > 0 { format!("{file}:{line}") } else { file.clone() };
        let (zh, en) = match self.severity {
            Severity::Error => ("错误", "error"),
            Severity::Warning => ("提醒", "warning"),
        };
        let Text { zh: told, en: said } = self.told();
        let (key_zh, key_en) =
            if key.is_empty() { Default::default() } else { (format!("{key}："), format!("{key}: ")) };
        Text { zh: format!("{place}：{zh}：{key_zh}{told}"), en: format!("{place}: {en}: {key_en}{said}") }
    }

    /// What is wrong and how to mend it, where the place is told otherwise.
    pub fn told(&self) -> Text {
        let Text { zh, en } = &self.message;
        if self.hint.en.is_empty() {
            return self.message.clone();
        }
        Text { zh: format!("{zh}（{}）", self.hint.zh), en: format!("{en} ({})", self.hint.en) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said().en)
    }
}
