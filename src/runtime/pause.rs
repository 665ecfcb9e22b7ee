//! How often a screen hears how far work is: the work itself tells it thousands of times a second, and each time is a screen drawn anew.

use std::time::{Duration, Instant};

/// Of one and the same step.
const TELLS_EVERY: Duration = Duration::from_millis(100);

/// Since a screen heard of some work, and of which step.
pub(super) struct Pause {
    told: Instant,
    step: String,
}

impl Pause {
    /// Nothing was told yet; of a step without a name nothing needs to be at once.
    pub fn new() -> Pause {
        Pause { told: Instant::now(), step: String::new() }
    }
    /// Tells of a step if it is another one, or was told of long enough ago. What could not be told, since the screen has other things
    /// to do, is told the next time.
    pub fn tell(&mut self, step: &str, tell: impl FnOnce() -> bool) {
        if (self.step != step || self.told.elapsed() >= TELLS_EVERY) && tell() {
            *self = Pause { told: Instant::now(), step: step.to_owned() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_told_of_at_once_and_again_after_a_pause() {
        let begun = Instant::now();
        let (mut pause, mut told) = (Pause::new(), Vec::new());
        for step in ["复制(页)", "核对"] {
            pause.tell(step, || false);
            for _ in 0..10_000 {
                pause.tell(step, || {
                    told.push(step);
                    true
                });
            }
        }
        let pauses = begun.elapsed().as_millis() / TELLS_EVERY.as_millis();
        assert!(told.len() as u128 <= 2 + pauses, "{} in {pauses} pauses", told.len());
        told.dedup();
        assert_eq!(told, ["复制(页)", "核对"], "what was not heard is told again");
        let mut nameless = Pause { told: Instant::now() - TELLS_EVERY, step: String::new() };
        let mut heard = 0;
        for _ in 0..2 {
            nameless.tell("", || {
                heard += 1;
                true
            });
        }
        assert!(heard >= 1);
    }
}
