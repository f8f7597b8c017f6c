//! Runs person by person.

use super::run::Model;
use super::run::RunSettings;
use super::step::Run;
use crate::agents::{Agents, BYTES_PER_AGENT, Event, Features, Persons, Tally};
use crate::executor::Executor;
use crate::model::indicators::Record;
use crate::model::state::State;
use crate::results::{Digest, RunFault, Trajectory, Variable};
use crate::rng::Draws;
use crate::scenario::Policy;
use std::fmt;
use std::ops::ControlFlow;

/// How to run person by person.
#[derive(Clone, Copy, Debug)]
pub struct AgentSettings {
    /// Decides the luck of persons.
    pub seed: u64,
    /// The number of the run among runs with the same seed.
    pub run: u64,
    /// Whether the yearly shocks are drawn too; without them a run differs from the expected values by the luck of persons
    /// alone.
    pub shocks: bool,
    /// What persons have that cells do not.
    pub features: Features,
    /// Persons each agent stands for; `None` chooses one, or more where there would be over two million agents.
    pub weight: Option<u32>,
    /// Bytes that agents may take.
    pub memory: u64,
}

impl Default for AgentSettings {
    fn default() -> Self {
        Self { seed: 1, run: 0, shocks: false, features: Features::ALL, weight: None, memory: 4_000_000_000 }
    }
}

/// Agents beyond which each stands for several persons.
pub const MOST_AGENTS: f64 = 2e6;

/// How large a run will be, told before it starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgentPlan {
    /// Most people at once, by the aggregate model.
    pub persons: f64,
    /// Persons each agent stands for.
    pub weight: u32,
    /// Most agents at once.
    pub agents: f64,
    /// Bytes they take.
    pub bytes: f64,
}

/// Why a run person by person did not end.
#[derive(Clone, Debug, PartialEq)]
pub enum AgentFault {
    /// More agents than the memory allows.
    TooMany(AgentPlan, u64),
    /// Whoever watched stopped it.
    Stopped,
    /// The numbers broke.
    Broken(RunFault),
}

impl fmt::Display for AgentFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MEGA: f64 = 1e6;
        match self {
            Self::TooMany(plan, memory) => {
                let fits = (plan.bytes / *memory as f64 * f64::from(plan.weight)).ceil();
                write!(
                    f,
                    "{:.0} people make {:.0} agents of weight {}, which need {:.0} MB; {:.0} MB are allowed: \
                     take a weight of at least {fits:.0}",
                    plan.persons,
                    plan.agents,
                    plan.weight,
                    plan.bytes / MEGA,
                    *memory as f64 / MEGA,
                )
            }
            Self::Stopped => write!(f, "the run was stopped"),
            Self::Broken(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for AgentFault {}

impl From<RunFault> for AgentFault {
    fn from(fault: RunFault) -> Self {
        Self::Broken(fault)
    }
}

/// Looks on while a run goes through its months.
pub trait Watch {
    /// Whether events are wanted; they cost time.
    fn wants_events(&self) -> bool {
        false
    }
    /// What happened in a month, region by region; first the people of the start.
    fn events(&mut self, _events: &[Event]) {}
    /// A month is done. May stop the run.
    fn month(&mut self, _done: usize, _of: usize, _agents: usize) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Nobody looks on.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Watch for Unwatched {}

/// A year of persons.
#[derive(Clone, Debug)]
pub struct PersonYear {
    /// Calendar year.
    pub year: i32,
    /// Flows, ages and careers of the whole place, in agents.
    pub tally: Tally,
    /// Moves from each region to each other, the outside region last, in agents.
    pub moves: Vec<Vec<u32>>,
}

/// What a run person by person leaves behind.
#[derive(Clone, Debug)]
pub struct AgentRun {
    /// Every variable, as the aggregate model has them.
    pub trajectory: Trajectory,
    /// Every whole year.
    pub years: Vec<PersonYear>,
    /// Persons each agent stands for.
    pub weight: u32,
    /// Agents in all months together.
    pub agent_months: u64,
    /// Stands for every person at every month's end, where one was asked for.
    pub digest: Option<String>,
}

impl Model {
    /// How large a run of a policy would be.
    ///
    /// # Errors
    /// A [`RunFault`] of the aggregate run that tells.
    pub fn plan_agents(&self, policy: &Policy, weight: Option<u32>) -> Result<AgentPlan, RunFault> {
        /// Persons differ from the expected number by less than this part; columns grow by doubling.
        const ROOM: f64 = 2.1;
        let expected = self.run(policy, &RunSettings::default())?;
        let persons = expected.total(Variable::People, None).into_iter().fold(0.0, f64::max);
        let weight = weight.unwrap_or_else(|| (persons / MOST_AGENTS).ceil().max(1.0) as u32).max(1);
        let agents = (persons / f64::from(weight)).ceil();
        Ok(AgentPlan { persons, weight, agents, bytes: agents * BYTES_PER_AGENT as f64 * ROOM })
    }

    /// Runs a policy person by person.
    ///
    /// # Errors
    /// See [`AgentFault`].
    pub fn run_agents<E: Executor>(
        &self,
        policy: &Policy,
        settings: &AgentSettings,
        executor: &E,
        watch: &mut impl Watch,
        with_digest: bool,
    ) -> Result<AgentRun, AgentFault> {
        let plan = self.plan_agents(policy, settings.weight)?;
        if plan.bytes > settings.memory as f64 {
            return Err(AgentFault::TooMany(plan, settings.memory));
        }
        let draws = Draws { seed: settings.seed, run: settings.run };
        let state = Agents::start(
            &self.start,
            &self.params,
            settings.features,
            draws,
            f64::from(plan.weight),
            watch.wants_events(),
        );
        self.live(policy, settings, plan.weight, state, executor, watch, with_digest)
    }

    /// The same by persons as plain objects, for tests and the benchmark: slow, and without events and years.
    ///
    /// # Errors
    /// See [`AgentFault`].
    #[cfg(any(test, feature = "plain"))]
    #[doc(hidden)]
    pub fn run_agents_plainly(
        &self,
        policy: &Policy,
        settings: &AgentSettings,
    ) -> Result<AgentRun, AgentFault> {
        let weight = self.plan_agents(policy, settings.weight)?.weight;
        let draws = Draws { seed: settings.seed, run: settings.run };
        let features = settings.features;
        let state =
            crate::agents::Plain::start(&self.start, &self.params, features, draws, f64::from(weight));
        self.live(policy, settings, weight, state, &crate::executor::Serial, &mut Unwatched, true)
    }

    /// Goes through the months.
    fn live<P: Persons>(
        &self,
        policy: &Policy,
        settings: &AgentSettings,
        weight: u32,
        state: State<P>,
        executor: &impl Executor,
        watch: &mut impl Watch,
        with_digest: bool,
    ) -> Result<AgentRun, AgentFault> {
        let draws = Draws { seed: settings.seed, run: settings.run };
        let grid = self.scenario.grid;
        let mut trajectory = Trajectory::new(grid, self.scenario.regions.len());
        let shocks = settings.shocks.then_some(draws);
        let mut run = Run::with(self, policy, shocks, 1, state, executor);
        let mut digest = with_digest.then(Digest::default);
        let (mut years, mut agent_months) = (Vec::new(), 0);
        let mut record = Record::new(self.scenario.regions.len());
        record.read(&run.state, |r| run.region_month(&self.demand[0], r));
        watch.events(&run.state.people.drain_events());
        for m in 0..grid.months() {
            agent_months += run.state.people.agents() as u64;
            run.month(m)?;
            record.complete(&mut trajectory, run.staff_found());
            record.read(&run.state, |r| run.region_month(&self.demand[m], r));
            if watch.wants_events() {
                watch.events(&run.state.people.drain_events());
            }
            let month = grid.month(m);
            if month.month() == 12 {
                let (tally, moves) = run.state.people.end_year(executor);
                years.push(PersonYear { year: month.year(), tally, moves });
            }
            if let Some(digest) = &mut digest {
                run.state.digest(digest);
            }
            if watch.month(m + 1, grid.months(), run.state.people.agents()).is_break() {
                return Err(AgentFault::Stopped);
            }
        }
        run.find_staff();
        record.complete(&mut trajectory, run.staff_found());
        record.write(&mut trajectory);
        if let Some(fault) = trajectory.fault(&self.scenario) {
            return Err(fault.into());
        }
        let digest = digest.map(|d| d.to_string());
        Ok(AgentRun { trajectory, years, weight, agent_months, digest })
    }
}
