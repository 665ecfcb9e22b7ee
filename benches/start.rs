//! The start, process against process: the first whole frame of the screens beside all that the `sqlite3` shell needs for
//! `select 1`, each in a pseudo-terminal of 120×40, by turns.
//!
//! `cargo bench --bench start` builds a demonstration office (`MINZHENG_BENCH_SCALE`, default 1) in a temporary directory, or takes
//! the file named by `MINZHENG_BENCH_FILE`; `MINZHENG_BENCH_PROGRAM` is another program than the one just built, and what
//! `MINZHENG_BENCH_UNDER` says runs it (`qemu-x86_64`, `strace …`). It prints the least and the median of `MINZHENG_BENCH_TIMES` (default 40) starts; it
//! asserts nothing.

use minzheng::jobs::sample;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::Read;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What ends the first frame: the cursor is shown.
const WHOLE: &[u8] = b"\x1b[?25h";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let dir = tempfile::tempdir()?;
    let file = match std::env::var_os("MINZHENG_BENCH_FILE") {
        Some(file) => PathBuf::from(file),
        None => {
            let path = dir.path().join("office.db");
            let options = sample::Options { scale: number("MINZHENG_BENCH_SCALE", 1), ..sample::Options::default() };
            sample::build(&path, options)?;
            path
        }
    };
    let mut shell = CommandBuilder::new("sqlite3");
    shell.args([file.as_os_str(), "select 1".as_ref()]);
    // On a slower machine, as an emulator is one, or with a slower disk.
    let under = std::env::var("MINZHENG_BENCH_UNDER").unwrap_or_default();
    let program = std::env::var("MINZHENG_BENCH_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_minzheng").to_owned());
    let mut words = under.split_whitespace().chain([program.as_str()]);
    let mut screens = CommandBuilder::new(words.next().unwrap_or_default());
    screens.args(words);
    screens.args(["--db".as_ref(), file.as_os_str()]);
    for command in [&mut shell, &mut screens] {
        command.env("TERM", "xterm-256color");
        command.env("HOME", dir.path());
    }
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..number("MINZHENG_BENCH_TIMES", 40) {
        theirs.push(run(&shell, None)?);
        ours.push(run(&screens, Some(WHOLE))?);
    }
    let (least, median) = told("sqlite3 'select 1', whole run", &mut theirs);
    let (our_least, our_median) = told("minzheng, first whole frame", &mut ours);
    println!("= {} × by the least, {} × by the median", times(our_least, least), times(our_median, median));
    Ok(())
}

/// The time from the start of a process to the end of what it shows: those bytes, or its own end.
fn run(command: &CommandBuilder, until: Option<&[u8]>) -> Outcome<Duration> {
    let pty = native_pty_system().openpty(PtySize { rows: 40, cols: 120, ..PtySize::default() })?;
    let mut reader = pty.master.try_clone_reader()?;
    let mut shown = Vec::new();
    let mut part = [0; 65536];
    let began = Instant::now();
    let mut child = pty.slave.spawn_command(command.clone())?;
    drop(pty.slave);
    // The other end closes with an error on some systems.
    while let Ok(n @ 1..) = reader.read(&mut part) {
        shown.extend_from_slice(part.get(..n).unwrap_or_default());
        if until.is_some_and(|end| shown.windows(end.len()).any(|w| w == end)) {
            break;
        }
    }
    let took = began.elapsed();
    if until.is_some() {
        child.kill()?;
    }
    child.wait()?;
    Ok(took)
}

fn told(what: &str, all: &mut [Duration]) -> (Duration, Duration) {
    all.sort_unstable();
    let least = all.first().copied().unwrap_or_default();
    let median = all.get(all.len() / 2).copied().unwrap_or_default();
    println!("{what:<32} least {least:>10.2?}  median {median:>10.2?}  ({} times)", all.len());
    (least, median)
}

/// A quotient with one decimal.
fn times(part: Duration, of: Duration) -> String {
    let tenths = part.as_nanos() * 10 / of.as_nanos().max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn number<N: std::str::FromStr>(name: &str, usual: N) -> N {
    std::env::var(name).ok().and_then(|s| s.parse().ok()).unwrap_or(usual)
}
