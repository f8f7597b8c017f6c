//! The start: stocks as the scenario describes them, and everything that is solved so that month one balances.
//!
//! It is solved with the scenario's own levers and never again for a policy, or a policy in force from the
//! start would calibrate itself away.

use super::ages::{self, Birthday};
use super::appointment::graded_posts;
use super::conversion::Converts;
use super::demand::Demand;
use super::exits::{self, AgeHazards, Reference};
use super::flows::Flows;
use super::geography::Geography;
use super::levers;
use super::matching::Attraction;
use super::pay::{self, Pay};
use super::posts;
use super::services;
use super::state::{
    Block, BySetting, BySettingCertificate, INACTIVE, PLACE_BLOCKS, People, REGION_BLOCKS, RegionState,
    SEEKING, State, WIDTH, block,
};
use super::uptake::Uptake;
use crate::ids::{CERTIFICATES, PRACTICE_YEARS, SETTINGS, Setting};
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
    let multiplier = exits::mean_multiplier(params, &state.people);
    let aging = AgeHazards::new(params, Birthday::before(month, true), given.years);
    let solved = (0..regions)
        .map(|r| balance(given, &levers, r, outside(r), &aging, &multiplier, &contract_ages, &mut state))
        .collect();
    Start {
        state,
        regions: solved,
        multiplier,
        uptake: Uptake::solve(params),
        converts: Converts { settings: params.convert_to(), ages: ages::converts(params) },
        entrant_ages: contract_ages,
    }
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
        let pay = pay::pay(params, &geography[r], levers, r, outside, &heads, &appointed);
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
                state.people.add(r, block(s, k, x), heads[s][k] * years_share(start, practice, k, x), ages);
            }
        }
        own.designated[s] = if contract { 0.0 } else { staff[s] / (1.0 - params.start_vacancy) };
    }
    own.appointed = appointed;
    let share = geography[r].staff_share;
    for k in 1..CERTIFICATES {
        for x in 0..PRACTICE_YEARS {
            let persons = start.inactive[k] * share * years_share(start, &start.practice_other, k, x);
            state.people.add(r, block(INACTIVE, k, x), persons, other_ages);
        }
        own.issued[k] = start.issued[k] * share;
    }
    own.front = start.front.as_ref().map_or(geography[r].front, |front| front.value * share);
    own.venues = start.venue_coverage.value * geography[r].units;
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

/// Solves one region: a dry run of the exits of month one tells what hires and entrants must replace.
fn balance(
    given: &Given<'_>,
    levers: &LeverValues,
    r: usize,
    outside: f64,
    aging: &AgeHazards,
    multiplier: &[f64; SETTINGS],
    entrant_ages: &Block,
    state: &mut State,
) -> RegionStart {
    let Given { scenario, params, geography, demand, years } = *given;
    let heads = state.people.in_posts(r);
    let pay = pay::pay(params, &geography[r], levers, r, outside, &heads, &state.regions[r].appointed);
    let staff: BySetting = heads.map(|k| math::sum(&k));
    let share = scenario.start.institution_share.value;
    let institution_posts = if share > 0.0 { staff[Setting::Institution.index()] / share } else { 0.0 };
    let month = scenario.grid.start;
    let wage = posts::agency_pay(&pay);
    let norms = posts::norms(params, &geography[r], levers, r, month, institution_posts, wage);
    state.regions[r].institution_norm = norms[Setting::Institution.index()];
    let need = math::sum(&demand[r].need);
    let region_heads = &state.people.heads[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS];
    let capacity = services::capacity(params, services::hours_per_worker(params, levers, r), region_heads);
    let load = services::load(params, need, capacity);
    state.regions[r].perceived_load = load;
    let renewal = levers.get(LeverKey::ContractRenewal, r);
    let reference = Reference { pay: &pay, load, multiplier, renewal };
    let hazards = exits::hazards(params, levers, r, &pay, load, 1.0, reference);

    // Month one without seekers: who leaves each setting, and who starts to look for a post.
    let mut blocks = state.people.blocks[r * REGION_BLOCKS..(r + 1) * REGION_BLOCKS].to_vec();
    let mut dry_heads = region_heads.to_vec();
    let mut flows = Flows::default();
    exits::apply(
        params,
        &hazards,
        aging,
        &mut blocks,
        &mut dry_heads,
        &mut [[0.0; CERTIFICATES]; SETTINGS],
        &mut flows,
    );
    let looking = &blocks[SEEKING * PLACE_BLOCKS..INACTIVE * PLACE_BLOCKS];
    let posts = posts::posts(&state.regions[r], &norms, &norms, institution_posts);
    let left: BySetting = std::array::from_fn(|s| {
        dry_heads[s * PLACE_BLOCKS..(s + 1) * PLACE_BLOCKS].iter().fold(0.0, |t, n| t + n)
    });
    let open = posts::vacancies(&posts, &left);
    let leaving = flows.exits;

    let steps_a_month = 1.0 / (12.0 * years);
    let hires = math::sum(&leaving);
    let stock = params.search_months * hires * steps_a_month;
    let staying = exits::seekers_staying(params, aging);
    let (seekers, entrants, seen) = stationary_seekers(&staying, looking, stock, hires, entrant_ages);
    for (i, cells) in seekers.iter().enumerate() {
        let at = r * REGION_BLOCKS + SEEKING * PLACE_BLOCKS + i;
        state.people.blocks[at] = *cells;
        state.people.heads[at] = math::sum(cells);
    }
    RegionStart {
        attraction: attraction(params, seen, &leaving, &open, steps_a_month),
        pay,
        load,
        renewal,
        norms,
        institution_posts,
        entrants: entrants * steps_a_month,
        vacancies: math::sum(&open),
    }
}

/// Seekers whose number does not change in a step when `hires` of them are hired, with the composition of those
/// matching sees: the seekers who stay, those who start to look, and entrants.
///
/// With `c = stock ÷ (stock + hires)` every cell satisfies `n = c·(n·stay + looking + entrants)`, so
/// `n = c·(looking + entrants) ÷ (1 − c·stay)`; entrants follow from the sum. Where those who start to look are more than
/// enough there are no entrants, `c` follows from the sum instead, and the number grows.
///
/// Returns seekers by cell, entrants a step, and seekers as matching sees them.
fn stationary_seekers(
    staying: &Block,
    looking: &[Block],
    stock: f64,
    hires: f64,
    entrant_ages: &Block,
) -> (Vec<Block>, f64, f64) {
    let none = vec![[0.0; WIDTH]; PLACE_BLOCKS];
    let count = |cells: &[Block]| cells.iter().fold(0.0, |t, b| t + math::sum(b));
    if stock <= 0.0 {
        return (none, 0.0, count(looking));
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
        return (seekers(c, entrants), entrants, stock + hires);
    }
    // The number of seekers grows with c: bisection between nobody staying and the c of an open labour market.
    let (mut low, mut high) = (0.0, c);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if count(&seekers(middle, 0.0)) < stock { low = middle } else { high = middle }
    }
    let c = 0.5 * (low + high);
    (seekers(c, 0.0), 0.0, stock / c)
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
