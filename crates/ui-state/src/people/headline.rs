//! The counts that persons and the aggregate model are compared by.

use serde::{Deserialize, Serialize};
use sim_core::ids::{CERTIFICATES, Place};
use sim_core::results::{Trajectory, Variable};

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Headline {
    /// People in posts.
    Professionals,
    /// In posts with a certificate.
    CertifiedPractising,
    /// Holders of a certificate, practising or not.
    CertifiedPeople,
    /// Posts without a holder.
    Vacancies,
    /// People who look for a post.
    Seekers,
}

/// Monthly values of every headline, in the order of [`Headline::ALL`]; the start first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lines(Vec<Vec<f64>>);

impl Headline {
    /// All of them, in the order of the chooser.
    pub const ALL: [Self; 5] = [
        Self::Professionals,
        Self::CertifiedPractising,
        Self::CertifiedPeople,
        Self::Vacancies,
        Self::Seekers,
    ];

    /// The number of the headline, from 0.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The key of its name in the locales.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Professionals => "series-professionals",
            Self::CertifiedPractising => "series-certified-practising",
            Self::CertifiedPeople => "series-certified-people",
            Self::Vacancies => "series-vacancies",
            Self::Seekers => "people-seekers",
        }
    }

    fn values(self, run: &Trajectory) -> Vec<f64> {
        let total = |variable| run.total(variable, None);
        match self {
            Self::Professionals => total(Variable::Professionals),
            Self::CertifiedPractising => total(Variable::CertifiedPractising),
            Self::CertifiedPeople => total(Variable::CertifiedPeople),
            Self::Vacancies => total(Variable::Vacancies),
            Self::Seekers => {
                let first = Place::Seeking.index() * CERTIFICATES;
                let of = |member| run.series(Variable::People, member, None);
                (0..run.rows()).map(|row| (first..first + CERTIFICATES).map(|k| of(k)[row]).sum()).collect()
            }
        }
    }
}

impl Lines {
    /// The headlines of a run.
    pub fn of(run: &Trajectory) -> Self {
        Self(Headline::ALL.into_iter().map(|headline| headline.values(run)).collect())
    }

    /// The monthly values of a headline.
    pub fn values(&self, headline: Headline) -> &[f64] {
        &self.0[headline.index()]
    }
}
