//! Agencies in the twin: how many there are, and what they are owed.

use super::{MONTH, Region, Twin};
use sim_core::scenario::LeverKey;
use sim_core::time::Month;

/// An invoice for a month's work.
#[derive(Clone, Copy, Debug)]
pub struct Invoice {
    pub yuan: f64,
    /// Months since it was sent.
    pub age: f64,
    /// Months until it is paid, and until it would be paid as usual.
    pub delay: f64,
    pub usual: f64,
}

/// What of an invoice is not paid yet: of a delay of 3.4 months, 0.6 of the money comes after three, the rest after four.
fn unpaid(age: f64, delay: f64) -> f64 {
    (delay - age).clamp(0.0, 1.0)
}

/// Invoices of the time before, all alike and paid as usual.
pub fn earlier_invoices(yuan: f64, usual: f64) -> Vec<Invoice> {
    (0..24).map(|age| Invoice { yuan, age: f64::from(age), delay: usual, usual }).collect()
}

impl Region {
    /// Cash against the usual course: money that would be here by now, were it not late.
    pub fn cash(&self) -> f64 {
        let mut cash = 0.0;
        for invoice in &self.invoices {
            cash += invoice.yuan * (unpaid(invoice.age, invoice.usual) - unpaid(invoice.age, invoice.delay));
        }
        cash
    }
}

impl Twin<'_> {
    /// Share of agency staff laid off this month because there has been no cash for some months.
    pub fn short_of_cash(&self, r: usize) -> f64 {
        let p = self.params;
        let region = &self.regions[r];
        if region.dry_months < p.cash_patience_months || region.outlay <= 0.0 {
            return 0.0;
        }
        (-region.cash() / (p.cash_cover_months * region.outlay)).clamp(0.0, p.cash_layoff_max)
    }

    /// The end of the month: the month's work is billed, older invoices are paid.
    pub fn settle(&mut self, r: usize, month: Month) {
        let delay = self.lever(LeverKey::PaymentDelay, r, month);
        let usual = self.baseline(LeverKey::PaymentDelay, r, self.scenario.grid.start);
        let yuan = self.regions[r].month.invoiced;
        for invoice in &mut self.regions[r].invoices {
            invoice.age += 1.0;
        }
        self.regions[r].invoices.push(Invoice { yuan, age: 0.0, delay, usual });
        let owed = self.regions[r].cash();
        if owed < 0.0 {
            self.regions[r].dry_months += 1.0;
        } else {
            self.regions[r].dry_months = 0.0;
        }
    }

    /// Agencies are founded and close.
    pub fn found_agencies(&mut self, r: usize, month: Month) {
        let p = self.params;
        let incubated = self.lever(LeverKey::AgencyIncubation, r, month);
        let lasting = self.regions[r].paid_agency_posts / p.agency_staff + incubated;
        let now = self.regions[r].organisations;
        let stays = (-12.0 * MONTH / p.agency_adjust_months).exp();
        self.regions[r].organisations = lasting + (now - lasting) * stays;
    }
}
