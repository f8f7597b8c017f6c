//! The search in a worker: every worker solves the draws once; one of them says what is to be tried next.

use super::{Card, EFFORT, Finding, Obstacle, Point, Wish};
use crate::study::desk::{Course, Next};
use crate::study::wire::{self, Job, Refusal, Size};
use crate::wire::{Fault, decode, encode};
use sim_core::Scenario;
use sim_core::study::seek::{Answer, Asked, Bench, Budget, Drawing, Quest, Read, Report, Seek, Task, World};
use sim_core::study::uncertainty::{Cause, Uncertainty};
use std::ops::Range;

/// Answers are at least so far apart.
const APART: f64 = 0.15;
/// At most so many answers.
const ANSWERS: usize = 3;

/// A search that can be gone on.
pub struct Search {
    scenario: Scenario,
    wish: Wish,
    bench: Bench,
    first: Seek,
}

impl Search {
    /// That of a job's plan.
    ///
    /// # Errors
    /// The inputs or the wish are wrong.
    pub fn of(job: &Job, wish: &Wish) -> Result<Self, Refusal> {
        let (scenario, params) = (&*job.place, job.params()?);
        let causes = [Cause::Assumptions, Cause::Structure, Cause::Shocks];
        let uncertainty = Uncertainty::of(scenario, &params, &causes);
        // A parameter that differs from the scenario's own was set by hand, and is held.
        let scenario = Scenario { params, ..scenario.clone() };
        let [draws, fresh, evaluations] = EFFORT;
        let quest = Quest {
            goals: wish.goals.clone(),
            chance: wish.chance,
            budget: wish.budget.map(|yuan| Budget { yuan, discounted: false }),
            moves: wish.moves.clone(),
            allow: wish.allow.clone(),
            policy: job.inputs.policy.clone(),
            draws,
            fresh,
            evaluations,
            answers: ANSWERS,
            apart: APART,
            front: true,
            seed: wish.seed,
        };
        let task = Task::new(&scenario, quest).map_err(Refusal::Seek)?;
        let expected = World::of(&task, &uncertainty.default_draw());
        if let Some(fault) = expected.fault() {
            return Err(Refusal::Fault(Fault::Run(fault.clone())));
        }
        let drawing = Drawing::searched(&uncertainty, &task);
        let searched = (0..drawing.count()).map(|draw| World::of(&task, &drawing.draw(draw))).collect();
        let fresh = Drawing::fresh(&uncertainty, &task);
        let first = Seek::new(task.clone());
        Ok(Self { scenario, wish: wish.clone(), bench: Bench { task, expected, searched, fresh }, first })
    }

    fn asked(&self, wave: Option<&[u8]>) -> Result<Asked, Refusal> {
        match wave {
            None => Ok(self.first.ask().expect("a search that was not told anything asks for something")),
            Some(bytes) => decode(bytes).map_err(|error| unreadable(&error)),
        }
    }

    fn finding(&self, report: Report) -> Finding {
        let obstacle = report.obstacle.map(|it| Obstacle {
            nearest: card(it.nearest),
            short: it.short,
            over_budget: it.over_budget,
            limits: it.limits,
            without_budget: it.without_budget,
        });
        let point = |it: sim_core::study::seek::FrontPoint| Point {
            cost: it.cost,
            margin: it.margin,
            policy: it.policy,
        };
        Finding {
            wish: self.wish.clone(),
            answers: report.answers.into_iter().map(card).collect(),
            obstacle,
            front: report.front.into_iter().map(point).collect(),
            idle: report.idle,
            runs: report.runs,
        }
    }
}

fn card(answer: Answer) -> Card {
    let Answer { name, policy, settings, checked, holds } = answer;
    Card { name, policy, settings, checked, holds }
}

fn unreadable(error: &(impl ToString + ?Sized)) -> Refusal {
    Refusal::Fault(Fault::Unreadable(error.to_string()))
}

impl Course for Search {
    fn size(&self) -> Size {
        let rows = self.first.ask().map_or(0, |asked| self.bench.rows(&asked)) as u32;
        Size { rows, first: rows, waves: true }
    }

    fn rows(&self, rows: Range<u32>, told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal> {
        self.rows_of(None, rows, told)
    }

    fn rows_of(
        &self,
        wave: Option<&[u8]>,
        rows: Range<u32>,
        told: &mut dyn FnMut(f64),
    ) -> Result<Vec<u8>, Refusal> {
        let asked = self.asked(wave)?;
        let many = f64::from(rows.end - rows.start);
        let run = |(done, number): (usize, u32)| {
            let readings = self.bench.row(&asked, number as usize);
            told((done + 1) as f64 / many);
            readings
        };
        Ok(encode(&rows.enumerate().map(run).collect::<Vec<Vec<Read>>>()))
    }

    fn report(&self, _pieces: &[&[u8]]) -> Result<wire::Finding, Refusal> {
        Err(unreadable("a search goes on from wave to wave"))
    }

    fn go_on(&self, state: Option<&[u8]>, pieces: &[&[u8]]) -> Result<Next, Refusal> {
        let mut seek: Seek = match state {
            None => self.first.clone(),
            // Policies need a format that describes itself.
            Some(bytes) => serde_json::from_slice(bytes).map_err(|error| unreadable(&error))?,
        };
        let asked = seek.ask().ok_or_else(|| unreadable("nothing was asked for"))?;
        let mut rows: Vec<Vec<Read>> = Vec::new();
        for piece in pieces {
            rows.extend(decode::<Vec<Vec<Read>>>(piece).map_err(|error| unreadable(&error))?);
        }
        let evaluations = self.bench.evaluations(&asked, rows);
        seek.tell(&evaluations).map_err(|_| unreadable("not as many answers as were asked for"))?;
        let Some(asked) = seek.ask() else {
            let report = seek.report(&self.scenario).ok_or_else(|| unreadable("nothing was judged"))?;
            return Ok(Next::Found(wire::Finding::Seek(Box::new(self.finding(report)))));
        };
        let progress = seek.progress();
        Ok(Next::More {
            state: serde_json::to_vec(&seek).map_err(|error| unreadable(&error))?,
            rows: self.bench.rows(&asked) as u32,
            wave: encode(&asked),
            part: (progress.done as f64 / progress.at_most.max(1) as f64).min(1.0),
        })
    }
}
