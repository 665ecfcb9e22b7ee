//! From what was typed to a judged record: the steps that are the same for every register. The caller resolves names to `#key`
//! before; what rules ask is answered through [`Facts`].
//!
//! What a correction does not touch is not judged again: [`changed`] drops what says what stands there, [`let_stand`] tells what
//! was wrong before from what the correction does.
//!
//! 1. [`read_typed`] 2. [`Entry::complete`] 3. [`judge`].

use crate::domain::slip::{MISSING, Severity, Slip};
use crate::domain::{nearest, parameter};
use crate::register::{Draft, Entry, Facts, Field, Need, Values};

/// What became of the typed texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// The record, with what follows from other fields filled in.
    pub values: Values,
    /// Fields that could not be read. Their old value stands.
    pub slips: Vec<Slip>,
    /// Doubts about fields that the clerk accepted: to be recorded as exceptions.
    pub exceptions: Vec<Slip>,
}

/// Reads what was typed on top of a record ([`Values::new`] for a new one), then fills.
pub fn read_typed(entry: &Entry, draft: &Draft, onto: Values) -> Typed {
    let mut typed = Typed { values: onto, slips: Vec::new(), exceptions: Vec::new() };
    for (col, text) in &draft.texts {
        let Some(field) = entry.register.field(col) else {
            let near = nearest::hint_labelled(col, entry.register.fields.iter().map(|f| (f.col, f.label)));
            typed.slips.push(Slip::error("E-RG08", format!("{}没有字段 {col}{near}", entry.register.label)).at(col));
            continue;
        };
        if field.need == Need::Given {
            typed.slips.push(Slip::error("E-RG09", format!("{}由程序填写, 不能改", field.label)).at(field.col));
            continue;
        }
        let read = match field.read(text, &[]) {
            Err(slip) if slip.severity == Severity::Doubt && slip.is_among(&draft.accept) => {
                let again = field.read(text, &draft.accept);
                typed.exceptions.push(slip);
                again
            }
            read => read,
        };
        let old = typed.values.get(field.col);
        let kept = draft.key.is_some() && draft.register.keeps(field.col, old);
        match read {
            Ok(value) if kept && *old != value => {
                typed.slips.push(Slip::error("E-RG10", draft.register.told_to_keep(field)).at(field.col));
            }
            Ok(value) => typed.values.set(field.col, value),
            Err(slip) => typed.slips.push(slip),
        }
    }
    (entry.fill)(&mut typed.values);
    typed
}

/// A correction without the texts that say what stands there. They are not read again: a code that is no longer offered, a limit
/// that has been tightened, a reference to a record that is voided by now stand until somebody changes them.
#[must_use]
pub fn changed(draft: &Draft, stands: &Values) -> Draft {
    let mut changed = draft.clone();
    let says_it =
        |col: &str, text: &str| draft.register.field(col).is_some_and(|f| f.kind.edit(stands.get(col)) == text);
    changed.texts.retain(|(col, text)| draft.key.is_none() || !says_it(col, text));
    changed
}

/// What stood before a correction and is said again, of a field that the correction leaves alone (or of no field), is not its
/// doing: it is shown and stops nothing. What the correction newly breaks stands as it is.
#[must_use]
pub fn let_stand(slips: Vec<Slip>, before: &[Slip], values: &Values, facts: &Facts) -> Vec<Slip> {
    let stood = |s: &Slip| {
        let same = |b: &&Slip| (b.code, b.field, &b.text) == (s.code, s.field, &s.text);
        before.iter().any(|b| same(&b)) && !s.field.is_some_and(|col| facts.changes(values, col))
    };
    let left = |s: Slip| match s.severity {
        Severity::Warning => s,
        _ if stood(&s) => {
            Slip { severity: Severity::Warning, text: format!("{}(原已登记, 这次没有改动)", s.text), ..s }
        }
        _ => s,
    };
    slips.into_iter().map(left).collect()
}

/// The verdict on a completed record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// What stands, errors first. No [`Severity::Error`] and no [`Severity::Doubt`] among them: it may be saved.
    pub slips: Vec<Slip>,
    /// Accepted doubts: to be recorded as exceptions.
    pub exceptions: Vec<Slip>,
}

/// Judges a completed record: needed fields, then its rules. `unread` are the slips of [`read_typed`]; they are part of the
/// verdict, and their fields are not called missing. What the program completes is missing only when nothing else is.
pub fn judge(entry: &Entry, values: &Values, unread: &[Slip], facts: &Facts) -> Judged {
    let mut all: Vec<Slip> = unread.to_vec();
    let (follows, lacks): (Vec<&Field>, Vec<&Field>) =
        missing(entry, values, unread, facts).partition(|field| field.completed);
    let lack = |f: &&Field| Slip::error(MISSING, format!("必填项未填: {}", values.label_of(f))).at(f.col);
    all.extend(lacks.iter().map(lack));
    let of_typing = all.len();
    for slip in (entry.check)(values, facts).into_iter().chain(unconfirmed(facts)).chain(unknown_years(facts)) {
        if !all.contains(&slip) {
            all.push(slip);
        }
    }
    // An exception on record holds for what it was accepted for, not for what is put in its place.
    let holds = |s: &Slip| !s.field.is_some_and(|col| facts.changes(values, col));
    let on_record = |s: &Slip| facts.recorded.iter().any(|c| c == s.code) && holds(s);
    // What could not be read has no value that could be accepted.
    let accepted = |s: &Slip| {
        let settled = s.is_among(&facts.accepted) || on_record(s);
        s.severity == Severity::Doubt && settled && !unread.contains(s)
    };
    if all.iter().all(|s| s.severity == Severity::Warning || accepted(s)) {
        all.extend(follows.iter().map(lack));
    }
    // What was typed badly or not at all comes before what follows from it, each in the order of the form.
    let form_order = |s: &Slip| s.field.and_then(|col| entry.register.position(col)).unwrap_or(usize::MAX);
    let mut placed: Vec<(usize, Slip)> = all.into_iter().enumerate().collect();
    placed.sort_by_key(|(i, s)| (std::cmp::Reverse(s.severity), *i >= of_typing, form_order(s)));
    let slips = placed.into_iter().map(|(_, slip)| slip);
    let (exceptions, slips) = slips.partition(accepted);
    Judged { slips, exceptions }
}

/// `W-PM06` where anything of the record was computed from a value that nobody has confirmed.
fn unconfirmed(facts: &Facts) -> Option<Slip> {
    let values = facts.parameters.asked_unconfirmed();
    let text = format!("所用参数待确认: {}; 请在 9设置 核对并填依据文号", parameter::named(&values));
    (!values.is_empty()).then(|| Slip::warning("W-PM06", text))
}

/// `W-CL02` where a limit of the record runs over a year whose days of rest nobody has entered.
fn unknown_years(facts: &Facts) -> Option<Slip> {
    let years: Vec<String> = facts.calendar.asked_unknown().iter().map(|year| format!("{year}年")).collect();
    let text = format!("工作日历没有{}的放假安排, 期限只按周一至周五算; 请在 9设置 的工作日历登记", years.join("、"));
    (!years.is_empty()).then(|| Slip::warning("W-CL02", text))
}

/// Needed fields that are empty, but for those that the office or the parent record gives and those that were typed badly.
fn missing<'a>(
    entry: &'a Entry,
    values: &'a Values,
    unread: &'a [Slip],
    facts: &'a Facts,
) -> impl Iterator<Item = &'static Field> + 'a {
    let empty = values.iter().filter(|(field, value)| field.need == Need::Must && value.is_null()).map(|(f, _)| f);
    empty.filter(|field| {
        let by_office = entry.register.serial.is_some_and(|s| s.col == field.col);
        let by_parent = entry.register.parent == Some(field.col) && facts.parent.is_some();
        let read_badly = unread.iter().any(|s| s.field == Some(field.col));
        !by_office && !by_parent && !read_badly
    })
}
