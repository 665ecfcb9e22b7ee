//! How things look: colours, and the characters of borders and marks. Meaning is never by colour alone: without colour there
//! still are bold, reverse and underline, and every mark has a word or a sign. The ground of the terminal may be black or white: a
//! colour comes with a ground of its own, or not at all, unless the settings say which it is. Where a console makes lines and arrows two
//! cells wide, borders are plain ASCII.

use ratatui::style::{Color, Modifier, Style};

/// Which colours are used: sixteen at most, which every terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// Those that are read on a black ground and on a white one.
    #[default]
    Either,
    /// On a black ground headings and keys have a colour too.
    Dark,
    /// The same on a white one.
    Light,
    /// None.
    Mono,
}

/// The settings of the look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// The colours.
    pub palette: Palette,
    /// Borders and marks are ASCII.
    pub ascii: bool,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// As everything.
    Plain,
    /// The name of the program, a title.
    Title,
    /// A heading, the heads of columns.
    Heading,
    /// What matters most.
    Strong,
    /// What matters less; borders.
    Quiet,
    /// The line of the cursor.
    Selected,
    /// A key of the footer.
    Key,
    /// The field that is edited.
    Edited,
    /// Something was done.
    Done,
    /// A clerk's slip.
    Slip,
    /// Trouble in the surroundings; what should be seen.
    Warning,
    /// A defect of the program.
    Defect,
}

impl Theme {
    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        let plain = Style::default();
        let bold = plain.add_modifier(Modifier::BOLD);
        let (with_colour, without) = match role {
            Role::Plain => (plain, plain),
            Role::Title => (bold.fg(Color::White).bg(Color::Blue), bold),
            Role::Heading | Role::Key => (self.headed(bold), bold),
            Role::Strong => (bold, bold),
            Role::Quiet => (plain.add_modifier(Modifier::DIM), plain),
            Role::Selected => (plain.add_modifier(Modifier::REVERSED), plain.add_modifier(Modifier::REVERSED)),
            Role::Edited => (plain.add_modifier(Modifier::UNDERLINED), plain.add_modifier(Modifier::UNDERLINED)),
            Role::Done => (plain.fg(Color::Black).bg(Color::Green), plain),
            Role::Slip => (plain.fg(Color::Black).bg(Color::Yellow), bold),
            Role::Warning => (plain.fg(Color::White).bg(Color::Red), bold),
            Role::Defect => (bold.fg(Color::White).bg(Color::Red), bold),
        };
        if self.palette == Palette::Mono { without } else { with_colour }
    }
    /// With the colour of headings, where the ground is known.
    fn headed(&self, style: Style) -> Style {
        match self.palette {
            Palette::Dark => style.fg(Color::Cyan),
            Palette::Light => style.fg(Color::Blue),
            Palette::Either | Palette::Mono => style,
        }
    }
    /// A horizontal line.
    pub fn horizontal(&self) -> &'static str {
        if self.ascii { "-" } else { "─" }
    }
    /// A vertical line.
    pub fn vertical(&self) -> &'static str {
        if self.ascii { "|" } else { "│" }
    }
    /// The corners of a box: top left, top right, bottom left, bottom right.
    pub fn corners(&self) -> [&'static str; 4] {
        if self.ascii { ["+"; 4] } else { ["┌", "┐", "└", "┘"] }
    }
    /// The mark before the line of the cursor.
    pub fn mark(&self) -> &'static str {
        if self.ascii { ">" } else { "▶" }
    }
    /// What says that lines go on above, and below.
    pub fn more(&self) -> [&'static str; 2] {
        if self.ascii { ["^", "v"] } else { ["▲", "▼"] }
    }
    /// A branch that is closed, and one that is open.
    pub fn branch(&self, closed: bool) -> &'static str {
        match (self.ascii, closed) {
            (true, true) => "+",
            (true, false) => "-",
            (false, true) => "▸",
            (false, false) => "▾",
        }
    }
    /// A cell of a bar that is filled by so many eighths.
    pub fn bar(&self, eighths: u32) -> &'static str {
        let signs = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
        match usize::try_from(eighths).ok().and_then(|eighths| signs.get(eighths)) {
            _ if self.ascii => "#",
            Some(sign) => sign,
            None => "█",
        }
    }
    /// A cell that is filled from beneath, by one of eight heights.
    pub fn level(&self, height: u32) -> &'static str {
        let [fine, plain] = [["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], ["_", "_", ".", ".", "-", "-", "=", "#"]];
        let signs = if self.ascii { plain } else { fine };
        usize::try_from(height).ok().and_then(|height| signs.get(height)).copied().unwrap_or(" ")
    }
    /// A text with the ellipsis and signs of the settings.
    pub fn text<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        if self.ascii && text.contains('…') { text.replace('…', "~").into() } else { text.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 12] = [
        Role::Plain,
        Role::Title,
        Role::Heading,
        Role::Strong,
        Role::Quiet,
        Role::Selected,
        Role::Key,
        Role::Edited,
        Role::Done,
        Role::Slip,
        Role::Warning,
        Role::Defect,
    ];

    #[allow(clippy::float_arithmetic, reason = "how bright a colour is has no other measure")]
    /// How bright a colour is, of 1, as xterm shows it; of none the ground's or the text's.
    fn light(colour: Option<Color>, otherwise: f64) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = match colour {
            Some(Color::Black) => [0, 0, 0],
            Some(Color::White) => [255, 255, 255],
            Some(Color::Red) => [205, 0, 0],
            Some(Color::Green) => [0, 205, 0],
            Some(Color::Yellow) => [205, 205, 0],
            Some(Color::Blue) => [0, 0, 238],
            Some(Color::Cyan) => [0, 205, 205],
            _ => return otherwise,
        };
        0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
    }

    #[test]
    #[allow(clippy::float_arithmetic, reason = "a contrast is a ratio")]
    fn every_role_is_read_on_the_grounds_it_is_meant_for() {
        let (black, white) = ((0.0, 1.0), (1.0, 0.0));
        for (palette, grounds) in [
            (Palette::Either, &[black, white][..]),
            (Palette::Mono, &[black, white]),
            (Palette::Dark, &[black]),
            (Palette::Light, &[white]),
        ] {
            for (role, (ground, text)) in ROLES.iter().flat_map(|role| grounds.iter().map(move |g| (role, *g))) {
                let style = Theme { palette, ascii: false }.style(*role);
                let (fg, bg) = (light(style.fg, text), light(style.bg, ground));
                let contrast = (fg.max(bg) + 0.05) / (fg.min(bg) + 0.05);
                assert!(contrast >= 4.5, "{role:?} of {palette:?} on {ground}: {contrast:.1}");
            }
        }
    }

    #[test]
    fn where_the_ground_is_not_known_a_colour_has_its_own() {
        for role in ROLES {
            let style = Theme::default().style(role);
            assert_eq!(style.fg.is_some(), style.bg.is_some(), "{role:?}: a colour and its ground, or neither");
            assert!(style.fg.is_none() || style.fg != style.bg, "{role:?}");
            let without = Theme { palette: Palette::Mono, ascii: false }.style(role);
            assert_eq!((without.fg, without.bg), (None, None), "{role:?}");
        }
    }
}
