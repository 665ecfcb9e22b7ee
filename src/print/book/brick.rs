//! What a book is put together from: pieces of a page with their heights.

use crate::print::Page;

/// What is not parted between two pages.
#[derive(Default)]
pub(super) struct Brick {
    /// How it looks, from 0 down.
    pub piece: Page,
    pub height: i32,
    /// The blank above it, which it does not need at the top of a page.
    pub above: i32,
    /// It stands on the page of the brick that follows, if a page holds them.
    pub keep: bool,
    /// It begins a page.
    pub fresh: bool,
    /// It is a row of a table: the place of the brick with the heads.
    pub heads: Option<usize>,
    /// It is a heading: of the pages that begin beneath it, if it is one of a section.
    pub heading: Option<String>,
}

/// Where a heading stands: the page, from 0, and how far down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub page: usize,
    pub top: i32,
}
