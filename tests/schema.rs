//! schema.sql, written by hand, against the declarations in src/register/: columns, types, NOT NULL, defaults, code lists,
//! references; and what is made from these beside it: an index for every order and filter, nothing twice, nothing unused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use minzheng::register::{self, Field, Kind, Need, Register};
use minzheng::store::{SCHEMA_VERSION, whole_schema};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// What is written by hand.
const BY_HAND: &str = include_str!("../schema.sql");
/// Tables that are no registers: written by the program, never listed by a declaration.
const NO_REGISTERS: [&str; 11] = [
    "audit",
    "batch_name",
    "batch_town",
    "credential",
    "exception",
    "follow",
    "month_town",
    "paper_code",
    "person_initials",
    "rights_seal",
    "unfinished",
];
/// Columns of every register that no clerk fills.
const OF_THE_STORE: [&str; 3] = ["key", "act", "voided_by"];
/// Columns that are no fields on purpose: a password is never shown, listed or exported; a demonstration's day stays as it was built.
const NO_FIELDS: [(&str, &str); 2] = [("operator", "password"), ("office", "demo_day")];

struct Column {
    name: String,
    kind: String,
    not_null: bool,
    default: Option<String>,
    generated: bool,
}

fn office() -> Connection {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(&whole_schema()).unwrap();
    db
}

/// An office without what is made from the declarations.
fn by_hand() -> Connection {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(BY_HAND).unwrap();
    db
}

fn columns(db: &Connection, table: &str) -> Vec<Column> {
    let sql = "SELECT name, type, \"notnull\", dflt_value, hidden FROM pragma_table_xinfo(?1)";
    let mut rows = db.prepare(sql).unwrap();
    let found = rows.query_map([table], |r| {
        Ok(Column {
            name: r.get(0)?,
            kind: r.get(1)?,
            not_null: r.get(2)?,
            default: r.get(3)?,
            generated: r.get::<_, i64>(4)? != 0,
        })
    });
    found.unwrap().map(Result::unwrap).collect()
}

fn names(db: &Connection, sql: &str, of: &str) -> Vec<String> {
    let mut rows = db.prepare(sql).unwrap();
    let found: Vec<String> = rows.query_map([of], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    found
}

/// The columns of an index; an expression is none of the table's.
const INDEXED: &str = "SELECT coalesce(name, '(expression)') FROM pragma_index_info(?1) ORDER BY seqno";

fn registers() -> impl Iterator<Item = &'static Register> {
    register::ALL.iter().map(|e| e.register)
}

fn is_integer(field: &Field) -> bool {
    matches!(field.kind, Kind::Money | Kind::Int(..) | Kind::Decimal(_) | Kind::Flag | Kind::Ref(_) | Kind::Case)
}

#[test]
fn every_table_is_a_register_or_known_to_be_none() {
    let db = office();
    let tables = names(&db, "SELECT name FROM sqlite_schema WHERE type = ?1 AND name NOT LIKE 'sqlite_%'", "table");
    for table in &tables {
        let declared = registers().any(|r| r.name == table);
        assert_ne!(declared, NO_REGISTERS.contains(&table.as_str()), "{table}");
    }
    for r in registers() {
        assert!(tables.iter().any(|t| t == r.name), "no table for {}", r.name);
    }
}

#[test]
fn every_field_has_its_column() {
    let db = office();
    for r in registers() {
        let columns = columns(&db, r.read_from());
        for field in r.fields {
            let at = format!("{}.{}", r.name, field.column());
            let column = columns.iter().find(|c| c.name == field.column()).unwrap_or_else(|| panic!("no column {at}"));
            // What a view works out has no type of its own.
            let is_counted = r.view.is_some() && column.kind.is_empty();
            assert!(
                is_counted || column.kind == if is_integer(field) { "INTEGER" } else { "TEXT" },
                "{at}: {}",
                column.kind
            );
            if field.need == Need::Must {
                assert!(column.not_null, "{at} must be filled, but may be NULL");
            }
            let by_office = r.serial.is_some_and(|s| s.col == field.col);
            let filled = field.need != Need::May || field.default.is_some() || by_office;
            assert!(filled || !column.not_null, "{at} is NOT NULL, but may be left empty");
            if let (Some(here), Some(there)) = (field.default, &column.default) {
                assert_eq!(here, there.trim_matches('\''), "default of {at}");
            }
        }
    }
}

#[test]
fn every_column_is_a_field() {
    let db = office();
    for r in registers() {
        for column in columns(&db, r.read_from()).iter().filter(|c| !c.generated) {
            let known = OF_THE_STORE.contains(&column.name.as_str())
                || NO_FIELDS.contains(&(r.name, column.name.as_str()))
                || r.fields.iter().any(|f| f.column() == column.name);
            assert!(known, "{}.{} is declared nowhere", r.name, column.name);
        }
        for own in OF_THE_STORE {
            assert!(columns(&db, r.read_from()).iter().any(|c| c.name == own), "{} has no {own}", r.name);
        }
    }
}

/// The columns of each index of a table, in order.
fn indexes(db: &Connection, table: &str) -> Vec<Vec<String>> {
    names(db, "SELECT name FROM pragma_index_list(?1)", table).iter().map(|i| names(db, INDEXED, i)).collect()
}

/// Whether an index begins with some of the filters, `filter` among them, and goes on with what is left of the order.
fn leads(index: &[String], filters: &[&str], filter: Option<&str>, order: &[&str]) -> bool {
    (0..=index.len()).any(|cut| {
        let (fixed, rest) = index.split_at(cut);
        let all_filters = fixed.iter().all(|c| filters.contains(&c.as_str()));
        let has_it = filter.is_none_or(|f| fixed.iter().any(|c| c == f) || (rest.first().is_some_and(|c| c == f)));
        let left: Vec<&&str> = order.iter().filter(|o| !fixed.iter().any(|c| c == *o)).collect();
        let goes_on = rest.len() >= left.len() && rest.iter().zip(&left).all(|(c, o)| c == **o);
        all_filters && has_it && goes_on && (filter.is_some() || cut == 0)
    })
}

#[test]
fn every_order_and_filter_has_an_index() {
    let db = office();
    for r in registers() {
        let indexes = indexes(&db, r.name);
        let by_keys = |col: &&&str| r.keys_within == Some(**col);
        if !r.order.iter().all(|o| by_keys(&o)) {
            assert!(indexes.iter().any(|i| leads(i, r.filters, None, r.order)), "order of {}", r.name);
        }
        for filter in r.filters.iter().filter(|f| !by_keys(f) && !f.contains('.')) {
            let found = indexes.iter().any(|i| leads(i, r.filters, Some(filter), r.order));
            assert!(found, "filter {} of {}", filter, r.name);
        }
    }
}

/// An index that no constraint made.
struct Index {
    name: String,
    table: String,
    is_unique: bool,
    columns: Vec<String>,
    /// Which rows: from WHERE on, empty for all.
    rows: String,
}

fn all_indexes(db: &Connection) -> Vec<Index> {
    let sql = "SELECT i.name, i.tbl_name, l.\"unique\", coalesce(substr(i.sql, nullif(instr(i.sql, 'WHERE '), 0)), '')
               FROM sqlite_schema i, pragma_index_list(i.tbl_name) l WHERE i.type = 'index' AND i.sql IS NOT NULL AND l.name = i.name";
    let mut rows = db.prepare(sql).unwrap();
    let found = rows.query_map([], |r| {
        let (name, table, is_unique, rows): (String, String, bool, String) =
            (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?);
        let columns = names(db, INDEXED, &name);
        Ok(Index { name, table, is_unique, columns, rows })
    });
    found.unwrap().map(Result::unwrap).collect()
}

/// No index says what another one says, by hand or made: its columns begin those of another over the same rows, or over all.
#[test]
fn no_index_begins_another() {
    let all = all_indexes(&office());
    let says = |long: &Index, short: &Index| {
        let same_rows = long.table == short.table && (long.rows == short.rows || long.rows.is_empty());
        long.name != short.name && same_rows && long.columns.starts_with(&short.columns) && !short.is_unique
    };
    for short in &all {
        let longer: Vec<&str> = all.iter().filter(|long| says(long, short)).map(|long| long.name.as_str()).collect();
        assert!(longer.is_empty(), "{} says what {longer:?} says", short.name);
    }
}

/// What is made is taken: by the list in its order, whole or under a filter, by the look from a referred record, by the history of a
/// record and by the search for the last number.
#[test]
fn every_made_index_is_taken() {
    let (db, by_hand) = (office(), all_indexes(&by_hand()));
    let made: Vec<Index> = all_indexes(&db).into_iter().filter(|i| by_hand.iter().all(|h| h.name != i.name)).collect();
    assert!(made.len() > 60, "{}", made.len());
    for Index { name, table, columns, rows, .. } in made {
        let r = register::find(&table).unwrap().register;
        let order = r.order.iter().map(|c| format!("{}, ", r.stored(c))).collect::<String>();
        let is_filter = r.filters.contains(&columns[0].as_str()) && rows.ends_with("IS NULL");
        let found = match name == format!("{table}_order") {
            true => format!("ORDER BY {order} key"),
            false if is_filter => format!("AND {} = ?1 ORDER BY {order} key", columns[0]),
            false => format!("AND {} = ?1", columns[0]),
        };
        let mut plan = db.prepare(&format!("EXPLAIN QUERY PLAN SELECT key FROM {table} {rows} {found}")).unwrap();
        let mut steps = plan.raw_query();
        let step: String = steps.next().unwrap().unwrap().get(3).unwrap();
        assert!(
            step.contains(&format!("INDEX {name} ")) || step.ends_with(&format!("INDEX {name}")),
            "{name} {found}: {step}"
        );
        assert!(steps.next().unwrap().is_none(), "{name} does not give the order");
    }
}

/// Rows are voided, never deleted (assistance 14b 9).
#[test]
fn no_row_of_a_register_can_be_deleted() {
    let db = office();
    for r in registers().filter(|r| r.view.is_none()) {
        let triggers =
            names(&db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1 || '_stays'", r.name);
        assert!(
            triggers.iter().any(|t| t.contains(&format!("BEFORE DELETE ON {} BEGIN SELECT RAISE(ABORT", r.name))),
            "{}",
            r.name
        );
        assert!(
            names(&by_hand(), "SELECT sql FROM sqlite_schema WHERE name = ?1 || '_stays'", r.name).is_empty(),
            "{}",
            r.name
        );
    }
}

/// What `CHECK (col IN ('a','b'))` or `CHECK (col GLOB '0[12]')` of a table allows.
fn check_list(sql: &str, col: &str) -> Option<Vec<String>> {
    if let Some((_, glob)) = sql.split_once(&format!("CHECK ({col} GLOB '")) {
        let (head, class) = glob.split_once('[')?;
        let class = class.split(']').next()?;
        let chars: Vec<char> = match class.split_once('-') {
            Some((from, to)) => (from.chars().next()?..=to.chars().next()?).collect(),
            None => class.chars().collect(),
        };
        return Some(chars.into_iter().map(|c| format!("{head}{c}")).collect());
    }
    let start = sql.find(&format!("CHECK ({col} IN ('"))?;
    let inside = sql[start..].split_once(" IN (")?.1.split_once(')')?.0;
    Some(inside.split(',').map(|c| c.trim().trim_matches('\'').to_owned()).collect())
}

#[test]
fn code_lists_are_the_same_on_both_sides() {
    let db = office();
    let mut compared = 0;
    for r in registers() {
        let sql = names(&db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1", r.name).remove(0);
        for field in r.fields {
            let Kind::Code(codes) = field.kind else { continue };
            if let Some(default) = field.default {
                assert!(codes.label(default).is_some(), "default of {}.{}", r.name, field.col);
            }
            if let Some(mut allowed) = check_list(&sql, field.col) {
                let mut declared: Vec<String> = codes.items.iter().map(|(c, _)| (*c).to_owned()).collect();
                allowed.sort();
                declared.sort();
                assert_eq!(allowed, declared, "{}.{}", r.name, field.col);
                compared += 1;
            }
        }
    }
    assert!(compared >= 15, "only {compared} lists were found to compare");
}

/// A list of more codes than this is a standard's, and is named instead.
const TOO_LONG: usize = 40;

/// Comments of a table's columns, as one line without what the eye needs.
fn said_of(table: &str) -> String {
    let start = format!("\nCREATE TABLE {table} (");
    let block = BY_HAND.split_once(&start).and_then(|(_, rest)| rest.split_once("\n)")).map(|(block, _)| block);
    let lines = block.unwrap_or_default().lines().filter_map(|line| line.split_once("-- "));
    lines.map(|(_, said)| said.trim()).collect::<Vec<_>>().join(" ")
}

/// Whoever has the file and no program reads there what each code means: beside its column, or where the comment points to (`as TABLE.COLUMN`).
#[test]
fn every_code_is_explained_beside_its_column() {
    let tables = registers().filter(|r| r.view.is_none());
    for (r, field) in tables.flat_map(|r| r.fields.iter().map(move |field| (r, field))) {
        let Kind::Code(codes) = field.kind else { continue };
        let said = said_of(r.name);
        if codes.items.len() > TOO_LONG {
            assert!(
                said.contains(&format!("{}, by GB/T ", field.label)) || said.contains(": as "),
                "{}.{}",
                r.name,
                field.col
            );
            continue;
        }
        let here = format!("{}: {}", field.label, codes.all());
        let there = |at: &str| {
            let (table, column) = at.split([',', ' ']).next()?.split_once('.')?;
            let other = register::find(table)?.register.field(column)?;
            (other.kind == field.kind).then(|| said_of(table).contains(&format!("{}: {}", other.label, codes.all())))
        };
        let points = said.split(&format!("{}: as ", field.label)).skip(1).any(|at| there(at) == Some(true));
        assert!(
            said.contains(&here) || points,
            "schema.sql says nothing of {}.{}; it wants -- {here}",
            r.name,
            field.col
        );
    }
}

/// Columns above zero of which a rule of the register says so before, with a word of its own.
const JUDGED: &[(&str, &str)] = &[
    ("recovery_month", "over_fen"),
    ("repayment", "amount_fen"),
    ("temporary", "self_pay_fen"),
    ("temporary", "amount_fen"),
    ("relief_phase", "amount_fen"),
    ("petty_fund", "quota_fen"),
    ("petty_txn", "amount_fen"),
    ("elder_subsidy", "recovered_fen"),
    ("aid_grant", "amount_fen"),
    ("dream_grant", "amount_fen"),
];

#[test]
fn what_must_be_above_zero_is_declared_so() {
    let lines = include_str!("../schema.sql").lines();
    let mut table = "";
    for line in lines {
        if let Some(of) = line.strip_prefix("CREATE TABLE ") {
            table = of.split_whitespace().next().unwrap_or_default();
        }
        let column = line.split_whitespace().next().unwrap_or_default();
        if !line.contains(&format!("CHECK ({column} > 0")) || JUDGED.contains(&(table, column)) {
            continue;
        }
        let register = registers().find(|r| r.name == table).unwrap_or_else(|| panic!("{table}"));
        let field = register.fields.iter().find(|f| f.column() == column).unwrap_or_else(|| panic!("{table}.{column}"));
        let zero = field.read("0", &[]);
        assert!(field.need == Need::Given || zero.is_err(), "{table}.{column} may be 0 in the form, not in the file");
    }
}

#[test]
fn references_name_the_table_they_point_to() {
    let db = office();
    for r in registers() {
        for field in r.fields {
            let Kind::Ref(to) = field.kind else { continue };
            assert!(register::find(to).is_some(), "{}.{} refers to no register", r.name, field.col);
            let sql = format!("SELECT \"table\" FROM pragma_foreign_key_list(?1) WHERE \"from\" = '{}'", field.col);
            for table in names(&db, &sql, r.name) {
                assert_eq!(table, to, "{}.{}", r.name, field.col);
            }
        }
    }
}

/// Whether a list column's path leads to a field: its own or a sum of its children's, one of a referred record, or one of a version.
fn leads_somewhere(r: &Register, path: &str) -> bool {
    let sum = |s: &register::Sum| {
        let reads = |part: &register::Part| {
            let of = register::find(part.register).map(|e| e.register);
            let by = if let register::Counts::By(col, _) = part.counts { Some(col) } else { None };
            of.is_some_and(|of| [part.col, part.day].into_iter().chain(by).all(|col| of.field(col).is_some()))
        };
        s.field.col == path && s.of.iter().all(reads)
    };
    let held = |h: &register::Held| {
        let of = register::find(h.of).map(|e| e.register).filter(|of| of.dated.is_some() || of.since.is_some());
        let to_us = |of: &Register| of.field(h.by).is_some_and(|by| by.kind == Kind::Ref(r.name));
        h.field.col == path && of.is_some_and(|of| to_us(of) && of.field(h.says).is_some())
    };
    let Some((head, rest)) = path.split_once('.') else {
        return r.field(path).is_some() || r.sums.iter().any(sum) || r.holds.iter().any(held);
    };
    if let Some(field) = r.field(head) {
        return matches!(field.kind, Kind::Ref(to) if register::find(to).is_some_and(|e| leads_somewhere(e.register, rest)));
    }
    let child = register::find(head).map(|e| e.register).filter(|c| c.dated.is_some());
    child.is_some_and(|c| {
        let to_us = c.parent.and_then(|p| c.field(p)).map(|f| f.kind);
        to_us == Some(Kind::Ref(r.name)) && c.field(rest).is_some()
    })
}

#[test]
fn declarations_name_only_what_exists() {
    for r in registers() {
        for column in r.list {
            assert!(leads_somewhere(r, column.path), "{}: list column {}", r.name, column.path);
            assert!(column.width >= 3, "{}: {} is too narrow", r.name, column.path);
        }
        let dated = r.dated.iter().flat_map(|d| d.within.iter().chain([&d.start]));
        let serial = r.serial.iter().map(|s| &s.col);
        for col in r.natural_key.iter().chain(r.order).chain(r.frozen).chain(&r.parent).chain(dated).chain(serial) {
            assert!(r.field(col).is_some(), "{} has no field {col}", r.name);
        }
        for path in r.brief {
            let asked = match path.split_once('.') {
                Some((of, col)) => r.field(of).and_then(|field| match field.kind {
                    Kind::Ref(to) => register::find(to)?.register.in_place.and(register::find(to)?.register.field(col)),
                    _ => None,
                }),
                None => r.field(path),
            };
            assert!(asked.is_some_and(|field| field.need != Need::Given), "{} cannot ask {path}", r.name);
        }
        for col in r.in_place.iter().flat_map(|own| own.without_number) {
            assert!(r.field(col).is_some(), "{} has no field {col}", r.name);
        }
        for path in r.filters {
            let head = path.split_once('.').map_or(*path, |(head, _)| head);
            assert!(r.field(head).is_some() && leads_somewhere(r, path), "{} cannot be filtered by {path}", r.name);
        }
        for tie in r.tied {
            assert!(!tie.registers().is_empty(), "{}", tie.register);
            for (other, (there, here)) in tie.registers().into_iter().flat_map(|o| tie.on.iter().map(move |on| (o, on)))
            {
                assert!(*there == "key" || other.field(there).is_some(), "{} → {}.{there}", r.name, other.name);
                assert!(*here == "key" || r.field(here).is_some(), "{} → {here}", r.name);
            }
        }
        for (i, field) in r.fields.iter().enumerate() {
            assert!(!field.label.is_empty(), "{}.{} has no label", r.name, field.col);
            assert_eq!(r.position(field.col), Some(i), "{}.{} is declared twice", r.name, field.col);
        }
    }
}

/// What the file's version stands for: whoever changes the schema raises `SCHEMA_VERSION`, adds a step to `store/file/steps.rs` and
/// sets both numbers here; comments and blanks are free.
#[test]
fn a_changed_schema_is_a_new_version() {
    let schema = whole_schema();
    let bare: Vec<&str> = schema.lines().map(|l| l.split("--").next().unwrap_or_default()).collect();
    let words: Vec<&str> = bare.iter().flat_map(|l| l.split_whitespace()).collect();
    let digest: String = Sha256::digest(words.join(" ")).iter().take(8).map(|b| format!("{b:02x}")).collect();
    let told = "set both numbers here; a version that was released wants another one, and a step";
    assert_eq!((SCHEMA_VERSION, digest.as_str()), (11, "ac78a9ea928f3a71"), "{told}");
}
