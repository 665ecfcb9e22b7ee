//! 适老化改造: a home is put on the list, looked at, made fit, accepted, paid and filed; or it is given up.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::adapt::{Adaptation, Item, Then};
use crate::register::Draft;
use crate::register::elderly::adapt_item::ADAPT_ITEM;
use crate::register::elderly::home_adapt::HOME_ADAPT;
use chrono::NaiveDate;

impl Telling<'_> {
    pub(super) fn adaptations(&mut self) -> Result<(), SampleFault> {
        let planned = self.planned;
        for adaptation in &planned.adaptations {
            let [listed, applied, surveyed] = adaptation.asked;
            let at = self.acts.of_day(listed);
            let person = self.somebody(&adaptation.who, at)?;
            let flag = |is: bool| if is { "1" } else { "0" };
            let draft = Draft::new(&HOME_ADAPT)
                // The only one there is.
                .with("plan", "#1")
                .with_ref("person", person)
                .with("unable", flag(adaptation.unable))
                .with("alone", flag(adaptation.alone))
                .with("listed_on", listed.to_string());
            let key = self.player.enter(&draft, at)?;
            let looked_at = [("apply_date", applied.to_string()), ("surveyed_on", surveyed.to_string())];
            let looked_at = looked_at
                .into_iter()
                .chain([("surveyor", "雁峰区养老服务评估中心".to_owned()), ("budget", adaptation.budget.to_string())]);
            self.adapted(key, surveyed, looked_at)?;
            self.goes_on(key, adaptation)?;
        }
        Ok(())
    }

    /// What is entered of a home on a day.
    fn adapted(
        &mut self,
        key: i64,
        day: NaiveDate,
        what: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Result<(), SampleFault> {
        let draft = what.into_iter().fold(Draft::of(&HOME_ADAPT, key), |draft, (col, text)| draft.with(col, text));
        self.on(day, &draft).map(drop)
    }

    fn goes_on(&mut self, key: i64, adaptation: &Adaptation) -> Result<(), SampleFault> {
        let (decided, [start, done, accepted, paid, archived], satisfied) = match adaptation.then {
            Then::Built { decided, days, satisfied } => (decided, days, satisfied),
            Then::Withdrawn(day, why) => {
                return self.adapted(
                    key,
                    day,
                    [("withdrawn_on", day.to_string()), ("withdraw_reason", why.to_owned())],
                );
            }
        };
        let chosen = Draft::of(&HOME_ADAPT, key)
            .with("decided_on", decided.to_string())
            .with("contractor", "衡阳市康居适老工程服务中心");
        let chosen = adaptation.items.iter().fold(chosen, |draft, item| draft.with_row(row(item)));
        self.on(decided, &chosen)?;
        let cost: i64 = adaptation.items.iter().map(|(.., yuan)| yuan).sum();
        self.adapted(key, start, [("start_on", start.to_string())])?;
        self.adapted(key, done, [("done_on", done.to_string()), ("cost", cost.to_string())])?;
        let accepted_on = ("accepted_on", accepted.to_string());
        self.adapted(key, accepted, [accepted_on, ("satisfaction", satisfied.to_owned())])?;
        self.adapted(key, paid, [("paid_on", paid.to_string())])?;
        self.adapted(key, archived, [("archived_on", archived.to_string())])
    }
}

fn row((code, qty, measure, yuan): &Item) -> Draft {
    Draft::new(&ADAPT_ITEM)
        .with("item_code", *code)
        .with("qty", qty.to_string())
        .with("measure", *measure)
        .with("cost", yuan.to_string())
}
