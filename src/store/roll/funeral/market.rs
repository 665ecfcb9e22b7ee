//! 市场检查: the checks of a month, with what they took and what became of it by its end.

use crate::domain::month::Month;
use crate::figure::roll::funeral::market::Look;
use crate::register::funeral::codes::{GOODS_DISPOSAL, MARKET_RESULT};
use crate::register::funeral::seizure::{KILOS, PIECES};
use crate::store::engine::{self, Row, named_params};
use crate::store::roll::{copy_after, some, stood};
use crate::store::{Answer, Store};

/// The merchant is called as it was when the check was last written.
fn looked() -> String {
    let goods = |what: &str, of: &str| {
        format!(
            "(SELECT COALESCE(sum({what}), 0) FROM seizure z WHERE z.market_check = c.key AND z.voided_by IS NULL AND {of})"
        )
    };
    let in_unit = |unit: &str| goods("z.qty_d1", &format!("z.unit = '{unit}'"));
    let handled = |code: &str| goods("1", &format!("z.disposal = '{code}' AND z.disposed_on <= :last"));
    let by_disposal: Vec<String> = GOODS_DISPOSAL.items.iter().map(|(code, _)| handled(code)).collect();
    format!(
        "SELECT c.division, c.checked_on, COALESCE(m.name, ''), COALESCE(c.market, ''), COALESCE(c.place, ''), \
         COALESCE(c.joint_depts, ''), c.result, COALESCE(c.receipt_no, ''), {merchant}, {kilos}, {pieces}, {all}, {by_disposal} \
         FROM market_check c LEFT JOIN merchant m ON m.key = c.merchant \
         WHERE c.checked_on BETWEEN :first AND :last AND c.voided_by IS NULL ORDER BY c.checked_on, c.check_no",
        merchant = copy_after("c.act", "merchant", "m"),
        kilos = in_unit(KILOS),
        pieces = in_unit(PIECES),
        all = goods("1", "1 = 1"),
        by_disposal = by_disposal.join(", ")
    )
}

impl Store {
    /// The checks of the market in a month, by day.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn market_checks(&self, month: Month) -> Answer<Vec<Look>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(&looked())?;
        let (first, last) = (month.first_day().to_string(), month.last_day().to_string());
        let rows = get.query_map(named_params! { ":first": first, ":last": last }, look)?;
        some(rows.collect::<Result<_, _>>()?, || format!("{}没有市场检查", month.zh()))
    }
}

fn look(r: Row<'_>) -> engine::Result<Look> {
    const DISPOSED: usize = 12;
    let merchant = stood(r.text(8)?, &["name"], r.get(2)?);
    let parts = [r.get::<String>(3)?, merchant, r.get(4)?];
    let whom: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let (result, rows): (String, i64) = (r.get(6)?, r.get(11)?);
    let (mut words, mut open) = (Vec::new(), rows);
    for (at, (_, label)) in (DISPOSED..).zip(GOODS_DISPOSAL.items) {
        let many: i64 = r.get(at)?;
        open -= many;
        words.extend((many > 0).then_some(*label));
    }
    words.extend((open > 0).then_some("待处理"));
    if rows == 0 {
        words.extend(MARKET_RESULT.label(&result));
    }
    Ok(Look {
        division: r.get(0)?,
        day: r.get(1)?,
        whom: whom.join(" "),
        departments: r.get(5)?,
        kilos: r.get(9)?,
        pieces: r.get::<i64>(10)? / 10,
        handled: words.join("、"),
        receipt_no: r.get(7)?,
    })
}
