//! How many rows of which tables an act wrote: as the file gives it (`award 1 cover 3 dibao 1`), in order, and in words.

use crate::domain::text::grouped;
use crate::register::written;

/// `低保 1, 保障金核定 1, 保障对象 3`.
pub fn in_words(text: &str) -> String {
    as_words(told(text).map(|(_, label, n)| (label, n)))
}

/// `{"dibao": 1, "award": 1}`.
pub fn json(text: &str) -> serde_json::Value {
    as_json(told(text).map(|(name, _, n)| (name, n)))
}

/// Labels with their numbers of rows in words, as [`in_words`].
pub fn as_words<'l>(counts: impl Iterator<Item = (&'l str, i64)>) -> String {
    counts.map(|(label, n)| format!("{label} {}", grouped(n))).collect::<Vec<_>>().join(", ")
}

/// Names with their numbers of rows for scripts, as [`json`].
pub fn as_json<'n>(counts: impl Iterator<Item = (&'n str, i64)>) -> serde_json::Value {
    counts.map(|(name, n)| (name.to_owned(), serde_json::Value::from(n))).collect()
}

/// Name, label and number of rows of each, in the order in which what acts write is told; what is none of it is passed over.
fn told(text: &str) -> impl Iterator<Item = (&'static str, &'static str, i64)> + '_ {
    let count = |name: &str| {
        let mut words = text.split(' ').skip_while(move |word| *word != name);
        words.nth(1)?.parse().ok()
    };
    written().filter_map(move |register| Some((register.name, register.label, count(register.name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_in_the_order_of_the_registers() {
        let text = "award 1 batch_name 7 cover 12345 dibao 1 exception 2";
        assert_eq!(in_words(text), "低保 1, 保障金核定 1, 保障对象 12,345, 例外登记 2");
        assert_eq!(json("person 2 account").to_string(), r#"{"person":2}"#);
        assert_eq!(json("account 2").to_string(), r#"{"account":2}"#);
        assert_eq!(in_words(""), "");
    }
}
