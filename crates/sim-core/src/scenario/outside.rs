//! `[outside_region]`: where people of the place go, and where they come from.

use super::params::Domain;
use super::problem::{both, said};
use super::walk::{EAST, Fields, NORTH, Node};
use super::{Sourced, Text};
use crate::ids::Label;
use serde::{Deserialize, Serialize};

/// What lies outside the place as far as posts and pay go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutsideRegion {
    /// Name.
    pub name: Text,
    /// Wage there ÷ national average wage.
    pub pay_ratio: Sourced,
    /// Vacancies for 1,000 posts.
    pub vacancies: Sourced,
    /// Residents.
    pub residents: Sourced,
    /// Longitude, degrees east.
    pub longitude: f64,
    /// Latitude, degrees north.
    pub latitude: f64,
}

pub(super) fn read_outside_region(node: &Node<'_>) -> Option<OutsideRegion> {
    node.table(both("应为 [outside_region]", "[outside_region] is expected"), |f| {
        let name = f.text("name");
        let pay_ratio = f.sourced("pay_ratio", Domain::Positive);
        let vacancies = f.sourced("vacancies", Domain::NonNegative);
        let residents = f.sourced("residents", Domain::Positive);
        let longitude = degrees(f, "longitude", 180.0, EAST);
        let latitude = degrees(f, "latitude", 90.0, NORTH);
        Some(OutsideRegion {
            name: name?,
            pay_ratio: pay_ratio?,
            vacancies: vacancies?,
            residents: residents?,
            longitude: longitude?,
            latitude: latitude?,
        })
    })
}

fn degrees(f: &mut Fields<'_>, key: &'static str, most: f64, hint: Label) -> Option<f64> {
    let node = f.required(key, hint)?;
    let degrees = node.finite()?;
    let possible = degrees.abs() <= most;
    if !possible {
        node.error(said!("“{}”不可能", "'{}' is not possible", node.quote()), hint);
    }
    possible.then_some(degrees)
}
