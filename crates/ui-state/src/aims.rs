//! What is to be reached: the targets a document writes, or, where none are published, those the user sets.

use crate::series::{Series, Unit};
use crate::state::AppState;
use crate::view::View;
use sim_core::LeverKey;
use sim_core::scenario::Text;
use sim_core::sorted::{Map, Set};

/// A target, written or set.
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    /// Its key.
    pub key: String,
    /// What it is judged on.
    pub series: Series,
    /// Read at the end of this year.
    pub year: i32,
    /// The value to reach.
    pub at_least: f64,
    /// Its name; none for a target the user set, which is called as its series.
    pub name: Option<Text>,
    /// The clause behind it; empty for a target the user set.
    pub clause: Text,
    /// The lever that fulfils it by definition, if any.
    pub fulfilled_by: Option<LeverKey>,
    /// Which of the outcome's verdicts is its own.
    verdict: Option<usize>,
}

/// How a plan stands to a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// The value of the plan.
    pub value: f64,
    /// The value of the baseline.
    pub baseline: f64,
    /// Value − what is to be reached.
    pub margin: f64,
    /// Whether it is reached.
    pub met: bool,
}

/// For what a target can be set where none is published.
pub const SETTABLE: [Series; 3] = [Series::Professionals, Series::CertifiedPractising, Series::NeedCoverage];

/// Why a typed target is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAGoal;

/// Targets the user set, by what they are judged on.
pub type Goals = Map<Series, f64>;

impl AppState {
    /// All targets, in their order.
    pub fn aims(&self) -> Vec<Aim> {
        let written = self.scenario.targets.iter().enumerate().map(|(i, target)| Aim {
            key: target.key.clone(),
            series: Series::of_metric(target.metric),
            year: target.year,
            at_least: target.at_least,
            name: Some(target.label.clone()),
            clause: target.clause.clone(),
            fulfilled_by: target.fulfilled_by,
            verdict: Some(i),
        });
        let set = self.goals().iter().map(|(series, at_least)| Aim {
            key: series.name_key().to_owned(),
            series: *series,
            year: self.scenario.plan_year,
            at_least: *at_least,
            name: None,
            clause: Text::default(),
            fulfilled_by: None,
            verdict: None,
        });
        written.chain(set).collect()
    }

    /// The targets a series is judged by, the last year's last.
    pub fn aims_of(&self, series: Series) -> Vec<Aim> {
        let mut aims: Vec<Aim> = self.aims().into_iter().filter(|aim| aim.series == series).collect();
        aims.sort_by_key(|aim| aim.year);
        aims
    }

    /// The targets the user set; none where some are written.
    pub fn goals(&self) -> &Goals {
        static NONE: Goals = Goals::new();
        if self.sets_own_goals() { &self.authored.now().goals } else { &NONE }
    }

    /// Whether nobody published a target for this place, so that the user may set some.
    pub fn sets_own_goals(&self) -> bool {
        self.scenario.targets.is_empty()
    }

    /// The years for which there are targets; that of the plan where there is none.
    pub fn aimed_years(&self) -> Set<i32> {
        let years: Set<i32> = self.aims().iter().map(|aim| aim.year).collect();
        if years.is_empty() { Set::from([self.scenario.plan_year]) } else { years }
    }
}

impl Aim {
    /// How the plan stands to it.
    pub fn judged(&self, view: &View) -> Judged {
        let row = view.year_row(self.year);
        let at = |values: &[f64]| values[row];
        let (value, baseline) = (at(view.plan.values(self.series)), at(view.baseline.values(self.series)));
        match self.verdict.and_then(|i| view.plan.outcome.verdicts.get(i)) {
            Some(verdict) => {
                Judged { value: verdict.value, baseline, margin: verdict.margin, met: verdict.met }
            }
            None => Judged { value, baseline, margin: value - self.at_least, met: value >= self.at_least },
        }
    }
}

/// Reads a target somebody typed, in the unit of its series; nothing typed is no target.
///
/// # Errors
/// When it is not a number above nothing, or a share above one.
pub fn read_goal(series: Series, typed: &str) -> Result<Option<f64>, NotAGoal> {
    let text = typed.trim().trim_end_matches(['%', '％']);
    if text.is_empty() {
        return Ok(None);
    }
    let shown = crate::number::typed(text).ok_or(NotAGoal)?;
    let (value, most) =
        if series.unit() == Unit::Percent { (shown / 100.0, 1.0) } else { (shown, f64::INFINITY) };
    if value > 0.0 && value <= most { Ok(Some(value)) } else { Err(NotAGoal) }
}

/// A target as it stands in the field where it is typed.
pub fn goal_text(series: Series, goals: &Goals) -> String {
    goals.get(&series).map_or_else(String::new, |goal| series.on_axis(*goal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_target_is_read_in_its_unit_or_refused() {
        for (series, typed, read) in [
            (Series::Professionals, "9,000", Ok(Some(9000.0))),
            (Series::NeedCoverage, "60%", Ok(Some(0.6))),
            (Series::NeedCoverage, "６０", Ok(Some(0.6))),
            (Series::NeedCoverage, "130", Err(NotAGoal)),
            (Series::Professionals, " ", Ok(None)),
            (Series::Professionals, "0", Err(NotAGoal)),
            (Series::Professionals, "many", Err(NotAGoal)),
        ] {
            assert_eq!(read_goal(series, typed), read, "{typed}");
        }
    }
}
