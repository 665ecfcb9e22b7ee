//! 特困 cases (assistance 3.3), one for each person. Mode, institution, care level and amounts stand in the versions
//! (`tekun_award`), the care level's grounds in `assessment`. What is right and wrong stands in `tekun_rules`.

use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::assistance::steps;
use crate::register::assistance::tekun_rules;
pub use crate::register::assistance::tekun_rules::Tekun;
use crate::register::benefits::awards::{Awards, cases_of};
use crate::register::benefits::benefit::{Benefit, Class, Covers, Lines, Monthly, Papers, Pays, Telling, Told};
use crate::register::benefits::cases::Notice;
use crate::register::benefits::codes::URBAN_RURAL_CASE;
use crate::register::benefits::personal::{self, APPLIED, PLACE, Personal, SOURCE, STATE};
use crate::register::benefits::rests::{Ground, Rest, Then};
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Tie, Values, Versions};

/// 特困供养.
pub static TEKUN: Register = Register {
    fields: &[
        Field::new("case_no", "申请编号", Kind::Text(24)).hint("空着自动编号: TK、区划6位、年份、5位序号"),
        Field::new("kind", "城乡类别", Kind::Code(&URBAN_RURAL_CASE)).must(),
        Field::new("person", "供养对象", Kind::Ref("person")).must().hint("身份证号"),
        PLACE,
        STATE,
        Field::new("support_mode", "供养方式", Kind::Code(&codes::SUPPORT_MODE)).given(),
        Field::new("institution", "供养机构", Kind::Ref("institution")).given(),
        Field::new("care_level", "自理能力", Kind::Code(&codes::CARE_LEVEL)).given(),
        Field::new("object_type", "对象类别", Kind::Code(&codes::TEKUN_OBJECT))
            .must()
            .completed()
            .hint("空着按年龄和残疾判断"),
        Field::new("entry_source", "迁入来源", Kind::Code(&codes::ENTRY_SOURCE)).must().or("1"),
        Field::new("rule_set", "适用规则", Kind::Code(&codes::TEKUN_RULES))
            .must()
            .completed()
            .hint("空着按受理日期: 2021-07-01 起用43号"),
        SOURCE,
        Field::new("channel", "申请方式", Kind::Code(&codes::CHANNEL)),
        Field::new("income", "本人月收入", Kind::Money).must().hint("可计算收入, 元; 须低于低保标准; 没有的填 0"),
        Field::new("property_ok", "财产符合规定", Kind::Flag).must().or("1"),
        Field::new("obligor_basis", "义务人情况", Kind::Code(&codes::OBLIGOR)).must().or("0"),
        Field::new("obligor_name", "义务人姓名", Kind::Text(30)),
        APPLIED,
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
        Field::new("guardian_name", "监护人", Kind::Text(30)).hint("未成年人和无民事行为能力人必填"),
        Field::new("guardian_id_number", "监护人身份证号", Kind::IdNumber),
        Field::new("guardian_phone", "监护人电话", Kind::Phone),
        Field::new("guardian_relation", "监护人关系", Kind::Text(20)),
        Field::new("carer_name", "照料服务人", Kind::Text(30)).hint("分散供养的半护理、全护理对象须有"),
        Field::new("carer_id_number", "照料服务人身份证号", Kind::IdNumber),
        Field::new("carer_phone", "照料服务人电话", Kind::Phone),
        Field::new("carer_agreement_no", "照料服务协议号", Kind::Text(40)),
        Field::new("asset_agreement_no", "财产处置协议号", Kind::Text(40)),
        Field::new("note", "备注", Kind::Text(400)),
    ],
    list: &[
        ListColumn::new("case_no", "申请编号", 17),
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("support_mode", "供养方式", 8),
        ListColumn::new("tekun_award.total", "月金额", 10),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("care_level", "自理", 6),
        ListColumn::new("institution.name", "供养机构", 16),
        ListColumn::new("kind", "城乡", 4),
        ListColumn::new("object_type", "对象", 8),
        ListColumn::new("tekun_award.from_month", "起始月", 7),
    ],
    filters: &["division", "kind", "state", "support_mode", "institution", "care_level"],
    versions: Some(Versions {
        register: "tekun_award",
        follow: &["support_mode", "institution", "care_level"],
        amount: "total",
    }),
    tied: &[
        Tie { register: "tekun_award", on: &[("tekun", "key")] },
        Tie { register: "assessment", on: &[("tekun", "key")] },
        Tie { register: "change", on: &[("case_key", "key")] },
        Tie { register: "move", on: &[("case_key", "key")] },
    ],
    frozen: &["kind", "person", "origin"],
    brief: &[
        "kind",
        "person",
        "person.disability_cert_no",
        "income",
        "apply_date",
        "accept_date",
        "town_date",
        "notice_from",
        "district_date",
    ],
    ..cases_of::<Tekun>("特困供养", "人")
};

/// What is paid to those without ability to work, means and support.
pub static BENEFIT: Benefit = Benefit {
    cases: &TEKUN,
    label: "特困",
    schemes: &[(Scheme::Tekun, "")],
    covers: Covers::Person,
    pays: Pays::Monthly(&Monthly {
        ends: &codes::TEKUN_END,
        unchanged: Tekun::CODES.same,
        stands: ("tekun_states", "特困状态、供养方式、自理能力与最近一次核定一致"),
        lines: Lines {
            normal: "base",
            care: Some("care"),
            institution: Some("institution"),
            class: Class::OfVersion("care_level"),
            papers: Papers { kind: Some("kind"), carer: Some("carer_name"), ..Papers::NONE },
            posted: true,
            ..Lines::PLAIN
        },
        told: Some(Told {
            case: &[],
            version: &["support_mode", "care_level", "base", "care", "total"],
            covers: &[],
            words: support,
        }),
        reads: &[],
    }),
    rests: &[
        Rest::on(Ground::Life, Then::End("03")),
        Rest::on(Ground::Liberty, Then::End("07")),
        Rest::on(Ground::Present, Then::End("99")),
        Rest::on(Ground::Hukou, Then::End("04")),
        Rest::on(Ground::Inability, Then::Look("不再符合无劳动能力的条件, 请复核")),
    ],
};

/// How a person is supported, and of what the amount is made.
fn support(telling: &Telling<'_>) -> Vec<String> {
    let columns = ["support_mode", "care_level", "base", "care", "total"];
    let [mode, level, base, care, total] = columns.map(|col| telling.version.shown(col));
    vec![format!("{mode}, {level}"), format!("基本生活费 {base} + 照料护理费 {care} = {total} 元")]
}

impl Record for Tekun {
    const REGISTER: &'static Register = &TEKUN;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Tekun {
            kind: values.need_text("kind")?,
            personal: Personal::read(values)?,
            support: (values.some_text("support_mode"), values.some_text("care_level")),
            object_type: values.some_text("object_type"),
            rule_set: values.some_text("rule_set"),
            income: values.money("income").unwrap_or_default(),
            property_ok: values.flag("property_ok"),
            obligor: (values.text("obligor_basis").to_owned(), values.some_text("obligor_name")),
            accept_date: values.date("accept_date"),
            notice: Notice::read(values),
            town: (values.some_text("town_by"), values.date("town_date")),
            district_by: values.some_text("district_by"),
            guardian: values.some_text("guardian_name"),
            carer_agreement: values.some_text("carer_agreement_no"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        personal::complete(values, facts);
        if let Ok(case) = Tekun::read(values) {
            tekun_rules::complete(&case, values, facts);
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        tekun_rules::check(self, facts)
    }
}
