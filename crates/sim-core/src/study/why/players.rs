//! Who may have moved the answer: the levers a policy moves, each for itself or in groups.

use super::game::Coalition;
use super::refusal::Refusal;
use crate::scenario::{LEVER_COUNT, LeverKey, Policy, Text};
use serde::{Deserialize, Serialize};

const _: () = assert!(LEVER_COUNT <= super::game::MOST_PLAYERS, "a coalition has a bit for every lever");

/// Levers that stand together in the explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Player {
    /// The lever's key, or the group's name.
    pub key: String,
    /// What people read.
    pub name: Text,
    /// Its levers, with their values for the place and for regions.
    pub levers: Vec<LeverKey>,
}

impl Player {
    /// A lever for itself.
    pub fn of(lever: LeverKey) -> Self {
        let label = lever.label();
        let name = Text { zh: label.zh.to_owned(), en: label.en.to_owned() };
        Self { key: lever.key().to_owned(), name, levers: vec![lever] }
    }
}

/// The levers that a policy moves anywhere, in their order.
pub fn moved(policy: &Policy) -> Vec<LeverKey> {
    let names = |key: &LeverKey| {
        policy.levers.contains_key(key) || policy.regions.values().any(|own| own.contains_key(key))
    };
    LeverKey::ALL.into_iter().filter(names).collect()
}

/// The players of a policy: the groups first, then every other lever that is moved.
///
/// # Errors
/// [`Refusal`] when nothing is moved, or a group has no lever, one that is not moved, or one that another group has.
pub fn players(policy: &Policy, groups: &[Player]) -> Result<Vec<Player>, Refusal> {
    let moved = moved(policy);
    if moved.is_empty() {
        return Err(Refusal::NothingMoved);
    }
    let mut taken: Vec<LeverKey> = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        if groups[..i].iter().any(|other| other.key == group.key) {
            return Err(Refusal::TwoGroups { group: group.key.clone() });
        }
        if group.levers.is_empty() {
            return Err(Refusal::EmptyGroup { group: group.key.clone() });
        }
        for lever in &group.levers {
            let (group, lever) = (group.key.clone(), *lever);
            if !moved.contains(&lever) {
                return Err(Refusal::NotMoved { group, lever, moved });
            }
            if taken.contains(&lever) {
                return Err(Refusal::InTwoGroups { group, lever });
            }
            taken.push(lever);
        }
    }
    let alone = moved.into_iter().filter(|lever| !taken.contains(lever)).map(Player::of);
    let players: Vec<Player> = groups.iter().cloned().chain(alone).collect();
    for (i, player) in players.iter().enumerate() {
        if players[..i].iter().any(|other| other.key == player.key) {
            return Err(Refusal::TwoGroups { group: player.key.clone() });
        }
    }
    Ok(players)
}

/// The policy in which only the players of a coalition move their levers; all others stay at the baseline.
pub fn policy_of(policy: &Policy, players: &[Player], coalition: Coalition) -> Policy {
    let mut kept = policy.clone();
    for (i, player) in players.iter().enumerate() {
        if coalition.contains(i) {
            continue;
        }
        for lever in &player.levers {
            kept.levers.remove(lever);
            for own in kept.regions.values_mut() {
                own.remove(lever);
            }
        }
    }
    kept.regions.retain(|_, own| !own.is_empty());
    kept
}
