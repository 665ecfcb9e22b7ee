//! Checks of divisions and place names.

use super::declare::{CrossCheck, Says, Weight};
use crate::register::core::addresses;

/// In the order of their codes.
pub(super) static ALL: &[&CrossCheck] =
    &[&OLD_NAME, &ABOLISHED, &LINE_DUE, &LINE_LATE, &UNPATROLLED, &OUTLIVED, &OUTLIVED_PLATE];

/// X23: an address has a name in it that is the standard one no more.
pub static OLD_NAME: CrossCheck = CrossCheck {
    code: "X23",
    weight: Weight::Warning,
    looks_at: "地址里有已更名、已销名的地名",
    says: Says::Text(|told| addresses::told(told.text(2), told.text(0), told.text(1))),
    to_do: "改用现行的标准地名; 需要的开具地名证明",
};

/// X28: what is in force lies in a division of the district that is not: abolished, or never there.
pub static ABOLISHED: CrossCheck = CrossCheck {
    code: "X28",
    weight: Weight::Warning,
    looks_at: "填着已撤销或没有的区划",
    says: Says::Text(|told| Some(format!("{}{}已撤销或没有登记", told.text(0), told.place(1)))),
    to_do: "改成现行的村(居); 整村合并的, 先在区划登记, 再逐件办迁居",
};

/// A line that both sides have to look at this year, and nobody has begun (services 5.7).
pub static LINE_DUE: CrossCheck = CrossCheck {
    code: "W-BD01",
    weight: Weight::Warning,
    looks_at: "今年到期的界线联检没有启动",
    says: Says::Rule(&["W-BD01"]),
    to_do: "与毗邻方商定联检方案, 在联合检查登记这一轮",
};

/// A line whose five years are over (services 5.7).
pub static LINE_LATE: CrossCheck = CrossCheck {
    code: "E-BD02",
    weight: Weight::Error,
    looks_at: "超过期限没有联检的界线",
    says: Says::Rule(&["E-BD02"]),
    to_do: "尽快联检; 已经检过的, 登记那一轮的报告和上报日期",
};

/// A marker with fewer patrols than should have been by now (services 5.6).
pub static UNPATROLLED: CrossCheck = CrossCheck {
    code: "W-BD03",
    weight: Weight::Todo,
    looks_at: "到期没有巡查的界桩",
    says: Says::Rule(&["W-BD03"]),
    to_do: "安排巡查, 在界桩巡查登记",
};

/// A sign of a name that was given up (services 5.4).
pub static OUTLIVED: CrossCheck = CrossCheck {
    code: "W-PN07",
    weight: Weight::Warning,
    looks_at: "地名已更名或销名, 标志待更换",
    says: Says::Rule(&["W-PN07"]),
    to_do: "拆除或更换, 旧标志填拆除日期, 新标志另登记",
};

/// Door plates of a street whose name was given up (services 5.4).
pub static OUTLIVED_PLATE: CrossCheck = CrossCheck {
    code: "W-PL03",
    weight: Weight::Warning,
    looks_at: "街路巷已更名或销名, 门牌待换发",
    says: Says::Rule(&["W-PL03"]),
    to_do: "在现行的街路巷名下另编门牌, 旧门牌填注销日期; 住户需要的开具地名证明",
};
