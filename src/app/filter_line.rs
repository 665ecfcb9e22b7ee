//! A line of the dialog 筛选: what can be chosen for a field, for the order, for one more field, among the filters that were kept.

use crate::app::asking::{self, asked, code_of};
use crate::app::choice::{self, Choice, Item};
use crate::app::desk::Desk;
use crate::app::filters::{Filters, Picked};
use crate::app::line::Edit;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::out::Out;
use crate::app::remembered::OfList;
use crate::domain::month::Month;
use crate::register::{Condition, Field, Kind, Met, Op, Query, Register};
use chrono::NaiveDate;

/// What a line asks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asks {
    /// What must hold of the field at a path.
    Field(&'static str, Kind),
    /// The order.
    Order,
    /// One more field.
    More,
    /// Filters that were kept under a name.
    Kept,
}

/// A line of the dialog.
#[derive(Debug)]
pub struct FilterLine {
    /// What it asks.
    pub asks: Asks,
    /// Its name.
    pub label: &'static str,
    /// What can be chosen.
    pub choice: Choice,
    /// The office is asked for what can be chosen.
    waits: Option<Ticket>,
}

/// So many records, or values, are offered; that there are more is said.
pub const OFFERED: u16 = 100;
/// Stands before a code that no typing leads to.
const UNTYPED: char = '\n';

impl FilterLine {
    /// A usual field with what is chosen now. Records that it may refer to are asked for.
    pub fn usual(
        (path, field): (&'static str, &'static Field),
        picked: Option<&Picked>,
        desk: &Desk,
        out: &mut Out<'_>,
    ) -> Self {
        let mut items = vec![all()];
        if let Kind::Code(codes) = field.kind {
            items.extend(codes.groups.iter().map(|g| Item::new(g.code, g.label)));
        }
        items.extend(match field.kind {
            Kind::Date | Kind::Month => months(desk.day),
            kind => choice::items(kind, desk),
        });
        let waits = field.kind.refers().then(|| out.ask(Want::Offer(field.kind, String::new(), OFFERED + 1)));
        // A town also stands for all that lies in it.
        let label = if field.kind == Kind::Division { "街道村(居)" } else { field.label };
        FilterLine::field((path, field.kind), label, (items, picked), waits)
    }
    /// Any other field: the values that the rows have, with how many of them, are asked for.
    pub fn other(
        path: &'static str,
        picked: Option<&Picked>,
        query: Query,
        desk: &Desk,
        out: &mut Out<'_>,
    ) -> Option<Self> {
        let register = query.register;
        let kind = register.field_at(path)?.kind;
        let mut items = vec![all()];
        items.extend(ahead(register, path, desk.day));
        items.extend(empty_or_filled(path));
        let waits = Some(out.ask(Want::Values(query, path)));
        Some(FilterLine::field((path, kind), register.called_at(path), (items, picked), waits))
    }
    fn field(
        (path, kind): (&'static str, Kind),
        label: &'static str,
        (mut items, picked): (Vec<Item>, Option<&Picked>),
        waits: Option<Ticket>,
    ) -> Self {
        let chosen = picked.map_or("", |p| p.code.as_str());
        if let Some(picked) = picked.filter(|p| items.iter().all(|i| i.code != p.code)) {
            items.push(Item::new(picked.code.clone(), picked.shown.clone()));
        }
        FilterLine { asks: Asks::Field(path, kind), label, choice: Choice::new(items, chosen), waits }
    }
    /// The orders a list can have: its own, and each of its columns up or down.
    pub fn order(register: &'static Register, now: &Filters) -> Self {
        let mut items = vec![Item::new("", "原来的顺序")];
        for column in register.columns().iter().filter(|c| register.path(c.path).is_some()) {
            items.push(Item::new(format!("+{}", column.path), format!("{}从小到大", column.label)));
            items.push(Item::new(format!("-{}", column.path), format!("{}从大到小", column.label)));
        }
        let code = now.sort.map_or(String::new(), |(col, down)| format!("{}{col}", if down { '-' } else { '+' }));
        FilterLine { asks: Asks::Order, label: "排序", choice: Choice::new(items, &code), waits: None }
    }
    /// One more field, of those that have no line yet.
    pub fn more(register: &'static Register, has_line: impl Fn(&str) -> bool) -> Self {
        let columns = register.columns().iter().map(|c| (c.path, c.label));
        let references = register.fields.iter().filter(|f| f.kind.refers()).map(|f| (f.col, f.label));
        let open = |path: &str| register.path(path).is_some() && !has_line(path);
        let items = columns.chain(references).filter(|(path, _)| open(path));
        let items = items.map(|(path, label)| Item::new(format!("{UNTYPED}{path}"), label)).collect();
        FilterLine { asks: Asks::More, label: "其他条件", choice: Choice::new(items, ""), waits: None }
    }
    /// The filters that were kept.
    pub fn kept(of: &OfList) -> Self {
        let items = of.filters.iter().map(|f| Item::new(f.name.clone(), f.name.clone())).collect();
        let choice = Choice::new(items, "").opened();
        FilterLine { asks: Asks::Kept, label: "常用筛选", choice, waits: None }
    }

    /// What is chosen, with its code; nothing where all is shown.
    pub fn chosen(&self) -> Option<&Item> {
        self.choice.chosen().filter(|item| !item.code.is_empty())
    }
    /// The field that is to get a line.
    pub fn wanted(&self) -> Option<&str> {
        self.chosen().filter(|_| self.asks == Asks::More)?.code.strip_prefix(UNTYPED)
    }
    /// Takes what is typed. What asks something of the field is one that can be chosen.
    pub fn type_in(&mut self, edit: &Edit, register: &'static Register, day: NaiveDate) {
        self.choice.type_in(edit);
        let Asks::Field(path, _) = self.asks else { return };
        if let Some(conditions) = asked(register, path, self.choice.typed.text(), day) {
            let label = asking::in_words(register, &conditions, |_| None);
            self.choice.take(Item::new(code_of(&conditions), label));
        }
    }
    /// Takes an answer to its question: what can be chosen. Says how many more there are than are offered; nothing where it is the answer
    /// to another.
    pub fn takes(
        &mut self,
        ticket: Ticket,
        reply: &Reply,
        (register, day): (&'static Register, NaiveDate),
    ) -> Option<bool> {
        self.waits.filter(|waits| *waits == ticket)?;
        if matches!(reply, Reply::Going(..)) {
            return Some(false);
        }
        self.waits = None;
        let most = usize::from(OFFERED);
        let (items, more): (Vec<Item>, bool) = match (reply, self.asks) {
            (Reply::Offers(offers), _) => {
                let records = offers.iter().take(most).map(|o| Item::new(o.key.to_string(), o.label.clone()));
                (records.collect(), offers.len() > most)
            }
            (Reply::Values(met), Asks::Field(path, kind)) => {
                let values = met.iter().take(most).filter(|met| !met.value.is_null()).map(|met| item_of(kind, met));
                let fixed = ahead(register, path, day).into_iter().chain(empty_or_filled(path));
                // That there are more goes without saying: what is typed asks for any.
                (values.chain(fixed).collect(), false)
            }
            _ => return Some(false),
        };
        self.choice.offer(std::iter::once(all()).chain(items).collect());
        Some(more)
    }
    /// Whether what can be chosen is still being looked for.
    pub fn is_waiting(&self) -> bool {
        self.waits.is_some()
    }
    /// It is left: nobody waits for its answer.
    pub fn drop(&self, out: &mut Out<'_>) {
        self.waits.into_iter().for_each(|ticket| out.drop(ticket));
    }
}

fn all() -> Item {
    Item::new("", "全部")
}

fn item_of(kind: Kind, met: &Met) -> Item {
    Item::new(kind.edit(&met.value), met.label.clone()).beside(crate::domain::text::grouped(met.rows))
}

/// That nothing stands in a field, or something.
fn empty_or_filled(path: &'static str) -> [Item; 2] {
    [Op::Empty, Op::Filled].map(|op| {
        let condition = Condition { path, op, value: String::new() };
        Item::new(code_of(std::slice::from_ref(&condition)), condition.asks(None, |_| None))
    })
}

/// What is often asked of a day: how old somebody is, whether it has come, and its month.
fn ahead(register: &'static Register, path: &'static str, day: NaiveDate) -> Vec<Item> {
    let Some(field) = register.field_at(path).filter(|f| matches!(f.kind, Kind::Date | Kind::Month)) else {
        return Vec::new();
    };
    let asks =
        |conditions: &[Condition]| Item::new(code_of(conditions), asking::in_words(register, conditions, |_| None));
    let one = |op: Op, value: &str| asks(&[Condition { path, op, value: value.to_owned() }]);
    if path.ends_with("birth_date") {
        let ages = [(Op::AgeFrom, "60"), (Op::AgeFrom, "80"), (Op::AgeTo, "15"), (Op::AgeTo, "17")];
        return ages.map(|(op, age)| one(op, age)).into();
    }
    let due = ["0", "30", "60"].map(|days| one(Op::Within, days));
    let due = if field.may_lie_ahead() { due.to_vec() } else { Vec::new() };
    due.into_iter().chain(months(day)).collect()
}

/// The months that are offered for a date: the present one and the year before it.
fn months(day: NaiveDate) -> Vec<Item> {
    let of_month = |month: Month| Item::new(month.to_string(), month.zh());
    (0..=12).map(|back| of_month(Month::of(day).plus(-back))).collect()
}
