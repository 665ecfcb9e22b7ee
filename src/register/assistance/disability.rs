//! 残疾人两项补贴 cases, one for each person and subsidy (assistance 5.3). Amounts stand in the versions (`disability_award`);
//! what is right and wrong stands in `disability_rules`.

use crate::domain::people::disability::CertNo;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::assistance::disability_rules;
pub use crate::register::assistance::disability_rules::Disability;
use crate::register::benefits::awards::{Awards, cases_of};
use crate::register::benefits::benefit::{Benefit, Class, Covers, Lines, Monthly, Papers, Pays};
use crate::register::benefits::cases::complete_origin;
use crate::register::benefits::personal::{APPLIED, PLACE, Personal, SOURCE, STATE};
use crate::register::benefits::rests::{Ground, Loss, Rest, RestingCase, Then};
use crate::register::core::order::{from, not_in_future, since_birth};
use crate::register::people::codes as person;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};

/// 残疾人两项补贴.
pub static DISABILITY: Register = Register {
    fields: &[
        Field::new("case_no", "申请编号", Kind::Text(24)).hint("空着自动编号: CL或CN、区划6位、年份、5位序号"),
        Field::new("kind", "补贴种类", Kind::Code(&codes::SUBSIDY)).must(),
        Field::new("person", "残疾人", Kind::Ref("person")).must().hint("身份证号"),
        PLACE,
        STATE,
        Field::new("cert_no", "残疾证号", Kind::CertNo)
            .must()
            .completed()
            .hint("20位: 身份证号、类别、等级; 空着按人员信息填"),
        Field::new("dis_type", "残疾类别", Kind::Code(&person::DISABILITY)).must().completed().hint("空着按残疾证号填"),
        Field::new("dis_level", "残疾等级", Kind::Code(&person::DISABILITY_LEVEL))
            .must()
            .completed()
            .hint("空着按残疾证号填"),
        Field::new("type_multi", "多重残疾各类别", Kind::Text(7)).hint("只填多重残疾: 类别代码连写, 如 45"),
        Field::new("cert_valid_to", "残疾证有效期", Kind::Date).ordered(&[since_birth("person")]),
        Field::new("cert_state", "残疾证状态", Kind::Code(&codes::CERT_STATE)).must().or("1"),
        SOURCE,
        APPLIED.hint("补贴自申请当月起发"),
        Field::new("apply_area", "申请地", Kind::Text(40)).hint("跨省通办填受理地"),
        Field::new("agent_name", "代办人", Kind::Text(30)),
        Field::new("agent_relation", "与代办人关系", Kind::Text(20)),
        Field::new("town_date", "镇街初审日期", Kind::Date).ordered(&[not_in_future(), from(&["apply_date"])]),
        Field::new("town_opinion", "镇街初审意见", Kind::Text(200)),
        Field::new("dpf_date", "残联审核日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["town_date", "apply_date"])]),
        Field::new("dpf_opinion", "残联审核意见", Kind::Text(200)),
        Field::new("district_date", "民政审定日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["dpf_date", "town_date", "apply_date"])]),
        Field::new("district_opinion", "民政审定意见", Kind::Text(200)),
        Field::new("poverty_basis", "经济状况依据", Kind::Code(&codes::POVERTY_BASIS)).when("kind", &["CL"]),
        Field::new("dibao", "低保", Kind::Ref("dibao")).hint("依据为低保的: 低保申请编号, 空着自动填"),
        Field::new("long_care_flag", "需长期照护", Kind::Flag).or("0").hint("护理补贴"),
        Field::new("other_code", "同类津贴", Kind::Code(&codes::OTHER_ALLOWANCE)),
        Field::new("other", "同类津贴月额", Kind::Money).hint("元; 同类的择高享受"),
        Field::new("last_verify_date", "上次年审", Kind::Date)
            .ordered(&[not_in_future(), from(&["apply_date"]).by_origin()]),
        Field::new("next_verify_due", "下次年审", Kind::Date)
            .hint("空着按一年后")
            .ordered(&[from(&["last_verify_date", "apply_date"])]),
        Field::new("note", "备注", Kind::Text(400)),
    ],
    list: &[
        ListColumn::new("case_no", "申请编号", 17),
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("kind", "补贴种类", 18),
        ListColumn::new("disability_award.amount", "月金额", 8),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("dis_type", "类别", 4),
        ListColumn::new("dis_level", "等级", 4),
        ListColumn::new("disability_award.from_month", "起始月", 7),
        ListColumn::new("cert_valid_to", "证件有效期", 10),
        ListColumn::new("cert_no", "残疾证号", 20),
    ],
    filters: &["division", "kind", "state", "dis_level"],
    frozen: &["kind", "person", "origin"],
    brief: &[
        "kind",
        "person",
        "person.disability_cert_no",
        "person.disability_valid_to",
        "cert_no",
        "cert_valid_to",
        "apply_date",
        "town_date",
        "dpf_date",
        "district_date",
    ],
    ..cases_of::<Disability>("残疾人两项补贴", "件")
};

/// What is paid to persons with a disability: one benefit of two schemes, of which one may draw both.
pub static BENEFIT: Benefit = Benefit {
    cases: &DISABILITY,
    label: "残疾人两项补贴",
    schemes: &[(Scheme::DisabilityLiving, "CL"), (Scheme::DisabilityCare, "CN")],
    covers: Covers::Person,
    pays: Pays::Monthly(&Monthly {
        ends: &codes::DISABILITY_END,
        unchanged: Disability::CODES.same,
        stands: ("disability_states", "两项补贴状态与最近一次核定一致"),
        lines: Lines {
            class: Class::OfCase("dis_level"),
            papers: Papers { number: Some("cert_no"), disability: Some("dis_type"), ..Papers::NONE },
            // 人次 count by the month due (assistance 5.6).
            arrears_count: true,
            ..Lines::PLAIN
        },
        told: None,
        reads: &["poverty_basis"],
    }),
    rests: &[
        Rest::on(Ground::Life, Then::End("03")),
        Rest::on(Ground::Dibao, Then::End("23")).only(Scheme::DisabilityLiving).of(on_dibao),
        Rest::on(Ground::Dibao, Then::Look("不再是低保对象, 依据不是低保, 请复核经济状况"))
            .only(Scheme::DisabilityLiving),
        Rest::on(Ground::DibaoMoney, Then::Look("依据的低保暂停发放, 请核实是否同时暂停"))
            .only(Scheme::DisabilityLiving)
            .of(on_dibao),
        Rest::on(Ground::NoTekun, Then::End("05")),
        Rest::on(Ground::Liberty, Then::End("07")),
        Rest::on(Ground::Present, Then::End("99")),
        Rest::on(Ground::Hukou, Then::End("04")),
        Rest::on(Ground::ValidCertificate, Then::Suspend("21")),
        Rest::on(Ground::Certificate, Then::End("21")),
        Rest::on(Ground::NoInjuryCare, Then::End("24")),
        Rest::on(Ground::CareRange, Then::End("22")).only(Scheme::DisabilityCare),
    ],
};

fn on_dibao(case: &RestingCase) -> bool {
    case.says("poverty_basis").is_none_or(|basis| basis == "1")
}

impl Record for Disability {
    const REGISTER: &'static Register = &DISABILITY;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Disability {
            kind: values.need_text("kind")?,
            personal: Personal::read(values)?,
            cert_no: values.some_text("cert_no"),
            disability: (values.text("dis_type").to_owned(), values.text("dis_level").to_owned()),
            type_multi: values.some_text("type_multi"),
            cert_valid_to: values.date("cert_valid_to"),
            cert_state: values.text("cert_state").to_owned(),
            poverty_basis: values.some_text("poverty_basis"),
            dibao: values.int("dibao"),
            other: (values.some_text("other_code"), values.money("other")),
            last_verify: values.date("last_verify_date"),
        })
    }

    fn fill(values: &mut Values) {
        let Ok(cert) = CertNo::parse_as(values.text("cert_no"), true) else { return };
        if values.get("dis_type").is_null() {
            values.set("dis_type", cert.kind().code());
        }
        if values.get("dis_level").is_null() {
            values.set("dis_level", cert.level().code());
        }
    }

    fn complete(values: &mut Values, facts: &Facts) {
        complete_origin(values);
        disability_rules::complete_from_person(values, facts);
        if let Ok(case) = Disability::read(values) {
            disability_rules::complete_basis_and_review(&case, values, facts);
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        disability_rules::check(self, facts)
    }

    fn losses(&self, facts: &Facts) -> Vec<Loss> {
        disability_rules::losses(self, facts)
    }
}
