//! 福彩圆梦: instalments in September, November, March and June of a school year, applied for with the certificate of the school.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::days;
use crate::jobs::sample::students::{Student, Studies};
use crate::register::Draft;
use crate::register::children::dream_grant::DREAM_GRANT;
use crate::register::children::orphan::ORPHAN;

/// School year, instalment, and not before which day it is paid.
const INSTALMENTS: [(i32, u32, (i32, u32, u32)); 6] = [
    (2020, 1, (2020, 9, 29)),
    (2020, 2, (2020, 11, 24)),
    (2020, 3, (2021, 3, 23)),
    (2020, 4, (2021, 6, 15)),
    (2021, 1, (2021, 9, 28)),
    (2021, 2, (2021, 11, 23)),
];

impl Telling<'_> {
    pub(super) fn students(&mut self) -> Result<(), SampleFault> {
        let planned = self.planned;
        for student in &planned.students {
            let person = self.child(&student.child)?;
            let Some((orphan, _)) = self.player.row_with(&ORPHAN, "person", person) else { continue };
            for instalment in INSTALMENTS.iter().filter(|(year, ..)| *year >= student.studies.years.0) {
                self.instalment((orphan, student), instalment)?;
            }
        }
        Ok(())
    }

    fn instalment(
        &mut self,
        (orphan, student): (i64, &Student),
        (year, nth, (of, month, day)): &(i32, u32, (i32, u32, u32)),
    ) -> Result<(), SampleFault> {
        let Studies { school, level, years: (enrolled, graduates), interrupts, .. } = student.studies;
        let paid = self.workdays.from(days::day(*of, *month, *day));
        let before = |days| self.workdays.before(paid, days).to_string();
        let draft = Draft::new(&DREAM_GRANT)
            .with_ref("orphan", orphan)
            .with("school", *school)
            .with("level", *level)
            .with("student_no", &*student.student_no)
            .with("enrolled_on", format!("{enrolled}-09-01"))
            .with("graduates_on", format!("{graduates}-06-30"))
            .with("school_year", year.to_string())
            .with("instalment", nth.to_string())
            .with("applied_on", before(14));
        let (draft, day) = if *interrupts && *nth > 1 {
            let note = "因病休学一年, 复学后继续申请";
            (draft.with("leaving", "1").with("note", note), self.workdays.before(paid, 14))
        } else {
            let steps =
                draft.with("certified_on", before(14)).with("town_on", before(11)).with("district_on", before(5));
            (steps.with("paid_on", paid.to_string()), paid)
        };
        self.on(day, &draft).map(drop)
    }
}
