//! The end of the worker of persons: answers one request with a run in detail and further ones for their spread.

use super::detail::Detail;
use super::headline::Lines;
use super::wire::{Refusal, Report, Request, Response};
use crate::desk::solve;
use crate::wire::{Fault, decode, encode};
use sim_core::agents::Event;
use sim_core::agents::biography::Biographies;
use sim_core::engine::{AgentFault, Watch};
use sim_core::executor::Serial;
use sim_core::{AgentSettings, Model, RunSettings};
use std::ops::ControlFlow;

/// Events that are kept of a run: 48 MB.
const EVENTS: usize = 2_000_000;
/// Lives of each kind, and of anybody, that cross to the page: some hundred kB.
const LIVES: (usize, usize) = (40, 200);
/// Milliseconds between two words on how far a run has come: more often nobody can read.
const BETWEEN_WORDS: f64 = 100.0;

/// The world of a worker: a clock in milliseconds, and where answers go.
pub trait Office {
    /// Now.
    fn now(&self) -> f64;
    /// Hands an answer over.
    fn post(&mut self, answer: Vec<u8>);
}

/// Answers the bytes of a request.
pub fn answer(bytes: &[u8], office: &mut impl Office) {
    let (id, refusal) = match decode::<Request>(bytes) {
        Ok(request) => (request.id, work(&request, office).err()),
        Err(error) => (0, Some(Refusal::Fault(Fault::Unreadable(error)))),
    };
    let report = refusal.map_or(Report::Done, Report::Refused);
    office.post(encode(&Response { id, report }));
}

fn work(request: &Request, office: &mut impl Office) -> Result<(), Refusal> {
    let mut tell = |report: Report| office.post(encode(&Response { id: request.id, report }));
    let model = solve(&request.inputs, &request.place).map_err(Refusal::Fault)?;
    let policy = &request.inputs.policy;
    let broken = |fault| Refusal::Fault(Fault::Run(fault));
    let size = model.plan_agents(policy, request.chance.weight).map_err(broken)?.into();
    tell(Report::Planned(size));
    let expected = Lines::of(&model.run(policy, &RunSettings::default()).map_err(broken)?);
    for run in 0..request.runs {
        let mut onlooker = Onlooker { request, run, office, spoke: f64::NEG_INFINITY, lives: None };
        if run == 0 {
            onlooker.lives = Some(Biographies::with_room(EVENTS));
        }
        let (done, lives) = one(&model, request, run, onlooker)?;
        let lines = Lines::of(&done.trajectory);
        let report = match lives {
            Some(lives) => {
                let detail = Box::new(Detail::of(&done, lives.finish().select(LIVES.0, LIVES.1)));
                Report::First { detail, expected: expected.clone(), run: lines }
            }
            None => Report::Run(lines),
        };
        office.post(encode(&Response { id: request.id, report }));
    }
    Ok(())
}

fn one<O: Office>(
    model: &Model,
    request: &Request,
    run: u32,
    mut onlooker: Onlooker<'_, O>,
) -> Result<(sim_core::engine::AgentRun, Option<Biographies>), Refusal> {
    let settings = AgentSettings {
        seed: request.chance.seed,
        run: u64::from(run),
        shocks: request.chance.shocks,
        features: request.chance.features,
        weight: request.chance.weight,
        memory: request.memory,
    };
    let done = model.run_agents(&request.inputs.policy, &settings, &Serial, &mut onlooker, false);
    let done = done.map_err(|fault| match fault {
        AgentFault::TooMany(plan, memory) => Refusal::TooMany { size: plan.into(), memory },
        AgentFault::Broken(fault) => Refusal::Fault(Fault::Run(fault)),
        AgentFault::Stopped => {
            unreachable!("the onlooker stops nothing: who no longer wants it ends the worker")
        }
    })?;
    Ok((done, onlooker.lives))
}

/// Tells how far a run has come, and keeps its lives.
struct Onlooker<'a, O> {
    request: &'a Request,
    run: u32,
    office: &'a mut O,
    spoke: f64,
    lives: Option<Biographies>,
}

impl<O: Office> Watch for Onlooker<'_, O> {
    fn wants_events(&self) -> bool {
        self.lives.is_some()
    }
    fn events(&mut self, events: &[Event]) {
        if let Some(lives) = &mut self.lives {
            lives.take(events);
        }
    }
    fn month(&mut self, done: usize, of: usize, _agents: usize) -> ControlFlow<()> {
        let now = self.office.now();
        if now - self.spoke >= BETWEEN_WORDS {
            self.spoke = now;
            let report = Report::Progress { runs: self.run, month: done as u32, months: of as u32 };
            self.office.post(encode(&Response { id: self.request.id, report }));
        }
        ControlFlow::Continue(())
    }
}
