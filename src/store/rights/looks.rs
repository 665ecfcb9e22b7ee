//! Who looks at what: the row is written, and stands on the disk, before anything is shown or goes out.

use crate::domain::given::Given;
use crate::domain::slip::Slip;
use crate::register::bureau::codes::PURPOSE;
use crate::register::{Field, Register, find};
use crate::store::engine::{Db, params};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::stored::stored_row;
use crate::store::rights::State;
use crate::store::rights::access::{self, About, Came};
use crate::store::rights::who::Named;
use crate::store::{Store, Who};

/// How somebody looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// 查看限制登记.
    Open,
    /// 显示: a value that is masked.
    Reveal,
    /// 更正显示: a record in full, to correct it.
    Edit,
    /// 列表 with what is masked otherwise.
    List,
    /// 导出明文.
    Json,
    /// 打印.
    Print,
    /// 存文件.
    Export,
}

impl Look {
    /// As the file has it.
    pub const fn name(self) -> &'static str {
        match self {
            Look::Open => "open",
            Look::Reveal => "reveal",
            Look::Edit => "edit",
            Look::List => "list",
            Look::Json => "json",
            Look::Print => "print",
            Look::Export => "export",
        }
    }

    /// Whether one says what for.
    const fn wants_purpose(self) -> bool {
        matches!(self, Look::Open | Look::Reveal)
    }
}

/// What is to be shown, or to go out.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// How.
    pub look: Look,
    /// The records, where they are records of one register.
    pub rows: Option<(&'static Register, &'a [i64])>,
    /// How many records, where they are not named.
    pub count: usize,
    /// The field, where it is one.
    pub col: Option<&'a str>,
    /// The filters of the list, or the paper, in words, masked.
    pub what: Option<&'a str>,
    /// 用途, a code.
    pub purpose: Option<&'a str>,
    /// What else is said of it.
    pub why: Option<&'a str>,
}

impl<'a> Seen<'a> {
    /// Records of a register.
    pub const fn rows(look: Look, register: &'static Register, rows: &'a [i64]) -> Seen<'a> {
        Seen { look, rows: Some((register, rows)), count: rows.len(), col: None, what: None, purpose: None, why: None }
    }
    /// So many of what is said in words.
    pub const fn what(look: Look, what: &'a str, count: usize) -> Seen<'a> {
        Seen { look, rows: None, count, col: None, what: Some(what), purpose: None, why: None }
    }
    /// The same for a purpose.
    #[must_use]
    pub const fn to(self, purpose: &'a str) -> Seen<'a> {
        Seen { purpose: Some(purpose), ..self }
    }
    /// The same of one field.
    #[must_use]
    pub const fn col(self, col: &'a str) -> Seen<'a> {
        Seen { col: Some(col), ..self }
    }
}

/// So many records get a row each; of more there is one row with their number.
const ONE_BY_ONE: usize = 20;
/// Nothing is so far from whom it is about.
const STEPS: u8 = 4;
/// So many times a day somebody has a masked value shown.
const REVEALS: i64 = 50;

impl Store {
    /// Puts on record that who sits here looks at something, before it is shown. Whoever is not named leaves no row, nor does anybody where no
    /// roles were given.
    ///
    /// # Errors
    /// `E-OP10`: it is not said what for, or the row cannot be written: then nothing may be shown. `E-OP11`: so much was shown today already.
    pub fn looks(&self, seen: &Seen<'_>) -> Answer<Given> {
        let Some(who) = self.on_record_as()? else { return Ok(self.remembered(seen)) };
        if let Some(slip) = purpose_missing(seen) {
            return Err(StoreFault::refused(slip));
        }
        if !self.db().is_idle() {
            return Err(not_on_record("正在读取"));
        }
        self.write(|tx| {
            if seen.look == Look::Reveal {
                self.not_too_many(tx, &who)?;
            }
            self.put_looks(tx, &who, seen)
        })
        .map_err(|fault| match fault {
            StoreFault::Refused(_) => fault,
            fault => not_on_record(&fault.to_string()),
        })?;
        Ok(self.remembered(seen))
    }

    /// Whether who sits here has said what for he looks at a record, since he sits.
    pub fn has_looked(&self, register: &Register, key: i64) -> bool {
        self.looked.borrow().contains(&(register.name, key))
    }

    /// Who sits here, where what he looks at is put on record: somebody who was named, in an office that has given roles.
    fn on_record_as(&self) -> Answer<Option<Who>> {
        let who = self.seat.borrow().clone().filter(|who| who.named != Named::Nobody);
        Ok(if self.state()? == State::Unset { None } else { who })
    }

    /// `E-OP10`: what is restricted is opened when it was said what for.
    pub(in crate::store) fn has_said_what_for(&self, register: &'static Register, key: i64) -> Answer<()> {
        let asks = self.on_record_as()?.is_some() && !self.has_looked(register, key);
        let missing = purpose_missing(&Seen::rows(Look::Open, register, &[])).filter(|_| asks);
        missing.map_or(Ok(()), |slip| Err(StoreFault::refused(slip)))
    }

    fn remembered(&self, seen: &Seen<'_>) -> Given {
        if let Some((register, rows)) = seen.rows {
            self.looked.borrow_mut().extend(rows.iter().map(|key| (register.name, *key)));
        }
        Given::on_record()
    }

    fn not_too_many(&self, db: &Db, who: &Who) -> Answer<()> {
        let mut get =
            db.prepare_cached("SELECT count(*) FROM access WHERE operator = ?1 AND day = ?2 AND kind = 'reveal'")?;
        let now = self.now();
        let shown: i64 = get.query_row(params![who.operator, now.get(..10).unwrap_or(&now)], |r| r.get(0))?;
        let text = format!(
            "{}今天已经显示了{shown}次遮住的内容, 一天最多{REVEALS}次; 请明天再看, 或请另一位同事办理",
            who.full_name
        );
        if shown < REVEALS { Ok(()) } else { Err(StoreFault::refused(Slip::error("E-OP11", text))) }
    }

    fn put_looks(&self, db: &Db, who: &Who, seen: &Seen<'_>) -> Answer<()> {
        let came = Came { kind: seen.look.name(), operator: Some(who.operator), why: seen.why };
        let about = About {
            register: seen.rows.map(|(register, _)| register.name),
            col: seen.col,
            what: seen.what,
            reason: seen.purpose,
            ..About::default()
        };
        let now = self.now();
        if let Some((register, rows)) = seen.rows.filter(|(_, rows)| (1..=ONE_BY_ONE).contains(&rows.len())) {
            for key in rows {
                let about = About { row: Some(*key), person: person_of(db, register, *key, STEPS)?, ..about };
                access::write_about(db, &now, came, about)?;
            }
            return Ok(());
        }
        access::write_about(db, &now, came, About { people: i64::try_from(seen.count).ok(), ..about })
    }
}

/// `E-OP10`.
fn purpose_missing(seen: &Seen<'_>) -> Option<Slip> {
    let known = seen.purpose.is_some_and(|code| PURPOSE.label(code).is_some());
    let text = "请写明用途: 1 办理, 2 核对, 3 信访, 4 审计, 5 纠错";
    let asks = if seen.purpose.is_some() { !known } else { seen.look.wants_purpose() };
    asks.then(|| Slip::error("E-OP10", text))
}

/// `E-OP10`.
fn not_on_record(why: &str) -> StoreFault {
    StoreFault::refused(Slip::error("E-OP10", format!("不能留下查阅记录, 没有显示: {why}")))
}

/// Whose a record is: a person's own, or of the first person that it names, or else what it belongs to or names.
fn person_of(db: &Db, register: &'static Register, key: i64, steps: u8) -> Answer<Option<i64>> {
    if register.name == "person" {
        return Ok(Some(key));
    }
    let Some(left) = steps.checked_sub(1) else { return Ok(None) };
    let Some((values, ..)) = stored_row(db, register, key)? else { return Ok(None) };
    let named = |field: &Field| field.kind.referred(values.get(field.col));
    if let Some((_, person)) = register.fields.iter().filter_map(named).find(|(name, _)| *name == "person") {
        return Ok(Some(person));
    }
    let parent = register.parent.and_then(|col| register.field(col));
    for (name, key) in parent.into_iter().chain(register.fields).filter_map(named) {
        let Some(entry) = find(name) else { continue };
        if let Some(person) = person_of(db, entry.register, key, left)? {
            return Ok(Some(person));
        }
    }
    Ok(None)
}
