//! The declaration of a register.

use crate::domain::slip::Slip;
use crate::register::core::brings::{Brings, InPlace};
use crate::register::core::on_page::OnPage;
use crate::register::core::over::{Joins, Over};
use crate::register::core::tie::{Settled, Tie};
use crate::register::{ALL, BENEFITS, Facts, Field, Kind, Value, Values, find};

/// A register: one kind of record. Everything general (list, form, search, JSON, help) is derived from this. Two are the
/// same when they have the same name.
#[derive(Debug)]
pub struct Register {
    /// The table, the name on the command line, the name in the audit.
    pub name: &'static str,
    /// 中文名.
    pub label: &'static str,
    /// What it counts: 户, 人, 件 …
    pub unit: &'static str,
    /// The fields, in the order of the form.
    pub fields: &'static [Field],
    /// The columns of its list, by rank: those that do not fit the window are left out from the end.
    pub list: &'static [ListColumn],
    /// The columns that together name a record to a clerk (身份证号, 低保证号 …); the first one that is filled is used.
    pub natural_key: &'static [&'static str],
    /// Columns that follow the natural key, each behind a `/`, where several records have the same (the keys of a parameter).
    pub parts: &'static [&'static str],
    /// The field that refers to the parent, for a child register (members of a household …).
    pub parent: Option<&'static str>,
    /// The columns a list is ordered by; the key settles ties. An index leads this order: made from this, where no unique rule does.
    pub order: &'static [&'static str],
    /// Its list runs through the order backwards: what came last stands first.
    pub latest_first: bool,
    /// The columns a list can be filtered by, each with an index made from this that keeps the order. Also a path of references
    /// (`person.home_division`): no index leads to its end, so the list is gone through in its order.
    pub filters: &'static [&'static str],
    /// Columns that a saved row keeps, for money or history hangs on them: a mistake there is voided and entered anew (decisions, Cases).
    pub frozen: &'static [&'static str],
    /// How a dated row ends.
    pub dated: Option<Dated>,
    /// Columns that a new row of a dated register takes from the one it follows, where nothing was typed: it begins as a copy.
    pub carried: &'static [&'static str],
    /// The column with the money of a dated row: what a new one changes is told before it is saved ([`crate::register::Difference`]).
    pub amount: Option<&'static str>,
    /// The versions that say how a record stands, for a case.
    pub versions: Option<Versions>,
    /// The column with the day or month from which on a record is there at all; a list as of an earlier day leaves it out.
    pub since: Option<&'static str>,
    /// The column with the last day or month on which a record with an end of its own is there; empty as long as there is none. A list
    /// as of a later day leaves it out.
    pub until: Option<&'static str>,
    /// How its records stand on the page of the person they are of.
    pub on_page: Option<OnPage>,
    /// Sums over child rows that its list and its JSON show beside the fields.
    pub sums: &'static [Sum],
    /// What records of other registers say of one of these while they are in force, shown beside the fields like sums.
    pub holds: &'static [Held],
    /// Registers whose rows are voided together with one of these.
    pub tied: &'static [Tie],
    /// What stands against voiding one of these, beside records that name it, what the bank has paid, and later versions of a case.
    pub against: &'static [Against],
    /// Columns whose record may fall without it: they are emptied with it.
    pub lets_go: &'static [&'static str],
    /// Columns of its parent that hold what the latest of the rows says.
    pub tells: &'static [&'static str],
    /// The column that keeps what a column of its parent was before the row, and that column: it is so again without the row.
    pub left: Option<(&'static str, &'static str)>,
    /// When the money of its records is gone, and what stays of them then.
    pub settled: Option<Settled>,
    /// What a row ended in another register, which goes on without it.
    pub frees: Option<Frees>,
    /// What its records become when the life of the person ends whom they are about.
    pub life: Option<Life>,
    /// The columns with people who act for others in it (监护人, 领取人), or hold an office by it: of their death somebody is told.
    pub acting: &'static [Acting],
    /// The columns with the operator who entered a record, and with whoever signs beside him: the program fills them as it is saved.
    pub signed: &'static [&'static str],
    /// A number that the office gives to a record whose field was left empty; to no row of a record.
    pub serial: Option<Serial>,
    /// The keys of its rows are above this. Case registers each have a thousand million of their own.
    pub keys_above: i64,
    /// The column with the record that the keys of its rows begin with: key × [`Register::WITHIN`] + 序号 (the lines of a batch). Rows of
    /// one lie together, so no index leads this column.
    pub keys_within: Option<&'static str>,
    /// When a record is over and rests on nothing any more: one of these holds. None: it lives until it is voided.
    pub over: &'static [Over],
    /// What a change of divisions (区划变更) makes of records of which only one may stand where they come to; none: they stand against it.
    pub joins: Option<Joins>,
    /// The columns with the divisions between which its records lie: one whose divisions become one in a change of them ends with it.
    pub between: &'static [&'static str],
    /// It is judged with all its child rows, even when none of them was touched.
    pub with_rows: bool,
    /// The column with the record that a clerk sees who opens a row behind a figure; none: the row itself.
    pub opens: Option<&'static str>,
    /// There is one record of it, with the key 1, which is corrected only.
    pub single: bool,
    /// How its records come about.
    pub input: Input,
    /// The view of schema.sql by which it is read, where it is no table of its own but what the program keeps anyway: no row of it is
    /// entered, corrected or voided, the audit has no copies, nothing is made from its declaration, and what it names does not hang on it.
    pub view: Option<&'static str>,
    /// The fields that are filled in as a rule when one is entered: Enter goes from one to the next. Empty: all.
    pub brief: &'static [&'static str],
    /// One that is not there yet may be entered in the place of a reference to it, in the same act.
    pub in_place: Option<InPlace>,
    /// Records of other registers that are entered with a new one, where they are filled in.
    pub brings: &'static [Brings],
    /// What can be done with one of these beside what follows from the rest of its declaration (`core/deeds`).
    pub deeds: &'static [Deed],
    /// 限制查阅: shown in the lists of its own tab alone, which name nobody; elsewhere its number at most. JSON has it in full.
    pub restricted: bool,
}

impl PartialEq for Register {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Register {
    /// A bare register, to be completed by struct update.
    pub const fn new(name: &'static str, label: &'static str, unit: &'static str) -> Self {
        Register {
            name,
            label,
            unit,
            fields: &[],
            list: &[],
            natural_key: &[],
            parts: &[],
            parent: None,
            order: &[],
            latest_first: false,
            filters: &[],
            frozen: &[],
            dated: None,
            carried: &[],
            amount: None,
            versions: None,
            since: None,
            until: None,
            on_page: None,
            sums: &[],
            holds: &[],
            tied: &[],
            against: &[],
            lets_go: &[],
            tells: &[],
            left: None,
            settled: None,
            frees: None,
            life: None,
            acting: &[],
            signed: &[],
            serial: None,
            keys_above: 0,
            keys_within: None,
            over: &[],
            joins: None,
            between: &[],
            with_rows: false,
            opens: None,
            single: false,
            input: Input::Form,
            view: None,
            brief: &[],
            in_place: None,
            brings: &[],
            deeds: &[],
            restricted: false,
        }
    }
    /// How many keys a record has for the rows that lie within it ([`Register::keys_within`]).
    pub const WITHIN: i64 = 1_000_000;

    /// A natural key with the parts that follow it: `tekun.care_fen/D/1`.
    pub fn with_parts(&self, key: String, part: impl Fn(&str) -> String) -> String {
        let whole = self.parts.iter().fold(key, |whole, col| format!("{whole}/{}", part(col)));
        if self.parts.is_empty() { whole } else { whole.trim_end_matches('/').to_owned() }
    }
    /// Where its rows are read: a table, or its view.
    pub fn read_from(&self) -> &'static str {
        self.view.unwrap_or(self.name)
    }
    /// Whether its rows are rows of a record of that register.
    pub fn belongs_to(&self, parent: &Register) -> bool {
        self.parent_field(parent).is_some()
    }
    /// The registers whose rows belong to one record of this one, with the field that says so.
    pub fn children(&self) -> impl Iterator<Item = (&'static Register, &'static str)> + '_ {
        ALL.iter().map(|entry| entry.register).filter_map(|child| Some((child, child.parent_field(self)?)))
    }
    /// The field of a column.
    pub fn field(&self, col: &str) -> Option<&'static Field> {
        self.fields.get(self.position(col)?)
    }
    /// What the field of a column is called; nothing where there is none.
    pub fn label_of(&self, col: &str) -> &'static str {
        self.field(col).map_or("", |field| field.label)
    }
    /// The stored name of a column that a declaration names: a field's, `key`, or as it stands.
    pub fn stored(&self, col: &str) -> String {
        self.field(col).map_or_else(|| col.to_owned(), Field::column)
    }
    /// Whether a saved row keeps a column that has this value: a frozen one, and the number by which its papers know it.
    pub fn keeps(&self, col: &str, value: &Value) -> bool {
        let number = self.serial.is_some_and(|s| s.col == col);
        self.frozen.contains(&col) || (number && !value.is_null())
    }
    /// The field by which its rows belong to records of another register: it refers to that, or to cases of any scheme drawn month by month.
    pub fn parent_field(&self, parent: &Register) -> Option<&'static str> {
        let field = self.field(self.parent?)?;
        let belongs = match field.kind {
            Kind::Ref(name) => name == parent.name,
            Kind::Case => parent.versions.is_some(),
            _ => false,
        };
        belongs.then_some(field.col)
    }
    /// Whether a column of a case follows its versions or its moves: what it says depends on the day that is asked about.
    pub fn follows(&self, col: &str) -> bool {
        self.versions.is_some_and(|v| matches!(col, Versions::STATE | Versions::PLACE) || v.follow.contains(&col))
    }
    /// Whether a row is taken back with all that it did elsewhere (撤销), never voided.
    pub fn is_undone(&self) -> bool {
        self.against.iter().any(|against| matches!(against, Against::Undone))
    }
    /// What a clerk is told who wants to change such a column.
    pub fn told_to_keep(&self, field: &Field) -> String {
        let (way, what) = if self.is_undone() { ("撤销那次登记", "") } else { ("作废这条", self.label) };
        format!("{}登记后不能直接修改; 有误的请{way}{what}, 重新登记", field.label)
    }
    /// The field at the end of a list column's path: a field or a sum, a field of a referred record, a field of a child.
    pub fn field_at(&self, path: &str) -> Option<&'static Field> {
        let Some((head, rest)) = path.split_once('.') else {
            return self.field(path).or_else(|| self.beside().find(|field| field.col == path));
        };
        let next = match self.field(head).map(|f| f.kind) {
            Some(Kind::Ref(name)) => name,
            _ => head,
        };
        let next = crate::register::find(next)?.register;
        if next.restricted && !self.restricted { None } else { next.field_at(rest) }
    }
    /// What is shown beside the fields, and stored nowhere.
    pub fn beside(&self) -> impl Iterator<Item = &'static Field> {
        self.sums.iter().map(|sum| &sum.field).chain(self.holds.iter().map(|held| &held.field))
    }
    /// The position of a column's field.
    pub fn position(&self, col: &str) -> Option<usize> {
        // Mostly it is the very text of the declaration.
        let same = self.fields.iter().position(|f| std::ptr::eq(f.col, col));
        same.or_else(|| self.fields.iter().position(|f| f.col == col))
    }
}

/// What the child rows of a record come to on a day: the balance of a ledger, the first of its months.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    /// How it is called; it is stored nowhere.
    pub field: Field,
    /// What it is made of: money of several registers adds up, of months there is one.
    pub of: &'static [Part],
}

/// What the rows of one register that refer to a record, mostly its child rows, are for a [`Sum`].
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The register.
    pub register: &'static str,
    /// Its column: an amount, or a month.
    pub col: &'static str,
    /// The day or month from which on a row counts.
    pub day: &'static str,
    /// How a row counts.
    pub counts: Counts,
}

/// How the rows of a child register count.
#[derive(Clone, Copy, Debug)]
pub enum Counts {
    /// Each adds its amount.
    Adds,
    /// Each takes its amount away.
    Takes,
    /// Those of some codes of a column add, the others take away.
    By(&'static str, fn(&str) -> bool),
    /// The first of all.
    First,
    /// The last of all.
    Last,
}

/// What the record of a register that refers to one of this and is in force on a day says of it (等级 of a home); of several the greatest.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// How it is called; it is stored nowhere.
    pub field: Field,
    /// The register.
    pub of: &'static str,
    /// Its column that refers here.
    pub by: &'static str,
    /// Its column with what it says.
    pub says: &'static str,
    /// What is so where none is in force; empty for nothing.
    pub without: &'static str,
}

impl Held {
    /// What the record of a register that refers here by a column says in another; nothing where none is in force.
    pub const fn by((of, by): (&'static str, &'static str), says: &'static str, field: Field) -> Held {
        Held { field: field.given(), of, by, says, without: "" }
    }
    /// The same, with what is so where none is in force.
    pub const fn or(self, without: &'static str) -> Held {
        Held { without, ..self }
    }
}

/// How the records of a register come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A clerk enters and corrects them.
    Form,
    /// The program writes them; the text says how (发放批次由发放程序生成). A clerk enters none, and corrects only the fields
    /// that are not [`crate::register::Need::Given`].
    Program(&'static str),
}

/// What can be done with a record (办理), as long as it is so.
#[derive(Clone, Copy, Debug)]
pub struct Deed {
    /// What it is called.
    pub label: &'static str,
    /// What it is.
    pub does: Does,
    /// When there is sense in it.
    pub when: fn(&Values) -> bool,
}

/// What is done that has a screen of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// 区划变更 by a plan.
    Remap,
}

/// What stands against voiding a row.
#[derive(Clone, Copy, Debug)]
pub enum Against {
    /// What the rows of its parent that would be left lack.
    Left(fn(&[Values]) -> Option<Slip>),
    /// What a standing record says to which a column refers.
    Referred(&'static str, fn(&Values) -> Option<Slip>),
    /// A later row of its group, which says what this one led to: rows fall from the last one on. What a row is called.
    Later(&'static str),
    /// There is no other: what a clerk is told.
    Only(&'static str),
    /// What lies in the division, where this is its only row.
    Inside,
    /// It is taken back with all that it did elsewhere (撤销), never voided: its rules say so.
    Undone,
}

impl Tie {
    /// The registers whose rows fall.
    pub fn registers(&self) -> Vec<&'static Register> {
        let named = |name: &str| find(name).map(|entry| entry.register);
        match self.register {
            Tie::VERSIONS => BENEFITS.iter().filter_map(|b| named(b.cases.versions?.register)).collect(),
            name => named(name).into_iter().collect(),
        }
    }
}

/// What stands in rows of another register because of a row of this one, and gives way to what stood there before, once it falls (the end
/// of a stay in a home that came with a version).
#[derive(Clone, Copy, Debug)]
pub struct Frees {
    /// The other register.
    pub register: &'static str,
    /// Its column with the key of the row.
    pub by: &'static str,
    /// Its columns, each with what stands there without; empty for nothing.
    pub cols: &'static [(&'static str, &'static str)],
}

/// How the records of a register end with the life of their person. A dated register gets another row from the day of the death, with what
/// it carries; in any other that day is the last of the record ([`Register::until`]).
#[derive(Clone, Copy, Debug)]
pub struct Life {
    /// The way to the person: a column, or one of its parent (`child.person`).
    pub person: &'static str,
    /// What columns say then, as stored.
    pub says: &'static [(&'static str, &'static str)],
    /// Which of its records, by key and values, stand until somebody has seen to them, of a person who is dead.
    pub unless: fn((i64, &Values), i64, &Facts) -> bool,
}

impl Life {
    /// Each record ends.
    pub const fn of(person: &'static str, says: &'static [(&'static str, &'static str)]) -> Life {
        Life { person, says, unless: |_, _, _| false }
    }
    /// Not where this holds.
    pub const fn unless(self, unless: fn((i64, &Values), i64, &Facts) -> bool) -> Life {
        Life { unless, ..self }
    }
}

/// A column with somebody who acts for others.
#[derive(Clone, Copy, Debug)]
pub struct Acting {
    /// The column.
    pub person: &'static str,
    /// What has to be done when that person is dead: 请另行指定监护人.
    pub then: &'static str,
    /// Whether nobody has to see to a row, of a person who is dead.
    pub unless: fn((i64, &Values), i64, &Facts) -> bool,
}

impl Acting {
    /// Somebody has to see to each.
    pub const fn of(person: &'static str, then: &'static str) -> Acting {
        Acting { person, then, unless: |_, _, _| false }
    }
    /// Not where this holds of the row and the dead person.
    pub const fn unless(self, unless: fn((i64, &Values), i64, &Facts) -> bool) -> Acting {
        Acting { unless, ..self }
    }
}

/// A number that the office gives (家庭编号, 案件编号): a prefix, then the next free serial behind it. Numbers of voided rows
/// are not used again. The store fills the column after [`Record::complete`] when it is empty and the prefix is some.
#[derive(Clone, Copy, Debug)]
pub struct Serial {
    /// The column, text.
    pub col: &'static str,
    /// What stands before the serial; none where the record needs no such number (a person who has an ID number).
    pub prefix: fn(&Values, &Facts) -> Option<String>,
    /// Digits of the serial, with zeros in front.
    pub width: usize,
}

/// A column of a list. `path` is a field, a field of a referred record (`household.applicant.name`), or a field of the version
/// by which a case is drawn on the day, or was drawn last (`award.total`), or a sum over child rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListColumn {
    /// Where the value comes from.
    pub path: &'static str,
    /// The head of the column.
    pub label: &'static str,
    /// Cells.
    pub width: u16,
}

impl ListColumn {
    /// A column.
    pub const fn new(path: &'static str, label: &'static str, width: u16) -> ListColumn {
        ListColumn { path, label, width }
    }
    /// Whether it shows a field of another record.
    pub fn is_of_another(&self) -> bool {
        self.path.contains('.')
    }
}

/// A dated register: rows of one group follow each other; each ends where the next starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The column of the start, a date or a month.
    pub start: &'static str,
    /// The columns that make a group.
    pub within: &'static [&'static str],
    /// The name of the derived end in JSON and lists (the last day or month of the row).
    pub until: &'static str,
}

/// The versions of a case: a dated child register whose row in force on a day says how the case stands on it. The case's own
/// columns that follow them hold what the latest version says; everything that is shown, filtered or counted asks for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    /// The child register; its `kind` is `end` where the case stops.
    pub register: &'static str,
    /// Columns of the case that stand in the versions too and follow them, beside [`Versions::STATE`].
    pub follow: &'static [&'static str],
    /// The version's column with the monthly amount.
    pub amount: &'static str,
}

impl Versions {
    /// The column of the case that follows the versions' kind.
    pub const STATE: &'static str = "state";
    /// The column of a version with its kind, which that follows.
    pub const KIND: &'static str = "kind";
    /// The column of the case that follows its moves.
    pub const PLACE: &'static str = "division";
    /// The column of the case with the day of its decision, and that of the version, the first of which begins with it.
    pub const DECIDED: (&'static str, &'static str) = ("district_date", "decided_date");
}
