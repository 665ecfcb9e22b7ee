//! 记事 (记一笔): a line of text about any record, with its day and who wrote it. One about a record that is restricted is as restricted as that, and
//! stands in a register of its own.

use crate::domain::slip::Slip;
use crate::register::benefits::cases::parted_number;
use crate::register::core::hangs;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::not_in_future;
use crate::register::{Facts, Field, Kind, ListColumn, Need, Record, Register, Serial, Values, find};

/// What it is about.
const ABOUT: &str = "about";

/// 记事.
pub static NOTE: Register = Register {
    fields: &[
        Field::new(ABOUT, "关于", Kind::Any).must().hint("哪条登记: 登记簿/编号, 例如 dibao/DB430406202100001"),
        Field::new("text", "内容", Kind::Text(200)).must().hint("一句话, 不超过200字"),
        Field::new("day", "日期", Kind::Date).must().completed().hint("空着填今天").ordered(&[not_in_future()]),
        Field::new("person", "人员", Kind::Ref("person")).given(),
        Field::new("operator", "经办", Kind::Ref("operator")).given(),
    ],
    list: &[
        ListColumn::new("day", "日期", 10),
        ListColumn::new("person.name", "人员", 8),
        ListColumn::new(ABOUT, "关于", 10),
        ListColumn::new("text", "内容", 30),
        ListColumn::new("operator.full_name", "经办", 8),
    ],
    order: &["day"],
    latest_first: true,
    filters: &["person", "operator"],
    frozen: &[ABOUT],
    since: Some("day"),
    on_page: Some(OnPage {
        under: "记事",
        of: &["person"],
        family: false,
        number: ABOUT,
        days: &["day"],
        what: "operator.full_name",
        outcome: Some("text"),
        state: None,
        open: None,
    }),
    signed: &["operator"],
    brief: &["text"],
    ..Register::new("note", "记事", "条")
};

/// 限阅记事: about what is restricted.
pub static SEALED_NOTE: Register = Register {
    fields: &[
        Field::new("note_no", "编号", Kind::Text(24)).hint("空着自动编号: XY、区划6位、年份、4位序号"),
        Field::new(ABOUT, "关于", Kind::Any).must().hidden().hint("哪条登记: 登记簿/编号"),
        Field::new("text", "内容", Kind::Text(200)).must().hidden().hint("一句话, 不超过200字"),
        Field::new("day", "日期", Kind::Date).must().completed().hint("空着填今天").ordered(&[not_in_future()]),
        Field::new("operator", "经办", Kind::Ref("operator")).given().hidden(),
    ],
    list: &[ListColumn::new("note_no", "编号", 19), ListColumn::new("day", "日期", 10)],
    natural_key: &["note_no"],
    order: &["day", "note_no"],
    latest_first: true,
    frozen: &[ABOUT],
    since: Some("day"),
    serial: Some(Serial { col: "note_no", prefix: number, width: 4 }),
    signed: &["operator"],
    brief: &["text"],
    restricted: true,
    ..Register::new("sealed_note", "限阅记事", "条")
};

/// `XY-430406-2021-`.
fn number(note: &Values, facts: &Facts) -> Option<String> {
    parted_number("XY", note.date("day")?, facts)
}

/// The register of a record that a note is about.
type Of = Option<&'static Register>;

/// A note about what is open.
pub struct Note(Of);

/// One about what is restricted.
pub struct SealedNote(Of);

impl Record for Note {
    const REGISTER: &'static Register = &NOTE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Note(of(values)))
    }

    fn complete(values: &mut Values, facts: &Facts) {
        dated(values, facts);
        let of = Kind::Any.referred(values.get(ABOUT)).and_then(|(name, key)| person(name, key, facts, 3));
        values.set("person", of);
    }

    fn check(&self, _facts: &Facts) -> Vec<Slip> {
        misplaced(self.0, &NOTE).into_iter().collect()
    }
}

impl Record for SealedNote {
    const REGISTER: &'static Register = &SEALED_NOTE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(SealedNote(of(values)))
    }

    fn complete(values: &mut Values, facts: &Facts) {
        dated(values, facts);
    }

    fn check(&self, _facts: &Facts) -> Vec<Slip> {
        misplaced(self.0, &SEALED_NOTE).into_iter().collect()
    }
}

fn dated(values: &mut Values, facts: &Facts) {
    if values.get("day").is_null() {
        values.set("day", facts.day);
    }
}

/// Whose record it is: the person's own, one that names a person, one that leads to such by what it belongs to.
fn person(name: &'static str, key: i64, facts: &Facts, steps: u8) -> Option<i64> {
    if name == "person" {
        return Some(key);
    }
    let values = facts.row(name, key)?;
    let register = values.register;
    let needed = register.fields.iter().filter(|field| field.need == Need::Must);
    let named: Vec<(&'static str, i64)> =
        needed.filter_map(|field| field.kind.referred(values.get(field.col))).collect();
    let own = named.iter().find(|(target, _)| *target == "person").map(|(_, key)| *key);
    let on = || named.iter().find_map(|(target, key)| person(target, *key, facts, steps.checked_sub(1)?));
    own.or_else(on)
}

fn of(values: &Values) -> Of {
    let (name, _) = Kind::Any.referred(values.get(ABOUT))?;
    find(name).map(|entry| entry.register)
}

/// `E-NT01`: a note stands in the register that is as open as what it is about.
fn misplaced(of: Of, stands: &Register) -> Option<Slip> {
    let of = of?;
    let text = match hangs::hangs_on(of) {
        Some((notes, _)) if notes == stands => return None,
        Some((notes, _)) => format!("关于{}的, 请记在{}里", of.label, notes.label),
        None => format!("{}不记事; 请记在它所关于的登记上", of.label),
    };
    Some(Slip::error("E-NT01", text).at(ABOUT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_as_restricted_as_what_it_is_about() {
        for (name, notes) in [
            ("person", Some("note")),
            ("dibao", Some("note")),
            ("award", Some("note")),
            ("mandatory_report", Some("sealed_note")),
            ("visit_finding", Some("sealed_note")),
            ("act", None),
            ("payment", None),
            ("office", None),
            ("note", None),
            ("sealed_note", None),
        ] {
            let register = find(name).unwrap().register;
            assert_eq!(hangs::hangs_on(register).map(|(notes, _)| notes.name), notes, "{name}");
            for stands in [&NOTE, &SEALED_NOTE] {
                let refused = misplaced(Some(register), stands).is_some();
                assert_eq!(refused, notes != Some(stands.name), "{name} in {}", stands.name);
            }
        }
    }
}
