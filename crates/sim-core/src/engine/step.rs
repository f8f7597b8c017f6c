//! One month, in the order that is part of the model.

use super::run::Model;
use crate::executor::{Executor, Serial};
use crate::ids::{Programme, SETTINGS, Setting};
use crate::math;
use crate::model::ages::Birthday;
use crate::model::demand::Demand;
use crate::model::exam::June;
use crate::model::exits::{AgeHazards, Departing, Departures, Reference, Ties};
use crate::model::flows::Flows;
use crate::model::indicators::{RegionMonth, Rules};
use crate::model::migration::{Destinations, Draw};
use crate::model::pay::Pay;
use crate::model::population::{Found, Newcomers, Origin, Population};
use crate::model::services::Capacity;
use crate::model::state::{Block, BySetting, BySettingCertificate, People, SEEKING, State, WIDTH, block};
use crate::model::{
    agencies, appointment, conversion, education, entrants, equivalents, exam, indicators, levers, matching,
    migration, money, pay, posts, registration, routes, secondment, services, sites,
};
use crate::results::{Broke, RunFault};
use crate::rng::Draws;
use crate::scenario::{LeverKey, LeverValues, Policy};
use crate::time::Month;

/// People may be lost or found by rounding only: 1e-9 of a region's stock in a month.
const BALANCE: f64 = 1e-9;

/// A run under way.
pub(super) struct Run<'a, P = People, E = Serial> {
    executor: &'a E,
    model: &'a Model,
    policy: &'a Policy,
    draws: Option<Draws>,
    substeps: u32,
    pub state: State<P>,
    pub flows: Vec<Flows>,
    pay: Vec<Pay>,
    posts: Vec<BySetting>,
    /// People each region must have when it is counted next.
    expected: Vec<f64>,
    /// Hazards by age of this month, one for each delay of retirement that a region has.
    ages: Vec<AgeHazards>,
    delays: Vec<f64>,
    birthday: Option<Birthday>,
    /// What decides who leaves, by region.
    departing: Vec<Departing<'a>>,
    /// Staff before a step's exits, those of them who had left the field before, and people found after it, by region.
    staff_before: Vec<f64>,
    left_before: Vec<f64>,
    found: Vec<Found>,
    /// People in posts by age, as the month found them.
    staff_found: Vec<Block>,
    /// Relative pay of staff by region, as exits saw it.
    relative: Vec<BySettingCertificate>,
    /// What the policy rules, by region.
    rules: Vec<Rules>,
    // Room to work in, kept so that a month allocates nothing.
    levers: LeverValues,
    /// What draws people to each region.
    draws_on: Vec<Draw>,
    /// Pull of each region on migrants; the outside region last.
    pulls: Vec<f64>,
    destinations: Destinations,
    /// Where the graduates of one region go.
    choices: Vec<f64>,
    /// What staff can do after the month, and the hours that are sent, by region.
    capacity: Vec<Capacity>,
    seconded: Vec<f64>,
}

impl<'a> Run<'a> {
    pub fn new(model: &'a Model, policy: &'a Policy, draws: Option<Draws>, substeps: u32) -> Self {
        Self::with(model, policy, draws, substeps, model.start.state.clone(), &Serial)
    }
}

impl<'a, P: Population, E: Executor> Run<'a, P, E> {
    pub fn with(
        model: &'a Model,
        policy: &'a Policy,
        draws: Option<Draws>,
        substeps: u32,
        state: State<P>,
        executor: &'a E,
    ) -> Self {
        let regions = state.regions.len();
        Self {
            executor,
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
            ages: Vec::new(),
            delays: Vec::new(),
            birthday: None,
            departing: Vec::with_capacity(regions),
            staff_before: vec![0.0; regions],
            left_before: vec![0.0; regions],
            found: vec![Found::default(); regions],
            staff_found: vec![[0.0; WIDTH]; regions],
            relative: vec![Default::default(); regions],
            rules: (0..regions).map(|r| Rules::of(&model.start.levers, &model.geography[r], r)).collect(),
            levers: LeverValues::new(regions),
            draws_on: Vec::with_capacity(regions),
            pulls: vec![0.0; regions + usize::from(model.scenario.outside_region.is_some())],
            destinations: Destinations::default(),
            choices: vec![0.0; regions],
            capacity: vec![Capacity::default(); regions],
            seconded: vec![0.0; regions],
            state,
        }
    }

    /// Simulates the month with number `m`.
    pub fn month(&mut self, m: usize) -> Result<(), RunFault> {
        let Model { scenario, geography, .. } = self.model;
        self.state.people.begin(self.executor, m);
        let month = scenario.grid.month(m);
        // 1 policy values and 2 population and need
        let mut levers = std::mem::take(&mut self.levers);
        levers::fill(&mut levers, scenario, geography, self.policy, month);
        let result = self.month_with(&levers, m, month);
        self.levers = levers;
        result
    }

    fn month_with(&mut self, levers: &LeverValues, m: usize, month: Month) -> Result<(), RunFault> {
        let model = self.model;
        let years = 1.0 / (12.0 * f64::from(self.substeps));
        let demand = &model.demand[m];
        for (r, rules) in self.rules.iter_mut().enumerate() {
            *rules = Rules::of(levers, &model.geography[r], r);
        }
        self.flows.fill(Flows::default());
        if f64::from(month.month()) == model.params.exam_month {
            self.state.passing_routes = exam::StepRoutes::default();
        }
        for step in 0..self.substeps {
            let last = step + 1 == self.substeps;
            // 3 pay, 4 load, 5 hazards, 6 exits
            self.leave(levers, demand, month, years)?;
            if step == 0 {
                for (staff, found) in self.staff_found.iter_mut().zip(&self.found) {
                    *staff = found.staff;
                }
            }
            // 7 movers are placed in other regions
            self.migrate(month);
            // 8 graduates and ordinary entrants
            if step == 0 {
                self.graduate(levers, month);
            }
            for r in 0..self.flows.len() {
                self.enter(levers, r, years);
                // 9 training and 10 conversion
                self.convert(levers, r, years);
                // 11 exam and appointment
                self.examine(levers, r, month, years, last);
                // 12 posts and lay-offs, 13 matching
                self.employ(levers, r, month, years);
            }
            self.educate(month, last);
        }
        // 14 January: ages and practice years
        if month.month() == 1 && m > 0 {
            self.new_year();
        }
        self.second(levers);
        for r in 0..self.flows.len() {
            // 15 services, 16 money; 17 indicators are read by the caller
            self.serve_and_spend(levers, &demand[r], r);
            // 18 ledger: what must be found when the region is counted next
            self.expected[r] += self.flows[r].inflow() - self.flows[r].outflow();
        }
        Ok(())
    }

    /// Posts of a region by setting.
    pub fn posts_of(&self, r: usize) -> &BySetting {
        &self.posts[r]
    }

    /// Professional posts of a region's social-work institutions.
    pub fn institution_posts(&self, r: usize) -> f64 {
        self.model.start.regions[r].institution_posts
    }

    /// Filled social-work posts of a region's social-work institutions.
    pub fn institution_posts_filled(&self, r: usize) -> f64 {
        let staff = math::sum(&self.state.people.in_posts(r)[Setting::Institution.index()]);
        indicators::institution_posts_filled(&self.state.regions[r], &self.posts[r], staff)
    }

    /// What is known of a region at the month's end.
    pub fn region_month<'b>(&'b self, demand: &'b [Demand], r: usize) -> RegionMonth<'b> {
        RegionMonth {
            demand: &demand[r],
            pay: &self.pay[r],
            posts: self.posts[r],
            flows: &self.flows[r],
            institution_posts: self.model.start.regions[r].institution_posts,
            urban: self.model.geography[r].is_urban(&self.model.params),
            rules: self.rules[r],
        }
    }

    /// People in posts by region and age, as the last month found them.
    pub fn staff_found(&self) -> &[Block] {
        &self.staff_found
    }

    /// Finds them as they are now.
    pub fn find_staff(&mut self) {
        for (r, found) in self.staff_found.iter_mut().enumerate() {
            *found = self.state.people.staff_by_age(r);
        }
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
            what: Broke::Ledger { expected, found },
        })
    }

    fn leave(
        &mut self,
        levers: &LeverValues,
        demand: &[Demand],
        month: Month,
        years: f64,
    ) -> Result<(), RunFault> {
        let Model { params, scenario, .. } = self.model;
        // 3 pay, 4 load, 5 hazards
        let mut departing = std::mem::take(&mut self.departing);
        departing.clear();
        let birthday = Birthday::before(month, month == scenario.grid.start);
        if self.birthday != Some(birthday) {
            self.birthday = Some(birthday);
            self.delays.clear();
            self.ages.clear();
        }
        for (r, demand) in demand.iter().enumerate() {
            let delay = levers.get(LeverKey::RetirementDelay, r);
            let ages = self.delays.iter().position(|d| *d == delay).unwrap_or_else(|| {
                self.delays.push(delay);
                self.ages.push(AgeHazards::new(params, birthday, delay, years));
                self.ages.len() - 1
            });
            departing.push(self.departing(levers, demand, r, month, years, ages));
        }
        // 6 exits
        let departures = Departures { params, levers, pay: &self.pay, regions: &departing, ages: &self.ages };
        self.state.people.leave(
            self.executor,
            &departures,
            &mut self.state.regions,
            &mut self.flows,
            &mut self.found,
        );
        self.departing = departing;
        for r in 0..self.flows.len() {
            let staff = self.staff_before[r];
            let left = self.flows[r].exits_from_field() - self.left_before[r];
            let leaving_share = if staff > 0.0 { left / staff } else { 0.0 };
            equivalents::follow(params, staff, leaving_share, years, &mut self.state.regions[r].equivalent);
            // The month's flows so far are not in the ledger yet.
            let flows = &self.flows[r];
            self.audit(r, self.found[r].people - (flows.inflow() - flows.outflow()), month)?;
        }
        Ok(())
    }

    /// What decides who leaves in one region.
    fn departing(
        &mut self,
        levers: &LeverValues,
        demand: &Demand,
        r: usize,
        month: Month,
        years: f64,
        ages: usize,
    ) -> Departing<'a> {
        let Model { scenario, params, geography, start, .. } = self.model;
        let (solved, own) = (&start.regions[r], &mut self.state.regions[r]);
        let outside = pay::outside_pay(scenario, params, r, month);
        let heads = self.state.people.in_posts(r);
        let at_start = solved.pay.outside;
        let pay = pay::pay(params, &geography[r], levers, r, outside, at_start, &heads, &own.appointed);
        let relative = pay::relative(&pay, &solved.pay);
        let mean_relative_pay = pay::mean_over_staff(&relative, &heads);

        let need = math::sum(&demand.need);
        let capacity = services::capacity(params, levers, r, &own.registered, self.state.people.heads(r));
        let load = services::load(params, need, (capacity.hours + own.seconded_hours).max(0.0));
        own.perceived_load +=
            (load - own.perceived_load) * math::leaving_share(12.0 / params.load_delay, years);

        let staff = heads.iter().fold(0.0, |t, k| t + math::sum(k));
        let below_mid = [0, 1]
            .into_iter()
            .fold(0.0, |t, k| (0..=SEEKING).fold(t, |t, place| t + self.state.people.count(r, place, k)));
        let bond = education::bond_factor(params, own, below_mid);
        let coverage = sites::coverage(params, levers, r, staff);
        let ties = Ties {
            sites: sites::exit_factor(params, levers, r, coverage),
            bond,
            away: if start.distances.anywhere() { bond } else { 0.0 },
        };
        let perceived_load = own.perceived_load;
        self.pay[r] = pay;
        self.relative[r] = relative;
        self.staff_before[r] = staff;
        self.left_before[r] = self.flows[r].exits_from_field();
        let reference = Reference {
            pay: &solved.pay,
            load: solved.load,
            multiplier: &start.multiplier,
            renewal: solved.renewal,
        };
        Departing { perceived_load, mean_relative_pay, ties, reference, ages }
    }

    /// Finds what draws people to each region now.
    fn compare_regions(&mut self) {
        self.draws_on.clear();
        for r in 0..self.flows.len() {
            let staff: BySetting = self.state.people.in_posts(r).map(|k| math::sum(&k));
            let draw = migration::draw(&self.model.geography[r], &self.pay[r], &self.posts[r], &staff);
            self.draws_on.push(draw);
        }
        migration::compare_sizes(&mut self.draws_on);
    }

    fn migrate(&mut self, month: Month) {
        let Model { scenario, params, start, .. } = self.model;
        if !start.distances.anywhere() {
            return;
        }
        let regions = self.flows.len();
        self.compare_regions();
        for (pull, draw) in self.pulls.iter_mut().zip(&self.draws_on) {
            *pull = draw.on_migrants(params);
        }
        if let Some(outside) = &scenario.outside_region {
            let draw = migration::outside_draw(scenario, params, outside, &self.draws_on, month);
            self.pulls[regions] = draw.on_migrants(params);
        }
        self.destinations.set(&start.distances, &self.pulls);
        self.state.people.migrate(&self.destinations, &mut self.flows);
    }

    fn graduate(&mut self, levers: &LeverValues, month: Month) {
        let Model { params, start, .. } = self.model;
        let (now, regions) = (f64::from(month.month()), self.flows.len());
        if now == params.intake_month {
            for r in 0..regions {
                education::enrol(params, levers, r, &mut self.state.regions[r].students);
            }
        }
        if now != params.graduation_month {
            return;
        }
        self.compare_regions();
        for (pull, draw) in self.pulls.iter_mut().zip(&self.draws_on) {
            *pull = draw.on_graduates(params);
        }
        for home in 0..regions {
            let own = &mut self.state.regions[home];
            let graduates = education::graduate(params, &mut own.students);
            let directed = Programme::Directed.index();
            education::bind(levers, home, graduates[directed], own);
            self.flows[home].graduates = graduates;
            let pulls = &self.pulls[..regions];
            education::choose(&mut self.choices, &start.distances, pulls, start.graduates_outside, home);
            for (p, persons) in graduates.into_iter().enumerate() {
                for (r, choice) in self.choices.iter().enumerate() {
                    // Directed places lead home.
                    let share = if p == directed { f64::from(u8::from(r == home)) } else { *choice };
                    let who = Newcomers {
                        ages: &start.graduate_ages[p],
                        origin: Origin::Graduate { programme: p, home },
                    };
                    let entering = self.state.people.add(r, block(SEEKING, 0, 0), persons * share, who);
                    self.flows[r].graduates_entering[p] += entering;
                }
            }
        }
    }

    fn enter(&mut self, levers: &LeverValues, r: usize, years: f64) {
        let Model { params, start, .. } = self.model;
        let heads = self.state.people.in_posts(r);
        let staff: BySetting = heads.map(|k| math::sum(&k));
        let vacancies = math::sum(&posts::vacancies(&self.posts[r], &staff));
        let solved = &start.regions[r];
        let relative = pay::mean_over_staff(&self.relative[r], &heads);
        let experts = levers.get(LeverKey::TalentRecruitment, r) * years;
        let at = block(SEEKING, 0, conversion::practice(params));
        let who = Newcomers { ages: &start.converts.ages, origin: Origin::Expert };
        let experts = self.state.people.add(r, at, experts, who);
        self.flows[r].talent += experts;
        let own = &mut self.state.regions[r];
        for (titles, new) in own.equivalent.iter_mut().zip(equivalents::of_experts(params, experts)) {
            *titles += new;
        }
        registration::follow(params, &registration::sustained(params, levers, r), years, &mut own.registered);
        let persons =
            entrants::entrants(params, solved.entrants, relative, vacancies, solved.vacancies) * 12.0 * years;
        let who = Newcomers { ages: &start.entrant_ages, origin: Origin::Entrant };
        let persons = self.state.people.add(r, block(SEEKING, 0, 0), persons, who);
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
                let who = Newcomers { ages: &start.converts.ages, origin: Origin::Converted };
                people.add(r, at, persons, who)
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
            let june = June {
                params,
                levers,
                region: r,
                staff_share: geography[r].staff_share,
                sitting,
                uptake: &start.uptake,
                papers: &start.papers,
                pay: &self.pay[r],
                posts: &self.posts[r],
                education,
            };
            people.sit(&june, &mut regions[r], &mut self.flows[r], passing_routes);
        }
        if last && now == params.certificate_month {
            let mut passing = std::mem::take(&mut regions[r].passing);
            let flows = &mut self.flows[r];
            let in_posts = people.certify(r, &mut passing, &mut regions[r].appointed, flows);
            exam::certify_others(
                params,
                levers,
                r,
                &passing,
                in_posts,
                &start.converts,
                &start.entrant_ages,
                &mut regions[r],
                flows,
                |at, persons, who| people.add(r, at, persons, who),
            );
        }
        let heads = people.in_posts(r);
        let own = &mut regions[r].appointed;
        let new = appointment::appointments(params, levers, r, years, &heads, &self.posts[r], own);
        people.appoint(r, &new, own);
    }

    fn employ(&mut self, levers: &LeverValues, r: usize, month: Month, years: f64) {
        let Model { params, geography, start, .. } = self.model;
        let solved = &start.regions[r];
        let mut norms = posts::norms(
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
        // Few agencies cannot take on a large budget at once; it lets them grow.
        let ngo = Setting::Ngo.index();
        let paid = norms[ngo];
        norms[ngo] = paid.min(agencies::posts_at_most(params, own.organisations));
        posts::follow_institution_norm(
            params,
            norms[Setting::Institution.index()],
            own,
            flows,
            |at, persons| {
                let who = Newcomers { ages: &start.converts.ages, origin: Origin::Redesignated };
                people.add(r, at, persons, who)
            },
        );
        self.posts[r] = posts::posts(own, &norms, &solved.norms, solved.institution_posts);
        for s in 0..SETTINGS {
            let staff = people.heads(r)[block(s, 0, 0)..block(s + 1, 0, 0)].iter().fold(0.0, |t, n| t + n);
            let share = posts::laid_off_share(params, self.posts[r][s], staff, years);
            if share > 0.0 {
                flows.layoffs[s] += people.lay_off(r, s, share, &mut own.appointed[s]);
            }
        }
        let short_of_cash = own.cash.layoff_share(params);
        if short_of_cash > 0.0 {
            let share = 1.0 - math::pow(1.0 - short_of_cash, years * 12.0);
            flows.layoffs[ngo] += people.lay_off(r, ngo, share, &mut own.appointed[ngo]);
        }
        let sustained = agencies::sustained(params, levers, r, paid);
        agencies::follow(params, sustained, years, &mut own.organisations);

        let heads = people.in_posts(r);
        let staff: BySetting = heads.map(|k| math::sum(&k));
        let mut open = posts::vacancies(&self.posts[r], &staff);
        for (s, vacancies) in open.iter_mut().enumerate() {
            // Agencies that cannot pay their staff hire nobody.
            if !matching::hires_in(params, s, month) || (s == ngo && short_of_cash > 0.0) {
                *vacancies = 0.0;
            }
        }
        let seekers: [f64; crate::ids::CERTIFICATES] = std::array::from_fn(|k| people.count(r, SEEKING, k));
        let relative = pay::relative(&self.pay[r], &solved.pay);
        let relative = matching::relative_by_setting(&relative, &heads);
        let hired =
            matching::hires(params, &solved.attraction, math::sum(&seekers), &open, &relative, years * 12.0);
        let priority = levers.get(LeverKey::RecruitPriority, r);
        let shares = matching::hired_shares(params, priority, &seekers, math::sum(&hired));
        let hired = people.hire(r, &shares, &hired);
        for (total, hires) in flows.hires.iter_mut().zip(hired) {
            *total += hires;
        }
    }

    fn educate(&mut self, month: Month, last: bool) {
        let start = &self.model.scenario.start.education;
        let regions = self.flows.len();
        let people = &self.state.people;
        let others = self.flows.iter().fold(0.0, |t, f| {
            t + f.entrants + f.talent + f.redesignations + f.conversions.iter().fold(0.0, |t, n| t + n)
        });
        let graduates =
            std::array::from_fn(|p| self.flows.iter().fold(0.0, |t, f| t + f.graduates_entering[p]));
        let shares = &mut self.state.education;
        if last {
            routes::newcomers(shares, start, routes::holders(people, regions, 0), others, &graduates);
        }
        if last && f64::from(month.month()) == self.model.params.certificate_month {
            let holders = std::array::from_fn(|k| routes::holders(people, regions, k));
            let from_outside =
                std::array::from_fn(|k| self.flows.iter().fold(0.0, |t, f| t + f.from_outside[k]));
            routes::certified(shares, start, holders, from_outside, &self.state.passing_routes);
        }
    }

    fn new_year(&mut self) {
        for (r, flows) in self.flows.iter_mut().enumerate() {
            flows.aged_out += self.state.people.new_year(r);
        }
    }

    fn second(&mut self, levers: &LeverValues) {
        let Model { params, geography, .. } = self.model;
        for r in 0..self.flows.len() {
            let heads = self.state.people.heads(r);
            self.capacity[r] =
                services::capacity(params, levers, r, &self.state.regions[r].registered, heads);
        }
        secondment::hours(params, levers, geography, &self.capacity, &mut self.seconded);
        for ((own, flows), hours) in self.state.regions.iter_mut().zip(&mut self.flows).zip(&self.seconded) {
            let hours = *hours;
            own.seconded_hours = hours;
            flows.seconded_hours = hours.max(0.0);
        }
    }

    fn serve_and_spend(&mut self, levers: &LeverValues, demand: &Demand, r: usize) {
        const YEARS: f64 = 1.0 / 12.0;
        let params = &self.model.params;
        let heads = self.state.people.in_posts(r);
        let capacity = self.capacity[r];
        let flows = &mut self.flows[r];
        flows.volunteers = capacity.volunteers;
        let hours = (capacity.hours + self.state.regions[r].seconded_hours).max(0.0);
        services::serve(params, &demand.need, hours, YEARS, &mut self.state.regions[r], flows);
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
        let delay = levers.get(LeverKey::PaymentDelay, r);
        let usual = self.model.start.regions[r].payment_delay;
        self.state.regions[r].cash.settle(flows.invoiced, flows.outlay, delay, usual);
    }
}
