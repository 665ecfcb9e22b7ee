//! The help: terms at the left, what they are about at the right.

use crate::app::help::Help;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

pub(super) fn draw(help: &Help, canvas: &mut Canvas<'_>) {
    let term = 22;
    for (i, (left, right)) in help.lines.iter().skip(help.scroll.top).take(usize::from(canvas.height())).enumerate() {
        let y = u16::try_from(i).unwrap_or(0);
        if left.is_empty() {
            canvas.text(1, y, canvas.width().saturating_sub(2), right, Role::Heading);
        } else {
            canvas.text(3, y, term, left, Role::Key);
            canvas.text(4 + term, y, canvas.width().saturating_sub(5 + term), right, Role::Plain);
        }
    }
}
