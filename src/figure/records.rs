//! Records of a register, counted or added up as they stand: what most figures ask. Such a row set is data alone; the store makes its
//! SQL from the declaration of the register.

/// A column with one of some values.
pub type Is = (&'static str, &'static [&'static str]);

/// Which records of a register, what they add, and where they count. Columns are those of its declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Records {
    /// The register.
    pub register: &'static str,
    /// Which of them a window means.
    pub dates: Dates,
    /// What all of them are.
    pub are: &'static [Is],
    /// The column of which each value counts once, with the first of its records in the window.
    pub once: Option<&'static str>,
    /// What a record adds where it is not counted.
    pub adds: Adds,
    /// The column with the village or town it counts for, or the path to it: of its parent (`petty_fund.town`), of whoever it is about
    /// (`person.home_division`: where the person lives now, in past months too).
    pub place: Option<&'static str>,
    /// The column with the institution it counts for, or the path to it; `key` for institutions themselves.
    pub institution: Option<&'static str>,
    /// What a row is called, a name and a number, as paths (`temporary.person.name`); none: as the register names its records.
    pub called: Option<&'static [&'static str; 2]>,
    /// Those whose person has that age on the window's day, or a greater one.
    pub from_age: Option<u16>,
    /// Whether what lies outside the office's own district is left out.
    pub inside: bool,
    /// Under which heading of [`super::headings`] past months keep it.
    pub kept: Option<&'static str>,
}

/// Which records a window means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dates {
    /// Those that a list shows as of the window's day: of a dated register the row in force, of cases those that run, of records with a
    /// beginning or an end of their own (`since`, `until`) those between, of one without dates all there are.
    OnDay,
    /// Those whose date or month lies in the window.
    Within(&'static str),
    /// Those whose date or month lies before its end.
    UpTo(&'static str),
    /// Those that are over by the window's end and were not before it: their last day or month comes before its last one, and not
    /// before the last one that precedes it.
    Ended(&'static str),
}

impl Dates {
    /// The date or month it asks for.
    pub const fn column(self) -> Option<&'static str> {
        match self {
            Dates::OnDay => None,
            Dates::Within(column) | Dates::UpTo(column) | Dates::Ended(column) => Some(column),
        }
    }
}

/// What a record adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Adds {
    /// Nothing: such records are only counted.
    Nothing,
    /// A column: money in fen, or a number.
    Column(&'static str),
    /// A column, taken away unless another has one of some values.
    Balance(&'static str, &'static Is),
}

/// The records of a register as they are on a day, to be completed by what follows.
pub const fn records(register: &'static str) -> Records {
    Records {
        register,
        dates: Dates::OnDay,
        are: &[],
        once: None,
        adds: Adds::Nothing,
        place: None,
        institution: None,
        called: None,
        from_age: None,
        inside: false,
        kept: None,
    }
}

impl Records {
    /// Those of the window, by a date, a month or a year.
    pub const fn within(self, column: &'static str) -> Records {
        Records { dates: Dates::Within(column), ..self }
    }
    /// Those up to the end of the window, by a date or month.
    pub const fn up_to(self, column: &'static str) -> Records {
        Records { dates: Dates::UpTo(column), ..self }
    }
    /// Those that came to their end in the window, by their last date or month.
    pub const fn ended(self, column: &'static str) -> Records {
        Records { dates: Dates::Ended(column), ..self }
    }
    /// Only those.
    pub const fn being(self, are: &'static [Is]) -> Records {
        Records { are, ..self }
    }
    /// Of each value of a column only the first in the window.
    pub const fn first_of_each(self, column: &'static str) -> Records {
        Records { once: Some(column), ..self }
    }
    /// They add a column.
    pub const fn adding(self, column: &'static str) -> Records {
        Records { adds: Adds::Column(column), ..self }
    }
    /// They add a column where another has one of some values, and take it away elsewhere.
    pub const fn balancing(self, column: &'static str, plus: &'static Is) -> Records {
        Records { adds: Adds::Balance(column, plus), ..self }
    }
    /// They count for the village or town of a column.
    pub const fn by_town(self, column: &'static str) -> Records {
        Records { place: Some(column), ..self }
    }
    /// They count for the institution of a column.
    pub const fn by_institution(self, column: &'static str) -> Records {
        Records { institution: Some(column), ..self }
    }
    /// Their rows are called so.
    pub const fn called(self, paths: &'static [&'static str; 2]) -> Records {
        Records { called: Some(paths), ..self }
    }
    /// Only those about people of that age and older.
    pub const fn from_age(self, years: u16) -> Records {
        Records { from_age: Some(years), ..self }
    }
    /// Only what lies in the office's own district.
    pub const fn inside(self) -> Records {
        Records { inside: true, ..self }
    }
    /// Past months keep it under a heading.
    pub const fn kept(self, heading: &'static str) -> Records {
        Records { kept: Some(heading), ..self }
    }
    /// How a kept month names some of them: all that tells what is counted and what it adds. It stands in files: another name wants a
    /// step of the schema.
    pub fn name(&self, only: &[Is]) -> String {
        let mut name = self.register.to_owned();
        match self.dates {
            Dates::OnDay => {}
            Dates::Within(column) => name.push_str(&format!(" {column}")),
            Dates::UpTo(column) => name.push_str(&format!(" ..{column}")),
            Dates::Ended(column) => name.push_str(&format!(" ended {column}")),
        }
        let is = |(column, values): &Is| format!(" {column}={}", values.join(","));
        name.extend(self.are.iter().map(is));
        name.extend(self.once.iter().map(|column| format!(" once {column}")));
        name.extend((!only.is_empty()).then_some(" only"));
        name.extend(only.iter().map(is));
        match self.adds {
            Adds::Nothing => {}
            Adds::Column(column) => name.push_str(&format!(" adds {column}")),
            Adds::Balance(column, plus) => name.push_str(&format!(" balances {column}{}", is(plus))),
        }
        name.extend(self.place.iter().map(|column| format!(" in {column}")));
        name.extend(self.institution.iter().map(|column| format!(" at {column}")));
        name.extend(self.from_age.iter().map(|years| format!(" from {years}")));
        name.extend(self.inside.then_some(" inside"));
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::report::{self, Kind as Printed};
    use crate::figure::{ALL, RowSet, panel};
    use crate::register::{Kind, Register, find};

    /// The records that a figure, a panel or a table counts.
    fn counted() -> Vec<(&'static Records, &'static [Is])> {
        let sheets = report::ALL.iter().filter_map(|r| match r.kind {
            Printed::Table(sheet) => Some(sheet.asks()),
            _ => None,
        });
        let asked = ALL.iter().map(|f| f.measure).chain(sheets.flatten().flat_map(|(_, measures)| measures));
        let asked = asked.chain(panel::ALL.iter().flat_map(|(_, lines)| *lines).map(|line| line.measure));
        let sets = asked.flat_map(|measure| [Some(measure.sets().0), measure.sets().1]).flatten();
        sets.filter_map(|set| if let RowSet::Records(records, only) = set { Some((records, only)) } else { None })
            .collect()
    }

    fn kind(register: &Register, path: &str) -> Kind {
        let field = register.field_at(path);
        field.unwrap_or_else(|| panic!("{} has no column {path}", register.name)).kind
    }

    #[test]
    fn their_columns_are_those_of_the_register() {
        let all = counted();
        assert!(all.len() > 60);
        for (set, only) in all {
            let register = find(set.register).unwrap().register;
            let is = |ok: bool, what: &str| assert!(ok, "{set:?}: {what}");
            is(set.once.is_none() || set.dates != Dates::OnDay, "the first of each is one of a window");
            if let Some(date) = set.dates.column() {
                is(matches!(kind(register, date), Kind::Date | Kind::Month | Kind::Int(..)), date);
            }
            for (column, values) in set.are.iter().chain(only) {
                let Kind::Code(codes) = kind(register, column) else { continue };
                is(values.iter().all(|value| codes.label(value).is_some()), column);
            }
            if let Adds::Column(column) | Adds::Balance(column, _) = set.adds {
                is(matches!(kind(register, column), Kind::Money | Kind::Int(..) | Kind::Decimal(_)), column);
            }
            is(set.once.is_none_or(|column| register.field(column).is_some()), "once");
            set.place.iter().for_each(|place| is(kind(register, place) == Kind::Division, place));
            let houses = |house: &str| {
                (house, set.register) == ("key", "institution") || kind(register, house) == Kind::Ref("institution")
            };
            set.institution.iter().for_each(|house| is(houses(house), house));
            is(set.called.iter().copied().flatten().all(|path| register.field_at(path).is_some()), "called");
        }
    }
}
