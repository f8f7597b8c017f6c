//! How far long work is, in one line that is written over; only where somebody looks at a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A line on stderr: done, of how many, and the time left.
#[derive(Debug)]
pub struct Progress {
    started: Instant,
    state: Mutex<State>,
    shown: bool,
}

#[derive(Debug)]
struct State {
    /// How many there will be, as far as is known.
    of: u64,
    done: u64,
    /// Those that were done before it began: they say nothing about the time.
    before: u64,
    last: Option<Instant>,
}

/// Often enough to see that it goes on.
const PAUSE: Duration = Duration::from_millis(200);

impl Progress {
    /// Begins work of so many equal parts.
    pub fn of(of: u64) -> Self {
        let state = Mutex::new(State { of, done: 0, before: 0, last: None });
        Self { started: Instant::now(), state, shown: io::stderr().is_terminal() }
    }

    /// The same of work of which some was done earlier.
    pub fn after(before: u64, of: u64) -> Self {
        let mut progress = Self::of(of);
        if let Ok(state) = progress.state.get_mut() {
            (state.done, state.before) = (before, before);
        }
        progress
    }

    /// There is more or less to do than was thought.
    pub fn expect(&self, of: u64) {
        if let Ok(mut state) = self.state.lock() {
            state.of = of;
        }
    }

    /// One part is done.
    pub fn step(&self) {
        self.steps(1);
    }

    /// So many parts are done.
    pub fn steps(&self, parts: u64) {
        let Ok(mut state) = self.state.lock() else { return };
        state.done += parts;
        let due = state.last.is_none_or(|last| last.elapsed() >= PAUSE) || state.done == state.of;
        let now = state.done - state.before;
        if !self.shown || !due || now == 0 {
            return;
        }
        state.last = Some(Instant::now());
        let rest = state.of.saturating_sub(state.done);
        let left = self.started.elapsed().as_secs_f64() / now as f64 * rest as f64;
        // Nothing can be done where stderr is closed.
        let _ = write!(io::stderr(), "\r{}/{} · {left:.0} s  ", state.done, state.of);
    }

    /// Leaves the line empty.
    pub fn end(self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}
