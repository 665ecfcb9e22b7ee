//! Addresses name places: what a place is not called any more on the day is said of every field that holds one ([`crate::register::Field::address`]).

use crate::domain::slip::Slip;
use crate::register::{Facts, Values};

/// The states of a place name that is not the standard one any more.
const OVER: [&str; 2] = ["3", "4"];

/// What is said of an address in which a name is found that is over, and of the one that took its place, where there is one (X23).
pub fn told(address: &str, old: &str, new: &str) -> Option<String> {
    let is_new = !new.is_empty() && address.contains(new);
    if old.is_empty() || is_new || !address.contains(old) {
        return None;
    }
    Some(if new.is_empty() {
        format!("地址里的{old}已销名, 请改用现行的标准地名")
    } else {
        format!("标准地名已变更为{new}")
    })
}

/// `W-PN23`: what the addresses of a record say.
pub fn check(values: &Values, facts: &Facts) -> Vec<Slip> {
    let written = values.iter().filter(|(field, value)| field.address && !value.is_null());
    let mut slips = Vec::new();
    for (field, address) in written {
        for state in OVER {
            for (_, name) in facts.referring("place_name", "state", state) {
                let address = address.text().unwrap_or_default();
                let is_over = name.date("valid_to").is_some_and(|last| last < facts.day);
                if !is_over || !address.contains(name.text("std_name")) {
                    continue;
                }
                let new = name.int("renamed_to").and_then(|key| facts.row("place_name", key));
                let said = told(address, name.text("std_name"), new.map_or("", |row| row.text("std_name")));
                slips.extend(said.map(|text| Slip::warning("W-PN23", text).at(field.col)));
            }
        }
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::funeral::merchant::MERCHANT;
    use crate::register::places::place_name::PLACE_NAME;
    use crate::register::{Ask, Fact, Value, tests};

    #[test]
    fn a_name_that_is_over_is_found_in_an_address() {
        let name = |text: &str, state: &str, to: Option<i64>| {
            let mut row = Values::new(&PLACE_NAME);
            row.set("std_name", text);
            row.set("state", state);
            row.set("renamed_to", to);
            row.set("valid_to", if text == "湘江里" { "2021-12-31" } else { "2021-12-30" });
            row
        };
        let mut facts = tests::facts();
        facts.day = tests::day("2021-12-31");
        let rows = |state: &str, rows| (Ask::RowsOf("place_name", "state", state.into()), Fact::Rows(rows));
        facts.answers.push(rows("3", vec![(7, name("红旗巷", "3", Some(9)))]));
        facts.answers.push(rows("4", vec![(8, name("纺织里", "4", None)), (10, name("湘江里", "4", None))]));
        facts.answers.push((Ask::Row("place_name", 9), Fact::Row(Some(name("红枫巷", "2", None)))));
        for (address, said) in [
            ("红旗巷3号", Some("标准地名已变更为红枫巷")),
            ("纺织里12栋", Some("地址里的纺织里已销名, 请改用现行的标准地名")),
            ("红枫巷(原红旗巷)3号", None),
            ("岳屏路3号", None),
            ("湘江里5号", None),
            ("", None),
        ] {
            let mut row = Values::new(&MERCHANT);
            row.set("address", Some(address).filter(|text| !text.is_empty()).map_or(Value::Null, Value::from));
            let slips = check(&row, &facts);
            assert_eq!(slips.iter().map(|slip| slip.text.as_str()).next(), said, "{address}");
        }
    }
}
