//! 津贴核定: the versions of a 高龄津贴: from which month, by which band, how much (services 2.2). A child register of the case. First
//! month, band and amount are computed, never typed.

use crate::domain::death::overpaid;
use crate::domain::elderly::allowance::{Applicant, Band, StartRule, arrears, is_seen, start_month};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::benefits::awards::{
    Amounts, Award, Awards, CHANGED, Codes, KIND, decided, reason, standard as rate_of, versions_of,
};
use crate::register::benefits::cases::last_due;
use crate::register::core::versions::{END_SOON, NOT_YEARS, SOON, amount, before};
use crate::register::elderly::aged_allowance::{Allowance, seen_within};
use crate::register::elderly::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Register, Values};
use chrono::NaiveDate;

/// 津贴核定.
pub static AGED_AWARD: Register = Register {
    fields: &[
        Field::new("aged_allowance", "高龄津贴", Kind::Ref("aged_allowance")).must().hint("申请编号"),
        Field::new("from_month", "起始月", Kind::Month)
            .must()
            .completed()
            .hint("空着由程序计算: 首次按起发规则, 死亡按死亡月份, 其他按核定次月")
            .ordered(&[SOON, END_SOON, NOT_YEARS]),
        KIND,
        decided::<Allowance>(),
        Field::new("band", "年龄段", Kind::Code(&codes::BAND)).given(),
        Field::new("amount", "月津贴", Kind::Money).given().or("0"),
        Field::new("recover", "应追回", Kind::Money).given().or("0"),
        CHANGED,
        reason(&codes::AGED_END),
    ],
    list: &[
        ListColumn::new("aged_allowance.case_no", "申请编号", 17),
        ListColumn::new("from_month", "起始月", 7),
        ListColumn::new("kind", "类型", 6),
        ListColumn::new("band", "年龄段", 9),
        ListColumn::new("amount", "月津贴", 8),
        ListColumn::new("change_kind", "变动", 10),
        ListColumn::new("decided_date", "核定日期", 10),
        ListColumn::new("reason_code", "原因", 12),
        ListColumn::new("recover", "应追回", 8),
    ],
    ..versions_of::<Allowance>("津贴核定")
};

impl Awards for Allowance {
    const CASES: &'static str = "aged_allowance";
    const VERSIONS: &'static str = "aged_award";
    const KEYS: i64 = 6_000_000_000;
    const REGISTER: &'static Register = &AGED_AWARD;
    const CODES: Codes = Codes {
        first: "E-EL35",
        ended: "E-EL36",
        order: "E-EL37",
        papers: "E-EL38",
        same: "E-EL39",
        raise: "E-EL40",
        replaces: "W-EL41",
        paid: "W-EL42",
    };
    const KEPT: &'static [&'static str] = &["band"];
    const BEGINS: Option<(&'static str, &'static str)> = Some(("E-EL43", "起始月由程序计算, 应为"));

    /// The first one by the rule of the office; one that ends for a death after the last month due, and after what the bank has paid by.
    fn begins(award: &Award<Allowance>, case: &Values, facts: &Facts) -> Option<Month> {
        let person = facts.person(case.int("person")?)?;
        let month = Month::of(facts.day);
        if ends_for_death(award) {
            let due = last_due(person.death_date?, &facts.parameters).next();
            return Some(award.settled(facts).map_or(due, |settled| due.max(settled.next())));
        }
        let approved = case.date("district_date").unwrap_or(award.decided_date);
        let who = Applicant { born: person.birth_date, applied: case.date("apply_date")?, approved };
        let retro = facts.parameters.text(Param::ElderRetro, month) == Some("1");
        award.is_first(facts).then(|| start_month(start_rule(facts, month), retro, &who))
    }

    fn prepare(row: &mut Values, award: &Award<Allowance>, _: Option<&Values>, facts: &Facts) {
        let band = row.month("from_month").and_then(|month| band_of(award.parent(facts)?, month, facts));
        row.set("band", band.map(Band::code).filter(|_| award.kind == "award"));
    }

    fn amounts(award: &Award<Allowance>, case: &Values, month: Month, facts: &Facts) -> Option<Result<Amounts, Slip>> {
        Some(standard(award, case, month, facts)?.map(|money| vec![("amount", money.into())]))
    }

    /// What the bank has paid for the months from an end on.
    fn unpaid(award: &Award<Allowance>, month: Month, facts: &Facts) -> Amounts {
        let paid_until = award.case.and_then(|key| facts.paid_until(key)).filter(|_| award.kind == "end");
        let rows = award.rows(facts);
        let due = ends_for_death(award).then(|| died(award, facts)).flatten();
        let due = due.map_or(month, |died| last_due(died, &facts.parameters).next().min(month));
        let paid = paid_until.into_iter().flat_map(|until| due.index()..=until.index());
        let paid = paid.filter_map(Month::from_index).map(|m| (m, before(&rows, m.next()).map_or(Money::ZERO, amount)));
        vec![("recover", overpaid(paid, due.prev()).into())]
    }

    fn check(award: &Award<Allowance>, case: &Values, month: Month, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        if band_of(case, month, facts).is_none() {
            slips.push(Slip::error("E-EL44", format!("{month} 还未满80周岁, 不能发放")).at("from_month"));
        }
        let within = seen_within(facts, month);
        let unseen = case.date("alive_checked_on").filter(|day| !is_seen(*day, month, within) && !award.raises());
        slips.extend(unseen.map(|day| {
            let text =
                format!("生存认证 {day} 到 {month} 已超过{within}个月, 不能发放; 请先在案件里登记新的生存认证日期");
            Slip::error("E-EL45", text).at("from_month")
        }));
        slips.extend(paid_late(award, case, month, facts));
        slips
    }

    /// `E-EL78`: what ends for a death ends for one that is known.
    fn check_end(award: &Award<Allowance>, case: &Values, facts: &Facts) -> Option<Slip> {
        let person = facts.person(case.int("person")?).filter(|p| p.death_date.is_none() && ends_for_death(award))?;
        let text = format!("{}没有登记死亡, 停发原因不能是死亡; 先办死亡登记, 或选其他原因", person.name);
        Some(Slip::doubt("E-EL78", text).at("reason_code"))
    }
}

/// When whoever draws it died.
fn died(award: &Award<Allowance>, facts: &Facts) -> Option<NaiveDate> {
    facts.person(award.parent(facts)?.int("person")?)?.death_date
}

/// Whether it ends for a death.
fn ends_for_death(award: &Award<Allowance>) -> bool {
    award.kind == "end" && award.reason_code.as_deref() == Some("03")
}

fn start_rule(facts: &Facts, month: Month) -> StartRule {
    facts.parameters.text(Param::ElderStart, month).and_then(StartRule::from_code).unwrap_or(StartRule::NextMonth)
}

/// The band by which a month of a case is paid.
fn band_of(case: &Values, month: Month, facts: &Facts) -> Option<Band> {
    let born = facts.person(case.int("person")?)?.birth_date;
    start_rule(facts, month).band_in(born, month)
}

/// The standard of a month, by band and town. None while somebody is too young.
fn standard(award: &Award<Allowance>, case: &Values, month: Month, facts: &Facts) -> Option<Result<Money, Slip>> {
    let band = band_of(case, month, facts)?;
    let town = award.town(case, month, facts);
    Some(rate_of(Param::AgedRate.by(band.code(), &town), "高龄津贴标准", month, facts))
}

/// `W-EL46`: the months of a suspension that are paid now that it ends, and what they come to.
fn paid_late(award: &Award<Allowance>, case: &Values, month: Month, facts: &Facts) -> Option<Slip> {
    let rows = award.rows(facts);
    let suspended = before(&rows, month).filter(|row| row.text("kind") == "suspended")?.month("from_month")?;
    let most = facts.parameters.int(Param::ElderArrears, month).unwrap_or(12);
    let (from, to) = arrears(suspended, month, most)?;
    let months = (from.index()..=to.index()).filter_map(Month::from_index);
    let due = Money::sum(months.filter_map(|m| standard(award, case, m, facts)?.ok()))?;
    let text = format!("自 {from} 至 {to} 暂停的应补发 {due} 元, 造册时加一行补发");
    Some(Slip::warning("W-EL46", text).at("from_month"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::elderly::aged_allowance::AGED_ALLOWANCE;
    use crate::register::tests::{day, month, person};
    use crate::register::{Ask, Entry, Fact, PersonFact, RecordFact, Value, Write};

    const CASE: i64 = 6_000_000_001;

    /// 50, 100 and 300 yuan, and 80 for those over 90 in one town.
    const STANDARDS: [(&str, &str); 4] = [
        ("elder.allowance_fen/80", "5000"),
        ("elder.allowance_fen/90", "10000"),
        ("elder.allowance_fen/90/430406002000", "12000"),
        ("elder.allowance_fen/100", "30000"),
    ];

    /// Somebody born then whose case has these versions; approved on a day; paid until a month.
    fn facts(
        born: &str,
        died: Option<&str>,
        approved: &str,
        rules: &[(&str, &str)],
        paid: Option<&str>,
    ) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let rows =
            STANDARDS.iter().chain(rules).map(|(name, v)| ((*name).to_owned(), day("2015-01-01"), (*v).to_owned()));
        facts.parameters = Parameters::from_rows(rows);
        let who = PersonFact { death_date: died.map(day), ..person(7, "张三", "1", born) };
        facts.answers.push((Ask::Person(7), Fact::Person(Some(who.into()))));
        let mut case = Values::new(&AGED_ALLOWANCE);
        case.set("person", 7);
        for (col, text) in [
            ("origin", "applied"),
            ("division", "430406001001"),
            ("accept_date", approved),
            ("town_date", approved),
            ("notice_from", approved),
            ("district_date", approved),
            ("apply_date", approved),
            ("alive_checked_on", "2021-03-01"),
        ] {
            case.set(col, text);
        }
        let stands = RecordFact { values: case, children: Vec::new() };
        facts.answers.push((Ask::Record("aged_allowance", CASE), Fact::Record(Some(stands))));
        facts.answers.push((Ask::PaidUntil(CASE), Fact::PaidUntil(paid.map(month))));
        facts
    }

    /// With a version that stands.
    fn with(mut facts: Facts<'static>, version: &Values) -> Facts<'static> {
        let mut record = facts.record("aged_allowance", CASE).unwrap().clone();
        record.children.push((record.children.len() as i64 + 1, version.clone()));
        facts.answers.push((Ask::Record("aged_allowance", CASE), Fact::Record(Some(record))));
        facts
    }

    fn version(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::new(&AGED_AWARD);
        row.set("aged_allowance", CASE);
        row.set("kind", "award");
        for (col, text) in pairs {
            row.set(col, *text);
        }
        row
    }

    /// A version as it is completed, with what is said of it.
    fn judged(mut row: Values, facts: &Facts) -> (Values, Vec<&'static str>) {
        let entry = Entry::of::<Award<Allowance>>();
        (entry.complete)(&mut row, facts);
        let said = (entry.check)(&row, facts).iter().map(|s| s.code).collect();
        (row, said)
    }

    #[test]
    fn first_month_band_and_amount_are_computed() {
        for (born, approved, rules, first, band, fen) in [
            ("1941-03-15", "2021-03-20", &[][..], "2021-04", "80", 5_000),
            ("1941-03-15", "2021-03-20", &[("elder.start_rule", "birth_month")], "2021-03", "80", 5_000),
            ("1939-03-15", "2021-05-06", &[], "2021-06", "80", 5_000),
            ("1939-03-15", "2021-05-06", &[("elder.retro", "1")], "2019-04", "80", 5_000),
            ("1931-05-20", "2021-05-06", &[], "2021-06", "90", 10_000),
            ("1931-06-20", "2021-05-06", &[], "2021-06", "80", 5_000),
            ("1921-05-20", "2021-05-06", &[], "2021-06", "100", 30_000),
        ] {
            let facts = facts(born, None, approved, rules, None);
            let (row, said) = judged(version(&[("decided_date", approved)]), &facts);
            let retro = rules.contains(&("elder.retro", "1"));
            assert_eq!(said, [""; 0], "{born} {approved} {rules:?} {retro}");
            assert_eq!((row.text("from_month"), row.text("band"), row.int("amount")), (first, band, Some(fen)));
            assert_eq!(row.text("change_kind"), "01");
        }
        let facts = facts("1941-03-15", None, "2021-03-20", &[], None);
        let (_, said) = judged(version(&[("decided_date", "2021-03-20"), ("from_month", "2021-03")]), &facts);
        assert_eq!(said, ["E-EL43", "E-EL44"]);
    }

    #[test]
    fn nobody_is_paid_by_an_application_that_was_not_posted() {
        let decided = version(&[("decided_date", "2021-05-06")]);
        for (col, label) in [("town_date", "镇街初审日期"), ("notice_from", "公示起"), ("district_date", "区审批日期")]
        {
            let mut known = facts("1931-03-15", None, "2021-05-06", &[], None);
            let mut record = known.record("aged_allowance", CASE).unwrap().clone();
            record.values.set(col, Value::Null);
            known.answers.push((Ask::Record("aged_allowance", CASE), Fact::Record(Some(record.clone()))));
            let (row, said) = judged(decided.clone(), &known);
            assert_eq!(said, ["E-EL38"], "{col}");
            let slips = (Entry::of::<Award<Allowance>>().check)(&row, &known);
            assert!(slips[0].text.ends_with(label), "{}", slips[0].text);
            record.values.set("origin", "taken_over");
            known.answers.push((Ask::Record("aged_allowance", CASE), Fact::Record(Some(record))));
            assert_eq!(judged(decided.clone(), &known).1, [""; 0], "{col}");
        }
    }

    #[test]
    fn a_town_may_pay_otherwise_and_a_month_without_a_standard_is_refused() {
        let mut facts = facts("1931-03-15", None, "2021-05-06", &[], None);
        let mut record = facts.record("aged_allowance", CASE).unwrap().clone();
        record.values.set("division", "430406002001");
        facts.answers.push((Ask::Record("aged_allowance", CASE), Fact::Record(Some(record))));
        let decided = || version(&[("decided_date", "2021-05-06")]);
        assert_eq!(judged(decided(), &facts).0.int("amount"), Some(12_000));
        facts.parameters = Parameters::default();
        assert_eq!(judged(decided(), &facts).1, ["E-PM01"]);
    }

    #[test]
    fn the_band_changes_with_the_month_after_the_birthday() {
        let known = facts("1931-11-30", None, "2020-12-02", &[], None);
        let (first, _) = judged(version(&[("decided_date", "2020-12-02")]), &known);
        let known = with(known, &first);
        let (early, said) = judged(version(&[("decided_date", "2021-10-08"), ("from_month", "2021-11")]), &known);
        assert_eq!((early.text("band"), said), ("80", vec!["E-EL39"]));
        let (row, said) = judged(version(&[("decided_date", "2021-11-30")]), &known);
        assert_eq!(said, [""; 0]);
        assert_eq!((row.text("from_month"), row.text("band"), row.text("change_kind")), ("2021-12", "90", "12"));
        let writes = (Entry::of::<Award<Allowance>>().follows)(&row, &known);
        let Write::Insert("change", change) = &writes[0] else { panic!("{writes:?}") };
        assert!(change.contains(&("amount_delta", Value::Int(5_000))), "{change:?}");
    }

    #[test]
    fn an_end_for_a_death_leaves_what_was_paid_too_much() {
        for (rules, from, recover) in
            [(&[][..], "2021-07", 60_000), (&[("benefit.death_rule", "stop_in_death_month")], "2021-06", 90_000)]
        {
            let known = facts("1920-01-05", Some("2021-06-10"), "2020-12-02", rules, Some("2021-08"));
            let (first, _) = judged(version(&[("decided_date", "2020-12-02")]), &known);
            let known = with(known, &first);
            let end = [("decided_date", "2021-08-05"), ("kind", "end"), ("reason_code", "03")];
            let (row, said) = judged(version(&end), &known);
            assert_eq!((row.text("from_month"), row.int("recover"), said), (from, Some(recover), vec!["W-EL42"]));
            let writes = (Entry::of::<Award<Allowance>>().follows)(&row, &known);
            let state = vec![("state", "stopped".into()), ("recover", Value::Int(recover))];
            assert_eq!(writes[1], Write::Update("aged_allowance", CASE, state));
            let (_, said) = judged(version(&[&end[..], &[("from_month", "2021-09")]].concat()), &known);
            assert_eq!(said, ["E-EL43"]);
        }
    }

    #[test]
    fn an_end_for_a_death_is_doubted_of_the_living() {
        let known = |died| {
            let known = facts("1920-01-05", died, "2020-12-02", &[], None);
            let (first, _) = judged(version(&[("decided_date", "2020-12-02")]), &known);
            with(known, &first)
        };
        for (died, kind, reason, codes) in
            [(None, "end", "03", &["E-EL78"][..]), (None, "end", "04", &[]), (Some("2021-08-02"), "end", "03", &[])]
        {
            let end = [("decided_date", "2021-08-05"), ("kind", kind), ("reason_code", reason)];
            assert_eq!(judged(version(&end), &known(died)).1, codes, "{died:?} {reason}");
        }
    }

    #[test]
    fn what_was_suspended_is_paid_late_once_somebody_was_seen() {
        let known = facts("1931-03-15", None, "2019-05-06", &[("elder.arrears_max", "4")], None);
        let (first, _) = judged(version(&[("decided_date", "2019-05-06")]), &known);
        let known = with(known, &first);
        let stop = [("decided_date", "2020-12-10"), ("kind", "suspended"), ("reason_code", "32")];
        let (suspended, said) = judged(version(&stop), &known);
        assert_eq!((suspended.text("from_month"), suspended.int("amount"), said), ("2021-01", Some(0), vec![]));
        let known = with(known, &suspended);
        let (_, said) = judged(version(&[("decided_date", "2021-03-20")]), &known);
        assert_eq!(said, ["W-EL46"]);
        let row = version(&[("decided_date", "2021-05-20"), ("from_month", "2021-06")]);
        let (row, _) = judged(row, &known);
        let slips = (Entry::of::<Award<Allowance>>().check)(&row, &known);
        // 80 to 89 until March, four months at most.
        assert_eq!(slips[0].text, "自 2021-02 至 2021-05 暂停的应补发 300.00 元, 造册时加一行补发");
        let (row, said) = judged(version(&[("decided_date", "2021-12-20"), ("from_month", "2022-04")]), &known);
        assert_eq!((row.text("change_kind"), said), ("08", vec!["E-EL45", "W-EL46"]));
    }
}
