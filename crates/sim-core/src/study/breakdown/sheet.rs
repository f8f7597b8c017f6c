//! A breakdown as rows of cells, for files and programs.

use super::order::Breakdown;

/// A row of a breakdown: of a region, or of all together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The region's number; nothing for all together.
    pub region: Option<usize>,
    /// What is there.
    pub base: u64,
    /// What is added in each year.
    pub added: Vec<u64>,
    /// What is there in the end.
    pub quota: u64,
}

impl Breakdown {
    /// A row for each region and one for all together.
    pub fn lines(&self) -> Vec<Line> {
        let region = |r: usize| Line {
            region: Some(r),
            base: self.base[r],
            added: self.added[r].clone(),
            quota: self.quotas[r],
        };
        let all = Line {
            region: None,
            base: self.base.iter().sum(),
            added: (0..self.path.len()).map(|year| self.added_in(year)).collect(),
            quota: self.total(),
        };
        (0..self.base.len()).map(region).chain([all]).collect()
    }
}

/// Cells as CSV: a cell is quoted where it has to be.
pub fn csv(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    let row = |cells: &Vec<String>| cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cell_is_quoted_where_it_has_to_be() {
        let rows = [vec!["a,b".to_owned(), "say \"no\"".to_owned(), "县".to_owned()]];
        assert_eq!(super::csv(&rows), "\"a,b\",\"say \"\"no\"\"\",县\n");
    }
}
