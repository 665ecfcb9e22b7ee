//! Records of which only one may stand where a change of divisions (区划变更) leads them: what becomes of them where their register says so
//! ([`Joins`]), and what a clerk is told where it does not. Pure; which records meet, the store knows.

use crate::domain::slip::Slip;
use crate::register::{Field, Joins, Kind, Over, Register, Value, Values};
use chrono::NaiveDate;

/// A record that meets others.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    /// Its key.
    pub key: i64,
    /// What a clerk calls it.
    pub called: String,
    /// It as it is before the change.
    pub row: Values,
    /// The change leads it here; it was not here before.
    pub comes: bool,
}

/// Records that would be the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Whose.
    pub register: &'static Register,
    /// The fields in which no two may be the same, with what they are after the change.
    pub on: Vec<(&'static Field, Value)>,
    /// The condition of the rows for which that holds, as the schema has it.
    pub under: String,
    /// The records, by key.
    pub rows: Vec<Met>,
}

/// What becomes of records that join.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    /// These fall.
    pub fall: Vec<i64>,
    /// These end.
    pub end: Vec<i64>,
    /// What they say then.
    pub says: Vec<(&'static str, Value)>,
    /// This one takes their place.
    pub new: Option<Values>,
    /// Fields in which they differ, and in which the new one is as the first of them alone.
    pub differ: Vec<&'static str>,
}

impl Meeting {
    /// Those that were here before, then the others; each by key.
    fn in_order(&self) -> impl Iterator<Item = &Met> {
        self.rows.iter().filter(|met| !met.comes).chain(self.rows.iter().filter(|met| met.comes))
    }

    /// What becomes of them, of a change whose last day before and first day are given. None: they cannot join.
    pub fn joined(&self, before: NaiveDate, from: NaiveDate) -> Option<Joined> {
        match self.register.joins? {
            Joins::One => {
                Some(Joined { fall: self.in_order().skip(1).map(|met| met.key).collect(), ..Joined::default() })
            }
            Joins::Told(_) => None,
            Joins::Adds { ends, adds } => {
                let (since, until) = (self.register.since?, self.register.until?);
                if self.rows.iter().any(|met| met.row.date(since).is_none_or(|day| day > before)) {
                    return None;
                }
                let (mut new, differ) = self.together(adds)?;
                new.set(since, from);
                let mut says: Vec<_> = ends.iter().map(|(col, code)| (*col, Value::from(*code))).collect();
                says.push((until, Value::from(before)));
                let end = self.rows.iter().map(|met| met.key).collect();
                Some(Joined { end, says, new: Some(new), differ, ..Joined::default() })
            }
        }
    }

    /// One record of all: as the first, with the sums, and their texts one after the other; and in which fields they differ.
    fn together(&self, adds: &[&str]) -> Option<(Values, Vec<&'static str>)> {
        let rows: Vec<&Values> = self.in_order().map(|met| &met.row).collect();
        let mut new = (*rows.first()?).clone();
        let mut differ = Vec::new();
        for field in self.register.fields {
            let col = field.col;
            if adds.contains(&col) {
                // What nobody counted is not nothing.
                let counted = rows.iter().filter_map(|row| row.int(col)).reduce(|sum, n| sum.saturating_add(n));
                counted.into_iter().for_each(|sum| new.set(col, sum));
                continue;
            }
            let mut said: Vec<&Value> = Vec::new();
            rows.iter().map(|row| row.get(col)).for_each(|value| {
                if !said.contains(&value) {
                    said.push(value);
                }
            });
            let texts: Vec<&str> = said.iter().filter_map(|value| value.text()).collect();
            match field.kind {
                _ if said.len() < 2
                    || self.on.iter().any(|(on, _)| *on == field)
                    || Some(col) == self.register.since => {}
                Kind::Text(most) if texts.join("、").chars().count() <= usize::from(most) => {
                    new.set(col, texts.join("、"));
                }
                _ => differ.push(field.label),
            }
        }
        for (field, value) in &self.on {
            new.set(field.col, value.clone());
        }
        Some((new, differ))
    }

    /// What they are called alike: `宣传设施 时空信箱`.
    fn called(&self, name: &dyn Fn(&Field, &Value) -> String) -> String {
        let own = self.on.iter().filter(|(field, _)| field.kind != Kind::Division);
        own.fold(self.register.label.to_owned(), |all, (field, value)| format!("{all} {}", name(field, value)))
    }

    /// Each of them with where it stands before: `沿江南路社区 #3、光辉社区 #4`.
    fn each(&self, name: &dyn Fn(&Field, &Value) -> String) -> String {
        let there = |met: &Met| {
            let places = met.row.iter().filter(|(field, value)| field.kind == Kind::Division && !value.is_null());
            let places: Vec<String> = places.map(|(field, value)| name(field, value)).collect();
            format!("{} {}", places.join("、"), met.called).trim().to_owned()
        };
        self.in_order().map(there).collect::<Vec<_>>().join("; ")
    }

    /// What is told of records that join.
    pub fn told(&self, joined: &Joined, name: &dyn Fn(&Field, &Value) -> String) -> String {
        let adds = joined.new.iter().flat_map(|new| {
            let cols = match self.register.joins {
                Some(Joins::Adds { adds, .. }) => adds,
                _ => &[],
            };
            cols.iter().map(|col| format!(", 合计{} {}", self.register.label_of(col), new.shown(col)))
        });
        let adds: String = adds.collect();
        let differ = match joined.differ.as_slice() {
            [] => String::new(),
            labels => format!("; {}不同, 按前一条登记, 请核对", labels.join("、")),
        };
        format!("{}: {} 条合为一条 ({}){adds}{differ}", self.called(name), self.rows.len(), self.each(name))
    }

    /// `E-DV15`: they stand against the change.
    pub fn slip(&self, name: &dyn Fn(&Field, &Value) -> String) -> Slip {
        let (many, each, called) = (self.rows.len(), self.each(name), self.called(name));
        let text = format!("变更后有 {many} 条相同的{called}, 只能有一条: {each}; {}, 再办理变更", self.advice());
        Slip::error("E-DV15", text)
    }

    /// What has to be done first.
    fn advice(&self) -> String {
        let tells = |col: &str| self.under.contains(col);
        let ended = |over: &Over| match over {
            Over::YearPast(col) => Some(format!("请等到{}过完", self.register.label_of(col))),
            Over::Filled(col) if tells(col) => Some(format!("请先给不再保留的填{}", self.register.label_of(col))),
            Over::Is(col, codes) if tells(col) => {
                let field = self.register.field(col)?;
                let Kind::Code(known) = field.kind else { return None };
                Some(format!("请先把不再保留的{}改为{}", field.label, known.label(codes.first()?)?))
            }
            _ => None,
        };
        let own = self.on.iter().map(|(field, _)| *field).filter(|field| matches!(field.kind, Kind::Text(_)));
        let labels: Vec<&str> = own.map(|field| field.label).collect();
        let otherwise = || match labels.as_slice() {
            [] => "请先作废重复的".to_owned(),
            labels => format!("请先更正其中一条的{}, 重复登记的作废一条", labels.join("、")),
        };
        self.register.over.iter().find_map(ended).unwrap_or_else(otherwise)
    }
}
