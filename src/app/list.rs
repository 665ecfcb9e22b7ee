//! A list of a register: its rows page by page, its filters, its count, the figures beside it. Reads nothing itself: it asks.

use crate::app::desk::Desk;
use crate::app::filters::Filters;
use crate::app::keys::{Action, Place};
use crate::app::lists::ListSpec;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::opening::{Opening, Outcome};
use crate::app::out::Out;
use crate::app::pane::Pane;
use crate::app::panel::Panel;
use crate::app::scroll::Scroll;
use crate::app::window::Window;
use crate::figure::paper::{Listing, Paper};
use crate::register::bureau::act::ACT;
use crate::register::{self, Count, From, ListColumn, Query, Register, Value};

/// A list.
#[derive(Debug)]
pub struct List {
    /// Its declaration.
    pub spec: ListSpec,
    /// The rows around the cursor.
    pub window: Window,
    /// What is shown of it.
    pub filters: Filters,
    /// How many rows there are, once counted.
    pub count: Option<Count>,
    /// The figures beside it.
    pub panel: Panel,
    reading: Option<Reading>,
    counting: Option<Ticket>,
}

#[derive(Clone, Copy, Debug)]
struct Reading {
    ticket: Ticket,
    from: From,
    select: Option<i64>,
    /// The row must be seen: if the filters hide it, they go.
    must_show: bool,
    /// A row that is no longer where it was is looked for: where the list has it no more, what is seen stays.
    follows: bool,
}

impl List {
    /// A list that has read nothing yet.
    pub fn new(spec: &ListSpec) -> Self {
        List {
            spec: *spec,
            window: Window::default(),
            filters: List::opening(spec),
            count: None,
            panel: Panel::new(crate::figure::panel(spec.scheme)),
            reading: None,
            counting: None,
        }
    }
    /// The filters with which it opens.
    fn opening(spec: &ListSpec) -> Filters {
        let entry = register::find(spec.register);
        let on = entry.and_then(|e| spec.opens_on.map(|(col, code)| Filters::on(e.register, col, code)));
        on.unwrap_or_default()
    }
    /// Rows that are seen: the body but for the names of the lists, the filter and the heads.
    pub fn height(desk: &Desk) -> usize {
        usize::from(desk.body_height().saturating_sub(3).max(1))
    }
    fn query(&self, from: From, desk: &Desk) -> Option<Query> {
        let mut query = Query::new(self.register()?, desk.day, Window::limit(from, List::height(desk)));
        for (col, value) in self.spec.fixed {
            query = query.with(col, *value);
        }
        for picked in &self.filters.picked {
            query = query.with(picked.col, picked.code.clone());
        }
        query.sort = self.filters.sort;
        query.from = from;
        Some(query)
    }
    fn read(&mut self, from: From, select: Option<i64>, desk: &Desk, out: &mut Out<'_>) {
        if let Some(query) = self.query(from, desk) {
            self.reading =
                Some(Reading { ticket: out.ask(Want::Page(query)), from, select, must_show: false, follows: false });
        }
    }
    /// Reads the first page.
    fn start(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.read(From::Start, None, desk, out);
    }
    /// Counts the rows and asks for the figures.
    fn count_and_sum(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.counting = self.query(From::Start, desk).map(|query| out.ask(Want::Count(query)));
        self.panel.ask(desk, out);
    }
    /// Other filters: from the first page on.
    pub fn filter(&mut self, filters: Filters, desk: &Desk, out: &mut Out<'_>) {
        self.filters = filters;
        self.count = None;
        self.start(desk, out);
        self.counting = self.query(From::Start, desk).map(|query| out.ask(Want::Count(query)));
    }
    /// Moves the cursor by rows, reading on where needed.
    fn step(&mut self, by: isize, desk: &Desk, out: &mut Out<'_>) {
        self.window.step(by, List::height(desk));
        self.read_on(desk, out);
    }
    fn read_on(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if self.reading.is_none()
            && let Some(from) = self.window.wants(List::height(desk))
        {
            self.read(from, None, desk, out);
        }
    }
}

impl Pane for List {
    fn place(&self) -> Place {
        Place::List
    }
    fn label(&self) -> &'static str {
        self.spec.label
    }
    fn register(&self) -> Option<&'static Register> {
        register::find(self.spec.register).map(|e| e.register)
    }
    fn panel(&self) -> &Panel {
        &self.panel
    }
    fn panel_mut(&mut self) -> &mut Panel {
        &mut self.panel
    }
    fn selected(&self, _desk: &Desk) -> Option<i64> {
        self.window.selected().map(|row| row.key)
    }
    fn tells_of(&self) -> Option<i64> {
        self.window.selected().filter(|_| self.register() == Some(&ACT)).map(|row| row.key)
    }
    fn called(&self, _desk: &Desk) -> String {
        let (Some(register), Some(row)) = (self.register(), self.window.selected()) else { return String::new() };
        let columns = register.list.iter().zip(&row.cells).take(2);
        let shown = |(c, v): (&ListColumn, &Value)| register.field_at(c.path).map(|f| f.show_masked(v));
        let words: Vec<String> = columns.filter_map(shown).collect();
        format!("{} {}", register.label, words.join(" "))
    }
    fn begins(&self) -> Vec<(&'static str, String)> {
        self.spec.fixed.iter().map(|(col, code)| (*col, (*code).to_owned())).collect()
    }
    fn is_read(&self) -> bool {
        self.reading.is_some() || !self.window.rows.is_empty() || self.count.is_some()
    }
    fn fit(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if !self.is_read() {
            return self.start(desk, out);
        }
        self.window.step(0, List::height(desk));
        self.read_on(desk, out);
    }
    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if self.count.is_none() { self.count_and_sum(desk, out) } else { self.reread(desk, out) }
    }
    fn reread(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let top = self.window.rows.get(self.window.scroll.top).map(|r| r.key);
        let select = self.window.selected().map(|r| r.key);
        // What has come since stands above where the latest stand first.
        let is_above = self.window.is_at_start() && self.register().is_some_and(|r| r.latest_first);
        let from = top.filter(|_| !is_above).map_or(From::Start, From::At);
        self.read(from, select, desk, out);
        self.count_and_sum(desk, out);
    }
    fn show_row(&mut self, key: i64, desk: &Desk, out: &mut Out<'_>) {
        if self.window.rows.iter().all(|r| r.key != key) {
            self.read(From::At(key), Some(key), desk, out);
            if let Some(reading) = &mut self.reading {
                reading.must_show = true;
            }
        }
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::First => {
                if let Some(from) = self.window.to_first(List::height(desk)) {
                    self.read(from, None, desk, out);
                }
            }
            Action::Last => {
                if let Some(from) = self.window.to_last(List::height(desk)) {
                    self.read(from, None, desk, out);
                }
            }
            Action::Filter => {
                if let Some(register) = self.register() {
                    let now = Box::new(self.filters.clone());
                    out.open(Opening::Filter { register, cols: self.spec.filters, now });
                }
            }
            _ => {
                if let Some(by) = Scroll::by(action, List::height(desk)) {
                    self.step(by, desk, out);
                }
            }
        }
    }
    fn decided(&mut self, outcome: Outcome, desk: &Desk, out: &mut Out<'_>) {
        if let Outcome::Filters(filters) = outcome {
            self.filter(filters, desk, out);
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        if let Some(reading) = self.reading.filter(|r| r.ticket == ticket) {
            self.reading = None;
            if let Reply::Page(page) = reply {
                let has = |key| page.rows.iter().any(|r| r.key == key);
                if reading.follows && !reading.select.is_some_and(has) {
                    self.read_on(desk, out);
                    return true;
                }
                self.window.take(reading.from, page, reading.select, List::height(desk));
                let hidden = reading.select.is_some_and(|key| self.window.rows.iter().all(|r| r.key != key));
                if let (true, true, Some(key)) = (reading.must_show, hidden, reading.select)
                    && self.filters != Filters::default()
                {
                    self.filters = Filters::default();
                    self.count = None;
                    self.count_and_sum(desk, out);
                    self.show_row(key, desk, out);
                    return true;
                }
                // Read again, and gone from its place: it may stand elsewhere now.
                if let (true, false, Some(key)) = (hidden, reading.must_show || reading.follows, reading.select) {
                    self.read(From::At(key), Some(key), desk, out);
                    if let Some(reading) = &mut self.reading {
                        reading.follows = true;
                    }
                    return true;
                }
                self.read_on(desk, out);
            }
            return true;
        }
        if self.counting == Some(ticket) {
            self.counting = None;
            if let Reply::Count(count) = reply {
                self.count = Some(*count);
            }
            return true;
        }
        self.panel.answer(ticket, reply)
    }
    fn papers(&self, desk: &Desk) -> (&'static [&'static str], Option<Paper>) {
        let listing = self.query(From::Start, desk).map(|query| {
            let told = self.filters.in_words(query.register);
            Paper::List(Box::new(Listing { label: self.spec.label.to_owned(), told, query }))
        });
        (self.spec.reports, listing)
    }
}
