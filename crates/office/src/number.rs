//! How numbers are written for people, in Chinese and English.

use serde::{Deserialize, Serialize};

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 简体中文.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language of the page for a reader whose browser asks for `tag`.
    pub fn for_reader(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Self::Zh } else { Self::En }
    }
    /// The tag for `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
    /// Chooses between a text in Chinese and in English.
    pub fn of<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
    /// A name known at compile time.
    pub fn label(self, label: sim_core::ids::Label) -> &'static str {
        self.of(label.zh, label.en)
    }
    /// A name from a scenario.
    pub fn text(self, text: &sim_core::scenario::Text) -> &str {
        self.of(&text.zh, &text.en)
    }
}

/// The true minus sign: as wide as a plus, so that columns of changes line up.
const MINUS: char = '−';

/// A number with `digits` decimals and a comma between thousands.
pub fn decimal(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.digits$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 && plain.bytes().any(|b| b.is_ascii_digit() && b != b'0') {
        text.push(MINUS);
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A number as somebody typed it: full-width signs as well, commas only between groups of three digits.
pub fn typed(text: &str) -> Option<f64> {
    let plain: String = text
        .trim()
        .chars()
        .map(|sign| match sign {
            '０'..='９' => {
                char::from_u32(u32::from(sign) - u32::from('０') + u32::from('0')).unwrap_or(sign)
            }
            '．' => '.',
            '，' => ',',
            MINUS | '－' => '-',
            '＋' => '+',
            other => other,
        })
        .collect();
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(&plain);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1
        || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    if !grouped || !digits(fraction) || !groups.iter().all(|group| digits(group)) {
        return None;
    }
    plain.replace(',', "").parse().ok().filter(|value: &f64| value.is_finite())
}

/// A difference that is not nothing shows something: up to two more decimals, then that it is less than they can say.
pub fn telling(value: f64, digits: usize) -> String {
    let nothing = |text: &str| text.bytes().all(|b| matches!(b, b'0' | b'.' | b','));
    let texts = (digits..=digits + 2).map(|digits| decimal(value, digits));
    let Some(text) = texts.into_iter().find(|text| !nothing(text)) else {
        let least = decimal(10_f64.powi(-(digits as i32) - 2), digits + 2);
        return match value.partial_cmp(&0.0) {
            Some(std::cmp::Ordering::Less) => format!("{MINUS}<{least}"),
            Some(std::cmp::Ordering::Greater) => format!("<{least}"),
            _ => decimal(0.0, digits),
        };
    };
    text
}

/// A number of people or things.
pub fn count(value: f64) -> String {
    decimal(value, 0)
}

/// A change: always with its sign, except nothing.
pub fn signed(value: f64, digits: usize) -> String {
    let text = decimal(value, digits);
    let nothing = text.bytes().all(|b| matches!(b, b'0' | b'.' | b','));
    if value > 0.0 && !nothing { format!("+{text}") } else { text }
}

/// An amount of money in words of the language: 万元 and 亿元, thousands and millions.
pub fn yuan(lang: Lang, amount: f64) -> String {
    let size = amount.abs();
    match lang {
        Lang::Zh if size >= 99_995_000.0 => format!("{} 亿元", decimal(amount / 1e8, 2)),
        Lang::Zh if size >= 9_999.5 => format!("{} 万元", decimal(amount / 1e4, 0)),
        Lang::Zh => format!("{} 元", decimal(amount, 0)),
        Lang::En => {
            let sign = if amount < 0.0 { "−" } else { "" };
            if size >= 999.5e6 {
                format!("{sign}¥{} bn", decimal(size / 1e9, 2))
            } else if size >= 999_500.0 {
                format!("{sign}¥{} m", decimal(size / 1e6, usize::from(size < 99.95e6)))
            } else if size >= 999.5 {
                format!("{sign}¥{} k", decimal(size / 1e3, 0))
            } else {
                format!("{sign}¥{}", decimal(size, 0))
            }
        }
    }
}

/// From here on a count is too long for a column.
pub const LONG: f64 = 1e5;

/// A count as short as it can be said: 万 in Chinese, thousands and millions in English.
pub fn brief(lang: Lang, value: f64) -> String {
    let size = value.abs();
    let shortened = |unit: f64, digits: usize| {
        let text = decimal(value / unit, digits);
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    match lang {
        _ if size < LONG => count(value),
        Lang::Zh => format!("{} 万", shortened(1e4, usize::from(size < 1e7))),
        Lang::En if size < 999_500.0 => format!("{} k", shortened(1e3, 0)),
        Lang::En => format!("{} m", shortened(1e6, 2)),
    }
}

/// A count for a tile of a few letters.
pub fn tiny(lang: Lang, value: f64) -> String {
    let (unit, from, word) = if lang == Lang::Zh { (1e4, 9_999.5, "万") } else { (1e3, 999.5, "k") };
    if value.abs() < from {
        return count(value);
    }
    format!("{}{word}", decimal(value / unit, usize::from(value.abs() < 9.95 * unit)))
}

/// A large head count: 万 where a Chinese reader expects it.
pub fn people(lang: Lang, value: f64) -> String {
    match lang {
        Lang::Zh if value >= 1e5 => format!("{} 万", decimal(value / 1e4, 1)),
        Lang::En if value >= 1e6 => format!("{} m", decimal(value / 1e6, 3)),
        _ => count(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_and_nothing_has_no_sign() {
        for (value, digits, text) in [
            (7860.4, 0, "7,860"),
            (-140.0, 0, "−140"),
            (1_234_567.0, 0, "1,234,567"),
            (-0.2, 0, "0"),
            (0.664, 1, "0.7"),
            (999.5, 0, "1,000"),
            (f64::NAN, 0, "–"),
        ] {
            assert_eq!(decimal(value, digits), text, "{value}");
        }
    }

    #[test]
    fn typed_numbers_are_read_as_they_are_meant_or_not_at_all() {
        for (text, value) in [
            ("1,520", Some(1520.0)),
            ("1,234,567.5", Some(1_234_567.5)),
            ("１，５２０", Some(1520.0)),
            ("６２．５", Some(62.5)),
            ("−3", Some(-3.0)),
            ("＋.5", Some(0.5)),
            ("1,5", None),
            ("1,52", None),
            (",520", None),
            ("1520,000", None),
            ("1.5,000", None),
            ("1e3", None),
            ("inf", None),
            ("", None),
            (".", None),
            ("-", None),
        ] {
            assert_eq!(typed(text), value, "{text}");
        }
    }

    #[test]
    fn a_difference_that_is_not_nothing_shows_something() {
        for (value, digits, text) in [
            (-140.2, 0, "−140"),
            (-0.3, 0, "−0.3"),
            (0.02, 0, "0.02"),
            (-0.001, 0, "−<0.01"),
            (0.0, 1, "0.0"),
            (0.04, 1, "0.04"),
        ] {
            assert_eq!(telling(value, digits), text, "{value}");
        }
    }

    #[test]
    fn changes_carry_their_sign() {
        for (value, digits, text) in
            [(120.0, 0, "+120"), (-3.6, 1, "−3.6"), (0.0, 0, "0"), (0.04, 1, "0.0"), (0.3, 0, "0")]
        {
            assert_eq!(signed(value, digits), text, "{value}");
        }
    }

    #[test]
    fn money_speaks_the_readers_units() {
        for (lang, amount, text) in [
            (Lang::Zh, 76_900_000.0, "7,690 万元"),
            (Lang::Zh, 462_000_000.0, "4.62 亿元"),
            (Lang::Zh, 800.0, "800 元"),
            (Lang::En, 76_900_000.0, "¥76.9 m"),
            (Lang::En, 462_000_000.0, "¥462 m"),
            (Lang::En, -1_500.0, "−¥2 k"),
            (Lang::En, 1_620_000_000.0, "¥1.62 bn"),
        ] {
            assert_eq!(yuan(lang, amount), text);
        }
    }

    #[test]
    fn long_counts_are_said_in_few_signs() {
        for (lang, value, text) in [
            (Lang::Zh, 9_870.0, "9,870"),
            (Lang::Zh, 1_450_000.0, "145 万"),
            (Lang::Zh, -123_456.0, "−12.3 万"),
            (Lang::En, 1_450_000.0, "1.45 m"),
            (Lang::En, 123_456.0, "123 k"),
            (Lang::En, 99_999.0, "99,999"),
        ] {
            assert_eq!(brief(lang, value), text);
        }
    }

    #[test]
    fn a_reader_of_any_chinese_gets_chinese() {
        for (tag, lang) in [
            ("zh-CN", Lang::Zh),
            ("zh", Lang::Zh),
            ("ZH-Hant-TW", Lang::Zh),
            ("en-GB", Lang::En),
            ("fr", Lang::En),
        ] {
            assert_eq!(Lang::for_reader(tag), lang, "{tag}");
        }
    }
}
