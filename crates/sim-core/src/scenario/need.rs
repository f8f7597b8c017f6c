//! `[[demand]]`: who needs social work, and how they are counted.

use super::params::Domain;
use super::walk::Node;
use super::{Demand, DemandCount};
use crate::ids::{GROUPS, Group};

pub(super) fn read_demand(node: &Node<'_>) -> Option<Vec<Demand>> {
    const COUNTS: [&str; 3] = ["share_of_population", "elderly", "disabled"];
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
                .required("count", "share_of_population, elderly or disabled")
                .and_then(|n| n.one_of("count", &COUNTS));
            let share = f.optional("share").map(|n| (n.sourced(Domain::Share), n));
            let count = match (count?, share) {
                (0, Some((share, _))) => DemandCount::ShareOfPopulation(share?),
                (0, None) => {
                    node.error(
                        "'share' is missing".to_owned(),
                        "share = { value = …, status = …, source = … } of all residents",
                    );
                    return None;
                }
                (_, Some((_, share))) => {
                    share.error(
                        "'share' means nothing here".to_owned(),
                        "leave it out, or count = \"share_of_population\"",
                    );
                    return None;
                }
                (1, None) => DemandCount::Elderly,
                (_, None) => DemandCount::Disabled,
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
