//! 分布: how often the rows of a list have each value of a column, with their money and a bar for each. It is counted beside the screen;
//! Enter on a line opens its rows as a list of their own.

use crate::app::asking;
use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::filters::{Filters, Tallying};
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::scroll::Scroll;
use crate::app::waiting::{Heard, Waiting};
use crate::figure::paper::{Counted, Listing, Paper};
use crate::register::core::frequency::{By, Frequency, Line, Sorted};
use crate::register::{Condition, Op};

/// The screen.
#[derive(Debug)]
pub struct FrequencyScreen {
    /// The list that is counted, as it stands.
    pub list: Listing,
    /// Its filters as they are shown.
    shown: Filters,
    /// By what, from the outer to the inner.
    pub by: Vec<By>,
    /// What came of it, once it has been counted.
    pub frequency: Option<Frequency>,
    /// It is being counted.
    pub counting: Waiting,
    /// The order of its lines.
    pub sorted: Sorted,
    /// The cursor.
    pub scroll: Scroll,
}

impl FrequencyScreen {
    /// Counts the rows of a list.
    pub fn of(of: Tallying, by: Vec<By>, out: &mut Out<'_>) -> Self {
        let Tallying { list, shown } = of;
        let counting = Waiting::on(Want::Frequency(list.query.clone(), by.clone()), out);
        let (frequency, sorted, scroll) = Default::default();
        FrequencyScreen { list, shown, by, frequency, counting, sorted, scroll }
    }
    /// What is counted, and by what.
    pub fn title(&self) -> String {
        format!("分布: {} {}", self.list.label, self.called())
    }
    /// By what.
    fn called(&self) -> String {
        let called: Vec<String> = self.by.iter().map(|by| by.called(self.list.query.register)).collect();
        called.join("、")
    }
    /// Lines of it that are seen: all of the body but what is counted, the heads and the total.
    pub fn height(desk: &Desk) -> usize {
        desk.lines_but(3)
    }
    fn lines(&self) -> &[Line] {
        self.frequency.as_ref().map_or(&[], |frequency| frequency.lines.as_slice())
    }
    fn selected(&self) -> Option<&Line> {
        self.lines().get(self.scroll.at)
    }
    fn opens(&self, desk: &Desk, out: &mut Out<'_>) {
        let Some(line) = self.selected() else { return };
        if line.opens.is_empty() {
            return out.tell(Notice::slip("这一行不能单独列出"));
        }
        let query = &self.list.query;
        let mut conditions = query.filters.clone();
        conditions.extend(line.opens.iter().filter(|c| !query.filters.contains(c)).cloned());
        let told = |asked: &[Condition]| self.said_of(line, asked, desk);
        let filters = Filters::of(query.register, &conditions, query.sort, told);
        out.open(Opening::List(query.register, Box::new(filters)));
    }
    /// What is asked of one field of the rows of a line, as it is said in the list or, of a record, on the line.
    fn said_of(&self, line: &Line, asked: &[Condition], desk: &Desk) -> String {
        let register = self.list.query.register;
        let refers = |path: &str| register.field_at(path).is_some_and(|field| field.kind.refers());
        let on_line = match asked {
            [Condition { path, op: Op::Is, .. }] if refers(path) => {
                let levels = if line.depth == 0 { [&line.label, &line.within] } else { [&line.within, &line.label] };
                self.by.iter().zip(levels).find(|(by, _)| by.path == *path).map(|(_, said)| said.as_str())
            }
            _ => None,
        };
        let place = |code: &str| desk.division(code).map(str::to_owned);
        let said = self.shown.said_of(asked).or(on_line).map(str::to_owned);
        said.unwrap_or_else(|| asking::in_words(register, asked, place))
    }
    /// The next order: most rows first, most money first, by the values.
    fn turn(&mut self, desk: &Desk) {
        let has_money = self.frequency.as_ref().is_some_and(|frequency| !frequency.money.is_empty());
        self.sorted = match self.sorted {
            Sorted::Rows if has_money => Sorted::Money,
            Sorted::Rows | Sorted::Money => Sorted::Values,
            Sorted::Values => Sorted::Rows,
        };
        if let Some(frequency) = &mut self.frequency {
            frequency.sort(self.sorted);
        }
        self.scroll.go(0, self.lines().len(), FrequencyScreen::height(desk));
    }
    fn count(&mut self, out: &mut Out<'_>) {
        self.counting.ask(Want::Frequency(self.list.query.clone(), self.by.clone()), out);
    }
    fn paper(&self) -> Paper {
        let (list, by) = (self.list.clone(), self.by.clone());
        Paper::Frequency(Box::new(Counted { called: self.called(), list, by, sorted: self.sorted }))
    }
}

impl Component for FrequencyScreen {
    fn place(&self) -> Place {
        Place::Frequency
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        match action {
            Action::Open => self.selected().is_some_and(|line| !line.opens.is_empty()),
            Action::Filter | Action::Print => self.frequency.is_some(),
            _ => true,
        }
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Open => self.opens(desk, out),
            Action::Filter => self.turn(desk),
            Action::Frequency => {
                let (list, shown) = (self.list.clone(), self.shown.clone());
                out.replace(Opening::By(Box::new(Tallying { list, shown })));
            }
            Action::Print => out.open(Opening::Print { reports: &[], standing: vec![self.paper()] }),
            Action::Refresh => self.count(out),
            Action::Leave => out.close(),
            _ => {
                let len = self.lines().len();
                self.scroll.act(action, len, FrequencyScreen::height(desk));
            }
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        let heard = self.counting.hears(ticket, reply);
        if heard == Heard::Answer {
            match reply {
                Reply::Frequency(counted) => {
                    let mut frequency = counted.as_ref().clone();
                    frequency.sort(self.sorted);
                    self.frequency = Some(frequency);
                    self.scroll.step(0, self.lines().len(), FrequencyScreen::height(desk));
                }
                Reply::Refused(slips) => out.tell(Notice::slips(slips)),
                _ => {}
            }
        }
        heard != Heard::Another
    }
    fn abandon(&mut self, out: &mut Out<'_>) {
        self.counting.drop(out);
    }
    fn is_under_way(&self) -> bool {
        self.counting.is_on()
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        let len = self.lines().len();
        self.scroll.step(0, len, FrequencyScreen::height(desk));
    }
    fn refresh(&mut self, _desk: &Desk, out: &mut Out<'_>) {
        self.count(out);
    }
}
