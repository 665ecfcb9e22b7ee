//! Bringing an older office up to this program's schema: by hand, one step (`steps`) for each `user_version`, in one transaction,
//! after a verified backup beside the file. Knows no register.

use crate::domain::found_by;
use crate::domain::param::Param;
use crate::store::change::digest;
use crate::store::engine::{Db, Number, Tx};
use crate::store::far::Steps;
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::schema::SCHEMA_VERSION;
use crate::store::file::seal::seal;
use crate::store::file::shape;
use crate::store::file::steps::STEPS;
use crate::store::file::{backup, declared};
use std::path::Path;

/// Brings the office to [`SCHEMA_VERSION`] and seals it; nothing happens when it is there.
pub(in crate::store) fn bring_up(db: &Db, path: &Path) -> Answer<()> {
    bring_through(db, path, STEPS, SCHEMA_VERSION)
}

/// Brings a copy of an office there, of which nothing needs to be kept. The version it had, where that was an older one.
pub(in crate::store) fn bring_up_a_copy(db: &Db) -> Answer<Option<i32>> {
    let version = version(db)?;
    if version >= SCHEMA_VERSION {
        return Ok(None);
    }
    take_steps(db, STEPS, SCHEMA_VERSION)?;
    Ok(Some(version))
}

pub(super) fn bring_through(db: &Db, path: &Path, steps: &[&[&str]], to: i32) -> Answer<()> {
    let version = version(db)?;
    if version >= to {
        return Ok(());
    }
    let copy = backup::beside(db, path, &format!("v{version}"))?;
    take_steps(db, steps, to).map_err(|fault| match fault {
        StoreFault::Unsure(_) => fault.and(&format!("升级前的备份留在 {}", copy.display())),
        // The office is what it was; each further try makes a copy of its own.
        _ => {
            backup::forget(&copy);
            fault
        }
    })
}

fn take_steps(db: &Db, steps: &[&[&str]], to: i32) -> Answer<()> {
    // The n-th of what a name is found by; the store keeps such rows whenever it writes a person.
    db.function("found_by", 2, |call| {
        let at = usize::try_from(call.number(1)?).unwrap_or(usize::MAX);
        Ok(found_by::beside(call.text(0)).into_iter().nth(at))
    })?;
    // What a parameter is called, as where a new office writes it.
    db.function("label_of", 1, |call| Ok(Param::from_name(call.text(0)).map(|param| param.label().to_owned())))?;
    db.function("digest_of_act", 6, |call| {
        let (key, operator) = (call.number(0)?, call.number(2)?);
        Ok(Some(digest::of_act(key, call.text(1), operator, call.text(3), call.text(4), call.text_or_none(5), None)))
    })?;
    // A step may widen a constraint where it stands.
    db.let_schema_be_rewritten(true)?;
    let done = step_by_step(db, steps, to);
    db.let_schema_be_rewritten(false)?;
    done
}

fn step_by_step(db: &Db, steps: &[&[&str]], to: i32) -> Answer<()> {
    let act = Tx::change(db)?;
    // Another program may have done it while this one made its copy.
    let from = version(&act)?;
    if from >= to {
        return Ok(());
    }
    let mut steps_told = Steps::of("升级业务库", usize::try_from(to - from).unwrap_or(0) + 1);
    for step in from..to {
        steps_told.next()?;
        let parts = usize::try_from(step - 1).ok().and_then(|i| steps.get(i));
        for part in *parts.ok_or_else(|| StoreFault::defect(format!("没有从库版本 {step} 升级的步骤")))? {
            act.execute_batch(part)?;
        }
        act.set_number(Number::UserVersion, step + 1)?;
    }
    steps_told.next()?;
    if to == SCHEMA_VERSION {
        make_what_follows(&act)?;
        // Whatever another tool had put into the file has run along: it is taken back with the rest.
        let differences = shape::schema_differences(&act)?;
        if !differences.is_empty() {
            return Err(StoreFault::BadFile(format!(
                "库文件的结构被别的程序改过, 不能升级: {}; 没有改动它, 请用改动之前的备份, 或请维护人员核对",
                differences.join("、")
            )));
        }
        seal(&act, to)?;
    }
    act.commit().map_err(StoreFault::at_commit)?;
    Ok(())
}

/// Makes what follows from the declarations and is not there yet.
fn make_what_follows(db: &Db) -> Answer<()> {
    let mut there = Vec::new();
    db.objects(&mut |[_, name, _]| there.push(name.into_owned()))?;
    for object in declared::made().iter().filter(|object| !there.contains(&object.name)) {
        db.execute_batch(&object.sql)?;
    }
    Ok(())
}

/// An office of an older schema cannot be read without migrating it.
pub(in crate::store) fn refuse_older(db: Db) -> Answer<Db> {
    match version(&db)? {
        v if v < SCHEMA_VERSION => Err(StoreFault::Surroundings(format!(
            "库文件是旧版本 (库版本 {v}, 本程序 {SCHEMA_VERSION}), 需要先升级, 而它是只读的; 请放到可写的目录再打开"
        ))),
        _ => Ok(db),
    }
}

pub(super) fn version(db: &Db) -> Answer<i32> {
    Ok(i32::try_from(db.number(Number::UserVersion)?).unwrap_or(i32::MAX))
}
