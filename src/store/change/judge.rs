//! A draft judged by the file: references resolved, what stands read, the rules asked ([`Judged`]), what follows found. Nothing is
//! written here; the same judgement serves the form while it is typed and the save.

use crate::domain::slip::{Severity, Slip};
use crate::domain::text;
use crate::register::core::any;
use crate::register::core::judged::{Judged, Standing};
use crate::register::core::judging;
use crate::register::{Checked, Draft, Facts, Field, Input, Kind, Register, Values, find};
use crate::store::Store;
use crate::store::change::act::numbers;
use crate::store::change::resolve::{called_in_full, resolve, resolve_case};
use crate::store::engine::{Db, params};
use crate::store::facts::{Office, Overlay};
use crate::store::fault::{Answer, Candidates, StoreFault};
use crate::store::read::in_force;
use crate::store::read::opened::lives;
use crate::store::read::stored::stored_row;
use chrono::NaiveDate;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// What stands in a reference whose record could not be entered with the draft: it names nothing.
pub(super) const NOBODY: &str = "#0";
/// That it stands there.
pub(super) const UNSETTLED: &str = "E-RG40";

/// A judged draft, and who answered what its rules asked, and tells what could not be read.
pub(in crate::store) struct Judgement<'d> {
    judged: Judged<'d>,
    pub office: Rc<Office<'d>>,
}

impl<'d> Deref for Judgement<'d> {
    type Target = Judged<'d>;
    fn deref(&self) -> &Self::Target {
        &self.judged
    }
}

impl DerefMut for Judgement<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.judged
    }
}

impl Store {
    /// Judges a draft as it stands, without saving.
    ///
    /// # Errors
    /// The file cannot be read. What is wrong with the draft is in the answer.
    pub fn check(&self, draft: &Draft, day: NaiveDate) -> Answer<Checked> {
        self.gate_draft(None, draft)?;
        if draft.enters_more() {
            return self.check_with_more(draft, day);
        }
        self.at_one_moment(|| {
            let mut judged = self.judge(self.db(), draft, day)?;
            let beyond = self.beyond(self.db(), None, &judged, true)?;
            judged.slips.extend(beyond);
            self.checked(&judged, day)
        })
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
        let (nested, beside) = (Vec::new(), Vec::new());
        Ok(Checked { values, slips, names, difference, follows, children, nested, beside, known: None })
    }

    /// What names a record or a division as a field of its kind keeps it: `#key`, a code. None where such a field says neither.
    ///
    /// # Errors
    /// The file cannot be read. That there is no such one, or several, is in the answer.
    pub fn reference(&self, field: &Field, typed: &str, day: NaiveDate) -> Answer<Option<Result<String, Slip>>> {
        self.at_one_moment(|| reference(&Office::on(self.db(), self.places()?, day, None), field, typed))
    }

    /// Judges a draft with its child rows.
    pub(in crate::store) fn judge<'d>(&self, db: &'d Db, draft: &'d Draft, day: NaiveDate) -> Answer<Judgement<'d>> {
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

    /// The same over what is not written yet: then it is a part of that act.
    pub(in crate::store) fn judge_over<'d>(
        &self,
        db: &'d Db,
        draft: &'d Draft,
        day: NaiveDate,
        overlay: Option<&'d Overlay>,
    ) -> Answer<Judgement<'d>> {
        let office = Rc::new(Office::on(db, self.places()?, day, overlay));
        let base = self.facts(&office)?;
        let mut judged = read(&office, draft, &base)?;
        for child in &draft.children {
            let row = read(&office, child, &base)?;
            let (label, of) = (child.register.name, draft.register.name);
            if !judged.with_row(row) {
                return Err(StoreFault::defect(format!("{label}不是{of}的子项")));
            }
        }
        judged.judge();
        let called = |target: &'static str, key| called_in_full(db, find(target)?.register, key).ok();
        judged.compare(&called);
        office.raise()?;
        let is_new = judged.old.is_none();
        if is_new && let Some(doubt) = numbers::far_above(db, &judged.values, &judged.facts)? {
            judged.doubted(doubt);
        }
        self.pulled_away(db, &mut judged, day)?;
        self.follow_up(db, &mut judged, overlay.is_some(), day)?;
        office.raise()?;
        Ok(Judgement { judged, office })
    }
}

/// The exceptions that are on record for a row.
pub(in crate::store) fn recorded(db: &Db, register: &Register, key: i64) -> Answer<Vec<String>> {
    let mut get =
        db.prepare_cached("SELECT code FROM exception WHERE register = ?1 AND row = ?2 AND voided_by IS NULL")?;
    let codes = get.query_map(params![register.name, key], |r| r.get(0))?;
    Ok(codes.collect::<Result<_, _>>()?)
}

/// Reads the texts of one draft into values.
fn read<'d>(office: &Office<'d>, draft: &'d Draft, base: &Facts<'d>) -> Answer<Judged<'d>> {
    let (old, slips) = standing_row(office.db, draft)?;
    let onto = old.as_ref().map_or_else(|| Values::new(draft.register), |(values, _)| values.clone());
    let (resolved, unknown) = with_keys(office, &judging::changed(draft, &onto))?;
    let on_record = draft.key.map_or(Ok(Vec::new()), |key| recorded(office.db, draft.register, key))?;
    let standing = Standing { old, recorded: on_record, slips: [slips, unknown].concat() };
    Judged::read(draft, &resolved, standing, base)
        .ok_or_else(|| StoreFault::defect(format!("没有登记簿 {}", draft.register.name)))
}

/// The record with its version, where there is one, and what is wrong with putting a draft in its place.
type Stands = (Option<(Values, i64)>, Vec<Slip>);

/// What stands in the office for a draft, with its version; slips when nothing can be put there.
fn standing_row(db: &Db, draft: &Draft) -> Answer<Stands> {
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
        Kind::Ref(_) if clean == NOBODY => {
            let text = format!("{}还没有填好", field.label);
            Ok(Some(Err(Slip::error(UNSETTLED, text))))
        }
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
        Kind::Any => of_any(office, field, &clean).map(Some),
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

/// A record of whatever register: by register and number (`dibao/DB430406202100001`), or as it is stored.
fn of_any(office: &Office<'_>, field: &Field, typed: &str) -> Answer<Result<String, Slip>> {
    let unknown = || {
        let text = format!("{}“{}”应写作 登记簿/编号, 例如 dibao/DB430406202100001", field.label, text::safe(typed));
        Slip::error("E-RG07", text)
    };
    let stored = Kind::Any.read(typed, &[]).ok().and_then(|value| Kind::Any.referred(&value));
    let named = stored.map(|(name, key)| (name, format!("#{key}")));
    let parted = || typed.split_once('/').map(|(name, number)| (name, number.to_owned()));
    let Some((entry, number)) = named.or_else(parted).and_then(|(name, number)| Some((find(name)?, number))) else {
        return Ok(Err(unknown()));
    };
    let register = entry.register;
    Ok(match resolve(office.db, register, &number, office.day) {
        Ok(key) if lives(office.db, register, key)? => Ok(any::of(register.name, key)),
        Ok(key) => Err(Slip::error("E-RG07", format!("{} #{key} 已作废", register.label))),
        Err(StoreFault::NotOne(candidates)) => Err(not_one(&candidates)),
        Err(other) => return Err(other),
    })
}

fn not_one(candidates: &Candidates) -> Slip {
    let code = if candidates.found.is_empty() { "E-RG07" } else { "E-RG33" };
    Slip::error(code, candidates.to_string())
}
