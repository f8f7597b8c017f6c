//! What a difference says, in rows and sentences. Parts are rounded so that what is shown sums as well: what is left is chance.

use super::Miss;
use crate::counts::series_of;
use crate::number;
use crate::series::{Series, Unit};
use crate::words::{Words, args};
use sim_core::scenario::Counted;
use sim_core::study::actuals::Split;

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What was counted, and when.
    pub name: String,
    /// Projected, actual, and the difference.
    pub values: [String; 3],
    /// By assumptions, by decisions, by neither.
    pub parts: [String; 3],
    /// Where the parts begin and end, from 0 to 1 of the width: what takes away lies left of `nothing`.
    pub ends: [[f64; 2]; 3],
    /// Where nothing stands.
    pub nothing: f64,
    /// The row in a sentence.
    pub says: String,
}

/// The name of what was counted.
pub fn name(what: Counted, words: &Words) -> String {
    match series_of(what) {
        Some(series) => words.say(series.name_key()),
        None => words.lang().label(what.label()).to_owned(),
    }
}

/// A value in its unit.
pub fn value(what: Counted, value: f64) -> String {
    series_of(what).map_or_else(|| number::count(value), |series| series.short(value))
}

/// The smallest difference that is shown.
fn quantum(what: Counted) -> f64 {
    match series_of(what).map(Series::unit) {
        Some(Unit::Percent) => 1e-3,
        Some(Unit::PerMille) => 1e-5,
        Some(Unit::PerCommunity) => 1e-2,
        _ => 1.0,
    }
}

/// The difference and its parts in whole quanta: assumption, decision, chance.
fn whole(what: Counted, split: &Split) -> (f64, [f64; 3]) {
    let step = quantum(what);
    let round = |value: f64| (value / step).round();
    let difference = round(split.actual) - round(split.projected);
    let (assumption, decision) = (round(split.assumption), round(split.decision));
    (difference * step, [assumption, decision, difference - assumption - decision].map(|part| part * step))
}

fn signed(what: Counted, difference: f64) -> String {
    match series_of(what) {
        Some(series) => series.change(difference),
        None => number::signed(difference, 0),
    }
}

/// A size without its sign, with its unit.
fn size(what: Counted, difference: f64, words: &Words) -> String {
    let lang = words.lang();
    match series_of(what).map(|series| (series, series.unit())) {
        Some((series, Unit::Percent | Unit::PerMille)) => {
            let unit = if series.unit() == Unit::Percent {
                lang.of(" 个百分点", " points")
            } else {
                lang.of(" 个千分点", " ‰ points")
            };
            format!("{}{unit}", signed(what, difference.abs()).trim_start_matches('+'))
        }
        Some((series, _)) => {
            let unit = lang.of(series.unit_word(lang), "");
            let number = signed(what, difference.abs()).trim_start_matches('+').to_owned();
            if unit.is_empty() { number } else { format!("{number} {unit}") }
        }
        None => format!("{}{}", number::count(difference.abs()), lang.of(" 人", "")),
    }
}

/// More or fewer, in words.
fn more(what: Counted, difference: f64, words: &Words) -> String {
    let key = if difference > 0.0 { "misses-more" } else { "misses-fewer" };
    words.tell(key, &args([("amount", size(what, difference, words))]))
}

/// A count in a sentence, with the parts that are something.
fn says(miss: &Miss, split: &Split, words: &Words) -> String {
    let what = miss.what;
    let (difference, parts) = whole(what, split);
    let keys = ["misses-by-assumption", "misses-by-decision", "misses-by-chance"];
    let parts = keys.iter().zip(parts).filter(|(_, part)| *part != 0.0);
    let parts: Vec<String> =
        parts.map(|(key, part)| words.tell(key, &args([("amount", more(what, part, words))]))).collect();
    let said = args([
        ("name", name(what, words)),
        ("year", miss.year.to_string()),
        ("projected", value(what, split.projected)),
        ("actual", value(what, split.actual)),
        ("difference", more(what, difference, words)),
    ]);
    let mut text = words.tell(if difference == 0.0 { "misses-says-equal" } else { "misses-says" }, &said);
    if !parts.is_empty() {
        text.push_str(
            &words.tell("misses-parts", &args([("parts", parts.join(words.lang().of("，", ", ")))])),
        );
    }
    text + &words.say("misses-end")
}

/// The row of a count; none where it was not simulated.
pub fn line(miss: &Miss, words: &Words) -> Option<Line> {
    let (what, split) = (miss.what, miss.split?);
    let (difference, parts) = whole(what, &split);
    let name = name(what, words);
    let ends = bar(parts);
    Some(Line {
        values: [value(what, split.projected), value(what, split.actual), signed(what, difference)],
        parts: parts.map(|part| signed(what, part)),
        ends: ends.0,
        nothing: ends.1,
        says: says(miss, &split, words),
        name: words.tell("misses-name", &args([("name", name), ("year", miss.year.to_string())])),
    })
}

/// Parts one after the other on either side of nothing.
fn bar(parts: [f64; 3]) -> ([[f64; 2]; 3], f64) {
    let below: f64 = parts.iter().filter(|part| **part < 0.0).map(|part| -part).sum();
    let above: f64 = parts.iter().filter(|part| **part > 0.0).sum();
    let room = (below + above).max(f64::MIN_POSITIVE);
    let nothing = below / room;
    let (mut left, mut right) = (nothing, nothing);
    let ends = parts.map(|part| {
        let width = part.abs() / room;
        if part < 0.0 {
            left -= width;
            [left.max(0.0), (left + width).min(1.0)]
        } else {
            right += width;
            [(right - width).max(0.0), right.min(1.0)]
        }
    });
    (ends, nothing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Lang;

    fn miss(key: &str, [projected, actual, assumption, decision]: [f64; 4]) -> Miss {
        let chance = actual - projected - assumption - decision;
        let what = Counted::from_key(key).expect("known");
        Miss { year: 2026, what, split: Some(Split { projected, actual, assumption, decision, chance }) }
    }

    #[test]
    fn what_is_shown_sums() {
        let words = Words::of(Lang::En);
        let line = line(&miss("professionals", [9400.4, 8200.0, -700.4, -400.4]), &words).expect("simulated");
        assert_eq!(line.values, ["9,400", "8,200", "−1,200"]);
        assert_eq!(line.parts, ["−700", "−400", "−100"]);
        assert_eq!(line.nothing, 1.0);
        assert!(line.says.contains("1,200 fewer") && line.says.contains("700 fewer"), "{}", line.says);
        let share = super::line(&miss("station_coverage", [0.5, 0.8, 0.1, 0.25]), &words).expect("simulated");
        assert_eq!(share.parts, ["+10.0", "+25.0", "−5.0"]);
        assert!((share.nothing - 0.05 / 0.4).abs() < 1e-9, "{share:?}");
    }

    #[test]
    fn parts_of_a_bar_follow_each_other() {
        let (ends, nothing) = bar([-2.0, 6.0, 0.0]);
        assert_eq!((ends, nothing), ([[0.0, 0.25], [0.25, 1.0], [1.0, 1.0]], 0.25));
        assert_eq!(bar([0.0; 3]).1, 0.0);
    }
}
