//! 地名标志 and 门牌 of the streets that have a standard name, once in an office; where they stand, how they were found and whose the houses are is
//! invented.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::taken_over_on;
use crate::jobs::sample::days::day;
use crate::register::places::codes::state;
use crate::register::places::doorplate::DOORPLATE;
use crate::register::places::place_name::{PLACE_NAME, STREET};
use crate::register::places::sign::{SIGN, SIGN_CHECK};
use crate::register::{Draft, Values};

/// Since when signs were set along the streets there were; when all were looked at, and when those that were not whole were replaced.
const SET: &str = "2019-06-20";
const CHECKED: &str = "2021-06-16";
const REPLACED: &str = "2021-09-15";
/// So many streets have door plates, and so many houses each.
const NUMBERED: usize = 6;
const HOUSES: i64 = 8;

impl Telling<'_> {
    pub(super) fn signs(&mut self) -> Result<(), SampleFault> {
        let names = self.player.rows(&PLACE_NAME);
        let stands = |row: &Values| row.text("kind8") == STREET && row.text("state") == state::STANDARD;
        let streets = names.iter().filter(|(_, row)| stands(row) && row.date("valid_from") < Some(day(2019, 1, 1)));
        for (nth, (key, row)) in streets.enumerate() {
            for (end, col) in ["from_pt", "to_pt"].into_iter().enumerate() {
                self.sign(*key, row.text(col), nth * 2 + end)?;
            }
            if nth < NUMBERED {
                self.plates(*key, row.text("division"), nth)?;
            }
        }
        Ok(())
    }

    /// A sign at one end of a street: mostly it is found whole; one in eleven is broken, one in seventeen gone, one in thirteen not set before
    /// autumn.
    fn sign(&mut self, street: i64, end: &str, nth: usize) -> Result<(), SampleFault> {
        let at = self.acts.begin(taken_over_on());
        let is_late = nth % 13 == 12;
        let sign = |planned: &str, installed: Option<&str>| {
            Draft::new(&SIGN)
                .with_ref("place_name", street)
                .with("place", format!("与{end}交会处"))
                .with("planned_on", planned)
                .with_some("installed_on", installed)
                .with("unit", "雁峰区民政局")
        };
        let key = self.player.enter(&sign("2019-06-01", (!is_late).then_some(SET)), at)?;
        if is_late {
            self.on(REPLACED, &Draft::of(&SIGN, key).with("installed_on", REPLACED))?;
            return Ok(());
        }
        let condition = match () {
            () if nth % 17 == 16 => "3",
            () if nth % 11 == 5 => "2",
            () => "1",
        };
        let check = Draft::new(&SIGN_CHECK)
            .with_ref("sign", key)
            .with("checked_on", CHECKED)
            .with("condition", condition)
            .with("checker", "谢建新");
        let check = if condition == "1" { check } else { check.with("action", "报区民政局更换") };
        self.on(CHECKED, &check)?;
        if condition == "2" {
            self.on(REPLACED, &Draft::of(&SIGN, key).with("removed_on", REPLACED))?;
            self.on(REPLACED, &sign(REPLACED, Some(REPLACED)).with("cost", "680"))?;
        }
        Ok(())
    }

    /// The houses at the beginning of a street, 12 metres from one to the next; one number is kept for a house to come.
    fn plates(&mut self, street: i64, division: &str, nth: usize) -> Result<(), SampleFault> {
        let at = self.acts.begin(taken_over_on());
        for house in 0..HOUSES {
            let is_reserved = house + 1 == HOUSES;
            let metres = 12 * (house / 2 + 1);
            let draft = Draft::new(&DOORPLATE)
                .with_ref("place_name", street)
                .with("side", if house % 2 == 0 { "1" } else { "2" })
                .with("distance", metres.to_string())
                .with("division", division)
                .with("owner_kind", if house % 3 == 1 { "2" } else { "1" })
                .with("issued_on", "2019-07-08")
                .with(
                    "cert_no",
                    format!("雁门牌2019-{:04}", nth * 100 + usize::try_from(house).unwrap_or_default() + 1),
                );
            let draft =
                if is_reserved { draft.with("reserved", "1") } else { draft.with("installed_on", "2019-08-12") };
            self.player.enter(&draft, at)?;
        }
        Ok(())
    }
}
