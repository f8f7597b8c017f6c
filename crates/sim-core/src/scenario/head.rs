//! `[scenario]` and `[document]`: what is simulated, and which document it is about.

use super::check::YEAR;
use super::course::run_goes;
use super::problem::{both, said};
use super::walk::{MONTH, Node};
use super::{Document, Text};
use crate::time::{Month, TimeGrid};

/// Longer runs say nothing: nobody plans social work for half a century.
const LONGEST_RUN_YEARS: i32 = 40;

pub(super) struct Head {
    pub(super) key: String,
    pub(super) title: Text,
    pub(super) place: Text,
    pub(super) region_word: Text,
    pub(super) grid: TimeGrid,
    pub(super) plan_year: i32,
}

/// `run` is known as soon as start and end are: other sections are checked against it whatever else is wrong here.
pub(super) fn read_head(node: &Node<'_>, run: &mut Option<TimeGrid>) -> Option<Head> {
    node.table(both("应为 [scenario]", "[scenario] is expected"), |f| {
        let key = f
            .required("key", both("应为名称，如 chuxiong-2021", "a name such as chuxiong-2021 is expected"))
            .and_then(|n| scenario_key(&n));
        // Followed before anything is read; see `extend`.
        let _ = f.optional("extends");
        let title = f.text("title");
        let place = f.text("place");
        let region_word = f.text("region_word");
        let start = f.month("start");
        let end = f.required("end", MONTH);
        let grid = end.and_then(|end| read_grid(start?, &end));
        *run = grid;
        let plan_year = f.required("plan_year", YEAR).and_then(|n| {
            let year = n.year()?;
            year_inside(&n, year, grid).then_some(year)
        });
        Some(Head {
            key: key?,
            title: title?,
            place: place?,
            region_word: region_word?,
            grid: grid?,
            plan_year: plan_year?,
        })
    })
}

/// The key of a scenario: a name in links and files.
pub(super) fn scenario_key(node: &Node<'_>) -> Option<String> {
    let key = node.string()?;
    let good =
        key.len() <= 64 && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !good {
        node.error(
            said!("“{}”不能作链接和文件中的名称", "'{}' cannot be a name in links and files", node.quote()),
            both("只用小写字母、数字和 '-'，最多 64 个", "lower-case letters, digits and '-', at most 64"),
        );
    }
    good.then(|| key.to_owned())
}

fn read_grid(start: Month, node: &Node<'_>) -> Option<TimeGrid> {
    let end = node.month()?;
    if end < start {
        node.error(
            said!("推演在 {} 结束，早于开始", "the run ends in {}, before it starts", end),
            said!("应为 {} 或以后的月份", "a month from {} on is expected", start),
        );
        return None;
    }
    let latest = start.plus(LONGEST_RUN_YEARS * 12 - 1);
    if end > latest {
        node.error(
            said!("推演期超过 {} 年", "the run is longer than {} years", LONGEST_RUN_YEARS),
            said!("最晚到 {}", "at most until {}", latest),
        );
        return None;
    }
    Some(TimeGrid { start, end })
}

/// Whether December of `year` is simulated; notes it where it is not.
pub(super) fn year_inside(node: &Node<'_>, year: i32, grid: Option<TimeGrid>) -> bool {
    let Some(grid) = grid else { return true };
    let inside = (grid.start..=grid.end).contains(&Month::new(year, 12));
    if !inside {
        node.error(
            said!("{} 年 12 月不在推演期内", "December {} lies outside the run", year),
            run_goes(grid),
        );
    }
    inside
}

pub(super) fn read_document(node: &Node<'_>, grid: Option<TimeGrid>) -> Option<Document> {
    node.table(both("应为 [document]", "[document] is expected"), |f| {
        let title = f.text("title");
        let number = f.string("number");
        let effective = f.required("effective", MONTH).and_then(|n| {
            let month = n.month()?;
            if grid.is_some_and(|g| !(g.start..=g.end).contains(&month)) {
                n.warn(
                    said!("{} 不在推演期内", "{} lies outside the run", month),
                    both("文件在推演期内不会生效", "the document takes no effect in it"),
                );
            }
            Some(month)
        });
        let source = f.source();
        Some(Document { title: title?, number: number?.to_owned(), effective: effective?, source: source? })
    })
}
