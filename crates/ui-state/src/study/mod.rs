//! Studies on the page: what is asked of a pool of workers, how it is shared out, what comes back, and what is shown of it.

pub mod actuals;
pub mod backtest;
pub mod chances;
pub mod desk;
pub mod evidence;
pub mod lines;
pub mod matters;
pub mod pool;
pub mod quotas;
pub mod seek;
pub mod why;
pub mod wire;
