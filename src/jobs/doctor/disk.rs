//! The place of the office's file, the file itself, and the clock.

use super::Finding;
use crate::jobs::paper::PRINTED;
use crate::store::file::files;
use crate::store::file::ground::{self, Ground, Seen};
use crate::store::{SCHEMA_VERSION, StoreFault, today};
use chrono::{Datelike, Local, Offset, Utc};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A disk that takes longer than this for a save is felt at each one.
const SLOW: Duration = Duration::from_millis(60);
/// Room for a day of prints and some copies, beside a copy of the office itself.
const ROOM: u64 = 500 << 20;
/// With less than this nothing can be saved soon.
const NO_ROOM: u64 = 20 << 20;
/// No machine of this year has a clock from before the program was made.
const MADE: i32 = 2025;

const CLOCK: &str = "时钟";

/// The file of an office, where one is named: what it is, and the latest act against the clock. `aside`: the user's own folder.
pub fn office(path: Option<&Path>, aside: Option<&Path>) -> Vec<Finding> {
    const OFFICE: &str = "业务库";
    const OTHER: &str = "请看这是不是本单位的业务库; 是的, 用最近的备份恢复";
    const TELL: &str = "请把这行字告诉维护人员";
    const SET: &str = "请校准电脑的日期和时间";
    let Some(path) = path else {
        let remedy = "直接运行 minzheng, 按提示新建或打开一个; 脚本用 --db 文件";
        return vec![Finding::note(OFFICE, "还没有业务库", remedy)];
    };
    match ground::look(path) {
        Err(fault) => vec![Finding::fault(OFFICE, &fault.to_string(), OTHER)],
        Ok(seen) => {
            let mut all = vec![told(OFFICE, path, &seen, aside)];
            all.extend(seen.warning.map(|text| Finding::fault(OFFICE, &text, TELL)));
            all.extend(seen.clock.map(|text| Finding::fault(CLOCK, &text, SET)));
            all
        }
    }
}

fn told(what: &'static str, path: &Path, seen: &Seen, aside: Option<&Path>) -> Finding {
    let (shown, size) = (path.display(), bytes(seen.size));
    match (&seen.name, seen.writable) {
        (None, _) => Finding::note(
            what,
            format!("{shown} ({size}), 旧版本 (库版本 {}, 本程序 {SCHEMA_VERSION})", seen.version),
            "下次打开时自动升级, 旁边先留一份备份",
        ),
        (Some(name), true) => Finding::good(what, format!("{name}, {shown} ({size}, 库版本 {})", seen.version)),
        (Some(name), false) => Finding::note(
            what,
            format!("{name}, {shown} ({size}) 是只读的"),
            format!("{}, 不能录入; 要录入请管理员给写的权限, U 盘请拨开写保护", prints(path, aside)),
        ),
    }
}

/// Whether what is printed of an office that is read only has a place.
fn prints(path: &Path, aside: Option<&Path>) -> String {
    let own = aside.map(|own| own.join(PRINTED));
    let takes = |folder: &Path| (folder.is_dir() || !folder.exists()) && can_write(&folder.join(PRINTED));
    match own.filter(|own| takes(own)) {
        _ if takes(&path.with_file_name(PRINTED)) => "可以查、可以打印".to_owned(),
        Some(own) => format!("可以查、可以打印(打印的文件放在 {})", own.display()),
        None => "可以查, 不能打印(打印的文件没有地方放; 把业务库拷到本机磁盘就能打印)".to_owned(),
    }
}

/// The disk on which an office lies, or would lie: its kind, its room, its speed.
pub fn disk(place: &Path, size: u64) -> Vec<Finding> {
    let ground = Ground::of(&there(place));
    vec![kind(&ground), room(ground.free, size), speed(ground.confirms)]
}

/// Whether a file can be made where another is, or is to be.
pub fn can_write(place: &Path) -> bool {
    files::takes(&there(place)).is_ok()
}

/// The file, or one of its name in the first folder above it that is there.
fn there(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default();
    let above = place.ancestors().skip(1).find(|dir| dir.is_dir() || dir.as_os_str().is_empty());
    above.map_or_else(|| place.to_owned(), |dir| dir.join(name))
}

fn kind(ground: &Ground) -> Finding {
    const KIND: &str = "文件系统";
    match &ground.kind {
        Some(kind) if ground.is_share => Finding::wrong(
            KIND,
            format!("{kind}: 网络共享盘或虚拟机共享目录"),
            "业务库不能放在这里, 几个人同用会损坏数据; 请放在本机磁盘, 几个人用同一台主机(ssh)",
        ),
        Some(kind) => Finding::good(KIND, format!("{kind}, 本机磁盘")),
        None => Finding::good(KIND, "系统不说是哪一种, 按本机磁盘用"),
    }
}

fn room(free: Option<u64>, size: u64) -> Finding {
    const LEFT: &str = "空余空间";
    let Some(free) = free else {
        let told =
            format!("这个系统上程序查不到, 在“此电脑”里看这个盘还剩多少; 业务库 {}, 每份备份也要这么多", bytes(size));
        return Finding::good(LEFT, told);
    };
    let found = bytes(free);
    let remedy = "请腾出空间: 备份拷到别的盘以后, 删去最早的几份";
    if free < NO_ROOM {
        Finding::wrong(LEFT, format!("只剩 {found}"), remedy)
    } else if free < ROOM.max(size.saturating_mul(3)) {
        Finding::note(LEFT, format!("{found}, 一份备份要 {}", bytes(size)), remedy)
    } else {
        Finding::good(LEFT, found)
    }
}

fn speed(confirms: Result<Duration, StoreFault>) -> Finding {
    const SPEED: &str = "磁盘";
    const ASK: &str = "请管理员检查这个盘和它的读写权限; U 盘请拨开写保护";
    match confirms {
        Err(fault) => Finding::fault(SPEED, &fault.to_string(), ASK),
        Ok(took) => {
            let found = format!("写一次到确认 {}.{} 毫秒", took.as_millis(), took.as_micros() % 1000 / 100);
            if took > SLOW {
                Finding::note(SPEED, found, "每次保存都要等这么久; 请把业务库放到本机的固态硬盘, 不要放在 U 盘上")
            } else {
                Finding::good(SPEED, found)
            }
        }
    }
}

/// The clock and the zone of the machine. The program reckons by Beijing's time wherever the machine is set to.
pub fn clock() -> Finding {
    let minutes = Local::now().offset().fix().local_minus_utc() / 60;
    let beijing = Utc::now().naive_utc() + chrono::TimeDelta::hours(8);
    let zone = format!("UTC{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60);
    clock_says(today().year(), &format!("北京时间 {}, 本机时区 {zone}", beijing.format("%Y-%m-%d %H:%M")))
}

fn clock_says(year: i32, found: &str) -> Finding {
    if year < MADE {
        return Finding::wrong(
            CLOCK,
            found,
            "电脑的日期不对, 多半是主板电池没电了; 请先校准日期和时间, 业务日期按它算",
        );
    }
    Finding::good(CLOCK, found)
}

/// A number of bytes as people read it.
fn bytes(n: u64) -> String {
    const UNITS: [(&str, u32); 3] = [("GB", 30), ("MB", 20), ("KB", 10)];
    let unit = UNITS.iter().find(|(_, shift)| n >> shift > 0);
    unit.map_or_else(
        || format!("{n} 字节"),
        |(name, shift)| format!("{}.{} {name}", n >> shift, ((n * 10) >> shift) % 10),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::doctor::State;

    #[test]
    fn room_is_judged_by_the_office_that_is_to_be_copied() {
        for (free, size, state) in [
            (None, 0, State::Good),
            (Some(10 << 30), 100 << 20, State::Good),
            (Some(1 << 30), 900 << 20, State::Note),
            (Some(400 << 20), 1 << 20, State::Note),
            (Some(1 << 20), 1 << 20, State::Wrong),
        ] {
            assert_eq!(room(free, size).state, state, "{free:?} {size}");
        }
        assert_eq!([0, 1536, 20 << 20, 3 << 29].map(bytes), ["0 字节", "1.5 KB", "20.0 MB", "1.5 GB"]);
    }

    #[test]
    fn a_slow_disk_is_told_and_a_share_refused() {
        let ground =
            |kind: &str, is_share| Ground { kind: Some(kind.into()), is_share, free: None, confirms: Ok(SLOW) };
        assert_eq!(kind(&ground("ext4", false)).state, State::Good);
        assert!(kind(&ground("nfs4", true)).state == State::Wrong);
        assert_eq!(speed(Ok(Duration::from_micros(1234))).found, "写一次到确认 1.2 毫秒");
        assert_eq!(speed(Ok(SLOW * 2)).state, State::Note);
        let fault = StoreFault::Surroundings("没有权限建立 x; 请让管理员给予读写权限".to_owned());
        assert_eq!(speed(Err(fault)), Finding::wrong("磁盘", "没有权限建立 x", "请让管理员给予读写权限"));
        let fault = StoreFault::Surroundings("x 所在的盘是只读的, 无法建立".to_owned());
        assert!(speed(Err(fault)).remedy.contains("写保护"));
    }

    #[test]
    fn a_clock_of_another_time_is_wrong() {
        assert_eq!(clock_says(1970, "").state, State::Wrong);
        assert_eq!(clock_says(2026, "").state, State::Good);
        assert!(clock().found.contains("UTC"));
    }

    #[test]
    fn an_office_is_looked_at_and_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.db");
        assert_eq!(office(Some(&path), None)[0].state, State::Wrong);
        assert_eq!(office(None, None)[0].state, State::Note);
        std::fs::write(&path, "no office").unwrap();
        assert!(office(Some(&path), None)[0].found.contains("不是数据库文件"));
        // What helps a disk helps no file that is none of ours.
        for fault in ["x 里面不对", "x 里面不对; 请看看"] {
            let found = Finding::fault("业务库", fault, "请用备份恢复");
            assert!(found.state == State::Wrong && !found.remedy.contains("写保护"), "{found:?}");
        }
        assert!(!office(Some(&path), None)[0].remedy.contains("写保护"));
        assert!(disk(&path, 0).iter().all(|f| f.state != State::Wrong));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left of what was written");
    }
}
