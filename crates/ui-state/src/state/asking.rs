//! What the worker is asked, and what becomes of its answers.

use super::moving::without;
use super::{AppState, Effect};
use crate::axis::Axis;
use crate::cut::{By, Cut};
use crate::notice::Notice;
use crate::runner::Arrival;
use crate::view::View;
use crate::wire::{Answer, Ask, Fault, Fingerprint, Inputs, Response, decode, encode};
use sim_core::Policy;
use sim_core::sorted::Map;
use std::collections::VecDeque;
use std::rc::Rc;

/// Answers by the fingerprint of their inputs, the oldest forgotten first.
pub(super) struct Known<T> {
    values: Map<Fingerprint, (Fingerprint, T)>,
    order: VecDeque<Fingerprint>,
    room: usize,
}

impl<T> Known<T> {
    pub(super) fn with_room(room: usize) -> Self {
        Self { values: Map::new(), order: VecDeque::new(), room }
    }
    pub(super) fn get(&self, of: Fingerprint) -> Option<&T> {
        self.values.get(&of).map(|(_, value)| value)
    }
    /// The answer with its fingerprint.
    pub(super) fn entry(&self, of: Fingerprint) -> Option<&(Fingerprint, T)> {
        self.values.get(&of)
    }
    pub(super) fn put(&mut self, of: Fingerprint, value: T) {
        if self.values.insert(of, (of, value)).is_none() {
            self.order.push_back(of);
        }
        while self.order.len() > self.room {
            if let Some(oldest) = self.order.pop_front() {
                self.values.remove(&oldest);
            }
        }
    }
}

/// A worker that dies is started again so often; then something is wrong that starting again does not mend.
pub(super) const RESTARTS: u32 = 1;

impl AppState {
    /// The sliders show something else: look it up, or ask for it.
    pub(super) fn inputs_changed(&mut self, to: &mut Vec<Effect>) {
        self.wanted = self.fingerprint(self.policy().clone());
        self.notices.retain(|notice| {
            !matches!(notice, Notice::Broken(_) | Notice::LinkCopied | Notice::LinkInAddress)
        });
        let known = self.views.get(self.wanted).filter(|view| self.has_cuts(view)).cloned();
        match known {
            Some(view) => {
                self.runner.want_nothing();
                self.show(self.wanted, view);
            }
            None if self.worker_gone => {}
            None => self.runner.want(self.inputs()),
        }
        if self.details.is_some() {
            // What is written there begins with what is in force.
            let region = self.draft.take().and_then(|draft| draft.region);
            self.begin_draft(region);
        }
        self.people_changed(to);
        self.studies_make_room(to);
        self.settle_soon(to);
        self.keep_soon(to);
    }

    pub(super) fn send_next(&mut self, to: &mut Vec<Effect>) {
        if let Some(mut request) = self.runner.take_next() {
            let key = &request.inputs.scenario;
            if *key == self.scenario.key && self.told.insert(key.clone()) {
                request.place = Some(Rc::clone(&self.scenario));
            }
            if request.ask == Ask::View {
                request.cuts = self.cuts().collect();
            }
            to.push(Effect::Send(encode(&request)));
        }
    }

    pub(super) fn take_answer(&mut self, bytes: &[u8], to: &mut Vec<Effect>) {
        let response: Response = match decode(bytes) {
            Ok(response) => response,
            // The other side speaks another version: a new worker is the only cure.
            Err(message) => return self.lose_worker(message, to),
        };
        let Arrival::Answer(inputs, _, fingerprint, answer) = self.runner.take(response) else { return };
        match *answer {
            // It was asked for before another place was chosen.
            Ok(Answer::View(view)) if inputs.scenario != self.scenario.key => {
                self.views.put(fingerprint, Rc::new(*view));
            }
            // It was asked for to be compared: the sliders show something else.
            Ok(Answer::View(view)) if self.compare.takes(fingerprint) && fingerprint != self.wanted => {
                self.compare.put(fingerprint, Rc::new(*view));
            }
            Ok(Answer::View(view)) => self.take_view(fingerprint, Rc::new(*view)),
            Ok(Answer::Worth(worth)) => {
                self.worths.put(fingerprint, worth);
                self.update_costs();
            }
            Ok(Answer::Stocks(stocks)) => self.take_stocks(fingerprint, *stocks),
            Ok(Answer::Csv(text)) => to.push(Effect::Download {
                name: format!("{}.csv", inputs.scenario),
                media_type: "text/csv",
                text,
            }),
            Err(fault) => self.take_fault(&inputs, fault),
        }
    }

    /// The cut that a chart, 0 or 1, shows; none where it shows a series of the whole place. A region that stands alone is shown
    /// in place of whatever the cut says, which comes back with the whole place.
    pub fn shown_cut(&self, chart: usize) -> Option<Cut> {
        let chosen = self.settings.cuts[chart];
        let cut = match self.settings.focus {
            None => chosen?,
            Some(at) => {
                let of = chosen.or_else(|| self.settings.charts[chart].variable().map(Cut::of))?;
                let alone = Cut { by: By::Region(at), stacked: false, ..of }.fitted(&self.scenario);
                if alone.by == By::Whole { chosen? } else { alone }
            }
        };
        Some(cut.fitted(&self.scenario))
    }

    /// The region that stands alone, by its number.
    pub fn focused(&self) -> Option<usize> {
        self.settings.focus.map(usize::from).filter(|at| *at < self.scenario.regions.len())
    }

    /// The cuts that charts show.
    fn cuts(&self) -> impl Iterator<Item = Cut> + '_ {
        (0..2).filter_map(|chart| self.shown_cut(chart))
    }

    pub(super) fn has_cuts(&self, view: &View) -> bool {
        self.cuts().all(|cut| view.cut(cut).is_some())
    }

    /// A chart shall show any output: it is asked for with the run, so that it follows the sliders as well.
    pub(super) fn choose_cut(&mut self, chart: usize, cut: Cut, to: &mut Vec<Effect>) {
        self.settings.cuts[chart] = Some(cut.fitted(&self.scenario));
        self.cuts_changed(to);
    }

    /// A region shall stand alone in both charts, or none. It is how the page is set, and no step of history.
    pub(super) fn focus(&mut self, region: Option<u16>, to: &mut Vec<Effect>) {
        self.settings.focus = region;
        self.cuts_changed(to);
    }

    /// Charts show something else: what has not come with the run is asked for.
    pub(super) fn cuts_changed(&mut self, to: &mut Vec<Effect>) {
        if !self.view().is_some_and(|view| self.has_cuts(view)) && !self.worker_gone {
            self.runner.want(self.inputs());
        }
        self.fit_axes(false);
        self.keep_soon(to);
    }

    fn take_view(&mut self, fingerprint: Fingerprint, view: Rc<View>) {
        if fingerprint == self.wanted && !self.has_cuts(&view) {
            // Another cut was chosen while this was computed.
            self.runner.want(self.inputs());
        }
        self.worths.put(fingerprint, view.worth(self.scenario.plan_year));
        self.views.put(fingerprint, Rc::clone(&view));
        // While a slider moves, the newest result is drawn even if the slider is further already: the line follows by
        // one run. Once it rests, only its own result is left to come.
        self.show(fingerprint, view);
        self.update_costs();
        if self.held.is_none() && !self.is_pending() {
            self.ask_details();
        }
    }

    fn take_fault(&mut self, inputs: &Inputs, fault: Fault) {
        let fingerprint = inputs.fingerprint(&self.scenario.fingerprint);
        if self.compare.takes(fingerprint) && fingerprint != self.wanted {
            self.compare.broke(fingerprint, fault);
            return;
        }
        self.notices.retain(|notice| !matches!(notice, Notice::Broken(_)));
        if *inputs == self.inputs() {
            self.notices.push(Notice::Broken(fault));
        }
    }

    fn show(&mut self, fingerprint: Fingerprint, view: Rc<View>) {
        self.shown = Some((fingerprint, view));
        if self.held.is_none() {
            self.fit_axes(false);
            self.take_doubts();
        }
        self.update_costs();
    }

    /// Doubts come when a slider rests: while it is held no line of them may move what stands below.
    pub(super) fn take_doubts(&mut self) {
        self.doubts = self.view().map(|view| view.doubts.clone()).unwrap_or_default();
    }

    /// Brings the axes of both charts to hold what is drawn. They shrink only `afresh`.
    pub(crate) fn fit_axes(&mut self, afresh: bool) {
        let Some(view) = self.view().cloned() else { return };
        for series in self.settings.charts {
            let goals = self.aims_of(series).into_iter().map(|aim| aim.at_least);
            let counts = self.counts_of(series).into_iter().map(|count| count.value);
            let values = view.plan.values(series).iter().chain(view.baseline.values(series)).copied();
            let wanted = Axis::around(values.chain(goals).chain(counts));
            match self.axes.get_mut(&series) {
                Some(axis) if !afresh => *axis = axis.grown(wanted),
                _ => {
                    self.axes.insert(series, wanted);
                }
            }
        }
        let cuts = [0, 1].map(|chart| self.shown_cut(chart));
        let counts = cuts.map(|cut| cut.map_or_else(Vec::new, |cut| self.counts_of_cut(cut)));
        for ((cut, counts), axis) in cuts.into_iter().zip(counts).zip(&mut self.cut_axes) {
            let Some(lines) = cut.and_then(|cut| view.cut(cut)) else { continue };
            let wanted = lines.axis(counts.into_iter().map(|count| count.value));
            match axis {
                Some((of, axis)) if *of == lines.cut && !afresh => *axis = axis.grown(wanted),
                _ => *axis = Some((lines.cut, wanted)),
            }
        }
        let wanted = view.circles();
        self.circle_axis =
            Some(self.circle_axis.filter(|_| !afresh).map_or(wanted, |axis| axis.grown(wanted)));
    }

    /// Asks, when nothing else is to do, what each moved lever costs and what the last moves changed.
    pub(super) fn ask_details(&mut self) {
        if self.is_pending() || self.worker_gone {
            return;
        }
        self.ask_of_model();
        let now = self.policy().clone();
        let moves = self.moved_last.and_then(|key| self.moves.get(&key));
        let mut policies: Vec<Policy> =
            moves.into_iter().flat_map(|last| [last.before.clone(), last.after.clone()]).collect();
        policies.extend(now.levers.keys().map(|key| without(&now, *key)));
        for policy in policies {
            if self.worths.get(self.fingerprint(policy.clone())).is_none() {
                let inputs = self.inputs_with(policy);
                self.runner.ask_later(inputs, Ask::Worth);
            }
        }
    }

    fn update_costs(&mut self) {
        let Some(plan) = self.worths.get(self.wanted).map(|worth| worth.public_yuan) else { return };
        let years = f64::from(self.scenario.plan_year - self.scenario.grid.start.year() + 1);
        let now = self.policy().clone();
        for key in now.levers.keys() {
            if let Some(rest) = self.worths.get(self.fingerprint(without(&now, *key))) {
                self.costs.insert(*key, (self.wanted, (plan - rest.public_yuan) / years));
            }
        }
    }

    pub(super) fn lose_worker(&mut self, message: String, to: &mut Vec<Effect>) {
        self.restarts += 1;
        if self.restarts > RESTARTS {
            self.worker_gone = true;
            self.runner.give_up();
            self.notices.retain(|notice| !matches!(notice, Notice::WorkerRestarted { .. }));
            self.tell(Notice::WorkerGone { message });
        } else {
            self.runner.lose();
            self.told.clear();
            self.tell(Notice::WorkerRestarted { message });
            to.push(Effect::RestartWorker);
        }
    }

    /// Adds a notice, unless it stands there already.
    pub(super) fn tell(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}
