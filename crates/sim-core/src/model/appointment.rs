//! Appointment to a graded post: holders wait until one is free.

use super::state::{BySetting, BySettingCertificate};
use crate::ids::{CERTIFICATES, SETTINGS};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

/// Posts to which holders of a certificate can be appointed; assistants are not limited.
pub(crate) fn graded_posts(levers: &LeverValues, region: usize, posts: f64, certificate: usize) -> f64 {
    match certificate {
        2 => levers.get(LeverKey::GradedMid, region) * posts,
        3 => levers.get(LeverKey::GradedSenior, region) * posts,
        _ => f64::INFINITY,
    }
}

/// Appointments `min(holders not appointed, graded posts free)·p` in a step of `years`.
pub(crate) fn appointments(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    years: f64,
    heads: &BySettingCertificate,
    posts: &BySetting,
    appointed: &BySettingCertificate,
) -> BySettingCertificate {
    let share = 1.0 - math::pow(1.0 - params.appointment_rate, years * 12.0);
    let mut new = [[0.0; CERTIFICATES]; SETTINGS];
    for s in 0..SETTINGS {
        for k in 1..CERTIFICATES {
            let waiting = (heads[s][k] - appointed[s][k]).max(0.0);
            let free = (graded_posts(levers, region, posts[s], k) - appointed[s][k]).max(0.0);
            new[s][k] = waiting.min(free) * share;
        }
    }
    new
}
