//! Who may sit which exam: the table of the exam rules, by education route and practice years.

use crate::ids::{CERTIFICATES, ROUTES, Route};
use crate::scenario::Params;

/// Years of practice a route needs before the assistant exam. Source: `exam_rules`.
const ASSISTANT_YEARS: [usize; ROUTES] = [4, 2, 4, 0, 2, 0];
/// Years of practice before the mid exam; the high-school route needs the assistant certificate first.
const MID_YEARS: [Option<usize>; ROUTES] = [None, Some(4), Some(6), Some(3), Some(5), Some(1)];
/// Years after the assistant certificate that the high-school route needs, seen from practice years alone.
const HIGH_SCHOOL_MID_YEARS: usize = 6;
/// Years after the mid certificate before the senior exam, with a bachelor or more.
const SENIOR_YEARS: usize = 5;

/// Of the people without a certificate with `x` practice years, by route: shares who sit assistant and mid.
pub(super) fn sitters_without(
    x: usize,
    route: usize,
    uptake: &[f64; CERTIFICATES],
    open: &[bool; CERTIFICATES],
) -> (f64, f64) {
    let may_mid = open[2] && MID_YEARS[route].is_some_and(|years| x >= years);
    let mid = if may_mid { uptake[2] } else { 0.0 };
    let may_assistant = open[1] && x >= ASSISTANT_YEARS[route];
    (if may_assistant { (1.0 - mid) * uptake[1] } else { 0.0 }, mid)
}

/// Of assistants with `x` practice years, by route: share who sit mid.
pub(super) fn sitters_assistant(
    params: &Params,
    x: usize,
    route: usize,
    uptake: &[f64; CERTIFICATES],
    open: &[bool; CERTIFICATES],
) -> f64 {
    if !open[2] {
        return 0.0;
    }
    match MID_YEARS[route] {
        Some(years) if x >= years => uptake[2],
        None if x >= HIGH_SCHOOL_MID_YEARS => uptake[2] * params.high_school_mid_rate,
        _ => 0.0,
    }
}

/// Of mid holders `x` years after it, by route: share who sit senior.
pub(super) fn sitters_mid(
    x: usize,
    route: usize,
    uptake: &[f64; CERTIFICATES],
    open: &[bool; CERTIFICATES],
) -> f64 {
    let bachelor = route >= Route::BachelorSocialWork.index();
    if open[3] && bachelor && x >= SENIOR_YEARS { uptake[3] } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PRACTICE_YEARS;

    const OPEN: [bool; CERTIFICATES] = [false, true, true, true];
    const ALL_SIT: [f64; CERTIFICATES] = [0.0, 1.0, 1.0, 1.0];

    /// First practice year in which a route may sit each exam without a certificate.
    fn first_years(route: Route) -> (Option<usize>, Option<usize>) {
        let half = [0.0, 0.5, 0.5, 0.5];
        let first = |of: fn((f64, f64)) -> f64| {
            (0..PRACTICE_YEARS).find(|x| of(sitters_without(*x, route.index(), &half, &OPEN)) > 0.0)
        };
        (first(|s| s.0), first(|s| s.1))
    }

    #[test]
    fn the_eligibility_table_is_that_of_the_exam_rules() {
        assert_eq!(first_years(Route::HighSchool), (Some(4), None));
        assert_eq!(first_years(Route::CollegeSocialWork), (Some(2), Some(4)));
        assert_eq!(first_years(Route::CollegeOther), (Some(4), Some(6)));
        assert_eq!(first_years(Route::BachelorSocialWork), (Some(0), Some(3)));
        assert_eq!(first_years(Route::BachelorOther), (Some(2), Some(5)));
        assert_eq!(first_years(Route::MasterSocialWork), (Some(0), Some(1)));
        for route in Route::ALL {
            let senior = (0..PRACTICE_YEARS).find(|x| sitters_mid(*x, route.index(), &ALL_SIT, &OPEN) > 0.0);
            let bachelor = route >= Route::BachelorSocialWork;
            assert_eq!(senior, bachelor.then_some(5), "{}", route.key());
        }
    }

    #[test]
    fn nobody_sits_two_exams_in_one_year() {
        for route in 0..ROUTES {
            for x in 0..PRACTICE_YEARS {
                let (assistant, mid) = sitters_without(x, route, &ALL_SIT, &OPEN);
                assert!(assistant + mid <= 1.0);
            }
        }
    }
}
