//! 死亡名单: the lists of the crematorium, of the police and of the villages of three months, read one after the other, and what came of the
//! differences. Whoever is on them and died in no other story is invented.

use super::Telling;
use super::late::Late;
use crate::domain::month::Month;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::days::month;
use crate::jobs::sample::{OPERATOR_NAMES, SampleFault};
use crate::register::funeral::death::DEATH;
use crate::register::funeral::death_notice::DEATH_NOTICE;
use crate::register::people::person::PERSON;
use crate::register::{Draft, Values};
use chrono::{Days, NaiveDate};

const CREMATORIUM: &str = "1";
const POLICE: &str = "2";
const VILLAGES: &str = "3";
/// The months of the lists: they were asked for when the new procedure began.
const MONTHS: [usize; 3] = [9, 10, 11];
/// The lists of a month come in this many working days after it, and the differences are settled that many later.
const COME_IN: u32 = 6;
const SETTLED: u32 = 3;

/// Who is on one list of a month only, and is no death of the district: list, month, name, 处理意见, 备注.
const STRANGERS: [(&str, usize, &str, &str, &str); 6] = [
    (CREMATORIUM, 9, "旷佑民", "4", "衡南县户籍, 在本市火化"),
    (VILLAGES, 9, "尹桂娥", "3", "与在册的尹桂娥同名, 本人健在"),
    (CREMATORIUM, 10, "屈松柏", "4", "蒸湘区户籍"),
    (POLICE, 10, "阳满秀", "5", "户口已迁往石鼓区"),
    (CREMATORIUM, 11, "单碧云", "4", "祁东县户籍, 在本市住院死亡"),
    (VILLAGES, 11, "洪自强", "3", "与外区死者同名, 本人健在"),
];
/// One death of each month that the villages left out, by its place.
const LEFT_OUT: usize = 7;

/// Somebody who died, as lists know of it.
struct Dead {
    name: String,
    id: String,
    village: &'static str,
    died: NaiveDate,
    /// The day of the cremation; none of those who are buried or gave their bodies to science.
    burnt: Option<NaiveDate>,
    reported: NaiveDate,
}

/// What somebody settles of an entry: 处理意见, 备注.
type Settled = (&'static str, &'static str);

impl Telling<'_> {
    /// Told when all deaths are; the district's own strangers once.
    pub(super) fn death_lists(&mut self) -> Result<(), SampleFault> {
        MONTHS.into_iter().try_for_each(|nth| self.lists_of(nth))
    }

    fn lists_of(&mut self, nth: usize) -> Result<(), SampleFault> {
        let of = month(nth);
        let read = self.workdays.after(of.last_day(), COME_IN);
        let at = self.acts.of_day(read);
        let mut dead = self.dead_of(of);
        dead.extend(self.late.iter().filter(|late| Month::of(late.died) == of).map(Dead::late));
        let mut open = Vec::new();
        for (place, dead) in dead.iter().enumerate() {
            let is_left_out = self.planned.is_first && place == LEFT_OUT;
            open.extend(self.listed(dead, (of, is_left_out), at)?);
        }
        if self.planned.is_first {
            for (source, _, name, opinion, note) in STRANGERS.into_iter().filter(|(_, of, ..)| *of == nth) {
                let entry = entry(source, of).with("name", name);
                open.push((self.player.enter(&entry, at)?, (opinion, note)));
            }
        }
        self.settle(&open, self.workdays.after(read, SETTLED))
    }

    /// Who died in a month.
    fn dead_of(&self, of: Month) -> Vec<Dead> {
        let deaths = self.player.rows(&DEATH);
        let of_month = deaths.iter().filter(|(_, row)| row.date("died_on").map(Month::of) == Some(of));
        of_month.filter_map(|(_, row)| self.known_dead(row)).collect()
    }

    fn known_dead(&self, row: &Values) -> Option<Dead> {
        let person = row.int("person")?;
        let of_person = |col| self.player.text(&PERSON, person, col);
        let home = of_person("home_division");
        Some(Dead {
            name: of_person("name"),
            id: of_person("id_number"),
            village: self.places.all.iter().find(|place| place.code == home).map_or("", |place| place.name),
            died: row.date("died_on")?,
            burnt: row.date("cremated_on"),
            reported: row.date("reported_on")?,
        })
    }

    /// Puts somebody on the lists; gives the entry by which a difference is settled.
    fn listed(
        &mut self,
        dead: &Dead,
        (of, is_left_out): (Month, bool),
        at: At,
    ) -> Result<Option<(i64, Settled)>, SampleFault> {
        let named = |source| {
            let entry = entry(source, of).with("name", &*dead.name).with("id_number", &*dead.id);
            entry.with("died_on", dead.died.to_string())
        };
        let cancelled = self.workdays.after(dead.reported, 2);
        let cancelled = (cancelled <= at.day).then(|| cancelled.to_string());
        let police = self.player.enter(&named(POLICE).with_some("hukou_cancelled_on", cancelled), at)?;
        if !is_left_out {
            self.player.enter(&named(VILLAGES).with("village", dead.village), at)?;
        }
        if let Some(burnt) = dead.burnt {
            self.player.enter(&named(CREMATORIUM).with("cremated_on", burnt.to_string()), at)?;
        }
        Ok(match (dead.burnt, is_left_out) {
            (None, _) => Some((police, ("6", "不经殡仪馆火化, 已与死亡登记核对"))),
            (_, true) => Some((police, ("6", "村(居)漏报, 已补报"))),
            _ => None,
        })
    }

    fn settle(&mut self, open: &[(i64, Settled)], day: NaiveDate) -> Result<(), SampleFault> {
        let at = self.acts.of_day(day);
        for (entry, (opinion, note)) in open {
            let settled = Draft::of(&DEATH_NOTICE, *entry)
                .with("opinion", *opinion)
                .with("handled_by", OPERATOR_NAMES[0])
                .with("handled_on", day.to_string())
                .with("note", *note);
            self.player.enter(&settled, at)?;
        }
        Ok(())
    }
}

impl Dead {
    fn late(late: &Late<'_>) -> Dead {
        let (name, id) = (late.person.name.clone(), late.person.id.clone());
        Dead {
            name,
            id,
            village: late.village,
            died: late.died,
            burnt: Some(late.burnt()),
            reported: late.died + Days::new(5),
        }
    }
}

fn entry(source: &str, of: Month) -> Draft {
    Draft::new(&DEATH_NOTICE).with("source", source).with("month", of.to_string())
}
