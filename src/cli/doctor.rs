//! `doctor`: what this machine gives the program, a line for each thing, with what to do about it.

use super::fault::{Fault, print, print_json};
use super::{Args, Format, Session, locale, version};
use crate::config;
use crate::jobs::doctor::{self, Finding, State, Terminal};
use serde_json::{Value, json};
use std::io;
use std::path::Path;

/// The terminal is known to who draws the screens: it is looked at there, where there is one, and its keys are shown.
#[derive(Clone, Copy)]
pub struct Probe {
    /// The terminal, where there is one.
    pub terminal: fn() -> Option<Terminal>,
    /// Shows each key that arrives, until Esc.
    pub show_keys: fn() -> io::Result<()>,
    /// Asks for a password, which is not shown; none where there is no terminal.
    pub ask_password: fn(&str) -> io::Result<Option<String>>,
}

/// The one command that goes on where the settings cannot be read.
pub(super) const NAME: &str = "doctor";

/// `doctor`
pub(super) fn run(session: &Session, args: &mut Args) -> Result<(), Fault> {
    args.finish()?;
    let terminal = if session.format == Format::Json { None } else { (session.probe.terminal)() };
    let found = findings(session, terminal.as_ref());
    let wrong = found.iter().filter(|f| f.state == State::Wrong).count();
    if session.format == Format::Json {
        print_json(&found.iter().map(as_json).collect::<Value>())?;
    } else {
        print(&found.iter().map(line).collect::<Vec<_>>().join("\n"))?;
    }
    if terminal.is_some() {
        print("\n按键: 按几个键看看收到的是什么(功能键、方向键、Ctrl 加字母、汉字), Esc 结束")?;
        (session.probe.show_keys)().map_err(Fault::surroundings)?;
    }
    if wrong > 0 {
        Err(Fault::refused(format!("有 {wrong} 项有误, 见上面标“有误”的各行")))
    } else {
        Ok(())
    }
}

fn findings(session: &Session, terminal: Option<&Terminal>) -> Vec<Finding> {
    let config = &session.config;
    let office = session.place();
    let own = config::data_dir().ok();
    let place = office.clone().or_else(|| own.as_ref().map(|dir| dir.join("office.db")));
    let size = office.as_ref().and_then(|path| std::fs::metadata(path).ok()).map_or(0, |meta| meta.len());
    let mut found = vec![Finding::good("程序", version::told().replace('\n', ", "))];
    found.extend(settings(session.misread.as_deref(), office.as_deref()));
    found.extend(doctor::office(office.as_deref(), own.as_deref()));
    found.extend(place.map(|place| doctor::disk(&place, size)).into_iter().flatten());
    found.push(doctor::clock());
    found.push(doctor::font(config.font.as_deref()));
    found.push(doctor::printer(config.printer.as_deref()));
    found.push(encoding());
    if let Some(terminal) = terminal {
        let colours = config.colours(std::env::var_os("NO_COLOR").as_deref()) != config::Colours::Mono;
        found.extend(terminal.findings(config.ascii, colours));
    }
    found
}

/// The settings file, what cannot be read in it, and what lies beside the program.
fn settings(misread: Option<&str>, office: Option<&Path>) -> Vec<Finding> {
    const SETTINGS: &str = "设置文件";
    let Some((file, portable)) = config::settings_file() else {
        return vec![Finding::note(
            SETTINGS,
            "找不到用户的目录",
            "请设置 HOME; 没有设置文件也能用, 业务库用 --db 指明",
        )];
    };
    let shown = file.display();
    let is_there = if file.exists() { "" } else { " (还没有, 用默认设置)" };
    let mut found = vec![match misread {
        None => Finding::good(SETTINGS, format!("{shown}{is_there}")),
        Some(fault) => Finding::fault(SETTINGS, fault, ""),
    }];
    if portable {
        const PORTABLE: &str = "便携";
        let own = file.parent().unwrap_or(Path::new(""));
        let folder = own.display();
        let away = office.filter(|office| !lies_in(office, own));
        let with_office =
            if office.is_some() { "设置、业务库、示范业务库" } else { "设置、示范业务库" };
        found.push(match (doctor::can_write(&file), away) {
            (true, None) => Finding::good(PORTABLE, format!("{with_office}都在程序旁边的 {folder}")),
            (true, Some(office)) => Finding::note(
                PORTABLE,
                format!("设置、示范业务库在程序旁边的 {folder}, 业务库在别处: {}", office.display()),
                "业务库不会随这个文件夹带走; 要带走, 把它移进来, 在设置文件里只写文件名, 如 office = \"民政.db\"",
            ),
            (false, _) => Finding::note(
                PORTABLE,
                format!("程序旁边的 {folder} 写不进去"),
                "U 盘写保护时只能查、不能录入; 请拨开写保护, 或把整个文件夹拷到本机",
            ),
        });
    }
    found
}

/// Whether a file lies in a folder or beneath it, by whatever names both are called.
fn lies_in(file: &Path, folder: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    matches!((real(file), real(folder)), (Ok(file), Ok(folder)) if file.starts_with(&folder))
}

/// How characters come and go.
fn encoding() -> Finding {
    const ENCODING: &str = "编码";
    match (locale::named_foreign(), locale::named()) {
        (Some(name), _) => {
            let remedy = "汉字会成乱码; 请把终端的编码改为 UTF-8, 再 export LC_ALL=zh_CN.UTF-8";
            Finding::wrong(ENCODING, format!("{name}, 不是 UTF-8"), remedy)
        }
        (None, Some(name)) => Finding::good(ENCODING, name),
        (None, None) => Finding::good(ENCODING, "没有设置, 按 UTF-8"),
    }
}

fn line(f: &Finding) -> String {
    let remedy = if f.remedy.is_empty() { String::new() } else { format!("\n      → {}", f.remedy) };
    format!("{}  {}: {}{remedy}", f.state.label(), f.what, f.found)
}

fn as_json(f: &Finding) -> Value {
    json!({"item": f.what, "state": f.state.code(), "found": f.found, "remedy": f.remedy})
}
