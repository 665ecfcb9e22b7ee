//! 家庭成员: who is in a household, since when, and how related (assistance 1.2). A child register of the household.

use crate::domain::slip::Slip;
use crate::register::benefits::rests::named;
use crate::register::core::order::{not_in_future, since_birth, until_death};
use crate::register::people::codes;
use crate::register::people::family;
pub use crate::register::people::family::Member;
use crate::register::{Acting, Against, Dated, Facts, Field, Kind, Life, ListColumn, Record, Register, Values, When};

/// 家庭成员.
pub static MEMBER: Register = Register {
    fields: &[
        Field::new("household", "家庭", Kind::Ref("household")).must().hint("家庭编号"),
        Field::new("person", "成员", Kind::Ref("person"))
            .must()
            .hint("身份证号; 没有登记过的同时登记, 没有证件的登记姓名、证件状态、性别、出生日期")
            .alike(&["hukou_type", "hukou_division", "home_division", "address", "phone"]),
        Field::new("relation_code", "与户主关系", Kind::Code(&codes::RELATION))
            .must()
            .hint("户主填“户主”, 单独一人的填“本人”, 全户只有一个; 其余填与他的关系"),
        Field::new("is_member", "共同生活", Kind::Flag).must().or("1").hint("否: 列出但不计入, 须填原因"),
        Field::new("exclude_reason", "不计入原因", Kind::Code(&codes::EXCLUDE)).when("is_member", &["0"]),
        Field::new("is_covered", "保障对象", Kind::Flag).must().or("1").hint("单人保只有一人为保障对象"),
        Field {
            renamed: Some((When { col: "ended", is: &["1"], needed: false }, "离开日期")),
            ..Field::new("valid_from", "起始日期", Kind::Date)
                .must()
                .hint("加入、变化或离开的日期; 新家庭的空着按立户日期, 没有填的为今天")
                .ordered(&[
                    not_in_future(),
                    since_birth("person"),
                    // Who dies leaves the household, on the day or later.
                    until_death("person").strictly().unless(|member, _| member.flag("ended")),
                ])
        },
        Field::new("ended", "离开", Kind::Flag).or("0").hint("是: 自起始日期起离开家庭"),
        Field::new("leave_reason", "离开原因", Kind::Code(&codes::LEAVE)).when("ended", &["1"]),
    ],
    list: &[
        ListColumn::new("household.household_no", "家庭编号", 17),
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("relation_code", "关系", 8),
        ListColumn::new("is_member", "共同", 4),
        ListColumn::new("is_covered", "保障", 4),
        ListColumn::new("valid_from", "起始日期", 10),
        ListColumn::new("ended", "离开", 4),
        ListColumn::new("leave_reason", "离开原因", 8),
    ],
    natural_key: &[],
    parent: Some("household"),
    order: &["household", "person", "valid_from"],
    filters: &["household"],
    frozen: &["household", "person", "valid_from", "ended"],
    dated: Some(Dated { start: "valid_from", within: &["household", "person"], until: "valid_to" }),
    carried: &["relation_code", "is_member", "is_covered"],
    brief: &["person", "relation_code", "is_covered"],
    against: &[Against::Left(family::heads_slip)],
    life: Some(Life::of("person", &[("ended", "1"), ("leave_reason", "1")]).unless(family::heads_others)),
    acting: &[
        Acting::of("person", "户主已死亡, 请改留下的成员为户主, 同时给此人另增一行填离开").unless(family::heads_nobody)
    ],
    ..Register::new("member", "家庭成员", "人")
};

impl Record for Member {
    const REGISTER: &'static Register = &MEMBER;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Member {
            household: values.int("household"),
            person: values.need_int("person")?,
            relation_code: values.need_text("relation_code")?,
            is_member: values.flag("is_member"),
            exclude_reason: values.some_text("exclude_reason"),
            is_covered: values.flag("is_covered"),
            valid_from: values.need_date("valid_from")?,
            ended: values.flag("ended"),
            leave_reason: values.some_text("leave_reason"),
        })
    }

    /// Whoever is in a new household from its first day on is so from that day.
    fn complete(values: &mut Values, facts: &Facts) {
        let new = values.get("household").is_null();
        if let Some(house) = facts.parent.as_ref().filter(|_| new && values.get("valid_from").is_null()) {
            values.set("valid_from", house.date("since").unwrap_or(facts.day));
        }
    }

    /// `E-HH14`: a 低保 that goes on counting somebody whom the household does not have any more. `E-HH07`: whoever has not left is in
    /// another one by now.
    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        let (Some(person), Some(house)) = (values.int("person"), values.int("household")) else { return Vec::new() };
        let rows = facts.record("household", house).map_or(&[][..], |h| h.children.as_slice()).iter();
        let same = |key: i64, row: &Values| {
            Some(key) != facts.this && row.register == &MEMBER && row.int("person") == Some(person)
        };
        let left =
            rows.filter(|(key, row)| same(*key, row)).map(|(_, row)| row).max_by_key(|row| row.date("valid_from"));
        let counts = |row: &Values| row.flag("is_member") && row.flag("is_covered") && !row.flag("ended");
        let stays = |row: &Values| counts(row) || row.date("valid_from") > values.date("valid_from");
        let comes_back = values.flag("ended") && left.is_some_and(|row| row.flag("is_member") && !row.flag("ended"));
        if comes_back && let Some(slip) = family::stays_elsewhere(person, house, facts) {
            return vec![slip];
        }
        let cases: Vec<_> = facts.resting(person).iter().filter(|c| c.is_of_household()).collect();
        if !counts(values) || left.is_some_and(stays) || cases.is_empty() {
            return Vec::new();
        }
        let text = format!(
            "作废后此人不在家庭里, {} 仍按包括此人核定; 离开了的请另增一行填离开, 录错的作废后请重新核定, 仍要作废的请写明理由",
            named(cases)
        );
        vec![Slip::doubt("E-HH14", text)]
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        if self.ended {
            slips.extend(family::judge_leaving(self, facts));
            return slips;
        }
        slips.extend(family::still_covered(self, facts));
        slips.extend(family::judge_member(self, facts));
        slips.extend(family::paid_otherwise(self, facts));
        slips
    }
}
