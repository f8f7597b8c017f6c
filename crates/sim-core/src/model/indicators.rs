//! Reads a month's end and writes it into the trajectory.

use super::ages;
use super::demand::Demand;
use super::equity::Spread;
use super::flows::Flows;
use super::geography::Geography;
use super::pay::Pay;
use super::population::Population;
use super::state::{Block, BySetting, INACTIVE, RegionState, SEEKING, State};
use crate::ids::{
    CERTIFICATES, COST_ITEMS, EQUITY, GROUPS, MONEY_SOURCES, PLACES, PROGRAMMES, SETTINGS, Setting,
};
use crate::math;
use crate::results::{SLOTS, Trajectory, Variable, Whole};
use crate::scenario::{LeverKey, LeverValues};

/// What is known of one region at a month's end besides the state.
pub(crate) struct RegionMonth<'a> {
    pub demand: &'a Demand,
    pub pay: &'a Pay,
    pub posts: BySetting,
    pub flows: &'a Flows,
    pub institution_posts: f64,
    pub urban: bool,
    pub rules: Rules,
}

/// What a policy rules that is judged as such.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub stations: f64,
    pub worker_share: f64,
    pub labour_share: f64,
}

impl Rules {
    /// The rules of one region.
    pub fn of(levers: &LeverValues, geography: &Geography, region: usize) -> Self {
        Self {
            stations: geography.townships * levers.get(LeverKey::StationCoverage, region),
            worker_share: levers.get(LeverKey::WorkerShare, region),
            labour_share: levers.get(LeverKey::LabourShare, region),
        }
    }
}

/// A month's value of every series.
type Row = [f64; SLOTS];

/// So many months are written together: eight numbers are a cache line.
const TOGETHER: usize = 8;

/// Reads months and writes them into a trajectory, where the months of a series lie side by side: here the values of a month
/// do, until several months are complete.
pub(crate) struct Record {
    /// `[month][region, the whole place last]`.
    rows: Vec<Row>,
    regions: usize,
    /// How many months are complete, and how many have been written.
    complete: usize,
    written: usize,
    equity: Spread,
}

impl Record {
    pub fn new(regions: usize) -> Self {
        let rows = vec![[0.0; SLOTS]; TOGETHER * (regions + 1)];
        Self { rows, regions, complete: 0, written: 0, equity: Spread::default() }
    }

    /// The rows of the month that is read.
    fn month(&mut self) -> &mut [Row] {
        let first = (self.complete - self.written) * (self.regions + 1);
        &mut self.rows[first..=first + self.regions]
    }

    /// Reads a month's end, all but the ages.
    pub fn read<'a, P: Population>(&mut self, state: &State<P>, month: impl Fn(usize) -> RegionMonth<'a>) {
        self.equity.clear();
        for r in 0..self.regions {
            let month = month(r);
            let staff = region(&mut self.month()[r], r, state, &month);
            let (need, norm) = (math::sum(&month.demand.need), math::sum(&month.demand.norm_posts));
            self.equity.add(staff, need, norm, month.urban);
        }
    }

    /// Completes the month that was read, given people in posts by age.
    pub fn complete(&mut self, run: &mut Trajectory, staff_by_age: &[Block]) {
        let row = self.complete;
        let since = ages::since_birthday(run.month(row), row == 0);
        let equity = self.equity.measures();
        let (whole, regions) = self.month().split_last_mut().expect("the whole place has a row");
        for (row, by_age) in regions.iter_mut().zip(staff_by_age) {
            row[Variable::MeanAge.first_slot()] = ages::mean(by_age, since);
        }
        add_up(whole, regions, &equity);
        self.complete += 1;
        if self.complete - self.written == TOGETHER {
            self.write(run);
        }
    }

    /// Writes the months that are complete.
    pub fn write(&mut self, run: &mut Trajectory) {
        let rows = (self.complete - self.written) * (self.regions + 1);
        run.put(self.written, &self.rows[..rows]);
        self.written = self.complete;
    }
}

/// Fills the row of the whole place.
fn add_up(whole: &mut Row, regions: &[Row], equity: &[f64; EQUITY]) {
    whole.fill(0.0);
    for row in regions {
        for (sum, value) in whole.iter_mut().zip(row) {
            *sum += value;
        }
    }
    let mean = |slot: usize, weight: &dyn Fn(&Row) -> f64| {
        let (mut total, mut weights) = (0.0, 0.0);
        for row in regions {
            total += weight(row) * row[slot];
            weights += weight(row);
        }
        if weights > 0.0 { total / weights } else { regions[0][slot] }
    };
    let (front, staff) = (Variable::FrontLine.first_slot(), Variable::Professionals.first_slot());
    for variable in Variable::ALL {
        for member in 0..variable.slots() {
            let slot = variable.first_slot() + member;
            whole[slot] = match variable.info().whole {
                Whole::Sum => break,
                Whole::MeanByStaff if variable.slots() > 1 => mean(slot, &|row| row[staff + member]),
                Whole::MeanByStaff => {
                    mean(slot, &|row| row[staff..staff + SETTINGS].iter().fold(0.0, |total, n| total + n))
                }
                Whole::MeanByFront => mean(slot, &|row| row[front]),
                Whole::Alone => equity[member],
            };
        }
    }
}

/// Reads a region and returns how many are in posts.
fn region<P: Population>(row: &mut Row, r: usize, state: &State<P>, month: &RegionMonth<'_>) -> f64 {
    let (own, flows) = (&state.regions[r], month.flows);
    let heads = state.people.in_posts(r);
    let staff: BySetting = heads.map(|k| k.iter().fold(0.0, |t, n| t + n));
    let professionals = staff.iter().fold(0.0, |t, n| t + n);
    let mut put = |variable: Variable, member: usize, value: f64| row[variable.first_slot() + member] = value;
    put(Variable::FrontLine, 0, own.front);
    put(Variable::Practitioners, 0, professionals + own.front);
    for s in 0..SETTINGS {
        put(Variable::Professionals, s, staff[s]);
        put(Variable::Posts, s, month.posts[s]);
        put(Variable::Vacancies, s, (month.posts[s] - staff[s]).max(0.0));
        put(Variable::Exits, s, flows.exits[s]);
        put(Variable::Hires, s, flows.hires[s]);
        put(Variable::Conversions, s, flows.conversions[s]);
        put(Variable::Layoffs, s, flows.layoffs[s]);
        put(Variable::Pay, s, month.pay.by_setting[s]);
    }
    for place in 0..PLACES {
        for k in 0..CERTIFICATES {
            put(Variable::People, place * CERTIFICATES + k, state.people.count(r, place, k));
        }
    }
    for k in 1..CERTIFICATES {
        let practising = heads.iter().fold(0.0, |t, by| t + by[k]);
        let between = state.people.count(r, SEEKING, k) + state.people.count(r, INACTIVE, k);
        put(Variable::CertifiedPractising, k - 1, practising);
        put(Variable::CertifiedPeople, k - 1, practising + between);
        put(Variable::Issued, k - 1, own.issued[k]);
        put(Variable::Appointed, k - 1, own.appointed.iter().fold(0.0, |t, by| t + by[k]));
        put(Variable::ExamSat, k - 1, flows.exam_sat[k]);
        put(Variable::ExamPassed, k - 1, flows.exam_passed[k]);
    }
    for k in 1..CERTIFICATES {
        let practising = heads.iter().fold(0.0, |t, by| t + by[k]);
        put(Variable::Registered, k - 1, practising * own.registered[k]);
    }
    for p in 0..PROGRAMMES {
        put(Variable::Students, p, math::sum(&own.students[p]));
        put(Variable::Graduates, p, flows.graduates[p]);
        put(Variable::GraduatesEntering, p, flows.graduates_entering[p]);
    }
    put(Variable::Bonded, 0, math::sum(&own.bonded));
    put(Variable::Experts, 0, flows.talent);
    put(Variable::Arrivals, 0, flows.arrivals);
    put(Variable::Departures, 0, flows.departures);
    put(Variable::MovedAway, 0, flows.moved_away);
    put(Variable::EquivalentMid, 0, own.equivalent[0]);
    put(Variable::EquivalentSenior, 0, own.equivalent[1]);
    put(Variable::PartialPapers, 0, math::sum(&own.partial));
    put(Variable::AwaitingReview, 0, own.awaiting_review);
    put(Variable::Organisations, 0, own.organisations);
    put(Variable::CashGap, 0, (-own.cash.yuan()).max(0.0));
    put(Variable::SecondedHours, 0, flows.seconded_hours);
    put(Variable::Volunteers, 0, flows.volunteers);
    put(Variable::Load, 0, own.perceived_load);
    put(Variable::OutsidePay, 0, month.pay.outside);
    put(Variable::Stations, 0, month.rules.stations);
    put(Variable::WorkerShare, 0, month.rules.worker_share);
    put(Variable::LabourShare, 0, month.rules.labour_share);
    put(Variable::Redesignations, 0, flows.redesignations);
    put(Variable::FrontPasses, 0, flows.front_passes);
    put(Variable::OutsidePasses, 0, flows.outside_passes);
    put(Variable::Left, 0, flows.left);
    put(Variable::Entrants, 0, flows.entrants);
    put(Variable::Retirements, 0, flows.retirements + flows.aged_out);
    put(Variable::Deaths, 0, flows.deaths);
    put(Variable::Population, 0, month.demand.residents);
    for g in 0..GROUPS {
        put(Variable::GroupPeople, g, month.demand.groups[g]);
        put(Variable::NeedHours, g, flows.need[g]);
        put(Variable::ServedHours, g, flows.served[g]);
        put(Variable::BacklogHours, g, own.backlog[g]);
        put(Variable::NormPosts, g, month.demand.norm_posts[g]);
    }
    put(Variable::CapacityHours, 0, flows.capacity);
    put(Variable::TrainingHours, 0, own.training_hours);
    put(Variable::Venues, 0, own.venues);
    put(Variable::InstitutionProfessionalPosts, 0, month.institution_posts);
    let filled = institution_posts_filled(own, &month.posts, staff[Setting::Institution.index()]);
    put(Variable::InstitutionPostsFilled, 0, filled);
    for item in 0..COST_ITEMS {
        put(Variable::Cost, item, flows.cost[item]);
    }
    for source in 0..MONEY_SOURCES {
        put(Variable::Funding, source, flows.funding[source]);
    }
    math::sum(&heads.map(|k| math::sum(&k)))
}

/// Filled social-work posts of social-work institutions. Posts brought along by converts belong to other units: the fill
/// rate is that of all institution posts.
pub(crate) fn institution_posts_filled(own: &RegionState, posts: &BySetting, staff: f64) -> f64 {
    let i = Setting::Institution.index();
    let filled = if posts[i] > 0.0 { (staff / posts[i]).min(1.0) } else { 0.0 };
    (posts[i] - own.brought[i]).max(0.0) * filled
}
