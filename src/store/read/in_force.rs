//! What is in force on a day: the one place that says which row of a dated register is meant, how a case stands, what lies
//! ahead of it, and where to look for the cases that stand otherwise than their latest version says. Whoever lists, filters,
//! counts or writes out records asks here. Months and days stand in the text: there are few of them, and they come from dates.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::benefits::benefit::Benefit;
use crate::register::benefits::codes::AWARD_KIND;
use crate::register::benefits::codes::CHANGE;
use crate::register::{
    Ahead, Counts, Course, Field, Held, Kind, Part, Register, Sum, Values, Versions, find, state_after,
};
use crate::store::benefits::roster::Roster;
use crate::store::engine::{Db, Row};
use crate::store::fault::{Answer, StoreFault};
use crate::store::month;
use crate::store::read::sql::{is_same, quoted, taken};
use crate::store::read::villages::placed;
use chrono::{Datelike, NaiveDate};

/// The version in force on the day, under this alias; nothing where none has begun.
pub(in crate::store) const NOW: &str = "now";
/// The version by which a case is drawn on the day, or was drawn before it ended.
pub(in crate::store) const DRAWN: &str = "drawn";

/// The condition that the last day of a record, in a column, has not gone by.
pub(in crate::store) fn not_gone(register: &Register, until: &str, day: NaiveDate) -> String {
    let (end, day) = (register.stored(until), literal(register, until, day));
    format!("(r.{end} IS NULL OR r.{end} >= {day})")
}

/// The literal by which a column of that kind is compared with a day.
fn literal(register: &Register, col: &str, day: NaiveDate) -> String {
    match register.field(col).map(|f| f.kind) {
        Some(Kind::Month) => format!("'{}'", Month::of(day)),
        Some(Kind::Int(..)) => day.year().to_string(),
        _ => format!("'{day}'"),
    }
}

/// The child register of a case's versions, and its columns: the case, the start.
fn child_of(versions: Versions) -> Option<(&'static Register, &'static str, String)> {
    let child = find(versions.register)?.register;
    Some((child, child.parent?, child.stored(child.dated?.start)))
}

/// Which version of a case is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Now,
    Drawn,
}

/// The key of a version of the case `case`.
fn version(versions: Versions, which: Which, case: &str, day: NaiveDate) -> Option<String> {
    let (child, parent, start) = child_of(versions)?;
    let no_end = match which {
        Which::Now => "",
        Which::Drawn => " AND x.kind <> 'end'",
    };
    let name = child.name;
    Some(format!(
        "(SELECT x.key FROM {name} x WHERE x.{parent} = {case} AND x.voided_by IS NULL AND x.{start} <= '{}'{no_end} \
         ORDER BY x.{start} DESC LIMIT 1)",
        Month::of(day)
    ))
}

/// The joins that bring a case's versions in, under their aliases; empty for other registers. The case has the alias `r`.
pub(in crate::store) fn joins(register: &Register, day: NaiveDate) -> String {
    let Some(versions) = register.versions else { return String::new() };
    let which = [(NOW, Which::Now), (DRAWN, Which::Drawn)];
    let join = |(alias, which): (&str, Which)| {
        let key = version(versions, which, "r.key", day)?;
        Some(format!(" LEFT JOIN {} {alias} ON {alias}.key = {key}", versions.register))
    };
    which.into_iter().filter_map(join).collect()
}

/// What a column of a case says on the day, over the aliases of [`joins`]; none where it does not depend on the day.
pub(in crate::store) fn on_day(register: &Register, col: &str, day: NaiveDate) -> Option<String> {
    if !register.follows(col) {
        return None;
    }
    if col == Versions::PLACE {
        return Some(placed(register, "r", col, day));
    }
    if col != Versions::STATE {
        // What an end itself says (应追回) holds from it on; of the rest a case keeps what it was drawn by.
        let stored = register.stored(col);
        return Some(format!("coalesce({NOW}.{stored}, {DRAWN}.{stored})"));
    }
    let kinds = AWARD_KIND.items.iter();
    let states: Vec<String> = kinds.map(|(kind, _)| format!("WHEN '{kind}' THEN '{}'", state_after(kind))).collect();
    // Whose first version is still to begin is confirmed; who has none stands as far as the papers are.
    let (child, parent, _) = child_of(register.versions?)?;
    let name = child.name;
    let ahead = format!("EXISTS (SELECT 1 FROM {name} x WHERE x.{parent} = r.key AND x.voided_by IS NULL)");
    let stored = register.stored(col);
    Some(format!(
        "CASE {NOW}.kind {} ELSE CASE WHEN {ahead} THEN 'confirmed' ELSE r.{stored} END END",
        states.join(" ")
    ))
}

/// The column of the alias `r` as it is on the day.
pub(in crate::store) fn column(register: &Register, col: &str, day: NaiveDate) -> String {
    let held = || register.holds.iter().find(|held| held.field.col == col).and_then(|held| held_on(held, day));
    let sum = || register.sums.iter().find(|sum| sum.field.col == col).and_then(|sum| sum_on(register, sum, day).ok());
    on_day(register, col, day).or_else(held).or_else(sum).unwrap_or_else(|| placed(register, "r", col, day))
}

/// What a record in force on the day says of the one under the alias `r`; of several the greatest.
fn held_on(held: &Held, day: NaiveDate) -> Option<String> {
    let of = find(held.of)?.register;
    let said = format!(
        "(SELECT max(h.said) FROM (SELECT r.{} AS whose, r.{} AS said FROM {} r WHERE r.voided_by IS NULL AND {}) h \
         WHERE h.whose = r.key)",
        of.stored(held.by),
        of.stored(held.says),
        of.name,
        there(of, day, false).join(" AND "),
    );
    Some(if held.without.is_empty() { said } else { format!("coalesce({said}, '{}')", held.without) })
}

/// What is shown of a record beside its fields, each as an expression over the alias `r`, as of a day.
pub(in crate::store) fn beside(register: &Register, day: NaiveDate) -> Answer<Vec<(&'static Field, String)>> {
    let mut all = Vec::new();
    for sum in register.sums {
        all.push((&sum.field, sum_on(register, sum, day)?));
    }
    all.extend(register.holds.iter().map(|held| (&held.field, column(register, held.field.col, day))));
    Ok(all)
}

/// What leaves in a list only what is there on its day: the row in force of a dated register, cases with a version in force that
/// is no end, and nothing that begins later or has ended by itself before. With `any_state` cases stay that wait or have ended: their state is asked for.
pub(in crate::store) fn there(register: &Register, day: NaiveDate, any_state: bool) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(since) = register.since {
        let begun = format!("r.{} <= {}", register.stored(since), literal(register, since, day));
        let known = register.field(since).is_none_or(|field| field.when.is_none());
        all.push(match register.versions {
            // A case that is drawn is there, whatever day its papers bear.
            Some(_) => format!("({NOW}.key IS NOT NULL OR {begun})"),
            None if known => begun,
            // What says nothing of its beginning is there.
            None => format!("(r.{} IS NULL OR {begun})", register.stored(since)),
        });
    }
    if let Some(until) = register.until {
        all.push(not_gone(register, until, day));
    }
    if register.versions.is_some() && !any_state {
        all.push(format!("{NOW}.kind <> 'end'"));
    }
    if let Some(dated) = register.dated {
        let (start, when) = (register.stored(dated.start), literal(register, dated.start, day));
        let mut same = String::new();
        for col in dated.within {
            same.push_str(&format!("{} AND ", is_same(register, col, "r")));
        }
        all.push(format!(
            "r.{start} <= {when} AND NOT EXISTS (SELECT 1 FROM {} n WHERE {same}n.{start} > r.{start} \
             AND n.{start} <= {when} AND n.voided_by IS NULL)",
            register.name
        ));
        if register.field("ended").is_some() {
            all.push("r.ended = 0".to_owned());
        }
        if matches!(register.field("kind").map(|f| f.kind), Some(Kind::Code(kinds)) if kinds.label("end").is_some()) {
            all.push("r.kind <> 'end'".to_owned());
        }
    }
    // Whom a case covers stands with the version that covers them.
    let cases = Roster::of_covers(register).map(|roster| roster.benefit.cases);
    if let Some((cases, versions)) = cases.and_then(|cases| Some((cases, cases.versions?)))
        && let Some(key) = version(versions, Which::Now, &format!("r.{}", cases.name), day)
    {
        all.push(format!("r.from_month = (SELECT v.from_month FROM {} v WHERE v.key = {key})", versions.register));
    }
    all
}

/// What the child rows of a record, under the alias `r`, come to on the day.
fn sum_on(register: &Register, sum: &Sum, day: NaiveDate) -> Answer<String> {
    let part = |part: &Part| {
        part_on(register, part, day)
            .ok_or_else(|| StoreFault::defect(format!("{}: 不能合计 {}", register.name, part.register)))
    };
    Ok(sum.of.iter().map(part).collect::<Answer<Vec<_>>>()?.join(" + "))
}

/// What the rows of one register that refer to a record come to on the day.
fn part_on(register: &Register, part: &Part, day: NaiveDate) -> Option<String> {
    let child = find(part.register)?.register;
    let by = child.fields.iter().find(|field| field.kind == Kind::Ref(register.name))?.col;
    let col = child.stored(part.col);
    let counted = match part.counts {
        Counts::Adds => format!("coalesce(sum(t.{col}), 0)"),
        Counts::Takes => format!("coalesce(-sum(t.{col}), 0)"),
        Counts::By(kind, adds) => {
            let Kind::Code(kinds) = child.field(kind)?.kind else { return None };
            let adding: Vec<&str> = kinds.items.iter().map(|(code, _)| *code).filter(|code| adds(code)).collect();
            format!("coalesce(sum(CASE WHEN t.{kind} IN ({}) THEN t.{col} ELSE -t.{col} END), 0)", quoted(&adding))
        }
        Counts::First => format!("min(t.{col})"),
        Counts::Last => format!("max(t.{col})"),
    };
    let (name, since, day) = (child.name, child.stored(part.day), literal(child, part.day, day));
    Some(format!(
        "(SELECT {counted} FROM {name} t WHERE t.{by} = r.key AND t.voided_by IS NULL AND t.{since} <= {day})"
    ))
}

/// The records of a register that stood in another division on a day, by their keys, as a statement; one may come several times.
pub(in crate::store) fn moved_keys(register: &Register, day: NaiveDate) -> String {
    format!(
        "SELECT dm.row FROM division_move dm INDEXED BY division_move_ahead WHERE dm.register = '{}' AND dm.from_on > '{day}' AND dm.voided_by IS NULL",
        register.name
    )
}

/// The keys of the cases that end after the month, as a statement: of an end that takes the place of what has not begun no change tells, for
/// nothing that is counted changes.
fn ends_ahead(versions: Versions, month: &str) -> Option<String> {
    let (child, parent, start) = child_of(versions)?;
    let name = child.name;
    Some(format!(
        "SELECT x.{parent} FROM {name} x INDEXED BY {name}_ends WHERE x.kind = 'end' AND x.voided_by IS NULL AND x.{start} > {month}"
    ))
}

/// The keys of the cases that a version, a move or a change of divisions after the day may have made something else than they are on it, as
/// a CTE `moved`. A raise of the standard alters no state: it is left out by its place in the index, for a month may hold one for every
/// case.
pub(in crate::store) fn moved(benefit: &Benefit, by_versions: bool, by_moves: bool, day: NaiveDate) -> String {
    let month = format!("'{}'", Month::of(day));
    let schemes: Vec<String> = benefit.names().map(|scheme| format!("('{scheme}')")).collect();
    let kinds = CHANGE.items.iter().map(|(code, _)| *code).filter(|code| *code != "13");
    let kinds = quoted(&kinds.collect::<Vec<_>>());
    let next = |scheme: &str, after: &str| {
        format!(
            "(SELECT min(c.month) FROM change c WHERE c.scheme = {scheme} AND c.month > {after} AND c.voided_by IS NULL)"
        )
    };
    let changes = format!(
        "SELECT h.case_key FROM months CROSS JOIN change h INDEXED BY change_order \
         ON h.scheme = months.s AND h.month = months.m AND h.kind IN ({}) AND h.voided_by IS NULL",
        kinds
    );
    let moves = format!(
        "SELECT a.case_key FROM move a INDEXED BY move_ahead WHERE a.from_month > {month} AND a.voided_by IS NULL UNION {}",
        moved_keys(benefit.cases, Month::of(day).last_day())
    );
    let ends = benefit.cases.versions.and_then(|versions| ends_ahead(versions, &month));
    let sources = [(by_versions, Some(changes)), (by_versions, ends), (by_moves, Some(moves))];
    let sources: Vec<String> = sources.into_iter().filter(|(asked, _)| *asked).filter_map(|(_, sql)| sql).collect();
    format!(
        "WITH RECURSIVE schemes(s) AS (VALUES {}), months(s, m) AS (SELECT s, {} FROM schemes \
         UNION ALL SELECT s, {} FROM months WHERE m IS NOT NULL), moved(k) AS ({} UNION SELECT NULL WHERE 0)",
        schemes.join(", "),
        next("s", &month),
        next("months.s", "months.m"),
        sources.join(" UNION ")
    )
}

/// The columns of [`course`], over the aliases of [`joins`]; what lies ahead stands in one text each for versions and moves.
pub(in crate::store) fn course_columns(versions: Versions, day: NaiveDate) -> Answer<String> {
    let (child, parent, start) =
        child_of(versions).ok_or_else(|| StoreFault::defect(format!("没有登记簿 {}", versions.register)))?;
    let (name, amount, month) = (child.name, child.stored(versions.amount), Month::of(day));
    Ok(format!(
        "{NOW}.kind, {NOW}.from_month, {DRAWN}.{amount}, \
         (SELECT string_agg(x.{start} || '|' || x.kind || '|' || x.change_kind || '|' || x.{amount}, ';') FROM {name} x \
         WHERE x.{parent} = r.key AND x.voided_by IS NULL AND x.{start} > '{month}'), \
         (SELECT string_agg(x.from_month || '|' || x.division, ';') FROM move x \
         WHERE x.case_key = r.key AND x.voided_by IS NULL AND x.from_month > '{month}')"
    ))
}

/// How a case runs on, from the columns that begin there, and its monthly amount: what it draws, or drew last.
pub(in crate::store) fn course(row: Row<'_>, at: usize) -> Answer<(Course, Option<Money>)> {
    let text = |i: usize| row.text_or_empty(at + i);
    let ended = if text(0)? == "end" { month(&text(1)?) } else { None };
    let amount = row.get::<Option<i64>>(at + 2)?.map(Money::fen);
    let version = |text: &str| {
        let mut parts = text.split('|');
        let (month, kind, change) = (month(parts.next()?)?, parts.next()?.to_owned(), parts.next()?.to_owned());
        Some(Ahead { month, kind, change, amount: Money::fen(parts.next()?.parse().ok()?) })
    };
    let moved = |text: &str| {
        let (from, to) = text.split_once('|')?;
        Some((month(from)?, to.to_owned()))
    };
    let mut ahead: Vec<Ahead> = text(3)?.split(';').filter_map(version).collect();
    ahead.sort_by_key(|a| a.month);
    let mut moves: Vec<(Month, String)> = text(4)?.split(';').filter_map(moved).collect();
    moves.sort();
    Ok((Course { ended, ahead, moves }, amount))
}

/// How a case runs on as of a day.
pub(in crate::store) fn course_of(db: &Db, register: &str, key: i64, day: NaiveDate) -> Answer<Course> {
    let Some(register) = find(register).map(|e| e.register) else { return Ok(Course::default()) };
    let Some(versions) = register.versions else { return Ok(Course::default()) };
    let sql = format!(
        "SELECT {} FROM {} r{} WHERE r.key = ?1",
        course_columns(versions, day)?,
        register.name,
        joins(register, day)
    );
    let mut get = db.prepare_cached(&sql)?;
    let mut rows = get.query([key])?;
    rows.next()?.map_or_else(|| Ok(Course::default()), |row| Ok(course(row, 0)?.0))
}

/// Puts what follows the versions of a case as of a day into its stored row; for a case also says how it runs on
/// and what it draws or drew.
pub(in crate::store) fn put_on_day(
    db: &Db,
    values: &mut Values,
    key: i64,
    day: NaiveDate,
) -> Answer<Option<(Course, Option<Money>)>> {
    let register = values.register;
    let Some(versions) = register.versions else { return Ok(None) };
    let cols: Vec<&'static str> = register.fields.iter().map(|f| f.col).filter(|col| register.follows(col)).collect();
    let exprs: Vec<String> = cols.iter().map(|col| column(register, col, day)).collect();
    let sql = format!(
        "SELECT {}, {} FROM {} r{} WHERE r.key = ?1",
        exprs.join(", "),
        course_columns(versions, day)?,
        register.name,
        joins(register, day)
    );
    let mut get = db.prepare_cached(&sql)?;
    let mut rows = get.query([key])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    for (i, col) in cols.iter().enumerate() {
        values.set(col, taken(row.get_ref(i)?));
    }
    Ok(Some(course(row, cols.len())?))
}
