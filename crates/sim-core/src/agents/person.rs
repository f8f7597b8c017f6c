//! One person: where they are in a number, who they are in a record.

use crate::ids::{AGES, CERTIFICATES, PLACES, PRACTICE_YEARS, SETTINGS};
use crate::model::population::Origin;
use crate::model::state::block;

/// Cells of one place: certificate, whether appointed to its grade, age.
pub(crate) const PLACE_CELLS: usize = CERTIFICATES * 2 * AGES;
/// All cells.
pub(crate) const CELLS: usize = PLACES * PLACE_CELLS;
/// Cells of people in posts.
pub(crate) const POST_CELLS: usize = SETTINGS * PLACE_CELLS;

/// Place, certificate, appointment and age of a person in one number, `((place·4 + certificate)·2 + appointed)·45 + age`: age
/// innermost, so that a birthday adds one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell(pub u16);

const _: () = assert!(CELLS < u16::MAX as usize);

impl Cell {
    pub const fn new(place: usize, certificate: usize, appointed: bool, age: usize) -> Self {
        Self((((place * CERTIFICATES + certificate) * 2 + appointed as usize) * AGES + age) as u16)
    }
    pub const fn index(self) -> usize {
        self.0 as usize
    }
    pub const fn place(self) -> usize {
        self.index() / PLACE_CELLS
    }
    pub const fn certificate(self) -> usize {
        self.index() / (2 * AGES) % CERTIFICATES
    }
    pub const fn appointed(self) -> bool {
        self.index() / AGES % 2 == 1
    }
    /// Years past the youngest age.
    pub const fn age(self) -> usize {
        self.index() % AGES
    }
    pub const fn in_post(self) -> bool {
        self.index() < POST_CELLS
    }
    /// The same person elsewhere; an appointment ends with the post.
    pub const fn at(self, place: usize) -> Self {
        Self::new(place, self.certificate(), false, self.age())
    }
}

/// Room for something of each cell: a power of two, so that a mask makes every cell an index and the loops over everybody
/// have nothing to check.
pub(crate) const CELL_ROOM: usize = CELLS.next_power_of_two();

/// The first block of each cell's place and certificate.
const FIRST_BLOCK: [u16; CELL_ROOM] = {
    let mut first = [0; CELL_ROOM];
    let mut i = 0;
    while i < CELLS {
        let cell = Cell(i as u16);
        first[i] = block(cell.place(), cell.certificate(), 0) as u16;
        i += 1;
    }
    first
};

impl Cell {
    /// The first block of the place and certificate.
    #[inline]
    pub const fn first_block(self) -> usize {
        FIRST_BLOCK[self.index() & (CELL_ROOM - 1)] as usize
    }
}

/// More months than anybody can practise between 20 and 65, a power of two.
const MONTHS: usize = 1024;

/// Whole years of practice by months, up to "six or more".
const YEARS_OF: [u8; MONTHS] = {
    let mut years = [0; MONTHS];
    let mut months = 0;
    while months < MONTHS {
        years[months] =
            if months / 12 < PRACTICE_YEARS { (months / 12) as u8 } else { PRACTICE_YEARS as u8 - 1 };
        months += 1;
    }
    years
};

/// Whole years of practice, up to "six or more".
#[inline]
pub(crate) const fn years_of(months: i16) -> usize {
    YEARS_OF[months as usize & (MONTHS - 1)] as usize
}

/// What of the exam is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Papers {
    /// Nothing.
    #[default]
    None,
    /// Holds some papers of the mid exam for one year.
    Some,
    /// Passed the senior exam and waits for the review.
    Review,
}

/// Where a person is: what every month reads. All in one word, so that who moves is in one place of the memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation {
    /// Place, certificate, appointment and age.
    pub cell: Cell,
    /// Where months are exact, the month practice began less time between posts for people in posts (`now − since` is the
    /// practice), and minus the practice for others. Where they are not, minus the practice for everybody.
    pub since: i16,
    /// Organisation within setting and region, for people in posts.
    pub organisation: u16,
    /// Level of the preference for the field.
    pub preference: u8,
    /// Place and certificate a year ago, `place·4 + certificate`, for the yearly count.
    pub last: u8,
}

const _: () = assert!(size_of::<Situation>() == size_of::<u64>());

/// What is read when something happens to a person; the month itself reads only keys and situations.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record {
    /// Origin, region, month and ordinal: never changes, names the person.
    pub id: PersonId,
    /// Practice months before the mid certificate, with which `practice` begins anew.
    pub service: i16,
    /// Home region.
    pub home: u16,
    /// Education route.
    pub route: u8,
    /// Papers that are open.
    pub papers: Papers,
    /// Certificate that will be given in September; 0 where none.
    pub pending: u8,
}

/// `last` of who was not in the model a year ago.
pub(crate) const NEW: u8 = (PLACES * CERTIFICATES) as u8;

/// The number of a person, made of where they come from: who else comes changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u64);

impl PersonId {
    /// A person of the start.
    pub(crate) const fn of_start(region: usize, ordinal: usize) -> Self {
        Self::compose(0, region, 0, 0, ordinal)
    }

    /// A person who comes in month `month` (from 1) with the others of the same `stream`.
    pub(crate) const fn of_newcomer(
        origin: Origin,
        region: usize,
        month: usize,
        stream: usize,
        ordinal: usize,
    ) -> Self {
        Self::compose(origin.number(), region, month, stream, ordinal)
    }

    /// 4 bits of origin, 9 of region, 12 of month, 13 of stream, 26 of ordinal.
    const fn compose(origin: u64, region: usize, month: usize, stream: usize, ordinal: usize) -> Self {
        Self(
            (origin << 60)
                | ((region as u64) << 51)
                | ((month as u64) << 39)
                | ((stream as u64) << 26)
                | ordinal as u64,
        )
    }

    /// Number of the way in: 0 start, 1 entrant, 2 graduate, 3 expert, 4 converted, 5 re-designated, 6 front-line staff who
    /// passed, 7 outside candidate.
    pub const fn origin(self) -> u64 {
        self.0 >> 60
    }
}

impl Origin {
    const fn number(self) -> u64 {
        match self {
            Self::Entrant => 1,
            Self::Graduate { .. } => 2,
            Self::Expert => 3,
            Self::Converted => 4,
            Self::Redesignated => 5,
            Self::Front => 6,
            Self::OutsideCandidate => 7,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_tells_what_it_was_made_of() {
        for place in 0..PLACES {
            for certificate in 0..CERTIFICATES {
                for appointed in [false, true] {
                    for age in [0, 17, AGES - 1] {
                        let cell = Cell::new(place, certificate, appointed, age);
                        assert_eq!(
                            (cell.place(), cell.certificate(), cell.appointed(), cell.age()),
                            (place, certificate, appointed, age)
                        );
                        assert_eq!(cell.in_post(), place < SETTINGS);
                        assert_eq!(cell.first_block(), block(place, certificate, 0));
                    }
                }
            }
        }
    }

    #[test]
    fn practice_counts_whole_years_up_to_six() {
        assert_eq!([0, 11, 12, 35, 36, 71, 72, 500].map(years_of), [0, 0, 1, 2, 3, 5, 6, 6]);
    }
}
