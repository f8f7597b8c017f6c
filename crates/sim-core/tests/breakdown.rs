//! A total shared out among regions and years: every sum holds, whatever is held.

use proptest::prelude::*;
use sim_core::scenario::Metric;
use sim_core::sorted::Map;
use sim_core::study::breakdown::{
    Basis, Breakdown, Ground, Limits, Margins, Order, Pace, Refusal, Spot, Whole, fill, room,
};
use sim_core::{Model, Policy, RunSettings, Scenario};

/// Every table with these sums.
fn all(rows: &[u64], columns: &[u64]) -> Vec<Vec<u64>> {
    fn lines(total: u64, most: &[u64]) -> Vec<Vec<u64>> {
        let Some((first, others)) = most.split_first() else {
            return if total == 0 { vec![Vec::new()] } else { Vec::new() };
        };
        (0..=total.min(*first))
            .flat_map(|value| {
                lines(total - value, others).into_iter().map(move |mut line| {
                    line.insert(0, value);
                    line
                })
            })
            .collect()
    }
    let Some((first, others)) = rows.split_first() else {
        return if columns.iter().all(|it| *it == 0) { vec![Vec::new()] } else { Vec::new() };
    };
    lines(*first, columns)
        .into_iter()
        .flat_map(|line| {
            let left: Vec<u64> = columns.iter().zip(&line).map(|(all, it)| all - it).collect();
            all(others, &left).into_iter().map(move |rest| line.iter().copied().chain(rest).collect())
        })
        .collect()
}

/// Two lists of the same sum.
fn sums(rows: usize, columns: usize, largest: u64) -> impl Strategy<Value = (Vec<u64>, Vec<u64>)> {
    let table = prop::collection::vec(0..=largest, rows * columns);
    table.prop_map(move |cells| {
        let rows_of = cells.chunks(columns).map(|row| row.iter().sum()).collect();
        let columns_of = (0..columns).map(|c| cells.iter().skip(c).step_by(columns).sum()).collect();
        (rows_of, columns_of)
    })
}

fn check_sums(table: &[u64], rows: &[u64], columns: &[u64]) -> Result<(), TestCaseError> {
    for (row, sum) in table.chunks(columns.len()).zip(rows) {
        prop_assert_eq!(row.iter().sum::<u64>(), *sum);
    }
    for (c, sum) in columns.iter().enumerate() {
        prop_assert_eq!(table.iter().skip(c).step_by(columns.len()).sum::<u64>(), *sum);
    }
    Ok(())
}

proptest! {
    #[test]
    fn rows_and_columns_hold_and_every_cell_is_a_neighbour_of_its_exact_value(
        (rows, columns) in (1_usize..32, 1_usize..11).prop_flat_map(|(r, c)| sums(r, c, 400)),
    ) {
        let held = vec![None; rows.len() * columns.len()];
        let table = fill(Margins { rows: &rows, columns: &columns, held: &held }).expect("there is one");
        check_sums(&table, &rows, &columns)?;
        let total: u64 = rows.iter().sum();
        for (i, cell) in table.iter().enumerate() {
            let product = rows[i / columns.len()] * columns[i % columns.len()];
            let down = product.checked_div(total).unwrap_or(0);
            let up = down + u64::from(total > 0 && product % total > 0);
            prop_assert!((down..=up).contains(cell), "{} is not {} or {}", cell, down, up);
        }
    }

    #[test]
    fn no_table_lies_nearer((rows, columns) in sums(3, 3, 2)) {
        let held = vec![None; 9];
        let table = fill(Margins { rows: &rows, columns: &columns, held: &held }).expect("there is one");
        let total: u64 = rows.iter().sum();
        let off = |table: &Vec<u64>| -> f64 {
            let exact = |i: usize| rows[i / 3] as f64 * columns[i % 3] as f64 / (total as f64).max(1.0);
            // Neighbours only: others may lie as near in sum, but not within one everywhere.
            table.iter().enumerate().map(|(i, n)| {
                let off = (*n as f64 - exact(i)).abs();
                if off < 1.0 - 1e-9 { off } else { f64::INFINITY }
            }).sum()
        };
        let best = all(&rows, &columns).iter().map(off).fold(f64::INFINITY, f64::min);
        prop_assert!(off(&table) <= best + 1e-6);
    }

    /// Held cells stay; where no table has them there is none; the room of a cell is what the tables say.
    #[test]
    fn held_cells_stay_or_there_is_no_table(
        (rows, columns) in sums(3, 3, 2),
        hold in prop::collection::vec(prop::option::weighted(0.35, 0_u64..4), 9),
        at in 0_usize..9,
    ) {
        let fits = |table: &&Vec<u64>| hold.iter().zip(*table).all(|(held, it)| held.is_none_or(|held| held == *it));
        let tables = all(&rows, &columns);
        let possible: Vec<&Vec<u64>> = tables.iter().filter(fits).collect();
        let margins = Margins { rows: &rows, columns: &columns, held: &hold };
        let found = fill(margins);
        prop_assert_eq!(found.is_none(), possible.is_empty());
        let Some(found) = found else { return Ok(()) };
        prop_assert!(possible.contains(&&found));
        if hold[at].is_none() {
            let values = || possible.iter().map(|table| table[at]);
            let [least, most] = room(margins, &found, at / 3, at % 3);
            prop_assert_eq!((Some(least), Some(most)), (values().min(), values().max()));
        }
    }
}

/// A ground of some regions and years.
fn ground(there: &[f64], growth: &[f64], years: usize) -> Ground {
    let run = |(there, growth): (&f64, &f64)| (0..=years).map(|n| there + growth * n as f64).collect();
    Ground {
        metric: Metric::Professionals,
        base_year: 2025,
        run: there.iter().zip(growth).map(run).collect(),
        population: there.iter().map(|it| 900.0 * it + 10_000.0).collect(),
        gap: growth.iter().map(|it| 3.0 * it).collect(),
        townships: (0..there.len()).map(|i| 5.0 + i as f64).collect(),
    }
}

fn any_order() -> impl Strategy<Value = (Ground, Order)> {
    let regions = prop::collection::vec((0.0_f64..900.0, 0.1_f64..60.0), 1..12);
    let rule = (0_usize..5, 0_usize..5, 0_usize..3, any::<bool>());
    (regions, 1_usize..11, 0_u64..5000, rule).prop_map(
        |(regions, years, more, (basis, other, pace, whole))| {
            let (there, growth): (Vec<f64>, Vec<f64>) = regions.into_iter().unzip();
            let mix = Map::from([(Basis::ALL[basis], 0.6), (Basis::ALL[other], 0.4)]);
            let order = Order {
                year: 2025 + years as i32,
                total: there.iter().sum::<f64>().round() as u64 + more,
                mix,
                whole: if whole { Whole::All } else { Whole::Increase },
                pace: Pace::ALL[pace],
                limits: Map::new(),
                held: Map::new(),
            };
            (ground(&there, &growth, years), order)
        },
    )
}

fn check(order: &Order, breakdown: &Breakdown) -> Result<(), TestCaseError> {
    prop_assert_eq!(breakdown.quotas.iter().sum::<u64>(), order.total);
    prop_assert_eq!(breakdown.path.last(), Some(&order.total));
    let there: u64 = breakdown.base.iter().sum();
    let mut level = there;
    for (year, whole) in breakdown.path.iter().enumerate() {
        level += breakdown.added_in(year);
        prop_assert_eq!(level, *whole);
    }
    for region in 0..breakdown.base.len() {
        let levels = breakdown.levels(region);
        // What is added is a whole number and not negative, so counts never fall.
        prop_assert!(levels.windows(2).all(|pair| pair[0] <= pair[1]));
        prop_assert_eq!(levels.last(), Some(&breakdown.quotas[region]));
    }
    for (spot, value) in &order.held {
        let stands = match spot {
            Spot::Cell(region, year) => breakdown.added[*region][(*year - breakdown.base_year - 1) as usize],
            Spot::Region(region) => breakdown.quotas[*region],
            Spot::Year(year) => breakdown.path[(*year - breakdown.base_year - 1) as usize],
        };
        prop_assert_eq!(stands, *value);
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_rule_keeps_every_sum((ground, order) in any_order()) {
        check(&order, &order.share_out(&ground).expect("there is room"))?;
    }

    /// Whatever is set in whatever order: sums hold, what was set stands, and a refusal leaves things as they were.
    #[test]
    fn what_is_set_stays_and_the_sums_hold(
        (ground, order) in any_order(),
        edits in prop::collection::vec((0_usize..3, any::<prop::sample::Index>(), 0_i32..10, 0_u64..600), 1..8),
    ) {
        let mut order = order;
        let years = order.year - 2025;
        for (kind, region, year, value) in edits {
            let (region, year) = (region.index(ground.run.len()), 2026 + year % years);
            let now = order.share_out(&ground).expect("it could be shared out before");
            let spot = [Spot::Cell(region, year), Spot::Region(region), Spot::Year(year)][kind];
            let value = match spot {
                Spot::Cell(..) => value,
                Spot::Region(region) => now.base[region] + value,
                Spot::Year(_) => now.base.iter().sum::<u64>() + value,
            };
            match order.set(&ground, spot, Some(value)) {
                Ok(next) => {
                    check(&next, &next.share_out(&ground).expect("it was shared out"))?;
                    order = next;
                }
                Err(Refusal::Outside { spot: named, least, most }) => {
                    prop_assert_eq!(named, spot);
                    prop_assert!(least <= most && !(least..=most).contains(&value));
                    // The most it can be is possible (a quota also has to leave held cells their table).
                    if !matches!(spot, Spot::Region(_)) {
                        prop_assert!(order.set(&ground, spot, Some(most)).is_ok() || matches!(spot, Spot::Year(_)));
                    }
                }
                Err(Refusal::Held) => {}
                Err(other) => prop_assert!(false, "{:?}", other),
            }
        }
    }

    #[test]
    fn floors_and_ceilings_are_kept(
        (ground, order) in any_order(),
        limits in prop::collection::vec((0_u64..400, 0_u64..900), 12),
    ) {
        let mut order = order;
        for (region, (floor, more)) in (0..ground.run.len()).zip(limits) {
            order.limits.insert(region, Limits { least: floor, most: ground.run[region][0].ceil() as u64 + floor + more });
        }
        match order.share_out(&ground) {
            Ok(breakdown) => {
                check(&order, &breakdown)?;
                for (region, limits) in &order.limits {
                    prop_assert!((limits.least..=limits.most).contains(&breakdown.quotas[*region]));
                }
            }
            Err(Refusal::Total { least, most }) => prop_assert!(order.total < least || order.total > most),
            Err(Refusal::NoWeight(_)) => {}
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }
}

#[test]
fn a_rule_does_what_its_name_says() {
    let ground = ground(&[100.0, 300.0, 600.0], &[10.0, 10.0, 20.0], 5);
    let order = |basis, whole, pace| Order {
        year: 2030,
        total: 2000,
        mix: Map::from([(basis, 1.0)]),
        whole,
        pace,
        limits: Map::new(),
        held: Map::new(),
    };
    let quotas =
        |basis, whole| order(basis, whole, Pace::Even).share_out(&ground).expect("there is room").quotas;
    // All double.
    assert_eq!(quotas(Basis::Staff, Whole::Increase), [200, 600, 1200]);
    assert_eq!(quotas(Basis::Staff, Whole::All), [200, 600, 1200]);
    // A quarter, a quarter, a half of the thousand that come, by growth and by gap.
    assert_eq!(quotas(Basis::Projection, Whole::Increase), [350, 550, 1100]);
    assert_eq!(quotas(Basis::Gap, Whole::Increase), [350, 550, 1100]);
    // 5 : 6 : 7 townships; of the whole the largest keeps at least what is there.
    assert_eq!(quotas(Basis::Townships, Whole::All), [555, 667, 778]);
    let path = |pace| order(Basis::Staff, Whole::All, pace).share_out(&ground).expect("there is room").path;
    assert_eq!(path(Pace::Even), [1200, 1400, 1600, 1800, 2000]);
    // 2^(n/5) thousand.
    assert_eq!(path(Pace::Rate), [1149, 1320, 1516, 1741, 2000]);
}

#[test]
fn every_place_can_be_shared_out() {
    for key in ["chuxiong-2026", "national-2026", "taizhou-2026"] {
        let scenario = Scenario::builtin(key).expect("it is built in");
        let run = Model::new(&scenario).run(&Policy::default(), &RunSettings::default()).expect("it runs");
        for metric in sim_core::study::breakdown::COUNTED {
            let ground = Ground::of(&scenario, &run, metric, scenario.plan_year).expect("a count");
            let there: f64 = ground.run.iter().map(|it| it[0]).sum();
            let whole = sim_core::results::metric_value(&scenario, &run, metric, 0);
            assert!((there - whole).abs() < 1e-6 * whole.max(1.0), "{key} {metric:?}: {there} {whole}");
            let order = Order {
                year: scenario.plan_year,
                total: (there * 1.3).ceil() as u64,
                mix: Map::from([(Basis::Population, 1.0)]),
                whole: Whole::Increase,
                pace: Pace::Even,
                limits: Map::new(),
                held: Map::new(),
            };
            let breakdown = order.share_out(&ground).expect("there is room");
            assert_eq!(breakdown.total(), order.total);
        }
    }
}
