//! What can go wrong between the program and its file, in three looks: a slip (a rule refuses, exit 1), the surroundings
//! (the file or the machine, exit 65 or 74), a defect (ours). Must not know screens; every text says what happened, what is
//! safe and what to do.

use crate::domain::slip::Slip;
use crate::domain::trouble;
use crate::register::Checked;
use crate::store::engine::Error;
use std::fmt;
use std::path::Path;

/// What the store answers when it cannot do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// A rule refuses (差错): nothing was written. Exit 1.
    #[error("{0}")]
    Refused(Box<Refused>),
    /// What was named fits no record or several. Exit 1.
    #[error("{0}")]
    NotOne(Box<Candidates>),
    /// The file is foreign, damaged, cut or newer, or holds what no office can. Exit 65.
    #[error("{0}")]
    BadFile(String),
    /// Missing, locked, read-only for a change, no room, no right. Exit 74.
    #[error("{0}")]
    Surroundings(String),
    /// The file is no longer where it was opened, or has lost its log: nothing more is saved. Exit 74.
    #[error("{0}")]
    Gone(String),
    /// The disk has not confirmed a change: it may stand or not. Exit 74.
    #[error("{0}")]
    Unsure(String),
    /// A defect of the program: whatever was not committed before is undone. Exit 74.
    #[error("程序出错: {0}。已保存的内容没有受影响; 请记下这行字并告知维护人员")]
    Defect(String),
}

/// What the store answers.
pub type Answer<T> = Result<T, StoreFault>;

/// A record that was not saved, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// What is wrong, errors first; those of child rows included.
    pub slips: Vec<Slip>,
    /// The judged record with its fields, where there is one.
    pub checked: Option<Checked>,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, slip) in self.slips.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{slip}")?;
        }
        Ok(())
    }
}

/// What an ID on the command line, or a reference in a form, fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidates {
    /// What was typed.
    pub typed: String,
    /// The register's Chinese name.
    pub label: &'static str,
    /// Key and what tells the records apart; empty when nothing fits.
    pub found: Vec<(i64, String)>,
    /// What else is to be known, in lines of its own.
    pub more: String,
}

impl fmt::Display for Candidates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let typed = crate::domain::text::safe(&self.typed);
        if self.found.is_empty() {
            write!(f, "没有找到{}“{typed}”", self.label)?;
            // Others may bear the same name, so that a name never stands for one person.
            let by_name = !typed.contains(|c: char| c.is_ascii_digit());
            if by_name {
                f.write_str("; 请填号码, 在屏幕上也可以用下键从列出的里选")?;
            }
            return f.write_str(&self.more);
        }
        write!(f, "“{typed}”对得上 {} 条{}, 请写明是哪一条:", self.found.len(), self.label)?;
        for (key, what) in &self.found {
            write!(f, "\n  #{key} {what}")?;
        }
        f.write_str(&self.more)
    }
}

impl StoreFault {
    /// Refused by one rule.
    pub fn refused(slip: Slip) -> Self {
        Self::refused_all(vec![slip])
    }
    /// Refused by several.
    pub fn refused_all(slips: Vec<Slip>) -> Self {
        StoreFault::Refused(Box::new(Refused { slips, checked: None }))
    }
    /// A defect.
    pub fn defect(what: impl Into<String>) -> Self {
        StoreFault::Defect(what.into())
    }
    /// Something in the file that no office can hold: what, and where.
    pub fn damaged(what: &str) -> Self {
        StoreFault::BadFile(format!(
            "库文件里的内容不对: {what}; 请停止录入, 用 minzheng verify 核验, 再用最近的备份核对"
        ))
    }
    /// The exit code of the command line (cli.md).
    pub const fn exit_code(&self) -> u8 {
        match self {
            StoreFault::Refused(_) | StoreFault::NotOne(_) => 1,
            StoreFault::BadFile(_) => 65,
            StoreFault::Defect(_) | StoreFault::Surroundings(_) | StoreFault::Gone(_) | StoreFault::Unsure(_) => 74,
        }
    }
    /// The same fault, with more to be known about it in a line of its own.
    #[must_use]
    pub fn and(self, more: &str) -> Self {
        match self {
            StoreFault::Refused(mut refused) => {
                if let Some(last) = refused.slips.last_mut() {
                    last.text = format!("{}\n{more}", last.text);
                }
                StoreFault::Refused(refused)
            }
            StoreFault::NotOne(mut candidates) => {
                candidates.more.push_str(&format!("\n{more}"));
                StoreFault::NotOne(candidates)
            }
            StoreFault::BadFile(text) => StoreFault::BadFile(format!("{text}\n{more}")),
            StoreFault::Surroundings(text) => StoreFault::Surroundings(format!("{text}\n{more}")),
            StoreFault::Gone(text) => StoreFault::Gone(format!("{text}\n{more}")),
            StoreFault::Unsure(text) => StoreFault::Unsure(format!("{text}\n{more}")),
            StoreFault::Defect(what) => StoreFault::Defect(format!("{what} ({more})")),
        }
    }
    /// A fault of the operating system about a file.
    pub fn io(path: &Path, doing: &str, e: &std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        let shown = path.display();
        StoreFault::Surroundings(match e.kind() {
            K::NotFound => format!("没有找到 {shown}; 请核对路径"),
            K::PermissionDenied => format!("没有权限{doing} {shown}; 请让管理员给予读写权限"),
            K::StorageFull | K::QuotaExceeded => {
                format!("磁盘已满, 无法{doing} {shown}; 原有数据没有变动, 请腾出空间后再试")
            }
            K::ReadOnlyFilesystem => format!("{shown} 所在的盘是只读的, 无法{doing}"),
            K::AlreadyExists => format!("{shown} 已经存在, 不会覆盖; 请换一个文件名"),
            _ => format!("无法{doing} {shown}: {}", trouble::told(e)),
        })
    }
}

impl StoreFault {
    /// A change whose end failed. What the disk has not confirmed may stand in the log all the same, and be found there at the next opening.
    pub(super) fn at_commit(e: Error) -> Self {
        match e {
            Error::Unconfirmed => StoreFault::Unsure(
                "磁盘没有确认这次写入, 不能确定是否写上了; 请停止使用, 检查磁盘, 重新打开后先核对这一条, 再运行 minzheng verify".to_owned(),
            ),
            e => e.into(),
        }
    }
}

/// The slip by which work says that it was stopped.
const STOPPED: &str = "E-RG43";

impl StoreFault {
    /// Somebody has stopped it.
    pub fn stopped() -> StoreFault {
        StoreFault::refused(Slip::error(STOPPED, "已停止, 没有改动"))
    }
    /// Whether that is why: who was asked to stop may have failed of something else, or have been done already.
    pub fn is_stopped(&self) -> bool {
        matches!(self, StoreFault::Refused(refused) if refused.slips.iter().any(|slip| slip.code == STOPPED))
    }
}

impl From<Error> for StoreFault {
    fn from(e: Error) -> Self {
        let surroundings = |text: &str| StoreFault::Surroundings(text.to_owned());
        match e {
            Error::Busy => surroundings("库文件正被另一个程序占用; 这次没有写入, 已录入的内容还在, 请稍后再保存"),
            Error::Full => surroundings(
                "磁盘已满, 这次没有写入, 原有数据没有变动; 请腾出空间(旧的备份和打印的文件拷到别的盘以后删去)再试",
            ),
            Error::ReadOnly => surroundings(READ_ONLY),
            Error::NoRight => surroundings("没有权限使用库文件; 请让管理员给予读写权限"),
            Error::CannotOpen => surroundings("打不开库文件或它旁边的 -wal、-shm 文件; 请检查目录的读写权限"),
            Error::Disk | Error::Unconfirmed => surroundings(
                "读写磁盘时出错, 这次没有写入; 请看磁盘是否已满或只读, 不是的请停止使用, 检查磁盘, 重新打开后运行 minzheng verify",
            ),
            Error::Corrupt | Error::Foreign => StoreFault::BadFile(
                "库文件已损坏, 已停止读写; 请用 minzheng restore 恢复最近一次备份, 不要再向这个文件录入".to_owned(),
            ),
            Error::NoMemory => surroundings("内存不足, 这次没有写入; 请关闭其他程序后再试"),
            Error::Stopped => StoreFault::stopped(),
            Error::Overflow => StoreFault::damaged("有的数大到加不起来"),
            Error::NoRow => StoreFault::damaged("缺少一条别处提到的记录"),
            Error::Unreadable(what) => StoreFault::damaged(&what),
            Error::Constraint(broken) => StoreFault::Defect(broken.to_string()),
            Error::Other(told) => StoreFault::Defect(told),
        }
    }
}

/// What a save in an office opened for reading is told.
pub const READ_ONLY: &str = "库文件是只读打开的, 不能保存; 现有数据没有变动, 请检查文件权限或所在的盘, 再重新打开";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::Db;

    #[test]
    fn what_cannot_be_read_is_damage_and_what_is_asked_wrongly_a_defect() {
        let db = Db::in_memory().unwrap();
        let fault = |sql: &str| StoreFault::from(db.query_row(sql, [], |r| r.get::<String>(0)).unwrap_err());
        for (sql, said) in [
            ("SELECT 7 AS name", "“name”一栏里有读不出的整数"),
            ("SELECT CAST(x'ff' AS TEXT)", "UTF-8"),
            ("SELECT 'a' WHERE 0", "缺少一条"),
            ("SELECT sum(n) FROM (SELECT 9223372036854775807 AS n UNION ALL SELECT 1)", "加不起来"),
        ] {
            let fault = fault(sql);
            assert_eq!((fault.exit_code(), fault.to_string().contains(said)), (65, true), "{sql}: {fault}");
        }
        let defect = fault("SELECT nothing");
        assert!(defect.exit_code() == 74 && defect.to_string().contains("程序出错"), "{defect}");
    }
}
