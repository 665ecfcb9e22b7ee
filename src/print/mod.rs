//! On paper: a table becomes pages of text, PDF or CSV 打印; a text for reading becomes a PDF ([`Book`]).
//!
//! It knows nothing of the office's file, its registers or its screens: whoever prints fills a [`Document`] with cells that are
//! already counted and summed, and gets back text, bytes or the reason why not. The date is given, no clock is read: the same
//! document gives the same bytes.

pub mod book;
mod breaks;
mod clean;
mod columns;
mod font;
mod font_places;
mod grid;
mod heads;
mod measure;
mod page;
mod paginate;
mod pdf;
mod pdf_font;
mod sheet_csv;
mod shown;
mod table;
mod text;
mod text_lines;
mod under;
mod unprintable;

pub use book::Book;
pub use clean::{MARK, clean};
pub use font::{Font, FontFault};
pub use measure::{Cells, Metrics};
pub use page::{Block, Link, Page, Paper, Place, Rule, Run, Shade};
pub use paginate::{Tell, paginate};
pub use pdf::{PrintFault, Printed, pdf};
pub use sheet_csv::csv;
pub use table::{
    Align, ColumnKind, Cover, Document, Part, PrintCell, PrintColumn, PrintRow, RowKind, Table, tenths, yuan,
};
pub use text::{Preview, PreviewSheet, preview, text};
