//! What a row set reads: which columns of which tables, and from which month on a row of them counts. What is kept of past months
//! is dropped by this (`kept_months`); a test holds it against the SQL of every row set.

use crate::figure::RowSet;

/// A table that a row set reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Source {
    pub table: &'static str,
    /// Its stored columns, as far as they may change.
    pub columns: &'static [&'static str],
    /// The months that a row counts in.
    pub counts: Counts,
    /// What the act of a move does to the row is the move's matter, which touches the months from its own on.
    pub but_moves: bool,
}

/// In which months a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Counts {
    /// From the latest of these on; in none where one is missing.
    From(&'static [Moment]),
    /// In the months of these columns alone.
    In(&'static [&'static str]),
}

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Moment {
    /// That of a column of the row, a month or a day.
    Of(&'static str),
    /// The first of the living rows of a table whose column `by` has what the row has in `key`.
    First { table: &'static str, by: &'static str, key: &'static str, column: &'static str },
}

use Counts::{From, In};
use Moment::{First, Of};

const fn first(table: &'static str, by: &'static str, key: &'static str) -> Moment {
    First { table, by, key, column: "from_month" }
}

const fn source(table: &'static str, columns: &'static [&'static str], counts: Counts) -> Source {
    Source { table, columns, counts, but_moves: false }
}

/// The place of a case: its own column, which a move changes from a month on.
const fn place(table: &'static str, counts: Counts) -> Source {
    Source { table, columns: &["division"], counts, but_moves: true }
}

const MOVES: Source =
    source("move", &["case_key", "from_month", "left_division", "division", "voided_by"], From(&[Of("from_month")]));
const CHANGES: Source = source(
    "change",
    &["scheme", "case_key", "month", "kind", "award", "amount_delta_fen", "voided_by"],
    From(&[Of("month")]),
);

const OF_CASE: Counts = From(&[first("award", "dibao", "key")]);
const OF_PERSON: Moment = first("cover", "person", "person");

/// 低保: households, whom they cover, how these are.
const HOUSEHOLDS: &[Source] = &[
    source("award", &["dibao", "from_month", "kind", "total_fen", "voided_by"], From(&[Of("from_month")])),
    source(
        "cover",
        &["dibao", "person", "from_month", "share_fen", "extra_fen", "voided_by"],
        From(&[Of("from_month")]),
    ),
    source("cause", &["dibao", "cause_code", "voided_by"], From(&[first("award", "dibao", "dibao")])),
    source("dibao", &["kind", "voided_by"], OF_CASE),
    place("dibao", OF_CASE),
    source(
        "person",
        &["sex", "birth_date", "labor_code", "disability_level"],
        From(&[first("cover", "person", "key")]),
    ),
    source(
        "condition",
        &["person", "valid_from", "labor_code", "disability_level", "voided_by"],
        From(&[Of("valid_from"), OF_PERSON]),
    ),
    CHANGES,
    MOVES,
];

const OF_TEKUN: Counts = From(&[first("tekun_award", "tekun", "key")]);
const TEKUN: &[Source] = &[
    source(
        "tekun_award",
        &["tekun", "from_month", "kind", "support_mode", "institution", "care_level", "total_fen", "voided_by"],
        From(&[Of("from_month")]),
    ),
    source("tekun", &["kind", "person", "entry_source", "voided_by"], OF_TEKUN),
    place("tekun", OF_TEKUN),
    CHANGES,
    MOVES,
];

const OF_DISABILITY: Counts = From(&[first("disability_award", "disability", "key")]);
const SUBSIDIES: &[Source] = &[
    source(
        "disability_award",
        &["disability", "from_month", "kind", "amount_fen", "voided_by"],
        From(&[Of("from_month")]),
    ),
    source("disability", &["kind", "person", "voided_by"], OF_DISABILITY),
    place("disability", OF_DISABILITY),
    CHANGES,
    MOVES,
];

/// 临时救助: the months of approval and payment.
const RELIEFS: &[Source] = &[source(
    "temporary",
    &["division", "aid_type", "object_class", "amount_fen", "approve_date", "fund", "pay_date", "voided_by"],
    In(&["approve_date", "pay_date"]),
)];

/// Petty funds: an entry moves every balance after it.
const LEDGERS: &[Source] = &[
    source("petty_txn", &["petty_fund", "kind", "date", "amount_fen", "voided_by"], From(&[Of("date")])),
    source(
        "petty_fund",
        &["town", "voided_by"],
        From(&[First { table: "petty_txn", by: "petty_fund", key: "key", column: "date" }]),
    ),
];

/// A task is on the plan from the beginning of its project.
const OF_PROJECT: Counts =
    From(&[First { table: "homecheck_project", by: "key", key: "project", column: "from_date" }]);

/// 入户核查: visits and plans.
const VISITS: &[Source] = &[
    source(
        "homecheck",
        &[
            "project",
            "visitor_org",
            "case_key",
            "scheme",
            "division",
            "assigned_on",
            "state",
            "visit_on",
            "conclusion",
            "bureau_verdict",
            "voided_by",
        ],
        From(&[Of("visit_on")]),
    ),
    source(
        "homecheck",
        &["project", "visitor_org", "case_key", "scheme", "division", "assigned_on", "voided_by"],
        OF_PROJECT,
    ),
    source("homecheck_project", &["from_date", "to_date", "voided_by"], From(&[Of("from_date")])),
    source("dibao", &["apply_date"], From(&[Of("apply_date")])),
];

/// What a row set reads, of those that are kept for past months; nothing of others.
pub(in crate::store) fn sources(set: RowSet) -> &'static [Source] {
    match set {
        RowSet::Roster(..)
        | RowSet::RosterPersons(..)
        | RowSet::Changes(..)
        | RowSet::Entered(..)
        | RowSet::Left(..) => HOUSEHOLDS,
        RowSet::Persons("tekun", _) | RowSet::PersonChanges("tekun", ..) => TEKUN,
        RowSet::Persons(..) | RowSet::PersonChanges(..) | RowSet::Subsidised(_) => SUBSIDIES,
        RowSet::Relief(_) | RowSet::ReliefPaid(_) => RELIEFS,
        RowSet::PettyFund(_) => LEDGERS,
        RowSet::Visited(..) | RowSet::OnPlan(_) => VISITS,
        RowSet::Lines(..)
        | RowSet::SupportLines(..)
        | RowSet::SubsidyMonths(_)
        | RowSet::Unclaimed
        | RowSet::Confirmed(_)
        | RowSet::Divisions(_)
        | RowSet::Parameter(_) => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::month::Month;
    use crate::figure::{SUMMARISED, summarised};
    use crate::store::SCHEMA;
    use crate::store::engine::Db;
    use crate::store::figures::row_set::parts;
    use std::collections::BTreeSet;

    /// The tables of the schema without their conditions, one of them without one of its columns.
    fn without(all: &[(String, Vec<String>)], lacks: Option<(&str, &str)>) -> Db {
        let db = Db::in_memory().unwrap();
        for (table, columns) in all {
            let kept = columns.iter().filter(|c| lacks != Some((table, c))).map(String::as_str);
            db.execute_batch(&format!("CREATE TABLE {table}({})", kept.collect::<Vec<_>>().join(","))).unwrap();
        }
        db
    }

    /// Every column that the SQL of a kept row set names is one of its sources: without the column the SQL does not hold.
    #[test]
    fn what_a_row_set_reads_is_declared() {
        let schema = Db::in_memory().unwrap();
        schema.execute_batch(SCHEMA).unwrap();
        let columns = |table: &String| schema.columns(table).unwrap().into_iter().map(|c| c.name).collect();
        let all: Vec<(String, Vec<String>)> =
            schema.tables().unwrap().into_iter().map(|table| (table.clone(), columns(&table))).collect();
        let month = Month::new(2021, 11).unwrap();
        let kept = SUMMARISED.iter().flat_map(|heading| summarised(heading)).map(|(set, _)| set);
        let sql = kept.map(|set| {
            let p = parts(set, set.kept_for().window(month));
            let sql = format!(
                "SELECT {}, {}, {} FROM {} WHERE {} AND {}",
                p.division, p.institution, p.money, p.tables, p.common, p.only
            );
            let words: Vec<&str> = sql.split_whitespace().collect();
            let hint = |at: usize| words[at] == "INDEXED" || (at > 0 && ["INDEXED", "BY"].contains(&words[at - 1]));
            let hinted = |at: usize| hint(at) && (words[at] != "AND") && words[..=at].contains(&"INDEXED");
            let plain = (0..words.len()).filter(|at| !hinted(*at)).map(|at| words[at]).collect::<Vec<_>>().join(" ");
            (set, plain)
        });
        let sql: Vec<(RowSet, String)> = sql.collect();
        let whole = without(&all, None);
        sql.iter().for_each(|(set, sql)| assert!(whole.prepare(sql).is_ok(), "{set:?}\n{sql}"));
        let mut read = 0;
        let named = all.iter().filter(|(table, _)| sql.iter().any(|(_, sql)| sql.contains(table.as_str())));
        for (table, columns) in named {
            for column in columns.iter().filter(|c| *c != "key") {
                let db = without(&all, Some((table, column)));
                for (set, sql) in sql.iter().filter(|(_, sql)| sql.contains(table.as_str()) && db.prepare(sql).is_err())
                {
                    let declared: BTreeSet<&str> =
                        sources(*set).iter().filter(|s| s.table == table).flat_map(|s| s.columns).copied().collect();
                    assert!(declared.contains(column.as_str()), "{set:?} reads {table}.{column}\n{sql}");
                    read += 1;
                }
            }
        }
        assert!(read > 500, "{read}");
    }
}
