//! A report, a list or the rows of a figure on its way out of the office's file: as a file beside it in 打印/ (in the user's own folder where
//! nothing can be laid beside it), to the printer, or as pages for a screen. Must not know who ordered it.

use crate::figure::medium::Medium;
use crate::figure::paper::Paper;
use crate::jobs::printer;
use crate::jobs::report::{Going, Numbers, paper};
use crate::print::{self, Book, Document, Font, Preview, PrintFault, Printed, Tell};
use crate::store::far;
use crate::store::file::files;
use crate::store::{Answer, Store, StoreFault};
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

/// What is to be printed, and with what.
#[derive(Clone, Copy, Debug)]
pub struct Order<'o> {
    /// What.
    pub paper: &'o Paper,
    /// The day that is printed on it.
    pub day: NaiveDate,
    /// The font of the setting.
    pub font: Option<&'o Path>,
    /// The printer's name of the setting; the system's usual one without.
    pub printer: Option<&'o str>,
    /// The folder of the user, for where nothing can be laid beside the office's file.
    pub aside: Option<&'o Path>,
}

/// The folder of printed files, beside the office's file or in that of the user.
pub const PRINTED: &str = "打印";

/// What became of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// A line each: where the file is, why it was not printed, what a reader should know of it.
    pub said: Vec<String>,
    /// It should have been printed and was not.
    pub lacks_paper: bool,
}

impl Order<'_> {
    /// Makes the file beside the office's, else in the user's folder, and hands it to the printer where that is wanted. What is not printed
    /// is no error here: the PDF is there.
    ///
    /// # Errors
    /// There is nothing to print, nobody wants it any more, no font, no place for it, or no room.
    pub fn carry_out(&self, store: &Store, medium: Medium, going: &Going<'_>) -> Answer<Carried> {
        let numbers = if medium == Medium::Text { Numbers::Masked } else { Numbers::Full };
        let document = paper(store, self.paper, self.day, numbers, going)?;
        let (bytes, warnings) = match medium {
            Medium::Csv => (print::csv(&document).into_bytes(), Vec::new()),
            Medium::Text => (print::text(&document).into_bytes(), Vec::new()),
            Medium::Pdf | Medium::Printer => pdf(&document, self.font)?,
        };
        let name = format!("{}.{}", self.paper.file_name(self.day), medium.ending());
        let (file, is_aside) = self.place(store, &name)?;
        files::write(&file, &bytes, store.path())?;
        let mut carried = match medium {
            Medium::Printer => self.print(&file),
            _ => Carried { said: vec![file.display().to_string()], lacks_paper: false },
        };
        if is_aside {
            carried.said.push("业务库旁边写不进去, 所以放在用户自己的目录里".to_owned());
        }
        carried.said.extend(warnings);
        Ok(carried)
    }

    /// Where the file is laid, and whether that is not beside the office's.
    fn place(&self, store: &Store, name: &str) -> Answer<(PathBuf, bool)> {
        let taken = |folder: PathBuf| {
            let place = folder.join(name);
            files::takes(&place).map(|()| place)
        };
        let fault = match folder(store, PRINTED).and_then(taken) {
            Ok(place) => return Ok((place, false)),
            Err(fault) => fault,
        };
        let aside = self.aside.map(|own| own.join(PRINTED));
        let own = aside.and_then(|own| files::folder(&own).and_then(|()| taken(own)).ok());
        own.map(|place| (place, true)).ok_or_else(|| fault.and(NOWHERE))
    }

    fn print(&self, file: &Path) -> Carried {
        match printer::hand_over(file, self.printer) {
            Ok(()) => {
                Carried { said: vec![format!("已交给打印机; PDF 留在 {}", file.display())], lacks_paper: false }
            }
            Err(why) => {
                let left = format!("PDF 已生成, 在 {}; 可以用别的程序或在别的电脑上打印", file.display());
                Carried { said: vec![why.to_string(), left], lacks_paper: true }
            }
        }
    }

    /// `count` pages from page `from` for a window so many cells wide; numbers masked.
    ///
    /// # Errors
    /// There is nothing to print, or the file cannot be read.
    pub fn preview(&self, store: &Store, width: u16, from: usize, count: usize, going: &Going<'_>) -> Answer<Preview> {
        let document = paper(store, self.paper, self.day, Numbers::Masked, going)?;
        let font = Font::find(self.font).ok();
        Ok(print::preview(&document, font.as_ref(), width, from, count))
    }
}

/// What helps where neither place takes it.
const NOWHERE: &str = "用户自己的目录里也放不下打印的文件; 请把业务库拷到本机磁盘, 从那里打开再打印";

/// What is told of the pages that are laid out and written.
const LAID: &str = "排版(页)";

/// A document as PDF, and what a reader should know of it.
///
/// # Errors
/// There is no font, it cannot be embedded, or whoever listens on this thread stops it.
pub fn pdf(document: &Document, font: Option<&Path>) -> Answer<(Vec<u8>, Vec<String>)> {
    with_font(font, |font, tell| print::pdf(document, font, tell))
}

/// The same of a text for reading.
///
/// # Errors
/// As [`pdf`].
pub fn book(book: &Book, font: Option<&Path>) -> Answer<(Vec<u8>, Vec<String>)> {
    with_font(font, |font, tell| book.pdf(font, tell))
}

fn with_font(
    font: Option<&Path>,
    print: impl FnOnce(&Font, &Tell<'_>) -> Result<Printed, PrintFault>,
) -> Answer<(Vec<u8>, Vec<String>)> {
    let surroundings = |e: &dyn std::fmt::Display| StoreFault::Surroundings(e.to_string());
    let font = Font::find(font).map_err(|e| surroundings(&e))?;
    let printed = print(&font, &|done, of| far::tell(LAID, done, of).is_ok()).map_err(|e| match e {
        PrintFault::Stopped => StoreFault::stopped(),
        e => surroundings(&e),
    })?;
    Ok((printed.bytes, printed.warnings))
}

/// A folder of the program's own beside the office's file, for its owner only, or for the group too that shares the office; made when it
/// is not there.
///
/// # Errors
/// It cannot be made.
pub fn folder(store: &Store, name: &str) -> Answer<PathBuf> {
    let beside = store.path().parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = beside.join(name);
    let is_new = !folder.is_dir();
    files::last_folder(&folder)?;
    if is_new {
        files::share(&folder, store.path());
    }
    files::tighten(&folder);
    Ok(folder)
}
