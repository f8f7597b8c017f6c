//! Lives: what happened to each person of a run, in its order, and which lives are worth telling.

use super::events::{Event, Happening};
use super::luck::{Address, Purpose, bits};
use super::tally::WAYS_OUT;
use crate::ids::{Certificate, index_set};
use serde::{Deserialize, Serialize};

/// Something that happened in a life: an [`Event`] without the name of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episode {
    /// Number of the month, from 0; −1 is the start.
    pub month: i16,
    /// Number of the region.
    pub region: u16,
    /// What.
    pub what: Happening,
    /// Where the person is, as a [`crate::ids::Place`]; for a lost post where it was.
    pub place: u8,
    /// Certificate held.
    pub certificate: u8,
    /// See [`Happening`].
    pub value: u16,
    /// Years past the youngest age at the last birthday.
    pub age: u8,
}

impl From<&Event> for Episode {
    fn from(event: &Event) -> Self {
        let Event { month, region, what, place, certificate, value, age, .. } = *event;
        Self { month, region, what, place, certificate, value, age }
    }
}

index_set! {
    /// What makes a life worth telling.
    Turn [TURNS] {
        /// Was counted as a professional, then received a certificate.
        ConvertedThenCertified = "converted_then_certified", "转换后考取证书", "Converted, then certified";
        /// Received a certificate after failing for it.
        SecondTry = "second_try", "不止一次才考取", "Certified at a later try";
        /// Lost a post when its contract ended.
        ContractLost = "contract_lost", "合同终止失去岗位", "Lost a post with its contract";
        /// Moved to another region and came back.
        CameBack = "came_back", "去外地后返回", "Moved and came back";
        /// Received the senior certificate.
        BecameSenior = "became_senior", "成为高级社工师", "Became senior";
        /// Came during the run and left the field within two years.
        LeftEarly = "left_early", "两年内离开", "Left within two years";
        /// Retired.
        Retired = "retired", "退休", "Retired";
    }
}

/// Number of the senior certificate.
const SENIOR: u16 = Certificate::Senior as u16;
/// Months within which leaving is early.
const EARLY: i16 = 2 * 12;

/// What happened to one person, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// The number of the person, see [`super::PersonId`].
    pub person: u64,
    /// From their coming on.
    pub episodes: Vec<Episode>,
}

impl Life {
    /// Events of one person in the order in which they were told: month by month, within a month region by region. Who moves
    /// does so once a month, and what happened in the region they left came before.
    fn of(person: u64, events: &[Event]) -> Self {
        let mut episodes: Vec<Episode> = events.iter().map(Episode::from).collect();
        for month in episodes.chunk_by_mut(|a, b| a.month == b.month) {
            if let Some(arrival) = month.iter().find(|it| it.what == Happening::Arrived).map(|it| it.region) {
                month.sort_by_key(|it| it.region == arrival);
            }
        }
        Self { person, episodes }
    }

    /// Which sitting for its certificate an episode tells of, counted from the person's coming into the run; 0 for one that
    /// tells of none.
    pub fn tries(&self, at: usize) -> usize {
        let sat = |it: &Episode| {
            use Happening::{AwaitsReview, Failed, PassedSome};
            matches!(it.what, Failed | PassedSome | AwaitsReview)
        };
        let own = &self.episodes[at];
        let earlier = self.episodes[..at].iter().filter(|it| sat(it) && it.value == own.value).count();
        match own.what {
            // Who passes is told of in September, when the certificate comes; the senior exam is told of when passed.
            Happening::Certified if own.value < SENIOR => earlier + 1,
            _ if sat(own) => earlier + 1,
            _ => 0,
        }
    }

    /// Whether the person is still there when the run ends.
    pub fn is_there(&self) -> bool {
        self.episodes.last().is_none_or(|last| !WAYS_OUT.contains(&last.what))
    }

    /// What in this life is worth telling.
    pub fn turns(&self) -> Vec<Turn> {
        Turn::ALL.into_iter().filter(|turn| self.has(*turn)).collect()
    }

    fn has(&self, turn: Turn) -> bool {
        let all = &self.episodes;
        let first = |what: Happening| all.iter().position(|it| it.what == what);
        match turn {
            Turn::ConvertedThenCertified => {
                let counted = first(Happening::Converted).or(first(Happening::Redesignated));
                counted.is_some_and(|at| all[at..].iter().any(|it| it.what == Happening::Certified))
            }
            Turn::SecondTry => {
                (0..all.len()).any(|at| all[at].what == Happening::Certified && self.tries(at) > 1)
            }
            Turn::ContractLost => first(Happening::ContractEnded).is_some(),
            Turn::CameBack => {
                let arrivals = || all.iter().filter(|it| it.what == Happening::Arrived);
                arrivals().enumerate().any(|(i, back)| arrivals().take(i).any(|it| it.value == back.region))
            }
            Turn::BecameSenior => all.iter().any(|it| it.what == Happening::Certified && it.value == SENIOR),
            Turn::LeftEarly => {
                let left = all.iter().rfind(|it| {
                    matches!(it.what, Happening::Left | Happening::WentAway | Happening::StoppedPractising)
                });
                let hired = all.first().is_some_and(|it| it.what != Happening::Start);
                hired && left.is_some_and(|left| left.month - all[0].month < EARLY)
            }
            Turn::Retired => first(Happening::Retired).is_some(),
        }
    }
}

/// The events of a run, by person. Where there would be more than the room for them, of a part of all persons, chosen by
/// number.
#[derive(Clone, Debug)]
pub struct Biographies {
    events: Vec<Event>,
    room: usize,
    /// Persons are kept whose mark has none of these bits.
    mask: u64,
}

/// A number that says nothing of where a person comes from. It decides nobody's luck, so any address serves.
fn mark(person: u64) -> u64 {
    bits(person, Address::new(0, Purpose::Age))
}

/// Lives for a page: some of each kind and some of everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// By [`Turn`]: how many there are among those kept, and some of them.
    pub turns: Vec<(u32, Vec<Life>)>,
    /// Some of everybody.
    pub anybody: Vec<Life>,
    /// Persons that are kept.
    pub persons: u32,
    /// Of so many persons one is kept.
    pub one_in: u32,
}

impl Biographies {
    /// Nobody yet; room for so many events.
    pub fn with_room(events: usize) -> Self {
        Self { events: Vec::new(), room: events.max(1), mask: 0 }
    }

    /// Takes what happened in a month.
    pub fn take(&mut self, events: &[Event]) {
        let mask = self.mask;
        self.events.extend(events.iter().filter(|event| mark(event.person.0) & mask == 0));
        while self.events.len() > self.room && self.mask < u64::from(u32::MAX) {
            self.mask = self.mask << 1 | 1;
            self.events.retain(|event| mark(event.person.0) & self.mask == 0);
        }
    }

    /// Puts the events of each person together, in their order.
    pub fn finish(mut self) -> Lives {
        // Stable: within a person the order of telling stays.
        self.events.sort_by_key(|event| event.person);
        Lives { events: self.events, one_in: self.mask + 1 }
    }
}

/// The lives of a run that ended.
#[derive(Clone, Debug)]
pub struct Lives {
    events: Vec<Event>,
    one_in: u64,
}

impl Lives {
    /// Of so many persons one is kept.
    pub fn one_in(&self) -> u64 {
        self.one_in
    }

    /// Every life, by the number of the person.
    pub fn iter(&self) -> impl Iterator<Item = Life> + '_ {
        self.events.chunk_by(|a, b| a.person == b.person).map(|own| Life::of(own[0].person.0, own))
    }

    /// The life of a person.
    pub fn of(&self, person: u64) -> Option<Life> {
        let from = self.events.partition_point(|event| event.person.0 < person);
        let own = &self.events[from..];
        let own = &own[..own.partition_point(|event| event.person.0 == person)];
        (!own.is_empty()).then(|| Life::of(person, own))
    }

    /// Of each kind up to `each` lives, those with most kinds of events first, and `anybody` of all.
    pub fn select(&self, each: usize, anybody: usize) -> Selection {
        let mut found: Vec<Vec<(usize, u64)>> = vec![Vec::new(); TURNS];
        let mut all: Vec<(u64, u64)> = Vec::new();
        for life in self.iter() {
            let mut kinds: Vec<Happening> = life.episodes.iter().map(|it| it.what).collect();
            kinds.sort_unstable();
            kinds.dedup();
            for turn in life.turns() {
                found[turn.index()].push((kinds.len(), life.person));
            }
            all.push((mark(life.person), life.person));
        }
        let lives = |of: &[u64]| of.iter().filter_map(|person| self.of(*person)).collect();
        let persons = all.len() as u32;
        all.sort_unstable();
        Selection {
            turns: found
                .into_iter()
                .map(|mut of| {
                    of.sort_by_key(|(kinds, person)| (std::cmp::Reverse(*kinds), mark(*person)));
                    let first: Vec<u64> = of.iter().take(each).map(|(_, person)| *person).collect();
                    (of.len() as u32, lives(&first))
                })
                .collect(),
            anybody: lives(&all.iter().take(anybody).map(|(_, person)| *person).collect::<Vec<_>>()),
            persons,
            one_in: u32::try_from(self.one_in).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{AgentSettings, Model, Watch};
    use crate::executor::Serial;
    use crate::scenario::Scenario;

    struct Everything(Vec<Event>, Biographies);

    impl Watch for Everything {
        fn wants_events(&self) -> bool {
            true
        }
        fn events(&mut self, events: &[Event]) {
            self.0.extend(events);
            self.1.take(events);
        }
    }

    fn chuxiong(room: usize) -> (Vec<Event>, Lives) {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let mut watch = Everything(Vec::new(), Biographies::with_room(room));
        let policy = scenario.document_policy();
        Model::new(&scenario)
            .run_agents(&policy, &AgentSettings::default(), &Serial, &mut watch, false)
            .expect("it runs");
        (watch.0, watch.1.finish())
    }

    #[test]
    fn a_life_is_all_that_was_told_of_a_person_in_its_order() {
        let (events, lives) = chuxiong(usize::MAX);
        assert_eq!(lives.one_in(), 1);
        assert_eq!(lives.iter().map(|life| life.episodes.len()).sum::<usize>(), events.len());
        for life in lives.iter().step_by(97) {
            let told = events.iter().filter(|event| event.person.0 == life.person).count();
            assert_eq!(told, life.episodes.len());
            assert_eq!(lives.of(life.person).as_ref(), Some(&life));
        }
        for life in lives.iter() {
            assert!(life.episodes.is_sorted_by_key(|it| it.month));
            // Somebody comes once, goes once, and is where the last event left them.
            let ways = |it: &Episode| WAYS_OUT.contains(&it.what);
            assert!(life.episodes.iter().rev().skip(1).all(|it| !ways(it)), "{life:?}");
            let mut region = life.episodes[0].region;
            for it in &life.episodes[1..] {
                if it.what == Happening::Arrived {
                    assert_eq!(it.value, region, "{life:?}");
                } else {
                    assert_eq!(it.region, region, "{life:?}");
                }
                region = it.region;
            }
        }
    }

    #[test]
    fn every_kind_of_life_is_found_and_is_what_it_is_called() {
        let (_, lives) = chuxiong(usize::MAX);
        let selection = lives.select(12, 50);
        assert_eq!(selection.anybody.len(), 50);
        for (turn, (found, some)) in Turn::ALL.into_iter().zip(&selection.turns) {
            // Of some thousand people hardly anybody comes back within ten years.
            assert!(*found > 0 || turn == Turn::CameBack, "{}", turn.key());
            assert!(some.len() <= 12 && some.iter().all(|life| life.has(turn)), "{}", turn.key());
        }
        let second = &selection.turns[Turn::SecondTry.index()].1[0];
        let failed = |it: &&Episode| matches!(it.what, Happening::Failed | Happening::PassedSome);
        assert!(second.episodes.iter().filter(failed).count() > 0);
    }

    #[test]
    fn where_room_is_short_whole_lives_are_left_out() {
        let (_, all) = chuxiong(usize::MAX);
        let (_, few) = chuxiong(20_000);
        assert!(few.one_in() > 1 && few.events.len() <= 20_000);
        for life in few.iter().step_by(11) {
            assert_eq!(all.of(life.person), Some(life));
        }
    }
}
