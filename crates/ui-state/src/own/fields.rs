//! The figures of a place as a whole: the ten one begins with, and those that can wait.

use sim_core::Scenario;
use sim_core::ids::{Group, Label};
use sim_core::scenario::{DemandCount, LeverKey, Sourced, Status};

/// A figure of the place.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in files.
    pub key: &'static str,
    /// Its name for people.
    pub name: Label,
    /// Its unit.
    pub unit: Label,
    /// One of the ten.
    pub ten: bool,
    /// What is counted, and where one finds it.
    pub help: Label,
    /// What happens without it.
    pub without: Label,
    /// Between which values it is plausible.
    pub plausible: Plausible,
}

/// Between which values a figure is plausible.
#[derive(Clone, Copy, Debug)]
pub enum Plausible {
    /// Times the residents.
    PerResident(f64, f64),
    /// As it is.
    Between(f64, f64),
}

const fn label(zh: &'static str, en: &'static str) -> Label {
    Label { zh, en }
}

const PERSONS: Label = label("人", "persons");
const YEAR: Label = label("年", "year");
const COUNT: Label = label("个", "");
const BY_RESIDENTS: Label = label(
    "按参照地每位常住居民的数量推算，记为假设",
    "The template's figure per resident, marked as an assumption",
);
const AS_TEMPLATE: Label = label("与参照地相同", "As in the template");

/// All of them; the ten first.
pub const FIELDS: [Field; 18] = [
    Field {
        key: "residents",
        name: label("常住人口", "Residents"),
        unit: PERSONS,
        ten: true,
        help: label(
            "最近年末的常住人口（统计公报）",
            "Residents at the end of the latest year, from the statistical bulletin",
        ),
        without: label("取各地区人口之和", "The sum of the regions"),
        plausible: Plausible::Between(1_000.0, 1.5e9),
    },
    Field {
        key: "elderly",
        name: label("60 岁及以上人口", "Residents aged 60 and over"),
        unit: PERSONS,
        ten: true,
        help: label(
            "最近年末 60 岁及以上常住人口",
            "Residents aged 60 and over at the end of the latest year",
        ),
        without: BY_RESIDENTS,
        plausible: Plausible::PerResident(0.05, 0.45),
    },
    Field {
        key: "townships",
        name: label("乡镇和街道", "Townships and streets"),
        unit: COUNT,
        ten: true,
        help: label(
            "乡、镇、街道总数；社工站按此铺开",
            "Townships, towns and streets; stations are counted by them",
        ),
        without: BY_RESIDENTS,
        plausible: Plausible::PerResident(2e-6, 1e-3),
    },
    Field {
        key: "communities",
        name: label("城镇社区", "Urban communities"),
        unit: COUNT,
        ten: true,
        help: label(
            "城镇社区居委会数；社区社工岗按此计",
            "Urban residents' committees; community posts are counted by them",
        ),
        without: BY_RESIDENTS,
        plausible: Plausible::PerResident(5e-6, 1e-3),
    },
    Field {
        key: "front",
        name: label("一线从业人员（未计入专业人才）", "Front-line staff not yet professionals"),
        unit: PERSONS,
        ten: true,
        help: label(
            "在社区、民政服务机构等一线工作、尚未计入专业人才的人员；培训使他们转为专业人才",
            "People in front-line work who are not counted as professionals yet; training converts them",
        ),
        without: label(
            "参照地未统计时按一线比例参数推算",
            "The template's per resident, or by the parameter of front-line staff",
        ),
        plausible: Plausible::PerResident(5e-5, 2e-2),
    },
    Field {
        key: "professionals",
        name: label("在岗社会工作专业人才", "Professionals in posts"),
        unit: PERSONS,
        ten: true,
        help: label(
            "起始时在岗的社会工作专业人才总数（含已转换）",
            "Social-work professionals in posts at the start, converted staff included",
        ),
        without: BY_RESIDENTS,
        plausible: Plausible::PerResident(5e-5, 1e-2),
    },
    Field {
        key: "certified",
        name: label("其中持证在岗", "Of these certified"),
        unit: PERSONS,
        ten: true,
        help: label(
            "在岗且持有社会工作者职业资格证书的人数，各级合计",
            "People in posts with a certificate, all levels",
        ),
        without: label("按参照地的持证比例推算", "By the template's share of certified people"),
        plausible: Plausible::PerResident(0.0, 5e-3),
    },
    Field {
        key: "low_income",
        name: label("低保和特困对象", "Low-income recipients"),
        unit: PERSONS,
        ten: true,
        help: label("城乡低保与特困供养人数合计", "Recipients of minimum living and extreme-poverty support"),
        without: BY_RESIDENTS,
        plausible: Plausible::PerResident(1e-3, 0.2),
    },
    Field {
        key: "budget",
        name: label("每年购买服务预算", "Purchase budget a year"),
        unit: label("元/年", "yuan a year"),
        ten: true,
        help: label(
            "财政每年向社工机构购买服务的预算，以元计",
            "Public budget for services bought from agencies a year, in yuan",
        ),
        without: BY_RESIDENTS,
        plausible: Plausible::PerResident(0.0, 40.0),
    },
    Field {
        key: "wage",
        name: label("当地年平均工资", "Average local wage a year"),
        unit: label("元/年", "yuan a year"),
        ten: true,
        help: label(
            "城镇非私营单位就业人员年平均工资，最近一年",
            "Average wage of urban non-private units, latest year",
        ),
        without: label("与全国平均工资之比同参照地", "The template's ratio to the national wage"),
        plausible: Plausible::Between(30_000.0, 300_000.0),
    },
    Field {
        key: "villages",
        name: label("行政村", "Villages"),
        unit: COUNT,
        ten: false,
        help: label("行政村（村委会）数", "Administrative villages"),
        without: BY_RESIDENTS,
        plausible: Plausible::PerResident(0.0, 3e-3),
    },
    Field {
        key: "registered",
        name: label("户籍人口", "Registered population"),
        unit: PERSONS,
        ten: false,
        help: label(
            "最近年末户籍人口；“占户籍人口”一类目标按此计",
            "Registered (hukou) population; targets per registered head use it",
        ),
        without: BY_RESIDENTS,
        plausible: Plausible::PerResident(0.3, 3.0),
    },
    Field {
        key: "certified_mid",
        name: label("持证在岗中：中级", "Certified: mid level"),
        unit: PERSONS,
        ten: false,
        help: label("持证在岗人员中社会工作师（中级）人数", "People in posts with the mid-level certificate"),
        without: label("按参照地的级别结构推算", "By the template's mix of levels"),
        plausible: Plausible::PerResident(0.0, 2e-3),
    },
    Field {
        key: "certified_senior",
        name: label("持证在岗中：高级", "Certified: senior level"),
        unit: PERSONS,
        ten: false,
        help: label("持证在岗人员中高级社会工作师人数", "People in posts with the senior certificate"),
        without: label("按参照地的级别结构推算", "By the template's mix of levels"),
        plausible: Plausible::PerResident(0.0, 2e-4),
    },
    Field {
        key: "figures_year",
        name: label("以上人口数字的年份", "Year of the figures of residents"),
        unit: YEAR,
        ten: false,
        help: label(
            "常住人口与老年人口是哪一年末的，2021 年起",
            "The end of which year residents and elderly are of, from 2021 on",
        ),
        without: label("与参照地相同，参照地没有时为 2024 年", "As in the template, else 2024"),
        plausible: Plausible::Between(2021.0, 2100.0),
    },
    Field {
        key: "start_year",
        name: label("起始年", "First year"),
        unit: YEAR,
        ten: false,
        help: label("模拟从这一年 1 月开始", "The run begins in January of this year"),
        without: AS_TEMPLATE,
        plausible: Plausible::Between(2000.0, 2100.0),
    },
    Field {
        key: "end_year",
        name: label("结束年", "Last year"),
        unit: YEAR,
        ten: false,
        help: label("模拟到这一年 12 月为止", "The run ends in December of this year"),
        without: AS_TEMPLATE,
        plausible: Plausible::Between(2000.0, 2100.0),
    },
    Field {
        key: "plan_year",
        name: label("规划目标年", "Plan year"),
        unit: YEAR,
        ten: false,
        help: label("结论所说的那一年", "The year the verdict speaks of"),
        without: AS_TEMPLATE,
        plausible: Plausible::Between(2000.0, 2100.0),
    },
];

/// The row of a figure.
pub fn row_of(key: &str) -> Option<usize> {
    FIELDS.iter().position(|field| field.key == key)
}

impl Field {
    /// Between which values it is plausible in a place of so many residents.
    pub fn range(&self, residents: f64) -> (f64, f64) {
        match self.plausible {
            Plausible::PerResident(low, high) => (low * residents, high * residents),
            Plausible::Between(low, high) => (low, high),
        }
    }

    /// Whether it grows with the place.
    pub const fn is_total(&self) -> bool {
        matches!(self.plausible, Plausible::PerResident(..))
    }

    /// Whether it names a year.
    pub fn is_year(&self) -> bool {
        self.unit.zh == YEAR.zh
    }
}

/// Residents of all regions at the census of 2020.
pub fn census(place: &Scenario) -> f64 {
    place.regions.iter().map(|region| region.population_2020).sum()
}

/// Residents at the latest figure.
pub fn residents(place: &Scenario) -> f64 {
    place.later.as_ref().map_or_else(|| census(place), |later| later.population.value)
}

/// What a place says of a figure, how it is known, and from where.
pub fn said(place: &Scenario, key: &str) -> Option<(f64, Status, String)> {
    let of = |it: &Sourced| (it.value, it.status, it.source.clone());
    let start = &place.start;
    let shares = |from: usize| start.certificates[from..].iter().sum::<f64>() * start.professionals.value;
    let by_start = |value: f64| (value, start.status, start.source.clone());
    let whole = |value: i32| (f64::from(value), Status::Fact, String::new());
    let course = &place.levers[LeverKey::PurchaseBudget.index()];
    Some(match key {
        "residents" => match &place.later {
            Some(later) => of(&later.population),
            None => (census(place), Status::Fact, String::new()),
        },
        "elderly" => match &place.later {
            Some(later) => of(&later.elderly),
            None => (place.regions.iter().map(|r| r.elderly_2020).sum(), Status::Fact, String::new()),
        },
        "townships" => of(&place.townships),
        "communities" => of(&place.communities.count),
        "villages" => of(&place.villages.count),
        "registered" => of(&place.registered_population),
        "front" => of(start.front.as_ref()?),
        "professionals" => of(&start.professionals),
        "certified" => by_start(shares(1)),
        "certified_mid" => by_start(start.certificates[2] * start.professionals.value),
        "certified_senior" => by_start(start.certificates[3] * start.professionals.value),
        "low_income" => place.demand.iter().find(|need| need.group == Group::LowIncome).and_then(|need| {
            match &need.count {
                DemandCount::ShareOfPopulation(share) => {
                    Some((share.value * residents(place), share.status, share.source.clone()))
                }
                DemandCount::Series(series) => {
                    Some((series.persons.last()?.1, series.status, series.source.clone()))
                }
                _ => None,
            }
        })?,
        "budget" => (
            place.baseline_value(LeverKey::PurchaseBudget, place.grid.start),
            course.status,
            course.source.clone(),
        ),
        "wage" => {
            let national = place.outside_pay_national.last()?.1;
            let ratio = &place.outside_pay_ratio;
            (national * ratio.value, ratio.status, ratio.source.clone())
        }
        "figures_year" => whole(place.later.as_ref()?.year),
        "start_year" => whole(place.grid.start.year()),
        "end_year" => whole(place.grid.end.year()),
        "plan_year" => whole(place.plan_year),
        _ => return None,
    })
}
