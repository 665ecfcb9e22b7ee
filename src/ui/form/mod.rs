//! A record: labels, values, what is wrong beside them, the tables of its children, and at the foot what is right here.

mod field;
mod foot;
mod rows;
mod tables;

use crate::app::desk::Desk;
use crate::app::form::{Form, FormLine, GRID, Side, Spot};
use crate::ui::canvas::Canvas;
use crate::ui::dialogs::drop_down;
use crate::ui::form::rows::{columns, in_row, place_in_line};
use crate::ui::form::tables::Laid;
use crate::ui::shell::Long;
use crate::ui::theme::Role;
use ratatui::layout::Rect;

/// Draws it. A message too long for the rule beneath stands at its foot, in the place of the slips.
pub(super) fn draw(form: &Form, message: Option<&Long>, desk: &Desk, canvas: &mut Canvas<'_>) {
    let whole = canvas.area;
    if !form.is_ready() {
        return canvas.text(1, 0, canvas.width(), "正在读取…", Role::Quiet);
    }
    let foot = foot::draw(form, message, canvas);
    canvas.area = Rect { height: whole.height - foot, ..whole };
    let sheet = Sheet { form, desk, label: field::labels(form), spots: form.placed(desk), area: canvas.area };
    let cursor = sheet.draw(canvas);
    canvas.area = sheet.area;
    if let (Some(choice), Some((x, y))) = (form.choice.as_ref().filter(|c| c.unrolled), cursor) {
        drop_down(choice, x, y, canvas);
    }
    canvas.area = whole;
}

/// What stands above the foot.
struct Sheet<'a> {
    form: &'a Form,
    desk: &'a Desk,
    /// Cells of the widest label.
    label: u16,
    /// Its lines, each with its place.
    spots: Vec<Spot>,
    /// The cells it has.
    area: Rect,
}

impl Sheet<'_> {
    /// Draws the lines that are in sight; gives the place of the cursor's field.
    fn draw(&self, canvas: &mut Canvas<'_>) -> Option<(u16, u16)> {
        let row_at = |i: usize| self.spots.get(i).map_or(0, |spot| spot.row);
        let at = self.form.scroll.at;
        let beneath: Vec<Vec<(String, Role)>> =
            self.spots.iter().enumerate().map(|(i, spot)| self.beneath(*spot, i == at)).collect();
        let mut more = vec![0; self.spots.iter().map(|spot| spot.row + 1).max().unwrap_or(0)];
        for (spot, texts) in self.spots.iter().zip(&beneath) {
            if let Some(more) = more.get_mut(spot.row) {
                // Fields of a grid tell one after the other.
                *more = if spot.nth > 0 { *more + texts.len() } else { texts.len().max(*more) };
            }
        }
        let first = first_seen(&more, row_at(self.form.scroll.top), row_at(at), usize::from(self.area.height));
        let tables = self.tables();
        let mut cursor = None;
        let mut told = 0;
        for (i, (spot, texts)) in self.spots.iter().zip(&beneath).enumerate().filter(|(_, (s, _))| s.row >= first) {
            let rows: usize = more.iter().take(spot.row).skip(first).map(|more| more + 1).sum();
            told = if spot.nth > 0 { told } else { 0 };
            let y = u16::try_from(rows).unwrap_or(u16::MAX);
            if y >= self.area.height {
                continue;
            }
            canvas.area = self.half(spot.side);
            for text in texts {
                told += 1;
                canvas.text(self.label + 3, y.saturating_add(told), canvas.width(), &text.0, text.1);
            }
            if let Some((x, y)) = self.spot(spot, (i == at, y), &tables, canvas) {
                cursor = Some((x + canvas.area.x - self.area.x, y));
            }
        }
        cursor
    }
    /// The cells of a column.
    fn half(&self, side: Side) -> Rect {
        let half = self.area.width / 2;
        match side {
            Side::Whole => self.area,
            Side::Left => Rect { width: half, ..self.area },
            Side::Right => Rect { x: self.area.x + half, width: self.area.width - half, ..self.area },
        }
    }
    /// What stands beneath a line.
    fn beneath(&self, spot: Spot, at: bool) -> Vec<(String, Role)> {
        let width = self.half(spot.side).width;
        match spot.line {
            FormLine::Field(i) => field::beneath(self.form, i, (self.label, at), self.desk, width),
            _ => Vec::new(),
        }
    }
    /// The columns of each table of rows.
    fn tables(&self) -> Vec<Vec<Laid>> {
        let side = |g: usize| self.spots.iter().find(|s| s.line == FormLine::Title(g)).map_or(Side::Whole, |s| s.side);
        let grids = self.form.grids.iter().enumerate();
        grids.map(|(g, grid)| tables::lay(grid, self.desk, self.half(side(g)).width)).collect()
    }
    /// Draws a line; of that of the cursor the place of its field.
    fn spot(
        &self,
        spot: &Spot,
        (at, y): (bool, u16),
        tables: &[Vec<Laid>],
        canvas: &mut Canvas<'_>,
    ) -> Option<(u16, u16)> {
        let form = self.form;
        let in_line = if let FormLine::Field(i) = spot.line { place_in_line(form, i) } else { None };
        let x = if in_line.is_some() { 0 } else { u16::try_from(spot.nth).unwrap_or(0) * GRID };
        match (in_line, spot.line) {
            (Some(place), FormLine::Field(i)) => in_row(form, i, at, (place, y), self.desk, canvas),
            _ => self.line(spot.line, at, (x, y), tables, canvas),
        }
        if !at {
            return None;
        }
        canvas.text(x, y, 1, canvas.theme.mark(), Role::Plain);
        if !form.editing || !matches!(spot.line, FormLine::Field(_)) {
            canvas.cursor(x, y);
        }
        Some((in_line.map_or(self.label + 3, |(x, _)| x), y))
    }

    fn line(&self, line: FormLine, at: bool, (x, y): (u16, u16), tables: &[Vec<Laid>], canvas: &mut Canvas<'_>) {
        let (form, desk) = (self.form, self.desk);
        match line {
            FormLine::Field(f) => match form.cells.get(f) {
                Some(cell) if cell.field.heading.is_some() => field::in_grid(form, cell, at, (x, y), canvas),
                Some(cell) => field::draw(form, cell, at, self.label, y, desk, canvas),
                None => {}
            },
            FormLine::Heading(f) => field::heading(form, f, y, canvas),
            FormLine::Part(p) => canvas.text(1, y, canvas.width(), &form.name_of_part(p), Role::Strong),
            FormLine::Columns(row) => columns(form, row, y, canvas),
            FormLine::Title(g) => tables::title(form.grids.get(g), y, canvas),
            FormLine::Heads(g) => tables::heads(tables.get(g).map_or(&[], Vec::as_slice), y, canvas),
            FormLine::Row(g, r) => {
                let found = form.grids.get(g).and_then(|g| g.rows.get(r));
                if let (Some(found), Some(columns)) = (found, tables.get(g)) {
                    tables::row(found, columns, at, y, desk, canvas);
                }
            }
            FormLine::History => {
                canvas.text(1, y, canvas.width(), &format!("变动 ({})", form.history.len()), Role::Strong);
            }
            FormLine::Told(i) => {
                if let Some(change) = form.history.get(i) {
                    tables::told_change(change, at, y, canvas);
                }
            }
            FormLine::More => canvas.text(5, y, canvas.width(), "其余各项 (回车展开)", Role::Quiet),
            FormLine::Add(g) => {
                let what = form.grids.get(g).map_or("", |g| g.register.label);
                canvas.text(5, y, canvas.width(), &format!("增加{what} (回车)"), Role::Quiet);
            }
        }
    }
}

/// The first row that is drawn, so that the row of the cursor is in sight with what stands beneath those before it.
fn first_seen(more: &[usize], top: usize, at: usize, height: usize) -> usize {
    let rows = |from: usize| more.iter().take(at + 1).skip(from).map(|more| 1 + more).sum::<usize>();
    (top..at).find(|from| rows(*from) <= height).unwrap_or(at)
}
