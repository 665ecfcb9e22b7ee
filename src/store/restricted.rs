//! Of records that are restricted nothing shows elsewhere: every such register there is, and one that only tests have, through every question
//! that the store answers.

use crate::domain::month::Month;
use crate::figure::{Measure, RowSet, Window, panel};
use crate::register::core::frequency::By;
use crate::register::{ALL, Condition, Draft, Kind, Op, Query, Register, find};
use crate::store::{Store, StoreFault, Who, testing};
use chrono::NaiveDate;

/// Every text that is typed and must not show has this in it.
const SECRET: &str = "密";
/// Names of those whom the records are about, who stand in the register of people too.
const NAMES: [&str; 4] = ["张小玲", "王建强", "李春梅", "李建国"];

struct Office {
    store: Store,
    who: Who,
    day: NaiveDate,
    _dir: tempfile::TempDir,
}

/// ID numbers of a girl, a couple, and her grandfather.
const NUMBERS: [&str; 4] = ["430406201105200022", "430406198003010014", "430406198506110028", "430406195001030017"];

impl Office {
    /// With a child on file and a couple.
    fn new() -> Office {
        let dir = tempfile::tempdir().unwrap();
        let (store, day) = (testing::office(&dir), testing::day());
        let who = store.who(None).unwrap();
        let office = Office { store, who, day, _dir: dir };
        for (name, id) in NAMES.iter().zip(NUMBERS) {
            let draft =
                Draft { accept: vec!["E-DB-001".to_owned()], why: Some("证件如此".to_owned()), ..draft("person") };
            let draft = draft.with("id_number", id).with("name", *name).with("hukou_division", "430406001001");
            let marital = if *name == NAMES[0] { "10" } else { "20" };
            office.saved(&draft.with("home_division", "430406001001").with("marital_code", marital));
        }
        let file =
            draft("child").with("person", NUMBERS[0]).with("guardian", NUMBERS[3]).with("guardian_relation", "61");
        office.saved(&file.with("registered_on", "2020-05-08").with("main_cat", "E").with("migrant", "1"));
        office
    }

    fn saved(&self, draft: &Draft) -> i64 {
        match self.store.save(draft, &self.who, self.day) {
            Ok(saved) => saved.key,
            Err(fault) => panic!("{}: {fault}", draft.register.name),
        }
    }

    fn texts(&self, draft: &Draft) -> Vec<String> {
        match self.store.check(draft, self.day) {
            Ok(checked) => checked.all_slips().into_iter().map(|(_, slip)| slip.text.clone()).collect(),
            Err(fault) => panic!("{fault}"),
        }
    }
}

fn register(name: &str) -> &'static Register {
    find(name).unwrap().register
}

fn draft(name: &str) -> Draft {
    Draft::new(register(name))
}

/// What is on file before a record of each: the visit that found something, and who went.
fn beneath(register: &Register) -> Vec<Draft> {
    if register.name == "sealed_note" {
        return vec![record(self::register("mandatory_report"))];
    }
    if register.name != "visit_finding" {
        return Vec::new();
    }
    let worker = draft("child_worker").with("person", NUMBERS[2]).with("division", "430406001001");
    let worker = worker.with("phone", "13900000000").with("appointed_on", "2019-09-02");
    vec![worker, draft("child_visit").with("child", NUMBERS[0]).with("visited_on", "2021-05-11")]
}

/// A record of each, with a secret in every text of it.
fn record(register: &Register) -> Draft {
    let draft = Draft { why: Some(format!("{SECRET}由")), ..draft(register.name) };
    match register.name {
        "mandatory_report" => draft
            .with("child", NUMBERS[0])
            .with("unknown", "密甲")
            .with("found_on", "2021-05-11")
            .with("found_time", "15:20")
            .with("found_by", "密乙")
            .with("situation", "4")
            .with("detail", "密丙")
            .with("reported_on", "2021-05-11")
            .with("reported_time", "16:00")
            .with("police_unit", "密丁")
            .with("accepted_on", "2021-05-12")
            .with("receipt_no", "密戊")
            .with("filing", "1")
            .with("filed_on", "2021-05-13")
            .with("note", "密己"),
        "adoption" => draft
            .with("person", NUMBERS[0])
            .with("kind", "6")
            .with("adopter", NUMBERS[1])
            .with("spouse", NUMBERS[2])
            .with("children_before", "1")
            .with("is_able", "1")
            .with("is_ill", "0")
            .with("is_convicted", "0")
            .with("sender", "密庚")
            .with("applied_on", "2021-12-08")
            .with("note", "密辛"),
        "temp_care" => draft
            .with("child", NUMBERS[0])
            .with("reason", "14")
            .with("legal_basis", "密壬")
            .with("from_on", "2020-05-11")
            .with("place", "2")
            .with("note", "密癸"),
        "visit_finding" => draft
            .with("child_visit", "#1")
            .with("problem", "7")
            .with("measure", "1")
            .with("referral", "密丑")
            .with("unreported_why", "密寅")
            .with("resolved_on", "2021-05-13")
            .with("note", "密卯"),
        "sealed_note" => draft.with("about", "mandatory_report/#1").with("text", "密辰").with("day", "2021-05-14"),
        "sealed" => {
            draft.with("no", "MF1").with("person", NUMBERS[0]).with("seen_on", "2021-05-11").with("what", "密子")
        }
        other => panic!("say what a record of {other} looks like"),
    }
}

/// Words for what is hidden of the records: labels of codes, and names.
const WORDS: [&str; 6] = ["家暴", "旁系", "怠于", "救助保护机构", "临时监护情形", "疑似侵害"];

fn nothing_secret(what: &str, text: &str) {
    let told = WORDS.iter().chain([&SECRET]).find(|word| text.contains(**word));
    assert_eq!(told, None, "{what} tells\n{text}");
}

fn nobody(what: &str, text: &str) {
    nothing_secret(what, text);
    let named = NAMES.iter().find(|name| {
        text.contains(**name) || text.contains(&name[..3]) && text.contains('*') && text.contains(&name[6..])
    });
    assert_eq!(named, None, "{what} names\n{text}");
}

#[test]
fn nothing_of_a_restricted_record_shows_elsewhere() {
    let restricted = ALL.iter().map(|entry| entry.register).filter(|register| register.restricted);
    let mut seen = 0;
    for of in restricted {
        let office = Office::new();
        beneath(of).iter().for_each(|draft| _ = office.saved(draft));
        let saved = office.store.save(&record(of), &office.who, office.day).unwrap_or_else(|fault| panic!("{fault}"));
        let number = office.store.called(of, saved.key).unwrap();
        nobody("what it is called", &number);
        in_its_own_texts(&office, of, saved.key, saved.act);
        on_other_pages(&office, of, &number);
        in_counts(&office, of, &number);
        in_what_is_said_of_others(&office, of, &number);
        seen += 1;
    }
    assert_eq!(seen, 6);
}

/// Its list, its history, its act, and what an undo would tell: they name nobody.
fn in_its_own_texts(office: &Office, of: &'static Register, key: i64, act: i64) {
    let store = &office.store;
    let page = store.page(&Query::new(of, office.day, 10)).unwrap();
    assert_eq!(page.rows.len(), 1);
    for (column, cell) in of.list.iter().zip(&page.rows[0].cells) {
        nobody("its list", &of.field_at(column.path).unwrap().show_masked(cell));
    }
    let rows = store.act_rows(act, None, 50).unwrap().rows;
    let told = |row: &crate::register::core::acts::ActRow| {
        let moves: Vec<String> = row.moves.iter().map(|moved| moved.told(row.how)).collect();
        format!("{} {}", row.names.join(" "), moves.join("; "))
    };
    rows.iter().filter(|row| row.place.register.restricted).for_each(|row| nobody("its act", &told(row)));
    rows.iter().for_each(|row| nothing_secret("a row of its act", &told(row)));
    nobody("the head of its act", &format!("{:?}", store.act_page(act).unwrap().act));
    let acts = store.page(&Query::new(register("act"), office.day, 500)).unwrap();
    nothing_secret("the list of acts", &format!("{:?}", acts.rows));
    let undoing = store.undo_preview(act, office.day, &mut |_, _| true).unwrap();
    nobody("the head of its undo", &format!("{:?}", undoing.act));
    undoing.rows.iter().filter(|row| row.place.register.restricted).for_each(|row| nobody("its undo", &told(row)));
    // A correction is told without what was corrected; its own page says why.
    let text = of.fields.iter().find(|f| {
        f.mask == crate::register::Mask::Hidden
            && f.col != "legal_basis"
            && matches!(f.kind, crate::register::Kind::Text(40..))
    });
    let corrected = Draft { key: Some(key), why: Some("密更".to_owned()), ..Draft::new(of) };
    office.saved(&corrected.with(text.unwrap().col, "密改"));
    let history = store.history(of, key).unwrap();
    assert!(history.iter().any(|line| line.why.as_deref() == Some("密更")), "{history:?}");
    history.iter().for_each(|line| nobody("its history", &line.what));
}

/// The lists and pages of all other registers, the look-up, what a reference offers, figures with their rows.
fn on_other_pages(office: &Office, of: &'static Register, number: &str) {
    let store = &office.store;
    for other in ALL.iter().map(|entry| entry.register).filter(|other| *other != of) {
        let rows = store.page(&Query::new(other, office.day, 500)).unwrap().rows;
        let text = format!("{rows:?}");
        nothing_secret(other.label, &text);
        assert!(!text.contains(number), "{}: {text}", other.label);
    }
    let people = store.page(&Query::new(register("person"), office.day, 10)).unwrap().rows;
    for person in people {
        let page = format!("{:?}", store.person_page(person.key, office.day, 12).unwrap());
        nothing_secret("the person's page", &page);
        assert!(!page.contains(number) && !page.contains(of.label), "{page}");
        for line in store.history(register("person"), person.key).unwrap() {
            nothing_secret("the person's history", &format!("{line:?}"));
        }
    }
    for sought in NAMES.iter().chain(&NUMBERS).chain(&[SECRET, number]) {
        let hits = format!("{:?}", store.find(sought, 20, office.day).unwrap());
        nothing_secret("the look-up", &hits);
        assert!(!hits.contains(number), "{hits}");
        offered(office, of, number, sought);
    }
    for (_, lines) in panel::ALL {
        for measure in lines.iter().map(|line| line.measure) {
            let Measure::Count(set @ RowSet::Records(records, _)) = measure else { continue };
            let rows = store.rows(set, Window::month(Month::of(office.day)), false).unwrap();
            match records.register == of.name {
                true => nobody("the rows behind a figure", &format!("{rows:?}")),
                false => nothing_secret("the rows behind a figure", &format!("{rows:?}")),
            }
        }
    }
    let month = Month::of(office.day);
    for odd in store.oddities(month, &|| true).unwrap() {
        nothing_secret("疑点", &format!("{odd:?}"));
        if odd.record.0 == of.name {
            nobody("疑点", &format!("{odd:?}"));
        }
    }
}

/// 分布, sums and offered values: of its own list only what lists show of it, of any other nothing. What is hidden is counted by nobody, and no
/// filter asks for it.
fn in_counts(office: &Office, of: &'static Register, number: &str) {
    let store = &office.store;
    for register in ALL.iter().map(|entry| entry.register) {
        let query = Query::new(register, office.day, 10);
        let paths = register.columns().iter().map(|column| column.path).chain(register.fields.iter().map(|f| f.col));
        for path in paths {
            let is_hidden = register.field_at(path).is_some_and(|field| field.mask == crate::register::Mask::Hidden);
            let ways = By::ways(register, path);
            assert!(!is_hidden || ways.is_empty(), "{}: {path}", register.name);
            for by in ways {
                let counted = store.frequency(&query, &[by], &mut |_, _| true).unwrap();
                let met = store.values_of(&query, path, 50, &mut |_, _| true).unwrap();
                let labels = counted.lines.iter().map(|line| &line.label).chain(met.iter().map(|met| &met.label));
                let text = labels.map(String::as_str).collect::<Vec<_>>().join("; ");
                match register == of {
                    true => nobody("a count of its list", &text),
                    false => {
                        nothing_secret("a count of another list", &text);
                        assert!(!text.contains(number), "{} by {path}: {text}", register.label);
                    }
                }
            }
        }
        let asked = |field: &&crate::register::Field| register.filters.contains(&field.col);
        let hidden =
            register.fields.iter().filter(|field| field.mask == crate::register::Mask::Hidden && !asked(field));
        for field in hidden {
            assert!(
                Condition::read(register, &format!("{} {}", field.col, Op::Filled.sign())).is_err(),
                "{}",
                field.col
            );
        }
    }
}

/// What a reference to each register offers for a text, and one to any case: a record that is restricted only by its own number.
fn offered(office: &Office, of: &'static Register, number: &str, sought: &str) {
    let kinds = ALL.iter().map(|entry| Kind::Ref(entry.register.name)).chain([Kind::Case]);
    for kind in kinds {
        let offers = office.store.offers(kind, sought, 20, office.day).unwrap();
        let text = format!("{kind:?} for {sought}: {offers:?}");
        nothing_secret("what a reference offers", &text.replace(sought, ""));
        if matches!(kind, Kind::Ref(name) if name == of.name) {
            assert_eq!(offers.len(), usize::from(sought == number && of.parent.is_none()), "{text}");
            offers.iter().for_each(|offer| nobody("what a reference offers", &offer.label));
        } else {
            assert!(!text.replacen(sought, "", 1).contains(number), "{text}");
        }
    }
}

/// What is said of a person, a file or a visit that the record names: when it is corrected, and when it is to be void; a finding is void
/// together with its visit.
fn in_what_is_said_of_others(office: &Office, of: &'static Register, number: &str) {
    let child = office.store.resolve(register("person"), NUMBERS[0], office.day).unwrap();
    let later = match of.parent {
        Some(visit) => Draft { key: Some(1), ..draft(visit) }.with("visited_on", "2021-12-20"),
        None => Draft { key: Some(child), ..draft("person") }
            .with("birth_date", "2021-12-20")
            .with("birth_note", "户口簿登记"),
    };
    let mut texts = office.texts(&later);
    assert!(texts.iter().any(|text| text.contains("限制查阅的记录的日期")), "{texts:?}");
    if of.parent.is_none() {
        let named_directly = of.field("person").is_some();
        let (register_of, key) = if named_directly { ("person", child) } else { ("child", 1) };
        match office.store.void(register(register_of), key, &office.who, office.day, "登记重复") {
            Err(StoreFault::Refused(refused)) => texts.extend(refused.slips.iter().map(|slip| slip.text.clone())),
            other => panic!("{other:?}"),
        }
        assert!(texts.iter().any(|text| text.contains("条限制查阅的记录用到")), "{texts:?}");
    }
    for text in texts {
        nothing_secret("what is said of others", &text);
        assert!(!text.contains(number) && !text.contains(of.label), "{text}");
    }
}
