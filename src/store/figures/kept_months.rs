//! Which kept months a changed row touches. It follows from what the row sets read (`sources`): whoever writes a row of a register
//! asks here, so that no number of a past month outlives what it was counted from.

use crate::figure::{headings, summarised};
use crate::register::{Kind, Register, find};
use crate::store::engine::{Db, params};
use crate::store::fault::Answer;
use crate::store::figures::row_set::sources;
use crate::store::figures::sources::{Counts, Moment, Source};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Months whose kept numbers no longer hold, by heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Touched {
    /// Heading → the month from which on none holds.
    from: BTreeMap<&'static str, String>,
    /// Single months.
    months: BTreeSet<(&'static str, String)>,
}

/// What of a table counts, and under which headings.
type DroppedBy = BTreeMap<&'static str, Vec<(Source, Vec<&'static str>)>>;

/// What every table drops.
fn dropped_by() -> &'static DroppedBy {
    static ALL: OnceLock<DroppedBy> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = DroppedBy::new();
        for heading in headings() {
            for source in summarised(heading).iter().flat_map(|(set, _)| sources(*set)) {
                let of_table = all.entry(source.table).or_default();
                match of_table.iter_mut().find(|(same, _)| *same == source) {
                    Some((_, headings)) if headings.contains(&heading) => {}
                    Some((_, headings)) => headings.push(heading),
                    None => of_table.push((source, vec![heading])),
                }
            }
        }
        all
    })
}

/// What a row of a register touches: its stored columns before (none for a new row) and after, which stand in the file by now.
pub(in crate::store) fn touched(
    db: &Db,
    register: &str,
    before: Option<&Json>,
    after: Option<&Json>,
) -> Answer<Touched> {
    let mut touched = Touched::default();
    let Some(of_table) = dropped_by().get(register) else { return Ok(touched) };
    if !db.prepare_cached("SELECT 1 FROM month_town LIMIT 1")?.exists([])? {
        return Ok(touched);
    }
    let rows = || [before, after].into_iter().flatten();
    let declared = find(register).map(|entry| entry.register);
    let differs = |col: &&str| {
        let col = declared.map_or_else(|| (*col).to_owned(), |register| register.stored(col));
        before.and_then(|row| row.get(&col)) != after.and_then(|row| row.get(&col))
    };
    for (source, headings) in of_table {
        let both = before.is_some() && after.is_some();
        if (both && !source.columns.iter().any(differs)) || (source.but_moves && is_of_move(db, after)?) {
            continue;
        }
        match &source.counts {
            Counts::From(moments) => {
                for row in rows() {
                    let Some(month) = latest(db, moments, row)? else { continue };
                    for heading in headings {
                        let from = touched.from.entry(heading).or_insert_with(|| month.clone());
                        if month < *from {
                            from.clone_from(&month);
                        }
                    }
                }
            }
            Counts::In(columns) => {
                for (row, col) in rows().flat_map(|row| columns.iter().map(move |col| (row, *col))) {
                    let Some(month) = month_at(db, declared, row, col)? else { continue };
                    touched.months.extend(headings.iter().map(|of| (*of, month.clone())));
                }
            }
        }
    }
    Ok(touched)
}

/// What rows of a register touch that were written in bulk: every month of each heading in which they count.
pub(in crate::store) fn touched_by_run(db: &Db, register: &str) -> Answer<Touched> {
    let of_table = dropped_by().get(register).map(Vec::as_slice).unwrap_or_default();
    let mut touched = Touched::default();
    if !of_table.is_empty() && db.prepare_cached("SELECT 1 FROM month_town LIMIT 1")?.exists([])? {
        touched.from = of_table.iter().flat_map(|(_, headings)| headings).map(|of| (*of, String::new())).collect();
    }
    Ok(touched)
}

/// Drops what is kept of these months.
pub(in crate::store) fn forget(db: &Db, touched: &Touched) -> Answer<()> {
    for (heading, month) in &touched.from {
        db.prepare_cached("DELETE FROM month_town WHERE scheme = ?1 AND month >= ?2")?
            .execute(params![heading, month])?;
    }
    for (heading, month) in &touched.months {
        db.prepare_cached("DELETE FROM month_town WHERE scheme = ?1 AND month = ?2")?
            .execute(params![heading, month])?;
    }
    Ok(())
}

/// Whether the act that wrote the row last moved the case.
fn is_of_move(db: &Db, row: Option<&Json>) -> Answer<bool> {
    let number = |col: &str| row.and_then(|row| row.get(col)).and_then(Json::as_i64);
    let mut get = db.prepare_cached("SELECT 1 FROM move WHERE case_key = ?1 AND act = ?2")?;
    Ok(get.exists(params![number("key"), number("act")])?)
}

/// The month of a month or a day.
fn month_of(row: &Json, col: &str) -> Option<String> {
    row.get(col)?.as_str()?.get(..7).map(str::to_owned)
}

/// That of a path: of a column of the row, or of the record that it names there.
fn month_at(db: &Db, register: Option<&'static Register>, row: &Json, path: &str) -> Answer<Option<String>> {
    let Some((head, column)) = path.split_once('.') else { return Ok(month_of(row, path)) };
    let Some(Kind::Ref(there)) = register.and_then(|register| register.field(head)).map(|field| field.kind) else {
        return Ok(None);
    };
    let mut get = db.prepare_cached(&format!("SELECT substr({column}, 1, 7) FROM {there} WHERE key = ?1"))?;
    let months = get.query_map([row.get(head).and_then(Json::as_i64)], |r| r.get(0))?;
    Ok(months.collect::<Result<Vec<Option<String>>, _>>()?.pop().flatten())
}

fn latest(db: &Db, moments: &[Moment], row: &Json) -> Answer<Option<String>> {
    let mut latest = None;
    for moment in moments {
        let month = match *moment {
            Moment::Of(col) => month_of(row, col),
            Moment::First { table, by, through, key, column } => {
                let of = through.map_or("= ?1".to_owned(), |(other, has)| {
                    format!("IN (SELECT o.key FROM {other} o WHERE o.{has} = ?1)")
                });
                let sql =
                    format!("SELECT substr(min({column}), 1, 7) FROM {table} WHERE {by} {of} AND voided_by IS NULL");
                let key = row.get(key).and_then(Json::as_i64);
                db.prepare_cached(&sql)?.query_row([key], |r| r.get(0))?
            }
        };
        let Some(month) = month else { return Ok(None) };
        latest = latest.max(Some(month));
    }
    Ok(latest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::month::Month;
    use crate::store::change::act::audit::snapshot;
    use crate::store::whole_schema;

    /// What dropped kept months before the writer did: triggers of schema version 4, which dropped those of all headings where rosters
    /// changed.
    fn triggers() -> String {
        let schema = include_str!("../../../tests/data/schema-4.sql");
        let heads = schema.split("CREATE TRIGGER ").skip(1).filter(|text| text.starts_with("month_"));
        heads.map(|text| format!("CREATE TRIGGER {}END;", text.split_once("END;").unwrap().0)).collect()
    }

    /// Columns of a relief that nothing reads in the month of payment, or of approval, which the triggers dropped too.
    const NOT_READ: [(&str, &str); 4] =
        [("aid_type", "2021-05"), ("object_class", "2021-05"), ("approve_date", "2021-05"), ("pay_date", "2021-03")];

    /// One of each, and a second case and person that begin earlier, without the conditions of the schema.
    const ROWS: &str = "
        INSERT INTO person(key, sex, birth_date, labor_code, disability_level) VALUES (1, '1', '1980-01-01', '1', NULL), (2, '1', '', '', '');
        INSERT INTO dibao(key, kind, division, apply_date, act) VALUES (1, 'U', 'a', '2021-02-03', 1), (2, 'U', 'a', '2021-01-03', 1);
        INSERT INTO award(key, dibao, from_month, kind, total_fen) VALUES (1, 1, '2021-03', 'award', 5), (2, 2, '2021-02', 'award', 5);
        INSERT INTO cover(key, dibao, person, from_month, share_fen, extra_fen) VALUES (1, 1, 1, '2021-03', 5, 0), (2, 2, 2, '2021-02', 5, 0);
        INSERT INTO cause(key, dibao, cause_code) VALUES (1, 1, '01');
        INSERT INTO condition(key, person, valid_from, labor_code, disability_level) VALUES (1, 1, '2021-05-06', '1', '1');
        INSERT INTO change(key, scheme, case_key, month, kind, award, amount_delta_fen) VALUES (1, 'dibao-urban', 1, '2021-03', '01', 1, 5);
        INSERT INTO move(key, case_key, from_month, left_division, division, act) VALUES (1, 1, '2021-06', 'b', 'a', 9);
        INSERT INTO tekun(key, kind, person, division, entry_source, act) VALUES (1, 'U', 1, 'a', '1', 1), (2, 'U', 2, 'a', '1', 1);
        INSERT INTO tekun_award(key, tekun, from_month, kind, support_mode, institution, care_level, total_fen)
            VALUES (1, 1, '2021-03', 'award', 'D', NULL, '1', 5), (2, 2, '2021-02', 'award', 'D', NULL, '1', 5);
        INSERT INTO disability(key, kind, person, division, act) VALUES (1, 'CL', 1, 'a', 1), (2, 'CN', 2, 'a', 1);
        INSERT INTO disability_award(key, disability, from_month, kind, amount_fen) VALUES (1, 1, '2021-03', 'award', 5), (2, 2, '2021-02', 'award', 5);
        INSERT INTO temporary(key, division, aid_type, object_class, amount_fen, approve_date, fund, pay_date)
            VALUES (1, 'a', 'J', '1', 5, '2021-03-04', 'P', '2021-05-06');
        INSERT INTO petty_fund(key, town) VALUES (1, 'a'), (2, 'b');
        INSERT INTO petty_txn(key, petty_fund, kind, date, amount_fen) VALUES (1, 1, '1', '2021-03-04', 5), (2, 2, '1', '2021-02-04', 5);
        INSERT INTO elder(key, person, collected_on) VALUES (1, 1, '2021-03-04'), (2, 2, '2021-02-04');
        INSERT INTO elder_visit(key, person, visit_on) VALUES (1, 1, '2021-03-04');
        INSERT INTO child(key, person, registered_on) VALUES (1, 1, '2021-03-04'), (2, 2, '2021-02-04');
        INSERT INTO child_status(key, child, valid_from) VALUES (1, 1, '2021-03-04'), (2, 2, '2021-02-04');
        INSERT INTO child_visit(key, child, person, visited_on) VALUES (1, 1, 1, '2021-06-04');
        INSERT INTO visit_finding(key, child_visit, measure, resolved_on) VALUES (1, 1, '1', '2021-08-09');
        INSERT INTO homecheck_project(key, from_date, to_date) VALUES (1, '2021-03-01', '2021-09-01'), (2, '2021-02-01', '2021-09-01');
        INSERT INTO homecheck(key, project, visitor_org, case_key, scheme, division, assigned_on, state, visit_on, conclusion, bureau_verdict)
            VALUES (1, 1, 'third_party', 1, 'dibao-urban', 'a', '2021-03-04', 'accepted', '2021-04-05', '1', '0');";

    /// A month of each heading, from 2020 to 2021.
    fn office(triggers: &str) -> Db {
        let schema = Db::in_memory().unwrap();
        schema.execute_batch(&whole_schema()).unwrap();
        let db = Db::in_memory().unwrap();
        for table in schema.tables().unwrap() {
            let columns: Vec<String> = schema.columns(&table).unwrap().into_iter().map(|c| c.name).collect();
            let columns = columns.join(",").replacen("key,", "key INTEGER PRIMARY KEY,", 1);
            db.execute_batch(&format!("CREATE TABLE {table}({columns})")).unwrap();
        }
        db.execute_batch(ROWS).unwrap();
        db.execute_batch(triggers).unwrap();
        for heading in headings() {
            for month in (0..24).map(|n| Month::new(2020, 1).unwrap().plus(n)) {
                let kept = "INSERT INTO month_town VALUES (?1, ?2, 'rows', '', 1)";
                db.execute(kept, params![heading, month.to_string()]).unwrap();
            }
        }
        db
    }

    /// The headings that read a column of a table, or any.
    fn reading(table: &str, column: Option<&str>) -> BTreeSet<&'static str> {
        let register = find(table).unwrap().register;
        let reads = |(source, _): &&(Source, Vec<&str>)| {
            column.is_none_or(|column| source.columns.iter().any(|col| register.stored(col) == column))
        };
        dropped_by()[table].iter().filter(reads).flat_map(|(_, headings)| headings.iter().copied()).collect()
    }

    /// What is kept of some headings.
    fn left(db: &Db, headings: &BTreeSet<&str>) -> BTreeSet<String> {
        let mut get = db.prepare("SELECT scheme || ' ' || month, scheme FROM month_town").unwrap();
        let kept = get.query_map([], |r| Ok((r.get::<String>(0)?, r.get::<String>(1)?))).unwrap();
        kept.map(Result::unwrap)
            .filter(|(_, heading)| headings.contains(heading.as_str()))
            .map(|(kept, _)| kept)
            .collect()
    }

    /// Asserts that the change of a row drops what the triggers dropped under the headings that read it; gives what is left.
    fn compare(table: &str, column: Option<&str>, change: &str, key: i64) -> BTreeSet<String> {
        let headings = reading(table, column);
        let (before, now) = (office(&triggers()), office(""));
        before.execute_batch(change).unwrap();
        let row = snapshot(&now, table, key).unwrap();
        now.execute_batch(change).unwrap();
        let after = snapshot(&now, table, key).unwrap();
        forget(&now, &touched(&now, table, row.as_ref(), after.as_ref()).unwrap()).unwrap();
        let (triggers, ours) = (left(&before, &headings), left(&now, &headings));
        let not_read = |kept: &&String| {
            table == "temporary" && NOT_READ.iter().any(|(col, month)| column == Some(col) && kept.ends_with(month))
        };
        let more: Vec<_> = ours.difference(&triggers).filter(|kept| !not_read(kept)).collect();
        assert!(more.is_empty(), "{change}: the triggers drop {more:?}");
        ours
    }

    /// The tables and columns that a trigger watched.
    fn watched(triggers: &str) -> Vec<(&str, Vec<&str>)> {
        let heads = triggers.split("AFTER UPDATE OF ").skip(1).filter_map(|text| text.split_once(" ON "));
        let heads = heads.map(|(columns, rest)| (columns.trim(), rest.split_whitespace().next().unwrap()));
        heads.map(|(columns, table)| (table, columns.split(", ").collect())).collect()
    }

    #[test]
    fn whatever_a_trigger_dropped_is_dropped() {
        let mut changes = 0;
        for (table, columns) in watched(&triggers()) {
            for column in columns {
                let value = match column {
                    c if c.ends_with("_date") || c.ends_with("_on") || ["date", "valid_from"].contains(&c) => {
                        "'2020-12-24'"
                    }
                    "from_month" | "month" => "'2020-11'",
                    "dibao" | "person" | "case_key" | "tekun" | "disability" | "petty_fund" | "project" => "2",
                    _ => "'7'",
                };
                let change = format!("UPDATE {table} SET {column} = {value}, act = 2 WHERE key = 1");
                let left = compare(table, Some(column), &change, 1);
                assert!(left.len() < 24 * reading(table, Some(column)).len(), "{table}.{column} drops nothing");
                changes += 1;
            }
        }
        assert!(changes > 60, "{changes}");
    }

    #[test]
    fn a_new_row_drops_the_months_that_it_counts_in() {
        for (table, new) in [
            ("award", "award(key, dibao, from_month) VALUES (9, 1, '2021-01')"),
            ("cover", "cover(key, dibao, person, from_month) VALUES (9, 1, 2, '2021-01')"),
            ("change", "change(key, case_key, month) VALUES (9, 1, '2021-01')"),
            ("move", "move(key, case_key, from_month) VALUES (9, 1, '2021-01')"),
            ("cause", "cause(key, dibao) VALUES (9, 1)"),
            ("condition", "condition(key, person, valid_from) VALUES (9, 1, '2021-01-02')"),
            ("tekun_award", "tekun_award(key, tekun, from_month) VALUES (9, 1, '2021-01')"),
            ("disability_award", "disability_award(key, disability, from_month) VALUES (9, 1, '2021-01')"),
            ("temporary", "temporary(key, approve_date, pay_date) VALUES (9, '2021-01-02', '2021-03-04')"),
            ("petty_txn", "petty_txn(key, petty_fund, date) VALUES (9, 1, '2021-01-02')"),
            ("homecheck", "homecheck(key, project) VALUES (9, 1)"),
            ("homecheck", "homecheck(key, visit_on) VALUES (9, '2021-01-02')"),
        ] {
            compare(table, None, &format!("INSERT INTO {new}"), 9);
        }
    }

    /// The months that a change drops of a heading.
    fn dropped(heading: &str, table: &str, change: &str) -> Vec<String> {
        let db = office("");
        let row = snapshot(&db, table, 1).unwrap();
        db.execute_batch(change).unwrap();
        let after = snapshot(&db, table, 1).unwrap();
        forget(&db, &touched(&db, table, row.as_ref(), after.as_ref()).unwrap()).unwrap();
        let months = (0..24).map(|n| Month::new(2020, 1).unwrap().plus(n).to_string());
        let left = left(&db, &BTreeSet::from([heading]));
        months.filter(|month| !left.contains(&format!("{heading} {month}"))).collect()
    }

    #[test]
    fn what_a_record_on_the_way_says_drops_the_months_of_what_hangs_on_it() {
        for (table, change, months) in [
            // A finding counts in the month of its visit, and once more where it was solved.
            ("visit_finding", "UPDATE visit_finding SET measure = '2'", &["2021-06"][..]),
            ("visit_finding", "UPDATE visit_finding SET resolved_on = '2021-09-01'", &["2021-08", "2021-09"]),
            ("child_visit", "UPDATE child_visit SET seen_child = '0'", &["2021-06"]),
            // Whose next visit is due later is not to be visited in a later month.
            (
                "child_visit",
                "UPDATE child_visit SET next_due = '2021-11-01'",
                &["2021-06", "2021-07", "2021-08", "2021-09", "2021-10", "2021-11", "2021-12"],
            ),
            ("child_status", "UPDATE child_status SET weak_care = 1 WHERE key = 1", FROM_MARCH),
            // Two steps away: the home of the child.
            ("person", "UPDATE person SET home_division = 'b' WHERE key = 1", FROM_MARCH),
            ("child", "UPDATE child SET note = 'x' WHERE key = 1", &[]),
        ] {
            assert_eq!(dropped("children", table, change), months, "{change}");
        }
        assert_eq!(
            dropped("elder-visit", "person", "UPDATE person SET disability_level = '2' WHERE key = 1"),
            FROM_MARCH
        );
        assert_eq!(dropped("elder-visit", "elder_visit", "UPDATE elder_visit SET mode = '2'"), ["2021-03"]);
    }

    const FROM_MARCH: &[&str] =
        &["2021-03", "2021-04", "2021-05", "2021-06", "2021-07", "2021-08", "2021-09", "2021-10", "2021-11", "2021-12"];

    #[test]
    fn what_is_written_in_bulk_drops_every_month_it_may_count_in() {
        let db = office("");
        forget(&db, &touched_by_run(&db, "petty_txn").unwrap()).unwrap();
        let all: BTreeSet<&str> = headings().collect();
        assert_eq!(left(&db, &reading("petty_txn", None)).len(), 0);
        assert_eq!(left(&db, &all).len(), 24 * (all.len() - 1));
        assert_eq!(touched_by_run(&db, "calendar").unwrap(), Touched::default());
    }

    #[test]
    fn what_nobody_counts_drops_nothing() {
        for (table, change) in [
            ("person", "UPDATE person SET phone = '1' WHERE key = 1"),
            ("dibao", "UPDATE dibao SET note = 'x', act = 2 WHERE key = 1"),
            // The village that the act of a move gives its case.
            ("dibao", "UPDATE dibao SET division = 'c', act = 9 WHERE key = 1"),
            ("temporary", "UPDATE temporary SET note = 'x' WHERE key = 1"),
        ] {
            assert_eq!(compare(table, None, change, 1).len(), 24 * reading(table, None).len(), "{change}");
        }
        let db = office("");
        assert_eq!(touched(&db, "calendar", None, None).unwrap(), Touched::default());
    }
}
