//! A new office whose file has the registers that only tests have. Compiled for tests only.

use crate::domain::division_code::DivisionCode;
use crate::register::test_only;
use crate::store::file::declared::follow_from;
use crate::store::{NewOffice, Store};
use chrono::NaiveDate;

/// The business date of such an office.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 12, 31).unwrap()
}

/// An office of the district in a folder.
pub(crate) fn office(dir: &tempfile::TempDir) -> Store {
    let division = DivisionCode::parse("430406").unwrap();
    let new = NewOffice { division, day: day(), name: None, demo_day: None, at: None };
    let store = Store::create(&dir.path().join("office.db"), &new).unwrap();
    store.db().execute_batch(test_only::TABLE).unwrap();
    test_only::BOTH.into_iter().flat_map(follow_from).for_each(|made| store.db().execute_batch(&made.sql).unwrap());
    // Its tables are none that the program makes; this file is not watched over.
    *store.opened.borrow_mut() = None;
    store
}
