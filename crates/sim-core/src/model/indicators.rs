//! Writes a month into the trajectory.

use super::demand::Demand;
use super::flows::Flows;
use super::pay::Pay;
use super::state::{BySetting, INACTIVE, SEEKING, State};
use crate::ids::{CERTIFICATES, COST_ITEMS, GROUPS, MONEY_SOURCES, PLACES, SETTINGS, Setting};
use crate::results::{Trajectory, Variable, Whole};

/// What is known of one region at a month's end besides the state.
pub(crate) struct RegionMonth<'a> {
    pub demand: &'a Demand,
    pub pay: &'a Pay,
    pub posts: BySetting,
    pub flows: &'a Flows,
    pub institution_posts: f64,
}

/// Writes one row of every region, then of the whole place.
pub(crate) fn record(run: &mut Trajectory, row: usize, state: &State, months: &[RegionMonth<'_>]) {
    for (r, month) in months.iter().enumerate() {
        region(run, row, r, state, month);
    }
    let regions = months.len();
    for variable in Variable::ALL {
        for member in 0..variable.slots() {
            let weighted = |weight: Variable, weight_member: usize, run: &Trajectory| {
                let (mut total, mut weights) = (0.0, 0.0);
                for r in 0..regions {
                    let w = run.series(weight, weight_member, Some(r))[row];
                    total += w * run.series(variable, member, Some(r))[row];
                    weights += w;
                }
                if weights > 0.0 { total / weights } else { run.series(variable, member, Some(0))[row] }
            };
            let value = match variable.info().whole {
                Whole::Sum => (0..regions).fold(0.0, |t, r| t + run.series(variable, member, Some(r))[row]),
                Whole::MeanByStaff => weighted(Variable::Professionals, member, run),
                Whole::MeanByFront => weighted(Variable::FrontLine, 0, run),
            };
            run.put(variable, member, regions, row, value);
        }
    }
}

fn region(run: &mut Trajectory, row: usize, r: usize, state: &State, month: &RegionMonth<'_>) {
    let (own, flows) = (&state.regions[r], month.flows);
    let heads = state.people.in_posts(r);
    let staff: BySetting = heads.map(|k| k.iter().fold(0.0, |t, n| t + n));
    let professionals = staff.iter().fold(0.0, |t, n| t + n);
    let mut put = |variable: Variable, member: usize, value: f64| run.put(variable, member, r, row, value);
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
    // Posts brought along by converts belong to other units: the fill rate is that of all institution posts.
    let i = Setting::Institution.index();
    let filled = if month.posts[i] > 0.0 { (staff[i] / month.posts[i]).min(1.0) } else { 0.0 };
    put(Variable::InstitutionPostsFilled, 0, (month.posts[i] - own.brought[i]).max(0.0) * filled);
    for item in 0..COST_ITEMS {
        put(Variable::Cost, item, flows.cost[item]);
    }
    for source in 0..MONEY_SOURCES {
        put(Variable::Funding, source, flows.funding[source]);
    }
}
