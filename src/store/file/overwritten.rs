//! Whether another file was copied over an open office (`cp backup.db office.db`): its place and its inode stay, its content is
//! another's, and what is saved then would be mixed into it. The beginning of the file is read past SQLite: while the office is open
//! only checkpoints write to it, whose change counter, schema cookie, pages and length never go back and are never ahead of the log.
//! A file that fits in all of these is not told from it. On Windows only the length is looked at.

use crate::store::engine::{Db, Number};
use crate::store::fault::Answer;
use crate::store::file::handles;
use std::cell::Cell;
use std::fs::File;
use std::path::Path;

/// The file as it was seen last.
#[derive(Debug)]
pub(in crate::store) struct Content {
    file: Option<&'static File>,
    head: Cell<Head>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Head {
    counter: u32,
    pages: u32,
    cookie: u32,
    length: u64,
}

impl Content {
    pub(in crate::store) fn of(path: &Path) -> Content {
        let file = handles::kept(path).ok().map(|(_, file)| file);
        let head = file.and_then(Head::of).unwrap_or_default();
        Content { file, head: Cell::new(head) }
    }

    /// Within a change, so that nobody else is ahead of what it sees; `schema` is the cookie that it sees.
    pub(in crate::store) fn is_another(&self, db: &Db, schema: i64) -> Answer<bool> {
        let Some(is) = self.file.and_then(Head::of) else { return Ok(false) };
        let was = self.head.get();
        let back = is.counter < was.counter || is.pages < was.pages || is.cookie < was.cookie || is.length < was.length;
        let ahead = i64::from(is.pages) > db.number(Number::PageCount)? || i64::from(is.cookie) > schema;
        if !back && !ahead {
            self.head.set(is);
        }
        Ok(back || ahead)
    }
}

impl Head {
    #[cfg(unix)]
    fn of(file: &File) -> Option<Head> {
        let mut head = [0; 44];
        let read = handles::read_at(file, &mut head, 0).ok()?;
        let number = |at: usize| {
            let bytes = head.get(at..at + 4).filter(|_| read == head.len()).and_then(|b| b.try_into().ok());
            bytes.map(u32::from_be_bytes).unwrap_or_default()
        };
        let length = file.metadata().ok()?.len();
        Some(Head { counter: number(24), pages: number(28), cookie: number(40), length })
    }
    #[cfg(not(unix))]
    fn of(file: &File) -> Option<Head> {
        Some(Head { length: file.metadata().ok()?.len(), ..Head::default() })
    }
}
