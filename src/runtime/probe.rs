//! The terminal looked at from within: how far its cursor really moves, and which keys arrive. For who does not trust what he sees.

use crate::app::key::{Code, Key};
use crate::app::msg::Msg;
use crate::door;
use crate::jobs::doctor::Terminal;
use crate::runtime::input;
use crate::runtime::stage::WAITING;
use crate::runtime::terminal::Bare;
use std::io;
use std::sync::mpsc::sync_channel;

/// The terminal, where there is one.
pub fn terminal() -> Option<Terminal> {
    if !door::is_terminal() {
        return None;
    }
    let size = ratatui::crossterm::terminal::size().ok()?;
    let name = if cfg!(windows) { None } else { Some(std::env::var("TERM").unwrap_or_default()) };
    let moved = Bare::take().ok().and_then(|bare| bare.moved_by(&Terminal::TRIED));
    Some(Terminal { name, size, moved })
}

/// Shows each key as it arrives, until Esc.
///
/// # Errors
/// The terminal goes away.
pub fn show_keys() -> io::Result<()> {
    let bare = Bare::take()?;
    let (sender, came) = sync_channel(WAITING);
    input::listen(sender)?;
    for msg in came {
        match msg {
            Msg::Key(key) => {
                bare.says(&format!("  收到 {key}"))?;
                if key == Key::plain(Code::Esc) || key == Key::ctrl(Code::Char('c')) {
                    return Ok(());
                }
            }
            Msg::Paste(text) => bare.says(&format!("  收到粘贴 {} 字", text.chars().count()))?,
            Msg::Resize(width, height) => bare.says(&format!("  窗口变成 {width}×{height}"))?,
            Msg::End => return Ok(()),
            Msg::Answer(..) => {}
        }
    }
    Ok(())
}
