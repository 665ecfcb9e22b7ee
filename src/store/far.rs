//! How far long work is: told to whoever listens on this thread, who says whether to go on. Who works need not know who listens, and who
//! listens what is done. Knows no work.

use crate::domain::slip::Slip;
use crate::store::Store;
use crate::store::fault::{Answer, StoreFault};
use std::cell::RefCell;

/// Hears what is being done, how much of it is done and how much there is, and says whether to go on.
type Listener = Box<dyn FnMut(&str, usize, usize) -> bool>;

thread_local! {
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

impl Store {
    /// While long work of this thread goes on (a copy, the check of the file, bringing it up, the set of a month), `listener` hears what is
    /// being done and how far it is (done, of). False stops it: the call then answers [`StoreFault::stopped`], nothing is written, and no
    /// file is left half made.
    pub fn while_working(listener: impl FnMut(&str, usize, usize) -> bool + 'static) {
        LISTENER.with_borrow_mut(|heard| *heard = Some(Box::new(listener)));
    }
}

/// The slip by which work says that it was stopped.
const STOPPED: &str = "E-RG43";

impl StoreFault {
    /// Somebody has stopped it.
    pub fn stopped() -> StoreFault {
        StoreFault::refused(Slip::error(STOPPED, "已停止, 没有改动"))
    }
    /// Whether that is why: who was asked to stop may have failed of something else, or have been done already.
    pub fn is_stopped(&self) -> bool {
        matches!(self, StoreFault::Refused(refused) if refused.slips.iter().any(|slip| slip.code == STOPPED))
    }
}

/// Tells how far it is.
///
/// # Errors
/// Whoever listens wants it to stop.
pub(crate) fn tell(what: &str, done: usize, of: usize) -> Answer<()> {
    // One that works itself while it listens is not asked again.
    let goes_on = LISTENER.with(|heard| heard.try_borrow_mut().ok()?.as_mut().map(|hear| hear(what, done, of)));
    if goes_on == Some(false) { Err(StoreFault::stopped()) } else { Ok(()) }
}

/// Work in so many steps.
pub(crate) struct Steps {
    what: &'static str,
    done: usize,
    of: usize,
}

impl Steps {
    pub(crate) fn of(what: &'static str, of: usize) -> Steps {
        Steps { what, done: 0, of }
    }
    /// The next step begins.
    ///
    /// # Errors
    /// It is to stop.
    pub(crate) fn next(&mut self) -> Answer<()> {
        tell(self.what, self.done, self.of)?;
        self.done += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    #[test]
    fn who_listens_hears_each_step_and_may_stop_the_work() {
        assert!(tell("核验", 0, 2).is_ok(), "nobody listens");
        let heard: Rc<RefCell<Vec<(String, usize, usize)>>> = Rc::default();
        let hears = Rc::clone(&heard);
        Store::while_working(move |what, done, of| {
            hears.borrow_mut().push((what.to_owned(), done, of));
            done < 1
        });
        let mut steps = Steps::of("核验", 3);
        assert!(steps.next().is_ok());
        let stopped = steps.next().unwrap_err();
        assert!(stopped.exit_code() == 1 && stopped.is_stopped());
        assert!(!StoreFault::refused(Slip::error("E-OP01", "已停止")).is_stopped());
        assert!(!StoreFault::Surroundings("已停止".to_owned()).is_stopped());
        assert_eq!(*heard.borrow(), [("核验".to_owned(), 0, 3), ("核验".to_owned(), 1, 3)]);
    }
}
