//! What a report is put out as. How it is made so is not known here.

/// What a report becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A PDF that goes to the printer at once; numbers in full.
    Printer,
    /// A PDF, to be printed and signed; numbers in full.
    Pdf,
    /// Text for a terminal; numbers masked.
    Text,
    /// For spreadsheets; numbers in full.
    Csv,
}

impl Medium {
    /// Every one, in the order of a menu.
    pub const ALL: [Medium; 4] = [Medium::Printer, Medium::Pdf, Medium::Text, Medium::Csv];
    /// The end of the file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Medium::Printer | Medium::Pdf => "pdf",
            Medium::Text => "txt",
            Medium::Csv => "csv",
        }
    }
    /// As a menu offers it.
    pub const fn label(self) -> &'static str {
        match self {
            Medium::Printer => "打印机",
            Medium::Pdf => "PDF 文件",
            Medium::Text => "文本文件",
            Medium::Csv => "CSV 表格文件",
        }
    }
    /// What it is called by where it is chosen.
    pub const fn code(self) -> &'static str {
        match self {
            Medium::Printer => "lp",
            other => other.ending(),
        }
    }
    /// The one of that code.
    pub fn find(code: &str) -> Option<Medium> {
        Medium::ALL.into_iter().find(|medium| medium.code() == code)
    }
}
