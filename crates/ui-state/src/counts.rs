//! Counts that came later: as they are typed and kept, and as they are read. What is wrong with a row is said by the page of data.

use crate::cut::{By, Cut};
use crate::series::Series;
use crate::state::{AppState, Effect};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sim_core::Scenario;
use sim_core::scenario::{COUNTED_YEARS, Count, Counted, Observed};

/// The kind of their records in the browser's store; the key is that of the place.
pub const KIND: &str = "counts";

/// Where they stand in a document that is handed on.
const WITHIN: &str = "counts";

/// The format this program writes.
const FORMAT: u32 = 1;

/// A row as it is typed, right or wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// The year.
    pub year: String,
    /// The key of what was counted.
    pub variable: String,
    /// How many.
    pub value: String,
    /// Where it comes from.
    pub source: String,
}

impl Row {
    /// Its cells.
    pub fn cells(&self) -> [&str; 4] {
        [&self.year, &self.variable, &self.value, &self.source]
    }

    /// A cell by the number of its column; none beyond the last.
    pub fn cell_mut(&mut self, column: usize) -> Option<&mut String> {
        [&mut self.year, &mut self.variable, &mut self.value, &mut self.source].into_iter().nth(column)
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.cells().iter().all(|cell| cell.is_empty())
    }

    /// What it says, if it can be read.
    pub fn read(&self) -> Option<Count> {
        let year = self.year.parse().ok().filter(|year| COUNTED_YEARS.contains(year))?;
        let what = Counted::from_key(&self.variable)?;
        let value = self.value.parse().ok().filter(|value| what.domain().contains(*value))?;
        Some(Count { year, what, value, source: self.source.clone() })
    }
}

/// Where one side of a comparison comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Basis {
    /// What goes without saying: of the old projection the present plan, of what is known now that nothing turned out otherwise.
    #[default]
    Usual,
    /// The present plan.
    Present,
    /// What the document writes.
    Document,
    /// No lever moved.
    Baseline,
    /// A saved plan, by its key.
    Plan(String),
    /// Another place, by its key.
    Place(String),
}

impl From<String> for Basis {
    fn from(text: String) -> Self {
        match text.split_once(':') {
            Some(("plan", key)) => Self::Plan(key.to_owned()),
            Some(("place", key)) => Self::Place(key.to_owned()),
            _ => match text.as_str() {
                "present" => Self::Present,
                "document" => Self::Document,
                "baseline" => Self::Baseline,
                _ => Self::Usual,
            },
        }
    }
}

impl From<Basis> for String {
    fn from(basis: Basis) -> Self {
        match basis {
            Basis::Usual => Self::new(),
            Basis::Present => "present".into(),
            Basis::Document => "document".into(),
            Basis::Baseline => "baseline".into(),
            Basis::Plan(key) => format!("plan:{key}"),
            Basis::Place(key) => format!("place:{key}"),
        }
    }
}

/// What the counts are held against, and what is known now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sides {
    /// The old projection.
    pub old: Basis,
    /// Assumptions as they are known now.
    pub known: Basis,
    /// Decisions as they were carried out.
    pub done: Basis,
}

/// Everything that is kept of a place's later counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Format of the record; every format up to this one is read for ever.
    format: u32,
    /// The name of the place, for messages about the record.
    pub name: String,
    /// The rows.
    pub rows: Vec<Row>,
    /// What they are held against.
    pub sides: Sides,
}

impl Kept {
    /// What a record says; nothing where it is none, or of a later format.
    pub fn read(record: &str) -> Self {
        let kept: Self = serde_json::from_str(record).unwrap_or_default();
        if kept.format <= FORMAT { kept } else { Self::default() }
    }

    /// The record.
    ///
    /// # Panics
    /// Never: counts are plain data.
    pub fn write(&self) -> String {
        let kept = Self { format: FORMAT, ..self.clone() };
        serde_json::to_string(&kept).expect("counts are plain data")
    }
}

/// The counts of the rows that can be read; of two of the same the first.
pub fn read(rows: &[Row]) -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    for count in rows.iter().filter_map(Row::read) {
        if !counts.iter().any(|it| (it.year, it.what) == (count.year, count.what)) {
            counts.push(count);
        }
    }
    counts
}

/// The first and the last year that counts of a place can be held against: the start is the end of the year before.
pub fn run_of(place: &Scenario) -> (i32, i32) {
    (place.grid.start.year() - 1, place.grid.end.year())
}

/// The series that shows what is counted, where there is one.
pub const fn series_of(what: Counted) -> Option<Series> {
    match what {
        Counted::Observed(Observed::Professionals) => Some(Series::Professionals),
        Counted::Observed(Observed::Certified) => Some(Series::Issued),
        Counted::Observed(Observed::ExamRegistered) => None,
        Counted::Metric(metric) => Some(Series::of_metric(metric)),
    }
}

impl AppState {
    /// What is kept of the later counts of the place that is shown.
    pub fn kept_counts(&self) -> Kept {
        self.store.get(KIND, &self.scenario.key).map(Kept::read).unwrap_or_default()
    }

    /// Keeps something of the later counts of the place that is shown, and makes room for them in the charts.
    pub(crate) fn keep_counts(&mut self, mut kept: Kept, to: &mut Vec<Effect>) {
        let key = self.scenario.key.clone();
        if kept.rows.is_empty() && kept.sides == Sides::default() {
            self.take_out(KIND, &key, to);
        } else {
            kept.name.clone_from(&self.scenario.place.zh);
            self.put(KIND, key, kept.write(), to);
        }
        self.fit_axes(false);
    }

    /// A document that is handed on, with the counts there are.
    pub(crate) fn with_counts(&self, document: String) -> String {
        let rows = self.kept_counts().rows;
        match serde_json::from_str(&document) {
            Ok(Value::Object(mut whole)) if !rows.is_empty() => {
                whole.insert(WITHIN.to_owned(), serde_json::json!(rows));
                Value::Object(whole).to_string()
            }
            _ => document,
        }
    }

    /// Takes the counts of a document that was handed on: those that are not there stand behind those that are.
    pub(crate) fn take_counts(&mut self, document: &str, to: &mut Vec<Effect>) {
        let Ok(mut whole) = serde_json::from_str::<Value>(document) else { return };
        let rows: Vec<Row> = serde_json::from_value(whole[WITHIN].take()).unwrap_or_default();
        if !rows.is_empty() && !self.store.arrived() {
            return self.store.wait(self.scenario.key.clone(), document.to_owned());
        }
        let mut kept = self.kept_counts();
        let new: Vec<Row> = rows.into_iter().filter(|row| !kept.rows.contains(row)).collect();
        if !new.is_empty() {
            kept.rows.extend(new);
            self.keep_counts(kept, to);
        }
    }

    /// The later counts that belong to a series, by year.
    pub fn counts_of(&self, series: Series) -> Vec<Count> {
        self.counts_where(|what| series_of(what) == Some(series))
    }

    /// The later counts that belong to a cut, by year: where it shows the whole place, or lines that add up to it.
    pub fn counts_of_cut(&self, cut: Cut) -> Vec<Count> {
        let is_whole = !cut.per_thousand && (cut.by == By::Whole || cut.stacked);
        self.counts_where(|what| is_whole && what.variable() == Some(cut.variable))
    }

    fn counts_where(&self, is: impl Fn(Counted) -> bool) -> Vec<Count> {
        let mut counts = read(&self.kept_counts().rows);
        counts.retain(|count| is(count.what));
        counts.sort_by_key(|count| count.year);
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: [&str; 4]) -> Row {
        let [year, variable, value, source] = cells.map(str::to_owned);
        Row { year, variable, value, source }
    }

    #[test]
    fn rows_that_cannot_be_read_are_kept_and_say_nothing() {
        let rows = vec![
            row(["2024", "professionals", "5000", "bulletin"]),
            row(["2024", "professionals", "6000", ""]),
            row(["24", "professionals", "5000", ""]),
            row(["2025", "tea", "5000", ""]),
            row(["2025", "station_coverage", "80", ""]),
            row(["2025", "station_coverage", "0.8", ""]),
            row(["2025", "certified", "many", ""]),
            Row::default(),
        ];
        let read: Vec<(i32, f64)> = read(&rows).iter().map(|it| (it.year, it.value)).collect();
        assert_eq!(read, [(2024, 5000.0), (2025, 0.8)]);
        let sides =
            Sides { old: Basis::Plan("a:b".into()), known: Basis::Place("own-1".into()), ..Sides::default() };
        let kept = Kept { name: "某地".into(), rows, sides, ..Kept::default() };
        let back = Kept::read(&kept.write());
        assert_eq!((&back.rows, &back.sides), (&kept.rows, &kept.sides));
        assert_eq!(Kept::read("{\"format\":2,\"rows\":[{\"year\":\"2024\"}]}"), Kept::default());
        assert_eq!(Kept::read("torn"), Kept::default());
    }

    #[test]
    fn what_has_a_series_has_the_series_of_its_variable() {
        use sim_core::results::counted_value;
        use sim_core::{Model, RunSettings, Scenario};
        let place = Scenario::builtin("chuxiong-2021").expect("built in");
        let run = Model::new(&place).run(&place.document_policy(), &RunSettings::default()).expect("runs");
        for what in Counted::all() {
            let Some(series) = series_of(what) else { continue };
            let row = run.grid().row(sim_core::time::Month::new(2024, 12)).expect("simulated");
            let (drawn, read) = (series.values(&place, &run)[row], counted_value(&place, &run, what, 2024));
            assert_eq!(Some(drawn), read, "{}", what.key());
        }
    }
}
