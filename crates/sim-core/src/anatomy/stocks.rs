//! Stocks and flows as a diagram shows them: which output variable is what, where flows come from and go to, and everything
//! else that drives something, from the declared graph.

use super::Sector::{
    self, Agencies, Ages, Conversion, Education, Exam, Exits, Matching, Migration, Money, Pay, Posts,
    Services,
};
use super::text;
use crate::ids::{CERTIFICATES, Label, Place};
use crate::results::{Index, Trajectory, Variable, Whole};
use crate::scenario::{LeverKey, Text};
use crate::study::why::{Edge, Node, edges};
use serde::{Deserialize, Serialize};

/// What stands in the diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Something that adds up.
    Stock,
    /// Something that changes a stock, a month.
    Flow,
    /// Something that follows from others.
    Auxiliary,
    /// A lever.
    Lever,
    /// What targets are judged on.
    Target,
}

/// Something in the diagram.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its name among the others.
    pub key: String,
    /// What it is.
    pub shape: Shape,
    /// Its part of the model.
    pub sector: Sector,
    /// The name people read.
    pub name: Text,
    /// Its unit.
    pub unit: Text,
    /// Which of [`series`] shows it, where one does.
    pub series: Option<usize>,
}

/// One thing drives another, or people move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The part it begins at; nothing for a flow that comes from outside.
    pub from: Option<usize>,
    /// The part it ends at; nothing for a flow that leaves.
    pub to: Option<usize>,
    /// Whether something moves along it.
    pub pipe: bool,
    /// How, in a few words.
    pub how: Text,
}

/// What a stock or flow is counted as: a variable, or people who are in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Of(Variable),
    In(Place),
}

use What::{In, Of};

const SEEKING: What = In(Place::Seeking);
const INACTIVE: What = In(Place::Inactive);

/// People who are in no post: [`Variable::People`] as two stocks, since they move between them and posts.
const PLACES: [What; 2] = [SEEKING, INACTIVE];

/// Where flows come from and go to; nothing is outside.
const PIPES: &[(Variable, &[What], &[What])] = &[
    (Variable::Conversions, &[Of(Variable::FrontLine)], &[Of(Variable::Professionals)]),
    (Variable::Redesignations, &[Of(Variable::FrontLine)], &[Of(Variable::Professionals)]),
    (Variable::FrontPasses, &[Of(Variable::FrontLine)], &[Of(Variable::Professionals)]),
    (Variable::Hires, &[SEEKING], &[Of(Variable::Professionals)]),
    (Variable::Exits, &[Of(Variable::Professionals)], &[SEEKING, INACTIVE]),
    (Variable::Layoffs, &[Of(Variable::Professionals)], &[SEEKING]),
    (Variable::Entrants, &[], &[SEEKING]),
    (Variable::Graduates, &[Of(Variable::Students)], &[]),
    (Variable::GraduatesEntering, &[], &[SEEKING]),
    (Variable::Experts, &[], &[SEEKING]),
    (Variable::Arrivals, &[], &[SEEKING]),
    (Variable::Departures, &[SEEKING], &[]),
    (Variable::OutsidePasses, &[], &[INACTIVE]),
    (Variable::Left, &[SEEKING], &[]),
    (Variable::Retirements, &[SEEKING, INACTIVE], &[]),
    (Variable::Deaths, &[SEEKING, INACTIVE], &[]),
    (Variable::ExamPassed, &[], &[Of(Variable::Issued)]),
    (Variable::NeedHours, &[], &[Of(Variable::BacklogHours)]),
    (Variable::ServedHours, &[Of(Variable::BacklogHours)], &[]),
];

/// Variables that are read at a month's end and are no stock of the model: they follow from stocks.
const FOLLOW: [Variable; 17] = [
    // Everybody, wherever they are.
    Variable::People,
    Variable::Practitioners,
    Variable::CertifiedPractising,
    Variable::CertifiedPeople,
    Variable::Vacancies,
    Variable::Pay,
    Variable::OutsidePay,
    Variable::Population,
    Variable::GroupPeople,
    Variable::Stations,
    Variable::WorkerShare,
    Variable::LabourShare,
    Variable::EquityMeasure,
    Variable::NormPosts,
    Variable::InstitutionProfessionalPosts,
    Variable::InstitutionPostsFilled,
    Variable::MeanAge,
];

/// Variables whose members cannot be added up: people are in several groups, measures of equity are different things.
const NO_SUM: [Variable; 2] = [Variable::GroupPeople, Variable::EquityMeasure];

/// The part of the model a variable belongs to.
pub(super) const fn sector_of(variable: Variable) -> Sector {
    use Variable as V;
    match variable {
        V::FrontLine
        | V::Practitioners
        | V::Conversions
        | V::Redesignations
        | V::FrontPasses
        | V::TrainingHours => Conversion,
        V::Professionals | V::People | V::Hires | V::Entrants | V::Vacancies | V::MeanAge => Matching,
        V::Exits | V::Layoffs | V::Left => Exits,
        V::Retirements | V::Deaths => Ages,
        V::CertifiedPractising
        | V::CertifiedPeople
        | V::Issued
        | V::Appointed
        | V::EquivalentMid
        | V::EquivalentSenior
        | V::PartialPapers
        | V::AwaitingReview
        | V::ExamSat
        | V::ExamPassed
        | V::OutsidePasses => Exam,
        V::Students | V::Graduates | V::GraduatesEntering | V::Bonded | V::Experts => Education,
        V::Arrivals | V::Departures | V::MovedAway => Migration,
        V::Organisations | V::CashGap | V::WorkerShare | V::LabourShare => Agencies,
        V::Posts
        | V::Stations
        | V::Venues
        | V::NormPosts
        | V::InstitutionProfessionalPosts
        | V::InstitutionPostsFilled => Posts,
        V::Registered
        | V::Population
        | V::GroupPeople
        | V::NeedHours
        | V::ServedHours
        | V::BacklogHours
        | V::CapacityHours
        | V::SecondedHours
        | V::Volunteers
        | V::Load
        | V::EquityMeasure => Services,
        V::Pay | V::OutsidePay => Pay,
        V::Cost | V::Funding => Money,
    }
}

/// The part of the model a lever acts on first.
pub(super) const fn sector_of_lever(lever: LeverKey) -> Sector {
    use LeverKey as L;
    match lever {
        L::IntakeCollege
        | L::IntakeBachelor
        | L::IntakeMaster
        | L::DirectedPlaces
        | L::BondedYears
        | L::TalentRecruitment => Education,
        L::TrainingHours => Conversion,
        L::TrainingBases
        | L::FeePaid
        | L::AwardAssistant
        | L::AwardMid
        | L::AwardSenior
        | L::GradedMid
        | L::GradedSenior
        | L::OutsideDrive => Exam,
        L::SubsidyAssistant | L::SubsidyMid | L::SubsidySenior | L::PayFloor | L::RuralBonus => Pay,
        L::Recognition | L::DemonstrationSites | L::ContractRenewal | L::Supervision => Exits,
        L::CommunityStaff
        | L::VillageCoverage
        | L::StationCoverage
        | L::StationStaff
        | L::InstitutionShare
        | L::GovernmentPosts
        | L::CountyCentres
        | L::SchoolPosts
        | L::HospitalPosts
        | L::VenuesOpened => Posts,
        L::RecruitPriority => Matching,
        L::RetirementDelay => Ages,
        L::PurchaseBudget | L::LabourShare | L::WorkerShare | L::PaymentDelay | L::AgencyIncubation => {
            Agencies
        }
        L::SocietyShare => Money,
        L::ContinuingEducation | L::AdminLoad | L::Volunteers | L::RuralService => Services,
    }
}

fn shape_of(variable: Variable) -> Shape {
    if FOLLOW.contains(&variable) {
        Shape::Auxiliary
    } else if PIPES.iter().any(|(flow, ..)| *flow == variable) {
        Shape::Flow
    } else if variable.info().kind == crate::results::Kind::Stock {
        Shape::Stock
    } else {
        // It happens in a month and moves nothing from stock to stock.
        Shape::Auxiliary
    }
}

/// The series a diagram can show, for the whole place: variables in their order, then seekers and the inactive.
pub fn series(run: &Trajectory) -> Vec<Vec<f32>> {
    let small = |values: Vec<f64>| values.into_iter().map(|value| value as f32).collect();
    let variables = Variable::ALL.into_iter().map(|variable| small(whole(run, variable)));
    let places = PLACES.into_iter().map(|place| {
        let In(place) = place else { unreachable!("only places stand there") };
        let mut sum = vec![0.0; run.rows()];
        for certificate in 0..CERTIFICATES {
            let member = place.index() * CERTIFICATES + certificate;
            for (sum, value) in sum.iter_mut().zip(run.series(Variable::People, member, None)) {
                *sum += value;
            }
        }
        small(sum)
    });
    variables.chain(places).collect()
}

/// A variable as one number a month: the sum of its members, or their mean where it is a mean.
fn whole(run: &Trajectory, variable: Variable) -> Vec<f64> {
    let info = variable.info();
    if !(info.whole == Whole::MeanByStaff && info.index == Index::Setting) {
        return run.total(variable, None);
    }
    let staff = |member, row: usize| run.series(Variable::Professionals, member, None)[row];
    (0..run.rows())
        .map(|row| {
            let (sum, heads) = (0..variable.slots()).fold((0.0, 0.0), |(sum, heads), member| {
                let n = staff(member, row);
                (sum + n * run.series(variable, member, None)[row], heads + n)
            });
            if heads > 0.0 { sum / heads } else { 0.0 }
        })
        .collect()
}

/// The units of variables and levers in Chinese.
const UNITS: &[Label] = &[
    Label { en: "persons", zh: "人" },
    Label { en: "certificates", zh: "本" },
    Label { en: "posts", zh: "个" },
    Label { en: "persons/month", zh: "人/月" },
    Label { en: "agencies", zh: "家" },
    Label { en: "yuan", zh: "元" },
    Label { en: "certificates/month", zh: "本/月" },
    Label { en: "yuan/month", zh: "元/月" },
    Label { en: "hours/month", zh: "小时/月" },
    Label { en: "hours", zh: "小时" },
    Label { en: "held ÷ capacity", zh: "承担量÷能力" },
    Label { en: "stations", zh: "个" },
    Label { en: "share", zh: "比例" },
    Label { en: "index", zh: "指数" },
    Label { en: "hours/person", zh: "学时/人" },
    Label { en: "venues", zh: "处" },
    Label { en: "years", zh: "岁" },
];

/// Everything in the diagram, and what links it.
pub(super) fn parts_and_links() -> (Vec<Part>, Vec<Link>) {
    let mut parts: Vec<Part> = Vec::new();
    for (at, variable) in Variable::ALL.into_iter().enumerate() {
        parts.push(Part {
            key: variable.key().to_owned(),
            shape: shape_of(variable),
            sector: sector_of(variable),
            name: text(variable.label()),
            unit: super::both(UNITS, variable.info().unit),
            series: (!NO_SUM.contains(&variable)).then_some(at),
        });
    }
    for (at, place) in PLACES.into_iter().enumerate() {
        let In(place) = place else { unreachable!("only places stand there") };
        parts.push(Part {
            key: place.key().to_owned(),
            shape: Shape::Stock,
            sector: Matching,
            name: text(place.label()),
            unit: super::both(UNITS, "persons"),
            series: Some(Variable::ALL.len() + at),
        });
    }
    let of_nodes = edges().flat_map(|edge| [edge.from, edge.to]);
    for node in of_nodes {
        if parts.iter().all(|part| part.key != key_of(node)) {
            parts.push(part_of(node));
        }
    }
    let links = links(&parts);
    (parts, links)
}

fn part_of(node: Node) -> Part {
    let (shape, sector, unit) = match node {
        Node::Lever(lever) => (Shape::Lever, sector_of_lever(lever), text(lever.lever().unit)),
        Node::Variable(variable) => (shape_of(variable), sector_of(variable), Text::default()),
        Node::Measured(_) => {
            let read = edges().find(|edge| edge.to == node).map(|edge| edge.from);
            let sector = match read {
                Some(Node::Variable(variable)) => sector_of(variable),
                _ => Money,
            };
            (Shape::Target, sector, Text::default())
        }
    };
    Part { key: key_of(node), shape, sector, name: text(node.label()), unit, series: None }
}

/// The name of a node among the parts: metrics and levers may be called as a variable is.
pub(super) fn key_of(node: Node) -> String {
    match node {
        Node::Lever(lever) => format!("lever-{}", lever.key()),
        Node::Variable(variable) => variable.key().to_owned(),
        Node::Measured(what) => format!("target-{}", what.key()),
    }
}

fn links(parts: &[Part]) -> Vec<Link> {
    let find = |key: &str| parts.iter().position(|part| part.key == key);
    let at = |what: What| match what {
        Of(variable) => find(variable.key()),
        In(place) => find(place.key()),
    };
    let mut links = Vec::new();
    for (flow, from, to) in PIPES {
        let flow = find(flow.key());
        let mut pipe = |from, to| links.push(Link { from, to, pipe: true, how: Text::default() });
        if from.is_empty() {
            pipe(None, flow);
        }
        for stock in *from {
            pipe(at(*stock), flow);
        }
        for stock in *to {
            pipe(flow, at(*stock));
        }
        if to.is_empty() {
            pipe(flow, None);
        }
    }
    for edge in edges().filter(|edge| !is_pipe(edge)) {
        links.push(Link {
            from: find(&key_of(edge.from)),
            to: find(&key_of(edge.to)),
            pipe: false,
            how: text(edge.how),
        });
    }
    links
}

/// Whether an edge of the graph says only what a pipe shows: that a flow changes the stock at its end.
fn is_pipe(edge: &Edge) -> bool {
    let (Node::Variable(from), Node::Variable(to)) = (edge.from, edge.to) else { return false };
    let ends = |what: &[What], variable: Variable| what.contains(&Of(variable));
    PIPES.iter().any(|(flow, sources, goals)| {
        (*flow == from && (ends(sources, to) || ends(goals, to))) || (*flow == to && ends(sources, from))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edge_of_the_graph_is_a_link_or_a_pipe() {
        let (parts, links) = parts_and_links();
        let find = |node: Node| parts.iter().position(|part| part.key == key_of(node));
        for edge in edges() {
            let (from, to) = (find(edge.from), find(edge.to));
            assert!(from.is_some() && to.is_some(), "{edge:?}");
            let linked = links.iter().any(|link| {
                (link.from == from && link.to == to) || (link.pipe && link.from == to && link.to == from)
            });
            assert!(linked, "{edge:?}");
        }
    }

    #[test]
    fn what_moves_moves_from_a_stock_or_to_one() {
        let (parts, links) = parts_and_links();
        for pipe in links.iter().filter(|link| link.pipe) {
            let shapes = [pipe.from, pipe.to].map(|end| end.map(|at| parts[at].shape));
            let right = matches!(
                shapes,
                [None | Some(Shape::Stock), Some(Shape::Flow)]
                    | [Some(Shape::Flow), None | Some(Shape::Stock)]
            );
            assert!(right, "{pipe:?}: {shapes:?}");
        }
        for part in parts.iter().filter(|part| part.shape == Shape::Flow) {
            let at = parts.iter().position(|it| it.key == part.key);
            assert!(links.iter().any(|link| link.pipe && link.to == at), "{} comes from nowhere", part.key);
            assert!(links.iter().any(|link| link.pipe && link.from == at), "{} goes nowhere", part.key);
        }
    }

    #[test]
    fn every_unit_of_a_variable_is_there_in_both_languages() {
        for variable in Variable::ALL {
            let unit = variable.info().unit;
            assert!(UNITS.iter().any(|it| it.en == unit), "{unit}");
        }
    }
}
