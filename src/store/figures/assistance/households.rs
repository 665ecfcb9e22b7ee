//! The SQL behind the row sets of 低保: households, the persons they cover, what changes them. Must not know how the answers are used.

use crate::domain::date::age_on;
use crate::figure::{Effect, Group, MOVE_KINDS, Paying, Test, Tests, Window};
use crate::store::figures::parts::{NONE, Parts};
use crate::store::figures::sources::{CHANGES, MOVES, Moment, Source, first, place, source};
use crate::store::read::sql::quoted;
use crate::store::read::villages::{BY_MOVE, version_of_change, village_in, village_of_change};
use chrono::{Datelike, Days, NaiveDate};

pub(in crate::store) const VERSION: &str = "dibao d JOIN award a ON a.dibao = d.key AND a.voided_by IS NULL AND a.from_month = \
    (SELECT max(b.from_month) FROM award b WHERE b.dibao = d.key AND b.voided_by IS NULL AND b.from_month <= :month)";
pub(in crate::store) const COVERED: &str =
    " JOIN cover c ON c.dibao = d.key AND c.from_month = a.from_month AND c.voided_by IS NULL";
pub(in crate::store) const PERSON: &str = " JOIN person q ON q.key = c.person";
/// The version before that of a change.
const BEFORE: &str = "(SELECT max(w.from_month) FROM award w WHERE w.dibao = v.dibao AND w.voided_by IS NULL \
    AND w.from_month < v.from_month)";
const CASE_OF_CHANGE: &str = " JOIN dibao d ON d.key = h.case_key AND d.kind = :kind AND d.voided_by IS NULL";
const CHANGE_IN_WINDOW: &str = "h.scheme = :scheme AND h.month BETWEEN :first AND :month AND h.voided_by IS NULL";

const APPLICANT: &str =
    "(SELECT n.name FROM household u JOIN person n ON n.key = u.applicant WHERE u.key = d.household)";
pub(in crate::store) const CASE_NO: &str = "COALESCE(d.cert_no, d.case_no)";

pub(in crate::store) fn roster(scheme: &str, which: Paying, window: Window) -> Parts {
    Parts {
        register: "dibao",
        tables: VERSION.to_owned(),
        common: on_roster(scheme),
        only: paying(which),
        key: "d.key",
        division: village_in!("d", ":month").into(),
        institution: NONE,
        money: "a.total_fen".into(),
        called: [APPLICANT.into(), CASE_NO.into()],
        bound: vec![(":month", window.last().to_string())],
    }
}

pub(in crate::store) fn roster_persons(scheme: &str, which: Paying, group: Group, window: Window) -> Parts {
    let asks_person = !group.tests().each().iter().all(|test| matches!(test, Test::Cause(_)));
    let day = window.day();
    Parts {
        register: "cover",
        tables: [VERSION, COVERED, if asks_person { PERSON } else { "" }].concat(),
        common: on_roster(scheme),
        only: format!("{} AND {}", paying(which), in_group(group)),
        key: "c.key",
        division: village_in!("d", ":month").into(),
        institution: NONE,
        money: "c.share_fen + c.extra_fen".into(),
        called: ["(SELECT n.name FROM person n WHERE n.key = c.person)".into(), CASE_NO.into()],
        bound: [(":month", window.last().to_string()), (":day", day.to_string())]
            .into_iter()
            .chain(AGES.map(|(years, born)| (born, last_birth(day, years).to_string())))
            .collect(),
    }
}

fn on_roster(scheme: &str) -> String {
    let kind = kind_of(scheme);
    format!("d.kind = '{kind}' AND d.voided_by IS NULL AND a.kind <> 'end'")
}

/// 城乡类别 of a scheme's cases.
pub(in crate::store) fn kind_of(scheme: &str) -> &'static str {
    if scheme == "dibao-rural" { "R" } else { "U" }
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
    Parts {
        register: "change",
        tables: format!(
            "change h LEFT JOIN award v ON v.key = {} AND v.voided_by IS NULL{CASE_OF_CHANGE}",
            version_of_change("award", "dibao")
        ),
        common: CHANGE_IN_WINDOW.to_owned(),
        only: of_kinds(kinds, counted, "v.kind <> 'end'"),
        key: "h.key",
        division: village_of_change!("d").into(),
        institution: NONE,
        money: "h.amount_delta_fen".into(),
        called: [APPLICANT.into(), CASE_NO.into()],
        bound: in_window(scheme, window),
    }
}

/// The condition that a change row `h` is of one of these kinds. A move inside the district is counted apart from those who come
/// from elsewhere or go there, by a kind of its own, and as far as it moves somebody; `counted` is what else the others must be.
pub(in crate::store) fn of_kinds(kinds: &[&str], counted: impl Fn(String) -> String, moves: &str) -> String {
    let (moved, own): (Vec<&str>, Vec<&str>) =
        kinds.iter().partition(|k| MOVE_KINDS.iter().any(|(moved, _)| moved == *k));
    let apart = if own.iter().any(|k| MOVE_KINDS.iter().any(|(_, kind)| kind == k)) {
        format!(" AND NOT {BY_MOVE}")
    } else {
        String::new()
    };
    let own = (!own.is_empty()).then(|| counted(format!("h.kind IN ({}){apart}", quoted(&own))));
    let moved = moved.iter().map(|k| {
        let kind = MOVE_KINDS.iter().find(|(moved, _)| moved == k).map_or(*k, |(_, kind)| *kind);
        format!("{BY_MOVE} AND h.kind = '{kind}' AND {moves}")
    });
    let all: Vec<String> = own.into_iter().chain(moved).map(|part| format!("({part})")).collect();
    format!("({})", all.join(" OR "))
}

pub(in crate::store) fn entered(scheme: &str, kinds: &[&str], window: Window) -> Parts {
    Parts {
        tables: format!(
            "change h JOIN award v ON v.key = {} AND v.voided_by IS NULL \
             JOIN cover c ON c.dibao = v.dibao AND c.from_month = v.from_month AND c.voided_by IS NULL{CASE_OF_CHANGE}",
            version_of_change("award", "dibao")
        ),
        common: format!(
            "{CHANGE_IN_WINDOW} AND ({BY_MOVE} OR NOT EXISTS (SELECT 1 FROM cover p WHERE p.dibao = v.dibao \
             AND p.person = c.person AND p.voided_by IS NULL AND p.from_month = {BEFORE}))"
        ),
        ..persons_of_changes(scheme, kinds, window)
    }
}

pub(in crate::store) fn left(scheme: &str, kinds: &[&str], window: Window) -> Parts {
    Parts {
        tables: format!(
            "change h JOIN award v ON v.key = {} AND v.voided_by IS NULL \
             JOIN cover c ON c.dibao = v.dibao AND c.voided_by IS NULL \
             AND c.from_month = CASE WHEN {BY_MOVE} THEN v.from_month ELSE {BEFORE} END{CASE_OF_CHANGE}",
            version_of_change("award", "dibao")
        ),
        common: format!(
            "{CHANGE_IN_WINDOW} AND ({BY_MOVE} OR NOT EXISTS (SELECT 1 FROM cover p WHERE p.dibao = v.dibao \
             AND p.person = c.person AND p.voided_by IS NULL AND p.from_month = v.from_month))"
        ),
        ..persons_of_changes(scheme, kinds, window)
    }
}

fn persons_of_changes(scheme: &str, kinds: &[&str], window: Window) -> Parts {
    Parts {
        register: "cover",
        tables: String::new(),
        common: String::new(),
        only: of_kinds(kinds, |kinds| kinds, "1"),
        key: "c.key",
        division: village_of_change!("d").into(),
        institution: NONE,
        money: "c.share_fen + c.extra_fen".into(),
        called: ["(SELECT n.name FROM person n WHERE n.key = c.person)".into(), CASE_NO.into()],
        bound: in_window(scheme, window),
    }
}

fn in_window(scheme: &str, window: Window) -> Vec<(&'static str, String)> {
    vec![
        (":scheme", scheme.to_owned()),
        (":kind", kind_of(scheme).to_owned()),
        (":first", window.first().to_string()),
        (":month", window.last().to_string()),
    ]
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
