//! 养老机构等级评定 (GB/T 37276-2018; services 2.6): one row for each grading of a home, from 自评 to 公告, and one where its grade is lowered or
//! taken away. The home has the grade that was announced last, until its last day; nobody types it.

use crate::domain::elderly::grade::{self, PARTS};
use crate::domain::slip::Slip;
use crate::register::core::order::{Order, from, from_of, not_in_future};
use crate::register::elderly::codes;
use crate::register::elderly::grade_rules::{self, APPLIED, HomeGrade, LOWERED, OVER, SCORES, SELF_SCORES, TAKEN};
use crate::register::{Dated, Facts, Field, Kind, ListColumn, Over, Record, Register, Values};
use chrono::NaiveDate;

const GRADED: &[&str] = &["1", "2", "3", LOWERED];

const SELF: &str = "自评得分";
const REVIEW: &str = "评审得分";
const fn of_self(part: usize, label: &'static str) -> Field {
    Field::new(SELF_SCORES[part], label, Kind::Int(0, PARTS[part].2)).only_when("kind", APPLIED).beneath(SELF)
}

const fn score(part: usize, label: &'static str) -> Field {
    Field::new(SCORES[part], label, Kind::Int(0, PARTS[part].2)).only_when("kind", GRADED).beneath(REVIEW)
}

/// The day of a step of an application.
const fn step(col: &'static str, label: &'static str, orders: &'static [Order]) -> Field {
    Field::new(col, label, Kind::Date).only_when("kind", APPLIED).ordered(orders)
}

/// 等级评定.
pub static HOME_GRADE: Register = Register {
    fields: &[
        Field::new("institution", "养老机构", Kind::Ref("institution")).must().hint("机构代码或名称"),
        Field::new("kind", "评定类型", Kind::Code(&codes::GRADE_KIND))
            .must()
            .completed()
            .hint("空着: 没有有效等级的填首次评定, 申报更高一级的填升级, 其余填续评"),
        Field::new("apply_level", "申报等级", Kind::Code(&codes::GRADE)).when("kind", APPLIED),
        Field::new("label_style", "等级称呼", Kind::Code(&codes::GRADE_STYLE)).or("1").only_when("kind", GRADED),
        step("apply_on", "申报日期", &[not_in_future(), from_of("institution", &["registered_on"])])
            .hint("空着为还在自评"),
        of_self(0, "自评环境"),
        of_self(1, "自评设施设备"),
        of_self(2, "自评运营管理"),
        of_self(3, "自评服务"),
        step("checked_on", "区初审日期", &[not_in_future(), from(&["apply_on"])]),
        step("sent_on", "上报日期", &[not_in_future(), from(&["checked_on"])]).hint("由上级评定的填"),
        Field::new("review_on", "评审日期", Kind::Date)
            .only_when("kind", GRADED)
            .ordered(&[not_in_future(), from(&["sent_on", "checked_on", "apply_on"])]),
        Field::new("reviewers", "评审人员", Kind::Text(100)).only_when("kind", GRADED).hint("姓名之间用、隔开"),
        score(0, "环境"),
        score(1, "设施设备"),
        score(2, "运营管理"),
        score(3, "服务"),
        Field::new("veto_items", "一票否决项", Kind::Text(100)).only_when("kind", GRADED).hint("有的写明, 不予评定"),
        Field::new("total", "总分", Kind::Int(0, 1000)).given(),
        Field::new("result_level", "评定等级", Kind::Code(&codes::GRADE_RESULT)).given(),
        step("posted_on", "公示日期", &[not_in_future(), from(&["review_on"])]),
        Field::new("announced_on", "公告日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["posted_on", "review_on"])])
            .hint("等级自这一天起算; 降级、取消的填决定公告的日期"),
        Field::new("valid_until", "有效期至", Kind::Date).given().ordered(&[from(&["announced_on"])]),
        Field::new("cert_no", "证书编号", Kind::Text(40)).only_when("kind", GRADED),
        Field::new("reason", "降级取消原因", Kind::Code(&codes::GRADE_LOSS)).when("kind", &[LOWERED, TAKEN]),
        step("stopped_on", "终止日期", &[not_in_future(), from(&["apply_on"])]).hint("初审不通过或机构撤回的填"),
        Field::new("state", "状态", Kind::Code(&codes::GRADE_STATE)).given(),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("institution.name", "养老机构", 22),
        ListColumn::new("apply_level", "申报", 4),
        ListColumn::new("result_level", "评定", 8),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("announced_on", "公告日期", 10),
        ListColumn::new("valid_until", "有效期至", 10),
        ListColumn::new("kind", "类型", 8),
        ListColumn::new("total", "总分", 4),
        ListColumn::new("apply_on", "申报日期", 10),
        ListColumn::new("review_on", "评审日期", 10),
        ListColumn::new("cert_no", "证书编号", 18),
        ListColumn::new("reviewers", "评审人员", 20),
    ],
    natural_key: &["cert_no"],
    order: &["institution", "apply_on"],
    filters: &["institution", "state", "kind", "apply_level", "result_level"],
    frozen: &["institution"],
    dated: Some(Dated { start: "announced_on", within: &["institution"], until: "replaced_on" }),
    until: Some("valid_until"),
    over: &[Over::Is("state", OVER)],
    ..Register::new("home_grade", "等级评定", "件")
};

impl Record for HomeGrade {
    const REGISTER: &'static Register = &HOME_GRADE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(HomeGrade { home: values.need_int("institution")?, row: values.clone() })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let Ok(known) = HomeGrade::read(values) else { return };
        if values.get("kind").is_null() {
            let kind = known.day("apply_on").or(Some(facts.day)).map(|day| known.due_kind(day, facts));
            values.set("kind", kind);
        }
        let Ok(known) = HomeGrade::read(values) else { return };
        values.set("total", known.scores().map(|scores| scores.iter().sum::<i64>()));
        values.set("result_level", known.result(facts));
        values.set("valid_until", known.last_day(facts));
        let state = grade::state(NaiveDate::MAX, |col| values.date(col), values.text("result_level"));
        values.set("state", state);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        grade_rules::check(self, facts)
    }

    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        HomeGrade::read(values).map_or_else(|_| Vec::new(), |row| grade_rules::check_void(&row, facts))
    }
}
