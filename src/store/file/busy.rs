//! Waiting for another program's change: how long, who holds the file where the system tells, and what is said when it was in vain.
//! Whoever draws a screen hears of it meanwhile ([`Store::while_waiting`]). Knows no register.

use crate::domain::text;
use crate::store::Store;
use crate::store::fault::StoreFault;
use crate::store::file::files::with_ending;
use std::cell::{Cell, RefCell};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a save waits for another program's save.
const WAIT: Duration = Duration::from_secs(5);
/// From when on, and how often, a hook hears of the waiting.
const HEARD_FROM: Duration = Duration::from_millis(100);
const HEARD_EVERY: Duration = Duration::from_millis(20);

type Hook = Box<dyn FnMut(Duration) -> bool>;

thread_local! {
    /// When this thread began to wait for the file, and last told its hook.
    static SINCE: Cell<Option<(Instant, Instant)>> = const { Cell::new(None) };
    /// How long it may wait.
    static LONGEST: Cell<Duration> = const { Cell::new(WAIT) };
    static HOOK: RefCell<Option<Hook>> = const { RefCell::new(None) };
}

impl Store {
    /// While a call of this thread waits for another program (at most 5 s), `go_on` is asked every 20 ms, from 0.1 s on, with how
    /// long it has waited. False ends the waiting: the call then answers, having written nothing, as if the time were over.
    /// It may draw and read keys; it must not use an office of this thread. [`holder_of`] says for whom one waits.
    pub fn while_waiting(go_on: impl FnMut(Duration) -> bool + 'static) {
        HOOK.with_borrow_mut(|hook| *hook = Some(Box::new(go_on)));
    }
}

/// SQLite's question whether to look again. Its own handler looks less and less often, so that among many writers one can be
/// passed over for seconds; here who has waited longer looks more often.
pub(in crate::store) fn wait(tries: i32) -> bool {
    let now = Instant::now();
    let (since, heard) = SINCE.get().filter(|_| tries > 0).unwrap_or((now, now));
    SINCE.set(Some((since, heard)));
    let waited = now - since;
    if waited >= LONGEST.get() {
        return false;
    }
    if waited >= HEARD_FROM && now - heard >= HEARD_EVERY {
        SINCE.set(Some((since, now)));
        // A hook that comes here itself is not asked again.
        let go_on = HOOK.with(|hook| hook.try_borrow_mut().ok()?.as_mut().map(|ask| ask(waited)));
        if go_on == Some(false) {
            return false;
        }
    }
    let pause = if waited < WAIT / 20 { 2000 } else { 300 };
    std::thread::sleep(Duration::from_micros(pause));
    true
}

/// Does something for which this thread waits at most so long.
pub(in crate::store) fn at_most<T>(longest: Duration, work: impl FnOnce() -> T) -> T {
    LONGEST.set(longest);
    let done = work();
    LONGEST.set(WAIT);
    done
}

/// What is said when the file was not given free.
pub(in crate::store) fn in_vain(path: &Path) -> StoreFault {
    let waited = match SINCE.get().map_or(0, |(since, _)| since.elapsed().as_secs()) {
        0 => "不到 1".to_owned(),
        seconds => format!(" {seconds}"),
    };
    let by = holder_of(path).map_or_else(|| "另一个程序".to_owned(), |holder| format!(" {holder} "));
    StoreFault::Surroundings(format!(
        "库文件正被{by}占用, 等了{waited} 秒没有放开; 这次没有写入, 已录入的内容还在, 请稍后再保存"
    ))
}

/// Which program keeps others from writing to an office: its name and process number. None where the system does not tell (Linux
/// does), or nobody does.
pub fn holder_of(path: &Path) -> Option<String> {
    let shared = with_ending(&fs::canonicalize(path).ok()?, "-shm");
    // The right to write lies on a byte of the shared memory; who has the file for itself alone locks a byte of the file.
    let held = [(shared.as_path(), 120), (path, 0x4000_0000)];
    let holder = |locks: &str| held.iter().find_map(|(file, byte)| locked_by(locks, &place_of(file)?, *byte));
    // The list moves under who reads it while others lock and let go: a line may be missing from one reading.
    let process = (0..3).find_map(|_| holder(&fs::read_to_string("/proc/locks").ok()?))?;
    if process == std::process::id() {
        return Some("本程序的另一项工作".to_owned());
    }
    let name = fs::read_to_string(format!("/proc/{process}/comm")).ok();
    let name = name.map_or_else(String::new, |n| text::safe(n.trim()));
    Some(format!("{name}(进程 {process})"))
}

/// Device and inode as /proc/locks writes them.
#[cfg(target_os = "linux")]
fn place_of(file: &Path) -> Option<String> {
    use std::os::linux::fs::MetadataExt;
    let meta = fs::metadata(file).ok()?;
    let device = meta.st_dev();
    let major = ((device >> 8) & 0xfff) | ((device >> 32) & !0xfff);
    let minor = (device & 0xff) | ((device >> 12) & !0xff);
    Some(format!("{major:02x}:{:02x}:{}", minor & 0xffff_ffff, meta.st_ino()))
}

#[cfg(not(target_os = "linux"))]
fn place_of(_: &Path) -> Option<String> {
    None
}

/// The process that keeps others from a byte of a file, by a list of locks as Linux writes it:
/// `1: POSIX  ADVISORY  WRITE 4711 08:02:131 120 120`.
fn locked_by(locks: &str, place: &str, byte: u64) -> Option<u32> {
    locks.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [_, "POSIX", _, "WRITE", process, at, from, to] = words[..] else { return None };
        let from: u64 = from.parse().ok()?;
        let to: u64 = if to == "EOF" { u64::MAX } else { to.parse().ok()? };
        (at == place && (from..=to).contains(&byte)).then(|| process.parse().ok()).flatten().filter(|p| *p > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_holder_is_who_locks_the_byte_for_writing() {
        let locks = "1: POSIX  ADVISORY  READ 31 08:02:131 123 123\n2: POSIX  ADVISORY  WRITE 47 08:02:131 120 120\n\
                     3: POSIX  ADVISORY  WRITE 48 08:02:132 120 122\n3: -> POSIX  ADVISORY  WRITE 49 08:02:131 120 120\n\
                     4: FLOCK  ADVISORY  WRITE 50 08:02:133 0 EOF\n5: POSIX  ADVISORY  WRITE 0 08:02:134 0 EOF\n\
                     6: POSIX  ADVISORY  WRITE 51 08:02:135 0 EOF\n";
        let held = |place| locked_by(locks, place, 120);
        assert_eq!(
            ["08:02:131", "08:02:132", "08:02:133", "08:02:134", "08:02:135", "08:02:13"].map(held),
            [Some(47), Some(48), None, None, Some(51), None]
        );
        assert_eq!(locked_by(locks, "08:02:131", 121), None);
    }
}
