//! What a clerk enters when the batches of the demonstration office are made: deaths that were told late, what the bank has paid of them too
//! much, and what comes back of it.
//!
//! Must not write past the rules.

use super::SampleFault;
use super::demo_day;
use crate::register::Draft;
use crate::register::benefits::recovery::RECOVERY;
use crate::register::benefits::repayment::REPAYMENT;
use crate::register::funeral::death::DEATH;
use crate::store::{Store, Who};
use chrono::{Days, NaiveDate};

/// What is told of the nth recovery: it came back, the family knows of it, it was just found.
const TOLD: [Told; 3] = [Told::Back, Told::Noticed, Told::Found];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Back,
    Noticed,
    Found,
}

/// Enters them two days before the year ends.
pub(super) fn run(store: &Store, deaths: &[Draft]) -> Result<(), SampleFault> {
    let who = store.who(Some("maker"))?;
    let day = demo_day() - Days::new(2);
    for (nth, draft) in deaths.iter().enumerate() {
        store.pin_clock(&format!("{day} 10:{:02}:00", nth % 60));
        let mut draft = draft.clone();
        draft.follow = true;
        let death = store.save(&draft, &who, day)?.key;
        for (register, recovery, _) in store.followed_rows(&DEATH, death)? {
            if register == &RECOVERY {
                told(store, recovery, (nth, TOLD[nth % TOLD.len()]), (&who, day))?;
            }
        }
    }
    Ok(())
}

fn told(store: &Store, key: i64, (nth, told): (usize, Told), (who, day): (&Who, NaiveDate)) -> Result<(), SampleFault> {
    if told == Told::Found {
        return Ok(());
    }
    let save = |draft: &Draft, day: NaiveDate, clock: &str| {
        store.pin_clock(&format!("{day} {clock}:{:02}", nth % 60));
        store.save(draft, who, day)
    };
    let noticed = Draft::of(&RECOVERY, key)
        .with("state", "2")
        .with("found_by", "5")
        .with("plan", "1")
        .with("notice_no", format!("雁民追〔2021〕{}号", nth + 1))
        .with("notice_on", day.to_string())
        .with("served_on", day.to_string());
    save(&noticed, day, "15:10")?;
    if told == Told::Back {
        let day = demo_day();
        let over = store.record_json(&RECOVERY, key, day)?["over"].as_str().unwrap_or_default().replace(',', "");
        let back = Draft::new(&REPAYMENT)
            .with_ref("recovery", key)
            .with("date", day.to_string())
            .with("amount", over)
            .with("way", "2")
            .with("receipt_no", format!("缴款{:04}", nth + 1));
        save(&back, day, "10:20")?;
        save(&Draft::of(&RECOVERY, key).with("state", "4"), day, "10:40")?;
    }
    Ok(())
}
