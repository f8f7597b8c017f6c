//! The page of indicators: what was decided on it, and what was typed and not taken.

use super::{AppState, Effect};
use crate::annex::Annex;
use sim_core::study::breakdown::{Basis, Refusal, Spot};

/// A field of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The total.
    Total,
    /// A number of the table.
    Spot(Spot),
    /// The least a region has in the end.
    Floor(usize),
    /// The most.
    Cap(usize),
    /// The part of a basis in the mix.
    Part(Basis),
}

/// Why what was typed was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is no whole number.
    NoCount,
    /// It cannot be shared out so.
    Refused(Refusal),
}

/// What was decided on the page; the page itself works it out, so that nothing of that is in the first load.
#[derive(Clone, Debug, PartialEq)]
pub enum IndicatorsEvent {
    /// The annex shall be this.
    Taken(Box<Annex>),
    /// What was typed was not taken.
    Refused(Field, String, Trouble),
    /// A file is wanted: its name and text.
    Saved(String, String),
}

/// What was typed and not taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Indicators {
    /// Where, what, and why not.
    pub refused: Option<(Field, String, Trouble)>,
}

impl AppState {
    pub(super) fn indicators_happened(&mut self, event: IndicatorsEvent, to: &mut Vec<Effect>) {
        match event {
            IndicatorsEvent::Taken(annex) => {
                self.indicators.refused = None;
                let next = super::Authored { annex: *annex, ..self.authored.now().clone() };
                self.authored.step(next);
                self.forget_gesture();
                self.plan_changed(to);
                self.keep_soon(to);
            }
            IndicatorsEvent::Refused(field, typed, why) => {
                self.indicators.refused = Some((field, typed, why));
            }
            IndicatorsEvent::Saved(name, text) => {
                to.push(Effect::Download { name, media_type: "text/csv", text });
            }
        }
    }
}
