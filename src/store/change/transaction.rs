//! One change, in one transaction: wholly done or not at all, in the file that was opened, and sealed where it is of the office's rights.

use crate::store::Store;
use crate::store::engine::{Error, Tx};
use crate::store::fault::{self, Answer, StoreFault};
use crate::store::file::moved::Opened;
use crate::store::file::{busy, shape};
use crate::store::rights::{State, sealing};

/// Whether there may be a change where the rights stand so.
type Holds = fn(&State) -> Answer<()>;

impl Store {
    /// Runs one change in one transaction that waits for others at its start, and is wholly done or not at all. Only in the file
    /// that was opened, with the objects that it had.
    pub(in crate::store) fn write<T>(&self, change: impl FnOnce(&Tx) -> Answer<T>) -> Answer<T> {
        self.write_where(State::may_save, change)
    }

    /// The same where another program has changed the office's rights: what puts them in order again.
    pub(in crate::store) fn write_broken<T>(&self, change: impl FnOnce(&Tx) -> Answer<T>) -> Answer<T> {
        self.write_where(|_| Ok(()), change)
    }

    fn write_where<T>(&self, may: Holds, change: impl FnOnce(&Tx) -> Answer<T>) -> Answer<T> {
        self.may_write()?;
        let done = self.transact(may, change);
        self.forget_kept();
        let done = done.map_err(|fault| self.adrift().map_or(fault, StoreFault::Gone))?;
        self.keep_log_small();
        Ok(done)
    }

    /// Runs a change to see what comes of it, and takes it back.
    pub(in crate::store) fn attempt<T>(&self, change: impl FnOnce(&Tx) -> Answer<T>) -> Answer<T> {
        self.may_write()?;
        let tx = self.begin(State::may_save)?;
        let seen = change(&tx);
        drop(tx);
        self.forget_kept();
        seen
    }

    fn may_write(&self) -> Answer<()> {
        match shape::told(&self.differences) {
            Some(told) => Err(StoreFault::BadFile(told)),
            None if self.read_only => Err(StoreFault::Surroundings(fault::READ_ONLY.to_owned())),
            None => Ok(()),
        }
    }

    fn transact<T>(&self, may: Holds, change: impl FnOnce(&Tx) -> Answer<T>) -> Answer<T> {
        let tx = self.begin(may)?;
        let last = sealing::last_act(&tx)?;
        let done = change(&tx)?;
        sealing::seal_since(&tx, last)?;
        self.opened.borrow().as_ref().map_or(Ok(()), Opened::is_in_place)?;
        tx.commit().map_err(StoreFault::at_commit)?;
        Ok(done)
    }

    /// Begins a change in the file that was opened, where its rights stand so that there may be one.
    fn begin(&self, may: Holds) -> Answer<Tx<'_>> {
        let tx = Tx::change(&self.db).map_err(|e| self.kept_out(e))?;
        if let Some(opened) = &*self.opened.borrow() {
            opened.is_ours(&tx)?;
        }
        may(&State::read(&tx)?)?;
        Ok(tx)
    }

    /// Why a change could not begin; who holds the file is named.
    fn kept_out(&self, e: Error) -> StoreFault {
        match e {
            Error::Busy => busy::in_vain(&self.path),
            e => e.into(),
        }
    }
}
