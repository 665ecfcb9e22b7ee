//! Why the screens could not open, or ended.

use crate::app::keymap::BadKey;
use crate::store::StoreFault;

/// Why the screens could not open, or ended.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeFault {
    /// There is no terminal.
    #[error("屏幕需要终端: 请在终端窗口里直接运行 minzheng; 脚本请用命令, 见 minzheng --help")]
    NoTerminal,
    /// The terminal cannot be used.
    #[error("终端出错: {0}。已保存的内容都在库文件里; 请换一个终端窗口再打开")]
    Terminal(#[from] std::io::Error),
    /// A key of the settings file.
    #[error("{0}")]
    Keys(#[from] BadKey),
    /// The office's file.
    #[error("{0}")]
    Store(#[from] StoreFault),
}

impl RuntimeFault {
    /// The exit code of the command line.
    pub const fn exit_code(&self) -> u8 {
        match self {
            RuntimeFault::NoTerminal | RuntimeFault::Keys(_) => 64,
            RuntimeFault::Terminal(_) => 74,
            RuntimeFault::Store(fault) => fault.exit_code(),
        }
    }
}
