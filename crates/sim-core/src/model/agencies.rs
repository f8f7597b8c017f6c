//! Service agencies: how many there are, and how long they can wait for the money of their invoices.

use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

/// Months an invoice can wait: the longest delay of the lever, and a part of one more.
const QUEUE: usize = 13;

/// Invoices of a region's agencies that are not paid yet, keyed by the months until they are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cash {
    /// Yuan due after one, two, … months.
    due: [f64; QUEUE],
    /// The same if every invoice were paid after the usual delay, which banks finance.
    usually_due: [f64; QUEUE],
    /// Months in a row in which cash was below 0.
    dry_months: f64,
    /// What agencies paid out last month, yuan.
    outlay: f64,
}

/// Adds an invoice that is paid `delay` months later; parts of a month are split between two.
fn queue(due: &mut [f64; QUEUE], yuan: f64, delay: f64) {
    let whole = (delay as usize).min(QUEUE - 1);
    let part = delay - whole as f64;
    if whole > 0 {
        due[whole - 1] += yuan * (1.0 - part);
    }
    due[whole] += yuan * part;
}

impl Cash {
    /// Cash of agencies that have sent the same invoice every month and are paid as usual.
    pub fn steady(invoice: f64, outlay: f64, usual_delay: f64) -> Self {
        let mut due = [0.0; QUEUE];
        let whole = (usual_delay as usize).min(QUEUE - 1);
        due[..whole].fill(invoice);
        due[whole] = invoice * (usual_delay - whole as f64);
        Self { due, usually_due: due, dry_months: 0.0, outlay }
    }

    /// A month ends: due money is paid, a new invoice is sent.
    pub fn settle(&mut self, invoice: f64, outlay: f64, delay: f64, usual_delay: f64) {
        for (due, months) in [(&mut self.due, delay), (&mut self.usually_due, usual_delay)] {
            due.rotate_left(1);
            due[QUEUE - 1] = 0.0;
            queue(due, invoice, months);
        }
        self.outlay = outlay;
        self.dry_months = if self.yuan() < 0.0 { self.dry_months + 1.0 } else { 0.0 };
    }

    /// Cash against the usual course of payments: below zero when money comes later than usual.
    ///
    /// Unit: yuan. Only later payment bites, the usual delay is financed.
    pub fn yuan(&self) -> f64 {
        /// The same invoices stand in other places of the two queues and add up to other last digits: what is less than
        /// this part of them is no lack of cash, or agencies would lay off for nothing.
        const ROUNDING: f64 = 1e-9;
        let (usually_due, due) = (math::sum(&self.usually_due), math::sum(&self.due));
        let cash = usually_due - due;
        if cash.abs() > ROUNDING * usually_due.max(due) { cash } else { 0.0 }
    }

    /// Share of agency staff laid off in a month for lack of cash: `clip(−cash ÷ (cover·outlay), 0, max)` once there has
    /// been none for some months.
    pub fn layoff_share(&self, params: &Params) -> f64 {
        if self.dry_months < params.cash_patience_months || self.outlay <= 0.0 {
            return 0.0;
        }
        (-self.yuan() / (params.cash_cover_months * self.outlay)).clamp(0.0, params.cash_layoff_max)
    }

    /// Adds every array to a digest.
    pub fn digest(&self, digest: &mut crate::results::Digest) {
        digest.add(&self.due);
        digest.add(&self.usually_due);
        digest.add(&[self.dry_months, self.outlay]);
    }
}

/// Agencies that the posts a budget pays for and incubation keep alive: `posts ÷ posts per agency + incubated`.
pub(crate) fn sustained(params: &Params, levers: &LeverValues, region: usize, agency_posts: f64) -> f64 {
    agency_posts / params.agency_staff + levers.get(LeverKey::AgencyIncubation, region)
}

/// The number of agencies follows what is sustained.
pub(crate) fn follow(params: &Params, sustained: f64, years: f64, organisations: &mut f64) {
    *organisations +=
        (sustained - *organisations) * math::leaving_share(12.0 / params.agency_adjust_months, years);
}

/// Most posts that agencies can take on.
pub(crate) fn posts_at_most(params: &Params, organisations: f64) -> f64 {
    organisations * params.agency_staff * params.agency_stretch
}

/// Fewest agencies that can take on so many posts.
pub(crate) fn fewest(params: &Params, posts: f64) -> f64 {
    posts / (params.agency_staff * params.agency_stretch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_paid_as_usual_neither_gain_nor_lose_cash() {
        for delay in [0.0, 3.0, 4.5, 12.0] {
            let mut cash = Cash::steady(100.0, 90.0, delay);
            for _ in 0..40 {
                cash.settle(100.0, 90.0, delay, delay);
                assert_eq!(cash.yuan(), 0.0);
            }
            assert!((math::sum(&cash.due) - 100.0 * delay).abs() < 1e-9, "{delay}");
        }
    }

    #[test]
    fn money_that_comes_three_months_later_is_missing_for_three_months_and_stays_missing() {
        let params = Params::default();
        let mut cash = Cash::steady(100.0, 100.0, 3.0);
        let mut shares = Vec::new();
        for _ in 0..8 {
            cash.settle(100.0, 100.0, 6.0, 3.0);
            shares.push(cash.layoff_share(&params));
        }
        // The invoices sent at the old delay are still paid in time: cash fails from the fourth month on.
        assert!((cash.yuan() + 300.0).abs() < 1e-9);
        assert_eq!(shares.iter().position(|share| *share > 0.0), Some(5));
        assert_eq!(shares[7], params.cash_layoff_max);
    }
}
