//! The start: stocks as the scenario describes them, and everything that is solved so that month one balances.
//!
//! It is solved with the scenario's own levers and never again for a policy, or a policy in force from the
//! start would calibrate itself away.

use super::agencies::{self, Cash};
use super::ages::{self, Birthday};
use super::appointment::graded_posts;
use super::conversion::{self, Converts};
use super::demand::Demand;
use super::education;
use super::exam;
use super::exits::{self, AgeHazards, Reference, Ties};
use super::flows::Flows;
use super::geography::Geography;
use super::levers;
use super::matching::Attraction;
use super::migration::{self, Destinations, Distances, Draw, Moved};
use super::money;
use super::papers::Papers;
use super::pay::{self, Pay};
use super::population::Population;
use super::posts;
use super::registration;
use super::secondment;
use super::services::{self, Capacity};
use super::sites;
use super::state::{
    Block, BySetting, BySettingCertificate, INACTIVE, PLACE_BLOCKS, People, REGION_BLOCKS, RegionState,
    SEEKING, State, WIDTH, block,
};
use super::uptake::Uptake;
use crate::ids::{CERTIFICATES, PRACTICE_YEARS, PROGRAMMES, SETTINGS, Setting};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params, Policy, Scenario};

/// What is solved for one region.
#[derive(Clone, Debug)]
pub(crate) struct RegionStart {
    pub pay: Pay,
    pub load: f64,
    pub renewal: f64,
    pub norms: BySetting,
    /// Professional posts of social-work institutions.
    pub institution_posts: f64,
    pub attraction: Attraction,
    /// Entrants a month.
    pub entrants: f64,
    /// Vacancies after the exits of month one.
    pub vacancies: f64,
    /// Months until invoices are paid.
    pub payment_delay: f64,
}

/// What is solved for the whole place.
#[derive(Clone, Debug)]
pub(crate) struct Start {
    pub state: State,
    pub regions: Vec<RegionStart>,
    pub multiplier: [f64; SETTINGS],
    pub uptake: Uptake,
    pub converts: Converts,
    /// Ages of entrants and outside candidates.
    pub entrant_ages: Block,
    /// Ages of graduates by programme.
    pub graduate_ages: [Block; PROGRAMMES],
    pub papers: Papers,
    /// Values of the scenario's own levers in month one.
    pub levers: LeverValues,
    pub distances: Distances,
    /// Weight of other occupations and places in the choice of graduates.
    pub graduates_outside: f64,
}

/// Everything the solution needs to know.
pub(crate) struct Given<'a> {
    pub scenario: &'a Scenario,
    pub params: &'a Params,
    pub geography: &'a [Geography],
    /// Demand of month one.
    pub demand: &'a [Demand],
    /// Length of a step, years.
    pub years: f64,
}

/// Builds the starting state and solves what month one needs.
pub(crate) fn solve(given: &Given<'_>) -> Start {
    let Given { scenario, params, geography, .. } = *given;
    let month = scenario.grid.start;
    let levers = levers::lever_values(scenario, geography, &Policy::default(), month);
    let contract_ages = ages::contract_staff(params, month.year());
    let other_ages = ages::other_staff(params, month.year());
    let outside = |r| pay::outside_pay(scenario, params, r, month);
    let regions = geography.len();
    let mut state = State {
        people: People::new(regions),
        regions: vec![RegionState::default(); regions],
        education: scenario.start.education,
        passing_routes: Default::default(),
    };
    for r in 0..regions {
        stock(given, &levers, r, outside(r), &contract_ages, &other_ages, &mut state);
    }
    second(given, &levers, &mut state);
    let multiplier = exits::mean_multiplier(params, &state.people);
    let aging = AgeHazards::new(
        params,
        Birthday::before(month, true),
        levers.get(LeverKey::RetirementDelay, 0),
        given.years,
    );
    let distances = Distances::new(scenario, params);
    let away = f64::from(u8::from(distances.anywhere()));
    let dry: Vec<DryRun> =
        (0..regions).map(|r| dry_run(given, &levers, r, away, &aging, &multiplier, &mut state)).collect();
    let mut draws: Vec<Draw> =
        dry.iter().zip(geography).map(|(d, g)| migration::draw(g, &d.pay, &d.posts, &d.staff)).collect();
    let residents = scenario.regions.iter().fold(0.0, |t, region| t + region.population_2020);
    migration::compare_sizes(&mut draws);
    let destinations = destinations(given, &distances, &draws);
    let sought = stationary_seekers(given, &dry, destinations.as_ref(), &contract_ages);
    let solved = (0..regions).map(|r| balance(given, &levers, r, &dry[r], &sought[r], &mut state)).collect();

    for (r, own) in state.regions.iter_mut().enumerate() {
        own.students = education::steady(params, &levers, r, month);
    }
    let students = |own: &RegionState| own.students.iter().fold(0.0, |t, years| t + math::sum(years));
    let mut graduates: Vec<f64> = state.regions.iter().map(students).collect();
    if math::sum(&graduates) <= 0.0 {
        // Where no school admits anyone yet, later students come from where staff is.
        graduates = geography.iter().map(|g| g.staff_share).collect();
    }
    let pulls: Vec<f64> = draws.iter().map(|d| d.on_graduates(params)).collect();
    let uptake = Uptake::solve(params);
    let papers = Papers::solve(params);
    let held_this_year = f64::from(month.month()) > params.exam_month;
    let before = exam::sitting(params, month.year() - i32::from(!held_this_year), residents, None);
    for (r, dry) in dry.iter().enumerate() {
        let heads = &state.people.heads[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS];
        let (partial, awaiting) = exam::under_way(
            params,
            &levers,
            r,
            before.open(),
            &uptake,
            &papers,
            &dry.pay,
            heads,
            &dry.posts,
            &state.education,
        );
        let own = &mut state.regions[r];
        (own.partial, own.awaiting_review) = (partial, awaiting);
    }
    let graduate_ages = education::graduation_age(params).map(ages::only);
    Start {
        state,
        regions: solved,
        multiplier,
        uptake,
        converts: Converts { settings: params.convert_to(), ages: ages::converts(params) },
        entrant_ages: contract_ages,
        graduate_ages,
        papers,
        levers,
        graduates_outside: education::outside_constant(params, &distances, &pulls, &graduates),
        distances,
    }
}

/// Workers whom the scenario's own levers send to rural regions are there from the start.
fn second(given: &Given<'_>, levers: &LeverValues, state: &mut State) {
    let Given { params, geography, .. } = *given;
    let capacity: Vec<Capacity> = (0..geography.len())
        .map(|r| {
            let heads = &state.people.heads[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS];
            services::capacity(params, levers, r, &state.regions[r].registered, heads)
        })
        .collect();
    let mut hours = vec![0.0; geography.len()];
    secondment::hours(params, levers, geography, &capacity, &mut hours);
    for (own, hours) in state.regions.iter_mut().zip(hours) {
        own.seconded_hours = hours;
    }
}

/// Where people who leave a region in month one go.
fn destinations(given: &Given<'_>, distances: &Distances, draws: &[Draw]) -> Option<Destinations> {
    let Given { scenario, params, .. } = *given;
    let mut pulls: Vec<f64> = draws.iter().map(|d| d.on_migrants(params)).collect();
    pulls.extend(scenario.outside_region.as_ref().map(|outside| {
        migration::outside_draw(scenario, params, outside, draws, scenario.grid.start).on_migrants(params)
    }));
    distances.anywhere().then(|| Destinations::new(distances, &pulls))
}

/// Fills one region's starting stocks.
fn stock(
    given: &Given<'_>,
    levers: &LeverValues,
    r: usize,
    outside: f64,
    contract_ages: &Block,
    other_ages: &Block,
    state: &mut State,
) {
    let Given { scenario, params, geography, .. } = *given;
    let start = &scenario.start;
    let total = start.professionals.value * params.start_professionals_factor * geography[r].staff_share;
    let own = &mut state.regions[r];
    let month = scenario.grid.start;
    let mut staff: BySetting = [0.0; SETTINGS];
    // Agency posts depend on agency pay and pay on who is appointed: the second round is the solution, because
    // pay depends on shares only.
    let mut heads: BySettingCertificate = [start.certificates; SETTINGS];
    let mut appointed: BySettingCertificate = heads;
    for _ in 0..3 {
        let pay = pay::pay(params, &geography[r], levers, r, outside, outside, &heads, &appointed);
        let norms = posts::norms(params, &geography[r], levers, r, month, 0.0, posts::agency_pay(&pay));
        let contract: BySetting = std::array::from_fn(|s| {
            if Setting::ALL[s].on_contract() { norms[s] * start.contract_filled } else { 0.0 }
        });
        let others = (total - math::sum(&contract)).max(0.0);
        staff = std::array::from_fn(|s| {
            if Setting::ALL[s].on_contract() { contract[s] } else { others * start.settings[s] }
        });
        let posts: BySetting = std::array::from_fn(|s| {
            if Setting::ALL[s].on_contract() { norms[s] } else { staff[s] / (1.0 - params.start_vacancy) }
        });
        heads = staff.map(|n| start.certificates.map(|share| n * share));
        appointed = std::array::from_fn(|s| {
            std::array::from_fn(|k| {
                if k == 0 { 0.0 } else { heads[s][k].min(graded_posts(levers, r, posts[s], k)) }
            })
        });
    }
    for s in 0..SETTINGS {
        let contract = Setting::ALL[s].on_contract();
        let (ages, practice) = if contract {
            (contract_ages, &start.practice_contract)
        } else {
            (other_ages, &start.practice_other)
        };
        for k in 0..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                state.people.put(r, block(s, k, x), heads[s][k] * years_share(start, practice, k, x), ages);
            }
        }
        own.designated[s] = if contract { 0.0 } else { staff[s] / (1.0 - params.start_vacancy) };
    }
    own.appointed = appointed;
    let share = geography[r].staff_share;
    for k in 1..CERTIFICATES {
        for x in 0..PRACTICE_YEARS {
            let persons = start.inactive[k] * share * years_share(start, &start.practice_other, k, x);
            state.people.put(r, block(INACTIVE, k, x), persons, other_ages);
        }
        own.issued[k] = start.issued[k] * share;
    }
    own.front = start.front.as_ref().map_or(geography[r].front, |front| front.value * share);
    own.venues = start.venue_coverage.value * geography[r].units;
    own.registered = registration::sustained(params, levers, r);
}

/// Share of holders with `x` years: of practice up to assistant, since the certificate for mid. Seniors have at
/// least the five years their exam asks for.
fn years_share(
    start: &crate::scenario::Start,
    practice: &[f64; PRACTICE_YEARS],
    certificate: usize,
    x: usize,
) -> f64 {
    match certificate {
        0 | 1 => practice[x],
        2 => start.years_since_mid[x],
        _ => f64::from(u8::from(x == PRACTICE_YEARS - 1)),
    }
}

/// Month one of a region without seekers: who leaves each setting, and who starts to look for a post.
struct DryRun {
    pay: Pay,
    norms: BySetting,
    institution_posts: f64,
    posts: BySetting,
    /// Staff after the exits.
    staff: BySetting,
    load: f64,
    renewal: f64,
    leaving: BySetting,
    looking: Vec<Block>,
    /// Those who look in another region.
    away: Vec<Block>,
    /// Shares of seekers by age who are still there after a step, and who look in another region.
    staying: Block,
    moving: Block,
}

fn dry_run(
    given: &Given<'_>,
    levers: &LeverValues,
    r: usize,
    away: f64,
    aging: &AgeHazards,
    multiplier: &[f64; SETTINGS],
    state: &mut State,
) -> DryRun {
    let Given { scenario, params, geography, demand, .. } = *given;
    let outside = pay::outside_pay(scenario, params, r, scenario.grid.start);
    let heads = state.people.in_posts(r);
    let pay =
        pay::pay(params, &geography[r], levers, r, outside, outside, &heads, &state.regions[r].appointed);
    let staff: BySetting = heads.map(|k| math::sum(&k));
    let share = scenario.start.institution_share.value;
    let institution_posts = if share > 0.0 { staff[Setting::Institution.index()] / share } else { 0.0 };
    let agency_pay = posts::agency_pay(&pay);
    let norms =
        posts::norms(params, &geography[r], levers, r, scenario.grid.start, institution_posts, agency_pay);
    let ngo = Setting::Ngo.index();
    let sustained = agencies::sustained(params, levers, r, norms[ngo]);
    let listed = scenario.start.organisations.as_ref();
    // Where nobody counted agencies, those that posts and incubation sustain. However many are listed, they do fill the
    // posts of the start.
    let organisations = listed
        .map_or(sustained, |all| all.value * geography[r].staff_share)
        .max(agencies::fewest(params, norms[ngo]));
    let own = &mut state.regions[r];
    own.organisations = organisations;
    own.institution_norm = norms[Setting::Institution.index()];
    own.equivalent = scenario.start.equivalent.map(|titles| titles * geography[r].staff_share);
    let own = &state.regions[r];
    let need = math::sum(&demand[r].need);
    let region_heads = &state.people.heads[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS];
    let capacity = services::capacity(params, levers, r, &own.registered, region_heads).hours;
    let load = services::load(params, need, (capacity + own.seconded_hours).max(0.0));
    state.regions[r].perceived_load = load;
    let renewal = levers.get(LeverKey::ContractRenewal, r);
    let reference = Reference { pay: &pay, load, multiplier, renewal };
    let all_staff = math::sum(&staff);
    let coverage = sites::coverage(params, levers, r, all_staff);
    let ties = Ties { sites: sites::exit_factor(params, levers, r, coverage), bond: 1.0, away };
    let hazards = exits::hazards(params, levers, r, &pay, load, 1.0, ties, reference);
    let mut blocks = state.people.blocks[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS].to_vec();
    let mut dry_heads = region_heads.to_vec();
    let mut flows = Flows::default();
    let mut leaving = vec![[0.0; WIDTH]; PLACE_BLOCKS];
    exits::apply(
        params,
        &hazards,
        aging,
        &mut blocks,
        &mut dry_heads,
        &mut [[0.0; CERTIFICATES]; SETTINGS],
        &mut leaving,
        &mut flows,
    );
    let (staying, moving) = exits::seekers_staying(params, &hazards, aging);
    let mut looking = blocks[SEEKING * PLACE_BLOCKS..INACTIVE * PLACE_BLOCKS].to_vec();
    // Experts whom the place recruits anyway look for a post in month one too.
    let experts = levers.get(LeverKey::TalentRecruitment, r) * given.years;
    for (cell, share) in
        looking[block(0, 0, conversion::practice(params))].iter_mut().zip(ages::converts(params))
    {
        *cell += experts * share;
    }
    // Where the workforce grows already, hires are more than exits.
    let grown = staff.map(|n| n * params.start_growth * given.years);
    DryRun {
        posts: posts::posts(&state.regions[r], &norms, &norms, institution_posts),
        pay,
        norms,
        institution_posts,
        staff: std::array::from_fn(|s| {
            dry_heads[s * PLACE_BLOCKS..(s + 1) * PLACE_BLOCKS].iter().fold(0.0, |t, n| t + n)
        }),
        load,
        renewal,
        leaving: std::array::from_fn(|s| flows.exits[s] + grown[s]),
        looking,
        away: leaving,
        staying,
        moving,
    }
}

/// Seekers of a region at the start, the entrants of a step, and the seekers that matching sees.
struct Sought {
    seekers: Vec<Block>,
    entrants: f64,
    seen: f64,
}

/// Seekers of all regions, who come to each other's regions: solved in turns until nothing changes. A turn passes on few
/// of them, so that each makes the error about a hundred times smaller.
fn stationary_seekers(
    given: &Given<'_>,
    dry: &[DryRun],
    destinations: Option<&Destinations>,
    entrant_ages: &Block,
) -> Vec<Sought> {
    const TURNS: usize = 12;
    let params = given.params;
    let steps_a_month = 1.0 / (12.0 * given.years);
    let solve = |r: usize, looking: &[Block]| {
        let hires = math::sum(&dry[r].leaving);
        let stock = params.search_months * hires * steps_a_month;
        seekers_of_region(&dry[r].staying, looking, stock, hires, entrant_ages)
    };
    let mut sought: Vec<Sought> = (0..dry.len()).map(|r| solve(r, &dry[r].looking)).collect();
    let Some(destinations) = destinations else { return sought };
    for _ in 0..TURNS {
        let mut leaving = Vec::with_capacity(dry.len() * PLACE_BLOCKS);
        for (dry, sought) in dry.iter().zip(&sought) {
            leaving.extend(
                dry.away
                    .iter()
                    .zip(&sought.seekers)
                    .map(|(movers, seekers)| std::array::from_fn(|a| movers[a] + seekers[a] * dry.moving[a])),
            );
        }
        let mut looking: Vec<Vec<Block>> = dry.iter().map(|d| d.looking.clone()).collect();
        migration::arrive(destinations, &leaving, &mut Moved::default(), |r, i, persons, ages| {
            for (cell, share) in looking[r][i].iter_mut().zip(ages) {
                *cell += persons * share;
            }
        });
        sought = (0..dry.len()).map(|r| solve(r, &looking[r])).collect();
    }
    sought
}

/// Fills a region's seekers and solves how they and vacancies meet.
fn balance(
    given: &Given<'_>,
    levers: &LeverValues,
    r: usize,
    dry: &DryRun,
    sought: &Sought,
    state: &mut State,
) -> RegionStart {
    let Given { params, years, .. } = *given;
    let steps_a_month = 1.0 / (12.0 * years);
    for (i, cells) in sought.seekers.iter().enumerate() {
        let at = r * REGION_BLOCKS + SEEKING * PLACE_BLOCKS + i;
        state.people.blocks[at] = *cells;
        state.people.heads[at] = math::sum(cells);
    }
    let agencies = money::agency_wages(params, &dry.pay, &state.people.in_posts(r));
    let (outlay, invoice) = money::project(levers, r, 1.0 / 12.0, agencies);
    let payment_delay = levers.get(LeverKey::PaymentDelay, r);
    state.regions[r].cash = Cash::steady(invoice, outlay, payment_delay);
    let open = posts::vacancies(&dry.posts, &dry.staff);
    RegionStart {
        attraction: attraction(params, sought.seen, &dry.leaving, &open, steps_a_month),
        pay: dry.pay.clone(),
        load: dry.load,
        renewal: dry.renewal,
        norms: dry.norms,
        institution_posts: dry.institution_posts,
        entrants: sought.entrants * steps_a_month,
        vacancies: math::sum(&open),
        payment_delay,
    }
}

/// Seekers whose number does not change in a step when `hires` of them are hired, with the composition of those
/// matching sees: the seekers who stay, those who start to look, and entrants.
///
/// With `c = stock ÷ (stock + hires)` every cell satisfies `n = c·(n·stay + looking + entrants)`, so
/// `n = c·(looking + entrants) ÷ (1 − c·stay)`; entrants follow from the sum. Where those who start to look are more than
/// enough there are no entrants, `c` follows from the sum instead, and the number grows.
///
fn seekers_of_region(
    staying: &Block,
    looking: &[Block],
    stock: f64,
    hires: f64,
    entrant_ages: &Block,
) -> Sought {
    let none = vec![[0.0; WIDTH]; PLACE_BLOCKS];
    let count = |cells: &[Block]| cells.iter().fold(0.0, |t, b| t + math::sum(b));
    if stock <= 0.0 {
        return Sought { seekers: none, entrants: 0.0, seen: count(looking) };
    }
    let seekers = |c: f64, entrants: f64| -> Vec<Block> {
        let mut cells = none.clone();
        for (i, block) in cells.iter_mut().enumerate() {
            for a in 0..WIDTH {
                let new = if i == 0 { entrants * entrant_ages[a] } else { 0.0 };
                block[a] = c * (looking[i][a] + new) / (1.0 - c * staying[a]);
            }
        }
        cells
    };
    let c = stock / (stock + hires);
    let without = count(&seekers(c, 0.0));
    if without <= stock {
        let per_entrant = count(&seekers(c, 1.0)) - without;
        let entrants = (stock - without) / per_entrant;
        return Sought { seekers: seekers(c, entrants), entrants, seen: stock + hires };
    }
    // The number of seekers grows with c: bisection between nobody staying and the c of an open labour market.
    let (mut low, mut high) = (0.0, c);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if count(&seekers(middle, 0.0)) < stock { low = middle } else { high = middle }
    }
    let c = 0.5 * (low + high);
    Sought { seekers: seekers(c, 0.0), entrants: 0.0, seen: stock / c }
}

/// Attraction by setting and efficiency of matching so that hires equal exits in every setting that is open in month
/// one, and over the year in institutions.
fn attraction(
    params: &Params,
    seekers: f64,
    leaving: &BySetting,
    open: &BySetting,
    steps_a_month: f64,
) -> Attraction {
    let institution = Setting::Institution.index();
    let season = params.season_last_month - params.season_first_month + 1.0;
    let solvable = |s: usize| leaving[s] > 0.0 && open[s] > 0.0;
    // Posts that are filled all year round; `rate` is the share of vacancies filled.
    let all_year = |s: usize| s != institution && solvable(s);
    let rate = |s: usize| leaving[s] / open[s];
    let community = Setting::Community.index();
    let unit = if all_year(community) {
        rate(community)
    } else {
        (0..SETTINGS).filter(|s| all_year(*s)).map(rate).fold(0.0, f64::max)
    };
    let mut by_setting: BySetting =
        std::array::from_fn(|s| if all_year(s) { rate(s) / unit } else { params.new_setting_attraction });
    let eta = params.match_seekers;
    let hired = (0..SETTINGS).filter(|s| all_year(*s)).fold(0.0, |t, s| t + leaving[s]);
    let pull = (0..SETTINGS).filter(|s| all_year(*s)).fold(0.0, |t, s| t + by_setting[s] * open[s]);
    let in_season = leaving[institution] * 12.0 / season;
    if seekers <= 0.0 {
        return Attraction { efficiency: 0.0, by_setting };
    }
    let meeting = math::pow(seekers, eta);
    let mut efficiency = if pull > 0.0 { hired / (meeting * math::pow(pull, 1.0 - eta)) } else { 0.0 };
    if solvable(institution) {
        if pull > 0.0 {
            // μU^η·z·(S+z)^(−η) = hires in season, growing in z: bisection on the logarithm of z.
            let (mut low, mut high) = (-30.0, 30.0);
            for _ in 0..200 {
                let middle = 0.5 * (low + high);
                let z = pull * math::exp(middle);
                if efficiency * meeting * z * math::pow(pull + z, -eta) < in_season {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            by_setting[institution] = pull * math::exp(0.5 * (low + high)) / open[institution];
        } else {
            by_setting[institution] = 1.0;
            efficiency = in_season / (meeting * math::pow(open[institution], 1.0 - eta));
        }
    }
    Attraction { efficiency: efficiency * steps_a_month, by_setting }
}
