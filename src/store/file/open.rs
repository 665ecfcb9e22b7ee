//! Opening the office's file: what it must be, and the settings under which it is read and written. Only what the first
//! frame needs is done here; SQLite's integrity check runs later (verify). Knows no register.

use crate::store::engine::{self, Db, Error, Number, Way};
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::files::with_ending;
use crate::store::file::moved::{Opened, Seen};
use crate::store::file::{busy, files, migrate, own, shape, standing};
use crate::store::{Office, Store};
use std::fs;
use std::io::Read;
use std::path::Path;

/// `application_id` of an office: "MZ21" in ASCII.
pub const APPLICATION_ID: i32 = 0x4D5A_3231;
/// `user_version` of schema.sql.
pub const SCHEMA_VERSION: i32 = 5;

/// File systems on which WAL's shared memory does not work: those of other machines, of the host of a virtual one, and all that a
/// program of its own gives out (`fuse`, `fuse.sshfs` …; `fuseblk` is a local disk, such as NTFS).
const NETWORK: [&str; 18] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb2",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "ceph",
    "davfs",
    "glusterfs",
    "lustre",
    "9p",
    "virtiofs",
    "vboxsf",
    "prl_fs",
    "vmhgfs",
    "fuse",
];

impl Store {
    /// Opens an office. A file that may not be written is opened for reading; then every save is refused.
    ///
    /// # Errors
    /// [`StoreFault::BadFile`] for what is no office of this program (foreign, damaged, cut, newer),
    /// [`StoreFault::Surroundings`] for what the machine does not give (missing, no right, a network share).
    pub fn open(path: &Path) -> Answer<Store> {
        look_at(path)?;
        let writable = fs::metadata(path).is_ok_and(|m| !m.permissions().readonly())
            && fs::OpenOptions::new().write(true).open(path).is_ok();
        if !writable {
            return Store::open_read_only(path);
        }
        // Made by an older version, they may be for everybody to read.
        let real = files::end_of_link(path).map_err(|e| StoreFault::io(path, "打开", &e))?;
        ["", "-wal", "-shm"].iter().for_each(|ending| files::tighten(&with_ending(&real, ending)));
        let file = Seen::now(path.to_owned());
        standing::has_one_name(&real)?;
        let last = own::last_act(&real);
        let mut db = Db::open(path, Way::Writing).map_err(|e| named(path, e))?;
        // Until the log is known to be the file's, closing the file must not bring it in.
        db.leave_log_at_close(true)?;
        match settle(&mut db, path) {
            Ok(()) => {}
            Err(Unsettled::ReadOnlyDirectory) => return Store::open_read_only(path),
            Err(Unsettled::Fault(StoreFault::BadFile(_))) if last.is_some() => return Err(own::strange_log(path)),
            Err(Unsettled::Fault(f)) => return Err(f),
        }
        own::has_own_log(&db, path, last.as_ref())?;
        db.leave_log_at_close(false)?;
        standing::drop_second_names(&real);
        migrate::bring_up(&db, path)?;
        Store::over(db, path, Some(file), false)
    }

    /// Opens an office for reading only.
    ///
    /// # Errors
    /// As [`Store::open`]; an older schema cannot be migrated here and is refused.
    pub fn open_read_only(path: &Path) -> Answer<Store> {
        look_at(path)?;
        let file = Seen::now(path.to_owned());
        let last = files::end_of_link(path).ok().and_then(|real| own::last_act(&real));
        let mut db = Db::open(path, Way::Reading).map_err(|e| named(path, e))?;
        match settle(&mut db, path) {
            Ok(()) => {
                own::has_own_log(&db, path, last.as_ref())?;
                return Store::over(migrate::refuse_older(db)?, path, Some(file), true);
            }
            Err(Unsettled::Fault(f)) => return Err(f),
            Err(Unsettled::ReadOnlyDirectory) => {}
        }
        // A WAL file on a read-only medium opens only as immutable; that is right only where no log waits beside it.
        if beside(path, "-wal").is_some_and(|n| n > 0) {
            return Err(StoreFault::Surroundings(format!(
                "{} 旁边的 -wal 文件里有还没有并入的数据, 而目录是只读的; 请把这两个文件一起复制到可写的目录再打开",
                path.display()
            )));
        }
        Store::open_unchanging(path)
    }

    /// Opens a file that nobody changes, or of whose rows that are read nobody does: no lock is asked for.
    pub(in crate::store) fn open_unchanging(path: &Path) -> Answer<Store> {
        let mut db = Db::open(path, Way::Unchanging).map_err(|e| named(path, e))?;
        settled(&mut db, path)?;
        Store::over(migrate::refuse_older(db)?, path, None, true)
    }

    /// Opens an office that this process has open already, for work beside the screen that nobody waits for at each key: it keeps
    /// less of the file in memory. The file is not looked at again: who closes any handle of a file gives up all locks of the
    /// process on it (POSIX), and another program would then take the log beside the file for nobody's and remove it.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_beside(path: &Path) -> Answer<Store> {
        let file = Seen::now(path.to_owned());
        let mut db = Db::open(path, Way::Writing).map_err(|e| named(path, e))?;
        let store = match settle(&mut db, path) {
            Ok(()) => {
                let read_only = db.is_read_only()?;
                Store::over(migrate::refuse_older(db)?, path, Some(file), read_only)?
            }
            Err(Unsettled::ReadOnlyDirectory) => Store::open_unchanging(path)?,
            Err(Unsettled::Fault(fault)) => return Err(fault),
        };
        store.db().set_memory(3000)?;
        Ok(store)
    }

    pub(in crate::store) fn over(db: Db, path: &Path, file: Option<Seen>, read_only: bool) -> Answer<Store> {
        let differences = shape::schema_differences(&db)?;
        let office = Office::read(&db)?;
        let opened = file.map(|file| Opened::with(&db, file)).transpose()?.into();
        let path = path.to_owned();
        let (at, kept, log_left) = Default::default();
        Ok(Store { db, path, office, read_only, differences, opened, log_left, at, kept })
    }
}

/// Why the settings could not be applied.
enum Unsettled {
    /// Beside the file nothing can be written.
    ReadOnlyDirectory,
    /// Anything else.
    Fault(StoreFault),
}

impl Unsettled {
    fn fault(self, path: &Path) -> StoreFault {
        match self {
            Unsettled::Fault(f) => f,
            Unsettled::ReadOnlyDirectory => {
                StoreFault::Surroundings(format!("{} 所在的目录不可写, 打不开库文件", path.display()))
            }
        }
    }
}

/// Settles a file beside which nothing needs to be written, or where it can be.
pub(in crate::store) fn settled(db: &mut Db, path: &Path) -> Answer<()> {
    settle(db, path).map_err(|u| u.fault(path))
}

/// Checks what the file claims to be and applies the settings.
fn settle(db: &mut Db, path: &Path) -> Result<(), Unsettled> {
    db.ask_when_busy(busy::wait).map_err(|e| Unsettled::Fault(e.into()))?;
    let claims = (|| -> engine::Result<(i64, i64)> {
        let id = db.number(Number::ApplicationId)?;
        let version = db.number(Number::UserVersion)?;
        db.set_for_work()?;
        Ok((id, version))
    })();
    let (id, version) = claims.map_err(|e| match e {
        Error::CannotOpen | Error::ReadOnly => Unsettled::ReadOnlyDirectory,
        Error::Foreign | Error::Corrupt => Unsettled::Fault(damaged(path)),
        Error::Busy => Unsettled::Fault(busy::in_vain(path)),
        e => Unsettled::Fault(e.into()),
    })?;
    let shown = path.display();
    let bad = if id != i64::from(APPLICATION_ID) {
        format!("{shown} 是别的程序的数据库, 不是民政办公库; 没有改动它, 请核对文件名")
    } else if !(1..=i64::from(SCHEMA_VERSION)).contains(&version) {
        format!(
            "{shown} 是由另一版本的程序建立的 (库版本 {version}, 本程序只认到 {SCHEMA_VERSION}); 没有改动它, 请换用新版程序"
        )
    } else {
        return Ok(());
    };
    Err(Unsettled::Fault(StoreFault::BadFile(bad)))
}

/// What can be said of the file before SQLite sees it.
pub(in crate::store) fn look_at(path: &Path) -> Answer<()> {
    let shown = path.display();
    let meta = fs::metadata(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => StoreFault::Surroundings(format!(
            "没有找到库文件 {shown}; 请核对路径, 新建办公库用 minzheng init 文件 --division 区划代码"
        )),
        _ => StoreFault::io(path, "打开", &e),
    })?;
    if meta.is_dir() {
        return Err(StoreFault::BadFile(format!("{shown} 是一个目录, 不是库文件; 请给出目录里的文件名")));
    }
    // Whoever opens a pipe waits for its other end.
    if !meta.is_file() {
        return Err(StoreFault::BadFile(format!("{shown} 是管道或设备, 不是库文件; 请核对路径")));
    }
    let real = files::end_of_link(path).map_err(|e| StoreFault::io(path, "打开", &e))?;
    for ending in files::SIDE {
        let side = with_ending(&real, ending);
        if fs::metadata(&side).is_ok_and(|m| !m.is_file()) {
            let side = side.display();
            return Err(StoreFault::BadFile(format!("{side} 应是库文件的日志, 却不是文件; 没有打开, 请移走它")));
        }
    }
    refuse_share(path)?;
    let mut head = [0_u8; 100];
    let mut file = fs::File::open(path).map_err(|e| StoreFault::io(path, "读取", &e))?;
    let read = file.read(&mut head).map_err(|e| StoreFault::io(path, "读取", &e))?;
    if read == 0 {
        return Err(StoreFault::BadFile(format!("{shown} 是空文件 (0 字节), 不是办公库; 请用备份恢复, 或另建新库")));
    }
    let Some(head) = head.get(..read).filter(|h| h.starts_with(b"SQLite format 3\0")) else {
        return Err(StoreFault::BadFile(format!("{shown} 不是数据库文件 (可能是文本或表格改了名); 没有改动它")));
    };
    if cut_short(head, meta.len()) && beside(path, "-wal").is_none_or(|n| n == 0) {
        return Err(StoreFault::BadFile(format!(
            "{shown} 不完整, 后面的部分被截掉了 (现有 {} 字节); 请用 minzheng restore 恢复最近一次备份",
            meta.len()
        )));
    }
    Ok(())
}

/// Whether the file is shorter than its first page says.
fn cut_short(head: &[u8], len: u64) -> bool {
    let number = |from: usize, n: usize| -> Option<u64> {
        head.get(from..from + n).map(|b| b.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
    };
    let (Some(size), Some(pages)) = (number(16, 2), number(28, 4)) else { return true };
    let size = if size == 1 { 65536 } else { size };
    len < size.saturating_mul(pages)
}

/// The length of a file that SQLite keeps beside the office's.
fn beside(path: &Path, ending: &str) -> Option<u64> {
    let real = files::end_of_link(path).ok()?;
    fs::metadata(with_ending(&real, ending)).ok().map(|m| m.len())
}

/// Refuses a place on another machine's disk.
pub(in crate::store) fn refuse_share(path: &Path) -> Answer<()> {
    match network_share(path) {
        None => Ok(()),
        Some(kind) => Err(StoreFault::Surroundings(format!(
            "{} 在网络共享盘或虚拟机共享目录 ({kind}) 上, 多人同用会损坏数据; 请把库文件放在本机磁盘",
            path.display()
        ))),
    }
}

/// The kind of network share a file lies on, or is to lie on, where the machine tells.
fn network_share(path: &Path) -> Option<String> {
    if path.to_string_lossy().starts_with(r"\\") {
        return Some("UNC".to_owned());
    }
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = fs::canonicalize(path).or_else(|_| fs::canonicalize(folder)).ok()?;
    share_in(&mounts, &real)
}

/// The network file system that holds a path, by a list of mounts as Linux writes it.
fn share_in(mounts: &str, real: &Path) -> Option<String> {
    let held = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let mut point = words.next()?.to_owned();
        for (written, meant) in [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")] {
            point = point.replace(written, meant);
        }
        let kind = words.next()?;
        real.starts_with(&point).then_some((point.len(), kind))
    });
    // The last of equal length lies on top.
    let (_, kind) = held.max_by_key(|(len, _)| *len)?;
    (NETWORK.contains(&kind) || kind.starts_with("fuse.")).then(|| kind.to_owned())
}

fn named(path: &Path, e: Error) -> StoreFault {
    match e {
        Error::CannotOpen | Error::NoRight => {
            StoreFault::Surroundings(format!("打不开 {}; 请检查文件和目录的读写权限", path.display()))
        }
        Error::Foreign | Error::Corrupt => damaged(path),
        e => e.into(),
    }
}

pub(in crate::store) fn damaged(path: &Path) -> StoreFault {
    StoreFault::BadFile(format!(
        "{} 已损坏, 没有打开也没有改动它; 请用 minzheng restore 恢复最近一次备份",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_known_by_its_deepest_mount() {
        let mounts = "/dev/sda / ext4 rw 0 0\nsrv:/x /mnt/share nfs4 rw 0 0\n/dev/sdb /mnt/share/local ext4 rw 0 0\n";
        assert_eq!(share_in(mounts, Path::new("/mnt/share/a.db")), Some("nfs4".to_owned()));
        assert_eq!(share_in(mounts, Path::new("/mnt/share/local/a.db")), None);
        assert_eq!(share_in(mounts, Path::new("/mnt/shared/a.db")), None);
        let of = |kind: &str| share_in(&format!("x /mnt/a\\040b {kind} rw 0 0\n"), Path::new("/mnt/a b/a.db"));
        for kind in ["9p", "virtiofs", "cifs", "fuse", "fuse.sshfs", "fuse.rclone", "fuse.vmhgfs-fuse"] {
            assert_eq!(of(kind).as_deref(), Some(kind));
        }
        for kind in ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "vfat", "exfat", "ntfs3", "fuseblk"] {
            assert_eq!(of(kind), None, "{kind}");
        }
    }

    #[test]
    fn a_cut_file_is_shorter_than_it_says() {
        let mut head = [0_u8; 100];
        head[16] = 0x10;
        head[31] = 3;
        assert!(cut_short(&head, 4096 * 2));
        assert!(!cut_short(&head, 4096 * 3));
        assert!(cut_short(&head[..20], 20));
    }
}
