//! The program in a real terminal: bytes out of a pty, read back as cells.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

pub struct Terminal {
    pub child: Box<dyn Child + Send + Sync>,
    pub screen: vt100::Parser,
    pub received: usize,
    /// All that came, for whoever looks what a terminal may have kept of it.
    pub bytes_so_far: Vec<u8>,
    master: Box<dyn MasterPty + Send>,
    /// Written by a thread: a program that does not read holds up the writing, not the test.
    keys: Sender<Vec<u8>>,
    bytes: Receiver<Vec<u8>>,
    before: String,
    _home: Option<tempfile::TempDir>,
}

/// How long nothing must come before a screen is taken for finished; and how long anything is waited for.
const QUIET: Duration = Duration::from_millis(400);
pub const PATIENCE: Duration = Duration::from_secs(30);

impl Terminal {
    /// Opens an office on the screen, and waits until its file was checked.
    pub fn open(file: &Path, rows: u16, cols: u16) -> Terminal {
        let mut terminal = Terminal::start(file, rows, cols);
        terminal.waits_for("文件完好");
        terminal
    }
    /// Opens an office on the screen, and waits for its first screen.
    pub fn start(file: &Path, rows: u16, cols: u16) -> Terminal {
        let home = tempfile::tempdir().unwrap();
        let args: [&OsStr; 4] = ["--db".as_ref(), file.as_os_str(), "--today".as_ref(), "2021-12-31".as_ref()];
        let mut terminal = Terminal::run(&args, home.path(), rows, cols);
        terminal._home = Some(home);
        terminal.waits_for("筛选: ");
        terminal
    }
    /// Runs the program with these arguments, as the user of a home.
    pub fn run(args: &[&OsStr], home: &Path, rows: u16, cols: u16) -> Terminal {
        let pty = native_pty_system().openpty(size(rows, cols)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_minzheng"));
        command.args(args);
        command.env("HOME", home);
        command.env_remove("XDG_CONFIG_HOME");
        command.env_remove("XDG_DATA_HOME");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C");
        // No printer of the machine is found by a key pressed here.
        command.env("PATH", "");
        let before = state(pty.master.as_ref());
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (sender, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let mut writer = pty.master.take_writer().unwrap();
        let (keys, typed) = channel::<Vec<u8>>();
        thread::spawn(move || {
            while let Ok(bytes) = typed.recv() {
                if writer.write_all(&bytes).and_then(|()| writer.flush()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(rows, cols, 0);
        Terminal {
            child,
            master: pty.master,
            keys,
            bytes,
            screen,
            received: 0,
            bytes_so_far: Vec::new(),
            before,
            _home: None,
        }
    }
    /// Takes in what has come, or comes soon. Says whether anything did.
    pub fn take(&mut self, patience: Duration) -> bool {
        match self.bytes.recv_timeout(patience) {
            Ok(bytes) => {
                self.received += bytes.len();
                self.bytes_so_far.extend(&bytes);
                self.screen.process(&bytes);
                true
            }
            Err(_) => false,
        }
    }
    pub fn settles(&mut self) {
        while self.take(QUIET) {}
    }
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }
    #[track_caller]
    pub fn waits_for(&mut self, what: &str) {
        while !self.text().contains(what) {
            assert!(self.take(PATIENCE), "no “{what}” on\n{}", self.text());
        }
        self.settles();
    }
    pub fn sends(&self, bytes: impl AsRef<[u8]>) {
        self.keys.send(bytes.as_ref().to_vec()).unwrap();
    }
    pub fn resizes(&self, rows: u16, cols: u16) {
        self.master.resize(size(rows, cols)).unwrap();
    }
    /// The clerk leaves, with nothing unsaved.
    pub fn leaves(&mut self) {
        self.sends("\x18");
        self.waits_for("退出民政?");
        self.sends("\r");
        assert_eq!(self.ends(), 0);
    }
    /// Waits for the end of the program, looks whether the terminal was given back, and gives the exit code.
    pub fn ends(&mut self) -> u32 {
        let code = self.child.wait().unwrap().exit_code();
        self.settles();
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen stayed");
        assert!(!screen.bracketed_paste(), "bracketed paste stayed on");
        assert!(!screen.hide_cursor(), "the cursor stayed hidden");
        assert_eq!(state(self.master.as_ref()), self.before, "the terminal's settings changed");
        code
    }
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The terminal's settings.
fn state(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}
