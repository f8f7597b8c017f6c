//! What a chart can show: the metrics of the targets and the counts around them, month by month.

use crate::number::{self, Lang};
use serde::{Deserialize, Serialize};
use sim_core::results::{Trajectory, Variable, metric_value};
use sim_core::scenario::{Metric, Scenario};

/// One line of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Series {
    /// People in posts.
    Professionals,
    /// In posts with a certificate.
    CertifiedPractising,
    /// Professionals ÷ registered population.
    PerRegistered,
    /// Funded training hours per front-line head since the start.
    TrainingHours,
    /// Filled social-work posts ÷ professional posts of social-work institutions.
    InstitutionPostShare,
    /// Venues ÷ townships and counties.
    VenueCoverage,
    /// People in posts and front-line staff.
    Practitioners,
    /// Front-line staff not yet counted.
    FrontLine,
    /// Holders of a certificate, practising or not.
    CertifiedPeople,
    /// Certificates issued so far, the official series.
    Issued,
    /// Posts without a holder.
    Vacancies,
    /// Ordinary entrants in the last twelve months.
    Entrants,
    /// Front-line staff counted as professionals in the last twelve months.
    Conversions,
    /// Hours served ÷ hours of need.
    NeedCoverage,
    /// In posts with the mid certificate or more, or an equivalent title.
    MidOrEquivalent,
    /// In posts with the senior certificate, or an equivalent title.
    SeniorOrEquivalent,
    /// People in community posts ÷ urban communities.
    ProfessionalsPerCommunity,
    /// Service agencies.
    Agencies,
    /// Funded training hours per front-line head in the last twelve months.
    TrainingHoursPerYear,
    /// Townships and streets with a station.
    StationCoverage,
    /// People in school posts ÷ public schools.
    SchoolCoverage,
    /// Professionals among the staff of purchased projects.
    WorkerShare,
    /// Labour in purchase money.
    LabourShare,
    /// Pay in agencies ÷ the local average wage.
    AgencyPayRatio,
    /// Posts by the staffing norm − people in posts.
    NormGap,
    /// Students of social work.
    Students,
}

/// How a value of a series is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// People.
    Persons,
    /// People a year.
    PersonsPerYear,
    /// Certificates.
    Certificates,
    /// Posts.
    Posts,
    /// Agencies.
    Agencies,
    /// People in one community.
    PerCommunity,
    /// Hours per head.
    Hours,
    /// A share, as percent.
    Percent,
    /// A share, as per mille.
    PerMille,
}

/// How many series there are.
pub const SERIES: usize = Series::ALL.len();

impl Series {
    /// All series, in the order of the chooser.
    pub const ALL: [Self; 26] = [
        Self::Professionals,
        Self::CertifiedPractising,
        Self::PerRegistered,
        Self::TrainingHours,
        Self::InstitutionPostShare,
        Self::VenueCoverage,
        Self::Practitioners,
        Self::FrontLine,
        Self::CertifiedPeople,
        Self::Issued,
        Self::Vacancies,
        Self::Entrants,
        Self::Conversions,
        Self::NeedCoverage,
        Self::MidOrEquivalent,
        Self::SeniorOrEquivalent,
        Self::ProfessionalsPerCommunity,
        Self::Agencies,
        Self::TrainingHoursPerYear,
        Self::StationCoverage,
        Self::SchoolCoverage,
        Self::WorkerShare,
        Self::LabourShare,
        Self::AgencyPayRatio,
        Self::NormGap,
        Self::Students,
    ];

    /// The number of the series, from 0.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The series a target is judged on.
    pub const fn of_metric(metric: Metric) -> Self {
        match metric {
            Metric::Professionals => Self::Professionals,
            Metric::CertifiedPractising => Self::CertifiedPractising,
            Metric::PerRegistered => Self::PerRegistered,
            Metric::TrainingHours => Self::TrainingHours,
            Metric::InstitutionPostShare => Self::InstitutionPostShare,
            Metric::VenueCoverage => Self::VenueCoverage,
            Metric::MidOrEquivalent => Self::MidOrEquivalent,
            Metric::SeniorOrEquivalent => Self::SeniorOrEquivalent,
            Metric::ProfessionalsPerCommunity => Self::ProfessionalsPerCommunity,
            Metric::Agencies => Self::Agencies,
            Metric::TrainingHoursPerYear => Self::TrainingHoursPerYear,
            Metric::StationCoverage => Self::StationCoverage,
            Metric::SchoolCoverage => Self::SchoolCoverage,
            Metric::WorkerShare => Self::WorkerShare,
            Metric::LabourShare => Self::LabourShare,
            Metric::AgencyPayRatio => Self::AgencyPayRatio,
        }
    }

    /// The output that says the same of one region; none where only the whole place is counted, or a share of it.
    pub const fn variable(self) -> Option<Variable> {
        Some(match self {
            Self::Professionals => Variable::Professionals,
            Self::CertifiedPractising => Variable::CertifiedPractising,
            Self::TrainingHours => Variable::TrainingHours,
            Self::Practitioners => Variable::Practitioners,
            Self::FrontLine => Variable::FrontLine,
            Self::CertifiedPeople => Variable::CertifiedPeople,
            Self::Issued => Variable::Issued,
            Self::Vacancies => Variable::Vacancies,
            Self::Entrants => Variable::Entrants,
            Self::Conversions => Variable::Conversions,
            Self::Agencies => Variable::Organisations,
            Self::WorkerShare => Variable::WorkerShare,
            Self::LabourShare => Variable::LabourShare,
            Self::Students => Variable::Students,
            _ => return None,
        })
    }

    /// How its values are written.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Professionals
            | Self::CertifiedPractising
            | Self::Practitioners
            | Self::FrontLine
            | Self::CertifiedPeople
            | Self::MidOrEquivalent
            | Self::SeniorOrEquivalent
            | Self::Students => Unit::Persons,
            Self::Entrants | Self::Conversions => Unit::PersonsPerYear,
            Self::Issued => Unit::Certificates,
            Self::Vacancies | Self::NormGap => Unit::Posts,
            Self::Agencies => Unit::Agencies,
            Self::ProfessionalsPerCommunity => Unit::PerCommunity,
            Self::TrainingHours | Self::TrainingHoursPerYear => Unit::Hours,
            Self::PerRegistered => Unit::PerMille,
            Self::InstitutionPostShare
            | Self::VenueCoverage
            | Self::NeedCoverage
            | Self::StationCoverage
            | Self::SchoolCoverage
            | Self::WorkerShare
            | Self::LabourShare
            | Self::AgencyPayRatio => Unit::Percent,
        }
    }

    /// The key of its short name in the locales.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Professionals => "series-professionals",
            Self::CertifiedPractising => "series-certified-practising",
            Self::PerRegistered => "series-per-registered",
            Self::TrainingHours => "series-training-hours",
            Self::InstitutionPostShare => "series-institution-post-share",
            Self::VenueCoverage => "series-venue-coverage",
            Self::Practitioners => "series-practitioners",
            Self::FrontLine => "series-front-line",
            Self::CertifiedPeople => "series-certified-people",
            Self::Issued => "series-issued",
            Self::Vacancies => "series-vacancies",
            Self::Entrants => "series-entrants",
            Self::Conversions => "series-conversions",
            Self::NeedCoverage => "series-need-coverage",
            Self::MidOrEquivalent => "series-mid-or-equivalent",
            Self::SeniorOrEquivalent => "series-senior-or-equivalent",
            Self::ProfessionalsPerCommunity => "series-professionals-per-community",
            Self::Agencies => "series-agencies",
            Self::TrainingHoursPerYear => "series-training-hours-per-year",
            Self::StationCoverage => "series-station-coverage",
            Self::SchoolCoverage => "series-school-coverage",
            Self::WorkerShare => "series-worker-share",
            Self::LabourShare => "series-labour-share",
            Self::AgencyPayRatio => "series-agency-pay-ratio",
            Self::NormGap => "series-norm-gap",
            Self::Students => "series-students",
        }
    }

    /// The key of what it counts.
    pub const fn counts_key(self) -> &'static str {
        match self {
            Self::Professionals => "counts-professionals",
            Self::CertifiedPractising => "counts-certified-practising",
            Self::PerRegistered => "counts-per-registered",
            Self::TrainingHours => "counts-training-hours",
            Self::InstitutionPostShare => "counts-institution-post-share",
            Self::VenueCoverage => "counts-venue-coverage",
            Self::Practitioners => "counts-practitioners",
            Self::FrontLine => "counts-front-line",
            Self::CertifiedPeople => "counts-certified-people",
            Self::Issued => "counts-issued",
            Self::Vacancies => "counts-vacancies",
            Self::Entrants => "counts-entrants",
            Self::Conversions => "counts-conversions",
            Self::NeedCoverage => "counts-need-coverage",
            Self::MidOrEquivalent => "counts-mid-or-equivalent",
            Self::SeniorOrEquivalent => "counts-senior-or-equivalent",
            Self::ProfessionalsPerCommunity => "counts-professionals-per-community",
            Self::Agencies => "counts-agencies",
            Self::TrainingHoursPerYear => "counts-training-hours-per-year",
            Self::StationCoverage => "counts-station-coverage",
            Self::SchoolCoverage => "counts-school-coverage",
            Self::WorkerShare => "counts-worker-share",
            Self::LabourShare => "counts-labour-share",
            Self::AgencyPayRatio => "counts-agency-pay-ratio",
            Self::NormGap => "counts-norm-gap",
            Self::Students => "counts-students",
        }
    }

    /// Whether its first value rests on a starting stock that nobody counted.
    pub const fn starts_assumed(self) -> bool {
        !matches!(
            self,
            Self::TrainingHours
                | Self::TrainingHoursPerYear
                | Self::Entrants
                | Self::Conversions
                | Self::VenueCoverage
                | Self::StationCoverage
                | Self::WorkerShare
                | Self::LabourShare
        )
    }

    /// Its values, one for each row of the run.
    pub fn values(self, scenario: &Scenario, run: &Trajectory) -> Vec<f64> {
        match self {
            Self::Professionals => metric_series(scenario, run, Metric::Professionals),
            Self::CertifiedPractising => metric_series(scenario, run, Metric::CertifiedPractising),
            Self::PerRegistered => metric_series(scenario, run, Metric::PerRegistered),
            Self::TrainingHours => metric_series(scenario, run, Metric::TrainingHours),
            Self::InstitutionPostShare => metric_series(scenario, run, Metric::InstitutionPostShare),
            Self::VenueCoverage => metric_series(scenario, run, Metric::VenueCoverage),
            Self::MidOrEquivalent => metric_series(scenario, run, Metric::MidOrEquivalent),
            Self::SeniorOrEquivalent => metric_series(scenario, run, Metric::SeniorOrEquivalent),
            Self::ProfessionalsPerCommunity => {
                metric_series(scenario, run, Metric::ProfessionalsPerCommunity)
            }
            Self::Agencies => metric_series(scenario, run, Metric::Agencies),
            Self::TrainingHoursPerYear => metric_series(scenario, run, Metric::TrainingHoursPerYear),
            Self::StationCoverage => metric_series(scenario, run, Metric::StationCoverage),
            Self::SchoolCoverage => metric_series(scenario, run, Metric::SchoolCoverage),
            Self::WorkerShare => metric_series(scenario, run, Metric::WorkerShare),
            Self::LabourShare => metric_series(scenario, run, Metric::LabourShare),
            Self::AgencyPayRatio => metric_series(scenario, run, Metric::AgencyPayRatio),
            Self::NormGap => {
                let norm = run.total(Variable::NormPosts, None);
                let staff = run.total(Variable::Professionals, None);
                norm.iter().zip(&staff).map(|(norm, staff)| (norm - staff).max(0.0)).collect()
            }
            Self::Students => run.total(Variable::Students, None),
            Self::Practitioners => run.total(Variable::Practitioners, None),
            Self::FrontLine => run.total(Variable::FrontLine, None),
            Self::CertifiedPeople => run.total(Variable::CertifiedPeople, None),
            Self::Issued => run.total(Variable::Issued, None),
            Self::Vacancies => run.total(Variable::Vacancies, None),
            Self::Entrants => last_twelve_months(&run.total(Variable::Entrants, None)),
            Self::Conversions => last_twelve_months(&run.total(Variable::Conversions, None)),
            Self::NeedCoverage => {
                let (served, need) =
                    (run.total(Variable::ServedHours, None), run.total(Variable::NeedHours, None));
                let mut share: Vec<f64> =
                    served.iter().zip(&need).map(|(s, n)| if *n > 0.0 { s / n } else { 0.0 }).collect();
                // A flow has no value at the start; the first month stands in, or the line would begin with a cliff.
                if share.len() > 1 {
                    share[0] = share[1];
                }
                share
            }
        }
    }

    /// A value as people read it, without the word for its unit.
    pub fn short(self, value: f64) -> String {
        match self.unit() {
            Unit::Percent => format!("{}%", number::decimal(value * 100.0, 1)),
            Unit::PerMille => format!("{}‰", number::decimal(value * 1000.0, 2)),
            Unit::PerCommunity => number::decimal(value, 2),
            _ => number::count(value),
        }
    }

    /// Whether its values are counts of whole things.
    const fn counts(self) -> bool {
        matches!(self.unit(), Unit::Persons | Unit::PersonsPerYear | Unit::Certificates | Unit::Posts)
    }

    /// A value in a narrow place: long counts are shortened.
    pub fn brief(self, value: f64, lang: Lang) -> String {
        if self.counts() { number::brief(lang, value) } else { self.on_axis(value) }
    }

    /// A mark of an axis that goes up to `max`: all in the same unit.
    pub fn on_axis_to(self, value: f64, max: f64, lang: Lang) -> String {
        if !self.counts() || max < number::LONG || value == 0.0 {
            return self.on_axis(value);
        }
        match lang {
            Lang::Zh => format!("{} 万", trimmed(value / 1e4)),
            Lang::En if max < 1e6 => format!("{} k", trimmed(value / 1e3)),
            Lang::En => format!("{} m", trimmed(value / 1e6)),
        }
    }

    /// A difference as people read it: shares in points.
    pub fn change(self, value: f64) -> String {
        match self.unit() {
            Unit::Percent => number::signed(value * 100.0, 1),
            Unit::PerMille => number::signed(value * 1000.0, 2),
            Unit::PerCommunity => number::signed(value, 2),
            _ => number::signed(value, 0),
        }
    }

    /// The margin of a target, with its sign: as many decimals as it takes to show that there is one.
    pub fn margin(self, value: f64, lang: Lang) -> String {
        let text = match self.unit() {
            _ if self.counts() && value.abs() >= number::LONG => number::brief(lang, value),
            Unit::Percent => number::telling(value * 100.0, 1),
            Unit::PerMille => number::telling(value * 1000.0, 2),
            Unit::PerCommunity => number::telling(value, 2),
            _ => number::telling(value, 0),
        };
        let nothing = text.bytes().all(|b| matches!(b, b'0' | b'.'));
        if value > 0.0 && !nothing { format!("+{text}") } else { text }
    }

    /// The unit in a word that fits behind a column's name.
    pub fn unit_mark(self, lang: Lang) -> &'static str {
        match self.unit() {
            Unit::Persons | Unit::PersonsPerYear | Unit::PerCommunity => lang_word(lang, "人", "ppl"),
            Unit::Certificates => lang_word(lang, "本", "cert"),
            Unit::Posts => lang_word(lang, "个", "posts"),
            Unit::Agencies => lang_word(lang, "家", "ag."),
            Unit::Hours => lang_word(lang, "时", "h"),
            Unit::Percent => lang_word(lang, "点", "pts"),
            Unit::PerMille => "‰",
        }
    }

    /// The value as an axis writes it.
    pub fn on_axis(self, value: f64) -> String {
        match self.unit() {
            Unit::Percent => format!("{}%", trimmed(value * 100.0)),
            Unit::PerMille => format!("{}‰", trimmed(value * 1000.0)),
            Unit::PerCommunity => trimmed(value),
            _ => number::count(value),
        }
    }

    /// The word for the unit, for an axis or behind a value; empty where the sign already stands with the value.
    pub fn unit_word(self, lang: Lang) -> &'static str {
        match self.unit() {
            Unit::Persons => lang_word(lang, "人", "persons"),
            Unit::PersonsPerYear => lang_word(lang, "人/年", "persons/yr"),
            Unit::Certificates => lang_word(lang, "本", "certificates"),
            Unit::Posts => lang_word(lang, "个", "posts"),
            Unit::Agencies => lang_word(lang, "家", "agencies"),
            Unit::PerCommunity => lang_word(lang, "人/社区", "per community"),
            Unit::Hours => lang_word(lang, "小时", "hours"),
            Unit::Percent | Unit::PerMille => "",
        }
    }
}

const fn lang_word(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn trimmed(value: f64) -> String {
    let digits = (0..=2).find(|d| (value * [1.0, 10.0, 100.0][*d]).fract().abs() < 1e-6).unwrap_or(2);
    number::decimal(value, digits)
}

fn metric_series(scenario: &Scenario, run: &Trajectory, metric: Metric) -> Vec<f64> {
    (0..run.rows()).map(|row| metric_value(scenario, run, metric, row)).collect()
}

/// Sums of the twelve months up to each row, scaled up in the first year, so that the line does not begin at nothing.
fn last_twelve_months(monthly: &[f64]) -> Vec<f64> {
    let mut yearly: Vec<f64> = (0..monthly.len())
        .map(|row| {
            let months = row.clamp(1, 12);
            let from = (row + 1).saturating_sub(months).max(1);
            monthly[from.min(row)..=row].iter().sum::<f64>() * 12.0 / months as f64
        })
        .collect();
    if yearly.len() > 1 {
        yearly[0] = yearly[1];
    }
    yearly
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_are_numbered_in_their_order() {
        for (i, series) in Series::ALL.into_iter().enumerate() {
            assert_eq!(series.index(), i);
        }
    }

    #[test]
    fn a_steady_flow_has_the_same_yearly_sum_everywhere() {
        let mut monthly = vec![10.0; 30];
        monthly[0] = 0.0;
        assert!(last_twelve_months(&monthly).iter().all(|sum| (sum - 120.0).abs() < 1e-9));
    }

    #[test]
    fn values_are_written_in_their_unit() {
        assert_eq!(Series::PerRegistered.short(0.00297), "2.97‰");
        assert_eq!(Series::InstitutionPostShare.change(-0.036), "−3.6");
        assert_eq!(Series::Professionals.short(7860.0), "7,860");
        assert_eq!(Series::VenueCoverage.on_axis(0.25), "25%");
        assert_eq!(Series::PerRegistered.on_axis(0.0025), "2.5‰");
    }
}
