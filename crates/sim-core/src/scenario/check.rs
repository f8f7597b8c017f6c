//! What single values cannot show: figures that contradict each other.

use super::input::{Input, Log};
use super::params::{Param, Params};
use super::problem::{At, Problem, both, said};
use super::walk::Node;
use super::{Region, Start, Text};
use crate::ids::{Certificate, Label, PRACTICE_YEARS};

/// Totals by which things are shared out among regions must not be 0.
pub(super) fn check_regions(regions: &[Region], input: &Input<'_>, log: &Log) {
    let total = |of: fn(&Region) -> f64| regions.iter().map(of).sum::<f64>();
    let totals = [
        (
            "urban_2020",
            total(|r| r.urban_2020),
            both(
                "社区按城镇人口分摊，总要有一个区域不为 0",
                "communities are shared out by urban residents, so some region needs some",
            ),
        ),
        (
            "college_2020",
            total(|r| r.college_2020),
            both(
                "期初人员按大专以上人口分摊，总要有一个区域不为 0",
                "starting staff is shared out by college-educated residents, so some region needs some",
            ),
        ),
        (
            "townships",
            total(|r| r.townships),
            both(
                "社工站按乡镇（街道）数分摊，总要有一个区域不为 0",
                "stations are shared out by townships, so some region needs some",
            ),
        ),
    ];
    for (column, total, why) in totals {
        if total <= 0.0 {
            let at = At { key: column.to_owned(), ..input.whole() };
            log.error(at, said!("“{}”在各区域都是 0", "'{}' is 0 in every region", column), why);
        }
    }
}

/// Head-counts are persons. Chinese tables count in 万, and a figure copied from one is off by 10,000.
pub(super) fn check_persons(
    node: &Node<'_>,
    what: Label,
    persons: f64,
    residents: Option<f64>,
    (low, high): (f64, f64),
) {
    let Some(residents) = residents else { return };
    if !(low * residents..=high * residents).contains(&persons) {
        node.warn(
            Text {
                zh: format!("{}（{persons}）与各区域的 {residents} 名居民不相称", what.zh),
                en: format!("{}, {persons}, does not fit the {residents} residents of the regions", what.en),
            },
            both(
                "人数以人计，不以万计；两者说的是同一个地方吗？",
                "head-counts are persons, not 万; do both describe the same place?",
            ),
        );
    }
}

/// Whoever holds a certificate was issued one.
pub(super) fn check_start(start: &Start, residents: Option<f64>, node: &Node<'_>) {
    // One in twenty residents a social worker is beyond any country.
    check_persons(
        node,
        both("专业人才 professionals", "professionals"),
        start.professionals.value,
        residents,
        (0.0, 0.05),
    );
    if let Some(front) = &start.front {
        // One in ten residents serving the others is beyond any country.
        check_persons(node, both("一线人员 front", "front"), front.value, residents, (0.0, 0.1));
    }
    for k in [Certificate::Assistant, Certificate::Mid, Certificate::Senior] {
        let i = k.index();
        let holders = start.professionals.value * start.certificates[i] + start.inactive[i];
        // Shares of a head-count are not whole people.
        if holders > start.issued[i] + 1.0 {
            node.warn(
                said!(
                    "{:.0} 人持有 {} 证书，而累计发证为 {}",
                    "{:.0} people hold the {} certificate, but {} were issued",
                    holders,
                    k.key(),
                    start.issued[i]
                ),
                both(
                    "issued 是至今发出的全部证书，在岗者的也算在内",
                    "issued counts every certificate so far, also of those who practise",
                ),
            );
        }
    }
}

/// Parameters that only make sense together.
pub(super) fn check_params(p: &Params, mut error: impl FnMut(Text, Label)) {
    let retire = p.retire_share_men + p.retire_share_women_55 + p.retire_share_women_50;
    if (retire - 1.0).abs() > 1e-9 {
        error(
            said!(
                "retire_share_men、_women_55 与 _women_50 之和为 {}",
                "retire_share_men, _women_55 and _women_50 sum to {}",
                retire
            ),
            both("三项占比之和须为 1", "the three shares must sum to 1"),
        );
    }
    let ordered = [
        ("exit_multiplier_min", p.exit_multiplier_min, "exit_multiplier_max", p.exit_multiplier_max),
        ("convert_age_min", p.convert_age_min, "convert_age_max", p.convert_age_max),
        ("season_first_month", p.season_first_month, "season_last_month", p.season_last_month),
        ("exam_month", p.exam_month, "certificate_month", p.certificate_month),
        ("pass_assistant", p.pass_assistant, "pass_max", p.pass_max),
        ("pass_mid", p.pass_mid, "pass_max", p.pass_max),
        ("pass_senior", p.pass_senior, "pass_max", p.pass_max),
    ];
    let bounds = [
        ("start_vacancy", p.start_vacancy, 0.0, 0.99),
        ("outside_pay_growth", p.outside_pay_growth, -0.5, 0.5),
        ("discount", p.discount, -0.5, 0.5),
        ("outside_candidates_growth", p.outside_candidates_growth, -0.9, 1.0),
        ("contract_age_mean", p.contract_age_mean, 20.0, 64.0),
        ("contract_age_spread", p.contract_age_spread, 0.001, 2.0),
        ("staff_age_mean", p.staff_age_mean, 20.0, 64.0),
        ("staff_age_sd", p.staff_age_sd, 0.05, 50.0),
        ("pay_step_assistant", p.pay_step_assistant, 0.0, 10.0),
        ("pay_step_mid", p.pay_step_mid, 0.0, 10.0),
        ("pay_step_senior", p.pay_step_senior, 0.0, 10.0),
    ];
    for (name, value, low, high) in bounds {
        if !(low..=high).contains(&value) {
            error(
                said!("{}（{}）无法计算", "{}, {}, leads nowhere", name, value),
                both("可取的范围见 `shapan params`", "see the range that `shapan params` shows"),
            );
        }
    }
    for (low, a, high, b) in ordered {
        if a > b {
            error(
                said!("{}（{}）大于 {}（{}）", "{}, {}, is above {}, {}", low, a, high, b),
                both("前者不能大于后者", "the first must not be larger"),
            );
        }
    }
}

/// What a parameter's unit asks for beyond its domain, where `value` does not keep to it.
pub(super) fn broken_unit(param: &Param, value: f64) -> Option<Label> {
    let (range, words) = match param.unit {
        "month" => (1.0..=12.0, both("应为 1 至 12 的月份", "a month from 1 to 12 is expected")),
        "year" => (1900.0..=2200.0, YEAR),
        "years, whole" => {
            (0.0..=OLDEST_PRACTICE, both("应为 0 至 6 的整数", "a whole number from 0 to 6 is expected"))
        }
        _ => return None,
    };
    (!range.contains(&value) || value.fract() != 0.0).then_some(words)
}

/// What a year looks like.
pub(super) const YEAR: Label = both("应为年份，如 2025", "a year such as 2025 is expected");

/// The last class of practice years.
const OLDEST_PRACTICE: f64 = (PRACTICE_YEARS - 1) as f64;

/// What in parameters that were set one by one contradicts itself; nothing to hold against the defaults.
pub fn contradictions(params: &Params) -> Vec<Problem> {
    let log = Log::default();
    let at = At { file: "parameters".to_owned(), ..At::default() };
    check_params(params, |message, hint| log.error(at.clone(), message, hint));
    log.into_problems()
}
