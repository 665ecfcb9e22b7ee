//! `help manual`, `help install`: the manual for whoever works with the program 使用手册, and the guide for whoever sets it up 安装说明. Both are
//! part of it, as text or on paper.

use super::report::{pdf_for_a_file, warned};
use super::version::VERSION;
use super::{Args, Fault, Format, Session, fault};
use crate::jobs::paper;
use crate::print::Book;

/// A text that is part of the program.
pub(super) struct Text {
    /// What `help` is asked for it by.
    name: &'static str,
    /// 使用手册.
    label: &'static str,
    markdown: &'static str,
}

const TEXTS: [Text; 2] = [
    Text { name: "manual", label: "使用手册", markdown: include_str!("../../docs/manual.md") },
    Text { name: "install", label: "安装说明", markdown: include_str!("../../docs/install.md") },
];

/// The text of a name.
pub(super) fn named(name: &str) -> Option<&'static Text> {
    TEXTS.iter().find(|text| text.name == name)
}

/// `help manual|install [--format text|pdf] [-o FILE]`
pub(super) fn run(of: &Text, session: &Session, args: &mut Args) -> Result<(), Fault> {
    let file = args.path("output");
    args.finish()?;
    pdf_for_a_file(session, file.as_deref())?;
    let bytes = match session.format {
        Format::Json | Format::Csv => return Err(Fault::usage(format!("{}的 --format 可为 text、pdf", of.label))),
        Format::Text if file.is_none() => return fault::print_list(of.markdown.trim_end_matches('\n')),
        Format::Text => of.markdown.as_bytes().to_vec(),
        Format::Pdf => {
            let unread = |e| Fault::surroundings(format!("程序自带的{}有误, 请告诉维护人员: {e}", of.label));
            let book = Book::read(of.markdown, &format!("minzheng {VERSION}")).map_err(unread)?;
            warned(paper::book(&book, session.config.font.as_deref())?)
        }
    };
    session.deliver(&bytes, file.as_deref())
}
