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
                Ok(config) => {
                    let folder = path.parent().unwrap_or(Path::new(""));
                    Ok(config.seen_from(folder, std::env::home_dir().as_deref()))
                }
                Err(e) => Err(ConfigFault::Wrong(path, e)),
            },
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
            Err(e) => Err(ConfigFault::Unreadable(path, e)),
        }
    }
    /// Its paths, where they are not whole, begin at the folder of the settings file: a stick has another letter on each machine. `~` is
    /// the user's own folder.
    fn seen_from(self, folder: &Path, home: Option<&Path>) -> Config {
        let whole = |path: PathBuf| folder.join(folders::from_home(&path, home.map(Path::to_owned)));
        let from = |path: Option<PathBuf>| path.map(whole);
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
            theme.map_or_else(
                || at_its_line(text, &e),
                |theme| format!("theme 可为 auto、dark、light、mono, 不是 {theme}"),
            )
        })
    }
}

/// What is wrong with a text, and in which line: its own picture of that is several lines of English. Signs of an input method and a
/// text without quotes are what people write.
fn at_its_line(text: &str, e: &toml::de::Error) -> String {
    let before = e.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let nth = before.matches('\n').count();
    let line = text.lines().nth(nth).unwrap_or_default();
    let value = line.split_once('=').map(|(_, value)| value.trim()).unwrap_or_default();
    if line.contains(['“', '”', '‘', '’', '＝', '＂']) {
        return format!("第 {} 行写法不对: 引号和等号要用英文的, 如 office = \"/home/minzheng/业务库.db\"", nth + 1);
    }
    if value.starts_with(['/', '~', '.', '\\']) || value.chars().nth(1) == Some(':') {
        return format!(
            "第 {} 行写法不对: 文件的位置要写在英文引号里, 如 office = \"/home/minzheng/业务库.db\"",
            nth + 1
        );
    }
    format!("第 {} 行写法不对 ({})", nth + 1, e.message().replace('\n', ", "))
}

/// The settings file of this user, whether it is there or not, and whether it lies with all else beside the program (便携).
pub fn settings_file() -> Option<(PathBuf, bool)> {
    folders::of_user().map(|f| (f.config.join("minzheng.toml"), f.portable))
}

/// The text of a settings file in which the office is this one; every other byte stays as it was.
///
/// # Errors
/// It was no valid settings file, or the path cannot be written down.
pub fn with_office(text: &str, office: &Path) -> Result<String, String> {
    /// Where its value stands, if it is there.
    #[derive(Deserialize)]
    struct Stands {
        office: Option<toml::Spanned<String>>,
    }
    Config::parse(text)?;
    let stands = toml::from_str::<Stands>(text).map_err(|e| at_its_line(text, &e))?.office;
    let value = toml::Value::from(office.to_str().ok_or("路径里有不是 UTF-8 的字")?).to_string();
    let mut written = text.to_owned();
    match stands {
        Some(at) => written.replace_range(at.span(), &value),
        // Settings stand before the first table: at the beginning, behind the mark that editors of Windows put there.
        None => {
            let start = text.len() - text.trim_start_matches(MARK).len();
            let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
            written.insert_str(start, &format!("office = {value}{end}"));
        }
    }
    let config = Config::parse(&written)?;
    match config.office.as_deref() == Some(office) {
        true => Ok(written),
        false => Err("office 一项写得不寻常, 请自己改".to_owned()),
    }
}

/// The mark of UTF-8 (BOM).
const MARK: char = '\u{feff}';

/// Where is kept what the user has made of the lists (their filters and columns): beside the settings file.
pub fn lists_file() -> Option<PathBuf> {
    folders::of_user().map(|f| f.config.join("lists.toml"))
}

/// A path that begins with `~` from the root on: that is the user's own folder, as in a shell.
pub fn at_home(path: &Path) -> PathBuf {
    folders::from_home(path, std::env::home_dir())
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
    fn an_office_is_written_down_and_every_other_byte_stays() {
        let office = Path::new("/data/雁峰区 \"一\".db");
        let value = "'/data/雁峰区 \"一\".db'";
        for (text, want) in [
            ("", "office = @\n"),
            (
                "# 换过\n  office = \"a.db\"  # 旧的\nascii = true\n\n[keys]\nsave = \"F8\"\n",
                "# 换过\n  office = @  # 旧的\nascii = true\n\n[keys]\nsave = \"F8\"\n",
            ),
            ("[keys]\nsave = \"F8\"\n", "office = @\n[keys]\nsave = \"F8\"\n"),
            // As editors of Windows write it: a mark at the beginning, lines that end in two characters; none at the end.
            ("\u{feff}# 换过\r\nascii = true", "\u{feff}office = @\r\n# 换过\r\nascii = true"),
            ("\u{feff}office=\"a.db\"\r\nascii = true", "\u{feff}office=@\r\nascii = true"),
            ("\"office\"\t= 'a.db'# 旧的", "\"office\"\t= @# 旧的"),
            ("ascii = true\n'office' = \"a.db\"\n", "ascii = true\n'office' = @\n"),
            ("office = \"\"\"\na.db\"\"\" # 旧的\n", "office = @ # 旧的\n"),
            ("font = \"office = 1\"\n", "office = @\nfont = \"office = 1\"\n"),
        ] {
            assert_eq!(with_office(text, office), Ok(want.replace('@', value)), "{text}");
        }
        let windows = Path::new(r"C:\Users\陈\民政.db");
        assert_eq!(Config::parse(&with_office("", windows).unwrap()).unwrap().office.as_deref(), Some(windows));
        assert!(with_office("offise = 1", office).is_err());
    }

    #[test]
    fn a_path_begins_at_the_folder_of_the_settings() {
        for (office, font, wants) in [
            ("民政.db", "/usr/share/x.ttf", ["/stick/minzheng-data/民政.db", "/usr/share/x.ttf"]),
            (
                "区/民政.db",
                "../fonts/x.ttf",
                ["/stick/minzheng-data/区/民政.db", "/stick/minzheng-data/../fonts/x.ttf"],
            ),
            ("~/民政.db", "~chen/x.ttf", ["/home/chen/民政.db", "/stick/minzheng-data/~chen/x.ttf"]),
        ] {
            let config = Config::parse(&format!("office = \"{office}\"\nfont = \"{font}\"")).unwrap();
            let config = config.seen_from(Path::new("/stick/minzheng-data"), Some(Path::new("/home/chen")));
            assert_eq!([config.office, config.font], wants.map(|path| Some(PathBuf::from(path))));
        }
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
        let slip = Config::parse("ascii = true\nno_color = yes\n").unwrap_err();
        assert!(slip.starts_with("第 2 行写法不对 (") && !slip.contains('\n'), "{slip}");
        for (text, said) in [
            ("ascii = true\noffice = “/srv/业务库.db”\n", "第 2 行写法不对: 引号和等号要用英文的"),
            ("office ＝ \"/srv/业务库.db\"", "第 1 行写法不对: 引号和等号要用英文的"),
            ("office = /srv/业务库.db", "第 1 行写法不对: 文件的位置要写在英文引号里"),
            ("font = C:\\Windows\\simsun.ttc", "第 1 行写法不对: 文件的位置要写在英文引号里"),
        ] {
            let slip = Config::parse(text).unwrap_err();
            assert!(slip.starts_with(said), "{text}: {slip}");
        }
        assert!(NAMES.iter().all(|name| !Config::parse(&format!("{name} = 1.5")).unwrap_err().contains("没有设置项")));
    }
}
