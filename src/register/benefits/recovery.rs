//! 追缴: what was paid of a case though it was not due, and what came back of it (assistance 7.6). Its months are the child register
//! `recovery_month`, what comes back `repayment`; how much is still open follows from both.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::recovery::{Account, offset_months};
use crate::domain::slip::Slip;
use crate::register::benefits::cases::yearly_number;
use crate::register::benefits::codes;
use crate::register::benefits::paid::monthly;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{from, not_in_future, since_birth};
use crate::register::{
    Counts, Facts, Field, Kind, ListColumn, Over, Part, Record, Register, Serial, Sum, Tie, Values, benefit_of_case,
};
use chrono::NaiveDate;

/// 追缴.
pub static RECOVERY: Register = Register {
    fields: &[
        Field::new("recovery_no", "追缴编号", Kind::Text(24)).hint("空着自动编号: ZJ、区划6位、年份、5位序号"),
        Field::new("case_key", "案件", Kind::Case).must().hint("多发的案件编号"),
        Field::new("scheme", "险种", Kind::Code(&codes::SCHEME)).given(),
        Field::new("person", "涉及人员", Kind::Ref("person")).must().completed().hint("因谁而多发; 空着为领取人"),
        Field::new("reason", "追缴原因", Kind::Code(&codes::RECOVERY_REASON)).must(),
        Field::new("found_on", "发现日期", Kind::Date)
            .must()
            .completed()
            .hint("空着为今天")
            .ordered(&[not_in_future(), since_birth("person")]),
        Field::new("found_by", "发现方式", Kind::Code(&codes::FOUND_BY)).must().or("6"),
        Field::new("state", "状态", Kind::Code(&codes::RECOVERY_STATE)).must().or("1"),
        Field::new("plan", "退款方式", Kind::Code(&codes::RECOVERY_PLAN)),
        Field::new("notice_no", "通知书文号", Kind::Text(60)),
        Field::new("notice_on", "通知日期", Kind::Date).ordered(&[not_in_future(), from(&["found_on"])]),
        Field::new("served_on", "送达日期", Kind::Date).ordered(&[not_in_future(), from(&["notice_on", "found_on"])]),
        Field::new("handed_to", "移交单位", Kind::Text(50)).when("state", &["5"]),
        Field::new("approved_by", "核销审批人", Kind::Text(20)).when("state", &["6"]),
        Field::new("decision_no", "文书号", Kind::Text(60))
            .when("state", &["5", "6"])
            .hint("移交的填移交文书号, 核销的填批准文号"),
        Field::new("decided_on", "移交核销日期", Kind::Date)
            .when("state", &["5", "6"])
            .ordered(&[not_in_future(), from(&["found_on"])]),
        Field::new("penalty_no", "处罚决定文号", Kind::Text(60)).hint("另行处罚的, 只记文号"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("recovery_no", "追缴编号", 17),
        ListColumn::new("person.name", "涉及人员", 8),
        ListColumn::new("scheme", "险种", 10),
        ListColumn::new("over", "多发", 10),
        ListColumn::new("balance", "余额", 10),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("from_month", "多发起", 7),
        ListColumn::new("to_month", "多发止", 7),
        ListColumn::new("reason", "原因", 12),
        ListColumn::new("found_on", "发现日期", 10),
        ListColumn::new("returned", "已追回", 10),
        ListColumn::new("case_key", "案件", 17),
        ListColumn::new("served_on", "送达日期", 10),
    ],
    sums: &[
        Sum { field: Field::new("from_month", "多发起", Kind::Month).given(), of: &[month("month", Counts::First)] },
        Sum { field: Field::new("to_month", "多发止", Kind::Month).given(), of: &[month("month", Counts::Last)] },
        Sum { field: Field::new("over", "多发", Kind::Money).given(), of: &[month("over", Counts::Adds)] },
        Sum { field: Field::new("returned", "已追回", Kind::Money).given(), of: &[repaid(Counts::Adds)] },
        Sum {
            field: Field::new("balance", "余额", Kind::Money).given(),
            of: &[month("over", Counts::Adds), repaid(Counts::Takes)],
        },
    ],
    natural_key: &["recovery_no"],
    order: &["found_on", "recovery_no"],
    latest_first: true,
    filters: &["state", "scheme", "reason", "person.home_division"],
    frozen: &["case_key", "person"],
    since: Some("found_on"),
    // Money that came back (退款) stands against its voiding.
    tied: &[Tie { register: "recovery_month", on: &[("recovery", "key")] }],
    on_page: Some(OnPage {
        under: "追缴",
        of: &["person", "case_key"],
        family: false,
        number: "recovery_no",
        days: &["found_on"],
        what: "scheme",
        outcome: Some("reason"),
        state: Some("state"),
        open: None,
    }),
    serial: Some(Serial { col: "recovery_no", prefix: number, width: 5 }),
    over: &[Over::Is("state", codes::RECOVERY_OVER)],
    with_rows: true,
    ..Register::new("recovery", "追缴", "件")
};

const fn month(col: &'static str, counts: Counts) -> Part {
    Part { register: "recovery_month", col, day: "month", counts }
}
const fn repaid(counts: Counts) -> Part {
    Part { register: "repayment", col: "amount", day: "date", counts }
}

/// `ZJ4304062021`.
fn number(values: &Values, facts: &Facts) -> Option<String> {
    yearly_number("ZJ", values.date("found_on")?, facts)
}

/// A recovery as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// The case.
    pub case: i64,
    /// 涉及人员; none until completed.
    pub person: Option<i64>,
    /// 状态 code.
    pub state: String,
    /// 退款方式 code.
    pub plan: Option<String>,
    /// 通知书文号 and 通知日期.
    pub notice: (Option<String>, Option<NaiveDate>),
    /// 送达日期.
    pub served_on: Option<NaiveDate>,
}

/// What the months and the repayments among some rows come to.
pub fn account<'a>(rows: impl Iterator<Item = &'a Values> + Clone) -> Account {
    let sum = |register: &str, col: &str| {
        let of = rows.clone().filter(|row| row.register.name == register).filter_map(|row| row.money(col));
        Money::sum(of).unwrap_or_default()
    };
    Account { over: sum("recovery_month", "over"), returned: sum("repayment", "amount") }
}

/// `E-ZJ06`: no more comes back than was paid too much.
pub fn too_much(account: Account) -> Option<Slip> {
    let text = || format!("退回合计 {} 元, 多于多发的 {} 元, 请核对", account.returned, account.over);
    account.balance().is_negative().then(|| Slip::error("E-ZJ06", text()))
}

impl Record for Recovery {
    const REGISTER: &'static Register = &RECOVERY;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Recovery {
            case: values.need_int("case_key")?,
            person: values.int("person"),
            state: values.need_text("state")?,
            plan: values.some_text("plan"),
            notice: (values.some_text("notice_no"), values.date("notice_on")),
            served_on: values.date("served_on"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("found_on").is_null() {
            values.set("found_on", facts.day);
        }
        let Some(case) = values.int("case_key") else { return };
        let Some((benefit, row)) = benefit_of_case(case).and_then(|b| Some((b, facts.row(b.cases.name, case)?))) else {
            return;
        };
        values.set("scheme", benefit.scheme(row.text("kind")).name());
        if values.get("person").is_null() {
            values.set("person", drawn_by(row, facts));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let account = account(facts.children.iter());
        let found = [
            self.of_nobody(facts),
            (account.over == Money::ZERO).then(|| Slip::error("E-ZJ01", "须逐月填写已发和应发, 至少一个月")),
            too_much(account),
            self.settled(account),
            self.not_served(),
        ];
        found
            .into_iter()
            .flatten()
            .chain(self.unnoticed())
            .chain(self.twice(facts))
            .chain(self.deducted(account, facts))
            .collect()
    }
}

/// Who draws from a case: its person, or the applicant of its household.
fn drawn_by(case: &Values, facts: &Facts) -> Option<i64> {
    let house = case.int("household").and_then(|house| facts.row("household", house));
    case.int("person").or_else(|| house.and_then(|house| house.int("applicant")))
}

impl Recovery {
    /// `E-ZJ02`: whoever it is because of has to do with the case.
    fn of_nobody(&self, facts: &Facts) -> Option<Slip> {
        let person = self.person?;
        let benefit = benefit_of_case(self.case)?;
        let case = facts.row(benefit.cases.name, self.case)?;
        let covers = |register: &'static str| {
            let mut rows = facts.referring(register, benefit.cases.name, self.case);
            rows.any(|(_, cover)| cover.int("person") == Some(person))
        };
        let known = drawn_by(case, facts) == Some(person) || benefit.household().is_some_and(|h| covers(h.covers));
        let text = || format!("{} 不是案件 {} 的对象, 请核对", called(person, facts), case.text("case_no"));
        (!known).then(|| Slip::error("E-ZJ02", text()).at("person"))
    }

    /// `E-ZJ04`, `W-ZJ05`: the state against what is open.
    fn settled(&self, account: Account) -> Option<Slip> {
        let balance = account.balance();
        let is_open = codes::RECOVERY_OPEN.contains(&self.state.as_str());
        if self.state == "4" && balance > Money::ZERO {
            let text = format!("还有 {balance} 元没有追回, 不能填已追回; 不再追的, 按移交或核销办理");
            return Some(Slip::error("E-ZJ04", text).at("state"));
        }
        let all = is_open && account.over > Money::ZERO && balance.is_zero();
        all.then(|| Slip::warning("W-ZJ05", "多发的已全部追回, 状态应为已追回").at("state"))
    }

    /// A notice has a number and a day before it is said to be out.
    fn unnoticed(&self) -> Vec<Slip> {
        let (number, day) = &self.notice;
        let told = matches!(self.state.as_str(), "2" | "3");
        let missing = |when: bool, col: &'static str, text: &str| when.then(|| Slip::error("E-RG06", text).at(col));
        [
            missing((told || day.is_some()) && number.is_none(), "notice_no", "已通知的须填通知书文号"),
            missing((told || number.is_some()) && day.is_none(), "notice_on", "已通知的须填通知日期"),
            missing(self.state == "3" && self.served_on.is_none(), "served_on", "追缴中的须填通知书送达日期"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What was never written cannot be served.
    fn not_served(&self) -> Option<Slip> {
        (self.served_on.is_some() && self.notice.1.is_none())
            .then(|| Slip::error("E-RG06", "填了送达日期, 还须填通知日期").at("notice_on"))
    }

    /// `E-ZJ03`: a month is recovered once.
    fn twice(&self, facts: &Facts) -> Option<Slip> {
        let own: Vec<Month> = months(facts.children.iter()).collect();
        let mut others = facts.referring("recovery", "case_key", self.case).filter(|(key, _)| Some(*key) != facts.this);
        others.find_map(|(key, other)| {
            let rows = facts.referring("recovery_month", "recovery", key).map(|(_, row)| row);
            let both = months(rows).find(|month| own.contains(month))?;
            let text =
                format!("{both} 已在 {} 里追缴, 请不要重复; 确属另外的多发的, 可作例外登记", other.text("recovery_no"));
            Some(Slip::doubt("E-ZJ03", text))
        })
    }

    /// `E-ZJ09`, `W-ZJ10`: what deducting comes to, of what the case pays now.
    fn deducted(&self, account: Account, facts: &Facts) -> Option<Slip> {
        let is_open = codes::RECOVERY_OPEN.contains(&self.state.as_str());
        if self.plan.as_deref() != Some("3") || !is_open {
            return None;
        }
        let now = monthly(self.case, Month::of(facts.day), facts).unwrap_or_default();
        if now <= Money::ZERO {
            return Some(Slip::error("E-ZJ09", "案件已不发钱, 不能抵扣, 请选一次或分期退回").at("plan"));
        }
        let share = facts.parameters.int(Param::OffsetShare, Month::of(facts.day)).unwrap_or(30);
        let (most, months) = offset_months(account.balance(), now, share)?;
        let text = format!("每月最多抵扣 {most} 元({now} 的 {share}%), 要 {months} 个月才扣完; 可改为分期退回现金");
        Some(Slip::warning("W-ZJ10", text).at("plan"))
    }
}

fn called(person: i64, facts: &Facts) -> String {
    facts.person(person).map_or_else(|| format!("#{person}"), |person| person.name.clone())
}

/// The months among some rows.
fn months<'a>(rows: impl Iterator<Item = &'a Values>) -> impl Iterator<Item = Month> {
    rows.filter(|row| row.register.name == "recovery_month").filter_map(|row| row.month("month"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::payment::LineType;
    use crate::domain::recovery::{Line, Standing};
    use crate::domain::scheme::Scheme;
    use crate::domain::slip::Severity;
    use crate::register::benefits::recovery_month::{RECOVERY_MONTH, RecoveryMonth};
    use crate::register::benefits::repayment::{REPAYMENT, Repayment};
    use crate::register::{Ask, Entry, Fact, RecordFact, Value, benefit, find, tests};

    /// Cases of 高龄津贴.
    fn cases() -> &'static Register {
        benefit(Scheme::Elderly).unwrap().cases
    }

    /// One of person 7, of 70.00 a month from 2021-01 on.
    fn case() -> i64 {
        cases().keys_above + 1
    }

    fn row(register: &'static Register, cells: &[(&str, Value)]) -> Values {
        let mut row = Values::new(register);
        cells.iter().for_each(|(col, value)| row.set(col, value.clone()));
        row
    }

    fn month_row(month: &str, paid: i64, due: i64) -> Values {
        let yuan = |yuan: i64| Value::Int(yuan * 100);
        row(
            &RECOVERY_MONTH,
            &[("month", month.into()), ("paid", yuan(paid)), ("due", yuan(due)), ("over", yuan(paid - due))],
        )
    }

    fn repayment(date: &str, amount: i64, way: &str) -> Values {
        row(&REPAYMENT, &[("date", date.into()), ("amount", Value::Int(amount * 100)), ("way", way.into())])
    }

    fn facts(ended: bool) -> Facts<'static> {
        let mut facts = tests::facts();
        let (case, versions_of) = (case(), find(cases().versions.unwrap().register).unwrap().register);
        let values = row(cases(), &[("person", Value::Int(7)), ("case_no", "GL1".into())]);
        facts.answers.push((Ask::Row(cases().name, case), Fact::Row(Some(values))));
        let version = |from: &str, kind: &str, fen: i64| {
            row(versions_of, &[("from_month", from.into()), ("kind", kind.into()), ("amount", Value::Int(fen))])
        };
        let mut versions = vec![(1, version("2021-01", "award", 7_000))];
        versions.extend(ended.then(|| (2, version("2021-07", "end", 0))));
        let parent = versions_of.parent.unwrap();
        facts.answers.push((Ask::RowsOf(versions_of.name, parent, case.into()), Fact::Rows(versions)));
        let line = |of: &str| Line {
            range: (Month::parse(of).unwrap(), Month::parse(of).unwrap()),
            line_type: LineType::Normal,
            amount: Money::fen(7_000),
            standing: Standing::Paid,
            batch_no: String::new(),
        };
        facts.answers.push((Ask::Lines(case), Fact::Lines(["2021-07", "2021-08", "2021-09"].map(line).to_vec())));
        facts.answers.push((Ask::RowsOf("recovery", "case_key", case.into()), Fact::Rows(Vec::new())));
        facts
    }

    fn record(cells: &[(&str, &str)]) -> Values {
        let mut values = row(&RECOVERY, &[("case_key", case().into()), ("reason", "01".into())]);
        cells.iter().for_each(|(col, text)| values.set(col, RECOVERY.field(col).unwrap().kind.stored(text)));
        values
    }

    fn codes(values: &Values, facts: &Facts) -> Vec<&'static str> {
        let mut values = values.clone();
        let entry = Entry::of::<Recovery>();
        (entry.complete)(&mut values, facts);
        (entry.check)(&values, facts).iter().map(|slip| slip.code).collect()
    }

    #[test]
    fn what_follows_from_the_case_is_filled() {
        let facts = facts(false);
        let mut values = record(&[]);
        Recovery::complete(&mut values, &facts);
        assert_eq!((values.text("scheme"), values.int("person")), ("elderly", Some(7)));
        assert_eq!(values.date("found_on"), Some(facts.day));
    }

    #[test]
    fn a_recovery_goes_its_steps() {
        let over = || vec![month_row("2021-07", 70, 0), month_row("2021-08", 70, 0)];
        let back = |amount: i64| [over(), vec![repayment("2021-12-20", amount, "3")]].concat();
        let notice = [("notice_no", "追〔2021〕1号"), ("notice_on", "2021-12-31")];
        let with = |cells: &[(&'static str, &'static str)]| [&notice[..], cells].concat();
        for (cells, rows, found) in [
            (vec![], over(), vec![]),
            (vec![], vec![], vec!["E-ZJ01"]),
            (vec![("person", "8")], over(), vec!["E-ZJ02"]),
            (vec![("state", "2")], over(), vec!["E-RG06", "E-RG06"]),
            (with(&[("state", "2")]), over(), vec![]),
            (with(&[("state", "3")]), over(), vec!["E-RG06"]),
            (with(&[("state", "3"), ("served_on", "2021-12-30")]), over(), vec!["E-RG05"]),
            (with(&[("state", "3"), ("served_on", "2021-12-31")]), over(), vec![]),
            (vec![("served_on", "2021-12-31")], over(), vec!["E-RG06"]),
            (vec![], back(140), vec!["W-ZJ05"]),
            (vec![], back(141), vec!["E-ZJ06"]),
            (vec![("state", "4")], back(140), vec![]),
            (vec![("state", "4")], back(139), vec!["E-ZJ04"]),
            (vec![("state", "5")], over(), vec!["E-RG06", "E-RG06", "E-RG06"]),
            (vec![("state", "6"), ("decided_on", "2021-12-31"), ("approved_by", "刘建华")], over(), vec!["E-RG06"]),
            (
                vec![
                    ("state", "6"),
                    ("decided_on", "2021-12-31"),
                    ("approved_by", "刘建华"),
                    ("decision_no", "核〔2021〕1号"),
                ],
                over(),
                vec![],
            ),
            (vec![("plan", "3")], over(), vec!["W-ZJ10"]),
        ] {
            let mut facts = facts(false);
            facts.children = rows;
            assert_eq!(codes(&record(&cells), &facts), found, "{cells:?}");
        }
    }

    #[test]
    fn deducting_from_what_is_paid_no_more_is_refused() {
        let mut facts = facts(true);
        facts.children = vec![month_row("2021-07", 70, 0)];
        assert_eq!(codes(&record(&[("plan", "3")]), &facts), ["E-ZJ09"]);
        let mut facts = self::facts(false);
        facts.children = vec![month_row("2021-07", 70, 0)];
        let mut values = record(&[("plan", "3")]);
        Recovery::complete(&mut values, &facts);
        let told = Recovery::read(&values).unwrap().check(&facts);
        assert_eq!(told[0].text, "每月最多抵扣 21.00 元(70.00 的 30%), 要 4 个月才扣完; 可改为分期退回现金");
    }

    #[test]
    fn a_month_is_recovered_once() {
        let mut facts = facts(false);
        let other = row(&RECOVERY, &[("recovery_no", "ZJ1".into())]);
        facts.answers.push((Ask::RowsOf("recovery", "case_key", case().into()), Fact::Rows(vec![(3, other)])));
        let known = Fact::Rows(vec![(1, month_row("2021-08", 70, 0))]);
        facts.answers.push((Ask::RowsOf("recovery_month", "recovery", 3.into()), known));
        facts.children = vec![month_row("2021-07", 70, 0)];
        assert_eq!(codes(&record(&[]), &facts), [""; 0]);
        facts.children.push(month_row("2021-08", 70, 0));
        assert_eq!(codes(&record(&[]), &facts), ["E-ZJ03"]);
    }

    #[test]
    fn a_month_is_held_against_the_bank() {
        for (month, paid, due, over, found) in [
            ("2021-07", None, 0, 7_000, &[][..]),
            ("2021-07", Some(7_000), 0, 7_000, &[]),
            ("2021-07", Some(8_000), 0, 8_000, &["E-ZJ08"]),
            ("2021-07", Some(7_000), 7_000, 0, &["E-ZJ07"]),
            ("2021-11", Some(7_000), 0, 7_000, &["E-ZJ08"]),
        ] {
            let mut facts = facts(false);
            facts.parent = Some(record(&[]));
            let paid = paid.map_or(Value::Null, Value::Int);
            let mut values = row(&RECOVERY_MONTH, &[("month", month.into()), ("paid", paid), ("due", Value::Int(due))]);
            RecoveryMonth::complete(&mut values, &facts);
            assert_eq!(values.int("over"), Some(over), "{month}");
            let slips = RecoveryMonth::read(&values).unwrap().check(&facts);
            assert_eq!(slips.iter().map(|slip| slip.code).collect::<Vec<_>>(), found, "{month}");
        }
    }

    /// Rows that are entered and voided by themselves.
    #[test]
    fn what_comes_back_is_held_against_its_recovery() {
        let stands = |state: &str, repaid: Option<i64>| {
            let mut facts = facts(false);
            let mut children = vec![(1, month_row("2020-12", 70, 0)), (2, month_row("2021-07", 70, 0))];
            children.extend(repaid.map(|amount| (3, repayment("2021-12-20", amount, "3"))));
            let known = RecordFact { values: record(&[("state", state)]), children };
            facts.answers.push((Ask::Record("recovery", 9), Fact::Record(Some(known))));
            facts
        };
        let of = |mut values: Values| {
            values.set("recovery", 9);
            values
        };
        for (amount, way, found) in [
            (100, "3", &[][..]),
            (140, "3", &["W-ZJ05"]),
            (141, "3", &["E-ZJ06"]),
            (100, "2", &["W-ZJ11"]),
            (100, "1", &[]),
            (0, "1", &["E-RG02"]),
        ] {
            let values = of(repayment("2021-12-30", amount, way));
            let slips = Repayment::read(&values).unwrap().check(&stands("2", None));
            assert_eq!(slips.iter().map(|slip| slip.code).collect::<Vec<_>>(), found, "{amount} {way}");
        }
        let voided = |facts: &Facts| Repayment::check_void(&of(repayment("2021-12-20", 140, "3")), facts);
        assert!(voided(&stands("3", Some(140))).is_empty());
        assert_eq!(voided(&stands("4", Some(140)))[0].severity, Severity::Error);
        let mut facts = stands("3", Some(100));
        facts.this = Some(1);
        assert_eq!(RecoveryMonth::check_void(&of(month_row("2020-12", 70, 0)), &facts)[0].code, "E-ZJ06");
    }
}
