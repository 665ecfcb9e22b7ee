//! 等级评定: each grading applied for, and each of its steps on its day.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::taken_over_on;
use crate::jobs::sample::grades::{GRADINGS, Grading, REVIEWERS};
use crate::register::Draft;
use crate::register::elderly::grade_rules::{SCORES, SELF_SCORES};
use crate::register::elderly::home_grade::HOME_GRADE;
use chrono::{Datelike, NaiveDate};

fn scored(draft: Draft, cols: [&'static str; 4], scores: [i64; 4]) -> Draft {
    cols.into_iter().zip(scores).fold(draft, |draft, (col, score)| draft.with(col, score.to_string()))
}

impl Telling<'_> {
    pub(super) fn gradings(&mut self) -> Result<(), SampleFault> {
        (1..).zip(&GRADINGS).try_for_each(|(nth, grading)| self.grading(nth, grading))
    }

    fn grading(&mut self, nth: usize, grading: &Grading) -> Result<(), SampleFault> {
        let applied = grading.applied_on();
        let draft = Draft::new(&HOME_GRADE)
            .with_ref("institution", super::homes::key(grading.house))
            .with("apply_level", grading.applied)
            .with("label_style", if grading.in_stars { "2" } else { "1" })
            .with("apply_on", applied.to_string());
        let draft = scored(draft, SELF_SCORES, grading.own);
        let told = |draft: Draft, (step, day)| told(draft, step, (nth, grading), day);
        // What was over before the papers were taken over is one row.
        let steps = grading.steps(&self.workdays);
        let (taken_over, later) = steps.split_at(steps.partition_point(|(_, day)| *day <= taken_over_on()));
        let at = self.acts.of_day(applied);
        let key = self.player.enter(&taken_over.iter().copied().fold(draft, told), at)?;
        for (step, day) in later.iter().copied() {
            self.on(day, &told(Draft::of(&HOME_GRADE, key), (step, day)))?;
        }
        Ok(())
    }
}

/// What is entered of a step.
fn told(draft: Draft, step: &'static str, (nth, grading): (usize, &Grading), day: NaiveDate) -> Draft {
    let draft = draft.with(step, day.to_string());
    match (step, grading.given) {
        ("review_on", Some(scores)) => scored(draft.with("reviewers", REVIEWERS), SCORES, scores),
        ("announced_on", _) => draft.with("cert_no", format!("YFDJ{}-{nth:02}", day.year())),
        _ => draft,
    }
}
