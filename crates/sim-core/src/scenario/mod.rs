//! A place, as its author describes it: regions, starting stocks, demand, levers, targets, sources.
//!
//! A [`Scenario`] is valid by construction: nothing below this module checks a range again.

mod builtin;
mod check;
mod checks;
mod counted;
mod course;
mod extend;
mod head;
mod history;
mod input;
mod levers;
mod need;
mod outside;
mod packed;
mod params;
mod place;
mod policy;
mod policy_file;
mod prior;
mod problem;
mod read;
mod regions;
mod schedule;
mod series;
mod set;
mod sheet;
mod sources;
mod start;
mod targets;
mod values;
mod walk;
pub mod write;

pub use builtin::{BuiltinScenario, builtin_scenarios};
pub use check::contradictions;
pub use checks::{Check, CheckedPolicy, MEASURES, Measure};
pub use counted::{COUNTED_YEARS, Count, Counted, read_counts};
pub use history::{OBSERVED, Observation, Observed, read_history};
pub use input::{File, LARGEST_FILE, nearest, source_keys};
pub use levers::{
    AUTHORITIES, Authority, Bounds, LEVER_COUNT, LEVERS, Lever, LeverKey, Share, THEMES, Theme, scale_of,
};
pub use outside::OutsideRegion;
pub use params::{Domain, PARAMS, Param, ParamKey, Params, Status};
pub use policy::{LeverValues, Policy};
pub use prior::{Prior, Shape};
pub use problem::{At, Problem, Severity};
pub use read::ScenarioFiles;
pub use regions::LARGEST_REGION_COUNT;
pub use schedule::Schedule;
pub use series::{Growing, Series, WEIGHTS, Weight, between_year_ends};
pub use set::{set_lever, set_param};

use crate::ids::{Group, PRACTICE_YEARS, SETTINGS, index_set};
use crate::sorted::Map;
use crate::time::{Month, TimeGrid};
use serde::{Deserialize, Serialize};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// This text with another behind it.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self { zh: self.zh + &other.zh, en: self.en + &other.en }
    }
}

/// A number with where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sourced {
    /// The number.
    pub value: f64,
    /// How it is known.
    pub status: Status,
    /// Key of a source.
    pub source: String,
    /// Plausible range of an assumption; both ends equal the value otherwise.
    pub low: f64,
    /// See `low`.
    pub high: f64,
}

/// A document or data set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What it is.
    pub title: Text,
    /// Where it is found; empty when it has no address.
    pub url: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
}

/// One region of the place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Administrative code.
    pub code: String,
    /// Name.
    pub name: Text,
    /// Residents, census of 1 November 2010.
    pub population_2010: f64,
    /// Residents, census of 1 November 2020.
    pub population_2020: f64,
    /// Urban residents, 2020.
    pub urban_2020: f64,
    /// Residents aged 60 and over, 2010.
    pub elderly_2010: f64,
    /// Residents aged 60 and over, 2020.
    pub elderly_2020: f64,
    /// Residents with college education and more, 2020.
    pub college_2020: f64,
    /// Streets, towns and townships.
    pub townships: f64,
    /// Longitude of the seat, degrees east.
    pub longitude: f64,
    /// Latitude of the seat, degrees north.
    pub latitude: f64,
    /// Local ÷ national average wage, where it is known for the region; else that of the place.
    pub pay_ratio: Option<f64>,
    /// How the figures of the row are known; facts unless the table says otherwise.
    pub status: Status,
    /// Key of a source of the row, perhaps with a note; empty where that of the whole table holds.
    pub source: String,
}

/// Figures of the place later than the census, to which the regions are scaled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LaterFigures {
    /// The end of which year.
    pub year: i32,
    /// Residents.
    pub population: Sourced,
    /// Residents aged 60 and over.
    pub elderly: Sourced,
}

/// How many people a demand group has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Demand {
    /// The group.
    pub group: Group,
    /// How it is counted.
    pub count: DemandCount,
}

/// How the people of a group are counted in each region and month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemandCount {
    /// A share of all residents.
    ShareOfPopulation(Sourced),
    /// Residents aged 60 and over, from census and later figures.
    Elderly,
    /// The certified disabled: `disabled_rate` of residents, shared among regions by people aged 60+.
    Disabled,
    /// A count of the whole place at the end of some years.
    Series(Series),
}

/// The workforce at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// People in posts.
    pub professionals: Sourced,
    /// Shares of professionals by certificate (none, assistant, mid, senior), summing to 1.
    pub certificates: [f64; 4],
    /// Certified and not practising, by certificate.
    pub inactive: [f64; 4],
    /// Certificates issued so far, by certificate.
    pub issued: [f64; 4],
    /// Shares by setting of those outside stations and agencies, summing to 1.
    pub settings: [f64; SETTINGS],
    /// Share of station and agency posts that are filled.
    pub contract_filled: f64,
    /// Shares by practice years in stations and agencies, summing to 1.
    pub practice_contract: [f64; PRACTICE_YEARS],
    /// Shares by practice years elsewhere, summing to 1.
    pub practice_other: [f64; PRACTICE_YEARS],
    /// Shares by years since the mid certificate, summing to 1.
    pub years_since_mid: [f64; PRACTICE_YEARS],
    /// Education shares by certificate (none; assistant; mid and senior) and route, each summing to 1.
    pub education: [[f64; 6]; 4],
    /// Filled social-work posts ÷ professional posts in social-work institutions.
    pub institution_share: Sourced,
    /// Venues ÷ (townships + counties).
    pub venue_coverage: Sourced,
    /// Front-line staff of the whole place who are not yet counted as professionals; where nobody counted them, the
    /// parameter `front_share` says how many there are.
    pub front: Option<Sourced>,
    /// Service agencies, if anybody counted them.
    pub organisations: Option<Sourced>,
    /// People with a title that counts as the mid, the senior certificate.
    pub equivalent: [f64; 2],
    /// Key of the scenario from whose run the start was taken, if it was.
    pub from_run: Option<String>,
    /// Where the shares above come from.
    pub status: Status,
    /// Key of their source.
    pub source: String,
}

index_set! {
    /// What a target is judged on.
    Metric [METRICS] {
        /// People in posts.
        Professionals = "professionals", "专业人才：在岗，含转换", "Professionals: people in posts, converted staff included";
        /// In posts with a certificate.
        CertifiedPractising = "certified_practising", "持证在岗：在岗且有证", "Certified and practising: in posts with a certificate";
        /// People in posts ÷ registered population.
        PerRegistered = "per_registered", "专业人才 ÷ 户籍人口", "Professionals ÷ registered population";
        /// Cumulative funded training hours per front-line head.
        TrainingHours = "training_hours_total", "一线从业人员人均累计学时", "Cumulative funded hours per front-line head";
        /// Filled social-work posts ÷ professional posts in social-work institutions.
        InstitutionPostShare = "institution_post_share", "社工类事业单位：在岗社工岗 ÷ 专技岗", "Social-work institutions: filled social-work posts ÷ professional posts";
        /// In posts with the mid certificate or more, or with an equivalent title.
        MidOrEquivalent = "mid_or_equivalent", "中级及以上或同等：在岗", "Mid level or equivalent, in posts";
        /// In posts with the senior certificate, or with an equivalent title.
        SeniorOrEquivalent = "senior_or_equivalent", "高级或同等：在岗", "Senior level or equivalent, in posts";
        /// People in community posts ÷ urban communities.
        ProfessionalsPerCommunity = "professionals_per_community", "社区在岗社工 ÷ 城镇社区", "People in community posts ÷ urban communities";
        /// Service agencies.
        Agencies = "agencies", "社工机构数", "Service agencies";
        /// Funded training hours per front-line head in the year.
        TrainingHoursPerYear = "training_hours_per_year", "一线从业人员当年学时", "Funded hours per front-line head in the year";
        /// Townships and streets with a station.
        StationCoverage = "station_coverage", "有站乡镇 ÷ 全部乡镇", "Townships with a station";
        /// People in school posts ÷ public schools, at most 1.
        SchoolCoverage = "school_coverage", "学校在岗社工 ÷ 公办学校", "People in school posts ÷ public schools";
        /// Professionals among project staff.
        WorkerShare = "worker_share", "项目人员中社工比例", "Professionals among project staff";
        /// Labour in purchase money.
        LabourShare = "labour_share", "购买经费中人力成本比例", "Labour in purchase money";
        /// Mean pay in agencies ÷ outside pay.
        AgencyPayRatio = "agency_pay_ratio", "机构薪酬 ÷ 当地平均工资", "Agency pay ÷ local average wage";
        /// Venues ÷ (townships + counties).
        VenueCoverage = "venue_coverage", "场所数 ÷ 县乡单位数", "Venues ÷ townships and counties";
    }
}

/// A written target: at least so much at the end of December of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// Name.
    pub key: String,
    /// What it is judged on.
    pub metric: Metric,
    /// Read at the end of December of this year.
    pub year: i32,
    /// The value to reach.
    pub at_least: f64,
    /// Name for people.
    pub label: Text,
    /// The clause of the document.
    pub clause: Text,
    /// The lever that fulfils it by definition, if any.
    pub fulfilled_by: Option<LeverKey>,
}

/// The policy document a scenario is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Title.
    pub title: Text,
    /// Number of the document.
    pub number: String,
    /// The month from which it can act.
    pub effective: Month,
    /// Key of its source.
    pub source: String,
}

/// What a lever does without and with the document, and who says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeverCourse {
    /// The course without the document.
    pub baseline: Schedule,
    /// How the baseline is known.
    pub status: Status,
    /// Key of its source.
    pub source: String,
    /// The course under the document, where it says one.
    pub document: Option<Schedule>,
    /// How the document's course is known: a fact where the document writes the number.
    pub document_status: Status,
    /// The clause of the document behind it, with a short paraphrase; empty when none.
    pub clause: Text,
}

/// A valid scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Name in links, files and on the command line.
    pub key: String,
    /// Title.
    pub title: Text,
    /// Name of the place.
    pub place: Text,
    /// What a region is called (`县市`, `counties`).
    pub region_word: Text,
    /// The months simulated.
    pub grid: TimeGrid,
    /// The year the verdict speaks of.
    pub plan_year: i32,
    /// The policy document.
    pub document: Document,
    /// The regions, in the order of the file.
    pub regions: Vec<Region>,
    /// Townships and streets of the whole place.
    pub townships: Sourced,
    /// Urban communities.
    pub communities: Growing,
    /// Villages.
    pub villages: Growing,
    /// Schools, where they matter.
    pub schools: Option<Sourced>,
    /// Beds in hospitals, where they matter.
    pub hospital_beds: Option<Sourced>,
    /// Registered (hukou) population.
    pub registered_population: Sourced,
    /// Later figures of the place.
    pub later: Option<LaterFigures>,
    /// National average wage of urban non-private units by year, yuan a year.
    pub outside_pay_national: Vec<(i32, f64)>,
    /// Local ÷ national average wage, of regions without their own.
    pub outside_pay_ratio: Sourced,
    /// What lies outside the place.
    pub outside_region: Option<OutsideRegion>,
    /// The workforce at the start.
    pub start: Start,
    /// Who needs social work.
    pub demand: Vec<Demand>,
    /// Parameter values of this place: defaults with the scenario's own.
    pub params: Params,
    /// The scenario's own parameter values with their status and source.
    pub own_params: Map<String, Sourced>,
    /// Every lever's course without and with the document, in the order of [`LeverKey`].
    pub levers: Vec<LeverCourse>,
    /// The written targets.
    pub targets: Vec<Target>,
    /// What was counted in earlier years, in the order of the file; empty when nobody wrote it down.
    pub history: Vec<Observation>,
    /// What to expect of its runs, in the order of the file; empty when nobody wrote it down.
    pub checks: Vec<Check>,
    /// Everything cited.
    pub sources: Map<String, Source>,
    /// Digest of all texts on which a run depends, 32 hexadecimal digits.
    pub fingerprint: String,
}

impl Scenario {
    /// Between which values a lever moves here: the bounds of totals grow with the place.
    pub fn bounds(&self, key: LeverKey) -> Bounds {
        key.lever().bounds(self.scale())
    }

    fn scale(&self) -> f64 {
        scale_of(self.regions.iter().map(|r| r.population_2020).sum())
    }

    /// What a lever's course must fit.
    fn frame(&self) -> course::Frame {
        course::Frame { grid: Some(self.grid), scale: self.scale() }
    }

    /// Local ÷ national average wage of a region.
    pub fn pay_ratio(&self, region: usize) -> f64 {
        self.regions[region].pay_ratio.unwrap_or(self.outside_pay_ratio.value)
    }

    /// The value of a lever for the whole place under the baseline.
    pub fn baseline_value(&self, key: LeverKey, month: Month) -> f64 {
        let course = &self.levers[key.index()].baseline;
        course.value(month).unwrap_or_else(|| course.values()[0].1)
    }

    /// The value of a lever for the whole place under `policy`.
    pub fn lever_value(&self, policy: &Policy, key: LeverKey, month: Month) -> f64 {
        policy.place_value(key, month).unwrap_or_else(|| self.baseline_value(key, month))
    }

    /// The policy the document writes.
    pub fn document_policy(&self) -> Policy {
        let levers = LeverKey::ALL
            .into_iter()
            .filter_map(|key| self.levers[key.index()].document.clone().map(|course| (key, course)))
            .collect();
        Policy { levers, regions: Map::new() }
    }

    /// The course of a lever that reaches `value`: in the way of the document, else at once when it takes effect.
    pub fn course_reaching(&self, key: LeverKey, value: f64) -> Schedule {
        match &self.levers[key.index()].document {
            Some(course) => course.reaching(value),
            None => Schedule::Steps { steps: vec![(self.document.effective, value)] },
        }
    }

    /// The number of the region with this code.
    pub fn region_index(&self, code: &str) -> Option<usize> {
        self.regions.iter().position(|r| r.code == code)
    }
}
