//! What it costs: all staff cost by item, and the money of the programme by who pays it.

use super::flows::Flows;
use super::pay::{Pay, subsidies};
use super::state::{BySetting, BySettingCertificate, RegionState};
use crate::ids::{CERTIFICATES, CostItem, MoneySource, SETTINGS, Setting};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

/// Adds the cost of one step.
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
    let (subsidy, eligible) = (subsidies(levers, region), params.subsidy_in());
    let (mut wages, mut subsidy_bill, mut programme_wages, mut purchased) = (0.0, 0.0, 0.0, 0.0);
    let (mut agency_wages, mut contract_wages) = (0.0, 0.0);
    for s in 0..SETTINGS {
        let mut bill = 0.0;
        let mut subsidised = 0.0;
        for k in 0..CERTIFICATES {
            bill += heads[s][k] * pay.by_certificate[s][k];
            let (appointed, below) = (state.appointed[s][k], subsidy[k.saturating_sub(1)]);
            subsidised += (heads[s][k] * below + appointed * (subsidy[k] - below)) * eligible[s];
        }
        // Where the pay floor binds, the subsidy is within the floor.
        let subsidised = subsidised.min(bill);
        let insured = (bill - subsidised) * (1.0 + params.insurance) * months;
        wages += insured;
        subsidy_bill += subsidised * months;
        let paid_before = if posts[s] > 0.0 {
            let redesignated = if s == Setting::Institution.index() { state.redesignated } else { 0.0 };
            ((state.brought[s] + redesignated) / posts[s]).min(1.0)
        } else {
            0.0
        };
        match Setting::ALL[s] {
            Setting::Ngo => agency_wages += insured,
            Setting::Station => purchased += insured,
            _ => programme_wages += insured * (1.0 - paid_before),
        }
        if Setting::ALL[s].on_contract() {
            contract_wages += insured;
        }
    }
    // Agencies are paid for labour and overhead, at most the budget.
    let budget = levers.get(LeverKey::PurchaseBudget, region) * years;
    let project = agency_wages
        / (levers.get(LeverKey::WorkerShare, region) * levers.get(LeverKey::LabourShare, region));
    let receipts = project.min(budget).max(agency_wages);
    purchased += receipts;

    let training =
        levers.get(LeverKey::TrainingHours, region) * state.front * params.training_hour_cost * years;
    let hiring = hired * params.hire_cost;
    let supervision = contract_wages * params.supervised_share * params.supervisor_pay
        / levers.get(LeverKey::Supervision, region);
    let mut cost = |item: CostItem, yuan: f64| flows.cost[item.index()] += yuan;
    cost(CostItem::Wages, wages);
    cost(CostItem::Subsidies, subsidy_bill);
    cost(CostItem::Training, training);
    cost(CostItem::Overhead, receipts - agency_wages);
    cost(CostItem::Hiring, hiring);
    cost(CostItem::Supervision, supervision);
    let society = purchased * params.society_share;
    let lottery = (purchased * params.lottery_share).min(purchased - society);
    flows.funding[MoneySource::Lottery.index()] += lottery;
    flows.funding[MoneySource::Society.index()] += society;
    flows.funding[MoneySource::Fiscal.index()] +=
        programme_wages + subsidy_bill + training + hiring + supervision + (purchased - society - lottery);
}

/// Adds the awards and exam fees that fell due in the month.
pub(crate) fn settle_exam(flows: &mut Flows) {
    let (awards, fees) = (flows.awards_yuan, flows.fees_yuan);
    flows.cost[CostItem::Awards.index()] += awards;
    flows.cost[CostItem::Fees.index()] += fees;
    flows.funding[MoneySource::Fiscal.index()] += awards + fees;
}

/// Present value of one yuan a year over the horizon of candidates.
pub(crate) fn annuity(params: &Params) -> f64 {
    let rate = math::ln(1.0 + params.discount);
    if rate == 0.0 { params.pay_horizon } else { (1.0 - math::exp(-rate * params.pay_horizon)) / rate }
}
