//! Who of several workers does what: a job is prepared once a worker, its rows are handed out piece by piece, and what comes
//! back goes to one of them that says what it shows.
//!
//! Rows depend on their number only, so any worker may take any of them in any order. What rows hold is never read here.

use super::wire::{Ask, Finding, Job, Refusal, Request, Response, Said, Size, Wave};
use crate::wire::{decode, encode};
use sim_core::sorted::{Map, Set};
use std::ops::Range;

/// A piece shall take about so long: short enough to end soon and to tell often, long enough that handing it over costs nothing.
const PIECE_MS: f64 = 250.0;
/// More rows are not handed over at once, however fast they are.
const MOST_ROWS: u32 = 512;
/// Where a single row takes longer than this, whoever is free says what rows show; else always the same worker, who has them.
const LONG_ROW_MS: f64 = 1000.0;
/// A piece is given to a worker so many times: one that died with it twice would die again.
const TRIES: u32 = 2;

/// The workers of a page, and the jobs they have.
#[derive(Debug)]
pub struct Pool {
    seats: Vec<Seat>,
    /// The last is the most wanted.
    jobs: Vec<Open>,
    last_id: u64,
    /// When somebody spoke last, milliseconds.
    now: f64,
    /// Nothing is handed out.
    paused: bool,
}

/// What is to be done with a worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// Send it bytes, starting it where there is none.
    Send(usize, Vec<u8>),
    /// End it at once.
    End(usize),
}

/// What became of a job.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// So many of its rows say this; the last time all of them.
    Found {
        /// The job.
        job: u64,
        /// Rows.
        rows: u32,
        /// Whether these are all.
        all: bool,
        /// What they show.
        finding: Box<Finding>,
    },
    /// It has no answer.
    Refused(u64, Refusal),
    /// A worker died with it and was replaced.
    Restarted(u64, String),
    /// Workers died twice with the same part of it.
    Gone(u64, String),
}

/// How far a job has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Rows that are there.
    pub done: u32,
    /// All rows, once it is known.
    pub rows: Option<u32>,
    /// Part of everything that is done, rows under way included.
    pub part: f64,
    /// Whether rows come in waves, so that only the part says anything.
    pub waves: bool,
    /// Seconds that are left, once enough is done to tell.
    pub seconds_left: Option<f64>,
}

#[derive(Debug, Default)]
struct Seat {
    /// Whether a worker sits there.
    there: bool,
    /// The job it is prepared for.
    prepared: Option<u64>,
    doing: Option<Doing>,
}

#[derive(Debug)]
struct Doing {
    job: u64,
    step: Step,
    since: f64,
    part: f64,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Prepare,
    Rows(u32, u32),
    Report(u32),
}

#[derive(Debug)]
struct Open {
    id: u64,
    job: Job,
    size: Option<Size>,
    /// The first row that nobody was given.
    next: u32,
    /// Given to workers that died.
    again: Vec<Range<u32>>,
    /// Bytes of rows, by the number of the first, with the number behind the last.
    done: Map<u32, (u32, Vec<u8>)>,
    /// Which of these each worker has.
    seen: Vec<Set<u32>>,
    /// The worker that says what they show.
    analyst: Option<usize>,
    /// Rows of the last report.
    reported: u32,
    tries: Map<Step, u32>,
    row_ms: Option<f64>,
    began: Option<f64>,
    /// Of a job that goes on from wave to wave: the present one, and where the job stands.
    wave: Option<(Wave, Vec<u8>)>,
    /// Part of such a job that was done before this wave.
    part: Option<f64>,
}

impl Open {
    /// The first row of the present wave.
    fn base(&self) -> u32 {
        self.wave.as_ref().map_or(0, |(wave, _)| wave.base)
    }

    /// Rows from the first on without a gap: those a report may speak of.
    fn ready(&self) -> u32 {
        let mut ready = self.base();
        for (from, (to, _)) in &self.done {
            if *from != ready {
                break;
            }
            ready = *to;
        }
        ready
    }

    fn rows_there(&self) -> u32 {
        self.done.iter().map(|(from, (to, _))| to - from).sum()
    }

    /// Whether it is time to say something: at first soon, then as often as a quarter more is there, and at the end.
    fn report_due(&self) -> Option<u32> {
        let size = self.size?;
        let ready = self.ready();
        let enough = ready >= size.first && ready >= self.reported + size.first.max(self.reported / 4);
        (ready > self.reported && (ready == size.rows || enough)).then_some(ready)
    }

    /// The next rows to hand out.
    fn piece(&mut self, seats: usize) -> Option<Range<u32>> {
        if let Some(again) = self.again.pop() {
            return Some(again);
        }
        let left = self.size?.rows.saturating_sub(self.next);
        // Towards the end pieces are small, so that all workers end together.
        let fair = left.div_ceil(2 * seats as u32);
        let rows = self.row_ms.map_or(1, |ms| (PIECE_MS / ms.max(1e-3)) as u32).clamp(1, MOST_ROWS);
        let to = self.next + rows.min(fair);
        (left > 0).then(|| std::mem::replace(&mut self.next, to)..to)
    }
}

impl Pool {
    /// A pool of so many workers, none of which is started before there is something to do.
    pub fn of(seats: usize) -> Self {
        let seats = (0..seats.max(1)).map(|_| Seat::default()).collect();
        Self { seats, jobs: Vec::new(), last_id: 0, now: 0.0, paused: false }
    }

    /// Workers.
    pub fn seats(&self) -> usize {
        self.seats.len()
    }

    /// Takes a job, before all others, and gives its number.
    pub fn take(&mut self, job: Job, to: &mut Vec<Errand>) -> u64 {
        self.last_id += 1;
        self.jobs.push(Open {
            id: self.last_id,
            job,
            size: None,
            next: 0,
            again: Vec::new(),
            done: Map::new(),
            seen: vec![Set::new(); self.seats.len()],
            analyst: None,
            reported: 0,
            tries: Map::new(),
            row_ms: None,
            began: None,
            wave: None,
            part: None,
        });
        self.share_out(to);
        self.last_id
    }

    /// Whether nobody was ever given anything.
    pub fn is_fresh(&self) -> bool {
        self.seats.iter().all(|seat| !seat.there)
    }

    /// Makes room at once: whoever works is ended, what they had is given out again later.
    pub fn pause(&mut self, to: &mut Vec<Errand>) {
        self.paused = true;
        for seat in 0..self.seats.len() {
            let Some(doing) = self.seats[seat].doing.take() else { continue };
            if let Step::Rows(from, behind) = doing.step
                && let Some(open) = self.jobs.iter_mut().find(|open| open.id == doing.job)
            {
                open.again.push(from..behind);
            }
            self.end(seat, to);
        }
    }

    /// Goes on after a pause.
    pub fn go_on(&mut self, to: &mut Vec<Errand>) {
        self.paused = false;
        self.share_out(to);
    }

    /// A job is no longer wanted: who works at it is ended at once.
    pub fn drop_job(&mut self, job: u64, to: &mut Vec<Errand>) {
        self.jobs.retain(|open| open.id != job);
        for seat in 0..self.seats.len() {
            if self.seats[seat].doing.as_ref().is_some_and(|doing| doing.job == job) {
                self.end(seat, to);
            }
        }
        self.share_out(to);
    }

    /// How far a job has come.
    pub fn progress(&self, job: u64) -> Progress {
        let Some(open) = self.jobs.iter().find(|open| open.id == job) else { return Progress::default() };
        let Some(size) = open.size else { return Progress::default() };
        let done = open.rows_there();
        let under_way: f64 = self
            .seats
            .iter()
            .filter_map(|seat| seat.doing.as_ref().filter(|doing| doing.job == job))
            .map(|doing| match doing.step {
                Step::Rows(from, to) => doing.part * f64::from(to - from),
                _ => 0.0,
            })
            .sum();
        let rows = size.rows.saturating_sub(open.base()).max(1);
        let part = ((f64::from(done) + under_way) / f64::from(rows)).min(1.0);
        // How many waves there will be nobody knows: what the job said of itself counts.
        let part = if size.waves { open.part.unwrap_or(0.0) } else { part };
        let passed = open.began.map_or(0.0, |began| self.now - began);
        let seconds_left = (part > 0.02 && passed > 0.0).then(|| passed / 1000.0 * (1.0 - part) / part);
        Progress { done, rows: Some(size.rows), part, waves: size.waves, seconds_left }
    }

    /// Bytes came from a worker, at a time in milliseconds.
    pub fn hear(&mut self, seat: usize, bytes: &[u8], now: f64, to: &mut Vec<Errand>) -> Option<News> {
        self.now = now;
        let Response { job, said } = match decode(bytes) {
            Ok(response) => response,
            // The other side speaks another version: a new worker is the only cure.
            Err(message) => return self.lose(seat, message, to),
        };
        // One that could not read its request is of another version as well.
        if job == 0 {
            return self.lose(seat, "a request could not be read".to_owned(), to);
        }
        if self.seats.get(seat)?.doing.as_ref()?.job != job {
            return None;
        }
        if let Said::Part(part) = said {
            let doing = self.seats[seat].doing.as_mut()?;
            doing.part = part;
            return None;
        }
        let Doing { step, since, .. } = self.seats[seat].doing.take()?;
        let Some(at) = self.jobs.iter().position(|open| open.id == job) else {
            self.share_out(to);
            return None;
        };
        let open = &mut self.jobs[at];
        let news = match (said, step) {
            (Said::Ready(size), _) => {
                open.size.get_or_insert(size);
                open.began.get_or_insert(now);
                self.seats[seat].prepared = Some(job);
                None
            }
            (Said::Rows(rows), Step::Rows(from, behind)) => {
                let ms = ((now - since) / f64::from(behind - from)).max(1e-3);
                // Slow beginnings are forgotten by halves.
                open.row_ms = Some(open.row_ms.map_or(ms, |known| f64::midpoint(known, ms)));
                open.done.insert(from, (behind, rows));
                open.seen[seat].insert(from);
                None
            }
            (Said::Found(finding), Step::Report(rows)) => {
                open.reported = open.reported.max(rows);
                let all = open.size.is_some_and(|size| size.rows == rows);
                if all {
                    self.jobs.remove(at);
                }
                Some(News::Found { job, rows, all, finding })
            }
            (Said::More { state, wave, rows, part }, Step::Report(base)) => {
                if let Some(size) = open.size.as_mut() {
                    size.rows = base + rows;
                    size.first = rows;
                }
                (open.next, open.reported) = (base, base);
                open.done.clear();
                open.seen.iter_mut().for_each(Set::clear);
                open.wave = Some((Wave { base, asked: wave }, state));
                open.part = Some(part);
                None
            }
            (Said::Refused(refusal), _) => {
                self.drop_job(job, to);
                Some(News::Refused(job, refusal))
            }
            // It answers something else than it was asked.
            _ => return self.lose(seat, "an answer to something else".to_owned(), to),
        };
        self.share_out(to);
        news
    }

    /// A worker died: another takes its place, and what it had is given out again, once.
    pub fn lose(&mut self, seat: usize, message: String, to: &mut Vec<Errand>) -> Option<News> {
        let doing = self.seats.get_mut(seat)?.doing.take();
        self.end(seat, to);
        let doing = doing?;
        let open = self.jobs.iter_mut().find(|open| open.id == doing.job)?;
        let tries = open.tries.entry(doing.step.clone()).or_default();
        *tries += 1;
        let news = if *tries >= TRIES {
            self.drop_job(doing.job, to);
            News::Gone(doing.job, message)
        } else {
            if let Step::Rows(from, behind) = doing.step {
                open.again.push(from..behind);
            }
            News::Restarted(doing.job, message)
        };
        self.share_out(to);
        Some(news)
    }

    fn end(&mut self, seat: usize, to: &mut Vec<Errand>) {
        if std::mem::take(&mut self.seats[seat]).there {
            to.push(Errand::End(seat));
        }
        self.forget(seat);
    }

    /// What a worker had of any job it has no longer.
    fn forget(&mut self, seat: usize) {
        self.seats[seat].prepared = None;
        for open in &mut self.jobs {
            open.seen[seat].clear();
            if open.analyst == Some(seat) {
                open.analyst = None;
            }
        }
    }

    /// Gives everybody who is free something to do.
    fn share_out(&mut self, to: &mut Vec<Errand>) {
        if self.paused {
            return;
        }
        for seat in 0..self.seats.len() {
            if self.seats[seat].doing.is_some() {
                continue;
            }
            for at in (0..self.jobs.len()).rev() {
                if let Some((step, ask)) = self.step(seat, at) {
                    let job = self.jobs[at].id;
                    if step == Step::Prepare {
                        self.forget(seat);
                    }
                    let doing = Doing { job, step, since: self.now, part: 0.0 };
                    self.seats[seat].doing = Some(doing);
                    self.seats[seat].there = true;
                    to.push(Errand::Send(seat, encode(&Request { job, ask })));
                    break;
                }
            }
        }
    }

    /// What a free worker can do for a job.
    fn step(&mut self, seat: usize, at: usize) -> Option<(Step, Ask)> {
        let seats = self.seats.len();
        let preparing = self.preparing(at);
        let reporting = self.reporting(at);
        let prepared = self.seats[seat].prepared == Some(self.jobs[at].id);
        let open = &mut self.jobs[at];
        // As long as nobody knows how large it is, one worker is enough to find out that it cannot be.
        let Some(size) = open.size else {
            return (!preparing).then(|| (Step::Prepare, Ask::Prepare(Box::new(open.job.clone()))));
        };
        let slow = open.row_ms.is_some_and(|ms| ms > LONG_ROW_MS);
        if let Some(rows) = open.report_due().filter(|_| !reporting)
            && (slow || open.analyst.is_none_or(|analyst| analyst == seat))
            && prepared
        {
            open.analyst = Some(seat);
            let seen = &mut open.seen[seat];
            let new = open.done.iter().filter(|(from, (to, _))| *to <= rows && !seen.contains(from));
            let new: Vec<(u32, Vec<u8>)> = new.map(|(from, (_, bytes))| (*from, bytes.clone())).collect();
            seen.extend(new.iter().map(|(from, _)| *from));
            let state = open.wave.as_ref().map(|(_, state)| state.clone());
            return Some((Step::Report(rows), Ask::Report { from: open.base(), rows, new, state }));
        }
        if open.next >= size.rows && open.again.is_empty() {
            // Nothing but the report is left: whoever says it must be prepared.
            let idle = open.report_due().is_some() && !reporting && !prepared && open.analyst.is_none();
            return (idle && !preparing).then(|| (Step::Prepare, Ask::Prepare(Box::new(open.job.clone()))));
        }
        if !prepared {
            return Some((Step::Prepare, Ask::Prepare(Box::new(open.job.clone()))));
        }
        let Range { start: from, end: to } = open.piece(seats)?;
        let wave = open.wave.as_ref().map(|(wave, _)| wave.clone());
        Some((Step::Rows(from, to), Ask::Rows { from, to, wave }))
    }

    fn preparing(&self, at: usize) -> bool {
        self.somebody_is(at, |step| *step == Step::Prepare)
    }

    fn reporting(&self, at: usize) -> bool {
        self.somebody_is(at, |step| matches!(step, Step::Report(_)))
    }

    fn somebody_is(&self, at: usize, doing_this: impl Fn(&Step) -> bool) -> bool {
        let job = self.jobs[at].id;
        let doing = self.seats.iter().filter_map(|seat| seat.doing.as_ref());
        doing.into_iter().any(|doing| doing.job == job && doing_this(&doing.step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::backtest;
    use crate::study::wire::Study;
    use crate::wire::Inputs;
    use sim_core::{Policy, Scenario};
    use std::collections::{BTreeMap, VecDeque};
    use std::rc::Rc;

    const SIZE: Size = Size { rows: 100, first: 10, waves: false };

    fn job() -> Job {
        let (policy, params) = (Policy::default(), Map::new());
        let inputs = Inputs { scenario: "x".into(), policy, params, seed: None };
        let place = Rc::new(Scenario::builtin("chuxiong-2021").expect("built in"));
        Job { inputs, place, study: Study::Backtest }
    }

    /// Workers that answer in any order: rows are their own numbers, a report says which rows it was given.
    struct Hall {
        pool: Pool,
        /// What each worker was asked, and the pieces it has.
        asked: Vec<VecDeque<Request>>,
        pieces: Vec<BTreeMap<u32, Vec<u8>>>,
        computed: Vec<u32>,
        reported: Vec<(u32, Vec<u8>)>,
        news: Vec<News>,
        ends: usize,
        now: f64,
    }

    impl Hall {
        fn of(seats: usize) -> Self {
            Self {
                pool: Pool::of(seats),
                asked: vec![VecDeque::new(); seats],
                pieces: vec![BTreeMap::new(); seats],
                computed: Vec::new(),
                reported: Vec::new(),
                news: Vec::new(),
                ends: 0,
                now: 0.0,
            }
        }

        fn run(&mut self, errands: Vec<Errand>) {
            for errand in errands {
                match errand {
                    Errand::Send(seat, bytes) => {
                        self.asked[seat].push_back(decode(&bytes).expect("a request"));
                    }
                    Errand::End(seat) => {
                        self.ends += 1;
                        self.asked[seat].clear();
                        self.pieces[seat].clear();
                    }
                }
            }
        }

        fn take(&mut self) -> u64 {
            let mut errands = Vec::new();
            let id = self.pool.take(job(), &mut errands);
            self.run(errands);
            id
        }

        /// A worker does what it was asked next.
        fn work(&mut self, seat: usize) {
            let Some(Request { job, ask }) = self.asked[seat].pop_front() else { return };
            let said = match ask {
                Ask::Prepare(_) => {
                    self.pieces[seat].clear();
                    Said::Ready(SIZE)
                }
                Ask::Rows { from, to, .. } => {
                    self.computed.extend(from..to);
                    let bytes: Vec<u8> = (from..to).map(|row| row as u8).collect();
                    self.pieces[seat].insert(from, bytes.clone());
                    self.now += 30.0 * f64::from(to - from);
                    Said::Rows(bytes)
                }
                Ask::Report { rows, new, .. } => {
                    self.pieces[seat].extend(new);
                    let seen = self.pieces[seat].range(..rows).flat_map(|(_, bytes)| bytes.iter().copied());
                    self.reported.push((rows, seen.collect()));
                    Said::Found(Box::new(Finding::Backtest(backtest::Finding { tested: Vec::new() })))
                }
            };
            self.hear(seat, job, said);
        }

        fn hear(&mut self, seat: usize, job: u64, said: Said) {
            let mut errands = Vec::new();
            let news = self.pool.hear(seat, &encode(&Response { job, said }), self.now, &mut errands);
            self.news.extend(news);
            self.run(errands);
        }

        fn die(&mut self, seat: usize) {
            let mut errands = Vec::new();
            let news = self.pool.lose(seat, "gone".into(), &mut errands);
            self.news.extend(news);
            self.run(errands);
        }

        fn busy(&self) -> Vec<usize> {
            (0..self.asked.len()).filter(|seat| !self.asked[*seat].is_empty()).collect()
        }

        /// Workers work in an order that numbers decide, until nobody has anything to do.
        fn work_in_order(&mut self, mut order: u64) {
            while let busy = self.busy()
                && !busy.is_empty()
            {
                order = order.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                self.work(busy[(order >> 33) as usize % busy.len()]);
            }
        }

        fn is_finished(&self, id: u64) -> bool {
            let last = self.news.last();
            matches!(last, Some(News::Found { job, rows: 100, all: true, .. }) if *job == id)
        }
    }

    #[test]
    fn whatever_the_order_every_row_is_computed_once_and_a_report_sees_the_first_ones() {
        for (seats, order) in [(1, 1), (2, 7), (3, 42), (8, 5), (8, 99)] {
            let mut hall = Hall::of(seats);
            let id = hall.take();
            hall.work_in_order(order);
            hall.computed.sort_unstable();
            assert_eq!(hall.computed, (0..100).collect::<Vec<u32>>(), "{seats} seats");
            assert!(hall.is_finished(id), "{:?}", hall.news.last());
            for (rows, seen) in &hall.reported {
                assert_eq!(*seen, (0..*rows as u8).collect::<Vec<u8>>(), "{seats} seats, {rows} rows");
            }
            let first = hall.reported[0].0;
            assert!((10..60).contains(&first), "something is said soon: {first}");
            assert!(hall.reported.windows(2).all(|two| two[1].0 > two[0].0));
        }
    }

    #[test]
    fn a_worker_that_dies_is_replaced_and_its_rows_come_from_another() {
        let mut hall = Hall::of(3);
        let id = hall.take();
        hall.work(0);
        for _ in 0..2 {
            for seat in 0..3 {
                hall.work(seat);
            }
        }
        for seat in 0..3 {
            hall.die(seat);
        }
        assert_eq!(hall.news.iter().filter(|news| matches!(news, News::Restarted(..))).count(), 3);
        hall.work_in_order(3);
        assert!(hall.is_finished(id), "{:?}", hall.news.last());
        let (_, seen) = hall.reported.last().expect("a report");
        assert_eq!(*seen, (0..100).collect::<Vec<u8>>());
    }

    #[test]
    fn what_kills_two_workers_is_given_to_no_third() {
        let mut hall = Hall::of(2);
        let id = hall.take();
        hall.die(0);
        assert!(matches!(hall.news.last(), Some(News::Restarted(job, _)) if *job == id));
        let seat = hall.busy()[0];
        hall.die(seat);
        assert_eq!(hall.news.last(), Some(&News::Gone(id, "gone".into())));
        assert!(hall.busy().is_empty());
    }

    #[test]
    fn who_works_at_what_nobody_wants_is_ended_at_once_and_another_job_begins() {
        let mut hall = Hall::of(2);
        let first = hall.take();
        hall.work(0);
        hall.work(1);
        assert_eq!(hall.busy(), [0, 1]);
        let mut errands = Vec::new();
        hall.pool.drop_job(first, &mut errands);
        assert_eq!(errands, [Errand::End(0), Errand::End(1)]);
        hall.run(errands);
        let second = hall.take();
        hall.work_in_order(1);
        assert!(hall.is_finished(second));
        // What a worker of the first still says is nobody's business.
        let told = hall.news.len();
        hall.hear(0, first, Said::Rows(vec![1]));
        assert_eq!(hall.news.len(), told);
    }

    #[test]
    fn the_newest_job_goes_before_and_the_older_one_is_not_lost() {
        let mut hall = Hall::of(2);
        let first = hall.take();
        hall.work(0);
        hall.work(1);
        let second = hall.take();
        hall.work_in_order(8);
        let done = |id: u64| {
            let is = |news: &News| matches!(news, News::Found { job, all: true, .. } if *job == id);
            hall.news.iter().position(is).expect("both are finished")
        };
        assert!(done(second) < done(first));
    }

    #[test]
    fn while_somebody_slides_nobody_works_and_no_row_is_lost() {
        let mut hall = Hall::of(2);
        let id = hall.take();
        for seat in [0, 0, 1, 0, 1] {
            hall.work(seat);
        }
        let mut errands = Vec::new();
        hall.pool.pause(&mut errands);
        assert_eq!(errands.len(), 2);
        hall.run(errands);
        assert!(hall.busy().is_empty());
        let mut errands = Vec::new();
        hall.pool.go_on(&mut errands);
        hall.run(errands);
        hall.work_in_order(2);
        assert!(hall.is_finished(id) && hall.news.iter().all(|news| !matches!(news, News::Restarted(..))));
        hall.computed.sort_unstable();
        hall.computed.dedup();
        assert_eq!(hall.computed.len(), 100);
    }

    #[test]
    fn a_job_that_goes_on_from_wave_to_wave_takes_its_state_along_whoever_dies() {
        // A wave has as many rows as its number says; a row is its number within the wave plus what the wave says.
        const WAVES: [u32; 3] = [7, 5, 9];
        for deaths in [0, 2] {
            let mut hall = Hall::of(2);
            let id = hall.take();
            let (mut left, mut seen) = (deaths, Vec::new());
            let mut steps = 0;
            while let Some(seat) = hall.busy().first().copied() {
                steps += 1;
                if left > 0 && steps % 5 == 0 {
                    left -= 1;
                    hall.die(seat);
                    continue;
                }
                let Some(Request { job, ask }) = hall.asked[seat].pop_front() else { continue };
                let said = match ask {
                    Ask::Prepare(_) => {
                        hall.pieces[seat].clear();
                        Said::Ready(Size { rows: WAVES[0], first: WAVES[0], waves: true })
                    }
                    Ask::Rows { from, to, wave } => {
                        let (base, says) = wave.map_or((0, 0), |wave| (wave.base, wave.asked[0]));
                        let rows: Vec<u8> = (from - base..to - base).map(|row| row as u8 + says).collect();
                        hall.pieces[seat].insert(from, rows.clone());
                        Said::Rows(rows)
                    }
                    Ask::Report { from, rows, new, state } => {
                        hall.pieces[seat].extend(new);
                        let told = hall.pieces[seat].range(from..rows).flat_map(|(_, bytes)| bytes.clone());
                        let told: Vec<u8> = told.collect();
                        // How many waves are behind is all there is to know.
                        let behind = state.map_or(0, |state| usize::from(state[0])) + 1;
                        seen.push(told);
                        match WAVES.get(behind) {
                            Some(rows) => Said::More {
                                state: vec![behind as u8],
                                wave: vec![100 * behind as u8],
                                rows: *rows,
                                part: behind as f64 / 3.0,
                            },
                            None => Said::Found(Box::new(Finding::Backtest(backtest::Finding {
                                tested: Vec::new(),
                            }))),
                        }
                    }
                };
                hall.hear(seat, job, said);
                if hall.pool.progress(id).rows.is_some() {
                    assert!(hall.pool.progress(id).waves);
                }
            }
            let wave = |n: usize| (0..WAVES[n] as u8).map(|row| row + 100 * n as u8).collect::<Vec<u8>>();
            assert_eq!(seen, [wave(0), wave(1), wave(2)], "{deaths} deaths");
            assert!(matches!(hall.news.last(), Some(News::Found { job, all: true, .. }) if *job == id));
        }
    }

    #[test]
    fn time_left_is_what_is_left_at_the_speed_so_far() {
        let mut hall = Hall::of(1);
        let id = hall.take();
        assert_eq!(hall.pool.progress(id), Progress::default());
        hall.work(0);
        while hall.pool.progress(id).done < 50 {
            hall.work(0);
        }
        let progress = hall.pool.progress(id);
        let left = progress.seconds_left.expect("half is done");
        // Rows take 30 ms each and there is one worker.
        assert!((left - f64::from(100 - progress.done) * 0.030).abs() < 1e-6, "{progress:?}");
    }

    #[test]
    fn what_cannot_be_read_costs_the_worker_its_place() {
        let mut hall = Hall::of(1);
        let id = hall.take();
        let mut errands = Vec::new();
        let news = hall.pool.hear(0, &[255, 255, 255], 0.0, &mut errands);
        assert!(matches!(news, Some(News::Restarted(job, _)) if job == id), "{news:?}");
        assert_eq!(errands[0], Errand::End(0));
    }
}
