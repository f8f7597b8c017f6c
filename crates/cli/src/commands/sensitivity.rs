//! What a study of sensitivity found, as text: which numbers matter, those that nobody measured first.

use crate::lang::Lang;
use crate::table::{Side as Flush, aligned, figure};
use sim_core::scenario::Status;
use sim_core::study::ensemble::{Finding, Matter, Plan, Table};
use sim_core::study::sensitivity::End;

/// More rows of a figure than this hide those that matter.
const SHOWN: usize = 12;

/// The findings, figure by figure.
pub fn text(table: &Table, matters: &[Matter], lang: Lang) -> String {
    let plan = &table.plan;
    let broken = table.rows.iter().filter(|row| row.values.is_err()).count();
    let (kind, done, numbers) = (plan.spec.kind.label(), table.rows.len(), plan.factors.len());
    let mut text = match lang {
        Lang::Zh => {
            format!("{}：{numbers} 个数值，{done} / {} 次运行，{broken} 次中断\n", kind.zh, plan.rows)
        }
        Lang::En => format!("{}: {numbers} numbers, {done} of {} runs, {broken} broke\n", kind.en, plan.rows),
    };
    for matter in matters {
        let label = matter.what.label();
        let head = format!(
            "\n{}{} {}\n",
            lang.word(label.zh, label.en),
            if matter.gain {
                lang.word("，两方案之差，", ", difference between the policies,")
            } else {
                lang.word("，", ",")
            },
            matter.month
        );
        text += &head;
        text += &table_of(plan, &matter.finding, lang);
    }
    if matters.is_empty() {
        text += lang.word("还没有完整的一组运行。\n", "No set of runs is whole yet.\n");
    }
    text
}

/// A factor's name, the mark of how it is known, and what is sorted by.
fn named(plan: &Plan, key: &str, lang: Lang) -> (bool, String) {
    let factor = plan.factors.iter().find(|f| f.key == key);
    let assumed = factor.is_none_or(|f| f.status == Status::Assumption);
    let label = factor.map_or(key, |f| lang.text(&f.label));
    let known = if assumed { "" } else { lang.word("（有依据）", " (has a source)") };
    (assumed, format!("{label}{known}"))
}

/// Those that nobody measured first, each group by size.
fn ordered<const N: usize>(mut rows: Vec<(bool, f64, [String; N])>) -> Vec<[String; N]> {
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let shown = |assumed: bool| {
        let group = rows.iter().filter(move |row| row.0 == assumed && row.1 > 0.0);
        group.take(SHOWN).map(|row| row.2.clone()).collect::<Vec<_>>()
    };
    [shown(true), shown(false)].concat()
}

fn table_of(plan: &Plan, finding: &Finding, lang: Lang) -> String {
    let number = (lang.word("数值", "number"), Flush::Left);
    match finding {
        Finding::Tornado { bars, flips } => {
            let rows = bars.bars.iter().map(|bar| {
                let (assumed, name) = named(plan, &bar.name, lang);
                let end = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), figure);
                (assumed, bar.swing, [name, end(bar.low), end(bar.high), figure(bar.swing)])
            });
            let heads = [
                number,
                (lang.word("取低值", "at its low end"), Flush::Right),
                (lang.word("取高值", "at its high end"), Flush::Right),
                (lang.word("摆幅", "swing"), Flush::Right),
            ];
            let mut text = aligned(heads, &ordered(rows.collect()));
            for flip in flips.iter().flat_map(|flips| &flips.flips) {
                let end = match flip.end {
                    End::Low => lang.word("取低值", "at its low end"),
                    End::High => lang.word("取高值", "at its high end"),
                };
                let name = named(plan, &flip.name, lang).1;
                let by = figure(flip.worse_by);
                let flipped = match lang {
                    Lang::Zh => format!("改变选择：{name}{end}时，默认较优的方案差 {by}\n"),
                    Lang::En => format!(
                        "changes the choice: {name} {end}, where the better policy is worse by {by}\n"
                    ),
                };
                text += &flipped;
            }
            text
        }
        Finding::Morris(report) => {
            let rows = report.factors.iter().map(|f| {
                let (assumed, name) = named(plan, &f.name, lang);
                let star = f.mu_star;
                let cells = [
                    name,
                    figure(star.value),
                    format!("± {}", figure(star.half_width)),
                    figure(f.mu),
                    figure(f.sigma),
                ];
                (assumed, star.value, cells)
            });
            let heads = [
                number,
                ("μ*", Flush::Right),
                ("95 %", Flush::Right),
                ("μ", Flush::Right),
                ("σ", Flush::Right),
            ];
            aligned(heads, &ordered(rows.collect()))
        }
        Finding::Sobol(report) => {
            let rows = report.factors.iter().map(|f| {
                let (assumed, name) = named(plan, &f.name, lang);
                let share = |value: f64| format!("{value:.3}");
                let cells = [
                    name,
                    share(f.first.value),
                    format!("± {}", share(f.first.half_width)),
                    share(f.total.value),
                    format!("± {}", share(f.total.half_width)),
                ];
                // What is below 0 is sampling error, and is shown.
                (assumed, f.total.value.max(1e-12), cells)
            });
            let heads = [
                number,
                (lang.word("单独 S1", "alone S1"), Flush::Right),
                ("95 %", Flush::Right),
                (lang.word("合计 ST", "in all ST"), Flush::Right),
                ("95 %", Flush::Right),
            ];
            aligned(heads, &ordered(rows.collect()))
        }
    }
}
