//! From sheets to the texts of a scenario that extends the template, and to everything that is wrong with them.

use super::fields::{self, FIELDS, row_of};
use super::levers;
use super::sheets::{Book, Kind, Sheet};
use super::trouble::{Fault, Spot, Trouble};
use super::values::{Given, Reader};
use super::{both, fill};
use crate::atlas::{Texts, Written};
use sim_core::ids::Group;
use sim_core::scenario::write::{self, Draft, number, quoted, sourced};
use sim_core::scenario::{
    Demand, DemandCount, LeverKey, Metric, Observation, Observed, Series, Sourced, Status, Target, Text,
    scale_of,
};
use sim_core::sorted::Map;
use sim_core::{Problem, Scenario};

/// What came of a book.
#[derive(Debug)]
pub struct Composed {
    /// What is wrong, in the order of the sheets.
    pub troubles: Vec<Trouble>,
    /// The place, where nothing grave is.
    pub place: Option<(Texts, Scenario)>,
}

/// Puts a place together: its key, its name, its sheets, over the template with its texts.
pub fn compose(key: &str, name: &Text, book: &Book, template: &Scenario, texts: &Texts) -> Composed {
    let reader = Reader::new(book);
    let written = Composer { reader: &reader, template, cited: Cited::default() }.write(key, name);
    let Some((written, about)) = written.filter(|_| !reader.has_grave()) else {
        return Composed { troubles: reader.troubles(), place: None };
    };
    let mut all = vec![written];
    all.extend(texts.0.iter().cloned());
    let texts = Texts(all);
    match texts.read() {
        Ok(scenario) => Composed { troubles: reader.troubles(), place: Some((texts, scenario)) },
        Err(problems) => {
            for problem in problems.into_iter().filter(|it| it.severity == sim_core::Severity::Error) {
                reader.push(Trouble {
                    spot: spot_of(&problem, &about, book),
                    fault: Fault::Problem(problem),
                    found: String::new(),
                    mend: None,
                });
            }
            Composed { troubles: reader.troubles(), place: None }
        }
    }
}

/// The cell a problem of the texts comes from.
fn spot_of(problem: &Problem, about: &Draft<Spot>, book: &Book) -> Spot {
    let table = |sheet: Sheet| {
        // Empty rows are not written.
        let mut rows = (0..book.rows(sheet).len()).filter(|row| !book.is_empty_row(sheet, *row));
        let row = problem.at.line.checked_sub(2).and_then(|line| rows.nth(line));
        Spot { sheet, row, column: sheet.column(&problem.at.key) }
    };
    if problem.at.file.ends_with("regions.csv") {
        return table(Sheet::Regions);
    }
    if problem.at.file.ends_with("history.csv") {
        return table(Sheet::History);
    }
    about.about(problem.at.line).unwrap_or(Spot { sheet: Sheet::Place, row: None, column: None })
}

/// Sources that were typed, each with its key.
#[derive(Default)]
struct Cited(Map<String, String>);

/// The key of the source of figures for which none was typed.
const OWN: &str = "own-figures";

impl Cited {
    /// The key for what was typed: an existing source, or a new one.
    fn cite(&mut self, typed: &str, template: &Scenario) -> String {
        if typed.is_empty() {
            return OWN.to_owned();
        }
        if sim_core::scenario::source_keys(typed).all(|key| template.sources.contains_key(key)) {
            return typed.to_owned();
        }
        let next = format!("own-{}", self.0.len() + 1);
        self.0.entry(typed.to_owned()).or_insert(next).clone()
    }
}

struct Composer<'a> {
    reader: &'a Reader<'a>,
    template: &'a Scenario,
    cited: Cited,
}

fn spot(key: &str) -> Spot {
    Spot { sheet: Sheet::Place, row: row_of(key), column: Some(0) }
}

impl Composer<'_> {
    fn sourced(&mut self, given: &Given) -> Sourced {
        let source = self.cited.cite(&given.source, self.template);
        let Given { value, status, .. } = *given;
        let (low, high) =
            if status == Status::Assumption { (value / 2.0, value * 2.0) } else { (value, value) };
        Sourced { value, status, source, low, high }
    }

    /// A figure of the template, so many times as large.
    fn scaled(of: &Sourced, ratio: f64) -> Sourced {
        if ratio == 1.0 {
            return of.clone();
        }
        let value = if of.value * ratio >= 10.0 { (of.value * ratio).round() } else { of.value * ratio };
        Sourced {
            value,
            status: Status::Assumption,
            source: format!(
                "design: the template's figure per resident ({})",
                of.source.split(':').next().unwrap_or("")
            ),
            low: value.min(of.low.min(of.value / 2.0) * ratio),
            high: value.max(of.high.max(of.value * 2.0) * ratio),
        }
    }

    fn write(mut self, key: &str, name: &Text) -> Option<(Written, Draft<Spot>)> {
        let (reader, template) = (self.reader, self.template);
        let mut given: Map<&str, Given> =
            FIELDS.iter().filter_map(|field| Some((field.key, reader.given(field.key)?))).collect();
        let cited = &mut self.cited;
        let regions =
            fill::regions(reader, template, given.get("residents"), given.get("townships"), |typed| {
                cited.cite(typed, template)
            });
        let years = ["start_year", "end_year", "plan_year"].map(|key| reader.year(key));
        let targets = self.targets(years);
        let history = self.history();
        self.check(&given, regions.as_deref());
        let regions = regions?;
        let census: f64 = regions.iter().map(|region| region.population_2020).sum();
        let ratio = census / fields::census(template);
        if ratio == 1.0 {
            // What says the same as the template is left to it, with its growth over the years.
            given.retain(|key, given| {
                fields::said(template, key).is_none_or(|(value, status, _)| {
                    (given.value - value).abs() > 1e-6 * value.abs() || given.status != status
                })
            });
        }
        let mut draft = Draft::new();
        if targets.is_empty() {
            draft.line("targets = []");
        }
        self.head(&mut draft, key, name, years);
        self.administration(&mut draft, &given, ratio);
        self.later(&mut draft, &given, census);
        self.start(&mut draft, &given, ratio);
        self.levers(&mut draft, &given, census, ratio);
        for (row, target) in &targets {
            draft.line("\n[[targets]]");
            for (key, value) in write::target(target) {
                let column = Sheet::Targets.column(key).or(Some(0));
                draft.put_of(Spot { sheet: Sheet::Targets, row: Some(*row), column }, key, &value);
            }
        }
        self.demand(&mut draft, &given, ratio);
        self.sources(&mut draft);
        let history: Vec<Observation> = history.into_iter().map(|(_, count)| count).collect();
        let written = Written {
            key: key.to_owned(),
            scenario: draft.text().to_owned(),
            regions: Some(write::regions(&regions)),
            history: (!history.is_empty()).then(|| write::history(&history)),
        };
        Some((written, draft))
    }

    fn head(&self, draft: &mut Draft<Spot>, key: &str, name: &Text, [start, end, plan]: [Option<i32>; 3]) {
        draft.section("scenario");
        draft.put("extends", &quoted(&self.template.key));
        draft.put("key", &quoted(key));
        draft.put("title", &write::text(name));
        draft.put("place", &write::text(name));
        if let Some(year) = start {
            draft.put_of(spot("start_year"), "start", &format!("\"{year}-01\""));
        }
        if let Some(year) = end {
            draft.put_of(spot("end_year"), "end", &format!("\"{year}-12\""));
        }
        if let Some(year) = plan {
            draft.put_of(spot("plan_year"), "plan_year", &year.to_string());
        }
    }

    fn administration(&mut self, draft: &mut Draft<Spot>, given: &Map<&str, Given>, ratio: f64) {
        let t = self.template;
        draft.section("administration");
        for (key, of) in [
            ("townships", &t.townships),
            ("communities", &t.communities.count),
            ("villages", &t.villages.count),
        ] {
            if let Some(given) = given.get(key) {
                let value = self.sourced(given);
                draft.put_of(spot(key), key, &sourced(&value));
            } else if ratio != 1.0 {
                draft.put(key, &sourced(&Self::scaled(of, ratio)));
            }
        }
        for (key, of) in [("schools", &t.schools), ("hospital_beds", &t.hospital_beds)] {
            if let Some(of) = of.as_ref().filter(|_| ratio != 1.0) {
                draft.put(key, &sourced(&Self::scaled(of, ratio)));
            }
        }
        draft.section("population");
        if let Some(given) = given.get("registered") {
            let value = self.sourced(given);
            draft.put_of(spot("registered"), "registered", &sourced(&value));
        } else if ratio != 1.0 {
            draft.put("registered", &sourced(&Self::scaled(&t.registered_population, ratio)));
        }
        if let Some(given) = given.get("wage")
            && let Some((_, national)) = t.outside_pay_national.last()
        {
            let ratio = Given { value: given.value / national, ..given.clone() };
            let value = self.sourced(&ratio);
            draft.section("outside_pay");
            draft.put_of(spot("wage"), "ratio", &sourced(&value));
        }
    }

    /// Figures later than the census: those that were given, else the template's growth since.
    fn later(&mut self, draft: &mut Draft<Spot>, given: &Map<&str, Given>, census: f64) {
        let t = self.template;
        let (residents, elderly) = (given.get("residents"), given.get("elderly"));
        if t.later.is_none() && residents.is_none() && elderly.is_none() {
            return;
        }
        let later = |of: fn(&sim_core::scenario::LaterFigures) -> &Sourced| t.later.as_ref().map(of);
        let whole = fields::census(t);
        let population = match residents {
            Some(given) => self.sourced(given),
            None => later(|it| &it.population).map_or_else(
                || Sourced {
                    value: census,
                    status: Status::Derived,
                    source: "census_2020".into(),
                    low: census,
                    high: census,
                },
                |it| Self::scaled(it, census / whole),
            ),
        };
        let elderly = if let Some(given) = elderly {
            self.sourced(given)
        } else {
            let old = fields::said(t, "elderly").map_or(0.0, |(value, ..)| value) / fields::residents(t);
            let value = (population.value * old).round();
            let source = "design: the template's share".to_owned();
            Sourced { value, status: Status::Assumption, source, low: value / 2.0, high: value * 2.0 }
        };
        let year = given.get("figures_year").map(|given| given.value);
        let year = year.or(t.later.as_ref().map(|later| f64::from(later.year))).unwrap_or(2024.0);
        draft.section("later");
        draft.put_of(spot("figures_year"), "year", &number(year));
        draft.put_of(spot("residents"), "population", &sourced(&population));
        draft.put_of(spot("elderly"), "elderly", &sourced(&elderly));
    }

    fn start(&mut self, draft: &mut Draft<Spot>, given: &Map<&str, Given>, ratio: f64) {
        let start = &self.template.start;
        let people = match given.get("professionals") {
            Some(given) => self.sourced(given),
            None => Self::scaled(&start.professionals, ratio),
        };
        draft.section("start");
        draft.put_of(spot("professionals"), "professionals", &sourced(&people));
        if let Some(given) = given.get("front") {
            let value = self.sourced(given);
            draft.put_of(spot("front"), "front", &sourced(&value));
        } else if let Some(front) = start.front.as_ref().filter(|_| ratio != 1.0) {
            draft.put("front", &sourced(&Self::scaled(front, ratio)));
        }
        if let Some(agencies) = start.organisations.as_ref().filter(|_| ratio != 1.0) {
            draft.put("organisations", &sourced(&Self::scaled(agencies, ratio)));
        }
        if ratio != 1.0 && start.equivalent != [0.0; 2] {
            let [mid, senior] = start.equivalent.map(|titles| number(titles * ratio));
            draft.put("equivalent", &format!("{{ mid = {mid}, senior = {senior} }}"));
        }
        let levels = ["certified", "certified_mid", "certified_senior"].map(|key| given.get(key));
        if ratio == 1.0 && levels.iter().all(Option::is_none) && given.get("professionals").is_none() {
            return;
        }
        if let Some(given) = levels.into_iter().flatten().next() {
            let value = self.sourced(given);
            draft.put("status", &quoted(write::status(value.status)));
            draft.put("source", &quoted(&value.source));
        }
        let were: [f64; 4] = start.certificates.map(|share| share * start.professionals.value);
        let holders = self.holders(&were, people.value, levels);
        let certified: f64 = holders.iter().sum();
        let template_certified: f64 = were[1..].iter().sum();
        let grown = if template_certified > 0.0 { certified / template_certified } else { ratio };
        // Shares in millionths, of which nobody loses one.
        let share = |count: f64| (count / people.value * 1e6).round() / 1e6;
        let shares = holders.map(share);
        draft.section("start.certificates");
        let none = 1.0 - shares.iter().sum::<f64>();
        draft.put_of(spot("certified"), "none", &number((none * 1e6).round() / 1e6));
        for (key, share) in ["assistant", "mid", "senior"].into_iter().zip(shares) {
            draft.put_of(spot("certified"), key, &number(share));
        }
        for (name, counts) in [("inactive", &start.inactive), ("issued", &start.issued)] {
            draft.section(&format!("start.{name}"));
            for (at, key) in ["assistant", "mid", "senior"].into_iter().enumerate() {
                let idle = (start.inactive[at + 1] * grown).ceil();
                let least = if name == "issued" { holders[at].ceil() + idle } else { 0.0 };
                draft.put(key, &number((counts[at + 1] * grown).ceil().max(least)));
            }
        }
    }

    /// People in posts by certificate: assistant, mid, senior.
    fn holders(&self, were: &[f64; 4], people: f64, [all, mid, senior]: [Option<&Given>; 3]) -> [f64; 3] {
        let before: f64 = were[1..].iter().sum();
        let whole = self.template.start.professionals.value;
        let all = all.map_or(before / whole * people, |given| given.value);
        let part = |at: usize| if before > 0.0 { all * were[at] / before } else { 0.0 };
        let mid = mid.map_or(part(2), |given| given.value);
        let senior = senior.map_or(part(3), |given| given.value);
        [(all - mid - senior).max(0.0), mid, senior]
    }

    fn levers(&mut self, draft: &mut Draft<Spot>, given: &Map<&str, Given>, residents: f64, ratio: f64) {
        let budget = given.get("budget").map(|given| (given, self.cited.cite(&given.source, self.template)));
        for (key, course) in levers::courses(self.template, residents, ratio, budget.as_ref()) {
            draft.section(&format!("levers.{}", key.key()));
            for (name, value) in write::lever(&course) {
                if key == LeverKey::PurchaseBudget {
                    draft.put_of(spot("budget"), name, &value);
                } else {
                    draft.put(name, &value);
                }
            }
        }
    }

    fn demand(&mut self, draft: &mut Draft<Spot>, given: &Map<&str, Given>, ratio: f64) {
        let low = given.get("low_income").map(|given| {
            let residents = given_or(given, self.residents(ratio));
            self.sourced(&residents)
        });
        let counted = |need: &Demand| matches!(need.count, DemandCount::Series(_));
        if low.is_none() && (ratio == 1.0 || !self.template.demand.iter().any(counted)) {
            return;
        }
        for need in &self.template.demand {
            draft.line("\n[[demand]]");
            draft.put("group", &quoted(need.group.key()));
            let share = low.as_ref().filter(|_| need.group == Group::LowIncome);
            match (&need.count, share) {
                (_, Some(share)) => {
                    draft.put("count", "\"share_of_population\"");
                    draft.put_of(spot("low_income"), "share", &sourced(share));
                }
                (DemandCount::ShareOfPopulation(share), None) => {
                    draft.put("count", "\"share_of_population\"");
                    draft.put("share", &sourced(share));
                }
                (DemandCount::Elderly, None) => draft.put("count", "\"elderly\""),
                (DemandCount::Disabled, None) => draft.put("count", "\"disabled\""),
                (DemandCount::Series(series), None) => write_series(draft, series, ratio),
            }
        }
    }

    /// Residents at the latest figure.
    fn residents(&self, ratio: f64) -> f64 {
        self.reader.given("residents").map_or(fields::residents(self.template) * ratio, |given| given.value)
    }

    fn sources(&self, draft: &mut Draft<Spot>) {
        draft.section(&format!("sources.{OWN}"));
        draft.put(
            "title",
            &write::text(&Text {
                zh: "使用者填报，未经核对".into(),
                en: "Entered by the user, not checked".into(),
            }),
        );
        draft.put("confidence", "\"low\"");
        for (typed, key) in &self.cited.0 {
            draft.section(&format!("sources.{key}"));
            draft.put("title", &write::text(&both(typed, "")));
            draft.put("confidence", "\"medium\"");
        }
    }

    /// The targets with their rows.
    fn targets(&self, [start, end, _]: [Option<i32>; 3]) -> Vec<(usize, Target)> {
        const SHEET: Sheet = Sheet::Targets;
        let (reader, t) = (self.reader, self.template);
        let from = start.unwrap_or(t.grid.start.year());
        let to = end.unwrap_or(t.grid.end.year());
        let mut targets: Vec<(usize, Target)> = Vec::new();
        for row in (0..reader.book.rows(SHEET).len()).filter(|row| !reader.book.is_empty_row(SHEET, *row)) {
            if reader.book.cell(SHEET, row, "metric").is_empty() {
                reader.note(SHEET, row, "metric", Fault::Missing, None);
            }
            let metric = reader.choice(SHEET, row, "metric", Kind::Metric).and_then(Metric::from_key);
            let year = reader.needed(SHEET, row, "year");
            let at_least = reader.needed(SHEET, row, "at_least");
            if let Some(year) = year.filter(|year| !(f64::from(from)..=f64::from(to)).contains(year)) {
                let mend = (year > f64::from(to)).then(|| to.to_string());
                reader.note(SHEET, row, "year", Fault::Year(from, to), mend);
                continue;
            }
            let (Some(metric), Some(year), Some(at_least)) = (metric, year, at_least) else { continue };
            if !metric.domain().contains(at_least) {
                let percent = metric.domain() == sim_core::scenario::Domain::Share && at_least <= 100.0;
                let mend = percent.then(|| super::sheets::plain(at_least / 100.0));
                reader.note(SHEET, row, "at_least", Fault::Bounds(0.0, 1.0), mend);
                continue;
            }
            if let Some((first, _)) =
                targets.iter().find(|(_, it)| (it.metric, it.year) == (metric, year as i32))
            {
                reader.note(SHEET, row, "metric", Fault::Twice(*first), None);
                continue;
            }
            let label =
                both(reader.book.cell(SHEET, row, "label_zh"), reader.book.cell(SHEET, row, "label_en"));
            let label = if label.zh.is_empty() { short_name(metric) } else { label };
            let like = t.targets.iter().find(|target| target.metric == metric);
            let same_year = like.filter(|target| target.year == year as i32);
            let target = Target {
                key: same_year
                    .map_or_else(|| format!("{}_{year}", metric.key()), |target| target.key.clone()),
                metric,
                year: year as i32,
                at_least,
                label,
                clause: both(reader.book.cell(SHEET, row, "clause"), ""),
                fulfilled_by: like.and_then(|target| target.fulfilled_by),
            };
            targets.push((row, target));
        }
        targets
    }

    /// What was counted, with the rows.
    fn history(&mut self) -> Vec<(usize, Observation)> {
        const SHEET: Sheet = Sheet::History;
        let reader = self.reader;
        let mut history: Vec<(usize, Observation)> = Vec::new();
        for row in (0..reader.book.rows(SHEET).len()).filter(|row| !reader.book.is_empty_row(SHEET, *row)) {
            if reader.book.cell(SHEET, row, "variable").is_empty() {
                reader.note(SHEET, row, "variable", Fault::Missing, None);
            }
            let variable = reader.choice(SHEET, row, "variable", Kind::Observed).and_then(Observed::from_key);
            let year = reader.needed(SHEET, row, "year");
            let value = reader.needed(SHEET, row, "value");
            let status = reader.status(SHEET, row, Status::Fact);
            let (Some(variable), Some(year), Some(value)) = (variable, year, value) else { continue };
            if !(1900.0..=2200.0).contains(&year) || year.fract() != 0.0 {
                reader.note(SHEET, row, "year", Fault::Year(1900, 2200), None);
                continue;
            }
            let year = year as i32;
            if let Some((first, _)) =
                history.iter().find(|(_, it)| (it.year, it.variable) == (year, variable))
            {
                reader.note(SHEET, row, "variable", Fault::Twice(*first), None);
                continue;
            }
            let typed = reader.book.cell(SHEET, row, "source");
            let source = self.cited.cite(typed, self.template);
            history.push((row, Observation { year, variable, value, status, source }));
        }
        history
    }

    /// Figures that do not fit each other, or no place.
    fn check(&self, given: &Map<&str, Given>, regions: Option<&[sim_core::scenario::Region]>) {
        let reader = self.reader;
        let census = regions.map(|it| it.iter().map(|region| region.population_2020).sum::<f64>());
        let residents = given.get("residents").map(|given| given.value).or(census);
        for (row, field) in FIELDS.iter().enumerate() {
            let (Some(given), Some(residents)) = (given.get(field.key), residents) else { continue };
            let (low, high) = field.range(residents);
            if !field.is_year() && !(low..=high).contains(&given.value) {
                reader.note(Sheet::Place, row, "value", Fault::Implausible(low, high), None);
            }
        }
        let value = |key: &str| given.get(key).map(|given| given.value);
        let parts = [
            ("elderly", "residents"),
            ("certified", "professionals"),
            ("certified_mid", "certified"),
            ("certified_senior", "certified"),
        ];
        for (part, whole) in parts {
            if let (Some(part_value), Some(whole_value), Some(row)) =
                (value(part), value(whole), row_of(part))
                && part_value > whole_value
            {
                reader.note(Sheet::Place, row, "value", Fault::MoreThan(whole, whole_value), None);
            }
        }
        for key in ["professionals", "townships", "communities", "residents", "wage"] {
            if let (Some(0.0), Some(row)) = (value(key), row_of(key)) {
                reader.note(Sheet::Place, row, "value", Fault::Bounds(1.0, 1e9), None);
            }
        }
        let (Some(census), Some(regions)) = (census, regions) else { return };
        if let (Some(budget), Some(row)) = (value("budget"), row_of("budget")) {
            let bounds = LeverKey::PurchaseBudget.lever().bounds(scale_of(census));
            if budget > bounds.max {
                reader.note(Sheet::Place, row, "value", Fault::Bounds(bounds.min, bounds.max), None);
            }
        }
        // Ten years change a place by a fifth; more is another place, or another unit.
        if let (Some(said), Some(row)) = (value("residents"), row_of("residents"))
            && !(0.75..=1.25).contains(&(said / census))
        {
            reader.note(Sheet::Place, row, "value", Fault::Sum(census), None);
        }
        let units: f64 = regions.iter().map(|region| region.townships).sum();
        if let (Some(said), Some(row)) = (value("townships"), row_of("townships"))
            && (said - units).abs() > 1.0 + regions.len() as f64 / 2.0
        {
            reader.note(Sheet::Place, row, "value", Fault::Sum(units), None);
        }
    }
}

fn given_or(given: &Given, residents: f64) -> Given {
    Given { value: (given.value / residents).min(1.0), ..given.clone() }
}

fn write_series(draft: &mut Draft<Spot>, series: &Series, ratio: f64) {
    let years: Vec<String> =
        series.persons.iter().map(|(year, n)| format!("[{year}, {}]", number((n * ratio).round()))).collect();
    draft.put("count", "\"series\"");
    draft.put("persons", &format!("[{}]", years.join(", ")));
    draft.put("by", &quoted(series.by.key()));
    let status = if ratio == 1.0 { series.status } else { Status::Assumption };
    draft.put("status", &quoted(write::status(status)));
    draft.put("source", &quoted(&series.source));
}

/// The first words of what a target is judged on.
fn short_name(metric: Metric) -> Text {
    let first = |text: &str| text.split(['：', ':']).next().unwrap_or(text).trim().to_owned();
    Text { zh: first(metric.label().zh), en: first(metric.label().en) }
}
