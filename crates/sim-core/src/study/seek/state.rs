//! The search as a state: it is asked what to evaluate next, and told what came of it.
//!
//! One lever: bisection on the draws of the search. Several: a scout (CMA-ES on the run with expected values, which costs one
//! run instead of one for each draw) finds where to look, by what that run lets guess of the draws; what it finds is judged on them, which corrects
//! the guess, a few times; then CMA-ES on the draws themselves; then levers are put back where they came from, as far as that does no harm. Each further answer is a leg
//! of its own, from another start and away from the answers there are. What is found is judged again on draws that no
//! candidate has seen.

use super::judge::{Judged, Scale, is_reached, needed};
use super::landscape::{Landscape, looks};
use super::quest::Task;
use super::report::Checked;
use super::surrogate::{Expected, Surrogate};
use super::world::{Asked, Evaluation, On, Read};
use crate::rng::{Draws, Stream};
use crate::study::optimise::{
    self, Bisection, BisectionSettings, CmaEs, CmaSettings, Crossing, End, Limits, Nsga2, Nsga2Settings,
    Shape,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Shares of a leg's runs that its scouts may take.
const SCOUTS: [f64; 5] = [0.2, 0.05, 0.05, 0.05, 0.05];
/// A scout that betters the last one by less than this (1 is what the dearest lever costs) is the last.
const BETTER: f64 = 1e-3;
/// What a scout's goals are raised by, in shares of them, so that a guess that is a little off is still reached.
const SLACK: f64 = 2e-4;
/// Of a leg's evaluations, the share that may go into putting levers back.
const TRIMS: f64 = 0.25;
/// First steps of the searches, in shares of the limits: over all of them, then near what the scout found.
const STEPS: [f64; 2] = [0.3, 0.1];
/// The first step of the search on the draws: what the scouts found needs finishing only; without them, all is open.
const FINISH: [f64; 2] = [0.04, 0.3];
/// A goal short counts ten times what it costs on average to reach it, and more than the dearest lever.
const PRICE: f64 = 10.0;
/// When a search ends: in shares of the limits, a thousandth of what a plan would say; in value, likewise.
const TOLERANCE: f64 = 1e-4;
/// How far a lever at a limit is moved to see what the limit does, in shares of its limits.
pub(super) const NUDGE: f64 = 0.1;
/// How near to a limit is at it, likewise.
const AT_LIMIT: f64 = 0.01;

/// Where a search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Runs of the model that are done.
    pub done: usize,
    /// Runs that it will be at most.
    pub at_most: usize,
    /// Answers found so far.
    pub answers: usize,
}

/// What was told does not go with what was asked: candidates, and draws of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistold {
    /// Candidates and draws asked for.
    pub asked: [usize; 2],
    /// Candidates told of, and the draws of the first that has another number.
    pub told: [usize; 2],
}

impl fmt::Display for Mistold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([candidates, draws], [told, readings]) = (self.asked, self.told);
        write!(
            f,
            "{told} candidates were told of with {readings} readings; {candidates} with {draws} each are expected, in the order \
             they were asked for"
        )
    }
}

impl std::error::Error for Mistold {}

/// What is being done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Look,
    Corner,
    Anchor { corner: Option<Expected> },
    Bisect(Bisection),
    Scout { round: usize, search: CmaEs, best: Option<Scouted> },
    Check { round: usize, found: Scouted },
    Descend(CmaEs),
    Trim { tries: Vec<Vec<f64>>, together: bool },
    Front(Nsga2),
    Relax { tries: Vec<Nudge> },
    Headline,
    Verify,
    Done,
}

/// What a scout found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Scouted {
    values: Vec<f64>,
    objective: f64,
    expected: Expected,
}

/// A lever at a limit, moved a little to see what the limit does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Nudge {
    /// Number of the free lever.
    pub free: usize,
    /// The limit it is at.
    pub at: End,
    /// Whether it is moved beyond the limit, or back from it.
    pub beyond: bool,
    values: Vec<f64>,
    /// What came of it.
    pub margin: f64,
}

/// A search, between two evaluations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seek {
    pub(super) task: Task,
    stage: Stage,
    /// Runs that count against the evaluations, and those on fresh draws.
    runs: usize,
    fresh_runs: usize,
    pub(super) landscape: Option<Landscape>,
    /// The start with expected values.
    start: Option<Expected>,
    surrogate: Option<Surrogate>,
    /// Everybody who was judged on the draws of the search.
    pub(super) archive: Vec<Judged>,
    /// The places of the answers in the archive.
    answers: Vec<usize>,
    leg: usize,
    /// Runs at which the leg ends.
    leg_end: usize,
    pub(super) shape: Option<Shape>,
    pub(super) nudges: Vec<Nudge>,
    headlines: Vec<Read>,
    pub(super) checked: Vec<Checked>,
}

impl Seek {
    /// The state before anything is evaluated.
    pub fn new(task: Task) -> Self {
        Self {
            task,
            stage: Stage::Look,
            runs: 0,
            fresh_runs: 0,
            landscape: None,
            start: None,
            surrogate: None,
            archive: Vec::new(),
            answers: Vec::new(),
            leg: 0,
            leg_end: 0,
            shape: None,
            nudges: Vec::new(),
            headlines: Vec::new(),
            checked: Vec::new(),
        }
    }

    /// The task.
    pub fn task(&self) -> &Task {
        &self.task
    }

    /// What is to be evaluated next; nothing once the search has ended. Always the same of the same state.
    pub fn ask(&self) -> Option<Asked> {
        let (on, candidates) = match &self.stage {
            Stage::Look => (On::Expected, looks(&self.task)),
            Stage::Corner => (On::Expected, vec![self.corner()]),
            Stage::Anchor { .. } => (On::Searched, vec![self.task.start(), self.corner()]),
            Stage::Bisect(search) => (On::Searched, search.ask().into_iter().map(|v| vec![v]).collect()),
            Stage::Scout { search, .. } => (On::Expected, self.widened(search.ask())),
            Stage::Check { found, .. } => (On::Searched, vec![found.values.clone()]),
            Stage::Descend(search) => (On::Searched, self.widened(search.ask())),
            Stage::Trim { tries, .. } => (On::Searched, tries.clone()),
            Stage::Front(search) => (On::Searched, self.widened(search.ask())),
            Stage::Relax { tries } => (On::Searched, tries.iter().map(|t| t.values.clone()).collect()),
            Stage::Headline => (On::Expected, self.finalists()),
            Stage::Verify => (On::Fresh, self.finalists()),
            Stage::Done => return None,
        };
        // Values beyond a limit are asked for on purpose when it is relaxed.
        let candidates = match &self.stage {
            Stage::Relax { .. } => candidates,
            _ => candidates.iter().map(|values| self.task.rounded(values)).collect(),
        };
        Some(Asked { on, candidates })
    }

    /// Takes what was evaluated, in the order of the candidates.
    ///
    /// # Errors
    /// More or fewer candidates or readings than asked for; the state is then unchanged.
    pub fn tell(&mut self, evaluations: &[Evaluation]) -> Result<(), Mistold> {
        let Some(asked) = self.ask() else { return Ok(()) };
        let draws = match asked.on {
            On::Expected => 1,
            On::Searched => self.task.quest.draws,
            On::Fresh => self.task.quest.fresh,
        };
        let count = asked.candidates.len();
        let odd = evaluations.iter().map(|e| e.readings.len()).find(|n| *n != draws);
        if evaluations.len() != count || odd.is_some() {
            let told = [evaluations.len(), odd.unwrap_or(draws)];
            return Err(Mistold { asked: [count, draws], told });
        }
        match asked.on {
            On::Fresh => self.fresh_runs += count * draws,
            _ => self.runs += count * draws,
        }
        let first = self.archive.len();
        if asked.on == On::Searched && !matches!(self.stage, Stage::Relax { .. }) {
            let judged = asked.candidates.iter().zip(evaluations);
            let judged: Vec<Judged> = judged.map(|(v, e)| Judged::of(&self.task, v, e)).collect();
            self.archive.extend(judged);
        }
        self.stage = self.after(&asked, evaluations, first);
        Ok(())
    }

    /// What follows the stage; those judged just now stand in the archive from `first` on.
    fn after(&mut self, asked: &Asked, evaluations: &[Evaluation], first: usize) -> Stage {
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Look => {
                self.landscape = Some(Landscape::of(&self.task, evaluations));
                self.start = Expected::of(&self.task, &evaluations[0]);
                Stage::Corner
            }
            Stage::Corner => Stage::Anchor { corner: Expected::of(&self.task, &evaluations[0]) },
            Stage::Anchor { corner } => {
                if let (Some(start), Some(corner)) = (&self.start, &corner) {
                    let [one, other] = [0, 1].map(|i| &self.archive[first + i]);
                    self.surrogate = Surrogate::through((start, one), (corner, other));
                }
                if self.task.free.len() == 1 { self.bisect() } else { self.begin_leg() }
            }
            Stage::Bisect(search) => self.after_bisection(search, first),
            Stage::Scout { round, search, best } => self.after_scout(round, search, best, asked, evaluations),
            Stage::Check { round, found } => self.after_check(round, &found, first),
            Stage::Descend(mut search) => {
                let scale = self.scale();
                let values: Vec<f64> =
                    (first..self.archive.len()).map(|i| self.objective(scale, i)).collect();
                search.tell(&values).expect("one value for each candidate that was asked for");
                if search.ended() { self.trim() } else { Stage::Descend(search) }
            }
            Stage::Trim { tries, together } => self.after_trim(&tries, together, first),
            Stage::Front(mut search) => {
                let yuan = self.landscape().scale.yuan;
                let judged: Vec<_> = self.archive[first..]
                    .iter()
                    .map(|j| optimise::Judged { objectives: vec![j.cost / yuan, -j.margin], violation: 0.0 })
                    .collect();
                search.tell(&judged).expect("one for each candidate that was asked for");
                if search.ended() { self.conclude() } else { Stage::Front(search) }
            }
            Stage::Relax { mut tries } => {
                for (nudge, evaluation) in tries.iter_mut().zip(evaluations) {
                    nudge.margin = Judged::of(&self.task, &nudge.values, evaluation).margin;
                }
                self.nudges = tries;
                Stage::Headline
            }
            Stage::Headline => {
                self.headlines = evaluations.iter().map(|e| e.readings[0].clone()).collect();
                Stage::Verify
            }
            Stage::Verify => {
                let places = self.final_places();
                let of = places.iter().zip(&self.headlines).zip(evaluations);
                self.checked = of
                    .map(|((place, headline), fresh)| {
                        Checked::of(&self.task, &self.archive[*place], headline, fresh)
                    })
                    .collect();
                Stage::Done
            }
            Stage::Done => Stage::Done,
        }
    }

    /// Goes on to judge what there is, without looking for more. Before anything was judged, the search ends without a report.
    pub fn hurry(&mut self) {
        if !matches!(self.stage, Stage::Headline | Stage::Verify | Stage::Done) {
            self.stage = if self.archive.is_empty() {
                Stage::Done
            } else {
                self.choose();
                Stage::Headline
            };
        }
    }

    /// Where it stands.
    pub fn progress(&self) -> Progress {
        let quest = &self.task.quest;
        let finals = if self.answers.is_empty() { 1 } else { quest.answers.max(self.answers.len()) };
        let done = self.runs + self.fresh_runs;
        let at_most = match self.stage {
            Stage::Done => done,
            _ => (quest.evaluations * quest.draws).max(self.runs) + finals * (quest.fresh + 1),
        };
        Progress { done, at_most, answers: self.answers.len() }
    }

    /// Whether there is nothing more to ask.
    pub fn ended(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    pub(super) fn landscape(&self) -> &Landscape {
        self.landscape.as_ref().expect("the first stage has looked")
    }

    fn corner(&self) -> Vec<f64> {
        self.landscape().corner.clone()
    }

    /// Runs that are left.
    fn left(&self) -> usize {
        (self.task.quest.evaluations * self.task.quest.draws).saturating_sub(self.runs)
    }

    /// Candidates of the levers that do something, filled up with the others at their start.
    fn widened(&self, candidates: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
        let active = &self.landscape().active;
        let widen = |values: Vec<f64>| {
            let mut all = self.task.start();
            for (i, value) in active.iter().zip(values) {
                all[*i] = value;
            }
            all
        };
        candidates.into_iter().map(widen).collect()
    }

    fn narrowed(&self, values: &[f64]) -> Vec<f64> {
        self.landscape().active.iter().map(|i| values[*i]).collect()
    }

    fn active_limits(&self) -> Vec<Limits> {
        self.landscape().active.iter().map(|i| self.task.free[*i].limits).collect()
    }

    fn answer_values(&self) -> impl Iterator<Item = &[f64]> {
        self.answers.iter().map(|place| self.archive[*place].values.as_slice())
    }

    /// How a judged candidate breaks what was asked, its nearness to the answers there are among it.
    fn violation(&self, place: usize, margin: f64) -> f64 {
        let (judged, landscape) = (&self.archive[place], self.landscape());
        landscape.scale.violation(&self.task, margin, judged.cost)
            + landscape.crowd(&self.task, &judged.values, self.answer_values())
    }

    fn objective(&self, scale: Scale, place: usize) -> f64 {
        let judged = &self.archive[place];
        let violation = self.violation(place, judged.safe_margin);
        scale.objective(&self.task, violation, &judged.values, judged.cost)
    }

    // ---- One lever

    fn bisect(&self) -> Stage {
        let free = &self.task.free[0];
        let from = if self.landscape().low_is_cheaper[0] { End::Low } else { End::High };
        let settings = BisectionSettings {
            from,
            // Finer than the grain, two points would be the same.
            tolerance: (free.grain / (free.limits.high - free.limits.low)).clamp(TOLERANCE, 0.5),
            flat: TOLERANCE,
            ..BisectionSettings::within(free.limits)
        };
        Stage::Bisect(Bisection::new(settings).expect("the task's limits have room"))
    }

    fn after_bisection(&mut self, mut search: Bisection, first: usize) -> Stage {
        let margins: Vec<f64> = self.archive[first..].iter().map(|j| j.safe_margin).collect();
        search.tell(&margins).expect("one value for each point that was asked for");
        self.shape = search.shape();
        if !search.ended() && self.left() >= self.task.quest.draws {
            return Stage::Bisect(search);
        }
        // Between points that were looked at, a value that turns may still rise through 0.
        let turning = matches!(self.shape, Some(Shape::Turning(..)));
        if turning && matches!(search.crossing(), Some(Crossing::Never(_))) {
            return self.begin_leg();
        }
        self.choose();
        self.after_legs()
    }

    // ---- A leg: scout, check, scout, check, descend, trim

    fn begin_leg(&mut self) -> Stage {
        let legs = self.task.quest.answers - self.leg + usize::from(self.task.quest.front);
        self.leg_end = self.runs + self.left() / legs;
        self.scout(0)
    }

    /// What is made small: with a price of what is missed once something is known that misses nothing.
    fn scale(&self) -> Scale {
        let landscape = self.landscape();
        let known = (0..self.archive.len()).any(|i| self.violation(i, self.archive[i].safe_margin) == 0.0);
        let [start, corner] = [0, 1].map(|i| &self.archive[i]);
        let cost = (corner.cost - start.cost) / landscape.scale.yuan;
        let average = (cost / (corner.safe_margin - start.safe_margin).abs().max(SLACK)).abs();
        Scale { price: known.then_some((PRICE * average).max(PRICE)), ..landscape.scale }
    }

    /// A seed of its own for each part of each leg.
    fn seed(&self, part: u64) -> u64 {
        let draws = Draws { seed: self.task.quest.seed, run: self.leg as u64 };
        draws.bits(Stream::Evolution, u64::MAX - 1_000 - part)
    }

    fn scout(&mut self, round: usize) -> Stage {
        let leg = self.leg_end.saturating_sub(self.runs) as f64;
        let start = match (round, self.leg) {
            (0, 0) => self.task.start(),
            (0, _) => {
                let draws = Draws { seed: self.task.quest.seed, run: self.leg as u64 };
                let share = |i: usize| draws.uniform(Stream::Evolution, u64::MAX - 2_000 - i as u64);
                self.task.free.iter().enumerate().map(|(i, free)| free.limits.value(share(i))).collect()
            }
            _ => self.archive[self.nearest()].values.clone(),
        };
        let settings = CmaSettings {
            start: Some(self.narrowed(&start)),
            step: STEPS[round.min(1)],
            seed: self.seed(round as u64),
            evaluations: (SCOUTS[round] * leg) as usize,
            tolerance_value: TOLERANCE,
            tolerance_point: TOLERANCE,
            restarts: 3,
            ..CmaSettings::within(self.active_limits())
        };
        let search = CmaEs::new(settings).expect("the task's limits have room and hold the start");
        // Where the first runs broke, nothing can be guessed from expected values.
        if search.ended() || self.surrogate.is_none() {
            return self.descend();
        }
        Stage::Scout { round, search, best: None }
    }

    fn after_scout(
        &mut self,
        round: usize,
        mut search: CmaEs,
        mut best: Option<Scouted>,
        asked: &Asked,
        evaluations: &[Evaluation],
    ) -> Stage {
        let (landscape, scale) = (self.landscape(), self.scale());
        let surrogate = self.surrogate.as_ref().expect("scouts are sent where there is one");
        let mut objectives = Vec::with_capacity(evaluations.len());
        for (values, evaluation) in asked.candidates.iter().zip(evaluations) {
            let Some(expected) = Expected::of(&self.task, evaluation) else {
                objectives.push(f64::MAX);
                continue;
            };
            let [margin, cost] = surrogate.guess(&expected);
            let violation = scale.violation(&self.task, margin - SLACK, cost)
                + landscape.crowd(&self.task, values, self.answer_values());
            let objective = scale.objective(&self.task, violation, values, cost);
            if best.as_ref().is_none_or(|best| objective < best.objective) {
                best = Some(Scouted { values: values.clone(), objective, expected });
            }
            objectives.push(objective);
        }
        search.tell(&objectives).expect("one value for each candidate that was asked for");
        if !search.ended() {
            return Stage::Scout { round, search, best };
        }
        match best {
            Some(found) if self.leg_end.saturating_sub(self.runs) >= self.task.quest.draws => {
                Stage::Check { round, found }
            }
            _ => self.trim(),
        }
    }

    /// Corrects the guess by what the draws say of what the scout found.
    fn after_check(&mut self, round: usize, found: &Scouted, place: usize) -> Stage {
        let scale = self.scale();
        let before = (0..place).map(|i| self.objective(scale, i)).fold(f64::MAX, f64::min);
        let better = before - self.objective(scale, place) > BETTER;
        let judged = &self.archive[place];
        let surrogate = self.surrogate.as_mut().expect("scouts are sent where there is one");
        let moved = surrogate.move_to(&found.expected, judged);
        // The first correction is the largest, and always worth another look.
        if moved && round + 1 < SCOUTS.len() && (round == 0 || better) {
            self.scout(round + 1)
        } else {
            self.descend()
        }
    }

    fn descend(&mut self) -> Stage {
        let draws = self.task.quest.draws;
        let left = self.leg_end.saturating_sub(self.runs) / draws;
        let kept = self.trims(left);
        let settings = CmaSettings {
            start: Some(self.narrowed(&self.archive[self.nearest()].values.clone())),
            step: FINISH[usize::from(self.surrogate.is_none())],
            seed: self.seed(9),
            evaluations: left - kept,
            tolerance_value: TOLERANCE,
            tolerance_point: TOLERANCE,
            ..CmaSettings::within(self.active_limits())
        };
        let search = CmaEs::new(settings).expect("the task's limits have room and hold the start");
        if search.ended() { self.trim() } else { Stage::Descend(search) }
    }

    /// Evaluations that are kept for putting levers back.
    fn trims(&self, left: usize) -> usize {
        ((TRIMS * left as f64) as usize).min(self.landscape().active.len() + 1)
    }

    /// The place of the candidate that is best so far, away from the answers there are.
    fn nearest(&self) -> usize {
        let scale = self.scale();
        let objectives: Vec<f64> = (0..self.archive.len()).map(|i| self.objective(scale, i)).collect();
        least(&objectives).expect("the start was judged")
    }

    /// The place of the next answer: the best that breaks nothing. With the margin of safety, else without it.
    fn best(&self) -> Option<usize> {
        let safe = |i: usize| self.archive[i].safe_margin;
        let plain = |i: usize| self.archive[i].margin;
        let scale = self.landscape().scale;
        let among = |margin: &dyn Fn(usize) -> f64| {
            let good: Vec<usize> =
                (0..self.archive.len()).filter(|i| self.violation(*i, margin(*i)) == 0.0).collect();
            let objectives: Vec<f64> = good
                .iter()
                .map(|i| scale.objective(&self.task, 0.0, &self.archive[*i].values, self.archive[*i].cost))
                .collect();
            least(&objectives).map(|i| good[i])
        };
        among(&safe).or_else(|| among(&plain))
    }

    /// Puts single levers of what was found back where they came from.
    fn trim(&mut self) -> Stage {
        let left = self.left().min(self.leg_end.saturating_sub(self.runs)) / self.task.quest.draws;
        let Some(best) = self.best() else { return self.end_leg() };
        let values = self.archive[best].values.clone();
        let start = self.task.start();
        let landscape = self.landscape();
        let moved = |i: &usize| !self.task.free[*i].stays(values[*i]);
        let mut levers: Vec<usize> = landscape.active.iter().copied().filter(moved).collect();
        // Those that do least come first: they are the ones that can be spared.
        let effect = |i: usize| {
            let limits = self.task.free[i].limits;
            landscape.weights[i] * (values[i] - start[i]).abs() / (limits.high - limits.low)
        };
        levers.sort_by(|a, b| effect(*a).total_cmp(&effect(*b)));
        // One is kept for trying them together.
        levers.truncate(left.saturating_sub(1));
        let tries: Vec<Vec<f64>> = levers
            .iter()
            .map(|i| {
                let mut tried = values.clone();
                tried[*i] = start[*i];
                tried
            })
            .collect();
        if tries.is_empty() { self.end_leg() } else { Stage::Trim { tries, together: false } }
    }

    fn after_trim(&mut self, tries: &[Vec<f64>], together: bool, first: usize) -> Stage {
        if together || self.left() < self.task.quest.draws {
            return self.end_leg();
        }
        let harmless: Vec<usize> = (0..tries.len())
            .filter(|i| self.violation(first + i, self.archive[first + i].safe_margin) == 0.0)
            .collect();
        if harmless.len() < 2 {
            return self.end_leg();
        }
        // Each try moves one lever; together they move all that did no harm.
        let start = self.task.rounded(&self.task.start());
        let mut all = self.task.rounded(&tries[harmless[0]]);
        for i in &harmless {
            let tried = self.task.rounded(&tries[*i]);
            for (value, (tried, start)) in all.iter_mut().zip(tried.iter().zip(&start)) {
                if tried == start {
                    *value = *start;
                }
            }
        }
        Stage::Trim { tries: vec![all], together: true }
    }

    /// Takes the answer that the leg has found.
    fn end_leg(&mut self) -> Stage {
        let found = self.choose();
        self.leg += 1;
        // A second leg looks from elsewhere before it is said that there is nothing.
        let go_on = found || (self.leg == 1 && self.answers.is_empty());
        if go_on && self.leg < self.task.quest.answers && self.left() >= 4 * self.task.quest.draws {
            return self.begin_leg();
        }
        self.after_legs()
    }

    /// Adds the best that is far enough from the answers there are.
    fn choose(&mut self) -> bool {
        if self.landscape.is_none() || self.answers.len() >= self.task.quest.answers {
            return false;
        }
        let best = self.best();
        self.answers.extend(best);
        best.is_some()
    }

    // ---- What follows the answers

    fn after_legs(&mut self) -> Stage {
        let evaluations = self.left() / self.task.quest.draws;
        // Five generations are the least that spreads at all.
        let population = (evaluations / 6 / 2 * 2).clamp(4, 40);
        if !self.task.quest.front || evaluations < 2 * population {
            return self.conclude();
        }
        let mut given = self.final_places();
        given.extend([0, 1]);
        let given: Vec<Vec<f64>> =
            given.iter().map(|place| self.narrowed(&self.archive[*place].values)).collect();
        let settings = Nsga2Settings {
            given,
            population,
            evaluations,
            seed: self.seed(8),
            ..Nsga2Settings::within(self.active_limits())
        };
        Stage::Front(Nsga2::new(settings).expect("the task's limits have room and hold the answers"))
    }

    /// Looks at the limits where nothing was found, then at what was found.
    fn conclude(&mut self) -> Stage {
        if self.answers.is_empty() {
            // The front may have found what the legs did not.
            self.choose();
        }
        let tries = if self.answers.is_empty() { self.limits_felt() } else { Vec::new() };
        if tries.is_empty() { Stage::Headline } else { Stage::Relax { tries } }
    }

    /// Levers of the nearest candidate that are at a limit: moved back from it, and beyond it where the bounds allow.
    fn limits_felt(&self) -> Vec<Nudge> {
        let nearest = &self.archive[self.final_places()[0]];
        let mut nudges = Vec::new();
        for i in &self.landscape().active {
            let free = &self.task.free[*i];
            let (limits, value) = (free.limits, nearest.values[*i]);
            let width = limits.high - limits.low;
            let at = [(End::Low, limits.low, -1.0), (End::High, limits.high, 1.0)];
            for (at, limit, outward) in at {
                if (value - limit).abs() > AT_LIMIT * width {
                    continue;
                }
                for (beyond, way) in [(false, -outward), (true, outward)] {
                    let moved = (limit + way * NUDGE * width).clamp(free.bounds.low, free.bounds.high);
                    if (moved - limit).abs() > AT_LIMIT * width {
                        let mut values = nearest.values.clone();
                        values[*i] = moved;
                        nudges.push(Nudge { free: *i, at, beyond, values, margin: 0.0 });
                    }
                }
            }
        }
        nudges
    }

    /// Places in the archive of what is judged again: the answers, or what is nearest.
    pub(super) fn final_places(&self) -> Vec<usize> {
        if !self.answers.is_empty() {
            return self.answers.clone();
        }
        // Without the margin of safety: it is asked what can be reached at all.
        let missed: Vec<f64> =
            (0..self.archive.len()).map(|i| self.violation(i, self.archive[i].margin)).collect();
        least(&missed).into_iter().collect()
    }

    fn finalists(&self) -> Vec<Vec<f64>> {
        self.final_places().iter().map(|place| self.archive[*place].values.clone()).collect()
    }

    /// Whether there is an answer.
    pub(super) fn found(&self) -> bool {
        !self.answers.is_empty()
    }

    /// How many draws of the search must reach the goals, with the margin of safety.
    pub fn draws_needed(&self) -> usize {
        needed(self.task.quest.chance, self.task.quest.draws)[1]
    }

    /// Runs that count against the evaluations.
    pub(super) fn runs(&self) -> usize {
        self.runs
    }

    /// The candidate that reaches most whatever it costs, if it reaches the goals.
    pub(super) fn best_without_budget(&self) -> Option<&Judged> {
        let costs: Vec<f64> =
            self.archive.iter().map(|j| if is_reached(j.margin) { j.cost } else { f64::MAX }).collect();
        least(&costs).filter(|i| costs[*i] < f64::MAX).map(|i| &self.archive[i])
    }
}

/// The place of the smallest value, of equals the first.
fn least(values: &[f64]) -> Option<usize> {
    (0..values.len()).min_by(|a, b| values[*a].total_cmp(&values[*b]))
}
