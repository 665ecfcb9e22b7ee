//! A paste into a terminal that does not mark pastes (screen 4, old consoles) comes as keys, faster than anybody types. What comes so
//! is text: its line ends and tabs part words, and save, move or confirm nothing. A key by itself, an arrow that repeats, a
//! function key are what they are. Asked only as long as the terminal has not said that it marks pastes: who types ahead over a slow
//! line sends several keys in one packet, too. Pure: the times are arguments.

use crate::app::key::{Code, Key};
use crate::app::msg::Msg;
use std::time::{Duration, Instant};

/// Nobody types two keys in so short a time; and, once a line end was pasted, how long the rest may take over a slow line.
const NEAR: Duration = Duration::from_millis(8);
const NEAR_IN_A_PASTE: Duration = Duration::from_millis(60);

/// What came last, as far as it tells whether the next key is typed or pasted.
#[derive(Debug, Default)]
pub(super) struct Bursts {
    /// When the last character came.
    last: Option<Instant>,
    /// A line end or a tab came among the characters.
    pasting: bool,
    /// It parts what comes from what came.
    parts: bool,
}

impl Bursts {
    /// Takes what came in, in order, each with its time, as what it means.
    pub fn take(&mut self, came: impl IntoIterator<Item = (Msg, Instant)>) -> Vec<Msg> {
        let mut out: Vec<Msg> = Vec::new();
        for (msg, at) in came {
            let gap = if self.pasting { NEAR_IN_A_PASTE } else { NEAR };
            let near = self.last.is_some_and(|last| at.saturating_duration_since(last) < gap);
            if !near {
                (self.pasting, self.parts) = (false, false);
            }
            match msg {
                Msg::Key(key) if character(key).is_some() => {
                    self.last = Some(at);
                    add(&mut out, key, near, std::mem::take(&mut self.parts));
                }
                Msg::Key(key) if near && ends_a_line(key) => {
                    self.last = Some(at);
                    (self.pasting, self.parts) = (true, true);
                }
                other => {
                    *self = Bursts::default();
                    out.push(other);
                }
            }
        }
        out
    }
}

/// A character goes to those that came just before it.
fn add(out: &mut Vec<Msg>, key: Key, near: bool, parts: bool) {
    let Some(c) = character(key).filter(|_| near) else { return out.push(Msg::Key(key)) };
    let text = if parts { format!(" {c}") } else { c.to_string() };
    match out.last_mut() {
        Some(Msg::Paste(before)) => before.push_str(&text),
        Some(last) => match last {
            Msg::Key(first) if character(*first).is_some() => {
                *last = Msg::Paste(character(*first).into_iter().chain(text.chars()).collect());
            }
            _ => out.push(Msg::Paste(text)),
        },
        None => out.push(Msg::Paste(text)),
    }
}

fn character(key: Key) -> Option<char> {
    match key.code {
        Code::Char(c) if !key.ctrl => Some(c),
        _ => None,
    }
}

/// A line feed comes as Ctrl+J.
fn ends_a_line(key: Key) -> bool {
    key == Key::plain(Code::Enter) || key == Key::plain(Code::Tab) || key == Key::ctrl(Code::Char('j'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTER: Key = Key::plain(Code::Enter);
    const TAB: Key = Key::plain(Code::Tab);

    /// Keys with the milliseconds before each.
    fn taken(keys: &[(u64, Key)]) -> Vec<Msg> {
        let (mut bursts, mut at, mut out) = (Bursts::default(), Instant::now(), Vec::new());
        for (wait, key) in keys {
            at += Duration::from_millis(*wait);
            out.extend(bursts.take([(Msg::Key(*key), at)]));
        }
        out
    }
    /// What is typed into a field by that.
    fn text(msgs: &[Msg]) -> String {
        let of = |m: &Msg| match m {
            Msg::Key(key) => character(*key).map_or_else(|| format!("<{key}>"), String::from),
            Msg::Paste(text) => text.clone(),
            _ => String::new(),
        };
        msgs.iter().map(of).collect()
    }
    fn ch(c: char) -> Key {
        Key::char(c)
    }

    #[test]
    fn a_paste_is_text_to_its_end() {
        let keys = [(50, ch('张')), (0, ch('三')), (0, ENTER), (0, ch('李')), (1, TAB), (0, ch('四')), (0, ENTER)];
        assert_eq!(text(&taken(&keys)), "张三 李 四");
        // Over a slow line the rest comes later; a line feed is a line end too.
        let keys = [(50, ch('a')), (0, Key::ctrl(Code::Char('j'))), (40, ENTER), (40, ch('b'))];
        assert_eq!(text(&taken(&keys)), "a b");
        // In one piece it is one message, so that no letter of it means anything by itself.
        let now = Instant::now();
        let piece = [ch('5'), ch('?'), ENTER, ch('1'), ENTER].map(|k| (Msg::Key(k), now));
        assert_eq!(Bursts::default().take(piece), [Msg::Paste("5? 1".to_owned())]);
    }

    #[test]
    fn what_is_typed_is_what_it_was() {
        for keys in [
            &[(80, ch('3')), (30, ENTER), (40, TAB), (25, ch('5')), (20, ENTER)][..],
            // Keys that repeat, and keys of a script without a character before them.
            &[(50, Key::plain(Code::Down)), (0, Key::plain(Code::Down)), (0, ENTER), (0, TAB)],
            &[(50, ENTER), (0, ENTER), (0, ch('a')), (30, ENTER)],
            &[(50, ch('a')), (0, Key::plain(Code::F(8))), (0, ENTER)],
        ] {
            let plain: Vec<Msg> = keys.iter().map(|(_, k)| Msg::Key(*k)).collect();
            assert_eq!(taken(keys), plain);
        }
    }
}
