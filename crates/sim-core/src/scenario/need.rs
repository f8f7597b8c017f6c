//! `[[demand]]`: who needs social work, and how they are counted.

use super::params::Domain;
use super::series::read_series;
use super::walk::Node;
use super::{Demand, DemandCount};
use crate::ids::{GROUPS, Group};

pub(super) fn read_demand(node: &Node<'_>, residents: Option<f64>) -> Option<Vec<Demand>> {
    const COUNTS: [&str; 4] = ["share_of_population", "elderly", "disabled", "series"];
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
            let count = COUNTS[count?];
            for (key, of) in [("share", COUNTS[0]), ("persons", COUNTS[3]), ("by", COUNTS[3])] {
                if let Some(n) = f.optional(key).filter(|_| count != of) {
                    n.error(
                        format!("'{key}' means nothing here"),
                        format!("leave it out, or count = \"{of}\""),
                    );
                }
            }
            let count = match count {
                "share_of_population" => {
                    const SHAPE: &str = "share = { value = …, status = …, source = … } of all residents";
                    DemandCount::ShareOfPopulation(f.required("share", SHAPE)?.sourced(Domain::Share)?)
                }
                "series" => DemandCount::Series(read_series(f, residents)?),
                "elderly" => DemandCount::Elderly,
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
