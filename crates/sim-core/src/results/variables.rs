//! The output variables: each with one fixed index set, unit, kind and way to add up regions.

use crate::ids::{
    CERTIFICATES, COST_ITEMS, Certificate, CostItem, EQUITY, Equity, GROUPS, Group, MONEY_SOURCES,
    MoneySource, PLACES, PROGRAMMES, Place, Programme, SETTINGS, Setting, index_set,
};

/// What a variable is indexed by, besides month and region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// Nothing.
    Single,
    /// Setting.
    Setting,
    /// Place of a person and certificate.
    PlaceCertificate,
    /// Certificate, assistant to senior.
    Certificate,
    /// Demand group.
    Group,
    /// Item of cost (column `group`).
    CostItem,
    /// Source of money (column `group`).
    MoneySource,
    /// Programme of study (column `group`).
    Programme,
    /// Measure of equity (column `group`).
    Equity,
}

impl Index {
    /// How many members the index set has.
    pub const fn len(self) -> usize {
        match self {
            Self::Single => 1,
            Self::Setting => SETTINGS,
            Self::PlaceCertificate => PLACES * CERTIFICATES,
            Self::Certificate => CERTIFICATES - 1,
            Self::Group => GROUPS,
            Self::CostItem => COST_ITEMS,
            Self::MoneySource => MONEY_SOURCES,
            Self::Programme => PROGRAMMES,
            Self::Equity => EQUITY,
        }
    }
    /// Never: every index set has a member.
    pub const fn is_empty(self) -> bool {
        false
    }
    /// The keys of a member in the columns `setting`, `certificate` and `group`.
    pub fn keys(self, member: usize) -> [&'static str; 3] {
        match self {
            Self::Single => ["", "", ""],
            Self::Setting => [Setting::ALL[member].key(), "", ""],
            Self::PlaceCertificate => {
                [Place::ALL[member / CERTIFICATES].key(), Certificate::ALL[member % CERTIFICATES].key(), ""]
            }
            Self::Certificate => ["", Certificate::ALL[member + 1].key(), ""],
            Self::Group => ["", "", Group::ALL[member].key()],
            Self::CostItem => ["", "", CostItem::ALL[member].key()],
            Self::MoneySource => ["", "", MoneySource::ALL[member].key()],
            Self::Programme => ["", "", Programme::ALL[member].key()],
            Self::Equity => ["", "", Equity::ALL[member].key()],
        }
    }
}

/// Whether a value belongs to a moment or to a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// At the month's end; has a row for the start.
    Stock,
    /// During the month; has no row for the start.
    Flow,
}

/// How the value for the whole place comes from the regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// The sum of the regions.
    Sum,
    /// The mean of the regions, weighted by professionals of the setting.
    MeanByStaff,
    /// The mean of the regions, weighted by front-line staff.
    MeanByFront,
    /// Known for the whole place only; regions have no rows.
    Alone,
}

/// The description of a variable.
#[derive(Clone, Copy, Debug)]
pub struct VariableInfo {
    /// Index set.
    pub index: Index,
    /// Stock or flow.
    pub kind: Kind,
    /// Unit.
    pub unit: &'static str,
    /// How regions add up.
    pub whole: Whole,
}

macro_rules! variables {
    ($($(#[$doc:meta])* $variant:ident = $key:literal, $zh:literal, $en:literal, $index:ident, $kind:ident, $unit:literal, $whole:ident;)*) => {
        index_set! {
            /// An output variable.
            Variable [VARIABLES] { $($(#[$doc])* $variant = $key, $zh, $en;)* }
        }
        const INFO: [VariableInfo; VARIABLES] = [$(VariableInfo { index: Index::$index, kind: Kind::$kind, unit: $unit, whole: Whole::$whole },)*];
    };
}

variables! {
    /// Front-line staff not counted as professionals.
    FrontLine = "front_line", "一线从业人员（未计入）", "Front-line staff not yet counted", Single, Stock, "persons", Sum;
    /// People in posts.
    Professionals = "professionals", "专业人才（在岗）", "Professionals in posts", Setting, Stock, "persons", Sum;
    /// People in posts and front-line staff.
    Practitioners = "practitioners", "从业人员", "Practitioners", Single, Stock, "persons", Sum;
    /// In posts with a certificate.
    CertifiedPractising = "certified_practising", "持证在岗", "Certified and practising", Certificate, Stock, "persons", Sum;
    /// Holders below retirement, practising or not.
    CertifiedPeople = "certified_people", "持证人数", "Certified people", Certificate, Stock, "persons", Sum;
    /// Cumulative passes, the official series.
    Issued = "issued", "累计发证", "Certificates issued", Certificate, Stock, "certificates", Sum;
    /// Holders appointed to their grade.
    Appointed = "appointed", "已聘用", "Appointed to their grade", Certificate, Stock, "persons", Sum;
    /// Everybody in the model by place and certificate.
    People = "people", "人员分布", "People by place and certificate", PlaceCertificate, Stock, "persons", Sum;
    /// Posts.
    Posts = "posts", "岗位", "Posts", Setting, Stock, "posts", Sum;
    /// Posts without a holder.
    Vacancies = "vacancies", "空岗", "Vacancies", Setting, Stock, "posts", Sum;
    /// Separations from posts, retirement and death included.
    Exits = "exits", "离岗", "Separations", Setting, Flow, "persons/month", Sum;
    /// Hires into posts.
    Hires = "hires", "入职", "Hires", Setting, Flow, "persons/month", Sum;
    /// Front-line staff counted as professionals after training.
    Conversions = "conversions", "转换", "Conversions", Setting, Flow, "persons/month", Sum;
    /// Front-line staff who hold an institution post that is re-designated.
    Redesignations = "redesignations", "岗位转设带人", "Re-designated with their holder", Single, Flow, "persons/month", Sum;
    /// Front-line staff who pass an exam.
    FrontPasses = "front_passes", "一线人员取证", "Front-line staff who pass", Single, Flow, "persons/month", Sum;
    /// Staff laid off because posts were cut.
    Layoffs = "layoffs", "裁减", "Lay-offs", Setting, Flow, "persons/month", Sum;
    /// People without a certificate who come from the labour market.
    Entrants = "entrants", "社会招聘求职者", "Ordinary entrants", Single, Flow, "persons/month", Sum;
    /// Students.
    Students = "students", "在校学生", "Students", Programme, Stock, "persons", Sum;
    /// Graduates of the region's students.
    Graduates = "graduates", "毕业生", "Graduates", Programme, Flow, "persons/month", Sum;
    /// Graduates who come to look for a post.
    GraduatesEntering = "graduates_entering", "毕业生入职求职", "Graduates who enter the field", Programme, Flow, "persons/month", Sum;
    /// Graduates of directed places who owe service.
    Bonded = "bonded", "服务期内定向生", "Bonded graduates", Single, Stock, "persons", Sum;
    /// Experts recruited from outside.
    Experts = "experts", "引进人才", "Recruited experts", Single, Flow, "persons/month", Sum;
    /// Came from another region of the place.
    Arrivals = "arrivals", "区域间迁入", "Arrivals from other regions", Single, Flow, "persons/month", Sum;
    /// Went to another region or to the outside region.
    Departures = "departures", "区域间迁出", "Departures to other regions", Single, Flow, "persons/month", Sum;
    /// Of these, to the outside region.
    MovedAway = "moved_away", "迁往外地", "Moved to the outside region", Single, Flow, "persons/month", Sum;
    /// Mid and senior titles equivalent to a certificate.
    EquivalentMid = "equivalent_mid", "同等中级", "Equivalent of mid level", Single, Stock, "persons", Sum;
    /// See above.
    EquivalentSenior = "equivalent_senior", "同等高级", "Equivalent of senior level", Single, Stock, "persons", Sum;
    /// Registered holders in posts.
    Registered = "registered", "已登记", "Registered holders in posts", Certificate, Stock, "persons", Sum;
    /// Holders of some papers of the mid exam.
    PartialPapers = "partial_papers", "中级部分科目合格", "Holders of some mid papers", Single, Stock, "persons", Sum;
    /// Passed the senior exam, wait for the review.
    AwaitingReview = "awaiting_review", "高级待评审", "Awaiting senior review", Single, Stock, "persons", Sum;
    /// Service agencies.
    Organisations = "organisations", "社工机构", "Service agencies", Single, Stock, "agencies", Sum;
    /// What agencies lack because invoices are paid later than usual.
    CashGap = "cash_gap_yuan", "机构资金缺口", "Cash agencies lack", Single, Stock, "yuan", Sum;
    /// Outside candidates who pass: certified, not practising.
    OutsidePasses = "outside_passes", "系统外人员取证", "Outside candidates who pass", Single, Flow, "persons/month", Sum;
    /// People without a certificate who leave for other work.
    Left = "left", "无证转行", "Left for other work", Single, Flow, "persons/month", Sum;
    /// Retirements from the model.
    Retirements = "retirements", "退休", "Retirements", Single, Flow, "persons/month", Sum;
    /// Deaths.
    Deaths = "deaths", "死亡", "Deaths", Single, Flow, "persons/month", Sum;
    /// Candidates, outside candidates included.
    ExamSat = "exam_sat", "参考", "Exam sitters", Certificate, Flow, "persons/month", Sum;
    /// Certificates issued in the month.
    ExamPassed = "exam_passed", "取证", "Certificates issued in the month", Certificate, Flow, "certificates/month", Sum;
    /// Mean pay.
    Pay = "pay_yuan", "平均薪酬", "Mean pay", Setting, Stock, "yuan/month", MeanByStaff;
    /// Average pay of the rest of the economy.
    OutsidePay = "outside_pay_yuan", "社会平均工资", "Outside pay", Single, Stock, "yuan/month", MeanByStaff;
    /// Residents.
    Population = "population", "常住人口", "Residents", Single, Stock, "persons", Sum;
    /// People in a demand group.
    GroupPeople = "group_people", "服务对象人数", "People in the group", Group, Stock, "persons", Sum;
    /// Hours of need.
    NeedHours = "need_hours", "需求工时", "Need", Group, Flow, "hours/month", Sum;
    /// Hours served.
    ServedHours = "served_hours", "已服务工时", "Served", Group, Flow, "hours/month", Sum;
    /// Hours waiting.
    BacklogHours = "backlog_hours", "积压工时", "Backlog", Group, Stock, "hours", Sum;
    /// Direct hours of all staff.
    CapacityHours = "capacity_hours", "服务能力", "Capacity", Single, Flow, "hours/month", Sum;
    /// Hours that seconded workers bring.
    SecondedHours = "seconded_hours", "下乡工时", "Hours of seconded workers", Single, Flow, "hours/month", Sum;
    /// Volunteers led by workers.
    Volunteers = "volunteers", "活跃志愿者", "Active volunteers", Single, Flow, "persons", Sum;
    /// Load as staff perceive it.
    Load = "load", "负荷", "Perceived load", Single, Stock, "held ÷ capacity", MeanByStaff;
    /// Stations in townships and streets.
    Stations = "stations", "社工站", "Stations", Single, Stock, "stations", Sum;
    /// Share of professionals among project staff, as ruled.
    WorkerShare = "worker_share", "项目社工占比", "Worker share", Single, Stock, "share", MeanByStaff;
    /// Share of labour in purchase money, as ruled.
    LabourShare = "labour_share", "人力成本占比", "Labour share", Single, Stock, "share", MeanByStaff;
    /// How evenly staff is spread over need.
    EquityMeasure = "equity", "公平性", "Equity", Equity, Stock, "index", Alone;
    /// Posts by the staffing norm.
    NormPosts = "norm_posts", "按标准应配", "Posts by the norm", Group, Stock, "posts", Sum;
    /// Funded training hours per head since the start.
    TrainingHours = "training_hours_total", "人均累计学时", "Funded hours per head since the start", Single, Stock, "hours/person", MeanByFront;
    /// Incubation and activity venues.
    Venues = "venues", "孵化与活动场所", "Venues", Single, Stock, "venues", Sum;
    /// Professional posts of social-work institutions.
    InstitutionProfessionalPosts = "institution_professional_posts", "社工类事业单位专技岗", "Professional posts of social-work institutions", Single, Stock, "posts", Sum;
    /// Filled social-work posts of social-work institutions.
    InstitutionPostsFilled = "institution_posts_filled", "社工类事业单位在岗社工岗", "Filled social-work posts of social-work institutions", Single, Stock, "posts", Sum;
    /// All staff cost and programme items.
    Cost = "cost_yuan", "成本", "Cost", CostItem, Flow, "yuan/month", Sum;
    /// Money the programme needs: posts that existed before conversion are left out.
    Funding = "programme_yuan", "项目资金", "Programme money by source", MoneySource, Flow, "yuan/month", Sum;
    /// Mean age of people in posts.
    MeanAge = "mean_age", "在岗人员平均年龄", "Mean age of people in posts", Single, Stock, "years", MeanByStaff;
}

impl Variable {
    /// Its description.
    pub const fn info(self) -> &'static VariableInfo {
        &INFO[self as usize]
    }
    /// The number of its first series among all series.
    pub const fn first_slot(self) -> usize {
        FIRST_SLOTS[self as usize]
    }
    /// How many series it has.
    pub const fn slots(self) -> usize {
        self.info().index.len()
    }
}

/// The first series of each variable, and at the end how many there are.
const FIRST_SLOTS: [usize; VARIABLES + 1] = {
    let mut first = [0; VARIABLES + 1];
    let mut i = 0;
    while i < VARIABLES {
        first[i + 1] = first[i] + INFO[i].index.len();
        i += 1;
    }
    first
};

/// How many series all variables have together.
pub const SLOTS: usize = FIRST_SLOTS[VARIABLES];
