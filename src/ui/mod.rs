//! Drawing: what the screens look like. The only place that counts screen cells. It reads the state and changes nothing.

mod bare;
mod bars;
mod canvas;
pub mod cells;
mod dialogs;
mod form;
mod frequency;
mod help;
mod list;
mod login;
mod lookup;
mod months;
mod page;
mod panel;
mod preview;
mod rows;
mod share;
mod shell;
pub mod theme;
mod tree;
mod welcome;

pub use login::draw_login;
pub use theme::{Palette, Theme};
pub use welcome::draw_welcome;

use crate::app::App;
use crate::app::desk::LEAST;
use crate::app::screen::Screen;
use crate::ui::canvas::Canvas;
use crate::ui::shell::Long;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws everything: the screen that fills the window, and the dialogs over it. Says where the terminal's cursor goes: on
/// the edited cell, so that the input method's window follows it.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    if area.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new(buffer, area, theme);
    if app.desk.too_small() || area.width < LEAST.0 || area.height < LEAST.1 {
        shell::ask_for_room(&mut canvas);
    } else {
        layers(app, &mut canvas);
    }
    canvas.cursor
}

fn layers(app: &App, canvas: &mut Canvas<'_>) {
    shell::frame(app, canvas);
    let area = canvas.area;
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(4), ..area };
    let mut long = Long::of(app, canvas);
    for screen in app.layers() {
        // Only the top one has the cursor.
        canvas.cursor = None;
        canvas.area = body;
        match screen {
            Screen::Registers(s) => list::draw(s, &app.desk, canvas),
            Screen::Form(s) => {
                let on_top = std::ptr::eq(screen, app.top());
                let message = if on_top { long.take() } else { None };
                form::draw(s, message.as_ref(), &app.desk, canvas);
            }
            Screen::Lookup(s) => lookup::draw(s, &app.desk, canvas),
            Screen::Person(s) => page::draw(&s.lines, canvas),
            Screen::Act(s) => page::draw(&s.lines, canvas),
            Screen::Rows(s) => rows::draw(s, &app.desk, canvas),
            Screen::Months(s) => months::draw(s, canvas),
            Screen::Oddities(s) => page::draw(&s.lines, canvas),
            Screen::Help(s) => help::draw(s, canvas),
            Screen::Filter(s) => dialogs::filter(s, canvas),
            Screen::Columns(s) => dialogs::columns(s, canvas),
            Screen::Preview(s) => preview::draw(s, canvas),
            Screen::Undo(s) => page::draw(&s.lines, canvas),
            Screen::Remap(s) => page::draw(&s.lines, canvas),
            Screen::References(s) => page::draw(&s.lines, canvas),
            Screen::Day(s) => dialogs::day(s, canvas),
            Screen::Password(s) => dialogs::password(s, canvas),
            Screen::Frequency(s) => frequency::draw(s, canvas),
            Screen::By(s) => dialogs::by(s, canvas),
            Screen::Print(s) => dialogs::print(s, canvas),
            Screen::Confirm(s) => dialogs::confirm(s, canvas),
            Screen::Reason(s) => dialogs::reason(s, canvas),
            Screen::Menu(s) => dialogs::menu(s, canvas),
            Screen::Start(s) => dialogs::start(s, canvas),
            Screen::Deeds(s) => dialogs::deeds(s, canvas),
            Screen::Message(s) => dialogs::message(s, canvas),
        }
    }
    canvas.area = area;
    if let Some(long) = long {
        long.draw(canvas);
    }
}
