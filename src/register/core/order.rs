//! Order among dates: of one record, of a record and what it refers to (its parent, its person, its project), of a record and the
//! business date. Declared once, with the field ([`Field::ordered`]); judged for every record that is entered or corrected
//! ([`check`]), and by the store for the records that refer to a corrected one ([`against`]). Pure; knows no register.

use crate::domain::month::Month;
use crate::domain::slip::{Severity, Slip};
use crate::register::{BENEFITS, Facts, Field, Kind, Values};
use chrono::{Datelike, Months, NaiveDate};
use std::cmp::Ordering;
use std::fmt;

/// The code of a date after the death of whom it is about; it is told in words of its own.
const AFTER_DEATH: &str = "E-X01";

/// One rule about the date, or month, of a field and another date.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// How the two may lie.
    pub side: Side,
    /// The other one.
    pub other: Other,
    /// How hard it stops when they do not.
    pub hard: Hard,
    /// The code of its slip.
    pub code: &'static str,
    /// When it does not hold: asked of the record and of the one that has the other date.
    pub unless: Option<fn(&Values, &Values) -> bool>,
}

/// How a date lies to the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Not before it.
    From,
    /// Not after it.
    Until,
    /// Before it.
    Before,
    /// At most so many months after it.
    Within(u32),
    /// In its year.
    In,
}

/// Where the other date stands. Of several columns the first one that is filled counts; a number is a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// The business date.
    Today,
    /// In the same record.
    Own(&'static [&'static str]),
    /// In the record at the end of a path of references (`person`, `household.applicant`).
    Of(&'static str, &'static [&'static str]),
}

/// How hard a wrong order stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hard {
    /// It cannot be.
    Error,
    /// It is unlikely.
    Doubt,
    /// It is worth a look.
    Warning,
    /// An error in an application; a doubt in papers that were taken over: what happened, happened.
    ByOrigin,
}

const fn order(side: Side, other: Other) -> Order {
    Order { side, other, hard: Hard::Error, code: "E-RG05", unless: None }
}

/// Not after the business date (`E-RG03`).
pub const fn not_in_future() -> Order {
    Order { code: "E-RG03", ..order(Side::Until, Other::Today) }
}
/// A date that may lie ahead, but not so many months: then it is doubtful (`E-RG34`).
pub const fn ahead(months: u32) -> Order {
    Order { code: "E-RG34", ..order(Side::Within(months), Other::Today) }.doubt()
}
/// Not before the first filled of these dates of the same record.
pub const fn from(cols: &'static [&'static str]) -> Order {
    order(Side::From, Other::Own(cols))
}
/// Not after the first filled of these dates of the same record.
pub const fn until(cols: &'static [&'static str]) -> Order {
    order(Side::Until, Other::Own(cols))
}
/// At most so many months after a date of the same record.
pub const fn within(months: u32, cols: &'static [&'static str]) -> Order {
    order(Side::Within(months), Other::Own(cols))
}
/// Not before the first filled of these dates of the record that a path leads to.
pub const fn from_of(path: &'static str, cols: &'static [&'static str]) -> Order {
    order(Side::From, Other::Of(path, cols))
}
/// Not after the first filled of these dates of the record that a path leads to.
pub const fn until_of(path: &'static str, cols: &'static [&'static str]) -> Order {
    order(Side::Until, Other::Of(path, cols))
}
/// In the year of the record that a path leads to.
pub const fn in_year_of(path: &'static str, cols: &'static [&'static str]) -> Order {
    order(Side::In, Other::Of(path, cols))
}
/// Not before somebody's birth.
pub const fn since_birth(path: &'static str) -> Order {
    from_of(path, &["birth_date"])
}
/// Not after somebody's death (`E-X01`).
pub const fn until_death(path: &'static str) -> Order {
    Order { code: AFTER_DEATH, ..until_of(path, &["death_date"]) }
}
/// In the life of the record's person, as far as that has gone by.
pub const IN_LIFE: [Order; 3] = [not_in_future(), since_birth("person"), until_death("person")];

impl Order {
    /// Unlikely, not impossible.
    pub const fn doubt(self) -> Order {
        Order { hard: Hard::Doubt, ..self }
    }
    /// Shown, never stops.
    pub const fn warning(self) -> Order {
        Order { hard: Hard::Warning, ..self }
    }
    /// An error in an application, a doubt in papers that were taken over.
    pub const fn by_origin(self) -> Order {
        Order { hard: Hard::ByOrigin, ..self }
    }
    /// Before it, not on the day itself.
    pub const fn strictly(self) -> Order {
        Order { side: Side::Before, ..self }
    }
    /// With the code that the handbook gives it.
    pub const fn code(self, code: &'static str) -> Order {
        Order { code, ..self }
    }
    /// Not where this holds of the record and of the one with the other date.
    pub const fn unless(self, unless: fn(&Values, &Values) -> bool) -> Order {
        Order { unless: Some(unless), ..self }
    }
    /// Whether it holds a date to the business date.
    pub fn until_today(&self) -> bool {
        self.other == Other::Today && self.side == Side::Until
    }
    /// The steps of its path.
    pub fn steps(&self) -> impl Iterator<Item = &'static str> {
        let path = match self.other {
            Other::Of(path, _) => path,
            _ => "",
        };
        path.split('.').filter(|step| !step.is_empty())
    }
    /// The columns of which the first filled one has the other date.
    pub fn columns(&self) -> &'static [&'static str] {
        match self.other {
            Other::Today => &[],
            Other::Own(cols) | Other::Of(_, cols) => cols,
        }
    }
    fn severity(&self, own: &Values, other: &Values) -> Severity {
        let taken_over = [own, other].iter().any(|v| v.text("origin") == "taken_over");
        match self.hard {
            Hard::Error => Severity::Error,
            Hard::ByOrigin if !taken_over => Severity::Error,
            Hard::Doubt | Hard::ByOrigin => Severity::Doubt,
            Hard::Warning => Severity::Warning,
        }
    }
}

/// A point in time, as exact as its field has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Day(NaiveDate),
    Month(Month),
    Year(i64),
}

impl When {
    fn of(values: &Values, col: &str) -> Option<When> {
        match values.register.field(col)?.kind {
            Kind::Month => values.month(col).map(When::Month),
            Kind::Int(..) => values.int(col).map(When::Year),
            _ => values.date(col).map(When::Day),
        }
    }
    fn year(self) -> i64 {
        match self {
            When::Day(day) => i64::from(day.year()),
            When::Month(month) => i64::from(month.first_day().year()),
            When::Year(year) => year,
        }
    }
    fn month(self) -> Option<Month> {
        match self {
            When::Day(day) => Some(Month::of(day)),
            When::Month(month) => Some(month),
            When::Year(_) => None,
        }
    }
    /// By what both have: two days by day, a day and a month by month.
    fn against(self, other: When) -> Ordering {
        match (self, other) {
            (When::Day(a), When::Day(b)) => a.cmp(&b),
            (a, b) => match (a.month(), b.month()) {
                (Some(a), Some(b)) => a.cmp(&b),
                _ => a.year().cmp(&b.year()),
            },
        }
    }
    fn later(self, months: u32) -> When {
        match self {
            When::Day(day) => When::Day(day.checked_add_months(Months::new(months)).unwrap_or(day)),
            When::Month(month) => When::Month(month.plus(i32::try_from(months).unwrap_or(0))),
            When::Year(year) => When::Year(year),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(day) => day.fmt(f),
            When::Month(month) => month.fmt(f),
            When::Year(year) => write!(f, "{year}年"),
        }
    }
}

/// A broken order: the two dates, and how hard it stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    own: When,
    other: When,
    /// The column that has the other date.
    pub col: Option<&'static str>,
    /// How hard it stops.
    pub severity: Severity,
}

/// Whether the order of a field of a record breaks against the record that has the other date.
pub fn against(order: &Order, field: &Field, own: &Values, other: &Values, today: NaiveDate) -> Option<Broken> {
    let date = When::of(own, field.col)?;
    let (col, bound) = match order.other {
        Other::Today => (None, When::Day(today)),
        _ => order.columns().iter().find_map(|col| Some((Some(*col), When::of(other, col)?)))?,
    };
    let holds = match order.side {
        Side::From => date.against(bound) != Ordering::Less,
        Side::Until => date.against(bound) != Ordering::Greater,
        Side::Before => date.against(bound) == Ordering::Less,
        Side::Within(months) => date.against(bound.later(months)) != Ordering::Greater,
        Side::In => date.year() == bound.year(),
    };
    if holds || order.unless.is_some_and(|unless| unless(own, other)) {
        return None;
    }
    Some(Broken { own: date, other: bound, col, severity: order.severity(own, other) })
}

impl Broken {
    fn slip(&self, code: &'static str, text: String, field: &'static str) -> Slip {
        Slip { severity: self.severity, ..Slip::error(code, text) }.at(field)
    }

    /// What is said at the field whose date was entered. `owner`: whose the other date is.
    fn said(&self, order: &Order, field: &Field, other: &Values, owner: &str) -> Slip {
        let (label, own, bound) = (field.label, self.own, self.other);
        let what = self.col.map_or("", |col| other.register.label_of(col));
        let text = match (order.other, order.side) {
            (Other::Today, Side::Within(months)) => format!("{label} {own} 比今天晚 {months} 个月以上, 请核对年份"),
            (Other::Today, _) if self.severity == Severity::Warning => {
                format!("{label} {own} 在今天 {bound} 之后, 请核对")
            }
            (Other::Today, _) => format!("{label} {own} 不能晚于今天 {bound}"),
            _ if order.code == AFTER_DEATH => format!("{owner}已登记死亡({bound}), {label} {own} 在其后"),
            (_, Side::From) => format!("{label} {own} 早于{owner}{what} {bound}, 应不早于它"),
            (_, Side::Until) => format!("{label} {own} 晚于{owner}{what} {bound}, 应不晚于它"),
            (_, Side::Before) => format!("{label} {own} 应早于{owner}{what} {bound}"),
            (_, Side::Within(months)) => {
                format!("{label} {own} 在{owner}{what} {bound} 之后 {months} 个月以上, 请核对年份")
            }
            (_, Side::In) => format!("{label} {own} 不在{owner}{what} {bound} 内"),
        };
        self.slip(order.code, text, field.col)
    }

    /// What is said at the corrected date of a record that others refer to: one of those whose own date does not fit it now.
    pub fn seen_from(&self, field: &Field, order: &Order, row: &Values) -> String {
        let way = match order.side {
            Side::From => "早于它",
            Side::Until | Side::Before => "晚于它",
            Side::Within(_) => "比它晚得太多",
            Side::In => "不在其内",
        };
        if row.register.restricted {
            return format!("{RESTRICTED}的日期{way}");
        }
        format!("{}{} 的{} {} {way}", row.register.label, spaced(&called(row)), field.label, self.own)
    }

    /// The slip at a corrected date, with what [`Broken::seen_from`] says of the records that do not fit it.
    pub fn mirrored(&self, order: &Order, here: &Field, value: &str, rows: &[String]) -> Slip {
        let more = if rows.len() > NAMED { format!(" 等 {} 处", rows.len()) } else { String::new() };
        let named = rows.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
        let text = format!("{} {value} 与已登记的不合: {named}{more}; 请核对, 或先更正那里", here.label);
        self.slip(order.code, text, here.col)
    }
}

/// What a record is called that is restricted, where another is judged.
pub const RESTRICTED: &str = "限制查阅的记录";
/// How many records a slip names.
const NAMED: usize = 3;

fn spaced(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" {name}") }
}

/// What a record is called in a message: its name, its number masked as lists have it, or its start.
pub fn called(row: &Values) -> String {
    let register = row.register;
    let name = register.field("name").map(|_| row.text("name")).filter(|name| !name.is_empty());
    if let Some(name) = name {
        return name.to_owned();
    }
    let start = register.dated.map(|d| d.start);
    let mut cols = register.natural_key.iter().copied().chain(start);
    let filled = cols.find(|col| row.has(col)).and_then(|col| register.field(col));
    filled.map_or_else(String::new, |f| f.show_masked(row.get(f.col)))
}

/// The record that a reference leads to: the parent as it is drafted, else as it stands.
fn led<'a>(from: &'a Values, col: &str, facts: &'a Facts, first: bool) -> Option<&'a Values> {
    let drafted = facts.parent.as_ref().filter(|_| first && from.register.parent == Some(col));
    drafted.or_else(|| {
        let (register, key) = from.register.field(col)?.kind.referred(from.get(col))?;
        facts.row(register, key)
    })
}

/// The record at the end of the path of an order.
fn owner<'a>(order: &Order, values: &'a Values, facts: &'a Facts) -> Option<&'a Values> {
    order.steps().enumerate().try_fold(values, |at, (n, step)| led(at, step, facts, n == 0))
}

/// Whose date it is, as the message has it: `低保 DB43… 的`, `持卡人 张三 的`; nothing for the record's own.
fn owner_said(order: &Order, values: &Values, other: &Values) -> String {
    let Some(first) = order.steps().next() else { return String::new() };
    let several = order.steps().count() > 1;
    let label = values.register.field(first).filter(|_| !several).map_or(other.register.label, |f| f.label);
    let name = spaced(&called(other));
    if order.code == AFTER_DEATH { format!("{label}{name} ") } else { format!("{label}{name} 的") }
}

/// The orders of the filled dates of a record.
fn orders(values: &Values) -> impl Iterator<Item = (&'static Field, &'static Order)> {
    let filled = values.iter().filter(|(_, value)| !value.is_null());
    filled.flat_map(|(field, _)| field.orders.iter().map(move |order| (field, order)))
}

/// All slips of the orders of a record.
pub fn check(values: &Values, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (field, order) in orders(values) {
        let Some(other) = owner(order, values, facts) else { continue };
        if let Some(broken) = against(order, field, values, other, facts.day) {
            slips.push(broken.said(order, field, other, &owner_said(order, values, other)));
        }
    }
    slips
}

/// The registers that a reference can lead to.
pub fn targets(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Ref(name) => vec![name],
        Kind::Case => BENEFITS.iter().map(|benefit| benefit.cases.name).collect(),
        _ => Vec::new(),
    }
}
