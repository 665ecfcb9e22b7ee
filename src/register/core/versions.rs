//! What the versions of 特困 and 两补 share: where a version stands among the others, what kind of change it is, and what else
//! its act writes. 低保, with its covers and 渐退, has its own in `award_rules` and `award_moves`.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::slip::{Severity, Slip};
use crate::register::core::order::{Order, within};
use crate::register::{Facts, Value, Values, Write};
use chrono::NaiveDate;

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

/// The dates of papers that a case of origin `applied` still lacks before it may be paid (assistance 2.5), by their labels.
fn missing_papers(case: &Values) -> Vec<&'static str> {
    if case.text("origin") != "applied" {
        return Vec::new();
    }
    let steps = ["accept_date", "town_date", "dpf_date", "district_date"];
    let fields = steps.into_iter().filter_map(|col| case.register.field(col));
    fields.filter(|f| case.get(f.col).is_null()).map(|f| f.label).collect()
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

/// The versions that an end from a month takes the place of, the last first: those from then on, as long as the bank has paid
/// for no month of theirs. An entitlement that is gone does not wait for what was decided for later.
pub fn replaced(kind: &str, month: Option<Month>, rows: &[Standing], paid_until: Option<Month>) -> Vec<Standing> {
    let Some(month) = month.filter(|_| kind == "end") else { return Vec::new() };
    let mut ahead: Vec<Standing> = rows.iter().copied().filter(|r| r.from >= month).collect();
    ahead.sort_by_key(|r| std::cmp::Reverse(r.from));
    let begun = rows.iter().any(|r| r.from < month);
    let ended = ahead.iter().any(|r| r.end && r.from == month);
    let paid = ahead.last().zip(paid_until).is_some_and(|(first, paid)| paid >= first.from);
    if begun && !ended && !paid { ahead } else { Vec::new() }
}

/// What the clerk is told of [`replaced`] before saving.
pub fn replaced_slip(code: &'static str, replaced: &[Standing]) -> Option<Slip> {
    let named = |r: &Standing| format!("自 {} 起的{}", r.from, if r.end { "停发" } else { "核定" });
    let names: Vec<String> = replaced.iter().rev().map(named).collect();
    let text = || format!("停发早于{}, 还没有发放, 随本次停发一并作废", names.join("、"));
    (!names.is_empty()).then(|| Slip::warning(code, text()).at("from_month"))
}

/// What the bank has paid already from the month on becomes arrears or an overpayment.
pub fn paid_slip(code: &'static str, month: Month, paid_until: Option<Month>) -> Option<Slip> {
    let paid = paid_until.filter(|paid| *paid >= month)?;
    let text = format!("自 {month} 起已由银行发放至 {paid}, 差额须按补发或追缴处理");
    Some(Slip::warning(code, text).at("from_month"))
}

/// The stored versions of a case beside the one being saved.
fn standing(facts: &Facts, parent: &'static str, key: Option<i64>, child: &str) -> Vec<Standing> {
    let stored = key.and_then(|key| facts.record(parent, key)).map_or(&[][..], |r| r.children.as_slice());
    let versions = stored.iter().filter(|(k, v)| v.register.name == child && Some(*k) != facts.this);
    let row = |(key, v): &(i64, Values)| {
        Some(Standing { key: *key, from: v.month("from_month")?, end: v.text("kind") == "end" })
    };
    versions.filter_map(row).collect()
}

/// A version of 特困 or 两补 among the others of its case.
#[derive(Clone, Copy, Debug)]
pub struct Among {
    /// Register of the case, and of the versions.
    pub registers: (&'static str, &'static str),
    /// The case, unless it is new.
    pub case: Option<i64>,
}

impl Among {
    /// The other versions.
    pub fn rows<'a>(self, facts: &'a Facts) -> Vec<&'a Values> {
        siblings(facts, self.registers.0, self.case, self.registers.1)
    }
    /// The case, as it stands or in whose draft the version is entered.
    pub fn parent<'a>(self, facts: &'a Facts) -> Option<&'a Values> {
        parent(facts, self.registers.0, self.case)
    }
    /// The last month that the bank has paid.
    fn paid_until(self, facts: &Facts) -> Option<Month> {
        self.case.and_then(|key| facts.paid_until(key))
    }
    /// See [`replaced`].
    pub fn replaced(self, kind: &str, month: Option<Month>, facts: &Facts) -> Vec<Standing> {
        if facts.this.is_some() {
            return Vec::new();
        }
        let rows = standing(facts, self.registers.0, self.case, self.registers.1);
        replaced(kind, month, &rows, self.paid_until(facts))
    }
    /// Where the version stands among the others, and what was paid already.
    pub fn place(self, codes: Codes, kind: &str, month: Month, case: &Values, facts: &Facts) -> Vec<Slip> {
        let replaced = self.replaced(kind, Some(month), facts);
        let falls = |r: &&Values| r.month("from_month").is_some_and(|m| replaced.iter().any(|f| f.from == m));
        let rows: Vec<&Values> = self.rows(facts).into_iter().filter(|r| !falls(r)).collect();
        let mut slips = place(codes, &rows, kind, month, case);
        slips.extend(replaced_slip(codes.replaces, &replaced));
        slips.extend(paid_slip(codes.paid, month, self.paid_until(facts)));
        slips
    }
}

/// The codes of the slips of [`Among::place`], scheme by scheme.
#[derive(Clone, Copy, Debug)]
pub struct Codes {
    /// The first version is no award.
    pub first: &'static str,
    /// The case has ended.
    pub ended: &'static str,
    /// Not later than the latest.
    pub order: &'static str,
    /// The papers are not complete.
    pub papers: &'static str,
    /// Nothing is changed.
    pub same: &'static str,
    /// An end takes the place of versions ahead.
    pub replaces: &'static str,
    /// The bank has paid already.
    pub paid: &'static str,
}

/// Where the version stands among the others.
fn place(codes: Codes, rows: &[&Values], kind: &str, month: Month, case: &Values) -> Vec<Slip> {
    let mut slips = Vec::new();
    let latest = rows.iter().filter_map(|r| Some((r.month("from_month")?, r.text("kind")))).max_by_key(|(m, _)| *m);
    match latest {
        None if kind != "award" => slips.push(Slip::error(codes.first, "第一次核定应为“发放”").at("kind")),
        Some((last, "end")) => {
            let text = format!("自 {last} 起已停发, 再次享受须重新申请");
            slips.push(Slip::error(codes.ended, text).at("kind"));
        }
        Some((last, _)) if last >= month => {
            let text = format!("已有自 {last} 起的核定, 新的核定应晚于它; 原核定有误的请先作废");
            slips.push(Slip::error(codes.order, text).at("from_month"));
        }
        _ => {}
    }
    let missing = missing_papers(case);
    if kind == "award" && !missing.is_empty() {
        let text = format!("申请办理的, 核定前须先在案件里填好{}", missing.join("、"));
        slips.push(Slip::error(codes.papers, text).at("from_month"));
    }
    slips
}

/// 变动类型 of a version against the one before; `moved`: mode, institution or level changed; `raised`: the standard did.
pub fn change_kind(kind: &str, before: Option<&Values>, now: Money, moved: bool, raised: bool) -> Option<&'static str> {
    let Some(before) = before else { return Some("01") };
    let old = amount(before);
    match (kind, before.text("kind")) {
        ("end", _) => Some("06"),
        ("suspended", _) => Some("07"),
        (_, "suspended") => Some("08"),
        (_, "end") => Some("01"),
        _ if moved => Some("12"),
        _ if raised => Some("13"),
        _ if now > old => Some("04"),
        _ if now < old => Some("05"),
        _ => None,
    }
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

/// [`unchanged`] against the row before, where no kind of change was found or typed and nothing else is wrong.
pub fn unchanged_from(
    code: &'static str,
    before: Option<&Values>,
    change: Option<&str>,
    slips: &[Slip],
) -> Option<Slip> {
    let before = before.filter(|_| change.is_none() && slips.iter().all(|s| s.severity != Severity::Error))?;
    Some(unchanged(code, before.month("from_month")?, amount(before)))
}

/// The monthly amount of a version row, whichever column holds it.
pub fn amount(row: &Values) -> Money {
    row.money("total").or_else(|| row.money("amount")).unwrap_or_default()
}

/// What the act of a version writes beside it.
pub struct Effect<'a> {
    /// The scheme of the change row.
    pub scheme: &'a str,
    /// The case's register.
    pub register: &'static str,
    /// The case.
    pub case: i64,
    /// Whom it is about.
    pub person: Option<i64>,
    /// 起始月.
    pub month: Month,
    /// award, suspended or end.
    pub kind: &'a str,
    /// 变动类型 code.
    pub change: &'a str,
    /// 核定日期.
    pub decided: NaiveDate,
    /// 原因 code.
    pub reason: Option<&'a str>,
    /// Amount now and before.
    pub amounts: (Money, Money),
}

impl Effect<'_> {
    /// The change row (people are counted, not households) and the state of the case, with further columns of it.
    pub fn writes(self, further: Vec<(&'static str, Value)>) -> Vec<Write> {
        let persons = match self.change {
            "01" | "09" => 1,
            "06" | "10" => -1,
            _ => 0,
        };
        let change = vec![
            ("scheme", self.scheme.into()),
            ("case_key", Value::Int(self.case)),
            ("month", self.month.into()),
            ("kind", self.change.into()),
            ("award", Value::Int(Write::THIS)),
            ("person", self.person.into()),
            ("decided_date", self.decided.into()),
            ("reason_code", self.reason.into()),
            ("households_delta", Value::Int(0)),
            ("persons_delta", Value::Int(persons)),
            ("amount_delta", self.amounts.0.checked_sub(self.amounts.1).unwrap_or_default().into()),
        ];
        let mut columns = vec![("state", Value::from(state_after(self.kind)))];
        columns.extend(further);
        vec![Write::Insert("change", change), Write::Update(self.register, self.case, columns)]
    }
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
