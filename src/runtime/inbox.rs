//! What has come in and the screens have not heard yet, in the order in which it came: also what came while the office's file was
//! waited for.

use crate::app::msg::Msg;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Instant;

pub(super) struct Inbox {
    messages: Receiver<Msg>,
    /// What came during a wait, and has to wait itself.
    put_off: RefCell<VecDeque<Msg>>,
}

impl Inbox {
    pub fn of(messages: Receiver<Msg>) -> Inbox {
        Inbox { messages, put_off: RefCell::default() }
    }
    /// The next message, if one is there.
    pub fn at_once(&self) -> Option<Msg> {
        self.put_off.borrow_mut().pop_front().or_else(|| self.messages.try_recv().ok())
    }
    /// The next message; until `due`, where that is given.
    pub fn next(&self, due: Option<Instant>) -> Result<Msg, RecvTimeoutError> {
        self.at_once().map_or_else(|| self.fresh(due), Ok)
    }
    /// The next message that nobody has seen yet, whatever was put off; until `due`, where that is given.
    pub fn fresh(&self, due: Option<Instant>) -> Result<Msg, RecvTimeoutError> {
        match due {
            Some(at) => self.messages.recv_timeout(at.saturating_duration_since(Instant::now())),
            None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }
    /// What comes in during a wait, for which the screens are not ready.
    pub fn meanwhile(&self) -> impl Iterator<Item = Msg> {
        self.messages.try_iter()
    }
    /// They hear of it after the wait.
    pub fn put_off(&self, msg: Msg) {
        self.put_off.borrow_mut().push_back(msg);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn what_came_during_a_wait_is_heard_before_what_came_after_it() {
        let (sender, messages) = channel();
        let inbox = Inbox::of(messages);
        let send = |width| sender.send(Msg::Resize(width, 24)).unwrap();
        send(80);
        assert_eq!(inbox.next(None), Ok(Msg::Resize(80, 24)));
        // Telling the screens of it leads into a wait.
        send(100);
        send(60);
        inbox.meanwhile().for_each(|msg| inbox.put_off(msg));
        send(120);
        assert_eq!(inbox.at_once(), Some(Msg::Resize(100, 24)));
        assert_eq!(inbox.next(Some(Instant::now())), Ok(Msg::Resize(60, 24)));
        assert_eq!(inbox.next(None), Ok(Msg::Resize(120, 24)));
        assert_eq!(inbox.at_once(), None);
        assert_eq!(inbox.next(Some(Instant::now())), Err(RecvTimeoutError::Timeout));
    }
}
