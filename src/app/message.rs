//! A message that waits to be read: trouble in the surroundings, or a defect of the program, each with what to do.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::notice::Message;
use crate::app::out::Out;

/// The dialog.
#[derive(Debug)]
pub struct MessageDialog {
    /// What it says.
    pub message: Message,
}

impl Component for MessageDialog {
    fn place(&self) -> Place {
        Place::Message
    }
    fn act(&mut self, action: Action, _desk: &Desk, out: &mut Out<'_>) {
        if matches!(action, Action::Accept | Action::Leave) {
            out.close();
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
