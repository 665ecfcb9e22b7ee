//! 儿童档案: one file a child (一人一档, services 3.1). What tables count of a child (category, way of care, tags) holds from a day on and
//! stands in `child_status` too; the file has what holds now. Rules stand in `child_rules`.

use crate::domain::slip::Slip;
use crate::register::benefits::cases::parted_number;
use crate::register::benefits::rests::Loss;
pub use crate::register::children::child_rules::Child;
use crate::register::children::{child_rules, codes, standing};
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{IN_LIFE, from, not_in_future, since_birth, until_death};
use crate::register::people::codes as people;
use crate::register::{Acting, Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Tie, Values, Write};

/// 儿童档案.
pub static CHILD: Register = Register {
    fields: &[
        Field::new("file_no", "档案号", Kind::Text(24)).hint("空着自动编号: ET、区划6位、年份、4位序号"),
        Field::new("person", "儿童", Kind::Ref("person")).must().hint("身份证号; 没有证件的先登记人员"),
        Field::new("guardian", "监护人", Kind::Ref("person")).hint("身份证号; 集中养育的由机构监护, 可不填"),
        Field::new("guardian_relation", "监护人是儿童的", Kind::Code(&people::RELATION))
            .hint("如 51 父亲、52 母亲、61 祖父"),
        Field::new("guardian_name", "监护人姓名", Kind::Name).hint("登记为人员的随监护人填; 没有登记的只填姓名"),
        Field::new("guardian_phone", "监护人电话", Kind::Phone).hint("空着用人员信息里的"),
        standing::CATEGORY
            .completed()
            .hint("空着按父母情形和标签判断; 有几项的依次取孤儿、事实无人抚养、监护、残疾重病、贫困、留守、流动"),
        standing::CARE.completed().hint("空着按主类别填"),
        standing::INSTITUTION.hint("集中养育的填: 机构代码"),
        standing::SCHOOLING.completed().hint("空着按年龄填"),
        Field::new("school", "学校", Kind::Text(40)),
        Field::new("grade", "年级", Kind::Text(20)),
        Field::new("certified_on", "就读证明日期", Kind::Date)
            .hint("年满18周岁仍读高中、中职的, 凭证明续发, 一年一证")
            .ordered(&[not_in_future(), since_birth("person")]),
        standing::LEFT_BEHIND,
        standing::MIGRANT,
        standing::WEAK_CARE,
        standing::UNREGISTERED.given(),
        Field::new("vagrant", "流浪", Kind::Flag).or("0"),
        Field::new("carer_name", "委托照护人", Kind::Name).hint("留守儿童: 受父母委托照护的人"),
        Field::new("carer_relation", "照护人是儿童的", Kind::Code(&people::RELATION)),
        Field::new("carer_phone", "照护人电话", Kind::Phone),
        Field::new("entrusted_on", "委托书日期", Kind::Date).ordered(&IN_LIFE),
        Field::new("risk_level", "风险等级", Kind::Code(&codes::RISK)).must().or("3").hint("走访间隔按它定"),
        standing::STATE,
        Field::new("verified_on", "核实日期", Kind::Date).ordered(&IN_LIFE),
        Field::new("registered_on", "登记造册日期", Kind::Date).must().completed().hint("空着按今天").ordered(&[
            not_in_future(),
            from(&["verified_on"]),
            since_birth("person"),
            until_death("person"),
        ]),
        Field::new("village_reported_on", "村(居)上报日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["registered_on"])]),
        Field::new("town_reported_on", "镇街上报日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["village_reported_on", "registered_on"])]),
        Field::new("filed_on", "入库日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["town_reported_on", "village_reported_on", "registered_on"])]),
        Field::new("note", "备注", Kind::Text(400)),
    ],
    list: &[
        ListColumn::new("file_no", "档案号", 19),
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("main_cat", "主类别", 14),
        ListColumn::new("person.birth_date", "出生日期", 10),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("person.home_division", "居住地", 14),
        ListColumn::new("care_kind", "养育", 8),
        ListColumn::new("guardian.name", "监护人", 10),
        ListColumn::new("risk_level", "风险", 4),
        ListColumn::new("school_state", "就学", 8),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("guardian_phone", "监护人电话", 13),
    ],
    natural_key: &["file_no"],
    order: &["file_no"],
    filters: &["person.home_division", "main_cat", "care_kind", "state", "risk_level", "school_state"],
    since: Some("registered_on"),
    frozen: &["person"],
    serial: Some(Serial { col: "file_no", prefix: number, width: 4 }),
    on_page: Some(OnPage {
        under: "儿童福利",
        of: &["person", "guardian"],
        family: false,
        number: "file_no",
        days: &["registered_on"],
        what: "main_cat",
        outcome: Some("care_kind"),
        state: Some("state"),
        open: None,
    }),
    over: &[Over::Is("state", &["grown", "adopted", "moved", "died", "resolved"])],
    acting: &[Acting::of("guardian", "请另定监护人")],
    tied: &[
        Tie { register: "child_status", on: &[("child", "key")] },
        Tie { register: "parent_state", on: &[("child", "key")] },
    ],
    with_rows: true,
    ..Register::new("child", "儿童档案", "人")
};

/// `ET-430406-2021-`.
fn number(file: &Values, facts: &Facts) -> Option<String> {
    parted_number("ET", file.date("registered_on")?, facts)
}

impl Record for Child {
    const REGISTER: &'static Register = &CHILD;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Child {
            person: values.need_int("person")?,
            registered_on: values.need_date("registered_on")?,
            file: values.clone(),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        child_rules::complete(values, facts);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        child_rules::check(self, facts)
    }

    /// What a correction changes of the standing holds from today on; a new file begins with the day of its registration.
    fn follows(&self, facts: &Facts) -> Vec<Write> {
        let row = |day| standing::row(Write::THIS, day, &self.file);
        match &facts.before {
            Some(before) if standing::differs(before, &self.file) => {
                vec![Write::Put("child_status", &["child", "valid_from"], row(facts.day))]
            }
            Some(_) => Vec::new(),
            None if facts.children.iter().any(|r| r.register.name == "child_status") => Vec::new(),
            None => vec![Write::Insert("child_status", row(self.registered_on))],
        }
    }

    fn losses(&self, facts: &Facts) -> Vec<Loss> {
        let before = facts.before.as_ref();
        before.map_or_else(Vec::new, |before| standing::losses(self.person, before, &self.file, (facts.day, facts.day)))
    }
}
