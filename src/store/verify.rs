//! Whether the file is what the program has made of it: SQLite's own integrity, the objects of the schema, every row against what the
//! audit says of it (`traced`), undos against what they take back (`undone`), what follows from rows against them (`derived`), accounts, roles and passwords against their seals (`rights`), who looked
//! at what row after row (`accesses`), what
//! batches pay against what it rests on (`paid`), and the rules between rows: batch totals against their lines, cases against their versions, versions against whom they cover, changes against the versions they came with.

mod accesses;
mod cases;
mod derived;
mod paid;
mod rights;
mod told;
mod traced;
mod undone;

use super::Store;
use super::fault::{Answer, StoreFault};
use crate::domain::text;
use crate::register::Kind;
use crate::register::core::codes::Codes;
use crate::store::benefits::roster::rosters;
use crate::store::engine::{Check, Db};
use crate::store::far::Steps;
use crate::store::file::shape;
use crate::store::pay::payroll_facts::in_batch;
use std::borrow::Cow;

/// The outcome of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its name, stable: for scripts.
    pub check: &'static str,
    /// What holds when all is well, for the reader.
    pub holds: &'static str,
    /// Whether it holds.
    pub ok: bool,
    /// What was looked at, or what is wrong and where.
    pub detail: String,
}

/// A check that lists the rows that break it.
#[derive(Clone)]
struct Rule {
    check: &'static str,
    /// What holds, for the reader.
    holds: &'static str,
    /// Rows that break it: one text each.
    breaks: Cow<'static, str>,
}

/// Batches and their lines.
const OF_BATCHES: &[Rule] = &[
    Rule {
        check: "batch_totals",
        holds: "批次笔数、总额与明细一致",
        breaks: Cow::Borrowed(
            concat!("SELECT b.batch_no || ' 记 ' || b.line_count || ' 笔 ' || b.total_fen || ' 分, 明细 ' || count(p.key) || ' 笔 '
                     || coalesce(sum(p.amount_fen), 0) || ' 分'
                 FROM batch b LEFT JOIN payment p ON ", in_batch!("p.key", "b.key"), " AND p.voided_by IS NULL
                 WHERE b.voided_by IS NULL GROUP BY b.key
                 HAVING b.line_count <> count(p.key) OR b.total_fen <> coalesce(sum(p.amount_fen), 0)"),
        ),
    },
    Rule {
        check: "bank_results",
        holds: "已归档批次的成功、失败与明细一致",
        breaks: Cow::Borrowed(
            concat!("SELECT b.batch_no || ' 记成功 ' || b.success_count || ' 失败 ' || b.fail_count || ', 明细 ' || s.ok || ' 和 ' || s.bad
                 FROM batch b JOIN (SELECT g.key AS batch, count(*) FILTER (WHERE bank_state = '1') AS ok,
                                           coalesce(sum(amount_fen) FILTER (WHERE bank_state = '1'), 0) AS ok_fen,
                                           count(*) FILTER (WHERE bank_state = '2') AS bad,
                                           coalesce(sum(amount_fen) FILTER (WHERE bank_state = '2'), 0) AS bad_fen
                                    FROM batch g JOIN payment p ON ", in_batch!("p.key", "g.key"), "
                                     AND p.voided_by IS NULL GROUP BY g.key) s ON s.batch = b.key
                 WHERE b.voided_by IS NULL AND b.success_count IS NOT NULL AND b.fail_count IS NOT NULL
                   AND (b.success_count <> s.ok OR b.success_fen <> s.ok_fen OR b.fail_count <> s.bad OR b.fail_fen <> s.bad_fen)"),
        ),
    },
];

/// Money and what it is for.
const OF_MONEY: &[Rule] = &[
    Rule {
        check: "petty_funds",
        holds: "镇街备用金每天余额不小于零",
        breaks: Cow::Borrowed(
            "SELECT '备用金 ' || f.town || ' ' || f.year || ' 于 ' || s.date || ' 余额 ' || s.left || ' 分' FROM petty_fund f
                 JOIN (SELECT petty_fund, date, sum(sum(CASE WHEN kind IN ('1','3') THEN amount_fen ELSE -amount_fen END))
                           OVER (PARTITION BY petty_fund ORDER BY date) AS left
                       FROM petty_txn WHERE voided_by IS NULL GROUP BY petty_fund, date) s ON s.petty_fund = f.key
                 WHERE s.left < 0 AND f.voided_by IS NULL",
        ),
    },
    Rule {
        check: "recoveries",
        holds: "追缴的退款不多于多发的金额",
        breaks: Cow::Borrowed(
            "SELECT '追缴 ' || r.recovery_no || ' 多发 ' || m.fen || ' 分, 退款 ' || b.fen || ' 分' FROM recovery r
                 JOIN (SELECT recovery, sum(over_fen) AS fen FROM recovery_month WHERE voided_by IS NULL GROUP BY recovery) m ON m.recovery = r.key
                 JOIN (SELECT recovery, sum(amount_fen) AS fen FROM repayment WHERE voided_by IS NULL GROUP BY recovery) b ON b.recovery = r.key
                 WHERE r.voided_by IS NULL AND b.fen > m.fen",
        ),
    },
    Rule {
        check: "relief_spending",
        holds: "备用金的支出与所付的临时救助金额相同",
        breaks: Cow::Borrowed(
            "SELECT '备用金支出 #' || p.key || ' ' || p.amount_fen || ' 分, 临时救助 ' || t.case_no || ' ' || t.amount_fen || ' 分'
                 FROM petty_txn p JOIN temporary t ON t.key = p.temporary
                 WHERE p.voided_by IS NULL AND (t.voided_by IS NOT NULL OR t.fund <> 'P' OR t.amount_fen <> p.amount_fen)",
        ),
    },
];

/// Households, and lines that are paid again.
const OF_HOUSEHOLDS: &[Rule] = &[
    Rule {
        check: "one_household",
        holds: "每人至多在一个家庭中共同生活",
        breaks: Cow::Borrowed(
            "SELECT '人员 #' || person || ' 在 ' || count(DISTINCT household) || ' 个家庭' FROM member m
                 WHERE voided_by IS NULL AND ended = 0 AND is_member = 1 AND NOT EXISTS (SELECT 1 FROM member n
                    WHERE n.person = m.person AND n.household = m.household AND n.valid_from > m.valid_from AND n.voided_by IS NULL)
                 GROUP BY person HAVING count(DISTINCT household) > 1",
        ),
    },
    Rule {
        check: "one_head",
        holds: "每个有成员的家庭有且只有一名本人或户主",
        breaks: Cow::Borrowed(
            "SELECT '家庭 ' || h.household_no || ' 有 ' || count(CASE WHEN m.relation_code IN ('01','02') THEN 1 END) || ' 名户主' FROM household h
                 JOIN member m ON m.household = h.key AND m.voided_by IS NULL AND m.ended = 0
                 WHERE h.voided_by IS NULL AND NOT EXISTS (SELECT 1 FROM member n WHERE n.person = m.person
                    AND n.household = m.household AND n.valid_from > m.valid_from AND n.voided_by IS NULL)
                 GROUP BY h.key HAVING count(CASE WHEN m.relation_code IN ('01','02') THEN 1 END) <> 1",
        ),
    },
    Rule {
        check: "reissues",
        holds: "重发的明细对应失败的明细, 金额相同",
        breaks: Cow::Borrowed(
            "SELECT '明细 #' || p.key FROM payment p JOIN payment f ON f.key = p.reissue_of
                 WHERE p.voided_by IS NULL AND (f.bank_state <> '2' OR f.amount_fen <> p.amount_fen OR f.case_key <> p.case_key)",
        ),
    },
];

/// Looks at the file in one way.
type Look = fn(&Db) -> Answer<Vec<Finding>>;

/// Every rule, in the order in which they are told.
fn rules() -> Vec<Rule> {
    let mut all = OF_BATCHES.to_vec();
    all.extend(cases::states());
    all.extend_from_slice(OF_MONEY);
    all.extend(cases::covers());
    all.extend(cases::places());
    all.extend_from_slice(OF_HOUSEHOLDS);
    all
}

/// How many breaking rows a finding names.
const NAMED: usize = 5;

/// What breaks a check: how much, and the first of it in words.
#[derive(Default)]
struct Broken {
    count: usize,
    named: Vec<String>,
}

impl Broken {
    /// What the engine tells.
    fn told(said: &[String]) -> Broken {
        let mut broken = Broken::default();
        said.iter().for_each(|wrong| broken.add(|| in_words(&text::safe(wrong))));
        broken
    }

    fn add(&mut self, words: impl FnOnce() -> String) {
        self.count += 1;
        if self.named.len() < NAMED {
            self.named.push(words());
        }
    }

    /// Adds what a statement lists; texts that are no UTF-8 any more are shown as far as they are.
    fn list(&mut self, db: &Db, sql: &str) -> Answer<()> {
        let mut get = db.prepare(sql)?;
        let mut rows = get.query([])?;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(0)?.bytes().unwrap_or_default();
            self.add(|| in_words(&text::safe(&String::from_utf8_lossy(text))));
        }
        Ok(())
    }

    fn finding(self, check: &'static str, holds: &'static str) -> Finding {
        let ok = self.count == 0;
        let more = if self.count > self.named.len() { " …" } else { "" };
        let detail = match ok {
            true => holds.to_owned(),
            false => format!("{} 处不符: {}{more}", self.count, self.named.join("; ")),
        };
        Finding { check, holds, ok, detail }
    }
}

impl Store {
    /// Checks the whole file. It reads everything: seconds in a large office.
    ///
    /// # Errors
    /// The file cannot be read at all; who listens ([`Store::while_working`]) wants it to stop.
    pub fn verify(&self) -> Answer<Vec<Finding>> {
        // Whoever works here may.
        self.rights()?;
        self.findings()
    }

    /// The same, of a file before which nobody sits.
    pub(in crate::store) fn findings(&self) -> Answer<Vec<Finding>> {
        self.at_one_moment(|| {
            let (db, rules) = (self.db(), rules());
            let first: [Look; 3] = [
                |db| Ok(vec![judged("integrity", "SQLite 完整性检查通过", integrity(db))?]),
                |db| Ok(vec![judged("schema", "表、索引、触发器与本程序的一致", objects(db))?]),
                |db| Ok(vec![judged("references", "所有引用都存在", references(db))?]),
            ];
            let looks = first.into_iter().chain([
                traced::findings as Look,
                undone::findings,
                derived::findings,
                rights::findings,
                accesses::findings,
            ]);
            let mut steps = Steps::of("核验", 10 + rules.len());
            let mut findings = Vec::new();
            for look in looks {
                steps.next()?;
                findings.extend(look(db)?);
            }
            for rule in rules {
                steps.next()?;
                findings.push(judged(rule.check, rule.holds, listed(db, &rule.breaks))?);
            }
            steps.next()?;
            findings.extend(paid::findings(db)?);
            steps.next()?;
            findings.push(judged("summaries", "月度、批次汇总与明细一致", self.summaries())?);
            Ok(findings)
        })
    }

    /// The summaries of past months and batches, counted again from their rows.
    fn summaries(&self) -> Answer<Broken> {
        let mut broken = Broken::default();
        self.summaries_off()?.into_iter().for_each(|off| broken.add(|| off));
        Ok(broken)
    }
}

/// The finding of a check. What cannot be read because of what stands there is found, not failed at.
fn judged(check: &'static str, holds: &'static str, broken: Answer<Broken>) -> Answer<Finding> {
    match broken {
        Ok(broken) => Ok(broken.finding(check, holds)),
        Err(StoreFault::BadFile(detail)) => Ok(Finding { check, holds, ok: false, detail }),
        Err(fault) => Err(fault),
    }
}

fn listed(db: &Db, sql: &str) -> Answer<Broken> {
    let mut broken = Broken::default();
    broken.list(db, sql)?;
    Ok(broken)
}

fn integrity(db: &Db) -> Answer<Broken> {
    Ok(Broken::told(&db.check(Check::Whole, 20)?))
}

fn objects(db: &Db) -> Answer<Broken> {
    let mut broken = Broken::default();
    shape::schema_differences(db)?.into_iter().for_each(|d| broken.add(|| d));
    Ok(broken)
}

fn references(db: &Db) -> Answer<Broken> {
    Ok(Broken::told(&db.broken_references()?))
}

/// States and kinds of versions by their labels: `状态 stopped, 最近核定 award` is nothing that a clerk reads.
fn in_words(text: &str) -> String {
    let fields = rosters().flat_map(|roster| [roster.benefit.cases.field("state"), roster.versions.field("kind")]);
    let lists = fields.flatten().filter_map(|field| match field.kind {
        Kind::Code(codes) => Some(codes),
        _ => None,
    });
    let labels: Vec<&Codes> = lists.collect();
    let word = |part: &str| {
        let end = part.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(part.len());
        let (code, rest) = part.split_at(end);
        labels.iter().find_map(|l| l.label(code)).map_or_else(|| part.to_owned(), |label| format!("{label}{rest}"))
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
