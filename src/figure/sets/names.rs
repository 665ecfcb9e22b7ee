//! 地名 as tables and panels count them: by the days from which and until which a name is the standard one.

use crate::figure::Is;
use crate::figure::records::{Records, records};
use crate::register::places::codes::state;

const NAMES: Records = records("place_name").by_town("division");
/// Those that stand.
pub const STANDING: Records = NAMES.being(&[("state", state::EVER)]);
/// Those that were given, or entered late, by their first day.
pub const NAMED: Records = NAMES.within("valid_from").being(&[("state", state::EVER), ("entry", &["1", "3"])]);
/// Those that a place was renamed to.
pub const TAKEN_ON: Records = NAMES.within("valid_from").being(&[("state", state::EVER), ("entry", &["2"])]);
/// Those that gave way to another name, by their last day.
pub const RENAMED: Records = NAMES.ended("valid_to").being(&[("state", &[state::FORMER])]);
/// Those that ceased, by their last day.
pub const CANCELLED: Records = NAMES.ended("valid_to").being(&[("state", &[state::CANCELLED])]);
/// Those that came by a case.
pub const BY_CASE: &[Is] = &[("entry", &["1"])];
