//! The SQL behind the row sets of payment lines. Must not know how the answers are used.

use crate::figure::{Bank, Window};
use crate::store::figures::parts::{Parts, months};
use crate::store::pay::payroll_facts::{SENT, in_batch};
use crate::store::read::sql::quoted;

/// A batch is one range of keys; the order of the join is fixed, so that only the batches of the schemes are read.
pub(in crate::store) fn lines(schemes: &[&str], types: &[&str], bank: Bank, window: Window) -> Parts {
    let state = match bank {
        Bank::Paid => '1',
        Bank::Failed => '2',
    };
    Parts {
        register: "payment",
        tables: concat!("batch b CROSS JOIN payment p ON ", in_batch!("p.key", "b.key")).to_owned(),
        common: format!(
            "b.scheme IN ({}) AND b.voided_by IS NULL AND b.state IN ({}) \
             AND p.voided_by IS NULL AND p.booked_month BETWEEN :first AND :month",
            quoted(schemes),
            quoted(&SENT)
        ),
        only: format!("p.bank_state = '{state}' AND p.line_type IN ({})", quoted(types)),
        key: "p.key",
        division: "p.division".into(),
        institution: "p.institution".into(),
        money: "p.amount_fen".into(),
        called: ["(SELECT n.name FROM person n WHERE n.key = p.beneficiary)".into(), "p.period_due".into()],
        bound: months(window),
    }
}

/// Those of one scheme that the bank paid, of a class.
pub(in crate::store) fn of_class(scheme: &str, types: &[&str], class: &str, window: Window) -> Parts {
    let all = lines(&[scheme], types, Bank::Paid, window);
    Parts { only: format!("{} AND p.class_code = '{class}'", all.only), ..all }
}
