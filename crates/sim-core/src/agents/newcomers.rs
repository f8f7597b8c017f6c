//! Who is there at the start, and who comes.

use super::events::Happening;
use super::leave::LEVELS;
use super::luck::{Address, Luck, Purpose, bits, poisson, rounded, uniform};
use super::person::{Cell, NEW, Papers, PersonId, Record};
use super::region::{Region, Traveller, draw};
use crate::ids::{AGES, CERTIFICATES, PRACTICE_YEARS, Programme, ROUTES, SETTINGS};
use crate::model::exam::Passing;
use crate::model::population::{Newcomers, Origin};
use crate::model::state::{Block, People, REGION_BLOCKS, RegionState};

/// The member of a distribution, whose shares sum to 1, below which `uniform` lies.
fn member(shares: &[f64], uniform: f64) -> usize {
    let mut below = 0.0;
    for (i, share) in shares.iter().enumerate() {
        below += share;
        if uniform < below {
            return i;
        }
    }
    shares.iter().rposition(|share| *share > 0.0).unwrap_or(0)
}

/// Place, certificate and practice years of a block.
fn of_block(at: usize) -> (usize, usize, usize) {
    let (x, rest) = (at % PRACTICE_YEARS, at / PRACTICE_YEARS);
    (rest / CERTIFICATES, rest % CERTIFICATES, x)
}

/// A person with this number, whose luck decides what is not known of them.
struct Someone<'a> {
    id: PersonId,
    key: u64,
    /// Number of the month of entry, 0 at the start.
    month: usize,
    routes: &'a [[f64; ROUTES]; CERTIFICATES],
}

impl Someone<'_> {
    fn uniform(&self, purpose: Purpose) -> f64 {
        uniform(bits(self.key, Address::new(self.month, purpose)))
    }

    fn preference(&self) -> u8 {
        (self.uniform(Purpose::Preference) * LEVELS as f64) as u8
    }

    fn record(&self, certificate: usize, home: usize) -> Record {
        Record {
            id: self.id,
            service: 0,
            home: home as u16,
            route: member(&self.routes[certificate], self.uniform(Purpose::Route)) as u8,
            papers: Papers::None,
            pending: 0,
        }
    }
}

/// Fills regions with the persons of the start: every cell is rounded so that all persons together are as many as all cells.
pub(super) fn populate(
    regions: &mut [Region],
    people: &People,
    routes: &[[f64; ROUTES]; CERTIFICATES],
    luck: Luck,
) {
    // One number shifts the marks of all cells: each is rounded up or down with the chance that keeps its mean.
    let shift = regions.first().map_or(0.5, |r| uniform(r.luck_of_region(Purpose::Age, 0)));
    let (mut sum, mut before) = (0.0, 0);
    for (r, region) in regions.iter_mut().enumerate() {
        let mut ordinal = 0;
        let blocks = &people.blocks[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS];
        for (at, cells) in blocks.iter().enumerate() {
            let (place, k, x) = of_block(at);
            for (age, n) in cells[..AGES].iter().enumerate() {
                sum += n / region.weight;
                let upto = rounded(sum, shift).max(before);
                for _ in before..upto {
                    let id = PersonId::of_start(r, ordinal);
                    let someone = Someone { id, key: luck.key(id.0), month: 0, routes };
                    ordinal += 1;
                    let within = if region.exact { someone.uniform(Purpose::Practice) * 12.0 } else { 0.0 };
                    let practice = (x * 12) as i16 + within as i16;
                    let record = someone.record(k, r);
                    let cell = Cell::new(place, k, false, age);
                    let preference = someone.preference();
                    region.push(Traveller {
                        key: someone.key,
                        cell,
                        preference,
                        last: NEW,
                        practice,
                        record,
                    });
                    let i = region.len() - 1;
                    if place < SETTINGS {
                        region.join(i, place);
                    }
                    region.tell(i, Happening::Start, 0);
                }
                before = upto;
            }
        }
    }
}

/// Appoints, and gives papers to, as many as the start has.
pub(super) fn settle(
    region: &mut Region,
    state: &mut RegionState,
    grades: bool,
    candidates: bool,
    papers: bool,
) {
    let mut list = Vec::new();
    if grades {
        for s in 0..SETTINGS {
            for k in 1..CERTIFICATES {
                let chance = uniform(region.luck_of_region(Purpose::Appointment, s * CERTIFICATES + k));
                let n = rounded(state.appointed[s][k] / region.weight, chance);
                region.list(&mut list, Region::cells_of(s), Purpose::Appointment, |c| c.certificate() == k);
                draw(&mut list, n);
                for (_, i) in &list {
                    let cell = region.cell(*i as usize);
                    region.put(*i as usize, Cell::new(s, k, true, cell.age()));
                }
            }
        }
        state.appointed = region.appointed;
    }
    // Who holds papers is not known: any holder of the certificate below may.
    let mut open = |region: &mut Region, k: usize, persons: f64, which: Papers, number: usize| {
        let chance = uniform(region.luck_of_region(Purpose::Sit, number));
        let n = rounded(persons / region.weight, chance);
        region.list(&mut list, Region::IN_POSTS, Purpose::Sit, |c| c.certificate() == k);
        draw(&mut list, n);
        for (_, i) in &list {
            region.records[*i as usize].papers = which;
        }
        list.len() as f64 * region.weight
    };
    if papers {
        for k in [0, 1] {
            state.partial[k] = open(region, k, state.partial[k], Papers::Some, k);
        }
    }
    if candidates {
        state.awaiting_review = open(region, 2, state.awaiting_review, Papers::Review, 2);
    }
    state.passing = Passing::default();
}

/// People come to a block of a region. Returns how many, in persons.
pub(super) fn arrive(
    region: &mut Region,
    at: usize,
    persons: f64,
    who: Newcomers<'_>,
    routes: &[[f64; ROUTES]; CERTIFICATES],
) -> f64 {
    let (place, k, x) = of_block(at);
    let expected = persons / region.weight;
    if expected <= 0.0 {
        return 0.0;
    }
    // Who comes in the same month from elsewhere or to elsewhere has other numbers.
    let (from, stream) = match who.origin {
        Origin::Graduate { programme, home } => (home, region.number << 3 | programme),
        _ => (region.number, place << 3 | k),
    };
    let month = region.now as usize + 1;
    let first = PersonId::of_newcomer(who.origin, from, month, stream, 0);
    let key = region.luck.key(first.0);
    let n = match who.origin {
        // People who decide for themselves come one by one; whom others choose comes as planned.
        Origin::Entrant | Origin::Front | Origin::OutsideCandidate => poisson(expected, !key, month),
        _ => rounded(expected, uniform(bits(!key, Address::new(month, Purpose::Exit)))),
    };
    if n == 0 {
        return 0.0;
    }
    let ages = Ages::new(who.ages);
    for ordinal in 0..n {
        let id = PersonId::of_newcomer(who.origin, from, month, stream, ordinal);
        let someone = Someone { id, key: region.luck.key(id.0), month, routes };
        let age = ages.at(someone.uniform(Purpose::Age));
        let mut record = someone.record(k, from);
        if let Origin::Graduate { programme, .. } = who.origin {
            record.route = Programme::ALL[programme].route() as u8;
        }
        let cell = Cell::new(place, k, false, age);
        let (preference, practice) = (someone.preference(), (x * 12) as i16);
        region.push(Traveller { key: someone.key, cell, preference, last: NEW, practice, record });
        let i = region.len() - 1;
        if place < SETTINGS {
            region.join(i, place);
        }
        let (what, value) = match who.origin {
            Origin::Entrant => (Happening::Entered, 0),
            Origin::Graduate { programme, .. } => (Happening::Graduated, programme),
            Origin::Expert => (Happening::Recruited, 0),
            Origin::Converted => (Happening::Converted, place),
            Origin::Redesignated => (Happening::Redesignated, place),
            Origin::Front => (Happening::FrontPassed, k),
            Origin::OutsideCandidate => (Happening::OutsidePassed, k),
        };
        region.tell(i, what, value);
    }
    n as f64 * region.weight
}

/// Ages to draw from: the share of people who are as old or younger, by age.
struct Ages([f64; AGES]);

impl Ages {
    fn new(shares: &Block) -> Self {
        let mut below = 0.0;
        Self(std::array::from_fn(|age| {
            below += shares[age];
            below
        }))
    }

    /// The first age below whose share the number lies. What rounding leaves belongs to the oldest.
    fn at(&self, uniform: f64) -> usize {
        // Counted, not searched: all ages are compared at once.
        let younger = self.0.iter().filter(|below| uniform >= **below).count();
        if younger < AGES {
            return younger;
        }
        let all = self.0[AGES - 1];
        self.0.iter().position(|below| *below >= all).unwrap_or(0)
    }
}
