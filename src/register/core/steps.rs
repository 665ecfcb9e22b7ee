//! Records that go step by step: the state follows from the last step whose day stands there, a step asks for its fields, and beside a day
//! may stand a time.

use crate::domain::clock::{self, Moment};
use crate::domain::slip::Slip;
use crate::register::Values;

/// A step: the column of its day, the state it leads to, and what has to be filled by then.
pub type Step = (&'static str, &'static str, &'static [&'static str]);

/// The state of the last step that is done; they are given from the last one on.
pub fn reached(values: &Values, steps: &[Step]) -> Option<&'static str> {
    steps.iter().find(|(day, ..)| values.has(day)).map(|(_, state, _)| *state)
}

/// The columns of their days, each with what it asks for.
pub fn asked(steps: &'static [Step]) -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    steps.iter().map(|(day, _, needs)| (*day, *needs))
}

/// What the filled columns ask for and lack.
pub fn lacking<'v>(
    code: &'static str,
    values: &'v Values,
    asked: impl Iterator<Item = (&'static str, &'static [&'static str])> + 'v,
) -> impl Iterator<Item = Slip> + 'v {
    let label = |col: &str| values.register.label_of(col);
    asked.filter(|(col, _)| values.has(col)).flat_map(move |(col, needs)| {
        let empty = needs.iter().filter(|need| values.get(need).is_null());
        empty.map(move |need| Slip::error(code, format!("填了{}的, 须填{}", label(col), label(need))).at(need))
    })
}

/// Writes times as they are stored.
pub fn tidy(values: &mut Values, times: &[&'static str]) {
    for col in times {
        if let Some(time) = clock::time(values.text(col)) {
            values.set(col, clock::stored(time));
        }
    }
}

/// What is no time of the day.
pub fn unread<'v>(
    code: &'static str,
    values: &'v Values,
    times: &'static [&'static str],
) -> impl Iterator<Item = Slip> + 'v {
    let unread = |col: &&&str| values.has(col) && clock::time(values.text(col)).is_none();
    times.iter().filter(unread).map(move |col| Slip::error(code, "时间应写作 15:20, 从 00:00 到 23:59").at(col))
}

/// The moment of a step, where its day and its time are known.
pub fn moment(values: &Values, (day, time): (&str, &str)) -> Option<Moment> {
    values.date(day).zip(clock::time(values.text(time)))
}
