//! What happens to a person: one line of a biography.

use super::person::PersonId;
use crate::ids::{Certificate, Place, Programme, index_set};

index_set! {
    /// What happened.
    Happening [HAPPENINGS] {
        /// Was there when the run began; `place` says where.
        Start = "start", "推演开始时在册", "There at the start";
        /// Came from the labour market.
        Entered = "entered", "进入求职", "Came from the labour market";
        /// Graduated and looks for a post; `value` is the programme.
        Graduated = "graduated", "毕业求职", "Graduated";
        /// Was recruited by the place.
        Recruited = "recruited", "引进", "Recruited as an expert";
        /// Was trained and counted where they worked.
        Converted = "converted", "转换为社工", "Converted";
        /// Their post was re-designated with them.
        Redesignated = "redesignated", "岗位改设", "Post re-designated";
        /// Front-line staff who passed the exam.
        FrontPassed = "front_passed", "一线人员考取证书", "Front-line staff, certified";
        /// Passed the exam without working in the field.
        OutsidePassed = "outside_passed", "系统外考取证书", "Certified outside the field";
        /// Took a post; `place` says where.
        Hired = "hired", "上岗", "Took a post";
        /// Left an employer to look for another post.
        Moved = "moved", "离开单位另找岗位", "Left the employer";
        /// Lost the post with a contract.
        ContractEnded = "contract_ended", "合同终止失去岗位", "Contract ended";
        /// Was laid off.
        LaidOff = "laid_off", "被裁员", "Laid off";
        /// Came to this region to look for a post; `value` is the region left.
        Arrived = "arrived", "来到本地求职", "Came from another region";
        /// Sat an exam and failed; `value` is the certificate.
        Failed = "failed", "考试未通过", "Failed the exam";
        /// Passed some papers of the mid exam.
        PassedSome = "passed_some", "通过部分科目", "Passed some papers";
        /// Passed the senior exam and waits for the review.
        AwaitsReview = "awaits_review", "高级考试合格待评审", "Awaits the senior review";
        /// Received a certificate; `value` says which.
        Certified = "certified", "取得证书", "Certified";
        /// Was appointed to the grade of the certificate.
        Appointed = "appointed", "聘任到相应等级", "Appointed to the grade";
        /// Left the field but keeps the certificate.
        StoppedPractising = "stopped_practising", "持证离开行业", "Left the field, certified";
        /// Came back from not practising and looks for a post.
        Returned = "returned", "重新求职", "Looks for a post again";
        /// Left the field or gave up looking, without a certificate.
        Left = "left", "离开行业", "Left the field";
        /// Went to the region outside the place.
        WentAway = "went_away", "外流", "Went to the outside region";
        /// Retired.
        Retired = "retired", "退休", "Retired";
        /// Died.
        Died = "died", "去世", "Died";
        /// Turned 65 and left the model.
        TurnedSixtyFive = "turned_65", "满65岁退出", "Turned 65";
    }
}

/// One event of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Who.
    pub person: PersonId,
    /// Number of the month, from 0; −1 is the start.
    pub month: i16,
    /// Number of the region.
    pub region: u16,
    /// What.
    pub what: Happening,
    /// Where the person is, as a [`crate::ids::Place`].
    pub place: u8,
    /// Certificate held.
    pub certificate: u8,
    /// See [`Happening`].
    pub value: u16,
    /// Years past the youngest age at the last birthday.
    pub age: u8,
}

impl Event {
    /// What the event is about, by the keys of files: a certificate, a programme, a setting, the region left; empty where
    /// there is nothing to say.
    pub fn about<'a>(&self, scenario: &'a crate::Scenario) -> &'a str {
        let value = usize::from(self.value);
        match self.what {
            Happening::Certified
            | Happening::Failed
            | Happening::PassedSome
            | Happening::AwaitsReview
            | Happening::Appointed
            | Happening::FrontPassed
            | Happening::OutsidePassed => Certificate::ALL[value].key(),
            Happening::Graduated => Programme::ALL[value].key(),
            Happening::Arrived => scenario.regions.get(value).map_or("", |region| region.code.as_str()),
            Happening::Moved
            | Happening::ContractEnded
            | Happening::LaidOff
            | Happening::StoppedPractising
            | Happening::Hired
            | Happening::Converted
            | Happening::Redesignated
            | Happening::Left
            | Happening::Retired
            | Happening::Died
            | Happening::TurnedSixtyFive => Place::ALL[value].key(),
            Happening::Start
            | Happening::Entered
            | Happening::Recruited
            | Happening::Returned
            | Happening::WentAway => "",
        }
    }
}
