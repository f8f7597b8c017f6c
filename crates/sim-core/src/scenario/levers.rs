//! The levers a planner can move: one row each, the only place where a lever is declared.

use crate::ids::{Label, index_set};
use serde::{Deserialize, Serialize};

index_set! {
    /// The groups on the lever wall.
    Theme [THEMES] {
        /// Schools and training.
        Education = "education", "教育培养", "Education";
        /// Training and exams.
        Exams = "exams", "培训考试", "Exams";
        /// Pay.
        Pay = "pay", "待遇", "Pay";
        /// Posts.
        Posts = "posts", "岗位", "Posts";
        /// Purchase of services.
        Purchase = "purchase", "购买服务", "Purchase";
        /// Work conditions.
        Work = "work", "工作条件", "Work";
    }
}

index_set! {
    /// Who may decide a lever.
    Authority [AUTHORITIES] {
        /// The place itself.
        Own = "own", "本级", "Own level";
        /// The province.
        Province = "province", "省级", "Province";
        /// The nation.
        Nation = "nation", "国家", "Nation";
        /// The establishment office, which fixes the number of public posts.
        Establishment = "establishment", "编制部门", "Establishment office";
    }
}

/// What a lever's value is for one region when it is set for the whole place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Share {
    /// The same value everywhere.
    Same,
    /// The region's part by population.
    ByPopulation,
    /// The region's part by starting staff.
    ByStaff,
    /// The region's part by townships and county seats.
    ByTownships,
    /// The same part for every region.
    Evenly,
}

/// A lever: what a policy may set.
#[derive(Clone, Copy, Debug)]
pub struct Lever {
    /// Its number.
    pub key: LeverKey,
    /// Where it stands on the lever wall.
    pub theme: Theme,
    /// Unit.
    pub unit: Label,
    /// Smallest value; of a total for the whole place: in a place of [`REFERENCE_RESIDENTS`].
    pub min: f64,
    /// Largest value, likewise.
    pub max: f64,
    /// Step of the slider, likewise.
    pub tick: f64,
    /// The value at which it has no effect on people's behaviour.
    pub neutral: f64,
    /// The values are shares, shown as percent.
    pub percent: bool,
    /// How a value for the whole place is shared out among regions.
    pub share: Share,
    /// Who may decide it.
    pub authority: Authority,
    /// What it does, in a sentence.
    pub help: Label,
}

macro_rules! levers {
    ($($variant:ident $key:literal ($zh:literal, $en:literal) $theme:ident unit($uzh:literal, $uen:literal)
       $min:literal .. $max:literal by $tick:literal neutral $neutral:literal $share:ident $authority:ident
       help($hzh:literal, $hen:literal);)*) => {
        index_set! {
            /// The levers, numbered.
            LeverKey [LEVER_COUNT] { $(#[doc = $en] $variant = $key, $zh, $en;)* }
        }

        /// All levers, in the order of their numbers.
        pub const LEVERS: [Lever; LEVER_COUNT] = [$(Lever {
            key: LeverKey::$variant, theme: Theme::$theme, unit: Label { zh: $uzh, en: $uen },
            min: $min, max: $max, tick: $tick, neutral: $neutral, percent: is_percent($uzh),
            share: Share::$share, authority: Authority::$authority, help: Label { zh: $hzh, en: $hen },
        },)*];
    };
}

const fn is_percent(unit: &str) -> bool {
    matches!(unit.as_bytes(), b"%")
}

/// Residents of the place for which the table gives the bounds of totals: Chuxiong's of 2020.
pub const REFERENCE_RESIDENTS: f64 = 2_416_747.0;

/// Between which values a lever moves in a place, and in which steps.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Smallest value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
    /// Step of the slider.
    pub tick: f64,
}

/// How many times larger the bounds of totals are in a place of so many residents: 1, 2 or 5 times a power of ten,
/// so that ticks stay round.
pub fn scale_of(residents: f64) -> f64 {
    let ratio = residents / REFERENCE_RESIDENTS;
    let mut best = 1.0;
    let mut decade = 1e-4;
    while decade <= 1e4 {
        for digit in [1.0, 2.0, 5.0] {
            let candidate: f64 = digit * decade;
            // Nearest by ratio.
            let (a, b) =
                (candidate.max(ratio) / candidate.min(ratio), f64::max(best, ratio) / f64::min(best, ratio));
            if a < b {
                best = candidate;
            }
        }
        decade *= 10.0;
    }
    best
}

impl Lever {
    /// Its bounds in a place whose totals are `scale` times the reference place's, see [`scale_of`].
    pub fn bounds(&self, scale: f64) -> Bounds {
        let by = if self.share == Share::Same { 1.0 } else { scale };
        Bounds { min: self.min * by, max: self.max * by, tick: (self.tick * by).max(self.tick.min(1.0)) }
    }
}

impl LeverKey {
    /// The lever's row.
    pub const fn lever(self) -> &'static Lever {
        &LEVERS[self as usize]
    }
}

levers! {
    IntakeCollege "intake_college" ("专科招生", "Intake, college") Education unit("人/年", "per yr") 0.0 .. 400.0 by 5.0 neutral 0.0 ByStaff Province
        help("社会工作专科（三年）每年招生数，全地区合计", "Students admitted a year to college social work (three years), whole place");
    IntakeBachelor "intake_bachelor" ("本科招生", "Intake, bachelor") Education unit("人/年", "per yr") 0.0 .. 800.0 by 5.0 neutral 0.0 ByStaff Province
        help("社会工作本科（四年）每年招生数，全地区合计", "Students admitted a year to bachelor social work (four years), whole place");
    IntakeMaster "intake_master" ("硕士招生", "Intake, master") Education unit("人/年", "per yr") 0.0 .. 200.0 by 1.0 neutral 0.0 ByStaff Province
        help("社会工作硕士（两年）每年招生数，全地区合计", "Students admitted a year to master of social work (two years), whole place");
    DirectedPlaces "directed_places" ("定向培养名额", "Directed places") Education unit("人/年", "per yr") 0.0 .. 200.0 by 5.0 neutral 0.0 ByTownships Province
        help("每年定向培养的本科名额：毕业后回户籍地服务约定年限，按乡镇数分配", "Bachelor places a year with a contract to serve at home for some years, shared out by townships");
    BondedYears "bonded_years" ("定向服务期", "Bonded service") Education unit("年", "years") 0.0 .. 6.0 by 1.0 neutral 6.0 Same Province
        help("定向培养毕业生的约定服务年限", "Years of service that graduates of directed places owe");
    TrainingBases "training_bases" ("实训基地", "Training bases") Education unit("个", "bases") 0.0 .. 40.0 by 1.0 neutral 0.0 Evenly Own
        help("社会工作培训（实训）基地数，全地区合计；每区域一个即全覆盖，放大培训对报考和通过的作用", "Training bases in the whole place; one a region covers it and strengthens what training does for uptake and passing");
    ContinuingEducation "continuing_education" ("继续教育学时", "Continuing education") Education unit("小时/人年", "h/head/yr") 0.0 .. 40.0 by 2.0 neutral 0.0 Same Own
        help("由财政支付的持证人员继续教育学时；三年 72（助理）或 90（中级）小时才能登记", "Hours of continuing education funded per holder and year; registration asks for 72 (assistant) or 90 (mid) in three years");

    TrainingHours "training_hours" ("培训学时", "Training hours") Exams unit("小时/人年", "h/head/yr") 0.0 .. 60.0 by 1.0 neutral 2.0 Same Own
        help("每名一线从业人员每年由财政支付的培训学时；决定转换速度，也略微提高报考和通过率", "Training hours funded per front-line head and year; they set the pace of conversion and raise uptake and pass rates a little");
    FeePaid "exam_fee_paid" ("报名费报销", "Exam fee paid") Exams unit("%", "%") 0.0 .. 1.0 by 0.05 neutral 0.0 Same Own
        help("考试报名费由财政承担的比例", "Share of the exam fee that public money pays");
    AwardAssistant "award_assistant" ("助理级取证奖励", "Award, assistant") Exams unit("元", "¥") 0.0 .. 5000.0 by 100.0 neutral 0.0 Same Own
        help("在岗人员取得助理社会工作师证书的一次性奖励", "One-off award to people in post for the assistant certificate");
    AwardMid "award_mid" ("中级取证奖励", "Award, mid") Exams unit("元", "¥") 0.0 .. 10000.0 by 100.0 neutral 0.0 Same Own
        help("在岗人员取得社会工作师证书的一次性奖励", "One-off award to people in post for the mid-level certificate");
    AwardSenior "award_senior" ("高级取证奖励", "Award, senior") Exams unit("元", "¥") 0.0 .. 20000.0 by 500.0 neutral 0.0 Same Own
        help("在岗人员取得高级社会工作师证书的一次性奖励", "One-off award to people in post for the senior certificate");
    GradedMid "graded_mid" ("中级岗位比例", "Graded posts, mid") Exams unit("%", "%") 0.0 .. 0.8 by 0.01 neutral 0.3 Same Establishment
        help("可聘用中级的岗位占全部岗位的比例", "Share of posts to which mid-level holders can be appointed");
    GradedSenior "graded_senior" ("高级岗位比例", "Graded posts, senior") Exams unit("%", "%") 0.0 .. 0.3 by 0.01 neutral 0.05 Same Establishment
        help("可聘用高级的岗位占全部岗位的比例", "Share of posts to which senior holders can be appointed");
    OutsideDrive "outside_drive" ("社会考生动员", "Outside-candidate drive") Exams unit("%", "%") 0.0 .. 1.0 by 0.05 neutral 0.0 Same Own
        help("宣传动员使系统外报考人数增加的比例；取证后多数不在岗", "By how much publicity raises the number of outside candidates; most of those who pass do not practise");

    SubsidyAssistant "subsidy_assistant" ("助理级月津贴", "Allowance, assistant") Pay unit("元/月", "¥/mo") 0.0 .. 600.0 by 10.0 neutral 0.0 Same Own
        help("聘用到助理级岗位者的月津贴，仅限符合条件的岗位", "Monthly allowance of those appointed at assistant grade, in eligible settings only");
    SubsidyMid "subsidy_mid" ("中级月津贴", "Allowance, mid") Pay unit("元/月", "¥/mo") 0.0 .. 1000.0 by 10.0 neutral 0.0 Same Own
        help("聘用到中级岗位者的月津贴，仅限符合条件的岗位", "Monthly allowance of those appointed at mid grade, in eligible settings only");
    SubsidySenior "subsidy_senior" ("高级月津贴", "Allowance, senior") Pay unit("元/月", "¥/mo") 0.0 .. 1500.0 by 10.0 neutral 0.0 Same Own
        help("聘用到高级岗位者的月津贴，仅限符合条件的岗位", "Monthly allowance of those appointed at senior grade, in eligible settings only");
    PayFloor "pay_floor" ("薪酬底线", "Pay floor") Pay unit("× 均薪", "× avg") 0.0 .. 1.2 by 0.05 neutral 0.0 Same Own
        help("薪酬不低于当地城镇非私营单位平均工资的倍数；0 为不设", "Pay at least this multiple of the local urban non-private average; 0 is off");
    RuralBonus "rural_bonus" ("乡镇岗位补贴", "Rural bonus") Pay unit("元/月", "¥/mo") 0.0 .. 800.0 by 20.0 neutral 0.0 Same Own
        help("社区、社工站和机构岗位的乡镇工作补贴，按县市的乡村人口比例计", "Bonus for posts in communities, stations and agencies, by the region's rural share");
    Recognition "recognition" ("表彰面", "Recognition") Pay unit("%", "%") 0.0 .. 0.2 by 0.01 neutral 0.0 Same Own
        help("每年受表彰人员占在岗人员的比例", "Share of people in posts who are honoured in a year");
    TalentRecruitment "talent_recruitment" ("人才引进", "Talent recruitment") Pay unit("人/年", "per yr") 0.0 .. 100.0 by 1.0 neutral 0.0 ByStaff Own
        help("每年从外地引进的高层次或同等水平人才，全地区合计", "Experienced people of equivalent level recruited a year from outside, whole place");

    CommunityStaff "community_staff" ("每社区社工", "Per community") Posts unit("人/社区", "per community") 0.0 .. 6.0 by 0.1 neutral 1.0 Same Own
        help("每个城镇社区配备的社工岗位数", "Social-work posts per urban community");
    VillageCoverage "village_coverage" ("村级覆盖", "Village coverage") Posts unit("%", "%") 0.0 .. 1.0 by 0.05 neutral 0.0 Same Own
        help("设一个社工岗位的行政村比例", "Share of villages with one social-work post");
    StationCoverage "station_coverage" ("社工站覆盖", "Station coverage") Posts unit("%", "%") 0.0 .. 1.0 by 0.01 neutral 0.0 Same Own
        help("有社工站的乡镇（街道）比例", "Share of townships and streets with a station");
    StationStaff "station_staff" ("每站人数", "Staff per station") Posts unit("人/站", "per station") 1.0 .. 8.0 by 0.1 neutral 2.4 Same Own
        help("每个社工站的岗位数", "Posts per station");
    InstitutionShare "institution_share" ("事业单位社工岗", "Institution posts") Posts unit("%", "%") 0.0 .. 1.0 by 0.01 neutral 0.48 Same Establishment
        help("社会工作类事业单位专业技术岗位中社工岗的比例", "Share of social-work posts among professional posts of social-work institutions");
    GovernmentPosts "government_posts" ("机关群团新增岗", "New government posts") Posts unit("个", "posts") 0.0 .. 600.0 by 10.0 neutral 0.0 ByPopulation Establishment
        help("机关和群团新增的社工岗位，全地区合计", "New social-work posts in departments and mass organisations, whole place");
    CountyCentres "county_centres" ("县级指导中心", "County centres") Posts unit("%", "%") 0.0 .. 1.0 by 0.05 neutral 0.0 Same Own
        help("有社工指导中心的区域比例：县、乡、村三级网络的上一级", "Share of regions with a guidance centre: the upper tier of the county, township and village network");
    SchoolPosts "school_posts" ("每校社工", "Per school") Posts unit("人/校", "per school") 0.0 .. 2.0 by 0.05 neutral 0.0 Same Own
        help("每所公办中小学的社工岗位（含购买服务）", "Social-work posts per public school, purchased services included");
    HospitalPosts "hospital_posts" ("每百床社工", "Per 100 beds") Posts unit("人/百床", "per 100 beds") 0.0 .. 2.0 by 0.05 neutral 0.0 Same Own
        help("每百张病床的医务社工岗位", "Medical social work posts per 100 hospital beds");
    RecruitPriority "recruit_priority" ("持证优先录用", "Priority in hiring") Posts unit("%", "%") 0.0 .. 1.0 by 0.05 neutral 0.0 Same Own
        help("同等条件下优先录用持证人员的力度：放大用人单位对证书的偏好", "How far holders come first in hiring: it strengthens employers' preference for certificates");
    RetirementDelay "retirement_delay" ("延迟退休", "Later retirement") Posts unit("年", "years") 0.0 .. 5.0 by 0.25 neutral 0.0 Same Nation
        help("在 2025 年改革之外再延迟的年数", "Years of delay beyond the reform of 2025");
    DemonstrationSites "demonstration_sites" ("示范点", "Demonstration sites") Posts unit("个", "sites") 0.0 .. 60.0 by 1.0 neutral 0.0 ByTownships Own
        help("示范单位（试点）数，全地区合计；示范点人员离职较少、报考较多", "Demonstration sites in the whole place; their staff leave less and sit exams more");
    VenuesOpened "venues_opened" ("每年新建场所", "Venues opened") Posts unit("处/年", "per yr") 0.0 .. 40.0 by 1.0 neutral 0.0 ByTownships Own
        help("每年新建的县、乡两级孵化和活动场所", "Incubation and activity venues opened a year in counties and townships");

    PurchaseBudget "purchase_budget" ("购买服务预算", "Purchase budget") Purchase unit("元/年", "¥/yr") 0.0 .. 100_000_000.0 by 500_000.0 neutral 0.0 ByPopulation Own
        help("政府向社工机构购买服务的年度预算", "Yearly budget for services bought from agencies");
    LabourShare "labour_share" ("人力成本占比", "Labour share") Purchase unit("%", "%") 0.4 .. 0.95 by 0.01 neutral 0.7 Same Own
        help("购买服务经费中人力成本的实际比例；文件规定下限的，取下限以上的值", "Share of purchase money that really goes to labour; where a document sets a floor, take a value above it");
    WorkerShare "worker_share" ("项目社工占比", "Worker share") Purchase unit("%", "%") 0.3 .. 1.0 by 0.01 neutral 0.6 Same Own
        help("购买服务项目人员中社会工作专业人才的实际比例；文件规定下限的，取下限以上的值", "Share of professionals that project staff really have; where a document sets a floor, take a value above it");
    ContractRenewal "contract_renewal" ("合同续签率", "Contract renewal") Purchase unit("%", "%") 0.5 .. 1.0 by 0.01 neutral 0.88 Same Own
        help("到期项目合同续签的比例（每年）", "Share of expiring project contracts that are renewed, a year");
    PaymentDelay "payment_delay" ("付款延迟", "Payment delay") Purchase unit("月", "months") 0.0 .. 12.0 by 1.0 neutral 3.0 Same Own
        help("购买服务款项从开票到到账的月数；比惯常更晚才会使机构断流", "Months from invoice to payment of purchased services; agencies run dry when it is later than usual");
    AgencyIncubation "agency_incubation" ("机构孵化", "Agency incubation") Purchase unit("家", "agencies") 0.0 .. 60.0 by 1.0 neutral 0.0 ByPopulation Own
        help("孵化扶持的社工机构数，全地区合计；机构数决定承接预算的能力", "Agencies supported by incubation in the whole place; how many there are limits the budget they can take on");
    SocietyShare "society_share" ("慈善社会资金占比", "Charity and society") Purchase unit("%", "%") 0.0 .. 0.5 by 0.01 neutral 0.1 Same Own
        help("购买服务和社工站经费中慈善与社会资金的比例", "Share of purchased services and stations paid by charity and society");

    AdminLoad "admin_load" ("行政事务占比", "Admin load") Work unit("%", "%") 0.1 .. 0.6 by 0.01 neutral 0.35 Same Own
        help("工作时间中行政事务所占比例", "Share of working time spent on administrative tasks");
    Supervision "supervision" ("督导配比", "Supervision") Work unit("人/督导", "per supervisor") 5.0 .. 60.0 by 1.0 neutral 20.0 Same Own
        help("每名督导带的社工人数", "Workers per supervisor");
    Volunteers "volunteers_per_worker" ("每社工带志愿者", "Volunteers per worker") Work unit("人/社工", "per worker") 0.0 .. 30.0 by 1.0 neutral 0.0 Same Own
        help("每名社工联系的志愿者；社工督导不过来的部分不起作用", "Volunteers linked to each worker; those beyond what a worker can supervise do nothing");
    RuralService "rural_service" ("下乡服务", "Rural service") Work unit("人", "workers") 0.0 .. 200.0 by 5.0 neutral 0.0 ByStaff Own
        help("从城镇派往乡村服务的全职社工数（对口支援），全地区合计", "Full-time workers sent from urban to rural regions, whole place");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lever_has_its_neutral_value_within_its_bounds() {
        for lever in &LEVERS {
            let key = lever.key.key();
            assert!(lever.min < lever.max && lever.tick > 0.0, "{key}");
            assert!((lever.min..=lever.max).contains(&lever.neutral), "{key}");
        }
    }
}
