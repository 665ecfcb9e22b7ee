//! A backup put in the place of an office: copied beside it, brought up to this program's schema where it is older, verified there, and
//! only then given the office's name. Knows no register.

use crate::domain::text;
use crate::register::core::rights::{Action, Ask};
use crate::store::change::act::{Act, ActKind};
use crate::store::engine::{Check, Db, Way};
use crate::store::far;
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::backup::digest_of;
use crate::store::file::clock::stamp;
use crate::store::file::content::{reopened, whole};
use crate::store::file::files::{self, DIGEST, Making, with_ending};
use crate::store::file::standing::{KEPT, Standing};
use crate::store::file::{migrate, open, place};
use crate::store::{Store, Who};
use chrono::NaiveDate;
use std::fs;
use std::path::{Path, PathBuf};

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where the office is: the end of the link, where one was named.
    pub place: PathBuf,
    /// Where that lies now which was there before.
    pub kept: Option<PathBuf>,
    /// SHA-256 of the backup, hexadecimal.
    pub sha256: String,
    /// Whether a file beside the backup said so too.
    pub is_known: bool,
    /// The backup's schema, where it was older than this program's.
    pub older: Option<i32>,
}

impl Store {
    /// Puts a backup in the place of an office, keeping what was there beside it under another name. `who` is asked in the restored office
    /// who acts, and on which business date.
    ///
    /// # Errors
    /// The backup is not what its digest says, no office of this program, not whole, or another district's; the office in place is open
    /// elsewhere; the disk refuses. The text says which of the two stands.
    pub fn restore(backup: &Path, place: &Path, who: &dyn Fn(&Store) -> Answer<(Who, NaiveDate)>) -> Answer<Restored> {
        let asked = |store: &Store| {
            let (who, day) = who(store)?;
            store.gate(Some(&who), &Ask::to(Action::Restore))?;
            Ok((who, day))
        };
        Store::restored(backup, place, &asked)
    }

    /// Puts a backup in the place of this office, by who sits here: he is not asked again who he was when it was made.
    ///
    /// # Errors
    /// He may not; those of [`Store::restore`].
    pub fn give_way_to(self, backup: &Path, day: NaiveDate) -> Answer<Restored> {
        self.gate(None, &Ask::to(Action::Restore))?;
        let (who, place) = (self.some_hand()?, self.path.clone());
        self.close()?;
        Store::restored(backup, &place, &|copy| Ok((copy.same_hand(&who)?, day)))
    }

    fn restored(backup: &Path, place: &Path, who: &dyn Fn(&Store) -> Answer<(Who, NaiveDate)>) -> Answer<Restored> {
        let (making, standing, restored) = prepared(backup, place, who).map_err(|fault| {
            let now = if files::is_there(place) { STILL } else { NOTHING };
            fault.and(&format!("{}: {now}", place.display()))
        })?;
        far::done();
        let kept = standing
            .give_way(&making, Some(&format!("{KEPT}{}", stamp())))
            .map_err(|fault| fault.and(&format!("{}: {}", place.display(), stands(place, &making))))?;
        Ok(Restored { kept, ..restored })
    }
}

const STILL: &str = "业务库仍是原来的, 没有变动";
const NOTHING: &str = "没有恢复, 这里还没有业务库";

/// What stands at the place when it could not be given way to.
fn stands(place: &Path, making: &Making) -> &'static str {
    match (files::is_there(place), files::is_there(making.path())) {
        (false, _) => NOTHING,
        (true, true) => STILL,
        (true, false) => "已恢复, 业务库现在是备份的内容, 原来的留在旁边",
    }
}

/// A copy of the backup that may take the place, and the place held for it.
fn prepared(
    backup: &Path,
    place: &Path,
    who: &dyn Fn(&Store) -> Answer<(Who, NaiveDate)>,
) -> Answer<(Making, Standing, Restored)> {
    // Its log and its digest lie beside the file, not beside a link to it.
    let backup = &files::end_of_link(backup).map_err(|e| StoreFault::io(backup, "读取", &e))?;
    at_rest(backup)?;
    if files::is_same(backup, place) {
        let text = format!("{} 就是业务库自己, 不是它的备份; 请核对文件名", backup.display());
        return Err(StoreFault::Surroundings(text));
    }
    // Before anything is made: from here on it can be stopped.
    far::tell("读取备份", 0, 0)?;
    let standing = Standing::hold(place)?;
    let making = Making::beside(standing.place())?;
    let mut copy = fs::OpenOptions::new().write(true).open(making.path());
    let copy = copy.as_mut().map_err(|e| StoreFault::io(place, "写入", e))?;
    let (sha256, _) = digest_of(backup, copy)?;
    let is_known = known(backup, &sha256)?;
    let older = brought_up(&making, backup, &standing, who)?;
    let restored = Restored { place: standing.place().to_owned(), kept: None, sha256, is_known, older };
    Ok((making, standing, restored))
}

/// A backup is one file: what SQLite keeps beside one in use would be left out.
fn at_rest(backup: &Path) -> Answer<()> {
    place::look_at(backup)?;
    for ending in ["-wal", "-journal"] {
        let log = with_ending(backup, ending);
        if fs::metadata(&log).is_ok_and(|m| m.len() > 0) {
            return Err(StoreFault::Surroundings(format!(
                "备份旁边有 {}, 里面有还没有并入的数据; 若它是在用的业务库, 请先用 minzheng --db 它 backup 目录 备份, 再恢复那份备份",
                log.display()
            )));
        }
    }
    files::tighten(backup);
    Ok(())
}

/// Whether the file of a digest lies beside the backup; it must say the same.
fn known(backup: &Path, sha256: &str) -> Answer<bool> {
    let beside = with_ending(backup, DIGEST);
    match fs::read_to_string(&beside) {
        Ok(text) if text.split_whitespace().next().is_some_and(|said| said.eq_ignore_ascii_case(sha256)) => Ok(true),
        Ok(_) => Err(StoreFault::BadFile(format!(
            "备份 {} 与它的摘要文件 {} 不符: 备份之后被改动过, 或没有拷贝完整; 没有使用它, 请换一份备份",
            backup.display(),
            beside.display()
        ))),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(StoreFault::io(&beside, "读取", &e)),
    }
}

/// Makes of the copy the office that is to stand: of this program's schema, with the act that restored it, verified as it lies on the
/// disk. The backup's schema, where it was older.
fn brought_up(
    making: &Making,
    backup: &Path,
    standing: &Standing,
    who: &dyn Fn(&Store) -> Answer<(Who, NaiveDate)>,
) -> Answer<Option<i32>> {
    let mut db = Db::open(making.path(), Way::Writing)?;
    open::settled(&mut db, backup)?;
    whole(&db, Check::Whole).map_err(|fault| match fault {
        fault if fault.is_stopped() => fault,
        _ => StoreFault::BadFile(format!("备份 {} 已损坏, 不能用来恢复; 请换一份备份", backup.display())),
    })?;
    let older = migrate::bring_up_a_copy(&db)?;
    let store = Store::over(db, making.path(), None, false)?;
    same_district(&store, standing)?;
    let (who, day) = who(&store)?;
    let name = backup.file_name().unwrap_or_default().to_string_lossy();
    let by = store.by(&who, day);
    store.write(|tx| Act::begin(tx, ActKind::Restore, &by, Some(&text::safe(&name))).map(drop))?;
    store.close()?;
    let findings = Store::over(reopened(making.path())?, making.path(), None, true)?.findings()?;
    let wrong: Vec<String> =
        findings.iter().filter(|f| !f.ok).map(|f| format!("应 {}; 现在 {}", f.holds, f.detail)).collect();
    if wrong.is_empty() {
        return Ok(older);
    }
    Err(StoreFault::BadFile(format!(
        "备份 {} 核验不通过, 没有使用它; 请换一份备份:\n{}",
        backup.display(),
        wrong.join("\n")
    )))
}

/// The backup is one of the office that stands in the place.
fn same_district(backup: &Store, standing: &Standing) -> Answer<()> {
    let (is, name) = (&backup.office().division, &backup.office().name);
    match standing.office() {
        Some((was, old)) if was != *is => Err(StoreFault::Surroundings(format!(
            "备份是 {name} ({is}) 的, 而业务库是 {old} ({was}) 的; 请核对是哪一个备份、要换的是哪一个业务库"
        ))),
        _ => Ok(()),
    }
}
