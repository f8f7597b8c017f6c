//! `checks.toml`: what to expect of a place's runs, in words a planner reads and as a range the program checks.

use super::course::{Frame, run_goes};
use super::input::{Input, Log};
use super::policy_file::read_courses;
use super::problem::{both, said};
use super::walk::{Doc, Fields, Node, Noted, parse};
use super::{LeverKey, Policy, Scenario, Schedule, Text};
use crate::ids::{Label, index_set};
use crate::sorted::Map;
use crate::time::{Month, TimeGrid};
use serde::{Deserialize, Serialize};

macro_rules! measures {
    ($($(#[$doc:meta])* $variant:ident = $key:literal, $zh:literal, $en:literal, $unit:literal, $months:literal;)*) => {
        index_set! {
            /// What a check reads from a run, for the whole place.
            Measure [MEASURES] { $($(#[$doc])* $variant = $key, $zh, $en;)* }
        }
        /// Unit, and how many months a value is made of.
        const INFO: [(&str, usize); MEASURES] = [$(($unit, $months)),*];
    };
}

measures! {
    /// Vacancies ÷ posts.
    VacancyShare = "vacancy_share", "空岗占岗位", "Vacancies ÷ posts", "share", 1;
    /// Vacancies ÷ posts of stations and agencies.
    ContractVacancyShare = "contract_vacancy_share", "社工站和机构空岗占岗位", "Vacancies ÷ posts of stations and agencies", "share", 1;
    /// Separations of twelve months ÷ mean staff in them, stations and agencies together. Lay-offs are counted apart.
    ContractSeparations = "contract_separations", "社工站和机构年离岗率", "Yearly separations ÷ staff of stations and agencies", "share/year", 12;
    /// Mean age of people in posts.
    MeanAge = "mean_age", "在岗人员平均年龄", "Mean age of people in posts", "years", 1;
    /// Perceived load.
    Load = "load", "感受到的负荷", "Perceived load", "held ÷ capacity", 1;
    /// How far perceived load lies below its cap where so much need is not met that it should be there; the region furthest off.
    LoadBelowCap = "load_below_cap", "需求远未满足处负荷低于上限的幅度", "Load below its cap where need is far from met", "held ÷ capacity", 1;
    /// Served ÷ needed hours.
    Coverage = "coverage", "已服务占需求", "Served ÷ needed hours", "share", 1;
    /// The largest difference of hires and separations ÷ separations among settings that hire all year round.
    ReplacementGap = "replacement_gap", "入职与离岗之差占离岗（最大的岗位类别）", "Hires against separations, the setting furthest off", "share", 1;
    /// Hires ÷ separations of twelve months in institutions, which hire in two months of the year.
    InstitutionReplacement = "institution_replacement", "事业单位年入职 ÷ 年离岗", "Yearly hires ÷ separations of institutions", "ratio", 12;
    /// Graduates of a year who come to look for a post ÷ all of the place's students who graduate.
    GraduatesEntering = "graduates_entering", "毕业生入行比例", "Graduates who enter the field", "share", 12;
    /// Converts in what came to the field in twelve months: converts, re-designated, front-line staff who pass, entrants,
    /// graduates, experts.
    ConvertsShare = "converts_share", "一年新增人员中的转换人员", "Converts among the newcomers of a year", "share", 12;
    /// Ordinary entrants in the same.
    EntrantsShare = "entrants_share", "一年新增人员中的社会求职者", "Ordinary entrants among the newcomers of a year", "share", 12;
    /// Graduates in the same.
    GraduatesShare = "graduates_share", "一年新增人员中的毕业生", "Graduates among the newcomers of a year", "share", 12;
    /// Fewest certificates added in a month, over the levels.
    IssuedGrowth = "issued_growth", "累计发证当月增加（最少的一级）", "Certificates added in the month, the level with fewest", "certificates/month", 1;
    /// People who are there and whom no flow explains, or the reverse ÷ people; the region furthest off.
    LedgerGap = "ledger_gap", "人员账差占人数（差最大的区域）", "People no flow explains ÷ people, the region furthest off", "share", 1;
    /// People in posts.
    Professionals = "professionals", "专业人才（在岗）", "Professionals in posts", "persons", 1;
    /// Certified people, each once.
    CertifiedPeople = "certified_people", "持证人数", "Certified people", "persons", 1;
    /// In posts with a certificate.
    CertifiedPractising = "certified_practising", "持证在岗", "Certified and practising", "persons", 1;
}

impl Measure {
    /// Unit of its values.
    pub const fn unit(self) -> &'static str {
        INFO[self as usize].0
    }
    /// How many months one value is made of; before that many there is none.
    pub const fn months(self) -> usize {
        INFO[self as usize].1
    }
}

index_set! {
    /// Which policy a check runs before it moves levers.
    CheckedPolicy [CHECKED_POLICIES] {
        /// Without the document.
        Baseline = "baseline", "基准", "Baseline";
        /// What the document writes.
        Document = "document", "文件", "Document";
    }
}

/// What to expect of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// The expectation in words.
    pub say: Text,
    /// What is read.
    pub measure: Measure,
    /// The policy that is run.
    pub policy: CheckedPolicy,
    /// Levers moved on top of it.
    pub levers: Map<LeverKey, Schedule>,
    /// Whether the relative change against the baseline in the last month is meant, not the value itself.
    pub change: bool,
    /// First month looked at.
    pub from: Month,
    /// Last month looked at.
    pub to: Month,
    /// No value may be lower, where something is said.
    pub at_least: Option<f64>,
    /// No value may be higher, where something is said.
    pub at_most: Option<f64>,
}

impl Check {
    /// The policy that is run.
    pub fn policy_of(&self, scenario: &Scenario) -> Policy {
        let mut policy = match self.policy {
            CheckedPolicy::Baseline => Policy::default(),
            CheckedPolicy::Document => scenario.document_policy(),
        };
        policy.levers.extend(self.levers.clone());
        policy
    }
}

const SHAPE: Label = both(
    "[[check]] 中写 say、measure 和 at_least 或 at_most；需要时写 policy、levers、change、from 和 to",
    "[[check]] with say, measure and at_least or at_most; policy, levers, change, from and to where they matter",
);

/// Reads the checks, in the order of the text. `None` means that problems were noted.
pub(super) fn read_checks(input: &Input<'_>, frame: Frame, log: &Log) -> Option<Vec<Check>> {
    let table = parse(input, log)?;
    Fields::root(Doc { input, log }, table.get_ref(), |f| {
        let read: Vec<_> =
            f.required("check", SHAPE)?.items()?.iter().map(|node| read_check(node, frame)).collect();
        read.into_iter().collect()
    })
}

fn read_check(node: &Node<'_>, frame: Frame) -> Option<Check> {
    node.table(SHAPE, |f| {
        let say = f.text("say");
        let names: [&str; MEASURES] = Measure::ALL.map(Measure::key);
        let measure = f
            .required("measure", both("应为一个检查指标的键", "the key of a measure is expected"))
            .and_then(|n| n.one_of(both("检查指标", "measure"), &names));
        let measure = measure.map(|i| Measure::ALL[i]);
        let policies = CheckedPolicy::ALL.map(CheckedPolicy::key);
        let policy =
            f.maybe("policy", |n| n.one_of(both("方案", "policy"), &policies).map(|i| CheckedPolicy::ALL[i]));
        let levers = f.optional("levers").map(|n| read_courses(&n, frame)).unwrap_or_default();
        let change = f.maybe("change", Node::truth);
        let from = f.optional("from");
        let to = f.optional("to");
        let at_least = f.optional("at_least");
        let at_most = f.optional("at_most");
        let lowest = written(at_least.as_ref(), Node::finite);
        let highest = written(at_most.as_ref(), Node::finite);
        if at_least.is_none() && at_most.is_none() {
            node.error(
                both("这条检查没有预期", "the check expects nothing"),
                both("写 at_least = …、at_most = … 或两者", "write at_least = …, at_most = … or both"),
            );
            return None;
        }
        if let (Some(at_least), Ok(Some(low)), Ok(Some(high))) = (&at_least, lowest, highest)
            && low > high
        {
            at_least.error(
                said!("at_least（{}）大于 at_most（{}）", "at_least, {}, is above at_most, {}", low, high),
                both("没有值能满足", "no value could be right"),
            );
            return None;
        }
        let policy = policy.ok()?.unwrap_or(CheckedPolicy::Baseline);
        let change = change.ok()?.unwrap_or(false);
        if change && policy == CheckedPolicy::Baseline && levers.is_empty() {
            node.error(
                both("这条检查是基线与自己相比", "the check compares the baseline with itself"),
                both(
                    "写 levers = { … }，或取 policy = \"document\"",
                    "move levers = { … } or take policy = \"document\"",
                ),
            );
            return None;
        }
        if let (true, Some(from)) = (change, &from) {
            from.error(
                both("变化只在一个月里看", "a change is read in one month"),
                both("删去 from；to 写明月份", "leave 'from' out; 'to' names the month"),
            );
            return None;
        }
        let months = read_months(from.as_ref(), to.as_ref(), measure, frame.grid);
        // Without the run's months there is no scenario, and an error has been noted.
        let ((from, to), grid) = (months?, frame.grid?);
        Some(Check {
            say: say?,
            measure: measure?,
            policy,
            levers,
            change,
            from: from.unwrap_or(grid.start),
            to: to.unwrap_or(grid.end),
            at_least: lowest.ok()?,
            at_most: highest.ok()?,
        })
    })
}

/// What was written, where something was; `Err` when an error has been noted.
fn written<'a, T>(
    node: Option<&Node<'a>>,
    read: impl FnOnce(&Node<'a>) -> Option<T>,
) -> Result<Option<T>, Noted> {
    node.map_or(Ok(None), |node| read(node).map(Some).ok_or(Noted))
}

type Months = (Option<Month>, Option<Month>);

fn read_months(
    from: Option<&Node<'_>>,
    to: Option<&Node<'_>>,
    measure: Option<Measure>,
    grid: Option<TimeGrid>,
) -> Option<Months> {
    let inside = |node: &Node<'_>| {
        let month = node.month()?;
        let Some(grid) = grid else { return Some(month) };
        if !(grid.start..=grid.end).contains(&month) {
            node.error(said!("{} 不在推演期内", "{} lies outside the run", month), run_goes(grid));
            return None;
        }
        Some(month)
    };
    let (first, last) = (written(from, inside), written(to, inside));
    let (first, last) = (first.ok()?, last.ok()?);
    let Some(grid) = grid else { return Some((first, last)) };
    let end = last.unwrap_or(grid.end);
    if let (Some(node), Some(first)) = (from, first)
        && first > end
    {
        node.error(
            said!("{} 晚于 {}", "{} lies after {}", first, end),
            both("from 不能晚于 to", "'from' is not after 'to'"),
        );
        return None;
    }
    if let (Some(node), Some(measure)) = (to, measure) {
        let earliest = grid.start.plus(measure.months() as i32 - 1);
        if end < earliest {
            node.error(
                said!("{} 要回看 {} 个月", "{} looks back over {} months", measure.key(), measure.months()),
                said!("最早的值是 {} 的", "its first value is that of {}", earliest),
            );
            return None;
        }
    }
    Some((first, last))
}
