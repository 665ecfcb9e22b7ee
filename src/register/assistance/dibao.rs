//! 低保 cases (assistance 2.4). The amount stands in the award versions; `state` and `class_code` follow the latest one.

use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::assistance::award_told;
use crate::register::assistance::award_without;
use crate::register::assistance::codes;
use crate::register::assistance::dibao_rules;
pub use crate::register::assistance::dibao_rules::{Dibao, review_cycle};
use crate::register::assistance::steps;
use crate::register::benefits::benefit::{
    Benefit, Class, Covers, Household, Lines, Members, Monthly, Papers, Pays, Told,
};
use crate::register::benefits::cases::{Notice, complete_origin, missing_steps, yearly_number};
use crate::register::benefits::codes::{END_REASON, ORIGIN};
use crate::register::benefits::rests::{Ground, Rest, RestingCase, Then};
use crate::register::core::order::{from, not_in_future, since_birth};
use crate::register::{Brings, Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Tie, Values, Versions};

/// 低保.
pub static DIBAO: Register = Register {
    fields: &[
        Field::new("case_no", "申请编号", Kind::Text(24)).hint("空着自动编号: DB、区划6位、年份、5位序号"),
        Field::new("cert_no", "低保证号", Kind::Text(24)),
        Field::new("kind", "城乡类别", Kind::Code(&codes::URBAN_RURAL)).must(),
        Field::new("household", "家庭", Kind::Ref("household")).must().hint("家庭编号"),
        Field::new("division", "村(居)", Kind::Division).must().completed().hint("空着按家庭填"),
        Field::new("state", "状态", Kind::Code(&codes::DIBAO_STATE)).given().or("confirmed"),
        Field::new("class_code", "低保类别", Kind::Code(&codes::CLASS)).given(),
        Field::new("case_type", "保障方式", Kind::Code(&codes::CASE_TYPE)).must().or("FAMILY"),
        Field::new("rule_set", "适用规则", Kind::Code(&codes::RULE_SET))
            .must()
            .completed()
            .hint("空着按受理日期: 2021-07-01 起用57号"),
        Field::new("origin", "来源", Kind::Code(&ORIGIN))
            .must()
            .completed()
            .hint("空着为申请办理; 接收纸质档案的选纸质接转"),
        Field::new("channel", "申请方式", Kind::Code(&codes::CHANNEL)),
        Field::new("apply_date", "申请日期", Kind::Date)
            .must()
            .ordered(&[not_in_future(), since_birth("household.applicant")]),
        steps::ACCEPT_DATE,
        steps::NOTICE_FROM,
        steps::NOTICE_TO,
        steps::NOTICE_PLACE,
        steps::OBJECTION,
        steps::TOWN_OPINION,
        steps::TOWN_BY,
        steps::TOWN_DATE,
        steps::DISTRICT_OPINION,
        steps::DISTRICT_BY,
        steps::DISTRICT_DATE,
        Field::new("review_cycle", "核查周期(月)", Kind::Int(1, 36)).hint("空着按类别: A 12, B 6, C 3"),
        Field::new("last_review", "上次核查", Kind::Date)
            .ordered(&[not_in_future(), from(&["apply_date"]).by_origin()]),
        Field::new("kin_flag", "近亲属备案", Kind::Flag).or("0").hint("与经办人员或村(居)干部有近亲属关系"),
        Field::new("kin_staff_name", "近亲属姓名", Kind::Text(30)).when("kin_flag", &["1"]),
        Field::new("kin_post", "近亲属职务", Kind::Text(40)).when("kin_flag", &["1"]),
        Field::new("kin_relation", "与其关系", Kind::Text(20)).when("kin_flag", &["1"]),
        Field::new("kin_record_no", "备案号", Kind::Text(40)).when("kin_flag", &["1"]),
        Field::new("retained_flag", "涉军暂作保留", Kind::Flag).or("0"),
        Field::new("retained_reason", "保留原因", Kind::Text(200)).when("retained_flag", &["1"]),
        Field::new("retained_doc_no", "保留文号", Kind::Text(60)),
        Field::new("note", "备注", Kind::Text(400)),
    ],
    list: &[
        ListColumn::new("case_no", "申请编号", 17),
        ListColumn::new("household.applicant.name", "申请人", 10),
        ListColumn::new("household.applicant.id_number", "身份证号", 18),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("award.persons", "人口", 4),
        ListColumn::new("award.total", "月金额", 10),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("class_code", "类别", 4),
        ListColumn::new("award.from_month", "起始月", 7),
        ListColumn::new("cert_no", "低保证号", 12),
        ListColumn::new("case_type", "方式", 4),
        ListColumn::new("last_review", "上次核查", 10),
    ],
    natural_key: &["case_no"],
    order: &["division", "case_no"],
    filters: &["division", "kind", "state", "class_code"],
    versions: Some(Versions { register: "award", follow: &["class_code"], amount: "total" }),
    since: Some("apply_date"),
    frozen: &["kind", "household", "case_type", "origin"],
    tied: &[
        Tie { register: "cause", on: &[("dibao", "key")] },
        Tie { register: "award", on: &[("dibao", "key")] },
        Tie { register: "cover", on: &[("dibao", "key")] },
        Tie { register: "change", on: &[("case_key", "key")] },
        Tie { register: "move", on: &[("case_key", "key")] },
    ],
    serial: Some(Serial { col: "case_no", prefix: number_prefix, width: 5 }),
    keys_above: 1_000_000_000,
    over: &[Over::Is("state", &["stopped"])],
    brief: &["household", "apply_date", "accept_date", "town_date", "notice_from", "district_date"],
    brings: &[Brings::new("account", "person", "household.applicant")],
    ..Register::new("dibao", "低保", "户")
};

/// What is paid to households.
pub static BENEFIT: Benefit = Benefit {
    cases: &DIBAO,
    label: "低保",
    schemes: &[(Scheme::DibaoUrban, "U"), (Scheme::DibaoRural, "R")],
    covers: Covers::Household(&Household {
        covers: "cover",
        persons: "persons",
        shared: &[("base", "share"), ("extra", "extra")],
        income: "income",
        reads: &["extra_kind"],
        gives: (Ground::Dibao, Ground::DibaoMoney),
        without: award_without::without,
        members: Members {
            register: "member",
            person: "person",
            relation: "relation_code",
            joins: &["person", "relation_code", "is_covered", "valid_from"],
            leaves: &[("ended", "1")],
            why: &["leave_reason", "valid_from"],
        },
    }),
    pays: Pays::Monthly(&Monthly {
        ends: &END_REASON,
        unchanged: "E-DB-019",
        stands: ("case_states", "低保状态、类别与最近一次核定一致"),
        lines: Lines {
            normal: "total",
            extra: Some("extra"),
            class: Class::OfVersion("class_code"),
            papers: Papers { number: Some("cert_no"), ..Papers::NONE },
            posted: true,
            ..Lines::PLAIN
        },
        told: Some(Told {
            case: &["kind", "case_type", "retained_flag"],
            version: &["class_code", "income", "own_income", "per_head_income", "standard", "base", "extra", "total"],
            covers: &["extra", "extra_kind"],
            words: award_told::words,
        }),
        reads: &["case_type"],
    }),
    rests: &[
        Rest::on(Ground::Life, Then::End("03")).of(alone),
        Rest::on(Ground::Life, Then::Amend),
        Rest::on(Ground::Liberty, Then::End("07")).of(alone),
        Rest::on(Ground::Liberty, Then::Look("服刑、强制隔离戒毒人员不计入家庭成员, 请到家庭另增一行后重新核定")),
        Rest::on(Ground::Present, Then::End("15")).of(alone),
        Rest::on(Ground::Present, Then::Look("宣告失踪的不计入家庭成员, 请到家庭另增一行后重新核定")),
        Rest::on(Ground::Hukou, Then::End("04")).of(alone),
        Rest::on(Ground::Hukou, Then::Look("家里还有别的保障对象, 请核实户籍后重新核定")),
        Rest::on(Ground::Extra, Then::Recompute),
        Rest::on(Ground::Alone, Then::Look("单人保的条件不再成立, 请复核")).of(single),
        Rest::on(Ground::Paper, Then::Look("分类施保、单人保以残疾证为依据, 请核对人员的残疾状况后重新核定"))
            .of(|case| single(case) || case.says("extra_kind") == Some("disabled")),
    ],
};

/// 单人保.
fn single(case: &RestingCase) -> bool {
    case.says("case_type") == Some("SINGLE")
}

const fn alone(case: &RestingCase) -> bool {
    case.persons <= 1
}

/// `DB4304062021`.
fn number_prefix(values: &Values, facts: &Facts) -> Option<String> {
    yearly_number("DB", values.date("apply_date")?, facts)
}

impl Record for Dibao {
    const REGISTER: &'static Register = &DIBAO;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Dibao {
            kind: values.need_text("kind")?,
            household: values.need_int("household")?,
            division: values.some_text("division"),
            state: values.text("state").to_owned(),
            case_type: values.text("case_type").to_owned(),
            rule_set: values.some_text("rule_set"),
            origin: values.text("origin").to_owned(),
            apply_date: values.need_date("apply_date")?,
            lacks: missing_steps(values),
            notice: Notice::read(values),
            town: (values.some_text("town_by"), values.date("town_date")),
            district: (values.some_text("district_by"), values.date("district_date")),
            retained: (values.flag("retained_flag"), values.some_text("retained_doc_no")),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        complete_origin(values);
        dibao_rules::complete(values, facts);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        dibao_rules::check(self, facts)
    }
}
