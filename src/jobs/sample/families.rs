//! Who adopts in the demonstration office: a couple that takes in an orphan of the office, and a man who adopts the child of his wife. Drawn
//! from a stream of their own; must not know which orphan it is.

use super::SampleFault;
use super::people::{Cast, Condition, Person, Sketch};
use super::places::Places;
use crate::domain::people::sex::Sex;

/// Them.
pub(crate) struct Families {
    /// Husband and wife, who adopt together.
    pub couple: [Person; 2],
    /// A stepfather, and the child of his wife.
    pub step: [Person; 2],
}

/// Plans them, apart from everybody else.
pub(crate) fn plan(cast: &mut Cast<'_>, places: &Places) -> Result<Families, SampleFault> {
    let of = |cast: &mut Cast<'_>, ages: [i64; 2], marital: [&'static str; 2], second: Sex| {
        let home = cast.home(places, false);
        let [own, other] = [cast.names.surname(&mut cast.rng), cast.names.surname(&mut cast.rng)];
        let first = cast.person(Sketch::of(Sex::Male, ages[0], own, marital[0], Condition::Well), &home)?;
        let sketch = Sketch::of(second, ages[1], other, marital[1], Condition::Well);
        let second = cast.person(Sketch { kin: std::slice::from_ref(&first), ..sketch }, &home)?;
        Ok::<_, SampleFault>([first, second])
    };
    Ok(Families {
        couple: of(cast, [43, 41], ["21", "21"], Sex::Female)?,
        step: of(cast, [39, 11], ["22", "10"], Sex::Female)?,
    })
}
