//! 护理员技能竞赛: new carers first, then each contest with those who took part.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::contest::CONTESTS;
use crate::jobs::sample::days;
use crate::register::Draft;
use crate::register::elderly::contest::CONTEST;
use crate::register::elderly::contest_entry::CONTEST_ENTRY;

impl Telling<'_> {
    pub(super) fn contests(&mut self) -> Result<(), SampleFault> {
        let contests = &self.planned.contests;
        for nurse in &contests.successors {
            self.nurse(nurse)?;
        }
        for (nth, (level, title, venue, (year, month, day))) in CONTESTS.into_iter().enumerate() {
            let day = days::day(year, month, day);
            let mut contest = Draft::new(&CONTEST)
                .with("title", title)
                .with("level", level)
                .with("held_on", day.to_string())
                .with("venue", venue);
            for one in contests.contestants.iter().filter(|one| one.contest == nth) {
                let entry = Draft::new(&CONTEST_ENTRY)
                    .with_ref("person", self.keys.nurses[one.nurse])
                    .with("score", one.score.to_string())
                    .with("award", one.award);
                contest.children.push(entry);
            }
            if !contest.children.is_empty() {
                self.on(day, &contest)?;
            }
        }
        Ok(())
    }
}
