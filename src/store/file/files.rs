//! Every file that the program makes. It is made beside its place under a hidden name, for the eyes of its owner only, and gets its
//! true name when it is whole and on the disk. Whatever fails before leaves nothing under that name, and what stood there stands.
//! Must not know what is in a file.

use crate::domain::trouble;
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::process::is_alive;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// What the hidden names begin with; the mark of the running system, the process and a number follow.
const HIDDEN: &str = ".minzheng-";
/// What SQLite keeps beside a file.
pub(in crate::store) const SIDE: [&str; 3] = ["-wal", "-shm", "-journal"];
/// What is kept beside a backup.
pub(in crate::store) const DIGEST: &str = ".sha256";
/// How a database, its log and its journal begin.
const DATABASES: [&[u8]; 4] =
    [b"SQLite format 3\0", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"];
/// A hidden file this old is nobody's any more, whatever process bears its number today, and on whatever machine.
const ABANDONED: Duration = Duration::from_hours(24);

/// A file on its way. Dropped before it has its name, it leaves nothing behind.
#[derive(Debug)]
pub struct Making {
    hidden: PathBuf,
}

impl Making {
    /// Begins an empty file beside its place. What runs that were cut off left there is removed.
    ///
    /// # Errors
    /// The place is no file's name, or free while another file's log lies beside it; its folder is not there or not writable.
    pub fn beside(place: &Path) -> Answer<Making> {
        if place.file_name().is_none() {
            return Err(StoreFault::Surroundings(format!("{} 不是文件名", place.display())));
        }
        if !is_there(place) {
            refuse_strangers(place)?;
        }
        let doing = if is_there(place) { "写入" } else { "建立" };
        let dir = folder_of(place);
        sweep(dir);
        static MADE: AtomicU64 = AtomicU64::new(0);
        loop {
            let number = MADE.fetch_add(1, Ordering::Relaxed);
            let hidden = dir.join(format!("{HIDDEN}{}-{}-{number}", boot(), std::process::id()));
            match ours_only().create_new(true).open(&hidden) {
                Ok(_) => return Ok(Making { hidden }),
                // Left by an earlier process of this number.
                Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
                Err(e) if e.kind() == ErrorKind::NotFound => {
                    return Err(no_folder(dir));
                }
                Err(e) => return Err(StoreFault::io(place, doing, &e)),
            }
        }
    }

    /// Begins one whose place must be free.
    ///
    /// # Errors
    /// As [`Making::beside`]; the name is taken. What a run that was cut off left is removed then too.
    pub fn anew(place: &Path) -> Answer<Making> {
        let making = Making::beside(place)?;
        if is_there(place) { Err(taken(place)) } else { Ok(making) }
    }

    /// Where it is for the time being.
    pub fn path(&self) -> &Path {
        &self.hidden
    }

    /// Gives it the name of a place in its folder, never over another file: whether the name was free. It and its name are on the disk
    /// then. Where neither the system renames without replacing nor the file system has links, the name is only looked at before: who
    /// takes it in between loses it.
    ///
    /// # Errors
    /// The disk refuses, or another file's log lies beside the place. Nothing is under the name then.
    pub fn put(&self, place: &Path) -> Answer<bool> {
        self.sync(place)?;
        refuse_strangers(place)?;
        match rename_to_free(&self.hidden, place) {
            Ok(()) => {}
            Err(e) if e.kind() == ErrorKind::AlreadyExists => return Ok(false),
            Err(e) => return Err(StoreFault::io(place, "写入", &e)),
        }
        if let Err(e) = sync_folder(place) {
            let _ = fs::remove_file(place);
            return Err(StoreFault::io(place, "写入", &e));
        }
        Ok(true)
    }

    /// Gives it the name of a place that must be free.
    ///
    /// # Errors
    /// As [`Making::put`]; the name is taken.
    pub fn put_new(&self, place: &Path) -> Answer<()> {
        if self.put(place)? { Ok(()) } else { Err(taken(place)) }
    }

    /// Gives it the name of a place, in one step instead of what stood there.
    ///
    /// # Errors
    /// The disk refuses; the text says which of the two stands.
    pub fn put_over(&self, place: &Path) -> Answer<()> {
        self.sync(place)?;
        fs::rename(&self.hidden, place).map_err(|e| StoreFault::io(place, "写入", &e))?;
        sync_folder(place).map_err(|e| {
            let shown = place.display();
            StoreFault::Surroundings(format!(
                "{shown} 已写成新的, 但磁盘没有确认它的名字 ({}), 断电后可能又是原来的; 请检查磁盘, 再做一次",
                trouble::told(&e)
            ))
        })
    }

    /// Gives it the group and the rights of the file that stands at its place, and the owner where that is allowed; where the group is
    /// not to be had, the rights of the owner only.
    ///
    /// # Errors
    /// The disk refuses.
    #[cfg(unix)]
    pub(in crate::store) fn take_after(&self, place: &Path) -> Answer<()> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let refused = |e: io::Error| StoreFault::io(place, "写入", &e);
        let stands = fs::metadata(place).map_err(refused)?;
        let (owner, group) = (Some(stands.uid()), Some(stands.gid()));
        let is_given = chown(&self.hidden, owner, group).or_else(|_| chown(&self.hidden, None, group)).is_ok();
        let rights = stands.mode() & ours(stands.mode()) & if is_given { 0o770 } else { 0o700 };
        fs::set_permissions(&self.hidden, fs::Permissions::from_mode(0o600 | rights)).map_err(refused)
    }
    /// Here the folder gives the rights.
    #[cfg(not(unix))]
    pub(in crate::store) fn take_after(&self, _: &Path) -> Answer<()> {
        Ok(())
    }

    fn fill(&self, place: &Path, bytes: &[u8]) -> Answer<()> {
        let written = OpenOptions::new().write(true).open(&self.hidden).and_then(|mut file| file.write_all(bytes));
        written.map_err(|e| StoreFault::io(place, "写入", &e))
    }

    /// Brings it to the disk. Through a handle that writes: some systems refuse another.
    fn sync(&self, place: &Path) -> Answer<()> {
        let synced = OpenOptions::new().read(true).write(true).open(&self.hidden).and_then(|file| file.sync_all());
        synced.map_err(|e| StoreFault::io(place, "写入", &e))
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        for ending in [""].iter().chain(&SIDE) {
            // Nothing of value is in it; what can't be removed now is swept away later.
            let _ = fs::remove_file(with_ending(&self.hidden, ending));
        }
    }
}

/// Whether a file can be made under a name, or written anew; nothing is left of what was tried.
///
/// # Errors
/// Why it cannot.
pub fn takes(place: &Path) -> Answer<()> {
    Making::beside(place).map(drop)
}

/// Writes bytes under a name, instead of a plain file that may stand there; never over an office, its log, or a backup. `office` is the
/// office that this process has open. A link is followed, and stays.
///
/// # Errors
/// What stands there is not to be replaced; the disk refuses. What was there is kept then.
pub fn write(place: &Path, bytes: &[u8], office: &Path) -> Answer<()> {
    let place = replaceable(place, office)?;
    let making = Making::beside(&place)?;
    making.fill(&place, bytes)?;
    making.put_over(&place)
}

/// Makes a file of these bytes under a name that must be free: whether it was.
///
/// # Errors
/// The disk refuses; nothing is under the name then.
pub(in crate::store) fn put_bytes(place: &Path, bytes: &[u8]) -> Answer<bool> {
    let making = Making::beside(place)?;
    making.fill(place, bytes)?;
    making.put(place)
}

/// The place behind a name, links followed, where a plain file may be put.
fn replaceable(place: &Path, office: &Path) -> Answer<PathBuf> {
    let refused = |why: &str| StoreFault::Surroundings(format!("{} {why}, 不会覆盖; 请换一个文件名", place.display()));
    let real = end_of_link(place).map_err(|_| refused("是链接, 它指向的文件不在"))?;
    match fs::metadata(&real) {
        Ok(meta) if meta.is_dir() => return Err(refused("是目录")),
        Ok(meta) if !meta.is_file() => return Err(refused("不是普通文件")),
        Ok(_) if is_database(&real, office)? => return Err(refused("是业务库或它的备份")),
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(StoreFault::io(place, "写入", &e)),
        _ => {}
    }
    let name = real.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for ending in SIDE.iter().chain(&[DIGEST]) {
        let cut = name.len().saturating_sub(ending.len());
        let of = name.get(cut..).filter(|end| end.eq_ignore_ascii_case(ending)).and_then(|_| name.get(..cut));
        let Some(of) = of.map(|of| real.with_file_name(of)).filter(|of| is_plain(of)) else { continue };
        if is_database(&of, office)? {
            return Err(refused("是业务库或备份旁边的文件"));
        }
    }
    Ok(real)
}

/// Whether a plain file is of the open office or begins as SQLite's files do. The office and what SQLite keeps beside it are not opened:
/// who closes any handle of a file gives up all locks of the process on it (POSIX).
fn is_database(path: &Path, office: &Path) -> Answer<bool> {
    let office = end_of_link(office).unwrap_or_else(|_| office.to_owned());
    if [""].iter().chain(&SIDE).any(|ending| is_same(path, &with_ending(&office, ending))) {
        return Ok(true);
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut head));
    read.map_err(|e| StoreFault::io(path, "读取", &e))?;
    Ok(DATABASES.iter().any(|begin| head.starts_with(begin)))
}

/// What tells one file from another that bears the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Identity(u128);

impl Identity {
    #[cfg(unix)]
    pub(in crate::store) fn of(path: &Path) -> Option<Identity> {
        use std::os::unix::fs::MetadataExt;
        let meta = fs::metadata(path).ok()?;
        Some(Identity((u128::from(meta.dev()) << 64) | u128::from(meta.ino())))
    }
    #[cfg(not(unix))]
    pub(in crate::store) fn of(path: &Path) -> Option<Identity> {
        let made = fs::metadata(path).ok()?.created().ok()?;
        Some(Identity(made.duration_since(std::time::UNIX_EPOCH).ok()?.as_nanos()))
    }
}

/// Whether two names lead to one file.
pub(in crate::store) fn is_same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    return matches!((Identity::of(one), Identity::of(other)), (Some(one), Some(other)) if one == other);
    #[cfg(not(unix))]
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// Makes a folder, for its owner only; none above it, since one that is missing is a slip, or a disk that is not connected. One that is
/// there stays as it is.
///
/// # Errors
/// The one above it is not there; the disk refuses.
pub fn last_folder(path: &Path) -> Answer<()> {
    let above = folder_of(path);
    if path.is_dir() || above.is_dir() { folder(path) } else { Err(no_folder(above)) }
}

/// Makes a folder of the user's own that the system or the program names, with those above it, for its owner only. One that is there
/// stays as it is.
///
/// # Errors
/// The disk refuses.
pub fn folder(path: &Path) -> Answer<()> {
    let mut maker = fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(path).map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => {
            StoreFault::Surroundings(format!("{} 已经存在, 却不是目录; 请移走它, 或换一个位置", path.display()))
        }
        _ => StoreFault::io(path, "建立", &e),
    })
}

/// Takes away what an older version of the program gave to everybody: nobody but the owner reads the file or folder, and its group where
/// it was given the right to write.
pub fn tighten(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let Ok(meta) = fs::metadata(path) else { return };
        let mode = meta.permissions().mode() & 0o7777;
        let kept = mode & ours(mode);
        if kept != mode {
            // Somebody else's stays as its owner wants it.
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(kept));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// What the program leaves of the rights to a file or folder: those of the owner, and of the group where it was given the right to write.
#[cfg(unix)]
const fn ours(mode: u32) -> u32 {
    if mode & 0o020 == 0 { 0o7700 } else { 0o7770 }
}

/// Gives a new folder to the group that shares an office, if one does; what is made in it is that group's too. Where the maker may not
/// give it away it stays the maker's.
pub fn share(folder: &Path, office: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let Ok(of) = fs::metadata(office) else { return };
        if of.mode() & 0o020 != 0 && std::os::unix::fs::chown(folder, None, Some(of.gid())).is_ok() {
            let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o2770));
        }
    }
    #[cfg(not(unix))]
    let _ = (folder, office);
}

/// Refuses a place beside which the log or journal of another file lies: SQLite would take it for the new file's.
pub(in crate::store) fn refuse_strangers(place: &Path) -> Answer<()> {
    let strangers = SIDE.iter().map(|ending| with_ending(place, ending)).filter(|path| is_there(path));
    let named: Vec<String> = strangers.map(|path| path.display().to_string()).collect();
    if named.is_empty() {
        return Ok(());
    }
    Err(StoreFault::Surroundings(format!(
        "{} 不能放在这里: 旁边有别的库文件留下的 {}, 里面可能是还没有并入的数据; 没有动它, 请先把它移到别处保存, 或换一个文件名",
        place.display(),
        named.join("、")
    )))
}

/// That a folder is not there, and is not made.
pub fn no_folder(folder: &Path) -> StoreFault {
    let shown = folder.display();
    StoreFault::Surroundings(format!("没有目录 {shown}; 请核对路径, 盘接上了没有, 或先建立这个目录"))
}

/// That a name is taken.
pub(in crate::store) fn taken(place: &Path) -> StoreFault {
    StoreFault::Surroundings(format!("{} 已经存在, 不会覆盖; 请换一个文件名", place.display()))
}

/// Whether anything bears the name, a link that leads nowhere too.
pub(in crate::store) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
fn is_plain(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|m| m.is_file())
}

/// The file that a name leads to, beside which what belongs to it lies. A name that is no link stays as it is.
pub(in crate::store) fn end_of_link(path: &Path) -> io::Result<PathBuf> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink());
    if is_link { fs::canonicalize(path) } else { Ok(path.to_owned()) }
}

/// The name with an ending.
pub(in crate::store) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// The folder in which a place is.
pub(in crate::store) fn folder_of(place: &Path) -> &Path {
    place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the names of a place's folder last. Where the system or the file system has no way for it there is nothing to do.
pub(in crate::store) fn sync_folder(place: &Path) -> io::Result<()> {
    let synced = match File::open(folder_of(place)) {
        Err(e) if e.kind() == ErrorKind::PermissionDenied => return Ok(()),
        opened => opened.and_then(|dir| dir.sync_all()),
    };
    synced.or_else(|e| match e.kind() {
        ErrorKind::InvalidInput | ErrorKind::Unsupported => Ok(()),
        _ => Err(e),
    })
}

/// Renames in one step to a name that nothing bears.
#[cfg(target_os = "linux")]
fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Old kernels, and file systems that do not know how.
        Err(Errno::NOSYS | Errno::INVAL) => link_to_free(from, to),
        done => Ok(done?),
    }
}
#[cfg(not(target_os = "linux"))]
use link_to_free as rename_to_free;

/// The same by a hard link, which refuses a taken name too; where there are no links, after a look.
fn link_to_free(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        // What stays of the hidden name goes with it.
        Ok(()) => {
            let _ = fs::remove_file(from);
            Ok(())
        }
        Err(_) if is_there(to) => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// Opens for writing; a new file is its owner's from its first moment on.
fn ours_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Removes the hidden files of processes that are no more. Of those in other machines, and of those before this one was started, nothing
/// is known but their age: several offices may keep their backups in one folder.
fn sweep(dir: &Path) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.filter_map(Result::ok) {
        let Some((system, process)) = maker_of(&entry.file_name()) else { continue };
        let written = entry.metadata().and_then(|m| m.modified()).ok();
        let age = written.and_then(|at| SystemTime::now().duration_since(at).ok()).unwrap_or_default();
        if age > ABANDONED || (system != 0 && system == boot() && !is_alive(process)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The running system and the process that made a hidden file, by its name.
fn maker_of(name: &OsStr) -> Option<(u32, u32)> {
    let (system, rest) = name.to_str()?.strip_prefix(HIDDEN)?.split_once('-')?;
    let (process, rest) = rest.split_once('-')?;
    let number = SIDE.iter().find_map(|ending| rest.strip_suffix(ending)).unwrap_or(rest);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match [system, process, number].into_iter().all(is_number) {
        true => Some((system.parse().ok()?, process.parse().ok()?)),
        false => None,
    }
}

/// A mark of the running system, another on every machine and after each start; 0 where it has none.
pub fn boot() -> u32 {
    static BOOT: LazyLock<u32> = LazyLock::new(|| {
        let id = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok();
        id.and_then(|id| u32::from_str_radix(id.get(..8)?, 16).ok()).unwrap_or(0)
    });
    *BOOT
}
