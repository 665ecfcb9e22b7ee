//! The payroll of 低保, 特困 and 两补: a month's batch from 造册 to 归档 (assistance 7.2 to 7.5). Four different people take its steps; what
//! the bank refused is sent again in a later month. Must not know SQL, screens, or the bank's files.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::domain::payment::LineType;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register;
use crate::register::benefits::cases;
use crate::store::pay::payroll::{BankRefusal, BatchFact, NewLine, Payable, PayeeAccount, Step};
use crate::store::{Answer, Store, StoreFault, Who};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A line that a clerk adds to a batch: 补发, 抵扣, a one-off sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The case.
    pub case_key: i64,
    /// 行类型.
    pub line_type: LineType,
    /// The months it is for.
    pub range: (Month, Month),
    /// Amount; below zero for 抵扣 only.
    pub amount: Money,
}

fn refuse<T>(code: &'static str, text: String) -> Answer<T> {
    Err(StoreFault::refused(Slip::error(code, text)))
}

/// 造册: the normal batch of a month. One normal line for each case in pay, at the amount of its version, to the account in
/// force, and for 特困 one of 照料护理费; then what a clerk adds.
///
/// # Errors
/// The month lies in the future (`E-PAY-012`) or has its normal batch already (`E-PAY-001`); an account is missing or not in
/// order (`E-PAY-005`), a payee is dead (`E-PAY-006`), an addition fits no case in pay (`E-PAY-013`).
pub fn draft(
    store: &Store,
    scheme: Scheme,
    month: Month,
    additions: &[Addition],
    who: &Who,
    day: NaiveDate,
) -> Answer<i64> {
    not_drafted_yet(store, scheme, month, day)?;
    let lines = lines_due(store, scheme, month, additions, day)?;
    store.put_batch(scheme, month, "N", &lines, who, day)
}

/// 造册 with the lines that [`lines_due`] gave for the same month and day.
///
/// # Errors
/// The month lies in the future (`E-PAY-012`) or has its normal batch already (`E-PAY-001`).
pub fn draft_of(
    store: &Store,
    scheme: Scheme,
    month: Month,
    lines: &[NewLine],
    who: &Who,
    day: NaiveDate,
) -> Answer<i64> {
    not_drafted_yet(store, scheme, month, day)?;
    store.put_batch(scheme, month, "N", lines, who, day)
}

fn not_drafted_yet(store: &Store, scheme: Scheme, month: Month, day: NaiveDate) -> Answer<()> {
    if month > Month::of(day) {
        return refuse("E-PAY-012", format!("{} 还没有到, 不能造册", month.zh()));
    }
    let earlier = store.batch_facts(scheme, Some(month), &[])?;
    match earlier.iter().find(|b| b.kind == "N") {
        Some(batch) => {
            refuse("E-PAY-001", format!("{}{}的正常批次 {} 已经造册", month.zh(), scheme.label(), batch.batch_no))
        }
        None => Ok(()),
    }
}

/// The lines of a month's normal batch, as 造册 on a day would write them; nothing is written.
///
/// # Errors
/// An account is missing or not in order (`E-PAY-005`), a payee is dead (`E-PAY-006`), an addition fits no case in pay
/// (`E-PAY-013`), nothing is due (`E-PAY-014`), a child has come of age (`E-CH03`).
pub fn lines_due(
    store: &Store,
    scheme: Scheme,
    month: Month,
    additions: &[Addition],
    day: NaiveDate,
) -> Answer<Vec<NewLine>> {
    let added: BTreeSet<i64> = additions.iter().map(|a| a.case_key).collect();
    let mut cases_added: BTreeMap<i64, Payable> = BTreeMap::new();
    let (mut slips, mut cared) = (Vec::new(), BTreeMap::new());
    let parameters = store.parameters()?;
    let line = |case: Payable| {
        if added.contains(&case.case_key) {
            cases_added.insert(case.case_key, case.clone());
        }
        let care = case.care;
        let line = normal_line(case, month, &parameters).map_err(|slip| slips.push(slip)).ok()?;
        cared.extend(care_line(&line, care).map(|care| (line.case_key, care)));
        Some(line)
    };
    // Collected where the cases stand: a district has many of them.
    let mut lines: Vec<NewLine> =
        store.payable(scheme, month, day)?.into_iter().filter(is_due).filter_map(line).collect();
    if !cared.is_empty() {
        let with_care = |line: NewLine| {
            let care = cared.remove(&line.case_key);
            [Some(line), care].into_iter().flatten()
        };
        lines = lines.into_iter().flat_map(with_care).collect();
    }
    for addition in additions {
        match added_line(addition, &cases_added, (scheme, month), &parameters) {
            Ok(line) => lines.push(line),
            Err(slip) => slips.push(slip),
        }
    }
    if !slips.is_empty() {
        return Err(StoreFault::refused_all(slips));
    }
    if lines.is_empty() {
        return refuse("E-PAY-014", format!("{}没有应发的{}", month.zh(), scheme.label()));
    }
    Ok(lines)
}

/// Is money due: in pay or in grace, not suspended?
fn is_due(case: &Payable) -> bool {
    case.kind != "suspended" && case.total > Money::ZERO
}

/// The account of a case, if a line may use it (assistance 7.4, points 5 and 6).
fn usable_account(case: &mut Payable, month: Month, parameters: &Parameters) -> Result<PayeeAccount, Slip> {
    if let Some(slip) = case.barred.take() {
        return Err(slip);
    }
    if let Some(day) = case.death_date.filter(|died| !cases::is_due(Some(*died), month, parameters)) {
        return Err(Slip::error("E-PAY-006", format!("{} {day} 已死亡, 请先办停发或变更申请人", case.printed.name)));
    }
    let holder = case.payee.as_ref().map_or(&case.printed.name, |payee| &payee.name);
    if case.payee.as_ref().is_some_and(|payee| payee.death_date.is_some()) {
        let text = format!("{} ({}) 的领取人 {holder} 已死亡, 请先改领取人", case.printed.name, case.case_no);
        return Err(Slip::error("E-PAY-006", text));
    }
    let Some(account) = case.account.take() else {
        return Err(Slip::error("E-PAY-005", format!("{} ({}) 没有一卡通账户", case.printed.name, case.case_no)));
    };
    if case.institution.is_none() && account.name != *holder {
        let text = format!("{} ({}) 的账户户名为 {}, 与姓名不符", case.printed.name, case.case_no, account.name);
        return Err(Slip::error("E-PAY-005", text));
    }
    if account.status != "1" {
        return Err(Slip::error("E-PAY-005", format!("{} ({}) 的账户不是正常状态", case.printed.name, case.case_no)));
    }
    Ok(account)
}

fn normal_line(mut case: Payable, month: Month, parameters: &Parameters) -> Result<NewLine, Slip> {
    Ok(NewLine {
        case_key: case.case_key,
        person: case.person,
        payee: case.payee.as_ref().map_or(case.person, |payee| payee.person),
        account: usable_account(&mut case, month, parameters)?,
        division: case.division,
        period_due: month,
        range: None,
        line_type: LineType::Normal.code(),
        count: case.count,
        amount: (case.total, case.extra),
        class: case.class,
        institution: case.institution,
        reissue_of: None,
        printed: case.printed,
    })
}

/// 照料护理费 of 特困: a line of its own beside the normal one, which alone counts the person.
fn care_line(normal: &NewLine, care: Money) -> Option<NewLine> {
    let line_type = LineType::Care.code();
    (care > Money::ZERO).then(|| NewLine { line_type, count: (0, 0), amount: (care, Money::ZERO), ..normal.clone() })
}

fn added_line(
    addition: &Addition,
    cases: &BTreeMap<i64, Payable>,
    (scheme, month): (Scheme, Month),
    parameters: &Parameters,
) -> Result<NewLine, Slip> {
    let Some(case) = cases.get(&addition.case_key) else {
        return Err(Slip::error("E-PAY-013", format!("案件 #{} 本月不在发放名册, 不能加行", addition.case_key)));
    };
    if let Some(slip) = addition.line_type.sign_slip(addition.amount) {
        return Err(slip);
    }
    let (from, to) = addition.range;
    if from > to || to > month {
        return Err(Slip::error("E-PAY-015", format!("补发月份 {from} 至 {to} 不对, 应不晚于 {month}")));
    }
    let monthly = register::benefit(scheme).and_then(|benefit| benefit.monthly());
    let counted = monthly.is_some_and(|m| m.lines.arrears_count) && addition.line_type == LineType::Arrears;
    let persons = if counted { i64::from(to.index() - from.index() + 1) } else { 0 };
    Ok(NewLine {
        period_due: to,
        range: addition.line_type.has_range().then_some((from, to)),
        line_type: addition.line_type.code(),
        count: (0, persons),
        amount: (addition.amount, Money::ZERO),
        ..normal_line(case.clone(), month, parameters)?
    })
}

/// 退回重发: the batch of a month that sends again what the bank refused before, where the payee's account was put right
/// since. `None` when there is nothing to send.
///
/// # Errors
/// The month lies in the future (`E-PAY-012`).
pub fn draft_reissue(store: &Store, scheme: Scheme, month: Month, who: &Who, day: NaiveDate) -> Answer<Option<i64>> {
    if month > Month::of(day) {
        return refuse("E-PAY-012", format!("{} 还没有到, 不能造册", month.zh()));
    }
    let mut lines = Vec::new();
    for batch in store.batch_facts(scheme, None, &["returned", "reissuing"])? {
        for failed in store.failed_lines(&batch, day)? {
            let Some(line) = failed.line else { continue };
            let put_right = line.account.valid_from > failed.sent_on && line.account.status == "1";
            if put_right {
                lines.push(line);
            }
        }
    }
    if lines.is_empty() {
        return Ok(None);
    }
    store.put_batch(scheme, month, "R", &lines, who, day).map(Some)
}

/// 复核 by a second person, after the checks of assistance 7.4. `why` explains an unusual difference to the month before.
///
/// # Errors
/// Not in 造册; the lines are no longer what the versions say (`E-PAY-004`); persons or money differ from the month before by
/// more than the parameters allow and nothing explains it (`E-PAY-008`); the checker made the batch (`E-PAY-016`).
pub fn check(store: &Store, batch: i64, who: &Who, day: NaiveDate, why: Option<&str>) -> Answer<()> {
    let fact = at(store, batch, &["draft"], "复核")?;
    different_hands(&fact, who, 1)?;
    if fact.kind == "N" {
        still_right(store, &fact, day, "复核")?;
        variance(store, &fact, why)?;
    }
    let step = Step { from: &["draft"], to: "checked", hand: Some(("checked_by", "checked_at")) };
    store.step_batch(batch, &step, who, day, why)
}

/// 领导审批. From now on the lines do not change.
///
/// # Errors
/// Not checked yet; the approver made or checked the batch; the lines are no longer what the versions say (`E-PAY-004`).
pub fn approve(store: &Store, batch: i64, who: &Who, day: NaiveDate) -> Answer<()> {
    let fact = at(store, batch, &["checked"], "审批")?;
    different_hands(&fact, who, 2)?;
    if fact.kind == "N" {
        still_right(store, &fact, day, "审批")?;
    }
    let step = Step { from: &["checked"], to: "approved", hand: Some(("approved_by", "approved_at")) };
    store.step_batch(batch, &step, who, day, None)
}

/// 计财审核用款.
///
/// # Errors
/// Not approved yet; the same person took an earlier step.
pub fn finance(store: &Store, batch: i64, who: &Who, day: NaiveDate) -> Answer<()> {
    let fact = at(store, batch, &["approved"], "计财审核")?;
    different_hands(&fact, who, 3)?;
    let step = Step { from: &["approved"], to: "finance", hand: Some(("finance_by", "finance_at")) };
    store.step_batch(batch, &step, who, day, None)
}

/// 送盘.
///
/// # Errors
/// Not through 计财 yet.
pub fn send(store: &Store, batch: i64, who: &Who, day: NaiveDate) -> Answer<()> {
    at(store, batch, &["finance"], "送盘")?;
    store.step_batch(batch, &Step { from: &["finance"], to: "sent", hand: None }, who, day, None)
}

/// 回盘: the bank paid everything on a day but what it refused. Booked in the month of the business date.
///
/// # Errors
/// Not sent yet; a refused line is not in the batch (`E-PAY-030`).
pub fn enter_returns(
    store: &Store,
    batch: i64,
    refused: &[BankRefusal],
    paid_on: NaiveDate,
    who: &Who,
    day: NaiveDate,
) -> Answer<()> {
    at(store, batch, &["sent"], "登记回盘")?;
    store.book_returns(batch, refused, paid_on, Month::of(day), who, day)
}

/// 归档, when every line was paid or is being sent again. Whoever runs batches calls [`Store::summarise_paid`] when they are
/// done, so that their months are read from summaries from then on.
///
/// # Errors
/// Not returned yet; failed lines wait for an account (`E-PAY-017`).
pub fn close(store: &Store, batch: i64, who: &Who, day: NaiveDate) -> Answer<()> {
    let fact = at(store, batch, &["returned", "reissuing"], "归档")?;
    let open = store.open_lines(batch)?;
    if open > 0 {
        return refuse("E-PAY-017", format!("{} 还有 {open} 笔失败明细没有重发, 不能归档", fact.batch_no));
    }
    let step = Step { from: &["returned", "reissuing"], to: "closed", hand: None };
    store.step_batch(batch, &step, who, day, None)
}

/// The batch, if it is in one of the states from which the step starts.
fn at(store: &Store, batch: i64, states: &[&str], step: &str) -> Answer<BatchFact> {
    let fact = store.batch_fact(batch)?;
    if states.contains(&fact.state.as_str()) {
        return Ok(fact);
    }
    let label = register::benefits::codes::BATCH_STATE.label(&fact.state).unwrap_or("");
    refuse("E-PAY-011", format!("批次 {} 现为“{label}”, 不能{step}", fact.batch_no))
}

/// 制表, 复核, 审批, 计财 are four different people (assistance 7.3). `place`: the step being taken.
fn different_hands(fact: &BatchFact, who: &Who, place: usize) -> Answer<()> {
    let same = fact.hands.iter().take(place).flatten().any(|name| *name == who.name);
    if same {
        return refuse(
            "E-PAY-016",
            format!("{} 已办过 {} 的前一步, 各步须由不同的人办理", who.full_name, fact.batch_no),
        );
    }
    Ok(())
}

/// Are the lines what the versions say now? Only what was written since the payroll's last step can have changed that.
fn still_right(store: &Store, fact: &BatchFact, day: NaiveDate, step: &str) -> Answer<()> {
    if store.is_step_last_act(fact)? {
        return Ok(());
    }
    let scheme = Scheme::from_name(&fact.scheme).ok_or_else(|| StoreFault::damaged("批次的险种不明"))?;
    let payable = store.payable(scheme, fact.period, day)?;
    let due: BTreeMap<i64, i64> =
        payable.iter().filter(|c| is_due(c)).map(|c| (c.case_key, c.total.as_fen() + c.care.as_fen())).collect();
    let lines: BTreeMap<i64, i64> = store.normal_lines(fact.key)?.into_iter().collect();
    let cases: BTreeSet<i64> = due.keys().chain(lines.keys()).copied().collect();
    let mut wrong = cases.into_iter().filter(|case| due.get(case) != lines.get(case));
    let Some(first) = wrong.next() else { return Ok(()) };
    let money = |sums: &BTreeMap<i64, i64>| Money::fen(sums.get(&first).copied().unwrap_or_default());
    let called = register::benefit(scheme).map(|benefit| store.called(benefit.cases, first)).transpose()?;
    let text = format!(
        "批次 {} 造册后核定有变动, 不能{step}: {} 件案件的应发与明细不符, 如 {} 明细 {} 元, 现应发 {} 元; 请重新造册",
        fact.batch_no,
        wrong.count() + 1,
        called.unwrap_or_default(),
        money(&lines),
        money(&due),
    );
    refuse("E-PAY-004", text)
}

/// |Δ人| and |Δ元| against the normal batch of the month before (assistance 7.4, point 8).
fn variance(store: &Store, fact: &BatchFact, why: Option<&str>) -> Answer<()> {
    let scheme = Scheme::from_name(&fact.scheme).ok_or_else(|| StoreFault::damaged("批次的险种不明"))?;
    let before = store.batch_facts(scheme, Some(fact.period.prev()), &[])?;
    let Some(before) = before.iter().find(|b| b.kind == "N") else { return Ok(()) };
    let (old, new) = (store.batch_sums(before.key)?, store.batch_sums(fact.key)?);
    let parameters = store.parameters()?;
    let limit = |param: Param, default: i64| parameters.int(param, fact.period).unwrap_or(default);
    let beyond = |old: i64, new: i64, bp: i64| (new - old).abs() * 10_000 > old * bp;
    let unusual = beyond(old.persons, new.persons, limit(Param::PersonVariance, 500))
        || beyond(old.total, new.total, limit(Param::MoneyVariance, 1000));
    if unusual && why.is_none_or(|w| w.trim().is_empty()) {
        let text = format!(
            "与上月相比变动较大({} 人 {} 元, 上月 {} 人 {} 元), 请写明原因",
            new.persons,
            Money::fen(new.total),
            old.persons,
            Money::fen(old.total)
        );
        return refuse("E-PAY-008", text);
    }
    Ok(())
}
