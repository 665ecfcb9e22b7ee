//! What stands beside others in a tab: a list of a register, or the tree of divisions. Each has its own keys; what all have in common is
//! done by the tab ([`crate::app::registers`]).

use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket};
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::app::panel::{Panel, PickedLine};
use crate::figure::paper::Paper;
use crate::register::Register;

/// What stands beside others in a tab.
pub trait Pane {
    /// Its keys.
    fn place(&self) -> Place;
    /// Its name above it.
    fn label(&self) -> &'static str;
    /// The register of its records.
    fn register(&self) -> Option<&'static Register>;
    /// The figures beside it.
    fn panel(&self) -> &Panel;
    /// The same, to be changed.
    fn panel_mut(&mut self) -> &mut Panel;
    /// What its filters leave, as lines beside the figures, which are of the whole; none where it shows what it opens with.
    fn picked(&self) -> Option<Vec<PickedLine>> {
        None
    }
    /// The record of the cursor.
    fn selected(&self, desk: &Desk) -> Option<i64>;
    /// The act that its line tells of.
    fn tells_of(&self) -> Option<i64> {
        None
    }
    /// The record of the cursor by what a clerk calls it.
    fn called(&self, desk: &Desk) -> String;
    /// What a new record begins with.
    fn begins(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
    /// Whether anything has been read.
    fn is_read(&self) -> bool;
    /// The window has another size: what is seen of it is read, where it has not been.
    fn fit(&mut self, desk: &Desk, out: &mut Out<'_>);
    /// What the first frame did not need is asked for; later, what may have changed.
    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>);
    /// Reads again what is seen, the cursor staying on its line.
    fn reread(&mut self, desk: &Desk, out: &mut Out<'_>);
    /// Puts the cursor on a record that was just saved.
    fn show_row(&mut self, key: i64, desk: &Desk, out: &mut Out<'_>);
    /// Left or right: whether that is its own business, as a branch that opens, rather than a way to its neighbour.
    fn turns(&mut self, _action: Action, _desk: &Desk) -> bool {
        false
    }
    /// Enter on its line; says whether that is more than to open the record.
    fn opens(&mut self, _desk: &Desk, _out: &mut Out<'_>) -> bool {
        false
    }
    /// Whether something is under way that Esc stops.
    fn is_under_way(&self) -> bool {
        false
    }
    /// Its tab is left for good: nobody waits any more for what it asked.
    fn abandon(&mut self, _out: &mut Out<'_>) {}
    /// Whether a key of its own makes sense now.
    fn can(&self, _action: Action) -> bool {
        true
    }
    /// A key of its own.
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>);
    /// What was decided in a dialog that it opened.
    fn decided(&mut self, outcome: Outcome, desk: &Desk, out: &mut Out<'_>);
    /// An answer of the office, if it is one of its own.
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool;
    /// The tables that can be printed from it, and what stands on the screen.
    fn papers(&self, desk: &Desk) -> (&'static [&'static str], Vec<Paper>);
}
