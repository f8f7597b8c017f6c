//! What happens to studies and on their pages.

use super::Inquiry;
use super::chances::ChancesEvent;
use super::seek::SeekEvent;
use super::tests::TestsEvent;
use super::why::WhyEvent;

/// What happened to a study or on its page.
#[derive(Clone, Debug, PartialEq)]
pub enum StudyEvent {
    /// Bytes came from a worker of the pool, by its number, at a time in milliseconds.
    Answered(usize, Vec<u8>, f64),
    /// A worker died, saying this.
    Died(usize, String),
    /// No more is wanted; what is there stays.
    Stopped(Inquiry),
    /// It is wanted again.
    Started(Inquiry),
    /// Something on the page of checks.
    Tests(TestsEvent),
    /// Something on the page of chances.
    Chances(ChancesEvent),
    /// Something on the page that says why.
    Why(WhyEvent),
    /// Something on the page that seeks.
    Seek(SeekEvent),
}
