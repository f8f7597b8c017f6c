//! The three papers of the mid exam in the twin.

use sim_core::scenario::Params;

/// What happens to those who sit the mid exam, without training and luck.
#[derive(Clone, Copy, Debug, Default)]
pub struct Papers {
    /// All papers passed at the first sitting.
    pub at_once: f64,
    /// Some papers passed, not all.
    pub some: f64,
    /// The rest passed by holders of some papers, at their second sitting.
    pub then: f64,
}

/// Each paper is passed with the same chance, whatever happened in the others.
fn with_chance(paper: f64) -> Papers {
    let mut papers = Papers::default();
    let mut completed = 0.0;
    for outcome in 0..8_u32 {
        let passed = outcome.count_ones() as i32;
        let chance = paper.powi(passed) * (1.0 - paper).powi(3 - passed);
        match passed {
            3 => papers.at_once += chance,
            0 => {}
            _ => {
                papers.some += chance;
                completed += chance * paper.powi(3 - passed);
            }
        }
    }
    papers.then = if papers.some > 0.0 { completed / papers.some } else { 0.0 };
    papers
}

impl Papers {
    /// Of 1 who sits for the first time, so many sit again a year later.
    fn second_sitters(self, p: &Params) -> f64 {
        p.partial_return * self.some
    }

    /// The chance of a paper for which sitters of both kinds pass as often as the parameter says, when every year as many
    /// come for the first time.
    pub fn of(p: &Params) -> Self {
        let (mut low, mut high) = (0.0_f64, 1.0_f64);
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            let papers = with_chance(middle);
            let sitters = 1.0 + papers.second_sitters(p);
            let passes = papers.at_once + papers.second_sitters(p) * papers.then;
            if passes < p.pass_mid * sitters { low = middle } else { high = middle }
        }
        with_chance(0.5 * (low + high))
    }

    /// Holders of some papers after a sitting of so many, of whom some came for the second time.
    pub fn holders_after(self, p: &Params, sitters: f64) -> f64 {
        sitters / (1.0 + self.second_sitters(p)) * self.some
    }
}
