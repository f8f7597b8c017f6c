//! Flows of one year: who was where at the end of the last one and is where at the end of this one.

use super::detail::{Detail, Year};
use crate::number;
use crate::state::AppState;
use crate::words::{Words, args};
use serde::Serialize;
use sim_core::agents::STANDINGS;
use sim_core::ids::{CERTIFICATES, Certificate, PLACES, Place};
use sim_core::sorted::Map;

/// How standings are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// By where people are.
    Places,
    /// By the certificate they hold.
    Certificates,
    /// By region: who moved from one to another.
    Regions,
}

impl Cut {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Places, Self::Certificates, Self::Regions];

    /// The key of its name.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Places => "flows-by-place",
            Self::Certificates => "flows-by-certificate",
            Self::Regions => "flows-by-region",
        }
    }

    /// How many standings there are on each side, those who come or go apart.
    fn kinds(self, regions: usize) -> usize {
        match self {
            Self::Places => PLACES,
            Self::Certificates => CERTIFICATES,
            Self::Regions => regions,
        }
    }
}

/// One flow, in persons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// Standing a year ago; the number of standings for those who were not there.
    pub from: usize,
    /// Standing now; the number of standings for those who are gone.
    pub to: usize,
    /// How many.
    pub persons: f64,
}

/// The flows of a year, by standing.
#[derive(Clone, Debug, PartialEq)]
pub struct Flows {
    /// Standings on each side, those who come or go apart.
    pub kinds: usize,
    /// Those that are not nought, in the order of standings.
    pub flows: Vec<Flow>,
}

impl Flows {
    /// The flows of a year of a place with so many regions.
    pub fn of(detail: &Detail, year: &Year, cut: Cut, regions: usize) -> Self {
        let kinds = cut.kinds(regions);
        let mut sums: Map<(usize, usize), u32> = Map::new();
        let mut add = |from: usize, to: usize, n: u32| *sums.entry((from, to)).or_default() += n;
        if cut == Cut::Regions {
            for (from, to, n) in &year.moves {
                add(usize::from(*from), usize::from(*to), *n);
            }
        } else {
            let kind = |standing: u8| {
                let standing = usize::from(standing);
                match cut {
                    _ if standing >= STANDINGS => kinds,
                    Cut::Places => standing / CERTIFICATES,
                    _ => standing % CERTIFICATES,
                }
            };
            for (from, to, n) in &year.flows {
                add(kind(*from), kind(*to), *n);
            }
        }
        let flow = |((from, to), n)| Flow { from, to, persons: detail.persons(n) };
        Self { kinds, flows: sums.into_iter().map(flow).collect() }
    }

    fn sum(&self, counts: impl Fn(&Flow) -> bool) -> f64 {
        self.flows.iter().filter(|flow| counts(flow)).map(|flow| flow.persons).sum()
    }

    /// Persons on the left side (or right side) of a standing.
    fn side(&self, kind: usize, right: bool) -> f64 {
        self.sum(|flow| if right { flow.to == kind } else { flow.from == kind })
    }
}

/// The name of a standing.
pub fn name(state: &AppState, cut: Cut, kind: usize, right: bool, words: &Words) -> String {
    let lang = words.lang();
    let regions = &state.scenario.regions;
    match cut {
        Cut::Regions => match regions.get(kind) {
            Some(region) => crate::places::short_name(region, lang, 1),
            None => words.say("flows-outside"),
        },
        _ if kind == cut.kinds(regions.len()) => words.say(if right { "flows-left" } else { "flows-came" }),
        Cut::Places if kind == Place::Inactive.index() => words.say("flows-inactive"),
        Cut::Places => lang.label(Place::ALL[kind].label()).to_owned(),
        Cut::Certificates => certificate(kind, words),
    }
}

/// The name of a certificate, or that there is none.
pub fn certificate(kind: usize, words: &Words) -> String {
    if kind == Certificate::None.index() {
        words.say("certificate-none")
    } else {
        words.lang().label(Certificate::ALL[kind].label()).to_owned()
    }
}

/// What the figure of flows draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sankey {
    /// Standings of both sides.
    pub nodes: Vec<Node>,
    /// Flows between them.
    pub links: Vec<Link>,
    /// What stands over the two sides.
    pub heads: [String; 2],
}

/// A standing on one side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    /// Its name in the drawing.
    pub id: String,
    /// Its name and number.
    pub label: String,
    /// 0 on the left, 1 on the right.
    pub side: u8,
    /// How it is coloured.
    pub tone: Tone,
}

/// A flow in the drawing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// Node it leaves.
    pub source: String,
    /// Node it reaches.
    pub target: String,
    /// Persons.
    pub value: f64,
    /// Whether standing changes.
    pub moves: bool,
}

/// The kinds of standings by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// In a post, or holding a certificate, or a region.
    Post,
    /// Without.
    Apart,
    /// Not in the model.
    Edge,
}

fn tone(cut: Cut, kind: usize, kinds: usize) -> Tone {
    match cut {
        _ if kind == kinds => Tone::Edge,
        Cut::Places if kind >= Place::Seeking.index() => Tone::Apart,
        Cut::Certificates if kind == Certificate::None.index() => Tone::Apart,
        _ => Tone::Post,
    }
}

/// The year that is looked at, with its detail.
pub fn year_shown(state: &AppState) -> Option<(&Detail, &Year)> {
    let detail = &state.people.cast.as_ref()?.detail;
    Some((detail, detail.years.get(state.people.year)?))
}

/// The flows that are looked at.
pub fn shown(state: &AppState) -> Option<Flows> {
    let (detail, year) = year_shown(state)?;
    Some(Flows::of(detail, year, state.people.cut, state.scenario.regions.len()))
}

impl Sankey {
    /// The drawing of the year that is looked at.
    pub fn of(state: &AppState, words: &Words) -> Option<Self> {
        let (_, year) = year_shown(state)?;
        let (cut, flows) = (state.people.cut, shown(state)?);
        let id = |kind: usize, right: bool| format!("{}{kind}", if right { "r" } else { "l" });
        let mut nodes = Vec::new();
        for right in [false, true] {
            for kind in 0..=flows.kinds {
                let persons = flows.side(kind, right);
                if persons > 0.0 {
                    nodes.push(Node {
                        id: id(kind, right),
                        label: format!(
                            "{} {}",
                            name(state, cut, kind, right, words),
                            number::brief(words.lang(), persons)
                        ),
                        side: u8::from(right),
                        tone: tone(cut, kind, flows.kinds),
                    });
                }
            }
        }
        let links = flows
            .flows
            .iter()
            .map(|flow| Link {
                source: id(flow.from, false),
                target: id(flow.to, true),
                value: flow.persons,
                moves: flow.from != flow.to,
            })
            .collect();
        let end_of = |year: i32| words.tell("flows-end-of", &args([("year", year.to_string())]));
        let heads = if cut == Cut::Regions {
            [words.say("flows-from"), words.say("flows-to")]
        } else {
            [end_of(year.year - 1), end_of(year.year)]
        };
        Some(Self { nodes, links, heads })
    }
}

/// What the figure shows, in a sentence.
pub fn sentence(state: &AppState, words: &Words) -> Option<String> {
    let (_, year) = year_shown(state)?;
    let (cut, flows) = (state.people.cut, shown(state)?);
    let count = |persons: f64| number::brief(words.lang(), persons);
    let out = flows.kinds;
    let (before, now) = (year.year - 1, year.year);
    if cut == Cut::Regions {
        let away = flows.side(out, true);
        let within = flows.sum(|flow| flow.to != out);
        let mut text =
            words.tell("flows-say-regions", &args([("year", now.to_string()), ("moved", count(within))]));
        if away > 0.0 {
            text.push_str(&words.tell("flows-say-away", &args([("away", count(away))])));
        }
        text.push_str(&words.say("chart-says-end"));
        let most = flows.flows.iter().filter(|flow| flow.to != out);
        if let Some(most) = most.max_by(|a, b| a.persons.total_cmp(&b.persons)) {
            text.push_str(&words.tell(
                "flows-say-most",
                &args([
                    ("from", name(state, cut, most.from, false, words)),
                    ("to", name(state, cut, most.to, true, words)),
                    ("n", count(most.persons)),
                ]),
            ));
        }
        return Some(text);
    }
    let was = flows.sum(|flow| flow.from != out);
    let values = args([
        ("before", before.to_string()),
        ("year", now.to_string()),
        ("was", count(was)),
        ("stayed", count(flows.sum(|flow| flow.from == flow.to && flow.to != out))),
        ("moved", count(flows.sum(|flow| flow.from != flow.to && flow.from != out && flow.to != out))),
        ("left", count(flows.sum(|flow| flow.from != out && flow.to == out))),
        ("came", count(flows.sum(|flow| flow.from == out && flow.to != out))),
    ]);
    Some(words.tell(if cut == Cut::Places { "flows-say-places" } else { "flows-say-certificates" }, &values))
}

/// The table behind the figure: from, to, how many; the largest first.
pub fn rows(state: &AppState, words: &Words) -> Vec<[String; 3]> {
    let Some(flows) = shown(state) else { return Vec::new() };
    let cut = state.people.cut;
    let mut sorted = flows.flows;
    sorted.sort_by(|a, b| b.persons.total_cmp(&a.persons));
    sorted
        .iter()
        .map(|flow| {
            [
                name(state, cut, flow.from, false, words),
                name(state, cut, flow.to, true, words),
                number::count(flow.persons),
            ]
        })
        .collect()
}

/// That an agent stands for several persons, where it does.
pub fn weight(state: &AppState, words: &Words) -> Option<String> {
    let weight = state.people.cast.as_ref()?.detail.weight;
    (weight > 1).then(|| words.tell("people-weight", &args([("n", weight.to_string())])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::agents::biography::Selection;

    fn detail() -> Detail {
        let year = Year {
            year: 2021,
            // Community without certificate → community as assistant; community → agency; new → community; agency → retired.
            flows: vec![(0, 1, 4), (0, 12, 2), (36, 0, 3), (12, 38, 1), (0, 0, 5)],
            ages: Vec::new(),
            to_mid: Vec::new(),
            at_exit: Vec::new(),
            moves: vec![(0, 1, 2), (1, 2, 1)],
        };
        Detail { weight: 2, years: vec![year], lives: Selection::default() }
    }

    #[test]
    fn every_cut_counts_the_same_persons() {
        let detail = detail();
        let of = |cut| Flows::of(&detail, &detail.years[0], cut, 2);
        for cut in [Cut::Places, Cut::Certificates] {
            let flows = of(cut);
            assert_eq!(flows.sum(|_| true), 30.0);
            assert_eq!((flows.side(flows.kinds, false), flows.side(flows.kinds, true)), (6.0, 2.0));
        }
        assert_eq!(of(Cut::Places).side(0, true), 24.0);
        assert_eq!(of(Cut::Certificates).side(1, true), 8.0);
        assert_eq!(of(Cut::Regions).side(2, true), 2.0);
    }
}
