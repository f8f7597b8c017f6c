//! The report for programs: JSON, and one long table.

use crate::report::Report;

/// As JSON, with every digit.
pub(super) fn json(report: &Report) -> String {
    // A report is plain data; what cannot be written does not exist in it.
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}

/// A row of the long table.
struct Row<'a> {
    section: &'a str,
    key: &'a str,
    name: &'a str,
    field: &'a str,
    year: String,
    value: String,
    unit: &'a str,
}

/// A cell as spreadsheets read it: in quotes where it must be.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn line(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("{}\r\n", cells.join(","))
}

/// Excel takes a file without this mark for one of another encoding.
const MARK: char = '\u{feff}';

/// As one long table: section, key, name, field, year, value, unit.
#[expect(clippy::too_many_lines, reason = "one section of the report after another")]
pub(super) fn csv(report: &Report) -> String {
    let mut text = String::from(MARK);
    text.push_str(&line(&["section", "key", "name", "field", "year", "value", "unit"]));
    let mut put = |row: Row<'_>| {
        text.push_str(&line(&[row.section, row.key, row.name, row.field, &row.year, &row.value, row.unit]));
    };
    let plan_year = || report.years.1.to_string();
    let answer = |field, value: String, unit| Row {
        section: "answer",
        key: "answer",
        name: &report.title,
        field,
        year: plan_year(),
        value,
        unit,
    };
    put(answer("text", report.answer.clone(), ""));
    put(answer("new_public", report.new_public_yuan.to_string(), "yuan"));
    put(answer("staff_plan_year", report.staff_yuan_plan_year.to_string(), "yuan"));
    for target in &report.targets {
        let met = f64::from(u8::from(target.met));
        let fields = [
            ("at_least", target.at_least),
            ("value", target.value),
            ("baseline", target.baseline),
            ("margin", target.margin),
            ("met", met),
        ];
        for (field, value) in fields {
            put(Row {
                section: "target",
                key: &target.key,
                name: &target.name,
                field,
                year: target.year.to_string(),
                value: value.to_string(),
                unit: "",
            });
        }
        if let Some(chance) = &target.chance {
            for (field, value) in
                [("chance", chance.share), ("chance_low", chance.low), ("chance_high", chance.high)]
            {
                put(Row {
                    section: "target",
                    key: &target.key,
                    name: &target.name,
                    field,
                    year: target.year.to_string(),
                    value: value.to_string(),
                    unit: "share",
                });
            }
        }
    }
    for count in &report.counted {
        let fields = [("counted", Some(count.actual)), ("plan", count.plan), ("baseline", count.baseline)];
        for (field, value) in fields.into_iter().filter_map(|(field, value)| Some((field, value?))) {
            put(Row {
                section: "counted",
                key: &count.key,
                name: &count.name,
                field,
                year: count.year.to_string(),
                value: value.to_string(),
                unit: "",
            });
        }
    }
    for decision in &report.decisions {
        let fields = [
            ("baseline", decision.baseline, decision.unit.as_str()),
            ("plan", decision.plan, decision.unit.as_str()),
            ("yearly", decision.yearly_yuan, "yuan"),
            ("total", decision.total_yuan, "yuan"),
        ];
        for (field, value, unit) in fields {
            put(Row {
                section: "decision",
                key: &decision.key,
                name: &decision.name,
                field,
                year: plan_year(),
                value: value.to_string(),
                unit,
            });
        }
    }
    for series in &report.lines {
        for (at, year) in series.years.iter().enumerate() {
            for (field, value) in [("plan", series.plan[at]), ("baseline", series.baseline[at])] {
                put(Row {
                    section: "series",
                    key: series.key,
                    name: &series.name,
                    field,
                    year: year.to_string(),
                    value: value.to_string(),
                    unit: &series.unit,
                });
            }
        }
    }
    for row in &report.indicators.rows {
        let target = row.target.map(|(year, goal)| ("target", year, goal));
        let values =
            report.indicators.years.iter().zip(&row.values).map(|(year, value)| ("plan", *year, *value));
        let base = ("base", report.indicators.base_year, row.base);
        for (field, year, value) in std::iter::once(base).chain(values).chain(target) {
            put(Row {
                section: "indicator",
                key: &row.key,
                name: &row.name,
                field,
                year: year.to_string(),
                value: value.to_string(),
                unit: "",
            });
        }
    }
    if let Some(quotas) = &report.quotas {
        let end = quotas.years.last().copied().unwrap_or_default();
        for row in &quotas.rows {
            let whole = |value: u64| value as f64;
            let added = quotas.years.iter().zip(&row.added).map(|(year, n)| ("added", *year, whole(*n)));
            let around = [("base", quotas.base_year, whole(row.base)), ("quota", end, whole(row.quota))];
            let told = [("projection", Some(row.projection)), ("chance", row.chance.map(|it| it.value))];
            let told = told.into_iter().filter_map(|(field, value)| Some((field, end, value?)));
            for (field, year, value) in around.into_iter().chain(added).chain(told) {
                put(Row {
                    section: "quota",
                    key: &row.code,
                    name: &row.name,
                    field,
                    year: year.to_string(),
                    value: value.to_string(),
                    unit: "",
                });
            }
        }
    }
    for money in &report.money {
        for (source, at) in [("fiscal", 0), ("lottery", 1), ("society", 2)] {
            for (field, value) in [("plan", money.plan[at]), ("baseline", money.baseline[at])] {
                put(Row {
                    section: "money",
                    key: source,
                    name: "",
                    field,
                    year: money.year.to_string(),
                    value: value.to_string(),
                    unit: "yuan",
                });
            }
        }
    }
    for assumption in &report.assumptions {
        for (field, value) in
            [("value", assumption.value), ("low", assumption.low), ("high", assumption.high)]
        {
            put(Row {
                section: "assumption",
                key: &assumption.key,
                name: &assumption.name,
                field,
                year: String::new(),
                value: value.to_string(),
                unit: &assumption.unit,
            });
        }
    }
    for fact in &report.record {
        put(Row {
            section: "record",
            key: fact.key,
            name: &fact.name,
            field: "value",
            year: String::new(),
            value: fact.value.clone(),
            unit: "",
        });
    }
    text
}

/// What each variable of the results is, as CSV.
pub fn dictionary(report: &Report) -> String {
    let mut text = String::from(MARK);
    text.push_str(&line(&["variable", "name", "unit", "kind"]));
    for entry in &report.dictionary {
        text.push_str(&line(&[&entry.key, &entry.name, &entry.unit, &entry.kind]));
    }
    text
}
