//! A child's file as it is entered: what of it follows from the parents' states, the tags and the person, and what is right and wrong
//! about it (services 3.1, 3.12). Pure.

use crate::domain::children::category::{comes_before, first_of};
use crate::domain::children::leaving::{self, ADULT};
use crate::domain::children::parents::{Verdict, unfit};
use crate::domain::date::age_on;
use crate::domain::slip::Slip;
use crate::register::children::parent_state::{parents, verdict};
use crate::register::children::{codes, standing};
use crate::register::{Facts, PersonFact, Record, Values};
use chrono::NaiveDate;

/// A file as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Child {
    /// Whose it is.
    pub person: i64,
    /// 登记造册日期.
    pub registered_on: NaiveDate,
    /// The whole of it.
    pub file: Values,
}

/// Fills what is left empty.
pub fn complete(file: &mut Values, facts: &Facts) {
    if file.get("registered_on").is_null() {
        file.set("registered_on", facts.day);
    }
    let Some(person) = file.int("person") else { return };
    if let Some(guardian) = file.int("guardian").and_then(|key| facts.person(key)) {
        file.set("guardian_name", guardian.name.as_str());
    }
    let unregistered = facts.row("person", person).is_some_and(|p| p.text("id_status") == "unregistered");
    file.set("unregistered", i64::from(unregistered));
    let age = facts.person(person).and_then(|p| age_on(p.birth_date, facts.day));
    if let (true, Some(age)) = (file.get("school_state").is_null(), age) {
        file.set("school_state", school_of(age));
    }
    if file.get("main_cat").is_null() {
        file.set("main_cat", Child::read(file).ok().and_then(|child| first_of(child.fitting(facts))));
    }
    if file.get("care_kind").is_null() {
        let care = match file.text("main_cat") {
            "" => None,
            _ if file.has("institution") => Some("1"),
            "A" | "B" | "D" => Some("2"),
            _ => Some("4"),
        };
        file.set("care_kind", care);
    }
}

/// Where children of an age mostly are: 学龄前, 小学, 初中, 高中.
const fn school_of(age: u16) -> &'static str {
    match age {
        0..6 => "01",
        6..12 => "02",
        12..15 => "03",
        _ => "04",
    }
}

/// All slips of a file.
pub fn check(child: &Child, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    if let Some(person) = facts.person(child.person) {
        slips.extend(child.of_age(person, facts));
        slips.extend(child.away(person, facts));
    }
    slips.extend(child.category(facts));
    slips.extend(child.guarded(facts));
    slips.extend(standing::contradicts(&child.file, child.person, facts.day, facts));
    slips.extend(standing::unhoused(&child.file));
    slips.extend(child.missing_steps());
    slips
}

impl Child {
    /// The day on which it is judged: a new file by that of its registration, however late it is entered.
    fn day(&self, facts: &Facts) -> NaiveDate {
        if facts.this.is_some() { facts.day } else { self.registered_on }
    }
    fn is_on(&self) -> bool {
        self.file.text("state") == "on"
    }
    fn verdict(&self, facts: &Facts) -> Option<Verdict> {
        let day = self.day(facts);
        verdict(&parents(facts.children.iter(), day), day, facts)
    }

    /// The categories that fit by the parents' states, the tags, the person and what covers the person.
    fn fitting(&self, facts: &Facts) -> Vec<&'static str> {
        let by_parents = match self.verdict(facts) {
            Some(Verdict::Orphan) => Some("A"),
            Some(Verdict::Unsupported) => Some("B"),
            _ => None,
        };
        let person = facts.person(self.person);
        let unwell = person.is_some_and(|p| p.disability_level.is_some() || p.disease_name.is_some());
        let poor = || facts.cases_of(self.person).iter().any(|c| c.scheme.starts_with("dibao") || c.scheme == "tekun");
        let tag = |col, category| self.file.flag(col).then_some(category);
        let tags = [
            tag("weak_care", "C3"),
            unwell.then_some("C2"),
            poor().then_some("C1"),
            tag("left_behind", "D"),
            tag("migrant", "E"),
        ];
        by_parents.into_iter().chain(tags.into_iter().flatten()).collect()
    }

    /// `E-CH02`, `E-CH25`, `E-CH26`, `E-CH27`: the category against the parents' states, and against what else fits.
    fn category(&self, facts: &Facts) -> Option<Slip> {
        if !self.is_on() {
            return None;
        }
        let category = self.file.text("main_cat");
        let label = |code: &str| codes::CATEGORY.label(code).unwrap_or_default();
        if matches!(category, "A" | "B") {
            let both = parents(facts.children.iter(), self.day(facts));
            let [Some(father), Some(mother)] = both else {
                let text = format!("主类别为{}的, 须登记父亲和母亲两人的情形", label(category));
                return Some(Slip::error("E-CH26", text).at("main_cat"));
            };
            match (category, self.verdict(facts)) {
                ("A", Some(Verdict::Orphan)) | ("B", Some(Verdict::Unsupported)) => return None,
                ("B", Some(Verdict::Orphan)) => {}
                ("B", _) => return Some(unfit(&father, &mother, self.day(facts))),
                _ => {
                    let (father, mother) = (father.state.label(), mother.state.label());
                    let text =
                        format!("父母情形不符合孤儿条件: 父亲{father}, 母亲{mother}; 须双方死亡、宣告失踪或查找不到");
                    return Some(Slip::error("E-CH25", text).at("main_cat"));
                }
            }
        }
        let first = first_of(self.fitting(facts)).filter(|first| comes_before(first, category))?;
        let text = format!("按父母情形和标签, 主类别应为{}, 不是{}; 其他情形作标签", label(first), label(category));
        Some(Slip::doubt("E-CH27", text).at("main_cat"))
    }

    /// `E-CH21`, and `W-CH13` ahead of the birthday.
    fn of_age(&self, person: &PersonFact, facts: &Facts) -> Option<Slip> {
        let age = age_on(person.birth_date, self.registered_on);
        if age.is_some_and(|age| age >= ADULT) {
            let text = format!("{}登记造册时已满18周岁, 不建儿童档案", person.name);
            return Some(Slip::error("E-CH21", text).at("person"));
        }
        let paid = self.is_on() && matches!(self.file.text("main_cat"), "A" | "B");
        leaving::soon(&person.name, person.birth_date, facts.day).filter(|_| paid).map(|slip| slip.at("person"))
    }

    /// `E-CH28`: 留守 is said of those under 16 with a rural 户口.
    fn away(&self, person: &PersonFact, facts: &Facts) -> Option<Slip> {
        if !self.is_on() || !(self.file.flag("left_behind") || self.file.text("main_cat") == "D") {
            return None;
        }
        let age = age_on(person.birth_date, self.day(facts)).unwrap_or_default();
        let urban = facts.row("person", self.person).is_some_and(|p| p.text("hukou_type") == "1");
        (age >= 16 || urban).then(|| {
            let text = format!("农村留守儿童须不满16周岁、农村户口, {}{age}周岁, 请核对", person.name);
            Slip::doubt("E-CH28", text).at("left_behind")
        })
    }

    /// `E-CH07`, `E-CH22`, `E-CH23`, `E-X01`: there is a guardian, of age, alive on the day, and somebody else. `E-CH24`: one who has died since.
    fn guarded(&self, facts: &Facts) -> Option<Slip> {
        let Some(key) = self.file.int("guardian") else {
            let none = self.file.get("guardian_name").is_null() && self.file.text("care_kind") != "1" && self.is_on();
            let text = "须填监护人; 机构集中养育的由机构监护, 可不填";
            return none.then(|| Slip::error("E-CH23", text).at("guardian"));
        };
        let (guardian, child) = (facts.person(key)?, facts.person(self.person)?);
        let same_number = guardian.id_number.is_some() && guardian.id_number == child.id_number;
        if key == self.person || same_number {
            return Some(Slip::error("E-CH07", "监护人与儿童为同一身份证号").at("guardian"));
        }
        let minor = age_on(guardian.birth_date, self.day(facts)).is_none_or(|age| age < ADULT);
        if minor {
            return Some(Slip::error("E-CH22", format!("监护人{}未满18周岁", guardian.name)).at("guardian"));
        }
        let dead = guardian.death_date.filter(|_| self.is_on())?;
        let text = format!("监护人{}已于 {dead} 死亡, 请填新的监护人", guardian.name);
        let gone = dead < self.day(facts);
        let slip = if gone { Slip::error("E-X01", text) } else { Slip::doubt("E-CH24", text) };
        Some(slip.at("guardian"))
    }

    /// `W-CH11`: a step of 建档 whose day is not on record (services 11.4).
    fn missing_steps(&self) -> Option<Slip> {
        let steps = ["verified_on", "village_reported_on", "town_reported_on", "filed_on"];
        let empty = steps.into_iter().filter(|col| self.file.get(col).is_null());
        let labels: Vec<&str> = empty.filter_map(|col| self.file.register.field(col)).map(|f| f.label).collect();
        (!labels.is_empty())
            .then(|| Slip::warning("W-CH11", format!("建档步骤未完: 还没有{}", labels.join("、"))).at("filed_on"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::slip::Severity;
    use crate::register::children::child::CHILD;
    use crate::register::children::child_status::{CHILD_STATUS, ChildStatus};
    use crate::register::children::parent_state::PARENT_STATE;
    use crate::register::people::person::PERSON;
    use crate::register::tests::{covering, day, person};
    use crate::register::{Ask, Entry, Fact, Value, Write};

    const CHILD_KEY: i64 = 7;

    /// 张小 (10), her grandfather, and a boy of 15; what covers her.
    fn facts(parents: &[(&str, &str)], covers: &[&str]) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        for (key, name, born) in
            [(CHILD_KEY, "张小", "2011-05-20"), (8, "张大爷", "1950-01-03"), (9, "张哥", "2006-01-01")]
        {
            let fact = PersonFact { id_number: Some(format!("N{key}")), ..person(key, name, "1", born) };
            facts.answers.push((Ask::Person(key), Fact::Person(Some(fact.into()))));
        }
        let mut row = Values::new(&PERSON);
        row.set("hukou_type", "2");
        row.set("id_status", "normal");
        row.set("birth_date", "2011-05-20");
        facts.answers.push((Ask::Row("person", CHILD_KEY), Fact::Row(Some(row))));
        let covered = covers.iter().map(|scheme| covering(1, "DB1", scheme, "2021-01")).collect();
        facts.answers.push((Ask::CasesOf(CHILD_KEY), Fact::Covered(covered)));
        facts.children = parents.iter().map(|(who, state)| parent(who, state)).collect();
        facts
    }

    fn parent(who: &str, state: &str) -> Values {
        let mut row = Values::new(&PARENT_STATE);
        for (col, text) in
            [("parent", who), ("state", state), ("valid_from", "2020-01-01"), ("dis_type", "4"), ("dis_level", "1")]
        {
            row.set(col, text);
        }
        row
    }

    fn judged(fields: &[(&str, &str)], facts: &Facts) -> (Values, Vec<&'static str>) {
        let mut file = Values::new(&CHILD);
        for (col, text) in
            [("person", "#7"), ("guardian", "#8"), ("registered_on", "2021-03-01"), ("filed_on", "2021-03-20")]
                .iter()
                .chain(fields)
        {
            file.set(col, CHILD.field(col).unwrap().kind.read(text, &[]).unwrap_or(Value::Null));
        }
        for step in ["verified_on", "village_reported_on", "town_reported_on"] {
            file.set(step, "2021-03-01");
        }
        let entry = Entry::of::<Child>();
        (entry.complete)(&mut file, facts);
        let slips = (entry.check)(&file, facts);
        assert!(
            slips.iter().all(|s| s.severity != Severity::Doubt || matches!(s.code, "E-CH27" | "E-CH28")),
            "{slips:?}"
        );
        (file, slips.iter().map(|s| s.code).collect())
    }

    #[test]
    fn the_category_follows_from_parents_and_tags() {
        const ORPHAN: &[(&str, &str)] = &[("1", "02"), ("2", "02")];
        const ALONE: &[(&str, &str)] = &[("1", "06"), ("2", "09")];
        const HOME: &[(&str, &str)] = &[("1", "01"), ("2", "02")];
        for (parents, covers, tags, category) in [
            (ORPHAN, &[][..], &[][..], "A"),
            (ALONE, &["dibao-rural"], &[("left_behind", "1")], "B"),
            (HOME, &["dibao-rural"], &[("left_behind", "1")], "C1"),
            (HOME, &[], &[("weak_care", "1"), ("migrant", "1")], "C3"),
            (HOME, &[], &[("left_behind", "1")], "D"),
            (HOME, &[], &[("migrant", "1")], "E"),
        ] {
            let (file, slips) = judged(tags, &facts(parents, covers));
            assert_eq!((file.text("main_cat"), slips), (category, vec![]), "{parents:?} {covers:?} {tags:?}");
        }
        let (file, _) = judged(&[], &facts(ORPHAN, &[]));
        assert_eq!((file.text("care_kind"), file.text("school_state")), ("2", "02"));
    }

    #[test]
    fn a_category_that_does_not_fit() {
        for (parents, fields, code) in [
            (&[("1", "02"), ("2", "01")][..], &[("main_cat", "B")][..], "E-CH02"),
            (&[("1", "02"), ("2", "06")], &[("main_cat", "A")], "E-CH25"),
            (&[("1", "02")], &[("main_cat", "A")], "E-CH26"),
            (&[("1", "02"), ("2", "02")], &[("main_cat", "B")], "E-CH27"),
            (&[], &[("main_cat", "D"), ("weak_care", "1")], "E-CH27"),
            (&[("1", "02"), ("2", "02")], &[("care_kind", "1")], "E-CH11"),
            (&[], &[("main_cat", "E"), ("guardian", "#7")], "E-CH07"),
            (&[], &[("main_cat", "E"), ("guardian", "#9")], "E-CH22"),
            (&[], &[("main_cat", "E"), ("guardian", "")], "E-CH23"),
            (&[], &[("main_cat", "E"), ("person", "#8")], "E-CH21"),
            (&[], &[("main_cat", "D"), ("person", "#9"), ("registered_on", "2022-01-01")], "E-CH28"),
            (&[], &[("main_cat", "E"), ("filed_on", "")], "W-CH11"),
        ] {
            let found = judged(fields, &facts(parents, &[])).1;
            assert!(found.contains(&code), "{code} not in {found:?}");
        }
        let found = judged(&[("main_cat", "B")], &facts(&[("1", "02"), ("2", "01")], &[]));
        assert_eq!(found.1, ["E-CH02"]);
    }

    /// Birth, death and 户籍 of the person speak against a state, of the file and of a row from a day on.
    #[test]
    fn a_state_that_the_person_contradicts() {
        let here = "430406001001";
        for (state, born, died, hukou, fits) in [
            ("on", "2011-05-20", None, here, true),
            ("on", "2011-05-20", Some("2021-11-30"), here, false),
            ("died", "2011-05-20", None, here, false),
            ("died", "2011-05-20", Some("2021-11-30"), here, true),
            ("grown", "2004-01-01", None, here, false),
            ("grown", "2003-12-31", None, here, true),
            ("moved", "2011-05-20", None, here, false),
            ("moved", "2011-05-20", None, "430421001001", true),
            ("resolved", "2011-05-20", None, here, true),
        ] {
            let mut known = facts(&[], &[]);
            let death_date = died.map(day);
            let who = PersonFact { death_date, ..person(CHILD_KEY, "张小", "1", born) };
            known.answers.push((Ask::Person(CHILD_KEY), Fact::Person(Some(who.into()))));
            let mut row = Values::new(&PERSON);
            row.set("hukou_division", hukou);
            known.answers.push((Ask::Row("person", CHILD_KEY), Fact::Row(Some(row))));
            let (mut file, of_file) = judged(&[("main_cat", "E"), ("state", state)], &known);
            assert_eq!(of_file.contains(&"E-CH51"), !fits, "{state} {born} {died:?} {hukou}");
            file.set("state", "on");
            known.parent = Some(file);
            let mut status = Values::new(&CHILD_STATUS);
            for (col, text) in [("state", state), ("main_cat", "E"), ("valid_from", "2021-12-31")] {
                status.set(col, text);
            }
            let of_row = (Entry::of::<ChildStatus>().check)(&status, &known);
            assert_eq!(of_row.iter().any(|s| s.code == "E-CH51"), !fits, "{state} {born} {died:?} {hukou}");
        }
    }

    /// E-X01: nobody dead becomes a guardian; one who died since the file was made is a doubt.
    #[test]
    fn a_guardian_is_alive() {
        for (died, registered, code) in [
            ("2021-02-28", "2021-03-01", "E-X01"),
            ("2021-06-10", "2021-03-01", "E-CH24"),
            ("2021-03-01", "2021-03-01", "E-CH24"),
        ] {
            let mut known = facts(&[], &[]);
            known.accepted.push("E-CH24".to_owned());
            let who = PersonFact { death_date: Some(day(died)), ..person(8, "张大爷", "1", "1950-01-03") };
            known.answers.push((Ask::Person(8), Fact::Person(Some(who.into()))));
            let mut file = judged(&[("main_cat", "E"), ("registered_on", registered), ("guardian", "")], &known).0;
            file.set("guardian", 8);
            let slips = (Entry::of::<Child>().check)(&file, &known);
            assert!(slips.iter().any(|s| s.code == code), "{died} {slips:?}");
            assert_eq!(slips.iter().any(|s| s.severity == Severity::Error), code == "E-X01", "{slips:?}");
        }
    }

    #[test]
    fn how_a_child_stands_is_written_from_its_day() {
        let known = facts(&[], &[]);
        let (file, _) = judged(&[("main_cat", "E")], &known);
        let entry = Entry::of::<Child>();
        let writes = (entry.follows)(&file, &known);
        let Write::Insert("child_status", row) = &writes[0] else { panic!("{writes:?}") };
        assert!(row.contains(&("valid_from", "2021-03-01".into())) && row.contains(&("main_cat", "E".into())));
        let mut known = facts(&[], &[]);
        (known.this, known.before) = (Some(1), Some(file.clone()));
        assert_eq!((entry.follows)(&file, &known), []);
        let mut other = file.clone();
        other.set("main_cat", "D");
        let writes = (entry.follows)(&other, &known);
        let Write::Put("child_status", _, row) = &writes[0] else { panic!("{writes:?}") };
        assert!(row.contains(&("valid_from", "2021-12-31".into())) && row.contains(&("main_cat", "D".into())));
    }
}
