//! The tables in docs/ say what the program does: they are written from it, and its examples are run.

#[path = "docs/meanings.rs"]
mod meanings;
mod support;

use meanings::meaning;
use sim_core::Variable;
use sim_core::anatomy::{Anatomy, Sector};
use sim_core::ids::{Certificate, CostItem, Equity, Group, Label, MoneySource, Place, Programme, Setting};
use sim_core::results::{Index, Kind, Whole};
use sim_core::scenario::{LEVERS, Measure, PARAMS, Share, Status, Text, Theme};
use std::fmt::Write;
use std::path::PathBuf;

const COMMAND: &str = "SHAPAN_WRITE_DOCS=1 cargo test -p shapan docs";

fn doc(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", "docs", name].iter().collect()
}

/// Compares a page with what it should say, or writes it.
#[track_caller]
fn written_from_the_program(name: &str, expected: &str) {
    if std::env::var_os("SHAPAN_WRITE_DOCS").is_some() {
        std::fs::write(doc(name), expected).expect("docs can be written");
        return;
    }
    // A checkout may have turned the line ends.
    let found = std::fs::read_to_string(doc(name)).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == expected, "docs/{name} is not what the program says; rewrite it with\n    {COMMAND}");
}

fn page(title: &str, lead: &str) -> String {
    format!("# {title}\n\n<!-- Written by `{COMMAND}`: change the program, not this page. -->\n\n{lead}\n")
}

fn table<const N: usize>(heads: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut text = format!("\n| {} |\n|{}\n", heads.join(" | "), "---|".repeat(N));
    for row in rows {
        let cells = row.map(|cell| cell.replace('|', "\\|"));
        writeln!(text, "| {} |", cells.join(" | ")).expect("writing to a string cannot fail");
    }
    text
}

fn code(key: &str) -> String {
    format!("`{key}`")
}

fn both(label: Label) -> String {
    if label.zh == label.en { label.zh.to_owned() } else { format!("{} · {}", label.zh, label.en) }
}

#[test]
fn docs_variables_are_up_to_date() {
    let mut text = page(
        "Variables · 输出变量",
        "What `shapan run` writes: a long table with the columns `month`, `region`, `variable`, `setting`, \
         `certificate`, `group`, `value`, `unit`.\n\n\
         - `month` is `YYYY-MM`. The first is the month before the run: the start. A **stock** is read at the month's \
         end and has a row for the start; a **flow** belongs to the month and has none.\n\
         - `region` is a region's code, or `all` for the whole place. The column *all* below says how it comes about.\n\
         - `setting`, `certificate` and `group` name the member of the variable's index set and are empty otherwise. \
         A person who is in no post has the place `seeking` or `inactive` in the column `setting`; items of cost, \
         sources of money, programmes and measures of equity stand in `group`. Of the demand groups only those that the scenario names have rows.\n\
         - `value` is written in the shortest form that reads back to the same bits.",
    );
    let rows = Variable::ALL.map(|variable| {
        let info = variable.info();
        let (zh, en) = meaning(variable);
        let index = match info.index {
            Index::Single => "–",
            Index::Setting => "setting",
            Index::PlaceCertificate => "place, certificate",
            Index::Certificate => "certificate",
            Index::Group => "demand group",
            Index::CostItem => "item of cost",
            Index::MoneySource => "source of money",
            Index::Programme => "programme",
            Index::Equity => "measure of equity",
        };
        let kind = match info.kind {
            Kind::Stock => "stock",
            Kind::Flow => "flow",
        };
        let whole = match info.whole {
            Whole::Sum => "sum of the regions",
            Whole::MeanByStaff => "mean of the regions by professionals of the setting",
            Whole::MeanByFront => "mean of the regions by front-line staff",
            Whole::Alone => "for the whole place only",
        };
        let label = variable.label();
        [
            code(variable.key()),
            index.to_owned(),
            kind.to_owned(),
            info.unit.to_owned(),
            whole.to_owned(),
            format!("**{}**：{zh}", label.zh),
            format!("**{}**: {en}", label.en),
        ]
    });
    text += &table(["variable", "by", "kind", "unit", "all", "含义", "meaning"], rows);
    text += "\n## Index sets · 下标\n";
    let key = |key: &'static str, label: Label| [code(key), label.zh.to_owned(), label.en.to_owned()];
    let sets: [(&str, Vec<[String; 3]>); 8] = [
        ("Setting · 岗位类型", Setting::ALL.map(|m| key(m.key(), m.label())).to_vec()),
        ("Place of a person · 人员所在", Place::ALL.map(|m| key(m.key(), m.label())).to_vec()),
        (
            "Certificate · 证书 (`none` only where the index set is place and certificate)",
            Certificate::ALL.map(|m| key(m.key(), m.label())).to_vec(),
        ),
        ("Demand group · 服务对象", Group::ALL.map(|m| key(m.key(), m.label())).to_vec()),
        ("Programme · 培养层次", Programme::ALL.map(|m| key(m.key(), m.label())).to_vec()),
        ("Measure of equity · 公平性指标", Equity::ALL.map(|m| key(m.key(), m.label())).to_vec()),
        ("Item of cost · 成本项目", CostItem::ALL.map(|m| key(m.key(), m.label())).to_vec()),
        ("Source of money · 资金来源", MoneySource::ALL.map(|m| key(m.key(), m.label())).to_vec()),
    ];
    for (title, members) in sets {
        write!(text, "\n### {title}\n{}", table(["key", "中文", "English"], members))
            .expect("writing to a string cannot fail");
    }
    written_from_the_program("variables.md", &text);
}

#[test]
fn docs_levers_are_up_to_date() {
    let mut text = page(
        "Levers · 杠杆",
        "What a policy may set, for the whole place or for one region. At the *neutral* value a lever has no effect on \
         what people do. A lever in % is written as a share wherever a value is written: 0.3 for 30 %. *Shared out* \
         says what a value for the whole place means for one region. Bounds of what is shared out are totals: they are given \
         for a place of 2.4 million residents, and larger or smaller elsewhere. What a scenario's baseline and document say is \
         shown by `shapan levers SCENARIO`.",
    );
    for theme in Theme::ALL {
        let rows = LEVERS.iter().filter(|lever| lever.theme == theme).map(|lever| {
            let share = match lever.share {
                Share::Same => "the same everywhere",
                Share::ByPopulation => "by population",
                Share::ByStaff => "by starting staff",
                Share::ByTownships => "by townships and county seats",
                Share::Evenly => "evenly",
            };
            [
                code(lever.key.key()),
                both(lever.key.label()),
                both(lever.unit),
                format!("{} to {} by {}", lever.min, lever.max, lever.tick),
                lever.neutral.to_string(),
                share.to_owned(),
                both(lever.authority.label()),
                format!("{}。 {}.", lever.help.zh, lever.help.en),
            ]
        });
        let heads =
            ["lever", "name", "unit", "bounds", "neutral", "shared out", "who decides", "what it does"];
        write!(text, "\n## {}\n{}", both(theme.label()), table(heads, rows))
            .expect("writing to a string cannot fail");
    }
    written_from_the_program("levers.md", &text);
}

#[test]
fn docs_parameters_are_up_to_date() {
    let mut text = page(
        "Parameters · 参数",
        "What is assumed, not decided. *Status*: **fact** (measured or written in a rule), **assumption** (nobody \
         measured it for this case), **fitted** (set so that the model meets a known series), **derived** (computed from \
         facts). A source is a key of the scenario's sources; `key: note` adds a note. A scenario may say other values: \
         `shapan params SCENARIO` shows them. *Shape*: how likely the values of the range are \
         ([ensembles](model/ensembles.md#ranges-and-shapes-分布)).",
    );
    let rows = PARAMS.iter().map(|param| {
        let status = match param.status {
            Status::Fact => "fact",
            Status::Assumption => "assumption",
            Status::Fitted => "fitted",
            Status::Derived => "derived",
        };
        let range = if param.low == param.high {
            "–".to_owned()
        } else {
            format!("{} to {}", param.low, param.high)
        };
        [
            code(param.key),
            both(param.label),
            param.default.to_string(),
            range,
            param.shape.label().en.to_owned(),
            param.unit.to_owned(),
            param.domain.words().en.to_owned(),
            status.to_owned(),
            param.source.to_owned(),
        ]
    });
    text += &table(
        ["parameter", "name", "default", "range", "shape", "unit", "possible", "status", "source"],
        rows,
    );
    written_from_the_program("parameters.md", &text);
}

#[test]
fn docs_measures_are_up_to_date() {
    let mut text = page(
        "Measures · 检查所读的量",
        "What a check in `checks.toml` may read from a run ([command line](cli.md#say-what-to-expect-of-its-runs)), for \
         the whole place, at every month's end. *Months*: how many months one value is made of; the first value is that \
         of the month in which so many are over.",
    );
    let rows = Measure::ALL.map(|measure| {
        let label = measure.label();
        let months = measure.months().to_string();
        [code(measure.key()), label.zh.to_owned(), label.en.to_owned(), measure.unit().to_owned(), months]
    });
    text += &table(["measure", "中文", "English", "unit", "months"], rows);
    written_from_the_program("measures.md", &text);
}

#[test]
fn docs_equations_are_up_to_date() {
    let mut text = page(
        "Equations · 方程",
        "What is computed from what, as page *Model* draws it. Indices: `r` region, `s` setting, `k` certificate, `g` grade, `a` age, \
         `x` practice years, `j` programme, `c` group served. A name is a [parameter](../parameters.md), a [lever](../levers.md), an \
         [output variable](../variables.md), what another equation computes, or what is said below it; a name before an index may stand for \
         a family of parameters, which are listed. `name_before` is the same at the end of the month before.\n\n\
         下标：`r` 区域，`s` 岗位类型，`k` 证书，`g` 等级，`a` 年龄，`x` 从业年限，`j` 培养层次，`c` 服务对象。名称是参数、杠杆、输出变量、\
         另一方程的结果，或在其下说明；`名称_before` 是上月末的同一个量。",
    );
    let anatomy = Anatomy::of_the_model();
    for sector in Sector::ALL {
        let equations = || anatomy.equations.iter().filter(|it| it.sector == sector);
        if equations().next().is_none() {
            continue;
        }
        writeln!(text, "\n## {}", both(sector.label())).expect("writing to a string cannot fail");
        for it in equations() {
            let keys = |name: &str, keys: &[String]| {
                let keys: Vec<String> = keys.iter().map(|key| code(key)).collect();
                if keys.is_empty() { String::new() } else { format!("- {name}: {}\n", keys.join(", ")) }
            };
            let symbol = |(name, what): &(String, Text)| format!("- `{name}`: {} · {}\n", what.zh, what.en);
            let lines = [
                keys("parameters · 参数", &it.params),
                keys("levers · 杠杆", &it.levers),
                keys("output variables · 输出变量", &it.variables),
                it.symbols.iter().map(symbol).collect(),
            ];
            write!(
                text,
                "\n### {} · {}\n\n```text\n{}\n```\n\n- unit · 单位: {} · {}\n{}- from · 出处: `{}`, [{page}]({page}.md)\n",
                it.name.zh,
                it.name.en,
                it.plain,
                it.unit.zh,
                it.unit.en,
                lines.concat(),
                it.code,
                page = it.page,
            )
            .expect("writing to a string cannot fail");
        }
    }
    written_from_the_program("model/equations.md", &text);
}

#[cfg(unix)]
#[test]
fn docs_examples_of_the_command_line_run() {
    use std::process::Command;
    let page = std::fs::read_to_string(doc("cli.md")).expect("docs/cli.md is there");
    let scratch = support::Scratch::with_scenario("examples", &[]);
    // The page's own place is the built-in one, copied into a folder.
    std::fs::create_dir(scratch.path("my-place")).expect("writable");
    for file in ["scenario.toml", "regions.csv"] {
        std::fs::rename(scratch.path(file), scratch.path(&format!("my-place/{file}"))).expect("writable");
    }
    let program = PathBuf::from(env!("CARGO_BIN_EXE_shapan"));
    let folder = program.parent().expect("a program is in a folder").to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(folder).chain(std::env::split_paths(&path)))
        .expect("folders without separators");
    for block in ["\n```toml ", "\n```csv "].into_iter().flat_map(|fence| page.split(fence).skip(1)) {
        // Such a block is a file that the examples use, with its name.
        let (name, rest) = block.split_once('\n').expect("a name, then the file");
        let (text, _) = rest.split_once("```").expect("the block ends");
        if let Some((folder, _)) = name.rsplit_once('/') {
            std::fs::create_dir_all(scratch.path(folder)).expect("writable");
        }
        scratch.write(name, text.as_bytes());
    }
    let mut ran = 0;
    for command in page.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let output = Command::new("sh")
            .args(["-c", command])
            .current_dir(scratch.folder())
            .env("PATH", &path)
            .output()
            .expect("a shell");
        assert!(output.status.success(), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{command}");
        ran += 1;
    }
    assert!(ran >= 10, "{ran} examples were found");
}
