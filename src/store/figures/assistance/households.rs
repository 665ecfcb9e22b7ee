//! The SQL behind the row sets of benefits of households, from what each declares: households, the persons they cover, what changes them.
//! By which causes persons are counted, and what is read, is 低保's own. Must not know how the answers are used.

use crate::domain::date::age_on;
use crate::domain::scheme::Scheme;
use crate::figure::{Effect, Group, Paying, Test, Tests, Window};
use crate::store::benefits::roster::Roster;
use crate::store::figures::parts::{NONE, Parts};
use crate::store::figures::personal::{CHANGE_IN_WINDOW, in_force, in_window, of_kinds};
use crate::store::figures::sources::{CHANGES, MOVES, Moment, Source, first, place, source};
use crate::store::read::sql::quoted;
use crate::store::read::villages::{BY_MOVE, version_of_change, village_in, village_of_change};
use chrono::{Datelike, Days, NaiveDate};

/// The tables of a benefit of households, as its scheme's statements name them, and the `kind` of the scheme's cases. Of any other scheme
/// nothing that SQL could be made of.
#[derive(Default)]
pub(in crate::store) struct Tables {
    pub kind: &'static str,
    cases: &'static str,
    versions: &'static str,
    covers: &'static str,
    /// The version's amount.
    total: String,
    /// What a cover `c` has of it.
    share: String,
    /// What its papers call a case `d`.
    pub called: String,
}

impl Tables {
    pub fn of(scheme: &str) -> Tables {
        let paying = Scheme::from_name(scheme).and_then(Roster::paying);
        let Some(((roster, kind), household)) = paying.and_then(|(r, kind)| Some(((r, kind), r.benefit.household()?)))
        else {
            return Tables::default();
        };
        let covers = household.register();
        let shares = household
            .shared
            .iter()
            .map(|(_, share)| covers.map_or_else(String::new, |c| format!("c.{}", c.stored(share))));
        Tables {
            kind,
            cases: roster.cases(),
            versions: roster.versions.name,
            covers: household.covers,
            total: format!("a.{}", roster.fen()),
            share: shares.collect::<Vec<_>>().join(" + "),
            called: roster
                .lines()
                .papers
                .number
                .map_or_else(|| "d.case_no".to_owned(), |col| format!("COALESCE(d.{col}, d.case_no)")),
        }
    }
    /// The cases with the version in force in the month.
    pub fn version(&self) -> String {
        format!("{} d JOIN {}", self.cases, in_force(self.versions, self.cases, "d", "a"))
    }
    /// Whom that version covers.
    pub fn covered(&self) -> String {
        let Tables { cases, covers, .. } = self;
        format!(" JOIN {covers} c ON c.{cases} = d.key AND c.from_month = a.from_month AND c.voided_by IS NULL")
    }
    /// The version before that of a change.
    fn before(&self) -> String {
        let Tables { cases, versions, .. } = self;
        format!(
            "(SELECT max(w.from_month) FROM {versions} w WHERE w.{cases} = v.{cases} AND w.voided_by IS NULL \
             AND w.from_month < v.from_month)"
        )
    }
    /// A change with its version, by that kind of join, and with its case.
    fn change(&self, join: &str, covers: &str) -> String {
        let Tables { cases, versions, .. } = self;
        format!(
            "change h {join} {versions} v ON v.key = {} AND v.voided_by IS NULL{covers} \
             JOIN {cases} d ON d.key = h.case_key AND d.kind = :kind AND d.voided_by IS NULL",
            version_of_change(versions, cases)
        )
    }
    /// That a cover `c` of a change has none of the same person in the version of another month.
    fn not_covered_in(&self, month: &str) -> String {
        let Tables { cases, covers, .. } = self;
        format!(
            "{CHANGE_IN_WINDOW} AND ({BY_MOVE} OR NOT EXISTS (SELECT 1 FROM {covers} p WHERE p.{cases} = v.{cases} \
             AND p.person = c.person AND p.voided_by IS NULL AND p.from_month = {month}))"
        )
    }
    fn of_month(&self) -> String {
        format!("d.kind = '{}' AND d.voided_by IS NULL AND a.kind <> 'end'", self.kind)
    }
}

pub(in crate::store) const PERSON: &str = " JOIN person q ON q.key = c.person";

const APPLICANT: &str =
    "(SELECT n.name FROM household u JOIN person n ON n.key = u.applicant WHERE u.key = d.household)";
const COVERED_NAME: &str = "(SELECT n.name FROM person n WHERE n.key = c.person)";

pub(in crate::store) fn roster(scheme: &str, which: Paying, window: Window) -> Parts {
    let tables = Tables::of(scheme);
    Parts {
        register: tables.cases,
        tables: tables.version(),
        common: tables.of_month(),
        only: paying(which),
        key: "d.key",
        division: village_in!("d", ":month").into(),
        institution: NONE,
        money: tables.total.into(),
        called: [APPLICANT.into(), tables.called.into()],
        bound: vec![(":month", window.last().to_string())],
    }
}

pub(in crate::store) fn roster_persons(scheme: &str, which: Paying, group: Group, window: Window) -> Parts {
    let asks_person = !group.tests().each().iter().all(|test| matches!(test, Test::Cause(_)));
    let (day, tables) = (window.day(), Tables::of(scheme));
    Parts {
        register: tables.covers,
        tables: format!("{}{}{}", tables.version(), tables.covered(), if asks_person { PERSON } else { "" }),
        common: tables.of_month(),
        only: format!("{} AND {}", paying(which), in_group(group)),
        key: "c.key",
        division: village_in!("d", ":month").into(),
        institution: NONE,
        money: tables.share.into(),
        called: [COVERED_NAME.into(), tables.called.into()],
        bound: [(":month", window.last().to_string()), (":day", day.to_string())]
            .into_iter()
            .chain(AGES.map(|(years, born)| (born, last_birth(day, years).to_string())))
            .collect(),
    }
}

/// The condition that a version is of a kind, or is not, where one of the two is meant.
fn either(version: &str, kind: &str, means: impl Fn(bool) -> bool) -> String {
    match (means(true), means(false)) {
        (true, true) => "1".to_owned(),
        (true, false) => format!("{version}.kind = '{kind}'"),
        (false, _) => format!("{version}.kind <> '{kind}'"),
    }
}

fn paying(which: Paying) -> String {
    either("a", "suspended", |suspended| which.means(suspended))
}

/// How a person `q` was on the day: what the row of 人员状况 in force says, without rows what the person's own says; `''` for nothing.
fn on_the_day(column: &str) -> String {
    format!(
        "COALESCE((SELECT COALESCE(z.{column}, '') FROM condition z WHERE z.person = q.key AND z.voided_by IS NULL \
         AND z.valid_from <= :day ORDER BY z.valid_from DESC LIMIT 1), q.{column}, '')"
    )
}

/// The condition that a person `q`, covered by a case `d`, is of a group.
pub(in crate::store) fn in_group(group: Group) -> String {
    let tests = group.tests();
    let all: Vec<String> = tests.each().iter().map(condition).collect();
    match tests {
        _ if all.is_empty() => "1".to_owned(),
        Tests::All(_) => all.join(" AND "),
        Tests::Any(_) => format!("({})", all.join(" OR ")),
    }
}

fn condition(test: &Test<'_>) -> String {
    match test {
        Test::Sex(code) => format!("q.sex = '{code}'"),
        Test::Completed(years) => format!("q.birth_date <= :born_{years}"),
        Test::Under(years) => format!("q.birth_date > :born_{years}"),
        Test::Level([]) => format!("{} <> ''", on_the_day("disability_level")),
        Test::Level(codes) => format!("{} IN ({})", on_the_day("disability_level"), quoted(codes)),
        Test::Labour(codes) => format!("{} IN ({})", on_the_day("labor_code"), quoted(codes)),
        Test::Cause(codes) => format!(
            "EXISTS (SELECT 1 FROM cause x WHERE x.dibao = d.key AND x.cause_code IN ({}) AND x.voided_by IS NULL)",
            quoted(codes)
        ),
    }
}

/// The ages that groups ask for, and how the last birth date of each is bound.
pub(in crate::store) const AGES: [(u16, &str); 2] = [(18, ":born_18"), (60, ":born_60")];

/// The last birth date of those who have completed so many years on the day.
pub(in crate::store) fn last_birth(day: NaiveDate, years: u16) -> NaiveDate {
    let then = day.with_year(day.year() - i32::from(years));
    // A day that the year of birth has not: 29 February.
    let mut born =
        then.or_else(|| day.pred_opt().and_then(|d| d.with_year(day.year() - i32::from(years)))).unwrap_or(day);
    while let Some(next) = born.checked_add_days(Days::new(1)).filter(|next| age_on(*next, day) >= Some(years)) {
        born = next;
    }
    born
}

pub(in crate::store) fn changes(scheme: &str, kinds: &[&str], effect: Effect, window: Window) -> Parts {
    let counted = |kinds: String| match effect {
        Effect::Any => kinds,
        _ => format!("{kinds} AND {}", either("v", "end", |end| effect.means(end))),
    };
    let tables = Tables::of(scheme);
    Parts {
        register: "change",
        tables: tables.change("LEFT JOIN", ""),
        common: CHANGE_IN_WINDOW.to_owned(),
        only: of_kinds(kinds, counted, "v.kind <> 'end'"),
        key: "h.key",
        division: village_of_change!("d").into(),
        institution: NONE,
        money: "h.amount_delta_fen".into(),
        bound: of_kind(scheme, &tables, window),
        called: [APPLICANT.into(), tables.called.into()],
    }
}

pub(in crate::store) fn entered(scheme: &str, kinds: &[&str], window: Window) -> Parts {
    let tables = Tables::of(scheme);
    let Tables { cases, covers, .. } = tables;
    let join =
        format!(" JOIN {covers} c ON c.{cases} = v.{cases} AND c.from_month = v.from_month AND c.voided_by IS NULL");
    let (joined, common) = (tables.change("JOIN", &join), tables.not_covered_in(&tables.before()));
    Parts { tables: joined, common, ..persons_of_changes(scheme, tables, kinds, window) }
}

pub(in crate::store) fn left(scheme: &str, kinds: &[&str], window: Window) -> Parts {
    let tables = Tables::of(scheme);
    let Tables { cases, covers, .. } = tables;
    let join = format!(
        " JOIN {covers} c ON c.{cases} = v.{cases} AND c.voided_by IS NULL \
         AND c.from_month = CASE WHEN {BY_MOVE} THEN v.from_month ELSE {} END",
        tables.before()
    );
    let (joined, common) = (tables.change("JOIN", &join), tables.not_covered_in("v.from_month"));
    Parts { tables: joined, common, ..persons_of_changes(scheme, tables, kinds, window) }
}

fn persons_of_changes(scheme: &str, tables: Tables, kinds: &[&str], window: Window) -> Parts {
    Parts {
        register: tables.covers,
        tables: String::new(),
        common: String::new(),
        only: of_kinds(kinds, |kinds| kinds, "1"),
        key: "c.key",
        division: village_of_change!("d").into(),
        institution: NONE,
        bound: of_kind(scheme, &tables, window),
        money: tables.share.into(),
        called: [COVERED_NAME.into(), tables.called.into()],
    }
}

/// Changes of a scheme in a window, of the kind of cases that is paid by it.
fn of_kind(scheme: &str, tables: &Tables, window: Window) -> Vec<(&'static str, String)> {
    [in_window(scheme, window), vec![(":kind", tables.kind.to_owned())]].concat()
}

const OF_CASE: &[Moment] = &[first("award", "dibao", "key")];
const OF_PERSON: Moment = first("cover", "person", "person");

/// 低保: households, whom they cover, how these are.
pub(in crate::store) const SOURCES: &[Source] = &[
    source("award", &["dibao", "from_month", "kind", "total_fen", "voided_by"], &[Moment::Of("from_month")]),
    source(
        "cover",
        &["dibao", "person", "from_month", "share_fen", "extra_fen", "voided_by"],
        &[Moment::Of("from_month")],
    ),
    source("cause", &["dibao", "cause_code", "voided_by"], &[first("award", "dibao", "dibao")]),
    source("dibao", &["kind", "voided_by"], OF_CASE),
    place("dibao", OF_CASE),
    source("person", &["sex", "birth_date", "labor_code", "disability_level"], &[first("cover", "person", "key")]),
    source(
        "condition",
        &["person", "valid_from", "labor_code", "disability_level", "voided_by"],
        &[Moment::Of("valid_from"), OF_PERSON],
    ),
    CHANGES,
    MOVES,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_birth_date_of_an_age_agrees_with_the_age() {
        let day = |t: &str| NaiveDate::parse_from_str(t, "%Y-%m-%d").unwrap();
        for on in ["2021-11-30", "2021-12-31", "2020-02-29", "2021-02-28", "2022-02-28", "2038-02-28", "2024-02-29"] {
            for years in [18, 60] {
                let born = last_birth(day(on), years);
                assert!(age_on(born, day(on)) >= Some(years), "{on} {years} {born}");
                assert!(age_on(born + Days::new(1), day(on)) < Some(years), "{on} {years} {born}");
            }
        }
    }
}
