//! `[[targets]]`: what the document wants reached, and when.

use super::check::YEAR;
use super::course::lever_names;
use super::head::year_inside;
use super::params::Domain;
use super::problem::{both, said};
use super::walk::Node;
use super::{LeverKey, METRICS, Metric, Target};
use crate::time::TimeGrid;

pub(super) fn read_targets(node: &Node<'_>, grid: Option<TimeGrid>) -> Option<Vec<Target>> {
    let mut seen: Vec<String> = Vec::new();
    let mut one = |node: &Node<'_>| {
        node.table(both("应为 [[targets]] 各表", "[[targets]] tables are expected"), |f| {
            let key =
                f.required("key", both("应有自己的名称", "a name of its own is expected")).and_then(|n| {
                    let key = n.string()?.to_owned();
                    if seen.contains(&key) {
                        n.error(
                            said!("“{}”出现两次", "'{}' stands twice", n.quote()),
                            both("每个目标各有自己的键", "each target has a key of its own"),
                        );
                        return None;
                    }
                    seen.push(key.clone());
                    Some(key)
                });
            let names: [&str; METRICS] = Metric::ALL.map(Metric::key);
            let metric = f
                .required("metric", both("应为一个指标的键", "the key of a metric is expected"))
                .and_then(|n| n.one_of(both("指标", "metric"), &names));
            let metric = metric.map(|i| Metric::ALL[i]);
            let year = f.required("year", YEAR).and_then(|n| {
                let year = n.year()?;
                year_inside(&n, year, grid).then_some(year)
            });
            let at_least = f.number("at_least", metric.map_or(Domain::NonNegative, Metric::domain));
            let label = f.text("label");
            let clause = f.text("clause");
            let fulfilled_by =
                f.optional("fulfilled_by").map(|n| n.one_of(both("措施", "lever"), &lever_names()));
            Some(Target {
                key: key?,
                metric: metric?,
                year: year?,
                at_least: at_least?,
                label: label?,
                clause: clause?,
                fulfilled_by: match fulfilled_by {
                    Some(lever) => Some(LeverKey::ALL[lever?]),
                    None => None,
                },
            })
        })
    };
    let read: Vec<_> = node.items()?.iter().map(&mut one).collect();
    read.into_iter().collect()
}

impl Metric {
    /// Which values are possible.
    pub const fn domain(self) -> Domain {
        match self {
            Self::PerRegistered
            | Self::InstitutionPostShare
            | Self::VenueCoverage
            | Self::StationCoverage
            | Self::SchoolCoverage
            | Self::WorkerShare
            | Self::LabourShare => Domain::Share,
            Self::Professionals
            | Self::CertifiedPractising
            | Self::TrainingHours
            | Self::MidOrEquivalent
            | Self::SeniorOrEquivalent
            | Self::ProfessionalsPerCommunity
            | Self::Agencies
            | Self::TrainingHoursPerYear
            | Self::AgencyPayRatio => Domain::NonNegative,
        }
    }
}
