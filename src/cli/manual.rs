//! `help manual`: the manual for whoever works with the program 使用手册, which is part of it, as text or on paper.

use super::report::{pdf_for_a_file, warned};
use super::version::VERSION;
use super::{Args, Fault, Format, Session, fault};
use crate::jobs::paper;
use crate::print::Book;

/// What `help` is asked for it by.
pub(super) const MANUAL: &str = "manual";
const TEXT: &str = include_str!("../../docs/manual.md");

/// `help manual [--format text|pdf] [-o FILE]`
pub(super) fn run(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let file = args.path("output");
    args.finish()?;
    pdf_for_a_file(session, file.as_deref())?;
    let bytes = match session.format {
        Format::Json | Format::Csv => return Err(Fault::usage("使用手册的 --format 可为 text、pdf".to_owned())),
        Format::Text if file.is_none() => return fault::print_list(TEXT.trim_end_matches('\n')),
        Format::Text => TEXT.as_bytes().to_vec(),
        Format::Pdf => {
            let unread = |e| Fault::surroundings(format!("程序自带的手册有误, 请告诉维护人员: {e}"));
            let book = Book::read(TEXT, &format!("minzheng {VERSION}")).map_err(unread)?;
            warned(paper::book(&book, session.config.font.as_deref())?)
        }
    };
    session.deliver(&bytes, file.as_deref())
}
