//! One row into the file: numbered, with its audit row, its pinyin initials, and the schema's refusals turned into slips.
//! Knows no rule but the schema's.

use crate::domain::found_by;
use crate::domain::slip::Slip;
use crate::register::{Facts, Register, Value, Values, Write, find};
use crate::store::change::resolve::called;
use crate::store::change::{audit, void};
use crate::store::engine::{Constraint, Db, Error, Optional, Sql, params, params_from_iter};
use crate::store::fault::{Answer, StoreFault};
use crate::store::figures::kept_months;
use crate::store::read::sql::{bind, stored};
use serde_json::Value as Json;

/// What the schema refuses by a name of its own, and what a clerk reads then.
const NAMED: [(&str, &str, &str); 9] = [
    ("member_one_household", "E-HH07", "此人已在另一个家庭中, 请先在那个家庭给此人另增一行填离开"),
    ("payment_is_frozen", "E-PAY-040", "批次已审批, 明细不能再改"),
    ("payment_enters_drafts", "E-PAY-041", "只有造册中的批次可以加明细"),
    ("rows are voided, never deleted", "E-RG29", "记录只能作废, 不能删除"),
    ("confirmed_by_another", "E-DB-013", "初审人与确认人不能为同一人"),
    ("accepted_after_applied", "E-RG05", "受理日期早于申请日期, 应不早于它"),
    ("approved_after_applied", "E-RG05", "审批日期早于申请日期, 应不早于它"),
    ("paid_after_approved", "E-RG05", "发放日期早于审批日期, 应不早于它"),
    ("exclusion_has_reason", "E-RG06", "不计入共同生活成员的, 须填不计入原因"),
];

/// An act being carried out.
pub(in crate::store) struct Act<'a> {
    pub db: &'a Db,
    pub key: i64,
}

impl Act<'_> {
    /// A new row with these stored columns. Gives its key.
    pub(in crate::store) fn insert(&self, register: &'static Register, cols: &[(String, Sql)]) -> Answer<i64> {
        let key = self.free_key(register)?;
        let mut names = String::from("key, act");
        let mut marks = String::from("?, ?");
        for (col, _) in cols {
            names.push_str(", ");
            names.push_str(col);
            marks.push_str(", ?");
        }
        let sql = format!("INSERT INTO {}({names}) VALUES ({marks})", register.name);
        let given = [key.map_or(Sql::Null, Sql::Integer), Sql::Integer(self.key)];
        self.db
            .prepare_cached(&sql)?
            .execute(params_from_iter(given.iter().chain(cols.iter().map(|(_, v)| v))))
            .map_err(|e| self.refusal(register, None, cols, e))?;
        let key = self.db.last_key();
        let after = audit::snapshot(self.db, register.name, key)?;
        self.note(register, key, None, after.as_ref())?;
        self.index_names(register, key, cols)?;
        Ok(key)
    }

    /// New values of a row. Nothing is written when they are what stands there.
    pub(in crate::store) fn update(
        &self,
        register: &'static Register,
        key: i64,
        cols: &[(String, Sql)],
    ) -> Answer<bool> {
        let Some(before) = audit::snapshot(self.db, register.name, key)? else {
            return Err(StoreFault::damaged(&format!("缺少{} #{key}", register.label)));
        };
        let moved: Vec<&(String, Sql)> = cols.iter().filter(|(col, v)| before.get(col) != Some(&json_of(v))).collect();
        if moved.is_empty() {
            return Ok(false);
        }
        let mut set = String::from("act = ?");
        for (col, _) in &moved {
            set.push_str(&format!(", {col} = ?"));
        }
        let sql = format!("UPDATE {} SET {set} WHERE key = ?", register.name);
        let (act, row) = (Sql::Integer(self.key), Sql::Integer(key));
        self.db
            .prepare_cached(&sql)?
            .execute(params_from_iter([&act].into_iter().chain(moved.iter().map(|(_, v)| v)).chain([&row])))
            .map_err(|e| self.refusal(register, Some(key), cols, e))?;
        let after = audit::snapshot(self.db, register.name, key)?;
        self.note(register, key, Some(&before), after.as_ref())?;
        self.index_names(register, key, cols)?;
        Ok(true)
    }

    /// Writes down what was done to a row, and drops the kept months that it touches.
    fn note(&self, register: &Register, key: i64, before: Option<&Json>, after: Option<&Json>) -> Answer<()> {
        let [old, new] = [before, after].map(|row| row.map(Json::to_string));
        audit::write(self.db, self.key, register.name, key, old.as_deref(), new.as_deref())?;
        kept_months::forget(self.db, &kept_months::touched(self.db, register.name, before, after)?)
    }

    /// Carries out what follows from a record.
    pub(in crate::store) fn follow(&self, this: i64, writes: Vec<Write>) -> Answer<()> {
        let of = |name: &str| find(name).map(|e| e.register).ok_or_else(|| StoreFault::defect(format!("没有 {name}")));
        let row = |register: &Register, cols: Vec<(&'static str, Value)>| -> Vec<(String, Sql)> {
            let this_key = |v: &Value| if *v == Value::Int(Write::THIS) { Sql::Integer(this) } else { bind(v) };
            cols.iter().map(|(c, v)| (stored(register, c), this_key(v))).collect()
        };
        for write in writes {
            match write {
                Write::Insert(name, cols) => {
                    let register = of(name)?;
                    self.insert(register, &row(register, cols))?;
                }
                Write::Update(name, key, cols) => {
                    let register = of(name)?;
                    self.update(register, if key == Write::THIS { this } else { key }, &row(register, cols))?;
                }
                Write::Put(name, same, cols) => {
                    let register = of(name)?;
                    let cols = row(register, cols);
                    match self.row_with(register, same, &cols)? {
                        Some(key) => self.update(register, key, &cols).map(drop)?,
                        None => self.insert(register, &cols).map(drop)?,
                    }
                }
                Write::Void(name, key) => void::fall(self, of(name)?, key)?,
            }
        }
        Ok(())
    }

    /// The living row that has these values in some columns.
    fn row_with(&self, register: &Register, same: &[&str], cols: &[(String, Sql)]) -> Answer<Option<i64>> {
        let same: Vec<&(String, Sql)> = cols.iter().filter(|(col, _)| same.contains(&col.as_str())).collect();
        let on: String = same.iter().map(|(col, _)| format!(" AND {col} = ?")).collect();
        let sql = format!("SELECT key FROM {} WHERE voided_by IS NULL{on}", register.name);
        let mut get = self.db.prepare_cached(&sql)?;
        Ok(get.query_row(params_from_iter(same.iter().map(|(_, v)| v)), |r| r.get(0)).optional()?)
    }

    /// The next key of a register that counts from a number of its own.
    fn free_key(&self, register: &Register) -> Answer<Option<i64>> {
        let above = register.keys_above;
        if above == 0 {
            return Ok(None);
        }
        let sql = format!("SELECT max(key) FROM {} WHERE key > ?1 AND key < ?1 + 1000000000", register.name);
        let last: Option<i64> = self.db.prepare_cached(&sql)?.query_row([above], |r| r.get(0))?;
        Ok(Some(last.unwrap_or(above) + 1))
    }

    /// What a person is found by beside the name itself.
    fn index_names(&self, register: &Register, key: i64, cols: &[(String, Sql)]) -> Answer<()> {
        let name = cols.iter().find_map(|(col, v)| match v {
            Sql::Text(name) if col == "name" && register.name == "person" => Some(name),
            _ => None,
        });
        let Some(name) = name else { return Ok(()) };
        // Rows of an old name stay: they only make the person found under it too, and are told apart by the name itself.
        let mut put = self
            .db
            .prepare_cached("INSERT INTO person_initials(initials, person) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
        for reading in found_by::beside(name) {
            put.execute(params![reading, key])?;
        }
        Ok(())
    }

    /// The next number of a register that gives numbers; those of voided rows are not used again.
    pub(in crate::store) fn number(&self, values: &Values, facts: &Facts) -> Answer<Option<(&'static str, String)>> {
        let Some(serial) = values.register.serial.filter(|s| values.get(s.col).is_null()) else { return Ok(None) };
        let Some(prefix) = (serial.prefix)(values, facts) else { return Ok(None) };
        let (table, col) = (values.register.name, serial.col);
        let mut last = 0;
        // Two small index ranges: the living and the voided.
        for voided in ["IS NULL", "IS NOT NULL"] {
            let sql = format!(
                "SELECT max({col}) FROM {table} WHERE {col} >= ?1 AND {col} < ?2 AND voided_by {voided} AND length({col}) = ?3"
            );
            let width = i64::try_from(prefix.len() + serial.width).unwrap_or(0);
            let found: Option<String> = self
                .db
                .prepare_cached(&sql)?
                .query_row(params![prefix, format!("{prefix}:"), width], |r| r.get(0))
                .optional()?
                .flatten();
            let number = found.as_deref().and_then(|t| t.get(prefix.len()..)).and_then(|t| t.parse::<i64>().ok());
            last = last.max(number.unwrap_or(0));
        }
        Ok(Some((serial.col, format!("{prefix}{:0width$}", last + 1, width = serial.width))))
    }

    /// What the schema refuses, as a slip.
    fn refusal(&self, register: &'static Register, this: Option<i64>, cols: &[(String, Sql)], e: Error) -> StoreFault {
        match e {
            Error::Constraint(broken) => StoreFault::refused(self.constraint(register, this, cols, &broken)),
            e => e.into(),
        }
    }

    fn constraint(
        &self,
        register: &'static Register,
        this: Option<i64>,
        cols: &[(String, Sql)],
        broken: &Constraint,
    ) -> Slip {
        let name = match broken {
            Constraint::Unique(taken) => return self.taken(register, this, cols, taken),
            Constraint::Missing(col) => {
                let col = column_of(col);
                let field = register.fields.iter().find(|f| f.column() == col);
                let label = field.map_or(col, |f| f.label);
                return placed(Slip::error("E-RG01", format!("请填写{label}")), field.map(|f| f.col));
            }
            Constraint::Reference => return Slip::error("E-RG07", "引用的记录不存在"),
            Constraint::Condition(name) | Constraint::Trigger(name) => name,
        };
        match NAMED.iter().find(|(of, _, _)| of == name) {
            Some((_, code, text)) => Slip::error(code, *text),
            None => Slip::error("E-RG23", format!("数据不符合{}的约束 ({broken}), 没有保存", register.label)),
        }
    }

    /// Another record has these values already; it is named where it can be found.
    fn taken(&self, register: &'static Register, this: Option<i64>, cols: &[(String, Sql)], taken: &[String]) -> Slip {
        let taken: Vec<&str> = taken.iter().map(|col| column_of(col)).collect();
        let fields: Vec<_> = register.fields.iter().filter(|f| taken.contains(&f.column().as_str())).collect();
        let labels: Vec<&str> = fields.iter().filter(|f| f.col != "twin").map(|f| f.label).collect();
        let other = self.holder(register, this, cols, &taken).unwrap_or_default();
        let text = format!("{}已有相同的记录{other}, 不能重复登记; 请打开原记录", labels.join("、"));
        placed(Slip::error("E-RG22", text), fields.first().map(|f| f.col))
    }

    fn holder(
        &self,
        register: &'static Register,
        this: Option<i64>,
        cols: &[(String, Sql)],
        taken: &[&str],
    ) -> Option<String> {
        let mut sql = format!("SELECT key FROM {} WHERE voided_by IS NULL AND key <> ?", register.name);
        let mut values = vec![Sql::Integer(this.unwrap_or(i64::MIN))];
        for col in taken {
            let (_, v) = cols.iter().find(|(c, _)| c == col)?;
            sql.push_str(&format!(" AND {col} = ?"));
            values.push(v.clone());
        }
        let key: i64 = self.db.query_row(&sql, params_from_iter(values), |r| r.get(0)).ok()?;
        called(self.db, register, key).ok().map(|name| format!(" ({name})"))
    }
}

/// A column without its table.
fn column_of(col: &str) -> &str {
    col.rsplit('.').next().unwrap_or(col)
}

fn placed(slip: Slip, field: Option<&'static str>) -> Slip {
    match field {
        Some(field) => slip.at(field),
        None => slip,
    }
}

fn json_of(v: &Sql) -> Json {
    match v {
        Sql::Integer(n) => (*n).into(),
        Sql::Text(t) => t.as_str().into(),
        _ => Json::Null,
    }
}

/// The declared values as stored columns.
pub(in crate::store) fn columns(values: &Values) -> Vec<(String, Sql)> {
    values.iter().map(|(field, v)| (field.column(), bind(v))).collect()
}
