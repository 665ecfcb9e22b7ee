//! The tree of divisions with its counts.

use crate::app::desk::Desk;
use crate::app::places::Places;
use crate::domain::scheme::Scheme;
use crate::register::household_schemes;
use crate::ui::canvas::Canvas;
use crate::ui::panel;
use crate::ui::theme::Role;

const COUNT: u16 = 10;

pub(super) fn draw(places: &Places, desk: &Desk, canvas: &mut Canvas<'_>) {
    let whole = canvas.area;
    canvas.area = panel::beside(&places.panel, whole);
    tree(places, desk, canvas);
    panel::draw(&places.panel, "区划地名", places.on_panel, whole, desk, canvas);
}

fn tree(places: &Places, desk: &Desk, canvas: &mut Canvas<'_>) {
    let heads = ["人员"].into_iter().chain(household_schemes().map(Scheme::label)).chain([Scheme::Temporary.label()]);
    let heads: Vec<&str> = heads.collect();
    let counts_at = canvas.width().saturating_sub(COUNT * u16::try_from(heads.len()).unwrap_or(0) + 1);
    canvas.text(1, 0, counts_at, "区划", Role::Heading);
    for (i, head) in heads.iter().enumerate() {
        canvas.number(counts_at + COUNT * u16::try_from(i).unwrap_or(0), 0, COUNT, head, Role::Heading);
    }
    let height = usize::from(canvas.height().saturating_sub(1));
    for (i, d) in places.lines(desk).iter().enumerate().skip(places.scroll.top).take(height) {
        let y = u16::try_from(i - places.scroll.top).unwrap_or(0) + 1;
        let name = match d.level.as_str() {
            "township" => format!("  {} {}", canvas.theme.branch(places.is_closed(&d.code)), d.name),
            "village" => format!("      {}", d.name),
            _ => d.name.clone(),
        };
        let role = if d.level == "village" { Role::Plain } else { Role::Strong };
        canvas.text(1, y, counts_at.saturating_sub(15), &name, role);
        canvas.text(counts_at.saturating_sub(13), y, 12, &d.code, Role::Quiet);
        if let Some(c) = places.counts(&d.code) {
            let counts = [&c.people].into_iter().chain(&c.households).chain([&c.relief]);
            for (i, n) in counts.copied().enumerate() {
                let x = counts_at + COUNT * u16::try_from(i).unwrap_or(0);
                let text = if n == 0 { "-".to_owned() } else { crate::domain::text::grouped(n) };
                canvas.number(x, y, COUNT, &text, Role::Plain);
            }
        }
        if i == places.scroll.at {
            canvas.text(0, y, 1, canvas.theme.mark(), Role::Plain);
            let role = if places.on_panel { Role::Strong } else { Role::Selected };
            canvas.tint(1, y, canvas.width().saturating_sub(2), role);
            canvas.cursor(0, y);
        }
    }
}
