//! Summaries of past months: read where they stand, written when a month's normal batch is closed, compared with their rows by
//! `verify`. The triggers of schema.sql drop whatever a change touches; a number without its summary is counted again. Must not
//! know what is counted: items are the row sets that the declarations ask for.

use super::rows::{Split, Summaries, Sums, collect};
use super::{Answer, Store};
use crate::domain::month::Month;
use crate::figure::{Bank, Measure, RowSet, Window, summarised};
use rusqlite::{Connection, named_params};

/// What a summary answers.
pub(super) struct Kept {
    /// Its numbers.
    pub sums: Sums,
    /// A further condition for the rows that the summary does not hold; none when it holds all.
    pub rest: Option<&'static str>,
}

/// What the summaries know of a row set in a window.
pub(super) fn read(db: &Connection, set: RowSet, money: bool, window: Window, split: Split) -> Answer<Option<Kept>> {
    match (set, set.scheme()) {
        (RowSet::Lines(schemes, types, bank), _) => {
            let sums = read_lines(db, schemes, types, bank, money, window, split)?;
            let rest = Some(" AND NOT EXISTS (SELECT 1 FROM batch_town s WHERE s.batch = b.key)");
            Ok(Some(Kept { sums, rest }))
        }
        (_, Some(scheme)) => {
            Ok(read_months(db, scheme, set, money, window, split)?.map(|sums| Kept { sums, rest: None }))
        }
        _ => Ok(None),
    }
}

/// The name of an item: the row set itself, and whether its rows or its money.
fn item(set: RowSet, money: bool) -> String {
    format!("{} {set:?}", if money { "fen" } else { "rows" })
}

fn read_months(
    db: &Connection,
    scheme: &str,
    set: RowSet,
    money: bool,
    window: Window,
    split: Split,
) -> Answer<Option<Sums>> {
    let last = window.last();
    if set.is_stock() && window.day() != last.last_day() {
        return Ok(None);
    }
    let first = if set.is_stock() { last } else { window.first() };
    let item = item(set, money);
    let bound =
        named_params! { ":scheme": scheme, ":item": item, ":first": first.to_string(), ":last": last.to_string() };
    let counted: i64 = db
        .prepare_cached(
            "SELECT count(*) FROM month_town WHERE scheme = :scheme AND month BETWEEN :first AND :last AND item = :item AND town = ''",
        )?
        .query_row(bound, |r| r.get(0))?;
    if counted != i64::from(last.months_since(first)) + 1 {
        return Ok(None);
    }
    let mut get = db.prepare_cached(
        "SELECT town, sum(value) FROM month_town WHERE scheme = :scheme AND month BETWEEN :first AND :last AND item = :item
         GROUP BY town",
    )?;
    let mut found = get.query(bound)?;
    let mut sums = Sums::new();
    while let Some(r) = found.next()? {
        let town: String = r.get(0)?;
        if town.is_empty() == (split == Split::District) {
            sums.insert(town, r.get(1)?);
        }
    }
    Ok(Some(sums))
}

fn read_lines(
    db: &Connection,
    schemes: &[&str],
    types: &[&str],
    bank: Bank,
    money: bool,
    window: Window,
    split: Split,
) -> Answer<Sums> {
    let listed = |codes: &[&str]| codes.iter().map(|c| format!("'{c}'")).collect::<Vec<_>>().join(",");
    let state = match bank {
        Bank::Paid => '1',
        Bank::Failed => '2',
    };
    let sql = format!(
        "SELECT {town}, sum(s.{value}) FROM batch b JOIN batch_town s ON s.batch = b.key
         WHERE b.scheme IN ({schemes}) AND b.voided_by IS NULL AND s.booked_month BETWEEN :first AND :last
         AND s.bank_state = '{state}' AND s.line_type IN ({types}) GROUP BY 1",
        town = if split == Split::Town { "s.town" } else { "''" },
        value = if money { "amount_fen" } else { "lines" },
        schemes = listed(schemes),
        types = listed(types),
    );
    let mut get = db.prepare_cached(&sql)?;
    let mut found =
        get.query(named_params! { ":first": window.first().to_string(), ":last": window.last().to_string() })?;
    let mut sums = Sums::new();
    while let Some(r) = found.next()? {
        sums.insert(r.get(0)?, r.get(1)?);
    }
    Ok(sums)
}

impl Store {
    /// Keeps the rosters and changes of a scheme's month, counted from the rows. Called when the month's normal batch is closed;
    /// a later change drops what it touches, and calling it again counts anew.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn summarise(&self, scheme: &str, month: Month) -> Answer<()> {
        self.write(|tx| {
            tx.execute("DELETE FROM month_town WHERE scheme = ?1 AND month = ?2", (scheme, month.to_string()))?;
            for (item, town, value) in counted(tx, scheme, month)? {
                tx.prepare_cached(
                    "INSERT INTO month_town(scheme, month, item, town, value) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute((scheme, month.to_string(), item, town, value))?;
            }
            Ok(())
        })
    }

    /// Whether every summary is what its rows give; each that is not in words.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn summaries_off(&self) -> Answer<Vec<String>> {
        let mut off = Vec::new();
        let mut get = self.db.prepare_cached("SELECT DISTINCT scheme, month FROM month_town ORDER BY scheme, month")?;
        let mut found = get.query([])?;
        while let Some(r) = found.next()? {
            let (scheme, month): (String, String) = (r.get(0)?, r.get(1)?);
            let same = match Month::parse(&month) {
                Some(m) => self.is_month_as_counted(&scheme, m)?,
                None => false,
            };
            if !same {
                off.push(format!("{month} {scheme} 的月度汇总与明细不符"));
            }
        }
        let mut get = self.db.prepare_cached(
            "SELECT b.batch_no FROM batch b WHERE EXISTS (SELECT 1 FROM batch_town s WHERE s.batch = b.key)
             AND EXISTS (
                SELECT booked_month, town, line_type, bank_state, lines, persons, amount_fen FROM batch_town WHERE batch = b.key
                EXCEPT
                SELECT booked_month, substr(division, 1, 9) || '000', line_type, bank_state, count(*), sum(persons), sum(amount_fen)
                  FROM payment WHERE key BETWEEN b.key * 1000000 AND b.key * 1000000 + 999999 AND voided_by IS NULL
                   AND booked_month IS NOT NULL GROUP BY 1, 2, 3, 4)
             OR (SELECT sum(lines) FROM batch_town WHERE batch = b.key) <>
                (SELECT count(*) FROM payment WHERE key BETWEEN b.key * 1000000 AND b.key * 1000000 + 999999
                    AND voided_by IS NULL AND booked_month IS NOT NULL)
             ORDER BY b.key",
        )?;
        let mut found = get.query([])?;
        while let Some(r) = found.next()? {
            off.push(format!("批次 {} 的汇总与明细不符", r.get::<_, String>(0)?));
        }
        Ok(off)
    }

    fn is_month_as_counted(&self, scheme: &str, month: Month) -> Answer<bool> {
        let mut get = self.db.prepare_cached(
            "SELECT value FROM month_town WHERE scheme = ?1 AND month = ?2 AND item = ?3 AND town = ?4",
        )?;
        let mut rows = 0_i64;
        for (item, town, value) in counted(&self.db, scheme, month)? {
            let mut found = get.query((scheme, month.to_string(), item, town))?;
            // An item of a newer program has not been counted yet; a town may be 0 without a row.
            if let Some(r) = found.next()? {
                rows += 1;
                if r.get::<_, i64>(0)? != value {
                    return Ok(false);
                }
            }
        }
        let kept: i64 = self
            .db
            .prepare_cached("SELECT count(*) FROM month_town WHERE scheme = ?1 AND month = ?2")?
            .query_row((scheme, month.to_string()), |r| r.get(0))?;
        Ok(kept == rows)
    }
}

/// Every item of a scheme's month counted from the rows: item, town (`""` the district), value.
fn counted(db: &Connection, scheme: &str, month: Month) -> Answer<Vec<(String, String, i64)>> {
    let mut all = Vec::new();
    for stock in [true, false] {
        let window = if stock { Window::On(month.last_day()) } else { Window::month(month) };
        let sets: Vec<(RowSet, bool)> = summarised(scheme).into_iter().filter(|(s, _)| s.is_stock() == stock).collect();
        let measures: Vec<Measure> =
            sets.iter().map(|(s, money)| if *money { Measure::Sum(*s) } else { Measure::Count(*s) }).collect();
        for split in [Split::District, Split::Town] {
            let found = collect(db, &measures, window, split, Summaries::Ignore)?;
            for ((set, money), [sums, _]) in sets.iter().zip(found) {
                all.extend(sums.into_iter().map(|(town, value)| (item(*set, *money), town, value)));
            }
        }
    }
    Ok(all)
}
