//! The heads of a table as cells over one or more columns and levels. It knows the heads' texts, not their size.

/// One cell of the heads: over the columns `first..=last` of the sheet and the levels `level..level + levels`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadCell {
    pub first: usize,
    pub last: usize,
    pub level: usize,
    pub levels: usize,
    pub text: String,
}

/// How many levels the heads have; at least one.
pub(crate) fn count_levels(heads: &[Vec<String>]) -> usize {
    heads.iter().map(Vec::len).max().unwrap_or(0).max(1)
}

/// Whether each column shares an upper head with the one before it.
pub(crate) fn find_joined(heads: &[Vec<String>]) -> Vec<bool> {
    (0..heads.len()).map(|at| at > 0 && share_head(&heads[at - 1], &heads[at], 0)).collect()
}

/// The head cells above these columns. Neighbours with equal upper heads share one cell; a head of fewer levels than the others
/// reaches down to the rows.
pub(crate) fn join_heads(heads: &[Vec<String>], columns: &[usize]) -> Vec<HeadCell> {
    let depth = count_levels(heads);
    let mut cells: Vec<HeadCell> = Vec::new();
    for level in 0..depth {
        let mut open: Option<usize> = None;
        for (place, column) in columns.iter().enumerate() {
            let Some(text) = head_at(&heads[*column], level) else {
                open = None;
                continue;
            };
            let leaf = level + 1 >= heads[*column].len();
            let joins = place > 0
                && columns[place - 1] + 1 == *column
                && share_head(&heads[*column - 1], &heads[*column], level);
            match open.filter(|_| joins) {
                Some(at) => cells[at].last = place,
                None => {
                    let levels = if leaf { depth - level } else { 1 };
                    cells.push(HeadCell { first: place, last: place, level, levels, text: text.to_owned() });
                    open = Some(cells.len() - 1);
                }
            }
        }
    }
    cells
}

/// The head of a column at a level; a column without any head has a blank one.
fn head_at(head: &[String], level: usize) -> Option<&str> {
    match head.get(level) {
        Some(text) => Some(text),
        None if level == 0 => Some(""),
        None => None,
    }
}

fn share_head(left: &[String], right: &[String], level: usize) -> bool {
    left.len() > level + 1 && right.len() > level + 1 && left[..=level] == right[..=level]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads() -> Vec<Vec<String>> {
        let head = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
        vec![head(&["镇(街)"]), head(&["当月新增", "户"]), head(&["当月新增", "人"]), head(&["当月退出", "户"])]
    }

    #[test]
    fn neighbours_share_their_upper_head_and_single_heads_reach_down() {
        let cells = join_heads(&heads(), &[0, 1, 2, 3]);
        let shapes: Vec<_> =
            cells.iter().map(|cell| (cell.text.as_str(), cell.first, cell.last, cell.level, cell.levels)).collect();
        assert_eq!(
            shapes,
            [
                ("镇(街)", 0, 0, 0, 2),
                ("当月新增", 1, 2, 0, 1),
                ("当月退出", 3, 3, 0, 1),
                ("户", 1, 1, 1, 1),
                ("人", 2, 2, 1, 1),
                ("户", 3, 3, 1, 1)
            ]
        );
        assert_eq!(find_joined(&heads()), [false, false, true, false]);
    }

    #[test]
    fn a_sheet_with_part_of_a_group_keeps_its_head() {
        let cells = join_heads(&heads(), &[0, 2, 3]);
        assert!(cells.iter().any(|cell| cell.text == "当月新增" && cell.first == 1 && cell.last == 1));
    }
}
