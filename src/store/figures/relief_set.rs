//! The SQL behind the row sets of 临时救助 and of the towns' petty funds. Must not know how the answers are used.

use crate::figure::{Petty, Relief, Window};
use crate::store::figures::row_set::{Parts, listed};

/// Cases by the day of approval.
pub(in crate::store) fn approved(which: Relief, window: Window) -> Parts {
    let only = match which {
        Relief::All => "1".to_owned(),
        Relief::Fund(code) => format!("t.fund = '{code}'"),
        Relief::Aid(code) => format!("t.aid_type = '{code}'"),
        Relief::Object(codes) => format!("t.object_class IN ({})", listed(codes)),
    };
    Parts {
        register: "temporary",
        tables: "temporary t".to_owned(),
        common: "t.approve_date BETWEEN :from_day AND :to_day AND t.voided_by IS NULL".to_owned(),
        only,
        key: "t.key",
        division: "t.division",
        institution: "NULL",
        money: "t.amount_fen",
        called: ["(SELECT n.name FROM person n WHERE n.key = t.person)", "t.case_no"],
        bound: days(window),
    }
}

/// Cases of a fund by the day of payment.
pub(in crate::store) fn paid(fund: &'static str, window: Window) -> Parts {
    Parts {
        common: "t.pay_date BETWEEN :from_day AND :to_day AND t.voided_by IS NULL".to_owned(),
        ..approved(Relief::Fund(fund), window)
    }
}

/// Entries of the ledgers; a town's funds of all years are one purse.
pub(in crate::store) fn petty(which: Petty, window: Window) -> Parts {
    let (within, only, money) = match which {
        Petty::Balance => (
            "x.date <= :to_day",
            "1".to_owned(),
            "CASE WHEN x.kind IN ('1','3') THEN x.amount_fen ELSE -x.amount_fen END",
        ),
        Petty::Entries(kinds) => {
            ("x.date BETWEEN :from_day AND :to_day", format!("x.kind IN ({})", listed(kinds)), "x.amount_fen")
        }
    };
    Parts {
        register: "petty_txn",
        tables: "petty_fund u CROSS JOIN petty_txn x ON x.petty_fund = u.key AND x.voided_by IS NULL".to_owned(),
        common: format!("u.voided_by IS NULL AND {within}"),
        only,
        key: "x.key",
        division: "u.town",
        institution: "NULL",
        money,
        called: [
            "(SELECT n.name FROM temporary t JOIN person n ON n.key = t.person WHERE t.key = x.temporary)",
            "x.date",
        ],
        bound: days(window),
    }
}

fn days(window: Window) -> Vec<(&'static str, String)> {
    vec![(":from_day", window.first().first_day().to_string()), (":to_day", window.day().to_string())]
}
