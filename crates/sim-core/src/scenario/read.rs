//! From the two texts of a scenario to a [`Scenario`], or to everything that is wrong with them.

use super::check::{check_params, check_regions, check_start};
use super::course::{lever_names, read_course};
use super::input::{File, Input, Log, nearest_hint};
use super::params::{Domain, PARAMS, ParamKey, Params, Status};
use super::problem::{Problem, Severity};
use super::regions::read_regions;
use super::sources::{check_citations, read_sources, shared_sources};
use super::start::read_start;
use super::walk::{Doc, Fields, Node, parse};
use super::{
    Demand, DemandCount, Document, LaterFigures, LeverCourse, LeverKey, METRICS, Metric, Region, Scenario, Schedule,
    Source, Sourced, Start, Target, Text,
};
use crate::ids::{GROUPS, Group};
use crate::time::{Month, TimeGrid};
use std::collections::BTreeMap;

/// Longer runs say nothing: nobody plans social work for half a century.
const LONGEST_RUN_YEARS: i32 = 40;

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
        let log = Log::default();
        let scenario = Input::decode(files.scenario, &log);
        let body = scenario.as_ref().and_then(|input| read_body(input, &log));
        let input = Input::decode(files.regions, &log);
        let regions = input.as_ref().and_then(|input| {
            let regions = read_regions(input, &log)?;
            check_regions(&regions, input, &log);
            Some(regions)
        });
        if log.has_errors() {
            return Err(log.into_problems());
        }
        let (Some(body), Some(regions), Some(a), Some(b)) = (body, regions, scenario, input) else {
            unreachable!("a text that could not be read has left an error");
        };
        Ok((body.with_regions(regions, fingerprint(a.text, b.text)), log.into_problems()))
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

fn read_body(input: &Input<'_>, log: &Log) -> Option<Body> {
    if input.text.trim().is_empty() {
        log.error(input.whole(), "the file is empty".to_owned(), "a scenario begins with [scenario]");
        return None;
    }
    let table = parse(input, log)?;
    Fields::root(Doc { input, log }, table.get_ref(), |f| {
        let mut section = |key| f.required(key, &format!("[{key}] is expected"));
        let head = section("scenario").and_then(|n| read_head(&n));
        let grid = head.as_ref().map(|h| h.grid);
        let document = section("document").and_then(|n| read_document(&n, grid));
        let administration = section("administration");
        let population = section("population");
        let administration = read_administration(administration.as_ref(), population.as_ref());
        let outside_pay = section("outside_pay").and_then(|n| read_outside_pay(&n, grid));
        let start = section("start").and_then(|n| {
            let start = read_start(&n)?;
            check_start(&start, &n);
            Some(start)
        });
        let demand = section("demand").and_then(|n| read_demand(&n));
        let targets = section("targets").and_then(|n| read_targets(&n, grid));
        let own_sources = section("sources").and_then(|n| read_sources(&n));
        let later = f.optional("later").map(|n| read_later(&n));
        let params = f.optional("params").map_or_else(|| Some(Default::default()), |n| read_params(&n));
        let levers = f.optional("levers");
        let levers = levers.map_or_else(|| Some(neutral_levers()), |n| read_levers(&n, grid));
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

struct Head {
    key: String,
    title: Text,
    place: Text,
    region_word: Text,
    grid: TimeGrid,
    plan_year: i32,
}

fn read_head(node: &Node<'_>) -> Option<Head> {
    node.table("[scenario] is expected", |f| {
        let key = f.required("key", "a name such as chuxiong-2021 is expected").and_then(|n| {
            let key = n.string()?;
            let good = key.len() <= 64 && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !good {
                n.error(format!("{} cannot be a name in links and files", n.quote()), "lower-case letters, digits and '-', at most 64");
            }
            good.then(|| key.to_owned())
        });
        let title = f.text("title");
        let place = f.text("place");
        let region_word = f.text("region_word");
        let start = f.month("start");
        let end = f.required("end", "a month is written \"2030-12\"");
        let grid = end.and_then(|end| read_grid(start?, &end));
        let plan_year = f.required("plan_year", "a year such as 2025 is expected").and_then(|n| {
            let year = n.year()?;
            year_inside(&n, year, grid).then_some(year)
        });
        Some(Head {
            key: key?,
            title: title?,
            place: place?,
            region_word: region_word?,
            grid: grid?,
            plan_year: plan_year?,
        })
    })
}

fn read_grid(start: Month, node: &Node<'_>) -> Option<TimeGrid> {
    let end = node.month()?;
    if end < start {
        node.error(format!("the run ends in {end}, before it starts"), format!("a month from {start} on is expected"));
        return None;
    }
    let latest = start.plus(LONGEST_RUN_YEARS * 12 - 1);
    if end > latest {
        node.error(format!("the run is longer than {LONGEST_RUN_YEARS} years"), format!("at most until {latest}"));
        return None;
    }
    Some(TimeGrid { start, end })
}

/// Whether December of `year` is simulated; notes it where it is not.
fn year_inside(node: &Node<'_>, year: i32, grid: Option<TimeGrid>) -> bool {
    let Some(grid) = grid else { return true };
    let inside = (grid.start..=grid.end).contains(&Month::new(year, 12));
    if !inside {
        node.error(
            format!("December {year} lies outside the run"),
            format!("the run goes from {} to {}", grid.start, grid.end),
        );
    }
    inside
}

fn read_document(node: &Node<'_>, grid: Option<TimeGrid>) -> Option<Document> {
    node.table("[document] is expected", |f| {
        let title = f.text("title");
        let number = f.string("number");
        let effective = f.required("effective", "a month is written \"2021-07\"").and_then(|n| {
            let month = n.month()?;
            if grid.is_some_and(|g| !(g.start..=g.end).contains(&month)) {
                n.warn(format!("{month} lies outside the run"), "the document takes no effect in it");
            }
            Some(month)
        });
        let source = f.source();
        Some(Document { title: title?, number: number?.to_owned(), effective: effective?, source: source? })
    })
}

struct Administration {
    townships: Sourced,
    communities: Sourced,
    villages: Sourced,
    registered: Sourced,
}

fn read_administration(units: Option<&Node<'_>>, people: Option<&Node<'_>>) -> Option<Administration> {
    let units = units.and_then(|n| {
        n.table("[administration] is expected", |f| {
            let townships = f.sourced("townships", Domain::Positive);
            let communities = f.sourced("communities", Domain::Positive);
            let villages = f.sourced("villages", Domain::NonNegative);
            Some((townships?, communities?, villages?))
        })
    });
    let registered = people.and_then(|n| {
        n.table("[population] is expected", |f| {
            // The figures by region stand in regions.csv; their source stands here.
            let source = f.source();
            let registered = f.sourced("registered", Domain::Positive);
            source.and(registered)
        })
    });
    let (townships, communities, villages) = units?;
    Some(Administration { townships, communities, villages, registered: registered? })
}

fn read_later(node: &Node<'_>) -> Option<LaterFigures> {
    node.table("[later] is expected", |f| {
        let year = f.required("year", "a year such as 2024 is expected").and_then(|n| {
            let year = n.year()?;
            if year <= 2020 {
                n.error(format!("{year} is not later than the census of 2020"), "a year from 2021 on is expected");
            }
            (year > 2020).then_some(year)
        });
        let population = f.sourced("population", Domain::Positive);
        let elderly = f.sourced("elderly", Domain::Positive);
        let (population, elderly) = (population?, elderly?);
        if elderly.value > population.value {
            node.error(format!("elderly, {}, is more than population, {}", elderly.value, population.value), "are the two mixed up?");
            return None;
        }
        Some(LaterFigures { year: year?, population, elderly })
    })
}

fn read_outside_pay(node: &Node<'_>, grid: Option<TimeGrid>) -> Option<(Vec<(i32, f64)>, Sourced)> {
    node.table("[outside_pay] is expected", |f| {
        let source = f.source();
        let national = f.required("national", "[[2019, 90501], …], yuan a year, is expected").and_then(|n| read_years(&n, grid));
        let ratio = f.sourced("ratio", Domain::Positive);
        source.and(Some((national?, ratio?)))
    })
}

fn read_years(node: &Node<'_>, grid: Option<TimeGrid>) -> Option<Vec<(i32, f64)>> {
    const SHAPE: &str = "a year and a value: [2019, 90501]";
    let items = node.items()?;
    let read: Vec<_> = items
        .iter()
        .map(|item| {
            let pair = item.items()?;
            let [year, value] = pair.as_slice() else {
                item.error(format!("{} has {} members", item.quote(), pair.len()), SHAPE);
                return None;
            };
            let (year, value) = (year.year(), value.number(Domain::Positive));
            Some((year?, value?))
        })
        .collect();
    let years: Vec<(i32, f64)> = read.into_iter().collect::<Option<_>>()?;
    let Some((first, _)) = years.first() else {
        node.error("the list is empty".to_owned(), SHAPE);
        return None;
    };
    if let Some(grid) = grid
        && *first > grid.start.year()
    {
        node.warn(format!("the first year is {first}"), format!("the run starts in {}: the first value is used until then", grid.start));
    }
    for (i, pair) in years.windows(2).enumerate() {
        if pair[0].0 >= pair[1].0 {
            items[i + 1].error(format!("{} does not come after {}", pair[1].0, pair[0].0), "years must be in ascending order, each once");
            return None;
        }
    }
    Some(years)
}

fn read_demand(node: &Node<'_>) -> Option<Vec<Demand>> {
    const COUNTS: [&str; 3] = ["share_of_population", "elderly", "disabled"];
    let mut seen: Vec<Group> = Vec::new();
    let mut one = |node: &Node<'_>| {
        node.table("[[demand]] tables are expected", |f| {
            let group = f.required("group", "the key of a demand group is expected").and_then(|n| {
                let group = Group::ALL[n.one_of("demand group", &group_names())?];
                if seen.contains(&group) {
                    n.error(format!("{} stands twice", n.quote()), "each group is counted once");
                    return None;
                }
                seen.push(group);
                Some(group)
            });
            let count = f.required("count", "share_of_population, elderly or disabled").and_then(|n| n.one_of("count", &COUNTS));
            let share = f.optional("share").map(|n| (n.sourced(Domain::Share), n));
            let count = match (count?, share) {
                (0, Some((share, _))) => DemandCount::ShareOfPopulation(share?),
                (0, None) => {
                    node.error("'share' is missing".to_owned(), "share = { value = …, status = …, source = … } of all residents");
                    return None;
                }
                (_, Some((_, share))) => {
                    share.error("'share' means nothing here".to_owned(), "leave it out, or count = \"share_of_population\"");
                    return None;
                }
                (1, None) => DemandCount::Elderly,
                (_, None) => DemandCount::Disabled,
            };
            Some(Demand { group: group?, count })
        })
    };
    let read: Vec<_> = node.items()?.iter().map(&mut one).collect();
    read.into_iter().collect()
}

fn group_names() -> [&'static str; GROUPS] {
    Group::ALL.map(Group::key)
}

/// Reads the scenario's own parameter values.
fn read_params(node: &Node<'_>) -> Option<(Params, BTreeMap<String, Sourced>)> {
    let names: Vec<&str> = PARAMS.iter().map(|p| p.key).collect();
    let mut params = Params::default();
    let mut own = BTreeMap::new();
    for (name, node) in node.entries("[params] is expected")? {
        let Some(key) = ParamKey::from_key(name) else {
            node.error(format!("unknown parameter '{name}'"), nearest_hint(name, &names));
            continue;
        };
        if let Some(sourced) = node.sourced(key.param().domain) {
            params.set(key, sourced.value);
            own.insert(name.to_owned(), sourced);
        }
    }
    check_params(&params, |message, hint| node.error(message, hint));
    Some((params, own))
}

fn neutral_course(key: LeverKey) -> LeverCourse {
    LeverCourse {
        baseline: Schedule::Constant(key.lever().neutral),
        status: Status::Assumption,
        source: "design".to_owned(),
        document: None,
        clause: Text::default(),
    }
}

fn neutral_levers() -> Vec<LeverCourse> {
    LeverKey::ALL.map(neutral_course).to_vec()
}

fn read_levers(node: &Node<'_>, grid: Option<TimeGrid>) -> Option<Vec<LeverCourse>> {
    let mut courses = neutral_levers();
    for (name, node) in node.entries("[levers.KEY] tables are expected")? {
        let Some(key) = LeverKey::from_key(name) else {
            node.error(format!("unknown lever '{name}'"), nearest_hint(name, &lever_names()));
            continue;
        };
        if let Some(course) = read_lever(&node, key, grid) {
            courses[key.index()] = course;
        }
    }
    Some(courses)
}

fn read_lever(node: &Node<'_>, key: LeverKey, grid: Option<TimeGrid>) -> Option<LeverCourse> {
    node.table("[levers.KEY] with baseline, document, status, source and clause is expected", |f| {
        let neutral = neutral_course(key);
        let baseline = f.optional("baseline").map(|n| read_course(&n, key, grid));
        let document = f.optional("document").map(|n| read_course(&n, key, grid));
        let known = baseline.is_some();
        let status = f.optional("status").map(|n| n.status());
        let source = f.optional("source").map(|n| n.source());
        let clause = f.optional("clause").map(|n| n.text());
        if known && (status.is_none() || source.is_none()) {
            node.error("the baseline stands without status and source".to_owned(), "add status = \"assumption\" and source = \"…\"");
        }
        Some(LeverCourse {
            baseline: baseline.unwrap_or(Some(neutral.baseline))?,
            status: status.unwrap_or(Some(neutral.status))?,
            source: source.unwrap_or(Some(neutral.source))?,
            document: match document {
                Some(course) => Some(course?),
                None => None,
            },
            clause: clause.unwrap_or(Some(neutral.clause))?,
        })
    })
}

fn read_targets(node: &Node<'_>, grid: Option<TimeGrid>) -> Option<Vec<Target>> {
    let mut seen: Vec<String> = Vec::new();
    let mut one = |node: &Node<'_>| {
        node.table("[[targets]] tables are expected", |f| {
            let key = f.required("key", "a name of its own is expected").and_then(|n| {
                let key = n.string()?.to_owned();
                if seen.contains(&key) {
                    n.error(format!("{} stands twice", n.quote()), "each target has a key of its own");
                    return None;
                }
                seen.push(key.clone());
                Some(key)
            });
            let names: [&str; METRICS] = Metric::ALL.map(Metric::key);
            let metric = f.required("metric", "the key of a metric is expected").and_then(|n| n.one_of("metric", &names));
            let metric = metric.map(|i| Metric::ALL[i]);
            let year = f.required("year", "a year such as 2025 is expected").and_then(|n| {
                let year = n.year()?;
                year_inside(&n, year, grid).then_some(year)
            });
            let at_least = f.number("at_least", metric.map_or(Domain::NonNegative, Metric::domain));
            let label = f.text("label");
            let clause = f.text("clause");
            let fulfilled_by = f.optional("fulfilled_by").map(|n| n.one_of("lever", &lever_names()));
            Some(Target {
                key: key?,
                metric: metric?,
                year: year?,
                at_least: at_least?,
                label: label?,
                clause: clause?,
                fulfilled_by: match fulfilled_by {
                    Some(lever) => Some(LeverKey::ALL[lever?]),
                    None => None,
                },
            })
        })
    };
    let read: Vec<_> = node.items()?.iter().map(&mut one).collect();
    read.into_iter().collect()
}

impl Metric {
    /// Which values are possible.
    pub const fn domain(self) -> Domain {
        match self {
            Self::PerRegistered | Self::InstitutionPostShare | Self::VenueCoverage => Domain::Share,
            Self::Professionals | Self::CertifiedPractising | Self::TrainingHours => Domain::NonNegative,
        }
    }
}

/// Problems of a severity.
pub(super) fn only(problems: Vec<Problem>, severity: Severity) -> Vec<Problem> {
    problems.into_iter().filter(|p| p.severity == severity).collect()
}
