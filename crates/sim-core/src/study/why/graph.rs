//! What drives what: the declared graph from levers through output variables to what is explained.
//!
//! An edge says that a change of its beginning can change its end by itself, within the month or later. The graph holds at
//! least every way by which the model passes a change on: a variable that cannot be reached from a lever has the same bits
//! whatever the lever does (`tests/why.rs`).

use super::gauge::Measured;
use crate::ids::{CERTIFICATES, CostItem as C, Equity, Label, MoneySource, Programme as P, Setting as S};
use crate::results::Variable;
use crate::scenario::{LeverKey, Metric};
use serde::{Deserialize, Serialize};

/// What stands in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    /// A lever.
    Lever(LeverKey),
    /// An output variable.
    Variable(Variable),
    /// What is explained.
    Measured(Measured),
}

impl Node {
    /// The name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lever(lever) => lever.key(),
            Self::Variable(variable) => variable.key(),
            Self::Measured(what) => what.key(),
        }
    }
    /// The name people read.
    pub const fn label(self) -> Label {
        match self {
            Self::Lever(lever) => lever.label(),
            Self::Variable(variable) => variable.label(),
            Self::Measured(what) => what.label(),
        }
    }
}

/// One thing drives another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// What drives.
    pub from: Node,
    /// What is driven.
    pub to: Node,
    /// Of the variable that a lever drives, or that a metric reads, the members that are meant; none for all of them.
    pub members: &'static [usize],
    /// How, in a few words.
    pub how: Label,
    /// Of a lever's first step: why the variable may stay where it is though the lever moves.
    pub may_rest: Option<Label>,
    /// The edge carries something only where this lever is above 0 somewhere.
    pub only_with: Option<LeverKey>,
}

const fn label(zh: &'static str, en: &'static str) -> Label {
    Label { zh, en }
}

/// Rows `Lever => Variable [members] "how zh", "how en", rests("zh", "en")`.
macro_rules! from_levers {
    ($($lever:ident => $variable:ident [$($member:expr),*] $zh:literal, $en:literal $(, rests($rzh:literal, $ren:literal))?;)*) => {
        &[$(Edge {
            from: Node::Lever(LeverKey::$lever),
            to: Node::Variable(Variable::$variable),
            members: &[$($member),*],
            how: label($zh, $en),
            may_rest: from_levers!(@rests $($rzh, $ren)?),
            only_with: None,
        }),*]
    };
    (@rests) => { None };
    (@rests $zh:literal, $en:literal) => { Some(label($zh, $en)) };
}

/// Rows `Variable => Variable "how zh", "how en", with Lever`.
macro_rules! between {
    ($($from:ident => $to:ident $zh:literal, $en:literal $(, with $lever:ident)?;)*) => {
        &[$(Edge {
            from: Node::Variable(Variable::$from),
            to: Node::Variable(Variable::$to),
            members: &[],
            how: label($zh, $en),
            may_rest: None,
            only_with: between!(@with $($lever)?),
        }),*]
    };
    (@with) => { None };
    (@with $lever:ident) => { Some(LeverKey::$lever) };
}

/// Rows `Metric <= Variable [members]`.
macro_rules! to_metrics {
    ($($metric:ident <= $variable:ident [$($member:expr),*];)*) => {
        &[$(Edge {
            from: Node::Variable(Variable::$variable),
            to: Node::Measured(Measured::Metric(Metric::$metric)),
            members: &[$($member),*],
            how: label("指标所读", "what the metric reads"),
            may_rest: None,
            only_with: None,
        }),*]
    };
}

/// Members of variables by certificate begin with the assistant.
const ASSISTANT: usize = 0;
const MID: usize = 1;
const SENIOR: usize = 2;

/// What each lever drives directly.
const FROM_LEVERS: &[Edge] = from_levers! {
    IntakeCollege => Students [P::College.index()] "每年招生", "students admitted every year";
    IntakeBachelor => Students [P::Bachelor.index()] "每年招生", "students admitted every year";
    IntakeMaster => Students [P::Master.index()] "每年招生", "students admitted every year";
    DirectedPlaces => Students [P::Directed.index()] "每年定向名额", "directed places every year";
    DirectedPlaces => Bonded [] "毕业后进入服务期", "their graduates owe service",
        rests("运行期内没有定向生毕业", "no directed student graduates within the run");
    BondedYears => Bonded [] "服务期越长，在约的人越多", "the longer the service, the more people owe it",
        rests("运行期内没有定向生毕业", "no directed student graduates within the run");
    TrainingBases => ExamSat [] "放大培训对报考的作用", "strengthen what training does for uptake",
        rests("培训学时不高于中性值", "training hours are not above their neutral value");
    TrainingBases => ExamPassed [] "放大培训对通过率的作用", "strengthen what training does for passing",
        rests("培训学时不高于中性值", "training hours are not above their neutral value");
    TrainingBases => FrontPasses [] "一线人员也多报考", "front-line staff sit more often too",
        rests("培训学时不高于中性值，或没有一线人员", "training hours are not above their neutral value, or there are no front-line staff");
    TrainingBases => Cost [C::Education.index()] "基地运行费", "what bases cost";
    ContinuingEducation => Registered [] "学时够了才能登记", "registration asks for hours";
    ContinuingEducation => Cost [C::Training.index()] "继续教育费", "what the hours cost";
    TrainingHours => Conversions [] "培训名额决定转换速度", "seats set the pace of conversion",
        rests("转换已达上限，或没有一线人员", "conversion is at its ceiling, or there are no front-line staff");
    TrainingHours => TrainingHours [] "逐月累计", "add up month by month";
    TrainingHours => ExamSat [] "受训者更愿报考", "the trained sit more often";
    TrainingHours => ExamPassed [] "受训者更易通过", "the trained pass more often";
    TrainingHours => FrontPasses [] "一线人员也多报考", "front-line staff sit more often too",
        rests("没有一线人员", "there are no front-line staff");
    TrainingHours => Cost [C::Training.index()] "培训费", "what training costs";
    FeePaid => ExamSat [] "报名费降低，报考增加", "a lower fee, more candidates";
    FeePaid => FrontPasses [] "一线人员也多报考", "front-line staff sit more often too",
        rests("没有一线人员", "there are no front-line staff");
    FeePaid => Cost [C::Fees.index()] "报销的报名费", "fees repaid";
    AwardAssistant => ExamSat [ASSISTANT] "奖励提高报考意愿", "an award raises uptake";
    AwardAssistant => FrontPasses [] "一线人员也多报考", "front-line staff sit more often too",
        rests("没有一线人员", "there are no front-line staff");
    AwardAssistant => Cost [C::Awards.index()] "发放奖励", "awards paid";
    AwardMid => ExamSat [MID] "奖励提高报考意愿", "an award raises uptake";
    AwardMid => Cost [C::Awards.index()] "发放奖励", "awards paid";
    AwardSenior => ExamSat [SENIOR] "奖励提高报考意愿", "an award raises uptake",
        rests("高级考试尚未开考，或无人符合条件", "the senior exam is not held yet, or nobody may sit it");
    AwardSenior => Cost [C::Awards.index()] "发放奖励", "awards paid",
        rests("运行期内无人取得高级证书", "nobody passes the senior exam within the run");
    GradedMid => Appointed [MID] "可聘岗位增减", "posts to be appointed to",
        rests("岗位本来就够", "there are posts enough anyway");
    GradedMid => ExamSat [] "岗位预期影响报考", "the prospect of a post raises uptake";
    GradedSenior => Appointed [SENIOR] "可聘岗位增减", "posts to be appointed to",
        rests("岗位本来就够，或没有高级持证者", "there are posts enough anyway, or no senior holders");
    GradedSenior => ExamSat [] "岗位预期影响报考", "the prospect of a post raises uptake",
        rests("高级考试尚未开考，或无人符合条件", "the senior exam is not held yet, or nobody may sit it");
    OutsideDrive => ExamSat [] "系统外报考增加", "more candidates from outside the field";
    OutsideDrive => OutsidePasses [] "系统外取证增加", "more of them pass";
    OutsideDrive => Cost [C::Fees.index()] "动员费用", "what the drive costs";
    SubsidyAssistant => Pay [] "津贴计入薪酬", "allowances are part of pay",
        rests("薪酬底线以下，或没有聘用的助理级", "pay is below its floor, or no assistant is appointed");
    SubsidyAssistant => ExamSat [] "证书更值钱", "a certificate is worth more";
    SubsidyAssistant => FrontPasses [] "一线人员也多报考", "front-line staff sit more often too",
        rests("薪酬底线抹平级差，或没有一线人员", "a pay floor levels the step, or there are no front-line staff");
    SubsidyAssistant => Cost [C::Subsidies.index()] "发放津贴", "allowances paid",
        rests("没有聘用的助理级", "no assistant is appointed");
    SubsidyMid => Pay [] "津贴计入薪酬", "allowances are part of pay",
        rests("薪酬底线以下，或没有聘用的中级", "pay is below its floor, or no mid-level holder is appointed");
    SubsidyMid => ExamSat [] "证书更值钱", "a certificate is worth more";
    SubsidyMid => Cost [C::Subsidies.index()] "发放津贴", "allowances paid",
        rests("没有聘用的中级", "no mid-level holder is appointed");
    SubsidySenior => Pay [] "津贴计入薪酬", "allowances are part of pay",
        rests("薪酬底线以下，或没有聘用的高级", "pay is below its floor, or no senior holder is appointed");
    SubsidySenior => ExamSat [SENIOR] "证书更值钱", "a certificate is worth more",
        rests("高级考试尚未开考，或无人符合条件", "the senior exam is not held yet, or nobody may sit it");
    SubsidySenior => Cost [C::Subsidies.index()] "发放津贴", "allowances paid",
        rests("没有聘用的高级", "no senior holder is appointed");
    PayFloor => Pay [] "薪酬不低于底线", "pay at least the floor",
        rests("薪酬本来就高于底线", "all pay is above the floor anyway");
    PayFloor => ExamSat [] "底线抹平级差", "a floor levels grade steps",
        rests("薪酬本来就高于底线", "all pay is above the floor anyway");
    PayFloor => FrontPasses [] "底线抹平级差", "a floor levels grade steps",
        rests("薪酬本来就高于底线，或没有一线人员", "all pay is above the floor anyway, or there are no front-line staff");
    RuralBonus => Pay [S::Community.index(), S::Station.index(), S::Ngo.index()] "补贴计入薪酬", "the bonus is part of pay",
        rests("没有乡村人口，或低于薪酬底线", "there are no rural residents, or pay is below its floor");
    RuralBonus => FrontPasses [] "在薪酬底线附近改变级差", "near a pay floor it changes grade steps",
        rests("没有薪酬底线", "there is no pay floor near");
    Recognition => Exits [] "受表彰者少离职", "the honoured leave less";
    Recognition => Cost [C::People.index()] "表彰费用", "what honours cost";
    TalentRecruitment => Experts [] "引进到岗", "experts recruited";
    TalentRecruitment => Cost [C::People.index()] "引进费用", "what recruiting them costs";
    CommunityStaff => Posts [S::Community.index()] "社区岗位", "posts in communities";
    VillageCoverage => Posts [S::Community.index()] "村级岗位", "posts in villages";
    StationCoverage => Posts [S::Station.index()] "设站即设岗", "a station has posts";
    StationCoverage => Stations [] "设站", "stations";
    StationStaff => Posts [S::Station.index()] "每站岗位", "posts of each station",
        rests("没有社工站", "there are no stations");
    InstitutionShare => Posts [S::Institution.index()] "岗位转设", "posts re-designated";
    InstitutionShare => Redesignations [] "人随岗转", "their holders come along",
        rests("比例不高于此前的最高值，或没有一线人员", "the share is not above its highest so far, or there are no front-line staff");
    GovernmentPosts => Posts [S::Government.index()] "新增岗位", "new posts";
    CountyCentres => Posts [S::Station.index()] "指导中心岗位", "posts of guidance centres";
    SchoolPosts => Posts [S::School.index()] "校社工岗位", "posts in schools",
        rests("场景没有给出学校数", "the scenario counts no schools");
    HospitalPosts => Posts [S::Hospital.index()] "医务社工岗位", "posts in hospitals",
        rests("场景没有给出床位数", "the scenario counts no beds");
    RecruitPriority => CertifiedPractising [] "持证者先被录用", "holders are hired first";
    RecruitPriority => People [] "持证者先被录用", "holders are hired first";
    RetirementDelay => Retirements [] "推迟退休", "people retire later";
    RetirementDelay => Exits [] "推迟离岗", "people leave their posts later";
    DemonstrationSites => Exits [] "示范点人员少离职", "staff of sites leave less";
    DemonstrationSites => ExamSat [] "示范点人员多报考", "staff of sites sit more often";
    DemonstrationSites => FrontPasses [] "一线人员也多报考", "front-line staff sit more often too",
        rests("没有一线人员", "there are no front-line staff");
    DemonstrationSites => Cost [C::Education.index()] "示范点经费", "what sites cost";
    VenuesOpened => Venues [] "新建场所", "venues opened",
        rests("每个县乡都已有场所", "every township and county has one");
    VenuesOpened => Cost [C::Venues.index()] "建设费用", "what opening costs",
        rests("每个县乡都已有场所", "every township and county has one");
    PurchaseBudget => Posts [S::Ngo.index()] "预算决定机构岗位", "the budget pays agency posts",
        rests("机构数承接不了更多", "agencies cannot take on more");
    PurchaseBudget => Organisations [] "预算养活机构", "the budget sustains agencies";
    PurchaseBudget => Cost [C::Overhead.index()] "购买服务支出", "purchased services",
        rests("预算没有用完", "the budget is not used up");
    PurchaseBudget => Funding [] "购买服务支出，超出预算由机构自付", "purchased services; what exceeds the budget the agency pays",
        rests("预算没有用完", "the budget is not used up");
    PurchaseBudget => CashGap [] "开票额", "what is invoiced",
        rests("付款不晚于惯常", "payment is as usual");
    LabourShare => Posts [S::Ngo.index()] "用于人力的经费", "what is left for labour",
        rests("机构数承接不了更多", "agencies cannot take on more");
    LabourShare => LabourShare [] "规定值", "as ruled";
    LabourShare => Organisations [] "经费养活机构", "the money sustains agencies";
    LabourShare => Cost [C::Overhead.index()] "其他成本", "what is not labour",
        rests("没有机构", "there are no agencies");
    LabourShare => Funding [] "购买服务支出", "purchased services",
        rests("没有机构", "there are no agencies");
    LabourShare => CashGap [] "开票额", "what is invoiced",
        rests("付款不晚于惯常", "payment is as usual");
    WorkerShare => Posts [S::Ngo.index()] "项目中的社工岗", "social workers among project staff",
        rests("机构数承接不了更多", "agencies cannot take on more");
    WorkerShare => WorkerShare [] "规定值", "as ruled";
    WorkerShare => Organisations [] "岗位养活机构", "posts sustain agencies";
    WorkerShare => Cost [C::Overhead.index()] "其他成本", "what is not social workers",
        rests("没有机构", "there are no agencies");
    WorkerShare => Funding [] "购买服务支出", "purchased services",
        rests("没有机构", "there are no agencies");
    WorkerShare => CashGap [] "开票额", "what is invoiced",
        rests("付款不晚于惯常", "payment is as usual");
    ContractRenewal => Exits [S::Station.index(), S::Ngo.index()] "合同终止少，离岗少", "fewer contracts end, fewer leave",
        rests("没有社工站和机构人员", "nobody works in stations or agencies");
    PaymentDelay => CashGap [] "付款比惯常晚", "payment comes later than usual",
        rests("付款不晚于惯常，或没有机构", "payment is not later than usual, or there are no agencies");
    AgencyIncubation => Organisations [] "孵化机构", "agencies incubated";
    AgencyIncubation => Cost [C::Incubation.index()] "孵化经费", "what incubation costs";
    SocietyShare => Funding [MoneySource::Fiscal.index(), MoneySource::Society.index()] "由社会资金承担", "society pays its part",
        rests("没有购买的服务", "nothing is purchased");
    AdminLoad => CapacityHours [] "行政少，服务时间多", "less administration, more hours";
    AdminLoad => Exits [] "行政多，换单位多", "more administration, more moves";
    AdminLoad => SecondedHours [] "每人下乡工时", "hours of each seconded worker",
        rests("无人下乡", "nobody is seconded");
    Supervision => Exits [] "督导多，离职少", "more supervision, fewer leave";
    Supervision => Cost [C::Supervision.index()] "督导费用", "what supervision costs",
        rests("督导不多于惯常", "there is no more supervision than usual");
    Volunteers => Volunteers [] "社工带领志愿者", "workers lead volunteers",
        rests("超过社工能督导的人数", "there are more than a worker can supervise");
    RuralService => SecondedHours [] "派往乡村", "sent to rural regions",
        rests("没有城镇或没有乡村区域", "there are no urban or no rural regions");
};

/// What variables drive directly.
const BETWEEN: &[Edge] = between! {
    Students => Graduates "毕业", "they graduate";
    Students => Cost "培养费用", "what studying costs";
    Graduates => GraduatesEntering "选择入职", "some choose the field";
    GraduatesEntering => People "成为求职者", "they seek a post";
    GraduatesEntering => ExamSat "专业学历可早报考", "their degree lets them sit sooner";
    Bonded => Exits "服务期内少离职", "the bonded leave less";
    Bonded => Departures "服务期内少外流", "the bonded move away less";
    Experts => People "成为求职者", "they seek a post";
    Experts => EquivalentMid "同等水平", "they hold an equivalent title";
    Experts => EquivalentSenior "同等水平", "they hold an equivalent title";
    Experts => Cost "引进费用", "what recruiting them costs";
    Entrants => People "成为求职者", "they seek a post";
    Departures => People "迁出", "they leave the region";
    Departures => Arrivals "迁往本地其他区域", "some come to another region";
    Departures => MovedAway "迁往外地", "some leave the place";
    Arrivals => People "迁入", "they come to the region";
    OutsidePasses => ExamPassed "计入取证", "they count among passes";
    OutsidePasses => People "成为持证未从业者", "they join the holders who do not practise";
    People => Hires "求职者", "seekers are hired";
    People => Departures "求职者外流", "seekers look elsewhere";
    People => Left "求职者放弃", "seekers give up";
    People => Retirements "到龄退休", "they retire";
    People => Deaths "死亡", "they die";
    People => ExamSat "符合报考条件者", "who may sit";
    People => CertifiedPeople "其中的持证者", "holders among them";
    Professionals => People "在岗者", "people in posts are part of them";
    Professionals => Practitioners "计入从业人员", "they count as practitioners";
    Professionals => Vacancies "占用岗位", "they hold posts";
    Professionals => Exits "在岗者可能离岗", "who is in a post may leave it";
    Professionals => Layoffs "超出岗位的人员", "staff beyond posts";
    Professionals => CapacityHours "人多，服务时间多", "more staff, more hours";
    Professionals => Volunteers "带领志愿者", "they lead volunteers";
    Professionals => Cost "工资社保", "wages and insurance";
    Professionals => EquivalentMid "部分人取得同等职称", "some gain an equivalent title";
    Professionals => EquivalentSenior "部分人取得同等职称", "some gain an equivalent title";
    Professionals => InstitutionPostsFilled "填充岗位", "they fill posts";
    Professionals => EquityMeasure "区域分布", "how they are spread over regions";
    Professionals => MeanAge "人员构成", "who they are";
    Professionals => CashGap "机构开票额", "what agencies invoice";
    Professionals => Pay "区域与岗位构成", "how they are spread over regions and posts";
    Professionals => OutsidePay "按在岗人数加权", "regions are weighted by staff";
    Professionals => Load "按在岗人数加权", "regions are weighted by staff";
    Professionals => WorkerShare "按在岗人数加权", "regions are weighted by staff";
    Professionals => LabourShare "按在岗人数加权", "regions are weighted by staff";
    Professionals => ExamSat "晋级岗位的机会", "the chance of a graded post";
    Professionals => FrontPasses "示范点覆盖的人员比例", "the share of staff in demonstration sites", with DemonstrationSites;
    FrontLine => Practitioners "计入从业人员", "they count as practitioners";
    FrontLine => Conversions "可转换的人员", "who can be converted";
    FrontLine => Redesignations "岗位转设带来的人员", "who comes along with a post";
    FrontLine => FrontPasses "一线考生", "who sits and passes";
    FrontLine => ExamSat "一线考生", "who sits";
    FrontLine => Cost "培训费", "what training them costs";
    FrontLine => TrainingHours "按一线人数加权", "regions are weighted by front-line staff";
    Conversions => FrontLine "转出", "they stop being front-line staff";
    Conversions => Professionals "计入专业人才", "they count as professionals";
    Conversions => Posts "岗位随人转入", "the post comes along";
    Conversions => InstitutionPostsFilled "带来的岗位不计", "posts that came along do not count";
    Redesignations => FrontLine "转出", "they stop being front-line staff";
    Redesignations => Professionals "计入专业人才", "they count as professionals";
    FrontPasses => FrontLine "转出", "they stop being front-line staff";
    FrontPasses => Professionals "计入专业人才", "they count as professionals";
    FrontPasses => CertifiedPractising "持证在岗", "they hold a certificate and a post";
    FrontPasses => Posts "岗位随人转入", "the post comes along";
    FrontPasses => ExamPassed "计入取证", "they count among passes";
    Posts => Vacancies "多设岗位，多出空岗", "more posts, more vacancies";
    Posts => Layoffs "岗位少于人员", "fewer posts than staff";
    Posts => Appointed "晋级岗位", "graded posts";
    Posts => ExamSat "晋级岗位的机会", "the chance of a graded post";
    Posts => GraduatesEntering "岗位多、在编多，毕业生更愿来", "more and more established posts draw graduates";
    Posts => Arrivals "岗位多的区域更有吸引力", "regions with more posts draw more";
    Posts => MovedAway "本地岗位与外地相比", "posts here against those outside";
    Posts => InstitutionPostsFilled "岗位数", "posts to fill";
    Vacancies => Hires "空岗等人", "vacancies to fill";
    Vacancies => Entrants "空岗吸引求职者", "vacancies draw entrants";
    Vacancies => GraduatesEntering "空岗吸引毕业生", "vacancies draw graduates";
    Vacancies => Arrivals "空岗多的区域更有吸引力", "regions with more vacancies draw more";
    Vacancies => MovedAway "本地空岗与外地相比", "vacancies here against those outside";
    Hires => Professionals "到岗", "they hold a post now";
    Hires => CertifiedPractising "其中的持证者", "holders among them";
    Hires => People "不再求职", "they seek no more";
    Hires => Cost "招聘费用", "what hiring costs";
    Exits => Professionals "离岗", "they hold no post now";
    Exits => CertifiedPractising "其中的持证者", "holders among them";
    Exits => Appointed "聘用终止", "their appointment ends";
    Exits => People "转为求职或未从业", "they seek another post or do not practise";
    Exits => Left "无证者离开行业", "those without a certificate leave the field";
    Exits => Departures "流动者外迁", "movers look elsewhere";
    Exits => EquivalentMid "同等职称者离开", "titles leave with their holders";
    Exits => EquivalentSenior "同等职称者离开", "titles leave with their holders";
    Left => People "离开", "they leave";
    Retirements => People "退休", "they leave";
    Deaths => People "死亡", "they leave";
    Layoffs => Professionals "裁减", "they hold no post now";
    Layoffs => CertifiedPractising "其中的持证者", "holders among them";
    Layoffs => Appointed "聘用终止", "their appointment ends";
    Layoffs => People "转为求职", "they seek another post";
    ExamSat => ExamPassed "其中通过者", "some pass";
    ExamSat => PartialPapers "部分科目合格", "some pass some papers";
    ExamSat => AwaitingReview "考试合格待评审", "some pass and wait for the review";
    ExamSat => Cost "报名费", "fees";
    PartialPapers => ExamPassed "次年续考", "they sit the rest a year later";
    AwaitingReview => ExamPassed "评审通过", "they pass the review";
    ExamPassed => CertifiedPractising "在岗取证", "people in posts are certified";
    ExamPassed => CertifiedPeople "取证", "people are certified";
    ExamPassed => Issued "累计", "adds up";
    ExamPassed => People "证书变化", "their certificate changes";
    ExamPassed => Cost "取证奖励", "awards";
    CertifiedPractising => Registered "其中已登记者", "some of them register";
    CertifiedPractising => CapacityHours "持证者服务更有效", "holders serve better";
    CertifiedPractising => Appointed "等待聘用者", "they wait for an appointment";
    CertifiedPractising => Pay "证书构成", "the mix of certificates";
    CertifiedPractising => Exits "持证者去留不同", "holders leave at another rate";
    CertifiedPractising => Cost "继续教育费", "what continuing education costs";
    CertifiedPractising => CertifiedPeople "计入持证人数", "they count among holders";
    CertifiedPractising => ExamSat "升级报考与竞争", "they sit the next exam and compete for graded posts";
    CertifiedPractising => MeanAge "人员构成", "who they are";
    Appointed => Pay "按聘用等级付薪", "pay follows the grade";
    Pay => Exits "薪酬相对社会工资", "pay against outside pay";
    Pay => Hires "薪酬高的岗位先满", "posts that pay more fill first";
    Pay => Entrants "薪酬吸引求职者", "pay draws entrants";
    Pay => People "未从业者回流", "holders who do not practise come back";
    Pay => GraduatesEntering "薪酬吸引毕业生", "pay draws graduates";
    Pay => Arrivals "薪酬高的区域更有吸引力", "regions that pay more draw more";
    Pay => MovedAway "与外地薪酬相比", "pay here against pay outside";
    Pay => ExamSat "级差决定证书价值", "grade steps make a certificate worth it";
    Pay => Cost "工资与津贴", "wages and allowances";
    Pay => Posts "同样预算，人均越高岗位越少", "the same budget pays fewer posts";
    Pay => Organisations "同样预算，岗位越少机构越少", "fewer posts sustain fewer agencies";
    Pay => CashGap "机构开票额", "what agencies invoice";
    Registered => CapacityHours "登记者服务更有效", "the registered serve better";
    CapacityHours => ServedHours "能服务的工时", "hours that can be served";
    CapacityHours => Load "能力越大负荷越低", "more capacity, less load";
    CapacityHours => SecondedHours "可派出的上限", "how many hours can be sent", with RuralService;
    SecondedHours => CapacityHours "下乡工时", "hours that arrive or leave";
    SecondedHours => Load "下乡工时", "hours that arrive or leave";
    ServedHours => BacklogHours "未服务的积压", "what is not served waits";
    Volunteers => CapacityHours "志愿者工时", "hours of volunteers";
    Volunteers => Cost "志愿者经费", "what volunteers cost";
    Load => Exits "负荷高，离职多", "more load, more leave";
    Organisations => Posts "机构数决定承接能力", "agencies limit the posts that can be taken on";
    CashGap => Layoffs "断流裁员", "agencies that run dry lay off";
    CashGap => Hires "断流停招", "agencies that run dry hire nobody";
    Venues => Cost "建设费用", "what opening costs";
    Cost => Funding "由谁承担；原有岗位的工资不计", "who pays; wages of posts that were paid before do not count";
};

/// What each metric reads.
const TO_METRICS: &[Edge] = to_metrics! {
    Professionals <= Professionals [];
    CertifiedPractising <= CertifiedPractising [];
    PerRegistered <= Professionals [];
    TrainingHours <= TrainingHours [];
    InstitutionPostShare <= InstitutionPostsFilled [];
    MidOrEquivalent <= CertifiedPractising [MID, SENIOR];
    MidOrEquivalent <= EquivalentMid [];
    MidOrEquivalent <= EquivalentSenior [];
    SeniorOrEquivalent <= CertifiedPractising [SENIOR];
    SeniorOrEquivalent <= EquivalentSenior [];
    ProfessionalsPerCommunity <= Professionals [S::Community.index()];
    Agencies <= Organisations [];
    TrainingHoursPerYear <= TrainingHours [];
    StationCoverage <= Stations [];
    SchoolCoverage <= Professionals [S::School.index()];
    WorkerShare <= WorkerShare [];
    LabourShare <= LabourShare [];
    AgencyPayRatio <= Pay [S::Ngo.index()];
    AgencyPayRatio <= OutsidePay [];
    VenueCoverage <= Venues [];
};

const TO_MONEY: &[Edge] = &[Edge {
    from: Node::Variable(Variable::Funding),
    to: Node::Measured(Measured::PublicMoney),
    members: &[MoneySource::Fiscal.index(), MoneySource::Lottery.index()],
    how: label("财政与福彩部分", "the fiscal and lottery part"),
    may_rest: None,
    only_with: None,
}];

/// All edges, levers first.
pub fn edges() -> impl Iterator<Item = &'static Edge> {
    [FROM_LEVERS, BETWEEN, TO_METRICS, TO_MONEY].into_iter().flatten()
}

/// What a node drives directly.
pub fn edges_from(node: Node) -> impl Iterator<Item = &'static Edge> {
    edges().filter(move |edge| edge.from == node)
}

/// Everything that a node can change, directly or by way of others, without the node itself.
pub fn reachable(from: Node) -> Vec<Node> {
    let mut found: Vec<Node> = Vec::new();
    let mut next = vec![from];
    while let Some(node) = next.pop() {
        for edge in edges_from(node) {
            if !found.contains(&edge.to) {
                found.push(edge.to);
                next.push(edge.to);
            }
        }
    }
    found.sort_unstable();
    found
}

/// The name people read of one member of a variable's index set; nothing where there is only one.
pub fn member_label(variable: Variable, member: usize) -> Option<Label> {
    use crate::ids::{Certificate, Group, Place};
    use crate::results::Index;
    Some(match variable.info().index {
        Index::Single => return None,
        Index::Setting => S::ALL[member].label(),
        Index::PlaceCertificate => Place::ALL[member / CERTIFICATES].label(),
        Index::Certificate => Certificate::ALL[member + 1].label(),
        Index::Group => Group::ALL[member].label(),
        Index::CostItem => C::ALL[member].label(),
        Index::MoneySource => MoneySource::ALL[member].label(),
        Index::Programme => P::ALL[member].label(),
        Index::Equity => Equity::ALL[member].label(),
    })
}
