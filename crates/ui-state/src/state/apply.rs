//! The one place where events change the state.

use super::{Alarm, AppState, Effect, Event, Saving, Table};
use crate::link;
use crate::notice::Notice;
use crate::wire::Ask;

/// Changes the state by what happened and says what is to be done.
#[expect(clippy::too_many_lines, reason = "a table of events: a line or two each")]
pub fn apply(state: &mut AppState, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    let to = &mut effects;
    let keep_alarm = state.keep_alarm;
    if event.ends_replay() {
        state.replay = None;
    }
    match event {
        Event::LeverMoved(key, value) => state.slide(key, value, to),
        Event::LeverReleased(key) => state.release(key, to),
        Event::LeverTyped(key, typed) => state.type_in(key, &typed, to),
        Event::GoalTyped(series, typed) => state.set_goal(series, typed, to),
        Event::LeverReset(key) => state.reset(key, to),
        Event::LeverCleared(key) => state.clear(key, to),
        Event::AllReset => state.reset_all(to),
        Event::Replayed => state.play_again(to),
        Event::Rang(Alarm::Replay) => state.play_on(to),
        Event::Undone => state.walk(false, to),
        Event::Redone => state.walk(true, to),
        Event::DetailsOpened(key) => {
            (state.details, state.entry) = (Some(key), None);
            state.begin_draft(None);
        }
        Event::DetailsClosed => (state.details, state.entry, state.draft) = (None, None, None),
        Event::Draft(event) => state.draft_happened(event, to),
        Event::TableOpened(Table::Library) => state.open_library(to),
        Event::TableOpened(table) => state.table = Some(table),
        Event::TableClosed => (state.table, state.library.entry) = (None, None),
        Event::MoreToggled(theme) => {
            if !state.settings.opened.remove(&theme) {
                state.settings.opened.insert(theme);
            }
            state.keep_soon(to);
        }
        Event::ChartChosen(chart, series) => {
            state.settings.charts[chart] = series;
            state.settings.cuts[chart] = None;
            state.cuts_changed(to);
        }
        Event::CutChosen(chart, cut) => state.choose_cut(chart, cut, to),
        Event::RegionsChosen(regions) => {
            state.settings.regions = regions;
            state.keep_soon(to);
        }
        Event::RegionFocused(at) => state.focus(Some(at).filter(|it| state.settings.focus != Some(*it)), to),
        Event::FocusLeft => state.focus(None, to),
        Event::LanguageSwitched => {
            state.settings.lang = state.settings.lang.other();
            to.push(Effect::ShowLanguage(state.settings.lang));
            state.keep_soon(to);
        }
        Event::ThemeSwitched => {
            use crate::document::Theme;
            state.settings.theme =
                if state.settings.theme == Theme::Light { Theme::Dark } else { Theme::Light };
            to.push(Effect::ShowTheme(state.settings.theme));
            state.keep_soon(to);
        }
        Event::LinkAsked => state.give_link(state.document_to_go(), to),
        Event::LinkCopied(true) => state.tell(Notice::LinkCopied),
        Event::LinkCopied(false) => {
            to.push(Effect::SetAddress(link::hash_of(&state.document_to_go())));
            state.tell(Notice::LinkInAddress);
        }
        Event::FileAsked => to.push(Effect::Download {
            name: state.plan_file(),
            media_type: "application/json",
            text: state.document_to_go(),
        }),
        Event::CsvAsked => {
            let inputs = state.inputs();
            state.runner.ask_later(inputs, Ask::Csv);
        }
        Event::PolicyAsked => to.push(Effect::Download {
            name: "plan.toml".into(),
            media_type: "application/toml",
            text: state.policy().to_toml(),
        }),
        Event::Office(event) => state.office_happened(event, to),
        Event::FileChosen(name, text) => state.open_file(&name, &text, to),
        Event::PlaceChosen(key) => state.choose(&key, to),
        Event::PageChosen(page) => {
            state.turn_to(page, to);
            to.push(Effect::SetAddress(state.address()));
        }
        Event::TourAsked => state.begin_tour(to),
        Event::TourDeclined => state.forget_tour(to),
        Event::PageCame(page) => {
            state.brought.insert(page);
            state
                .notices
                .retain(|notice| !matches!(notice, Notice::PageMissed { page: of, .. } if *of == page));
        }
        Event::PageMissed(page, message) => state.tell(Notice::PageMissed { page, message }),
        Event::People(event) => state.people_happened(event, to),
        Event::Indicators(event) => state.indicators_happened(event, to),
        Event::Study(event) => state.study_happened(event, to),
        Event::Model(event) => state.model_happened(event, to),
        Event::Library(event) => state.library_happened(event, to),
        Event::Compare(event) => state.compare_happened(event, to),
        Event::PlaceArrived(key, bytes) => state.take_place(&key, &bytes, to),
        Event::TextsArrived(key, json) => state.take_texts(&key, &json, to),
        Event::ReaderCame(reader) => state.take_reader(reader, to),
        Event::PlaceMissed(key, message) => {
            state.tell_hand(super::DataEvent::TextsMissed(key.clone()), to);
            state.miss_from(&key, message);
        }
        Event::Data(hand, event) => {
            state.own.hand = Some(hand);
            (hand.0)(state, event, to);
        }
        Event::AddressChanged(hash) => state.open_address(&hash, to),
        Event::NoticeDismissed(at) => {
            if at < state.notices.len() {
                state.notices.remove(at);
            }
        }
        Event::Answered(bytes) => state.take_answer(&bytes, to),
        Event::WorkerDied(message) => state.lose_worker(message, to),
        Event::Rang(Alarm::Settled(alarm)) => state.settle(alarm, to),
        Event::Rang(Alarm::Keep(alarm)) => state.keep(alarm, to),
        Event::Rang(Alarm::People(rest)) => state.begin_people(rest, to),
        Event::Rang(Alarm::Study(rest)) => state.studies_go_on(rest, to),
        Event::Rang(Alarm::Year(alarm)) => state.pass_year(alarm, to),
        Event::KeptElsewhere(text) => state.hear_of(text),
        Event::OtherTaken => state.take_other(to),
        Event::OwnKept => state.keep_own(to),
        Event::UpdateFound => state.tell(Notice::UpdateReady),
        Event::UpdateTaken => {
            state.keep_at_once(to);
            to.push(Effect::Update);
        }
        Event::StoreArrived(records) => state.take_records(records, to),
        Event::StoreRefused { kind, key, message } => state.refuse_record(kind, key, message, to),
        Event::Stored => state.store.written(),
        Event::StoredElsewhere { kind, key, value } => state.hear_stored(&kind, key, value, to),
        Event::RecordAsked { kind, key } => state.give_record(&kind, &key, to),
        Event::Kept(kept) => {
            if !kept && state.saving != Saving::Refused {
                state.tell(Notice::NotKept);
            }
            state.saving = if kept { Saving::Kept } else { Saving::Refused };
        }
    }
    if state.keep_alarm != keep_alarm {
        state.hand_over(to);
    }
    state.compare_next();
    state.send_next(to);
    state.study_next(to);
    state.report_next(to);
    effects
}
