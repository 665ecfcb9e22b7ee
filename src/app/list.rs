//! A list of a register: its rows page by page, its filters, its columns, its count, the figures beside it. Reads nothing itself: it asks.
//! Rows in an order, or under filters, that no index serves are arranged beside the screen first; Esc leaves that and goes back.

use crate::app::counted::Counted;
use crate::app::desk::Desk;
use crate::app::filters::{Filtering, Filters, Tallying};
use crate::app::keys::{Action, Place};
use crate::app::lists::ListSpec;
use crate::app::marks::Marks;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::{Opening, Outcome};
use crate::app::out::Out;
use crate::app::pane::Pane;
use crate::app::panel::{Panel, PickedLine};
use crate::app::scroll::Scroll;
use crate::app::waiting::{Heard, Waiting};
use crate::app::window::Window;
use crate::domain::text;
use crate::figure::paper::{Listing, Paper};
use crate::register::bureau::act::ACT;
use crate::register::{self, Condition, From, ListColumn, Page, Query, Register, Value};
use std::sync::Arc;

/// A list.
#[derive(Debug)]
pub struct List {
    /// Its declaration.
    pub spec: ListSpec,
    /// The rows around the cursor.
    pub window: Window,
    /// What is shown of it.
    pub filters: Filters,
    /// What its rows come to.
    pub counted: Counted,
    /// The figures beside it.
    pub panel: Panel,
    /// Its columns, where they are not those of its register.
    columns: Vec<ListColumn>,
    /// Its rows in their order, where no index serves that.
    arranged: Option<Arc<Vec<i64>>>,
    /// Which of its records are marked.
    pub marks: Marks,
    /// They are being arranged.
    pub arranging: Waiting,
    /// What is to be read when they are.
    then: Option<Reading>,
    /// What was shown last, to which Esc goes back; nothing where it has shown nothing yet.
    back: Option<(Filters, Option<Arc<Vec<i64>>>)>,
    reading: Option<Reading>,
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
            counted: Counted::default(),
            panel: Panel::new(crate::figure::panel(spec.scheme)),
            columns: Vec::new(),
            arranged: None,
            marks: Marks::default(),
            arranging: Waiting::default(),
            then: None,
            back: None,
            reading: None,
        }
    }
    /// A list that shows from the first what filters leave.
    pub fn filtered(spec: &ListSpec, filters: Filters, desk: &Desk, out: &mut Out<'_>) -> Self {
        let mut list = List::new(spec);
        list.recall(desk);
        list.filter(filters, desk, out);
        list
    }
    /// The filters with which it opens.
    fn opening(spec: &ListSpec) -> Filters {
        let entry = register::find(spec.register);
        let on = entry.and_then(|e| spec.opens_on.map(|(col, code)| Filters::on(e.register, col, code)));
        on.unwrap_or_default()
    }
    /// Rows that are seen: the body but for the names of the lists, the filter and the heads.
    pub fn height(desk: &Desk) -> usize {
        desk.lines_but(3)
    }
    fn query(&self, from: From, desk: &Desk) -> Option<Query> {
        let mut query = Query::new(self.register()?, desk.day, Window::limit(from, List::height(desk)));
        query.filters = self.fixed();
        query.filters.extend(self.filters.conditions());
        query.sort = self.filters.sort;
        query.columns.clone_from(&self.columns);
        query.keys.clone_from(&self.arranged);
        query.from = from;
        Some(query)
    }
    /// The list as it stands, to be printed or counted.
    fn listing(&self, desk: &Desk) -> Option<Listing> {
        let query = self.query(From::Start, desk)?;
        let told = self.filters.in_words(query.register);
        let is_picked = self.is_picked() || query.sort.is_some();
        Some(Listing { label: self.spec.label.to_owned(), told, is_picked, query })
    }
    /// What is marked in it, in its order.
    fn marked(&self, desk: &Desk) -> Option<Listing> {
        let Listing { label, query, .. } = self.listing(desk).filter(|_| !self.marks.is_empty())?;
        let order = query.sort.map(|(path, down)| format!("  {}", query.register.order_in_words(path, down)));
        let count = text::counted(self.marks.len());
        let told = format!("已标记的 {count} {}{}", query.register.unit, order.unwrap_or_default());
        let query = Query { filters: Vec::new(), keys: None, only: Some(Arc::clone(self.marks.keys())), ..query };
        Some(Listing { label, told, is_picked: true, query })
    }
    /// Marks rows, or clears what is marked and then what is filtered.
    fn mark(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        let Some(query) = self.query(From::Start, desk) else { return };
        let row = self.window.selected().cloned();
        match (action, row) {
            (Action::Mark, Some(row)) => {
                self.marks.turn(&row, &query, out);
                self.step(1, desk, out);
            }
            (Action::MarkAll, _) => self.mark_all(None, query, out),
            (Action::MarkTo, Some(row)) => match self.marks.last() {
                Some(from) => self.mark_all(Some((from, row.key)), query, out),
                None => out.tell(Notice::slip("先在第一行按空格标记, 再到最后一行标记到此")),
            },
            (Action::Clear, _) if self.marks.taking.is_on() || !self.marks.is_empty() => self.marks.clear(out),
            (Action::Clear, _) if self.filters != Filters::default() => {
                self.filter(Filters::default(), desk, out);
            }
            _ => {}
        }
    }
    /// Marks all rows that the filter leaves, or those of a range: by the keys at hand where all of them are, else by those that the
    /// office finds.
    fn mark_all(&mut self, range: Option<(i64, i64)>, query: Query, out: &mut Out<'_>) {
        let window: Vec<i64> = self.window.rows.iter().map(|row| row.key).collect();
        let is_held = |(from, to): (i64, i64)| window.contains(&from) && window.contains(&to);
        match (&self.arranged, range) {
            (Some(keys), _) => self.marks.take(&Arc::clone(keys), range, &query, out),
            (None, Some(ends)) if is_held(ends) => self.marks.take(&window, range, &query, out),
            _ => self.marks.take_all(query, range, out),
        }
    }
    fn fixed(&self) -> Vec<Condition> {
        self.spec.fixed.iter().map(|(col, value)| Condition::is(col, *value)).collect()
    }
    /// The columns of its rows.
    pub fn columns(&self) -> &[ListColumn] {
        if self.columns.is_empty() { self.register().map_or(&[], |register| register.list) } else { &self.columns }
    }
    /// What its columns of money are called.
    pub fn money_called(&self) -> impl Iterator<Item = &'static str> {
        let register = self.register();
        let is_money = move |column: &&ListColumn| register.is_some_and(|register| register.is_money(column.path));
        self.columns().iter().filter(is_money).map(|column| column.label)
    }
    /// The columns that are remembered for it.
    fn recall(&mut self, desk: &Desk) {
        if let Some(register) = self.register() {
            self.columns = desk.remembered.of(&self.spec.key()).columns(register);
        }
    }
    fn read(&mut self, from: From, select: Option<i64>, desk: &Desk, out: &mut Out<'_>) {
        self.put(Reading { ticket: Ticket::default(), from, select, must_show: false, follows: false }, desk, out);
    }
    /// Reads, where needed after the rows were arranged.
    fn put(&mut self, reading: Reading, desk: &Desk, out: &mut Out<'_>) {
        let Some(query) = self.query(reading.from, desk) else { return };
        if query.is_walked() || query.keys.is_some() {
            self.reading = Some(Reading { ticket: out.ask(Want::Page(query)), ..reading });
        } else {
            self.then = Some(reading);
            if !self.arranging.is_on() {
                self.arranging.ask(Want::Arrange(query), out);
            }
        }
    }
    /// The first rows of what is still being arranged, where nothing else was to be read.
    fn take_beginning(&mut self, page: &Page, desk: &Desk) {
        if self.then.is_some_and(|reading| reading.from == From::Start && reading.select.is_none()) {
            self.then = None;
            self.window.take(From::Start, page, None, List::height(desk));
        }
    }
    /// The rows are arranged: they are counted, and what was to be read is read.
    fn take_arranged(&mut self, keys: &Arc<Vec<i64>>, desk: &Desk, out: &mut Out<'_>) {
        self.arranged = Some(Arc::clone(keys));
        self.count_rows(desk, out);
        match self.then.take() {
            Some(reading) => self.put(reading, desk, out),
            // Its first rows stand there already.
            None => {
                self.back = Some((self.filters.clone(), self.arranged.clone()));
                self.read_on(desk, out);
            }
        }
    }
    /// Nobody waits for the rows to be arranged any more.
    fn halt(&mut self, out: &mut Out<'_>) {
        self.arranging.drop(out);
        self.arranging = Waiting::default();
    }
    /// The clerk does not wait, or nothing came of it: what was shown before is shown again. Says whether anything was.
    fn stop(&mut self, desk: &Desk, out: &mut Out<'_>) -> bool {
        self.halt(out);
        self.counted.forget(out);
        let Some(back) = self.back.clone() else { return false };
        (self.filters, self.arranged) = back;
        self.start(desk, out);
        self.count_rows(desk, out);
        true
    }
    /// Counts the rows; those that are not all it opens with are added up, too.
    fn count_rows(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let Some(query) = self.query(From::Start, desk) else { return };
        self.counted.count(query, out);
        self.add_up(desk, out);
    }
    fn add_up(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if let Some(query) = self.query(From::Start, desk).filter(|_| self.is_picked()) {
            self.counted.add_up(&query, out);
        }
    }
    /// Whether its filters are others than those with which it opens.
    pub fn is_picked(&self) -> bool {
        self.filters.picked != List::opening(&self.spec).picked
    }
    /// Reads the first page.
    fn start(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.read(From::Start, None, desk, out);
    }
    /// Counts the rows and asks for the figures.
    fn count_and_sum(&mut self, desk: &Desk, out: &mut Out<'_>) {
        // What is being arranged is counted then.
        if self.arranging.is_on() {
            self.counted.drop(out)
        } else {
            self.count_rows(desk, out)
        }
        self.panel.ask(desk, out);
        if let Some(query) = self.query(From::Start, desk) {
            self.marks.add_up(&query, out);
        }
    }
    /// Other filters: from the first page on.
    pub fn filter(&mut self, filters: Filters, desk: &Desk, out: &mut Out<'_>) {
        self.filters = filters;
        self.counted.forget(out);
        self.arranged = None;
        self.halt(out);
        self.start(desk, out);
        if self.arranging.is_on() {
            // What stands there is not what is asked for.
            self.window = Window::default();
        } else {
            self.count_rows(desk, out);
        }
    }
    /// Takes the rows in that were to be read.
    fn take_page(&mut self, reading: Reading, page: &Page, desk: &Desk, out: &mut Out<'_>) {
        self.back = Some((self.filters.clone(), self.arranged.clone()));
        let has = |key| page.rows.iter().any(|r| r.key == key);
        if reading.follows && !reading.select.is_some_and(has) {
            return self.read_on(desk, out);
        }
        self.window.take(reading.from, page, reading.select, List::height(desk));
        let hidden = reading.select.is_some_and(|key| self.window.rows.iter().all(|r| r.key != key));
        if let (true, true, Some(key)) = (reading.must_show, hidden, reading.select)
            && self.filters != Filters::default()
        {
            self.filters = Filters::default();
            self.arranged = None;
            self.counted.forget(out);
            self.count_and_sum(desk, out);
            return self.show_row(key, desk, out);
        }
        // Read again, and gone from its place: it may stand elsewhere now.
        if let (true, false, Some(key)) = (hidden, reading.must_show || reading.follows, reading.select) {
            let (from, select) = (From::At(key), Some(key));
            let follows = Reading { ticket: Ticket::default(), from, select, must_show: false, follows: true };
            return self.put(follows, desk, out);
        }
        self.read_on(desk, out);
    }
    /// Moves the cursor by rows, reading on where needed.
    fn step(&mut self, by: isize, desk: &Desk, out: &mut Out<'_>) {
        self.window.step(by, List::height(desk));
        self.read_on(desk, out);
    }
    fn read_on(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if self.reading.is_none()
            && !self.arranging.is_on()
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
    fn picked(&self) -> Option<Vec<PickedLine>> {
        let register = self.register().filter(|_| self.is_picked())?;
        Some(self.counted.lines(register.unit, self.money_called()))
    }
    fn selected(&self, _desk: &Desk) -> Option<i64> {
        self.window.selected().map(|row| row.key)
    }
    fn tells_of(&self) -> Option<i64> {
        self.window.selected().filter(|_| self.register() == Some(&ACT)).map(|row| row.key)
    }
    fn called(&self, _desk: &Desk) -> String {
        let (Some(register), Some(row)) = (self.register(), self.window.selected()) else { return String::new() };
        let columns = self.columns().iter().zip(&row.cells).take(2);
        let shown = |(c, v): (&ListColumn, &Value)| register.field_at(c.path).map(|f| f.show_masked(v));
        let words: Vec<String> = columns.filter_map(shown).collect();
        format!("{} {}", register.label, words.join(" "))
    }
    fn begins(&self) -> Vec<(&'static str, String)> {
        self.spec.fixed.iter().map(|(col, code)| (*col, (*code).to_owned())).collect()
    }
    fn is_read(&self) -> bool {
        self.reading.is_some() || self.arranging.is_on() || !self.window.rows.is_empty() || self.counted.rows.is_some()
    }
    fn fit(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if !self.is_read() {
            self.recall(desk);
            return self.start(desk, out);
        }
        self.window.step(0, List::height(desk));
        self.read_on(desk, out);
    }
    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if self.counted.rows.is_none() { self.count_and_sum(desk, out) } else { self.reread(desk, out) }
    }
    fn reread(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let top = self.window.rows.get(self.window.scroll.top).map(|r| r.key);
        let select = self.window.selected().map(|r| r.key);
        // What has come since stands above where the latest stand first.
        let is_above = self.window.is_at_start() && self.register().is_some_and(|r| r.latest_first);
        let from = top.filter(|_| !is_above).map_or(From::Start, From::At);
        self.arranged = None;
        self.halt(out);
        self.read(from, select, desk, out);
        self.count_and_sum(desk, out);
    }
    fn show_row(&mut self, key: i64, desk: &Desk, out: &mut Out<'_>) {
        if self.window.rows.iter().all(|r| r.key != key) {
            let (from, select) = (From::At(key), Some(key));
            self.put(Reading { ticket: Ticket::default(), from, select, must_show: true, follows: false }, desk, out);
        }
    }
    fn can(&self, action: Action) -> bool {
        match action {
            Action::Mark | Action::MarkAll => self.window.selected().is_some(),
            Action::MarkTo => self.marks.last().is_some(),
            Action::Clear => self.marks.taking.is_on() || !self.marks.is_empty() || self.filters != Filters::default(),
            _ => true,
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
                if let Some(query) = self.query(From::Start, desk) {
                    let query = Query { filters: self.fixed(), sort: None, keys: None, ..query };
                    let (now, list) = (self.filters.clone(), self.spec.key());
                    out.open(Opening::Filter(Box::new(Filtering { query, cols: self.spec.filters, now, list })));
                }
            }
            Action::Columns => {
                if let Some(register) = self.register() {
                    out.open(Opening::Columns(register, self.columns().to_vec()));
                }
            }
            Action::Mark | Action::MarkTo | Action::MarkAll | Action::Clear => self.mark(action, desk, out),
            Action::Frequency => {
                if let Some(list) = self.listing(desk) {
                    out.open(Opening::By(Box::new(Tallying { list, shown: self.filters.clone() })));
                }
            }
            // What has shown nothing is left.
            Action::Leave if self.arranging.is_on() => {
                if !self.stop(desk, out) {
                    out.close();
                }
            }
            Action::Leave => self.marks.stop(out),
            _ => {
                if let Some(by) = Scroll::by(action, List::height(desk)) {
                    self.step(by, desk, out);
                }
            }
        }
    }
    fn decided(&mut self, outcome: Outcome, desk: &Desk, out: &mut Out<'_>) {
        match outcome {
            Outcome::Filters(filters) => self.filter(filters, desk, out),
            Outcome::Columns(columns) => {
                let mut remembered = desk.remembered.of(&self.spec.key());
                remembered.columns = columns.iter().map(|column| column.path.to_owned()).collect();
                out.ask(Want::Remember(self.spec.key(), remembered));
                self.columns = columns;
                // The cells at hand are those of other columns.
                let at = self.window.selected().map(|row| row.key);
                self.window = Window::default();
                self.halt(out);
                self.read(at.map_or(From::Start, From::At), at, desk, out);
                if let Some(query) = self.query(From::Start, desk) {
                    self.marks.add_up(&query, out);
                }
                self.add_up(desk, out);
            }
            _ => {}
        }
    }
    fn abandon(&mut self, out: &mut Out<'_>) {
        self.arranging.drop(out);
        self.counted.drop(out);
        self.marks.drop(out);
        self.panel.drop(out);
    }
    fn is_under_way(&self) -> bool {
        self.arranging.is_on() || self.marks.taking.is_on()
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        if let Some(reading) = self.reading.filter(|r| r.ticket == ticket) {
            self.reading = None;
            if let Reply::Page(page) = reply {
                self.take_page(reading, page, desk, out);
            }
            return true;
        }
        match self.arranging.hears(ticket, reply) {
            Heard::Another => {}
            Heard::Going => {
                if let Reply::Beginning(page) = reply {
                    self.take_beginning(page, desk);
                }
                return true;
            }
            Heard::Answer => {
                match reply {
                    Reply::Arranged(keys) => self.take_arranged(keys, desk, out),
                    _ => _ = self.stop(desk, out),
                }
                return true;
            }
        }
        if self.counted.answer(ticket, reply) {
            return true;
        }
        if let Some(query) = self.query(From::Start, desk)
            && self.marks.answer(ticket, reply, &query, out)
        {
            return true;
        }
        self.panel.answer(ticket, reply)
    }
    fn papers(&self, desk: &Desk) -> (&'static [&'static str], Vec<Paper>) {
        let lists = self.listing(desk).into_iter().chain(self.marked(desk));
        (self.spec.reports, lists.map(|list| Paper::List(Box::new(list))).collect())
    }
}
