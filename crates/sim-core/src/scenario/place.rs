//! `[administration]`, `[population]`, `[later]` and `[outside_pay]`: figures of the place as a whole.

use super::check::check_persons;
use super::params::Domain;
use super::walk::Node;
use super::{LaterFigures, Sourced};
use crate::time::TimeGrid;

pub(super) struct Administration {
    pub(super) townships: Sourced,
    pub(super) communities: Sourced,
    pub(super) villages: Sourced,
    pub(super) registered: Sourced,
}

pub(super) fn read_administration(
    units: Option<&Node<'_>>,
    people: Option<&Node<'_>>,
    residents: Option<f64>,
) -> Option<Administration> {
    let units = units.and_then(|n| {
        n.table("[administration] is expected", |f| {
            let townships = f.sourced("townships", Domain::Positive);
            let communities = f.sourced("communities", Domain::Positive);
            let villages = f.sourced("villages", Domain::NonNegative);
            Some((townships?, communities?, villages?))
        })
    });
    let registered = people.and_then(|n| {
        n.table("[population] is expected", |f| {
            // The figures by region stand in regions.csv; their source stands here.
            let source = f.source();
            let registered = f.sourced("registered", Domain::Positive);
            if let Some(registered) = &registered {
                // Cities that draw migrants have up to four residents for one that is registered.
                check_persons(n, "registered", registered.value, residents, (0.2, 5.0));
            }
            source.and(registered)
        })
    });
    let (townships, communities, villages) = units?;
    Some(Administration { townships, communities, villages, registered: registered? })
}

pub(super) fn read_later(node: &Node<'_>, residents: Option<f64>) -> Option<LaterFigures> {
    node.table("[later] is expected", |f| {
        let year = f.required("year", "a year such as 2024 is expected").and_then(|n| {
            let year = n.year()?;
            if year <= 2020 {
                n.error(
                    format!("{year} is not later than the census of 2020"),
                    "a year from 2021 on is expected",
                );
            }
            (year > 2020).then_some(year)
        });
        let population = f.sourced("population", Domain::Positive);
        let elderly = f.sourced("elderly", Domain::Positive);
        let (population, elderly) = (population?, elderly?);
        if elderly.value > population.value {
            node.error(
                format!("elderly, {}, is more than population, {}", elderly.value, population.value),
                "are the two mixed up?",
            );
            return None;
        }
        check_persons(node, "population", population.value, residents, (0.5, 2.0));
        Some(LaterFigures { year: year?, population, elderly })
    })
}

pub(super) fn read_outside_pay(
    node: &Node<'_>,
    grid: Option<TimeGrid>,
) -> Option<(Vec<(i32, f64)>, Sourced)> {
    node.table("[outside_pay] is expected", |f| {
        let source = f.source();
        let national = f
            .required("national", "[[2019, 90501], …], yuan a year, is expected")
            .and_then(|n| read_years(&n, grid));
        let ratio = f.sourced("ratio", Domain::Positive);
        source.and(Some((national?, ratio?)))
    })
}

fn read_years(node: &Node<'_>, grid: Option<TimeGrid>) -> Option<Vec<(i32, f64)>> {
    const SHAPE: &str = "a year and a value: [2019, 90501]";
    let items = node.items()?;
    let read: Vec<_> = items
        .iter()
        .map(|item| {
            let pair = item.items()?;
            let [year, value] = pair.as_slice() else {
                item.error(format!("{} has {} members", item.quote(), pair.len()), SHAPE);
                return None;
            };
            let (year, value) = (year.year(), value.number(Domain::Positive));
            Some((year?, value?))
        })
        .collect();
    let years: Vec<(i32, f64)> = read.into_iter().collect::<Option<_>>()?;
    let Some((first, _)) = years.first() else {
        node.error("the list is empty".to_owned(), SHAPE);
        return None;
    };
    if let Some(grid) = grid
        && *first > grid.start.year()
    {
        node.warn(
            format!("the first year is {first}"),
            format!("the run starts in {}: the first value is used until then", grid.start),
        );
    }
    for (i, pair) in years.windows(2).enumerate() {
        if pair[0].0 >= pair[1].0 {
            items[i + 1].error(
                format!("{} does not come after {}", pair[1].0, pair[0].0),
                "years must be in ascending order, each once",
            );
            return None;
        }
    }
    Some(years)
}
