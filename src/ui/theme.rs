//! How things look: colours, and the characters of borders and marks. Meaning is never by colour alone: without colour there
//! still are bold, reverse and underline, and every mark has a word or a sign. The ground of the terminal may be black or white: a
//! colour comes with a ground of its own, or not at all. Where a console makes lines and arrows two
//! cells wide, borders are plain ASCII.

use ratatui::style::{Color, Modifier, Style};

/// The settings of the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Colours are used.
    pub colour: bool,
    /// Borders and marks are ASCII.
    pub ascii: bool,
}

impl Default for Theme {
    fn default() -> Self {
        Theme { colour: true, ascii: false }
    }
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
            Role::Heading | Role::Strong | Role::Key => (bold, bold),
            Role::Quiet => (plain.add_modifier(Modifier::DIM), plain),
            Role::Selected => (plain.add_modifier(Modifier::REVERSED), plain.add_modifier(Modifier::REVERSED)),
            Role::Edited => (plain.add_modifier(Modifier::UNDERLINED), plain.add_modifier(Modifier::UNDERLINED)),
            Role::Done => (plain.fg(Color::Black).bg(Color::Green), plain),
            Role::Slip => (plain.fg(Color::Black).bg(Color::Yellow), bold),
            Role::Warning => (plain.fg(Color::White).bg(Color::Red), bold),
            Role::Defect => (bold.fg(Color::White).bg(Color::Red), bold),
        };
        if self.colour { with_colour } else { without }
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
    /// A text with the ellipsis and signs of the settings.
    pub fn text<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        if self.ascii && text.contains('…') { text.replace('…', "~").into() } else { text.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_read_on_a_white_ground_and_on_a_black_one() {
        let roles = [
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
        for role in roles {
            let style = Theme { colour: true, ascii: false }.style(role);
            assert_eq!(style.fg.is_some(), style.bg.is_some(), "{role:?}: a colour and its ground, or neither");
            assert!(style.fg.is_none() || style.fg != style.bg, "{role:?}");
            let without = Theme { colour: false, ascii: false }.style(role);
            assert_eq!((without.fg, without.bg), (None, None), "{role:?}");
        }
    }
}
