//! A lever as its slider shows it: the numbers people read and type, against the numbers the model uses.

use crate::number::{self, Lang};
use sim_core::Scenario;
use sim_core::scenario::{Bounds, Lever, LeverKey, Share, THEMES, Theme};
use sim_core::sorted::Set;

/// The levers most plans begin with, the most usual first: shown after those that the place's document moves.
const USUAL: [LeverKey; 21] = [
    LeverKey::StationCoverage,
    LeverKey::TrainingHours,
    LeverKey::PurchaseBudget,
    LeverKey::IntakeBachelor,
    LeverKey::PayFloor,
    LeverKey::Supervision,
    LeverKey::SubsidyMid,
    LeverKey::InstitutionShare,
    LeverKey::AwardMid,
    LeverKey::CommunityStaff,
    LeverKey::FeePaid,
    LeverKey::GovernmentPosts,
    LeverKey::LabourShare,
    LeverKey::GradedMid,
    LeverKey::SubsidyAssistant,
    LeverKey::AdminLoad,
    LeverKey::AwardAssistant,
    LeverKey::VenuesOpened,
    LeverKey::WorkerShare,
    LeverKey::DirectedPlaces,
    LeverKey::TrainingBases,
];

/// So many levers fit on one screen of 1280 × 720, with a line of doubt under one of them.
const ROWS: usize = 18;

/// The levers that are shown without asking: all that the place's document moves, then usual ones as far as there is
/// room, and of each theme as many as its name is high. The rest stands behind "more".
pub fn shown_first(scenario: &Scenario) -> Set<LeverKey> {
    let moves = |key: &LeverKey| scenario.levers[key.index()].document.is_some();
    let mut shown: Set<LeverKey> = LeverKey::ALL.into_iter().filter(moves).collect();
    for theme in Theme::ALL {
        let there = shown.iter().filter(|key| key.lever().theme == theme).count();
        let usual = USUAL.into_iter().filter(|key| key.lever().theme == theme && !shown.contains(key));
        // English names stand upright: two of them take three rows, the others two.
        let least: usize = if matches!(theme, Theme::Education | Theme::Purchase) { 3 } else { 2 };
        let missing: Vec<LeverKey> = usual.take(least.saturating_sub(there)).collect();
        shown.extend(missing);
    }
    for key in USUAL {
        if shown.len() < ROWS {
            shown.insert(key);
        }
    }
    shown
}

/// The two columns of the lever wall: as even in rows as whole themes allow. What is opened later moves no theme.
pub fn columns(scenario: &Scenario) -> [Vec<Theme>; 2] {
    let shown = shown_first(scenario);
    let rows = |theme: &Theme| shown.iter().filter(|key| key.lever().theme == *theme).count();
    let split = |choice: u32| {
        let (right, left) = Theme::ALL.into_iter().partition(|theme| choice >> theme.index() & 1 == 1);
        [left, right]
    };
    let height =
        |choice: &u32| split(*choice).map(|themes: Vec<Theme>| themes.iter().map(rows).sum::<usize>());
    // Of equally even ones the first, which begins with the first theme.
    let choices = (0..1_u32 << THEMES).filter(|choice| choice & 1 == 0);
    choices.min_by_key(|choice| height(choice).into_iter().max()).map(split).unwrap_or_default()
}

/// From such a budget on, money is counted in 亿元.
const GRAND_YUAN: f64 = 1e9;
/// From such a total on, people and things are counted in 万.
const GRAND_COUNT: f64 = 1e5;

/// Whether money of a place is counted in 亿元 rather than in 万元.
pub fn counts_in_yi(scenario: &Scenario) -> bool {
    scenario.bounds(LeverKey::PurchaseBudget).max >= GRAND_YUAN
}

/// How a lever is shown.
#[derive(Clone, Copy, Debug)]
pub struct Dial {
    /// The lever.
    pub lever: &'static Lever,
    /// Between which values it moves in this place.
    pub bounds: Bounds,
    /// Shown number ÷ model number.
    factor: f64,
    /// Decimals.
    digits: usize,
}

/// Why a typed value was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was typed.
    Nothing,
    /// Not a number.
    NotANumber,
    /// Below or above what the lever allows.
    OutOfBounds,
}

impl Dial {
    /// The dial of a lever in a place.
    pub fn of(scenario: &Scenario, key: LeverKey) -> Self {
        Self::within(scenario.bounds(key), key)
    }

    /// The dial of a lever that moves between these bounds.
    pub fn within(bounds: Bounds, key: LeverKey) -> Self {
        let lever = key.lever();
        let factor = match key {
            // Budgets are spoken of in 万元, large ones in 亿元.
            LeverKey::PurchaseBudget if bounds.max >= GRAND_YUAN => 1e-8,
            LeverKey::PurchaseBudget => 1e-4,
            _ if lever.percent => 100.0,
            _ if lever.share != Share::Same && bounds.max >= GRAND_COUNT => 1e-4,
            _ => 1.0,
        };
        let step = bounds.tick * factor;
        let digits = (0..=2).find(|d| (step * [1.0, 10.0, 100.0][*d]).fract().abs() < 1e-6).unwrap_or(2);
        Self { lever, bounds, factor, digits }
    }

    /// The number shown for a value of the model.
    pub fn shown(self, value: f64) -> f64 {
        value * self.factor
    }
    /// Lower end, as shown.
    pub fn min(self) -> f64 {
        self.shown(self.bounds.min)
    }
    /// Upper end, as shown.
    pub fn max(self) -> f64 {
        self.shown(self.bounds.max)
    }
    /// Step of the slider, as shown.
    pub fn step(self) -> f64 {
        self.shown(self.bounds.tick)
    }

    /// The value of the model for a shown number: on the ticks, so that the slider's own rounding leaves no trace.
    pub fn value(self, shown: f64) -> f64 {
        let ticks = ((shown / self.factor - self.bounds.min) / self.bounds.tick).round();
        (self.bounds.min + ticks * self.bounds.tick).clamp(self.bounds.min, self.bounds.max)
    }

    /// Where a value stands on the track, from 0 to 1.
    pub fn place(self, value: f64) -> f64 {
        ((value - self.bounds.min) / (self.bounds.max - self.bounds.min)).clamp(0.0, 1.0)
    }

    /// The number as people read it.
    pub fn text(self, value: f64) -> String {
        number::decimal(self.shown(value), self.digits_of(value))
    }

    /// As many decimals as the ticks have, and up to two more for a value between them.
    fn digits_of(self, value: f64) -> usize {
        let shown = self.shown(value);
        let fits = |digits: &usize| {
            let scaled = shown * [1.0, 10.0, 100.0, 1000.0, 10_000.0][*digits];
            (scaled - scaled.round()).abs() < 1e-6
        };
        (self.digits..=self.digits + 2).find(fits).unwrap_or(self.digits + 2)
    }

    /// The number as an input field takes it.
    pub fn plain(self, value: f64) -> String {
        format!("{:.*}", self.digits_of(value), self.shown(value))
    }

    /// The end of a track: no needless decimals.
    pub fn end(self, value: f64) -> String {
        let shown = self.shown(value);
        number::decimal(shown, if (shown - shown.round()).abs() < 1e-9 { 0 } else { self.digits })
    }

    /// The unit behind the number.
    pub fn unit(self, lang: Lang) -> &'static str {
        match self.lever.key {
            LeverKey::PurchaseBudget if self.bounds.max >= GRAND_YUAN => {
                lang_unit(lang, "亿元/年", "¥100m/yr")
            }
            LeverKey::PurchaseBudget => lang_unit(lang, "万元/年", "¥10k/yr"),
            // Large totals.
            _ if self.factor == 1e-4 => match self.lever.unit.zh {
                "人/年" => lang_unit(lang, "万人/年", "10k/yr"),
                "人" => lang_unit(lang, "万人", "10k"),
                "处/年" => lang_unit(lang, "万处/年", "10k/yr"),
                _ => lang_unit(lang, "万个", "10k"),
            },
            // A column of fifty pixels.
            LeverKey::TrainingHours => lang_unit(lang, "小时/人年", "h/yr"),
            LeverKey::CommunityStaff => lang_unit(lang, "人/社区", "each"),
            LeverKey::StationStaff => lang_unit(lang, "人/站", "each"),
            LeverKey::SchoolPosts => lang_unit(lang, "人/校", "each"),
            LeverKey::HospitalPosts => lang_unit(lang, "人/百床", "each"),
            LeverKey::Volunteers => lang_unit(lang, "人/社工", "each"),
            LeverKey::Supervision => lang_unit(lang, "人/督导", "/superv."),
            _ => lang.label(self.lever.unit),
        }
    }

    /// Number and unit, as a screen reader says them.
    pub fn spoken(self, lang: Lang, value: f64) -> String {
        let (text, unit) = (self.text(value), self.unit(lang));
        if unit == "%" { format!("{text}%") } else { format!("{text} {unit}") }
    }

    /// Reads what somebody typed. Exact entry may lie between two ticks.
    ///
    /// # Errors
    /// Why the text is no value of this lever.
    pub fn read(self, typed: &str) -> Result<f64, Refusal> {
        if typed.trim().is_empty() {
            return Err(Refusal::Nothing);
        }
        let shown = number::typed(typed.trim().trim_end_matches(['%', '％'])).ok_or(Refusal::NotANumber)?;
        let value = shown / self.factor;
        // A bound typed as it is shown must pass whatever the factor's rounding does.
        let slack = self.bounds.tick * 1e-6;
        if value < self.bounds.min - slack || value > self.bounds.max + slack {
            return Err(Refusal::OutOfBounds);
        }
        Ok(value.clamp(self.bounds.min, self.bounds.max))
    }
}

const fn lang_unit(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::scenario::{LEVERS, builtin_scenarios};

    fn places() -> impl Iterator<Item = Scenario> {
        builtin_scenarios().iter().map(|builtin| builtin.read().expect("built in").0)
    }

    #[test]
    fn every_lever_stands_once_on_the_wall_and_every_theme_has_a_row() {
        for place in places() {
            let columns = columns(&place);
            let themes: Vec<Theme> = columns.iter().flatten().copied().collect();
            let shown = shown_first(&place);
            assert_eq!(themes.len(), THEMES, "{}", place.key);
            for theme in Theme::ALL {
                assert!(themes.contains(&theme), "{} {}", place.key, theme.key());
                assert!(shown.iter().any(|key| key.lever().theme == theme), "{} {}", place.key, theme.key());
            }
            for key in place.document_policy().levers.keys() {
                assert!(shown.contains(key), "{} {}", place.key, key.key());
            }
            let rows =
                columns.map(|themes| shown.iter().filter(|key| themes.contains(&key.lever().theme)).count());
            assert!(rows[0].abs_diff(rows[1]) <= 3, "{} {rows:?}", place.key);
        }
    }

    #[test]
    fn what_is_shown_reads_back() {
        for place in places() {
            for lever in &LEVERS {
                let dial = Dial::of(&place, lever.key);
                for value in [dial.bounds.min, dial.bounds.max, lever.neutral] {
                    let read = dial.read(&dial.plain(value)).expect("its own text is within bounds");
                    assert!(
                        (read - value).abs() <= dial.bounds.tick / 2.0,
                        "{} {value} {read}",
                        lever.key.key()
                    );
                    let slid = dial.value(dial.shown(value));
                    assert!(
                        (slid - value).abs() <= dial.bounds.tick / 2.0 + 1e-12,
                        "{} {value} {slid}",
                        lever.key.key()
                    );
                    assert!(dial.text(value).chars().count() <= 7, "{} {}", place.key, lever.key.key());
                }
            }
        }
    }

    #[test]
    fn a_budget_is_spoken_of_as_large_as_it_is() {
        let dial = |key: &str| Dial::of(&Scenario::builtin(key).expect("built in"), LeverKey::PurchaseBudget);
        for (place, value, text, unit) in [
            ("chuxiong-2021", 15_200_000.0, "1,520", "万元/年"),
            ("jiangsu-2021", 325_000_000.0, "3.25", "亿元/年"),
            ("national-2010", 2_500_000_000.0, "25.0", "亿元/年"),
        ] {
            assert_eq!(
                (dial(place).text(value).as_str(), dial(place).unit(Lang::Zh)),
                (text, unit),
                "{place}"
            );
        }
    }

    #[test]
    fn typed_values_are_read_or_refused() {
        let chuxiong = Scenario::builtin("chuxiong-2021").expect("built in");
        let coverage = Dial::of(&chuxiong, LeverKey::StationCoverage);
        let budget = Dial::of(&chuxiong, LeverKey::PurchaseBudget);
        assert_eq!(coverage.read("90%"), Ok(0.9));
        assert_eq!(coverage.read(" 62.5 "), Ok(0.625));
        assert_eq!(coverage.read("101"), Err(Refusal::OutOfBounds));
        assert_eq!(coverage.read("−1"), Err(Refusal::OutOfBounds));
        assert_eq!(coverage.read("many"), Err(Refusal::NotANumber));
        assert_eq!(coverage.read(" "), Err(Refusal::Nothing));
        assert_eq!(coverage.read("６２．５％"), Ok(0.625));
        assert_eq!(coverage.read("1,5"), Err(Refusal::NotANumber));
        assert_eq!(budget.read("1,520"), Ok(15_200_000.0));
        assert_eq!(budget.text(15_200_000.0), "1,520");
    }
}
