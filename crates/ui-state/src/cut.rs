//! Any output of the model in a chart: for the whole place, a region, all regions, or the members of its own index.

use crate::axis::{Axis, HEADROOM};
use crate::number::{self, Lang};
use crate::words::{Words, args};
use serde::{Deserialize, Serialize};
use sim_core::Scenario;
use sim_core::ids::{
    CERTIFICATES, Certificate, CostItem, Equity, Group, MoneySource, Place, Programme, Setting,
};
use sim_core::results::{Index, Kind, Trajectory, Variable, Whole};
use sim_core::time::Month;

/// What of it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The whole place, with its baseline.
    Whole,
    /// One region by its number, with its baseline.
    Region(u16),
    /// A line for each region.
    Regions,
    /// A line for each member of the variable's own index: settings, certificates, groups and so on.
    Members,
}

/// An output and how it is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The output.
    pub variable: Variable,
    /// What of it.
    pub by: By,
    /// For 1,000 residents.
    pub per_thousand: bool,
    /// One above the other.
    pub stacked: bool,
}

/// The lines of a cut, monthly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// What they show.
    pub cut: Cut,
    /// Under the plan.
    pub plan: Vec<Vec<f64>>,
    /// Without it.
    pub baseline: Vec<Vec<f64>>,
}

impl Cut {
    /// The whole place's course of an output.
    pub fn of(variable: Variable) -> Self {
        Self { variable, by: By::Whole, per_thousand: false, stacked: false }
    }

    /// Whether its lines add up, so that they can stand one above the other.
    pub fn adds_up(self) -> bool {
        self.variable.info().whole == Whole::Sum && self.has_many()
    }

    /// Whether it may be told for 1,000 residents.
    pub fn may_be_per_thousand(self) -> bool {
        self.variable.info().whole == Whole::Sum
    }

    /// Whether there is more than one line.
    pub fn has_many(self) -> bool {
        matches!(self.by, By::Regions | By::Members)
    }

    /// The same as far as the output and the place allow it.
    #[must_use]
    pub fn fitted(mut self, scenario: &Scenario) -> Self {
        let regions = scenario.regions.len();
        let alone = self.variable.info().whole == Whole::Alone;
        self.by = match self.by {
            By::Members if self.variable.info().index.len() == 1 => By::Whole,
            By::Region(at) if usize::from(at) >= regions || alone => By::Whole,
            By::Regions if alone => By::Whole,
            by => by,
        };
        self.stacked &= self.adds_up();
        self.per_thousand &= self.may_be_per_thousand();
        self
    }

    /// What it is called.
    pub fn name(self, scenario: &Scenario, words: &Words) -> String {
        let lang = words.lang();
        let mut name = lang.label(self.variable.label()).to_owned();
        if let By::Region(at) = self.by
            && let Some(region) = scenario.regions.get(usize::from(at))
        {
            name = format!("{name} · {}", lang.text(&region.name));
        }
        if self.per_thousand { words.tell("cut-per-thousand-name", &args([("name", name)])) } else { name }
    }

    /// The unit of its numbers.
    pub fn unit(self, lang: Lang) -> String {
        let unit = self.variable.info().unit;
        let words = match unit.split('/').next().unwrap_or(unit) {
            "persons" => lang.of("人", "persons"),
            "posts" => lang.of("个", "posts"),
            "certificates" => lang.of("本", "certificates"),
            "yuan" => lang.of("元", "yuan"),
            "hours" => lang.of("小时", "hours"),
            "agencies" => lang.of("家", "agencies"),
            "stations" => lang.of("个", "stations"),
            "venues" => lang.of("处", "venues"),
            "years" => lang.of("岁", "years"),
            "index" | "share" | "held ÷ capacity" => "",
            other => other,
        };
        let per = match (self.yearly(), unit.ends_with("/month"), unit.ends_with("/person")) {
            (true, ..) => lang.of("/年", " a year"),
            (_, true, _) => lang.of("/月", " a month"),
            (.., true) => lang.of("/人", " a head"),
            _ => "",
        };
        format!("{words}{per}")
    }

    /// Flows are shown as sums of twelve months: single months leap with exams and appointments.
    fn yearly(self) -> bool {
        self.variable.info().kind == Kind::Flow && self.variable.info().unit.ends_with("/month")
    }

    /// The names of its lines.
    pub fn lines(self, scenario: &Scenario, lang: Lang) -> Vec<String> {
        match self.by {
            By::Whole | By::Region(_) => vec![String::new()],
            By::Regions => scenario.regions.iter().map(|region| lang.text(&region.name).to_owned()).collect(),
            By::Members => {
                let index = self.variable.info().index;
                (0..index.len()).map(|member| member_name(index, member, lang)).collect()
            }
        }
    }

    /// Its lines in a run.
    pub fn values(self, run: &Trajectory) -> Vec<Vec<f64>> {
        let region = match self.by {
            By::Region(at) => Some(usize::from(at)),
            _ => None,
        };
        let of = |region: Option<usize>, member: Option<usize>| {
            let mut values = match member {
                Some(member) => run.series(self.variable, member, region).to_vec(),
                None if self.variable.info().whole == Whole::Alone => {
                    run.series(self.variable, 0, region).to_vec()
                }
                None => run.total(self.variable, region),
            };
            if self.yearly() {
                values = last_twelve_months(&values);
            }
            if self.per_thousand {
                let residents = run.total(Variable::Population, region);
                for (value, residents) in values.iter_mut().zip(residents) {
                    *value = if residents > 0.0 { 1000.0 * *value / residents } else { 0.0 };
                }
            }
            values
        };
        match self.by {
            By::Whole | By::Region(_) => vec![of(region, None)],
            By::Regions => (0..run.regions()).map(|region| of(Some(region), None)).collect(),
            By::Members => {
                (0..self.variable.info().index.len()).map(|member| of(None, Some(member))).collect()
            }
        }
    }
}

impl Lines {
    /// An axis that holds them, and marks beside them.
    pub fn axis(&self, marks: impl Iterator<Item = f64>) -> Axis {
        let many = self.cut.has_many();
        let rows = self.plan.first().map_or(0, Vec::len);
        let stacked = (0..if self.cut.stacked { rows } else { 0 })
            .map(|row| self.plan.iter().map(|line| line[row]).sum::<f64>());
        let baseline = if many { &[][..] } else { &self.baseline[..] };
        let lines = self.plan.iter().chain(baseline).flatten().copied();
        let axis = Axis::around(lines.chain(stacked).chain(marks));
        // Areas begin at nothing.
        if self.cut.stacked { Axis::around([0.0, axis.max / HEADROOM]) } else { axis }
    }

    /// The lines of a cut in a plan and its baseline.
    pub fn of(cut: Cut, scenario: &Scenario, plan: &Trajectory, baseline: &Trajectory) -> Self {
        let cut = cut.fitted(scenario);
        Self { cut, plan: cut.values(plan), baseline: cut.values(baseline) }
    }
}

fn member_name(index: Index, member: usize, lang: Lang) -> String {
    let label = match index {
        Index::Single => return String::new(),
        Index::Setting => Setting::ALL[member].label(),
        Index::PlaceCertificate => {
            let (place, certificate) =
                (Place::ALL[member / CERTIFICATES].label(), Certificate::ALL[member % CERTIFICATES].label());
            return format!("{} · {}", lang.label(place), lang.label(certificate));
        }
        Index::Certificate => Certificate::ALL[member + 1].label(),
        Index::Group => Group::ALL[member].label(),
        Index::CostItem => CostItem::ALL[member].label(),
        Index::MoneySource => MoneySource::ALL[member].label(),
        Index::Programme => Programme::ALL[member].label(),
        Index::Equity => Equity::ALL[member].label(),
    };
    lang.label(label).to_owned()
}

/// Sums of twelve months; of the first year what there is.
fn last_twelve_months(values: &[f64]) -> Vec<f64> {
    (0..values.len()).map(|at| values[(at + 1).saturating_sub(12)..=at].iter().sum()).collect()
}

/// A number of a cut as people read it.
pub fn short(value: f64, lang: Lang) -> String {
    match value.abs() {
        large if large >= number::LONG => number::brief(lang, value),
        some if some >= 100.0 || some == 0.0 => number::count(value),
        few if few >= 10.0 => number::decimal(value, 1),
        few if few >= 0.1 => number::decimal(value, 2),
        _ => number::decimal(value, 4),
    }
}

/// A row of the table behind a cut: the end of a year and each line's value there.
pub fn rows(lines: &Lines, first: Month, years: [i32; 2], lang: Lang) -> Vec<(i32, Vec<String>)> {
    let shown: Vec<&Vec<f64>> = if lines.cut.has_many() {
        lines.plan.iter().collect()
    } else {
        lines.plan.iter().chain(&lines.baseline).collect()
    };
    (years[0]..=years[1])
        .map(|year| {
            let at = |values: &Vec<f64>| {
                let row =
                    (Month::new(year, 12).since(first).max(0) as usize).min(values.len().saturating_sub(1));
                values.get(row).map_or_else(String::new, |value| short(*value, lang))
            };
            (year, shown.iter().map(|values| at(values)).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::{Model, Policy, RunSettings};

    fn run() -> (Scenario, Trajectory) {
        let mut scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        scenario.grid.end = scenario.grid.start.plus(23);
        scenario.targets.clear();
        let run = Model::new(&scenario).run(&Policy::default(), &RunSettings::default()).expect("it runs");
        (scenario, run)
    }

    #[test]
    fn what_adds_up_adds_up_by_regions_and_by_members() {
        let (scenario, run) = run();
        for variable in Variable::ALL {
            let whole = Cut::of(variable);
            let total = &whole.values(&run)[0];
            for by in [By::Regions, By::Members] {
                let cut = Cut { by, ..whole }.fitted(&scenario);
                if !cut.adds_up() {
                    continue;
                }
                let lines = cut.values(&run);
                assert_eq!(lines.len(), cut.lines(&scenario, Lang::En).len(), "{}", variable.key());
                for (row, total) in total.iter().enumerate() {
                    let sum: f64 = lines.iter().map(|line| line[row]).sum();
                    assert!((sum - total).abs() <= 1e-9 * total.abs().max(1.0), "{} {row}", variable.key());
                }
            }
        }
    }

    #[test]
    fn for_a_thousand_residents_the_whole_is_the_mean_weighted_by_residents() {
        let (scenario, run) = run();
        let cut = Cut { per_thousand: true, ..Cut::of(Variable::Professionals) };
        let whole = &cut.values(&run)[0];
        let regions = Cut { by: By::Regions, ..cut }.fitted(&scenario).values(&run);
        let people: Vec<Vec<f64>> =
            (0..run.regions()).map(|region| run.total(Variable::Population, Some(region))).collect();
        for row in 0..run.rows() {
            let all: f64 = people.iter().map(|people| people[row]).sum();
            let mean: f64 =
                regions.iter().zip(&people).map(|(line, people)| line[row] * people[row]).sum::<f64>() / all;
            assert!((mean - whole[row]).abs() < 1e-9);
        }
    }

    #[test]
    fn flows_are_sums_of_twelve_months() {
        assert_eq!(last_twelve_months(&[0.0, 1.0, 2.0]), [0.0, 1.0, 3.0]);
        let months: Vec<f64> = (0..30).map(f64::from).collect();
        assert_eq!(last_twelve_months(&months)[29], (18..30).map(f64::from).sum::<f64>());
    }

    #[test]
    fn a_cut_that_does_not_fit_falls_back() {
        let (scenario, _) = run();
        let fitted = |variable, by| {
            Cut { by, stacked: true, per_thousand: true, ..Cut::of(variable) }.fitted(&scenario)
        };
        assert_eq!(fitted(Variable::FrontLine, By::Members).by, By::Whole);
        assert_eq!(fitted(Variable::Posts, By::Region(99)).by, By::Whole);
        assert_eq!(fitted(Variable::EquityMeasure, By::Regions).by, By::Whole);
        let pay = fitted(Variable::Pay, By::Members);
        assert!(!pay.stacked && !pay.per_thousand && pay.by == By::Members);
    }
}
