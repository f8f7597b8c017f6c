//! Table 2: the total shared out among regions and years.

use super::sheet::Sheet;
use crate::study::chances::Share;
use crate::words::Words;
use sim_core::study::breakdown::{Breakdown, Line};
use sim_core::study::ensemble::Likelihood;

/// A region's row, or that of all.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareRow {
    /// The region's number; nothing for all together.
    pub region: Option<usize>,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is there.
    pub base: u64,
    /// What is added in each year.
    pub added: Vec<u64>,
    /// What is there in the end.
    pub quota: u64,
    /// The run of the plan, at the end of the year.
    pub projection: f64,
    /// What is there with a chance of four fifths.
    pub likely: Option<f64>,
    /// The chance that it is met.
    pub chance: Option<Share>,
    /// Whether all of it stays.
    pub locked: bool,
}

/// The rows of all regions and of all together.
pub fn rows(sheet: &Sheet, breakdown: &Breakdown, words: &Words) -> Vec<ShareRow> {
    let Some(finding) = &sheet.finding else { return Vec::new() };
    let last = breakdown.path.len() - 1;
    let row = |line: Line| {
        let end = |region: usize| finding.draws.ground.run[region][last + 1];
        let place = line.region.map(|region| &sheet.scenario.regions[region]);
        ShareRow {
            code: place.map(|it| it.code.clone()).unwrap_or_default(),
            name: place.map_or_else(|| words.say("quota-all"), |it| words.lang().text(&it.name).to_owned()),
            base: line.base,
            added: line.added,
            quota: line.quota,
            projection: line.region.map_or_else(|| (0..breakdown.base.len()).map(end).sum(), end),
            likely: line.region.and_then(|region| finding.draws.reached_in(region, last)).map(|it| it[1]),
            chance: match line.region {
                Some(region) => finding.draws.chance(region, last, line.quota),
                None => finding.draws.together(last, &breakdown.quotas),
            }
            .map(Share::from),
            locked: line.region.is_some_and(|region| sheet.row_is_held(region)),
            region: line.region,
        }
    };
    breakdown.lines().into_iter().map(row).collect()
}

impl ShareRow {
    /// Whether it is unlikely to be met.
    pub fn is_unlikely(&self) -> bool {
        self.chance.is_some_and(|share| Likelihood::of(share.value) == Likelihood::Unlikely)
    }
}
