//! The page of checks: what is looked at, and what was found at each place.

use super::{Course, Found, Inquiry};
use crate::state::{AppState, Effect};
use crate::study::backtest::band::Bands;
use crate::study::backtest::{Finding, Look};
use crate::study::wire::Refusal;
use sim_core::scenario::Observed;
use sim_core::sorted::Map;
use sim_core::study::backtest;

/// What happened on the page of checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestsEvent {
    /// Another fit year is looked at.
    FitYearChosen(i32),
    /// Another count is looked at.
    VariableChosen(Observed),
    /// Registrations of the test years shall be those that were counted, or projected.
    RegistrationsChosen {
        /// As counted.
        counted: bool,
    },
    /// Conversion shall stop in the fit year, or go on as known.
    ConversionChosen {
        /// Stopped.
        frozen: bool,
    },
    /// Increments shall be added to the last known count, or not.
    AnchorChosen {
        /// Added to it.
        anchored: bool,
    },
}

/// The page of checks.
#[derive(Debug, Default)]
pub struct Tests {
    /// How far it has come at this place.
    pub course: Course,
    /// How far the bands have come.
    pub bands: Course,
    /// What is looked at.
    pub look: Look,
    /// What was found, by the fingerprint of the place.
    found: Map<String, Found<Finding>>,
    /// The bands, by the fingerprint of the place.
    banded: Map<String, Found<Bands>>,
}

impl Tests {
    pub(super) fn look(&mut self, event: TestsEvent) {
        let look = &mut self.look;
        match event {
            TestsEvent::FitYearChosen(year) => look.fit_year = year,
            TestsEvent::VariableChosen(variable) => look.variable = variable,
            TestsEvent::RegistrationsChosen { counted } => look.registrations = counted,
            TestsEvent::ConversionChosen { frozen } => look.frozen = frozen,
            TestsEvent::AnchorChosen { anchored } => look.anchored = anchored,
        }
    }

    pub(super) fn found(&mut self, place: &str, found: Found<Finding>) {
        self.found.insert(place.to_owned(), found);
    }

    pub(super) fn banded(&mut self, place: &str, found: Found<Bands>) {
        self.banded.insert(place.to_owned(), found);
    }

    pub(super) fn leave(&mut self) {
        self.look = Look::default();
    }
}

impl AppState {
    /// What was found at this place about the model against counted years.
    pub fn tested(&self) -> Option<&Found<Finding>> {
        self.studies.tests.found.get(&self.scenario.fingerprint)
    }

    /// What was found at this place about how far apart draws lie.
    pub fn banded(&self) -> Option<&Found<Bands>> {
        self.studies.tests.banded.get(&self.scenario.fingerprint)
    }

    /// Asks for the forecasts, then for the bands that stand around them.
    pub(super) fn tests_next(&mut self, to: &mut Vec<Effect>) {
        if self.studies.tests.course == Course::Idle {
            match self.tested() {
                Some(found) if found.all => self.studies.tests.course = Course::Done,
                // Where nobody counted there is nothing to send for.
                _ if self.scenario.history.is_empty() => {
                    let nothing = Refusal::Backtest(backtest::Refusal::NoHistory);
                    self.studies.tests.course = Course::Refused(nothing);
                }
                _ => self.ask_study(Inquiry::Tests, to),
            }
        }
        if self.studies.tests.course == Course::Done && self.studies.tests.bands == Course::Idle {
            match self.banded() {
                Some(found) if found.all => self.studies.tests.bands = Course::Done,
                _ => self.ask_study(Inquiry::Bands, to),
            }
        }
    }
}
