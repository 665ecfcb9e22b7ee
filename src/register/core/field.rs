//! A field of a register: its column, its Chinese label, what may stand in it, and how it reads, shows and goes to JSON.
//! The only place where text becomes a value.

use crate::domain::account::{AccountFault, AccountNo, Medium};
use crate::domain::division_code::DivisionCode;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::people::person_name::PersonName;
use crate::domain::people::phone::Phone;
use crate::domain::slip::Slip;
use crate::domain::{date, decimal, nearest, text};
use crate::register::core::any;
use crate::register::core::bounds;
use crate::register::core::codes::Codes;
use crate::register::core::mask::Mask;
use crate::register::core::order::Order;
use crate::register::core::papers;
use crate::register::core::tally;
use crate::register::{Register, Value, Values, find, register_of};
use std::fmt::Display;

/// What may stand in a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Free text of at most so many characters.
    Text(u16),
    /// 姓名.
    Name,
    /// 公民身份号码 (GB 11643).
    IdNumber,
    /// 残疾人证号.
    CertNo,
    /// 银行账号; its medium decides the checks, which the register makes.
    AccountNo,
    /// 联系电话.
    Phone,
    /// A civil date.
    Date,
    /// A month.
    Month,
    /// Yuan on the screen, whole fen in the column `<col>_fen`.
    Money,
    /// A whole number from..=to.
    Int(i64, i64),
    /// A number with at most so many decimals (1 or 2), not below 0; in the column `<col>_d1`, whole in the last of them.
    Decimal(u32),
    /// One of a code list.
    Code(&'static Codes),
    /// A division code of 12 digits.
    Division,
    /// Another record, by anything that names it (ID number, case number, natural key, `#key`).
    Ref(&'static str),
    /// A case of any scheme, by its number: its key alone says which register holds it ([`crate::register::benefits::cases`]).
    Case,
    /// A record of whatever register ([`any`]).
    Any,
    /// Yes or no.
    Flag,
    /// How many rows of which tables, as `award 1 dibao 1` (`core/tally`).
    Tally,
}

/// Who fills a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must stand there once [`crate::register::Record::fill`] and [`crate::register::Record::complete`] have filled what they can; else
    /// `E-RG01`.
    Must,
    /// The clerk may.
    May,
    /// The program does; no form and no `set` offers it.
    Given,
}

/// When a field applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The other field.
    pub col: &'static str,
    /// The values of it, as stored.
    pub is: &'static [&'static str],
    /// It is needed then.
    pub needed: bool,
}

impl When {
    /// Whether that is so of a record.
    pub fn holds(&self, values: &Values) -> bool {
        let Some(other) = values.register.field(self.col) else { return false };
        self.is.contains(&other.kind.edit(values.get(self.col)).as_str())
    }
    /// What the help says of it: 核定类型为“停发”时必填.
    pub fn told(&self, register: &Register) -> String {
        format!("{}时{}填", self.in_words(register), if self.needed { "必" } else { "可" })
    }
    /// In words: 核定类型为“停发”.
    pub fn in_words(&self, register: &Register) -> String {
        let Some(other) = register.field(self.col) else { return String::new() };
        let shown: Vec<String> = self.is.iter().map(|v| other.kind.show(&other.kind.stored(v))).collect();
        format!("{}为“{}”", other.label, shown.join("”“"))
    }
}

/// A field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name in JSON, on the command line and, but for money (`_fen`), in the schema.
    pub col: &'static str,
    /// 中文名.
    pub label: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// Who fills it.
    pub need: Need,
    /// How it is shown where not one opened record is meant.
    pub mask: Mask,
    /// The program fills it where it is left empty ([`crate::register::Record::fill`], [`crate::register::Record::complete`]): as long as something
    /// else is missing from which it might follow, it is not called missing itself.
    pub completed: bool,
    /// It applies only when another field has one of these values, and mostly is needed then.
    pub when: Option<When>,
    /// What it is called instead when another field has one of these values.
    pub renamed: Option<(When, &'static str)>,
    /// What a new record starts with, as stored.
    pub default: Option<&'static str>,
    /// How its date lies to others.
    pub orders: &'static [Order],
    /// A division that may lie outside the district.
    pub outside: bool,
    /// A division that may be still to come: the row says itself what it is called.
    pub to_come: bool,
    /// It is an address: the names of places in it must be those of today ([`crate::register::core::addresses`]).
    pub address: bool,
    /// The least and the most that it may hold, as stored.
    pub bounds: (i64, i64),
    /// It is what something is called: letters and digits with what stands between them.
    pub called: bool,
    /// Columns of a record that is entered in the place of this reference, in a row: where they are left empty, they are as in the record
    /// of the first row (who lives together has one address).
    pub alike: &'static [&'static str],
    /// The heading of the grid in which it stands in the form, beside its neighbours of the same one: a table of small numbers. The heading
    /// tells what they add up to.
    pub heading: Option<&'static str>,
    /// One line for the help and beneath the form's cursor: what is right here.
    pub hint: &'static str,
}

/// Two are the same when they have the same column, name and kind.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        (self.col, self.label, self.kind) == (other.col, other.label, other.kind)
    }
}

impl Field {
    /// A field the clerk may fill.
    pub const fn new(col: &'static str, label: &'static str, kind: Kind) -> Self {
        let mask = match kind {
            Kind::IdNumber | Kind::CertNo => Mask::Paper,
            Kind::AccountNo => Mask::Account,
            Kind::Phone => Mask::Phone,
            Kind::Text(_) => Mask::Within,
            _ => Mask::Open,
        };
        Field {
            col,
            label,
            kind,
            need: Need::May,
            mask,
            completed: false,
            when: None,
            renamed: None,
            default: None,
            orders: &[],
            outside: false,
            to_come: false,
            address: false,
            bounds: match kind {
                Kind::Money => (0, bounds::MUCH_FEN),
                _ => (i64::MIN, i64::MAX),
            },
            called: false,
            alike: &[],
            heading: None,
            hint: "",
        }
    }
    /// The clerk must fill it.
    pub const fn must(self) -> Self {
        Field { need: Need::Must, ..self }
    }
    /// It is shown in the opened record alone.
    pub const fn hidden(self) -> Self {
        Field { mask: Mask::Hidden, ..self }
    }
    /// It is public: nothing in it is masked.
    pub const fn open(self) -> Self {
        Field { mask: Mask::Open, ..self }
    }
    /// The program fills it where it is left empty.
    pub const fn completed(self) -> Self {
        Field { completed: true, ..self }
    }
    /// The program fills it.
    pub const fn given(self) -> Self {
        Field { need: Need::Given, ..self }
    }
    /// A new record starts with this.
    pub const fn or(self, default: &'static str) -> Self {
        Field { default: Some(default), ..self }
    }
    /// It applies when another field has one of these values, as stored, and is needed then.
    pub const fn when(self, col: &'static str, is: &'static [&'static str]) -> Self {
        Field { when: Some(When { col, is, needed: true }), ..self }
    }
    /// It applies when another field has one of these values, and may stay empty then.
    pub const fn only_when(self, col: &'static str, is: &'static [&'static str]) -> Self {
        Field { when: Some(When { col, is, needed: false }), ..self }
    }
    /// How its date, or month, lies to others.
    pub const fn ordered(self, orders: &'static [Order]) -> Self {
        Field { orders, ..self }
    }
    /// Whether its date may lie ahead (a validity, a limit): nothing holds it to today. A day of the month typed short is then not
    /// taken for one that has passed.
    pub fn may_lie_ahead(&self) -> bool {
        !self.orders.iter().any(Order::until_today)
    }
    /// Whether it holds the key of a row that no reference leads to: only the program reads it.
    pub fn is_key(&self) -> bool {
        self.need == Need::Given && self.kind == Kind::Int(0, i64::MAX)
    }
    /// Its division may lie outside the district.
    pub const fn outside(self) -> Self {
        Field { outside: true, ..self }
    }
    /// Its division may be one that is still to come.
    pub const fn to_come(self) -> Self {
        Field { outside: true, to_come: true, ..self }
    }
    /// It is an address.
    pub const fn address(self) -> Self {
        Field { address: true, ..self }
    }
    /// There is some of it: a length, a weight.
    pub const fn above_zero(self) -> Self {
        Field { bounds: (1, self.bounds.1), ..self }
    }
    /// There is never more of it, as stored: in the last decimal, in fen.
    pub const fn at_most(self, most: i64) -> Self {
        Field { bounds: (self.bounds.0, most), ..self }
    }
    /// It is what something is called.
    pub const fn called(self) -> Self {
        Field { called: true, ..self }
    }
    /// What of a new record in its place is as in the record of the first row.
    pub const fn alike(self, cols: &'static [&'static str]) -> Self {
        Field { alike: cols, ..self }
    }
    /// It stands in a grid beneath a heading.
    pub const fn beneath(self, heading: &'static str) -> Self {
        Field { heading: Some(heading), ..self }
    }
    /// What is right here.
    pub const fn hint(self, hint: &'static str) -> Self {
        Field { hint, ..self }
    }
    /// The column in the schema.
    pub fn column(&self) -> String {
        match self.kind {
            Kind::Money => format!("{}_fen", self.col),
            Kind::Decimal(places) => format!("{}_d{places}", self.col),
            _ => self.col.to_owned(),
        }
    }
    /// What a list or text output shows: as [`Kind::show`], masked.
    pub fn show_masked(&self, v: &Value) -> String {
        match (self.mask, v) {
            (_, Value::Null) => String::new(),
            (Mask::Open, v) => self.kind.show(v),
            (Mask::Hidden, _) => Mask::STARS.to_owned(),
            (mask, Value::Text(t)) => mask.of(t),
            (_, v) => self.kind.show(v),
        }
    }
    /// Reads what was typed. `accept` holds the codes of doubts that were accepted. References and divisions typed by name
    /// are resolved by the store before; here a reference is `#key`.
    pub fn read(&self, typed: &str, accept: &[String]) -> Result<Value, Slip> {
        if text::clean(typed).is_empty() {
            return Ok(Value::Null);
        }
        let value = self.kind.read(typed, accept).map_err(|s| s.at(self.col))?;
        match self.beyond(&value) {
            Some(slip) => Err(slip.at(self.col)),
            None => Ok(value),
        }
    }
    /// What reads, and is no such thing all the same.
    fn beyond(&self, v: &Value) -> Option<Slip> {
        match v {
            Value::Int(n) => bounds::outside(*n, self.bounds, self.label, |n| self.kind.show(&Value::Int(n))),
            Value::Text(t) if self.called => bounds::odd(t, self.label),
            _ => None,
        }
    }
}

impl Kind {
    /// Whether values are keys of other records.
    pub const fn refers(&self) -> bool {
        matches!(self, Kind::Ref(_) | Kind::Case | Kind::Any)
    }
    /// The register and key of the record that a value refers to.
    pub fn referred(&self, v: &Value) -> Option<(&'static str, i64)> {
        match (self, v) {
            (Kind::Ref(register), Value::Int(key)) => Some((register, *key)),
            (Kind::Case, Value::Int(key)) => register_of(*key).map(|register| (register, *key)),
            (Kind::Any, Value::Text(text)) => {
                let (name, key) = any::parts(text)?;
                Some((find(name)?.register.name, key))
            }
            _ => None,
        }
    }

    /// The value of a default or of a stored text, unchecked.
    pub fn stored(&self, t: &str) -> Value {
        match self {
            Kind::Money | Kind::Int(..) | Kind::Decimal(_) | Kind::Ref(_) | Kind::Case | Kind::Flag => {
                t.parse::<i64>().map_or(Value::Null, Value::Int)
            }
            _ => Value::Text(t.to_owned()),
        }
    }

    /// Reads what a clerk typed. Full-width digits, spaces and the usual spellings of dates are understood.
    pub fn read(&self, typed: &str, accept: &[String]) -> Result<Value, Slip> {
        let clean = text::clean(typed);
        Ok(match self {
            Kind::Text(max) => Value::Text(read_text(typed, *max)?),
            Kind::Name => Value::Text(PersonName::parse(typed).map_err(|f| slip(f.code(), f))?.as_str().to_owned()),
            Kind::IdNumber => Value::Text(papers::read_id(typed, accept)?.as_str().to_owned()),
            Kind::CertNo => Value::Text(papers::read_cert(typed, accept)?.text()),
            Kind::AccountNo => Value::Text(read_account(typed)?.as_str().to_owned()),
            Kind::Phone => Value::Text(Phone::parse(typed).map_err(|f| slip(f.code(), f))?.as_str().to_owned()),
            Kind::Date => Value::from(date::parse(typed).map_err(|f| slip(f.code(), f))?),
            Kind::Month => match Month::parse(typed) {
                Some(month) => Value::from(month),
                None => return Err(wrong(format!("“{}”不是月份, 应写作 2021-11", text::safe(&clean)))),
            },
            Kind::Money => match Money::parse(typed).map_err(|f| slip(f.code(), f))? {
                // What is taken off has a field of its own.
                money if money < Money::ZERO => return Err(Slip::error("E-RG02", "金额不能小于 0")),
                money => Value::from(money),
            },
            Kind::Int(from, to) => match text::unspaced(typed).parse::<i64>() {
                Ok(n) if (*from..=*to).contains(&n) => Value::Int(n),
                Ok(_) => return Err(Slip::error("E-RG02", format!("数值超出范围（{from}–{to}）"))),
                Err(_) => return Err(wrong(format!("应为 {from} 到 {to} 的整数"))),
            },
            Kind::Decimal(places) => Value::Int(decimal::parse(typed, *places).map_err(|f| wrong(f.to_string()))?),
            Kind::Code(codes) => match codes.read(&clean) {
                Some(code) => Value::from(code),
                None => {
                    let near = nearest::hint_labelled(&clean, codes.items.iter().copied());
                    return Err(wrong(format!("没有“{}”这一项{near}; 可填 {}", text::safe(&clean), codes.offer())));
                }
            },
            Kind::Division => Value::from(DivisionCode::parse(typed).map_err(|f| slip(f.code(), f))?.as_str()),
            // What is counted nobody types.
            Kind::Tally => return Err(wrong("由程序数出, 不能填写".to_owned())),
            Kind::Ref(_) | Kind::Case => match clean.strip_prefix('#').and_then(|k| k.parse::<i64>().ok()) {
                Some(key) => Value::Int(key),
                None => return Err(wrong(format!("没有找到“{}”", text::safe(&clean)))),
            },
            Kind::Any => match self.referred(&Value::Text(clean.to_string())) {
                Some((name, key)) => Value::Text(any::of(name, key)),
                None => return Err(wrong(format!("没有找到“{}”", text::safe(&clean)))),
            },
            Kind::Flag => match clean.to_ascii_lowercase().as_str() {
                "1" | "是" | "y" | "yes" | "true" | "有" => Value::Int(1),
                "0" | "否" | "n" | "no" | "false" | "无" => Value::Int(0),
                _ => return Err(wrong("填 1(是) 或 0(否)".to_owned())),
            },
        })
    }

    /// The text a form starts with: what, typed again, reads as the same value (codes as codes, references as `#key`).
    pub fn edit(&self, v: &Value) -> String {
        match (self, v) {
            (_, Value::Null) => String::new(),
            (Kind::Money, Value::Int(fen)) => Money::fen(*fen).plain(),
            (Kind::Decimal(places), Value::Int(parts)) => decimal::plain(*parts, *places),
            (Kind::Ref(_) | Kind::Case, Value::Int(key)) => format!("#{key}"),
            (_, Value::Int(i)) => i.to_string(),
            (_, Value::Text(t)) => t.clone(),
        }
    }

    /// What a screen or a text table shows: labels for codes, yuan for money, 是/否 for flags. Not masked.
    pub fn show(&self, v: &Value) -> String {
        match (self, v) {
            (_, Value::Null) => String::new(),
            (Kind::Money, Value::Int(fen)) => Money::fen(*fen).to_string(),
            (Kind::Decimal(places), Value::Int(parts)) => decimal::plain(*parts, *places),
            (Kind::Flag, Value::Int(i)) => if *i == 1 { "是" } else { "否" }.to_owned(),
            (Kind::Ref(_) | Kind::Case, Value::Int(key)) => format!("#{key}"),
            (Kind::Code(codes), Value::Text(c)) => codes.label(c).map_or_else(|| text::safe(c), str::to_owned),
            (Kind::Tally, Value::Text(t)) => tally::in_words(t),
            (Kind::Any, v) => self
                .referred(v)
                .map_or_else(String::new, |(name, _)| find(name).map_or("", |e| e.register.label).to_owned()),
            (_, Value::Int(i)) => i.to_string(),
            (_, Value::Text(t)) => text::safe(t),
        }
    }

    /// JSON: money as a decimal string in yuan, other numbers with decimals as strings, flags as booleans, codes as codes, counts by the names of tables, absent values null.
    pub fn json(&self, v: &Value) -> serde_json::Value {
        match (self, v) {
            (_, Value::Null) => serde_json::Value::Null,
            (Kind::Money, Value::Int(fen)) => Money::fen(*fen).plain().into(),
            (Kind::Decimal(places), Value::Int(parts)) => decimal::plain(*parts, *places).into(),
            (Kind::Flag, Value::Int(i)) => (*i == 1).into(),
            (Kind::Tally, Value::Text(t)) => tally::json(t),
            (_, Value::Int(i)) => (*i).into(),
            (_, Value::Text(t)) => t.as_str().into(),
        }
    }

    /// Whether the value stands at the right edge of its column.
    pub fn right_aligned(&self) -> bool {
        matches!(self, Kind::Money | Kind::Int(..) | Kind::Decimal(_))
    }
}

/// What does not read as anything that may stand there.
fn wrong(text: String) -> Slip {
    Slip::error("E-RG04", text)
}

/// What the domain says is wrong, under its code.
fn slip(code: &'static str, fault: impl Display) -> Slip {
    Slip::error(code, fault.to_string())
}

fn read_text(typed: &str, most: u16) -> Result<String, Slip> {
    if let Some(c) = typed.trim().chars().find(|c| text::is_hostile(*c)) {
        return Err(wrong(format!("含有不可见字符 <U+{:04X}>, 请删去", u32::from(c))));
    }
    let n = text::clean(typed).chars().count();
    if n > usize::from(most) {
        return Err(wrong(format!("最多 {most} 个字, 现有 {n} 个字")));
    }
    Ok(typed.trim().to_owned())
}

/// Reads an account number as that of a company, whose length alone is checked: the register knows the medium.
fn read_account(typed: &str) -> Result<AccountNo, Slip> {
    AccountNo::parse(typed, Medium::Corporate).map_err(|f| match f {
        AccountFault::Length { found, .. } => Slip::error("E-ACC-005", format!("账号应为10至30位数字, 现有{found}位")),
        f => slip(f.code(), f),
    })
}
