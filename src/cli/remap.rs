//! `remap`: an approved 区划调整方案 is carried out, or what that would do is shown.

use super::fault::{print, print_json};
use super::{Args, Fault, Format, Session, progress};
use crate::domain::text::grouped;
use crate::door;
use crate::register::places::division_plan::DIVISION_PLAN;
use crate::register::places::remapping::Remapping;
use serde_json::{Value, json};

/// `remap PLAN [--dry-run]`
pub(super) fn remap(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let id = args.need("方案编号")?;
    let dry_run = args.flag("dry-run");
    args.finish()?;
    let store = session.open()?;
    let day = session.day(&store);
    let plan = store.resolve(&DIVISION_PLAN, &id, day)?;
    let mut on = progress::of_rows();
    let done = if dry_run {
        store.remap_preview(plan, day, &mut on)?
    } else {
        store.remap(plan, (&session.who(&store)?, day), &mut on)?
    };
    if done.act.is_some() {
        door::stands(format!("已办理区划变更 {}", done.plan));
    }
    match session.format {
        Format::Json => print_json(&as_json(&done)),
        _ => print(&in_words(&done)),
    }
}

/// What it does or did, for scripts.
fn as_json(done: &Remapping) -> Value {
    let moved =
        done.moved.iter().map(|(register, label, _, n)| json!({"register": register, "label": label, "rows": n}));
    let rows = done.rows.iter().map(|row| {
        json!({"register": row.register, "key": row.key, "label": row.label, "called": row.called, "from": row.left, "to": row.division})
    });
    json!({
        "plan": done.plan, "act": done.act, "divisions": done.divisions, "total": done.total(), "apart": done.apart,
        "registers": moved.collect::<Vec<_>>(), "rows": rows.collect::<Vec<_>>(),
    })
}

fn in_words(done: &Remapping) -> String {
    let head = match done.act {
        Some(act) => format!("已办理区划变更 {}, 办理编号 {act}", done.plan),
        None => format!("只看, 没有办理: {}", done.plan),
    };
    let moved = done.moved.iter().map(|(_, label, unit, n)| format!("  {label} {n} {unit}"));
    let total = i64::try_from(done.total()).unwrap_or(i64::MAX);
    let divisions = done.divisions.iter().map(|told| format!("  {told}"));
    let mut lines = vec![head, "区划:".to_owned()];
    lines.extend(divisions);
    lines.push(format!("随之变更的登记 {} 条:", grouped(total)));
    lines.extend(moved);
    if !done.apart.is_empty() {
        lines.push("合并或废止的登记:".to_owned());
        lines.extend(done.apart.iter().map(|told| format!("  {told}")));
    }
    lines.join("\n")
}
