//! What the versions of all cases share: how their dates lie, which stand beside one, which fall for an end, what is said of one that
//! changes nothing, or of paid months.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::core::order::{Order, within};
use crate::register::{Facts, Values, Versions};

/// What is decided takes effect soon: a year later is doubtful (`E-RG34`), two are a slip of the pen.
pub const SOON: Order = within(12, &["decided_date"]).doubt().code("E-RG34");
/// Whoever is dead or gone is not paid for months more: an end soon follows its decision (`E-RG35`).
pub const END_SOON: Order =
    within(3, &["decided_date"]).doubt().code("E-RG35").unless(|version, _| version.text("kind") != "end");
/// See [`SOON`].
pub const NOT_YEARS: Order = within(24, &["decided_date"]);

/// The rows of a child register beside the one being saved: those that stand, and those of the same draft.
pub fn siblings<'a>(facts: &'a Facts, parent: &'static str, key: Option<i64>, child: &'a str) -> Vec<&'a Values> {
    let drafted = facts.children.iter().filter(|v| v.register.name == child);
    let stored = key.and_then(|key| facts.record(parent, key));
    let rows = stored.map_or(&[][..], |r| r.children.as_slice());
    rows.iter()
        .filter(|(k, v)| v.register.name == child && Some(*k) != facts.this)
        .map(|(_, v)| v)
        .chain(drafted)
        .collect()
}

/// The parent of a row that is entered or voided by itself, and its other rows: in the draft of the parent the parent speaks for all.
pub fn beside<'a>(
    facts: &'a Facts,
    parent: &'static str,
    key: Option<i64>,
    child: &str,
) -> Option<(&'a Values, Vec<&'a Values>)> {
    let record = key.filter(|_| facts.parent.is_none()).and_then(|key| facts.record(parent, key))?;
    let others = record.children.iter().filter(|(key, row)| row.register.name != child || Some(*key) != facts.this);
    Some((&record.values, others.map(|(_, row)| row).collect()))
}

/// The parent: as it is entered in the same draft, else as it stands.
pub fn parent<'a>(facts: &'a Facts, parent: &'static str, key: Option<i64>) -> Option<&'a Values> {
    let drafted = facts.parent.as_ref().filter(|p| p.register.name == parent);
    drafted.or_else(|| key.and_then(|key| facts.record(parent, key)).map(|r| &r.values))
}

/// The latest of the rows before a month.
pub fn before<'a>(rows: &[&'a Values], month: Month) -> Option<&'a Values> {
    rows.iter()
        .copied()
        .filter(|r| r.month("from_month").is_some_and(|m| m < month))
        .max_by_key(|r| r.month("from_month"))
}

/// A stored version of a case, as an earlier end sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The row.
    pub key: i64,
    /// 起始月.
    pub from: Month,
    /// It ends the case.
    pub end: bool,
}

/// The versions that an end, or another one because a ground is gone ([`Facts::without`]), takes the place of from a month on, the last
/// first: those from then on, as long as the bank has paid for no month of theirs. An entitlement that is gone does not wait for
/// what was decided for later. `from_first`: the first one may be among them.
pub fn replaced(month: Option<Month>, rows: &[Standing], paid_until: Option<Month>, from_first: bool) -> Vec<Standing> {
    let Some(month) = month else { return Vec::new() };
    let mut ahead: Vec<Standing> = rows.iter().copied().filter(|r| r.from >= month).collect();
    ahead.sort_by_key(|r| std::cmp::Reverse(r.from));
    let begun = from_first || rows.iter().any(|r| r.from < month);
    let ended = ahead.iter().any(|r| r.end && r.from == month);
    let paid = ahead.last().zip(paid_until).is_some_and(|(first, paid)| paid >= first.from);
    if begun && !ended && !paid { ahead } else { Vec::new() }
}

/// What the clerk is told of [`replaced`] before saving.
pub fn replaced_slip(code: &'static str, kind: &str, replaced: &[Standing]) -> Option<Slip> {
    let called = |end: bool| if end { "停发" } else { "核定" };
    let named = |r: &Standing| format!("自 {} 起的{}", r.from, called(r.end));
    let names: Vec<String> = replaced.iter().rev().map(named).collect();
    let own = called(kind == "end");
    let text = || format!("{own}早于{}, 还没有发放, 随本次{own}一并作废", names.join("、"));
    (!names.is_empty()).then(|| Slip::warning(code, text()).at("from_month"))
}

/// What the bank has paid already from the month on becomes arrears or an overpayment.
pub fn paid_slip(code: &'static str, month: Month, paid_until: Option<Month>) -> Option<Slip> {
    let paid = paid_until.filter(|paid| *paid >= month)?;
    let text = format!("自 {month} 起已由银行发放至 {paid}, 差额须按补发或追缴处理");
    Some(Slip::warning(code, text).at("from_month"))
}

/// 提标 typed for a version that does more, or other things, than follow the standard: `kept` is whether all but the money is as
/// before. Figures and lists take the word for it.
pub fn no_raise(code: &'static str, change: Option<&str>, kept: bool) -> Option<Slip> {
    let text = "变动类型填提标的, 只能是随标准提高金额: 核定类型、类别、供养方式和护理档次都与上次相同; 有别的变动的请空着由程序判断";
    (change == Some("13") && !kept).then(|| Slip::error(code, text).at("change_kind"))
}

/// A version that changes nothing: there is no change to be counted, and so none is written.
pub fn unchanged(code: &'static str, since: Month, amount: Money) -> Slip {
    let text = format!(
        "与自 {since} 起的核定相比没有变化(每月 {amount} 元), 不必另行核定; 复核后维持原样的, 只改案件的复核日期; \
         确有别的变动要登记的, 填变动类型"
    );
    Slip::error(code, text).at("change_kind")
}

/// 变动类型 of a version that may take the place of others: none where it only says what the one that it replaces in its own month says
/// (`same`). As the one before it is something else, where it undoes what was decided for later.
pub fn change_over(same: bool, replaces: bool, change: Option<&'static str>) -> Option<&'static str> {
    change.or(replaces.then_some("12")).filter(|_| !same)
}

/// The monthly amount of a version row.
pub fn amount(row: &Values) -> Money {
    row.register.amount.and_then(|col| row.money(col)).unwrap_or_default()
}

/// The state of a case whose latest version is of a kind.
pub fn state_after(kind: &str) -> &'static str {
    match kind {
        "suspended" => "suspended",
        "grace" => "grace",
        "end" => "stopped",
        _ => "active",
    }
}

/// The first version of a new case is decided with it, where no other day was typed.
pub fn decided_with_case(values: &mut Values, facts: &Facts) {
    let (case_day, day) = Versions::DECIDED;
    let case = facts.parent.as_ref().filter(|case| case.register.versions.is_some());
    let new = values.register.parent.is_some_and(|col| values.get(col).is_null());
    if let Some(case) = case.filter(|_| new && values.get(day).is_null()) {
        values.set(day, case.get(case_day).clone());
    }
}
