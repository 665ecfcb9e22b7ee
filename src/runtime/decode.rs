//! What the bytes of a terminal mean. Own, and not the terminal library's: a paste is bounded in size and in the time that it
//! may take, what is cut off or means nothing holds up no key, and nothing waits for an edge that does not come. Pure: the
//! times are arguments.

use crate::app::key::{Code, Key};
use crate::app::msg::Msg;
use std::time::{Duration, Instant};

const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// What a terminal answers that marks pastes (DECRPM): it does, or could, or always does.
const MARKS: [&[u8]; 3] = [b"\x1b[?2004;1$y", b"\x1b[?2004;2$y", b"\x1b[?2004;3$y"];
/// The most of a paste that is kept, in bytes; no field takes as much. The rest is read and thrown away.
const KEPT: usize = 64 * 1024;
/// How long the rest of a key may take over a slow line. An Esc by itself is one then.
const REST: Duration = Duration::from_millis(40);
/// How long a paste may be silent. Then what came of it is the text, and keys are keys again.
const SILENCE: Duration = Duration::from_secs(1);
/// What comes so slowly in so small a piece was typed: it does not keep a paste open.
const TYPED: (usize, Duration) = (8, Duration::from_millis(30));
/// The longest sequence that may mean a key, in bytes.
const LONGEST: usize = 32;

/// Makes keys and pastes of bytes.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// What came and has no meaning yet.
    held: Vec<u8>,
    /// The paste that is coming in.
    paste: Option<Vec<u8>>,
    /// When the last bytes came.
    last: Option<Instant>,
    /// When what is held is to be taken as it is.
    until: Option<Instant>,
    /// The terminal has said, or shown, that it marks pastes.
    marks_pastes: bool,
}

/// What stands at the beginning of the bytes held.
enum Head {
    /// A key, or nothing that means anything, of so many bytes.
    Is(usize, Option<Key>),
    /// The beginning of a paste.
    Paste,
    /// The beginning of more.
    Part,
}

impl Decoder {
    /// Takes bytes that have come, as what they mean.
    pub fn take(&mut self, bytes: &[u8], at: Instant) -> Vec<Msg> {
        let mut out = self.lapse(at);
        let gap = self.last.replace(at).map_or(Duration::MAX, |last| at.saturating_duration_since(last));
        let typed = bytes.len() <= TYPED.0 && gap >= TYPED.1;
        let was_open = self.paste.is_some();
        self.held.extend_from_slice(bytes);
        self.read(&mut out);
        if self.paste.is_none() {
            self.until = (!self.held.is_empty()).then(|| at + REST);
        } else if !(was_open && typed) {
            self.until = Some(at + SILENCE);
        }
        out
    }
    /// Whether the terminal marks pastes, as far as it has said or shown.
    pub fn marks_pastes(&self) -> bool {
        self.marks_pastes
    }
    /// When what is held is to be taken as it is, unless more comes.
    pub fn until(&self) -> Option<Instant> {
        self.until
    }
    /// Takes what is held as it is, if it is time.
    pub fn lapse(&mut self, now: Instant) -> Vec<Msg> {
        let mut out = Vec::new();
        if self.until.is_none_or(|until| now < until) {
            return out;
        }
        self.until = None;
        let held = std::mem::take(&mut self.held);
        match self.paste.take() {
            Some(mut text) => {
                keep(&mut text, &held);
                out.push(pasted(&text));
            }
            None if held == [ESC] => out.push(Msg::Key(Key::plain(Code::Esc))),
            None => {}
        }
        out
    }

    fn read(&mut self, out: &mut Vec<Msg>) {
        let mut at = 0;
        loop {
            let rest = self.held.get(at..).unwrap_or_default();
            if let Some(text) = &mut self.paste {
                let Some(end) = find(rest, PASTE_ENDS) else {
                    // The end may come in two pieces.
                    let whole = rest.len().saturating_sub(PASTE_ENDS.len() - 1);
                    keep(text, rest.get(..whole).unwrap_or_default());
                    at += whole;
                    break;
                };
                keep(text, rest.get(..end).unwrap_or_default());
                out.push(pasted(text));
                self.paste = None;
                at += end + PASTE_ENDS.len();
                continue;
            }
            match head(rest) {
                Head::Is(len, key) => {
                    self.marks_pastes |= MARKS.iter().any(|answer| rest.starts_with(answer));
                    out.extend(key.map(Msg::Key));
                    at += len;
                }
                Head::Paste => {
                    self.marks_pastes = true;
                    self.paste = Some(Vec::new());
                    at += PASTE_BEGINS.len();
                }
                Head::Part => break,
            }
        }
        self.held.drain(..at.min(self.held.len()));
    }
}

fn keep(text: &mut Vec<u8>, more: &[u8]) {
    let room = KEPT.saturating_sub(text.len());
    text.extend_from_slice(more.get(..room.min(more.len())).unwrap_or_default());
}
fn pasted(text: &[u8]) -> Msg {
    Msg::Paste(String::from_utf8_lossy(text).into_owned())
}
fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

const ESC: u8 = 0x1b;

fn head(bytes: &[u8]) -> Head {
    match bytes {
        [] | [ESC] => Head::Part,
        [ESC, b'[', rest @ ..] => csi(rest),
        [ESC, b'O', rest @ ..] => match rest.first() {
            None => Head::Part,
            // The Enter of the number pad, and what else is a letter.
            Some(b'M') => Head::Is(3, Some(Key::plain(Code::Enter))),
            Some(&c) if c.is_ascii_graphic() => Head::Is(3, letter(c)),
            Some(_) => Head::Is(2, None),
        },
        [ESC, ESC, ..] => Head::Is(1, Some(Key::plain(Code::Esc))),
        // Shift-Tab of the console of Linux.
        [ESC, b'\t', ..] => Head::Is(2, Some(Key::plain(Code::BackTab))),
        // Alt with a character means nothing here; with another key it is that key.
        [ESC, rest @ ..] => match head(rest) {
            Head::Is(len, key) => Head::Is(len + 1, key.filter(|k| !matches!(k.code, Code::Char(_)))),
            other => other,
        },
        [byte, ..] if *byte < 0x80 => Head::Is(1, Some(single(*byte))),
        _ => character(bytes),
    }
}

/// One byte that is a key by itself.
fn single(byte: u8) -> Key {
    match byte {
        b'\r' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        // Ctrl+H is the Backspace key of some terminals.
        0x08 | 0x7f => Key::plain(Code::Backspace),
        0 => Key::ctrl(Code::Char(' ')),
        0x01..=0x1a => Key::ctrl(Code::Char(char::from(byte - 1 + b'a'))),
        0x1b..=0x1f => Key::ctrl(Code::Char(char::from(byte - 0x1c + b'4'))),
        _ => Key::char(char::from(byte)),
    }
}

/// A character of several bytes; what is none is passed over.
fn character(bytes: &[u8]) -> Head {
    let len = match bytes.first() {
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => return Head::Is(1, None),
    };
    let piece = bytes.get(..len.min(bytes.len())).unwrap_or_default();
    match std::str::from_utf8(piece) {
        Ok(text) => Head::Is(len, text.chars().next().map(Key::char)),
        Err(e) => match e.error_len() {
            None => Head::Part,
            Some(wrong) => Head::Is(wrong, None),
        },
    }
}

/// A sequence after `ESC [`: numbers, and the letter that ends it.
fn csi(rest: &[u8]) -> Head {
    // The console of Linux has its own names for F1 to F5.
    if let [b'[', more @ ..] = rest {
        return match more.first() {
            None => Head::Part,
            Some(c @ b'A'..=b'E') => Head::Is(4, Some(Key::plain(Code::F(c - b'A' + 1)))),
            Some(_) => Head::Is(3, None),
        };
    }
    let Some(end) = rest.iter().take(LONGEST).position(|b| !(0x20..0x40).contains(b)) else {
        return if rest.len() < LONGEST { Head::Part } else { Head::Is(2 + LONGEST, None) };
    };
    let (numbers, last) = (rest.get(..end).unwrap_or_default(), rest.get(end).copied().unwrap_or_default());
    if !(0x40..0x7f).contains(&last) {
        // Cut off by something else, which counts.
        return Head::Is(2 + end, None);
    }
    if (numbers, last) == (b"200", b'~') {
        return Head::Paste;
    }
    Head::Is(3 + end, key_of(numbers, last))
}

fn key_of(numbers: &[u8], last: u8) -> Option<Key> {
    let mut numbers = std::str::from_utf8(numbers).ok()?.split(';').map(|n| n.parse::<u8>().ok());
    let (which, held) = (numbers.next().flatten(), numbers.next().flatten());
    let key = match last {
        b'~' => Key::plain(numbered(which?)?),
        _ => letter(last)?,
    };
    // One more than the sum of Shift 1, Alt 2, Ctrl 4.
    let ctrl = held.is_some_and(|held| held.saturating_sub(1) & 4 != 0);
    Some(Key { ctrl: key.ctrl || ctrl, ..key })
}

fn letter(last: u8) -> Option<Key> {
    let code = match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'Z' => Code::BackTab,
        b'P'..=b'S' => Code::F(last - b'P' + 1),
        _ => return None,
    };
    Some(Key::plain(code))
}

fn numbered(which: u8) -> Option<Code> {
    Some(match which {
        1 | 7 => Code::Home,
        4 | 8 => Code::End,
        3 => Code::Delete,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::F(which - 10),
        17..=21 => Code::F(which - 11),
        23 | 24 => Code::F(which - 12),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What pieces of bytes mean, each with the milliseconds before it; at the end nothing comes any more.
    fn read(pieces: &[(u64, &[u8])]) -> Vec<String> {
        let (mut decoder, mut at, mut out) = (Decoder::default(), Instant::now(), Vec::new());
        for (wait, bytes) in pieces {
            at += Duration::from_millis(*wait);
            out.extend(decoder.take(bytes, at));
        }
        out.extend(decoder.until().map(|until| decoder.lapse(until)).unwrap_or_default());
        assert!(decoder.until().is_none() && decoder.held.is_empty() && decoder.paste.is_none());
        let shown = |msg: Msg| match msg {
            Msg::Key(key) => key.to_string(),
            Msg::Paste(text) => format!("“{text}”"),
            other => format!("{other:?}"),
        };
        out.into_iter().map(shown).collect()
    }
    fn keys(bytes: &[u8]) -> String {
        read(&[(0, bytes)]).join(" ")
    }

    #[test]
    fn keys_of_the_usual_terminals() {
        for (bytes, shown) in [
            (&b"\x1b[A\x1bOB\x1b[C\x1b[D"[..], "上 下 右 左"),
            (b"\x1b[H\x1bOF\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "Home End Home End Home End"),
            (b"\x1b[5~\x1b[6~\x1b[3~\x1b[2~", "PgUp PgDn Delete"),
            (b"\x1bOP\x1bOQ\x1bOR\x1bOS\x1b[15~\x1b[17~\x1b[18~", "F1 F2 F3 F4 F5 F6 F7"),
            (b"\x1b[19~\x1b[20~\x1b[21~\x1b[23~\x1b[24~", "F8 F9 F10 F11 F12"),
            (b"\x1b[11~\x1b[14~\x1b[[A\x1b[[E\x1b[P\x1b[S", "F1 F4 F1 F5 F1 F4"),
            (b"\x1b[1;5C\x1b[1;2D\x1b[3;5~\x1b[1;3A", "Ctrl+右 左 Ctrl+Delete 上"),
            (b"\r\x1bOM\t\x1b[Z\x7f\x08\x0a", "回车 回车 Tab Shift-Tab Backspace Backspace Ctrl+J"),
            (b"\x01\x18\x00\x1c\x1f", "Ctrl+A Ctrl+X Ctrl+  Ctrl+4 Ctrl+7"),
            ("aé陈𠮷".as_bytes(), "a é 陈 𠮷"),
            (b"\x1b", "Esc"),
            (b"\x1b\x1b[A", "Esc 上"),
            (b"\x1bx\x1b\x18\x1b\ry", "回车 y"),
            (b"\x1b\t\t", "Shift-Tab Tab"),
        ] {
            assert_eq!(keys(bytes), shown, "{bytes:?}");
        }
    }

    #[test]
    fn a_key_in_pieces_is_one_key() {
        assert_eq!(read(&[(0, b"\x1b"), (20, b"["), (20, b"1"), (20, b"7~")]), ["F6"]);
        assert_eq!(read(&[(0, b"\xe9\x99"), (20, b"\x88")]), ["陈"]);
        // After a while it is no more than what came.
        assert_eq!(read(&[(0, b"\x1b"), (200, b"[A")]), ["Esc", "[", "A"]);
        assert_eq!(read(&[(0, b"\x1b["), (200, b"a")]), ["a"]);
    }

    #[test]
    fn what_means_nothing_holds_up_no_key() {
        for noise in [
            &b"\x1b[99;99;99;99z"[..],
            b"\x1b[?1;2c",
            b"\x1b[1;5",
            b"\x1b[201~",
            b"\x1b[I",
            b"\x1b[M",
            b"\xff",
            b"\x80",
            b"\xc0\xaf",
            b"\xe4\xb8",
            b"\x1b[[",
            b"\x1bO",
            b"\x1b[1234567890;1234567890;1234567890;1234567890m",
        ] {
            let shown = keys(&[noise, b"\r\x1b[A"].concat());
            assert!(shown.ends_with("回车 上"), "{noise:?}: {shown}");
        }
    }

    #[test]
    fn a_paste_is_one_text_in_however_many_pieces() {
        let piece = b"\x1b[200~\xe9\x99\x88\rb\x1b[20\x1b[200~c\x1b[201~d";
        for cut in 1..piece.len() {
            let (a, b) = piece.split_at(cut);
            assert_eq!(read(&[(0, a), (10, b)]), ["“陈\rb\x1b[20\x1b[200~c”", "d"], "{cut}");
        }
        assert_eq!(keys(b"\x1b[200~\x1b[201~\r"), "“” 回车");
    }

    #[test]
    fn a_paste_without_an_end_gives_the_keys_back() {
        assert_eq!(read(&[(0, b"\x1b[200~abc\x1b[2"), (1000, b"\x1b"), (100, b"x")]), ["“abc\x1b[2”", "Esc", "x"]);
        // A slow line keeps it open, a clerk who presses keys does not.
        assert_eq!(read(&[(0, b"\x1b[200~a"), (900, b"a line of the rest"), (900, b"\x1b[201~")]).len(), 1);
        let pressed = [(0, &b"\x1b[200~a"[..]), (400, b"x"), (400, b"y"), (400, b"z")];
        assert_eq!(read(&pressed), ["“axy”", "z"]);
    }

    #[test]
    fn of_a_paste_without_measure_the_beginning_is_kept() {
        let (mut decoder, now) = (Decoder::default(), Instant::now());
        let mut came = decoder.take(PASTE_BEGINS, now);
        for _ in 0..100 {
            came.extend(decoder.take(&[b'7'; 4096], now));
            assert!(decoder.held.len() < 8 && decoder.paste.as_ref().is_some_and(|p| p.capacity() <= 2 * KEPT));
        }
        came.extend(decoder.take(PASTE_ENDS, now));
        assert_eq!(came, [Msg::Paste("7".repeat(KEPT))]);
    }
}
