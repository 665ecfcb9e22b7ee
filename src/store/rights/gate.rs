//! The gate: what the store asks before it does anything for somebody. Reads are asked of who sits, changes of who makes them; both by one
//! function over what he holds ([`Rights::may`]). What follows from a record is the program's, and is not asked for.

use crate::domain::slip::Slip;
use crate::register::bureau::operator;
use crate::register::core::asked::{any_of, of_record, to_open, to_see};
use crate::register::core::judged::Judged;
use crate::register::core::rights::{Action, Ask, Grant, Leave, Place, Rights, Role, Town, told};
use crate::register::core::wings::{Wing, division_of, has_town, wing_of};
use crate::register::{Draft, Register, Values, find};
use crate::store::engine::{Db, Optional};
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::clock;
use crate::store::read::stored::stored_row;
use crate::store::rights::State;
use crate::store::rights::access::{self, Came};
use crate::store::rights::seal;
use crate::store::rights::who::{Named, Who, nobody};
use crate::store::{Store, date};
use std::rc::Rc;

/// The slip of what somebody may not do.
const MAY_NOT: &str = "E-OP04";

impl Store {
    /// Who reads by this connection from now on.
    ///
    /// # Errors
    /// Nobody has logged in where passwords are set (`E-OP03`); the account was left (`E-OP08`).
    pub fn sit(&self, who: &Who) -> Answer<()> {
        self.rights_of(Some(who))?;
        self.looked.borrow_mut().clear();
        *self.seat.borrow_mut() = Some(who.clone());
        Ok(())
    }

    /// What who sits here may do.
    ///
    /// # Errors
    /// Those of [`Store::sit`].
    pub fn rights(&self) -> Answer<Rc<Rights>> {
        self.rights_of(None)
    }

    /// What somebody may do; none is who sits here. Read once, until somebody changes the file, or a day is over.
    pub(in crate::store) fn rights_of(&self, who: Option<&Who>) -> Answer<Rc<Rights>> {
        let state = self.state()?;
        let sits = self.seat.borrow();
        let who = who.or(sits.as_ref()).filter(|who| who.named != Named::Nobody);
        if state == State::Guarded && who.is_none_or(|who| who.named != Named::Proved) {
            return Err(nobody());
        }
        let key = who.map(|who| who.operator);
        let today = clock::today();
        {
            let mut kept = self.kept.borrow_mut();
            match kept.rights.get(&key) {
                Some((day, rights)) if *day == today => return Ok(Rc::clone(rights)),
                _ => kept.rights.remove(&key),
            };
        }
        let name = who.map_or("", |who| &who.full_name);
        let rights = Rc::new(match (who, state) {
            // Whatever stands there of rights is none of the program's.
            (_, State::Broken(_)) if seal::had_passwords(self.db()) => Rights::looking(name),
            (None, _) | (_, State::Unset | State::Broken(_)) => Rights::all(name),
            (Some(who), _) => Rights::of(&self.working(who)?, self.grants(who)?, today),
        });
        self.kept.borrow_mut().rights.insert(key, (today, Rc::clone(&rights)));
        Ok(rights)
    }

    /// The name of somebody who works here still.
    fn working(&self, who: &Who) -> Answer<String> {
        let mut get = self
            .db()
            .prepare_cached("SELECT full_name, state = 'active' AND voided_by IS NULL FROM operator WHERE key = ?1")?;
        match get.query_row([who.operator], |r| Ok((r.get(0)?, r.get::<bool>(1)?))).optional()? {
            Some((name, true)) => Ok(name),
            _ => Err(StoreFault::refused(operator::left(&who.full_name))),
        }
    }

    fn grants(&self, who: &Who) -> Answer<Vec<Grant>> {
        let places = self.places()?;
        let mut get = self.db().prepare_cached(
            "SELECT role, wing, town, valid_from, valid_to FROM role_grant WHERE operator = ?1 AND voided_by IS NULL ORDER BY key",
        )?;
        let mut rows = get.query([who.operator])?;
        let mut grants = Vec::new();
        while let Some(row) = rows.next()? {
            let (role, from): (String, String) = (row.get(0)?, row.get(3)?);
            let (wing, town, to): (Option<String>, Option<String>, Option<String>) =
                (row.get(1)?, row.get(2)?, row.get(4)?);
            // What cannot be read gives nothing.
            let (Some(role), Some(from)) = (Role::from_code(&role), date(&from)) else { continue };
            let wing = match wing.as_deref().map(Wing::from_code) {
                Some(None) => continue,
                wing => wing.flatten(),
            };
            let to = match to.as_deref().map(date) {
                Some(None) => continue,
                to => to.flatten(),
            };
            let town = town.map(|code| Town { name: places.name(&code, from).to_owned(), code });
            grants.push(Grant { role, wing, town, from, to });
        }
        Ok(grants)
    }

    /// Whether somebody may do something, and how; none is who sits here.
    pub(in crate::store) fn gate(&self, who: Option<&Who>, ask: &Ask<'_>) -> Answer<Leave> {
        self.may_save(who)?;
        let rights = self.rights_of(who)?;
        rights.may(ask).map_err(|slip| self.on_record(who, StoreFault::refused(slip)))
    }

    /// Nobody changes anything where rights were changed behind the program.
    fn may_save(&self, who: Option<&Who>) -> Answer<()> {
        if who.is_some() { self.state()?.may_save() } else { Ok(()) }
    }

    /// Whether somebody may write records of a register at all, before any is judged.
    pub(in crate::store) fn gate_write(
        &self,
        who: Option<&Who>,
        register: &'static Register,
        usual: Action,
    ) -> Answer<()> {
        self.may_save(who)?;
        let rights = self.rights_of(who)?;
        let mut told = None;
        for action in any_of(register, usual) {
            match rights.may(&Ask::of(action, register)) {
                Ok(_) => return Ok(()),
                Err(slip) => told = told.or(Some(slip)),
            }
        }
        told.map_or(Ok(()), |slip| Err(self.on_record(who, StoreFault::refused(slip))))
    }

    /// The same of a draft and of all that is entered with it.
    pub(in crate::store) fn gate_draft(&self, who: Option<&Who>, draft: &Draft) -> Answer<()> {
        self.gate_write(who, draft.register, usual(draft))?;
        let of_rows = draft.children.iter().flat_map(|row| &row.nested);
        let others = draft.nested.iter().chain(of_rows).map(|(_, record)| record).chain(&draft.beside);
        others.into_iter().try_for_each(|record| self.gate_draft(who, record))
    }

    /// What is said to somebody of a judged record that is beyond his rights: as it stood, or, where it is new, as it is entered. While it is
    /// `typed`, it may not say yet where it lies.
    pub(in crate::store) fn beyond(
        &self,
        db: &Db,
        who: Option<&Who>,
        judged: &Judged<'_>,
        typed: bool,
    ) -> Answer<Option<Slip>> {
        let rights = self.rights_of(who)?;
        if rights.sees_all() {
            return Ok(None);
        }
        let (draft, old) = (judged.draft, judged.old.as_ref().map(|(old, _)| old));
        let action = of_record(draft.register, usual(draft), old, &judged.values);
        let lies = if typed && old.is_none() { Lies::Typed } else { Lies::Itself };
        may_of(db, &rights, action, old.unwrap_or(&judged.values), lies)
    }

    /// Whether somebody may do something with a row as it stands.
    pub(in crate::store) fn gate_row(
        &self,
        db: &Db,
        who: Option<&Who>,
        usual: Action,
        row: (&'static Register, i64),
    ) -> Answer<()> {
        self.gate_stored(db, who, usual, row, Lies::Itself)
    }

    /// Whether somebody may do something with many rows that are like this one, wherever in the district they lie.
    pub(in crate::store) fn gate_like(
        &self,
        db: &Db,
        who: Option<&Who>,
        usual: Action,
        row: (&'static Register, i64),
    ) -> Answer<()> {
        self.gate_stored(db, who, usual, row, Lies::Anywhere)
    }

    fn gate_stored(
        &self,
        db: &Db,
        who: Option<&Who>,
        usual: Action,
        (register, key): (&'static Register, i64),
        lies: Lies,
    ) -> Answer<()> {
        let rights = self.rights_of(who)?;
        if rights.sees_all() {
            return Ok(());
        }
        let Some((values, ..)) = stored_row(db, register, key)? else { return Ok(()) };
        let action = of_record(register, usual, Some(&values), &values);
        match may_of(db, &rights, action, &values, lies)? {
            Some(slip) => Err(StoreFault::refused(slip)),
            None => Ok(()),
        }
    }

    /// Whether who sits may see records of a register in lists, and how.
    pub(in crate::store) fn gate_list(&self, register: &'static Register) -> Answer<Leave> {
        self.gate_one_of(to_see(register), |action| Ask::of(action, register))
    }

    /// The same, where it is only left out.
    pub(in crate::store) fn may_list(&self, register: &'static Register) -> bool {
        let rights = self.rights().ok();
        let may =
            |rights: &Rights| to_see(register).iter().any(|action| rights.may(&Ask::of(*action, register)).is_ok());
        rights.is_some_and(|rights| may(&rights))
    }

    /// Whether who sits may open records of a register, and how.
    pub(in crate::store) fn gate_open(&self, register: &'static Register) -> Answer<Leave> {
        self.gate_one_of(to_open(register), |action| Ask::of(action, register))
    }

    /// The same of one as it stands: of the field of work that pays it, and where only what is one's own is seen, one's own.
    pub(in crate::store) fn gate_opened(&self, (key, values): (i64, &Values), leave: Leave) -> Answer<()> {
        let rights = self.rights()?;
        if rights.sees_all() {
            return Ok(());
        }
        let register = values.register;
        if register.restricted {
            self.has_said_what_for(register, key)?;
        }
        let row = |name: &'static str, key| self.row_of(name, key);
        let wing = wing_of(values, &row)?;
        self.gate_one_of(to_open(register), |action| Ask::of(action, register).in_wing(wing))?;
        let whose = if register.name == "operator" { Some(key) } else { values.int("operator") };
        let mine = self.seat.borrow().as_ref().map(|who| who.operator);
        if leave != Leave::Own || whose == mine {
            return Ok(());
        }
        let ask = Ask::of(to_open(register)[0], register);
        Err(self.on_record(None, StoreFault::refused(told(&rights, &ask))))
    }

    fn row_of(&self, name: &'static str, key: i64) -> Answer<Option<Values>> {
        match find(name) {
            Some(entry) => Ok(stored_row(self.db(), entry.register, key)?.map(|(values, ..)| values)),
            None => Ok(None),
        }
    }

    /// Whether who sits may look at figures and what is counted for them, of whatever field of work.
    pub(in crate::store) fn gate_look(&self) -> Answer<()> {
        self.gate(None, &Ask::to(Action::Look)).map(drop)
    }

    /// Whether who sits may see everybody's, not his own alone.
    pub(in crate::store) fn gate_all(&self, action: Action) -> Answer<()> {
        let ask = Ask::to(action);
        if self.gate(None, &ask)? != Leave::Own {
            return Ok(());
        }
        let slip = told(&*self.rights()?, &ask);
        Err(self.on_record(None, StoreFault::refused(slip)))
    }

    /// The first of some actions that who sits may do, and how.
    fn gate_one_of<'a>(&self, actions: &[Action], ask: impl Fn(Action) -> Ask<'a>) -> Answer<Leave> {
        let rights = self.rights()?;
        let mut refused = None;
        for action in actions {
            match rights.may(&ask(*action)) {
                Ok(leave) => return Ok(leave),
                Err(slip) => refused = refused.or(Some(slip)),
            }
        }
        let refused = refused.ok_or_else(|| StoreFault::defect("nothing is asked of who sees it"))?;
        Err(self.on_record(None, StoreFault::refused(refused)))
    }

    /// A refusal, which is put on record where it is known who was refused.
    pub(in crate::store) fn on_record(&self, who: Option<&Who>, fault: StoreFault) -> StoreFault {
        let StoreFault::Refused(refused) = &fault else { return fault };
        if let Some(slip) = refused.slips.iter().find(|slip| slip.code == MAY_NOT) {
            self.note_refusal(who, slip);
        }
        fault
    }

    /// The row of a refusal. Where it cannot be written, or within a change, it is refused all the same.
    pub(in crate::store) fn note_refusal(&self, who: Option<&Who>, slip: &Slip) {
        let is_guarded = self.state().is_ok_and(|state| state == State::Guarded);
        if !is_guarded || self.is_read_only() || !self.db().is_idle() {
            return;
        }
        let operator = who.or(self.seat.borrow().as_ref()).map(|who| who.operator);
        let came = Came { kind: "refused", operator, why: Some(&slip.text) };
        let _ = self.write(|tx| access::write(tx, &self.now(), came));
    }
}

/// The slip of a refusal among others.
pub(in crate::store) fn refusal(slips: &[Slip]) -> Option<&Slip> {
    slips.iter().find(|slip| slip.code == MAY_NOT)
}

fn usual(draft: &Draft) -> Action {
    if draft.key.is_some() { Action::Correct } else { Action::Enter }
}

/// Where a record is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lies {
    /// Where it says; one that says nothing is the district's.
    Itself,
    /// The same while it is typed: it may not say it yet.
    Typed,
    /// It stands for others.
    Anywhere,
}

/// What is said of doing something with a record where it lies.
fn may_of(db: &Db, rights: &Rights, action: Action, values: &Values, lies: Lies) -> Answer<Option<Slip>> {
    let row = |name: &'static str, key| match find(name) {
        Some(entry) => Ok(stored_row(db, entry.register, key)?.map(|(values, ..)| values)),
        None => Ok::<_, StoreFault>(None),
    };
    let register = values.register;
    let division = if lies == Lies::Anywhere { None } else { division_of(values, &row)? };
    let place = match &division {
        Some(code) => Place::In(code),
        None if lies == Lies::Typed && has_town(register) => Place::Unasked,
        None => Place::District,
    };
    let ask = Ask::of(action, register).in_wing(wing_of(values, &row)?).at(place);
    Ok(rights.may(&ask).err())
}
