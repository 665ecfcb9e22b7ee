//! 地名标志 (GB 17733; services 5.4): which sign is to stand where, by which name, and how it was found. Its text is the standard name; when that is
//! given up the sign has to be replaced.

use crate::domain::slip::Slip;
use crate::register::core::order::{ahead, from, from_of, not_in_future, until_of};
use crate::register::core::slips::current;
use crate::register::places::codes::{self, state};
use crate::register::places::place_name::given_up;
use crate::register::{Dated, Facts, Field, Held, Kind, ListColumn, Over, Record, Register, Tie, Value, Values, Write};
use chrono::NaiveDate;

/// 地名标志.
pub static SIGN: Register = Register {
    fields: &[
        Field::new("place_name", "地名", Kind::Ref("place_name")).must().hint("标准名称"),
        Field::new("kind", "类型", Kind::Code(&codes::SIGN_KIND)).must().or("1"),
        Field::new("division", "所在区划", Kind::Division).must().completed().hint("镇街或村居; 空着按地名的所属政区"),
        Field::new("place", "位置", Kind::Text(100)).must().hint("如 与环城南路交叉口东南角"),
        Field::new("text", "标志内容", Kind::Text(40)).must().completed().hint("空着按标准名称"),
        Field::new("roman", "罗马字母", Kind::Text(80)).must().completed().hint("空着按地名的拼写"),
        Field::new("qty", "块数", Kind::Int(1, 999)).must().or("1"),
        Field::new("planned_on", "应设日期", Kind::Date).must().hint("自这一天起应有这块标志").ordered(&[ahead(24)]),
        Field::new("installed_on", "设置日期", Kind::Date)
            .hint("还没有设的留空")
            .ordered(&[not_in_future(), from(&["planned_on"])]),
        Field::new("unit", "设置单位", Kind::Text(60)),
        Field::new("standard", "执行标准", Kind::Text(40)).or("GB 17733-2008"),
        Field::new("cost", "费用", Kind::Money).hint("元"),
        Field::new("removed_on", "拆除日期", Kind::Date)
            .hint("更换的, 旧的填拆除日期, 新的另登记")
            .ordered(&[not_in_future(), from(&["installed_on", "planned_on"])]),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("text", "标志内容", 16),
        ListColumn::new("kind", "类型", 6),
        ListColumn::new("condition", "状况", 8),
        ListColumn::new("place", "位置", 26),
        ListColumn::new("division", "所在区划", 14),
        ListColumn::new("installed_on", "设置日期", 10),
        ListColumn::new("last_checked_on", "上次检查", 10),
        ListColumn::new("place_name.state", "地名状态", 8),
        ListColumn::new("removed_on", "拆除日期", 10),
        ListColumn::new("qty", "块数", 4),
    ],
    order: &["division", "place_name"],
    filters: &["division", "place_name", "kind"],
    frozen: &["place_name"],
    since: Some("planned_on"),
    until: Some("removed_on"),
    over: &[Over::Filled("removed_on")],
    tied: &[Tie { register: "sign_check", on: &[("sign", "key")] }],
    holds: &[
        Held::by(CHECKS, "condition", Field::new("condition", "状况", Kind::Code(&codes::SIGN_CONDITION))).or("0"),
        Held::by(CHECKS, "checked_on", Field::new("last_checked_on", "上次检查", Kind::Date)),
    ],
    ..Register::new("sign", "地名标志", "块")
};

/// The latest check of a sign says how it is.
const CHECKS: (&str, &str) = ("sign_check", "sign");

/// 标志检查: that a sign was set is the first.
pub static SIGN_CHECK: Register = Register {
    fields: &[
        Field::new("sign", "标志", Kind::Ref("sign")).must(),
        Field::new("checked_on", "检查日期", Kind::Date).must().ordered(&[
            not_in_future(),
            from_of("sign", &["installed_on", "planned_on"]),
            until_of("sign", &["removed_on"]),
        ]),
        Field::new("condition", "状况", Kind::Code(&codes::SIGN_FOUND)).must(),
        Field::new("checker", "检查人", Kind::Text(40)),
        Field::new("action", "处理", Kind::Text(100)),
    ],
    list: &[
        ListColumn::new("checked_on", "检查日期", 10),
        ListColumn::new("sign.text", "标志", 16),
        ListColumn::new("condition", "状况", 8),
        ListColumn::new("action", "处理", 24),
        ListColumn::new("checker", "检查人", 10),
        ListColumn::new("sign.place", "位置", 26),
    ],
    parent: Some("sign"),
    order: &["checked_on", "sign"],
    latest_first: true,
    filters: &["sign", "condition"],
    frozen: &["sign"],
    dated: Some(Dated { start: "checked_on", within: &["sign"], until: "replaced_on" }),
    ..Register::new("sign_check", "标志检查", "次")
};

/// A sign as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    row: Values,
    name: i64,
}

impl Record for Sign {
    const REGISTER: &'static Register = &SIGN;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Sign { row: values.clone(), name: values.need_int("place_name")? })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let Some(name) = values.int("place_name").and_then(|key| facts.row("place_name", key)) else { return };
        for (col, from) in [("text", "std_name"), ("roman", "roman"), ("division", "division")] {
            if values.get(col).is_null() {
                values.set(col, name.some_text(from));
            }
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = current(facts, self.row.text("division"), "division").into_iter().collect();
        let before = facts.before.as_ref().and_then(|before| before.date("installed_on"));
        if before.is_some() && facts.changes(&self.row, "installed_on") {
            let text = "设置已记入标志检查, 不能再改; 有误的请撤销填设置日期的那次办理";
            slips.push(Slip::error("E-SG03", text).at("installed_on"));
        }
        if let Some(name) = facts.row("place_name", self.name) {
            slips.extend(self.named(name, facts));
            slips.extend(self.outlives(name, facts.day));
        }
        slips
    }

    /// That it was set is the first that is known of its condition.
    fn follows(&self, facts: &Facts) -> Vec<Write> {
        let before = facts.before.as_ref().and_then(|before| before.date("installed_on"));
        let Some(on) = self.row.date("installed_on").filter(|_| before.is_none()) else { return Vec::new() };
        let cells: Vec<(&'static str, Value)> = vec![
            ("sign", facts.this.unwrap_or(Write::THIS).into()),
            ("checked_on", on.into()),
            ("condition", "1".into()),
            ("action", "设置".into()),
        ];
        vec![match facts.this {
            Some(_) => Write::Put("sign_check", &["sign", "checked_on"], cells),
            None => Write::Insert("sign_check", cells),
        }]
    }
}

impl Sign {
    /// `E-SG01`: it says the standard name, as that is spelled. `E-SG02`: a new one bears a name that is in use.
    fn named(&self, name: &Values, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let fresh = facts.before.is_none() && name.text("state") != state::STANDARD;
        let text = || format!("{}现为{}, 只有标准地名才设标志", name.text("std_name"), name.shown("state"));
        slips.extend(fresh.then(|| Slip::error("E-SG02", text()).at("place_name")));
        for (col, right) in [("text", "std_name"), ("roman", "roman")] {
            let (is, right) = (self.row.text(col), name.text(right));
            let text = || format!("{}“{is}”与标准地名的“{right}”不符", self.row.register.label_of(col));
            slips.extend((!is.is_empty() && is != right).then(|| Slip::error("E-SG01", text()).at(col)));
        }
        slips
    }

    /// `W-PN07`: its name was given up, and it still stands.
    fn outlives(&self, name: &Values, day: NaiveDate) -> Option<Slip> {
        let stands = self.row.date("removed_on").is_none_or(|on| on >= day);
        let gone = given_up(name, day).filter(|_| stands)?;
        Some(Slip::warning("W-PN07", format!("{gone}, 标志待更换")).at("place_name"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::places::place_name::PLACE_NAME;
    use crate::register::{Ask, Entry, Fact, tests};

    fn judged(name: &[(&str, &str)], sign: &[(&str, &str)], stored: bool) -> (Values, Vec<String>) {
        let mut facts = tests::facts();
        let cells = [("std_name", "岳屏路"), ("roman", "Yueping Lu"), ("state", "2"), ("division", "430406001001")];
        let mut street = tests::row(&PLACE_NAME, &cells);
        name.iter().for_each(|(col, text)| street.set(col, *text));
        facts.answers.push((Ask::Row("place_name", 3), Fact::Row(Some(street))));
        let cells = [&[("place_name", "3"), ("place", "路口"), ("planned_on", "2021-03-01")][..], sign].concat();
        let mut row = tests::row(&SIGN, &cells);
        Sign::complete(&mut row, &facts);
        facts.before = stored.then(|| row.clone());
        let slips = (Entry::of::<Sign>().check)(&row, &facts);
        (row, slips.into_iter().map(|s| format!("{} {}", s.code, s.text)).collect())
    }

    #[test]
    fn a_sign_says_the_standard_name() {
        let (row, slips) = judged(&[], &[], false);
        assert_eq!(
            (row.text("text"), row.text("roman"), row.text("division")),
            ("岳屏路", "Yueping Lu", "430406001001")
        );
        assert_eq!(slips, Vec::<String>::new());
        for (name, sign, said) in [
            (&[][..], ("text", "岳平路"), "E-SG01 标志内容“岳平路”与标准地名的“岳屏路”不符"),
            (&[], ("roman", "YuepingLu"), "E-SG01 罗马字母“YuepingLu”与标准地名的“Yueping Lu”不符"),
            (&[("state", "1")], ("kind", "1"), "E-SG02 岳屏路现为拟用, 只有标准地名才设标志"),
        ] {
            assert_eq!(judged(name, &[sign], false).1, [said]);
        }
        let former = [("state", "3"), ("valid_to", "2021-10-31")];
        assert_eq!(judged(&former, &[], true).1, ["W-PN07 地名岳屏路已于 2021-10-31 停用(更名), 标志待更换"]);
        assert_eq!(judged(&former, &[("removed_on", "2021-11-20")], true).1, Vec::<String>::new());
    }

    #[test]
    fn that_it_was_set_is_known_of_its_condition() {
        let mut facts = tests::facts();
        let row = |installed: Option<&str>| {
            let mut row = tests::row(&SIGN, &[("place_name", "3")]);
            row.set("installed_on", installed);
            row
        };
        let follows = Entry::of::<Sign>().follows;
        assert_eq!(follows(&row(None), &facts), []);
        let Some(Write::Insert("sign_check", cells)) = follows(&row(Some("2021-03-05")), &facts).pop() else {
            panic!()
        };
        assert_eq!(cells[0], ("sign", Write::THIS.into()));
        (facts.this, facts.before) = (Some(7), Some(row(None)));
        assert!(matches!(follows(&row(Some("2021-03-05")), &facts)[..], [Write::Put("sign_check", ..)]));
        facts.before = Some(row(Some("2021-03-05")));
        assert_eq!(follows(&row(Some("2021-03-05")), &facts), []);
    }
}
