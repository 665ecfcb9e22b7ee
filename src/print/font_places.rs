//! Where systems keep fonts with Chinese glyphs. It knows paths and names of files, not what is in them.

use std::path::{Path, PathBuf};

/// Files of the usual packages, smallest and most common first: they are read whole.
const KNOWN: &[&str] = &[
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
    "/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc",
    "/usr/share/fonts/wenquanyi/wqy-zenhei/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/truetype/droid/DroidSansFallback.ttf",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "/Library/Fonts/Arial Unicode.ttf",
];

/// Files in the folder of fonts of Windows.
const WINDOWS: &[&str] =
    &["simsun.ttc", "msyh.ttc", "msyh.ttf", "simhei.ttf", "Deng.ttf", "simfang.ttf", "simkai.ttf", "simsunb.ttf"];

/// Parts of file names that speak for Chinese glyphs, in lower case.
const SPEAKING: &[&str] = &[
    "cjk",
    "wqy",
    "wenquan",
    "fallback",
    "uming",
    "ukai",
    "gbsn",
    "gkai",
    "simsun",
    "simhei",
    "simfang",
    "simkai",
    "msyh",
    "deng",
    "pingfang",
    "heiti",
    "songti",
    "kaiti",
    "fangsong",
    "sourcehan",
    "notosanssc",
    "notoserifsc",
    "hans",
    "harmonyos",
    "alibaba",
];

/// The least and the most the walk goes: so deep, and so many entries.
const DEPTH: usize = 6;
const ENTRIES: usize = 8000;

/// The files of the usual packages, whether they are there or not.
pub(crate) fn known_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = KNOWN.iter().map(PathBuf::from).collect();
    if let Some(windows) = std::env::var_os("WINDIR").map(PathBuf::from) {
        files.extend(WINDOWS.iter().map(|name| windows.join("Fonts").join(name)));
    }
    files
}

/// The folders in which fonts are installed, for all users and for this one.
pub(crate) fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"]
            .iter()
            .map(PathBuf::from)
            .collect();
    let beneath = |variable: &str, parts: &[&str]| {
        let base = std::env::var_os(variable).map(PathBuf::from);
        base.into_iter()
            .flat_map(|base| parts.iter().map(|part| base.join(part)).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    folders.extend(beneath("HOME", &[".local/share/fonts", ".fonts", "Library/Fonts"]));
    folders.extend(beneath("WINDIR", &["Fonts"]));
    folders.extend(beneath("LOCALAPPDATA", &["Microsoft/Windows/Fonts"]));
    folders
}

/// The font files of these folders whose names speak for Chinese glyphs, in the order of their paths.
pub(crate) fn walk(folders: &[PathBuf]) -> Vec<PathBuf> {
    let (mut found, mut left) = (Vec::new(), ENTRIES);
    for folder in folders {
        walk_folder(folder, DEPTH, &mut left, &mut found);
    }
    found.sort();
    found
}

fn walk_folder(folder: &Path, depth: usize, left: &mut usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if *left == 0 {
            return;
        }
        *left -= 1;
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth > 0 => walk_folder(&path, depth - 1, left, found),
            Ok(kind) if !kind.is_dir() && is_speaking(&path) => found.push(path),
            _ => {}
        }
    }
}

fn is_speaking(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    matches!(ending.as_str(), "ttf" | "ttc" | "otf" | "otc") && SPEAKING.iter().any(|part| name.contains(part))
}
