//! A lever's course over the years and by region: what somebody writes, and its becoming part of the plan.

use super::{AppState, Effect};
use crate::draft::{Draft, DraftEvent};

impl AppState {
    /// What is in force is what writing begins with.
    pub(super) fn begin_draft(&mut self, region: Option<String>) {
        self.draft = self.details.map(|key| Draft::of(&self.scenario, self.policy(), key, region));
    }

    pub(super) fn draft_happened(&mut self, event: DraftEvent, to: &mut Vec<Effect>) {
        let grid = self.scenario.grid;
        let Some(draft) = self.draft.as_mut() else { return };
        match event {
            DraftEvent::Region(region) => self.begin_draft(region),
            DraftEvent::Shape(shape) => draft.turn(shape, grid),
            DraftEvent::Year(at, year) => draft.edit(at, |row| row.year = year),
            DraftEvent::Month(at, month) => draft.edit(at, |row| row.month = month),
            DraftEvent::Value(at, typed) => draft.edit(at, |row| (row.typed, row.exact) = (typed, None)),
            DraftEvent::Added => draft.add(grid),
            DraftEvent::Removed(at) => {
                if draft.rows.len() > 1 && at < draft.rows.len() {
                    draft.rows.remove(at);
                    draft.wrong.clear();
                }
            }
            DraftEvent::Taken => self.take_draft(to),
            DraftEvent::Freed(code) => {
                let lever = draft.lever;
                let mut policy = self.policy().clone();
                if let Some(own) = policy.regions.get_mut(&code) {
                    own.remove(&lever);
                }
                policy.regions.retain(|_, levers| !levers.is_empty());
                self.author_alone(lever, policy, to);
            }
        }
    }

    fn take_draft(&mut self, to: &mut Vec<Effect>) {
        let Some(draft) = self.draft.as_mut() else { return };
        match draft.read(&self.scenario) {
            Ok(course) => {
                let (lever, region) = (draft.lever, draft.region.clone());
                let mut policy = self.policy().clone();
                match &region {
                    Some(code) => policy.regions.entry(code.clone()).or_default().insert(lever, course),
                    None => policy.levers.insert(lever, course),
                };
                self.author_alone(lever, policy, to);
                self.begin_draft(region);
            }
            Err(wrong) => draft.wrong = wrong,
        }
    }
}

impl Draft {
    fn edit(&mut self, at: usize, change: impl FnOnce(&mut crate::draft::Row)) {
        if let Some(row) = self.rows.get_mut(at) {
            change(row);
        }
        // What is said of a line that is being changed would be about another line.
        self.wrong.retain(|(wrong, _)| *wrong != at);
    }
}
