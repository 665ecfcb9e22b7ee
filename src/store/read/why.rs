//! Why an act was done, as it is told. What a clerk writes of a record that is restricted tells of it: where an act wrote one, the reason
//! stands with that record alone, and in JSON.

use crate::register::{ALL, Mask, Register};
use crate::store::read::sql::quoted;

/// The reason of an act under an alias, hidden where the act wrote a restricted record.
pub(in crate::store) fn told(act: &str) -> String {
    let restricted: Vec<&str> = ALL.iter().map(|e| e.register).filter(|r| r.restricted).map(|r| r.name).collect();
    format!(
        "CASE WHEN {act}.why IS NOT NULL AND EXISTS (SELECT 1 FROM audit s WHERE s.act = {act}.key AND s.register IN ({})) \
         THEN '{}' ELSE {act}.why END",
        quoted(&restricted),
        Mask::STARS
    )
}

/// The same beside a record of a register: in full where that is restricted itself.
pub(in crate::store) fn beside(register: &Register, act: &str) -> String {
    if register.restricted { format!("{act}.why") } else { told(act) }
}
