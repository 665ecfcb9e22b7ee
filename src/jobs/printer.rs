//! A file handed to the system's printing service by its command `lp`, where there is one. Must not know what is in the file.

use crate::domain::text::safe;
use crate::domain::trouble;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

/// How long `lp` may take to accept a file: it puts it in a queue and does not wait for the paper.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often is looked whether it is done.
const LOOK: Duration = Duration::from_millis(20);
/// What of the environment is not for others: passwords.
const SECRET: [&str; 2] = ["MINZHENG_PASSWORD", "MINZHENG_NEW_PASSWORD"];
/// Of what it says, this much is read.
const LONGEST_SAYING: u64 = 2000;

/// Why a file did not go to the printer; the text is for the clerk and says what would help.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("没有打印: {0}")]
pub struct NotPrinted(String);

/// Hands a file to `lp`, for the named printer or the system's usual one.
///
/// # Errors
/// There is no `lp`, it refused, or it did not come back in time.
pub fn hand_over(file: &Path, printer: Option<&str>) -> Result<(), NotPrinted> {
    run(&PathBuf::from("lp"), file, printer, PATIENCE)
}

/// The printers of the system, and which of them is its usual one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printers {
    /// Their names.
    pub names: Vec<String>,
    /// The usual one.
    pub usual: Option<String>,
}

/// Asks the system for its printers, by `lpstat`.
///
/// # Errors
/// There is no such command, or no printing service.
pub fn printers() -> Result<Printers, NotPrinted> {
    let mut command = Command::new("lpstat");
    command.args(["-d", "-e"]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).env("LC_ALL", "C");
    for variable in SECRET {
        command.env_remove(variable);
    }
    let mut child = command.spawn().map_err(|_| NotPrinted(without_command(cfg!(windows)).to_owned()))?;
    let (sender, said) = channel();
    if let Some(pipe) = child.stdout.take() {
        read_aside(pipe, sender)?;
    }
    let ended = wait(&mut child, PATIENCE / 4);
    let text = said.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
    match ended {
        Some(_) if !text.trim().is_empty() => Ok(Printers::told(&text)),
        Some(_) => Err(NotPrinted("打印服务没有运行, 或系统里没有打印机; 请管理员启动 cups、添加打印机".to_owned())),
        None => Err(NotPrinted("打印服务没有回音; 请管理员检查 cups".to_owned())),
    }
}

impl Printers {
    /// What `lpstat -d -e` says, in English whatever the machine speaks (`LC_ALL=C`): a line for the usual one, then a name on each line.
    fn told(said: &str) -> Printers {
        let mut printers = Printers::default();
        for line in said.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match line.strip_prefix("system default destination:") {
                Some(name) => printers.usual = Some(safe(name.trim())),
                None if line == "no system default destination" => {}
                None => printers.names.push(safe(line)),
            }
        }
        printers
    }
}

/// Reads what a command says on a thread of its own: it ends with the last process that holds the pipe, for which nobody waits longer than
/// for the command.
fn read_aside(pipe: impl Read + Send + 'static, sender: std::sync::mpsc::Sender<String>) -> Result<(), NotPrinted> {
    let read = move || {
        let mut bytes = Vec::new();
        let _ = pipe.take(LONGEST_SAYING).read_to_end(&mut bytes);
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    };
    thread::Builder::new().name("lp".to_owned()).spawn(read).map(drop).map_err(|e| NotPrinted(e.to_string()))
}

fn run(program: &Path, file: &Path, printer: Option<&str>, patience: Duration) -> Result<(), NotPrinted> {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).env("LC_ALL", "C");
    for variable in SECRET {
        command.env_remove(variable);
    }
    if let Some(printer) = printer {
        command.arg("-d").arg(printer);
    }
    let mut child = command.arg("--").arg(file).spawn().map_err(|e| match e.kind() {
        ErrorKind::NotFound => NotPrinted(without_command(cfg!(windows)).to_owned()),
        _ => NotPrinted(format!("打印命令 lp 不能运行: {}", trouble::told(&e))),
    })?;
    let (sender, said) = channel();
    if let Some(pipe) = child.stderr.take() {
        read_aside(pipe, sender)?;
    }
    match wait(&mut child, patience) {
        Some(true) => Ok(()),
        Some(false) => {
            let text = said.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
            Err(NotPrinted(in_chinese(&text, printer)))
        }
        None => Err(NotPrinted(format!("打印命令 lp {} 秒内没有回音, 已停止等待", patience.as_secs()))),
    }
}

/// What helps where there is no `lp`. Windows has none to install: the PDF is made, and is printed by what shows it.
const fn without_command(windows: bool) -> &'static str {
    if windows {
        "在 Windows 上请打开这个 PDF 文件, 用显示它的程序打印"
    } else {
        "这台电脑没有打印命令 lp (请管理员安装 cups-client)"
    }
}

/// Whether it ended well; nothing when it did not end in time and was stopped.
fn wait(child: &mut Child, patience: Duration) -> Option<bool> {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if started.elapsed() < patience => thread::sleep(LOOK),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

/// What `lp` says when it refuses, in the words of a clerk.
fn in_chinese(said: &str, printer: Option<&str>) -> String {
    let lower = said.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    if says(&["no default destination", "no destination", "no such destination"]) {
        return "系统里没有默认打印机; 请管理员设默认打印机, 或在设置文件里写 printer = \"打印机名\"".to_owned();
    }
    if says(&["does not exist", "unknown destination", "invalid destination", "unknown printer"]) {
        return match printer {
            Some(name) => format!("没有叫“{}”的打印机; 请改设置文件里的 printer", safe(name)),
            None => "系统里没有这台打印机; 请管理员检查打印机的设置".to_owned(),
        };
    }
    if says(&["scheduler", "connect", "connection", "bad file descriptor", "transport endpoint"]) {
        return "打印服务没有运行; 请管理员启动 cups".to_owned();
    }
    if says(&["not accepting"]) {
        return "打印机暂停接收; 请检查打印机, 或请管理员恢复".to_owned();
    }
    if says(&["permission", "not allowed", "forbidden", "unauthorized"]) {
        return "没有权限用这台打印机; 请管理员给权限".to_owned();
    }
    match safe(said.trim()) {
        text if text.is_empty() => "打印命令 lp 没有成功, 也没有说原因".to_owned(),
        text => format!("打印命令 lp 说: {text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lp_says_becomes_what_a_clerk_can_do() {
        for (said, printer, words) in [
            ("lp: Error - no default destination available.", None, "默认打印机"),
            ("lp: The printer or class does not exist.", Some("二楼"), "没有叫“二楼”的打印机"),
            ("lp: Error - scheduler not responding.", None, "打印服务没有运行"),
            ("lp: Destination \"a\" is not accepting jobs.", None, "暂停接收"),
            ("lp: on fire\u{1b}[2J", None, "打印命令 lp 说: lp: on fire"),
            ("", None, "没有说原因"),
        ] {
            let text = in_chinese(said, printer);
            assert!(text.contains(words) && !text.contains('\u{1b}'), "{said}: {text}");
        }
    }

    #[test]
    fn printers_are_read_from_what_the_system_tells_of_them() {
        let told = Printers::told("system default destination: HP-2\nHP-2\nerlou\n");
        assert_eq!(told, Printers { names: vec!["HP-2".into(), "erlou".into()], usual: Some("HP-2".into()) });
        assert_eq!(Printers::told("no system default destination\n"), Printers::default());
    }

    #[test]
    fn who_has_no_such_command_is_told_what_helps_there() {
        assert!(without_command(false).contains("cups"));
        let said = without_command(true);
        assert!(said.contains("PDF") && !said.contains("cups") && !said.contains("lp"), "{said}");
    }

    #[cfg(unix)]
    #[test]
    fn a_command_that_does_not_come_back_is_stopped() {
        // `sleep -- 600` stands for an lp that waits for its server for ever.
        let fault = run(Path::new("sleep"), Path::new("600"), None, Duration::from_millis(60)).unwrap_err();
        assert!(fault.to_string().contains("没有回音"), "{fault}");
    }
}
