//! Where a region stands on the schematic map: a grid in which neighbours stay neighbours as far as possible.

use crate::number::Lang;
use sim_core::scenario::Region;

/// A grid of tiles and the cell of each region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiles {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// (row, column) of each region, from 0 at the north-west.
    pub cells: Vec<(usize, usize)>,
}

impl Tiles {
    /// Lays regions out by the longitude and latitude of their seats.
    pub fn of(seats: &[(f64, f64)]) -> Self {
        let n = seats.len();
        if n == 0 {
            return Self { rows: 0, columns: 0, cells: Vec::new() };
        }
        let columns = (1..=n).find(|c| c * (c + 1) >= n).unwrap_or(1);
        let rows = n.div_ceil(columns);
        let wanted = wanted_cells(seats, rows, columns);
        let mut cell_of: Vec<usize> = (0..n).collect();
        // The start: from north to south row by row, each row from west to east.
        let mut by_row: Vec<usize> = (0..n).collect();
        by_row.sort_by(|a, b| wanted[*a].0.total_cmp(&wanted[*b].0));
        for (row, regions) in by_row.chunks_mut(columns).enumerate() {
            regions.sort_by(|a, b| wanted[*a].1.total_cmp(&wanted[*b].1));
            for (column, region) in regions.iter().enumerate() {
                cell_of[*region] = row * columns + column;
            }
        }
        improve(&wanted, rows, columns, &mut cell_of);
        Self { rows, columns, cells: cell_of.iter().map(|cell| (cell / columns, cell % columns)).collect() }
    }

    /// The cells without a region, row by row.
    pub fn empty(&self) -> Vec<(usize, usize)> {
        (0..self.rows)
            .flat_map(|row| (0..self.columns).map(move |column| (row, column)))
            .filter(|cell| !self.cells.contains(cell))
            .collect()
    }
}

/// The (row, column) each seat would take if cells could be shared.
fn wanted_cells(seats: &[(f64, f64)], rows: usize, columns: usize) -> Vec<(f64, f64)> {
    let spread = |pick: fn(&(f64, f64)) -> f64, cells: usize, flip: bool| -> Vec<f64> {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for seat in seats {
            (low, high) = (low.min(pick(seat)), high.max(pick(seat)));
        }
        let width = (high - low).max(1e-9);
        seats
            .iter()
            .map(|seat| {
                let share = (pick(seat) - low) / width;
                (if flip { 1.0 - share } else { share }) * (cells - 1) as f64
            })
            .collect()
    };
    let row = spread(|seat| seat.1, rows, true);
    let column = spread(|seat| seat.0, columns, false);
    row.into_iter().zip(column).collect()
}

/// Swaps two cells as long as that brings regions nearer to where they want to be.
fn improve(wanted: &[(f64, f64)], rows: usize, columns: usize, cell_of: &mut [usize]) {
    let cost = |region: Option<usize>, cell: usize| {
        region.map_or(0.0, |region| {
            let (row, column) = wanted[region];
            let (dr, dc) = (row - (cell / columns) as f64, column - (cell % columns) as f64);
            dr * dr + dc * dc
        })
    };
    let cells = rows * columns;
    let mut region_in: Vec<Option<usize>> = vec![None; cells];
    for (region, cell) in cell_of.iter().enumerate() {
        region_in[*cell] = Some(region);
    }
    // Each swap lowers the sum, so this ends; the bound is for sums that differ by rounding only.
    for _ in 0..cells * cells {
        let mut best = (-1e-9, 0, 0);
        for a in 0..cells {
            for b in a + 1..cells {
                let (ra, rb) = (region_in[a], region_in[b]);
                let gain = cost(ra, b) + cost(rb, a) - cost(ra, a) - cost(rb, b);
                if gain < best.0 {
                    best = (gain, a, b);
                }
            }
        }
        let (_, a, b) = best;
        if a == b {
            break;
        }
        region_in.swap(a, b);
    }
    for (cell, region) in region_in.iter().enumerate() {
        if let Some(region) = region {
            cell_of[*region] = cell;
        }
    }
}

/// Letters for the provinces where names do not fit, by the first two digits of their codes (ISO 3166-2:CN).
const PROVINCES: [(&str, &str); 31] = [
    ("11", "BJ"),
    ("12", "TJ"),
    ("13", "HE"),
    ("14", "SX"),
    ("15", "NM"),
    ("21", "LN"),
    ("22", "JL"),
    ("23", "HL"),
    ("31", "SH"),
    ("32", "JS"),
    ("33", "ZJ"),
    ("34", "AH"),
    ("35", "FJ"),
    ("36", "JX"),
    ("37", "SD"),
    ("41", "HA"),
    ("42", "HB"),
    ("43", "HN"),
    ("44", "GD"),
    ("45", "GX"),
    ("46", "HI"),
    ("50", "CQ"),
    ("51", "SC"),
    ("52", "GZ"),
    ("53", "YN"),
    ("54", "XZ"),
    ("61", "SN"),
    ("62", "GS"),
    ("63", "QH"),
    ("64", "NX"),
    ("65", "XJ"),
];

/// The name of a region as far as it fits on a tile of a map with so many columns.
pub fn short_name(region: &Region, lang: Lang, columns: usize) -> String {
    let name = lang.text(&region.name);
    if lang == Lang::En {
        let province = PROVINCES.iter().find(|(code, _)| region.code == format!("{code}0000"));
        return match province {
            Some((_, letters)) if columns > 4 => (*letters).to_owned(),
            _ => name.split(" with ").next().unwrap_or(name).to_owned(),
        };
    }
    let name = name.split('（').next().unwrap_or(name);
    if columns < 4 {
        return name.to_owned();
    }
    ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"]
        .iter()
        .find_map(|kind| name.strip_suffix(kind))
        .unwrap_or(name)
        .to_owned()
}

/// The step of five (0 to 4) in which `value` lies between the smallest and the largest.
pub fn shade(value: f64, low: f64, high: f64) -> usize {
    if high - low < 1e-12 { 2 } else { (((value - low) / (high - low) * 5.0) as usize).min(4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_has_a_cell_of_its_own() {
        for n in 1..32_usize {
            let seats: Vec<(f64, f64)> = (0..n)
                .map(|i| (100.0 + ((i * 7) % 11) as f64 * 0.3, 25.0 + ((i * 5) % 13) as f64 * 0.2))
                .collect();
            let tiles = Tiles::of(&seats);
            let mut cells = tiles.cells.clone();
            cells.sort_unstable();
            cells.dedup();
            assert_eq!(cells.len(), n);
            assert!(cells.iter().all(|(row, column)| *row < tiles.rows && *column < tiles.columns));
            assert_eq!(tiles.empty().len(), tiles.rows * tiles.columns - n);
        }
    }

    #[test]
    fn north_is_up_and_west_is_left() {
        let chuxiong = sim_core::Scenario::builtin("chuxiong-2021").expect("built in");
        let seats: Vec<(f64, f64)> = chuxiong.regions.iter().map(|r| (r.longitude, r.latitude)).collect();
        let tiles = Tiles::of(&seats);
        let cell = |name: &str| {
            tiles.cells[chuxiong.regions.iter().position(|r| r.name.zh.starts_with(name)).expect("a county")]
        };
        for (north, south) in
            [("永仁", "牟定"), ("大姚", "南华"), ("元谋", "禄丰"), ("楚雄", "双柏"), ("武定", "双柏")]
        {
            assert!(cell(north).0 < cell(south).0, "{north} {south}");
        }
        for (west, east) in [("大姚", "元谋"), ("姚安", "武定"), ("南华", "楚雄"), ("楚雄", "禄丰")]
        {
            assert!(cell(west).1 < cell(east).1, "{west} {east}");
        }
    }

    #[test]
    fn names_fit_their_tiles() {
        let nation = sim_core::Scenario::builtin("national-2010").expect("built in");
        for region in &nation.regions {
            assert!(short_name(region, Lang::Zh, 6).chars().count() <= 3, "{}", region.name.zh);
            assert_eq!(short_name(region, Lang::En, 6).len(), 2, "{}", region.name.en);
        }
        let taizhou = sim_core::Scenario::builtin("taizhou-2010").expect("built in");
        assert_eq!(short_name(&taizhou.regions[1], Lang::Zh, 2), "高港区");
        assert_eq!(short_name(&taizhou.regions[1], Lang::En, 2), "Gaogang");
    }

    #[test]
    fn shades_run_from_the_smallest_to_the_largest() {
        assert_eq!([2.3, 2.8, 3.4, 3.9, 4.5].map(|v| shade(v, 2.3, 4.5)), [0, 1, 2, 3, 4]);
        assert_eq!(shade(1.0, 1.0, 1.0), 2);
    }
}
