//! Walking parsed TOML texts: every step either gives a value or notes what is wrong and where.
//!
//! A text may lie over others that it extends: its sections are merged with theirs key by key, and what stands
//! below a key of a section is taken whole from the uppermost text that has the key.

use super::input::{Input, Log, nearest_hint};
use super::params::{Domain, Status};
use super::problem::{At, Severity};
use super::{Sourced, Text};
use crate::ids::Label;
use crate::time::Month;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Years outside these are slips of the keyboard.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Shares are written with a few decimals; their sum is exact up to rounding in the last place.
const SUM_TOLERANCE: f64 = 1e-9;

/// The names of [`STATUSES`].
pub(super) const STATUS_KEYS: [&str; 4] = ["fact", "assumption", "fitted", "derived"];

/// Every way a number can be known.
pub(super) const STATUSES: [Status; 4] = [Status::Fact, Status::Assumption, Status::Fitted, Status::Derived];

/// The text and the log that all nodes share.
#[derive(Clone, Copy)]
pub(super) struct Doc<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) log: &'a Log,
}

/// Parses a text; syntax errors are all noted, and then nothing is read from it.
pub(super) fn parse<'a>(input: &Input<'a>, log: &Log) -> Option<Spanned<DeTable<'a>>> {
    let (table, errors) = DeTable::parse_recoverable(input.text);
    for error in &errors {
        let at = error.span().map_or_else(|| input.whole(), |span| input.at(span.start, ""));
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        log.error(
            at,
            format!("not valid TOML: {message}"),
            "names stand bare, texts in \"quotes\", tables in [brackets]",
        );
    }
    errors.is_empty().then_some(table)
}

/// One value of the text.
#[derive(Clone)]
pub(super) struct Node<'a> {
    doc: Doc<'a>,
    pub(super) path: String,
    span: Range<usize>,
    value: &'a DeValue<'a>,
    /// The tables of the same name in the texts below; empty for all but sections.
    beneath: Vec<Layer<'a>>,
}

impl<'a> Node<'a> {
    pub(super) fn at(&self) -> At {
        self.doc.input.at(self.span.start, &self.path)
    }

    pub(super) fn error(&self, message: String, hint: impl Into<String>) {
        self.doc.log.error(self.at(), message, hint);
    }

    pub(super) fn warn(&self, message: String, hint: impl Into<String>) {
        self.doc.log.push(Severity::Warning, self.at(), message, hint.into());
    }

    pub(super) fn quote(&self) -> String {
        self.doc.input.quote(self.span.clone())
    }

    /// The value of a key in a section of one text, whatever else stands there.
    pub(super) fn below(doc: Doc<'a>, table: &'a DeTable<'a>, section: &str, key: &str) -> Option<Self> {
        let DeValue::Table(table) = table.get(section)?.get_ref() else { return None };
        let value = table.get(key)?;
        let path = join(section, key);
        Some(Node { doc, path, span: value.span(), value: value.get_ref(), beneath: Vec::new() })
    }

    fn wrong_type<T>(&self, hint: &str) -> Option<T> {
        let kind = match self.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.error(format!("{} is {kind}", self.quote()), hint);
        None
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self.value, DeValue::Integer(_) | DeValue::Float(_))
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self.value, DeValue::Table(_))
    }

    /// Any finite number.
    pub(super) fn finite(&self) -> Option<f64> {
        let number = match self.value {
            DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).ok().map(|i| i as f64),
            DeValue::Float(f) => f.as_str().parse().ok(),
            _ => return self.wrong_type("a number is expected"),
        };
        let number = number.filter(|n: &f64| n.is_finite());
        if number.is_none() {
            self.error(format!("{} is not a usable number", self.quote()), "a finite number is expected");
        }
        number
    }

    pub(super) fn number(&self, domain: Domain) -> Option<f64> {
        let number = self.finite()?;
        if domain.contains(number) {
            return Some(number);
        }
        let mut hint = format!("{} is expected", domain.words());
        if domain == Domain::Share && number > 1.0 && number <= 100.0 {
            hint = format!("{hint}: {number} % is written {}", number / 100.0);
        }
        self.error(format!("{} is not possible", self.quote()), hint);
        None
    }

    pub(super) fn truth(&self) -> Option<bool> {
        let DeValue::Boolean(truth) = self.value else { return self.wrong_type("true or false is expected") };
        Some(*truth)
    }

    pub(super) fn year(&self) -> Option<i32> {
        let number = self.finite()?;
        let year = number as i32;
        if f64::from(year) == number && YEARS.contains(&year) {
            return Some(year);
        }
        self.error(format!("{} is not a year", self.quote()), "a year such as 2025 is expected");
        None
    }

    pub(super) fn month(&self) -> Option<Month> {
        let DeValue::String(text) = self.value else {
            return self.wrong_type("a month is written \"2021-07\", in quotes");
        };
        let month = Month::parse(text).filter(|m| YEARS.contains(&m.year()));
        if month.is_none() {
            self.error(format!("{} is not a month", self.quote()), "a month is written \"2021-07\"");
        }
        month
    }

    /// The text, if it is one; notes nothing.
    pub(super) fn if_string(&self) -> Option<&'a str> {
        if let DeValue::String(text) = self.value { Some(text) } else { None }
    }

    /// A text that is not empty.
    pub(super) fn string(&self) -> Option<&'a str> {
        let DeValue::String(text) = self.value else {
            return self.wrong_type("a text in \"quotes\" is expected");
        };
        if text.trim().is_empty() {
            self.error("the text is empty".to_owned(), "write something here or leave the key out");
            return None;
        }
        Some(text)
    }

    /// A text in both languages.
    pub(super) fn text(&self) -> Option<Text> {
        self.table("{ zh = \"…\", en = \"…\" } is expected", |f| {
            let zh = f.string("zh");
            let en = f.string("en");
            Some(Text { zh: zh?.to_owned(), en: en?.to_owned() })
        })
    }

    /// One of some names; gives its position.
    pub(super) fn one_of(&self, what: &str, known: &[&str]) -> Option<usize> {
        let name = self.string()?;
        let position = known.iter().position(|k| *k == name);
        if position.is_none() {
            self.error(format!("{} is not a known {what}", self.quote()), nearest_hint(name, known));
        }
        position
    }

    pub(super) fn status(&self) -> Option<Status> {
        self.one_of("status", &STATUS_KEYS).map(|i| STATUSES[i])
    }

    /// A text that names a source, `key` or `key: note`.
    pub(super) fn source(&self) -> Option<String> {
        let source = self.string()?;
        self.doc.log.cite(source, &self.at());
        Some(source.to_owned())
    }

    /// A number with status, source and, for an assumption, its range.
    pub(super) fn sourced(&self, domain: Domain) -> Option<Sourced> {
        const SHAPE: &str = "write { value = …, status = \"assumption\", source = \"…\", low = …, high = … }; \
            a fact has no low and high";
        if self.is_number() {
            self.number(domain);
            self.error(format!("{} stands without status and source", self.quote()), SHAPE);
            return None;
        }
        self.table(SHAPE, |f| {
            let value = f.number("value", domain);
            self.sourced_fields(f, domain, value)
        })
    }

    /// The status, source and range of a number that has been read.
    pub(super) fn sourced_fields(
        &self,
        f: &mut Fields<'a>,
        domain: Domain,
        value: Option<f64>,
    ) -> Option<Sourced> {
        let status = f.required("status", "fact, assumption, fitted or derived").and_then(|n| n.status());
        let source = f.source();
        let low = f.optional("low");
        let high = f.optional("high");
        let ends = (low.as_ref().map(|n| n.number(domain)), high.as_ref().map(|n| n.number(domain)));
        let (value, status, source) = (value?, status?, source?);
        let (low, high) = match (status, ends) {
            (Status::Fact | Status::Fitted | Status::Derived, (None, None)) => (value, value),
            (Status::Fact, _) => {
                self.error(
                    format!("a fact has no range: {}", self.quote()),
                    "leave out low and high, or call it an assumption",
                );
                return None;
            }
            (_, (Some(low), Some(high))) => (low?, high?),
            _ => {
                self.error(
                    format!("{} lacks low or high", self.quote()),
                    "an assumption says between which values it could lie",
                );
                return None;
            }
        };
        if !(low <= value && value <= high) {
            self.error(
                format!("{value} does not lie between low {low} and high {high}"),
                "low ≤ value ≤ high is expected",
            );
            return None;
        }
        Some(Sourced { value, status, source, low, high })
    }

    /// Exactly `N` numbers.
    pub(super) fn numbers<const N: usize>(&self, domain: Domain) -> Option<[f64; N]> {
        let items = self.items()?;
        let numbers: Vec<Option<f64>> = items.iter().map(|n| n.number(domain)).collect();
        if items.len() != N {
            self.error(format!("the list has {} numbers", items.len()), format!("{N} numbers are expected"));
            return None;
        }
        let numbers: Vec<f64> = numbers.into_iter().collect::<Option<_>>()?;
        numbers.try_into().ok()
    }

    /// Exactly `N` shares that sum to 1.
    pub(super) fn shares<const N: usize>(&self) -> Option<[f64; N]> {
        self.numbers(Domain::Share).and_then(|s| self.whole(s))
    }

    /// A number for each of `N` names.
    pub(super) fn by_key<const N: usize>(&self, keys: [&'static str; N], domain: Domain) -> Option<[f64; N]> {
        self.table("a table with a number for each name is expected", |f| {
            let numbers = keys.map(|key| f.number(key, domain));
            let numbers: Vec<f64> = numbers.into_iter().collect::<Option<_>>()?;
            numbers.try_into().ok()
        })
    }

    /// A share for each of `N` names, together 1.
    pub(super) fn shares_by_key<const N: usize>(&self, keys: [&'static str; N]) -> Option<[f64; N]> {
        self.by_key(keys, Domain::Share).and_then(|s| self.whole(s))
    }

    fn whole<const N: usize>(&self, shares: [f64; N]) -> Option<[f64; N]> {
        let sum: f64 = shares.iter().sum();
        if (sum - 1.0).abs() <= SUM_TOLERANCE {
            return Some(shares);
        }
        // Decimal shares leave binary dust in the sum; nobody wrote that.
        let shown = (sum * 1e9).round() / 1e9;
        self.error(format!("the shares sum to {shown}"), "shares must sum to 1");
        None
    }

    /// The members of a list.
    pub(super) fn items(&self) -> Option<Vec<Node<'a>>> {
        let DeValue::Array(items) = self.value else {
            return self.wrong_type("a list in [brackets] is expected");
        };
        let node = |(i, item): (usize, &'a Spanned<DeValue<'a>>)| Node {
            doc: self.doc,
            path: format!("{}[{}]", self.path, i + 1),
            span: item.span(),
            value: item.get_ref(),
            beneath: Vec::new(),
        };
        Some(items.iter().enumerate().map(node).collect())
    }

    /// Reads a table with known keys. `read` must ask for every key before it gives up on one.
    pub(super) fn table<T>(&self, hint: &str, read: impl FnOnce(&mut Fields<'a>) -> Option<T>) -> Option<T> {
        let DeValue::Table(table) = self.value else { return self.wrong_type(hint) };
        let mut fields = Fields { path: self.path.clone(), layers: self.layers(table), asked: Vec::new() };
        let read = read(&mut fields);
        fields.report_unknown();
        read
    }

    /// This table and those of the texts below.
    fn layers(&self, table: &'a DeTable<'a>) -> Vec<Layer<'a>> {
        let own = Layer { doc: self.doc, start: self.span.start, table };
        std::iter::once(own).chain(self.beneath.iter().copied()).collect()
    }

    /// The members of a table whose keys are data, in the order of the text; what a text below adds comes after.
    pub(super) fn entries(&self, hint: &str) -> Option<Vec<(&'a str, Node<'a>)>> {
        let DeValue::Table(table) = self.value else { return self.wrong_type(hint) };
        let mut entries: Vec<(&'a str, Node<'a>)> = Vec::new();
        for layer in self.layers(table) {
            let mut own: Vec<_> = layer
                .table
                .iter()
                .filter(|(key, _)| entries.iter().all(|(above, _)| above != key.get_ref()))
                .map(|(key, value)| {
                    let path = join(&self.path, key.get_ref());
                    let span = own_span(key.span(), value);
                    let (doc, value, beneath) = (layer.doc, value.get_ref(), Vec::new());
                    (key.get_ref().as_ref(), Node { doc, path, span, value, beneath })
                })
                .collect();
            own.sort_by_key(|(_, node)| node.span.start);
            entries.extend(own);
        }
        Some(entries)
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Where a value stands. A table under a `[header]` is shown at its name.
fn own_span(key: Range<usize>, value: &Spanned<DeValue<'_>>) -> Range<usize> {
    if value.span().is_empty() { key } else { value.span() }
}

/// A table of one text: where it begins and what stands in it.
#[derive(Clone, Copy)]
pub(super) struct Layer<'a> {
    pub(super) doc: Doc<'a>,
    pub(super) start: usize,
    pub(super) table: &'a DeTable<'a>,
}

/// An error that is in the log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noted;

/// The keys of one table: remembers which were asked for, so that the others can be reported.
pub(super) struct Fields<'a> {
    path: String,
    /// From the uppermost text down; at least one.
    layers: Vec<Layer<'a>>,
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Reads the whole text as a table.
    pub(super) fn root<T>(
        doc: Doc<'a>,
        table: &'a DeTable<'a>,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        Self::merged(vec![Layer { doc, start: 0, table }], read)
    }

    /// Reads whole texts, from the uppermost down, as one table of merged sections.
    pub(super) fn merged<T>(layers: Vec<Layer<'a>>, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut fields = Self { path: String::new(), layers, asked: Vec::new() };
        let read = read(&mut fields);
        fields.report_unknown();
        read
    }

    pub(super) fn optional(&mut self, key: &'static str) -> Option<Node<'a>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        let mut found = self.layers.iter().filter_map(|layer| {
            let (name, value) = layer.table.iter().find(|(name, _)| name.get_ref() == key)?;
            Some((layer.doc, own_span(name.span(), value), value.get_ref()))
        });
        let (doc, span, value) = found.next()?;
        let section = self.path.is_empty() && matches!(value, DeValue::Table(_));
        let beneath = found
            .filter(|_| section)
            .filter_map(|(doc, span, value)| match value {
                DeValue::Table(table) => Some(Layer { doc, start: span.start, table }),
                _ => None,
            })
            .collect();
        Some(Node { doc, path: join(&self.path, key), span, value, beneath })
    }

    /// What `read` makes of a key, if it stands here; `Err` when an error has been noted.
    pub(super) fn maybe<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node<'a>) -> Option<T>,
    ) -> Result<Option<T>, Noted> {
        self.optional(key).map_or(Ok(None), |node| read(&node).map(Some).ok_or(Noted))
    }

    pub(super) fn required(&mut self, key: &'static str, hint: &str) -> Option<Node<'a>> {
        let node = self.optional(key);
        if node.is_none() {
            let path = join(&self.path, key);
            let Layer { doc, start, .. } = self.layers[0];
            let at = if self.path.is_empty() {
                At { key: path, ..doc.input.whole() }
            } else {
                doc.input.at(start, &path)
            };
            doc.log.error(at, format!("'{key}' is missing"), hint);
        }
        node
    }

    pub(super) fn number(&mut self, key: &'static str, domain: Domain) -> Option<f64> {
        self.required(key, &format!("{} is expected", domain.words()))?.number(domain)
    }

    pub(super) fn month(&mut self, key: &'static str) -> Option<Month> {
        self.required(key, "a month is written \"2021-07\"")?.month()
    }

    pub(super) fn string(&mut self, key: &'static str) -> Option<&'a str> {
        self.required(key, "a text in \"quotes\" is expected")?.string()
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<Text> {
        self.required(key, "{ zh = \"…\", en = \"…\" } is expected")?.text()
    }

    pub(super) fn source(&mut self) -> Option<String> {
        self.required("source", "name a key of [sources]")?.source()
    }

    pub(super) fn sourced(&mut self, key: &'static str, domain: Domain) -> Option<Sourced> {
        self.required(key, "{ value = …, status = \"…\", source = \"…\" } is expected")?.sourced(domain)
    }

    fn report_unknown(&self) {
        for Layer { doc, table, .. } in &self.layers {
            for (name, value) in *table {
                let key: &str = name.get_ref();
                if !self.asked.contains(&key) {
                    let span = if name.span().is_empty() { value.span() } else { name.span() };
                    let at = doc.input.at(span.start, &join(&self.path, key));
                    let message = format!("unknown key {}", super::input::shorten(key));
                    doc.log.error(at, message, nearest_hint(key, &self.asked));
                }
            }
        }
    }
}

/// A label known at compile time as a text.
impl From<Label> for Text {
    fn from(label: Label) -> Self {
        Self { zh: label.zh.to_owned(), en: label.en.to_owned() }
    }
}
