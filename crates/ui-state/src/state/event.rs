//! What happens to the page, and what it asks of the browser.

use super::Table;
use super::compare::CompareEvent;
use super::data::DataEvent;
use super::indicators::IndicatorsEvent;
use super::library::LibraryEvent;
use super::model::ModelEvent;
use super::office::OfficeEvent;
use super::own::{Hand, Reader};
use super::page::Page;
use super::people::PeopleEvent;
use super::store::Record;
use super::study::StudyEvent;
use crate::cut::Cut;
use crate::document::{RegionsAs, Theme};
use crate::draft::DraftEvent;
use crate::number::Lang;
use crate::series::Series;
use sim_core::LeverKey;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A slider was moved to a value of the model.
    LeverMoved(LeverKey, f64),
    /// A slider was let go.
    LeverReleased(LeverKey),
    /// A value was typed.
    LeverTyped(LeverKey, String),
    /// A target was typed for a place that has none.
    GoalTyped(Series, String),
    /// A lever goes back to the document's course.
    LeverReset(LeverKey),
    /// A lever goes back to the baseline.
    LeverCleared(LeverKey),
    /// Everything goes back to the document.
    AllReset,
    /// The last move shall be seen again.
    Replayed,
    /// One step back.
    Undone,
    /// One step forward.
    Redone,
    /// A course over the years was written on.
    Draft(DraftEvent),
    /// A lever's details were opened.
    DetailsOpened(LeverKey),
    /// They were closed.
    DetailsClosed,
    /// The table behind a figure was opened.
    TableOpened(Table),
    /// It was closed.
    TableClosed,
    /// The seldom moved levers of a theme were shown or hidden.
    MoreToggled(sim_core::scenario::Theme),
    /// A chart, 0 or 1, shall show another series.
    ChartChosen(usize, Series),
    /// A chart, 0 or 1, shall show any output.
    CutChosen(usize, Cut),
    /// Regions shall be shown as this.
    RegionsChosen(RegionsAs),
    /// A region, by its number, was chosen to be shown alone, or once more to show the whole place again.
    RegionFocused(u16),
    /// The whole place shall be shown again.
    FocusLeft,
    /// The other language was chosen.
    LanguageSwitched,
    /// The other theme was chosen.
    ThemeSwitched,
    /// The link was asked for.
    LinkAsked,
    /// It went to the clipboard, or could not.
    LinkCopied(bool),
    /// The document was asked for as a file.
    FileAsked,
    /// The results were asked for as CSV.
    CsvAsked,
    /// The policy was asked for as TOML.
    PolicyAsked,
    /// Something about files that are opened or written.
    Office(OfficeEvent),
    /// A file was chosen: its name and text.
    FileChosen(String, String),
    /// A place was chosen by the key of its scenario.
    PlaceChosen(String),
    /// The tour was asked for.
    TourAsked,
    /// It was declined.
    TourDeclined,
    /// Another page was chosen.
    PageChosen(Page),
    /// What a page is made of came.
    PageCame(Page),
    /// It did not: why.
    PageMissed(Page, String),
    /// Something on the page of persons.
    People(PeopleEvent),
    /// Something on the page of indicators.
    Indicators(IndicatorsEvent),
    /// Something about a study or on its page.
    Study(StudyEvent),
    /// Something on the page of the model.
    Model(ModelEvent),
    /// Something about saved plans.
    Library(LibraryEvent),
    /// Something on the page that compares plans.
    Compare(CompareEvent),
    /// Something on the page of data, with what that page does about it.
    Data(Hand, DataEvent),
    /// A place came: its key, and itself as [`Scenario::pack`](sim_core::Scenario::pack) wrote it.
    PlaceArrived(String, Vec<u8>),
    /// The texts of a place came: its key and the texts.
    TextsArrived(String, String),
    /// A place or its texts did not come: its key and why.
    PlaceMissed(String, String),
    /// What reads texts came, or why it did not.
    ReaderCame(Result<Reader, String>),
    /// The address changed.
    AddressChanged(String),
    /// A notice was put away.
    NoticeDismissed(usize),
    /// Bytes came from the worker.
    Answered(Vec<u8>),
    /// The worker died, saying this.
    WorkerDied(String),
    /// A time that was asked for has passed.
    Rang(Alarm),
    /// Another tab of this browser kept this document.
    KeptElsewhere(String),
    /// What the other tab kept shall replace this plan.
    OtherTaken,
    /// This plan shall replace what the other tab kept.
    OwnKept,
    /// A newer version of the program is there.
    UpdateFound,
    /// It shall be taken.
    UpdateTaken,
    /// The browser kept the document, or refused.
    Kept(bool),
    /// What the browser's store holds came.
    StoreArrived(Vec<Record>),
    /// The browser does not store or take out something; kind and key are empty where nothing can be read.
    StoreRefused {
        /// Of what kind.
        kind: String,
        /// Under which key.
        key: String,
        /// Why.
        message: String,
    },
    /// The browser has stored something or taken it out, so that it survives.
    Stored,
    /// Another tab stored something, or took it out.
    StoredElsewhere {
        /// Of what kind.
        kind: String,
        /// Under which key.
        key: String,
        /// The value; none where it was taken out.
        value: Option<String>,
    },
    /// Something that the browser refused to store was asked for as a file.
    RecordAsked {
        /// Of what kind.
        kind: String,
        /// Under which key.
        key: String,
    },
}

/// What a time was asked for. The number tells it from an earlier, now superseded one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Nothing was moved for a while.
    Settled(u64),
    /// The document is to be kept.
    Keep(u64),
    /// Nothing has moved for so long that persons can begin.
    People(u64),
    /// Nothing has moved for so long that studies can go on.
    Study(u64),
    /// A year of persons has been looked at.
    Year(u64),
    /// A picture of the last move has been looked at.
    Replay,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send bytes to the worker.
    Send(Vec<u8>),
    /// Start a new worker in place of the dead one.
    RestartWorker,
    /// Send bytes to the worker of persons, starting it where there is none.
    AskPeople(Vec<u8>),
    /// End the worker of persons.
    StopPeople,
    /// Send bytes to a worker of studies, by its number, starting it where there is none.
    AskStudy(usize, Vec<u8>),
    /// End a worker of studies.
    EndStudy(usize),
    /// Say [`Event::Rang`] after a time.
    Wake {
        /// Milliseconds from now.
        after_ms: u32,
        /// What for.
        alarm: Alarm,
    },
    /// Keep this by [`Effect::Keep`]'s way should the page be left before that comes.
    KeepOnLeaving {
        /// Key of the place.
        place: String,
        /// The document.
        document: String,
    },
    /// Keep the document of a place in the browser's store.
    Keep {
        /// Key of the place.
        place: String,
        /// The document.
        document: String,
    },
    /// Store something in the browser: [`Event::Stored`] once it is there, [`Event::StoreRefused`] where it will not be.
    Store {
        /// Of what kind.
        kind: &'static str,
        /// Under which key.
        key: String,
        /// The value.
        value: String,
    },
    /// Take something out of the browser's store.
    Unstore {
        /// Of what kind.
        kind: &'static str,
        /// Under which key.
        key: String,
    },
    /// Get a place, then say [`Event::PlaceArrived`] or [`Event::PlaceMissed`].
    Fetch(String),
    /// Get the texts of a place, then say [`Event::TextsArrived`] or [`Event::PlaceMissed`].
    FetchTexts(String),
    /// Get what reads texts, then say [`Event::ReaderCame`].
    BringReader,
    /// Get what a page is made of, then say [`Event::PageCame`] or [`Event::PageMissed`].
    BringPage(Page),
    /// Put the link with this hash on the clipboard.
    CopyLink(String),
    /// Put a hash into the address; empty removes it.
    SetAddress(String),
    /// Give the user a file.
    Download {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// Its text.
        text: String,
    },
    /// Give the user a file of bytes.
    DownloadBytes {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// Draw figures, as JSON, as pictures, then say [`OfficeEvent::Pictured`].
    Picture(String),
    /// Give the user a figure of the page.
    SaveFigure {
        /// The number of the figure.
        figure: usize,
        /// What its file is called.
        name: String,
        /// As a picture, or else as SVG.
        as_picture: bool,
    },
    /// Print the page.
    Print,
    /// Send bytes to the worker that opens and writes files, starting it where there is none; then say
    /// [`OfficeEvent::Answered`] or [`OfficeEvent::Died`].
    AskOffice(Vec<u8>),
    /// Show the parts of the page one after another: steps as JSON.
    Tour(String),
    /// The tour need not be offered again.
    ForgetTour,
    /// Go over to the newer version.
    Update,
    /// Show the page in this language, with the title of the place.
    ShowLanguage(Lang),
    /// Show the page in this theme.
    ShowTheme(Theme),
}
