//! What is pursued about a plan: how far it has come, and what was found of this plan and of others.

use crate::state::asking::Known;
use crate::study::wire::Refusal;
use crate::wire::Fingerprint;
use std::rc::Rc;

/// How far a study has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Course {
    /// Nobody asked.
    #[default]
    Idle,
    /// The pool works at it, by its number there.
    Running(u64),
    /// All of it is there.
    Done,
    /// The reader stopped it.
    Stopped,
    /// It has no answer.
    Refused(Refusal),
    /// Workers died twice with the same part of it.
    Gone,
}

/// What was found, and how much of the whole it rests on.
#[derive(Debug)]
pub struct Found<T> {
    /// It.
    pub finding: Rc<T>,
    /// Rows behind it.
    pub rows: u32,
    /// Whether these are all.
    pub all: bool,
}

impl<T> Clone for Found<T> {
    fn clone(&self) -> Self {
        Self { finding: Rc::clone(&self.finding), rows: self.rows, all: self.all }
    }
}

/// A study whose answer belongs to a plan.
pub struct Pursuit<T> {
    /// How far that of what the sliders show has come.
    pub course: Course,
    /// What was found, by what it was asked about.
    found: Known<Found<T>>,
    /// What is shown, perhaps of an earlier plan.
    shown: Option<(Fingerprint, Found<T>)>,
    /// What the pool works at, or what the course speaks of.
    pub(super) at_work: Option<Fingerprint>,
}

impl<T> Default for Pursuit<T> {
    fn default() -> Self {
        // A finding is some hundred kB at most; undo should find the last ones at once.
        Self { course: Course::Idle, found: Known::with_room(16), shown: None, at_work: None }
    }
}

impl<T> Pursuit<T> {
    /// What is shown, and whether it is of something else than `cause`.
    pub fn shown(&self, cause: Fingerprint) -> Option<(&Found<T>, bool)> {
        let (of, found) = self.shown.as_ref()?;
        Some((found, *of != cause))
    }

    /// What is shown, whatever it is of.
    pub fn last(&self) -> Option<&Found<T>> {
        self.shown.as_ref().map(|(_, found)| found)
    }

    /// Whether all of it is known already.
    pub(super) fn is_known(&self, cause: Fingerprint) -> bool {
        self.found.get(cause).is_some_and(|found| found.all)
    }

    /// All of it is known already.
    pub(super) fn rest(&mut self, cause: Fingerprint) {
        self.turn_to(cause);
        (self.course, self.at_work) = (Course::Done, Some(cause));
    }

    /// Something else is wanted: shows what is known of it, if anything is.
    pub(super) fn turn_to(&mut self, cause: Fingerprint) {
        self.at_work = None;
        if let Some(found) = self.found.get(cause) {
            self.shown = Some((cause, found.clone()));
        }
    }

    /// Something was found of what the pool works at.
    pub(super) fn take(&mut self, found: Found<T>) {
        if let Some(cause) = self.at_work {
            self.shown = Some((cause, found.clone()));
            self.found.put(cause, found);
        }
    }

    /// Nothing of it concerns what is shown next.
    pub(in crate::state) fn leave(&mut self) {
        self.shown = None;
        self.at_work = None;
    }
}
