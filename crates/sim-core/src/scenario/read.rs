//! From the texts of a scenario to a [`Scenario`], or to everything that is wrong with them.

use super::builtin::{BuiltinScenario, builtin_scenarios};
use super::check::{check_regions, check_start};
use super::checks::read_checks;
use super::course::Frame;
use super::extend::Texts;
use super::head::{Head, read_document, read_head};
use super::history::read_observations;
use super::input::{File, Input, Log};
use super::levers::scale_of;
use super::need::read_demand;
use super::outside::read_outside_region;
use super::params::Params;
use super::place::{Administration, read_administration, read_later, read_outside_pay};
use super::problem::{Problem, both, said};
use super::regions::read_regions;
use super::sources::{check_citations, read_sources, shared_sources};
use super::start::read_start;
use super::targets::read_targets;
use super::values::{neutral_levers, read_levers, read_params};
use super::walk::Fields;
use super::{
    Check, Demand, Document, LaterFigures, LeverCourse, Observation, OutsideRegion, Region, Scenario, Source,
    Sourced, Start, Target,
};
use crate::sorted::Map;

/// The texts of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct ScenarioFiles<'a> {
    /// `scenario.toml`.
    pub scenario: File<'a>,
    /// `regions.csv`; may be left out by a scenario that extends another.
    pub regions: Option<File<'a>>,
    /// `history.csv`: what was counted in earlier years.
    pub history: Option<File<'a>>,
    /// `checks.toml`: what to expect of its runs.
    pub checks: Option<File<'a>>,
}

impl Scenario {
    /// Reads a scenario, which may extend one that ships with the program. The second part of `Ok` holds warnings.
    ///
    /// # Errors
    /// All problems of all texts, file by file and in the order of the lines; at least one is an error.
    pub fn read(files: &ScenarioFiles<'_>) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        Self::read_over(files, builtin_scenarios())
    }

    /// Reads a scenario that may extend one of `library`.
    ///
    /// # Errors
    /// As [`Scenario::read`].
    pub fn read_over(
        files: &ScenarioFiles<'_>,
        library: &[BuiltinScenario<'_>],
    ) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        // The tables are checked even where the text that goes with them cannot be read.
        let (log, tables_log) = (Log::default(), Log::default());
        let texts = Texts::read(files.scenario, library, &log);
        let input = match (files.regions, &texts) {
            (Some(file), _) => Input::decode(file, &tables_log),
            (None, Some(texts)) => texts.regions().or_else(|| {
                log.error(
                    texts.0[0].input.whole(),
                    both("情景没有 regions.csv", "the scenario has no regions.csv"),
                    both(
                        "请加上，每个区域一行；只有引用别的情景时才可以不写",
                        "add it, with a row per region; only a scenario that extends another may leave it out",
                    ),
                );
                None
            }),
            (None, None) => None,
        };
        let regions = input.as_ref().and_then(|input| {
            let regions = read_regions(input, &tables_log)?;
            check_regions(&regions, input, &tables_log);
            Some(regions)
        });
        let residents = regions.as_ref().map(|r| r.iter().map(|r| r.population_2020).sum::<f64>());
        let past = match (files.history, files.regions, &texts) {
            (Some(file), ..) => Input::decode(file, &tables_log),
            // Other regions are another place.
            (None, None, Some(texts)) => texts.history(),
            _ => None,
        };
        let history = past.as_ref().map(|input| read_observations(input, residents, &tables_log));
        let body = texts.as_ref().and_then(|texts| read_body(texts, residents, &log, &tables_log));
        let checks = files.checks.and_then(|file| {
            let frame = Frame {
                grid: body.as_ref().map(|body| body.head.grid),
                scale: residents.map_or(1.0, scale_of),
            };
            read_checks(&Input::decode(file, &tables_log)?, frame, &tables_log)
        });
        let failed = log.has_errors() || tables_log.has_errors();
        let mut problems = log.into_problems();
        problems.extend(tables_log.into_problems());
        if failed {
            return Err(problems);
        }
        let (Some(texts), Some(body), Some(regions), Some(input)) = (texts, body, regions, input) else {
            unreachable!("a text that could not be read has left an error");
        };
        let fingerprint = fingerprint(&texts, &input, past.as_ref());
        let tables = (regions, history.flatten().unwrap_or_default(), checks.unwrap_or_default());
        Ok((body.with_tables(tables, fingerprint), problems))
    }
}

/// A digest of all texts on which a run depends (checks only look at it) that does not depend on how lines end, 32 hexadecimal digits.
fn fingerprint(texts: &Texts<'_>, regions: &Input<'_>, history: Option<&Input<'_>>) -> String {
    let mut all = format!("{}\0{}", texts.0[0].input.text, regions.text);
    for beneath in &texts.0[1..] {
        all.push_str("\0extends\0");
        all.push_str(beneath.input.text);
    }
    if let Some(history) = history {
        all.push_str("\0history\0");
        all.push_str(history.text);
    }
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(all.replace("\r\n", "\n").as_bytes()))
}

/// All of a scenario but its tables.
struct Body {
    head: Head,
    document: Document,
    administration: Administration,
    later: Option<LaterFigures>,
    outside_pay: (Vec<(i32, f64)>, Sourced),
    outside_region: Option<OutsideRegion>,
    start: Start,
    demand: Vec<Demand>,
    params: (Params, Map<String, Sourced>),
    levers: Vec<LeverCourse>,
    targets: Vec<Target>,
    sources: Map<String, Source>,
}

impl Body {
    fn with_tables(
        self,
        (regions, history, checks): (Vec<Region>, Vec<Observation>, Vec<Check>),
        fingerprint: String,
    ) -> Scenario {
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
            schools: self.administration.schools,
            hospital_beds: self.administration.hospital_beds,
            registered_population: self.administration.registered,
            later: self.later,
            outside_pay_national: self.outside_pay.0,
            outside_pay_ratio: self.outside_pay.1,
            outside_region: self.outside_region,
            start: self.start,
            demand: self.demand,
            params: self.params.0,
            own_params: self.params.1,
            levers: self.levers,
            targets: self.targets,
            history,
            checks,
            sources: self.sources,
            fingerprint,
        }
    }
}

fn read_body(texts: &Texts<'_>, residents: Option<f64>, log: &Log, tables_log: &Log) -> Option<Body> {
    Fields::merged(texts.layers(log), |f| {
        let mut section = |key| f.required(key, said!("应有 [{}]", "[{}] is expected", key));
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
        let demand = section("demand").and_then(|n| read_demand(&n, residents));
        let outside_region = f.maybe("outside_region", read_outside_region);
        let later = f.maybe("later", |n| read_later(n, residents));
        let params = f.optional("params").map_or_else(|| Some(Default::default()), |n| read_params(&n));
        let levers = f.optional("levers");
        let levers = levers.map_or_else(
            || Some(neutral_levers()),
            |n| read_levers(&n, Frame { grid, scale: residents.map_or(1.0, scale_of) }),
        );
        // A plan that is still being written has no targets.
        let targets = f.optional("targets").map_or_else(|| Some(Vec::new()), |n| read_targets(&n, grid));
        let own_sources = f.optional("sources").map_or_else(|| Some(Map::new()), |n| read_sources(&n));
        let mut sources = shared_sources(log);
        sources.extend(own_sources?);
        check_citations(&sources, log);
        check_citations(&sources, tables_log);
        Some(Body {
            head: head?,
            document: document?,
            administration: administration?,
            later: later.ok()?,
            outside_pay: outside_pay?,
            outside_region: outside_region.ok()?,
            start: start?,
            demand: demand?,
            params: params?,
            levers: levers?,
            targets: targets?,
            sources,
        })
    })
}
