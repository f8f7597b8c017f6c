//! The diagram of stocks and flows as plain data: what is drawn of it now, and what each part shows in the chosen month.

use crate::axis::Axis;
use crate::chart::{AxisMarks, position};
use crate::number::{self, Lang};
use crate::series::Series;
use crate::state::AppState;
use crate::study::lines::{Curve, Lines};
use crate::words::{Words, args};
use serde::Serialize;
use sim_core::LeverKey;
use sim_core::anatomy::{Anatomy, Link, Part, Sector, Shape};
use sim_core::scenario::Metric;
use sim_core::sorted::{Map, Set};
use sim_core::time::Month;

/// What of the diagram is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The month, by its row; the end of the plan year unless one was chosen.
    pub row: Option<usize>,
    /// The part that is charted, by its key.
    pub chosen: Option<String>,
    /// Parts of the model that are drawn as one.
    pub folded: Set<Sector>,
    /// Every lever, and not only those that are moved.
    pub all_levers: bool,
    /// What is sought among the names.
    pub sought: String,
}

/// What is drawn in full at first: how somebody becomes a professional with a certificate and leaves again. All of it at
/// once nobody could read.
const AT_FIRST: [Sector; 4] = [Sector::Conversion, Sector::Exam, Sector::Posts, Sector::Exits];

impl Default for Look {
    fn default() -> Self {
        Self {
            row: None,
            chosen: None,
            folded: Sector::ALL.into_iter().filter(|sector| !AT_FIRST.contains(sector)).collect(),
            all_levers: false,
            sought: String::new(),
        }
    }
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diagram {
    /// The parts.
    pub nodes: Vec<Spot>,
    /// What links them.
    pub links: Vec<Line>,
    /// Words of its buttons: larger, smaller, all of it.
    pub buttons: [String; 3],
    /// What it is, for whoever does not see it.
    pub says: String,
}

/// A part as it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spot {
    /// Its key.
    pub id: String,
    /// Which shape.
    pub kind: &'static str,
    /// Its name.
    pub label: String,
    /// Its value in the chosen month, where it has one.
    pub value: String,
    /// The baseline's.
    pub base: String,
    /// Whether it is charted.
    pub chosen: bool,
    /// Whether its name holds what is sought.
    pub found: bool,
    /// All of it in words.
    pub says: String,
}

/// A link as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Line {
    /// Key of where it begins.
    pub from: String,
    /// Key of where it ends.
    pub to: String,
    /// Whether something moves along it.
    pub pipe: bool,
}

/// A part in the table that says what the diagram shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Its part of the model.
    pub sector: &'static str,
    /// The plan's value, with the unit.
    pub value: String,
    /// The baseline's.
    pub base: String,
    /// Names of what drives it.
    pub driven_by: String,
}

/// Whether a part is drawn at all: levers that are moved, targets that the place has.
fn wanted(state: &AppState, part: &Part) -> bool {
    match part.shape {
        Shape::Lever => {
            state.model.diagram.all_levers || lever_of(part).is_some_and(|key| state.is_moved(key))
        }
        Shape::Target => {
            series_of(part).is_none_or(|series| state.aims().iter().any(|aim| aim.series == series))
        }
        _ => true,
    }
}

fn lever_of(part: &Part) -> Option<LeverKey> {
    LeverKey::from_key(part.key.strip_prefix("lever-")?)
}

/// The series behind a target; none for public money.
fn series_of(part: &Part) -> Option<Series> {
    Metric::from_key(part.key.strip_prefix("target-")?).map(Series::of_metric)
}

const fn kind_of(shape: Shape) -> &'static str {
    match shape {
        Shape::Stock => "stock",
        Shape::Flow => "flow",
        Shape::Auxiliary => "auxiliary",
        Shape::Lever => "lever",
        Shape::Target => "target",
    }
}

/// What a part is, in a word.
pub fn kind_word(shape: Shape, words: &Words) -> String {
    words.say(match shape {
        Shape::Stock => "diagram-stock",
        Shape::Flow => "diagram-flow",
        Shape::Auxiliary => "diagram-auxiliary",
        Shape::Lever => "diagram-lever",
        Shape::Target => "diagram-target",
    })
}

/// The months that can be chosen, from the start on.
pub fn rows(state: &AppState) -> usize {
    state.scenario.grid.months() + 1
}

/// The row that is shown.
pub fn row(state: &AppState) -> usize {
    let plan_year = Month::new(state.scenario.plan_year, 12);
    let row = (plan_year.since(state.scenario.grid.start) + 1).max(0) as usize;
    state.model.diagram.row.unwrap_or(row).min(rows(state) - 1)
}

/// The month of a row in words.
pub fn month(state: &AppState, row: usize, words: &Words) -> String {
    crate::scoreboard::month_words(words, state.scenario.grid.start.plus(row as i32 - 1))
}

/// The months' values of a part, of the plan and of the baseline.
pub fn values(state: &AppState, part: &Part) -> Option<[Vec<f64>; 2]> {
    if let Some(series) = series_of(part) {
        let view = state.view()?;
        return Some([view.plan.values(series).to_vec(), view.baseline.values(series).to_vec()]);
    }
    let (stocks, at) = (state.stocks()?, part.series?);
    let full = |values: &Vec<f32>| values.iter().map(|value| f64::from(*value)).collect();
    Some([full(stocks.plan.get(at)?), full(stocks.baseline.get(at)?)])
}

/// A value of a part as people read it, without its unit.
pub fn text(part: &Part, value: f64, lang: Lang) -> String {
    if let Some(series) = series_of(part) {
        return series.brief(value, lang);
    }
    match part.unit.en.as_str() {
        "share" | "index" => number::decimal(value, 3),
        "held ÷ capacity" => number::decimal(value, 2),
        _ if value.abs() >= number::LONG => number::brief(lang, value),
        _ if value.abs() >= 100.0 => number::count(value),
        _ => number::telling(value, 1),
    }
}

/// Value and baseline of a part in the month that is shown; empty where it has none.
fn now(state: &AppState, part: &Part, row: usize, lang: Lang) -> [String; 2] {
    if let Some(key) = lever_of(part) {
        let month = state.scenario.grid.start.plus((row as i32 - 1).max(0));
        let dial = crate::dial::Dial::of(&state.scenario, key);
        let held = state.scenario.lever_value(state.policy(), key, month);
        return [held, state.scenario.baseline_value(key, month)].map(|value| dial.spoken(lang, value));
    }
    let at = |values: &Vec<f64>| values.get(row).map(|value| text(part, *value, lang)).unwrap_or_default();
    values(state, part).map_or_else(Default::default, |[plan, base]| [at(&plan), at(&base)])
}

/// The diagram as it is drawn now.
pub fn of(state: &AppState, anatomy: &Anatomy, words: &Words) -> Diagram {
    let (look, lang, at) = (&state.model.diagram, words.lang(), row(state));
    let sought = look.sought.trim().to_lowercase();
    let mut nodes: Vec<Spot> = Vec::new();
    // Which node shows a part.
    let mut shown_by: Map<usize, String> = Map::new();
    for (number, part) in anatomy.parts.iter().enumerate().filter(|(_, part)| wanted(state, part)) {
        if look.folded.contains(&part.sector) {
            let id = format!("sector-{}", part.sector.key());
            shown_by.insert(number, id.clone());
            if nodes.iter().all(|node| node.id != id) {
                let label = lang.label(part.sector.label()).to_owned();
                let says = words.tell("diagram-folded", &args([("name", label.clone())]));
                nodes.push(Spot {
                    id,
                    kind: "sector",
                    label,
                    value: String::new(),
                    base: String::new(),
                    chosen: false,
                    found: false,
                    says,
                });
            }
            continue;
        }
        shown_by.insert(number, part.key.clone());
        let label = lang.text(&part.name).to_owned();
        let [value, base] = now(state, part, at, lang);
        let kind = kind_word(part.shape, words);
        let says = if value.is_empty() {
            format!("{kind}{}{label}", lang.of("：", ": "))
        } else {
            let values = args([
                ("kind", kind),
                ("name", label.clone()),
                ("value", value.clone()),
                ("unit", lang.text(&part.unit).to_owned()),
                ("base", base.clone()),
            ]);
            words.tell("diagram-says", &values)
        };
        nodes.push(Spot {
            kind: kind_of(part.shape),
            chosen: look.chosen.as_ref() == Some(&part.key),
            found: !sought.is_empty() && holds(part, &sought),
            id: part.key.clone(),
            label,
            value,
            base,
            says,
        });
    }
    let links = links(anatomy, &shown_by, &mut nodes);
    let buttons = ["diagram-larger", "diagram-smaller", "diagram-whole"].map(|key| words.say(key));
    let says = words.tell("diagram-label", &args([("month", month(state, at, words))]));
    Diagram { nodes, links, buttons, says }
}

fn holds(part: &Part, sought: &str) -> bool {
    [&part.name.zh, &part.name.en, &part.key].into_iter().any(|text| text.to_lowercase().contains(sought))
}

/// Links between what is shown, each once; what comes from outside or goes there ends in a cloud of its own.
fn links(anatomy: &Anatomy, shown_by: &Map<usize, String>, nodes: &mut Vec<Spot>) -> Vec<Line> {
    let mut lines: Set<Line> = Set::new();
    for Link { from, to, pipe, .. } in &anatomy.links {
        let inner = from.or(*to).and_then(|at| shown_by.get(&at));
        let mut end = |at: Option<usize>, side: &str| match at {
            Some(at) => shown_by.get(&at).cloned(),
            // A flow that is folded away takes its clouds along.
            None => inner.filter(|id| !id.starts_with("sector-")).map(|id| {
                let id = format!("cloud-{side}-{id}");
                if nodes.iter().all(|node| node.id != id) {
                    let none = String::new;
                    nodes.push(Spot {
                        id: id.clone(),
                        kind: "cloud",
                        label: none(),
                        value: none(),
                        base: none(),
                        chosen: false,
                        found: false,
                        says: none(),
                    });
                }
                id
            }),
        };
        if let (Some(from), Some(to)) = (end(*from, "in"), end(*to, "out"))
            && from != to
        {
            lines.insert(Line { from, to, pipe: *pipe });
        }
    }
    // Where something moves, nothing more needs to be said.
    let pipes: Set<(String, String)> =
        lines.iter().filter(|line| line.pipe).map(|line| (line.from.clone(), line.to.clone())).collect();
    lines.retain(|line| line.pipe || !pipes.contains(&(line.from.clone(), line.to.clone())));
    lines.into_iter().collect()
}

/// The part that is charted: the one chosen, or professionals.
pub fn chosen<'a>(state: &AppState, anatomy: &'a Anatomy) -> Option<&'a Part> {
    let key = state.model.diagram.chosen.as_deref().unwrap_or("professionals");
    anatomy.parts.iter().find(|part| part.key == key)
}

/// The chart of a part over the months.
pub fn lines(state: &AppState, part: &Part, words: &Words) -> Option<Lines> {
    let [plan, baseline] = values(state, part)?;
    let lang = words.lang();
    // A flow has no value at the start.
    let first = usize::from(part.shape == Shape::Flow);
    let start = state.scenario.grid.start;
    let points = |values: &[f64]| -> Vec<[f64; 2]> {
        values
            .iter()
            .enumerate()
            .skip(first)
            .map(|(at, v)| [position(start.plus(at as i32 - 1)), *v])
            .collect()
    };
    let axis = Axis::around(plan.iter().chain(&baseline).skip(first).copied());
    let curve = |name: &str, values: &[f64], tone: &'static str, width: f64| Curve {
        name: words.say(name),
        end: text(part, values.last().copied().unwrap_or(f64::NAN), lang),
        tone,
        width,
        dash: "solid",
        points: points(values),
    };
    Some(Lines {
        years: [start.year() - 1, state.scenario.grid.end.year()],
        axis: AxisMarks {
            min: axis.min,
            max: axis.max,
            interval: axis.interval,
            labels: axis.marks().into_iter().map(|mark| text(part, mark, lang)).collect(),
            unit: lang.text(&part.unit).to_owned(),
        },
        bands: Vec::new(),
        curves: vec![
            curve("name-baseline", &baseline, "base", 1.5),
            curve("name-plan", &plan, "lever", 2.25),
        ],
        dots: Vec::new(),
        targets: Vec::new(),
        upright: None,
    })
}

/// What drives a part or is driven by it, with how.
pub fn neighbours(anatomy: &Anatomy, part: &Part, lang: Lang) -> [Vec<(String, String, String)>; 2] {
    let Some(own) = anatomy.parts.iter().position(|it| it.key == part.key) else { return Default::default() };
    let say = |at: usize, link: &Link| {
        let other = &anatomy.parts[at];
        (other.key.clone(), lang.text(&other.name).to_owned(), lang.text(&link.how).to_owned())
    };
    let before = anatomy.links.iter().filter(|link| link.to == Some(own));
    let behind = anatomy.links.iter().filter(|link| link.from == Some(own));
    [
        before.filter_map(|link| Some(say(link.from?, link))).collect(),
        behind.filter_map(|link| Some(say(link.to?, link))).collect(),
    ]
}

/// The table that says what the diagram shows, folded or not.
pub fn table(state: &AppState, anatomy: &Anatomy, words: &Words) -> Vec<Row> {
    let (lang, at) = (words.lang(), row(state));
    let row = |part: &Part| {
        let [value, base] = now(state, part, at, lang);
        let unit = lang.text(&part.unit);
        let value =
            if value.is_empty() || part.shape == Shape::Lever { value } else { format!("{value} {unit}") };
        let before =
            neighbours(anatomy, part, lang)[0].iter().map(|(_, name, _)| name.clone()).collect::<Set<_>>();
        Row {
            key: part.key.clone(),
            name: lang.text(&part.name).to_owned(),
            kind: kind_word(part.shape, words),
            sector: lang.label(part.sector.label()),
            value,
            base,
            driven_by: before.into_iter().collect::<Vec<_>>().join(lang.of("、", ", ")),
        }
    };
    anatomy.parts.iter().filter(|part| wanted(state, part)).map(row).collect()
}

/// The first part whose name holds what is sought.
pub fn first_found(state: &AppState, anatomy: &Anatomy) -> Option<String> {
    let sought = state.model.diagram.sought.trim().to_lowercase();
    let found = |part: &&Part| !sought.is_empty() && holds(part, &sought);
    anatomy.parts.iter().find(found).map(|part| part.key.clone())
}

/// What the chart of a part shows, in a sentence.
pub fn sentence(state: &AppState, part: &Part, words: &Words) -> String {
    let (lang, at) = (words.lang(), row(state));
    let [value, base] = now(state, part, at, lang);
    words.tell(
        "diagram-chart-says",
        &args([
            ("name", lang.text(&part.name).to_owned()),
            ("month", month(state, at, words)),
            ("value", value),
            ("unit", lang.text(&part.unit).to_owned()),
            ("base", base),
        ]),
    )
}
