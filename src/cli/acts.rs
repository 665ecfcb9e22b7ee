//! `act`: what an act changed.

use super::fault::{output_fault, print};
use super::{Args, Fault, Format, Session};
use crate::domain::text::safe;
use crate::door;
use crate::register::bureau::act::{ACT, head};
use crate::register::core::acts::{ActLine, ActPage, ActRow, Moved};
use crate::register::core::tally;
use crate::store::Store;
use serde_json::{Value, json};

/// Rows are read so many at a time.
const PORTION: usize = 500;

/// The next word, the number of an act.
pub(super) fn act_named(args: &mut Args) -> Result<i64, Fault> {
    let number = args.need("办理编号")?;
    let wrong = || Fault::usage(format!("办理编号应为整数, 不是“{}”", safe(&number)));
    number.trim_start_matches('#').parse().map_err(|_| wrong())
}

/// `act NUMBER`
pub(super) fn act(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let key = act_named(args)?;
    args.finish()?;
    let store = session.open()?;
    let page = store.act_page(key)?;
    match session.format {
        Format::Json => print_json(&store, &page, store.record_json(&ACT, key, session.day(&store))?),
        _ => print_text(&store, &page),
    }
}

/// The rows that an act wrote, one after the other.
fn each_row(store: &Store, act: i64, each: &mut dyn FnMut(&ActRow) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut after = None;
    loop {
        let some = store.act_rows(act, after, PORTION)?;
        some.rows.iter().try_for_each(&mut *each)?;
        after = some.rows.last().map(|row| row.place);
        if some.last {
            return Ok(());
        }
    }
}

/// The act as `list` gives it, with its rows: there may be many.
fn print_json(store: &Store, page: &ActPage, mut act: Value) -> Result<(), Fault> {
    act["wrote"] = tally::as_json(page.wrote.iter().map(|(register, n)| (register.name, *n)));
    let head = act.to_string();
    let mut out = door::Json::new();
    let mut between = format!("{},\"rows\":[\n", head.strip_suffix('}').unwrap_or(&head));
    each_row(store, page.act.key, &mut |row| {
        let put = out.put(&between).and_then(|()| out.put(&row_json(row).to_string()));
        between = ",\n".to_owned();
        put.map_err(output_fault)
    })?;
    let end = if between == ",\n" { "\n]}".to_owned() } else { format!("{between}]}}") };
    out.put(&end).and_then(|()| out.end()).map_err(output_fault)
}

/// A row for scripts, its values as a clerk reads them.
pub(super) fn row_json(row: &ActRow) -> Value {
    json!({
        "register": row.place.register.name, "key": row.place.row, "last_key": row.place.last, "how": row.how.name(),
        "fields": row.moves.iter().map(moved_json).collect::<Vec<_>>(),
    })
}

/// A field before and after; null where nothing stood.
pub(super) fn moved_json(moved: &Moved) -> Value {
    let said = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
    let (before, after) = (said(&moved.before), said(&moved.after));
    json!({"field": moved.field.col, "label": moved.field.label, "before": before, "after": after})
}

fn print_text(store: &Store, page: &ActPage) -> Result<(), Fault> {
    print(&act_line(&page.act))?;
    each_row(store, page.act.key, &mut |row| print(&row_text(row, row.how.told(&row.moves))))
}

/// Whose act it is, when and why, a line each.
pub(super) fn act_line(act: &ActLine) -> String {
    let mut lines = vec![format!("办理 {}  {}", act.key, head(act))];
    lines.extend(act.undone_by.map(|key| format!("已撤销, 见办理 {key}")));
    lines.extend(act.undoes.map(|key| format!("撤销的是办理 {key}")));
    lines.extend(act.why.as_ref().map(|why| format!("原因 {why}")));
    lines.join("\n")
}

/// `人员 更正 陈*香 430406********0024: 联系电话 (空) → 139****2345`.
pub(super) fn row_text(row: &ActRow, how: &str) -> String {
    let moves = row.moves.iter().map(|moved| moved.told(row.how)).collect::<Vec<_>>().join("; ");
    let count = row.place.counted().map_or_else(String::new, |count| format!(" {count}"));
    let colon = if moves.is_empty() { "" } else { ": " };
    format!("{} {how}{count} {}{colon}{moves}", row.place.register.label, row.names.join(" … "))
}
