//! Studies: questions that many runs answer.
//!
//! Each is `plan → evaluate(rows) → analyse`. A plan says how many rows there are; a row depends on the plan and its
//! own number only, so that threads, browser workers or a cluster may take any rows in any order and the answer is the
//! same to the bit; the analysis reads rows and runs nothing.

#[cfg(feature = "study")]
pub mod actuals;
#[cfg(feature = "backtest")]
pub mod backtest;
#[cfg(feature = "study")]
pub mod breakdown;
#[cfg(feature = "study")]
pub mod ensemble;
#[cfg(feature = "study")]
pub mod optimise;
#[cfg(feature = "study")]
pub mod sample;
#[cfg(feature = "study")]
pub mod seek;
#[cfg(feature = "study")]
pub mod sensitivity;
#[cfg(feature = "study")]
pub mod uncertainty;
#[cfg(feature = "study")]
pub mod why;
