//! What the draws will say of a candidate, guessed from its run with expected values: one run instead of one for each draw.
//!
//! A straight line for each goal and for the cost, through the candidate that was last judged on the draws; its slope comes
//! from the two that were judged first. Judging what a scout found corrects the line where it matters.

use super::judge::{Judged, cost};
use super::quest::Task;
use super::world::{Evaluation, Reading};
use serde::{Deserialize, Serialize};

/// No slope is flatter, or steeper by as much: the line stays of use where two points lie together.
const FLATTEST: f64 = 0.1;

/// A candidate's run with expected values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Expected {
    /// The margin of each goal.
    pub margins: Vec<f64>,
    /// The cost, yuan.
    pub cost: f64,
}

impl Expected {
    /// None where the run broke.
    pub fn of(task: &Task, evaluation: &Evaluation) -> Option<Self> {
        let reading: &Reading = evaluation.readings[0].as_ref().ok()?;
        let margins = task.quest.goals.iter().zip(&reading.values).map(|(goal, value)| goal.margin(*value));
        Some(Self { margins: margins.collect(), cost: cost(task, reading) })
    }
}

/// The line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Surrogate {
    at: Expected,
    /// Each goal's margin that as many draws as are needed reach, there.
    margins: Vec<f64>,
    /// How much further it is to all goals together.
    together: f64,
    cost: f64,
    slopes: Vec<f64>,
    cost_slope: f64,
}

fn slope(rise: f64, run: f64) -> f64 {
    let slope = rise / run;
    if slope.is_finite() { slope.clamp(FLATTEST, 1.0 / FLATTEST) } else { 1.0 }
}

impl Surrogate {
    /// Through the second of two candidates; none where runs broke.
    pub fn through(one: (&Expected, &Judged), other: (&Expected, &Judged)) -> Option<Self> {
        let mut line = Self {
            at: other.0.clone(),
            margins: Vec::new(),
            together: 0.0,
            cost: 0.0,
            slopes: (0..other.0.margins.len())
                .map(|i| {
                    let rise = other.1.safe_margins[i] - one.1.safe_margins[i];
                    slope(rise, other.0.margins[i] - one.0.margins[i])
                })
                .collect(),
            cost_slope: slope(other.1.cost - one.1.cost, other.0.cost - one.0.cost),
        };
        (one.1.broken == 0 && line.move_to(other.0, other.1)).then_some(line)
    }

    /// Moves the line to a candidate, unless runs broke there.
    pub fn move_to(&mut self, expected: &Expected, judged: &Judged) -> bool {
        if judged.broken > 0 {
            return false;
        }
        self.at = expected.clone();
        self.margins.clone_from(&judged.safe_margins);
        self.together = judged.safe_margin - judged.safe_margins.iter().copied().fold(f64::MAX, f64::min);
        self.cost = judged.cost;
        true
    }

    /// The margin of all goals together, and the mean cost, that the draws will say.
    pub fn guess(&self, expected: &Expected) -> [f64; 2] {
        let of = |i: usize| self.margins[i] + self.slopes[i] * (expected.margins[i] - self.at.margins[i]);
        let margin = (0..self.margins.len()).map(of).fold(f64::MAX, f64::min) + self.together;
        [margin, self.cost + self.cost_slope * (expected.cost - self.at.cost)]
    }
}
