//! The budget: rows of quantity × standard × months, sums of each year, and how they stand to the model's money.

use super::look::Look;
use crate::report::{Amount, Report};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

/// A sum may miss the model's by rounding: a yuan of millions.
const TOLERANCE: f64 = 1.0;

/// Columns: plan, then baseline.
const PLAN: u16 = 4;
const BASELINE: u16 = 8;
const NEW: u16 = 12;

fn letter(column: u16) -> char {
    char::from(b'A' + column as u8)
}

fn formula(text: String, value: f64) -> Formula {
    Formula::new(text).set_result(value.to_string())
}

/// Writes the sheet.
pub(super) fn sheet(sheet: &mut Worksheet, report: &Report, look: &Look) -> Result<(), XlsxError> {
    let head = [
        ("年份", "Year", 7.0),
        ("项目", "Item", 22.0),
        ("明细", "Part", 18.0),
        ("数量和标准的口径", "What is counted", 36.0),
        ("方案：数量", "Plan: quantity", 12.0),
        ("标准（元/月）", "Standard (yuan/month)", 14.0),
        ("月数", "Months", 7.0),
        ("金额（元）", "Amount (yuan)", 16.0),
        ("无方案：数量", "Without: quantity", 12.0),
        ("标准（元/月）", "Standard (yuan/month)", 14.0),
        ("月数", "Months", 7.0),
        ("金额（元）", "Amount (yuan)", 16.0),
        ("增加额（元）", "New (yuan)", 16.0),
    ];
    let note = look.word(
        "金额 = 数量 × 标准 × 月数，可改数量和标准另行测算；没有数量的行不是乘积，为模型结算数。每年合计与模型相差不超过 1 元。",
        "Amount = quantity × standard × months; change them to try. Rows without a quantity are no product but the model's own sum. Each year's total is the model's within 1 yuan.",
    );
    let mut row = look.begin(sheet, ("预算", "Budget"), &note, &head)?;
    let mut totals = Vec::new();
    for money in &report.money {
        let first = row;
        let (mut plan, mut baseline) = (0.0, 0.0);
        for line in report.budget.iter().filter(|line| line.year == money.year) {
            sheet.write_with_format(row, 0, line.year, &look.exact)?;
            for (column, text) in [(1, &line.name), (2, &line.part), (3, &line.unit)] {
                sheet.write_with_format(row, column, text, &look.text)?;
            }
            amount(sheet, row, PLAN, line.plan, look)?;
            amount(sheet, row, BASELINE, line.baseline, look)?;
            plan += line.plan.yuan();
            baseline += line.baseline.yuan();
            difference(sheet, row, line.plan.yuan() - line.baseline.yuan(), look, false)?;
            row += 1;
        }
        // The year's sum, which is all cost.
        let all = look.word("全部成本", "All cost");
        sheet.write_with_format(row, 0, money.year, &look.sum_text)?;
        sheet.write_with_format(row, 1, all, &look.sum_text)?;
        for (column, value) in [(PLAN + 3, plan), (BASELINE + 3, baseline)] {
            let sum = format!("=SUM({0}{1}:{0}{2})", letter(column), first + 1, row);
            sheet.write_with_format(row, column, formula(sum, value), &look.sum)?;
        }
        difference(sheet, row, plan - baseline, look, true)?;
        let total = row;
        row += 1;
        // What the programme does not pay.
        let before = [
            money.plan.iter().sum::<f64>() - money.plan_cost,
            money.baseline.iter().sum::<f64>() - money.baseline_cost,
        ];
        let label = (
            look.word("减：转换前已由原单位负担的工资等", "Less: wages paid before conversion, and the like"),
            before,
        );
        written(
            sheet,
            row,
            money.year,
            &label.0,
            &look.word("模型结算，不是乘积", "the model's sum; not a product"),
            label.1,
            look,
        )?;
        row += 1;
        let programme = look.word("项目资金", "Programme money");
        sheet.write_with_format(row, 0, money.year, &look.sum_text)?;
        sheet.write_with_format(row, 1, programme, &look.sum_text)?;
        for (column, value) in [(PLAN + 3, plan + before[0]), (BASELINE + 3, baseline + before[1])] {
            let text = format!("={0}{1}+{0}{2}", letter(column), total + 1, total + 2);
            sheet.write_with_format(row, column, formula(text, value), &look.sum)?;
        }
        difference(sheet, row, plan + before[0] - baseline - before[1], look, true)?;
        let programme = row;
        row += 1;
        let sources = [
            ("其中：财政", "of it: fiscal"),
            ("其中：福彩公益金", "of it: lottery fund"),
            ("其中：社会资金", "of it: society"),
        ];
        for (source, (zh, en)) in sources.into_iter().enumerate() {
            let values = [money.plan[source], money.baseline[source]];
            written(
                sheet,
                row,
                money.year,
                &look.word(zh, en),
                &look.word("模型按来源结算", "the model's sum by source"),
                values,
                look,
            )?;
            row += 1;
        }
        check(sheet, row, programme, look)?;
        totals.push(programme + 1);
        row += 2;
    }
    new_public(sheet, row, report, &totals, look)
}

fn amount(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    amount: Amount,
    look: &Look,
) -> Result<(), XlsxError> {
    match amount {
        Amount::Product(product) => {
            for (offset, value, format) in [
                (0, product.quantity, &look.fine),
                (1, product.standard, &look.fine),
                (2, product.months, &look.exact),
            ] {
                sheet.write_with_format(row, column + offset, value, format)?;
            }
            let at = row + 1;
            let text =
                format!("={}{at}*{}{at}*{}{at}", letter(column), letter(column + 1), letter(column + 2));
            sheet.write_with_format(row, column + 3, formula(text, amount.yuan()), &look.whole)?;
        }
        Amount::Sum(yuan) => {
            sheet.write_with_format(row, column + 3, yuan, &look.whole)?;
        }
    }
    Ok(())
}

fn difference(sheet: &mut Worksheet, row: u32, value: f64, look: &Look, sum: bool) -> Result<(), XlsxError> {
    let text = format!("={0}{2}-{1}{2}", letter(PLAN + 3), letter(BASELINE + 3), row + 1);
    sheet.write_with_format(row, NEW, formula(text, value), if sum { &look.sum } else { &look.whole })?;
    Ok(())
}

/// A row whose amounts are the model's own.
fn written(
    sheet: &mut Worksheet,
    row: u32,
    year: i32,
    name: &str,
    unit: &str,
    [plan, baseline]: [f64; 2],
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.write_with_format(row, 0, year, &look.exact)?;
    sheet.write_with_format(row, 1, name, &look.text)?;
    sheet.write_with_format(row, 3, unit, &look.text)?;
    sheet.write_with_format(row, PLAN + 3, plan, &look.whole)?;
    sheet.write_with_format(row, BASELINE + 3, baseline, &look.whole)?;
    difference(sheet, row, plan - baseline, look, false)
}

/// Whether items and sources give the same sum.
fn check(sheet: &mut Worksheet, row: u32, programme: u32, look: &Look) -> Result<(), XlsxError> {
    sheet.write_with_format(
        row,
        1,
        look.word("核对：项目合计 = 来源合计", "Check: items = sources"),
        &look.note,
    )?;
    for column in [PLAN + 3, BASELINE + 3] {
        let (at, name) = (programme + 1, letter(column));
        let (right, wrong) = (look.word("相符", "agrees"), look.word("不符", "differs"));
        let text = format!(
            "=IF(ABS({name}{at}-SUM({name}{}:{name}{}))<={TOLERANCE},\"{right}\",\"{wrong}\")",
            at + 1,
            at + 3
        );
        sheet.write_with_format(row, column, Formula::new(text).set_result(right), &look.note)?;
    }
    Ok(())
}

/// The new public money of all years, which is the headline of the report.
fn new_public(
    sheet: &mut Worksheet,
    row: u32,
    report: &Report,
    years: &[u32],
    look: &Look,
) -> Result<(), XlsxError> {
    let label = look.word("新增财政投入（财政 + 福彩）", "New public money (fiscal + lottery)");
    sheet.write_with_format(row, 1, label, &look.sum_text)?;
    // Under each year's programme money stand its sources: fiscal first, then lottery.
    let cells: Vec<String> =
        years.iter().map(|at| format!("{0}{1}+{0}{2}", letter(NEW), at + 1, at + 2)).collect();
    let sum = if cells.is_empty() { "=0".to_owned() } else { format!("={}", cells.join("+")) };
    sheet.write_with_format(row, NEW, formula(sum, report.new_public_yuan), &look.sum)?;
    Ok(())
}
