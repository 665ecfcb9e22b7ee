//! 低保: who qualifies by income, the monthly amount, and its computation in words (handbook 2.3, 2.6).
//!
//! Must not know where standards, members or incomes come from.
use super::{
    Award, CaseType, Category, Class, Covered, DibaoRules, ExtraLine, Household, Method, Refusal, SingleMethod,
};
use crate::domain::money::{Money, Rounding};
use crate::domain::slip::Slip;
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

/// 人均月收入, to the fen, half up: for display only, eligibility compares exactly.
pub fn income_per_head(household: &Household) -> Option<Money> {
    household.household_income.times_ratio(1, i64::from(household.household_size), Rounding::Fen)
}

/// Income per head as it is told beside a limit: with four decimals where rounding to fen would make it look like the limit
/// (899.9967 is below 900.00).
fn shown_per_head(household: &Household, limits: &[Money]) -> Option<String> {
    let per_head = income_per_head(household)?;
    let (size, income) = (i64::from(household.household_size), household.household_income);
    if limits.contains(&per_head) && per_head.checked_mul(size)? != income {
        let exact = Decimal::new(income.as_fen(), 2).checked_div(Decimal::from(size))?;
        return Some(format!("{:.4}", exact.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)));
    }
    Some(per_head.to_string())
}

/// Does the household qualify by income (handbook 2.3, points 2 and single applications)?
///
/// # Errors
/// The [`Refusal`] with its text.
pub fn qualify(household: &Household, rules: &DibaoRules) -> Result<(), Refusal> {
    check_fit(household)?;
    let income = i128::from(household.household_income.as_fen());
    let line = i128::from(rules.standard.as_fen()) * i128::from(household.household_size);
    let in_edge = income >= line && income * 10_000 < line * i128::from(rules.edge_bp);
    let edge = rules.standard.times_bp(rules.edge_bp, Rounding::Fen).ok_or_else(too_large)?;
    let per_head = shown_per_head(household, &[rules.standard, edge]).ok_or_else(too_large)?;
    let (kind, standard) = (rules.kind.label(), rules.standard);
    let not_eligible = |text: String| {
        let tail =
            if household.retained { "; 涉军暂作保留, 按最后一次合规核定的金额发放" } else { "" };
        Refusal::NotEligible { text: format!("{text}{tail}"), retained: household.retained }
    };
    match household.case_type {
        CaseType::Family if income < line => Ok(()),
        CaseType::Family => {
            let hint = if in_edge { ";符合边缘家庭,可按单人保申请" } else { "" };
            Err(not_eligible(format!("人均月收入 {per_head} 元, 不低于{kind}标准 {standard} 元, 不符合条件{hint}")))
        }
        CaseType::Single if income < line => Err(Refusal::NotSingle {
            text: format!("人均月收入 {per_head} 元, 低于{kind}标准 {standard} 元, 应按整户申请"),
        }),
        CaseType::Single if !in_edge => {
            Err(not_eligible(format!("人均月收入 {per_head} 元, 不低于边缘家庭上限 {edge} 元, 不符合单人保条件")))
        }
        CaseType::Single => {
            let fits = |p: &Covered| p.severe_disabled || p.seriously_ill || p.level3_mental || p.religious;
            match household.covered.iter().find(|p| !fits(p)) {
                None => Ok(()),
                Some(p) => Err(Refusal::NotSingle {
                    text: format!(
                        "{} 不是重度残疾、三级智力或精神残疾、重病人员、宗教教职人员, 不能按单人保申请",
                        p.name
                    ),
                }),
            }
        }
    }
}

fn check_fit(household: &Household) -> Result<(), Refusal> {
    let covered = household.covered.len();
    let unfit = |text: String| Err(Refusal::Unfit { text });
    if covered == 0 {
        return unfit("没有保障对象, 请至少选一名家庭成员".to_string());
    }
    if covered > household.household_size as usize {
        return unfit(format!("保障人口 {covered} 人多于家庭人口 {} 人, 请核对", household.household_size));
    }
    if household.case_type == CaseType::Single && covered != 1 {
        return unfit(format!("单人保只能有一名保障对象, 现有 {covered} 名"));
    }
    if household.household_income.is_negative() {
        return unfit("家庭月收入不能小于零".to_string());
    }
    Ok(())
}

fn too_large() -> Refusal {
    Refusal::Unfit { text: "金额过大, 请核对收入和标准".to_string() }
}

/// The award of a household for the month whose last day is `on`: the base by the method, 分类施保 a
/// person, and one rounding of the household's total at the end (handbook 2.6).
///
/// # Errors
/// The [`Refusal`]; for a 涉军 retained household that no longer qualifies one that says so, and the
/// caller keeps the amount it had.
pub fn award(household: &Household, rules: &DibaoRules, on: NaiveDate) -> Result<Award, Refusal> {
    qualify(household, rules)?;
    let exact = exact_base(household, rules).ok_or_else(too_large)?;
    if exact <= Money::ZERO {
        let text = match household.case_type {
            CaseType::Single => {
                format!("本人月收入 {} 元, 不低于标准 {} 元, 无补差", household.covered[0].own_income, rules.standard)
            }
            CaseType::Family => format!("家庭月收入 {} 元, 补差为零, 请核对保障人口", household.household_income),
        };
        return Err(Refusal::NotEligible { text, retained: household.retained });
    }
    let lines = extra_lines(household, rules, on).ok_or_else(too_large)?;
    let extra = Money::sum(lines.iter().map(|line| line.amount)).ok_or_else(too_large)?;
    check_cap(household, rules, exact, extra)?;
    let total = exact.checked_add(extra).and_then(|sum| sum.rounded(rules.rounding)).ok_or_else(too_large)?;
    let base = total.checked_sub(extra).ok_or_else(too_large)?;
    let parts = base.allocate(&vec![1; household.covered.len()]);
    let own_extra = |person: i64| Money::sum(lines.iter().filter(|l| l.person == person).map(|l| l.amount));
    let shares = household.covered.iter().zip(parts);
    let shares = shares.map(|(p, share)| (p.person, share, own_extra(p.person).unwrap_or_default())).collect();
    Ok(Award { base, extra, total, lines, shares })
}

/// The base before rounding.
fn exact_base(household: &Household, rules: &DibaoRules) -> Option<Money> {
    let covered = i64::try_from(household.covered.len()).ok()?;
    match (household.case_type, rules.method) {
        (CaseType::Single, _) => match rules.single_method {
            SingleMethod::Full => Some(rules.standard),
            SingleMethod::OwnIncome => rules.standard.checked_sub(household.covered.first()?.own_income),
        },
        (CaseType::Family, Method::Gap) => rules.standard.checked_mul(covered)?.checked_sub(household.household_income),
        (CaseType::Family, Method::Tier) => tier(household.class, rules).checked_mul(covered),
    }
}

fn tier(class: Class, rules: &DibaoRules) -> Money {
    let [a, b, c] = rules.tiers;
    match class {
        Class::A => a,
        Class::B => b,
        Class::C => c,
    }
}

/// The extras of all covered: the highest category of each, or all when they add up.
fn extra_lines(household: &Household, rules: &DibaoRules, on: NaiveDate) -> Option<Vec<ExtraLine>> {
    let mut lines = Vec::new();
    for person in &household.covered {
        let holds = |category: &Category| category.bp(&rules.extras) > 0 && category.holds(person, on);
        let mut categories: Vec<Category> = Category::ALL.into_iter().filter(holds).collect();
        if !rules.extras.stack {
            categories.sort_by_key(|category| std::cmp::Reverse(category.bp(&rules.extras)));
            categories.truncate(1);
        }
        for category in categories {
            let bp = category.bp(&rules.extras);
            let amount = rules.standard.times_bp(bp, Rounding::Fen)?;
            lines.push(ExtraLine { person: person.person, name: person.name.clone(), category, bp, amount });
        }
    }
    Some(lines)
}

/// The sanity check of handbook 2.6: no more than the standard a covered person, extras aside.
fn check_cap(household: &Household, rules: &DibaoRules, exact: Money, extra: Money) -> Result<(), Refusal> {
    let covered = household.covered.len();
    let cap = i64::try_from(covered).ok().and_then(|n| rules.standard.checked_mul(n)).ok_or_else(too_large)?;
    if exact <= cap {
        return Ok(());
    }
    let total = exact.checked_add(extra).ok_or_else(too_large)?;
    Err(Refusal::OverCap { text: format!("户月保障金 {total} 元超过 {covered}人x{}", rules.standard) })
}

/// Is an amount that was entered by hand what the formula gives? `E-DB-030` when not.
pub fn amount_slip(entered: Money, award: &Award) -> Option<Slip> {
    (entered != award.total)
        .then(|| Slip::error("E-DB-030", format!("保障金 {entered} 元与公式结果 {} 元不一致", award.total)))
}

/// Why the household qualifies, in the words of the rule that applies to its way of cover (handbook 2.3): a family is below the
/// standard; a single applicant's family is not, but below the edge. Nothing when there is no income to compare.
pub fn eligibility(household: &Household, rules: &DibaoRules) -> Option<String> {
    income_per_head(household).filter(|head| *head > Money::ZERO)?;
    let (standard, edge) = (rules.standard, rules.standard.times_bp(rules.edge_bp, Rounding::Fen)?);
    let per_head = shown_per_head(household, &[standard, edge])?;
    Some(match household.case_type {
        CaseType::Family => format!("家庭人均月收入 {per_head}, 低于标准 {standard}"),
        CaseType::Single => {
            format!("家庭人均月收入 {per_head}; 不低于标准 {standard}, 低于边缘家庭上限 {edge}; 本人按单人保")
        }
    })
}

/// The computation in words, one step a line, for the screen and the paper of the case.
pub fn explain(household: &Household, rules: &DibaoRules, award: &Award) -> Vec<String> {
    let covered = household.covered.len();
    let exact = exact_base(household, rules).unwrap_or(award.base);
    let standard = rules.standard;
    let mut steps = Vec::with_capacity(award.lines.len() + 3);
    steps.push(match (household.case_type, rules.method) {
        (CaseType::Single, _) if rules.single_method == SingleMethod::Full => {
            format!("单人保, 全额标准 {standard}")
        }
        (CaseType::Single, _) => {
            let own = household.covered.first().map(|p| p.own_income).unwrap_or_default();
            format!("单人保, 标准 {standard}; 本人月收入 {own}, 补差 {exact}")
        }
        (CaseType::Family, Method::Gap) => {
            let whole = exact.checked_add(household.household_income).unwrap_or_default();
            let income = household.household_income;
            format!("{covered} 人 × {standard} = {whole}; 家庭月收入 {income}, 补差 {exact}")
        }
        (CaseType::Family, Method::Tier) => {
            let class = household.class;
            format!("{covered} 人 × {}标准 {} = {exact}", class.label(), tier(class, rules))
        }
    });
    for line in &award.lines {
        steps.push(format!("分类施保 {} {} {} = {}", line.name, line.category.label(), percent(line.bp), line.amount));
    }
    let before = exact.checked_add(award.extra).unwrap_or(award.total);
    if before != award.total {
        steps.push(format!("{before} 按“{}”取整为 {}", rules.rounding.label(), award.total));
    }
    steps.push(format!("合计 {}", award.total));
    steps
}

/// Basis points as a percentage: `20%`, `12.5%`.
fn percent(bp: u32) -> String {
    let (whole, rest) = (bp / 100, bp % 100);
    let decimals = format!("{rest:02}");
    match decimals.trim_end_matches('0') {
        "" => format!("{whole}%"),
        decimals => format!("{whole}.{decimals}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assistance::dibao::{Extras, Kind};
    use proptest::prelude::*;

    fn yuan(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    fn rules() -> DibaoRules {
        DibaoRules {
            kind: Kind::Urban,
            standard: yuan("600"),
            method: Method::Gap,
            tiers: [yuan("600"), yuan("450"), yuan("350")],
            extras: Extras { disabled_bp: 2_000, ill_bp: 2_000, aged70_bp: 1_000, minor_bp: 1_000, stack: false },
            rounding: Rounding::Fen,
            single_method: SingleMethod::OwnIncome,
            edge_bp: 15_000,
        }
    }

    fn on() -> NaiveDate {
        crate::domain::date::parse("2021-11-30").unwrap()
    }

    fn adult(person: i64, name: &str) -> Covered {
        let birth_date = crate::domain::date::parse("1980-05-01").unwrap();
        Covered { person, name: name.to_string(), birth_date, ..Covered::default() }
    }

    fn family(people: i64, income: &str) -> Household {
        Household {
            covered: (1..=people).map(|n| adult(n, "某某")).collect(),
            household_income: yuan(income),
            household_size: u32::try_from(people).unwrap(),
            case_type: CaseType::Family,
            class: Class::A,
            retained: false,
        }
    }

    fn single(per_head: &str) -> Household {
        let mut home = family(1, "0");
        home.household_size = 4;
        home.household_income = yuan(per_head).checked_mul(4).unwrap();
        home.case_type = CaseType::Single;
        home.covered[0].severe_disabled = true;
        home
    }

    #[test]
    fn examples_one_and_two() {
        let award_of = |home: &Household, rules: &DibaoRules| award(home, rules, on()).unwrap();
        assert_eq!(award_of(&family(3, "1060"), &rules()).total, yuan("740"));
        let mut home = family(3, "1060");
        home.covered[1].severe_disabled = true;
        home.covered[2].birth_date = crate::domain::date::parse("2012-01-31").unwrap();
        let award_made = award_of(&home, &rules());
        assert_eq!((award_made.base, award_made.extra, award_made.total), (yuan("740"), yuan("180"), yuan("920")));
        assert_eq!(award_made.shares[0], (1, yuan("246.67"), Money::ZERO));
        assert_eq!(award_made.shares[1], (2, yuan("246.67"), yuan("120")));
        assert_eq!(award_made.shares[2], (3, yuan("246.66"), yuan("60")));
        for (income, totals) in [("333.34", ["866.66", "867", "867"]), ("333.66", ["866.34", "866", "867"])] {
            for (rounding, total) in Rounding::ALL.into_iter().zip(totals) {
                let rules = DibaoRules { rounding, ..rules() };
                assert_eq!(award_of(&family(2, income), &rules).total, yuan(total), "{income} {}", rounding.text());
            }
        }
    }

    #[test]
    fn example_three_tiers() {
        let rules = DibaoRules { method: Method::Tier, ..rules() };
        assert_eq!(award(&family(1, "0"), &rules, on()).unwrap().total, yuan("600"));
        let couple = Household { class: Class::C, ..family(2, "100") };
        let made = award(&couple, &rules, on()).unwrap();
        assert_eq!(made.total, yuan("700"));
        assert_eq!(explain(&couple, &rules, &made), ["2 人 × C类标准 350.00 = 700.00", "合计 700.00"]);
    }

    #[test]
    fn example_four_single() {
        assert_eq!(award(&single("820"), &rules(), on()).unwrap().base, yuan("600"));
        assert!(qualify(&single("899.99"), &rules()).is_ok());
        assert!(qualify(&single("600"), &rules()).is_ok());
        assert_eq!(qualify(&single("900"), &rules()).unwrap_err().code(), "E-DB-020");
        assert_eq!(qualify(&single("599.99"), &rules()).unwrap_err().code(), "E-DB-022");
        // A third of a fen below the limit is told as below it, to four decimals.
        let mut three = single("899.99");
        (three.household_size, three.household_income) = (3, yuan("2699.99"));
        assert!(qualify(&three, &rules()).is_ok());
        three.case_type = CaseType::Family;
        assert!(qualify(&three, &rules()).unwrap_err().text().starts_with("人均月收入 899.9967 元, 不低于"));
        (three.household_income, three.case_type) = (yuan("1799.99"), CaseType::Single);
        assert!(qualify(&three, &rules()).unwrap_err().text().contains("599.9967 元, 低于城市低保标准 600.00"));
        let mut healthy = single("820");
        healthy.covered[0].severe_disabled = false;
        assert_eq!(qualify(&healthy, &rules()).unwrap_err().code(), "E-DB-022");
        healthy.covered[0].level3_mental = true;
        healthy.covered[0].own_income = yuan("100");
        let made = award(&healthy, &rules(), on()).unwrap();
        assert_eq!((made.base, made.extra), (yuan("500"), Money::ZERO));
        assert_eq!(explain(&healthy, &rules(), &made)[0], "单人保, 标准 600.00; 本人月收入 100.00, 补差 500.00");
        let full = DibaoRules { single_method: SingleMethod::Full, ..rules() };
        assert_eq!(award(&healthy, &full, on()).unwrap().base, yuan("600"));
        healthy.covered[0].own_income = yuan("600");
        assert_eq!(award(&healthy, &rules(), on()).unwrap_err().code(), "E-DB-020");
    }

    #[test]
    fn the_standard_itself_is_not_below_it() {
        let refused = qualify(&family(3, "1800"), &rules()).unwrap_err();
        assert_eq!(refused.code(), "E-DB-020");
        assert_eq!(
            refused.text(),
            "人均月收入 600.00 元, 不低于城市低保标准 600.00 元, 不符合条件;符合边缘家庭,可按单人保申请"
        );
        assert!(qualify(&family(3, "1799.99"), &rules()).is_ok());
        let far = qualify(&family(3, "2700"), &rules()).unwrap_err();
        assert!(far.text().ends_with("不符合条件"));
        let kept = qualify(&Household { retained: true, ..family(3, "2700") }, &rules()).unwrap_err();
        assert!(kept.keeps_last_amount() && !kept.slip().stops() && far.slip().stops());
    }

    #[test]
    fn households_out_of_order() {
        let refused = |home: Household| qualify(&home, &rules()).unwrap_err().code();
        assert_eq!(refused(Household { covered: vec![], ..family(1, "0") }), "E-DB-023");
        assert_eq!(refused(Household { household_size: 1, ..family(2, "0") }), "E-DB-023");
        assert_eq!(refused(Household { case_type: CaseType::Single, ..family(2, "1500") }), "E-DB-023");
        assert_eq!(refused(family(1, "-1")), "E-DB-023");
    }

    #[test]
    fn a_tier_above_the_standard_is_over_the_cap() {
        let rules = DibaoRules { method: Method::Tier, tiers: [yuan("650"); 3], ..rules() };
        let refused = award(&family(2, "0"), &rules, on()).unwrap_err();
        assert_eq!((refused.code(), refused.text()), ("E-DB-032", "户月保障金 1,300.00 元超过 2人x600.00"));
    }

    #[test]
    fn categories_add_up_only_when_told() {
        let mut home = family(1, "0");
        home.covered[0].severe_disabled = true;
        home.covered[0].seriously_ill = true;
        home.covered[0].birth_date = crate::domain::date::parse("1951-11-30").unwrap();
        assert_eq!(award(&home, &rules(), on()).unwrap().extra, yuan("120"));
        let mut stacked = rules();
        stacked.extras.stack = true;
        assert_eq!(award(&home, &stacked, on()).unwrap().extra, yuan("300"));
        home.covered[0].birth_date = crate::domain::date::parse("1951-12-01").unwrap();
        assert_eq!(award(&home, &stacked, on()).unwrap().extra, yuan("240"));
    }

    #[test]
    fn eligibility_is_told_by_the_rule_that_applied() {
        let of = |household: Household| {
            assert_eq!(qualify(&household, &rules()), Ok(()));
            eligibility(&household, &rules())
        };
        let at_the_edge = "不低于标准 600.00, 低于边缘家庭上限 900.00; 本人按单人保";
        for (household, words) in [
            (family(3, "1060"), Some("家庭人均月收入 353.33, 低于标准 600.00".to_owned())),
            (family(1, "599.99"), Some("家庭人均月收入 599.99, 低于标准 600.00".to_owned())),
            (family(2, "0"), None),
            (single("665"), Some(format!("家庭人均月收入 665.00; {at_the_edge}"))),
            (single("600"), Some(format!("家庭人均月收入 600.00; {at_the_edge}"))),
            (single("820"), Some(format!("家庭人均月收入 820.00; {at_the_edge}"))),
        ] {
            assert_eq!(of(household), words);
        }
    }

    #[test]
    fn the_computation_in_words() {
        let mut home = family(2, "334");
        home.covered[0].name = "陈桂香".to_string();
        home.covered[0].severe_disabled = true;
        let made = award(&home, &rules(), on()).unwrap();
        assert_eq!(
            explain(&home, &rules(), &made),
            [
                "2 人 × 600.00 = 1,200.00; 家庭月收入 334.00, 补差 866.00",
                "分类施保 陈桂香 重度残疾 20% = 120.00",
                "合计 986.00"
            ]
        );
        let ceil = DibaoRules { rounding: Rounding::YuanCeil, ..rules() };
        let made = award(&family(2, "333.66"), &ceil, on()).unwrap();
        assert_eq!(explain(&family(2, "333.66"), &ceil, &made)[1], "866.34 按“见角进元”取整为 867.00");
        assert_eq!(percent(1_250), "12.5%");
        assert_eq!(amount_slip(yuan("867"), &made), None);
        assert_eq!(amount_slip(yuan("866"), &made).unwrap().text, "保障金 866.00 元与公式结果 867.00 元不一致");
    }

    #[test]
    fn a_dead_member_lowers_the_amount_by_a_whole_standard() {
        // handbook 7.6: 740.00 for three, 140.00 for two, so 600.00 a month too much
        let before = award(&family(3, "1060"), &rules(), on()).unwrap().total;
        let after = award(&family(2, "1060"), &rules(), on()).unwrap().total;
        assert_eq!(before.checked_sub(after).and_then(|month| month.checked_mul(3)), Some(yuan("1800")));
    }

    proptest! {
        #[test]
        fn awards_add_up(people in 1i64..8, income in 0i64..400_000, mode in 0usize..3, ill in 0i64..8, standard in 1i64..200_000) {
            let mut home = family(people, "0");
            home.household_income = Money::fen(income);
            for person in &mut home.covered {
                person.seriously_ill = person.person <= ill;
            }
            let rules = DibaoRules { standard: Money::fen(standard), rounding: Rounding::ALL[mode], ..rules() };
            match award(&home, &rules, on()) {
                Ok(made) => {
                    prop_assert!(income < standard * people);
                    prop_assert_eq!(made.base.checked_add(made.extra), Some(made.total));
                    prop_assert_eq!(Money::sum(made.shares.iter().map(|s| s.1)), Some(made.base));
                    prop_assert_eq!(Money::sum(made.shares.iter().map(|s| s.2)), Some(made.extra));
                    prop_assert_eq!(Money::sum(made.lines.iter().map(|l| l.amount)), Some(made.extra));
                    let exact = standard * people - income + made.extra.as_fen();
                    let slack = if mode == 0 { 1 } else { 100 };
                    prop_assert!((made.total.as_fen() - exact).abs() < slack);
                }
                Err(refused) => {
                    prop_assert_eq!(refused.code(), "E-DB-020");
                    prop_assert!(income >= standard * people);
                }
            }
        }
    }
}
