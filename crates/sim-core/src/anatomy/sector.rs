//! The parts of the model: which parameters belong together.

use crate::ids::index_set;
use crate::scenario::ParamKey;

index_set! {
    /// A part of the model.
    Sector [SECTORS] {
        /// Pay, outside pay.
        Pay = "pay", "薪酬", "Pay";
        /// Leaving the field, moves, contract ends.
        Exits = "exits", "离岗与流动", "Exits and moves";
        /// Retirement and mortality.
        Ages = "ages", "退休与死亡", "Retirement and mortality";
        /// Front-line staff who are counted as professionals.
        Conversion = "conversion", "一线人员与转换", "Front-line staff and conversion";
        /// The exam, appointment, equivalent titles.
        Exam = "exam", "考试与聘任", "Exam and appointment";
        /// Students, graduates, bonded service.
        Education = "education", "教育培养", "Education";
        /// Moves between regions.
        Migration = "migration", "区域间流动", "Moves between regions";
        /// What only the model of persons reads.
        Persons = "persons", "个体模型", "Persons";
        /// Agencies, their invoices and cash.
        Agencies = "agencies", "社工机构", "Agencies";
        /// Other ways to build the model.
        Structure = "structure", "结构开关", "Structure";
        /// Posts.
        Posts = "posts", "岗位", "Posts";
        /// Vacancies and those who seek.
        Matching = "matching", "招聘匹配", "Matching";
        /// Need, capacity, load, volunteers, registration.
        Services = "services", "需求与服务", "Need and services";
        /// Costs and who bears them.
        Money = "money", "资金", "Money";
    }
}

/// The first parameter of each sector, in the order of the table.
const FIRST: [(&str, Sector); SECTORS] = [
    ("pay_ratio_community", Sector::Pay),
    ("exit_community", Sector::Exits),
    ("retire_share_men", Sector::Ages),
    ("front_share", Sector::Conversion),
    ("uptake_assistant", Sector::Exam),
    ("entry_share", Sector::Education),
    ("mover_migration", Sector::Migration),
    ("preference_spread", Sector::Persons),
    ("agency_staff", Sector::Agencies),
    ("convert_brings_post", Sector::Structure),
    ("start_vacancy", Sector::Posts),
    ("match_seekers", Sector::Matching),
    ("trend_years", Sector::Services),
    ("student_cost", Sector::Money),
];

impl Sector {
    /// The sector of the parameter with this number.
    pub(super) fn of_param(at: usize) -> Self {
        let begins = |key: &str| ParamKey::all().position(|it| it.param().key == key);
        let behind = FIRST.iter().rfind(|(key, _)| begins(key).is_some_and(|first| first <= at));
        behind.map_or(FIRST[0].1, |(_, sector)| *sector)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sectors_begin_one_after_the_other() {
        let all: Vec<&str> = ParamKey::all().map(|it| it.param().key).collect();
        let firsts: Vec<usize> = FIRST
            .iter()
            .map(|(key, _)| {
                all.iter().position(|it| it == key).unwrap_or_else(|| panic!("no parameter {key}"))
            })
            .collect();
        assert_eq!(firsts[0], 0);
        assert!(firsts.windows(2).all(|pair| pair[0] < pair[1]), "{firsts:?}");
    }
}
