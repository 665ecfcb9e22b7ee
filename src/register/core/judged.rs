//! A draft on its way through the rules, with its child rows: read, completed, judged. The same for the form while it is typed, for the
//! save, and for the demonstration office. What stands in the office is asked through [`Facts`]; nothing is written here.

use crate::domain::slip::{MISSING, Severity, Slip, WHY, is_of};
use crate::register::benefits::rests::Loss;
use crate::register::core::{dependents, difference, judging};
use crate::register::{Consequence, Difference, Draft, Entry, Facts, Register, Values, find};

/// A consequence, and which row of the draft has it: the record itself or the child row of that number.
pub struct Follow {
    /// The child row; none for the record itself.
    pub of: Option<usize>,
    /// What follows.
    pub consequence: Consequence,
}

/// What stands where a draft is to be put.
#[derive(Default)]
pub struct Standing {
    /// The record with its version (the act that wrote it), where there is one.
    pub old: Option<(Values, i64)>,
    /// The exceptions on record for it.
    pub recorded: Vec<String>,
    /// What is wrong with putting the draft there.
    pub slips: Vec<Slip>,
}

/// A draft with everything that was found out about it.
pub struct Judged<'d> {
    /// What was typed.
    pub draft: &'d Draft,
    /// Its register with its rules.
    pub entry: &'static Entry,
    /// The record as it would be saved.
    pub values: Values,
    /// What stands in the office: values and version.
    pub old: Option<(Values, i64)>,
    /// What is said of it.
    pub slips: Vec<Slip>,
    /// Doubts that were accepted and have to be recorded.
    pub exceptions: Vec<&'static str>,
    /// What it is judged by.
    pub facts: Facts<'d>,
    /// What it changes against the row before it, for a row with an amount.
    pub difference: Option<Difference>,
    /// Its child rows, in the draft's order.
    pub children: Vec<Judged<'d>>,
    /// What follows for cases that rest on what it takes away.
    pub follows: Vec<Follow>,
}

/// Which moment is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// As it stands in the office.
    Before,
    /// As it would stand with the draft.
    After,
}

impl<'d> Judged<'d> {
    /// Reads the texts of a draft onto what stands there. `changed` has those that say something else than what stands, references as
    /// `#key`; `base` is what all rows of the draft are judged by. None where there is no such register.
    pub fn read(draft: &'d Draft, changed: &Draft, standing: Standing, base: &Facts<'d>) -> Option<Judged<'d>> {
        let (entry, mut facts) = (find(draft.register.name)?, base.clone());
        (facts.this, facts.without) = (draft.key, draft.without);
        facts.recorded = standing.recorded;
        facts.accepted.extend(draft.accept.iter().cloned());
        let (old, mut slips) = (standing.old, standing.slips);
        facts.before = old.as_ref().map(|(values, _)| values.clone());
        let onto = facts.before.clone().unwrap_or_else(|| Values::new(draft.register));
        let typed = judging::read_typed(entry, changed, onto);
        slips.extend(typed.slips);
        Some(Judged {
            draft,
            entry,
            values: typed.values,
            old,
            slips,
            exceptions: typed.exceptions.iter().map(|s| s.code).collect(),
            facts,
            difference: None,
            children: Vec::new(),
            follows: Vec::new(),
        })
    }

    /// With a child row, read apart. False where its register has no rows of this one.
    #[must_use]
    pub fn with_row(&mut self, mut row: Judged<'d>) -> bool {
        let Some(col) = row.draft.register.parent_field(self.draft.register) else { return false };
        row.values.set(col, self.draft.key);
        row.facts.accepted.extend(self.draft.accept.iter().cloned());
        self.children.push(row);
        true
    }

    /// Completes it and its rows, and asks the rules.
    pub fn judge(&mut self) {
        self.complete();
        self.ask_rules(None);
    }
}

impl Judged<'_> {
    /// The values of a row of a record, as they stand beneath it.
    pub fn beneath(&self, parent: i64) -> Values {
        let mut values = self.values.clone();
        if let Some(col) = self.draft.register.parent {
            values.set(col, parent);
        }
        values
    }

    /// Nothing stands in the way of saving.
    pub fn can_save(&self) -> bool {
        !self.slips.iter().any(Slip::stops) && self.children.iter().all(Judged::can_save)
    }

    /// All slips, those of child rows included, errors first.
    pub fn all_slips(&self) -> Vec<Slip> {
        let mut slips = self.slips.clone();
        for child in &self.children {
            slips.extend(child.all_slips());
        }
        slips.sort_by_key(|s| std::cmp::Reverse(s.severity));
        slips
    }

    fn complete(&mut self) {
        self.facts.children = self.standing(Then::After);
        difference::carry(&mut self.values, &self.draft.texts, &self.facts);
        (self.entry.complete)(&mut self.values, &self.facts);
        for at in 0..self.children.len() {
            let beside = self.children.iter().enumerate().filter(|(i, c)| *i != at && !c.draft.void);
            let beside = beside.map(|(_, c)| c.values.clone()).collect();
            let Some(child) = self.children.get_mut(at).filter(|c| !c.draft.void) else { continue };
            child.facts.parent = Some(self.values.clone());
            child.facts.children = beside;
            difference::carry(&mut child.values, &child.draft.texts, &child.facts);
            (child.entry.complete)(&mut child.values, &child.facts);
        }
        self.facts.children = self.standing(Then::After);
    }

    /// The child rows as they would stand after the save, or as they stand now. Empty for a draft that brings none, where the register does
    /// not ask for them.
    fn standing(&self, then: Then) -> Vec<Values> {
        let mut rows = Vec::new();
        let register = self.draft.register;
        if self.draft.children.is_empty() && !register.with_rows {
            return rows;
        }
        if let Some(record) = self.draft.key.and_then(|key| self.facts.record(register.name, key)) {
            let drafted = |row: i64, values: &Values| {
                self.children.iter().any(|c| c.draft.key == Some(row) && c.draft.register == values.register)
            };
            let stay = record.children.iter().filter(|(row, values)| then == Then::Before || !drafted(*row, values));
            rows.extend(stay.map(|(_, values)| values.clone()));
        }
        if then == Then::After {
            rows.extend(self.children.iter().filter(|c| !c.draft.void).map(|c| c.values.clone()));
        }
        rows
    }

    /// What is said of the record as it stands, before the draft. Asked only where something stands in the draft's way.
    fn said_before(&self, parent: Option<&Values>) -> Vec<Slip> {
        let Some((old, _)) = self.old.as_ref().filter(|_| self.slips.iter().any(Slip::stops)) else {
            return Vec::new();
        };
        let mut facts = self.facts.clone();
        facts.parent = parent.cloned();
        // Beside a child row stand those that are drafted; beside a record its rows.
        facts.children = if parent.is_some() { Vec::new() } else { self.standing(Then::Before) };
        let verdict = judging::judge(self.entry, old, &[], &facts);
        verdict.slips.into_iter().chain(verdict.exceptions).collect()
    }

    /// The verdict on the record and its child rows.
    fn ask_rules(&mut self, parent: Option<&Values>) {
        let verdict = judging::judge(self.entry, &self.values, &self.slips, &self.facts);
        // The field of a text that could not be read is reported once.
        let unread = std::mem::take(&mut self.slips);
        let spurious = |s: &Slip| s.field.is_some() && unread.iter().any(|u| u.field == s.field);
        let stands = |s: &Slip| unread.is_empty() || unread.contains(s) || !spurious(s);
        self.slips = verdict.slips.into_iter().filter(stands).collect();
        let before = self.said_before(parent);
        self.slips = judging::let_stand(std::mem::take(&mut self.slips), &before, &self.values, &self.facts);
        self.exceptions.extend(verdict.exceptions.iter().map(|s| s.code));
        for slip in self.broken_elsewhere() {
            self.doubted(slip);
        }
        self.exceptions.retain(|code| {
            let accepted = self.draft.accept.iter().any(|a| is_of(a, code));
            accepted || !self.facts.recorded.iter().any(|k| k == code)
        });
        self.exceptions.sort_unstable();
        self.exceptions.dedup();
        self.ask_why();
        let lacks = !unread.is_empty() || self.slips.iter().any(|s| s.severity == Severity::Error);
        for child in self.children.iter_mut().filter(|c| !c.draft.void) {
            child.ask_rules(self.old.as_ref().map(|(old, _)| old));
            // What follows from the record in a row of it cannot be there before the record is.
            let follows = |s: &Slip| {
                let field = s.field.and_then(|col| child.draft.register.field(col));
                s.code == MISSING && field.is_some_and(|f| f.completed)
            };
            child.slips.retain(|s| !lacks || !follows(s));
        }
    }

    /// What is said at corrected dates by those that were entered in their trust.
    fn broken_elsewhere(&self) -> Vec<Slip> {
        let (Some(key), Some((old, _))) = (self.draft.key, &self.old) else { return Vec::new() };
        let own = (self.draft.register, key);
        let rows = self.children.iter().filter_map(|c| Some((c.draft.register, c.draft.key?)));
        let drafted: Vec<(&Register, i64)> = [own].into_iter().chain(rows).collect();
        dependents::slips(old, &self.values, &drafted, &self.facts)
    }

    /// Finds what it and its rows change; `called` is what a record is called, by its register and key.
    pub fn compare(&mut self, called: &dyn Fn(&'static str, i64) -> Option<String>) {
        self.difference = difference::of(self.entry, &self.values, &self.facts, called);
        self.children.iter_mut().filter(|c| !c.draft.void).for_each(|c| c.compare(called));
    }

    /// What it and its rows take away, as far as they can be saved; with the child row that does.
    pub fn losses(&self) -> Vec<(Option<usize>, Loss)> {
        let of = |row: &Judged<'_>| -> Vec<Loss> {
            let sound = row.slips.iter().all(|s| s.severity != Severity::Error);
            if sound && !row.draft.void { (row.entry.losses)(&row.values, &row.facts) } else { Vec::new() }
        };
        let own = of(self).into_iter().map(|loss| (None, loss));
        let children = self.children.iter().enumerate();
        own.chain(children.flat_map(|(i, c)| of(c).into_iter().map(move |loss| (Some(i), loss)))).collect()
    }

    /// One more slip; a doubt that is accepted becomes an exception.
    pub fn doubted(&mut self, slip: Slip) {
        if slip.severity == Severity::Doubt && !slip.is_open(&self.facts.accepted) {
            self.exceptions.push(slip.code);
        } else {
            self.slips.push(slip);
        }
    }

    /// A reason can be read, and an exception is recorded with one.
    pub fn ask_why(&mut self) {
        let given = self.draft.reason();
        if let Err(slip) = &given
            && !self.slips.contains(slip)
        {
            self.slips.push(slip.clone());
        }
        if !self.exceptions.is_empty() && given == Ok(None) && !self.slips.iter().any(|s| s.code == WHY) {
            self.slips.push(Slip::error(WHY, "登记例外须写明理由和依据"));
        }
    }
}
