//! The place of an office's file, and what can be said of the file before SQLite sees it. Knows no SQL.

use crate::store::fault::{Answer, StoreFault};
use crate::store::file::files::{self, with_ending};
use std::fs;
use std::io::Read;
use std::path::Path;

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

/// What can be said of the file before SQLite sees it.
pub(in crate::store) fn look_at(path: &Path) -> Answer<()> {
    let shown = path.display();
    let meta = fs::metadata(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => StoreFault::Surroundings(format!(
            "没有找到库文件 {shown}; 请核对路径、盘接上了没有; 移走了的放回原处, 有备份的用 minzheng restore 恢复, 还没有业务库的直接运行 minzheng 按引导页新建, 或用 minzheng init"
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
pub(in crate::store) fn beside(path: &Path, ending: &str) -> Option<u64> {
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
    kind_of(path).filter(|kind| is_network(kind))
}

/// Whether a file system of that kind is another machine's.
pub(in crate::store) fn is_network(kind: &str) -> bool {
    NETWORK.contains(&kind) || kind.starts_with("fuse.") || kind == UNC
}

/// What is said of a path that names another machine (Windows).
const UNC: &str = "UNC";

/// The kind of file system that a file lies on, or is to lie on, where the machine tells.
pub(in crate::store) fn kind_of(path: &Path) -> Option<String> {
    if path.to_string_lossy().starts_with(r"\\") {
        return Some(UNC.to_owned());
    }
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    let real = fs::canonicalize(path).or_else(|_| fs::canonicalize(files::folder_of(path))).ok()?;
    kind_in(&mounts, &real)
}

/// The file system that holds a path, by a list of mounts as Linux writes it.
fn kind_in(mounts: &str, real: &Path) -> Option<String> {
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
    held.max_by_key(|(len, _)| *len).map(|(_, kind)| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share_in(mounts: &str, real: &Path) -> Option<String> {
        kind_in(mounts, real).filter(|kind| is_network(kind))
    }

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
