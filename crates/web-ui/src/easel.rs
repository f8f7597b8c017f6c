//! Where figures are drawn, by name, and what each shows already.

use serde::Serialize;
use sim_core::sorted::Map;
use std::cell::RefCell;
use ui_state::document::Theme;
use web_sys::Element;
use yew::NodeRef;

/// The places of a page's figures.
#[derive(Default)]
pub struct Easel(RefCell<Map<&'static str, Figure>>);

#[derive(Default)]
struct Figure {
    place: NodeRef,
    drawn: String,
}

impl Easel {
    /// The place of a figure, to be the `ref` of an element.
    pub fn place(&self, name: &'static str) -> NodeRef {
        self.0.borrow_mut().entry(name).or_default().place.clone()
    }

    /// Draws a figure unless it shows the same already.
    ///
    /// # Panics
    /// Never: a figure is plain data.
    pub fn draw(
        &self,
        name: &'static str,
        theme: Theme,
        figure: Option<impl Serialize>,
        draw: impl Fn(&Element, &str),
    ) {
        let Some(figure) = figure else { return };
        let data = serde_json::to_string(&figure).expect("a figure is plain data");
        self.draw_text(name, theme, &data, draw);
    }

    fn draw_text(&self, name: &'static str, theme: Theme, data: &str, draw: impl Fn(&Element, &str)) {
        let mut figures = self.0.borrow_mut();
        let figure = figures.entry(name).or_default();
        let Some(place) = figure.place.cast::<Element>() else { return };
        // Colours are read when drawing, so another theme is another drawing.
        let drawn = format!("{theme:?}{data}");
        // A part of a page that was put away and came back has a new place.
        if figure.drawn != drawn || !place.has_child_nodes() {
            draw(&place, data);
            figure.drawn = drawn;
        }
    }
}
