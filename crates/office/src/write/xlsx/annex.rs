//! The sheets of the annexes: indicators, and a count shared out; sums are formulas.

use super::look::Look;
use crate::number::Lang;
use crate::report::{Quotas, Report};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError, utility::column_number_to_name};

type Done = Result<(), XlsxError>;

/// The indicators, year by year.
pub(super) fn indicators(sheet: &mut Worksheet, report: &Report, look: &Look) -> Done {
    let it = &report.indicators;
    let mut note = look.word(
        "各年为本方案推算的年底值；文件未说明属性的列为预期性。",
        "Years show the ends of years under the plan; what the document does not say is listed as expected.",
    );
    if report.quotas_refused {
        note = format!("{note} {}", crate::report::not_made(look.lang));
    }
    let years: Vec<String> =
        std::iter::once(it.base_year).chain(it.years.iter().copied()).map(|year| year.to_string()).collect();
    let mut head = vec![("指标", "Indicator", 34.0), ("单位", "Unit", 10.0)];
    head.extend(years.iter().map(|year| (year.as_str(), year.as_str(), 10.0)));
    head.extend([
        ("目标", "Target", 12.0),
        ("目标年份", "Year", 10.0),
        ("属性", "Nature", 10.0),
        ("责任单位", "Responsible", 24.0),
        ("口径", "Counted", 44.0),
    ]);
    let first = look.begin(sheet, ("指标表", "Indicators"), &note, &head)?;
    let behind = 2 + years.len() as u16;
    for (row, indicator) in (first..).zip(&it.rows) {
        let number = look.scale(indicator.scale);
        sheet.write_with_format(row, 0, &indicator.name, &look.text)?;
        sheet.write_with_format(row, 1, &indicator.unit, &look.text)?;
        let values = std::iter::once(&indicator.base).chain(&indicator.values);
        for (column, value) in (2_u16..).zip(values) {
            sheet.write_with_format(row, column, *value, number)?;
        }
        if let Some((year, goal)) = indicator.target {
            sheet.write_with_format(row, behind, goal, number)?;
            sheet.write_with_format(row, behind + 1, year, &look.exact)?;
            let nature = if indicator.binding {
                look.word("约束性", "binding")
            } else {
                look.word("预期性", "expected")
            };
            sheet.write_with_format(row, behind + 2, nature, &look.text)?;
        }
        sheet.write_with_format(row, behind + 3, &indicator.responsible, &look.text)?;
        sheet.write_with_format(row, behind + 4, &indicator.counted, &look.text)?;
    }
    Ok(())
}

/// A count shared out among regions and years.
pub(super) fn quotas(sheet: &mut Worksheet, quotas: &Quotas, report: &Report, look: &Look) -> Done {
    let end = quotas.years.last().copied().unwrap_or_default();
    let word = |zh: String, en: String| match look.lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let base = word(format!("{} 年底", quotas.base_year), format!("End of {}", quotas.base_year));
    let added: Vec<String> =
        quotas.years.iter().map(|year| word(format!("{year} 年新增"), format!("Added in {year}"))).collect();
    let quota = word(format!("{end} 年底任务数"), format!("Quota, end of {end}"));
    let mut head =
        vec![("代码", "Code", 10.0), (report.region_word.as_str(), report.region_word.as_str(), 18.0)];
    head.push((&base, &base, 12.0));
    head.extend(added.iter().map(|text| (text.as_str(), text.as_str(), 12.0)));
    head.push((&quota, &quota, 14.0));
    head.extend([
        ("模型推算", "Projected", 12.0),
        ("八成把握可达", "80% reach", 12.0),
        ("达成机会", "Chance", 10.0),
        ("下限", "Low", 8.0),
        ("上限", "High", 8.0),
    ]);
    let first =
        look.begin(sheet, ("指标分解", "Breakdown"), &format!("{}。{}", quotas.name, quotas.rule), &head)?;
    let years = quotas.years.len() as u16;
    let (at_quota, to) = (3 + years, first + quotas.rows.len() as u32);
    for (row, region) in (first..).zip(&quotas.rows) {
        sheet.write_with_format(row, 0, &region.code, &look.text)?;
        sheet.write_with_format(row, 1, &region.name, &look.text)?;
        for (column, value) in (2_u16..).zip(std::iter::once(&region.base).chain(&region.added)) {
            sheet.write_with_format(row, column, *value as f64, &look.whole)?;
        }
        let sum = format!("=SUM(C{0}:{1}{0})", row + 1, column_number_to_name(at_quota - 1));
        sheet.write_with_format(
            row,
            at_quota,
            Formula::new(sum).set_result(region.quota.to_string()),
            &look.whole,
        )?;
        sheet.write_with_format(row, at_quota + 1, region.projection, &look.whole)?;
        if let Some(likely) = region.likely {
            sheet.write_with_format(row, at_quota + 2, likely, &look.whole)?;
        }
        chance(sheet, row, at_quota + 3, region.chance, look)?;
    }
    sheet.write_with_format(to, 1, look.word("合计", "Total"), &look.sum_text)?;
    let column = |at: u16| -> f64 {
        let of = |row: &crate::report::QuotaRow| match at {
            2 => row.base as f64,
            at if at == at_quota => row.quota as f64,
            at if at > at_quota => row.projection,
            at => row.added[usize::from(at) - 3] as f64,
        };
        quotas.rows.iter().map(of).sum()
    };
    for at in 2..=at_quota + 1 {
        let letter = column_number_to_name(at);
        let sum = format!("=SUM({letter}{}:{letter}{to})", first + 1);
        sheet.write_with_format(to, at, Formula::new(sum).set_result(column(at).to_string()), &look.sum)?;
    }
    chance(sheet, to, at_quota + 3, quotas.together, look)?;
    let levels = to + 1;
    sheet.write_with_format(levels, 1, look.word("年底累计", "At the year's end"), &look.text)?;
    for (at, level) in (3_u16..).zip(&quotas.path) {
        // What was there and what has been added so far.
        let sum = format!("=SUM($C{0}:{1}{0})", to + 1, column_number_to_name(at));
        sheet.write_with_format(levels, at, Formula::new(sum).set_result(level.to_string()), &look.whole)?;
    }
    Ok(())
}

fn chance(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    chance: Option<sim_core::study::breakdown::Chance>,
    look: &Look,
) -> Done {
    let Some(chance) = chance else { return Ok(()) };
    for (at, share) in (column..).zip([chance.value, chance.interval[0], chance.interval[1]]) {
        sheet.write_with_format(row, at, share, &look.percent)?;
    }
    Ok(())
}
