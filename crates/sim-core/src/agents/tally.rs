//! What a year of persons looks like in numbers: who went from where to where, ages and practice, careers.

use super::events::Happening;
use super::person::NEW;
use crate::ids::{AGES, CERTIFICATES, PLACES};

/// Places by certificate, `place·4 + certificate`.
pub const STANDINGS: usize = PLACES * CERTIFICATES;
/// Ways out of the model.
pub const WAYS_OUT: [Happening; 5] =
    [Happening::Left, Happening::WentAway, Happening::Retired, Happening::Died, Happening::TurnedSixtyFive];
/// Practice years that are told apart, the last being "so many and more".
pub const SERVICE_YEARS: usize = 41;

/// One year of the persons of a region or a place, in agents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// From a standing at the end of last year (the last row: not there) to one now (the last columns: the ways out).
    pub flows: Vec<[u32; STANDINGS + WAYS_OUT.len()]>,
    /// People in posts at the end of the year, by age and whole years of practice.
    pub ages: Vec<[u32; SERVICE_YEARS]>,
    /// Practice years of people who were given the mid certificate.
    pub years_to_mid: [u32; SERVICE_YEARS],
    /// Practice years of people in posts who left the model.
    pub years_at_exit: [u32; SERVICE_YEARS],
    /// People who moved from the region to each other, the outside region last.
    pub moves: Vec<u32>,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            flows: vec![[0; STANDINGS + WAYS_OUT.len()]; STANDINGS + 1],
            ages: vec![[0; SERVICE_YEARS]; AGES],
            years_to_mid: [0; SERVICE_YEARS],
            years_at_exit: [0; SERVICE_YEARS],
            moves: Vec::new(),
        }
    }
}

fn year(months: i16) -> usize {
    (months.max(0) as usize / 12).min(SERVICE_YEARS - 1)
}

impl Tally {
    pub(crate) fn stayed(&mut self, last: u8, here: u8) {
        self.flows[usize::from(last)][usize::from(here)] += 1;
    }

    pub(crate) fn gone(&mut self, last: u8, how: Happening) {
        let way = WAYS_OUT.iter().position(|w| *w == how).expect("all ways out are listed");
        self.flows[usize::from(last)][STANDINGS + way] += 1;
    }

    pub(crate) fn in_post(&mut self, age: usize, service: i16) {
        self.ages[age][year(service)] += 1;
    }

    pub(crate) fn reached_mid(&mut self, service: i16) {
        self.years_to_mid[year(service)] += 1;
    }

    pub(crate) fn left_post(&mut self, service: i16) {
        self.years_at_exit[year(service)] += 1;
    }

    pub(crate) fn moved(&mut self, to: usize, destinations: usize) {
        self.moves.resize(destinations, 0);
        self.moves[to] += 1;
    }

    /// Adds the flows, ages and careers of another region.
    pub(crate) fn add(&mut self, other: &Self) {
        let rows = |all: &mut [u32], more: &[u32]| {
            for (n, more) in all.iter_mut().zip(more) {
                *n += more;
            }
        };
        rows(self.flows.as_flattened_mut(), other.flows.as_flattened());
        rows(self.ages.as_flattened_mut(), other.ages.as_flattened());
        rows(&mut self.years_to_mid, &other.years_to_mid);
        rows(&mut self.years_at_exit, &other.years_at_exit);
    }
}

const _: () = assert!(NEW as usize == STANDINGS);
