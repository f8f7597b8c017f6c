//! The plan's indicators, shared out among counties and years.

mod quotas;
mod rule;
mod targets;

use crate::easel::Easel;
use crate::field::Field as TypedField;
use crate::leaf::{Leaf, no_figures, no_table};
use crate::scene::{Scene, rich};
use crate::study::progress;
use std::rc::Rc;
use ui_state::Event;
use ui_state::indicators::says;
use ui_state::indicators::shares::{self, ShareRow};
use ui_state::indicators::sheet::{Edit, Sheet};
use ui_state::state::{Field, Inquiry};
use ui_state::words::{args, texts};
use web_sys::HtmlSelectElement;
use yew::{AttrValue, Callback, Html, TargetCast as _, classes, html};

/// The page.
pub static LEAF: Leaf =
    Leaf { class: "indicators", texts: Some(texts::INDICATORS), view, draw: no_figures, table: no_table };

/// What every part of the page needs: the state, and the sheet that works out what becomes of an edit.
struct Page<'a> {
    scene: &'a Scene<'a>,
    sheet: Rc<Sheet>,
}

impl Page<'_> {
    fn say(&self, key: &str) -> String {
        self.scene.say(key)
    }

    /// A handler that reports what becomes of an edit.
    fn on<E: 'static>(&self, edit: impl Fn(&E) -> Option<Edit> + 'static) -> Callback<E> {
        let (emit, sheet) = (self.scene.emit.clone(), Rc::clone(&self.sheet));
        Callback::from(move |event: E| {
            if let Some(edit) = edit(&event) {
                emit.emit(Event::Indicators(sheet.after(edit)));
            }
        })
    }

    /// Reports what was chosen.
    fn chosen(&self, edit: impl Fn(&str) -> Option<Edit> + 'static) -> Callback<yew::Event> {
        self.on(move |event: &yew::Event| edit(&event.target_unchecked_into::<HtmlSelectElement>().value()))
    }

    /// Reports what was typed.
    fn typed(&self, edit: impl Fn(String) -> Edit + 'static) -> Callback<String> {
        let (emit, sheet) = (self.scene.emit.clone(), Rc::clone(&self.sheet));
        Callback::from(move |typed: String| emit.emit(Event::Indicators(sheet.after(edit(typed)))))
    }

    /// A field for a number, with what was typed there and not taken.
    fn field(&self, field: Field, label: String, value: String, class: Option<&'static str>) -> Html {
        let refused = self.scene.state.indicators.refused.as_ref().filter(|(at, _, _)| *at == field);
        let shown = refused.map_or(value, |(_, typed, _)| typed.clone());
        html! {
            <TypedField {label} value={shown} class={classes!(class)} inputmode="numeric" invalid={refused.is_some()}
                describedby={refused.is_some().then_some(AttrValue::Static("quota-trouble"))}
                changed={self.typed(move |typed| Edit::Typed(field, typed))} />
        }
    }
}

fn view(scene: &Scene<'_>, _: &Easel) -> Html {
    let page = Page { scene, sheet: Rc::new(Sheet::of(scene.state)) };
    let (sheet, words) = (&page.sheet, scene.words);
    let breakdown = sheet.breakdown();
    let rows = match &breakdown {
        Some(Ok(breakdown)) => shares::rows(sheet, breakdown, words),
        _ => Vec::new(),
    };
    let stale = scene.state.quotas().is_some_and(|(_, stale)| stale);
    html! {
        <>
            { head(&page, breakdown.as_ref(), &rows) }
            { progress(scene, Inquiry::Quotas, html! {}) }
            { targets::targets(&page) }
            <section class={classes!("quotas", stale.then_some("pending"))} aria-label={page.say("quota-title")} aria-busy={stale.to_string()}>
                { rule::rule(&page) }
                if let Some(Ok(breakdown)) = &breakdown {
                    { quotas::quotas(&page, breakdown, &rows) }
                }
            </section>
        </>
    }
}

type Shared = Result<sim_core::study::breakdown::Breakdown, sim_core::study::breakdown::Refusal>;

/// What comes of it, in a sentence.
fn head(page: &Page<'_>, breakdown: Option<&Shared>, rows: &[ShareRow]) -> Html {
    let (sheet, words) = (&page.sheet, page.scene.words);
    let said = match breakdown {
        Some(Ok(breakdown)) => says::verdict(sheet, breakdown, rows, words),
        Some(Err(refusal)) => format!("!{}!", says::refused(sheet, *refusal, words)),
        None if sheet.total().is_none() => words.tell(
            "quota-no-total",
            &args([("name", says::subject(sheet, words)), ("year", sheet.year.to_string())]),
        ),
        None => page.say("quota-coming"),
    };
    html! {
        <section class="verdict" aria-live="polite" aria-label={page.say("page-indicators")}>
            <p>{ rich(&said) }</p>
        </section>
    }
}
