//! How evenly staff is spread over need, in the twin.

use super::{MonthEnd, Twin, in_posts};
use sim_core::ids::{EQUITY, Equity};
use sim_core::time::Month;

/// Need and staff of a region.
#[derive(Clone, Copy)]
struct Part {
    need: f64,
    staff: f64,
    urban: bool,
}

/// Theil index of staff against need, each as shares of the total: `Σ w·y·ln y`.
fn theil(parts: &[Part]) -> f64 {
    let need: f64 = parts.iter().map(|part| part.need).sum();
    let staff: f64 = parts.iter().map(|part| part.staff).sum();
    let mut total = 0.0;
    for part in parts {
        let weight = part.need / need;
        let y = (part.staff / part.need) / (staff / need);
        if part.need > 0.0 && y > 0.0 {
            total += weight * y * y.ln();
        }
    }
    total
}

impl Twin<'_> {
    /// The measures at a month's end.
    pub fn evenness(&self, month: Month, end: &MonthEnd) -> [f64; EQUITY] {
        let regions = self.scenario.regions.len();
        let mut measures = [0.0; EQUITY];
        let mut parts = Vec::new();
        let mut below = 0;
        for r in 0..regions {
            let staff: f64 = in_posts(&end.people, r).iter().flatten().sum();
            let norm: f64 = self.norm_posts(r, month).iter().sum();
            if staff < norm {
                below += 1;
            }
            let need = self.need(r, month).iter().sum();
            if need > 0.0 {
                parts.push(Part { need, staff, urban: self.is_urban(r) });
            }
        }
        measures[Equity::BelowNorm.index()] = f64::from(below) / regions as f64;
        let need: f64 = parts.iter().map(|part| part.need).sum();
        let staff: f64 = parts.iter().map(|part| part.staff).sum();
        if need <= 0.0 || staff <= 0.0 {
            return measures;
        }
        measures[Equity::Theil.index()] = theil(&parts);
        // Between: as if each kind of region were one. Within: of each kind, by its share of staff.
        let mut kinds = Vec::new();
        for urban in [true, false] {
            let of: Vec<Part> = parts.iter().copied().filter(|part| part.urban == urban).collect();
            if of.is_empty() {
                continue;
            }
            let need = of.iter().map(|part| part.need).sum();
            let own: f64 = of.iter().map(|part| part.staff).sum();
            kinds.push(Part { need, staff: own, urban });
            if own > 0.0 {
                measures[Equity::TheilWithin.index()] += own / staff * theil(&of);
            }
        }
        measures[Equity::TheilBetween.index()] = theil(&kinds);

        // Gini: the mean difference of staff per need between any two units of need, half of it against the mean.
        let mut difference = 0.0;
        for one in &parts {
            for other in &parts {
                difference += one.need * other.need * (one.staff / one.need - other.staff / other.need).abs();
            }
        }
        measures[Equity::Gini.index()] = difference / (need * need) / (2.0 * staff / need);

        // The worst-served tenth of need and the best-served one.
        parts.sort_by(|a, b| (a.staff / a.need).total_cmp(&(b.staff / b.need)));
        let at = |share: f64| -> f64 {
            let mut reached = 0.0;
            let mut value = 0.0;
            for part in &parts {
                if reached < share {
                    value = part.staff / part.need;
                }
                reached += part.need / need;
            }
            value
        };
        let low = at(0.1);
        measures[Equity::P90P10.index()] = if low > 0.0 { at(0.9) / low } else { 0.0 };
        measures
    }
}
