//! 安葬(放)设施 and the 专项摸排 of 2021 that looked at each of them and found nothing. All but the villages is invented; an office has them
//! once, whatever its scale.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::taken_over_on;
use crate::jobs::sample::days::day;
use crate::register::Draft;
use crate::register::funeral::burial_facility::BURIAL_FACILITY;
use crate::register::funeral::facility_campaign::FACILITY_CAMPAIGN;
use crate::register::funeral::facility_check::FACILITY_CHECK;
use chrono::NaiveDate;

/// Who goes along, in turn.
const TEAMS: [&str; 3] = ["民政、自然资源、林业、街道", "民政、林业、街道", "民政、市监、街道"];
/// What was looked at beside the facilities: village and place.
const PLACES: [[&str; 2]; 4] = [
    ["430406100213", "山林村后山散葬点"],
    ["430406004208", "白沙村寺庙旁骨灰寄存间"],
    ["430406400411", "长塘村管理处老坟山"],
    ["430406001007", "爱民路社区殡葬服务店寄存间"],
];

impl Telling<'_> {
    pub(super) fn burials(&mut self) -> Result<(), SampleFault> {
        let begun = day(2021, 3, 15);
        let campaign = Draft::new(&FACILITY_CAMPAIGN)
            .with("name", "安葬(放)设施违规建设经营专项摸排(2021年)")
            .with("from_on", begun.to_string())
            .with("to_on", "2021-06-30")
            .with("document", "雁民通〔2021〕14号");
        let at = self.acts.of_day(begun);
        let campaign = self.player.enter(&campaign, at)?;
        let mut facilities = Vec::new();
        for nth in 0..self.places.rural.len() {
            facilities.push(self.burial_facility(nth)?);
        }
        let known = facilities.into_iter().map(|key| Draft::new(&FACILITY_CHECK).with_ref("burial_facility", key));
        let other =
            |[division, place]: [&str; 2]| Draft::new(&FACILITY_CHECK).with("division", division).with("place", place);
        let checks: Vec<Draft> = known.chain(PLACES.map(other)).collect();
        for (nth, check) in checks.into_iter().enumerate() {
            let on: NaiveDate = self.workdays.after(begun, 3 + u32::try_from(nth).unwrap_or(0));
            let check = check
                .with_ref("facility_campaign", campaign)
                .with("checked_on", on.to_string())
                .with("departments", TEAMS[nth % TEAMS.len()]);
            self.on(on, &check)?;
        }
        Ok(())
    }

    /// The burial ground of a village; some have a hall for ashes.
    fn burial_facility(&mut self, nth: usize) -> Result<i64, SampleFault> {
        let village = &self.places.all[self.places.rural[nth]];
        let name = village.name.trim_end_matches("社区").trim_end_matches("管理处");
        let approved = day(2010 + i32::try_from(nth % 9).unwrap_or(0), 5, 10);
        let draft = Draft::new(&BURIAL_FACILITY)
            .with("division", village.code)
            .with("owner", village.name)
            .with("approval_no", format!("雁民批〔{}〕{}号", approved.format("%Y"), nth + 3))
            .with("approved_by", "雁峰区民政局")
            .with("approved_on", approved.to_string())
            .with("has_price_notice", "1");
        let (total, used) = (160 + nth * 37 % 240, 45 + nth * 53 % 110);
        let draft = match nth % 5 {
            4 => draft
                .with("name", format!("{name}骨灰堂"))
                .with("kind", "4")
                .with("area", "0.85")
                .with("niche_total", (total * 2).to_string())
                .with("niche_used", used.to_string()),
            _ => draft
                .with("name", format!("{name}公益性公墓"))
                .with("kind", "2")
                .with("area", format!("{}.5", 4 + nth % 6))
                .with("grave_total", total.to_string())
                .with("grave_used", used.to_string())
                .with("ash_grave", "0.8"),
        };
        let opened = self.workdays.from(day(2011 + i32::try_from(nth % 9).unwrap_or(0), 3, 20));
        let at = self.acts.begin(taken_over_on());
        self.player.enter(&draft.with("opened_on", opened.to_string()), at)
    }
}
