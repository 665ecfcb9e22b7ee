//! 家庭经济状况核对: one request to the holders of data, by authorisation of every adult (assistance 6.1). What came back stands in the
//! child register `hit`.

use crate::domain::date::age_on;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::domain::text;
use crate::register::assistance::codes;
use crate::register::assistance::hit;
use crate::register::benefits::cases::yearly_number;
use crate::register::core::on_page::{OnPage, Open};
use crate::register::core::order::{from, not_in_future, since_birth, until_death};
use crate::register::core::slips::needed;
use crate::register::{Facts, Field, Kind, ListColumn, MemberFact, Over, Record, Register, Serial, Tie, Values};
use chrono::{Months, NaiveDate};

/// 家庭经济状况核对.
pub static MEANS_CHECK: Register = Register {
    fields: &[
        Field::new("check_no", "核对编号", Kind::Text(24)).hint("空着自动编号: HD、区划6位、年份、5位序号"),
        Field::new("person", "申请人", Kind::Ref("person")).must().hint("身份证号; 核对其全家"),
        Field::new("case_key", "案件", Kind::Case).hint("案件编号; 新申请的可空着"),
        Field::new("division", "村(居)", Kind::Division).must().completed().hint("空着按家庭填"),
        Field::new("purpose", "核对目的", Kind::Code(&codes::CHECK_PURPOSE)).must(),
        Field::new("state", "状态", Kind::Code(&codes::CHECK_STATE)).must().or("need_auth"),
        Field::new("auth_doc_no", "授权书号", Kind::Text(40)),
        Field::new("auth_signed_on", "授权日期", Kind::Date).ordered(&[
            not_in_future(),
            since_birth("person"),
            until_death("person").doubt(),
        ]),
        Field::new("auth_persons", "授权人", Kind::Text(200)).hint("全部成年成员姓名, 用、隔开"),
        Field::new("sent_on", "发函日期", Kind::Date).ordered(&[not_in_future(), from(&["auth_signed_on"])]),
        Field::new("report_no", "报告编号", Kind::Text(40)),
        Field::new("report_on", "报告日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["sent_on", "auth_signed_on"])]),
        Field::new("valid_until", "报告有效期", Kind::Date)
            .hint("空着按报告日期加6个月")
            .ordered(&[from(&["report_on"])]),
        Field::new("result", "核对结果", Kind::Code(&codes::CHECK_RESULT)),
    ],
    list: &[
        ListColumn::new("check_no", "核对编号", 17),
        ListColumn::new("person.name", "申请人", 10),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("result", "结果", 12),
        ListColumn::new("purpose", "目的", 8),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("sent_on", "发函日期", 10),
        ListColumn::new("report_on", "报告日期", 10),
        ListColumn::new("valid_until", "有效期", 10),
        ListColumn::new("report_no", "报告编号", 14),
    ],
    natural_key: &["check_no"],
    order: &["division", "check_no"],
    filters: &["division", "state", "purpose", "result"],
    tied: &[Tie { register: "hit", on: &[("means_check", "key")] }],
    serial: Some(Serial { col: "check_no", prefix: number_prefix, width: 5 }),
    with_rows: true,
    on_page: Some(OnPage {
        under: "核查核对",
        of: &["person"],
        family: true,
        number: "check_no",
        days: &["report_on", "sent_on", "auth_signed_on"],
        what: "purpose",
        outcome: Some("result"),
        state: Some("state"),
        open: Some(Open { register: "hit", when: ("verify_state", "0"), called: "条待核实" }),
    }),
    over: &[Over::Is("state", &["closed"])],
    ..Register::new("means_check", "经济状况核对", "件")
};

/// `HD4304062021`.
fn number_prefix(values: &Values, facts: &Facts) -> Option<String> {
    yearly_number("HD", values.date("auth_signed_on").unwrap_or(facts.day), facts)
}

/// How long a report holds, in months, where the office has not set another (`check.valid_months`).
const VALID_MONTHS: u32 = 6;

/// A check as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct MeansCheck {
    /// 申请人.
    pub person: i64,
    /// 村(居).
    pub division: Option<String>,
    /// 状态 code.
    pub state: String,
    /// 授权: document number, day, names.
    pub auth: (Option<String>, Option<NaiveDate>, Option<String>),
    /// 发函日期.
    pub sent_on: Option<NaiveDate>,
    /// 报告日期.
    pub report_on: Option<NaiveDate>,
    /// 报告有效期.
    pub valid_until: Option<NaiveDate>,
    /// 核对结果 code.
    pub result: Option<String>,
}

impl Record for MeansCheck {
    const REGISTER: &'static Register = &MEANS_CHECK;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(MeansCheck {
            person: values.need_int("person")?,
            division: values.some_text("division"),
            state: values.text("state").to_owned(),
            auth: (values.some_text("auth_doc_no"), values.date("auth_signed_on"), values.some_text("auth_persons")),
            sent_on: values.date("sent_on"),
            report_on: values.date("report_on"),
            valid_until: values.date("valid_until"),
            result: values.some_text("result"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let Ok(check) = MeansCheck::read(values) else { return };
        if check.division.is_none() {
            let house = facts.household_of(check.person).map(|h| h.division.clone());
            values.set("division", house.or(facts.person(check.person).map(|p| p.home_division.clone())));
        }
        if let (Some(on), None) = (check.report_on, check.valid_until) {
            let months = facts.parameters.on(Param::CheckValidity, on).and_then(|(_, v)| v.parse().ok());
            values.set("valid_until", on.checked_add_months(Months::new(months.unwrap_or(VALID_MONTHS))));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let (document, signed, names) = &self.auth;
        let reached = |states: &[&str]| states.contains(&self.state.as_str());
        if !reached(&["need_auth"]) || self.sent_on.is_some() {
            slips.extend(needed(document.as_deref(), "auth_doc_no", "须先取得授权书"));
            if signed.is_none() {
                slips.push(Slip::error("E-RG06", "须先取得授权, 请填授权日期").at("auth_signed_on"));
            }
            let listed = names.as_deref().unwrap_or("");
            slips.extend(
                facts
                    .household_of(self.person)
                    .iter()
                    .flat_map(|h| &h.members)
                    .filter_map(|m| unsigned(m, listed, signed.unwrap_or(facts.day))),
            );
        }
        if reached(&["sent", "reported", "verifying", "closed"]) && self.sent_on.is_none() {
            slips.push(Slip::error("E-HD-002", "未发函的不能登记为已发函、已回函").at("sent_on"));
        }
        if reached(&["reported", "verifying", "closed"]) {
            if self.report_on.is_none() {
                slips.push(Slip::error("E-HD-003", "已回函的须填报告日期").at("report_on"));
            }
            slips.extend(needed(self.result.as_deref(), "result", "已回函的须填核对结果"));
        }
        let open = facts.children.iter().filter(|r| r.register.name == "hit" && r.text("verify_state") == "0").count();
        if reached(&["closed"]) && open > 0 {
            slips.push(Slip::error("E-HD-004", format!("还有 {open} 条核对结果待核实, 不能办结")).at("state"));
        }
        slips.extend(hit::twice(facts.children.iter()));
        slips.extend(self.still_open(facts));
        if let Some(until) = self.valid_until.filter(|d| *d < facts.day && !reached(&["closed"])) {
            slips.push(
                Slip::warning("W-HD-005", format!("核对报告已于 {until} 过期, 不能作为审批依据")).at("valid_until"),
            );
        }
        slips
    }
}

impl MeansCheck {
    /// Whom the check is about: the applicant's family, or the applicant alone.
    fn family<'f>(&self, facts: &'f Facts) -> impl Iterator<Item = i64> + 'f {
        let others = facts.household_of(self.person).into_iter().flat_map(|h| &h.members).map(|m| m.person.key);
        others.chain([self.person])
    }

    /// `E-HD-011`: the family is being checked already.
    fn still_open(&self, facts: &Facts) -> Option<Slip> {
        let mut checks = self.family(facts).flat_map(|key| facts.rows_of("means_check", "person", key));
        let other = checks.find(|check| facts.this.is_none() && check.text("state") != "closed")?;
        let text =
            format!("这一家的核对 {} 还没有办结, 请在那一件上办; 确需另发一件的登记例外", other.text("check_no"));
        Some(Slip::doubt("E-HD-011", text).at("person"))
    }
}

/// `E-HD-001` for an adult who counts as a member and has not signed.
fn unsigned(member: &MemberFact, listed: &str, on: NaiveDate) -> Option<Slip> {
    let person = &member.person;
    let adult = age_on(person.birth_date, on).is_some_and(|age| age >= 18);
    let signed = text::names(listed).contains(person.name.as_str());
    (member.is_member && adult && person.death_date.is_none() && !signed)
        .then(|| Slip::error("E-HD-001", format!("成年成员 {} 未签署授权书", person.name)).at("auth_persons"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;
    use crate::register::assistance::hit::HIT;
    use crate::register::{Ask, Entry, Fact, HouseholdFact, tests};

    fn member(name: &str, birth: &str) -> MemberFact {
        MemberFact {
            person: tests::person(7, name, "1", birth).into(),
            relation_code: "01".into(),
            is_member: true,
            is_covered: true,
        }
    }

    fn facts() -> Facts<'static> {
        let mut facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        let members = [("张三", "1970-01-01"), ("李四", "1972-01-01"), ("张小", "2010-01-01")];
        let house = HouseholdFact {
            key: 1,
            household_no: "43040600100100001".into(),
            applicant: 7,
            division: "430406001001".into(),
            village: "某社区".into(),
            members: members.map(|(n, b)| member(n, b)).into(),
        };
        facts.answers.push((Ask::HouseholdOf(7), Fact::Household(Some(house))));
        facts
    }

    fn check(pairs: &[(&str, &str)], facts: &Facts) -> (Values, Vec<Slip>) {
        let mut row = Values::new(&MEANS_CHECK);
        row.set("person", 7);
        for (col, text) in pairs {
            row.set(col, *text);
        }
        let entry = Entry::of::<MeansCheck>();
        (entry.complete)(&mut row, facts);
        let slips = (entry.check)(&row, facts);
        (row, slips)
    }

    #[test]
    fn no_authorisation_no_check() {
        let facts = facts();
        assert_eq!(check(&[], &facts).1, []);
        let signed = [
            ("state", "authorised"),
            ("auth_doc_no", "S1"),
            ("auth_signed_on", "2021-05-01"),
            ("auth_persons", "张三"),
        ];
        let slips = check(&signed, &facts).1;
        assert_eq!(slips.len(), 1);
        assert_eq!((slips[0].code, slips[0].text.as_str()), ("E-HD-001", "成年成员 李四 未签署授权书"));
    }

    #[test]
    fn a_report_holds_six_months_and_every_hit_is_closed() {
        let mut facts = facts();
        let mut hit = Values::new(&HIT);
        hit.set("verify_state", "0");
        facts.children.push(hit);
        let all = [
            ("state", "closed"),
            ("auth_doc_no", "S1"),
            ("auth_signed_on", "2021-05-01"),
            ("auth_persons", "张三、李四"),
            ("sent_on", "2021-05-03"),
            ("report_on", "2021-05-12"),
            ("result", "2"),
        ];
        let mut hit = Values::new(&HIT);
        for (col, text) in [("verify_state", "1"), ("source", "7"), ("fact", "工商银行存款")] {
            hit.set(col, text);
        }
        hit.set("person", 7);
        hit.set("value", Money::fen(1_000_000));
        facts.children.push(hit.clone());
        let (row, slips) = check(&all, &facts);
        assert_eq!((row.text("valid_until"), row.text("division")), ("2021-11-12", "430406001001"));
        assert_eq!(slips.iter().map(|s| s.code).collect::<Vec<_>>(), ["E-HD-004"]);
        hit.set("value", Money::fen(1_000_001));
        facts.children.push(hit.clone());
        assert_eq!(check(&all, &facts).1.len(), 1);
        hit.set("verify_state", "2");
        facts.children.push(hit);
        let slips = check(&all, &facts).1;
        assert_eq!(slips.iter().map(|s| s.code).collect::<Vec<_>>(), ["E-HD-004", "E-HD-010"]);
        assert!(slips[1].text.contains("银行存款: 工商银行存款"), "{}", slips[1].text);
    }
}
