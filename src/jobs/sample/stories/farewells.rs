//! 惠民殡葬减免: whoever was supported when they died is buried for little. Some families do not apply.

use super::deaths::{hit, lot};
use super::{Telling, signer};
use crate::domain::month::Month;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::demo_day;
use crate::jobs::sample::names::surname_of;
use crate::jobs::sample::numbers;
use crate::register::funeral::death::DEATH;
use crate::register::funeral::funeral_relief::FUNERAL_RELIEF;
use crate::register::people::person::PERSON;
use crate::register::{Draft, Values};
use chrono::{Datelike, Days, NaiveDate};

const HOME: &str = "衡阳市殡仪馆";
/// The given names of those who apply for their dead.
const APPLICANTS: [&str; 8] = ["立新", "艳红", "国庆", "小燕", "海波", "秀梅", "建军", "冬梅"];
/// What the hearse and the urn cost in yuan, and how frequent.
const TRANSPORT: [(u32, u64); 3] = [(260, 30), (300, 50), (380, 20)];
const URNS: [(u32, u64); 4] = [(160, 25), (200, 40), (260, 25), (480, 10)];
/// A day in the cold store, the cremation, a coffin of paper.
const A_DAY: u64 = 100;
const CREMATION: u64 = 480;
const COFFIN: u64 = 60;

/// A death that may be relieved.
struct Farewell {
    death: i64,
    burnt: NaiveDate,
    /// 对象类别.
    target: &'static str,
    name: String,
    home: String,
    /// A number of the dead's own.
    id: String,
}

impl Telling<'_> {
    /// Told when all deaths are.
    pub(super) fn farewells(&mut self) -> Result<(), SampleFault> {
        let deaths = self.player.rows(&DEATH);
        let all: Vec<Farewell> = deaths.iter().filter_map(|(key, death)| self.farewell(*key, death)).collect();
        all.iter().try_for_each(|farewell| self.relieved(farewell))
    }

    /// What there is to be relieved of a death; nothing where nobody was supported in its month.
    fn farewell(&self, death: i64, row: &Values) -> Option<Farewell> {
        let (died, burnt) = (row.date("died_on")?, row.date("cremated_on")?);
        let person = row.int("person")?;
        let covered = |scheme: &str| {
            let cases = self.player.covering(person, died);
            cases.iter().any(|case| case.scheme.starts_with(scheme) && case.covers(Month::of(died)))
        };
        let target = [("2", "tekun"), ("1", "dibao")].into_iter().find(|(_, scheme)| covered(scheme))?.0;
        let of_person = |col| self.player.text(&PERSON, person, col);
        let (name, home, id) = (of_person("name"), of_person("home_division"), of_person("id_number"));
        (target == "2" || lot(&id, 11) < 80).then_some(Farewell { death, burnt, target, name, home, id })
    }

    fn relieved(&mut self, of: &Farewell) -> Result<(), SampleFault> {
        let applied = self.workdays.after(of.burnt, 1 + u32::try_from(lot(&of.id, 12) % 9).unwrap_or(0));
        if applied > demo_day() {
            return Ok(());
        }
        let at = self.acts.of_day(applied);
        let key = self.player.enter(&applied_for(of, applied), at)?;
        let [verified, approved] = [1, 3].map(|days| self.workdays.after(applied, days));
        let settled = self.workdays.from(Month::of(approved).next().first_day() + Days::new(9));
        // The family pays, and gets the money back, where it asks late.
        let mode = if of.target == "1" && lot(&of.id, 12) % 9 > 6 { "2" } else { "1" };
        let relief = || Draft::of(&FUNERAL_RELIEF, key);
        let granted = relief()
            .with("verified_on", verified.to_string())
            .with("approved_on", approved.to_string())
            .with("relieved_on", approved.to_string())
            .with("mode", mode);
        let batch = format!("雁殡结〔{}〕{}号", settled.year(), settled.month());
        let paid = relief().with("settle_batch", batch).with("paid_on", settled.to_string());
        for (day, draft) in [(approved, granted), (settled, paid)] {
            if day <= demo_day() {
                self.on(day, &draft)?;
            }
        }
        Ok(())
    }
}

/// The application with what the five services cost.
fn applied_for(of: &Farewell, day: NaiveDate) -> Draft {
    let days = 1 + lot(&of.id, 13) % 5;
    let cost = |of: u64, all: &[(u32, u64)]| hit(of, all.iter().copied()).unwrap_or_default().to_string();
    let applicant = match of.target {
        "2" => signer(&of.home).to_owned(),
        _ => {
            surname_of(&of.name).to_owned()
                + APPLICANTS[usize::try_from(lot(&of.id, 14)).unwrap_or(0) % APPLICANTS.len()]
        }
    };
    Draft::new(&FUNERAL_RELIEF)
        .with_ref("death", of.death)
        .with("target_kind", of.target)
        .with("apply_on", day.to_string())
        .with("applicant", applicant)
        .with("phone", numbers::of_applicant(of.death))
        .with("funeral_home", HOME)
        .with("transport_cost", cost(lot(&of.id, 17), &TRANSPORT))
        .with("storage_days", days.to_string())
        .with("storage_cost", (days * A_DAY).to_string())
        .with("cremation_cost", CREMATION.to_string())
        .with("coffin_cost", COFFIN.to_string())
        .with("urn_cost", cost(lot(&of.id, 18), &URNS))
}
