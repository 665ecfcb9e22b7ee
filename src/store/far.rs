//! How far long work is: told to whoever listens on this thread, who says whether to go on. Who works need not know who listens, and who
//! listens what is done. Knows no work.

use crate::store::Store;
use crate::store::engine::listener;
use crate::store::fault::{Answer, StoreFault};

impl Store {
    /// While long work of this thread goes on (a copy, the check of the file, bringing it up, the set of a month), `listener` hears what is
    /// being done and how far it is (done, of), of a step that takes long again and again. False stops it: the call then answers [`StoreFault::stopped`], nothing is written, and no
    /// file is left half made.
    pub fn while_working(listener: impl FnMut(&str, usize, usize) -> bool + 'static) {
        listener::listen(listener);
    }
}

/// Tells how far it is.
///
/// # Errors
/// Whoever listens wants it to stop.
pub(crate) fn tell(what: &str, done: usize, of: usize) -> Answer<()> {
    if listener::tell(what, done, of) { Ok(()) } else { Err(StoreFault::stopped()) }
}

/// What was told is done: what follows is not to be stopped.
pub(crate) fn done() {
    listener::done();
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
    use crate::domain::slip::Slip;
    use std::cell::RefCell;
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
