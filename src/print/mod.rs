//! On paper: a table becomes pages of text, PDF or CSV 打印.
//!
//! It knows nothing of the office's file, its registers or its screens: whoever prints fills a [`Document`] with cells that are
//! already counted and summed, and gets back text, bytes or the reason why not. The date is given, no clock is read: the same
//! document gives the same bytes.

mod clean;
mod sheet_csv;
mod table;

pub use clean::{MARK, clean};
pub use sheet_csv::csv;
pub use table::{Align, Cell, Column, ColumnKind, Cover, Document, Row, RowKind, Table, yuan};
