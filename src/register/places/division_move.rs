//! 区划变更明细: of which record the division became another when a 区划调整方案 was carried out, and what it was: the printable list, and that
//! by which past days keep the place of their time. Written with the act of the change, never by hand.

use crate::register::core::order::not_in_future;
use crate::register::{Facts, Field, Input, Kind, ListColumn, Over, Register, Value, Values};
use chrono::NaiveDate;

/// 区划变更明细.
pub static DIVISION_MOVE: Register = Register {
    fields: &[
        Field::new("plan", "方案", Kind::Ref("division_plan")).must(),
        Field::new("register", "登记簿", Kind::Text(40)).given(),
        Field::new("label", "登记", Kind::Text(40)).given(),
        Field::new("row", "记录", Kind::Int(0, i64::MAX)).given(),
        Field::new("field", "项目", Kind::Text(40)).given(),
        Field::new("called", "名称", Kind::Text(100)).given(),
        Field::new("left_division", "原区划", Kind::Division).given(),
        Field::new("division", "新区划", Kind::Division).given(),
        Field::new("from_on", "自", Kind::Date).given().ordered(&[not_in_future()]),
    ],
    list: &[
        ListColumn::new("label", "登记", 16),
        ListColumn::new("called", "名称", 24),
        ListColumn::new("left_division", "原区划", 20),
        ListColumn::new("division", "新区划", 20),
        ListColumn::new("from_on", "自", 10),
        ListColumn::new("plan.plan_no", "方案", 16),
    ],
    order: &["plan", "label", "row"],
    filters: &["plan", "label"],
    since: Some("from_on"),
    input: Input::Program("区划变更由批准的调整方案办理, 不能录入或更正"),
    over: &[Over::History],
    ..Register::new("division_move", "区划变更明细", "条")
};

/// What a field of a record with a division said on a day: what the first change since has left, else as it stands.
pub fn on_day(facts: &Facts, (register, key): (&'static str, i64), col: &str, day: NaiveDate) -> Value {
    let of = |row: &&Values| row.text("register") == register && row.text("field") == col;
    let since = facts.rows_of(DIVISION_MOVE.name, "row", key).filter(of);
    let since = since.filter(|row| row.date("from_on").is_some_and(|from| from > day));
    let first = since.min_by_key(|row| row.date("from_on")).map(|row| row.get("left_division"));
    first.or_else(|| Some(facts.row(register, key)?.get(col))).cloned().unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::people::person::PERSON;
    use crate::register::{Ask, Fact};

    #[test]
    fn a_field_says_what_the_first_change_since_left() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut facts = Facts::on(day("2022-06-30"), "430406000000");
        let mut person = Values::new(&PERSON);
        person.set("home_division", "430406001009");
        facts.answers.push((Ask::Row("person", 7), Fact::Row(Some(person))));
        let rows = [
            ("person", "home_division", "430406001001", "2021-12-01"),
            ("person", "home_division", "430406001004", "2022-03-01"),
            ("person", "hukou_division", "430406002001", "2021-12-01"),
            ("child_worker", "home_division", "430406002002", "2021-12-01"),
        ];
        let rows = rows.map(|(register, field, left, from)| {
            let mut row = Values::new(&DIVISION_MOVE);
            [("register", register), ("field", field), ("left_division", left), ("from_on", from)]
                .into_iter()
                .for_each(|(col, text)| row.set(col, text));
            row
        });
        facts.answers.push((Ask::RowsOf("division_move", "row", 7.into()), Fact::Rows((1..).zip(rows).collect())));
        for (on, col, want) in [
            ("2021-11-30", "home_division", "430406001001"),
            ("2021-12-01", "home_division", "430406001004"),
            ("2022-02-28", "home_division", "430406001004"),
            ("2022-03-01", "home_division", "430406001009"),
            ("2021-11-30", "hukou_division", "430406002001"),
        ] {
            assert_eq!(on_day(&facts, ("person", 7), col, day(on)).text(), Some(want), "{on} {col}");
        }
    }
}
