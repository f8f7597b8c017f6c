//! Equations as the page shows them: each drawn, with what it reads found in its own formula.

use super::equations::{EQUATIONS, Row, SYMBOLS};
use super::formula::{Formula, display};
use super::{Sector, text};
use crate::results::Variable;
use crate::scenario::{LeverKey, PARAMS, Text};
use serde::{Deserialize, Serialize};

/// An equation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Equation {
    /// Its part of the model.
    pub sector: Sector,
    /// What it computes.
    pub name: Text,
    /// The unit of that.
    pub unit: Text,
    /// The whole of it as `MathML`.
    pub mathml: String,
    /// The same as text.
    pub plain: String,
    /// Keys of parameters it reads.
    pub params: Vec<String>,
    /// Keys of levers it reads.
    pub levers: Vec<String>,
    /// Keys of output variables it reads.
    pub variables: Vec<String>,
    /// Other names in it, and what they are.
    pub symbols: Vec<(String, Text)>,
    /// File and function.
    pub code: String,
    /// The page in `docs/model` that argues it.
    pub page: String,
}

/// What parameters and levers of a family end in: one for each member of an index set.
const MEMBERS: [&str; 29] = [
    "community",
    "institution",
    "station",
    "ngo",
    "school",
    "hospital",
    "government",
    "none",
    "assistant",
    "mid",
    "senior",
    "children",
    "corrections",
    "low_income",
    "disabled",
    "elderly",
    "near_poor",
    "general",
    "men",
    "women_55",
    "women_50",
    "under_30",
    "30_49",
    "50_up",
    "college",
    "bachelor",
    "master",
    "other",
    "contract",
];

/// What a name stands for.
enum Means {
    Params(Vec<&'static str>),
    Levers(Vec<&'static str>),
    Variable(&'static str),
    Other,
}

fn family(name: &str, keys: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let of = |key: &&str| {
        *key == name
            || key
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('_'))
                .is_some_and(|rest| MEMBERS.contains(&rest))
    };
    keys.filter(of).collect()
}

fn means(name: &str) -> Means {
    let is = |key: &str| key == name;
    let params = || PARAMS.iter().map(|row| row.key);
    let levers = || LeverKey::ALL.into_iter().map(LeverKey::key);
    if let Some(key) = params().find(|key| is(key)) {
        return Means::Params(vec![key]);
    }
    if let Some(key) = levers().find(|key| is(key)) {
        return Means::Levers(vec![key]);
    }
    if let Some(variable) = Variable::from_key(name) {
        return Means::Variable(variable.key());
    }
    let (of_params, of_levers) = (family(name, params()), family(name, levers()));
    match (of_params.is_empty(), of_levers.is_empty()) {
        (false, _) => Means::Params(of_params),
        (true, false) => Means::Levers(of_levers),
        _ => Means::Other,
    }
}

/// A name in `MathML`, by what it stands for.
fn drawn(name: &str) -> String {
    let class = match means(name) {
        Means::Params(_) => "param",
        Means::Levers(_) => "lever",
        Means::Variable(_) => "variable",
        Means::Other => return format!("<mi>{}</mi>", name.replace('_', " ")),
    };
    format!("<mi class=\"{class}\">{}</mi>", name.replace('_', " "))
}

/// What a name is that stands for no parameter, lever, variable or other row.
fn symbol(name: &str) -> Option<Text> {
    if let Some(of) = name.strip_suffix("_before") {
        return Some(Text {
            zh: format!("上月末的 {of}"),
            en: format!("{of} at the end of the month before"),
        });
    }
    SYMBOLS.iter().find(|(key, _)| *key == name).map(|(_, label)| text(*label))
}

impl Equation {
    /// # Panics
    /// When a row of the table is no formula; a test reads all of them.
    fn of(row: &Row) -> Self {
        let [left, right] =
            [row.left, row.right].map(|text| Formula::read(text).expect("a test reads every row"));
        let mut it = Self {
            sector: row.sector,
            name: text(row.name),
            unit: text(row.unit),
            mathml: display(&left, &right, &drawn),
            plain: format!("{} = {}", row.left, row.right),
            params: Vec::new(),
            levers: Vec::new(),
            variables: Vec::new(),
            symbols: Vec::new(),
            code: row.code.to_owned(),
            page: row.page.to_owned(),
        };
        for name in right.names().into_iter().chain(row.also.split_whitespace()) {
            let add = |to: &mut Vec<String>, keys: Vec<&str>| {
                for key in keys {
                    if to.iter().all(|known| known != key) {
                        to.push(key.to_owned());
                    }
                }
            };
            match means(name) {
                Means::Params(keys) => add(&mut it.params, keys),
                Means::Levers(keys) => add(&mut it.levers, keys),
                Means::Variable(key) => add(&mut it.variables, vec![key]),
                Means::Other => it.symbols.extend(symbol(name).map(|text| (name.to_owned(), text))),
            }
        }
        it
    }
}

/// All of them, in the order of the table.
pub(super) fn all() -> Vec<Equation> {
    EQUATIONS.iter().map(Equation::of).collect()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::disallowed_types)]
mod tests {
    use super::super::equations::ELSEWHERE;
    use super::super::stocks::{Shape, parts_and_links};
    use super::*;
    use crate::sorted::Set;

    fn names(row: &Row) -> (String, Vec<String>) {
        let left = Formula::read(row.left).unwrap_or_else(|fault| panic!("{}: {fault}", row.left));
        let right = Formula::read(row.right).unwrap_or_else(|fault| panic!("{}: {fault}", row.left));
        let also = row.also.split_whitespace();
        (left.names()[0].to_owned(), right.names().into_iter().chain(also).map(str::to_owned).collect())
    }

    #[test]
    fn every_name_in_a_formula_is_known_and_every_symbol_used() {
        let rows: Vec<_> = EQUATIONS.iter().map(names).collect();
        let mut used: Set<&str> = Set::new();
        for name in rows.iter().flat_map(|(_, names)| names) {
            let computed = rows.iter().any(|(left, _)| left == name);
            let known = computed || !matches!(means(name), Means::Other) || symbol(name).is_some();
            assert!(known, "{name} is not known");
            used.insert(name);
        }
        for (name, _) in SYMBOLS {
            assert!(used.contains(name), "no formula reads {name}");
        }
    }

    #[test]
    fn every_parameter_and_every_lever_is_read_by_an_equation() {
        let all = all();
        for row in PARAMS {
            let read = all.iter().any(|it| it.params.iter().any(|key| key == row.key));
            let listed = ELSEWHERE.iter().any(|(key, why)| *key == row.key && !why.is_empty());
            assert!(read != listed, "{}: read {read}, listed as read elsewhere {listed}", row.key);
        }
        for lever in LeverKey::ALL {
            assert!(all.iter().any(|it| it.levers.iter().any(|key| key == lever.key())), "{}", lever.key());
        }
    }

    #[test]
    fn every_code_and_every_page_that_is_named_is_there() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for row in EQUATIONS {
            let page = root.join("../../docs/model").join(row.page).with_extension("md");
            assert!(page.is_file(), "{}", page.display());
            let (file, function) = row.code.split_once(" · ").unwrap_or((row.code, ""));
            let source = ["src/model", "src/engine"]
                .iter()
                .find_map(|folder| std::fs::read_to_string(root.join(folder).join(file)).ok());
            let source = source.unwrap_or_else(|| panic!("{file} is not there"));
            let last = function.rsplit("::").next().unwrap_or_default();
            assert!(
                function.is_empty() || source.contains(&format!("fn {last}")),
                "{file} has no {function}"
            );
        }
    }

    /// Stocks whose change is told by other rows.
    const TOLD_ELSEWHERE: [&str; 3] = ["seeking", "inactive", "registered"];

    #[test]
    fn every_stock_has_an_equation() {
        let lefts: Vec<String> = EQUATIONS.iter().map(|row| names(row).0).collect();
        let (parts, _) = parts_and_links();
        for part in parts.iter().filter(|part| part.shape == Shape::Stock) {
            let told = lefts.contains(&part.key) || TOLD_ELSEWHERE.contains(&part.key.as_str());
            assert!(told, "no equation says how {} changes", part.key);
        }
    }

    /// An equation that computes an output variable from another one does not contradict the declared graph: what it reads
    /// can reach what it computes.
    #[test]
    fn equations_and_the_declared_graph_agree() {
        use crate::study::why::{Node, reachable};
        let mut apart: Set<(String, String)> = Set::new();
        for (left, read) in EQUATIONS.iter().map(names) {
            let Some(computed) = Variable::from_key(&left) else { continue };
            for name in read {
                let Means::Variable(key) = means(&name) else { continue };
                let from = Variable::from_key(key).expect("it is one");
                let to = Node::Variable(computed);
                if from != computed && !reachable(Node::Variable(from)).contains(&to) {
                    apart.insert((left.clone(), name));
                }
            }
        }
        let said = NO_WAY.iter().map(|(left, read)| ((*left).to_owned(), (*read).to_owned()));
        assert_eq!(apart, said.collect());
    }

    /// What an equation reads though the graph has no way between them: given by the scenario, or moved by levers alone, from
    /// which the graph has a way of its own.
    const NO_WAY: &[(&str, &str)] = &[
        ("backlog_hours", "need_hours"),
        ("bonded", "graduates"),
        ("need_hours", "group_people"),
        ("norm_posts", "group_people"),
        ("served_hours", "need_hours"),
    ];
}
