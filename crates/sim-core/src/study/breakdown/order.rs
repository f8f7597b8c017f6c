//! What is asked of a breakdown, and the breakdown.

use super::apportion::{Impossible, Limits, apportion};
use super::ground::{Basis, Ground, Pace, Whole};
use super::refusal::Refusal;
use super::table::{Margins, fill, room};
use crate::sorted::Map;
use serde::{Deserialize, Serialize};

/// A place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Spot {
    /// What a region has to add in a year.
    Cell(usize, i32),
    /// What a region has in the end.
    Region(usize),
    /// What all have at the end of a year.
    Year(i32),
}

/// What is to be shared out, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// At whose end the total is to be there.
    pub year: i32,
    /// The total.
    pub total: u64,
    /// By what, with weights of the mix; one of any weight for a single one.
    pub mix: Map<Basis, f64>,
    /// Whether all of it is shared by that or what is to come.
    pub whole: Whole,
    /// How the years share what is to come.
    pub pace: Pace,
    /// The least and the most a region has in the end.
    pub limits: Map<usize, Limits>,
    /// What was set and stays.
    pub held: Map<Spot, u64>,
}

/// A total shared out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// The year at whose end what is there was there.
    pub base_year: i32,
    /// What is there, region by region.
    pub base: Vec<u64>,
    /// What each region has in the end.
    pub quotas: Vec<u64>,
    /// What all have at the end of each year after the base year.
    pub path: Vec<u64>,
    /// What each region has to add in each year, region by region.
    pub added: Vec<Vec<u64>>,
}

impl Breakdown {
    /// What a region has at the end of each year after the base year.
    pub fn levels(&self, region: usize) -> Vec<u64> {
        let mut level = self.base[region];
        let year = |added: &u64| {
            level += added;
            level
        };
        self.added[region].iter().map(year).collect()
    }

    /// What all add in a year, by its number from 0.
    pub fn added_in(&self, year: usize) -> u64 {
        self.added.iter().map(|region| region[year]).sum()
    }

    /// The total.
    pub fn total(&self) -> u64 {
        self.quotas.iter().sum()
    }

    /// The years after the base year.
    pub fn years(&self) -> impl Iterator<Item = i32> + use<> {
        self.base_year + 1..=self.base_year + self.path.len() as i32
    }
}

/// What stays of an order while it is worked out.
struct Frame<'a> {
    order: &'a Order,
    ground: &'a Ground,
    base: Vec<u64>,
    years: usize,
    /// Held cells, region by region.
    cells: Vec<Option<u64>>,
}

impl Order {
    /// Shares out the total.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn share_out(&self, ground: &Ground) -> Result<Breakdown, Refusal> {
        let frame = Frame::of(self, ground)?;
        let path = frame.path()?;
        let quotas = frame.quotas()?;
        let table = frame.table(&path, &quotas).ok_or(Refusal::Held)?;
        let added = table.chunks(frame.years).map(<[u64]>::to_vec).collect();
        Ok(Breakdown { base_year: ground.base_year, base: frame.base, quotas, path, added })
    }

    /// Sets a number, or gives it back to the rule, and shares out again: all sums hold, and what is not held gives or takes.
    ///
    /// # Errors
    /// [`Refusal::Outside`] with the least and the most it can be, where that is why; else as [`Order::share_out`].
    pub fn set(&self, ground: &Ground, spot: Spot, value: Option<u64>) -> Result<Self, Refusal> {
        let mut next = self.clone();
        next.held.remove(&spot);
        let Some(value) = value else { return next.share_out(ground).map(|_| next) };
        let [least, most] = next.room(ground, spot)?;
        if !(least..=most).contains(&value) {
            return Err(Refusal::Outside { spot, least, most });
        }
        next.held.insert(spot, value);
        next.share_out(ground).map(|_| next)
    }

    /// Between what a number can be set.
    ///
    /// # Errors
    /// As [`Order::share_out`].
    pub fn room(&self, ground: &Ground, spot: Spot) -> Result<[u64; 2], Refusal> {
        let frame = Frame::of(self, ground)?;
        let (path, quotas) = (frame.path()?, frame.quotas()?);
        Ok(match spot {
            Spot::Year(year) => frame.room_of_year(frame.number(year)?),
            Spot::Region(region) => frame.room_of_region(region),
            Spot::Cell(region, year) => {
                let column = frame.number(year)?;
                let table = frame.table(&path, &quotas).ok_or(Refusal::Held)?;
                let (rows, columns) = frame.sums(&path, &quotas);
                let margins = Margins { rows: &rows, columns: &columns, held: &frame.cells };
                room(margins, &table, region, column)
            }
        })
    }
}

impl<'a> Frame<'a> {
    fn of(order: &'a Order, ground: &'a Ground) -> Result<Self, Refusal> {
        let (first, last) = (ground.base_year + 1, ground.until());
        if !(first..=last).contains(&order.year) {
            return Err(Refusal::Year { first, last });
        }
        let years = (order.year - ground.base_year) as usize;
        let there: Vec<f64> = ground.run.iter().map(|it| it[0]).collect();
        let sum: f64 = there.iter().sum();
        // Nobody has a third of a person; the whole numbers sum to the whole number of all.
        let base = apportion((sum + 0.5) as u64, &there, &vec![Limits::FREE; there.len()]);
        let base = base.unwrap_or_else(|_| vec![0; there.len()]);
        let mut cells = vec![None; base.len() * years];
        for (spot, value) in &order.held {
            if let Spot::Cell(region, year) = spot
                && *region < base.len()
                && (first..=order.year).contains(year)
            {
                cells[region * years + (year - first) as usize] = Some(*value);
            }
        }
        let frame = Self { order, ground, base, years, cells };
        let there: u64 = frame.base.iter().sum();
        if order.total < there {
            return Err(Refusal::Total { least: there, most: u64::MAX });
        }
        Ok(frame)
    }

    fn number(&self, year: i32) -> Result<usize, Refusal> {
        let (first, last) = (self.ground.base_year + 1, self.order.year);
        if (first..=last).contains(&year) {
            Ok((year - first) as usize)
        } else {
            Err(Refusal::Year { first, last })
        }
    }

    /// The least and the most that is added in a row or column of which some cells are held.
    fn held(&self, cells: impl Iterator<Item = usize>) -> Limits {
        let (mut least, mut all) = (0, true);
        for cell in cells {
            match self.cells[cell] {
                Some(value) => least += value,
                None => all = false,
            }
        }
        Limits { least, most: if all { least } else { u64::MAX } }
    }

    /// What all have at the end of each year.
    fn path(&self) -> Result<Vec<u64>, Refusal> {
        let there: u64 = self.base.iter().sum();
        let weights = self.pace();
        let limits = self.limits_of_years();
        let mut path = Vec::with_capacity(self.years);
        let (mut from, mut level) = (0, there);
        for (to, held) in self.milestones() {
            let room = held.checked_sub(level).ok_or(Refusal::Outside {
                spot: Spot::Year(self.ground.base_year + to as i32),
                least: level,
                most: self.order.total,
            })?;
            let steps = apportion(room, &weights[from..to], &limits[from..to]).or_else(|why| match why {
                // A run that stands still in these years says nothing of how they share what is to come.
                Impossible::NoWeight => apportion(room, &vec![1.0; to - from], &limits[from..to]),
                limits @ Impossible::Limits { .. } => Err(limits),
            });
            let steps = steps.map_err(|why| match why {
                Impossible::Limits { least, most } if to == self.years => {
                    Refusal::Total { least: level + least, most: most.saturating_add(level) }
                }
                Impossible::Limits { least, most } => Refusal::Outside {
                    spot: Spot::Year(self.ground.base_year + to as i32),
                    least: level + least,
                    most: most.saturating_add(level).min(self.order.total),
                },
                Impossible::NoWeight => Refusal::NoWeight(None),
            })?;
            for step in steps {
                level += step;
                path.push(level);
            }
            from = to;
        }
        Ok(path)
    }

    /// The numbers of years whose level is held, from 1, with it; the last is that of the total.
    fn milestones(&self) -> Vec<(usize, u64)> {
        let held = (1..self.years).filter_map(|n| {
            let year = self.ground.base_year + n as i32;
            self.order.held.get(&Spot::Year(year)).map(|level| (n, *level))
        });
        held.chain([(self.years, self.order.total)]).collect()
    }

    fn limits_of_years(&self) -> Vec<Limits> {
        (0..self.years).map(|year| self.held((0..self.base.len()).map(|r| r * self.years + year))).collect()
    }

    /// What the years weigh.
    fn pace(&self) -> Vec<f64> {
        let (there, total) = (self.ground.whole(0), self.order.total as f64);
        match self.order.pace {
            Pace::Projection => {
                (1..=self.years).map(|n| (self.ground.whole(n) - self.ground.whole(n - 1)).max(0.0)).collect()
            }
            Pace::Rate if there > 0.0 && total > there => {
                let rate = crate::math::exp(crate::math::ln(total / there) / self.years as f64);
                std::iter::successors(Some(1.0), |step| Some(step * rate)).take(self.years).collect()
            }
            Pace::Even | Pace::Rate => vec![1.0; self.years],
        }
    }

    /// Between what each region's quota must lie, less what is there.
    fn limits_of_regions(&self) -> Vec<Limits> {
        let region = |r: usize| {
            let there = self.base[r];
            let cells = self.held((0..self.years).map(|year| r * self.years + year));
            let own = self.order.limits.get(&r).copied().unwrap_or(Limits::FREE);
            let held = self.order.held.get(&Spot::Region(r));
            let least = held.copied().unwrap_or(own.least).saturating_sub(there).max(cells.least);
            let most = held.copied().unwrap_or(own.most).saturating_sub(there).min(cells.most);
            Limits { least, most }
        };
        (0..self.base.len()).map(region).collect()
    }

    /// What each region has in the end.
    fn quotas(&self) -> Result<Vec<u64>, Refusal> {
        let there: u64 = self.base.iter().sum();
        let limits = self.limits_of_regions();
        if limits.iter().any(|it| it.least > it.most) {
            return Err(Refusal::Held);
        }
        let refused = |why| match why {
            Impossible::Limits { least, most } => {
                Refusal::Total { least: there + least, most: most.saturating_add(there) }
            }
            Impossible::NoWeight => Refusal::NoWeight(self.order.mix.keys().next().copied()),
        };
        let weights = self.weights();
        match self.order.whole {
            Whole::Increase => {
                let added = apportion(self.order.total - there, &weights, &limits).map_err(refused)?;
                Ok(added.iter().zip(&self.base).map(|(added, there)| added + there).collect())
            }
            Whole::All => {
                let over = |(it, there): (&Limits, &u64)| Limits {
                    least: it.least + there,
                    most: it.most.saturating_add(*there),
                };
                let limits: Vec<Limits> = limits.iter().zip(&self.base).map(over).collect();
                apportion(self.order.total, &weights, &limits).map_err(|why| match why {
                    Impossible::Limits { least, most } => Refusal::Total { least, most },
                    other @ Impossible::NoWeight => refused(other),
                })
            }
        }
    }

    /// What the regions weigh by the mix.
    fn weights(&self) -> Vec<f64> {
        let of = |basis: Basis| self.ground.weights(basis, self.order.whole, self.years);
        let mix: Vec<(Basis, f64)> =
            self.order.mix.iter().filter(|(_, part)| **part > 0.0).map(|(b, part)| (*b, *part)).collect();
        if let [(basis, _)] = mix.as_slice() {
            return of(*basis);
        }
        let mut sum = vec![0.0; self.base.len()];
        for (basis, part) in mix {
            let weights = of(basis);
            let all: f64 = weights.iter().sum();
            if all > 0.0 {
                for (sum, weight) in sum.iter_mut().zip(weights) {
                    *sum += part * weight / all;
                }
            }
        }
        sum
    }

    fn sums(&self, path: &[u64], quotas: &[u64]) -> (Vec<u64>, Vec<u64>) {
        let rows = quotas.iter().zip(&self.base).map(|(quota, there)| quota - there).collect();
        let mut before: u64 = self.base.iter().sum();
        let step = |level: &u64| *level - std::mem::replace(&mut before, *level);
        (rows, path.iter().map(step).collect())
    }

    fn table(&self, path: &[u64], quotas: &[u64]) -> Option<Vec<u64>> {
        let (rows, columns) = self.sums(path, quotas);
        fill(Margins { rows: &rows, columns: &columns, held: &self.cells })
    }

    /// The level of a year lies between those that are held before and after it, with room for the cells that are held.
    fn room_of_year(&self, year: usize) -> [u64; 2] {
        let limits = self.limits_of_years();
        let there: u64 = self.base.iter().sum();
        let held = self.milestones();
        let before = held.iter().rev().find(|(n, _)| *n < year + 1).copied().unwrap_or((0, there));
        let after =
            held.iter().find(|(n, _)| *n > year + 1).copied().unwrap_or((self.years, self.order.total));
        if year + 1 == self.years {
            return [self.order.total; 2];
        }
        let sum = |range: std::ops::Range<usize>, of: fn(&Limits) -> u64| {
            limits[range].iter().fold(0_u64, |sum, it| sum.saturating_add(of(it)))
        };
        let (early, late) = (before.0..year + 1, year + 1..after.0);
        let least = (before.1 + sum(early.clone(), |it| it.least))
            .max(after.1.saturating_sub(sum(late.clone(), |it| it.most)));
        let most = before.1.saturating_add(sum(early, |it| it.most)).min(after.1 - sum(late, |it| it.least));
        [least, most]
    }

    /// The quota of a region leaves the others what they must have and can take.
    fn room_of_region(&self, region: usize) -> [u64; 2] {
        let limits = self.limits_of_regions();
        let there: u64 = self.base.iter().sum();
        let added = self.order.total - there;
        let others = |of: fn(&Limits) -> u64| {
            let others = limits.iter().enumerate().filter(|(r, _)| *r != region);
            others.fold(0_u64, |sum, (_, it)| sum.saturating_add(of(it)))
        };
        let own = limits[region];
        let least = added.saturating_sub(others(|it| it.most)).max(own.least);
        let most = added.saturating_sub(others(|it| it.least)).min(own.most);
        [least + self.base[region], most.saturating_add(self.base[region])]
    }
}
