//! The tabs, each with its first screen.

use crate::app::allowed;
use crate::app::lists::{ASSISTANCE, CHILDREN, ELDERLY, FUNERAL, ListSpec, PLACES, SETTINGS};
use crate::app::registers::Registers;
use crate::app::screen::Screen;
use crate::app::tree::Tree;
use crate::domain::slip::Slip;
use crate::register::core::rights::Rights;

/// A tab of the title line.
pub struct TabSpec {
    /// Its digit.
    pub digit: u8,
    /// 中文名.
    pub label: &'static str,
    /// Whether the tree of divisions stands before its lists.
    has_tree: bool,
    lists: &'static [ListSpec],
}

/// The tabs in their order.
pub static TABS: &[TabSpec] = &[
    TabSpec { digit: 1, label: "社会救助", has_tree: false, lists: ASSISTANCE },
    TabSpec { digit: 2, label: "养老服务", has_tree: false, lists: ELDERLY },
    TabSpec { digit: 3, label: "儿童福利", has_tree: false, lists: CHILDREN },
    TabSpec { digit: 4, label: "殡葬改革", has_tree: false, lists: FUNERAL },
    TabSpec { digit: 5, label: "区划地名", has_tree: true, lists: PLACES },
    TabSpec { digit: 9, label: "设置", has_tree: false, lists: SETTINGS },
];

impl TabSpec {
    /// Its first screen, with what somebody may look at.
    ///
    /// # Errors
    /// That is nothing: who may.
    pub fn open(&self, rights: &Rights) -> Result<Screen, Slip> {
        let tree = if self.has_tree { Some(allowed::sees("division", rights)) } else { None };
        let mut refused = tree.clone().and_then(Result::err);
        let mut seen = Vec::new();
        for list in self.lists {
            match allowed::sees(list.register, rights) {
                Ok(()) => seen.push(list),
                Err(slip) => refused = refused.or(Some(slip)),
            }
        }
        let tree = tree.is_some_and(|seen| seen.is_ok()).then(Tree::default);
        match refused {
            Some(slip) if seen.is_empty() && tree.is_none() => Err(slip),
            _ => Ok(Registers::new(tree, seen).into()),
        }
    }
    /// The same, whoever looks: what it asks the office is refused to who may not.
    pub fn open_whole(&self) -> Screen {
        Registers::new(self.has_tree.then(Tree::default), self.lists).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tab_has_its_digit() {
        use crate::app::keys::Action;
        use crate::app::keys_table::TABLE;
        for tab in TABS {
            assert!(TABLE.iter().any(|b| b.action == Action::Tab(tab.digit) && b.label == tab.label), "{}", tab.label);
        }
    }
}
