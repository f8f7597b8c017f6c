//! The last move seen again, for a room: without it, with it, a few times.

use super::{Alarm, AppState, Effect, Event, Move};
use crate::view::View;
use crate::wire::Fingerprint;
use sim_core::{LeverKey, Policy};
use std::rc::Rc;

/// So often the move is played.
const TIMES: u8 = 3;
/// So long each picture stands, in milliseconds.
const STANDS_MS: u32 = 600;

impl Event {
    /// Whether it is about something else than looking on.
    pub(super) fn ends_replay(&self) -> bool {
        !matches!(
            self,
            Self::Rang(_)
                | Self::Answered(_)
                | Self::People(_)
                | Self::Study(_)
                | Self::Kept(_)
                | Self::KeptElsewhere(_)
                | Self::LeverReleased(_)
        )
    }
}

impl AppState {
    /// The last move, where both sides of it are known.
    fn last_move(&self) -> Option<(LeverKey, &Move)> {
        let key = self.moved_last?;
        let last = self.moves.get(&key)?;
        let known = |policy: &Policy| {
            self.views.get(self.fingerprint(policy.clone())).is_some_and(|view| self.has_cuts(view))
        };
        (last.after == *self.policy() && known(&last.before) && known(&last.after)).then_some((key, last))
    }

    /// Whether the last move can be seen again.
    pub fn can_replay(&self) -> bool {
        self.held.is_none() && !self.is_pending() && self.last_move().is_some()
    }

    pub(super) fn play_again(&mut self, to: &mut Vec<Effect>) {
        if self.can_replay() {
            self.replay = Some(2 * TIMES - 1);
            to.push(Effect::Wake { after_ms: STANDS_MS, alarm: Alarm::Replay });
        }
    }

    pub(super) fn play_on(&mut self, to: &mut Vec<Effect>) {
        self.replay = self.replay.and_then(|left| left.checked_sub(1)).filter(|left| *left > 0);
        if self.replay.is_some() {
            to.push(Effect::Wake { after_ms: STANDS_MS, alarm: Alarm::Replay });
        }
    }

    /// The side of the last move that is looked at without it.
    fn earlier(&self) -> Option<&Policy> {
        let without = self.replay.is_some_and(|left| left % 2 == 1);
        self.last_move().filter(|_| without).map(|(_, last)| &last.before)
    }

    /// The policy that sliders and figures show.
    pub(super) fn seen(&self) -> &Policy {
        self.earlier().unwrap_or(self.policy())
    }

    /// What figures show while the last move is seen again.
    pub(super) fn replayed(&self) -> Option<&(Fingerprint, Rc<View>)> {
        self.views.entry(self.fingerprint(self.earlier()?.clone()))
    }
}
