//! Saving a draft: judged again inside the transaction that writes it, so that what was judged is what is written. One act
//! holds the record, its child rows, what follows from them, recorded exceptions, and the audit row of each.

use crate::domain::slip::{Slip, WHY};
use crate::register::core::acts::{ActLine, HIDDEN};
use crate::register::core::judged::Judged;
use crate::register::{Draft, Kind, Register, Saved, Values};
use crate::store::change::act::audit::{self, was};
use crate::store::change::act::{Act, ActKind};
use crate::store::change::nested::Settled;
use crate::store::change::put::put;
use crate::store::change::unfinished;
use crate::store::engine::{Db, params};
use crate::store::fault::{Answer, Refused, StoreFault};
use crate::store::read::acts::act_line;
use crate::store::read::copies;
use crate::store::{Store, Who};
use chrono::NaiveDate;

impl Store {
    /// Saves a draft.
    ///
    /// # Errors
    /// [`StoreFault::Refused`] with every slip when a rule, the schema or another clerk's change stands against it: then
    /// nothing was written. Otherwise what the machine does not give.
    pub fn save(&self, draft: &Draft, who: &Who, day: NaiveDate) -> Answer<Saved> {
        self.gate_draft(Some(who), draft)?;
        self.write(|tx| self.saved(tx, draft, who, day)).map_err(|fault| self.on_record(Some(who), fault))
    }

    /// Saves a draft to see what comes of it, and takes it back: what [`Store::save`] would refuse is refused.
    ///
    /// # Errors
    /// Those of [`Store::save`].
    pub fn rehearse(&self, draft: &Draft, who: &Who, day: NaiveDate) -> Answer<()> {
        self.gate_draft(Some(who), draft)?;
        self.attempt(|tx| self.saved(tx, draft, who, day).map(drop))
    }

    fn saved(&self, tx: &Db, draft: &Draft, who: &Who, day: NaiveDate) -> Answer<Saved> {
        let by = &self.by(who, day);
        if let Some(kept) = draft.kept {
            unfinished::forget(tx, kept, who)?;
        }
        if let Some(saved) = self.stands(tx, draft, day)? {
            return Ok(saved);
        }
        let begin = || {
            let kind = if draft.key.is_some() { ActKind::Correct } else { ActKind::Enter };
            Act::begin(tx, kind, by, draft.reason().map_err(StoreFault::refused)?.as_deref())
        };
        let begun = draft.enters_more().then(begin).transpose()?;
        let settled = begun
            .as_ref()
            .map_or_else(|| Ok(Settled::plain(draft)), |act| self.enter_others(act, draft, (who, day)))?;
        let mut judged = self.judge(tx, &settled.draft, day)?;
        let beyond = self.beyond(tx, Some(who), &judged, false)?;
        judged.slips.extend(beyond);
        unchanged_since(tx, &judged)?;
        for child in &judged.children {
            unchanged_since(tx, child)?;
        }
        let mut slips = judged.all_slips();
        slips.extend(reason_missing(&judged));
        if !settled.is_whole() || !judged.can_save() || slips.iter().any(|s| s.code == WHY) {
            let checked = self.checked(&judged, day)?;
            drop(judged);
            let checked = settled.told(checked);
            if begun.is_some() {
                // What is entered with it is told first; what asks for a reason is told of the whole.
                slips.retain(|s| s.code == WHY);
                slips.splice(..0, checked.all_slips().into_iter().map(|(_, s)| s.clone()).filter(|s| s.code != WHY));
                slips.sort_by_key(|s| std::cmp::Reverse(s.severity));
            }
            let checked = Some(checked);
            return Err(StoreFault::Refused(Box::new(Refused { slips, checked })));
        }
        if let (Some(key), Some((_, act)), None) = (draft.key, &judged.old, &begun)
            && is_same(&judged)
        {
            return Ok(Saved { key, act: *act });
        }
        let act = begun.map_or_else(begin, Ok)?;
        let keys = put(&act, &judged).map_err(|e| self.with_fields(e, &judged, day))?;
        self.carry_out(&act, &judged, &keys, day)?;
        Ok(Saved { key: keys.first().copied().unwrap_or_default(), act: act.key() })
    }

    /// A correction that enters other records, all of which the office has, and says what stands: nothing is to be written.
    fn stands(&self, tx: &Db, draft: &Draft, day: NaiveDate) -> Answer<Option<Saved>> {
        let Some(key) = draft.key.filter(|_| draft.enters_more()) else { return Ok(None) };
        let Some(plain) = self.all_known(tx, draft, day)? else { return Ok(None) };
        let judged = self.judge(tx, &plain, day)?;
        unchanged_since(tx, &judged)?;
        let same = judged.old.as_ref().filter(|_| is_same(&judged));
        Ok(same.map(|(_, act)| Saved { key, act: *act }))
    }

    /// A refusal of the schema carries the judged record too, so that a form can point to the field.
    fn with_fields(&self, e: StoreFault, judged: &Judged<'_>, day: NaiveDate) -> StoreFault {
        match e {
            StoreFault::Refused(refused) if refused.checked.is_none() => {
                let checked = self.checked(judged, day).ok().map(|mut c| {
                    c.slips.extend(refused.slips.iter().cloned());
                    c
                });
                StoreFault::Refused(Box::new(Refused { slips: refused.slips, checked }))
            }
            e => e,
        }
    }
}

/// Nothing would be written.
pub(in crate::store) fn is_same(judged: &Judged<'_>) -> bool {
    let same = judged.old.as_ref().is_some_and(|(old, _)| *old == judged.values);
    same && judged.exceptions.is_empty() && judged.children.iter().all(|c| !c.draft.void && is_same(c))
}

/// Refuses when the record carries another version than the one that was read; names who changed what.
fn unchanged_since(db: &Db, judged: &Judged<'_>) -> Answer<()> {
    let (Some(seen), Some(key), Some((now, act))) = (judged.draft.seen, judged.draft.key, &judged.old) else {
        return Ok(());
    };
    if seen == *act {
        return Ok(());
    }
    let register = judged.draft.register;
    let ActLine { who, at, .. } = act_line(db, *act)?;
    let head = format!("{who} 于 {at} 改过这条{}, 您的改动没有保存; 请重新打开, 核对后再改", register.label);
    let mut slips = vec![Slip::error("E-RG21", head)];
    let read = as_read(db, register, key, seen)?;
    for field in register.fields {
        let (new, old) = (now.get(field.col), read.as_ref().map(|r| r.get(field.col)));
        if let Some(old) = old.filter(|old| *old != new) {
            let [old, new] = [old, new].map(|value| field.show_masked(value));
            let hidden = if old == new { HIDDEN } else { "" };
            let text = format!("{}: 原为“{old}”, 现为“{new}”{hidden}", field.label);
            slips.push(Slip::error("E-RG21", text).at(field.col));
        }
    }
    Err(StoreFault::Refused(Box::new(Refused { slips, checked: None })))
}

/// The record as it stood under an earlier version, from the first audit row after it.
fn as_read(db: &Db, register: &'static Register, key: i64, seen: i64) -> Answer<Option<Values>> {
    let mut get = db.prepare_cached(concat!(
        "SELECT ",
        was!(),
        " FROM audit WHERE register = ?1 AND row = ?2 AND last_row IS NULL AND act > ?3 AND before IS NOT NULL ORDER BY key LIMIT 1"
    ))?;
    let mut rows = get.query(params![register.name, key, seen])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let text: String = row.get(0)?;
    Ok(audit::copy(&text).ok().map(|copy| copies::values(register, &copy.into())))
}

/// A correction of money, of a name or of an ID number says why; so does a row that is voided with its record. To fill what was empty
/// corrects nothing.
fn reason_missing(judged: &Judged<'_>) -> Option<Slip> {
    if judged.draft.reason() == Ok(None) { weighty(judged) } else { None }
}

/// The first change that needs a reason.
fn weighty(judged: &Judged<'_>) -> Option<Slip> {
    let register = judged.draft.register;
    if judged.draft.void {
        let text = format!("作废{}须写明理由", register.label);
        return judged.draft.key.map(|_| Slip::error(WHY, text));
    }
    let heavy = |kind: Kind| matches!(kind, Kind::Money | Kind::IdNumber | Kind::Name);
    let changed = judged.old.as_ref().and_then(|(old, _)| {
        let mut fields = judged.values.iter();
        fields.find(|(f, new)| {
            let old = old.get(f.col);
            heavy(f.kind) && f.need != crate::register::Need::Given && !old.is_null() && old != *new
        })
    });
    let own = changed.map(|(field, _)| Slip::error(WHY, format!("更正{}须写明理由", field.label)).at(field.col));
    own.or_else(|| judged.children.iter().find_map(weighty))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::division_code::DivisionCode;
    use crate::register::{From, Query, Value, find};
    use crate::store::{NewOffice, testing};

    fn office(dir: &tempfile::TempDir) -> (Store, Who, NaiveDate) {
        let day = NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
        let division = DivisionCode::parse("430406").unwrap();
        let new = NewOffice { division, day, name: None, demo_day: None, at: None };
        let store = Store::create(&dir.path().join("office.db"), &new).unwrap();
        let who = store.who(None).unwrap();
        (store, who, day)
    }

    fn person(store: &Store, who: &Who, day: NaiveDate) -> Answer<Saved> {
        let draft = Draft::new(find("person").unwrap().register)
            .with("id_number", "430406190304050120")
            .with("name", "张三")
            .with("hukou_division", "430406001001")
            .with("home_division", "沿江南路社区居委会");
        store.save(&draft, who, day)
    }

    /// One file, one table, one line in the list: the rest is derived.
    #[test]
    fn a_register_of_one_file_goes_all_the_way() {
        let dir = tempfile::tempdir().unwrap();
        let (store, day) = (testing::office(&dir), testing::day());
        let who = store.who(None).unwrap();
        let visit = find("visit").unwrap().register;
        let person = person(&store, &who, day).unwrap().key;
        let draft = |no: &str, on: &str| {
            Draft::new(visit)
                .with("no", no)
                .with("person", "430406190304050120")
                .with("visited_on", on)
                .with("gift", "1,234.5")
        };
        let first = store.save(&draft("A1", "2021-03-05"), &who, day).unwrap();
        store.save(&draft("A2", "2021-02-01"), &who, day).unwrap();
        let wrong = store.save(&draft("A3", "2022-02-01"), &who, day).unwrap_err();
        assert_eq!(wrong.exit_code(), 1);
        let twice = store.save(&draft("A1", "2021-04-05"), &who, day).unwrap_err().to_string();
        assert!(twice.contains("编号已有相同的记录"), "{twice}");

        let page = store.page(&Query::new(visit, day, 1)).unwrap();
        assert_eq!(page.rows[0].cells[..2], [Value::from("A2"), Value::from("张三")]);
        let next = store.page(&Query { from: From::After(page.rows[0].key), ..Query::new(visit, day, 1) }).unwrap();
        assert!(next.last && next.rows[0].key == first.key);
        let of_place =
            |code: &str| store.count(&Query::new(visit, day, 1).with("person.home_division", code)).unwrap().rows;
        let place = store
            .opened(find("person").unwrap().register, person, day)
            .unwrap()
            .values
            .text("home_division")
            .to_owned();
        assert_eq!([of_place(&place[..9]), of_place(&place), of_place("430406007")], [2, 2, 0]);
        let json = store.record_json(visit, first.key, day).unwrap();
        assert_eq!((json["gift"].as_str(), json["person"].as_str()), (Some("1234.50"), Some("430406190304050120")));
        assert_eq!(store.resolve(visit, "A1", day).unwrap(), first.key);
        assert_eq!(store.opened(visit, first.key, day).unwrap().values.int("person"), Some(person));
        store.void(visit, first.key, &who, day, "录错了").unwrap();
        assert_eq!(store.count(&Query::new(visit, day, 1)).unwrap().rows, 1);
        assert!(store.resolve(visit, "A1", day).is_err());
    }

    #[test]
    fn a_full_disk_loses_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let (store, who, day) = office(&dir);
        let pages: i64 = store.db().query_row("PRAGMA page_count", [], |r| r.get(0)).unwrap();
        store.db().execute_batch(&format!("PRAGMA max_page_count = {pages}")).unwrap();
        // What fits into the free rest of pages may still be saved; then one is refused whole.
        let register = find("division").unwrap().register;
        let mut saved = 0;
        let refused = (1..=900).find_map(|n| {
            let draft = Draft::new(register)
                .with("code", format!("430406{n:03}"))
                .with("name", "某街道".repeat(10))
                .with("valid_from", "2021-06-01");
            match store.save(&draft, &who, day) {
                Ok(_) => {
                    saved += 1;
                    None
                }
                Err(e) => Some(e),
            }
        });
        let e = refused.unwrap();
        assert!(e.exit_code() == 74 && e.to_string().contains("磁盘已满"), "{e}");
        let count = |sql: &str| store.db().query_row(sql, [], |r| r.get::<i64>(0)).unwrap();
        assert_eq!(count("SELECT count(*) FROM act WHERE key > 1"), saved);
        assert_eq!(count("SELECT count(*) FROM audit WHERE act > 1"), saved);
        assert!(store.verify().unwrap().iter().all(|f| f.ok));
        store.db().execute_batch("PRAGMA max_page_count = 1048576").unwrap();
        person(&store, &who, day).unwrap();
    }
}
