//! No number stands in an equation that is not a parameter, a lever, an entry of a scenario or a rule's table.
//!
//! The source of the model is read as the compiler reads it. What may stand there without a row in `params.rs`: 0, 1
//! and 2 of plain algebra, the 12 months of a year, the middle of a bisection, sizes and indices of arrays, rounds of a
//! loop; everything else is named in [`ALLOWED`] with its reason.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// File, number as it is written, how often, and why it is no parameter.
const ALLOWED: &[(&str, &str, usize, &str)] = &[
    ("model/agencies.rs", "13", 1, "size of a queue: the longest delay of the lever is twelve months"),
    ("model/agencies.rs", "1e-9", 1, "what rounding leaves of a difference of sums"),
    (
        "model/ages.rs",
        "0.5",
        9,
        "half a year: the middle of a single year of age; the exponent of a normal density",
    ),
    ("model/appointment.rs", "3", 1, "number of the senior certificate"),
    ("model/demand.rs", "2010.0", 1, "the census of which regions.csv has a column"),
    ("model/demand.rs", "2020.0", 1, "the census of which regions.csv has a column"),
    ("model/demand.rs", "10.0", 2, "both censuses were on 1 November, ten months into the year"),
    ("model/education.rs", "300.0", 2, "ends of a bisection on a logarithm: all an f64 can hold"),
    ("model/eligibility.rs", "3", 1, "table of the exam rules: years of practice"),
    ("model/eligibility.rs", "4", 3, "table of the exam rules: years of practice"),
    ("model/eligibility.rs", "5", 2, "table of the exam rules: years of practice"),
    ("model/eligibility.rs", "6", 2, "table of the exam rules: years of practice"),
    ("model/equity.rs", "0.1", 1, "definition of P90/P10"),
    ("model/equity.rs", "0.9", 1, "definition of P90/P10"),
    ("model/exam.rs", "0.5", 1, "the mean of a lognormal shock is 1"),
    ("model/exam.rs", "3", 3, "numbers of the senior certificate and of the step to it"),
    (
        "model/exits.rs",
        "3",
        4,
        "bands of practice years, named by their parameters; how many bands there are; a quarter of the ages",
    ),
    ("model/exits.rs", "4.0", 1, "what rounding leaves, in last bits; of no effect on results"),
    ("model/exits.rs", "30", 1, "band of ages, named by its parameter"),
    ("model/exits.rs", "50", 1, "band of ages, named by its parameter"),
    (
        "model/exits.rs",
        "1e-60",
        1,
        "keeps 0 ÷ 0 from being no number; below any hazard, and four of them multiply to a number",
    ),
    ("model/exits.rs", "4", 2, "ages whose divisions are done together, of no effect on results"),
    ("model/indicators.rs", "8", 1, "months that are written together, of no effect on results"),
    ("model/migration.rs", "1000.0", 2, "vacancies are counted per 1,000 posts"),
    ("model/papers.rs", "3.0", 1, "the mid exam has three papers: exam_rules"),
    ("model/pay.rs", "0.5", 1, "a yearly mean stands for the middle of its year"),
    ("model/posts.rs", "100.0", 1, "the lever counts posts for 100 beds"),
    ("model/start.rs", "30.0", 2, "ends of a bisection on a logarithm: beyond any ratio of attractions"),
    ("model/state.rs", "6", 1, "size of an array: the lever's longest time of service"),
    (
        "model/uptake.rs",
        "0.01",
        1,
        "keeps a logarithm finite where a planner's subsidies fall with the grade",
    ),
    ("model/uptake.rs", "1e-9", 3, "keeps a logit and a quotient finite"),
    ("agents/exam.rs", "3", 3, "numbers of the senior certificate and of the step to it"),
    ("agents/exam.rs", "4.0", 1, "what rounding leaves, in last bits; of no effect on results"),
    ("agents/leave.rs", "0.5", 1, "the middle of a level of preference"),
    ("agents/leave.rs", "256", 1, "levels of preference: as many as a byte has"),
    ("agents/leave.rs", "32", 2, "leading half of the bits of a random number"),
    ("agents/leave.rs", "1_u64", 2, "powers of two"),
    ("agents/leave.rs", "52", 1, "bits of a number behind its point: a chance as a whole number"),
    ("agents/marks.rs", "0_u64", 1, "no marks"),
    ("agents/mod.rs", "48", 1, "bytes that a person may take"),
    ("agents/newcomers.rs", "0.5", 1, "where a place without regions would begin to count"),
    ("agents/newcomers.rs", "3", 2, "bits of a stream's number"),
    ("agents/region.rs", "15", 1, "bits of a region's number among those of persons"),
    ("agents/region.rs", "60", 1, "bits of a region's number among those of persons"),
    ("agents/region.rs", "40", 1, "bits of a region's number among those of persons"),
    ("agents/region.rs", "16", 1, "bits of an organisation's number"),
    ("agents/tally.rs", "41", 1, "practice years that a picture tells apart: 40 and more"),
    ("engine/step.rs", "1e-9", 1, "how exactly people must balance"),
];

fn source() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The files that hold equations: all of the model and of persons but what lays bits out, and the twin that only tests and
/// the benchmark compile.
fn files() -> Vec<String> {
    const OTHERS: [&str; 3] = ["agents/luck.rs", "agents/person.rs", "agents/plain.rs"];
    let mut files: Vec<String> = ["model", "agents"]
        .into_iter()
        .flat_map(|folder| {
            fs::read_dir(source().join(folder)).expect("the folder is there").map(move |entry| {
                let name = entry.expect("readable").file_name().into_string().expect("UTF-8");
                format!("{folder}/{name}")
            })
        })
        .filter(|file| !OTHERS.contains(&file.as_str()))
        .chain(["engine/step.rs".to_owned()])
        .collect();
    files.sort();
    files
}

/// Where in a file a number stands.
struct Number {
    line: usize,
    written: String,
}

/// All numbers of a text that need a reason.
fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let tokens: TokenStream = text.parse().expect("the compiler has read it");
    walk(tokens, Within::Code, &mut found);
    found
}

/// What the tokens stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Code,
    /// `x[…]`
    Index,
    /// `[…]` that begins something: a list, or a type with its size behind the semicolon.
    List,
}

fn walk(stream: TokenStream, within: Within, found: &mut Vec<Number>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let said = |i: usize| tokens.get(i).map(ToString::to_string).unwrap_or_default();
    let before = |i: usize, n: usize| i.checked_sub(n).map(said).unwrap_or_default();
    let mut size = false;
    let mut i = 0;
    while i < tokens.len() {
        match &tokens[i] {
            TokenTree::Punct(p) if p.as_char() == '#' => {
                // An attribute, with `!` for a whole file; what only tests compile goes with it.
                let bracket = if said(i + 1) == "!" { i + 2 } else { i + 1 };
                i = if said(bracket) == "[cfg (test)]" {
                    after_item(&tokens, bracket + 1)
                } else {
                    bracket + 1
                };
                continue;
            }
            TokenTree::Punct(p) if p.as_char() == ';' => size = within == Within::List,
            TokenTree::Group(group) => {
                let indexed = match i.checked_sub(1).map(|j| &tokens[j]) {
                    Some(TokenTree::Ident(word)) => word != "in" && word != "return",
                    Some(TokenTree::Group(before)) => before.delimiter() != Delimiter::Brace,
                    _ => false,
                };
                let inner = match group.delimiter() {
                    Delimiter::Bracket if indexed => Within::Index,
                    Delimiter::Bracket => Within::List,
                    _ => Within::Code,
                };
                walk(group.stream(), inner, found);
            }
            TokenTree::Literal(literal) => {
                let written = literal.to_string();
                let field = before(i, 1) == "." && before(i, 2) != ".";
                let rounds = [6, 5, 4, 3, 2, 1].map(|n| before(i, n)) == ["for", "_", "in", "0", ".", "."];
                let middle = written == "0.5" && said(i + 1) == "*" && said(i + 2) == "(low + high)";
                let whole = written.bytes().all(|b| b.is_ascii_digit() || b == b'_');
                let place = whole && (within == Within::Index || size);
                if is_number(&written) && !(field || rounds || middle || place || plain(&written)) {
                    found.push(Number { line: literal.span().start().line, written });
                }
            }
            _ => {}
        }
        i += 1;
    }
}

/// The first token behind an item that begins at `i`.
fn after_item(tokens: &[TokenTree], mut i: usize) -> usize {
    while let Some(token) = tokens.get(i) {
        i += 1;
        let ends = match token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(p) => p.as_char() == ';',
            _ => false,
        };
        if ends {
            break;
        }
    }
    i
}

fn is_number(written: &str) -> bool {
    written.starts_with(|c: char| c.is_ascii_digit())
}

/// Plain algebra and the months of a year.
fn plain(written: &str) -> bool {
    ["0", "1", "2", "12", "0.0", "1.0", "2.0", "12.0"].contains(&written)
}

#[test]
fn every_number_in_an_equation_is_a_parameter_or_has_its_reason() {
    let mut left: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (file, written, times, why) in ALLOWED {
        assert!(
            !why.is_empty() && left.insert(((*file).to_owned(), (*written).to_owned()), *times).is_none(),
            "{file}: {written}"
        );
    }
    let mut wrong = Vec::new();
    let files = files();
    for file in &files {
        let text = fs::read_to_string(source().join(file)).expect("readable");
        for Number { line, written } in numbers(&text) {
            match left.get_mut(&(file.clone(), written.clone())) {
                Some(times) if *times > 0 => *times -= 1,
                _ => wrong.push(format!("src/{file}:{line}: {written} is neither a parameter nor allowed")),
            }
        }
    }
    for ((file, written), times) in left.iter().filter(|(_, times)| **times > 0) {
        wrong.push(format!("src/{file}: {written} is allowed {times} times more than it stands there"));
    }
    assert!(
        wrong.is_empty(),
        "{}\nA number that could be another becomes a row of scenario/params.rs; one that could not, of ALLOWED.",
        wrong.join("\n")
    );
}

#[test]
fn what_is_no_number_of_an_equation_is_left_out() {
    let found = |text: &str| numbers(text).into_iter().map(|n| n.written).collect::<Vec<_>>();
    for fine in [
        "fn f(x: f64) -> f64 { 2.0 * x / 12.0 + 1.0 }",
        "//! 7\n/// 7 of 9\nfn f() { let a = \"7\"; } // 7",
        "#[cfg(test)]\nmod tests { fn f() -> f64 { 7.0 } }",
        "#[cfg(test)]\nuse a::b7;\n#[cfg_attr(x, y = 7)] fn f() {}",
        "fn f(x: [[f64; 7]; 31], y: ((f64, f64), f64)) -> f64 { x[3][5] + x.a(1)[4] + y.0.1 }",
        "fn f() { for _ in 0..100 { let m = 0.5 * (low + high); } }",
    ] {
        assert_eq!(found(fine), Vec::<String>::new(), "{fine}");
    }
    for (bad, number) in [
        ("fn f(x: f64) -> f64 { 0.3 * x }", "0.3"),
        ("const RATE: f64 = 1e-3;", "1e-3"),
        ("fn f() { for a in 0..100 {} }", "100"),
        ("fn f() { let m = 0.5 * x; }", "0.5"),
        ("fn f() { g(&[7.0, x]); for k in [0, 3] {} }", "7.0"),
        ("fn f(x: &[f64]) -> f64 { x[i(7.0)] }", "7.0"),
        ("#[inline]\nfn f() -> f64 { vec![5; 1] }", "5"),
        ("#[cfg(test)]\nmod tests {}\nfn f() -> f64 { 7.0 }", "7.0"),
        ("fn f() -> f64 { if a { b } else { c } [7.0][0] }", "7.0"),
        ("fn f() -> u8 { 0..3 }", "3"),
        ("fn f() -> f64 { 1_500f64 }", "1_500f64"),
    ] {
        assert_eq!(found(bad).first().map(String::as_str), Some(number), "{bad}");
    }
}
