//! Keys as the console of Windows tells of them, through the terminal library.

use crate::app::key::{Code, Key};
use crate::app::msg::Msg;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A message from what the terminal library says; nothing for what means nothing here.
pub(super) fn message(event: Event) -> Option<Msg> {
    match event {
        // Windows consoles also tell of releases.
        Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(width, height) => Some(Msg::Resize(width, height)),
        _ => None,
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let code = match key.code {
        KeyCode::Char(_) if key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER) => return None,
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(n) => Code::F(n),
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        _ => return None,
    };
    // Ctrl+H is the Backspace key of some terminals.
    if ctrl && code == Code::Char('h') {
        return Some(Key::plain(Code::Backspace));
    }
    Some(Key { code, ctrl })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: KeyCode, modifiers: KeyModifiers) -> Option<Msg> {
        message(Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn a_release_is_not_a_key() {
        let mut key = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        assert_eq!(message(Event::Key(key)), Some(Msg::Key(Key::char('a'))));
        key.kind = KeyEventKind::Repeat;
        assert_eq!(message(Event::Key(key)), Some(Msg::Key(Key::char('a'))));
        key.kind = KeyEventKind::Release;
        assert_eq!(message(Event::Key(key)), None);
    }

    #[test]
    fn terminals_differ_in_some_keys() {
        assert_eq!(event(KeyCode::Char('h'), KeyModifiers::CONTROL), Some(Msg::Key(Key::plain(Code::Backspace))));
        assert_eq!(event(KeyCode::Tab, KeyModifiers::SHIFT), Some(Msg::Key(Key::plain(Code::BackTab))));
        assert_eq!(event(KeyCode::Char('W'), KeyModifiers::CONTROL), Some(Msg::Key(Key::ctrl(Code::Char('w')))));
        assert_eq!(event(KeyCode::Char('x'), KeyModifiers::ALT), None);
    }
}
