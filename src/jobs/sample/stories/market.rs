//! 殡葬市场 and 宣传: merchants, the notices they signed, the checks and what became of the goods; what was printed, given out and put up.

use super::Telling;
use crate::domain::uscc;
use crate::jobs::sample::acts::taken_over_on;
use crate::jobs::sample::market::{Check, Merchant, PRINTED};
use crate::jobs::sample::{OPERATOR_NAMES, SampleFault};
use crate::register::Draft;
use crate::register::funeral::market_check::MARKET_CHECK;
use crate::register::funeral::material_batch::MATERIAL_BATCH;
use crate::register::funeral::merchant::MERCHANT;
use crate::register::funeral::merchant_notice::MERCHANT_NOTICE;
use crate::register::funeral::publicity::PUBLICITY;
use crate::register::funeral::publicity_fixture::PUBLICITY_FIXTURE;
use crate::register::funeral::seizure::SEIZURE;

const OFFICERS: [&str; 2] = ["唐卫东", "蒋丽萍"];
const TEAM: &str = "区殡葬执法队";
const PARTNERS: &str = "区市场监督管理局、区城市管理和综合执法局、市公安局雁峰分局";

impl Telling<'_> {
    /// Told in the first part of an office, as planned there.
    pub(super) fn market(&mut self) -> Result<(), SampleFault> {
        let mut shops = Vec::new();
        for merchant in &self.planned.market.merchants {
            shops.push(self.merchant(merchant)?);
        }
        for (nth, check) in self.planned.market.checks.iter().enumerate() {
            self.market_check(check, nth, &shops)?;
        }
        Ok(())
    }

    fn merchant(&mut self, m: &Merchant) -> Result<i64, SampleFault> {
        let at = self.acts.of_day(taken_over_on());
        let owner = m.owner.as_ref().map(|owner| self.person(owner, at)).transpose()?;
        let code =
            m.uscc.as_deref().map(|first| uscc::complete(first).ok_or(SampleFault::Lists("商户表"))).transpose()?;
        let draft = Draft::new(&MERCHANT)
            .with("name", &*m.name)
            .with("business", m.business)
            .with("division", self.places.all[m.place].code)
            .with("address", &*m.address)
            .with("phone", &*m.phone)
            .with("opened_on", m.opened.to_string())
            .with_some("uscc", code);
        let draft = owner.into_iter().fold(draft, |draft, owner| draft.with_ref("owner", owner));
        let key = self.player.enter(&draft, at)?;
        if let Some((day, signer)) = &m.notice {
            let at = self.acts.of_day(*day);
            let notice = Draft::new(&MERCHANT_NOTICE)
                .with_ref("merchant", key)
                .with("served_on", day.to_string())
                .with("refused", if signer.is_some() { "0" } else { "1" })
                .with("served_by", OFFICERS[0])
                .with("served_with", OFFICERS[1])
                .with_some("signed_by", signer.as_deref());
            self.player.enter(&notice, at)?;
        }
        if let Some(day) = m.closed {
            let at = self.acts.of_day(day);
            let closed = Draft::of(&MERCHANT, key).with("state", "2").with("closed_on", day.to_string());
            self.player.enter(&closed, at)?;
        }
        Ok(key)
    }

    fn market_check(&mut self, check: &Check, nth: usize, shops: &[i64]) -> Result<(), SampleFault> {
        let at = self.acts.of_day(check.day);
        let draft = Draft::new(&MARKET_CHECK)
            .with("checked_on", check.day.to_string())
            .with("team", TEAM)
            .with("joint_depts", PARTNERS)
            .with("officer1", OFFICERS[0])
            .with("officer2", OFFICERS[1])
            .with("result", check.result)
            .with_some("receipt_no", (!check.seized.is_empty()).then(|| format!("雁民收〔2021〕{:02}号", nth + 1)));
        let draft = match check.merchant.and_then(|nth| shops.get(nth)) {
            Some(shop) => draft.with_ref("merchant", *shop),
            None => draft.with("place", "岳屏路农贸市场门口流动摊点").with("division", "430406003001"),
        };
        let goods = |(goods, tenths): &(&str, i64)| {
            Draft::new(&SEIZURE).with("goods", *goods).with("qty", format!("{}.{}", tenths / 10, tenths % 10))
        };
        let key = self.player.enter(&check.seized.iter().fold(draft, |draft, row| draft.with_row(goods(row))), at)?;
        let Some(day) = check.destroyed else { return Ok(()) };
        let burnt = |draft: Draft, (row, _): (i64, _)| {
            let burnt = Draft::of(&SEIZURE, row).with("disposal", "1").with("disposed_on", day.to_string());
            draft.with_row(burnt.with("witnessed_by", OPERATOR_NAMES[1]))
        };
        let rows = self.player.rows_with(&SEIZURE, "market_check", key).into_iter();
        let burnt = rows.fold(Draft::of(&MARKET_CHECK, key), burnt);
        self.on(day, &burnt).map(drop)
    }

    /// What was printed, what was given out of it, and what stands in the villages.
    pub(super) fn publicity(&mut self) -> Result<(), SampleFault> {
        let market = &self.planned.market;
        if market.publicity.is_empty() {
            return Ok(());
        }
        let mut batches = Vec::new();
        for (material, title, day, many, cost, printer) in PRINTED {
            let batch = Draft::new(&MATERIAL_BATCH)
                .with("material", material)
                .with("title", title)
                .with("printed_on", day)
                .with("printed_qty", many.to_string())
                .with("unit_cost", cost)
                .with("printer", printer);
            batches.push(self.on(day, &batch)?);
        }
        for given in &market.publicity {
            let at = self.acts.of_day(given.day);
            let draft = Draft::new(&PUBLICITY)
                .with("done_on", given.day.to_string())
                .with("theme", given.theme)
                .with("division", self.places.all[given.place].code)
                .with("material", given.material)
                .with("qty", given.qty.to_string())
                .with("officer", OFFICERS[1]);
            let batch = given.batch.and_then(|nth| batches.get(nth));
            self.player.enter(&batch.into_iter().fold(draft, |draft, batch| draft.with_ref("batch", *batch)), at)?;
        }
        for (kind, village, day, many) in &market.fixtures {
            let at = self.acts.of_day(*day);
            let fixture = Draft::new(&PUBLICITY_FIXTURE)
                .with("kind", *kind)
                .with("division", *village)
                .with("installed_on", day.to_string())
                .with("qty", many.to_string());
            self.player.enter(&fixture, at)?;
        }
        Ok(())
    }
}
