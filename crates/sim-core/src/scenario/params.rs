//! The parameters: one row each with unit, default, range, status and source. No number stands in an
//! equation that is not a row here.

use super::prior::Shape;
use crate::ids::{GROUPS, Label, SETTINGS};
use serde::{Deserialize, Serialize};

/// How a number is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Measured or written in a rule, with a source.
    Fact,
    /// Nobody measured it for this case.
    Assumption,
    /// Set so that the model meets a known series.
    Fitted,
    /// Computed from facts.
    Derived,
}

/// Which values are possible at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Domain {
    /// From 0 to 1.
    Share,
    /// 0 or more.
    NonNegative,
    /// More than 0.
    Positive,
    /// Any finite number.
    Number,
}

impl Domain {
    /// Whether `value` is possible.
    pub fn contains(self, value: f64) -> bool {
        value.is_finite()
            && match self {
                Self::Share => (0.0..=1.0).contains(&value),
                Self::NonNegative => value >= 0.0,
                Self::Positive => value > 0.0,
                Self::Number => true,
            }
    }
    /// What is possible, in words.
    pub const fn words(self) -> Label {
        match self {
            Self::Share => Label { zh: "0 到 1 的比例", en: "a share from 0 to 1" },
            Self::NonNegative => Label { zh: "不小于 0 的数", en: "a number that is 0 or more" },
            Self::Positive => Label { zh: "大于 0 的数", en: "a number above 0" },
            Self::Number => Label { zh: "有限的数", en: "a finite number" },
        }
    }
}

/// A parameter: what is assumed, not decided.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Param {
    /// Name.
    pub key: &'static str,
    /// Name for people.
    pub label: Label,
    /// Unit.
    pub unit: &'static str,
    /// Default value.
    pub default: f64,
    /// Plausible range; both ends equal the default where there is a reason to have none.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// How likely the values of the range are.
    pub shape: Shape,
    /// Possible values.
    pub domain: Domain,
    /// How it is known.
    pub status: Status,
    /// Where from, or why there is no range.
    pub source: &'static str,
}

macro_rules! params {
    ($($field:ident = $default:literal [$low:literal, $high:literal] $shape:ident $unit:literal $domain:ident $status:ident $source:literal ($zh:literal, $en:literal);)*) => {
        /// The values of all parameters in one run.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(try_from = "Vec<f64>", into = "Vec<f64>")]
        pub struct Params { $(#[doc = $en] pub $field: f64,)* }

        impl From<Params> for Vec<f64> {
            fn from(params: Params) -> Self { vec![$(params.$field),*] }
        }

        impl Default for Params {
            fn default() -> Self { Self { $($field: $default,)* } }
        }

        /// The number of a parameter, in the order of [`PARAMS`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct ParamKey(usize);

        /// All parameters.
        pub const PARAMS: &[Param] = &[$(Param {
            key: stringify!($field), label: Label { zh: $zh, en: $en }, unit: $unit, default: $default, low: $low, high: $high,
            shape: Shape::$shape,            domain: Domain::$domain, status: Status::$status, source: $source,
        },)*];

        impl Params {
            /// The value of a parameter.
            pub fn value(&self, key: ParamKey) -> f64 { [$(self.$field),*][key.0] }
            /// Sets a parameter.
            pub fn set(&mut self, key: ParamKey, value: f64) { *([$(&mut self.$field),*][key.0]) = value; }
        }
    };
}

/// Values alone: their names would be most of a scenario that is handed on.
impl TryFrom<Vec<f64>> for Params {
    type Error = String;
    fn try_from(values: Vec<f64>) -> Result<Self, String> {
        if values.len() != PARAMS.len() {
            return Err(format!("{} values for {} parameters", values.len(), PARAMS.len()));
        }
        let mut params = Self::default();
        ParamKey::all().zip(values).for_each(|(key, value)| params.set(key, value));
        Ok(params)
    }
}

impl ParamKey {
    /// The parameter with this name.
    pub fn from_key(key: &str) -> Option<Self> {
        PARAMS.iter().position(|p| p.key == key).map(Self)
    }
    /// Its row.
    pub fn param(self) -> &'static Param {
        &PARAMS[self.0]
    }
    /// All parameters.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..PARAMS.len()).map(Self)
    }
}

params! {
    // Pay
    pay_ratio_community = 0.60 [0.5, 0.8] Triangular "share of outside pay" Positive Assumption "design: no pay survey by setting found" ("社区薪酬比", "Pay ratio, community");
    pay_ratio_institution = 0.85 [0.7, 1.0] Uniform "share of outside pay" Positive Assumption "design: no pay survey by setting found" ("事业单位薪酬比", "Pay ratio, institution");
    pay_ratio_station = 0.62 [0.5, 0.8] Triangular "share of outside pay" Positive Assumption "design: no pay survey by setting found" ("社工站薪酬比", "Pay ratio, station");
    pay_ratio_ngo = 0.65 [0.5, 0.8] Uniform "share of outside pay" Positive Assumption "chinadevelopmentbrief_brain_drain: Beijing agencies 5,191 against 8,067 yuan a month in 2013, ratio 0.64" ("机构薪酬比", "Pay ratio, agency");
    pay_ratio_school = 0.85 [0.7, 1.0] Uniform "share of outside pay" Positive Assumption "design: no pay survey by setting found" ("学校薪酬比", "Pay ratio, school");
    pay_ratio_hospital = 0.85 [0.7, 1.0] Uniform "share of outside pay" Positive Assumption "design: no pay survey by setting found" ("医院薪酬比", "Pay ratio, hospital");
    pay_ratio_government = 1.0 [0.85, 1.15] Uniform "share of outside pay" Positive Assumption "design: no pay survey by setting found" ("机关薪酬比", "Pay ratio, government");
    pay_step_assistant = 0.05 [0.0, 0.1] Uniform "share of base pay" NonNegative Assumption "design" ("助理级加薪", "Grade step, assistant");
    pay_step_mid = 0.12 [0.05, 0.2] Uniform "share of base pay" NonNegative Assumption "design" ("中级加薪", "Grade step, mid");
    pay_step_senior = 0.25 [0.1, 0.4] Uniform "share of base pay" NonNegative Assumption "design" ("高级加薪", "Grade step, senior");
    outside_pay_growth = 0.05 [0.02, 0.08] Uniform "per year" Number Assumption "design: growth of average wages after the last known year" ("社会平均工资增速", "Growth of outside pay");
    subsidy_in_community = 1.0 [1.0, 1.0] Fixed "1 yes, 0 no" Share Fact "chuxiong_2021, sanming_2013: clause 8 of the former; both name community workers" ("社区享受津贴", "Allowance reaches communities");
    subsidy_in_station = 0.0 [0.0, 1.0] Either "1 yes, 0 no" Share Assumption "design: the documents name community workers only" ("社工站享受津贴", "Allowance reaches stations");
    subsidy_in_ngo = 0.0 [0.0, 1.0] Either "1 yes, 0 no" Share Assumption "design: the documents name community workers only" ("机构享受津贴", "Allowance reaches agencies");
    // Exits
    exit_community = 0.06 [0.03, 0.12] LogUniform "per year" NonNegative Assumption "design" ("社区离职率", "Exit rate, community");
    exit_institution = 0.03 [0.015, 0.06] LogUniform "per year" NonNegative Assumption "design" ("事业单位离职率", "Exit rate, institution");
    exit_station = 0.12 [0.06, 0.24] LogUniform "per year" NonNegative Assumption "public_welfare_times_2014: with moves about 20 % a year in agencies of six cities" ("社工站离职率", "Exit rate, station");
    exit_ngo = 0.12 [0.06, 0.24] LogUniform "per year" NonNegative Assumption "public_welfare_times_2014: with moves about 20 % a year in agencies of six cities" ("机构离职率", "Exit rate, agency");
    exit_school = 0.06 [0.03, 0.12] LogUniform "per year" NonNegative Assumption "design" ("学校离职率", "Exit rate, school");
    exit_hospital = 0.06 [0.03, 0.12] LogUniform "per year" NonNegative Assumption "design" ("医院离职率", "Exit rate, hospital");
    exit_government = 0.02 [0.01, 0.04] LogUniform "per year" NonNegative Assumption "design" ("机关离职率", "Exit rate, government");
    move_contract = 0.10 [0.05, 0.20] LogUniform "per year" NonNegative Assumption "design: stations and agencies, contract ends included" ("合同岗位流动率", "Move rate, stations and agencies");
    move_other = 0.03 [0.015, 0.06] LogUniform "per year" NonNegative Assumption "design" ("其他岗位流动率", "Move rate, other settings");
    exit_first_year = 1.8 [1.2, 2.5] Uniform "factor" Positive Assumption "dongguan_survey_2011: 28.7 % left in the first year, Shenzhen" ("首年离职倍数", "Exit factor, first year");
    exit_years_1_2 = 1.2 [1.0, 1.5] Triangular "factor" Positive Assumption "design" ("第二三年离职倍数", "Exit factor, years 1–2");
    exit_years_3_up = 0.8 [0.6, 1.0] Uniform "factor" Positive Assumption "design" ("三年以上离职倍数", "Exit factor, year 3 on");
    exit_age_under_30 = 1.4 [1.1, 1.8] Triangular "factor" Positive Assumption "design" ("30 岁以下离职倍数", "Exit factor, under 30");
    exit_age_30_49 = 0.9 [0.8, 1.0] Uniform "factor" Positive Assumption "design" ("30–49 岁离职倍数", "Exit factor, 30–49");
    exit_age_50_up = 0.6 [0.4, 0.9] LogUniform "factor" Positive Assumption "design" ("50 岁以上离职倍数", "Exit factor, 50 and over");
    exit_cert_none = 1.1 [1.0, 1.3] Triangular "factor" Positive Assumption "design" ("无证离职倍数", "Exit factor, no certificate");
    exit_cert_assistant = 1.0 [0.9, 1.1] Uniform "factor" Positive Assumption "design" ("助理级离职倍数", "Exit factor, assistant");
    exit_cert_mid = 0.85 [0.7, 1.0] Uniform "factor" Positive Assumption "design" ("中级离职倍数", "Exit factor, mid");
    exit_cert_senior = 0.7 [0.5, 1.0] Triangular "factor" Positive Assumption "design" ("高级离职倍数", "Exit factor, senior");
    exit_pay_elasticity = -1.5 [-3.0, -0.3] Uniform "elasticity" Number Assumption "powers_2010, clotfelter_2008: −1.3 (care workers, USA) and −3 (teachers, USA); foreign, no Chinese value" ("离职对薪酬弹性", "Exit elasticity to pay");
    move_pay_elasticity = -1.0 [-2.0, 0.0] Uniform "elasticity" Number Assumption "design" ("流动对薪酬弹性", "Move elasticity to pay");
    exit_load_elasticity = 0.8 [0.0, 1.5] Uniform "elasticity" Number Assumption "design" ("离职对负荷弹性", "Exit elasticity to load");
    exit_supervision_effect = 0.15 [0.0, 0.4] Triangular "per unit of 20/ratio − 1" Number Assumption "design" ("督导留人效应", "Supervision effect on exits");
    move_admin_effect = 0.30 [0.0, 0.6] Uniform "per 15 points" Number Assumption "design" ("减负留人效应", "Admin-load effect on moves");
    supervision_reference = 20.0 [20.0, 20.0] Fixed "workers per supervisor" Positive Assumption "design: defines the unit of exit_supervision_effect" ("督导参照", "Supervision reference");
    admin_reference = 0.35 [0.35, 0.35] Fixed "share of time" Share Assumption "design: defines the unit of move_admin_effect" ("行政参照", "Admin reference");
    admin_unit = 0.15 [0.15, 0.15] Fixed "share of time" Positive Assumption "design: defines the unit of move_admin_effect" ("行政单位", "Admin unit");
    exit_multiplier_min = 0.2 [0.1, 0.4] LogUniform "factor" Positive Assumption "design: people leave for reasons outside the model too" ("离职倍数下限", "Smallest exit factor");
    exit_multiplier_max = 4.0 [3.0, 6.0] Triangular "factor" Positive Assumption "design: not everybody can leave at once" ("离职倍数上限", "Largest exit factor");
    load_delay = 6.0 [3.0, 12.0] LogUniform "months" Positive Assumption "design" ("负荷感知延迟", "Delay of perceived load");
    load_max = 1.5 [1.2, 2.0] Triangular "held ÷ capacity" Positive Assumption "design" ("最大负荷", "Largest load");
    contract_loss = 0.35 [0.2, 0.6] LogUniform "share" Share Assumption "design: staff on a lapsed contract who lose the post" ("合同终止失岗比例", "Staff lost with a contract");
    seeker_exit = 0.5 [0.25, 1.0] LogUniform "per year" NonNegative Assumption "design" ("求职者离开率", "Exit rate of seekers");
    inactive_return = 0.05 [0.025, 0.1] LogUniform "per year" NonNegative Assumption "design" ("持证回流率", "Return rate of the inactive");
    // Retirement and mortality
    retire_share_men = 0.30 [0.2, 0.4] Uniform "share of staff" Share Assumption "design" ("男性比例", "Men");
    retire_share_women_55 = 0.50 [0.3, 0.6] Remainder "share of staff" Share Assumption "design" ("女干部比例", "Women retiring at 55");
    retire_share_women_50 = 0.20 [0.1, 0.3] Uniform "share of staff" Share Assumption "design" ("女工人比例", "Women retiring at 50");
    retire_age_men = 60.0 [60.0, 60.0] Fixed "years" Positive Fact "npc_retirement_2024" ("男性原退休年龄", "Former age, men");
    retire_age_women_55 = 55.0 [55.0, 55.0] Fixed "years" Positive Fact "npc_retirement_2024" ("女干部原退休年龄", "Former age, women cadres");
    retire_age_women_50 = 50.0 [50.0, 50.0] Fixed "years" Positive Fact "npc_retirement_2024" ("女工人原退休年龄", "Former age, women workers");
    retire_reform_year = 2025.0 [2025.0, 2025.0] Fixed "year" Number Fact "npc_retirement_2024: from 1 January 2025" ("延迟退休起始", "Start of the reform");
    retire_pace_men = 4.0 [4.0, 4.0] Fixed "months of birth per month of delay" Positive Fact "npc_retirement_2024" ("男性延迟节奏", "Pace, men");
    retire_pace_women_55 = 4.0 [4.0, 4.0] Fixed "months of birth per month of delay" Positive Fact "npc_retirement_2024" ("女干部延迟节奏", "Pace, women cadres");
    retire_pace_women_50 = 2.0 [2.0, 2.0] Fixed "months of birth per month of delay" Positive Fact "npc_retirement_2024" ("女工人延迟节奏", "Pace, women workers");
    retire_delay_men = 3.0 [3.0, 3.0] Fixed "years" NonNegative Fact "npc_retirement_2024" ("男性延迟上限", "Longest delay, men");
    retire_delay_women_55 = 3.0 [3.0, 3.0] Fixed "years" NonNegative Fact "npc_retirement_2024" ("女干部延迟上限", "Longest delay, women cadres");
    retire_delay_women_50 = 5.0 [5.0, 5.0] Fixed "years" NonNegative Fact "npc_retirement_2024" ("女工人延迟上限", "Longest delay, women workers");
    retire_hazard_max = 12.0 [12.0, 12.0] Fixed "per year" Positive Assumption "design: numerical, a mean wait of one month once the age is reached" ("退休率上限", "Largest retirement hazard");
    mortality_at_20 = 0.0004 [0.0003, 0.0006] Triangular "per year" NonNegative Assumption "design: Gompertz curve of working ages" ("20 岁死亡率", "Mortality at 20");
    mortality_growth = 0.075 [0.07, 0.09] Triangular "per year of age" NonNegative Assumption "design: Gompertz curve of working ages" ("死亡率增速", "Growth of mortality");
    // Front-line staff and conversion
    front_share = 0.0035 [0.00175, 0.007] LogUniform "of population" NonNegative Assumption "design: first in every sensitivity" ("一线从业人员比例", "Front-line staff, share");
    front_renewal = 0.05 [0.02, 0.1] LogUniform "per year" NonNegative Assumption "design" ("一线补充率", "Renewal of front-line staff");
    conversion_ceiling = 0.10 [0.02, 0.30] LogTriangular "per year" NonNegative Assumption "design: first in every sensitivity" ("转换上限", "Ceiling of conversion");
    conversion_hours = 20.0 [10.0, 160.0] LogTriangular "hours per person converted" Positive Assumption "design: a parameter of the scenario" ("转换所需学时", "Hours to convert a person");
    convert_community = 0.62 [0.62, 0.62] Fixed "share" Share Assumption "design: settings of converts, weights" ("转入社区", "Converts, community");
    convert_institution = 0.16 [0.16, 0.16] Fixed "share" Share Assumption "design: settings of converts, weights" ("转入事业单位", "Converts, institution");
    convert_school = 0.05 [0.05, 0.05] Fixed "share" Share Assumption "design: settings of converts, weights" ("转入学校", "Converts, school");
    convert_hospital = 0.04 [0.04, 0.04] Fixed "share" Share Assumption "design: settings of converts, weights" ("转入医院", "Converts, hospital");
    convert_government = 0.13 [0.13, 0.13] Fixed "share" Share Assumption "design: settings of converts, weights" ("转入机关", "Converts, government");
    convert_age_mean = 40.0 [36.0, 44.0] Uniform "years" Positive Assumption "design" ("转换者平均年龄", "Mean age of converts");
    convert_age_sd = 8.0 [6.0, 10.0] Uniform "years" Positive Assumption "design" ("转换者年龄标准差", "Spread of age of converts");
    convert_age_min = 25.0 [25.0, 25.0] Fixed "years" Positive Assumption "design: ends of the age distribution" ("转换者最小年龄", "Youngest convert");
    convert_age_max = 55.0 [55.0, 55.0] Fixed "years" Positive Assumption "design: ends of the age distribution" ("转换者最大年龄", "Oldest convert");
    convert_practice = 3.0 [0.0, 5.0] Whole "years, whole" NonNegative Assumption "design: practice that counts when a convert sits an exam" ("转换者从业年限", "Practice years of converts");
    // Exam
    uptake_assistant = 0.20 [0.10, 0.40] LogUniform "per year" Share Fitted "design: national series to 2016, with pass rates" ("助理级报考率", "Uptake, assistant");
    uptake_mid = 0.135 [0.0675, 0.27] LogUniform "per year" Share Fitted "design: national series to 2016, with pass rates" ("中级报考率", "Uptake, mid");
    uptake_senior = 0.08 [0.04, 0.16] LogUniform "per year" Share Assumption "design" ("高级报考率", "Uptake, senior");
    pass_assistant = 0.22 [0.16, 0.30] Triangular "share of sitters" Share Fitted "design: not separately identified from uptake" ("助理级通过率", "Pass rate, assistant");
    pass_mid = 0.20 [0.12, 0.30] Uniform "share of sitters" Share Fitted "design: not separately identified from uptake" ("中级通过率", "Pass rate, mid");
    pass_senior = 0.25 [0.15, 0.35] Uniform "share of sitters" Share Assumption "design" ("高级考试通过率", "Pass rate, senior exam");
    review_senior = 0.5 [0.3, 0.7] Uniform "share of reviews" Share Assumption "design" ("高级评审通过率", "Pass rate, senior review");
    pass_max = 0.9 [0.9, 0.9] Fixed "share of sitters" Share Assumption "design: keeps a shock from passing everyone" ("通过率上限", "Largest pass rate");
    pass_shock = 0.35 [0.2, 0.45] Triangular "standard deviation of logs" NonNegative Derived "design: yearly yields .23 .27 .12 .26 .17 .23 of 2015–2020" ("通过率年度波动", "Yearly shock to yields");
    uptake_pay_effect = 2.0 [0.0, 5.0] Triangular "log-odds per log of pay" Number Assumption "design: no study found" ("待遇对报考的影响", "Effect of pay on uptake");
    uptake_fee_effect = 0.15 [0.0, 0.5] Triangular "log-odds" Number Assumption "design: no study found" ("报名费对报考的影响", "Effect of fees on uptake");
    uptake_training_effect = 0.25 [0.0, 0.6] Triangular "log-odds per 20 h" Number Assumption "design: no study found" ("培训对报考的影响", "Effect of training on uptake");
    uptake_graded_effect = 0.5 [0.0, 1.5] Triangular "log-odds per unit share" Number Assumption "design: no study found" ("岗位比例对报考的影响", "Effect of graded posts on uptake");
    pass_training_effect = 0.2 [0.0, 0.5] Triangular "share per 20 h" Number Assumption "design: no study found" ("培训对通过的影响", "Effect of training on passing");
    training_unit = 20.0 [20.0, 20.0] Fixed "hours" Positive Assumption "design: defines the unit of the training effects" ("培训单位", "Training unit");
    pay_horizon = 5.0 [2.0, 10.0] LogUniform "years" Positive Assumption "design" ("待遇考虑年限", "Horizon of candidates");
    fee_after_pass = 0.0 [0.0, 1.0] Either "1 yes, 0 no" Share Assumption "design: fee is repaid only after passing" ("通过后报销", "Fee repaid after passing");
    front_exam_eligible = 0.60 [0.4, 0.8] Uniform "share" Share Assumption "design" ("一线可报考比例", "Front-line staff eligible");
    front_exam_rate = 0.0022 [0.001, 0.005] LogUniform "per year" NonNegative Assumption "design" ("一线报考率", "Front-line staff who sit");
    outside_candidates = 29600.0 [14800.0, 59200.0] LogUniform "persons a year, nation, 2010" NonNegative Fitted "design: national series" ("系统外考生（全国 2010）", "Outside candidates, nation 2010");
    outside_candidates_growth = 0.224 [0.18, 0.26] Uniform "per year" Number Fitted "design: national series" ("系统外考生增速", "Growth of outside candidates");
    outside_candidates_base_year = 2010.0 [2010.0, 2010.0] Fixed "year" Number Assumption "design: names the year of outside_candidates" ("系统外考生基年", "Base year of outside candidates");
    outside_candidates_last_year = 2025.0 [2020.0, 2030.0] Whole "year" Number Assumption "design: flat afterwards" ("系统外考生增长截止", "Last year of growth");
    outside_candidates_factor = 1.0 [0.5, 1.4] Uniform "factor" NonNegative Assumption "design: the place against the nation, per head" ("系统外考生地区倍数", "Outside candidates, this place");
    outside_mid_share = 0.25 [0.15, 0.35] Uniform "share" Share Assumption "design" ("系统外中级比例", "Outside candidates at mid");
    national_population = 1_411_100_000.0 [1_411_100_000.0, 1_411_100_000.0] Fixed "persons" Positive Fact "world_bank_population: mid-2020" ("全国人口", "National population");
    high_school_mid_rate = 0.25 [0.15, 0.35] Uniform "per year" Share Assumption "design: six years after the assistant certificate, seen from practice years alone" ("高中学历报考中级比例", "High-school route ready for mid");
    exam_month = 6.0 [6.0, 6.0] Fixed "month" Positive Fact "exam_rules: one sitting a year, June" ("考试月份", "Month of the exam");
    certificate_month = 9.0 [9.0, 9.0] Fixed "month" Positive Assumption "design" ("发证月份", "Month of certificates");
    first_year_assistant = 2008.0 [2008.0, 2008.0] Fixed "year" Number Fact "exam_rules: first exam June 2008" ("助理级首考年", "First assistant exam");
    first_year_mid = 2008.0 [2008.0, 2008.0] Fixed "year" Number Fact "exam_rules: first exam June 2008" ("中级首考年", "First mid exam");
    first_year_senior = 2019.0 [2019.0, 2019.0] Fixed "year" Number Fact "exam_rules" ("高级首考年", "First senior exam");
    appointment_rate = 0.10 [0.05, 0.2] LogUniform "per month" Share Assumption "design" ("聘任率", "Appointment rate");
    partial_return = 0.8 [0.5, 0.95] Triangular "share" Share Assumption "design: candidates with some of the three papers who sit again the next year" ("部分通过者续考比例", "Return with partial papers");
    outside_candidates_growth_after = 0.0 [-0.1, 0.1] Uniform "per year" Number Assumption "design: flat after the last year of growth; a forward scenario may grow or fall" ("系统外考生后续增速", "Growth of outside candidates afterwards");
    base_training_effect = 0.25 [0.0, 0.5] Uniform "share" NonNegative Assumption "design: no study found" ("基地对培训效果的放大", "Effect of training bases");
    site_uptake_effect = 0.2 [0.0, 0.4] Uniform "log-odds where all staff are in sites" Number Assumption "design: no study found" ("示范点对报考的影响", "Effect of demonstration sites on uptake");
    site_exit_effect = 0.1 [0.0, 0.2] Uniform "share of exits where all staff are in sites" Share Assumption "design: no study found" ("示范点留人效应", "Effect of demonstration sites on exits");
    site_staff = 8.0 [4.0, 15.0] LogUniform "persons per site" NonNegative Assumption "design" ("示范点人数", "Staff of a demonstration site");
    recognition_effect = 0.5 [0.0, 1.0] Uniform "per share honoured" NonNegative Assumption "design: no study found" ("表彰留人效应", "Effect of recognition on exits");
    equivalent_mid_rate = 0.002 [0.0, 0.01] Triangular "of people in posts, per year" Share Assumption "design: local titles of mid level" ("同等中级评定率", "Equivalent mid titles");
    equivalent_senior_rate = 0.0003 [0.0, 0.001] Triangular "of people in posts, per year" Share Assumption "design: local titles of senior level" ("同等高级评定率", "Equivalent senior titles");
    talent_senior_share = 0.1 [0.0, 0.3] Triangular "share" Share Assumption "design" ("引进人才高级比例", "Senior level among recruited experts");
    // Education
    entry_share = 0.20 [0.10, 0.40] LogUniform "share of graduates" Share Assumption "china_daily_2011: 40 % in 2006; 10–30 % in the 2010s by press reports" ("毕业生入职比例", "Graduates who enter the field");
    graduate_pay_effect = 2.0 [0.5, 3.0] Triangular "elasticity" Number Assumption "design" ("毕业生对薪酬弹性", "Effect of pay on graduates");
    graduate_vacancy_effect = 0.5 [0.0, 1.0] Uniform "log-odds per log of vacancies per 1,000 posts" Number Assumption "design" ("毕业生对空岗反应", "Effect of vacancies on graduates");
    graduate_established_effect = 0.5 [0.0, 1.0] Uniform "log-odds per unit share" Number Assumption "design" ("毕业生对编制岗反应", "Effect of established posts on graduates");
    graduate_home_effect = 1.5 [0.5, 3.0] Triangular "log-odds" Number Assumption "design" ("毕业生恋家程度", "Effect of home on graduates");
    graduate_distance_effect = 0.8 [0.4, 1.2] Uniform "log-odds per log of km" Number Assumption "design" ("毕业生距离阻力", "Effect of distance on graduates");
    student_dropout = 0.03 [0.01, 0.06] LogUniform "per year" Share Assumption "design" ("学生流失率", "Students who drop out");
    graduation_month = 7.0 [7.0, 7.0] Fixed "month" Positive Assumption "design: the school year of Chinese schools" ("毕业月份", "Month of graduation");
    intake_month = 9.0 [9.0, 9.0] Fixed "month" Positive Assumption "design: the school year of Chinese schools" ("入学月份", "Month of intake");
    graduate_age_college = 21.0 [20.0, 23.0] Triangular "years of age" Positive Assumption "design" ("专科毕业年龄", "Age of college graduates");
    graduate_age_bachelor = 22.0 [22.0, 24.0] Triangular "years of age" Positive Assumption "design" ("本科毕业年龄", "Age of bachelor graduates");
    graduate_age_master = 25.0 [24.0, 28.0] Triangular "years of age" Positive Assumption "design" ("硕士毕业年龄", "Age of master graduates");
    bond_compliance = 0.9 [0.7, 1.0] Triangular "share" Share Assumption "design: bonded graduates who keep to their contract" ("定向履约比例", "Bonded graduates who stay");
    // Moves between regions
    mover_migration = 0.12 [0.05, 0.25] LogUniform "share of movers" Share Assumption "design: movers and people whose contract ended who look in another region" ("流动者跨区比例", "Movers who change region");
    seeker_migration = 0.04 [0.02, 0.08] LogUniform "per year" NonNegative Assumption "design" ("求职者跨区率", "Seekers who change region");
    migrate_pay_effect = 1.2 [0.5, 2.0] Triangular "elasticity" Number Assumption "design" ("迁移对薪酬反应", "Effect of pay on destination");
    migrate_vacancy_effect = 0.3 [0.0, 0.6] Uniform "log-odds per log of vacancies per 1,000 posts" Number Assumption "design" ("迁移对空岗反应", "Effect of vacancies on destination");
    migrate_distance_effect = 0.8 [0.4, 1.2] Uniform "log-odds per log of km" Number Assumption "design" ("迁移距离阻力", "Effect of distance on destination");
    migrate_urban_effect = 0.3 [0.0, 0.6] Uniform "log-odds per unit share" Number Assumption "design" ("迁移偏好城镇", "Effect of urban share on destination");
    earth_radius = 6371.0 [6371.0, 6371.0] Fixed "km" Positive Fact "design: mean radius, for distances between seats" ("地球半径", "Radius of the earth");
    // Persons: only the agent model reads these
    preference_spread = 0.5 [0.0, 1.0] Uniform "standard deviation of the log" NonNegative Assumption "design: how much people differ in leaving the field; no study found" ("职业偏好差异", "Spread of the preference for the field");
    migrate_home_effect = 1.5 [0.5, 3.0] Triangular "log-odds" Number Assumption "design: as for graduates" ("迁移恋家程度", "Effect of home on destination");
    colleague_effect = 0.5 [0.0, 1.5] Triangular "log-odds where all colleagues sat" Number Assumption "design: no study found" ("同事报考的影响", "Effect of colleagues who sat on uptake");
    unit_staff = 8.0 [3.0, 20.0] LogUniform "persons" Positive Assumption "design: colleagues in one unit, outside agencies and stations" ("单位平均人数", "Colleagues in a unit");
    // Agencies
    agency_staff = 8.0 [5.0, 15.0] LogUniform "posts per agency" Positive Assumption "design" ("机构平均岗位", "Posts of an agency");
    agency_stretch = 3.0 [2.0, 5.0] LogUniform "× usual posts" Positive Assumption "design: how much more an agency can take on" ("机构承接上限倍数", "Most an agency can take on");
    agency_adjust_months = 24.0 [12.0, 36.0] Uniform "months" Positive Assumption "design" ("机构数调整月数", "Months for agencies to follow");
    cash_patience_months = 3.0 [2.0, 6.0] Whole "months, whole" Positive Assumption "design: months below zero before people are laid off" ("断流容忍月数", "Months without cash before lay-offs");
    cash_cover_months = 3.0 [2.0, 6.0] Triangular "months of outlay" Positive Assumption "design" ("断流裁减参照", "Outlay against which a lack of cash counts");
    cash_layoff_max = 0.5 [0.3, 0.7] Uniform "share a month" Share Assumption "design" ("断流最大裁减", "Largest lay-off for lack of cash");
    county_centre_staff = 4.0 [2.0, 8.0] LogUniform "posts per centre" NonNegative Assumption "design" ("指导中心岗位", "Posts of a county centre");
    // Structure: other ways to build the model, factors like any other
    convert_brings_post = 1.0 [0.0, 1.0] Either "share" Share Assumption "design: structure switch, whether the post comes with the convert" ("转换者带岗", "Converts bring their post");
    pay_follows_outside = 1.0 [0.0, 1.0] Either "elasticity" Share Assumption "design: structure switch, whether own pay grows as outside pay does" ("薪酬随社平", "Own pay follows outside pay");
    start_growth = 0.0 [0.0, 0.1] Triangular "per year" NonNegative Assumption "design: structure switch, month one need not be a steady state" ("起点增长", "Growth at the start");
    // Posts
    start_vacancy = 0.10 [0.05, 0.2] LogUniform "share of posts" Share Assumption "design" ("起点空岗率", "Vacancies at the start");
    layoff_months = 6.0 [3.0, 12.0] LogUniform "months" Positive Assumption "design" ("超编消化月数", "Months to shed excess");
    redesignated_with_holder = 0.7 [0.5, 0.9] Uniform "share" Share Assumption "design" ("岗位转设带人比例", "Re-designated posts with holder");
    insurance = 0.33 [0.25, 0.4] Uniform "share of pay" NonNegative Assumption "design" ("社保费率", "Social insurance");
    // Matching and entrants
    match_seekers = 0.5 [0.3, 0.7] Uniform "elasticity" Share Assumption "design" ("匹配弹性", "Matching elasticity");
    search_months = 3.0 [1.5, 6.0] LogUniform "months" Positive Assumption "design" ("求职月数", "Months of search");
    prefer_assistant = 1.3 [1.0, 1.6] Uniform "factor" Positive Assumption "design" ("录用偏好，助理级", "Hiring preference, assistant");
    prefer_mid = 1.6 [1.2, 2.0] Uniform "factor" Positive Assumption "design" ("录用偏好，中级", "Hiring preference, mid");
    prefer_senior = 2.0 [1.4, 2.6] Uniform "factor" Positive Assumption "design" ("录用偏好，高级", "Hiring preference, senior");
    new_setting_attraction = 2.0 [1.0, 4.0] LogUniform "× community" Positive Assumption "design: settings without posts at the start" ("新设场所吸引力", "Attraction of a new setting");
    entrant_pay_elasticity = 2.0 [0.5, 3.0] Triangular "elasticity" Number Assumption "design" ("入职对薪酬弹性", "Entry elasticity to pay");
    entrant_vacancy_elasticity = 0.7 [0.3, 1.0] Triangular "elasticity" Number Assumption "design" ("入职对空岗弹性", "Entry elasticity to vacancies");
    entrants_factor = 1.0 [0.5, 1.5] Uniform "× what month one needs" NonNegative Assumption "design: structure switch, 0 closes the labour market" ("社会招聘倍数", "Ordinary entrants, factor");
    contract_age_mean = 31.0 [28.0, 34.0] Uniform "years" Positive Assumption "design: entrants, stations and agencies" ("合同人员平均年龄", "Mean age, contract staff and entrants");
    contract_age_spread = 0.25 [0.2, 0.3] Uniform "standard deviation of logs" Positive Assumption "design" ("合同人员年龄离散", "Spread of age, contract staff and entrants");
    staff_age_mean = 40.0 [37.0, 43.0] Uniform "years" Positive Assumption "design" ("其他人员平均年龄", "Mean age, other staff");
    staff_age_sd = 10.0 [8.0, 12.0] Uniform "years" Positive Assumption "design" ("其他人员年龄标准差", "Spread of age, other staff");
    season_first_month = 5.0 [5.0, 5.0] Fixed "month" Positive Assumption "design: established posts are filled in May and June" ("招聘季首月", "First month of the hiring season");
    season_last_month = 6.0 [6.0, 6.0] Fixed "month" Positive Assumption "design: established posts are filled in May and June" ("招聘季末月", "Last month of the hiring season");
    start_professionals_factor = 1.0 [0.5, 2.0] LogUniform "factor" Positive Assumption "design: starting stocks are assumptions" ("起点人数倍数", "Starting professionals, factor");
    // Need and service
    trend_years = 5.0 [3.0, 10.0] LogUniform "years" Positive Assumption "design: after the last known year residents go on as in the years before it" ("外推所看年数", "Years a trend is taken from");
    disabled_rate = 0.027 [0.022, 0.065] Triangular "of population" Share Assumption "design: certified rate; the 2006 survey found 6.34 %" ("持证残疾比例", "Certified disabled");
    severe_share = 0.3 [0.2, 0.4] Uniform "share of disabled" Share Assumption "design" ("重度残疾比例", "Severely disabled");
    prevalence_low_income = 0.35 [0.14, 0.56] Uniform "share with need" Share Assumption "design" ("低保特困需求率", "Need, low-income");
    prevalence_disabled = 0.25 [0.1, 0.4] Uniform "share with need" Share Assumption "design" ("残疾人需求率", "Need, disabled");
    prevalence_elderly = 0.08 [0.032, 0.128] Uniform "share with need" Share Assumption "design" ("老年人需求率", "Need, elderly");
    prevalence_near_poor = 0.15 [0.06, 0.24] Uniform "share with need" Share Assumption "design" ("低保边缘需求率", "Need, near-poor");
    prevalence_children = 0.5 [0.2, 0.8] Uniform "share with need" Share Assumption "design" ("困境儿童需求率", "Need, children");
    prevalence_corrections = 1.0 [0.4, 1.0] Triangular "share with need" Share Assumption "design" ("矫正戒毒需求率", "Need, corrections");
    prevalence_general = 0.002 [0.0008, 0.0032] Uniform "share with need" Share Assumption "design" ("一般居民需求率", "Need, general");
    overlap_disabled_low_income = 0.10 [0.05, 0.2] LogUniform "share of the disabled" Share Derived "fujian_yearbook_2022: 109,816 disabled among dibao recipients in 2020, against 2.7 % of residents" ("残疾人中低保比例", "Disabled who are low-income");
    overlap_elderly_low_income = 0.02 [0.01, 0.05] LogUniform "share of the elderly" Share Derived "fujian_yearbook_2022: 136,837 elderly dibao recipients in 2020, against 6.6 m aged 60+" ("老年人中低保比例", "Elderly who are low-income");
    overlap_elderly_disabled = 0.06 [0.02, 0.15] LogUniform "share of the elderly" Share Assumption "design" ("老年人中残疾比例", "Elderly who are disabled");
    hours_per_case = 20.0 [8.0, 60.0] LogUniform "hours a year" NonNegative Assumption "design" ("每案年工时", "Hours a case");
    norm_low_income = 200.0 [200.0, 200.0] Fixed "persons per worker" Positive Fact "shenzhen_2007" ("低保配比", "Norm, low-income");
    norm_elderly = 500.0 [500.0, 500.0] Fixed "persons per worker" Positive Fact "shenzhen_2007" ("老年人配比", "Norm, elderly");
    norm_disabled = 50.0 [50.0, 50.0] Fixed "severely disabled per worker" Positive Fact "shenzhen_2007" ("重残配比", "Norm, disabled");
    norm_children = 70.0 [70.0, 70.0] Fixed "persons per worker" Positive Fact "shenzhen_2007: problem teenagers" ("困境儿童配比", "Norm, children");
    norm_corrections = 70.0 [70.0, 70.0] Fixed "persons per worker" Positive Fact "shenzhen_2007: drug users" ("矫正戒毒配比", "Norm, corrections");
    hours_per_month = 148.6 [148.6, 148.6] Fixed "hours" Positive Derived "design: 250 working days of 8 hours less leave, a month" ("月工时", "Working hours a month");
    indirect_share = 0.12 [0.08, 0.2] LogUniform "share of time" Share Assumption "design" ("间接工时比例", "Indirect time");
    direct_community = 0.5 [0.3, 0.7] Uniform "share" Share Assumption "design: a converted village clerk is not a full-time social worker" ("社区专职比例", "Direct share, community");
    direct_institution = 0.7 [0.5, 0.9] Uniform "share" Share Assumption "design" ("事业单位专职比例", "Direct share, institution");
    direct_station = 1.0 [0.9, 1.0] Triangular "share" Share Assumption "design" ("社工站专职比例", "Direct share, station");
    direct_ngo = 1.0 [0.9, 1.0] Triangular "share" Share Assumption "design" ("机构专职比例", "Direct share, agency");
    direct_school = 0.8 [0.6, 1.0] Uniform "share" Share Assumption "design" ("学校专职比例", "Direct share, school");
    direct_hospital = 0.8 [0.6, 1.0] Uniform "share" Share Assumption "design" ("医院专职比例", "Direct share, hospital");
    direct_government = 0.2 [0.1, 0.4] LogUniform "share" Share Assumption "design" ("机关专职比例", "Direct share, government");
    productivity_none = 0.85 [0.7, 1.0] Uniform "factor" Positive Assumption "design" ("无证效率", "Productivity, none");
    productivity_assistant = 1.0 [1.0, 1.0] Fixed "factor" Positive Assumption "design: the unit of productivity" ("助理级效率", "Productivity, assistant");
    productivity_mid = 1.15 [1.0, 1.3] Uniform "factor" Positive Assumption "design" ("中级效率", "Productivity, mid");
    productivity_senior = 1.25 [1.0, 1.5] Uniform "factor" Positive Assumption "design" ("高级效率", "Productivity, senior");
    first_year_productivity = 0.7 [0.5, 0.9] Uniform "factor" Share Assumption "design" ("首年效率", "First-year ramp");
    backlog_dropout = 1.0 [0.5, 2.0] LogUniform "per year" NonNegative Assumption "design" ("积案流失率", "Backlog drop-out");
    volunteer_productivity = 0.3 [0.1, 0.5] Uniform "× assistant" NonNegative Assumption "design" ("志愿者效率", "Productivity, volunteer");
    volunteer_max = 15.0 [10.0, 20.0] Uniform "volunteers per worker" NonNegative Assumption "design: more cannot be supervised" ("每社工可带志愿者上限", "Most volunteers a worker can lead");
    volunteer_hours = 4.0 [2.0, 8.0] LogUniform "hours a month" NonNegative Assumption "design" ("志愿者月工时", "Hours of a volunteer");
    volunteer_active = 0.3 [0.1, 0.5] Uniform "share" Share Assumption "design" ("活跃志愿者比例", "Active volunteers");
    volunteer_supervision = 0.5 [0.25, 1.0] LogUniform "hours a month" NonNegative Assumption "design" ("督导志愿者工时", "Supervision of a volunteer");
    continuing_effect = 0.05 [0.0, 0.1] Uniform "share of output" NonNegative Assumption "design: no study found" ("继续教育对效率的影响", "Effect of registration on output");
    continuing_assistant = 24.0 [24.0, 24.0] Fixed "hours a year" Positive Fact "registration_2009: 72 hours in three years" ("助理级继续教育要求", "Continuing education asked, assistant");
    continuing_mid = 30.0 [30.0, 30.0] Fixed "hours a year" Positive Fact "registration_2009: 90 hours in three years" ("中级继续教育要求", "Continuing education asked, mid");
    registration_years = 3.0 [3.0, 3.0] Fixed "years" Positive Fact "registration_2009: registration is valid for three years" ("登记周期", "Registration period");
    registration_unfunded = 0.3 [0.1, 0.6] LogUniform "share of holders" Share Assumption "design: holders who pay for their own hours" ("自费登记比例", "Registered without funding");
    secondment_efficiency = 0.8 [0.6, 1.0] Uniform "share of hours" Share Assumption "design: travel and settling in" ("下乡工时有效比例", "Hours that arrive with seconded workers");
    secondment_max = 0.5 [0.3, 0.7] Uniform "share of hours" Share Assumption "design: most an urban region can send away" ("下乡工时上限", "Most hours sent to rural regions");
    migrate_size_effect = 1.0 [0.5, 1.0] Triangular "elasticity" Number Assumption "design: a region is as many alternatives as it has posts" ("迁移对规模反应", "Effect of size on destination");
    urban_region_share = 0.5 [0.4, 0.6] Uniform "urban share of residents" Share Assumption "design: regions above it count as urban in equity" ("城镇区域界线", "Line between urban and rural regions");
    // Money
    student_cost = 12_000.0 [8000.0, 20_000.0] LogUniform "yuan per student and year" NonNegative Assumption "design" ("生均经费", "Cost of a student");
    directed_cost = 10_000.0 [5000.0, 15_000.0] Uniform "yuan per student and year" NonNegative Assumption "design: fees and living, beyond the cost of a student" ("定向生补助", "Grant of a directed student");
    base_cost = 100_000.0 [50_000.0, 300_000.0] LogUniform "yuan per base and year" NonNegative Assumption "design" ("实训基地年经费", "Cost of a training base");
    site_cost = 50_000.0 [20_000.0, 100_000.0] LogUniform "yuan per site and year" NonNegative Assumption "design" ("示范点年经费", "Cost of a demonstration site");
    recognition_cost = 1000.0 [500.0, 3000.0] LogUniform "yuan per person honoured" NonNegative Assumption "design" ("表彰单价", "Cost of an honour");
    talent_cost = 50_000.0 [20_000.0, 100_000.0] LogUniform "yuan per person" NonNegative Assumption "design: settlement grant" ("引进人才补助", "Cost of a recruited expert");
    volunteer_cost = 100.0 [0.0, 300.0] Triangular "yuan per volunteer and year" NonNegative Assumption "design: insurance and meals" ("志愿者年费用", "Cost of a volunteer");
    incubation_cost = 50_000.0 [20_000.0, 100_000.0] LogUniform "yuan per agency and year" NonNegative Assumption "design" ("机构孵化年经费", "Cost of incubating an agency");
    outside_drive_cost = 100.0 [50.0, 300.0] LogUniform "yuan per further candidate" NonNegative Assumption "design" ("动员单价", "Cost of a further outside candidate");
    training_hour_cost = 30.0 [15.0, 60.0] LogUniform "yuan per head and hour" NonNegative Assumption "design" ("培训单价", "Cost of a training hour");
    hire_cost = 2000.0 [500.0, 5000.0] LogUniform "yuan per hire" NonNegative Assumption "design" ("招聘单价", "Cost of a hire");
    venue_cost = 100_000.0 [30_000.0, 300_000.0] LogUniform "yuan per venue" NonNegative Assumption "design: fitting out rooms that exist" ("场所建设单价", "Cost of opening a venue");
    exam_fee_assistant = 140.0 [100.0, 200.0] Triangular "yuan" NonNegative Assumption "design: no fee table in the data" ("助理级报名费", "Exam fee, assistant");
    exam_fee_mid = 210.0 [150.0, 300.0] Triangular "yuan" NonNegative Assumption "design: no fee table in the data" ("中级报名费", "Exam fee, mid");
    exam_fee_senior = 100.0 [60.0, 300.0] LogTriangular "yuan" NonNegative Assumption "design: no fee table in the data" ("高级报名费", "Exam fee, senior");
    supervisor_pay = 1.5 [1.2, 2.0] Triangular "× pay of those supervised" NonNegative Assumption "design: paid for supervision beyond the usual one" ("督导薪酬倍数", "Pay of a supervisor");
    lottery_share = 0.2 [0.0, 0.4] Uniform "share of purchased services" Share Assumption "design" ("福彩比例", "Lottery share of purchases");
    discount = 0.05 [0.02, 0.08] Uniform "per year" Number Assumption "design" ("贴现率", "Discount rate");
}

impl Params {
    /// Values by setting, in the order of [`crate::ids::Setting`].
    pub fn pay_ratio(&self) -> [f64; SETTINGS] {
        [
            self.pay_ratio_community,
            self.pay_ratio_institution,
            self.pay_ratio_station,
            self.pay_ratio_ngo,
            self.pay_ratio_school,
            self.pay_ratio_hospital,
            self.pay_ratio_government,
        ]
    }
    /// Sector exits a year by setting.
    pub fn exit_base(&self) -> [f64; SETTINGS] {
        [
            self.exit_community,
            self.exit_institution,
            self.exit_station,
            self.exit_ngo,
            self.exit_school,
            self.exit_hospital,
            self.exit_government,
        ]
    }
    /// Whether the monthly allowance reaches a setting.
    pub fn subsidy_in(&self) -> [f64; SETTINGS] {
        [self.subsidy_in_community, 0.0, self.subsidy_in_station, self.subsidy_in_ngo, 0.0, 0.0, 0.0]
    }
    /// Where converts work.
    pub fn convert_to(&self) -> [f64; SETTINGS] {
        let raw = [
            self.convert_community,
            self.convert_institution,
            0.0,
            0.0,
            self.convert_school,
            self.convert_hospital,
            self.convert_government,
        ];
        let total = crate::math::sum(&raw);
        raw.map(|v| if total > 0.0 { v / total } else { 0.0 })
    }
    /// Share of work that is direct social work, by setting.
    pub fn direct_share(&self) -> [f64; SETTINGS] {
        [
            self.direct_community,
            self.direct_institution,
            self.direct_station,
            self.direct_ngo,
            self.direct_school,
            self.direct_hospital,
            self.direct_government,
        ]
    }
    /// Share of a group that needs a case worker, by group.
    pub fn prevalence(&self) -> [f64; GROUPS] {
        [
            self.prevalence_children,
            self.prevalence_corrections,
            self.prevalence_low_income,
            self.prevalence_disabled,
            self.prevalence_elderly,
            self.prevalence_near_poor,
            self.prevalence_general,
        ]
    }
    /// Factors by certificate.
    pub fn exit_certificate(&self) -> [f64; 4] {
        [self.exit_cert_none, self.exit_cert_assistant, self.exit_cert_mid, self.exit_cert_senior]
    }
    /// Pay step by grade.
    pub fn pay_step(&self) -> [f64; 4] {
        [0.0, self.pay_step_assistant, self.pay_step_mid, self.pay_step_senior]
    }
    /// Productivity by certificate.
    pub fn productivity(&self) -> [f64; 4] {
        [self.productivity_none, self.productivity_assistant, self.productivity_mid, self.productivity_senior]
    }
    /// Employers' preference by certificate.
    pub fn preference(&self) -> [f64; 4] {
        [1.0, self.prefer_assistant, self.prefer_mid, self.prefer_senior]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_possible_and_within_its_range() {
        for param in PARAMS {
            assert!(param.domain.contains(param.default), "{}", param.key);
            assert!(param.low <= param.default && param.default <= param.high, "{}", param.key);
            assert!(!param.source.is_empty(), "{}", param.key);
        }
    }

    #[test]
    fn a_parameter_reads_as_it_was_set() {
        let mut params = Params::default();
        for key in ParamKey::all() {
            assert_eq!(params.value(key), key.param().default);
            params.set(key, 0.123);
            assert_eq!(params.value(key), 0.123);
        }
    }
}
