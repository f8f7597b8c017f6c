//! Who of the eligible sits: a logit of pay, fees, training and graded posts.

use super::appointment::graded_posts;
use super::money::annuity;
use super::pay::Pay;
use super::sites;
use super::state::{BySetting, BySettingCertificate};
use crate::ids::CERTIFICATES;
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

/// Log-odds of sitting at neutral levers that stand in for what is not modelled; solved at the start.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Uptake {
    intercept: [f64; CERTIFICATES],
}

fn base_uptake(params: &Params) -> [f64; CERTIFICATES] {
    [0.0, params.uptake_assistant, params.uptake_mid, params.uptake_senior]
}

/// Log of one plus what a certificate adds to a year's pay over the candidate's horizon.
fn gain(params: &Params, monthly: f64, award: f64, monthly_pay: f64) -> f64 {
    let present_value = annuity(params) * 12.0 * monthly + award;
    // A planner may set subsidies that fall with the grade: no candidate expects to lose more than a year's pay.
    math::ln((1.0 + present_value / (12.0 * monthly_pay)).max(0.01))
}

impl Uptake {
    /// Solves the intercepts so that uptake equals the base rates at neutral levers. Grade steps are relative to
    /// pay, so the same intercepts serve every region and setting.
    pub fn solve(params: &Params) -> Self {
        let step = params.pay_step();
        let mut intercept = [0.0; CERTIFICATES];
        for k in 1..CERTIFICATES {
            let neutral = gain(params, step[k] - step[k - 1], 0.0, 1.0);
            intercept[k] = math::logit(base_uptake(params)[k].clamp(1e-9, 1.0 - 1e-9))
                - params.uptake_pay_effect * neutral;
        }
        Self { intercept }
    }

    /// Shares of the eligible who sit, by setting and certificate: log-odds of
    /// `intercept + β_S·gain + β_F·fee paid + β_T·training + β_sites·share of staff in sites + β_P·(graded share − neutral)`.
    pub fn shares(
        &self,
        params: &Params,
        levers: &LeverValues,
        region: usize,
        pay: &Pay,
        heads: &BySettingCertificate,
        posts: &BySetting,
    ) -> BySettingCertificate {
        let ratio = params.pay_ratio();
        let lever = |key: LeverKey| levers.get(key, region);
        let award =
            [0.0, lever(LeverKey::AwardAssistant), lever(LeverKey::AwardMid), lever(LeverKey::AwardSenior)];
        let graded = [
            0.0,
            0.0,
            lever(LeverKey::GradedMid) - LeverKey::GradedMid.lever().neutral,
            lever(LeverKey::GradedSenior) - LeverKey::GradedSenior.lever().neutral,
        ];
        let training = params.uptake_training_effect * training_units(params, levers, region);
        let staff = heads.iter().fold(0.0, |t, k| t + math::sum(k));
        let sites = params.site_uptake_effect * sites::coverage(params, levers, region, staff);
        let base = base_uptake(params);
        std::array::from_fn(|s| {
            let mut shares = [0.0; CERTIFICATES];
            for k in 1..CERTIFICATES {
                if base[k] <= 0.0 {
                    continue;
                }
                let chance = (graded_posts(levers, region, posts[s], k) / heads[s][k].max(1e-9)).min(1.0);
                // What the next grade pays more, with a pay floor less, if there is a post of that grade.
                let more = (pay.by_grade[s][k] - pay.by_grade[s][k - 1]) * chance;
                let value = gain(params, more, award[k], ratio[s] * pay.followed);
                let fee = params.uptake_fee_effect * lever(LeverKey::FeePaid) * fee_weight(params, k);
                shares[k] = math::logistic(
                    self.intercept[k]
                        + params.uptake_pay_effect * value
                        + fee
                        + training
                        + sites
                        + params.uptake_graded_effect * graded[k],
                );
            }
            shares
        })
    }
}

/// A fee that is repaid only after passing counts for as much as passing is likely.
fn fee_weight(params: &Params, certificate: usize) -> f64 {
    let pass = [1.0, params.pass_assistant, params.pass_mid, params.pass_senior][certificate];
    1.0 - params.fee_after_pass * (1.0 - pass)
}

/// Training hours beyond the neutral ones, in the unit of the effects. Where they are above 0, training bases make them
/// tell more: `· (1 + effect·bases of the region, at most 1)`.
pub(super) fn training_units(params: &Params, levers: &LeverValues, region: usize) -> f64 {
    let units = (levers.get(LeverKey::TrainingHours, region) - LeverKey::TrainingHours.lever().neutral)
        / params.training_unit;
    let covered = levers.get(LeverKey::TrainingBases, region).min(1.0);
    units * if units > 0.0 { 1.0 + params.base_training_effect * covered } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SETTINGS;

    #[test]
    fn at_neutral_levers_uptake_is_the_base_rate() {
        let params = Params::default();
        let uptake = Uptake::solve(&params);
        let mut levers = LeverValues::new(1);
        for lever in &crate::scenario::LEVERS {
            levers.set(lever.key, 0, lever.neutral);
        }
        let mut pay = Pay { outside: 8000.0, followed: 8000.0, ..Pay::default() };
        for (grades, ratio) in pay.by_grade.iter_mut().zip(params.pay_ratio()) {
            for (grade, step) in grades.iter_mut().zip(params.pay_step()) {
                *grade = ratio * pay.outside * (1.0 + step);
            }
        }
        let heads = [[0.0; CERTIFICATES]; SETTINGS];
        for shares in uptake.shares(&params, &levers, 0, &pay, &heads, &[10.0; SETTINGS]) {
            assert!((shares[1] - params.uptake_assistant).abs() < 1e-12);
            assert!((shares[2] - params.uptake_mid).abs() < 1e-12);
            assert!((shares[3] - params.uptake_senior).abs() < 1e-12);
        }
    }
}
