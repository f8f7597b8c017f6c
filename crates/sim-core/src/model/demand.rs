//! How many people need social work, month by month: outside the model, read from census and later figures.

use crate::ids::{GROUPS, Group};
use crate::math;
use crate::scenario::{DemandCount, Params, Region, Scenario, Series, Weight, between_year_ends};
use crate::time::Month;

/// Residents and demand groups of one region in one month.
#[derive(Clone, Debug, Default)]
pub(crate) struct Demand {
    pub residents: f64,
    pub groups: [f64; GROUPS],
    /// Hours of need a month.
    pub need: [f64; GROUPS],
    /// Posts by the staffing norm.
    pub norm_posts: [f64; GROUPS],
}

/// A stock that grows at a constant rate between known points, and after the last at the mean rate of its last years.
struct Growth {
    first: (f64, f64),
    second: (f64, f64),
    third: Option<(f64, f64)>,
    /// How many last years.
    trend: f64,
}

impl Growth {
    fn census(params: &Params, v2010: f64, v2020: f64) -> Self {
        // Both censuses took place on 1 November.
        let (first, second) = ((2010.0 + 10.0 / 12.0, v2010), (2020.0 + 10.0 / 12.0, v2020));
        Self { first, second, third: None, trend: params.trend_years }
    }

    fn at(&self, t: f64) -> f64 {
        let between = |(t0, v0): (f64, f64), (t1, v1): (f64, f64), t: f64| {
            if v0 > 0.0 && v1 > 0.0 { v0 * math::exp(math::ln(v1 / v0) * (t - t0) / (t1 - t0)) } else { v1 }
        };
        match self.third {
            None => between(self.first, self.second, t),
            Some(_) if t <= self.second.0 => between(self.first, self.second, t),
            Some(third) if t <= third.0 => between(self.second, third, t),
            Some(third) => {
                let before = third.0 - self.trend;
                between((before, self.at(before)), third, t)
            }
        }
    }
}

/// Scales the regions so that at `year`'s end they add up to `total`.
fn scaled(mut regions: Vec<Growth>, later: Option<(i32, f64)>) -> Vec<Growth> {
    if let Some((year, total)) = later {
        let t = f64::from(year) + 1.0;
        let trend: Vec<f64> = regions.iter().map(|g| g.at(t)).collect();
        let sum = math::sum(&trend);
        if sum > 0.0 {
            for (region, value) in regions.iter_mut().zip(trend) {
                region.third = Some((t, value * total / sum));
            }
        }
    }
    regions
}

/// Demand of every month and region, `[month][region]`.
pub(crate) fn demand(scenario: &Scenario, params: &Params) -> Vec<Vec<Demand>> {
    let later = scenario.later.as_ref();
    let residents = scaled(
        scenario
            .regions
            .iter()
            .map(|r| Growth::census(params, r.population_2010, r.population_2020))
            .collect(),
        later.map(|l| (l.year, l.population.value)),
    );
    let elderly = scaled(
        scenario.regions.iter().map(|r| Growth::census(params, r.elderly_2010, r.elderly_2020)).collect(),
        later.map(|l| (l.year, l.elderly.value)),
    );
    (0..scenario.grid.months())
        .map(|m| one_month(scenario, params, &residents, &elderly, scenario.grid.month(m)))
        .collect()
}

fn one_month(
    scenario: &Scenario,
    params: &Params,
    residents: &[Growth],
    elderly: &[Growth],
    month: Month,
) -> Vec<Demand> {
    let t = month.mid_years();
    let residents: Vec<f64> = residents.iter().map(|g| g.at(t)).collect();
    let old: Vec<f64> = elderly.iter().zip(&residents).map(|(g, everyone)| g.at(t).min(*everyone)).collect();
    let (all_residents, all_old) = (math::sum(&residents), math::sum(&old));
    let prevalence = params.prevalence();
    let mut regions: Vec<Demand> =
        residents.iter().map(|n| Demand { residents: *n, ..Demand::default() }).collect();
    for entry in &scenario.demand {
        let g = entry.group.index();
        // People of a group who already are cases of a group served before it are not counted twice.
        let alone = match entry.group {
            Group::Disabled => 1.0 - params.overlap_disabled_low_income,
            Group::Elderly => {
                (1.0 - params.overlap_elderly_low_income) * (1.0 - params.overlap_elderly_disabled)
            }
            _ => 1.0,
        };
        let shared = match &entry.count {
            DemandCount::Series(series) => shared_out(scenario, series, &residents, &old, month),
            _ => Vec::new(),
        };
        for (r, region) in regions.iter_mut().enumerate() {
            let people = match &entry.count {
                DemandCount::ShareOfPopulation(share) => share.value * residents[r],
                DemandCount::Elderly => old[r],
                DemandCount::Disabled => {
                    let weight = if all_old > 0.0 { old[r] / all_old } else { residents[r] / all_residents };
                    params.disabled_rate * all_residents * weight
                }
                DemandCount::Series(_) => shared[r],
            };
            let cases = people * prevalence[g] * alone;
            region.groups[g] = people;
            region.need[g] = cases * params.hours_per_case / 12.0;
            region.norm_posts[g] = match entry.group {
                Group::LowIncome => people / params.norm_low_income,
                Group::Elderly => people / params.norm_elderly,
                Group::Disabled => people * params.severe_share / params.norm_disabled,
                Group::Children => people / params.norm_children,
                Group::Corrections => people / params.norm_corrections,
                Group::NearPoor | Group::General => 0.0,
            };
        }
    }
    regions
}

/// People of a series in each region: the count of the month × the region's share of the weights.
fn shared_out(
    scenario: &Scenario,
    series: &Series,
    residents: &[f64],
    old: &[f64],
    month: Month,
) -> Vec<f64> {
    let rural = || {
        let share = |(r, n): (&Region, &f64)| n * (r.population_2020 - r.urban_2020) / r.population_2020;
        scenario.regions.iter().zip(residents).map(share).collect()
    };
    let mut weights: Vec<f64> = match series.by {
        Weight::Residents => residents.to_vec(),
        Weight::Rural => rural(),
        Weight::Elderly => old.to_vec(),
    };
    if math::sum(&weights) <= 0.0 {
        weights = residents.to_vec();
    }
    let (people, all) = (between_year_ends(&series.persons, month), math::sum(&weights));
    weights.into_iter().map(|weight| people * weight / all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_passes_through_its_known_points_and_goes_on_at_its_last_rate() {
        let census = |v2010, v2020| Growth::census(&Params::default(), v2010, v2020);
        let mut regions = scaled(vec![census(100.0, 110.0), census(50.0, 40.0)], Some((2024, 160.0)));
        let sum = |t: f64| regions.iter().map(|g| g.at(t)).sum::<f64>();
        assert!((sum(2010.0 + 10.0 / 12.0) - 150.0).abs() < 1e-9);
        assert!((sum(2020.0 + 10.0 / 12.0) - 150.0).abs() < 1e-9);
        assert!((sum(2025.0) - 160.0).abs() < 1e-9);
        let region = regions.remove(0);
        let yearly = |t: f64| region.at(t + 1.0) / region.at(t);
        let five = math::pow(region.at(2025.0) / region.at(2020.0), 0.2);
        assert!((yearly(2027.0) - five).abs() < 1e-12);
    }
}
