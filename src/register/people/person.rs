//! 人员: one row for each human being; every register points here (assistance 1.1, services 1.1). Declares the register and
//! reads a person; what is right and wrong about one stands in `person_rules`. Knows no household and no case.

use crate::domain::division_code::county_of;
use crate::domain::people::id_number::IdNumber;
use crate::domain::people::sex::Sex;
use crate::domain::slip::Slip;
use crate::register::benefits::rests::Loss;
use crate::register::core::order::{Order, from, not_in_future, until};
use crate::register::people::codes;
use crate::register::people::condition::changed;
use crate::register::people::health::State;
pub use crate::register::people::person_rules::{Person, SAME_NUMBER};
use crate::register::people::{person_losses, person_rules};
use crate::register::{Facts, Field, InPlace, Kind, ListColumn, Over, Record, Register, Serial, Tie, Values, Write};
use chrono::Datelike;

/// Nobody goes to prison after death; which of the two is wrong the clerk must find out.
const DEATH: Order = until(&["death_date"]).doubt();

/// 人员.
pub static PERSON: Register = Register {
    fields: &[
        Field::new("id_number", "身份证号", Kind::IdNumber)
            .hint("18位; 15位的自动升为18位; 居住证、永居证、护照照证件填; 没有证件的留空并填证件状态"),
        Field::new("id_type", "证件类型", Kind::Code(&codes::ID_TYPE))
            .must()
            .completed()
            .hint("跟着证件号码; 护照以外的选其他证件"),
        Field::new("temp_no", "临时编号", Kind::Text(20)).hint("没有身份证号时自动编号 T430406-年-序号"),
        Field::new("twin", "重号序", Kind::Int(0, 9)).given().or("0"),
        Field::new("id_status", "证件状态", Kind::Code(&codes::ID_STATUS)).must().or("normal"),
        Field::new("name", "姓名", Kind::Name).must().hint("与身份证一致; 少数民族姓名用间隔号 ·"),
        Field::new("sex", "性别", Kind::Code(&codes::SEX)).must().completed().hint("空着按身份证号填"),
        Field::new("birth_date", "出生日期", Kind::Date)
            .must()
            .completed()
            .hint("空着按身份证号填")
            // What an ID number says of a birth ahead, it says itself.
            .ordered(&[not_in_future().unless(|person, _| person.has("id_number"))]),
        Field::new("birth_note", "出生日期说明", Kind::Text(100)).hint("出生日期确与身份证号不同时, 写明依据"),
        Field::new("ethnicity", "民族", Kind::Code(&codes::ETHNICITY)),
        Field::new("marital_code", "婚姻状况", Kind::Code(&codes::MARITAL)),
        Field::new("hukou_type", "户口类别", Kind::Code(&codes::HUKOU)),
        Field::new("hukou_division", "户籍地", Kind::Division).must().outside().hint("村(居)代码或名称"),
        Field::new("home_division", "居住地", Kind::Division)
            .outside()
            .must()
            .completed()
            .hint("空着与户籍地相同; 村(居)代码或名称"),
        Field::new("address", "详细地址", Kind::Text(200)).address().hint("至少5个字"),
        Field::new("phone", "联系电话", Kind::Phone).hint("11位手机号, 或区号加号码 0734-8221234"),
        Field::new("health_code", "健康状况", Kind::Code(&codes::HEALTH)),
        Field::new("disease_name", "重病病种", Kind::Text(60)).hint("重大疾病、癌症须填"),
        Field::new("labor_code", "劳动能力", Kind::Code(&codes::LABOR)),
        Field::new("disability_cert_no", "残疾证号", Kind::CertNo).hint("20位: 身份证号加类别、等级"),
        Field::new("disability_type", "残疾类别", Kind::Code(&codes::DISABILITY)).hint("空着按残疾证号填"),
        Field::new("disability_multi", "多重残疾各类别", Kind::Text(7)).hint("只填多重残疾: 类别代码连写, 如 45"),
        Field::new("disability_level", "残疾等级", Kind::Code(&codes::DISABILITY_LEVEL)).hint("空着按残疾证号填"),
        Field::new("disability_valid_to", "残疾证有效期至", Kind::Date).ordered(&[from(&["birth_date"])]),
        Field::new("employ_code", "就业状况", Kind::Code(&codes::EMPLOY)),
        Field::new("school_code", "在校情况", Kind::Code(&codes::SCHOOL)),
        Field::new("custody_from", "服刑强戒起", Kind::Date).ordered(&[from(&["birth_date"]), DEATH]),
        Field::new("custody_to", "服刑强戒止", Kind::Date).ordered(&[from(&["custody_from", "birth_date"])]),
        Field::new("special_status", "特殊身份", Kind::Code(&codes::SPECIAL)),
        Field::new("death_date", "死亡日期", Kind::Date).given().ordered(&[not_in_future(), from(&["birth_date"])]),
        Field::new("death_source", "死亡信息来源", Kind::Code(&codes::DEATH_SOURCE)).given(),
    ],
    list: &[
        ListColumn::new("name", "姓名", 10),
        ListColumn::new("id_number", "身份证号", 18),
        ListColumn::new("sex", "性别", 4),
        ListColumn::new("birth_date", "出生日期", 10),
        ListColumn::new("home_division", "居住地", 14),
        ListColumn::new("phone", "电话", 13),
        ListColumn::new("disability_level", "残疾", 4),
        ListColumn::new("labor_code", "劳动能力", 10),
        ListColumn::new("address", "地址", 24),
        ListColumn::new("death_date", "死亡日期", 10),
        ListColumn::new("id_type", "证件类型", 12),
    ],
    natural_key: &["id_number", "temp_no"],
    since: Some("birth_date"),
    order: &["home_division", "id_number"],
    filters: &["home_division"],
    serial: Some(Serial { col: "temp_no", prefix: temp_prefix, width: 4 }),
    over: &[Over::Filled("death_date")],
    tied: &[Tie { register: "condition", on: &[("person", "key")] }],
    with_rows: true,
    in_place: Some(InPlace { without_number: &["id_status", "sex", "birth_date"] }),
    brief: &["id_number", "name", "hukou_division", "address", "phone", "labor_code"],
    ..Register::new("person", "人员", "人")
};

/// `T430406-2021-` for a person without an ID number (services 1.1).
fn temp_prefix(values: &Values, facts: &Facts) -> Option<String> {
    let without = values.get("id_number").is_null() && values.text("id_status") != "normal";
    without.then(|| format!("T{}-{}-", county_of(&facts.district), facts.day.year()))
}

impl Record for Person {
    const REGISTER: &'static Register = &PERSON;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Person {
            id_number: values.some_text("id_number").and_then(|t| IdNumber::parse_as(&t, true).ok()),
            temp_no: values.some_text("temp_no"),
            is_twin: values.int("twin").is_some_and(|n| n > 0),
            id_status: values.text("id_status").to_owned(),
            name: values.some_text("name"),
            sex: Sex::from_code(values.text("sex")),
            birth_date: values.date("birth_date"),
            birth_note: values.some_text("birth_note"),
            hukou_division: values.some_text("hukou_division"),
            home_division: values.some_text("home_division"),
            address: values.some_text("address"),
            state: State::of(values),
            disability_multi: values.some_text("disability_multi"),
            school_code: values.some_text("school_code"),
            is_missing: values.text("special_status") == "2",
            custody: (values.date("custody_from"), values.date("custody_to")),
            death_date: values.date("death_date"),
        })
    }

    fn fill(values: &mut Values) {
        person_rules::fill(values);
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if let Ok(person) = Person::read(values) {
            person_rules::number_twin(&person, values, facts);
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        person_rules::check(self, facts)
    }

    fn losses(&self, facts: &Facts) -> Vec<Loss> {
        person_losses::of(self, facts)
    }

    /// What is changed of how the person is holds from today on; months before keep what they counted.
    fn follows(&self, facts: &Facts) -> Vec<Write> {
        let was = facts.before.as_ref().map(State::of);
        let (Some(was), Some(born)) = (was, self.birth_date) else { return Vec::new() };
        changed(&was, &self.state, born, facts.day, &facts.children)
    }
}
