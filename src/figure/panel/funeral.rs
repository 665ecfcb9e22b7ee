//! The panels of 殡葬改革: reports of tents, facilities and their checks, the market and its merchants, what is given out and where it stands.

use super::line::{PanelLine, flow, line};
use crate::figure::sets::{
    BANNERS, BURIAL_CHECKS, BURIALS, BY_CREMATORIUM, BY_POLICE, BY_VILLAGES, CASES, CLOSED, FIXTURES, FUNERAL_RELIEFS,
    FUNERAL_RELIEFS_APPLIED, GIVEN_OUT, GOODS, KNOWINGLY, LEAFLETS, LISTED, MAILBOXES, MARKET_CHECKS, MERCHANTS,
    OPEN_CASES, OPEN_TENTS, PAPER, POSTERS, PRINTED, REFUSED, SEIZED, TENTS, TOLD, UNSETTLED, UNTRUE, VILLAGES, WALLS,
};
use crate::figure::{Dead, Is, Measure, RowSet, Unit, When};

const fn deaths(label: &'static str, which: Dead) -> PanelLine {
    line(label, Measure::Count(RowSet::Deaths(which)), When::Month, Unit::Person)
}

const fn cremated(label: &'static str, when: When) -> PanelLine {
    line(label, Measure::Share(RowSet::Deaths(Dead::Cremated), RowSet::Deaths(Dead::Rated)), when, Unit::Rate)
}

pub(super) static DEATH_LINES: [PanelLine; 12] = [
    deaths("本月死亡", Dead::All),
    deaths("  男", Dead::Sex("1")),
    deaths("  女", Dead::Sex("2")),
    deaths("  应火化", Dead::Due),
    deaths("  已火化", Dead::Cremated),
    deaths("  待火化", Dead::Pending),
    deaths("  豁免", Dead::Exempt),
    deaths("  违规土葬", Dead::Illegal),
    deaths("  生态葬", Dead::Eco),
    cremated("火化率", When::Month).main(),
    line("本年死亡", Measure::Count(RowSet::Deaths(Dead::All)), When::Year, Unit::Person),
    cremated("  火化率", When::Year),
];

const fn listed(label: &'static str, which: &'static [Is]) -> PanelLine {
    flow(label, LISTED.only(which), Unit::Person)
}

pub(super) static LIST_LINES: [PanelLine; 5] = [
    listed("本月名单", &[]),
    listed("  殡仪馆", BY_CREMATORIUM),
    listed("  公安", BY_POLICE),
    listed("  村居", BY_VILLAGES),
    listed("  待核", UNSETTLED),
];

const fn tents(label: &'static str, which: &'static [Is]) -> PanelLine {
    line(label, Measure::Count(TENTS.only(which)), When::Year, Unit::Case)
}

pub(super) static TENT_LINES: [PanelLine; 6] = [
    flow("本月举报", TENTS.all(), Unit::Case),
    tents("本年举报", &[]),
    tents("  不属实", UNTRUE),
    tents("  已办结", CLOSED),
    line("  办结率", Measure::Share(TENTS.only(CLOSED), TENTS.all()), When::Year, Unit::Rate),
    line("没有办结", Measure::Count(OPEN_TENTS.all()), When::End, Unit::Case),
];

const fn found(label: &'static str, which: &'static [Is]) -> PanelLine {
    line(label, Measure::Among(BURIAL_CHECKS.only(which), BURIAL_CHECKS.all()), When::Year, Unit::Case)
}

pub(super) static BURIAL_LINES: [PanelLine; 7] = [
    line("安葬(放)设施", Measure::Count(BURIALS.all()), When::End, Unit::Piece),
    flow("本月排查", BURIAL_CHECKS.all(), Unit::Time),
    line("本年排查", Measure::Count(BURIAL_CHECKS.all()), When::Year, Unit::Time).main(),
    found("  查处", CASES),
    found("  没有结案", OPEN_CASES),
    line("  结案率", Measure::Share(BURIAL_CHECKS.only(CLOSED), BURIAL_CHECKS.only(CASES)), When::Year, Unit::Rate),
    line("  罚款", Measure::Sum(BURIAL_CHECKS.all()), When::Year, Unit::Yuan),
];

pub(super) static MARKET_LINES: [PanelLine; 6] = [
    line("本年检查", Measure::Count(MARKET_CHECKS.all()), When::Year, Unit::Time),
    line("  本月检查", Measure::Count(MARKET_CHECKS.all()), When::Month, Unit::Time),
    line("本年收缴烧纸", Measure::Sum(SEIZED.only(PAPER)), When::Year, Unit::Kilo).main(),
    line("本年收缴祭祀用品", Measure::Sum(SEIZED.only(GOODS)), When::Year, Unit::Article),
    line("本年已告知再犯", Measure::Count(MARKET_CHECKS.only(KNOWINGLY)), When::Year, Unit::Time),
    line("  本月", Measure::Count(MARKET_CHECKS.only(KNOWINGLY)), When::Month, Unit::Time),
];

pub(super) static MERCHANT_LINES: [PanelLine; 4] = [
    line("营业商户", Measure::Count(MERCHANTS.all()), When::End, Unit::Home),
    line("本年签订告知书", Measure::Count(TOLD.all()), When::Year, Unit::Home).main(),
    line("  覆盖率", Measure::Share(TOLD.all(), MERCHANTS.all()), When::Year, Unit::Rate),
    line("  拒签", Measure::Count(REFUSED.all()), When::Year, Unit::Copy),
];

const fn given_out(label: &'static str, which: &'static [Is], when: When, unit: Unit) -> PanelLine {
    line(label, Measure::Sum(GIVEN_OUT.only(which)), when, unit)
}

pub(super) static PUBLICITY_LINES: [PanelLine; 7] = [
    given_out("本年宣传资料", LEAFLETS, When::Year, Unit::Copy).main(),
    given_out("  本月", LEAFLETS, When::Month, Unit::Copy),
    given_out("本年横幅", BANNERS, When::Year, Unit::Strip),
    given_out("本年海报", POSTERS, When::Year, Unit::Copy),
    line("本年印制资料", Measure::Sum(PRINTED.only(LEAFLETS)), When::Year, Unit::Copy),
    line("  印制横幅", Measure::Sum(PRINTED.only(BANNERS)), When::Year, Unit::Strip),
    line("  印制海报", Measure::Sum(PRINTED.only(POSTERS)), When::Year, Unit::Copy),
];

const fn fixtures(label: &'static str, kind: &'static [Is]) -> PanelLine {
    line(label, Measure::Count(FIXTURES.only(kind)), When::End, Unit::Piece)
}

const fn covered(kind: &'static [Is]) -> PanelLine {
    line("  覆盖率", Measure::Share(FIXTURES.only(kind), VILLAGES), When::End, Unit::Rate)
}

pub(super) static FIXTURE_LINES: [PanelLine; 5] = [
    line("村居", Measure::Count(VILLAGES), When::End, Unit::Piece),
    fixtures("有时空信箱的村居", MAILBOXES).main(),
    covered(MAILBOXES),
    fixtures("有文明祭祀墙的村居", WALLS),
    covered(WALLS),
];

pub(super) static RELIEF_LINES: [PanelLine; 7] = [
    line("本月减免", Measure::Count(FUNERAL_RELIEFS.all()), When::Month, Unit::PersonTime),
    line("  金额", Measure::Sum(FUNERAL_RELIEFS.all()), When::Month, Unit::Yuan),
    line("本年申请", Measure::Count(FUNERAL_RELIEFS_APPLIED.all()), When::Year, Unit::PersonTime),
    line("本年减免", Measure::Count(FUNERAL_RELIEFS.all()), When::Year, Unit::PersonTime).main(),
    line("  低保", Measure::Count(FUNERAL_RELIEFS.only(&[("target_kind", &["1"])])), When::Year, Unit::PersonTime),
    line("  特困", Measure::Count(FUNERAL_RELIEFS.only(&[("target_kind", &["2"])])), When::Year, Unit::PersonTime),
    line("  金额", Measure::Sum(FUNERAL_RELIEFS.all()), When::Year, Unit::Yuan),
];
