//! What the month asks of a population, counted in cells or person by person: the equations are the same for both.

use super::exam::{self, June, Passing, StepRoutes};
use super::exits::{self, Departures};
use super::flows::Flows;
use super::migration::{self, Destinations};
use super::state::{
    Block, BySetting, BySettingCertificate, PLACE_BLOCKS, People, REGION_BLOCKS, RegionState, SEEKING, WIDTH,
    block,
};
use super::{ages, matching, posts};
use crate::executor::Executor;
use crate::ids::{CERTIFICATES, PRACTICE_YEARS};
use crate::math;

/// How people come into the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// From the labour market, by their own choice.
    Entrant,
    /// From a school of a region.
    Graduate { programme: usize, home: usize },
    /// Recruited by the place.
    Expert,
    /// Front-line staff who are trained and counted.
    Converted,
    /// Front-line staff whose institution post is re-designated.
    Redesignated,
    /// Front-line staff who pass the exam.
    Front,
    /// Candidates who pass and do not practise.
    OutsideCandidate,
}

/// Who comes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Newcomers<'a> {
    /// Shares by age; they sum to 1.
    pub ages: &'a Block,
    pub origin: Origin,
}

/// What exits found in a region.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// How many are left, counted one by one.
    pub people: f64,
    /// People in posts before, by age.
    pub staff: Block,
}

impl Default for Found {
    fn default() -> Self {
        Self { people: 0.0, staff: [0.0; WIDTH] }
    }
}

/// Everybody in the model, and what the month does to them.
///
/// Numbers of people go in as the equations give them and come back as they happened: cells take any number, persons come
/// whole.
pub(crate) trait Population {
    /// The month with this number begins.
    fn begin(&mut self, _executor: &impl Executor, _month: usize) {}

    /// People of a region by block: place, certificate, practice years.
    fn heads(&self, region: usize) -> &[f64];

    /// People of a region who hold a post, by age.
    fn staff_by_age(&self, region: usize) -> Block;

    /// All people of a region, counted one by one.
    fn recount(&self, region: usize) -> f64;

    /// Adds everybody to a digest.
    fn digest(&self, digest: &mut crate::results::Digest);

    /// One step of exits in all regions. Appointed holders leave with the rest.
    fn leave(
        &mut self,
        executor: &impl Executor,
        departures: &Departures<'_>,
        regions: &mut [RegionState],
        flows: &mut [Flows],
        found: &mut [Found],
    );

    /// Those who left a region look for a post in another one.
    fn migrate(&mut self, destinations: &Destinations, flows: &mut [Flows]);

    /// People come to a block.
    fn add(&mut self, region: usize, at: usize, persons: f64, who: Newcomers<'_>) -> f64;

    /// June: who sits, and who will pass.
    fn sit(&mut self, june: &June<'_>, state: &mut RegionState, flows: &mut Flows, routes: &mut StepRoutes);

    /// September: certificates for people of the region. Returns those certified in posts, by certificate.
    fn certify(
        &mut self,
        region: usize,
        passing: &mut Passing,
        appointed: &mut BySettingCertificate,
        flows: &mut Flows,
    ) -> [f64; CERTIFICATES];

    /// Holders are appointed to their grade.
    fn appoint(&mut self, region: usize, new: &BySettingCertificate, appointed: &mut BySettingCertificate);

    /// A share of a setting's staff is laid off and looks for another post. Returns how many.
    fn lay_off(
        &mut self,
        region: usize,
        setting: usize,
        share: f64,
        appointed: &mut [f64; CERTIFICATES],
    ) -> f64;

    /// Shares of the seekers of each certificate are hired, so many in each setting. Returns how many.
    fn hire(&mut self, region: usize, shares: &[f64; CERTIFICATES], hired: &BySetting) -> BySetting;

    /// January: everybody is a year older, those in posts have practised a year more. Returns how many turned 65.
    fn new_year(&mut self, region: usize) -> f64;

    /// People of a place and certificate.
    #[inline]
    fn count(&self, region: usize, place: usize, certificate: usize) -> f64 {
        let i = block(place, certificate, 0);
        self.heads(region)[i..i + PRACTICE_YEARS].iter().fold(0.0, |total, n| total + n)
    }

    /// People in posts, by setting and certificate.
    fn in_posts(&self, region: usize) -> BySettingCertificate {
        std::array::from_fn(|s| std::array::from_fn(|k| self.count(region, s, k)))
    }
}

/// Some regions' people, and all that their exits change.
struct Exits<'a> {
    /// Number of the first region.
    first: usize,
    blocks: &'a mut [Block],
    heads: &'a mut [f64],
    leaving: &'a mut [Block],
    regions: &'a mut [RegionState],
    flows: &'a mut [Flows],
    found: &'a mut [Found],
}

impl Exits<'_> {
    /// Halves the regions until each is alone: nobody's exits need another region.
    fn run(mut self, executor: &impl Executor, departures: &Departures<'_>) {
        let regions = self.found.len();
        if regions > 1 {
            let (left, right) = self.split(regions / 2);
            executor.join(|| left.run(executor, departures), || right.run(executor, departures));
            return;
        }
        let (Some(own), Some(flows), Some(found)) =
            (self.regions.first_mut(), self.flows.first_mut(), self.found.first_mut())
        else {
            return;
        };
        (found.people, found.staff) = exits::apply(
            departures.params,
            &departures.hazards(self.first),
            departures.ages(self.first),
            self.blocks,
            self.heads,
            &mut own.appointed,
            self.leaving,
            flows,
        );
    }

    fn split(&mut self, at: usize) -> (Exits<'_>, Exits<'_>) {
        let (blocks, more_blocks) = self.blocks.split_at_mut(at * REGION_BLOCKS);
        let (heads, more_heads) = self.heads.split_at_mut(at * REGION_BLOCKS);
        let (leaving, more_leaving) = self.leaving.split_at_mut(at * PLACE_BLOCKS);
        let (regions, more_regions) = self.regions.split_at_mut(at);
        let (flows, more_flows) = self.flows.split_at_mut(at);
        let (found, more_found) = self.found.split_at_mut(at);
        (
            Exits { first: self.first, blocks, heads, leaving, regions, flows, found },
            Exits {
                first: self.first + at,
                blocks: more_blocks,
                heads: more_heads,
                leaving: more_leaving,
                regions: more_regions,
                flows: more_flows,
                found: more_found,
            },
        )
    }
}

impl Population for People {
    #[inline]
    fn heads(&self, region: usize) -> &[f64] {
        &self.heads[region * REGION_BLOCKS..(region + 1) * REGION_BLOCKS]
    }

    fn staff_by_age(&self, region: usize) -> Block {
        People::staff_by_age(self, region)
    }

    fn recount(&self, region: usize) -> f64 {
        self.blocks[region * REGION_BLOCKS..(region + 1) * REGION_BLOCKS]
            .iter()
            .fold(0.0, |total, b| total + math::sum(b))
    }

    fn digest(&self, digest: &mut crate::results::Digest) {
        digest.add(self.blocks.as_flattened());
    }

    fn leave(
        &mut self,
        executor: &impl Executor,
        departures: &Departures<'_>,
        regions: &mut [RegionState],
        flows: &mut [Flows],
        found: &mut [Found],
    ) {
        let Self { blocks, heads, leaving, .. } = self;
        let all = Exits { first: 0, blocks, heads, leaving, regions, flows, found };
        all.run(executor, departures);
    }

    fn migrate(&mut self, destinations: &Destinations, flows: &mut [Flows]) {
        let (leaving, mut moved) = (std::mem::take(&mut self.leaving), std::mem::take(&mut self.moved));
        migration::arrive(destinations, &leaving, &mut moved, |r, i, persons, ages| {
            self.put(r, SEEKING * PLACE_BLOCKS + i, persons, ages);
        });
        for (r, flows) in flows.iter_mut().enumerate() {
            flows.arrivals += moved.arrived[r];
            flows.moved_away += moved.away[r];
        }
        (self.leaving, self.moved) = (leaving, moved);
    }

    fn add(&mut self, region: usize, at: usize, persons: f64, who: Newcomers<'_>) -> f64 {
        self.put(region, at, persons, who.ages);
        persons
    }

    fn sit(&mut self, june: &June<'_>, state: &mut RegionState, flows: &mut Flows, routes: &mut StepRoutes) {
        june.sit(Population::heads(self, june.region), state, flows, routes);
    }

    fn certify(
        &mut self,
        region: usize,
        passing: &mut Passing,
        appointed: &mut BySettingCertificate,
        flows: &mut Flows,
    ) -> [f64; CERTIFICATES] {
        let (blocks, heads) = self.region_mut(region);
        exam::certify(passing, blocks, heads, appointed, flows)
    }

    fn appoint(&mut self, _region: usize, new: &BySettingCertificate, appointed: &mut BySettingCertificate) {
        for (appointed, new) in appointed.as_flattened_mut().iter_mut().zip(new.as_flattened()) {
            *appointed += new;
        }
    }

    fn lay_off(
        &mut self,
        region: usize,
        setting: usize,
        share: f64,
        appointed: &mut [f64; CERTIFICATES],
    ) -> f64 {
        let (blocks, heads) = self.region_mut(region);
        posts::lay_off(setting, share, blocks, heads, appointed)
    }

    fn hire(&mut self, region: usize, shares: &[f64; CERTIFICATES], hired: &BySetting) -> BySetting {
        let (blocks, heads) = self.region_mut(region);
        matching::place(shares, hired, blocks, heads);
        *hired
    }

    fn new_year(&mut self, region: usize) -> f64 {
        let (blocks, heads) = self.region_mut(region);
        ages::new_year(blocks, heads)
    }
}
