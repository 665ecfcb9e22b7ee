//! The ways on from the first page, and what is to be done for each.

/// What is known when it opens.
#[derive(Clone, Debug)]
pub struct Seed {
    /// The folder where a new office lies, unless the clerk says otherwise.
    pub folder: String,
    /// The office of the settings file, which is not there.
    pub missing: Option<String>,
}

/// What is to be done for the clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// A new office.
    Make {
        /// The district, six digits.
        district: String,
        /// The file.
        place: String,
        /// The first operator's log-in name.
        login: String,
        /// And 姓名.
        full_name: String,
    },
    /// The demonstration office, built where it is not there yet.
    Demo,
    /// An office that is there.
    Open(String),
    /// A backup put in a place.
    Restore {
        /// The backup.
        backup: String,
        /// The place.
        place: String,
    },
    /// This one named in the settings file, instead of the one that is not there.
    Keep(String),
}

/// One of the ways on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Look once more for the office of the settings.
    Again,
    /// A new office.
    New,
    /// The demonstration office.
    Demo,
    /// One that is there.
    Open,
    /// A backup.
    Restore,
}

impl Way {
    /// As it is offered.
    pub const fn label(self) -> &'static str {
        match self {
            Way::Again => "再找一次 (接上盘、放回文件以后)",
            Way::New => "新建本单位的业务库",
            Way::Demo => "打开示范业务库, 先看看怎么用",
            Way::Open => "打开别处已有的业务库文件",
            Way::Restore => "用备份恢复",
        }
    }
}
