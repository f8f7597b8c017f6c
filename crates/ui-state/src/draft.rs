//! A lever's course over the years as somebody writes it down, for the whole place or one region, until it is taken.

use crate::dial::{Dial, Refusal};
use sim_core::scenario::Schedule;
use sim_core::time::{Month, TimeGrid};
use sim_core::{LeverKey, Policy, Scenario};

/// How values follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One value.
    Constant,
    /// Straight lines between months.
    Ramp,
    /// A new value from each month on.
    Steps,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Constant, Self::Ramp, Self::Steps];

    /// What it stands for in a form.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Ramp => "ramp",
            Self::Steps => "steps",
        }
    }

    /// The key of its name.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Constant => "draft-constant",
            Self::Ramp => "draft-ramp",
            Self::Steps => "draft-steps",
        }
    }
}

/// A line of the course as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Year.
    pub year: i32,
    /// Month from 1.
    pub month: i32,
    /// The value as it is typed.
    pub typed: String,
    /// The value behind a text that nobody changed: it may have more digits than are shown.
    pub exact: Option<f64>,
}

/// Why a line cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Its value.
    Value(Refusal),
    /// Its month is not after that of the line above.
    NotLater,
}

/// A course that is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The lever.
    pub lever: LeverKey,
    /// Code of the region it is for; none for the whole place.
    pub region: Option<String>,
    /// How values follow each other.
    pub shape: Shape,
    /// The lines: one of a constant course.
    pub rows: Vec<Row>,
    /// What is wrong, by line; filled when somebody tried to take it.
    pub wrong: Vec<(usize, Wrong)>,
}

/// What can be done to it.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftEvent {
    /// For another region, or the whole place.
    Region(Option<String>),
    /// Values follow each other otherwise.
    Shape(Shape),
    /// A line's year.
    Year(usize, i32),
    /// A line's month.
    Month(usize, i32),
    /// A line's value as it is typed.
    Value(usize, String),
    /// One line more.
    Added,
    /// One line less.
    Removed(usize),
    /// It becomes part of the plan.
    Taken,
    /// A region has no course of its own any more.
    Freed(String),
}

impl Draft {
    /// What is in force for a region or the whole place.
    pub fn of(scenario: &Scenario, policy: &Policy, lever: LeverKey, region: Option<String>) -> Self {
        let own = region.as_ref().and_then(|code| policy.regions.get(code)).and_then(|own| own.get(&lever));
        let whole = policy.levers.get(&lever);
        let course = own.or(whole).unwrap_or(&scenario.levers[lever.index()].baseline);
        let dial = Dial::of(scenario, lever);
        let (shape, points) = match course {
            Schedule::Constant(value) => (Shape::Constant, vec![(scenario.grid.start, *value)]),
            Schedule::Ramp { ramp } => (Shape::Ramp, ramp.clone()),
            Schedule::Steps { steps } => (Shape::Steps, steps.clone()),
        };
        let rows = points
            .into_iter()
            .map(|(month, value)| Row {
                year: month.year(),
                month: month.month(),
                typed: dial.plain(value),
                exact: Some(value),
            })
            .collect();
        Self { lever, region, shape, rows, wrong: Vec::new() }
    }

    /// Another shape: what is written stays as far as it fits.
    pub fn turn(&mut self, shape: Shape, grid: TimeGrid) {
        self.shape = shape;
        self.wrong.clear();
        if shape == Shape::Constant {
            let last = self.rows.pop();
            self.rows.clear();
            self.rows.extend(last);
        } else if self.rows.len() == 1 && shape == Shape::Ramp {
            let last = Row { year: grid.end.year(), month: grid.end.month(), ..self.rows[0].clone() };
            self.rows.push(last);
        }
    }

    /// One line more, a year after the last.
    pub fn add(&mut self, grid: TimeGrid) {
        let next = self.rows.last().cloned().map_or_else(
            || Row { year: grid.start.year(), month: grid.start.month(), typed: String::new(), exact: None },
            |last| Row { year: (last.year + 1).min(grid.end.year()), ..last },
        );
        self.rows.push(next);
    }

    /// The course.
    ///
    /// # Errors
    /// What is wrong, by line from 0.
    pub fn read(&self, scenario: &Scenario) -> Result<Schedule, Vec<(usize, Wrong)>> {
        let dial = Dial::of(scenario, self.lever);
        let mut wrong = Vec::new();
        let mut points: Vec<(Month, f64)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let month = Month::new(row.year, row.month);
            if self.shape != Shape::Constant && points.last().is_some_and(|(last, _)| *last >= month) {
                wrong.push((at, Wrong::NotLater));
            }
            match row.exact.map_or_else(|| dial.read(&row.typed), Ok) {
                Ok(value) => points.push((month, value)),
                Err(refusal) => wrong.push((at, Wrong::Value(refusal))),
            }
        }
        if !wrong.is_empty() || points.is_empty() {
            return Err(wrong);
        }
        Ok(match self.shape {
            Shape::Constant => Schedule::Constant(points[0].1),
            Shape::Ramp => Schedule::Ramp { ramp: points },
            Shape::Steps => Schedule::Steps { steps: points },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::scenario::builtin_scenarios;

    #[test]
    fn every_course_of_every_document_is_written_down_and_read_back() {
        let mut courses = 0;
        for builtin in builtin_scenarios() {
            let scenario = builtin.read().expect("built in").0;
            let policy = scenario.document_policy();
            for (lever, course) in &policy.levers {
                let draft = Draft::of(&scenario, &policy, *lever, None);
                let read = draft.read(&scenario).expect("its own text");
                assert_eq!(read, *course, "{} {}", scenario.key, lever.key());
                courses += 1;
            }
        }
        assert!(courses > 30);
    }

    #[test]
    fn a_region_begins_with_what_is_in_force_there() {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let (lever, code) = (LeverKey::StationCoverage, scenario.regions[2].code.clone());
        let mut policy = scenario.document_policy();
        let whole = Draft::of(&scenario, &policy, lever, Some(code.clone()));
        assert_eq!(whole.rows, Draft::of(&scenario, &policy, lever, None).rows);
        policy.regions.entry(code.clone()).or_default().insert(lever, Schedule::Constant(0.25));
        let own = Draft::of(&scenario, &policy, lever, Some(code));
        assert_eq!((own.shape, own.rows[0].typed.as_str()), (Shape::Constant, "25"));
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_line() {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let row = |year, typed: &str| Row { year, month: 1, typed: typed.into(), exact: None };
        let draft = Draft {
            lever: LeverKey::StationCoverage,
            region: None,
            shape: Shape::Steps,
            rows: vec![row(2023, "40"), row(2022, "50"), row(2024, "many"), row(2025, "140"), row(2026, "")],
            wrong: Vec::new(),
        };
        let wrong = draft.read(&scenario).expect_err("four lines are wrong");
        assert_eq!(
            wrong,
            [
                (1, Wrong::NotLater),
                (2, Wrong::Value(Refusal::NotANumber)),
                (3, Wrong::Value(Refusal::OutOfBounds)),
                (4, Wrong::Value(Refusal::Nothing)),
            ]
        );
    }

    #[test]
    fn another_shape_keeps_what_fits() {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let policy = Policy::default();
        let mut draft = Draft::of(&scenario, &policy, LeverKey::StationCoverage, None);
        draft.turn(Shape::Constant, scenario.grid);
        let one = draft.rows.clone();
        draft.turn(Shape::Ramp, scenario.grid);
        assert_eq!((draft.rows.len(), &draft.rows[0]), (2, &one[0]));
        draft.add(scenario.grid);
        draft.turn(Shape::Steps, scenario.grid);
        assert_eq!(draft.rows.len(), 3);
    }
}
