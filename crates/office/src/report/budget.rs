//! The budget: what each item costs in each year, as quantity × standard × months wherever it is such a product.
//!
//! The model works month by month and region by region, with caps and floors; a budget for finance is a table of products. Each item has
//! a row that holds what its products leave open, so that a year's rows sum to the model's money exactly.

use crate::number::Lang;
use crate::question::{Question, Runs};
use serde::Serialize;
use sim_core::ids::{Certificate, CostItem, MoneySource, Place, Programme, Setting};
use sim_core::results::{Trajectory, Variable};
use sim_core::time::Month;
use sim_core::{LeverKey, Policy};

/// A row of the budget.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BudgetRow {
    /// The year.
    pub year: i32,
    /// Key of the item.
    pub item: &'static str,
    /// Its name.
    pub name: String,
    /// What within it: a setting, a level, a programme.
    pub part: String,
    /// What is counted, and what the standard is.
    pub unit: String,
    /// The plan.
    pub plan: Amount,
    /// Without it.
    pub baseline: Amount,
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Quantity × standard × months.
    Product(Product),
    /// What the model's money of the item has beyond its products, or all of it where it is no product; yuan.
    Sum(f64),
}

/// Quantity × standard × months.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Product {
    /// How many.
    pub quantity: f64,
    /// Yuan for each and month.
    pub standard: f64,
    /// How many months.
    pub months: f64,
}

/// The model's own sums of a year, yuan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct YearMoney {
    /// The year.
    pub year: i32,
    /// All cost of the plan.
    pub plan_cost: f64,
    /// All cost without it.
    pub baseline_cost: f64,
    /// Programme money of the plan by source: fiscal, lottery, society.
    pub plan: [f64; 3],
    /// The same without it.
    pub baseline: [f64; 3],
}

impl Amount {
    /// Yuan.
    pub fn yuan(self) -> f64 {
        match self {
            Self::Product(Product { quantity, standard, months }) => quantity * standard * months,
            Self::Sum(yuan) => yuan,
        }
    }
}

/// The months of a year within one run.
struct Year<'a> {
    question: &'a Question,
    policy: &'a Policy,
    run: &'a Trajectory,
    rows: Vec<usize>,
}

impl Year<'_> {
    fn months(&self) -> f64 {
        self.rows.len() as f64
    }
    fn sum(&self, variable: Variable, member: usize) -> f64 {
        let series = self.run.series(variable, member, None);
        self.rows.iter().map(|row| series[*row]).sum()
    }
    /// Mean of the months.
    fn mean(&self, variable: Variable, member: usize) -> f64 {
        self.sum(variable, member) / self.months()
    }
    fn lever(&self, key: LeverKey) -> f64 {
        let scenario = &self.question.scenario;
        let values = self.rows.iter().map(|row| scenario.lever_value(self.policy, key, self.run.month(*row)));
        values.sum::<f64>() / self.months()
    }
    fn cost(&self, item: CostItem) -> f64 {
        self.sum(Variable::Cost, item.index())
    }
    fn monthly(&self, quantity: f64, standard: f64) -> Product {
        Product { quantity, standard, months: self.months() }
    }

    /// The products of an item: part, unit, product.
    #[expect(clippy::too_many_lines, reason = "a table of items: a product or a few each")]
    fn products(&self, item: CostItem, lang: Lang) -> Vec<(String, &'static str, Product)> {
        let params = &self.question.scenario.params;
        let once = |quantity, standard| Product { quantity, standard, months: 1.0 };
        let per_year = lang.of("年度标准按月均摊", "yearly standard, a twelfth a month");
        match item {
            CostItem::Wages => Setting::ALL
                .into_iter()
                .map(|setting| {
                    let (heads, pay) = (
                        self.run.series(Variable::Professionals, setting.index(), None),
                        self.run.series(Variable::Pay, setting.index(), None),
                    );
                    let total: f64 = self.rows.iter().map(|row| heads[*row]).sum();
                    let bill: f64 = self.rows.iter().map(|row| heads[*row] * pay[*row]).sum();
                    let standard = if total > 0.0 { bill / total * (1.0 + params.insurance) } else { 0.0 };
                    (
                        lang.label(setting.label()).to_owned(),
                        lang.of(
                            "在岗人数 × 平均月薪（含社保）",
                            "people in posts × mean monthly pay with insurance",
                        ),
                        self.monthly(total / self.months(), standard),
                    )
                })
                .collect(),
            CostItem::Subsidies => {
                let levels = [
                    (Certificate::Assistant, LeverKey::SubsidyAssistant),
                    (Certificate::Mid, LeverKey::SubsidyMid),
                    (Certificate::Senior, LeverKey::SubsidySenior),
                ];
                let eligible = params.subsidy_in();
                let held = |certificate: Certificate| -> f64 {
                    let places = Place::ALL.into_iter().zip(eligible);
                    places
                        .map(|(place, share)| {
                            share * self.mean(Variable::People, place.index() * 4 + certificate.index())
                        })
                        .sum()
                };
                levels
                    .into_iter()
                    .map(|(level, lever)| {
                        (
                            lang.label(level.label()).to_owned(),
                            lang.of(
                                "符合条件岗位的持证人数 × 月津贴",
                                "holders in eligible settings × monthly allowance",
                            ),
                            self.monthly(held(level), self.lever(lever)),
                        )
                    })
                    .collect()
            }
            CostItem::Training => vec![
                (
                    lang.of("一线人员", "front-line staff").to_owned(),
                    lang.of("人数 × 年学时 × 每学时费用 ÷ 12", "heads × hours a year × cost of an hour ÷ 12"),
                    self.monthly(
                        self.mean(Variable::FrontLine, 0),
                        self.lever(LeverKey::TrainingHours) * params.training_hour_cost / 12.0,
                    ),
                ),
                (
                    lang.of("继续教育", "continuing education").to_owned(),
                    lang.of(
                        "持证在岗人数 × 年学时 × 每学时费用 ÷ 12",
                        "holders in posts × hours a year × cost of an hour ÷ 12",
                    ),
                    self.monthly(
                        (0..3).map(|k| self.mean(Variable::CertifiedPractising, k)).sum(),
                        self.lever(LeverKey::ContinuingEducation) * params.training_hour_cost / 12.0,
                    ),
                ),
            ],
            CostItem::Hiring => vec![(
                String::new(),
                lang.of("入职人次 × 每人招聘费用", "hires × cost of a hire"),
                once(
                    Setting::ALL.iter().map(|s| self.sum(Variable::Hires, s.index())).sum(),
                    params.hire_cost,
                ),
            )],
            CostItem::Venues => {
                let venues = self.run.series(Variable::Venues, 0, None);
                let (first, last) = (self.rows[0].saturating_sub(1), self.rows[self.rows.len() - 1]);
                vec![(
                    String::new(),
                    lang.of("新建场所 × 每处费用", "venues opened × cost of one"),
                    once(venues[last] - venues[first], params.venue_cost),
                )]
            }
            CostItem::Education => vec![
                (
                    lang.of("在校生", "students").to_owned(),
                    per_year,
                    self.monthly(
                        Programme::ALL.iter().map(|p| self.mean(Variable::Students, p.index())).sum(),
                        params.student_cost / 12.0,
                    ),
                ),
                (
                    lang.of("定向生补助", "directed students").to_owned(),
                    per_year,
                    self.monthly(
                        self.mean(Variable::Students, Programme::Directed.index()),
                        params.directed_cost / 12.0,
                    ),
                ),
                (
                    lang.of("实训基地", "training bases").to_owned(),
                    per_year,
                    self.monthly(self.lever(LeverKey::TrainingBases), params.base_cost / 12.0),
                ),
                (
                    lang.of("示范点", "demonstration sites").to_owned(),
                    per_year,
                    self.monthly(self.lever(LeverKey::DemonstrationSites), params.site_cost / 12.0),
                ),
            ],
            CostItem::People => vec![
                (
                    lang.of("表彰", "honours").to_owned(),
                    lang.of("在岗人数 × 表彰面 × 单价 ÷ 12", "people in posts × share honoured × cost ÷ 12"),
                    self.monthly(
                        Setting::ALL.iter().map(|s| self.mean(Variable::Professionals, s.index())).sum(),
                        self.lever(LeverKey::Recognition) * params.recognition_cost / 12.0,
                    ),
                ),
                (
                    lang.of("引进人才", "recruited experts").to_owned(),
                    lang.of("引进人数 × 每人补助", "experts × grant"),
                    once(self.sum(Variable::Experts, 0), params.talent_cost),
                ),
                (
                    lang.of("志愿者", "volunteers").to_owned(),
                    lang.of("联系的志愿者 × 年费用 ÷ 12", "volunteers linked × yearly cost ÷ 12"),
                    self.monthly(
                        self.mean(Variable::Volunteers, 0) / params.volunteer_active.max(f64::MIN_POSITIVE),
                        params.volunteer_cost / 12.0,
                    ),
                ),
            ],
            CostItem::Incubation => vec![(
                String::new(),
                per_year,
                self.monthly(self.lever(LeverKey::AgencyIncubation), params.incubation_cost / 12.0),
            )],
            CostItem::Awards | CostItem::Fees | CostItem::Overhead | CostItem::Supervision => Vec::new(),
        }
    }
}

/// Less than a cent.
const NOTHING: f64 = 0.005;

/// All rows and sums up to the plan year.
pub(super) fn of(question: &Question, runs: &Runs) -> (Vec<BudgetRow>, Vec<YearMoney>) {
    let (scenario, lang) = (&question.scenario, question.lang);
    let nobody = Policy::default();
    let (mut table, mut money) = (Vec::new(), Vec::new());
    for at in scenario.grid.start.year()..=scenario.plan_year.min(scenario.grid.end.year()) {
        let months = (1..=12).filter_map(|month| runs.plan.grid().row(Month::new(at, month)));
        let rows: Vec<usize> = months.filter(|row| *row > 0).collect();
        if rows.is_empty() {
            continue;
        }
        let of = |policy, run| Year { question, policy, run, rows: rows.clone() };
        let (plan, baseline) = (of(&question.policy, &runs.plan), of(&nobody, &runs.baseline));
        for item in CostItem::ALL {
            let row = |part: String, unit: &str, plan, baseline| BudgetRow {
                year: at,
                item: item.key(),
                name: lang.label(item.label()).to_owned(),
                part,
                unit: unit.to_owned(),
                plan,
                baseline,
            };
            let (mut open, mut open_baseline) = (plan.cost(item), baseline.cost(item));
            let products = plan.products(item, lang);
            let divided = !products.is_empty();
            for ((part, unit, ours), (_, _, theirs)) in
                products.into_iter().zip(baseline.products(item, lang))
            {
                let (ours, theirs) = (Amount::Product(ours), Amount::Product(theirs));
                open -= ours.yuan();
                open_baseline -= theirs.yuan();
                if ours.yuan().abs() > NOTHING || theirs.yuan().abs() > NOTHING {
                    table.push(row(part, unit, ours, theirs));
                }
            }
            if open.abs() > NOTHING || open_baseline.abs() > NOTHING {
                let (part, unit) = if divided {
                    (
                        lang.of("差额", "balance"),
                        lang.of(
                            "模型逐月逐县结算与乘积之差（月中增减、津贴计入薪酬、聘用与封顶）",
                            "what the model's months, regions, caps and floors differ from the products",
                        ),
                    )
                } else {
                    (
                        lang.of("合计", "in all"),
                        lang.of("模型逐月结算，不是乘积", "summed by the model; not a product"),
                    )
                };
                table.push(row(part.to_owned(), unit, Amount::Sum(open), Amount::Sum(open_baseline)));
            }
        }
        let cost = |year: &Year<'_>| CostItem::ALL.into_iter().map(|item| year.cost(item)).sum();
        let funding =
            |year: &Year<'_>| MoneySource::ALL.map(|source| year.sum(Variable::Funding, source.index()));
        money.push(YearMoney {
            year: at,
            plan_cost: cost(&plan),
            baseline_cost: cost(&baseline),
            plan: funding(&plan),
            baseline: funding(&baseline),
        });
    }
    (table, money)
}
