//! Writing texts into the cells of an area. Everything is clipped: no size of window is an error. Nothing else writes cells, and
//! what a terminal would act on, or not show, is made visible here.

use crate::domain::text::safe;
use crate::ui::cells;
use crate::ui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The cells being drawn to.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// Where is drawn now: places are counted from its upper left corner.
    pub area: Rect,
    /// The look.
    pub theme: &'a Theme,
    /// Where the terminal's cursor goes.
    pub cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    pub fn new(buffer: &'a mut Buffer, area: Rect, theme: &'a Theme) -> Self {
        Canvas { buffer, area, theme, cursor: None }
    }
    /// Columns of the area.
    pub fn width(&self) -> u16 {
        self.area.width
    }
    /// Rows of the area.
    pub fn height(&self) -> u16 {
        self.area.height
    }
    /// A text at a place, at most so many cells.
    pub fn text(&mut self, x: u16, y: u16, cells: u16, text: &str, role: Role) {
        let cells = cells.min(self.area.width.saturating_sub(x));
        if cells == 0 || y >= self.area.height {
            return;
        }
        let cut = cells::cut(&safe(text), usize::from(cells));
        self.put(x, y, &cut, role);
    }
    /// A number whose last digit stands at the end of so many cells.
    pub fn number(&mut self, x: u16, y: u16, cells: u16, text: &str, role: Role) {
        if x + cells > self.area.width || y >= self.area.height {
            return;
        }
        let whole = cells::number(&safe(text), usize::from(cells));
        let used = u16::try_from(cells::width(&whole)).unwrap_or(cells);
        self.put(x + cells.saturating_sub(used), y, &whole, role);
    }
    fn put(&mut self, x: u16, y: u16, text: &str, role: Role) {
        let text = self.theme.text(text);
        let room = usize::from(self.area.width.saturating_sub(x));
        let style = self.theme.style(role);
        self.buffer.set_stringn(self.area.x + x, self.area.y + y, text, room, style);
    }
    /// A horizontal line across the area.
    pub fn rule(&mut self, y: u16) {
        let line = self.theme.horizontal().repeat(usize::from(self.area.width));
        if y < self.area.height {
            self.put(0, y, &line, Role::Quiet);
        }
    }
    /// A vertical line down the area.
    pub fn upright(&mut self, x: u16) {
        if x < self.area.width {
            for y in 0..self.area.height {
                self.put(x, y, self.theme.vertical(), Role::Quiet);
            }
        }
    }
    /// Gives cells of a row a look, whatever stands in them.
    pub fn tint(&mut self, x: u16, y: u16, cells: u16, role: Role) {
        if y < self.area.height {
            let width = cells.min(self.area.width.saturating_sub(x));
            let row = Rect { x: self.area.x + x, y: self.area.y + y, width, height: 1 };
            self.buffer.set_style(row, self.theme.style(role));
        }
    }
    /// The cursor of the terminal.
    pub fn cursor(&mut self, x: u16, y: u16) {
        if x < self.area.width && y < self.area.height {
            self.cursor = Some(Position { x: self.area.x + x, y: self.area.y + y });
        }
    }
    /// A line being typed, with the cursor in it.
    pub fn typed(&mut self, x: u16, y: u16, cells: u16, line: &crate::app::line::Line) {
        let cells = cells.min(self.area.width.saturating_sub(x));
        if cells == 0 || y >= self.area.height {
            return;
        }
        let safe = safe(line.text());
        // What is shown safely may be longer than what was typed: then the cursor stands at its end.
        let cursor = if safe == line.text() { line.cursor() } else { safe.chars().count() };
        let (text, at) = cells::seen(&safe, cursor, usize::from(cells));
        self.put(x, y, &text, Role::Plain);
        self.tint(x, y, cells, Role::Edited);
        self.cursor(x + u16::try_from(at).unwrap_or(0), y);
    }
    /// A password: stars, and where it is being typed the cursor behind them.
    pub fn stars(&mut self, (x, y): (u16, u16), cells: u16, secret: &crate::app::secret::Secret, at: bool) {
        let stars = secret.stars();
        self.text(x, y, cells, &stars, Role::Plain);
        if at {
            self.tint(x, y, cells, Role::Edited);
            self.cursor(x + u16::try_from(stars.len()).unwrap_or(0).min(cells), y);
        }
    }
    /// Empties rows of the area.
    pub fn blank(&mut self, rows: std::ops::Range<u16>) {
        let height = rows.end.min(self.area.height).saturating_sub(rows.start);
        self.clear(Rect { y: self.area.y + rows.start, height, ..self.area });
    }
    /// Empties an area of the window for what lies over it. A wide character of which only the right half would be covered
    /// is taken away whole.
    fn clear(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            if let Some(left) = area.x.checked_sub(1)
                && let Some(cell) = self.buffer.cell_mut(Position { x: left, y })
                && cells::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut(Position { x, y }) {
                    cell.reset();
                }
            }
        }
    }
    /// A box over what is there, as large as asked or as the area allows. Its title says by its role what it is.
    /// Afterwards the area is its inside.
    pub fn boxed(&mut self, at: Option<(u16, u16)>, width: u16, height: u16, title: &str, role: Role) {
        let whole = self.area;
        let (width, height) = (width.min(whole.width), height.min(whole.height));
        let (x, y) = at.unwrap_or(((whole.width - width) / 2, (whole.height - height) / 2));
        let (x, y) = (x.min(whole.width - width), y.min(whole.height - height));
        let area = Rect { x: whole.x + x, y: whole.y + y, width, height };
        self.clear(area);
        self.area = area;
        let [top_left, top_right, bottom_left, bottom_right] = self.theme.corners();
        let line = self.theme.horizontal().repeat(usize::from(width.saturating_sub(2)));
        self.put(0, 0, &format!("{top_left}{line}{top_right}"), Role::Plain);
        for y in 1..height.saturating_sub(1) {
            self.put(0, y, self.theme.vertical(), Role::Plain);
            self.put(width.saturating_sub(1), y, self.theme.vertical(), Role::Plain);
        }
        if height > 1 {
            self.put(0, height - 1, &format!("{bottom_left}{line}{bottom_right}"), Role::Plain);
        }
        if !title.is_empty() {
            self.text(2, 0, width.saturating_sub(4), &format!(" {title} "), role);
        }
        self.area = Rect {
            x: area.x + 1.min(width),
            y: area.y + 1.min(height),
            width: width.saturating_sub(2),
            height: height.saturating_sub(2),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_covered_character_is_taken_away_whole() {
        let area = Rect { x: 0, y: 0, width: 20, height: 3 };
        for x in 0..6 {
            let mut buffer = Buffer::empty(area);
            let theme = Theme::default();
            let mut canvas = Canvas::new(&mut buffer, area, &theme);
            for y in 0..3 {
                canvas.text(0, y, 20, "民政民政民政民政民政", Role::Plain);
            }
            canvas.boxed(Some((x, 0)), 7, 3, "", Role::Plain);
            let mut seen = 0;
            while seen < 20 {
                let cell = &buffer[(seen, 1)];
                let width = u16::try_from(cells::width(cell.symbol()).max(1)).unwrap();
                assert!(seen >= x || seen + width <= x, "a character reaches under the border at {x}");
                seen += width;
            }
            assert_eq!(buffer[(x, 1)].symbol(), "│");
        }
    }

    #[test]
    fn no_cell_holds_what_a_terminal_would_act_on() {
        let area = Rect { x: 0, y: 0, width: 60, height: 2 };
        let mut buffer = Buffer::empty(area);
        let theme = Theme::default();
        let mut canvas = Canvas::new(&mut buffer, area, &theme);
        let hostile = "龙\u{1b}[2J秀\u{202e}\u{e0041}英";
        canvas.text(0, 0, 60, hostile, Role::Plain);
        canvas.typed(0, 1, 60, &crate::app::line::Line::of(hostile));
        for y in 0..2 {
            let seen: String = (0..60).map(|x| buffer[(x, y)].symbol()).collect();
            assert!(!seen.chars().any(crate::domain::text::is_hostile), "{seen:?}");
            assert!(seen.contains("<U+001B>") && seen.contains("<U+202E>") && seen.contains("<U+E0041>"), "{seen:?}");
        }
    }
}
