//! Records of a register counted as they stand: their SQL, made from the declaration of the register, and what it reads.

use crate::figure::{Adds, Dates, Is, Records, Window};
use crate::register::{Kind, Register, find};
use crate::store::figures::parts::{NONE, Parts, Text};
use crate::store::figures::sources::{Counts, Moment, Source};
use crate::store::read::in_force;
use crate::store::read::sql::quoted;
use crate::store::read::villages::village_in;

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
        institution: set.institution.map_or(NONE, |column| of.column("r", column).into()),
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
    /// The parent register and its column, where the place stands there.
    fn parent_place(&self) -> Option<(&'static str, &'static str)> {
        self.set.place?.split_once('.')
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
        match (self.parent_place(), self.set.dates, self.register) {
            (Some((parent, _)), ..) => format!("{parent} u CROSS JOIN {name} r ON r.{parent} = u.key"),
            (None, Dates::OnDay, Some(register)) => {
                format!("{name} r{}", in_force::joins(register, self.window.day()))
            }
            _ => format!("{name} r"),
        }
    }

    /// What the records of the window are; `unsearched` stands before the columns that lead to them.
    fn these(&self, alias: &str, unsearched: &str) -> Vec<String> {
        let mut all = vec![format!("{alias}.voided_by IS NULL")];
        if self.parent_place().is_some() {
            all.push("u.voided_by IS NULL".to_owned());
        }
        let column = |column| format!("{unsearched}{}", self.column(alias, column));
        match (self.set.dates, self.register) {
            (Dates::Within(date), _) => all.push(format!("{} BETWEEN :from AND :to", column(date))),
            (Dates::UpTo(date), _) => all.push(format!("{} <= :to", column(date))),
            (Dates::OnDay, Some(register)) => {
                let asks_state = self.only.iter().chain(self.set.are).any(|(column, _)| *column == "state");
                all.extend(in_force::there(register, self.window.day(), asks_state));
            }
            (Dates::OnDay, None) => {}
        }
        all.extend(self.conditions(alias, unsearched, self.set.are).into_iter().flatten());
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
        let date = match self.set.dates {
            Dates::Within(date) | Dates::UpTo(date) => self.stored(date),
            Dates::OnDay => "key".to_owned(),
        };
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
            (Some((_, column)), _) => format!("u.{column}").into(),
            (None, Dates::Within(date) | Dates::UpTo(date)) if moves => {
                village_in!("r", "{month}").replace("{month}", &format!("substr(r.{}, 1, 7)", self.stored(date))).into()
            }
            _ => self.column("r", column).into(),
        })
    }

    fn adds(&self) -> Text {
        match self.set.adds {
            Adds::Nothing => "0".into(),
            Adds::Column(column) => self.column("r", column).into(),
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
        let own = [(has("person") || has("name")).then_some(name), number];
        let paths = self.set.called.map_or(own, |paths| paths.map(Some));
        paths.map(|path| path.map_or("''".into(), |path| told(self.register, "r", path).into()))
    }

    fn bound(&self) -> Vec<(&'static str, String)> {
        let date = match self.set.dates {
            Dates::OnDay => return Vec::new(),
            Dates::Within(date) | Dates::UpTo(date) => date,
        };
        let kind = self.register.and_then(|register| register.field(date)).map(|field| field.kind);
        let (first, last) = (self.window.first(), self.window.last());
        let [from, to] = match kind {
            Some(Kind::Month) => [first.to_string(), last.to_string()],
            _ => [first.first_day().to_string(), self.window.day().to_string()],
        };
        vec![(":from", from), (":to", to)]
    }
}

/// What stands at the end of a path: `temporary.person.name`.
fn told(register: Option<&Register>, alias: &str, path: &str) -> String {
    let column = |column: &str| register.map_or_else(|| column.to_owned(), |register| register.stored(column));
    let Some((head, rest)) = path.split_once('.') else {
        return format!("CAST({alias}.{} AS TEXT)", column(path));
    };
    let target = match register.and_then(|register| register.field(head)).map(|field| field.kind) {
        Some(Kind::Ref(target)) => target,
        _ => head,
    };
    let (inner, next) = (format!("{alias}{alias}"), find(target).map(|entry| entry.register));
    format!("(SELECT {} FROM {target} {inner} WHERE {inner}.key = {alias}.{head})", told(next, &inner, rest))
}

/// What records that are kept read: columns of the register, and of the parent that says where they count.
pub(in crate::store) fn sources(set: &Records, only: &[Is]) -> Vec<Source> {
    let (columns, moments) = match set.dates {
        Dates::Within(date) | Dates::UpTo(date) => (vec![date, "voided_by"], vec![Moment::Of(date)]),
        Dates::OnDay => {
            let dated = find(set.register).and_then(|entry| entry.register.dated);
            let start = dated.map(|dated| dated.start);
            (
                dated.iter().flat_map(|d| d.within).copied().chain(start).chain(["voided_by"]).collect(),
                start.map(Moment::Of).into_iter().collect(),
            )
        }
    };
    let adds = match set.adds {
        Adds::Nothing => vec![],
        Adds::Column(column) => vec![column],
        Adds::Balance(column, (kind, _)) => vec![column, kind],
    };
    let are = set.are.iter().chain(only).map(|(column, _)| *column);
    let (parent, place) = set.place.and_then(|place| place.split_once('.')).unzip();
    let own_place = parent.or(set.place);
    let columns = columns.into_iter().chain(adds).chain(are).chain(set.once).chain(own_place).chain(set.institution);
    let counts = match (set.dates, set.once) {
        (Dates::Within(date), None) => Counts::In(vec![date].into()),
        _ => Counts::From(moments.into()),
    };
    let own = Source { table: set.register, columns: columns.collect(), counts, but_moves: false };
    let of_parent = parent.zip(place).zip(set.dates.column()).map(|((parent, place), date)| Source {
        table: parent,
        columns: vec![place, "voided_by"].into(),
        counts: Counts::From(vec![Moment::First { table: set.register, by: parent, key: "key", column: date }].into()),
        but_moves: false,
    });
    [own].into_iter().chain(of_parent).collect()
}
