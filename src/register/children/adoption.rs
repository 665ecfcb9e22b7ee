//! 收养登记: an adoption, from the application to the certificate (services 3.9; 民法典 1093 to 1118, 中国公民收养子女登记办法). Restricted. What it
//! changes stands in the child's file, from the day of the decision on; what was paid for the child ends with it. Rules stand in
//! `adoption_rules`.

use crate::domain::slip::Slip;
use crate::register::benefits::cases::parted_number;
use crate::register::benefits::rests::{Ground, Loss, after};
pub use crate::register::children::adoption_rules::Adoption;
use crate::register::children::{adoption_rules, codes, standing};
use crate::register::core::order::{Order, from, not_in_future, since_birth, until, until_death};
use crate::register::{
    Acting, Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Tie, Value, Values, Write,
};

/// Who is dead neither adopts nor is adopted; that is why it is refused.
const ALIVE: [Order; 3] = [alive("person"), alive("adopter"), alive("spouse")];

const fn alive(who: &'static str) -> Order {
    until_death(who).unless(|adoption, _| adoption.has("refused_why"))
}

/// 收养登记.
pub static ADOPTION: Register = Register {
    fields: &[
        Field::new("adoption_no", "登记编号", Kind::Text(24)).hint("空着自动编号: SY、区划6位、年份、4位序号"),
        Field::new("person", "被收养人", Kind::Ref("person")).must().hidden().hint("身份证号; 没有证件的先登记人员"),
        Field::new("child", "儿童档案", Kind::Ref("child"))
            .completed()
            .hidden()
            .hint("空着按被收养人填; 没有档案的空着"),
        Field::new("kind", "收养类别", Kind::Code(&codes::ADOPTION)).must().hidden(),
        Field::new("adopter", "收养人", Kind::Ref("person")).must().hidden().hint("身份证号; 继子女填继父或继母"),
        Field::new("spouse", "收养人配偶", Kind::Ref("person")).hidden().hint("有配偶的共同收养; 继子女的生父母不填"),
        Field::new("children_before", "已有子女数", Kind::Int(0, 20))
            .must()
            .hidden()
            .hint("收养人在这次收养以前的子女数, 含以前收养的"),
        Field::new("is_able", "有抚养教育和保护能力", Kind::Flag).must().hidden(),
        Field::new("is_ill", "患有不应当收养的疾病", Kind::Flag).must().hidden(),
        Field::new("is_convicted", "有违法犯罪记录", Kind::Flag).must().hidden().hint("不利于被收养人健康成长的"),
        Field::new("sender", "送养人", Kind::Text(60)).must().hidden().hint("机构、监护人或者生父母"),
        Field::new("applied_on", "申请日期", Kind::Date).must().ordered(&[
            not_in_future(),
            since_birth("person"),
            ALIVE[0],
            ALIVE[1],
            ALIVE[2],
        ]),
        Field::new("consent_on", "儿童同意日期", Kind::Date).hint("8周岁以上须本人同意").ordered(&[
            not_in_future(),
            since_birth("person"),
            until(&["decided_on"]),
        ]),
        Field::new("assess_from", "评估开始", Kind::Date).ordered(&[not_in_future(), since_birth("person")]),
        Field::new("assess_to", "评估结束", Kind::Date).ordered(&[
            not_in_future(),
            from(&["assess_from"]),
            until(&["decided_on"]),
        ]),
        Field::new("fusion_days", "融合天数", Kind::Int(0, 366)).hidden().hint("融合期不少于30天; 继子女不评估"),
        Field::new("notice_from", "公告开始", Kind::Date)
            .hint("查找不到生父母的, 公告60天")
            .ordered(&[not_in_future(), since_birth("person")]),
        Field::new("notice_to", "公告结束", Kind::Date).ordered(&[from(&["notice_from"]), until(&["decided_on"])]),
        Field::new("decided_on", "登记日期", Kind::Date).ordered(&[
            not_in_future(),
            from(&["applied_on"]),
            ALIVE[0],
            ALIVE[1],
            ALIVE[2],
        ]),
        Field::new("refused_why", "不予登记的原因", Kind::Text(200)).hidden().hint("不予登记的填; 登记日期填决定日期"),
        Field::new("cert_no", "收养登记证号", Kind::Text(40)).hidden(),
        Field::new("dissolved_on", "解除日期", Kind::Date).ordered(&[not_in_future(), from(&["decided_on"])]),
        Field::new("state", "状态", Kind::Code(&codes::ADOPTION_STATE)).given().or("applied"),
        Field::new("note", "备注", Kind::Text(200)).hidden(),
    ],
    list: &[
        ListColumn::new("adoption_no", "登记编号", 19),
        ListColumn::new("child.file_no", "儿童档案号", 19),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("applied_on", "申请日期", 10),
        ListColumn::new("decided_on", "登记日期", 10),
        ListColumn::new("notice_to", "公告结束", 10),
        ListColumn::new("assess_to", "评估结束", 10),
        ListColumn::new("dissolved_on", "解除日期", 10),
    ],
    natural_key: &["adoption_no"],
    order: &["applied_on", "adoption_no"],
    latest_first: true,
    filters: &["state"],
    frozen: &["person", "child"],
    since: Some("applied_on"),
    serial: Some(Serial { col: "adoption_no", prefix: number, width: 4 }),
    over: &[Over::Is("state", &["refused", "dissolved"])],
    tied: &[Tie { register: "child_status", on: &[("child", "child"), ("adoption", "key")] }],
    acting: &[Acting::of("adopter", "请复核"), Acting::of("spouse", "请复核")],
    restricted: true,
    ..Register::new("adoption", "收养登记", "件")
};

/// `SY-430406-2021-`.
fn number(adoption: &Values, facts: &Facts) -> Option<String> {
    parted_number("SY", adoption.date("applied_on")?, facts)
}

impl Record for Adoption {
    const REGISTER: &'static Register = &ADOPTION;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Adoption::of(values)
    }

    fn fill(values: &mut Values) {
        let is_there = |col: &str| values.has(col);
        let state = match (is_there("dissolved_on"), is_there("refused_why"), is_there("decided_on")) {
            (true, ..) => "dissolved",
            (false, true, true) => "refused",
            (false, false, true) => "decided",
            (false, _, false) => "applied",
        };
        values.set("state", state);
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let file = values.int("person").and_then(|person| facts.referring("child", "person", person).next());
        if let (true, Some((key, _))) = (values.get("child").is_null(), file) {
            values.set("child", key);
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        adoption_rules::check(self, facts)
    }

    /// From the day of the decision on the child is adopted, as it stood that day otherwise: a row of that day says so, unless it is said
    /// already, and the file, unless a later row says otherwise.
    fn follows(&self, facts: &Facts) -> Vec<Write> {
        let (Some(day), Some(key)) = (self.newly_decided(facts), self.child) else { return Vec::new() };
        let Some(file) = facts.record("child", key) else { return Vec::new() };
        let stood = standing::on(file, day).filter(|row| row.text("state") != "adopted");
        let Some(mut stands) = stood.cloned() else { return Vec::new() };
        for (col, value) in [("state", "adopted".into()), ("care_kind", "5".into()), ("institution", Value::Null)] {
            stands.set(col, value);
        }
        let row = standing::row(key, day, &stands).into_iter().chain([("adoption", Value::Int(Write::THIS))]);
        let is_last = standing::rows(file).all(|row| row.date("valid_from") <= Some(day));
        let now = is_last.then(|| Write::Update("child", key, standing::columns(&stands)));
        [Write::Insert("child_status", row.collect())].into_iter().chain(now).collect()
    }

    /// What is paid because nobody else brings the child up.
    fn losses(&self, facts: &Facts) -> Vec<Loss> {
        let day = self.newly_decided(facts);
        let why = |day| format!("自 {day} 起由家庭收养");
        day.map(|day| after(self.person, Ground::NotAdopted, day, why(day), day)).into_iter().collect()
    }
}
