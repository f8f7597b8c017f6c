//! Which factors matter, from the rows of a study of sensitivity; and which would change the choice between two policies, from those
//! of an ensemble.

use super::design::Design;
use super::plan::{Plan, Refusal, Row};
use super::watched::{Column, Side, Watched};
use crate::scenario::Metric;
use crate::study::sensitivity::reversal::Better;
use crate::study::sensitivity::{Bootstrap, Refusal as Missing, morris, reversal, sobol, tornado};
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// What a study of sensitivity found about one figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matter {
    /// The figure.
    pub what: Watched,
    /// At whose end.
    pub month: Month,
    /// Whether the difference between the two policies is meant, and not the plan's own level.
    pub gain: bool,
    /// What was found.
    pub finding: Finding,
}

/// A finding by its method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// One factor at a time.
    Tornado {
        /// The bars.
        bars: tornado::Report,
        /// Which ends make the other policy the better one; of differences only, and where one is better to begin with.
        flips: Option<tornado::Flips>,
    },
    /// Elementary effects.
    Morris(morris::Report),
    /// Shares of variance.
    Sobol(sobol::Report),
}

/// How often, over the draws of an ensemble, the other of two policies is the better one, and what carries that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reversal {
    /// What decides: more is better.
    pub metric: Metric,
    /// At whose end.
    pub month: Month,
    /// What was found; *first* is the plan. Only the carriers that differ the most are kept.
    pub report: reversal::Report,
}

/// Values of some figure by row, and by default.
struct Outputs {
    default: f64,
    rows: Vec<Option<f64>>,
}

impl Outputs {
    fn of(plan: &Plan, rows: &[Option<&Row>], column: Column) -> Option<Self> {
        let at = plan.columns.iter().position(|c| *c == column)?;
        let value =
            |row: &Option<&Row>| row.and_then(|row| row.values.as_deref().ok()).map(|values| values[at]);
        Some(Self { default: plan.default[at], rows: rows.iter().map(value).collect() })
    }

    fn less(&self, other: &Self) -> Self {
        let difference = |(a, b): (&Option<f64>, &Option<f64>)| Some((*a)? - (*b)?);
        Self {
            default: self.default - other.default,
            rows: self.rows.iter().zip(&other.rows).map(difference).collect(),
        }
    }
}

/// The figures that are judged: everything kept, at the end of the plan year and of the years of targets.
fn judged(plan: &Plan) -> Vec<(Watched, Month)> {
    let december = |year| Month::new(year, 12);
    let of = |column: &Column| match *column {
        Column::Figure { side: Side::Plan, what, month } => {
            let aimed = plan
                .targets
                .iter()
                .any(|aim| Watched::Metric(aim.metric) == what && december(aim.year) == month);
            (month == december(plan.plan_year) || aimed).then_some((what, month))
        }
        _ => None,
    };
    plan.columns.iter().filter_map(of).collect()
}

fn by_number<'a>(plan: &Plan, rows: &'a [Row]) -> Vec<Option<&'a Row>> {
    let mut all = vec![None; plan.rows as usize];
    for row in rows {
        all[row.number as usize] = Some(row);
    }
    all
}

/// What the rows of a study of sensitivity say; rows that are not there yet are left out with what belongs to them. Empty for an
/// ensemble, and before there are enough.
///
/// # Errors
/// When the plan cannot be carried out.
pub fn matters(plan: &Plan, rows: &[Row]) -> Result<Vec<Matter>, Refusal> {
    let design = Design::of(&plan.spec, &plan.factors)?;
    let rows = by_number(plan, rows);
    let bootstrap = Bootstrap { seed: plan.spec.seed, ..Bootstrap::default() };
    let mut all = Vec::new();
    for (what, month) in judged(plan) {
        let Some(own) = Outputs::of(plan, &rows, Column::Figure { side: Side::Plan, what, month }) else {
            continue;
        };
        let other = Outputs::of(plan, &rows, Column::Figure { side: Side::Baseline, what, month });
        let gain = other.as_ref().map(|other| own.less(other));
        for (gain, outputs) in [(false, Some(&own)), (true, gain.as_ref())] {
            let Some(outputs) = outputs else { continue };
            let found: Result<Finding, Missing> = match &design {
                Design::Points(_) => return Ok(Vec::new()),
                Design::Tornado(design) => design.analyse(&outputs.rows).map(|bars| {
                    let flips = other.as_ref().filter(|_| gain);
                    let flips =
                        flips.and_then(|other| design.flips(&own.rows, &other.rows, Better::More).ok());
                    Finding::Tornado { bars, flips }
                }),
                Design::Morris(design) => design.analyse(&outputs.rows, &bootstrap).map(Finding::Morris),
                Design::Sobol(design) => design.analyse(&outputs.rows, &bootstrap).map(Finding::Sobol),
            };
            // Too few rows yet.
            if let Ok(finding) = found {
                all.push(Matter { what, month, gain, finding });
            }
        }
    }
    Ok(all)
}

/// How often the choice between the plan and the other policy is the other, target by target.
pub(super) fn reversals(plan: &Plan, rows: &[&Row]) -> Vec<Reversal> {
    /// More carriers than this nobody looks at.
    const MOST: usize = 12;
    let rows: Vec<Option<&Row>> = rows.iter().map(|row| Some(*row)).collect();
    let names: Vec<String> = plan.factors.iter().map(|f| f.key.clone()).collect();
    let inputs: Vec<Vec<f64>> = rows.iter().flatten().map(|row| row.inputs.clone()).collect();
    let mut all = Vec::new();
    for (what, month) in judged(plan) {
        let Watched::Metric(metric) = what else { continue };
        let outputs = |side| Outputs::of(plan, &rows, Column::Figure { side, what, month });
        let (Some(own), Some(other)) = (outputs(Side::Plan), outputs(Side::Baseline)) else { continue };
        let default = [own.default, other.default];
        // Where both give the same by default there is nothing to reverse.
        if let Ok(mut report) =
            reversal::analyse(&names, &inputs, &own.rows, &other.rows, default, Better::More)
        {
            report.carriers.truncate(MOST);
            all.push(Reversal { metric, month, report });
        }
    }
    all
}
