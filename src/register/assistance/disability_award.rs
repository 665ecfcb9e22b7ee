//! 补贴核定: the versions of a subsidy: from which month, how much (assistance 5.3, 5.5). A child register of the case.

use crate::domain::assistance::subsidy::{Subsidy, start_month};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::assistance::disability_rules;
use crate::register::benefits::codes::{CHANGE, VERSION_KIND};
use crate::register::core::order::{from_of, not_in_future};
use crate::register::core::versions::{self, END_SOON, Effect, NOT_YEARS, SOON};
use crate::register::{Dated, Facts, Field, Kind, ListColumn, Record, Register, Tie, Values, Write};
use chrono::NaiveDate;

/// 补贴核定.
pub static DISABILITY_AWARD: Register = Register {
    fields: &[
        Field::new("disability", "两项补贴", Kind::Ref("disability")).must().hint("申请编号"),
        Field::new("from_month", "起始月", Kind::Month)
            .must()
            .completed()
            .hint("空着: 首次按申请当月, 以后按核定次月")
            .ordered(&[from_of("disability", &["apply_date"]), SOON, END_SOON, NOT_YEARS]),
        Field::new("kind", "核定类型", Kind::Code(&VERSION_KIND)).must().or("award"),
        Field::new("decided_date", "核定日期", Kind::Date).must().ordered(&[
            not_in_future(),
            from_of("disability", &["apply_date"]),
            from_of("disability", &["district_date"]).by_origin(),
        ]),
        Field::new("amount", "月补贴额", Kind::Money).given().or("0"),
        Field::new("change_kind", "变动类型", Kind::Code(&CHANGE)).must().completed().hint("空着由程序判断"),
        Field::new("reason_code", "停发原因", Kind::Code(&codes::DISABILITY_END)).when("kind", &["suspended", "end"]),
    ],
    list: &[
        ListColumn::new("disability.case_no", "申请编号", 17),
        ListColumn::new("from_month", "起始月", 7),
        ListColumn::new("kind", "类型", 6),
        ListColumn::new("amount", "月补贴额", 10),
        ListColumn::new("change_kind", "变动", 10),
        ListColumn::new("decided_date", "核定日期", 10),
        ListColumn::new("reason_code", "原因", 16),
    ],
    parent: Some("disability"),
    order: &["disability", "from_month"],
    filters: &["disability"],
    frozen: &["disability", "from_month", "kind", "change_kind"],
    dated: Some(Dated { start: "from_month", within: &["disability"], until: "to_month" }),
    amount: Some("amount"),
    tied: &[Tie { register: "change", on: &[("award", "key")] }],
    keys_above: 4_000_000_000,
    ..Register::new("disability_award", "补贴核定", "次")
};

const CODES: versions::Codes = versions::Codes {
    first: "E-CB-016",
    ended: "E-CB-017",
    order: "E-CB-018",
    papers: "E-CB-019",
    same: "E-CB-024",
    replaces: "W-CB-057",
    paid: "W-CB-051",
};

/// A version as entered or completed.
#[derive(Clone, Debug, PartialEq)]
pub struct DisabilityAward {
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
}

impl DisabilityAward {
    const fn among(&self) -> versions::Among {
        versions::Among { registers: ("disability", "disability_award"), case: self.case }
    }
    /// The flat amount of a month.
    ///
    /// # Errors
    /// `E-PM01` when the office has not set it.
    fn amount(&self, case: &Values, month: Month, facts: &Facts) -> Result<Money, Slip> {
        if self.kind != "award" {
            return Ok(Money::ZERO);
        }
        let rate = Subsidy::from_code(case.text("kind")).unwrap_or(Subsidy::Living).rate();
        facts.parameters.money(rate, month).ok_or_else(|| {
            let text = format!("{month} 没有补贴标准, 请先登记参数 {}", rate.name());
            Slip::error("E-PM01", text).at("from_month")
        })
    }
}

impl Record for DisabilityAward {
    const REGISTER: &'static Register = &DISABILITY_AWARD;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(DisabilityAward {
            case: values.int("disability"),
            from_month: values.month("from_month"),
            kind: values.text("kind").to_owned(),
            decided_date: values.need_date("decided_date")?,
            change_kind: values.some_text("change_kind"),
            reason_code: values.some_text("reason_code"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let (Ok(version), None) = (DisabilityAward::read(values), facts.this) else { return };
        let Some(case) = version.among().parent(facts) else { return };
        let rows = version.among().rows(facts);
        let next = Month::of(version.decided_date).next();
        let first = case.date("apply_date").filter(|_| rows.is_empty()).map(start_month);
        let month = version.from_month.or(first).unwrap_or(next);
        values.set("from_month", month);
        let Ok(amount) = version.amount(case, month, facts) else { return };
        values.set("amount", amount);
        if version.change_kind.is_none() {
            let before = versions::before(&rows, month);
            let raised = before.is_some_and(|b| versions::amount(b) != amount);
            values.set("change_kind", versions::change_kind(&version.kind, before, amount, false, raised));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        let (Some(case), Some(month), None) = (self.among().parent(facts), self.from_month, facts.this) else {
            // What money hangs on is frozen; a reason or a date of decision may be put right.
            return slips;
        };
        let rows = self.among().rows(facts);
        slips.extend(self.among().place(CODES, &self.kind, month, case, facts));
        if self.kind == "award" && rows.is_empty() {
            slips.extend(disability_rules::start_slip(month, case));
        }
        if self.kind == "award" {
            // A raise of the standard reaches whoever draws; that a certificate has ended is then only said.
            let raised = self.change_kind.as_deref() == Some("13");
            let expired = disability_rules::expired(month, case.date("cert_valid_to"), case.text("origin"));
            slips.extend(expired.map(|slip| match raised {
                true => Slip::warning(slip.code, slip.text).at("from_month"),
                false => slip.at("from_month"),
            }));
        }
        let kept = versions::before(&rows, month).is_some_and(|b| self.kind == "award" && b.text("kind") == "award");
        slips.extend(versions::no_raise("E-CB-028", self.change_kind.as_deref(), kept));
        slips.extend(self.amount(case, month, facts).err());
        slips.extend(versions::unchanged_from(
            CODES.same,
            versions::before(&rows, month),
            self.change_kind.as_deref(),
            &slips,
        ));
        slips
    }

    fn replaces(&self, facts: &Facts) -> Vec<i64> {
        self.among().replaced(&self.kind, self.from_month, facts).into_iter().map(|r| r.key).collect()
    }

    fn follows(&self, facts: &Facts) -> Vec<Write> {
        if facts.this.is_some() {
            return Vec::new();
        }
        let (Some(key), Some(month), Some(case)) = (self.case, self.from_month, self.among().parent(facts)) else {
            return Vec::new();
        };
        let rows = self.among().rows(facts);
        let old = versions::before(&rows, month).map_or(Money::ZERO, versions::amount);
        let (Ok(amount), Some(subsidy)) = (self.amount(case, month, facts), Subsidy::from_code(case.text("kind")))
        else {
            return Vec::new();
        };
        let effect = Effect {
            scheme: subsidy.scheme(),
            register: "disability",
            case: key,
            person: case.int("person"),
            month,
            kind: &self.kind,
            change: self.change_kind.as_deref().unwrap_or(""),
            decided: self.decided_date,
            reason: self.reason_code.as_deref(),
            amounts: (amount, old),
        };
        effect.writes(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::assistance::disability::DISABILITY;
    use crate::register::{Ask, Entry, Fact, RecordFact, Value};

    const CASE: i64 = 4_000_000_001;

    fn facts(children: Vec<Values>) -> Facts<'static> {
        let day = |t: &str| t.parse::<NaiveDate>().unwrap();
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let rows = [("2020-01-01", "6500"), ("2021-12-01", "7000")];
        let name = "disability.care.month_fen";
        facts.parameters = Parameters::from_rows(rows.map(|(d, v)| (name.to_owned(), day(d), v.to_owned())));
        let mut case = Values::new(&DISABILITY);
        case.set("kind", "CN");
        case.set("origin", "taken_over");
        case.set("person", 7);
        case.set("apply_date", "2021-09-26");
        let children = children.into_iter().enumerate().map(|(n, v)| (n as i64 + 1, v)).collect();
        facts
            .answers
            .push((Ask::Record("disability", CASE), Fact::Record(Some(RecordFact { values: case, children }))));
        facts
    }

    fn version(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::new(&DISABILITY_AWARD);
        row.set("disability", CASE);
        for (col, text) in pairs {
            row.set(col, *text);
        }
        row
    }

    fn judged(row: &mut Values, facts: &Facts) -> Vec<&'static str> {
        let entry = Entry::of::<DisabilityAward>();
        (entry.complete)(row, facts);
        (entry.check)(row, facts).iter().map(|s| s.code).collect()
    }

    #[test]
    fn from_the_month_of_application_on() {
        let facts = facts(Vec::new());
        let mut row = version(&[("decided_date", "2021-11-05")]);
        assert_eq!(judged(&mut row, &facts), [""; 0]);
        assert_eq!(
            (row.text("from_month"), row.text("change_kind"), row.int("amount")),
            ("2021-09", "01", Some(6_500))
        );
        let mut late = version(&[("decided_date", "2021-11-05"), ("from_month", "2021-12")]);
        assert_eq!(judged(&mut late, &facts), ["E-CB-007"]);
    }

    #[test]
    fn a_version_needs_a_certificate_that_holds() {
        let mut known = facts(Vec::new());
        let mut case = known.record("disability", CASE).unwrap().clone();
        case.values.set("cert_valid_to", "2021-08-31");
        case.values.set("origin", "applied");
        for col in ["town_date", "dpf_date", "district_date"] {
            case.values.set(col, "2021-10-01");
        }
        known.answers.push((Ask::Record("disability", CASE), Fact::Record(Some(case))));
        let mut row = version(&[("decided_date", "2021-11-05")]);
        assert_eq!(judged(&mut row, &known), ["E-CB-026"]);
        let mut end = version(&[("decided_date", "2021-11-05"), ("kind", "end"), ("reason_code", "23")]);
        assert!(!judged(&mut end, &known).contains(&"E-CB-026"));
    }

    #[test]
    fn a_version_that_changes_nothing_is_refused() {
        let mut first = version(&[("decided_date", "2021-09-28")]);
        judged(&mut first, &facts(Vec::new()));
        let mut same = version(&[("decided_date", "2021-10-05"), ("from_month", "2021-11")]);
        assert_eq!(judged(&mut same, &facts(vec![first.clone()])), ["E-CB-024"]);
        // What the clerk calls a change of its own is one.
        same.set("change_kind", "11");
        assert_eq!(judged(&mut same, &facts(vec![first])), [""; 0]);
    }

    #[test]
    fn a_raise_then_an_end() {
        let mut first = version(&[("decided_date", "2021-11-05")]);
        judged(&mut first, &facts(Vec::new()));
        let mut raise = version(&[("decided_date", "2021-11-20")]);
        let known = facts(vec![first.clone()]);
        assert_eq!(judged(&mut raise, &known), [""; 0]);
        assert_eq!(
            (raise.text("from_month"), raise.text("change_kind"), raise.int("amount")),
            ("2021-12", "13", Some(7_000))
        );
        let mut end = version(&[("decided_date", "2021-12-05"), ("from_month", "2021-12"), ("kind", "end")]);
        assert_eq!(judged(&mut end, &known), ["E-RG06"]);
        end.set("reason_code", "25");
        assert_eq!(judged(&mut end, &known), [""; 0]);
        let writes = (Entry::of::<DisabilityAward>().follows)(&end, &known);
        let Write::Insert("change", change) = &writes[0] else { panic!("{writes:?}") };
        for pair in [
            ("scheme", "disability-care".into()),
            ("kind", "06".into()),
            ("persons_delta", Value::Int(-1)),
            ("amount_delta", Value::Int(-6_500)),
        ] {
            assert!(change.contains(&pair), "{pair:?} {change:?}");
        }
        assert_eq!(writes[1], Write::Update("disability", CASE, vec![("state", "stopped".into())]));
    }
}
