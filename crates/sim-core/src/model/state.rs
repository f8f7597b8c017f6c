//! The stocks of the model.

use super::agencies::Cash;
use super::migration::Moved;
use crate::ids::{
    AGES, CERTIFICATES, GROUPS, PLACES, PRACTICE_YEARS, PROGRAMMES, Place, ROUTES, SETTINGS, STUDY_YEARS,
};
use crate::lanes::{Four, LANES, OWN, add, four};

/// Cells of a block: the ages, and empty cells up to a whole number of vectors, so that no loop has a remainder.
pub(crate) const WIDTH: usize = AGES.next_multiple_of(LANES);
/// Vectors of a block.
pub(crate) const FOURS: usize = WIDTH / LANES;
/// The machine's own vectors of a block.
pub(crate) const OWNS: usize = WIDTH / OWN;
/// People of one place, certificate and practice year by single year of age.
pub(crate) type Block = [f64; WIDTH];
/// Values by setting.
pub(crate) type BySetting = [f64; SETTINGS];
/// Values by setting and certificate.
pub(crate) type BySettingCertificate = [[f64; CERTIFICATES]; SETTINGS];

/// Blocks of one place of a region.
pub(crate) const PLACE_BLOCKS: usize = CERTIFICATES * PRACTICE_YEARS;
/// Blocks of one region.
pub(crate) const REGION_BLOCKS: usize = PLACES * PLACE_BLOCKS;

/// The number of a block within its region.
#[inline]
pub(crate) const fn block(place: usize, certificate: usize, practice: usize) -> usize {
    (place * CERTIFICATES + certificate) * PRACTICE_YEARS + practice
}

/// Everybody in the model, `[region][place][certificate][practice][age]` in one array, so that every move is a
/// transfer. The sum of each block is kept beside it.
#[derive(Clone, Debug)]
pub(crate) struct People {
    pub blocks: Vec<Block>,
    pub heads: Vec<f64>,
    /// Those who will look in another region, `[region][certificate and practice]`, and room to move them.
    pub leaving: Vec<Block>,
    pub moved: Moved,
}

impl People {
    pub fn new(regions: usize) -> Self {
        let blocks = regions * REGION_BLOCKS;
        Self {
            blocks: vec![[0.0; WIDTH]; blocks],
            heads: vec![0.0; blocks],
            leaving: vec![[0.0; WIDTH]; regions * PLACE_BLOCKS],
            moved: Moved::default(),
        }
    }

    /// One region's blocks and their sums.
    pub fn region_mut(&mut self, region: usize) -> (&mut [Block], &mut [f64]) {
        let range = region * REGION_BLOCKS..(region + 1) * REGION_BLOCKS;
        (&mut self.blocks[range.clone()], &mut self.heads[range])
    }

    /// People of a region who hold a post, by age.
    pub fn staff_by_age(&self, region: usize) -> Block {
        let start = region * REGION_BLOCKS;
        let mut by_age = [0.0; WIDTH];
        for cells in &self.blocks[start..start + SETTINGS * PLACE_BLOCKS] {
            for (sum, n) in by_age.iter_mut().zip(cells) {
                *sum += n;
            }
        }
        by_age
    }

    /// Adds `persons` with the age distribution `ages` (which sums to 1).
    pub fn put(&mut self, region: usize, at: usize, persons: f64, ages: &Block) {
        if persons == 0.0 {
            return;
        }
        let i = region * REGION_BLOCKS + at;
        for at in 0..FOURS {
            add(&mut self.blocks[i], at, Four::splat(persons) * four(ages, at));
        }
        self.heads[i] += persons;
    }
}

/// The stocks of one region besides people.
#[derive(Clone, Debug, Default)]
pub(crate) struct RegionState {
    /// Front-line staff not counted as professionals.
    pub front: f64,
    /// Posts that exist by designation; stations and agencies have none.
    pub designated: BySetting,
    /// Of these, posts that came with converted staff and were paid before.
    pub brought: BySetting,
    /// Of the institution posts, those re-designated with their holders.
    pub redesignated: f64,
    /// The institution norm up to which posts have been re-designated.
    pub institution_norm: f64,
    /// Holders appointed to their grade.
    pub appointed: BySettingCertificate,
    /// Load as staff perceive it.
    pub perceived_load: f64,
    /// Hours waiting by group.
    pub backlog: [f64; GROUPS],
    /// Certificates issued so far.
    pub issued: [f64; CERTIFICATES],
    /// Funded training hours per front-line head since the start.
    pub training_hours: f64,
    /// Incubation and activity venues.
    pub venues: f64,
    /// Pass fractions fixed in June, applied in September.
    pub passing: super::exam::Passing,
    /// Holders of some of the three mid papers who may sit the rest next June, by step to the mid certificate.
    pub partial: [f64; 2],
    /// Passed the senior exam, wait for the review of next year.
    pub awaiting_review: f64,
    /// Students by programme and year of study.
    pub students: [[f64; STUDY_YEARS]; PROGRAMMES],
    /// Graduates of directed places by years of service they still owe.
    pub bonded: [f64; BOND_YEARS],
    /// Service agencies.
    pub organisations: f64,
    /// Invoices and cash of agencies.
    pub cash: Cash,
    /// People with an equivalent title: mid and senior level.
    pub equivalent: [f64; 2],
    /// Share of holders who are registered, by certificate.
    pub registered: [f64; CERTIFICATES],
    /// Direct hours a month that seconded workers bring, negative where they come from.
    pub seconded_hours: f64,
}

/// Years of service that can be owed: one to six.
pub(crate) const BOND_YEARS: usize = 6;

/// All stocks.
#[derive(Clone, Debug)]
pub(crate) struct State<P = People> {
    pub people: P,
    pub regions: Vec<RegionState>,
    /// Shares of holders by certificate and education route, for the whole place.
    pub education: [[f64; ROUTES]; CERTIFICATES],
    /// Routes of those who pass this September; fixed in June.
    pub passing_routes: super::exam::StepRoutes,
}

impl<P: super::population::Population> State<P> {
    /// Adds every array to a digest. The order of the arrays is part of the digest's meaning.
    pub fn digest(&self, digest: &mut crate::results::Digest) {
        self.people.digest(digest);
        for r in &self.regions {
            digest.add(&[
                r.front,
                r.redesignated,
                r.institution_norm,
                r.perceived_load,
                r.training_hours,
                r.venues,
            ]);
            digest.add(&r.designated);
            digest.add(&r.brought);
            digest.add(r.appointed.as_flattened());
            digest.add(&r.backlog);
            digest.add(&r.issued);
            r.passing.digest(digest);
            digest.add(&r.partial);
            digest.add(&[r.awaiting_review, r.organisations, r.seconded_hours]);
            digest.add(r.students.as_flattened());
            digest.add(&r.bonded);
            r.cash.digest(digest);
            digest.add(&r.equivalent);
            digest.add(&r.registered);
        }
        digest.add(self.education.as_flattened());
        digest.add(self.passing_routes.as_flattened());
    }
}

/// The number of a place.
pub(crate) const SEEKING: usize = Place::Seeking as usize;
/// The number of a place.
pub(crate) const INACTIVE: usize = Place::Inactive as usize;
