//! 孤儿基本生活费: the cases, one for each orphan (services 3.2), and their versions: by the way of care, from the month after the approval.

use crate::domain::children::parents::Verdict;
use crate::domain::conflict;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::benefits::awards::{
    Amounts, Award, Awards, CHANGED, Codes, KIND, cases_of, decided, from_month, reason, standard, versions_of,
};
use crate::register::benefits::benefit::{Benefit, Covers, Monthly, Pays};
use crate::register::benefits::rests::{Ground, Rest, Then};
use crate::register::children::codes;
use crate::register::children::maintenance::{self, Case, Wants};
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values, Write};

/// 孤儿.
pub static ORPHAN: Register = Register {
    fields: &maintenance::CASE,
    list: &[
        ListColumn::new("case_no", "申请编号", 17),
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("orphan_award.amount", "月金额", 9),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("orphan_award.care_kind", "养育", 8),
        ListColumn::new("person.birth_date", "出生日期", 10),
        ListColumn::new("child.guardian_name", "监护人", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("orphan_award.from_month", "起始月", 7),
        ListColumn::new("child.file_no", "档案号", 19),
    ],
    filters: &["division", "state"],
    ..cases_of::<Orphan>("孤儿", "人")
};

/// 孤儿生活费核定.
pub static ORPHAN_AWARD: Register = Register {
    fields: &[
        Field::new("orphan", "孤儿", Kind::Ref("orphan")).must().hint("申请编号"),
        from_month::<Orphan>("空着: 批准次月"),
        KIND,
        decided::<Orphan>(),
        maintenance::CARE_KIND,
        maintenance::INSTITUTION,
        Field::new("amount", "月金额", Kind::Money).given().or("0"),
        CHANGED,
        reason(&codes::CHILD_END),
    ],
    list: &[
        ListColumn::new("orphan.case_no", "申请编号", 17),
        ListColumn::new("from_month", "起始月", 7),
        ListColumn::new("kind", "类型", 6),
        ListColumn::new("care_kind", "养育", 8),
        ListColumn::new("amount", "月金额", 10),
        ListColumn::new("change_kind", "变动", 10),
        ListColumn::new("decided_date", "核定日期", 10),
        ListColumn::new("reason_code", "原因", 14),
        ListColumn::new("institution.name", "机构", 16),
    ],
    ..versions_of::<Orphan>("孤儿生活费核定")
};

/// What is paid for orphans.
pub static BENEFIT: Benefit = Benefit {
    cases: &ORPHAN,
    label: "孤儿基本生活费",
    schemes: &[(Scheme::Orphans, "")],
    covers: Covers::Person,
    pays: Pays::Monthly(&Monthly {
        ends: &codes::CHILD_END,
        unchanged: Orphan::CODES.same,
        stands: ("orphan_states", "孤儿状态与最近一次核定一致"),
        lines: maintenance::LINES,
        told: None,
        reads: &[],
    }),
    rests: &[
        Rest::on(Ground::Life, Then::End("03")),
        Rest::on(Ground::Childhood, Then::End("41")),
        Rest::on(Ground::NotAdopted, Then::End("42")),
        Rest::on(Ground::Orphanhood, Then::End("43")),
        Rest::on(Ground::Hukou, Then::End("04")),
        Rest::on(Ground::WayOfCare, Then::Amend),
    ],
};

const WANTS: Wants = Wants {
    benefit: conflict::Benefit::Orphan,
    categories: &["A", "F"],
    verdict: Verdict::Orphan,
    versions: Orphan::VERSIONS,
    undrawn: "W-CH31",
};

/// A case as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Orphan(Case);

impl Record for Orphan {
    const REGISTER: &'static Register = &ORPHAN;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Case::read(values).map(Orphan)
    }

    fn complete(values: &mut Values, facts: &Facts) {
        maintenance::complete(values, None, facts);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        self.0.check(&WANTS, facts)
    }
}

impl Awards for Orphan {
    const CASES: &'static str = "orphan";
    const VERSIONS: &'static str = "orphan_award";
    const KEYS: i64 = 7_000_000_000;
    const REGISTER: &'static Register = &ORPHAN_AWARD;
    const CODES: Codes = Codes {
        first: "E-CH32",
        ended: "E-CH33",
        order: "E-CH34",
        papers: "E-CH35",
        same: "E-CH36",
        raise: "E-CH37",
        replaces: "W-CH38",
        paid: "W-CH39",
    };
    const KEPT: &'static [&'static str] = maintenance::KEPT;
    const BEGINS: Option<(&'static str, &'static str)> = Some(("E-CH31", "孤儿基本生活费自批准次月起发, 起始月应为"));

    fn begins(award: &Award<Orphan>, case: &Values, facts: &Facts) -> Option<Month> {
        maintenance::begins(award, case, facts)
    }

    fn prepare(row: &mut Values, award: &Award<Orphan>, _: Option<&Values>, facts: &Facts) {
        maintenance::prepare(row, award, facts);
    }

    fn amounts(award: &Award<Orphan>, case: &Values, month: Month, facts: &Facts) -> Option<Result<Amounts, Slip>> {
        let care = if award.row.text("care_kind") == "1" { "A1" } else { "A2" };
        let town = award.town(case, month, facts);
        let amount = standard(Param::ChildStandard.by(care, &town), "孤儿基本生活费标准", month, facts);
        Some(amount.map(|amount| vec![("amount", amount.into())]))
    }

    fn check(award: &Award<Orphan>, case: &Values, month: Month, facts: &Facts) -> Vec<Slip> {
        maintenance::check(award, case, month, &WANTS, facts)
    }

    fn beside(award: &Award<Orphan>, case: &Values, month: Month, facts: &Facts) -> Vec<Write> {
        maintenance::beside(award, case, month, facts)
    }
}
