//! What becomes of the records of all registers when somebody's life ends (services 4.1, 7 X01, X03): those that end with the life of their
//! person say so in their declaration ([`Life`]), and so do those by which a person acts for others ([`Acting`]), which are not changed but
//! told. The death register asks here, and lists none of them.

use crate::register::core::order::{RESTRICTED, called};
use crate::register::{ALL, Acting, Facts, Life, Over, Register, Value, Values, Write};
use chrono::{Datelike, NaiveDate};

/// What comes of a death in the records of all registers.
#[derive(Debug, Default)]
pub struct Ended {
    /// What is written.
    pub writes: Vec<Write>,
    /// The same in words, record by record.
    pub told: Vec<String>,
    /// What somebody has to look at.
    pub look: Vec<String>,
}

/// Walks every register for what ends with the life of a person, and for whom the person acted.
pub fn ends(person: i64, died: NaiveDate, facts: &Facts) -> Ended {
    let mut ended = Ended::default();
    for register in ALL.iter().map(|entry| entry.register) {
        if let Some(life) = register.life {
            let rows = rows(register, life, person, facts).into_iter();
            rows.filter(|row| !(life.unless)(*row, person, facts)).for_each(|row| ended.with(life, row, died, facts));
        }
        for acting in register.acting {
            let rows = facts.referring(register.name, acting.person, person);
            let left = rows.filter(|(_, row)| !is_over(row, died, facts));
            let left = left.filter(|row| !(acting.unless)(*row, person, facts));
            ended.look.extend(left.map(|(_, row)| acts(acting, row, facts)));
        }
    }
    ended
}

/// The rows of a register that end with a life: of a dated one the last of each group.
fn rows<'f>(register: &'static Register, life: Life, person: i64, facts: &'f Facts) -> Vec<(i64, &'f Values)> {
    let all: Vec<(i64, &Values)> = match life.person.split_once('.') {
        None => facts.referring(register.name, life.person, person).collect(),
        Some((parent, col)) => {
            let parents = parent_of(register).into_iter().flat_map(|name| facts.referring(name, col, person));
            parents.flat_map(|(key, _)| facts.referring(register.name, parent, key)).collect()
        }
    };
    let is_last = |row: &Values| !later(row, all.iter().map(|(_, other)| *other));
    all.iter().filter(|(_, row)| is_last(row)).copied().collect()
}

/// Whether one of the rows follows a row of a dated register in its group.
fn later<'v>(row: &Values, mut others: impl Iterator<Item = &'v Values>) -> bool {
    let Some(dated) = row.register.dated else { return false };
    let follows = |other: &Values| {
        dated.within.iter().all(|col| other.get(col) == row.get(col)) && other.date(dated.start) > row.date(dated.start)
    };
    others.any(follows)
}

/// The register of whose records its rows are.
fn parent_of(register: &Register) -> Option<&'static str> {
    let (name, _) = register.field(register.parent?)?.kind.referred(&Value::Int(0))?;
    Some(name)
}

/// Whether a record is over by what it says, or was by a day; of a dated register, whether a later row says otherwise.
pub(super) fn is_over(row: &Values, day: NaiveDate, facts: &Facts) -> bool {
    let over = row.register.over.iter().any(|over| match over {
        Over::Is(col, codes) => codes.contains(&row.text(col)),
        Over::Filled(col) => row.has(col),
        Over::YearPast(col) => row.int(col).is_some_and(|year| year < i64::from(day.year())),
        Over::History => true,
    });
    let gone = row.register.until.and_then(|col| row.date(col)).is_some_and(|last| last <= day);
    let group = row.register.dated.and_then(|dated| dated.within.first()).and_then(|col| Some((*col, row.int(col)?)));
    let followed = group
        .is_some_and(|(col, key)| later(row, facts.referring(row.register.name, col, key).map(|(_, other)| other)));
    over || gone || followed
}

impl Ended {
    fn with(&mut self, life: Life, (key, row): (i64, &Values), died: NaiveDate, facts: &Facts) {
        let register = row.register;
        let says = || life.says.iter().filter_map(|(col, text)| Some((*col, register.field(col)?.kind.stored(text))));
        let day = register.dated.map(|dated| dated.start);
        let has_ended = match day {
            Some(_) => says().all(|(col, value)| *row.get(col) == value),
            None => is_over(row, died, facts),
        };
        if has_ended {
            return;
        }
        let begun = day.or(register.since).and_then(|col| Some((col, row.date(col)?)));
        if let Some((col, begun)) = begun.filter(|(_, begun)| *begun > died) {
            let text = format!("{}的{} {begun} 在死亡以后, 没有随之结束", named(row, facts), register.label_of(col));
            return self.look.push(text);
        }
        let mut ends: Vec<(&'static str, Value)> = says().collect();
        ends.extend(day.or(register.until).map(|col| (col, died.into())));
        let words = ends.iter().filter_map(|(col, value)| {
            let field = register.field(col)?;
            Some(format!("{}{}", field.label, field.show_masked(value)))
        });
        self.told.push(format!("{}: {}", named(row, facts), words.collect::<Vec<_>>().join(", ")));
        self.parent_told(row, &ends);
        let Some(dated) = register.dated.filter(|dated| row.date(dated.start) < Some(died)) else {
            return self.writes.push(Write::Update(register.name, key, ends));
        };
        // What is carried with what that calls for.
        let called_for =
            register.fields.iter().filter(|f| f.when.is_some_and(|when| register.carried.contains(&when.col)));
        let kept = dated.within.iter().chain(register.carried).copied().chain(called_for.map(|f| f.col));
        let kept = kept.filter(|col| !ends.iter().any(|(own, _)| own == col));
        let kept: Vec<_> = kept.map(|col| (col, row.get(col).clone())).collect();
        ends.extend(kept);
        self.writes.push(Write::Insert(register.name, ends));
    }

    /// The parent says what its latest row says.
    fn parent_told(&mut self, row: &Values, ends: &[(&'static str, Value)]) {
        let parent = row.register.parent.and_then(|col| row.register.field(col)?.kind.referred(row.get(col)));
        let tells: Vec<_> = ends.iter().filter(|(col, _)| row.register.tells.contains(col)).cloned().collect();
        if let Some((name, key)) = parent.filter(|_| !tells.is_empty()) {
            self.writes.push(Write::Update(name, key, tells));
        }
    }
}

/// What is told of a row by which a dead person acted.
fn acts(acting: &Acting, row: &Values, facts: &Facts) -> String {
    if row.register.restricted {
        return format!("{RESTRICTED} {}", called(row)).trim_end().to_owned();
    }
    let field = row.register.field(acting.person).map_or("", |field| field.label);
    format!("{}的{field}, {}", named(row, facts), acting.then)
}

/// A record by its register and what a clerk calls it; a row by its record.
fn named(row: &Values, facts: &Facts) -> String {
    let register = row.register;
    let parent = register.parent.and_then(|col| register.field(col)?.kind.referred(row.get(col)));
    let of = parent.and_then(|(name, key)| facts.row(name, key));
    let name = |row: &Values| format!("{} {}", row.register.label, called(row)).trim_end().to_owned();
    of.map_or_else(|| name(row), |of| format!("{}的{}", name(of), register.label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::test_only::VISIT;
    use crate::register::{Ask, Fact};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A visit to somebody from a day on, watched until another.
    fn visit(on: &str, until: &str) -> Values {
        let mut row = Values::new(&VISIT);
        row.set("no", "A1");
        row.set("person", 7);
        row.set("visited_on", on);
        row.set("watched_until", Some(until).filter(|until| !until.is_empty()));
        row
    }

    /// A register that only tests have is walked too.
    #[test]
    fn a_record_ends_with_its_person() {
        for (on, until, written, look) in [
            ("2021-03-01", "", 1, 0),
            ("2021-03-01", "2021-12-31", 1, 0),
            ("2021-03-01", "2021-11-20", 0, 0),
            ("2021-11-20", "", 1, 0),
            ("2021-11-21", "", 0, 1),
        ] {
            let mut facts = Facts::on(day("2021-12-31"), "430406000000");
            let rows = vec![(3, visit(on, until))];
            facts.answers.push((Ask::RowsOf("visit", "person", 7.into()), Fact::Rows(rows)));
            let ended = ends(7, day("2021-11-20"), &facts);
            assert_eq!(
                (ended.writes.len(), ended.told.len(), ended.look.len()),
                (written, written, look),
                "{on} {until}"
            );
            let ends = Write::Update("visit", 3, vec![("watched_until", "2021-11-20".into())]);
            assert!(ended.writes.iter().all(|write| *write == ends), "{:?}", ended.writes);
        }
    }

    /// Each way leads to a person, and what is said then may stand there.
    #[test]
    fn what_is_declared_is_there() {
        for register in ALL.iter().map(|entry| entry.register) {
            if let Some(life) = register.life {
                let col = life.person.rsplit('.').next().unwrap();
                let last = if life.person.contains('.') { parent_of(register).unwrap() } else { register.name };
                let of = crate::register::find(last).unwrap().register;
                assert_eq!(
                    of.field(col).map(|f| f.kind),
                    Some(crate::register::Kind::Ref("person")),
                    "{}",
                    register.name
                );
                for (col, text) in life.says {
                    let field = register.field(col).unwrap();
                    assert!(field.read(text, &[]).is_ok(), "{}.{col}", register.name);
                }
                assert!(register.dated.is_some() || register.until.is_some(), "{}", register.name);
            }
            for acting in register.acting {
                let kind = register.field(acting.person).map(|f| f.kind);
                assert_eq!(kind, Some(crate::register::Kind::Ref("person")), "{}", register.name);
            }
        }
    }

    /// Whoever is named beside the person of a record acts for others in it.
    #[test]
    fn nobody_who_acts_for_others_is_forgotten() {
        for register in ALL.iter().map(|entry| entry.register).filter(|r| r.input == crate::register::Input::Form) {
            let people = register.fields.iter().filter(|f| f.kind == crate::register::Kind::Ref("person"));
            for field in people.filter(|f| f.col != "person" && f.need != crate::register::Need::Given) {
                assert!(register.acting.iter().any(|a| a.person == field.col), "{}.{}", register.name, field.col);
            }
        }
    }
}
