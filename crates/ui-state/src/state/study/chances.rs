//! The page of chances: what is asked, what is looked at, and for which plan something is known.

use super::{Course, Found, Inquiry, Pursuit};
use crate::notice::Notice;
use crate::state::{AppState, Effect, Page};
use crate::study::chances::{Asked, Finding, Goal};
use crate::wire::{Fingerprint, encode};
use sim_core::scenario::Metric;
use sim_core::study::ensemble::{Curve, Watched};
use sim_core::study::uncertainty::Cause;
use xxhash_rust::xxh3::xxh3_128;

/// What happened on the page of chances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ChancesEvent {
    /// The fan of another figure is looked at.
    WatchedChosen(Watched),
    /// The fan of another curve is looked at.
    CurveChosen(Curve),
    /// Runs shall differ by this too, or no longer.
    CauseToggled(Cause),
    /// So many runs are wanted.
    RunsChosen(u32),
    /// Other draws are wanted: those of the next seed.
    OtherDraws,
    /// Runs shall count by how near they come to what was counted, or all alike.
    ConditionToggled,
}

/// The page of chances.
pub struct Chances {
    /// What was found of the plan.
    pub pursuit: Pursuit<Finding>,
    /// What is asked.
    pub asked: Asked,
    /// Whose fan is looked at.
    pub what: Watched,
    /// Which curve.
    pub curve: Curve,
    /// Whether somebody wants to know: then every plan that rests is asked about.
    pub(super) wanted: bool,
}

impl Default for Chances {
    fn default() -> Self {
        Self {
            pursuit: Pursuit::default(),
            asked: Asked::default(),
            what: Watched::Metric(Metric::Professionals),
            curve: Curve::Plan,
            wanted: false,
        }
    }
}

impl Chances {
    pub(super) fn leave(&mut self) {
        self.pursuit.leave();
        self.asked.conditioned = false;
    }
}

impl AppState {
    pub(super) fn chances_happened(&mut self, event: ChancesEvent, to: &mut Vec<Effect>) {
        let chances = &mut self.studies.chances;
        let asked = &mut chances.asked;
        match event {
            ChancesEvent::WatchedChosen(what) => {
                chances.what = what;
                // Other factors may do most to another figure.
                return self.plan_changed(to);
            }
            ChancesEvent::CurveChosen(curve) => return chances.curve = curve,
            ChancesEvent::CauseToggled(cause) => {
                let on = !asked.causes.contains(&cause);
                // Always in one order, so that the same question is found again.
                asked.causes = Cause::ALL
                    .into_iter()
                    .filter(|it| if *it == cause { on } else { asked.causes.contains(it) })
                    .collect();
            }
            ChancesEvent::RunsChosen(runs) => asked.runs = runs,
            ChancesEvent::OtherDraws => asked.seed += 1,
            ChancesEvent::ConditionToggled => asked.conditioned = !asked.conditioned,
        }
        // The question is another: whoever works at the old one is ended, and the new one is asked.
        self.notices.retain(|notice| !matches!(notice, Notice::StudyGone { .. }));
        self.studies.chances.wanted = true;
        self.plan_changed(to);
    }

    /// What is known of how sure the plan is, perhaps of an earlier one, and whether it is of an earlier one.
    pub fn chances(&self) -> Option<(&Found<Finding>, bool)> {
        // Where nobody asked nothing need be compared.
        self.studies.chances.pursuit.last()?;
        self.studies.chances.pursuit.shown(self.chances_cause())
    }

    /// Whose fan is looked at: the chosen figure, as far as this place watches it.
    pub fn chances_look(&self) -> (Watched, Curve) {
        let Chances { what, curve, pursuit, .. } = &self.studies.chances;
        let watched = pursuit.last().map(|found| found.finding.watched()).unwrap_or_default();
        let what = if watched.contains(what) { *what } else { watched.first().copied().unwrap_or(*what) };
        (what, *curve)
    }

    /// Whether runs can be held against what was counted here.
    pub fn has_counts(&self) -> bool {
        let grid = self.scenario.grid;
        let years = grid.start.plus(11).year()..=grid.end.plus(1).year() - 1;
        self.scenario.history.iter().any(|count| years.contains(&count.year) && count.value > 0.0)
    }

    pub(in crate::state) fn chances_goals(&self) -> Vec<Goal> {
        self.aims().iter().filter_map(Goal::of).collect()
    }

    /// What a study of what the sliders show would be of.
    pub(super) fn chances_cause(&self) -> Fingerprint {
        let inputs = self.inputs_without_seed().fingerprint(&self.scenario.fingerprint);
        Fingerprint(xxh3_128(&encode(&(inputs, &self.studies.chances.asked, self.chances_goals()))))
    }

    /// Once somebody wanted to know, every plan that rests is asked about, on the page of chances and on *Plan*.
    pub(super) fn chances_next(&mut self, to: &mut Vec<Effect>) {
        self.studies.chances.wanted |= self.page == Page::Chances;
        let shown_here = matches!(self.page, Page::Chances | Page::Plan);
        let Chances { wanted, pursuit, .. } = &self.studies.chances;
        if !(*wanted && shown_here && pursuit.course == Course::Idle) {
            return;
        }
        let cause = self.chances_cause();
        if pursuit.is_known(cause) {
            self.studies.chances.pursuit.rest(cause);
        } else {
            self.ask_study(Inquiry::Chances, to);
        }
    }
}
