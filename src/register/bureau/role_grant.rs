//! 授权: who holds which 岗位, for which field of work and town, from when until when. What a role may do stands in
//! [`crate::register::core::rights`].

use crate::domain::division_code::{DivisionCode, Level};
use crate::domain::slip::Slip;
use crate::register::bureau::codes;
use crate::register::core::order::{ahead, from};
use crate::register::core::rights::{Grant, Role, Town};
use crate::register::core::wings::Wing;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::NaiveDate;

/// 授权.
pub static ROLE_GRANT: Register = Register {
    fields: &[
        Field::new("operator", "操作员", Kind::Ref("operator")).must().hint("登录名"),
        Field::new("role", "岗位", Kind::Code(&codes::ROLE)).must(),
        Field::new("wing", "业务", Kind::Code(&codes::WING)).hint("空着是儿童福利以外的各项业务; 儿童福利要另行授权"),
        Field::new("town", "镇街", Kind::Division).hint("空着是全区"),
        Field::new("valid_from", "起始日期", Kind::Date).must().completed().hint("空着填今天").ordered(&[ahead(12)]),
        Field::new("valid_to", "截止日期", Kind::Date).hint("最后一天; 空着长期有效").ordered(&[from(&["valid_from"])]),
        Field::new("basis", "依据", Kind::Text(60)),
        Field::new("given_by", "授权人", Kind::Ref("operator")).given(),
        Field::new("witnessed_by", "见证人", Kind::Ref("operator")).given(),
    ],
    list: &[
        ListColumn::new("operator.full_name", "姓名", 8),
        ListColumn::new("operator.name", "登录名", 10),
        ListColumn::new("role", "岗位", 8),
        ListColumn::new("wing", "业务", 8),
        ListColumn::new("town", "镇街", 12),
        ListColumn::new("valid_from", "起始日期", 10),
        ListColumn::new("valid_to", "截止日期", 10),
        ListColumn::new("given_by.full_name", "授权人", 8),
        ListColumn::new("witnessed_by.full_name", "见证人", 8),
    ],
    order: &["operator", "valid_from"],
    filters: &["operator", "role"],
    frozen: &["operator", "role", "wing", "town", "valid_from"],
    since: Some("valid_from"),
    until: Some("valid_to"),
    signed: &["given_by", "witnessed_by"],
    ..Register::new("role_grant", "授权", "项")
};

/// A grant as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleGrant {
    operator: i64,
    role: Role,
    wing: Option<Wing>,
    town: Option<String>,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

impl Record for RoleGrant {
    const REGISTER: &'static Register = &ROLE_GRANT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(RoleGrant {
            operator: values.need_int("operator")?,
            role: Role::from_code(values.text("role")).ok_or_else(Vec::new)?,
            wing: Wing::from_code(values.text("wing")),
            town: values.some_text("town"),
            from: values.need_date("valid_from")?,
            to: values.date("valid_to"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if !values.has("valid_from") {
            values.set("valid_from", facts.day);
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let ends = facts.before.as_ref().filter(|_| self.to.is_some()).and_then(|before| leaves_nobody(before, facts));
        [self.too_early(facts), self.no_town(), self.clashes(facts), self.longer(facts), ends]
            .into_iter()
            .flatten()
            .collect()
    }

    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        leaves_nobody(values, facts).into_iter().collect()
    }
}

impl RoleGrant {
    /// The grant, its town by its name.
    fn grant(&self, facts: &Facts) -> Grant {
        let name = |code: &str| facts.division(code).map_or_else(|| code.to_owned(), |division| division.name.clone());
        let town = self.town.as_ref().map(|code| Town { code: code.clone(), name: name(code) });
        Grant { role: self.role, wing: self.wing, town, from: self.from, to: self.to }
    }

    /// `E-OP07`: one by one roles are given where there are some.
    fn too_early(&self, facts: &Facts) -> Option<Slip> {
        let text = "本库还没有设立岗位(系统管理、安全管理和审批各一人), 不能逐个授权; 这一版还不能设立岗位";
        (facts.before.is_none() && !are_founded(facts)).then(|| Slip::error("E-OP07", text).at("operator"))
    }

    /// `E-DV01`.
    fn no_town(&self) -> Option<Slip> {
        let code = self.town.as_ref()?;
        let is_town = DivisionCode::parse(code).is_ok_and(|code| code.level() == Level::Town);
        (!is_town).then(|| Slip::error("E-DV01", "授权到镇街为止, 请选到镇(街)一级; 全区的空着").at("town"))
    }

    /// `E-OP05`: what nobody may be at once.
    fn clashes(&self, facts: &Facts) -> Option<Slip> {
        let own = self.grant(facts);
        let others = facts.rows_of("role_grant", "operator", self.operator).filter_map(|row| RoleGrant::read(row).ok());
        let other = others.map(|other| other.grant(facts)).find(|other| own.stands_against(other))?;
        let text =
            format!("{}与已有的{}不相容, 不能由同一人承担; 请授给另一人, 或者先收回已有的", told(&own), told(&other));
        Some(Slip::error("E-OP05", text).at("role"))
    }

    /// `E-OP07`: a grant is given by three people, so nobody makes one last longer by himself.
    fn longer(&self, facts: &Facts) -> Option<Slip> {
        let last = facts.before.as_ref()?.date("valid_to")?;
        let is_longer = self.to.is_none_or(|to| to > last);
        let text = format!("授权只能提前截止, 不能延长到 {last} 以后; 要延长的请另行授权");
        is_longer.then(|| Slip::error("E-OP07", text).at("valid_to"))
    }
}

/// A grant and its days: 经办·社会救助(2021-01-01起).
fn told(grant: &Grant) -> String {
    let until = grant.to.map_or_else(|| "起".to_owned(), |to| format!("至{to}"));
    format!("{}({}{until})", grant.in_words(), grant.from)
}

/// Whether the office has given roles: then somebody administers it.
pub(super) fn are_founded(facts: &Facts) -> bool {
    facts.rows_of("role_grant", "role", Role::System.code()).next().is_some()
}

/// Whose a role is, of those who keep the office going, for good: by active operators, this row aside.
fn keeps<'f>(facts: &'f Facts<'_>, role: Role) -> impl Iterator<Item = i64> + 'f {
    let lasting = facts.rows_of("role_grant", "role", role.code()).filter(|row| !row.has("valid_to"));
    let is_active = |key: &i64| facts.row("operator", *key).is_some_and(|operator| operator.text("state") == "active");
    lasting.filter_map(|row| row.int("operator")).filter(is_active)
}

fn lacking(role: Role) -> Slip {
    let label = role.label();
    Slip::error("E-OP06", format!("这样就没有人长期承担{label}岗位了; 请先授给另一个在用的操作员"))
}

/// `E-OP06`: without a lasting grant nobody would administer the office, or give roles in it.
fn leaves_nobody(grant: &Values, facts: &Facts) -> Option<Slip> {
    let role = Role::from_code(grant.text("role")).filter(|role| matches!(role, Role::System | Role::Security))?;
    let matters = !grant.has("valid_to") && keeps(facts, role).next().is_none();
    matters.then(|| lacking(role))
}

/// `E-OP06`: the same without an operator.
pub(super) fn lacks_without(operator: Option<i64>, facts: &Facts) -> Option<Slip> {
    let roles = [Role::System, Role::Security].into_iter();
    let mut lacking_one = roles.filter(|role| {
        let mut held: Vec<i64> = keeps(facts, *role).collect();
        let had = !held.is_empty();
        held.retain(|key| Some(*key) != operator);
        had && held.is_empty()
    });
    lacking_one.next().map(|role| lacking(role).at("state"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::tests::{day, row};
    use crate::register::{Ask, DivisionFact, Fact, Value, find};

    const OPERATORS: [(&str, &str); 3] = [("a", "active"), ("b", "active"), ("c", "disabled")];

    type Grants = [(i64, &'static str, &'static [(&'static str, &'static str)])];

    /// An office with three operators, the last one disabled, and these grants from 2021 on, each with its key from 1.
    fn facts(grants: &Grants) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        for (key, (name, state)) in (1..).zip(OPERATORS) {
            let operator = row(find("operator").unwrap().register, &[("name", name), ("state", state)]);
            facts.answers.push((Ask::Row("operator", key), Fact::Row(Some(operator))));
        }
        let rows: Vec<(i64, Values)> = (1..).zip(grants).map(|(key, grant)| (key, values(grant))).collect();
        let of = |col: &str, value: Value| -> Fact {
            Fact::Rows(rows.iter().filter(|(_, row)| *row.get(col) == value).cloned().collect())
        };
        for key in 1..=3 {
            let found = of("operator", Value::Int(key));
            facts.answers.push((Ask::RowsOf("role_grant", "operator", key.into()), found));
        }
        for role in Role::ALL {
            let found = of("role", role.code().into());
            facts.answers.push((Ask::RowsOf("role_grant", "role", role.code().into()), found));
        }
        let town =
            DivisionFact {
                code: "430406001000".to_owned(), name: "先锋街道".to_owned(), level: "township".to_owned()
            };
        facts.answers.push((Ask::Division(town.code.clone()), Fact::Division(Some(town))));
        facts
    }

    fn values((operator, role, other): &(i64, &str, &[(&str, &str)])) -> Values {
        let mut values = row(&ROLE_GRANT, &[&[("role", *role), ("valid_from", "2021-01-01")], *other].concat());
        values.set("operator", *operator);
        values
    }

    const KEPT: &Grants = &[(1, "system", &[]), (2, "security", &[])];

    #[test]
    fn a_new_grant_stands_beside_what_somebody_has() {
        let town: &[(&str, &str)] = &[("town", "430406001000")];
        for (stands, new, slips) in [
            (&[][..], (1, "maker", &[][..]), &["E-OP07"][..]),
            (KEPT, (3, "maker", &[]), &[]),
            (KEPT, (1, "maker", &[]), &["E-OP05"]),
            (KEPT, (1, "system", &[("valid_to", "2021-12-31")]), &[]),
            (KEPT, (3, "maker", &[("town", "430406001003")]), &["E-DV01"]),
            (&[(1, "system", &[]), (3, "checker", town)], (3, "maker", &[]), &["E-OP05"]),
            (&[(1, "system", &[]), (3, "checker", town)], (3, "maker", &[("wing", "children")]), &[]),
            (
                &[(1, "system", &[]), (3, "checker", &[("valid_from", "2020-01-01"), ("valid_to", "2020-12-31")])],
                (3, "maker", &[]),
                &[],
            ),
        ] {
            let read = RoleGrant::read(&values(&new)).unwrap();
            let codes: Vec<&str> = read.check(&facts(stands)).iter().map(|slip| slip.code).collect();
            assert_eq!(codes, slips, "{new:?}");
        }
        let checker: &Grants = &[(1, "system", &[]), (3, "checker", town)];
        let slips = RoleGrant::read(&values(&(3, "maker", &[("wing", "elderly")]))).unwrap().check(&facts(checker));
        assert_eq!(
            slips[0].text,
            "经办·养老服务(2021-01-01起)与已有的复核·先锋街道(2021-01-01起)不相容, 不能由同一人承担; 请授给另一人, 或者先收回已有的"
        );
    }

    #[test]
    fn a_grant_ends_earlier_and_not_later_and_not_where_nobody_would_be_left() {
        let until: &[(&str, &str)] = &[("valid_to", "2021-12-31")];
        let longer: &[(&str, &str)] = &[("valid_to", "2022-12-31")];
        let two: &Grants = &[(1, "system", &[]), (2, "system", &[]), (1, "maker", until)];
        let gone: &Grants = &[(1, "system", &[]), (3, "system", &[]), (2, "system", until)];
        for (stands, key, to, slips) in [
            (two, 1, until, &[][..]),
            (two, 3, &[("valid_to", "2021-06-30")], &[]),
            (two, 3, until, &[]),
            (two, 3, longer, &["E-OP07"]),
            (two, 3, &[], &["E-OP07"]),
            // One is disabled, one ends.
            (gone, 1, until, &["E-OP06"]),
            (gone, 1, &[("basis", "会议纪要")], &[]),
            (gone, 3, &[("valid_to", "2021-06-30")], &[]),
        ] {
            let before = &stands[key - 1];
            let mut facts = facts(stands);
            facts.this = i64::try_from(key).ok();
            facts.before = Some(values(before));
            let after = values(&(before.0, before.1, to));
            let slips_found = RoleGrant::read(&after).unwrap().check(&facts);
            let codes: Vec<&str> = slips_found.iter().map(|slip| slip.code).filter(|code| *code != "E-OP05").collect();
            assert_eq!(codes, slips, "{before:?} {to:?}");
            let falls = !RoleGrant::check_void(&values(before), &facts).is_empty();
            assert_eq!(falls, stands == gone && key == 1, "{before:?}");
        }
    }

    #[test]
    fn an_operator_without_whom_nobody_administers_stays() {
        let shared: &Grants = &[(1, "system", &[]), (2, "security", &[]), (3, "security", &[])];
        assert_eq!(lacks_without(Some(1), &facts(shared)).map(|slip| slip.code), Some("E-OP06"));
        assert_eq!(lacks_without(Some(2), &facts(shared)).map(|slip| slip.code), Some("E-OP06"));
        assert_eq!(lacks_without(Some(3), &facts(shared)), None);
        assert_eq!(lacks_without(Some(1), &facts(&[])), None);
        assert!(are_founded(&facts(shared)) && !are_founded(&facts(&[])));
    }
}
