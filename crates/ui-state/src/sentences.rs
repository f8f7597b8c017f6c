//! The sentences of the page that are made from figures: verdict, money, what a chart shows, a lever's course.

use crate::chart::amount;
use crate::cut::{self, Cut};
use crate::dial::Dial;
use crate::number;
use crate::scoreboard::{self, month_words};
use crate::series::Series;
use crate::state::AppState;
use crate::view::View;
use crate::words::{Words, args};
use sim_core::scenario::{Authority, Count, Schedule, Status};
use sim_core::{Lever, LeverKey};

/// How many shortfalls are named; more would fill the screen.
const NAMED: usize = 4;

/// Will we make it, and by how much: with the marks of [`crate::words::parts`]. Without targets, what is reached.
pub fn verdict(state: &AppState, words: &Words) -> Option<String> {
    let view = state.view()?;
    let lang = words.lang();
    let aims = state.aims();
    if aims.is_empty() {
        return Some(reach(state, view, words));
    }
    let mut shortfalls: Vec<String> = aims
        .iter()
        .map(|aim| (aim, aim.judged(view)))
        .filter(|(_, judged)| !judged.met)
        .map(|(aim, judged)| {
            let amount = amount(aim.series, rough(state, -judged.margin), lang);
            let name = scoreboard::name(aim, words);
            let name = if lang == number::Lang::En { lower_first(&name) } else { name };
            words.tell("verdict-shortfall", &args([("name", name), ("amount", amount)]))
        })
        .collect();
    let year = years(state, words);
    let total = words.number("number-word", aims.len());
    if shortfalls.is_empty() {
        return Some(words.tell("verdict-all-met", &args([("year", year), ("total", total)])));
    }
    let none = shortfalls.len() == aims.len();
    let met = words.number("number-word", aims.len() - shortfalls.len());
    let unnamed = shortfalls.len().saturating_sub(NAMED);
    if unnamed > 1 {
        shortfalls.truncate(NAMED);
        shortfalls.push(words.number("verdict-others", unnamed));
    }
    let shortfalls = shortfalls.join(&words.say("verdict-between"));
    Some(words.tell(
        if none { "verdict-none-met" } else { "verdict-some-met" },
        &args([("year", year), ("total", total), ("met", upper_first(&met)), ("shortfalls", shortfalls)]),
    ))
}

/// What the plan reaches where nobody published a target.
fn reach(state: &AppState, view: &View, words: &Words) -> String {
    let (lang, row) = (words.lang(), view.year_row(state.scenario.plan_year));
    let at = |series: Series| rough(state, view.plan.values(series)[row]);
    words.tell(
        "verdict-reach",
        &args([
            ("year", state.scenario.plan_year.to_string()),
            ("professionals", number::brief(lang, at(Series::Professionals))),
            ("certified", number::brief(lang, at(Series::CertifiedPractising))),
            ("need", Series::NeedCoverage.short(at(Series::NeedCoverage))),
            ("gap", number::brief(lang, at(Series::NormGap))),
        ]),
    )
}

/// A figure of the verdict: two digits of it where the start is assumed, since more would not be known.
fn rough(state: &AppState, value: f64) -> f64 {
    if state.scenario.start.professionals.status != Status::Assumption || value == 0.0 {
        return value;
    }
    let last = 10_f64.powf(value.abs().log10().floor() - 1.0);
    (value / last).round() * last
}

/// The years for which there are targets.
pub fn years(state: &AppState, words: &Words) -> String {
    let years: Vec<String> = state.aimed_years().iter().map(i32::to_string).collect();
    years.join(&words.say("years-between"))
}

/// Beside the verdict: that the start is none that anybody counted, and where it comes from instead.
pub fn demonstration(state: &AppState, words: &Words) -> String {
    match (state.scenario.start.professionals.status, &state.scenario.start.from_run) {
        (Status::Assumption, None) => words.say("verdict-demonstration"),
        (Status::Assumption, Some(key)) => {
            let name = state.atlas.iter().find(|entry| entry.key == *key).map(|entry| entry.name(words));
            words.tell("verdict-from-run", &args([("run", name.unwrap_or_else(|| key.clone()))]))
        }
        // What somebody counted or derived needs no such word; whether it was checked stands on the page of data.
        _ => String::new(),
    }
}

/// What the plan is called in the bar.
pub fn plan(state: &AppState, words: &Words) -> String {
    words.say(match (state.is_document(), state.document_moves_nothing(), &state.scenario.start.from_run) {
        (false, ..) => "bar-changed",
        (true, false, _) => "bar-document",
        (true, true, None) => "bar-nothing",
        (true, true, Some(_)) => "bar-as-now",
    })
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A text with a capital at its start.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The two sums of money: what the plan adds, and what everyone in a post costs.
pub fn money(state: &AppState, words: &Words) -> Option<[String; 2]> {
    let view = state.view()?;
    let (lang, scenario) = (words.lang(), &state.scenario);
    Some([
        words.tell(
            "money-new",
            &args([
                ("amount", number::yuan(lang, view.new_public_yuan())),
                ("from", scenario.grid.start.year().to_string()),
                ("to", scenario.plan_year.to_string()),
            ]),
        ),
        words.tell(
            "money-staff",
            &args([
                ("amount", number::yuan(lang, view.plan.outcome.staff_yuan_plan_year)),
                ("year", scenario.plan_year.to_string()),
            ]),
        ),
    ])
}

/// What a chart shows, in one sentence.
pub fn chart(state: &AppState, series: Series, words: &Words) -> String {
    let name = words.say(series.name_key());
    let Some(view) = state.view() else {
        return words.tell("chart-says-nothing", &args([("name", name)]));
    };
    let lang = words.lang();
    let year = state.scenario.plan_year;
    let row = view.year_row(year);
    let plan = view.plan.values(series);
    let with_unit = |value: f64| {
        let unit = series.unit_word(lang);
        if unit.is_empty() { series.short(value) } else { format!("{} {unit}", series.short(value)) }
    };
    let mut text = words.tell(
        "chart-says",
        &args([
            ("name", name),
            ("start-year", view.first.year().to_string()),
            ("start", with_unit(plan[0])),
            (
                "assumed",
                if series.starts_assumed() { words.say("chart-says-assumed") } else { String::new() },
            ),
            ("year", year.to_string()),
            ("value", with_unit(plan[row])),
            ("baseline", with_unit(view.baseline.values(series)[row])),
        ]),
    );
    if let Some(aim) = state.aims_of(series).last() {
        let judged = aim.judged(view);
        let key = if judged.met { "chart-says-above" } else { "chart-says-short" };
        text.push_str(&words.tell(key, &args([("amount", amount(series, judged.margin.abs(), lang))])));
    }
    text.push_str(&words.say("chart-says-end"));
    text.push_str(&counted(state.counts_of(series), with_unit, words));
    text
}

/// What was counted later of what a chart shows; nothing where nothing was.
fn counted(counts: Vec<Count>, value: impl Fn(f64) -> String, words: &Words) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let one = |count: Count| {
        let said = args([("year", count.year.to_string()), ("value", value(count.value))]);
        words.tell(if count.source.is_empty() { "chart-says-unsourced" } else { "chart-says-count" }, &said)
    };
    let all = counts.into_iter().map(one).collect::<Vec<_>>().join(&words.say("course-between"));
    words.tell("chart-says-counted", &args([("counts", all)]))
}

/// What a chart of any output says.
pub fn cut(state: &AppState, cut: Cut, words: &Words) -> String {
    let (lang, year) = (words.lang(), state.scenario.plan_year);
    let name = cut.name(&state.scenario, words);
    let Some((view, lines)) = state.view().and_then(|view| Some((view, view.cut(cut)?))) else {
        return words.tell("chart-says-nothing", &args([("name", name)]));
    };
    let row = view.year_row(year);
    let with_unit = |value: f64| {
        let (number, unit) = (cut::short(value, lang), cut.unit(lang));
        if unit.is_empty() { number } else { format!("{number} {unit}") }
    };
    let value = |values: &Vec<f64>| with_unit(values[row]);
    let counted = counted(state.counts_of_cut(cut), with_unit, words);
    if !cut.has_many() {
        let [plan, baseline] = [&lines.plan[0], &lines.baseline[0]].map(value);
        let values = [("name", name), ("year", year.to_string()), ("value", plan), ("baseline", baseline)];
        return words.tell("cut-says-one", &args(values)) + &counted;
    }
    let names = cut.lines(&state.scenario, lang);
    let mut ends: Vec<(String, &Vec<f64>)> = names.into_iter().zip(&lines.plan).collect();
    ends.sort_by(|(_, a), (_, b)| b[row].total_cmp(&a[row]));
    let told: Vec<String> =
        ends.into_iter().take(6).map(|(name, values)| format!("{name} {}", value(values))).collect();
    let lines = told.join(lang.of("，", ", "));
    let values = [("name", name), ("year", year.to_string()), ("lines", lines)];
    words.tell("cut-says-many", &args(values)) + &counted
}

/// When the plan reaches the target of a series.
pub fn reached(state: &AppState, series: Series, words: &Words) -> Option<String> {
    let view = state.view()?;
    // Of targets for several years the last: it is the one that is still to come.
    let aim = state.aims_of(series).pop()?;
    let goal = series.brief(aim.at_least, words.lang());
    Some(match view.reached(series, aim.at_least) {
        Some(month) if month < state.scenario.grid.start => {
            words.tell("reached-before", &args([("goal", goal)]))
        }
        Some(month) => words.tell("reached", &args([("month", month_words(words, month)), ("goal", goal)])),
        None => {
            let year = state.scenario.grid.end.year().to_string();
            words.tell("reached-not", &args([("goal", goal), ("year", year)]))
        }
    })
}

/// What stands under the charts: what the lines are, and where an axis is cut.
pub fn note(state: &AppState, words: &Words) -> String {
    let mut text = words.say("note-lines");
    if state.document_moves_nothing() && state.moved_count() == 0 {
        text =
            words.say(if state.scenario.start.from_run.is_some() { "note-as-now" } else { "note-nothing" });
    }
    if let Some(seed) = state.authored.now().seed {
        text.push_str(&words.tell("note-seed", &args([("seed", seed.to_string())])));
    }
    let shown = state.settings.charts.into_iter().zip([0, 1].map(|slot| state.shown_cut(slot)));
    let counts = |(series, cut): (Series, Option<Cut>)| {
        cut.map_or_else(|| state.counts_of(series), |cut| state.counts_of_cut(cut))
    };
    if shown.into_iter().any(|shown| !counts(shown).is_empty()) {
        text.push_str(&words.say("note-counts"));
    }
    for (slot, series) in state.settings.charts.into_iter().enumerate() {
        if state.shown_cut(slot).is_some() {
            continue;
        }
        if let Some(axis) = state.axes.get(&series).filter(|axis| axis.is_cut()) {
            let figure = (slot + 1).to_string();
            text.push_str(
                &words.tell("note-cut", &args([("figure", figure), ("from", series.on_axis(axis.min))])),
            );
        }
    }
    text
}

/// The starting stocks nobody counted, with their range.
pub fn assumed_starts(state: &AppState, words: &Words) -> String {
    let start = &state.scenario.start.professionals;
    words.tell(
        "note-assumed",
        &args([
            ("value", number::count(start.value)),
            ("low", number::count(start.low)),
            ("high", number::count(start.high)),
        ]),
    )
}

/// A course over time in words.
pub fn course(state: &AppState, key: LeverKey, schedule: &Schedule, words: &Words) -> String {
    let dial = Dial::of(&state.scenario, key);
    let text = |value: f64| dial.spoken(words.lang(), value);
    match schedule {
        Schedule::Constant(value) => words.tell("course-constant", &args([("value", text(*value))])),
        Schedule::Steps { steps } => steps
            .iter()
            .map(|(month, value)| {
                words.tell(
                    "course-step",
                    &args([("value", text(*value)), ("month", month_words(words, *month))]),
                )
            })
            .collect::<Vec<_>>()
            .join(&words.say("course-between")),
        Schedule::Ramp { ramp } => {
            let (Some((from, first)), Some((to, last))) = (ramp.first(), ramp.last()) else {
                return String::new();
            };
            words.tell(
                "course-ramp",
                &args([
                    ("first", text(*first)),
                    ("last", text(*last)),
                    ("from", month_words(words, *from)),
                    ("to", month_words(words, *to)),
                ]),
            )
        }
    }
}

/// How a number is known, in a word.
pub fn status(status: Status, words: &Words) -> String {
    words.say(match status {
        Status::Fact => "status-fact",
        Status::Assumption => "status-assumption",
        Status::Fitted => "status-fitted",
        Status::Derived => "status-derived",
    })
}

/// Who may decide a lever.
pub fn authority(lever: &Lever, words: &Words) -> String {
    let who: Authority = lever.authority;
    words.lang().label(who.label()).to_owned()
}

/// Where the baseline of a lever comes from: the titles of its sources and the note behind them.
pub fn source(state: &AppState, key: LeverKey, words: &Words) -> String {
    let course = &state.scenario.levers[key.index()];
    let (keys, note) = course.source.split_once(':').unwrap_or((&course.source, ""));
    let titles: Vec<&str> = keys
        .split(',')
        .filter_map(|key| state.scenario.sources.get(key.trim()))
        .map(|source| words.lang().text(&source.title))
        .collect();
    let titles = titles.join("; ");
    // Notes are written for those who mend the data, in English only.
    let note = if words.lang() == number::Lang::En { note.trim() } else { "" };
    match (titles.is_empty(), note) {
        (true, _) => course.source.clone(),
        (false, "") => titles,
        (false, note) => format!("{titles} — {note}"),
    }
}
