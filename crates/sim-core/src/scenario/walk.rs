//! Walking parsed TOML texts: every step either gives a value or notes what is wrong and where.
//!
//! A text may lie over others that it extends: its sections are merged with theirs key by key, and what stands
//! below a key of a section is taken whole from the uppermost text that has the key.

use super::check::YEAR;
use super::course::percent;
use super::input::{Input, Log, nearest_hint};
use super::params::{Domain, Status};
use super::problem::{At, Severity, both, said};
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

/// What a month looks like.
pub(super) const MONTH: Label = both("月份写成 \"2021-07\"", "a month is written \"2021-07\"");

/// What a text looks like.
const QUOTED: Label = both("应为 \"引号\" 中的文字", "a text in \"quotes\" is expected");

/// What a text in both languages looks like.
const BILINGUAL: Label = both("应为 { zh = \"…\", en = \"…\" }", "{ zh = \"…\", en = \"…\" } is expected");

/// Longitudes as they are written.
pub(super) const EAST: Label =
    both("应为东经度数，-180 至 180", "degrees east, from -180 to 180, are expected");

/// Latitudes as they are written.
pub(super) const NORTH: Label =
    both("应为北纬度数，-90 至 90", "degrees north, from -90 to 90, are expected");

/// What a number with its source looks like.
pub(super) const SOURCED: Label = both(
    "应为 { value = …, status = \"…\", source = \"…\" }",
    "{ value = …, status = \"…\", source = \"…\" } is expected",
);

/// What a table of named numbers looks like.
pub(super) const NAMED: Label =
    both("应为一张表，每个名称一个数", "a table with a number for each name is expected");

/// The ways a number can be known, as a hint.
pub(super) const KNOWN_AS: Label =
    both("fact、assumption、fitted 或 derived", "fact, assumption, fitted or derived");

/// How a number is known, as messages call it.
pub(super) const STATUS: Label = both("依据状态", "status");

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
            said!("不是有效的 TOML：{}", "not valid TOML: {}", message),
            both(
                "名称不加引号，文字写在 \"引号\" 里，表写在 [方括号] 里",
                "names stand bare, texts in \"quotes\", tables in [brackets]",
            ),
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

    pub(super) fn error(&self, message: impl Into<Text>, hint: impl Into<Text>) {
        self.doc.log.error(self.at(), message, hint);
    }

    pub(super) fn warn(&self, message: Text, hint: impl Into<Text>) {
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

    fn wrong_type<T>(&self, hint: Label) -> Option<T> {
        let kind = match self.value {
            DeValue::String(_) => both("文字", "a text"),
            DeValue::Integer(_) | DeValue::Float(_) => both("数", "a number"),
            DeValue::Boolean(_) => both("真假值", "true or false"),
            DeValue::Datetime(_) => both("日期", "a date"),
            DeValue::Array(_) => both("列表", "a list"),
            DeValue::Table(_) => both("表", "a table"),
        };
        let found = self.quote();
        let message =
            Text { zh: format!("“{found}”是{}", kind.zh), en: format!("'{found}' is {}", kind.en) };
        self.error(message, hint);
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
            _ => return self.wrong_type(both("应为数", "a number is expected")),
        };
        let number = number.filter(|n: &f64| n.is_finite());
        if number.is_none() {
            self.error(
                said!("“{}”不是可用的数", "'{}' is not a usable number", self.quote()),
                expected(Domain::Number),
            );
        }
        number
    }

    pub(super) fn number(&self, domain: Domain) -> Option<f64> {
        let number = self.finite()?;
        if domain.contains(number) {
            return Some(number);
        }
        let mut hint = expected(domain);
        if domain == Domain::Share && number > 1.0 && number <= 100.0 {
            hint = hint.and(&percent(number));
        }
        self.error(said!("“{}”不可能", "'{}' is not possible", self.quote()), hint);
        None
    }

    pub(super) fn truth(&self) -> Option<bool> {
        let DeValue::Boolean(truth) = self.value else {
            return self.wrong_type(both("应为 true 或 false", "true or false is expected"));
        };
        Some(*truth)
    }

    pub(super) fn year(&self) -> Option<i32> {
        let number = self.finite()?;
        let year = number as i32;
        if f64::from(year) == number && YEARS.contains(&year) {
            return Some(year);
        }
        self.error(said!("“{}”不是年份", "'{}' is not a year", self.quote()), YEAR);
        None
    }

    pub(super) fn month(&self) -> Option<Month> {
        let DeValue::String(text) = self.value else {
            return self.wrong_type(both(
                "月份写成 \"2021-07\"，带引号",
                "a month is written \"2021-07\", in quotes",
            ));
        };
        let month = Month::parse(text).filter(|m| YEARS.contains(&m.year()));
        if month.is_none() {
            self.error(said!("“{}”不是月份", "'{}' is not a month", self.quote()), MONTH);
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
            return self.wrong_type(QUOTED);
        };
        if text.trim().is_empty() {
            self.error(
                both("文字是空的", "the text is empty"),
                both("写上内容，或删去这一项", "write something here or leave the key out"),
            );
            return None;
        }
        Some(text)
    }

    /// A text in both languages.
    pub(super) fn text(&self) -> Option<Text> {
        self.table(BILINGUAL, |f| {
            let zh = f.string("zh");
            let en = f.string("en");
            Some(Text { zh: zh?.to_owned(), en: en?.to_owned() })
        })
    }

    /// One of some names; gives its position.
    pub(super) fn one_of(&self, what: Label, known: &[&str]) -> Option<usize> {
        let name = self.string()?;
        let position = known.iter().position(|k| *k == name);
        if position.is_none() {
            self.error(not_known(&self.quote(), what), nearest_hint(name, known));
        }
        position
    }

    pub(super) fn status(&self) -> Option<Status> {
        self.one_of(STATUS, &STATUS_KEYS).map(|i| STATUSES[i])
    }

    /// A text that names a source, `key` or `key: note`.
    pub(super) fn source(&self) -> Option<String> {
        let source = self.string()?;
        self.doc.log.cite(source, &self.at());
        Some(source.to_owned())
    }

    /// A number with status, source and, for an assumption, its range.
    pub(super) fn sourced(&self, domain: Domain) -> Option<Sourced> {
        const SHAPE: Label = both(
            "写成 { value = …, status = \"assumption\", source = \"…\", low = …, high = … }；fact 没有 low 和 high",
            "write { value = …, status = \"assumption\", source = \"…\", low = …, high = … }; a fact has no low and high",
        );
        if self.is_number() {
            self.number(domain);
            let message =
                said!("“{}”没有写明依据状态和出处", "'{}' stands without status and source", self.quote());
            self.error(message, SHAPE);
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
        let status = f.required("status", KNOWN_AS).and_then(|n| n.status());
        let source = f.source();
        let low = f.optional("low");
        let high = f.optional("high");
        let ends = (low.as_ref().map(|n| n.number(domain)), high.as_ref().map(|n| n.number(domain)));
        let (value, status, source) = (value?, status?, source?);
        let (low, high) = match (status, ends) {
            (Status::Fact | Status::Fitted | Status::Derived, (None, None)) => (value, value),
            (Status::Fact, _) => {
                self.error(
                    said!("fact 没有范围：“{}”", "a fact has no range: '{}'", self.quote()),
                    both(
                        "删去 low 和 high，或改称 assumption",
                        "leave out low and high, or call it an assumption",
                    ),
                );
                return None;
            }
            (_, (Some(low), Some(high))) => (low?, high?),
            _ => {
                self.error(
                    said!("“{}”缺 low 或 high", "'{}' lacks low or high", self.quote()),
                    both(
                        "assumption 要写明可能在哪两个值之间",
                        "an assumption says between which values it could lie",
                    ),
                );
                return None;
            }
        };
        if !(low <= value && value <= high) {
            self.error(
                said!(
                    "{} 不在 low {} 与 high {} 之间",
                    "{} does not lie between low {} and high {}",
                    value,
                    low,
                    high
                ),
                both("应为 low ≤ value ≤ high", "low ≤ value ≤ high is expected"),
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
            self.error(
                said!("列表中有 {} 个数", "the list has {} numbers", items.len()),
                said!("应有 {} 个数", "{} numbers are expected", N),
            );
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
        self.table(NAMED, |f| {
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
        self.error(
            said!("各占比之和为 {}", "the shares sum to {}", shown),
            both("占比之和须为 1", "shares must sum to 1"),
        );
        None
    }

    /// The members of a list.
    pub(super) fn items(&self) -> Option<Vec<Node<'a>>> {
        let DeValue::Array(items) = self.value else {
            return self.wrong_type(both("应为 [方括号] 中的列表", "a list in [brackets] is expected"));
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
    pub(super) fn table<T>(&self, hint: Label, read: impl FnOnce(&mut Fields<'a>) -> Option<T>) -> Option<T> {
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
    pub(super) fn entries(&self, hint: Label) -> Option<Vec<(&'a str, Node<'a>)>> {
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

/// What is expected where a number of a domain must stand.
pub(super) fn expected(domain: Domain) -> Text {
    let Label { zh, en } = domain.words();
    Text { zh: format!("应为{zh}"), en: format!("{en} is expected") }
}

/// A name that is none of those one may choose from.
pub(super) fn not_known(found: &str, what: Label) -> Text {
    Text {
        zh: format!("“{found}”不是可用的{}", what.zh),
        en: format!("'{found}' is not a known {}", what.en),
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

    pub(super) fn required(&mut self, key: &'static str, hint: impl Into<Text>) -> Option<Node<'a>> {
        let node = self.optional(key);
        if node.is_none() {
            let path = join(&self.path, key);
            let Layer { doc, start, .. } = self.layers[0];
            let at = if self.path.is_empty() {
                At { key: path, ..doc.input.whole() }
            } else {
                doc.input.at(start, &path)
            };
            doc.log.error(at, said!("缺“{}”", "'{}' is missing", key), hint);
        }
        node
    }

    pub(super) fn number(&mut self, key: &'static str, domain: Domain) -> Option<f64> {
        self.required(key, expected(domain))?.number(domain)
    }

    pub(super) fn month(&mut self, key: &'static str) -> Option<Month> {
        self.required(key, MONTH)?.month()
    }

    pub(super) fn string(&mut self, key: &'static str) -> Option<&'a str> {
        self.required(key, QUOTED)?.string()
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<Text> {
        self.required(key, BILINGUAL)?.text()
    }

    pub(super) fn source(&mut self) -> Option<String> {
        self.required("source", both("写 [sources] 中的一个键", "name a key of [sources]"))?.source()
    }

    pub(super) fn sourced(&mut self, key: &'static str, domain: Domain) -> Option<Sourced> {
        self.required(key, SOURCED)?.sourced(domain)
    }

    fn report_unknown(&self) {
        for Layer { doc, table, .. } in &self.layers {
            for (name, value) in *table {
                let key: &str = name.get_ref();
                if !self.asked.contains(&key) {
                    let span = if name.span().is_empty() { value.span() } else { name.span() };
                    let at = doc.input.at(span.start, &join(&self.path, key));
                    let message = said!("没有“{}”这一项", "unknown key '{}'", super::input::shorten(key));
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
