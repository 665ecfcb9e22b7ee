//! How large the log (`-wal`) may get. SQLite copies it into the file by itself, but begins it anew only at a moment at which nobody
//! reads from it: among many writers that moment may never come of itself. Here a writer makes it, where a log has grown; only
//! a reader who goes on reading can put it off, and only as long as he does. Knows no register.

use crate::store::Store;
use crate::store::file::busy;
use std::time::Duration;

/// From which size on a log is brought into the file: 16 MB.
const LARGE: u64 = 16 << 20;
/// How much more there must be of it, where readers stood in the way, before the next attempt: 8 MB.
const MORE: u64 = 8 << 20;
/// How long an attempt waits for readers.
const PATIENCE: Duration = Duration::from_millis(100);

impl Store {
    /// After a change: brings a large log into the file and empties it.
    pub(in crate::store) fn keep_log_small(&self) {
        let opened = self.opened.borrow();
        let Some(opened) = &*opened else { return };
        let length = opened.log_length();
        if length <= LARGE {
            self.log_left.set(0);
        }
        if length <= LARGE + self.log_left.get() {
            return;
        }
        self.bring_log_in();
        // What is left of it readers have kept.
        let left = opened.log_length();
        self.log_left.set(if left <= LARGE { 0 } else { left - LARGE + MORE });
    }

    /// Brings the log into the file and empties it, so that the file alone is the office: for whoever leaves it. Readers and writers
    /// may stand in the way; then nothing is lost, and the next one does it.
    pub fn bring_log_in(&self) {
        if self.is_read_only() || self.is_adrift() {
            return;
        }
        // It says itself whether it could; both answers are right.
        let _ = busy::at_most(PATIENCE, || self.db.empty_log());
    }
}
