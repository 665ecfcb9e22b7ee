//! What a clerk calls a record: its number; where it has none, whom or what it is about and since when.

use crate::register::{Field, Kind, Opened};

impl Opened {
    /// The record by what a clerk calls it, in full.
    pub fn called(&self) -> String {
        let register = self.values.register;
        let filled = |f: &Field| self.values.has(f.col);
        let number = register.natural_key.iter().filter_map(|col| register.field(col)).find(|f| filled(f));
        if let Some(field) = number {
            let number = field.kind.show(self.values.get(field.col));
            return register.with_parts(number, |col| self.values.text(col).to_owned());
        }
        let own = || register.fields.iter().filter(|f| filled(f) && !f.is_key());
        let first = |is_it: &dyn Fn(&Field) -> bool| own().find(|f| is_it(f));
        let beneath = |f: &Field| register.parent == Some(f.col);
        let whose = first(&|f| f.kind == Kind::Ref("person"))
            .or_else(|| first(&|f| f.kind.refers() && !beneath(f)))
            .or_else(|| first(&|f| !beneath(f) && !matches!(f.kind, Kind::Date | Kind::Month)))
            .or_else(|| first(&|f| f.kind.refers()));
        let start = register.dated.map(|dated| dated.start).or(register.since);
        let when = start.and_then(|col| register.field(col)).filter(|f| filled(f));
        let when = when.or_else(|| first(&|f| matches!(f.kind, Kind::Date | Kind::Month)));
        let words: Vec<String> = whose.into_iter().chain(when).map(|f| self.shown(f)).collect();
        if words.is_empty() { format!("#{}", self.key) } else { words.join(" ") }
    }

    fn shown(&self, field: &Field) -> String {
        let named = self.names.iter().find(|(col, _)| *col == field.col).map(|(_, name)| name.clone());
        named.unwrap_or_else(|| field.kind.show(self.values.get(field.col)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Value, Values, find};

    fn called(register: &str, values: &[(&str, Value)], names: &[(&'static str, &str)]) -> String {
        let mut row = Values::new(find(register).unwrap().register);
        values.iter().for_each(|(col, value)| row.set(row.register.field(col).unwrap().col, value.clone()));
        let names = names.iter().map(|(col, name)| (*col, (*name).to_owned())).collect();
        Opened {
            key: 7,
            act: 1,
            voided_by: None,
            values: row,
            names,
            until: None,
            beside: Vec::new(),
            children: Vec::new(),
            veiled: Vec::new(),
        }
        .called()
    }

    #[test]
    fn a_record_is_called_by_its_number_or_by_whom_it_is_about() {
        assert_eq!(called("elder", &[("file_no", "LN1".into()), ("person", 3.into())], &[("person", "张三")]), "LN1");
        let stay = [("person", 3.into()), ("institution", 4.into()), ("in_on", "2021-05-20".into())];
        assert_eq!(called("resident", &stay, &[("person", "张三"), ("institution", "甲院")]), "张三 2021-05-20");
        let seen = [("institution", 4.into()), ("inspect_on", "2021-06-01".into())];
        assert_eq!(called("inspection", &seen, &[("institution", "甲院")]), "甲院 2021-06-01");
        let parent = [("child", 1.into()), ("parent", "1".into()), ("valid_from", "2021-06-01".into())];
        assert_eq!(called("parent_state", &parent, &[("child", "ET1")]), "父亲 2021-06-01");
        let rate = [("name", "tekun.care_fen".into()), ("first", "D".into()), ("second", "1".into())];
        assert_eq!(called("parameter", &rate, &[]), "tekun.care_fen/D/1");
        assert_eq!(called("resident", &[("out_reason", Value::Null)], &[]), "#7");
    }
}
