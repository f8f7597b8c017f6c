//! A text somebody gave us: decoded, with its lines, and the problems found in it.

use super::Text;
use super::problem::{At, Problem, Severity, both, said};
use std::cell::RefCell;
use std::ops::Range;

/// Larger files are refused before they are parsed: thirty-one regions and a commented scenario need a fiftieth of it.
pub const LARGEST_FILE: usize = 1 << 20;

/// A file as it was given: its name, as the author knows it, and its bytes.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// The name that problems show.
    pub name: &'a str,
    /// The content; UTF-8 is expected, anything is survived.
    pub bytes: &'a [u8],
}

/// Collects what is wrong and what was cited, while several texts are read.
#[derive(Default)]
pub(super) struct Log {
    problems: RefCell<Vec<Problem>>,
    cited: RefCell<Vec<(String, At)>>,
}

impl Log {
    pub(super) fn push(&self, severity: Severity, at: At, message: Text, hint: Text) {
        self.problems.borrow_mut().push(Problem { at, severity, message, hint });
    }

    pub(super) fn error(&self, at: At, message: impl Into<Text>, hint: impl Into<Text>) {
        self.push(Severity::Error, at, message.into(), hint.into());
    }

    /// Notes that a text names a source; whether it exists is known once all sources are read.
    pub(super) fn cite(&self, source: &str, at: &At) {
        for key in source_keys(source) {
            self.cited.borrow_mut().push((key.to_owned(), at.clone()));
        }
    }

    pub(super) fn cited(&self) -> Vec<(String, At)> {
        self.cited.borrow().clone()
    }

    pub(super) fn has_errors(&self) -> bool {
        self.problems.borrow().iter().any(|p| p.severity == Severity::Error)
    }

    /// All problems: file by file in the order of first mention, by line.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        let mut files: Vec<String> = Vec::new();
        for p in &problems {
            if !files.contains(&p.at.file) {
                files.push(p.at.file.clone());
            }
        }
        problems.sort_by_key(|p| (files.iter().position(|f| *f == p.at.file), p.at.line));
        problems
    }
}

/// The keys in a source text: `key`, `key: note` or `key, key: note`.
pub fn source_keys(source: &str) -> impl Iterator<Item = &str> {
    source.split(':').next().unwrap_or_default().split(',').map(str::trim)
}

/// A decoded text that knows its lines.
pub(super) struct Input<'a> {
    pub(super) name: String,
    pub(super) text: &'a str,
    line_starts: Vec<usize>,
}

impl<'a> Input<'a> {
    /// Decodes a file: at most 1 MiB of UTF-8, a byte-order mark allowed.
    pub(super) fn decode(file: File<'a>, log: &Log) -> Option<Self> {
        let whole = |line| At { file: file.name.to_owned(), line, key: String::new() };
        if file.bytes.len() > LARGEST_FILE {
            log.error(
                whole(0),
                said!("文件有 {} 字节", "the file has {} bytes", file.bytes.len()),
                said!(
                    "最多读 {} 字节（1 MiB）；是不是选错了文件？",
                    "at most {} bytes (1 MiB) are read; is this the right file?",
                    LARGEST_FILE
                ),
            );
            return None;
        }
        match std::str::from_utf8(file.bytes) {
            Ok(text) => Some(Self::new(file.name, text)),
            Err(error) => {
                let before = &file.bytes[..error.valid_up_to()];
                let line = before.split(|b| *b == b'\n').count();
                log.error(
                    whole(line),
                    said!(
                        "不是 UTF-8 编码：文件的第 {} 个字节读不了",
                        "not UTF-8: byte {} of the file cannot be read",
                        error.valid_up_to() + 1
                    ),
                    both(
                        "请另存为 UTF-8（Excel 中选“CSV UTF-8”），不要用 GBK 或 UTF-16",
                        "save the file as UTF-8 (in Excel: \"CSV UTF-8\"), not GBK or UTF-16",
                    ),
                );
                None
            }
        }
    }

    pub(super) fn new(name: impl Into<String>, text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Self { name: name.into(), text, line_starts }
    }

    /// The line, from 1, of a byte.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte)
    }

    pub(super) fn at(&self, byte: usize, key: &str) -> At {
        At { file: self.name.clone(), line: self.line(byte), key: key.to_owned() }
    }

    /// The file as a whole.
    pub(super) fn whole(&self) -> At {
        At { file: self.name.clone(), line: 0, key: String::new() }
    }

    /// What is written there, short enough to be quoted in a message.
    pub(super) fn quote(&self, span: Range<usize>) -> String {
        shorten(self.text.get(span).unwrap_or_default())
    }
}

/// A value to be quoted in a message: one line, at most forty characters.
pub(super) fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    let mut short: String = line.chars().take(40).collect();
    if short.len() < text.trim().len() {
        short.push('…');
    }
    short
}

/// The name among `known` that was probably meant by `given`.
pub fn nearest<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    // Similarity is quadratic in length; no name is longer than this.
    let given: String = given.chars().take(64).collect();
    known
        .iter()
        .map(|k| (strsim::jaro_winkler(&given.to_lowercase(), k), *k))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .map(|(_, name)| name)
}

/// Says what was probably meant by `given`, else what is possible.
pub(super) fn nearest_hint(given: &str, known: &[&str]) -> Text {
    match nearest(given, known) {
        Some(name) => said!("是不是“{}”？", "did you mean '{}'?", name),
        None if known.is_empty() => both("这里没有可写的内容", "nothing stands here").into(),
        None => said!("可用：{}", "known: {}", known.join(", ")),
    }
}
