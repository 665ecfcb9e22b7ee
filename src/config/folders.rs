//! The two folders of a user: for the settings, and for the demonstration office and printed files. Beside a program that is carried on a
//! stick (便携) there is one folder for both, and nothing is left on the machine.

use std::path::{Path, PathBuf};

/// The folder beside the program that makes it a portable one.
pub(super) const PORTABLE: &str = "minzheng-data";

/// A user's folders.
pub(super) struct Folders {
    /// Where the settings file is.
    pub config: PathBuf,
    /// Where the demonstration office and printed files are.
    pub data: PathBuf,
    /// Whether they lie beside the program.
    pub portable: bool,
}

/// Those of this user; none where the system names no home.
pub(super) fn of_user() -> Option<Folders> {
    std::env::current_exe().ok().and_then(|program| beside(&program)).or_else(of_home)
}

/// Those beside the program, where somebody has put the folder there.
fn beside(program: &Path) -> Option<Folders> {
    let own = program.parent()?.join(PORTABLE);
    own.is_dir().then(|| Folders { config: own.clone(), data: own, portable: true })
}

#[cfg(not(windows))]
fn of_home() -> Option<Folders> {
    let dirs = directories::ProjectDirs::from("", "", "minzheng")?;
    let (config, data) = (dirs.config_dir().to_path_buf(), dirs.data_dir().to_path_buf());
    Some(Folders { config, data, portable: false })
}

#[cfg(windows)]
fn of_home() -> Option<Folders> {
    beneath(std::env::var_os("APPDATA")?)
}

/// The folders that `directories` gives on Windows too, which cannot be asked there: it needs what Windows 7 lacks.
#[cfg(any(windows, test))]
fn beneath(app_data: std::ffi::OsString) -> Option<Folders> {
    let own = Some(PathBuf::from(app_data)).filter(|path| path.is_absolute())?.join("minzheng");
    Some(Folders { config: own.join("config"), data: own.join("data"), portable: false })
}

/// `~` is the user's own folder, as in a shell.
pub(super) fn from_home(path: &Path, home: Option<PathBuf>) -> PathBuf {
    let text = path.to_str().unwrap_or_default();
    let beneath = text.strip_prefix("~/").or_else(|| text.strip_prefix("~\\")).or((text == "~").then_some(""));
    match (beneath, home) {
        (Some(beneath), Some(home)) => home.join(beneath),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_own_folder() {
        let of = |path: &str| from_home(path.as_ref(), Some(PathBuf::from("/home/chen"))).display().to_string();
        for (path, wants) in [
            ("~/民政/a.db", "/home/chen/民政/a.db"),
            ("~\\a.db", "/home/chen/a.db"),
            ("~", "/home/chen/"),
            ("~chen/a.db", "~chen/a.db"),
            ("/data/~/a.db", "/data/~/a.db"),
            ("a~.db", "a~.db"),
        ] {
            assert_eq!(of(path), wants, "{path}");
        }
        assert_eq!(from_home("~/a.db".as_ref(), None), Path::new("~/a.db"));
    }

    #[test]
    fn on_windows_they_stand_where_they_always_stood() {
        let folders = beneath("/Users/clerk/AppData/Roaming".into()).unwrap();
        assert_eq!(folders.config, Path::new("/Users/clerk/AppData/Roaming/minzheng/config"));
        assert_eq!(folders.data, Path::new("/Users/clerk/AppData/Roaming/minzheng/data"));
        // Beside whatever folder happens to be open nothing is looked for or made.
        assert!(beneath("".into()).is_none() && beneath("Roaming".into()).is_none());
    }

    #[test]
    fn a_folder_beside_the_program_keeps_all_of_it() {
        let dir = tempfile::tempdir().unwrap();
        let program = dir.path().join("minzheng");
        assert!(beside(&program).is_none());
        // A file of that name is none.
        std::fs::write(dir.path().join(PORTABLE), "").unwrap();
        assert!(beside(&program).is_none());
        std::fs::remove_file(dir.path().join(PORTABLE)).unwrap();
        std::fs::create_dir(dir.path().join(PORTABLE)).unwrap();
        let folders = beside(&program).unwrap();
        assert!(folders.portable && folders.config == folders.data);
        assert_eq!(folders.data, dir.path().join("minzheng-data"));
    }
}
