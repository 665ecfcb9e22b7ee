//! The keys and numbers that new rows get, within the act that adds them. Those of voided rows are not given again.

use crate::domain::slip::Slip;
use crate::register::{Facts, Field, Kind, Register, Serial, Values};
use crate::store::engine::{Db, params};
use crate::store::fault::{Answer, StoreFault};

/// The next key of a register that counts from a number of its own; none of one that the engine counts.
pub(super) fn free_key(db: &Db, register: &Register) -> Answer<Option<i64>> {
    let above = register.keys_above;
    if above == 0 {
        return Ok(None);
    }
    let sql = format!("SELECT max(key) FROM {} WHERE key > ?1 AND key < ?1 + 1000000000", register.name);
    let last: Option<i64> = db.prepare_cached(&sql)?.query_row([above], |r| r.get(0))?;
    Ok(Some(last.unwrap_or(above) + 1))
}

impl super::Act<'_> {
    /// The next number of a register that gives numbers, with its column; none where the record has one.
    pub(in crate::store) fn number(&self, values: &Values, facts: &Facts) -> Answer<Option<(&'static str, String)>> {
        let register = values.register;
        let Some(serial) = register.serial.filter(|s| values.get(s.col).is_null()) else { return Ok(None) };
        let Some(prefix) = (serial.prefix)(values, facts) else { return Ok(None) };
        let last = last(self.db, register, serial, &prefix)?;
        let number = written(serial, &prefix, last + 1);
        match register.field(serial.col) {
            Some(field) if !fits(field, &number) => Err(StoreFault::refused(used_up(serial, field, &prefix, last))),
            _ => Ok(Some((serial.col, number))),
        }
    }
}

/// `E-RG36`: the number of a new record is typed, and far above the last one: the numbers that the office gives go on from it.
pub(in crate::store) fn far_above(db: &Db, values: &Values, facts: &Facts) -> Answer<Option<Slip>> {
    let register = values.register;
    let Some(serial) = register.serial.filter(|s| !values.get(s.col).is_null()) else { return Ok(None) };
    let Some(prefix) = (serial.prefix)(values, facts) else { return Ok(None) };
    let Some(typed) = tail(values.text(serial.col), &prefix) else { return Ok(None) };
    let last = last(db, register, serial, &prefix)?;
    // So many are not given in the time that paper lies about: a tenth of all that the digits have room for.
    let near = 10_u64.saturating_pow(u32::try_from(serial.width).unwrap_or(0).saturating_sub(1));
    let text = || {
        let stands = match last {
            0 => "还没有编过号".to_owned(),
            last => format!("最后一号是 {}", written(serial, &prefix, last)),
        };
        let label = register.label_of(serial.col);
        format!(
            "{label} {} 跳得太远({stands}), 以后自动编号会从它往下编, 请核对有没有多打数字",
            values.text(serial.col)
        )
    };
    Ok((typed > last.saturating_add(near)).then(|| Slip::doubt("E-RG36", text()).at(serial.col)))
}

/// A number as it is written.
fn written(serial: Serial, prefix: &str, number: u64) -> String {
    format!("{prefix}{number:0width$}", width = serial.width)
}

/// The number in a text, which has nothing but digits behind the prefix.
fn tail(text: &str, prefix: &str) -> Option<u64> {
    let tail = text.strip_prefix(prefix)?;
    if tail.bytes().all(|b| b.is_ascii_digit()) { tail.parse().ok() } else { None }
}

/// Whether a number has room in its field.
fn fits(field: &Field, number: &str) -> bool {
    match field.kind {
        Kind::Text(most) => number.chars().count() <= usize::from(most),
        _ => true,
    }
}

fn used_up(serial: Serial, field: &Field, prefix: &str, last: u64) -> Slip {
    let text = format!("自动编号已编到 {}, 没有位数再编; 请自己填写{}", written(serial, prefix, last), field.label);
    Slip::error("E-RG37", text).at(field.col)
}

/// The greatest number with a prefix that was ever given or typed, also one with more digits than are declared; 0 where there is none.
fn last(db: &Db, register: &Register, serial: Serial, prefix: &str) -> Answer<u64> {
    let (table, col, mut greatest) = (register.name, serial.col, 0);
    let width = i64::try_from(prefix.len() + serial.width).unwrap_or(0);
    // Small index ranges: the living and the voided. Of one width the greatest is the last text; longer ones are few.
    for voided in ["IS NULL", "IS NOT NULL"] {
        for (wide, one) in [("=", true), (">", false)] {
            let sql = format!(
                "SELECT {col} FROM {table} WHERE {col} >= ?1 AND {col} < ?2 AND voided_by {voided} AND length({col}) {wide} ?3
                 ORDER BY {col} DESC"
            );
            let mut get = db.prepare_cached(&sql)?;
            let mut rows = get.query(params![prefix, format!("{prefix}:"), width])?;
            while let Some(row) = rows.next()? {
                let Some(number) = tail(&row.get::<String>(0)?, prefix) else { continue };
                greatest = greatest.max(number);
                if one {
                    break;
                }
            }
        }
    }
    Ok(greatest)
}
