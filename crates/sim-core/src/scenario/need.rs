//! `[[demand]]`: who needs social work, and how they are counted.

use super::params::Domain;
use super::problem::{both, said};
use super::series::read_series;
use super::walk::Node;
use super::{Demand, DemandCount};
use crate::ids::{GROUPS, Group, Label};

const SHARE: &str = "share_of_population";
const ELDERLY: &str = "elderly";
const SERIES: &str = "series";
const COUNTS: [&str; 4] = [SHARE, ELDERLY, "disabled", SERIES];

pub(super) fn read_demand(node: &Node<'_>, residents: Option<f64>) -> Option<Vec<Demand>> {
    let mut seen: Vec<Group> = Vec::new();
    let mut one = |node: &Node<'_>| {
        node.table(both("应为 [[demand]] 各表", "[[demand]] tables are expected"), |f| {
            const GROUP: Label = both("应为一个服务对象的键", "the key of a demand group is expected");
            let group = f.required("group", GROUP).and_then(|n| {
                let group = Group::ALL[n.one_of(both("服务对象", "demand group"), &group_names())?];
                if seen.contains(&group) {
                    n.error(
                        said!("“{}”出现两次", "'{}' stands twice", n.quote()),
                        both("每类服务对象只写一次", "each group is counted once"),
                    );
                    return None;
                }
                seen.push(group);
                Some(group)
            });
            let count = f
                .required(
                    "count",
                    both(
                        "share_of_population、elderly、disabled 或 series",
                        "share_of_population, elderly, disabled or series",
                    ),
                )
                .and_then(|n| n.one_of(both("计数方式", "count"), &COUNTS));
            // All are asked for whatever the count is: none is unknown.
            let of_some = [
                ("share", SHARE),
                ("persons", SERIES),
                ("by", SERIES),
                ("status", SERIES),
                ("source", SERIES),
            ]
            .map(|(key, of)| (key, of, f.optional(key)));
            let count = COUNTS[count?];
            for (key, of, node) in of_some {
                if let Some(n) = node.filter(|_| count != of) {
                    n.error(
                        said!("“{}”在这里没有意义", "'{}' means nothing here", key),
                        said!("删去，或取 count = \"{}\"", "leave it out, or count = \"{}\"", of),
                    );
                }
            }
            let count = match count {
                SHARE => {
                    const SHAPE: Label = both(
                        "share = { value = …, status = …, source = … }，占全部居民",
                        "share = { value = …, status = …, source = … } of all residents",
                    );
                    DemandCount::ShareOfPopulation(f.required("share", SHAPE)?.sourced(Domain::Share)?)
                }
                SERIES => DemandCount::Series(read_series(f, residents)?),
                ELDERLY => DemandCount::Elderly,
                _ => DemandCount::Disabled,
            };
            Some(Demand { group: group?, count })
        })
    };
    let read: Vec<_> = node.items()?.iter().map(&mut one).collect();
    read.into_iter().collect()
}

fn group_names() -> [&'static str; GROUPS] {
    Group::ALL.map(Group::key)
}
