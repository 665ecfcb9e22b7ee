//! The rows beneath a record: one is opened, or begun with what is known of it; what was filled in comes back. The first version of a case
//! that is decided comes by itself when the case is saved.

use crate::app::desk::Desk;
use crate::app::form::children::{Grid, GridRow};
use crate::app::form::state::{Form, FormLine, Pending};
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::domain::slip::Slip;
use crate::register::{Draft, Kind, Versions, find};

impl Form {
    /// Opens a row of a table, or a new one.
    pub(super) fn open_row(&mut self, g: usize, r: Option<usize>, out: &mut Out<'_>) {
        let Some(grid) = self.grids.get(g) else { return };
        let (register, edit) = (grid.register, self.editing && grid.is_open());
        let row = match r {
            Some(r) => grid.rows.get(r).cloned(),
            None => self.first_version().filter(|(at, _)| *at == g).map(|(_, row)| row).or_else(|| next_of(grid)),
        };
        let row = row.map(Box::new);
        let context = Box::new(self.without_row(g, r));
        self.pending = Pending::Child(g, r);
        out.open(Opening::Row { register, row, context, edit });
    }

    /// What was filled in for a row.
    pub(super) fn take_row(&mut self, (g, r): (usize, Option<usize>), draft: Draft, seen: Vec<Slip>, desk: &Desk) {
        self.heeded.extend(seen);
        if let Some(grid) = self.grids.get_mut(g) {
            grid.take(draft, r);
        }
        // Whoever goes on with Enter adds the next one, and does not open what was just filled in.
        if let Some(at) = self.lines().iter().position(|l| *l == FormLine::Add(g)) {
            self.go_to(at, desk);
        }
    }

    /// Opens the first version of a case that is decided and has none, once: when that is confirmed, both are saved. Says whether it did.
    pub(super) fn offers_version(&mut self, out: &mut Out<'_>) -> bool {
        let Some((g, _)) = self.first_version().filter(|_| !self.offered) else { return false };
        self.offered = true;
        self.open_row(g, None, out);
        self.pending = Pending::Version(g);
        true
    }

    /// The table of versions of a decided case that has none, and how the first one begins: with the day of the decision.
    fn first_version(&self) -> Option<(usize, GridRow)> {
        let register = find(self.register.versions?.register)?.register;
        if self.parts.iter().any(|part| part.register == register) {
            return None;
        }
        let g = self.grids.iter().position(|g| g.register == register && g.rows.iter().all(GridRow::is_void))?;
        let (decision, day) = Versions::DECIDED;
        let cell = self.cells.iter().find(|c| c.part == 0 && c.field.col == decision)?;
        let decided = cell.value(&[]).filter(|v| self.editing && !v.is_null())?;
        let draft = Draft::new(register).with(day, cell.field.kind.edit(&decided));
        Some((g, begun(draft)))
    }
}

/// A row that the program has begun.
fn begun(draft: Draft) -> GridRow {
    GridRow { draft: Some(draft), given: true, ..GridRow::default() }
}

/// Of a table whose rows follow each other by a code (father, mother): a row of the first code that has none.
fn next_of(grid: &Grid) -> Option<GridRow> {
    let register = grid.register;
    let group = register.dated?.within.iter().filter_map(|col| register.field(col));
    let (field, codes) =
        group.filter_map(|f| if let Kind::Code(codes) = f.kind { Some((f, codes)) } else { None }).next()?;
    let living = || grid.rows.iter().filter(|row| !row.is_void());
    let has = |code: &str| living().any(|row| row.code(field) == code);
    let (free, _) = codes.items.iter().find(|(code, _)| !has(code))?;
    Some(begun(Draft::new(register).with(field.col, *free)))
}
