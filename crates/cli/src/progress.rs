//! How far long work is, in one line that is written over; only where somebody looks at a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A line on stderr: done, of how many, and the time left.
#[derive(Debug)]
pub struct Progress {
    started: Instant,
    of: u64,
    state: Mutex<State>,
    shown: bool,
}

#[derive(Debug)]
struct State {
    done: u64,
    last: Option<Instant>,
}

/// Often enough to see that it goes on.
const PAUSE: Duration = Duration::from_millis(200);

impl Progress {
    /// Begins work of so many equal parts.
    pub fn of(of: u64) -> Self {
        let state = Mutex::new(State { done: 0, last: None });
        Self { started: Instant::now(), of, state, shown: io::stderr().is_terminal() }
    }

    /// One part is done.
    pub fn step(&self) {
        let Ok(mut state) = self.state.lock() else { return };
        state.done += 1;
        let due = state.last.is_none_or(|last| last.elapsed() >= PAUSE) || state.done == self.of;
        if !self.shown || !due {
            return;
        }
        state.last = Some(Instant::now());
        let left = self.started.elapsed().as_secs_f64() / state.done as f64 * (self.of - state.done) as f64;
        // Nothing can be done where stderr is closed.
        let _ = write!(io::stderr(), "\r{}/{} · {left:.0} s  ", state.done, self.of);
    }

    /// Leaves the line empty.
    pub fn end(self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}
