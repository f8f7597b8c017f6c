//! Pay in the twin: what a grade earns, what holders earn on average, and pay against the rest of the economy.

use super::{BySetting, BySettingAndGrade, Twin, in_posts, ratio};
use sim_core::ids::{CERTIFICATES, SETTINGS, Setting};
use sim_core::scenario::LeverKey;
use sim_core::time::Month;

/// Pay in a region, yuan a month.
#[derive(Clone, Debug, Default)]
pub struct Pay {
    pub outside: f64,
    /// Outside pay, as far as own pay follows it.
    pub followed: f64,
    /// By setting and grade.
    pub of_grade: BySettingAndGrade,
    /// Share of holders who are appointed to their grade, by setting and certificate.
    pub appointed: BySettingAndGrade,
    /// By setting and certificate, the mean over appointed and not appointed.
    pub of_holders: BySettingAndGrade,
    pub of_setting: BySetting,
    pub of_everyone: f64,
}

impl Twin<'_> {
    /// Average pay outside social work, yuan a month.
    pub fn outside_pay(&self, r: usize, month: Month) -> f64 {
        let ratio = match self.scenario.regions[r].pay_ratio {
            Some(own) => own,
            None => self.scenario.outside_pay_ratio.value,
        };
        self.national_pay(month) * ratio
    }

    /// The same in the whole nation.
    pub fn national_pay(&self, month: Month) -> f64 {
        let series = &self.scenario.outside_pay_national;
        let t = month.mid_years() - 0.5;
        let (first, last) = (series[0], *series.last().expect("a scenario has a wage"));
        let mut national = first.1;
        for pair in series.windows(2) {
            let ((y0, v0), (y1, v1)) = (pair[0], pair[1]);
            if t > f64::from(y0) {
                national = v0 + (v1 - v0) * (t - f64::from(y0)) / f64::from(y1 - y0);
            }
        }
        if t > f64::from(last.0) {
            national = last.1 * (1.0 + self.params.outside_pay_growth).powf(t - f64::from(last.0));
        }
        national / 12.0
    }

    /// The monthly allowance of those appointed to a grade in a setting.
    pub fn subsidy(&self, lever: impl Fn(LeverKey) -> f64, s: usize, grade: usize) -> f64 {
        let amount = match grade {
            1 => lever(LeverKey::SubsidyAssistant),
            2 => lever(LeverKey::SubsidyMid),
            3 => lever(LeverKey::SubsidySenior),
            _ => 0.0,
        };
        let reaches = match Setting::ALL[s] {
            Setting::Community => self.params.subsidy_in_community,
            Setting::Station => self.params.subsidy_in_station,
            Setting::Ngo => self.params.subsidy_in_ngo,
            _ => 0.0,
        };
        amount * reaches
    }

    /// Base pay against outside pay, by setting.
    pub fn pay_ratio(&self, s: usize) -> f64 {
        let p = self.params;
        match Setting::ALL[s] {
            Setting::Community => p.pay_ratio_community,
            Setting::Institution => p.pay_ratio_institution,
            Setting::Station => p.pay_ratio_station,
            Setting::Ngo => p.pay_ratio_ngo,
            Setting::School => p.pay_ratio_school,
            Setting::Hospital => p.pay_ratio_hospital,
            Setting::Government => p.pay_ratio_government,
        }
    }

    pub fn grade_step(&self, grade: usize) -> f64 {
        let p = self.params;
        [0.0, p.pay_step_assistant, p.pay_step_mid, p.pay_step_senior][grade]
    }

    /// Pay with these lever values, where so many hold certificates and so many of them are appointed to their grade.
    /// Who is not earns what the grade below earns.
    pub fn pay(
        &self,
        lever: impl Fn(LeverKey) -> f64,
        r: usize,
        month: Month,
        heads: &BySettingAndGrade,
        appointed: &BySettingAndGrade,
    ) -> Pay {
        let outside = self.outside_pay(r, month);
        let at_start = self.outside_pay(r, self.scenario.grid.start);
        let followed = at_start * (outside / at_start).powf(self.params.pay_follows_outside);
        let of_grade = |s: usize, grade: usize| {
            let rural = match Setting::ALL[s] {
                Setting::Community | Setting::Station | Setting::Ngo => {
                    lever(LeverKey::RuralBonus) * self.rural_share(r)
                }
                _ => 0.0,
            };
            let pay = self.pay_ratio(s) * followed * (1.0 + self.grade_step(grade))
                + self.subsidy(&lever, s, grade)
                + rural;
            pay.max(lever(LeverKey::PayFloor) * outside)
        };
        let mut pay = Pay { outside, followed, ..Pay::default() };
        let (mut bill_of_all, mut all) = (0.0, 0.0);
        for s in 0..SETTINGS {
            let (mut bill, mut staff) = (0.0, 0.0);
            for k in 0..CERTIFICATES {
                pay.of_grade[s][k] = of_grade(s, k);
                let share = if heads[s][k] > 0.0 { (appointed[s][k] / heads[s][k]).min(1.0) } else { 0.0 };
                pay.appointed[s][k] = share;
                let below = of_grade(s, if k > 0 { k - 1 } else { 0 });
                pay.of_holders[s][k] = share * of_grade(s, k) + (1.0 - share) * below;
                bill += pay.of_holders[s][k] * heads[s][k];
                staff += heads[s][k];
            }
            pay.of_setting[s] = if staff > 0.0 { bill / staff } else { of_grade(s, 0) };
            bill_of_all += bill;
            all += staff;
        }
        pay.of_everyone = if all > 0.0 { bill_of_all / all } else { pay.of_setting[0] };
        pay
    }

    /// Pay in a region under the policy with the people who are there.
    pub fn pay_now(&self, r: usize, month: Month) -> Pay {
        let heads = in_posts(&self.people, r);
        self.pay(|key| self.lever(key, r, month), r, month, &heads, &self.regions[r].appointed)
    }

    /// Pay against outside pay, 1 at the start.
    pub fn relative_pay(&self, r: usize, s: usize, k: usize) -> f64 {
        let (now, start) = (&self.regions[r].pay, &self.solved[r].pay);
        ratio(now.of_holders[s][k] / now.outside, start.of_holders[s][k] / start.outside)
    }

    /// Its mean over people in posts.
    pub fn mean_relative_pay(&self, r: usize, heads: &BySettingAndGrade) -> f64 {
        let (mut total, mut staff) = (0.0, 0.0);
        for s in 0..SETTINGS {
            for k in 0..CERTIFICATES {
                total += heads[s][k] * self.relative_pay(r, s, k);
                staff += heads[s][k];
            }
        }
        if staff > 0.0 { total / staff } else { self.relative_pay(r, 0, 0) }
    }

    /// Its mean over people in posts of a setting.
    pub fn relative_pay_of(&self, r: usize, s: usize, heads: &BySettingAndGrade) -> f64 {
        let staff: f64 = heads[s].iter().sum();
        if staff > 0.0 {
            (0..CERTIFICATES).map(|k| heads[s][k] * self.relative_pay(r, s, k)).sum::<f64>() / staff
        } else {
            self.relative_pay(r, s, 0)
        }
    }
}
