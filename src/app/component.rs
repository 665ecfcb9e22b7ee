//! What a screen or dialog is: a piece of state that answers keys. It does nothing itself and knows no other screen.

use crate::app::desk::Desk;
use crate::app::keys::{Action, Binding, Place};
use crate::app::line::Edit;
use crate::app::msg::{Reply, Ticket};
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::register::{Draft, Register};

/// What a screen or dialog can do. The defaults do nothing.
pub trait Component {
    /// Which keys it has.
    fn place(&self) -> Place;
    /// Whether an action of the table makes sense now; footer and menu show only those.
    fn can(&self, _action: Action, _desk: &Desk) -> bool {
        true
    }
    /// What an action is called here and now, where the label of the table would not be true.
    fn label(&self, _action: Action) -> Option<&'static str> {
        None
    }
    /// An action of the table.
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>);
    /// A key that is text here.
    fn type_in(&mut self, _edit: &Edit, _desk: &Desk, _out: &mut Out<'_>) {}
    /// An answer of the office. Says whether the number was one of its own.
    fn answer(&mut self, _ticket: Ticket, _reply: &Reply, _desk: &Desk, _out: &mut Out<'_>) -> bool {
        false
    }
    /// What was decided in the dialog that stood on top.
    fn decided(&mut self, _outcome: Outcome, _desk: &Desk, _out: &mut Out<'_>) {}
    /// The record before (-1) or after (1) the one that was opened from here, which becomes the selected one.
    fn neighbour(&mut self, _step: i8, _desk: &Desk, _out: &mut Out<'_>) -> Option<i64> {
        None
    }
    /// Shows that record instead.
    fn turn_to(&mut self, _key: i64, _desk: &Desk, _out: &mut Out<'_>) {}
    /// The window has another size.
    fn resized(&mut self, _desk: &Desk, _out: &mut Out<'_>) {}
    /// Something was saved or voided above: what is shown may have changed.
    fn refresh(&mut self, _desk: &Desk, _out: &mut Out<'_>) {}
    /// It is left for good: nobody waits any more for what it asked.
    fn abandon(&mut self, _out: &mut Out<'_>) {}
    /// It was drawn as it stands now.
    fn seen(&mut self, _desk: &Desk) {}
    /// The act that the line of the cursor tells of.
    fn tells_of(&self) -> Option<i64> {
        None
    }
    /// Whether something is under way that leaving stops.
    fn is_under_way(&self) -> bool {
        false
    }
    /// Whether somebody who is looked up from here is brought back.
    fn picks_person(&self) -> bool {
        false
    }
    /// How many fields that cannot stay empty are.
    fn lacks(&self) -> usize {
        0
    }
    /// Whether something typed would be lost by leaving.
    fn is_dirty(&self) -> bool {
        false
    }
    /// What was typed and is not saved, to be kept in case the program is ended from outside.
    fn unfinished(&self) -> Option<Draft> {
        None
    }
    /// The register whose fields the help explains.
    fn explains(&self) -> Option<&'static Register> {
        None
    }
    /// Whether it fills the window; a dialog lies over what is beneath.
    fn is_whole(&self) -> bool {
        true
    }
}

/// What a line of the table is called on a screen, in footer, menu and help.
pub fn label_of(screen: &dyn Component, binding: &Binding) -> &'static str {
    screen.label(binding.action).unwrap_or(binding.label)
}
