//! What can go wrong on the command line: three looks (a clerk's slip, the surroundings, a defect), each with its exit code.

use crate::domain::slip::{Slip, WHY};
use crate::domain::trouble;
use crate::door;
use crate::register::Register;
use crate::store::StoreFault;

/// A command that did not do what was asked.
#[derive(Debug)]
pub enum Fault {
    /// Wrong words or options: 64.
    Usage(String),
    /// Refused by rules: 1, each reason on a line.
    Refused(Vec<String>),
    /// The file, the disk, the terminal.
    Surroundings {
        /// 64, 65 or 74.
        code: u8,
        /// What happened, what is safe, what to do.
        text: String,
    },
    /// The reader of our output went away: he has seen enough, unless something was changed before.
    Unread,
}

impl Fault {
    /// Wrong usage.
    pub fn usage(text: String) -> Fault {
        Fault::Usage(text)
    }
    /// Something around the program: 74.
    pub fn surroundings(text: impl ToString) -> Fault {
        Fault::Surroundings { code: 74, text: text.to_string() }
    }
    /// Refused for one reason.
    pub fn refused(text: impl Into<String>) -> Fault {
        Fault::Refused(vec![text.into()])
    }
    /// The process's exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Fault::Usage(_) => 64,
            Fault::Refused(_) => 1,
            Fault::Surroundings { code, .. } => *code,
            Fault::Unread if door::what_stands().is_some() => 74,
            Fault::Unread => 0,
        }
    }
    /// A usage error also says how the command is used.
    pub fn with_usage(self, usage: &str) -> Fault {
        match self {
            Fault::Usage(text) => Fault::Usage(format!("{text}\n用法: minzheng {usage}")),
            other => other,
        }
    }
    /// Says it on standard error, and what stands all the same.
    pub fn print(&self) {
        let stands = door::what_stands();
        let text = match self {
            Fault::Usage(text) => format!("用法有误: {text}"),
            Fault::Refused(reasons) => reasons.join("\n"),
            Fault::Surroundings { text, .. } => text.clone(),
            Fault::Unread if stands.is_none() => return,
            Fault::Unread => "写不了标准输出: 读的一方已经关闭".to_owned(),
        };
        door::tell(&[text].into_iter().chain(stands).collect::<Vec<_>>().join("\n"));
    }
}

/// A slip as a line: how hard it stops, code, field, text.
pub fn slip_line(register: Option<&Register>, slip: &Slip) -> String {
    let label = register.zip(slip.field).map_or("", |(register, col)| register.label_of(col));
    let mark = if label.is_empty() { "" } else { ": " };
    // What a screen asks in a dialog is an option here.
    let option = match slip.code {
        WHY => "(--why 理由)",
        "E-OP03" => "(--as 操作员)",
        _ => "",
    };
    format!("{} [{}] {label}{mark}{}{option}", slip.severity.label(), slip.code, slip.text)
}

impl From<StoreFault> for Fault {
    fn from(f: StoreFault) -> Self {
        match f {
            StoreFault::Refused(refused) => {
                let register = refused.checked.as_ref().map(|c| c.values.register);
                Fault::Refused(refused.slips.iter().map(|s| slip_line(register, s)).collect())
            }
            StoreFault::NotOne(candidates) => Fault::refused(candidates.to_string()),
            other => Fault::Surroundings { code: other.exit_code(), text: other.to_string() },
        }
    }
}

/// Prints running text with a line end on standard output; a reader that went away is no fault.
pub fn print(text: &str) -> Result<(), Fault> {
    door::say(text).map_err(output_fault)
}

/// The same of a list or a paper, which its columns have masked.
pub fn print_list(text: &str) -> Result<(), Fault> {
    door::list(text).map_err(output_fault)
}

/// What a failed write to standard output means.
pub fn output_fault(e: std::io::Error) -> Fault {
    match e.kind() {
        std::io::ErrorKind::BrokenPipe => Fault::Unread,
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            Fault::surroundings("写不了标准输出: 磁盘已满; 请腾出空间")
        }
        _ => Fault::surroundings(format!("写不了标准输出: {}", trouble::told(&e))),
    }
}

/// Prints JSON.
pub fn print_json(value: &serde_json::Value) -> Result<(), Fault> {
    let text = serde_json::to_string_pretty(value).map_err(Fault::surroundings)?;
    let mut out = door::Json::new();
    out.put(&text).and_then(|()| out.end()).map_err(output_fault)
}
