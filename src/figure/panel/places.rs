//! The panels of 区划地名: names, lines with their markers and inspections, signs, door plates.

use super::line::{PanelLine, line};
use crate::figure::sets::names::{CANCELLED, NAMED, RENAMED, STANDING};
use crate::figure::sets::{BOUNDARIES, JOINTS, MARKERS, ODD_MARKERS, PATROLS, PLATES, PLATES_ISSUED, SIGNS, SIGNS_SET};
use crate::figure::{Is, Measure, Unit, When};

pub(super) static NAME_LINES: [PanelLine; 6] = [
    line("标准地名", Measure::Count(STANDING.all()), When::End, Unit::Piece).main(),
    line("  街路巷", Measure::Count(STANDING.only(&[("kind8", &["5"])])), When::End, Unit::Piece),
    line("  住宅区、楼宇", Measure::Count(STANDING.only(&[("kind8", &["6"])])), When::End, Unit::Piece),
    line("本年命名", Measure::Count(NAMED.all()), When::Year, Unit::Piece),
    line("本年更名", Measure::Count(RENAMED.all()), When::Year, Unit::Piece),
    line("本年销名", Measure::Count(CANCELLED.all()), When::Year, Unit::Piece),
];

pub(super) static LINE_LINES: [PanelLine; 5] = [
    line("界线", Measure::Count(BOUNDARIES.all()), When::End, Unit::Piece),
    line("界桩", Measure::Count(MARKERS.all()), When::End, Unit::Piece),
    line("  其中异常", Measure::Count(MARKERS.only(ODD_MARKERS)), When::End, Unit::Piece),
    line("本月巡查界桩", Measure::Count(PATROLS.all()), When::Month, Unit::Piece).main(),
    line("本年完成联检", Measure::Count(JOINTS.all()), When::Year, Unit::Piece),
];

const fn signs(label: &'static str, condition: &'static [Is]) -> PanelLine {
    line(label, Measure::Sum(SIGNS.only(condition)), When::End, Unit::Piece)
}

pub(super) static SIGN_LINES: [PanelLine; 6] = [
    signs("应设标志", &[]),
    signs("  完好", &[("condition", &["1"])]),
    signs("  破损", &[("condition", &["2"])]),
    signs("  缺失", &[("condition", &["3"])]),
    signs("  未设", &[("condition", &["0"])]),
    line("本月更新", Measure::Sum(SIGNS_SET.all()), When::Month, Unit::Piece).main(),
];

pub(super) static PLATE_LINES: [PanelLine; 3] = [
    line("门牌", Measure::Count(PLATES.all()), When::End, Unit::Piece),
    line("  其中预留", Measure::Count(PLATES.only(&[("reserved", &["1"])])), When::End, Unit::Piece),
    line("本年编制", Measure::Count(PLATES_ISSUED.all()), When::Year, Unit::Piece),
];
