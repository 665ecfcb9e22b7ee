//! Order among dates: declared for every date and month there is, and judged for each pair from both sides.

use super::day;
use crate::domain::slip::Severity;
use crate::register::core::order::{self, Other, against};
use crate::register::{ALL, Ask, Fact, Facts, Field, Kind, Need, Register, Values, find};

/// Dates that lie to no other, each with the reason.
const FREE: &[(&str, &str, &str)] = &[
    ("calendar", "date", "a day of the calendar: the next year's are entered when they are published"),
    ("change", "month", "written with the version, whose month is judged"),
    ("change", "decided_date", "written with the version, whose day is judged"),
    ("cover", "from_month", "written with the version"),
    ("batch", "period", "written by the payroll, which judges it"),
    ("batch", "sent_on", "written by the payroll, step by step"),
    ("payment", "period_due", "written by the payroll"),
    ("payment", "from_month", "written by the payroll"),
    ("payment", "to_month", "written by the payroll"),
    ("payment", "paid_on", "written with the bank's answer"),
    ("payment", "booked_month", "written with the bank's answer"),
    ("act", "day", "written with the act: the business date"),
    ("access", "day", "written as somebody looks: the machine's date"),
    ("visit", "month", "follows from the day of the visit"),
    ("activity", "month", "follows from the day of the activity"),
];

fn dated() -> impl Iterator<Item = (&'static Register, &'static Field)> {
    let fields = ALL.iter().flat_map(|e| e.register.fields.iter().map(move |f| (e.register, f)));
    fields.filter(|(_, f)| matches!(f.kind, Kind::Date | Kind::Month))
}

#[test]
fn every_date_and_month_has_its_orders_or_a_reason() {
    let free = |r: &Register, f: &Field| FREE.iter().any(|(register, col, _)| r.name == *register && f.col == *col);
    let bare: Vec<String> = dated()
        .filter(|(r, f)| f.orders.is_empty() != free(r, f))
        .map(|(r, f)| format!("{}.{}", r.name, f.col))
        .collect();
    assert_eq!(bare, [""; 0], "declare the orders of these with `ordered`, or give a reason above");
    for (register, col, _) in FREE {
        assert!(find(register).is_some_and(|e| e.register.field(col).is_some()), "{register}.{col}");
    }
}

/// What an order names is there: the references of its path, and a date, a month or a year at its end.
#[test]
fn every_order_leads_to_a_date() {
    let mut seen = 0;
    for entry in ALL {
        for field in entry.register.fields {
            assert!(field.orders.is_empty() || matches!(field.kind, Kind::Date | Kind::Month), "{}", field.col);
            for order in field.orders {
                let mut at = vec![entry.register];
                for step in order.steps() {
                    let kinds: Vec<Kind> = at.iter().filter_map(|r| r.field(step)).map(|f| f.kind).collect();
                    at = kinds.into_iter().flat_map(order::targets).map(|name| find(name).unwrap().register).collect();
                    assert!(!at.is_empty(), "{}.{}: {step}", entry.register.name, field.col);
                }
                for col in order.columns() {
                    let fits = |r: &&Register| {
                        r.field(col).is_some_and(|f| matches!(f.kind, Kind::Date | Kind::Month | Kind::Int(..)))
                    };
                    assert!(at.iter().all(fits), "{}.{}: {col}", entry.register.name, field.col);
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 90, "{seen} orders");
}

/// Whoever a record is about, no date of it that a clerk enters lies before that person's birth without a word.
#[test]
fn nothing_of_a_person_lies_before_birth() {
    for (register, field) in dated().filter(|(_, f)| f.need != Need::Given) {
        let person = register.fields.iter().find(|f| f.kind == Kind::Ref("person") && f.need != Need::Given);
        let Some(person) = person.filter(|_| register.name != "household") else { continue };
        assert!(after_birth(register, field, person.col), "{}.{}", register.name, field.col);
    }
}

/// Whether a date is compared with somebody's birth, itself or by way of the other dates of its record.
fn after_birth(register: &Register, field: &Field, person: &str) -> bool {
    let directly = |o: &Other| matches!(o, Other::Of(path, cols) if *path == person && *cols == ["birth_date"]);
    let own = |o: &Other| match o {
        Other::Own(cols) => cols.iter().filter_map(|c| register.field(c)).any(|f| after_birth(register, f, person)),
        _ => false,
    };
    field.orders.iter().any(|o| directly(&o.other) || own(&o.other))
}

fn row(register: &str, pairs: &[(&'static str, &str)]) -> Values {
    let mut row = Values::new(find(register).unwrap().register);
    // What a row says nothing of stays empty here: no default stands in for it.
    for field in row.register.fields {
        row.set(field.col, crate::register::Value::Null);
    }
    for (col, text) in pairs {
        let kind = row.register.field(col).unwrap().kind;
        row.set(col, kind.stored(text));
    }
    row
}

/// A record judged with those it refers to: codes and severities of the slips of its orders.
fn judged(own: &Values, known: &[(&'static str, i64, Values)]) -> Vec<(&'static str, Severity)> {
    let mut facts = Facts::on(day("2021-12-31"), "430406000000");
    for (register, key, values) in known {
        facts.answers.push((Ask::Row(register, *key), Fact::Row(Some(values.clone()))));
    }
    order::check(own, &facts).iter().map(|s| (s.code, s.severity)).collect()
}

#[test]
fn each_pair_of_dates() {
    use Severity::{Doubt, Error, Warning};
    type Pairs = &'static [(&'static str, &'static str)];
    let applied: Pairs = &[("apply_date", "2021-11-01"), ("district_date", "2021-12-05"), ("origin", "applied")];
    let taken: Pairs = &[("apply_date", "2021-12-01"), ("district_date", "2021-12-05"), ("origin", "taken_over")];
    let born: Pairs = &[("name", "张三"), ("birth_date", "1965-03-12"), ("death_date", "2021-08-01")];
    let urgent: Pairs = &[("approve_date", "2021-05-10"), ("event_date", "2021-05-01"), ("procedure", "2")];
    let slow: Pairs = &[("approve_date", "2021-05-10"), ("event_date", "2021-05-01"), ("procedure", "1")];
    type Case = (&'static str, Pairs, (&'static str, &'static str, Pairs), &'static [(&'static str, Severity)]);
    let table: &[Case] = &[
        (
            "award",
            &[("decided_date", "2021-10-20")],
            ("dibao", "dibao", applied),
            &[("E-RG05", Error), ("E-RG05", Error)],
        ),
        ("award", &[("decided_date", "2021-12-04")], ("dibao", "dibao", applied), &[("E-RG05", Error)]),
        ("award", &[("decided_date", "2021-12-04")], ("dibao", "dibao", taken), &[("E-RG05", Doubt)]),
        ("award", &[("decided_date", "2021-12-05")], ("dibao", "dibao", applied), &[]),
        ("award", &[("from_month", "2021-01")], ("dibao", "dibao", taken), &[("E-RG05", Error)]),
        ("award", &[("from_month", "2021-12")], ("dibao", "dibao", taken), &[]),
        ("tekun_award", &[("from_month", "2021-01")], ("tekun", "tekun", taken), &[("E-RG05", Error)]),
        (
            "tekun_award",
            &[("decided_date", "2021-11-30")],
            ("tekun", "tekun", taken),
            &[("E-RG05", Error), ("E-RG05", Doubt)],
        ),
        ("disability_award", &[("from_month", "2021-10")], ("disability", "disability", applied), &[("E-RG05", Error)]),
        ("account", &[("valid_from", "1960-03-12")], ("person", "person", born), &[("E-RG05", Error)]),
        ("account", &[("valid_from", "2021-08-02")], ("person", "person", born), &[("E-X01", Doubt)]),
        (
            "account",
            &[("valid_from", "2023-01-01")],
            ("person", "person", &[]),
            &[("E-RG03", Warning), ("E-RG34", Doubt)],
        ),
        ("member", &[("valid_from", "2022-01-01")], ("person", "person", &[]), &[("E-RG03", Error)]),
        ("member", &[("valid_from", "1965-03-11")], ("person", "person", born), &[("E-RG05", Error)]),
        ("member", &[("valid_from", "2021-08-01")], ("person", "person", born), &[("E-X01", Error)]),
        ("member", &[("valid_from", "2021-08-01"), ("ended", "1")], ("person", "person", born), &[]),
        ("tekun", &[("apply_date", "2021-08-02")], ("person", "person", born), &[("E-X01", Error)]),
        ("temporary", &[("event_date", "1960-01-01")], ("person", "person", born), &[("E-RG05", Error)]),
        (
            "temporary",
            &[("event_date", "2021-03-02"), ("apply_date", "2021-03-01")],
            ("person", "person", &[]),
            &[("E-RG05", Error)],
        ),
        (
            "temporary",
            &[("approve_date", "2021-05-10"), ("pay_date", "2021-05-09")],
            ("person", "person", &[]),
            &[("E-RG05", Error)],
        ),
        (
            "temporary",
            &[("approve_date", "2021-05-10"), ("pay_date", "2021-05-09"), ("procedure", "2")],
            ("person", "person", &[]),
            &[],
        ),
        ("relief_phase", &[("pay_date", "2021-05-09")], ("temporary", "temporary", slow), &[("E-RG05", Error)]),
        ("relief_phase", &[("pay_date", "2021-05-09")], ("temporary", "temporary", urgent), &[]),
        (
            "petty_txn",
            &[("date", "2020-12-31")],
            ("petty_fund", "petty_fund", &[("year", "2021")]),
            &[("E-RG05", Error)],
        ),
        (
            "homecheck",
            &[("visit_on", "2021-02-28")],
            ("project", "homecheck_project", &[("from_date", "2021-03-01")]),
            &[("E-RG05", Error)],
        ),
        (
            "homecheck",
            &[("visit_on", "2021-10-01")],
            ("project", "homecheck_project", &[("to_date", "2021-09-30")]),
            &[("E-RG05", Doubt)],
        ),
        ("homecheck", &[("visit_on", "2021-08-02"), ("conclusion", "6")], ("person", "person", born), &[]),
        (
            "hit",
            &[("hit_date", "2021-06-02")],
            ("means_check", "means_check", &[("report_on", "2021-06-01")]),
            &[("E-RG05", Doubt)],
        ),
        (
            "means_check",
            &[("sent_on", "2021-06-02"), ("report_on", "2021-06-01")],
            ("person", "person", &[]),
            &[("E-RG05", Error)],
        ),
        (
            "means_check",
            &[("auth_signed_on", "2021-06-02"), ("report_on", "2021-06-01")],
            ("person", "person", &[]),
            &[("E-RG05", Error)],
        ),
        ("disability", &[("cert_valid_to", "1964-01-01")], ("person", "person", born), &[("E-RG05", Error)]),
        ("disability", &[("town_date", "2022-01-01")], ("person", "person", &[]), &[("E-RG03", Error)]),
        (
            "dibao",
            &[("apply_date", "2021-03-01"), ("district_date", "2021-02-01")],
            ("household", "household", &[]),
            &[("E-RG05", Error)],
        ),
        (
            "dibao",
            &[("apply_date", "2021-03-01"), ("last_review", "2021-02-01")],
            ("household", "household", &[]),
            &[("E-RG05", Doubt)],
        ),
        ("dibao", &[("notice_from", "2022-01-01")], ("household", "household", &[]), &[("E-RG03", Warning)]),
        (
            "person",
            &[("birth_date", "1990-01-01"), ("disability_valid_to", "1989-01-01")],
            ("", "", &[]),
            &[("E-RG05", Error)],
        ),
    ];
    for (register, pairs, (col, other, known), want) in table {
        let mut own = row(register, pairs);
        if own.get("origin").is_null() && *register == "dibao" {
            own.set("origin", "taken_over");
        }
        if !col.is_empty() {
            own.set(col, 7);
        }
        let known = [(*other, 7, row(if other.is_empty() { "person" } else { other }, known))];
        assert_eq!(judged(&own, &known), *want, "{register} {pairs:?} against {known:?}");
    }
}

#[test]
fn a_path_leads_over_several_records() {
    let mut case = row("dibao", &[("apply_date", "1964-01-01")]);
    case.set("household", 9);
    let mut house = row("household", &[]);
    house.set("applicant", 7);
    let mut facts = Facts::on(day("2021-12-31"), "430406000000");
    facts.answers.push((Ask::Row("household", 9), Fact::Row(Some(house))));
    assert_eq!(order::check(&case, &facts), [], "what is not known yet is not judged");
    let born = row("person", &[("name", "张三"), ("birth_date", "1965-03-12")]);
    facts.answers.push((Ask::Row("person", 7), Fact::Row(Some(born))));
    let slips = order::check(&case, &facts);
    assert_eq!(slips[0].text, "申请日期 1964-01-01 早于人员 张三 的出生日期 1965-03-12, 应不早于它");
}

#[test]
fn a_month_and_a_day_are_compared_by_month() {
    let field = find("award").unwrap().register.field("from_month").unwrap();
    let of_case = field.orders.iter().find(|o| o.columns() == ["apply_date"]).unwrap();
    let case = row("dibao", &[("apply_date", "2021-12-31")]);
    let breaks = |from: &str| against(of_case, field, &row("award", &[("from_month", from)]), &case, day("2021-12-31"));
    assert_eq!(breaks("2021-12"), None);
    assert!(breaks("2021-11").is_some());
    // Years ahead of the decision.
    let judged = |from: &str| {
        let award = row("award", &[("decided_date", "2021-11-29"), ("from_month", from)]);
        super::codes_of(&order::check(&award, &Facts::on(day("2021-12-31"), "430406000000")), Severity::Error)
    };
    assert_eq!((judged("2023-11"), judged("2023-12")), (vec![], vec!["E-RG05"]));
}
