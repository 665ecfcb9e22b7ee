//! A draft judged: typed texts into values, references resolved, what follows filled in, the facts looked up, the rules
//! asked. Nothing is written here; the same judgement serves the form while it is typed and the save.

use super::facts::Office;
use super::fault::{Answer, Candidates, StoreFault};
use super::opened::{child_values, children_of, lives};
use super::records::stored_row;
use super::resolve::resolve;
use super::{Store, facts};
use crate::domain::slip::{Severity, Slip};
use crate::domain::text;
use crate::register::{
    Ask, Checked, Draft, Entry, Fact, Facts, Field, Input, Kind, Need, Register, Value, Values, find,
};
use chrono::NaiveDate;
use rusqlite::Connection;

/// A draft with everything that was found out about it.
pub(super) struct Judged<'d> {
    pub draft: &'d Draft,
    pub entry: &'static Entry,
    pub values: Values,
    /// What stands in the office: values and version.
    pub old: Option<(Values, i64)>,
    pub slips: Vec<Slip>,
    /// Doubts that were accepted and have to be recorded.
    pub exceptions: Vec<&'static str>,
    pub facts: Facts,
    pub children: Vec<Judged<'d>>,
    /// Texts could not be read: the rules are not asked.
    unread: bool,
}

impl Store {
    /// Judges a draft as it stands, without saving.
    ///
    /// # Errors
    /// The file cannot be read. What is wrong with the draft is in the answer.
    pub fn check(&self, draft: &Draft, day: NaiveDate) -> Answer<Checked> {
        let judged = self.judge(self.db(), draft, day)?;
        self.checked(&judged, day)
    }

    pub(super) fn checked(&self, judged: &Judged<'_>, day: NaiveDate) -> Answer<Checked> {
        let mut slips = judged.slips.clone();
        slips.sort_by_key(|s| std::cmp::Reverse(s.severity));
        let children = judged.children.iter().map(|c| self.checked(c, day)).collect::<Answer<_>>()?;
        let names = self.names(&judged.values, day)?;
        Ok(Checked { values: judged.values.clone(), slips, names, children })
    }

    /// Judges a draft with its child rows.
    pub(super) fn judge<'d>(&self, db: &Connection, draft: &'d Draft, day: NaiveDate) -> Answer<Judged<'d>> {
        let places = self.places()?;
        let office = facts::Office { db, places: &places, day };
        let mut base = Facts::on(day, &self.office().division);
        base.parameters = (*self.parameters()?).clone();
        base.calendar = (*self.calendar()?).clone();
        let mut judged = read(&office, draft, &base, None)?;
        let parent_key = draft.key;
        for child in &draft.children {
            let mut row = read(&office, child, &base, Some((draft.register, parent_key)))?;
            row.facts.accepted.extend(draft.accept.iter().cloned());
            judged.children.push(row);
        }
        // What follows from a text that cannot be read is not missing.
        if judged.unread || judged.children.iter().any(|c| c.unread) {
            return Ok(judged);
        }
        judged.ask(&office)?;
        judged.complete(db)?;
        judged.ask(&office)?;
        judged.needed();
        judged.ask_rules(db)?;
        Ok(judged)
    }
}

impl Judged<'_> {
    /// Nothing stands in the way of saving.
    pub(super) fn can_save(&self) -> bool {
        self.slips.iter().all(|s| s.severity == Severity::Warning) && self.children.iter().all(Judged::can_save)
    }

    /// All slips, those of child rows included, errors first.
    pub(super) fn all_slips(&self) -> Vec<Slip> {
        let mut slips = self.slips.clone();
        for child in &self.children {
            slips.extend(child.all_slips());
        }
        slips.sort_by_key(|s| std::cmp::Reverse(s.severity));
        slips
    }

    /// One pool of answers for the draft and its child rows.
    fn ask(&mut self, office: &Office<'_>) -> Answer<()> {
        let mut asks: Vec<Ask> = (self.entry.asks)(&self.values).unwrap_or_default();
        for child in self.children.iter().filter(|c| !c.draft.void) {
            asks.extend((child.entry.asks)(&child.values).unwrap_or_default());
        }
        // Stored child rows that stand beside drafted ones are judged with them.
        for row in &self.facts.children {
            if let Some(entry) = find(row.register.name) {
                asks.extend((entry.asks)(row).unwrap_or_default());
            }
        }
        let mut pool: Vec<(Ask, Fact)> = std::mem::take(&mut self.facts.answers);
        for ask in asks {
            if !pool.iter().any(|(a, _)| *a == ask) {
                let fact = office.answer(&ask)?;
                pool.push((ask, fact));
            }
        }
        for child in &mut self.children {
            child.facts.answers.clone_from(&pool);
        }
        self.facts.answers = pool;
        Ok(())
    }

    fn complete(&mut self, db: &Connection) -> Answer<()> {
        self.facts.children = self.standing(db)?;
        (self.entry.complete)(&mut self.values, &self.facts);
        for child in self.children.iter_mut().filter(|c| !c.draft.void) {
            child.facts.parent = Some(self.values.clone());
            (child.entry.complete)(&mut child.values, &child.facts);
        }
        self.facts.children = self.standing(db)?;
        Ok(())
    }

    /// The child rows as they would stand after the save. Empty for a draft that brings none.
    fn standing(&self, db: &Connection) -> Answer<Vec<Values>> {
        let mut rows = Vec::new();
        if self.draft.children.is_empty() {
            return Ok(rows);
        }
        if let Some(key) = self.draft.key {
            for (register, parent) in children_of(self.draft.register) {
                for (row, values) in child_values(db, register, parent, key)? {
                    let drafted = |c: &&Judged<'_>| c.draft.key == Some(row) && c.draft.register == register;
                    if !self.children.iter().any(|c| drafted(&c)) {
                        rows.push(values);
                    }
                }
            }
        }
        rows.extend(self.children.iter().filter(|c| !c.draft.void).map(|c| c.values.clone()));
        Ok(rows)
    }

    /// Fields that must stand there by now.
    fn needed(&mut self) {
        if self.draft.void {
            return;
        }
        let parent = self.draft.register.parent;
        for field in self.draft.register.fields {
            let reported = self.slips.iter().any(|s| s.field == Some(field.col));
            let by_store = parent == Some(field.col) && self.facts.parent.is_some();
            if field.need == Need::Must && self.values.get(field.col).is_null() && !reported && !by_store {
                self.slips.push(Slip::error("E-RG01", format!("请填写{}", field.label)).at(field.col));
            }
        }
        for child in &mut self.children {
            child.needed();
        }
    }

    fn ask_rules(&mut self, db: &Connection) -> Answer<()> {
        let slips = (self.entry.check)(&self.values, &self.facts);
        let typed = &self.draft.accept;
        // What the acceptance let through is what has to be recorded.
        if !typed.is_empty() {
            let strict = Facts { accepted: recorded(db, self.draft)?, ..self.facts.clone() };
            for slip in (self.entry.check)(&self.values, &strict) {
                let is_new = slip.severity == Severity::Doubt && !strict.accepts(slip.code);
                if is_new && typed.iter().any(|a| a == slip.code) && !self.exceptions.contains(&slip.code) {
                    self.exceptions.push(slip.code);
                }
            }
        }
        let accepted = |s: &Slip| s.severity == Severity::Doubt && self.facts.accepts(s.code);
        let fresh: Vec<Slip> = slips.into_iter().filter(|s| !accepted(s) && !self.slips.contains(s)).collect();
        self.slips.extend(fresh);
        if !self.exceptions.is_empty() && self.draft.why.as_deref().is_none_or(|w| w.trim().chars().count() < 2) {
            self.slips.push(Slip::error("E-RG20", "登记例外须写明理由和依据(--why)"));
        }
        for child in self.children.iter_mut().filter(|c| !c.draft.void) {
            child.ask_rules(db)?;
        }
        Ok(())
    }
}

/// The exceptions that are on record for the row of a draft.
fn recorded(db: &Connection, draft: &Draft) -> Answer<Vec<String>> {
    let Some(key) = draft.key else { return Ok(Vec::new()) };
    let mut get = db.prepare_cached("SELECT code FROM exception WHERE register = ?1 AND row = ?2")?;
    let codes = get.query_map(rusqlite::params![draft.register.name, key], |r| r.get(0))?;
    Ok(codes.collect::<Result<_, _>>()?)
}

/// Reads the texts of one draft into values.
fn read<'d>(
    office: &Office<'_>,
    draft: &'d Draft,
    base: &Facts,
    parent: Option<(&'static Register, Option<i64>)>,
) -> Answer<Judged<'d>> {
    let register = draft.register;
    let Some(entry) = find(register.name) else {
        return Err(StoreFault::defect(format!("没有登记簿 {}", register.name)));
    };
    let mut facts = base.clone();
    facts.this = draft.key;
    facts.accepted = recorded(office.db, draft)?;
    facts.accepted.extend(draft.accept.iter().cloned());
    let mut judged = Judged {
        draft,
        entry,
        values: Values::new(register),
        old: None,
        slips: Vec::new(),
        exceptions: Vec::new(),
        facts,
        children: Vec::new(),
        unread: false,
    };
    if let Some(key) = draft.key {
        match stored_row(office.db, register, key)? {
            Some((values, act, None)) => {
                judged.values = values.clone();
                judged.old = Some((values, act));
            }
            Some(_) => judged.stop(Slip::error("E-RG27", format!("这条{}已经作废, 不能再改", register.label))),
            None => judged.stop(Slip::error("E-RG27", format!("{}没有 #{key} 这一条", register.label))),
        }
    } else if let Input::Program(how) = register.input {
        judged.stop(Slip::error("E-RG25", how));
    }
    for (col, typed) in &draft.texts {
        judged.take(office, col, typed)?;
    }
    if let Some((parent, key)) = parent {
        let col = register.parent.filter(|c| register.field(c).is_some_and(|f| f.kind == Kind::Ref(parent.name)));
        let Some(col) = col else {
            return Err(StoreFault::defect(format!("{}不是{}的子项", register.name, parent.name)));
        };
        judged.values.set(col, key);
    }
    if !draft.void {
        (entry.fill)(&mut judged.values);
    }
    Ok(judged)
}

impl Judged<'_> {
    fn stop(&mut self, slip: Slip) {
        self.unread = true;
        self.slips.push(slip);
    }

    /// Takes one typed text.
    fn take(&mut self, office: &Office<'_>, col: &'static str, typed: &str) -> Answer<()> {
        let Some(field) = self.draft.register.field(col) else {
            let text = format!("{}没有“{}”这一项", self.draft.register.label, text::safe(col));
            self.stop(Slip::error("E-RG28", text));
            return Ok(());
        };
        if field.need == Need::Given {
            // A form may send back what it was shown.
            if field.kind.edit(self.values.get(col)) != typed {
                self.stop(Slip::error("E-RG26", format!("{}由程序填写, 不能录入", field.label)).at(field.col));
            }
            return Ok(());
        }
        let read = match reference(office, field, typed)? {
            Some(read) => read,
            None => field.read(typed, &self.facts.accepted),
        };
        match read {
            Ok(value) => {
                self.values.set(col, value);
                if let Err(doubt) = field.read(typed, &[])
                    && doubt.severity == Severity::Doubt
                    && self.draft.accept.iter().any(|a| a == doubt.code)
                {
                    self.exceptions.push(doubt.code);
                }
            }
            Err(slip) => {
                self.values.set(col, Value::Null);
                self.stop(slip.at(field.col));
            }
        }
        Ok(())
    }
}

/// A reference or a division by name: what only the office can read.
fn reference(office: &Office<'_>, field: &Field, typed: &str) -> Answer<Option<Result<Value, Slip>>> {
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
                Ok(key) if lives(office.db, entry.register, key)? => Ok(Value::Int(key)),
                Ok(key) => Err(Slip::error("E-RG07", format!("{} #{key} 已作废", entry.register.label))),
                Err(StoreFault::NotOne(candidates)) => Err(not_one(&candidates)),
                Err(other) => return Err(other),
            };
            Ok(Some(found))
        }
        Kind::Division if !clean.starts_with(|c: char| c.is_ascii_digit()) => {
            let codes = office.places.named(&clean, office.day);
            Ok(Some(match codes[..] {
                [code] => Ok(Value::from(code)),
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
    let code = if candidates.found.is_empty() { "E-RG07" } else { "E-RG08" };
    Slip::error(code, candidates.to_string())
}
