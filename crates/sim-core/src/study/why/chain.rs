//! The ways from a lever to a number through the model's own variables, with what each of them is without and with the lever.

use super::draw::Draw;
use super::game::Coalition;
use super::gauge::{Gauge, Measured, until};
use super::graph::{Edge, Node, edges_from, member_label, reachable};
use super::players::{Player, players, policy_of};
use super::refusal::Refusal;
use super::shares::{check_gauges, in_order};
use crate::engine::Model;
use crate::ids::Label;
use crate::math;
use crate::model::levers::lever_values;
use crate::results::{Kind, RunFault, SLOTS, Trajectory, Variable, Whole};
use crate::scenario::{LeverKey, Params, Policy, Scenario, Share, Text};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The most variables on a way: what takes more steps comes round to where it has been.
const LONGEST: usize = 6;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaysQuestion {
    /// The policy whose levers are followed.
    pub policy: Policy,
    /// Levers that are to stand together.
    pub groups: Vec<Player>,
    /// The numbers to which they are followed.
    pub gauges: Vec<Gauge>,
    /// Parameters and luck.
    pub draw: Draw,
}

/// The runs that answer: the baseline, the plan, and for each player the player alone and the plan without.
#[derive(Clone, Debug)]
pub struct Ways {
    question: WaysQuestion,
    players: Vec<Player>,
    params: Params,
    scenario: Scenario,
    /// The years at whose end something is read, ascending.
    years: Vec<i32>,
}

/// Every series of a run for the whole place at one month: stocks at its end, flows added up since the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// One for each series, in the order of the variables.
    pub series: Vec<f64>,
}

/// What one row found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WayRow {
    /// Its number.
    pub row: usize,
    /// At the end of each year that is read, and the values of the gauges; or what broke.
    pub found: Result<(Vec<Snapshot>, Vec<f64>), RunFault>,
}

/// A number in four runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// Nothing moved.
    pub baseline: f64,
    /// The lever moved alone.
    pub alone: f64,
    /// The plan without the lever.
    pub without: f64,
    /// The plan.
    pub with: f64,
}

impl Values {
    /// How far the lever moves it within the plan, against the larger of the two: 0 where it does not move, 1 where it comes
    /// from nothing or goes.
    pub fn size(&self) -> f64 {
        let larger = self.without.abs().max(self.with.abs());
        if larger > 0.0 { ((self.with - self.without).abs() / larger).min(1.0) } else { 0.0 }
    }
    /// The relative change, where it does not begin at 0.
    pub fn relative(&self) -> Option<f64> {
        (self.without != 0.0).then(|| (self.with - self.without) / self.without.abs())
    }
}

/// One station of a way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What it is.
    pub node: Node,
    /// Of a variable, the members that are meant; none for all.
    pub members: Vec<usize>,
    /// What people read.
    pub name: Text,
    /// How the station before drives it; empty for the lever.
    pub how: Text,
    /// Its numbers: stocks at the month's end, flows added up since the start.
    pub values: Values,
    /// `(with − without) ÷ |without|`.
    pub relative: Option<f64>,
}

/// A way from a lever to a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// The lever, variables, and what is explained.
    pub steps: Vec<Step>,
    /// The product of how far each variable moves and of what each link can carry: a way is weak where anything on it hardly
    /// moves, or where few people would have to explain many.
    pub strength: f64,
}

/// The ways of one player to one number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaysOf {
    /// Which player.
    pub player: usize,
    /// Which number.
    pub gauge: Gauge,
    /// The number itself.
    pub values: Values,
    /// The strongest first.
    pub ways: Vec<Way>,
}

impl Ways {
    /// Lists the runs.
    ///
    /// # Errors
    /// A [`Refusal`] that says what is wrong with the question.
    pub fn new(scenario: &Scenario, question: WaysQuestion) -> Result<Self, Refusal> {
        let players = players(&question.policy, &question.groups)?;
        check_gauges(scenario, &question.gauges)?;
        let params = question.draw.params(scenario)?;
        let mut years: Vec<i32> = question.gauges.iter().map(|gauge| gauge.year).collect();
        years.sort_unstable();
        years.dedup();
        let scenario = until(scenario, question.gauges.iter().map(|gauge| gauge.month()));
        Ok(Self { question, players, params, scenario, years })
    }

    /// Whose ways are followed.
    pub fn players(&self) -> &[Player] {
        &self.players
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        2 + 2 * self.players.len()
    }

    /// Who moves in a row.
    fn coalition(&self, row: usize) -> Coalition {
        let all = Coalition::all(self.players.len());
        match row {
            0 => Coalition::EMPTY,
            1 => all,
            row if row % 2 == 0 => Coalition::only(row / 2 - 1),
            row => all.without(row / 2 - 1),
        }
    }

    /// The model that all rows share.
    pub fn model(&self) -> Model {
        Model::with_params(&self.scenario, &self.params)
    }

    /// Runs one row.
    pub fn row(&self, model: &Model, row: usize) -> WayRow {
        let policy = policy_of(&self.question.policy, &self.players, self.coalition(row));
        let read = |run: Trajectory| {
            let snapshots = self.years.iter().map(|year| Snapshot::at(&run, *year)).collect();
            let gauges =
                self.question.gauges.iter().map(|gauge| gauge.value(model.scenario(), &run)).collect();
            (snapshots, gauges)
        };
        WayRow { row, found: model.run(&policy, &self.question.draw.settings).map(read) }
    }

    /// Runs rows, whichever were run before.
    pub fn evaluate(&self, rows: Range<usize>) -> Vec<WayRow> {
        let model = self.model();
        (rows.start..rows.end.min(self.rows())).map(|row| self.row(&model, row)).collect()
    }

    /// Finds up to `most` ways of every player to every number, given all rows in any order.
    ///
    /// # Errors
    /// [`Refusal`] when a row is missing or came twice, or a run broke.
    pub fn analyse(&self, rows: &[WayRow], most: usize) -> Result<Vec<WaysOf>, Refusal> {
        let mut found = Vec::with_capacity(self.rows());
        for row in in_order(self.rows(), rows, |row| row.row)? {
            match &row.found {
                Ok(values) if self.fits(values) => found.push(values),
                Ok(_) => return Err(Refusal::RowUnknown { row: row.row, rows: self.rows() }),
                Err(fault) => {
                    let coalition = self.coalition(row.row);
                    return Err(Refusal::Run { draw: 0, coalition, fault: fault.clone() });
                }
            }
        }
        let model = self.model();
        let mut answers = Vec::new();
        for player in 0..self.players.len() {
            let four = [found[0], found[2 + 2 * player], found[3 + 2 * player], found[1]];
            for (i, gauge) in self.question.gauges.iter().enumerate() {
                let year = self.years.partition_point(|year| *year < gauge.year);
                let values = Values::of(four.map(|row| row.1[i]));
                let search = Search {
                    snapshots: four.map(|row| &row.0[year]),
                    target: gauge.what,
                    target_values: values,
                    levers: &|lever| self.lever(&model, lever, *gauge),
                };
                let ways = search.ways(&self.players[player].levers, most);
                answers.push(WaysOf { player, gauge: *gauge, values, ways });
            }
        }
        Ok(answers)
    }

    /// Whether a row can be one of this plan.
    fn fits(&self, (snapshots, gauges): &(Vec<Snapshot>, Vec<f64>)) -> bool {
        snapshots.len() == self.years.len()
            && snapshots.iter().all(|snapshot| snapshot.series.len() == SLOTS)
            && gauges.len() == self.question.gauges.len()
    }

    /// A lever at the month of a gauge: the total of the place, or the mean over its residents of what is not shared out.
    fn lever(&self, model: &Model, lever: LeverKey, gauge: Gauge) -> Values {
        let value = |policy: &Policy| {
            let values = lever_values(model.scenario(), &model.geography, policy, gauge.month());
            let same = lever.lever().share == Share::Same;
            model.geography.iter().enumerate().fold(0.0, |t, (r, region)| {
                t + values.get(lever, r) * if same { region.population_share } else { 1.0 }
            })
        };
        let (without, with) = (value(&Policy::default()), value(&self.question.policy));
        Values { baseline: without, alone: with, without, with }
    }
}

impl Values {
    fn of([baseline, alone, without, with]: [f64; 4]) -> Self {
        Self { baseline, alone, without, with }
    }
}

impl Snapshot {
    fn at(run: &Trajectory, year: i32) -> Self {
        let month = crate::time::Month::new(year, 12);
        let row = run.grid().row(month).expect("a plan holds years of the run only");
        let mut series = Vec::with_capacity(SLOTS);
        for variable in Variable::ALL {
            for member in 0..variable.slots() {
                let of = run.series(variable, member, None);
                series.push(if adds_up(variable) { math::sum(&of[1..=row]) } else { of[row] });
            }
        }
        Self { series }
    }

    /// A variable, of some members or of all: added up, or the mean over people in posts of what is a mean itself.
    fn value(&self, variable: Variable, members: &[usize]) -> f64 {
        const ALL: [usize; SLOTS] = {
            let mut all = [0; SLOTS];
            let mut i = 0;
            while i < SLOTS {
                all[i] = i;
                i += 1;
            }
            all
        };
        let members = if members.is_empty() { &ALL[..variable.slots()] } else { members };
        let of = |variable: Variable, member: usize| self.series[variable.first_slot() + member];
        match variable {
            // Its measures have no sum: Theil's stands for them.
            Variable::EquityMeasure => of(variable, 0),
            _ if variable.info().whole == Whole::MeanByStaff && variable.slots() > 1 => {
                let staff = members.iter().fold(0.0, |t, m| t + of(Variable::Professionals, *m));
                let bill =
                    members.iter().fold(0.0, |t, m| t + of(Variable::Professionals, *m) * of(variable, *m));
                if staff > 0.0 { bill / staff } else { of(variable, members[0]) }
            }
            _ => members.iter().fold(0.0, |t, m| t + of(variable, *m)),
        }
    }
}

/// Whether a variable is added up since the start: what is counted by the month.
fn adds_up(variable: Variable) -> bool {
    variable.info().kind == Kind::Flow && variable.info().unit.ends_with("/month")
}

/// How much of a variable's change the one before can account for: of two that are counted in the same unit
/// `|Δ before| ÷ |Δ|`, at most 1; of others all.
fn carried((before, of_before): (Variable, Values), (variable, values): (Variable, Values)) -> f64 {
    let same = unit_counted(before).is_some_and(|unit| unit_counted(variable) == Some(unit));
    let moved = |values: Values| (values.with - values.without).abs();
    if same && moved(values) > 0.0 { (moved(of_before) / moved(values)).min(1.0) } else { 1.0 }
}

/// The unit in which a variable is counted; none for what is a mean or an index. Certificates are held by persons.
fn unit_counted(variable: Variable) -> Option<&'static str> {
    let info = variable.info();
    let unit = info.unit.strip_suffix("/month").unwrap_or(info.unit);
    (info.whole == Whole::Sum).then_some(if unit == "certificates" { "persons" } else { unit })
}

/// The search for ways to one number.
struct Search<'a> {
    /// Baseline, alone, without, with.
    snapshots: [&'a Snapshot; 4],
    target: Measured,
    target_values: Values,
    levers: &'a dyn Fn(LeverKey) -> Values,
}

impl Search<'_> {
    /// The ways of several levers, strongest first; of equally strong ones the shortest.
    fn ways(&self, levers: &[LeverKey], most: usize) -> Vec<Way> {
        let target = Node::Measured(self.target);
        let leads = |variable: &Variable| reachable(Node::Variable(*variable)).contains(&target);
        let leads: Vec<Variable> = Variable::ALL
            .into_iter()
            .filter(|variable| self.values(*variable, &[]).size() > 0.0 && leads(variable))
            .collect();
        let mut found: Vec<(f64, Vec<&'static Edge>)> = Vec::new();
        if self.target_values.size() > 0.0 {
            for lever in levers {
                self.follow(Node::Lever(*lever), &leads, &mut Vec::new(), &mut found);
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.len().cmp(&b.1.len())));
        found.truncate(most);
        found.into_iter().map(|(strength, edges)| Way { steps: self.steps(&edges), strength }).collect()
    }

    /// Follows every edge to a variable that moves and leads to the target, nowhere twice.
    fn follow(
        &self,
        from: Node,
        leads: &[Variable],
        way: &mut Vec<&'static Edge>,
        found: &mut Vec<(f64, Vec<&'static Edge>)>,
    ) {
        for edge in edges_from(from).filter(|edge| edge.only_with.is_none_or(|lever| self.acts(lever))) {
            let further = match edge.to {
                Node::Variable(to) => {
                    way.len() < LONGEST
                        && leads.contains(&to)
                        && way.iter().all(|passed| passed.to != edge.to)
                }
                _ => false,
            };
            way.push(edge);
            if edge.to == Node::Measured(self.target) {
                let strength = self.strength(way);
                if strength > 0.0 {
                    found.push((strength, way.clone()));
                }
            } else if further {
                self.follow(edge.to, leads, way, found);
            }
            way.pop();
        }
    }

    /// The product, over the variables of a way, of how far each moves and of what it can get from the one before.
    fn strength(&self, way: &[&'static Edge]) -> f64 {
        let mut strength = 1.0;
        let mut before: Option<(Variable, Values)> = None;
        for (i, edge) in way.iter().enumerate() {
            if let Node::Variable(variable) = edge.to {
                let values = self.values(variable, members_of(way, i));
                strength *= values.size() * before.map_or(1.0, |before| carried(before, (variable, values)));
                before = Some((variable, values));
            }
        }
        strength
    }

    /// Whether a lever is above 0 in the plan at the month that is read, or in the baseline.
    fn acts(&self, lever: LeverKey) -> bool {
        let values = (self.levers)(lever);
        values.with > 0.0 || values.baseline > 0.0
    }

    fn values(&self, variable: Variable, members: &[usize]) -> Values {
        Values::of(self.snapshots.map(|snapshot| snapshot.value(variable, members)))
    }

    fn steps(&self, edges: &[&'static Edge]) -> Vec<Step> {
        let Node::Lever(lever) = edges[0].from else { unreachable!("ways begin with a lever") };
        let step = |node: Node, members: &[usize], how: Option<Label>, values: Values| Step {
            node,
            members: members.to_vec(),
            name: name(node, members),
            how: how.map_or_else(Text::default, text),
            values,
            relative: values.relative(),
        };
        let mut steps = vec![step(Node::Lever(lever), &[], None, (self.levers)(lever))];
        for (i, edge) in edges.iter().enumerate() {
            steps.push(match edge.to {
                Node::Variable(variable) => {
                    let members = members_of(edges, i);
                    step(edge.to, members, Some(edge.how), self.values(variable, members))
                }
                node => step(node, &[], Some(edge.how), self.target_values),
            });
        }
        steps
    }
}

/// The members that are meant of the variable at the end of an edge: what the metric reads of it, else what the lever drives.
fn members_of(edges: &[&'static Edge], at: usize) -> &'static [usize] {
    match edges.get(at + 1) {
        Some(next) if !next.members.is_empty() => next.members,
        _ => edges[at].members,
    }
}

fn text(label: Label) -> Text {
    Text { zh: label.zh.to_owned(), en: label.en.to_owned() }
}

/// What people read of a node and some members.
fn name(node: Node, members: &[usize]) -> Text {
    let mut name = text(node.label());
    if let Node::Variable(variable) = node {
        let labels: Vec<Label> =
            members.iter().filter_map(|member| member_label(variable, *member)).collect();
        if !labels.is_empty() {
            let joined = |of: fn(&Label) -> &'static str, by: &str| {
                labels.iter().map(of).collect::<Vec<&str>>().join(by)
            };
            name.zh = format!("{}（{}）", name.zh, joined(|label| label.zh, "、"));
            name.en = format!("{} ({})", name.en, joined(|label| label.en, ", "));
        }
    }
    name
}
