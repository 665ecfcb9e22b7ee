//! The versions (核定) of a case of one person, the same for every benefit that is paid so (特困, 两补): how one is completed and judged,
//! what its act writes. What differs each benefit says ([`Awards`]): when it begins, what it comes to. 低保, with its covers and 渐退,
//! has its own in `award_rules` and `award_moves`.

use crate::domain::division_code::town_of;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Rate;
use crate::domain::slip::{Severity, Slip};
use crate::register::benefits::benefit::Benefit;
use crate::register::benefits::cases::{missing_steps, scheme_and_year, steps_in_words, village_in};
use crate::register::benefits::codes::{CHANGE, VERSION_KIND};
use crate::register::benefits::rests::{Ground, Loss};
use crate::register::core::codes::Codes as EndCodes;
use crate::register::core::order::{Order, from_of, not_in_future};
use crate::register::core::versions::{
    self, END_SOON, NOT_YEARS, SOON, Standing, before, change_over, no_raise, paid_slip, parent, replaced_slip,
    siblings, state_after, unchanged,
};
use crate::register::people::stay::{STAYS, lasting};
use crate::register::{
    Brings, Dated, Facts, Field, Frees, Kind, Over, Record, Register, Serial, Tie, Value, Values, Versions, Write,
    benefit_of,
};
use chrono::NaiveDate;
use std::marker::PhantomData;

/// 核定类型.
pub const KIND: Field = Field::new("kind", "核定类型", Kind::Code(&VERSION_KIND)).must().or("award");
/// 变动类型.
pub const CHANGED: Field =
    Field::new("change_kind", "变动类型", Kind::Code(&CHANGE)).must().completed().hint("空着由程序判断");

/// What a benefit says of its versions.
pub trait Awards: Sized {
    /// The name of the register of the cases, and of the column of a version that refers to one.
    const CASES: &'static str;
    /// The name of the register of the versions.
    const VERSIONS: &'static str;
    /// The keys of both lie above this ([`Register::keys_above`]).
    const KEYS: i64;
    /// The register of the versions.
    const REGISTER: &'static Register;
    /// The codes of its slips.
    const CODES: Codes;
    /// The columns beside the money by which a version differs: another one there is 类别调整.
    const KEPT: &'static [&'static str] = &[];

    /// The column with the standard that an amount is made of, where that is not the money of the normal line: another one there is 提标.
    const STANDARD: Option<&'static str> = None;

    /// Where some versions, such as the first, begin otherwise than all others, in the month after the decision: the code that refuses
    /// another month, and what is said of the right one (起发月应为申请当月).
    const BEGINS: Option<(&'static str, &'static str)> = None;

    /// The month in which such a version begins.
    fn begins(_award: &Award<Self>, _case: &Values, _facts: &Facts) -> Option<Month> {
        None
    }
    /// The money of a version that pays, and what else follows from case and month, by column. None: what is needed is not known.
    fn amounts(award: &Award<Self>, case: &Values, month: Month, facts: &Facts) -> Option<Result<Amounts, Slip>>;
    /// What a version that pays nothing comes to beside that: what was paid too much.
    fn unpaid(_award: &Award<Self>, _month: Month, _facts: &Facts) -> Amounts {
        Vec::new()
    }
    /// Fills what the amounts are made of, where it is not typed.
    fn prepare(_row: &mut Values, _award: &Award<Self>, _before: Option<&Values>, _facts: &Facts) {}
    /// Its own rules for a version that pays.
    fn check(_award: &Award<Self>, _case: &Values, _month: Month, _facts: &Facts) -> Vec<Slip> {
        Vec::new()
    }
    /// Its own rule for a version that pays nothing.
    fn check_end(_award: &Award<Self>, _case: &Values, _facts: &Facts) -> Option<Slip> {
        None
    }
    /// What else its act writes: where the person lives from then on.
    fn beside(_award: &Award<Self>, _case: &Values, _month: Month, _facts: &Facts) -> Vec<Write> {
        Vec::new()
    }
    /// See [`Record::losses`].
    fn losses(_award: &Award<Self>, _facts: &Facts) -> Vec<Loss> {
        Vec::new()
    }
}

/// 起始月, left empty for the program to fill as the hint says.
pub const fn from_month<B: Awards>(hint: &'static str) -> Field {
    Field::new("from_month", "起始月", Kind::Month).must().completed().hint(hint).ordered(Of::<B>::FROM)
}
/// 核定日期.
pub const fn decided<B: Awards>() -> Field {
    Field::new("decided_date", "核定日期", Kind::Date).must().ordered(Of::<B>::DECIDED)
}

/// 停发原因 of a version that stops or suspends, out of the benefit's own.
pub const fn reason(ends: &'static EndCodes) -> Field {
    Field::new("reason_code", "停发原因", Kind::Code(ends)).when("kind", &["suspended", "end"])
}

/// A register of versions, to be completed by struct update.
pub const fn versions_of<B: Awards>(label: &'static str) -> Register {
    Register {
        parent: Some(B::CASES),
        order: Of::<B>::ORDER,
        filters: Of::<B>::CASE,
        frozen: Of::<B>::FROZEN,
        dated: Some(Dated { start: "from_month", within: Of::<B>::CASE, until: "to_month" }),
        amount: Some("amount"),
        brief: &["decided_date"],
        tied: &[
            Tie { register: "change", on: &[("award", "key")] },
            Tie { register: "resident", on: &[("award", "key")] },
        ],
        frees: Some(Frees {
            register: "resident",
            by: "left_award",
            cols: &[("out_on", ""), ("out_reason", STAYS), ("left_award", "")],
        }),
        keys_above: B::KEYS,
        ..Register::new(B::VERSIONS, label, "次")
    }
}

/// A register of cases of one person, to be completed by struct update.
pub const fn cases_of<B: Awards>(label: &'static str, unit: &'static str) -> Register {
    Register {
        natural_key: &["case_no"],
        order: &["division", "case_no"],
        versions: Some(Versions { register: B::VERSIONS, follow: &[], amount: "amount" }),
        since: Some("apply_date"),
        frozen: &["person", "origin"],
        tied: Of::<B>::FALL,
        serial: Some(Serial { col: "case_no", prefix: scheme_and_year, width: 5 }),
        keys_above: B::KEYS,
        over: &[Over::Is("state", &["stopped"])],
        brings: Of::<B>::BRINGS,
        ..Register::new(B::CASES, label, unit)
    }
}

/// Lists that begin with the register of the cases.
struct Of<B>(PhantomData<B>);

impl<B: Awards> Of<B> {
    const CASE: &'static [&'static str] = &[B::CASES];
    const ORDER: &'static [&'static str] = &[B::CASES, "from_month"];
    const FROZEN: &'static [&'static str] = &[B::CASES, "from_month", "kind", "change_kind"];
    const FROM: &'static [Order] = &[from_of(B::CASES, &["apply_date"]), SOON, END_SOON, NOT_YEARS];
    const DECIDED: &'static [Order] =
        &[not_in_future(), from_of(B::CASES, &["apply_date"]), from_of(B::CASES, &["district_date"]).by_origin()];
    /// The account that it is paid into.
    const BRINGS: &'static [Brings] = &[Brings::new("account", "person", "person")];
    /// What falls with a case.
    const FALL: &'static [Tie] = &[
        Tie { register: B::VERSIONS, on: &[(B::CASES, "key")] },
        Tie { register: "change", on: &[("case_key", "key")] },
        Tie { register: "move", on: &[("case_key", "key")] },
    ];
}

/// What a version comes to, by column.
pub type Amounts = Vec<(&'static str, Value)>;

/// The codes of the slips of versions, benefit by benefit.
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
    /// 提标 that is more than that.
    pub raise: &'static str,
    /// An end takes the place of versions ahead.
    pub replaces: &'static str,
    /// The bank has paid already.
    pub paid: &'static str,
}

/// A version as entered or completed, of a benefit that says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Award<B> {
    /// The case; none while it is entered in the same draft.
    pub case: Option<i64>,
    /// 起始月; none until completed.
    pub from_month: Option<Month>,
    /// award, suspended or end.
    pub kind: String,
    /// 核定日期.
    pub decided_date: NaiveDate,
    /// 变动类型; none until completed.
    pub change_kind: Option<String>,
    /// 停发原因.
    pub reason_code: Option<String>,
    /// The row, for what else the benefit has in it.
    pub row: Values,
    of: PhantomData<B>,
}

/// The standard of a month that a parameter holds, for these keys, for a benefit of a fixed amount. `what`: 补贴标准.
///
/// # Errors
/// `E-PM01` when the office has not set it.
pub fn standard<'k>(rate: impl Into<Rate<'k>>, what: &str, month: Month, facts: &Facts) -> Result<Money, Slip> {
    let rate = rate.into();
    facts.parameters.money(rate, month).ok_or_else(|| {
        let text = format!("{month} 没有{what}, 请先登记参数 {}", rate.id());
        Slip::error("E-PM01", text).at("from_month")
    })
}

impl<B: Awards> Award<B> {
    /// The other versions.
    pub fn rows<'a>(&self, facts: &'a Facts) -> Vec<&'a Values> {
        siblings(facts, B::CASES, self.case, B::VERSIONS)
    }
    /// The month in which it begins where none is typed; none while the case decides that and is not known.
    fn start(&self, case: Option<&Values>, facts: &Facts) -> Option<Month> {
        let own = case.and_then(|case| B::begins(self, case, facts));
        let known = case.is_some() || B::BEGINS.is_none();
        own.or(known.then(|| Month::of(self.decided_date).next()))
    }
    /// That it begins in another month than the right one.
    fn start_slip(&self, case: &Values, month: Month, facts: &Facts) -> Option<Slip> {
        let (code, said) = B::BEGINS.filter(|_| !facts.without)?;
        let right = B::begins(self, case, facts).filter(|right| *right != month)?;
        Some(Slip::error(code, format!("{said} {right}")).at("from_month"))
    }
    /// Whether it is the first of its case.
    pub fn is_first(&self, facts: &Facts) -> bool {
        self.rows(facts).is_empty()
    }
    /// 提标.
    pub fn raises(&self) -> bool {
        self.change_kind.as_deref() == Some("13")
    }
    /// The case, as it stands or in whose draft the version is entered.
    pub fn parent<'a>(&self, facts: &'a Facts) -> Option<&'a Values> {
        parent(facts, B::CASES, self.case)
    }
    /// The town of its case in a month, by its code: the key of a standard that may differ by town.
    pub fn town(&self, case: &Values, month: Month, facts: &Facts) -> String {
        let stored = self.case.and_then(|key| facts.record(B::CASES, key));
        let village = stored.map_or_else(|| case.text("division").to_owned(), |record| village_in(record, month));
        town_of(&village).unwrap_or_default()
    }
    fn benefit() -> Option<&'static Benefit> {
        benefit_of(B::CASES)
    }
    fn pays(&self) -> bool {
        self.kind == "award"
    }
    /// What it comes to: no money where it does not pay.
    fn amounts(&self, case: &Values, month: Month, facts: &Facts) -> Option<Result<Amounts, Slip>> {
        if self.pays() {
            return B::amounts(self, case, month, facts);
        }
        let money = B::REGISTER.fields.iter().filter(|f| f.kind == Kind::Money);
        let none = money.map(|f| (f.col, Money::ZERO.into()));
        Some(Ok(none.chain(B::unpaid(self, month, facts)).collect()))
    }
    /// The stored versions beside it that it takes the place of ([`versions::replaced`]).
    pub fn replaced(&self, facts: &Facts) -> Vec<Standing> {
        let stored = self.case.filter(|_| facts.this.is_none()).and_then(|key| facts.record(B::CASES, key));
        let versions = stored.map_or(&[][..], |r| r.children.as_slice()).iter();
        let row = |(key, v): &(i64, Values)| {
            Some(Standing { key: *key, from: v.month("from_month")?, end: v.text("kind") == "end" })
        };
        let rows: Vec<Standing> = versions.filter(|(_, v)| v.register.name == B::VERSIONS).filter_map(row).collect();
        let month = self.from_month.filter(|_| self.kind == "end" || facts.without);
        versions::replaced(month, &rows, self.paid_until(facts), true)
    }
    /// The one of them that begins in the same month.
    fn instead_of<'a>(&self, rows: &[&'a Values], facts: &Facts) -> Option<&'a Values> {
        let replaced = self.replaced(facts).into_iter().find(|r| Some(r.from) == self.from_month)?;
        rows.iter().copied().find(|row| row.month("from_month") == Some(replaced.from))
    }
    /// Whether the stay of the person falls with a version that this one takes the place of: then it is not ended.
    pub fn takes_back_stay(&self, person: i64, facts: &Facts) -> bool {
        let brought = lasting(person, facts).and_then(|(_, row)| row.int("award"));
        self.replaced(facts).iter().any(|version| Some(version.key) == brought)
    }
    /// The start of the version that an end has to come after, where it does: the last one that the bank has paid by.
    pub fn settled(&self, facts: &Facts) -> Option<Month> {
        let paid = self.paid_until(facts)?;
        self.rows(facts).iter().filter_map(|row| row.month("from_month")).filter(|from| *from <= paid).max()
    }
    /// The last month that the bank has paid.
    fn paid_until(&self, facts: &Facts) -> Option<Month> {
        self.case.and_then(|key| facts.paid_until(key))
    }
    /// Where it stands among the others, and what was paid already.
    fn place(&self, month: Month, case: &Values, facts: &Facts) -> Vec<Slip> {
        let replaced = self.replaced(facts);
        let stays = |r: &&&Values| r.month("from_month").is_none_or(|m| !replaced.iter().any(|f| f.from == m));
        let rows = self.rows(facts);
        let dated = rows.iter().filter(stays).filter_map(|r| Some((r.month("from_month")?, r.text("kind"))));
        let mut slips = Vec::new();
        match dated.max_by_key(|(from, _)| *from) {
            None if !self.pays() && replaced.is_empty() => {
                slips.push(Slip::error(B::CODES.first, "第一次核定应为“发放”").at("kind"))
            }
            Some((last, "end")) => {
                let text = format!("自 {last} 起已停发, 再次享受须重新申请");
                slips.push(Slip::error(B::CODES.ended, text).at("kind"));
            }
            Some((last, _)) if last >= month => {
                let text = format!("已有自 {last} 起的核定, 新的核定应晚于它; 原核定有误的请先作废");
                slips.push(Slip::error(B::CODES.order, text).at("from_month"));
            }
            _ => {}
        }
        let missing = missing_steps(case);
        if self.pays() && !missing.is_empty() {
            let text = format!("申请办理的, 核定前须先在案件里填好{}", steps_in_words(&missing));
            slips.push(Slip::error(B::CODES.papers, text).at("from_month"));
        }
        slips.extend(replaced_slip(B::CODES.replaces, &self.kind, &replaced));
        slips.extend(paid_slip(B::CODES.paid, month, self.paid_until(facts)));
        slips
    }
    /// That the person draws another amount from it than before: what rests on that is computed anew.
    fn draws_otherwise(&self, facts: &Facts) -> Option<Loss> {
        let (case, month, None) = (self.parent(facts)?, self.from_month?, facts.this) else { return None };
        let amounts = self.amounts(case, month, facts)?.ok()?;
        let now = amounts.iter().find(|(col, _)| Some(*col) == B::REGISTER.amount)?.1.int().map(Money::fen)?;
        let old = before(&self.rows(facts), month).map_or(Money::ZERO, versions::amount);
        let label = Self::benefit()?.scheme(case.text("kind")).label();
        (now != old).then_some(Loss {
            person: case.int("person")?,
            ground: Ground::Draws,
            from: month,
            why: format!("{label}由 {old} 元改为 {now} 元"),
            decided: self.decided_date,
            case: self.case,
        })
    }
    /// Whether it is as another version in what is kept beside the money.
    fn keeps(&self, other: &Values) -> bool {
        B::KEPT.iter().all(|col| other.get(col) == self.row.get(col))
    }
    /// 变动类型 against the version before, once the amounts are filled in; none when nothing changes.
    fn change(&self, before: Option<&Values>) -> Option<&'static str> {
        let Some(before) = before else { return Some(if self.kind == "end" { "06" } else { "01" }) };
        let (old, now) = (versions::amount(before), versions::amount(&self.row));
        let normal = || Self::benefit().and_then(Benefit::monthly).map_or("", |monthly| monthly.lines.normal);
        let standard = B::STANDARD.unwrap_or_else(normal);
        let differs = |f: &Field| f.kind == Kind::Money && before.get(f.col) != self.row.get(f.col);
        match (self.kind.as_str(), before.text("kind")) {
            ("end", _) => Some("06"),
            ("suspended", _) => Some("07"),
            (_, "suspended") => Some("08"),
            (_, "end") => Some("01"),
            _ if !self.keeps(before) => Some("12"),
            _ if before.get(standard) != self.row.get(standard) => Some("13"),
            _ if now > old => Some("04"),
            _ if now < old => Some("05"),
            _ if B::REGISTER.fields.iter().any(differs) => Some("12"),
            _ => None,
        }
    }
}

impl<B: Awards> Record for Award<B> {
    const REGISTER: &'static Register = B::REGISTER;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Award {
            case: values.int(B::CASES),
            from_month: values.month("from_month"),
            kind: values.text("kind").to_owned(),
            decided_date: values.need_date("decided_date")?,
            change_kind: values.some_text("change_kind"),
            reason_code: values.some_text("reason_code"),
            row: values.clone(),
            of: PhantomData,
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        versions::decided_with_case(values, facts);
        let (Ok(award), None) = (Self::read(values), facts.this) else { return };
        let case = award.parent(facts);
        let Some(month) = award.from_month.or_else(|| award.start(case, facts)) else { return };
        values.set("from_month", month);
        let rows = award.rows(facts);
        let before = before(&rows, month);
        B::prepare(values, &award, before, facts);
        let (Some(case), Ok(filled)) = (case, Self::read(values)) else { return };
        let Some(Ok(amounts)) = filled.amounts(case, month, facts) else { return };
        for (col, value) in amounts {
            values.set(col, value);
        }
        if let (None, Ok(paying)) = (award.change_kind, Self::read(values)) {
            let same = paying.instead_of(&rows, facts).is_some_and(|row| paying.change(Some(row)).is_none());
            let replaces = !paying.replaced(facts).is_empty();
            values.set("change_kind", change_over(same, replaces, paying.change(before)));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let (Some(case), Some(month), None) = (self.parent(facts), self.from_month, facts.this) else {
            // What money hangs on is frozen; a reason or a date of decision may be put right.
            return Vec::new();
        };
        let rows = self.rows(facts);
        let (before, change) = (before(&rows, month), self.change_kind.as_deref());
        let mut slips = self.place(month, case, facts);
        slips.extend(self.start_slip(case, month, facts));
        if self.pays() {
            slips.extend(B::check(self, case, month, facts));
            slips.extend(self.amounts(case, month, facts).and_then(Result::err));
        } else {
            slips.extend(B::check_end(self, case, facts));
        }
        let kept = before.is_some_and(|b| self.pays() && b.text("kind") == "award" && self.keeps(b));
        slips.extend(no_raise(B::CODES.raise, change, kept));
        let sound = change.is_none() && slips.iter().all(|s| s.severity != Severity::Error);
        let same = self.instead_of(&rows, facts).or(before).filter(|_| sound);
        let same = same.and_then(|b| Some((b.month("from_month")?, versions::amount(b))));
        slips.extend(same.map(|(since, amount)| unchanged(B::CODES.same, since, amount)));
        slips
    }

    fn losses(&self, facts: &Facts) -> Vec<Loss> {
        let mut losses = B::losses(self, facts);
        losses.extend(self.draws_otherwise(facts));
        losses
    }

    fn replaces(&self, facts: &Facts) -> Vec<i64> {
        self.replaced(facts).into_iter().map(|r| r.key).collect()
    }

    /// The change row (people are counted, not households), the state of the case, and what of it follows its versions.
    fn follows(&self, facts: &Facts) -> Vec<Write> {
        let (Some(key), Some(month), Some(case)) = (self.case, self.from_month, self.parent(facts)) else {
            return Vec::new();
        };
        let (Some(Ok(amounts)), Some(benefit), None) = (self.amounts(case, month, facts), Self::benefit(), facts.this)
        else {
            return Vec::new();
        };
        let total = B::REGISTER.amount.and_then(|col| amounts.iter().find(|(c, _)| *c == col)?.1.int());
        let now = total.map_or(Money::ZERO, Money::fen);
        let old = before(&self.rows(facts), month).map_or(Money::ZERO, versions::amount);
        let change = self.change_kind.as_deref().unwrap_or("");
        let persons = match change {
            "01" | "09" => 1,
            "06" | "10" => -1,
            _ => 0,
        };
        let change = vec![
            ("scheme", Value::from(benefit.scheme(case.text("kind")).name())),
            ("case_key", Value::Int(key)),
            ("month", month.into()),
            ("kind", change.into()),
            ("award", Value::Int(Write::THIS)),
            ("person", case.int("person").into()),
            ("decided_date", self.decided_date.into()),
            ("reason_code", self.reason_code.as_deref().into()),
            ("households_delta", Value::Int(0)),
            ("persons_delta", Value::Int(persons)),
            ("amount_delta", now.checked_sub(old).unwrap_or_default().into()),
        ];
        let follow = case.register.versions.map_or(&[][..], |versions| versions.follow);
        let state = [("state", Value::from(state_after(&self.kind)))].into_iter();
        let columns = state.chain(follow.iter().map(|col| (*col, self.row.get(col).clone()))).collect();
        // What ends before it has begun has changed nothing that is counted.
        let counted = self.pays() || before(&self.rows(facts), month).is_some();
        let mut writes: Vec<Write> = counted.then_some(Write::Insert("change", change)).into_iter().collect();
        writes.push(Write::Update(B::CASES, key, columns));
        writes.extend(B::beside(self, case, month, facts));
        writes
    }
}
