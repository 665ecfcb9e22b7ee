//! 参训人员: who took part in a training, as what, and how well (services 2.9). A child register of `training`. A training for people with
//! a post of a field of work takes the post, and its place, from where posts of that field stand.

use crate::domain::slip::Slip;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{from_of, not_in_future, since_birth, until_death, until_of};
use crate::register::core::versions::{parent, siblings};
use crate::register::people::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Values};
use chrono::NaiveDate;

/// 参训人员.
pub static TRAINEE: Register = Register {
    fields: &[
        Field::new("training", "培训", Kind::Ref("training")).must().hint("培训名称"),
        Field::new("person", "姓名", Kind::Ref("person")).must().hint("身份证号"),
        Field::new("role", "身份", Kind::Code(&codes::TRAINEE_ROLE)).given(),
        Field::new("division", "镇街或村居", Kind::Division).hint("空着按任职的镇(街)、村(居)填"),
        Field::new("attended_on", "参训日期", Kind::Date).must().completed().hint("空着为培训的第一天").ordered(&[
            not_in_future(),
            from_of("training", &["held_from"]),
            until_of("training", &["held_to"]),
            since_birth("person"),
            until_death("person"),
        ]),
        Field::new("score", "成绩", Kind::Int(0, 100)),
        Field::new("passed", "合格", Kind::Flag).or("1"),
        Field::new("cert_no", "证书编号", Kind::Text(40)),
    ],
    list: &[
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("role", "身份", 12),
        ListColumn::new("division", "镇街或村居", 18),
        ListColumn::new("attended_on", "参训日期", 10),
        ListColumn::new("score", "成绩", 4),
        ListColumn::new("passed", "合格", 4),
        ListColumn::new("training.title", "培训", 24),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("cert_no", "证书编号", 14),
    ],
    parent: Some("training"),
    order: &["attended_on", "division"],
    filters: &["training"],
    frozen: &["training"],
    on_page: Some(OnPage {
        under: "任职培训",
        of: &["person"],
        family: false,
        number: "cert_no",
        days: &["attended_on"],
        what: "role",
        outcome: None,
        state: None,
        open: None,
    }),
    over: &[Over::History],
    ..Register::new("trainee", "参训人员", "人次")
};

/// The kinds of training that are for people with a post, with the register that says who has one.
const FOR_POSTS: [(&str, &str); 2] = [("children", "child_worker"), ("carers", "carer")];

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct Trainee {
    /// The training; none while it is entered in the same draft.
    pub training: Option<i64>,
    /// Who.
    pub person: i64,
    /// 身份 code; none where nobody can tell.
    pub role: Option<String>,
}

/// The post of a person in a register of posts on a day.
pub fn post<'f>(facts: &'f Facts, posts: &'static str, person: i64, day: NaiveDate) -> Option<&'f Values> {
    facts.rows_of(posts, "person", person).find(|row| row.is_there(day))
}

impl Record for Trainee {
    const REGISTER: &'static Register = &TRAINEE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Trainee {
            training: values.int("training"),
            person: values.need_int("person")?,
            role: values.some_text("role"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let Some(training) = parent(facts, "training", values.int("training")) else { return };
        if values.get("attended_on").is_null() {
            values.set("attended_on", training.date("held_from"));
        }
        let kind = training.text("kind");
        let Some((_, posts)) = FOR_POSTS.iter().find(|(of, _)| *of == kind) else {
            values.set("role", kind);
            return;
        };
        let (Some(person), Some(day)) = (values.int("person"), values.date("attended_on")) else { return };
        let post = post(facts, posts, person, day);
        values.set("role", post.map(|post| post.some_text("role").unwrap_or_else(|| kind.to_owned())));
        if let Some(post) = post.filter(|_| values.get("division").is_null()) {
            values.set("division", post.some_text("division"));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let name = || facts.person(self.person).map_or("该人", |p| p.name.as_str());
        let beside = siblings(facts, "training", self.training, "trainee");
        let twice = beside.iter().any(|row| row.int("person") == Some(self.person));
        let twice = twice.then(|| Slip::error("E-TR01", format!("{}已在这期培训的名单里", name())));
        let text = "参训时没有相应的任职, 请先登记任职; 离任的请核对参训日期";
        let without = self.role.is_none().then(|| Slip::error("E-TR02", format!("{}{text}", name())));
        twice.into_iter().chain(without).map(|slip| slip.at("person")).collect()
    }
}
