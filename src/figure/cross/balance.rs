//! The check of the monthly tables themselves: what is printed beneath each, told with the other doubts of the month.

use super::declare::{CrossCheck, Says, Weight};

/// X27: a monthly table does not balance: what it began with and what came and went do not make what it ends with. It reads tables and no rows, so `jobs` fills them and says what the table says (services 7).
pub static UNBALANCED: CrossCheck = CrossCheck {
    code: "X27",
    weight: Weight::Error,
    looks_at: "月报不平: 期初加新增减核减不等于期末",
    says: Says::Text(|_| None),
    to_do: "打开这张月报看哪个镇街不平, 核对当月的变动和登记, 平了再上报",
};
