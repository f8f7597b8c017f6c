//! What is asked of the worker that opens and writes files, and what is done with its answers.

use super::{AppState, DataEvent, Effect, Page};
use crate::notice::Notice;
use crate::scoreboard;
use crate::wire::Fingerprint;
use crate::words::Words;
use office::annex::{Annex, Beside, Quota};
use office::report::{Block, Chance, Goal, Paper};
use office::wire::{Answer, Ask, Kind, Order, Picture, Request, Response, decode, encode};
use sim_core::scenario::Count;
use sim_core::sorted::Map;
use sim_core::study::breakdown::base_year;
use std::rc::Rc;

/// What a report is of: all that is handed over for it.
pub type Of = Fingerprint;

/// What was asked and is not answered yet, and the report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Office {
    asked: u64,
    waiting: Map<u64, Errand>,
    /// The report as it came last.
    paper: Option<(Of, Rc<Paper>)>,
    /// What was asked for last for the page of the report, whether it came or not.
    sought: Option<Of>,
    /// Why it did not come.
    refused: Option<String>,
    /// A document whose figures are being drawn.
    drawing: Option<Box<Order>>,
}

/// What a question was asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// The plan as a file.
    Export(Kind),
    /// The report for its page.
    Report(Of),
    /// The report, for the figures of a document.
    Figures(Box<Order>),
    /// The tables of a file somebody chose.
    Read,
    /// The sheets of a place as a file.
    Tables,
}

/// Something that happened to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeEvent {
    /// The plan was asked for as a file.
    Exported(Kind),
    /// The report that did not come shall be asked for again.
    Retried,
    /// The report shall be printed.
    Printed,
    /// A figure of the page was asked for: its number, what it shows, and whether as a picture or as SVG.
    FigureAsked(usize, String, bool),
    /// Figures were drawn as pictures; none where they could not be.
    Pictured(Vec<Vec<u8>>),
    /// Bytes came from the worker.
    Answered(Vec<u8>),
    /// It died or could not be loaded, saying this.
    Died(String),
}

impl Office {
    /// Whether the file of a kind is being written.
    pub fn is_writing(&self, kind: Kind) -> bool {
        let written = |errand: &Errand| match errand {
            Errand::Export(of) => *of == kind,
            Errand::Figures(_) => kind == Kind::Docx,
            Errand::Report(_) | Errand::Read | Errand::Tables => false,
        };
        self.waiting.values().any(written) || kind == Kind::Docx && self.drawing.is_some()
    }

    /// Whether any file is being written.
    pub fn is_busy(&self) -> bool {
        self.drawing.is_some() || self.waiting.values().any(|errand| !matches!(errand, Errand::Report(_)))
    }

    /// The report that came last, and whether it is of another plan or language than this.
    pub fn paper(&self, of: Of) -> Option<(&Rc<Paper>, bool)> {
        self.paper.as_ref().map(|(its, paper)| (paper, *its != of))
    }

    /// Why the report did not come.
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }
}

impl AppState {
    /// Asks the worker and remembers what for.
    pub(super) fn ask_office(&mut self, errand: Errand, ask: Ask, to: &mut Vec<Effect>) {
        self.office.asked += 1;
        let id = self.office.asked;
        self.office.waiting.insert(id, errand);
        to.push(Effect::AskOffice(encode(&Request { id, ask })));
    }

    pub(super) fn office_happened(&mut self, event: OfficeEvent, to: &mut Vec<Effect>) {
        match event {
            OfficeEvent::Exported(kind) => self.export(kind, to),
            OfficeEvent::Retried => (self.office.sought, self.office.refused) = (None, None),
            OfficeEvent::Printed => to.push(Effect::Print),
            OfficeEvent::FigureAsked(figure, name, as_picture) => {
                let name = self.figure_name(&name, as_picture);
                to.push(Effect::SaveFigure { figure, name, as_picture });
            }
            OfficeEvent::Pictured(pictures) => self.write_document(pictures, to),
            OfficeEvent::Answered(bytes) => self.hear_office(&bytes, to),
            OfficeEvent::Died(message) => self.lose_office(message, to),
        }
    }

    fn export(&mut self, kind: Kind, to: &mut Vec<Effect>) {
        if self.office.is_writing(kind) {
            return;
        }
        self.notices.retain(|notice| !matches!(notice, Notice::NotWritten { .. }));
        let order = Box::new(self.order());
        if kind == Kind::Docx {
            // Its figures are drawn by the page, which has to know first what they show.
            self.ask_office(Errand::Figures(order.clone()), Ask::Report(order), to);
        } else {
            self.ask_office(Errand::Export(kind), Ask::Export(order, kind), to);
        }
    }

    fn write_document(&mut self, pictures: Vec<Vec<u8>>, to: &mut Vec<Effect>) {
        let Some(mut order) = self.office.drawing.take() else { return };
        order.pictures = pictures.into_iter().map(|png| Picture { png }).collect();
        self.ask_office(Errand::Export(Kind::Docx), Ask::Export(order, Kind::Docx), to);
    }

    /// What the report on the page is to be of.
    pub fn report_of(&self) -> Of {
        let handed = (
            self.wanted,
            self.settings.lang,
            self.order_goals(),
            self.order_chances(),
            self.order_annex(),
            self.order_counts(),
            self.order_name(),
        );
        Fingerprint::of(&handed)
    }

    /// Where the page of the report is open, it follows the plan and the language.
    pub(super) fn report_next(&mut self, to: &mut Vec<Effect>) {
        let asking = self.office.waiting.values().any(|errand| matches!(errand, Errand::Report(_)));
        if self.page != Page::Report || self.arriving.is_some() || asking {
            return;
        }
        let of = self.report_of();
        if self.office.sought == Some(of) {
            return;
        }
        (self.office.sought, self.office.refused) = (Some(of), None);
        let order = Box::new(self.order());
        self.ask_office(Errand::Report(of), Ask::Report(order), to);
    }

    /// The present plan as it is handed over.
    fn order(&self) -> Order {
        let now = self.authored.now();
        Order {
            place: Rc::clone(&self.scenario),
            policy: now.policy.clone(),
            params: now.params.iter().map(|(name, value)| (name.clone(), *value)).collect(),
            seed: now.seed,
            lang: self.settings.lang,
            chances: self.order_chances(),
            goals: self.order_goals(),
            annex: self.order_annex(),
            plan: self.order_name(),
            counts: self.order_counts(),
            pictures: Vec::new(),
        }
    }

    /// What the plan is called.
    fn order_name(&self) -> String {
        self.entitled().map_or_else(String::new, |title| title.name)
    }

    /// What was counted later of this place.
    fn order_counts(&self) -> Vec<Count> {
        crate::counts::read(&self.kept_counts().rows)
    }

    /// Chances of the targets, where they were computed for this plan.
    fn order_chances(&self) -> Vec<Chance> {
        let Some((found, false)) = self.chances() else { return Vec::new() };
        let chance = |sure: &crate::study::chances::Sure| Chance {
            target: sure.goal.key.clone(),
            share: sure.share.value,
            low: sure.share.interval[0],
            high: sure.share.interval[1],
            runs: u64::from(found.rows),
        };
        found.finding.sure.iter().map(chance).collect()
    }

    /// What was decided on the page of indicators; where that is open, what it shares out by rule as well.
    fn order_annex(&self) -> Annex {
        let annex = self.annex();
        let beside = annex.beside.iter().map(|(key, it)| Beside {
            key: key.clone(),
            binding: it.binding,
            unit: it.unit.clone(),
        });
        let shown = annex.quota.is_some() || self.page == Page::Indicators;
        let quota = shown.then(|| self.quota()).and_then(|quota| {
            let order = quota.order(&self.scenario, self.quota_year(), self.quota_target())?;
            let draws =
                self.quotas().filter(|(_, stale)| !stale).map(|(found, _)| found.finding.draws.clone());
            Some(Quota { metric: quota.metric, order, draws })
        });
        Annex { beside: beside.collect(), quota }
    }

    /// Targets the user set, with what the plan reaches.
    fn order_goals(&self) -> Vec<Goal> {
        let aims: Vec<_> = self.aims().into_iter().filter(|aim| aim.name.is_none()).collect();
        let Some(view) = self.view().filter(|_| !aims.is_empty()) else { return Vec::new() };
        let words = Words::first(self.settings.lang);
        let base = base_year(&self.scenario);
        let path = |series: crate::series::Series| -> Vec<f64> {
            let values = view.plan.values(series);
            let ends = (base + 1..=self.scenario.grid.end.year()).map(|year| values[view.year_row(year)]);
            values.first().copied().into_iter().chain(ends).collect()
        };
        let goal = |aim: crate::aims::Aim| {
            let judged = aim.judged(view);
            Goal {
                key: aim.key.clone(),
                name: scoreboard::name(&aim, &words),
                counted: words.say(aim.series.counts_key()),
                year: aim.year,
                at_least: aim.at_least,
                value: judged.value,
                baseline: judged.baseline,
                path: path(aim.series),
            }
        };
        aims.into_iter().map(goal).collect()
    }

    /// A figure's file: what it shows, of which place.
    fn figure_name(&self, name: &str, as_picture: bool) -> String {
        let place = self.settings.lang.text(&self.scenario.place);
        let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let plan =
            if self.is_document() { "" } else { self.settings.lang.of("-调整方案", "-changed plan") };
        format!("{place}-{name}{plan}.{}", if as_picture { "png" } else { "svg" })
    }

    fn hear_office(&mut self, bytes: &[u8], to: &mut Vec<Effect>) {
        let Response { id, answer } = match decode(bytes) {
            Ok(response) => response,
            Err(message) => return self.lose_office(message, to),
        };
        let Some(errand) = self.office.waiting.remove(&id) else {
            // A request the worker could not read comes back without a number.
            if id == 0 {
                self.lose_office(answer.err().unwrap_or_default(), to);
            }
            return;
        };
        match (errand, answer) {
            (_, Ok(Answer::File(made))) => to.push(Effect::DownloadBytes {
                name: made.name,
                media_type: made.media_type,
                bytes: made.bytes,
            }),
            (Errand::Report(of), Ok(Answer::Report(paper))) => {
                self.office.paper = Some((of, Rc::from(paper)));
            }
            (Errand::Figures(order), Ok(Answer::Report(paper))) => {
                let plots = paper.blocks.iter().filter_map(|block| match block {
                    Block::Figure(plot) => Some(plot),
                    _ => None,
                });
                let plots = serde_json::to_string(&plots.collect::<Vec<_>>()).unwrap_or_default();
                self.office.drawing = Some(order);
                to.push(Effect::Picture(plots));
            }
            (Errand::Report(_), Err(message)) => self.office.refused = Some(message),
            (_, Ok(Answer::Tables(tables))) => self.tell_hand(DataEvent::TablesCame(tables), to),
            (Errand::Read, Err(message)) => self.tell_hand(DataEvent::NotRead(message), to),
            (_, Err(message)) => self.tell(Notice::NotWritten { message }),
            (_, Ok(_)) => self.lose_office("another answer than was asked for".to_owned(), to),
        }
    }

    /// The worker died or could not be loaded: nothing it was asked for will come.
    fn lose_office(&mut self, message: String, to: &mut Vec<Effect>) {
        let waiting = std::mem::take(&mut self.office.waiting);
        self.office.drawing = None;
        if waiting.values().any(|errand| matches!(errand, Errand::Report(_))) {
            self.office.refused = Some(message.clone());
        }
        if waiting.values().any(|errand| *errand == Errand::Read) {
            self.tell_hand(DataEvent::NotRead(message.clone()), to);
        }
        if waiting.values().any(|errand| !matches!(errand, Errand::Report(_) | Errand::Read)) {
            self.tell(Notice::NotWritten { message });
        }
    }
}
