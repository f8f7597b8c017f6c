//! The browser's services, as `js/host.js` offers them.

use js_sys::Function;
use ui_state::Lang;
use ui_state::document::Theme;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// The object `js/host.js` makes.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub type Host;

    /// Starts a worker, in place of an earlier one. `answered` gets the bytes of a response, `died` a message.
    #[wasm_bindgen(method, js_name = startWorker)]
    pub fn start_worker(this: &Host, answered: &Function, died: &Function);
    /// Sends the bytes of a request.
    #[wasm_bindgen(method)]
    pub fn send(this: &Host, request: &[u8]);

    /// Sends the bytes of a request to the worker of persons, starting it where there is none. `answered` gets the bytes of each
    /// answer and the time in milliseconds, `died` a message.
    #[wasm_bindgen(method, js_name = askPeople)]
    pub fn ask_people(this: &Host, request: &[u8], answered: &Function, died: &Function);
    /// Ends the worker of persons.
    #[wasm_bindgen(method, js_name = stopPeople)]
    pub fn stop_people(this: &Host);
    /// Sends the bytes of a request to a worker of studies, by its number, starting it where there is none. `answered` gets
    /// its number, the bytes of each answer and the time in milliseconds, `died` its number and a message.
    #[wasm_bindgen(method, js_name = askStudy)]
    pub fn ask_study(this: &Host, seat: usize, request: &[u8], answered: &Function, died: &Function);
    /// Ends a worker of studies.
    #[wasm_bindgen(method, js_name = endStudy)]
    pub fn end_study(this: &Host, seat: usize);
    /// Sends the bytes of a request to the worker that opens and writes files, starting it where there is none. `answered` gets the
    /// bytes of the answer, `died` a message.
    #[wasm_bindgen(method, js_name = askOffice)]
    pub fn ask_office(this: &Host, request: &[u8], answered: &Function, died: &Function);
    /// How many workers studies may have.
    #[wasm_bindgen(method)]
    pub fn workers(this: &Host) -> usize;
    /// Bytes that persons may take.
    #[wasm_bindgen(method)]
    pub fn memory(this: &Host) -> f64;

    /// The places one can choose, as JSON, the first of them that of a first visit.
    #[wasm_bindgen(method)]
    pub fn places(this: &Host) -> String;
    /// Gets a packed place: `came` gets its bytes, `missed` a message.
    #[wasm_bindgen(method, js_name = fetchPlace)]
    pub fn fetch_place(this: &Host, key: &str, came: &Function, missed: &Function);
    /// Gets the texts of a place: `came` gets them, `missed` a message.
    #[wasm_bindgen(method, js_name = fetchTexts)]
    pub fn fetch_texts(this: &Host, key: &str, came: &Function, missed: &Function);

    /// What the browser kept, as JSON; undefined when its store cannot be read.
    #[wasm_bindgen(method)]
    pub fn kept(this: &Host) -> wasm_bindgen::JsValue;
    /// Keeps the document of a place; says whether the browser did.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Host, place: &str, document: &str) -> bool;

    /// Opens the store of named things. `arrived` gets all records as JSON; `refused` kind and key of what the browser does not
    /// store, both empty where nothing can be read, and why; `elsewhere` kind, key and value of what another tab stores, without
    /// a value where it takes something out.
    #[wasm_bindgen(method, js_name = openStore)]
    pub fn open_store(
        this: &Host,
        arrived: &Function,
        refused: &Function,
        elsewhere: &Function,
        written: &Function,
    );
    /// Stores a named thing.
    #[wasm_bindgen(method)]
    pub fn store(this: &Host, kind: &str, key: &str, value: &str);
    /// Takes a named thing out of the store.
    #[wasm_bindgen(method)]
    pub fn unstore(this: &Host, kind: &str, key: &str);

    /// Calls back when a newer version of the program is there.
    #[wasm_bindgen(method, js_name = watchUpdates)]
    pub fn watch_updates(this: &Host, found: &Function);
    /// Goes over to it.
    #[wasm_bindgen(method)]
    pub fn update(this: &Host);
    /// Shows parts of the page one after another; its library comes with the first.
    #[wasm_bindgen(method)]
    pub fn tour(this: &Host, tour: &str);
    /// The tour need not be offered again.
    #[wasm_bindgen(method, js_name = forgetTour)]
    pub fn forget_tour(this: &Host);
    /// Calls back with the document another tab of this browser keeps.
    #[wasm_bindgen(method, js_name = watchKept)]
    pub fn watch_kept(this: &Host, changed: &Function);
    /// Keeps this when the page is hidden or left, unless [`Host::keep`] has been called before.
    #[wasm_bindgen(method, js_name = keepOnLeaving)]
    pub fn keep_on_leaving(this: &Host, place: &str, text: &str);

    /// Copies the link to this page with a hash; `done` gets whether it worked.
    #[wasm_bindgen(method, js_name = copyLink)]
    pub fn copy_link(this: &Host, hash: &str, done: &Function);
    /// The hash of the address.
    #[wasm_bindgen(method)]
    pub fn hash(this: &Host) -> String;
    /// Puts a hash into the address without an event.
    #[wasm_bindgen(method, js_name = setHash)]
    pub fn set_hash(this: &Host, hash: &str);
    /// Calls back with the hash whenever somebody else changes it.
    #[wasm_bindgen(method, js_name = watchHash)]
    pub fn watch_hash(this: &Host, changed: &Function);

    /// Gives the user a file.
    #[wasm_bindgen(method)]
    pub fn download(this: &Host, name: &str, media_type: &str, text: &str);
    /// Gives the user a file of bytes.
    #[wasm_bindgen(method, js_name = downloadBytes)]
    pub fn download_bytes(this: &Host, name: &str, media_type: &str, bytes: &[u8]);
    /// Lets the user choose a file; `chosen` gets its name and text.
    #[wasm_bindgen(method, js_name = chooseFile)]
    pub fn choose_file(this: &Host, chosen: &Function);

    /// Draws chart number `slot`; remembers it until the library has come.
    #[wasm_bindgen(method)]
    pub fn draw(this: &Host, slot: usize, place: &Element, chart: &str);
    /// Draws a figure of persons, `flows` or `spread`; its library comes with the first.
    #[wasm_bindgen(method, js_name = drawPeople)]
    pub fn draw_people(this: &Host, figure: &str, place: &Element, chart: &str);
    /// Draws a figure of a study; its library comes with the first.
    #[wasm_bindgen(method, js_name = drawStudy)]
    pub fn draw_study(this: &Host, figure: &str, place: &Element, chart: &str);
    /// Draws the diagram of stocks and flows; its libraries come with the first.
    #[wasm_bindgen(method, js_name = drawModel)]
    pub fn draw_model(this: &Host, place: &Element, diagram: &str);
    /// Draws a figure of the report; its library comes with the first.
    #[wasm_bindgen(method, js_name = drawReport)]
    pub fn draw_report(this: &Host, place: &Element, plot: &str);
    /// The figures of a report as pictures; `done` gets the bytes of each, or nothing where they cannot be made.
    #[wasm_bindgen(method)]
    pub fn pictures(this: &Host, plots: &str, done: &Function);
    /// Gives the user the figure in a place of the page, as a picture or else as SVG.
    #[wasm_bindgen(method, js_name = saveFigure)]
    pub fn save_figure(this: &Host, figure: usize, name: &str, as_picture: bool);
    /// Prints the page.
    #[wasm_bindgen(method)]
    pub fn print(this: &Host);
    /// A slider event led to the inputs with this fingerprint.
    #[wasm_bindgen(method)]
    pub fn moved(this: &Host, fingerprint: &str);
}

/// The element the page is drawn into.
///
/// # Panics
/// If `index.html` has lost it.
pub fn root() -> Element {
    document().get_element_by_id("app").expect("index.html has an element `app`")
}

/// The document.
///
/// # Panics
/// Never in a page: only a worker has no document.
pub fn document() -> web_sys::Document {
    web_sys::window().and_then(|window| window.document()).expect("a page has a window with a document")
}

/// The reader's language and theme, as far as the browser knows them.
pub fn preferences() -> (Lang, Theme) {
    let window = web_sys::window();
    let tag = window.as_ref().and_then(|window| window.navigator().language()).unwrap_or_default();
    let dark = window
        .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten())
        .is_some_and(|query| query.matches());
    (Lang::for_reader(&tag), if dark { Theme::Dark } else { Theme::Light })
}

/// Shows the page as being in a language.
pub fn show_language(lang: Lang, title: &str) {
    if let Some(html) = document().document_element() {
        // An attribute that cannot be set leaves the page readable.
        let _ = html.set_attribute("lang", lang.tag());
    }
    document().set_title(title);
}

/// Shows the page in a theme.
pub fn show_theme(theme: Theme) {
    let name = match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-theme", name);
    }
}
