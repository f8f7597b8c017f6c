//! What is wrong with a wish, in words.

use super::cards::goal_name;
use crate::dial::Dial;
use crate::number;
use crate::words::{Words, args};
use sim_core::LeverKey;
use sim_core::scenario::Bounds;
use sim_core::study::ensemble::Watched;
use sim_core::study::seek::{Effort, Mistake};

/// All of it in a sentence.
pub fn sentence(mistakes: &[Mistake], words: &Words) -> String {
    let each: Vec<String> = mistakes.iter().map(|it| told(it, words)).collect();
    words.tell("seek-mistakes", &args([("mistakes", each.join(words.lang().of("；", "; ")))]))
}

fn told(mistake: &Mistake, words: &Words) -> String {
    let lang = words.lang();
    let name = |key: &LeverKey| ("lever", lang.label(key.label()).to_owned());
    match mistake {
        Mistake::NoGoal => words.say("seek-mistake-no-goal"),
        Mistake::Goal(goal) => words.tell("seek-mistake-goal", &args([("goal", goal_name(goal, words))])),
        Mistake::GoalTwice(metric, year) => {
            let what = crate::study::chances::name(Watched::Metric(*metric), words);
            let goal = words.tell("why-gauge", &args([("name", what), ("year", year.to_string())]));
            words.tell("seek-mistake-twice", &args([("what", goal)]))
        }
        Mistake::Year(goal, first, last) => words.tell(
            "seek-mistake-year",
            &args([
                ("goal", goal_name(goal, words)),
                ("first", first.to_string()),
                ("last", last.to_string()),
            ]),
        ),
        Mistake::NoSchools(goal) => {
            words.tell("seek-mistake-schools", &args([("goal", goal_name(goal, words))]))
        }
        Mistake::Chance(chance) => {
            words.tell("seek-mistake-chance", &args([("chance", number::decimal(100.0 * chance, 0))]))
        }
        Mistake::Budget(_) => words.say("seek-mistake-budget"),
        Mistake::LeverTwice(key) => words.tell("seek-mistake-twice", &args([("what", name(key).1)])),
        Mistake::Limits(key, _, within) => {
            let bounds = Bounds { min: within.low, max: within.high, ..key.lever().bounds(1.0) };
            let dial = Dial::within(bounds, *key);
            let [low, high] = [within.low, within.high].map(|end| dial.spoken(lang, end));
            words.tell("seek-mistake-limits", &args([name(key), ("low", low), ("high", high)]))
        }
        Mistake::NotOurs(key, authority) => words.tell(
            "seek-mistake-not-ours",
            &args([name(key), ("authority", lang.label(authority.label()).to_owned())]),
        ),
        Mistake::TooFew(what, given, least) => {
            let what = words.say(match what {
                Effort::Draws => "seek-effort-draws",
                Effort::Fresh => "seek-effort-fresh",
                Effort::Answers => "seek-effort-answers",
                Effort::Evaluations => "seek-effort-evaluations",
            });
            let values = [("what", what), ("given", given.to_string()), ("least", least.to_string())];
            words.tell("seek-mistake-few", &args(values))
        }
        Mistake::Apart(_) => words.say("seek-mistake-apart"),
        Mistake::RegionHolds(key, region) => {
            words.tell("seek-mistake-region", &args([name(key), ("region", region.clone())]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Lang;
    use sim_core::scenario::{Authority, Metric};
    use sim_core::study::optimise::Limits;
    use sim_core::study::seek::Goal;

    #[test]
    fn every_mistake_is_told_in_the_readers_language_with_the_mend() {
        let goal = Goal { metric: Metric::Professionals, year: 2060, at_least: 4000.0 };
        let key = LeverKey::PurchaseBudget;
        let limits = Limits { low: 0.0, high: 4e7 };
        let all = [
            Mistake::NoGoal,
            Mistake::Goal(goal),
            Mistake::GoalTwice(goal.metric, goal.year),
            Mistake::Year(goal, 2021, 2031),
            Mistake::NoSchools(goal),
            Mistake::Chance(1.0),
            Mistake::Budget(f64::NAN),
            Mistake::LeverTwice(key),
            Mistake::Limits(key, limits, limits),
            Mistake::NotOurs(key, Authority::Nation),
            Mistake::TooFew(Effort::Evaluations, 3, 20),
            Mistake::Apart(2.0),
            Mistake::RegionHolds(key, "532301".into()),
        ];
        for mistake in all {
            let [zh, en] =
                [Lang::Zh, Lang::En].map(|lang| sentence(std::slice::from_ref(&mistake), &Words::of(lang)));
            assert!(!zh.chars().any(|c| c.is_ascii_alphabetic()), "{zh}");
            assert!(en.is_ascii() || en.contains('“'), "{en}");
            assert!(!en.contains("seek-") && !zh.contains('{'), "{en} {zh}");
        }
    }
}
