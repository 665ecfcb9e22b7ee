//! 补贴核定: the versions of a subsidy: from which month, how much (assistance 5.3, 5.5). A child register of the case.

use crate::domain::assistance::subsidy::{Subsidy, start_month};
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::assistance::disability_rules::{self, Disability};
use crate::register::benefits::awards::{
    Amounts, Award, Awards, CHANGED, Codes, KIND, decided, from_month, reason, standard, versions_of,
};
use crate::register::{Facts, Field, Kind, ListColumn, Register, Values};

/// 补贴核定.
pub static DISABILITY_AWARD: Register = Register {
    fields: &[
        Field::new("disability", "两项补贴", Kind::Ref("disability")).must().hint("申请编号"),
        from_month::<Disability>("空着: 首次按申请当月, 以后按核定次月"),
        KIND,
        decided::<Disability>(),
        Field::new("amount", "月补贴额", Kind::Money).given().or("0"),
        CHANGED,
        reason(&codes::DISABILITY_END),
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
    ..versions_of::<Disability>("补贴核定")
};

impl Awards for Disability {
    const CASES: &'static str = "disability";
    const VERSIONS: &'static str = "disability_award";
    const KEYS: i64 = 4_000_000_000;
    const REGISTER: &'static Register = &DISABILITY_AWARD;
    const CODES: Codes = Codes {
        first: "E-CB-016",
        ended: "E-CB-017",
        order: "E-CB-018",
        papers: "E-CB-019",
        same: "E-CB-024",
        raise: "E-CB-028",
        replaces: "W-CB-057",
        paid: "W-CB-051",
    };
    const BEGINS: Option<(&'static str, &'static str)> = Some(("E-CB-007", "起发月应为申请当月"));

    fn begins(award: &Award<Disability>, case: &Values, facts: &Facts) -> Option<Month> {
        case.date("apply_date").map(start_month).filter(|_| award.is_first(facts))
    }

    fn amounts(_: &Award<Disability>, case: &Values, month: Month, facts: &Facts) -> Option<Result<Amounts, Slip>> {
        let subsidy = Subsidy::from_code(case.text("kind")).unwrap_or(Subsidy::Living);
        let of_case = [case.text("poverty_basis"), case.text("dis_level")];
        let rate = disability_rules::rate(subsidy, of_case, case.int("person"), month, facts);
        Some(standard(rate, "补贴标准", month, facts).map(|amount| vec![("amount", amount.into())]))
    }

    fn check(award: &Award<Disability>, case: &Values, month: Month, _: &Facts) -> Vec<Slip> {
        // A raise of the standard reaches whoever draws; that a certificate has ended is then only said.
        let expired = disability_rules::expired(month, case.date("cert_valid_to"), case.text("origin"));
        let expired = expired.map(|slip| match award.raises() {
            true => Slip::warning(slip.code, slip.text).at("from_month"),
            false => slip.at("from_month"),
        });
        expired.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::assistance::disability::DISABILITY;
    use crate::register::{Ask, Entry, Fact, RecordFact, Value, Write};
    use chrono::NaiveDate;

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
        let entry = Entry::of::<Award<Disability>>();
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
        let slips = (Entry::of::<Award<Disability>>().check)(&late, &facts);
        assert_eq!(slips[0].text, "起发月应为申请当月 2021-09");
    }

    #[test]
    fn a_rate_may_differ_by_age_or_poverty_and_by_level() {
        let rates = [
            ("disability.care.month_fen", "7000"),
            ("disability.care.month_fen/minor", "9000"),
            ("disability.care.month_fen/minor/1", "12000"),
            ("disability.care.month_fen//1", "10000"),
            ("disability.life.month_fen", "6000"),
            ("disability.life.month_fen/1/2", "8000"),
            ("disability.life.month_fen/2", "5000"),
        ];
        for (kind, birth, poverty, level, amount) in [
            ("CN", "2003-09-02", "", "1", 12_000),
            ("CN", "2003-09-01", "", "1", 10_000),
            ("CN", "2010-05-05", "", "2", 9_000),
            ("CN", "1950-05-05", "", "2", 7_000),
            ("CL", "2010-05-05", "1", "2", 8_000),
            ("CL", "2010-05-05", "1", "1", 6_000),
            ("CL", "2010-05-05", "2", "2", 5_000),
            ("CL", "2010-05-05", "", "2", 6_000),
        ] {
            let mut known = facts(Vec::new());
            let since = "2020-01-01".parse::<NaiveDate>().unwrap();
            known.parameters = Parameters::from_rows(rates.map(|(id, v)| (id.to_owned(), since, v.to_owned())));
            let mut case = known.record("disability", CASE).unwrap().clone();
            for (col, text) in [("kind", kind), ("poverty_basis", poverty), ("dis_level", level)] {
                case.values.set(col, Some(text).filter(|text| !text.is_empty()));
            }
            known.answers.push((Ask::Record("disability", CASE), Fact::Record(Some(case))));
            let person = crate::register::tests::person(7, "张三", "1", birth);
            known.answers.push((Ask::Person(7), Fact::Person(Some(person.into()))));
            let mut row = version(&[("decided_date", "2021-11-05")]);
            assert_eq!(judged(&mut row, &known), [""; 0]);
            assert_eq!(row.int("amount"), Some(amount), "{kind} {birth} {poverty} {level}");
        }
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
        let writes = (Entry::of::<Award<Disability>>().follows)(&end, &known);
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
