//! The persons of one region as columns, and their moves.

use super::events::{Event, Happening};
use super::luck::{Address, Luck, Purpose, bits, uniform};
use super::marks::Marks;
use super::person::{CELL_ROOM, Cell, PLACE_CELLS, POST_CELLS, Record, Situation, years_of};
use super::tally::Tally;
use crate::ids::{AGES, CERTIFICATES, PRACTICE_YEARS, SETTINGS};
use crate::model::exits::Cause;
use crate::model::state::{Block, BySetting, BySettingCertificate, REGION_BLOCKS, SEEKING, WIDTH, block};
use std::ops::Range;

/// Months of practice after which no more years are told apart.
const COUNTED_MONTHS: i16 = (12 * (PRACTICE_YEARS - 1)) as i16;
/// Room for a number of each of these months, a power of two.
const MONTH_ROOM: usize = (COUNTED_MONTHS as usize).next_power_of_two();

/// A person on the way to another region.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traveller {
    pub key: u64,
    pub cell: Cell,
    pub preference: u8,
    pub last: u8,
    pub practice: i16,
    pub record: Record,
}

/// The persons of one region: what every month reads in columns of their own, the rest in a record.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    pub number: usize,
    /// Address of each person's luck.
    pub keys: Vec<u64>,
    /// Where each person is.
    pub situations: Vec<Situation>,
    pub records: Vec<Record>,
    /// Who looks for a post, and who holds one and a certificate above none without being appointed to its grade.
    seeking: Marks,
    waiting: Marks,
    /// People by block, in persons.
    pub heads: Vec<f64>,
    /// People in posts by age, in agents.
    staff: [u32; WIDTH],
    /// Where months are exact, people in posts with less than six years of practice by setting and certificate
    /// (`setting·4 + certificate`) and by [`Situation::since`], whose last bits tell these months apart.
    begun: Vec<[u32; MONTH_ROOM]>,
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
    /// Upper bounds of the chance to leave by cell, as the leading 32 bits of luck.
    pub utmost: Box<[u32; CELL_ROOM]>,
    /// Room for those who leave where they are this month; without a cause their contract ends.
    pub leavers: Vec<(Option<Cause>, u32)>,
}

impl Region {
    pub fn new(number: usize, luck: Luck, weight: f64, exact: bool, with_events: bool) -> Self {
        Self {
            number,
            keys: Vec::new(),
            situations: Vec::new(),
            records: Vec::new(),
            seeking: Marks::default(),
            waiting: Marks::default(),
            heads: vec![0.0; REGION_BLOCKS],
            staff: [0; WIDTH],
            begun: vec![[0; MONTH_ROOM]; if exact { SETTINGS * CERTIFICATES } else { 0 }],
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
            leavers: Vec::new(),
            utmost: vec![0; CELL_ROOM].into_boxed_slice().try_into().expect("as long as it was made"),
        }
    }

    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Where a person is in a number.
    #[inline]
    pub fn cell(&self, i: usize) -> Cell {
        self.situations[i].cell
    }

    /// The clock of practice: time runs for people in posts where months are exact.
    #[inline]
    fn clock(&self, cell: Cell) -> i16 {
        if self.exact && cell.in_post() { self.now } else { 0 }
    }

    /// Months of practice: since the mid certificate for its holders.
    #[inline]
    pub fn practice(&self, i: usize) -> i16 {
        self.practice_in(&self.situations[i])
    }

    /// Months of practice of somebody who is there.
    #[inline]
    pub fn practice_in(&self, situation: &Situation) -> i16 {
        self.clock(situation.cell) - situation.since
    }

    /// Months of practice in all.
    pub fn service(&self, i: usize) -> i16 {
        self.practice(i) + self.records[i].service
    }

    /// The block of a person.
    #[inline]
    pub fn block(&self, i: usize) -> usize {
        self.cell(i).first_block() + years_of(self.practice(i))
    }

    /// Bits of a person's luck.
    #[inline]
    pub fn bits(&self, i: usize, purpose: Purpose) -> u64 {
        bits(self.keys[i], self.address(purpose))
    }

    /// Where this month's luck for a purpose stands.
    pub fn address(&self, purpose: Purpose) -> Address {
        Address::new(self.now as usize + 1, purpose)
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

    /// A month begins. Practice in posts grows by itself: whoever completes a year is counted one block further.
    pub fn begin(&mut self, month: i16) {
        while self.now < month {
            self.now += 1;
            for (at, begun) in self.begun.iter_mut().enumerate() {
                let first = block(at / CERTIFICATES, at % CERTIFICATES, 0);
                for x in 1..PRACTICE_YEARS {
                    let place = month_place(self.now - (12 * x) as i16);
                    let persons = f64::from(begun[place]) * self.weight;
                    self.heads[first + x - 1] -= persons;
                    self.heads[first + x] += persons;
                }
                // From here on they stay in their block.
                begun[month_place(self.now - COUNTED_MONTHS)] = 0;
            }
        }
    }

    /// People in posts by age.
    pub fn staff_by_age(&self) -> Block {
        self.staff.map(|n| f64::from(n) * self.weight)
    }

    /// Where a person in a post is counted who will be another block's before six years are over.
    fn begun(&mut self, i: usize) -> Option<&mut u32> {
        let cell = self.cell(i);
        if !self.exact || !cell.in_post() || self.practice(i) >= COUNTED_MONTHS {
            return None;
        }
        let since = self.situations[i].since;
        Some(&mut self.begun[cell.place() * CERTIFICATES + cell.certificate()][month_place(since)])
    }

    fn enter_counts(&mut self, i: usize) {
        let (at, cell) = (self.block(i), self.cell(i));
        self.heads[at] += self.weight;
        if cell.in_post() {
            self.staff[cell.age()] += 1;
            if let Some(begun) = self.begun(i) {
                *begun += 1;
            }
            if cell.appointed() {
                self.appointed[cell.place()][cell.certificate()] += self.weight;
            }
        }
    }

    fn leave_counts(&mut self, i: usize) {
        let (at, cell) = (self.block(i), self.cell(i));
        self.heads[at] -= self.weight;
        if cell.in_post() {
            self.staff[cell.age()] -= 1;
            if let Some(begun) = self.begun(i) {
                *begun -= 1;
            }
            if cell.appointed() {
                self.appointed[cell.place()][cell.certificate()] -= self.weight;
            }
        }
    }

    /// Counts and marks a person where they are from now on.
    fn enter(&mut self, i: usize) {
        self.enter_counts(i);
        self.seeking.set(i, is_seeking(self.cell(i)));
        self.waiting.set(i, is_waiting(self.cell(i)));
    }

    /// Puts a person elsewhere within the region; practice goes on from where it is.
    pub fn put(&mut self, i: usize, cell: Cell) {
        self.leave_counts(i);
        let practice = self.practice(i);
        let since = self.clock(cell) - practice;
        (self.situations[i].cell, self.situations[i].since) = (cell, since);
        self.enter(i);
    }

    /// Gives a certificate; from the mid certificate on practice counts from it.
    pub fn certify(&mut self, i: usize, certificate: usize) {
        self.leave_counts(i);
        let (old, practice) = (self.cell(i), self.practice(i));
        let cell = Cell::new(old.place(), certificate, false, old.age());
        if certificate == 2 {
            self.tally.reached_mid(self.service(i));
            self.records[i].service += practice;
            self.situations[i].since = self.clock(cell);
        }
        self.situations[i].cell = cell;
        self.enter(i);
        self.tell(i, Happening::Certified, certificate);
    }

    /// Appoints a holder to their grade.
    pub fn appoint(&mut self, i: usize) {
        let cell = self.cell(i);
        self.put(i, Cell::new(cell.place(), cell.certificate(), true, cell.age()));
        self.tell(i, Happening::Appointed, cell.certificate());
    }

    /// Adds a person.
    pub fn push(&mut self, traveller: Traveller) {
        let Traveller { key, cell, preference, last, practice, record } = traveller;
        let since = self.clock(cell) - practice;
        self.keys.push(key);
        self.situations.push(Situation { cell, since, organisation: 0, preference, last });
        self.records.push(record);
        self.seeking.push(self.len() - 1, is_seeking(cell));
        self.waiting.push(self.len() - 1, is_waiting(cell));
        self.enter_counts(self.len() - 1);
    }

    /// Takes a person out. The last one takes their place: who goes through a list goes from its end.
    pub fn take(&mut self, i: usize) -> Traveller {
        self.leave_counts(i);
        let practice = self.practice(i);
        self.seeking.swap_remove(i, self.len());
        self.waiting.swap_remove(i, self.len());
        let Situation { cell, preference, last, .. } = self.situations.swap_remove(i);
        Traveller {
            key: self.keys.swap_remove(i),
            cell,
            preference,
            last,
            practice,
            record: self.records.swap_remove(i),
        }
    }

    /// Takes a person out of the model.
    pub fn remove(&mut self, i: usize, how: Happening) {
        self.tell(i, how, self.cell(i).place());
        self.tally.gone(self.situations[i].last, how);
        if self.cell(i).in_post() {
            self.tally.left_post(self.service(i));
        }
        self.take(i);
    }

    /// Writes down that somebody went to the outside region.
    pub fn went_away(&mut self, traveller: &Traveller) {
        self.tally.gone(traveller.last, Happening::WentAway);
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
        for (i, Situation { cell, .. }) in self.situations.iter().enumerate() {
            if range.contains(&cell.0) && chosen(*cell) {
                list.push((self.bits(i, purpose), i as u32));
            }
        }
    }

    /// Lists those who look for a post, by certificate, with their rank; of certificates that are not wanted nobody.
    pub fn list_seekers(&self, lists: &mut [Vec<(u64, u32)>], wanted: &[bool; CERTIFICATES]) {
        lists.iter_mut().for_each(Vec::clear);
        for i in self.seeking.iter() {
            let k = self.cell(i).certificate();
            if wanted[k] {
                lists[k].push((self.bits(i, Purpose::Hire), i as u32));
            }
        }
    }

    /// Lists those who wait for an appointment, by setting and certificate (`setting·4 + certificate`), with their rank; of
    /// those that are not wanted nobody.
    pub fn list_waiting(&self, lists: &mut [Vec<(u64, u32)>], wanted: &[bool; SETTINGS * CERTIFICATES]) {
        lists.iter_mut().for_each(Vec::clear);
        for i in self.waiting.iter() {
            let at = self.cell(i).place() * CERTIFICATES + self.cell(i).certificate();
            if wanted[at] {
                lists[at].push((self.bits(i, Purpose::Appointment), i as u32));
            }
        }
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
        self.situations[i].organisation = number;
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
        let cell = self.cell(i);
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
        let clock = if self.exact { self.now } else { 0 };
        for (situation, record) in self.situations.iter_mut().zip(&self.records) {
            let cell = situation.cell;
            let here = (cell.place() * CERTIFICATES + cell.certificate()) as u8;
            self.tally.stayed(std::mem::replace(&mut situation.last, here), here);
            if cell.in_post() {
                self.tally.in_post(cell.age(), clock - situation.since + record.service);
            }
        }
    }

    /// January: a birthday for everybody. Returns how many turned 65.
    pub fn new_year(&mut self) -> f64 {
        let before = self.len();
        for i in (0..before).rev() {
            let cell = self.cell(i);
            if cell.age() + 1 == AGES {
                self.remove(i, Happening::TurnedSixtyFive);
            } else {
                self.situations[i].cell = Cell(cell.0 + 1);
            }
        }
        self.staff.rotate_right(1);
        if !self.exact {
            self.practise_a_year();
        }
        (before - self.len()) as f64 * self.weight
    }

    /// Where months are not exact, everybody in a post has practised a year more.
    fn practise_a_year(&mut self) {
        for situation in self.situations.iter_mut().filter(|situation| situation.cell.in_post()) {
            situation.since -= 12;
        }
        for years in self.heads[..block(SETTINGS, 0, 0)].chunks_exact_mut(PRACTICE_YEARS) {
            for x in (1..PRACTICE_YEARS).rev() {
                years[x] += std::mem::take(&mut years[x - 1]);
            }
        }
    }
}

/// Where a month stands among as many as can be told apart.
fn month_place(month: i16) -> usize {
    month as usize % MONTH_ROOM
}

fn is_seeking(cell: Cell) -> bool {
    cell.place() == SEEKING
}

fn is_waiting(cell: Cell) -> bool {
    cell.in_post() && cell.certificate() > 0 && !cell.appointed()
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
