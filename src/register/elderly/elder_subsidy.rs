//! 养老补贴 (services 2.8): what a home, a carer or a facility applies for, from 申报 to 拨付. The amount follows from the office's rates and
//! from who lives and works in its homes; it is never typed, and stands from 审定 on.

use crate::domain::elderly::subsidy::{FOR_A_TIME, GRADE, STEPS};
use crate::domain::slip::Slip;
use crate::register::benefits::cases::yearly_number;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{from, not_in_future, since_birth};
use crate::register::core::settled;
use crate::register::elderly::codes;
use crate::register::elderly::subsidy_rules::{ElderSubsidy, usual_payee};
use crate::register::people::codes::HOME_GRADE;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Values};

/// 养老补贴.
pub static ELDER_SUBSIDY: Register = Register {
    fields: &[
        Field::new("subsidy_no", "编号", Kind::Text(24)).hint("空着自动编号: YB、区划6位、年份、4位序号"),
        Field::new("kind", "补贴种类", Kind::Code(&codes::SUBSIDY)).must(),
        Field::new("payee_kind", "补贴对象", Kind::Code(&codes::PAYEE)).must().completed().hint("空着按补贴种类填"),
        Field::new("institution", "养老机构", Kind::Ref("institution"))
            .when("payee_kind", &["1"])
            .hint("机构代码或名称"),
        Field::new("person", "护理员", Kind::Ref("person")).when("payee_kind", &["2"]).hint("身份证号"),
        Field::new("elder_facility", "养老设施", Kind::Ref("elder_facility")).when("payee_kind", &["3"]).hint("名称"),
        Field::new("period_from", "补贴期间起", Kind::Month)
            .when("kind", FOR_A_TIME)
            .ordered(&[not_in_future(), since_birth("person")]),
        Field::new("period_to", "补贴期间止", Kind::Month).when("kind", FOR_A_TIME).ordered(&[from(&["period_from"])]),
        Field::new("grade_before", "评定前等级", Kind::Code(&HOME_GRADE)).only_when("kind", &[GRADE]).given(),
        Field::new("grade_after", "评定后等级", Kind::Code(&HOME_GRADE)).only_when("kind", &[GRADE]).given(),
        Field::new("quantity", "数量", Kind::Int(1, 9_999_999))
            .completed()
            .hint("床位运营(床月)、岗位(月)、等级评定由程序填; 其余填建设的床位、运营的月数, 一次性的填1"),
        Field::new("amount", "补贴金额", Kind::Money).given(),
        Field::new("basis", "文件依据", Kind::Text(60)),
        Field::new("apply_date", "申报日期", Kind::Date).must().ordered(&[not_in_future(), since_birth("person")]),
        Field::new("reviewed_on", "初审日期", Kind::Date).ordered(&[not_in_future(), from(&["apply_date"])]),
        Field::new("posted_on", "公示日期", Kind::Date)
            .hint("公示7天, 张贴日为第0天")
            .ordered(&[not_in_future(), from(&["reviewed_on", "apply_date"])]),
        Field::new("approved_on", "审定日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["posted_on", "reviewed_on", "apply_date"])]),
        Field::new("paid_on", "拨付日期", Kind::Date).ordered(&[not_in_future(), from(&["approved_on", "apply_date"])]),
        Field::new("voucher_no", "凭证号", Kind::Text(40)),
        Field::new("recovered_on", "追回日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["paid_on", "apply_date"])]),
        Field::new("recovered", "追回金额", Kind::Money).hint("元; 原因写在备注"),
        Field::new("state", "状态", Kind::Code(&codes::SUBSIDY_STATE)).given(),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("subsidy_no", "编号", 16),
        ListColumn::new("kind", "补贴种类", 20),
        ListColumn::new("state", "状态", 4),
        ListColumn::new("amount", "金额", 12),
        ListColumn::new("institution.name", "养老机构", 20),
        ListColumn::new("person.name", "护理员", 8),
        ListColumn::new("elder_facility.name", "养老设施", 20),
        ListColumn::new("period_from", "期间起", 7),
        ListColumn::new("period_to", "期间止", 7),
        ListColumn::new("apply_date", "申报日期", 10),
        ListColumn::new("approved_on", "审定日期", 10),
        ListColumn::new("paid_on", "拨付日期", 10),
    ],
    natural_key: &["subsidy_no"],
    order: &["apply_date", "subsidy_no"],
    latest_first: true,
    filters: &["kind", "state", "institution"],
    since: Some("apply_date"),
    serial: Some(Serial {
        col: "subsidy_no",
        prefix: |row, facts| yearly_number("YB", row.date("apply_date")?, facts),
        width: 4,
    }),
    on_page: Some(OnPage {
        under: "养老护理员",
        of: &["person"],
        family: false,
        number: "subsidy_no",
        days: &["apply_date"],
        what: "kind",
        outcome: Some("amount"),
        state: Some("state"),
        open: None,
    }),
    over: &[Over::Is("state", &["paid", "recovered"])],
    ..Register::new("elder_subsidy", "养老补贴", "笔")
};

impl Record for ElderSubsidy {
    const REGISTER: &'static Register = &ELDER_SUBSIDY;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let (kind, apply_date) = (values.need_text("kind")?, values.need_date("apply_date")?);
        Ok(ElderSubsidy { kind, apply_date, row: values.clone() })
    }

    fn fill(values: &mut Values) {
        let step = STEPS.into_iter().find(|(col, _)| values.has(col));
        values.set("state", step.map_or("applied", |(_, state)| state));
        if let (true, Some(usual)) = (values.get("payee_kind").is_null(), usual_payee(values.text("kind"))) {
            values.set("payee_kind", usual);
        }
    }

    fn complete(values: &mut Values, facts: &Facts) {
        ElderSubsidy::fill(values);
        let Ok(known) = ElderSubsidy::read(values) else { return };
        if known.stands(facts) {
            return;
        }
        let grades = known.grades(facts);
        values.set("grade_before", grades.as_ref().map(|(before, _)| before.as_str()));
        values.set("grade_after", grades.and_then(|(_, after)| after));
        let Ok(known) = ElderSubsidy::read(values) else { return };
        let due = known.due(facts);
        values.set("quantity", due.quantity);
        values.set("amount", due.amount);
    }

    /// What else stays of one that was paid says `E-SB09`.
    fn check_void(values: &Values, _: &Facts) -> Vec<Slip> {
        settled::voided_by(values, "paid_on").into_iter().collect()
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        self.judged(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::elderly::subsidy::{BEDS, POST};
    use crate::domain::money::Money;
    use crate::domain::parameter::Parameters;
    use crate::register::elderly::carer::CARER;
    use crate::register::elderly::home_grade;
    use crate::register::people::institution::INSTITUTION;
    use crate::register::people::resident::RESIDENT;
    use crate::register::tests::{Cells, day, enter, person, row};
    use crate::register::{Ask, Draft, Fact, Value};

    /// A home with 20 who look after themselves and 10 who cannot, a carer who came to it from another home, and rates; of the same kind
    /// these were applied for before. The home has 三级.
    fn facts(rates: &Cells, before: &[&Cells]) -> Facts<'static> {
        graded(rates, before, &[THIRD])
    }

    const THIRD: &Cells = &[("result_level", "3"), ("announced_on", "2022-06-20"), ("valid_until", "2025-06-20")];

    /// The same with these gradings of the home.
    fn graded(rates: &Cells, before: &[&Cells], gradings: &[&Cells]) -> Facts<'static> {
        let mut facts = Facts::on(day("2023-01-31"), "430406000000");
        let of = |(name, value): &(&str, &str)| ((*name).to_owned(), day("2020-01-01"), (*value).to_owned());
        facts.parameters = Parameters::from_rows(rates.iter().map(of));
        let rows = |rows: Vec<Values>| Fact::Rows((1..).zip(rows).collect());
        let stay = |nth: usize| {
            row(&RESIDENT, &[("in_on", "2022-03-01"), ("ability_level", if nth < 20 { "0" } else { "3" })])
        };
        let left = [("in_on", "2020-03-01"), ("ability_level", "0"), ("out_on", "2022-11-29")];
        let stays = (0..30).map(stay).chain([row(&RESIDENT, &left)]).collect();
        let posts = [
            &[("hired_on", "2019-03-04"), ("left_on", "2021-05-31"), ("institution", "4"), ("cert_level", "5")][..],
            &[("hired_on", "2021-06-01"), ("institution", "3"), ("cert_level", "4"), ("cert_on", "2021-12-20")],
        ];
        let home = row(&INSTITUTION, &[("division", "430406001001")]);
        facts.answers.push((Ask::Row("institution", 3), Fact::Row(Some(home))));
        facts.answers.push((Ask::RowsOf("resident", "institution", 3.into()), rows(stays)));
        let gradings = gradings.iter().map(|cells| row(&home_grade::HOME_GRADE, cells)).collect();
        facts.answers.push((Ask::RowsOf("home_grade", "institution", 3.into()), rows(gradings)));
        facts.answers.push((Ask::Person(7), Fact::Person(Some(person(7, "王秀英", "2", "1975-06-01").into()))));
        let posts = posts.iter().map(|cells| row(&CARER, cells)).collect();
        facts.answers.push((Ask::RowsOf("carer", "person", 7.into()), rows(posts)));
        let before: Vec<Values> = before.iter().map(|cells| row(&ELDER_SUBSIDY, cells)).collect();
        let kind = before.first().map_or("", |row| row.text("kind")).to_owned();
        for (col, key) in [("institution", 3.into()), ("person", 7.into()), ("kind", Value::from(kind))] {
            facts.answers.push((Ask::RowsOf("elder_subsidy", col, key), rows(before.clone())));
        }
        facts
    }

    /// 示例: 80 and 160 a bed and month, 100 a month for level 4, 30,000 and 50,000 for two grades, and what a year has for beds.
    const RATES: &Cells = &[
        ("subsidy.bed.month_fen/0", "8000"),
        ("subsidy.bed.month_fen/3", "16000"),
        ("subsidy.post.month_fen/4", "10000"),
        ("subsidy.grade_fen/2", "3000000"),
        ("subsidy.grade_fen/3", "5000000"),
        ("subsidy.unit_fen/8", "200000"),
        ("subsidy.budget_fen/7", "400000"),
    ];

    fn draft(kind: &str, cells: &Cells) -> Draft {
        let draft = Draft::new(&ELDER_SUBSIDY).with("kind", kind).with("apply_date", "2023-01-05");
        let draft = if kind == POST { draft.with_ref("person", 7) } else { draft.with_ref("institution", 3) };
        cells.iter().fold(draft, |draft, (col, text)| draft.with(col, *text))
    }

    fn judged(kind: &str, cells: &Cells, facts: Facts<'_>) -> (Option<i64>, Option<Money>, Vec<&'static str>) {
        let (values, slips) = enter(&draft(kind, cells), facts);
        (values.int("quantity"), values.money("amount"), slips.iter().map(|slip| slip.code).collect())
    }

    const NOVEMBER: &Cells = &[("period_from", "2022-11"), ("period_to", "2022-11")];
    const A_YEAR: &Cells = &[("period_from", "2022-01"), ("period_to", "2022-12")];
    const APPROVED: &Cells =
        &[("reviewed_on", "2023-01-06"), ("posted_on", "2023-01-09"), ("approved_on", "2023-01-17")];

    #[test]
    fn the_amount_follows_from_what_is_on_file() {
        for (kind, cells, quantity, yuan) in [
            (BEDS, NOVEMBER, Some(30), Some(3_200)),
            (BEDS, &[("period_from", "2022-10"), ("period_to", "2022-11")], Some(61), Some(6_480)),
            (POST, A_YEAR, Some(12), Some(1_200)),
            (GRADE, &[], Some(1), Some(50_000)),
            ("8", &[("quantity", "40")], Some(40), Some(80_000)),
        ] {
            let found = judged(kind, cells, facts(RATES, &[]));
            assert_eq!(found, (quantity, yuan.and_then(Money::yuan), vec![]), "{kind} {cells:?}");
        }
        let whole = [RATES, &[("subsidy.grade.diff", "0")]].concat();
        let second: &Cells = &[("kind", GRADE), ("grade_before", "0"), ("grade_after", "2")];
        for (rates, yuan) in [(RATES, 20_000), (&whole[..], 50_000)] {
            let (_, amount, _) = judged(GRADE, &[], facts(rates, &[second]));
            assert_eq!(amount, Money::yuan(yuan), "an upgrade");
        }
    }

    /// The grade of the home on the day of the application, the 5th of January 2023, and the highest applied for before; whoever types
    /// another is refused.
    #[test]
    fn no_step_from_grade_to_grade_is_paid_twice() {
        const SECOND: &Cells = &[("result_level", "2"), ("announced_on", "2020-03-02"), ("valid_until", "2023-03-02")];
        const LATER: &Cells = &[("result_level", "3"), ("announced_on", "2023-01-06"), ("valid_until", "2026-01-06")];
        const EXPIRED: &Cells = &[("result_level", "3"), ("announced_on", "2020-01-04"), ("valid_until", "2023-01-04")];
        const LOWERED: &Cells =
            &[("kind", "4"), ("result_level", "2"), ("announced_on", "2022-12-01"), ("valid_until", "2025-06-20")];
        const TAKEN: &Cells = &[("kind", "end"), ("announced_on", "2022-12-01")];
        const TO_SECOND: &Cells =
            &[("kind", GRADE), ("apply_date", "2021-01-05"), ("grade_before", "0"), ("grade_after", "2")];
        const TO_THIRD: &Cells =
            &[("kind", GRADE), ("apply_date", "2022-07-05"), ("grade_before", "2"), ("grade_after", "3")];
        for (gradings, applied, grades, yuan, codes) in [
            (&[THIRD][..], &[][..], ["0", "3"], Some(50_000), &[][..]),
            (&[SECOND, THIRD], &[TO_SECOND], ["2", "3"], Some(20_000), &[]),
            (&[SECOND, THIRD], &[TO_SECOND, TO_THIRD], ["3", "3"], Some(0), &["E-SB02"]),
            (&[SECOND], &[TO_SECOND], ["2", "2"], Some(0), &["E-SB02"]),
            (&[SECOND, LATER], &[], ["0", "2"], Some(30_000), &[]),
            (&[THIRD, LOWERED], &[TO_SECOND, TO_THIRD], ["3", "2"], Some(0), &["E-SB02"]),
            (&[THIRD, TAKEN], &[], ["0", ""], None, &["E-SB11"]),
            (&[EXPIRED], &[], ["0", ""], None, &["E-SB11"]),
            (&[], &[], ["0", ""], None, &["E-SB11"]),
        ] {
            let (values, slips) = enter(&draft(GRADE, &[]), graded(RATES, applied, gradings));
            let found: Vec<&str> = slips.iter().map(|slip| slip.code).collect();
            let what = (["grade_before", "grade_after"].map(|col| values.text(col)), values.money("amount"));
            assert_eq!((what, &found[..]), ((grades, yuan.and_then(Money::yuan)), codes), "{gradings:?} {applied:?}");
        }
        let typed = judged(GRADE, &[("grade_before", "0")], graded(RATES, &[TO_SECOND], &[THIRD]));
        assert_eq!((typed.1, typed.2), (Money::yuan(20_000), vec!["E-RG09"]));
        let said = enter(&draft(GRADE, &[]), graded(RATES, &[TO_SECOND], &[SECOND])).1.remove(0).text;
        assert_eq!(said, "该机构 2023-01-05 的等级为二级, 已申报过二级的补贴; 升到更高等级才能申报");
        // Entered, or corrected, beside one of a later day.
        for (day, codes) in [("2021-02-05", &[][..]), ("2022-06-20", &["E-SB04"])] {
            let facts = || graded(RATES, &[TO_SECOND, TO_THIRD], &[SECOND, THIRD]);
            let first = enter(&draft(GRADE, &[("apply_date", "2021-01-05")]), graded(RATES, &[], &[SECOND])).0;
            assert_eq!(corrected(&first, &[("apply_date", day)], facts()).1, codes, "{day}");
            let again = judged(GRADE, &[("apply_date", day)], graded(RATES, &[TO_THIRD], &[SECOND, THIRD]));
            assert_eq!(again.2, codes, "{day}");
        }
    }

    /// An application as it stands, the first of the office, with something else in these columns.
    fn corrected(stands: &Values, cells: &Cells, mut facts: Facts<'_>) -> (Values, Vec<&'static str>) {
        let mut changed = stands.clone();
        for (col, text) in cells {
            changed.set(col, ELDER_SUBSIDY.field(col).unwrap().read(text, &[]).unwrap());
        }
        (facts.before, facts.this) = (Some(stands.clone()), Some(1));
        let entry = crate::register::Entry::of::<ElderSubsidy>();
        (entry.complete)(&mut changed, &facts);
        let slips = (entry.check)(&changed, &facts).iter().map(|slip| slip.code).collect();
        (changed, slips)
    }

    #[test]
    fn nothing_is_approved_without_a_rate_and_a_budget() {
        let approved = [NOVEMBER, APPROVED].concat();
        assert_eq!(judged(BEDS, NOVEMBER, facts(&RATES[1..], &[])), (Some(30), None, vec!["W-SB05"]));
        assert_eq!(judged(BEDS, &approved, facts(&RATES[1..], &[])).2, ["E-SB05"]);
        assert_eq!(judged(BEDS, &approved, facts(RATES, &[])).2, [""; 0]);
        assert_eq!(judged(BEDS, &approved, facts(&RATES[..6], &[])).2, ["E-SB07"]);
        for (other, codes) in [("80000", &[][..]), ("80001", &["E-SB07"])] {
            let before = [("kind", BEDS), ("approved_on", "2023-01-03"), ("amount", other)];
            assert_eq!(judged(BEDS, &approved, facts(RATES, &[&before])).2, codes, "{other}");
        }
        let last_year = [("kind", BEDS), ("approved_on", "2022-12-30"), ("amount", "400000")];
        assert_eq!(judged(BEDS, &approved, facts(RATES, &[&last_year])).2, [""; 0]);
    }

    #[test]
    fn each_rule() {
        let of_november = [("kind", BEDS), ("period_from", "2022-11"), ("period_to", "2022-11")];
        for (kind, cells, before, codes) in [
            (BEDS, &[("period_from", "2022-12"), ("period_to", "2022-11")][..], None, &["E-RG05"][..]),
            (BEDS, &[("period_from", "2022-11"), ("period_to", "2023-01")], None, &["E-SB10"]),
            (BEDS, NOVEMBER, Some(&of_november[..]), &["E-SB04"]),
            (POST, &[("period_from", "2021-12"), ("period_to", "2022-12")], None, &["E-SB03"]),
            (GRADE, &[], Some(&[("kind", GRADE), ("grade_after", "3")]), &["E-SB02"]),
            ("8", &[], None, &["E-RG06"]),
            ("8", &[("quantity", "40"), ("posted_on", "2023-01-09")], None, &["E-SB06"]),
            ("8", &[("quantity", "40"), ("recovered", "1")], None, &["E-SB08"]),
            ("2", &[("quantity", "12"), ("payee_kind", "1")], None, &["E-SB01", "W-SB05"]),
            (POST, &[("period_from", "2022-01"), ("period_to", "2022-12"), ("institution", "#3")], None, &["E-SB12"]),
            (BEDS, &[NOVEMBER[0], NOVEMBER[1], ("person", "#7")], None, &["E-SB12"]),
        ] {
            let before: Vec<&Cells> = before.into_iter().collect();
            assert_eq!(judged(kind, cells, facts(RATES, &before)).2, codes, "{kind} {cells:?}");
        }
        let early = [NOVEMBER, &APPROVED[..2], &[("approved_on", "2023-01-16")]].concat();
        assert_eq!(judged(BEDS, &early, facts(RATES, &[])).2, ["E-SB06"]);
    }

    #[test]
    fn what_was_approved_stands() {
        let approved = [NOVEMBER, APPROVED].concat();
        let stands = enter(&draft(BEDS, &approved), facts(RATES, &[])).0;
        for (cells, amount, codes) in [
            (&[("paid_on", "2023-01-20")][..], 3_200, &[][..]),
            (&[("period_from", "2022-10")], 3_200, &["E-SB09"]),
            (
                &[("paid_on", "2023-01-20"), ("recovered_on", "2023-01-30"), ("recovered", "3200.01")],
                3_200,
                &["E-SB08"],
            ),
        ] {
            let (changed, slips) = corrected(&stands, cells, facts(&[("subsidy.bed.month_fen", "1")], &[]));
            assert_eq!((changed.money("amount"), slips), (Money::yuan(amount), codes.to_vec()), "{cells:?}");
        }
    }

    #[test]
    fn what_was_paid_is_not_made_unpaid() {
        let paid = [NOVEMBER, APPROVED, &[("paid_on", "2023-01-20")]].concat();
        let stands = enter(&draft(BEDS, &paid), facts(RATES, &[])).0;
        for (cells, codes) in [
            (&[("note", "已核对")][..], &[][..]),
            (&[("voucher_no", "2023-0012")], &[]),
            (&[("approved_on", ""), ("paid_on", "")], &["E-SB09"]),
            (&[("approved_on", ""), ("paid_on", ""), ("period_to", "2022-12")], &["E-SB09"]),
            (&[("paid_on", "")], &["E-SB09"]),
            (&[("approved_on", "")], &["E-SB06", "E-SB09"]),
            (&[("approved_on", "2023-01-18")], &["E-SB09"]),
            (&[("paid_on", "2023-01-21")], &["E-SB09"]),
            (&[("period_from", "2022-10")], &["E-SB09"]),
        ] {
            assert_eq!(corrected(&stands, cells, facts(RATES, &[])).1, codes, "{cells:?}");
        }
    }

    /// Approved on the last working day of a year, put on a day of the next, for which 4,000 yuan are planned; and within the year.
    #[test]
    fn another_year_is_asked_for_its_budget() {
        let steps = [("apply_date", "2022-12-05"), ("reviewed_on", "2022-12-06"), ("posted_on", "2022-12-09")];
        let approved = [NOVEMBER, &steps, &[("approved_on", "2022-12-30")]].concat();
        let stands = enter(&draft(BEDS, &approved), facts(RATES, &[])).0;
        for (day, other, codes) in
            [("2023-01-03", "80000", &[][..]), ("2023-01-03", "80001", &["E-SB07"]), ("2022-12-29", "800.01", &[])]
        {
            let other = [("kind", BEDS), ("approved_on", "2023-01-05"), ("amount", other)];
            // What is being corrected is the first of the office.
            let facts = facts(RATES, &[&[("kind", BEDS)], &other]);
            assert_eq!(corrected(&stands, &[("approved_on", day)], facts).1, codes, "{day} {other:?}");
        }
    }
}
