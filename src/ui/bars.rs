//! Bars on the screen: the one place where they are drawn. How long one is says [`crate::domain::share`], as on paper.

use crate::domain::share;
use crate::ui::canvas::Canvas;
use crate::ui::theme::{Role, Theme};

/// Draws a bar of so many thousandths of so many cells.
pub(super) fn draw(x: u16, y: u16, cells: u16, thousandths: u16, canvas: &mut Canvas<'_>) {
    let bar = signs(thousandths, cells, canvas.theme);
    canvas.text(x, y, cells, &bar, Role::Plain);
}

fn signs(thousandths: u16, cells: u16, theme: &Theme) -> String {
    // A cell of ASCII is filled whole or not at all.
    let parts = if theme.ascii { 1 } else { 8 };
    let filled = share::filled(thousandths, u32::from(cells) * parts);
    let mut bar = theme.bar(8).repeat(usize::try_from(filled / parts).unwrap_or(0));
    if !filled.is_multiple_of(parts) {
        bar.push_str(theme.bar(filled % parts));
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_drawn_to_an_eighth_and_in_ascii_to_a_cell() {
        let [fine, plain] = [false, true].map(|ascii| Theme { ascii, ..Theme::default() });
        for (share, cells, is, ascii) in
            [(1000, 4, "████", "####"), (500, 4, "██", "##"), (400, 4, "█▌", "#"), (1, 4, "▏", "#"), (0, 4, "", "")]
        {
            assert_eq!(
                (signs(share, cells, &fine).as_str(), signs(share, cells, &plain).as_str()),
                (is, ascii),
                "{share}"
            );
        }
    }
}
