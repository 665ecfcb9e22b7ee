//! From one frame to the next with as few bytes as can be: only cells that changed are written, and a list that moved by a line
//! is moved by the terminal itself. Over a slow line that is the difference between a key and a wait.

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::crossterm::cursor::{Hide, MoveTo, Show};
use ratatui::crossterm::queue;
use ratatui::crossterm::style::Print;
use ratatui::crossterm::terminal::{Clear, ClearType};
use ratatui::layout::{Position, Rect};
use std::io::{self, Write};

/// What the terminal shows, and how it is brought to show something else.
pub(super) struct Painter<W: Write> {
    writer: W,
    /// Whether the terminal can move lines.
    moves: bool,
    shown: Buffer,
    next: Buffer,
    cursor: Option<Position>,
}

impl<W: Write> Painter<W> {
    /// A painter of a terminal that shows nothing yet, and can move lines or not.
    pub fn new(writer: W, moves: bool) -> Self {
        let nothing = Buffer::empty(Rect::ZERO);
        Painter { writer, moves, shown: nothing.clone(), next: nothing, cursor: None }
    }

    /// Shows what is drawn into a frame of that size; the drawing says where the cursor stands.
    pub fn show(&mut self, size: (u16, u16), draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        let area = Rect { x: 0, y: 0, width: size.0, height: size.1 };
        if self.shown.area != area {
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
            queue!(self.writer, Hide, Clear(ClearType::All))?;
            self.cursor = None;
        }
        self.next.reset();
        let cursor = draw(&mut self.next);
        if let Some(moved) = moved(&self.shown, &self.next).filter(|_| self.moves) {
            self.hide()?;
            self.scroll(moved)?;
        }
        let changed = self.shown.diff(&self.next);
        if !changed.is_empty() {
            CrosstermBackend::new(&mut self.writer).draw(changed.into_iter())?;
        }
        self.put(cursor)?;
        self.writer.flush()?;
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }

    /// The terminal shows nothing any more: the next frame is drawn whole.
    pub fn forgets(&mut self) {
        self.shown = Buffer::empty(Rect::ZERO);
    }

    fn hide(&mut self) -> io::Result<()> {
        if self.cursor.take().is_some() {
            queue!(self.writer, Hide)?;
        }
        Ok(())
    }
    fn put(&mut self, cursor: Option<Position>) -> io::Result<()> {
        let Some(at) = cursor else { return self.hide() };
        queue!(self.writer, MoveTo(at.x, at.y))?;
        if self.cursor.is_none() {
            queue!(self.writer, Show)?;
        }
        self.cursor = cursor;
        Ok(())
    }

    /// Lets the terminal move the rows, and what is known of it with them. Deleting and inserting a line within a region is
    /// understood by every terminal, scrolling it is not.
    fn scroll(&mut self, moved: Moved) -> io::Result<()> {
        let (top, bottom) = (moved.top, moved.bottom);
        let line = if moved.up { 'M' } else { 'L' };
        queue!(self.writer, Print(format!("\x1b[{};{}r\x1b[{};1H\x1b[{line}\x1b[r", top + 1, bottom + 1, top + 1)))?;
        for i in 0..bottom - top {
            let (to, from) = if moved.up { (top + i, top + i + 1) } else { (bottom - i, bottom - i - 1) };
            for x in 0..self.shown.area.width {
                let cell = self.shown[(x, from)].clone();
                self.shown[(x, to)] = cell;
            }
        }
        let bare = if moved.up { bottom } else { top };
        for x in 0..self.shown.area.width {
            self.shown[(x, bare)].reset();
        }
        Ok(())
    }
}

/// Rows that moved by one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moved {
    /// The first row.
    top: u16,
    /// The last row.
    bottom: u16,
    /// Upwards; else downwards.
    up: bool,
}

/// How many cells of a row may differ, so that it still is the same: the mark of the selected line.
const MARK: usize = 2;
/// As many rows must have moved, beyond those that stayed, to be worth it.
const WORTH: usize = 4;

/// The rows that moved by one line, if many did.
fn moved(shown: &Buffer, next: &Buffer) -> Option<Moved> {
    let height = next.area.height;
    let stayed = (0..height).filter(|y| same(shown, *y, next, *y)).count();
    [true, false].into_iter().find_map(|up| {
        let from = |y: u16| if up { y.checked_add(1).filter(|y| *y < height) } else { y.checked_sub(1) };
        let came: Vec<u16> = (0..height)
            .filter(|y| from(*y).is_some_and(|f| same(shown, f, next, *y)) && !same(shown, *y, next, *y))
            .collect();
        let (first, last) = (*came.first()?, *came.last()?);
        let all = usize::from(last - first) + 1 == came.len();
        let changed = usize::from(height) - stayed;
        let worth = all && came.len() >= WORTH && came.len() * 2 > changed;
        worth.then_some(if up {
            Moved { top: first, bottom: last + 1, up }
        } else {
            Moved { top: first - 1, bottom: last, up }
        })
    })
}

/// Whether a row of one frame is that of another, but for a mark.
fn same(a: &Buffer, ya: u16, b: &Buffer, yb: u16) -> bool {
    let cells = (0..b.area.width).filter(|x| a[(*x, ya)].symbol() != b[(*x, yb)].symbol());
    cells.take(MARK + 1).count() <= MARK
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    /// A list of which the rows from `top` on are seen, one of them marked.
    fn list(top: usize, marked: usize) -> impl Fn(&mut Buffer) -> Option<Position> {
        move |buffer| {
            let style = Style::default();
            buffer.set_string(0, 0, "民政 雁峰区", style);
            for y in 1..11u16 {
                let row = top + usize::from(y) - 1;
                let mark = if row == marked { ">" } else { " " };
                let name = ["陈桂香", "龙玉英", "肖满香", "刘开祥", "王秀兰"][row % 5];
                buffer.set_string(0, y, format!("{mark}第{row}户 {name}{}", row * 7), style);
            }
            buffer.set_string(0, 11, "F3查人", style);
            Some(Position { x: 0, y: 1 })
        }
    }

    /// What a terminal shows after all frames, and how many bytes the last one took.
    fn after(frames: &[(usize, usize)]) -> (String, usize) {
        let (text, sent) = bytes(frames, true);
        (text, sent.len())
    }
    fn bytes(frames: &[(usize, usize)], moves: bool) -> (String, Vec<u8>) {
        let mut painter = Painter::new(Vec::new(), moves);
        let mut terminal = vt100::Parser::new(12, 40, 0);
        let mut sent = Vec::new();
        for (top, marked) in frames {
            painter.show((40, 12), list(*top, *marked)).unwrap();
            sent = std::mem::take(&mut painter.writer);
            terminal.process(&sent);
        }
        let lines: Vec<String> = terminal.screen().rows(0, 40).map(|l| l.trim_end().to_owned()).collect();
        (lines.join("\n"), sent)
    }

    #[test]
    fn a_list_that_moves_by_a_line_shows_the_same_in_fewer_bytes() {
        let (whole, all) = after(&[(5, 14)]);
        for way in [&[(4, 13), (5, 14)][..], &[(6, 6), (5, 14)], &[(6, 7), (6, 6), (5, 5), (5, 14)]] {
            assert_eq!(after(way).0, whole, "{way:?}");
        }
        let (_, one) = after(&[(4, 13), (5, 14)]);
        assert!(one * 3 < all, "{one} of {all}");
    }

    #[test]
    fn a_console_that_moves_no_lines_is_sent_none_of_that() {
        let region = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("\x1b[r");
        let frames = [(4, 13), (5, 14)];
        let (moved, drawn) = (bytes(&frames, true), bytes(&frames, false));
        assert_eq!(moved.0, drawn.0);
        assert!(region(&moved.1) && !region(&drawn.1));
    }

    #[test]
    fn nothing_is_sent_when_nothing_changed_but_where_the_cursor_stands() {
        let (_, sent) = after(&[(5, 14), (5, 14)]);
        assert!(sent < 10, "{sent}");
    }

    #[test]
    fn other_sizes_begin_anew() {
        let mut painter = Painter::new(Vec::new(), true);
        for size in [(40, 12), (0, 0), (1, 1), (80, 24)] {
            painter
                .show(size, |buffer| {
                    if !buffer.area.is_empty() {
                        buffer.set_stringn(0, 0, "民政", usize::from(buffer.area.width), Style::default());
                    }
                    None
                })
                .unwrap();
        }
        let mut terminal = vt100::Parser::new(24, 80, 0);
        terminal.process(&painter.writer);
        assert_eq!(terminal.screen().contents(), "民政");
    }
}
