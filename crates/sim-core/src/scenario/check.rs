//! What single values cannot show: figures that contradict each other.

use super::input::{Input, Log};
use super::params::Params;
use super::walk::Node;
use super::{Region, Start};
use crate::ids::Certificate;

/// Totals by which things are shared out among regions must not be 0.
pub(super) fn check_regions(regions: &[Region], input: &Input<'_>, log: &Log) {
    let total = |of: fn(&Region) -> f64| regions.iter().map(of).sum::<f64>();
    let totals = [
        ("urban_2020", total(|r| r.urban_2020), "communities are shared out by urban residents"),
        (
            "college_2020",
            total(|r| r.college_2020),
            "starting staff is shared out by college-educated residents",
        ),
        ("townships", total(|r| r.townships), "stations are shared out by townships"),
    ];
    for (column, total, why) in totals {
        if total <= 0.0 {
            let at = super::problem::At { key: column.to_owned(), ..input.whole() };
            log.error(
                at,
                format!("'{column}' is 0 in every region"),
                format!("{why}, so some region needs some"),
            );
        }
    }
}

/// Whoever holds a certificate was issued one.
pub(super) fn check_start(start: &Start, node: &Node<'_>) {
    for k in [Certificate::Assistant, Certificate::Mid, Certificate::Senior] {
        let i = k.index();
        let holders = start.professionals.value * start.certificates[i] + start.inactive[i];
        // Shares of a head-count are not whole people.
        if holders > start.issued[i] + 1.0 {
            node.warn(
                format!(
                    "{holders:.0} people hold the {} certificate, but {} were issued",
                    k.key(),
                    start.issued[i]
                ),
                "issued counts every certificate so far, also of those who practise",
            );
        }
    }
}

/// Parameters that only make sense together.
pub(super) fn check_params(p: &Params, mut error: impl FnMut(String, &str)) {
    let retire = p.retire_share_men + p.retire_share_women_55 + p.retire_share_women_50;
    if (retire - 1.0).abs() > 1e-9 {
        error(
            format!("retire_share_men, _women_55 and _women_50 sum to {retire}"),
            "the three shares must sum to 1",
        );
    }
    let ordered = [
        ("exit_multiplier_min", p.exit_multiplier_min, "exit_multiplier_max", p.exit_multiplier_max),
        ("convert_age_min", p.convert_age_min, "convert_age_max", p.convert_age_max),
        ("season_first_month", p.season_first_month, "season_last_month", p.season_last_month),
        ("exam_month", p.exam_month, "certificate_month", p.certificate_month),
    ];
    for (low, a, high, b) in ordered {
        if a > b {
            error(format!("{low}, {a}, is above {high}, {b}"), "the first must not be larger");
        }
    }
    let months = [
        ("season_first_month", p.season_first_month),
        ("season_last_month", p.season_last_month),
        ("exam_month", p.exam_month),
        ("certificate_month", p.certificate_month),
    ];
    for (name, value) in months {
        if !(1.0..=12.0).contains(&value) || value.fract() != 0.0 {
            error(format!("{name} is {value}"), "a month from 1 to 12 is expected");
        }
    }
}
