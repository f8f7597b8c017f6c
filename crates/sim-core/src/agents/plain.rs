//! The same persons once more, as plainly as they can be written: the oracle of the tests and the baseline of the benchmark.
//!
//! One object a person, all in one list. Every number is counted anew when somebody has moved, every hazard of every person
//! and month comes from the equations themselves, whoever selects sorts everybody. Only the equations, the addresses of luck
//! and the names of things are shared with the engine; `docs/model/agents.md` says the rest.

use super::features::Features;
use super::luck::{Address, Luck, Purpose, bits, poisson, rounded, rounded_together, uniform};
use super::person::{Papers, PersonId};
use super::{Persons, Seen};
use crate::executor::Executor;
use crate::ids::{AGES, CERTIFICATES, PRACTICE_YEARS, Programme, ROUTES, SETTINGS, Setting};
use crate::math;
use crate::model::contracts;
use crate::model::exam::{June, Local, Passing, STEPS, StepRoutes};
use crate::model::exits::{Cause, Departures, Hazards, tenure_factor};
use crate::model::flows::Flows;
use crate::model::migration::Destinations;
use crate::model::population::{Found, Newcomers, Origin, Population};
use crate::model::start::Start;
use crate::model::state::{
    Block, BySetting, BySettingCertificate, INACTIVE, REGION_BLOCKS, RegionState, SEEKING, State, WIDTH,
    block,
};
use crate::results::Digest;
use crate::rng::Draws;
use crate::scenario::{LeverKey, LeverValues, Params};
use std::collections::BTreeMap;

/// Somebody.
#[derive(Clone, Debug)]
struct Person {
    id: PersonId,
    region: usize,
    /// Setting, seeking or inactive.
    place: usize,
    certificate: usize,
    /// To the grade of the certificate.
    appointed: bool,
    /// Years past the youngest age.
    age: usize,
    /// Months in posts; from the mid certificate on since it.
    practice: i32,
    /// Months in posts before the mid certificate.
    service: i32,
    /// Factor on leaving the field.
    preference: f64,
    route: usize,
    home: usize,
    organisation: usize,
    papers: Papers,
    /// Certificate due in September; 0 where none.
    pending: usize,
    /// On the way to another region.
    travelling: bool,
    /// Left the model this month.
    gone: bool,
}

impl Person {
    fn in_post(&self) -> bool {
        self.place < SETTINGS
    }

    /// Whole years of practice, the last being "six or more".
    fn years(&self) -> usize {
        (self.practice.max(0) as usize / 12).min(PRACTICE_YEARS - 1)
    }

    /// Leaves the post, and with it the appointment.
    fn go_to(&mut self, place: usize) {
        self.place = place;
        self.appointed = false;
    }
}

/// Everybody.
#[derive(Clone, Debug)]
pub(crate) struct Plain {
    people: Vec<Person>,
    /// `[region][place, certificate, practice years]`, counted anew after every change.
    heads: Vec<f64>,
    /// How many organisations each region and setting has.
    organisations: Vec<BySetting>,
    /// Last June, by region, setting and organisation: who sat, and who was there.
    sat: BTreeMap<(usize, usize, usize), (u32, u32)>,
    /// Shares of education routes at the start.
    routes: [[f64; ROUTES]; CERTIFICATES],
    /// Mean of all factors of preference: hardly ever asked for, slow to find.
    mean_preference: f64,
    features: Features,
    params: Params,
    luck: Luck,
    /// Persons that each stands for.
    weight: f64,
    /// Number of the month.
    month: usize,
}

/// Quantiles of the preference for the field.
const LEVELS: usize = 256;

/// One of several by their shares.
fn pick(shares: &[f64], uniform: f64) -> usize {
    let mark = uniform * math::sum(shares);
    let mut below = 0.0;
    for (i, share) in shares.iter().enumerate() {
        below += share;
        if mark < below {
            return i;
        }
    }
    shares.iter().rposition(|share| *share > 0.0).unwrap_or(0)
}

/// A factor on leaving the field, but for a mean of 1: one of 256 quantiles of a lognormal distribution.
fn preference(params: &Params, level: usize) -> f64 {
    math::exp(params.preference_spread * math::normal_quantile((level as f64 + 0.5) / LEVELS as f64))
}

/// Organisations: agencies as the model has them, stations by the lever's staff, else units of the usual size.
fn organisations(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    own: &RegionState,
    heads: &[f64],
) -> BySetting {
    std::array::from_fn(|s| {
        let staff = math::sum(&heads[block(s, 0, 0)..block(s + 1, 0, 0)]);
        if s == Setting::Ngo.index() {
            own.organisations
        } else if s == Setting::Station.index() {
            staff / levers.get(LeverKey::StationStaff, region).max(1.0)
        } else {
            staff / params.unit_staff
        }
    })
}

impl Plain {
    /// The persons of a solved start, and the stocks they live among.
    pub fn start(
        start: &Start,
        params: &Params,
        features: Features,
        draws: Draws,
        weight: f64,
    ) -> State<Self> {
        let cells = &start.state;
        let mut regions = cells.regions.clone();
        let mut plain = Self {
            people: Vec::new(),
            heads: cells.people.heads.clone(),
            organisations: Vec::new(),
            sat: BTreeMap::new(),
            routes: cells.education,
            mean_preference: (0..LEVELS).map(|level| preference(params, level)).sum::<f64>() / LEVELS as f64,
            features,
            params: params.clone(),
            luck: Luck::new(draws),
            weight,
            month: 0,
        };
        for (r, own) in regions.iter().enumerate() {
            let numbers = organisations(params, &start.levers, r, own, plain.heads(r));
            plain.organisations.push(numbers);
        }
        let expected: Vec<BySettingCertificate> = (0..regions.len()).map(|r| plain.in_posts(r)).collect();
        // All cells of all regions are rounded together: one mark, shifted by luck, for every whole person.
        let shift = plain.luck_of_region(0, Purpose::Age, 0);
        let (mut sum, mut before) = (0.0, 0);
        for r in 0..regions.len() {
            let mut ordinal = 0;
            for at in 0..REGION_BLOCKS {
                for age in 0..AGES {
                    sum += cells.people.blocks[r * REGION_BLOCKS + at][age] / weight;
                    while before < rounded(sum, shift) {
                        let mut person = plain.somebody(PersonId::of_start(r, ordinal), 0, at);
                        (person.region, person.home, person.age) = (r, r, age);
                        if features.tenure {
                            person.practice += (plain.of(&person, 0, Purpose::Practice) * 12.0) as i32;
                        }
                        plain.people.push(person);
                        plain.join(plain.people.len() - 1);
                        ordinal += 1;
                        before += 1;
                    }
                }
            }
        }
        plain.count_anew();
        for (r, own) in regions.iter_mut().enumerate() {
            plain.settle(r, own, &expected[r]);
        }
        State { people: plain, regions, education: cells.education, passing_routes: Default::default() }
    }

    /// Appoints, and gives papers to, as many as the start has.
    fn settle(&mut self, r: usize, own: &mut RegionState, expected: &BySettingCertificate) {
        keep_share(&mut own.appointed, expected, &self.in_posts(r));
        let Features { grades, papers, .. } = self.features;
        if grades {
            for s in 0..SETTINGS {
                for k in 1..CERTIFICATES {
                    let luck = self.luck_of_region(r, Purpose::Appointment, s * CERTIFICATES + k);
                    let n = rounded(own.appointed[s][k] / self.weight, luck);
                    let holders = |p: &Person| p.region == r && p.place == s && p.certificate == k;
                    for i in self.first(n, Purpose::Appointment, holders) {
                        self.people[i].appointed = true;
                    }
                }
            }
            own.appointed = self.appointed(r);
        }
        let [some_assistant, some_mid] = own.partial;
        if papers {
            own.partial[0] = self.give_papers(r, 0, some_assistant, Papers::Some);
            own.partial[1] = self.give_papers(r, 1, some_mid, Papers::Some);
        }
        if self.features.candidates() {
            own.awaiting_review = self.give_papers(r, 2, own.awaiting_review, Papers::Review);
        }
        // Who is under way when a run begins between June and September is not known.
        own.passing = Passing::default();
    }

    fn give_papers(&mut self, r: usize, certificate: usize, persons: f64, papers: Papers) -> f64 {
        let n = rounded(persons / self.weight, self.luck_of_region(r, Purpose::Sit, certificate));
        let chosen =
            self.first(n, Purpose::Sit, |p| p.region == r && p.in_post() && p.certificate == certificate);
        for i in &chosen {
            self.people[*i].papers = papers;
        }
        chosen.len() as f64 * self.weight
    }

    /// Somebody who comes to a block in the month with this number (from 1; 0 is the start).
    fn somebody(&self, id: PersonId, month: usize, at: usize) -> Person {
        let luck = |purpose| uniform(bits(self.luck.key(id.0), Address::new(month, purpose)));
        let certificate = at / PRACTICE_YEARS % CERTIFICATES;
        Person {
            id,
            region: 0,
            place: at / PRACTICE_YEARS / CERTIFICATES,
            certificate,
            appointed: false,
            age: 0,
            practice: (at % PRACTICE_YEARS * 12) as i32,
            service: 0,
            preference: if self.features.preference {
                let level = luck(Purpose::Preference) * LEVELS as f64;
                preference(&self.params, level as usize) / self.mean_preference
            } else {
                1.0
            },
            route: pick(&self.routes[certificate], luck(Purpose::Route)),
            home: 0,
            organisation: 0,
            papers: Papers::None,
            pending: 0,
            travelling: false,
            gone: false,
        }
    }

    /// Luck of a person with something at the address of a month.
    fn of(&self, person: &Person, month: usize, purpose: Purpose) -> f64 {
        uniform(bits(self.luck.key(person.id.0), Address::new(month, purpose)))
    }

    /// Luck of a person in this month.
    fn now(&self, person: &Person, purpose: Purpose) -> f64 {
        self.of(person, self.month + 1, purpose)
    }

    /// Luck of a region in this month; `which` tells its uses for one purpose apart.
    fn luck_of_region(&self, region: usize, purpose: Purpose, which: usize) -> f64 {
        let number = 15 << 60 | (region as u64) << 40 | which as u64;
        uniform(bits(self.luck.key(number), Address::new(self.month + 1, purpose)))
    }

    /// Whoever takes a post is drawn into one of the setting's organisations.
    fn join(&mut self, i: usize) {
        let person = &self.people[i];
        if person.in_post() {
            let number = self.organisations[person.region][person.place].max(1.0).floor();
            let organisation = (self.now(person, Purpose::Organisation) * number) as usize;
            self.people[i].organisation = organisation;
        }
    }

    /// The `n` with the smallest luck of all who are asked for.
    fn first(&self, n: usize, purpose: Purpose, asked: impl Fn(&Person) -> bool) -> Vec<usize> {
        let at = Address::new(self.month + 1, purpose);
        let mut ranks: Vec<(u64, usize)> = Vec::new();
        for (i, person) in self.people.iter().enumerate() {
            if asked(person) {
                ranks.push((bits(self.luck.key(person.id.0), at), i));
            }
        }
        ranks.sort_unstable();
        ranks.into_iter().take(n).map(|(_, i)| i).collect()
    }

    /// Counts everybody.
    fn count_anew(&mut self) {
        self.heads.fill(0.0);
        for person in &self.people {
            if !person.travelling {
                let at = block(person.place, person.certificate, person.years());
                self.heads[person.region * REGION_BLOCKS + at] += self.weight;
            }
        }
    }

    /// Appointed holders of a region.
    fn appointed(&self, region: usize) -> BySettingCertificate {
        let mut appointed = [[0.0; CERTIFICATES]; SETTINGS];
        for person in self.people.iter().filter(|p| p.region == region && !p.travelling && p.appointed) {
            appointed[person.place][person.certificate] += self.weight;
        }
        appointed
    }

    /// Hazards of a person by the equations: quitting before the factor of age, seeking, and the share of those who seek
    /// who look elsewhere.
    fn hazards(&self, person: &Person, departures: &Departures<'_>) -> (f64, f64, f64) {
        let r = person.region;
        let mean = departures.hazards(r);
        let away = mean.movers_away;
        match person.place {
            SEEKING => (mean.seekers_away, departures.params.seeker_exit, away),
            INACTIVE => (0.0, mean.inactive_return, away),
            s => {
                let Hazards { quit, seek, .. } = if self.features.grades {
                    departures.hazards_at(r, &departures.pay[r].at_grade(person.appointed))
                } else {
                    mean.clone()
                };
                let k = person.certificate;
                let tenure = tenure_factor(departures.params, k, person.years());
                // Contracts of whole organisations end on their own account.
                let apart = self.features.organisations && Setting::ALL[s].on_contract();
                let end = if apart { mean.contract_end } else { 0.0 };
                (quit[s][k] * (tenure * person.preference), seek[s][k] - end, away)
            }
        }
    }

    /// Whether the contract of a person's organisation lapses this month and costs the post.
    fn contract_ends(&self, person: &Person, departures: &Departures<'_>) -> bool {
        if !(self.features.organisations && person.in_post() && Setting::ALL[person.place].on_contract()) {
            return false;
        }
        let renewal = departures.levers.get(LeverKey::ContractRenewal, person.region);
        let lapse = math::leaving_share(contracts::lapses(renewal), 1.0 / 12.0);
        let organisation = person.place << 16 | person.organisation;
        self.luck_of_region(person.region, Purpose::Contract, organisation) < lapse
            && self.now(person, Purpose::Contract) < departures.params.contract_loss
    }

    /// Somebody is without a post and looks for another, here or elsewhere.
    fn lose_post(&mut self, i: usize, away: f64, flows: &mut Flows) {
        flows.exits[self.people[i].place] += self.weight;
        flows.moves += self.weight;
        self.people[i].go_to(SEEKING);
        if self.now(&self.people[i], Purpose::Away) < away {
            flows.departures += self.weight;
            self.people[i].travelling = true;
        }
    }

    /// A month's exits of one person.
    fn exit(&mut self, i: usize, departures: &Departures<'_>, flows: &mut Flows) {
        let weight = self.weight;
        let (quit, seek, away) = self.hazards(&self.people[i], departures);
        let risks = departures.ages(self.people[i].region).risks(self.people[i].age, quit, seek);
        let outcome = risks.outcome(self.now(&self.people[i], Purpose::Exit));
        let person = &mut self.people[i];
        let leaves_post = person.in_post() && !matches!(outcome, None | Some(Cause::Seek));
        if leaves_post {
            flows.exits[person.place] += weight;
        }
        match outcome {
            None => {}
            Some(Cause::Retire) => {
                flows.retirements += weight;
                person.gone = true;
            }
            Some(Cause::Die) => {
                flows.deaths += weight;
                person.gone = true;
            }
            Some(Cause::Quit) if person.place == SEEKING => {
                flows.departures += weight;
                person.travelling = true;
            }
            Some(Cause::Seek) if person.place == INACTIVE => person.go_to(SEEKING),
            Some(Cause::Seek) if person.in_post() => self.lose_post(i, away, flows),
            // Leaves the field: from a post, or gives up seeking.
            Some(Cause::Quit | Cause::Seek) => {
                if person.certificate == 0 {
                    flows.left += weight;
                    person.gone = true;
                } else {
                    person.go_to(INACTIVE);
                }
            }
        }
        if !self.people[i].gone && self.contract_ends(&self.people[i], departures) {
            self.lose_post(i, away, flows);
        }
    }

    /// Factors on the odds of sitting by organisation: `exp(effect·(share who sat last year − the setting's))`.
    fn odds(&self, person: &Person) -> f64 {
        let share = |(sat, there): (u32, u32)| {
            if there == 0 { 0.0 } else { f64::from(sat) / f64::from(there) }
        };
        let own = (person.region, person.place, person.organisation);
        let Some(colleagues) = self.sat.get(&own) else { return 1.0 };
        let mut all = (0, 0);
        for ((r, s, _), (sat, there)) in &self.sat {
            if (*r, *s) == (person.region, person.place) {
                all = (all.0 + sat, all.1 + there);
            }
        }
        math::exp(self.params.colleague_effect * (share(*colleagues) - share(all)))
    }

    /// How likely somebody sits the mid exam, and the other one that is open to them.
    fn readiness(&self, person: &Person, june: &June<'_>, uptake: &[f64; CERTIFICATES]) -> (f64, f64) {
        let mut uptake = *uptake;
        if self.features.colleagues && person.in_post() {
            let odds = self.odds(person);
            uptake = uptake.map(|u| u * odds / (1.0 - u + u * odds));
        }
        let (mut mid, mut other) = (0.0, 0.0);
        for route in 0..ROUTES {
            let share = if self.features.routes {
                f64::from(u8::from(route == person.route))
            } else {
                june.education[person.certificate][route]
            };
            let who_sit = june.shares_who_sit(person.years(), route, &uptake);
            for ((from, to), sit) in STEPS.into_iter().zip(who_sit) {
                if from == person.certificate {
                    *(if to == 2 { &mut mid } else { &mut other }) += sit * share;
                }
            }
        }
        (mid, other)
    }

    /// Who sits in June, for which step, and whether only the papers that are missing.
    fn candidates(&self, june: &June<'_>) -> Vec<(usize, usize, bool)> {
        let uptake = june.uptake(self.heads(june.region));
        let returning = june.params.partial_return;
        let mut ready = Vec::new();
        for (i, person) in self.people.iter().enumerate() {
            let may = person.place <= SEEKING && person.certificate < 3 && person.papers != Papers::Review;
            if person.region == june.region && may {
                let (mid, other) = self.readiness(person, june, &uptake[person.place]);
                if mid > 0.0 || other > 0.0 {
                    ready.push((i, mid, other, person.papers == Papers::Some));
                }
            }
        }
        let mut candidates = Vec::new();
        for (i, mid, other, again) in &ready {
            let k = self.people[*i].certificate;
            // As many sit as without papers: who holds some comes back more often, the rest less often.
            let of_certificate = ready.iter().filter(|(i, ..)| self.people[*i].certificate == k);
            let (mut all, mut first, mut back) = (0.0, 0.0, 0.0);
            for (_, mid, _, again) in of_certificate {
                all += mid;
                if *again {
                    back += returning;
                } else {
                    first += mid;
                }
            }
            let sits_mid = if *again {
                returning
            } else if first > 0.0 {
                mid * ((all - back).max(0.0) / first)
            } else {
                0.0
            };
            // Who does not sit mid may sit the other one, with the chance that it has among them.
            let sits_other = if *mid < 1.0 { other / (1.0 - mid) * (1.0 - sits_mid) } else { 0.0 };
            let luck = self.now(&self.people[*i], Purpose::Sit);
            let to = if luck < sits_mid {
                2
            } else if luck < sits_mid + sits_other {
                k + 1
            } else {
                continue;
            };
            let step = STEPS.iter().position(|step| *step == (k, to)).expect("a step of the ladder");
            candidates.push((*i, step, *again));
        }
        candidates
    }

    /// Keeps who sat in each organisation of a region for the next year.
    fn remember(&mut self, region: usize, candidates: &[(usize, usize, bool)]) {
        self.sat.retain(|(r, ..), _| *r != region);
        for (i, person) in self.people.iter().enumerate() {
            if person.region == region && person.in_post() {
                let own = (region, person.place, person.organisation);
                let (sat, there) = self.sat.entry(own).or_default();
                *sat += u32::from(candidates.iter().any(|(candidate, ..)| *candidate == i));
                *there += 1;
            }
        }
    }

    /// Gives a certificate. An appointment to the grade below ends; from the mid certificate on practice counts from it.
    fn certify(&mut self, i: usize, to: usize) {
        let person = &mut self.people[i];
        (person.certificate, person.appointed) = (to, false);
        if to == 2 {
            person.service += person.practice;
            person.practice = 0;
        }
    }
}

/// Appointed holders leave as other holders do.
fn keep_share(
    appointed: &mut BySettingCertificate,
    before: &BySettingCertificate,
    after: &BySettingCertificate,
) {
    for s in 0..SETTINGS {
        for k in 0..CERTIFICATES {
            if before[s][k] > 0.0 {
                appointed[s][k] *= after[s][k] / before[s][k];
            }
        }
    }
}

impl Persons for Plain {
    fn agents(&self) -> usize {
        self.people.len()
    }
}

impl Population for Plain {
    fn begin(&mut self, _executor: &impl Executor, month: usize) {
        self.month = month;
        for person in &mut self.people {
            if self.features.tenure && month > 0 && person.in_post() {
                person.practice += 1;
            }
        }
        self.count_anew();
    }

    fn heads(&self, region: usize) -> &[f64] {
        &self.heads[region * REGION_BLOCKS..(region + 1) * REGION_BLOCKS]
    }

    fn staff_by_age(&self, region: usize) -> Block {
        let mut staff = [0.0; WIDTH];
        for person in self.people.iter().filter(|p| p.region == region && p.in_post()) {
            staff[person.age] += self.weight;
        }
        staff
    }

    fn recount(&self, region: usize) -> f64 {
        self.people.iter().filter(|p| p.region == region && !p.travelling).count() as f64 * self.weight
    }

    fn digest(&self, digest: &mut Digest) {
        for r in 0..self.organisations.len() {
            Seen::digest(
                self.people.iter().filter(|p| p.region == r).map(|p| Seen {
                    id: p.id,
                    place: p.place,
                    certificate: p.certificate,
                    appointed: p.appointed,
                    age: p.age,
                    practice: p.practice,
                    service: p.service,
                    organisation: p.organisation,
                    home: p.home,
                    route: p.route,
                    papers: p.papers,
                    pending: p.pending,
                }),
                digest,
            );
        }
    }

    fn leave(
        &mut self,
        _executor: &impl Executor,
        departures: &Departures<'_>,
        regions: &mut [RegionState],
        flows: &mut [Flows],
        found: &mut [Found],
    ) {
        for (r, own) in regions.iter().enumerate() {
            let numbers = organisations(&self.params, departures.levers, r, own, self.heads(r));
            self.organisations[r] = numbers;
            found[r].staff = self.staff_by_age(r);
        }
        let before: Vec<BySettingCertificate> = (0..regions.len()).map(|r| self.in_posts(r)).collect();
        for i in 0..self.people.len() {
            let region = self.people[i].region;
            self.exit(i, departures, &mut flows[region]);
        }
        self.people.retain(|person| !person.gone);
        self.count_anew();
        for (r, own) in regions.iter_mut().enumerate() {
            if self.features.grades {
                own.appointed = self.appointed(r);
            } else {
                keep_share(&mut own.appointed, &before[r], &self.in_posts(r));
            }
            found[r].people = self.recount(r);
        }
    }

    fn migrate(&mut self, destinations: &Destinations, flows: &mut [Flows]) {
        let home = if self.features.home { math::exp(self.params.migrate_home_effect) } else { 1.0 };
        for i in 0..self.people.len() {
            if !self.people[i].travelling {
                continue;
            }
            let from = self.people[i].region;
            let mut shares = destinations.row(from).to_vec();
            if let Some(share) = shares.get_mut(self.people[i].home) {
                *share *= home;
            }
            let to = pick(&shares, self.now(&self.people[i], Purpose::Destination));
            self.people[i].travelling = false;
            if to < self.organisations.len() {
                flows[to].arrivals += self.weight;
                self.people[i].region = to;
            } else {
                flows[from].moved_away += self.weight;
                self.people[i].gone = true;
            }
        }
        self.people.retain(|person| !person.gone);
        self.count_anew();
    }

    fn add(&mut self, region: usize, at: usize, persons: f64, who: Newcomers<'_>) -> f64 {
        if persons <= 0.0 {
            return 0.0;
        }
        let expected = persons / self.weight;
        let month = self.month + 1;
        let (place, certificate) = (at / PRACTICE_YEARS / CERTIFICATES, at / PRACTICE_YEARS % CERTIFICATES);
        let (home, stream) = match who.origin {
            Origin::Graduate { programme, home } => (home, region << 3 | programme),
            _ => (region, place << 3 | certificate),
        };
        let id = |ordinal| PersonId::of_newcomer(who.origin, home, month, stream, ordinal);
        let key = !self.luck.key(id(0).0);
        let n = match who.origin {
            Origin::Entrant | Origin::Front | Origin::OutsideCandidate => poisson(expected, key, month),
            _ => rounded(expected, uniform(bits(key, Address::new(month, Purpose::Exit)))),
        };
        for ordinal in 0..n {
            let mut person = self.somebody(id(ordinal), month, at);
            (person.region, person.home) = (region, home);
            person.age = pick(&who.ages[..AGES], self.of(&person, month, Purpose::Age));
            if let Origin::Graduate { programme, .. } = who.origin {
                person.route = Programme::ALL[programme].route() as usize;
            }
            self.people.push(person);
            self.join(self.people.len() - 1);
        }
        self.count_anew();
        n as f64 * self.weight
    }

    fn sit(&mut self, june: &June<'_>, state: &mut RegionState, flows: &mut Flows, routes: &mut StepRoutes) {
        if !self.features.candidates() {
            june.sit(self.heads(june.region), state, flows, routes);
            return;
        }
        let (params, weight) = (june.params, self.weight);
        let uptake = june.uptake(self.heads(june.region));
        let (pass, papers) = (june.pass_rates(), june.paper_chances());
        let candidates = self.candidates(june);
        if self.features.colleagues {
            self.remember(june.region, &candidates);
        }
        // All of a step pass with its mean chance, of which those with some papers are a share, unless papers are one's own.
        let mut chances = STEPS.map(|(_, to)| pass[to]);
        if !self.features.papers {
            for (from, step) in [(0, 1), (1, 2)] {
                let sat = candidates.iter().filter(|(_, s, _)| *s == step).count() as f64 * weight;
                let again = (params.partial_return * state.partial[from]).min(sat);
                if sat > 0.0 {
                    chances[step] = ((sat - again) * papers.first + again * papers.again) / sat;
                }
                state.partial[from] = (sat - again) * papers.some;
            }
        }
        let mut passing = Passing::held();
        let mut local = Local::default();
        let mut some = [0.0; 2];
        for i in 0..self.people.len() {
            if self.people[i].region != june.region {
                continue;
            }
            let held = std::mem::take(&mut self.people[i].papers);
            let route = self.people[i].route;
            // Who passed the senior exam a year ago is let through or not.
            if held == Papers::Review && self.now(&self.people[i], Purpose::Review) < params.review_senior {
                self.people[i].pending = 3;
                routes[3][route] += weight;
            }
            let Some((_, step, again)) = candidates.iter().find(|(candidate, ..)| *candidate == i) else {
                continue;
            };
            let (from, to) = STEPS[*step];
            flows.exam_sat[to] += weight;
            local.sat[to] += weight;
            let own_papers = self.features.papers && to == 2;
            let chance = match (own_papers, again) {
                (true, true) => papers.again,
                (true, false) => papers.first,
                (false, _) => chances[*step],
            };
            let luck = self.now(&self.people[i], Purpose::Pass);
            if luck < chance {
                local.passed[to] += weight;
                if to == 3 {
                    self.people[i].papers = Papers::Review;
                    passing.add_senior(weight);
                } else {
                    self.people[i].pending = to;
                    routes[*step][route] += weight;
                }
            } else if own_papers && !again && luck < chance + papers.some {
                self.people[i].papers = Papers::Some;
                some[from] += weight;
            }
        }
        if self.features.papers {
            state.partial = some;
        }
        june.others(&uptake, local, &mut passing, state, flows);
        state.passing = passing;
    }

    fn certify(
        &mut self,
        region: usize,
        passing: &mut Passing,
        appointed: &mut BySettingCertificate,
        flows: &mut Flows,
    ) -> [f64; CERTIFICATES] {
        let before = self.in_posts(region);
        let mut kept = before;
        let mut in_posts = [0.0; CERTIFICATES];
        for i in 0..self.people.len() {
            let person = &self.people[i];
            let (place, k) = (person.place, person.certificate);
            let to = if person.region != region {
                0
            } else if self.features.candidates() {
                person.pending
            } else if place <= SEEKING && k < 3 {
                let shares = passing.shares(place, k, person.years());
                let luck = self.now(person, Purpose::Pass);
                // Luck is cut into the shares of senior, mid and assistant, in this order.
                if luck < shares[3] {
                    3
                } else if luck < shares[3] + shares[2] {
                    2
                } else {
                    usize::from(luck < shares[3] + shares[2] + shares[1])
                }
            } else {
                0
            };
            if person.region == region {
                self.people[i].pending = 0;
            }
            if to > k {
                flows.exam_passed[to] += self.weight;
                if place < SETTINGS {
                    in_posts[to] += self.weight;
                    kept[place][k] -= self.weight;
                }
                self.certify(i, to);
            }
        }
        self.count_anew();
        if self.features.grades {
            *appointed = self.appointed(region);
        } else {
            keep_share(appointed, &before, &kept);
        }
        in_posts
    }

    fn appoint(&mut self, region: usize, new: &BySettingCertificate, appointed: &mut BySettingCertificate) {
        for s in 0..SETTINGS {
            let luck = self.luck_of_region(region, Purpose::Appointment, s);
            let each = rounded_together(&new[s].map(|n| n / self.weight), luck);
            for k in 0..CERTIFICATES {
                if self.features.grades {
                    let waits =
                        |p: &Person| p.region == region && p.place == s && p.certificate == k && !p.appointed;
                    for i in self.first(each[k], Purpose::Appointment, waits) {
                        self.people[i].appointed = true;
                    }
                } else {
                    appointed[s][k] += new[s][k];
                }
            }
        }
        if self.features.grades {
            *appointed = self.appointed(region);
        }
    }

    fn lay_off(
        &mut self,
        region: usize,
        setting: usize,
        share: f64,
        appointed: &mut [f64; CERTIFICATES],
    ) -> f64 {
        let here = |p: &Person| p.region == region && p.place == setting;
        let staff = self.people.iter().filter(|p| here(p)).count() as f64;
        let n = rounded(share * staff, self.luck_of_region(region, Purpose::LayOff, setting));
        let chosen = self.first(n, Purpose::LayOff, here);
        for i in &chosen {
            self.people[*i].go_to(SEEKING);
        }
        self.count_anew();
        let laid_off = chosen.len() as f64;
        if self.features.grades {
            *appointed = self.appointed(region)[setting];
        } else if staff > 0.0 {
            *appointed = appointed.map(|n| n * (1.0 - laid_off / staff));
        }
        laid_off * self.weight
    }

    fn hire(&mut self, region: usize, shares: &[f64; CERTIFICATES], hired: &BySetting) -> BySetting {
        let mut taken = [0.0; SETTINGS];
        if math::sum(hired) <= 0.0 {
            return taken;
        }
        let luck = self.luck_of_region(region, Purpose::Hire, 0);
        let posts = rounded_together(&hired.map(|n| n / self.weight), luck);
        let expected: [f64; CERTIFICATES] =
            std::array::from_fn(|k| shares[k] * (self.count(region, SEEKING, k) / self.weight));
        let wanted = rounded_together(&expected, luck);
        // Those with the smallest numbers of each certificate, and among them those with the smallest numbers first.
        let mut chosen = Vec::new();
        for (k, n) in wanted.into_iter().enumerate() {
            let seeks = |p: &Person| p.region == region && p.place == SEEKING && p.certificate == k;
            chosen.append(&mut self.first(n, Purpose::Hire, seeks));
        }
        let ranked =
            self.first(chosen.len(), Purpose::Post, |p| chosen.iter().any(|i| self.people[*i].id == p.id));
        let settings = (0..SETTINGS).flat_map(|s| std::iter::repeat_n(s, posts[s]));
        for (i, s) in ranked.into_iter().zip(settings) {
            self.people[i].go_to(s);
            self.join(i);
            taken[s] += self.weight;
        }
        self.count_anew();
        taken
    }

    fn new_year(&mut self, region: usize) -> f64 {
        let mut turned_65 = 0.0;
        for person in self.people.iter_mut().filter(|p| p.region == region) {
            person.age += 1;
            if person.age == AGES {
                person.gone = true;
                turned_65 += self.weight;
            }
            if !self.features.tenure && person.in_post() {
                person.practice += 12;
            }
        }
        self.people.retain(|person| !person.gone);
        self.count_anew();
        turned_65
    }
}

#[cfg(test)]
mod tests {
    use crate::agents::{FEATURES, Features};
    use crate::engine::{AgentSettings, Unwatched};
    use crate::executor::Serial;
    use crate::ids::Setting;

    use crate::scenario::{LeverKey, Policy, Scenario, Schedule};
    use crate::time::Month;
    use crate::{Model, Trajectory, Variable};

    /// Compares every variable, region and month. Counts are equal; sums of other numbers may be added in another order.
    fn compare(name: &str, engine: &Trajectory, plain: &Trajectory) {
        const ROUNDING: f64 = 1e-9;
        let regions = (0..engine.regions()).map(Some).chain([None]);
        let series: Vec<_> = regions
            .flat_map(|region| Variable::ALL.into_iter().map(move |variable| (region, variable)))
            .flat_map(|(region, variable)| (0..variable.slots()).map(move |m| (region, variable, m)))
            .collect();
        for row in 0..engine.rows() {
            for (region, variable, member) in &series {
                let of = |run: &Trajectory| run.series(*variable, *member, *region)[row];
                let (found, expected) = (of(engine), of(plain));
                let counts = found.fract() == 0.0 && expected.fract() == 0.0;
                let tolerance = if counts { 0.0 } else { ROUNDING * expected.abs().max(1.0) };
                assert!(
                    (found - expected).abs() <= tolerance,
                    "{name}: {} {member} in region {region:?}, {}: {found} by the engine, {expected} plainly",
                    variable.key(),
                    engine.month(row)
                );
            }
        }
    }

    /// Runs both and compares; returns how many agent-months they were.
    fn same_lives(name: &str, scenario: &Scenario, policy: &Policy, settings: &AgentSettings) -> u64 {
        let model = Model::new(scenario);
        let engine = model.run_agents(policy, settings, &Serial, &mut Unwatched, true).expect("it runs");
        let plain = model.run_agents_plainly(policy, settings).expect("it runs");
        compare(name, &engine.trajectory, &plain.trajectory);
        assert_eq!(engine.digest, plain.digest, "{name}: same numbers, other lives");
        assert_eq!(engine.agent_months, plain.agent_months);
        engine.agent_months
    }

    fn years(key: &str, years: i32) -> Scenario {
        let mut scenario = Scenario::builtin(key).expect("built in");
        scenario.grid.end = scenario.grid.start.plus(12 * years - 1);
        scenario.targets.clear();
        scenario
    }

    /// All ten years where the tests are optimised, else the first three.
    fn chuxiong() -> Scenario {
        years("chuxiong-2021", if cfg!(debug_assertions) { 3 } else { 10 })
    }

    fn settings(features: Features) -> AgentSettings {
        AgentSettings { features, ..AgentSettings::default() }
    }

    #[test]
    fn persons_as_plain_objects_live_the_same_lives() {
        let scenario = chuxiong();
        let policy = scenario.document_policy();
        for features in [Features::NONE, Features::ALL] {
            let name = features.keys().join(" ");
            let agent_months = same_lives(&name, &scenario, &policy, &settings(features));
            assert!(agent_months > 100_000, "{agent_months}");
        }
    }

    #[test]
    fn with_each_feature_alone_lives_are_the_same() {
        let scenario = chuxiong();
        let policy = scenario.document_policy();
        for (key, _) in FEATURES {
            let mut features = Features::NONE;
            features.set(key, true);
            same_lives(key, &scenario, &policy, &settings(features));
        }
    }

    #[test]
    fn with_yearly_shocks_or_as_agents_of_three_persons_lives_are_the_same() {
        let scenario = chuxiong();
        let policy = scenario.document_policy();
        let shocks = AgentSettings { shocks: true, run: 7, ..AgentSettings::default() };
        same_lives("shocks", &scenario, &policy, &shocks);
        let three = AgentSettings { weight: Some(3), ..AgentSettings::default() };
        same_lives("three persons", &scenario, &policy, &three);
        let three = AgentSettings { weight: Some(3), ..settings(Features::NONE) };
        same_lives("three persons, no features", &scenario, &policy, &three);
    }

    #[test]
    fn in_other_places_lives_are_the_same() {
        for key in ["sanming-2013", "taizhou-2010"] {
            let scenario = years(key, 5);
            same_lives(key, &scenario, &scenario.document_policy(), &settings(Features::ALL));
        }
    }

    #[test]
    fn under_a_wild_policy_lives_are_the_same() {
        let scenario = years("chuxiong-2021", 6);
        let steps = |steps: &[(i32, i32, f64)]| Schedule::Steps {
            steps: steps.iter().map(|(year, month, value)| (Month::new(*year, *month), *value)).collect(),
        };
        let levers = [
            // Lay-offs everywhere, then posts again.
            (LeverKey::CommunityStaff, steps(&[(2021, 8, 0.0), (2023, 2, 2.0)])),
            (LeverKey::StationStaff, steps(&[(2022, 3, 0.0), (2023, 5, 6.0)])),
            (LeverKey::GovernmentPosts, steps(&[(2021, 3, 0.0)])),
            (LeverKey::SchoolPosts, steps(&[(2021, 10, 0.0)])),
            (LeverKey::HospitalPosts, steps(&[(2022, 10, 0.0)])),
            (LeverKey::PurchaseBudget, steps(&[(2022, 1, 0.0), (2024, 1, 3e7)])),
            // Agencies are paid after a year and run out of cash.
            (LeverKey::PaymentDelay, steps(&[(2021, 5, 12.0)])),
            (LeverKey::ContractRenewal, steps(&[(2021, 2, 0.5)])),
            (LeverKey::RetirementDelay, steps(&[(2023, 1, 3.0)])),
            (LeverKey::TalentRecruitment, steps(&[(2022, 6, 40.0)])),
            (LeverKey::InstitutionShare, steps(&[(2022, 9, 0.4), (2024, 2, 0.0)])),
        ];
        let policy = Policy { levers: levers.into_iter().collect(), ..Policy::default() };
        let model = Model::new(&scenario);
        for features in [Features::NONE, Features::ALL] {
            let settings = settings(features);
            same_lives("wild", &scenario, &policy, &settings);
            let run = model.run_agents(&policy, &settings, &Serial, &mut Unwatched, false).expect("it runs");
            let laid_off = |setting: Setting, rows: std::ops::Range<usize>| -> f64 {
                run.trajectory.series(Variable::Layoffs, setting.index(), None)[rows].iter().sum()
            };
            let months = run.trajectory.rows();
            let all: f64 = Setting::ALL.into_iter().map(|s| laid_off(s, 1..months)).sum();
            let without_cash = laid_off(Setting::Ngo, 1..13);
            assert!(all > 150.0 && without_cash > 0.0, "{all}, {without_cash} before purchase ends");
        }
    }
}
