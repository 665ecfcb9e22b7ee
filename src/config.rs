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
