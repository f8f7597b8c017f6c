//! What people in posts earn, and what the rest of the economy pays.

use super::geography::Geography;
use super::state::{BySetting, BySettingCertificate};
use crate::ids::{CERTIFICATES, SETTINGS, Setting};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params, Scenario};
use crate::time::Month;

/// Outside pay of a region: national average × local ratio.
///
/// Unit: yuan a month. Source: the scenario's wage series.
pub(crate) fn outside_pay(scenario: &Scenario, params: &Params, region: usize, month: Month) -> f64 {
    national_pay(scenario, params, month) * scenario.pay_ratio(region)
}

/// The national average wage: straight lines between mid-years, then growing. Unit: yuan a month.
pub(crate) fn national_pay(scenario: &Scenario, params: &Params, month: Month) -> f64 {
    let series = &scenario.outside_pay_national;
    let t = month.mid_years();
    let middle = |year: i32| f64::from(year) + 0.5;
    let (first, last) = (series[0], series[series.len() - 1]);
    let national = if t <= middle(first.0) {
        first.1
    } else if t >= middle(last.0) {
        last.1 * math::pow(1.0 + params.outside_pay_growth, t - middle(last.0))
    } else {
        let i = series.iter().rposition(|(year, _)| middle(*year) <= t).unwrap_or(0);
        let ((y0, v0), (y1, v1)) = (series[i], series[i + 1]);
        v0 + (v1 - v0) * (t - middle(y0)) / (middle(y1) - middle(y0))
    };
    national / 12.0
}

/// Pay in one region and month.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pay {
    /// Outside pay, yuan a month.
    pub outside: f64,
    /// Outside pay as far as own pay follows it, yuan a month.
    pub followed: f64,
    /// Pay by setting and grade, yuan a month.
    pub by_grade: BySettingCertificate,
    /// Mean pay of holders by setting and certificate, yuan a month.
    pub by_certificate: BySettingCertificate,
    /// Of it the mean certificate subsidy, yuan a month.
    pub subsidy: BySettingCertificate,
    /// Mean pay by setting, yuan a month.
    pub by_setting: BySetting,
    /// Mean pay over all settings, yuan a month.
    pub mean: f64,
}

impl Pay {
    /// The same pay where every holder is, or is not, appointed to their own grade.
    pub fn at_grade(&self, appointed: bool) -> Self {
        let mut pay = self.clone();
        for (by_certificate, by_grade) in pay.by_certificate.iter_mut().zip(&self.by_grade) {
            for (k, pay) in by_certificate.iter_mut().enumerate() {
                *pay = by_grade[if appointed { k } else { k.saturating_sub(1) }];
            }
        }
        pay
    }
}

/// Pay: `max(floor, ratio_s·outside₀·(outside/outside₀)^φ·(1 + step_g) + subsidy_g + rural)`, where own pay follows outside
/// pay with `φ = 1` unless the structure is switched.
///
/// Holders who are not appointed to their own grade keep the grade below it.
/// Unit: yuan a month. Source: `docs/model/pay.md`.
pub(crate) fn pay(
    params: &Params,
    geography: &Geography,
    levers: &LeverValues,
    region: usize,
    outside: f64,
    outside_at_start: f64,
    heads: &BySettingCertificate,
    appointed: &BySettingCertificate,
) -> Pay {
    let (ratio, step, eligible) = (params.pay_ratio(), params.pay_step(), params.subsidy_in());
    let subsidy = subsidies(levers, region);
    let floor = levers.get(LeverKey::PayFloor, region) * outside;
    let rural_bonus = levers.get(LeverKey::RuralBonus, region) * geography.rural_share;
    let followed = if params.pay_follows_outside == 1.0 {
        outside
    } else {
        outside_at_start * math::pow(outside / outside_at_start, params.pay_follows_outside)
    };
    let mut pay = Pay { outside, followed, ..Pay::default() };
    let (mut bill, mut staff) = (0.0, 0.0);
    for s in 0..SETTINGS {
        let rural = match Setting::ALL[s] {
            Setting::Community | Setting::Station | Setting::Ngo => rural_bonus,
            _ => 0.0,
        };
        for g in 0..CERTIFICATES {
            let grade = ratio[s] * followed * (1.0 + step[g]) + subsidy[g] * eligible[s] + rural;
            pay.by_grade[s][g] = grade.max(floor);
        }
        let (mut setting_bill, mut setting_staff) = (0.0, 0.0);
        for k in 0..CERTIFICATES {
            let share = appointed_share(heads[s][k], appointed[s][k]);
            let below = pay.by_grade[s][k.saturating_sub(1)];
            pay.by_certificate[s][k] = below + (pay.by_grade[s][k] - below) * share;
            let subsidy_below = subsidy[k.saturating_sub(1)];
            pay.subsidy[s][k] = (subsidy_below + (subsidy[k] - subsidy_below) * share) * eligible[s];
            setting_bill += heads[s][k] * pay.by_certificate[s][k];
            setting_staff += heads[s][k];
        }
        pay.by_setting[s] =
            if setting_staff > 0.0 { setting_bill / setting_staff } else { pay.by_grade[s][0] };
        bill += setting_bill;
        staff += setting_staff;
    }
    pay.mean = if staff > 0.0 { bill / staff } else { pay.by_setting[0] };
    pay
}

/// Monthly certificate subsidy by grade, yuan.
pub(crate) fn subsidies(levers: &LeverValues, region: usize) -> [f64; CERTIFICATES] {
    [
        0.0,
        levers.get(LeverKey::SubsidyAssistant, region),
        levers.get(LeverKey::SubsidyMid, region),
        levers.get(LeverKey::SubsidySenior, region),
    ]
}

/// Share of holders who are appointed to their grade; 0 where there are none.
pub(crate) fn appointed_share(holders: f64, appointed: f64) -> f64 {
    if holders > 0.0 { (appointed / holders).min(1.0) } else { 0.0 }
}

/// Pay against outside pay, relative to the start: `ω = (w/w_out)/(w/w_out at start)`.
pub(crate) fn relative(pay: &Pay, start: &Pay) -> BySettingCertificate {
    std::array::from_fn(|s| {
        std::array::from_fn(|k| {
            math::ratio(pay.by_certificate[s][k] / pay.outside, start.by_certificate[s][k] / start.outside)
        })
    })
}

/// The head-count mean of a value over settings and certificates.
pub(crate) fn mean_over_staff(values: &BySettingCertificate, heads: &BySettingCertificate) -> f64 {
    let (mut total, mut staff) = (0.0, 0.0);
    for s in 0..SETTINGS {
        for k in 0..CERTIFICATES {
            total += values[s][k] * heads[s][k];
            staff += heads[s][k];
        }
    }
    if staff > 0.0 { total / staff } else { values[0][0] }
}
