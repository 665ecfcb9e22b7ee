//! What a kind of record must be able to say, and a register with it, as the list of registers holds it.

use crate::domain::slip::Slip;
use crate::register::benefits::rests::Loss;
use crate::register::core::addresses;
use crate::register::core::declare::Register;
use crate::register::core::{order, settled};
use crate::register::{Facts, Value, Values};

/// A further row that the same act writes: the change row of an award version, the state of its case. Columns are declared
/// names (`amount_delta`, not `amount_delta_fen`).
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// A new row, with the next number where its register gives numbers. A value of [`Write::THIS`], [`Write::PARENT`] or [`Write::FIRST`]
    /// stands for a key that is not known yet.
    Insert(&'static str, Vec<(&'static str, Value)>),
    /// New values of a row by its key.
    Update(&'static str, i64, Vec<(&'static str, Value)>),
    /// New values of the living row that is the same in some columns, or a new row where there is none.
    Put(&'static str, &'static [&'static str], Vec<(&'static str, Value)>),
    /// A row falls, with all that is tied to it.
    Void(&'static str, i64),
}

impl Write {
    /// Stands for the key of the record being saved.
    pub const THIS: i64 = i64::MIN;
    /// Stands for the key of its parent, for a row that is saved with a new one.
    pub const PARENT: i64 = i64::MIN + 1;
    /// Stands for the key of the first row that these writes have put in.
    pub const FIRST: i64 = i64::MIN + 2;
}

/// The keys that are known while the further rows of a record are written.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The record.
    pub this: i64,
    /// The record it is a row of, if it is one.
    pub parent: Option<i64>,
    /// The first row that was put in.
    pub first: Option<i64>,
}

/// A kind of record: read from a declared row into types, judged by pure rules.
pub trait Record: Sized {
    /// The declaration.
    const REGISTER: &'static Register;
    /// The typed record. Slips name the field. Fields that are absent though needed are already reported by then.
    fn read(values: &Values) -> Result<Self, Vec<Slip>>;
    /// Fills what follows from other fields at once, while typing (birth date and sex from the ID number).
    fn fill(_values: &mut Values) {}
    /// Fills what follows from facts (the amounts of a version from household and standard), also while fields that are needed are
    /// still empty.
    fn complete(_values: &mut Values, _facts: &Facts) {}
    /// What its voiding would pull away from what stands: a running case that rests on it, amounts computed from it. The facts have
    /// it as [`Facts::before`].
    fn check_void(_values: &Values, _facts: &Facts) -> Vec<Slip> {
        Vec::new()
    }
    /// Judges the completed record. Pure.
    fn check(&self, _facts: &Facts) -> Vec<Slip> {
        Vec::new()
    }
    /// What else the act writes.
    fn follows(&self, _facts: &Facts) -> Vec<Write> {
        Vec::new()
    }
    /// The stored rows of its register that it takes the place of: they fall in its act.
    fn replaces(&self, _facts: &Facts) -> Vec<i64> {
        Vec::new()
    }
    /// What running cases of people may rest on and this record takes away ([`crate::register::benefits::benefit`]).
    fn losses(&self, _facts: &Facts) -> Vec<Loss> {
        Vec::new()
    }
    /// Whom a new version covers otherwise than the one before.
    fn moves(&self, _facts: &Facts) -> Moves {
        Moves::default()
    }
}

/// Names of those who are covered otherwise than before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    /// Who is newly covered.
    pub joined: Vec<String>,
    /// Who no longer is.
    pub left: Vec<String>,
}

/// A register with the functions of its kind of record, as the list of registers holds it.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The declaration.
    pub register: &'static Register,
    /// [`Record::fill`].
    pub fill: fn(&mut Values),
    /// [`Record::complete`].
    pub complete: fn(&mut Values, &Facts),
    /// The declared orders of its dates, what other fields call for, and [`Record::check`] after reading again what was completed.
    pub check: fn(&Values, &Facts) -> Vec<Slip>,
    /// [`Record::check_void`].
    pub check_void: fn(&Values, &Facts) -> Vec<Slip>,
    /// [`Record::follows`].
    pub follows: fn(&Values, &Facts) -> Vec<Write>,
    /// [`Record::replaces`].
    pub replaces: fn(&Values, &Facts) -> Vec<i64>,
    /// [`Record::losses`].
    pub losses: fn(&Values, &Facts) -> Vec<Loss>,
    /// [`Record::moves`].
    pub moves: fn(&Values, &Facts) -> Moves,
}

impl Entry {
    /// The entry of a register without rules of its own: what its declaration says is all.
    pub const fn plain(register: &'static Register) -> Entry {
        Entry {
            register,
            fill: |_| {},
            complete: |_, _| {},
            check: declared,
            check_void: |_, _| Vec::new(),
            follows: |_, _| Vec::new(),
            replaces: |_, _| Vec::new(),
            losses: |_, _| Vec::new(),
            moves: |_, _| Moves::default(),
        }
    }
    /// The entry of a kind of record.
    pub const fn of<R: Record>() -> Entry {
        Entry {
            register: R::REGISTER,
            fill: R::fill,
            complete: R::complete,
            check: |v, facts| {
                // Its own rules first: a record that they ask for with its rows is not asked for again without.
                let own = R::read(v).map_or_else(|unread| unread, |r| r.check(facts));
                let mut slips = declared(v, facts);
                slips.extend(own);
                slips
            },
            check_void: |v, facts| settled::voided(v, facts).into_iter().chain(R::check_void(v, facts)).collect(),
            follows: |v, facts| R::read(v).map(|r| r.follows(facts)).unwrap_or_default(),
            replaces: |v, facts| R::read(v).map(|r| r.replaces(facts)).unwrap_or_default(),
            losses: |v, facts| R::read(v).map(|r| r.losses(facts)).unwrap_or_default(),
            moves: |v, facts| R::read(v).map(|r| r.moves(facts)).unwrap_or_default(),
        }
    }
}

/// What the declaration alone says of a record: the orders of its dates, what other fields call for, names of places in its addresses.
fn declared(values: &Values, facts: &Facts) -> Vec<Slip> {
    let mut slips = order::check(values, facts);
    slips.extend(called_for(values));
    slips.extend(addresses::check(values, facts));
    slips.extend(settled::changed(values, facts));
    slips
}

/// `E-RG06`: fields that are empty though another field calls for them ([`crate::register::When`]).
fn called_for(values: &Values) -> impl Iterator<Item = Slip> + '_ {
    let empty = values.iter().filter(|(_, value)| value.is_null());
    empty.filter_map(|(field, _)| {
        let when = field.when.filter(|w| w.needed && w.holds(values))?;
        let text = format!("{}的, 须填{}", when.in_words(values.register), field.label);
        Some(Slip::error("E-RG06", text).at(field.col))
    })
}
