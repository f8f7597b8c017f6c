//! What the rows of an ensemble say.

use super::condition::{effective, weights};
use super::drivers::{Drivers, drivers};
use super::matters::{Reversal, reversals};
use super::plan::{Aim, Plan, Row};
use super::quantile::{Sorted, wilson};
use super::watched::{Column, Side, Watched};
use crate::scenario::{Metric, Observation, Text};
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// The shares of draws that bands hold in their middle.
pub const LEVELS: [f64; 3] = [0.5, 0.8, 0.95];

/// Which curve a band is around.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Curve {
    /// Without the plan.
    Baseline,
    /// With it.
    Plan,
    /// The difference the plan makes, draw by draw.
    Gain,
}

/// A fan: what a figure may be, month by month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fan {
    /// The figure.
    pub what: Watched,
    /// Of which runs.
    pub curve: Curve,
    /// The months whose ends are shown.
    pub months: Vec<Month>,
    /// The run with nothing drawn: the headline line.
    pub default: Vec<f64>,
    /// Half of the draws lie below.
    pub median: Vec<f64>,
    /// Low and high of each of [`LEVELS`], by month.
    pub bands: [Vec<[f64; 2]>; 3],
}

/// How sure a target is, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likelihood {
    /// At least four fifths of the draws reach it.
    Likely,
    /// Neither.
    Open,
    /// At most one in five does.
    Unlikely,
}

impl Likelihood {
    /// The word for a share of draws.
    pub fn of(share: f64) -> Self {
        /// Above it, likely; below one minus it, unlikely.
        const LIKELY: f64 = 0.8;
        // A share of a few hundred draws: rounding must not decide.
        const ROUNDING: f64 = 1e-9;
        if share >= LIKELY - ROUNDING {
            Self::Likely
        } else if share <= 1.0 - LIKELY + ROUNDING {
            Self::Unlikely
        } else {
            Self::Open
        }
    }
}

/// How many draws reach a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// The target.
    pub aim: Aim,
    /// Of which runs.
    pub side: Side,
    /// The share of draws that reach it.
    pub share: f64,
    /// The sampling error of that share: Wilson's interval at 95 %.
    pub interval: [f64; 2],
    /// In a word.
    pub likelihood: Likelihood,
    /// The value with nothing drawn.
    pub default: f64,
    /// Whether that reaches it.
    pub default_met: bool,
    /// By the end of which year so large a share has reached the value at least once.
    pub by_year: Vec<(i32, f64)>,
    /// The earliest year by whose end half of the draws have.
    pub earliest: Option<i32>,
}

/// What is reached with a chance of a half, four fifths and nine tenths: for who has to set a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reached {
    /// The figure.
    pub metric: Metric,
    /// Name for people.
    pub label: Text,
    /// Of which runs.
    pub side: Side,
    /// At whose end.
    pub year: i32,
    /// What 50, 80 and 90 % of the draws reach.
    pub values: [f64; 3],
}

/// What came of holding runs against counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conditioned {
    /// How many counts were used.
    pub counts: usize,
    /// How many equal draws tell as much as the weighted ones.
    pub effective: f64,
    /// How many draws are not ruled out.
    pub kept: u64,
}

/// A count and what the weighted draws say of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hindcast {
    /// The count.
    pub count: Observation,
    /// Whether it had a say in the weights; otherwise the draws did not know it.
    pub known: bool,
    /// Half of the draws lie below.
    pub median: f64,
    /// Low and high of each of [`LEVELS`].
    pub bands: [[f64; 2]; 3],
    /// Whether the count lies within each.
    pub inside: [bool; 3],
}

/// The report of an ensemble.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Rows the study has.
    pub planned: u64,
    /// Rows that are done.
    pub done: u64,
    /// Rows whose run broke; they count nowhere else.
    pub broken: u64,
    /// How the first of them did.
    pub fault: Option<String>,
    /// What counts did. Without it a share is one of the assumed range, not a probability.
    pub conditioned: Option<Conditioned>,
    /// Counts against the draws.
    pub hindcasts: Vec<Hindcast>,
    /// The fans.
    pub fans: Vec<Fan>,
    /// The targets.
    pub chances: Vec<Chance>,
    /// What would be reached.
    pub reached: Vec<Reached>,
    /// What goes with each figure at the end of the plan year.
    pub drivers: Vec<Drivers>,
    /// How often the other policy is the better one. Runs that are weighted by counts are not asked.
    pub reversals: Vec<Reversal>,
}

/// The rows that count, with their weights.
struct Draws<'a> {
    plan: &'a Plan,
    values: Vec<&'a [f64]>,
    weights: Vec<f64>,
    effective: f64,
}

impl Report {
    /// Reads the rows there are, in any order. Rows that are not there yet are simply missing: a report of a part is a rougher
    /// report of the whole, but for a Latin hypercube or a Sobol sequence not quite an even one.
    pub fn of(plan: &Plan, rows: &[Row]) -> Self {
        let mut rows: Vec<&Row> = rows.iter().collect();
        rows.sort_by_key(|row| row.number);
        rows.dedup_by_key(|row| row.number);
        let whole: Vec<&[f64]> = rows.iter().filter_map(|row| row.values.as_deref().ok()).collect();
        let logs: Vec<f64> = match &plan.spec.condition {
            Some(condition) => {
                whole.iter().map(|values| condition.ln_weight(&plan.columns, values)).collect()
            }
            None => vec![0.0; whole.len()],
        };
        let weights = weights(&logs);
        let effective = effective(&weights);
        let conditioned = plan.spec.condition.as_ref().map(|_| Conditioned {
            counts: plan.columns.iter().filter(|c| known(plan, c).is_some_and(|(_, known)| known)).count(),
            effective,
            kept: weights.iter().filter(|w| **w > 0.0).count() as u64,
        });
        let ran: Vec<&Row> = rows.iter().copied().filter(|row| row.values.is_ok()).collect();
        let drivers = drivers(plan, &ran, &weights, effective);
        let reversals = if conditioned.is_none() { reversals(plan, &ran) } else { Vec::new() };
        let fault = rows.iter().find_map(|row| row.values.as_ref().err().cloned());
        let draws = Draws { plan, values: whole, weights, effective };
        Self {
            planned: plan.rows,
            done: rows.len() as u64,
            broken: (rows.len() - draws.values.len()) as u64,
            fault,
            conditioned,
            hindcasts: draws.hindcasts(),
            fans: draws.fans(),
            chances: draws.chances(),
            reached: draws.reached(),
            drivers,
            reversals,
        }
    }

    /// The fan of a figure.
    pub fn fan(&self, what: Watched, curve: Curve) -> Option<&Fan> {
        self.fans.iter().find(|fan| (fan.what, fan.curve) == (what, curve))
    }
}

impl Draws<'_> {
    /// The columns of a figure with their months.
    fn series(&self, side: Side, what: Watched) -> Vec<(usize, Month)> {
        let columns = self.plan.columns.iter().enumerate();
        let of = |(i, column): (usize, &Column)| match column {
            Column::Figure { side: s, what: w, month } if (*s, *w) == (side, what) => Some((i, *month)),
            _ => None,
        };
        columns.filter_map(of).collect()
    }

    fn watched(&self) -> Vec<Watched> {
        let mut all = Vec::new();
        for column in &self.plan.columns {
            if let Column::Figure { what, .. } = column
                && !all.contains(what)
            {
                all.push(*what);
            }
        }
        all
    }

    fn sides(&self) -> &'static [Side] {
        if self.plan.spec.baseline { &[Side::Baseline, Side::Plan] } else { &[Side::Plan] }
    }

    fn sorted(&self, of: impl Fn(&[f64]) -> f64) -> Sorted {
        Sorted::of(self.values.iter().zip(&self.weights).map(|(values, weight)| (of(values), *weight)))
    }

    fn share(&self, of: impl Fn(&[f64]) -> bool) -> f64 {
        let (mut yes, mut all) = (0.0, 0.0);
        for (values, weight) in self.values.iter().zip(&self.weights) {
            all += weight;
            if of(values) {
                yes += weight;
            }
        }
        if all > 0.0 { yes / all } else { 0.0 }
    }

    fn fans(&self) -> Vec<Fan> {
        let mut fans = Vec::new();
        for what in self.watched() {
            let plan = self.series(Side::Plan, what);
            let own = |i: usize| move |values: &[f64]| values[i];
            if self.plan.spec.baseline {
                let baseline = self.series(Side::Baseline, what);
                fans.extend(self.fan(what, Curve::Baseline, &baseline, |i| own(baseline[i].0)));
                fans.extend(self.fan(what, Curve::Plan, &plan, |i| own(plan[i].0)));
                let pair = |i: usize| (plan[i].0, baseline[i].0);
                fans.extend(self.fan(what, Curve::Gain, &plan, |i| {
                    let (a, b) = pair(i);
                    move |values: &[f64]| values[a] - values[b]
                }));
            } else {
                fans.extend(self.fan(what, Curve::Plan, &plan, |i| own(plan[i].0)));
            }
        }
        fans
    }

    /// `None` before the first draw.
    fn fan<F: Fn(&[f64]) -> f64>(
        &self,
        what: Watched,
        curve: Curve,
        series: &[(usize, Month)],
        value: impl Fn(usize) -> F,
    ) -> Option<Fan> {
        let months: Vec<Month> = series.iter().map(|(_, month)| *month).collect();
        let mut fan = Fan {
            what,
            curve,
            default: (0..months.len()).map(|i| value(i)(&self.plan.default)).collect(),
            median: Vec::with_capacity(months.len()),
            bands: Default::default(),
            months,
        };
        for i in 0..fan.months.len() {
            let sorted = self.sorted(value(i));
            fan.median.push(sorted.quantile(0.5)?);
            for (band, level) in fan.bands.iter_mut().zip(LEVELS) {
                let tail = 0.5 * (1.0 - level);
                band.push([sorted.quantile(tail)?, sorted.quantile(1.0 - tail)?]);
            }
        }
        Some(fan)
    }

    fn hindcasts(&self) -> Vec<Hindcast> {
        let columns = self.plan.columns.iter().enumerate();
        let of = |(at, column)| {
            let (count, known) = known(self.plan, column)?;
            let sorted = self.sorted(|values| values[at]);
            let mut bands = [[0.0; 2]; 3];
            for (band, level) in bands.iter_mut().zip(LEVELS) {
                let tail = 0.5 * (1.0 - level);
                *band = quantiles(&sorted, [tail, 1.0 - tail])?;
            }
            let inside = bands.map(|[low, high]| (low..=high).contains(&count.value));
            let median = sorted.quantile(0.5)?;
            Some(Hindcast { count: count.clone(), known, median, bands, inside })
        };
        columns.filter_map(of).collect()
    }

    fn chances(&self) -> Vec<Chance> {
        let mut chances = Vec::new();
        if self.effective <= 0.0 {
            return chances;
        }
        for side in self.sides() {
            for aim in &self.plan.targets {
                let series = self.series(*side, Watched::Metric(aim.metric));
                let Some((at, _)) = series.iter().find(|(_, month)| *month == Month::new(aim.year, 12))
                else {
                    continue;
                };
                let reaches = |value: f64| value >= aim.at_least - ROUNDING * aim.at_least;
                let share = self.share(|values| reaches(values[*at]));
                let decembers: Vec<(usize, i32)> = series
                    .iter()
                    .filter(|(_, month)| month.month() == 12)
                    .map(|(i, month)| (*i, month.year()))
                    .collect();
                let by_year: Vec<(i32, f64)> = (0..decembers.len())
                    .map(|last| {
                        let reached =
                            |values: &[f64]| decembers[..=last].iter().any(|(i, _)| reaches(values[*i]));
                        (decembers[last].1, self.share(reached))
                    })
                    .collect();
                chances.push(Chance {
                    aim: aim.clone(),
                    side: *side,
                    share,
                    interval: wilson(share, self.effective),
                    likelihood: Likelihood::of(share),
                    default: self.plan.default[*at],
                    default_met: reaches(self.plan.default[*at]),
                    earliest: by_year.iter().find(|(_, share)| *share >= 0.5).map(|(year, _)| *year),
                    by_year,
                });
            }
        }
        chances
    }

    fn reached(&self) -> Vec<Reached> {
        let mut all = Vec::new();
        for side in self.sides() {
            for what in self.watched() {
                let Watched::Metric(metric) = what else { continue };
                for (at, month) in self.series(*side, what).into_iter().filter(|(_, m)| m.month() == 12) {
                    let sorted = self.sorted(|values| values[at]);
                    // What four fifths reach, one fifth does not.
                    let Some(values) = quantiles(&sorted, [0.5, 0.2, 0.1]) else { continue };
                    let label = metric.label();
                    let label = Text { zh: label.zh.to_owned(), en: label.en.to_owned() };
                    all.push(Reached { metric, label, side: *side, year: month.year(), values });
                }
            }
        }
        all
    }
}

/// The count a column is the model's side of, and whether it weighs.
fn known<'a>(plan: &'a Plan, column: &Column) -> Option<(&'a Observation, bool)> {
    let Column::Counted { what, year } = column else { return None };
    let condition = plan.spec.condition.as_ref()?;
    let of = |counts: &'a [Observation]| counts.iter().find(|c| (c.variable, c.year) == (*what, *year));
    of(&condition.counts).map(|c| (c, true)).or_else(|| of(&condition.later).map(|c| (c, false)))
}

/// A part in a thousand million, as verdicts of single runs have it.
const ROUNDING: f64 = 1e-9;

fn quantiles<const N: usize>(sorted: &Sorted, shares: [f64; N]) -> Option<[f64; N]> {
    let mut values = [0.0; N];
    for (value, share) in values.iter_mut().zip(shares) {
        *value = sorted.quantile(share)?;
    }
    Some(values)
}
