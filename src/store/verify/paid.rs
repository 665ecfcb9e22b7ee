//! What batches pay, against what it rests on: the version of the case that was in force when the batch was made, the accounts that were
//! registered for the payee. Nearly always they still stand so; only where they do not is the audit asked how they stood then.

use super::{Broken, Finding, judged};
use crate::domain::money::Money;
use crate::domain::scheme::Scheme;
use crate::domain::text;
use crate::register::benefits::benefit::Covers;
use crate::store::benefits::roster::{Roster, rosters};
use crate::store::change::act::audit::{self, was};
use crate::store::engine::{Db, params};
use crate::store::fault::Answer;
use serde_json::Value as Json;

pub(super) fn findings(db: &Db) -> Answer<Vec<Finding>> {
    Ok(vec![
        judged("line_amounts", "正常发放的金额与造册时有效的核定一致", amounts(db))?,
        judged("line_accounts", "发放明细的账号在领款人或机构名下登记过", accounts(db))?,
    ])
}

/// Cases that a normal batch of the payroll pays otherwise than the version that stands now.
fn otherwise() -> String {
    let due = |roster: Roster| {
        let schemes: Vec<String> = roster.benefit.names().map(|scheme| format!("'{scheme}'")).collect();
        // Whoever is one person's case is paid by what was decided by the day of the batch.
        let known = match roster.benefit.covers {
            Covers::Household(_) => "",
            Covers::Person => " AND v.decided_date <= t.day",
        };
        format!(
            " WHEN b.scheme IN ({}) THEN (SELECT v.{} FROM {} v WHERE v.{} = d.case_key AND v.voided_by IS NULL
                AND v.from_month <= b.period{known} ORDER BY v.from_month DESC LIMIT 1)",
            schemes.join(", "),
            roster.fen(),
            roster.versions.name,
            roster.cases()
        )
    };
    let due: String = rosters().map(due).collect();
    format!(
        "WITH due AS (SELECT batch, case_key, sum(amount_fen) AS fen FROM payment
            WHERE line_type IN ('01', '08') AND voided_by IS NULL GROUP BY batch, case_key)
        SELECT d.case_key, d.fen, b.batch_no, b.scheme, b.period, t.key, t.day FROM due d
        JOIN batch b ON b.key = d.batch AND b.batch_kind = 'N' AND b.voided_by IS NULL
        JOIN audit u ON u.register = 'batch' AND u.row = b.key AND u.last_row IS NULL AND u.before IS NULL
        JOIN act t ON t.key = u.act AND t.kind = 'payroll'
        WHERE d.fen IS NOT CASE{due} END
        ORDER BY d.batch, d.case_key"
    )
}

/// A batch as it was made.
struct Made {
    scheme: String,
    period: String,
    act: i64,
    day: String,
}

fn amounts(db: &Db) -> Answer<Broken> {
    let mut broken = Broken::default();
    let mut get = db.prepare(&otherwise())?;
    let mut rows = get.query([])?;
    while let Some(row) = rows.next()? {
        let (case, fen, number): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let made = Made { scheme: row.get(3)?, period: row.get(4)?, act: row.get(5)?, day: row.get(6)? };
        let due = due(db, &made, case)?;
        if due != Some(fen) {
            let due = due.map_or_else(|| "没有核定".to_owned(), |due| format!("核定 {} 元", Money::fen(due)));
            broken.add(|| format!("批次 {} 的案件 #{case} 发 {} 元, {due}", text::safe(&number), Money::fen(fen)));
        }
    }
    Ok(broken)
}

/// What was due to a case when a batch was made: by the latest of its versions as they stood then.
fn due(db: &Db, made: &Made, case: i64) -> Answer<Option<i64>> {
    let Some((roster, _)) = Scheme::from_name(&made.scheme).and_then(Roster::paying) else { return Ok(None) };
    let (table, parent, amount) = (roster.versions.name, roster.cases(), roster.fen());
    // Whoever was written after the batch is asked for its first copy from then; a new row has none.
    let mut get = db.prepare_cached(&format!(
        "SELECT v.act, v.from_month, v.decided_date, v.{amount}, v.voided_by, (SELECT {was} FROM audit u WHERE u.register = ?1
             AND u.row = v.key AND u.last_row IS NULL AND u.act > ?3 ORDER BY u.key LIMIT 1)
         FROM {table} v WHERE v.{parent} = ?2",
        was = was!("u")
    ))?;
    let mut rows = get.query(params![table, case, made.act])?;
    let mut latest: Option<(String, i64)> = None;
    while let Some(row) = rows.next()? {
        let stood = if row.get::<i64>(0)? <= made.act {
            (row.get(1)?, row.get(2)?, row.get(3)?, row.get::<Option<i64>>(4)?.is_some())
        } else {
            let copy: Option<String> = row.get(5)?;
            let Some(copy) = copy.and_then(|text| audit::copy(&text).ok()) else { continue };
            let text = |col: &str| copy.get(col).and_then(Json::as_str).unwrap_or_default().to_owned();
            let fen = copy.get(&amount).and_then(Json::as_i64).unwrap_or_default();
            (text("from_month"), text("decided_date"), fen, copy.get("voided_by").is_some_and(Json::is_i64))
        };
        let (from, decided, fen, is_void): (String, String, i64, bool) = stood;
        let is_known = roster.benefit.household().is_some() || decided <= made.day;
        let is_later = latest.as_ref().is_none_or(|(month, _)| *month < from);
        if !is_void && is_known && is_later && from <= made.period {
            latest = Some((from, fen));
        }
    }
    Ok(latest.map(|(_, fen)| fen))
}

/// Lines of the payroll whose account nobody has registered as it stands now.
const ELSEWHERE: &str = "SELECT p.key, p.payee, p.account_no, p.institution FROM payment p WHERE p.voided_by IS NULL
    AND NOT EXISTS (SELECT 1 FROM account c WHERE c.account_no = p.account_no AND c.person = p.payee AND c.voided_by IS NULL)
    AND (p.institution IS NULL OR NOT EXISTS (SELECT 1 FROM institution i WHERE i.key = p.institution AND i.account_no = p.account_no))
    AND EXISTS (SELECT 1 FROM audit u JOIN act t ON t.key = u.act WHERE u.register = 'batch' AND u.row = p.batch AND u.last_row IS NULL
        AND u.before IS NULL AND t.kind = 'payroll')
    ORDER BY p.key";

fn accounts(db: &Db) -> Answer<Broken> {
    let mut broken = Broken::default();
    let mut get = db.prepare(ELSEWHERE)?;
    let mut rows = get.query([])?;
    while let Some(row) = rows.next()? {
        let (line, payee, number): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if !was_registered(db, payee, row.get(3)?, &number)? {
            broken.add(|| format!("明细 #{line} 的账号没有在人员 #{payee} 名下登记过"));
        }
    }
    Ok(broken)
}

/// Whether an account was once one of a person's or of an institution's: in a row that was voided, or in a copy.
fn was_registered(db: &Db, payee: i64, institution: Option<i64>, number: &str) -> Answer<bool> {
    let voided = "SELECT 1 FROM account WHERE person = ?1 AND account_no = ?2 AND voided_by IS NOT NULL";
    if db.prepare_cached(voided)?.exists(params![payee, number])? {
        return Ok(true);
    }
    let mut get = db.prepare_cached(concat!(
        "SELECT ",
        was!(),
        " FROM audit WHERE register = 'account' AND last_row IS NULL AND before IS NOT NULL
             AND row IN (SELECT key FROM account WHERE person = ?1 AND voided_by IS NULL
                   UNION ALL SELECT key FROM account WHERE person = ?1 AND voided_by IS NOT NULL)
         UNION ALL SELECT ",
        was!(),
        " FROM audit WHERE register = 'institution' AND row = ?2 AND last_row IS NULL AND before IS NOT NULL"
    ))?;
    let mut rows = get.query(params![payee, institution])?;
    while let Some(row) = rows.next()? {
        let copy = audit::copy(&row.get::<String>(0)?).ok();
        if copy.as_ref().and_then(|c| c.get("account_no")).and_then(Json::as_str) == Some(number) {
            return Ok(true);
        }
    }
    Ok(false)
}
