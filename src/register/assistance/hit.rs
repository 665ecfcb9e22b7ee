//! 核对结果: one thing that a holder of data reported about a member (assistance 6.1). A hit never changes money by itself: the clerk
//! closes it with a finding. A child register of `means_check`.

use crate::domain::money::Money;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::core::order::{not_in_future, since_birth, until_of};
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::NaiveDate;

/// 核对结果.
pub static HIT: Register = Register {
    fields: &[
        Field::new("means_check", "核对", Kind::Ref("means_check")).must().hint("核对编号"),
        Field::new("person", "成员", Kind::Ref("person")).must().hint("身份证号"),
        Field::new("source", "数据来源", Kind::Code(&codes::HIT_SOURCE)).must(),
        Field::new("fact", "情况", Kind::Text(200)).must(),
        Field::new("value", "金额", Kind::Money),
        Field::new("hit_date", "数据日期", Kind::Date).ordered(&[
            not_in_future(),
            since_birth("person"),
            until_of("means_check", &["report_on"]).doubt(),
        ]),
        Field::new("verify_state", "核实情况", Kind::Code(&codes::HIT_STATE)).must().or("0"),
        Field::new("verify_note", "核实说明", Kind::Text(200)).when("verify_state", &["1", "2", "3"]),
        Field::new("action", "处理", Kind::Code(&codes::HIT_ACTION)),
    ],
    list: &[
        ListColumn::new("means_check.check_no", "核对编号", 17),
        ListColumn::new("person.name", "成员", 10),
        ListColumn::new("source", "来源", 12),
        ListColumn::new("verify_state", "核实", 12),
        ListColumn::new("fact", "情况", 24),
        ListColumn::new("value", "金额", 12),
        ListColumn::new("action", "处理", 6),
        ListColumn::new("hit_date", "数据日期", 10),
        ListColumn::new("verify_note", "核实说明", 20),
    ],
    parent: Some("means_check"),
    order: &["means_check", "source"],
    filters: &["means_check"],
    frozen: &["means_check"],
    ..Register::new("hit", "核对结果", "条")
};

/// A hit.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The check it answers; none while it is entered in the same draft.
    pub means_check: Option<i64>,
    /// 成员: whom it is about.
    pub person: i64,
    /// 数据来源 code, 情况 and 金额.
    pub told: (String, String, Option<Money>),
    /// 数据日期.
    pub hit_date: Option<NaiveDate>,
    /// 核实情况 code.
    pub verify_state: String,
    /// 核实说明.
    pub verify_note: Option<String>,
    /// 处理 code.
    pub action: Option<String>,
}

/// `E-HD-010` for what stands twice among the results of a check; rows that cannot be read yet are left out.
pub fn twice<'a>(rows: impl Iterator<Item = &'a Values>) -> Option<Slip> {
    let hits: Vec<Hit> = rows.filter(|r| r.register == &HIT).filter_map(|r| Hit::read(r).ok()).collect();
    let mut earlier = hits.iter().enumerate();
    let (_, again) = earlier.find(|(at, hit)| hits.iter().take(*at).any(|other| other.says_as(hit)))?;
    Some(again.told_twice())
}

impl Record for Hit {
    const REGISTER: &'static Register = &HIT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Hit {
            means_check: values.int("means_check"),
            person: values.need_int("person")?,
            told: (values.need_text("source")?, values.need_text("fact")?, values.money("value")),
            hit_date: values.date("hit_date"),
            verify_state: values.text("verify_state").to_owned(),
            verify_note: values.some_text("verify_note"),
            action: values.some_text("action"),
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        match (self.verify_state.as_str(), self.action.as_deref()) {
            ("1", None) => slips.push(Slip::error("E-HD-006", "属实的须填处理").at("action")),
            ("0" | "2" | "3", Some("1" | "2" | "3")) => {
                slips.push(Slip::error("E-HD-007", "只有属实的才减发、停发或追缴").at("action"));
            }
            _ => {}
        }
        slips.extend(self.against_check(facts));
        // In the check's own draft the check looks at all of them.
        let stored = self.means_check.and_then(|key| facts.record("means_check", key));
        let others = stored.iter().filter(|_| facts.parent.is_none()).flat_map(|r| &r.children);
        let others = others.filter(|(key, _)| Some(*key) != facts.this).filter_map(|(_, row)| Hit::read(row).ok());
        slips.extend(others.filter(|other| other.says_as(self)).map(|_| self.told_twice()).take(1));
        slips
    }
}

impl Hit {
    /// Whether it is the same thing about the same person, whatever became of it.
    fn says_as(&self, other: &Hit) -> bool {
        (self.person, &self.told, self.hit_date) == (other.person, &other.told, other.hit_date)
    }
    fn told_twice(&self) -> Slip {
        let (source, fact, _) = &self.told;
        let source = codes::HIT_SOURCE.label(source).unwrap_or_default();
        let text = format!("同一条核对结果({source}: {fact})录了两次, 只留一条; 确是两笔的, 在情况里写明不同之处");
        Slip::error("E-HD-010", text).at("fact")
    }
    /// What the check it belongs to forbids: a result before the answer, an open one after the end, somebody it did not ask about.
    fn against_check(&self, facts: &Facts) -> Vec<Slip> {
        let stored = self.means_check.and_then(|key| facts.record("means_check", key)).map(|r| &r.values);
        let Some(check) = facts.parent.as_ref().or(stored) else { return Vec::new() };
        let mut slips = Vec::new();
        match check.text("state") {
            "need_auth" | "authorised" | "sent" => {
                let text = "还没有回函, 不能登记核对结果; 请先把核对的状态改为“已回函”";
                slips.push(Slip::error("E-HD-008", text).at("fact"));
            }
            // In the check's own draft the check counts its open results.
            "closed" if facts.parent.is_none() && self.verify_state == "0" => {
                let text = "核对已办结, 不能再有待核实的结果; 请填核实情况, 或先把核对改回“核实中”";
                slips.push(Slip::error("E-HD-004", text).at("verify_state"));
            }
            _ => {}
        }
        let house = facts.household_of(self.person);
        let asked = check.int("person");
        let lives_there = house.is_some_and(|h| h.members.iter().any(|m| Some(m.person.key) == asked));
        if asked != Some(self.person) && !lives_there {
            let name = facts.person(self.person).map_or("该人", |p| p.name.as_str());
            slips.push(Slip::warning("W-HD-009", format!("{name} 不在申请人的家庭里, 请核对")).at("person"));
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Ask, Fact, RecordFact};

    #[test]
    fn a_hit_is_closed_with_a_finding() {
        let facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        let codes = |state: &str, note: Option<&str>, action: Option<&str>| -> Vec<&str> {
            let hit = Hit {
                means_check: None,
                person: 7,
                told: ("1".into(), "养老金".into(), None),
                hit_date: None,
                verify_state: state.into(),
                verify_note: note.map(str::to_owned),
                action: action.map(str::to_owned),
            };
            hit.check(&facts).iter().map(|s| s.code).collect()
        };
        assert_eq!(codes("0", None, None), [""; 0]);
        assert_eq!(codes("1", None, None), ["E-HD-006"]);
        assert_eq!(codes("2", Some("同名"), Some("2")), ["E-HD-007"]);
        assert_eq!(codes("1", Some("属实"), Some("2")), [""; 0]);
    }
    #[test]
    fn a_hit_follows_the_answer_and_stays_closed_with_its_check() {
        let judged = |state: &str, verify: &str| -> Vec<&'static str> {
            let mut facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
            let mut check = Values::new(&crate::register::assistance::means_check::MEANS_CHECK);
            check.set("person", 7);
            check.set("state", state);
            let known = RecordFact { values: check, children: Vec::new() };
            facts.answers.push((Ask::Record("means_check", 1), Fact::Record(Some(known))));
            facts.answers.push((Ask::HouseholdOf(8), Fact::Household(None)));
            let hit = Hit {
                means_check: Some(1),
                person: if verify == "0" { 7 } else { 8 },
                told: ("1".into(), "养老金".into(), None),
                hit_date: None,
                verify_state: verify.into(),
                verify_note: Some("同名".into()),
                action: None,
            };
            hit.check(&facts).iter().map(|s| s.code).collect()
        };
        assert_eq!(judged("sent", "0"), ["E-HD-008"]);
        assert_eq!(judged("reported", "0"), [""; 0]);
        assert_eq!(judged("closed", "0"), ["E-HD-004"]);
        assert_eq!(judged("closed", "2"), ["W-HD-009"]);
    }
}
