//! Careers of a whole run: how long people had practised when they received the mid certificate and when they left the field.

use super::ages::bin;
use super::detail::Detail;
use crate::number;
use crate::state::AppState;
use crate::words::{Words, args};

/// The first year of practice of each bar; the last has no end.
pub const YEARS: [usize; 10] = [0, 1, 2, 3, 4, 5, 6, 10, 15, 20];

/// One distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    /// Persons by [`YEARS`].
    pub bars: [f64; YEARS.len()],
    /// All of them.
    pub all: f64,
    /// Whole years below which the half of them are or end.
    pub half: usize,
}

impl Distribution {
    fn of(detail: &Detail, counts: &[u32]) -> Self {
        let all: u32 = counts.iter().sum();
        let mut bars = [0.0; YEARS.len()];
        for (years, n) in counts.iter().enumerate() {
            bars[bin(&YEARS, years)] += detail.persons(*n);
        }
        let mut below = 0;
        let half = counts.iter().position(|n| {
            below += n;
            2 * below >= all
        });
        Self { bars, all: detail.persons(all), half: half.unwrap_or(0) }
    }

    /// The share of a bar in all.
    pub fn share(&self, bar: usize) -> f64 {
        if self.all > 0.0 { self.bars[bar] / self.all } else { 0.0 }
    }
}

/// Practice at the mid certificate, and at leaving.
pub fn shown(state: &AppState) -> Option<[Distribution; 2]> {
    let detail = &state.people.cast.as_ref()?.detail;
    let sum = |of: fn(&super::detail::Year) -> &Vec<u32>| {
        let mut all: Vec<u32> = Vec::new();
        for year in &detail.years {
            all.resize(all.len().max(of(year).len()), 0);
            for (sum, n) in all.iter_mut().zip(of(year)) {
                *sum += n;
            }
        }
        Distribution::of(detail, &all)
    };
    Some([sum(|year| &year.to_mid), sum(|year| &year.at_exit)])
}

/// What the bars show, in a sentence.
pub fn sentence(state: &AppState, words: &Words) -> Option<String> {
    let [mid, exit] = shown(state)?;
    let years = &state.people.cast.as_ref()?.detail.years;
    let (first, last) = (years.first()?.year, years.last()?.year);
    Some(words.tell(
        "careers-say",
        &args([
            ("from", first.to_string()),
            ("to", last.to_string()),
            ("mid", number::brief(words.lang(), mid.all)),
            ("mid-half", (mid.half + 1).to_string()),
            ("exit", number::brief(words.lang(), exit.all)),
            ("exit-half", (exit.half + 1).to_string()),
        ]),
    ))
}
