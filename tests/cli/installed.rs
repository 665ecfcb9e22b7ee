//! The program as it is set up on a machine: what it says of itself, what shells and `man` learn from it, the folder that is carried along,
//! and what it finds of the machine.

use crate::pty::Terminal;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub fn run(program: &Path, home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.args(args).env("HOME", home).env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME");
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).output().unwrap()
}

pub fn program(args: &[&str]) -> Output {
    let home = std::env::temp_dir().join("minzheng-test-home");
    run(Path::new(env!("CARGO_BIN_EXE_minzheng")), &home, args)
}

fn said(args: &[&str]) -> String {
    let out = program(args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Whether a tool is on this machine; where everything must be tried, one that is not is a failure.
fn has(tool: &str) -> bool {
    Command::new(tool).arg("--version").output().is_ok_and(|out| out.status.success())
}

#[test]
fn the_version_tells_schema_and_build() {
    let told = said(&["--version"]);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], format!("minzheng {}", env!("CARGO_PKG_VERSION")), "scripts read the first line");
    assert!(lines[1].starts_with("库版本 ") && lines[2].starts_with("构建 "), "{told}");
    let json: Value = serde_json::from_str(&said(&["--version", "--format", "json"])).unwrap();
    assert_eq!(json["schema"], minzheng::store::SCHEMA_VERSION);
    assert_eq!(json["version"], env!("CARGO_PKG_VERSION"));
    assert!(json["target"].as_str().unwrap().contains(std::env::consts::ARCH), "{json}");
    assert!(json["commit"].is_null() || json["commit"].as_str().unwrap().len() >= 7, "{json}");
}

#[test]
fn the_manual_is_part_of_the_program() {
    assert_eq!(said(&["help", "manual"]), include_str!("../../docs/manual.md"));
    assert_eq!(said(&["help", "install"]), include_str!("../../docs/install.md"));
    let folder = tempfile::tempdir().unwrap();
    let made = |what: &str, name: &str, format: &str| {
        let file = folder.path().join(name);
        said(&["help", what, "--format", format, "-o", file.to_str().unwrap()]);
        fs::read(file).unwrap()
    };
    let manual = made("manual", "手册.pdf", "pdf");
    assert!(manual.starts_with(b"%PDF-") && manual == made("manual", "又一本.pdf", "pdf"));
    assert!(made("keys", "按键表.pdf", "pdf").starts_with(b"%PDF-"));
    assert!(made("install", "安装说明.pdf", "pdf").starts_with(b"%PDF-"));
    assert_eq!(made("manual", "手册.md", "text"), fs::read("docs/manual.md").unwrap());
    for format in ["json", "csv"] {
        let out = program(&["help", "manual", "--format", format]);
        assert_eq!(out.status.code(), Some(64));
        assert!(String::from_utf8_lossy(&out.stderr).contains("使用手册的 --format 可为 text、pdf"));
    }
}

/// The commands, as the help lists them, each with the options of its usage.
fn commands() -> Vec<(String, Vec<String>)> {
    let help = said(&["help"]);
    let listed = help.split("\n命令:\n").nth(1).unwrap().split("\n选项:\n").next().unwrap();
    let usages = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let options = |usage: &str| {
        let words = usage.split([' ', '[', ']']).map(|word| word.trim_end_matches('…'));
        words.filter(|word| word.starts_with("--")).map(str::to_owned).collect()
    };
    usages.map(|usage| (usage.split_whitespace().next().unwrap().to_owned(), options(usage))).collect()
}

#[test]
fn shells_learn_every_command_and_option() {
    let commands = commands();
    assert!(commands.len() > 15, "{commands:?}");
    let dir = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        let script = said(&["help", "completions", shell]);
        for (command, options) in &commands {
            assert!(script.contains(command.as_str()), "{shell}: {command}");
            for option in options {
                let typed = if shell == "fish" { format!("-l {}", &option[2..]) } else { option.clone() };
                assert!(script.contains(&typed), "{shell}: {command} {option}");
            }
        }
        for name in ["dibao_award", "month-end", "roll-tekun"].iter().skip(1) {
            assert!(script.contains(name), "{shell}: {name}");
        }
        if has(shell) {
            let file = dir.path().join(shell);
            fs::write(&file, &script).unwrap();
            let read = Command::new(shell).arg("-n").arg(&file).output().unwrap();
            assert!(read.status.success(), "{shell}: {}", String::from_utf8_lossy(&read.stderr));
        }
    }
    let other = program(&["help", "completions", "tcsh"]);
    assert_eq!(other.status.code(), Some(64));
}

/// What bash offers for the last of these words.
fn offered(script: &Path, words: &[&str]) -> Vec<String> {
    let typed = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
    let asks = format!(
        "source '{}'; COMP_WORDS=({typed}); COMP_CWORD={}; _minzheng; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display(),
        words.len() - 1
    );
    let out = Command::new("bash").args(["--norc", "-c", &asks]).output().unwrap();
    String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn bash_offers_what_can_stand_there() {
    if !has("bash") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let script = dir.path().join("minzheng");
    fs::write(&script, said(&["help", "completions", "bash"])).unwrap();
    for (words, offers) in [
        (&["minzheng", "rep"][..], &["report"][..]),
        (&["minzheng", "list", "diba"], &["dibao"]),
        (&["minzheng", "--db", "x.db", "list", "tempo"], &["temporary"]),
        (&["minzheng", "report", "month-"], &["month-end"]),
        (&["minzheng", "report", "month-end", "--no"], &["--no-checks"]),
        (&["minzheng", "report", "month-end", "--format", ""], &["text", "pdf", "csv"]),
        (&["minzheng", "find", "--format", ""], &["json", "text"]),
        (&["minzheng", "help", "completions", ""], &["bash", "zsh", "fish"]),
        (&["minzheng", "death-list", ""], &["殡仪馆", "公安", "村居"]),
        (&["minzheng", "list", "dibao", "--town", ""], &[""]),
    ] {
        assert_eq!(offered(&script, words), offers, "{words:?}");
    }
    let first = offered(&script, &["minzheng", ""]);
    assert_eq!(first.len(), commands().len(), "{first:?}");
}

#[test]
fn the_man_page_names_everything_and_is_rendered() {
    let page = said(&["help", "man"]);
    assert!(page.contains(".TH MINZHENG 1"));
    for (command, options) in commands() {
        for word in options.iter().chain([&command]) {
            assert!(page.contains(&word.replace('-', "\\-")), "{word}");
        }
    }
    if !has("man") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("minzheng.1");
    fs::write(&file, page).unwrap();
    let mut man = Command::new("man");
    let out = man.args(["-l", "-P", "cat", "--warnings"]).arg(&file).env("LC_ALL", "C.UTF-8").env("MANWIDTH", "80");
    let out = out.output().unwrap();
    let (text, warned) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success() && warned.is_empty(), "{warned}");
    for word in ["名称", "月末成套报表", "退出码", "核验业务库"] {
        assert!(text.contains(word), "{word} in\n{text}");
    }
}

/// A copy of the program on a stick: a folder of its own, with the folder that makes it a portable one where that is wished.
fn stick(dir: &Path, portable: bool) -> PathBuf {
    let program = dir.join("minzheng");
    let built = env!("CARGO_BIN_EXE_minzheng");
    fs::hard_link(built, &program).or_else(|_| fs::copy(built, &program).map(drop)).unwrap();
    if portable {
        fs::create_dir(dir.join("minzheng-data")).unwrap();
    }
    program
}

#[test]
fn a_portable_program_keeps_all_beside_itself() {
    let (dir, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let program = stick(dir.path(), true);
    let office = dir.path().join("minzheng-data/office.db");
    let made = run(&program, home.path(), &["init", office.to_str().unwrap(), "--division", "430406"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    // The stick has another place on each machine: the office is named from the folder on.
    fs::write(dir.path().join("minzheng-data/minzheng.toml"), "office = \"office.db\"\n").unwrap();
    let verified = run(&program, home.path(), &["verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    let looked = run(&program, home.path(), &["doctor"]);
    let text = String::from_utf8(looked.stdout).unwrap();
    assert!(text.contains("正常  便携: 设置、业务库、示范业务库都在程序旁边的 "), "{text}");
    let elsewhere = dir.path().join("elsewhere.db");
    fs::copy(&office, &elsewhere).unwrap();
    let looked = run(&program, home.path(), &["--db", elsewhere.to_str().unwrap(), "doctor"]);
    let text = String::from_utf8(looked.stdout).unwrap();
    assert!(text.contains("注意  便携: ") && text.contains("业务库在别处: "), "{text}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "nothing stays on the machine");
}

#[test]
fn the_machine_is_looked_at_and_scripts_know_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let office = dir.path().join("office.db");
    let db = office.to_str().unwrap();
    assert!(program(&["init", db, "--division", "430406"]).status.success());
    let before = fs::read(&office).unwrap();
    let out = program(&["--db", db, "doctor", "--format", "json"]);
    let found: Vec<Value> = serde_json::from_slice(&out.stdout).unwrap();
    let items: Vec<&str> = found.iter().map(|f| f["item"].as_str().unwrap()).collect();
    for item in ["程序", "设置文件", "业务库", "文件系统", "空余空间", "磁盘", "时钟", "字体", "打印机", "编码"]
    {
        assert!(items.contains(&item), "{item} in {items:?}");
    }
    assert!(!items.contains(&"汉字宽度"), "no terminal, no word of it");
    let wrong: Vec<&Value> = found.iter().filter(|f| f["state"] == "wrong").collect();
    assert_eq!(out.status.code(), Some(i32::from(!wrong.is_empty())), "{wrong:?}");
    for f in &found {
        let (state, remedy) = (f["state"].as_str().unwrap(), f["remedy"].as_str().unwrap());
        assert!(["good", "note", "wrong"].contains(&state) && (state == "good") == remedy.is_empty(), "{f}");
    }
    assert_eq!(fs::read(&office).unwrap(), before);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left of what was tried");

    let foreign = dir.path().join("foreign.db");
    fs::write(&foreign, "no office at all").unwrap();
    let out = program(&["--db", foreign.to_str().unwrap(), "doctor"]);
    let text = String::from_utf8(out.stdout).unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(text.contains("有误  业务库: ") && text.contains("不是数据库文件") && text.contains("→"), "{text}");
    assert!(String::from_utf8_lossy(&out.stderr).contains("有误"));
}

/// An office beside which nothing can be laid, as on a stick that is write-protected: what is printed has another place, or it is said that
/// there is none.
#[test]
fn what_is_printed_of_an_office_on_a_read_only_place_lies_in_the_own_folder() {
    let (dir, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let program = Path::new(env!("CARGO_BIN_EXE_minzheng"));
    let office = dir.path().join("office.db");
    let db = office.to_str().unwrap();
    assert!(run(program, home.path(), &["init", db, "--division", "430406"]).status.success());
    // Whoever runs this may write anywhere: where a file bears the name, no folder can be made.
    fs::write(dir.path().join("打印"), "").unwrap();
    let mut right = fs::metadata(&office).unwrap().permissions();
    right.set_readonly(true);
    fs::set_permissions(&office, right).unwrap();
    let print = || {
        let args = ["--db", db, "--today", "2021-12-31", "report", "tekun", "--month", "2021-11", "--print"];
        let out = run(program, home.path(), &args);
        format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
    };
    let doctor = || String::from_utf8(run(program, home.path(), &["--db", db, "doctor"]).stdout).unwrap();
    let own = home.path().join(".local/share/minzheng/打印");
    assert!(doctor().contains(&format!("可以查、可以打印(打印的文件放在 {})", own.display())), "{}", doctor());
    assert!(!own.exists(), "who looks makes nothing");
    let said = print();
    assert!(said.contains(&own.display().to_string()) && said.contains("业务库旁边写不进去"), "{said}");
    let made: Vec<_> = fs::read_dir(&own).unwrap().map(|e| e.unwrap().path()).collect();
    assert!(made.len() == 1 && fs::read(&made[0]).unwrap().starts_with(b"%PDF-"), "{made:?}");
    fs::remove_dir_all(&own).unwrap();
    fs::write(&own, "").unwrap();
    assert!(doctor().contains("可以查, 不能打印"), "{}", doctor());
    assert!(print().contains("用户自己的目录里也放不下"), "{}", print());
}

/// The terminal answers the doctor, who shows what arrives.
#[test]
fn the_terminal_is_looked_at_and_shows_its_keys() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::run(&["doctor".as_ref()], home.path(), 40, 100);
    // This one says nothing of its cursor; the program does not wait for it for ever.
    terminal.waits_for("Esc 结束");
    assert!(terminal.text().contains("注意  汉字宽度"), "{}", terminal.text());
    terminal.sends("\x1bOP");
    terminal.waits_for("收到 F1");
    terminal.sends("\x0b");
    terminal.waits_for("收到 Ctrl+K");
    terminal.sends("民");
    terminal.waits_for("收到 民");
    terminal.sends("\x1b");
    terminal.waits_for("收到 Esc");
    // No printer and maybe no font here: only what it found is in the code.
    assert!(terminal.ends() <= 1);
}

/// The settings file of a home.
pub fn settings(home: &Path) -> PathBuf {
    home.join(".config/minzheng/minzheng.toml")
}

#[test]
fn a_newcomer_is_led_to_an_office_and_finds_it_again() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(settings(home.path()).parent().unwrap()).unwrap();
    fs::write(settings(home.path()), "# 换了键\n[keys]\nsave = \"F8 Ctrl+E\"\n").unwrap();
    let nothing: &[&OsStr] = &[];
    let mut terminal = Terminal::run(nothing, home.path(), 24, 80);
    terminal.waits_for("第一次打开");
    terminal.sends("\r");
    terminal.waits_for("打名称、首字母或代码");
    terminal.sends("雁峰");
    terminal.waits_for("430406 雁峰区");
    for _ in 0..3 {
        terminal.sends("\r");
        terminal.settles();
    }
    terminal.sends("陈雅琴");
    terminal.waits_for("陈雅琴");
    terminal.sends("\r");
    terminal.waits_for("文件完好");
    assert!(terminal.text().contains("陈雅琴"), "the first operator works:\n{}", terminal.text());
    terminal.leaves();

    let office = home.path().join(".local/share/minzheng/雁峰区.db");
    assert!(office.is_file());
    let written = fs::read_to_string(settings(home.path())).unwrap();
    assert!(written.contains("雁峰区.db") && written.contains("# 换了键") && written.contains("Ctrl+E"), "{written}");
    let mut terminal = Terminal::run(nothing, home.path(), 24, 80);
    terminal.waits_for("文件完好");
    terminal.leaves();

    // Moved away: told, and nothing is made in its place.
    fs::rename(&office, home.path().join("moved.db")).unwrap();
    let mut terminal = Terminal::run(nothing, home.path(), 24, 80);
    terminal.waits_for("业务库不在原处");
    terminal.sends("\x1b");
    assert_eq!(terminal.ends(), 0);
    assert!(!office.exists());
    // Scripts are told as ever.
    let script = run(Path::new(env!("CARGO_BIN_EXE_minzheng")), home.path(), &["list", "dibao"]);
    assert_eq!(script.status.code(), Some(74));
    // Another one is opened once, unless it is to stay.
    for (answer, stays) in [("1", false), ("2", true)] {
        let mut terminal = Terminal::run(nothing, home.path(), 24, 80);
        terminal.waits_for("业务库不在原处");
        terminal.sends("2");
        terminal.waits_for("业务库文件, 如");
        terminal.sends(home.path().join("moved.db").to_str().unwrap());
        terminal.waits_for("moved.db");
        terminal.sends("\r");
        terminal.waits_for("2 以后都打开这一个");
        terminal.sends(answer);
        terminal.waits_for("文件完好");
        terminal.leaves();
        let now = fs::read_to_string(settings(home.path())).unwrap();
        assert_eq!((now == written, now.contains("moved.db")), (!stays, stays), "{now}");
    }
    fs::remove_file(settings(home.path())).unwrap();
    let script = run(Path::new(env!("CARGO_BIN_EXE_minzheng")), home.path(), &[]);
    assert_eq!(script.status.code(), Some(64));
    assert!(String::from_utf8_lossy(&script.stderr).contains("未指定业务库"));
}

/// Ctrl+C in the middle of long work: it stops, says so, and leaves nothing.
#[test]
fn long_work_is_stopped_without_a_trace() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("demo.db");
    let mut child = Command::new(env!("CARGO_BIN_EXE_minzheng"))
        .args(["demo", place.to_str().unwrap()])
        .env("HOME", dir.path())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let began = std::time::Instant::now();
    let names = || fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect::<Vec<_>>();
    while names().is_empty() && began.elapsed().as_secs() < 30 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let code = child.wait().unwrap().code();
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    // Who is done before is done: the machine may be quick.
    if place.exists() {
        assert_eq!(code, Some(0), "{said}");
        return;
    }
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("已停止"), "{said}");
    assert_eq!(names(), [""; 0], "nothing is left");
}
