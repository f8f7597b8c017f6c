//! The agent model: every person, in the same month and on the same hazards as the cells of [`crate::model`].
//!
//! A person is a row of columns: where they are in a number, how long they have practised, and a record that is read only when
//! something happens to them. Chance is addressed, see [`luck`].

pub mod biography;
mod events;
mod exam;
mod features;
mod leave;
mod luck;
mod marks;
mod newcomers;
mod person;
#[cfg(any(test, feature = "plain"))]
mod plain;
mod region;
mod tally;

pub use events::{Event, HAPPENINGS, Happening};
pub use features::{FEATURES, Features};
pub use person::PersonId;
#[cfg(any(test, feature = "plain"))]
pub(crate) use plain::Plain;
pub use tally::{SERVICE_YEARS, STANDINGS, Tally, WAYS_OUT};

use crate::executor::Executor;
use crate::ids::{CERTIFICATES, ROUTES, SETTINGS, Setting};
use crate::math;
use crate::model::exam::{June, Passing, StepRoutes};
use crate::model::exits::Departures;
use crate::model::flows::Flows;
use crate::model::migration::Destinations;
use crate::model::population::{Found, Newcomers, Population};
use crate::model::start::Start;
use crate::model::state::{
    Block, BySetting, BySettingCertificate, PLACE_BLOCKS, REGION_BLOCKS, RegionState, SEEKING, State,
};
use crate::results::Digest;
use crate::rng::Draws;
use crate::scenario::{LeverKey, Params};
use leave::Rules;
use luck::{Luck, Purpose, rounded, rounded_together, uniform};
use person::{Cell, Papers, Record};
use region::{Region, draw};

/// Bytes that an agent takes: columns and record.
pub const BYTES_PER_AGENT: usize = size_of::<u64>() + size_of::<person::Situation>() + size_of::<Record>();

// A million people fit into the cache of no machine, but into the memory of every one.
const _: () = assert!(BYTES_PER_AGENT <= 48);

/// What a run asks of persons besides what the month asks.
pub(crate) trait Persons: Population {
    /// How many agents there are.
    fn agents(&self) -> usize;

    /// What happened since this was last asked, region by region.
    fn drain_events(&mut self) -> Vec<Event> {
        Vec::new()
    }

    /// Ends a year: who is where. Returns the year of the whole place, and moves by region.
    fn end_year(&mut self, _executor: &impl Executor) -> (Tally, Vec<Vec<u32>>) {
        Default::default()
    }
}

/// What a digest sees of a person.
pub(crate) struct Seen {
    pub id: PersonId,
    pub place: usize,
    pub certificate: usize,
    pub appointed: bool,
    pub age: usize,
    pub practice: i32,
    pub service: i32,
    /// Counts where they have a post.
    pub organisation: usize,
    pub home: usize,
    pub route: usize,
    pub papers: Papers,
    pub pending: usize,
}

impl Seen {
    /// Adds the persons of a region, whatever their order: the sum of a hash of each.
    pub fn digest(persons: impl Iterator<Item = Self>, digest: &mut Digest) {
        let sum = persons.fold(0, |sum: u128, person| sum.wrapping_add(person.hash()));
        digest.add_bytes(&sum.to_le_bytes());
    }

    fn hash(&self) -> u128 {
        let cell = Cell::new(self.place, self.certificate, self.appointed, self.age);
        let organisation = if cell.in_post() { self.organisation } else { 0 };
        let mut bytes = [0; 32];
        let fields: [&[u8]; 8] = [
            &self.id.0.to_le_bytes(),
            &cell.0.to_le_bytes(),
            &self.practice.to_le_bytes(),
            &self.service.to_le_bytes(),
            &(organisation as u32).to_le_bytes(),
            &(self.home as u32).to_le_bytes(),
            &[self.route as u8, self.papers as u8],
            &[self.pending as u8],
        ];
        let mut at = 0;
        for field in fields {
            bytes[at..at + field.len()].copy_from_slice(field);
            at += field.len();
        }
        xxhash_rust::xxh3::xxh3_128(&bytes)
    }
}

/// A region with what its exits change.
type Item<'a> = ((&'a mut Region, &'a mut Found), (&'a mut RegionState, &'a mut Flows));

/// Everybody as persons.
#[derive(Clone, Debug)]
pub(crate) struct Agents {
    pub regions: Vec<Region>,
    rules: Rules,
    /// Shares of routes at the start, by certificate.
    routes: [[f64; ROUTES]; CERTIFICATES],
    /// Weight of home in the choice of a region.
    home: f64,
    unit_staff: f64,
}

impl Agents {
    /// The persons of a solved start, each standing for `weight` persons, and the stocks they live among.
    pub fn start(
        start: &Start,
        params: &Params,
        features: Features,
        draws: Draws,
        weight: f64,
        with_events: bool,
    ) -> State<Self> {
        let luck = Luck::new(draws);
        let state = &start.state;
        let mut agents = Self {
            regions: (0..state.regions.len())
                .map(|r| Region::new(r, luck, weight, features.tenure, with_events))
                .collect(),
            rules: Rules::new(params, features),
            routes: state.education,
            home: if features.home { math::exp(params.migrate_home_effect) } else { 1.0 },
            unit_staff: params.unit_staff,
        };
        let mut regions = state.regions.clone();
        for (r, (region, own)) in agents.regions.iter_mut().zip(&regions).enumerate() {
            let heads = &state.people.heads[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS];
            region.organisations =
                organisations(own, heads, start.levers.get(LeverKey::StationStaff, r), params.unit_staff);
        }
        newcomers::populate(&mut agents.regions, &state.people, &agents.routes, luck);
        for (r, (region, own)) in agents.regions.iter_mut().zip(&mut regions).enumerate() {
            // Holders are whole persons now, and as many of them are appointed as were of the expected ones.
            scale(&mut own.appointed, &state.people.in_posts(r), &staff(&region.heads));
            newcomers::settle(region, own, features.grades, features.candidates(), features.papers);
        }
        for region in &mut agents.regions {
            region.take_stock();
            region.tally = Tally::default();
        }
        State { people: agents, regions, education: state.education, passing_routes: Default::default() }
    }
}

impl Persons for Agents {
    fn agents(&self) -> usize {
        self.regions.iter().map(Region::len).sum()
    }

    fn drain_events(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        for region in &mut self.regions {
            events.append(region.events.as_mut().unwrap_or(&mut Vec::new()));
        }
        events
    }

    fn end_year(&mut self, executor: &impl Executor) -> (Tally, Vec<Vec<u32>>) {
        executor.each(&mut self.regions, &Region::take_stock);
        let (mut all, mut moves) = (Tally::default(), Vec::new());
        for region in &mut self.regions {
            let mut year = std::mem::take(&mut region.tally);
            moves.push(std::mem::take(&mut year.moves));
            all.add(&year);
        }
        (all, moves)
    }
}

/// Organisations of a region by setting: agencies as the model has them, elsewhere units of a usual size.
fn organisations(own: &RegionState, heads: &[f64], station_staff: f64, unit_staff: f64) -> BySetting {
    std::array::from_fn(|s| {
        let staff = math::sum(&heads[s * PLACE_BLOCKS..(s + 1) * PLACE_BLOCKS]);
        match Setting::ALL[s] {
            Setting::Ngo => own.organisations,
            Setting::Station => staff / station_staff.max(1.0),
            _ => staff / unit_staff,
        }
    })
}

impl Population for Agents {
    fn begin(&mut self, executor: &impl Executor, month: usize) {
        executor.each(&mut self.regions, &|region: &mut Region| {
            region.begin(month as i16);
        });
    }

    fn heads(&self, region: usize) -> &[f64] {
        &self.regions[region].heads
    }

    fn staff_by_age(&self, region: usize) -> Block {
        self.regions[region].staff_by_age()
    }

    fn recount(&self, region: usize) -> f64 {
        self.regions[region].len() as f64 * self.regions[region].weight
    }

    fn digest(&self, digest: &mut Digest) {
        for region in &self.regions {
            let seen = |i| {
                let (cell, record): (Cell, &Record) = (region.cell(i), &region.records[i]);
                Seen {
                    id: record.id,
                    place: cell.place(),
                    certificate: cell.certificate(),
                    appointed: cell.appointed(),
                    age: cell.age(),
                    practice: region.practice(i).into(),
                    service: record.service.into(),
                    organisation: region.situations[i].organisation.into(),
                    home: record.home.into(),
                    route: record.route.into(),
                    papers: record.papers,
                    pending: record.pending.into(),
                }
            };
            Seen::digest((0..region.len()).map(seen), digest);
        }
    }

    fn leave(
        &mut self,
        executor: &impl Executor,
        departures: &Departures<'_>,
        states: &mut [RegionState],
        flows: &mut [Flows],
        found: &mut [Found],
    ) {
        let rules = &self.rules;
        let unit_staff = self.unit_staff;
        let regions = self.regions.iter_mut().zip(found.iter_mut());
        let mut items: Vec<_> = regions.zip(states.iter_mut().zip(flows)).collect();
        executor.each(&mut items, &|item: &mut Item<'_>| {
            let ((region, found), (own, flows)) = item;
            let station_staff = departures.levers.get(LeverKey::StationStaff, region.number);
            region.organisations = organisations(own, &region.heads, station_staff, unit_staff);
            found.staff = region.staff_by_age();
            let before = staff(&region.heads);
            leave::leave(region, departures, rules, flows);
            if rules.features.grades {
                own.appointed = region.appointed;
            } else {
                scale(&mut own.appointed, &before, &staff(&region.heads));
            }
            found.people = region.len() as f64 * region.weight;
        });
    }

    fn migrate(&mut self, destinations: &Destinations, flows: &mut [Flows]) {
        let regions = self.regions.len();
        for from in 0..regions {
            let row = destinations.row(from);
            let travellers = std::mem::take(&mut self.regions[from].away);
            for traveller in &travellers {
                let now = self.regions[from].now as usize + 1;
                let mark = uniform(luck::bits(traveller.key, luck::Address::new(now, Purpose::Destination)));
                let to = destination(row, usize::from(traveller.record.home), self.home, mark);
                self.regions[from].tally.moved(to, row.len());
                let weight = self.regions[from].weight;
                if to == regions {
                    flows[from].moved_away += weight;
                    self.regions[from].went_away(traveller);
                } else {
                    flows[to].arrivals += weight;
                    self.regions[to].push(*traveller);
                    let i = self.regions[to].len() - 1;
                    self.regions[to].tell(i, Happening::Arrived, from);
                }
            }
            let mut room = travellers;
            room.clear();
            self.regions[from].away = room;
        }
    }

    fn add(&mut self, region: usize, at: usize, persons: f64, who: Newcomers<'_>) -> f64 {
        newcomers::arrive(&mut self.regions[region], at, persons, who, &self.routes)
    }

    fn sit(&mut self, june: &June<'_>, state: &mut RegionState, flows: &mut Flows, routes: &mut StepRoutes) {
        let region = &mut self.regions[june.region];
        if self.rules.features.candidates() {
            exam::sit(region, self.rules.features, june, state, flows, routes);
        } else {
            june.sit(&region.heads, state, flows, routes);
        }
    }

    fn certify(
        &mut self,
        region: usize,
        passing: &mut Passing,
        appointed: &mut BySettingCertificate,
        flows: &mut Flows,
    ) -> [f64; CERTIFICATES] {
        let region = &mut self.regions[region];
        let before = staff(&region.heads);
        let mut kept = before;
        let in_posts = exam::certify(region, self.rules.features, passing, flows, &mut kept);
        if self.rules.features.grades {
            *appointed = region.appointed;
        } else {
            scale(appointed, &before, &kept);
        }
        in_posts
    }

    fn appoint(&mut self, region: usize, new: &BySettingCertificate, appointed: &mut BySettingCertificate) {
        if !self.rules.features.grades {
            for (appointed, new) in appointed.as_flattened_mut().iter_mut().zip(new.as_flattened()) {
                *appointed += new;
            }
            return;
        }
        let region = &mut self.regions[region];
        let each: [[usize; CERTIFICATES]; SETTINGS] = std::array::from_fn(|s| {
            let chance = uniform(region.luck_of_region(Purpose::Appointment, s));
            rounded_together(&new[s].map(|n| n / region.weight), chance)
        });
        let mut lists = std::mem::take(&mut region.lists);
        region.list_waiting(&mut lists, &std::array::from_fn(|i| each.as_flattened()[i] > 0));
        for (list, n) in lists.iter_mut().zip(each.as_flattened()) {
            draw(list, *n);
            for (_, i) in list {
                region.appoint(*i as usize);
            }
        }
        region.lists = lists;
        *appointed = region.appointed;
    }

    fn lay_off(
        &mut self,
        region: usize,
        setting: usize,
        share: f64,
        appointed: &mut [f64; CERTIFICATES],
    ) -> f64 {
        let region = &mut self.regions[region];
        let mut list = std::mem::take(&mut region.list);
        region.list(&mut list, Region::cells_of(setting), Purpose::LayOff, |_| true);
        let staff = list.len() as f64;
        let chance = uniform(region.luck_of_region(Purpose::LayOff, setting));
        draw(&mut list, rounded(share * staff, chance));
        for (_, i) in &list {
            let i = *i as usize;
            region.tell(i, Happening::LaidOff, setting);
            region.put(i, region.cell(i).at(SEEKING));
        }
        let laid_off = list.len() as f64;
        region.list = list;
        if self.rules.features.grades {
            *appointed = region.appointed[setting];
        } else if staff > 0.0 {
            for appointed in appointed {
                *appointed *= 1.0 - laid_off / staff;
            }
        }
        laid_off * region.weight
    }

    fn hire(&mut self, region: usize, shares: &[f64; CERTIFICATES], hired: &BySetting) -> BySetting {
        let region = &mut self.regions[region];
        if math::sum(hired) <= 0.0 {
            return [0.0; SETTINGS];
        }
        let chance = uniform(region.luck_of_region(Purpose::Hire, 0));
        let posts = rounded_together(&hired.map(|n| n / region.weight), chance);
        let seekers: [f64; CERTIFICATES] =
            std::array::from_fn(|k| self::seekers(&region.heads, k) / region.weight);
        let wanted: [f64; CERTIFICATES] = std::array::from_fn(|k| shares[k] * seekers[k]);
        let each = rounded_together(&wanted, chance);
        let mut lists = std::mem::take(&mut region.lists);
        region.list_seekers(&mut lists, &each.map(|n| n > 0));
        let mut chosen = std::mem::take(&mut region.list);
        chosen.clear();
        for (list, n) in lists.iter_mut().zip(each) {
            draw(list, n);
            chosen.extend(list.iter().map(|(_, i)| (region.bits(*i as usize, Purpose::Post), *i)));
        }
        chosen.sort_unstable();
        let mut taken = [0.0; SETTINGS];
        let settings = (0..SETTINGS).flat_map(|s| std::iter::repeat_n(s, posts[s]));
        for ((_, i), s) in chosen.iter().zip(settings) {
            let i = *i as usize;
            region.put(i, region.cell(i).at(s));
            region.join(i, s);
            region.tell(i, Happening::Hired, s);
            taken[s] += region.weight;
        }
        (region.list, region.lists) = (chosen, lists);
        taken
    }

    fn new_year(&mut self, region: usize) -> f64 {
        self.regions[region].new_year()
    }
}

/// Seekers of a certificate.
fn seekers(heads: &[f64], certificate: usize) -> f64 {
    let first = crate::model::state::block(SEEKING, certificate, 0);
    math::sum(&heads[first..first + crate::ids::PRACTICE_YEARS])
}

/// People in posts by setting and certificate.
fn staff(heads: &[f64]) -> BySettingCertificate {
    std::array::from_fn(|s| {
        std::array::from_fn(|k| {
            let first = crate::model::state::block(s, k, 0);
            math::sum(&heads[first..first + crate::ids::PRACTICE_YEARS])
        })
    })
}

/// Appointed holders leave as other holders do.
fn scale(appointed: &mut BySettingCertificate, before: &BySettingCertificate, after: &BySettingCertificate) {
    let counts = before.as_flattened().iter().zip(after.as_flattened());
    for (appointed, (before, after)) in appointed.as_flattened_mut().iter_mut().zip(counts) {
        if *before > 0.0 {
            *appointed *= after / before;
        }
    }
}

/// Where somebody goes: as everybody of the region does, but that home counts `pull` times.
fn destination(row: &[f64], home: usize, pull: f64, mark: f64) -> usize {
    let of_home = row.get(home).copied().unwrap_or(0.0);
    let all = 1.0 + of_home * (pull - 1.0);
    let mut below = 0.0;
    for (to, share) in row.iter().enumerate() {
        below += if to == home { share * pull } else { *share };
        if mark * all < below {
            return to;
        }
    }
    // What rounding leaves goes to the last place that anybody goes to.
    row.iter().rposition(|share| *share > 0.0).unwrap_or(0)
}
