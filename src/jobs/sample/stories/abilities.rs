//! 能力评估: what two assessors found.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::register::Draft;
use crate::register::elderly::ability::ABILITY;

impl Telling<'_> {
    pub(super) fn abilities(&mut self) -> Result<(), SampleFault> {
        let planned = self.planned;
        for assessed in &planned.abilities {
            let (first, second) = assessed.assessors;
            let draft = Draft::new(&ABILITY)
                .with_ref("person", self.keys.supported[assessed.who].1)
                .with("assess_on", assessed.day.to_string())
                .with("kind", assessed.kind)
                .with("place", assessed.place)
                .with("assessor1", first)
                .with("assessor2", second)
                .with("old_level", assessed.level);
            self.on(assessed.entered, &draft)?;
        }
        Ok(())
    }
}
