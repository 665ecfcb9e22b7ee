//! What comes from the terminal and from the machine, as messages. Each source is a thread that sleeps until there is
//! something.

use crate::app::msg::Msg;
use crate::runtime::burst::Bursts;
use std::io;
use std::sync::mpsc::SyncSender;
use std::thread;
use std::time::Instant;

/// Begins to listen.
pub(super) fn listen(sender: SyncSender<Msg>) -> io::Result<()> {
    #[cfg(unix)]
    listen_to_signals(sender.clone())?;
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        let mut source = Source::default();
        let mut bursts = Bursts::default();
        loop {
            let came = source.what_came();
            // Where pastes are marked, keys are keys however fast they come: who types ahead over a slow line loses none.
            let meant =
                if source.marks_pastes() { came.into_iter().map(|(msg, _)| msg).collect() } else { bursts.take(came) };
            for msg in meant {
                let ends = msg == Msg::End;
                if sender.send(msg).is_err() || ends {
                    return;
                }
            }
        }
    })?;
    Ok(())
}

/// The machine asks the program to end (the terminal was closed, the session ends), or the window has another size.
#[cfg(unix)]
fn listen_to_signals(sender: SyncSender<Msg>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGWINCH])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let msg = match signal {
                SIGWINCH => ratatui::crossterm::terminal::size().ok().map(|(width, height)| Msg::Resize(width, height)),
                _ => Some(Msg::End),
            };
            if msg.is_some_and(|msg| sender.send(msg).is_err()) {
                return;
            }
        }
    })?;
    Ok(())
}

/// The terminal's bytes. Whether there are any is asked each time anew: the terminal library waits for news of them instead,
/// and waits for ever when it has left some unread.
#[cfg(unix)]
#[derive(Default)]
struct Source {
    decoder: super::decode::Decoder,
}

#[cfg(unix)]
impl Source {
    /// As much is read at once as the kernel holds for a terminal.
    const PIECE: usize = 4096;

    /// Sleeps until something comes; then what is there, each with its time.
    fn what_came(&mut self) -> Vec<(Msg, Instant)> {
        let msgs = match self.bytes() {
            Ok(Some(bytes)) => self.decoder.take(&bytes, Instant::now()),
            Ok(None) => self.decoder.lapse(Instant::now()),
            Err(_) => vec![Msg::End],
        };
        let now = Instant::now();
        msgs.into_iter().map(|msg| (msg, now)).collect()
    }

    fn marks_pastes(&self) -> bool {
        self.decoder.marks_pastes()
    }

    /// The next bytes; none when it is time to take what is held as it is.
    fn bytes(&self) -> io::Result<Option<Vec<u8>>> {
        use rustix::event::{PollFd, PollFlags, poll};
        use rustix::io::Errno;
        let terminal = rustix::stdio::stdin();
        let wait = self.decoder.until().map(|until| until.saturating_duration_since(Instant::now()));
        let wait = wait.map(|wait| wait.try_into()).transpose().map_err(|_| io::ErrorKind::InvalidInput)?;
        match poll(&mut [PollFd::new(&terminal, PollFlags::IN)], wait.as_ref()) {
            Ok(0) | Err(Errno::INTR) => return Ok(None),
            Ok(_) => {}
            Err(e) => return Err(e.into()),
        }
        let mut bytes = vec![0; Source::PIECE];
        match rustix::io::read(terminal, &mut bytes) {
            // The terminal is gone.
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(n) => {
                bytes.truncate(n);
                Ok(Some(bytes))
            }
            Err(Errno::INTR | Errno::AGAIN) => Ok(None),
            Err(e) => Err(e.into()),
        }
    }
}

/// The console of Windows, which tells of keys, not of bytes.
#[cfg(windows)]
#[derive(Default)]
struct Source;

#[cfg(windows)]
impl Source {
    /// So many are taken at once at most: then the screen is drawn.
    const PIECE: usize = 4096;

    /// Sleeps until something comes; then what is there, each with its time.
    fn what_came(&mut self) -> Vec<(Msg, Instant)> {
        use ratatui::crossterm::event;
        let mut came = Vec::new();
        while came.is_empty() || came.len() < Source::PIECE && event::poll(std::time::Duration::ZERO).unwrap_or(false) {
            match event::read() {
                Ok(event) => came.extend(super::console::message(event).map(|msg| (msg, Instant::now()))),
                Err(_) => {
                    came.push((Msg::End, Instant::now()));
                    return came;
                }
            }
        }
        came
    }

    /// A console does not: a paste comes as keys.
    fn marks_pastes(&self) -> bool {
        false
    }
}
