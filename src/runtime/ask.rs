//! A password asked for on the terminal, as any command asks: nothing of it is shown.

use crate::door;
use crate::runtime::terminal::Bare;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use std::io::{self, ErrorKind, IsTerminal};

/// What is typed until Enter; none where nobody sits at a terminal.
///
/// # Errors
/// The terminal goes away; whoever sits there gives up (Esc, Ctrl+C).
pub fn ask_password(prompt: &str) -> io::Result<Option<String>> {
    if !(io::stdin().is_terminal() && door::is_watched()) {
        return Ok(None);
    }
    door::tell(prompt);
    let _bare = Bare::take()?;
    let mut typed = String::new();
    loop {
        match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                let with_ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
                match key.code {
                    KeyCode::Enter => return Ok(Some(typed)),
                    KeyCode::Esc => return Err(ErrorKind::Interrupted.into()),
                    KeyCode::Char('c' | 'd') if with_ctrl => return Err(ErrorKind::Interrupted.into()),
                    KeyCode::Char('u') if with_ctrl => typed.clear(),
                    KeyCode::Char(c) if !with_ctrl => typed.push(c),
                    KeyCode::Backspace => {
                        typed.pop();
                    }
                    _ => {}
                }
            }
            Event::Paste(text) => typed.push_str(&text),
            _ => {}
        }
    }
}
