//! 临时救助 cases, one-off (assistance 4.2). What is right and wrong about one stands in `relief_rules`.

use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
pub use crate::register::assistance::relief_rules::Temporary;
use crate::register::assistance::relief_rules::urgent;
use crate::register::assistance::{relief_rules, relief_spending};
use crate::register::benefits::benefit::{Benefit, Covers, Once, Pays};
use crate::register::benefits::cases::scheme_and_year;
use crate::register::benefits::rests::{Ground, Rest, Then};
use crate::register::core::order::{IN_LIFE, from, not_in_future, since_birth, until};
use crate::register::core::tie::Settled;
use crate::register::{Brings, Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Tie, Values, Write};

/// 临时救助.
pub static TEMPORARY: Register = Register {
    fields: &[
        Field::new("case_no", "受理编号", Kind::Text(24)).hint("空着自动编号: LS、区划6位、年份、5位序号"),
        Field::new("apply_kind", "申请主体", Kind::Code(&codes::APPLY_KIND)).must().or("1"),
        Field::new("person", "申请人", Kind::Ref("person")).must().hint("身份证号"),
        Field::new("division", "村(居)", Kind::Division).must().completed().hint("空着按申请人居住地填"),
        Field::new("state", "状态", Kind::Code(&codes::RELIEF_STATE)).must().or("approved"),
        Field::new("aid_type", "救助类型", Kind::Code(&codes::AID_TYPE)).must(),
        Field::new("cause_code", "困难原因", Kind::Code(&codes::RELIEF_CAUSE)).must(),
        Field::new("cause_text", "困难情况", Kind::Text(400)).must().hint("写明经过和支出, 至少10个字"),
        Field::new("event_date", "事发日期", Kind::Date)
            .hint("不晚于申请日期; 用来查重复救助")
            .ordered(&[until(&["apply_date"]), since_birth("person")]),
        Field::new("apply_date", "申请日期", Kind::Date).must().ordered(&IN_LIFE),
        Field::new("people_count", "救助人数", Kind::Int(1, 50)).must().or("1"),
        Field::new("object_class", "对象类别", Kind::Code(&codes::OBJECT_CLASS)).must(),
        Field::new("procedure", "程序", Kind::Code(&codes::RELIEF_PROCEDURE)).must().or("1"),
        Field::new("aid_form", "救助方式", Kind::Code(&codes::AID_FORM)).must().or("1"),
        Field::new("form_reason", "现金或实物原因", Kind::Text(100)).hint("发现金必填"),
        Field::new("self_pay", "自付医疗教育支出", Kind::Money).hint("支出型必填, 元"),
        Field::new("months", "救助月数", Kind::Int(1, 6)),
        Field::new("factor_bp", "救助系数(万分之)", Kind::Int(1, 30_000)).hint("10000 为 1 倍, 15000 为 1.5 倍"),
        Field::new("amount", "批准金额", Kind::Money).must().hint("元; 镇街限额以上报区级"),
        Field::new("approve_level", "审批层级", Kind::Code(&codes::APPROVE_LEVEL))
            .must()
            .completed()
            .hint("空着按金额判断"),
        Field::new("approve_by", "审批人", Kind::Text(30)).must(),
        Field::new("approve_date", "审批日期", Kind::Date).must().ordered(&[not_in_future(), from(&["apply_date"])]),
        Field::new("meeting_no", "会议纪要号", Kind::Text(40)).hint("一事一议必填"),
        Field::new("papers_due", "手续补齐期限", Kind::Date)
            .hint("紧急程序: 空着按10个工作日")
            .ordered(&[from(&["apply_date"])]),
        Field::new("papers_done", "手续补齐日期", Kind::Date).ordered(&[not_in_future(), from(&["apply_date"])]),
        Field::new("fund", "资金来源", Kind::Code(&codes::RELIEF_FUND))
            .must()
            .completed()
            .hint("空着: 镇街审批用备用金; 备用金支出随发放日期自动记账"),
        Field::new("pay_date", "发放日期", Kind::Date).ordered(&[
            not_in_future(),
            from(&["approve_date"]).unless(|relief, _| urgent(relief)),
            // Urgent relief is paid first and approved when its papers are there.
            from(&["event_date"]),
            since_birth("person"),
        ]),
        Field::new("voucher_no", "凭证号", Kind::Text(40)),
        Field::new("notice_from", "公示起", Kind::Date).ordered(&[not_in_future().warning(), from(&["apply_date"])]),
        Field::new("notice_to", "公示止", Kind::Date).ordered(&[from(&["notice_from"])]),
        Field::new("note", "备注", Kind::Text(400)),
    ],
    list: &[
        ListColumn::new("case_no", "受理编号", 17),
        ListColumn::new("person.name", "申请人", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("aid_type", "类型", 6),
        ListColumn::new("cause_code", "困难原因", 14),
        ListColumn::new("amount", "批准金额", 10),
        ListColumn::new("approve_date", "审批日期", 10),
        ListColumn::new("fund", "资金", 10),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("people_count", "人数", 4),
        ListColumn::new("approve_level", "层级", 4),
    ],
    natural_key: &["case_no"],
    since: Some("apply_date"),
    order: &["division", "case_no"],
    filters: &["division", "state", "aid_type", "fund"],
    frozen: &["person"],
    tied: &[Tie { register: "petty_txn", on: &[("temporary", "key")] }],
    serial: Some(Serial { col: "case_no", prefix: scheme_and_year, width: 5 }),
    keys_above: 2_000_000_000,
    with_rows: true,
    brief: &[
        "person",
        "aid_type",
        "cause_code",
        "cause_text",
        "apply_date",
        "object_class",
        "amount",
        "approve_by",
        "approve_date",
    ],
    brings: &[Brings::new("account", "person", "person")],
    settled: Some(Settled {
        by: "pay_date",
        keeps: &["aid_type", "aid_form", "amount", "fund"],
        parts: Some("relief_phase"),
    }),
    over: &[Over::Is("state", &["paid", "closed"])],
    ..Register::new("temporary", "临时救助", "件")
};

/// What is paid once, in an emergency.
pub static BENEFIT: Benefit = Benefit {
    cases: &TEMPORARY,
    label: "临时救助",
    schemes: &[(Scheme::Temporary, "")],
    covers: Covers::Person,
    pays: Pays::Once(&Once { amount: "amount", decided: "approve_date", paid: "pay_date", told }),
    rests: &[
        Rest::on(Ground::Life, Then::Look("申请人已死亡, 还没有发放, 请核实")),
        Rest::on(Ground::Liberty, Then::Look("还没有发放, 请核实")),
        Rest::on(Ground::Hukou, Then::Look("还没有发放, 请核实")),
    ],
};

/// 急难型 于 2021-03-05 批准 2000.00 元; why, and its cause in the clerk's words.
fn told(case: &Values) -> (String, String) {
    let [aid, approved, amount, cause, text] =
        ["aid_type", "approve_date", "amount", "cause_code", "cause_text"].map(|col| case.shown(col));
    (format!("{aid} 于 {approved} 批准 {amount} 元"), format!("{cause} {text}"))
}

impl Record for Temporary {
    const REGISTER: &'static Register = &TEMPORARY;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Temporary {
            person: values.need_int("person")?,
            division: values.some_text("division"),
            state: values.text("state").to_owned(),
            aid_type: values.need_text("aid_type")?,
            cause_code: values.need_text("cause_code")?,
            cause_text: values.need_text("cause_text")?,
            event_date: values.date("event_date"),
            apply_date: values.need_date("apply_date")?,
            people_count: values.int("people_count").unwrap_or(1),
            object_class: values.need_text("object_class")?,
            procedure: values.text("procedure").to_owned(),
            aid_form: values.text("aid_form").to_owned(),
            form_reason: values.some_text("form_reason"),
            self_pay: values.money("self_pay"),
            months_factor: (values.int("months"), values.int("factor_bp")),
            amount: values.need_money("amount")?,
            approve_level: values.some_text("approve_level"),
            approve_date: values.need_date("approve_date")?,
            meeting_no: values.some_text("meeting_no"),
            papers: (values.date("papers_due"), values.date("papers_done")),
            fund: values.some_text("fund"),
            pay_date: values.date("pay_date"),
            voucher_no: values.some_text("voucher_no"),
            notice: (values.date("notice_from"), values.date("notice_to")),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        relief_rules::complete_place_and_fund(values, facts);
        if let Ok(relief) = Temporary::read(values) {
            relief_rules::complete_papers_and_state(&relief, values, facts);
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = relief_rules::check(self, facts);
        slips.extend(relief_spending::check(self, facts));
        slips
    }

    fn follows(&self, facts: &Facts) -> Vec<Write> {
        relief_spending::follows(self, facts)
    }
}
