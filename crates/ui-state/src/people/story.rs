//! A life in words: the list of what happened, and a story. Both say what the events of the run say and nothing else.

use super::flows::certificate;
use crate::scoreboard::month_words;
use crate::state::AppState;
use crate::words::{Words, args};
use sim_core::agents::Happening;
use sim_core::agents::biography::{Episode, Life};
use sim_core::ids::{AGE_MIN, Certificate, Place, Programme};
use sim_core::time::Month;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Month.
    pub when: String,
    /// Age at the last birthday.
    pub age: String,
    /// What happened.
    pub what: String,
    /// Where, which certificate, which try.
    pub details: String,
}

/// The life that is told.
pub fn shown(state: &AppState) -> Option<&Life> {
    state.people.lives().get(state.people.life)
}

/// Everything that happened, one line each.
pub fn lines(state: &AppState, life: &Life, words: &Words) -> Vec<Told> {
    let teller = Teller { state, life, words };
    (0..life.episodes.len()).map(|at| teller.line(at)).collect()
}

/// The story, sentence by sentence.
pub fn sentences(state: &AppState, life: &Life, words: &Words) -> Vec<String> {
    let teller = Teller { state, life, words };
    let mut before = None;
    let told = (0..life.episodes.len()).filter_map(|at| teller.sentence(at, &mut before));
    let mut sentences: Vec<String> = told.collect();
    sentences.extend(teller.ending());
    sentences
}

struct Teller<'a> {
    state: &'a AppState,
    life: &'a Life,
    words: &'a Words,
}

impl Teller<'_> {
    fn line(&self, at: usize) -> Told {
        use Happening::{
            Appointed, Arrived, AwaitsReview, Certified, ContractEnded, Converted, Failed, FrontPassed,
            Graduated, Hired, LaidOff, Moved, OutsidePassed, PassedSome, Redesignated, Start,
        };
        let it = &self.life.episodes[at];
        let tries = self.life.tries(at);
        let mut details = match it.what {
            Start => vec![self.region(it.region), self.standing(it.place), self.holds(it.certificate)],
            Hired | Moved | ContractEnded | LaidOff => vec![self.standing(it.place)],
            Converted | Redesignated => vec![self.region(it.region), self.standing(it.place)],
            Arrived => vec![format!("{} → {}", self.region(it.value), self.region(it.region))],
            Graduated => vec![self.region(it.region), self.programme(it)],
            Failed | PassedSome | AwaitsReview | Certified | Appointed | FrontPassed | OutsidePassed => {
                vec![certificate(usize::from(it.value), self.words)]
            }
            _ => vec![self.region(it.region)],
        };
        if tries > 1 {
            details.push(self.words.tell("life-try", &args([("n", tries.to_string())])));
        }
        Told {
            when: month_words(self.words, self.month(it)),
            age: self.words.tell("life-age", &args([("age", age(it))])),
            what: self.words.lang().label(it.what.label()).to_owned(),
            details: details.join(" · "),
        }
    }

    /// A sentence, unless what it says is part of a later one; `before` is the year of the last one.
    fn sentence(&self, at: usize, before: &mut Option<i32>) -> Option<String> {
        let it = &self.life.episodes[at];
        let later = &self.life.episodes[at + 1..];
        let passes = || later.iter().any(|it2| it2.what == Happening::Certified && it2.value == it.value);
        let mut key = match it.what {
            Happening::Start => match place_of(it.place) {
                Place::Seeking => "story-start-seeking",
                Place::Inactive => "story-start-inactive",
                _ => "story-start-post",
            },
            Happening::Entered => "story-entered",
            Happening::Graduated => "story-graduated",
            Happening::Recruited => "story-recruited",
            Happening::Converted => "story-converted",
            Happening::Redesignated => "story-redesignated",
            Happening::FrontPassed => "story-front-passed",
            Happening::OutsidePassed => "story-outside-passed",
            Happening::Hired => "story-hired",
            Happening::Moved => "story-moved",
            Happening::ContractEnded => "story-contract-ended",
            Happening::LaidOff => "story-laid-off",
            Happening::Arrived => "story-arrived",
            // The try at which somebody passes says that they failed before.
            Happening::Failed | Happening::PassedSome if passes() => return None,
            Happening::Failed => "story-failed",
            Happening::PassedSome => "story-passed-some",
            Happening::AwaitsReview => "story-awaits-review",
            Happening::Certified if self.life.tries(at) > 1 => "story-certified-again",
            Happening::Certified => "story-certified",
            Happening::Appointed => "story-appointed",
            Happening::StoppedPractising => "story-stopped",
            Happening::Returned => "story-returned",
            Happening::Left => "story-left",
            Happening::WentAway => "story-went-away",
            Happening::Retired => "story-retired",
            Happening::Died => "story-died",
            Happening::TurnedSixtyFive => "story-turned-65",
        };
        if key == "story-failed" && self.life.tries(at) > 1 {
            key = "story-failed-again";
        }
        let year = self.month(it).year();
        let again = before.replace(year) == Some(year);
        Some(self.tell(key, it, (year, again), self.life.tries(at)))
    }

    /// Where they are when the run ends.
    fn ending(&self) -> Option<String> {
        let last = self.life.episodes.last().filter(|_| self.life.is_there())?;
        let lost = matches!(last.what, Happening::Moved | Happening::ContractEnded | Happening::LaidOff);
        let place = if lost { Place::Seeking } else { place_of(last.place) };
        let key = match place {
            Place::Seeking => "story-end-seeking",
            Place::Inactive => "story-end-inactive",
            _ => "story-end-post",
        };
        Some(self.tell(key, last, (self.state.scenario.grid.end.year(), false), 0))
    }

    fn tell(&self, key: &str, it: &Episode, (year, again): (i32, bool), tries: usize) -> String {
        let when = if again {
            self.words.say("story-same-year")
        } else {
            self.words.tell("story-in-year", &args([("year", year.to_string())]))
        };
        let from = if it.what == Happening::Arrived { self.region(it.value) } else { String::new() };
        let programme = if it.what == Happening::Graduated { self.programme(it) } else { String::new() };
        self.words.tell(
            key,
            &args([
                ("year", year.to_string()),
                ("when", when),
                ("age", age(it)),
                ("region", self.region(it.region)),
                ("from", from),
                ("post", self.standing(it.place)),
                ("holds", self.holds(it.certificate)),
                ("certificate", self.certificate_name(it)),
                ("programme", programme),
                ("ordinal", self.words.number("story-ordinal", tries)),
            ]),
        )
    }

    /// The certificate an episode is about.
    fn certificate_name(&self, it: &Episode) -> String {
        let about = match it.what {
            Happening::Start | Happening::Hired => it.certificate.into(),
            _ => usize::from(it.value),
        };
        self.words.say(match Certificate::ALL.get(about) {
            Some(Certificate::Assistant) => "story-assistant",
            Some(Certificate::Mid) => "story-mid",
            Some(Certificate::Senior) => "story-senior",
            _ => "certificate-none",
        })
    }

    fn holds(&self, certificate: u8) -> String {
        self.words.say(match Certificate::ALL[usize::from(certificate)] {
            Certificate::None => "story-holds-none",
            Certificate::Assistant => "story-holds-assistant",
            Certificate::Mid => "story-holds-mid",
            Certificate::Senior => "story-holds-senior",
        })
    }

    fn standing(&self, place: u8) -> String {
        self.words.say(match place_of(place) {
            Place::Community => "post-community",
            Place::Institution => "post-institution",
            Place::Station => "post-station",
            Place::Ngo => "post-ngo",
            Place::School => "post-school",
            Place::Hospital => "post-hospital",
            Place::Government => "post-government",
            Place::Seeking => "post-seeking",
            Place::Inactive => "post-inactive",
        })
    }

    fn region(&self, number: u16) -> String {
        let regions = &self.state.scenario.regions;
        let name = regions.get(usize::from(number)).map(|region| self.words.lang().text(&region.name));
        name.map_or_else(|| self.words.say("flows-outside"), str::to_owned)
    }

    fn programme(&self, it: &Episode) -> String {
        let programme = Programme::ALL.get(usize::from(it.value));
        programme.map_or_else(String::new, |it| self.words.lang().label(it.label()).to_owned())
    }

    /// The month of an episode; the start is the end of the month before the first.
    fn month(&self, it: &Episode) -> Month {
        self.state.scenario.grid.start.plus(i32::from(it.month))
    }
}

fn age(it: &Episode) -> String {
    (AGE_MIN + usize::from(it.age)).to_string()
}

fn place_of(number: u8) -> Place {
    Place::ALL[usize::from(number)]
}
