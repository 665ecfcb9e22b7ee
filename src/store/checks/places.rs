//! The SQL behind the checks of divisions and place names, made of the declarations: every field that holds a division, or an address, of
//! every record that is not over.

use super::search::{Asked, Rows, Search};
use crate::figure::cross::{ABOLISHED, LINE_DUE, LINE_LATE, OLD_NAME, OUTLIVED, OUTLIVED_PLATE, UNPATROLLED};
use crate::register::places::codes::state;
use crate::register::{ALL as REGISTERS, Input, Versions};
use crate::store::read::sql::quoted;
use crate::store::read::{in_force, inside};
use crate::store::roll::places::own_side;

pub(super) static ALL: &[Search] = &[
    Search::new(&OLD_NAME, old_names),
    Search::new(&ABOLISHED, abolished),
    Search::new(&LINE_DUE, lines),
    Search::new(&LINE_LATE, lines),
    Search::new(&UNPATROLLED, markers),
    Search::new(&OUTLIVED, |asked| outliving(asked, "sign", "removed_on")),
    Search::new(&OUTLIVED_PLATE, |asked| outliving(asked, "doorplate", "cancelled_on")),
];

/// What bears a name that ended before the day, and stands yet: signs, door plates; the column with its last day.
fn outliving(asked: &Asked<'_>, bears: &'static str, until: &str) -> Vec<Rows> {
    let sql = format!(
        "SELECT s.key, NULL, {} FROM place_name n JOIN {bears} s ON s.place_name = n.key \
         WHERE n.state IN ({}) AND n.voided_by IS NULL AND s.voided_by IS NULL AND (s.{until} IS NULL OR s.{until} >= :day)",
        asked.place(bears, "s", "division"),
        quoted(state::OVER)
    );
    vec![Rows::of(bears, sql)]
}

/// The lines there are: few. Whether one is due, its rule says.
fn lines(asked: &Asked<'_>) -> Vec<Rows> {
    let sql = format!(
        "SELECT l.key, NULL, {} FROM boundary_line l WHERE l.voided_by IS NULL AND (l.ended_on IS NULL OR l.ended_on >= :day)",
        own_side(asked.month.last_day())
    );
    vec![Rows::of("boundary_line", sql)]
}

/// The markers that stand.
fn markers(asked: &Asked<'_>) -> Vec<Rows> {
    let sql = format!(
        "SELECT m.key, NULL, {} FROM boundary_marker m JOIN boundary_line l ON l.key = m.boundary_line \
         WHERE m.voided_by IS NULL AND m.set_on <= :day AND (m.retired_on IS NULL OR m.retired_on >= :day)",
        own_side(asked.month.last_day())
    );
    vec![Rows::of("boundary_marker", sql)]
}

/// The codes in force on the day.
const IN_FORCE: &str = "SELECT d.code FROM division d WHERE d.voided_by IS NULL AND d.ended = 0 AND d.valid_from = \
     (SELECT max(x.valid_from) FROM division x WHERE x.code = d.code AND x.voided_by IS NULL AND x.valid_from <= :day)";

/// Each register with addresses is read once, beside the few names that are over.
fn old_names(asked: &Asked<'_>) -> Vec<Rows> {
    let day = asked.month.last_day();
    let registers = REGISTERS.iter().map(|entry| entry.register).filter(|register| register.input == Input::Form);
    let fields = registers.flat_map(|r| r.fields.iter().filter(|field| field.address).map(move |field| (r, field)));
    let rows = fields.map(|(register, field)| {
        let (name, col) = (register.name, field.col);
        let division = register.field("division").map_or("NULL".to_owned(), |_| asked.place(name, "r", "division"));
        let sql = format!(
            "SELECT r.key, NULL, {division}, p.std_name, coalesce(n.std_name, ''), r.{col} FROM {name} r{} \
             JOIN place_name p ON p.state IN ({}) AND p.valid_to < :day AND p.voided_by IS NULL \
             LEFT JOIN place_name n ON n.key = p.renamed_to \
             WHERE instr(r.{col}, p.std_name) > 0 AND r.voided_by IS NULL{}",
            in_force::joins(register, day),
            quoted(state::OVER),
            inside::still(register, day)
        );
        Rows::of(name, sql)
    });
    rows.collect()
}

/// Each where it was at the month's end; a case also by the villages to which it moves later.
fn abolished(asked: &Asked<'_>) -> Vec<Rows> {
    let day = asked.month.last_day();
    let fields = inside::fields().filter(|(register, _)| register.input == Input::Form);
    let rows = fields.flat_map(|(register, field)| {
        let (name, place) = (register.name, in_force::column(register, field.col, day));
        let gone = |place: &str| format!("substr({place}, 1, 6) = :district AND {place} NOT IN ({IN_FORCE})");
        let of = |place: &str, moves: &str, gone: String| {
            let sql = format!(
                "SELECT r.key, NULL, {place}, '{}', {place} FROM {name} r{}{moves} WHERE {gone} AND r.voided_by IS NULL{}",
                field.label,
                in_force::joins(register, day),
                inside::still(register, day)
            );
            Rows::of(name, sql)
        };
        let now = of(&place, "", gone(&place));
        let moves = register.versions.is_some() && field.col == Versions::PLACE;
        let later = moves.then(|| {
            let there = IN_FORCE.replace(":day", "m.from_month || '-01'");
            let gone = format!("m.division NOT IN ({there}) AND NOT ({})", gone(&place));
            of("m.division", " JOIN move m ON m.case_key = r.key AND m.voided_by IS NULL AND m.from_month > :month", gone)
        });
        [now].into_iter().chain(later)
    });
    rows.collect()
}
