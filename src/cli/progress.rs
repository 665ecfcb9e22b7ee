//! How far something is that takes a while, told to who watches a terminal: standard error, a line now and then.

use crate::door;
use std::time::{Duration, Instant};

/// Nothing is told of what is done before that, and no more often.
const PAUSE: Duration = Duration::from_secs(2);

/// Tells how many of how many are done; goes on always.
pub(super) fn told() -> impl FnMut(usize, usize) -> bool {
    let mut due = Due::new(Instant::now());
    move |done, of| {
        if due.is_now(Instant::now()) {
            door::tell_waiting(&format!("已处理 {done} / {of} 条"));
        }
        true
    }
}

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
    }
}
