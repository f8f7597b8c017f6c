//! Whether what a policy asks for can be had: doubts about a run, each beside the lever that causes it.

use super::trajectory::Trajectory;
use super::variables::Variable;
use crate::ids::{CERTIFICATES, Setting};
use crate::math;
use crate::scenario::{LeverKey, Policy, Scenario, Text};
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// What is doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// More posts than people to fill them.
    PostsWithoutPeople,
    /// A caseload that cannot last.
    CaseloadTooHigh,
    /// Training hours that convert nobody more.
    TrainingBeyondCeiling,
    /// Hardly any front-line staff are left to convert.
    FrontLineExhausted,
    /// Graded posts for which there are no holders.
    GradedPostsEmpty,
    /// Agencies cannot take on the whole budget.
    BudgetBeyondAgencies,
    /// Agencies run out of cash.
    AgenciesWithoutCash,
    /// More volunteers than workers can lead.
    VolunteersUnled,
    /// Hours beyond what registration asks for.
    HoursBeyondRegistration,
    /// More bases than regions.
    BasesBeyondRegions,
}

/// A doubt about a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    /// What is doubtful.
    pub doubt: Doubt,
    /// The lever beside which it belongs; none when no lever of the policy causes it.
    pub lever: Option<LeverKey>,
    /// The first month of it.
    pub since: Month,
    /// The figure it turns on, in the doubt's own unit: a share, hours, persons or yuan.
    pub value: f64,
    /// In a sentence.
    pub text: Text,
}

/// From which share of vacancies on posts count as more than people can fill, and for how many months in a row. These and
/// the thresholds below decide what is worth a remark; no part of the model.
const EMPTY: f64 = 0.4;
const MONTHS: usize = 12;
/// Share of the largest load from which a caseload cannot last.
const OVERLOADED: f64 = 0.99;
/// Share of front-line staff of the start below which conversion dries up.
const EXHAUSTED: f64 = 0.2;
/// Share of graded posts that are held below which they stand empty.
const HELD: f64 = 0.5;

/// The levers that make posts in a setting.
fn levers_of(setting: Setting) -> &'static [LeverKey] {
    match setting {
        Setting::Community => &[LeverKey::CommunityStaff, LeverKey::VillageCoverage],
        Setting::Institution => &[LeverKey::InstitutionShare],
        Setting::Station => &[LeverKey::StationCoverage, LeverKey::StationStaff, LeverKey::CountyCentres],
        Setting::Ngo => &[LeverKey::PurchaseBudget, LeverKey::LabourShare, LeverKey::WorkerShare],
        Setting::School => &[LeverKey::SchoolPosts],
        Setting::Hospital => &[LeverKey::HospitalPosts],
        Setting::Government => &[LeverKey::GovernmentPosts],
    }
}

/// The first row from which on a condition holds for so many rows in a row.
fn lasting(rows: usize, months: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
    let mut since = 0;
    for row in 1..rows {
        if !holds(row) {
            since = row;
        } else if row - since >= months {
            return Some(since + 1);
        }
    }
    None
}

/// The doubts about a run of `policy`, those of its own levers first.
pub fn plausibility(scenario: &Scenario, policy: &Policy, run: &Trajectory) -> Vec<Warning> {
    let doubts = Doubts { scenario, policy, run };
    let mut warnings: Vec<Warning> =
        Setting::ALL.into_iter().filter_map(|setting| doubts.posts_without_people(setting)).collect();
    warnings.extend(doubts.caseload());
    warnings.extend(doubts.training_beyond_ceiling());
    warnings.extend(doubts.front_line_exhausted());
    warnings.extend(doubts.graded_posts_empty(2, LeverKey::GradedMid));
    warnings.extend(doubts.graded_posts_empty(3, LeverKey::GradedSenior));
    warnings.extend(doubts.budget_beyond_agencies());
    warnings.extend(doubts.agencies_without_cash());
    warnings.extend(doubts.beyond(
        Doubt::VolunteersUnled,
        LeverKey::Volunteers,
        scenario.params.volunteer_max,
        ("每名社工最多能带", "名志愿者"),
        ("a worker can lead at most", "volunteers"),
    ));
    warnings.extend(doubts.beyond(
        Doubt::HoursBeyondRegistration,
        LeverKey::ContinuingEducation,
        scenario.params.continuing_assistant.max(scenario.params.continuing_mid),
        ("登记每年最多要求", "学时"),
        ("registration asks for at most", "hours a year"),
    ));
    warnings.extend(doubts.beyond(
        Doubt::BasesBeyondRegions,
        LeverKey::TrainingBases,
        scenario.regions.len() as f64,
        ("每区域一个即可，共", "个"),
        ("one in each region is enough, in all", "bases"),
    ));
    warnings.sort_by_key(|w| w.lever.is_none());
    warnings
}

struct Doubts<'a> {
    scenario: &'a Scenario,
    policy: &'a Policy,
    run: &'a Trajectory,
}

impl Doubts<'_> {
    /// Whether the policy moves a lever, anywhere.
    fn moved(&self, key: LeverKey) -> bool {
        self.policy.levers.contains_key(&key)
            || self.policy.regions.values().any(|own| own.contains_key(&key))
    }

    fn warning(
        &self,
        doubt: Doubt,
        lever: Option<LeverKey>,
        row: usize,
        value: f64,
        zh: String,
        en: String,
    ) -> Warning {
        Warning { doubt, lever, since: self.run.month(row), value, text: Text { zh, en } }
    }

    fn posts_without_people(&self, setting: Setting) -> Option<Warning> {
        let lever = levers_of(setting).iter().copied().find(|key| self.moved(*key))?;
        let of = |variable| self.run.series(variable, setting.index(), None);
        let (posts, vacancies) = (of(Variable::Posts), of(Variable::Vacancies));
        let share = |row: usize| if posts[row] > 0.0 { vacancies[row] / posts[row] } else { 0.0 };
        let row = lasting(self.run.rows(), MONTHS, |row| share(row) > EMPTY)?;
        let most = (row..self.run.rows()).map(share).fold(0.0, f64::max);
        let (label, percent) = (setting.label(), 100.0 * most);
        Some(self.warning(
            Doubt::PostsWithoutPeople,
            Some(lever),
            row,
            most,
            format!("{}岗位多于能招到的人：空岗最高 {percent:.0}%", label.zh),
            format!("{}: more posts than people to fill them, up to {percent:.0} % stand empty", label.en),
        ))
    }

    fn caseload(&self) -> Option<Warning> {
        let load = self.run.series(Variable::Load, 0, None);
        let most = self.scenario.params.load_max;
        let row = lasting(self.run.rows(), 2 * MONTHS, |row| load[row] >= OVERLOADED * most)?;
        Some(self.warning(
            Doubt::CaseloadTooHigh,
            [LeverKey::AdminLoad, LeverKey::Volunteers].into_iter().find(|key| self.moved(*key)),
            row,
            load[row],
            format!("工作量长期在承受上限（能力的 {most:.1} 倍），离职随之偏高"),
            format!("caseloads stay at what staff can bear ({most:.1} × capacity), and more of them leave"),
        ))
    }

    fn training_beyond_ceiling(&self) -> Option<Warning> {
        let (key, params) = (LeverKey::TrainingHours, &self.scenario.params);
        let enough = params.conversion_ceiling * params.conversion_hours;
        let row = self.first_above(key, enough)?;
        let hours = self.scenario.lever_value(self.policy, key, self.run.month(row));
        Some(self.warning(
            Doubt::TrainingBeyondCeiling,
            Some(key),
            row,
            enough,
            format!("每年 {hours:.0} 学时超过 {enough:.1}：转换受上限约束，多出的学时只略微影响考试"),
            format!("of {hours:.0} hours a year those beyond {enough:.1} convert nobody more; they act on exams only"),
        ))
    }

    fn front_line_exhausted(&self) -> Option<Warning> {
        let front = self.run.series(Variable::FrontLine, 0, None);
        let row = (1..self.run.rows()).find(|row| front[*row] < EXHAUSTED * front[0])?;
        Some(self.warning(
            Doubt::FrontLineExhausted,
            Some(LeverKey::TrainingHours).filter(|key| self.moved(*key)),
            row,
            front[row],
            format!("一线未计入人员只剩 {:.0} 人，转换将难以为继", front[row]),
            format!("{:.0} front-line staff are left: conversion dries up", front[row]),
        ))
    }

    fn graded_posts_empty(&self, certificate: usize, key: LeverKey) -> Option<Warning> {
        debug_assert!((1..CERTIFICATES).contains(&certificate));
        if !self.moved(key) {
            return None;
        }
        let appointed = self.run.series(Variable::Appointed, certificate - 1, None);
        let posts = self.run.total(Variable::Posts, None);
        let graded =
            |row: usize| posts[row] * self.scenario.lever_value(self.policy, key, self.run.month(row));
        let row = lasting(self.run.rows(), MONTHS, |row| appointed[row] < HELD * graded(row))?;
        let last = self.run.rows() - 1;
        let held = math::ratio(appointed[last], graded(last));
        Some(self.warning(
            Doubt::GradedPostsEmpty,
            Some(key),
            row,
            held,
            format!("到期末这一级岗位只有 {:.0}% 有持证人可聘", 100.0 * held),
            format!(
                "at the end {:.0} % of the posts of this grade have a holder to be appointed",
                100.0 * held
            ),
        ))
    }

    fn budget_beyond_agencies(&self) -> Option<Warning> {
        let key = LeverKey::PurchaseBudget;
        if !self.moved(key) {
            return None;
        }
        let params = &self.scenario.params;
        let agencies = self.run.series(Variable::Organisations, 0, None);
        let posts = self.run.series(Variable::Posts, Setting::Ngo.index(), None);
        let most = |row: usize| agencies[row] * params.agency_staff * params.agency_stretch;
        // Agencies are counted at the month's end, after they have followed.
        let row = lasting(self.run.rows(), MONTHS, |row| posts[row] > OVERLOADED * most(row - 1))?;
        Some(self.warning(
            Doubt::BudgetBeyondAgencies,
            Some(key),
            row,
            agencies[row],
            format!("{:.0} 家机构承接不了全部预算，可同时孵化机构", agencies[row]),
            format!("{:.0} agencies cannot take on the whole budget; incubation would help", agencies[row]),
        ))
    }

    fn agencies_without_cash(&self) -> Option<Warning> {
        let gap = self.run.series(Variable::CashGap, 0, None);
        let row = (1..self.run.rows()).find(|row| gap[*row] > 1.0)?;
        let most = gap.iter().copied().fold(0.0, f64::max);
        Some(self.warning(
            Doubt::AgenciesWithoutCash,
            Some(LeverKey::PaymentDelay),
            row,
            most,
            format!("付款晚于惯例，机构最多缺 {most:.0} 元，会裁人"),
            format!("paid later than usual, agencies lack up to {most:.0} yuan and lay people off"),
        ))
    }

    /// The first row in which a lever the policy moves is above `limit`.
    fn first_above(&self, key: LeverKey, limit: f64) -> Option<usize> {
        let above = |row: &usize| {
            let value = self.scenario.lever_value(self.policy, key, self.run.month(*row));
            value > limit * (1.0 + f64::EPSILON)
        };
        self.moved(key).then(|| (1..self.run.rows()).find(above)).flatten()
    }

    fn beyond(
        &self,
        doubt: Doubt,
        key: LeverKey,
        limit: f64,
        (zh, zh_unit): (&str, &str),
        (en, en_unit): (&str, &str),
    ) -> Option<Warning> {
        let row = self.first_above(key, limit)?;
        Some(self.warning(
            doubt,
            Some(key),
            row,
            limit,
            format!("{zh} {limit:.0} {zh_unit}，超出部分不起作用"),
            format!("{en} {limit:.0} {en_unit}; more does nothing"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Model, RunSettings};
    use crate::scenario::Schedule;

    fn doubts(levers: &[(LeverKey, f64)]) -> Vec<(Doubt, Option<LeverKey>)> {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let policy = Policy {
            levers: levers.iter().map(|(key, value)| (*key, Schedule::Constant(*value))).collect(),
            ..Policy::default()
        };
        let run = Model::new(&scenario).run(&policy, &RunSettings::default()).expect("runs");
        plausibility(&scenario, &policy, &run).into_iter().map(|w| (w.doubt, w.lever)).collect()
    }

    #[test]
    fn posts_for_every_village_at_once_find_nobody() {
        let found = doubts(&[(LeverKey::VillageCoverage, 1.0), (LeverKey::CommunityStaff, 6.0)]);
        assert!(found.contains(&(Doubt::PostsWithoutPeople, Some(LeverKey::CommunityStaff))), "{found:?}");
    }

    #[test]
    fn hours_beyond_the_ceiling_and_late_payment_are_told_beside_their_levers() {
        let found = doubts(&[(LeverKey::TrainingHours, 40.0), (LeverKey::PaymentDelay, 9.0)]);
        assert!(found.contains(&(Doubt::TrainingBeyondCeiling, Some(LeverKey::TrainingHours))), "{found:?}");
        assert!(found.contains(&(Doubt::AgenciesWithoutCash, Some(LeverKey::PaymentDelay))), "{found:?}");
    }

    #[test]
    fn the_baseline_moves_nothing_and_no_lever_is_blamed() {
        assert!(doubts(&[]).iter().all(|(_, lever)| lever.is_none()));
    }
}
