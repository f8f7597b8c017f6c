//! The page itself: one state, one stream of events, and the effects that leave it.

use crate::details;
use crate::easel::Easel;
use crate::frame;
use crate::host::{self, Host};
use crate::leaf::{self, Leaf};
use crate::plan;
use crate::scene::Scene;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Uint8Array};
use sim_core::Scenario;
use sim_core::sorted::Map;
use std::cell::RefCell;
use std::rc::Rc;
use ui_state::state::{Kept, OfficeEvent, Opening, Page, PeopleEvent, Record, StudyEvent, Table};
use ui_state::study::chances::Finding;
use ui_state::words::args;
use ui_state::{AppState, Effect, Event, Lang, Words, apply};
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlDialogElement;
use yew::{Callback, Component, Context, Html, NodeRef, Properties, TargetCast as _, html};

/// What the page is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ShellProps {
    /// The browser's services.
    pub host: Host,
    /// The place of a first visit.
    pub first: Rc<Scenario>,
}

/// The functions the browser calls; they live as long as the page.
struct Calls {
    answered: Closure<dyn Fn(Uint8Array)>,
    died: Closure<dyn Fn(String)>,
    people_answered: Closure<dyn Fn(Uint8Array, f64)>,
    people_died: Closure<dyn Fn(String)>,
    study_answered: Closure<dyn Fn(usize, Uint8Array, f64)>,
    study_died: Closure<dyn Fn(usize, String)>,
    office_answered: Closure<dyn Fn(Uint8Array)>,
    office_died: Closure<dyn Fn(String)>,
    copied: Closure<dyn Fn(bool)>,
    address: Closure<dyn Fn(String)>,
    elsewhere: Closure<dyn Fn(String)>,
    updated: Closure<dyn Fn()>,
    store_arrived: Closure<dyn Fn(String)>,
    store_refused: Closure<dyn Fn(String, String, String)>,
    stored_elsewhere: Closure<dyn Fn(String, String, Option<String>)>,
    stored: Closure<dyn Fn()>,
}

impl Calls {
    /// Functions that report what happened.
    fn to(emit: &Callback<Event>) -> Self {
        Self {
            answered: {
                let emit = emit.clone();
                Closure::new(move |bytes: Uint8Array| emit.emit(Event::Answered(bytes.to_vec())))
            },
            died: {
                let emit = emit.clone();
                Closure::new(move |message: String| emit.emit(Event::WorkerDied(message)))
            },
            people_answered: {
                let emit = emit.clone();
                Closure::new(move |bytes: Uint8Array, now: f64| {
                    emit.emit(Event::People(PeopleEvent::Answered(bytes.to_vec(), now)));
                })
            },
            people_died: {
                let emit = emit.clone();
                Closure::new(move |message: String| emit.emit(Event::People(PeopleEvent::Died(message))))
            },
            study_answered: {
                let emit = emit.clone();
                Closure::new(move |seat: usize, bytes: Uint8Array, now: f64| {
                    emit.emit(Event::Study(StudyEvent::Answered(seat, bytes.to_vec(), now)));
                })
            },
            study_died: {
                let emit = emit.clone();
                Closure::new(move |seat: usize, message: String| {
                    emit.emit(Event::Study(StudyEvent::Died(seat, message)));
                })
            },
            office_answered: {
                let emit = emit.clone();
                Closure::new(move |bytes: Uint8Array| {
                    emit.emit(Event::Office(OfficeEvent::Answered(bytes.to_vec())));
                })
            },
            office_died: {
                let emit = emit.clone();
                Closure::new(move |message: String| emit.emit(Event::Office(OfficeEvent::Died(message))))
            },
            copied: {
                let emit = emit.clone();
                Closure::new(move |copied: bool| emit.emit(Event::LinkCopied(copied)))
            },
            address: {
                let emit = emit.clone();
                Closure::new(move |hash: String| emit.emit(Event::AddressChanged(hash)))
            },
            elsewhere: {
                let emit = emit.clone();
                Closure::new(move |text: String| emit.emit(Event::KeptElsewhere(text)))
            },
            updated: {
                let emit = emit.clone();
                Closure::new(move || emit.emit(Event::UpdateFound))
            },
            store_arrived: {
                let emit = emit.clone();
                Closure::new(move |json: String| {
                    emit.emit(Event::StoreArrived(Record::all_in(&json)));
                })
            },
            store_refused: {
                let emit = emit.clone();
                Closure::new(move |kind: String, key: String, message: String| {
                    emit.emit(Event::StoreRefused { kind, key, message });
                })
            },
            stored: {
                let emit = emit.clone();
                Closure::new(move || emit.emit(Event::Stored))
            },
            stored_elsewhere: {
                let emit = emit.clone();
                Closure::new(move |kind: String, key: String, value: Option<String>| {
                    emit.emit(Event::StoredElsewhere { kind, key, value });
                })
            },
        }
    }
}

/// The page with everything around it.
pub struct Shell {
    state: AppState,
    words: Words,
    calls: Calls,
    /// The pages that have come.
    leaves: Rc<RefCell<Map<Page, &'static Leaf>>>,
    /// The figures of the page that is shown.
    easel: Easel,
    details: NodeRef,
    table: NodeRef,
}

fn function<T: ?Sized>(closure: &Closure<T>) -> &Function {
    closure.as_ref().unchecked_ref()
}

impl Component for Shell {
    type Message = Event;
    type Properties = ShellProps;

    fn create(ctx: &Context<Self>) -> Self {
        let host = &ctx.props().host;
        let calls = Calls::to(&ctx.link().callback(|event: Event| event));
        host.start_worker(function(&calls.answered), function(&calls.died));
        host.watch_hash(function(&calls.address));
        host.watch_kept(function(&calls.elsewhere));
        host.watch_updates(function(&calls.updated));
        host.open_store(
            function(&calls.store_arrived),
            function(&calls.store_refused),
            function(&calls.stored_elsewhere),
            function(&calls.stored),
        );
        let (lang, theme) = host::preferences();
        let kept = host.kept().as_string().ok_or(());
        let kept = kept.map(|json| serde_json::from_str::<Kept>(&json).unwrap_or_default());
        let atlas = serde_json::from_str(&host.places()).expect("the build lists the places");
        let scenario = (*ctx.props().first).clone();
        let memory = host.memory() as u64;
        let workers = host.workers();
        let opening = Opening { atlas, kept, hash: host.hash(), lang, theme, memory, workers };
        let (state, effects) = AppState::open(scenario, &opening);
        let words = Words::first(state.settings.lang);
        let mut page = Self {
            state,
            words,
            calls,
            leaves: Rc::new(RefCell::new(Map::from([(Page::Plan, &plan::LEAF)]))),
            easel: Easel::default(),
            details: NodeRef::default(),
            table: NodeRef::default(),
        };
        page.perform(ctx, effects);
        page
    }

    fn update(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        let slid = matches!(event, Event::LeverMoved(..));
        if matches!(event, Event::PageCame(_)) {
            self.speak(self.state.settings.lang);
        }
        let (before, page) = (self.state.wanted(), self.state.page);
        // Persons come while a slider moves: where they are not shown they cost no drawing.
        let unseen = page == Page::Plan
            && matches!(
                event,
                Event::People(PeopleEvent::Answered(..)) | Event::Study(StudyEvent::Answered(..))
            );
        let sure = self.known_chances();
        let told = self.state.notices.len();
        let effects = apply(&mut self.state, event);
        if slid && self.state.wanted() != before {
            ctx.props().host.moved(&format!("{:032x}", self.state.wanted().0));
        }
        if self.state.page != page {
            // Another page has other places to draw in.
            self.easel = Easel::default();
        }
        self.perform(ctx, effects);
        // What they say of the targets is shown on Plan too.
        !unseen || self.state.notices.len() != told || self.known_chances() != sure
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let emit = ctx.link().callback(|event: Event| event);
        let scene = Scene { state: &self.state, words: &self.words, emit: &emit };
        html! {
            <div class="frame">
                { frame::rail(&scene) }
                { frame::bar(&scene, &ctx.props().host) }
                { self.main(&scene) }
                { frame::tour_offer(&scene) }
                <dialog ref={self.details.clone()} class="details" aria-labelledby="details-title"
                    oncancel={canceled(&emit, Event::DetailsClosed)} onclose={closed(&emit, Event::DetailsClosed)}>
                    { details::details(&scene) }
                </dialog>
                <dialog ref={self.table.clone()} class="behind" aria-labelledby="table-title"
                    oncancel={canceled(&emit, Event::TableClosed)} onclose={closed(&emit, Event::TableClosed)}>
                    { self.behind(&scene) }
                </dialog>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        show(&self.details, self.state.details.is_some());
        show(&self.table, self.state.table.is_some());
        if let Some(leaf) = self.leaf() {
            let emit = ctx.link().callback(|event: Event| event);
            let scene = Scene { state: &self.state, words: &self.words, emit: &emit };
            (leaf.draw)(&scene, &self.easel, &ctx.props().host);
        }
    }
}

impl Shell {
    /// What is known of the page that is chosen.
    fn leaf(&self) -> Option<&'static Leaf> {
        self.leaves.borrow().get(&self.state.page).copied()
    }

    /// The content of the dialog behind figures. That of the saved plans comes with the page that compares them.
    fn behind(&self, scene: &Scene<'_>) -> Html {
        let Some(table) = self.state.table else { return Html::default() };
        let page = if table == Table::Library { Page::Compare } else { self.state.page };
        match self.leaves.borrow().get(&page) {
            Some(leaf) => (leaf.table)(scene, table),
            None => html! { <p id="table-title" class="note" role="status">{ scene.say("page-coming") }</p> },
        }
    }

    /// The page that is chosen.
    fn main(&self, scene: &Scene<'_>) -> Html {
        let page = self.state.page;
        let leaf = self.leaf();
        html! {
            <main key={page.key().unwrap_or_default()} class={leaf.map_or("", |leaf| leaf.class)}>
                { frame::notices(scene) }
                { match leaf {
                    Some(leaf) => (leaf.view)(scene, &self.easel),
                    None => html! { <p class="note" role="status">{ scene.say("page-coming") }</p> },
                } }
            </main>
        }
    }

    /// The texts of all pages that have come.
    fn speak(&mut self, lang: Lang) {
        let texts = self.leaves.borrow().values().filter_map(|leaf| leaf.texts).collect::<Vec<_>>();
        self.words = Words::first(lang);
        for texts in texts {
            self.words.add(texts);
        }
    }

    /// Which chances are known, to see whether others came.
    fn known_chances(&self) -> Option<(*const Finding, bool)> {
        let (found, stale) = self.state.chances()?;
        Some((std::rc::Rc::as_ptr(&found.finding), stale))
    }

    fn perform(&mut self, ctx: &Context<Self>, effects: Vec<Effect>) {
        let host = &ctx.props().host;
        for effect in effects {
            match effect {
                Effect::Send(bytes) => host.send(&bytes),
                Effect::RestartWorker => {
                    host.start_worker(function(&self.calls.answered), function(&self.calls.died));
                }
                Effect::AskPeople(bytes) => {
                    let calls = &self.calls;
                    host.ask_people(&bytes, function(&calls.people_answered), function(&calls.people_died));
                }
                Effect::StopPeople => host.stop_people(),
                Effect::AskStudy(seat, bytes) => {
                    let calls = &self.calls;
                    host.ask_study(
                        seat,
                        &bytes,
                        function(&calls.study_answered),
                        function(&calls.study_died),
                    );
                }
                Effect::EndStudy(seat) => host.end_study(seat),
                Effect::Picture(plots) => {
                    let link = ctx.link().clone();
                    let done = Closure::once_into_js(move |pictures: js_sys::Array| {
                        let bytes = |picture: JsValue| Uint8Array::new(&picture).to_vec();
                        let pictures = pictures.iter().map(bytes).collect();
                        link.send_message(Event::Office(OfficeEvent::Pictured(pictures)));
                    });
                    host.pictures(&plots, done.unchecked_ref());
                }
                Effect::SaveFigure { figure: n, name, as_picture } => host.save_figure(n, &name, as_picture),
                Effect::Print => host.print(),
                Effect::AskOffice(bytes) => {
                    let calls = &self.calls;
                    host.ask_office(&bytes, function(&calls.office_answered), function(&calls.office_died));
                }
                Effect::Wake { after_ms, alarm } => {
                    let emit = ctx.link().callback(|event: Event| event);
                    // An alarm that is no longer wanted is told by its number, so none needs to be stopped.
                    Timeout::new(after_ms, move || emit.emit(Event::Rang(alarm))).forget();
                }
                Effect::Fetch(key) => {
                    let [came, missed] = arrival(ctx, &key, Event::PlaceArrived);
                    host.fetch_place(&key, &came, &missed);
                }
                Effect::FetchTexts(key) => {
                    let [came, missed] = arrival(ctx, &key, Event::TextsArrived);
                    host.fetch_texts(&key, &came, &missed);
                }
                Effect::BringReader => {
                    let link = ctx.link().clone();
                    spawn_local(async move {
                        let reader = leaf::load_reader().await;
                        link.send_message(Event::ReaderCame(reader.map_err(|error| error.to_string())));
                    });
                }
                Effect::BringPage(page) => {
                    let (link, leaves) = (ctx.link().clone(), Rc::clone(&self.leaves));
                    spawn_local(async move {
                        link.send_message(match leaf::load(page).await {
                            Ok(leaf) => {
                                leaves.borrow_mut().insert(page, leaf);
                                Event::PageCame(page)
                            }
                            Err(error) => Event::PageMissed(page, error.to_string()),
                        });
                    });
                }
                Effect::KeepOnLeaving { place, document } => host.keep_on_leaving(&place, &document),
                Effect::Keep { place, document } => {
                    ctx.link().send_message(Event::Kept(host.keep(&place, &document)));
                }
                Effect::Store { kind, key, value } => host.store(kind, &key, &value),
                Effect::Unstore { kind, key } => host.unstore(kind, &key),
                Effect::CopyLink(hash) => host.copy_link(&hash, function(&self.calls.copied)),
                Effect::SetAddress(hash) => host.set_hash(&hash),
                Effect::Download { name, media_type, text } => host.download(&name, media_type, &text),
                Effect::DownloadBytes { name, media_type, bytes } => {
                    host.download_bytes(&name, &media_type, &bytes);
                }
                Effect::ShowLanguage(lang) => {
                    self.speak(lang);
                    let scenario = &self.state.scenario;
                    let title = self.words.tell(
                        "app-title-page",
                        &args([
                            ("page", self.words.say(self.state.page.name_key())),
                            ("place", lang.text(&scenario.place).to_owned()),
                            ("from", scenario.grid.start.year().to_string()),
                            ("to", scenario.plan_year.to_string()),
                        ]),
                    );
                    host::show_language(lang, &title);
                }
                Effect::Update => host.update(),
                Effect::Tour(tour) => host.tour(&tour),
                Effect::ForgetTour => host.forget_tour(),
                Effect::ShowTheme(theme) => host::show_theme(theme),
            }
        }
    }
}

/// What is called back when something of a place came, or did not: one of the two is called.
fn arrival<T: FromWasmAbi + 'static>(
    ctx: &Context<Shell>,
    key: &str,
    event: fn(String, T) -> Event,
) -> [Function; 2] {
    let (link, arrived) = (ctx.link().clone(), key.to_owned());
    let came = Closure::once_into_js(move |what: T| link.send_message(event(arrived, what)));
    let (link, away) = (ctx.link().clone(), key.to_owned());
    let missed =
        Closure::once_into_js(move |message: String| link.send_message(Event::PlaceMissed(away, message)));
    [came, missed].map(JsValue::unchecked_into)
}

/// Escape in a dialog: the state closes it, so that no drawing in between opens it again.
fn canceled(emit: &Callback<Event>, event: Event) -> Callback<yew::Event> {
    let emit = emit.clone();
    Callback::from(move |it: yew::Event| {
        // A chooser of files inside tells that it was left in the same way.
        if it.target_dyn_into::<HtmlDialogElement>().is_some() {
            it.prevent_default();
            emit.emit(event.clone());
        }
    })
}

/// A dialog was closed; that is told a moment later, when it may be open again.
fn closed(emit: &Callback<Event>, event: Event) -> Callback<yew::Event> {
    let emit = emit.clone();
    Callback::from(move |it: yew::Event| {
        if !it.target_unchecked_into::<HtmlDialogElement>().open() {
            emit.emit(event.clone());
        }
    })
}

/// Opens or closes a dialog, which then gives the focus back to where it came from.
fn show(dialog: &NodeRef, open: bool) {
    let Some(dialog) = dialog.cast::<HtmlDialogElement>() else { return };
    if open && !dialog.open() {
        // It fails only for a dialog outside the document.
        let _: Result<(), JsValue> = dialog.show_modal();
    } else if !open && dialog.open() {
        dialog.close();
    }
}
