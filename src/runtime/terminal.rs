//! The terminal: taken at the beginning, and given back as it was at the end, whatever the end is. On a panic it is given
//! back first, so that the message is read where it belongs.

use crate::app::App;
use crate::door;
use crate::runtime::paint::Painter;
use crate::ui::{self, Theme};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::style::{Attribute, Print, SetAttribute};
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, execute, queue};
use ratatui::layout::Position;
use std::io::{self, BufWriter, Stdout, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// The terminal while the program has it.
pub(super) struct Screen {
    painter: Painter<BufWriter<Stdout>>,
}

impl Screen {
    /// Takes the terminal.
    pub fn enter() -> io::Result<Screen> {
        give_back_on_panic();
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let entered = execute!(io::stdout(), EnterAlternateScreen).and_then(|()| {
            if MARKS_PASTES { execute!(io::stdout(), EnableBracketedPaste, Print(DOES_IT_MARK)) } else { Ok(()) }
        });
        let writer = || BufWriter::with_capacity(1 << 16, io::stdout());
        match entered {
            Ok(()) => Ok(Screen { painter: Painter::new(writer(), moves_lines()) }),
            Err(e) => {
                give_back();
                Err(e)
            }
        }
    }
    /// Columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        ratatui::crossterm::terminal::size()
    }
    /// Draws what has changed.
    pub fn draw(&mut self, app: &App, theme: &Theme) -> io::Result<()> {
        self.show(app.desk.size, |buffer| ui::draw(app, theme, buffer))
    }
    /// Takes away whatever the terminal shows and keeps, on both of its screens, and what it keeps of lines that scrolled away: nothing
    /// that was seen stays. The next frame is drawn whole.
    pub fn wipes(&mut self) -> io::Result<()> {
        wipe()?;
        self.painter.forgets();
        Ok(())
    }
    /// At the end of the program as well.
    pub fn wipes_at_end(&self) {
        WIPED.store(true, Ordering::SeqCst);
    }
    /// Shows what is drawn into a window of that size.
    pub fn show(&mut self, size: (u16, u16), draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        self.painter.show(size, draw)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// The terminal as it is, with each key heard as it comes: lines are put on it as by any command.
pub(super) struct Bare;

impl Bare {
    pub fn take() -> io::Result<Bare> {
        enable_raw_mode()?;
        Ok(Bare)
    }
    /// A line. The terminal does not bring the cursor back by itself now.
    pub fn says(&self, line: &str) -> io::Result<()> {
        door::say_bare(line)
    }
    /// By how many cells the cursor moves for each of these texts; none where the terminal does not say where its cursor is.
    pub fn moved_by(&self, texts: &[&str]) -> Option<Vec<u16>> {
        let mut moved = Vec::with_capacity(texts.len());
        for text in texts {
            execute!(io::stdout(), Print("\r"), Print(text)).ok()?;
            let at = cursor::position();
            execute!(io::stdout(), Print("\r"), Clear(ClearType::CurrentLine)).ok()?;
            moved.push(at.ok()?.0);
        }
        Some(moved)
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

/// Whether pastes are asked to be marked. The console of Windows tells of keys, among which no mark would be known, and an old
/// one refuses the wish: there a paste is known by its speed alone.
const MARKS_PASTES: bool = cfg!(unix);
/// Asks whether it does (DECRQM); what a terminal makes of it that does not know the question is gone with the first frame.
const DOES_IT_MARK: &str = "\x1b[?2004$p";

/// Whether the terminal moves lines when told to by an escape sequence; an old console of Windows shows it as text.
#[cfg(not(windows))]
const fn moves_lines() -> bool {
    true
}
#[cfg(windows)]
fn moves_lines() -> bool {
    ratatui::crossterm::ansi_support::supports_ansi()
}

/// Whether the program has the terminal. It is given back once: a second time would put the cursor over what was written
/// since.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether nothing that was seen stays when it is given back.
static WIPED: AtomicBool = AtomicBool::new(false);

/// Empties the screen that is seen, and the lines that the terminal keeps of it.
fn empty(out: &mut impl Write) -> io::Result<()> {
    queue!(out, SetAttribute(Attribute::Reset), Clear(ClearType::All), Clear(ClearType::Purge), cursor::MoveTo(0, 0))
}

fn wipe() -> io::Result<()> {
    let mut out = io::stdout().lock();
    empty(&mut out)?;
    // Terminals without another screen have drawn on the one that is left to the shell, and some keep lines of either.
    queue!(out, LeaveAlternateScreen)?;
    empty(&mut out)?;
    queue!(out, EnterAlternateScreen)?;
    queue!(out, Clear(ClearType::All))?;
    out.flush()
}

/// Gives the terminal back. What fails here fails because the terminal is gone.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    if MARKS_PASTES {
        let _ = execute!(io::stdout(), DisableBracketedPaste);
    }
    if WIPED.load(Ordering::SeqCst) {
        let _ = wipe();
    }
    let _ = execute!(io::stdout(), LeaveAlternateScreen, cursor::Show);
    // What was typed or pasted here and not read is nothing for the shell.
    #[cfg(unix)]
    let _ = rustix::termios::tcflush(rustix::stdio::stdin(), rustix::termios::QueueSelector::IFlush);
    let _ = disable_raw_mode();
}

/// A panic of this thread gives the terminal back before it is told. Those of other threads are failed jobs: they are
/// answered as such and must not touch the screen.
fn give_back_on_panic() {
    let own = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == own {
            give_back();
            door::tell_panic(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::Read;

    /// Run by the test below, in a terminal of its own.
    #[test]
    #[ignore = "takes the terminal and panics"]
    fn panics_on_the_screen() {
        let _screen = Screen::enter().unwrap();
        panic!("the order of the world is upset");
    }

    #[test]
    fn a_panic_gives_the_terminal_back_before_it_is_told() {
        let pty = native_pty_system().openpty(PtySize { rows: 60, ..PtySize::default() }).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", "--nocapture", "runtime::terminal::tests::panics_on_the_screen"]);
        command.env("RUST_BACKTRACE", "0");
        let mut child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().unwrap();
        let read = thread::spawn(move || {
            let mut bytes = Vec::new();
            // The other end closes with an error on some systems: what came before is what counts.
            let _ = reader.read_to_end(&mut bytes);
            bytes
        });
        child.wait().unwrap();
        drop(pty.master);
        let mut screen = vt100::Parser::new(60, 80, 0);
        screen.process(&read.join().unwrap());
        let screen = screen.screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        assert!(screen.contents().contains("民政程序出错"), "{}", screen.contents());
        assert!(screen.contents().contains("the order of the world"), "{}", screen.contents());
    }
}
