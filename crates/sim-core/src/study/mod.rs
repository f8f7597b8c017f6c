//! Studies: questions that many runs answer.

#[cfg(feature = "backtest")]
pub mod backtest;
