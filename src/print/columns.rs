//! Which columns stand side by side on a sheet, at what size and how wide. It knows widths asked for and the room there is.

use crate::print::measure::to_i32;
use crate::print::shown::Demand;

/// The room for a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room<'s> {
    /// The width there is.
    pub width: i32,
    /// The sizes of type to try, greatest first.
    pub sizes: &'s [i32],
    /// Down to this size the texts stay in one line; only below are they broken to keep the size.
    pub comfortable: i32,
    /// What each column takes beside its text: the space at both borders.
    pub beside: i32,
}

/// The columns of one sheet and their widths, the space beside the text included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub columns: Vec<usize>,
    pub widths: Vec<i32>,
}

/// How a table's columns stand on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fit {
    pub size: i32,
    pub sheets: Vec<Sheet>,
}

/// Which of the widths a column asks for it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Least,
    Tight,
    Natural,
}

impl Asked {
    fn of(self, demand: &Demand) -> i32 {
        match self {
            Asked::Least => demand.least,
            Asked::Tight => demand.tight,
            Asked::Natural => demand.natural,
        }
    }
}

/// The ways in which the columns can stand on the fewest sheets, the best to look at first: every text in one line at a
/// comfortable size, heads in few lines before heads in many; then broken texts from the greatest size down, then every text in one line at small sizes. `joined[i]` says
/// that column `i` shares an upper head with the one before; such columns stay together where they can. Later sheets repeat the
/// first `repeat` columns.
pub(crate) fn fits(demands: &[Demand], joined: &[bool], repeat: usize, room: Room) -> Vec<Fit> {
    let smallest = room.sizes.last().copied().unwrap_or(1);
    let repeat = bound_repeat(demands, repeat, smallest, room);
    let least = scale(demands, |demand| demand.least, smallest, room);
    let fewest = divide(&least, joined, repeat, room.width).len();
    let all = || room.sizes.iter().copied();
    let comfortable = || all().filter(|size| *size >= room.comfortable);
    let ways = comfortable().map(|size| (size, Asked::Natural)).chain(comfortable().map(|size| (size, Asked::Tight)));
    let ways = ways.chain(all().map(|size| (size, Asked::Least)));
    let ways = ways.chain(all().filter(|size| *size < room.comfortable).map(|size| (size, Asked::Tight)));
    let mut found: Vec<Fit> = Vec::new();
    for (size, way) in ways {
        let widths = scale(demands, |demand| way.of(demand), size, room);
        let sheets = balance(&widths, joined, repeat, room.width, fewest);
        let fits = sheets.iter().all(|sheet| width_of(sheet, &widths) <= i64::from(room.width));
        if sheets.len() <= fewest && (fits || found.is_empty() && (size, way) == (smallest, Asked::Least)) {
            let wishes = scale(demands, |demand| demand.natural, size, room);
            let sheets = sheets.into_iter().map(|columns| fill(columns, &widths, &wishes, room.width)).collect();
            found.push(Fit { size, sheets });
        }
    }
    found
}

fn scale(demands: &[Demand], asked: impl Fn(&Demand) -> i32, size: i32, room: Room) -> Vec<i32> {
    let scaled = |ems: i32| (i64::from(ems) * i64::from(size) + 999) / 1000;
    demands.iter().map(|demand| to_i32(scaled(asked(demand))) + room.beside).collect()
}

/// How many leading columns can be repeated and leave half of the sheet to others.
fn bound_repeat(demands: &[Demand], repeat: usize, smallest: i32, room: Room) -> usize {
    let widths = scale(demands, |demand| demand.least, smallest, room);
    (0..=repeat.min(widths.len())).rev().find(|count| sum(&widths[..*count]) <= i64::from(room.width) / 2).unwrap_or(0)
}

/// The columns sheet by sheet, each sheet filled up to the room.
fn divide(widths: &[i32], joined: &[bool], repeat: usize, room: i32) -> Vec<Vec<usize>> {
    let (mut sheets, mut next) = (Vec::new(), 0);
    while next < widths.len() {
        let repeated = if next == 0 { 0 } else { repeat };
        let mut used = sum(&widths[..repeated]);
        let first = next;
        while next < widths.len()
            && (next <= first || next <= repeat || used + i64::from(widths[next]) <= i64::from(room))
        {
            used += i64::from(widths[next]);
            next += 1;
        }
        let together = (first + 1..next).rev().find(|at| !joined[*at]);
        if next < widths.len() && joined[next] {
            next = together.filter(|at| first > 0 || *at > repeat).unwrap_or(next);
        }
        sheets.push((0..repeated).chain(first..next).collect());
    }
    sheets
}

/// The same number of sheets with the columns spread evenly over them.
fn balance(widths: &[i32], joined: &[bool], repeat: usize, room: i32, fewest: usize) -> Vec<Vec<usize>> {
    let full = divide(widths, joined, repeat, room);
    if full.len() < 2 || full.len() > fewest {
        return full;
    }
    let (mut low, mut high, mut best) = (room / 2, room, full);
    while high - low > room / 64 + 1 {
        let middle = low + (high - low) / 2;
        let sheets = divide(widths, joined, repeat, middle);
        if sheets.len() <= best.len() && sheets.iter().all(|sheet| width_of(sheet, widths) <= i64::from(middle)) {
            (high, best) = (middle, sheets);
        } else {
            low = middle;
        }
    }
    best
}

fn width_of(sheet: &[usize], widths: &[i32]) -> i64 {
    sheet.iter().map(|at| i64::from(widths[*at])).sum()
}

fn sum(widths: &[i32]) -> i64 {
    widths.iter().map(|width| i64::from(*width)).sum()
}

/// Gives the room left over first to the columns that would like more, then to all, so that the table spans the sheet.
fn fill(columns: Vec<usize>, widths: &[i32], wishes: &[i32], room: i32) -> Sheet {
    let mut filled: Vec<i32> = columns.iter().map(|at| widths[*at]).collect();
    let wanting: Vec<i32> = columns.iter().map(|at| (wishes[*at] - widths[*at]).max(0)).collect();
    let left = i64::from(room) - sum(&filled);
    share(&mut filled, &wanting, left.min(sum(&wanting)));
    let left = i64::from(room) - sum(&filled);
    let all = filled.clone();
    share(&mut filled, &all, left);
    Sheet { columns, widths: filled }
}

/// Adds `amount` to the widths in proportion to `weights`, to the last unit.
fn share(widths: &mut [i32], weights: &[i32], amount: i64) {
    let (mut weight_left, mut left) = (sum(weights), amount.max(0));
    for (width, weight) in widths.iter_mut().zip(weights) {
        if weight_left > 0 {
            let part = left * i64::from(*weight) / weight_left;
            *width += to_i32(part);
            left -= part;
            weight_left -= i64::from(*weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn demand(least: i32) -> Demand {
        Demand { least, tight: least, natural: least, whole: least }
    }

    fn fit(demands: &[Demand], joined: &[bool], repeat: usize, room: Room) -> Fit {
        fits(demands, joined, repeat, room).remove(0)
    }

    const ROOM: Room = Room { width: 100, sizes: &[4, 2], comfortable: 3, beside: 2 };

    #[test]
    fn columns_that_fit_keep_the_size_and_span_the_sheet() {
        let fit = fit(&[demand(5000), demand(2500)], &[false, false], 1, ROOM);
        assert_eq!(fit.size, 4);
        assert_eq!(fit.sheets.len(), 1);
        assert_eq!(fit.sheets[0].widths.iter().sum::<i32>(), 100);
    }

    #[test]
    fn broken_texts_come_before_a_smaller_size_below_the_comfortable_one() {
        let wide = Demand { least: 8000, tight: 30_000, natural: 30_000, whole: 30_000 };
        assert_eq!(fit(&[wide, demand(2000)], &[false, false], 1, ROOM).size, 4);
    }

    #[test]
    fn what_does_not_fit_goes_to_sheets_that_repeat_the_first_column() {
        let demands = vec![demand(5000); 12];
        let fit = fit(&demands, &[false; 12], 1, ROOM);
        let sheets: Vec<_> = fit.sheets.iter().map(|sheet| sheet.columns.clone()).collect();
        assert_eq!(sheets, [vec![0, 1, 2, 3, 4, 5, 6], vec![0, 7, 8, 9, 10, 11]]);
        for sheet in &fit.sheets {
            assert_eq!(sheet.widths.iter().sum::<i32>(), 100);
        }
    }

    #[test]
    fn columns_under_one_head_stay_together() {
        let joined = [false, false, false, false, false, false, false, true, true, false, false, false];
        let fit = fit(&[demand(5000); 12], &joined, 1, ROOM);
        assert_eq!(fit.sheets[1].columns, [0, 6, 7, 8, 9, 10, 11]);
    }

    proptest! {
        #[test]
        fn every_column_stands_on_a_sheet_no_sheet_is_too_wide(
            ems in prop::collection::vec(500..12_000i32, 1..40),
            joins in prop::collection::vec(any::<bool>(), 40),
            repeat in 0..4usize,
        ) {
            let demands: Vec<_> = ems.iter().copied().map(demand).collect();
            let fit = fit(&demands, &joins[..ems.len()], repeat, ROOM);
            let mut seen: Vec<usize> = fit.sheets.iter().flat_map(|sheet| sheet.columns.clone()).collect();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen, (0..ems.len()).collect::<Vec<_>>());
            for sheet in &fit.sheets {
                prop_assert_eq!(sheet.widths.iter().sum::<i32>(), ROOM.width);
                for (at, width) in sheet.columns.iter().zip(&sheet.widths) {
                    prop_assert!(*width >= ems[*at] * fit.size / 1000 + ROOM.beside);
                }
            }
        }
    }
}
