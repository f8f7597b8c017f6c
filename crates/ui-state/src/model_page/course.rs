//! What the model is made of, told by a worker: no run, and texts that the page's first load does without.

use crate::study::desk::Course;
use crate::study::wire::{Finding, Refusal, Size};
use sim_core::anatomy::Anatomy;
use std::ops::Range;

/// The anatomy of the model.
pub struct Told;

impl Course for Told {
    fn size(&self) -> Size {
        Size { rows: 1, first: 1, waves: false }
    }

    fn rows(&self, _rows: Range<u32>, _told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal> {
        Ok(Vec::new())
    }

    fn report(&self, _pieces: &[&[u8]]) -> Result<Finding, Refusal> {
        Ok(Finding::Anatomy(Box::new(Anatomy::of_the_model())))
    }
}
