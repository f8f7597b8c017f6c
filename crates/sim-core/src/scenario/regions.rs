//! `regions.csv`: one row per region, columns in any order.

use super::input::{Input, Log, shorten};
use super::params::Status;
use super::problem::{At, both, said};
use super::sheet::{COUNT, Columns, Row, read_sheet};
use super::walk::{EAST, NORTH, STATUS, STATUS_KEYS, STATUSES};
use super::{Region, Text};
use crate::ids::Label;

const COLUMNS: Columns = Columns {
    required: &[
        "code",
        "name_zh",
        "name_en",
        "population_2010",
        "population_2020",
        "urban_2020",
        "elderly_2010",
        "elderly_2020",
        "college_2020",
        "townships",
        "longitude",
        "latitude",
    ],
    optional: &["pay_ratio", "status", "source"],
    row: both("个区域", "region"),
};

/// As many as a province has prefectures or the nation provinces.
pub const LARGEST_REGION_COUNT: usize = 31;

/// The columns of the table, in the order in which they are written.
pub(super) fn all_columns() -> Vec<&'static str> {
    COLUMNS.required.iter().chain(COLUMNS.optional).copied().collect()
}

/// Reads the regions. `None` means that problems were noted.
pub(super) fn read_regions(input: &Input<'_>, log: &Log) -> Option<Vec<Region>> {
    let rows = read_sheet(input, log, &COLUMNS, |row| region(row, log))?;
    check_count(rows.len(), input, log);
    let rows: Vec<(usize, Region)> =
        rows.into_iter().map(|(line, region)| region.map(|r| (line, r))).collect::<Option<_>>()?;
    for (i, (line, region)) in rows.iter().enumerate() {
        if let Some((first, _)) = rows[..i].iter().find(|(_, r)| r.code == region.code) {
            let at = At { file: input.name.clone(), line: *line, key: "code".to_owned() };
            log.error(
                at,
                said!("代码“{}”出现两次", "the code '{}' stands twice", region.code),
                said!("第 {} 行已用；代码不能相同", "line {} has it already; codes must differ", first),
            );
        }
    }
    Some(rows.into_iter().map(|(_, region)| region).collect())
}

fn check_count(count: usize, input: &Input<'_>, log: &Log) {
    if !(1..=LARGEST_REGION_COUNT).contains(&count) {
        log.error(
            input.whole(),
            said!("文件中有 {} 个区域", "the file has {} regions", count),
            said!(
                "应有 1 至 {} 个区域，每个一行",
                "1 to {} regions are expected, a row each",
                LARGEST_REGION_COUNT
            ),
        );
    }
}

const PAY_RATIO: Label =
    both("应为当地 ÷ 全国工资，0.1 至 10", "local ÷ national wage, 0.1 to 10, is expected");

fn region(row: &Row<'_>, log: &Log) -> Option<Region> {
    let code = row.code();
    let (zh, en) = (row.cell("name_zh"), row.cell("name_en"));
    let population_2010 = row.residents("population_2010");
    let population_2020 = row.residents("population_2020");
    let urban_2020 = row.part("urban_2020", "population_2020", population_2020);
    let elderly_2010 = row.residents("elderly_2010");
    let elderly_2020 = row.residents("elderly_2020");
    row.within("elderly_2010", elderly_2010, "population_2010", population_2010);
    row.within("elderly_2020", elderly_2020, "population_2020", population_2020);
    let college_2020 = row.part("college_2020", "population_2020", population_2020);
    let townships = row.number(
        "townships",
        0.0,
        1e4,
        both("应为乡镇（街道）数，不小于 0", "a number of townships, 0 or more, is expected"),
    );
    let longitude = row.number("longitude", -180.0, 180.0, EAST);
    let latitude = row.number("latitude", -90.0, 90.0, NORTH);
    // The capital pays twice the national wage, no province a fifth of it.
    let pay_ratio = row.optional("pay_ratio").map(|_| row.number("pay_ratio", 0.1, 10.0, PAY_RATIO));
    let status = match row.optional("status") {
        Some(_) => row.one_of("status", STATUS, &STATUS_KEYS).map(|i| STATUSES[i]),
        None => Some(Status::Fact),
    };
    let source = row.optional("source").unwrap_or_default();
    if !source.is_empty() {
        log.cite(source, &row.at("source"));
    }
    let region = Region {
        code: code?.to_owned(),
        name: Text { zh: zh?.to_owned(), en: en?.to_owned() },
        population_2010: population_2010?,
        population_2020: population_2020?,
        urban_2020: urban_2020?,
        elderly_2010: elderly_2010?,
        elderly_2020: elderly_2020?,
        college_2020: college_2020?,
        townships: townships?,
        longitude: longitude?,
        latitude: latitude?,
        pay_ratio: match pay_ratio {
            Some(ratio) => Some(ratio?),
            None => None,
        },
        status: status?,
        source: source.to_owned(),
    };
    Some(region)
}

impl Row<'_> {
    /// A code is typed on command lines and stands in links.
    fn code(&self) -> Option<&str> {
        let code = self.cell("code")?;
        if code.len() <= 32 && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            return Some(code);
        }
        self.error(
            "code",
            said!("“{}”不是代码", "'{}' is not a code", shorten(code)),
            both(
                "最多 32 个字母、数字、'-' 和 '_'，如 532301",
                "at most 32 letters, digits, '-' and '_', such as 532301",
            ),
        );
        None
    }

    /// Residents grow or shrink by a rate, so there must be some.
    fn residents(&self, column: &str) -> Option<f64> {
        let count =
            self.number(column, 0.0, 2e9, both("应为大于 0 的数目", "a count, above 0, is expected"))?;
        if count > 0.0 {
            return Some(count);
        }
        self.error(
            column,
            both("没有居民", "there are no residents"),
            both(
                "应为大于 0 的数目；没有居民的区域请删去",
                "a count above 0 is expected; leave out regions without residents",
            ),
        );
        None
    }

    fn part(&self, column: &str, of: &str, whole: Option<f64>) -> Option<f64> {
        let count = self.number(column, 0.0, 2e9, COUNT);
        self.within(column, count, of, whole);
        count
    }

    fn within(&self, column: &str, part: Option<f64>, of: &str, whole: Option<f64>) {
        if let (Some(part), Some(whole)) = (part, whole)
            && part > whole
        {
            self.error(
                column,
                said!("“{}”大于 {}（{}）", "'{}' is more than {}, {}", part, of, whole),
                said!(
                    "不能大于 {}；是不是列放错了？",
                    "at most {} is expected; are the columns mixed up?",
                    of
                ),
            );
        }
    }
}
