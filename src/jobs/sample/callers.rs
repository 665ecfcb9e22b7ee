//! Who calls on the older people of the demonstration office: of each village somebody of its committee and somebody who looks after a part
//! of it (网格员). An office has them once, whatever its scale. Must not know whom they visit.

use super::people::Cast;
use super::places::Places;
use super::rng::Rng;
use crate::domain::people::sex::Sex;
use std::collections::BTreeMap;

/// Them, and the stream from which is drawn when they go.
pub(crate) struct Callers {
    /// Of each village by its code: 村居, 网格员.
    pub of_village: BTreeMap<&'static str, [String; 2]>,
    /// The stream.
    pub rng: Rng,
}

/// Names them.
pub(crate) fn plan(cast: &mut Cast<'_>, places: &Places) -> Callers {
    let mut named = |women: usize| {
        let sex = if cast.rng.chance(women) { Sex::Female } else { Sex::Male };
        let (surname, born) = (cast.names.surname(&mut cast.rng), cast.rng.within(1966, 1992));
        cast.names.name(&mut cast.rng, surname, sex, i32::try_from(born).unwrap_or(1980), None)
    };
    let villages = places.of_level("village").map(|at| places.all[at].code);
    let of_village = villages.map(|code| (code, [700, 550].map(&mut named))).collect();
    Callers { of_village, rng: cast.rng.clone() }
}
