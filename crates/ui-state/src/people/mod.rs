//! The agent model on the page: what is asked of its worker, what comes back, and what is shown of it.

pub mod ages;
pub mod careers;
pub mod desk;
pub mod detail;
pub mod flows;
pub mod headline;
pub mod spread;
pub mod story;
pub mod wire;

pub use detail::Detail;
pub use flows::Cut;
pub use headline::Headline;
