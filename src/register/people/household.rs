//! 家庭: who lives together, for whom one case is decided (assistance 1.2). Knows its members, no case.

use crate::domain::slip::Slip;
use crate::register::benefits::relocation;
use crate::register::benefits::rests::named;
use crate::register::core::order::{not_in_future, since_birth};
use crate::register::core::slips::village;
use crate::register::people::family;
use crate::register::people::member::Member;
use crate::register::{
    Acting, Brings, Draft, Facts, Field, InPlace, Kind, ListColumn, Record, Register, Serial, Tie, Values,
};

/// 家庭.
pub static HOUSEHOLD: Register = Register {
    fields: &[
        Field::new("household_no", "家庭编号", Kind::Text(20)).hint("空着自动编号: 村(居)代码加5位序号, 不重复使用"),
        Field::new("applicant", "申请人", Kind::Ref("person"))
            .must()
            .hint("身份证号; 家庭成员之一, 空着按成员中的本人或户主"),
        Field::new("division", "村(居)", Kind::Division).must().completed().hint("空着按申请人居住地填"),
        Field::new("address", "详细地址", Kind::Text(200)).address(),
        Field::new("since", "立户日期", Kind::Date)
            .completed()
            .hint("空着按成员的起始日期; 用 set 新增时申请人自这天起为成员, 空着为今天")
            .ordered(&[not_in_future(), since_birth("applicant")]),
    ],
    list: &[
        ListColumn::new("household_no", "家庭编号", 17),
        ListColumn::new("applicant.name", "申请人", 10),
        ListColumn::new("applicant.id_number", "身份证号", 18),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("address", "地址", 24),
    ],
    natural_key: &["household_no"],
    order: &["division", "household_no"],
    filters: &["division"],
    tied: &[Tie { register: "member", on: &[("household", "key")] }],
    acting: &[Acting::of("applicant", "请改为留下的成员").unless(family::applies_alone)],
    serial: Some(Serial { col: "household_no", prefix: number_prefix, width: 5 }),
    in_place: Some(InPlace::ANY),
    brief: &["since"],
    brings: &[Brings::new("account", "person", "applicant")],
    ..Register::new("household", "家庭", "户")
};

fn number_prefix(values: &Values, _facts: &Facts) -> Option<String> {
    values.some_text("division")
}

/// A household as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Household {
    /// 申请人, a person's key.
    pub applicant: i64,
    /// 村(居); until it is completed, none.
    pub division: Option<String>,
}

impl Record for Household {
    const REGISTER: &'static Register = &HOUSEHOLD;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Household { applicant: values.need_int("applicant")?, division: values.some_text("division") })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("applicant").is_null() {
            values.set("applicant", family::head_of(&facts.children));
        }
        let Ok(house) = Household::read(values) else { return };
        if facts.this.is_none() && values.get("since").is_null() {
            let members = facts.children.iter().filter(|r| r.register == Member::REGISTER);
            values.set("since", members.filter_map(|r| r.date("valid_from")).min());
        }
        if house.division.is_none()
            && let Some(person) = facts.person(house.applicant)
        {
            values.set("division", person.home_division.as_str());
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        if let Some(code) = &self.division {
            slips.extend(village(facts, code, "division", false));
            slips.extend(relocation::left_behind(facts, self.applicant, "division", code));
        }
        slips.extend(dead_applicant(self.applicant, facts));
        slips.extend(family::judge_household(self.applicant, facts));
        slips.extend(self.applies_from_now_on(facts));
        slips
    }
}

impl Household {
    /// `W-HH12`: another applicant than before, in whose name the running 低保 is paid from now on.
    fn applies_from_now_on(&self, facts: &Facts) -> Option<Slip> {
        let before = facts.before.as_ref()?.int("applicant");
        if before == Some(self.applicant) {
            return None;
        }
        let cases: Vec<_> = facts.resting(self.applicant).iter().filter(|c| c.is_of_household()).collect();
        if cases.is_empty() {
            return None;
        }
        let text = format!("{} 以后发到新申请人的账户, 请核对其一卡通账户", named(cases));
        Some(Slip::warning("W-HH12", text).at("applicant"))
    }
}

/// A dead applicant stands in the way of a new household and of a case in force. One whose case has ended with the death may be
/// corrected in everything else.
fn dead_applicant(applicant: i64, facts: &Facts) -> Option<Slip> {
    let dead = facts.person(applicant).filter(|p| p.death_date.is_some())?;
    if facts.this.is_none() || !facts.cases_of(applicant).is_empty() {
        let text = format!("{} 已登记死亡, 请换申请人", dead.name);
        return Some(Slip::error("E-X01", text).at("applicant"));
    }
    let text = format!("{} 已登记死亡; 家庭其他成员要申请或仍在保的, 请换申请人", dead.name);
    Some(Slip::warning("W-HH09", text).at("applicant"))
}

/// The first member of a new household that was entered without any: its applicant, as 户主, from the day on (立户日期, else today). A household of
/// nobody cannot stand (E-HH01), and one row of the command line enters no children.
pub fn first_member(applicant: &str, since: &str) -> Draft {
    Draft::new(Member::REGISTER).with("person", applicant).with("relation_code", "02").with("valid_from", since)
}
