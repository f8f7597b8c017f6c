//! Runs person by person: options, threads, and the file of what happens.

use crate::failure::Failure;
use crate::output::Sink;
use crate::question::Question;
use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use sim_core::agents::{Event, FEATURES, Features};
use sim_core::engine::{AgentRun, AgentSettings, Unwatched, Watch};
use sim_core::executor::{Executor, Serial};
use sim_core::ids::{AGE_MIN, Certificate, Place};
use sim_core::{Policy, Scenario};
use std::io::{self, ErrorKind, Write};
use std::ops::ControlFlow;

/// Options of every command that runs person by person.
#[derive(Args, Debug)]
pub struct PersonsArgs {
    /// With --model agents: only these features, separated by commas; `none` for persons that do what cells do
    #[arg(long, value_name = "FEATURES")]
    features: Option<String>,
    /// With --model agents: persons each agent stands for; without it one, or more where there would be over two million
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), allow_negative_numbers = true)]
    weight: Option<u32>,
    /// With --model agents: threads; without it as many as the machine has
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), allow_negative_numbers = true)]
    threads: Option<u16>,
    /// With --model agents: megabytes that agents may take
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..), allow_negative_numbers = true)]
    memory: Option<u32>,
    /// With --model agents and --seed: the luck of persons alone, without the yearly shocks
    #[arg(long, requires = "seed")]
    no_shocks: bool,
}

impl PersonsArgs {
    /// Whether any of them was given.
    pub fn any(&self) -> bool {
        self.features.is_some()
            || self.weight.is_some()
            || self.threads.is_some()
            || self.memory.is_some()
            || self.no_shocks
    }
}

/// Megabytes of agents that most machines can spare.
const MEMORY_MB: u32 = 4000;

/// A question that is ready to be asked person by person.
pub struct Persons<'a> {
    question: &'a Question,
    settings: AgentSettings,
    pool: Threads,
}

impl<'a> Persons<'a> {
    /// Reads the options and reports what cannot be.
    pub fn of(args: &PersonsArgs, question: &'a Question) -> Result<Self, Failure> {
        if question.substeps != 1 {
            return Err(Failure::author("--substeps: persons have one step a month; leave it out"));
        }
        let features = args.features.as_deref().map_or(Ok(Features::ALL), features)?;
        let settings = AgentSettings {
            seed: question.settings.seed.unwrap_or(AgentSettings::default().seed),
            run: question.settings.run,
            shocks: question.settings.seed.is_some() && !args.no_shocks,
            features,
            weight: args.weight,
            memory: u64::from(args.memory.unwrap_or(MEMORY_MB)) * 1_000_000,
        };
        let pool = ThreadPoolBuilder::new()
            .num_threads(args.threads.map_or(0, usize::from))
            .build()
            .context("cannot start threads")?;
        Ok(Self { question, settings, pool: Threads(pool) })
    }

    /// The same with other features.
    pub fn with(&self, features: Features) -> AgentSettings {
        AgentSettings { features, ..self.settings }
    }

    /// One run, its regions on all threads.
    pub fn run(&self, watch: &mut impl Watch, with_digest: bool) -> Result<AgentRun, Failure> {
        let Question { model, policy, .. } = self.question;
        Ok(model.run_agents(policy, &self.settings, &self.pool, watch, with_digest)?)
    }

    /// Several runs, each on a thread, in their order.
    pub fn runs(&self, count: u64) -> Result<Vec<AgentRun>, Failure> {
        self.runs_of(&self.question.policy, &self.settings, count)
    }

    /// The same of other settings.
    pub fn runs_of(
        &self,
        policy: &Policy,
        settings: &AgentSettings,
        count: u64,
    ) -> Result<Vec<AgentRun>, Failure> {
        let one = |number: u64| {
            let settings = AgentSettings { run: settings.run + number, ..*settings };
            self.question.model.run_agents(policy, &settings, &Serial, &mut Unwatched, false)
        };
        let runs: Result<Vec<AgentRun>, _> =
            self.pool.0.install(|| (0..count).into_par_iter().map(one).collect());
        Ok(runs?)
    }
}

/// Features by name.
fn features(text: &str) -> Result<Features, Failure> {
    let mut features = Features::NONE;
    if text == "none" {
        return Ok(features);
    }
    for key in text.split(',').map(str::trim) {
        if !features.set(key, true) {
            let names: Vec<&str> = FEATURES.iter().map(|(key, _)| *key).collect();
            return Err(Failure::author(format!(
                "--features: there is no feature '{key}'; there are {}, and none",
                names.join(", ")
            )));
        }
    }
    Ok(features)
}

/// Threads of this machine.
struct Threads(ThreadPool);

impl Executor for Threads {
    fn join(&self, left: impl FnOnce() + Send, right: impl FnOnce() + Send) {
        self.0.join(left, right);
    }
}

/// The file of what happens to every person.
pub struct EventFile<'a> {
    writer: Box<dyn Write>,
    scenario: &'a Scenario,
    failed: Option<io::Error>,
}

impl<'a> EventFile<'a> {
    /// Writes the head.
    pub fn new(sink: &Sink, scenario: &'a Scenario) -> Result<Self, Failure> {
        let mut writer = sink.writer()?;
        let failed = writeln!(writer, "person,month,age,region,event,place,certificate,about").err();
        Ok(Self { writer, scenario, failed })
    }

    /// All is written, or was refused. A reader that has seen enough is no failure.
    pub fn end(mut self) -> Result<(), Failure> {
        let flushed = self.writer.flush().err();
        match self.failed.or(flushed) {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::World(anyhow::Error::new(error).context("cannot write the events")))
            }
            _ => Ok(()),
        }
    }

    fn line(&mut self, event: &Event) -> io::Result<()> {
        let Event { person, month, region, what, place, certificate, age, .. } = *event;
        writeln!(
            self.writer,
            "{:016x},{},{},{},{},{},{},{}",
            person.0,
            self.scenario.grid.start.plus(i32::from(month)),
            AGE_MIN + usize::from(age),
            self.scenario.regions[usize::from(region)].code,
            what.key(),
            Place::ALL[usize::from(place)].key(),
            Certificate::ALL[usize::from(certificate)].key(),
            event.about(self.scenario),
        )
    }
}

impl Watch for EventFile<'_> {
    fn wants_events(&self) -> bool {
        true
    }
    fn events(&mut self, events: &[Event]) {
        for event in events {
            if self.failed.is_none() {
                self.failed = self.line(event).err();
            }
        }
    }
    fn month(&mut self, _done: usize, _of: usize, _agents: usize) -> ControlFlow<()> {
        if self.failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
