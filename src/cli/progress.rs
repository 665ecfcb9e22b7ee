//! How far something is that takes a while, told to who watches a terminal: standard error, a line now and then. Ctrl+C stops such work
//! where it leaves nothing half done; a second one ends the program at once.

use crate::door;
use crate::store::Store;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Nothing is told of what is done before that, and no more often.
const PAUSE: Duration = Duration::from_secs(2);

/// Whether the work under way is to stop.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// From here on long work of this thread tells how far it is, and can be stopped.
pub(super) fn listen() {
    Store::while_working(told());
}

/// Tells what is done, how much of it and of how much; false where it is to stop.
pub(super) fn told() -> impl FnMut(&str, usize, usize) -> bool {
    let mut due = Due::new(Instant::now());
    move |what, done, of| {
        heed_interrupts();
        if due.is_now(Instant::now()) {
            door::tell_waiting(&line(what, done, of));
        }
        !STOPPED.load(Ordering::Relaxed)
    }
}

/// The same of rows of the office.
pub(super) fn of_rows() -> impl FnMut(usize, usize) -> bool {
    let mut told = told();
    move |done, of| told("已处理(条)", done, of)
}

/// Where nobody knows how much there is, only what is done is told.
fn line(what: &str, done: usize, of: usize) -> String {
    if of == 0 { format!("{what} {done}") } else { format!("{what} {done} / {of}") }
}

/// Only work that looks whether it is to stop takes Ctrl+C for that: whatever else runs is ended by it, as any program is.
#[cfg(unix)]
fn heed_interrupts() {
    use signal_hook::consts::SIGINT;
    use std::sync::Once;
    static HEEDED: Once = Once::new();
    HEEDED.call_once(|| {
        // Where the system refuses, Ctrl+C ends the program; what it was making is swept away later.
        let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT]) else { return };
        let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                if STOPPED.swap(true, Ordering::Relaxed) {
                    let _ = signal_hook::low_level::emulate_default_handler(signal);
                }
                door::tell_waiting("正在停止…; 再中断一次就立即结束");
            }
        });
    });
}
#[cfg(not(unix))]
fn heed_interrupts() {}

/// When the next line is due.
struct Due(Instant);

impl Due {
    fn new(now: Instant) -> Due {
        Due(now + PAUSE)
    }

    fn is_now(&mut self, now: Instant) -> bool {
        let is_due = now >= self.0;
        if is_due {
            *self = Due::new(now);
        }
        is_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_told_of_what_is_soon_done_and_then_a_line_now_and_then() {
        let start = Instant::now();
        let mut due = Due::new(start);
        let told =
            [0, 1_999, 2_000, 2_500, 3_999, 4_000, 9_000].map(|ms| due.is_now(start + Duration::from_millis(ms)));
        assert_eq!(told, [false, false, true, false, false, true, true]);
        assert_eq!((line("核验", 3, 40), line("读取(MB)", 8, 0)), ("核验 3 / 40".into(), "读取(MB) 8".into()));
    }
}
