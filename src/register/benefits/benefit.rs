//! What each benefit rests on, declared once: what happens to a running case of it when one of those grounds is gone
//! (assistance 2.3, 3.5, 5.2, 9). A scheme to come (高龄津贴, 孤儿 …) adds an entry to [`RESTS`].
//!
//! A record that takes a ground away says so ([`crate::register::Record::losses`]); the machinery asks what the person draws
//! ([`crate::register::Ask::Resting`]), and what follows here is carried out in the same act, or the clerk says why not. Pure.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::{Draft, find};
use chrono::NaiveDate;

/// The doubt about what is to be ended or changed with a record: carried out, or left with a reason.
pub const FOLLOWS: &str = "E-BN01";
/// The doubt about cases that the clerk has to look at: what becomes of them does not follow by itself.
pub const TO_LOOK_AT: &str = "E-BN02";

/// Something true of a person that a running case may rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Covered by a 低保 case.
    Dibao,
    /// Draws money of a 低保 case, which is not suspended.
    DibaoMoney,
    /// Draws no 特困.
    NoTekun,
    /// Not in prison or compulsory treatment (服刑、强制隔离戒毒).
    Liberty,
    /// Not declared missing (宣告失踪).
    Present,
    /// 户籍 in the district.
    Hukou,
    /// A certificate that has not run out.
    ValidCertificate,
    /// A certificate at all: neither frozen nor cancelled.
    Certificate,
    /// Draws no 工伤生活护理费.
    NoInjuryCare,
    /// A disability within the range of 护理补贴.
    CareRange,
    /// What 分类施保 is paid for: a severe disability, a serious illness.
    Extra,
    /// What lets one person of a family be covered alone: 重度残疾, 三级智力精神残疾, 重病.
    Alone,
    /// 无劳动能力, as 特困 asks for it.
    Inability,
    /// A certificate that bears out the disability: what the person's row says stays, but the paper does not.
    Paper,
}

/// A ground that a record takes away.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// Whose.
    pub person: i64,
    /// Which ground.
    pub ground: Ground,
    /// The first month without it.
    pub from: Month,
    /// In words: 自 2021-11-20 服刑.
    pub why: String,
    /// The day of the decision that what follows carries.
    pub decided: NaiveDate,
    /// The case whose version takes it away; it is no consequence of itself.
    pub case: Option<i64>,
}

/// A running case of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct RestingCase {
    /// Its scheme.
    pub scheme: Scheme,
    /// Its key.
    pub case: i64,
    /// Its number.
    pub case_no: String,
    /// Persons of the version in force.
    pub persons: i64,
    /// One person of a family is covered alone (单人保).
    pub single: bool,
    /// The person draws 分类施保 for a severe disability by it.
    pub disabled_extra: bool,
    /// Monthly amount of the version in force.
    pub amount: Money,
    /// Starts of its versions, ascending.
    pub months: Vec<Month>,
    /// Start of the last version that an end has to come after: the first, or the last one that the bank has paid by. Those
    /// after it give way to an end ([`crate::register::core::versions::replaced`]).
    pub settled: Option<Month>,
    /// The last version is a suspension.
    pub suspended: bool,
    /// The month from which the person no longer draws from it, where that is decided.
    pub ends: Option<Month>,
    /// 经济状况依据 of 生活补贴.
    pub basis: Option<String>,
    /// Last month with a line that the bank has paid.
    pub paid_until: Option<Month>,
}

/// Cases by what a clerk calls them: 城市低保(DB…, 每月 360.00 元)、….
pub fn named<'a>(cases: impl IntoIterator<Item = &'a RestingCase>) -> String {
    cases.into_iter().map(RestingCase::named).collect::<Vec<_>>().join("、")
}

impl RestingCase {
    fn named(&self) -> String {
        format!("{}({}, 每月 {} 元)", self.scheme.label(), self.case_no, self.amount)
    }
}

/// What becomes of a case without the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It ends, with that 停发原因.
    End(&'static str),
    /// It is suspended, with that reason.
    Suspend(&'static str),
    /// A version is computed anew.
    Recompute,
    /// The clerk has to look, and is told this.
    Look(&'static str),
}

/// One link: cases of a scheme rest on a ground.
pub struct Rest {
    schemes: &'static [Scheme],
    ground: Ground,
    /// For which of its cases.
    of: fn(&RestingCase) -> bool,
    then: Then,
}

const DIBAO: &[Scheme] = &[Scheme::DibaoUrban, Scheme::DibaoRural];
const SUBSIDIES: &[Scheme] = &[Scheme::DisabilityLiving, Scheme::DisabilityCare];
const LIVING: &[Scheme] = &[Scheme::DisabilityLiving];
const CARE: &[Scheme] = &[Scheme::DisabilityCare];
const TEKUN: &[Scheme] = &[Scheme::Tekun];
const RELIEF: &[Scheme] = &[Scheme::Temporary];

const fn every(_: &RestingCase) -> bool {
    true
}
const fn alone(case: &RestingCase) -> bool {
    case.persons <= 1
}
const fn with_others(case: &RestingCase) -> bool {
    case.persons > 1
}
const fn single(case: &RestingCase) -> bool {
    case.single
}
const fn for_disability(case: &RestingCase) -> bool {
    case.single || case.disabled_extra
}
fn on_dibao(case: &RestingCase) -> bool {
    case.basis.as_deref().is_none_or(|basis| basis == "1")
}
fn on_other(case: &RestingCase) -> bool {
    !on_dibao(case)
}

const fn rest(schemes: &'static [Scheme], ground: Ground, then: Then) -> Rest {
    Rest { schemes, ground, of: every, then }
}

impl Rest {
    const fn of(self, of: fn(&RestingCase) -> bool) -> Rest {
        Rest { of, ..self }
    }
}

/// Every link. Codes of reasons as in [`crate::register::benefits::codes::END_REASON`].
pub static RESTS: &[Rest] = &[
    rest(LIVING, Ground::Dibao, Then::End("23")).of(on_dibao),
    rest(LIVING, Ground::Dibao, Then::Look("不再是低保对象, 依据不是低保, 请复核经济状况")).of(on_other),
    rest(LIVING, Ground::DibaoMoney, Then::Look("依据的低保暂停发放, 请核实是否同时暂停")).of(on_dibao),
    rest(SUBSIDIES, Ground::NoTekun, Then::End("05")),
    rest(SUBSIDIES, Ground::Liberty, Then::End("07")),
    rest(TEKUN, Ground::Liberty, Then::End("07")),
    rest(DIBAO, Ground::Liberty, Then::End("07")).of(alone),
    rest(DIBAO, Ground::Liberty, Then::Look("服刑、强制隔离戒毒人员不计入家庭成员, 请到家庭另增一行后重新核定"))
        .of(with_others),
    rest(SUBSIDIES, Ground::Present, Then::End("99")),
    rest(TEKUN, Ground::Present, Then::End("99")),
    rest(DIBAO, Ground::Present, Then::End("15")).of(alone),
    rest(DIBAO, Ground::Present, Then::Look("宣告失踪的不计入家庭成员, 请到家庭另增一行后重新核定")).of(with_others),
    rest(SUBSIDIES, Ground::Hukou, Then::End("04")),
    rest(TEKUN, Ground::Hukou, Then::End("04")),
    rest(DIBAO, Ground::Hukou, Then::End("04")).of(alone),
    rest(DIBAO, Ground::Hukou, Then::Look("家里还有别的保障对象, 请核实户籍后重新核定")).of(with_others),
    rest(SUBSIDIES, Ground::ValidCertificate, Then::Suspend("21")),
    rest(SUBSIDIES, Ground::Certificate, Then::End("21")),
    rest(SUBSIDIES, Ground::NoInjuryCare, Then::End("24")),
    rest(CARE, Ground::CareRange, Then::End("22")),
    rest(DIBAO, Ground::Extra, Then::Recompute),
    rest(DIBAO, Ground::Alone, Then::Look("单人保的条件不再成立, 请复核")).of(single),
    rest(DIBAO, Ground::Paper, Then::Look("分类施保、单人保以残疾证为依据, 请核对人员的残疾状况后重新核定"))
        .of(for_disability),
    rest(TEKUN, Ground::Inability, Then::Look("不再符合无劳动能力的条件, 请复核")),
    rest(RELIEF, Ground::Liberty, Then::Look("还没有发放, 请核实")),
    rest(RELIEF, Ground::Hukou, Then::Look("还没有发放, 请核实")),
];

/// A case that a record ends, changes, or gives cause to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Consequence {
    /// The case.
    pub case: RestingCase,
    /// Whose ground it was.
    pub person: i64,
    /// What becomes of it.
    pub then: Then,
    /// From which month.
    pub from: Month,
    /// For a clerk, in one line.
    pub text: String,
    /// What is entered with the record; none where the clerk has to look.
    pub draft: Option<Draft>,
}

impl Consequence {
    /// The same with the amount that it comes to.
    #[must_use]
    pub fn coming_to(self, now: Option<Money>) -> Consequence {
        let amount = now.filter(|_| self.then == Then::Recompute).map(|now| format!(", 改为每月 {now} 元"));
        Consequence { text: format!("{}{}", self.text, amount.unwrap_or_default()), ..self }
    }
    /// The same as something the clerk has to look at, because it cannot be carried out.
    #[must_use]
    pub fn not_possible(self, because: &str) -> Consequence {
        let text = format!("{}: 不能随之办理({because})", self.text);
        Consequence { text, draft: None, then: Then::Look("不能随之办理"), ..self }
    }
}

/// What follows for one case of the person from a ground that is gone; none where it does not rest on it.
pub fn consequence(loss: &Loss, name: &str, case: &RestingCase) -> Option<Consequence> {
    if loss.case == Some(case.case) {
        return None;
    }
    let rests = |r: &&Rest| r.ground == loss.ground && r.schemes.contains(&case.scheme) && (r.of)(case);
    let then = match (RESTS.iter().find(rests)?.then, case.ends) {
        (_, Some(ends)) if ends <= loss.from => return None,
        (Then::Suspend(_) | Then::Recompute, Some(_)) => Then::Look("已定以后停发, 要提前的请先作废那次核定"),
        (then, _) => then,
    };
    if matches!(then, Then::Suspend(_)) && case.suspended {
        return None;
    }
    // An end takes the place of what lies ahead; any other version stands after the latest one, however early the ground was
    // gone.
    let stays = if matches!(then, Then::End(_)) { case.settled } else { case.months.last().copied() };
    let from = stays.map_or(loss.from, |stays| loss.from.max(stays.next()));
    let then = match (then, case.ends) {
        (Then::End(_), Some(ends)) if ends <= from => Then::Look("已定停发, 这以前的请核实"),
        (then, _) => then,
    };
    Some(Consequence {
        case: case.clone(),
        person: loss.person,
        then,
        from,
        text: format!("{name} {}", told(loss, case, then, from)),
        draft: draft(loss, case, then, from),
    })
}

fn told(loss: &Loss, case: &RestingCase, then: Then, from: Month) -> String {
    let mut text = case.named();
    text.push_str(&match then {
        Then::End(_) => match case.months.iter().find(|m| **m >= from) {
            Some(ahead) => format!(" 自 {from} 起停发(自 {ahead} 起的核定随之作废)"),
            None => format!(" 自 {from} 起停发"),
        },
        Then::Suspend(_) => format!(" 自 {from} 起暂停"),
        Then::Recompute => format!(" 自 {} 起重新核定", Month::of(loss.decided).next()),
        Then::Look(what) => format!(": {what}"),
    });
    text.push_str(&format!(" ({})", loss.why));
    if let Some(paid) = case.paid_until.filter(|paid| *paid >= loss.from) {
        let since = if paid == loss.from { String::new() } else { format!("{} 至 ", loss.from) };
        text.push_str(&match then {
            Then::End(_) => format!(", {since}{paid} 已发的须追缴"),
            Then::Suspend(_) => format!(", {since}{paid} 已发的请核实"),
            Then::Recompute | Then::Look(_) => String::new(),
        });
    }
    text
}

fn draft(loss: &Loss, case: &RestingCase, then: Then, from: Month) -> Option<Draft> {
    let (versions, parent) = match case.scheme {
        Scheme::DibaoUrban | Scheme::DibaoRural => ("award", "dibao"),
        Scheme::Tekun => ("tekun_award", "tekun"),
        Scheme::DisabilityLiving | Scheme::DisabilityCare => ("disability_award", "disability"),
        Scheme::Temporary => return None,
    };
    let mut draft = Draft::new(find(versions)?.register)
        .with(parent, format!("#{}", case.case))
        .with("decided_date", loss.decided.to_string());
    // What follows from it follows too.
    draft.follow = true;
    let dated = |kind: &str, reason: &str| {
        draft.clone().with("kind", kind).with("from_month", from.to_string()).with("reason_code", reason)
    };
    match then {
        Then::End(reason) => Some(dated("end", reason)),
        Then::Suspend(reason) => Some(dated("suspended", reason)),
        Then::Recompute => Some(draft),
        Then::Look(_) => None,
    }
}

/// A loss with a day of its own: the ground is gone from the month after it.
pub fn after(person: i64, ground: Ground, day: NaiveDate, why: String, decided: NaiveDate) -> Loss {
    Loss { person, ground, from: Month::of(day).next(), why, decided, case: None }
}

/// The doubts about what follows: what is carried out with the record unless the clerk says why not, and what the clerk has to
/// look at.
pub fn slips(follows: &[Consequence], carry_out: bool) -> Vec<Slip> {
    let texts = |determined: bool| -> Vec<&str> {
        follows.iter().filter(|c| c.draft.is_some() == determined).map(|c| c.text.as_str()).collect()
    };
    let (determined, look) = (texts(true), texts(false));
    let mut slips = Vec::new();
    if !determined.is_empty() && !carry_out {
        slips.push(Slip::doubt(FOLLOWS, format!("随之变动: {}", determined.join("; "))));
    }
    if !look.is_empty() {
        slips.push(Slip::doubt(TO_LOOK_AT, format!("请复核: {}", look.join("; "))));
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::assistance::codes::{DISABILITY_END, TEKUN_END};
    use crate::register::benefits::codes::END_REASON;

    fn case(scheme: Scheme) -> RestingCase {
        RestingCase {
            scheme,
            case: 9,
            case_no: "X9".to_owned(),
            persons: 1,
            single: false,
            disabled_extra: false,
            amount: Money::fen(7_000),
            months: Month::parse("2021-03").into_iter().collect(),
            settled: Month::parse("2021-03"),
            suspended: false,
            ends: None,
            basis: None,
            paid_until: None,
        }
    }

    fn loss(ground: Ground, from: &str) -> Loss {
        Loss {
            person: 7,
            ground,
            from: Month::parse(from).unwrap(),
            why: "某".to_owned(),
            decided: "2021-12-31".parse().unwrap(),
            case: None,
        }
    }

    #[test]
    fn every_reason_is_one_of_its_scheme() {
        for rest in RESTS {
            let (Then::End(code) | Then::Suspend(code)) = rest.then else { continue };
            for scheme in rest.schemes {
                let list = match scheme {
                    Scheme::Tekun => &TEKUN_END,
                    Scheme::DisabilityLiving | Scheme::DisabilityCare => &DISABILITY_END,
                    _ => &END_REASON,
                };
                assert!(list.label(code).is_some(), "{scheme:?} {code}");
            }
        }
    }

    #[test]
    fn what_becomes_of_a_case() {
        let then = |ground, case: &RestingCase| consequence(&loss(ground, "2021-12"), "李伟", case).map(|c| c.then);
        let living = case(Scheme::DisabilityLiving);
        assert_eq!(then(Ground::Dibao, &living), Some(Then::End("23")));
        let other = RestingCase { basis: Some("2".to_owned()), ..living.clone() };
        assert!(matches!(then(Ground::Dibao, &other), Some(Then::Look(_))));
        assert_eq!(then(Ground::Dibao, &case(Scheme::DisabilityCare)), None);
        assert_eq!(then(Ground::CareRange, &case(Scheme::DisabilityCare)), Some(Then::End("22")));
        assert_eq!(then(Ground::CareRange, &living), None);
        let family = RestingCase { persons: 3, ..case(Scheme::DibaoUrban) };
        assert!(matches!(then(Ground::Liberty, &family), Some(Then::Look(_))));
        assert_eq!(then(Ground::Liberty, &case(Scheme::DibaoUrban)), Some(Then::End("07")));
        let suspended = RestingCase { suspended: true, ..living.clone() };
        assert_eq!(then(Ground::ValidCertificate, &suspended), None);
        // The end of one that ends later anyway moves forward; one that has ended by then is no matter.
        let ending = |month| RestingCase { ends: Month::parse(month), ..living.clone() };
        assert_eq!(then(Ground::Liberty, &ending("2022-03")), Some(Then::End("07")));
        assert_eq!(then(Ground::Liberty, &ending("2021-12")), None);
    }

    #[test]
    fn it_ends_after_the_latest_version_and_what_was_paid_is_told() {
        let late = RestingCase { paid_until: Month::parse("2021-11"), ..case(Scheme::DisabilityLiving) };
        let found = consequence(&loss(Ground::Liberty, "2021-02"), "李伟", &late).unwrap();
        assert_eq!(found.from, Month::parse("2021-04").unwrap());
        assert!(found.text.ends_with("2021-02 至 2021-11 已发的须追缴"), "{}", found.text);
        assert_eq!(found.draft.unwrap().texts[3], ("from_month", "2021-04".to_owned()));
    }
}
