//! Those who are supported in 特困, as people: the old, the disabled, the young, and who stands by them (assistance 3.2).
//!
//! Must not know what is decided about them.

use super::SampleFault;
use super::people::{Cast, Condition, Home, Person, REFERENCE_YEAR, Sketch};
use super::places::Places;
use crate::domain::assistance::tekun::CareLevel;
use crate::domain::people::sex::Sex;
use chrono::{Datelike, NaiveDate};

/// Whom a group is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// The old of the district, some grown-ups with a disability among them.
    Old,
    /// Children whose grandparents cannot keep them.
    Minor,
    /// Whom the city's institution sends: more of them have a disability of the mind.
    OfTheCity,
}

/// One of them, and who stands by him.
pub(crate) struct Known {
    /// Who.
    pub person: Person,
    /// 义务人情况 and 义务人姓名.
    pub obligor: Option<(&'static str, String)>,
    /// 监护人 and 关系.
    pub guardian: Option<(String, &'static str)>,
    /// 本人月收入, yuan: the rent of a field.
    pub income: i64,
}

/// Ages of the old, and how frequent they are among those who need no care, and who need some.
const AGES: [(i64, i64); 5] = [(60, 69), (70, 79), (80, 89), (90, 99), (100, 103)];
const ABLE: [u32; 5] = [55, 37, 8, 0, 0];
const IN_CARE: [u32; 5] = [26, 38, 27, 8, 1];

/// One who applies on a day, and needs care of a level.
pub(crate) fn person(
    cast: &mut Cast<'_>,
    places: &Places,
    who: Who,
    apply: NaiveDate,
    level: CareLevel,
) -> Result<Known, SampleFault> {
    let disabled = match who {
        Who::Old => cast.rng.chance(130),
        Who::Minor => false,
        Who::OfTheCity => cast.rng.chance(500),
    };
    let sketch = sketch(cast, who, apply, disabled, level);
    let surname = sketch.surname;
    let home = home(cast, places, who);
    let mut person = cast.person(sketch, &home)?;
    // Whom nobody keeps has no pension and no work; whoever is in full care answers no phone.
    if who != Who::Minor {
        person.employ = "8";
    }
    if level == CareLevel::Full || who == Who::OfTheCity {
        person.phone = None;
    }
    let of_mind = disabled && (who == Who::OfTheCity || cast.rng.chance(500));
    if disabled {
        disable(cast, &mut person, of_mind, level);
    }
    let mut relative = |sex, born| cast.names.name(&mut cast.rng, surname, sex, born, None);
    let (obligor, guardian) = match who {
        Who::Minor => {
            let grandfather = relative(Sex::Male, 1949);
            (Some(("2", grandfather.clone())), Some((grandfather, "祖父")))
        }
        Who::OfTheCity => (None, of_mind.then(|| (INSTITUTIONS[0].1.to_owned(), "供养机构"))),
        Who::Old if of_mind => (None, Some((relative(Sex::Male, person.birth.year() + 4), "兄弟"))),
        // A child there is cannot keep anybody.
        Who::Old if person.marital == "30" => (Some(("4", relative(Sex::Male, person.birth.year() + 27))), None),
        Who::Old => (None, None),
    };
    let income = if person.rural && cast.rng.chance(300) { cast.rng.within(4, 12) * 10 } else { 0 };
    Ok(Known { person, obligor, guardian, income })
}

/// 照料服务人: a neighbour.
pub(crate) fn carer(cast: &mut Cast<'_>) -> String {
    let surname = cast.names.surname(&mut cast.rng);
    cast.names.name(&mut cast.rng, surname, Sex::Female, 1968, None)
}

fn sketch<'a>(cast: &mut Cast<'a>, who: Who, apply: NaiveDate, disabled: bool, level: CareLevel) -> Sketch<'a> {
    let (from, to) = match who {
        Who::Minor => (8, 15),
        _ if disabled => (27, 58),
        _ => AGES[cast.rng.weighed(if level == CareLevel::Able { &ABLE } else { &IN_CARE })],
    };
    // Who is supported for his age was sixty when he applied.
    let of_age = if from >= 60 { 61 + i64::from(REFERENCE_YEAR - apply.year()) } else { 0 };
    let age = cast.rng.within(from, to).max(of_age);
    let condition = match level {
        _ if disabled => Condition::Severe,
        CareLevel::Able => Condition::Well,
        CareLevel::Full if cast.rng.chance(300) => Condition::SevereOfBody,
        _ => Condition::Chronic,
    };
    let sex = if cast.rng.chance(if age > 89 { 300 } else { 720 }) { Sex::Male } else { Sex::Female };
    let marital = if age < 60 || cast.rng.chance(750) { "10" } else { "30" };
    Sketch::of(sex, age, cast.names.surname(&mut cast.rng), marital, condition)
}

/// Whom the city sends is registered where its institution stands.
fn home(cast: &mut Cast<'_>, places: &Places, who: Who) -> Home {
    if who == Who::OfTheCity {
        let (_, name, town, _) = INSTITUTIONS[0];
        let village = places.urban.iter().copied().find(|at| places.all[*at].code[..9] == town[..9]);
        let village = village.unwrap_or(places.urban[0]);
        let address = format!("{}{name}集体户", places.within(village));
        return Home { village, rural: false, address, hukou: None };
    }
    let rural = cast.rng.chance(350);
    cast.home(places, rural)
}

/// A disability of the mind or of the limbs, as severe as the care that is needed.
fn disable(cast: &mut Cast<'_>, person: &mut Person, of_mind: bool, level: CareLevel) {
    let (kind, health) = match of_mind {
        true if cast.rng.chance(600) => ("5", "65"),
        true => ("6", "66"),
        false => ("4", "64"),
    };
    // Of the limbs only the first level counted before July 2021.
    let first = level == CareLevel::Full || !of_mind;
    person.disability = Some((kind, if first { "1" } else { "2" }));
    (person.health, person.labor) = (health, "3");
}

/// The institutions: code, name, division, account.
pub(crate) const INSTITUTIONS: [(&str, &str, &str, &str); 2] = [
    ("FLY01", "市社会福利院雁峰托养部", "430406004000", "99000430406200000017"),
    ("JLY01", "雁峰区中心敬老院", "430406100000", "99000430406200000025"),
];
