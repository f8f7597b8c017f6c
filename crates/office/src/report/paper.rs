//! The report as a paper: title, headings, paragraphs, numbered tables and figures, in one order for every shape.

use super::build::value_text;
use super::{CountedRow, Indicator, Line, QuotaRow, Quotas, Report, TargetRow};
use crate::number::{self, Lang};
use serde::{Deserialize, Serialize};
use sim_core::study::breakdown::Chance;

/// A paper in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Its language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// What stands under the title: place, document, date.
    pub under: String,
    /// The answer in one sentence.
    pub answer: String,
    /// That the start is assumed, where it is.
    pub demonstration: Option<String>,
    /// What follows.
    pub blocks: Vec<Block>,
    /// The name of its file without an ending.
    pub file: String,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A heading of the first order, with its number.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A numbered table.
    Table {
        /// Number and caption.
        caption: String,
        /// Its head.
        head: Vec<String>,
        /// Its rows.
        rows: Vec<Vec<Cell>>,
        /// A remark below it.
        note: String,
    },
    /// A numbered figure.
    Figure(Plot),
    /// A new page with an annex of this name.
    Annex(String),
    /// Text as it is typed, for the command line.
    Code(String),
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What is in it.
    pub text: String,
    /// It is a number and stands to the right.
    pub number: bool,
}

/// A line of the plan beside the one without it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plot {
    /// Number and caption.
    pub caption: String,
    /// What it shows, in a sentence.
    pub says: String,
    /// The unit of its values.
    pub unit: String,
    /// The years.
    pub years: Vec<i32>,
    /// The plan.
    pub plan: Vec<f64>,
    /// Without it.
    pub baseline: Vec<f64>,
    /// A value to be reached, with its year.
    pub target: Option<(i32, f64)>,
    /// What was counted later, by year.
    pub counted: Vec<(i32, f64)>,
    /// What the plan's line is called.
    pub plan_name: String,
    /// What the other line is called.
    pub baseline_name: String,
    /// What the target is called.
    pub target_name: String,
    /// What a count is called.
    pub counted_name: String,
    /// Decimals that tell something.
    pub digits: usize,
}

impl Cell {
    fn word(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: false }
    }
    fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: true }
    }
}

/// Chinese numbers of headings.
const CHINESE: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Assumptions in the paper itself; all of them stand in the workbook.
const ASSUMPTIONS: usize = 14;

/// Counts what is numbered.
struct Numbers {
    lang: Lang,
    headings: usize,
    tables: usize,
    figures: usize,
    annexes: usize,
}

impl Numbers {
    fn heading(&mut self, zh: &str, en: &str) -> Block {
        self.headings += 1;
        Block::Heading(match self.lang {
            Lang::Zh => format!("{}、{zh}", CHINESE.get(self.headings - 1).copied().unwrap_or_default()),
            Lang::En => format!("{}. {en}", self.headings),
        })
    }
    fn table(&mut self, zh: &str, en: &str) -> String {
        self.tables += 1;
        match self.lang {
            Lang::Zh => format!("表 {}　{zh}", self.tables),
            Lang::En => format!("Table {}. {en}", self.tables),
        }
    }
    fn figure(&mut self, name: &str) -> String {
        self.figures += 1;
        match self.lang {
            Lang::Zh => format!("图 {}　{name}", self.figures),
            Lang::En => format!("Figure {}. {name}", self.figures),
        }
    }
    fn annex(&mut self, zh: &str, en: &str) -> Block {
        self.annexes += 1;
        Block::Annex(match self.lang {
            Lang::Zh => format!("附件 {}　{zh}", self.annexes),
            Lang::En => format!("Annex {}. {en}", self.annexes),
        })
    }
}

impl Paper {
    /// The paper of a report.
    pub fn of(report: &Report) -> Self {
        let lang = report.lang;
        let mut at = Numbers { lang, headings: 0, tables: 0, figures: 0, annexes: 0 };
        let mut blocks = Vec::new();
        blocks.push(at.heading("测算问题与结论", "Question and answer"));
        blocks.push(Block::Paragraph(report.question.clone()));
        blocks.push(Block::Paragraph(report.answer.clone()));
        if let Some(demonstration) = &report.demonstration {
            blocks.push(Block::Paragraph(demonstration.clone()));
        }
        if !report.targets.is_empty() {
            blocks.push(at.heading("目标完成情况", "Targets"));
            blocks.push(targets(report, &mut at));
        }
        blocks.extend(report.lines.iter().take(2).map(|line| Block::Figure(figure(line, report, &mut at))));
        if !report.counted.is_empty() {
            blocks.push(at.heading("后来的实际数", "Counted since"));
            blocks.push(counted(report, &mut at));
        }
        blocks.push(at.heading("政策措施与费用", "Measures and cost"));
        blocks.push(decisions(report, &mut at));
        blocks.push(yearly(report, &mut at));
        blocks.push(at.heading("主要假定", "Assumptions"));
        blocks.push(assumptions(report, &mut at));
        blocks.push(at.heading("测算方法", "Methods"));
        blocks.extend(report.methods.iter().cloned().map(Block::Paragraph));
        blocks.push(at.annex("指标表", "Indicators"));
        blocks.push(indicators(report, &mut at));
        if let Some(quotas) = &report.quotas {
            blocks.push(at.annex("指标分解", "Breakdown"));
            blocks.extend(breakdown(quotas, report, &mut at));
        }
        if report.quotas_refused {
            blocks.push(Block::Paragraph(not_made(lang)));
        }
        blocks.push(at.annex("分区域结果", "Regions"));
        blocks.push(regions(report, &mut at));
        blocks.push(at.annex("运行记录", "Run record"));
        blocks.push(Block::Table {
            caption: at.table("运行记录", "Run record"),
            head: [lang.of("项目", "Item"), lang.of("内容", "Value")].map(str::to_owned).to_vec(),
            rows: report
                .record
                .iter()
                .map(|fact| vec![Cell::word(&fact.name), Cell::word(&fact.value)])
                .collect(),
            note: lang
                .of(
                    "将以下内容存为 plan.toml，再执行上表命令，所得摘要码应与上表一致。",
                    "Save what follows as plan.toml and run the command: the digest must be the one above.",
                )
                .to_owned(),
        });
        blocks.push(Block::Code(report.policy.clone()));
        Self {
            lang,
            title: report.title.clone(),
            under: under(report),
            answer: report.answer.clone(),
            demonstration: report.demonstration.clone(),
            blocks,
            file: file(report),
        }
    }
}

fn under(report: &Report) -> String {
    let date = report.record.iter().find(|fact| fact.key == "date").map_or("", |fact| fact.value.as_str());
    let plan = match (report.plan.is_empty(), report.lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("方案：{}", report.plan),
        (false, Lang::En) => format!("Plan: {}", report.plan),
    };
    [report.document.as_str(), plan.as_str(), date]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("　")
}

/// The name of a report's file, without an ending.
fn file(report: &Report) -> String {
    match report.lang {
        Lang::Zh => format!("{}-测算报告-{}", report.place, report.years.1),
        Lang::En => format!("{}-report", report.scenario),
    }
}

/// What the lines of a figure are called: plan, baseline, target.
pub(crate) fn names(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Zh => ["有方案", "无方案", "目标"],
        Lang::En => ["With the plan", "Without", "Target"],
    }
}

fn heads(lang: Lang, words: &[(&str, &str)]) -> Vec<String> {
    words.iter().map(|(zh, en)| lang.of(zh, en).to_owned()).collect()
}

/// A line as a numbered figure.
fn figure(line: &Line, report: &Report, at: &mut Numbers) -> Plot {
    let lang = report.lang;
    let [plan, baseline, target] = names(lang);
    let row = line.years.iter().position(|year| *year == report.years.1).unwrap_or(line.years.len() - 1);
    let text = |value: f64| number::decimal(value, line.digits);
    Plot {
        caption: at.figure(&format!(
            "{}{}{}{}",
            line.name,
            if lang == Lang::Zh { "（" } else { " (" },
            line.unit,
            if lang == Lang::Zh { "）" } else { ")" }
        )),
        says: match lang {
            Lang::Zh => format!(
                "{}（{}）：{} 年底有方案 {}，无方案 {}。",
                line.name,
                line.note,
                line.years[row],
                text(line.plan[row]),
                text(line.baseline[row])
            ),
            Lang::En => format!(
                "{} ({}): {} at the end of {} with the plan, {} without.",
                line.name,
                line.note,
                text(line.plan[row]),
                line.years[row],
                text(line.baseline[row])
            ),
        },
        unit: line.unit.clone(),
        years: line.years.clone(),
        plan: line.plan.clone(),
        baseline: line.baseline.clone(),
        target: line.target,
        counted: line.counted.clone(),
        counted_name: lang.of("实际", "Counted").to_owned(),
        plan_name: plan.to_owned(),
        baseline_name: baseline.to_owned(),
        target_name: target.to_owned(),
        digits: line.digits,
    }
}

fn targets(report: &Report, at: &mut Numbers) -> Block {
    let lang = report.lang;
    let sure = report.targets.iter().any(|target| target.chance.is_some());
    let mut head = vec![
        ("目标", "Target"),
        ("年份", "Year"),
        ("目标值", "To reach"),
        ("测算值", "Plan"),
        ("无方案", "Without"),
        ("差额", "Margin"),
        ("结论", "Verdict"),
    ];
    if sure {
        head.push(("达成机会", "Chance"));
    }
    let row = |target: &TargetRow| {
        let text = |value: f64| Cell::number(target.scale.text(value));
        let mut row = vec![
            Cell::word(&target.name),
            Cell::word(target.year.to_string()),
            text(target.at_least),
            text(target.value),
            text(target.baseline),
            Cell::number(margin(target, lang)),
            Cell::word(if target.met { lang.of("达成", "met") } else { lang.of("未达成", "short") }),
        ];
        if sure {
            row.push(Cell::number(target.chance.as_ref().map_or_else(String::new, |chance| {
                let percent = |share: f64| number::decimal(100.0 * share, 0);
                format!("{}%（{}–{}）", percent(chance.share), percent(chance.low), percent(chance.high))
            })));
        }
        row
    };
    let mut counts: Vec<String> = report.targets.iter().map(|target| target.counted.clone()).collect();
    counts.dedup();
    Block::Table {
        caption: at.table("目标与测算结果", "Targets and what the plan reaches"),
        head: heads(lang, &head),
        rows: report.targets.iter().map(row).collect(),
        note: match lang {
            Lang::Zh => format!("口径：{}。", counts.join("；")),
            Lang::En => format!("What is counted: {}.", counts.join("; ")),
        },
    }
}

/// Shares differ by points, which percent would not say.
fn margin(target: &TargetRow, lang: Lang) -> String {
    match target.scale {
        super::Scale::Percent => {
            format!("{}{}", number::signed(100.0 * target.margin, 1), lang.of(" 点", " pts"))
        }
        scale => scale.signed(target.margin),
    }
}

fn counted(report: &Report, at: &mut Numbers) -> Block {
    let lang = report.lang;
    let row = |it: &CountedRow| {
        let value = |value: Option<f64>| {
            Cell::number(value.map_or_else(|| "–".to_owned(), |value| it.scale.text(value)))
        };
        vec![
            Cell::word(&it.name),
            Cell::word(it.year.to_string()),
            value(Some(it.actual)),
            value(it.plan),
            Cell::number(it.plan.map_or_else(String::new, |plan| it.scale.signed(it.actual - plan))),
            value(it.baseline),
            Cell::word(&it.source),
        ]
    };
    Block::Table {
        caption: at.table("后来的实际数与测算", "Later counts beside the projection"),
        head: heads(
            lang,
            &[
                ("统计项", "What"),
                ("年份", "Year"),
                ("实际数", "Counted"),
                ("有方案", "Plan"),
                ("实际减方案", "Counted less plan"),
                ("无方案", "Without"),
                ("来源", "Source"),
            ],
        ),
        rows: report.counted.iter().map(row).collect(),
        note: lang
            .of(
                "实际数由使用者录入，本软件未核实；测算为同一年份的值，“–”表示该年不在推演期内。",
                "Counts were entered by the user and are not checked by this program; projections are of the same year, “–” where the run does not have it.",
            )
            .to_owned(),
    }
}

fn decisions(report: &Report, at: &mut Numbers) -> Block {
    let lang = report.lang;
    let wan = |yuan: f64| Cell::number(number::decimal(yuan / 1e4, usize::from(yuan.abs() < 1e5)));
    let rows = report.decisions.iter().map(|decision| {
        vec![
            Cell::word(match (lang, if decision.own { "*" } else { "" }) {
                (Lang::Zh, mark) => format!("{}{mark}（{}）", decision.name, decision.unit),
                (Lang::En, mark) => format!("{}{mark} ({})", decision.name, decision.unit),
            }),
            Cell::number(value_text(decision.baseline, decision.percent, lang)),
            Cell::number(value_text(decision.plan, decision.percent, lang)),
            Cell::word(&decision.authority),
            wan(decision.yearly_yuan),
            wan(decision.total_yuan),
            Cell::word(&decision.clause),
        ]
    });
    let (from, to) = report.years;
    Block::Table {
        caption: at.table("政策措施及其费用", "Measures and what each costs"),
        head: heads(
            lang,
            &[
                ("措施", "Measure"),
                ("无方案", "Without"),
                ("方案", "Plan"),
                ("决定层级", "Who decides"),
                ("年均（万元）", "A year (10k ¥)"),
                ("累计（万元）", "Total (10k ¥)"),
                ("条款", "Clause"),
            ],
        ),
        rows: rows.collect(),
        note: {
            let own = report.decisions.iter().any(|decision| decision.own);
            let total = number::yuan(lang, report.new_public_yuan);
            match lang {
                Lang::Zh => format!(
                    "“无方案”“方案”为 {to} 年末取值。{}费用为 {from}—{to} 年财政和福彩资金，按有该项与无该项之差计算；措施相互影响，各项之和不等于合计 {total}。",
                    if own {
                        "* 取值由本方案另定，与文件不同，条款栏说的是文件。"
                    } else {
                        ""
                    }
                ),
                Lang::En => format!(
                    "“Without” and “Plan” are values at the end of {to}. {}Fiscal and lottery money of {from} to {to}: the plan less the plan without the measure. Measures interact, so the rows need not sum to {total}.",
                    if own {
                        "* set by this plan otherwise than in the document, of which the clause speaks. "
                    } else {
                        ""
                    }
                ),
            }
        },
    }
}

fn yearly(report: &Report, at: &mut Numbers) -> Block {
    let lang = report.lang;
    let wan = |yuan: f64| Cell::number(number::decimal(yuan / 1e4, 0));
    let mut sums = [0.0; 4];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for money in &report.money {
        let more = |source: usize| money.plan[source] - money.baseline[source];
        let values = [more(0), more(1), more(0) + more(1), more(2)];
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += value;
        }
        rows.push(std::iter::once(Cell::word(money.year.to_string())).chain(values.map(wan)).collect());
    }
    let total = Cell::word(lang.of("合计", "Total"));
    rows.push(std::iter::once(total).chain(sums.map(wan)).collect());
    Block::Table {
        caption: at.table("新增投入分年度、分来源（万元）", "New money by year and source (10,000 yuan)"),
        head: heads(
            lang,
            &[("年份", "Year"), ("财政", "Fiscal"), ("福彩公益金", "Lottery"), ("小计", "Public"), ("社会资金", "Society")],
        ),
        rows,
        note: lang
            .of(
                "有方案减无方案；分项目的数量、标准、月数见工作簿“预算”表。",
                "With the plan less without it; quantity, standard and months by item stand in the workbook's sheet “Budget”.",
            )
            .to_owned(),
    }
}

fn assumptions(report: &Report, at: &mut Numbers) -> Block {
    let lang = report.lang;
    let mut shown: Vec<_> = report.assumptions.iter().filter(|a| a.changed).collect();
    let assumed = lang.of("假定", "assumption");
    shown.extend(report.assumptions.iter().filter(|a| !a.changed && a.local && a.status == assumed));
    shown.truncate(ASSUMPTIONS);
    let text = |value: f64| number::decimal(value, if value.abs() >= 100.0 { 0 } else { 3 });
    let plain = |value: f64| {
        let text = text(value);
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    let mut before = "";
    let rows = shown.iter().map(|assumption| {
        // One sentence many times hides the others.
        let same = std::mem::replace(&mut before, &assumption.source) == assumption.source;
        let range = if assumption.low < assumption.high {
            format!("{}–{}", plain(assumption.low), plain(assumption.high))
        } else {
            "–".to_owned()
        };
        vec![
            Cell::word(&assumption.name),
            Cell::number(plain(assumption.value)),
            Cell::number(range),
            Cell::word(&assumption.status),
            Cell::word(if same { lang.of("同上", "as above") } else { &assumption.source }),
        ]
    });
    let count = report.assumptions.iter().filter(|a| a.status == assumed).count();
    Block::Table {
        caption: at.table("本地主要假定", "Assumptions of this place"),
        head: heads(
            lang,
            &[
                ("假定", "Assumption"),
                ("取值", "Value"),
                ("可能范围", "Range"),
                ("性质", "Status"),
                ("来源", "Source"),
            ],
        ),
        rows: rows.collect(),
        note: match lang {
            Lang::Zh => format!("全部假定共 {count} 项，连同范围和来源见工作簿“假定”表。"),
            Lang::En => format!(
                "All {count} assumptions stand in the workbook's sheet “Assumptions”, with range and source."
            ),
        },
    }
}

/// Years of the indicators that still leave room for words on paper.
const SHOWN: usize = 3;

/// Years of a breakdown that fit on paper.
const YEARS: usize = 5;

/// The years that stand on paper: all, or as many at even distances, the last among them.
fn on_paper(years: &[i32]) -> Vec<usize> {
    let step = years.len().div_ceil(SHOWN).max(1);
    (0..years.len()).filter(|at| (years.len() - 1 - at).is_multiple_of(step)).collect()
}

fn indicators(report: &Report, at: &mut Numbers) -> Block {
    let (lang, it) = (report.lang, &report.indicators);
    let shown = on_paper(&it.years);
    let word = |zh: &str, en: &str| lang.of(zh, en).to_owned();
    let head = [word("指标", "Indicator"), word("单位", "Unit"), it.base_year.to_string()]
        .into_iter()
        .chain(shown.iter().map(|at| it.years[*at].to_string()))
        .chain([word("目标", "Target"), word("属性", "Nature"), word("责任单位", "Responsible")]);
    let row = |row: &Indicator| {
        let number = |value: f64| Cell::number(row.scale.bare(value));
        let value =
            |at: &usize| row.values.get(*at).map_or_else(|| Cell::number("–"), |value| number(*value));
        let nature = match (row.target, row.binding) {
            (None, _) => String::new(),
            (Some(_), true) => word("约束性", "binding"),
            (Some(_), false) => word("预期性", "expected"),
        };
        let last = it.years.last().copied();
        let target = row.target.map_or_else(
            || "–".to_owned(),
            |(year, goal)| {
                let goal = row.scale.bare(goal);
                if Some(year) == last { goal } else { format!("{goal} ({year})") }
            },
        );
        [Cell::word(&row.name), Cell::word(&row.unit), number(row.base)]
            .into_iter()
            .chain(shown.iter().map(value))
            .chain([Cell::number(target), Cell::word(nature), Cell::word(&row.responsible)])
            .collect()
    };
    let all = if shown.len() == it.years.len() {
        String::new()
    } else {
        word("未列年份见工作簿“指标表”。", " The other years stand in the workbook's sheet “Indicators”.")
    };
    Block::Table {
        caption: at.table("主要指标", "Indicators of the plan"),
        head: head.collect(),
        rows: it.rows.iter().map(row).collect(),
        note: match lang {
            Lang::Zh => format!(
                "各年为本方案推算的年底值；文件未说明属性的列为预期性，未写明责任单位的按决定层级列出。{all}"
            ),
            Lang::En => format!(
                "Years show the ends of years under the plan; what the document does not say is listed as expected, and who is responsible by who decides.{all}"
            ),
        },
    }
}

/// That a breakdown cannot be made any more, and what to do.
pub(crate) fn not_made(lang: Lang) -> String {
    lang.of(
        "指标分解未列出：已定的合计、上下限或锁定数与本方案不再相容，请在“指标”页调整后重新导出。",
        "The breakdown is left out: its total, limits or locked numbers no longer fit this plan. Change them on the page Indicators and export again.",
    )
    .to_owned()
}

/// The breakdown, in tables of as many years as fit.
fn breakdown(quotas: &Quotas, report: &Report, at: &mut Numbers) -> Vec<Block> {
    let lang = report.lang;
    let word = |zh: &str, en: &str| lang.of(zh, en).to_owned();
    let count = |value: u64| Cell::number(number::count(value as f64));
    // Its sampling error stands in the workbook: here is no room for it.
    let share = |chance: Option<Chance>| {
        let percent = |it: Chance| format!("{}%", number::decimal(100.0 * it.value, 0));
        Cell::number(chance.map_or_else(|| "–".to_owned(), percent))
    };
    let sure = quotas.together.is_some();
    let end = quotas.years.last().copied().unwrap_or_default();
    let all: Vec<usize> = (0..quotas.years.len()).collect();
    let parts: Vec<&[usize]> = all.chunks(YEARS).collect();
    let mut table = |(part, years): (usize, &&[usize])| {
        let last = part + 1 == parts.len();
        let mut head = vec![report.region_word.clone()];
        if part == 0 {
            head.push(quotas.base_year.to_string());
        }
        head.extend(years.iter().map(|at| format!("+{}", quotas.years[*at])));
        if last {
            head.push(word(&format!("{end} 任务"), &format!("Quota {end}")));
            head.push(word("模型推算", "Projected"));
            if sure {
                head.push(word("达成机会", "Chance"));
            }
        }
        let mut rows: Vec<Vec<Cell>> = quotas
            .rows
            .iter()
            .map(|row| {
                let mut cells = vec![Cell::word(&row.name)];
                if part == 0 {
                    cells.push(count(row.base));
                }
                cells.extend(years.iter().map(|at| count(row.added[*at])));
                if last {
                    cells.extend([count(row.quota), Cell::number(number::count(row.projection))]);
                    if sure {
                        cells.push(share(row.chance));
                    }
                }
                cells
            })
            .collect();
        let sum = |of: &dyn Fn(&QuotaRow) -> u64| count(quotas.rows.iter().map(of).sum());
        let mut total = vec![Cell::word(word("合计", "Total"))];
        let mut levels = vec![Cell::word(word("年底累计", "At the year's end"))];
        if part == 0 {
            total.push(sum(&|row| row.base));
            levels.push(sum(&|row| row.base));
        }
        for at in *years {
            total.push(sum(&|row| row.added[*at]));
            levels.push(count(quotas.path[*at]));
        }
        if last {
            let projected: f64 = quotas.rows.iter().map(|row| row.projection).sum();
            total.extend([sum(&|row| row.quota), Cell::number(number::count(projected))]);
            levels.extend([Cell::number(""), Cell::number("")]);
            if sure {
                total.push(share(quotas.together));
                levels.push(Cell::number(""));
            }
        }
        rows.extend([total, levels]);
        let number = at.table(&quotas.name, &quotas.name);
        let chance = if sure {
            word(
                "达成机会为大量随机推演中达到任务数的比例（抽样误差见工作簿）；合计行为各地同时达到的比例。",
                " Chance: the share of many runs that meet the quota (its sampling error stands in the workbook); in the row of the total, that all meet theirs.",
            )
        } else {
            String::new()
        };
        Block::Table {
            caption: if part == 0 {
                number
            } else {
                word(&format!("{number}（续）"), &format!("{number} (continued)"))
            },
            head,
            rows,
            note: if last {
                format!("{}{}{chance}", word("“+”为当年新增。", "“+”: added in the year. "), quotas.rule)
            } else {
                String::new()
            },
        }
    };
    parts.iter().enumerate().map(&mut table).collect()
}

fn regions(report: &Report, at: &mut Numbers) -> Block {
    let lang = report.lang;
    let count = |value: f64| Cell::number(number::count(value));
    let rows = report.regions.iter().map(|region| {
        vec![
            Cell::word(&region.name),
            count(region.residents),
            count(region.professionals),
            Cell::number(number::signed(region.professionals - region.baseline, 0)),
            count(region.certified),
        ]
    });
    Block::Table {
        caption: at.table(
            &format!("{} 年底分区域结果（人）", report.years.1),
            &format!("Regions at the end of {} (persons)", report.years.1),
        ),
        head: [
            report.region_word.clone(),
            lang.of("常住人口", "Residents").to_owned(),
            lang.of("专业人才", "Professionals").to_owned(),
            lang.of("比无方案", "Against without").to_owned(),
            lang.of("持证在岗", "Certified").to_owned(),
        ]
        .to_vec(),
        rows: rows.collect(),
        note: lang
            .of(
                "分区域数为模型推算，未经各区域核实。",
                "Regional figures are the model's; no region has checked them.",
            )
            .to_owned(),
    }
}
