//! 办理: what can be done to a record that stands, and by which small form: derived from what its register declares, so that a register
//! or a benefit that is added has it. Of a case its next version of each kind, who joins and leaves its household, what is entered beside
//! it (the account it is paid into), its moves; what a register declares of its own. What has no sense as the record stands is not
//! offered; what waits for something else says for what. Pure.

use crate::domain::month::Month;
use crate::register::benefits::benefit::{Household, Members};
use crate::register::benefits::cases::{missing_steps, steps_in_words};
use crate::register::core::{any, hangs, life};
use crate::register::{Brings, Does, Draft, Facts, Field, Kind, Need, Register, Values, Versions, benefit_of, find};
use std::convert::Infallible;

/// The kinds of versions that are told apart: what pays, what pays nothing for a time, what ends.
const AWARD: &str = "award";
const SUSPENDED: &str = "suspended";
const END: &str = "end";
/// The state of a case that is decided, or taken over, and has no version yet.
const CONFIRMED: &str = "confirmed";
/// The month in which a version begins.
const FROM: &str = "from_month";

/// Something that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// What it is called.
    pub label: String,
    /// How it is done.
    pub way: Way,
}

/// How something is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// A record is entered.
    Enter(Box<Entering>),
    /// One of several records is entered: each with whom it is about.
    Which(Vec<(String, Entering)>),
    /// On a screen of its own.
    Own(Does),
    /// Not yet: what it is called says what has to be done before.
    NotYet,
}

/// A record to be entered on a small form.
#[derive(Clone, Debug, PartialEq)]
pub struct Entering {
    /// Its register.
    pub register: &'static Register,
    /// What is known of it, as it would be typed.
    pub given: Vec<(&'static str, String)>,
    /// What is asked; everything else can be reached.
    pub asks: Vec<&'static str>,
    /// What is entered with it ([`Register::brings`]), and what is asked of that.
    pub beside: Option<(Draft, Vec<&'static str>)>,
}

impl Entering {
    /// A record of which every field that a clerk fills is asked, but those that are given and those that the program completes.
    fn of(register: &'static Register, given: Vec<(&'static str, String)>) -> Entering {
        let start = register.dated.map(|dated| dated.start);
        let is_given = |col: &str| given.iter().any(|(c, _)| *c == col);
        let carried = |field: &Field| register.carried.contains(&field.col);
        let filled = |field: &Field| field.completed || field.when.is_some() || Some(field.col) == start;
        let asked = |f: &&Field| f.need != Need::Given && !is_given(f.col) && (carried(f) || !filled(f));
        let asks = register.fields.iter().filter(asked).map(|f| f.col).collect();
        Entering { register, given, asks, beside: None }
    }
    fn asking(self, asks: Vec<&'static str>) -> Entering {
        Entering { asks, ..self }
    }
}

/// Whether there may be anything to do to a record of a register.
pub fn may(register: &Register) -> bool {
    let own = register.versions.is_some() || !register.brings.is_empty() || !register.deeds.is_empty();
    own || hangs::hangs_on(register).is_some()
}

/// What can be done to a record.
pub fn of(register: &'static Register, key: i64, facts: &Facts) -> Vec<Offered> {
    let Some(record) = facts.record(register.name, key) else { return Vec::new() };
    let values = &record.values;
    let own = register.deeds.iter().filter(|deed| (deed.when)(values));
    let own = own.map(|deed| Offered { label: deed.label.to_owned(), way: Way::Own(deed.does) });
    let rows: Vec<&Values> = record.children.iter().map(|(_, row)| row).collect();
    let ended = match latest(register, &rows) {
        // An end that lies ahead has not come yet.
        Some((_, last)) => last.text(Versions::KIND) == END && last.month(FROM) <= Some(Month::of(facts.day)),
        None => life::is_over(values, facts.day, facts),
    };
    if ended {
        return own.chain(noted(register, key)).collect();
    }
    let mut all = versions(register, key, values, &rows, facts);
    all.extend(register.brings.iter().filter_map(|brings| beside(brings, values, facts)));
    all.extend(moves(register, key, &rows));
    all.extend(own);
    all.extend(noted(register, key));
    all
}

/// 记一笔: what hangs on any record, whatever becomes of it.
fn noted(register: &Register, key: i64) -> Option<Offered> {
    let (notes, col) = hangs::hangs_on(register)?;
    let entering = Entering::of(notes, vec![(col, any::of(register.name, key))]).asking(notes.brief.to_vec());
    Some(Offered { label: "记一笔".to_owned(), way: Way::Enter(Box::new(entering)) })
}

/// The register of the versions of a case, and the latest one.
fn latest<'v>(register: &Register, rows: &[&'v Values]) -> Option<(&'static Register, &'v Values)> {
    let version = find(register.versions?.register)?.register;
    let own = rows.iter().copied().filter(|row| row.register == version);
    own.max_by_key(|row| row.month(FROM)).map(|last| (version, last))
}

/// The next version of a case, of each kind that may follow the latest one; who joins and leaves with one.
fn versions(register: &'static Register, key: i64, case: &Values, rows: &[&Values], facts: &Facts) -> Vec<Offered> {
    let Some(entry) = register.versions.and_then(|versions| find(versions.register)) else { return Vec::new() };
    let (version, Some(col)) = (entry.register, entry.register.parent) else { return Vec::new() };
    let of = |kind: &str| Entering::of(version, vec![(col, format!("#{key}")), (Versions::KIND, kind.to_owned())]);
    let enter =
        |label: &str, entering: Entering| Offered { label: label.to_owned(), way: Way::Enter(Box::new(entering)) };
    let Some((_, last)) = latest(register, rows) else {
        let lacks = missing_steps(case);
        if !lacks.is_empty() {
            let label = format!("{}: 先填好{}", version.label, steps_in_words(&lacks));
            return vec![Offered { label, way: Way::NotYet }];
        }
        let confirmed = case.text(Versions::STATE) == CONFIRMED;
        return confirmed.then(|| enter(version.label, of(AWARD))).into_iter().collect();
    };
    let last = last.text(Versions::KIND);
    let kinds = match version.field(Versions::KIND).map(|field| field.kind) {
        Some(Kind::Code(codes)) => codes.items,
        _ => &[],
    };
    let mut all = Vec::new();
    if last != END {
        all.push(enter(if last == SUSPENDED { "恢复" } else { "增发/减发" }, of(AWARD)));
    }
    let ends = |kind: &str| matches!(kind, END | SUSPENDED);
    // One that pays nothing can only end; an end that lies ahead can come earlier.
    let follows = |kind: &str| kind == END || (last == AWARD && kind != AWARD) || (!ends(last) && kind == SUSPENDED);
    let mut others: Vec<_> = kinds.iter().filter(|(kind, _)| follows(kind)).collect();
    others.sort_by_key(|(kind, _)| *kind != END);
    all.extend(others.into_iter().map(|(kind, label)| {
        let reason =
            version.fields.iter().filter(|f| f.when.is_some_and(|w| w.col == Versions::KIND && w.is.contains(kind)));
        let asks = [Versions::DECIDED.1].into_iter().chain(reason.map(|f| f.col)).collect();
        enter(label, of(kind).asking(asks))
    }));
    // Who comes or goes is a version that pays: of a case that is suspended or runs out it would begin the money anew.
    if let Some(household) = benefit_of(register.name).and_then(|b| b.household()).filter(|_| last == AWARD) {
        all.extend(members(household, version, of(AWARD), facts));
    }
    all
}

/// Somebody joins the household of a case, or leaves it.
fn members(household: &Household, version: &Register, entering: Entering, facts: &Facts) -> Vec<Offered> {
    let Members { register, person, relation, joins, leaves, why } = household.members;
    let Some((entry, brings)) = find(register).zip(version.brings.iter().find(|b| b.register == register)) else {
        return Vec::new();
    };
    let mut values = Values::new(entering.register);
    for (col, text) in &entering.given {
        values.set(col, version.field(col).and_then(|field| field.read(text, &[]).ok()).unwrap_or_default());
    }
    let Some(house) = known(brings, &values, facts).and_then(|key| facts.household(key)) else { return Vec::new() };
    let entering = |draft: Draft, asks: &[&'static str]| {
        let mut version = entering.clone();
        // The day that is asked is that on which somebody comes or goes.
        version.given.push((Versions::DECIDED.1, facts.day.to_string()));
        Entering { beside: Some((draft, asks.to_vec())), ..version }
    };
    let row = || Draft::new(entry.register);
    let leaving = |m: &crate::register::MemberFact| {
        let mut draft = row().with_ref(person, m.person.key);
        leaves.iter().for_each(|(col, text)| draft.type_in(col, *text));
        let relation =
            entry.register.field(relation).map_or_else(String::new, |f| f.kind.show(&m.relation_code.as_str().into()));
        (format!("{} {relation}", m.person.name), entering(draft, why))
    };
    vec![
        Offered { label: "加人".to_owned(), way: Way::Enter(Box::new(entering(row(), joins))) },
        Offered { label: "减人".to_owned(), way: Way::Which(house.members.iter().map(leaving).collect()) },
    ]
}

/// What is entered with a new record, entered anew for one that stands.
fn beside(brings: &Brings, values: &Values, facts: &Facts) -> Option<Offered> {
    let register = find(brings.register)?.register;
    let start = register.dated?.start;
    let of = known(brings, values, facts)?;
    let given = vec![(brings.by, format!("#{of}")), (start, facts.day.to_string())];
    let asks = register.brief.iter().copied().filter(|col| *col != brings.by).collect();
    let entering = Entering { register, given, asks, beside: None };
    let does = if facts.rows_of(register.name, brings.by, of).next().is_some() { "变更" } else { "登记" };
    Some(Offered { label: format!("{does}{}", register.label), way: Way::Enter(Box::new(entering)) })
}

/// The moves of a case that has been drawn: rows that keep what a column was before them.
fn moves(register: &'static Register, key: i64, rows: &[&Values]) -> Vec<Offered> {
    let drawn = rows.iter().any(|row| register.versions.is_some_and(|v| v.register == row.register.name));
    let kept = register.children().filter(|(child, _)| drawn && child.left.is_some());
    let enter = |(child, col): (&'static Register, &'static str)| {
        let entering = Entering::of(child, vec![(col, format!("#{key}"))]);
        Offered { label: child.label.to_owned(), way: Way::Enter(Box::new(entering)) }
    };
    kept.map(enter).collect()
}

/// The record to which the way of what is entered beside leads, by the rows that `row` gives; none where it ends before.
///
/// # Errors
/// Those of `row`.
pub fn led_to<E>(
    brings: &Brings,
    values: &Values,
    row: impl Fn(&'static str, i64) -> Result<Option<Values>, E>,
) -> Result<Option<i64>, E> {
    let mut at = values.clone();
    let mut key = None;
    for col in brings.of.split('.') {
        let Some((target, of)) = at.register.field(col).and_then(|field| field.kind.referred(at.get(col))) else {
            return Ok(None);
        };
        let Some(there) = row(target, of)? else { return Ok(None) };
        (at, key) = (there, Some(of));
    }
    Ok(key)
}

/// The same by what rules know.
fn known(brings: &Brings, values: &Values, facts: &Facts) -> Option<i64> {
    let Ok(key) = led_to(brings, values, |register, key| Ok::<_, Infallible>(facts.row(register, key).cloned()));
    key
}
