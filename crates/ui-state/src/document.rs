//! What a user keeps: the moved levers and how the page is set, as JSON in links, files and the browser's store.

use crate::aims::{Goals, SETTABLE};
use crate::annex::Annex;
use crate::compare::Look;
use crate::cut::Cut;
use crate::number::Lang;
use crate::series::Series;
use crate::state::Reader;
use crate::wire::Inputs;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sim_core::scenario::{
    Bounds, LeverKey, Policy, Schedule, Text, Theme as LeverTheme, contradictions, set_param,
};
use sim_core::sorted::{Map, Set};
use sim_core::time::Month;
use sim_core::{MODEL_VERSION, Problem, Scenario};

/// The format this program writes. Every format up to this one is read for ever.
pub const FORMAT: u32 = 1;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark ink on a light ground.
    Light,
    /// Light ink on a dark ground.
    Dark,
}

/// As what the regions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegionsAs {
    /// Circles at their seats.
    #[default]
    Map,
    /// A grid of tiles.
    Tiles,
    /// A table.
    Table,
}

/// How the page is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Language.
    pub lang: Lang,
    /// Theme.
    pub theme: Theme,
    /// What the two large charts show.
    pub charts: [Series; 2],
    /// Any output that a large chart shows in its place.
    pub cuts: [Option<Cut>; 2],
    /// As what the regions are shown.
    pub regions: RegionsAs,
    /// The region, by its number, that both large charts show alone.
    pub focus: Option<u16>,
    /// Themes whose seldom moved levers are shown.
    pub opened: Set<LeverTheme>,
    /// What is looked at when plans are compared.
    pub compare: Look,
}

/// Settings as they stand in a file: one that is missing or unknown leaves the reader's own.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct WrittenSettings {
    lang: Option<Value>,
    theme: Option<Value>,
    charts: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cuts: Option<Value>,
    regions: Option<Value>,
    /// What earlier programs wrote in its place.
    #[serde(skip_serializing)]
    regions_as_table: Option<Value>,
    /// By its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    focus: Option<Value>,
    opened: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compare: Option<Value>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: u32,
    #[serde(default)]
    model_version: String,
    scenario: String,
    #[serde(default)]
    scenario_fingerprint: String,
    #[serde(default)]
    levers: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    regions: Map<String, Map<String, Value>>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    params: Map<String, f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    /// Targets for a place that has none.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    goals: Map<String, f64>,
    /// What the plan is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    /// What its author wrote about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    /// Which saved plan it is: of a document this browser keeps only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    saved_as: Option<String>,
    /// What the annex of the plan says beside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    annex: Option<Value>,
    #[serde(default)]
    view: WrittenSettings,
}

/// What a plan is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// Its name; empty for one that has none.
    pub name: String,
    /// A note of several lines.
    pub note: String,
    /// Which saved plan of this browser it is.
    pub saved_as: Option<String>,
}

/// Why a document cannot be opened: what, and where.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The address is not the code of a document.
    NotALink {
        /// How many characters arrived.
        length: usize,
    },
    /// There is no text.
    Empty,
    /// Not JSON, or a part is missing.
    NotADocument {
        /// Line and column from 1 where the text stops being JSON; none when it is JSON of something else.
        at: Option<(usize, usize)>,
    },
    /// Parameters that contradict each other.
    Contradiction {
        /// Which, as the command line says it.
        message: Text,
    },
    /// A policy file that cannot be read.
    Policy {
        /// What is wrong there.
        problem: Problem,
    },
    /// Written by a later program.
    NewerFormat {
        /// Its format.
        format: u32,
    },
    /// A scenario this program does not have.
    UnknownScenario {
        /// Its key.
        key: String,
    },
    /// A lever this program does not have.
    UnknownLever {
        /// Its key.
        lever: String,
    },
    /// A region the scenario does not have.
    UnknownRegion {
        /// Its code.
        code: String,
    },
    /// A parameter this program does not have, or a value it cannot take.
    Param {
        /// Its key.
        key: String,
        /// The value.
        value: f64,
    },
    /// A lever's course cannot be read.
    NotACourse {
        /// The lever.
        lever: LeverKey,
        /// What stands there.
        found: String,
    },
    /// A value a lever cannot take.
    OutOfBounds {
        /// The lever.
        lever: LeverKey,
        /// The value.
        value: f64,
        /// Between which values it moves here.
        bounds: Bounds,
    },
    /// The annex cannot be read.
    Annex {
        /// Why.
        message: String,
    },
    /// Months that do not ascend.
    Months {
        /// The lever.
        lever: LeverKey,
    },
}

/// In what a document differs from this program, though it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Computed with other equations.
    ModelVersion {
        /// The version it was written with.
        was: String,
    },
    /// The scenario's texts have changed since.
    Scenario,
    /// A course names months that are not simulated.
    OutsideRun {
        /// The lever.
        lever: LeverKey,
        /// First month of the run.
        from: Month,
        /// Its last.
        to: Month,
    },
    /// A chart this program does not have.
    UnknownChart {
        /// Its name.
        name: String,
    },
}

/// A document that opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// What results depend on.
    pub inputs: Inputs,
    /// The targets the user set; none where the text is not about targets at all.
    pub goals: Option<Goals>,
    /// What it is called.
    pub title: Title,
    /// What the annex says; none where the text is not about it at all.
    pub annex: Option<Annex>,
    /// How the page was set, where the document says.
    pub settings: Settings,
    /// What the reader should know.
    pub differences: Vec<Difference>,
}

/// The JSON of a document.
pub fn write(
    inputs: &Inputs,
    goals: &Goals,
    annex: &Annex,
    title: &Title,
    scenario: &Scenario,
    settings: &Settings,
) -> String {
    let courses = |levers: &Map<LeverKey, Schedule>| {
        levers.iter().map(|(key, course)| (key.key().to_owned(), json(course))).collect()
    };
    let document = Written {
        format: FORMAT,
        model_version: MODEL_VERSION.to_owned(),
        scenario: inputs.scenario.clone(),
        scenario_fingerprint: scenario.fingerprint.clone(),
        levers: courses(&inputs.policy.levers),
        regions: inputs.policy.regions.iter().map(|(code, levers)| (code.clone(), courses(levers))).collect(),
        params: inputs.params.clone(),
        seed: inputs.seed,
        goals: goals
            .iter()
            .filter_map(|(series, goal)| Some((json(series).as_str()?.to_owned(), *goal)))
            .collect(),
        name: title.name.clone(),
        note: title.note.clone(),
        saved_as: title.saved_as.clone(),
        annex: (!annex.is_empty()).then(|| json(annex)),
        view: WrittenSettings {
            lang: Some(json(&settings.lang)),
            theme: Some(json(&settings.theme)),
            charts: Some(json(&settings.charts)),
            cuts: settings.cuts.iter().any(Option::is_some).then(|| json(&settings.cuts)),
            regions: Some(json(&settings.regions)),
            regions_as_table: None,
            focus: settings
                .focus
                .and_then(|at| scenario.regions.get(usize::from(at)))
                .map(|region| json(&region.code)),
            opened: Some(json(&settings.opened)),
            compare: (settings.compare != Look::default()).then(|| json(&settings.compare)),
        },
    };
    json(&document).to_string()
}

fn json<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).expect("plain data with text keys and finite numbers is always JSON")
}

/// Opens a document.
///
/// # Errors
/// All faults of the text; with any, nothing is opened.
pub fn open(text: &str, scenario: &Scenario, own: &Settings) -> Result<Opened, Vec<Fault>> {
    let written: Written = parse(text).map_err(|fault| vec![fault])?;
    if written.scenario != scenario.key {
        return Err(vec![Fault::UnknownScenario { key: written.scenario }]);
    }
    let mut faults = Vec::new();
    let mut policy = Policy { levers: courses(&written.levers, scenario, &mut faults), regions: Map::new() };
    for (code, levers) in &written.regions {
        if scenario.region_index(code).is_none() {
            faults.push(Fault::UnknownRegion { code: code.clone() });
        }
        policy.regions.insert(code.clone(), courses(levers, scenario, &mut faults));
    }
    let mut params = scenario.params.clone();
    for (key, value) in &written.params {
        if set_param(&format!("{key}={value}"), &mut params).is_err() {
            faults.push(Fault::Param { key: key.clone(), value: *value });
        }
    }
    if !written.params.is_empty() {
        let problems = contradictions(&params).into_iter();
        faults.extend(problems.map(|problem| Fault::Contradiction { message: problem.message }));
    }
    let annex = read_annex(written.annex, scenario, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut differences = Vec::new();
    // A text that does not say what it was written with differs from nothing.
    if !written.model_version.is_empty() && written.model_version != MODEL_VERSION {
        differences.push(Difference::ModelVersion { was: written.model_version });
    }
    if !written.scenario_fingerprint.is_empty() && written.scenario_fingerprint != scenario.fingerprint {
        differences.push(Difference::Scenario);
    }
    differences.extend(outside_run(&policy, scenario));
    differences.extend(unknown_charts(&written.view));
    // One that this program does not know is left out, as a chart is.
    let goal = |(name, value): (&String, &f64)| {
        let series = serde_json::from_value::<Series>(Value::from(name.as_str())).ok()?;
        (SETTABLE.contains(&series) && *value > 0.0).then_some((series, *value))
    };
    let goals = written.goals.iter().filter_map(goal).collect();
    let settings = settings(written.view, own, scenario);
    let inputs = Inputs { scenario: written.scenario, policy, params: written.params, seed: written.seed };
    let title = Title { name: written.name, note: written.note, saved_as: written.saved_as };
    Ok(Opened { inputs, goals: Some(goals), annex: Some(annex), title, settings, differences })
}

/// The place a document is about, if it can be read so far.
pub fn place_of(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        scenario: String,
    }
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok().map(|head: Head| head.scenario)
}

/// Place and title of a document, if it can be read so far.
pub fn title_of(text: &str) -> Option<(String, Title)> {
    let written = parse(text).ok()?;
    let title = Title { name: written.name, note: written.note, saved_as: written.saved_as };
    Some((written.scenario, title))
}

/// A document with another title; nothing where the text is not JSON.
pub fn entitled(text: &str, title: &Title) -> Option<String> {
    let mut document: serde_json::Map<String, Value> = serde_json::from_str(text).ok()?;
    let mut put = |key: &str, value: &str| {
        if value.is_empty() {
            document.remove(key);
        } else {
            document.insert(key.to_owned(), Value::from(value));
        }
    };
    put("name", &title.name);
    put("note", &title.note);
    put("saved_as", title.saved_as.as_deref().unwrap_or_default());
    Some(Value::Object(document).to_string())
}

/// Several documents in one text.
pub fn bundle<'a>(documents: impl Iterator<Item = &'a str>) -> String {
    let plans: Vec<Value> = documents.filter_map(|text| serde_json::from_str(text).ok()).collect();
    serde_json::json!({ "format": FORMAT, "plans": plans }).to_string()
}

/// The documents of a text that holds several; nothing where it is not such a text.
pub fn bundled(text: &str) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Bundle {
        format: u32,
        plans: Vec<Value>,
    }
    let bundle: Bundle = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    (bundle.format <= FORMAT).then(|| bundle.plans.iter().map(Value::to_string).collect())
}

/// Whether a file is a policy in TOML rather than a document.
pub fn is_policy(name: &str, text: &str) -> bool {
    let is = |kind: &str| name.len() > kind.len() && name.to_ascii_lowercase().ends_with(kind);
    let blank = text.trim_start_matches('\u{feff}').trim().is_empty();
    is(".toml") && !blank
        // What begins like JSON or is named so is told as JSON what is wrong with it.
        || !is(".json") && !blank && !text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
            && text.contains('=')
}

/// Opens a policy as the command line reads it; parameters, seed and settings stay.
///
/// # Errors
/// All problems of the text; with any, nothing is opened.
pub fn open_policy(
    reader: Reader,
    (name, text): (&str, &str),
    scenario: &Scenario,
    now: &Inputs,
    own: &Settings,
) -> Result<Opened, Vec<Fault>> {
    let policy = (reader.policy)(name, text.as_bytes(), scenario).map_err(|problems| {
        problems.into_iter().map(|problem| Fault::Policy { problem }).collect::<Vec<_>>()
    })?;
    let differences = outside_run(&policy, scenario);
    let inputs = Inputs { policy, ..now.clone() };
    let title = Title::default();
    Ok(Opened { inputs, goals: None, annex: None, title, settings: own.clone(), differences })
}

/// The annex, where it is about this place.
fn read_annex(written: Option<Value>, scenario: &Scenario, faults: &mut Vec<Fault>) -> Annex {
    let Some(written) = written else { return Annex::default() };
    let annex = match serde_json::from_value::<Annex>(written) {
        Ok(annex) => annex,
        Err(error) => {
            faults.push(Fault::Annex { message: shortened(&error.to_string()) });
            return Annex::default();
        }
    };
    if let Some(quota) = &annex.quota {
        if !quota.is_sound() {
            faults.push(Fault::Annex { message: "quota.metric, quota.mix".to_owned() });
        }
        let unknown = quota.codes().filter(|code| scenario.region_index(code).is_none());
        faults.extend(unknown.map(|code| Fault::UnknownRegion { code: code.clone() }));
    }
    annex
}

/// The levers whose courses name months that are not simulated.
fn outside_run(policy: &Policy, scenario: &Scenario) -> Vec<Difference> {
    let (from, to) = (scenario.grid.start, scenario.grid.end);
    let outside = |course: &Schedule| {
        course.values().iter().filter_map(|(month, _)| *month).any(|month| month < from || month > to)
    };
    let courses = policy.levers.iter().chain(policy.regions.values().flatten());
    let levers: Set<LeverKey> =
        courses.filter(|(_, course)| outside(course)).map(|(lever, _)| *lever).collect();
    levers.into_iter().map(|lever| Difference::OutsideRun { lever, from, to }).collect()
}

/// The charts a document names and this program does not have.
fn unknown_charts(view: &WrittenSettings) -> Vec<Difference> {
    let names = view.charts.as_ref().and_then(Value::as_array).into_iter().flatten();
    names
        .filter(|name| serde_json::from_value::<Series>((*name).clone()).is_err())
        .map(|name| Difference::UnknownChart { name: shortened(name.as_str().unwrap_or(&name.to_string())) })
        .collect()
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

fn parse(text: &str) -> Result<Written, Fault> {
    // Some editors begin a text with a mark of its coding.
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let not_a_document = |error: serde_json::Error| Fault::NotADocument {
        // Where a part is missing there is nothing to point at.
        at: (!error.is_data()).then(|| (error.line(), error.column())),
    };
    // A later format may have other fields: its number is read before anything else.
    let head: Head = serde_json::from_str(text).map_err(not_a_document)?;
    if head.format > FORMAT {
        return Err(Fault::NewerFormat { format: head.format });
    }
    serde_json::from_str(text).map_err(not_a_document)
}

fn settings(written: WrittenSettings, own: &Settings, scenario: &Scenario) -> Settings {
    fn read<T: for<'de> Deserialize<'de> + Clone>(value: Option<Value>, own: &T) -> T {
        value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_else(|| own.clone())
    }
    // What earlier programs wrote: a table, or else tiles.
    let earlier = written.regions_as_table.and_then(|it| it.as_bool());
    let earlier = earlier.map(|table| if table { RegionsAs::Table } else { RegionsAs::Tiles });
    Settings {
        lang: read(written.lang, &own.lang),
        theme: read(written.theme, &own.theme),
        charts: charts(written.charts.as_ref(), own.charts),
        // A document that says nothing of cuts shows none.
        cuts: written.cuts.and_then(|cuts| serde_json::from_value(cuts).ok()).unwrap_or_default(),
        regions: read(written.regions, &earlier.unwrap_or(own.regions)),
        // Like a cut: a document that says nothing of it shows the whole place.
        focus: written.focus.and_then(|code| scenario.region_index(code.as_str()?)).map(|at| at as u16),
        opened: read(written.opened, &own.opened),
        compare: read(written.compare, &own.compare),
    }
}

/// The charts as far as they are known: one that is not leaves its place as it was.
fn charts(written: Option<&Value>, own: [Series; 2]) -> [Series; 2] {
    let mut charts = own;
    let names = written.and_then(Value::as_array).into_iter().flatten();
    for (chart, name) in charts.iter_mut().zip(names) {
        if let Ok(series) = serde_json::from_value(name.clone()) {
            *chart = series;
        }
    }
    charts
}

fn courses(
    written: &Map<String, Value>,
    scenario: &Scenario,
    faults: &mut Vec<Fault>,
) -> Map<LeverKey, Schedule> {
    let mut courses = Map::new();
    for (name, value) in written {
        let Some(lever) = LeverKey::from_key(name) else {
            faults.push(Fault::UnknownLever { lever: name.clone() });
            continue;
        };
        match serde_json::from_value::<Schedule>(value.clone()) {
            Ok(course) => {
                faults.extend(wrong(lever, &course, scenario.bounds(lever)));
                courses.insert(lever, course);
            }
            Err(_) => faults.push(Fault::NotACourse { lever, found: shortened(&value.to_string()) }),
        }
    }
    courses
}

/// What is wrong with a course, if anything.
fn wrong(lever: LeverKey, course: &Schedule, bounds: Bounds) -> Option<Fault> {
    let values = course.values();
    if values.is_empty() {
        return Some(Fault::NotACourse { lever, found: "[]".into() });
    }
    if let Some((_, value)) = values.iter().find(|(_, v)| !(bounds.min..=bounds.max).contains(v)) {
        return Some(Fault::OutOfBounds { lever, value: *value, bounds });
    }
    values.windows(2).any(|pair| pair[0].0 >= pair[1].0).then_some(Fault::Months { lever })
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annex::{Beside, Quota};
    use sim_core::scenario::Metric;

    fn chuxiong() -> Scenario {
        Scenario::builtin("chuxiong-2021").expect("built in")
    }

    fn own() -> Settings {
        Settings {
            lang: Lang::En,
            theme: Theme::Dark,
            charts: [Series::Professionals, Series::CertifiedPractising],
            cuts: [None; 2],
            regions: RegionsAs::default(),
            focus: None,
            opened: Set::new(),
            compare: Look::default(),
        }
    }

    /// A document as the first version of the page wrote it. It must open for ever: never change it.
    const FORMAT_1: &str = r#"{"format":1,"levers":{"award_mid":2000.0,"station_coverage":{"ramp":[["2021-07",0.196479],["2025-12",1.0]]},"training_hours":{"steps":[["2021-07",40.0]]}},"model_version":"1","params":{"discount":0.03},"regions":{"532301":{"pay_floor":0.8}},"scenario":"chuxiong-2021","scenario_fingerprint":"0123456789abcdef0123456789abcdef","seed":20210712,"view":{"charts":["professionals","issued"],"lang":"zh","opened":["exams"],"regions_as_table":true,"theme":"light"}}"#;

    #[test]
    fn a_document_of_format_1_opens() {
        let opened = open(FORMAT_1, &chuxiong(), &own()).expect("format 1 is read for ever");
        assert_eq!(opened.inputs.policy.levers.len(), 3);
        assert_eq!(opened.inputs.policy.levers[&LeverKey::AwardMid], Schedule::Constant(2000.0));
        assert_eq!(opened.inputs.policy.levers[&LeverKey::StationCoverage].last(), 1.0);
        assert_eq!(opened.inputs.policy.regions["532301"][&LeverKey::PayFloor].last(), 0.8);
        assert_eq!((opened.inputs.seed, opened.inputs.params["discount"]), (Some(20_210_712), 0.03));
        assert_eq!((opened.settings.lang, opened.settings.theme), (Lang::Zh, Theme::Light));
        assert_eq!(opened.settings.charts, [Series::Professionals, Series::Issued]);
        assert!(
            opened.settings.regions == RegionsAs::Table
                && opened.settings.opened.contains(&LeverTheme::Exams)
        );
        assert!(opened.differences.contains(&Difference::Scenario));
    }

    #[test]
    fn what_is_written_opens_as_it_was() {
        let scenario = chuxiong();
        let inputs = Inputs {
            scenario: scenario.key.clone(),
            policy: scenario.document_policy(),
            params: Map::new(),
            seed: None,
        };
        let goals = Goals::from([(Series::Professionals, 9000.0), (Series::NeedCoverage, 0.6)]);
        let title =
            Title { name: "稳妥".into(), note: "两行\n备注".into(), saved_as: Some("3f".into()) };
        let mut quota = Quota::of(Metric::CertifiedPractising);
        quota.cells.insert("532301".to_owned(), Map::from([(2023, 40)]));
        quota.years.insert(2024, 3500);
        let beside = Beside { binding: true, unit: "州委社会工作部".to_owned() };
        let annex = Annex { beside: Map::from([("certified".to_owned(), beside)]), quota: Some(quota) };
        let opened = open(&write(&inputs, &goals, &annex, &title, &scenario, &own()), &scenario, &own())
            .expect("its own text");
        let goals = Some(goals);
        let annex = Some(annex);
        assert_eq!(opened, Opened { inputs, goals, annex, title, settings: own(), differences: vec![] });
    }

    fn check(text: &str, wrong: &[Fault]) {
        assert_eq!(open(text, &chuxiong(), &own()), Err(wrong.to_vec()), "{text}");
    }

    fn with_levers(levers: &str) -> String {
        format!(r#"{{"format":1,"scenario":"chuxiong-2021","levers":{levers}}}"#)
    }

    #[test]
    fn every_fault_is_named() {
        let lever = LeverKey::StationCoverage;
        let bounds = chuxiong().bounds(lever);
        check(r#"{"format":2,"new":{}}"#, &[Fault::NewerFormat { format: 2 }]);
        check(r#"{"format":1,"scenario":"moon"}"#, &[Fault::UnknownScenario { key: "moon".into() }]);
        check(&with_levers(r#"{"tea":1}"#), &[Fault::UnknownLever { lever: "tea".into() }]);
        check(
            &with_levers(r#"{"station_coverage":1.5}"#),
            &[Fault::OutOfBounds { lever, value: 1.5, bounds }],
        );
        check(
            &with_levers(r#"{"station_coverage":"all"}"#),
            &[Fault::NotACourse { lever, found: "\"all\"".into() }],
        );
        check(
            &with_levers(r#"{"station_coverage":{"ramp":[["2025-12",0.5],["2021-07",0.9]]}}"#),
            &[Fault::Months { lever }],
        );
        check(
            &with_levers(r#"{"a":1,"station_coverage":-1}"#),
            &[Fault::UnknownLever { lever: "a".into() }, Fault::OutOfBounds { lever, value: -1.0, bounds }],
        );
        check("", &[Fault::Empty]);
        check(" \n", &[Fault::Empty]);
        for torn in ["{", "[]", "{\"format\":1}", "null", "{\"format\":-1}"] {
            let faults = open(torn, &chuxiong(), &own()).expect_err("not a document");
            assert!(matches!(faults[..], [Fault::NotADocument { .. }]), "{torn}: {faults:?}");
        }
    }

    #[test]
    fn a_torn_document_never_opens_and_never_panics() {
        let scenario = chuxiong();
        for length in 0..FORMAT_1.len() {
            assert!(open(&FORMAT_1[..length], &scenario, &own()).is_err(), "{length}");
        }
    }
}
