//! A cell as people write numbers, and what was probably meant.

use crate::number;

/// What is wrong with a number in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// It is no number at all.
    NotANumber,
    /// Counted in 万 or 亿.
    Wan,
    /// A unit stands behind it, or a word like 约 before it.
    Unit,
    /// Full-width digits, or commas between thousands.
    Written,
    /// A dash or word that says there is none.
    Nothing,
}

/// What stands for no number.
const NOTHING: [&str; 12] = ["-", "—", "——", "–", "/", "无", "空", "暂无", "未统计", "n/a", "na", "null"];

/// Words around a number that say nothing more.
const AROUND: [&str; 22] = [
    "约", "大约", "近", "左右", "人", "个", "名", "元", "户", "岁", "所", "家", "张", "年", "persons",
    "people", "yuan", "rmb", "¥", "￥", "~", "≈",
];

/// Reads a number. The second part of an error is what it should probably be.
///
/// # Errors
/// What is wrong, and the number that was probably meant (none of it where nothing was).
pub fn number(text: &str) -> Result<f64, (Slip, Option<f64>)> {
    let text = text.trim_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}');
    if let Ok(value) = text.parse::<f64>()
        && value.is_finite()
        && text.starts_with(|sign: char| sign.is_ascii_digit() || "+-.".contains(sign))
    {
        return Ok(value);
    }
    if let Some(share) = percent(text) {
        return Ok(share);
    }
    if let Some(value) = number::typed(text) {
        return Err((Slip::Written, Some(value)));
    }
    let mut bare = text.to_lowercase();
    if NOTHING.contains(&bare.as_str()) {
        return Err((Slip::Nothing, None));
    }
    let mut stripped = true;
    while stripped {
        stripped = false;
        for word in AROUND {
            let shorter = bare.strip_prefix(word).or_else(|| bare.strip_suffix(word));
            if let Some(shorter) = shorter.map(|it| it.trim().to_owned()) {
                (bare, stripped) = (shorter, true);
            }
        }
    }
    for (word, times) in [("万", 1e4), ("萬", 1e4), ("亿", 1e8), ("億", 1e8), ("千", 1e3)] {
        if let Some(value) = bare.strip_suffix(word).and_then(number::typed) {
            // A count in 万 has few decimals: what multiplying adds behind them was never meant.
            return Err((Slip::Wan, Some((value * times * 1e4).round() / 1e4)));
        }
    }
    match number::typed(&bare).filter(|_| !bare.is_empty()) {
        Some(value) => Err((Slip::Unit, Some(value))),
        None => Err((Slip::NotANumber, None)),
    }
}

/// `70%`, `1‰`: shares.
fn percent(text: &str) -> Option<f64> {
    let signs = [(['%', '％'], 100.0), (['‰', '‰'], 1000.0)];
    signs.into_iter().find_map(|(signs, of)| {
        let value = number::typed(text.strip_suffix(signs)?)? / of;
        Some((value * 1e12).round() / 1e12)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, value) in
            [("12", 12.0), (" 1.5 ", 1.5), ("-3", -3.0), ("70%", 0.7), ("1‰", 0.001), ("1e5", 1e5)]
        {
            assert_eq!(number(text), Ok(value), "{text}");
        }
        for (text, slip, meant) in [
            ("3.2万", Slip::Wan, Some(32_000.0)),
            ("3.2 万人", Slip::Wan, Some(32_000.0)),
            ("约1.5亿元", Slip::Wan, Some(1.5e8)),
            ("１２３", Slip::Written, Some(123.0)),
            ("1,234,567", Slip::Written, Some(1_234_567.0)),
            ("300人", Slip::Unit, Some(300.0)),
            ("约 300 左右", Slip::Unit, Some(300.0)),
            ("—", Slip::Nothing, None),
            ("暂无", Slip::Nothing, None),
            ("很多", Slip::NotANumber, None),
            ("1,23", Slip::NotANumber, None),
            ("", Slip::NotANumber, None),
            ("人", Slip::NotANumber, None),
            ("inf", Slip::NotANumber, None),
            ("NaN", Slip::NotANumber, None),
        ] {
            assert_eq!(number(text), Err((slip, meant)), "{text}");
        }
    }
}
