//! Shares out totals and fills tables and writes what came of it as JSON, for `tests/validation/breakdown.py`, which
//! compares it with other people's programs.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

use serde_json::{Value, json};
use sim_core::study::breakdown::{Limits, Margins, apportion, fill};

const SHARES: u64 = 400;
const TABLES: u64 = 60;

/// Numbers that look like chance and are the same everywhere (Lehmer's, with the multiplier of Park and Miller).
struct Dice(u64);

impl Dice {
    fn below(&mut self, many: u64) -> u64 {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        self.0 % many
    }
}

fn main() {
    let mut dice = Dice(20_261_126);
    let shares: Vec<Value> = (0..SHARES)
        .map(|_| {
            let members = 2 + dice.below(30);
            let weights: Vec<f64> = (0..members).map(|_| (1 + dice.below(1_000_000)) as f64).collect();
            let total = dice.below(20_000);
            let shares =
                apportion(total, &weights, &vec![Limits::FREE; weights.len()]).expect("there is room");
            json!({ "weights": weights, "total": total, "shares": shares })
        })
        .collect();
    let tables: Vec<Value> = (0..TABLES)
        .map(|_| {
            let (rows, columns) = ((2 + dice.below(30)) as usize, (2 + dice.below(9)) as usize);
            let cells: Vec<u64> = (0..rows * columns).map(|_| dice.below(60)).collect();
            let of_rows: Vec<u64> = cells.chunks(columns).map(|row| row.iter().sum()).collect();
            let of_columns: Vec<u64> =
                (0..columns).map(|c| cells.iter().skip(c).step_by(columns).sum()).collect();
            let held = vec![None; cells.len()];
            let table =
                fill(Margins { rows: &of_rows, columns: &of_columns, held: &held }).expect("there is one");
            json!({ "rows": of_rows, "columns": of_columns, "table": table })
        })
        .collect();
    println!("{}", json!({ "shares": shares, "tables": tables }));
}
