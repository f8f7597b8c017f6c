//! What stands around the figures: the index of pages, the bar, notices, the verdict.

use crate::host::Host;
use crate::icon::{self, icon};
use crate::scene::{Scene, rich};
use crate::share::ShareMenu;
use ui_state::atlas::{self, Entry};
use ui_state::document::Theme;
use ui_state::notice::PlanNotice;
use ui_state::state::{LibraryEvent, Page, Saving, Table};
use ui_state::{Event, Notice};
use ui_state::{own, sentences};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, TargetCast as _, classes, html};

/// The index of pages, with the reader's own settings at its foot.
pub fn rail(scene: &Scene<'_>) -> Html {
    let other = scene.state.settings.lang.other();
    let to_theme = match scene.state.settings.theme {
        Theme::Light => scene.say("theme-dark"),
        Theme::Dark => scene.say("theme-light"),
    };
    html! {
        <nav class="rail" aria-label={scene.say("pages")}>
            <a class="skip" href="#levers">{ scene.say("to-results") }</a>
            { icon::mark() }
            { for Page::ALL.into_iter().map(|it| page(scene, it)) }
            <span class="fill"></span>
            <button type="button" lang={other.tag()} aria-label={scene.say("switch-language-label")}
                onclick={scene.on(|| Event::LanguageSwitched)}>
                { scene.say("switch-language") }
            </button>
            <button type="button" aria-label={to_theme.clone()} title={to_theme}
                onclick={scene.on(|| Event::ThemeSwitched)}>
                { icon(icon::THEME) }
            </button>
        </nav>
    }
}

/// The entry of a page in the index.
fn page(scene: &Scene<'_>, page: Page) -> Html {
    let state = scene.state;
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::MouseEvent| {
        event.prevent_default();
        emit.emit(Event::PageChosen(page));
    });
    let address = atlas::hash_of(&state.atlas, &state.scenario.key, page);
    let href = if address.is_empty() { "#".to_owned() } else { address };
    html! {
        <a class="page" {href} aria-current={(state.page == page).then_some("page")} onclick={choose}>{ scene.say(page.name_key()) }</a>
    }
}

/// The bar: which plan this is, whether it is kept, and what can be done with all of it.
pub fn bar(scene: &Scene<'_>, host: &Host) -> Html {
    let state = scene.state;
    let entitled = state.entitled();
    let plan =
        entitled.as_ref().map_or_else(|| sentences::plan(state, scene.words), |title| title.name.clone());
    let mark = entitled.filter(|title| !title.is_saved || title.is_changed).map(|title| {
        let key = if title.is_saved { "bar-unsaved" } else { "bar-not-in-library" };
        html! { <small class="differing" title={scene.say("bar-unsaved-long")}>{ scene.say(key) }</small> }
    });
    let saving = match state.saving() {
        Saving::Kept => "saved",
        Saving::Waiting => "saving",
        Saving::Refused => "not-kept",
    };
    let button = |label: &str, path: &'static str, disabled: bool, event: fn() -> Event| {
        html! {
            <button type="button" class="btn" {disabled} onclick={scene.on(event)} title={scene.say(label)}>
                { icon(path) }<span>{ scene.say(label) }</span>
            </button>
        }
    };
    html! {
        <header class="bar">
            <h1>{ place(scene) }<span class="titled">{ plan }{ mark }</span></h1>
            <small class={classes!("saved", (state.saving() == Saving::Refused).then_some("is-short"))}>{ scene.say(saving) }</small>
            <span class="fill"></span>
            <small class="computing">
                if state.arriving.as_ref().is_some_and(|arriving| !arriving.missed) {
                    <span>{ scene.say("fetching") }</span>
                } else if state.is_pending() && !state.worker_gone && state.view().is_some() {
                    <span>{ scene.say("computing") }</span>
                }
            </small>
            <span class="group">
                if state.page == Page::Plan {
                    <button type="button" class="btn replay" disabled={!state.can_replay()} title={scene.say("replay-long")} onclick={scene.on(|| Event::Replayed)}>
                        { icon(icon::REPLAY) }<span>{ scene.say("replay") }</span>
                    </button>
                }
                { button("undo", icon::UNDO, !state.authored.can_undo(), || Event::Undone) }
                { button("redo", icon::REDO, !state.authored.can_redo(), || Event::Redone) }
                <button type="button" class="btn" disabled={state.is_document()} title={scene.say("reset-all-long")}
                    onclick={scene.on(|| Event::AllReset)}>
                    { icon(icon::RESET) }<span>{ scene.say("reset-all") }</span>
                </button>
            </span>
            <span class="group naming">
                { button("bar-save", icon::SAVE, false, || Event::Library(LibraryEvent::Saved)) }
                { button("bar-plans", icon::PLANS, false, || Event::TableOpened(Table::Library)) }
            </span>
            <span class="group">
                { crate::export::menu(scene) }
                <ShareMenu host={host.clone()} emit={scene.emit.clone()} labels={crate::share::labels(scene)} />
            </span>
        </header>
    }
}

/// Which place this is; it can be changed for another.
fn place(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    // The place that is on its way stands there already, unless it does not come.
    let coming = state.arriving.as_ref().filter(|arriving| !arriving.missed).map(|arriving| &arriving.key);
    let chosen = coming.unwrap_or(&state.scenario.key);
    let name = state.atlas.iter().find(|entry| entry.key == *chosen).map(|entry| entry.name(words));
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        emit.emit(Event::PlaceChosen(choice.value()));
    });
    let group = |label: &str, chosen_by: fn(&Entry) -> bool| {
        let entries: Vec<_> = state.atlas.iter().filter(|entry| chosen_by(entry)).collect();
        html! {
            if !entries.is_empty() {
                <optgroup label={scene.say(label)}>
                    { for entries.into_iter().map(|entry| html! {
                        <option value={entry.key.clone()} selected={entry.key == *chosen}>{ entry.name(words) }</option>
                    }) }
                </optgroup>
            }
        }
    };
    // Drawn afresh when a place did not come: what was chosen in it is not what is shown.
    let key = format!("{chosen} {}", state.arriving.is_some());
    html! {
        <span class="place chosen">
            { name.unwrap_or_default() }
            <select {key} class="chooser" aria-label={scene.say("bar-choose")} onchange={choose}>
                { group("bar-own", |entry| own::is_own(&entry.key)) }
                { group("bar-then", |entry| entry.from_run.is_none() && !own::is_own(&entry.key)) }
                { group("bar-ahead", |entry| entry.from_run.is_some()) }
            </select>
        </span>
    }
}

/// What the page has to tell. The region stands there always, so that a screen reader hears what comes into it.
pub fn notices(scene: &Scene<'_>) -> Html {
    let notices = scene.state.notices.iter().enumerate().map(|(at, notice)| {
        let sentences = notice.sentences(scene.words);
        html! {
            <div class={classes!("notice", notice.is_error().then_some("error"))}>
                <p>{ for sentences.into_iter().map(|sentence| html! { <span>{ sentence }</span> }) }</p>
                if matches!(notice, Notice::KeptElsewhere { .. }) {
                    <button type="button" class="btn line" onclick={scene.on(|| Event::OtherTaken)}>{ scene.say("notice-take-other") }</button>
                    <button type="button" class="btn line" onclick={scene.on(|| Event::OwnKept)}>{ scene.say("notice-keep-own") }</button>
                } else {
                    if let Notice::PlaceMissed { key, .. } = notice {
                        { retry(scene, Event::PlaceChosen(key.clone())) }
                    }
                    if matches!(notice, Notice::UpdateReady) {
                        <button type="button" class="btn line" onclick={scene.on(|| Event::UpdateTaken)}>{ scene.say("notice-update-take") }</button>
                    }
                    if let Notice::PageMissed { page, .. } = notice {
                        { retry(scene, Event::PageChosen(*page)) }
                    }
                    if let Notice::Plan(notice) = notice {
                        { plan_act(scene, notice) }
                    }
                    if let Notice::NotStored { kind, key, name: Some(_), .. } = notice {
                        { save_record(scene, kind.clone(), key.clone()) }
                    }
                    <button type="button" class="btn" onclick={scene.on(move || Event::NoticeDismissed(at))}>
                        { scene.say("dismiss") }
                    </button>
                }
            </div>
        }
    });
    html! { <div class="notices" role="alert" aria-label={scene.say("notices")}>{ for notices }</div> }
}

/// What can be done about something that is told of saved plans.
fn plan_act(scene: &Scene<'_>, notice: &PlanNotice) -> Html {
    let (label, event) = match notice {
        PlanNotice::Deleted { .. } => ("notice-plan-undelete", LibraryEvent::Restored),
        PlanNotice::Over { .. } => ("notice-plan-both", LibraryEvent::BothKept),
        PlanNotice::Elsewhere { key, .. } => ("notice-plan-take", LibraryEvent::Opened(key.clone())),
        _ => return Html::default(),
    };
    let event = move || Event::Library(event.clone());
    html! { <button type="button" class="btn line" onclick={scene.on(event)}>{ scene.say(label) }</button> }
}

fn save_record(scene: &Scene<'_>, kind: String, key: String) -> Html {
    let event = move || Event::RecordAsked { kind: kind.clone(), key: key.clone() };
    html! {
        <button type="button" class="btn line" onclick={scene.on(event)}>{ scene.say("notice-save-record") }</button>
    }
}

fn retry(scene: &Scene<'_>, event: Event) -> Html {
    html! {
        <button type="button" class="btn line" onclick={scene.on(move || event.clone())}>{ scene.say("notice-retry") }</button>
    }
}

/// Will we make it, by how much, at what cost.
pub fn verdict(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let text = sentences::verdict(state, words).unwrap_or_else(|| scene.say("loading"));
    let money = sentences::money(state, words);
    html! {
        <section class={classes!("verdict", scene.pending())} aria-live="polite" aria-busy={scene.busy()}>
            <p>
                { rich(&text) }
                if state.view().is_some() && state.aims().is_empty() {
                    <span class="demo">{ scene.say("verdict-no-target") }</span>
                }
                <span class="demo assume-mark" title={sentences::assumed_starts(state, words)}>
                    { sentences::demonstration(state, words) }
                </span>
                { assumed(scene) }
            </p>
            if let Some([new, staff]) = money {
                <p class="aside"><span>{ new }</span><span>{ staff }</span></p>
            }
        </section>
    }
}

/// That some assumptions are the reader's own, with the way to where they stand.
fn assumed(scene: &Scene<'_>) -> Html {
    let many = scene.state.assumed_count();
    if many == 0 {
        return Html::default();
    }
    let emit = scene.emit.clone();
    let open = Callback::from(move |event: yew::MouseEvent| {
        event.prevent_default();
        emit.emit(Event::PageChosen(Page::Model));
    });
    let href = atlas::hash_of(&scene.state.atlas, &scene.state.scenario.key, Page::Model);
    html! { <a class="demo assume-mark" {href} onclick={open}>{ scene.words.number("verdict-assumed", many) }</a> }
}

/// The tour, for who is here for the first time.
pub fn tour_offer(scene: &Scene<'_>) -> Html {
    html! {
        if scene.state.tour_offered && scene.state.page == Page::Plan {
            <aside class="tour-offer" aria-label={scene.say("tour-offer")}>
                <span>{ scene.say("tour-offer") }</span>
                <button type="button" class="btn main" onclick={scene.on(|| Event::TourAsked)}>{ scene.say("tour-take") }</button>
                <button type="button" class="btn line" onclick={scene.on(|| Event::TourDeclined)}>{ scene.say("tour-decline") }</button>
            </aside>
        }
    }
}
