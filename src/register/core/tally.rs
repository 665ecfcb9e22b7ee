//! How many rows of which tables an act wrote: as the file gives it (`award 1 cover 3 dibao 1`), in order, and in words.

use crate::domain::text::grouped;
use crate::register::written;

/// The tables with their numbers of rows, in the order in which what acts write is told; what is none of it is passed over.
pub fn in_order(text: &str) -> Vec<(&'static str, i64)> {
    told(text).map(|(name, _, n)| (name, n)).collect()
}

/// `低保 1, 保障金核定 1, 保障对象 3`.
pub fn in_words(text: &str) -> String {
    told(text).map(|(_, label, n)| format!("{label} {}", grouped(n))).collect::<Vec<_>>().join(", ")
}

/// `{"dibao": 1, "award": 1}`.
pub fn json(text: &str) -> serde_json::Value {
    told(text).map(|(name, _, n)| (name.to_owned(), serde_json::Value::from(n))).collect()
}

/// Name, label and number of rows of each.
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
        assert_eq!(in_order("person 2 account"), [("person", 2)]);
        assert_eq!(json("account 2").to_string(), r#"{"account":2}"#);
        assert_eq!(in_words(""), "");
    }
}
