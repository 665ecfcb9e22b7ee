//! 帮助: the keys of the screen beneath, from the table of keys, and what each field of its register wants, from the
//! register's declaration. Nothing in it is written twice.

use crate::app::component::{Component, label_of};
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::out::Out;
use crate::app::scroll::Scroll;
use crate::register::{Input, Kind, Need, Register};

/// The page.
#[derive(Debug)]
pub struct Help {
    /// Its lines: a term and what it is about. A line without a term is a heading.
    pub lines: Vec<(String, String)>,
    /// The first line seen.
    pub scroll: Scroll,
}

impl Help {
    /// The help for a screen, on which some actions work now.
    pub fn of(screen: &dyn Component, works: &dyn Fn(Action) -> bool, desk: &Desk) -> Self {
        let place = screen.place();
        let mut lines = vec![(String::new(), format!("{}: 现在能用的键", place.label()))];
        for binding in desk.keymap.bindings(place).filter(|b| works(b.action)) {
            let keys: Vec<String> = desk.keymap.keys(binding).iter().map(ToString::to_string).collect();
            lines.push((keys.join("  "), label_of(screen, binding).to_owned()));
        }
        if let Some(register) = screen.explains() {
            about(register, &mut lines);
        }
        Help { lines, scroll: Scroll::default() }
    }
}

fn about(register: &Register, lines: &mut Vec<(String, String)>) {
    lines.push((String::new(), format!("{}: 每一项怎么填", register.label)));
    if let Input::Program(how) = register.input {
        lines.push((String::new(), how.to_owned()));
    }
    for field in register.fields {
        let mut what: Vec<String> = Vec::new();
        match field.need {
            Need::Must => what.push("必填".to_owned()),
            Need::Given => what.push("由程序填写".to_owned()),
            Need::May => {}
        }
        if let Some(when) = field.when {
            what.push(when.told(register));
        }
        if !field.hint.is_empty() {
            what.push(field.hint.to_owned());
        }
        if let Kind::Code(codes) = field.kind {
            what.push(codes.offer());
        }
        lines.push((field.label.to_owned(), what.join("; ")));
    }
}

impl Component for Help {
    fn place(&self) -> Place {
        Place::Help
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        let height = usize::from(desk.body_height());
        // The page scrolls by its top line: there is no cursor to be seen.
        let tops = self.lines.len().saturating_sub(height) + 1;
        if let Some(by) = Scroll::by(action, height) {
            self.scroll.step(by, tops, 1);
        } else if action == Action::Leave {
            out.close();
        }
    }
}
