//! What the operating system refuses, in the clerk's language: its own words are English, with a number.

use std::io::{Error, ErrorKind};

/// What went wrong with a file, a pipe or a device.
pub fn told(e: &Error) -> String {
    let known = match e.kind() {
        ErrorKind::NotFound => "没有这个文件",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经存在",
        ErrorKind::IsADirectory => "是目录, 不是文件",
        ErrorKind::NotADirectory => "路径中间有一段不是目录",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘已满",
        ErrorKind::FileTooLarge => "超过了允许的文件大小",
        ErrorKind::ReadOnlyFilesystem => "所在的盘是只读的",
        ErrorKind::InvalidFilename => "文件名不能用",
        ErrorKind::InvalidData => "内容不是文字",
        ErrorKind::BrokenPipe => "对方已经关闭",
        ErrorKind::TimedOut | ErrorKind::WouldBlock => "等了太久没有回应",
        ErrorKind::Interrupted => "被打断",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正在被别的程序使用",
        ErrorKind::UnexpectedEof => "内容不完整",
        ErrorKind::OutOfMemory => "内存不够",
        // What the program itself calls wrong has words of its own.
        _ => return e.raw_os_error().map_or_else(|| e.to_string(), |code| format!("读写出错, 系统代码 {code}")),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_system_is_left() {
        for code in 1..=40 {
            let said = told(&Error::from_raw_os_error(code));
            assert!(!said.is_empty() && !said.contains(|c: char| c.is_ascii_alphabetic()), "{code}: {said}");
        }
        assert_eq!(told(&Error::other("不是文件")), "不是文件");
    }
}
