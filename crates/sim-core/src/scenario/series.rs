//! Figures of the ends of years, and what lies between them.

use super::check::check_persons;
use super::params::Domain;
use super::problem::{both, said};
use super::walk::{Fields, KNOWN_AS, Node};
use super::{Sourced, Status};
use crate::ids::{Label, index_set};
use crate::time::{Month, TimeGrid};
use serde::{Deserialize, Serialize};

/// The value in the middle of a month of a series of year-end values: straight lines between the ends of its years,
/// constant before the first and after the last. 0 for an empty series.
pub fn between_year_ends(years: &[(i32, f64)], month: Month) -> f64 {
    let t = month.mid_years();
    // The end of a year is the beginning of the next.
    let end = |year: i32| f64::from(year) + 1.0;
    let next = years.iter().position(|(year, _)| t < end(*year));
    match next {
        Some(0) => years[0].1,
        Some(i) => {
            let ((y0, v0), (y1, v1)) = (years[i - 1], years[i]);
            v0 + (v1 - v0) * (t - end(y0)) / (end(y1) - end(y0))
        }
        None => years.last().map_or(0.0, |(_, value)| *value),
    }
}

/// A count that may change from year to year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Growing {
    /// The count with where it comes from: the one that holds where no years are given, else one of theirs.
    pub count: Sourced,
    /// The count at the end of each of some years, in ascending order; empty where it does not change.
    pub years: Vec<(i32, f64)>,
}

impl Growing {
    /// The count in the middle of a month, by [`between_year_ends`].
    pub fn at(&self, month: Month) -> f64 {
        if self.years.is_empty() { self.count.value } else { between_year_ends(&self.years, month) }
    }
}

index_set! {
    /// By what a count of the whole place is shared out among its regions.
    Weight [WEIGHTS] {
        /// Residents of the month.
        Residents = "residents", "常住人口", "Residents";
        /// Residents of the month × the rural share of 2020.
        Rural = "rural", "乡村人口", "Rural residents";
        /// Residents of the month aged 60 and over.
        Elderly = "elderly", "60 岁及以上人口", "Residents aged 60 and over";
    }
}

/// People of the whole place at the end of some years.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Year and persons, in ascending order; at least one. See [`between_year_ends`].
    pub persons: Vec<(i32, f64)>,
    /// By what they are shared out among the regions.
    pub by: Weight,
    /// How they are known.
    pub status: Status,
    /// Key of their source.
    pub source: String,
}

/// Reads `persons`, `by`, `status` and `source`.
pub(super) fn read_series(f: &mut Fields<'_>, residents: Option<f64>) -> Option<Series> {
    let persons = f.required(
        "persons",
        both(
            "应为 [[2010, 79387], …]，整个地方的人数",
            "[[2010, 79387], …], persons of the whole place, is expected",
        ),
    );
    let persons = persons.and_then(|n| {
        const SHAPE: Label =
            both("写年份和年末人数：[2010, 79387]", "a year and persons at its end: [2010, 79387]");
        let persons = read_years(&n, Domain::NonNegative, SHAPE)?;
        let most = persons.iter().fold(0.0, |most: f64, (_, value)| most.max(*value));
        check_persons(&n, both("最大的值", "the largest value"), most, residents, (0.0, 1.0));
        Some(persons)
    });
    let by = f.optional("by").map(|n| n.one_of(both("分摊依据", "weight"), &Weight::ALL.map(Weight::key)));
    let status = f.required("status", KNOWN_AS).and_then(|n| n.status());
    let source = f.source();
    let by = match by {
        Some(by) => Weight::ALL[by?],
        None => Weight::Residents,
    };
    Some(Series { persons: persons?, by, status: status?, source: source? })
}

/// Reads a count with `value`, `years` or both.
pub(super) fn read_growing(node: &Node<'_>, domain: Domain) -> Option<Growing> {
    const SHAPE: Label = both(
        "应为 { value = …, status = …, source = … }，value 也可换成 years = [[2020, …], …]",
        "{ value = …, status = …, source = … }, or years = [[2020, …], …] for value, is expected",
    );
    const PAIR: Label = both("写年份和年末数目：[2020, 165]", "a year and the count at its end: [2020, 165]");
    if !node.is_table() {
        return node.sourced(domain).map(|count| Growing { count, years: Vec::new() });
    }
    node.table(SHAPE, |f| {
        let years = f.optional("years");
        let read = years.as_ref().map(|n| read_years(n, domain, PAIR));
        let first = read.as_ref().map(|years| years.as_ref().map(|years| years[0].1));
        let value = match (f.optional("value"), first) {
            (Some(value), _) => value.number(domain),
            (None, Some(first)) => first,
            (None, None) => f.number("value", domain),
        };
        let count = node.sourced_fields(f, domain, value);
        let (count, read) = (count?, read.unwrap_or_else(|| Some(Vec::new()))?);
        if let Some(years) = years
            && read.iter().all(|(_, value)| *value != count.value)
        {
            years.warn(
                said!("value（{}）不是任何一年的值", "value, {}, is that of none of the years", count.value),
                both(
                    "以各年为准；value 取其中一年的值，或删去",
                    "the years decide; let value be one of theirs or leave it out",
                ),
            );
        }
        Some(Growing { count, years: read })
    })
}

/// Reads pairs of a year and a value, the years ascending; at least one.
pub(super) fn read_years(node: &Node<'_>, domain: Domain, shape: Label) -> Option<Vec<(i32, f64)>> {
    let items = node.items()?;
    let read: Vec<_> = items
        .iter()
        .map(|item| {
            let pair = item.items()?;
            let [year, value] = pair.as_slice() else {
                item.error(said!("“{}”有 {} 项", "'{}' has {} members", item.quote(), pair.len()), shape);
                return None;
            };
            let (year, value) = (year.year(), value.number(domain));
            Some((year?, value?))
        })
        .collect();
    let years: Vec<(i32, f64)> = read.into_iter().collect::<Option<_>>()?;
    if years.is_empty() {
        node.error(both("列表是空的", "the list is empty"), shape);
        return None;
    }
    for (i, pair) in years.windows(2).enumerate() {
        if pair[0].0 >= pair[1].0 {
            items[i + 1].error(
                said!("{} 不在 {} 之后", "{} does not come after {}", pair[1].0, pair[0].0),
                both("年份应从早到晚，各写一次", "years must be in ascending order, each once"),
            );
            return None;
        }
    }
    Some(years)
}

/// Warns of a series that begins later than the run.
pub(super) fn check_first_year(node: &Node<'_>, years: &[(i32, f64)], grid: Option<TimeGrid>) {
    if let (Some(grid), Some((first, _))) = (grid, years.first())
        && *first > grid.start.year()
    {
        node.warn(
            said!("最早的年份是 {}", "the first year is {}", first),
            said!(
                "推演从 {} 开始：此前都用第一个值",
                "the run starts in {}: the first value is used until then",
                grid.start
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_passes_through_the_ends_of_its_years_and_stays_beyond_them() {
        let years = [(2010, 100.0), (2012, 140.0)];
        let at = |year, month| between_year_ends(&years, Month::new(year, month));
        assert_eq!((at(2009, 6), at(2010, 12), at(2012, 12) < 140.0), (100.0, 100.0, true));
        // The end of 2010 lies between the middles of December and January.
        assert!((at(2011, 1) + at(2010, 12) - 200.0 - 40.0 / 48.0).abs() < 1e-9);
        assert!((at(2011, 12) + at(2012, 1) - 240.0).abs() < 1e-9);
        assert_eq!((at(2013, 1), at(2050, 1)), (140.0, 140.0));
        assert_eq!(between_year_ends(&[], Month::new(2020, 1)), 0.0);
    }
}
