//! What is planned for a part of the office before anything of it is told.

use super::arrears::Arrears;
use super::bank::Failing;
use super::cases::CaseVersion;
use super::plan::Population;
use super::relief::Relief;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::jobs::payroll::Addition;

/// What is paid later than due: the scheme, the batch, the line.
pub(crate) type Late = (Scheme, Month, Addition);

/// People, households and cases with their stories.
pub(crate) struct Planned {
    /// People, households, cases.
    pub population: Population,
    /// The versions of each case.
    pub versions: Vec<Vec<CaseVersion>>,
    /// What the bank refuses.
    pub failing: Vec<Failing>,
    /// 补发.
    pub arrears: Vec<Arrears>,
    /// 临时救助.
    pub relief: Vec<Relief>,
}
