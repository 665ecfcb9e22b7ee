//! The settings file (`minzheng.toml` in the user's configuration directory) and the user's data directory. Knows no SQL.

mod folders;

use crate::domain::{nearest, trouble};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The settings. Everything has a default; an unknown key is refused by name, so that a slip is not silently ignored.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The office's file, where no `--db` is given.
    pub office: Option<PathBuf>,
    /// The font that PDFs are made with.
    pub font: Option<PathBuf>,
    /// The printer's name, for `lp`; the system's usual one without.
    pub printer: Option<String>,
    /// Borders in ASCII, for consoles on which line characters are two cells wide.
    pub ascii: bool,
    /// The colours.
    pub theme: Colours,
    /// No colours, whatever `theme` says.
    pub no_color: bool,
    /// Enter in a form passes by what is filled already.
    pub skip_filled: bool,
    /// Keys: action → key, over the table of keys.
    pub keys: BTreeMap<String, String>,
}

/// Which colours the screens have.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Colours {
    /// Those that are read on any ground.
    #[default]
    Auto,
    /// For a black ground.
    Dark,
    /// For a white one.
    Light,
    /// None.
    Mono,
}

/// The names of the settings.
const NAMES: [&str; 8] = ["office", "font", "printer", "ascii", "theme", "no_color", "skip_filled", "keys"];

/// A settings file that can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFault {
    /// It is there but can't be read.
    #[error("设置文件 {0} 读不了: {told}。业务库未受影响; 请检查权限, 或移走该文件用默认设置", told = trouble::told(.1))]
    Unreadable(PathBuf, std::io::Error),
    /// It is no valid settings file.
    #[error("设置文件 {0} 有误: {1}。业务库未受影响; 请改正该行, 或移走该文件用默认设置")]
    Wrong(PathBuf, String),
    /// The system names no home for the user.
    #[error("找不到用户的数据目录; 请设置 HOME, 或用 --db 指明业务库")]
    Homeless,
}

impl Config {
    /// The settings of this user; defaults where there is no file.
    pub fn load() -> Result<Config, ConfigFault> {
        let Some((path, _)) = settings_file() else {
            return Ok(Config::default());
        };
        // Whoever opens a pipe waits for its other end.
        let is_other = std::fs::metadata(&path).is_ok_and(|m| !m.is_file());
        let read = if is_other { Err(std::io::Error::other("不是文件")) } else { std::fs::read_to_string(&path) };
        match read {
            Ok(text) => match Config::parse(&text) {
                Ok(config) => Ok(config.seen_from(path.parent().unwrap_or(Path::new("")))),
                Err(e) => Err(ConfigFault::Wrong(path, e)),
            },
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
            Err(e) => Err(ConfigFault::Unreadable(path, e)),
        }
    }
    /// Its paths, where they are not whole, begin at the folder of the settings file: a stick has another letter on each machine.
    fn seen_from(self, folder: &Path) -> Config {
        let from = |path: Option<PathBuf>| path.map(|path| folder.join(path));
        Config { office: from(self.office), font: from(self.font), ..self }
    }
    /// The colours of the screens: none either where the environment wants none (`NO_COLOR`).
    pub fn colours(&self, no_color: Option<&OsStr>) -> Colours {
        let none = self.no_color || no_color.is_some_and(|wish| !wish.is_empty());
        if none { Colours::Mono } else { self.theme }
    }
    /// Reads a settings text.
    pub fn parse(text: &str) -> Result<Config, String> {
        toml::from_str(text).map_err(|e| {
            let known = toml::from_str::<toml::Table>(text).unwrap_or_default();
            let strange = known.keys().find(|key| !NAMES.contains(&key.as_str()));
            if let Some(key) = strange {
                return format!("没有设置项“{key}”{}", nearest::hint(key, NAMES));
            }
            let theme = known.get("theme").filter(|theme| Colours::deserialize((*theme).clone()).is_err());
            theme.map_or_else(|| e.to_string(), |theme| format!("theme 可为 auto、dark、light、mono, 不是 {theme}"))
        })
    }
}

/// The settings file of this user, whether it is there or not, and whether it lies with all else beside the program (便携).
pub fn settings_file() -> Option<(PathBuf, bool)> {
    folders::of_user().map(|f| (f.config.join("minzheng.toml"), f.portable))
}

/// The text of a settings file in which the office is this one, and all else as it stood, remarks too.
///
/// # Errors
/// It was no valid settings file, or the path cannot be written down.
pub fn with_office(text: &str, office: &Path) -> Result<String, String> {
    Config::parse(text)?;
    let path = office.to_str().ok_or("路径里有不是 UTF-8 的字")?;
    let line = format!("office = {}", toml::Value::from(path));
    // Settings stand before the first table; one that is there gives way, where it stands on a line of its own.
    let mut lines: Vec<&str> = text.lines().collect();
    let table = lines.iter().position(|l| l.trim_start().starts_with('[')).unwrap_or(lines.len());
    let is_office =
        |l: &&str| l.trim_start().strip_prefix("office").is_some_and(|rest| rest.trim_start().starts_with('='));
    match lines.iter().take(table).position(is_office) {
        Some(at) => lines.splice(at..=at, [line.as_str()]).for_each(drop),
        None => lines.insert(0, &line),
    }
    let written = format!("{}\n", lines.join("\n"));
    let config = Config::parse(&written)?;
    if config.office.as_deref() == Some(office) {
        Ok(written)
    } else {
        Err("office 一项写得不寻常, 请自己改".to_owned())
    }
}

/// Where is kept what the user has made of the lists (their filters and columns): beside the settings file.
pub fn lists_file() -> Option<PathBuf> {
    folders::of_user().map(|f| f.config.join("lists.toml"))
}

/// Where the demonstration office and printed files live.
pub fn data_dir() -> Result<PathBuf, ConfigFault> {
    folders::of_user().map(|f| f.data).ok_or(ConfigFault::Homeless)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wants_no_colours_gets_none() {
        for (text, wish, want) in [
            ("", None, Colours::Auto),
            ("", Some(""), Colours::Auto),
            ("", Some("1"), Colours::Mono),
            ("theme = \"dark\"", None, Colours::Dark),
            ("theme = \"light\"", Some("1"), Colours::Mono),
            ("theme = \"light\"\nno_color = true", None, Colours::Mono),
        ] {
            assert_eq!(Config::parse(text).unwrap().colours(wish.map(OsStr::new)), want, "{text} {wish:?}");
        }
    }

    #[test]
    fn an_office_is_written_down_beside_all_else() {
        let office = Path::new("/data/雁峰区 \"一\".db");
        for (text, want) in [
            ("", "office = '/data/雁峰区 \"一\".db'\n"),
            (
                "# 换过\n  office = \"a.db\"  # 旧的\nascii = true\n\n[keys]\nsave = \"F8\"\n",
                "# 换过\noffice = '/data/雁峰区 \"一\".db'\nascii = true\n\n[keys]\nsave = \"F8\"\n",
            ),
            ("[keys]\nsave = \"F8\"\n", "office = '/data/雁峰区 \"一\".db'\n[keys]\nsave = \"F8\"\n"),
        ] {
            assert_eq!(with_office(text, office).as_deref(), Ok(want), "{text}");
        }
        let windows = Path::new(r"C:\Users\陈\民政.db");
        assert_eq!(Config::parse(&with_office("", windows).unwrap()).unwrap().office.as_deref(), Some(windows));
        assert!(with_office("offise = 1", office).is_err());
        // Over several lines it is left alone.
        assert!(with_office("office = \"\"\"\na.db\"\"\"\n", office).is_err());
    }

    #[test]
    fn a_path_begins_at_the_folder_of_the_settings() {
        let config = Config::parse("office = \"民政.db\"\nfont = \"/usr/share/x.ttf\"").unwrap();
        let config = config.seen_from(Path::new("/stick/minzheng-data"));
        assert_eq!(config.office, Some(PathBuf::from("/stick/minzheng-data/民政.db")));
        assert_eq!(config.font, Some(PathBuf::from("/usr/share/x.ttf")));
    }

    #[test]
    fn an_empty_file_means_defaults_and_a_slip_is_named() {
        assert_eq!(Config::parse(""), Ok(Config::default()));
        let config = Config::parse("office = \"a.db\"\nascii = true\n[keys]\nfind = \"ctrl+f\"\n").unwrap();
        assert_eq!(config.office, Some(PathBuf::from("a.db")));
        assert!(config.ascii);
        assert_eq!(config.keys["find"], "ctrl+f");
        assert_eq!(Config::parse("offise = \"a.db\"").unwrap_err(), "没有设置项“offise”; 最接近的是 office");
        let slip = Config::parse("theme = \"dunkel\"").unwrap_err();
        assert_eq!(slip, "theme 可为 auto、dark、light、mono, 不是 \"dunkel\"");
        assert!(NAMES.iter().all(|name| !Config::parse(&format!("{name} = 1.5")).unwrap_err().contains("没有设置项")));
    }
}
