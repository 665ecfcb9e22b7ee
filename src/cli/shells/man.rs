//! The man page (section 1), in Chinese.

use super::usage::GLOBAL;
use crate::cli::version::VERSION;
use crate::cli::{ABOUT, COMMANDS, EXITS};
use crate::figure::report;
use crate::register;
use std::fmt::Write;

pub(super) fn page() -> String {
    let mut page =
        format!(".\\\" 由 minzheng help man 生成\n.TH MINZHENG 1 \"\" \"minzheng {VERSION}\" \"民政\"\n.ad l\n.nh\n");
    section(&mut page, "名称", &format!("minzheng - {ABOUT}"));
    page.push_str(".SH 概要\n.B minzheng\n");
    let globals = GLOBAL.iter().map(|(usage, _)| format!("[{usage}]")).collect::<Vec<_>>().join(" ");
    let _ = writeln!(page, "{}\n[命令]", shown(&globals));
    section(
        &mut page,
        "说明",
        "不带命令打开屏幕, 按键见 minzheng help keys。带命令不需要终端, 可以写进脚本: 结果写到标准输出, 说明写到标准错误。\
         文本形式遮盖身份证号、账号和电话; --format json 不遮盖。",
    );
    page.push_str(".SH 命令\n");
    for command in COMMANDS {
        entry(&mut page, command.usage, command.about);
    }
    page.push_str(".SH 选项\n");
    for (usage, about) in GLOBAL {
        entry(&mut page, usage, about);
    }
    page.push_str(".SH 台账\n");
    for entry_of in register::ALL {
        entry(&mut page, entry_of.register.name, entry_of.register.label);
    }
    page.push_str(".SH 报表\n");
    for report in report::ALL {
        entry(&mut page, report.name, report.label);
    }
    section(&mut page, "退出码", EXITS);
    page.push_str(".SH 文件\n");
    entry(&mut page, "~/.config/minzheng/minzheng.toml", "设置文件; 便携时是程序旁边的 minzheng-data/minzheng.toml");
    entry(&mut page, "~/.local/share/minzheng/", "示范业务库; 便携时是程序旁边的 minzheng-data");
    page.push_str(".SH 环境变量\n");
    entry(&mut page, "NO_COLOR", "不为空时屏幕不用颜色");
    entry(&mut page, "LC_ALL, LC_CTYPE, LANG", "终端的编码应是 UTF-8");
    page
}

fn section(page: &mut String, head: &str, text: &str) {
    let _ = writeln!(page, ".SH {head}\n{}", shown(text));
}

/// A term, and beneath it what it is.
fn entry(page: &mut String, term: &str, about: &str) {
    let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", shown(term), shown(about));
}

/// A text in which nothing is an order of roff.
fn shown(text: &str) -> String {
    let plain = text.replace('\\', "\\e").replace('-', "\\-");
    let lines =
        plain.lines().map(|line| if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_an_order() {
        assert_eq!(shown(".SH a\\b\n'x --y"), "\\&.SH a\\eb\n\\&'x \\-\\-y");
    }
}
