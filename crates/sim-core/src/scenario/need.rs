//! `[[demand]]`: who needs social work, and how they are counted.

use super::params::Domain;
use super::series::read_series;
use super::walk::Node;
use super::{Demand, DemandCount};
use crate::ids::{GROUPS, Group};

const SHARE: &str = "share_of_population";
const ELDERLY: &str = "elderly";
const SERIES: &str = "series";
const COUNTS: [&str; 4] = [SHARE, ELDERLY, "disabled", SERIES];

pub(super) fn read_demand(node: &Node<'_>, residents: Option<f64>) -> Option<Vec<Demand>> {
    let mut seen: Vec<Group> = Vec::new();
    let mut one = |node: &Node<'_>| {
        node.table("[[demand]] tables are expected", |f| {
            let group = f.required("group", "the key of a demand group is expected").and_then(|n| {
                let group = Group::ALL[n.one_of("demand group", &group_names())?];
                if seen.contains(&group) {
                    n.error(format!("{} stands twice", n.quote()), "each group is counted once");
                    return None;
                }
                seen.push(group);
                Some(group)
            });
            let count = f
                .required("count", "share_of_population, elderly, disabled or series")
                .and_then(|n| n.one_of("count", &COUNTS));
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
                        format!("'{key}' means nothing here"),
                        format!("leave it out, or count = \"{of}\""),
                    );
                }
            }
            let count = match count {
                SHARE => {
                    const SHAPE: &str = "share = { value = …, status = …, source = … } of all residents";
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
