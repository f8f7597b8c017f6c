//! `[administration]`, `[population]`, `[later]` and `[outside_pay]`: figures of the place as a whole.

use super::check::YEAR;
use super::check::check_persons;
use super::params::Domain;
use super::problem::{both, said};
use super::series::{Growing, check_first_year, read_growing, read_years};
use super::walk::{Node, SOURCED};
use super::{LaterFigures, Sourced};
use crate::ids::Label;
use crate::time::TimeGrid;

pub(super) struct Administration {
    pub(super) townships: Sourced,
    pub(super) communities: Growing,
    pub(super) villages: Growing,
    pub(super) schools: Option<Sourced>,
    pub(super) hospital_beds: Option<Sourced>,
    pub(super) registered: Sourced,
}

pub(super) fn read_administration(
    units: Option<&Node<'_>>,
    people: Option<&Node<'_>>,
    residents: Option<f64>,
) -> Option<Administration> {
    let units = units.and_then(|n| {
        n.table(both("应为 [administration]", "[administration] is expected"), |f| {
            let townships = f.sourced("townships", Domain::Positive);
            let mut growing = |key, domain| f.required(key, SOURCED).and_then(|n| read_growing(&n, domain));
            let communities = growing("communities", Domain::Positive);
            let villages = growing("villages", Domain::NonNegative);
            let schools = f.maybe("schools", |n| n.sourced(Domain::NonNegative));
            let beds = f.maybe("hospital_beds", |n| n.sourced(Domain::NonNegative));
            Some((townships?, communities?, villages?, schools.ok()?, beds.ok()?))
        })
    });
    let registered = people.and_then(|n| {
        n.table(both("应为 [population]", "[population] is expected"), |f| {
            // The figures by region stand in regions.csv; their source stands here.
            let source = f.source();
            let registered = f.sourced("registered", Domain::Positive);
            if let Some(registered) = &registered {
                // Cities that draw migrants have up to four residents for one that is registered.
                check_persons(
                    n,
                    both("户籍人口 registered", "registered"),
                    registered.value,
                    residents,
                    (0.2, 5.0),
                );
            }
            source.and(registered)
        })
    });
    let (townships, communities, villages, schools, hospital_beds) = units?;
    let registered = registered?;
    Some(Administration { townships, communities, villages, schools, hospital_beds, registered })
}

pub(super) fn read_later(node: &Node<'_>, residents: Option<f64>) -> Option<LaterFigures> {
    node.table(both("应为 [later]", "[later] is expected"), |f| {
        let year = f.required("year", YEAR).and_then(|n| {
            let year = n.year()?;
            if year <= 2020 {
                n.error(
                    said!("{} 不晚于 2020 年普查", "{} is not later than the census of 2020", year),
                    both("应为 2021 或以后的年份", "a year from 2021 on is expected"),
                );
            }
            (year > 2020).then_some(year)
        });
        let population = f.sourced("population", Domain::Positive);
        let elderly = f.sourced("elderly", Domain::Positive);
        let (population, elderly) = (population?, elderly?);
        if elderly.value > population.value {
            node.error(
                said!(
                    "elderly（{}）大于 population（{}）",
                    "elderly, {}, is more than population, {}",
                    elderly.value,
                    population.value
                ),
                both("两者是不是写反了？", "are the two mixed up?"),
            );
            return None;
        }
        check_persons(node, both("人口 population", "population"), population.value, residents, (0.5, 2.0));
        Some(LaterFigures { year: year?, population, elderly })
    })
}

pub(super) fn read_outside_pay(
    node: &Node<'_>,
    grid: Option<TimeGrid>,
) -> Option<(Vec<(i32, f64)>, Sourced)> {
    const YEARS: Label =
        both("应为 [[2019, 90501], …]，元/年", "[[2019, 90501], …], yuan a year, is expected");
    const PAIR: Label = both("写年份和值：[2019, 90501]", "a year and a value: [2019, 90501]");
    node.table(both("应为 [outside_pay]", "[outside_pay] is expected"), |f| {
        let source = f.source();
        let national = f.required("national", YEARS).and_then(|n| {
            let years = read_years(&n, Domain::Positive, PAIR)?;
            check_first_year(&n, &years, grid);
            Some(years)
        });
        let ratio = f.sourced("ratio", Domain::Positive);
        source.and(Some((national?, ratio?)))
    })
}
