//! The index sets of the model: settings, places, certificates, routes, demand groups.

use serde::Serialize;

/// A closed set whose members are numbered from 0 and named by a key.
macro_rules! index_set {
    ($(#[$doc:meta])* $name:ident [$count:ident] { $($(#[$vdoc:meta])* $variant:ident = $key:literal, $zh:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $key)] $variant,)* }

        #[doc = concat!("How many members [`", stringify!($name), "`] has.")]
        pub const $count: usize = [$($name::$variant),*].len();

        impl $name {
            /// All members, in the order of their numbers.
            pub const ALL: [Self; $count] = [$(Self::$variant),*];
            /// The number of this member, from 0.
            pub const fn index(self) -> usize { self as usize }
            /// The name in files, links and tables.
            pub const fn key(self) -> &'static str { match self { $(Self::$variant => $key),* } }
            /// The name people read, in Chinese and English.
            pub const fn label(self) -> $crate::ids::Label {
                match self { $(Self::$variant => $crate::ids::Label { zh: $zh, en: $en }),* }
            }
            /// The member with this key.
            pub fn from_key(key: &str) -> Option<Self> { Self::ALL.into_iter().find(|m| m.key() == key) }
        }
    };
}
pub(crate) use index_set;

/// A name in both languages, known at compile time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

index_set! {
    /// Where a professional holds a post.
    Setting [SETTINGS] {
        /// 城乡社区.
        Community = "community", "社区", "Community";
        /// 事业单位.
        Institution = "institution", "事业单位", "Public institution";
        /// 乡镇（街道）社工站.
        Station = "station", "社工站", "Township station";
        /// 社会工作服务机构.
        Ngo = "ngo", "社工机构", "Service agency";
        /// Schools.
        School = "school", "学校", "School";
        /// Hospitals.
        Hospital = "hospital", "医院", "Hospital";
        /// Departments and mass organisations.
        Government = "government", "机关群团", "Government";
    }
}

index_set! {
    /// Where a person is: in one of the seven settings, seeking a post, or certified and not practising.
    Place [PLACES] {
        /// See [`Setting::Community`].
        Community = "community", "社区", "Community";
        /// See [`Setting::Institution`].
        Institution = "institution", "事业单位", "Public institution";
        /// See [`Setting::Station`].
        Station = "station", "社工站", "Township station";
        /// See [`Setting::Ngo`].
        Ngo = "ngo", "社工机构", "Service agency";
        /// See [`Setting::School`].
        School = "school", "学校", "School";
        /// See [`Setting::Hospital`].
        Hospital = "hospital", "医院", "Hospital";
        /// See [`Setting::Government`].
        Government = "government", "机关群团", "Government";
        /// Wants a post.
        Seeking = "seeking", "求职", "Seeking";
        /// Certified, not practising.
        Inactive = "inactive", "持证未从业", "Certified, not practising";
    }
}

index_set! {
    /// The certificate a person holds.
    Certificate [CERTIFICATES] {
        /// No certificate.
        None = "none", "无证", "None";
        /// 助理社会工作师.
        Assistant = "assistant", "助理社会工作师", "Assistant";
        /// 社会工作师.
        Mid = "mid", "社会工作师", "Mid-level";
        /// 高级社会工作师.
        Senior = "senior", "高级社会工作师", "Senior";
    }
}

index_set! {
    /// The education route that decides when a person may sit an exam.
    Route [ROUTES] {
        /// High school or secondary vocational school.
        HighSchool = "high_school", "高中中专", "High school";
        /// College diploma in social work.
        CollegeSocialWork = "college_sw", "专科社工", "College, social work";
        /// College diploma in another subject.
        CollegeOther = "college_other", "专科其他", "College, other";
        /// Bachelor of social work.
        BachelorSocialWork = "bachelor_sw", "本科社工", "Bachelor, social work";
        /// Bachelor in another subject.
        BachelorOther = "bachelor_other", "本科其他", "Bachelor, other";
        /// Master of social work.
        MasterSocialWork = "master_sw", "硕士社工", "Master, social work";
    }
}

index_set! {
    /// A programme that teaches social work.
    Programme [PROGRAMMES] {
        /// College diploma, three years.
        College = "college", "专科", "College";
        /// Bachelor, four years.
        Bachelor = "bachelor", "本科", "Bachelor";
        /// Master, two years.
        Master = "master", "硕士", "Master";
        /// Bachelor with a contract to serve at home, four years.
        Directed = "directed", "定向本科", "Directed bachelor";
    }
}

impl Programme {
    /// How many years it takes.
    pub const fn years(self) -> usize {
        match self {
            Self::College => 3,
            Self::Bachelor | Self::Directed => 4,
            Self::Master => 2,
        }
    }
    /// The education route of its graduates.
    pub const fn route(self) -> Route {
        match self {
            Self::College => Route::CollegeSocialWork,
            Self::Bachelor | Self::Directed => Route::BachelorSocialWork,
            Self::Master => Route::MasterSocialWork,
        }
    }
}

/// Years of the longest programme.
pub const STUDY_YEARS: usize = 4;

index_set! {
    /// A group of people who need social work. Members stand in the order in which they are served.
    Group [GROUPS] {
        /// 困境儿童.
        Children = "children", "困境儿童", "Children at risk";
        /// 社区矫正与戒毒.
        Corrections = "corrections", "矫正戒毒", "Corrections";
        /// 低保与特困.
        LowIncome = "low_income", "低保特困", "Low-income";
        /// 残疾人.
        Disabled = "disabled", "残疾人", "Disabled";
        /// 60 and older.
        Elderly = "elderly", "老年人", "Elderly 60+";
        /// 低保边缘.
        NearPoor = "near_poor", "低保边缘", "Near-poor";
        /// General residents.
        General = "general", "一般居民", "General residents";
    }
}

index_set! {
    /// How evenly staff is spread over need.
    Equity [EQUITY] {
        /// Need-weighted Theil index.
        Theil = "theil", "泰尔指数", "Theil index";
        /// Its part between urban and rural regions.
        TheilBetween = "theil_between", "泰尔指数：城乡之间", "Theil, between urban and rural";
        /// Its part within them.
        TheilWithin = "theil_within", "泰尔指数：城乡内部", "Theil, within urban and rural";
        /// Gini coefficient.
        Gini = "gini", "基尼系数", "Gini";
        /// Staff per need at the ninth against the first decile of need.
        P90P10 = "p90_p10", "P90/P10", "P90/P10";
        /// Share of regions with less staff than the norm.
        BelowNorm = "below_norm", "低于标准的区域比例", "Regions below the norm";
    }
}

index_set! {
    /// What money is spent on.
    CostItem [COST_ITEMS] {
        /// Wages with social insurance, of everyone in a post.
        Wages = "wages", "工资社保", "Wages and insurance";
        /// Monthly certificate subsidies.
        Subsidies = "subsidies", "持证津贴", "Certificate subsidies";
        /// One-off awards for a certificate.
        Awards = "awards", "取证奖励", "Certificate awards";
        /// Exam fees paid for candidates.
        Fees = "fees", "报名费", "Exam fees";
        /// Training hours of front-line staff.
        Training = "training", "培训", "Training";
        /// Purchased services beyond social workers' pay.
        Overhead = "overhead", "购买服务其他成本", "Purchase overhead";
        /// Recruiting.
        Hiring = "hiring", "招聘", "Hiring";
        /// Opening incubation and activity venues.
        Venues = "venues", "场所建设", "Opening venues";
        /// Supervisors' pay.
        Supervision = "supervision", "督导", "Supervision";
        /// Students, training bases and demonstration sites.
        Education = "education", "教育与示范", "Education and sites";
        /// Honours, recruited experts and volunteers.
        People = "people", "表彰引才志愿", "Honours, experts, volunteers";
        /// Incubation of agencies.
        Incubation = "incubation", "机构孵化", "Incubation";
    }
}

index_set! {
    /// Who pays for the programme: wages of posts that came with converted staff or were re-designated are left out.
    MoneySource [MONEY_SOURCES] {
        /// Budgets of government.
        Fiscal = "fiscal", "财政", "Fiscal";
        /// Welfare lottery fund.
        Lottery = "lottery", "福彩公益金", "Lottery fund";
        /// Donations and fees.
        Society = "society", "社会资金", "Society";
    }
}

/// Youngest age in the model, years.
pub const AGE_MIN: usize = 20;
/// Single-year ages 20 to 64; whoever turns 65 has left.
pub const AGES: usize = 45;
/// Practice years 0 to 5 and "6 or more", counted in Januaries spent in a post.
pub const PRACTICE_YEARS: usize = 7;

impl Setting {
    /// The same setting as a place.
    pub const fn place(self) -> Place {
        Place::ALL[self as usize]
    }
    /// Stations and agencies employ on contracts that end with their funding.
    pub const fn on_contract(self) -> bool {
        matches!(self, Self::Station | Self::Ngo)
    }
}
