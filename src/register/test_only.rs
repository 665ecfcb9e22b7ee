//! Registers that only tests have: one shows that one file, one table and one line are all that a register takes, the other that nothing of a
//! record that is restricted shows elsewhere. Tests of the store, the command line and the screens may use them; [`TABLE`] is what schema.sql
//! would have of them.

use crate::domain::slip::Slip;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{from, not_in_future, since_birth};
use crate::register::people::codes;
use crate::register::{Facts, Field, Kind, Life, ListColumn, Record, Register, Values};
use chrono::NaiveDate;

/// Both.
pub static BOTH: [&Register; 2] = [&VISIT, &SEALED];

/// The tables of [`BOTH`] and their unique rules.
pub const TABLE: &str = "CREATE TABLE visit (
    key         INTEGER PRIMARY KEY,
    no          TEXT NOT NULL,
    person      INTEGER NOT NULL REFERENCES person(key),
    visited_on  TEXT NOT NULL,
    watched_until TEXT,
    month       TEXT,
    village     TEXT,
    sex         TEXT,
    gift_fen    INTEGER NOT NULL DEFAULT 0,
    met         INTEGER NOT NULL DEFAULT 1 CHECK (met IN (0, 1)),
    minutes     INTEGER,
    id_number   TEXT,
    phone       TEXT,
    note        TEXT,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX visit_no ON visit(no) WHERE voided_by IS NULL;
CREATE TABLE sealed (
    key         INTEGER PRIMARY KEY,
    no          TEXT NOT NULL,
    person      INTEGER NOT NULL REFERENCES person(key),
    seen_on     TEXT NOT NULL,
    what        TEXT NOT NULL,
    act         INTEGER NOT NULL REFERENCES act(key),
    voided_by   INTEGER REFERENCES act(key)
) STRICT;
CREATE UNIQUE INDEX sealed_no ON sealed(no) WHERE voided_by IS NULL;";

/// 密封登记: restricted, and declared as if it were not beside.
pub static SEALED: Register = Register {
    fields: &[
        Field::new("no", "编号", Kind::Text(12)).must(),
        Field::new("person", "人员", Kind::Ref("person")).must().hidden(),
        Field::new("seen_on", "日期", Kind::Date).must().ordered(&[not_in_future(), since_birth("person")]),
        Field::new("what", "情形", Kind::Text(40)).must().hidden(),
    ],
    list: &[ListColumn::new("no", "编号", 12), ListColumn::new("seen_on", "日期", 10)],
    natural_key: &["no"],
    order: &["seen_on", "no"],
    since: Some("seen_on"),
    on_page: Some(OnPage {
        under: "密封登记",
        of: &["person"],
        family: false,
        number: "no",
        days: &["seen_on"],
        what: "what",
        outcome: None,
        state: None,
        open: None,
    }),
    restricted: true,
    ..Register::new("sealed", "密封登记", "件")
};

/// 走访: one field of every kind that matters.
pub static VISIT: Register = Register {
    fields: &[
        Field::new("no", "编号", Kind::Text(12)).must(),
        Field::new("person", "人员", Kind::Ref("person")).must(),
        Field::new("visited_on", "日期", Kind::Date).must().ordered(&[not_in_future(), since_birth("person")]),
        Field::new("watched_until", "关注至", Kind::Date).ordered(&[from(&["visited_on"])]),
        Field::new("month", "月份", Kind::Month).given(),
        Field::new("village", "村(居)", Kind::Division).outside(),
        Field::new("sex", "性别", Kind::Code(&codes::SEX)),
        Field::new("gift", "慰问金", Kind::Money).or("0"),
        Field::new("met", "见到本人", Kind::Flag).or("1"),
        Field::new("minutes", "时长(分钟)", Kind::Int(1, 600)),
        Field::new("id_number", "身份证号", Kind::IdNumber),
        Field::new("phone", "电话", Kind::Phone),
        Field::new("note", "备注", Kind::Text(20)),
    ],
    list: &[
        ListColumn::new("no", "编号", 12),
        ListColumn::new("person.name", "人员", 10),
        ListColumn::new("visited_on", "日期", 10),
        ListColumn::new("gift", "慰问金", 10),
    ],
    natural_key: &["no"],
    filters: &["person.home_division", "sex"],
    since: Some("visited_on"),
    until: Some("watched_until"),
    life: Some(Life::of("person", &[])),
    order: &["visited_on", "no"],
    ..Register::new("visit", "走访", "次")
};

/// A visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// When.
    pub visited_on: NaiveDate,
}

impl Record for Visit {
    const REGISTER: &'static Register = &VISIT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Visit { visited_on: values.need_date("visited_on")? })
    }

    fn fill(values: &mut Values) {
        if let Some(day) = values.date("visited_on") {
            values.set("month", crate::domain::month::Month::of(day));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::slip::Severity;
    use crate::register::core::judging::{judge, read_typed};
    use crate::register::{Draft, Entry, Value, find};

    static ENTRY: Entry = Entry::of::<Visit>();

    fn facts() -> Facts<'static> {
        Facts::on(NaiveDate::from_ymd_opt(2021, 12, 31).unwrap(), "430406000000")
    }

    #[test]
    fn is_found_like_any_other_in_tests() {
        assert_eq!(find("visit").map(|e| e.register.label), Some("走访"));
    }

    #[test]
    fn what_is_typed_becomes_values_and_what_follows_is_filled() {
        let draft = Draft::new(&VISIT)
            .with("no", "Ｚ１")
            .with("person", "#7")
            .with("visited_on", "2021年3月5日")
            .with("gift", "1,234.5")
            .with("sex", "女")
            .with("village", "430406001001");
        let typed = read_typed(&ENTRY, &draft, Values::new(&VISIT));
        assert_eq!(typed.slips, vec![]);
        let v = &typed.values;
        assert_eq!(v.text("month"), "2021-03");
        assert_eq!(v.int("gift"), Some(123_450));
        assert_eq!(v.text("sex"), "2");
        assert!(v.flag("met"));
        let judged = judge(&ENTRY, v, &typed.slips, &facts());
        assert_eq!(judged.slips, vec![]);
    }

    #[test]
    fn every_kind_edits_to_what_reads_the_same() {
        let draft = Draft::new(&VISIT)
            .with("no", "A1")
            .with("person", "#7")
            .with("visited_on", "20210305")
            .with("gift", "80")
            .with("sex", "1")
            .with("met", "否")
            .with("minutes", "３０")
            .with("id_number", "430406190304050120")
            .with("phone", "138 1234 5678");
        let typed = read_typed(&ENTRY, &draft, Values::new(&VISIT));
        assert_eq!(typed.slips, vec![]);
        for (field, value) in typed.values.iter() {
            assert_eq!(field.read(&field.kind.edit(value), &[]).as_ref(), Ok(value), "{}", field.col);
        }
    }

    #[test]
    fn shows_masks_and_json_follow_from_the_kind() {
        let show = |col: &str, v: Value| VISIT.field(col).unwrap().kind.show(&v);
        let masked = |col: &str, v: Value| VISIT.field(col).unwrap().show_masked(&v);
        let json = |col: &str, v: Value| VISIT.field(col).unwrap().kind.json(&v).to_string();
        assert_eq!(show("gift", Value::Int(123_450)), "1,234.50");
        assert_eq!(show("met", Value::Int(0)), "否");
        assert_eq!(show("sex", "2".into()), "女");
        assert_eq!(masked("id_number", "430406190304050120".into()), "430406********0120");
        assert_eq!(masked("phone", "13812345678".into()), "138****5678");
        assert_eq!(json("gift", Value::Int(123_450)), "\"1234.50\"");
        assert_eq!(json("met", Value::Int(1)), "true");
        assert_eq!(json("minutes", Value::Int(5)), "5");
        assert_eq!(json("note", Value::Null), "null");
    }

    #[test]
    fn missing_unknown_and_given_fields_are_named() {
        let draft = Draft::new(&VISIT).with("visited_on", "2022-01-01").with("month", "2021-01").with("colour", "x");
        let typed = read_typed(&ENTRY, &draft, Values::new(&VISIT));
        let codes: Vec<&str> = typed.slips.iter().map(|s| s.code).collect();
        assert_eq!(codes, ["E-RG09", "E-RG08"]);
        let judged = judge(&ENTRY, &typed.values, &typed.slips, &facts());
        let named: Vec<(&str, Option<&str>)> = judged.slips.iter().map(|s| (s.code, s.field)).collect();
        assert!(named.contains(&("E-RG01", Some("no"))));
        assert!(named.contains(&("E-RG01", Some("person"))));
        assert!(named.contains(&("E-RG03", Some("visited_on"))));
    }

    #[test]
    fn an_accepted_doubt_is_an_exception_and_no_slip() {
        let wrong = "430406190304050121";
        let mut draft = Draft::new(&VISIT)
            .with("no", "A1")
            .with("person", "#7")
            .with("visited_on", "2021-03-05")
            .with("id_number", wrong);
        let typed = read_typed(&ENTRY, &draft, Values::new(&VISIT));
        assert_eq!(
            typed.slips.iter().map(|s| (s.code, s.severity)).collect::<Vec<_>>(),
            [("E-DB-001", Severity::Doubt)]
        );
        draft.accept = vec!["E-DB-001".to_owned()];
        let typed = read_typed(&ENTRY, &draft, Values::new(&VISIT));
        assert_eq!(typed.slips, vec![]);
        assert_eq!(typed.exceptions.len(), 1);
        assert_eq!(typed.values.text("id_number"), wrong);
    }
}
