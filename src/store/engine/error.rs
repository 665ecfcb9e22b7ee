//! What the engine answers when it cannot do what was asked, told apart as far as the store says different things of it.

use rusqlite::ErrorCode;
use std::fmt;

/// What the engine answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the engine could not do it.
#[derive(Debug)]
pub enum Error {
    /// The schema refuses a row.
    Constraint(Constraint),
    /// Another program holds the file.
    Busy,
    /// The disk is full.
    Full,
    /// The file may not be written.
    ReadOnly,
    /// No right to it.
    NoRight,
    /// The file, or what lies beside it, cannot be opened.
    CannotOpen,
    /// The disk failed.
    Disk,
    /// The disk did not confirm what was written.
    Unconfirmed,
    /// The file is damaged.
    Corrupt,
    /// The file is not one of this engine.
    Foreign,
    /// No memory is left.
    NoMemory,
    /// Who listens does not want it any more.
    Stopped,
    /// A sum is larger than any number.
    Overflow,
    /// A row that must be there is not.
    NoRow,
    /// A value is not of the kind that was asked for: what is wrong, for whoever keeps the file.
    Unreadable(String),
    /// Anything else: the statement is wrong, or the program.
    Other(String),
}

/// What of the schema a row breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// Another row has the same in these columns, each with its table: `person.id_number`.
    Unique(Vec<String>),
    /// A column, with its table, that must have a value.
    Missing(String),
    /// What the row refers to is not there.
    Reference,
    /// A condition, by its name; where it has none by its text.
    Condition(String),
    /// What a trigger says.
    Trigger(String),
}

impl Constraint {
    fn of(told: &str) -> Constraint {
        let owned = |text: &str| text.to_owned();
        if let Some(columns) = told.strip_prefix(UNIQUE) {
            Constraint::Unique(columns.split(", ").map(owned).collect())
        } else if let Some(column) = told.strip_prefix(MISSING) {
            Constraint::Missing(owned(column))
        } else if let Some(condition) = told.strip_prefix(CONDITION) {
            Constraint::Condition(owned(condition))
        } else if told == REFERENCE {
            Constraint::Reference
        } else {
            Constraint::Trigger(owned(told))
        }
    }
}

const UNIQUE: &str = "UNIQUE constraint failed: ";
const MISSING: &str = "NOT NULL constraint failed: ";
const CONDITION: &str = "CHECK constraint failed: ";
const REFERENCE: &str = "FOREIGN KEY constraint failed";

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Constraint::Unique(columns) => write!(f, "{UNIQUE}{}", columns.join(", ")),
            Constraint::Missing(column) => write!(f, "{MISSING}{column}"),
            Constraint::Condition(condition) => write!(f, "{CONDITION}{condition}"),
            Constraint::Reference => f.write_str(REFERENCE),
            Constraint::Trigger(said) => f.write_str(said),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Constraint(broken) => broken.fmt(f),
            Error::Unreadable(told) | Error::Other(told) => f.write_str(told),
            other => write!(f, "{other:?}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    #[cold]
    fn from(e: rusqlite::Error) -> Self {
        let (failure, told) = match e {
            rusqlite::Error::SqliteFailure(failure, told) => (failure, told),
            rusqlite::Error::QueryReturnedNoRows => return Error::NoRow,
            e => return Error::Other(e.to_string()),
        };
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy,
            ErrorCode::DiskFull => Error::Full,
            ErrorCode::ReadOnly => Error::ReadOnly,
            ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied => Error::NoRight,
            ErrorCode::CannotOpen => Error::CannotOpen,
            ErrorCode::SystemIoFailure if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_FSYNC => {
                Error::Unconfirmed
            }
            // The file by which programs share the log could not grow: of that it needs a few pages even to read.
            ErrorCode::SystemIoFailure if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => Error::Full,
            ErrorCode::SystemIoFailure => Error::Disk,
            ErrorCode::DatabaseCorrupt => Error::Corrupt,
            ErrorCode::NotADatabase => Error::Foreign,
            ErrorCode::OperationInterrupted => Error::Stopped,
            ErrorCode::OutOfMemory => Error::NoMemory,
            code => match told {
                Some(told) if code == ErrorCode::ConstraintViolation => Error::Constraint(Constraint::of(&told)),
                Some(told) if told == "integer overflow" => Error::Overflow,
                Some(told) => Error::Other(told),
                None => Error::Other(rusqlite::Error::SqliteFailure(failure, None).to_string()),
            },
        }
    }
}

/// A row that need not be there.
pub trait Optional<T> {
    /// None where it is not.
    ///
    /// # Errors
    /// Anything but that.
    fn optional(self) -> Result<Option<T>>;
}

impl<T> Optional<T> for Result<T> {
    fn optional(self) -> Result<Option<T>> {
        match self {
            Err(Error::NoRow) => Ok(None),
            other => other.map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::Db;

    #[test]
    fn what_a_row_breaks_is_told_apart() {
        let db = Db::in_memory().unwrap();
        db.execute_batch(
            "PRAGMA foreign_keys = ON;
             CREATE TABLE a (
                 key INTEGER PRIMARY KEY, b TEXT NOT NULL UNIQUE, of INTEGER REFERENCES a(key), n INTEGER,
                 CONSTRAINT n_is_small CHECK (n < 9), CHECK (n > 0)
             ) STRICT;
             CREATE TRIGGER a_stays BEFORE DELETE ON a BEGIN SELECT RAISE(ABORT, 'it stays'); END;
             INSERT INTO a VALUES (1, 'x', NULL, 1);",
        )
        .unwrap();
        let text = str::to_owned;
        let cases = [
            ("INSERT INTO a(b) VALUES ('x')", Constraint::Unique(vec![text("a.b")]), "UNIQUE constraint failed: a.b"),
            ("INSERT INTO a(n) VALUES (1)", Constraint::Missing(text("a.b")), "NOT NULL constraint failed: a.b"),
            ("INSERT INTO a(b, of) VALUES ('y', 7)", Constraint::Reference, "FOREIGN KEY constraint failed"),
            ("UPDATE a SET n = 9", Constraint::Condition(text("n_is_small")), "CHECK constraint failed: n_is_small"),
            ("UPDATE a SET n = 0", Constraint::Condition(text("n > 0")), "CHECK constraint failed: n > 0"),
            ("DELETE FROM a", Constraint::Trigger(text("it stays")), "it stays"),
        ];
        for (sql, broken, told) in cases {
            match db.execute(sql, []).unwrap_err() {
                Error::Constraint(found) => assert_eq!((&found, found.to_string().as_str()), (&broken, told)),
                other => panic!("{sql}: {other:?}"),
            }
        }
        assert!(matches!(db.execute("SELECT nothing", []), Err(Error::Other(_))));
    }

    #[test]
    fn a_disk_without_room_is_told_apart_from_one_that_fails() {
        use rusqlite::ffi;
        let of = |code| Error::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        for full in [ffi::SQLITE_FULL, ffi::SQLITE_IOERR_SHMSIZE] {
            assert!(matches!(of(full), Error::Full), "{full}");
        }
        assert!(matches!(of(ffi::SQLITE_IOERR_READ), Error::Disk));
        assert!(matches!(of(ffi::SQLITE_IOERR_FSYNC), Error::Unconfirmed));
    }

    #[test]
    fn a_row_that_need_not_be_there_is_none() {
        let db = Db::in_memory().unwrap();
        let one = |sql: &str| db.query_row(sql, [], |r| r.get::<i64>(0)).optional();
        assert_eq!((one("SELECT 1").unwrap(), one("SELECT 1 WHERE 0").unwrap()), (Some(1), None));
        assert!(one("SELECT 'a'").is_err());
    }
}
