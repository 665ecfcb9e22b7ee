//! Who enters what is told: drafts, judged by the same rules as a clerk's, into an office in memory. What a rule refuses ends the
//! building. Must not know what is told, nor the file.

use super::SampleFault;
use super::acts::{At, OrderedActs};
use super::ground::Ground;
use crate::domain::parameter::Parameters;
use crate::domain::slip::Slip;
use crate::domain::workday::Calendar;
use crate::register::core::answers::Answers;
use crate::register::core::judged::{Judged, Standing};
use crate::register::core::judging;
use crate::register::office::memory::Memory;
use crate::register::office::{Kept, Rows};
use crate::register::places::known::Places;
use crate::register::{Consequence, Covering, Draft, FOLLOW, Facts, Known, Register, Value, Values, Write, find};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// So many keys of a register, and numbers of a kind, has a part of the office for itself, so that it can be told before it is known how
/// many the others need.
pub(crate) const OF_A_PART: i64 = 100_000;

/// Keys and numbers that a part has given so far.
#[derive(Debug, Default)]
struct Serials {
    /// How far its keys lie above those of the first part.
    above: i64,
    keys: BTreeMap<&'static str, i64>,
    /// What stands before a number → how many.
    numbers: HashMap<String, i64>,
}

/// The rows of a register that were entered, with keys that follow one another.
pub(crate) struct Entered {
    /// Which register.
    pub register: &'static Register,
    /// The key of the first.
    pub first: i64,
    /// The rows.
    pub rows: Vec<Values>,
    /// The act that entered each.
    pub acts: Vec<i64>,
}

impl Entered {
    /// Numbers its rows in the order in which the acts entered them, after those that others have, of which there are so many with
    /// each beginning: what was told first need not have been entered first.
    pub(crate) fn number(&mut self, given: &mut HashMap<String, i64>, acts: &OrderedActs) {
        let Some(serial) = self.register.serial else { return };
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|nth| acts.key(self.acts[*nth]));
        for nth in order {
            let text = self.rows[nth].text(serial.col);
            let parts = text.len().checked_sub(serial.width).and_then(|at| text.split_at_checked(at));
            let Some((prefix, _)) = parts.filter(|(_, number)| number.bytes().all(|b| b.is_ascii_digit())) else {
                continue;
            };
            let text = next_number(given, prefix, serial.width);
            self.rows[nth].set(serial.col, text);
        }
    }
}

/// What an act changed in a row that another one had entered.
pub(crate) struct Changed {
    /// Which register.
    pub register: &'static Register,
    /// The row.
    pub key: i64,
    /// The act.
    pub act: i64,
    /// Column, what stood there, what stands there now.
    pub cols: Vec<(&'static str, Value, Value)>,
}

/// What was entered for one part of the office.
pub(crate) struct Played {
    /// The rows of all registers, as they were entered.
    pub entered: Vec<Entered>,
    /// What was changed in them later.
    pub changes: Vec<Changed>,
}

impl Played {
    /// The number of a record.
    pub(crate) fn number_of(&self, register: &'static Register, key: i64) -> &str {
        let entered = self.entered.iter().find(|entered| entered.register == register);
        let row = entered.and_then(|entered| entered.rows.get(usize::try_from(key - entered.first).ok()?));
        row.zip(register.serial).map_or("", |(row, serial)| row.text(serial.col))
    }
}

/// Enters drafts for one part of the office.
pub(crate) struct Player<'g> {
    ground: &'g Ground,
    serials: Serials,
    office: Memory,
    /// The registers with new rows: the first key, and the act that entered each row.
    entered: Vec<(&'static Register, i64, Vec<i64>)>,
    changes: Vec<Changed>,
}

/// A row as a judged draft would write it.
struct Row {
    register: &'static Register,
    key: Option<i64>,
    values: Values,
    /// What stands before the number that it is to get.
    number: Option<String>,
    follows: Vec<Write>,
}

/// What a judged draft comes to: the record and its rows, and what follows for other cases from which of them.
struct Decided {
    rows: Vec<Row>,
    consequences: Vec<(usize, Consequence)>,
}

/// Why a draft is not entered.
struct Refused {
    /// The code of what stands in the way.
    code: &'static str,
    told: String,
}

impl Refused {
    fn fault(self) -> SampleFault {
        SampleFault::Rule(self.told)
    }
}

impl<'g> Player<'g> {
    /// The nth part; the first is 0.
    pub(crate) fn new(ground: &'g Ground, places: Rc<Places>, part: u32) -> Player<'g> {
        let serials = Serials { above: i64::from(part) * OF_A_PART, ..Serials::default() };
        Player { ground, serials, office: Memory::of(places), entered: Vec::new(), changes: Vec::new() }
    }

    /// With what stands already.
    pub(crate) fn with(mut self, standing: &[Entered]) -> Player<'g> {
        for entered in standing {
            for (key, row) in (entered.first..).zip(&entered.rows) {
                self.office.put(key, row.clone());
                let last = self.serials.last(entered.register);
                *last = key.max(*last);
            }
        }
        self
    }

    /// A draft is judged, and entered in an act with what follows from it. Gives the key of the record.
    pub(crate) fn enter(&mut self, draft: &Draft, at: At) -> Result<i64, SampleFault> {
        let decided = self.decide(draft, at.day).map_err(Refused::fault)?;
        self.enter_decided(decided, at)
    }

    /// The same in an act that is begun for it, unless that is what the draft is refused for.
    pub(crate) fn enter_unless(
        &mut self,
        draft: &Draft,
        (day, code): (NaiveDate, &str),
        begin: impl FnOnce() -> At,
    ) -> Result<Option<i64>, SampleFault> {
        match self.decide(draft, day) {
            Err(refused) if refused.code == code => Ok(None),
            Err(refused) => Err(refused.fault()),
            Ok(decided) => self.enter_decided(decided, begin()).map(Some),
        }
    }

    fn enter_decided(&mut self, decided: Decided, at: At) -> Result<i64, SampleFault> {
        self.ground.is_wanted()?;
        let mut written: Vec<(&'static Register, i64)> = Vec::with_capacity(decided.rows.len());
        for row in decided.rows {
            let parent = written.first().map(|(_, key)| *key);
            let mut values = row.values;
            self.serials.number(&mut values, row.number);
            if let (Some(key), Some(col)) = (parent, row.register.parent) {
                values.set(col, key);
            }
            let key = self.put(row.register, row.key, values, at);
            let mut known = Known { this: key, parent, first: None };
            for write in row.follows {
                let put = self.write(write, known, at)?;
                known.first = known.first.or(put);
            }
            written.push((row.register, key));
        }
        for (of, consequence) in decided.consequences {
            self.carry_out(consequence, written.get(of).copied(), at)?;
        }
        written.first().map(|(_, key)| *key).ok_or_else(|| SampleFault::Rule("没有登记".to_owned()))
    }

    /// What follows for another case, in the same act; what somebody would have to look at ends the building.
    fn carry_out(
        &mut self,
        consequence: Consequence,
        of: Option<(&'static Register, i64)>,
        at: At,
    ) -> Result<(), SampleFault> {
        let (Some(draft), Some((register, key))) = (consequence.draft, of) else {
            return Err(SampleFault::Rule(consequence.text));
        };
        let row = self.enter(&draft, at)?;
        let mut follow = Values::new(&FOLLOW);
        follow.set("register", draft.register.name);
        follow.set("row", row);
        follow.set("of_register", register.name);
        follow.set("of_row", key);
        self.put(&FOLLOW, None, follow, at);
        Ok(())
    }

    /// What only the program writes, and no procedure does yet, in a row that stands.
    pub(crate) fn given(
        &mut self,
        register: &'static Register,
        key: i64,
        cols: &[(&'static str, Value)],
        at: At,
    ) -> Result<(), SampleFault> {
        let stands = self.office.row(register, key);
        let missing = || SampleFault::Rule(format!("{}没有 #{key}", register.label));
        let mut values = Rc::unwrap_or_clone(stands.ok_or_else(missing)?);
        cols.iter().for_each(|(col, value)| values.set(col, value.clone()));
        self.put(register, Some(key), values, at);
        Ok(())
    }

    /// What a row would be that gets no number.
    pub(crate) fn weigh(&mut self, draft: &Draft, at: At) -> Result<Values, SampleFault> {
        let decided = self.decide(draft, at.day).map_err(Refused::fault)?;
        let none = || SampleFault::Rule(format!("{}没有登记", draft.register.label));
        decided.rows.into_iter().next().map(|row| row.values).ok_or_else(none)
    }

    /// The working days of the office.
    pub(crate) fn calendar(&self) -> &'g Calendar {
        &self.ground.calendar
    }

    /// The parameters of the office.
    pub(crate) fn parameters(&self) -> &'g Parameters {
        &self.ground.parameters
    }

    /// The row of a register that refers to another by a column, the last of several.
    pub(crate) fn row_with(&self, register: &'static Register, col: &'static str, key: i64) -> Option<Kept> {
        self.rows_with(register, col, key).pop()
    }

    /// The rows of a register that have a number, mostly a key, in a column.
    pub(crate) fn rows_with(&self, register: &'static Register, col: &'static str, number: i64) -> Vec<Kept> {
        self.office.rows_with(register, col, &number.into())
    }

    /// What covers somebody, as rules see it on a day.
    pub(crate) fn covering(&self, person: i64, day: NaiveDate) -> Vec<Covering> {
        self.office.on(day).cases_of(person)
    }

    /// All rows of a register, in the order of their keys.
    pub(crate) fn rows(&self, register: &'static Register) -> Vec<Kept> {
        self.office.all(register)
    }

    /// What stands in a row, as text.
    pub(crate) fn text(&self, register: &'static Register, key: i64, col: &str) -> String {
        self.office.row(register, key).map_or_else(String::new, |row| row.text(col).to_owned())
    }

    /// Judges a draft: what it writes, or why not.
    fn decide(&mut self, draft: &Draft, day: NaiveDate) -> Result<Decided, Refused> {
        let Player { ground, office, .. } = self;
        let mut base = Facts::on(day, &ground.district);
        base.answers = Answers::from(Rc::new(office.on(day)));
        base.parameters = ground.parameters.unasked();
        base.calendar = ground.calendar.unasked();
        let mut judged = read(office, draft, &base)?;
        for row in &draft.children {
            if !judged.with_row(read(office, row, &base)?) {
                return Err(Refused { code: "", told: format!("{}没有这样的子项", draft.register.label) });
            }
        }
        judged.judge();
        if let Some(slip) = judged.all_slips().into_iter().find(Slip::stops) {
            let told = format!("{day} {} {:?}: {slip}", draft.register.label, draft.texts);
            return Err(Refused { code: slip.code, told });
        }
        let lost = judged.losses().into_iter();
        let follow = lost.flat_map(|(of, loss)| {
            let place = of.map_or(0, |child| child + 1);
            office.on(day).consequences(&loss).into_iter().map(move |consequence| (place, consequence))
        });
        let consequences = follow.collect();
        let parent = draft.key.unwrap_or(Write::PARENT);
        let children = std::mem::take(&mut judged.children);
        let mut rows = vec![decided(judged)];
        for mut child in children {
            child.values = child.beneath(parent);
            rows.push(decided(child));
        }
        Ok(Decided { rows, consequences })
    }

    fn put(&mut self, register: &'static Register, key: Option<i64>, values: Values, at: At) -> i64 {
        let place = self.entered.iter().position(|(known, ..)| *known == register);
        let next = self.serials.last(register);
        let place = place.unwrap_or_else(|| {
            self.entered.push((register, *next + 1, Vec::new()));
            self.entered.len() - 1
        });
        let (_, first, acts) = &mut self.entered[place];
        let key = key.unwrap_or_else(|| {
            *next += 1;
            acts.push(at.act);
            *next
        });
        let entered = usize::try_from(key - *first).ok().and_then(|nth| acts.get(nth));
        if let Some(stands) = self.office.row(register, key).filter(|_| entered != Some(&at.act)) {
            let moved = stands.iter().zip(values.iter()).filter(|((_, old), (_, new))| old != new);
            let cols: Vec<_> = moved.map(|((field, old), (_, new))| (field.col, old.clone(), new.clone())).collect();
            if !cols.is_empty() {
                self.changes.push(Changed { register, key, act: at.act, cols });
            }
        }
        self.office.put(key, values);
        key
    }

    /// A further row of the same act. Gives the key of a new one.
    fn write(&mut self, write: Write, known: Known, at: At) -> Result<Option<i64>, SampleFault> {
        let none = |name: &str| SampleFault::Rule(format!("没有登记簿 {name}"));
        let of = |name: &str| find(name).map(|entry| entry.register).ok_or_else(|| none(name));
        match write.meant(known) {
            Write::Insert(name, cols) => {
                let register = of(name)?;
                let mut values = Values::new(register);
                cols.into_iter().for_each(|(col, value)| values.set(col, value));
                let serial = register.serial.filter(|s| values.get(s.col).is_null());
                let facts = Facts::on(at.day, &self.ground.district);
                let number = serial.and_then(|s| (s.prefix)(&values, &facts));
                self.serials.number(&mut values, number);
                Ok(Some(self.put(register, None, values, at)))
            }
            Write::Update(name, key, cols) => self.given(of(name)?, key, &cols, at).map(|()| None),
            Write::Put(name, same, cols) => {
                let register = of(name)?;
                let value = |of: &str| cols.iter().find(|(col, _)| *col == of).map(|(_, value)| value);
                let like = same.first().and_then(|col| Some((*col, value(col)?)));
                let rows = like.map(|(col, value)| self.office.rows_with(register, col, value)).unwrap_or_default();
                let stands = rows.iter().find(|(_, row)| same.iter().all(|col| value(col) == Some(row.get(col))));
                match stands.map(|(key, _)| *key) {
                    Some(key) => self.given(register, key, &cols, at).map(|()| None),
                    None => self.write(Write::Insert(name, cols), known, at),
                }
            }
            Write::Void(name, _) => Err(SampleFault::Rule(format!("{name}: 演示库不会这样改"))),
        }
    }

    /// Everything that was entered.
    pub(crate) fn told(mut self) -> Result<Played, SampleFault> {
        if self.entered.iter().any(|(_, _, acts)| acts.len() as i64 > OF_A_PART) {
            return Err(SampleFault::Exhausted("登记号"));
        }
        for changed in self.changes.iter().rev() {
            if let Some(row) = self.office.row(changed.register, changed.key) {
                let mut row = Rc::unwrap_or_clone(row);
                changed.cols.iter().for_each(|(col, before, _)| row.set(col, before.clone()));
                self.office.put(changed.key, row);
            }
        }
        let mut office = self.office;
        let rows = |register| office.take(register).into_iter().map(|(_, row)| Rc::unwrap_or_clone(row)).collect();
        let mut rows = rows;
        let entered = self.entered.into_iter();
        let entered = entered.map(|(register, first, acts)| Entered { register, first, rows: rows(register), acts });
        Ok(Played { entered: entered.collect(), changes: self.changes })
    }
}

impl Serials {
    /// The last key of a register.
    fn last(&mut self, register: &'static Register) -> &mut i64 {
        self.keys.entry(register.name).or_insert(register.keys_above + self.above)
    }

    /// The next number after that beginning, where the record is to get one.
    fn number(&mut self, values: &mut Values, prefix: Option<String>) {
        let (Some(serial), Some(prefix)) = (values.register.serial, prefix) else { return };
        let text = next_number(&mut self.numbers, &prefix, serial.width);
        values.set(serial.col, text);
    }
}

/// The next number after that beginning, of which so many are given.
fn next_number(given: &mut HashMap<String, i64>, prefix: &str, width: usize) -> String {
    let next = match given.get_mut(prefix) {
        Some(last) => {
            *last += 1;
            *last
        }
        None => *given.entry(prefix.to_owned()).or_insert(1),
    };
    format!("{prefix}{next:0width$}")
}

/// Reads a draft onto what stands.
fn read<'d>(office: &Memory, draft: &'d Draft, base: &Facts<'d>) -> Result<Judged<'d>, Refused> {
    let old = draft.key.and_then(|key| office.row(draft.register, key)).map(Rc::unwrap_or_clone);
    let changed = old.as_ref().map(|old| judging::changed(draft, old));
    let standing = Standing { old: old.map(|values| (values, 0)), ..Standing::default() };
    Judged::read(draft, changed.as_ref().unwrap_or(draft), standing, base)
        .ok_or_else(|| Refused { code: "", told: format!("没有登记簿 {}", draft.register.name) })
}

fn decided(judged: Judged<'_>) -> Row {
    let follows = (judged.entry.follows)(&judged.values, &judged.facts);
    let register = judged.draft.register;
    let serial = register.serial.filter(|s| judged.values.get(s.col).is_null());
    let number = serial.and_then(|s| (s.prefix)(&judged.values, &judged.facts));
    Row { register, key: judged.draft.key, values: judged.values, number, follows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::people::household::HOUSEHOLD;
    use crate::register::people::member::MEMBER;
    use crate::register::people::person::PERSON;

    fn person(id: &str) -> Draft {
        let draft = Draft::new(&PERSON).with("id_number", id).with("name", "张三");
        draft.with("hukou_division", "430406001001").with("labor_code", "2")
    }

    #[test]
    fn what_is_told_goes_through_the_rules() {
        let ground = Ground::of("430406000000", Parameters::default(), Calendar::shipped());
        let mut places = Places::default();
        places.add("430406001001".to_owned(), NaiveDate::MIN, false, "先锋社区".to_owned(), "village".to_owned());
        let mut player = Player::new(&ground, Rc::new(places), 0);
        let at = At { act: 7, day: "2021-03-01".parse().unwrap() };
        let refused = player.enter(&person("430406198001013511"), at).unwrap_err().to_string();
        assert!(refused.contains("E-DB-001"), "a wrong check digit: {refused}");
        let key = player.enter(&person("430406190304050120"), at).unwrap();
        let member =
            |from: &str| Draft::new(&MEMBER).with("person", "#1").with("relation_code", "02").with("valid_from", from);
        let household = |from: &str| Draft::new(&HOUSEHOLD).with("applicant", "#1").with_row(member(from));
        let refused = player.enter(&household("2021-03-02"), at).unwrap_err().to_string();
        assert!(refused.contains("E-RG03"), "a day ahead: {refused}");
        assert_eq!((key, player.enter(&household("2020-01-01"), at).unwrap()), (1, 1));
        player.given(&PERSON, 1, &[("death_source", "1".into())], At { act: 9, ..at }).unwrap();
        ground.again().give_up();
        let stopped = player.enter(&person("430406198001013521"), at);
        assert!(matches!(stopped, Err(SampleFault::Store(fault)) if fault.is_stopped()), "in the middle of a part");
        let Played { entered: told, changes, .. } = player.told().unwrap();
        let [changed] = &changes[..] else { panic!("one change") };
        assert_eq!((changed.register, changed.key, changed.act), (&PERSON, 1, 9));
        assert_eq!(changed.cols, [("death_source", Value::Null, "1".into())]);
        let acts: Vec<_> = told.iter().map(|e| (e.register.name, e.first, e.acts.clone())).collect();
        assert_eq!(acts, [("person", 1, vec![7]), ("household", 1, vec![7]), ("member", 1, vec![7])]);
        assert_eq!(
            (told[1].rows[0].text("household_no"), told[2].rows[0].int("household")),
            ("43040600100100001", Some(1))
        );
        assert_eq!((told[0].rows[0].text("birth_date"), told[0].rows[0].text("death_source")), ("1903-04-05", ""));
    }
}
