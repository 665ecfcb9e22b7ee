//! The rules between cases and their versions, moves and places, made from what benefits and registers declare.

use super::Rule;
use crate::register::benefits::benefit::Household;
use crate::register::{Field, Register, find, state_after};
use crate::store::benefits::roster::{Roster, of_households, rosters};
use crate::store::read::inside;

/// Each benefit: state, and what else follows the versions, as the latest version says.
pub(super) fn states() -> impl Iterator<Item = Rule> {
    rosters().map(|roster| Rule {
        check: roster.monthly.stands.0,
        holds: roster.monthly.stands.1,
        breaks: states_of(roster).into(),
    })
}

fn states_of(roster: Roster) -> String {
    let (cases, versions) = (roster.cases(), roster.versions.name);
    let kinds = ["award", "suspended", "grace", "end"];
    let states: String = kinds.map(|kind| format!(" WHEN '{kind}' THEN '{}'", state_after(kind))).concat();
    let follow = roster.benefit.cases.versions.map_or(&[][..], |versions| versions.follow);
    let differs = |col: &&str| {
        let col = roster.versions.stored(col);
        format!(" OR ((a.kind = 'award' OR a.{col} IS NOT NULL) AND a.{col} IS NOT d.{col})")
    };
    let followed: String = follow.iter().map(differs).collect();
    format!(
        "SELECT d.case_no || ' 状态 ' || d.state || ', 最近核定 ' || coalesce(a.kind, '无')
         FROM {cases} d LEFT JOIN {versions} a ON a.key = (SELECT l.key FROM {versions} l WHERE l.{cases} = d.key
                AND l.voided_by IS NULL ORDER BY l.from_month DESC LIMIT 1)
         WHERE d.voided_by IS NULL AND (d.state <> CASE a.kind{states} ELSE 'confirmed' END{followed})
         AND NOT (a.key IS NULL AND d.state IN ('submitted','accepted','town_reviewed','publicised'))"
    )
}

/// Each benefit of households: versions against whom they cover, changes against the versions they came with.
pub(super) fn covers() -> [Rule; 3] {
    let of_all = |sql: fn(Roster, &Household) -> String| {
        let each = of_households().map(|(roster, household)| format!("SELECT * FROM ({})", sql(roster, household)));
        each.collect::<Vec<_>>().join(" UNION ALL ").into()
    };
    [
        Rule {
            check: "cover_sums", holds: "保障对象的份额、人数与核定金额一致", breaks: of_all(cover_sums)
        },
        Rule {
            check: "covers_have_versions", holds: "每个保障对象都属于一次核定", breaks: of_all(without_version)
        },
        Rule {
            check: "change_deltas", holds: "变动的人数、金额与前后两次核定之差一致", breaks: of_all(change_deltas)
        },
    ]
}

fn cover_sums(roster: Roster, household: &Household) -> String {
    let (cases, versions, covers, persons) =
        (roster.cases(), roster.versions.name, household.covers, household.persons);
    let share = |col: &str| find(covers).map_or_else(|| col.to_owned(), |entry| entry.register.stored(col));
    let shared: Vec<(String, String)> =
        household.shared.iter().map(|(whole, part)| (roster.versions.stored(whole), share(part))).collect();
    let joined =
        |of: &dyn Fn(&(String, String)) -> String, by: &str| shared.iter().map(of).collect::<Vec<_>>().join(by);
    let sums = joined(&|(_, part)| format!("sum({part}) AS {part}"), ", ");
    let (whole, parts) = (
        joined(&|(whole, _)| format!("a.{whole}"), " || '+' || "),
        joined(&|(_, part)| format!("coalesce(c.{part}, 0)"), " || '+' || "),
    );
    let differ = joined(&|(whole, part)| format!("a.{whole} <> coalesce(c.{part}, 0)"), " OR ");
    format!(
        "SELECT (SELECT case_no FROM {cases} WHERE key = a.{cases}) || ' ' || a.from_month || ' 核定 ' || a.{persons} || ' 人 ' || {whole}
             || ' 分, 对象 ' || coalesce(c.n, 0) || ' 人 ' || {parts} || ' 分'
         FROM {versions} a LEFT JOIN (SELECT {cases}, from_month, count(*) AS n, {sums}
                FROM {covers} WHERE voided_by IS NULL GROUP BY {cases}, from_month) c
              ON c.{cases} = a.{cases} AND c.from_month = a.from_month
         WHERE a.voided_by IS NULL AND (a.{persons} <> coalesce(c.n, 0) OR {differ})"
    )
}

fn without_version(roster: Roster, household: &Household) -> String {
    let (cases, versions, covers) = (roster.cases(), roster.versions.name, household.covers);
    format!(
        "SELECT '保障对象 #' || c.key || ' ' || c.from_month FROM {covers} c WHERE c.voided_by IS NULL AND NOT EXISTS
             (SELECT 1 FROM {versions} a WHERE a.{cases} = c.{cases} AND a.from_month = c.from_month AND a.voided_by IS NULL)"
    )
}

fn change_deltas(roster: Roster, household: &Household) -> String {
    let (cases, versions, persons, fen) = (roster.cases(), roster.versions.name, household.persons, roster.fen());
    format!(
        "WITH v AS (SELECT key, {cases}, from_month, {persons} AS persons, {fen} AS fen,
                       coalesce(lag({persons}) OVER w, 0) AS old_persons, coalesce(lag({fen}) OVER w, 0) AS old_fen
                FROM {versions} WHERE voided_by IS NULL WINDOW w AS (PARTITION BY {cases} ORDER BY from_month)),
              c AS (SELECT award, sum(persons_delta) AS persons, sum(amount_delta_fen) AS fen FROM change
                WHERE voided_by IS NULL AND award IS NOT NULL GROUP BY award)
         SELECT (SELECT case_no FROM {cases} WHERE key = v.{cases}) || ' ' || v.from_month || ' 变动 ' || c.persons || ' 人 ' || c.fen
             || ' 分, 核定之差 ' || (v.persons - v.old_persons) || ' 人 ' || (v.fen - v.old_fen) || ' 分'
         FROM c JOIN v ON v.key = c.award
         WHERE c.persons <> v.persons - v.old_persons OR c.fen <> v.fen - v.old_fen"
    )
}

/// Where cases are, and where all else is.
pub(super) fn places() -> [Rule; 2] {
    [
        Rule {
            check: "moves",
            holds: "每次迁居从上次所到的村(居)开始, 最后一次所到的是案件现在的村(居)",
            breaks: moves().into(),
        },
        Rule {
            check: "division_codes",
            holds: "家庭、各类案件、入户核查、发放明细的区划都存在",
            breaks: divisions().into(),
        },
    ]
}

/// The moves of a case lead from one to the next, the last one to where the case is.
fn moves() -> String {
    let of = |roster: Roster| format!("SELECT key, division FROM {} WHERE voided_by IS NULL", roster.cases());
    let cases: Vec<String> = rosters().map(of).collect();
    format!(
        "SELECT '案件 #' || m.case_key || ' 自 ' || m.from_month || ' 的迁居到 ' || m.division || ', 其后为 ' || coalesce(m.next, c.division)
         FROM (SELECT case_key, from_month, division, lead(left_division) OVER (PARTITION BY case_key ORDER BY from_month) AS next
                 FROM move WHERE voided_by IS NULL) m
         JOIN ({}) c ON c.key = m.case_key
         WHERE m.division <> coalesce(m.next, c.division)",
        cases.join(" UNION ALL ")
    )
}

/// Every division that is named is one of the district's, where it may not lie outside.
fn divisions() -> String {
    let of = |(register, field): (&'static Register, &'static Field)| {
        let (label, col) = (inside::label(register, field), field.col);
        format!(
            "SELECT '{label}' AS t, {col} AS place, count(*) AS n FROM {} WHERE voided_by IS NULL GROUP BY {col}",
            register.name
        )
    };
    let named: Vec<String> = inside::fields().filter(|(_, field)| !field.outside).map(of).collect();
    format!(
        "SELECT t || ' ' || place || ' 共 ' || n FROM ({}) WHERE place NOT IN (SELECT code FROM division WHERE voided_by IS NULL)",
        named.join(" UNION ALL ")
    )
}
