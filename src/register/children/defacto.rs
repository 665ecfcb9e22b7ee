//! 事实无人抚养儿童基本生活费: the cases, one for each child (services 3.3), and their versions: the standard less what the child draws
//! beside it (补差, services 3.4).

use crate::domain::children::parents::Verdict;
use crate::domain::children::topup::{Beside, topup};
use crate::domain::conflict;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::benefits::awards::{
    Amounts, Award, Awards, CHANGED, Codes, KIND, cases_of, decided, from_month, reason, standard, versions_of,
};
use crate::register::benefits::benefit::{Benefit, Covers, Monthly, Pays, Telling, Told};
use crate::register::benefits::rests::{Ground, Rest, Then};
use crate::register::children::codes;
use crate::register::children::maintenance::{self, Case, Wants};
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values, Write};

/// 事实无人抚养儿童.
pub static DEFACTO: Register = Register {
    fields: &maintenance::CASE,
    list: &[
        ListColumn::new("case_no", "申请编号", 17),
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("defacto_award.amount", "月金额", 9),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("defacto_award.dibao", "扣低保", 8),
        ListColumn::new("person.birth_date", "出生日期", 10),
        ListColumn::new("child.guardian_name", "监护人", 10),
        ListColumn::new("review_due", "下次复核", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("defacto_award.from_month", "起始月", 7),
        ListColumn::new("child.file_no", "档案号", 19),
    ],
    filters: &["division", "state"],
    ..cases_of::<Defacto>("事实无人抚养儿童", "人")
};

/// 事实无人抚养生活费核定.
pub static DEFACTO_AWARD: Register = Register {
    fields: &[
        Field::new("defacto", "事实无人抚养", Kind::Ref("defacto")).must().hint("申请编号"),
        from_month::<Defacto>("空着: 确认次月"),
        KIND,
        decided::<Defacto>(),
        maintenance::CARE_KIND,
        maintenance::INSTITUTION,
        Field::new("standard", "标准", Kind::Money).given().or("0"),
        Field::new("dibao", "已享低保", Kind::Money).given().or("0"),
        Field::new("tekun", "已享特困", Kind::Money).given().or("0"),
        Field::new("living", "已享残补", Kind::Money).given().or("0"),
        Field::new("amount", "月补差额", Kind::Money).given().or("0"),
        CHANGED,
        reason(&codes::CHILD_END),
    ],
    list: &[
        ListColumn::new("defacto.case_no", "申请编号", 17),
        ListColumn::new("from_month", "起始月", 7),
        ListColumn::new("kind", "类型", 6),
        ListColumn::new("standard", "标准", 8),
        ListColumn::new("dibao", "低保", 8),
        ListColumn::new("living", "残补", 8),
        ListColumn::new("amount", "补差额", 8),
        ListColumn::new("change_kind", "变动", 10),
        ListColumn::new("decided_date", "核定日期", 10),
        ListColumn::new("reason_code", "原因", 14),
        ListColumn::new("tekun", "特困", 8),
        ListColumn::new("care_kind", "养育", 8),
        ListColumn::new("institution.name", "机构", 16),
    ],
    ..versions_of::<Defacto>("事实无人抚养生活费核定")
};

/// What is paid for children whom in fact nobody supports.
pub static BENEFIT: Benefit = Benefit {
    cases: &DEFACTO,
    label: "事实无人抚养儿童基本生活费",
    schemes: &[(Scheme::DeFacto, "")],
    covers: Covers::Person,
    pays: Pays::Monthly(&Monthly {
        ends: &codes::CHILD_END,
        unchanged: Defacto::CODES.same,
        stands: ("defacto_states", "事实无人抚养状态与最近一次核定一致"),
        lines: maintenance::LINES,
        told: Some(Told {
            case: &[],
            version: &["standard", "dibao", "tekun", "living", "amount"],
            covers: &[],
            words: made_of,
        }),
        reads: &[],
    }),
    rests: &[
        Rest::on(Ground::Life, Then::End("03")),
        Rest::on(Ground::Childhood, Then::End("41")),
        Rest::on(Ground::NotAdopted, Then::End("42")),
        Rest::on(Ground::Unsupported, Then::End("43")),
        Rest::on(Ground::Hukou, Then::End("04")),
        Rest::on(Ground::WayOfCare, Then::Amend),
        Rest::on(Ground::Draws, Then::Amend),
    ],
};

/// 950.00 − 低保 493.00 = 457.00 元.
fn made_of(telling: &Telling<'_>) -> Vec<String> {
    let version = telling.version;
    let mut text = format!("标准 {}", version.shown("standard"));
    for (col, what) in [("dibao", "低保"), ("tekun", "特困"), ("living", "残补")] {
        if version.money(col).unwrap_or_default() > Money::ZERO {
            text.push_str(&format!(" − {what} {}", version.shown(col)));
        }
    }
    vec![format!("{text} = {} 元", version.shown("amount"))]
}

const WANTS: Wants = Wants {
    benefit: conflict::Benefit::Unsupported,
    categories: &["B"],
    verdict: Verdict::Unsupported,
    versions: Defacto::VERSIONS,
    undrawn: "W-CH41",
};

/// A case as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Defacto(Case);

impl Record for Defacto {
    const REGISTER: &'static Register = &DEFACTO;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Case::read(values).map(Defacto)
    }

    fn complete(values: &mut Values, facts: &Facts) {
        maintenance::complete(values, Some(Param::DefactoReview), facts);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        self.0.check(&WANTS, facts)
    }
}

/// What the child draws of others in a month.
fn beside(person: i64, month: Month, facts: &Facts) -> Beside {
    let mut beside = Beside::default();
    for case in facts.cases_in(person, month) {
        let of = Scheme::from_name(&case.scheme).map(conflict::Benefit::of);
        let place = match of {
            Some(conflict::Benefit::Dibao) => &mut beside.dibao,
            Some(conflict::Benefit::Tekun) => &mut beside.tekun,
            Some(conflict::Benefit::Living) => &mut beside.living,
            _ => continue,
        };
        *place = place.checked_add(case.drawn_in(month)).unwrap_or_default();
    }
    beside
}

impl Awards for Defacto {
    const CASES: &'static str = "defacto";
    const VERSIONS: &'static str = "defacto_award";
    const KEYS: i64 = 8_000_000_000;
    const REGISTER: &'static Register = &DEFACTO_AWARD;
    const CODES: Codes = Codes {
        first: "E-CH42",
        ended: "E-CH43",
        order: "E-CH44",
        papers: "E-CH45",
        same: "E-CH46",
        raise: "E-CH47",
        replaces: "W-CH48",
        paid: "W-CH49",
    };
    const KEPT: &'static [&'static str] = maintenance::KEPT;
    const STANDARD: Option<&'static str> = Some("standard");
    const BEGINS: Option<(&'static str, &'static str)> =
        Some(("E-CH41", "事实无人抚养儿童基本生活费自确认次月起发, 起始月应为"));

    fn begins(award: &Award<Defacto>, case: &Values, facts: &Facts) -> Option<Month> {
        maintenance::begins(award, case, facts)
    }

    fn prepare(row: &mut Values, award: &Award<Defacto>, _: Option<&Values>, facts: &Facts) {
        maintenance::prepare(row, award, facts);
    }

    fn amounts(award: &Award<Defacto>, case: &Values, month: Month, facts: &Facts) -> Option<Result<Amounts, Slip>> {
        let (person, town) = (case.int("person")?, award.town(case, month, facts));
        let standard = standard(Param::ChildStandard.by("B", &town), "事实无人抚养儿童基本生活费标准", month, facts);
        Some(standard.map(|standard| {
            let beside = beside(person, month, facts);
            vec![
                ("standard", standard.into()),
                ("dibao", beside.dibao.into()),
                ("tekun", beside.tekun.into()),
                ("living", beside.living.into()),
                ("amount", topup(standard, &beside).into()),
            ]
        }))
    }

    fn check(award: &Award<Defacto>, case: &Values, month: Month, facts: &Facts) -> Vec<Slip> {
        maintenance::check(award, case, month, &WANTS, facts)
    }

    fn beside(award: &Award<Defacto>, case: &Values, month: Month, facts: &Facts) -> Vec<Write> {
        maintenance::beside(award, case, month, facts)
    }
}
