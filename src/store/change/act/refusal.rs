//! What the schema refuses, told as a slip: whose row it is, which field, which other record stands in the way.

use crate::domain::slip::{MISSING, Slip};
use crate::register::{Field, Register};
use crate::store::change::resolve::called;
use crate::store::engine::{Constraint, Db, Error, Sql, params_from_iter};
use crate::store::fault::StoreFault;
use crate::store::file::declared::by_hand;

/// What the schema refuses by a name of its own, and what a clerk reads then.
const NAMED: [(&str, &str, &str); 10] = [
    ("member_one_household", "E-HH07", "此人已在另一个家庭中, 请先在那个家庭给此人另增一行填离开"),
    ("payment_is_frozen", "E-PAY-040", "批次已审批, 明细不能再改"),
    ("payment_enters_drafts", "E-PAY-041", "只有造册中的批次可以加明细"),
    ("rows are voided, never deleted", "E-RG29", "记录只能作废, 不能删除"),
    ("confirmed_by_another", "E-DB-013", "初审人与确认人不能为同一人"),
    ("accepted_after_applied", "E-RG05", "受理日期早于申请日期, 应不早于它"),
    ("approved_after_applied", "E-RG05", "审批日期早于申请日期, 应不早于它"),
    ("paid_after_approved", "E-RG05", "发放日期早于审批日期, 应不早于它"),
    ("grant_wants_three", "E-OP07", "授权要三个人: 被授权人、授权人和见证人各是一人, 谁也不能给自己授权"),
    ("exclusion_has_reason", "E-RG06", "不计入共同生活成员的, 须填不计入原因"),
];

/// What the engine says of a row of a register with these columns, its key where it stands already.
pub(super) fn told(
    db: &Db,
    (register, this): (&'static Register, Option<i64>),
    cols: &[(String, Sql)],
    e: Error,
) -> StoreFault {
    match e {
        Error::Constraint(broken) => StoreFault::refused(Refused { db, register, this, cols }.slip(&broken)),
        e => e.into(),
    }
}

/// A row that the schema refuses.
struct Refused<'a> {
    db: &'a Db,
    register: &'static Register,
    this: Option<i64>,
    cols: &'a [(String, Sql)],
}

impl Refused<'_> {
    fn slip(&self, broken: &Constraint) -> Slip {
        let register = self.register;
        let name = match broken {
            Constraint::Unique(taken) => return self.taken(taken),
            Constraint::Missing(col) => {
                let col = column_of(col);
                let field = register.fields.iter().find(|f| f.column() == col);
                let label = field.map_or(col, |f| f.label);
                return placed(Slip::error(MISSING, format!("请填写{label}")), field.map(|f| f.col));
            }
            Constraint::Reference => return Slip::error("E-RG07", "引用的记录不存在"),
            Constraint::Condition(name) | Constraint::Trigger(name) => name,
        };
        match NAMED.iter().find(|(of, _, _)| of == name) {
            Some((_, code, text)) => Slip::error(code, *text),
            None => self.unmet(name),
        }
    }

    /// A condition without a name of its own: its fields are called, its text is no clerk's.
    fn unmet(&self, condition: &str) -> Slip {
        let words: Vec<&str> = condition.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
        let meant = |f: &&Field| words.contains(&f.column().as_str());
        let fields: Vec<&Field> = self.register.fields.iter().filter(meant).collect();
        let labels: Vec<&str> = fields.iter().map(|f| f.label).collect();
        let what = if labels.is_empty() { "各项内容".to_owned() } else { labels.join("、") };
        let text = format!("{}的{what}不对, 或者互相矛盾, 没有保存; 请核对", self.register.label);
        placed(Slip::error("E-RG23", text), fields.first().map(|f| f.col))
    }

    /// Another record has these values already; it is named where it can be found.
    fn taken(&self, taken: &[String]) -> Slip {
        let taken: Vec<&str> = taken.iter().flat_map(|col| columns_of(col)).collect();
        let fields: Vec<_> = self.register.fields.iter().filter(|f| taken.contains(&f.column().as_str())).collect();
        let labels: Vec<&str> = fields.iter().filter(|f| f.col != "twin").map(|f| f.label).collect();
        let other = self.holder(&taken).unwrap_or_default();
        let text = format!("{}已有相同的记录{other}, 不能重复登记; 请打开原记录", labels.join("、"));
        placed(Slip::error("E-RG22", text), fields.first().map(|f| f.col))
    }

    fn holder(&self, taken: &[&str]) -> Option<String> {
        let mut sql = format!("SELECT key FROM {} WHERE voided_by IS NULL AND key <> ?", self.register.name);
        let mut values = vec![Sql::Integer(self.this.unwrap_or(i64::MIN))];
        for col in taken.iter().filter(|col| self.register.fields.iter().any(|f| f.column() == **col)) {
            let (_, v) = self.cols.iter().find(|(c, _)| c == col)?;
            sql.push_str(&format!(" AND {col} IS ?"));
            values.push(v.clone());
        }
        let key: i64 = self.db.query_row(&sql, params_from_iter(values), |r| r.get(0)).ok()?;
        called(self.db, self.register, key).ok().map(|name| format!(" ({name})"))
    }
}

/// A column without its table.
fn column_of(col: &str) -> &str {
    col.rsplit('.').next().unwrap_or(col)
}

/// The columns of a unique rule; one over expressions is told by the name of its index.
fn columns_of(told: &str) -> Vec<&str> {
    let Some(name) = told.strip_prefix("index '").and_then(|name| name.strip_suffix('\'')) else {
        return vec![column_of(told)];
    };
    let index = by_hand().iter().find(|object| object.name == name);
    let over = index.and_then(|index| Some(index.sql.split_once('(')?.1.split_once(" WHERE ")?.0)).unwrap_or_default();
    over.split([',', ' ', '(', ')']).collect()
}

fn placed(slip: Slip, field: Option<&'static str>) -> Slip {
    match field {
        Some(field) => slip.at(field),
        None => slip,
    }
}
