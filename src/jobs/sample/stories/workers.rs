//! 基层儿童队伍: taken over from paper, some of them replaced, all of them asked about in June, trained in November.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::taken_over_on;
use crate::jobs::sample::days::day;
use crate::register::Draft;
use crate::register::children::child_worker::CHILD_WORKER;
use crate::register::people::trainee::TRAINEE;
use crate::register::people::training::TRAINING;

/// The days of the training.
const TRAINED: [(i32, u32, u32); 2] = [(2021, 11, 16), (2021, 11, 17)];

impl Telling<'_> {
    pub(super) fn workers(&mut self) -> Result<(), SampleFault> {
        let workers = &self.planned.workers;
        let mut training = Draft::new(&TRAINING);
        for worker in workers {
            let at = self.acts.of_day(worker.appointed.max(taken_over_on()));
            let person = self.person(&worker.person, at)?;
            let post = Draft::new(&CHILD_WORKER)
                .with_ref("person", person)
                .with("division", self.places.all[worker.place].code)
                .with("concurrent_post", worker.post)
                .with("crime_checked_on", worker.asked.to_string())
                .with("appointed_on", worker.appointed.to_string());
            let key = self.player.enter(&post, at)?;
            let later = [("crime_checked_on", worker.asked_again), ("left_on", worker.left)];
            for (col, day) in later.into_iter().filter_map(|(col, day)| Some((col, day?))) {
                self.on(self.workdays.from(day), &Draft::of(&CHILD_WORKER, key).with(col, day.to_string()))?;
            }
            if worker.left.is_none() {
                let trainee = Draft::new(&TRAINEE).with_ref("person", person).with("score", worker.score.to_string());
                training.children.push(trainee);
            }
        }
        if training.children.is_empty() {
            return Ok(());
        }
        let [first, last] = TRAINED.map(|(y, m, d)| day(y, m, d));
        let training = training
            .with("title", "2021年儿童督导员、儿童主任业务培训班")
            .with("kind", "children")
            .with("held_from", first.to_string())
            .with("held_to", last.to_string())
            .with("hours", "16")
            .with("place", "区民政局四楼会议室")
            .with("host", "雁峰区民政局");
        self.on(last, &training).map(drop)
    }
}
