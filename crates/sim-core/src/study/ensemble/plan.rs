//! What a study runs: planned once, then row by row.

use super::condition::Condition;
use super::design::{Design, Place};
use super::watched::{Column, Side, Watched};
use crate::MODEL_VERSION;
use crate::agents::Features;
use crate::engine::{AgentSettings, Model, Unwatched};
use crate::executor::Serial;
use crate::ids::index_set;
use crate::results::{RunFault, Trajectory, counted_value};
use crate::scenario::{
    Counted, Measure, Metric, Observation, PARAMS, ParamKey, Params, Policy, Scenario, Text,
};
use crate::sorted::Map;
use crate::study::breakdown::{COUNTED, counted as counted_in};
use crate::study::sample::Sampler;
use crate::study::uncertainty::{Cause, Draw, Factor, Uncertainty};
use crate::time::{Month, TimeGrid};
use serde::{Deserialize, Serialize};
use std::fmt;

index_set! {
    /// What a study asks.
    Kind [KINDS] {
        /// How sure: everything uncertain at once.
        Ensemble = "ensemble", "集合模拟", "Ensemble";
        /// One factor at a time to either end of its range.
        Tornado = "tornado", "逐一变动", "One at a time";
        /// Elementary effects: a first sieve of many factors.
        Morris = "morris", "莫里斯筛选", "Morris screening";
        /// Shares of variance: few factors, many runs.
        Sobol = "sobol", "索博尔指数", "Sobol indices";
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spec {
    /// The question.
    pub kind: Kind,
    /// How points are chosen (ensemble and Sobol).
    pub sampler: Sampler,
    /// Runs of an ensemble, trajectories of Morris, base rows of Sobol; a tornado has its own number.
    pub n: u64,
    /// Decides points and luck.
    pub seed: u64,
    /// Why runs may differ. Sensitivity draws numbers only: shocks and persons stay out of it.
    pub causes: Vec<Cause>,
    /// Only these factors; all of the causes where it is empty.
    pub factors: Vec<String>,
    /// Whether each draw runs without the plan too, so that the difference can be told.
    pub baseline: bool,
    /// The policy that runs instead of the baseline: what the plan is compared with. Empty for the baseline itself.
    #[serde(default)]
    pub against: Policy,
    /// Months between two values kept. Decembers are always kept, and other months but those of an ensemble never.
    pub every: u32,
    /// Counts that runs are held against.
    pub condition: Option<Condition>,
    /// Counts that are kept of every region too, at the ends of years.
    #[serde(default)]
    pub by_region: Vec<Metric>,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            kind: Kind::Ensemble,
            sampler: Sampler::LatinHypercube,
            n: 200,
            seed: 1,
            causes: vec![Cause::Assumptions, Cause::Structure, Cause::Shocks],
            factors: Vec::new(),
            baseline: true,
            against: Policy::default(),
            every: 3,
            condition: None,
            by_region: Vec::new(),
        }
    }
}

/// Why a study cannot be planned.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Nothing is uncertain.
    NothingVaries,
    /// Too few rows for the question.
    TooFew(Kind, u64),
    /// Not one of the factors.
    UnknownFactor(String, Vec<String>),
    /// No count lies in the run's years.
    NoCount(i32, i32),
    /// The design of a sensitivity study cannot be made.
    Sensitivity(String),
    /// The tolerance is no positive number.
    Tolerance(f64),
    /// The default run breaks.
    Run(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingVaries => write!(
                f,
                "nothing varies: every number was set by hand or has no range; choose another cause or factor"
            ),
            Self::TooFew(kind, least) => write!(f, "a study of kind '{}' needs at least {least}", kind.key()),
            Self::UnknownFactor(key, near) if near.is_empty() => {
                write!(
                    f,
                    "'{key}' is not drawn: it has no range here, was set by hand, or belongs to another cause"
                )
            }
            Self::UnknownFactor(key, near) => {
                write!(f, "'{key}' is not drawn; did you mean '{}'?", near.join("' or '"))
            }
            Self::NoCount(first, last) => write!(
                f,
                "no count above 0 lies in the whole years of the run, {first} to {last}: take a scenario that covers them"
            ),
            Self::Tolerance(value) => {
                write!(f, "the tolerance is {value}; a number above 0 is expected, such as 0.2 for a fifth")
            }
            Self::Sensitivity(message) => f.write_str(message),
            Self::Run(message) => write!(f, "the run with nothing drawn breaks: {message}"),
        }
    }
}

impl std::error::Error for Refusal {}

/// A target as an analysis needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Aim {
    /// The target.
    pub key: String,
    /// Name for people.
    pub label: Text,
    /// What it is judged on.
    pub metric: Metric,
    /// At whose end.
    pub year: i32,
    /// The value to reach.
    pub at_least: f64,
}

/// Everything an analysis has to know beside the rows. Two plans that are equal are of the same study.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The version of the equations.
    pub model: String,
    /// The scenario's name.
    pub scenario: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// Parameters that were set by hand.
    pub params: Map<String, f64>,
    /// The levers that were moved.
    pub policy: Policy,
    /// What was asked for.
    pub spec: Spec,
    /// What is drawn, in the order of a row's inputs.
    pub factors: Vec<Factor>,
    /// What is kept, in the order of a row's values.
    pub columns: Vec<Column>,
    /// The written targets.
    pub targets: Vec<Aim>,
    /// The year the verdict speaks of.
    pub plan_year: i32,
    /// How many rows there are.
    pub rows: u64,
    /// The values with nothing drawn: the headline line.
    pub default: Vec<f64>,
}

/// One row: what was drawn and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number.
    pub number: u64,
    /// The values of the factors.
    pub inputs: Vec<f64>,
    /// The values of the columns, or how the run broke.
    pub values: Result<Vec<f64>, String>,
}

/// A planned study, ready to evaluate any of its rows.
#[derive(Clone, Debug)]
pub struct Study {
    /// What an analysis needs.
    pub plan: Plan,
    uncertainty: Uncertainty,
    design: Design,
    document: Policy,
}

impl Study {
    /// Plans a study of a policy under the parameters of the question.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn new(scenario: &Scenario, params: &Params, policy: &Policy, spec: &Spec) -> Result<Self, Refusal> {
        let ensemble = spec.kind == Kind::Ensemble;
        let mut uncertainty = Uncertainty::of(scenario, params, &causes(spec));
        if !ensemble || !spec.factors.is_empty() {
            let chosen = chosen(&uncertainty.factors, &spec.factors)?;
            uncertainty = uncertainty.only(&chosen);
        }
        let luck = ensemble && spec.causes.iter().any(|c| matches!(c, Cause::Shocks | Cause::Persons));
        if uncertainty.dims() == 0 && !luck {
            return Err(Refusal::NothingVaries);
        }
        let design = Design::of(spec, &uncertainty.factors)?;
        let mut columns = figures(scenario, spec);
        if let Some(condition) = &spec.condition {
            columns.extend(counted(scenario, condition)?);
        }
        columns.extend(regions(scenario, &spec.by_region));
        let targets = scenario.targets.iter().map(|t| Aim {
            key: t.key.clone(),
            label: t.label.clone(),
            metric: t.metric,
            year: t.year,
            at_least: t.at_least,
        });
        let changed =
            ParamKey::all().zip(PARAMS).filter(|(key, _)| params.value(*key) != scenario.params.value(*key));
        let mut study = Self {
            plan: Plan {
                model: MODEL_VERSION.to_owned(),
                scenario: scenario.key.clone(),
                fingerprint: scenario.fingerprint.clone(),
                params: changed.map(|(key, row)| (row.key.to_owned(), params.value(key))).collect(),
                policy: policy.clone(),
                spec: spec.clone(),
                factors: uncertainty.factors.clone(),
                columns,
                targets: targets.collect(),
                plan_year: scenario.plan_year,
                rows: design.rows(),
                default: Vec::new(),
            },
            design,
            document: scenario.document_policy(),
            uncertainty,
        };
        study.plan.default = study.values(&study.uncertainty.default_draw(), None).map_err(Refusal::Run)?;
        Ok(study)
    }

    /// Runs a row. It depends on the plan and the row's number only.
    pub fn evaluate(&self, number: u64) -> Row {
        let inputs = match self.design.row(number) {
            Place::Point(mut point) => self.uncertainty.values(&mut point),
            Place::Values(values) => values,
        };
        let seed = self.plan.spec.seed;
        let draw = self.uncertainty.draw(&inputs, seed, number);
        let persons =
            self.plan.spec.causes.contains(&Cause::Persons) && self.plan.spec.kind == Kind::Ensemble;
        let settings = AgentSettings {
            seed,
            run: number,
            shocks: draw.settings.seed.is_some(),
            features: Features::ALL,
            ..AgentSettings::default()
        };
        let values = self.values(&draw, persons.then_some(&settings));
        Row { number, inputs, values }
    }

    /// The values of the columns in a world.
    fn values(&self, draw: &Draw, persons: Option<&AgentSettings>) -> Result<Vec<f64>, String> {
        let model = draw.model();
        let run = |policy: &Policy| match persons {
            None => model.run(policy, &draw.settings).map_err(|fault| fault.to_string()),
            Some(settings) => model
                .run_agents(policy, settings, &Serial, &mut Unwatched, false)
                .map(|run| run.trajectory)
                .map_err(|fault| fault.to_string()),
        };
        let Plan { policy, columns, spec, .. } = &self.plan;
        let plan = run(policy)?;
        let baseline = if spec.baseline { Some(run(&spec.against)?) } else { None };
        let happened = match &spec.condition {
            Some(_) if *policy == self.document => Some(plan.clone()),
            Some(_) => Some(run(&self.document)?),
            None => None,
        };
        Ok(columns
            .iter()
            .map(|column| value(&model, *column, &plan, baseline.as_ref(), happened.as_ref()))
            .collect())
    }
}

fn value(
    model: &Model,
    column: Column,
    plan: &Trajectory,
    baseline: Option<&Trajectory>,
    happened: Option<&Trajectory>,
) -> f64 {
    match column {
        Column::Figure { side, what, month } => {
            let run = match side {
                Side::Plan => plan,
                Side::Baseline => baseline.expect("columns of the baseline are made when it runs"),
            };
            let row = run.grid().row(month).expect("columns lie within the run");
            what.value(model.scenario(), run, row)
        }
        Column::Region { metric, region, year } => {
            let december = plan.grid().row(Month::new(year, 12)).expect("columns lie within the run");
            counted_in(plan, metric, region, december).expect("only counts have columns of regions")
        }
        Column::Counted { what, year } => {
            let run = happened.expect("counted columns are made when there is a condition");
            counted_value(model.scenario(), run, Counted::Observed(what), year)
                .expect("counted columns are of whole years of the run")
        }
    }
}

/// Sensitivity asks what numbers do: luck would drown it.
fn causes(spec: &Spec) -> Vec<Cause> {
    let drawn =
        |cause: &Cause| spec.kind == Kind::Ensemble || matches!(cause, Cause::Assumptions | Cause::Structure);
    spec.causes.iter().copied().filter(drawn).collect()
}

/// The factors that were named; all where none was.
fn chosen(factors: &[Factor], named: &[String]) -> Result<Vec<String>, Refusal> {
    let keys: Vec<String> = factors.iter().map(|f| f.key.clone()).collect();
    if named.is_empty() {
        return Ok(keys);
    }
    for name in named {
        if !keys.contains(name) {
            let mut near: Vec<(f64, &String)> = keys
                .iter()
                .map(|key| (strsim::jaro_winkler(name, key), key))
                .filter(|(s, _)| *s > 0.85)
                .collect();
            near.sort_by(|a, b| b.0.total_cmp(&a.0));
            // A parameter by its right name has a reason not to be drawn.
            let near = if ParamKey::from_key(name).is_some() { Vec::new() } else { near };
            let near = near.into_iter().take(3).map(|(_, key)| key.clone()).collect();
            return Err(Refusal::UnknownFactor(name.clone(), near));
        }
    }
    Ok(named.to_vec())
}

/// What is kept of each run: targets and what says how a place does, in the months that were asked for.
fn figures(scenario: &Scenario, spec: &Spec) -> Vec<Column> {
    let mut watched =
        vec![Watched::Metric(Metric::Professionals), Watched::Metric(Metric::CertifiedPractising)];
    for target in &scenario.targets {
        if !watched.contains(&Watched::Metric(target.metric)) {
            watched.push(Watched::Metric(target.metric));
        }
    }
    let wellbeing = [Measure::Coverage, Measure::Load, Measure::VacancyShare].map(Watched::Measure);
    watched.extend(wellbeing.into_iter().chain([Watched::PublicYuan]));
    let grid = scenario.grid;
    let every = spec.every.clamp(1, 12) as i32;
    let months: Vec<Month> = (0..=grid.months() as i32)
        .map(|row| grid.start.plus(row - 1))
        .filter(|month| {
            let december = month.month() == 12;
            let quarter = (12 - month.month()) % every == 0;
            december || *month == grid.end || (spec.kind == Kind::Ensemble && quarter)
        })
        .collect();
    let sides: &[Side] = if spec.baseline { &[Side::Baseline, Side::Plan] } else { &[Side::Plan] };
    let mut columns = Vec::with_capacity(sides.len() * watched.len() * months.len());
    for side in sides {
        for what in &watched {
            columns.extend(months.iter().map(|month| Column::Figure {
                side: *side,
                what: *what,
                month: *month,
            }));
        }
    }
    columns
}

/// The counts of every region that are kept: each at the ends of all years.
fn regions(scenario: &Scenario, metrics: &[Metric]) -> Vec<Column> {
    let TimeGrid { start, end } = scenario.grid;
    let years = start.plus(11).year()..=end.plus(1).year() - 1;
    let mut columns = Vec::new();
    for metric in metrics.iter().copied().filter(|metric| COUNTED.contains(metric)) {
        for region in 0..scenario.regions.len() {
            columns.extend(years.clone().map(|year| Column::Region { metric, region, year }));
        }
    }
    columns
}

fn counted(scenario: &Scenario, condition: &Condition) -> Result<Vec<Column>, Refusal> {
    if !(condition.tolerance > 0.0 && condition.tolerance.is_finite()) {
        return Err(Refusal::Tolerance(condition.tolerance));
    }
    let TimeGrid { start, end } = scenario.grid;
    // The years whose twelve months are all simulated.
    let (first, last) = (start.plus(11).year(), end.plus(1).year() - 1);
    let within = |c: &&Observation| (first..=last).contains(&c.year) && c.value > 0.0;
    let column = |c: &Observation| Column::Counted { what: c.variable, year: c.year };
    let known: Vec<Column> = condition.counts.iter().filter(within).map(column).collect();
    if known.is_empty() {
        return Err(Refusal::NoCount(first, last));
    }
    let later = condition.later.iter().filter(within).map(column).filter(|c| !known.contains(c));
    Ok(known.iter().copied().chain(later).collect())
}

impl From<RunFault> for Refusal {
    fn from(fault: RunFault) -> Self {
        Self::Run(fault.to_string())
    }
}
