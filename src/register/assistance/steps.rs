//! The steps that an application for 低保 or 特困 takes, from 受理 to 确认 (assistance 2.5): fields of both registers.

use crate::register::benefits::cases::{ACCEPTED, CONFIRMED, POSTED, REVIEWED};
use crate::register::core::order::from;
use crate::register::{Field, Kind};

/// 受理.
pub const ACCEPT_DATE: Field = Field::new("accept_date", "受理日期", Kind::Date).ordered(&ACCEPTED);
/// 公示.
pub const NOTICE_FROM: Field = Field::new("notice_from", "公示起", Kind::Date).ordered(&POSTED);
/// Its last day.
pub const NOTICE_TO: Field =
    Field::new("notice_to", "公示止", Kind::Date).hint("公示满7天: 张贴日为第0天").ordered(&[from(&["notice_from"])]);
/// Where.
pub const NOTICE_PLACE: Field = Field::new("notice_place", "公示地点", Kind::Text(60));
/// What was said against it.
pub const OBJECTION: Field = Field::new("objection", "异议情况", Kind::Text(200));
/// 初审.
pub const TOWN_OPINION: Field = Field::new("town_opinion", "初审意见", Kind::Text(200));
/// Who.
pub const TOWN_BY: Field = Field::new("town_by", "初审人", Kind::Text(30));
/// When.
pub const TOWN_DATE: Field = Field::new("town_date", "初审日期", Kind::Date).ordered(&REVIEWED);
/// 确认.
pub const DISTRICT_OPINION: Field = Field::new("district_opinion", "确认意见", Kind::Text(200));
/// Who.
pub const DISTRICT_BY: Field = Field::new("district_by", "确认人", Kind::Text(30)).hint("不能与初审人相同");
/// When.
pub const DISTRICT_DATE: Field = Field::new("district_date", "确认日期", Kind::Date).ordered(&CONFIRMED);
