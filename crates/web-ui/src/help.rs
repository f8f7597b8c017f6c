//! Help: where to begin, and what every word means, from the program's own tables.

use crate::easel::Easel;
use crate::leaf::{Leaf, no_figures, no_table};
use crate::scene::Scene;
use sim_core::results::Variable;
use sim_core::scenario::LEVERS;
use std::rc::Rc;
use ui_state::words::{args, texts};
use ui_state::{Event, Series};
use web_sys::HtmlInputElement;
use yew::{Callback, Html, InputEvent, Properties, TargetCast as _, function_component, html, use_state};

/// The page.
pub static LEAF: Leaf =
    Leaf { class: "help", texts: Some(texts::HELP), view, draw: no_figures, table: no_table };

fn view(scene: &Scene<'_>, _: &Easel) -> Html {
    let begin = ["help-begin-1", "help-begin-2", "help-begin-3", "help-begin-4"];
    html! {
        <>
            <header>
                <h2>{ scene.say("help-title") }</h2>
                <button type="button" class="btn line" onclick={scene.on(|| Event::TourAsked)}>{ scene.say("help-tour") }</button>
            </header>
            <section aria-label={scene.say("help-begin")}>
                <h3>{ scene.say("help-begin") }</h3>
                <ol>{ for begin.into_iter().map(|key| html! { <li>{ scene.say(key) }</li> }) }</ol>
            </section>
            <section aria-label={scene.say("help-keys")}>
                <h3>{ scene.say("help-keys") }</h3>
                <p>{ scene.say("help-keys-text") }</p>
            </section>
            <Terms groups={Rc::new(groups(scene))} title={scene.say("help-terms")} search={scene.say("help-search")}
                none={scene.words.tell("help-none", &args([("typed", "\u{1}".to_owned())]))} />
        </>
    }
}

#[derive(PartialEq)]
struct Term {
    name: String,
    means: String,
}

#[derive(PartialEq)]
struct Group {
    title: String,
    terms: Vec<Term>,
}

/// All terms, group by group.
fn groups(scene: &Scene<'_>) -> Vec<Group> {
    let (words, lang) = (scene.words, scene.words.lang());
    let unit = |unit: &str| words.tell("help-unit", &args([("unit", unit.to_owned())]));
    let counts = Series::ALL
        .into_iter()
        .map(|series| Term { name: words.say(series.name_key()), means: words.say(series.counts_key()) });
    let statuses = [
        ("status-fact", "help-fact"),
        ("status-assumption", "help-assumption"),
        ("status-derived", "help-derived"),
        ("status-fitted", "help-fitted"),
    ];
    let levers = LEVERS.iter().map(|lever| Term {
        name: lang.label(lever.key.label()).to_owned(),
        means: format!("{} {}", lang.label(lever.help), unit(lang.label(lever.unit))),
    });
    let outputs = Variable::ALL.into_iter().map(|variable| Term {
        name: lang.label(variable.label()).to_owned(),
        means: unit(variable.info().unit),
    });
    vec![
        Group { title: words.say("help-counts"), terms: counts.collect() },
        Group {
            title: words.say("help-statuses"),
            terms: statuses
                .into_iter()
                .map(|(name, means)| Term { name: words.say(name), means: words.say(means) })
                .collect(),
        },
        Group { title: words.say("help-levers"), terms: levers.collect() },
        Group { title: words.say("help-outputs"), terms: outputs.collect() },
    ]
}

#[derive(Clone, PartialEq, Properties)]
struct TermsProps {
    groups: Rc<Vec<Group>>,
    title: String,
    search: String,
    none: String,
}

/// The terms, as far as they have what was typed.
#[function_component]
fn Terms(props: &TermsProps) -> Html {
    let typed = use_state(String::new);
    let edit = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            typed.set(input.value());
        })
    };
    let wanted = typed.trim().to_lowercase();
    let has = |term: &&Term| {
        term.name.to_lowercase().contains(&wanted) || term.means.to_lowercase().contains(&wanted)
    };
    let found = props.groups.iter().map(|group| (group, group.terms.iter().filter(has).collect::<Vec<_>>()));
    let found: Vec<_> = found.filter(|(_, terms)| !terms.is_empty()).collect();
    html! {
        <section aria-label={props.title.clone()}>
            <h3>{ &props.title }</h3>
            <p><label>{ &props.search }{ " " }<input type="search" value={(*typed).clone()} oninput={edit} /></label></p>
            if found.is_empty() {
                <p class="note" role="status">{ props.none.replace('\u{1}', typed.trim()) }</p>
            }
            { for found.into_iter().map(|(group, terms)| html! {
                <details key={group.title.clone()} open={true}>
                    <summary>{ &group.title }</summary>
                    <dl>{ for terms.into_iter().map(|term| html! { <div><dt>{ &term.name }</dt><dd>{ &term.means }</dd></div> }) }</dl>
                </details>
            }) }
        </section>
    }
}
