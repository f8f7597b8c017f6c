//! Aligned columns for a terminal, where a Chinese character takes two places.

use unicode_width::UnicodeWidthStr;

/// On which side a column is flush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// The rows under their heads, two spaces between columns and none at a line's end.
pub fn aligned<const N: usize>(heads: [(&str, Side); N], rows: &[[String; N]]) -> String {
    laid_out(&heads, rows)
}

/// The same where the number of columns is known only when they are there; every row has as many cells as heads.
pub fn laid_out<R: AsRef<[String]>>(heads: &[(&str, Side)], rows: &[R]) -> String {
    let widths: Vec<usize> = (0..heads.len())
        .map(|column| {
            let cells = rows.iter().map(|row| row.as_ref()[column].width());
            cells.chain([heads[column].0.width()]).max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut laid = String::new();
        for ((cell, (_, side)), width) in cells.zip(heads).zip(&widths) {
            let blank = " ".repeat(width - cell.width());
            if !laid.is_empty() {
                laid.push_str("  ");
            }
            match side {
                Side::Left => laid.extend([cell, &blank]),
                Side::Right => laid.extend([blank.as_str(), cell]),
            }
        }
        text.push_str(laid.trim_end());
        text.push('\n');
    };
    line(&mut heads.iter().map(|(head, _)| *head));
    for row in rows {
        line(&mut row.as_ref().iter().map(String::as_str));
    }
    text
}

/// A number for people: whole with separators from 100 on, below that four digits.
pub fn figure(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let size = value.abs();
    if size >= 99.995 {
        return separated(value);
    }
    // The first digit that counts stands this many places behind the point.
    let leading = if size > 0.0 { -size.log10().floor() as i32 } else { 0 };
    let decimals = (leading + 3).clamp(0, 12) as usize;
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn separated(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::from(if value < 0.0 { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_character_takes_two_places() {
        let rows = [["社区".to_owned(), "1".to_owned()], ["abc".to_owned(), "10".to_owned()]];
        let text = aligned([("名称", Side::Left), ("值", Side::Right)], &rows);
        assert_eq!(text, "名称  值\n社区   1\nabc   10\n");
    }

    #[test]
    fn figures_keep_what_counts() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (8000.0, "8,000"),
            (1_234_567.4, "1,234,567"),
            (-1234.0, "-1,234"),
            (0.001_612, "0.001612"),
            (0.85, "0.85"),
            (2.4, "2.4"),
            (-0.3, "-0.3"),
            (99.99, "99.99"),
            (99.996, "100"),
            (1e-14, "0"),
        ] {
            assert_eq!(figure(value), text, "{value:?}");
        }
    }
}
