//! Records that are entered with another: in the place of its references, or beside it. Each is judged and written in the act of the whole
//! before what refers to it is judged, so that rules see it as any record of the office; a check takes all of it back. One that the office has
//! already is taken as it stands. As long as nothing is fit to be entered, or all of it is there, a check only reads, and keeps nobody from writing.

use crate::domain::slip::{Slip, is_of};
use crate::domain::text;
use crate::register::core::deeds::led_to;
use crate::register::core::order::called;
use crate::register::people::person::SAME_NUMBER;
use crate::register::{Checked, Draft, Kind, Register, Values, find};
use crate::store::change::act::{Act, ActKind};
use crate::store::change::judge::{Judgement, NOBODY, UNSETTLED};
use crate::store::change::put::put;
use crate::store::change::resolve::keys;
use crate::store::engine::Db;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::stored::stored_row;
use crate::store::{Store, Who};
use chrono::NaiveDate;

/// A record that the office has already says something else than what was typed.
const OTHERWISE: &str = "E-RG41";

/// A draft whose references name the records that were entered for them, and what became of those.
pub(super) struct Settled {
    /// It enters nothing more by itself.
    pub draft: Draft,
    nested: Vec<Checked>,
    /// Of each of its rows.
    of_rows: Vec<Vec<Checked>>,
    beside: Vec<Checked>,
    /// One of them stands nowhere.
    lacks: bool,
    /// What decides about the money is not entered yet.
    waits: bool,
}

impl Settled {
    /// A draft that enters nothing more.
    pub fn plain(draft: &Draft) -> Settled {
        let mut draft = draft.clone();
        draft.nested.clear();
        draft.beside.clear();
        draft.children.iter_mut().for_each(|row| row.nested.clear());
        Settled { draft, nested: Vec::new(), of_rows: Vec::new(), beside: Vec::new(), lacks: false, waits: false }
    }
    fn all(&self) -> impl Iterator<Item = &Checked> {
        self.nested.iter().chain(self.of_rows.iter().flatten()).chain(&self.beside)
    }
    /// Whether all of them are entered.
    pub fn is_whole(&self) -> bool {
        !self.lacks && self.all().all(Checked::can_save)
    }
    /// What became of the whole. A reference that waits for its record says nothing by itself, nor does a row of a record that cannot
    /// stand before what it refers to.
    pub fn told(self, mut own: Checked) -> Checked {
        let whole = self.is_whole();
        own.slips.retain(|slip| slip.code != UNSETTLED);
        // The money of today is not that of the day on which somebody comes or goes.
        own.difference = own.difference.filter(|_| !self.waits);
        for row in &mut own.children {
            let parent = row.values.register.parent;
            row.slips.retain(|slip| slip.code != UNSETTLED && (whole || slip.field.is_none() || slip.field != parent));
        }
        for (row, nested) in own.children.iter_mut().zip(self.of_rows) {
            row.nested = nested;
        }
        let mut told = Checked { nested: self.nested, beside: self.beside, ..own };
        if !whole && told.can_save() {
            told.slips.push(Slip::error(UNSETTLED, "一并登记的记录没有登记上, 请逐项核对"));
        }
        told
    }
}

/// Where records are entered: in an act, or nowhere, where the office is only looked at.
#[derive(Clone, Copy)]
struct Place<'a> {
    db: &'a Db,
    act: Option<&'a Act<'a>>,
    /// For whom; where the office is looked at, who sits.
    who: Option<&'a Who>,
}

impl Store {
    /// Judges a draft with all that is entered with it, as saving does, and takes it back.
    pub(super) fn check_with_more(&self, draft: &Draft, day: NaiveDate) -> Answer<Checked> {
        let looked = self.at_one_moment(|| self.check_at(Place { db: self.db(), act: None, who: None }, draft, day))?;
        if let Some(checked) = looked {
            return Ok(checked);
        }
        let by = self.by(&self.some_hand()?, day);
        self.attempt(|tx| {
            let act = Act::begin(tx, ActKind::Enter, &by, None)?;
            self.check_at(Place { db: tx, act: Some(&act), who: None }, draft, day)?.ok_or_else(nowhere)
        })
    }

    fn check_at(&self, place: Place<'_>, draft: &Draft, day: NaiveDate) -> Answer<Option<Checked>> {
        let Some(settled) = self.enter_at(place, draft, day)? else { return Ok(None) };
        let checked = {
            let mut judged = self.judge(place.db, &settled.draft, day)?;
            let beyond = self.beyond(place.db, place.who, &judged, true)?;
            judged.slips.extend(beyond);
            self.checked(&judged, day)?
        };
        Ok(Some(settled.told(checked)))
    }

    /// Enters what is entered with a draft, in its act.
    pub(super) fn enter_others(&self, act: &Act<'_>, draft: &Draft, (who, day): (&Who, NaiveDate)) -> Answer<Settled> {
        self.enter_at(Place { db: act.db(), act: Some(act), who: Some(who) }, draft, day)?.ok_or_else(nowhere)
    }

    /// The same; nothing where a record is fit to be entered and there is no act for it.
    fn enter_at(&self, place: Place<'_>, draft: &Draft, day: NaiveDate) -> Answer<Option<Settled>> {
        let mut settled = Settled::plain(draft);
        for (col, record) in &draft.nested {
            let Some((key, checked)) = self.enter(place, &accepting(record, draft), day)? else { return Ok(None) };
            settled.draft.type_in(col, named(key));
            settled.lacks |= key.is_none();
            settled.nested.push(checked);
        }
        for at in 0..draft.children.len() {
            let Some(row) = draft.children.get(at) else { continue };
            let mut of_row = Vec::new();
            for (col, record) in &row.nested {
                let first = settled.draft.children.iter().position(|r| r.register == row.register && !r.void);
                let model = match first.filter(|first| *first < at) {
                    Some(first) => model(place.db, (draft, &settled.draft), first, col, day)?,
                    None => Draft::new(record.register),
                };
                let record = accepting(record, draft);
                let stands = known(place.db, &record, day)?.is_some();
                let record = if stands { record } else { alike(row.register, col, record, &model) };
                let Some((key, checked)) = self.enter(place, &record, day)? else { return Ok(None) };
                settled.lacks |= key.is_none();
                if let Some(row) = settled.draft.children.get_mut(at) {
                    row.type_in(col, named(key));
                }
                of_row.push(checked);
            }
            settled.of_rows.push(of_row);
        }
        if !draft.beside.is_empty() {
            // What the draft leads to may follow from what was typed.
            let values = self.judge(place.db, &settled.draft, day)?.values.clone();
            for record in &draft.beside {
                let Some(brings) = draft.register.brings.iter().find(|b| b.register == record.register.name) else {
                    let text = format!("{}不能与{}一起登记", record.register.label, draft.register.label);
                    return Err(StoreFault::defect(text));
                };
                let of = led_to(brings, &values, |name, key| of_office(place.db, name, key))?;
                let record = accepting(record, draft).with(brings.by, named(of));
                let Some((key, mut checked)) = self.enter(place, &record, day)? else { return Ok(None) };
                checked.slips.retain(|slip| !brings.settles.contains(&slip.code));
                settled.lacks |= key.is_none();
                settled.waits |= key.is_none() && !brings.settles.is_empty();
                settled.beside.push(checked);
            }
        }
        Ok(Some(settled))
    }

    /// A draft with the records that the office has in the place of those that were typed; none where one is to be entered.
    pub(super) fn all_known(&self, db: &Db, draft: &Draft, day: NaiveDate) -> Answer<Option<Draft>> {
        let mut plain = Settled::plain(draft).draft;
        if !draft.beside.is_empty() {
            return Ok(None);
        }
        let rows =
            draft.children.iter().enumerate().flat_map(|(at, row)| row.nested.iter().map(move |n| (Some(at), n)));
        for (row, (col, record)) in draft.nested.iter().map(|n| (None, n)).chain(rows) {
            let record = accepting(record, draft);
            let Some(key) = known(db, &record, day)? else { return Ok(None) };
            if !self.taken(&record, key, day)?.can_save() {
                return Ok(None);
            }
            match row.and_then(|at| plain.children.get_mut(at)) {
                Some(row) => row.type_in(col, named(Some(key))),
                None => plain.type_in(col, named(Some(key))),
            }
        }
        Ok(Some(plain))
    }

    /// Enters one record, or takes the one that the office has. Gives its key, where it stands now; nothing where it is fit to be
    /// entered and there is no act for it.
    fn enter(&self, place: Place<'_>, draft: &Draft, day: NaiveDate) -> Answer<Option<(Option<i64>, Checked)>> {
        if let Some(key) = known(place.db, draft, day)? {
            let checked = self.taken(draft, key, day)?;
            return Ok(Some((Some(key), checked)));
        }
        let Some(settled) = self.enter_at(place, draft, day)? else { return Ok(None) };
        let (key, mut refused, checked) = {
            let mut judged = self.judge_over(place.db, &settled.draft, day, None)?;
            let beyond = self.beyond(place.db, place.who, &judged, place.who.is_none())?;
            judged.slips.extend(beyond);
            let sound = settled.is_whole() && judged.can_save();
            let (keys, refused) = match (sound, place.act) {
                (true, None) => return Ok(None),
                (true, Some(act)) => self.write_one(act, &judged, day)?,
                (false, _) => (None, Vec::new()),
            };
            (keys.and_then(|keys| keys.first().copied()), refused, self.checked(&judged, day)?)
        };
        let mut checked = settled.told(checked);
        checked.slips.append(&mut refused);
        Ok(Some((key, checked)))
    }

    /// Writes one record with what follows from it. Gives the keys of its rows, or what the schema refuses it for.
    fn write_one(
        &self,
        act: &Act<'_>,
        judged: &Judgement<'_>,
        day: NaiveDate,
    ) -> Answer<(Option<Vec<i64>>, Vec<Slip>)> {
        match put(act, judged) {
            Ok(keys) => {
                self.carry_out(act, judged, &keys, day)?;
                Ok((Some(keys), Vec::new()))
            }
            Err(StoreFault::Refused(refused)) => Ok((None, refused.slips)),
            Err(fault) => Err(fault),
        }
    }

    /// A record of the office in the place of one that was typed; what was typed otherwise is refused, not written.
    fn taken(&self, draft: &Draft, key: i64, day: NaiveDate) -> Answer<Checked> {
        let register = draft.register;
        let opened = self.read_record(register, key, day)?;
        let mut slips = Vec::new();
        for (col, typed) in draft.texts.iter().filter(|(_, typed)| !text::clean(typed).is_empty()) {
            let Some(field) = register.field(col) else { continue };
            let stands = opened.values.get(col);
            if field.kind.refers() {
                // What could not be entered is told where it was typed.
                let meant = typed.strip_prefix('#').and_then(|key| key.parse::<i64>().ok()).filter(|key| *key != 0);
                if meant.is_some() && meant != opened.values.int(col) {
                    let text = format!("{}已经登记在别的{}名下; 请核对号码", register.label, field.label);
                    slips.push(Slip::error(OTHERWISE, text).at(field.col));
                }
            } else if field.read(typed, &draft.accept).is_ok_and(|value| value != *stands) {
                let shown =
                    if stands.is_null() { "空".to_owned() } else { format!("“{}”", field.show_masked(stands)) };
                let text = format!(
                    "{} {} 已经登记, {}是{shown}, 不是“{}”; 这里只选用原记录, 这一项请清空, 要更正的打开原记录修改",
                    register.label,
                    called(&opened.values),
                    field.label,
                    text::safe(typed)
                );
                slips.push(Slip::error(OTHERWISE, text).at(field.col));
            }
        }
        let (values, names) = (opened.values, opened.names);
        Ok(Checked {
            values,
            slips,
            names,
            difference: None,
            follows: Vec::new(),
            children: Vec::new(),
            nested: Vec::new(),
            beside: Vec::new(),
            known: Some(key),
        })
    }
}

/// A record that is fit to be entered in an act was not.
fn nowhere() -> StoreFault {
    StoreFault::defect("一并登记的记录没有登记处".to_owned())
}

/// What stands in a reference to a record.
fn named(key: Option<i64>) -> String {
    key.map_or_else(|| NOBODY.to_owned(), |key| format!("#{key}"))
}

/// A record that is entered with a draft: what was accepted, and why, was said of the whole.
fn accepting(record: &Draft, of: &Draft) -> Draft {
    let mut record = record.clone();
    record.accept.extend(of.accept.iter().cloned());
    record.why = record.why.or_else(|| of.why.clone());
    record.follow |= of.follow;
    record
}

/// The record of the office that a draft names by its number; none where the clerk accepted that there is another with it.
fn known(db: &Db, draft: &Draft, day: NaiveDate) -> Answer<Option<i64>> {
    let again = draft.accept.iter().any(|accepted| is_of(accepted, SAME_NUMBER));
    let typed = |col: &&'static str| Some((*col, text::clean(draft.typed(col)?))).filter(|(_, text)| !text.is_empty());
    let Some((col, number)) = draft.register.natural_key.iter().find_map(typed).filter(|_| !again) else {
        return Ok(None);
    };
    let [key] = keys(db, draft.register, &number, day)?[..] else { return Ok(None) };
    let Some((values, _, None)) = stored_row(db, draft.register, key)? else { return Ok(None) };
    // What is looked up by other words than its number is another record.
    let field = draft.register.field(col);
    let is_it = field.is_some_and(|f| f.read(&number, &draft.accept).map_or(true, |value| value == *values.get(col)));
    Ok(is_it.then_some(key))
}

/// What the record of the first row says, which the others are like: as it was entered, or as it stands in the office.
fn model(db: &Db, (typed, settled): (&Draft, &Draft), first: usize, col: &str, day: NaiveDate) -> Answer<Draft> {
    let record = typed.children.get(first).and_then(|row| row.nested.iter().find(|(c, _)| *c == col));
    let row = settled.children.get(first);
    let target = row.and_then(|row| match row.register.field(col)?.kind {
        Kind::Ref(target) => Some(find(target)?.register),
        _ => None,
    });
    let Some(register) = target else { return Err(StoreFault::defect(format!("{col} refers to nothing"))) };
    let stored = match row.and_then(|row| row.typed(col)).map(|named| keys(db, register, named, day)).transpose()? {
        Some(found) if found.len() == 1 => stored_row(db, register, found[0])?,
        _ => None,
    };
    let Some((values, ..)) = stored else {
        return Ok(record.map_or_else(|| Draft::new(register), |(_, record)| record.clone()));
    };
    let mut model = Draft::new(register);
    for (field, value) in values.iter() {
        model.type_in(field.col, field.kind.edit(value));
    }
    Ok(model)
}

/// With what is as in the first row's, where nothing was typed.
fn alike(rows: &Register, col: &str, mut record: Draft, model: &Draft) -> Draft {
    for col in rows.field(col).map_or(&[][..], |field| field.alike) {
        let blank = record.typed(col).is_none_or(|text| text::clean(text).is_empty());
        if let Some(text) = model.typed(col).filter(|_| blank) {
            record.type_in(col, text);
        }
    }
    record
}

/// A record as the office has it.
fn of_office(db: &Db, register: &str, key: i64) -> Answer<Option<Values>> {
    let Some(entry) = find(register) else { return Ok(None) };
    Ok(stored_row(db, entry.register, key)?.map(|(row, ..)| row))
}
