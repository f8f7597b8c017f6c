//! The equations of the model, a row each: what is computed, from what, by which function, and on which page it is argued.

use super::Sector::{
    self, Agencies, Ages, Conversion, Education, Exam, Exits, Matching, Migration, Money, Pay, Posts,
    Services,
};
use crate::ids::Label;

/// A row of the table.
pub(super) struct Row {
    pub sector: Sector,
    pub name: Label,
    pub unit: Label,
    /// What is computed, and from what: see [`super::formula`].
    pub left: &'static str,
    pub right: &'static str,
    /// Parameters and levers that it reads in a place the formula does not show.
    pub also: &'static str,
    /// File and function.
    pub code: &'static str,
    /// The page in `docs/model`.
    pub page: &'static str,
}

/// Rows `Sector "名" "name" ("单位" "unit") "left" = "right" also "…" in "file.rs · function" on "page";`.
macro_rules! equations {
    ($($sector:ident $zh:literal $en:literal ($uzh:literal $uen:literal) $left:literal = $right:literal also $also:literal in $code:literal on $page:literal;)*) => {
        &[$(Row {
            sector: $sector,
            name: Label { zh: $zh, en: $en },
            unit: Label { zh: $uzh, en: $uen },
            left: $left, right: $right, also: $also, code: $code, page: $page,
        }),*]
    };
}

pub(super) const EQUATIONS: &[Row] = equations! {
    Pay "社会平均工资（最后已知年份之后）" "Outside pay after the last known year" ("元/月" "yuan/month")
        "outside_pay_yuan[r]" = "national_pay · local_ratio[r] ÷ 12 · (1 + outside_pay_growth)^years_since" also "" in "pay.rs · outside_pay" on "pay";
    Pay "随社会工资变动的薪酬基数" "Outside pay as far as own pay follows it" ("元/月" "yuan/month")
        "w_followed[r]" = "w_start[r] · (outside_pay_yuan[r] ÷ w_start[r])^pay_follows_outside" also "" in "pay.rs · pay" on "pay";
    Pay "各等级薪酬" "Pay by grade" ("元/月" "yuan/month")
        "w[r,s,g]" = "max(pay_floor[r] · outside_pay_yuan[r], pay_ratio[s] · w_followed[r] · (1 + pay_step[g]) + subsidy[g] · subsidy_in[s] + rural_bonus[r] · rural[r])" also "" in "pay.rs · pay" on "pay";
    Pay "持证者平均薪酬" "Mean pay of holders" ("元/月" "yuan/month")
        "w[r,s,k]" = "w_below[r,s,k] + (w_own[r,s,k] − w_below[r,s,k]) · appointed[k] ÷ holders[s,k]" also "" in "pay.rs · pay" on "pay";
    Pay "相对薪酬" "Relative pay" ("比值" "ratio")
        "omega[r,s,k]" = "w[r,s,k] ÷ outside_pay_yuan[r] ÷ omega_start[r,s,k]" also "" in "pay.rs · relative" on "pay";

    Exits "一步内离开的人" "Leavers within a step" ("人" "persons")
        "exits[s]" = "professionals[s] · (1 − exp(−(h_quit[s] + h_move[s] + h_retire[a] + h_death[a]) · dt))" also "" in "exits.rs · apply" on "exits";
    Exits "离开行业的风险" "Hazard of leaving the field" ("每年" "per year")
        "h_quit[s]" = "exit[s] · clip(omega[r,s,k]^exit_pay_elasticity · (load ÷ load_start)^exit_load_elasticity · exp(−exit_supervision_effect · (supervision_reference ÷ supervision − 1)) · exit_factor, exit_multiplier_min, exit_multiplier_max) · exit_age[a] · tenure[k,x] · exit_cert[k] ÷ mean_multiplier[s] · bond[r]"
        also "exit_first_year exit_years_1_2 exit_years_3_up" in "exits.rs · hazards" on "exits";
    Exits "流动与合同终止的风险" "Hazard of moves and contract ends" ("每年" "per year")
        "h_move[s]" = "move[s] · (w[r,s,k] ÷ w_mean[r])^move_pay_elasticity · exp(−move_admin_effect · (admin_reference − admin_load) ÷ admin_unit) + h_end" also "move_contract" in "exits.rs · hazards" on "exits";
    Exits "合同终止的风险（社工站和机构）" "Hazard of contract ends in stations and agencies" ("每年" "per year")
        "h_end" = "−ln(contract_renewal) · contract_loss" also "" in "contracts.rs · hazards" on "contracts";
    Exits "示范点覆盖" "Coverage of demonstration sites" ("比例" "share")
        "coverage[r]" = "min(1, demonstration_sites[r] · site_staff ÷ staff[r])" also "" in "sites.rs · coverage" on "sites-and-honours";
    Exits "示范点与表彰的留人作用" "What sites and honours do to exits" ("倍数" "factor")
        "exit_factor" = "(1 − site_exit_effect · coverage[r]) · exp(−recognition_effect · recognition)" also "" in "sites.rs · exit_factor" on "sites-and-honours";
    Exits "裁减" "Lay-offs" ("人" "persons")
        "layoffs[s]" = "max(0, professionals[s] − posts[s]) · (1 − exp(−12 ÷ layoff_months · dt))" also "" in "posts.rs · laid_off_share" on "posts";
    Exits "求职者放弃" "Seekers who give up" ("每年" "per year")
        "h_seeker" = "seeker_exit · exit_age[a]" also "" in "exits.rs · seekers_staying" on "exits";

    Ages "尚未退休的比例" "Share not yet retired at an age" ("比例" "share")
        "S[a]" = "sum(g, retire_share[g] · (1 − clip(a − T[g], 0, 1)))" also "" in "ages.rs · retirement" on "exits";
    Ages "退休年龄" "Age of retirement" ("岁" "years")
        "T[g]" = "retire_age[g] + clip((birth_year + 0.5 + retire_age[g] − retire_reform_year) ÷ retire_pace[g], 0, retire_delay[g]) + retirement_delay" also "" in "ages.rs · retirement" on "exits";
    Ages "退休风险" "Hazard of retirement" ("每年" "per year")
        "h_retire[a]" = "min(retire_hazard_max, −12 · ln(S_next[a] ÷ S[a]))" also "" in "ages.rs · retirement" on "exits";
    Ages "死亡风险" "Hazard of death" ("每年" "per year")
        "h_death[a]" = "mortality_at_20 · exp(mortality_growth · (a − 20))" also "" in "ages.rs · mortality" on "exits";

    Conversion "通常的一线人员" "Usual front-line staff" ("人" "persons")
        "front_usual[r]" = "front_share · residents_2020 · staff_share[r]" also "" in "start.rs · solve" on "conversion";
    Conversion "一线人员补充" "Refill of front-line staff" ("人" "persons")
        "refill[r]" = "(front_usual[r] − front_line) · (1 − exp(−front_renewal · dt))" also "" in "conversion.rs · convert" on "conversion";
    Conversion "转换速度" "Rate of conversion" ("每年" "per year")
        "kappa[r]" = "min(conversion_ceiling, training_hours ÷ conversion_hours)" also "" in "conversion.rs · conversion_rate" on "conversion";
    Conversion "转换" "Conversions" ("人" "persons")
        "conversions[s]" = "convert[s] ÷ convert_total · front_line · (1 − exp(−kappa[r] · dt))" also "convert_practice convert_brings_post convert_age_mean convert_age_sd convert_age_min convert_age_max" in "conversion.rs · convert" on "conversion";
    Conversion "一线人员" "Front-line staff" ("人" "persons")
        "front_line" = "front_before + refill[r] − sum(s, conversions[s]) − redesignations − front_passes" also "" in "conversion.rs · convert" on "conversion";

    Conversion "岗位转设带人" "Re-designated with their holder" ("人" "persons")
        "redesignations" = "max(0, norm[institution] − norm_most) · redesignated_with_holder" also "" in "posts.rs · follow_institution_norm" on "posts";

    Exam "证书折成的待遇" "What a certificate is worth" ("元" "yuan")
        "PV[s,k]" = "annuity · 12 · (w[s,k] − w_below[s,k]) · min(1, graded_posts[k] ÷ holders[k]) + award[k]" also "" in "uptake.rs · shares" on "exam";
    Exam "年金系数" "Present value of a yuan a year" ("年" "years")
        "annuity" = "(1 − exp(−ln(1 + discount) · pay_horizon)) ÷ ln(1 + discount)" also "" in "money.rs · annuity" on "exam";
    Exam "培训的作用" "What training does" ("单位" "units")
        "U[r]" = "(training_hours − training_neutral) ÷ training_unit · (1 + base_training_effect · min(1, training_bases[r]))" also "" in "exam.rs · under_way" on "exam";
    Exam "报考意愿" "Log-odds of sitting" ("对数几率" "log-odds")
        "logit_q[s,k]" = "alpha[k] + uptake_pay_effect · ln(max(0.01, 1 + PV[s,k] ÷ (12 · pay_ratio[s] · w_followed[r]))) + uptake_fee_effect · exam_fee_paid + uptake_training_effect · U[r] + uptake_graded_effect · (graded[k] − graded_neutral[k]) + site_uptake_effect · coverage[r]"
        also "fee_after_pass uptake_assistant uptake_mid uptake_senior high_school_mid_rate first_year_assistant first_year_mid first_year_senior" in "uptake.rs · shares" on "exam";
    Exam "通过率" "Pass rate" ("比例" "share")
        "p_pass[k]" = "min(pass_max, pass[k] · max(0, 1 + pass_training_effect · U[r]) · shock)" also "pass_shock partial_return exam_month certificate_month" in "exam.rs · under_way" on "exam";
    Exam "高级：评审" "Senior: the review" ("人" "persons")
        "senior_certified" = "awaiting_before · review_senior" also "" in "exam.rs · certify" on "exam";
    Exam "高级待评审" "Awaiting senior review" ("人" "persons")
        "awaiting_review" = "exam_sat[senior] · p_pass[senior]" also "" in "exam.rs · sit" on "exam";
    Exam "中级部分合格" "Holders of some mid papers" ("人" "persons")
        "partial_papers" = "first_sitters · min(some_papers, 1 − p_first)" also "" in "exam.rs · sit" on "exam";
    Exam "系统外考生" "Outside candidates" ("人/年" "persons/year")
        "outside_sitters[r]" = "outside_candidates · (1 + outside_candidates_growth)^(year_at_most − outside_candidates_base_year) · (1 + outside_candidates_growth_after)^years_after · residents_2020 ÷ national_population · outside_candidates_factor · staff_share[r] · (1 + outside_drive)"
        also "outside_candidates_last_year outside_mid_share" in "exam.rs · others" on "exam";
    Exam "一线人员参考" "Front-line staff who sit" ("人/年" "persons/year")
        "front_sitters[r]" = "front_line · front_exam_eligible · front_exam_rate · q_community[r] ÷ uptake_assistant" also "" in "exam.rs · others" on "exam";
    Exam "累计发证" "Certificates issued" ("本" "certificates")
        "issued[k]" = "issued_before[k] + exam_passed[k]" also "" in "exam.rs · certify" on "exam";
    Exam "聘用" "Appointed to their grade" ("人" "persons")
        "appointed[k]" = "appointed_before[k] + min(holders[k] − appointed_before[k], graded[k] · posts[s] − appointed_before[k]) · (1 − (1 − appointment_rate)^months)" also "" in "appointment.rs · appointments" on "appointment";
    Exam "同等中级" "Titles equivalent to mid level" ("人" "persons")
        "equivalent_mid" = "equivalent_mid_before + staff[r] · equivalent_mid_rate · dt + experts · (1 − talent_senior_share) − equivalent_mid_before · left_share" also "" in "equivalents.rs · follow" on "equivalents";
    Exam "同等高级" "Titles equivalent to senior level" ("人" "persons")
        "equivalent_senior" = "equivalent_senior_before + staff[r] · equivalent_senior_rate · dt + experts · talent_senior_share − equivalent_senior_before · left_share" also "" in "equivalents.rs · follow" on "equivalents";

    Education "在校学生" "Students" ("人" "persons")
        "students[j,y]" = "students_before[j] · (1 − student_dropout)" also "intake_month" in "education.rs · enrol" on "education";
    Education "一年级" "First-year students" ("人" "persons")
        "students_first[j]" = "intake[j] + directed_places" also "" in "education.rs · enrol" on "education";
    Education "毕业生" "Graduates" ("人" "persons")
        "graduates[j]" = "students_last[j] · (1 − student_dropout)" also "graduation_month graduate_age_college graduate_age_bachelor graduate_age_master" in "education.rs · graduate" on "education";
    Education "毕业生选择的权重" "Pull of a region on graduates" ("权重" "weight")
        "pull[h,r]" = "size[r]^migrate_size_effect · (w[r] ÷ outside_pay_yuan[r])^graduate_pay_effect · (1 + v[r])^graduate_vacancy_effect · exp(graduate_established_effect · established[r] + graduate_home_effect · home[h,r]) · (1 + km[h,r])^(−graduate_distance_effect)" also "entry_share earth_radius" in "migration.rs · on_graduates" on "education";
    Education "毕业生入职求职" "Graduates who enter the field" ("人" "persons")
        "graduates_entering[j]" = "sum(h, graduates[j] · pull[h,r] ÷ (pull_outside + pull_all[h]))" also "" in "education.rs · choose" on "education";
    Education "服务期内定向生" "Bonded graduates" ("人" "persons")
        "bonded" = "bonded_before − bonded_due + graduates[directed]" also "bonded_years" in "education.rs · bind" on "education";
    Education "服务期的留人作用" "What the bond does" ("倍数" "factor")
        "bond[r]" = "1 − bond_compliance · min(1, bonded ÷ low_certificates[r])" also "" in "education.rs · bond_factor" on "education";

    Migration "到其他区域求职者" "Movers who look elsewhere" ("人" "persons")
        "departures" = "mover_migration · bond[r] · moves[r] + seekers_away[r]" also "seeker_migration" in "exits.rs · apply" on "migration";
    Migration "目的地的权重" "Pull of a region on movers" ("权重" "weight")
        "pull_movers[q,r]" = "size[r]^migrate_size_effect · w[r]^migrate_pay_effect · (1 + v[r])^migrate_vacancy_effect · exp(migrate_urban_effect · urban[r]) · (1 + km[q,r])^(−migrate_distance_effect)" also "" in "migration.rs · on_migrants" on "migration";

    Agencies "资金养得起的机构" "Agencies the money sustains" ("家" "agencies")
        "sustained[r]" = "posts[ngo] ÷ agency_staff + agency_incubation[r]" also "" in "agencies.rs · sustained" on "agencies";
    Agencies "社工机构" "Service agencies" ("家" "agencies")
        "organisations" = "organisations_before + (sustained[r] − organisations_before) · (1 − exp(−12 ÷ agency_adjust_months · dt))" also "" in "agencies.rs · follow" on "agencies";
    Agencies "机构能承接的岗位" "Posts agencies can take on" ("个" "posts")
        "posts_at_most[r]" = "organisations · agency_staff · agency_stretch" also "" in "agencies.rs · posts_at_most" on "agencies";
    Agencies "机构开票" "Invoices of agencies" ("元" "yuan")
        "invoice[r]" = "min(wages[ngo] ÷ (worker_share · labour_share), purchase_budget ÷ 12)" also "" in "money.rs · project" on "agencies";
    Agencies "机构资金缺口" "Cash agencies lack" ("元" "yuan")
        "cash_gap_yuan" = "max(0, unpaid[r] − unpaid_usual[r])" also "payment_delay" in "agencies.rs · settle" on "agencies";

    Agencies "断流裁员" "Lay-offs for want of cash" ("比例/月" "share/month")
        "dry_share[r]" = "clip((unpaid[r] − unpaid_usual[r]) ÷ (cash_cover_months · outlay[r]), 0, cash_layoff_max)" also "cash_patience_months" in "agencies.rs · layoff_share" on "agencies";

    Posts "社区配备标准" "Norm of communities" ("个" "posts")
        "norm[community]" = "communities[r] · community_staff + villages[r] · village_coverage" also "" in "posts.rs · norms" on "posts";
    Posts "社工站配备标准" "Norm of stations" ("个" "posts")
        "norm[station]" = "townships[r] · station_coverage · station_staff + county_centres · county_centre_staff" also "" in "posts.rs · norms" on "posts";
    Posts "事业单位、学校、医院和机关配备标准" "Norms of institutions, schools, hospitals, government" ("个" "posts")
        "norm[s]" = "institution_professional_posts · institution_share + schools[r] · school_posts + beds[r] ÷ 100 · hospital_posts + government_posts" also "" in "posts.rs · norms" on "posts";
    Posts "机构配备标准" "Norm of agencies" ("个" "posts")
        "norm[ngo]" = "min(purchase_budget · labour_share · worker_share ÷ (12 · pay_yuan[ngo] · (1 + insurance)), posts_at_most[r])" also "" in "posts.rs · norms" on "posts";
    Posts "岗位（合同岗位除外）" "Posts, but for stations and agencies" ("个" "posts")
        "posts[s]" = "max(0, designated[s] + norm[s] − norm_start[s])" also "start_vacancy" in "posts.rs · posts" on "posts";
    Posts "空岗" "Vacancies" ("个" "posts")
        "vacancies[s]" = "max(0, posts[s] − professionals[s])" also "" in "posts.rs · vacancies" on "posts";
    Posts "社工站" "Stations" ("个" "stations")
        "stations" = "townships[r] · station_coverage" also "" in "indicators.rs · Rules::of" on "posts";
    Posts "孵化与活动场所" "Venues" ("处" "venues")
        "venues" = "min(venues_most[r], venues_before + venues_opened · dt)" also "" in "posts.rs" on "posts";

    Matching "社会招聘求职者" "Ordinary entrants" ("人" "persons")
        "entrants" = "entrants_factor · entrants_start[r] · omega_mean[r]^entrant_pay_elasticity · (vacancies[s] ÷ vacancies_start[r])^entrant_vacancy_elasticity" also "" in "entrants.rs · entrants" on "matching";
    Matching "入职" "Hires" ("人" "persons")
        "hires" = "mu[r] · seekers[r]^match_seekers · sum(s, attraction[s] · vacancies[s])^(1 − match_seekers)" also "season_first_month season_last_month" in "matching.rs · hires" on "matching";
    Matching "持证未从业者回流" "Inactive holders who come back" ("每年" "per year")
        "h_back" = "inactive_return · omega_mean[r]" also "" in "exits.rs · hazards" on "exits";
    Matching "起点：在岗人员" "At the start: people in posts" ("人" "persons")
        "professionals_start[r]" = "professionals_known · start_professionals_factor · staff_share[r]" also "contract_age_mean contract_age_spread staff_age_mean staff_age_sd" in "start.rs · solve" on "start";
    Matching "起点：求职者" "At the start: seekers" ("人" "persons")
        "seekers_start[r]" = "search_months · hires_start[r]" also "start_growth new_setting_attraction" in "start.rs · solve" on "start";
    Matching "用人单位的偏好" "What employers prefer" ("倍数" "factor")
        "preference[k]" = "1 + (prefer[k] − 1) · (1 + recruit_priority)" also "" in "matching.rs · hired_shares" on "matching";
    Matching "在岗人员" "People in posts" ("人" "persons")
        "professionals[s]" = "professionals_before[s] + hires[s] + conversions[s] + redesignations + front_passes − exits[s] − layoffs[s]" also "" in "step.rs" on "matching";
    Matching "从业人员" "Practitioners" ("人" "persons")
        "practitioners" = "professionals + front_line" also "" in "indicators.rs · read" on "README";

    Services "需求" "Need" ("小时/月" "hours/month")
        "need_hours[c]" = "group_people[c] · prevalence[c] · (1 − overlap[c]) · hours_per_case ÷ 12" also "overlap_disabled_low_income overlap_elderly_low_income overlap_elderly_disabled disabled_rate severe_share trend_years" in "demand.rs · demand" on "demand";
    Services "按标准应配" "Posts by the norm" ("个" "posts")
        "norm_posts[c]" = "group_people[c] ÷ norm[c]" also "norm_low_income norm_elderly norm_disabled norm_children norm_corrections" in "demand.rs · demand" on "demand";
    Services "每人直接工时" "Direct hours of a worker" ("小时/月" "hours/month")
        "hours" = "hours_per_month · (1 − admin_load) · (1 − indirect_share)" also "" in "services.rs · hours_per_worker" on "services";
    Services "服务能力" "Capacity" ("小时/月" "hours/month")
        "capacity_hours" = "hours · sum(s, k, staff[s,k] · direct[s] · productivity[k] · output[k] · ramp[x]) + hours_volunteers" also "first_year_productivity" in "services.rs · capacity" on "services";
    Services "志愿者工时" "Hours of volunteers for each worker" ("小时/月" "hours/month")
        "hours_led" = "led · (volunteer_productivity · volunteer_hours − volunteer_supervision)" also "" in "volunteers.rs · hours_per_worker" on "volunteers";
    Services "带领的志愿者" "Volunteers led by a worker" ("人" "persons")
        "led" = "min(volunteers_per_worker, volunteer_max) · volunteer_active" also "" in "volunteers.rs · led" on "volunteers";
    Services "负荷" "Load" ("承担量÷能力" "held ÷ capacity")
        "load_now" = "min(need_hours ÷ (capacity_hours + seconded_hours), load_max)" also "" in "services.rs · load" on "services";
    Services "感受到的负荷" "Perceived load" ("承担量÷能力" "held ÷ capacity")
        "load" = "load_before + (load_now − load_before) · (1 − exp(−12 ÷ load_delay · dt))" also "" in "step.rs" on "services";
    Services "已服务" "Served" ("小时/月" "hours/month")
        "served_hours[c]" = "min(need_hours[c], capacity_left[c])" also "" in "services.rs · serve" on "services";
    Services "积压" "Backlog" ("小时" "hours")
        "backlog_hours[c]" = "backlog_hours_before[c] · exp(−backlog_dropout · dt) + need_hours[c] − served_hours[c]" also "" in "services.rs · serve" on "services";
    Services "能维持的登记比例" "Registered share that can be kept up" ("比例" "share")
        "registered_kept[k]" = "registration_unfunded + (1 − registration_unfunded) · min(1, continuing_education ÷ continuing[k])" also "" in "registration.rs · sustained" on "registration";
    Services "登记比例" "Registered share" ("比例" "share")
        "registered_share[k]" = "registered_before[k] + (registered_kept[k] − registered_before[k]) · (1 − exp(−dt ÷ registration_years))" also "" in "registration.rs · follow" on "registration";
    Services "登记者的服务量" "Output of the registered" ("倍数" "factor")
        "output[k]" = "1 + continuing_effect · (registered_share[k] − registration_unfunded) ÷ (1 − registration_unfunded)" also "" in "registration.rs · output" on "registration";
    Services "派往乡村的工时" "Hours sent to rural regions" ("小时/月" "hours/month")
        "sent" = "min(sum(r, rural_service[r] · hours), secondment_max · capacity_urban)" also "secondment_efficiency urban_region_share" in "secondment.rs · hours" on "secondment";
    Services "人均累计学时" "Funded hours per head since the start" ("学时/人" "hours/person")
        "training_hours_total" = "training_before + training_hours · dt" also "" in "step.rs" on "conversion";

    Money "工资社保" "Wages and insurance" ("元" "yuan")
        "wages[s]" = "sum(k, staff[s,k] · (w[s,k] − allowance[s,k])) · (1 + insurance)" also "" in "money.rs · spend" on "money";
    Money "培训" "Training" ("元" "yuan")
        "cost_training" = "(training_hours · front_line + continuing_education · certified_practising) · training_hour_cost" also "" in "money.rs · spend" on "money";
    Money "督导" "Supervision" ("元" "yuan")
        "cost_supervision" = "sum(s, wages[s]) · supervisor_pay · max(0, 1 ÷ supervision − 1 ÷ supervision_reference)" also "" in "money.rs · spend" on "money";
    Money "教育与示范" "Education and sites" ("元/年" "yuan/year")
        "cost_education" = "students · student_cost + students_directed · directed_cost + training_bases · base_cost + demonstration_sites · site_cost" also "" in "money.rs · spend" on "money";
    Money "表彰引才志愿" "Honours, experts, volunteers" ("元/年" "yuan/year")
        "cost_people" = "professionals · recognition · recognition_cost + talent_recruitment · talent_cost + linked · volunteer_cost" also "" in "money.rs · spend" on "money";
    Money "其他项目" "Other items" ("元" "yuan")
        "cost_other" = "hires · hire_cost + venues_opened · venue_cost + agency_incubation · incubation_cost + drive_candidates · outside_drive_cost + exam_fee_paid · exam_fee[k] · exam_sat[k]" also "" in "money.rs · spend" on "money";
    Money "社会资金" "Money of charity and society" ("元" "yuan")
        "society" = "society_share · purchased + own_funds" also "" in "money.rs · spend" on "money";
    Money "福彩资金" "Lottery money" ("元" "yuan")
        "lottery" = "min(lottery_share · purchased, (1 − society_share) · purchased)" also "" in "money.rs · spend" on "money";
};

/// Parameters that no equation here reads, and why.
#[cfg(test)]
pub(super) const ELSEWHERE: &[(&str, &str)] = &[
    ("preference_spread", "only the model of persons reads it"),
    ("migrate_home_effect", "only the model of persons reads it"),
    ("colleague_effect", "only the model of persons reads it"),
    ("unit_staff", "only the model of persons reads it"),
];

/// Names in formulas that are neither parameter, lever, output variable nor computed by another row: what they are. A name
/// that ends in `_before` is the same at the end of the month before.
pub(super) const SYMBOLS: &[(&str, Label)] = &[
    ("S_next", Label { zh: "一个月后尚未退休的比例", en: "the same a month later" }),
    ("a", Label { zh: "年龄", en: "age" }),
    ("allowance", Label { zh: "平均津贴", en: "the mean allowance" }),
    (
        "alpha",
        Label {
            zh: "报考截距，按中性措施求解", en: "intercept of uptake, solved at neutral levers"
        },
    ),
    (
        "attraction",
        Label {
            zh: "岗位类别的吸引力，起点求解", en: "attraction of a setting, solved at the start"
        },
    ),
    ("beds", Label { zh: "病床数", en: "hospital beds" }),
    ("birth_year", Label { zh: "出生年份", en: "year of birth" }),
    ("bonded_due", Label { zh: "服务期满的定向生", en: "graduates whose service ends" }),
    ("capacity_left", Label { zh: "尚余的服务能力", en: "capacity that is left" }),
    ("capacity_urban", Label { zh: "城镇区域服务能力", en: "capacity of urban regions" }),
    ("communities", Label { zh: "城镇社区数", en: "urban communities" }),
    ("convert_total", Label { zh: "转换去向权重之和", en: "sum of the weights of converts" }),
    ("designated", Label { zh: "已设定的岗位", en: "designated posts" }),
    ("drive_candidates", Label { zh: "动员增加的系统外考生", en: "outside candidates the drive adds" }),
    ("dt", Label { zh: "步长（年）", en: "the step in years" }),
    ("entrants_start", Label { zh: "首月需要的社会求职者", en: "entrants that month one needs" }),
    ("established", Label { zh: "编制岗位占比", en: "share of established posts" }),
    ("first_sitters", Label { zh: "首次参考人数", en: "who sits for the first time" }),
    ("graded_neutral", Label { zh: "岗位比例的中性值", en: "graded posts at their neutral value" }),
    ("graded_posts", Label { zh: "可聘用该级的岗位", en: "posts of the grade" }),
    ("hires_start", Label { zh: "起点月入职", en: "hires of a month at the start" }),
    ("holders", Label { zh: "持证在岗人员", en: "holders in posts" }),
    ("home", Label { zh: "是否户籍地", en: "whether it is home" }),
    ("hours_volunteers", Label { zh: "志愿者增加的工时", en: "what volunteers add" }),
    ("km", Label { zh: "治所间距离（公里）", en: "kilometres between seats" }),
    ("left_share", Label { zh: "离开人员的比例", en: "share of staff who left" }),
    ("linked", Label { zh: "联系的志愿者", en: "volunteers linked to workers" }),
    ("load_start", Label { zh: "起点负荷", en: "load at the start" }),
    ("local_ratio", Label { zh: "本地与全国工资之比", en: "local against national wages" }),
    (
        "low_certificates",
        Label { zh: "无证和助理级人员", en: "people without or with the assistant certificate" },
    ),
    ("mean_multiplier", Label { zh: "起点离职倍数均值", en: "mean exit factor at the start" }),
    ("months", Label { zh: "步长（月）", en: "the step in months" }),
    ("moves", Label { zh: "流动和合同终止的人", en: "moves and contract ends" }),
    ("mu", Label { zh: "匹配效率，起点求解", en: "efficiency of matching, solved at the start" }),
    ("national_pay", Label { zh: "全国平均工资", en: "the national average wage" }),
    ("norm_most", Label { zh: "此前事业单位标准的最高值", en: "the highest institution norm so far" }),
    ("norm_start", Label { zh: "起点的配备标准", en: "the norm at the start" }),
    ("omega_mean", Label { zh: "平均相对薪酬", en: "mean relative pay" }),
    ("omega_start", Label { zh: "起点的薪酬与社会工资之比", en: "pay against outside pay at the start" }),
    ("outlay", Label { zh: "机构当月支出", en: "what agencies pay out in a month" }),
    ("overlap", Label { zh: "在先一组中的比例", en: "share who are in an earlier group" }),
    ("own_funds", Label { zh: "机构自付部分", en: "what agencies pay themselves" }),
    ("p_first", Label { zh: "首次通过率", en: "pass rate of the first sitting" }),
    ("professionals_known", Label { zh: "场景给出的在岗人数", en: "people in posts as the scenario says" }),
    ("pull_all", Label { zh: "各区域权重之和", en: "sum of the pulls of all regions" }),
    ("pull_outside", Label { zh: "离开行业或外地的权重", en: "pull of what is outside" }),
    ("purchased", Label { zh: "购买的服务", en: "purchased services" }),
    ("q_community", Label { zh: "社区人员报考率", en: "uptake in communities" }),
    ("ramp", Label { zh: "首年效率", en: "first-year ramp" }),
    ("residents_2020", Label { zh: "2020 年常住人口", en: "residents of 2020" }),
    ("rural", Label { zh: "乡村人口占比", en: "rural share of residents" }),
    ("schools", Label { zh: "公办学校数", en: "public schools" }),
    ("seekers", Label { zh: "求职者", en: "seekers" }),
    ("seekers_away", Label { zh: "外出求职的求职者", en: "seekers who look elsewhere" }),
    ("shock", Label { zh: "年度波动，无种子时为 1", en: "the yearly shock; 1 without a seed" }),
    ("size", Label { zh: "岗位或人口规模", en: "size" }),
    ("some_papers", Label { zh: "部分合格的机会", en: "chance to pass some papers" }),
    ("staff", Label { zh: "在岗人员", en: "people in posts" }),
    ("staff_share", Label { zh: "区域人员占比", en: "the region's share of staff" }),
    ("students_directed", Label { zh: "定向在校生", en: "directed students" }),
    ("students_last", Label { zh: "最高年级学生", en: "students of the last year" }),
    ("tenure", Label { zh: "年限倍数", en: "factor of tenure" }),
    ("townships", Label { zh: "乡镇（街道）数", en: "townships and streets" }),
    ("training_neutral", Label { zh: "培训学时的中性值", en: "training hours at their neutral value" }),
    ("unpaid", Label { zh: "未到账发票", en: "unpaid invoices" }),
    ("unpaid_usual", Label { zh: "惯常付款时的未到账发票", en: "unpaid invoices if payment were as usual" }),
    ("urban", Label { zh: "是否城镇", en: "whether urban" }),
    ("v", Label { zh: "每千岗空岗数", en: "vacancies per 1,000 posts" }),
    ("vacancies_start", Label { zh: "起点空岗", en: "vacancies at the start" }),
    ("venues_most", Label { zh: "场所上限", en: "the most venues there can be" }),
    ("villages", Label { zh: "行政村数", en: "villages" }),
    ("w_below", Label { zh: "下一级薪酬", en: "pay of the grade below" }),
    ("w_mean", Label { zh: "区域平均薪酬", en: "mean pay of the region" }),
    ("w_own", Label { zh: "本级薪酬", en: "pay of the own grade" }),
    ("w_start", Label { zh: "起点社会平均工资", en: "outside pay at the start" }),
    ("year_at_most", Label { zh: "年份，不超过增长截止年", en: "the year, at most the last year of growth" }),
    ("years_after", Label { zh: "增长截止后的年数", en: "years since growth ended" }),
    (
        "years_since",
        Label {
            zh: "最后已知年份中点以来的年数", en: "years since the middle of the last known year"
        },
    ),
];
