//! The preview: a line that tells which page it is, and the page's lines. They were made for the window's width: none is cut.

use crate::app::preview::Preview;
use crate::ui::canvas::Canvas;
use crate::ui::cells;
use crate::ui::theme::Role;

pub(super) fn draw(preview: &Preview, canvas: &mut Canvas<'_>) {
    let mut place = String::new();
    if preview.at_hand.total > 0 {
        place = format!("第 {} 页 / 共 {} 页", preview.page + 1, preview.at_hand.total);
        if preview.sheets().len() > 1 {
            place.push_str(&format!("  左右 {}/{}", preview.sheet + 1, preview.sheets().len()));
        }
    }
    let used = u16::try_from(cells::width(&place)).unwrap_or(0);
    let title = preview.paper.called();
    canvas.text(1, 0, canvas.width().saturating_sub(used + 3), &title, Role::Heading);
    canvas.text(canvas.width().saturating_sub(used + 1), 0, used, &place, Role::Strong);
    if preview.sheets().is_empty() {
        canvas.text(1, 2, canvas.width(), &format!("正在排版…{}", preview.how_far()), Role::Quiet);
    }
    let height = canvas.height().saturating_sub(1);
    for (y, line) in (1..).zip(preview.lines(usize::from(height))) {
        canvas.text(0, y, canvas.width(), line, Role::Plain);
    }
}
