//! What is shown of one run person by person: small enough to cross to the page.

use serde::{Deserialize, Serialize};
use sim_core::agents::biography::Selection;
use sim_core::engine::{AgentRun, PersonYear};

/// One run, in agents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// Persons each agent stands for.
    pub weight: u32,
    /// Its whole years.
    pub years: Vec<Year>,
    /// Some of its lives.
    pub lives: Selection,
}

/// A year, without the noughts of its tables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Year {
    /// Calendar year.
    pub year: i32,
    /// From which standing to which, how many; see [`sim_core::agents::Tally`].
    pub flows: Vec<(u8, u8, u32)>,
    /// Age, years of practice, how many in posts.
    pub ages: Vec<(u8, u8, u32)>,
    /// Years of practice of those who received the mid certificate.
    pub to_mid: Vec<u32>,
    /// Years of practice of those in posts who left the field.
    pub at_exit: Vec<u32>,
    /// From which region to which, the outside region last, how many.
    pub moves: Vec<(u16, u16, u32)>,
}

/// The cells of a table that are not nought.
fn filled<'a, T: Copy + TryFrom<usize>>(rows: impl IntoIterator<Item = &'a [u32]>) -> Vec<(T, T, u32)> {
    let mut cells = Vec::new();
    for (i, row) in rows.into_iter().enumerate() {
        for (j, n) in row.iter().enumerate().filter(|(_, n)| **n > 0) {
            if let (Ok(i), Ok(j)) = (T::try_from(i), T::try_from(j)) {
                cells.push((i, j, *n));
            }
        }
    }
    cells
}

impl Year {
    fn of(year: &PersonYear) -> Self {
        Self {
            year: year.year,
            flows: filled(year.tally.flows.iter().map(<[u32; _]>::as_slice)),
            ages: filled(year.tally.ages.iter().map(<[u32; _]>::as_slice)),
            to_mid: year.tally.years_to_mid.to_vec(),
            at_exit: year.tally.years_at_exit.to_vec(),
            moves: filled(year.moves.iter().map(Vec::as_slice)),
        }
    }
}

impl Detail {
    /// What is shown of a run.
    pub fn of(run: &AgentRun, lives: Selection) -> Self {
        Self { weight: run.weight, years: run.years.iter().map(Year::of).collect(), lives }
    }

    /// Agents as persons.
    pub fn persons(&self, agents: u32) -> f64 {
        f64::from(agents) * f64::from(self.weight)
    }
}
