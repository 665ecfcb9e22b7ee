//! Role × action × entry point, made from the declarations: whatever a role may not do is refused with the same text on the screen, on the
//! command line and in an import. The gate is asked before anything is judged, so that no record has to be right: an empty draft, or a key
//! that nobody has, is refused by the gate or by something else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

use chrono::NaiveDate;
use minzheng::app::msg::{Reply, Want};
use minzheng::domain::month::Month;
use minzheng::domain::password::{SALT, Verifier};
use minzheng::domain::scheme::Scheme;
use minzheng::register::core::asked::{any_of, to_open, to_see};
use minzheng::register::core::rights::{Action, Ask, Grant, Place, Rights, Role, told};
use minzheng::register::core::wings::Wing;
use minzheng::register::{ALL, Draft, Input, Query, Register, find};
use minzheng::runtime::OpenedOffice;
use minzheng::store::change::together::Done;
use minzheng::store::pay::payroll::Step;
use minzheng::store::rights::LoggedIn;
use minzheng::store::{Store, StoreFault, Who};
use std::path::Path;
use std::process::Command;
use support::Office;

const OWN: &str = "秋天的第一杯奶茶";
/// A record that no register has.
const NOWHERE: i64 = 999_999_999;

/// Who has a role, and what it gives: every field of work, children too.
struct Person {
    role: Role,
    login: String,
    rights: Rights,
}

/// An office with one of each role, each with a password.
fn office() -> (Office, Vec<Person>) {
    let office = Office::new();
    let maker = office.store.who(None).unwrap();
    let verifier = Verifier::of(OWN, [7; SALT]).unwrap().text();
    let from = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap();
    let mut people = Vec::new();
    for (n, role) in (1..).zip(Role::ALL) {
        let (login, name) = (role.code().to_owned(), format!("{}某", role.label()));
        if n > 4 {
            let draft =
                Draft::new(support::register("operator")).with("name", login.as_str()).with("full_name", name.as_str());
            office.saved(&draft.with("role", "maker"));
        }
        office.sql(&format!("UPDATE operator SET full_name = '{name}' WHERE key = {n}"));
        let wings = Wing::ALL.map(Some).into_iter().filter(|wing| *wing == Some(Wing::Children)).chain([None]);
        let grants: Vec<Grant> = wings.map(|wing| Grant { role, wing, town: None, from, to: None }).collect();
        for grant in &grants {
            let wing = grant.wing.map_or("NULL".to_owned(), |wing| format!("'{}'", wing.code()));
            office.sql(&format!(
                "INSERT INTO role_grant(operator, role, wing, valid_from, act) VALUES ({n}, '{}', {wing}, '2021-01-01', 1)",
                role.code()
            ));
        }
        office.behind_its_back(&format!(
            "INSERT INTO credential(operator, kind, verifier, set_at) VALUES ({n}, 'own', '{verifier}', '2021-12-31 08:00:00')"
        ));
        people.push(Person { role, login, rights: Rights::of(&name, grants, from) });
    }
    // The first act that changes a password seals what stands.
    office.store.change_password(&maker, OWN, "dongfeng-7-lu", office.day).unwrap();
    (office, people)
}

fn comes(store: &Store, login: &str) -> Who {
    let password = if login == "maker" { "dongfeng-7-lu" } else { OWN };
    match store.log_in(login, password).unwrap() {
        LoggedIn::As(who) => who,
        other => panic!("{other:?}"),
    }
}

/// What the table says of one of some actions: the text of its refusal; nothing where one is allowed.
fn table(rights: &Rights, actions: &[Action], ask: impl Fn(Action) -> Ask<'static>) -> Option<String> {
    let allowed = actions.iter().any(|action| rights.may(&ask(*action)).is_ok());
    (!allowed).then(|| told(rights, &ask(actions[0])).text)
}

/// The same of an empty draft that is saved: what holds (已确认) is asked of another role, once it is known.
fn saved(rights: &Rights, register: &'static Register, action: Action) -> Option<String> {
    let (actions, ask) = (any_of(register, action), |action| Ask::of(action, register));
    let begins_confirmed = register.field("state").is_some_and(|field| field.default == Some("confirmed"));
    let judged = if begins_confirmed { actions.last() } else { actions.first() };
    table(rights, &actions, ask).or_else(|| table(rights, &[*judged.unwrap()], ask))
}

/// What was said by the gate, if it was the gate.
fn by_gate(fault: StoreFault) -> Option<String> {
    match fault {
        StoreFault::Refused(refused) => {
            refused.slips.into_iter().find(|slip| slip.code == "E-OP04").map(|slip| slip.text)
        }
        _ => None,
    }
}

fn shown(reply: Reply) -> Option<String> {
    match reply {
        Reply::Refused(slips) => slips.into_iter().find(|slip| slip.code == "E-OP04").map(|slip| slip.text),
        _ => None,
    }
}

/// What is wrong, and how many cases were looked at.
#[derive(Default)]
struct Found {
    wrong: Vec<String>,
    cases: usize,
    refused: usize,
}

impl Found {
    fn case(&mut self, whose: &Person, what: &str, said: Option<String>, table: Option<String>) {
        self.cases += 1;
        self.refused += usize::from(table.is_some());
        if said != table {
            self.wrong.push(format!("{} {what}: {said:?}, by the table {table:?}", whose.login));
        }
    }
    fn ends(self, entry: &str) {
        println!("{entry}: {} cases, {} of them refused", self.cases, self.refused);
        assert!(self.wrong.is_empty(), "{} of {}:\n{}", self.wrong.len(), self.cases, self.wrong.join("\n"));
        assert!(self.refused > 0 && self.refused < self.cases);
    }
}

fn registers() -> impl Iterator<Item = &'static Register> {
    ALL.iter().map(|entry| entry.register)
}

#[test]
fn the_screen_does_what_the_table_says() {
    let (office, people) = office();
    let mut found = Found::default();
    for person in &people {
        let store = Store::open(&office.path).unwrap();
        let who = comes(&store, &person.login);
        let screen = OpenedOffice::of(store, who, Some(office.day)).unwrap();
        for register in registers() {
            let ask = |action| Ask::of(action, register);
            let mut case = |what: &str, want: Want, actions: &[Action]| {
                let said = shown(screen.answer(want));
                found.case(person, &format!("{what} {}", register.name), said, table(&person.rights, actions, ask));
            };
            case("list", Want::Page(Query::new(register, office.day, 2)), to_see(register));
            case("open", Want::Open(register, NOWHERE), to_open(register));
            case("history", Want::History(register, NOWHERE), to_open(register));
            if register.input == Input::Form {
                case("correct", Want::Edit(register, NOWHERE), &any_of(register, Action::Correct));
                if !register.single {
                    let (why, accept) = ("录错了".to_owned(), Vec::new());
                    let void = Want::Void { register, key: NOWHERE, why, accept };
                    case("void", void, &any_of(register, Action::Void));
                }
                let said = shown(screen.answer(Want::Save(Box::new(Draft::new(register)))));
                found.case(
                    person,
                    &format!("enter {}", register.name),
                    said,
                    saved(&person.rights, register, Action::Enter),
                );
            }
        }
    }
    found.ends("screen");
}

#[test]
fn an_import_does_what_the_table_says() {
    let (office, people) = office();
    let mut found = Found::default();
    for person in &people {
        let who = comes(&office.store, &person.login);
        for register in registers().filter(|register| register.input == Input::Form) {
            let drafts = [Draft::new(register), Draft::of(register, NOWHERE)];
            let done = office.store.save_together(&drafts, "导入", &who, office.day).unwrap().1;
            for (done, action) in done.into_iter().zip([Action::Enter, Action::Correct]) {
                let said = match done {
                    Done::Refused(slips) => slips.into_iter().find(|s| s.code == "E-OP04").map(|s| s.text),
                    _ => None,
                };
                let table = saved(&person.rights, register, action);
                found.case(person, &format!("{action:?} {}", register.name), said, table);
            }
        }
    }
    found.ends("import");
}

#[test]
fn jobs_do_what_the_table_says() {
    let (office, people) = office();
    let (store, day) = (&office.store, office.day);
    let month = Month::parse("2021-12").unwrap();
    let batch = find("batch").unwrap().register;
    let mut found = Found::default();
    for person in &people {
        let who = comes(store, &person.login);
        store.sit(&who).unwrap();
        let paid = |scheme: Option<Scheme>| {
            move |action| Ask::of(action, batch).in_wing(scheme.and_then(Wing::of_scheme)).at(Place::District)
        };
        for scheme in Scheme::ALL {
            let said = store.put_batch(scheme, month, "test", &[], &who, day).err().and_then(by_gate);
            found.case(person, scheme.name(), said, table(&person.rights, &[Action::Draft], paid(Some(scheme))));
        }
        for (to, action) in [("checked", Action::Check), ("approved", Action::Approve), ("sent", Action::Pay)] {
            let step = Step { from: &["nothing"], to, hand: None };
            let said = store.step_batch(NOWHERE, &step, &who, day, None).err().and_then(by_gate);
            found.case(person, to, said, table(&person.rights, &[action], paid(None)));
        }
        let said = store.undo(NOWHERE, (&who, day), "试试", &[], &mut |_, _| true).err().and_then(by_gate);
        found.case(person, "undo", said, table(&person.rights, &[Action::Undo], Ask::to));
        let said = store.remap(NOWHERE, (&who, day), &mut |_, _| true).err().and_then(by_gate);
        let places = |action| Ask::to(action).in_wing(Some(Wing::Places)).at(Place::District);
        found.case(person, "remap", said, table(&person.rights, &[Action::Remap], places));
        let said = store.backup(Path::new("/nowhere/at/all"), (&who, day)).err().and_then(by_gate);
        found.case(person, "backup", said, table(&person.rights, &[Action::Backup], Ask::to));
        for register in registers() {
            let said = store.each_json(&Query::new(register, day, 1), 1, &mut |_| Ok(())).err().and_then(by_gate);
            let seen = table(&person.rights, to_see(register), |action| Ask::of(action, register));
            let json = || table(&person.rights, &[Action::Json], |action| Ask::of(action, register));
            found.case(person, &format!("json {}", register.name), said, seen.or_else(json));
        }
    }
    found.ends("jobs and values");
}

/// One register of each field of work and of what they share: the program itself is started for each.
#[test]
fn the_command_line_does_what_the_table_says() {
    let (office, people) = office();
    let mut found = Found::default();
    for person in &people {
        let password = if person.login == "maker" { "dongfeng-7-lu" } else { OWN };
        let run = |args: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_minzheng"));
            command.arg("--db").arg(&office.path).args(["--as", &person.login]).args(args);
            command.env("HOME", std::env::temp_dir().join("minzheng-test-home")).env_remove("XDG_CONFIG_HOME");
            let out = command.env("MINZHENG_PASSWORD", password).output().unwrap();
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            said.lines().find_map(|line| line.split_once("[E-OP04] ").map(|(_, text)| text.trim().to_owned()))
        };
        for name in ["person", "dibao", "elder", "child", "death", "sign", "calendar", "operator", "role_grant"] {
            let register = find(name).unwrap().register;
            let ask = |action| Ask::of(action, register);
            let col = register.fields.iter().find(|field| field.need != minzheng::register::Need::Given).unwrap().col;
            let pair = format!("{col}=#1");
            let said = run(&["set", name, &pair]);
            found.case(
                person,
                &format!("set {name}"),
                said,
                table(&person.rights, &any_of(register, Action::Enter), ask),
            );
            let said = run(&["list", name]);
            found.case(person, &format!("list {name}"), said, table(&person.rights, to_see(register), ask));
        }
    }
    found.ends("command line");
}

#[test]
fn the_office_has_one_of_each() {
    let (office, people) = office();
    assert_eq!(people.iter().map(|person| person.role).collect::<Vec<_>>(), Role::ALL);
    for person in &people {
        let who = comes(&office.store, &person.login);
        office.store.sit(&who).unwrap();
        assert_eq!(office.store.rights().unwrap().in_words(), person.rights.in_words());
    }
}
