//! 死亡登记: what is entered of a death, whosever it is, and of the cremation that follows; of those who were on no register the person too.

use super::Telling;
use crate::domain::funeral::cremation::BURNT;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::deaths::HUI;
use crate::jobs::sample::demo_day;
use crate::jobs::sample::people::Person;
use crate::register::Draft;
use crate::register::funeral::death::DEATH;
use chrono::{Days, NaiveDate};

/// 死亡地点, who says that somebody has died there, and how frequent.
const PLACES: [(&str, &str, u64); 3] = [("1", "就诊医院", 55), ("2", "社区卫生服务中心", 40), ("4", "急救中心", 5)];
/// 骨灰去向, and how frequent.
const ASHES: [(&str, u64); 6] = [("1", 56), ("2", 20), ("3", 13), ("4", 6), ("5", 3), ("6", 2)];
const CREMATORY: &str = "衡阳市殡仪馆";

/// A number of somebody's own, so that nobody's story hangs on another's.
pub(super) fn lot(id: &str, of: u64) -> u64 {
    let mix = |lot: u64, byte: u8| (lot ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    (id.bytes().fold(0xcbf2_9ce4_8422_2325 ^ of, mix) >> 17) % 100
}

/// The one of several that a number from 0 to 99 hits.
pub(super) fn hit<T: Copy>(lot: u64, of: impl IntoIterator<Item = (T, u64)>) -> Option<T> {
    let mut before = 0;
    of.into_iter().find_map(|(one, many)| {
        before += many;
        (lot < before).then_some(one)
    })
}

impl Telling<'_> {
    /// Told in the first part of an office, as planned there.
    pub(super) fn deaths(&mut self) -> Result<(), SampleFault> {
        for dead in &self.planned.deaths {
            // Whoever dies is entered first, then the death.
            let at = self.acts.of_day(dead.reported);
            let key = self.person(&dead.person, at)?;
            let at = self.acts.begin(dead.reported);
            match dead.is_donor {
                true => self.dead(key, &dead.person, Some(("4", "遗体捐献登记")), at)?,
                false => self.death(key, &dead.person, at)?,
            }
        }
        Ok(())
    }

    /// The death of somebody, where there is one.
    pub(super) fn death(&mut self, key: i64, person: &Person, at: At) -> Result<(), SampleFault> {
        let hui = (person.ethnicity == HUI).then_some(("2", "回族, 尊重少数民族丧葬习俗"));
        self.dead(key, person, hui, at)
    }

    /// A body that is not laid to rest otherwise is cremated one to four days after the death; the death may be told before.
    fn dead(
        &mut self,
        key: i64,
        person: &Person,
        exempt: Option<(&'static str, &'static str)>,
        at: At,
    ) -> Result<(), SampleFault> {
        let Some((day, source)) = person.death else { return Ok(()) };
        let place = hit(lot(&person.id, 1), PLACES.map(|(place, issuer, many)| ((place, issuer), many)));
        let (place, issuer) = place.unwrap_or_default();
        // An accident, mostly of the young.
        let is_accident = lot(&person.id, 4) < if person.age() < 60 { 12 } else { 2 };
        let (cause, kind, issuer) = if is_accident { ("2", "2", "公安机关") } else { ("1", "1", issuer) };
        let draft = Draft::new(&DEATH)
            .with_ref("person", key)
            .with("died_on", day.to_string())
            .with("source", source)
            .with("place_kind", place)
            .with("cause", cause)
            .with("cert_kind", kind)
            .with("cert_no", self.accounts.death(day))
            .with("cert_issuer", issuer);
        if let Some((way, basis)) = exempt {
            let draft = draft.with("disposal", way).with("exempt_basis", basis);
            return self.player.enter(&draft, at).map(drop);
        }
        let burnt = day + Days::new(1 + lot(&person.id, 2) % 4);
        if burnt <= at.day {
            let draft = self.cremated(draft, person, burnt);
            return self.player.enter(&draft, at).map(drop);
        }
        let death = self.player.enter(&draft, at)?;
        if burnt <= demo_day() {
            let at = self.acts.of_day(self.workdays.from(burnt));
            let draft = self.cremated(Draft::of(&DEATH, death), person, burnt);
            self.player.enter(&draft, at)?;
        }
        Ok(())
    }

    /// With what is known of a cremation.
    pub(super) fn cremated(&mut self, draft: Draft, person: &Person, day: NaiveDate) -> Draft {
        draft
            .with("disposal", BURNT)
            .with("cremated_on", day.to_string())
            .with("crematory", CREMATORY)
            .with("cremation_no", self.accounts.cremation(day))
            .with("ash_to", hit(lot(&person.id, 3), ASHES).unwrap_or("1"))
    }
}
