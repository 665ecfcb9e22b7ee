//! A reference to a record of whatever register ([`crate::register::Kind::Any`]), as one text: its register and its key, `dibao#0000000001000000001`. Keys are
//! as long as each other, so that those from one to another of a register stand together in an index.

/// The text for a record.
pub fn of(register: &str, key: i64) -> String {
    format!("{register}#{key:019}")
}

/// The name of the register and the key that a text says.
pub fn parts(text: &str) -> Option<(&str, i64)> {
    let (name, key) = text.split_once('#')?;
    Some((name, key.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written_and_keys_stand_in_their_order() {
        for (name, key) in [("person", 1), ("dibao", 1_000_000_001), ("payment", 12_000_123)] {
            assert_eq!(parts(&of(name, key)), Some((name, key)));
        }
        assert!(of("dibao", 9) < of("dibao", 10) && of("dibao", 999) < of("dibao", 1_000_000_000));
        for text in ["", "dibao", "dibao#", "dibao#x"] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
