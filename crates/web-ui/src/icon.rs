//! The few pictures on buttons: strokes on a grid of sixteen.

use yew::{Html, html};

/// Back.
pub const UNDO: &str = "M6 3.5 2.500 7 6 10.500M2.500 7h6.500a3.750 3.750 0 0 1 0 7.500H6.500";
/// Forward.
pub const REDO: &str = "M10 3.500 13.500 7 10 10.500M13.500 7H7a3.750 3.750 0 0 0 0 7.500h2.500";
/// Once more.
pub const REPLAY: &str = "M5 3.500v9l7-4.500zM13.500 3.500v9";
/// All the way back.
pub const RESET: &str = "M2.500 3v4h4M2.900 7A5.250 5.250 0 1 1 3.600 11";
/// Saving under a name.
pub const SAVE: &str =
    "M3 2.500h8l2.500 2.500v8.500h-10.500zM5.500 2.500v3.500h4.500v-3.500M5.500 13.500v-4h5v4";
/// Saved plans.
pub const PLANS: &str = "M2.500 3.500h11v3.500h-11zM2.500 7h11v3.500h-11zM2.500 10.500h11v3h-11z";
/// Out of the box.
pub const SHARE: &str = "M8 9.500V2M5 5l3-3 3 3M3 8.500V14h10V8.500";
/// A written sheet.
pub const PAPER: &str = "M4 2h5.500L12.500 5v9H4zM9.500 2v3h3M6 8h4.500M6 10.500h4.500";
/// Half light, half dark.
pub const THEME: &str = "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 2v12M8 5h4.500M8 8h6M8 11h4.500";

/// A picture; the button says in words what it is.
pub fn icon(path: &'static str) -> Html {
    html! { <svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg> }
}

/// The mark of the program: contour lines of a hill on a sand table.
pub fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 28 28" aria-hidden="true">
            <path d="M3 21c2-9 6-15 11-15s9 6 11 15z" />
            <path d="M8 21c1-6 3-10 6-10s5 4 6 10" />
            <path d="M12 21c.4-3 1-5 2-5s1.600 2 2 5" />
        </svg>
    }
}
