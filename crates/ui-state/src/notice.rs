//! What the page has to tell beside its figures: faults, differences, and that something was done.

use crate::document::{Difference, Fault};
use crate::scoreboard::month_words;
use crate::state::Page;
use crate::wire;
use crate::words::{Words, args};
use sim_core::results::Broke;
use sim_core::scenario::Text;
use sim_core::{RunFault, Variable};

/// One notice. It stays until it is put away or no longer true.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A link or file could not be opened; everything stays as it was.
    NotOpened {
        /// Where it came from.
        from: Origin,
        /// What is wrong.
        faults: Vec<Fault>,
    },
    /// A link or file opened, but differs from this program.
    Opened {
        /// In what.
        differences: Vec<Difference>,
    },
    /// A link took the place of another plan, which is one step back.
    Replaced,
    /// Another tab kept another plan.
    KeptElsewhere {
        /// What it kept.
        document: String,
    },
    /// What a page is made of could not be got.
    PageMissed {
        /// The page.
        page: Page,
        /// Why.
        message: String,
    },
    /// A newer version of the program is there.
    UpdateReady,
    /// The browser keeps nothing.
    NotKept,
    /// The browser does not store something that has a name.
    NotStored {
        /// Of what kind; empty where nothing can be read.
        kind: String,
        /// Under which key.
        key: String,
        /// How it is called; none where it is not there any more.
        name: Option<String>,
        /// Why.
        message: String,
    },
    /// Something about saved plans.
    Plan(PlanNotice),
    /// The run broke.
    Broken(wire::Fault),
    /// The worker died and was started again.
    WorkerRestarted {
        /// What it said.
        message: String,
    },
    /// The worker died again; figures no longer follow.
    WorkerGone {
        /// What it said.
        message: String,
    },
    /// The worker of persons died and was started again.
    PeopleRestarted {
        /// What it said.
        message: String,
    },
    /// The worker of persons died again.
    PeopleGone {
        /// What it said.
        message: String,
    },
    /// A worker of studies died and was replaced.
    StudyRestarted {
        /// What it said.
        message: String,
    },
    /// Workers of studies died twice with the same part.
    StudyGone {
        /// What the last said.
        message: String,
    },
    /// A file could not be written.
    NotWritten {
        /// Why.
        message: String,
    },
    /// The texts of a place could not be got; what is shown stays.
    PlaceMissed {
        /// Key of the place.
        key: String,
        /// Its name.
        place: Text,
        /// Why.
        message: String,
    },
    /// The link is on the clipboard.
    LinkCopied,
    /// The link could not be copied; it stands in the address bar.
    LinkInAddress,
}

/// What is to be told of saved plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanNotice {
    /// One was deleted, which can be undone.
    Deleted {
        /// Its name.
        name: String,
    },
    /// The present plan was saved over it.
    Over {
        /// Its name.
        name: String,
    },
    /// Another tab changed the one that is open here.
    Elsewhere {
        /// Its key.
        key: String,
        /// Its name.
        name: String,
    },
    /// Another tab had changed it meanwhile: this one stands beside it under another name.
    Beside {
        /// The name of both.
        name: String,
        /// The name of this one.
        now: String,
    },
    /// Some cannot be read.
    Damaged {
        /// Their names, as far as they have one.
        names: Vec<String>,
    },
    /// A file with several was read.
    Taken {
        /// How many were new.
        new: usize,
        /// How many were there already.
        same: usize,
        /// Which of the file cannot be read, by their number from 1.
        damaged: Vec<usize>,
    },
    /// Too long for a link: it is a file instead.
    FileForLink,
}

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The address of the page.
    Link,
    /// A file with this name.
    File(String),
    /// What the browser kept.
    Kept,
    /// What another tab kept.
    OtherTab,
    /// A saved plan.
    Library {
        /// Its key.
        key: String,
        /// Its name.
        name: String,
    },
}

impl Notice {
    /// Whether something is wrong, as against merely worth knowing.
    pub fn is_error(&self) -> bool {
        !matches!(
            self,
            Self::LinkCopied
                | Self::LinkInAddress
                | Self::Opened { .. }
                | Self::Replaced
                | Self::UpdateReady
                | Self::KeptElsewhere { .. }
                | Self::Plan(
                    PlanNotice::Deleted { .. }
                        | PlanNotice::Over { .. }
                        | PlanNotice::Elsewhere { .. }
                        | PlanNotice::Beside { .. }
                        | PlanNotice::FileForLink
                )
        )
    }

    /// The notice in sentences.
    pub fn sentences(&self, words: &Words) -> Vec<String> {
        match self {
            Self::NotOpened { from, faults } => {
                let head = match from {
                    Origin::Link | Origin::OtherTab => words.say("notice-link-not-opened"),
                    Origin::Kept => words.say("notice-kept-not-opened"),
                    Origin::Library { name, .. } => {
                        words.tell("notice-plan-not-opened", &args([("name", name.clone())]))
                    }
                    Origin::File(name) => {
                        words.tell("notice-file-not-opened", &args([("name", name.clone())]))
                    }
                };
                std::iter::once(head).chain(faults.iter().map(|fault| fault_sentence(fault, words))).collect()
            }
            Self::Opened { differences } => differences
                .iter()
                .map(|difference| match difference {
                    Difference::ModelVersion { was } => words.tell(
                        "notice-model-version",
                        &args([("was", was.clone()), ("now", sim_core::MODEL_VERSION.to_owned())]),
                    ),
                    Difference::Scenario => words.say("notice-scenario-changed"),
                    Difference::OutsideRun { lever, from, to } => words.tell(
                        "notice-outside-run",
                        &args([
                            ("lever", words.lang().label(lever.label()).to_owned()),
                            ("from", month_words(words, *from)),
                            ("to", month_words(words, *to)),
                        ]),
                    ),
                    Difference::UnknownChart { name } => {
                        words.tell("notice-unknown-chart", &args([("name", name.clone())]))
                    }
                })
                .collect(),
            Self::Replaced => vec![words.say("notice-replaced")],
            Self::KeptElsewhere { .. } => vec![words.say("notice-kept-elsewhere")],
            Self::PageMissed { page, message } => {
                let name = words.say(page.name_key());
                vec![words.tell("notice-page-missed", &args([("page", name), ("message", message.clone())]))]
            }
            Self::Plan(notice) => vec![notice.sentence(words)],
            Self::UpdateReady => vec![words.say("notice-update")],
            Self::NotKept => vec![words.say("notice-not-kept")],
            Self::NotStored { kind, message, .. } if kind.is_empty() => {
                vec![words.tell("notice-store-unread", &args([("message", message.clone())]))]
            }
            Self::NotStored { name: Some(name), message, .. } => vec![
                words
                    .tell("notice-not-stored", &args([("name", name.clone()), ("message", message.clone())])),
            ],
            Self::NotStored { message, .. } => {
                vec![words.tell("notice-not-taken-out", &args([("message", message.clone())]))]
            }
            Self::Broken(fault) => {
                vec![words.tell("notice-broken", &args([("message", broken(fault, words))]))]
            }
            Self::WorkerRestarted { message } => {
                vec![words.tell("notice-worker-restarted", &args([("message", message.clone())]))]
            }
            Self::WorkerGone { message } => {
                vec![words.tell("notice-worker-gone", &args([("message", message.clone())]))]
            }
            Self::PeopleRestarted { message } => {
                vec![words.tell("notice-people-restarted", &args([("message", message.clone())]))]
            }
            Self::PeopleGone { message } => {
                vec![words.tell("notice-people-gone", &args([("message", message.clone())]))]
            }
            Self::StudyRestarted { message } => {
                vec![words.tell("notice-study-restarted", &args([("message", message.clone())]))]
            }
            Self::StudyGone { message } => {
                vec![words.tell("notice-study-gone", &args([("message", message.clone())]))]
            }
            Self::NotWritten { message } => {
                vec![words.tell("notice-not-written", &args([("message", message.clone())]))]
            }
            Self::PlaceMissed { place, message, .. } => {
                let place = words.lang().text(place).to_owned();
                vec![
                    words
                        .tell("notice-place-missed", &args([("place", place), ("message", message.clone())])),
                ]
            }
            Self::LinkCopied => vec![words.say("notice-link-copied")],
            Self::LinkInAddress => vec![words.say("notice-link-in-address")],
        }
    }
}

impl PlanNotice {
    fn sentence(&self, words: &Words) -> String {
        let named = |key: &str, name: &str| words.tell(key, &args([("name", name.to_owned())]));
        match self {
            Self::Deleted { name } => named("notice-plan-deleted", name),
            Self::Over { name } => named("notice-plan-over", name),
            Self::Elsewhere { name, .. } => named("notice-plan-elsewhere", name),
            Self::Beside { name, now } => {
                words.tell("notice-plan-beside", &args([("name", name.clone()), ("now", now.clone())]))
            }
            Self::Damaged { names } => named("notice-plan-damaged", &names.join(words.lang().of("、", ", "))),
            Self::Taken { new, same, damaged } => {
                let mut text = words.tell(
                    "notice-plans-taken",
                    &args([("new", new.to_string()), ("same", same.to_string())]),
                );
                if !damaged.is_empty() {
                    let which: Vec<String> = damaged.iter().map(ToString::to_string).collect();
                    text.push_str(&named("notice-plans-damaged", &which.join(words.lang().of("、", ", "))));
                }
                text
            }
            Self::FileForLink => words.say("notice-file-for-link"),
        }
    }
}

/// What broke in a run, and the mend.
pub fn run_broken(fault: &RunFault, words: &Words) -> String {
    let what = match &fault.what {
        Broke::Value { variable, value } => {
            let label = Variable::from_key(variable).map(|it| words.lang().label(it.label()));
            let values = [("variable", label.unwrap_or(variable).to_owned()), ("value", value.to_string())];
            words.tell("run-broken-value", &args(values))
        }
        Broke::Ledger { expected, found } => words.tell(
            "run-broken-ledger",
            &args([("expected", expected.to_string()), ("found", found.to_string())]),
        ),
    };
    let key = if fault.region.is_empty() { "run-broken" } else { "run-broken-in" };
    words.tell(
        key,
        &args([("month", month_words(words, fault.month)), ("region", fault.region.clone()), ("what", what)]),
    )
}

/// What is wrong with a run.
pub fn broken(fault: &wire::Fault, words: &Words) -> String {
    match fault {
        wire::Fault::Run(fault) => run_broken(fault, words),
        wire::Fault::Problems(problems) => problems
            .iter()
            .map(|problem| words.lang().text(&problem.said()).to_owned())
            .collect::<Vec<_>>()
            .join(words.lang().of("；", "; ")),
        wire::Fault::Unreadable(message) => message.clone(),
    }
}

fn fault_sentence(fault: &Fault, words: &Words) -> String {
    let lang = words.lang();
    let name = |lever: &sim_core::LeverKey| lang.label(lever.label()).to_owned();
    match fault {
        Fault::NotALink { length } => words.tell("fault-not-a-link", &args([("length", length.to_string())])),
        Fault::Empty => words.say("fault-empty"),
        Fault::NotADocument { at: Some((line, column)) } => words.tell(
            "fault-not-a-document-at",
            &args([("line", line.to_string()), ("column", column.to_string())]),
        ),
        Fault::NotADocument { at: None } => words.say("fault-not-a-document"),
        Fault::Contradiction { message } => {
            words.tell("fault-contradiction", &args([("message", lang.text(message).to_owned())]))
        }
        Fault::Policy { problem } => {
            let values = args([
                ("line", problem.at.line.to_string()),
                ("key", problem.at.key.clone()),
                ("told", lang.text(&problem.told()).to_owned()),
            ]);
            let place = match (problem.at.line > 0, !problem.at.key.is_empty()) {
                (true, true) => "fault-policy-at",
                (true, false) => "fault-policy-line",
                (false, true) => "fault-policy-key",
                (false, false) => "fault-policy",
            };
            words.tell(place, &values)
        }
        Fault::NewerFormat { format } => words.tell(
            "fault-newer-format",
            &args([("format", format.to_string()), ("known", crate::document::FORMAT.to_string())]),
        ),
        Fault::UnknownScenario { key } => words.tell("fault-unknown-scenario", &args([("key", key.clone())])),
        Fault::UnknownLever { lever } => words.tell("fault-unknown-lever", &args([("lever", lever.clone())])),
        Fault::UnknownRegion { code } => words.tell("fault-unknown-region", &args([("code", code.clone())])),
        Fault::Param { key, value } => {
            words.tell("fault-param", &args([("key", key.clone()), ("value", value.to_string())]))
        }
        Fault::NotACourse { lever, found } => words.tell(
            "fault-not-a-course",
            &args([("lever", name(lever)), ("key", lever.key().to_owned()), ("found", found.clone())]),
        ),
        Fault::Annex { message } => words.tell("fault-annex", &args([("message", message.clone())])),
        Fault::OutOfBounds { lever, value, bounds } => {
            let dial = crate::dial::Dial::within(*bounds, *lever);
            words.tell(
                "fault-out-of-bounds",
                &args([
                    ("lever", name(lever)),
                    ("key", lever.key().to_owned()),
                    ("value", dial.spoken(lang, *value)),
                    ("min", dial.end(bounds.min)),
                    ("max", dial.spoken(lang, bounds.max)),
                ]),
            )
        }
        Fault::Months { lever } => {
            words.tell("fault-months", &args([("lever", name(lever)), ("key", lever.key().to_owned())]))
        }
    }
}
