//! What the naming rules ([`crate::domain::places::naming`]) are told of a record, and their findings as its slips: the same for a place name
//! and for a naming case.

use crate::domain::division_code::{Level, county_of};
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::param_key::Key;
use crate::domain::places::generic;
use crate::domain::places::naming::{self, About, Around, Finding, Limits, Proposal, Standing};
use crate::domain::slip::Slip;
use crate::register::places::codes::state;
use crate::register::places::division::level_code;
use crate::register::{Facts, Values};

/// A record with a name in it.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The record.
    pub row: &'a Values,
    /// Its column with the whole name.
    pub name: &'static str,
    /// Somebody wants to give it; else it is there already.
    pub is_new: bool,
    /// Rows of 地名 that are not beside it: what it is the name of, and what that was called before.
    pub except: [Option<i64>; 2],
}

impl Named<'_> {
    /// What the rules say of the name, once it has both its parts.
    pub fn slips(&self, facts: &Facts) -> Vec<Slip> {
        if ["specific", "generic"].iter().any(|col| self.row.get(col).is_null()) {
            return Vec::new();
        }
        let proposal = self.proposal();
        let around = self.around(&proposal, facts);
        let found = match self.is_new {
            true => naming::judge(&proposal, &around, limits(&proposal, facts)),
            false => naming::judge_standing(&proposal, &around),
        };
        let field = |about| match about {
            About::Specific => "specific",
            About::Generic => "generic",
            About::Name => self.name,
            About::Meaning => "meaning",
        };
        found.into_iter().map(|found: Finding| found.slip(self.is_new, field)).collect()
    }

    fn proposal(&self) -> Proposal<'_> {
        let text = |col| self.row.text(col);
        let kind = text("kind8");
        Proposal {
            kind: (kind, Key::PlaceKind.said(kind).unwrap_or_default()),
            specific: text("specific"),
            generic: text("generic"),
            width: self.row.int("width_m"),
            open: self.row.int("open_m2"),
            meaning: text("meaning"),
            applicant: text("applicant"),
        }
    }

    /// What the rules look at, and no more: the names of a kind are many.
    fn around<'f>(&self, proposal: &Proposal<'_>, facts: &'f Facts) -> Around<'f> {
        let mut around = Around { district: county_of(&facts.district), ..Around::default() };
        if proposal.is_built_up() {
            let of_its_kind = self.names_of(proposal.kind.0, facts);
            around.of_its_kind = of_its_kind
                .map(|row| Standing { specific: row.text("specific"), generic: row.text("generic") })
                .collect();
        }
        let divisions = |level| {
            let there = facts.divisions().iter().filter(move |division| division.level == level_code(level));
            there.map(|division| division.name.as_str())
        };
        if self.is_new && proposal.is_division() {
            around.towns = divisions(Level::Town).collect();
        }
        if self.is_new && proposal.is_called_as_its_place() {
            let others = Key::PlaceKind.items().iter().filter(|(kind, _)| *kind != proposal.kind.0);
            let names = others.flat_map(|(kind, _)| self.names_of(kind, facts)).map(|row| row.text("specific"));
            let inside = divisions(Level::Town).chain(divisions(Level::Village));
            let inside = inside.map(|name| generic::split(name).map_or(name, |(specific, _)| specific));
            around.local = names.chain(inside).collect();
        }
        around
    }

    /// The names of a kind that stand or are proposed beside this one.
    fn names_of<'f>(&self, kind: &str, facts: &'f Facts) -> impl Iterator<Item = &'f Values> {
        let own = (self.row.register.name == "place_name").then_some(facts.this).flatten();
        let except = [self.except[0], self.except[1], own];
        let all = facts.referring("place_name", "kind8", kind);
        let beside = all.filter(move |(key, _)| !except.contains(&Some(*key))).map(|(_, row)| row);
        let stand = |row: &&Values| state::IN_USE.contains(&row.text("state"));
        beside.filter(stand)
    }
}

/// The widths by which a generic part is chosen, asked for where they matter.
fn limits(proposal: &Proposal<'_>, facts: &Facts) -> Limits {
    let tenths = |generic: &str, param: Param| {
        let asked = proposal.generic == generic && proposal.width.is_some();
        asked.then(|| facts.parameters.int(param, Month::of(facts.day))).flatten().map(|metres| metres * 10)
    };
    Limits { avenue: tenths("大道", Param::AvenueWidth), lane: tenths("巷", Param::LaneWidth) }
}
