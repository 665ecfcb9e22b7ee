//! Who hears how far long work of this thread is, and says whether to go on: asked by the work at each of its steps, and, of the step that
//! was told last, by statements that take long. Knows no work.

use std::cell::RefCell;

/// Hears what is being done, how much of it is done and how much there is, and says whether to go on.
type Hear = Box<dyn FnMut(&str, usize, usize) -> bool>;

struct Listener {
    hear: Hear,
    last: Option<(String, usize, usize)>,
}

thread_local! {
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// From now on this one hears of the work of this thread.
pub fn listen(hear: impl FnMut(&str, usize, usize) -> bool + 'static) {
    LISTENER.with_borrow_mut(|listener| *listener = Some(Listener { hear: Box::new(hear), last: None }));
}

/// A step begins: whether to go on. One that works itself while it listens is not asked again.
pub fn tell(what: &str, done: usize, of: usize) -> bool {
    asked(|listener| {
        listener.last = Some((what.to_owned(), done, of));
        (listener.hear)(what, done, of)
    })
}

/// Whether the step that was told last is to go on; nothing was told of what stops by itself.
pub(super) fn goes_on() -> bool {
    asked(|listener| match &listener.last {
        Some((what, done, of)) => (listener.hear)(what, *done, *of),
        None => true,
    })
}

/// What was told is done: what follows is not to be stopped.
pub fn done() {
    asked(|listener| {
        listener.last = None;
        true
    });
}

fn asked(ask: impl FnOnce(&mut Listener) -> bool) -> bool {
    LISTENER.with(|kept| kept.try_borrow_mut().ok()?.as_mut().map(ask)).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::{Check, Db, Error};
    use std::cell::Cell;
    use std::rc::Rc;

    #[test]
    fn a_statement_that_takes_long_is_stopped_in_the_middle_once_its_step_was_told() {
        const LONG: &str =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT count(*) FROM n";
        let dir = tempfile::tempdir().unwrap();
        let db = Db::anew(&dir.path().join("a.db")).unwrap();
        let long = || db.query_row(LONG, [], |r| r.get::<i64>(0));
        assert_eq!(long().unwrap(), 200_000, "nobody listens");
        let (heard, goes_on) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(true)));
        let (hears, says) = (Rc::clone(&heard), Rc::clone(&goes_on));
        listen(move |what, done, of| {
            assert_eq!((what, done, of), ("数", 1, 2));
            hears.set(hears.get() + 1);
            says.get()
        });
        assert_eq!((long().unwrap(), heard.get()), (200_000, 0), "nothing was told");
        assert!(tell("数", 1, 2));
        assert_eq!(long().unwrap(), 200_000);
        assert!(heard.get() > 10, "{}", heard.get());
        goes_on.set(false);
        assert!(matches!(long(), Err(Error::Stopped)));
        // A change is taken back as a whole.
        db.execute_batch("CREATE TABLE a (i INTEGER); BEGIN; INSERT INTO a VALUES (0);").unwrap();
        assert!(matches!(db.execute(&format!("INSERT INTO a {LONG}"), []), Err(Error::Stopped)));
        assert!(db.is_idle());
        assert_eq!(db.query_row("SELECT count(*) FROM a", [], |r| r.get::<i64>(0)).unwrap(), 0);
        done();
        assert_eq!(long().unwrap(), 200_000, "what was told is done");
        // The check of a file, too.
        goes_on.set(true);
        db.execute_batch(&format!("INSERT INTO a {}", LONG.replace("count(*)", "i"))).unwrap();
        db.execute_batch("CREATE TABLE b AS SELECT printf('%04000d', i) AS t FROM a LIMIT 6000").unwrap();
        assert!(tell("数", 1, 2));
        assert_eq!(db.check(Check::Whole, 20).unwrap(), [""; 0]);
        goes_on.set(false);
        assert!(matches!(db.check(Check::Whole, 20), Err(Error::Stopped)));
    }
}
