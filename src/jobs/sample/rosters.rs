//! The rosters beside 低保 and 临时救助 of one part of the office: 特困, 两补, visits. They draw from a stream of their
//! own, so that they move nothing of the others.
//!
//! Must not know the file.

use super::SampleFault;
use super::people::Cast;
use super::places::Places;
use super::planned::Planned;
use super::subsidies::{self, Subsidies};
use super::support::Supported;
use super::visits::{self, Visit};

/// Everything planned for them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rosters {
    /// 特困.
    pub supported: Vec<Supported>,
    /// 两补.
    pub subsidies: Subsidies,
    /// 入户核查.
    pub visits: Vec<Visit>,
}

/// Plans them for the people of a part.
pub(crate) fn plan(
    planned: &mut Planned,
    supported: Vec<Supported>,
    cast: &mut Cast<'_>,
    places: &Places,
) -> Result<Rosters, SampleFault> {
    let subsidies = subsidies::plan(&mut planned.population, &planned.versions, cast, places)?;
    let visits = visits::plan(planned, &supported, places, cast)?;
    Ok(Rosters { supported, subsidies, visits })
}
