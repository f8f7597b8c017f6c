//! Service and money in the twin.

use super::{INSTITUTION, MONTH, NGO, Twin, cell, count, in_posts};
use sim_core::ids::{
    AGES, CERTIFICATES, CostItem, GROUPS, MoneySource, PRACTICE_YEARS, Programme, SETTINGS, Setting,
};
use sim_core::scenario::LeverKey;
use sim_core::time::Month;

impl Twin<'_> {
    /// Direct hours a month of a worker who does nothing else.
    fn hours_of_worker(&self, lever: impl Fn(LeverKey) -> f64) -> f64 {
        let p = self.params;
        p.hours_per_month * (1.0 - lever(LeverKey::AdminLoad)) * (1.0 - p.indirect_share)
    }

    /// How many times as much a holder gives because some are registered; those who are whatever is funded count as usual.
    fn registered_output(&self, r: usize, k: usize) -> f64 {
        let p = self.params;
        let usual = p.registration_unfunded;
        if k > 0 && usual < 1.0 {
            let more = self.regions[r].registered[k] - usual;
            1.0 + p.continuing_effect * more / (1.0 - usual)
        } else {
            1.0
        }
    }

    /// Direct hours a month of everyone in a post, and active volunteers.
    pub fn capacity(&self, r: usize, lever: impl Fn(LeverKey) -> f64) -> (f64, f64) {
        let p = self.params;
        let (mut workers, mut full_time) = (0.0, 0.0);
        for setting in Setting::ALL {
            let direct = match setting {
                Setting::Community => p.direct_community,
                Setting::Institution => p.direct_institution,
                Setting::Station => p.direct_station,
                Setting::Ngo => p.direct_ngo,
                Setting::School => p.direct_school,
                Setting::Hospital => p.direct_hospital,
                Setting::Government => p.direct_government,
            };
            for k in 0..CERTIFICATES {
                let productivity = [
                    p.productivity_none,
                    p.productivity_assistant,
                    p.productivity_mid,
                    p.productivity_senior,
                ][k] * self.registered_output(r, k);
                for x in 0..PRACTICE_YEARS {
                    let new = k < 2 && x == 0;
                    let ramp = if new { p.first_year_productivity } else { 1.0 };
                    for a in 0..AGES {
                        let n = self.people[cell(r, setting.index(), k, x, a)] * direct;
                        workers += n * productivity * ramp;
                        full_time += n;
                    }
                }
            }
        }
        let led = lever(LeverKey::Volunteers).min(p.volunteer_max);
        let active = full_time * led * p.volunteer_active;
        let by_volunteers = active * (p.volunteer_hours * p.volunteer_productivity - p.volunteer_supervision);
        (workers * self.hours_of_worker(lever) + by_volunteers, active)
    }

    /// Workers go from urban to rural regions: the hours come from urban ones by capacity, at most a part of it, and what
    /// is not lost on the way goes to rural ones by rural residents.
    pub fn second(&mut self, month: Month) {
        let hours = self.seconded(|key, r| self.lever(key, r, month));
        for (r, hours) in hours.into_iter().enumerate() {
            self.regions[r].seconded = hours;
            self.regions[r].month.received = hours.max(0.0);
        }
    }

    /// Hours a month that each region receives, or sends below 0.
    pub fn seconded(&self, lever: impl Fn(LeverKey, usize) -> f64) -> Vec<f64> {
        let p = self.params;
        let every = 0..self.regions.len();
        let (mut sent, mut urban, mut rural) = (0.0, 0.0, 0.0);
        let (mut giving, mut taking) = (vec![0.0; every.len()], vec![0.0; every.len()]);
        for r in every.clone() {
            let lever = |key| lever(key, r);
            sent += lever(LeverKey::RuralService) * self.hours_of_worker(lever);
            if self.is_urban(r) {
                giving[r] = self.capacity(r, lever).0;
            } else {
                taking[r] = self.scenario.regions[r].population_2020 - self.scenario.regions[r].urban_2020;
            }
            urban += giving[r];
            rural += taking[r];
        }
        let possible = sent > 0.0 && urban > 0.0 && rural > 0.0;
        let sent = sent.min(p.secondment_max * urban);
        let mut hours = vec![0.0; every.len()];
        for r in every {
            if possible {
                let arriving = sent * p.secondment_efficiency;
                hours[r] = arriving * taking[r] / rural - sent * giving[r] / urban;
            }
        }
        hours
    }

    /// Hours held ÷ capacity.
    pub fn load(&self, r: usize, month: Month, lever: impl Fn(LeverKey) -> f64) -> f64 {
        let need: f64 = self.need(r, month).iter().sum();
        let capacity = (self.capacity(r, lever).0 + self.regions[r].seconded).max(0.0);
        let held = need.min(self.params.load_max * capacity);
        match (need > 0.0, capacity > 0.0) {
            (false, _) => 0.0,
            (true, false) => self.params.load_max,
            (true, true) => held / capacity,
        }
    }

    /// Serves the groups in their order.
    pub fn serve(&mut self, r: usize, month: Month) {
        let need = self.need(r, month);
        let (own, volunteers) = self.capacity(r, |key| self.lever(key, r, month));
        let capacity = (own + self.regions[r].seconded).max(0.0);
        let stays = (-self.params.backlog_dropout * MONTH).exp();
        let region = &mut self.regions[r];
        let mut left = capacity;
        for g in 0..GROUPS {
            let served = need[g].min(left);
            left -= served;
            region.backlog[g] = region.backlog[g] * stays + need[g] - served;
            region.month.served[g] = served;
        }
        region.month.need = need;
        region.month.capacity = capacity;
        region.month.volunteers = volunteers;
    }

    /// Wages of agencies with insurance, without subsidies; and what their projects cost and bring in, in a month.
    pub fn projects(
        &self,
        lever: impl Fn(LeverKey) -> f64 + Copy,
        pay: &super::pay::Pay,
        heads: &[f64; CERTIFICATES],
    ) -> (f64, f64, f64) {
        let (mut bill, mut allowance) = (0.0, 0.0);
        for k in 0..CERTIFICATES {
            bill += heads[k] * pay.of_holders[NGO][k];
            let below = self.subsidy(lever, NGO, if k > 0 { k - 1 } else { 0 });
            let more = self.subsidy(lever, NGO, k) - below;
            allowance += heads[k] * (below + pay.appointed[NGO][k] * more);
        }
        let wages = (bill - allowance.min(bill)) * (1.0 + self.params.insurance);
        let cost = wages / (lever(LeverKey::WorkerShare) * lever(LeverKey::LabourShare));
        (wages, cost, cost.min(lever(LeverKey::PurchaseBudget) / 12.0))
    }

    /// Cost by item, and the programme's money by source.
    pub fn spend(&mut self, r: usize, month: Month) {
        let p = self.params;
        let lever = |key| self.lever(key, r, month);
        let region = &self.regions[r];
        let heads = in_posts(&self.people, r);
        let (mut wages, mut subsidies) = (0.0, 0.0);
        let (mut programme, mut stations) = (0.0, 0.0);
        for s in 0..SETTINGS {
            let (mut bill, mut allowance) = (0.0, 0.0);
            for k in 0..CERTIFICATES {
                bill += heads[s][k] * region.pay.of_holders[s][k];
                let below = self.subsidy(lever, s, if k > 0 { k - 1 } else { 0 });
                let more = self.subsidy(lever, s, k) - below;
                // What holders were paid at the month's beginning, on average.
                allowance += heads[s][k] * (below + region.pay.appointed[s][k] * more);
            }
            let allowance = allowance.min(bill);
            let with_insurance = (bill - allowance) * (1.0 + p.insurance);
            wages += with_insurance;
            subsidies += allowance;
            // Posts that came with their holders were paid before the programme; of those re-designated, what is left
            // of them when the norm has fallen again.
            let beyond_designated = (region.posts[s] - region.designated[s]).max(0.0);
            let redesignated =
                if s == INSTITUTION { region.redesignated.min(beyond_designated) } else { 0.0 };
            let old = region.brought[s] + redesignated;
            let new = if region.posts[s] > 0.0 { 1.0 - (old / region.posts[s]).min(1.0) } else { 1.0 };
            match Setting::ALL[s] {
                Setting::Ngo => {}
                Setting::Station => stations = with_insurance,
                _ => programme += with_insurance * new,
            }
        }
        let (agencies, project, receipts) = self.projects(lever, &region.pay, &heads[NGO]);
        // Where the budget does not reach, agencies pay their staff themselves.
        let (overhead, own_funds) =
            if receipts > agencies { (receipts - agencies, 0.0) } else { (0.0, agencies - receipts) };
        let purchased = stations + receipts;
        let mut training = lever(LeverKey::TrainingHours) * region.front * p.training_hour_cost / 12.0;
        let (mut staff, mut holders) = (0.0, 0.0);
        for by_certificate in &heads {
            for (k, n) in by_certificate.iter().enumerate() {
                staff += n;
                holders += if k > 0 { *n } else { 0.0 };
            }
        }
        training += holders * lever(LeverKey::ContinuingEducation) * p.training_hour_cost / 12.0;
        let hiring = region.month.hires.iter().sum::<f64>() * p.hire_cost;
        let venues = region.month.venues * p.venue_cost;
        // Supervisors for a worker, less those for a worker under the usual supervision.
        let supervisors = lever(LeverKey::Supervision).recip() - p.supervision_reference.recip();
        let supervision = if supervisors > 0.0 { wages * p.supervisor_pay * supervisors } else { 0.0 };
        let students: f64 = region.students.iter().flatten().sum();
        let directed: f64 = region.students[Programme::Directed.index()].iter().sum();
        let education = (students * p.student_cost
            + directed * p.directed_cost
            + lever(LeverKey::TrainingBases) * p.base_cost
            + lever(LeverKey::DemonstrationSites) * p.site_cost)
            / 12.0;
        let honours = staff * lever(LeverKey::Recognition) * p.recognition_cost / 12.0;
        let linked =
            if p.volunteer_active > 0.0 { region.month.volunteers / p.volunteer_active } else { 0.0 };
        let volunteers = linked * p.volunteer_cost / 12.0;
        let people = honours + volunteers + region.month.experts * p.talent_cost;
        let incubation = lever(LeverKey::AgencyIncubation) * p.incubation_cost / 12.0;
        let society = purchased * lever(LeverKey::SocietyShare);
        let lottery = (purchased * p.lottery_share).min(purchased - society);

        self.regions[r].outlay = project;
        let flows = &mut self.regions[r].month;
        flows.invoiced = receipts;
        flows.fees += flows.drive_yuan;
        for (item, yuan) in [
            (CostItem::Wages, wages),
            (CostItem::Subsidies, subsidies),
            (CostItem::Awards, flows.awards),
            (CostItem::Fees, flows.fees),
            (CostItem::Training, training),
            (CostItem::Overhead, overhead),
            (CostItem::Hiring, hiring),
            (CostItem::Venues, venues),
            (CostItem::Supervision, supervision),
            (CostItem::Education, education),
            (CostItem::People, people),
            (CostItem::Incubation, incubation),
        ] {
            flows.cost[item.index()] = yuan;
        }
        let small = subsidies + flows.awards + flows.fees + training + hiring + venues + supervision;
        let more = education + people + incubation;
        flows.funding[MoneySource::Fiscal.index()] =
            programme + small + more + (purchased - society - lottery);
        flows.funding[MoneySource::Lottery.index()] = lottery;
        flows.funding[MoneySource::Society.index()] = society + own_funds;
    }

    /// Filled social-work posts of social-work institutions; posts of converts belong to other units.
    pub fn institution_posts_filled(people: &[f64], r: usize, region: &super::Region) -> f64 {
        let staff: f64 = (0..CERTIFICATES).map(|k| count(people, r, INSTITUTION, k)).sum();
        let posts = region.posts[INSTITUTION];
        let filled = if posts > 0.0 { (staff / posts).min(1.0) } else { 0.0 };
        (posts - region.brought[INSTITUTION]).max(0.0) * filled
    }
}
