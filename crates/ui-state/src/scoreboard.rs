//! The targets with their verdicts, as the scoreboard shows them.

use crate::aims::{Aim, SETTABLE, goal_text};
use crate::map::{self, Map, Side};
use crate::number::{self, Lang};
use crate::places::{Tiles, shade, short_name};
use crate::series::{Series, Unit};
use crate::state::AppState;
use crate::view::RegionFigures;
use crate::words::{Words, args};
use sim_core::ids::{EQUITY, Equity};
use sim_core::scenario::Status;

/// One target.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Key of the target.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its year, where that needs to be said.
    pub year: Option<i32>,
    /// What it counts.
    pub counts: String,
    /// The clause behind it.
    pub clause: String,
    /// A lever that fulfils it by definition, in words.
    pub by_definition: Option<String>,
    /// Whether it is met.
    pub met: bool,
    /// The value reached.
    pub value: String,
    /// Its margin, with sign.
    pub margin: String,
    /// The value to reach.
    pub goal: String,
    /// The value under the baseline.
    pub baseline: String,
    /// Whether the value rests on a start that nobody counted.
    pub assumed: bool,
    /// Value ÷ goal × 4/5, at most 1: where the bar ends.
    pub at: f64,
    /// The same for the baseline.
    pub was: f64,
    /// How sure it is, once somebody asked.
    pub chance: Option<Chance>,
}

/// How sure a target is, in a few signs.
#[derive(Clone, Debug, PartialEq)]
pub struct Chance {
    /// The share of draws that reach it.
    pub share: String,
    /// The key of its word: likely, open, unlikely.
    pub word: &'static str,
    /// Whether it is that of an earlier plan.
    pub stale: bool,
}

/// All targets mark the same place of their bars, so that six bars read as one picture.
const GOAL_AT: f64 = 0.8;

/// The targets in their order; empty before the first result.
pub fn goals(state: &AppState, words: &Words) -> Vec<Goal> {
    let Some(view) = state.view() else { return Vec::new() };
    let lang = words.lang();
    let several = state.aimed_years().len() > 1;
    let goal = |aim: Aim| {
        let (series, judged) = (aim.series, aim.judged(view));
        let at = |value: f64| (value / aim.at_least * GOAL_AT).clamp(0.0, 1.0);
        let name = name(&aim, words);
        Goal {
            // Where targets have several years, each says its own, unless its name does.
            year: (several && !name.contains(&aim.year.to_string())).then_some(aim.year),
            counts: counts(state, series, aim.year, words),
            clause: lang.text(&aim.clause).to_owned(),
            by_definition: aim.fulfilled_by.map(|lever| {
                words.tell("goal-by-definition", &args([("lever", lang.label(lever.label()).to_owned())]))
            }),
            met: judged.met,
            value: value(series, judged.value, lang),
            // What rounding leaves below a target that is met is no shortfall.
            margin: series.margin(if judged.met { judged.margin.max(0.0) } else { judged.margin }, lang),
            goal: series.brief(aim.at_least, lang),
            baseline: value(series, judged.baseline, lang),
            assumed: series.starts_assumed(),
            at: at(judged.value),
            was: at(judged.baseline),
            chance: chance(state, &aim.key),
            key: aim.key,
            name,
        }
    };
    state.aims().into_iter().map(goal).collect()
}

/// How sure a target is, once somebody asked.
fn chance(state: &AppState, key: &str) -> Option<Chance> {
    let (found, stale) = state.chances()?;
    let sure = found.finding.sure.iter().find(|sure| sure.goal.key == key)?;
    let word = crate::study::chances::tables::word(sure.share.value);
    Some(Chance { share: sure.share.words(), word, stale })
}

/// The name of a target.
pub fn name(aim: &Aim, words: &Words) -> String {
    aim.name
        .as_ref()
        .map_or_else(|| words.say(aim.series.name_key()), |name| words.lang().text(name).to_owned())
}

fn value(series: Series, value: f64, lang: Lang) -> String {
    match series.unit() {
        Unit::Hours => format!("{}{}", number::count(value), lang.of(" 时", " h")),
        Unit::Percent | Unit::PerMille | Unit::PerCommunity => series.short(value),
        _ => series.brief(value, lang),
    }
}

/// What a plan reaches in a place for which no target is published, and the field to set one.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// What is counted.
    pub series: Series,
    /// Its name.
    pub name: String,
    /// What it counts, in words.
    pub counts: String,
    /// The plan's value.
    pub value: String,
    /// The baseline's.
    pub baseline: String,
    /// Whether the value rests on a start that nobody counted.
    pub assumed: bool,
    /// The target as it was set; none where none can be set.
    pub goal: Option<String>,
    /// Whether what was typed there was not taken.
    pub refused: bool,
}

/// What the plan reaches at the end of the plan year, as far as no target has been set for it.
pub fn reaches(state: &AppState, words: &Words) -> Vec<Reach> {
    let Some(view) = state.view().filter(|_| state.sets_own_goals()) else { return Vec::new() };
    let (lang, row) = (words.lang(), view.year_row(state.scenario.plan_year));
    let reach = |series: Series| {
        let refused = state.goal_entry.as_ref().filter(|(of, _)| *of == series);
        let typed = refused.map(|(_, typed)| typed.clone());
        Reach {
            series,
            name: words.say(series.name_key()),
            counts: counts(state, series, state.scenario.plan_year, words),
            value: value(series, view.plan.values(series)[row], lang),
            baseline: value(series, view.baseline.values(series)[row], lang),
            assumed: series.starts_assumed(),
            goal: SETTABLE
                .contains(&series)
                .then(|| typed.unwrap_or_else(|| goal_text(series, state.goals()))),
            refused: refused.is_some(),
        }
    };
    SETTABLE.into_iter().chain([Series::NormGap]).map(reach).collect()
}

/// What a target counts, with the number it is divided by.
fn counts(state: &AppState, series: Series, year: i32, words: &Words) -> String {
    let lang = words.lang();
    let key = series.counts_key();
    match series {
        Series::CertifiedPractising => {
            let issued =
                state.view().map_or(f64::NAN, |view| view.plan.values(Series::Issued)[view.year_row(year)]);
            words.tell("goal-counts-certified", &args([("issued", number::brief(lang, issued))]))
        }
        Series::PerRegistered => words.tell(
            "goal-counts-registered",
            &args([("people", number::people(lang, state.scenario.registered_population.value))]),
        ),
        Series::VenueCoverage => {
            let units = state.scenario.townships.value + state.scenario.regions.len() as f64;
            words.tell("goal-counts-venues", &args([("units", number::count(units))]))
        }
        _ => words.say(key),
    }
}

/// A month in words.
pub fn month_words(words: &Words, month: sim_core::time::Month) -> String {
    let name = match month.month() {
        1 => "month-1",
        2 => "month-2",
        3 => "month-3",
        4 => "month-4",
        5 => "month-5",
        6 => "month-6",
        7 => "month-7",
        8 => "month-8",
        9 => "month-9",
        10 => "month-10",
        11 => "month-11",
        _ => "month-12",
    };
    words.tell("month-of-year", &args([("year", month.year().to_string()), ("month", words.say(name))]))
}

/// One region on the map and in the table.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionTile {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name on a tile.
    pub short: String,
    /// Row and column, from 0.
    pub cell: (usize, usize),
    /// On which side of its seat the name stands on the map, where there is room.
    pub side: Option<Side>,
    /// Radius of its circle there; 0 where no post is vacant.
    pub radius: f64,
    /// What is told of it in a line.
    pub tells: String,
    /// Step of five by professionals per 1,000 residents.
    pub shade: usize,
    /// Whether it loses against the baseline.
    pub loses: bool,
    /// Professionals.
    pub professionals: String,
    /// Professionals in a few signs.
    pub brief: String,
    /// Change against the baseline.
    pub change: String,
    /// Certified and practising.
    pub certified: String,
    /// Professionals per 1,000 residents.
    pub per_thousand: String,
    /// Posts without a holder.
    pub vacancies: String,
    /// Posts by the norm − professionals.
    pub norm_gap: String,
    /// Hours served ÷ need.
    pub need_coverage: String,
    /// Numbers to sort by, in the order of the table's columns.
    pub numbers: [f64; 7],
}

/// The regions with the grid they stand on, and the range of their shades.
#[derive(Clone, Debug, PartialEq)]
pub struct Regions {
    /// The grid.
    pub tiles: Tiles,
    /// The map.
    pub map: Map,
    /// A circle that explains the others: its radius and what it tells.
    pub circle: (f64, String),
    /// Where the circles stand, and what is not drawn.
    pub drawn_at: String,
    /// The region that stands alone.
    pub focused: Option<usize>,
    /// Regions in the scenario's order.
    pub regions: Vec<RegionTile>,
    /// Smallest and largest professionals per 1,000 residents.
    pub range: [String; 2],
    /// How many gain and lose against the baseline.
    pub gain_lose: [usize; 2],
}

/// The regions at the end of the plan year; nothing before the first result.
pub fn regions(state: &AppState, words: &Words) -> Option<Regions> {
    let view = state.view()?;
    let seats: Vec<(f64, f64)> = state.scenario.regions.iter().map(|r| (r.longitude, r.latitude)).collect();
    let tiles = Tiles::of(&seats);
    let shares = view.regions.iter().map(|region| region.per_thousand);
    let (low, high) = shares.fold((f64::INFINITY, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    let lang = words.lang();
    let map = Map::of(&seats);
    let shorts: Vec<String> =
        state.scenario.regions.iter().map(|region| short_name(region, lang, tiles.columns)).collect();
    let widths: Vec<f64> = shorts.iter().map(|name| map::width_of(name)).collect();
    let residents: Vec<f64> = state.scenario.regions.iter().map(|region| region.population_2020).collect();
    let sides = map.names(&widths, &residents);
    let circles = state.circle_axis.unwrap_or_else(|| view.circles());
    let regions: Vec<RegionTile> = state
        .scenario
        .regions
        .iter()
        .zip(&view.regions)
        .enumerate()
        .map(|(at, (region, figures))| RegionTile {
            code: region.code.clone(),
            name: lang.text(&region.name).to_owned(),
            short: shorts[at].clone(),
            cell: tiles.cells[at],
            side: sides[at],
            radius: map::radius(figures.vacancies, circles.max),
            tells: tells(lang.text(&region.name), figures, words),
            shade: shade(figures.per_thousand, low, high),
            loses: figures.against_baseline < -0.5,
            professionals: number::count(figures.professionals),
            brief: number::tiny(lang, figures.professionals),
            change: number::signed(figures.against_baseline, 0),
            certified: number::count(figures.certified),
            per_thousand: number::decimal(figures.per_thousand, 2),
            vacancies: number::count(figures.vacancies),
            norm_gap: if figures.norm_gap < -0.5 {
                words.tell("places-surplus", &args([("n", number::count(-figures.norm_gap))]))
            } else {
                number::count(figures.norm_gap.max(0.0))
            },
            need_coverage: percent(figures.need_coverage),
            numbers: [
                figures.professionals,
                figures.against_baseline,
                figures.certified,
                figures.per_thousand,
                figures.vacancies,
                figures.norm_gap,
                figures.need_coverage,
            ],
        })
        .collect();
    let count = |sign: f64| view.regions.iter().filter(|r| r.against_baseline * sign > 0.5).count();
    // Of a round value a little below half the axis.
    let told = (circles.marks().len() / 2) as f64 * circles.interval;
    let filled = state.scenario.regions.iter().any(|region| region.status == Status::Assumption);
    Some(Regions {
        tiles,
        map,
        circle: (
            map::radius(told, circles.max),
            words.tell("places-circle", &args([("n", number::brief(lang, told))])),
        ),
        drawn_at: words.say(if filled { "places-seats-assumed" } else { "places-seats" }),
        focused: state.focused(),
        regions,
        range: [number::decimal(low, 1), number::decimal(high, 1)],
        gain_lose: [count(1.0), count(-1.0)],
    })
}

/// What is told of a region in a line: how many there are, how many posts are vacant, how much of the need is met, and how many
/// people that is for 1,000 residents.
fn tells(name: &str, figures: &RegionFigures, words: &Words) -> String {
    words.tell(
        "places-tells",
        &args([
            ("name", name.to_owned()),
            ("professionals", number::count(figures.professionals)),
            ("change", number::signed(figures.against_baseline, 0)),
            ("vacancies", number::count(figures.vacancies)),
            ("met", percent(figures.need_coverage)),
            ("rate", number::decimal(figures.per_thousand, 2)),
        ]),
    )
}

fn percent(share: f64) -> String {
    format!("{}%", number::decimal(share * 100.0, 0))
}

/// How evenly staff is spread over need, in a few clauses; none for a place of one region.
pub fn equity(state: &AppState, words: &Words) -> Option<[String; 4]> {
    let view = state.view().filter(|view| view.regions.len() > 1)?;
    let (now, was) = (&view.plan.equity, &view.baseline.equity);
    let of =
        |measures: &[f64; EQUITY], which: Equity, digits| number::decimal(measures[which.index()], digits);
    let both = |key: &str, which: Equity, digits: usize| {
        words.tell(key, &args([("now", of(now, which, digits)), ("was", of(was, which, digits))]))
    };
    let below = format!("{}%", number::decimal(100.0 * now[Equity::BelowNorm.index()], 0));
    Some([
        both("equity-gini", Equity::Gini, 2),
        both("equity-ratio", Equity::P90P10, 1),
        words.tell(
            "equity-theil",
            &args([("now", of(now, Equity::Theil, 3)), ("between", of(now, Equity::TheilBetween, 3))]),
        ),
        words.tell("equity-below", &args([("now", below)])),
    ])
}
