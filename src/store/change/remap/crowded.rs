//! Records of which a division should have one at a time ([`Joins::Told`]), several of which stand in one once others have followed: all go on
//! standing, and a clerk is told of them by name.

use crate::register::Joins;
use crate::store::change::remap::meetings::Words;
use crate::store::change::remap::records::Going;
use crate::store::change::resolve::listed;
use crate::store::engine::Sql;
use crate::store::fault::Answer;
use crate::store::read::in_force;
use std::collections::BTreeSet;

/// What is told, once all have followed.
pub(super) fn told(all: &[Going<'_>], words: &Words<'_>) -> Answer<Vec<String>> {
    let mut told = Vec::new();
    for of_register in all.chunk_by(|a, b| a.register == b.register) {
        let Some(register) = of_register.first().map(|going| going.register) else { continue };
        let Some(Joins::Told(col)) = register.joins else { continue };
        let there = in_force::there(register, words.from, false);
        let sql = format!(
            "SELECT r.key FROM {} r{} WHERE r.{col} = ?1 AND r.voided_by IS NULL AND {} ORDER BY r.key",
            register.name,
            in_force::joins(register, words.from),
            there.join(" AND ")
        );
        let places: BTreeSet<&str> = of_register.iter().map(|going| going.is.text(col)).collect();
        for place in places {
            let keys = listed(words.db, &sql, [Sql::Text(place.to_owned())])?;
            if keys.len() < 2 {
                continue;
            }
            let names = keys.iter().map(|key| words.called(register, *key)).collect::<Answer<Vec<_>>>()?;
            let (place, label, unit) = (words.division(place), register.label, register.unit);
            let last = register.until.map_or("", |until| register.label_of(until));
            let (many, names) = (names.len(), names.join("、"));
            told.push(format!("{place}: {label} {many} {unit} ({names}), 一处只有一{unit}; 请给不再留任的填{last}"));
        }
    }
    Ok(told)
}
