//! The one form in which stored values are digested, whether they come from a row or from its copy in the audit, and the digests made of
//! it: of an act, of a run of rows. Knows no table.

use crate::store::engine::{Bound, Given};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

/// Values of a row in their order, each with its kind and its length, so that no two rows have the same form.
#[derive(Default)]
pub(in crate::store) struct Form(Vec<u8>);

impl Form {
    /// The row so far.
    pub(in crate::store) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Begins another row.
    pub(in crate::store) fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds a value as it is stored. Tables are STRICT: what is neither whole number nor text is no value of theirs, and no copy in the
    /// audit has its form.
    pub(in crate::store) fn add(&mut self, value: Given<'_>) {
        match value {
            Given::Null => self.0.push(b'n'),
            Given::Integer(n) => self.number(n),
            Given::Text(text) => self.text(text),
            Given::Real(f) => {
                self.0.push(b'r');
                self.0.extend(f.to_le_bytes());
            }
            Given::Bytes(bytes) => self.bytes(b'b', bytes),
        }
    }

    /// Adds a value as a copy in the audit has it.
    pub(in crate::store) fn add_copy(&mut self, value: &Json) {
        match value {
            Json::Null => self.0.push(b'n'),
            Json::String(text) => self.text(text.as_bytes()),
            other => match other.as_i64() {
                Some(n) => self.number(n),
                None => self.0.push(b'?'),
            },
        }
    }

    fn number(&mut self, n: i64) {
        self.0.push(b'i');
        self.0.extend(n.to_le_bytes());
    }

    fn text(&mut self, text: &[u8]) {
        self.bytes(b't', text);
    }

    fn bytes(&mut self, kind: u8, bytes: &[u8]) {
        self.0.push(kind);
        self.0.extend(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
        self.0.extend(bytes);
    }
}

/// Bytes in hexadecimal.
pub(in crate::store) fn hex(bytes: &[u8]) -> impl Iterator<Item = char> {
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|half| char::from_digit(half.into(), 16))
}

/// The first 16 bytes of a SHA-256 in hexadecimal.
fn short(digest: &[u8]) -> String {
    hex(digest).take(32).collect()
}

/// The digest of an act over its other columns; over `undoes` only where it has one, which acts of before never had.
pub(in crate::store) fn of_act(
    key: i64,
    kind: &str,
    operator: i64,
    at: &str,
    day: &str,
    why: Option<&str>,
    undoes: Option<i64>,
) -> String {
    let mut form = Form::default();
    form.number(key);
    form.text(kind.as_bytes());
    form.number(operator);
    form.text(at.as_bytes());
    form.text(day.as_bytes());
    form.add(why.given());
    if let Some(undone) = undoes {
        form.number(undone);
    }
    short(&Sha256::digest(&form.0))
}

/// The digest of a run of rows while they are added in the order of their keys.
#[derive(Default)]
pub(in crate::store) struct Run {
    rows: usize,
    all: Sha256,
    marks: String,
}

impl Run {
    /// Adds a row.
    pub(in crate::store) fn add(&mut self, row: &Form) {
        let digest = Sha256::digest(&row.0);
        self.rows += 1;
        self.all.update(digest);
        self.marks.extend(hex(&digest).take(4));
    }

    /// What the audit keeps of the run.
    pub(in crate::store) fn end(self, columns: usize) -> OfRun {
        OfRun { rows: self.rows, columns, digest: short(&self.all.finalize()), marks: self.marks }
    }
}

/// The digest of a run: how many rows, over how many of their first columns, the digest of all, and four digits of each, which tell the
/// row that was changed.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct OfRun {
    pub rows: usize,
    pub columns: usize,
    digest: String,
    marks: String,
}

impl OfRun {
    /// As the audit has it.
    pub(in crate::store) fn text(&self) -> String {
        json!(self).to_string()
    }

    /// From the audit; none where it is not of this form.
    pub(in crate::store) fn from_text(text: &str) -> Option<OfRun> {
        let of: OfRun = serde_json::from_str(text).ok()?;
        (of.marks.is_ascii() && of.marks.len() == of.rows.checked_mul(4)?).then_some(of)
    }

    /// The places among the rows at which another digest has other marks.
    pub(in crate::store) fn apart(&self, other: &OfRun) -> impl Iterator<Item = usize> {
        let pairs = self.marks.as_bytes().chunks(4).zip(other.marks.as_bytes().chunks(4));
        pairs.enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_and_its_copy_have_one_form_and_other_rows_another() {
        let form = |values: &[Given<'_>]| {
            let mut form = Form::default();
            values.iter().for_each(|v| form.add(*v));
            form.0
        };
        let (a, b) = (Given::Text("张三".as_bytes()), Given::Integer(7));
        let mut copy = Form::default();
        for value in [json!("张三"), json!(7), json!(null)] {
            copy.add_copy(&value);
        }
        assert_eq!(form(&[a, b, Given::Null]), copy.0);
        let others = [
            form(&[a, Given::Null, b]),
            form(&[a, Given::Text(b"7"), Given::Null]),
            form(&[Given::Text("张".as_bytes()), Given::Text("三".as_bytes()), b]),
            form(&[a, Given::Integer(8), Given::Null]),
            form(&[a, b]),
        ];
        assert!(others.iter().all(|other| *other != copy.0));
    }

    /// What lies in offices and in their audit was digested in this form: it never changes, on no machine.
    #[test]
    fn the_form_is_the_same_for_ever() {
        let mut form = Form::default();
        for value in [Given::Null, Given::Integer(-2), Given::Text("张3".as_bytes())] {
            form.add(value);
        }
        assert_eq!(form.0, b"ni\xfe\xff\xff\xff\xff\xff\xff\xfft\x04\0\0\0\0\0\0\0\xe5\xbc\xa03");
        assert_eq!(
            of_act(3, "enter", 1, "2021-12-31 09:00:00", "2021-12-31", None, None),
            "e3c7f7d37aa8b0717d5c1eb4cb1ecece"
        );
        let mut run = Run::default();
        run.add(&form);
        run.add(&Form::default());
        let text = r#"{"rows":2,"columns":3,"digest":"ca252b5417436d0b003e0340970c569e","marks":"f6b3e3b0"}"#;
        assert_eq!(run.end(3).text(), text);
    }

    #[test]
    fn the_digest_of_an_act_hangs_on_each_of_its_columns() {
        let act = of_act(3, "enter", 1, "2021-12-31 09:00:00", "2021-12-31", None, None);
        assert_eq!(act.len(), 32);
        for other in [
            of_act(4, "enter", 1, "2021-12-31 09:00:00", "2021-12-31", None, None),
            of_act(3, "correct", 1, "2021-12-31 09:00:00", "2021-12-31", None, None),
            of_act(3, "enter", 2, "2021-12-31 09:00:00", "2021-12-31", None, None),
            of_act(3, "enter", 1, "2021-12-31 09:00:01", "2021-12-31", None, None),
            of_act(3, "enter", 1, "2021-12-31 09:00:00", "2021-12-30", None, None),
            of_act(3, "enter", 1, "2021-12-31 09:00:00", "2021-12-31", Some(""), None),
            of_act(3, "enter", 1, "2021-12-31 09:00:00", "2021-12-31", None, Some(2)),
        ] {
            assert_ne!(act, other);
        }
    }
}
