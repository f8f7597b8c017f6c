//! What moved the answer, in a sentence.

use super::{Finding, watched};
use crate::state::AppState;
use crate::study::chances::{fan, name};
use crate::words::{Words, args};
use sim_core::study::why::Refusal;

/// By how much the plan changes the figure, what of it comes from where, and what levers do only together.
pub fn verdict(state: &AppState, finding: &Finding, words: &Words) -> Option<String> {
    let it = finding.explained(state.studies.why.gauge)?;
    let what = watched(it.gauge.what);
    let lang = words.lang();
    let change = it.change.mean;
    let mut order: Vec<usize> = (0..it.shares.len()).collect();
    order.sort_by(|a, b| it.shares[*b].share.mean.abs().total_cmp(&it.shares[*a].share.mean.abs()));
    let values = args([
        ("name", name(what, words)),
        ("year", it.gauge.year.to_string()),
        ("change", fan::change(what, change, lang)),
    ]);
    if change == 0.0 {
        return Some(words.tell("why-no-change", &values));
    }
    let mut said = vec![words.tell("why-change", &values)];
    let part = |player: usize| {
        let share = it.shares[player].share.mean;
        words.tell(
            "why-part",
            &args([
                ("lever", lang.text(&finding.shares.players[player].name).to_owned()),
                ("percent", format!("{:.0}%", 100.0 * share / change)),
            ]),
        )
    };
    let first: Vec<String> = order.iter().take(2).map(|player| part(*player)).collect();
    said.push(words.tell("why-parts", &args([("parts", first.join(lang.of("，", ", ")))])));
    if it.shares.len() > 1 {
        let key = if it.interaction.mean < 0.0 { "why-less" } else { "why-more" };
        let amount = fan::change(what, it.interaction.mean.abs(), lang).trim_start_matches('+').to_owned();
        said.push(words.tell(key, &args([("amount", amount)])));
    }
    Some(said.join(lang.of("", " ")))
}

/// Why there is no explanation.
pub fn refused(refusal: &Refusal, words: &Words) -> String {
    match refusal {
        Refusal::NothingMoved => words.say("why-nothing-moved"),
        Refusal::NothingChanged => words.say("apart-nothing-changed"),
        Refusal::Run { fault, .. } => {
            words.tell("study-broken", &args([("message", crate::notice::run_broken(fault, words))]))
        }
        other => words.tell("study-broken", &args([("message", other.to_string())])),
    }
}
