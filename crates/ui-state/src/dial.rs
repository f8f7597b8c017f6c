//! A lever as its slider shows it: the numbers people read and type, against the numbers the model uses.

use crate::number::{self, Lang};
use sim_core::scenario::{Lever, LeverKey, Theme};

/// The levers that stand behind "more" in their theme: few plans move them.
pub const SELDOM_MOVED: [LeverKey; 26] = [
    LeverKey::IntakeCollege,
    LeverKey::IntakeBachelor,
    LeverKey::IntakeMaster,
    LeverKey::DirectedPlaces,
    LeverKey::BondedYears,
    LeverKey::TrainingBases,
    LeverKey::ContinuingEducation,
    LeverKey::AwardSenior,
    LeverKey::GradedSenior,
    LeverKey::OutsideDrive,
    LeverKey::RuralBonus,
    LeverKey::Recognition,
    LeverKey::TalentRecruitment,
    LeverKey::VillageCoverage,
    LeverKey::StationStaff,
    LeverKey::CountyCentres,
    LeverKey::SchoolPosts,
    LeverKey::HospitalPosts,
    LeverKey::RecruitPriority,
    LeverKey::RetirementDelay,
    LeverKey::DemonstrationSites,
    LeverKey::PaymentDelay,
    LeverKey::AgencyIncubation,
    LeverKey::SocietyShare,
    LeverKey::Volunteers,
    LeverKey::RuralService,
];

/// The two columns of the lever wall, as even in rows as themes allow.
pub const COLUMNS: [&[Theme]; 2] =
    [&[Theme::Exams, Theme::Posts], &[Theme::Education, Theme::Pay, Theme::Purchase, Theme::Work]];

/// How a lever is shown.
#[derive(Clone, Copy, Debug)]
pub struct Dial {
    /// The lever.
    pub lever: &'static Lever,
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
    /// The dial of a lever.
    pub fn of(key: LeverKey) -> Self {
        let lever = key.lever();
        let factor = match key {
            // Budgets are spoken of in 万元.
            LeverKey::PurchaseBudget => 1e-4,
            _ if lever.percent => 100.0,
            _ => 1.0,
        };
        let step = lever.tick * factor;
        let digits = (0..=2).find(|d| (step * [1.0, 10.0, 100.0][*d]).fract().abs() < 1e-6).unwrap_or(2);
        Self { lever, factor, digits }
    }

    /// The number shown for a value of the model.
    pub fn shown(self, value: f64) -> f64 {
        value * self.factor
    }
    /// Lower end, as shown.
    pub fn min(self) -> f64 {
        self.shown(self.lever.min)
    }
    /// Upper end, as shown.
    pub fn max(self) -> f64 {
        self.shown(self.lever.max)
    }
    /// Step of the slider, as shown.
    pub fn step(self) -> f64 {
        self.shown(self.lever.tick)
    }

    /// The value of the model for a shown number: on the ticks, so that the slider's own rounding leaves no trace.
    pub fn value(self, shown: f64) -> f64 {
        let ticks = ((shown / self.factor - self.lever.min) / self.lever.tick).round();
        (self.lever.min + ticks * self.lever.tick).clamp(self.lever.min, self.lever.max)
    }

    /// Where a value stands on the track, from 0 to 1.
    pub fn place(self, value: f64) -> f64 {
        ((value - self.lever.min) / (self.lever.max - self.lever.min)).clamp(0.0, 1.0)
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
            LeverKey::PurchaseBudget => match lang {
                Lang::Zh => "万元/年",
                Lang::En => "¥10k/yr",
            },
            // A column of fifty pixels.
            LeverKey::TrainingHours => lang_unit(lang, "小时/人年", "h/yr"),
            LeverKey::CommunityStaff => lang_unit(lang, "人/社区", "each"),
            LeverKey::StationStaff => lang_unit(lang, "人/站", "each"),
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
        let slack = self.lever.tick * 1e-6;
        if value < self.lever.min - slack || value > self.lever.max + slack {
            return Err(Refusal::OutOfBounds);
        }
        Ok(value.clamp(self.lever.min, self.lever.max))
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
    use sim_core::scenario::LEVERS;

    #[test]
    fn every_lever_stands_once_on_the_wall() {
        let themes: Vec<Theme> = COLUMNS.iter().flat_map(|column| column.iter().copied()).collect();
        for lever in &LEVERS {
            assert_eq!(
                themes.iter().filter(|theme| **theme == lever.theme).count(),
                1,
                "{}",
                lever.key.key()
            );
        }
    }

    #[test]
    fn what_is_shown_reads_back() {
        for lever in &LEVERS {
            let dial = Dial::of(lever.key);
            for value in [lever.min, lever.max, lever.neutral] {
                let read = dial.read(&dial.plain(value)).expect("its own text is within bounds");
                assert!((read - value).abs() <= lever.tick / 2.0, "{} {value} {read}", lever.key.key());
                let slid = dial.value(dial.shown(value));
                assert!(
                    (slid - value).abs() <= lever.tick / 2.0 + 1e-12,
                    "{} {value} {slid}",
                    lever.key.key()
                );
            }
        }
    }

    #[test]
    fn typed_values_are_read_or_refused() {
        let coverage = Dial::of(LeverKey::StationCoverage);
        let budget = Dial::of(LeverKey::PurchaseBudget);
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
