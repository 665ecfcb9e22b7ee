//! Acts that take others back: each has written as many rows of each register as the one that it takes back, and comes after it. That
//! rows are again what they were is seen by comparing copies (`traced`).

use super::{Finding, judged, listed};
use crate::store::change::act::ActKind;
use crate::store::engine::Db;
use crate::store::fault::Answer;

pub(super) fn findings(db: &Db) -> Answer<Vec<Finding>> {
    Ok(vec![judged("undone", "每次撤销改回的正是所撤销的办理写过的记录", listed(db, &broken()))?])
}

/// The doubts that were accepted for an undo are recorded with it, the names of a batch stay, and each act is sealed by itself.
fn broken() -> String {
    let undo = ActKind::Undo.name();
    let wrote = |which: &str| {
        format!(
            "SELECT u.key AS undo, a.register AS register, sum(coalesce(a.last_row, a.row) - a.row + 1) AS n FROM act u
             JOIN audit a ON a.act = u.{which} WHERE u.undoes IS NOT NULL AND a.register NOT IN ('batch_name', 'rights_seal') GROUP BY u.key, a.register"
        )
    };
    format!(
        "WITH undone AS ({}), done AS ({})
         SELECT '办理 #' || key || ' 与它撤销的办理不符' FROM act
          WHERE (kind = '{undo}') <> (undoes IS NOT NULL) OR undoes >= key
         UNION ALL SELECT '办理 #' || undone.undo || ' 改回的记录数与所撤销的不符' FROM undone
          LEFT JOIN done ON done.undo = undone.undo AND done.register = undone.register
          WHERE coalesce(done.n, 0) < undone.n OR (done.n > undone.n AND done.register <> 'exception')
         UNION ALL SELECT '办理 #' || done.undo || ' 改了所撤销的办理没有写过的记录' FROM done
          LEFT JOIN undone ON undone.undo = done.undo AND undone.register = done.register
          WHERE undone.n IS NULL AND done.register <> 'exception'",
        wrote("undoes"),
        wrote("key")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::whole_schema;

    /// What is said of an undo (3) of an act (2) that has written these rows.
    fn said(kind: &str, undoes: i64, rows: &str) -> String {
        let db = Db::in_memory().unwrap();
        db.execute_batch(&whole_schema()).unwrap();
        db.execute_batch(&format!(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO act(key, kind, operator, at, day, digest, undoes) VALUES (1, 'init', 1, '', '', '', NULL),
                 (2, 'enter', 1, '', '', '', NULL), (3, '{kind}', 1, '', '', '', {undoes});
             INSERT INTO audit(act, register, row, last_row, before, after) VALUES (2, 'person', 1, 9, NULL, '{{}}'),
                 (2, 'member', 4, NULL, NULL, '{{}}'), (2, 'batch_name', 4, NULL, NULL, '{{}}');
             INSERT INTO audit(act, register, row, last_row, before, after) VALUES {rows};"
        ))
        .unwrap();
        findings(&db).unwrap().remove(0).detail
    }

    #[test]
    fn an_undo_that_wrote_other_rows_is_named() {
        let whole =
            "(3, 'member', 4, NULL, '{}', '{}'), (3, 'person', 1, 3, '{}', '{}'), (3, 'person', 4, 9, '{}', '{}')";
        let doubt = format!("{whole}, (3, 'exception', 1, NULL, NULL, '{{}}')");
        for sound in [whole, &doubt] {
            assert_eq!(said("undo", 2, sound), "每次撤销改回的正是所撤销的办理写过的记录");
        }
        let told = |kind: &str, undoes: i64, rows: &str, of: &str| {
            let detail = said(kind, undoes, rows);
            assert!(detail.contains(&format!("办理 #3 {of}")), "{detail}");
        };
        told("undo", 2, "(3, 'person', 1, 9, '{}', '{}')", "改回的记录数与所撤销的不符");
        told("undo", 2, &format!("{whole}, (3, 'member', 5, NULL, '{{}}', '{{}}')"), "改回的记录数与所撤销的不符");
        told("undo", 2, &format!("{whole}, (3, 'account', 5, NULL, '{{}}', '{{}}')"), "改了所撤销的办理没有写过的记录");
        told("void", 2, whole, "与它撤销的办理不符");
        told("undo", 3, whole, "与它撤销的办理不符");
    }
}
