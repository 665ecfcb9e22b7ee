//! The tree of divisions with its counts.

use crate::app::desk::Desk;
use crate::app::tree::Tree;
use crate::domain::scheme::Scheme;
use crate::register::household_schemes;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

const COUNT: u16 = 10;

pub(super) fn draw(tree: &Tree, has_keys: bool, desk: &Desk, canvas: &mut Canvas<'_>) {
    let heads = ["人员"].into_iter().chain(household_schemes().map(Scheme::label)).chain([Scheme::Temporary.label()]);
    let heads: Vec<&str> = heads.collect();
    let counts_at = canvas.width().saturating_sub(COUNT * u16::try_from(heads.len()).unwrap_or(0) + 1);
    let there = tree.lines(desk).iter().filter(|d| !d.ended).count();
    let shown = format!("日期: {}   现行 {there} 个", tree.day(desk));
    canvas.text(1, 1, canvas.width().saturating_sub(1), &shown, Role::Plain);
    canvas.text(1, 2, counts_at, "区划", Role::Heading);
    for (i, head) in heads.iter().enumerate() {
        canvas.number(counts_at + COUNT * u16::try_from(i).unwrap_or(0), 2, COUNT, head, Role::Heading);
    }
    let height = usize::from(canvas.height().saturating_sub(3));
    for (i, d) in tree.lines(desk).iter().enumerate().skip(tree.scroll.top).take(height) {
        let y = u16::try_from(i - tree.scroll.top).unwrap_or(0) + 3;
        let name = match d.level.as_str() {
            "township" => format!("  {} {}", canvas.theme.branch(tree.is_closed(&d.code)), d.name),
            "village" => format!("      {}", d.name),
            _ => d.name.clone(),
        };
        let name = if d.ended { format!("{name} (已撤销)") } else { name };
        let role = match d.level.as_str() {
            _ if d.ended => Role::Quiet,
            "village" => Role::Plain,
            _ => Role::Strong,
        };
        canvas.text(1, y, counts_at.saturating_sub(15), &name, role);
        canvas.text(counts_at.saturating_sub(13), y, 12, &d.code, Role::Quiet);
        if let Some(c) = tree.counts(&d.code) {
            let counts = [&c.people].into_iter().chain(&c.households).chain([&c.relief]);
            for (i, n) in counts.copied().enumerate() {
                let x = counts_at + COUNT * u16::try_from(i).unwrap_or(0);
                let text = if n == 0 { "-".to_owned() } else { crate::domain::text::grouped(n) };
                canvas.number(x, y, COUNT, &text, Role::Plain);
            }
        }
        if i == tree.scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            canvas.tint(1, y, canvas.width().saturating_sub(2), if has_keys { Role::Selected } else { Role::Strong });
            if has_keys {
                canvas.cursor(0, y);
            }
        }
    }
}
