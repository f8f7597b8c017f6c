//! What each output variable means, in a sentence more than its label.

use sim_core::Variable;

/// In Chinese and English.
#[expect(clippy::too_many_lines, reason = "one line for each variable, and the compiler misses none")]
pub fn meaning(variable: Variable) -> (&'static str, &'static str) {
    use Variable as V;
    match variable {
        V::FrontLine => (
            "从事一线服务、尚未计入专业人才的人员",
            "people in front-line service who do not count as professionals",
        ),
        V::Professionals => (
            "七类岗位上的人员，含转换而来的人员，不含求职者和持证未从业者",
            "people in posts of the seven settings, converted staff included; neither seekers nor holders who do not practise",
        ),
        V::Practitioners => {
            ("在岗专业人才加未计入的一线人员", "people in posts and front-line staff not yet counted")
        }
        V::CertifiedPractising => (
            "在岗且持有证书的人员，按最高证书计一次",
            "people in posts who hold a certificate, each once, at the highest one",
        ),
        V::CertifiedPeople => (
            "未到退休的持证人员，无论是否从业，每人计一次",
            "living holders below retirement, practising or not, each once",
        ),
        V::Issued => (
            "历年取证人次之和（官方口径）；先后取得两级证书者计两次",
            "cumulative passes, the official series; who holds two certificates counts twice",
        ),
        V::Appointed => (
            "受聘到与证书等级相应岗位的持证人员；薪酬与津贴随聘用等级",
            "holders appointed to a post of their grade; pay and allowances follow the grade",
        ),
        V::People => (
            "模型中的全部人员：七类岗位、求职、持证未从业，按证书分",
            "everybody in the model: in the seven settings, seeking, or certified and not practising, by certificate",
        ),
        V::Posts => ("已设岗位，含有人在岗的和空缺的", "posts that exist, held or vacant"),
        V::Vacancies => ("没有在岗人员的岗位", "posts without a holder"),
        V::Exits => (
            "当月离开岗位的人数，含离开行业、换单位、合同终止、退休和死亡",
            "people who left a post in the month: out of the field, to another employer, by the end of a contract, by retirement or death",
        ),
        V::Hires => {
            ("当月招聘到岗的人数，不含转换", "people hired into a post in the month; conversions are apart")
        }
        V::Conversions => (
            "当月经培训认定、由一线人员计入专业人才的人数；人和岗一起转",
            "front-line staff counted as professionals after training in the month; the post comes with the person",
        ),
        V::Redesignations => (
            "当月随事业单位岗位转设为社工岗而计入的原任人员",
            "holders of institution posts that were re-designated as social-work posts in the month",
        ),
        V::OutsidePasses => (
            "当月取证、不在本地岗位的系统外考生；计入持证未从业",
            "outside candidates certified in the month; they join the holders who do not practise",
        ),
        V::Left => (
            "当月离开行业的无证人员；持证者离岗后计入持证未从业",
            "people without a certificate who left for other work in the month; holders who quit stay as not practising",
        ),
        V::FrontPasses => (
            "当月考取证书、在原单位计入专业人才的一线人员",
            "front-line staff who passed an exam in the month and count as professionals where they work",
        ),
        V::Layoffs => ("当月因岗位减少而裁减的人数", "people laid off in the month because posts were cut"),
        V::Entrants => (
            "当月从劳动力市场来求职的无证人员",
            "people without a certificate who began to seek a post in the month, from the labour market",
        ),
        V::Retirements => (
            "当月退休的人数，无论在岗、求职或未从业",
            "people who retired in the month, from posts, seeking or not practising",
        ),
        V::Deaths => ("当月死亡的人数", "people who died in the month"),
        V::ExamSat => (
            "当月参加考试的人数，按报考级别，含系统外考生",
            "candidates of the month by the level they sit, outside candidates included",
        ),
        V::ExamPassed => (
            "当月发出的证书，按级别，含系统外考生",
            "certificates issued in the month by level, outside candidates included",
        ),
        V::Pay => (
            "在岗人员的平均月薪，含岗位加薪和津贴，名义值",
            "mean monthly pay of people in posts with grade steps and allowances, nominal",
        ),
        V::Population => ("常住人口", "residents"),
        V::GroupPeople => ("该群体的人数；群体之间有重叠", "people in the group; groups overlap"),
        V::NeedHours => (
            "当月需要的直接服务工时，已扣除群体重叠",
            "hours of direct service needed in the month, overlaps of groups taken off",
        ),
        V::ServedHours => {
            ("当月实际服务的工时，不超过服务能力", "hours served in the month, never more than capacity")
        }
        V::BacklogHours => {
            ("尚未得到服务、仍在等待的工时", "hours of need that were not served and still wait")
        }
        V::CapacityHours => (
            "当月能提供的直接服务工时：全体在岗人员、其带领的志愿者，加上（派出区域减去）下乡工时",
            "hours of direct service of the month: everyone in a post and the volunteers they lead, with the hours of seconded workers added, or taken off where they come from",
        ),
        V::NormPosts => (
            "按服务对象配比标准应配的社工岗位数",
            "posts that the staffing norm asks for, people in the group ÷ ratio",
        ),
        V::TrainingHours => (
            "自运行开始累计的、每名一线人员由财政支付的培训学时",
            "funded training hours per front-line head, added up since the run began",
        ),
        V::Venues => {
            ("县、乡两级的孵化和活动场所", "incubation and activity venues in counties and townships")
        }
        V::InstitutionProfessionalPosts => (
            "社会工作类事业单位的专业技术岗位，作为社工岗占比的分母",
            "professional posts of social-work institutions: what the share of social-work posts is a share of",
        ),
        V::InstitutionPostsFilled => (
            "社会工作类事业单位中有人在岗的社工岗位",
            "social-work posts of social-work institutions that have a holder",
        ),
        V::Cost => (
            "当月全部在岗人员的成本和各项目支出，名义值",
            "cost of everyone in a post and of the programme's items in the month, nominal",
        ),
        V::Funding => (
            "当月项目所需资金，按来源；转换前已有岗位的工资不计",
            "money that the programme needs in the month by source; wages of posts that existed before conversion are left out",
        ),
        V::Students => (
            "在校的社会工作专业学生，按培养层次；以家乡所在区域计",
            "students of social work by programme, counted in their home region",
        ),
        V::Graduates => (
            "当月（每年七月）毕业的学生，以家乡所在区域计",
            "students who graduate in the month (July), by home region",
        ),
        V::GraduatesEntering => (
            "当月毕业后到本区域求职的人数；其余转入其他职业或其他地方",
            "graduates of the month who come to look for a post in the region; the others choose another occupation or place",
        ),
        V::Bonded => (
            "约定服务期未满的定向毕业生人数；按约定计，不扣除中途离开的人",
            "graduates of directed places whose years of service are not over, as contracted; who has left meanwhile is not taken off",
        ),
        V::Experts => (
            "当月从外地引进的人才；以求职者身份进入，另计同等中级或高级",
            "people recruited from outside in the month; they arrive as seekers and hold an equivalent title",
        ),
        V::Arrivals => (
            "当月从本地其他区域迁入的求职者",
            "people who come from another region of the place in the month to look for a post",
        ),
        V::Departures => (
            "当月迁往本地其他区域或外地的流动者和求职者",
            "movers and seekers who go to another region of the place, or away from it, in the month",
        ),
        V::MovedAway => (
            "迁出者中离开本地、去往外部区域的人数",
            "of the departures, those who leave the place for the outside region",
        ),
        V::EquivalentMid => (
            "具有与中级同等的职称或水平者；与持证人数分开计，可能重复",
            "titles that count as the mid certificate; counted beside certificates, so a person may stand in both",
        ),
        V::EquivalentSenior => (
            "具有与高级同等的职称或水平者；与持证人数分开计，可能重复",
            "titles that count as the senior certificate; counted beside certificates, so a person may stand in both",
        ),
        V::Registered => ("在岗持证人员中已登记的人数", "holders in posts who are registered"),
        V::PartialPapers => (
            "中级三科中已通过部分科目、下一年可续考的人数",
            "people who have passed some of the three mid papers and may sit the others the next year",
        ),
        V::AwaitingReview => (
            "已通过高级考试、等待下一年评审的人数",
            "people who have passed the senior exam and wait for the review of the next year",
        ),
        V::Organisations => ("社会工作服务机构数", "social-work service agencies"),
        V::CashGap => (
            "因付款晚于惯常而未到账的款项；按惯常付款时为 0",
            "invoices that would be paid by now at the usual delay and are not; 0 when payment comes as usual",
        ),
        V::OutsidePay => {
            ("当地社会平均工资，名义值", "average monthly pay of the rest of the local economy, nominal")
        }
        V::SecondedHours => (
            "当月从城镇下派的社工在本区域提供的直接服务工时；派出区域为 0",
            "direct hours of the month that workers sent from urban regions give here; 0 where they come from",
        ),
        V::Volunteers => ("当月由社工带领的活跃志愿者", "active volunteers whom workers lead in the month"),
        V::Load => (
            "在岗人员感受到的负荷：承担工时与服务能力之比，滞后约六个月",
            "hours held to capacity as staff perceive it, about six months behind",
        ),
        V::Stations => {
            ("按覆盖率设站的乡镇（街道）数", "townships and streets with a station, by the coverage ruled")
        }
        V::WorkerShare => (
            "政策所定的项目人员中社工比例，不是测算结果",
            "the worker share as the policy sets it, not a result",
        ),
        V::LabourShare => (
            "政策所定的购买经费中人力成本比例，不是测算结果",
            "the labour share as the policy sets it, not a result",
        ),
        V::EquityMeasure => (
            "在岗人员相对于需求工时在各区域间的均衡程度，见公平性指标",
            "how evenly people in posts are spread over the need of the regions; see the measures of equity",
        ),
    }
}
