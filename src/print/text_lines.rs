//! Lines of characters that make up a printed table: heads, borders, texts set in their width. It knows columns and cells of a
//! terminal, not rows or pages.

use crate::print::columns::Sheet;
use crate::print::heads::{HeadCell, count_levels, join_heads};
use crate::print::measure::{to_i32, wrap, wrap_head};
use crate::print::{Align, Cells, Metrics, clean};

/// What stands between the texts of two columns: a blank, a border, a blank.
pub(crate) const BETWEEN: i32 = 3;
/// The heads above the columns of a sheet, between borders.
pub(crate) fn draw_heads(heads: &[Vec<String>], sheet: &Sheet) -> Vec<String> {
    let cells = join_heads(heads, &sheet.columns);
    let levels = measure_levels(&cells, count_levels(heads), sheet);
    let mut lines = vec![border(sheet)];
    for (level, height) in levels.iter().enumerate() {
        let first: usize = levels[..level].iter().map(|height| height + 1).sum();
        for y in first..first + height + usize::from(level + 1 < levels.len()) {
            lines.push(draw_head_line(&cells, &levels, sheet, y));
        }
    }
    lines.push(border(sheet));
    lines
}

fn head_width(cell: &HeadCell, sheet: &Sheet) -> i32 {
    sheet.widths[cell.first..=cell.last].iter().sum::<i32>() - BETWEEN
}

/// How many lines each level of heads takes; a rule of one line stands between levels.
fn measure_levels(cells: &[HeadCell], count: usize, sheet: &Sheet) -> Vec<usize> {
    let mut levels = vec![1; count];
    let height = |cell: &HeadCell| wrap_head(&cell.text, head_width(cell, sheet), Cells::SIZE, &Cells).len();
    for cell in cells.iter().filter(|cell| cell.levels == 1) {
        levels[cell.level] = levels[cell.level].max(height(cell));
    }
    for cell in cells.iter().filter(|cell| cell.levels > 1) {
        let covered = levels[cell.level..].iter().sum::<usize>() + cell.levels - 1;
        if let Some(last) = levels.last_mut() {
            *last += height(cell).saturating_sub(covered);
        }
    }
    levels
}

/// One line across the heads: in some columns text, in others the rule between two levels.
fn draw_head_line(cells: &[HeadCell], levels: &[usize], sheet: &Sheet, y: usize) -> String {
    let mut line = String::new();
    let mut place = 0;
    let mut ruled_before = false;
    while place < sheet.columns.len() {
        let top = |cell: &HeadCell| levels[..cell.level].iter().map(|height| height + 1).sum::<usize>();
        let tall =
            |cell: &HeadCell| levels[cell.level..cell.level + cell.levels].iter().sum::<usize>() + cell.levels - 1;
        let here = cells
            .iter()
            .find(|cell| cell.first <= place && place <= cell.last && (top(cell)..top(cell) + tall(cell)).contains(&y));
        let Some(cell) = here else {
            line.push(if place > 0 || ruled_before { '+' } else { '|' });
            line.push_str(&"-".repeat(usize::try_from(sheet.widths[place] - 1).unwrap_or(0)));
            ruled_before = true;
            place += 1;
            continue;
        };
        let texts = wrap_head(&cell.text, head_width(cell, sheet), Cells::SIZE, &Cells);
        let above = (tall(cell).saturating_sub(texts.len())) / 2;
        let text = (y - top(cell)).checked_sub(above).and_then(|at| texts.get(at)).copied().unwrap_or("");
        line.push(if ruled_before { '+' } else { '|' });
        line.push_str(&format!(" {} ", pad(text, head_width(cell, sheet), Align::Centre)));
        ruled_before = false;
        place = cell.last + 1;
    }
    line.push(if ruled_before { '+' } else { '|' });
    line
}

pub(crate) fn border(sheet: &Sheet) -> String {
    let mut line = String::from("+");
    for width in &sheet.widths {
        line.push_str(&"-".repeat(usize::try_from(width - 1).unwrap_or(0)));
        line.push('+');
    }
    line
}

pub(crate) fn blanks(count: i32) -> String {
    " ".repeat(usize::try_from(count).unwrap_or(0))
}

pub(crate) fn pad(text: &str, width: i32, align: Align) -> String {
    let left = width - Cells.width(text, Cells::SIZE);
    match align {
        Align::Left => format!("{text}{}", blanks(left)),
        Align::Right => format!("{}{text}", blanks(left)),
        Align::Centre => format!("{}{text}{}", blanks(left / 2), blanks(left - left / 2)),
    }
}

pub(crate) fn centre(text: &str, width: i32) -> String {
    format!("{}{text}", blanks((width - Cells.width(text, Cells::SIZE)) / 2))
}

/// Texts beside each other across the width, or beneath each other where they do not fit.
pub(crate) fn spread(texts: &[String], width: i32, to_edges: bool) -> Vec<String> {
    let texts: Vec<_> = texts.iter().map(|text| clean(text)).collect();
    let wide = |text: &str| Cells.width(text, Cells::SIZE);
    let used: i32 = texts.iter().map(|text| wide(text)).sum();
    let gaps = to_i32(i64::try_from(texts.len()).unwrap_or(1)) - i32::from(to_edges);
    if texts.len() < 2 || used + 2 * gaps > width {
        return texts.iter().flat_map(|text| wrap(text, width, Cells::SIZE, &Cells)).map(str::to_owned).collect();
    }
    let gap = (width - used) / gaps.max(1);
    vec![texts.join(&blanks(gap))]
}
