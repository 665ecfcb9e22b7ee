//! A font file that has Chinese glyphs: its bytes, the face chosen in it, its advances and glyphs. It knows nothing of PDF.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use thiserror::Error;
use ttf_parser::{Face, GlyphId, name_id};

use crate::domain::trouble;
use crate::print::font_places;
use crate::print::{MARK, Metrics};

/// Why no font can be used; the text is for the clerk and says what would help.
#[derive(Debug, Error)]
pub enum FontFault {
    /// The file of the setting `font` cannot be used.
    #[error(
        "设置 font 指定的字体文件不能用: {path}: {why}。请改为含中文的 .ttf、.otf 或 .ttc 文件,或删去该设置,由程序自行查找。"
    )]
    Configured {
        /// The path as configured.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Nowhere on this machine is there a font with Chinese glyphs.
    #[error(
        "本机找不到中文字体,无法生成 PDF。请安装软件包 fonts-wqy-microhei 或 fonts-noto-cjk,或在设置中用 font 指明一个中文字体文件(.ttf、.otf、.ttc)。"
    )]
    Missing,
}

/// A font for printing, and where to look for characters it lacks.
#[derive(Debug)]
pub struct Font {
    file: FontFile,
    others: Vec<PathBuf>,
}

impl Font {
    /// The font of the setting `font`, else the first of the known places of Linux, Windows and macOS, else the first with a
    /// Chinese name in the usual folders of fonts.
    ///
    /// # Errors
    /// [`FontFault::Configured`] when the configured file cannot be used, [`FontFault::Missing`] when nothing is found.
    pub fn find(configured: Option<&Path>) -> Result<Font, FontFault> {
        Font::find_in(configured, &font_places::known_files(), &font_places::folders())
    }

    /// As [`Font::find`], with these files and folders instead of the known ones.
    ///
    /// # Errors
    /// As [`Font::find`].
    pub fn find_in(configured: Option<&Path>, files: &[PathBuf], folders: &[PathBuf]) -> Result<Font, FontFault> {
        let others: Vec<PathBuf> = files.iter().filter(|path| path.is_file()).cloned().collect();
        if let Some(path) = configured {
            let file = FontFile::open(path).map_err(|why| FontFault::Configured { path: path.to_owned(), why })?;
            return Ok(Font { file, others });
        }
        for (at, path) in others.iter().enumerate() {
            if let Ok(file) = FontFile::open(path) {
                return Ok(Font { file, others: others[at + 1..].to_vec() });
            }
        }
        let walked = font_places::walk(folders);
        let found = walked.iter().find_map(|path| FontFile::open(path).ok());
        found.map(|file| Font { file, others: Vec::new() }).ok_or(FontFault::Missing)
    }

    /// The name of the face, `WenQuanYi Micro Hei`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// The file it was read from.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// The files with the glyphs of these characters: first this font, then, only for characters it lacks, others of the known
    /// places. What none of them has is printed as [`MARK`].
    pub(crate) fn cover(&self, characters: impl Iterator<Item = char>) -> Vec<FontFile> {
        let Some(face) = self.file.face() else { return Vec::new() };
        let mut missing: Vec<char> = characters.filter(|ch| face.glyph_index(*ch).is_none()).collect();
        let mut files = Vec::new();
        for path in &self.others {
            if missing.is_empty() {
                break;
            }
            let Ok(file) = FontFile::open(path) else { continue };
            let Some(face) = file.face() else { continue };
            let before = missing.len();
            missing.retain(|ch| face.glyph_index(*ch).is_none());
            if missing.len() < before {
                files.push(file);
            }
        }
        files
    }

    /// Which of these characters neither it nor another file of the known places has: they are printed as [`MARK`].
    #[must_use]
    pub fn lacks(&self, characters: impl Iterator<Item = char>) -> Vec<char> {
        let wanted: Vec<char> = characters.collect();
        let others = self.cover(wanted.iter().copied());
        let typeface = Typeface::new(std::iter::once(&self.file).chain(&others));
        wanted.into_iter().filter(|ch| !typeface.has(*ch)).collect()
    }

    pub(crate) fn file(&self) -> &FontFile {
        &self.file
    }
}

/// A font file in memory and the number of the face used in it.
pub(crate) struct FontFile {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    pub index: u32,
    pub name: String,
}

impl std::fmt::Debug for FontFile {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("FontFile")
            .field("path", &self.path)
            .field("name", &self.name)
            .field("index", &self.index)
            .finish()
    }
}

/// A font is as large as 40 MB; what is larger is no font of a desktop.
const LARGEST: u64 = 64 << 20;

impl FontFile {
    /// Reads the file and chooses the face: simplified Chinese, not monospaced, with outlines that may be embedded.
    pub fn open(path: &Path) -> Result<Self, String> {
        let meta = std::fs::metadata(path).map_err(|fault| explain(&fault))?;
        if !meta.is_file() {
            return Err("不是文件".to_owned());
        }
        if meta.len() > LARGEST {
            return Err("文件过大,不是字体文件".to_owned());
        }
        let bytes = std::fs::read(path).map_err(|fault| explain(&fault))?;
        let faces = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1).min(64);
        let best = (0..faces)
            .filter_map(|index| judge(&bytes, index))
            .max_by_key(|(score, index, _)| (*score, u32::MAX - index));
        let Some((_, index, name)) = best else {
            return Err("不是可嵌入的中文轮廓字体(缺少汉字字形,或只有点阵)".to_owned());
        };
        Ok(FontFile { path: path.to_owned(), bytes, index, name })
    }

    pub fn face(&self) -> Option<Face<'_>> {
        Face::parse(&self.bytes, self.index).ok()
    }
}

fn explain(fault: &std::io::Error) -> String {
    match fault.kind() {
        std::io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有读取权限".to_owned(),
        _ => format!("读取出错({})", trouble::told(fault)),
    }
}

/// The worth of a face for printing Chinese, and its name; none when it cannot print it.
fn judge(bytes: &[u8], index: u32) -> Option<(i32, u32, String)> {
    let face = Face::parse(bytes, index).ok()?;
    let has_outlines = face.tables().glyf.is_some() || face.tables().cff.is_some();
    let complete = "民政低保0123456789.,-:()".chars().all(|ch| face.glyph_index(ch).is_some());
    if !has_outlines || !complete || !face.is_outline_embedding_allowed() || !face.is_subsetting_allowed() {
        return None;
    }
    let names: Vec<String> = [name_id::FAMILY, name_id::TYPOGRAPHIC_FAMILY, name_id::FULL_NAME]
        .iter()
        .flat_map(|id| find_names(&face, *id))
        .collect();
    let says = |parts: &[&str]| {
        names.iter().any(|name| parts.iter().any(|part| name.split([' ', '-']).any(|word| word == *part)))
    };
    let mut score = 0;
    score += if says(&["SC", "CN", "GB"]) { 8 } else { 0 };
    score -= if says(&["JP", "KR", "TC", "HK", "TW"]) { 4 } else { 0 };
    score -= if says(&["Mono", "NSimSun", "UI"]) { 2 } else { 0 };
    score -= if face.is_bold() || face.is_italic() { 1 } else { 0 };
    let name = names.into_iter().find(|name| name.is_ascii()).unwrap_or_else(|| "CJK".to_owned());
    Some((score, index, name))
}

fn find_names(face: &Face<'_>, id: u16) -> Vec<String> {
    face.names().into_iter().filter(|name| name.name_id == id).filter_map(|name| name.to_string()).collect()
}

/// A glyph of one of the faces, in thousandths of the em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// Which of the faces.
    pub face: u16,
    pub id: u16,
    pub advance: i32,
}

/// The faces a document is set in, with their glyphs and advances. Looking up a character a second time is quick.
pub(crate) struct Typeface<'f> {
    faces: Vec<Face<'f>>,
    known: RefCell<Vec<Option<Glyph>>>,
}

impl<'f> Typeface<'f> {
    pub fn new(files: impl Iterator<Item = &'f FontFile>) -> Self {
        Typeface { faces: files.filter_map(FontFile::face).collect(), known: RefCell::new(vec![None; 0x1_0000]) }
    }

    pub fn faces(&self) -> &[Face<'f>] {
        &self.faces
    }

    /// Whether some face has the character.
    pub fn has(&self, ch: char) -> bool {
        self.look_up(ch).is_some()
    }

    /// The glyph printed for the character: its own, else that of [`MARK`], else the first face's glyph for what is missing.
    pub fn glyph(&self, ch: char) -> Glyph {
        let place = usize::try_from(u32::from(ch)).unwrap_or(usize::MAX);
        if let Some(Some(glyph)) = self.known.borrow().get(place) {
            return *glyph;
        }
        let missing =
            Glyph { face: 0, id: 0, advance: self.faces.first().map_or(1000, |face| advance_of(face, GlyphId(0))) };
        let glyph = self.look_up(ch).or_else(|| self.look_up(MARK)).unwrap_or(missing);
        if let Some(known) = self.known.borrow_mut().get_mut(place) {
            *known = Some(glyph);
        }
        glyph
    }

    fn look_up(&self, ch: char) -> Option<Glyph> {
        self.faces.iter().enumerate().find_map(|(at, face)| {
            let id = face.glyph_index(ch).filter(|id| id.0 != 0)?;
            Some(Glyph { face: u16::try_from(at).ok()?, id: id.0, advance: advance_of(face, id) })
        })
    }
}

impl Metrics for Typeface<'_> {
    fn advance(&self, ch: char) -> i32 {
        self.glyph(ch).advance
    }
}

/// The advance rounded up to thousandths of the em, so that sums never fall short of the ink.
fn advance_of(face: &Face<'_>, id: GlyphId) -> i32 {
    let em = i32::from(face.units_per_em()).max(1);
    (i32::from(face.glyph_hor_advance(id).unwrap_or(0)) * 1000 + em - 1) / em
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_any_font_the_message_names_packages_and_the_setting() {
        let fault = Font::find_in(None, &[], &[]).unwrap_err().to_string();
        for word in ["fonts-wqy-microhei", "fonts-noto-cjk", "font "] {
            assert!(fault.contains(word), "{fault}");
        }
    }

    #[test]
    fn a_configured_file_that_is_no_font_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("字体.ttf");
        std::fs::write(&path, b"not a font").unwrap();
        let fault = Font::find_in(Some(&path), &[], &[]).unwrap_err().to_string();
        assert!(fault.contains("字体.ttf") && fault.contains("不是可嵌入的中文轮廓字体"), "{fault}");
        let fault = Font::find_in(Some(&folder.path().join("无.ttf")), &[], &[]).unwrap_err().to_string();
        assert!(fault.contains("没有这个文件"), "{fault}");
    }

    #[test]
    fn the_font_found_is_simplified_and_proportional() {
        let font = Font::find(None).unwrap_or_else(|fault| panic!("{fault}"));
        let typeface = Typeface::new(std::iter::once(font.file()));
        assert!(!font.name().contains("Mono") && !font.name().contains("JP"), "{}", font.name());
        assert_eq!(typeface.advance('民'), 1000);
        assert!((400..700).contains(&typeface.advance('0')));
    }

    #[test]
    fn a_folder_of_fonts_is_walked() {
        let font = Font::find(None).unwrap_or_else(|fault| panic!("{fault}"));
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::copy(font.path(), deep.join("my-cjk-font.ttc")).unwrap();
        std::fs::write(folder.path().join("a-cjk.ttf"), b"broken").unwrap();
        let found = Font::find_in(None, &[], &[folder.path().to_owned()]).unwrap();
        assert!(found.path().ends_with("a/b/my-cjk-font.ttc"));
    }
}
