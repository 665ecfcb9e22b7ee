//! The program under `strace`: which calls of it can write, and the same run with the n-th of them failing.

use crate::scene::Scene;
use std::collections::BTreeMap;
use std::fmt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Calls that change what lies on a disk, or make it last. Opening is one where it is asked for a file of the scene.
/// The question mark lets a machine lack one.
const CALLS: &str = "?open,?openat,?creat,?write,?pwrite64,?writev,?pwritev,?fsync,?fdatasync,?ftruncate,?truncate,\
     ?fallocate,?rename,?renameat,?renameat2,?link,?linkat,?symlink,?symlinkat,?unlink,?unlinkat,?mkdir,?mkdirat,?rmdir,\
     ?chmod,?fchmod,?fchmodat,?fchown,?copy_file_range,?sendfile";

/// What the machine does at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The program is killed before it.
    Killed,
    /// It fails with an error of the device.
    Io,
    /// It finds no room.
    Full,
    /// It and all further calls of its kind fail with an error of the device.
    Dead,
}

pub const FAULTS: [Fault; 4] = [Fault::Killed, Fault::Io, Fault::Full, Fault::Dead];

impl Fault {
    /// What stands in a table.
    pub const fn label(self) -> &'static str {
        match self {
            Fault::Killed => "killed",
            Fault::Io => "EIO",
            Fault::Full => "ENOSPC",
            Fault::Dead => "EIO on",
        }
    }

    fn injection(self, n: usize) -> String {
        match self {
            Fault::Killed => format!("signal=KILL:when={n}"),
            Fault::Io => format!("error=EIO:when={n}"),
            Fault::Full => format!("error=ENOSPC:when={n}"),
            Fault::Dead => format!("error=EIO:when={n}+"),
        }
    }
}

/// The n-th call of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    pub call: String,
    pub n: usize,
    /// Its arguments, for who reads the report.
    pub shown: String,
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} no. {} ({})", self.call, self.n, self.shown)
    }
}

/// Why nothing can be injected here, where nothing can.
pub fn unavailable() -> Option<String> {
    let probe = Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=?rmdir", "-e", "inject=?rmdir:error=EIO", "true"])
        .stdin(Stdio::null())
        .output();
    match probe {
        Err(e) => Some(format!("strace cannot be started: {e}")),
        Ok(out) if !out.status.success() => {
            Some(format!("strace may not trace here: {}", String::from_utf8_lossy(&out.stderr).trim()))
        }
        Ok(_) => None,
    }
}

/// Runs the command once without a fault. The calls in which one can be put, in their order.
pub fn points(scene: &Scene, dir: &Path, log: &Path) -> (Output, Vec<Point>) {
    let out = run(scene, dir, log, &["-y", "-s", "0"]);
    let text = std::fs::read_to_string(log).unwrap();
    let inside = dir.canonicalize().unwrap();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut found: Vec<Point> = Vec::new();
    for line in text.lines() {
        let Some((thread, rest)) = line.split_once(char::is_whitespace) else { continue };
        // The end of a call that began on a line of its own, signals and exits.
        let Some((call, arguments)) = rest.trim_start().split_once('(').filter(|(c, _)| c.chars().all(is_of_a_name))
        else {
            continue;
        };
        let n = counts.entry((thread, call)).or_default();
        *n += 1;
        let point = Point { call: call.to_owned(), n: *n, shown: shortened(arguments, &inside) };
        if concerns(call, arguments, &inside) && !found.iter().any(|p| p.call == point.call && p.n == point.n) {
            found.push(point);
        }
    }
    (out, found)
}

fn is_of_a_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Opening the program's own libraries, or what the system tells of itself, is no writing.
fn concerns(call: &str, arguments: &str, inside: &Path) -> bool {
    if !call.starts_with("open") {
        return true;
    }
    let path = arguments.split('"').nth(1).unwrap_or_default();
    !path.starts_with('/') || Path::new(path).starts_with(inside)
}

fn shortened(arguments: &str, inside: &Path) -> String {
    let inside = inside.display();
    let text = arguments.replace(&format!("AT_FDCWD<{inside}>, "), "").replace(&format!("{inside}/"), "");
    text.rsplit_once(") ").map_or(text.as_str(), |(head, _)| head).trim_end_matches(')').chars().take(110).collect()
}

/// Runs the command with a fault at a call. `None`: the run did not come to it.
pub fn with_fault(scene: &Scene, dir: &Path, log: &Path, point: &Point, fault: Fault) -> Option<Output> {
    let inject = format!("inject={}:{}", point.call, fault.injection(point.n));
    let out = run(scene, dir, log, &["-e", &inject]);
    let met = match fault {
        Fault::Killed => out.status.signal() == Some(9),
        _ => std::fs::read_to_string(log).unwrap().contains("(INJECTED)"),
    };
    met.then_some(out)
}

fn run(scene: &Scene, dir: &Path, log: &Path, options: &[&str]) -> Output {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o"]).arg(log).args(["-e", &format!("trace={CALLS}")]).args(options);
    strace.arg(crate::scene::binary()).args(&scene.arguments);
    crate::scene::at_home(&mut strace, dir).output().unwrap()
}
