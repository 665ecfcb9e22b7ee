//! 低保: who qualifies by income, and the monthly amount (handbook 2.3, 2.6, 2.8).
//!
//! Must not know where standards, members or incomes come from, nor procedures and payment.
use crate::domain::date::age_on;
use crate::domain::money::{Money, Rounding};
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use chrono::NaiveDate;

/// 城乡类别 of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// U 城市低保.
    #[default]
    Urban,
    /// R 农村低保.
    Rural,
}

impl Kind {
    /// Code `U` or `R`.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Urban => "U",
            Kind::Rural => "R",
        }
    }

    /// 城市低保 or 农村低保.
    pub const fn label(self) -> &'static str {
        match self {
            Kind::Urban => "城市低保",
            Kind::Rural => "农村低保",
        }
    }

    /// Kind of a code.
    pub fn from_code(code: &str) -> Option<Kind> {
        [Kind::Urban, Kind::Rural].into_iter().find(|kind| kind.code() == code)
    }
}

/// How the base amount is found (parameter `dibao.method`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// 差额: standard × covered persons − income of the household.
    Gap,
    /// 分档: a fixed sum a covered person by class A, B, C.
    Tier,
}

impl Method {
    /// Text of the parameter: `GAP` or `TIER`.
    pub const fn text(self) -> &'static str {
        match self {
            Method::Gap => "GAP",
            Method::Tier => "TIER",
        }
    }

    /// Method of a parameter text.
    pub fn from_text(text: &str) -> Option<Method> {
        [Method::Gap, Method::Tier].into_iter().find(|method| method.text() == text)
    }
}

/// What a single applicant (单人保) draws (parameter `dibao.single_method`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SingleMethod {
    /// The standard less the person's own income.
    OwnIncome,
    /// The whole standard.
    Full,
}

impl SingleMethod {
    /// Text of the parameter: `OWN_INCOME` or `FULL`.
    pub const fn text(self) -> &'static str {
        match self {
            SingleMethod::OwnIncome => "OWN_INCOME",
            SingleMethod::Full => "FULL",
        }
    }

    /// Method of a parameter text.
    pub fn from_text(text: &str) -> Option<SingleMethod> {
        [SingleMethod::OwnIncome, SingleMethod::Full].into_iter().find(|method| method.text() == text)
    }
}

/// 保障方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseType {
    /// 整户.
    Family,
    /// 单人.
    Single,
}

impl CaseType {
    /// Code `FAMILY` or `SINGLE`.
    pub const fn code(self) -> &'static str {
        match self {
            CaseType::Family => "FAMILY",
            CaseType::Single => "SINGLE",
        }
    }

    /// 整户 or 单人.
    pub const fn label(self) -> &'static str {
        match self {
            CaseType::Family => "整户",
            CaseType::Single => "单人",
        }
    }

    /// Case type of a code.
    pub fn from_code(code: &str) -> Option<CaseType> {
        [CaseType::Family, CaseType::Single].into_iter().find(|case| case.code() == code)
    }
}

/// 低保类别 of a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A类.
    A,
    /// B类.
    B,
    /// C类.
    C,
}

impl Class {
    /// All classes.
    pub const ALL: [Class; 3] = [Class::A, Class::B, Class::C];

    /// Code `A`, `B` or `C`.
    pub const fn code(self) -> &'static str {
        match self {
            Class::A => "A",
            Class::B => "B",
            Class::C => "C",
        }
    }

    /// A类, B类 or C类.
    pub const fn label(self) -> &'static str {
        match self {
            Class::A => "A类",
            Class::B => "B类",
            Class::C => "C类",
        }
    }

    /// Class of a code.
    pub fn from_code(code: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.code() == code)
    }
}

/// 分类施保 percentages in basis points of the standard (2000 is 20 %).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Extras {
    /// 重度残疾.
    pub disabled_bp: u32,
    /// 重病.
    pub ill_bp: u32,
    /// 70岁以上.
    pub aged70_bp: u32,
    /// 未成年人.
    pub minor_bp: u32,
    /// Do several categories of one person add up? Otherwise the highest counts.
    pub stack: bool,
}

/// The rules in force for a kind of 低保 in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DibaoRules {
    /// City or countryside; names the standard in messages.
    pub kind: Kind,
    /// Standard a person and month (保障标准).
    pub standard: Money,
    /// 差额 or 分档.
    pub method: Method,
    /// Sums a person for class A, B, C; used by 分档 only.
    pub tiers: [Money; 3],
    /// 分类施保.
    pub extras: Extras,
    /// Rounding of the household's total, once at the end.
    pub rounding: Rounding,
    /// Amount of a single applicant.
    pub single_method: SingleMethod,
    /// Where the edge (低保边缘) ends, in basis points of the standard (15000 is 1.5).
    pub edge_bp: u32,
}

/// A person whom a case covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Key of the person, handed back in the award.
    pub person: i64,
    /// 姓名.
    pub name: String,
    /// 出生日期.
    pub birth_date: NaiveDate,
    /// 重度残疾: level one or two.
    pub severe_disabled: bool,
    /// 重病: on the local list.
    pub seriously_ill: bool,
    /// Level three, 智力 or 精神: may apply as a single person, draws no extra.
    pub level3_mental: bool,
    /// Own countable monthly income; used for a single applicant.
    pub own_income: Money,
}

/// A household as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    /// Whom the case covers (保障对象).
    pub covered: Vec<Covered>,
    /// Countable monthly income of all who live together.
    pub household_income: Money,
    /// How many live together (共同生活家庭成员), covered or not.
    pub household_size: u32,
    /// 整户 or 单人.
    pub case_type: CaseType,
    /// A, B or C.
    pub class: Class,
    /// 涉军暂作保留: kept though it no longer qualifies.
    pub retained: bool,
}

/// A category of 分类施保.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// 重度残疾.
    SevereDisabled,
    /// 重病.
    SeriouslyIll,
    /// 70岁以上.
    Aged70,
    /// 未成年人.
    Minor,
}

impl Category {
    /// All categories, in the order in which equal percentages are taken.
    pub const ALL: [Category; 4] =
        [Category::SevereDisabled, Category::SeriouslyIll, Category::Aged70, Category::Minor];

    /// Chinese name.
    pub const fn label(self) -> &'static str {
        match self {
            Category::SevereDisabled => "重度残疾",
            Category::SeriouslyIll => "重病",
            Category::Aged70 => "70岁以上",
            Category::Minor => "未成年人",
        }
    }

    /// Its percentage in basis points.
    pub const fn bp(self, extras: &Extras) -> u32 {
        match self {
            Category::SevereDisabled => extras.disabled_bp,
            Category::SeriouslyIll => extras.ill_bp,
            Category::Aged70 => extras.aged70_bp,
            Category::Minor => extras.minor_bp,
        }
    }

    /// Does the person belong to it on a day?
    pub fn holds(self, person: &Covered, on: NaiveDate) -> bool {
        let age = age_on(person.birth_date, on);
        match self {
            Category::SevereDisabled => person.severe_disabled,
            Category::SeriouslyIll => person.seriously_ill,
            Category::Aged70 => age.is_some_and(|age| age >= 70),
            Category::Minor => age.is_none_or(|age| age < 18),
        }
    }
}

/// One extra of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraLine {
    /// Key of the person.
    pub person: i64,
    /// 姓名.
    pub name: String,
    /// Why.
    pub category: Category,
    /// Basis points of the standard.
    pub bp: u32,
    /// Amount, to the fen.
    pub amount: Money,
}

/// 保障金 of a household for a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Without 分类施保. Rounding of the total falls here.
    pub base: Money,
    /// 分类施保, the sum of the lines.
    pub extra: Money,
    /// What is paid: base and extra.
    pub total: Money,
    /// The extras.
    pub lines: Vec<ExtraLine>,
    /// A person's share of the base, and the person's own extra; the sums are exact.
    pub shares: Vec<(i64, Money, Money)>,
}

/// Why a household gets no award by the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// E-DB-020: income per head is not below the standard (or, for a single applicant, not in the edge).
    NotEligible {
        /// What to tell the clerk.
        text: String,
        /// The household is 涉军 retained: nothing is recomputed, the amount of the last eligible version stays.
        retained: bool,
    },
    /// E-DB-032: more than the cap.
    OverCap {
        /// What to tell the clerk.
        text: String,
    },
    /// E-DB-022: a single application that does not meet its own conditions.
    NotSingle {
        /// What to tell the clerk.
        text: String,
    },
    /// E-DB-023: the household itself is not in order (nobody covered, more covered than living there …).
    Unfit {
        /// What to tell the clerk.
        text: String,
    },
}

impl Refusal {
    /// Stable code of handbook 2.11.
    pub const fn code(&self) -> &'static str {
        match self {
            Refusal::NotEligible { .. } => "E-DB-020",
            Refusal::OverCap { .. } => "E-DB-032",
            Refusal::NotSingle { .. } => "E-DB-022",
            Refusal::Unfit { .. } => "E-DB-023",
        }
    }

    /// What to tell the clerk.
    pub fn text(&self) -> &str {
        match self {
            Refusal::NotEligible { text, .. }
            | Refusal::OverCap { text }
            | Refusal::NotSingle { text }
            | Refusal::Unfit { text } => text,
        }
    }

    /// Is it a household that is kept all the same, with the amount it had (涉军暂作保留)?
    pub const fn keeps_last_amount(&self) -> bool {
        matches!(self, Refusal::NotEligible { retained: true, .. })
    }

    /// The refusal as a slip; only a note for a retained household (handbook 12).
    pub fn slip(&self) -> Slip {
        if self.keeps_last_amount() {
            Slip::warning(self.code(), self.text())
        } else {
            Slip::error(self.code(), self.text())
        }
    }
}

/// 人均月收入, to the fen, half up: for display only, eligibility compares exactly.
pub fn income_per_head(household: &Household) -> Option<Money> {
    household.household_income.times_ratio(1, i64::from(household.household_size), Rounding::Fen)
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
    let per_head = income_per_head(household).ok_or_else(too_large)?;
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
            let edge = standard.times_bp(rules.edge_bp, Rounding::Fen).ok_or_else(too_large)?;
            Err(not_eligible(format!("人均月收入 {per_head} 元, 不低于边缘家庭上限 {edge} 元, 不符合单人保条件")))
        }
        CaseType::Single => {
            let fits = |p: &Covered| p.severe_disabled || p.seriously_ill || p.level3_mental;
            match household.covered.iter().find(|p| !fits(p)) {
                None => Ok(()),
                Some(p) => Err(Refusal::NotSingle {
                    text: format!("{} 不是重度残疾、三级智力或精神残疾、重病人员, 不能按单人保申请", p.name),
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

/// 起发年月: the month after the decision (handbook 0.4, fact 3; E-DB-011 otherwise).
pub fn start_month(decided: NaiveDate) -> Month {
    Month::of(decided).next()
}

/// Is the start month the month after the decision? `E-DB-011` when not.
pub fn start_slip(decided: NaiveDate, start: Month) -> Option<Slip> {
    let right = start_month(decided);
    (start != right)
        .then(|| Slip::error("E-DB-011", format!("低保金自确认次月起发, 起发月份应为 {right}")).at("start_month"))
}

/// What is counted when a roster is balanced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 户.
    Households,
    /// 人.
    Persons,
}

impl Unit {
    /// 户 or 人.
    pub const fn label(self) -> &'static str {
        match self {
            Unit::Households => "户",
            Unit::Persons => "人",
        }
    }
}

/// The roster identity of handbook 2.8: opening + added − removed = closing.
///
/// # Errors
/// `E-DB-050` with the four numbers.
pub fn balance(unit: Unit, opening: i64, added: i64, removed: i64, closing: i64) -> Result<(), Slip> {
    let sum = i128::from(opening) + i128::from(added) - i128::from(removed);
    if sum == i128::from(closing) {
        return Ok(());
    }
    let text = format!("{}数关系不平: 期初{opening}+新增{added}-核减{removed}≠期末{closing}", unit.label());
    Err(Slip::error("E-DB-050", text))
}
