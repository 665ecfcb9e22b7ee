//! Whether another process runs yet: one that has kept a draft or begun a file. Knows no SQL.

use std::fs;

/// A process by its number and when it began, which tells it from an earlier one of that number. None where it has ended, also while
/// nobody has taken its end in yet (a zombie); none where the system does not tell (Linux does).
pub(in crate::store) fn mark_of(process: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Its name stands in brackets and may hold anything; what follows is in order.
    let mut after = stat.rsplit_once(')')?.1.split_whitespace();
    let runs = !matches!(after.next()?, "Z" | "X");
    after.nth(18).filter(|_| runs).map(|began| format!("{process} {began}"))
}

/// Whether a process runs, as far as the system tells.
pub(in crate::store) fn is_alive(process: u32) -> bool {
    if mark_of(std::process::id()).is_some() {
        return mark_of(process).is_some();
    }
    #[cfg(unix)]
    {
        use rustix::process::{Pid, test_kill_process};
        let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
        pid.is_some_and(|pid| test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
    }
    #[cfg(not(unix))]
    true
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn a_process_that_has_ended_runs_no_more_though_nobody_has_asked_how() {
        let mut other = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        assert!(is_alive(other.id()) && mark_of(other.id()).is_some());
        other.kill().unwrap();
        let stat = format!("/proc/{}/stat", other.id());
        while !fs::read_to_string(&stat).unwrap().contains(") Z ") {
            std::thread::yield_now();
        }
        assert!(!is_alive(other.id()) && mark_of(other.id()).is_none());
        other.wait().unwrap();
        assert!(!is_alive(other.id()));
    }
}
