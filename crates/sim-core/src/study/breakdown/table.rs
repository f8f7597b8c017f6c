//! A table of whole numbers whose rows and columns have given sums: controlled rounding as a transportation problem.
//!
//! The exact table has cell = row × column ÷ total. Its whole-number neighbour takes each cell down or up to the next whole
//! number so that all sums stay (it exists: Bacharach 1966; Causey, Cox and Ernst 1985), and of those the one that lies
//! nearest in sum of distances: a flow of least cost from what rows lack to what columns lack. Cells that are held stay;
//! what they add or take is spread over the others in proportion (iterative proportional fitting) before rounding.

use super::flow::{Cells, PARTS};

/// What is asked of a table.
#[derive(Clone, Copy, Debug)]
pub struct Margins<'a> {
    /// Sums of rows.
    pub rows: &'a [u64],
    /// Sums of columns; together as much as the rows.
    pub columns: &'a [u64],
    /// Cells that stay as they are, row by row.
    pub held: &'a [Option<u64>],
}

/// Fitting ends when no sum is off by more, or after [`ROUNDS`]; then the flow does the rest.
const NEAR: f64 = 1e-9;
const ROUNDS: usize = 400;
/// What misses a whole number by so little is one.
const ROUNDING: f64 = 1e-6;

/// The table; nothing where the held cells leave none.
pub fn fill(margins: Margins<'_>) -> Option<Vec<u64>> {
    let (rows, columns) = left(margins)?;
    if rows.iter().sum::<u64>() != columns.iter().sum::<u64>() {
        return None;
    }
    let exact = margins.held.iter().all(Option::is_none);
    let (down, part) = if exact { proportional(&rows, &columns) } else { fitted(margins, &rows, &columns) };
    let free: Vec<bool> = margins.held.iter().map(Option::is_none).collect();
    let cells = Cells::nearest(&rows, &columns, &free, down, &part)?;
    let value = |(i, held): (usize, &Option<u64>)| held.unwrap_or(cells.values[i]);
    Some(margins.held.iter().enumerate().map(value).collect())
}

/// Between which values a cell of a table can be set while all sums and the held cells stay.
pub fn room(margins: Margins<'_>, table: &[u64], row: usize, column: usize) -> [u64; 2] {
    let at = row * margins.columns.len() + column;
    let mut free: Vec<bool> = margins.held.iter().map(Option::is_none).collect();
    free[at] = false;
    let [less, more] =
        [false, true].map(|more| Cells::of(margins.columns.len(), &free, table).room(row, column, more));
    [table[at].saturating_sub(less), table[at].saturating_add(more)]
}

/// What the held cells leave of the sums.
fn left(margins: Margins<'_>) -> Option<(Vec<u64>, Vec<u64>)> {
    let (mut rows, mut columns) = (margins.rows.to_vec(), margins.columns.to_vec());
    for (i, held) in margins.held.iter().enumerate() {
        if let Some(value) = held {
            let (r, c) = (i / columns.len(), i % columns.len());
            rows[r] = rows[r].checked_sub(*value)?;
            columns[c] = columns[c].checked_sub(*value)?;
        }
    }
    Some((rows, columns))
}

/// The exact table, cut to whole numbers, and the parts that were cut.
fn proportional(rows: &[u64], columns: &[u64]) -> (Vec<u64>, Vec<i64>) {
    let total: u128 = rows.iter().map(|it| u128::from(*it)).sum();
    let cell = |(row, column): (u64, u64)| {
        let product = u128::from(row) * u128::from(column);
        if total == 0 {
            return (0, 0);
        }
        let part = product % total * PARTS as u128 / total;
        // A part too small to be told is still one.
        let part = if product.is_multiple_of(total) { 0 } else { (part as i64).max(1) };
        ((product / total) as u64, part)
    };
    let pairs = rows.iter().flat_map(|row| columns.iter().map(move |column| (*row, *column)));
    pairs.map(cell).unzip()
}

/// The same around held cells.
fn fitted(margins: Margins<'_>, rows: &[u64], columns: &[u64]) -> (Vec<u64>, Vec<i64>) {
    let many = columns.len();
    let mut cells: Vec<f64> = (0..margins.held.len())
        .map(|i| {
            let seed = margins.rows[i / many] as f64 * margins.columns[i % many] as f64;
            if margins.held[i].is_none() { seed } else { 0.0 }
        })
        .collect();
    for _ in 0..ROUNDS {
        for (r, goal) in rows.iter().enumerate() {
            scale(&mut cells, (0..many).map(|c| r * many + c), *goal as f64);
        }
        let mut off: f64 = 0.0;
        for (c, goal) in columns.iter().enumerate() {
            off = off.max(scale(&mut cells, (0..rows.len()).map(|r| r * many + c), *goal as f64));
        }
        if off < NEAR {
            break;
        }
    }
    let cut = |value: f64| {
        let down = (value + ROUNDING).floor();
        let part = (value - down).max(0.0);
        let part = if part < ROUNDING { 0 } else { (part * PARTS as f64) as i64 };
        (down as u64, part)
    };
    cells.into_iter().map(cut).unzip()
}

/// Brings cells to a sum in proportion; says by how much it was missed before.
fn scale(cells: &mut [f64], which: impl Iterator<Item = usize> + Clone, goal: f64) -> f64 {
    let sum: f64 = which.clone().map(|i| cells[i]).sum();
    if sum > 0.0 {
        for i in which {
            cells[i] *= goal / sum;
        }
    }
    (sum - goal).abs()
}
