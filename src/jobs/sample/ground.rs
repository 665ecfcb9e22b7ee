//! What all who build the office stand on: what it has before anything is entered, and whether it is still wanted. Must not know who
//! builds, nor the file.

use crate::domain::parameter::Parameters;
use crate::domain::workday::Calendar;
use crate::store::{Answer, StoreFault};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What an office has before anything is entered; each thread has its own, and all hear when one gives up.
pub(crate) struct Ground {
    /// The district, 12 digits.
    pub district: String,
    /// Its parameters.
    pub parameters: Parameters,
    /// Its working days.
    pub calendar: Calendar,
    is_given_up: Arc<AtomicBool>,
}

impl Ground {
    pub(crate) fn of(district: &str, parameters: Parameters, calendar: Calendar) -> Ground {
        Ground { district: district.to_owned(), parameters, calendar, is_given_up: Arc::default() }
    }

    /// The same for another thread.
    pub(crate) fn again(&self) -> Ground {
        Ground {
            is_given_up: Arc::clone(&self.is_given_up),
            ..Ground::of(&self.district, self.parameters.unasked(), self.calendar.unasked())
        }
    }

    /// The office is not built: whoever works at it stops.
    pub(crate) fn give_up(&self) {
        self.is_given_up.store(true, Ordering::Relaxed);
    }

    /// Whether it is still built.
    ///
    /// # Errors
    /// It was given up.
    pub(crate) fn is_wanted(&self) -> Answer<()> {
        if self.is_given_up.load(Ordering::Relaxed) { Err(StoreFault::stopped()) } else { Ok(()) }
    }
}
