//! What a clerk has made of the lists and finds again the next time: filters under a name, and columns. Kept beside the settings of the
//! user, by list; fields are named as on the command line.

use crate::app::asking;
use crate::app::filters::Filters;
use crate::domain::slip::Slip;
use crate::register::{Condition, ListColumn, Mask, Register, find};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is remembered of all lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The log-in name of who came in last, where passwords are set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// By [`crate::app::lists::ListSpec::key`].
    #[serde(default)]
    pub lists: BTreeMap<String, OfList>,
}

/// What is remembered of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfList {
    /// Its columns, in their order; none: those of the register.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Filters under a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<KeptFilter>,
}

/// Filters under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFilter {
    /// The name.
    pub name: String,
    /// What must hold: `class_code = A`.
    #[serde(default, rename = "where")]
    pub conditions: Vec<String>,
    /// The order: `award.total:desc`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
}

/// Whether a condition may stand in a file beside the settings: none whose value would be masked.
fn may_be_kept(register: &Register, condition: &Condition) -> bool {
    let masked = match register.field_at(condition.path).map(|field| field.mask) {
        Some(Mask::Paper | Mask::Account | Mask::Phone | Mask::Hidden) => true,
        // Running text is masked where such a number stands in it.
        Some(Mask::Within) => Mask::Within.of(&condition.value) != Mask::Open.of(&condition.value),
        _ => false,
    };
    !masked || !condition.op.takes_value()
}

impl Remembered {
    /// Without values that must not stand there, as earlier versions kept them; whether there were any.
    pub fn without_masked(&mut self) -> bool {
        let mut found = false;
        for (list, of) in &mut self.lists {
            let register = list.split_once(' ').and_then(|(name, _)| find(name)).map(|entry| entry.register);
            let Some(register) = register else { continue };
            let may = |written: &String| Condition::read(register, written).map_or(true, |c| may_be_kept(register, &c));
            for kept in &mut of.filters {
                let before = kept.conditions.len();
                kept.conditions.retain(may);
                found |= kept.conditions.len() < before;
            }
        }
        found
    }
    /// What is remembered of a list.
    pub fn of(&self, key: &str) -> OfList {
        self.lists.get(key).cloned().unwrap_or_default()
    }
}

impl OfList {
    /// The columns that there still are.
    pub fn columns(&self, register: &'static Register) -> Vec<ListColumn> {
        self.columns.iter().filter_map(|path| register.column(path).copied()).collect()
    }
    /// Keeps filters under a name, instead of those that had it.
    pub fn keep(&mut self, kept: KeptFilter) {
        match self.filters.iter_mut().find(|f| f.name == kept.name) {
            Some(same) => *same = kept,
            None => self.filters.push(kept),
        }
    }
}

impl KeptFilter {
    /// Filters and order as they are kept: without values of fields that are masked wherever they are shown.
    pub fn of(name: &str, register: &'static Register, filters: &Filters) -> Self {
        let order = filters.sort.map(|(path, down)| format!("{path}{}", if down { ":desc" } else { "" }));
        let conditions = filters.conditions();
        let conditions = conditions.iter().filter(|c| may_be_kept(register, c)).map(Condition::written).collect();
        KeptFilter { name: name.to_owned(), conditions, order }
    }
    /// What of filters is not kept, by the names of the fields.
    pub fn leaves_out(register: &'static Register, filters: &Filters) -> Vec<&'static str> {
        let mut all: Vec<&'static str> = Vec::new();
        for condition in filters.conditions().iter().filter(|c| !may_be_kept(register, c)) {
            let label = register.called_at(condition.path);
            if !all.contains(&label) {
                all.push(label);
            }
        }
        all
    }
    /// As filters again.
    ///
    /// # Errors
    /// The register has no such field any more, or no such value.
    pub fn filters(
        &self,
        register: &'static Register,
        place: impl Fn(&str) -> Option<String>,
    ) -> Result<Filters, Slip> {
        let conditions: Vec<Condition> =
            self.conditions.iter().map(|written| Condition::read(register, written)).collect::<Result<_, _>>()?;
        let order = self.order.as_deref().and_then(|order| {
            let (path, way) = order.split_once(':').unwrap_or((order, ""));
            Some((register.path(path)?, way == "desc"))
        });
        Ok(Filters::of(register, &conditions, order, |asked| asking::in_words(register, asked, &place)))
    }
}
