//! The row sets, each handed to the file of its kind: the one SQL behind it, and what it reads.

use crate::domain::param::Param;
use crate::figure::{RowSet, Window};
use crate::store::figures::assistance::{households, persons, visits};
use crate::store::figures::elderly::called_on;
use crate::store::figures::funeral::deaths;
use crate::store::figures::parts::{NONE, Parts};
use crate::store::figures::sources::Source;
use crate::store::figures::{children, lines, personal, records};

/// The parts of a row set for a window.
pub(in crate::store) fn parts(set: RowSet, window: Window) -> Parts {
    match set {
        RowSet::Records(set, only) => records::parts(set, only, window),
        RowSet::Roster(scheme, which) => households::roster(scheme, which, window),
        RowSet::RosterPersons(scheme, which, group) => households::roster_persons(scheme, which, group, window),
        RowSet::Changes(scheme, kinds, effect) => households::changes(scheme, kinds, effect, window),
        RowSet::Entered(scheme, kinds) => households::entered(scheme, kinds, window),
        RowSet::Left(scheme, kinds) => households::left(scheme, kinds, window),
        RowSet::Lines(schemes, types, bank) => lines::lines(schemes, types, bank, window),
        RowSet::Persons(scheme, which) => personal::persons(scheme, which, window),
        RowSet::Subsidised(which) => persons::subsidised(which, window),
        RowSet::PersonChanges(scheme, kinds, source) => personal::changes(scheme, kinds, source, window),
        RowSet::PayChanges(scheme, kinds) => personal::pay_changes(scheme, kinds, window),
        RowSet::ClassLines(scheme, types, class) => lines::of_class(scheme, types, class, window),
        RowSet::SupportLines(which, part) => persons::support(which, part, window),
        RowSet::SubsidyMonths(scheme) => persons::subsidy_months(scheme, window),
        RowSet::OnPlan(schemes) => visits::on_plan(schemes, window),
        RowSet::Unclaimed => persons::unclaimed(window),
        RowSet::Sampled => persons::sampled(window),
        RowSet::ChildrenDue => children::visits::due(false, window),
        RowSet::ChildrenVisited => children::visits::due(true, window),
        RowSet::CalledOn(which) => called_on::called_on(which, window),
        RowSet::Deaths(which) => deaths::deaths(which, window),
        RowSet::Parameter(param) => parameter(param, window),
    }
}

/// What a row set reads, of those that are kept for past months; nothing of others.
pub(in crate::store) fn sources(set: RowSet) -> Vec<Source> {
    match set {
        RowSet::Records(set, only) => records::sources(set, only),
        RowSet::Roster(..)
        | RowSet::RosterPersons(..)
        | RowSet::Changes(..)
        | RowSet::Entered(..)
        | RowSet::Left(..) => households::SOURCES.to_vec(),
        RowSet::Persons(scheme, _) | RowSet::PersonChanges(scheme, ..) | RowSet::PayChanges(scheme, _) => {
            personal::sources(scheme)
        }
        RowSet::Subsidised(_) => set.heading().map_or_else(Vec::new, personal::sources),
        RowSet::OnPlan(_) => visits::SOURCES.to_vec(),
        RowSet::ChildrenDue | RowSet::ChildrenVisited => children::visits::SOURCES.to_vec(),
        RowSet::CalledOn(_) => called_on::SOURCES.to_vec(),
        RowSet::Lines(..)
        | RowSet::ClassLines(..)
        | RowSet::SupportLines(..)
        | RowSet::SubsidyMonths(_)
        | RowSet::Unclaimed
        | RowSet::Sampled
        | RowSet::Deaths(_)
        | RowSet::Parameter(_) => Vec::new(),
    }
}

/// A month uses the value in force on its first day (assistance 0.2 6): the one that holds for all keys.
fn parameter(param: Param, window: Window) -> Parts {
    Parts {
        register: "parameter",
        tables: "parameter r".to_owned(),
        common: "r.name = :name AND r.first IS NULL AND r.second IS NULL AND r.voided_by IS NULL \
                 AND r.valid_from = (SELECT max(x.valid_from) FROM parameter x WHERE x.name = :name \
                 AND x.first IS NULL AND x.second IS NULL AND x.voided_by IS NULL AND x.valid_from <= :day)"
            .to_owned(),
        only: "1".to_owned(),
        key: "r.key",
        division: NONE,
        institution: NONE,
        money: "CAST(r.value AS INTEGER)".into(),
        called: ["r.name".into(), "r.valid_from".into()],
        bound: vec![(":name", param.name().to_owned()), (":day", window.last().first_day().to_string())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::month::Month;
    use crate::figure::{headings, summarised};
    use crate::register::find;
    use crate::store::engine::Db;
    use crate::store::whole_schema;
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
        schema.execute_batch(&whole_schema()).unwrap();
        let columns = |table: &String| schema.columns(table).unwrap().into_iter().map(|c| c.name).collect();
        let all: Vec<(String, Vec<String>)> =
            schema.tables().unwrap().into_iter().map(|table| (table.clone(), columns(&table))).collect();
        let month = Month::new(2021, 11).unwrap();
        let kept = headings().flat_map(summarised).map(|(set, _)| *set);
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
                    let of_table = sources(*set).into_iter().filter(|s| s.table == table);
                    let register = find(table).unwrap().register;
                    let declared: BTreeSet<String> = of_table
                        .flat_map(|s| s.columns.iter().map(|c| register.stored(c)).collect::<Vec<_>>())
                        .collect();
                    assert!(declared.contains(column), "{set:?} reads {table}.{column}\n{sql}");
                    read += 1;
                }
            }
        }
        assert!(read > 500, "{read}");
    }
}
