//! Undo and redo of what the user authored: one step for each drag.

/// A value with the values before and after it.
#[derive(Clone, Debug, PartialEq)]
pub struct History<T> {
    now: T,
    past: Vec<T>,
    future: Vec<T>,
}

/// More steps than anybody walks back; each is a handful of numbers.
const DEPTH: usize = 200;

impl<T: Clone + PartialEq> History<T> {
    /// A history that begins with `now`.
    pub fn new(now: T) -> Self {
        Self { now, past: Vec::new(), future: Vec::new() }
    }
    /// The present value.
    pub fn now(&self) -> &T {
        &self.now
    }
    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }
    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// A new step.
    pub fn step(&mut self, next: T) {
        if next == self.now {
            return;
        }
        self.past.push(std::mem::replace(&mut self.now, next));
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// Changes the present value within the step that led to it.
    pub fn amend(&mut self, next: T) {
        self.now = next;
    }

    /// Back to before the last step; says whether anything changed.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.now, before));
        true
    }

    /// Forward again; says whether anything changed.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.now, after));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_walk_the_steps() {
        let mut history = History::new(1);
        history.step(2);
        history.amend(3);
        history.step(4);
        assert!(history.undo());
        assert_eq!(*history.now(), 3);
        assert!(history.undo());
        assert_eq!(*history.now(), 1);
        assert!(!history.undo());
        assert!(history.redo());
        assert_eq!(*history.now(), 3);
        history.step(9);
        assert!(!history.can_redo());
    }

    #[test]
    fn a_step_to_the_same_value_is_none() {
        let mut history = History::new(1);
        history.step(1);
        assert!(!history.can_undo());
    }
}
