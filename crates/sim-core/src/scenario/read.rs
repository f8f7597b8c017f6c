//! From the two texts of a scenario to a [`Scenario`], or to everything that is wrong with them.

use super::check::{check_regions, check_start};
use super::head::{Head, read_document, read_head};
use super::input::{File, Input, Log};
use super::need::read_demand;
use super::params::Params;
use super::place::{Administration, read_administration, read_later, read_outside_pay};
use super::problem::Problem;
use super::regions::read_regions;
use super::sources::{check_citations, read_sources, shared_sources};
use super::start::read_start;
use super::targets::read_targets;
use super::values::{neutral_levers, read_levers, read_params};
use super::walk::{Doc, Fields, parse};
use super::{Demand, Document, LaterFigures, LeverCourse, Region, Scenario, Source, Sourced, Start, Target};
use std::collections::BTreeMap;

/// The two texts of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct ScenarioFiles<'a> {
    /// `scenario.toml`.
    pub scenario: File<'a>,
    /// `regions.csv`.
    pub regions: File<'a>,
}

impl Scenario {
    /// Reads a scenario. The second part of `Ok` holds warnings.
    ///
    /// # Errors
    /// All problems of both texts, file by file and in the order of the lines; at least one is an error.
    pub fn read(files: &ScenarioFiles<'_>) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        let regions_log = Log::default();
        let input = Input::decode(files.regions, &regions_log);
        let regions = input.as_ref().and_then(|input| {
            let regions = read_regions(input, &regions_log)?;
            check_regions(&regions, input, &regions_log);
            Some(regions)
        });
        let residents = regions.as_ref().map(|r| r.iter().map(|r| r.population_2020).sum::<f64>());
        let log = Log::default();
        let scenario = Input::decode(files.scenario, &log);
        let body = scenario.as_ref().and_then(|input| read_body(input, residents, &log));
        let failed = log.has_errors() || regions_log.has_errors();
        let mut problems = log.into_problems();
        problems.extend(regions_log.into_problems());
        if failed {
            return Err(problems);
        }
        let (Some(body), Some(regions), Some(a), Some(b)) = (body, regions, scenario, input) else {
            unreachable!("a text that could not be read has left an error");
        };
        Ok((body.with_regions(regions, fingerprint(a.text, b.text)), problems))
    }
}

/// A digest of both texts that does not depend on how lines end, 32 hexadecimal digits.
fn fingerprint(scenario: &str, regions: &str) -> String {
    let both = format!("{}\0{}", scenario.replace("\r\n", "\n"), regions.replace("\r\n", "\n"));
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(both.as_bytes()))
}

/// All of a scenario but its regions.
struct Body {
    head: Head,
    document: Document,
    administration: Administration,
    later: Option<LaterFigures>,
    outside_pay: (Vec<(i32, f64)>, Sourced),
    start: Start,
    demand: Vec<Demand>,
    params: (Params, BTreeMap<String, Sourced>),
    levers: Vec<LeverCourse>,
    targets: Vec<Target>,
    sources: BTreeMap<String, Source>,
}

impl Body {
    fn with_regions(self, regions: Vec<Region>, fingerprint: String) -> Scenario {
        Scenario {
            key: self.head.key,
            title: self.head.title,
            place: self.head.place,
            region_word: self.head.region_word,
            grid: self.head.grid,
            plan_year: self.head.plan_year,
            document: self.document,
            regions,
            townships: self.administration.townships,
            communities: self.administration.communities,
            villages: self.administration.villages,
            registered_population: self.administration.registered,
            later: self.later,
            outside_pay_national: self.outside_pay.0,
            outside_pay_ratio: self.outside_pay.1,
            start: self.start,
            demand: self.demand,
            params: self.params.0,
            own_params: self.params.1,
            levers: self.levers,
            targets: self.targets,
            sources: self.sources,
            fingerprint,
        }
    }
}

fn read_body(input: &Input<'_>, residents: Option<f64>, log: &Log) -> Option<Body> {
    if input.text.trim().is_empty() {
        log.error(input.whole(), "the file is empty".to_owned(), "a scenario begins with [scenario]");
        return None;
    }
    let table = parse(input, log)?;
    Fields::root(Doc { input, log }, table.get_ref(), |f| {
        let mut section = |key| f.required(key, &format!("[{key}] is expected"));
        let mut grid = None;
        let head = section("scenario").and_then(|n| read_head(&n, &mut grid));
        let document = section("document").and_then(|n| read_document(&n, grid));
        let administration = section("administration");
        let population = section("population");
        let administration = read_administration(administration.as_ref(), population.as_ref(), residents);
        let outside_pay = section("outside_pay").and_then(|n| read_outside_pay(&n, grid));
        let start = section("start").and_then(|n| {
            let start = read_start(&n)?;
            check_start(&start, residents, &n);
            Some(start)
        });
        let demand = section("demand").and_then(|n| read_demand(&n));
        let later = f.optional("later").map(|n| read_later(&n, residents));
        let params = f.optional("params").map_or_else(|| Some(Default::default()), |n| read_params(&n));
        let levers = f.optional("levers");
        let levers = levers.map_or_else(|| Some(neutral_levers()), |n| read_levers(&n, grid));
        // A plan that is still being written has no targets.
        let targets = f.optional("targets").map_or_else(|| Some(Vec::new()), |n| read_targets(&n, grid));
        let own_sources = f.optional("sources").map_or_else(|| Some(BTreeMap::new()), |n| read_sources(&n));
        let mut sources = shared_sources(log);
        sources.extend(own_sources?);
        check_citations(&sources, log);
        Some(Body {
            head: head?,
            document: document?,
            administration: administration?,
            later: match later {
                Some(later) => Some(later?),
                None => None,
            },
            outside_pay: outside_pay?,
            start: start?,
            demand: demand?,
            params: params?,
            levers: levers?,
            targets: targets?,
            sources,
        })
    })
}
