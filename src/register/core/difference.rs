//! What a new row of a dated register follows, takes over from it, and changes: money old and new, from when, whom it newly
//! covers, who decided before. Derived from the declaration ([`Register::carried`], [`Register::amount`]); pure.

use crate::domain::money::Money;
use crate::register::{BeforeAsk, BeforeFact, Entry, Facts, Field, Kind, Moves, Register, Value, Values};
use chrono::NaiveDate;

/// What a new version changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// What the money is called (月保障金).
    pub label: &'static str,
    /// The amount in force before; none where this version is the first.
    pub from: Option<Money>,
    /// The amount from now on.
    pub to: Money,
    /// The month or day from which it holds.
    pub start: String,
    /// The start of the version before.
    pub since: Option<String>,
    /// When that one was decided, and who entered it.
    pub decided: Option<(NaiveDate, String)>,
    /// What else is not as before: label, old, new.
    pub fields: Vec<(&'static str, String, String)>,
    /// Whom it covers otherwise.
    pub moves: Moves,
}

impl Difference {
    /// For a clerk, the money first.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.money()];
        let changed = self.fields.iter().map(|(label, old, new)| format!("{label} {old} → {new}"));
        let Moves { joined, left } = &self.moves;
        let joined = (!joined.is_empty()).then(|| format!("新增对象 {}", joined.join("、")));
        let left = (!left.is_empty()).then(|| format!("不再保障 {}", left.join("、")));
        let more: Vec<String> = changed.chain(joined).chain(left).collect();
        if !more.is_empty() {
            lines.push(more.join("; "));
        }
        if let (Some(since), Some((day, by))) = (&self.since, &self.decided) {
            lines.push(format!("原核定自 {since} 起, {day} 核定, {by} 录入"));
        }
        lines
    }

    fn money(&self) -> String {
        let Difference { label, to, start, .. } = self;
        let Some(from) = self.from else { return format!("{label} {to} 元, 自 {start} 起(首次)") };
        let change = to.checked_sub(from).unwrap_or_default();
        let change = match change.as_fen() {
            0 => "不变".to_owned(),
            1.. => format!("+{change}"),
            _ => change.to_string(),
        };
        format!("{label} {from} → {to} 元({change}), 自 {start} 起")
    }
}

/// What is asked about a row of a dated register that carries something over: which one it follows. None while its group is
/// not known (the parent is new too).
pub fn asks(values: &Values) -> Option<BeforeAsk> {
    let register = values.register;
    let dated = register.dated.filter(|_| !register.carried.is_empty() || register.amount.is_some())?;
    let within = dated.within.iter().map(|col| Some((*col, values.int(col)?)));
    Some(BeforeAsk {
        register: register.name,
        within: within.collect::<Option<_>>()?,
        start: values.get(dated.start).text().map(str::to_owned),
    })
}

/// The row whose place this one takes from its first day on ([`Facts::without`]).
fn replaced<'a>(values: &Values, facts: &'a Facts) -> Option<&'a Values> {
    let (dated, parent) = (values.register.dated.filter(|_| facts.without)?, values.register.parent?);
    let (name, key) = values.register.field(parent)?.kind.referred(values.get(parent))?;
    let mut rows = facts.record(name, key)?.children.iter().map(|(_, row)| row);
    rows.find(|row| row.register == values.register && row.get(dated.start) == values.get(dated.start))
}

/// The row that this one follows: one whose place it takes, one entered in the same draft, else the one in the office.
fn before<'a>(values: &Values, facts: &'a Facts) -> Option<(&'a Values, Option<&'a BeforeFact>)> {
    if let Some(replaced) = replaced(values, facts) {
        return Some((replaced, None));
    }
    let dated = values.register.dated?;
    let start = values.get(dated.start).text();
    let begins = |v: &'a Values| v.get(dated.start).text();
    // A new parent has no key yet; whoever else is not known is nobody that another row could be of.
    let is_known = |col: &str| values.register.parent == Some(col) || !values.get(col).is_null();
    let same = |v: &&'a Values, col: &str| is_known(col) && v.get(col) == values.get(col);
    let same_group = |v: &&'a Values| v.register == values.register && dated.within.iter().all(|col| same(v, col));
    let earlier = |v: &&'a Values| begins(v).is_some_and(|s| start.is_none_or(|own| s < own));
    let beside = facts.children.iter().filter(same_group).filter(earlier).max_by_key(|v| begins(v));
    let stored = asks(values).and_then(|ask| facts.predecessor(&ask));
    match (beside, stored) {
        (Some(beside), Some(stored)) if begins(beside) < begins(&stored.values) => Some((&stored.values, Some(stored))),
        (Some(beside), _) => Some((beside, None)),
        (None, stored) => stored.map(|s| (&s.values, Some(s))),
    }
}

/// Takes over what was not typed from the row that a new one follows.
pub fn carry(values: &mut Values, typed: &[(&'static str, String)], facts: &Facts) {
    if facts.this.is_some() {
        return;
    }
    let Some((before, _)) = before(values, facts) else { return };
    for col in values.register.carried.iter().filter(|col| !typed.iter().any(|(c, _)| c == *col)) {
        values.set(col, before.get(col).clone());
    }
}

/// Whether a change of the field is told: what is carried over, and what kind of version it is. What follows from these the money
/// tells.
fn is_told(register: &Register, field: &Field) -> bool {
    let code = matches!(field.kind, Kind::Code(_)) && field.col != "change_kind";
    register.carried.contains(&field.col) || (code && register.frozen.contains(&field.col))
}

/// What a completed new row changes; `called` is what a record is called, by its register and key. None where the register has no
/// money, and for a correction.
pub fn of(
    entry: &Entry,
    values: &Values,
    facts: &Facts,
    called: &dyn Fn(&'static str, i64) -> Option<String>,
) -> Option<Difference> {
    let (register, None) = (values.register, facts.this) else { return None };
    let (amount, dated) = (register.field(register.amount?)?, register.dated?);
    let start = register.field(dated.start)?.kind;
    let found = before(values, facts);
    let mut difference = Difference {
        label: amount.label,
        to: values.money(amount.col)?,
        start: start.show(values.get(dated.start)),
        moves: (entry.moves)(values, facts),
        ..Difference::default()
    };
    let Some((old, stored)) = found else { return Some(difference) };
    difference.from = Some(old.money(amount.col).unwrap_or_default());
    difference.since = Some(start.show(old.get(dated.start)));
    difference.decided = old.date("decided_date").zip(stored.map(|s| s.by.clone()));
    let changed = register.fields.iter().filter(|f| is_told(register, f) && old.get(f.col) != values.get(f.col));
    let text = |kind: Kind, value: &Value| match (value, kind.referred(value)) {
        (Value::Null, _) => "无".to_owned(),
        (_, Some((register, key))) => called(register, key).unwrap_or_else(|| format!("#{key}")),
        _ => kind.show(value),
    };
    difference.fields =
        changed.map(|f| (f.label, text(f.kind, old.get(f.col)), text(f.kind, values.get(f.col)))).collect();
    Some(difference)
}
