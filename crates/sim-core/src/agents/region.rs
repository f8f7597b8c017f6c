//! The persons of one region as columns, and their moves.

use super::events::{Event, Happening};
use super::luck::{Address, Luck, Purpose, bits, uniform};
use super::person::{CELL_ROOM, Cell, PLACE_CELLS, POST_CELLS, Record, years_of};
use super::tally::Tally;
use crate::ids::{AGES, CERTIFICATES, SETTINGS};
use crate::model::state::{Block, BySetting, BySettingCertificate, REGION_BLOCKS, WIDTH};
use std::ops::Range;

/// Room for something of each block, a power of two.
const BLOCK_ROOM: usize = REGION_BLOCKS.next_power_of_two();

/// A person on the way to another region.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traveller {
    pub key: u64,
    pub cell: Cell,
    pub preference: u8,
    pub practice: i16,
    pub record: Record,
}

/// The persons of one region: what every month reads in columns of their own, the rest in a record.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    pub number: usize,
    /// Address of each person's luck.
    pub keys: Vec<u64>,
    /// Place, certificate, appointment and age.
    pub cells: Vec<Cell>,
    /// Level of the preference for the field.
    pub preferences: Vec<u8>,
    /// Organisation within setting and region, where they have a post.
    pub organisation: Vec<u16>,
    /// Where months are exact, the month practice began less time between posts for people in posts (`now − since` is the
    /// practice), and minus the practice for others. Where they are not, minus the practice for everybody.
    pub since: Vec<i16>,
    pub records: Vec<Record>,
    /// People by block, in persons.
    pub heads: Vec<f64>,
    /// People by cell when they were last counted, in agents.
    by_cell: Vec<u32>,
    /// Appointed holders, in persons.
    pub appointed: BySettingCertificate,
    /// Persons each agent stands for.
    pub weight: f64,
    pub luck: Luck,
    /// Number of the month.
    pub now: i16,
    /// Whether practice is counted in exact months.
    pub exact: bool,
    /// Organisations by setting.
    pub organisations: BySetting,
    /// Who sat last June and how many there were, by setting and organisation.
    pub sat: [Vec<(u32, u32)>; SETTINGS],
    /// Those who left for another region this month.
    pub away: Vec<Traveller>,
    /// What happened this month, where anybody asks.
    pub events: Option<Vec<Event>>,
    pub tally: Tally,
    /// Room for lists that last a moment.
    pub list: Vec<(u64, u32)>,
    pub lists: Vec<Vec<(u64, u32)>>,
    /// More organisations than this nobody ever had, by setting.
    pub most_organisations: [u16; SETTINGS],
    /// Upper bounds of the chance to leave, by cell: what grows with the preference for other fields, and the rest.
    pub bounds: Box<[[u32; 2]; CELL_ROOM]>,
}

impl Region {
    pub fn new(number: usize, luck: Luck, weight: f64, exact: bool, with_events: bool) -> Self {
        Self {
            number,
            keys: Vec::new(),
            cells: Vec::new(),
            preferences: Vec::new(),
            organisation: Vec::new(),
            since: Vec::new(),
            records: Vec::new(),
            heads: vec![0.0; REGION_BLOCKS],
            by_cell: vec![0; CELL_ROOM],
            appointed: [[0.0; CERTIFICATES]; SETTINGS],
            weight,
            luck,
            now: 0,
            exact,
            organisations: [1.0; SETTINGS],
            sat: Default::default(),
            away: Vec::new(),
            events: with_events.then(Vec::new),
            tally: Tally::default(),
            list: Vec::new(),
            lists: vec![Vec::new(); SETTINGS * CERTIFICATES],
            most_organisations: [0; SETTINGS],
            bounds: vec![[0; 2]; CELL_ROOM].into_boxed_slice().try_into().expect("as long as it was made"),
        }
    }

    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// The clock of practice: time runs for people in posts where months are exact.
    #[inline]
    fn clock(&self, cell: Cell) -> i16 {
        if self.exact && cell.in_post() { self.now } else { 0 }
    }

    /// Months of practice: since the mid certificate for its holders.
    #[inline]
    pub fn practice(&self, i: usize) -> i16 {
        self.clock(self.cells[i]) - self.since[i]
    }

    /// Months of practice in all.
    pub fn service(&self, i: usize) -> i16 {
        self.practice(i) + self.records[i].service
    }

    /// The block of a person.
    #[inline]
    pub fn block(&self, i: usize) -> usize {
        self.cells[i].first_block() + years_of(self.practice(i))
    }

    /// Bits of a person's luck.
    #[inline]
    pub fn bits(&self, i: usize, purpose: Purpose) -> u64 {
        bits(self.keys[i], Address::new(self.now as usize + 1, purpose))
    }

    /// A uniform number of a person's luck.
    pub fn uniform(&self, i: usize, purpose: Purpose) -> f64 {
        uniform(self.bits(i, purpose))
    }

    /// Bits of an organisation's luck with its contract.
    pub fn luck_of(&self, setting: usize, organisation: u16) -> u64 {
        self.luck_of_region(Purpose::Contract, setting << 16 | usize::from(organisation))
    }

    /// Bits of the region's luck for a purpose; `which` tells its uses apart.
    pub fn luck_of_region(&self, purpose: Purpose, which: usize) -> u64 {
        /// No person has an origin of this number.
        const REGION: u64 = 15 << 60;
        let key = self.luck.key(REGION | (self.number as u64) << 40 | which as u64);
        bits(key, Address::new(self.now as usize + 1, purpose))
    }

    /// Counts everybody anew: practice grows by itself.
    pub fn count(&mut self) {
        let clock = if self.exact { self.now } else { 0 };
        // Neighbours often count in the same block: two counts keep them from waiting for each other.
        let mut heads = [[0; BLOCK_ROOM]; 2];
        self.by_cell.fill(0);
        for (i, (cell, since)) in self.cells.iter().zip(&self.since).enumerate() {
            let practice = if cell.in_post() { clock } else { 0 } - since;
            heads[i % 2][(cell.first_block() + years_of(practice)) % BLOCK_ROOM] += 1;
            self.by_cell[cell.index() & (CELL_ROOM - 1)] += 1;
        }
        for (i, head) in self.heads.iter_mut().enumerate() {
            *head = f64::from(heads[0][i] + heads[1][i]) * self.weight;
        }
    }

    /// People in posts by age, as they were last counted.
    pub fn staff_counted(&self) -> Block {
        let mut counts = [0; WIDTH];
        for of_ages in self.by_cell[Self::IN_POSTS].chunks_exact(AGES) {
            for (count, n) in counts.iter_mut().zip(of_ages) {
                *count += n;
            }
        }
        counts.map(|n: u32| f64::from(n) * self.weight)
    }

    fn enter_counts(&mut self, i: usize) {
        let (at, cell) = (self.block(i), self.cells[i]);
        self.heads[at] += self.weight;
        if cell.appointed() {
            self.appointed[cell.place()][cell.certificate()] += self.weight;
        }
    }

    fn leave_counts(&mut self, i: usize) {
        let (at, cell) = (self.block(i), self.cells[i]);
        self.heads[at] -= self.weight;
        if cell.appointed() {
            self.appointed[cell.place()][cell.certificate()] -= self.weight;
        }
    }

    /// Puts a person elsewhere within the region; practice goes on from where it is.
    pub fn put(&mut self, i: usize, cell: Cell) {
        self.leave_counts(i);
        let practice = self.practice(i);
        self.cells[i] = cell;
        self.since[i] = self.clock(cell) - practice;
        self.enter_counts(i);
    }

    /// Gives a certificate; from the mid certificate on practice counts from it.
    pub fn certify(&mut self, i: usize, certificate: usize) {
        self.leave_counts(i);
        let (old, practice) = (self.cells[i], self.practice(i));
        let cell = Cell::new(old.place(), certificate, false, old.age());
        if certificate == 2 {
            self.tally.reached_mid(self.service(i));
            self.records[i].service += practice;
            self.since[i] = self.clock(cell);
        }
        self.cells[i] = cell;
        self.enter_counts(i);
        self.tell(i, Happening::Certified, certificate);
    }

    /// Appoints a holder to their grade.
    pub fn appoint(&mut self, i: usize) {
        let cell = self.cells[i];
        self.put(i, Cell::new(cell.place(), cell.certificate(), true, cell.age()));
        self.tell(i, Happening::Appointed, cell.certificate());
    }

    /// Adds a person.
    pub fn push(&mut self, traveller: Traveller) {
        let Traveller { key, cell, preference, practice, record } = traveller;
        self.keys.push(key);
        self.cells.push(cell);
        self.preferences.push(preference);
        self.organisation.push(0);
        self.since.push(self.clock(cell) - practice);
        self.records.push(record);
        self.enter_counts(self.len() - 1);
    }

    /// Takes a person out. The last one takes their place: who goes through a list goes from its end.
    pub fn take(&mut self, i: usize) -> Traveller {
        self.leave_counts(i);
        let practice = self.practice(i);
        self.since.swap_remove(i);
        self.organisation.swap_remove(i);
        Traveller {
            key: self.keys.swap_remove(i),
            cell: self.cells.swap_remove(i),
            preference: self.preferences.swap_remove(i),
            practice,
            record: self.records.swap_remove(i),
        }
    }

    /// Takes a person out of the model.
    pub fn remove(&mut self, i: usize, how: Happening) {
        self.tell(i, how, self.cells[i].place());
        self.tally.gone(self.records[i].last, how);
        if self.cells[i].in_post() {
            self.tally.left_post(self.service(i));
        }
        self.take(i);
    }

    /// Writes down that somebody went to the outside region.
    pub fn went_away(&mut self, traveller: &Traveller) {
        self.tally.gone(traveller.record.last, Happening::WentAway);
        if let Some(events) = &mut self.events {
            events.push(Event {
                person: traveller.record.id,
                month: self.now,
                region: self.number as u16,
                what: Happening::WentAway,
                place: traveller.cell.place() as u8,
                certificate: traveller.cell.certificate() as u8,
                value: 0,
                age: traveller.cell.age() as u8,
            });
        }
    }

    /// Lists people with their luck for a purpose, in the order in which they stand.
    pub fn list(
        &self,
        list: &mut Vec<(u64, u32)>,
        cells: Range<usize>,
        purpose: Purpose,
        chosen: impl Fn(Cell) -> bool,
    ) {
        let range = cells.start as u16..cells.end as u16;
        list.clear();
        for (i, cell) in self.cells.iter().enumerate() {
            if range.contains(&cell.0) && chosen(*cell) {
                list.push((self.bits(i, purpose), i as u32));
            }
        }
    }

    /// Lists people of several groups in one pass: each group is a range of cells and the number of its list.
    pub fn gather(
        &self,
        lists: &mut [Vec<(u64, u32)>],
        groups: impl Iterator<Item = (Range<usize>, usize)>,
        purpose: Purpose,
    ) {
        const NOBODY: u8 = u8::MAX;
        let mut of_cell = [NOBODY; CELL_ROOM];
        for (cells, list) in groups {
            of_cell[cells].fill(list as u8);
        }
        lists.iter_mut().for_each(Vec::clear);
        for (chunk, cells) in self.cells.chunks(MARKS).enumerate() {
            let mut marks = 0;
            for (i, cell) in cells.iter().enumerate() {
                marks |= u64::from(of_cell[cell.index() & (CELL_ROOM - 1)] != NOBODY) << i;
            }
            for i in marked(marks).map(|i| chunk * MARKS + i) {
                let list = usize::from(of_cell[self.cells[i].index()]);
                lists[list].push((self.bits(i, purpose), i as u32));
            }
        }
    }

    /// Cells of holders of a certificate in one place, appointed or not.
    pub fn cells_with(place: usize, certificate: usize) -> Range<usize> {
        let first = Cell::new(place, certificate, false, 0).index();
        first..first + 2 * AGES
    }

    /// Cells of a setting or other place.
    pub fn cells_of(place: usize) -> Range<usize> {
        place * PLACE_CELLS..(place + 1) * PLACE_CELLS
    }

    /// Cells of everybody in a post.
    pub const IN_POSTS: Range<usize> = 0..POST_CELLS;

    /// Draws an organisation for somebody who takes a post.
    pub fn join(&mut self, i: usize, setting: usize) {
        let organisations = self.organisations[setting].max(1.0).floor();
        let number = (self.uniform(i, Purpose::Organisation) * organisations) as u16;
        self.most_organisations[setting] = self.most_organisations[setting].max(number + 1);
        self.organisation[i] = number;
    }

    /// Writes down what happens to a person, where anybody asks.
    pub fn tell(&mut self, i: usize, what: Happening, value: usize) {
        if self.events.is_none() {
            return;
        }
        let event = self.event(i, what, value);
        self.events.as_mut().expect("asked above").push(event);
    }

    fn event(&self, i: usize, what: Happening, value: usize) -> Event {
        let cell = self.cells[i];
        Event {
            person: self.records[i].id,
            // Who is there at the start was there before the first month.
            month: if what == Happening::Start { -1 } else { self.now },
            region: self.number as u16,
            what,
            place: cell.place() as u8,
            certificate: cell.certificate() as u8,
            value: value as u16,
            age: cell.age() as u8,
        }
    }

    /// December's end: who is where, against a year ago.
    pub fn take_stock(&mut self) {
        for i in 0..self.len() {
            let cell = self.cells[i];
            let here = (cell.place() * CERTIFICATES + cell.certificate()) as u8;
            let last = std::mem::replace(&mut self.records[i].last, here);
            self.tally.stayed(last, here);
            if cell.in_post() {
                let service = self.service(i);
                self.tally.in_post(cell.age(), service);
            }
        }
    }

    /// January: a birthday for everybody. Returns how many turned 65.
    pub fn new_year(&mut self) -> f64 {
        let before = self.len();
        for i in (0..before).rev() {
            let cell = self.cells[i];
            if cell.age() + 1 == crate::ids::AGES {
                self.remove(i, Happening::TurnedSixtyFive);
                continue;
            }
            self.cells[i] = Cell(cell.0 + 1);
            if !self.exact && cell.in_post() {
                self.since[i] -= 12;
            }
        }
        let gone = before - self.len();
        self.count();
        gone as f64 * self.weight
    }
}

/// People who are looked at together, each with a bit of a mark.
pub(crate) const MARKS: usize = u64::BITS as usize;

/// The bits that are set.
pub(crate) fn marked(mut marks: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = marks.trailing_zeros();
        (marks != 0).then(|| {
            marks &= marks - 1;
            bit as usize
        })
    })
}

/// Keeps the first `n` of a list by luck.
pub(crate) fn draw(list: &mut Vec<(u64, u32)>, n: usize) {
    if n < list.len() {
        if n > 0 {
            list.select_nth_unstable(n - 1);
        }
        list.truncate(n);
    }
}
