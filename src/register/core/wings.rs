//! The fields of work (业务) by which rights are given, which of them a register belongs to, and the town (镇街) in which a record lies.

use crate::domain::scheme::Scheme;
use crate::register::{Field, Kind, Need, Register, Value, Values, benefit, find, realm};

/// A field of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wing {
    /// 社会救助.
    Assistance,
    /// 养老服务.
    Elderly,
    /// 儿童福利.
    Children,
    /// 殡葬改革.
    Funeral,
    /// 区划地名.
    Places,
}

impl Wing {
    /// Names in the file with the Chinese names.
    pub const CODES: [(&'static str, &'static str); 5] = [
        ("assistance", "社会救助"),
        ("elderly", "养老服务"),
        ("children", "儿童福利"),
        ("funeral", "殡葬改革"),
        ("places", "区划地名"),
    ];
    /// All of them, in the order of the codes.
    pub const ALL: [Wing; Wing::CODES.len()] =
        [Wing::Assistance, Wing::Elderly, Wing::Children, Wing::Funeral, Wing::Places];

    /// Name in the file.
    pub const fn code(self) -> &'static str {
        Wing::CODES[self as usize].0
    }
    /// 中文名.
    pub const fn label(self) -> &'static str {
        Wing::CODES[self as usize].1
    }
    /// The one of a name in the file.
    pub fn from_code(code: &str) -> Option<Wing> {
        Wing::ALL.into_iter().find(|wing| wing.code() == code)
    }
    /// The one whose benefit pays a scheme.
    pub fn of_scheme(scheme: Scheme) -> Option<Wing> {
        benefit(scheme).and_then(|benefit| Wing::of(benefit.cases))
    }
    /// The one that a register belongs to; none for what several share.
    pub fn of(register: &Register) -> Option<Wing> {
        match realm(register.name)? {
            Realm::Of(wing) => Some(wing),
            _ => None,
        }
    }
}

/// The field of work of a record, by the rows that `row` gives: its register's; of what benefits have in common that of its scheme, or of what
/// it belongs to. None of what is every field of work's, or nobody's.
///
/// # Errors
/// Those of `row`.
pub fn wing_of<E>(
    values: &Values,
    row: &impl Fn(&'static str, i64) -> Result<Option<Values>, E>,
) -> Result<Option<Wing>, E> {
    let register = values.register;
    if realm(register.name) != Some(Realm::Paid) {
        return Ok(Wing::of(register));
    }
    if let Some(scheme) = Scheme::from_name(values.text("scheme")) {
        return Ok(Wing::of_scheme(scheme));
    }
    let parent = register.parent.and_then(|col| register.field(col));
    let Some((name, key)) = parent.and_then(|field| field.kind.referred(values.get(field.col))) else {
        return Ok(None);
    };
    match find(name).and_then(|entry| Wing::of(entry.register)) {
        Some(wing) => Ok(Some(wing)),
        None => row(name, key)?.map_or(Ok(None), |parent| wing_of(&parent, row)),
    }
}

/// Whose a register is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Realm {
    /// One field of work's.
    Of(Wing),
    /// People, households, homes: every field of work's.
    People,
    /// What benefits have in common: of the field of work that pays a record's scheme.
    Paid,
    /// The bureau's own.
    Bureau,
}

/// The most steps from a record to the one that says where it lies.
const STEPS: u8 = 4;

/// How a record says where it lies.
enum Says {
    /// By a field of its own, or of a record that it refers to: the declared paths.
    Itself(Vec<&'static str>),
    /// By the record that one of these columns names, of the first that is in a town.
    Another(Vec<&'static Field>),
}

/// How the records of a register say it: by what its list is filtered by (`--town`); else as its parent does; else by a division among its
/// fields; else as the first record that it names.
fn says(register: &'static Register) -> Says {
    let divides = |path: &&'static str| register.field_at(path).is_some_and(|field| field.kind == Kind::Division);
    let filters: Vec<&'static str> = register.filters.iter().copied().filter(divides).collect();
    let parent = register.parent.and_then(|col| register.field(col));
    let own = || register.fields.iter().map(|field| field.col).filter(divides).collect::<Vec<_>>();
    let named = || {
        let refers = |field: &&Field| matches!(field.kind, Kind::Ref(_) | Kind::Case | Kind::Any);
        register.fields.iter().filter(|field| field.need != Need::Given).filter(refers).collect()
    };
    match (filters, parent) {
        (filters, _) if !filters.is_empty() => Says::Itself(filters),
        (_, Some(parent)) => Says::Another(vec![parent]),
        _ => match own() {
            own if own.is_empty() => Says::Another(named()),
            own => Says::Itself(own),
        },
    }
}

/// Whether records of a register can lie in a town at all; those of others are the whole district's.
pub fn has_town(register: &'static Register) -> bool {
    may_lie(register, STEPS)
}

fn may_lie(register: &'static Register, steps: u8) -> bool {
    let Some(left) = steps.checked_sub(1) else { return false };
    match says(register) {
        Says::Itself(_) => true,
        Says::Another(fields) => fields.iter().any(|field| match field.kind {
            Kind::Ref(name) => find(name).is_some_and(|entry| may_lie(entry.register, left)),
            _ => true,
        }),
    }
}

/// The division in which a record lies, by the rows that `row` gives; none for one that is the whole district's, and where it does not say.
///
/// # Errors
/// Those of `row`.
pub fn division_of<E>(
    values: &Values,
    row: &impl Fn(&'static str, i64) -> Result<Option<Values>, E>,
) -> Result<Option<String>, E> {
    lies(values, row, STEPS)
}

fn lies<E>(
    values: &Values,
    row: &impl Fn(&'static str, i64) -> Result<Option<Values>, E>,
    steps: u8,
) -> Result<Option<String>, E> {
    let Some(left) = steps.checked_sub(1) else { return Ok(None) };
    match says(values.register) {
        Says::Itself(paths) => {
            for path in paths {
                if let Value::Text(code) = at_end(values, path, row)? {
                    return Ok(Some(code));
                }
            }
        }
        Says::Another(fields) => {
            for field in fields {
                let Some((name, key)) = field.kind.referred(values.get(field.col)) else { continue };
                let Some(there) = row(name, key)? else { continue };
                if let Some(code) = lies(&there, row, left)? {
                    return Ok(Some(code));
                }
            }
        }
    }
    Ok(None)
}

/// What stands at the end of a path of references.
fn at_end<E>(
    values: &Values,
    path: &str,
    row: &impl Fn(&'static str, i64) -> Result<Option<Values>, E>,
) -> Result<Value, E> {
    let Some((head, rest)) = path.split_once('.') else { return Ok(values.get(path).clone()) };
    let Some((name, key)) = values.register.field(head).and_then(|field| field.kind.referred(values.get(head))) else {
        return Ok(Value::Null);
    };
    match row(name, key)? {
        Some(there) => at_end(&there, rest, row),
        None => Ok(Value::Null),
    }
}
