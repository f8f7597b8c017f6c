//! The three papers of the mid exam, which may be passed in two sittings.

use crate::scenario::Params;

/// Papers of the mid exam: comprehensive ability, practice, law and policy. Source: `exam_rules`.
const PAPERS: f64 = 3.0;

/// Chances of candidates for the mid certificate, before training and the year's shock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Papers {
    /// Candidates at their first sitting who pass all papers.
    pub first: f64,
    /// Candidates who sit the rest a year later and pass it.
    pub again: f64,
    /// Candidates at their first sitting who pass some papers, not all.
    pub some: f64,
}

impl Papers {
    /// Chances when each paper is passed with chance `u`, one independent of another.
    fn with(u: f64) -> Self {
        let fail = 1.0 - u;
        // Two passed and one missing; one passed and two missing.
        let (two, one) = (PAPERS * u * u * fail, PAPERS * u * fail * fail);
        let some = two + one;
        Self { first: u * u * u, again: if some > 0.0 { (two * u + one * u * u) / some } else { 0.0 }, some }
    }

    /// Passes per sitting when as many come for the first time every year.
    fn mean(&self, params: &Params) -> f64 {
        let again = params.partial_return * self.some;
        (self.first + again * self.again) / (1.0 + again)
    }

    /// Chances for which the mean sitting has the pass rate of the parameters, which was fitted to sittings of both kinds.
    pub fn solve(params: &Params) -> Self {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..100 {
            let middle = 0.5 * (low + high);
            if Self::with(middle).mean(params) < params.pass_mid { low = middle } else { high = middle }
        }
        Self::with(0.5 * (low + high))
    }

    /// Holders of some papers when `sitters` come every year.
    pub fn steady(&self, params: &Params, sitters: f64) -> f64 {
        self.some * sitters / (1.0 + params.partial_return * self.some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_sitting_passes_as_often_as_the_parameter_says() {
        let mut params = Params::default();
        for pass in [0.05, 0.2, 0.6] {
            params.pass_mid = pass;
            let papers = Papers::solve(&params);
            assert!((papers.mean(&params) - pass).abs() < 1e-12);
            assert!(papers.first < pass && pass < papers.again);
            // The same from counts: a hundred come a year, those with papers among them.
            let holders = papers.steady(&params, 100.0);
            let again = params.partial_return * holders;
            let passed = (100.0 - again) * papers.first + again * papers.again;
            assert!((passed / 100.0 - pass).abs() < 1e-12);
            assert!(((100.0 - again) * papers.some - holders).abs() < 1e-9);
        }
    }
}
