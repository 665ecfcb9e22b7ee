//! What was done to a record and to the rows beneath it, act by act, told from the audit: entered, corrected (each field, old and
//! new), voided, a doubt recorded as an exception. Who, when, why stand with the act.

use crate::register::core::acts::{How, Moved};
use crate::register::core::lookup::ChangeLine;
use crate::register::core::{any, hangs};
use crate::register::{Field, Input, Kind, Need, Register, Value};
use crate::store::Store;
use crate::store::change::act::Copy;
use crate::store::change::act::audit;
use crate::store::engine::{self, Row, params};
use crate::store::fault::Answer;
use crate::store::read::copies::{self, value_of};
use crate::store::read::entered::{entered_by, in_bulk};
use crate::store::read::stored::stored_row;
use crate::store::read::why;
use serde_json::Value as Json;

/// No more than a clerk reads.
const MOST: usize = 200;

/// What of a record's history is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Told {
    /// Everything.
    All,
    /// What changed rows that stand: their coming and going is told elsewhere.
    Corrections,
}

/// An audit row of a register and its act, from `u`, `a` and `o`; what a run has in `after` is no copy.
fn audited(register: &Register) -> String {
    let why = why::beside(register, "a");
    format!(
        "SELECT u.key, u.row, a.day, u.before, CASE WHEN u.last_row IS NULL THEN u.after END, o.full_name, {why}, a.key, u.last_row"
    )
}
/// Acts and who did them.
const ACTS: &str = "JOIN act a ON a.key = u.act JOIN operator o ON o.key = a.operator";

/// What was written of a row alone, the run in which it came, if in bulk, and the runs in which undos took it back or brought it back.
fn of_row(register: &Register) -> String {
    let (audited, bulk) = (audited(register), in_bulk("key", "?1", "?2"));
    format!(
        "{audited} FROM audit u {ACTS} WHERE u.key IN (SELECT key FROM audit WHERE register = ?1 AND row = ?2 AND last_row IS NULL
             UNION ALL {bulk} UNION ALL
             SELECT w.key FROM audit w CROSS JOIN act x ON x.key = w.act WHERE w.register = ?1 AND w.last_row >= ?2 AND w.row <= ?2
               AND w.last_row IS NOT NULL AND w.before IS NOT NULL AND x.undoes IS NOT NULL)
         ORDER BY u.key DESC LIMIT 50"
    )
}

/// What was written of the child rows of a record, those that stand or those that are voided.
fn of_children(register: &Register, parent: &str, voided: bool) -> String {
    let (audited, child, not) = (audited(register), register.name, if voided { "NOT " } else { "" });
    format!(
        "{audited} FROM {child} x CROSS JOIN audit u ON u.register = ?1 AND u.row = x.key AND u.last_row IS NULL {ACTS} \
         WHERE x.{parent} = ?2 AND x.voided_by IS {not}NULL ORDER BY u.key DESC LIMIT {MOST}"
    )
}

/// An exception and the act that recorded it, from `e` and what comes before it.
fn recorded(from: &str) -> String {
    format!(
        "SELECT a.key, e.row, a.day, e.code, o.full_name, e.why FROM {from} CROSS JOIN act a ON a.key = {} JOIN operator o ON o.key = a.operator",
        entered_by("exception", "e")
    )
}

/// The doubts about a row that were recorded as exceptions.
fn exceptions() -> String {
    format!("{} WHERE e.register = ?1 AND e.row = ?2 AND e.voided_by IS NULL", recorded("exception e"))
}

/// The same for the child rows of a record.
fn exceptions_of_children(child: &str, parent: &str) -> String {
    let exception = "exception e ON e.register = ?1 AND e.row = x.key AND e.voided_by IS NULL";
    format!("{} WHERE x.{parent} = ?2 AND x.voided_by IS NULL", recorded(&format!("{child} x CROSS JOIN {exception}")))
}

/// What hangs on a record by a column: its day, what it says, who entered it and in which act.
fn hanging(other: &Register, col: &str, (said, day): (&Field, &str)) -> String {
    let (name, said, act) = (other.name, said.column(), entered_by(other.name, "x"));
    format!(
        "SELECT x.{day}, x.{said}, o.full_name, a.key FROM {name} x CROSS JOIN act a ON a.key = {act} JOIN operator o ON o.key = a.operator
         WHERE x.{col} = ?1 AND x.voided_by IS NULL ORDER BY x.{day} DESC LIMIT {MOST}"
    )
}

/// One audit row as read.
struct Written {
    row: i64,
    day: String,
    before: Option<Json>,
    after: Option<Json>,
    who: String,
    why: Option<String>,
    act: i64,
    /// Whether it was written in bulk.
    in_bulk: bool,
}

impl Written {
    fn read(r: Row<'_>) -> engine::Result<Written> {
        let copy =
            |at: usize| -> engine::Result<Option<Copy>> { Ok(r.text(at)?.and_then(|text| audit::copy(text).ok())) };
        let (before, after) = (copy(3)?, copy(4)?);
        // Of a run, `before` is what it changed, and no more is known.
        let before = before.map(|before| audit::before(after.as_ref().unwrap_or(&Copy::new()), before));
        Ok(Written {
            row: r.get(1)?,
            day: r.get(2)?,
            before: before.map(Json::Object),
            after: after.map(Json::Object),
            who: r.get(5)?,
            why: r.get(6)?,
            act: r.get(7)?,
            in_bulk: r.get::<Option<i64>>(8)?.is_some(),
        })
    }
}

impl Store {
    /// What was done to a record and to its child rows, the latest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn history(&self, register: &'static Register, key: i64) -> Answer<Vec<ChangeLine>> {
        let leave = self.gate_open(register)?;
        self.at_one_moment(|| {
            if let Some((values, ..)) = stored_row(self.db(), register, key)? {
                self.gate_opened((key, &values), leave)?;
            }
            let mut lines = self.hanging_on(register, key)?;
            lines.extend(self.told_of(register, key, Told::All)?);
            for (child, parent) in entered_beneath(register) {
                lines.extend(self.told_of_children(child, parent, key, Told::All)?);
            }
            lines.sort_by(|a, b| b.when.cmp(&a.when));
            lines.truncate(MOST);
            Ok(lines)
        })
    }

    /// The same for one row.
    pub(in crate::store) fn told_of(
        &self,
        register: &'static Register,
        key: i64,
        told: Told,
    ) -> Answer<Vec<ChangeLine>> {
        let mut lines = Vec::new();
        let mut get = self.db().prepare_cached(&of_row(register))?;
        let mut rows = get.query(params![register.name, key])?;
        while let Some(row) = rows.next()? {
            lines.extend(self.line(register, &Written::read(row)?, told, true)?);
        }
        lines.extend(self.exceptions(&exceptions(), register, key, true)?);
        Ok(lines)
    }

    /// The same for the rows of a child register that belong to a record.
    pub(in crate::store) fn told_of_children(
        &self,
        child: &'static Register,
        parent: &str,
        key: i64,
        told: Told,
    ) -> Answer<Vec<ChangeLine>> {
        let mut lines = Vec::new();
        for voided in [false, true] {
            let mut get = self.db().prepare_cached(&of_children(child, parent, voided))?;
            let mut rows = get.query(params![child.name, key])?;
            while let Some(row) = rows.next()? {
                lines.extend(self.line(child, &Written::read(row)?, told, false)?);
            }
        }
        lines.extend(self.exceptions(&exceptions_of_children(child.name, parent), child, key, false)?);
        Ok(lines)
    }

    fn line(
        &self,
        register: &'static Register,
        written: &Written,
        told: Told,
        own: bool,
    ) -> Answer<Option<ChangeLine>> {
        let (before, after) = (written.before.as_ref(), written.after.as_ref());
        let how = if written.in_bulk { copies::how_in_bulk(before) } else { copies::how(before, after) };
        let none = &Json::Null;
        // Of a record itself its coming and going is all that is told.
        let (head, moves) = match (how, after) {
            (How::Corrected, Some(after)) => {
                let moves = self.moved(register, before.unwrap_or(none), after)?;
                // Who wrote it last, and what follows from other rows, nobody has corrected; but an act that says why did it to the
                // record itself (the plan that was carried out), where no versions tell of it.
                let is_done = own && register.versions.is_none() && written.why.is_some();
                if !(is_done && told == Told::All) && moves.iter().all(|m| m.field.need == Need::Given) {
                    return Ok(None);
                }
                (how.told(&moves), moves)
            }
            // What a run changed otherwise, no copy tells.
            (How::Corrected, None) => return Ok(None),
            _ if told == Told::Corrections => return Ok(None),
            (How::Entered, _) if own => ("登记", Vec::new()),
            (How::Entered, None) => return Ok(None),
            (How::Entered | How::Restored, Some(after)) if !own => (how.label(), self.moved(register, none, after)?),
            (How::Voided, _) if !own => (how.label(), self.moved(register, before.unwrap_or(none), none)?),
            _ => (how.label(), Vec::new()),
        };
        let head = if own { head.to_owned() } else { format!("{head}{}", register.label) };
        let row = if own { String::new() } else { self.row_name(register, written)? };
        Ok(Some(ChangeLine {
            when: written.day.clone(),
            what: told_in_words(&head, &row, how, &moves),
            who: written.who.clone(),
            why: written.why.clone(),
            act: written.act,
            moves,
        }))
    }

    /// What a child row is called: by its person, else by its start.
    fn row_name(&self, register: &'static Register, written: &Written) -> Answer<String> {
        let Some(json) = written.after.as_ref().or(written.before.as_ref()) else { return Ok(String::new()) };
        let of = |field: &Field| value_of(field, json);
        let person = register.fields.iter().find(|f| f.kind == Kind::Ref("person"));
        let start = register.dated.and_then(|dated| register.field(dated.start));
        match person.filter(|_| !register.restricted).or(start) {
            Some(field) => self.shown(field, &of(field)),
            None => Ok(format!("#{}", written.row)),
        }
    }

    /// What hangs on a record: the line of each that stands, its day, and who entered it.
    fn hanging_on(&self, register: &'static Register, key: i64) -> Answer<Vec<ChangeLine>> {
        let mut lines = Vec::new();
        for (other, col) in hangs::hanging() {
            let said = other.brief.first().and_then(|col| other.field(col));
            let Some((field, day)) = said.zip(other.since) else { continue };
            let mut get = self.db().prepare_cached(&hanging(other, col, (field, day)))?;
            let rows = get.query_map([any::of(register.name, key)], |r| {
                let text = field.show_masked(&Value::Text(r.get(1)?));
                let what = format!("{}: {text}", other.label);
                Ok(ChangeLine { when: r.get(0)?, what, who: r.get(2)?, why: None, act: r.get(3)?, moves: Vec::new() })
            })?;
            lines.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(lines)
    }

    fn exceptions(&self, sql: &str, register: &'static Register, key: i64, own: bool) -> Answer<Vec<ChangeLine>> {
        let label = if own { "" } else { register.label };
        let mut get = self.db().prepare_cached(sql)?;
        let rows = get.query_map(params![register.name, key], |r| {
            let code: String = r.get(3)?;
            let what = format!("{label}存疑登记 {code}");
            Ok(ChangeLine { when: r.get(2)?, what, who: r.get(4)?, why: r.get(5)?, act: r.get(0)?, moves: Vec::new() })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The registers of rows that a clerk enters beneath a record; what follows from them is not told.
pub(in crate::store) fn entered_beneath(
    register: &Register,
) -> impl Iterator<Item = (&'static Register, &'static str)> {
    register.children().filter(|(child, _)| child.input == Input::Form)
}

/// `更正保障金核定 2021-10: 家庭月收入 263.00 → 0.00; …`, masked as lists are.
fn told_in_words(head: &str, row: &str, how: How, moves: &[Moved]) -> String {
    let mut what = head.to_owned();
    if !row.is_empty() {
        what.push_str(&format!(" {row}"));
    }
    let words: Vec<String> = moves.iter().map(|moved| moved.told(how)).collect();
    match words.is_empty() {
        true => what,
        false => format!("{what}: {}", words.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{ALL, find};
    use crate::store::engine::Db;
    use crate::store::engine::plan;
    use crate::store::whole_schema;

    #[test]
    fn the_doubts_about_a_row_are_found_through_an_index() {
        let plan = plan::of(&exceptions());
        assert!(plan[0].contains("exception_row (register=? AND row=?)"), "{plan:?}");
    }

    #[test]
    fn what_was_written_of_a_row_is_found_through_indexes() {
        let plan = plan::of(&of_row(find("person").unwrap().register));
        for index in [
            "audit_row (register=? AND row=?)",
            "audit_run (register=? AND last_row>?)",
            "audit_rerun (register=? AND last_row>?)",
        ] {
            assert!(plan.iter().any(|p| p.contains(index)), "{plan:?}");
        }
        assert!(plan.iter().all(|p| !p.starts_with("SCAN") || p.starts_with("SCAN (subquery")), "{plan:?}");
    }

    #[test]
    fn the_seal_of_a_migration_and_what_was_changed_in_bulk_are_no_beginning_of_a_row() {
        let db = Db::in_memory().unwrap();
        db.execute_batch(&whole_schema()).unwrap();
        db.execute_batch(
            "BEGIN; INSERT INTO act(key, kind, operator, at, day, digest) VALUES (1, 'init', 1, '', '2021-11-01', ''), (2, 'migrate', 1, '', '2021-12-31', '');
             INSERT INTO operator(key, name, full_name, role, act) VALUES (1, 'a', '甲', 'maker', 1);
             INSERT INTO audit(key, act, register, row, last_row, before, after) VALUES (1, 1, 'person', 1, 9, NULL, NULL),
                 (2, 2, 'person', 1, 4, '{}', '{\"rows\":4}'), (3, 2, 'person', 1, 5, '{\"sex\":\"1\"}', '{\"rows\":5}'); COMMIT;",
        )
        .unwrap();
        let mut get = db.prepare(&of_row(find("person").unwrap().register)).unwrap();
        let rows = get.query_map(["person", "3"], |r| Ok((r.get(0)?, r.get(4)?)));
        let found: Vec<(i64, Option<String>)> = rows.unwrap().map(Result::unwrap).collect();
        assert_eq!(found, [(1, None)]);
        db.execute_batch(
            "BEGIN; INSERT INTO act(key, kind, operator, at, day, digest, undoes) VALUES (3, 'undo', 1, '', '2021-12-31', '', 1);
             INSERT INTO audit(key, act, register, row, last_row, before, after) VALUES
                 (4, 3, 'person', 1, 2, '{\"act\":1,\"voided_by\":null}', '{\"rows\":2}'),
                 (5, 3, 'person', 3, 9, '{\"act\":1,\"voided_by\":null}', '{\"rows\":7}'); COMMIT;",
        )
        .unwrap();
        let rows = get.query_map(["person", "3"], |r| r.get(0));
        let found: Vec<i64> = rows.unwrap().map(Result::unwrap).collect();
        assert_eq!(found, [5, 1], "the run of the undo in which the row lies");
    }

    #[test]
    fn what_hangs_on_a_record_is_read_through_an_index() {
        for (other, col) in hangs::hanging() {
            let sql = hanging(other, col, (other.field(other.brief[0]).unwrap(), other.since.unwrap()));
            let plan = plan::of(&sql);
            assert!(plan[0].contains(&format!("({col}=?)")), "{plan:?}");
            assert!(plan.iter().all(|p| !p.starts_with("SCAN") || p.starts_with("SCAN (subquery")), "{plan:?}");
        }
    }

    #[test]
    fn the_history_of_child_rows_is_read_through_indexes() {
        let account = find("account").map(|e| (e.register, "person"));
        let children = ALL.iter().flat_map(|e| entered_beneath(e.register)).chain(account);
        let mut seen = 0;
        for (child, parent) in children {
            let texts = [false, true].map(|voided| of_children(child, parent, voided));
            for sql in texts.iter().chain([&exceptions_of_children(child.name, parent)]) {
                let plan = plan::of(sql);
                // The one row that a run is found by is no table.
                assert!(
                    plan.iter().all(|p| !p.starts_with("SCAN") || p.starts_with("SCAN (subquery")),
                    "{sql}\n{plan:?}"
                );
                seen += 1;
            }
        }
        assert!(seen > 20);
    }
}
