//! The encoding of the terminal, as its settings name it. Everything here is ASCII: it must be read where Chinese cannot.

use crate::door;
use std::io::BufRead;

/// Says so when the terminal is set to another encoding than UTF-8. Scripts, which read bytes, do not see it.
pub(super) fn warn() {
    if let Some(name) = named_foreign()
        && door::is_watched()
    {
        door::tell(&warning(&name));
    }
}

/// The same before the screens cover it: waits until it was read.
pub(super) fn warn_and_wait() {
    if named_foreign().is_some() && door::is_terminal() && door::is_watched() {
        door::tell("Press Enter (huiche) to open the screens all the same, Ctrl+C to stop.");
        // Nobody there to press it: the screens say so themselves.
        let _ = std::io::stdin().lock().read_line(&mut String::new());
    }
}

/// The locale in force, where it is of another encoding.
pub(super) fn named_foreign() -> Option<String> {
    foreign(&|name| std::env::var(name).ok())
}

/// The locale in force, where one is named.
pub(super) fn named() -> Option<String> {
    name_in(&|name| std::env::var(name).ok())
}

fn name_in(of: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(of).find(|value| !value.is_empty())
}

fn warning(name: &str) -> String {
    format!(
        "minzheng: the locale is {name}, but this program speaks UTF-8: Chinese may be unreadable here.\n\
         (Zhongduan bianma bu shi UTF-8, hanzi hui shi luanma.)\n\
         Set the terminal to UTF-8, and the locale:  export LC_ALL=zh_CN.UTF-8"
    )
}

/// The locale in force, when its encoding is named and is not UTF-8, or is that of Chinese without a name (GB 2312).
fn foreign(of: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let name = name_in(of)?;
    let plain = name.split('@').next().unwrap_or_default();
    let is_foreign = match plain.split_once('.') {
        Some((_, encoding)) => !matches!(encoding.to_ascii_lowercase().as_str(), "utf-8" | "utf8"),
        None => plain.starts_with("zh_"),
    };
    is_foreign.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_setting_that_is_made_counts() {
        for (all, ctype, lang, found) in [
            ("", "", "zh_CN.GBK", Some("zh_CN.GBK")),
            ("", "", "zh_CN.gb18030", Some("zh_CN.gb18030")),
            ("", "zh_CN.GB2312", "zh_CN.UTF-8", Some("zh_CN.GB2312")),
            ("zh_CN.UTF-8", "zh_CN.GBK", "zh_CN.GBK", None),
            ("", "", "zh_CN", Some("zh_CN")),
            ("", "", "zh_CN.GBK@pinyin", Some("zh_CN.GBK@pinyin")),
            ("", "", "zh_CN.utf8", None),
            ("", "", "C.UTF-8", None),
            ("", "", "C", None),
            ("", "", "en_US", None),
            ("", "", "", None),
        ] {
            let of = |name: &str| match name {
                "LC_ALL" => Some(all.to_owned()),
                "LC_CTYPE" => Some(ctype.to_owned()),
                _ => Some(lang.to_owned()),
            };
            assert_eq!(foreign(&of).as_deref(), found, "{all} {ctype} {lang}");
        }
        assert!(warning("zh_CN.GBK").is_ascii());
    }
}
