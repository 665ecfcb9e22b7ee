//! Every screen in every odd window: nothing panics, and below the least size one line says so.

use crate::lists::with_cases;
use crate::steps::{Clerk, text};
use minzheng::ui::{Palette, Theme};
use ratatui::buffer::Buffer;
use ratatui::style::Color;

/// The ways to every screen and dialog.
const WAYS: &[(&str, &str)] = &[
    ("list", ""),
    ("panel", "Tab"),
    ("rows", "Tab Enter"),
    ("record", "Enter"),
    ("form", "F2"),
    ("choice", "F2 Tab Down"),
    ("child", "F4 End PgDn PgDn PgDn PgDn Enter"),
    ("filter", "F5"),
    ("reason", "F6"),
    ("print", "F7"),
    ("print month", "F7 Tab"),
    ("preview", "F7 F5"),
    ("menu", "F9"),
    ("help", "F1"),
    ("leaving", "Esc"),
    ("lookup", "F3 c"),
    ("person", "F3 c Enter"),
    ("starting", "F3 c Enter F2"),
    ("new person", "F3 F2"),
    ("tree", "Ctrl+Right"),
    ("figures of places", "Ctrl+Right Tab"),
    ("undoing", "Enter End Ctrl+Z"),
    ("division", "Ctrl+Right Enter"),
];

#[test]
fn every_screen_is_drawn_at_every_size() {
    for (name, keys) in WAYS {
        let mut clerk = Clerk::at(with_cases(2));
        clerk.press(keys);
        for (w, h) in [
            (0, 0),
            (1, 1),
            (2, 1),
            (1, 50),
            (3, 3),
            (59, 15),
            (60, 14),
            (60, 15),
            (61, 16),
            (79, 23),
            (200, 1),
            (119, 40),
            (120, 15),
            (120, 40),
            (200, 60),
            (80, 24),
        ] {
            clerk.resizes(w, h);
            if w >= 30 && h >= 1 && (w < 60 || h < 15) {
                clerk.sees("请把窗口放大到");
            } else if w >= 60 && h >= 15 {
                assert!(clerk.screen().starts_with("民政"), "{name} at {w}x{h}\n{}", clerk.screen());
            }
            // Keys in a window of any size are as harmless.
            clerk.press("Down Up");
        }
    }
}

#[test]
fn plain_borders_are_plain() {
    for (name, keys) in WAYS {
        let mut clerk = Clerk::plain(with_cases(2), 80, 24);
        clerk.press(keys);
        let screen = clerk.screen();
        let wide = screen.chars().find(|c| "─│┌┐└┘▶▸▾…".contains(*c));
        assert_eq!(wide, None, "{name}\n{screen}");
    }
}

/// Ways on which something is wrong, or should be seen.
const WARNED: &[(&str, &str)] = &[
    ("nothing fits", "F9 v"),
    ("not saved", "F2 F8"),
    ("typed and not saved", "F2 Tab 9"),
    ("given up", "F2 Tab 9 Esc"),
    ("no such choice", "F5 # #"),
];

/// What stands on the grounds of warnings, line by line; what goes on from the line above is left out.
fn warned(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let is_warned = |x, y| matches!(buffer[(x, y)].bg, Color::Yellow | Color::Red);
    let goes_on = |y: u16| y > 0 && (0..area.width).any(|x| is_warned(x, y) && is_warned(x, y - 1));
    let of_line = |y| (0..area.width).filter(|x| is_warned(*x, y)).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..area.height).filter(|y| !goes_on(*y)).map(of_line).filter(|told| !told.trim().is_empty()).collect()
}

/// Without colours the same is read, and what they warn of has a sign or says so.
#[test]
fn no_meaning_is_by_colour_alone() {
    let theme = |palette| Theme { palette, ascii: false };
    let mut warnings = 0;
    for (name, keys) in WAYS.iter().chain(WARNED) {
        let mut clerk = Clerk::at(with_cases(2));
        clerk.press(keys);
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            clerk.resizes(width, height);
            let coloured = clerk.painted(&theme(Palette::Either));
            for palette in [Palette::Dark, Palette::Light, Palette::Mono] {
                assert_eq!(text(&clerk.painted(&theme(palette))), text(&coloured), "{name}, {palette:?}");
            }
            let mono = clerk.painted(&theme(Palette::Mono));
            assert!(mono.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset), "{name}");
            for told in warned(&coloured) {
                warnings += 1;
                let signs = ["!", "*", "错误", "存疑", "新", "改"];
                assert!(signs.iter().any(|sign| told.contains(sign)), "{name}: {told}\n{}", clerk.screen());
            }
        }
    }
    assert!(warnings > WARNED.len(), "the test sees warnings");
}
