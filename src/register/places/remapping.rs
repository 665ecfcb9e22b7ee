//! 区划变更: what an approved 区划调整方案 makes of divisions, and where whatever stands in one of them goes. Pure; which records there are, the
//! store knows. What it did, or would do, is told as [`Remapping`].

use crate::domain::slip::Slip;
use crate::register::Values;
use crate::register::places::known::Places;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Which of what stands in a division goes along with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// What belongs to this person.
    Person(i64),
    /// What has these words in its address, or in that of its person.
    Address(String),
    /// All that no other line takes.
    All,
}

/// A line: which code becomes which, for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leads {
    /// 原代码.
    pub old: String,
    /// 新代码.
    pub new: String,
    /// For what.
    pub which: Which,
    /// What the new one is called; as the old one where it says nothing.
    pub name: Option<String>,
    /// Nobody wrote it: the village goes along with its town.
    pub along: bool,
}

/// A unit as it is from the day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Becomes {
    /// 区划代码.
    pub code: String,
    /// 名称.
    pub name: String,
    /// What else is said of it, by column of `division`.
    pub says: Vec<(&'static str, crate::register::Value)>,
}

/// A row that `division` gets.
#[derive(Clone, Debug, PartialEq)]
pub enum DivisionRow {
    /// It is there from the day on, or called otherwise; begun as a copy of the row of a code, where there is one.
    Stands(Becomes, Option<String>),
    /// It is abolished; where all of it goes to one other, into which.
    Ends(String, Option<String>),
}

/// What a plan makes of divisions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Units as they are afterwards.
    pub units: Vec<Becomes>,
    /// Codes of the units before.
    pub before: Vec<String>,
    /// Which code becomes which.
    pub lines: Vec<Leads>,
}

/// What stands to the first nine digits of a code and to its last three.
fn parts(code: &str) -> (&str, &str) {
    code.split_at_checked(9).unwrap_or((code, ""))
}

fn is_village(code: &str) -> bool {
    code.len() == 12 && parts(code).1 != "000"
}

/// The town of a village.
fn town(code: &str) -> String {
    format!("{}000", parts(code).0)
}

impl Change {
    /// As the rows of a plan say.
    pub fn of(rows: &[Values]) -> Change {
        let mut change = Change::default();
        for row in rows {
            match (row.register.name, row.text("side")) {
                ("plan_unit", "from") => change.before.push(row.text("code").to_owned()),
                ("plan_unit", _) => change.units.push(Becomes {
                    code: row.text("code").to_owned(),
                    name: row.text("name").to_owned(),
                    says: ["kind", "area_km2", "population", "seat"].map(|col| (col, row.get(col).clone())).into(),
                }),
                _ => change.lines.push(Leads {
                    old: row.text("old_code").to_owned(),
                    new: row.text("new_code").to_owned(),
                    which: match (row.int("person"), row.some_text("address")) {
                        (Some(person), _) => Which::Person(person),
                        (None, Some(words)) => Which::Address(words),
                        (None, None) => Which::All,
                    },
                    name: row.some_text("new_name"),
                    along: false,
                }),
            }
        }
        change
    }

    /// With the villages of the towns that change as a whole: each keeps its last three digits, unless a line of its own says otherwise.
    /// `day` is the last one on which all is as before.
    pub fn with_villages(mut self, places: &Places, day: NaiveDate) -> Change {
        let towns = self.lines.iter().filter(|line| line.which == Which::All && !is_village(&line.old));
        let of = |line: &Leads, code: &str| Leads {
            old: code.to_owned(),
            new: format!("{}{}", parts(&line.new).0, parts(code).1),
            which: Which::All,
            name: None,
            along: true,
        };
        let is_told = |code: &str| self.lines.iter().any(|line| line.old == code);
        let all = places.all(day);
        let added: Vec<Leads> = towns
            .flat_map(|line| {
                let inside =
                    all.iter().filter(|d| is_village(&d.code) && town(&d.code) == line.old && !is_told(&d.code));
                inside.map(move |village| of(line, &village.code))
            })
            .collect();
        self.lines.extend(added);
        self
    }

    /// The towns that were not there before, with those from which something comes to them.
    pub fn new_towns(&self, places: &Places, day: NaiveDate) -> Vec<(String, BTreeSet<String>)> {
        let mut towns: Vec<(String, BTreeSet<String>)> = Vec::new();
        for row in self.rows(places, day) {
            let DivisionRow::Stands(unit, _) = row else { continue };
            if unit.code != town(&unit.code) || places.get(&unit.code, day).is_some() {
                continue;
            }
            let comes = self.lines.iter().filter(|line| town(&line.new) == unit.code);
            let from = comes.map(|line| town(&line.old)).filter(|old| *old != unit.code).collect();
            towns.push((unit.code, from));
        }
        towns
    }

    /// Whether a code goes on under its own.
    fn stays(&self, code: &str) -> bool {
        self.units.iter().any(|unit| unit.code == code)
    }

    /// The codes that are no more: those of which all goes elsewhere, and units that no longer stand.
    fn ended(&self) -> BTreeSet<&str> {
        let gone = self.lines.iter().filter(|line| line.which == Which::All).map(|line| line.old.as_str());
        gone.chain(self.before.iter().map(String::as_str)).filter(|code| !self.stays(code)).collect()
    }

    /// The rows of `division` that come with it, towns first.
    pub fn rows(&self, places: &Places, day: NaiveDate) -> Vec<DivisionRow> {
        let mut rows: Vec<DivisionRow> = Vec::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut units: Vec<&Becomes> = self.units.iter().collect();
        units.sort_by(|a, b| a.code.cmp(&b.code));
        for unit in units {
            let from = self.lines.iter().find(|line| line.new == unit.code).map(|line| line.old.clone());
            let like = if places.get(&unit.code, day).is_some() { Some(unit.code.clone()) } else { from };
            known.insert(unit.code.clone());
            rows.push(DivisionRow::Stands(unit.clone(), like));
        }
        for line in &self.lines {
            if known.contains(&line.new) || places.get(&line.new, day).is_some() {
                continue;
            }
            known.insert(line.new.clone());
            let name = line.name.clone().unwrap_or_else(|| places.name(&line.old, day).to_owned());
            let new = Becomes { code: line.new.clone(), name, says: Vec::new() };
            rows.push(DivisionRow::Stands(new, Some(line.old.clone())));
        }
        let into = |code: &str| {
            let mut to = self.lines.iter().filter(|line| line.old == code).map(|line| line.new.clone());
            to.next().filter(|first| to.all(|other| other == *first))
        };
        rows.extend(self.ended().into_iter().map(|code| DivisionRow::Ends(code.to_owned(), into(code))));
        rows
    }

    /// What is wrong with it, against the divisions of the day before: `E-DV01`, `E-DV10`.
    pub fn check(&self, places: &Places, day: NaiveDate) -> Vec<Slip> {
        let mut slips = Vec::new();
        let mut whole: BTreeSet<&str> = BTreeSet::new();
        let mut taken: BTreeSet<&str> = BTreeSet::new();
        for line in &self.lines {
            if places.get(&line.old, day).is_none() {
                slips.push(Slip::error("E-DV10", format!("原代码 {} 在 {day} 不是现行的区划", line.old)));
            }
            if line.which == Which::All && !whole.insert(&line.old) {
                let text = format!(
                    "{}有两行“全部”: 分到几处的, 先写按人、按地址的, 其余的写一行“全部”",
                    places.name(&line.old, day)
                );
                slips.push(Slip::error("E-DV10", text));
            }
            // Two villages may become one; that is said, not come by through equal digits.
            let again = !taken.insert(&line.new) && !self.is_meant(line, places, day);
            let stands = line.along && self.goes_on(&line.new, places, day);
            if line.name.is_none() && is_village(&line.new) && (again || stands) {
                let text = format!(
                    "{}和别的村(居)都要改成 {}, 请各写一行新代码, 合并的写上新名称",
                    places.name(&line.old, day),
                    line.new
                );
                slips.push(Slip::error("E-DV10", text));
            }
        }
        slips.extend(self.orphans(places, day));
        slips
    }

    /// Whether there is a village of a code before that does not leave it as a whole.
    fn goes_on(&self, code: &str, places: &Places, day: NaiveDate) -> bool {
        let leaves = self.lines.iter().any(|line| line.which == Which::All && line.old == code);
        places.get(code, day).is_some() && !leaves
    }

    /// Whether the clerk wrote down what a village becomes, or it is there already, or two parts of the same one go there.
    fn is_meant(&self, line: &Leads, places: &Places, day: NaiveDate) -> bool {
        let to = self.lines.iter().filter(|other| other.new == line.new);
        places.get(&line.new, day).is_some() || self.stays(&line.new) || to.clone().all(|other| other.old == line.old)
    }

    /// `E-DV01`: a division that would stand under a code that is none then.
    fn orphans(&self, places: &Places, day: NaiveDate) -> Vec<Slip> {
        let ended = self.ended();
        let rows = self.rows(places, day);
        let new = |code: &str| rows.iter().any(|row| matches!(row, DivisionRow::Stands(unit, _) if unit.code == code));
        let stands = |code: &str| new(code) || (places.get(code, day).is_some() && !ended.contains(code));
        let standing = rows.iter().filter_map(|row| match row {
            DivisionRow::Stands(unit, _) if is_village(&unit.code) => Some(unit.code.as_str()),
            _ => None,
        });
        let lone = standing.filter(|code| !stands(&town(code)));
        lone.map(|code| {
            Slip::error("E-DV01", format!("区划代码{code}与上级代码不一致: 上级 {} 不是现行的区划", town(code)))
        })
        .collect()
    }

    /// The codes from which something goes.
    pub fn left(&self) -> BTreeSet<&str> {
        self.lines.iter().map(|line| line.old.as_str()).collect()
    }

    /// How often what goes to a code could go on from there: in that order records make room for each other.
    pub fn follows_on(&self, code: &str) -> usize {
        let mut on: BTreeSet<&str> = BTreeSet::from([code]);
        // A ring of exchanged parts has no end.
        (0..self.lines.len())
            .find(|_| {
                let next = self.lines.iter().filter(|line| on.contains(line.old.as_str()));
                on = next.map(|line| line.new.as_str()).collect();
                on.is_empty()
            })
            .unwrap_or(self.lines.len())
    }

    /// Where a record goes that stands in a division, belongs to a person and has an address: who is named first, then what an address
    /// says, then all else. None: it stays.
    pub fn leads(&self, code: &str, person: Option<i64>, address: &str) -> Option<&str> {
        let lines = || self.lines.iter().filter(|line| line.old == code);
        let named = || lines().find(|line| matches!(line.which, Which::Person(named) if Some(named) == person));
        let there =
            || lines().find(|line| matches!(&line.which, Which::Address(words) if address.contains(words.as_str())));
        let rest = || lines().find(|line| line.which == Which::All);
        named().or_else(there).or_else(rest).map(|line| line.new.as_str())
    }
}

/// A record whose division becomes another, as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedRow {
    /// The register, and the field where it has several.
    pub label: String,
    /// The register's name.
    pub register: &'static str,
    /// The row.
    pub key: i64,
    /// What a clerk calls it; nothing of what only some may read.
    pub called: String,
    /// From which division.
    pub left: String,
    /// To which.
    pub division: String,
}

/// What a change of divisions did, or would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remapping {
    /// The plan: its number and title.
    pub plan: String,
    /// The act; none of a preview.
    pub act: Option<i64>,
    /// What becomes of divisions: `撤销 光辉社区`.
    pub divisions: Vec<String>,
    /// How many records, by register and field: the register, what it is called, its unit, how many.
    pub moved: Vec<(&'static str, String, &'static str, usize)>,
    /// What becomes of records that do not just follow: they join, or end.
    pub apart: Vec<String>,
    /// Some of them, at most [`Remapping::MOST`].
    pub rows: Vec<MovedRow>,
}

impl Remapping {
    /// No more records are shown one by one; the list of the change has all.
    pub const MOST: usize = 200;

    /// How many records in all.
    pub fn total(&self) -> usize {
        self.moved.iter().map(|(.., n)| n).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 12, 14).unwrap()
    }

    fn places() -> Places {
        let from = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
        let mut places = Places::default();
        for (code, name) in [
            ("430406001000", "甲街道"),
            ("430406001001", "东社区"),
            ("430406001002", "西社区"),
            ("430406002000", "乙街道"),
            ("430406002001", "南社区"),
        ] {
            let level = if code.ends_with("000") { "township" } else { "village" };
            places.add(code.to_owned(), from, false, name.to_owned(), level.to_owned());
        }
        places
    }

    fn line(old: &str, new: &str, which: Which) -> Leads {
        Leads { old: format!("430406{old}"), new: format!("430406{new}"), which, name: None, along: false }
    }

    fn unit(code: &str, name: &str) -> Becomes {
        Becomes { code: format!("430406{code}"), name: name.to_owned(), says: Vec::new() }
    }

    /// The rows in short: `+001 甲街道`, `-002>001`.
    fn rows(change: &Change) -> Vec<String> {
        let short = |code: &str| code.get(6..).unwrap_or_default().to_owned();
        let told = |row: DivisionRow| match row {
            DivisionRow::Stands(unit, _) => format!("+{} {}", short(&unit.code), unit.name),
            DivisionRow::Ends(code, into) => {
                format!("-{}{}", short(&code), into.map_or_else(String::new, |into| format!(">{}", short(&into))))
            }
        };
        change.rows(&places(), day()).into_iter().map(told).collect()
    }

    fn codes(change: &Change) -> Vec<&'static str> {
        change.check(&places(), day()).iter().map(|slip| slip.code).collect()
    }

    #[test]
    fn a_village_goes_into_another_and_is_no_more() {
        let change = Change { lines: vec![line("001001", "001002", Which::All)], ..Change::default() };
        assert_eq!(rows(&change), ["-001001>001002"]);
        assert_eq!(codes(&change), [""; 0]);
        assert_eq!(change.leads("430406001001", Some(1), ""), Some("430406001002"));
        assert_eq!(change.leads("430406001002", Some(1), ""), None);
    }

    #[test]
    fn a_street_is_split_and_its_villages_go_along_or_elsewhere() {
        let change = Change {
            units: vec![unit("003000", "丙街道"), unit("004000", "丁街道")],
            before: vec!["430406001000".to_owned()],
            lines: vec![line("001000", "003000", Which::All), line("001002", "004001", Which::All)],
        };
        let change = change.with_villages(&places(), day());
        assert_eq!(
            rows(&change),
            [
                "+003000 丙街道",
                "+004000 丁街道",
                "+004001 西社区",
                "+003001 东社区",
                "-001000>003000",
                "-001001>003001",
                "-001002>004001"
            ]
        );
        assert_eq!(codes(&change), [""; 0]);
    }

    #[test]
    fn a_village_does_not_go_along_into_another_that_has_its_digits() {
        let town = |new: &str| {
            let change = Change { lines: vec![line("001000", new, Which::All)], ..Change::default() };
            change.with_villages(&places(), day())
        };
        assert_eq!(codes(&town("002000")), ["E-DV10"]);
        let mut told = town("002000");
        told.lines.push(line("002001", "002009", Which::All));
        assert_eq!(codes(&told), [""; 0], "the other one makes room");
        assert_eq!(codes(&Change { units: vec![unit("003000", "丙街道")], ..town("003000") }), [""; 0]);
    }

    #[test]
    fn what_goes_to_where_others_leave_comes_after_them() {
        let lines = vec![
            line("001001", "001002", Which::All),
            line("001002", "002001", Which::All),
            line("002001", "002002", Which::Person(1)),
        ];
        let change = Change { lines, ..Change::default() };
        let after = |code: &str| change.follows_on(&format!("430406{code}"));
        assert_eq!(["001001", "001002", "002001", "002002"].map(after), [3, 2, 1, 0]);
        let ring = vec![line("001001", "001002", Which::Person(1)), line("001002", "001001", Which::Person(2))];
        let ring = Change { lines: ring, ..Change::default() };
        assert_eq!([ring.follows_on("430406001001"), ring.follows_on("430406002001")], [2, 0]);
    }

    #[test]
    fn a_new_town_comes_from_others() {
        let lines = vec![line("001001", "003001", Which::All), line("002001", "003002", Which::All)];
        let change =
            Change {
                units: vec![unit("003000", "丙街道"), unit("001000", "甲街道")], lines, ..Change::default()
            };
        let from = ["430406001000", "430406002000"].map(str::to_owned);
        assert_eq!(change.new_towns(&places(), day()), [("430406003000".to_owned(), BTreeSet::from(from))]);
    }

    #[test]
    fn a_town_is_renamed_and_nothing_moves() {
        let change =
            Change { units: vec![unit("001000", "新街道")], before: vec!["430406001000".to_owned()], lines: vec![] };
        assert_eq!((rows(&change), change.left().len()), (vec!["+001000 新街道".to_owned()], 0));
    }

    #[test]
    fn part_of_a_village_goes_by_person_by_address_and_the_rest() {
        let lines = vec![
            line("001001", "002001", Which::Address("蒸阳南路".to_owned())),
            line("001001", "001002", Which::Person(7)),
        ];
        let mut change = Change { lines, ..Change::default() };
        assert_eq!(rows(&change), [""; 0], "the rest stays");
        for (person, address, goes) in [
            (Some(7), "蒸阳南路5号", Some("430406001002")),
            (Some(8), "蒸阳南路5号", Some("430406002001")),
            (Some(8), "先锋路2号", None),
            (None, "", None),
        ] {
            assert_eq!(change.leads("430406001001", person, address), goes, "{person:?} {address}");
        }
        change.lines.push(line("001001", "001003", Which::All));
        assert_eq!(change.leads("430406001001", None, ""), Some("430406001003"));
        assert_eq!(rows(&change), ["+001003 东社区", "-001001"], "it goes to several");
    }

    #[test]
    fn what_cannot_be_is_said() {
        for (units, lines, want) in [
            (vec![], vec![line("001001", "005001", Which::All)], &["E-DV01"][..]),
            (vec![unit("005000", "戊街道")], vec![line("001001", "005001", Which::All)], &[]),
            (vec![], vec![line("009001", "001002", Which::All)], &["E-DV10"]),
            (vec![], vec![line("001001", "001002", Which::All), line("001001", "002001", Which::All)], &["E-DV10"]),
            // Two streets into one: two villages would get the same code.
            (
                vec![unit("005000", "戊街道")],
                vec![line("001000", "005000", Which::All), line("002000", "005000", Which::All)],
                &["E-DV10"],
            ),
        ] {
            let change = Change { units, lines, ..Change::default() }.with_villages(&places(), day());
            assert_eq!(codes(&change), want, "{change:?}");
        }
    }
}
