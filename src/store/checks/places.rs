//! The SQL behind the check of divisions, made of the declarations: every field that holds one, of every record that is not over.

use super::search::{Asked, Rows, Search};
use crate::figure::cross::ABOLISHED;
use crate::register::Input;
use crate::store::read::{in_force, inside};

pub(super) static ALL: &[Search] = &[Search::new(&ABOLISHED, abolished)];

/// The codes in force on the day.
const IN_FORCE: &str = "SELECT d.code FROM division d WHERE d.voided_by IS NULL AND d.ended = 0 AND d.valid_from = \
     (SELECT max(x.valid_from) FROM division x WHERE x.code = d.code AND x.voided_by IS NULL AND x.valid_from <= :day)";

/// Of a case the village where its latest move leads, as everywhere that a division is asked for what lies in it.
fn abolished(asked: &Asked<'_>) -> Vec<Rows> {
    let day = asked.month.last_day();
    let fields = inside::fields().filter(|(register, _)| register.input == Input::Form);
    let rows = fields.map(|(register, field)| {
        let (name, col) = (register.name, field.col);
        let sql = format!(
            "SELECT r.key, NULL, r.{col}, '{}', r.{col} FROM {name} r{} WHERE substr(r.{col}, 1, 6) = :district \
             AND r.{col} NOT IN ({IN_FORCE}) AND r.voided_by IS NULL{}",
            field.label,
            in_force::joins(register, day),
            inside::still(register, day)
        );
        Rows::of(name, sql)
    });
    rows.collect()
}
