//! 残疾人两项补贴发放花名册 (assistance 5.6): both subsidies of a person side by side, or one of them; and 发放汇总表 of one.

use crate::domain::scheme::Scheme;
use crate::figure::roll::paid::{OfBatch, all_pay_the_batch, pays_the_batch};
use crate::figure::roll::{Account, Entry, Group, Paid, Printed, Roll, counted, label};
use crate::register::people::codes;
use std::collections::HashMap;

type RollColumn = crate::figure::roll::RollColumn<Subsidy>;
type SumColumn = crate::figure::roll::RollColumn<Paid>;

/// A person of the batch of one subsidy, or of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subsidy {
    /// The person.
    pub person: i64,
    /// 村居 code on the line.
    pub division: String,
    /// The lines of 困难残疾人生活补贴.
    pub living: Option<Paid>,
    /// The lines of 重度残疾人护理补贴.
    pub care: Option<Paid>,
}

impl Entry for Subsidy {
    fn division(&self) -> &str {
        &self.division
    }
}

impl OfBatch for Subsidy {
    fn printed(&self) -> &Printed {
        static NONE: Printed = Printed::NONE;
        self.paid().next().map_or(&NONE, |p| &p.printed)
    }
    fn account(&self) -> &Account {
        static NONE: Account = Account { name: String::new(), bank_code: String::new(), number: String::new() };
        self.paid().next().map_or(&NONE, |p| &p.account)
    }
    fn remark(&self) -> String {
        let said: Vec<String> = self.paid().map(OfBatch::remark).filter(|r| !r.is_empty()).collect();
        let two_accounts = self.paid().any(|p| p.account.number != self.account().number);
        said.into_iter().chain(two_accounts.then(|| "两项账号不同".to_owned())).collect::<Vec<_>>().join(" ")
    }
}

impl Subsidy {
    /// Of what one of the two pays.
    pub fn of(scheme: Scheme, paid: &Paid) -> Subsidy {
        let paid_by = |one: Scheme| (scheme == one).then(|| paid.clone());
        Subsidy {
            person: paid.beneficiary,
            division: paid.division.clone(),
            living: paid_by(Scheme::DisabilityLiving),
            care: paid_by(Scheme::DisabilityCare),
        }
    }
    fn paid(&self) -> impl Iterator<Item = &Paid> {
        self.living.iter().chain(&self.care)
    }
    fn add(&self, of: fn(&Paid) -> i64) -> i64 {
        self.paid().map(of).sum()
    }
    fn level(&self) -> &str {
        self.paid().next().map_or("", |p| &p.class)
    }
    fn arrears_fen(&self) -> i64 {
        self.add(|p| p.arrears_fen)
    }
    fn offset_fen(&self) -> i64 {
        self.add(|p| p.offset_fen)
    }
    fn total_fen(&self) -> i64 {
        self.add(Paid::total_fen)
    }
}

/// Both subsidies side by side: one entry a person. Within a village the order of the batches stays, those with care alone last.
pub fn side_by_side(living: &[Subsidy], care: &[Subsidy]) -> Vec<Subsidy> {
    let mut all = living.to_vec();
    let place: HashMap<i64, usize> = all.iter().enumerate().map(|(at, e)| (e.person, at)).collect();
    for entry in care {
        match place.get(&entry.person).and_then(|at| all.get_mut(*at)) {
            Some(both) => both.care = entry.care.clone(),
            None => all.push(entry.clone()),
        }
    }
    all.sort_by(|a, b| a.division.cmp(&b.division));
    all
}

/// 花名册: 小计 of each 镇街. Of both subsidies, 小计 and 合计 say both head-counts and those who draw both, counted once; of one
/// alone, the other's column is left out.
pub static ROLL: Roll<Subsidy> = Roll {
    unit: "人",
    units: "人、元",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::name(&["姓名"]),
        RollColumn::sex(),
        RollColumn::id_number(),
        RollColumn::id(&["残疾证号"], |e| &e.printed().paper_no),
        RollColumn::text(&["残疾类别"], |e| label(&codes::DISABILITY, &e.printed().dis_type)).centred(),
        RollColumn::text(&["等级"], |e| label(&codes::DISABILITY_LEVEL, e.level())).centred(),
        RollColumn::money(&["困难生活补贴(元)"], |e| e.living.as_ref().map_or(0, |p| p.normal_fen)).if_any(),
        RollColumn::money(&["重度护理补贴(元)"], |e| e.care.as_ref().map_or(0, |p| p.normal_fen)).if_any(),
        RollColumn::money(&["补发(元)"], Subsidy::arrears_fen),
        RollColumn::money(&["抵扣(元)"], Subsidy::offset_fen).if_any(),
        RollColumn::money(&["合计(元)"], Subsidy::total_fen),
        RollColumn::text(&["户名"], |e| e.account().name.clone()).wrapping(),
        RollColumn::bank(),
        RollColumn::account_number(),
        RollColumn::remark(),
    ],
    groups: &[Group::Town],
    folded: false,
    tally: |entries| {
        let count = |of: fn(&Subsidy) -> bool| entries.iter().filter(|e| of(e)).count();
        let (living, care) = (count(|e| e.living.is_some()), count(|e| e.care.is_some()));
        let both = count(|e| e.living.is_some() && e.care.is_some());
        match living * care {
            0 => format!("{}人", counted(entries.len())),
            _ => {
                let [all, living, care, both] = [entries.len(), living, care, both].map(counted);
                format!("{all}人(生活补贴{living}人 护理补贴{care}人 两项均领{both}人)")
            }
        }
    },
    checks: |_, read| vec![pays_the_batch(read.iter().map(Subsidy::total_fen).sum())],
    notes: &["合计=当月补贴+补发-抵扣; 人数按人计, 两项均领的只计一次; 发放失败的也在册, 见备注。"],
};

/// 发放汇总表 of one of the two: a line for each 镇街.
pub static SUMMARY: Roll<Paid> = Roll {
    unit: "",
    units: "人、元",
    holds: |_| true,
    columns: &[
        SumColumn::town(),
        SumColumn::count(&["人数"], |e| e.cases),
        SumColumn::count(&["一级"], |e| e.at("1")),
        SumColumn::count(&["二级"], |e| e.at("2")),
        SumColumn::count(&["三级"], |e| e.at("3")),
        SumColumn::count(&["四级"], |e| e.at("4")),
        SumColumn::money(&["当月补贴(元)"], |e| e.normal_fen),
        SumColumn::money(&["补发(元)"], |e| e.arrears_fen),
        SumColumn::money(&["抵扣(元)"], |e| e.offset_fen),
        SumColumn::money(&["合计(元)"], Paid::total_fen),
        SumColumn::mean(&["人均(元)"], |e| e.normal_fen, |e| e.cases),
    ],
    groups: &[Group::Town],
    folded: true,
    tally: |_| String::new(),
    checks: |_, read| vec![all_pay_the_batch(read)],
    notes: &["合计=当月补贴+补发-抵扣; 人均=当月补贴/人数; 抵扣以负数列示。"],
};

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(person: i64, village: &str, living: i64, care: i64) -> Subsidy {
        let paid = |fen: i64| (fen > 0).then(|| Paid { normal_fen: fen, arrears_fen: 10, ..Paid::default() });
        let (living, care) = (paid(living), paid(care));
        Subsidy { person, division: village.to_owned(), living, care }
    }

    #[test]
    fn who_draws_both_is_one_person() {
        let living = [entry(1, "430406001002", 70, 0), entry(2, "430406001001", 70, 0)];
        let care = [entry(2, "430406001001", 0, 80), entry(3, "430406001001", 0, 80)];
        let all = side_by_side(&living, &care);
        assert_eq!(all.iter().map(|e| e.person).collect::<Vec<_>>(), [2, 3, 1]);
        assert_eq!(all.iter().map(Subsidy::total_fen).collect::<Vec<_>>(), [170, 90, 80]);
        let held: Vec<&Subsidy> = all.iter().collect();
        assert_eq!((ROLL.tally)(&held), "3人(生活补贴2人 护理补贴2人 两项均领1人)");
    }
}
