//! What it costs: all staff cost by item, and the money of the programme by who pays it.

use super::flows::Flows;
use super::pay::Pay;
use super::state::{BySetting, BySettingCertificate, RegionState};
use crate::ids::{CERTIFICATES, CostItem, MoneySource, Programme, SETTINGS, Setting};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

/// Adds the cost of one step.
///
/// Training includes continuing education of holders in posts; education is students, bases and sites; people are honours,
/// volunteers (those linked to a worker, not the active ones only) and recruited experts. Fees include the drive for outside
/// candidates.
///
/// The programme does not pay the wages of posts that came with converted staff or were re-designated with their
/// holders: they were paid before.
/// Unit: yuan. Source: `docs/model/money.md`.
pub(crate) fn spend(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    years: f64,
    pay: &Pay,
    heads: &BySettingCertificate,
    posts: &BySetting,
    state: &RegionState,
    hired: f64,
    flows: &mut Flows,
) {
    let months = years * 12.0;
    let (mut wages, mut subsidy_bill, mut programme_wages, mut purchased) = (0.0, 0.0, 0.0, 0.0);
    let mut agency_wages = 0.0;
    for s in 0..SETTINGS {
        let (mut bill, mut subsidised) = (0.0, 0.0);
        for k in 0..CERTIFICATES {
            bill += heads[s][k] * pay.by_certificate[s][k];
            subsidised += heads[s][k] * pay.subsidy[s][k];
        }
        // Where the pay floor binds, the subsidy is within the floor.
        let subsidised = subsidised.min(bill);
        let insured = (bill - subsidised) * (1.0 + params.insurance) * months;
        wages += insured;
        subsidy_bill += subsidised * months;
        let paid_before = if posts[s] > 0.0 {
            // When the norm falls again, the posts it brought are gone, with their holders or without.
            let above_start = (posts[s] - state.designated[s]).max(0.0);
            let redesignated =
                if s == Setting::Institution.index() { state.redesignated.min(above_start) } else { 0.0 };
            ((state.brought[s] + redesignated) / posts[s]).min(1.0)
        } else {
            0.0
        };
        match Setting::ALL[s] {
            Setting::Ngo => agency_wages += insured,
            Setting::Station => purchased += insured,
            _ => programme_wages += insured * (1.0 - paid_before),
        }
    }
    // Agencies are paid for labour and overhead, at most the budget.
    let (project, receipts) = project(levers, region, years, agency_wages);
    // Staff whom the budget no longer pays are paid by the agency until they are laid off.
    let own_funds = (agency_wages - receipts).max(0.0);
    flows.invoiced += receipts;
    flows.outlay += project;
    purchased += receipts;

    let training =
        levers.get(LeverKey::TrainingHours, region) * state.front * params.training_hour_cost * years;
    let hiring = hired * params.hire_cost;
    let venues = flows.venues * params.venue_cost;
    // The usual supervision is done by senior colleagues; more of it is paid for everyone it reaches.
    let more_supervisors =
        (1.0 / levers.get(LeverKey::Supervision, region) - 1.0 / params.supervision_reference).max(0.0);
    let supervision = wages * params.supervisor_pay * more_supervisors;
    let lever = |key| levers.get(key, region);
    let students = state.students.iter().fold(0.0, |t, years| t + math::sum(years));
    let directed = math::sum(&state.students[Programme::Directed.index()]);
    let education = (students * params.student_cost
        + directed * params.directed_cost
        + lever(LeverKey::TrainingBases) * params.base_cost
        + lever(LeverKey::DemonstrationSites) * params.site_cost)
        * years;
    let staff = heads.iter().fold(0.0, |t, k| t + math::sum(k));
    let holders: f64 = heads.iter().fold(0.0, |t, k| t + k[1] + k[2] + k[3]);
    let people = (staff * lever(LeverKey::Recognition) * params.recognition_cost
        + flows.volunteers / params.volunteer_active.max(f64::MIN_POSITIVE) * params.volunteer_cost)
        * years
        + flows.talent * params.talent_cost;
    let incubation = lever(LeverKey::AgencyIncubation) * params.incubation_cost * years;
    let training =
        training + holders * lever(LeverKey::ContinuingEducation) * params.training_hour_cost * years;
    let mut cost = |item: CostItem, yuan: f64| flows.cost[item.index()] += yuan;
    cost(CostItem::Wages, wages);
    cost(CostItem::Subsidies, subsidy_bill);
    cost(CostItem::Training, training);
    cost(CostItem::Overhead, (receipts - agency_wages).max(0.0));
    cost(CostItem::Hiring, hiring);
    cost(CostItem::Venues, venues);
    cost(CostItem::Supervision, supervision);
    cost(CostItem::Education, education);
    cost(CostItem::People, people);
    cost(CostItem::Incubation, incubation);
    let society = purchased * levers.get(LeverKey::SocietyShare, region);
    let lottery = (purchased * params.lottery_share).min(purchased - society);
    flows.funding[MoneySource::Lottery.index()] += lottery;
    flows.funding[MoneySource::Society.index()] += society + own_funds;
    flows.funding[MoneySource::Fiscal.index()] += programme_wages
        + subsidy_bill
        + training
        + hiring
        + venues
        + supervision
        + education
        + people
        + incubation
        + (purchased - society - lottery);
}

/// Wages of agency staff with insurance and without subsidies. Unit: yuan a month.
pub(crate) fn agency_wages(params: &Params, pay: &Pay, heads: &BySettingCertificate) -> f64 {
    let s = Setting::Ngo.index();
    let (mut bill, mut subsidised) = (0.0, 0.0);
    for k in 0..CERTIFICATES {
        bill += heads[s][k] * pay.by_certificate[s][k];
        subsidised += heads[s][k] * pay.subsidy[s][k];
    }
    (bill - subsidised.min(bill)) * (1.0 + params.insurance)
}

/// What the projects of agencies cost, and what is paid for them: at most the budget.
///
/// Unit: yuan in `years`.
pub(crate) fn project(levers: &LeverValues, region: usize, years: f64, agency_wages: f64) -> (f64, f64) {
    let cost = agency_wages
        / (levers.get(LeverKey::WorkerShare, region) * levers.get(LeverKey::LabourShare, region));
    (cost, cost.min(levers.get(LeverKey::PurchaseBudget, region) * years))
}

/// Adds the awards and exam fees that fell due in the month.
pub(crate) fn settle_exam(flows: &mut Flows) {
    let (awards, fees) = (flows.awards_yuan, flows.fees_yuan + flows.drive_yuan);
    flows.cost[CostItem::Awards.index()] += awards;
    flows.cost[CostItem::Fees.index()] += fees;
    flows.funding[MoneySource::Fiscal.index()] += awards + fees;
}

/// Present value of one yuan a year over the horizon of candidates.
pub(crate) fn annuity(params: &Params) -> f64 {
    let rate = math::ln(1.0 + params.discount);
    if rate == 0.0 { params.pay_horizon } else { (1.0 - math::exp(-rate * params.pay_horizon)) / rate }
}
