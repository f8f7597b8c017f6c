//! Shares of the levers in the change from the baseline to a policy, for several numbers at once.

use super::draw::Draw;
use super::game::{Coalition, Division, Pair, divide, divide_by_orders, orders};
use super::gauge::{Gauge, until, years};
use super::players::{Player, players, policy_of};
use super::refusal::Refusal;
use crate::engine::Model;
use crate::math;
use crate::results::RunFault;
use crate::scenario::{Params, Policy, Scenario};
use crate::sorted::Set;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Up to so many levers all coalitions are run unless somebody says otherwise: 1,024 runs.
pub const EXACT_PLAYERS: usize = 10;
/// The most levers whose coalitions can all be run: a million runs, which a cluster can do.
pub const MOST_EXACT: usize = 20;

/// How shares are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// From all coalitions.
    Exact,
    /// From orders in which the levers are moved one after the other.
    Sampled {
        /// Seed of the orders.
        seed: u64,
        /// Pairs of an order and its reverse.
        pairs: u32,
    },
}

impl Method {
    /// All coalitions where there are few, else sampled orders.
    pub const fn fit_for(players: usize, seed: u64, pairs: u32) -> Self {
        if players <= EXACT_PLAYERS { Self::Exact } else { Self::Sampled { seed, pairs } }
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The policy whose change from the baseline is explained.
    pub policy: Policy,
    /// Levers that are to stand together; every other one stands for itself.
    pub groups: Vec<Player>,
    /// The numbers to explain.
    pub gauges: Vec<Gauge>,
    /// How.
    pub method: Method,
    /// Parameters and luck, the same in all coalitions; several show how shares vary with them.
    pub draws: Vec<Draw>,
}

/// The runs that answer a question. Row `i` depends on scenario, question and `i` only.
#[derive(Clone, Debug)]
pub struct Plan {
    question: Question,
    players: Vec<Player>,
    params: Vec<Params>,
    /// Whose values are needed, each once, ascending: the same for every draw.
    coalitions: Vec<Coalition>,
    orders: Vec<Vec<usize>>,
    /// The scenario as far as it is run.
    scenario: Scenario,
}

/// What one row found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number.
    pub row: usize,
    /// The value of every gauge, or what broke.
    pub values: Result<Vec<f64>, RunFault>,
}

/// A number over all draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// The mean.
    pub mean: f64,
    /// The standard deviation between draws; none with a single draw.
    pub deviation: Option<f64>,
}

/// What one lever, or group of levers, has of a change.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeverShare {
    /// Which of the players.
    pub player: usize,
    /// The Shapley share.
    pub share: Spread,
    /// Standard error of the mean share where orders were sampled.
    pub error: Option<f64>,
    /// Moved alone.
    pub alone: Spread,
    /// Moved last.
    pub last: Spread,
}

/// One number, explained. All values have the unit of the gauge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explained {
    /// Which number.
    pub gauge: Gauge,
    /// Its value without the policy.
    pub baseline: Spread,
    /// Its value under the policy.
    pub policy: Spread,
    /// The change; the means of the shares sum to its mean.
    pub change: Spread,
    /// One for each player, in their order.
    pub shares: Vec<LeverShare>,
    /// What no lever does alone: change − Σ alone.
    pub interaction: Spread,
    /// Pairs of players by their interaction index, largest first; empty where orders were sampled.
    pub pairs: Vec<Pair>,
}

/// A run that broke; its draw is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Broken {
    /// Which draw.
    pub draw: usize,
    /// Which players moved their levers.
    pub coalition: Coalition,
    /// What broke.
    pub fault: RunFault,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Who may have moved the answer.
    pub players: Vec<Player>,
    /// How shares were found.
    pub method: Method,
    /// How many draws they are the mean of.
    pub draws: usize,
    /// One for each gauge, in the order of the question.
    pub explained: Vec<Explained>,
    /// The first run that broke in each draw that is left out.
    pub broken: Vec<Broken>,
}

impl Plan {
    /// Lists the runs.
    ///
    /// # Errors
    /// A [`Refusal`] that says what is wrong with the question.
    pub fn new(scenario: &Scenario, question: Question) -> Result<Self, Refusal> {
        let players = players(&question.policy, &question.groups)?;
        check_gauges(scenario, &question.gauges)?;
        if question.draws.is_empty() {
            return Err(Refusal::NoDraw);
        }
        let params = question.draws.iter().map(|draw| draw.params(scenario)).collect::<Result<_, _>>()?;
        let n = players.len();
        let (coalitions, orders) = match question.method {
            Method::Exact if n > MOST_EXACT => return Err(Refusal::TooMany { players: n, most: MOST_EXACT }),
            Method::Exact => ((0..1 << n).map(Coalition).collect(), Vec::new()),
            Method::Sampled { pairs: 0, .. } => return Err(Refusal::NoOrder),
            Method::Sampled { seed, pairs } => {
                // The first lever names the player: a lever's luck is its own.
                let names: Vec<u64> = players.iter().map(|player| player.levers[0].index() as u64).collect();
                let orders = orders(&names, seed, pairs);
                (coalitions_of(n, &orders), orders)
            }
        };
        let scenario = until(scenario, question.gauges.iter().map(|gauge| gauge.month()));
        Ok(Self { question, players, params, coalitions, orders, scenario })
    }

    /// Who may have moved the answer; a coalition's bits are numbers of these.
    pub fn players(&self) -> &[Player] {
        &self.players
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.coalitions.len() * self.params.len()
    }

    /// The draw and the coalition of a row: draws one after the other, coalitions ascending.
    pub fn place(&self, row: usize) -> (usize, Coalition) {
        (row / self.coalitions.len(), self.coalitions[row % self.coalitions.len()])
    }

    /// The model of a draw, which all its rows share.
    pub fn model(&self, draw: usize) -> Model {
        Model::with_params(&self.scenario, &self.params[draw])
    }

    /// Runs one row with the model of its draw.
    pub fn row(&self, model: &Model, row: usize) -> Row {
        let (draw, coalition) = self.place(row);
        let policy = policy_of(&self.question.policy, &self.players, coalition);
        let run = model.run(&policy, &self.question.draws[draw].settings);
        let read =
            |run| self.question.gauges.iter().map(|gauge| gauge.value(model.scenario(), &run)).collect();
        Row { row, values: run.map(read) }
    }

    /// Runs rows, whichever were run before.
    pub fn evaluate(&self, rows: Range<usize>) -> Vec<Row> {
        let mut at: Option<(usize, Model)> = None;
        let rows = rows.start..rows.end.min(self.rows());
        rows.map(|row| {
            let draw = self.place(row).0;
            let (_, model) = match at.take() {
                Some(known) if known.0 == draw => at.insert(known),
                _ => at.insert((draw, self.model(draw))),
            };
            self.row(model, row)
        })
        .collect()
    }

    /// Divides the changes, given all rows in any order.
    ///
    /// # Errors
    /// [`Refusal`] when a row is missing, came twice or is of another plan, or when no draw is without a broken run.
    pub fn analyse(&self, rows: &[Row]) -> Result<Report, Refusal> {
        let by_number = in_order(self.rows(), rows, |row| row.row)?;
        let unfit = |row: &&&Row| row.values.as_ref().is_ok_and(|v| v.len() != self.question.gauges.len());
        if let Some(row) = by_number.iter().find(unfit) {
            return Err(Refusal::RowUnknown { row: row.row, rows: self.rows() });
        }
        let mut broken: Vec<Broken> = Vec::new();
        let mut draws: Vec<Vec<&[f64]>> = Vec::new();
        for (draw, rows) in by_number.chunks(self.coalitions.len()).enumerate() {
            let values: Result<Vec<&[f64]>, Broken> = rows
                .iter()
                .zip(&self.coalitions)
                .map(|(row, coalition)| match &row.values {
                    Ok(values) => Ok(values.as_slice()),
                    Err(fault) => Err(Broken { draw, coalition: *coalition, fault: fault.clone() }),
                })
                .collect();
            match values {
                Ok(values) => draws.push(values),
                Err(one) => broken.push(one),
            }
        }
        if draws.is_empty() {
            let Broken { draw, coalition, fault } = broken.swap_remove(0);
            return Err(Refusal::Run { draw, coalition, fault });
        }
        let gauges = self.question.gauges.iter().enumerate();
        let explained = gauges.map(|(gauge, what)| self.explain(*what, gauge, &draws)).collect();
        let (players, method) = (self.players.clone(), self.question.method);
        Ok(Report { players, method, draws: draws.len(), explained, broken })
    }

    /// Explains one gauge, given `[draw][coalition][gauge]`.
    fn explain(&self, what: Gauge, gauge: usize, draws: &[Vec<&[f64]>]) -> Explained {
        let value = |values: &[&[f64]], coalition: Coalition| values[self.number(coalition)][gauge];
        let means: Vec<f64> = (0..self.coalitions.len())
            .map(|at| draws.iter().fold(0.0, |t, values| t + values[at][gauge]) / draws.len() as f64)
            .collect();
        let mean = |coalition: Coalition| means[self.number(coalition)];
        // Shares are sums of values: those of the mean game are the means of the shares.
        let whole = self.divide(mean);
        let single: Vec<Division> = if draws.len() > 1 {
            draws.iter().map(|v| self.divide(|c| value(v, c))).collect()
        } else {
            Vec::new()
        };
        let spread =
            |mean: f64, of: &dyn Fn(&Division) -> f64| Spread { mean, deviation: deviation(&single, of) };
        let level = |coalition: Coalition| Spread {
            mean: mean(coalition),
            deviation: deviation(draws, &|values: &Vec<&[f64]>| value(values, coalition)),
        };
        let share = |(player, part): (usize, &super::game::Part)| LeverShare {
            player,
            share: spread(part.share, &|d| d.parts[player].share),
            error: part.error,
            alone: spread(part.alone, &|d| d.parts[player].alone),
            last: spread(part.last, &|d| d.parts[player].last),
        };
        Explained {
            gauge: what,
            baseline: level(Coalition::EMPTY),
            policy: level(Coalition::all(self.players.len())),
            change: spread(whole.change, &|d| d.change),
            shares: whole.parts.iter().enumerate().map(share).collect(),
            interaction: spread(whole.interaction, &|d| d.interaction),
            pairs: whole.pairs,
        }
    }

    /// The number of a coalition among those of the plan.
    fn number(&self, coalition: Coalition) -> usize {
        match self.question.method {
            Method::Exact => coalition.0 as usize,
            Method::Sampled { .. } => {
                self.coalitions.binary_search(&coalition).expect("the plan lists what a division asks for")
            }
        }
    }

    fn divide(&self, value: impl Fn(Coalition) -> f64) -> Division {
        match self.question.method {
            Method::Exact => divide(self.players.len(), value),
            Method::Sampled { .. } => divide_by_orders(self.players.len(), &self.orders, value),
        }
    }
}

/// All coalitions that orders pass, and those that say what each player does first and last.
fn coalitions_of(players: usize, orders: &[Vec<usize>]) -> Vec<Coalition> {
    let all = Coalition::all(players);
    let mut found = Set::from([Coalition::EMPTY, all]);
    for player in 0..players {
        found.extend([Coalition::only(player), all.without(player)]);
    }
    for order in orders {
        let mut before = Coalition::EMPTY;
        for player in order {
            before = before.with(*player);
            found.insert(before);
        }
    }
    found.into_iter().collect()
}

/// Refuses what cannot be read from a run.
pub(super) fn check_gauges(scenario: &Scenario, gauges: &[Gauge]) -> Result<(), Refusal> {
    if gauges.is_empty() {
        return Err(Refusal::NoGauge);
    }
    let (first, last) = years(scenario.grid);
    match gauges.iter().find(|gauge| !(first..=last).contains(&gauge.year)) {
        Some(gauge) => Err(Refusal::Year { year: gauge.year, first, last }),
        None => Ok(()),
    }
}

/// Puts rows into the order of their numbers, each once.
pub(super) fn in_order<R>(
    count: usize,
    rows: &[R],
    number: impl Fn(&R) -> usize,
) -> Result<Vec<&R>, Refusal> {
    let mut found: Vec<Option<&R>> = vec![None; count];
    for row in rows {
        let at = number(row);
        match found.get_mut(at) {
            Some(place @ None) => *place = Some(row),
            _ => return Err(Refusal::RowUnknown { row: at, rows: count }),
        }
    }
    let missing = |(row, found): (usize, Option<_>)| found.ok_or(Refusal::RowMissing { row, rows: count });
    found.into_iter().enumerate().map(missing).collect()
}

/// The standard deviation of a number over several draws.
fn deviation<D>(draws: &[D], of: &dyn Fn(&D) -> f64) -> Option<f64> {
    if draws.len() < 2 {
        return None;
    }
    let n = draws.len() as f64;
    let mean = draws.iter().fold(0.0, |t, draw| t + of(draw)) / n;
    let squares = draws.iter().fold(0.0, |t, draw| t + (of(draw) - mean) * (of(draw) - mean));
    Some(math::sqrt(squares / (n - 1.0)))
}
