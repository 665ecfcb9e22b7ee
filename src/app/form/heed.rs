//! Warnings are read before they are saved past: a save pauses once on those that have not stood before the clerk. What was drawn
//! while the clerk went on with something else has; so has what a pause told.

use crate::app::desk::Desk;
use crate::app::form::layout::Spot;
use crate::app::form::state::{Form, FormLine, Told};
use crate::app::keys::Action;
use crate::app::notice::Notice;
use crate::app::out::Out;
use crate::domain::slip::{Severity, Slip};
use crate::register::Checked;

fn is_warning(slip: &&Slip) -> bool {
    slip.severity == Severity::Warning
}

impl Form {
    /// What the office warns of in the record and in each row that is saved with it.
    fn warnings(&self, checked: &Checked) -> Vec<Told> {
        let own = checked.slips.iter().filter(is_warning).map(|s| Told { row: None, slip: s.clone() });
        let sent = self.grids.iter().enumerate().flat_map(|(g, grid)| {
            let rows = grid.rows.iter().enumerate().filter(|(_, r)| r.is_sent());
            rows.map(move |(r, _)| (FormLine::Row(g, r), grid.register.label))
        });
        let rows = sent.zip(&checked.children).flat_map(|(row, child)| {
            child.slips.iter().filter(is_warning).map(move |s| Told { row: Some(row), slip: s.clone() })
        });
        own.chain(rows).chain(self.warnings_of_parts()).collect()
    }

    /// Pauses on warnings that nobody has seen yet: shows them all, the cursor on the first. Says whether it did.
    pub(super) fn pauses(&mut self, checked: &Checked, desk: &Desk, out: &mut Out<'_>) -> bool {
        let mut unseen = self.warnings(checked);
        unseen.retain(|t| !self.heeded.contains(&t.slip));
        let Some(first) = unseen.first().cloned() else { return self.pauses_on_changes(desk, out) };
        self.heeded.extend(unseen.iter().map(|t| t.slip.clone()));
        let line = match (first.row, first.slip.field) {
            (Some((row, _)), _) => self.lines().iter().position(|l| *l == row),
            (None, Some(col)) => self.line_of(col),
            (None, None) => None,
        };
        self.put_cursor(line.unwrap_or(self.scroll.at), desk);
        let how = if self.is_child { "确定" } else { "保存" };
        out.tell(Notice::slip(format!("先看提示; 没有问题的, 再按一次{how}")));
        self.told = unseen;
        true
    }

    /// The same on what something that is done changes: the money, from which month. Where something else follows than was agreed to (somebody
    /// else has saved meanwhile), it is asked about again.
    fn pauses_on_changes(&mut self, desk: &Desk, out: &mut Out<'_>) -> bool {
        let is_other = self.agreed != self.changes;
        // The same answer to the same question is not asked for a third time.
        if self.follow && is_other && self.asked_again != self.agreed {
            self.asked_again.clone_from(&self.agreed);
            self.follow = false;
            self.save(desk, out);
            return true;
        }
        let is_new = self.doing.is_some() && self.read != self.changes && is_other;
        if is_new {
            out.tell(Notice::slip("先看变动; 没有问题的, 再按一次保存"));
        }
        is_new
    }

    /// What is drawn now: what stands at the foot is read; what stands beside another field, once the clerk goes on.
    pub(super) fn look_at_what_is_drawn(&mut self, desk: &Desk) {
        let placed = self.placed(desk);
        let slips_of = |line: &FormLine| match line {
            FormLine::Field(i) => self.cells.get(*i).map(|c| c.slips.as_slice()),
            FormLine::Row(g, r) => self.grids.get(*g).and_then(|g| g.rows.get(*r)).map(|r| r.slips.as_slice()),
            _ => None,
        };
        let here = placed.get(self.scroll.at).and_then(|spot| slips_of(&spot.line)).into_iter().flatten();
        let read: Vec<Slip> = self.slips.iter().chain(here).filter(is_warning).cloned().collect();
        let top = placed.get(self.scroll.top).map_or(0, |spot| spot.row);
        let seen = |spot: &&Spot| (top..top + Form::height(desk)).contains(&spot.row);
        let fields = placed.iter().filter(seen).map(|spot| &spot.line);
        let beside = fields.filter(|l| matches!(l, FormLine::Field(_))).filter_map(slips_of).flatten();
        let beside: Vec<Slip> = beside.filter(is_warning).filter(|s| !self.heeded.contains(s)).cloned().collect();
        self.drawn = beside;
        self.read.clone_from(&self.changes);
        self.heeded.extend(read);
        self.heeded.dedup();
    }

    /// The clerk goes on with what was drawn before the eyes: it has been seen. Saving at once is not going on.
    pub(super) fn goes_on(&mut self, action: Option<Action>) {
        self.told.clear();
        (self.begins, self.passed) = (false, None);
        if action != Some(Action::Save) {
            self.heeded.append(&mut self.drawn);
        }
    }
}
