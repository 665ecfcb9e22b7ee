//! The two folders of a user: for the settings, and for the demonstration office and printed files.

use std::path::PathBuf;

/// A user's folders.
pub(super) struct Folders {
    /// Where the settings file is.
    pub config: PathBuf,
    /// Where the demonstration office and printed files are.
    pub data: PathBuf,
}

/// Those of this user; none where the system names no home.
#[cfg(not(windows))]
pub(super) fn of_user() -> Option<Folders> {
    let dirs = directories::ProjectDirs::from("", "", "minzheng")?;
    Some(Folders { config: dirs.config_dir().to_path_buf(), data: dirs.data_dir().to_path_buf() })
}

/// Those of this user; none where the system names no place for them.
#[cfg(windows)]
pub(super) fn of_user() -> Option<Folders> {
    beneath(std::env::var_os("APPDATA")?)
}

/// The folders that `directories` gives on Windows too, which cannot be asked there: it needs what Windows 7 lacks.
#[cfg(any(windows, test))]
fn beneath(app_data: std::ffi::OsString) -> Option<Folders> {
    let own = Some(PathBuf::from(app_data)).filter(|path| path.is_absolute())?.join("minzheng");
    Some(Folders { config: own.join("config"), data: own.join("data") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn on_windows_they_stand_where_they_always_stood() {
        let folders = beneath("/Users/clerk/AppData/Roaming".into()).unwrap();
        assert_eq!(folders.config, Path::new("/Users/clerk/AppData/Roaming/minzheng/config"));
        assert_eq!(folders.data, Path::new("/Users/clerk/AppData/Roaming/minzheng/data"));
        // Beside whatever folder happens to be open nothing is looked for or made.
        assert!(beneath("".into()).is_none() && beneath("Roaming".into()).is_none());
    }
}
