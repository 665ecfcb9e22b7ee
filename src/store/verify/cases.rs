//! The rules between cases and their versions, moves and places, made from what benefits and registers declare.

use super::Rule;
use crate::register::{Field, Register, state_after};
use crate::store::benefits::roster::{Roster, rosters};
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
