//! Which request is with the worker and which comes next: one at a time, and of moves only the newest.

use crate::wire::{Answer, Ask, Fault, Fingerprint, Inputs, Request, Response};
use std::collections::VecDeque;

/// The state of the conversation with the worker.
#[derive(Clone, Debug, Default)]
pub struct Runner {
    last_id: u64,
    in_flight: Option<Request>,
    wanted: Option<Inputs>,
    /// What can wait: nobody looks at it while a slider moves.
    later: VecDeque<(Inputs, Ask)>,
}

/// What a response turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrival {
    /// The answer to the request in flight.
    Answer(Inputs, Ask, Fingerprint, Box<Result<Answer, Fault>>),
    /// An answer to something nobody waits for any more.
    Stale,
}

impl Runner {
    /// The newest move: replaces one that has not been sent yet.
    pub fn want(&mut self, inputs: Inputs) {
        self.later.retain(|(_, ask)| *ask == Ask::Csv);
        self.wanted = match &self.in_flight {
            // It is being computed at this moment.
            Some(request) if request.ask == Ask::View && request.inputs == inputs => None,
            _ => Some(inputs),
        };
    }

    /// Forgets a move that has not been sent yet: its result is known already.
    pub fn want_nothing(&mut self) {
        self.wanted = None;
        self.later.retain(|(_, ask)| *ask == Ask::Csv);
    }

    /// Something to ask when no move waits.
    pub fn ask_later(&mut self, inputs: Inputs, ask: Ask) {
        let asked = |request: &Request| request.ask == ask && request.inputs == inputs;
        if !self.in_flight.as_ref().is_some_and(asked) && !self.later.contains(&(inputs.clone(), ask)) {
            self.later.push_back((inputs, ask));
        }
    }

    /// The request to send now, if the worker is free and something is wanted.
    pub fn take_next(&mut self) -> Option<Request> {
        if self.in_flight.is_some() {
            return None;
        }
        let (inputs, ask) =
            self.wanted.take().map(|inputs| (inputs, Ask::View)).or_else(|| self.later.pop_front())?;
        self.last_id += 1;
        let request = Request { id: self.last_id, inputs, ask, cuts: Vec::new(), place: None };
        self.in_flight = Some(request.clone());
        Some(request)
    }

    /// Takes a response.
    pub fn take(&mut self, response: Response) -> Arrival {
        // A request the worker could not read comes back without a number; only one can be meant.
        match self.in_flight.take_if(|request| request.id == response.id || response.id == 0) {
            Some(request) => {
                Arrival::Answer(request.inputs, request.ask, response.fingerprint, Box::new(response.answer))
            }
            None => Arrival::Stale,
        }
    }

    /// The worker is gone: what it had is wanted again, once.
    pub fn lose(&mut self) {
        if let Some(request) = self.in_flight.take() {
            match request.ask {
                Ask::View if self.wanted.is_none() => self.wanted = Some(request.inputs),
                Ask::Csv => self.later.push_front((request.inputs, Ask::Csv)),
                _ => {}
            }
        }
    }

    /// The worker is gone for good: nothing waits any more.
    pub fn give_up(&mut self) {
        (self.in_flight, self.wanted) = (None, None);
        self.later.clear();
    }

    /// Whether nothing is computed and nothing waits.
    pub fn is_idle(&self) -> bool {
        self.in_flight.is_none() && self.wanted.is_none() && self.later.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Worth;
    use sim_core::Policy;
    use sim_core::sorted::Map;

    fn inputs(seed: u64) -> Inputs {
        Inputs { scenario: "x".into(), policy: Policy::default(), params: Map::new(), seed: Some(seed) }
    }

    fn answer(id: u64) -> Response {
        let worth = Worth { public_yuan: 0.0, at_plan_year: Vec::new() };
        Response { id, fingerprint: Fingerprint(1), answer: Ok(Answer::Worth(worth)) }
    }

    #[test]
    fn of_many_moves_the_first_and_the_newest_are_run() {
        let mut runner = Runner::default();
        runner.want(inputs(1));
        let first = runner.take_next().expect("the worker is free");
        for seed in 2..9 {
            runner.want(inputs(seed));
            assert_eq!(runner.take_next(), None);
        }
        assert!(matches!(runner.take(answer(first.id)), Arrival::Answer(asked, ..) if asked == inputs(1)));
        assert_eq!(runner.take_next().expect("one waits").inputs, inputs(8));
        assert!(!runner.is_idle());
    }

    #[test]
    fn a_move_sends_questions_of_detail_away_but_not_a_download() {
        let mut runner = Runner::default();
        runner.ask_later(inputs(1), Ask::Worth);
        runner.ask_later(inputs(1), Ask::Csv);
        runner.want(inputs(2));
        let mut asked = Vec::new();
        while let Some(request) = runner.take_next() {
            asked.push((request.inputs.seed, request.ask));
            runner.take(answer(request.id));
        }
        assert_eq!(asked, [(Some(2), Ask::View), (Some(1), Ask::Csv)]);
        assert!(runner.is_idle());
    }

    #[test]
    fn an_answer_nobody_waits_for_is_stale() {
        let mut runner = Runner::default();
        assert_eq!(runner.take(answer(4)), Arrival::Stale);
        runner.want(inputs(1));
        let request = runner.take_next().expect("the worker is free");
        assert_eq!(runner.take(answer(request.id + 1)), Arrival::Stale);
        assert_ne!(runner.take(answer(request.id)), Arrival::Stale);
    }

    #[test]
    fn what_a_lost_worker_had_is_asked_again() {
        let mut runner = Runner::default();
        runner.want(inputs(1));
        runner.take_next().expect("the worker is free");
        runner.lose();
        assert_eq!(runner.take_next().expect("again").inputs, inputs(1));
    }
}
