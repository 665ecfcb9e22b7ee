//! Records of a register counted as they stand: their SQL, made from the declaration of the register, and what it reads.

use crate::figure::{Adds, Dates, Is, Records, Window};
use crate::register::{Kind, Need, Register, find};
use crate::store::figures::assistance::households::last_birth;
use crate::store::figures::parts::{NONE, Parts, Text};
use crate::store::figures::sources::{Counts, DIVISION_MOVES, Moment, Source};
use crate::store::read::in_force;
use crate::store::read::sql::{quoted, reached, reached_as};
use crate::store::read::villages::{of_case, placed};

/// Before a column that no index is to be searched for: the way to the other records of a value leads from the value.
const UNSEARCHED: &str = "+";

/// The SQL of records, which have the alias `r`.
pub(in crate::store) fn parts(set: &Records, only: &[Is], window: Window) -> Parts {
    let of = Of { set, only, register: find(set.register).map(|entry| entry.register), window };
    let first = set.once.map(|column| of.first_of_each(column));
    let inside = set
        .inside
        .then(|| format!("{} LIKE (SELECT substr(division, 1, 6) || '%' FROM office)", of.place().unwrap_or(NONE)));
    let common: Vec<String> = of.these("r", "").into_iter().chain(first).chain(inside).collect();
    Parts {
        register: set.register,
        tables: of.tables(),
        common: common.join(" AND "),
        only: of.conditions("r", "", only).map_or_else(|| "1".to_owned(), |all| all.join(" AND ")),
        key: "r.key",
        division: of.place().unwrap_or(NONE),
        institution: of.institution().unwrap_or(NONE),
        money: of.adds(),
        called: of.called(),
        bound: of.bound(),
    }
}

/// Records of a register in a window.
struct Of<'a> {
    set: &'a Records,
    only: &'a [Is],
    register: Option<&'static Register>,
    window: Window,
}

impl Of<'_> {
    /// The parent register and its column, where a path leads there.
    fn of_parent(&self, path: &'static str) -> Option<(&'static str, &'static str)> {
        let path = path.split_once('.')?;
        (self.register?.parent == Some(path.0) && !path.1.contains('.')).then_some(path)
    }

    fn parent_place(&self) -> Option<(&'static str, &'static str)> {
        self.set.place.and_then(|place| self.of_parent(place))
    }

    /// The parent, where the place or the date stands there.
    fn parent(&self) -> Option<&'static str> {
        let date = self.set.dates.column().and_then(|date| self.of_parent(date));
        self.parent_place().or(date).map(|(parent, _)| parent)
    }

    fn stored(&self, column: &str) -> String {
        self.register.map_or_else(|| column.to_owned(), |register| register.stored(column))
    }

    /// A column, of cases as of the day.
    fn column(&self, alias: &str, column: &str) -> String {
        match (self.set.dates, self.register) {
            (Dates::OnDay, Some(register)) if alias == "r" => in_force::column(register, column, self.window.day()),
            _ => format!("{alias}.{}", self.stored(column)),
        }
    }

    fn tables(&self) -> String {
        let name = self.set.register;
        match (self.parent(), self.set.dates, self.register) {
            (Some(parent), ..) => format!("{parent} u CROSS JOIN {name} r ON r.{parent} = u.key"),
            (None, Dates::OnDay, Some(register)) => {
                format!("{name} r{}", in_force::joins(register, self.window.day()))
            }
            _ => format!("{name} r"),
        }
    }

    /// What the records of the window are; `unsearched` stands before the columns that lead to them.
    fn these(&self, alias: &str, unsearched: &str) -> Vec<String> {
        let mut all = vec![format!("{alias}.voided_by IS NULL")];
        if self.parent().is_some() {
            all.push("u.voided_by IS NULL".to_owned());
        }
        let column = |date| match self.of_parent(date) {
            Some((_, date)) => format!("u.{date}"),
            None => format!("{unsearched}{}", self.column(alias, date)),
        };
        match (self.set.dates, self.register) {
            (Dates::Within(date), _) => all.push(format!("{} BETWEEN :from AND :to", column(date))),
            (Dates::UpTo(date), _) => all.push(format!("{} <= :to", column(date))),
            (Dates::Ended(date), _) => all.push(format!("{0} >= :from AND {0} < :to", column(date))),
            (Dates::OnDay, Some(register)) => {
                let asks_state = self.only.iter().chain(self.set.are).any(|(column, _)| *column == "state");
                all.extend(in_force::there(register, self.window.day(), asks_state));
            }
            (Dates::OnDay, None) => {}
        }
        all.extend(self.conditions(alias, unsearched, self.set.are).into_iter().flatten());
        all.extend(self.set.from_age.map(|years| {
            let born = last_birth(self.window.day(), years);
            format!("(SELECT q.birth_date FROM person q WHERE q.key = {alias}.person) <= '{born}'")
        }));
        all
    }

    fn conditions(&self, alias: &str, unsearched: &str, are: &[Is]) -> Option<Vec<String>> {
        let is = |(column, values): &Is| match values {
            [value] => format!("{unsearched}{} = '{value}'", self.column(alias, column)),
            values => format!("{unsearched}{} IN ({})", self.column(alias, column), quoted(values)),
        };
        (!are.is_empty()).then(|| are.iter().map(is).collect())
    }

    /// That no record of the same value comes before it in the window.
    fn first_of_each(&self, column: &str) -> String {
        let date = self.set.dates.column().map_or_else(|| "key".to_owned(), |date| self.stored(date));
        let (name, column) = (self.set.register, self.stored(column));
        format!(
            "NOT EXISTS (SELECT 1 FROM {name} e WHERE e.{column} = r.{column} AND {} AND (e.{date}, e.key) < (r.{date}, r.key))",
            self.these("e", UNSEARCHED).join(" AND ")
        )
    }

    /// The place it counts for: of a case its village in the month.
    fn place(&self) -> Option<Text> {
        let column = self.set.place?;
        let moves = self.register.is_some_and(|register| register.follows(column));
        Some(match (self.parent_place(), self.set.dates) {
            (Some((parent, column)), _) => {
                let day = self.window.day();
                find(parent).map_or(NONE, |parent| placed(parent.register, "u", column, day).into())
            }
            _ if column.contains('.') => self.place_at_end(column).unwrap_or(NONE),
            (None, Dates::Within(date) | Dates::UpTo(date)) if moves => {
                of_case(self.register?, "r", &format!("substr(r.{}, 1, 7)", self.stored(date))).into()
            }
            _ => match self.register {
                Some(register) if !moves => placed(register, "r", column, self.window.day()).into(),
                _ => self.column("r", column).into(),
            },
        })
    }

    /// The place at the end of a path, as it was on the window's day.
    fn place_at_end(&self, path: &str) -> Option<Text> {
        let day = self.window.day();
        let end = |register: &Register, alias: &str, col: &str| placed(register, alias, col, day);
        reached_as(self.register?, "r", path, &end).map(Text::from)
    }

    /// The institution it counts for: by a column or a path, or the record itself.
    fn institution(&self) -> Option<Text> {
        match self.set.institution? {
            "key" => Some("r.key".into()),
            path if path.contains('.') => self.reached(path),
            column => Some(self.column("r", column).into()),
        }
    }

    fn adds(&self) -> Text {
        match self.set.adds {
            Adds::Nothing => "0".into(),
            Adds::Column(column) => {
                let must = self.register.and_then(|r| r.field(column)).is_none_or(|field| field.need == Need::Must);
                let column = self.column("r", column);
                // What was left empty adds nothing.
                if must { column.into() } else { format!("coalesce({column}, 0)").into() }
            }
            Adds::Balance(column, plus) => {
                let (column, plus) = (self.column("r", column), self.conditions("r", "", &[*plus]).unwrap_or_default());
                format!("CASE WHEN {} THEN {column} ELSE -{column} END", plus.join(" AND ")).into()
            }
        }
    }

    /// The name of its person or its own, and its number.
    fn called(&self) -> [Text; 2] {
        let has = |column: &str| self.register.is_some_and(|register| register.field(column).is_some());
        let name = if has("person") { "person.name" } else { "name" };
        let number = self.register.and_then(|register| register.natural_key.first().copied());
        let open = !self.register.is_some_and(|register| register.restricted);
        let own = [(open && (has("person") || has("name"))).then_some(name), number];
        let paths = self.set.called.map_or(own, |paths| paths.map(Some));
        let text = |there| Text::from(format!("CAST({there} AS TEXT)"));
        paths.map(|path| path.and_then(|path| self.reached(path)).map_or("''".into(), text))
    }

    /// What stands at the end of a path: `temporary.person.name`.
    fn reached(&self, path: &str) -> Option<Text> {
        self.register.and_then(|register| reached(register, "r", path)).map(Text::from)
    }

    fn bound(&self) -> Vec<(&'static str, String)> {
        let date = match self.set.dates {
            Dates::OnDay => return Vec::new(),
            Dates::Within(date) | Dates::UpTo(date) | Dates::Ended(date) => date,
        };
        let kind = self.register.and_then(|register| register.field_at(date)).map(|field| field.kind);
        let (first, last) = (self.window.first(), self.window.last());
        let before = first.prev();
        let ended = matches!(self.set.dates, Dates::Ended(_));
        let [from, to] = match kind {
            Some(Kind::Int(..)) => {
                let year = |month: crate::domain::month::Month| month.first_day().format("%Y").to_string();
                [if ended { year(before) } else { year(first) }, year(last)]
            }
            Some(Kind::Month) => [if ended { before } else { first }.to_string(), last.to_string()],
            _ => [if ended { before.last_day() } else { first.first_day() }.to_string(), self.window.day().to_string()],
        };
        vec![(":from", from), (":to", to)]
    }
}

/// What records that are kept read: columns of the register, and of the records on the way to their date and to the place where they count.
pub(in crate::store) fn sources(set: &Records, only: &[Is]) -> Vec<Source> {
    let register = find(set.register).map(|entry| entry.register);
    let begins = begins(set, register);
    let of_days = match (set.dates, register) {
        (Dates::OnDay, Some(register)) => {
            let within = register.dated.map_or(&[][..], |dated| dated.within);
            within.iter().copied().chain(register.until).collect()
        }
        _ => Vec::new(),
    };
    let adds = match set.adds {
        Adds::Nothing => vec![],
        Adds::Column(column) => vec![column],
        Adds::Balance(column, (kind, _)) => vec![column, kind],
    };
    let are = set.are.iter().chain(only).map(|(column, _)| *column);
    let columns = of_days.into_iter().chain(begins).chain(["voided_by"]).chain(adds).chain(are).chain(set.once);
    let columns = columns.chain(set.place).chain(set.institution);
    let columns = columns.map(|path| path.split_once('.').map_or(path, |(head, _)| head));
    let counts = match (set.dates, set.once) {
        (Dates::Within(date), None) => Counts::In(vec![date].into()),
        _ => Counts::From(begins.map(Moment::Of).into_iter().collect()),
    };
    let own = Source { table: set.register, columns: columns.collect(), counts, but_moves: false };
    let of_date = begins.and_then(|path| Some((register?, path.split_once('.')?)));
    let of_date = of_date.and_then(|(register, (head, date))| {
        let counts = Counts::In(vec![date].into());
        Some(Source {
            table: named(register, head)?,
            columns: vec![date, "voided_by"].into(),
            counts,
            but_moves: false,
        })
    });
    let on_the_way = register.into_iter().flat_map(|register| on_the_way(register, set.place, begins));
    let of_changes = set.place.map(|_| DIVISION_MOVES);
    [own].into_iter().chain(of_date).chain(on_the_way).chain(of_changes).collect()
}

/// The records on a path to a place, at most two: each touches the months from the first one on that hangs on it.
fn on_the_way(register: &'static Register, place: Option<&'static str>, begins: Option<&'static str>) -> Vec<Source> {
    let mut way = Vec::new();
    let (mut at, mut rest) = (register, place.unwrap_or_default());
    let mut through: Option<(&'static str, &'static str)> = None;
    while let Some((by, next)) = rest.split_once('.') {
        let (Some(table), Some(begins)) = (named(at, by), begins) else { break };
        let column = next.split_once('.').map_or(next, |(head, _)| head);
        let counts = match (begins.split_once('.'), through) {
            // Its date stands where its place does.
            (Some((head, date)), None) if head == by => Counts::In(vec![date].into()),
            _ => {
                let first = through.map_or(by, |(_, first)| first);
                let through = through.map(|(table, _)| (table, by));
                let of = Moment::First { table: register.name, by: first, through, key: "key", column: begins };
                Counts::From(vec![of].into())
            }
        };
        way.push(Source { table, columns: vec![column, "voided_by"].into(), counts, but_moves: false });
        let Some(there) = find(table) else { break };
        (at, rest, through) = (there.register, next, through.or(Some((table, by))));
    }
    way
}

/// The register that a field refers to.
fn named(register: &'static Register, field: &str) -> Option<&'static str> {
    match register.field(field)?.kind {
        Kind::Ref(there) => Some(there),
        _ => None,
    }
}

/// The column with the date or month from which on a record counts.
fn begins(set: &Records, register: Option<&'static Register>) -> Option<&'static str> {
    let of_register = || register.and_then(|register| register.dated.map(|dated| dated.start).or(register.since));
    set.dates.column().or_else(of_register)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::month::Month;

    use crate::figure::sets::OPEN_TENTS;
    use crate::figure::{RowSet, When, records};
    use crate::register::test_only;
    use crate::store::engine::{Db, plan};
    use crate::store::figures::count::{Split, from_rows};
    use crate::store::file::declared::follow_from;
    use crate::store::whole_schema;
    use std::collections::BTreeMap;

    const VISITS: Records = records("visit").adding("gift").by_town("person.home_division");
    static THERE: Records = VISITS;
    static BEGUN: Records = VISITS.within("visited_on");
    static ENDED: Records = VISITS.ended("watched_until");
    const SETS: [RowSet; 3] = [THERE.all(), BEGUN.all(), ENDED.all()];

    /// Two people in two towns, who are visited from a day on and until another.
    fn office() -> Db {
        let db = Db::in_memory().unwrap();
        let made = test_only::BOTH.into_iter().flat_map(follow_from).map(|made| made.sql.into_owned());
        for sql in [whole_schema(), test_only::TABLE.to_owned()].into_iter().chain(made) {
            db.execute_batch(&sql).unwrap();
        }
        db.execute_batch(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO person(key, temp_no, id_status, name, sex, birth_date, hukou_division, home_division, act)
                 VALUES (1, 'T1', 'lost', '某', '1', '1950-01-01', '430406001001', '430406001001', 1),
                        (2, 'T2', 'lost', '某', '1', '1950-01-01', '430406001001', '430406002001', 1);
             INSERT INTO visit(no, person, visited_on, watched_until, gift_fen, act) VALUES
                 ('whole', 1, '2021-01-05', NULL, 1, 1), ('last day', 1, '2021-02-28', '2021-03-31', 2, 1),
                 ('in a month', 2, '2021-03-05', '2021-03-20', 4, 1), ('first day', 2, '2021-03-01', '2021-04-01', 8, 1),
                 ('one day', 2, '2021-03-31', '2021-03-31', 16, 1);
             INSERT INTO visit(no, person, visited_on, gift_fen, act, voided_by) VALUES ('mistake', 1, '2021-03-01', 32, 1, 1);",
        )
        .unwrap();
        db
    }

    /// How many and how much of each set, by town, in a month of 2021.
    fn in_month(db: &Db, month: u32) -> Vec<BTreeMap<String, (i64, i64)>> {
        let month = Month::new(2021, month).unwrap();
        let of = |set: &RowSet| {
            let window = set.kept_for().window(month);
            let [rows, fen] =
                [false, true].map(|money| from_rows(db, &[(*set, money)], window, Split::Town).unwrap().remove(0));
            rows[0].iter().map(|(town, n)| (town.clone(), (*n, fen[0][town]))).collect()
        };
        SETS.iter().map(of).collect()
    }

    #[test]
    fn what_has_an_end_of_its_own_is_there_from_its_beginning_to_its_last_day() {
        let db = office();
        let [one, two] = ["430406001000", "430406002000"].map(str::to_owned);
        for (month, want) in [
            (2, [vec![(&one, (2, 3))], vec![(&one, (1, 2))], vec![]]),
            (3, [vec![(&one, (2, 3)), (&two, (2, 24))], vec![(&two, (3, 28))], vec![(&two, (1, 4))]]),
            (4, [vec![(&one, (1, 1))], vec![], vec![(&one, (1, 2)), (&two, (2, 24))]]),
            (5, [vec![(&one, (1, 1))], vec![], vec![]]),
        ] {
            let want: Vec<BTreeMap<String, (i64, i64)>> =
                want.into_iter().map(|of| of.into_iter().map(|(town, n)| (town.clone(), n)).collect()).collect();
            assert_eq!(in_month(&db, month), want, "{month}");
        }
        // A past month, too, counts people where they live now.
        db.execute_batch("UPDATE person SET home_division = '430406002001' WHERE key = 1").unwrap();
        assert_eq!(in_month(&db, 2)[0], BTreeMap::from([(two, (2, 3))]));
    }

    #[test]
    fn people_of_an_age_are_counted_from_their_birthday_on() {
        static AGED: Records = VISITS.from_age(71);
        let db = office();
        db.execute_batch("UPDATE person SET birth_date = '1950-03-31' WHERE key = 1").unwrap();
        db.execute_batch("UPDATE person SET birth_date = '1950-04-01' WHERE key = 2").unwrap();
        let towns = from_rows(&db, &[(AGED.all(), false)], When::End.window(Month::new(2021, 3).unwrap()), Split::Town);
        assert_eq!(towns.unwrap()[0][0], BTreeMap::from([("430406001000".to_owned(), 2)]));
        assert!(AGED.name(&[]).ends_with(" from 71"));
    }

    /// A report that is closed by now was open at the end of the months before; one that came in twice counts once.
    #[test]
    fn a_report_of_a_tent_is_open_until_it_was_closed() {
        let db = office();
        let received = |no: &str, state: &str, more: &str| {
            format!(
                "INSERT INTO tent_report(report_no, received_on, received_time, channel, division, address, act, state, duplicate_of, is_counted, closed_on)
                 VALUES ('{no}', '2021-02-10', '09:00', '2', '430406001001', '路口', 1, '{state}', {more});"
            )
        };
        let closed = received("1", "closed", "NULL, 1, '2021-03-05'");
        let open = received("2", "handled", "NULL, 1, NULL") + &received("3", "duplicate", "2, 0, NULL");
        db.execute_batch(&(closed + &open)).unwrap();
        for (month, many) in [(1, 0), (2, 2), (3, 1), (4, 1)] {
            let window = When::End.window(Month::new(2021, month).unwrap());
            let found = from_rows(&db, &[(OPEN_TENTS.all(), false)], window, Split::District).unwrap();
            assert_eq!(found[0][0].values().sum::<i64>(), many, "{month}");
        }
    }

    #[test]
    fn a_person_is_reached_from_the_record() {
        let db = office();
        for set in SETS {
            let RowSet::Records(records, only) = set else { continue };
            let parts = parts(records, only, When::Month.window(Month::new(2021, 3).unwrap()));
            let sql = format!("SELECT {} FROM {} WHERE {}", parts.division, parts.tables, parts.common);
            let plan = plan::within(&db, &sql);
            assert!(plan.iter().any(|step| step.contains("SEARCH rr USING INTEGER PRIMARY KEY")), "{plan:?}");
        }
    }

    #[test]
    fn what_is_kept_falls_with_the_day_the_end_and_the_home() {
        let sources = sources(&THERE, &[]);
        let columns: Vec<(&str, &[&str])> = sources.iter().map(|s| (s.table, &*s.columns)).collect();
        assert_eq!(
            columns,
            [
                ("visit", &["watched_until", "visited_on", "voided_by", "gift", "person"][..]),
                ("person", &["home_division", "voided_by"][..]),
                ("division_move", &["row", "register", "field", "left_division", "from_on", "voided_by"][..]),
            ]
        );
        let first = Moment::First { table: "visit", by: "person", through: None, key: "key", column: "visited_on" };
        assert_eq!(sources[0].counts, Counts::From(vec![Moment::Of("visited_on")].into()));
        assert_eq!(sources[1].counts, Counts::From(vec![first].into()));
    }
}
