//! What must hold of a row of a list: a field, or a path to one, and what is asked of it. Written the same way on the command line and
//! where the screens remember a filter: `total >= 500`.

use crate::domain::division_code::DivisionCode;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::domain::{date, text};
use crate::register::{Field, Kind, Mask, Register, Value};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// It is that: a town also stands for what lies in it, a month for its days, a group for its codes.
    Is,
    /// It is that or more: from that day on.
    From,
    /// It is that or less: up to that day, which counts.
    To,
    /// That text stands in it.
    Has,
    /// Nothing stands in it.
    Empty,
    /// Something stands in it.
    Filled,
    /// Who was born then is so old or older.
    AgeFrom,
    /// Who was born then is so old or younger.
    AgeTo,
    /// The day comes within so many days, or has gone by.
    Within,
}

impl Op {
    /// Each with its sign, and a word for shells in which the sign means something else.
    const ALL: [(Op, &'static str, &'static str); 9] = [
        (Op::Is, "=", "is"),
        (Op::From, ">=", "from"),
        (Op::To, "<=", "to"),
        (Op::Has, "~", "has"),
        (Op::Empty, "empty", "empty"),
        (Op::Filled, "filled", "filled"),
        (Op::AgeFrom, "age>=", "age-from"),
        (Op::AgeTo, "age<=", "age-to"),
        (Op::Within, "within", "within"),
    ];
    /// The signs and words, for who wrote another.
    pub const OFFER: &'static str = "= >= <= ~ empty filled age>= age<= within (或 is from to has age-from age-to)";
    /// By its sign or its word.
    pub fn read(typed: &str) -> Option<Op> {
        Op::ALL.iter().find(|(_, sign, word)| typed == *sign || typed == *word).map(|(op, ..)| *op)
    }
    /// Its sign.
    pub fn sign(self) -> &'static str {
        Op::ALL.iter().find(|(op, ..)| *op == self).map_or("=", |(_, sign, _)| sign)
    }
    /// Whether a value stands behind it.
    pub fn takes_value(self) -> bool {
        !matches!(self, Op::Empty | Op::Filled)
    }
    /// Whether it can be asked of such a field.
    pub fn suits(self, kind: Kind) -> bool {
        match self {
            Op::Is => kind != Kind::Tally,
            Op::Empty | Op::Filled => true,
            Op::From | Op::To => matches!(
                kind,
                Kind::Date | Kind::Month | Kind::Money | Kind::Int(..) | Kind::Decimal(_) | Kind::Text(_)
            ),
            Op::Has => matches!(
                kind,
                Kind::Text(_) | Kind::Name | Kind::IdNumber | Kind::CertNo | Kind::AccountNo | Kind::Phone | Kind::Case
            ),
            Op::AgeFrom | Op::AgeTo => kind == Kind::Date,
            Op::Within => matches!(kind, Kind::Date | Kind::Month),
        }
    }
}

/// What must hold of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The field, or the path to it.
    pub path: &'static str,
    /// What is asked of it.
    pub op: Op,
    /// The value, as it would be typed: codes as codes, money in yuan, references as `#key`. Empty where none is asked for.
    pub value: String,
}

impl Condition {
    /// That a field is something.
    pub fn is(path: &'static str, value: impl Into<String>) -> Self {
        Condition { path, op: Op::Is, value: value.into() }
    }
    /// What was written, where it can be asked of that field.
    ///
    /// # Errors
    /// There is no such field; that cannot be asked of it; no such value may stand in it.
    pub fn checked(register: &Register, path: &'static str, op: Op, value: &str) -> Result<Self, Slip> {
        let field = register
            .field_at(path)
            .ok_or_else(|| Slip::error("E-RG08", format!("{}没有“{}”这一项", register.label, text::safe(path))))?;
        if !op.suits(field.kind) {
            return Err(wrong(format!("{}不能用 {} 筛选", field.label, op.sign())).at(field.col));
        }
        let value = read(field.kind, op, text::clean(value).as_ref()).map_err(|slip| slip.at(field.col))?;
        Ok(Condition { path, op, value })
    }
    /// As it is written: `total >= 500`.
    pub fn written(&self) -> String {
        format!("{} {} {}", self.path, self.op.sign(), self.value).trim_end().to_owned()
    }
    /// What it asks, in words: `月金额 500.00 以上`. A division is called by its name where that is known.
    pub fn in_words(&self, register: &Register, place: impl Fn(&str) -> Option<String>) -> String {
        format!("{} {}", register.called_at(self.path), self.asks(register.field_at(self.path), place))
    }
    /// The same without what it is asked of. A whole number that lists mask is masked here, too.
    pub fn asks(&self, field: Option<&Field>, place: impl Fn(&str) -> Option<String>) -> String {
        let value = &self.value;
        let kind = field.map_or(Kind::Text(0), |field| field.kind);
        let is_time = matches!(kind, Kind::Date | Kind::Month | Kind::Text(_));
        match self.op {
            Op::Is if kind == Kind::Division => place(value).unwrap_or_else(|| value.clone()),
            Op::Is => match kind {
                Kind::Code(_) | Kind::Flag => kind.show(&kind.stored(value)),
                _ => field.map_or(Mask::Open, |field| field.mask).of(value),
            },
            Op::From => format!("{} {}", text::safe(value), if is_time { "起" } else { "以上" }),
            Op::To => format!("{} {}", text::safe(value), if is_time { "止" } else { "以下" }),
            Op::Has => format!("含“{}”", text::safe(value)),
            Op::Empty => "空着".to_owned(),
            Op::Filled => "已填".to_owned(),
            Op::AgeFrom => format!("{value} 岁以上"),
            Op::AgeTo => format!("{value} 岁以下"),
            Op::Within if value == "0" => "已到期".to_owned(),
            Op::Within => format!("{value} 天内到期"),
        }
    }
    /// What was written so, for a register.
    ///
    /// # Errors
    /// As [`Condition::checked`].
    pub fn read(register: &'static Register, written: &str) -> Result<Self, Slip> {
        let mut words = written.trim().splitn(3, ' ');
        let (path, sign) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let path = register
            .path(path)
            .ok_or_else(|| Slip::error("E-RG08", format!("{}没有“{}”这一项", register.label, text::safe(path))))?;
        let op = Op::read(sign).ok_or_else(|| wrong(format!("没有比较“{}”; 可用 {}", text::safe(sign), Op::OFFER)))?;
        Condition::checked(register, path, op, words.next().unwrap_or_default())
    }
}

/// What is wrong with a condition.
fn wrong(text: String) -> Slip {
    Slip::error("E-RG42", text)
}

/// A value as it is kept.
fn read(kind: Kind, op: Op, typed: &str) -> Result<String, Slip> {
    let number = |most: u32| {
        let n = typed.parse::<u32>().ok().filter(|n| *n <= most);
        n.map(|n| n.to_string()).ok_or_else(|| wrong(format!("“{}”应为 0 到 {most} 的整数", text::safe(typed))))
    };
    match op {
        Op::Empty | Op::Filled => Ok(String::new()),
        Op::AgeFrom | Op::AgeTo => number(150),
        Op::Within => number(36_500),
        _ if typed.is_empty() => Err(wrong("缺少要比较的值".to_owned())),
        Op::Has => Ok(typed.to_owned()),
        Op::Is | Op::From | Op::To => match kind {
            Kind::Code(codes) => match codes.group(typed).map(|g| g.code).or_else(|| codes.read(typed)) {
                Some(code) => Ok(code.to_owned()),
                None => Err(wrong(format!("没有“{}”这一项; 可填 {}", text::safe(typed), codes.filters()))),
            },
            Kind::Division => match DivisionCode::parse(typed) {
                Ok(_) => Ok(typed.to_owned()),
                Err(fault) => Err(Slip::error(fault.code(), fault.to_string())),
            },
            Kind::Date | Kind::Month if is_year(typed) => Ok(typed.to_owned()),
            Kind::Date => match Month::parse(typed) {
                Some(month) => Ok(month.to_string()),
                None => date::parse(typed)
                    .map(|day| day.to_string())
                    .map_err(|fault| Slip::error(fault.code(), fault.to_string())),
            },
            // What is looked for may be what nobody would enter any more.
            Kind::Name
            | Kind::IdNumber
            | Kind::CertNo
            | Kind::AccountNo
            | Kind::Phone
            | Kind::Text(_)
            | Kind::Tally => Ok(typed.to_owned()),
            kind => Ok(kind.edit(&operand(kind, typed)?)),
        },
    }
}

/// What a value is compared with, as typed. A number may be one that nobody may enter: a change of money below nought, the lower end of a class.
///
/// # Errors
/// Nothing of the kind is written so.
pub fn operand(kind: Kind, typed: &str) -> Result<Value, Slip> {
    match (kind, text::unspaced(typed).parse::<i64>()) {
        (Kind::Money, _) => Money::parse(typed).map(Value::from).map_err(|f| Slip::error(f.code(), f.to_string())),
        (Kind::Int(..), Ok(n)) => Ok(Value::Int(n)),
        (kind, _) => kind.read(typed, &[]),
    }
}

/// Whether a text is a year.
fn is_year(typed: &str) -> bool {
    typed.len() == 4 && typed.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::find;

    #[test]
    fn what_is_written_is_read_back_and_slips_are_named() {
        let dibao = find("dibao").unwrap().register;
        for (written, kept) in [
            ("class_code = A", Ok("class_code = A")),
            ("state is roster", Ok("state = roster")),
            ("award.total >= 1,234.5", Ok("award.total >= 1234.50")),
            ("household.applicant.name ~ 陈 桂", Ok("household.applicant.name ~ 陈 桂")),
            ("apply_date = 2021年3月", Ok("apply_date = 2021-03")),
            ("apply_date from 2021", Ok("apply_date >= 2021")),
            ("apply_date <= 20210305", Ok("apply_date <= 2021-03-05")),
            ("last_review within 30", Ok("last_review within 30")),
            ("note empty", Ok("note empty")),
            ("note filled x", Ok("note filled")),
            ("award.total >= -100", Ok("award.total >= -100.00")),
            ("award.persons <= -1", Ok("award.persons <= -1")),
            ("nothing = 1", Err("E-RG08")),
            ("class_code", Err("E-RG42")),
            ("class_code = Z", Err("E-RG42")),
            ("class_code ~ A", Err("E-RG42")),
            ("class_code =", Err("E-RG42")),
            ("award.total > 5", Err("E-RG42")),
            ("last_review within soon", Err("E-RG42")),
        ] {
            let read = Condition::read(dibao, written);
            match (&read, kept) {
                (Ok(condition), Ok(kept)) => {
                    assert_eq!(condition.written(), kept);
                    assert_eq!(Condition::read(dibao, kept).as_ref(), Ok(condition), "{written}");
                }
                (Err(slip), Err(code)) => assert_eq!(slip.code, code, "{written}"),
                _ => panic!("{written}: {read:?}"),
            }
        }
    }

    #[test]
    fn every_sign_and_word_reads_as_its_own() {
        for (op, sign, word) in Op::ALL {
            assert_eq!((Op::read(sign), Op::read(word), op.sign()), (Some(op), Some(op), sign));
        }
    }
}
