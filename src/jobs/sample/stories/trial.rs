//! A register that was added, told: the story of one that only tests have, as long as it takes. Compiled for tests only.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::days::day;
use crate::register::Draft;
use crate::register::test_only::VISIT;
use chrono::Days;

impl Telling<'_> {
    /// 走访: whoever has adopted is called on in the spring.
    fn callings(&mut self) -> Result<(), SampleFault> {
        for (nth, parent) in (1..).zip(self.planned.families.iter().flat_map(|families| &families.couple)) {
            let called = self.workdays.from(day(2021, 3, 1) + Days::new(self.rng.below(60) as u64));
            let at = self.acts.of_day(called);
            let draft = Draft::new(&VISIT)
                .with("no", format!("ZF{nth:03}"))
                .with_ref("person", self.person(parent, at)?)
                .with("visited_on", called.to_string());
            self.player.enter(&draft, at)?;
        }
        Ok(())
    }
}

mod tests {
    use super::*;
    use crate::jobs::sample::acts::TAKEN_OVER;
    use crate::jobs::sample::days::Workdays;
    use crate::jobs::sample::names::Names;
    use crate::jobs::sample::numbers::Numbers;
    use crate::jobs::sample::people::Cast;
    use crate::jobs::sample::places::Places;
    use crate::jobs::sample::planned::Planned;
    use crate::jobs::sample::player::Player;
    use crate::jobs::sample::rng::Rng;
    use crate::jobs::sample::write::Writer;
    use crate::jobs::sample::{families, found_office, ground};
    use crate::register::{Query, Value};
    use crate::store::testing;
    use std::rc::Rc;

    #[test]
    fn a_register_that_was_added_is_told_in_a_dozen_lines() {
        let dir = tempfile::tempdir().unwrap();
        let store = testing::office(&dir);
        let parameters = store.parameters().unwrap();
        let ground = ground(&store, "430406000000").unwrap();
        let (names, places, mut numbers) = (Names::read().unwrap(), Places::read().unwrap(), Numbers::new());
        let workdays = Workdays::of(&ground.calendar);
        let mut cast = Cast { rng: Rng::of(1, 1), names: &names, numbers: &mut numbers, workdays: &workdays };
        let families = Some(families::plan(&mut cast, &places).unwrap());
        let planned = Planned { families, ..Planned::default() };
        let player = Player::new(&ground, Rc::new(places.known()), 0);
        let mut telling = Telling::of(player, &planned, &places, (0, Rng::of(1, 2)));
        telling.callings().unwrap();
        let (acts, told) = (telling.acts.in_order(TAKEN_OVER + 1), telling.player.told().unwrap());
        let written = store.fill(|filling| {
            found_office(filling, &parameters)?;
            let mut writer = Writer::new(filling);
            writer.part(&told, &acts)?;
            writer.end()
        });
        written.unwrap();
        let page = store.page(&Query::new(&VISIT, testing::day(), 10)).unwrap();
        let [first, second] = &page.rows[..] else { panic!("two visits: {}", page.rows.len()) };
        for person in &planned.families.as_ref().unwrap().couple {
            let name = Value::from(&*person.name);
            assert!([first, second].iter().any(|row| row.cells[1] == name), "{name:?}");
        }
    }
}
