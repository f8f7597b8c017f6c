//! What a page brings when it is opened: the first visit loads *Plan* alone, each other page comes as a part of the module
//! that the build cuts off here, with its texts.
#![allow(unsafe_code, reason = "the loader of a part is declared as foreign code by the macro")]

use crate::easel::Easel;
use crate::host::Host;
use crate::scene::Scene;
use crate::{backtest, chances, compare, data, help, indicators, model, people, plan, report, seek, why};
use sim_core::Policy;
use ui_state::atlas::Texts as PlaceTexts;
use ui_state::state::{Page, Reader, Table};
use ui_state::words::Texts;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::Html;

/// A page as the shell knows it.
pub struct Leaf {
    /// Class of its `main`, for its styles.
    pub class: &'static str,
    /// Its texts beside those that every page has.
    pub texts: Option<Texts>,
    /// What is on it.
    pub view: fn(&Scene<'_>, &Easel) -> Html,
    /// Draws its figures.
    pub draw: fn(&Scene<'_>, &Easel, &Host),
    /// The table behind one of its figures, as the content of a dialog.
    pub table: fn(&Scene<'_>, Table) -> Html,
}

/// For a page without figures.
pub fn no_figures(_: &Scene<'_>, _: &Easel, _: &Host) {}

/// For a page without tables behind figures.
pub fn no_table(_: &Scene<'_>, _: Table) -> Html {
    Html::default()
}

type Loaded = Result<&'static Leaf, SplitLoaderError>;

/// What reads texts, as a part of its own: only places of one's own are read from them.
#[wasm_split(reader, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "loading may fail")]
fn reader() -> Result<Reader, SplitLoaderError> {
    Ok(Reader { place: PlaceTexts::read, policy: Policy::read })
}

/// Brings what reads texts.
///
/// # Errors
/// Where its part of the module does not come.
pub async fn load_reader() -> Result<Reader, SplitLoaderError> {
    reader().await
}

/// A part of the module for each page.
macro_rules! parts {
    ($($page:ident: $part:ident),* $(,)?) => {
        $(
            #[wasm_split($part, fallible)]
            fn $part() -> Loaded {
                Ok(&$part::LEAF)
            }
        )*

        /// Brings a page.
        ///
        /// # Errors
        /// Where its part of the module does not come.
        pub async fn load(page: Page) -> Loaded {
            match page {
                Page::Plan => Ok(&plan::LEAF),
                $(Page::$page => $part().await,)*
            }
        }
    };
}

parts! {
    Why: why,
    Compare: compare,
    Chances: chances,
    Seek: seek,
    Indicators: indicators,
    People: people,
    Model: model,
    Tests: backtest,
    Data: data,
    Report: report,
    Help: help,
}
