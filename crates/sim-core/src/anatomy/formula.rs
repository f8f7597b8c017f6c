//! A formula as it is written in the table of equations: read once, then drawn, searched for what it reads, and evaluated.
//!
//! ```text
//! sum:     product (+ or − product)*        product: power (· or ÷ power)*        power: atom (^ atom)?
//! atom:    number | name | name[index,…] | function(sum,…) | (sum) | −atom
//! ```

use crate::sorted::Map;
use std::fmt::Write as _;

/// A formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// A number.
    Number(f64),
    /// A name with its indices.
    Name(String, Vec<String>),
    /// A function of others.
    Call(String, Vec<Formula>),
    /// Two joined by one of `+ − · ÷ ^`.
    Two(char, Box<Formula>, Box<Formula>),
    /// The negative.
    Minus(Box<Formula>),
}

struct Reader<'a> {
    rest: &'a str,
}

impl Formula {
    /// Reads a text.
    ///
    /// # Errors
    /// What could not be read, and where.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut reader = Reader { rest: text };
        let formula = reader.sum()?;
        reader.skip();
        if reader.rest.is_empty() {
            Ok(formula)
        } else {
            Err(format!("'{}' is left of '{text}'", reader.rest))
        }
    }

    /// Every name in it, in their order, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect(&mut names);
        names
    }

    fn collect<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Number(_) => {}
            Self::Name(name, _) => {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
            // What is summed over are indices, no quantities.
            Self::Call(function, parts) => {
                let first = if function == "sum" { parts.len().saturating_sub(1) } else { 0 };
                parts[first..].iter().for_each(|part| part.collect(names));
            }
            Self::Two(_, a, b) => {
                a.collect(names);
                b.collect(names);
            }
            Self::Minus(a) => a.collect(names),
        }
    }

    /// Whether it only adds names and takes them off, so that it holds for sums of what it holds for.
    pub fn adds_up(&self) -> bool {
        match self {
            Self::Name(..) => true,
            Self::Two('+' | '−', a, b) => a.adds_up() && b.adds_up(),
            _ => false,
        }
    }

    /// Its value where every name has one; sums over an index have none.
    pub fn value(&self, names: &Map<&str, f64>) -> Option<f64> {
        Some(match self {
            Self::Number(value) => *value,
            Self::Name(name, _) => *names.get(name.as_str())?,
            Self::Minus(a) => -a.value(names)?,
            Self::Two(sign, a, b) => {
                let (a, b) = (a.value(names)?, b.value(names)?);
                match sign {
                    '+' => a + b,
                    '−' => a - b,
                    '·' => a * b,
                    '÷' => a / b,
                    _ => crate::math::pow(a, b),
                }
            }
            Self::Call(function, parts) => {
                let values: Vec<f64> = parts.iter().map(|part| part.value(names)).collect::<Option<_>>()?;
                match (function.as_str(), values.as_slice()) {
                    ("exp", [a]) => crate::math::exp(*a),
                    ("ln", [a]) => crate::math::ln(*a),
                    ("min", [a, b]) => a.min(*b),
                    ("max", [a, b]) => a.max(*b),
                    ("clip", [a, low, high]) => a.clamp(*low, *high),
                    _ => return None,
                }
            }
        })
    }

    /// As `MathML`; `name` says how a name is written.
    pub fn mathml(&self, name: &dyn Fn(&str) -> String) -> String {
        match self {
            Self::Number(value) => format!("<mn>{value}</mn>"),
            Self::Name(it, indices) if indices.is_empty() => name(it),
            Self::Name(it, indices) => {
                let indices: Vec<String> = indices.iter().map(|index| format!("<mi>{index}</mi>")).collect();
                format!("<msub>{}<mrow>{}</mrow></msub>", name(it), indices.join("<mo>,</mo>"))
            }
            Self::Minus(a) => format!("<mrow><mo>−</mo>{}</mrow>", a.within(3, name)),
            Self::Two('÷', a, b) => format!("<mfrac>{}{}</mfrac>", a.mathml(name), b.mathml(name)),
            Self::Two('^', a, b) => format!("<msup>{}{}</msup>", a.within(4, name), b.mathml(name)),
            Self::Two(sign, a, b) => {
                let level = if *sign == '·' { 2 } else { 1 };
                // What is taken off or stands behind a sign of its own needs brackets at the same level.
                let behind = if *sign == '−' { level + 1 } else { level };
                format!("<mrow>{}<mo>{sign}</mo>{}</mrow>", a.within(level, name), b.within(behind, name))
            }
            Self::Call(function, parts) if function == "sum" => {
                let over: Vec<String> = parts[..parts.len() - 1]
                    .iter()
                    .map(|part| part.mathml(&|it| format!("<mi>{it}</mi>")))
                    .collect();
                let last = parts.last().map_or_else(String::new, |part| part.within(2, name));
                format!(
                    "<mrow><munder><mo>∑</mo><mrow>{}</mrow></munder>{last}</mrow>",
                    over.join("<mo>,</mo>")
                )
            }
            Self::Call(function, parts) => {
                let parts: Vec<String> = parts.iter().map(|part| part.mathml(name)).collect();
                format!("<mrow><mi>{function}</mi><mo>(</mo>{}<mo>)</mo></mrow>", parts.join("<mo>,</mo>"))
            }
        }
    }

    /// With brackets where it binds less than what stands around it.
    fn within(&self, level: u8, name: &dyn Fn(&str) -> String) -> String {
        let own = match self {
            Self::Two('+' | '−', ..) => 1,
            Self::Two('·', ..) | Self::Minus(_) => 2,
            // A fraction, a sum or a function needs none within a product.
            Self::Call(function, _) if function == "sum" => 2,
            Self::Two(..) => 3,
            _ => 5,
        };
        let text = self.mathml(name);
        if own < level { format!("<mrow><mo>(</mo>{text}<mo>)</mo></mrow>") } else { text }
    }
}

impl Reader<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// The next sign, where it is one of these.
    fn sign(&mut self, of: &[char]) -> Option<char> {
        self.skip();
        let next = self.rest.chars().next().filter(|next| of.contains(next))?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    fn needed(&mut self, sign: char) -> Result<(), String> {
        self.sign(&[sign]).map(|_| ()).ok_or_else(|| format!("'{sign}' is missing before '{}'", self.rest))
    }

    fn sum(&mut self) -> Result<Formula, String> {
        let mut left = self.product()?;
        while let Some(sign) = self.sign(&['+', '−', '-']) {
            let sign = if sign == '-' { '−' } else { sign };
            left = Formula::Two(sign, Box::new(left), Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Formula, String> {
        let mut left = self.power()?;
        while let Some(sign) = self.sign(&['·', '÷']) {
            left = Formula::Two(sign, Box::new(left), Box::new(self.power()?));
        }
        Ok(left)
    }

    fn power(&mut self) -> Result<Formula, String> {
        let base = self.atom()?;
        Ok(match self.sign(&['^']) {
            Some(sign) => Formula::Two(sign, Box::new(base), Box::new(self.atom()?)),
            None => base,
        })
    }

    fn atom(&mut self) -> Result<Formula, String> {
        if self.sign(&['−', '-']).is_some() {
            return Ok(Formula::Minus(Box::new(self.power()?)));
        }
        if self.sign(&['(']).is_some() {
            let inner = self.sum()?;
            self.needed(')')?;
            return Ok(inner);
        }
        let word = self.word();
        let Some(first) = word.chars().next() else {
            return Err(format!("nothing can begin with '{}'", self.rest));
        };
        if first.is_ascii_digit() {
            return word.parse().map(Formula::Number).map_err(|_| format!("'{word}' is no number"));
        }
        if self.sign(&['(']).is_some() {
            let mut parts = vec![self.sum()?];
            while self.sign(&[',']).is_some() {
                parts.push(self.sum()?);
            }
            self.needed(')')?;
            return Ok(Formula::Call(word, parts));
        }
        let mut indices = Vec::new();
        if self.sign(&['[']).is_some() {
            loop {
                let (end, index) = (self.rest.find([',', ']']), self.rest);
                let end = end.ok_or_else(|| format!("']' is missing behind '{word}'"))?;
                indices.push(index[..end].trim().to_owned());
                self.rest = &index[end..];
                if self.sign(&[',']).is_none() {
                    break;
                }
            }
            self.needed(']')?;
        }
        Ok(Formula::Name(word, indices))
    }

    /// Letters, digits, points and underlines.
    fn word(&mut self) -> String {
        self.skip();
        let end = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_owned()
    }
}

/// A whole equation as `MathML`.
pub fn display(left: &Formula, right: &Formula, name: &dyn Fn(&str) -> String) -> String {
    let mut text = String::from("<math display=\"block\">");
    write!(text, "<mrow>{}<mo>=</mo>{}</mrow></math>", left.mathml(name), right.mathml(name))
        .expect("writing to a string cannot fail");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn value(text: &str, expected: f64) {
        let names = Map::from([("a", 3.0), ("b", 4.0)]);
        let value = Formula::read(text).expect("a formula").value(&names).expect("names are known");
        assert!((value - expected).abs() < 1e-12, "{text}: {value}");
    }

    #[test]
    fn a_formula_means_what_it_says() {
        value("a + b · 2 − 1", 10.0);
        value("a − b − 2", -3.0);
        value("a ÷ b ÷ 2", 0.375);
        value("(a + b) · 2^3", 56.0);
        value("−a^2", -9.0);
        value("1 − exp(−(a − b)) ÷ 2", 1.0 - crate::math::exp(1.0) / 2.0);
        value("clip(a · b, 0.5, 10) + min(a, b) − max(a, ln(1))", 10.0);
    }

    #[test]
    fn names_stand_once_and_indices_are_none() {
        let formula = Formula::read("sum(s, k, a[s, k] · b[s]) ÷ a[k]").expect("a formula");
        assert_eq!(formula.names(), ["a", "b"]);
    }

    #[test]
    fn brackets_stand_where_they_are_needed() {
        let name = |name: &str| name.to_owned();
        let plain = |text: &str| {
            let xml = Formula::read(text).expect("a formula").mathml(&name);
            let mut out = String::new();
            let mut tag = false;
            for c in xml.chars() {
                match c {
                    '<' => tag = true,
                    '>' => tag = false,
                    c if !tag => out.push(c),
                    _ => {}
                }
            }
            out
        };
        assert_eq!(plain("a · (b + c)"), "a·(b+c)");
        assert_eq!(plain("a − (b − c)"), "a−(b−c)");
        assert_eq!(plain("(a · b) + c"), "a·b+c");
    }

    #[test]
    fn what_is_no_formula_is_refused() {
        for text in ["", "a +", "(a", "a[b", "exp(a", "a b", "1.2.3"] {
            assert!(Formula::read(text).is_err(), "{text}");
        }
    }
}
