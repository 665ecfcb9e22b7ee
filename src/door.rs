//! The one door to standard output and standard error. What passes as text is made harmless first: control, direction and
//! zero-width characters are shown by their numbers. In running text (messages, what quotes the typed) numbers of papers, accounts
//! and mobile phones are masked; lists and papers come masked by their own columns. JSON passes as the same values, such
//! characters as escapes. The screens' cells go through `ui/canvas.rs`, painted by `runtime/paint.rs`.
//! What a command has changed already is noted here, so that no failure after it says otherwise.

mod lines;

use crate::domain::{mask, text};
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::Mutex;

/// Whether somebody sits at a terminal: screens can open.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether standard output is read by people: nothing but text may go there.
pub fn is_read_by_people() -> bool {
    io::stdout().is_terminal()
}

/// Whether messages are read by people as they come.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Running text and a line end to standard output.
///
/// # Errors
/// Nobody reads it, or there is no room.
pub fn say(text: &str) -> io::Result<()> {
    out(format!("{}\n", broken(shown(text), is_read_by_people())).as_bytes())
}

/// Running text on a line of a terminal that does not bring its cursor back by itself.
///
/// # Errors
/// As [`say`].
pub fn say_bare(line: &str) -> io::Result<()> {
    out(bare(line).as_bytes())
}

/// A line of it: what would begin another one, before its end, is shown by its number too.
fn bare(line: &str) -> String {
    format!("{}\r\n", mask::within(&text::safe(line)))
}

/// A list or a paper and a line end to standard output: its columns say what of them is masked.
///
/// # Errors
/// As [`say`].
pub fn list(text: &str) -> io::Result<()> {
    out(format!("{}\n", harmless(text)).as_bytes())
}

/// The bytes of a table or a paper to standard output as they are: somebody puts them into a file. A terminal gets text.
///
/// # Errors
/// As [`say`].
pub fn pass(bytes: &[u8]) -> io::Result<()> {
    if is_read_by_people() { out(harmless(&String::from_utf8_lossy(bytes)).as_bytes()) } else { out(bytes) }
}

fn out(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush())
}

/// JSON on its way to standard output, piece by piece.
pub struct Json(BufWriter<StdoutLock<'static>>);

impl Json {
    /// Begins.
    #[allow(clippy::new_without_default, reason = "it takes standard output")]
    pub fn new() -> Json {
        Json(BufWriter::new(io::stdout().lock()))
    }
    /// The next piece.
    ///
    /// # Errors
    /// As [`say`].
    pub fn put(&mut self, piece: &str) -> io::Result<()> {
        self.0.write_all(escaped(piece).as_bytes())
    }
    /// The line end, and all of it goes.
    ///
    /// # Errors
    /// As [`say`].
    pub fn end(mut self) -> io::Result<()> {
        self.0.write_all(b"\n").and_then(|()| self.0.flush())
    }
}

/// A message on standard error. When that is closed too, nobody is left to tell.
pub fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{}", broken(shown(text), is_watched()));
}

/// A message for whoever waits at a terminal; scripts do not see it.
pub fn tell_waiting(text: &str) {
    if is_watched() {
        tell(text);
    }
}

/// The text as it stands on a terminal: no word is broken at its edge that need not be. Others read lines as they are.
fn broken(text: String, is_terminal: bool) -> String {
    let columns = is_terminal.then(ratatui::crossterm::terminal::size).and_then(Result::ok).map_or(0, |size| size.0);
    if columns < LEAST { text } else { lines::laid(&text, usize::from(columns)) }
}

/// In fewer columns nothing is to be gained.
const LEAST: u16 = 20;

/// Running text as it may be shown.
fn shown(text: &str) -> String {
    mask::within(&harmless(text)).into_owned()
}

/// Nothing in it that a terminal would act on; line ends stay.
fn harmless(text: &str) -> String {
    text.split('\n').map(text::safe).collect::<Vec<_>>().join("\n")
}

/// JSON with every character that a terminal would act on, or not show, as an escape. Such a character stands inside a string,
/// where an escape is the same value.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && (text::is_hostile(c) || text::is_variation_selector(c)) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// What stands in the files already, whatever fails later.
static STANDS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Notes what a command has changed, from the moment it is so.
pub fn stands(what: impl Into<String>) {
    if let Ok(mut stands) = STANDS.lock() {
        stands.push(what.into());
    }
}

/// What has been changed, if anything: for whoever reads that the command failed.
pub fn what_stands() -> Option<String> {
    let stands = STANDS.lock().ok()?;
    (!stands.is_empty()).then(|| format!("这次的改动已经生效, 不要重做: {}", stands.join("; ")))
}

/// From now on a panic is told through this door.
pub fn tell_panics() {
    panic::set_hook(Box::new(tell_panic));
}

/// Tells a panic: what is safe, and what helps who mends it.
pub fn tell_panic(info: &PanicHookInfo<'_>) {
    let safe = what_stands().unwrap_or_else(|| "已保存的内容都在库文件里, 没有受影响。".to_owned());
    tell(&format!("民政程序出错, 已经停止。{safe}\n请把下面的文字告诉维护人员:\n{info}"));
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        tell(&trace.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_shows_what_a_terminal_would_act_on() {
        for c in ["\u{1b}", "\u{7}", "\r", "\t", "\u{9b}", "\u{7f}", "\u{202e}", "\u{200b}", "\u{e0041}", "\u{feff}"] {
            let text = shown(&format!("张{c}三\n李四"));
            assert!(!text.contains(c) && text.contains("<U+") && text.ends_with("\n李四"), "{text:?}");
        }
        assert_eq!(bare("收到 430406190304050120\u{1b}\n"), "收到 430406********0120<U+001B><U+000A>\r\n");
        assert_eq!(shown("没有找到“430406190304050120”"), "没有找到“430406********0120”");
    }

    #[test]
    fn json_keeps_its_values() {
        let hostile = "a\u{1b}[2J\u{9b}\u{7f}\u{202e}\u{200b}\u{e0041}\u{2028}葛\u{e0100}\"\\\n\t𠮷";
        let value = serde_json::json!({ hostile: [hostile] });
        for json in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            let sent = escaped(&json);
            assert!(sent.chars().all(|c| c == '\n' || !text::is_hostile(c)), "{sent:?}");
            assert_eq!(serde_json::from_str::<serde_json::Value>(&sent).unwrap(), value);
        }
    }
}
