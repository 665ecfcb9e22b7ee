//! 打印预览: a report's pages as they will be on paper, read on the screen page by page. The office gives some pages at a time,
//! so that a roll of any length takes little room; columns that do not fit the window stand on further sheets of a page.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::{Message, Notice};
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::sheets::{PORTION, Pages, Sheet};
use crate::app::waiting::{Heard, Waiting};
use crate::figure::medium::Medium;
use crate::figure::paper::Paper;

/// The screen.
#[derive(Debug)]
pub struct Preview {
    /// What.
    pub paper: Paper,
    /// The pages at hand; none until the office has answered.
    pub at_hand: Pages,
    /// The page seen, from 0.
    pub page: usize,
    /// The sheet of it that is seen, from 0.
    pub sheet: usize,
    /// The first line seen, heads not counted.
    pub top: usize,
    making: Waiting,
    printing: Waiting,
    /// For a window so wide the pages at hand were made.
    width: u16,
}

impl Preview {
    /// Of what would be printed; the pages are asked for when the window's size is known.
    pub fn new(paper: Paper) -> Self {
        let (at_hand, making, printing) = (Pages::default(), Waiting::default(), Waiting::default());
        Preview { paper, at_hand, page: 0, sheet: 0, top: 0, making, printing, width: 0 }
    }
    /// The sheets of the page seen, when they are at hand.
    pub fn sheets(&self) -> &[Sheet] {
        let at = self.page.checked_sub(self.at_hand.from);
        at.and_then(|at| self.at_hand.pages.get(at)).map_or(&[], Vec::as_slice)
    }
    /// The lines seen in so many rows: what has not scrolled away of title and unit line, the heads, the rows.
    pub fn lines(&self, height: usize) -> impl Iterator<Item = &str> {
        let sheet = self.sheets().get(self.sheet);
        let parts = sheet.map(|s| {
            let (above, below) = (s.above.len(), self.top.saturating_sub(s.above.len()));
            let seen = s.above.iter().skip(self.top.min(above));
            seen.chain(&s.heads).chain(s.body.iter().skip(below)).map(String::as_str)
        });
        parts.into_iter().flatten().take(height)
    }
    /// How far it is, while its pages are made.
    pub fn how_far(&self) -> String {
        self.making.how_far()
    }
    /// Rows for a page: one is taken by the line that tells which it is.
    fn height(desk: &Desk) -> usize {
        desk.lines_but(1)
    }
    /// Rows that scroll, and how far they can.
    fn room(&self, desk: &Desk) -> (usize, usize) {
        let Some(sheet) = self.sheets().get(self.sheet) else { return (1, 0) };
        let room = Self::height(desk).saturating_sub(sheet.heads.len()).max(1);
        (room, (sheet.above.len() + sheet.body.len()).saturating_sub(room))
    }
    fn go(&mut self, page: usize, top: usize, desk: &Desk, out: &mut Out<'_>) {
        (self.page, self.top) = (page, top);
        if self.sheets().is_empty() {
            self.ask(desk, out);
        }
        self.settle(desk);
    }
    /// Keeps page, sheet and line within what there is.
    fn settle(&mut self, desk: &Desk) {
        if !self.sheets().is_empty() {
            self.sheet = self.sheet.min(self.sheets().len() - 1);
            self.top = self.top.min(self.room(desk).1);
        }
    }
    fn ask(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let from = self.page / PORTION * PORTION;
        self.width = desk.size.0;
        let paper = self.paper.clone();
        self.making.ask(Want::Preview { paper, width: self.width, from }, out);
    }
    fn page_down(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let (room, most) = self.room(desk);
        if self.top < most {
            self.top = (self.top + room).min(most);
        } else if self.page + 1 < self.at_hand.total {
            self.go(self.page + 1, 0, desk, out);
        }
    }
    fn page_up(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if self.top > 0 {
            self.top = self.top.saturating_sub(self.room(desk).0);
        } else if let Some(before) = self.page.checked_sub(1) {
            self.go(before, usize::MAX, desk, out);
        }
    }
    fn take(&mut self, reply: &Reply, desk: &Desk, out: &mut Out<'_>) {
        match reply {
            Reply::Preview(pages) => {
                self.at_hand = pages.as_ref().clone();
                self.page = self.page.min(self.at_hand.total.saturating_sub(1));
                // The report may have become shorter meanwhile.
                if self.sheets().is_empty() && self.at_hand.total > 0 { self.ask(desk, out) } else { self.settle(desk) }
            }
            Reply::Refused(slips) => {
                out.tell(Notice::slips(slips));
                out.close();
            }
            _ => out.close(),
        }
    }
}

impl Component for Preview {
    fn place(&self) -> Place {
        Place::Preview
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        match action {
            Action::Left => self.sheet > 0,
            Action::Right => self.sheet + 1 < self.sheets().len(),
            _ => true,
        }
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        if action == Action::Leave {
            return out.close();
        }
        if self.sheets().is_empty() {
            return;
        }
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(self.room(desk).1),
            Action::PageUp => self.page_up(desk, out),
            Action::PageDown => self.page_down(desk, out),
            Action::First => self.go(0, 0, desk, out),
            Action::Last => self.go(self.at_hand.total.saturating_sub(1), usize::MAX, desk, out),
            Action::Left | Action::Right => {
                self.sheet = if action == Action::Left { self.sheet.saturating_sub(1) } else { self.sheet + 1 };
                self.settle(desk);
            }
            Action::Print if !self.printing.is_on() => {
                let paper = self.paper.clone();
                self.printing = Waiting::on(Want::Print { paper, medium: Medium::Printer }, out);
                out.tell(Notice::done("正在生成 PDF, 交给打印机…"));
            }
            _ => {}
        }
    }
    fn abandon(&mut self, out: &mut Out<'_>) {
        self.making.drop(out);
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        match (self.making.hears(ticket, reply), self.printing.hears(ticket, reply)) {
            (Heard::Another, Heard::Another) => return false,
            (Heard::Answer, _) => self.take(reply, desk, out),
            (_, Heard::Answer) => match reply {
                Reply::Printed(said) => out.open(Opening::Message(Message::done("打印", said.clone()))),
                Reply::Refused(slips) => out.tell(Notice::slips(slips)),
                _ => {}
            },
            _ => {}
        }
        true
    }
    fn resized(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if self.width != desk.size.0 {
            // Lines made for another width would be cut within an amount.
            self.at_hand.pages.clear();
            self.ask(desk, out);
        }
        self.settle(desk);
    }
}
