//! How a connection works: the settings of an office at work, of one that is being filled, of one that gives way; the numbers that a file
//! carries; the log beside it; and the engine's own check of it.

use super::db::Db;
use super::error::Result;
use super::statement::Row;
use rusqlite::config::DbConfig;

/// A number that the engine keeps with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// Whose file it is.
    ApplicationId,
    /// Which version of its schema.
    UserVersion,
    /// Moves with each change of its objects.
    SchemaVersion,
    /// Moves with each change by another connection.
    DataVersion,
    /// How many pages it has.
    PageCount,
}

impl Number {
    const fn name(self) -> &'static str {
        match self {
            Number::ApplicationId => "application_id",
            Number::UserVersion => "user_version",
            Number::SchemaVersion => "schema_version",
            Number::DataVersion => "data_version",
            Number::PageCount => "page_count",
        }
    }
}

/// How closely the engine looks at a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Everything, indexes against their tables too.
    Whole,
    /// Whether it can be read.
    Quick,
}

impl Db {
    /// A number of the file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn number(&self, which: Number) -> Result<i64> {
        self.prepare_cached(&format!("PRAGMA {}", which.name()))?.query_row([], |r| r.get(0))
    }

    /// Writes one of the first two.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn set_number(&self, which: Number, to: i32) -> Result<()> {
        self.execute_batch(&format!("PRAGMA {} = {to}", which.name()))
    }

    /// The settings of every office at work (measured.md, Safety).
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn set_for_work(&self) -> Result<()> {
        self.set(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        self.set(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        // A plan does not depend on the values it is run with. Otherwise every new value of a parameter on a table with a
        // partial index `… IS NOT NULL` compiles the statement anew: ten times the cost of the look-up itself.
        self.set(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        self.set(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        self.set(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
        self.execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; \
             PRAGMA secure_delete = ON; PRAGMA cache_size = -12000; PRAGMA temp_store = FILE; \
             PRAGMA journal_size_limit = 16777216;",
        )?;
        self.0.set_prepared_statement_cache_capacity(192);
        Ok(())
    }

    /// The settings of a file that nobody else has, fast to fill and unsafe: a crash leaves it useless, and conditions and references are
    /// not checked.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn set_for_filling(&self) -> Result<()> {
        // A defensive connection keeps its log whatever it is told.
        self.let_schema_be_rewritten(true)?;
        self.execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF;
             PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA temp_store = FILE; PRAGMA threads = 2;",
        )
    }

    /// Ends [`Db::set_for_filling`]: the file is on the disk, and keeps a log again.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn set_for_work_after_filling(&self) -> Result<()> {
        self.execute_batch(
            "PRAGMA ignore_check_constraints = OFF; PRAGMA locking_mode = NORMAL; PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;",
        )?;
        self.set_for_work()
    }

    /// Takes the file for this connection alone.
    ///
    /// # Errors
    /// [`Error::Busy`](super::Error::Busy) where another program has it open.
    pub fn take_alone(&self) -> Result<()> {
        self.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL; BEGIN EXCLUSIVE; COMMIT")
    }

    /// How much of the file it may keep in memory.
    ///
    /// # Errors
    /// The engine refuses it.
    pub fn set_memory(&self, kib: u32) -> Result<()> {
        self.execute_batch(&format!("PRAGMA cache_size = -{kib}"))
    }

    /// Whether the log is left beside the file when it is closed, as it lies there, and not brought in.
    ///
    /// # Errors
    /// The engine refuses it.
    pub fn leave_log_at_close(&self, is_left: bool) -> Result<()> {
        self.set(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_left)
    }

    /// Whether the texts of the schema may be written as they stand: for a step of a migration.
    ///
    /// # Errors
    /// The engine refuses it.
    pub fn let_schema_be_rewritten(&self, may: bool) -> Result<()> {
        self.set(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, !may)
    }

    fn set(&self, what: DbConfig, to: bool) -> Result<()> {
        self.0.set_db_config(what, to)?;
        Ok(())
    }

    /// Makes of an empty file one that keeps a log; false where its disk does not allow that.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn begin_with_log(&self) -> Result<bool> {
        self.execute_batch("PRAGMA page_size = 4096")?;
        let mode: String = self.query_row("PRAGMA journal_mode = WAL", [], |r| r.get(0))?;
        Ok(mode == "wal")
    }

    /// Brings the log into the file and empties it; false where readers or writers stand in the way.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn empty_log(&self) -> Result<bool> {
        self.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get::<i64>(0)).map(|busy| busy == 0)
    }

    /// Brings the log into the file; false where not all of it is in it now.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn bring_log_in(&self) -> Result<bool> {
        let done = self.query_row("PRAGMA wal_checkpoint(FULL)", [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)));
        done.map(|(busy, frames, copied): (i64, i64, i64)| busy == 0 && frames == copied)
    }

    /// What the engine finds wrong with the file, at most so much; nothing where it is whole.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn check(&self, how: Check, most: usize) -> Result<Vec<String>> {
        let check = match how {
            Check::Whole => "integrity_check",
            Check::Quick => "quick_check",
        };
        let mut get = self.prepare(&format!("PRAGMA {check}({most})"))?;
        // Of a damaged file it may tell in texts that are none.
        let text = |r: Row<'_>| Ok(String::from_utf8_lossy(r.get_ref(0)?.bytes().unwrap_or_default()).into_owned());
        let said = get.query_map([], text)?.collect::<Result<Vec<String>>>()?;
        Ok(if said == ["ok"] { Vec::new() } else { said })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::Way;

    #[test]
    fn a_file_is_filled_alone_and_then_at_work_with_its_log() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        std::fs::write(&path, "").unwrap();
        let db = Db::open(&path, Way::Writing).unwrap();
        assert!(db.begin_with_log().unwrap());
        db.set_for_filling().unwrap();
        db.execute_batch("CREATE TABLE a(x CHECK (x > 0)); INSERT INTO a VALUES (0); DELETE FROM a").unwrap();
        db.set_for_work_after_filling().unwrap();
        assert!(db.execute("INSERT INTO a VALUES (0)", []).is_err());
        db.set_number(Number::UserVersion, 7).unwrap();
        assert_eq!(db.number(Number::UserVersion).unwrap(), 7);
        let log = dir.path().join("a.db-wal");
        assert!(std::fs::metadata(&log).unwrap().len() > 0);
        assert!(db.bring_log_in().unwrap() && db.empty_log().unwrap());
        assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
        assert_eq!(db.check(Check::Whole, 1).unwrap(), [""; 0]);
        db.leave_log_at_close(true).unwrap();
        db.set_number(Number::UserVersion, 8).unwrap();
        db.close().unwrap();
        assert!(std::fs::metadata(&log).unwrap().len() > 0);
    }
}
