//! Where the lines of a form stand: one beneath the other, in a wide window in two columns; and what lies above, beneath and beside each.

use crate::app::desk::Desk;
use crate::app::form::state::{Form, FormLine, GRID};
use crate::app::scroll::Scroll;

/// Columns of a window in which a form has two.
pub const WIDE: u16 = 120;
/// Lines that are not worth a second column.
const FEW: usize = 10;
/// Rows for which a section is not torn.
const SPARE: usize = 2;
/// Cells before and behind the columns of a table.
const MARGIN: u16 = 6;

/// In which column a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// From edge to edge.
    Whole,
    /// In the left one.
    Left,
    /// In the right one.
    Right,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The line.
    pub line: FormLine,
    /// Its row, from the top of the form.
    pub row: usize,
    /// Its column.
    pub side: Side,
    /// How many of its row stand before it: fields in a grid, and those of a row that is one line.
    pub nth: usize,
}

impl Form {
    /// The lines, each with its place. What is narrow (fields, small tables) flows down two columns of a wide window; what is not goes from
    /// edge to edge.
    pub fn placed(&self, desk: &Desk) -> Vec<Spot> {
        let stacked = self.stacked(desk);
        if desk.size.0 < WIDE {
            return stacked;
        }
        let half = desk.size.0 / 2;
        let spots: Vec<(Spot, bool)> = stacked.into_iter().map(|s| (s, self.is_narrow(s.line, half))).collect();
        let mut placed = Vec::with_capacity(spots.len());
        let mut rows = 0;
        for band in spots.chunk_by(|(_, narrow), (_, next)| narrow == next) {
            let flows = band.len() > FEW && band.iter().all(|(_, narrow)| *narrow);
            let fold = if flows { fold(band) } else { band.len() };
            let first = band.first().map_or(0, |(spot, _)| spot.row);
            for (i, (spot, _)) in band.iter().enumerate() {
                let (side, row) = match i.checked_sub(fold) {
                    Some(row) => (Side::Right, row),
                    None => (if flows { Side::Left } else { Side::Whole }, spot.row - first),
                };
                placed.push(Spot { row: rows + row, side, ..*spot });
            }
            rows = placed.iter().rev().take(band.len()).map(|spot| spot.row + 1).max().unwrap_or(rows);
        }
        placed
    }
    /// The lines one beneath the other: fields in a grid stand side by side.
    fn stacked(&self, desk: &Desk) -> Vec<Spot> {
        let most = usize::from((desk.size.0 / GRID).max(1));
        let (mut row, mut nth) = (0, 0);
        let mut before = (None, None);
        let place = |(i, line): (usize, FormLine)| {
            let FormLine::Field(field) = line else {
                (before, nth) = ((None, None), 0);
                row += usize::from(i > 0);
                return Spot { line, row, side: Side::Whole, nth };
            };
            let own = (self.in_line(field).map(|(row, _)| row), self.heading_of(field));
            let goes_on = std::mem::replace(&mut before, own) == own
                && match own {
                    (Some(_), _) => true,
                    (None, Some(_)) => nth + 1 < most,
                    (None, None) => false,
                };
            nth = if goes_on { nth + 1 } else { 0 };
            row += usize::from(i > 0 && !goes_on);
            Spot { line, row, side: Side::Whole, nth }
        };
        self.lines().into_iter().enumerate().map(place).collect()
    }
    /// Whether a line has room in half of the window.
    fn is_narrow(&self, line: FormLine, half: u16) -> bool {
        match line {
            FormLine::Field(i) => self.heading_of(i).is_none() && self.in_line(i).is_none(),
            FormLine::Part(p) => !self.has_rows(p),
            FormLine::Title(g) | FormLine::Heads(g) | FormLine::Row(g, _) | FormLine::Add(g) => {
                let columns = self.grids.get(g).map(|grid| grid.columns()).unwrap_or_default();
                columns.iter().map(|(_, width)| width + 1).sum::<u16>() + MARGIN <= half
            }
            FormLine::More => true,
            FormLine::Heading(_) | FormLine::Columns(_) | FormLine::History | FormLine::Told(_) => false,
        }
    }
    /// Puts the cursor on a line and brings the row of the line into sight.
    pub(super) fn go_to(&mut self, line: usize, desk: &Desk) {
        let placed = self.placed(desk);
        let row = |line: usize| placed.get(line).or(placed.last()).map_or(0, |spot| spot.row);
        let rows = placed.iter().map(|spot| spot.row + 1).max().unwrap_or(1);
        let mut scroll = Scroll { at: row(self.scroll.at), top: row(self.scroll.top) };
        scroll.go(row(line), rows, Form::height(desk));
        let top = placed.iter().position(|spot| spot.row == scroll.top).unwrap_or(0);
        self.scroll = Scroll { at: line.min(placed.len().saturating_sub(1)), top };
    }
    /// The stop beneath that of the cursor, or above it: in a grid and in two columns that of the same column.
    pub(super) fn across(&self, forward: bool, desk: &Desk) -> Option<usize> {
        let placed = self.placed(desk);
        let here = *placed.get(self.scroll.at)?;
        let way = |spot: &Spot| {
            let there = if forward { spot.row > here.row } else { spot.row < here.row };
            let beneath = match (here.side, spot.side) {
                (Side::Left, Side::Right) | (Side::Right, Side::Left) => false,
                // Whoever comes from edge to edge goes on on the left.
                (Side::Whole, Side::Right) => false,
                _ => true,
            };
            there && beneath && self.is_stop(spot.line)
        };
        let rows = || placed.iter().filter(|spot| way(spot)).map(|spot| spot.row);
        let row = if forward { rows().min() } else { rows().max() }?;
        let mut stops = placed.iter().enumerate().filter(|(_, spot)| spot.row == row && way(spot)).map(|(i, _)| i);
        let first = stops.next()?;
        let nth = |i: &usize| placed.get(*i).is_some_and(|spot| spot.nth <= here.nth);
        Some(stops.take_while(nth).last().unwrap_or(first))
    }
    /// The stop beside that of the cursor, in the other column.
    pub(super) fn beside(&self, side: Side, desk: &Desk) -> Option<usize> {
        let placed = self.placed(desk);
        let here = *placed.get(self.scroll.at)?;
        if here.side == Side::Whole || here.side == side {
            return None;
        }
        let of_band = |spot: &&Spot| spot.side != Side::Whole;
        let after = placed.iter().enumerate().skip(self.scroll.at).take_while(|(_, spot)| of_band(spot));
        let before = placed.iter().enumerate().take(self.scroll.at).rev().take_while(|(_, spot)| of_band(spot));
        let stops = after.chain(before).filter(|(_, spot)| spot.side == side && self.is_stop(spot.line));
        stops.min_by_key(|(_, spot)| spot.row.abs_diff(here.row)).map(|(i, _)| i)
    }
}

/// How many of the lines that flow down two columns stand in the left one: half of them, or where a section begins not far from there. A
/// table is not torn, nor a name from what it is of.
fn fold(band: &[(Spot, bool)]) -> usize {
    let line = |i: usize| band.get(i).map(|(spot, _)| spot.line);
    let is_section = |i: usize| matches!(line(i), Some(FormLine::Part(_) | FormLine::Title(_)));
    let is_named = |i: usize| matches!(line(i.saturating_sub(1)), Some(FormLine::Part(_)));
    let may_begin = |i: &usize| is_section(*i) || (matches!(line(*i), Some(FormLine::Field(_))) && !is_named(*i));
    let cost = |i: &usize| {
        let tall = (*i).max(band.len() - i);
        (if is_section(*i) { tall } else { tall + SPARE }, band.len() - i)
    };
    (1..band.len()).filter(may_begin).min_by_key(cost).unwrap_or(band.len())
}
