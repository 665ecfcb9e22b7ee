//! The tabs, each with its first screen.

use crate::app::lists::{ASSISTANCE, CHILDREN, ELDERLY, FUNERAL, ListSpec, PLACES, SETTINGS};
use crate::app::registers::Registers;
use crate::app::screen::Screen;
use crate::app::tree::Tree;

/// A tab of the title line.
pub struct TabSpec {
    /// Its digit.
    pub digit: u8,
    /// 中文名.
    pub label: &'static str,
    /// Its first screen.
    pub open: fn() -> Screen,
}

/// The tabs in their order.
pub static TABS: &[TabSpec] = &[
    TabSpec { digit: 1, label: "社会救助", open: || registers(ASSISTANCE) },
    TabSpec { digit: 2, label: "养老服务", open: || registers(ELDERLY) },
    TabSpec { digit: 3, label: "儿童福利", open: || registers(CHILDREN) },
    TabSpec { digit: 4, label: "殡葬改革", open: || registers(FUNERAL) },
    TabSpec { digit: 5, label: "区划地名", open: || Registers::new(Some(Tree::default()), PLACES).into() },
    TabSpec { digit: 9, label: "设置", open: || registers(SETTINGS) },
];

fn registers(lists: &'static [ListSpec]) -> Screen {
    Registers::new(None, lists).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tab_has_its_digit() {
        use crate::app::keys::{Action, TABLE};
        for tab in TABS {
            assert!(TABLE.iter().any(|b| b.action == Action::Tab(tab.digit) && b.label == tab.label), "{}", tab.label);
        }
    }
}
