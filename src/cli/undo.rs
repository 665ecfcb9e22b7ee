//! `undo`: an act is taken back, or what that would do is shown.

use super::acts::{act_line, act_named, row_json, row_text};
use super::fault::{print, print_json, slip_line};
use super::{Args, Fault, Format, Session, progress};
use crate::domain::slip::Slip;
use crate::door;
use crate::register::core::tally;
use crate::register::core::undoing::Undoing;
use serde_json::{Value, json};

/// `undo ACT --why TEXT [--dry-run] [--accept CODE]`
pub(super) fn undo(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let act = act_named(args)?;
    let (dry_run, why, accept) = (args.flag("dry-run"), args.option("why"), args.all("accept"));
    args.finish()?;
    let store = session.open()?;
    let day = session.day(&store);
    let mut on = progress::of_rows();
    let undoing = match (dry_run, why) {
        (true, _) => store.undo_preview(act, day, &mut on)?,
        (false, Some(why)) => store.undo(act, (&session.who(&store)?, day), &why, &accept, &mut on)?,
        (false, None) => return Err(Fault::usage("缺少 --why 撤销原因; 只看不撤用 --dry-run".to_owned())),
    };
    if undoing.done_by.is_some() {
        door::stands(format!("已撤销办理 {act}"));
    }
    match session.format {
        Format::Json => print_json(&as_json(&undoing))?,
        _ => print(&in_words(&undoing))?,
    }
    let against: Vec<&Slip> = undoing.against(&accept).collect();
    let said = undoing.slips.iter().filter(|slip| !against.contains(slip));
    said.for_each(|slip| door::tell(&slip_line(None, slip)));
    match against.is_empty() {
        true => Ok(()),
        false => Err(Fault::Refused(against.into_iter().map(|slip| slip_line(None, slip)).collect())),
    }
}

/// The undo for scripts: what it does or did, and what is said of it.
fn as_json(undoing: &Undoing) -> Value {
    let slip = |slip: &Slip| json!({"code": slip.code, "severity": slip.severity.name(), "text": slip.text});
    json!({
        "undoes": undoing.act.key, "act": undoing.done_by, "total": undoing.total(),
        "registers": tally::as_json(undoing.registers.iter().map(|(register, n)| (register.name, *n))),
        "rows": undoing.rows.iter().map(row_json).collect::<Vec<_>>(),
        "slips": undoing.slips.iter().map(slip).collect::<Vec<_>>(), "first": undoing.first,
    })
}

fn in_words(undoing: &Undoing) -> String {
    let done = match undoing.done_by {
        Some(undo) => format!("已撤销, 撤销的办理编号 {undo}"),
        None => "只看, 没有撤销".to_owned(),
    };
    let counts = tally::as_words(undoing.registers.iter().map(|(register, n)| (register.label, *n)));
    let mut lines = vec![act_line(&undoing.act), format!("{done}: {counts}")];
    lines.extend(undoing.rows.iter().map(|row| row_text(row, Undoing::becomes(row.how))));
    lines.extend(undoing.in_all().map(|rows| format!("… 等 {rows} 条")));
    if !undoing.first.is_empty() {
        let first: Vec<String> = undoing.first.iter().map(i64::to_string).collect();
        lines.push(format!("要先撤销的办理: {}", first.join(" ")));
    }
    lines.join("\n")
}
