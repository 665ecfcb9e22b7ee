//! A person as entered, and what is right and wrong about one (assistance 1.1, 13.1, 13.5-13.7; services 1.1). Pure; knows no household.

use crate::domain::date::age_on;
use crate::domain::people::disability::parts_slip;
use crate::domain::people::id_number::{IdKind, IdNumber, is_temporary_number};
use crate::domain::people::person_name::search_key;
use crate::domain::people::sex::Sex;
use crate::domain::slip::Slip;
use crate::register::benefits::relocation;
use crate::register::core::slips::village;
use crate::register::people::codes;
use crate::register::people::health::{State, check_health, fill_from_cert};
use crate::register::{Facts, PersonFact, Values};
use chrono::NaiveDate;

/// A person as entered. Everything may still be missing: rules judge what is there, so that a form shows what is wrong
/// from the first field on.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// 公民身份号码; its check digit may be a recorded exception.
    pub id_number: Option<IdNumber>,
    /// 临时编号.
    pub temp_no: Option<String>,
    /// Recorded as another person with the same number.
    pub is_twin: bool,
    /// 证件状态 code.
    pub id_status: String,
    /// 姓名.
    pub name: Option<String>,
    /// 性别.
    pub sex: Option<Sex>,
    /// 出生日期.
    pub birth_date: Option<NaiveDate>,
    /// 出生日期说明.
    pub birth_note: Option<String>,
    /// 户籍地.
    pub hukou_division: Option<String>,
    /// 居住地.
    pub home_division: Option<String>,
    /// 详细地址.
    pub address: Option<String>,
    /// 健康, 劳动能力, 残疾.
    pub state: State,
    /// Codes of the kinds behind 多重.
    pub disability_multi: Option<String>,
    /// 在校情况 code.
    pub school_code: Option<String>,
    /// 宣告失踪.
    pub is_missing: bool,
    /// 服刑强戒, from and to.
    pub custody: (Option<NaiveDate>, Option<NaiveDate>),
    /// 死亡日期.
    pub death_date: Option<NaiveDate>,
}

/// The code under which a second person with the same number is recorded as an exception.
pub const SAME_NUMBER: &str = "E-ID05";

/// Birth date and sex from the ID number, kind and level from the certificate, where they are still empty; 居住地 from 户籍地,
/// where that is a village and not only a county that somebody came from.
pub fn fill(values: &mut Values) {
    let id = IdNumber::parse_as(values.text("id_number"), true).ok();
    if let Some(id) = id {
        if values.get("birth_date").is_null() {
            values.set("birth_date", id.birth_date());
        }
        if values.get("sex").is_null() {
            values.set("sex", id.sex().map(Sex::code));
        }
    }
    let kind = match id.map(|id| id.kind()) {
        None => "9",
        Some(IdKind::Resident) => "1",
        Some(IdKind::HongKongMacauTaiwan) => "2",
        Some(IdKind::Foreigner) => "3",
        // What begins with a letter and is no foreigner's card may be either; the clerk knows.
        Some(IdKind::Other) if values.text("id_type") == "5" => "5",
        Some(IdKind::Other) => "4",
    };
    values.set("id_type", kind);
    fill_from_cert(values);
}

fn others<'a>(person: &Person, facts: &'a Facts) -> Vec<&'a PersonFact> {
    let Some(id) = person.id_number else { return Vec::new() };
    facts.people_with_id(id.as_str()).into_iter().filter(|p| Some(p.key) != facts.this).collect()
}

/// The n-th person with the same number, once the clerk has accepted that as an exception.
pub fn number_twin(person: &Person, values: &mut Values, facts: &Facts) {
    let same = others(person, facts).len();
    if same > 0 && !person.is_twin && facts.accepts(SAME_NUMBER) {
        values.set("twin", i64::try_from(same).unwrap_or(1));
    }
}

/// All slips of a person.
pub fn check(person: &Person, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    check_number(person, facts, &mut slips);
    slips.extend(same_person(person, facts));
    check_places(person, facts, &mut slips);
    let number = person.id_number.as_ref().map(IdNumber::as_str);
    check_health(&person.state, number, &mut slips);
    let parts = parts_slip(person.state.disability_type(), person.disability_multi.as_deref());
    slips.extend(parts.map(|slip| slip.at("disability_multi")));
    check_change(person, facts, &mut slips);
    check_labor(person, facts, &mut slips);
    slips.extend(old_account_name(person, facts));
    check_dates(person, facts, &mut slips);
    slips
}

fn check_number(person: &Person, facts: &Facts, slips: &mut Vec<Slip>) {
    if person.temp_no.as_deref().is_some_and(|no| !is_temporary_number(no)) {
        let text = "临时编号应如 T430406-2021-0001; 空着由程序编号";
        slips.push(Slip::error("E-ID-019", text).at("temp_no"));
    }
    let Some(id) = person.id_number else {
        if person.id_status == "normal" {
            let text = "身份证号未填; 没有证件的请填证件状态(无户籍、遗失、身份不明), 由程序编临时编号";
            slips.push(Slip::error("E-ID-018", text).at("id_number"));
        }
        return;
    };
    slips.extend(id.slips_on(facts.day));
    if let Some(sex) = person.sex {
        slips.extend(id.sex_slip(sex));
    }
    if person.birth_date.is_some_and(|b| !id.fits_birth(b)) && person.birth_note.is_none() {
        let right = id.birth_date().map_or(String::new(), |right| format!(", 应为 {right}"));
        let text = format!("出生日期与身份证号不符{right}; 确有不同的, 请填出生日期说明");
        slips.push(Slip::error("E-ID02", text).at("birth_date"));
    }
    slips.extend(id.district_slip(&facts.district));
    // Once recorded as an exception (`twin`), the two stand side by side; one being accepted now is still to be recorded.
    let unsettled = !person.is_twin || facts.accepts(SAME_NUMBER);
    if let Some(other) = others(person, facts).first().filter(|_| unsettled) {
        let place = facts.division(&other.home_division).map_or(other.home_division.as_str(), |d| d.name.as_str());
        let text = format!(
            "该身份证号已登记为 {}({place}, {} 生), 请打开原记录; 确系两人同号的登记例外",
            other.name, other.birth_date
        );
        slips.push(Slip::doubt(SAME_NUMBER, text).at("id_number"));
    }
}

/// `W-PS03`: somebody of that name, however it is spelled, born on that day, is there already.
fn same_person(person: &Person, facts: &Facts) -> Option<Slip> {
    let (birth, None) = (person.birth_date?, facts.this) else { return None };
    let name = search_key(person.name.as_deref()?);
    let own = person.id_number.map(|id| id.as_str().to_owned());
    // One with the same number is told of by its number.
    let is_other = |p: &&PersonFact| search_key(&p.name) == name && (own.is_none() || p.id_number != own);
    let other = facts.people_born(birth).into_iter().find(is_other)?;
    let number = other.id_number.as_deref().and_then(|t| IdNumber::parse_as(t, true).ok());
    let number = number.map_or_else(|| "没有身份证号".to_owned(), |id| id.masked());
    let text = format!("已有同名、同日出生的 {}({birth} 生, {number}), 请先查人, 核对是不是同一人", other.name);
    Some(Slip::warning("W-PS03", text).at("name"))
}

fn check_places(person: &Person, facts: &Facts, slips: &mut Vec<Slip>) {
    if let Some(code) = &person.hukou_division {
        slips.extend(village(facts, code, "hukou_division", true));
    }
    if let Some(code) = &person.home_division {
        slips.extend(village(facts, code, "home_division", true));
        slips.extend(facts.this.and_then(|key| relocation::left_behind(facts, key, "home_division", code)));
    }
    if person.address.as_ref().is_some_and(|a| a.chars().count() < 5) {
        slips.push(Slip::warning("W-PS01", "详细地址不足5个字, 请写到门牌或村组").at("address"));
    }
}

/// A change of what tables count says from when it holds; what has always been so says that past tables follow it.
fn check_change(person: &Person, facts: &Facts, slips: &mut Vec<Slip>) {
    let Some(old) = &facts.before else { return };
    if State::of(old) != person.state {
        let text = format!(
            "健康、劳动能力、残疾状况自 {} 起变动, 以前各月报表不变; 更早就是这样的, 请改“人员状况”那一行的起始日",
            facts.day
        );
        slips.push(Slip::warning("W-PS04", text));
    }
    let born = person.birth_date.filter(|b| old.date("birth_date") != Some(*b)).map(|_| ("出生日期", "birth_date"));
    let sex = person.sex.filter(|s| old.text("sex") != s.code()).map(|_| ("性别", "sex"));
    for (label, field) in born.into_iter().chain(sex) {
        let text = format!("{label}只能更正, 不会变动: 此人在册以来各月月报中按性别、年龄分的人数随之改变");
        slips.push(Slip::warning("W-PS05", text).at(field));
    }
}

fn check_labor(person: &Person, facts: &Facts, slips: &mut Vec<Slip>) {
    // Whoever draws 低保 and is of working age is in one of the four classes of the month's table.
    let cleared = person.state.labor().is_none() && facts.before.as_ref().is_some_and(|old| old.has("labor_code"));
    if cleared && person.birth_date.is_some_and(|birth| of_working_age(birth, facts.day)) {
        let text = "清空了劳动能力: 在保的, 低保月报的劳动能力四类会漏掉这个人";
        slips.push(Slip::warning("W-PS07", text).at("labor_code"));
    }
    let (Some(labor), Some(birth)) = (person.state.labor(), person.birth_date) else { return };
    let Some(age) = age_on(birth, facts.day) else { return };
    let right = match age {
        0..18 => "4",
        60.. => "5",
        _ => "1",
    };
    let odd = match labor {
        "4" => age >= 18,
        "5" => age < 60,
        // 1 to 3 are for those of working age; an old person who still works is 5 in the table (assistance 13.6).
        _ => right != "1",
    };
    if odd {
        let label = codes::LABOR.label(right).unwrap_or(right);
        let shown = if right == "1" { "有、部分丧失或完全丧失" } else { label };
        let text = format!("年龄 {age} 岁, 劳动能力一般应为 {shown}, 请核对");
        slips.push(Slip::warning("W-PS02", text).at("labor_code"));
    }
}

/// Of whom a 劳动能力 is asked: not a child, not old (assistance 13.6).
pub fn of_working_age(birth: NaiveDate, day: NaiveDate) -> bool {
    age_on(birth, day).is_some_and(|age| (18..60).contains(&age))
}

/// `W-ACC-004`: a person with a new name whose account still has the old one: the bank sends the money back.
fn old_account_name(person: &Person, facts: &Facts) -> Option<Slip> {
    let (name, stored) = (person.name.as_deref()?, facts.before.as_ref()?);
    if search_key(name) == search_key(stored.text("name")) {
        return None;
    }
    let rows: Vec<&Values> = facts.rows_of("account", "person", facts.this?).collect();
    let now = rows.iter().filter_map(|r| r.date("valid_from")).filter(|d| *d <= facts.day).max();
    let stands = |r: &&&Values| r.date("valid_from").is_some_and(|d| now.is_none_or(|now| d >= now));
    let own =
        |r: &&&Values| r.get("proxy_agreement_no").is_null() && r.text("medium") != "4" && r.text("status") != "4";
    let old =
        rows.iter().filter(stands).filter(own).find(|r| search_key(r.text("account_name")) != search_key(name))?;
    let no = old.register.field("account_no").map(|f| f.show_masked(old.get("account_no"))).unwrap_or_default();
    let text = format!(
        "一卡通账户 {no} 的户名还是 {}, 与新姓名不一致会被银行退回; 请到银行改户名, 再更正账户的户名",
        old.text("account_name")
    );
    Some(Slip::warning("W-ACC-004", text).at("name"))
}

fn check_dates(person: &Person, facts: &Facts, slips: &mut Vec<Slip>) {
    let (from, to) = person.custody;
    if from.is_none() && to.is_some() {
        slips.push(Slip::error("E-RG06", "填了服刑强戒止, 还须填服刑强戒起").at("custody_from"));
    }
    if person.state.valid_to().is_some_and(|d| d < facts.day) {
        slips.push(Slip::warning("W-CB-010", "残疾证已过有效期, 请核对或换证").at("disability_valid_to"));
    }
}
