//! The SQL behind the row sets of 特困, 两补 and 入户核查: cases of one person each, the lines that pay them, visits. 低保, which covers
//! households, stands in `row_set`. Must not know how the answers are used.

use super::row_set::{Parts, lines, listed};
use crate::figure::{Bank, Part, Support, Window};

/// The cases of a scheme that covers single persons: register, versions, condition, monthly amount.
const fn tables_of(scheme: &str) -> (&'static str, &'static str, &'static str, &'static str) {
    match scheme.as_bytes() {
        b"disability-living" => ("disability", "disability_award", "k.kind = 'CL'", "v.amount_fen"),
        b"disability-care" => ("disability", "disability_award", "k.kind = 'CN'", "v.amount_fen"),
        _ => ("tekun", "tekun_award", "1", "v.total_fen"),
    }
}

const NAME: &str = "(SELECT n.name FROM person n WHERE n.key = k.person)";

/// The type of a line, for a re-issue that of the line it stands for.
const LINE_TYPE: &str = "COALESCE((SELECT COALESCE((SELECT g.line_type FROM payment g WHERE g.key = f.reissue_of), f.line_type) \
    FROM payment f WHERE f.key = p.reissue_of), p.line_type)";

/// The cases whose latest version up to the month is not an end.
pub(super) fn persons(scheme: &str, window: Window) -> Parts {
    let (register, versions, kind, money) = tables_of(scheme);
    Parts {
        register,
        tables: format!(
            "{register} k JOIN {versions} v ON v.{register} = k.key AND v.voided_by IS NULL AND v.from_month = \
             (SELECT max(b.from_month) FROM {versions} b WHERE b.{register} = k.key AND b.voided_by IS NULL \
             AND b.from_month <= :month)"
        ),
        common: format!("k.voided_by IS NULL AND v.kind <> 'end' AND {kind}"),
        only: "1".to_owned(),
        key: "k.key",
        division: "k.division",
        money,
        called: [NAME, "k.case_no"],
        bound: vec![(":month", window.last().to_string())],
    }
}

/// Changes of such cases, of those that came from one source where it is asked for.
pub(super) fn changes(scheme: &str, kinds: &[&str], source: Option<&str>, window: Window) -> Parts {
    let (register, ..) = tables_of(scheme);
    let from = source.map_or_else(|| "1".to_owned(), |code| format!("k.entry_source = '{code}'"));
    Parts {
        register: "change",
        tables: format!("change h JOIN {register} k ON k.key = h.case_key AND k.voided_by IS NULL"),
        common: "h.scheme = :scheme AND h.month BETWEEN :first AND :month AND h.voided_by IS NULL".to_owned(),
        only: format!("h.kind IN ({}) AND {from}", listed(kinds)),
        key: "h.key",
        division: "k.division",
        money: "h.amount_delta_fen",
        called: [NAME, "k.case_no"],
        bound: vec![
            (":scheme", scheme.to_owned()),
            (":first", window.first().to_string()),
            (":month", window.last().to_string()),
        ],
    }
}

/// Paid lines of 特困, by who is paid (an institution's account is 集中) and what for.
pub(super) fn support(which: Support, part: Part, window: Window) -> Parts {
    let institution = match which {
        Support::Dispersed => "p.institution IS NULL",
        Support::Concentrated => "p.institution IS NOT NULL",
    };
    let types = match part {
        Part::Living => format!("{LINE_TYPE} IN ('01','02','03','09')"),
        Part::Care => format!("{LINE_TYPE} = '08'"),
        Part::Months => format!("{LINE_TYPE} IN ('01','02')"),
    };
    let all = lines(&["tekun"], &[], Bank::Paid, window);
    let money = if part == Part::Months { "p.persons" } else { all.money };
    Parts { only: format!("p.bank_state = '1' AND {institution} AND {types}"), money, ..all }
}

/// Paid lines of the two subsidies; a line adds the months it pays (assistance 5.6).
pub(super) fn subsidy_months(scheme: &str, window: Window) -> Parts {
    let all = lines(&[scheme], &[], Bank::Paid, window);
    Parts { only: format!("p.bank_state = '1' AND {LINE_TYPE} IN ('01','02')"), money: "p.persons", ..all }
}

/// Cases of the schemes with an accepted visit in the window, each by its first one (assistance 6.2).
pub(super) fn visited(schemes: &[&str], visitor: &str, window: Window) -> Parts {
    let counts = |k: &str| {
        format!(
            "{k}.visitor_org = :visitor AND {k}.visit_on BETWEEN :from_day AND :to_day \
             AND {k}.state IN ('accepted','concluded') AND {k}.voided_by IS NULL"
        )
    };
    Parts {
        register: "homecheck",
        tables: "homecheck k".to_owned(),
        common: format!(
            "{} AND NOT EXISTS (SELECT 1 FROM homecheck e WHERE e.case_key = k.case_key AND {} \
             AND (e.visit_on, e.key) < (k.visit_on, k.key))",
            counts("k"),
            counts("e")
        ),
        only: format!("k.scheme IN ({})", listed(schemes)),
        key: "k.key",
        division: "k.division",
        money: "0",
        called: [NAME, "k.task_no"],
        bound: vec![
            (":visitor", visitor.to_owned()),
            (":from_day", window.first().first_day().to_string()),
            (":to_day", window.last().last_day().to_string()),
        ],
    }
}
