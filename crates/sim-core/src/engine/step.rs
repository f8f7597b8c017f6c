//! One month, in the order that is part of the model.

use super::run::Model;
use crate::ids::{CERTIFICATES, SETTINGS, Setting};
use crate::math;
use crate::model::ages::Birthday;
use crate::model::demand::Demand;
use crate::model::exits::{AgeHazards, Reference};
use crate::model::flows::Flows;
use crate::model::indicators::RegionMonth;
use crate::model::pay::Pay;
use crate::model::state::{BySetting, REGION_BLOCKS, SEEKING, State, block};
use crate::model::{
    ages, appointment, conversion, education, entrants, exam, exits, levers, matching, money, pay, posts,
    services,
};
use crate::results::RunFault;
use crate::rng::Draws;
use crate::scenario::{LeverKey, LeverValues, Policy};
use crate::time::Month;

/// People may be lost or found by rounding only: 1e-9 of a region's stock in a month.
const BALANCE: f64 = 1e-9;

/// A run under way.
pub(super) struct Run<'a> {
    model: &'a Model,
    policy: &'a Policy,
    draws: Option<Draws>,
    substeps: u32,
    pub state: State,
    pub flows: Vec<Flows>,
    pay: Vec<Pay>,
    posts: Vec<BySetting>,
    /// People each region must have when it is counted next.
    expected: Vec<f64>,
    ages: Option<(Birthday, AgeHazards)>,
}

impl<'a> Run<'a> {
    pub fn new(model: &'a Model, policy: &'a Policy, draws: Option<Draws>, substeps: u32) -> Self {
        let state = model.start.state.clone();
        let regions = state.regions.len();
        Self {
            model,
            policy,
            draws,
            substeps,
            flows: vec![Flows::default(); regions],
            pay: model.start.regions.iter().map(|r| r.pay.clone()).collect(),
            posts: (0..regions)
                .map(|r| {
                    let solved = &model.start.regions[r];
                    posts::posts(&state.regions[r], &solved.norms, &solved.norms, solved.institution_posts)
                })
                .collect(),
            expected: (0..regions).map(|r| state.people.recount(r)).collect(),
            ages: None,
            state,
        }
    }

    /// Simulates the month with number `m`.
    pub fn month(&mut self, m: usize) -> Result<(), RunFault> {
        let model = self.model;
        let month = model.scenario.grid.month(m);
        let years = 1.0 / (12.0 * f64::from(self.substeps));
        // 1 policy values and 2 population and need
        let levers = levers::lever_values(&model.scenario, &model.geography, self.policy, month);
        let demand = &model.demand[m];
        self.flows.fill(Flows::default());
        if f64::from(month.month()) == model.params.exam_month {
            self.state.passing_routes = exam::StepRoutes::default();
        }
        for step in 0..self.substeps {
            let last = step + 1 == self.substeps;
            for r in 0..self.flows.len() {
                // 3 pay, 4 load, 5 hazards, 6 exits; 7 placing movers in other regions has its place here
                let relative = self.leave(&levers, &demand[r], r, month, years)?;
                // 8 ordinary entrants; graduates have their place here
                self.enter(r, relative, years);
                // 9 training and 10 conversion
                self.convert(&levers, r, years);
                // 11 exam and appointment
                self.examine(&levers, r, month, years, last);
                // 12 posts and lay-offs, 13 matching
                self.employ(&levers, r, month, years);
            }
            self.educate(month, last);
        }
        // 14 January: ages and practice years
        if month.month() == 1 && m > 0 {
            self.new_year();
        }
        for r in 0..self.flows.len() {
            // 15 services, 16 money; 17 indicators are read by the caller
            self.serve_and_spend(&levers, &demand[r], r);
            // 18 ledger: what must be found when the region is counted next
            self.expected[r] += self.flows[r].inflow() - self.flows[r].outflow();
        }
        Ok(())
    }

    /// What is known of every region at the month's end.
    pub fn region_months<'b>(&'b self, demand: &'b [Demand]) -> Vec<RegionMonth<'b>> {
        (0..self.flows.len())
            .map(|r| RegionMonth {
                demand: &demand[r],
                pay: &self.pay[r],
                posts: self.posts[r],
                flows: &self.flows[r],
                institution_posts: self.model.start.regions[r].institution_posts,
            })
            .collect()
    }

    /// Counts a region against the ledger.
    pub fn audit(&self, r: usize, found: f64, month: Month) -> Result<(), RunFault> {
        let expected = self.expected[r];
        // Written so that NaN fails.
        if (found - expected).abs() <= BALANCE * expected.abs().max(1.0) {
            return Ok(());
        }
        Err(RunFault {
            month,
            region: self.model.scenario.regions[r].code.clone(),
            message: format!("the ledger says {expected} people, {found} were counted"),
        })
    }

    fn leave(
        &mut self,
        levers: &LeverValues,
        demand: &Demand,
        r: usize,
        month: Month,
        years: f64,
    ) -> Result<[[f64; CERTIFICATES]; SETTINGS], RunFault> {
        let Model { scenario, params, geography, start, .. } = self.model;
        let (solved, own) = (&start.regions[r], &mut self.state.regions[r]);
        let outside = pay::outside_pay(scenario, params, r, month);
        let heads = self.state.people.in_posts(r);
        let pay = pay::pay(params, &geography[r], levers, r, outside, &heads, &own.appointed);
        let relative = pay::relative(&pay, &solved.pay);
        let mean_relative = pay::mean_over_staff(&relative, &heads);

        let need = math::sum(&demand.need);
        let hours = services::hours_per_worker(params, levers, r);
        let region_heads = &self.state.people.heads[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS];
        let load = services::load(params, need, services::capacity(params, hours, region_heads));
        own.perceived_load +=
            (load - own.perceived_load) * math::leaving_share(12.0 / params.load_delay, years);

        let reference = Reference {
            pay: &solved.pay,
            load: solved.load,
            multiplier: &start.multiplier,
            renewal: solved.renewal,
        };
        let hazards = exits::hazards(params, levers, r, &pay, own.perceived_load, mean_relative, reference);
        let birthday = Birthday::before(month, month == scenario.grid.start);
        if self.ages.as_ref().is_none_or(|(of, _)| *of != birthday) {
            self.ages = Some((birthday, AgeHazards::new(params, birthday, years)));
        }
        let (_, aging) = self.ages.as_ref().expect("set above");
        let (blocks, counts) = self.state.people.region_mut(r);
        let found = exits::apply(
            params,
            &hazards,
            aging,
            blocks,
            counts,
            &mut self.state.regions[r].appointed,
            &mut self.flows[r],
        );
        self.pay[r] = pay;
        // The month's flows so far are not in the ledger yet.
        let flows = &self.flows[r];
        self.audit(r, found - (flows.inflow() - flows.outflow()), month)?;
        Ok(relative)
    }

    fn enter(&mut self, r: usize, relative: [[f64; CERTIFICATES]; SETTINGS], years: f64) {
        let Model { params, start, .. } = self.model;
        let heads = self.state.people.in_posts(r);
        let staff: BySetting = heads.map(|k| math::sum(&k));
        let vacancies = math::sum(&posts::vacancies(&self.posts[r], &staff));
        let solved = &start.regions[r];
        let relative = pay::mean_over_staff(&relative, &heads);
        let persons =
            entrants::entrants(params, solved.entrants, relative, vacancies, solved.vacancies) * 12.0 * years;
        self.state.people.add(r, block(SEEKING, 0, 0), persons, &start.entrant_ages);
        self.flows[r].entrants += persons;
    }

    fn convert(&mut self, levers: &LeverValues, r: usize, years: f64) {
        let Model { params, geography, start, .. } = self.model;
        let State { people, regions, .. } = &mut self.state;
        let own = &mut regions[r];
        own.training_hours += levers.get(LeverKey::TrainingHours, r) * years;
        let opened =
            (levers.get(LeverKey::VenuesOpened, r) * years).min((geography[r].units - own.venues).max(0.0));
        own.venues += opened;
        self.flows[r].venues += opened;
        conversion::convert(
            params,
            &geography[r],
            levers,
            r,
            years,
            own,
            &mut self.flows[r],
            |at, persons| {
                people.add(r, at, persons, &start.converts.ages);
            },
        );
    }

    fn examine(&mut self, levers: &LeverValues, r: usize, month: Month, years: f64, last: bool) {
        let Model { scenario, params, geography, start, .. } = self.model;
        let now = f64::from(month.month());
        let State { people, regions, education, passing_routes } = &mut self.state;
        if last && now == params.exam_month {
            let residents = scenario.regions.iter().fold(0.0, |t, region| t + region.population_2020);
            let sitting = exam::sitting(params, month.year(), residents, self.draws);
            exam::sit(
                params,
                levers,
                r,
                geography[r].staff_share,
                &sitting,
                &start.uptake,
                &self.pay[r],
                &people.heads[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS],
                &self.posts[r],
                education,
                &mut regions[r],
                &mut self.flows[r],
                passing_routes,
            );
        }
        if last && now == params.certificate_month {
            exam::certify(
                params,
                levers,
                r,
                &start.converts,
                &start.entrant_ages,
                people,
                &mut regions[r],
                &mut self.flows[r],
            );
        }
        let heads = people.in_posts(r);
        appointment::appoint(params, levers, r, years, &heads, &self.posts[r], &mut regions[r].appointed);
    }

    fn employ(&mut self, levers: &LeverValues, r: usize, month: Month, years: f64) {
        let Model { params, geography, start, .. } = self.model;
        let solved = &start.regions[r];
        let norms = posts::norms(
            params,
            &geography[r],
            levers,
            r,
            month,
            solved.institution_posts,
            posts::agency_pay(&self.pay[r]),
        );
        let State { people, regions, .. } = &mut self.state;
        let (own, flows) = (&mut regions[r], &mut self.flows[r]);
        posts::follow_institution_norm(
            params,
            norms[Setting::Institution.index()],
            own,
            flows,
            |at, persons| {
                people.add(r, at, persons, &start.converts.ages);
            },
        );
        self.posts[r] = posts::posts(own, &norms, &solved.norms, solved.institution_posts);
        let (blocks, heads) = people.region_mut(r);
        posts::lay_off(params, &self.posts[r], years, blocks, heads, own, flows);

        let heads = people.in_posts(r);
        let staff: BySetting = heads.map(|k| math::sum(&k));
        let mut open = posts::vacancies(&self.posts[r], &staff);
        for (s, vacancies) in open.iter_mut().enumerate() {
            if !matching::hires_in(params, s, month) {
                *vacancies = 0.0;
            }
        }
        let seekers: [f64; CERTIFICATES] = std::array::from_fn(|k| people.count(r, SEEKING, k));
        let relative = pay::relative(&self.pay[r], &solved.pay);
        let relative = matching::relative_by_setting(&relative, &heads);
        let hired =
            matching::hires(params, &solved.attraction, math::sum(&seekers), &open, &relative, years * 12.0);
        let shares = matching::hired_shares(params, &seekers, math::sum(&hired));
        let (blocks, heads) = people.region_mut(r);
        matching::place(&shares, &hired, blocks, heads);
        for (total, hires) in flows.hires.iter_mut().zip(hired) {
            *total += hires;
        }
    }

    fn educate(&mut self, month: Month, last: bool) {
        let start = &self.model.scenario.start.education;
        let regions = self.flows.len();
        let people = &self.state.people;
        let newcomers = self.flows.iter().fold(0.0, |t, f| {
            t + f.entrants + f.redesignations + f.conversions.iter().fold(0.0, |t, n| t + n)
        });
        let shares = &mut self.state.education;
        if last {
            education::newcomers(shares, start, education::holders(people, regions, 0), newcomers);
        }
        if last && f64::from(month.month()) == self.model.params.certificate_month {
            let holders = std::array::from_fn(|k| education::holders(people, regions, k));
            let from_outside =
                std::array::from_fn(|k| self.flows.iter().fold(0.0, |t, f| t + f.from_outside[k]));
            education::certified(shares, start, holders, from_outside, &self.state.passing_routes);
        }
    }

    fn new_year(&mut self) {
        for (r, flows) in self.flows.iter_mut().enumerate() {
            let (blocks, heads) = self.state.people.region_mut(r);
            flows.aged_out += ages::new_year(blocks, heads);
        }
    }

    fn serve_and_spend(&mut self, levers: &LeverValues, demand: &Demand, r: usize) {
        const YEARS: f64 = 1.0 / 12.0;
        let params = &self.model.params;
        let heads = self.state.people.in_posts(r);
        let region_heads = &self.state.people.heads[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS];
        let capacity =
            services::capacity(params, services::hours_per_worker(params, levers, r), region_heads);
        let flows = &mut self.flows[r];
        services::serve(params, &demand.need, capacity, YEARS, &mut self.state.regions[r], flows);
        let hired = math::sum(&flows.hires);
        money::spend(
            params,
            levers,
            r,
            YEARS,
            &self.pay[r],
            &heads,
            &self.posts[r],
            &self.state.regions[r],
            hired,
            flows,
        );
        money::settle_exam(flows);
    }
}
