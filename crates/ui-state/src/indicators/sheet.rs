//! What the page works with: the annex, what the runs say, and what becomes of both when something is typed.

use crate::annex::{Annex, Beside, Quota};
use crate::number;
use crate::state::{AppState, Field, IndicatorsEvent, Trouble};
use crate::study::quotas::Finding;
use sim_core::Scenario;
use sim_core::scenario::Metric;
use sim_core::sorted::Map;
use sim_core::study::breakdown::{Basis, Breakdown, Ground, Order, Pace, Refusal, Spot, Whole};
use std::rc::Rc;

/// Everything a change starts from; cheap to keep.
#[derive(Clone)]
pub struct Sheet {
    /// The place.
    pub scenario: Rc<Scenario>,
    /// The annex as it is.
    pub annex: Annex,
    /// What is shared out.
    pub quota: Quota,
    /// At whose end it is to be there.
    pub year: i32,
    /// The target behind it, if there is one.
    pub target: Option<f64>,
    /// What the runs say of it, once they do.
    pub finding: Option<Rc<Finding>>,
}

/// What was done on the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Another count shall be shared out.
    Metric(Metric),
    /// By this alone; without one, by a mix.
    Basis(Option<Basis>),
    /// The whole or the increase.
    Whole(Whole),
    /// How the years share it.
    Pace(Pace),
    /// Something was typed.
    Typed(Field, String),
    /// The row of a region shall stay, or no longer.
    RowLocked(usize),
    /// A year shall stay, or no longer.
    YearLocked(i32),
    /// Nothing shall stay.
    Released,
    /// An indicator is binding, or expected.
    Binding(String, bool),
    /// Who is responsible for an indicator.
    Unit(String, String),
}

impl Sheet {
    /// That of the page as it is.
    pub fn of(state: &AppState) -> Self {
        let (quota, year) = (state.quota(), state.quota_year());
        let known = state.quotas().map(|(found, _)| Rc::clone(&found.finding));
        let finding =
            known.filter(|it| (it.draws.ground.metric, it.draws.ground.until()) == (quota.metric, year));
        Self {
            scenario: Rc::clone(&state.scenario),
            annex: state.annex().clone(),
            target: state.quota_target(),
            quota,
            year,
            finding,
        }
    }

    /// The total that is shared out: as it was typed, else the target's.
    pub fn total(&self) -> Option<u64> {
        self.quota.total_for(self.target)
    }

    /// What the regions have and will have.
    pub fn ground(&self) -> Option<&Ground> {
        self.finding.as_ref().map(|it| &it.draws.ground)
    }

    /// What is asked of the breakdown.
    pub fn order(&self) -> Option<Order> {
        self.order_of(&self.quota)
    }

    fn order_of(&self, quota: &Quota) -> Option<Order> {
        quota.order(&self.scenario, self.year, self.target)
    }

    /// The breakdown; nothing before there is a total and a run.
    pub fn breakdown(&self) -> Option<Result<Breakdown, Refusal>> {
        Some(self.order()?.share_out(self.ground()?))
    }

    /// What becomes of the page when something is done on it.
    pub fn after(&self, edit: Edit) -> IndicatorsEvent {
        let mut quota = self.quota.clone();
        match edit {
            Edit::Metric(metric) => {
                quota = Quota { mix: quota.mix, whole: quota.whole, pace: quota.pace, ..Quota::of(metric) }
            }
            Edit::Basis(Some(basis)) => quota.mix = Map::from([(basis, 1.0)]),
            Edit::Basis(None) => quota.mix = MIX.into(),
            Edit::Whole(whole) => quota.whole = whole,
            Edit::Pace(pace) => quota.pace = pace,
            Edit::Released => quota = quota.released(),
            Edit::Binding(key, binding) => return self.beside(key, |it| it.binding = binding),
            Edit::Unit(key, unit) => return self.beside(key, |it| unit.trim().clone_into(&mut it.unit)),
            Edit::RowLocked(region) => match self.with_row(region) {
                Some(next) => quota = next,
                None => return self.taken(quota),
            },
            Edit::YearLocked(year) => match self.with_year(year) {
                Some(next) => quota = next,
                None => return self.taken(quota),
            },
            Edit::Typed(field, typed) => {
                return match self.typed(field, &typed) {
                    Ok(quota) => self.taken(quota),
                    Err(why) => IndicatorsEvent::Refused(field, typed, why),
                };
            }
        }
        self.taken(quota)
    }

    fn taken(&self, quota: Quota) -> IndicatorsEvent {
        IndicatorsEvent::Taken(Box::new(Annex { quota: Some(quota), ..self.annex.clone() }))
    }

    fn beside(&self, key: String, change: impl FnOnce(&mut Beside)) -> IndicatorsEvent {
        let mut annex = self.annex.clone();
        let beside = annex.beside.entry(key).or_default();
        change(beside);
        annex.beside.retain(|_, it| *it != Beside::default());
        IndicatorsEvent::Taken(Box::new(annex))
    }

    /// What was typed, taken if it can be shared out so.
    fn typed(&self, field: Field, typed: &str) -> Result<Quota, Trouble> {
        let value = whole_number(typed)?;
        let mut quota = self.quota.clone();
        let code =
            |region: usize| self.scenario.regions.get(region).map(|it| it.code.clone()).unwrap_or_default();
        match field {
            Field::Total => quota.total = value,
            Field::Floor(region) => put(&mut quota.floors, code(region), value),
            Field::Cap(region) => put(&mut quota.caps, code(region), value),
            Field::Part(basis) => {
                let part = value.unwrap_or(0).min(100) as f64;
                if part > 0.0 {
                    quota.mix.insert(basis, part);
                } else if quota.mix.len() > 1 {
                    quota.mix.remove(&basis);
                }
            }
            Field::Spot(spot) => {
                if let (Some(order), Some(ground)) = (self.order(), self.ground()) {
                    order.set(ground, spot, value).map_err(Trouble::Refused)?;
                }
                hold(&mut quota, spot, code, value);
                return Ok(quota);
            }
        }
        if let (Some(order), Some(ground)) = (self.order_of(&quota), self.ground()) {
            order.share_out(ground).map_err(Trouble::Refused)?;
        }
        Ok(quota)
    }

    /// The cells of a row and what it comes to stay as they are; if they all do, none does any more.
    fn with_row(&self, region: usize) -> Option<Quota> {
        let now = self.breakdown()?.ok()?;
        let mut quota = self.quota.clone();
        let code = self.scenario.regions.get(region)?.code.clone();
        if self.row_is_held(region) {
            quota.cells.remove(&code);
            quota.regions.remove(&code);
        } else {
            let cells = now.years().zip(now.added[region].iter().copied()).collect();
            quota.cells.insert(code.clone(), cells);
            quota.regions.insert(code, now.quotas[region]);
        }
        Some(quota)
    }

    /// The same of a year: what is added in it stays, whatever went before.
    fn with_year(&self, year: i32) -> Option<Quota> {
        let now = self.breakdown()?.ok()?;
        let mut quota = self.quota.clone();
        let at = now.years().position(|it| it == year)?;
        let held = self.year_is_held(year);
        for (region, place) in self.scenario.regions.iter().enumerate() {
            let cells = quota.cells.entry(place.code.clone()).or_default();
            if held {
                cells.remove(&year);
            } else {
                cells.insert(year, now.added[region][at]);
            }
        }
        quota.cells.retain(|_, cells| !cells.is_empty());
        Some(quota)
    }

    /// Whether all of a region's row stays.
    pub fn row_is_held(&self, region: usize) -> bool {
        let Some(place) = self.scenario.regions.get(region) else { return false };
        let years = self.ground().map_or(0, |ground| self.year - ground.base_year) as usize;
        self.quota.regions.contains_key(&place.code)
            && self.quota.cells.get(&place.code).is_some_and(|cells| cells.len() == years)
    }

    /// Whether all of a year stays.
    pub fn year_is_held(&self, year: i32) -> bool {
        let cell = |code: &String| self.quota.cells.get(code).is_some_and(|cells| cells.contains_key(&year));
        self.scenario.regions.iter().all(|place| cell(&place.code))
    }

    /// Whether a number was set.
    pub fn is_held(&self, spot: Spot) -> bool {
        let code = |region: usize| self.scenario.regions.get(region).map_or("", |it| it.code.as_str());
        match spot {
            Spot::Region(region) => self.quota.regions.contains_key(code(region)),
            Spot::Year(year) => self.quota.years.contains_key(&year),
            Spot::Cell(region, year) => {
                self.quota.cells.get(code(region)).is_some_and(|cells| cells.contains_key(&year))
            }
        }
    }
}

/// What a mix begins with: three of the bases, in percent.
const MIX: [(Basis, f64); 3] = [(Basis::Staff, 40.0), (Basis::Population, 40.0), (Basis::Townships, 20.0)];

fn put(numbers: &mut Map<String, u64>, code: String, value: Option<u64>) {
    match value {
        Some(value) => numbers.insert(code, value),
        None => numbers.remove(&code),
    };
}

fn hold(quota: &mut Quota, spot: Spot, code: impl Fn(usize) -> String, value: Option<u64>) {
    match spot {
        Spot::Region(region) => put(&mut quota.regions, code(region), value),
        Spot::Year(year) => {
            match value {
                Some(value) => quota.years.insert(year, value),
                None => quota.years.remove(&year),
            };
        }
        Spot::Cell(region, year) => {
            let cells = quota.cells.entry(code(region)).or_default();
            match value {
                Some(value) => cells.insert(year, value),
                None => cells.remove(&year),
            };
            quota.cells.retain(|_, cells| !cells.is_empty());
        }
    }
}

/// A whole number, or nothing typed.
fn whole_number(typed: &str) -> Result<Option<u64>, Trouble> {
    /// More than a nation has people.
    const MOST: f64 = 2e9;
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let value = number::typed(typed.trim().trim_end_matches(['%', '％'])).ok_or(Trouble::NoCount)?;
    let whole = value.fract() == 0.0 && (0.0..=MOST).contains(&value);
    if whole { Ok(Some(value as u64)) } else { Err(Trouble::NoCount) }
}
