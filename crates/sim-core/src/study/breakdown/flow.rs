//! Moves of ones between the cells of a table: flows between its rows and columns.

/// What it costs a cell to go where it is not a whole-number neighbour of its exact value.
pub(super) const PENALTY: i64 = 1 << 40;
/// A fraction of one is told in so many parts.
pub(super) const PARTS: i64 = 1 << 30;

/// The free cells of a table.
pub(super) struct Cells {
    columns: usize,
    free: Vec<bool>,
    pub(super) values: Vec<u64>,
    /// How far each is above its exact value cut to a whole number.
    up: Vec<i64>,
    part: Vec<i64>,
}

/// A step along a way: the cell, and whether it takes one more or gives one.
type Step = (usize, bool);

impl Cells {
    pub(super) fn of(columns: usize, free: &[bool], values: &[u64]) -> Self {
        let none = vec![0; values.len()];
        Self { columns, free: free.to_vec(), values: values.to_vec(), up: none.clone(), part: none }
    }

    /// The cells that have the sums and lie nearest to `down` + `part`.
    pub(super) fn nearest(
        rows: &[u64],
        columns: &[u64],
        free: &[bool],
        down: Vec<u64>,
        part: &[i64],
    ) -> Option<Self> {
        let mut cells = Self {
            columns: columns.len(),
            free: free.to_vec(),
            up: vec![0; down.len()],
            part: part.to_vec(),
            values: down,
        };
        cells.cut(rows, columns);
        let (mut lacks, mut wants) = cells.lacking(rows, columns);
        while lacks.iter().any(|it| *it > 0) {
            let (row, way, column) = cells.cheapest(&lacks, &wants)?;
            for step in way {
                cells.take(step, 1);
            }
            lacks[row] -= 1;
            wants[column] -= 1;
        }
        Some(cells)
    }

    /// Takes away what goes beyond a sum, where fitting did not come near enough.
    fn cut(&mut self, rows: &[u64], columns: &[u64]) {
        let lines =
            (0..rows.len()).map(|r| (rows[r], (0..self.columns).map(|c| r * self.columns + c).collect()));
        let uprights = (0..columns.len())
            .map(|c| (columns[c], (0..rows.len()).map(|r| r * self.columns + c).collect::<Vec<usize>>()));
        for (goal, which) in lines.chain(uprights).collect::<Vec<_>>() {
            let mut over = which.iter().map(|i| self.values[*i]).sum::<u64>().saturating_sub(goal);
            for i in which {
                let less = over.min(self.values[i]);
                self.values[i] -= less;
                self.up[i] -= less as i64;
                over -= less;
            }
        }
    }

    fn lacking(&self, rows: &[u64], columns: &[u64]) -> (Vec<u64>, Vec<u64>) {
        let many = self.columns;
        let row = |(r, goal): (usize, &u64)| goal - self.values[r * many..][..many].iter().sum::<u64>();
        let column = |(c, goal): (usize, &u64)| goal - self.values.iter().skip(c).step_by(many).sum::<u64>();
        (rows.iter().enumerate().map(row).collect(), columns.iter().enumerate().map(column).collect())
    }

    fn take(&mut self, (cell, more): Step, many: u64) {
        if more {
            self.values[cell] += many;
            self.up[cell] += many as i64;
        } else {
            self.values[cell] -= many;
            self.up[cell] -= many as i64;
        }
    }

    /// The cost of one step; convex, so that a way of least cost keeps the whole at least cost.
    fn cost(&self, cell: usize, more: bool) -> i64 {
        let up = if more { self.up[cell] } else { self.up[cell] - 1 };
        let step = match up {
            i64::MIN..=-1 => -PENALTY,
            0 if self.part[cell] > 0 => PARTS - self.part[cell],
            _ => PENALTY,
        };
        if more { step } else { -step }
    }

    /// The cheapest way by which a row that lacks something gives one to a column that does.
    fn cheapest(&self, lacks: &[u64], wants: &[u64]) -> Option<(usize, Vec<Step>, usize)> {
        const FAR: i64 = i64::MAX / 4;
        let (rows, columns) = (lacks.len(), self.columns);
        let mut at_row: Vec<i64> = lacks.iter().map(|it| if *it > 0 { 0 } else { FAR }).collect();
        let mut at_column = vec![FAR; columns];
        let (mut from_column, mut from_row) = (vec![None; rows], vec![None; columns]);
        loop {
            let mut moved = false;
            for cell in (0..self.values.len()).filter(|cell| self.free[*cell]) {
                let (r, c) = (cell / columns, cell % columns);
                let along = at_row[r] + self.cost(cell, true);
                if at_row[r] < FAR && along < at_column[c] {
                    (at_column[c], from_row[c], moved) = (along, Some(r), true);
                }
                if at_column[c] < FAR && self.values[cell] > 0 {
                    let back = at_column[c] + self.cost(cell, false);
                    if back < at_row[r] {
                        (at_row[r], from_column[r], moved) = (back, Some(c), true);
                    }
                }
            }
            if !moved {
                break;
            }
        }
        let reached = (0..columns).filter(|c| wants[*c] > 0 && at_column[*c] < FAR);
        let end = reached.min_by_key(|c| at_column[*c])?;
        let (mut way, mut column) = (Vec::new(), end);
        loop {
            let row = from_row[column]?;
            way.push((row * columns + column, true));
            match from_column[row] {
                Some(before) => {
                    way.push((row * columns + before, false));
                    column = before;
                }
                None => return Some((row, way, end)),
            }
        }
    }

    /// How far a cell that is not free can go up or down while the free ones keep all sums.
    pub(super) fn room(mut self, row: usize, column: usize, more: bool) -> u64 {
        let mut room = 0;
        // One more here is one less in the row and one more in the column, and so on round a circle.
        while let Some(way) = self.round(row, column, more) {
            let give = way.iter().filter(|(_, more)| !more).map(|(cell, _)| self.values[*cell]);
            let many = give.min().unwrap_or(0).min(if more {
                u64::MAX
            } else {
                self.values[row * self.columns + column] - room
            });
            if many == 0 {
                break;
            }
            for step in way {
                self.take(step, many);
            }
            room += many;
        }
        room
    }

    /// A way from the row of a cell back to its column over other cells; the shortest.
    fn round(&self, row: usize, column: usize, more: bool) -> Option<Vec<Step>> {
        let columns = self.columns;
        let rows = self.values.len() / columns;
        let can = |cell: usize, step: bool| self.free[cell] && (step || self.values[cell] > 0);
        let mut from_column: Vec<Option<usize>> = vec![None; rows];
        let mut from_row: Vec<Option<usize>> = vec![None; columns];
        let mut waiting = std::collections::VecDeque::from([row]);
        while let Some(r) = waiting.pop_front() {
            for c in (0..columns).filter(|c| can(r * columns + c, !more)) {
                if from_row[c].is_some() {
                    continue;
                }
                from_row[c] = Some(r);
                for next in (0..rows).filter(|next| can(next * columns + c, more)) {
                    if next != row && from_column[next].is_none() {
                        from_column[next] = Some(c);
                        waiting.push_back(next);
                    }
                }
            }
        }
        let (mut way, mut at) = (Vec::new(), column);
        loop {
            let r = from_row[at]?;
            way.push((r * columns + at, !more));
            if r == row {
                return Some(way);
            }
            let before = from_column[r]?;
            way.push((r * columns + before, more));
            at = before;
        }
    }
}
