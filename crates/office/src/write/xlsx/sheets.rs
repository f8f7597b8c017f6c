//! The sheets beside the budget.

use super::look::Look;
use crate::report::{Line, Report};
use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartType, Worksheet, XlsxError,
};

type Done = Result<(), XlsxError>;

/// The answer and the money, for whoever reads one sheet only.
pub(super) fn answer(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let mut row = look.begin(
        sheet,
        ("结论", "Answer"),
        &report.title,
        &[("项目", "Item", 30.0), ("内容", "Value", 90.0)],
    )?;
    let mut texts = vec![
        (look.word("地区", "Place"), report.place.clone()),
        (look.word("依据文件", "Document"), report.document.clone()),
        (look.word("问题", "Question"), report.question.clone()),
        (look.word("结论", "Answer"), report.answer.clone()),
    ];
    texts.extend(report.demonstration.clone().map(|text| (look.word("说明", "Note"), text)));
    for (name, text) in texts {
        sheet.write_with_format(row, 0, name, &look.text)?;
        sheet.write_with_format(row, 1, text, &look.text)?;
        row += 1;
    }
    let numbers = [
        (look.word("新增财政投入（元）", "New public money (yuan)"), report.new_public_yuan),
        (
            look.word("计划年度全部人员成本（元）", "Staff cost of the plan year (yuan)"),
            report.staff_yuan_plan_year,
        ),
    ];
    for (name, value) in numbers {
        sheet.write_with_format(row, 0, name, &look.text)?;
        sheet.write_with_format(row, 1, value, &look.whole)?;
        row += 1;
    }
    for paragraph in &report.methods {
        sheet.write_with_format(row, 0, look.word("方法", "Method"), &look.text)?;
        sheet.write_with_format(row, 1, paragraph, &look.text)?;
        row += 1;
    }
    Ok(())
}

/// The targets; margin and verdict are formulas.
pub(super) fn targets(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let head = [
        ("目标", "Target", 34.0),
        ("年份", "Year", 8.0),
        ("目标值", "To reach", 13.0),
        ("测算值", "Plan", 13.0),
        ("无方案", "Without", 13.0),
        ("差额", "Margin", 13.0),
        ("结论", "Verdict", 10.0),
        ("达成机会", "Chance", 10.0),
        ("下限", "Low", 8.0),
        ("上限", "High", 8.0),
        ("口径", "Counted", 44.0),
        ("条款", "Clause", 44.0),
    ];
    let note = look.word("差额和结论由本表公式算出。", "Margin and verdict are computed by this sheet.");
    let first = look.begin(sheet, ("指标", "Targets"), &note, &head)?;
    for (row, target) in (first..).zip(&report.targets) {
        let number = look.scale(target.scale);
        sheet.write_with_format(row, 0, &target.name, &look.text)?;
        sheet.write_with_format(row, 1, target.year, &look.exact)?;
        sheet.write_with_format(row, 2, target.at_least, number)?;
        sheet.write_with_format(row, 3, target.value, number)?;
        sheet.write_with_format(row, 4, target.baseline, number)?;
        let at = row + 1;
        let margin =
            rust_xlsxwriter::Formula::new(format!("=D{at}-C{at}")).set_result(target.margin.to_string());
        sheet.write_with_format(row, 5, margin, number)?;
        let (met, short) = (look.word("达成", "met"), look.word("未达成", "short"));
        // As the model judges: sums of months may miss a round number by rounding.
        let verdict = format!("=IF(F{at}>=-0.000000001*C{at},\"{met}\",\"{short}\")");
        let verdict = rust_xlsxwriter::Formula::new(verdict).set_result(if target.met { met } else { short });
        sheet.write_with_format(row, 6, verdict, &look.text)?;
        if let Some(chance) = &target.chance {
            for (column, share) in [(7, chance.share), (8, chance.low), (9, chance.high)] {
                sheet.write_with_format(row, column, share, &look.fine)?;
            }
        }
        sheet.write_with_format(row, 10, &target.counted, &look.text)?;
        sheet.write_with_format(row, 11, &target.clause, &look.text)?;
    }
    Ok(())
}

/// What was counted later beside what was projected; the difference is a formula.
pub(super) fn counted(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let head = [
        ("统计项", "What", 40.0),
        ("年份", "Year", 8.0),
        ("实际数", "Counted", 14.0),
        ("有方案", "Plan", 14.0),
        ("实际减方案", "Counted less plan", 14.0),
        ("无方案", "Without", 14.0),
        ("来源", "Source", 44.0),
    ];
    let note = look.word(
        "实际数由使用者录入，本软件未核实；推演期外的年份没有测算值。",
        "Counts were entered by the user and are not checked by this program; a year outside the run has no projection.",
    );
    let first = look.begin(sheet, ("后来的实际数", "Counted"), &note, &head)?;
    for (row, count) in (first..).zip(&report.counted) {
        let number = look.scale(count.scale);
        sheet.write_with_format(row, 0, &count.name, &look.text)?;
        sheet.write_with_format(row, 1, count.year, &look.exact)?;
        sheet.write_with_format(row, 2, count.actual, number)?;
        if let Some(plan) = count.plan {
            sheet.write_with_format(row, 3, plan, number)?;
            let less = rust_xlsxwriter::Formula::new(format!("=C{0}-D{0}", row + 1));
            sheet.write_with_format(row, 4, less.set_result((count.actual - plan).to_string()), number)?;
        }
        if let Some(baseline) = count.baseline {
            sheet.write_with_format(row, 5, baseline, number)?;
        }
        sheet.write_with_format(row, 6, &count.source, &look.text)?;
    }
    Ok(())
}

/// Values at the end of each year, with a chart for each.
pub(super) fn years(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let note =
        look.word("各年年底值；资金为当年数。", "Values at the end of each year; money is that of the year.");
    let first = look.begin(sheet, ("年度数据", "Years"), &note, &[("年份", "Year", 8.0)])?;
    let name = look.lang.of("年度数据", "Years");
    let Some(longest) = report.lines.iter().max_by_key(|line| line.years.len()) else { return Ok(()) };
    for (row, year) in (first..).zip(&longest.years) {
        sheet.write_with_format(row, 0, *year, &look.exact)?;
    }
    let last = first + longest.years.len() as u32 - 1;
    for (at, line) in (0_u16..).zip(&report.lines) {
        let column = 1 + 2 * at;
        let names = crate::report::names(look.lang);
        for (offset, values) in [(0, &line.plan), (1, &line.baseline)] {
            let head = format!("{}（{}）{}", line.name, line.unit, names[usize::from(offset)]);
            sheet.write_with_format(first - 1, column + offset, head, &look.head)?;
            sheet.set_column_width(column + offset, 16)?;
            // A flow of the year has no value for the start.
            let from = last + 1 - values.len() as u32;
            for (row, value) in (from..).zip(values) {
                sheet.write_with_format(row, column + offset, *value, look.digits(line.digits))?;
            }
        }
        let chart = chart(name, line, first, last, column, look);
        let place = (last + 2 + 16 * u32::from(at / 2), 5 * (at % 2));
        sheet.insert_chart(place.0, place.1, &chart)?;
    }
    Ok(())
}

fn chart(sheet: &str, line: &Line, first: u32, last: u32, column: u16, look: &Look) -> Chart {
    let from = last + 1 - line.plan.len() as u32;
    let from = from.max(first);
    let mut chart = Chart::new(ChartType::Line);
    let names = crate::report::names(look.lang);
    chart.title().set_name(&format!("{}（{}）", line.name, line.unit));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    // The colours of the page: what we decide in azurite, what would be without it in grey.
    for (offset, colour, dash) in
        [(0, 0x001F_5FA6, ChartLineDashType::Solid), (1, 0x0080_8080, ChartLineDashType::Dash)]
    {
        let mut format = ChartFormat::new();
        format.set_line(ChartLine::new().set_color(colour).set_width(2).set_dash_type(dash));
        chart
            .add_series()
            .set_name(names[usize::from(offset)])
            .set_categories((sheet, from, 0, last, 0))
            .set_values((sheet, from, column + offset, last, column + offset))
            .set_format(&mut format);
    }
    chart.set_width(520).set_height(300);
    chart
}

/// The levers that were moved.
pub(super) fn decisions(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let head = [
        ("措施", "Measure", 26.0),
        ("单位", "Unit", 12.0),
        ("现状", "Without", 12.0),
        ("方案", "Plan", 12.0),
        ("进程", "Course", 30.0),
        ("决定层级", "Who decides", 14.0),
        ("年均费用（元）", "A year (yuan)", 16.0),
        ("累计费用（元）", "Total (yuan)", 16.0),
        ("条款", "Clause", 50.0),
    ];
    let note = look.word(
        "费用为有该项与无该项之差；措施相互影响，各项之和不等于合计。",
        "Cost is the plan less the plan without the measure; measures interact, so these need not sum to the whole.",
    );
    let first = look.begin(sheet, ("政策措施", "Measures"), &note, &head)?;
    for (row, decision) in (first..).zip(&report.decisions) {
        let texts = [
            (0, &decision.name),
            (1, &decision.unit),
            (4, &decision.course),
            (5, &decision.authority),
            (8, &decision.clause),
        ];
        for (column, text) in texts {
            sheet.write_with_format(row, column, text, &look.text)?;
        }
        for (column, value) in [(2, decision.baseline), (3, decision.plan)] {
            sheet.write_with_format(
                row,
                column,
                value,
                if decision.percent { &look.percent } else { &look.exact },
            )?;
        }
        for (column, value) in [(6, decision.yearly_yuan), (7, decision.total_yuan)] {
            sheet.write_with_format(row, column, value, &look.whole)?;
        }
    }
    Ok(())
}

/// The regions at the end of the plan year.
pub(super) fn regions(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let head = [
        ("代码", "Code", 12.0),
        ("名称", "Name", 18.0),
        ("常住人口", "Residents", 14.0),
        ("专业人才", "Professionals", 14.0),
        ("无方案", "Without", 14.0),
        ("差额", "Difference", 14.0),
        ("持证在岗", "Certified", 14.0),
    ];
    let note = look.word(
        "分区域数为模型推算，未经各区域核实。",
        "Regional figures are the model's; no region has checked them.",
    );
    let first = look.begin(sheet, ("分区域", "Regions"), &note, &head)?;
    let mut row = first;
    for region in &report.regions {
        sheet.write_with_format(row, 0, &region.code, &look.text)?;
        sheet.write_with_format(row, 1, &region.name, &look.text)?;
        for (column, value) in
            [(2, region.residents), (3, region.professionals), (4, region.baseline), (6, region.certified)]
        {
            sheet.write_with_format(row, column, value, &look.whole)?;
        }
        let difference = rust_xlsxwriter::Formula::new(format!("=D{0}-E{0}", row + 1))
            .set_result((region.professionals - region.baseline).to_string());
        sheet.write_with_format(row, 5, difference, &look.whole)?;
        row += 1;
    }
    sheet.write_with_format(row, 1, look.word("合计", "Total"), &look.sum_text)?;
    let sums: [(u16, f64); 4] = [
        (2, report.regions.iter().map(|r| r.residents).sum()),
        (3, report.regions.iter().map(|r| r.professionals).sum()),
        (4, report.regions.iter().map(|r| r.baseline).sum()),
        (6, report.regions.iter().map(|r| r.certified).sum()),
    ];
    for (column, value) in sums {
        let letter = char::from(b'A' + column as u8);
        let sum = rust_xlsxwriter::Formula::new(format!("=SUM({letter}{}:{letter}{row})", first + 1))
            .set_result(value.to_string());
        sheet.write_with_format(row, column, sum, &look.sum)?;
    }
    Ok(())
}

/// What nobody measured, and what everybody knows.
pub(super) fn assumptions(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let head = [
        ("名称", "Name", 34.0),
        ("取值", "Value", 14.0),
        ("下限", "Low", 14.0),
        ("上限", "High", 14.0),
        ("单位", "Unit", 24.0),
        ("性质", "Status", 12.0),
        ("本方案改动", "Changed", 10.0),
        ("来源", "Source", 60.0),
        ("代号", "Key", 30.0),
    ];
    let note = look.word("取值为本次推演所用。", "The values of this run.");
    let first = look.begin(sheet, ("假定", "Assumptions"), &note, &head)?;
    for (row, assumption) in (first..).zip(&report.assumptions) {
        let changed = if assumption.changed { look.word("是", "yes") } else { String::new() };
        let texts = [
            (0, &assumption.name),
            (4, &assumption.unit),
            (5, &assumption.status),
            (6, &changed),
            (7, &assumption.source),
            (8, &assumption.key),
        ];
        for (column, text) in texts {
            sheet.write_with_format(row, column, text, &look.text)?;
        }
        for (column, value) in [(1, assumption.value), (2, assumption.low), (3, assumption.high)] {
            sheet.write_with_format(row, column, value, &look.exact)?;
        }
    }
    Ok(())
}

/// What is cited.
pub(super) fn sources(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let head = [
        ("名称", "Title", 70.0),
        ("网址", "Address", 60.0),
        ("可信度", "Confidence", 12.0),
        ("代号", "Key", 28.0),
    ];
    let first = look.begin(sheet, ("来源", "Sources"), "", &head)?;
    for (row, source) in (first..).zip(&report.sources) {
        for (column, text) in
            [(0, &source.title), (1, &source.url), (2, &source.confidence), (3, &source.key)]
        {
            // As text: a link to a page that has moved since is worse than an address one can copy.
            sheet.write_string_with_format(row, column, text, &look.text)?;
        }
    }
    Ok(())
}

/// What each variable of the results is.
pub(super) fn dictionary(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let head =
        [("变量", "Variable", 30.0), ("名称", "Name", 34.0), ("单位", "Unit", 22.0), ("类型", "Kind", 10.0)];
    let note = look.word("“结果 CSV”各变量的含义。", "The variables of the results as CSV.");
    let first = look.begin(sheet, ("数据字典", "Dictionary"), &note, &head)?;
    for (row, entry) in (first..).zip(&report.dictionary) {
        for (column, text) in [(0, &entry.key), (1, &entry.name), (2, &entry.unit), (3, &entry.kind)] {
            sheet.write_with_format(row, column, text, &look.text)?;
        }
    }
    Ok(())
}

/// What it takes to compute it again.
pub(super) fn record(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let note = look.word(
        "将 plan.toml 一栏存为文件，再执行重算命令，所得摘要码应与本表一致。",
        "Save what stands under plan.toml as a file and run the command: the digest must be the one here.",
    );
    let mut row =
        look.begin(sheet, ("运行记录", "Record"), &note, &[("项目", "Item", 26.0), ("内容", "Value", 90.0)])?;
    for fact in &report.record {
        sheet.write_with_format(row, 0, &fact.name, &look.text)?;
        sheet.write_string_with_format(row, 1, &fact.value, &look.text)?;
        row += 1;
    }
    for (at, text) in report.policy.lines().enumerate() {
        sheet.write_with_format(row, 0, if at == 0 { "plan.toml" } else { "" }, &look.text)?;
        sheet.write_string_with_format(row, 1, text, &look.text)?;
        row += 1;
    }
    Ok(())
}
