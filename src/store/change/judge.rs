//! A draft judged: typed texts into values, references resolved, what follows filled in, the facts looked up, the rules
//! asked. Nothing is written here; the same judgement serves the form while it is typed and the save.

use crate::domain::slip::{MISSING, Severity, Slip, WHY};
use crate::domain::text;
use crate::register::core::answers::Answers;
use crate::register::core::{difference, judging};
use crate::register::{Checked, Difference, Draft, Entry, Facts, Field, Input, Kind, Register, Values, find};
use crate::store::Store;
use crate::store::change::dependents;
use crate::store::change::follows::Follow;
use crate::store::change::resolve::{called_in_full, resolve, resolve_case};
use crate::store::engine::{Db, params};
use crate::store::facts::{Office, Overlay};
use crate::store::fault::{Answer, Candidates, StoreFault};
use crate::store::read::in_force;
use crate::store::read::opened::{child_values, lives};
use crate::store::read::records::stored_row;
use chrono::NaiveDate;
use std::rc::Rc;

/// A draft with everything that was found out about it.
pub(in crate::store) struct Judged<'d> {
    pub draft: &'d Draft,
    pub entry: &'static Entry,
    pub values: Values,
    /// What stands in the office: values and version.
    pub old: Option<(Values, i64)>,
    pub slips: Vec<Slip>,
    /// Doubts that were accepted and have to be recorded.
    pub exceptions: Vec<&'static str>,
    pub facts: Facts<'d>,
    /// Who answers what its rules ask.
    pub office: Rc<Office<'d>>,
    /// What it changes against the row before it, for a row with an amount.
    pub difference: Option<Difference>,
    pub children: Vec<Judged<'d>>,
    /// What follows for cases that rest on what it takes away.
    pub follows: Vec<Follow>,
}

impl Store {
    /// Judges a draft as it stands, without saving.
    ///
    /// # Errors
    /// The file cannot be read. What is wrong with the draft is in the answer.
    pub fn check(&self, draft: &Draft, day: NaiveDate) -> Answer<Checked> {
        self.at_one_moment(|| self.checked(&self.judge(self.db(), draft, day)?, day))
    }

    pub(in crate::store) fn checked(&self, judged: &Judged<'_>, day: NaiveDate) -> Answer<Checked> {
        let mut slips = judged.slips.clone();
        slips.sort_by_key(|s| std::cmp::Reverse(s.severity));
        let children = judged.children.iter().map(|c| self.checked(c, day)).collect::<Answer<_>>()?;
        let follows = judged.carried_out().map(|f| f.consequence.clone()).collect();
        let mut values = judged.values.clone();
        if let Some(key) = judged.draft.key {
            // The stored row follows the latest version; whoever reads it sees the one of the day, as where it is opened.
            in_force::put_on_day(self.db(), &mut values, key, day)?;
            for (col, _) in &judged.draft.texts {
                values.set(col, judged.values.get(col).clone());
            }
        }
        let names = self.names(&values, day)?;
        let sound = slips.iter().all(|s| s.severity != Severity::Error);
        let difference = judged.difference.clone().filter(|_| sound);
        Ok(Checked { values, slips, names, difference, follows, children })
    }

    /// Judges a draft with its child rows.
    pub(in crate::store) fn judge<'d>(&self, db: &'d Db, draft: &'d Draft, day: NaiveDate) -> Answer<Judged<'d>> {
        let mut judged = self.judge_over(db, draft, day, None)?;
        if let Some(doubt) = self.clock_doubt(db)? {
            judged.doubted(doubt);
            judged.ask_why();
        }
        Ok(judged)
    }

    /// What the rows that are voided with a draft pull away.
    fn pulled_away(&self, db: &Db, judged: &mut Judged<'_>, day: NaiveDate) -> Answer<()> {
        let fall =
            judged.children.iter().filter(|c| c.draft.void).filter_map(|c| Some((c.draft.register, c.draft.key?)));
        for (register, key) in fall.collect::<Vec<_>>() {
            for slip in self.voiding(db, register, key, day)? {
                judged.doubted(slip);
            }
        }
        judged.ask_why();
        Ok(())
    }

    /// The same over a correction that is not written yet.
    pub(in crate::store) fn judge_over<'d>(
        &self,
        db: &'d Db,
        draft: &'d Draft,
        day: NaiveDate,
        overlay: Option<&'d Overlay>,
    ) -> Answer<Judged<'d>> {
        let office = Rc::new(Office::on(db, self.places()?, day, overlay));
        let mut base = Facts::on(day, &self.office().division);
        base.answers = Answers::from(Rc::<Office<'d>>::clone(&office));
        base.parameters = self.parameters()?.unasked();
        base.calendar = self.calendar()?.unasked();
        let mut judged = read(&office, draft, &base, None)?;
        let parent_key = draft.key;
        for child in &draft.children {
            let mut row = read(&office, child, &base, Some((draft.register, parent_key)))?;
            row.facts.accepted.extend(draft.accept.iter().cloned());
            judged.children.push(row);
        }
        judged.complete()?;
        judged.ask_rules(None)?;
        judged.compare();
        self.pulled_away(db, &mut judged, day)?;
        self.follow_up(db, &mut judged, day)?;
        office.raise()?;
        Ok(judged)
    }
}

impl Judged<'_> {
    /// Nothing stands in the way of saving.
    pub(in crate::store) fn can_save(&self) -> bool {
        self.slips.iter().all(|s| s.severity == Severity::Warning) && self.children.iter().all(Judged::can_save)
    }

    /// All slips, those of child rows included, errors first.
    pub(in crate::store) fn all_slips(&self) -> Vec<Slip> {
        let mut slips = self.slips.clone();
        for child in &self.children {
            slips.extend(child.all_slips());
        }
        slips.sort_by_key(|s| std::cmp::Reverse(s.severity));
        slips
    }

    fn complete(&mut self) -> Answer<()> {
        self.facts.children = self.standing(Then::After)?;
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
        self.facts.children = self.standing(Then::After)?;
        self.office.raise()
    }

    /// The child rows as they would stand after the save, or as they stand now. Empty for a draft that brings none, where the register does not ask for
    /// them.
    fn standing(&self, then: Then) -> Answer<Vec<Values>> {
        let mut rows = Vec::new();
        if self.draft.children.is_empty() && !self.draft.register.with_rows {
            return Ok(rows);
        }
        if let Some(key) = self.draft.key {
            for (register, parent) in self.draft.register.children() {
                for (row, values) in child_values(self.office.db, register, parent, key)? {
                    let drafted = |c: &&Judged<'_>| c.draft.key == Some(row) && c.draft.register == register;
                    if then == Then::Before || !self.children.iter().any(|c| drafted(&c)) {
                        rows.push(values);
                    }
                }
            }
        }
        if then == Then::After {
            rows.extend(self.children.iter().filter(|c| !c.draft.void).map(|c| c.values.clone()));
        }
        Ok(rows)
    }

    /// What is said of the record as it stands, before the draft. Asked only where something stands in the draft's way.
    fn said_before(&self, parent: Option<&Values>) -> Answer<Vec<Slip>> {
        let Some((old, _)) = self.old.as_ref().filter(|_| !self.slips.iter().all(|s| s.severity == Severity::Warning))
        else {
            return Ok(Vec::new());
        };
        let mut facts = self.facts.clone();
        facts.parent = parent.cloned();
        // Beside a child row stand those that are drafted; beside a record its rows.
        facts.children = if parent.is_some() { Vec::new() } else { self.standing(Then::Before)? };
        let verdict = judging::judge(self.entry, old, &[], &facts);
        Ok(verdict.slips.into_iter().chain(verdict.exceptions).collect())
    }

    /// The verdict on the record and its child rows.
    fn ask_rules(&mut self, parent: Option<&Values>) -> Answer<()> {
        let verdict = judging::judge(self.entry, &self.values, &self.slips, &self.facts);
        // The field of a text that could not be read is reported once.
        let unread = std::mem::take(&mut self.slips);
        let spurious = |s: &Slip| s.field.is_some() && unread.iter().any(|u| u.field == s.field);
        let stands = |s: &Slip| unread.is_empty() || unread.contains(s) || !spurious(s);
        self.slips = verdict.slips.into_iter().filter(stands).collect();
        let before = self.said_before(parent)?;
        self.slips = judging::let_stand(std::mem::take(&mut self.slips), &before, &self.values, &self.facts);
        self.exceptions.extend(verdict.exceptions.iter().map(|s| s.code));
        for slip in dependents::slips(self.office.db, self)? {
            if slip.severity == Severity::Doubt && self.facts.accepted.iter().any(|a| a == slip.code) {
                self.exceptions.push(slip.code);
            } else {
                self.slips.push(slip);
            }
        }
        self.exceptions.retain(|code| {
            let accepted = self.draft.accept.iter().any(|a| a == code);
            accepted || !self.facts.recorded.iter().any(|k| k == code)
        });
        self.exceptions.sort_unstable();
        self.exceptions.dedup();
        self.ask_why();
        let lacks = !unread.is_empty() || self.slips.iter().any(|s| s.code == MISSING);
        for child in self.children.iter_mut().filter(|c| !c.draft.void) {
            child.ask_rules(self.old.as_ref().map(|(old, _)| old))?;
            // What follows from the record in a row of it cannot be there before the record is.
            let follows = |s: &Slip| {
                let field = s.field.and_then(|col| child.draft.register.field(col));
                s.code == MISSING && field.is_some_and(|f| f.completed)
            };
            child.slips.retain(|s| !lacks || !follows(s));
        }
        self.office.raise()
    }

    /// What it and its rows change.
    fn compare(&mut self) {
        let db = self.office.db;
        let called = |target: &'static str, key| called_in_full(db, find(target)?.register, key).ok();
        self.difference = difference::of(self.entry, &self.values, &self.facts, &called);
        self.children.iter_mut().filter(|c| !c.draft.void).for_each(Judged::compare);
    }
}

/// Which moment is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// As it stands in the office.
    Before,
    /// As it would stand with the draft.
    After,
}

impl Judged<'_> {
    /// One more slip; a doubt that is accepted becomes an exception.
    fn doubted(&mut self, slip: Slip) {
        if slip.severity == Severity::Doubt && self.draft.accept.iter().any(|code| code == slip.code) {
            self.exceptions.push(slip.code);
        } else {
            self.slips.push(slip);
        }
    }

    /// A reason can be read, and an exception is recorded with one.
    pub(in crate::store) fn ask_why(&mut self) {
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

    /// The person it corrects.
    pub(in crate::store) fn overlay(&self) -> Option<Overlay> {
        let person = self.draft.key.filter(|_| self.draft.register.name == "person")?;
        Some(Overlay { person, values: Rc::new(self.values.clone()) })
    }
}

/// The exceptions that are on record for the row of a draft.
fn recorded(db: &Db, draft: &Draft) -> Answer<Vec<String>> {
    let Some(key) = draft.key else { return Ok(Vec::new()) };
    let mut get =
        db.prepare_cached("SELECT code FROM exception WHERE register = ?1 AND row = ?2 AND voided_by IS NULL")?;
    let codes = get.query_map(params![draft.register.name, key], |r| r.get(0))?;
    Ok(codes.collect::<Result<_, _>>()?)
}

/// Reads the texts of one draft into values.
fn read<'d>(
    office: &Rc<Office<'d>>,
    draft: &'d Draft,
    base: &Facts<'d>,
    parent: Option<(&'static Register, Option<i64>)>,
) -> Answer<Judged<'d>> {
    let register = draft.register;
    let Some(entry) = find(register.name) else {
        return Err(StoreFault::defect(format!("没有登记簿 {}", register.name)));
    };
    let mut facts = base.clone();
    facts.this = draft.key;
    facts.recorded = recorded(office.db, draft)?;
    facts.accepted.extend(draft.accept.iter().cloned());
    let (old, mut slips) = standing_row(office.db, draft)?;
    facts.before = old.as_ref().map(|(values, _)| values.clone());
    let onto = old.as_ref().map_or_else(|| Values::new(register), |(values, _)| values.clone());
    let (resolved, unknown) = with_keys(office, &judging::changed(draft, &onto))?;
    let typed = judging::read_typed(entry, &resolved, onto);
    slips.extend(unknown);
    slips.extend(typed.slips);
    let mut values = typed.values;
    if let Some((parent, key)) = parent {
        let Some(col) = register.parent_field(parent) else {
            return Err(StoreFault::defect(format!("{}不是{}的子项", register.name, parent.name)));
        };
        values.set(col, key);
    }
    let exceptions = typed.exceptions.iter().map(|s| s.code).collect();
    let (office, difference) = (Rc::clone(office), None);
    let (children, follows) = (Vec::new(), Vec::new());
    Ok(Judged { draft, entry, values, old, slips, exceptions, facts, office, difference, children, follows })
}

/// The record with its version, where there is one, and what is wrong with putting a draft in its place.
type Standing = (Option<(Values, i64)>, Vec<Slip>);

/// What stands in the office for a draft, with its version; slips when nothing can be put there.
fn standing_row(db: &Db, draft: &Draft) -> Answer<Standing> {
    let register = draft.register;
    if let (Input::Program(how), true) = (register.input, draft.key.is_none() || register.view.is_some()) {
        return Ok((None, vec![Slip::error("E-RG25", how)]));
    }
    let Some(key) = draft.key else {
        return Ok(match register.input {
            Input::Form if register.single => (None, vec![Slip::error("E-RG25", only_one(register))]),
            _ => (None, Vec::new()),
        });
    };
    Ok(match stored_row(db, register, key)? {
        Some((values, act, None)) => (Some((values, act)), Vec::new()),
        Some(_) => (None, vec![Slip::error("E-RG27", format!("这条{}已经作废, 不能再改", register.label))]),
        None => (None, vec![Slip::error("E-RG27", format!("{}没有 #{key} 这一条", register.label))]),
    })
}

/// What is said to who wants another record of a register that has one, or none.
pub(in crate::store) fn only_one(register: &Register) -> String {
    format!("{}只有一条, 请修改它", register.label)
}

/// The draft with its references as `#key` and its divisions as codes; slips for those that name nothing.
fn with_keys(office: &Office<'_>, draft: &Draft) -> Answer<(Draft, Vec<Slip>)> {
    let mut resolved = draft.clone();
    resolved.children.clear();
    let mut slips = Vec::new();
    let mut texts = Vec::with_capacity(draft.texts.len());
    for (col, typed) in &draft.texts {
        let Some(field) = draft.register.field(col) else {
            texts.push((*col, typed.clone()));
            continue;
        };
        match reference(office, field, typed)? {
            None => texts.push((*col, typed.clone())),
            Some(Ok(text)) => texts.push((*col, text)),
            Some(Err(slip)) => slips.push(slip.at(field.col)),
        }
    }
    resolved.texts = texts;
    Ok((resolved, slips))
}

/// A reference or a division by name: what only the office can read.
fn reference(office: &Office<'_>, field: &Field, typed: &str) -> Answer<Option<Result<String, Slip>>> {
    let clean = text::clean(typed);
    if clean.is_empty() {
        return Ok(None);
    }
    match field.kind {
        Kind::Ref(target) => {
            let Some(entry) = find(target) else {
                return Err(StoreFault::defect(format!("没有登记簿 {target}")));
            };
            let found = match resolve(office.db, entry.register, &clean, office.day) {
                Ok(key) if lives(office.db, entry.register, key)? => Ok(format!("#{key}")),
                Ok(key) => Err(Slip::error("E-RG07", format!("{} #{key} 已作废", entry.register.label))),
                Err(StoreFault::NotOne(candidates)) => Err(not_one(&candidates)),
                Err(other) => return Err(other),
            };
            Ok(Some(found))
        }
        Kind::Case => Ok(Some(match resolve_case(office.db, &clean)? {
            Some(key) => Ok(format!("#{key}")),
            None => Err(Slip::error("E-RG07", format!("没有编号为“{}”的案件", text::safe(&clean)))),
        })),
        Kind::Division if !clean.starts_with(|c: char| c.is_ascii_digit()) => {
            let codes = office.places.named(&clean, office.day);
            Ok(Some(match codes[..] {
                [code] => Ok(code.to_owned()),
                [] => Err(Slip::error("E-DV01", format!("没有叫“{}”的区划, 请填代码", text::safe(&clean)))),
                _ => {
                    let text = format!("叫“{}”的区划有 {} 个: {}", text::safe(&clean), codes.len(), codes.join("、"));
                    Err(Slip::error("E-DV01", text))
                }
            }))
        }
        _ => Ok(None),
    }
}

fn not_one(candidates: &Candidates) -> Slip {
    let code = if candidates.found.is_empty() { "E-RG07" } else { "E-RG33" };
    Slip::error(code, candidates.to_string())
}
