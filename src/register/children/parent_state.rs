//! 父母情形: how a child's father or mother is from a day on, by which paper, and until when it holds (services 3.3). A child register
//! of the file.

use crate::domain::children::parents::{self, Parent, State, Verdict};
use crate::domain::param::Param;
use crate::domain::people::disability;
use crate::domain::slip::Slip;
use crate::register::benefits::rests::{Ground, Loss};
use crate::register::children::{codes, standing};
use crate::register::core::order::{IN_LIFE, from};
use crate::register::core::slips::needed;
use crate::register::core::versions::{parent, siblings};
use crate::register::people::codes as people;
use crate::register::{Acting, Dated, Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::NaiveDate;

/// 父母情形.
pub static PARENT_STATE: Register = Register {
    fields: &[
        Field::new("child", "儿童", Kind::Ref("child")).must().hint("档案号"),
        Field::new("parent", "父母", Kind::Code(&codes::PARENT)).must(),
        Field::new("state", "情形", Kind::Code(&codes::PARENT_STATE)).must(),
        Field::new("valid_from", "起始日", Kind::Date)
            .must()
            .hint("死亡、判决、收监、报案的日期; 从这一天起, 到下一条为止")
            .ordered(&IN_LIFE),
        Field::new("term_to", "届满日期", Kind::Date)
            .hint("刑期、戒毒期满, 残疾证到期; 没有的空着")
            .ordered(&[from(&["valid_from"])]),
        Field::new("dis_type", "残疾类别", Kind::Code(&people::DISABILITY)).when("state", &["04"]),
        Field::new("dis_level", "残疾等级", Kind::Code(&people::DISABILITY_LEVEL)).when("state", &["04"]),
        Field::new("document", "证明材料", Kind::Text(60)).hint("死亡证明、判决书、残疾证 … 名称和文号"),
        Field::new("person", "本人", Kind::Ref("person")).hint("登记为人员的填: 身份证号"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("parent", "父母", 4),
        ListColumn::new("state", "情形", 12),
        ListColumn::new("valid_from", "起始日", 10),
        ListColumn::new("term_to", "届满日期", 10),
        ListColumn::new("document", "证明材料", 20),
        ListColumn::new("child.person.name", "儿童", 10),
        ListColumn::new("child.file_no", "档案号", 19),
        ListColumn::new("person.name", "本人", 10),
    ],
    parent: Some("child"),
    order: &["child", "parent", "valid_from"],
    filters: &["child"],
    frozen: &["child", "parent", "state", "valid_from", "dis_type", "dis_level"],
    dated: Some(Dated { start: "valid_from", within: &["child", "parent"], until: "valid_to" }),
    acting: &[
        Acting::of("person", "父母已死亡, 请重新认定").unless(|(_, row), _, _| row.text("state") == State::Dead.code())
    ],
    ..Register::new("parent_state", "父母情形", "条")
};

/// How a parent is from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct ParentState {
    /// The file; none while it is entered in the same draft.
    pub child: Option<i64>,
    /// 父亲 or 母亲.
    pub parent: String,
    /// How that parent is.
    pub is: Parent,
    /// Whether a paper is named.
    pub document: Option<String>,
    /// The parent, where known.
    pub person: Option<i64>,
}

/// What a row says of a parent.
fn parent_of(row: &Values) -> Option<Parent> {
    let kind = disability::Kind::from_code(row.text("dis_type"));
    Some(Parent {
        state: State::from_code(row.text("state"))?,
        disability: kind.zip(disability::Level::from_code(row.text("dis_level"))),
        from: row.date("valid_from")?,
        to: row.date("term_to"),
    })
}

/// Father and mother as the rows say that they are on a day.
pub fn parents<'a>(rows: impl Iterator<Item = &'a Values> + Clone, day: NaiveDate) -> [Option<Parent>; 2] {
    ["1", "2"].map(|who| {
        let own = rows.clone().filter(|row| row.register.name == "parent_state" && row.text("parent") == who);
        let begun = own.filter(|row| row.date("valid_from").is_some_and(|from| from <= day));
        begun.max_by_key(|row| row.date("valid_from")).and_then(parent_of)
    })
}

/// What a child is by both parents on a day; none while one of them is not entered.
pub fn verdict(parents: &[Option<Parent>; 2], day: NaiveDate, facts: &Facts) -> Option<Verdict> {
    let [Some(father), Some(mother)] = parents else { return None };
    let missing = facts.parameters.on(Param::MissingAsOrphan, day).is_none_or(|(_, value)| value == "1");
    Some(parents::verdict(father, mother, day, missing))
}

impl ParentState {
    fn who(&self) -> &'static str {
        codes::PARENT.label(&self.parent).unwrap_or_default()
    }
    /// `W-CH14`: the register of people says otherwise of the parent (X18, X19).
    fn known_otherwise(&self, facts: &Facts) -> Option<Slip> {
        let person = facts.row("person", self.person?)?;
        let dead = person.date("death_date").filter(|_| self.is.state != State::Dead);
        let level = person.text("disability_level");
        let other = self.is.disability.filter(|(_, own)| own.code() != level);
        let text = match (dead, other) {
            (Some(day), _) => format!("{}已于 {day} 死亡登记, 请重新认定", self.who()),
            (_, Some(_)) => format!("{}的残疾等级与人员信息里的不一致, 请核对残疾证", self.who()),
            _ => return None,
        };
        Some(Slip::warning("W-CH14", text).at("person"))
    }
    /// What the child is by both parents on the day of the row, without it and with it.
    fn turns(&self, facts: &Facts) -> [Option<Verdict>; 2] {
        let rows = siblings(facts, "child", self.child, "parent_state");
        let day = self.is.from;
        let [before, mut after] = [parents(rows.iter().copied(), day); 2];
        if let Some(own) = after.get_mut(usize::from(self.parent == "2")) {
            *own = Some(self.is);
        }
        [before, after].map(|of| verdict(&of, day, facts))
    }
}

impl Record for ParentState {
    const REGISTER: &'static Register = &PARENT_STATE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let (state, from) = (values.need_text("state")?, values.need_date("valid_from")?);
        let plain =
            Parent { state: State::from_code(&state).unwrap_or(State::Normal), disability: None, from, to: None };
        Ok(ParentState {
            child: values.int("child"),
            parent: values.need_text("parent")?,
            is: parent_of(values).unwrap_or(plain),
            document: values.some_text("document"),
            person: values.int("person"),
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let proof = format!("{}{}的, 须填证明材料", self.who(), self.is.state.label());
        let unproved =
            (self.is.state != State::Normal).then(|| needed(self.document.as_deref(), "document", &proof)).flatten();
        let runs_out = parents::runs_out(self.who(), &self.is, facts.day);
        [self.is.slip(), unproved, runs_out, self.known_otherwise(facts)].into_iter().flatten().collect()
    }

    /// A parent who is back, or was found: the child is no longer what it was by the states of both.
    fn losses(&self, facts: &Facts) -> Vec<Loss> {
        let person = parent(facts, "child", self.child).and_then(|file| file.int("person"));
        let [was, is_now] = self.turns(facts);
        let ground = match was.filter(|_| was != is_now && facts.this.is_none()) {
            Some(Verdict::Orphan) => Ground::Orphanhood,
            Some(Verdict::Unsupported) => Ground::Unsupported,
            _ => return Vec::new(),
        };
        let loss = |person| Loss {
            person,
            ground,
            from: standing::gone_from(ground, self.is.from),
            why: format!("{}自 {} 起{}", self.who(), self.is.from, self.is.state.label()),
            decided: facts.day,
            case: None,
        };
        person.map(loss).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::children::child::CHILD;
    use crate::register::tests::day;
    use crate::register::{Ask, Entry, Fact, RecordFact};

    fn row(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::new(&PARENT_STATE);
        row.set("child", 1);
        for (col, text) in pairs {
            row.set(col, *text);
        }
        row
    }

    /// A file whose father is in prison and whose mother is lost.
    fn facts() -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let mut file = Values::new(&CHILD);
        file.set("person", 7);
        let father = row(&[("parent", "1"), ("state", "06"), ("valid_from", "2019-05-01"), ("term_to", "2024-04-30")]);
        let mother = row(&[("parent", "2"), ("state", "09"), ("valid_from", "2018-05-01")]);
        let record = RecordFact { values: file, children: vec![(1, father), (2, mother)] };
        facts.answers.push((Ask::Record("child", 1), Fact::Record(Some(record))));
        facts
    }

    #[test]
    fn what_a_paper_must_say() {
        for (pairs, codes) in [
            (&[("state", "06"), ("term_to", "2021-12-31")][..], &["E-CH05", "W-CH06"][..]),
            (&[("state", "06"), ("term_to", "2022-02-28")], &[]),
            (&[("state", "04"), ("dis_type", "4"), ("dis_level", "3")], &["E-CH04"]),
            (&[("state", "04"), ("dis_type", "6"), ("dis_level", "3")], &[]),
            (&[("state", "02"), ("document", "")], &["E-RG06"]),
        ] {
            let mut typed = row(&[("parent", "1"), ("valid_from", "2021-08-01"), ("document", "判决书")]);
            for (col, text) in pairs {
                typed.set(col, PARENT_STATE.field(col).unwrap().kind.read(text, &[]).unwrap_or_default());
            }
            if typed.text("document").is_empty() {
                typed.set("document", crate::register::Value::Null);
            }
            let slips = (Entry::of::<ParentState>().check)(&typed, &facts());
            assert_eq!(slips.iter().map(|s| s.code).collect::<Vec<_>>(), codes, "{pairs:?}");
        }
    }

    #[test]
    fn a_mother_who_is_back_takes_away_what_the_child_was() {
        let losses = |who: &str, state: &str| {
            let row = row(&[("parent", who), ("state", state), ("valid_from", "2021-11-20"), ("document", "证明")]);
            let found = (Entry::of::<ParentState>().losses)(&row, &facts());
            found.into_iter().map(|l| (l.person, l.ground, l.from.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(losses("2", "01"), [(7, Ground::Unsupported, "2021-12".to_owned())]);
        assert_eq!(losses("2", "02"), [], "one dead, the other in prison");
        assert_eq!(losses("1", "02"), []);
    }

    /// Services 3.2: found that a parent is alive, an orphan is one no more from that month on.
    #[test]
    fn a_parent_who_is_found_alive_takes_away_the_month_itself() {
        let mut known = facts();
        let mut record = known.record("child", 1).unwrap().clone();
        record.children.iter_mut().for_each(|(_, row)| row.set("state", "02"));
        known.answers.push((Ask::Record("child", 1), Fact::Record(Some(record))));
        let row = row(&[("parent", "2"), ("state", "01"), ("valid_from", "2021-11-20"), ("document", "证明")]);
        let found = (Entry::of::<ParentState>().losses)(&row, &known);
        let found: Vec<_> = found.into_iter().map(|l| (l.ground, l.from.to_string())).collect();
        assert_eq!(found, [(Ground::Orphanhood, "2021-11".to_owned())]);
    }
}
