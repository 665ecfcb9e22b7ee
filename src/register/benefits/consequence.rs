//! What follows for running cases from a ground that is gone: what each benefit declares of it ([`super::rests`]) is carried out in
//! the same act, or the clerk says why not. The machinery asks what the person draws ([`crate::register::Ask::Resting`]). Pure.

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::benefits::rests::{Loss, RestingCase, Then};
use crate::register::{Consequence, Draft, benefit, find};

/// The doubt about what is to be ended or changed with a record: carried out, or left with a reason.
pub const FOLLOWS: &str = "E-BN01";
/// The doubt about cases that the clerk has to look at: what becomes of them does not follow by itself.
pub const TO_LOOK_AT: &str = "E-BN02";

/// With what they are told.
pub const FOLLOWS_ARE: &str = "随之变动: ";

/// What a version of a case says, as it is typed, by the month in which it begins.
pub type Typed<'a> = &'a dyn Fn(Month) -> Vec<(&'static str, String)>;

/// What follows for one case of the person from a ground that is gone; nothing where it does not rest on it. What is computed anew takes
/// the place of what was decided for later, and each of those is decided anew then.
pub fn consequences(loss: &Loss, name: &str, case: &RestingCase, typed: Typed<'_>) -> Vec<Consequence> {
    let Some(mut first) = consequence(loss, name, case) else { return Vec::new() };
    if !matches!(first.then, Then::Recompute | Then::Amend) {
        return vec![first];
    }
    let says = |draft: Option<Draft>, month: Month| draft.map(|draft| typed(month).into_iter().fold(draft, with));
    // What is suspended then stays so, until what was decided for later.
    first.draft = says(first.draft, case.suspended_in(first.from).unwrap_or(first.from));
    let later = case.months.iter().filter(|month| **month > first.from).map(|month| Consequence {
        from: *month,
        text: format!("{name} {} 自 {month} 起重新核定 ({})", case.named(), loss.why),
        draft: says(draft(loss, case, first.then, *month), *month),
        ..first.clone()
    });
    let later: Vec<Consequence> = later.collect();
    std::iter::once(first).chain(later).collect()
}

fn with(draft: Draft, (col, text): (&'static str, String)) -> Draft {
    draft.with(col, text)
}

fn consequence(loss: &Loss, name: &str, case: &RestingCase) -> Option<Consequence> {
    if loss.case == Some(case.case) {
        return None;
    }
    let rests = benefit(case.scheme)?.rests;
    let then = match (rests.iter().find(|rest| rest.holds(loss.ground, case))?.then, case.ends) {
        (_, Some(ends)) if ends <= loss.from => return None,
        (Then::Suspend(_) | Then::Recompute | Then::Amend, Some(_)) => {
            Then::Look("已定以后停发, 要提前的请先作废那次核定")
        }
        (then, _) => then,
    };
    // It takes the place of what lies ahead, but for what the bank has paid by, however early the ground was gone.
    let from = match then {
        Then::End(_) if never_begins(loss, case) => loss.from,
        Then::End(_) | Then::Suspend(_) => after(case.settled, loss),
        Then::Recompute => anew(Month::of(loss.decided).next(), loss, case),
        _ => computed_from(loss, case),
    };
    let idle = match then {
        Then::Suspend(_) => case.is_idle_from(from),
        // What pays nothing is not computed anew: what comes later is computed then.
        Then::Amend => case.months.is_empty() || case.is_idle_from(from),
        _ => false,
    };
    if idle {
        return None;
    }
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

/// The first month without the ground that comes after a version that stays.
fn after(stays: Option<Month>, loss: &Loss) -> Month {
    stays.map_or(loss.from, |stays| loss.from.max(stays.next()))
}

/// From when on a case is computed anew without the ground, however early that was gone.
pub fn computed_from(loss: &Loss, case: &RestingCase) -> Month {
    anew(loss.from, loss, case)
}

/// The month, or a later one: what the bank has paid by stays, and a first version that has begun; nothing is drawn before the first one.
fn anew(month: Month, loss: &Loss, case: &RestingCase) -> Month {
    let is_ahead = |first: &&Month| case.paid_until.is_none() && **first >= Month::of(loss.decided);
    let first = case.months.first().filter(is_ahead).copied();
    month.max(first.or(case.settled.map(|stays| stays.next())).unwrap_or(month))
}

/// Whether a case of one person has not begun when the ground is gone: then nothing is drawn from it, not for one month.
fn never_begins(loss: &Loss, case: &RestingCase) -> bool {
    let first = case.months.first().filter(|first| **first >= Month::of(loss.decided).max(loss.from));
    first.is_some() && case.paid_until.is_none() && !case.is_of_household()
}

fn told(loss: &Loss, case: &RestingCase, then: Then, from: Month) -> String {
    let mut text = case.named();
    let ahead = case.months.iter().find(|month| **month >= from);
    let ahead = ahead.map_or_else(String::new, |ahead| format!("(自 {ahead} 起的核定随之作废)"));
    text.push_str(&match then {
        Then::End(_) => format!(" 自 {from} 起停发{ahead}"),
        Then::Suspend(_) => format!(" 自 {from} 起暂停{ahead}"),
        Then::Recompute | Then::Amend => format!(" 自 {from} 起重新核定{ahead}"),
        Then::Look(what) => format!(": {what}"),
        Then::Recover(..) => String::new(),
    });
    text.push_str(&format!(" ({})", loss.why));
    if let Some(paid) = case.paid_until.filter(|paid| *paid >= loss.from && loss.ground.recovered().is_none()) {
        let since = if paid == loss.from { String::new() } else { format!("{} 至 ", loss.from) };
        text.push_str(&match then {
            Then::End(_) => format!(", {since}{paid} 已发的须追缴"),
            Then::Suspend(_) | Then::Amend => format!(", {since}{paid} 已发的请核实"),
            Then::Recompute | Then::Look(_) | Then::Recover(..) => String::new(),
        });
    }
    text
}

fn draft(loss: &Loss, case: &RestingCase, then: Then, from: Month) -> Option<Draft> {
    let cases = benefit(case.scheme)?.cases;
    let mut draft = Draft::new(find(cases.versions?.register)?.register)
        .with_ref(cases.name, case.case)
        .with("decided_date", loss.decided.to_string());
    // What follows from it follows too.
    (draft.follow, draft.without) = (true, true);
    let dated = |kind: &str, reason: &str| {
        draft.clone().with("kind", kind).with("from_month", from.to_string()).with("reason_code", reason)
    };
    match then {
        Then::End(reason) => Some(dated("end", reason)),
        Then::Suspend(reason) => Some(dated("suspended", reason)),
        Then::Recompute | Then::Amend => Some(draft.clone().with("from_month", from.to_string())),
        Then::Look(_) | Then::Recover(..) => None,
    }
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
        slips.push(Slip::doubt(FOLLOWS, format!("{FOLLOWS_ARE}{}", determined.join("; "))));
    }
    if !look.is_empty() {
        slips.push(Slip::doubt(TO_LOOK_AT, format!("请复核: {}", look.join("; "))));
    }
    slips
}

/// What is said, consequence by consequence; of anything else its whole text.
pub fn one_by_one(slip: &Slip) -> impl Iterator<Item = &str> {
    let apart = [FOLLOWS, TO_LOOK_AT].contains(&slip.code);
    let (first, rest) = slip.text.split_once("; ").filter(|_| apart).unwrap_or((&slip.text, ""));
    std::iter::once(first).chain(rest.split("; ").filter(|text| !text.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;
    use crate::domain::scheme::Scheme;
    use crate::register::BENEFITS;
    use crate::register::benefits::rests::Ground;

    fn case(scheme: Scheme) -> RestingCase {
        RestingCase {
            scheme,
            case: 9,
            case_no: "X9".to_owned(),
            persons: 1,
            amount: Money::fen(7_000),
            months: Month::parse("2021-03").into_iter().collect(),
            settled: Month::parse("2021-03"),
            suspended: Vec::new(),
            ends: None,
            says: Vec::new(),
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
        for (benefit, rest) in BENEFITS.iter().flat_map(|b| b.rests.iter().map(move |rest| (b, rest))) {
            let (Then::End(code) | Then::Suspend(code)) = rest.then else { continue };
            let ends = benefit.monthly().unwrap().ends;
            assert!(ends.label(code).is_some(), "{} {code}", benefit.label);
        }
    }

    #[test]
    fn what_becomes_of_a_case() {
        let then = |ground, case: &RestingCase| consequence(&loss(ground, "2021-12"), "李伟", case).map(|c| c.then);
        let living = case(Scheme::DisabilityLiving);
        assert_eq!(then(Ground::Dibao, &living), Some(Then::End("23")));
        let other = RestingCase { says: vec![("poverty_basis", "2".to_owned())], ..living.clone() };
        assert!(matches!(then(Ground::Dibao, &other), Some(Then::Look(_))));
        assert_eq!(then(Ground::Dibao, &case(Scheme::DisabilityCare)), None);
        assert_eq!(then(Ground::CareRange, &case(Scheme::DisabilityCare)), Some(Then::End("22")));
        assert_eq!(then(Ground::CareRange, &living), None);
        let family = RestingCase { persons: 3, ..case(Scheme::DibaoUrban) };
        assert!(matches!(then(Ground::Liberty, &family), Some(Then::Look(_))));
        assert_eq!(then(Ground::Liberty, &case(Scheme::DibaoUrban)), Some(Then::End("07")));
        let suspended = RestingCase { suspended: living.months.clone(), ..living.clone() };
        assert_eq!(then(Ground::ValidCertificate, &suspended), None);
        // What pays until then is suspended before.
        let later: Vec<Month> = Month::parse("2022-03").into_iter().collect();
        let months = living.months.iter().chain(&later).copied().collect();
        let ahead = RestingCase { months, suspended: later, ..living.clone() };
        assert!(matches!(then(Ground::ValidCertificate, &ahead), Some(Then::Suspend(_))));
        // The end of one that ends later anyway moves forward; one that has ended by then is no matter.
        let ending = |month| RestingCase { ends: Month::parse(month), ..living.clone() };
        assert_eq!(then(Ground::Liberty, &ending("2022-03")), Some(Then::End("07")));
        assert_eq!(then(Ground::Liberty, &ending("2021-12")), None);
    }

    #[test]
    fn what_tops_up_another_is_computed_anew_from_the_month_of_the_change() {
        let unsupported = RestingCase { amount: Money::fen(45_700), ..case(Scheme::DeFacto) };
        let found = consequence(&loss(Ground::Draws, "2021-12"), "张小", &unsupported).unwrap();
        assert_eq!((found.then, found.from.to_string().as_str()), (Then::Amend, "2021-12"));
        assert_eq!(found.text, "张小 事实无人抚养(X9, 每月 457.00 元) 自 2021-12 起重新核定 (某)");
        assert!(found.draft.unwrap().texts.contains(&("from_month", "2021-12".to_owned())));
        let idle = RestingCase { months: Vec::new(), ..unsupported.clone() };
        assert_eq!(consequence(&loss(Ground::Draws, "2021-12"), "张小", &idle), None);
        assert_eq!(consequence(&loss(Ground::Draws, "2021-12"), "张小", &case(Scheme::Orphans)), None);
        let grown = consequence(&loss(Ground::Childhood, "2021-12"), "张小", &unsupported).unwrap();
        assert_eq!(grown.then, Then::End("41"));
    }

    #[test]
    fn what_has_not_begun_when_its_ground_is_gone_never_does() {
        let first = |month: &str| Month::parse(month).into_iter().collect();
        let child =
            |month: &str| RestingCase { months: first(month), settled: Month::parse(month), ..case(Scheme::DeFacto) };
        let from = |case: &RestingCase, of: &str| {
            let found = consequence(&loss(Ground::Unsupported, of), "张小", case).unwrap();
            (found.from.to_string(), found.text.contains("随之作废"))
        };
        assert_eq!(from(&child("2022-01"), "2022-01"), ("2022-01".to_owned(), true));
        assert_eq!(from(&child("2022-02"), "2022-01"), ("2022-01".to_owned(), true));
        assert_eq!(from(&child("2021-12"), "2022-01"), ("2022-01".to_owned(), false), "it has begun by then");
        assert_eq!(
            from(&child("2021-11"), "2021-11"),
            ("2021-12".to_owned(), false),
            "decided when that month is past"
        );
        let paid = RestingCase { paid_until: Month::parse("2022-01"), ..child("2022-01") };
        assert_eq!(from(&paid, "2022-01"), ("2022-02".to_owned(), false));
    }

    #[test]
    fn what_is_decided_for_later_is_computed_anew_too() {
        let month = |text: &str| Month::parse(text).unwrap();
        let orphan = |months: &[&str], paid: &str| RestingCase {
            months: months.iter().map(|m| month(m)).collect(),
            settled: months.iter().rfind(|m| **m <= paid).or(months.first()).map(|m| month(m)),
            paid_until: Month::parse(paid),
            ..case(Scheme::Orphans)
        };
        for (months, paid, from, anew) in [
            (&["2021-03"][..], "", "2022-01", "2022-01"),
            (&["2021-03", "2022-01"], "2021-12", "2022-01", "2022-01"),
            (&["2021-03", "2022-02"], "2021-12", "2022-01", "2022-01 2022-02"),
            (&["2021-03", "2022-01", "2022-03"], "", "2022-01", "2022-01 2022-03"),
            // Before the first one nothing is drawn.
            (&["2022-01"], "", "2021-12", "2022-01"),
            // It has begun.
            (&["2021-04"], "", "2021-02", "2021-05"),
            // By these the bank has paid.
            (&["2021-03", "2021-11", "2022-01"], "2021-12", "2021-10", "2021-12 2022-01"),
        ] {
            let found = consequences(&loss(Ground::WayOfCare, from), "张小", &orphan(months, paid), &|m| match m
                == month("2022-03")
            {
                true => vec![("kind", "suspended".to_owned())],
                false => Vec::new(),
            });
            let texts: Vec<String> = found.iter().map(|c| c.from.to_string()).collect();
            assert_eq!(texts.join(" "), anew, "{months:?}");
            let drafts: Vec<Draft> = found.into_iter().filter_map(|c| c.draft).collect();
            let same =
                drafts.iter().zip(&texts).all(|(draft, from)| draft.typed("from_month") == Some(from) && draft.without);
            assert!(same, "{drafts:?}");
            assert!(
                drafts
                    .iter()
                    .all(|d| (d.typed("kind") == Some("suspended")) == (d.typed("from_month") == Some("2022-03")))
            );
        }
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
