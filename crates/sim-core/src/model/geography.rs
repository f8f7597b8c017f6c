//! What a region has because of its people and its map: shares of the place's totals.

use crate::math;
use crate::scenario::{Growing, Params, Scenario, Share};
use crate::time::Month;

/// Fixed shares and counts of one region.
#[derive(Clone, Debug)]
pub(crate) struct Geography {
    /// Of residents.
    pub population_share: f64,
    /// Of starting staff, front-line staff and outside candidates: √(residents × college-educated).
    pub staff_share: f64,
    /// Urban communities, by urban residents.
    pub communities: Part,
    /// Villages, by rural residents.
    pub villages: Part,
    /// Townships and streets.
    pub townships: f64,
    /// Townships, streets and the county seat: where venues can be.
    pub units: f64,
    /// Of all units of the place.
    pub unit_share: f64,
    /// One region of all.
    pub region_share: f64,
    /// Rural residents ÷ residents.
    pub rural_share: f64,
    /// Public schools.
    pub schools: f64,
    /// Hospital beds.
    pub hospital_beds: f64,
    /// Front-line staff in the long run.
    pub front: f64,
}

/// A region's part of a count that may change from year to year.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    share: f64,
    of: Growing,
}

impl Part {
    /// The count of the region in a month.
    pub fn at(&self, month: Month) -> f64 {
        self.share * self.of.at(month)
    }
}

impl Geography {
    /// Whether the region counts as urban.
    pub fn is_urban(&self, params: &Params) -> bool {
        1.0 - self.rural_share >= params.urban_region_share
    }

    /// A region's part of a total set for the whole place; 1 for what is the same everywhere.
    pub fn share(&self, share: Share) -> f64 {
        match share {
            Share::Same => 1.0,
            Share::ByPopulation => self.population_share,
            Share::ByStaff => self.staff_share,
            Share::ByTownships => self.unit_share,
            Share::Evenly => self.region_share,
        }
    }
}

/// The geography of every region.
pub(crate) fn geography(scenario: &Scenario, params: &Params) -> Vec<Geography> {
    let regions = &scenario.regions;
    let part = |value: f64, total: f64| if total > 0.0 { value / total } else { 0.0 };
    let total = |of: &dyn Fn(&crate::scenario::Region) -> f64| regions.iter().fold(0.0, |t, r| t + of(r));
    let staff = |r: &crate::scenario::Region| math::sqrt(r.population_2020 * r.college_2020);
    let rural = |r: &crate::scenario::Region| r.population_2020 - r.urban_2020;
    let population = total(&|r| r.population_2020);
    let staff_total = total(&staff);
    let (urban, rural_total) = (total(&|r| r.urban_2020), total(&rural));
    let listed_townships = total(&|r| r.townships);
    regions
        .iter()
        .map(|r| {
            let staff_share =
                if staff_total > 0.0 { staff(r) / staff_total } else { part(r.population_2020, population) };
            // Streets may be missing from the county rows: the place's own count decides the total.
            let townships = part(r.townships, listed_townships) * scenario.townships.value;
            let units = townships + 1.0;
            Geography {
                population_share: part(r.population_2020, population),
                staff_share,
                communities: Part { share: part(r.urban_2020, urban), of: scenario.communities.clone() },
                villages: Part { share: part(rural(r), rural_total), of: scenario.villages.clone() },
                townships,
                units,
                unit_share: units / (scenario.townships.value + regions.len() as f64),
                schools: scenario.schools.as_ref().map_or(0.0, |n| n.value)
                    * part(r.population_2020, population),
                hospital_beds: scenario.hospital_beds.as_ref().map_or(0.0, |n| n.value)
                    * part(r.population_2020, population),
                region_share: 1.0 / regions.len() as f64,
                rural_share: part(rural(r), r.population_2020),
                front: params.front_share * population * staff_share,
            }
        })
        .collect()
}
