//! 特困 of the demonstration office: who is supported in 2021, at home or in an institution, at which care level, and what
//! happened in the year (assistance 3.7, 14.3).
//!
//! Must not know the file. Amounts are not chosen here: they follow from mode and level.

use super::SampleFault;
use super::people::{Cast, Condition, Home, Person, Sketch};
use super::places::Places;
use super::plan::month;
use crate::domain::month::Month;
use crate::domain::people::sex::Sex;
use chrono::{Days, NaiveDate};

/// One who is supported, before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Supported {
    /// Who.
    pub person: Person,
    /// 对象类别.
    pub object: &'static str,
    /// 迁入来源.
    pub source: &'static str,
    /// 申请日期.
    pub apply: NaiveDate,
    /// 照料服务人, of one at home.
    pub carer: Option<String>,
    /// 监护人, of one without capacity.
    pub guardian: Option<String>,
    /// What was decided, the oldest first.
    pub versions: Vec<Support>,
}

/// A version of a case.
#[derive(Clone, Debug)]
pub(crate) struct Support {
    /// From which month.
    pub from: Month,
    /// Decided on.
    pub decided: NaiveDate,
    /// The institution one lives in: a place among the two.
    pub institution: Option<usize>,
    /// 自理能力.
    pub level: &'static str,
    /// 变动类型.
    pub change: &'static str,
    /// 终止原因, of an end.
    pub ended: Option<&'static str>,
}

/// Some who share a fate.
struct Group {
    count: usize,
    /// How many of them need full care.
    full_care: usize,
    source: &'static str,
    fate: Fate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// At home all year.
    AtHome,
    /// At home, moves into an institution from April.
    MovesIn,
    /// In an institution when the year begins.
    Housed,
    /// Comes into an institution from that month of 2021.
    Comes(usize),
    /// Came in May, ends in October.
    ComesAndEnds,
}

/// 77 when the year begins, 92 come, 6 end: 564 person-months at home and 1,049 in institutions. The care levels are those
/// that give what was paid for care.
const GROUPS: [Group; 7] = [
    Group { count: 42, full_care: 1, source: "5", fate: Fate::AtHome },
    Group { count: 20, full_care: 5, source: "5", fate: Fate::MovesIn },
    Group { count: 15, full_care: 4, source: "5", fate: Fate::Housed },
    Group { count: 81, full_care: 38, source: "3", fate: Fate::Comes(5) },
    Group { count: 6, full_care: 2, source: "3", fate: Fate::ComesAndEnds },
    Group { count: 1, full_care: 0, source: "2", fate: Fate::Comes(10) },
    Group { count: 4, full_care: 3, source: "1", fate: Fate::Comes(11) },
];

/// Plans the roster.
pub(crate) fn plan(cast: &mut Cast<'_>, places: &Places) -> Result<Vec<Supported>, SampleFault> {
    let mut all = Vec::new();
    for group in &GROUPS {
        for nth in 0..group.count {
            all.push(one(cast, places, group, nth)?);
        }
    }
    Ok(all)
}

fn one(cast: &mut Cast<'_>, places: &Places, group: &Group, nth: usize) -> Result<Supported, SampleFault> {
    let rural = cast.rng.chance(350);
    let village = places.village(&mut cast.rng, rural);
    let home = Home { village, rural, address: places.address(&mut cast.rng, village) };
    // The city's institution sends grown-ups with a disability of the mind beside the old.
    let disabled = group.source == "3" && cast.rng.chance(300);
    let full_care = nth < group.full_care;
    let sketch = sketch(cast, disabled);
    let mut person = cast.person(sketch, &home)?;
    if disabled {
        let (kind, health) = if cast.rng.chance(600) { ("5", "65") } else { ("6", "66") };
        person.disability = Some((kind, if full_care { "1" } else { "2" }));
        (person.health, person.labor) = (health, "3");
    }
    let carer_surname = cast.names.surname(&mut cast.rng);
    let carer = cast.names.name(&mut cast.rng, carer_surname, Sex::Female, 1968);
    let first = begins(cast, group.fate);
    let decided = decided_before(cast, first);
    let at_home = matches!(group.fate, Fate::AtHome | Fate::MovesIn);
    let institution = if group.source == "3" || cast.rng.chance(300) { 0 } else { 1 };
    let opening = Support {
        from: first,
        decided,
        institution: (!at_home).then_some(institution),
        level: if full_care && group.fate != Fate::MovesIn { "3" } else { "2" },
        change: "01",
        ended: None,
    };
    let later = later(cast, group, nth, institution, &opening);
    if let Some(end) = later.as_ref().filter(|end| end.ended == Some("03")) {
        person.death = Some((end.decided - Days::new(cast.rng.within(4, 15) as u64), "1"));
    }
    Ok(Supported {
        object: if disabled { "2" } else { "1" },
        guardian: disabled.then(|| INSTITUTIONS[institution].1.to_owned()),
        carer: at_home.then_some(carer),
        person,
        source: group.source,
        apply: decided - Days::new(38),
        versions: [opening].into_iter().chain(later).collect(),
    })
}

fn sketch<'a>(cast: &mut Cast<'a>, disabled: bool) -> Sketch<'a> {
    Sketch {
        sex: if cast.rng.chance(720) { Sex::Male } else { Sex::Female },
        age: if disabled { cast.rng.within(26, 57) } else { cast.rng.within(62, 91) },
        surname: cast.names.surname(&mut cast.rng),
        marital: if disabled || cast.rng.chance(700) { "10" } else { "30" },
        condition: if disabled { Condition::Severe } else { Condition::Chronic },
        moved_in: false,
    }
}

/// What is decided in the year about one who is supported when it begins or comes in it.
fn later(cast: &mut Cast<'_>, group: &Group, nth: usize, institution: usize, opening: &Support) -> Option<Support> {
    let unchanged = opening.clone();
    match group.fate {
        Fate::MovesIn => {
            let level = if nth < group.full_care { "3" } else { "2" };
            let (from, institution) = (month(4), Some(institution));
            Some(Support { from, decided: decided_before(cast, from), institution, level, change: "12", ..unchanged })
        }
        // One at home comes to need full care in the year.
        Fate::AtHome if nth == group.full_care => {
            let decided = month(8).first_day() + Days::new(24);
            Some(Support { from: month(9), decided, level: "3", change: "04", ..unchanged })
        }
        Fate::ComesAndEnds => {
            let from = month(10);
            let ended = Some(if nth == group.full_care { "13" } else { "03" });
            Some(Support { from, decided: decided_before(cast, from), change: "06", ended, ..unchanged })
        }
        _ => None,
    }
}

/// A day late in the month before.
fn decided_before(cast: &mut Cast<'_>, from: Month) -> NaiveDate {
    from.prev().first_day() + Days::new(cast.rng.within(21, 26) as u64)
}

fn begins(cast: &mut Cast<'_>, fate: Fate) -> Month {
    match fate {
        Fate::Comes(at) => month(at),
        Fate::ComesAndEnds => month(5),
        _ => month(1).plus(-1 - i32::try_from(cast.rng.below(10)).unwrap_or(0)),
    }
}

/// The institutions: code, name, division, account.
pub(crate) const INSTITUTIONS: [(&str, &str, &str, &str); 2] = [
    ("FLY01", "市社会福利院雁峰托养部", "430406004000", "99000430406200000017"),
    ("JLY01", "雁峰区中心敬老院", "430406100000", "99000430406200000025"),
];
