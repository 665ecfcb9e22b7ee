//! Printing: the font with its characters, and the printer.

use super::Finding;
use crate::domain::text::{counted, safe};
use crate::jobs::printer::{self, Printers};
use crate::print::Font;
use std::path::Path;

const FONT: &str = "字体";
const PRINTER: &str = "打印机";

/// What helps where there is no font.
const INSTALL: &str = "请安装中文字体(如 fonts-noto-cjk), 或在设置文件里用 font 指明一个";

/// The 汉字 of GBK, which names and addresses are made of.
const GBK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fa5}';
/// Characters that names in use have and small fonts lack: the last is beyond GBK.
const RARE: [char; 3] = ['镕', '瞭', '𠮷'];

/// The font that PDFs are made with, and which characters it lacks.
pub fn font(configured: Option<&Path>) -> Finding {
    let font = match Font::find(configured) {
        Ok(font) => font,
        Err(fault) => return Finding::fault(FONT, &fault.to_string(), INSTALL),
    };
    covered(&format!("{} ({})", font.name(), font.path().display()), &font.lacks(GBK.chain(RARE)))
}

/// What is said of a font that lacks these.
fn covered(named: &str, lacks: &[char]) -> Finding {
    let of_gbk = lacks.iter().filter(|ch| GBK.contains(ch)).count();
    let all = GBK.count();
    let rare: String = RARE.iter().filter(|ch| lacks.contains(ch)).collect();
    let found = format!("{named}, GBK 汉字 {}/{}", counted(all - of_gbk), counted(all));
    let remedy = "缺的字印成“□”; 请安装字更全的字体(如 fonts-noto-cjk), 或在设置文件里用 font 指明一个";
    match (of_gbk, rare.is_empty()) {
        (0, true) => Finding::good(FONT, found),
        (0, false) => Finding::note(FONT, format!("{found}, 没有 {rare}"), remedy),
        _ if rare.is_empty() => Finding::note(FONT, found, remedy),
        _ => Finding::note(FONT, format!("{found}, 没有 {rare}"), remedy),
    }
}

/// The printer that `--print` and the screens use.
pub fn printer(configured: Option<&str>) -> Finding {
    if cfg!(windows) {
        return Finding::good(PRINTER, "Windows 上由显示 PDF 的程序打印; 每次打印后说明 PDF 在哪里");
    }
    match printer::printers() {
        Ok(there) => chosen(configured, &there),
        Err(why) => {
            let text = why.to_string();
            let text = text.strip_prefix("没有打印: ").unwrap_or(&text);
            Finding::note(PRINTER, text, "没有打印机也能用: 报表可以存成 PDF, 拿到别的电脑上打印")
        }
    }
}

/// What is said of the printer of the settings, else the usual one.
fn chosen(configured: Option<&str>, there: &Printers) -> Finding {
    if there.names.is_empty() {
        return Finding::note(
            PRINTER,
            "系统里没有配好的打印机",
            "没有打印机也能用: 报表可以存成 PDF, 拿到别的电脑上打印; 要直接打印, 请管理员装打印服务 (cups) 并添加打印机",
        );
    }
    let all = there.names.join("、");
    match (configured, &there.usual) {
        (Some(name), _) if there.names.iter().any(|n| n == name) => {
            Finding::good(PRINTER, format!("{} (设置文件)", safe(name)))
        }
        (Some(name), _) => Finding::wrong(
            PRINTER,
            format!("设置文件的 printer“{}”不在系统的打印机里: {all}", safe(name)),
            "请把设置文件里的 printer 改成其中一个, 或删去这一行用默认打印机",
        ),
        (None, Some(usual)) => Finding::good(PRINTER, format!("{usual} (系统默认)")),
        (None, None) => Finding::note(
            PRINTER,
            format!("系统里没有默认打印机; 有: {all}"),
            "请管理员设默认打印机, 或在设置文件里写 printer = \"打印机名\"",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::doctor::State;

    #[test]
    fn what_a_font_lacks_is_named() {
        let found = covered("X", &[]);
        assert_eq!((found.state, found.found.as_str()), (State::Good, "X, GBK 汉字 20,902/20,902"));
        let found = covered("X", &['𠮷']);
        assert!(found.state == State::Note && found.found.ends_with("没有 𠮷"), "{found:?}");
        let found = covered("X", &['瞭', '丂', '𠮷']);
        assert!(found.found.contains("20,900/20,902, 没有 瞭𠮷") && !found.remedy.is_empty(), "{found:?}");
    }

    #[test]
    fn the_printer_of_the_settings_must_be_there() {
        let there = Printers { names: vec!["HP-2".into(), "erlou".into()], usual: Some("HP-2".into()) };
        let none = Printers { usual: None, ..there.clone() };
        let empty = Printers { names: Vec::new(), usual: None };
        for (configured, there, state, said) in [
            (Some("erlou"), &there, State::Good, "erlou"),
            (Some("sanlou"), &there, State::Wrong, "“sanlou”不在系统的打印机里: HP-2、erlou"),
            (None, &there, State::Good, "HP-2 (系统默认)"),
            (None, &none, State::Note, "没有默认打印机"),
            (None, &empty, State::Note, "没有配好的打印机"),
            (Some("erlou"), &empty, State::Note, "没有配好的打印机"),
        ] {
            let found = chosen(configured, there);
            assert!(found.state == state && found.found.contains(said), "{found:?}");
        }
    }
}
