//! `[start]`: the workforce at the beginning of the run.

use super::Start;
use super::head::scenario_key;
use super::params::Domain;
use super::problem::both;
use super::walk::{Fields, KNOWN_AS, NAMED, Node};
use crate::ids::{CERTIFICATES, Certificate, Label, ROUTES, Route, Setting};

const CERTIFIED: [&str; 3] =
    [Certificate::Assistant.key(), Certificate::Mid.key(), Certificate::Senior.key()];

/// Titles that count as a certificate exist from mid on.
const EQUIVALENT: [&str; 2] = [Certificate::Mid.key(), Certificate::Senior.key()];

pub(super) fn read_start(node: &Node<'_>) -> Option<Start> {
    node.table(both("应为 [start]", "[start] is expected"), |f| {
        let professionals = f.sourced("professionals", Domain::Positive);
        let certificates =
            table(f, "certificates").and_then(|n| n.shares_by_key(Certificate::ALL.map(Certificate::key)));
        let inactive = certified(f, "inactive");
        let issued = certified(f, "issued");
        let settings = table(f, "settings").and_then(|n| n.shares_by_key(Setting::ALL.map(Setting::key)));
        let contract_filled = f.number("contract_filled", Domain::Share);
        let practice_contract = years(f, "practice_contract");
        let practice_other = years(f, "practice_other");
        let years_since_mid = years(f, "years_since_mid");
        let education = table(f, "education").and_then(|n| read_education(&n));
        let institution_share = f.sourced("institution_share", Domain::Share);
        let venue_coverage = f.sourced("venue_coverage", Domain::Share);
        let front = f.maybe("front", |n| n.sourced(Domain::NonNegative));
        let organisations = f.maybe("organisations", |n| n.sourced(Domain::NonNegative));
        let equivalent = f.maybe("equivalent", |n| n.by_key(EQUIVALENT, Domain::NonNegative));
        let from_run = f.maybe("from_run", scenario_key);
        let status = f.required("status", KNOWN_AS).and_then(|n| n.status());
        let source = f.source();
        Some(Start {
            professionals: professionals?,
            certificates: certificates?,
            inactive: inactive?,
            issued: issued?,
            settings: settings?,
            contract_filled: contract_filled?,
            practice_contract: practice_contract?,
            practice_other: practice_other?,
            years_since_mid: years_since_mid?,
            education: education?,
            institution_share: institution_share?,
            venue_coverage: venue_coverage?,
            front: front.ok()?,
            organisations: organisations.ok()?,
            equivalent: equivalent.ok()?.unwrap_or_default(),
            from_run: from_run.ok()?,
            status: status?,
            source: source?,
        })
    })
}

fn table<'a>(f: &mut Fields<'a>, key: &'static str) -> Option<Node<'a>> {
    f.required(key, NAMED)
}

/// Counts of people or papers by certificate; nobody without one is among them.
fn certified(f: &mut Fields<'_>, key: &'static str) -> Option<[f64; CERTIFICATES]> {
    let [assistant, mid, senior] = table(f, key)?.by_key(CERTIFIED, Domain::NonNegative)?;
    Some([0.0, assistant, mid, senior])
}

fn years(f: &mut Fields<'_>, key: &'static str) -> Option<[f64; crate::ids::PRACTICE_YEARS]> {
    const SHARES: Label = both(
        "应为从业 0、1、2、3、4、5、6 年及以上的占比",
        "shares by practice years 0, 1, 2, 3, 4, 5, 6 and more are expected",
    );
    f.required(key, SHARES)?.shares()
}

fn read_education(node: &Node<'_>) -> Option<[[f64; ROUTES]; CERTIFICATES]> {
    node.table(
        both("应为各级证书的来路表", "a table of routes for each certificate is expected"),
        |f| {
            let rows = Certificate::ALL
                .map(|k| table(f, k.key()).and_then(|n| n.shares_by_key(Route::ALL.map(Route::key))));
            let rows: Vec<_> = rows.into_iter().collect::<Option<_>>()?;
            rows.try_into().ok()
        },
    )
}
