//! 特困人员救助供养: who qualifies, care levels, monthly amounts (handbook 3.2 to 3.4; 民发〔2016〕178号, 民发〔2021〕43号).
//!
//! Must not know registers or parameters: standards and rates are handed in.

use crate::domain::money::Money;
use crate::domain::people::disability::{self, Level};
use crate::domain::rounding::Rounding;
use crate::domain::slip::Slip;

/// 适用规则: which document the ability to work is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSet {
    /// 民发〔2016〕178号, for cases accepted before 2021-07-01.
    Of2016,
    /// 民发〔2021〕43号.
    Of2021,
}

impl RuleSet {
    /// Code `2016-178` or `2021-43`.
    pub const fn code(self) -> &'static str {
        match self {
            RuleSet::Of2016 => "2016-178",
            RuleSet::Of2021 => "2021-43",
        }
    }
    /// Rule set of a code.
    pub fn from_code(code: &str) -> Option<RuleSet> {
        [RuleSet::Of2016, RuleSet::Of2021].into_iter().find(|r| r.code() == code)
    }
}

/// 对象类别.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectType {
    /// 老年人, 1.
    Elderly,
    /// 残疾人, 2.
    Disabled,
    /// 未成年人, 3.
    Minor,
}

impl ObjectType {
    /// Code `1` to `3`.
    pub const fn code(self) -> &'static str {
        match self {
            ObjectType::Elderly => "1",
            ObjectType::Disabled => "2",
            ObjectType::Minor => "3",
        }
    }
}

/// 供养方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// D 分散供养, at home.
    Dispersed,
    /// C 集中供养, in an institution.
    Concentrated,
}

impl Mode {
    /// Code `D` or `C`.
    pub const fn code(self) -> &'static str {
        match self {
            Mode::Dispersed => "D",
            Mode::Concentrated => "C",
        }
    }
    /// 分散供养 or 集中供养.
    pub const fn label(self) -> &'static str {
        match self {
            Mode::Dispersed => "分散供养",
            Mode::Concentrated => "集中供养",
        }
    }
    /// Mode of a code.
    pub fn from_code(code: &str) -> Option<Mode> {
        [Mode::Dispersed, Mode::Concentrated].into_iter().find(|m| m.code() == code)
    }
}

/// 自理能力, and with it the level of care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CareLevel {
    /// 1 全自理.
    Able,
    /// 2 半护理.
    Partial,
    /// 3 全护理.
    Full,
}

impl CareLevel {
    /// All, the lightest first.
    pub const ALL: [CareLevel; 3] = [CareLevel::Able, CareLevel::Partial, CareLevel::Full];

    /// Code `1` to `3`.
    pub const fn code(self) -> &'static str {
        match self {
            CareLevel::Able => "1",
            CareLevel::Partial => "2",
            CareLevel::Full => "3",
        }
    }
    /// Level of a code.
    pub fn from_code(code: &str) -> Option<CareLevel> {
        CareLevel::ALL.into_iter().find(|l| l.code() == code)
    }
    /// Level by the six things (吃饭 穿衣 上下床 如厕 室内行走 洗澡): `true` is done alone. None failed: 1; one to three: 2;
    /// more: 3 (民发〔2021〕43号).
    pub fn of(alone: [bool; 6]) -> CareLevel {
        match alone.iter().filter(|done| !**done).count() {
            0 => CareLevel::Able,
            1..=3 => CareLevel::Partial,
            _ => CareLevel::Full,
        }
    }
}

/// What the ability to work is judged by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applicant {
    /// 周岁 on the day of application.
    pub age: u16,
    /// 残疾类别 and 等级 of the certificate.
    pub disability: Option<(disability::Kind, Level)>,
    /// In 义务教育, 普通高中 or 中职.
    pub at_school: bool,
    /// Is in 特困 as a minor already.
    pub supported_as_minor: bool,
}

/// Who is 无劳动能力, and as what: 60 or older, under 16, or disabled in the range of the rule set. One who is in 特困 as a
/// minor stays to 18, and beyond while at school.
///
/// # Errors
/// `E-TK-001`; a doubt for 多重残疾, whose parts the certificate does not tell.
pub fn unable_to_work(rules: RuleSet, who: &Applicant) -> Result<ObjectType, Slip> {
    if who.age >= 60 {
        return Ok(ObjectType::Elderly);
    }
    if who.age < 16 || (who.supported_as_minor && !minor_has_grown(who)) {
        return Ok(ObjectType::Minor);
    }
    let text = format!("年龄 {} 岁且残疾类别等级不在认定范围, 不符合\"无劳动能力\"", who.age);
    match who.disability {
        Some((kind, level)) if disabled_enough(rules, kind, level) => Ok(ObjectType::Disabled),
        Some((disability::Kind::Multiple, Level::One | Level::Two | Level::Three)) => {
            Err(Slip::doubt("E-TK-001", format!("{text}; 多重残疾请核对各部分的类别等级")))
        }
        _ => Err(Slip::error("E-TK-001", text)),
    }
}

/// The disabilities that count as 无劳动能力: 智力 and 精神 to level 3 (2016: 2), 肢体 to level 2 (2016: 1), 视力 level 1
/// (2016: none).
pub const fn disabled_enough(rules: RuleSet, kind: disability::Kind, level: Level) -> bool {
    use disability::Kind::{Intellect, Limb, Mental, Sight};
    match (rules, kind) {
        (RuleSet::Of2021, Intellect | Mental) => !matches!(level, Level::Four),
        (RuleSet::Of2016, Intellect | Mental) | (RuleSet::Of2021, Limb) => level.is_severe(),
        (RuleSet::Of2016, Limb) | (RuleSet::Of2021, Sight) => matches!(level, Level::One),
        _ => false,
    }
}

/// A minor in 特困 who has turned 18 and left school: the support ends (`W-TK-011`).
pub const fn minor_has_grown(who: &Applicant) -> bool {
    who.age >= 18 && !who.at_school
}

/// 无生活来源: own countable income below the 低保 standard (`E-TK-007`), property within the limit (`E-TK-008`).
pub fn income_slips(income: Money, standard: Option<Money>, property_ok: bool) -> Vec<Slip> {
    let mut slips = Vec::new();
    if let Some(standard) = standard.filter(|s| income >= *s) {
        let text = format!("本人月收入 {income} 元不低于低保标准 {standard} 元, 不符合\"无生活来源\"");
        slips.push(Slip::error("E-TK-007", text).at("income"));
    }
    if !property_ok {
        slips.push(Slip::error("E-TK-008", "财产超过规定, 不符合\"无生活来源\"").at("property_ok"));
    }
    slips
}

/// 义务人: nobody obliged (`0`), or one who is incapable by the kind named (`1` to `6`); `E-TK-002` for one who is capable.
pub fn obligor_slip(basis: &str, name: Option<&str>) -> Option<Slip> {
    match (basis, name) {
        ("9", name) => {
            let who = name.unwrap_or("义务人");
            Some(Slip::error("E-TK-002", format!("{who} 有履行能力, 请补充无履行能力证明")).at("obligor_basis"))
        }
        ("0", _) | (_, Some(_)) => None,
        _ => Some(Slip::error("E-RG06", "有法定义务人的, 须填义务人姓名").at("obligor_name")),
    }
}

/// What amounts are computed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// 低保标准 of the case's kind, monthly.
    pub standard: Money,
    /// Base as a share of it, in 1/10,000; the nation's floor is 13,000.
    pub base_bp: u32,
    /// 照料护理 a month, for the mode and level.
    pub care: Money,
}

/// 基本生活费: standard × share, a started yuan counts whole (见角进元). `None` when it leaves what money can hold.
pub fn base(rates: &Rates) -> Option<Money> {
    let fen = i128::from(rates.standard.as_fen()) * i128::from(rates.base_bp);
    Rounding::YuanCeil.apply_ratio(fen, 10_000).map(Money::fen)
}

/// How many of a batch of cases the county itself must visit: 30 % of them, rounded up (handbook 3.5).
pub const fn visits_needed(cases: i64) -> i64 {
    (cases * 3 + 9) / 10
}

/// `E-TK-014` when the county has visited fewer of a batch than it must before the batch is confirmed (handbook 3.5, 3.8).
pub fn visits_slip(cases: i64, visited: i64) -> Option<Slip> {
    let needed = visits_needed(cases);
    (visited < needed).then(|| {
        let share = visited * 100 / cases.max(1);
        let text = format!("抽查比例 {share}% 低于30%: 本批 {cases} 件, 应由区级入户 {needed} 件, 已入户 {visited} 件");
        Slip::error("E-TK-014", text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use disability::Kind::{Hearing, Intellect, Limb, Mental, Multiple, Sight};

    fn who(age: u16, disability: Option<(disability::Kind, Level)>) -> Applicant {
        Applicant { age, disability, ..Applicant::default() }
    }

    #[test]
    fn ability_by_age_and_by_rule_set() {
        let both = [RuleSet::Of2016, RuleSet::Of2021];
        for rules in both {
            assert_eq!(unable_to_work(rules, &who(60, None)), Ok(ObjectType::Elderly));
            assert_eq!(unable_to_work(rules, &who(15, None)), Ok(ObjectType::Minor));
            let slip = unable_to_work(rules, &who(59, None)).unwrap_err();
            assert_eq!(slip.text, "年龄 59 岁且残疾类别等级不在认定范围, 不符合\"无劳动能力\"");
            assert!(unable_to_work(rules, &who(16, None)).is_err());
        }
        for (kind, level, in_2016, in_2021) in [
            (Intellect, Level::Two, true, true),
            (Mental, Level::Three, false, true),
            (Mental, Level::Four, false, false),
            (Limb, Level::One, true, true),
            (Limb, Level::Two, false, true),
            (Limb, Level::Three, false, false),
            (Sight, Level::One, false, true),
            (Sight, Level::Two, false, false),
            (Hearing, Level::One, false, false),
        ] {
            let case = who(40, Some((kind, level)));
            assert_eq!(unable_to_work(RuleSet::Of2016, &case).is_ok(), in_2016, "{kind:?} {level:?}");
            assert_eq!(unable_to_work(RuleSet::Of2021, &case).is_ok(), in_2021, "{kind:?} {level:?}");
        }
        let unclear = unable_to_work(RuleSet::Of2021, &who(40, Some((Multiple, Level::One)))).unwrap_err();
        assert_eq!(unclear.severity, crate::domain::slip::Severity::Doubt);
    }

    #[test]
    fn a_minor_stays_while_at_school() {
        let young = |age, at_school| Applicant { age, at_school, supported_as_minor: true, disability: None };
        assert_eq!(unable_to_work(RuleSet::Of2021, &young(17, false)), Ok(ObjectType::Minor));
        assert_eq!(unable_to_work(RuleSet::Of2021, &young(19, true)), Ok(ObjectType::Minor));
        assert!(unable_to_work(RuleSet::Of2021, &young(18, false)).is_err());
        assert!(minor_has_grown(&young(18, false)) && !minor_has_grown(&young(18, true)));
    }

    #[test]
    fn care_level_by_the_number_of_things_not_done_alone() {
        let failing = |n: usize| std::array::from_fn(|i| i >= n);
        let levels: Vec<&str> = (0..=6).map(|n| CareLevel::of(failing(n)).code()).collect();
        assert_eq!(levels, ["1", "2", "2", "2", "3", "3", "3"]);
    }

    #[test]
    fn the_base_of_the_handbook_is_780() {
        let rates = |yuan: i64| Rates { standard: Money::fen(yuan * 100), base_bp: 13_000, care: Money::ZERO };
        assert_eq!(base(&rates(600)), Some(Money::fen(78_000)));
        // 555 × 1.3 = 721.50: a started yuan counts whole.
        assert_eq!(base(&rates(555)), Some(Money::fen(72_200)));
    }

    #[test]
    fn income_property_and_obligor() {
        let standard = Some(Money::fen(60_000));
        assert!(income_slips(Money::fen(59_999), standard, true).is_empty());
        let codes: Vec<_> = income_slips(Money::fen(60_000), standard, false).iter().map(|s| s.code).collect();
        assert_eq!(codes, ["E-TK-007", "E-TK-008"]);
        assert_eq!(obligor_slip("0", None), None);
        assert_eq!(obligor_slip("4", Some("王五")), None);
        assert_eq!(obligor_slip("4", None).map(|s| s.code), Some("E-RG06"));
        assert_eq!(
            obligor_slip("9", Some("王五")).map(|s| s.text),
            Some("王五 有履行能力, 请补充无履行能力证明".into())
        );
    }

    #[test]
    fn three_in_ten_are_visited_rounded_up() {
        for (cases, needed) in [(0, 0), (1, 1), (3, 1), (4, 2), (7, 3), (10, 3), (11, 4), (100, 30)] {
            assert_eq!(visits_needed(cases), needed, "{cases}");
            assert_eq!(visits_slip(cases, needed), None);
        }
        let slip = visits_slip(7, 2).unwrap();
        assert_eq!(slip.code, "E-TK-014");
        assert_eq!(slip.text, "抽查比例 28% 低于30%: 本批 7 件, 应由区级入户 3 件, 已入户 2 件");
    }
}
